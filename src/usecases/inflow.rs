//! 存量和新增: what each later list of suspended people said beside the one before, and how far the people are whom it
//! added. Who is gone from a list stays in the book; what to do about it is for an officer.

use chrono::NaiveDate;

use super::importing::taken_lists;
use super::session::Session;
use crate::domain::case::{Case, State};
use crate::domain::entry::CaseId;
use crate::domain::report::Inflow;
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::{CaseRow, TakenList};

/// What became of a person between two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// 新增: no list knew the person before.
    New,
    /// 名单上没有了: on the list before, not on this one.
    Gone,
    /// 有变化: this list tells something new.
    Changed,
}

impl Change {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::New, Self::Gone, Self::Changed];

    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Changed => "changed",
        }
    }
}

/// A list beside the one before of its kind.
#[derive(Clone, Debug)]
pub struct ListNews {
    /// The list.
    pub list: TakenList,
    /// The one before; nothing for the first of its kind, which is the stock.
    pub before: Option<TakenList>,
    /// People and what became of them.
    pub people: Vec<(Change, CaseRow)>,
}

impl ListNews {
    /// How many people changed so.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        let of_kind = self.people.iter().filter(|(one, _)| *one == change);
        of_kind.count()
    }
}

/// The lists that were taken in since a day, oldest first, each beside the one before of its kind.
///
/// # Errors
/// When the book cannot be read.
pub fn lists(session: &Session, since: Option<NaiveDate>) -> Result<Vec<ListNews>, Error> {
    let all = taken_lists(session)?;
    let mut news = Vec::new();
    for list in &all {
        let day = timeline::local_time(&session.pack, list.at).date();
        if since.is_some_and(|since| day < since) {
            continue;
        }
        let before = list
            .base
            .and_then(|base| all.iter().find(|one| one.entry == base));
        let mut people = Vec::new();
        if before.is_some() {
            for (change, cases) in [
                (
                    Change::New,
                    session.store.cases_of_list(list.stretch, true)?,
                ),
                (Change::Gone, list.gone.clone()),
                (
                    Change::Changed,
                    session.store.cases_of_list(list.stretch, false)?,
                ),
            ] {
                for case in cases {
                    people.extend(session.store.row(case)?.map(|row| (change, row)));
                }
            }
        }
        news.push(ListNews {
            list: list.clone(),
            before: before.cloned(),
            people,
        });
    }
    Ok(news)
}

/// How far the people of a unit are whom later lists added before a moment; nothing where no later list came.
///
/// # Errors
/// When the book cannot be read.
pub fn counted(session: &Session, unit: UnitCode, until: i64) -> Result<Option<Inflow>, Error> {
    let lists = taken_lists(session)?;
    let later: Vec<&TakenList> = lists
        .iter()
        .filter(|list| list.base.is_some() && list.at < until)
        .collect();
    if later.is_empty() {
        return Ok(None);
    }
    let is_now = session.clock.now() <= until;
    let mut inflow = Inflow::default();
    for list in later {
        if is_now {
            // All that is recorded counts: the cases as they stand.
            for (state, count) in session.store.states_of_list(list.stretch, unit)? {
                if let Some(state) = State::ALL.get(state) {
                    add(&mut inflow, *state, count);
                }
            }
            continue;
        }
        for case in session.store.cases_of_list(list.stretch, true)? {
            add_as_of(session, &mut inflow, case, unit, until)?;
        }
    }
    Ok(Some(inflow))
}

fn add_as_of(
    session: &Session,
    inflow: &mut Inflow,
    case: CaseId,
    unit: UnitCode,
    until: i64,
) -> Result<(), Error> {
    let entries = session.store.entries_of(case)?;
    let before = entries.iter().filter(|entry| entry.at < until);
    let case = Case::of(before, &session.pack);
    if case.unit.is_some_and(|lies| unit.contains(lies)) {
        add(inflow, case.state(), 1);
    }
    Ok(())
}

fn add(inflow: &mut Inflow, state: State, count: i64) {
    inflow.new += count;
    match state {
        State::Untouched | State::InProgress | State::Conflict => {}
        State::Verified | State::Proposed | State::Returned => inflow.verified += count,
        State::Resolved => {
            inflow.verified += count;
            inflow.resolved += count;
        }
    }
}
