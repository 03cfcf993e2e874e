//! Days, months and times as officers and villagers say and type them: 7, 0907, 9.7, 昨天, 去年腊月二十.
//! Pure: today is an argument. What can be meant in two ways is asked back, never guessed.

mod lunar;
mod numeral;
mod time;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use super::month::Month;
use lunar::{LunarDay, LunarMonth};
use numeral::Cursor;

pub use lunar::lunar_name;
pub use time::{read_coming_moment, read_moment, read_time};

/// What was typed is no day, or not one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// It cannot be read as a day, a month, or a time.
    #[error("not a date that can be read")]
    Unreadable,
    /// The calendar has no such day (31 April, the 30th of a short lunar month, a leap month that the year lacks).
    #[error("the calendar has no such day")]
    NoSuchDay,
    /// It lies ahead, and what happened cannot.
    #[error("{0} lies ahead")]
    Ahead(NaiveDate),
    /// The time of today has not come yet.
    #[error("this time has not come yet")]
    TimeAhead,
    /// It has gone by, and an appointment cannot.
    #[error("{0} has gone by")]
    Gone(NaiveDate),
    /// It can mean either: by the one calendar or the other, this lunar year or the last.
    #[error("either {0} or {1}")]
    Either(NaiveDate, NaiveDate),
    /// A lunar month lies in both these months: only its day says in which.
    #[error("a lunar month in both {0} and {1}")]
    NeedsDay(Month, Month),
}

impl DayError {
    /// Key of the message.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "day-empty",
            Self::Unreadable => "day-unreadable",
            Self::NoSuchDay => "day-no-such-day",
            Self::Ahead(_) => "day-ahead",
            Self::TimeAhead => "day-time-ahead",
            Self::Gone(_) => "day-gone",
            Self::Either(..) => "day-either",
            Self::NeedsDay(..) => "day-needs-day",
        }
    }

    /// Values for the message's placeholders.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::Unreadable | Self::NoSuchDay | Self::TimeAhead => Vec::new(),
            Self::Ahead(day) | Self::Gone(day) => vec![("day", day.to_string())],
            Self::Either(one, other) => {
                vec![("one", one.to_string()), ("other", other.to_string())]
            }
            Self::NeedsDay(one, other) => {
                vec![("one", one.to_string()), ("other", other.to_string())]
            }
        }
    }
}

/// Which way the parts that were left out are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaning {
    /// Something that happened: the last such day.
    Past,
    /// An appointment: the next such day.
    Coming,
}

/// A year as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    Unsaid,
    /// 去年 is -1.
    FromThis(i32),
    Named(i32),
}

/// A month of the usual calendar as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SolarMonth {
    Unsaid,
    /// 上月 is -1.
    FromThis(i32),
    Named(u32),
}

/// What was said, before today decides what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Day(NaiveDate),
    Solar(Year, SolarMonth, u32),
    Lunar(Year, LunarMonth, LunarDay),
    /// 八月十五: no word says by which calendar.
    Unclear(Year, Option<u32>, u32),
}

/// More than half a year away the year has to be said: 0917 for 0907 must not become a day of last year.
const HALF_A_YEAR: u64 = 183;

/// Reads a day on which something happened.
///
/// # Errors
/// When it cannot be read, does not exist, lies ahead, or can mean two days.
pub fn read_day(text: &str, today: NaiveDate) -> Result<NaiveDate, DayError> {
    read(text, today, Leaning::Past)
}

/// Reads the day of an appointment: parts that were left out are taken as the next such day.
///
/// # Errors
/// When it cannot be read, does not exist, has gone by, or can mean two days.
pub fn read_coming_day(text: &str, today: NaiveDate) -> Result<NaiveDate, DayError> {
    read(text, today, Leaning::Coming)
}

/// Reads a month: 202010, 2020-10, 10月, 去年10月, 上月; a whole date gives its month.
///
/// # Errors
/// When it cannot be read or lies ahead, or when a lunar month lies in two months: then its day is needed.
pub fn read_month(text: &str, today: NaiveDate) -> Result<Month, DayError> {
    let plain = numeral::plain(text);
    if plain.is_empty() {
        return Err(DayError::Empty);
    }
    let (plain, by_lunar) = calendar_word(&plain);
    let mut cursor = Cursor::new(&plain);
    let year = said_year(&mut cursor, today);
    if let Some(month) = cursor.clone().lunar_month(by_lunar == Some(true))
        && (by_lunar == Some(true) || month.is_lunar_by_name())
    {
        let mut after = cursor.clone();
        after.lunar_month(by_lunar == Some(true));
        after.eat(&["份"]);
        if after.is_empty() {
            return lunar::whole_month(year, month, today);
        }
    }
    if let Some(month) = solar_month(cursor.clone(), year, today) {
        let month = month?;
        return if month > Month::of(today) {
            let first = NaiveDate::from_ymd_opt(month.year(), month.month(), 1);
            Err(first.map_or(DayError::Unreadable, DayError::Ahead))
        } else {
            Ok(month)
        };
    }
    read_day(text, today).map(Month::of)
}

/// A month without a day; nothing when there is more to it.
fn solar_month(
    mut cursor: Cursor<'_>,
    year: Year,
    today: NaiveDate,
) -> Option<Result<Month, DayError>> {
    let this = Month::of(today);
    if let Some(months) = cursor.near_month() {
        return cursor.is_empty().then(|| Ok(this.plus(months)));
    }
    if let (Year::Unsaid, Some((year, month))) = (year, cursor.clone().year_and_month()) {
        return Some(Month::new(year, month).ok_or(DayError::NoSuchDay));
    }
    let month = cursor.number()?;
    let marked = cursor.eat(&["月份", "月"]);
    if !cursor.is_empty() || !(marked || matches!(year, Year::Unsaid | Year::FromThis(_))) {
        return None;
    }
    let in_year = |year| Month::new(year, month).ok_or(DayError::NoSuchDay);
    Some(match year {
        Year::Named(year) => in_year(year),
        Year::FromThis(years) => in_year(today.year() + years),
        Year::Unsaid => {
            in_year(today.year()).map(|month| if month > this { month.plus(-12) } else { month })
        }
    })
}

fn read(text: &str, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DayError> {
    let plain = numeral::plain(text);
    if plain.is_empty() {
        return Err(DayError::Empty);
    }
    let said = said(&plain, today)?;
    let day = meant(said, today, leaning)?;
    match leaning {
        Leaning::Past if day > today => Err(DayError::Ahead(day)),
        Leaning::Coming if day < today => Err(DayError::Gone(day)),
        _ => Ok(day),
    }
}

/// Takes the words that name a calendar out of a text: by the lunar one, or not, or unsaid.
fn calendar_word(text: &str) -> (String, Option<bool>) {
    for (word, lunar) in [
        ("农历", true),
        ("阴历", true),
        ("旧历", true),
        ("公历", false),
        ("阳历", false),
        ("新历", false),
    ] {
        if text.contains(word) {
            return (text.replacen(word, "", 1), Some(lunar));
        }
    }
    (text.to_owned(), None)
}

fn said_year(cursor: &mut Cursor<'_>, today: NaiveDate) -> Year {
    for (words, years) in [
        (&["大前年"][..], -3),
        (&["前年"], -2),
        (&["去年", "上年", "头年"], -1),
        (&["今年", "本年"], 0),
        (&["明年"], 1),
    ] {
        if cursor.eat(words) {
            return Year::FromThis(years);
        }
    }
    match cursor.year() {
        // 48年 is 1948, 20年 is 2020.
        Some(short) if short < 100 => {
            let near = today.year() / 100 * 100 + short;
            Year::Named(if near > today.year() {
                near - 100
            } else {
                near
            })
        }
        Some(year) => Year::Named(year),
        None => Year::Unsaid,
    }
}

fn said(plain: &str, today: NaiveDate) -> Result<Said, DayError> {
    let (plain, by_lunar) = calendar_word(plain);
    let mut cursor = Cursor::new(&plain);
    if by_lunar.is_none()
        && let Some(days) = cursor.clone().near_day()
    {
        let day = today.checked_add_signed(TimeDelta::days(days));
        return day.map(Said::Day).ok_or(DayError::NoSuchDay);
    }
    let year = said_year(&mut cursor, today);
    if let Some((month, day)) = cursor.clone().festival() {
        return Ok(Said::Lunar(year, month, day));
    }
    if by_lunar != Some(true) {
        if let Some(said) = solar_numbers(cursor.clone(), year) {
            return said;
        }
        let mut near = cursor.clone();
        if let (Year::Unsaid, Some(months)) = (year, near.near_month()) {
            let day = near.number().ok_or(DayError::Unreadable)?;
            near.eat(&["日", "号"]);
            return near.end(Said::Solar(year, SolarMonth::FromThis(months), day));
        }
    }
    said_by_month_and_day(cursor, year, by_lunar)
}

/// Digits with or without signs between them.
fn solar_numbers(mut cursor: Cursor<'_>, year: Year) -> Option<Result<Said, DayError>> {
    let groups = cursor.digit_groups()?;
    let named = SolarMonth::Named;
    let said = match (groups.as_slice(), year) {
        ([day], Year::Unsaid) if day.len() <= 2 => {
            Said::Solar(year, SolarMonth::Unsaid, number(day))
        }
        // 112 can be 1月12日 and 11月2日.
        ([both], _) if both.len() == 3 => {
            let early = (number(&both[..1]), number(&both[1..]));
            let late = (number(&both[..2]), number(&both[2..]));
            match (possible(early), possible(late)) {
                (true, false) => Said::Solar(year, named(early.0), early.1),
                (false, true) => Said::Solar(year, named(late.0), late.1),
                _ => return Some(Err(DayError::Unreadable)),
            }
        }
        ([both], _) if both.len() == 4 => {
            Said::Solar(year, named(number(&both[..2])), number(&both[2..]))
        }
        ([whole], Year::Unsaid) if whole.len() == 8 => Said::Solar(
            Year::Named(i32::try_from(number(&whole[..4])).unwrap_or_default()),
            named(number(&whole[4..6])),
            number(&whole[6..]),
        ),
        ([month, day], _) if month.len() <= 2 && day.len() <= 2 => {
            Said::Solar(year, named(number(month)), number(day))
        }
        ([year, month, day], Year::Unsaid)
            if year.len() == 4 && month.len() <= 2 && day.len() <= 2 =>
        {
            Said::Solar(
                Year::Named(i32::try_from(number(year)).unwrap_or_default()),
                named(number(month)),
                number(day),
            )
        }
        _ => return Some(Err(DayError::Unreadable)),
    };
    Some(Ok(said))
}

fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(0)
}

fn possible((month, day): (u32, u32)) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// 9月7日, 腊月二十, 八月十五, 初七, 七号.
fn said_by_month_and_day(
    mut cursor: Cursor<'_>,
    year: Year,
    by_lunar: Option<bool>,
) -> Result<Said, DayError> {
    let month = if by_lunar == Some(true) {
        cursor.lunar_month_with_sign()
    } else {
        cursor.lunar_month(false)
    };
    let in_words = month.is_some_and(|month| month.in_words);
    let day = cursor.lunar_day().ok_or(DayError::Unreadable)?;
    let marked = cursor.eat(&["日", "号"]);
    if !cursor.is_empty() {
        return Err(DayError::Unreadable);
    }
    let solar = by_lunar == Some(false);
    let lunar = by_lunar == Some(true)
        || month.is_some_and(LunarMonth::is_lunar_by_name)
        || day.is_lunar_by_name();
    if lunar && !solar {
        let month = month.unwrap_or(LunarMonth::UNSAID);
        return Ok(Said::Lunar(year, month, day.day));
    }
    let LunarDay::Numbered(day_number) = day.day else {
        return Err(DayError::Unreadable);
    };
    let month = month.and_then(|month| month.number);
    if month.is_none() && year != Year::Unsaid {
        return Err(DayError::Unreadable);
    }
    if !solar && !marked && day.in_words && (in_words || month.is_none()) {
        return Ok(Said::Unclear(year, month, day_number));
    }
    let month = month.map_or(SolarMonth::Unsaid, SolarMonth::Named);
    Ok(Said::Solar(year, month, day_number))
}

/// The day that is meant when something is said today.
fn meant(said: Said, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DayError> {
    match said {
        Said::Day(day) => Ok(day),
        Said::Solar(year, month, day) => solar(year, month, day, today, leaning),
        Said::Lunar(year, month, day) => lunar::meant(year, month, day, today, leaning),
        Said::Unclear(year, month, day) => {
            let solar_month = month.map_or(SolarMonth::Unsaid, SolarMonth::Named);
            let usual = solar(year, solar_month, day, today, leaning);
            let lunar_month = month.map_or(LunarMonth::UNSAID, LunarMonth::numbered);
            let day = LunarDay::Numbered(day);
            let other = lunar::meant(year, lunar_month, day, today, leaning);
            either(usual, other, today, leaning)
        }
    }
}

/// Two ways to understand the same words: the one that can be, or a question.
fn either(
    one: Result<NaiveDate, DayError>,
    other: Result<NaiveDate, DayError>,
    today: NaiveDate,
    leaning: Leaning,
) -> Result<NaiveDate, DayError> {
    let can_be = |day: &NaiveDate| match leaning {
        Leaning::Past => *day <= today,
        Leaning::Coming => *day >= today,
    };
    match (one.ok().filter(can_be), other.ok().filter(can_be)) {
        (Some(a), Some(b)) if a != b => Err(DayError::Either(a.min(b), a.max(b))),
        (Some(day), _) | (None, Some(day)) => Ok(day),
        (None, None) => one,
    }
}

fn solar(
    year: Year,
    month: SolarMonth,
    day: u32,
    today: NaiveDate,
    leaning: Leaning,
) -> Result<NaiveDate, DayError> {
    let first = today.with_day(1).ok_or(DayError::NoSuchDay)?;
    let in_month = |months: i32| {
        let shift = Months::new(months.unsigned_abs());
        let first = if months < 0 {
            first.checked_sub_months(shift)
        } else {
            first.checked_add_months(shift)
        };
        first.and_then(|first| first.with_day(day))
    };
    let in_year = |year, month| NaiveDate::from_ymd_opt(year, month, day);
    match (month, year) {
        (SolarMonth::FromThis(months), _) => in_month(months).ok_or(DayError::NoSuchDay),
        (SolarMonth::Unsaid, _) => {
            let (this, other) = match leaning {
                Leaning::Past => (in_month(0).filter(|day| *day <= today), -1),
                Leaning::Coming => (in_month(0).filter(|day| *day >= today), 1),
            };
            this.or_else(|| in_month(other)).ok_or(DayError::NoSuchDay)
        }
        (SolarMonth::Named(month), Year::FromThis(years)) => {
            in_year(today.year() + years, month).ok_or(DayError::NoSuchDay)
        }
        (SolarMonth::Named(month), Year::Named(year)) if (1850..=2150).contains(&year) => {
            in_year(year, month).ok_or(DayError::NoSuchDay)
        }
        (SolarMonth::Named(_), Year::Named(_)) => Err(DayError::NoSuchDay),
        (SolarMonth::Named(month), Year::Unsaid) => {
            nearest_year(|year| in_year(year, month), today, leaning)
        }
    }
}

/// The day in this year; or in the neighbouring one, when it is near enough not to be a slip of the pen.
fn nearest_year(
    in_year: impl Fn(i32) -> Option<NaiveDate>,
    today: NaiveDate,
    leaning: Leaning,
) -> Result<NaiveDate, DayError> {
    let this = in_year(today.year());
    let (right_side, neighbour) = match leaning {
        Leaning::Past => (this.is_some_and(|day| day <= today), today.year() - 1),
        Leaning::Coming => (this.is_some_and(|day| day >= today), today.year() + 1),
    };
    if let Some(day) = this.filter(|_| right_side) {
        return Ok(day);
    }
    let near =
        in_year(neighbour).filter(|day| (*day - today).num_days().unsigned_abs() <= HALF_A_YEAR);
    near.or(this).ok_or(DayError::NoSuchDay)
}
