//! A report for machines: the form on which scripts rely. Keys and their order are part of the contract.

use serde_json::{Map, Value, json};

use super::words;
use crate::domain::figures::Figure;
use crate::domain::pack::RankBy;
use crate::domain::ranking::Placed;
use crate::domain::report::{COLUMNS, Cell, Frozen, Line, Rate, Report, Row, RowUnit, Submitted};
use crate::domain::sample::Coverage;
use crate::messages::Messages;

/// The report as text, with a line break at its end.
#[must_use]
pub fn text(report: &Report, messages: &Messages) -> String {
    format!("{:#}\n", value(report, messages))
}

/// The report as a value.
#[must_use]
pub fn value(report: &Report, messages: &Messages) -> Value {
    let columns: Vec<Value> = COLUMNS
        .iter()
        .map(|column| json!({"id": column.id(), "title": messages.get(&column.title_key())}))
        .collect();
    let missing: Vec<String> = report
        .missing()
        .map(|row| words::row_name(row.unit, &row.name, messages))
        .collect();
    let attention: Vec<Value> = report
        .attention()
        .iter()
        .map(|found| {
            json!({
                "reason": found.reason.name(),
                "unit": found.unit.to_string(),
                "text": words::attention(found, report, messages),
            })
        })
        .collect();
    let rows: Vec<Value> = report
        .rows
        .iter()
        .map(|row| self::row(row, messages))
        .collect();
    let mut value = json!({
        "report": "daily",
        "date": report.date.to_string(),
        "cut_off": report.cut_off.to_rfc3339(),
        "unit": report.unit.to_string(),
        "pack": report.pack,
        "columns": columns,
        "rows": rows,
        "total": cells(&report.total),
        "ranking": board(report, report.ranking(), messages),
        "ranking_verified": board(report, report.board(RankBy::Verified), messages),
        "missing": missing,
        "provisional": report.provisional,
        "frozen": report.frozen.is_some(),
        "attention": attention,
        "number": report.issue,
        "late": report.rows.iter().filter_map(|row| late(row, messages)).collect::<Vec<_>>(),
        "submissions": report.rows.iter().filter_map(|row| submission(row, messages)).collect::<Vec<_>>(),
        "set_down": report.frozen.as_ref().map(set_down),
    });
    // Told only where a later list has come: without one there is nothing to tell apart.
    if let Some(inflow) = report.inflow {
        value["inflow"] = json!({
            "stock": inflow.stock(report.total.figures[Figure::Total]),
            "new": inflow.new,
            "new_verified": inflow.verified,
            "new_resolved": inflow.resolved,
        });
    }
    if report.internal {
        value["internal"] = true.into();
    }
    if let Some(told) = &report.handed_in {
        value["handed_in"] = handed_in(told, &report.total);
    }
    if !report.spot_checks.is_empty() {
        let lines: Vec<Value> = report.spot_checks.iter().map(coverage).collect();
        value["spot_checks"] = lines.into();
    }
    value
}

/// How far a spot check has come.
#[must_use]
pub fn coverage(coverage: &Coverage) -> Value {
    json!({
        "level": coverage.level.name(),
        "population": coverage.population,
        "drawn": coverage.drawn,
        "checked": coverage.checked,
        "rate": coverage.rate().map(|rate| rate.to_string()),
        "share": coverage.required.map(|share| share.to_string()),
        "reached": coverage.is_reached(),
    })
}

/// How a report was set down.
fn set_down(frozen: &Frozen) -> Value {
    json!({
        "number": frozen.number,
        "corrects": frozen.corrects,
        "because": (!frozen.because.is_empty()).then_some(&frozen.because),
        "signed_by": frozen.signed_by,
        "by": frozen.by,
        "at": frozen.at.to_rfc3339(),
        "late": frozen.late,
        "sha256": frozen.sha256,
        "heads": frozen.heads,
        "delta": frozen.delta.map(|delta| json!({"cells": delta.cells, "entries": delta.entries})),
    })
}

fn late(row: &Row, messages: &Messages) -> Option<Value> {
    let told = row.submitted.as_ref().filter(|told| told.late)?;
    let name = words::row_name(row.unit, &row.name, messages);
    Some(json!({"unit": row.unit.to_string(), "name": name, "at": told.at.to_rfc3339()}))
}

/// What a unit handed in, and where it differs from the book.
fn submission(row: &Row, messages: &Messages) -> Option<Value> {
    let told = handed_in(row.submitted.as_ref()?, &row.line);
    let mut value = json!({
        "unit": row.unit.to_string(),
        "name": words::row_name(row.unit, &row.name, messages),
    });
    if let (Value::Object(value), Value::Object(told)) = (&mut value, told) {
        value.extend(told);
    }
    Some(value)
}

/// When figures were handed in, by whom and how, and where they differ from the book's own.
fn handed_in(told: &Submitted, line: &Line) -> Value {
    let differences: Vec<Value> = told
        .differences(line)
        .into_iter()
        .map(|(id, told, known)| json!({"column": id, "submitted": told, "known": known}))
        .collect();
    json!({
        "at": told.at.to_rfc3339(),
        "by": told.by,
        "how": told.how.name(),
        "late": told.late,
        "figures": told.figures,
        "differences": differences,
    })
}

/// A board alone, as `rank` prints it.
#[must_use]
pub fn board(report: &Report, board: &[Placed<RowUnit>], messages: &Messages) -> Value {
    board
        .iter()
        .map(|placed| {
            let contender = placed.contender;
            json!({
                "place": placed.place,
                "unit": contender.unit.to_string(),
                "name": words::unit_name(report, contender.unit, messages),
                "rate": Rate::of(contender.done, contender.of).map(|rate| rate.to_string()),
            })
        })
        .collect()
}

fn row(row: &Row, messages: &Messages) -> Value {
    json!({
        "unit": row.unit.to_string(),
        "name": words::row_name(row.unit, &row.name, messages),
        "cells": cells(&row.line),
    })
}

fn cells(line: &Line) -> Value {
    let cells: Map<String, Value> = COLUMNS
        .iter()
        .zip(&line.cells)
        .map(|(column, cell)| (column.id().to_owned(), self::cell(*cell)))
        .collect();
    Value::Object(cells)
}

/// Counts are numbers, rates and amounts strings, what does not exist is null.
#[must_use]
pub fn cell(cell: Cell) -> Value {
    match cell {
        Cell::Count(n) => n.into(),
        Cell::Amount(amount) => amount.to_string().into(),
        Cell::Rate(rate) => rate.map(|rate| rate.to_string()).into(),
        Cell::Place(place) => place.into(),
        Cell::Pace(pace) => pace.into(),
    }
}
