//! What the book knows of photos and papers: whose they are, and who was visited on a day.

use rusqlite::params;

use super::reading::{CASE_COLUMNS, CaseRow, row_of};
use super::{Result, Store};
use crate::domain::entry::{CaseId, Kind};

impl Store {
    /// Every kept file with the person on whom it stands.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn evidence_owners(&self) -> Result<Vec<(CaseId, String)>> {
        let kept = self.entries_of_kind(Kind::Evidence)?.into_iter();
        let owners = kept
            .filter_map(|entry| Some((entry.case, entry.text("file")?.to_owned())))
            .collect();
        Ok(owners)
    }

    /// People with a contact that was recorded between these moments, in the order of the day.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn contacted_between(&self, from: i64, until: i64, limit: u32) -> Result<Vec<CaseRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} JOIN (SELECT case_id, min(at) AS met FROM entries
               WHERE kind = ?1 AND at >= ?2 AND at < ?3 GROUP BY case_id ORDER BY met LIMIT ?4) ON case_id = id
             ORDER BY met, no"
        ))?;
        let mut rows = statement.query(params![Kind::Contact.code(), from, until, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        Ok(found)
    }
}
