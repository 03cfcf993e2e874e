//! Reads a unit's figures of a day back from the text that this program prints for the group, or from a report as JSON.
//! The text's own patterns are its grammar, in every language, so that what is printed is what is understood.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::report::{HANDED_IN, How};
use crate::messages::{Language, Messages, Value as Put};

/// Stands for a placeholder in a pattern.
const MARK: char = '\u{E000}';

/// Figures as somebody handed them in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// The unit: its code, or its name.
    pub unit: String,
    /// The day: `2021-09-09`, or month and day.
    pub day: Day,
    /// Who reports, where the text names somebody.
    pub by: Option<String>,
    /// How they came.
    pub how: How,
    /// Counts by the ids of columns.
    pub figures: BTreeMap<String, i64>,
}

/// A day as the text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The whole date.
    Date(chrono::NaiveDate),
    /// Month and day, of the year that fits.
    Of(u32, u32),
}

/// What a text lacks to be a unit's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHandedIn {
    /// No line with unit, day and time.
    #[error("no line with unit, day and time")]
    Stamp,
    /// No line with figures.
    #[error("no line with figures")]
    Figures,
    /// JSON, but no daily report.
    #[error("no daily report")]
    Json,
}

/// Whether a text is a unit's report: one that has several lines, or JSON, and can be read.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    let text = &ended_as_here(text);
    (text.trim().lines().count() > 1 || text.trim_start().starts_with('{')) && read(text).is_ok()
}

/// Lines end as in this program: a terminal hands over what was pasted with the ends that a key Enter has.
fn ended_as_here(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Reads what was handed in.
///
/// # Errors
/// When a part is missing.
pub fn read(text: &str) -> Result<HandedIn, NotHandedIn> {
    let text = &ended_as_here(text);
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if text.starts_with('{') {
        return of_json(text);
    }
    let mut wrong = NotHandedIn::Stamp;
    for language in Language::ALL {
        match of_text(text, &Messages::load(language)) {
            Ok(found) => return Ok(found),
            Err(NotHandedIn::Figures) => wrong = NotHandedIn::Figures,
            Err(_) => {}
        }
    }
    Err(wrong)
}

fn of_json(text: &str) -> Result<HandedIn, NotHandedIn> {
    let value: Value = serde_json::from_str(text).map_err(|_| NotHandedIn::Json)?;
    let field = |name: &str| value[name].as_str();
    let (Some("daily"), Some(unit), Some(date), Some(total)) = (
        field("report"),
        field("unit"),
        field("date").and_then(|date| date.parse().ok()),
        value["total"].as_object(),
    ) else {
        return Err(NotHandedIn::Json);
    };
    let counts = total
        .iter()
        .filter(|(id, _)| HANDED_IN.contains(&id.as_str()));
    Ok(HandedIn {
        unit: unit.to_owned(),
        day: Day::Date(date),
        by: value["reporter"].as_str().map(str::to_owned),
        how: How::File,
        figures: counts
            .filter_map(|(id, n)| Some((id.clone(), n.as_i64()?)))
            .collect(),
    })
}

/// The placeholders of the two lines of figures, by the columns that they fill.
const LINES: [(&str, &[(&str, &str)]); 2] = [
    (
        "report-chat-township",
        &[
            ("total", "total"),
            ("verified", "verified"),
            ("verified-today", "verified_today"),
            ("resolved", "resolved"),
            ("resolved-today", "resolved_today"),
            ("proposed", "proposed"),
        ],
    ),
    (
        "report-chat-village",
        &[
            ("total", "total"),
            ("verified-today", "verified_today"),
            ("resolved-today", "resolved_today"),
            ("verified", "verified"),
            ("resolved", "resolved"),
            ("returned", "returned"),
            ("owed", "owed"),
        ],
    ),
];

fn of_text(text: &str, messages: &Messages) -> Result<HandedIn, NotHandedIn> {
    let lines: Vec<String> = text.lines().map(even).collect();
    let stamp = Pattern::of(messages, "report-chat-stamp", &["unit", "day", "time"]);
    let day = Pattern::of(messages, "report-day", &["month", "day"]);
    let stamped = lines.iter().find_map(|line| {
        let found = stamp.read(line)?;
        let day = day.read(&found["day"])?;
        let part = |name: &str| day[name].parse().ok();
        Some((found["unit"].clone(), Day::Of(part("month")?, part("day")?)))
    });
    let (unit, day) = stamped.ok_or(NotHandedIn::Stamp)?;
    let mut figures = LINES
        .iter()
        .find_map(|(key, names)| counts(&lines, messages, key, names))
        .ok_or(NotHandedIn::Figures)?;
    figures.remove("owed");
    figures.extend(classes(&lines, messages));
    let signed = Pattern::of(messages, "report-chat-signed", &["reporter", "phone"]);
    let blank = messages.get("report-chat-blank");
    let by = lines
        .iter()
        .find_map(|line| signed.read(line))
        .and_then(|found| found.get("reporter").cloned())
        .filter(|name| *name != blank && !name.is_empty());
    Ok(HandedIn {
        unit,
        day,
        by,
        how: How::Text,
        figures,
    })
}

fn counts(
    lines: &[String],
    messages: &Messages,
    key: &str,
    names: &[(&str, &str)],
) -> Option<BTreeMap<String, i64>> {
    let placeholders: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    let pattern = Pattern::of(messages, key, &placeholders);
    let found = lines.iter().find_map(|line| pattern.read(line))?;
    names
        .iter()
        .map(|(name, column)| Some(((*column).to_owned(), found[*name].parse().ok()?)))
        .collect()
}

/// The line of classes: each with its number; a class that stands nowhere is left out.
fn classes(lines: &[String], messages: &Messages) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for class in 1..=7 {
        let name = messages.get(&format!("report-short-{class}"));
        let mark = MARK.to_string();
        let told = messages.with(
            "report-chat-class",
            &[("class", Put::Text(&name)), ("n", Put::Text(&mark))],
        );
        let told = even(&told);
        let (before, _) = told.split_once(MARK).unwrap_or((&told, ""));
        let number = lines.iter().find_map(|line| {
            let (_, rest) = line.split_once(before)?;
            let end = rest.find(|c: char| !c.is_ascii_digit());
            rest[..end.unwrap_or(rest.len())].parse().ok()
        });
        found.extend(number.map(|n: i64| (format!("class_{class}"), n)));
    }
    found
}

/// A line whose full-width signs are half-width and whose blanks are single ones: chat programs change both.
fn even(line: &str) -> String {
    let half = line.chars().map(|c| match c {
        '\u{3000}' | '\u{A0}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    });
    let half: String = half.collect();
    half.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A message as a pattern: pieces of text with placeholders between them.
struct Pattern {
    pieces: Vec<String>,
    names: Vec<String>,
}

impl Pattern {
    fn of(messages: &Messages, key: &str, names: &[&str]) -> Self {
        let marks: Vec<String> = names
            .iter()
            .map(|name| format!("{MARK}{name}{MARK}"))
            .collect();
        let values: Vec<(&str, Put<'_>)> = names
            .iter()
            .zip(&marks)
            .map(|(name, mark)| (*name, Put::Text(mark)))
            .collect();
        let told = even(&messages.with(key, &values));
        let (mut pieces, mut found) = (Vec::new(), Vec::new());
        for (at, part) in told.split(MARK).enumerate() {
            if at % 2 == 0 {
                pieces.push(part.to_owned());
            } else {
                found.push(part.to_owned());
            }
        }
        Self {
            pieces,
            names: found,
        }
    }

    /// What stands in the places of the placeholders; nothing where the line is another one.
    fn read(&self, line: &str) -> Option<BTreeMap<String, String>> {
        let (first, rest) = self.pieces.split_first()?;
        let mut left = line.strip_prefix(first.as_str())?;
        let mut found = BTreeMap::new();
        for (name, piece) in self.names.iter().zip(rest) {
            let end = if piece.is_empty() {
                left.len()
            } else {
                left.find(piece.as_str())?
            };
            found.insert(name.clone(), left[..end].trim().to_owned());
            left = &left[end + piece.len()..];
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_township_is_read_as_it_was_pasted() {
        let text = "古荥镇　9月9日 截至14:50\n总数255，累计核查69（今日25），累计处理24（今日9），待复核6\n\
                    未认证40 未申领3 重复8 服刑1 死亡12 失联3 其他2\n填报：王敏 电话____ 审核：____\n";
        let found = read(text).unwrap();
        assert_eq!((found.unit.as_str(), found.day), ("古荥镇", Day::Of(9, 9)));
        assert_eq!(found.by.as_deref(), Some("王敏"));
        let of = |id: &str| found.figures.get(id).copied();
        assert_eq!(of("total"), Some(255));
        assert_eq!(of("verified_today"), Some(25));
        assert_eq!((of("class_1"), of("class_7")), (Some(40), Some(2)));
        assert_eq!(found.how, How::Text);
    }

    #[test]
    fn what_is_no_report_says_what_is_missing() {
        assert_eq!(read("你好").unwrap_err(), NotHandedIn::Stamp);
        assert_eq!(
            read("古荥镇 9月9日 截至14:50\n今天下雨").unwrap_err(),
            NotHandedIn::Figures
        );
        assert_eq!(read("{\"report\":1}").unwrap_err(), NotHandedIn::Json);
    }
}
