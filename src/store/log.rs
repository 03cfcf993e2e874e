//! The log: appending entries in one transaction, reading them back, and keeping the projections in step.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior};

use super::bulk::BulkTerms;
use super::chain::{CaseIds, Chain, Draft, LogStatements, Salts};
use super::figures::Sums;
use super::projections::Projected;
use super::{NewBook, Result, Store, StoreError, unit_of};
use crate::domain::case::Case;
use crate::domain::entry::{Body, CaseId, Entry, EntryRef, Kind, StreamId, entry_ref};
use crate::domain::pack::Pack;
use crate::domain::timeline::{self, Changes};
use crate::domain::unit::UnitCode;

/// An entry to be appended.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The case, or the book.
    pub case: CaseId,
    /// The unit of the case now.
    pub unit: UnitCode,
    /// What is recorded.
    pub kind: Kind,
    /// When, as stated, milliseconds.
    pub at: i64,
    /// The payload.
    pub body: Body,
}

/// A case that this transaction has touched, with what it counted for before.
struct Touched {
    before: Changes,
    old: Option<Case>,
    entries: Vec<Entry>,
    grown: bool,
}

/// A transaction on the book. Nothing of it is kept unless [`Writing::commit`] returns well.
pub struct Writing<'s> {
    pub(super) tx: Transaction<'s>,
    pub(super) pack: &'s Pack,
    pub(super) book_unit: UnitCode,
    pub(super) chain: Chain,
    salts: Salts,
    new_cases: CaseIds,
    touched: BTreeMap<CaseId, Touched>,
    /// What is counted and when something was recorded, not yet written.
    pub(super) figures: Sums,
    pub(super) bulk: Option<BulkTerms>,
    pub(super) next_no: i64,
}

impl Store {
    /// Begins a transaction; another program that writes is waited for.
    ///
    /// # Errors
    /// When another program holds the book too long, or it cannot be written.
    pub fn begin<'s>(&'s mut self, pack: &'s Pack, written_at: i64) -> Result<Writing<'s>> {
        if self.copied {
            return Err(StoreError::Copy(self.path.clone()));
        }
        let (stream_no, stream, book_unit) = (self.stream_no, self.stream, self.unit);
        let tx = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let tail: Option<(i64, [u8; 32])> = tx
            .prepare_cached(
                "SELECT seq, hash FROM entries WHERE stream = ?1 ORDER BY seq DESC LIMIT 1",
            )?
            .query_row([stream_no], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (last_seq, prev) = tail.unwrap_or((0, [0; 32]));
        let hlc: i64 = tx
            .prepare_cached(
                "SELECT coalesce(max((SELECT hlc FROM entries WHERE stream = s.no ORDER BY seq DESC LIMIT 1)), 0)
                 FROM streams s",
            )?
            .query_row([], |row| row.get(0))?;
        let next_no: i64 = tx
            .prepare_cached("SELECT coalesce(max(no), 0) + 1 FROM cases")?
            .query_row([], |row| row.get(0))?;
        Ok(Writing {
            tx,
            pack,
            book_unit,
            chain: Chain {
                stream_no,
                stream,
                next_seq: u64::try_from(last_seq).unwrap_or(0) + 1,
                prev,
                hlc: u64::try_from(hlc).unwrap_or(0),
                written_at,
            },
            salts: Salts::new(),
            new_cases: CaseIds::new(written_at),
            touched: BTreeMap::new(),
            figures: Sums::default(),
            bulk: None,
            next_no,
        })
    }

    pub(super) fn write_opening(&mut self, book: &NewBook<'_>) -> Result<()> {
        let mut writing = self.begin(book.pack, book.written_at)?;
        let mut fields = serde_json::Map::new();
        fields.insert("unit".to_owned(), book.unit.to_string().into());
        writing.append(NewEntry {
            case: CaseId::BOOK,
            unit: book.unit,
            kind: Kind::Open,
            at: book.at,
            body: Body {
                by: book.officer.to_owned(),
                pack: book.pack.label(),
                clock_set: book.clock_set,
                fields,
                ..Body::default()
            },
        })?;
        writing.commit()
    }

    /// The entries of a case, in order.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn entries_of(&self, case: CaseId) -> Result<Vec<Entry>> {
        read_entries(&self.connection, case)
    }

    /// All entries of a kind, in no certain order. It reads the whole log: for lists that are asked for now and then.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn entries_of_kind(&self, kind: Kind) -> Result<Vec<Entry>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{ENTRY_COLUMNS} WHERE e.kind = ?1"))?;
        let mut rows = statement.query([kind.code()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(entry_of_row(row)?);
        }
        Ok(found)
    }

    /// How many entries the book holds.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn count_entries(&self) -> Result<u64> {
        let count: i64 = self
            .connection
            .query_row("SELECT coalesce(sum(top), 0) FROM (SELECT max(seq) AS top FROM entries GROUP BY stream)", [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The newest entries of an officer's own work, newest first; a restored book goes on with those of the log before it.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn latest_entries_by(&self, officer: &str, limit: usize) -> Result<Vec<Entry>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ENTRY_COLUMNS} WHERE e.stream = ?1 AND e.kind NOT IN ({}) ORDER BY e.seq DESC LIMIT 400",
            oversight()
        ))?;
        let mut found = Vec::new();
        for stream in (1..=self.stream_no).rev() {
            let mut rows = statement.query([stream])?;
            while let Some(row) = rows.next()? {
                let entry = entry_of_row(row)?;
                if entry.body.by == officer && entry.case != CaseId::BOOK {
                    found.push(entry);
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
        }
        Ok(found)
    }
}

/// The kinds of entries by which others' work is looked at, for a condition: a draw alone writes hundreds of them.
pub(super) fn oversight() -> String {
    let codes: Vec<String> = Kind::ALL
        .iter()
        .filter(|kind| kind.is_oversight())
        .map(|kind| kind.code().to_string())
        .collect();
    codes.join(", ")
}

/// What every reading of entries selects.
pub(super) const ENTRY_COLUMNS: &str =
    "SELECT s.stream, e.seq, e.unit, e.case_id, e.kind, e.at, e.written_at, e.hlc, e.parents, e.hash, p.body
     FROM entries e JOIN streams s ON s.no = e.stream
     LEFT JOIN payloads p ON p.stream = e.stream AND p.seq = e.seq";

/// The entries of a case, in the order of a fold.
pub(super) fn read_entries(connection: &rusqlite::Connection, case: CaseId) -> Result<Vec<Entry>> {
    let mut statement =
        connection.prepare_cached(&format!("{ENTRY_COLUMNS} WHERE e.case_id = ?1"))?;
    let mut rows = statement.query([case.0])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry_of_row(row)?);
    }
    entries.sort_by_key(Entry::order);
    Ok(entries)
}

/// An entry from a row of [`ENTRY_COLUMNS`]; an erased payload reads as an empty one.
pub(super) fn entry_of_row(row: &Row<'_>) -> Result<Entry> {
    let kind: u8 = row.get(4)?;
    let parents: Vec<u8> = row.get(8)?;
    let hash: [u8; 32] = row.get(9)?;
    let body: Option<Vec<u8>> = row.get(10)?;
    let body = match body {
        Some(bytes) => serde_json::from_slice(&bytes)
            .map_err(|error| StoreError::Damaged(format!("payload: {error}")))?,
        None => Body::default(),
    };
    Ok(Entry {
        id: entry_ref(&hash),
        stream: StreamId(row.get(0)?),
        seq: u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
        unit: unit_of(row.get(2)?)?,
        case: CaseId(row.get(3)?),
        kind: Kind::of_code(kind).ok_or_else(|| StoreError::Damaged(format!("kind {kind}")))?,
        at: row.get(5)?,
        written_at: row.get(6)?,
        hlc: u64::try_from(row.get::<_, i64>(7)?).unwrap_or(0),
        parents: refs_of(&parents),
        body,
    })
}

/// Parents as the book stores them, one behind the other.
pub(super) fn refs_of(bytes: &[u8]) -> Vec<EntryRef> {
    bytes
        .chunks_exact(8)
        .map(|chunk| {
            let mut short = [0; 8];
            short.copy_from_slice(chunk);
            EntryRef(short)
        })
        .collect()
}

impl Writing<'_> {
    /// A new case id: time, then a counter, then chance, so that ids sort as they were made.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new_case(&mut self) -> Result<CaseId> {
        self.new_cases.next(&mut self.salts)
    }

    /// The case as its entries up to and including `as_of` (all when absent) make it; nothing when it has none.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn case(&mut self, id: CaseId, as_of: Option<i64>) -> Result<Option<Case>> {
        let pack = self.pack;
        let touched = self.touch(id)?;
        if as_of.is_none() && !touched.grown {
            return Ok(touched.old.clone());
        }
        let seen = touched
            .entries
            .iter()
            .filter(|entry| as_of.is_none_or(|limit| entry.at <= limit));
        let case = Case::of(seen, pack);
        Ok((!case.entries.is_empty()).then_some(case))
    }

    /// All entries of a case, those of this transaction included.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn entries(&mut self, id: CaseId) -> Result<&[Entry]> {
        Ok(&self.touch(id)?.entries)
    }

    fn touch(&mut self, id: CaseId) -> Result<&mut Touched> {
        if !self.touched.contains_key(&id) {
            let entries = read_entries(&self.tx, id)?;
            let (old, before) = timeline::fold(&entries, self.pack);
            let touched = Touched {
                before,
                old: (!entries.is_empty()).then_some(old),
                entries,
                grown: false,
            };
            self.touched.insert(id, touched);
        }
        self.touched
            .get_mut(&id)
            .ok_or_else(|| StoreError::Damaged("case".to_owned()))
    }

    /// A setting of the book.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        super::setting(&self.tx, key)
    }

    /// The pack that this transaction follows.
    #[must_use]
    pub const fn policy(&self) -> &Pack {
        self.pack
    }

    /// Appends an entry to the log; the projections follow at the commit.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn append(&mut self, new: NewEntry) -> Result<EntryRef> {
        let book = new.case == CaseId::BOOK;
        let parents = if book {
            Vec::new()
        } else {
            heads(&self.touch(new.case)?.entries)
        };
        let entry = self.write(new, parents)?;
        let id = entry.id;
        if !book {
            let touched = self.touch(entry.case)?;
            touched.entries.push(entry);
            touched.entries.sort_by_key(Entry::order);
            touched.grown = true;
        }
        Ok(id)
    }

    /// Appends an entry about the book that names entries of other logs as its parents.
    pub(super) fn append_after(&mut self, new: NewEntry, parents: Vec<EntryRef>) -> Result<()> {
        self.write(new, parents).map(|_| ())
    }

    fn write(&mut self, new: NewEntry, parents: Vec<EntryRef>) -> Result<Entry> {
        let draft = Draft::of(&new, self.salts.next()?)?;
        let (header, hash) = self.chain.seal(&draft, parents);
        LogStatements::new(&self.tx, self.chain.stream_no)?.insert(&draft, &header, &hash)?;
        if !new.kind.is_oversight() {
            self.figures.hear(self.pack, new.unit, new.at);
        }
        let entry = Entry {
            id: entry_ref(&hash),
            stream: header.stream,
            seq: header.seq,
            unit: header.unit,
            case: header.case,
            kind: header.kind,
            at: header.at,
            written_at: header.written_at,
            hlc: header.hlc,
            parents: header.parents,
            body: new.body,
        };
        self.file(&entry)?;
        Ok(entry)
    }

    /// Writes the projections of all touched cases; memory is free again afterwards.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn project(&mut self) -> Result<()> {
        for (_, touched) in std::mem::take(&mut self.touched) {
            if !touched.grown {
                continue;
            }
            let (case, after) = timeline::fold(&touched.entries, self.pack);
            self.figures.count(&touched.before, -1);
            self.figures.count(&after, 1);
            let new = Projected::of(&case, self.pack, &after);
            match &touched.old {
                Some(old) => {
                    let old = Projected::of(old, self.pack, &touched.before);
                    self.update_case(&old, &new)?;
                }
                None => self.insert_case(&new)?,
            }
        }
        Ok(())
    }

    /// Keeps everything, durably.
    ///
    /// # Errors
    /// When it could not be kept; then nothing was.
    pub fn commit(mut self) -> Result<()> {
        self.project()?;
        self.flush_figures()?;
        if let Some(terms) = self.bulk.take() {
            self.end_filling(terms)?;
        }
        self.tx.commit()?;
        Ok(())
    }
}

fn heads(entries: &[Entry]) -> Vec<EntryRef> {
    entries
        .iter()
        .map(|entry| entry.id)
        .filter(|id| !entries.iter().any(|entry| entry.parents.contains(id)))
        .collect()
}
