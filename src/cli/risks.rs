//! `xunren risks`: what was noted as a risk, for the district alone.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, print};
use crate::domain::timeline;
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::risks::risks;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let unit = match arguments.get_one::<String>("unit") {
        Some(given) => Some(book::unit(given)?),
        None => None,
    };
    let session = call.session()?;
    let found = risks(&session, unit)?;
    if call.json {
        let values: Vec<Json> = found
            .iter()
            .map(|risk| {
                json!({
                    "case": risk.row.id,
                    "name": risk.row.name,
                    "unit": risk.row.unit,
                    "risk": risk.sort(),
                    "text": risk.note.text("text"),
                    "by": risk.note.body.by,
                    "at": timeline::stated(&session.pack, risk.note.at).to_rfc3339(),
                    "entry": risk.note.id,
                })
            })
            .collect();
        print::json(&values)?;
        return Ok(DONE);
    }
    if found.is_empty() {
        print::say(&call.messages.get("report-risks-none"));
    }
    for risk in &found {
        let day = timeline::local_time(&session.pack, risk.note.at).date();
        let sort = call
            .messages
            .get(&format!("entry-value-risk-{}", risk.sort()));
        print::out(&call.messages.with(
            "report-risks-line",
            &[
                ("day", Value::Text(&day.to_string())),
                ("sort", Value::Text(&sort)),
                ("unit", Value::Text(&session.short_name(risk.row.unit))),
                ("person", Value::Text(&risk.row.name)),
                (
                    "text",
                    Value::Text(risk.note.text("text").unwrap_or_default()),
                ),
                ("by", Value::Text(&risk.note.body.by)),
            ],
        ))?;
    }
    Ok(DONE)
}
