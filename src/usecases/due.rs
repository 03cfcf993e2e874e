//! What is due and overdue, person by person, and what the office itself owes on a fixed day.

use chrono::{Days, NaiveDate};

use super::session::Session;
use crate::domain::case::Case;
use crate::domain::deadline::{self, Term};
use crate::domain::pack::Deadline;
use crate::domain::procedure;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::{CaseFilter, CaseRow};

/// How far a list looks ahead when nobody says how far, days.
pub const AHEAD: u64 = 7;

/// A term of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct DueTerm {
    /// Whose.
    pub row: CaseRow,
    /// The term.
    pub term: Term,
    /// The step that comes next for the person.
    pub step: Option<String>,
}

/// All terms until some day, the first to end first.
#[derive(Clone, Debug, PartialEq)]
pub struct DueList {
    /// The day it is asked on.
    pub on: NaiveDate,
    /// Ended before that day.
    pub overdue: Vec<DueTerm>,
    /// Ending on it.
    pub today: Vec<DueTerm>,
    /// Ending in the days behind it.
    pub next: Vec<DueTerm>,
    /// The pack's single deadlines from that day on.
    pub office: Vec<Deadline>,
}

/// Reads what is due on a day, what was due before, and what will be in the days behind it.
///
/// # Errors
/// When the book cannot be read.
pub fn due(
    session: &Session,
    unit: Option<UnitCode>,
    on: NaiveDate,
    ahead: u64,
) -> Result<DueList, Error> {
    let last = on.checked_add_days(Days::new(ahead)).unwrap_or(on);
    let filter = CaseFilter {
        unit,
        due: Some(last),
        ..CaseFilter::default()
    };
    let mut all = Vec::new();
    for row in session.store.list(&filter)? {
        let entries = session.store.entries_of(row.id)?;
        let case = Case::of(&entries, &session.pack);
        let step = procedure::next_step(&case, &session.pack).map(|step| step.title.clone());
        for term in deadline::terms(&case, &session.pack) {
            if term.until <= last {
                all.push(DueTerm {
                    row: row.clone(),
                    term,
                    step: step.clone(),
                });
            }
        }
    }
    // Of one day the order of the walk stays.
    all.sort_by_key(|one| one.term.until);
    let (overdue, rest): (Vec<DueTerm>, Vec<DueTerm>) =
        all.into_iter().partition(|one| one.term.until < on);
    let (today, next) = rest.into_iter().partition(|one| one.term.until == on);
    let office = session.pack.deadlines.iter();
    let office = office.filter(|deadline| on <= deadline.on && deadline.on <= last);
    Ok(DueList {
        on,
        overdue,
        today,
        next,
        office: office.cloned().collect(),
    })
}
