//! `xunren sample draw`: what is drawn, and what it would be.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{bad, level, text, unit_name};
use crate::cli::{Call, DONE, print};
use crate::domain::entry::EntryRef;
use crate::domain::sample::{Because, Percent, Stratum};
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::sampling::{self, Drawing, Order};
use crate::usecases::session::Session;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let share = text(arguments, "percent")
        .map(|given| given.parse::<Percent>().map_err(|_| bad("percent", given)))
        .transpose()?;
    if let Some(by) = text(arguments, "sample-by").filter(|by| *by != "unit") {
        return Err(bad("by", by));
    }
    let mut strata = Vec::new();
    let words = text(arguments, "strata").unwrap_or_default();
    for word in words.split([',', '，', '、']).map(str::trim) {
        if !matches!(word, "" | "none") {
            strata.push(Stratum::named(word).ok_or_else(|| bad("strata", word))?);
        }
    }
    strata.sort();
    strata.dedup();
    let order = Order {
        level: level(arguments, &session)?,
        seed: text(arguments, "sample-seed")
            .unwrap_or_default()
            .to_owned(),
        share,
        strata,
    };
    let dry = arguments.get_flag("dry-run");
    let (id, drawing) = if dry {
        (None, sampling::plan(&session, &order)?)
    } else {
        let (id, drawing) = sampling::draw(&mut session, &order)?;
        (Some(id), drawing)
    };
    if call.json {
        print::json(&drawing_json(id, &drawing))?;
    } else {
        print::out(&drawing_text(call, &session, id, &drawing))?;
    }
    Ok(DONE)
}

/// A draw that is not written yet tells numbers, and nobody.
fn drawing_json(id: Option<EntryRef>, drawing: &Drawing) -> Json {
    let units: Vec<Json> = drawing
        .units
        .iter()
        .map(|unit| {
            let drawn: Vec<Json> = unit
                .drawn()
                .map(|one| {
                    json!({
                        "case": one.candidate.case,
                        "order": one.order,
                        "hash": one.hash,
                        "because": one.drawn.map(Because::name),
                    })
                })
                .collect();
            let mut value = json!({
                "unit": unit.unit.to_string(),
                "population": unit.placed.len(),
                "quota": unit.quota,
                "count": drawn.len(),
            });
            if id.is_some() {
                value["drawn"] = drawn.into();
            }
            value
        })
        .collect();
    let heads: Vec<Json> = drawing
        .heads
        .iter()
        .map(|head| {
            let hash = crate::domain::entry::hex(&head.hash);
            json!({"stream": head.stream, "seq": head.seq, "hash": hash})
        })
        .collect();
    let strata: Vec<&str> = drawing.order.strata.iter().map(|one| one.name()).collect();
    json!({
        "draw": id,
        "level": drawing.order.level.name(),
        "seed": drawing.order.seed,
        "percent": drawing.share.to_string(),
        "basis": drawing.basis,
        "by": "unit",
        "strata": strata,
        "population": drawing.population(),
        "drawn_before": drawing.before,
        "drawn": drawing.count(),
        "list": drawing.fingerprint(),
        "heads": heads,
        "units": units,
    })
}

fn drawing_text(
    call: &Call<'_>,
    session: &Session,
    id: Option<EntryRef>,
    drawing: &Drawing,
) -> String {
    let messages = call.messages;
    let key = if id.is_some() {
        "sample-drawn"
    } else {
        "sample-would-draw"
    };
    let level = messages.get(&format!("sample-level-{}", drawing.order.level.name()));
    let mut page = messages.with(
        key,
        &[
            ("level", Value::Text(&level)),
            ("population", Value::from(drawing.population())),
            ("drawn", Value::from(drawing.count())),
            ("share", Value::Text(&drawing.share.to_string())),
            ("seed", Value::Text(&drawing.order.seed)),
        ],
    );
    page.push('\n');
    let basis = match &drawing.basis {
        Some(basis) => messages.with("sample-basis", &[("basis", Value::Text(basis))]),
        None => messages.get("sample-basis-none"),
    };
    page = page + &basis + "\n";
    if drawing.before > 0 {
        let before = Value::from(drawing.before);
        page = page + &messages.with("sample-before", &[("count", before)]) + "\n";
    }
    let lines: Vec<Vec<String>> = drawing
        .units
        .iter()
        .map(|unit| {
            vec![
                unit_name(call, session, unit.unit),
                messages.with(
                    "sample-unit-line",
                    &[
                        ("population", Value::from(unit.placed.len())),
                        ("quota", Value::from(unit.quota)),
                        ("drawn", Value::from(unit.drawn().count())),
                    ],
                ),
            ]
        })
        .collect();
    page.push_str(&print::aligned(&lines));
    if let Some(id) = id {
        let heads: Vec<String> = drawing
            .heads
            .iter()
            .map(|head| {
                let hash = crate::domain::entry::hex(&head.hash[..8]);
                format!("{}/{} {hash}", head.stream, head.seq)
            })
            .collect();
        page.push_str(&messages.with(
            "sample-drawn-proof",
            &[
                ("draw", Value::Text(&id.to_string())),
                ("list", Value::Text(&drawing.fingerprint())),
                ("heads", Value::Text(&heads.join("\n"))),
            ],
        ));
    }
    page
}
