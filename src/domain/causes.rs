//! Causes of suspension counted by what people have in common: the month, the village, the age (S1 五（三）).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::figures::Figure;
use super::month::Month;
use super::report::CLASSES;
use super::unit::UnitCode;

/// So many months before the day are told one by one; older ones by their year.
const MONTHS: i32 = 24;
/// Ages are told in steps of so many years.
const STEP: u32 = 5;
/// From this age on people are told together.
const OLDEST: u32 = 90;

/// What the people of a line have in common, in the order of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Suspended in this year.
    Year(i32),
    /// Suspended since this month.
    Month(Month),
    /// Of this unit.
    Unit(UnitCode),
    /// Younger than this.
    Under(u32),
    /// Of these ages, both included.
    Ages(u32, u32),
    /// Of this age or older.
    From(u32),
    /// Nobody knows.
    Unknown,
}

impl Band {
    /// Of somebody suspended since that month, as seen on a day.
    #[must_use]
    pub fn of_month(month: Option<Month>, day: NaiveDate) -> Self {
        let first = Month::of(day).plus(1 - MONTHS);
        match month {
            None => Self::Unknown,
            Some(month) if month < first => Self::Year(month.year()),
            Some(month) => Self::Month(month),
        }
    }

    /// Of somebody of that age; `from` is the age from which the benefit is paid.
    #[must_use]
    pub fn of_age(age: Option<u32>, from: u32) -> Self {
        match age {
            None => Self::Unknown,
            Some(age) if age < from => Self::Under(from),
            Some(age) if age >= OLDEST => Self::From(OLDEST),
            Some(age) => {
                let first = from + (age - from) / STEP * STEP;
                Self::Ages(first, (first + STEP).min(OLDEST) - 1)
            }
        }
    }
}

/// The age in whole years on a day.
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(birth)
}

/// The people of a line: how many, and of which class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    /// All of them.
    pub total: i64,
    /// Of each of the seven classes.
    pub classes: [i64; 7],
}

impl Causes {
    /// Those whose cause has not been found.
    #[must_use]
    pub fn unknown(&self) -> i64 {
        self.total - self.classes.iter().sum::<i64>()
    }

    /// Adds people who count for a figure; figures that are no class and no total say nothing here.
    pub fn add(&mut self, figure: Figure, n: i64) {
        if figure == Figure::Total {
            self.total += n;
        } else if let Some(at) = CLASSES.iter().position(|class| *class == figure) {
            self.classes[at] += n;
        }
    }
}

/// Lines by what their people have in common.
pub type Table = BTreeMap<Band, Causes>;

/// The figures that a table is made of.
#[must_use]
pub fn figures() -> Vec<Figure> {
    [Figure::Total].into_iter().chain(CLASSES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_leave_no_gap_and_do_not_overlap() {
        for age in 0..130 {
            let band = Band::of_age(Some(age), 60);
            let holds = match band {
                Band::Under(n) => age < n,
                Band::Ages(first, last) => first <= age && age <= last,
                Band::From(n) => age >= n,
                _ => false,
            };
            assert!(holds, "{age} {band:?}");
        }
        assert_eq!(Band::of_age(Some(89), 60), Band::Ages(85, 89));
        assert_eq!(Band::of_age(None, 60), Band::Unknown);
    }

    #[test]
    fn months_of_two_years_are_told_one_by_one() {
        let day = NaiveDate::from_ymd_opt(2021, 9, 14).unwrap();
        let of = |text: &str| Band::of_month(text.parse().ok(), day);
        assert_eq!(of("2021-09"), Band::Month("2021-09".parse().unwrap()));
        assert_eq!(of("2019-10"), Band::Month("2019-10".parse().unwrap()));
        assert_eq!(of("2019-09"), Band::Year(2019));
        assert_eq!(of(""), Band::Unknown);
    }
}
