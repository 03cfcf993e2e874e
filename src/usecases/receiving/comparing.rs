//! Figures that units handed in, against what the book's own entries give for the same unit and day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::submission::{Submission, submissions};
use crate::domain::frames::{Gathered, Sums, told_columns};
use crate::domain::report::{COLUMNS, Report, RowUnit, cut_off};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::usecases::reporting::daily_report;
use crate::usecases::session::Session;

/// A column in which both differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The row below the unit; nothing for the unit's own figures.
    pub row: Option<RowUnit>,
    /// Its name; empty for the unit itself.
    pub name: String,
    /// The column's id.
    pub column: &'static str,
    /// Count, or amount in fen, as handed in.
    pub received: i64,
    /// The same by the book's own entries.
    pub own: i64,
}

/// What a unit handed in for a day, and where the book differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The unit's name.
    pub name: String,
    /// The latest figures of that day.
    pub submission: Submission,
    /// Numbers of frames that have not come; the rows of those that have are compared.
    pub missing: Vec<u8>,
    /// How often the unit handed in figures of that day.
    pub times: usize,
    /// Whether the book holds an entry of the unit since the cut-off of the day before.
    pub heard: bool,
    /// The differences, the unit's own first.
    pub differences: Vec<Difference>,
}

/// What was handed in for a day, unit by unit.
///
/// # Errors
/// When the book cannot be read.
pub fn received(session: &Session, day: NaiveDate) -> Result<Vec<Comparison>, Error> {
    let mut by_unit: BTreeMap<UnitCode, Vec<Submission>> = BTreeMap::new();
    for submission in submissions(session)? {
        if submission.day == day {
            by_unit.entry(submission.unit).or_default().push(submission);
        }
    }
    by_unit
        .into_values()
        .filter_map(|mut all| {
            let times = all.len();
            // The latest that came counts; of one set the entry with the most frames is the last.
            let latest = all.pop()?;
            Some(compared(session, day, latest, times))
        })
        .collect()
}

fn compared(
    session: &Session,
    day: NaiveDate,
    submission: Submission,
    times: usize,
) -> Result<Comparison, Error> {
    let unit = submission.unit;
    let report = daily_report(session, day, Some(unit))?;
    let own = told_columns(&Sums::of(&report.total));
    let mut differences = Vec::new();
    let told = |column: &str| submission.figures.get(column).copied();
    differences.extend(differ(None, "", told, &own));
    let mut gathered = Gathered::default();
    for frame in &submission.frames {
        gathered.add(frame.clone());
    }
    let set = submission.key.and_then(|key| gathered.set(&key).cloned());
    if let Some(set) = &set {
        for (row, sums) in set.rows() {
            let there = told_columns(&sums);
            let here = told_columns(&own_row(&report, row));
            let name = name_of(session, &report, row);
            let told = |column: &str| there.get(column).copied();
            differences.extend(differ(Some(row), &name, told, &here));
        }
    }
    let day_before = cut_off(&session.pack, day.pred_opt().unwrap_or(day));
    let last = session.store.last_entry_in(unit)?;
    Ok(Comparison {
        name: session.unit_name(unit),
        missing: set.map(|set| set.missing()).unwrap_or_default(),
        times,
        heard: last.is_some_and(|at| at >= day_before.timestamp_millis()),
        differences,
        submission,
    })
}

/// The book's own figures of a row; a row that it does not have counts nobody.
fn own_row(report: &Report, row: RowUnit) -> Sums {
    report
        .row(row)
        .map_or_else(Sums::default, |row| Sums::of(&row.line))
}

fn name_of(session: &Session, report: &Report, row: RowUnit) -> String {
    match (report.row(row), row) {
        (Some(row), _) => row.name.clone(),
        (None, RowUnit::Unit(unit)) => session.unit_name(unit),
        (None, _) => String::new(),
    }
}

fn differ(
    row: Option<RowUnit>,
    name: &str,
    received: impl Fn(&str) -> Option<i64>,
    own: &BTreeMap<&'static str, i64>,
) -> Vec<Difference> {
    COLUMNS
        .iter()
        .filter_map(|column| {
            let id = column.id();
            let (received, own) = (received(id)?, *own.get(id)?);
            (received != own).then(|| Difference {
                row,
                name: name.to_owned(),
                column: id,
                received,
                own,
            })
        })
        .collect()
}
