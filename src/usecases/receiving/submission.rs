//! An entry of figures that a unit handed in: what it holds, and how it is read again.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::entry::{CaseId, Entry, Kind, hex};
use crate::domain::frames::{self, Frame, Set, SetKey, Sums, told_columns};
use crate::domain::report::How;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::usecases::session::Session;

/// Figures that a unit handed in, as the book holds them.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Whose figures.
    pub unit: UnitCode,
    /// Of which day.
    pub day: NaiveDate,
    /// Column id to count, or to amount in fen.
    pub figures: BTreeMap<String, i64>,
    /// How they came; nothing where a newer program says something else.
    pub how: Option<How>,
    /// Up to when they were counted, where that was told.
    pub until: Option<DateTime<FixedOffset>>,
    /// Number of the frozen report.
    pub frozen_no: Option<u16>,
    /// When they were received, milliseconds.
    pub at: i64,
    /// Who received them.
    pub by: String,
    /// The set of frames, where they came as codes.
    pub key: Option<SetKey>,
    /// Its frames that had come then.
    pub frames: Vec<Frame>,
}

/// The fields of the entry.
pub(super) fn fields(
    set: &Set,
    own: &Sums,
    how: How,
    until: DateTime<FixedOffset>,
) -> Map<String, Value> {
    let stamp = set.key.stamp;
    let mut digest = Sha256::new();
    for frame in set.frames() {
        digest.update(frame.bytes());
    }
    let figures: Map<String, Value> = told_columns(own)
        .into_iter()
        .map(|(column, number)| (column.to_owned(), number.into()))
        .collect();
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    put("unit", stamp.unit.to_string().into());
    put("date", stamp.day.to_string().into());
    put("figures", figures.into());
    put("how", how.name().into());
    if stamp.frozen_no > 0 {
        put("frozen_no", stamp.frozen_no.into());
    }
    put("until", until.to_rfc3339().into());
    put("book", hex(&stamp.book).into());
    let frames: Vec<String> = set.frames().map(Frame::digits).collect();
    put("frames", frames.into());
    put("hash", hex(&digest.finalize()).into());
    fields
}

fn read(entry: &Entry) -> Option<Submission> {
    let text = |name: &str| entry.text(name);
    let figures = entry.body.fields.get("figures")?.as_object()?;
    let told = entry.body.fields.get("frames").and_then(Value::as_array);
    let frames: Vec<Frame> = told
        .into_iter()
        .flatten()
        .filter_map(|digits| frames::read(digits.as_str()?).ok())
        .collect();
    Some(Submission {
        unit: UnitCode::from_str(text("unit")?).ok()?,
        day: text("date")?.parse().ok()?,
        figures: figures
            .iter()
            .filter_map(|(column, number)| Some((column.clone(), number.as_i64()?)))
            .collect(),
        how: text("how").and_then(How::named),
        until: text("until").and_then(|at| DateTime::parse_from_rfc3339(at).ok()),
        frozen_no: entry
            .body
            .fields
            .get("frozen_no")
            .and_then(Value::as_u64)
            .and_then(|number| u16::try_from(number).ok()),
        at: entry.at,
        by: entry.body.by.clone(),
        key: frames.first().map(|frame| frame.set),
        frames,
    })
}

/// All figures that were handed in, in the order in which they came.
///
/// # Errors
/// When the book cannot be read.
pub fn submissions(session: &Session) -> Result<Vec<Submission>, Error> {
    let mut entries = session.store.entries_of(CaseId::BOOK)?;
    entries.retain(|entry| entry.kind == Kind::Submit);
    entries.sort_by_key(Entry::order);
    Ok(entries.iter().filter_map(read).collect())
}
