//! Deadlines: workdays with holidays and made-up workdays, calendar days and months, and the roll off a rest day.
//! Which days are holidays is data; for a year that the data lacks the weekend decides, and the result says so.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::Serialize;

/// The table of exceptions from the weekly rhythm: one line a day, `date,off|work,name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workdays {
    exceptions: BTreeMap<NaiveDate, bool>,
    years: BTreeSet<i32>,
}

/// A line of the table that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not of the form date,off|work,name")]
pub struct BadLine {
    /// Its number, from 1.
    pub line: usize,
}

/// The day on which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The day.
    pub date: NaiveDate,
    /// A year was touched whose holidays are not known: only its weekends were left out (估算).
    pub estimated: bool,
}

/// What happens to a last day that is a rest day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roll {
    /// It moves on to the next workday (民法典 203).
    Next,
    /// It stays.
    Stay,
}

impl Workdays {
    /// Reads the table from its text; the first line is its head.
    ///
    /// # Errors
    /// With the number of the first line that cannot be read.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        let mut table = Self::default();
        for (number, line) in text.lines().enumerate().skip(1) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let mut fields = line.split(',').map(str::trim);
            let date = fields.next().and_then(|date| date.parse().ok());
            let works = match fields.next() {
                Some("work") => Some(true),
                Some("off") => Some(false),
                _ => None,
            };
            let (Some(date), Some(works)) = (date, works) else {
                return Err(BadLine { line: number + 1 });
            };
            table.exceptions.insert(date, works);
            table.years.insert(date.year());
        }
        Ok(table)
    }

    /// The table that comes with the program.
    ///
    /// # Errors
    /// Never, as a test proves.
    pub fn of_program() -> Result<Self, BadLine> {
        Self::parse(include_str!("../../data/workdays.csv"))
    }

    /// Lays another table over this one: the file of a new year, once the notice is out.
    pub fn extend(&mut self, more: Self) {
        self.exceptions.extend(more.exceptions);
        self.years.extend(more.years);
    }

    /// Whether the holidays of that year are known.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Whether people work on that day; in an unknown year the weekend decides.
    #[must_use]
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        self.exceptions
            .get(&date)
            .copied()
            .unwrap_or_else(|| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun))
    }

    /// The last of `n` workdays; the day of the event itself is not counted (民法典 201). `n` = 0 is the day itself.
    #[must_use]
    pub fn plus_workdays(&self, from: NaiveDate, n: u32) -> Due {
        let mut due = Due {
            date: from,
            estimated: false,
        };
        let mut left = n;
        while left > 0 {
            let Some(next) = due.date.succ_opt() else {
                break;
            };
            due.date = next;
            due.estimated |= !self.knows(next.year());
            left -= u32::from(self.is_workday(next));
        }
        due
    }

    /// The last of `n` calendar days; the day of the event itself is not counted.
    #[must_use]
    pub fn plus_days(&self, from: NaiveDate, n: u32, roll: Roll) -> Due {
        let last = from.checked_add_days(Days::new(n.into()));
        self.rolled(last.unwrap_or(NaiveDate::MAX), roll)
    }

    /// The corresponding day `n` months later, the month's last day where there is none (民法典 202).
    #[must_use]
    pub fn plus_months(&self, from: NaiveDate, n: u32, roll: Roll) -> Due {
        let last = from.checked_add_months(Months::new(n));
        self.rolled(last.unwrap_or(NaiveDate::MAX), roll)
    }

    fn rolled(&self, last: NaiveDate, roll: Roll) -> Due {
        let mut due = Due {
            date: last,
            estimated: false,
        };
        if roll == Roll::Stay {
            return due;
        }
        due.estimated = !self.knows(last.year());
        while !self.is_workday(due.date) {
            let Some(next) = due.date.succ_opt() else {
                break;
            };
            due.date = next;
            due.estimated |= !self.knows(next.year());
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Workdays {
        Workdays::of_program().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sure(text: &str) -> Due {
        Due {
            date: day(text),
            estimated: false,
        }
    }

    #[test]
    fn workdays_leave_out_holidays_and_count_made_up_ones() {
        for (from, n, expected) in [
            ("2021-09-06", 3, "2021-09-09"),
            ("2021-09-17", 3, "2021-09-23"),
            ("2021-09-28", 5, "2021-10-11"),
            ("2022-12-05", 5, "2022-12-12"),
            ("2022-12-30", 3, "2023-01-05"),
            ("2022-11-20", 20, "2022-12-16"),
            ("2023-09-28", 3, "2023-10-09"),
            ("2024-02-08", 5, "2024-02-21"),
            ("2024-02-09", 3, "2024-02-20"),
            ("2025-09-30", 20, "2025-11-04"),
            ("2026-09-30", 5, "2026-10-13"),
            ("2021-09-19", 0, "2021-09-19"),
        ] {
            assert_eq!(
                table().plus_workdays(day(from), n),
                sure(expected),
                "{from} +{n}"
            );
        }
        let daily = day("2021-09-06")
            .iter_days()
            .take_while(|date| *date <= day("2021-09-30"));
        assert_eq!(daily.filter(|date| table().is_workday(*date)).count(), 19);
    }

    #[test]
    fn each_year_has_its_number_of_workdays() {
        let years = [
            (2018, 250),
            (2019, 250),
            (2020, 249),
            (2021, 250),
            (2022, 249),
            (2023, 249),
            (2024, 251),
            (2025, 248),
            (2026, 248),
        ];
        for (year, expected) in years {
            let days = day(&format!("{year}-01-01"))
                .iter_days()
                .take_while(|date| date.year() == year);
            assert_eq!(
                days.filter(|date| table().is_workday(*date)).count(),
                expected
            );
        }
    }

    #[test]
    fn months_end_on_the_corresponding_day_and_roll_off_rest_days() {
        let months = |from, n, roll| table().plus_months(day(from), n, roll);
        assert_eq!(months("2022-11-30", 3, Roll::Next), sure("2023-02-28"));
        // 20 May 2023 is a Saturday.
        assert_eq!(months("2022-11-20", 6, Roll::Next), sure("2023-05-22"));
        assert_eq!(months("2022-11-20", 6, Roll::Stay), sure("2023-05-20"));
        let days = |from, n, roll| table().plus_days(day(from), n, roll);
        assert_eq!(days("2021-09-13", 5, Roll::Next), sure("2021-09-18"));
        assert_eq!(days("2021-09-14", 5, Roll::Next), sure("2021-09-22"));
        assert_eq!(days("2021-09-14", 5, Roll::Stay), sure("2021-09-19"));
    }

    #[test]
    fn an_unknown_year_is_estimated_never_silently() {
        let estimated = |text: &str| Due {
            date: day(text),
            estimated: true,
        };
        let table = table();
        assert_eq!(
            table.plus_workdays(day("2027-09-30"), 5),
            estimated("2027-10-07")
        );
        assert_eq!(
            table.plus_workdays(day("2026-12-30"), 2),
            estimated("2027-01-01")
        );
        assert_eq!(
            table.plus_months(day("2026-12-02"), 1, Roll::Next),
            estimated("2027-01-04")
        );
        assert!(
            !table
                .plus_months(day("2026-12-02"), 1, Roll::Stay)
                .estimated
        );

        let mut longer = table;
        longer.extend(Workdays::parse("date,kind,name\n2027-01-01,off,元旦\n").unwrap());
        assert_eq!(
            longer.plus_workdays(day("2026-12-30"), 2),
            sure("2027-01-04")
        );
    }

    #[test]
    fn a_wrong_line_is_named() {
        let parse = |text: &str| Workdays::parse(text).map_err(|error| error.line);
        assert_eq!(parse("date,kind,name\n2021-13-01,off,x\n"), Err(2));
        assert_eq!(
            parse("date,kind,name\n2021-01-01,off,x\n\n2021-01-02,rest,x\n"),
            Err(4)
        );
    }

    #[test]
    fn a_deadline_is_what_scripts_read() {
        let due = table().plus_workdays(day("2021-09-17"), 3);
        assert_eq!(
            serde_json::to_string(&due).unwrap(),
            r#"{"date":"2021-09-23","estimated":false}"#
        );
    }
}
