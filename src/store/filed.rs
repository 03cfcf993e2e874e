//! Entries about the book that are found by kind, unit and day: what was frozen, what was handed in, what was looked at.

use chrono::{Datelike, NaiveDate};
use rusqlite::OptionalExtension;

use super::log::{ENTRY_COLUMNS, Writing, entry_of_row};
use super::{Result, Store, StoreError, StreamEnd, number, unit_of};
use crate::domain::entry::{CaseId, Entry, Kind};
use crate::domain::unit::UnitCode;

/// The kinds that are filed.
const KINDS: [Kind; 3] = [Kind::Freeze, Kind::Submit, Kind::Inspect];

/// A report on the book, without its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Whose.
    pub unit: UnitCode,
    /// Day of the report.
    pub day: NaiveDate,
    /// Its running number; 0 where the kind has none.
    pub number: i64,
}

/// All entries that are filed, in the order of the logs.
pub(super) fn reports(connection: &rusqlite::Connection) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(&format!(
        "{ENTRY_COLUMNS} WHERE e.case_id = ?1 AND e.kind IN (?2, ?3, ?4) ORDER BY e.stream, e.seq"
    ))?;
    let [freeze, submit, inspect] = KINDS.map(Kind::code);
    let mut rows = statement.query((CaseId::BOOK.0, freeze, submit, inspect))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry_of_row(row)?);
    }
    Ok(entries)
}

/// The day and the number under which an entry is filed.
pub(super) fn place_of(entry: &Entry) -> Option<(u8, i32, i64)> {
    if !KINDS.contains(&entry.kind) || entry.case != CaseId::BOOK {
        return None;
    }
    let day: NaiveDate = entry.text("date")?.parse().ok()?;
    let number = entry.body.fields.get("number");
    let number = number.and_then(serde_json::Value::as_i64).unwrap_or(0);
    Some((entry.kind.code(), day.num_days_from_ce(), number))
}

impl Writing<'_> {
    /// Keeps the way to an entry that is a report.
    pub(super) fn file(&mut self, entry: &Entry) -> Result<()> {
        let Some((kind, day, n)) = place_of(entry) else {
            return Ok(());
        };
        self.tx
            .prepare_cached(
                "INSERT OR IGNORE INTO filed(kind, unit, day, number, stream, seq)
                 VALUES(?1, ?2, ?3, ?4, (SELECT no FROM streams WHERE stream = ?5), ?6)",
            )?
            .execute((
                kind,
                number(entry.unit),
                day,
                n,
                entry.stream.0,
                i64::try_from(entry.seq).unwrap_or(i64::MAX),
            ))?;
        Ok(())
    }

    pub(super) fn rebuild_filed(&mut self) -> Result<()> {
        for entry in &reports(&self.tx)? {
            self.file(entry)?;
        }
        Ok(())
    }
}

impl Store {
    /// The entries of a kind about a unit and a day, in the order of their numbers.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn filed(&self, kind: Kind, unit: UnitCode, day: NaiveDate) -> Result<Vec<Entry>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ENTRY_COLUMNS} JOIN filed f ON f.stream = e.stream AND f.seq = e.seq
             WHERE f.kind = ?1 AND f.unit = ?2 AND f.day = ?3 ORDER BY f.number, e.hlc"
        ))?;
        let mut rows = statement.query((kind.code(), number(unit), day.num_days_from_ce()))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry_of_row(row)?);
        }
        Ok(entries)
    }

    /// The entries of a kind about a unit, of all days.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn filed_of(&self, kind: Kind, unit: UnitCode) -> Result<Vec<Entry>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ENTRY_COLUMNS} JOIN filed f ON f.stream = e.stream AND f.seq = e.seq
             WHERE f.kind = ?1 AND f.unit = ?2 ORDER BY f.day, e.hlc"
        ))?;
        let mut rows = statement.query((kind.code(), number(unit)))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry_of_row(row)?);
        }
        Ok(entries)
    }

    /// What is filed of a kind and a unit, by day and number.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn filed_days(&self, kind: Kind, unit: UnitCode) -> Result<Vec<Filed>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT unit, day, number FROM filed WHERE kind = ?1 AND unit = ?2 ORDER BY day, number",
        )?;
        let mut rows = statement.query((kind.code(), number(unit)))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Filed {
                unit: unit_of(row.get(0)?)?,
                day: NaiveDate::from_num_days_from_ce_opt(row.get(1)?)
                    .ok_or_else(|| StoreError::Damaged("day of a report".to_owned()))?,
                number: row.get(2)?,
            });
        }
        Ok(found)
    }

    /// The report of that number of a unit.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn filed_number(&self, kind: Kind, unit: UnitCode, wanted: i64) -> Result<Option<Entry>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ENTRY_COLUMNS} JOIN filed f ON f.stream = e.stream AND f.seq = e.seq
             WHERE f.kind = ?1 AND f.unit = ?2 AND f.number = ?3 ORDER BY f.day LIMIT 1"
        ))?;
        let mut rows = statement.query((kind.code(), number(unit), wanted))?;
        match rows.next()? {
            Some(row) => Ok(Some(entry_of_row(row)?)),
            None => Ok(None),
        }
    }

    /// Entries about people that came into the book behind these ends of its logs and are stated to be older than
    /// `before`: what a report that was made at those ends did not know.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn entries_beyond(&self, ends: &[StreamEnd], before: i64) -> Result<Vec<Entry>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ENTRY_COLUMNS} WHERE e.stream = ?1 AND e.seq > ?2 AND e.at < ?3 AND e.case_id <> ?4 ORDER BY e.seq"
        ))?;
        let mut late = Vec::new();
        for end in self.stream_ends()? {
            let known = ends.iter().find(|other| other.stream == end.stream);
            let known = known.map_or(0, |other| other.seq);
            let no: i64 = self
                .connection
                .prepare_cached("SELECT no FROM streams WHERE stream = ?1")?
                .query_row([end.stream.0], |row| row.get(0))?;
            let known = i64::try_from(known).unwrap_or(i64::MAX);
            let mut rows = statement.query((no, known, before, CaseId::BOOK.0))?;
            while let Some(row) = rows.next()? {
                late.push(entry_of_row(row)?);
            }
        }
        Ok(late)
    }

    /// The hash at a place of a log.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn hash_at(&self, end: &StreamEnd) -> Result<Option<[u8; 32]>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT e.hash FROM entries e JOIN streams s ON s.no = e.stream
                 WHERE s.stream = ?1 AND e.seq = ?2",
            )?
            .query_row(
                (end.stream.0, i64::try_from(end.seq).unwrap_or(i64::MAX)),
                |row| row.get(0),
            )
            .optional()?)
    }
}
