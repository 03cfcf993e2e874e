//! Reading the projections: lists of people and the walk's queues.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params_from_iter, types::Value as Sql};

use super::projections::doubts_of;
use super::{Result, Store, StoreError, number, unit_of};
use crate::domain::case::{State, Turn};
use crate::domain::entry::CaseId;
use crate::domain::month::Month;
use crate::domain::record::day_of;
use crate::domain::roster::Doubt;
use crate::domain::unit::UnitCode;

/// A person as lists show them.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    /// Running number in this book alone.
    pub no: i64,
    /// The case.
    pub id: CaseId,
    /// Where it lies.
    pub unit: UnitCode,
    /// Villagers' group, 0 = not known.
    pub group: u16,
    /// Street and house; empty when not known.
    pub house: String,
    /// Name; empty when missing.
    pub name: String,
    /// ID number, whole.
    pub id_number: Option<String>,
    /// 男 or 女.
    pub sex: Option<String>,
    /// Birth date.
    pub birth: Option<NaiveDate>,
    /// First telephone, whole.
    pub phone: Option<String>,
    /// First unpaid month.
    pub suspended_from: Option<Month>,
    /// 1 to 7 by the list; 0 unknown.
    pub presumed_class: u8,
    /// The class that stands.
    pub class: Option<String>,
    /// How far.
    pub state: State,
    /// Whose move.
    pub turn: Turn,
    /// For whom it waits, as scripts read it.
    pub waiting_on: Option<String>,
    /// The key by which lists are walked.
    pub route: String,
    /// Photos or papers owed.
    pub owed: u32,
    /// Appointment.
    pub again_on: Option<NaiveDate>,
    /// The hour of the appointment, where one was agreed on (14:00).
    pub again_time: Option<String>,
    /// The first day on which something is due: an appointment or a deadline.
    pub due_on: Option<NaiveDate>,
    /// What is wrong with the file's row and not settled.
    pub doubts: Vec<Doubt>,
    /// Proposals of match lists that nobody has looked at.
    pub hits: u32,
    /// The live outcome.
    pub outcome: Option<String>,
    /// Who proposed it.
    pub proposer: Option<String>,
    /// Contacts so far.
    pub attempts: u32,
    /// When the last contact was recorded, milliseconds.
    pub last_contact: Option<i64>,
    /// What the village presumes (过筛).
    pub screened: Option<String>,
    /// When the last entry was recorded, milliseconds.
    pub changed_at: i64,
}

/// What a row of [`CaseRow`] is read from.
pub(super) const CASE_COLUMNS: &str = "SELECT no, id, unit, grp, house, name, id_number, sex, birth, phone, \
    suspended_from, presumed_class, class, state, turn, waiting_on, route, owed, again_on, doubts, outcome, \
    proposer, attempts, last_contact, screened, changed_at, hits, due_on FROM cases";

/// A person from a row of [`CASE_COLUMNS`].
pub(super) fn row_of(row: &Row<'_>) -> Result<CaseRow> {
    let state: u8 = row.get(13)?;
    let turn: u8 = row.get(14)?;
    let date = |text: Option<String>| text.and_then(|text| text.parse().ok());
    let again: Option<String> = row.get(18)?;
    let again = again.as_deref();
    Ok(CaseRow {
        no: row.get(0)?,
        id: CaseId(row.get(1)?),
        unit: unit_of(row.get(2)?)?,
        group: row.get(3)?,
        house: row.get(4)?,
        name: row.get(5)?,
        id_number: row.get(6)?,
        sex: row.get(7)?,
        birth: date(row.get(8)?),
        phone: row.get(9)?,
        suspended_from: row
            .get::<_, Option<String>>(10)?
            .and_then(|month| month.parse().ok()),
        presumed_class: row.get(11)?,
        class: row.get(12)?,
        state: *State::ALL
            .get(usize::from(state))
            .ok_or_else(|| StoreError::Damaged(format!("state {state}")))?,
        turn: Turn::of_code(turn).ok_or_else(|| StoreError::Damaged(format!("turn {turn}")))?,
        waiting_on: row.get(15)?,
        route: row.get(16)?,
        owed: row.get(17)?,
        again_on: again.and_then(day_of),
        again_time: again.and_then(|text| text.get(11..16)).map(str::to_owned),
        doubts: doubts_of(row.get(19)?),
        outcome: row.get(20)?,
        proposer: row.get(21)?,
        attempts: row.get(22)?,
        last_contact: row.get(23)?,
        screened: row.get(24)?,
        changed_at: row.get(25)?,
        hits: row.get(26)?,
        due_on: date(row.get(27)?),
    })
}

/// Which people a list shows; absent = all.
#[allow(
    clippy::struct_excessive_bools,
    reason = "a filter is a list of independent questions"
)]
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// In this unit.
    pub unit: Option<UnitCode>,
    /// Of this class; a digit alone takes its sub-classes in.
    pub class: Option<String>,
    /// Of this presumed class.
    pub presumed_class: Option<u8>,
    /// In this state.
    pub state: Option<State>,
    /// With this doubt open.
    pub doubt: Option<Doubt>,
    /// With any doubt open.
    pub doubtful: bool,
    /// Due by this day: an appointment or a deadline on it or before.
    pub due: Option<NaiveDate>,
    /// With an appointment on this very day.
    pub due_on: Option<NaiveDate>,
    /// Directly under this unit, in none of those below it.
    pub directly_under: Option<UnitCode>,
    /// With a class that stands though nobody was contacted.
    pub unproved: bool,
    /// Owing photos or papers.
    pub owed: bool,
    /// Named by a match list, and nobody has looked yet.
    pub hits: bool,
    /// Whose move.
    pub turn: Option<Turn>,
    /// Of this household: unit and house.
    pub house: Option<(UnitCode, String)>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A place in a walked list: behind this route in this unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueueKey {
    /// Unit as a number, 0 before the first.
    pub unit: i64,
    /// Route inside the unit.
    pub route: String,
    /// Running number of the case, for equal routes.
    pub no: i64,
}

impl CaseRow {
    /// The row's place in walked lists.
    #[must_use]
    pub fn key(&self) -> QueueKey {
        QueueKey {
            unit: number(self.unit),
            route: self.route.clone(),
            no: self.no,
        }
    }
}

impl Store {
    /// People by filter, in the order of the walk.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn list(&self, filter: &CaseFilter) -> Result<Vec<CaseRow>> {
        let (conditions, values) = conditions(filter);
        let limit = filter
            .limit
            .map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let sql =
            format!("{CASE_COLUMNS} WHERE {conditions} ORDER BY unit, route, no LIMIT {limit}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        Ok(found)
    }

    /// How many people a filter finds, counted up to `limit`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn count(&self, filter: &CaseFilter, limit: usize) -> Result<usize> {
        let (conditions, values) = conditions(filter);
        let sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM cases WHERE {conditions} LIMIT {limit})");
        let count: i64 = self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The next people of a walked list behind `after`, or before it when `back`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn page(
        &self,
        filter: &CaseFilter,
        after: Option<&QueueKey>,
        back: bool,
        limit: usize,
    ) -> Result<Vec<CaseRow>> {
        let (mut conditions, mut values) = conditions(filter);
        if let Some(key) = after {
            // The place behind which the page begins is the bound that the index must use; the plus keeps the unit's
            // own bound on that side from taking its part, which would walk over all who come before.
            conditions = if back {
                conditions.replace("unit <= ?", "+unit <= ?")
            } else {
                conditions.replace("unit >= ?", "+unit >= ?")
            };
            let compare = if back { "<" } else { ">" };
            conditions.push_str(" AND (unit, route, no) ");
            conditions.push_str(compare);
            conditions.push_str(" (?, ?, ?)");
            values.extend([
                Sql::from(key.unit),
                Sql::from(key.route.clone()),
                Sql::from(key.no),
            ]);
        }
        let order = if back {
            "unit DESC, route DESC, no DESC"
        } else {
            "unit, route, no"
        };
        let sql = format!("{CASE_COLUMNS} WHERE {conditions} ORDER BY {order} LIMIT {limit}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        if back {
            found.reverse();
        }
        Ok(found)
    }

    /// The row of a case.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn row(&self, case: CaseId) -> Result<Option<CaseRow>> {
        self.one("id = ?1", Sql::from(case.0.to_vec()))
    }

    /// The row of the person with that ID number.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn row_by_id_number(&self, id_number: &str) -> Result<Option<CaseRow>> {
        self.one("id_number = ?1", Sql::from(id_number.to_owned()))
    }

    fn one(&self, condition: &str, value: Sql) -> Result<Option<CaseRow>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{CASE_COLUMNS} WHERE {condition} LIMIT 1"))?;
        let mut rows = statement.query([value])?;
        match rows.next()? {
            Some(row) => Ok(Some(row_of(row)?)),
            None => Ok(None),
        }
    }

    /// Since when the case that has waited longest in a waiting state was left alone, milliseconds.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn longest_waiting(&self, state: State) -> Result<Option<i64>> {
        let sql = format!(
            "SELECT changed_at FROM cases WHERE {} ORDER BY changed_at LIMIT 1",
            in_state(state)
        );
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([], |row| row.get(0))
            .optional()?)
    }
}

pub(super) fn conditions(filter: &CaseFilter) -> (String, Vec<Sql>) {
    let mut conditions = vec!["1".to_owned()];
    let mut values: Vec<Sql> = Vec::new();
    let mut with = |condition: &str, given: Vec<Sql>| {
        conditions.push(condition.to_owned());
        values.extend(given);
    };
    if let Some((unit, house)) = &filter.house {
        with("unit = ?", vec![Sql::from(number(*unit))]);
        with("house = ? AND house <> ''", vec![Sql::from(house.clone())]);
    }
    if let Some(turn) = filter.turn {
        with("turn = ?", vec![Sql::from(i64::from(turn.code()))]);
    }
    if let Some(unit) = filter.unit {
        let last = i64::try_from(unit.last()).unwrap_or(i64::MAX);
        // Appointments are few: the unit must not take their index's part.
        let within = if filter.due.is_some() {
            "+unit >= ? AND +unit <= ?"
        } else {
            "unit >= ? AND unit <= ?"
        };
        with(within, vec![Sql::from(number(unit)), Sql::from(last)]);
    }
    if let Some(class) = &filter.class {
        with("class LIKE ? || '%'", vec![Sql::from(class.clone())]);
    }
    if let Some(class) = filter.presumed_class {
        with("presumed_class = ?", vec![Sql::from(i64::from(class))]);
    }
    if let Some(state) = filter.state {
        with(&in_state(state), Vec::new());
    }
    if let Some(doubt) = filter.doubt {
        with(
            "doubts <> 0 AND doubts & ? <> 0",
            vec![Sql::from(super::projections::doubt_bits([&doubt]))],
        );
    }
    if filter.doubtful {
        with("doubts <> 0", Vec::new());
    }
    if let Some(day) = filter.due {
        with(
            "due_on IS NOT NULL AND due_on <= ?",
            vec![Sql::from(day.to_string())],
        );
    }
    if let Some(day) = filter.due_on {
        with(
            "again_on IS NOT NULL AND again_on >= ? AND again_on < ?",
            vec![
                Sql::from(day.to_string()),
                Sql::from((day + chrono::Days::new(1)).to_string()),
            ],
        );
    }
    if let Some(unit) = filter.directly_under {
        with("unit = ?", vec![Sql::from(number(unit))]);
    }
    if filter.unproved {
        with("class IS NOT NULL AND attempts = 0", Vec::new());
    }
    if filter.owed {
        with("owed > 0", Vec::new());
    }
    if filter.hits {
        with("hits > 0", Vec::new());
    }
    (conditions.join(" AND "), values)
}

/// The state as a condition; waiting states repeat the words of their index, without which it would not serve.
fn in_state(state: State) -> String {
    let own = format!("state = {}", state as i64);
    match state {
        State::Proposed | State::Returned | State::Conflict => {
            format!("{} AND {own}", super::schema::WAITING)
        }
        _ => own,
    }
}

#[cfg(test)]
mod plans;
