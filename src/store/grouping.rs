//! People of a day's figures counted by what they have in common: grouped by the database, so that a million people
//! come back as as many lines as there are groups.

use chrono::{Datelike, NaiveDate};

use super::reading::{CASE_COLUMNS, CaseRow, row_of};
use super::spells::{Scope, told_by_row};
use super::{Result, Store};
use crate::domain::entry::Kind;
use crate::domain::figures::Figure;

/// What people are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The first month that was not paid, `2021-06`; empty where it is not known.
    Month,
    /// The unit in which they lie, by its number.
    Unit,
    /// Their age in years on the day; empty where the birth date is not known.
    Age,
}

/// How many people of a group count for a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// What they have in common.
    pub key: String,
    /// The figure.
    pub figure: Figure,
    /// How many, or fen.
    pub amount: i64,
}

impl Store {
    /// The people of a scope in the report of a day, for each figure, grouped. `cut_off` is the moment at which that
    /// day ends, milliseconds. Figures are those of the day; what people are grouped by is what is known now.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn grouped(
        &self,
        scope: Scope,
        figures: &[Figure],
        by: GroupBy,
        (day, cut_off): (NaiveDate, i64),
    ) -> Result<Vec<Grouped>> {
        let (first, last) = scope.range();
        let key = |unit: &str| match by {
            GroupBy::Month => "coalesce(c.suspended_from, '')".to_owned(),
            GroupBy::Unit => unit.to_owned(),
            // Birth dates are kept as 1950-03-07: the birthday has not come yet where its month and day lie behind.
            GroupBy::Age => {
                "coalesce(?4 - substr(c.birth, 1, 4) - (substr(c.birth, 6, 5) > ?5), '')".to_owned()
            }
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT CAST({} AS TEXT), sum(s.amount) FROM spells s JOIN cases c ON c.no = s.case_no
             WHERE s.figure = ?1 AND s.unit BETWEEN ?2 AND ?3 AND s.since <= ?6 AND s.until > ?6
             AND (?4 > 0 OR ?5 <> '') GROUP BY 1",
            key("s.unit")
        ))?;
        let of_year = day.format("%m-%d").to_string();
        let mut found = Vec::new();
        for figure in figures {
            let values = (
                *figure as i64,
                first,
                last,
                day.year(),
                &of_year,
                day.num_days_from_ce(),
            );
            let mut rows = statement.query(values)?;
            while let Some(row) = rows.next()? {
                found.push(Grouped {
                    key: row.get(0)?,
                    figure: *figure,
                    amount: row.get(1)?,
                });
            }
        }
        for figure in figures {
            let Some(told) = told_by_row(*figure, "?6", "?1") else {
                continue;
            };
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT CAST({} AS TEXT), count(*) FROM cases c
                 WHERE {told} AND c.unit BETWEEN ?2 AND ?3 AND (?4 > 0 OR ?5 <> '') AND ?6 > 0 GROUP BY 1",
                key("c.unit")
            ))?;
            let today = day.num_days_from_ce();
            let mut rows = statement.query((cut_off, first, last, day.year(), &of_year, today))?;
            while let Some(row) = rows.next()? {
                found.push(Grouped {
                    key: row.get(0)?,
                    figure: *figure,
                    amount: row.get(1)?,
                });
            }
        }
        Ok(found)
    }

    /// People for whom a figure is larger than another in the report of a day, such as what is to be recovered and has
    /// not been: how many, and by how much together.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn left_over(
        &self,
        scope: Scope,
        (figure, other): (Figure, Figure),
        day: NaiveDate,
    ) -> Result<(i64, i64)> {
        let (first, last) = scope.range();
        let sql = format!("SELECT count(*), coalesce(sum(rest), 0) FROM ({LEFT_OVER})");
        let values = (
            figure as i64,
            first,
            last,
            day.num_days_from_ce(),
            other as i64,
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(values, |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The first of those people, each with the difference.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_left_over(
        &self,
        scope: Scope,
        (figure, other): (Figure, Figure),
        day: NaiveDate,
        limit: usize,
    ) -> Result<Vec<(CaseRow, i64)>> {
        let (first, last) = scope.range();
        let columns = CASE_COLUMNS.replacen(" FROM cases", ", rest FROM", 1);
        let sql = format!("{columns} ({LEFT_OVER}) JOIN cases ON no = case_no LIMIT ?6");
        let values = (
            figure as i64,
            first,
            last,
            day.num_days_from_ce(),
            other as i64,
            i64::try_from(limit).unwrap_or(i64::MAX),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row_of(row)?, row.get("rest")?));
        }
        Ok(found)
    }

    /// People about whom something of that kind was recorded, in the order of lists.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_with(&self, kind: Kind) -> Result<Vec<CaseRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} WHERE id IN (SELECT case_id FROM entries WHERE kind = ?1) ORDER BY unit, route, no"
        ))?;
        let mut rows = statement.query([kind.code()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        Ok(found)
    }
}

/// People of a figure (?1) in a range of units (?2, ?3) on a day (?4), with what is left of it when another (?5) is taken off.
const LEFT_OVER: &str = "SELECT * FROM (
    SELECT s.case_no, s.amount - coalesce((
        SELECT sum(o.amount) FROM spells o WHERE o.figure = ?5 AND o.unit = s.unit AND o.grp = s.grp
        AND o.case_no = s.case_no AND o.since <= ?4 AND o.until > ?4), 0) AS rest
    FROM spells s WHERE s.figure = ?1 AND s.unit BETWEEN ?2 AND ?3 AND s.since <= ?4 AND s.until > ?4)
    WHERE rest > 0";
