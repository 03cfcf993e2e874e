//! `xunren sample`: drawing people from a published seed, looking at them again, the figures, and what is put right.

use std::fs;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use super::{Call, DONE, PARTLY, book, people, print};
use crate::domain::entry::EntryRef;
use crate::domain::record::{Reason, Refusal};
use crate::domain::report::RowUnit;
use crate::domain::sample::{FIELDS, Percent, Proof, SampleLevel, Stratum, prove_list};
use crate::error::Error;
use crate::messages::Value;
use crate::output::sample_list::{self, ListError};
use crate::output::sample_words;
use crate::usecases::recording::Subject;
use crate::usecases::sampling::{
    self, Check, CheckBatch, Checked, Drawing, DrawnRow, Order, RefusedCheckJson,
};
use crate::usecases::session::Session;
use crate::usecases::{exporting, masking};

mod figures;
mod rectifying;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    match arguments.subcommand() {
        Some(("draw", arguments)) => draw(call, arguments),
        Some(("list", arguments)) => list(call, arguments),
        Some(("check", arguments)) => check(call, arguments),
        Some(("replace", arguments)) => replace(call, arguments),
        Some(("record", arguments)) => record(call, arguments),
        Some(("report", arguments)) => figures::report(call, arguments),
        Some(("notice", arguments)) => figures::notice(call, arguments),
        Some((_, arguments)) => rectifying::run(call, arguments),
        None => Err(Error::said("error-sample-what", &[])),
    }
}

fn text<'a>(arguments: &'a ArgMatches, name: &str) -> Option<&'a str> {
    arguments.get_one::<String>(name).map(String::as_str)
}

/// A word of the command line that is none of those that are known.
fn bad(field: &str, given: &str) -> Error {
    Refusal::of(Reason::BadValue, field, given).into()
}

fn level_given(arguments: &ArgMatches) -> Result<Option<SampleLevel>, Error> {
    text(arguments, "level")
        .map(|given| SampleLevel::named(given).ok_or_else(|| bad("level", given)))
        .transpose()
}

fn level(arguments: &ArgMatches, session: &Session) -> Result<SampleLevel, Error> {
    let given = level_given(arguments)?;
    Ok(given.unwrap_or_else(|| sampling::own_level(session)))
}

fn draw(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
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
                        "because": one.drawn.map(|because| because.name()),
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

fn unit_name(call: &Call<'_>, session: &Session, unit: RowUnit) -> String {
    let name = match unit {
        RowUnit::Unit(code) => session.unit_name(code),
        RowUnit::Group(..) | RowUnit::Unassigned => String::new(),
    };
    crate::output::words::row_name(unit, &name, call.messages)
}

fn list(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let level = level(arguments, &session)?;
    if arguments.get_flag("whole") {
        return whole(call, arguments, &mut session, level);
    }
    let unit = text(arguments, "unit").map(book::unit).transpose()?;
    let because = call.unmasked()?;
    let shown = because.is_some();
    // First the entry, then the numbers: a book that cannot be written shows none of them whole.
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, None, why)?;
    }
    let mut rows = sampling::drawn(&session, level, unit)?;
    if arguments.get_flag("open") {
        rows.retain(|one| !one.checked && one.replaced.is_none());
    }
    if call.json {
        let values: Vec<Json> = rows.iter().map(|one| drawn_json(one, shown)).collect();
        print::json(&values)?;
    } else if rows.is_empty() {
        print::say(&call.messages.get("sample-nobody"));
    } else {
        let lines: Vec<Vec<String>> = rows
            .iter()
            .map(|one| drawn_line(call, &session, one, shown))
            .collect();
        print::out(&print::aligned(&lines))?;
    }
    Ok(DONE)
}

fn numbers(one: &DrawnRow, shown: bool) -> (Option<String>, Option<String>) {
    let id = one.row.id_number.clone();
    let phone = one.row.phone.clone();
    if shown {
        return (id, phone);
    }
    (
        id.map(|id| masking::id_number(&id)),
        phone.map(|phone| masking::phone(&phone)),
    )
}

/// Who, where, by which number: never what was found first.
fn drawn_json(one: &DrawnRow, shown: bool) -> Json {
    let (id, phone) = numbers(one, shown);
    json!({
        "case": one.row.id,
        "id_number": id,
        "name": one.row.name,
        "phone": phone,
        "unit": one.row.unit,
        "draw": one.draw,
        "order": one.order,
        "because": one.because,
        "replaced": one.replaced,
        "ways": one.ways,
        "checked": one.checked,
    })
}

fn drawn_line(call: &Call<'_>, session: &Session, one: &DrawnRow, shown: bool) -> Vec<String> {
    let (id, phone) = numbers(one, shown);
    let messages = call.messages;
    let state = if let Some(why) = &one.replaced {
        let why = messages.get(&format!("sample-because-{why}"));
        messages.with("sample-state-replaced", &[("why", Value::Text(&why))])
    } else if one.ways.is_empty() {
        messages.get("sample-state-open")
    } else {
        let ways = one.ways.iter();
        let ways: Vec<String> = ways
            .map(|way| messages.get(&format!("sample-way-{way}")))
            .collect();
        ways.join(&messages.get("report-comma"))
    };
    vec![
        one.row.name.clone(),
        id.unwrap_or_else(|| "-".to_owned()),
        phone.unwrap_or_else(|| "-".to_owned()),
        session.short_name(one.row.unit),
        one.order
            .map_or_else(|| "-".to_owned(), |order| order.to_string()),
        messages.get(&format!("sample-drawn-{}", one.because)),
        state,
    ]
}

/// The printed list of the last draw of a level: the whole population.
fn whole(
    call: &Call<'_>,
    arguments: &ArgMatches,
    session: &mut Session,
    level: SampleLevel,
) -> Result<u8, Error> {
    let draws = sampling::draws(session)?;
    let named = text(arguments, "draw");
    let draw = draws
        .iter()
        .rfind(|draw| named.map_or(draw.level == level, |id| draw.id.to_string() == id))
        .ok_or_else(|| Error::said("error-sample-no-draw", &[]))?;
    let rows = sampling::listed(session, draw.id)?;
    let with_names = rows.iter().map(|row| {
        let name = unit_name(call, session, row.unit);
        (row, name)
    });
    let bytes = sample_list::bytes(with_names, call.messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    match text(arguments, "output") {
        Some(path) => {
            exporting::write_file(Path::new(path), &bytes)?;
            exporting::note(session, "sample_list", path)?;
        }
        None => print::bytes(&bytes)?,
    }
    Ok(DONE)
}

fn check(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let proofs = if let Some(path) = text(arguments, "list") {
        let bytes = fs::read(path).map_err(|error| Error::file(path.as_ref(), error))?;
        let rows = sample_list::read(&bytes).map_err(|error| match error {
            ListError::Line(line) => Error::said(
                "error-sample-list",
                &[("path", path), ("line", &line.to_string())],
            ),
            ListError::Table(_) => Error::said("error-sample-table", &[("path", path)]),
        })?;
        prove_list(&rows)
    } else {
        let session = call.session()?;
        sampling::prove_book(&session, level_given(arguments)?)?
    };
    if proofs.is_empty() {
        return Err(Error::said("error-sample-no-draw", &[]));
    }
    let holds = proofs.iter().all(Proof::holds);
    if call.json {
        let values: Vec<Json> = proofs.iter().map(proof_json).collect();
        print::json(&json!({ "ok": holds, "draws": values }))?;
    } else {
        for proof in &proofs {
            print::out(&sample_words::proof(proof, call.messages).join("\n"))?;
        }
    }
    Ok(if holds { DONE } else { 1 })
}

fn proof_json(proof: &Proof) -> Json {
    let problems: Vec<Json> = proof
        .problems
        .iter()
        .map(|(key, about)| {
            let kind = key.trim_start_matches("sample-proof-");
            json!({ "kind": kind, "about": about })
        })
        .collect();
    json!({
        "draw": proof.draw,
        "level": proof.level.name(),
        "seed": proof.seed,
        "percent": proof.share.to_string(),
        "population": proof.population,
        "drawn": proof.drawn,
        "list": proof.list,
        "ok": proof.holds(),
        "problems": problems,
    })
}

fn replace(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let level = level(arguments, &session)?;
    let case = people::case_of(&session, text(arguments, "person").unwrap_or_default())?;
    let because = call.text("because").unwrap_or_default();
    let note = text(arguments, "note");
    let done = sampling::replace(&mut session, case, level, because, note)?;
    if call.json {
        print::json(&json!({
            "replaced": done.gone.id,
            "because": because,
            "next": done.next.id,
            "order": done.order,
        }))?;
    } else {
        print::out(&call.messages.with(
            "sample-replaced",
            &[
                ("gone", Value::Text(&done.gone.name)),
                ("next", Value::Text(&done.next.name)),
                ("order", Value::from(done.order)),
            ],
        ))?;
    }
    Ok(DONE)
}

fn record(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    if let Some(path) = text(arguments, "batch") {
        return batch(call, path);
    }
    let mut session = call.session()?;
    let person = text(arguments, "person").ok_or_else(|| Error::said("error-record-whom", &[]))?;
    let case = people::case_of(&session, person)?;
    let mut fields = Map::new();
    for field in FIELDS {
        if let Some(given) = text(arguments, &format!("field-{}", field.name)) {
            fields.insert(field.name.to_owned(), Json::from(given));
        }
    }
    let at = match text(arguments, "at") {
        Some(given) => Some(
            super::clock_of(given).ok_or_else(|| Error::said("error-date", &[("given", given)]))?,
        ),
        None => None,
    };
    let checked = sampling::check(
        &mut session,
        &Check {
            at,
            by: None,
            subject: Subject::Case(case),
            level: level_given(arguments)?,
            fields,
        },
    )?;
    if call.json {
        print::json(&checked_json(&checked))?;
    } else {
        print::out(&told(call, &session, &checked).join("\n"))?;
    }
    Ok(DONE)
}

/// What was written, and only then how the two findings compare.
fn told(call: &Call<'_>, session: &Session, checked: &Checked) -> Vec<String> {
    let key = if checked.entry.is_some() {
        "sample-recorded"
    } else {
        "cli-record-unchanged"
    };
    let mut lines = vec![call.messages.get(key)];
    let pack = &session.pack;
    lines.extend(sample_words::compared(
        &checked.compared,
        pack,
        call.messages,
    ));
    if let Some((_, due)) = &checked.opened {
        lines.push(sample_words::opened(*due, call.messages));
    }
    lines
}

fn checked_json(checked: &Checked) -> Json {
    let compared: Vec<Json> = checked
        .compared
        .iter()
        .map(|one| {
            json!({
                "item": one.item.name(),
                "answer": one.answer,
                "first": one.first,
                "verdict": one.verdict.name(),
            })
        })
        .collect();
    let opened = checked.opened.as_ref();
    json!({
        "case": checked.case,
        "entry": checked.entry,
        "compared": compared,
        "rectify": opened.map(|(entry, due)| {
            json!({ "entry": entry, "due": due.map(|due| due.date.to_string()) })
        }),
    })
}

fn batch(call: &Call<'_>, path: &str) -> Result<u8, Error> {
    let mut input: Box<dyn BufRead> = if path == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let file = File::open(path).map_err(|error| Error::file(path.as_ref(), error))?;
        Box::new(BufReader::new(file))
    };
    let mut session = call.session()?;
    let result = sampling::check_batch(&mut session, input.as_mut())?;
    tell_batch(call, &result)?;
    Ok(if result.refused.is_empty() {
        DONE
    } else {
        PARTLY
    })
}

fn tell_batch(call: &Call<'_>, result: &CheckBatch) -> Result<(), Error> {
    let refused: Vec<RefusedCheckJson> = result
        .refused
        .iter()
        .map(|(line, refused)| RefusedCheckJson::of(*line, refused, call.messages))
        .collect();
    if call.json {
        return print::json(&json!({
            "lines": result.lines,
            "applied": result.applied,
            "unchanged": result.unchanged,
            "differ": result.differ,
            "refused": refused,
        }));
    }
    print::out(&call.messages.with(
        "sample-batch-done",
        &[
            ("lines", Value::from(result.lines)),
            ("applied", Value::from(result.applied)),
            ("unchanged", Value::from(result.unchanged)),
            ("differ", Value::from(result.differ)),
            ("refused", Value::from(refused.len())),
        ],
    ))?;
    for line in &refused {
        print::out(&call.messages.with(
            "cli-batch-refused",
            &[
                ("line", Value::from(line.line)),
                ("reason", Value::Text(line.reason)),
                ("message", Value::Text(&line.message)),
            ],
        ))?;
    }
    Ok(())
}
