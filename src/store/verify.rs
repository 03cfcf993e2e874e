//! Proving a book: chain, foreign keys, commitments, projections, and what `SQLite` says of its own pages.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::types::Value as Sql;

use super::figures::{self, FigureKey, Sums};
use super::filed;
use super::log::refs_of;
use super::projections::{COLUMNS, Projected, next_cases};
use super::spells::SpellRow;
use super::{Result, Store, StoreError, unit_of};
use crate::domain::entry::{CaseId, Header, Kind, StreamId, commitment};
use crate::domain::pack::Pack;
use crate::domain::report::frozen;
use crate::domain::timeline;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// `pages`, `foreign-keys`, `chain`, `payload`, `case`, `search`, `figures`, `spells`, `filed`, `frozen`.
    pub kind: &'static str,
    /// Where.
    pub place: String,
}

/// What a proof found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verification {
    /// Nothing is wrong.
    pub ok: bool,
    /// Entries read.
    pub entries: u64,
    /// Cases folded again.
    pub cases: u64,
    /// The hash at the end of each log, its first twelve digits.
    pub heads: Vec<String>,
    /// What is wrong, at most a hundred of them.
    pub problems: Vec<Problem>,
}

/// More problems than this are not listed; the book is lost or saved by its backup anyway.
const MOST: usize = 100;

impl Verification {
    /// Whether what was recorded is damaged, and not only what follows from it and can be built again.
    #[must_use]
    pub fn log_is_damaged(&self) -> bool {
        self.problems.iter().any(|problem| {
            !matches!(
                problem.kind,
                "case" | "search" | "figures" | "spells" | "filed" | "frozen"
            )
        })
    }

    fn add(&mut self, kind: &'static str, place: impl Into<String>) {
        if self.problems.len() < MOST {
            self.problems.push(Problem {
                kind,
                place: place.into(),
            });
        }
    }
}

impl Store {
    /// Proves the whole book.
    ///
    /// # Errors
    /// When the book cannot be read at all.
    pub fn verify(&self, pack: &Pack, tick: &mut dyn FnMut(u64)) -> Result<Verification> {
        let mut found = Verification::default();
        self.check_pages(&mut found)?;
        self.check_chain(&mut found, tick)?;
        // What follows from the log of an older program's book is built again before anything reads it.
        if !self.is_older() {
            self.check_projections(pack, &mut found, tick)?;
        }
        found.ok = found.problems.is_empty();
        Ok(found)
    }

    fn check_pages(&self, found: &mut Verification) -> Result<()> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let lines = statement
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for line in lines.iter().filter(|line| *line != "ok") {
            found.add("pages", line);
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let rows = statement
            .query_map([], |row| {
                Ok(format!(
                    "{} -> {}",
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(2)?
                ))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for row in rows {
            found.add("foreign-keys", row);
        }
        Ok(())
    }

    fn check_chain(&self, found: &mut Verification, tick: &mut dyn FnMut(u64)) -> Result<()> {
        let mut statement = self.connection.prepare(
            "SELECT s.stream, e.seq, e.unit, e.case_id, e.kind, e.shape, e.at, e.written_at, e.hlc, e.parents,
             e.commitment, e.hash, p.salt, p.body
             FROM entries e JOIN streams s ON s.no = e.stream
             LEFT JOIN payloads p ON p.stream = e.stream AND p.seq = e.seq
             ORDER BY e.stream, e.seq",
        )?;
        let mut rows = statement.query([])?;
        let mut last: Option<(StreamId, u64, [u8; 32])> = None;
        while let Some(row) = rows.next()? {
            let stream = StreamId(row.get(0)?);
            let seq = u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
            let place = format!("{stream}/{seq}");
            let (expected, prev) = match last {
                Some((same, before, hash)) if same == stream => (before + 1, hash),
                other => {
                    found.heads.extend(other.map(|(_, _, hash)| short(&hash)));
                    (1, [0; 32])
                }
            };
            let hash: [u8; 32] = row.get(11)?;
            let header = header_of(row, stream, seq, prev);
            if seq != expected || header.as_ref().is_none_or(|header| header.hash() != hash) {
                found.add("chain", &place);
            }
            let salt: Option<[u8; 16]> = row.get(12)?;
            let body: Option<Vec<u8>> = row.get(13)?;
            if let (Some(salt), Some(body)) = (salt, body)
                && header.is_some_and(|header| header.commitment != commitment(&salt, &body))
            {
                found.add("payload", &place);
            }
            last = Some((stream, seq, hash));
            found.entries += 1;
            if found.entries.is_multiple_of(5_000) {
                tick(found.entries);
            }
        }
        found.heads.extend(last.map(|(_, _, hash)| short(&hash)));
        Ok(())
    }

    fn check_projections(
        &self,
        pack: &Pack,
        found: &mut Verification,
        tick: &mut dyn FnMut(u64),
    ) -> Result<()> {
        let mut expected = Sums::default();
        expected.hear_all(figures::heard_of(&self.connection, pack)?);
        let mut after = CaseId::BOOK;
        let mut terms = 0_i64;
        let mut spells = Sum::default();
        loop {
            let page = match next_cases(&self.connection, after, 2_000) {
                Err(StoreError::Damaged(what)) => {
                    found.add("payload", what);
                    return Ok(());
                }
                other => other?,
            };
            let Some(last) = page.last() else { break };
            after = last.0;
            for (id, entries) in &page {
                let (case, changes) = timeline::fold(entries, pack);
                expected.count(&changes, 1);
                let wanted = Projected::of(&case, pack, &changes);
                terms += self.check_case(*id, &wanted, &mut spells, found)?;
                found.cases += 1;
            }
            tick(found.cases);
        }
        let cases = u64::try_from(self.scalar("SELECT count(*) FROM cases")?).unwrap_or(0);
        if cases != found.cases {
            found.add("case", format!("{cases} rows for {} cases", found.cases));
        }
        let stored_terms = self.scalar("SELECT count(*) FROM search")?;
        if stored_terms != terms {
            found.add("search", format!("{stored_terms} terms instead of {terms}"));
        }
        if spells != self.stored_spells()? {
            found.add("spells", format!("{} rows", spells.rows));
        }
        self.check_filed(found)?;
        self.check_figures(expected, found)
    }

    /// Rows of spells added up, so that millions of them are compared without being held.
    fn stored_spells(&self) -> Result<Sum> {
        let mut statement = self
            .connection
            .prepare("SELECT case_no, figure, unit, grp, since, until, amount FROM spells")?;
        let mut rows = statement.query([])?;
        let mut sum = Sum::default();
        while let Some(row) = rows.next()? {
            let spell = SpellRow {
                figure: row.get(1)?,
                unit: row.get(2)?,
                grp: row.get(3)?,
                since: row.get(4)?,
                until: row.get(5)?,
                amount: row.get(6)?,
            };
            sum.add(row.get(0)?, &spell);
        }
        Ok(sum)
    }

    /// The way to each report on the book; and a frozen one must be what its hash says.
    fn check_filed(&self, found: &mut Verification) -> Result<()> {
        let reports = filed::reports(&self.connection)?;
        let mut places = 0;
        for entry in &reports {
            if filed::place_of(entry).is_some() {
                places += 1;
            }
            let place = || format!("{}/{}", entry.stream, entry.seq);
            if entry.kind == Kind::Freeze && !frozen::is_sound(&entry.body.fields) {
                found.add("frozen", place());
            }
        }
        let stored = self.scalar("SELECT count(*) FROM filed")?;
        if stored != places {
            found.add("filed", format!("{stored} instead of {places}"));
        }
        Ok(())
    }

    fn check_case(
        &self,
        id: CaseId,
        wanted: &Projected,
        spells: &mut Sum,
        found: &mut Verification,
    ) -> Result<i64> {
        let sql = format!("SELECT no, {} FROM cases WHERE id = ?1", COLUMNS.join(", "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else {
            found.add("case", id.to_string());
            return Ok(0);
        };
        let no: i64 = row.get(0)?;
        for (i, (column, value)) in COLUMNS.iter().zip(&wanted.columns).enumerate() {
            if row.get::<_, Sql>(i + 1)? != *value {
                found.add("case", format!("{id} {column}"));
            }
        }
        for spell in &wanted.spells {
            spells.add(no, spell);
        }
        let mut present = self
            .connection
            .prepare_cached("SELECT 1 FROM search WHERE term = ?1 AND case_no = ?2")?;
        for term in &wanted.terms {
            if !present.exists((term, no))? {
                found.add("search", id.to_string());
            }
        }
        Ok(i64::try_from(wanted.terms.len()).unwrap_or(i64::MAX))
    }

    /// The sums of each unit and day, and when something was last recorded there.
    fn check_figures(&self, expected: Sums, found: &mut Verification) -> Result<()> {
        let mut expected = expected.rows(self.unit);
        let mut wrong: BTreeSet<FigureKey> = BTreeSet::new();
        figures::each_row(&self.connection, |key, stored| {
            if expected.remove(&key).unwrap_or_default() != stored {
                wrong.insert(key);
            }
        })?;
        wrong.extend(expected.into_keys());
        for key in wrong {
            found.add("figures", key.to_string());
        }
        Ok(())
    }

    fn scalar(&self, sql: &str) -> Result<i64> {
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }
}

/// Rows of spells, added up in any order.
#[derive(Default, PartialEq, Eq)]
struct Sum {
    rows: u64,
    digest: u64,
}

impl Sum {
    fn add(&mut self, case_no: i64, spell: &SpellRow) {
        let mut hasher = DefaultHasher::new();
        (case_no, spell).hash(&mut hasher);
        self.rows += 1;
        self.digest = self.digest.wrapping_add(hasher.finish());
    }
}

fn header_of(
    row: &rusqlite::Row<'_>,
    stream: StreamId,
    seq: u64,
    prev: [u8; 32],
) -> Option<Header> {
    let parents: Vec<u8> = row.get(9).ok()?;
    Some(Header {
        stream,
        seq,
        prev,
        unit: unit_of(row.get(2).ok()?).ok()?,
        case: CaseId(row.get(3).ok()?),
        kind: Kind::of_code(row.get(4).ok()?)?,
        shape: row.get(5).ok()?,
        at: row.get(6).ok()?,
        written_at: row.get(7).ok()?,
        hlc: u64::try_from(row.get::<_, i64>(8).ok()?).ok()?,
        parents: refs_of(&parents),
        commitment: row.get(10).ok()?,
    })
}

fn short(hash: &[u8; 32]) -> String {
    crate::domain::entry::hex(&hash[..6])
}
