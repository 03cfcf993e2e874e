//! What spot checks read: where the logs end, every case as it stood there, and the few cases that were drawn.

use rusqlite::OptionalExtension;

use super::projections::next_cases;
use super::{Result, Store};
use crate::domain::entry::{CaseId, Entry, Kind, StreamId};

/// The end of a log: what was known when something was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose log.
    pub stream: StreamId,
    /// Its last entry.
    pub seq: u64,
    /// The hash of that entry.
    pub hash: [u8; 32],
}

/// So many cases are held in memory at a time.
const PAGE: usize = 1_000;

impl Store {
    /// Where each log of the book ends.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn heads(&self) -> Result<Vec<Head>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.stream, e.seq, e.hash FROM streams s
             JOIN entries e ON e.stream = s.no
              AND e.seq = (SELECT max(seq) FROM entries WHERE stream = s.no)
             ORDER BY s.no",
        )?;
        let heads = statement.query_map([], |row| {
            Ok(Head {
                stream: StreamId(row.get(0)?),
                seq: u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
                hash: row.get(2)?,
            })
        })?;
        Ok(heads.collect::<rusqlite::Result<_>>()?)
    }

    /// The hash of an entry of a log, where the book holds it.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn hash_at(&self, stream: StreamId, seq: u64) -> Result<Option<[u8; 32]>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT e.hash FROM entries e JOIN streams s ON s.no = e.stream
                 WHERE s.stream = ?1 AND e.seq = ?2",
            )?
            .query_row((stream.0, i64::try_from(seq).unwrap_or(i64::MAX)), |row| {
                row.get(0)
            })
            .optional()?)
    }

    /// Every case with its entries, in order of the cases; the first error that `take` gives ends it.
    ///
    /// # Errors
    /// When the book cannot be read, or `take` says so.
    pub fn each_case<E: From<super::StoreError>>(
        &self,
        take: &mut dyn FnMut(CaseId, Vec<Entry>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut after = CaseId::BOOK;
        loop {
            let page = next_cases(&self.connection, after, PAGE)?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            after = *last;
            for (case, entries) in page {
                take(case, entries)?;
            }
        }
    }

    /// The cases that hold an entry of a kind of the spot checks, in order.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn overseen(&self, kind: Kind) -> Result<Vec<CaseId>> {
        // The first condition repeats the words of the index, without which it would not serve.
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT case_id FROM entries
             WHERE kind >= 50 AND kind = ?1 AND case_id > ?2 ORDER BY case_id",
        )?;
        let cases = statement.query_map((kind.code(), CaseId::BOOK.0), |row| row.get(0))?;
        Ok(cases
            .map(|case| case.map(CaseId))
            .collect::<rusqlite::Result<_>>()?)
    }
}
