//! What an office sets for itself, in no document: the hour at which it collects, the day of the month for its lists, the
//! workdays in which a finding of the spot check is put right. Unset until the office sets it; nothing is presumed.

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use super::session::Session;
use crate::error::Error;

const COLLECTS_AT: &str = "collects_at";
const LIST_DAY: &str = "list_day";
const RECTIFY_DAYS: &str = "rectify_days";

/// An office's own times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnTimes {
    /// When the office next above collects the day's figures.
    pub collects_at: Option<NaiveTime>,
    /// The day of the month until which lists of resumed and deregistered persons are taken.
    pub list_day: Option<u32>,
    /// Workdays within which a finding of the spot check is put right.
    pub rectify_days: Option<u32>,
}

impl OwnTimes {
    /// What the book's office has set.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn of(session: &Session) -> Result<Self, Error> {
        let collects_at = session.store.setting(COLLECTS_AT)?;
        let list_day = session.store.setting(LIST_DAY)?;
        Ok(Self {
            collects_at: collects_at
                .and_then(|text| NaiveTime::parse_from_str(&text, "%H:%M").ok()),
            list_day: list_day
                .and_then(|text| text.parse().ok())
                .filter(|day| (1..=31).contains(day)),
            rectify_days: session
                .store
                .setting(RECTIFY_DAYS)?
                .and_then(|text| read_days(&text)),
        })
    }

    /// Keeps them in the book.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn keep(self, session: &Session) -> Result<(), Error> {
        let hour = self.collects_at.map(|at| at.format("%H:%M").to_string());
        let day = self.list_day.map(|day| day.to_string());
        session
            .store
            .set_setting(COLLECTS_AT, &hour.unwrap_or_default())?;
        session
            .store
            .set_setting(LIST_DAY, &day.unwrap_or_default())?;
        let days = self.rectify_days.map(|days| days.to_string());
        session
            .store
            .set_setting(RECTIFY_DAYS, &days.unwrap_or_default())?;
        Ok(())
    }

    /// The last days of the list before and of the one that is open on this day.
    #[must_use]
    pub fn list_days(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let day = self.list_day?;
        let of_month = |date: NaiveDate| {
            // A short month ends before the 31st.
            (1..=day).rev().find_map(|day| date.with_day(day))
        };
        let this = of_month(today)?;
        if today <= this {
            let before = of_month(this.with_day(1)?.checked_sub_months(Months::new(1))?)?;
            Some((before, this))
        } else {
            let next = of_month(this.with_day(1)?.checked_add_months(Months::new(1))?)?;
            Some((this, next))
        }
    }
}

/// An hour as people type it: 14, 1400, 14:00, 14点30; nothing when it is none.
#[must_use]
pub fn read_hour(typed: &str) -> Option<NaiveTime> {
    let digits: String = crate::domain::text::stored(typed)
        .text
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let (hour, minute) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        3 | 4 => digits.split_at(digits.len() - 2),
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// A day of the month as people type it: 17, 17日; nothing when it is none.
#[must_use]
pub fn read_day(typed: &str) -> Option<u32> {
    let digits: String = crate::domain::text::stored(typed)
        .text
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A number of days as people type it: 5, 5天, 5个工作日; nothing when it is none.
#[must_use]
pub fn read_days(typed: &str) -> Option<u32> {
    let digits: String = crate::domain::text::stored(typed)
        .text
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok().filter(|days| (1..=365).contains(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_months_list_ends_on_its_day_or_with_the_month() {
        let of = |list_day, today| {
            let times = OwnTimes {
                list_day: Some(list_day),
                ..OwnTimes::default()
            };
            times.list_days(day(today)).unwrap()
        };
        assert_eq!(of(17, "2021-09-09"), (day("2021-08-17"), day("2021-09-17")));
        assert_eq!(of(17, "2021-09-17"), (day("2021-08-17"), day("2021-09-17")));
        assert_eq!(of(17, "2021-09-18"), (day("2021-09-17"), day("2021-10-17")));
        assert_eq!(of(31, "2021-02-10"), (day("2021-01-31"), day("2021-02-28")));
        assert_eq!(of(5, "2021-12-20"), (day("2021-12-05"), day("2022-01-05")));
        assert_eq!(OwnTimes::default().list_days(day("2021-09-09")), None);
    }

    #[test]
    fn hours_and_days_are_read_as_people_type_them() {
        let hour = |typed| read_hour(typed).map(|at| at.format("%H:%M").to_string());
        for typed in ["14", "1400", "14:00", "14：00", "１４点"] {
            assert_eq!(hour(typed).as_deref(), Some("14:00"), "{typed}");
        }
        assert_eq!(hour("930").as_deref(), Some("09:30"));
        for typed in ["", "25", "1460", "12345"] {
            assert_eq!(hour(typed), None, "{typed}");
        }
        assert_eq!(read_day("17日"), Some(17));
        assert_eq!((read_day("0"), read_day("32")), (None, None));
    }
}
