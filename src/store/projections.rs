//! Projections: one row a case with its search terms and spells; a pure function of the log.

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, Statement, params_from_iter};

use super::log::{ENTRY_COLUMNS, Writing, entry_of_row};
use super::spells::{self, SpellRow};
use super::{Result, Store, StoreError, figures, number, schema, search};
use crate::domain::case::Case;
use crate::domain::deadline;
use crate::domain::entry::{CaseId, Entry, Kind};
use crate::domain::hit;
use crate::domain::pack::Pack;
use crate::domain::procedure;
use crate::domain::roster::Doubt;
use crate::domain::timeline::{self, Changes};

/// Stands in a route where the group is not known: behind all that are.
pub const ROUTE_UNKNOWN: &str = "99999";

/// A case as its row holds it, with its search terms.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Projected {
    pub id: CaseId,
    pub columns: Vec<Sql>,
    /// In order, each once.
    pub terms: Vec<String>,
    /// In order; none that the row alone tells.
    pub spells: Vec<SpellRow>,
}

/// Columns of a case's row behind its id, in the order of [`Projected::columns`].
pub(super) const COLUMNS: &[&str] = &[
    "unit",
    "grp",
    "house",
    "name",
    "id_number",
    "personal_number",
    "sex",
    "birth",
    "phone",
    "suspended_from",
    "presumed_class",
    "class",
    "state",
    "turn",
    "waiting_on",
    "route",
    "returned",
    "owed",
    "again_on",
    "due_on",
    "doubts",
    "hits",
    "outcome",
    "proposer",
    "attempts",
    "last_contact",
    "screened",
    "changed_at",
    "registered_at",
    "touched_on",
];

impl Projected {
    pub(super) fn of(case: &Case, pack: &Pack, changes: &Changes) -> Self {
        let registered = timeline::report_day(pack, case.registered_at);
        let (touched_on, spells) = spells::rows_of(changes, registered);
        let facts = &case.facts;
        let text = |value: Option<&str>| value.map_or(Sql::Null, |text| Sql::from(text.to_owned()));
        let turn = case.turn(pack);
        let outcome = case.live_outcome();
        let (sex, birth) = person(case);
        let state = case.state();
        let columns = vec![
            case.unit.map_or(Sql::Null, |unit| Sql::from(number(unit))),
            Sql::from(i64::from(facts.group.unwrap_or(0))),
            Sql::from(facts.house.clone().unwrap_or_default()),
            Sql::from(facts.name.clone().unwrap_or_default()),
            text(facts.id_number.as_deref()),
            text(facts.personal_number.as_deref()),
            text(sex.as_deref()),
            text(birth.as_deref()),
            text(facts.phone.as_deref()),
            facts
                .suspended_from
                .map_or(Sql::Null, |month| Sql::from(month.to_string())),
            Sql::from(i64::from(facts.presumed_class.unwrap_or(0))),
            text(case.class()),
            Sql::from(state as i64),
            Sql::from(i64::from(turn.code())),
            text(case.waiting_on(pack)),
            Sql::from(route(case, pack, turn == crate::domain::case::Turn::Phone)),
            Sql::from(i64::from(state == crate::domain::case::State::Returned)),
            Sql::from(i64::from(procedure::evidence_owed(case, pack))),
            text(case.again_at()),
            deadline::first_due(case, pack).map_or(Sql::Null, |day| Sql::from(day.to_string())),
            Sql::from(doubt_bits(&case.doubts)),
            Sql::from(i64::try_from(hit::waiting(case).len()).unwrap_or(i64::MAX)),
            text(outcome.map(|outcome| outcome.kind.name())),
            text(outcome.map(|outcome| outcome.by.as_str())),
            Sql::from(i64::try_from(case.standing(Kind::Contact).count()).unwrap_or(i64::MAX)),
            case.standing(Kind::Contact)
                .next_back()
                .map_or(Sql::Null, |contact| Sql::from(contact.at)),
            text(case.fact("presumed_by_village")),
            // A draw or a check leaves whoever waits waiting as long as before.
            case.entries
                .iter()
                .filter(|entry| !entry.kind.is_oversight())
                .map(|entry| entry.at)
                .max()
                .map_or(Sql::Null, Sql::from),
            Sql::from(case.registered_at),
            touched_on.map_or(Sql::Null, Sql::from),
        ];
        Self {
            id: case.id,
            columns,
            terms: search::terms(case),
            spells,
        }
    }
}

/// Sex and birth: the ID's own digits win over what a list says.
fn person(case: &Case) -> (Option<String>, Option<String>) {
    let by_id = case
        .facts
        .id_number
        .as_deref()
        .filter(|id| id.len() == 18 && id.bytes().take(17).all(|byte| byte.is_ascii_digit()));
    let sex = by_id.map(|id| {
        if (id.as_bytes()[16] - b'0') % 2 == 1 {
            "男"
        } else {
            "女"
        }
    });
    let birth = by_id
        .and_then(|id| chrono::NaiveDate::parse_from_str(&id[6..14], "%Y%m%d").ok())
        .or(case.facts.birth);
    (
        sex.map(str::to_owned).or_else(|| case.facts.sex.clone()),
        birth.map(|day| day.to_string()),
    )
}

/// The key by which lists are walked: group, house, then easy before hard; on the telephone easy before hard comes first.
fn route(case: &Case, pack: &Pack, by_phone: bool) -> String {
    let group = case
        .facts
        .group
        .filter(|group| *group > 0)
        .map_or_else(|| ROUTE_UNKNOWN.to_owned(), |group| format!("{group:05}"));
    let phone = case.facts.phone.as_deref().unwrap_or_default();
    // Houses come before people without one, among whom those of one telephone stand together.
    let house = case
        .facts
        .house
        .as_deref()
        .filter(|house| !house.is_empty())
        .map_or_else(
            || format!("9{phone}"),
            |house| format!("0{}", natural(house)),
        );
    let likely = case.likely_class();
    let ease = pack
        .easy_first
        .iter()
        .position(|digit| *digit == likely)
        .unwrap_or(pack.easy_first.len());
    let name = case.facts.name.as_deref().unwrap_or_default();
    if by_phone {
        format!("{ease:02}|{group}|{house}|{name}")
    } else {
        format!("{group}|{house}|{ease:02}|{name}")
    }
}

/// Text whose numbers sort as numbers: 9号 before 18号.
fn natural(text: &str) -> String {
    let mut sortable = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            sortable.push_str(&"0".repeat(6_usize.saturating_sub(digits.len())));
            sortable.push_str(&digits);
            digits.clear();
        }
        if c != '\0' {
            sortable.push(c);
        }
    }
    sortable
}

/// Doubts as one number, a bit each in the order of [`Doubt::ALL`].
pub(super) fn doubt_bits<'d>(doubts: impl IntoIterator<Item = &'d Doubt>) -> i64 {
    doubts.into_iter().fold(0, |bits, doubt| {
        let place = Doubt::ALL.iter().position(|other| other == doubt);
        bits | place.map_or(0, |place| 1 << place)
    })
}

/// Doubts back from their bits.
pub(super) fn doubts_of(bits: i64) -> Vec<Doubt> {
    Doubt::ALL
        .into_iter()
        .enumerate()
        .filter(|(place, _)| bits & (1 << place) != 0)
        .map(|(_, doubt)| doubt)
        .collect()
}

impl Writing<'_> {
    pub(super) fn insert_case(&mut self, case: &Projected) -> Result<()> {
        let mut statement = self.tx.prepare_cached(insert_sql())?;
        let no = self.next_no;
        self.next_no += 1;
        insert_row(&mut statement, no, case)?;
        drop(statement);
        self.write_spells(no, &[], &case.spells)?;
        self.insert_terms(no, case)
    }

    pub(super) fn insert_terms(&mut self, no: i64, case: &Projected) -> Result<()> {
        if let Some(bulk) = &mut self.bulk {
            for term in &case.terms {
                bulk.add(&self.tx, term, no)?;
            }
            return Ok(());
        }
        let mut statement = self
            .tx
            .prepare_cached("INSERT INTO search(term, case_no) VALUES(?1, ?2)")?;
        for term in &case.terms {
            statement.execute((term, no))?;
        }
        Ok(())
    }

    pub(super) fn update_case(&mut self, old: &Projected, new: &Projected) -> Result<()> {
        let no: i64 = self
            .tx
            .prepare_cached("SELECT no FROM cases WHERE id = ?1")?
            .query_row([new.id.0], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::Damaged(format!("no row for case {}", new.id)))?;
        self.update_columns(no, old, new)?;
        self.write_spells(no, &old.spells, &new.spells)?;
        for term in not_in(&old.terms, &new.terms) {
            self.tx
                .prepare_cached("DELETE FROM search WHERE term = ?1 AND case_no = ?2")?
                .execute((term, no))?;
        }
        for term in not_in(&new.terms, &old.terms) {
            self.tx
                .prepare_cached("INSERT OR IGNORE INTO search(term, case_no) VALUES(?1, ?2)")?
                .execute((term, no))?;
        }
        Ok(())
    }

    /// Writes the columns that differ, and names no other: `SQLite` writes each index of a column that is named, whether
    /// its value changed or not.
    fn update_columns(&self, no: i64, old: &Projected, new: &Projected) -> Result<()> {
        let mut sets = String::new();
        let mut values = Vec::new();
        for (at, column) in COLUMNS.iter().enumerate() {
            if old.columns[at] != new.columns[at] {
                sets.push_str(if sets.is_empty() { "" } else { ", " });
                sets.push_str(column);
                sets.push_str(" = ?");
                values.push(new.columns[at].clone());
            }
        }
        if sets.is_empty() {
            return Ok(());
        }
        values.push(Sql::from(no));
        self.tx
            .prepare_cached(&format!("UPDATE cases SET {sets} WHERE no = ?"))?
            .execute(params_from_iter(values))?;
        Ok(())
    }
}

impl Store {
    /// Throws the projections away and builds them from the log alone; gives the number of cases.
    ///
    /// # Errors
    /// When the book cannot be read or written; then it stays as it was.
    pub fn rebuild(
        &mut self,
        pack: &Pack,
        written_at: i64,
        tick: &mut dyn FnMut(u64),
    ) -> Result<u64> {
        let mut writing = self.begin(pack, written_at)?;
        writing.tx.execute_batch(schema::DROP_PROJECTIONS)?;
        writing.tx.execute_batch(&schema::projections())?;
        writing
            .tx
            .execute_batch(&format!("PRAGMA user_version={};", schema::SCHEMA))?;
        writing.next_no = 1;
        writing.begin_filling()?;
        let mut count = 0;
        {
            let mut after = CaseId::BOOK;
            loop {
                let page = next_cases(&writing.tx, after, 2_000)?;
                let Some(last) = page.last() else { break };
                after = last.0;
                for (_, entries) in &page {
                    let (case, changes) = timeline::fold(entries, pack);
                    writing.figures.count(&changes, 1);
                    writing.insert_case(&Projected::of(&case, pack, &changes))?;
                    count += 1;
                }
                tick(count);
            }
        }
        let heard = figures::heard_of(&writing.tx, pack)?;
        writing.figures.hear_all(heard);
        writing.rebuild_filed()?;
        writing.commit()?;
        self.is_older = false;
        Ok(count)
    }
}

/// The next cases behind `after` in order of their ids, each with its entries in order.
pub(super) fn next_cases(
    connection: &rusqlite::Connection,
    after: CaseId,
    limit: usize,
) -> Result<Vec<(CaseId, Vec<Entry>)>> {
    let mut ids = connection.prepare_cached(
        "SELECT DISTINCT case_id FROM entries WHERE case_id > ?1 ORDER BY case_id LIMIT ?2",
    )?;
    let ids = ids
        .query_map((after.0, i64::try_from(limit).unwrap_or(i64::MAX)), |row| {
            row.get::<_, [u8; 16]>(0)
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(&format!(
        "{ENTRY_COLUMNS} WHERE e.case_id BETWEEN ?1 AND ?2 ORDER BY e.case_id"
    ))?;
    let mut rows = statement.query((first, last))?;
    let mut cases: Vec<(CaseId, Vec<Entry>)> = Vec::with_capacity(ids.len());
    while let Some(row) = rows.next()? {
        let entry = entry_of_row(row)?;
        match cases.last_mut() {
            Some((id, entries)) if *id == entry.case => entries.push(entry),
            _ => cases.push((entry.case, vec![entry])),
        }
    }
    for (_, entries) in &mut cases {
        entries.sort_by_key(Entry::order);
    }
    Ok(cases)
}

/// Terms of one case that are not among those of the other.
fn not_in<'t>(terms: &'t [String], others: &'t [String]) -> impl Iterator<Item = &'t String> {
    terms
        .iter()
        .filter(|term| others.binary_search(term).is_err())
}

/// Writes the row of a new case by [`insert_sql`].
pub(super) fn insert_row(statement: &mut Statement<'_>, no: i64, case: &Projected) -> Result<()> {
    statement.raw_bind_parameter(1, no)?;
    statement.raw_bind_parameter(2, case.id.0)?;
    for (at, value) in case.columns.iter().enumerate() {
        statement.raw_bind_parameter(at + 3, value)?;
    }
    statement.raw_execute()?;
    Ok(())
}

pub(super) fn insert_sql() -> &'static str {
    static SQL: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    SQL.get_or_init(|| {
        let marks = vec!["?"; COLUMNS.len() + 2].join(", ");
        format!(
            "INSERT INTO cases(no, id, {}) VALUES({marks})",
            COLUMNS.join(", ")
        )
    })
}
