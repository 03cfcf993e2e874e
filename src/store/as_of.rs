//! Lists as they stood at an earlier moment. Most people have not changed since: their rows are true as they are, and
//! only the others are folded again from what was recorded before.

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::log::read_entries;
use super::projections::{COLUMNS, Projected};
use super::reading::{CASE_COLUMNS, CaseFilter, CaseRow, conditions, row_of};
use super::{Result, Store};
use crate::domain::entry::CaseId;
use crate::domain::pack::Pack;
use crate::domain::timeline;

impl Store {
    /// People by filter, in the order of the walk, as entries before `moment` make them.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn list_as_of(
        &self,
        filter: &CaseFilter,
        moment: i64,
        pack: &Pack,
    ) -> Result<Vec<CaseRow>> {
        let (conditions, values) = conditions(filter);
        let limit = filter
            .limit
            .map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let mut found = Vec::new();
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} WHERE {conditions} AND changed_at < ? ORDER BY unit, route, no LIMIT ?"
        ))?;
        let bound = [Sql::from(moment), Sql::from(limit)];
        let mut rows = statement.query(params_from_iter(values.iter().cloned().chain(bound)))?;
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        let names = ["no", "id"].iter().chain(COLUMNS).copied();
        let names: Vec<&str> = names.collect();
        // The table's own name, so that the same conditions hold for a row that is not stored.
        let mut past = self.connection.prepare_cached(&format!(
            "WITH cases({}) AS (VALUES({})) {CASE_COLUMNS} WHERE {conditions}",
            names.join(", "),
            vec!["?"; names.len()].join(", ")
        ))?;
        for (no, id) in self.changed_since(moment)? {
            let entries = read_entries(&self.connection, id)?;
            let before = entries.iter().filter(|entry| entry.at < moment);
            let (case, changes) = timeline::fold(before, pack);
            if case.entries.is_empty() {
                continue;
            }
            let row = Projected::of(&case, pack, &changes);
            let whole = [Sql::from(no), Sql::from(id.0.to_vec())]
                .into_iter()
                .chain(row.columns)
                .chain(values.iter().cloned());
            let mut rows = past.query(params_from_iter(whole))?;
            if let Some(row) = rows.next()? {
                found.push(row_of(row)?);
            }
        }
        found.sort_by_cached_key(CaseRow::key);
        if let Some(limit) = filter.limit {
            found.truncate(limit);
        }
        Ok(found)
    }

    /// People registered before a moment about whom something was recorded at it or later.
    fn changed_since(&self, moment: i64) -> Result<Vec<(i64, CaseId)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT no, id FROM cases
             WHERE changed_at > registered_at AND changed_at >= ?1 AND registered_at < ?1",
        )?;
        let rows = statement.query_map([moment], |row| Ok((row.get(0)?, CaseId(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
