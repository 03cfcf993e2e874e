//! Who stands behind a number: spells of cases by figure and place, kept in step with the log. That somebody is there,
//! and untouched up to a day, is told by the row of the case alone, so that the first visit writes one spell, not three.

use chrono::{Datelike, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::log::Writing;
use super::reading::{CASE_COLUMNS, CaseRow, row_of};
use super::{Result, Store, number};
use crate::domain::figures::Figure;
use crate::domain::spell::{BY_ROW, spells, touched_on};
use crate::domain::timeline::Changes;
use crate::domain::unit::UnitCode;

/// Stands for the end of a spell that lasts.
const LASTS: i32 = i32::MAX;

/// A spell as its table holds it, in the order of the table's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SpellRow {
    pub figure: i64,
    pub unit: i64,
    pub grp: i64,
    pub since: i32,
    pub until: i32,
    pub amount: i64,
}

/// What the row of a case says of its spells ([`touched_on`]), and its other spells in order.
pub(super) fn rows_of(changes: &Changes, registered: NaiveDate) -> (Option<i32>, Vec<SpellRow>) {
    let spells = spells(changes);
    let touched_on = touched_on(&spells, registered);
    let mut rows: Vec<SpellRow> = spells
        .iter()
        .filter(|spell| touched_on.is_none() || !BY_ROW.contains(&spell.figure))
        .map(|spell| SpellRow {
            figure: spell.figure as i64,
            unit: number(spell.place.unit),
            grp: i64::from(spell.place.group),
            since: spell.since.num_days_from_ce(),
            until: spell.until.map_or(LASTS, |day| day.num_days_from_ce()),
            amount: spell.amount,
        })
        .collect();
    rows.sort_unstable();
    (touched_on.map(|day| day.num_days_from_ce()), rows)
}

/// Those whose rows tell that they count for a figure on a day (`day` and `cut_off` are the names of its parameters):
/// the condition, for the few figures that rows tell.
pub(super) fn told_by_row(figure: Figure, day: &str, cut_off: &str) -> Option<String> {
    let counted = match figure {
        Figure::Total => "touched_on IS NOT NULL".to_owned(),
        Figure::Untouched => format!("touched_on > {day}"),
        _ => return None,
    };
    Some(format!("{counted} AND registered_at < {cut_off}"))
}

/// Whose people are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The first unit of the range.
    pub unit: UnitCode,
    /// Only those directly in that unit, in none below it.
    pub directly: bool,
    /// Only those of this group.
    pub group: Option<u16>,
}

impl Scope {
    /// All people of a unit.
    #[must_use]
    pub const fn of(unit: UnitCode) -> Self {
        Self {
            unit,
            directly: false,
            group: None,
        }
    }

    pub(super) fn range(self) -> (i64, i64) {
        let first = number(self.unit);
        if self.directly {
            (first, first)
        } else {
            (first, i64::try_from(self.unit.last()).unwrap_or(i64::MAX))
        }
    }

    fn groups(self) -> (i64, i64) {
        self.group
            .map_or((0, i64::MAX), |group| (i64::from(group), i64::from(group)))
    }
}

/// Somebody behind a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// The person, as the book has them now.
    pub row: CaseRow,
    /// 1, or fen; below 0 for who left.
    pub amount: i64,
}

impl Writing<'_> {
    /// Puts the new spells of a case in the place of the old ones; what stays is not touched.
    pub(super) fn write_spells(
        &mut self,
        no: i64,
        old: &[SpellRow],
        new: &[SpellRow],
    ) -> Result<()> {
        for gone in old.iter().filter(|row| new.binary_search(row).is_err()) {
            self.tx
                .prepare_cached(
                    "DELETE FROM spells WHERE figure = ?1 AND unit = ?2 AND grp = ?3 AND case_no = ?4 AND since = ?5",
                )?
                .execute((gone.figure, gone.unit, gone.grp, no, gone.since))?;
        }
        for come in new.iter().filter(|row| old.binary_search(row).is_err()) {
            self.tx
                .prepare_cached(
                    "INSERT INTO spells(figure, unit, grp, case_no, since, until, amount)
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute((
                    come.figure,
                    come.unit,
                    come.grp,
                    no,
                    come.since,
                    come.until,
                    come.amount,
                ))?;
        }
        Ok(())
    }
}

impl Store {
    /// People who count for a figure in the report of a day, but not for `without`, which spells tell: at most `limit`
    /// of them. `cut_off` is the moment at which that day ends, milliseconds.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn behind(
        &self,
        scope: Scope,
        (figure, without): (Figure, Option<Figure>),
        (day, cut_off): (NaiveDate, i64),
        limit: usize,
    ) -> Result<Vec<Behind>> {
        let ((first, last), (low, high)) = (scope.range(), scope.groups());
        let without = without.map_or(Sql::Null, |other| Sql::from(other as i64));
        let values = |limit: usize| {
            [
                figure as i64,
                first,
                last,
                low,
                high,
                i64::from(day.num_days_from_ce()),
            ]
            .map(Sql::from)
            .into_iter()
            .chain([
                without.clone(),
                Sql::from(i64::try_from(limit).unwrap_or(i64::MAX)),
                Sql::from(cut_off),
            ])
        };
        let mut found = Vec::new();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT s.case_no, s.amount FROM spells s
             WHERE s.figure = ?1 AND s.unit BETWEEN ?2 AND ?3 AND s.grp BETWEEN ?4 AND ?5
             AND s.since <= ?6 AND s.until > ?6 AND {} AND ?9 IS NOT NULL
             ORDER BY s.unit, s.grp, s.case_no LIMIT ?8",
            not_counted("s.unit", "s.grp", "s.case_no")
        ))?;
        let mut rows = statement.query(params_from_iter(values(limit)))?;
        while let Some(row) = rows.next()? {
            found.extend(self.person(row.get(0)?, row.get(1)?)?);
        }
        let Some(told) = told_by_row(figure, "?6", "?9").filter(|_| found.len() < limit) else {
            return Ok(found);
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} WHERE {told} AND ?1 IS NOT NULL AND unit BETWEEN ?2 AND ?3
             AND grp BETWEEN ?4 AND ?5 AND ?6 IS NOT NULL AND {} ORDER BY unit, route, no LIMIT ?8",
            not_counted("cases.unit", "cases.grp", "cases.no")
        ))?;
        let mut rows = statement.query(params_from_iter(values(limit - found.len())))?;
        while let Some(row) = rows.next()? {
            found.push(Behind {
                row: row_of(row)?,
                amount: 1,
            });
        }
        Ok(found)
    }

    /// People whom the report of a day counts for a figure that spells tell, and that of the day before does not, and those whom it
    /// counts no more, these with amounts below 0. Who only moved inside the scope is neither.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn came_and_left(
        &self,
        scope: Scope,
        figure: Figure,
        day: NaiveDate,
    ) -> Result<Vec<Behind>> {
        let ((first, last), (low, high)) = (scope.range(), scope.groups());
        let mut statement = self.connection.prepare_cached(
            "SELECT case_no, sum(amount) FROM (
               SELECT case_no, amount FROM spells
                 WHERE figure = ?1 AND since = ?2 AND unit BETWEEN ?3 AND ?4 AND grp BETWEEN ?5 AND ?6
               UNION ALL
               SELECT case_no, -amount FROM spells
                 WHERE figure = ?1 AND until = ?2 AND until < 2147483647
                 AND unit BETWEEN ?3 AND ?4 AND grp BETWEEN ?5 AND ?6)
             GROUP BY case_no HAVING sum(amount) <> 0 ORDER BY sum(amount) < 0, case_no",
        )?;
        let mut rows = statement.query((
            figure as i64,
            day.num_days_from_ce(),
            first,
            last,
            low,
            high,
        ))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.extend(self.person(row.get(0)?, row.get(1)?)?);
        }
        Ok(found)
    }

    /// Cases of a scope whose figures changed in the reports after `from` up to `to`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn changed_between(
        &self,
        scope: Scope,
        figures: &[Figure],
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<Vec<CaseRow>> {
        let ((first, last), (low, high)) = (scope.range(), scope.groups());
        let mut numbers = std::collections::BTreeSet::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT case_no FROM spells WHERE figure = ?1 AND since > ?2 AND since <= ?3
               AND unit BETWEEN ?4 AND ?5 AND grp BETWEEN ?6 AND ?7
             UNION
             SELECT case_no FROM spells WHERE figure = ?1 AND until > ?2 AND until <= ?3 AND until < 2147483647
               AND unit BETWEEN ?4 AND ?5 AND grp BETWEEN ?6 AND ?7",
        )?;
        for figure in figures {
            let mut rows = statement.query((
                *figure as i64,
                from.num_days_from_ce(),
                to.num_days_from_ce(),
                first,
                last,
                low,
                high,
            ))?;
            while let Some(row) = rows.next()? {
                numbers.insert(row.get::<_, i64>(0)?);
            }
        }
        let mut found = Vec::new();
        for no in numbers {
            found.extend(self.person(no, 1)?.map(|behind| behind.row));
        }
        Ok(found)
    }

    fn person(&self, no: i64, amount: i64) -> Result<Option<Behind>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{CASE_COLUMNS} WHERE no = ?1"))?;
        let mut rows = statement.query([no])?;
        match rows.next()? {
            Some(row) => Ok(Some(Behind {
                row: row_of(row)?,
                amount,
            })),
            None => Ok(None),
        }
    }
}

/// That somebody does not count on the day ?6 for the figure ?7, where one is given.
fn not_counted(unit: &str, grp: &str, no: &str) -> String {
    format!(
        "(?7 IS NULL OR NOT EXISTS (SELECT 1 FROM spells o WHERE o.figure = ?7 AND o.unit = {unit}
          AND o.grp = {grp} AND o.case_no = {no} AND o.since <= ?6 AND o.until > ?6))"
    )
}
