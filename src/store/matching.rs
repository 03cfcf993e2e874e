//! Looking up the person of a list's row inside a transaction.

use rusqlite::OptionalExtension;

use super::log::Writing;
use super::search::plain;
use super::{Result, number};
use crate::domain::entry::CaseId;
use crate::domain::hit::Known;
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

/// So many people of one name and one place are looked at; more tell nobody anything.
const MOST_ALIKE: usize = 20;

/// What a row tells of a person who is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sought<'r> {
    /// ID number.
    pub id_number: Option<&'r str>,
    /// Personal number.
    pub personal_number: Option<&'r str>,
    /// Name.
    pub name: Option<&'r str>,
    /// Birth date.
    pub birth: Option<chrono::NaiveDate>,
    /// Place.
    pub unit: Option<UnitCode>,
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
            "SELECT id, id_number IS NOT NULL FROM cases
             WHERE name = ?1 AND unit = ?2 AND suspended_from = ?3 AND no < ?4 ORDER BY no",
        )?;
        let found =
            statement.query_map((name, number(unit), month.to_string(), before), |row| {
                Ok(Candidate {
                    case: CaseId(row.get(0)?),
                    has_id: row.get(1)?,
                })
            })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// What lists are compared with: the people whom a row with these numbers, this name, birth date or place might mean.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_like(&self, row: &Sought<'_>) -> Result<Vec<(CaseId, Known)>> {
        let mut found = Vec::new();
        for (condition, value) in [
            ("c.id_number = ?1", row.id_number),
            ("c.personal_number = ?1", row.personal_number),
        ] {
            if let Some(value) = value {
                self.add_known(condition, &[&value], &mut found)?;
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
        let Some(name) = row.name else {
            return Ok(found);
        };
        // As it is written, or with other gaps between its parts.
        let term = format!("n{}", plain(name));
        let of_name = "(c.name = ?1 OR c.no IN (SELECT case_no FROM search WHERE term = ?2))";
        if let Some(birth) = row.birth {
            let birth = birth.to_string();
            let condition = format!("{of_name} AND c.birth = ?3");
            self.add_known(&condition, &[&name, &term, &birth], &mut found)?;
        }
        if let Some(unit) = row.unit {
            let last = i64::try_from(unit.last()).unwrap_or(i64::MAX);
            let condition = format!("{of_name} AND c.unit BETWEEN ?3 AND ?4");
            self.add_known(
                &condition,
                &[&name, &term, &number(unit), &last],
                &mut found,
            )?;
            let mut above = unit.parent();
            while let Some(unit) = above.filter(|unit| self.book_unit.contains(*unit)) {
                let condition = format!("{of_name} AND c.unit = ?3");
                self.add_known(&condition, &[&name, &term, &number(unit)], &mut found)?;
                above = unit.parent();
            }
        }
        Ok(found)
    }

    fn add_known(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
        found: &mut Vec<(CaseId, Known)>,
    ) -> Result<()> {
        let mut statement = self.tx.prepare_cached(&format!(
            "SELECT c.id, c.name, c.id_number, c.personal_number, c.birth, c.unit, c.doubts FROM cases c
             WHERE {condition} ORDER BY c.no LIMIT {MOST_ALIKE}"
        ))?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let case = CaseId(row.get(0)?);
            if found.iter().any(|(known, _)| *known == case) {
                continue;
            }
            let doubts = super::projections::doubts_of(row.get(6)?);
            let known = Known {
                name: row.get(1)?,
                id_number: row.get(2)?,
                personal_number: row.get(3)?,
                birth: row
                    .get::<_, Option<String>>(4)?
                    .and_then(|day| day.parse().ok()),
                unit: Some(super::unit_of(row.get(5)?)?),
                id_is_doubtful: doubts.iter().any(|doubt| doubt.is_about_the_id()),
            };
            found.push((case, known));
        }
        Ok(())
    }

    /// The number that the next case will take: cases below it were there before.
    #[must_use]
    pub const fn next_case_number(&self) -> i64 {
        self.next_no
    }
}
