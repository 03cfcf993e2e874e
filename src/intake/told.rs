//! What only match lists tell of a person: days of death, sentences, certifications, in one form however they were written.

use chrono::{Days, NaiveDate};

use super::columns::Header;
use super::{CellText, RawRow};
use crate::domain::month::Month;
use crate::domain::text;

/// A spreadsheet counts days from here; what lies outside a person's century is no such number.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
const SERIAL: std::ops::Range<u64> = 18_000..60_000;

/// The cells of a row under columns of match lists; blank ones are left out.
pub(super) fn told(header: &Header, row: &RawRow) -> Vec<(&'static str, String)> {
    let mut told = Vec::new();
    for (at, column) in &header.told {
        let Some(cell) = row.cells.get(*at) else {
            continue;
        };
        let shown = cell.seen();
        let stored = text::stored(&shown).text.into_owned();
        if stored.is_empty() {
            continue;
        }
        let plain = if column.is_day() {
            match cell {
                CellText::Date(date) => date.to_string(),
                // What cannot be read stays as it was written, for the officer's eyes.
                _ => day_or_month(&stored).unwrap_or(stored),
            }
        } else {
            stored
        };
        told.push((column.name(), plain));
    }
    told
}

/// The day that a spreadsheet means by a bare number: 43284.
pub(super) fn day_of_serial(stored: &str) -> Option<NaiveDate> {
    let serial = stored.parse().ok().filter(|days| SERIAL.contains(days))?;
    EPOCH.checked_add_days(Days::new(serial))
}

/// `YYYY-MM-DD` or, where no day is given, `YYYY-MM`: 2018.7, 2018-07, 201807, 20180703, 2018年7月3日, 43284.
fn day_or_month(stored: &str) -> Option<String> {
    let digits = stored.bytes().all(|byte| byte.is_ascii_digit());
    match (digits, stored.len()) {
        (true, 8) => {
            return NaiveDate::parse_from_str(stored, "%Y%m%d")
                .ok()
                .map(|day| day.to_string());
        }
        (true, 6) => {
            return Month::new(stored[..4].parse().ok()?, stored[4..].parse().ok()?)
                .map(|month| month.to_string());
        }
        (true, 5) => {
            return day_of_serial(stored).map(|day| day.to_string());
        }
        _ => {}
    }
    let mut parts = stored
        .split(['-', '/', '.', ',', '年', '月', '日'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let (year, month) = (parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() > 2 {
        return None;
    }
    let (year, month): (i32, u32) = (year.parse().ok()?, month.parse().ok()?);
    match parts.next() {
        None => Month::new(year, month).map(|month| month.to_string()),
        Some(day) => {
            let day = day.split([' ', 'T']).next()?.parse().ok()?;
            NaiveDate::from_ymd_opt(year, month, day).map(|day| day.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::day_or_month;

    #[test]
    fn days_and_months_are_read_however_an_office_writes_them() {
        for (written, read) in [
            ("2018.7", "2018-07"),
            ("2018-07", "2018-07"),
            ("201807", "2018-07"),
            ("2018年7月", "2018-07"),
            ("20180703", "2018-07-03"),
            ("2018/7/3", "2018-07-03"),
            ("2018年7月3日", "2018-07-03"),
            ("2018-07-03 10:20", "2018-07-03"),
            ("43284", "2018-07-03"),
        ] {
            assert_eq!(day_or_month(written).as_deref(), Some(read), "{written}");
        }
        for written in [
            "不详",
            "2018",
            "2018-13",
            "2018-02-30",
            "12345678",
            "123",
            "99999",
        ] {
            assert_eq!(day_or_month(written), None, "{written}");
        }
    }
}
