//! Who stands behind a number: spells of cases by figure and place, kept in step with the log. Somebody whom nobody has
//! touched since the registration has none; the row of the case tells as much.

use chrono::{Datelike, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::log::Writing;
use super::reading::{CASE_COLUMNS, CaseRow, row_of};
use super::{Result, Store, number};
use crate::domain::figures::Figure;
use crate::domain::spell::{are_plain, spells};
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

/// Whether the case's row alone tells its spells, and else its spells in order.
pub(super) fn rows_of(changes: &Changes) -> (bool, Vec<SpellRow>) {
    let spells = spells(changes);
    if are_plain(&spells) {
        return (true, Vec::new());
    }
    let mut rows: Vec<SpellRow> = spells
        .iter()
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
    (false, rows)
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
    /// The place in the list, for the page behind.
    pub key: BehindKey,
}

/// A place in the list behind a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BehindKey {
    plain: bool,
    unit: i64,
    grp: i64,
    route: String,
    no: i64,
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
    /// People who count for a figure in the report of a day, but not for `without`: at most `limit` of them behind
    /// `after`. `cut_off` is the moment at which that day ends, milliseconds.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn behind(
        &self,
        scope: Scope,
        (figure, without): (Figure, Option<Figure>),
        (day, cut_off): (NaiveDate, i64),
        after: Option<BehindKey>,
        limit: usize,
    ) -> Result<Vec<Behind>> {
        let mut found = Vec::new();
        let (by_row, by_spell): (Option<_>, Option<_>) = match after {
            Some(key) if key.plain => (Some(key), None),
            other => (None, other),
        };
        if by_row.is_none() {
            self.by_spell(scope, (figure, without), day, by_spell, limit, &mut found)?;
        }
        if found.len() < limit && matches!(figure, Figure::Total | Figure::Untouched) {
            let after = by_row;
            self.by_row(scope, cut_off, after, limit, &mut found)?;
        }
        Ok(found)
    }

    fn by_spell(
        &self,
        scope: Scope,
        (figure, without): (Figure, Option<Figure>),
        day: NaiveDate,
        after: Option<BehindKey>,
        limit: usize,
        found: &mut Vec<Behind>,
    ) -> Result<()> {
        let ((first, last), (low, high)) = (scope.range(), scope.groups());
        let after = after.unwrap_or(BehindKey {
            unit: first,
            grp: -1,
            ..BehindKey::default()
        });
        let not = if without.is_some() {
            "AND NOT EXISTS (SELECT 1 FROM spells o WHERE o.figure = ?9 AND o.unit = s.unit AND o.grp = s.grp
             AND o.case_no = s.case_no AND o.since <= ?3 AND o.until > ?3)"
        } else {
            "AND ?9 IS NULL"
        };
        let sql = format!(
            "SELECT s.unit, s.grp, s.case_no, s.amount FROM spells s
             WHERE s.figure = ?1 AND s.unit <= ?2 AND s.since <= ?3 AND s.until > ?3
             AND s.grp BETWEEN ?4 AND ?5 AND (s.unit, s.grp, s.case_no) > (?6, ?7, ?8) {not}
             ORDER BY s.unit, s.grp, s.case_no LIMIT ?10"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = [
            figure as i64,
            last,
            i64::from(day.num_days_from_ce()),
            low,
            high,
            after.unit,
            after.grp,
            after.no,
        ]
        .map(Sql::from);
        let rest = [
            without.map_or(Sql::Null, |other| Sql::from(other as i64)),
            Sql::from(i64::try_from(limit).unwrap_or(i64::MAX)),
        ];
        let mut rows = statement.query(params_from_iter(values.into_iter().chain(rest)))?;
        while let Some(row) = rows.next()? {
            let key = BehindKey {
                plain: false,
                unit: row.get(0)?,
                grp: row.get(1)?,
                route: String::new(),
                no: row.get(2)?,
            };
            found.extend(self.person(key, row.get(3)?)?);
        }
        Ok(())
    }

    /// Those whom nobody has touched since they were registered.
    fn by_row(
        &self,
        scope: Scope,
        cut_off: i64,
        after: Option<BehindKey>,
        limit: usize,
        found: &mut Vec<Behind>,
    ) -> Result<()> {
        let ((first, last), (low, high)) = (scope.range(), scope.groups());
        let after = after.unwrap_or(BehindKey {
            unit: first,
            ..BehindKey::default()
        });
        let room = limit - found.len();
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} WHERE plain = 1 AND unit <= ?1 AND registered_at < ?2
             AND grp BETWEEN ?3 AND ?4 AND (unit, route, no) > (?5, ?6, ?7) ORDER BY unit, route, no LIMIT ?8"
        ))?;
        let mut rows = statement.query((
            last,
            cut_off,
            low,
            high,
            after.unit,
            after.route,
            after.no,
            i64::try_from(room).unwrap_or(i64::MAX),
        ))?;
        while let Some(row) = rows.next()? {
            let row = row_of(row)?;
            let key = BehindKey {
                plain: true,
                unit: number(row.unit),
                grp: 0,
                route: row.route.clone(),
                no: row.no,
            };
            found.push(Behind {
                row,
                amount: 1,
                key,
            });
        }
        Ok(())
    }

    /// People whom the report of a day counts for a figure and that of the day before does not, and those whom it
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
            let key = BehindKey {
                no: row.get(0)?,
                ..BehindKey::default()
            };
            found.extend(self.person(key, row.get(1)?)?);
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
            let key = BehindKey {
                no,
                ..BehindKey::default()
            };
            found.extend(self.person(key, 1)?.map(|behind| behind.row));
        }
        Ok(found)
    }

    fn person(&self, key: BehindKey, amount: i64) -> Result<Option<Behind>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{CASE_COLUMNS} WHERE no = ?1"))?;
        let mut rows = statement.query([key.no])?;
        match rows.next()? {
            Some(row) => Ok(Some(Behind {
                row: row_of(row)?,
                amount,
                key,
            })),
            None => Ok(None),
        }
    }
}
