//! Figures by day and unit: added to with each entry, read as sums; and when something was last recorded of a unit.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write as _};

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, Row, params_from_iter};

use super::log::{Writing, oversight};
use super::{Result, Store, number, unit_of};
use crate::domain::figures::{Figure, Figures, WIDTH};
use crate::domain::pack::Pack;
use crate::domain::timeline::{self, Changes, Place};
use crate::domain::unit::{Level, UnitCode};

/// A row of figures: a unit under its parent, or a group (`grp` 0 and up) under its village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct FigureKey {
    day: i32,
    parent: i64,
    unit: i64,
    grp: i64,
}

impl FigureKey {
    /// Every row in which a place is counted, from its group up to the book's unit.
    fn scopes(place: Place, day: i32, book: UnitCode) -> Vec<Self> {
        let mut keys = Vec::with_capacity(4);
        if place.unit.level() == Level::Village {
            keys.push(Self {
                parent: number(place.unit),
                unit: number(place.unit),
                grp: i64::from(place.group),
                day,
            });
        }
        let mut next = Some(place.unit);
        while let Some(unit) = next.filter(|unit| book.contains(*unit)) {
            keys.push(Self {
                parent: unit.parent().map_or(0, number),
                unit: number(unit),
                grp: -1,
                day,
            });
            next = unit.parent();
        }
        keys
    }
}

impl fmt::Display for FigureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit =
            unit_of(self.unit).map_or_else(|_| self.unit.to_string(), |unit| unit.to_string());
        write!(f, "{unit} group {} day {}", self.grp, self.day)
    }
}

/// When something was last recorded of a unit before the report of a day, milliseconds.
type Heard = HashMap<(UnitCode, i32), i64>;

/// What is counted where on which day, and when something was recorded there.
#[derive(Debug, Default)]
pub(super) struct Sums {
    figures: HashMap<(Place, i32), Figures>,
    heard: Heard,
}

impl Sums {
    /// Adds what a case counts for, or takes it away.
    pub(super) fn count(&mut self, changes: &Changes, sign: i8) {
        for ((place, day), change) in changes {
            let key = (*place, day.num_days_from_ce());
            let sum = self.figures.entry(key).or_default();
            if sign < 0 {
                *sum -= change;
            } else {
                *sum += change;
            }
        }
    }

    /// Remembers that something was recorded of a unit.
    pub(super) fn hear(&mut self, pack: &Pack, unit: UnitCode, at: i64) {
        hear(&mut self.heard, pack, unit, at);
    }

    /// Remembers all that was recorded, as [`heard_of`] gives it.
    pub(super) fn hear_all(&mut self, heard: Heard) {
        self.heard = heard;
    }

    /// The rows of the table that these make, in the order of its key.
    pub(super) fn rows(self, book: UnitCode) -> BTreeMap<FigureKey, (Figures, i64)> {
        let mut rows: BTreeMap<FigureKey, (Figures, i64)> = BTreeMap::new();
        for ((place, day), sums) in self.figures {
            for key in FigureKey::scopes(place, day, book) {
                rows.entry(key).or_default().0 += &sums;
            }
        }
        for ((unit, day), at) in self.heard {
            let place = Place { unit, group: 0 };
            for key in FigureKey::scopes(place, day, book) {
                if key.grp < 0 {
                    let last = &mut rows.entry(key).or_default().1;
                    *last = at.max(*last);
                }
            }
        }
        rows.retain(|_, (sums, last_at)| *last_at > 0 || !sums.is_zero());
        rows
    }
}

fn hear(heard: &mut Heard, pack: &Pack, unit: UnitCode, at: i64) {
    let day = timeline::report_day(pack, at).num_days_from_ce();
    let last = heard.entry((unit, day)).or_insert(at);
    *last = at.max(*last);
}

/// When something was recorded of each unit, by the log.
pub(super) fn heard_of(connection: &Connection, pack: &Pack) -> Result<Heard> {
    let mut heard = Heard::new();
    let mut statement = connection.prepare(&format!(
        "SELECT unit, at FROM entries WHERE kind NOT IN ({})",
        oversight()
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        hear(&mut heard, pack, unit_of(row.get(0)?)?, row.get(1)?);
    }
    Ok(heard)
}

/// Shows every stored row, with its last moment.
pub(super) fn each_row(
    connection: &Connection,
    mut look: impl FnMut(FigureKey, (Figures, i64)),
) -> Result<()> {
    let names: Vec<&str> = Figure::ALL.iter().map(|figure| figure.name()).collect();
    let mut statement = connection.prepare(&format!(
        "SELECT day, parent, unit, grp, last_at, {} FROM figures",
        names.join(", ")
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key = FigureKey {
            day: row.get(0)?,
            parent: row.get(1)?,
            unit: row.get(2)?,
            grp: row.get(3)?,
        };
        look(key, (figures_from(row, 5)?, row.get(4)?));
    }
    Ok(())
}

impl Writing<'_> {
    pub(super) fn flush_figures(&mut self) -> Result<()> {
        for (key, (sums, last_at)) in std::mem::take(&mut self.figures).rows(self.book_unit) {
            self.add_figures(key, &sums, last_at)?;
        }
        Ok(())
    }

    /// Adds the figures that are not zero, and names no other.
    fn add_figures(&self, key: FigureKey, sums: &Figures, last_at: i64) -> Result<()> {
        let mut names = String::from("day, parent, unit, grp, last_at");
        let mut sets = String::from("last_at = max(last_at, excluded.last_at)");
        let mut values = vec![i64::from(key.day), key.parent, key.unit, key.grp, last_at];
        for (figure, sum) in Figure::ALL.iter().zip(sums.numbers()) {
            if *sum != 0 {
                let name = figure.name();
                let _ = write!(names, ", {name}");
                let _ = write!(sets, ", {name} = {name} + excluded.{name}");
                values.push(*sum);
            }
        }
        let marks = vec!["?"; values.len()].join(", ");
        self.tx
            .prepare_cached(&format!(
                "INSERT INTO figures({names}) VALUES({marks}) ON CONFLICT DO UPDATE SET {sets}"
            ))?
            .execute(params_from_iter(values))?;
        Ok(())
    }
}

/// The summed figures of a unit or group.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeFigures {
    /// The unit; for a group its village.
    pub unit: UnitCode,
    /// The group, where groups were asked for.
    pub group: Option<u16>,
    /// The sums.
    pub figures: Figures,
}

impl Store {
    /// Sums of a unit up to a report day (all days when absent).
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn figures_of(&self, unit: UnitCode, until: Option<NaiveDate>) -> Result<Figures> {
        let sql = format!(
            "{DAYS} SELECT {} FROM days CROSS JOIN figures
             WHERE day = d AND d <= ?3 AND parent = ?1 AND unit = ?2 AND grp = -1",
            sums()
        );
        let parent = unit.parent().map_or(0, number);
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row((parent, number(unit), day_number(until)), |row| {
                figures_from(row, 0)
            })?)
    }

    /// Sums one level below a unit up to a report day: its units, or a village's groups.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn figures_below(
        &self,
        unit: UnitCode,
        until: Option<NaiveDate>,
    ) -> Result<Vec<ScopeFigures>> {
        let groups = unit.level() == Level::Village;
        let sql = format!(
            "{DAYS} SELECT unit, grp, {} FROM days CROSS JOIN figures
             WHERE day = d AND d <= ?3 AND parent = ?1 AND (grp >= 0) = ?2
             GROUP BY unit, grp ORDER BY unit, grp",
            sums()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query((number(unit), groups, day_number(until)))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let group: i64 = row.get(1)?;
            found.push(ScopeFigures {
                unit: unit_of(row.get(0)?)?,
                group: u16::try_from(group).ok(),
                figures: figures_from(row, 2)?,
            });
        }
        Ok(found)
    }

    /// When the last entry about a unit's people was recorded, milliseconds.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn last_entry_in(&self, unit: UnitCode) -> Result<Option<i64>> {
        let above = unit.parent().map_or(0, number);
        Ok(self.last_entries(above, Some(unit))?.remove(&unit))
    }

    /// When the last entry about the people of each unit one level below was recorded, milliseconds.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn last_entries_below(&self, unit: UnitCode) -> Result<BTreeMap<UnitCode, i64>> {
        self.last_entries(number(unit), None)
    }

    fn last_entries(&self, above: i64, unit: Option<UnitCode>) -> Result<BTreeMap<UnitCode, i64>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{DAYS} SELECT unit, max(last_at) FROM days CROSS JOIN figures
             WHERE day = d AND d <= ?3 AND parent = ?1 AND unit BETWEEN ?2 AND ?4 AND last_at > 0
             GROUP BY unit"
        ))?;
        let (first, last) = unit.map_or((0, i64::MAX), |unit| (number(unit), number(unit)));
        let mut rows = statement.query((above, first, day_number(None), last))?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            found.insert(unit_of(row.get(0)?)?, row.get(1)?);
        }
        Ok(found)
    }
}

fn day_number(until: Option<NaiveDate>) -> i32 {
    until.map_or(i32::MAX, |day| day.num_days_from_ce())
}

fn sums() -> &'static str {
    static SQL: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    SQL.get_or_init(|| {
        let sums: Vec<String> = Figure::ALL
            .iter()
            .map(|figure| format!("coalesce(sum({}), 0)", figure.name()))
            .collect();
        sums.join(", ")
    })
}

/// The days that have figures, one step of the key for each.
const DAYS: &str = "WITH RECURSIVE days(d) AS (
    SELECT min(day) FROM figures
    UNION ALL SELECT (SELECT min(day) FROM figures WHERE day > d) FROM days WHERE d <= ?3)";

fn figures_from(row: &Row<'_>, first: usize) -> rusqlite::Result<Figures> {
    let mut numbers = [0; WIDTH];
    for (i, number) in numbers.iter_mut().enumerate() {
        *number = row.get(first + i)?;
    }
    Ok(Figures::from_numbers(numbers))
}
