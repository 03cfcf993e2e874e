//! A book copied whole while others write to it, and a copy that becomes a book again. What was restored never goes on
//! in the old log: it begins a new stream, so that no log ever forks (hub.md).

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

use super::log::NewEntry;
use super::{Result, Store, StoreError, number, random};
use crate::domain::Stop;
use crate::domain::entry::{Body, CaseId, EntryRef, Kind, StreamId, entry_ref, hex};
use crate::domain::pack::Pack;

/// Told how far a long piece of work is: so many of so many, the second 0 where it is not known; it may say stop.
pub type Tick<'a> = &'a mut dyn FnMut(u64, u64) -> std::result::Result<(), Stop>;

/// So many pages are copied between two looks at the progress.
const PAGES: i32 = 1024;

/// The setting that marks a copy: it can be read, and nothing is recorded in it.
pub(super) const COPIED: &str = "copied";

/// Who restores a book, and when.
#[derive(Clone, Debug)]
pub struct Restoring<'a> {
    /// The officer.
    pub officer: &'a str,
    /// The stated time, milliseconds.
    pub at: i64,
    /// The device's clock, milliseconds.
    pub written_at: i64,
    /// The stated time was set by hand.
    pub clock_set: bool,
    /// The name of the backup's file.
    pub from: &'a str,
}

impl Store {
    /// Copies the book as it stands now, every entry kept so far included, into a file that is empty yet.
    /// `tick` gets pages copied and pages in all.
    ///
    /// # Errors
    /// When the book cannot be read, the file cannot be written, or `tick` says stop.
    pub fn copy_to(&self, to: &Path, tick: Tick<'_>) -> Result<()> {
        // A reading transaction holds this moment: who writes meanwhile does not wait, and the copy never begins anew.
        self.connection.execute_batch("BEGIN")?;
        let copied = self.copy_pages(to, tick);
        let ended = self.connection.execute_batch("COMMIT");
        copied?;
        Ok(ended?)
    }

    fn copy_pages(&self, to: &Path, tick: Tick<'_>) -> Result<()> {
        self.connection
            .query_row("SELECT count(*) FROM streams", [], |_| Ok(()))?;
        let mut into = Connection::open(to)?;
        {
            let backup = Backup::new(&self.connection, &mut into)?;
            let mut refused = 0;
            loop {
                match backup.step(PAGES)? {
                    StepResult::Done => break,
                    StepResult::Busy | StepResult::Locked if refused == 200 => {
                        return Err(StoreError::Busy);
                    }
                    StepResult::Busy | StepResult::Locked => {
                        refused += 1;
                        std::thread::sleep(Duration::from_millis(50));
                    }
                    _ => refused = 0,
                }
                let progress = backup.progress();
                let whole = u64::try_from(progress.pagecount).unwrap_or(0);
                let left = u64::try_from(progress.remaining).unwrap_or(0);
                tick(whole.saturating_sub(left), whole).map_err(|_| StoreError::Stopped)?;
            }
        }
        into.close().map_err(|(_, error)| error.into())
    }

    /// Ends the work on a copy: marked as one, a single file that can be read where nothing can be written, on the disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn seal_copy(self) -> Result<()> {
        if !self.copied {
            self.set_setting(COPIED, "1")?;
        }
        self.close_in("DELETE")
    }

    /// Ends the work on a restored book: from now on it is one like any other.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn seal_book(self) -> Result<()> {
        self.close_in("WAL")
    }

    fn close_in(self, journal: &str) -> Result<()> {
        set_journal(&self.connection, journal)?;
        self.connection.close().map_err(|(_, error)| error)?;
        File::open(&self.path)?.sync_all()?;
        Ok(())
    }

    /// Makes a copy a book: its log goes on in a new stream, whose first entry names the ends of the old ones.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin_new_stream(&mut self, pack: &Pack, restoring: &Restoring<'_>) -> Result<()> {
        let ends = self.stream_ends()?;
        let tx = self.connection.transaction()?;
        let (no, incarnation): (i64, i64) = tx.query_row(
            "SELECT max(no) + 1, max(incarnation) + 1 FROM streams",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let stream = StreamId(random()?);
        tx.execute(
            "INSERT INTO streams(no, stream, device, unit, incarnation) VALUES(?1, ?2, ?3, ?4, ?5)",
            (
                no,
                stream.0,
                hex(&random::<8>()?),
                number(self.unit),
                incarnation,
            ),
        )?;
        tx.execute("DELETE FROM meta WHERE key = ?1", [COPIED])?;
        tx.commit()?;
        (self.stream_no, self.stream, self.copied) = (no, stream, false);
        let heads: Vec<EntryRef> = ends.iter().map(|end| entry_ref(&end.hash)).collect();
        let mut fields = Map::new();
        fields.insert("from".to_owned(), restoring.from.into());
        fields.insert("incarnation".to_owned(), incarnation.into());
        let logs: Vec<Value> = ends
            .iter()
            .map(|end| format!("{}/{} {}", end.stream, end.seq, hex(&end.hash)).into())
            .collect();
        fields.insert("ends".to_owned(), logs.into());
        let unit = self.unit;
        let mut writing = self.begin(pack, restoring.written_at)?;
        writing.append_after(
            NewEntry {
                case: CaseId::BOOK,
                unit,
                kind: Kind::Restore,
                at: restoring.at,
                body: Body {
                    by: restoring.officer.to_owned(),
                    pack: pack.label(),
                    clock_set: restoring.clock_set,
                    fields,
                    ..Body::default()
                },
            },
            heads,
        )?;
        writing.commit()
    }

    /// Where each log of the book ends.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn stream_ends(&self) -> Result<Vec<StreamEnd>> {
        let mut streams = self
            .connection
            .prepare("SELECT no, stream FROM streams ORDER BY no")?;
        let streams = streams
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(i64, [u8; 16])>>>()?;
        let mut last = self
            .connection
            .prepare("SELECT seq, hash FROM entries WHERE stream = ?1 ORDER BY seq DESC LIMIT 1")?;
        let mut ends = Vec::new();
        for (no, stream) in streams {
            let end = last
                .query_row([no], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
                .optional()?;
            ends.extend(end.map(|(seq, hash)| StreamEnd {
                stream: StreamId(stream),
                seq: u64::try_from(seq).unwrap_or(0),
                hash,
            }));
        }
        Ok(ends)
    }

    /// How many entries about people the book holds beyond where these logs end.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_entries_beyond(&self, ends: &[StreamEnd]) -> Result<u64> {
        let mut count = 0;
        for end in self.stream_ends()? {
            let known = ends.iter().find(|other| other.stream == end.stream);
            let known = known.map_or(0, |other| other.seq);
            count += self.connection.query_row(
                "SELECT count(*) FROM entries e JOIN streams s ON s.no = e.stream
                 WHERE s.stream = ?1 AND e.seq > ?2 AND e.case_id <> ?3",
                (
                    end.stream.0,
                    i64::try_from(known).unwrap_or(i64::MAX),
                    CaseId::BOOK.0,
                ),
                |row| row.get::<_, i64>(0),
            )?;
        }
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The names under which the book's photos and papers are kept, each once.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn evidence_files(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare(
            "SELECT p.body FROM entries e JOIN payloads p ON p.stream = e.stream AND p.seq = e.seq
             WHERE e.kind = ?1",
        )?;
        let mut rows = statement.query([Kind::Evidence.code()])?;
        let mut names = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            let body: Body = serde_json::from_slice(&bytes)
                .map_err(|error| StoreError::Damaged(format!("payload: {error}")))?;
            names.extend(
                body.fields
                    .get("file")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Makes sure that no other program has the book open, and leaves it as one file without a `-wal` beside it.
    ///
    /// # Errors
    /// `Busy` when another program has it open.
    pub fn let_go(self) -> Result<()> {
        self.connection.busy_timeout(Duration::from_secs(1))?;
        // Only who is alone may leave the WAL.
        set_journal(&self.connection, "DELETE")?;
        self.seal_book()
    }
}

/// The end of one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamEnd {
    /// Whose log.
    pub stream: StreamId,
    /// Its last place.
    pub seq: u64,
    /// The hash there.
    pub hash: [u8; 32],
}

pub(super) fn set_journal(connection: &Connection, mode: &str) -> Result<()> {
    let now: String =
        connection.query_row(&format!("PRAGMA journal_mode={mode}"), [], |row| row.get(0))?;
    if now.eq_ignore_ascii_case(mode) {
        Ok(())
    } else {
        Err(StoreError::Busy)
    }
}
