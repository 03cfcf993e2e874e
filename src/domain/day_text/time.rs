//! Times of day: 10:12, 1012, 十点半, 下午3点; and a day with a time behind it.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::numeral::{self, Cursor};
use super::{DayError, read_coming_day, read_day};

/// Reads a time of day.
///
/// # Errors
/// When it cannot be read.
pub fn read_time(text: &str) -> Result<NaiveTime, DayError> {
    let plain = numeral::plain(text);
    if plain.is_empty() {
        return Err(DayError::Empty);
    }
    time(&plain).ok_or(DayError::Unreadable)
}

/// Reads when something happened: a day, a time of today, or both (昨天 10:12, 9.5 14:00, 昨天下午3点).
///
/// # Errors
/// As [`read_day`]; a time of today that has not come yet lies ahead.
pub fn read_moment(
    text: &str,
    now: NaiveDateTime,
) -> Result<(NaiveDate, Option<NaiveTime>), DayError> {
    let (day, time) = day_and_time(text, now.date(), read_day)?;
    match time {
        Some(time) if day.and_time(time) > now => Err(DayError::TimeAhead),
        _ => Ok((day, time)),
    }
}

/// Reads when an appointment is: a day, a time of today, or both (明天下午3点).
///
/// # Errors
/// As [`read_coming_day`]; a time of today that has passed has gone by.
pub fn read_coming_moment(
    text: &str,
    now: NaiveDateTime,
) -> Result<(NaiveDate, Option<NaiveTime>), DayError> {
    let (day, time) = day_and_time(text, now.date(), read_coming_day)?;
    match time {
        Some(time) if day.and_time(time) < now => Err(DayError::Gone(day)),
        _ => Ok((day, time)),
    }
}

fn day_and_time(
    text: &str,
    today: NaiveDate,
    read: fn(&str, NaiveDate) -> Result<NaiveDate, DayError>,
) -> Result<(NaiveDate, Option<NaiveTime>), DayError> {
    let (day, time) = split(text);
    if time.is_some() && day.trim().is_empty() {
        return Ok((today, time));
    }
    Ok((read(day, today)?, time))
}

/// The longest end of a text that reads as a time, and what stands before it.
fn split(text: &str) -> (&str, Option<NaiveTime>) {
    let text = text.trim();
    for (at, _) in text.char_indices() {
        let (before, end) = text.split_at(at);
        let plain = numeral::plain(end);
        let apart = before.ends_with(char::is_whitespace);
        let marked = plain.contains([':', '点']) || plain.contains('时');
        // 0905 1012: four figures behind a blank are a time.
        let figures = apart && plain.len() == 4 && plain.bytes().all(|b| b.is_ascii_digit());
        // The end of a number is no hour: 1910:12 is not 10:12.
        let cut = before.ends_with(|c: char| c.is_ascii_digit()) && !apart;
        if (marked || figures) && !cut {
            let time = time(&plain);
            if time.is_some() {
                return (before, time);
            }
        }
    }
    (text, None)
}

fn time(plain: &str) -> Option<NaiveTime> {
    let mut cursor = Cursor::new(plain);
    let late = if cursor.eat(&["下午", "傍晚", "晚上", "夜里", "晚"]) {
        Some(1)
    } else if cursor.eat(&["中午"]) {
        Some(10)
    } else {
        cursor.eat(&["上午", "早上", "早晨", "凌晨", "清早", "早"]);
        None
    };
    let (hour, minute) = hour_and_minute(cursor)?;
    let hour = match late {
        // 中午1点 is 13:00, 中午11点半 is 11:30.
        Some(10) if hour < 10 => hour + 12,
        Some(1) if hour < 12 => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn hour_and_minute(mut cursor: Cursor<'_>) -> Option<(u32, u32)> {
    if let Some(groups) = cursor.clone().digit_groups()
        && let [one] = groups.as_slice()
        && matches!(one.len(), 3 | 4)
    {
        let (hour, minute) = one.split_at(one.len() - 2);
        return Some((hour.parse().ok()?, minute.parse().ok()?));
    }
    let hour = cursor.number()?;
    if cursor.is_empty() {
        return Some((hour, 0));
    }
    let minute = if cursor.eat(&[":", "."]) {
        cursor.number()?
    } else if cursor.eat(&["点钟", "点", "时"]) {
        if cursor.is_empty() || cursor.eat(&["整"]) {
            0
        } else if cursor.eat(&["半"]) {
            30
        } else if cursor.eat(&["一刻"]) {
            15
        } else if cursor.eat(&["三刻"]) {
            45
        } else {
            cursor.eat(&["〇"]);
            let minute = cursor.number()?;
            cursor.eat(&["分"]);
            minute
        }
    } else {
        return None;
    };
    cursor.is_empty().then_some((hour, minute))
}
