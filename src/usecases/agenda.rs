//! What an office has to do today, as its home shows it: read from figures and single rows, however many people there are.

use chrono::{NaiveDate, NaiveTime};

use super::reporting::report_of_figures;
use super::sampling;
use super::session::Session;
use super::settings::OwnTimes;
use crate::domain::case::{Case, State, Turn};
use crate::domain::figures::{Figure, Figures};
use crate::domain::pack::{Deadline, Phase, Role};
use crate::domain::report::{Attention, Reason, Report, RowUnit};
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::{CaseFilter, CaseRow};

/// Who is due is counted up to here: more are "many".
const COUNTED: usize = 1000;
/// So many of today's appointments are read for their times.
const TIMED: usize = 9;
/// So many people are named who come next.
const NEXT: usize = 6;

/// The day of an office.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// Today's report; it holds all figures.
    pub report: Report,
    /// Who is visited next.
    pub next: Vec<CaseRow>,
    /// Appointments of today.
    pub today: usize,
    /// The first of them, with its time where one was agreed.
    pub first_today: Option<(CaseRow, Option<NaiveTime>)>,
    /// Appointments of today and before.
    pub due: usize,
    /// Appointments of days before.
    pub overdue: usize,
    /// Somebody who was sent back, with the reviewer's words.
    pub returned: Option<(CaseRow, String)>,
    /// Since when the longest waiting proposal waits, milliseconds.
    pub waiting_since: Option<i64>,
    /// When each unit that has people was heard of last, in the order of print.
    pub heard: Vec<Heard>,
    /// The office's own times.
    pub own: OwnTimes,
    /// The month's list, where the office has set a day for it.
    pub list: Option<MonthList>,
    /// Single deadlines that are still to come.
    pub deadlines: Vec<Deadline>,
    /// Phases that run today.
    pub phases: Vec<Phase>,
    /// What spot checks found, by status; what is closed is not counted.
    pub rectifications: [usize; 4],
}

/// A unit and its last entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Which.
    pub unit: RowUnit,
    /// Place of its row in the report.
    pub row: usize,
    /// The last entry about its people, milliseconds.
    pub at: Option<i64>,
}

/// What can be put on the month's list of resumed and deregistered persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthList {
    /// Its last day.
    pub ends: NaiveDate,
    /// Days left.
    pub days_left: i64,
    /// Resumed since the list before.
    pub resumed: i64,
    /// Deregistered since the list before.
    pub deregistered: i64,
}

impl Agenda {
    /// Reads what is to be done now.
    ///
    /// # Errors
    /// When the book cannot be read, or its figures contradict each other.
    pub fn read(session: &Session) -> Result<Self, Error> {
        let now = session.clock.now();
        let today = session.today();
        let report = report_of_figures(session, timeline::report_day(&session.pack, now), None)?;
        let own = OwnTimes::of(session)?;
        let yesterday = today.pred_opt().unwrap_or(today);
        let (next, first_today) = if session.role == Role::Village {
            (next_visits(session)?, first_appointment(session, today)?)
        } else {
            (Vec::new(), None)
        };
        let due = session.store.count(&due_by(today), COUNTED)?;
        let overdue = session.store.count(&due_by(yesterday), COUNTED)?;
        Ok(Self {
            next,
            today: session.store.count(&due_on(today), COUNTED)?,
            first_today,
            due,
            overdue,
            returned: first_returned(session)?,
            waiting_since: session.store.longest_waiting(State::Proposed)?,
            heard: heard(session, &report)?,
            list: month_list(session, own, today)?,
            own,
            deadlines: session
                .pack
                .deadlines
                .iter()
                .filter(|deadline| deadline.on.and_time(deadline.at) >= session.local_now())
                .cloned()
                .collect(),
            phases: session
                .pack
                .phases
                .iter()
                .filter(|phase| phase.from <= today && today <= phase.to)
                .cloned()
                .collect(),
            rectifications: sampling::open_rectifications(session)?,
            report,
        })
    }

    /// The figures of the whole office.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.report.total.figures
    }

    /// What the day added.
    #[must_use]
    pub fn gain(&self, figure: Figure) -> i64 {
        self.report.total.gain[figure]
    }

    /// What should be looked at for one of these reasons.
    #[must_use]
    pub fn looks(&self, reasons: &[Reason]) -> Vec<Attention> {
        let mut found = self.report.attention();
        found.retain(|one| reasons.contains(&one.reason));
        found
    }

    /// When a unit was heard of last.
    #[must_use]
    pub fn heard_at(&self, unit: RowUnit) -> Option<i64> {
        self.heard.iter().find(|heard| heard.unit == unit)?.at
    }
}

/// People whose appointment is on that day or before; all of the book's lie in its unit.
fn due_by(day: NaiveDate) -> CaseFilter {
    CaseFilter {
        due: Some(day),
        ..CaseFilter::default()
    }
}

fn due_on(day: NaiveDate) -> CaseFilter {
    CaseFilter {
        due_on: Some(day),
        ..CaseFilter::default()
    }
}

fn next_visits(session: &Session) -> Result<Vec<CaseRow>, Error> {
    let filter = CaseFilter {
        unit: Some(session.store.unit()),
        turn: Some(Turn::Visit),
        ..CaseFilter::default()
    };
    Ok(session.store.page(&filter, None, false, NEXT)?)
}

/// The earliest of today's appointments: those with a time go first.
fn first_appointment(
    session: &Session,
    today: NaiveDate,
) -> Result<Option<(CaseRow, Option<NaiveTime>)>, Error> {
    let rows = session.store.page(&due_on(today), None, false, TIMED)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let time = row.again_time.as_deref();
            let time = time.and_then(|time| NaiveTime::parse_from_str(time, "%H:%M").ok());
            (row, time)
        })
        .min_by_key(|(_, time)| (time.is_none(), *time)))
}

fn first_returned(session: &Session) -> Result<Option<(CaseRow, String)>, Error> {
    let filter = CaseFilter {
        state: Some(State::Returned),
        ..CaseFilter::default()
    };
    let Some(row) = session.store.page(&filter, None, false, 1)?.pop() else {
        return Ok(None);
    };
    let entries = session.store.entries_of(row.id)?;
    let said = Case::of(&entries, &session.pack)
        .outcome
        .map(|outcome| outcome.review_note)
        .unwrap_or_default();
    Ok(Some((row, said)))
}

fn heard(session: &Session, report: &Report) -> Result<Vec<Heard>, Error> {
    let mut heard = Vec::new();
    let mut last = session.store.last_entries_below(report.unit)?;
    last.extend(
        session
            .store
            .last_entry_in(report.unit)?
            .map(|at| (report.unit, at)),
    );
    for row in report.printed.iter().copied() {
        // A unit without a single person has nothing to report.
        if report.rows[row].line.figures[Figure::Total] == 0 {
            continue;
        }
        let unit = report.rows[row].unit;
        let at = match unit {
            RowUnit::Unit(code) => last.get(&code).copied(),
            RowUnit::Group(..) | RowUnit::Unassigned => None,
        };
        heard.push(Heard { unit, row, at });
    }
    Ok(heard)
}

fn month_list(
    session: &Session,
    own: OwnTimes,
    today: NaiveDate,
) -> Result<Option<MonthList>, Error> {
    let Some((before, ends)) = own.list_days(today) else {
        return Ok(None);
    };
    let unit: UnitCode = session.store.unit();
    let old = session.store.figures_of(unit, Some(before))?;
    let now = session.store.figures_of(unit, None)?;
    let since = |figure: Figure| now[figure] - old[figure];
    Ok(Some(MonthList {
        ends,
        days_left: (ends - today).num_days(),
        resumed: since(Figure::Resumed),
        deregistered: since(Figure::Deregistered),
    }))
}
