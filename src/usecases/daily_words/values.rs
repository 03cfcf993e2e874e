//! The same as values for scripts: what came of setting a report down, opening a number, handing in and laying two days
//! side by side.

use serde_json::{Value as Json, json};

use super::{row_name, row_word, told};
use crate::domain::money::Money;
use crate::domain::report::Report;
use crate::domain::timeline;
use crate::messages::Messages;
use crate::output::json::cell as cell_value;
use crate::usecases::changing::{Changes, Standing};
use crate::usecases::freezing::{Comparison, Late};
use crate::usecases::masking;
use crate::usecases::opening::{Opened, Part};
use crate::usecases::session::Session;
use crate::usecases::submitting::{Submission, Taken};

/// All reports that were set down.
#[must_use]
pub fn frozen_value(reports: &[Report]) -> Json {
    reports
        .iter()
        .filter_map(|report| {
            let frozen = report.frozen.as_ref()?;
            Some(json!({
                "number": frozen.number,
                "date": report.date.to_string(),
                "unit": report.unit,
                "pack": report.pack,
                "corrects": frozen.corrects,
                "because": (!frozen.because.is_empty()).then_some(&frozen.because),
                "signed_by": frozen.signed_by,
                "by": frozen.by,
                "at": frozen.at.to_rfc3339(),
                "late": frozen.late,
                "sha256": frozen.sha256,
                "heads": frozen.heads,
            }))
        })
        .collect()
}

/// A frozen report against what is known by now.
#[must_use]
pub fn comparison_value(session: &Session, found: &Comparison, messages: &Messages) -> Json {
    let cells: Vec<Json> = found
        .cells
        .iter()
        .map(|(difference, causes)| {
            json!({
                "unit": row_word(difference.unit),
                "name": row_name(difference.unit, &difference.name, messages),
                "column": difference.column.id(),
                "frozen": difference.one.map(cell_value),
                "known": difference.other.map(cell_value),
                "entries": causes.iter().map(|at| found.late[*at].entry.id).collect::<Vec<_>>(),
            })
        })
        .collect();
    let late: Vec<Json> = found
        .late
        .iter()
        .map(|late| late_value(session, late))
        .collect();
    json!({
        "date": found.frozen.date.to_string(),
        "unit": found.frozen.unit,
        "frozen": frozen_value(std::slice::from_ref(&found.frozen))[0],
        "known": {"pack": found.known.pack},
        "cells": cells,
        "entries": late,
    })
}

fn late_value(session: &Session, late: &Late) -> Json {
    let stated = |ms| timeline::stated(&session.pack, ms).to_rfc3339();
    let row = late.row.as_ref();
    let id = row.and_then(|row| row.id_number.as_deref());
    json!({
        "entry": late.entry.id,
        "case": late.entry.case,
        "name": row.map(|row| &row.name),
        "id_number": id.map(masking::id_number),
        "unit": row.map(|row| row.unit),
        "do": late.entry.kind.name(),
        "by": late.entry.body.by,
        "at": stated(late.entry.at),
        "written_at": stated(late.entry.written_at),
    })
}

/// A cell that was opened.
#[must_use]
pub fn opened_value(
    session: &Session,
    report: &Report,
    found: &Opened,
    whole: bool,
    messages: &Messages,
) -> Json {
    let money = found.cell.column.is_money();
    let people = |part: &Part| -> Vec<Json> {
        part.people
            .iter()
            .map(|one| {
                let id = one.row.id_number.as_deref();
                json!({
                    "case": one.row.id,
                    "name": one.row.name,
                    "id_number": id.map(|id| if whole { id.to_owned() } else { masking::id_number(id) }),
                    "unit": one.row.unit,
                    "unit_name": session.unit_name(one.row.unit),
                    "class": one.class,
                    "state": one.state.name(),
                    "amount": money.then(|| Money::from_fen(one.amount).to_string()),
                })
            })
            .collect()
    };
    let parts: Vec<Json> = found
        .parts
        .iter()
        .map(|part| {
            json!({
                "part": part.of.name(),
                "count": part.count,
                "amount": part.amount.map(|amount| amount.to_string()),
                "people": people(part),
            })
        })
        .collect();
    json!({
        "date": report.date.to_string(),
        "cut_off": report.cut_off.to_rfc3339(),
        "frozen": report.frozen.is_some(),
        "unit": row_word(found.cell.row),
        "name": row_name(found.cell.row, &found.name, messages),
        "column": found.cell.column.id(),
        "title": messages.get(&found.cell.column.title_key()),
        "value": cell_value(found.value),
        "rule": messages.get(&found.cell.column.rule_key()),
        "clauses": found.clauses.iter().map(|(cite, text)| json!({"cite": cite, "text": text})).collect::<Vec<_>>(),
        "parts": parts,
    })
}

/// Figures that were handed in.
#[must_use]
pub fn taken_value(wanted: &Submission, taken: &Taken) -> Json {
    let told = &taken.submitted;
    let differences = taken.differences.iter();
    json!({
        "unit": wanted.unit,
        "date": wanted.date.to_string(),
        "by": told.by,
        "how": told.how.name(),
        "at": told.at.to_rfc3339(),
        "late": told.late,
        "unchanged": taken.unchanged,
        "figures": told.figures,
        "differences": differences
            .map(|(id, told, known)| json!({"column": id, "submitted": told, "known": known}))
            .collect::<Vec<_>>(),
    })
}

/// Two days against each other.
#[must_use]
pub fn changes_value(session: &Session, found: &Changes, messages: &Messages) -> Json {
    let standing = |standing: Option<&Standing>| {
        standing.map(|one| {
            json!({
                "unit": one.unit,
                "state": one.state.name(),
                "class": one.class,
                "outcome": one.outcome,
            })
        })
    };
    let people: Vec<Json> = found
        .people
        .iter()
        .map(|change| {
            json!({
                "case": change.row.id,
                "name": change.row.name,
                "id_number": change.row.id_number.as_deref().map(masking::id_number),
                "unit": change.row.unit,
                "before": standing(change.before.as_ref()),
                "after": standing(change.after.as_ref()),
                "entries": change.entries.iter().map(|entry| json!({
                    "entry": entry.id,
                    "do": entry.kind.name(),
                    "by": entry.body.by,
                    "at": timeline::stated(&session.pack, entry.at).to_rfc3339(),
                    "told": told(entry, messages),
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let cells: Vec<Json> = found
        .cells
        .iter()
        .map(|cell| {
            json!({
                "unit": row_word(cell.unit),
                "name": row_name(cell.unit, &cell.name, messages),
                "column": cell.column.id(),
                "from": cell.one.map(cell_value),
                "to": cell.other.map(cell_value),
            })
        })
        .collect();
    json!({
        "unit": found.unit,
        "from": found.from.to_string(),
        "to": found.to.to_string(),
        "registered": found.registered,
        "people": people,
        "cells": cells,
    })
}
