//! The daily report of a unit, read from the day figures and checked before anybody sees it.

use chrono::NaiveDate;

use super::inflow;
use super::session::Session;
use crate::domain::figures::Figures;
use crate::domain::report::{Inputs, Report, RowInput, RowUnit, daily};
use crate::domain::timeline;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::layouts::{Audience, Layouts};
use crate::messages::Messages;
use crate::output::workbook;

/// The report of a day for the book's unit, or for a unit inside it.
///
/// # Errors
/// When the book cannot be read, the unit lies outside it, or an identity of the report does not hold.
pub fn daily_report(
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
            today: scope.figures,
            yesterday,
            last_entry_ms: session.store.last_entry_in(scope.unit)?,
        });
    }
    if unit.level() != Level::Village {
        add_silent_units(session, unit, &mut rows);
        if !rest.is_zero() || !rest_before.is_zero() {
            rows.push(RowInput {
                unit: RowUnit::Unassigned,
                name: String::new(),
                today: rest,
                yesterday: rest_before,
                last_entry_ms: None,
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
fn add_silent_units(session: &Session, unit: UnitCode, rows: &mut Vec<RowInput>) {
    for child in session.divisions.children(unit) {
        if !rows.iter().any(|row| row.unit == RowUnit::Unit(child)) {
            rows.push(RowInput {
                unit: RowUnit::Unit(child),
                name: session.unit_name(child),
                today: Figures::default(),
                yesterday: Figures::default(),
                last_entry_ms: None,
            });
        }
    }
    rows.sort_by_key(|row| row.unit);
}

/// A group as it is called; group 0 gathers those of whom none is known.
fn group_name(group: u16) -> String {
    if group == 0 {
        String::new()
    } else {
        format!("{group}组")
    }
}
