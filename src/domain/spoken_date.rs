//! Dates as people say and type them: 7, 0907, 9.7, 昨天, 去年腊月二十. Pure: today is an argument.

use chinese_lunisolar_calendar::LunisolarDate;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// A day, with the time where it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpokenDate {
    /// The day.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
    /// It was said by the lunar calendar.
    pub lunar: bool,
}

/// The years for which lunar dates are read.
const LUNAR_YEARS: std::ops::RangeInclusive<i32> = 1940..=2030;

/// Reads a date that somebody typed; `now` decides what is left out. Nothing when it cannot be read.
///
/// A day alone lies in this month; a month and day in this year. `ahead` says which way what is left out is taken:
/// for appointments the next such day, otherwise the last one.
#[must_use]
pub fn read(text: &str, now: NaiveDateTime, ahead: bool) -> Option<SpokenDate> {
    let text = plain(text);
    let (day_text, time) = split_time(&text);
    let day_text = day_text.trim();
    let today = now.date();
    let said = |day: Option<NaiveDate>, lunar: bool| day.map(|day| SpokenDate { day, time, lunar });
    if day_text.is_empty() {
        return time.and_then(|_| said(Some(today), false));
    }
    if let Some(days) = near_day(day_text) {
        return said(
            today.checked_add_signed(chrono::TimeDelta::days(days)),
            false,
        );
    }
    if let Some(day) = lunar(day_text, today) {
        return said(Some(day), true);
    }
    said(numbers(day_text, today, ahead), false)
}

/// Full-width digits and signs as ASCII.
fn plain(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match c {
            '０'..='９' | '．' | '／' | '：' | '－' => {
                char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
            }
            '。' => '.',
            '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

fn split_time(text: &str) -> (&str, Option<NaiveTime>) {
    let start = text.rfind(' ').map_or(0, |blank| blank + 1);
    let last = &text[start..];
    let read = last
        .split_once(':')
        .or_else(|| last.split_once('点'))
        .or_else(|| last.split_once('时'))
        .and_then(|(hour, minute)| {
            let minute = minute.trim_end_matches('分');
            let minute = match minute {
                "" => 0,
                "半" => 30,
                digits => digits.parse().ok()?,
            };
            NaiveTime::from_hms_opt(hour.parse().ok()?, minute, 0)
        });
    if read.is_some() {
        (&text[..start], read)
    } else {
        (text, None)
    }
}

fn near_day(text: &str) -> Option<i64> {
    Some(match text {
        "今天" | "今日" | "today" => 0,
        "昨天" | "昨日" | "yesterday" => -1,
        "前天" => -2,
        "大前天" => -3,
        "明天" | "明日" | "tomorrow" => 1,
        "后天" => 2,
        _ => return None,
    })
}

fn numbers(text: &str, today: NaiveDate, ahead: bool) -> Option<NaiveDate> {
    let (text, year_said) = match text.strip_prefix("去年") {
        Some(rest) => (rest, Some(today.year() - 1)),
        None => match text.strip_prefix("今年") {
            Some(rest) => (rest, Some(today.year())),
            None => (text, None),
        },
    };
    let text = text.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = text
        .split(['.', '-', '/', '年', '月', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    if !parts
        .iter()
        .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let year = |part: &str| part.parse::<i32>().ok();
    match parts.as_slice() {
        [day] if day.len() <= 2 => {
            let day = number(day)?;
            this_or(today, ahead, |month| month.with_day(day))
        }
        [md] if md.len() == 3 || md.len() == 4 => {
            let (month, day) = md.split_at(md.len() - 2);
            in_year(year_said, today, ahead, number(month)?, number(day)?)
        }
        [ymd] if ymd.len() == 8 => {
            NaiveDate::from_ymd_opt(year(&ymd[..4])?, number(&ymd[4..6])?, number(&ymd[6..])?)
        }
        [month, day] if month.len() <= 2 => {
            in_year(year_said, today, ahead, number(month)?, number(day)?)
        }
        [y, month, day] => {
            let full = if y.len() == 2 {
                2000 + year(y)?
            } else {
                year(y)?
            };
            NaiveDate::from_ymd_opt(full, number(month)?, number(day)?)
        }
        _ => None,
    }
}

/// The day in this month, else in the month behind or ahead.
fn this_or(
    today: NaiveDate,
    ahead: bool,
    of: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let here = of(first);
    match here {
        Some(day) if (day <= today && !ahead) || (day >= today && ahead) => Some(day),
        _ if ahead => of(first.checked_add_months(chrono::Months::new(1))?).or(here),
        _ => of(first.checked_sub_months(chrono::Months::new(1))?).or(here),
    }
}

fn in_year(
    said: Option<i32>,
    today: NaiveDate,
    ahead: bool,
    month: u32,
    day: u32,
) -> Option<NaiveDate> {
    if let Some(year) = said {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let here = NaiveDate::from_ymd_opt(today.year(), month, day);
    match here {
        Some(date) if !ahead && date > today => {
            NaiveDate::from_ymd_opt(today.year() - 1, month, day)
        }
        Some(date) if ahead && date < today => {
            NaiveDate::from_ymd_opt(today.year() + 1, month, day)
        }
        other => other,
    }
}

const LUNAR_DIGITS: &str = "一二三四五六七八九十";

/// A lunar date: a month by its lunar name (正月, 冬月, 腊月, 闰四月) or 农历 before it, and a day (初三, 二十, 廿六, 三十).
fn lunar(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (text, named) = match text
        .strip_prefix("农历")
        .or_else(|| text.strip_prefix("阴历"))
    {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let this_year = LunisolarDate::from_date(today)
        .ok()?
        .to_lunisolar_year()
        .to_u16();
    let this_year = i32::from(this_year);
    let (year, rest) = if let Some(rest) = text.strip_prefix("前年") {
        (Some(this_year - 2), rest)
    } else if let Some(rest) = text.strip_prefix("去年") {
        (Some(this_year - 1), rest)
    } else if let Some(rest) = text.strip_prefix("今年") {
        (Some(this_year), rest)
    } else if let Some((year, rest)) = text.split_once('年') {
        (Some(year.parse().ok()?), rest)
    } else {
        (None, text)
    };
    let named = named || rest.starts_with("农历");
    let rest = rest.strip_prefix("农历").unwrap_or(rest);
    let (month_text, day_text) = rest.split_once('月')?;
    let (leap, month_text) = match month_text.strip_prefix('闰') {
        Some(month) => (true, month),
        None => (false, month_text),
    };
    let is_lunar_name = leap || matches!(month_text, "正" | "冬" | "腊") || !day_text.is_ascii();
    let month = lunar_month(month_text)?;
    let day = lunar_day(day_text.trim_end_matches(['日', '号']))?;
    if !(named || (is_lunar_name && !day_text.ends_with(['日', '号']))) {
        return None;
    }
    let date = |year: i32| lunar_date(year, month, leap, day);
    match year {
        Some(year) => date(year),
        None => date(this_year)
            .filter(|day| *day <= today)
            .or_else(|| date(this_year - 1)),
    }
}

fn lunar_month(text: &str) -> Option<u8> {
    match text {
        "正" => Some(1),
        "冬" | "十一" => Some(11),
        "腊" | "十二" => Some(12),
        other => other
            .parse()
            .ok()
            .or_else(|| single_digit(other))
            .filter(|month| (1..=12).contains(month)),
    }
}

fn lunar_day(text: &str) -> Option<u8> {
    let day = if let Ok(number) = text.parse::<u8>() {
        number
    } else if let Some(rest) = text.strip_prefix('初') {
        single_digit(rest)?
    } else if let Some(rest) = text.strip_prefix("三十") {
        30 + if rest.is_empty() {
            0
        } else {
            single_digit(rest)?
        }
    } else if let Some(rest) = text
        .strip_prefix("二十")
        .or_else(|| text.strip_prefix('廿'))
    {
        20 + if rest.is_empty() {
            0
        } else {
            single_digit(rest)?
        }
    } else if let Some(rest) = text.strip_prefix('十') {
        10 + if rest.is_empty() {
            0
        } else {
            single_digit(rest)?
        }
    } else {
        return None;
    };
    (1..=30).contains(&day).then_some(day)
}

fn single_digit(text: &str) -> Option<u8> {
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let place = LUNAR_DIGITS.chars().position(|digit| digit == c)?;
    u8::try_from(place + 1).ok()
}

fn lunar_date(year: i32, month: u8, leap: bool, day: u8) -> Option<NaiveDate> {
    if !LUNAR_YEARS.contains(&year) {
        return None;
    }
    let year = u16::try_from(year).ok()?;
    let date = LunisolarDate::from_ymd(year, month, leap, day).ok()?;
    Some(date.to_naive_date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<String> {
        let now = "2021-09-07T12:46:00".parse().unwrap();
        read(text, now, false).map(|said| match said.time {
            Some(time) => format!("{} {}", said.day, time.format("%H:%M")),
            None => said.day.to_string(),
        })
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for (typed, day) in [
            ("7", "2021-09-07"),
            ("8", "2021-08-08"),
            ("0907", "2021-09-07"),
            ("９.７", "2021-09-07"),
            ("9月7日", "2021-09-07"),
            ("12.5", "2020-12-05"),
            ("去年12.5", "2020-12-05"),
            ("20200229", "2020-02-29"),
            ("2021-9-3", "2021-09-03"),
            ("昨天", "2021-09-06"),
            ("昨天 10:12", "2021-09-06 10:12"),
            ("10:12", "2021-09-07 10:12"),
            ("今天 9点半", "2021-09-07 09:30"),
        ] {
            assert_eq!(said(typed).as_deref(), Some(day), "{typed}");
        }
        for wrong in ["", "abc", "32", "13.45", "0231", "去年"] {
            assert_eq!(said(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn lunar_days_are_read_with_their_year() {
        // 2021-02-01 was 腊月二十 of the lunar year 2020; 2020-08-25 was 七月初七.
        for (typed, day) in [
            ("去年腊月二十", "2021-02-01"),
            ("腊月二十", "2021-02-01"),
            ("2020年腊月二十", "2021-02-01"),
            ("农历2020年七月初七", "2020-08-25"),
            ("去年闰四月初一", "2020-05-23"),
            ("今年正月初一", "2021-02-12"),
        ] {
            assert_eq!(said(typed).as_deref(), Some(day), "{typed}");
        }
        assert_eq!(said("去年闰五月初一"), None);
    }

    #[test]
    fn an_appointment_lies_ahead() {
        let now = "2021-09-07T12:46:00".parse().unwrap();
        let read = |text| read(text, now, true).unwrap().day.to_string();
        assert_eq!(read("3"), "2021-10-03");
        assert_eq!(read("9.10"), "2021-09-10");
        assert_eq!(read("1.5"), "2022-01-05");
    }
}
