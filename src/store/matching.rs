//! Looking up the person of a list's row inside a transaction.

use rusqlite::OptionalExtension;

use super::log::Writing;
use super::{Result, number};
use crate::domain::entry::CaseId;
use crate::domain::month::Month;
use crate::domain::unit::UnitCode;

/// A case that could be the person of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The case.
    pub case: CaseId,
    /// Whether it has an ID number.
    pub has_id: bool,
}

impl Writing<'_> {
    /// Whether the book holds no case yet.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        let any: Option<i64> = self
            .tx
            .prepare_cached("SELECT 1 FROM cases LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(any.is_none())
    }

    /// The case of an ID number.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn case_by_id_number(&self, id_number: &str) -> Result<Option<CaseId>> {
        self.case_where("id_number = ?1", id_number)
    }

    /// The case of a personal number.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn case_by_personal_number(&self, personal_number: &str) -> Result<Option<CaseId>> {
        self.case_where("personal_number = ?1", personal_number)
    }

    fn case_where(&self, condition: &str, value: &str) -> Result<Option<CaseId>> {
        let id: Option<[u8; 16]> = self
            .tx
            .prepare_cached(&format!(
                "SELECT id FROM cases WHERE {condition} ORDER BY no LIMIT 1"
            ))?
            .query_row([value], |row| row.get(0))
            .optional()?;
        Ok(id.map(CaseId))
    }

    /// Cases of that name, unit and suspended month that were in the book before case number `before`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn cases_by_name(
        &self,
        name: &str,
        unit: UnitCode,
        month: Month,
        before: i64,
    ) -> Result<Vec<Candidate>> {
        let mut statement = self.tx.prepare_cached(
            "SELECT c.id, c.id_number IS NOT NULL FROM search s JOIN cases c ON c.no = s.case_no
             WHERE s.term = 'n' || ?1 AND c.name = ?2 AND c.unit = ?3 AND c.suspended_from = ?4 AND c.no < ?5
             ORDER BY c.no",
        )?;
        let plain: String = name
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '·')
            .take(40)
            .collect();
        let found = statement.query_map(
            (plain, name, number(unit), month.to_string(), before),
            |row| {
                Ok(Candidate {
                    case: CaseId(row.get(0)?),
                    has_id: row.get(1)?,
                })
            },
        )?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The number that the next case will take: cases below it were there before.
    #[must_use]
    pub const fn next_case_number(&self) -> i64 {
        self.next_no
    }
}
