//! The daily report of a unit, read from the day figures and checked before anybody sees it.

use chrono::NaiveDate;

use super::inflow;
use super::sampling;
use super::session::Session;
use super::{freezing, submitting};
use crate::domain::figures::{Figure, Figures};
use crate::domain::report::{Inputs, Report, RowInput, RowUnit, daily};
use crate::domain::timeline;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::layouts::{Audience, Layouts};
use crate::messages::Messages;
use crate::output::workbook;

/// Which report of a day is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// The frozen one where there is one, with a word on what came later; else what is known.
    #[default]
    Standing,
    /// The frozen one as it was signed, and nothing else: the newest, or that of a number.
    AsFrozen(Option<i64>),
    /// What the entries say by now.
    AsKnown,
}

/// The report of a day that is wanted.
///
/// # Errors
/// As with [`daily_report`]; and where a frozen one is wanted and there is none.
pub fn report_of(
    session: &Session,
    date: NaiveDate,
    unit: Option<UnitCode>,
    which: Which,
) -> Result<Report, Error> {
    let (number, standing) = match which {
        Which::AsKnown => return daily_report(session, date, unit),
        Which::AsFrozen(number) => (number, false),
        Which::Standing => (None, true),
    };
    let of = unit.unwrap_or(session.store.unit());
    match freezing::frozen(session, date, of, number)? {
        Some(mut report) => {
            report.spot_checks = sampling::coverage(session, &report)?;
            if standing {
                freezing::note_delta(session, &mut report)?;
                report.handed_in = submitting::of_day(session, of, date)?;
            }
            Ok(report)
        }
        None if standing => daily_report(session, date, unit),
        None => Err(Error::said(
            "error-not-frozen",
            &[
                ("date", &date.to_string()),
                ("unit", &session.unit_name(of)),
            ],
        )),
    }
}

/// What the entries say of a day, for the book's unit or for a unit inside it, whether or not a report of it was frozen,
/// with how far the spot checks have come and whether the unit has handed it in.
///
/// # Errors
/// When the book cannot be read, the unit lies outside it, or an identity of the report does not hold.
pub fn daily_report(
    session: &Session,
    date: NaiveDate,
    unit: Option<UnitCode>,
) -> Result<Report, Error> {
    let mut report = report_of_figures(session, date, unit)?;
    report.spot_checks = sampling::coverage(session, &report)?;
    report.handed_in = submitting::of_day(session, report.unit, date)?;
    Ok(report)
}

/// The same from the day figures alone: what a screen asks for again and again.
///
/// # Errors
/// As with [`daily_report`].
pub fn report_of_figures(
    session: &Session,
    date: NaiveDate,
    unit: Option<UnitCode>,
) -> Result<Report, Error> {
    let unit = unit.unwrap_or(session.store.unit());
    if !session.store.unit().contains(unit) {
        return Err(Error::said(
            "error-unit-outside",
            &[
                ("unit", &unit.to_string()),
                ("book", &session.store.unit().to_string()),
            ],
        ));
    }
    let yesterday = date.pred_opt().unwrap_or(date);
    let cut_off = timeline::cut_off(&session.pack, date);
    let now = session.clock.now();
    let whole = session.store.figures_of(unit, Some(date))?;
    let whole_before = session.store.figures_of(unit, Some(yesterday))?;
    let below = session.store.figures_below(unit, Some(date))?;
    let before = session.store.figures_below(unit, Some(yesterday))?;
    let mut rows: Vec<RowInput> = Vec::new();
    let mut rest = whole.clone();
    let mut rest_before = whole_before;
    for scope in below {
        let yesterday = before
            .iter()
            .find(|other| other.unit == scope.unit && other.group == scope.group)
            .map_or_else(Figures::default, |other| other.figures.clone());
        rest -= &scope.figures;
        rest_before -= &yesterday;
        let (row, name) = match scope.group {
            Some(group) => (RowUnit::Group(unit, group), group_name(group)),
            None => (RowUnit::Unit(scope.unit), session.unit_name(scope.unit)),
        };
        rows.push(RowInput {
            unit: row,
            name,
            heard: scope.figures[Figure::Entries] != yesterday[Figure::Entries],
            submitted: match row {
                RowUnit::Unit(unit) => submitting::of_day(session, unit, date)?,
                RowUnit::Group(..) | RowUnit::Unassigned => None,
            },
            today: scope.figures,
            yesterday,
        });
    }
    if unit.level() != Level::Village {
        add_silent_units(session, unit, date, &mut rows)?;
        if !rest.is_zero() || !rest_before.is_zero() {
            rows.push(RowInput {
                unit: RowUnit::Unassigned,
                name: String::new(),
                today: rest,
                yesterday: rest_before,
                heard: false,
                submitted: None,
            });
        }
    }
    let mut report = daily(Inputs {
        pack: &session.pack,
        date,
        unit,
        unit_name: session.unit_name(unit),
        until: cut_off.min(now),
        provisional: now < cut_off,
        rows,
        whole: Some(whole),
    })
    .map_err(Error::Report)?;
    report.inflow = inflow::counted(session, unit, cut_off)?;
    Ok(report)
}

/// The report's workbook in the layout of that word, the usual one without; with an audience only what it gets.
///
/// # Errors
/// When the layout is unknown or wrong, or has no sheet for the audience.
pub fn report_workbook(
    report: &Report,
    layouts: &Layouts,
    layout: Option<&str>,
    audience: Option<Audience>,
    messages: &Messages,
) -> Result<Vec<u8>, Error> {
    let layout = layouts.load(layout)?;
    let goes = |audience| layout.sheets.iter().any(|sheet| sheet.audience == audience);
    if let Some(audience) = audience
        && !goes(audience)
    {
        return Err(Error::said(
            "error-layout-nothing-for",
            &[
                ("layout", layout.name(messages)),
                ("audience", audience.name()),
            ],
        ));
    }
    workbook::bytes_in(report, &layout, audience, messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))
}

/// Units without a single person stand in the table as well.
fn add_silent_units(
    session: &Session,
    unit: UnitCode,
    date: NaiveDate,
    rows: &mut Vec<RowInput>,
) -> Result<(), Error> {
    for child in session.divisions.children(unit) {
        if !rows.iter().any(|row| row.unit == RowUnit::Unit(child)) {
            rows.push(RowInput {
                unit: RowUnit::Unit(child),
                name: session.unit_name(child),
                today: Figures::default(),
                yesterday: Figures::default(),
                heard: false,
                submitted: submitting::of_day(session, child, date)?,
            });
        }
    }
    rows.sort_by_key(|row| row.unit);
    Ok(())
}

/// A group as it is called; group 0 gathers those of whom none is known.
fn group_name(group: u16) -> String {
    if group == 0 {
        String::new()
    } else {
        format!("{group}组")
    }
}
