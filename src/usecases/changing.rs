//! Two days against each other: whose standing changed between their cut-offs, from what to what, and by which records.

use chrono::NaiveDate;

use super::freezing::case_before;
use super::reporting::daily_report;
use super::session::Session;
use crate::domain::case::{Case, State};
use crate::domain::entry::Entry;
use crate::domain::figures::{Figure, LISTED};
use crate::domain::report::{Difference, differences};
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::{CaseRow, Scope};

/// How somebody stood at a cut-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// In which unit.
    pub unit: Option<UnitCode>,
    /// How far.
    pub state: State,
    /// The class that stood.
    pub class: Option<String>,
    /// The outcome that waited or stood.
    pub outcome: Option<String>,
}

impl Standing {
    fn of(case: &Case) -> Option<Self> {
        (!case.entries.is_empty()).then(|| Self {
            unit: case.unit,
            state: case.state(),
            class: case.class().map(str::to_owned),
            outcome: case
                .live_outcome()
                .map(|outcome| outcome.kind.name().to_owned()),
        })
    }
}

/// Somebody who stands otherwise than before.
#[derive(Clone, Debug)]
pub struct Change {
    /// The person, as the book has them now.
    pub row: CaseRow,
    /// At the first cut-off; nothing for who was not registered.
    pub before: Option<Standing>,
    /// At the second.
    pub after: Option<Standing>,
    /// What was recorded in between, oldest first.
    pub entries: Vec<Entry>,
}

/// What changed between two days.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The unit.
    pub unit: UnitCode,
    /// The first day.
    pub from: NaiveDate,
    /// The second.
    pub to: NaiveDate,
    /// People who stand otherwise; who was only registered is counted below.
    pub people: Vec<Change>,
    /// How many more persons are registered.
    pub registered: i64,
    /// Cells that differ.
    pub cells: Vec<Difference>,
}

/// What changed in a unit between the cut-offs of two days.
///
/// # Errors
/// When the days are in the wrong order, the unit lies outside the book, or the book cannot be read.
pub fn between(
    session: &Session,
    unit: Option<UnitCode>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Changes, Error> {
    if from >= to {
        let days = [("from", from.to_string()), ("to", to.to_string())];
        return Err(Error::said(
            "error-changes-order",
            &[("from", &days[0].1), ("to", &days[1].1)],
        ));
    }
    let one = daily_report(session, from, unit)?;
    let other = daily_report(session, to, unit)?;
    let unit = one.unit;
    let moments = [from, to].map(|day| timeline::cut_off(&session.pack, day));
    let rows = session
        .store
        .changed_between(Scope::of(unit), LISTED, (from, to))?;
    let mut people = Vec::new();
    for row in rows {
        let before = Standing::of(&case_before(session, row.id, moments[0])?);
        let case = case_before(session, row.id, moments[1])?;
        let after = Standing::of(&case);
        let entries: Vec<Entry> = case
            .entries
            .into_iter()
            .filter(|entry| entry.at >= moments[0])
            .collect();
        people.push(Change {
            row,
            before,
            after,
            entries,
        });
    }
    people.sort_by_cached_key(|change| change.row.key());
    let total = |report: &crate::domain::report::Report| report.total.figures[Figure::Total];
    Ok(Changes {
        unit,
        from,
        to,
        people,
        registered: total(&other) - total(&one),
        cells: differences(&one, &other),
    })
}
