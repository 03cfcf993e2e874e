//! What spot checks read: every case as it stands at the ends of the logs, and the few cases that were drawn.

use super::projections::next_cases;
use super::{Result, Store};
use crate::domain::entry::{CaseId, Entry, Kind};

/// So many cases are held in memory at a time.
const PAGE: usize = 1_000;

impl Store {
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
