//! Lists of suspended people as they were taken in: which cases each one wrote of, so that the next of its kind can be
//! laid beside it.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;

use super::log::{ENTRY_COLUMNS, entry_of_row};
use super::{Result, Store, Writing, number, unit_of};
use crate::domain::entry::{CaseId, Entry, EntryRef, Kind, StreamId};
use crate::domain::unit::UnitCode;

/// Entries of one log between two places, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Whose log.
    pub stream: StreamId,
    /// The first place.
    pub from: u64,
    /// The last place; before the first where there are none.
    pub to: u64,
}

impl Stretch {
    fn bounds(self) -> (i64, i64) {
        let place = |seq: u64| i64::try_from(seq).unwrap_or(i64::MAX);
        (place(self.from), place(self.to))
    }
}

/// The entries that say that a list was taken in, oldest first.
fn lists(connection: &Connection) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(&format!(
        "{ENTRY_COLUMNS} WHERE e.case_id = ?1 AND e.kind = ?2"
    ))?;
    let mut rows = statement.query((CaseId::BOOK.0, Kind::Import.code()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(entry_of_row(row)?);
    }
    found.sort_by_key(Entry::order);
    Ok(found)
}

/// Cases that a list wrote of; with `opened` those alone that it brought into the book, without it those alone that
/// were there before.
fn cases_in(
    connection: &Connection,
    stretch: Stretch,
    opened: Option<bool>,
) -> Result<Vec<CaseId>> {
    // The first entry of a case has seen none before it.
    let which = match opened {
        None => "",
        Some(true) => "AND length(e.parents) = 0",
        Some(false) => "AND length(e.parents) > 0",
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT DISTINCT e.case_id FROM entries e JOIN streams s ON s.no = e.stream
         WHERE s.stream = ?1 AND e.seq BETWEEN ?2 AND ?3 AND e.kind = ?4 AND e.case_id <> ?5 {which}"
    ))?;
    let (from, to) = stretch.bounds();
    let found = statement.query_map(
        (
            stretch.stream.0,
            from,
            to,
            Kind::Import.code(),
            CaseId::BOOK.0,
        ),
        |row| row.get(0).map(CaseId),
    )?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

impl Writing<'_> {
    /// The entries that say that a list was taken in, oldest first.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn lists(&self) -> Result<Vec<Entry>> {
        lists(&self.tx)
    }

    /// Cases that a list wrote of.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn cases_in(&self, stretch: Stretch) -> Result<Vec<CaseId>> {
        cases_in(&self.tx, stretch, None)
    }

    /// Where the cases of a set lie.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn units_of(&self, cases: &HashSet<CaseId>) -> Result<HashMap<CaseId, UnitCode>> {
        let mut statement = self.tx.prepare_cached("SELECT id, unit FROM cases")?;
        let mut rows = statement.query([])?;
        let mut units = HashMap::new();
        while let Some(row) = rows.next()? {
            let case = CaseId(row.get(0)?);
            if cases.contains(&case) {
                units.insert(case, unit_of(row.get(1)?)?);
            }
        }
        Ok(units)
    }

    /// The place that the next entry will take in this log.
    #[must_use]
    pub const fn next_place(&self) -> (StreamId, u64) {
        (self.chain.stream, self.chain.next_seq)
    }
}

impl Store {
    /// The entries that say that a list was taken in, oldest first.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn lists(&self) -> Result<Vec<Entry>> {
        lists(&self.connection)
    }

    /// Cases that a list brought into the book, or such as were there before and of whom it told something new.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn cases_of_list(&self, stretch: Stretch, opened: bool) -> Result<Vec<CaseId>> {
        cases_in(&self.connection, stretch, Some(opened))
    }

    /// How many cases that a list brought into the book lie in a unit, by the number of their state.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn states_of_list(&self, stretch: Stretch, unit: UnitCode) -> Result<BTreeMap<usize, i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.state, count(*) FROM cases c WHERE c.unit BETWEEN ?1 AND ?2 AND c.id IN (
               SELECT e.case_id FROM entries e JOIN streams s ON s.no = e.stream
               WHERE s.stream = ?3 AND e.seq BETWEEN ?4 AND ?5 AND e.kind = ?6 AND length(e.parents) = 0)
             GROUP BY c.state",
        )?;
        let (from, to) = stretch.bounds();
        let last = i64::try_from(unit.last()).unwrap_or(i64::MAX);
        let counted = statement.query_map(
            (
                number(unit),
                last,
                stretch.stream.0,
                from,
                to,
                Kind::Import.code(),
            ),
            |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)),
        )?;
        let mut states = BTreeMap::new();
        for one in counted {
            let (state, count) = one?;
            states.insert(usize::try_from(state).unwrap_or(usize::MAX), count);
        }
        Ok(states)
    }
}

/// What an entry about a list holds: read once, for whoever lays lists beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenList {
    /// The entry.
    pub entry: EntryRef,
    /// The list that it was laid beside.
    pub base: Option<EntryRef>,
    /// Which kind of list it is: the same titles give the same.
    pub signature: String,
    /// What it wrote.
    pub stretch: Stretch,
    /// People of the list before who no longer stand on it.
    pub gone: Vec<CaseId>,
    /// People on it of whom it told nothing new, and who did not stand on the list before.
    pub joined: Vec<CaseId>,
    /// The file's name.
    pub file: String,
    /// Its rows.
    pub rows: u64,
    /// When it was taken in, milliseconds.
    pub at: i64,
    /// Who took it in.
    pub by: String,
}

impl TakenList {
    /// What that entry says; nothing where it is about something else.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        let whole = |field: &str| {
            entry
                .body
                .fields
                .get(field)
                .and_then(serde_json::Value::as_u64)
        };
        let cases = |field: &str| -> Vec<CaseId> {
            let listed = entry
                .body
                .fields
                .get(field)
                .and_then(|value| value.as_array());
            let listed = listed.into_iter().flatten();
            listed
                .filter_map(|one| one.as_str()?.parse().ok())
                .collect()
        };
        Some(Self {
            entry: entry.id,
            base: entry.text("base").and_then(|base| base.parse().ok()),
            signature: entry.text("signature")?.to_owned(),
            stretch: Stretch {
                stream: entry.stream,
                from: whole("from")?,
                to: whole("to")?,
            },
            gone: cases("gone"),
            joined: cases("joined"),
            file: entry.text("file").unwrap_or_default().to_owned(),
            rows: whole("rows").unwrap_or(0),
            at: entry.at,
            by: entry.body.by.clone(),
        })
    }
}
