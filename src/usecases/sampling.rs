//! 抽查: drawing people from a published seed, looking at them again, and putting right what was found.

mod checking;
mod drawing;
mod notice;
mod proving;
mod rectifying;
mod tallying;
mod withdrawing;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::session::{Clock, Session};
use crate::domain::case::Case;
use crate::domain::entry::{Body, CaseId, Entry, EntryRef, Kind};
use crate::domain::pack::Role;
use crate::domain::sample::{Percent, SampleLevel, Sampled, Stratum, standing_checks};
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::store::{CaseRow, NewEntry, StreamEnd, Writing};

pub use checking::{Check, CheckBatch, Checked, RefusedCheck, check, check_batch};
pub use drawing::{Drawing, Order, Replacement, draw, plan, replace};
pub use notice::{may_give as may_give_notice, notice, resting};
pub use proving::{listed, prove_book};
pub use rectifying::{Act, RectifyRow, act, open_rectifications, rectifications};
pub use tallying::{coverage, paper, tally};
pub use withdrawing::{Meant, TakenBack, checks, withdraw_act, withdraw_check};

/// The ways of looking that count where the pack says nothing.
fn counts(session: &Session, level: SampleLevel) -> Vec<String> {
    let all = || {
        let ways = crate::domain::sample::WAYS.iter();
        ways.map(|way| (*way).to_owned()).collect()
    };
    session
        .pack
        .spot_check(level)
        .map_or_else(all, |rule| rule.counts.clone())
}

/// Whose spot check a book's office makes when nobody says: a city's own, else the district's.
#[must_use]
pub fn own_level(session: &Session) -> SampleLevel {
    match session.store.unit().level() {
        Level::Province | Level::City => SampleLevel::City,
        Level::County | Level::Township | Level::Village => SampleLevel::District,
    }
}

/// Whether the book's office draws and closes, or is the one that is looked at.
#[must_use]
pub fn oversees(session: &Session) -> bool {
    session.role == Role::District
}

/// A draw that was made, as its entry tells.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawRecord {
    /// Its entry.
    pub id: EntryRef,
    /// When, milliseconds.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// Whose spot check.
    pub level: SampleLevel,
    /// The published seed.
    pub seed: String,
    /// The share of each unit.
    pub share: Percent,
    /// Where the share is written, cited in full; nothing where the office ordered it.
    pub basis: Option<String>,
    /// What was told apart.
    pub strata: Vec<Stratum>,
    /// Where each log ended.
    pub heads: Vec<StreamEnd>,
    /// Registered people from whom was drawn.
    pub population: u64,
    /// People left out because they had been drawn before.
    pub before: u64,
    /// People drawn.
    pub drawn: u64,
    /// Fingerprint of the population.
    pub list: String,
}

impl DrawRecord {
    fn of(entry: &Entry) -> Option<Self> {
        let count = |name: &str| entry.body.fields.get(name).and_then(Value::as_u64);
        let strata = entry.body.fields.get("strata").and_then(Value::as_array)?;
        let heads = entry.body.fields.get("heads").and_then(Value::as_array)?;
        Some(Self {
            id: entry.id,
            at: entry.at,
            by: entry.body.by.clone(),
            level: SampleLevel::named(entry.text("level")?)?,
            seed: entry.text("seed")?.to_owned(),
            share: entry.text("share")?.parse().ok()?,
            basis: entry.text("basis").map(str::to_owned),
            strata: strata
                .iter()
                .filter_map(|one| Stratum::named(one.as_str()?))
                .collect(),
            heads: heads.iter().filter_map(head_of).collect(),
            population: count("population")?,
            before: count("before")?,
            drawn: count("drawn")?,
            list: entry.text("list")?.to_owned(),
        })
    }
}

fn head_of(value: &Value) -> Option<StreamEnd> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let hash = text("hash")?;
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hash.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(StreamEnd {
        stream: text("stream")?.parse().ok()?,
        seq: value.get("seq")?.as_u64()?,
        hash: bytes,
    })
}

/// The draws so far, oldest first.
///
/// # Errors
/// When the book cannot be read.
pub fn draws(session: &Session) -> Result<Vec<DrawRecord>, Error> {
    let entries = session.store.entries_of(CaseId::BOOK)?;
    Ok(draws_among(&entries).collect())
}

/// The draws among entries of the book.
fn draws_among(entries: &[Entry]) -> impl Iterator<Item = DrawRecord> {
    let draws = entries
        .iter()
        .filter(|entry| entry.kind == Kind::SampleDraw);
    draws.filter_map(DrawRecord::of)
}

/// A drawn person as lists show them.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnRow {
    /// Who.
    pub row: CaseRow,
    /// The draw.
    pub draw: EntryRef,
    /// The place in the order of the unit; nothing where it was not recorded.
    pub order: Option<u64>,
    /// Why: `quota`, `stratum`, or `replaces`.
    pub because: String,
    /// Why somebody else took the person's place, where it was so.
    pub replaced: Option<String>,
    /// The ways in which there is an answer.
    pub ways: Vec<&'static str>,
    /// Looked at in a way that counts.
    pub checked: bool,
    /// So many checks stand, with an answer or without.
    pub recorded: usize,
}

/// Drawn people of a level, by unit and order.
///
/// # Errors
/// When the book cannot be read.
pub fn drawn(
    session: &Session,
    level: SampleLevel,
    unit: Option<UnitCode>,
) -> Result<Vec<DrawnRow>, Error> {
    let counts = counts(session, level);
    let mut found = Vec::new();
    for id in session.store.overseen(Kind::SampleDraw)? {
        let Some(row) = session.store.row(id)? else {
            continue;
        };
        if unit.is_some_and(|unit| !unit.contains(row.unit)) {
            continue;
        }
        let case = Case::of(&session.store.entries_of(id)?, &session.pack);
        let Some(sampled) = Sampled::of(&case, level) else {
            continue;
        };
        let answered = sampled.checks.iter();
        let answered = answered.filter(|(_, check)| crate::domain::sample::is_answered(check));
        found.push(DrawnRow {
            row,
            draw: sampled.draw,
            order: sampled
                .entry
                .body
                .fields
                .get("order")
                .and_then(Value::as_u64),
            because: sampled.entry.text("because").unwrap_or_default().to_owned(),
            replaced: sampled
                .replaced
                .map(|entry| entry.text("because").unwrap_or_default().to_owned()),
            ways: answered.map(|(way, _)| *way).collect(),
            checked: sampled.is_checked(&counts),
            recorded: standing_checks(&case, level).count(),
        });
    }
    let book = session.store.unit();
    found.sort_by_key(|one| {
        let below = book.level().below();
        let unit = below.and_then(|below| one.row.unit.at(below));
        (unit, one.order, one.row.no)
    });
    Ok(found)
}

/// What the entries of a spot check share.
struct Pen {
    body: Body,
    at: i64,
}

impl Pen {
    fn of(session: &Session) -> Self {
        Self {
            body: Body {
                by: session.officer.clone(),
                pack: session.pack.label(),
                clock_set: session.clock.is_set(),
                ..Body::default()
            },
            at: session.clock.now(),
        }
    }

    fn write(
        &self,
        writing: &mut Writing<'_>,
        (case, unit): (CaseId, UnitCode),
        kind: Kind,
        fields: Map<String, Value>,
    ) -> Result<EntryRef, Error> {
        Ok(writing.append(NewEntry {
            case,
            unit,
            kind,
            at: self.at,
            body: Body {
                fields,
                ..self.body.clone()
            },
        })?)
    }
}

/// Begins to write.
fn begin(session: &mut Session) -> Result<Writing<'_>, Error> {
    Ok(session.store.begin(&session.pack, Clock::device())?)
}

/// Fields of an entry from texts.
fn texts<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Map<String, Value> {
    pairs
        .into_iter()
        .map(|(name, text)| (name.to_owned(), Value::from(text)))
        .collect()
}

/// Where each log ended, by stream.
fn ends(heads: &[StreamEnd]) -> BTreeMap<crate::domain::entry::StreamId, u64> {
    heads.iter().map(|head| (head.stream, head.seq)).collect()
}
