//! 定稿: a report that was set down for good, its hash, and how to tell whether it still is what was signed.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::Report;
use super::content::Content;
use crate::domain::entry::hex;

/// How a report was set down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Its running number among the unit's frozen reports (第n期).
    pub number: i64,
    /// The number that it corrects (更正).
    pub corrects: Option<i64>,
    /// Why it was corrected, or why somebody else than the named reporter signed; empty where neither is so.
    pub because: String,
    /// Who signed it off.
    pub signed_by: String,
    /// Who sat at the keyboard.
    pub by: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The day was over already.
    pub late: bool,
    /// SHA-256 of [`canonical`] bytes of what it says.
    pub sha256: String,
    /// Where the logs ended.
    pub heads: Vec<Head>,
    /// What came later, where that was asked for.
    pub delta: Option<Delta>,
}

/// The end of a log when a report was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The log, 32 hexadecimal digits.
    pub stream: String,
    /// Its last place.
    pub seq: u64,
    /// The hash there.
    pub hash: String,
}

/// How much a frozen report differs from what is known by now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delta {
    /// Cells that differ.
    pub cells: usize,
    /// Entries that came later for that day.
    pub entries: usize,
}

/// What a report says as a value: what is hashed and kept.
#[must_use]
pub fn value(report: &Report) -> Value {
    serde_json::to_value(Content::of(report)).unwrap_or_default()
}

/// A value's bytes for the hash: JSON without blanks, the keys of every object in the order of their characters. Anybody
/// gets them with `jq -cS`.
#[must_use]
pub fn canonical(value: &Value) -> Vec<u8> {
    fn sorted(value: &Value) -> Value {
        match value {
            Value::Object(map) => {
                let mut keys: Vec<&String> = map.keys().collect();
                keys.sort();
                let pairs = keys.into_iter().map(|key| (key.clone(), sorted(&map[key])));
                Value::Object(pairs.collect())
            }
            Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
            other => other.clone(),
        }
    }
    sorted(value).to_string().into_bytes()
}

/// SHA-256 of a value's canonical bytes, 64 hexadecimal digits.
#[must_use]
pub fn hash(value: &Value) -> String {
    hex(&Sha256::digest(canonical(value)))
}

/// Whether the record of a frozen report holds together: its hash, its day and its number are those of what it says.
#[must_use]
pub fn is_sound(fields: &Map<String, Value>) -> bool {
    let report = &fields.get("report").cloned().unwrap_or_default();
    let same = |field: &str| fields.get(field).is_some_and(|told| *told == report[field]);
    fields.get("sha256").and_then(Value::as_str) == Some(hash(report).as_str())
        && same("date")
        && same("number")
        && Content::deserialize(report).is_ok()
}

/// A frozen report read back from its record; `by` and `at` are the entry's own. Nothing where the record is no report.
#[must_use]
pub fn read(fields: &Map<String, Value>, by: &str, at: DateTime<FixedOffset>) -> Option<Report> {
    let content = Content::deserialize(fields.get("report")?).ok()?;
    let text = |field: &str| {
        fields
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let number = |field: &str| fields.get(field).and_then(Value::as_i64);
    let heads = fields.get("heads").cloned().unwrap_or_default();
    let frozen = Frozen {
        number: number("number")?,
        corrects: number("corrects"),
        because: text("because").to_owned(),
        signed_by: text("signed_by").to_owned(),
        by: by.to_owned(),
        at,
        late: fields.get("late") == Some(&Value::Bool(true)),
        sha256: text("sha256").to_owned(),
        heads: serde_json::from_value(heads).ok()?,
        delta: None,
    };
    Some(content.report(Some(frozen)))
}
