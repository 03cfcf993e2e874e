//! The spot check for machines.

use serde_json::{Value, json};

use super::json as machine;
use super::sample_report::{SamplePaper, percent};
use crate::domain::report::RowUnit;
use crate::domain::sample::{Status, Tally, UnitTally, WAYS};
use crate::messages::Messages;

/// The spot check as a value.
#[must_use]
pub fn value(paper: &SamplePaper, messages: &Messages) -> Value {
    let report = &paper.report;
    let tally = |name: &str, id: &str, tally: Tally| {
        let interval = tally.interval();
        json!({
            "id": id,
            "name": name,
            "compared": tally.compared,
            "wrong": tally.wrong,
            "rate": tally.rate().map(|rate| rate.to_string()),
            "low": interval.map(|(low, _)| percent(low)),
            "high": interval.map(|(_, high)| percent(high)),
        })
    };
    let unit = |at: usize, row: &UnitTally| {
        let id = row
            .unit
            .map_or_else(|| "total".to_owned(), |unit: RowUnit| unit.to_string());
        let mut value = tally(&paper.name(at, messages), &id, row.tally);
        value["population"] = row.population.into();
        value["drawn"] = row.drawn.into();
        value["replaced"] = row.replaced.into();
        value["checked"] = row.checked.into();
        value["coverage"] = row.coverage().map(|rate| rate.to_string()).into();
        for status in Status::ALL {
            value[status.name()] = row.rectifications[status as usize].into();
        }
        value
    };
    let units: Vec<Value> = report
        .units
        .iter()
        .enumerate()
        .map(|(at, row)| unit(at, row))
        .collect();
    let classes = report.classes.iter();
    let classes: Vec<Value> = classes
        .map(|(id, one)| tally(&paper.class(id, messages), id, *one))
        .collect();
    let officers = report.officers.iter();
    let officers: Vec<Value> = officers
        .map(|(name, one)| tally(name, name, *one))
        .collect();
    let items = report.items.iter();
    let items: Vec<Value> = items
        .map(|(item, one)| {
            let name = messages.get(&format!("sample-item-{}", item.name()));
            tally(&name, item.name(), *one)
        })
        .collect();
    let ways: serde_json::Map<String, Value> = WAYS
        .iter()
        .zip(report.ways)
        .map(|(way, count)| ((*way).to_owned(), count.into()))
        .collect();
    let draws: Vec<Value> = paper
        .draws
        .iter()
        .map(|draw| {
            json!({
                "on": draw.on.to_string(),
                "seed": draw.seed,
                "percent": draw.share,
                "population": draw.population,
                "drawn": draw.drawn,
                "list": draw.list,
            })
        })
        .collect();
    json!({
        "report": "sample",
        "level": report.level.name(),
        "date": paper.date.to_string(),
        "provisional": paper.provisional,
        "number": paper.frozen.as_ref().map(|(number, _)| number),
        "coverage": machine::coverage(&report.coverage()),
        "basis": paper.basis,
        "draws": draws,
        "units": units,
        "total": unit(report.units.len(), &report.total),
        "classes": classes,
        "officers": officers,
        "items": items,
        "ways": ways,
        "again": report.again,
        "interval": "wilson-95",
    })
}
