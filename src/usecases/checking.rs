//! The village's 入户核查表: its people in the order of the way, with what the one at the door has to know.

use super::masking;
use super::session::Session;
use crate::domain::entry::Entry;
use crate::domain::id_number::years_between;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::output::check_sheet::{CheckRow, CheckSheet};
use crate::store::CaseFilter;

/// The sheet of a unit's people who are not done yet.
///
/// # Errors
/// When the book cannot be read.
pub fn check_sheet(session: &Session, unit: UnitCode) -> Result<CheckSheet, Error> {
    let today = session.today();
    let people = session.store.list(&CaseFilter {
        unit: Some(unit),
        ..CaseFilter::default()
    })?;
    let open: Vec<_> = people
        .into_iter()
        .filter(|row| row.turn != crate::domain::case::Turn::Done)
        .collect();
    let mut rows = Vec::new();
    for row in &open {
        let entries = session.store.entries_of(row.id)?;
        let reason = reason_of(&entries);
        rows.push(CheckRow {
            group: (row.group > 0).then_some(row.group),
            house: (!row.house.is_empty()).then(|| row.house.clone()),
            name: row.name.clone(),
            sex: row.sex.clone(),
            age: row
                .birth
                .and_then(|birth| u32::try_from(years_between(birth, today)).ok()),
            id_masked: row.id_number.as_deref().map(masking::id_number),
            phone_masked: row.phone.as_deref().map(masking::phone),
            suspended_from: row.suspended_from,
            reason,
            presumed_class: Some(row.presumed_class),
            household_mates: open
                .iter()
                .filter(|other| {
                    other.no != row.no
                        && other.unit == row.unit
                        && !row.house.is_empty()
                        && other.house == row.house
                })
                .map(|other| other.name.clone())
                .collect(),
        });
    }
    Ok(CheckSheet {
        village: session.unit_name(unit),
        officer: session.officer.clone(),
        date: today,
        rows,
    })
}

/// The reason as the system wrote it.
pub(super) fn reason_of(entries: &[Entry]) -> Option<String> {
    entries
        .iter()
        .find_map(|entry| entry.body.roster.as_ref()?.reason.clone())
}

/// How many villages the people of that sheet live in.
///
/// # Errors
/// When the book cannot be read.
pub fn villages(session: &Session, unit: UnitCode) -> Result<usize, Error> {
    let people = session.store.list(&CaseFilter {
        unit: Some(unit),
        ..CaseFilter::default()
    })?;
    let units: std::collections::BTreeSet<UnitCode> = people
        .iter()
        .filter(|row| row.turn != crate::domain::case::Turn::Done)
        .map(|row| row.unit)
        .collect();
    Ok(units.len())
}
