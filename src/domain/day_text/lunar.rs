//! The lunar calendar, by which villagers tell when somebody died. Its table is a crate's; what is left unsaid is ours.

use chinese_lunisolar_calendar::{LunisolarDate, SolarDate};
use chrono::{Datelike, Days, NaiveDate};

use super::{DayError, Leaning, Year, either};
use crate::domain::month::Month;

/// The lunar years that are read: nobody's date lies outside, and two tables agree on all of them.
const YEARS: std::ops::RangeInclusive<i32> = 1930..=2040;

/// A lunar month as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LunarMonth {
    /// 1 to 12; nothing when only the day was said.
    pub number: Option<u32>,
    /// 闰.
    pub leap: bool,
    /// 正月, 冬月, 腊月, 闰: words of the lunar calendar alone.
    pub by_name: bool,
    /// It was said in Chinese characters.
    pub in_words: bool,
}

impl LunarMonth {
    /// Only the day was said.
    pub(super) const UNSAID: Self = Self {
        number: None,
        leap: false,
        by_name: false,
        in_words: false,
    };

    /// The month of that number.
    pub(super) const fn numbered(number: u32) -> Self {
        Self {
            number: Some(number),
            leap: false,
            by_name: true,
            in_words: true,
        }
    }

    /// Whether only the lunar calendar speaks so.
    pub(super) const fn is_lunar_by_name(self) -> bool {
        self.by_name
    }
}

/// A day of a lunar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LunarDay {
    /// 1 to 30.
    Numbered(u32),
    /// 除夕: the 29th or the 30th.
    Last,
}

/// The lunar year, month, leap and day of a day.
fn parts(day: NaiveDate) -> Option<(i32, u32, bool, u32)> {
    let solar = SolarDate::from_date(day).ok()?;
    let lunar = LunisolarDate::from_solar_date(solar).ok()?;
    let month = lunar.to_lunar_month();
    Some((
        i32::from(lunar.to_lunisolar_year().to_u16()),
        u32::from(month.to_u8()),
        month.is_leap_month(),
        u32::from(lunar.to_lunar_day().to_u8()),
    ))
}

/// The day of a lunar date, when that lunar year has it.
fn day_of(year: i32, month: u32, leap: bool, day: u32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return None;
    }
    let (year, month, day) = (
        u16::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    );
    let lunar = LunisolarDate::from_ymd(year, month, leap, day).ok()?;
    Some(lunar.to_naive_date())
}

fn last_of(year: i32, month: u32, leap: bool) -> Option<NaiveDate> {
    day_of(year, month, leap, 30).or_else(|| day_of(year, month, leap, 29))
}

fn in_year(year: i32, month: u32, leap: bool, day: LunarDay) -> Option<NaiveDate> {
    match day {
        LunarDay::Numbered(day) => day_of(year, month, leap, day),
        LunarDay::Last => last_of(year, month, leap),
    }
}

/// The day that is meant by a lunar date.
pub(super) fn meant(
    year: Year,
    month: LunarMonth,
    day: LunarDay,
    today: NaiveDate,
    leaning: Leaning,
) -> Result<NaiveDate, DayError> {
    let Some(number) = month.number else {
        return match (year, day) {
            (Year::Unsaid, LunarDay::Numbered(day)) => day_alone(day, today, leaning),
            _ => Err(DayError::Unreadable),
        };
    };
    let on = |year| in_year(year, number, month.leap, day).ok_or(DayError::NoSuchDay);
    let (lunar_year, ..) = parts(today).ok_or(DayError::NoSuchDay)?;
    match year {
        Year::Named(year) => on(year),
        // Between New Year and the Spring Festival 去年 can be last year, or the lunar year before this one.
        Year::FromThis(years) if lunar_year != today.year() => either(
            on(lunar_year + years),
            on(today.year() + years),
            today,
            leaning,
        ),
        Year::FromThis(years) => on(lunar_year + years),
        Year::Unsaid => {
            let year = nearest_year(number, month.leap, lunar_year, today, leaning);
            on(year.ok_or(DayError::NoSuchDay)?).and_then(|day| match leaning {
                // The month has begun but the day lies ahead: so it was a year ago that it happened.
                Leaning::Past if day > today => before(number, month.leap, &on, lunar_year, day),
                Leaning::Coming if day < today => after(number, month.leap, &on, lunar_year, day),
                _ => Ok(day),
            })
        }
    }
}

/// The nearest lunar year whose month of that name has begun (or, for an appointment, has not ended).
fn nearest_year(
    month: u32,
    leap: bool,
    this: i32,
    today: NaiveDate,
    leaning: Leaning,
) -> Option<i32> {
    match leaning {
        Leaning::Past => (*YEARS.start()..=this)
            .rev()
            .find(|year| day_of(*year, month, leap, 1).is_some_and(|first| first <= today)),
        Leaning::Coming => (this..=*YEARS.end())
            .find(|year| last_of(*year, month, leap).is_some_and(|l| l >= today)),
    }
}

fn before(
    month: u32,
    leap: bool,
    on: &impl Fn(i32) -> Result<NaiveDate, DayError>,
    this: i32,
    day: NaiveDate,
) -> Result<NaiveDate, DayError> {
    let year = (*YEARS.start()..=this).rev().find(|year| {
        day_of(*year, month, leap, 1).is_some_and(|first| first + Days::new(40) < day)
    });
    on(year.ok_or(DayError::NoSuchDay)?)
}

fn after(
    month: u32,
    leap: bool,
    on: &impl Fn(i32) -> Result<NaiveDate, DayError>,
    this: i32,
    day: NaiveDate,
) -> Result<NaiveDate, DayError> {
    let year = (this..=*YEARS.end())
        .find(|year| day_of(*year, month, leap, 1).is_some_and(|first| first > day));
    on(year.ok_or(DayError::NoSuchDay)?)
}

/// 初七 alone: in this lunar month, or the one beside it.
fn day_alone(day: u32, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DayError> {
    // 61 days hold each day of a lunar month at least once, in whichever direction.
    (0..=60)
        .filter_map(|days| match leaning {
            Leaning::Past => today.checked_sub_days(Days::new(days)),
            Leaning::Coming => today.checked_add_days(Days::new(days)),
        })
        .find(|date| parts(*date).is_some_and(|(.., lunar_day)| lunar_day == day))
        .ok_or(DayError::NoSuchDay)
}

/// The month in which a whole lunar month lies, when it is one.
pub(super) fn whole_month(
    year: Year,
    month: LunarMonth,
    today: NaiveDate,
) -> Result<Month, DayError> {
    let first = meant(year, month, LunarDay::Numbered(1), today, Leaning::Past)?;
    if first > today {
        return Err(DayError::Ahead(first));
    }
    let (year, number, leap, _) = parts(first).ok_or(DayError::NoSuchDay)?;
    let last = last_of(year, number, leap).ok_or(DayError::NoSuchDay)?;
    let (one, other) = (Month::of(first), Month::of(last));
    if one == other {
        Ok(one)
    } else {
        Err(DayError::NeedsDay(one, other))
    }
}

/// How the lunar calendar names a day, to be read back to whoever said it: 农历2020年腊月二十.
#[must_use]
pub fn lunar_name(day: NaiveDate) -> Option<String> {
    const NUMERALS: [&str; 10] = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (year, month, leap, day) = parts(day)?;
    let leap = if leap { "闰" } else { "" };
    let month = match month {
        1 => "正",
        11 => "冬",
        12 => "腊",
        month => NUMERALS[(month % 10) as usize],
    };
    let ones = NUMERALS[(day % 10) as usize];
    let day = match day {
        10 => "初十".to_owned(),
        20 => "二十".to_owned(),
        30 => "三十".to_owned(),
        1..=9 => format!("初{ones}"),
        11..=19 => format!("十{ones}"),
        _ => format!("廿{ones}"),
    };
    Some(format!("农历{year}年{leap}{month}月{day}"))
}
