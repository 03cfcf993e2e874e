//! `xunren sample`: drawing people from a published seed, looking at them again, the figures, and what is put right.

use std::fs;
use std::path::Path;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, people, print};
use crate::domain::record::{Reason, Refusal};
use crate::domain::report::RowUnit;
use crate::domain::sample::{Proof, SampleLevel, prove_list};
use crate::error::Error;
use crate::messages::Value;
use crate::output::sample_list::{self, ListError};
use crate::output::sample_words;
use crate::usecases::sampling::{self, DrawnRow};
use crate::usecases::session::Session;
use crate::usecases::{exporting, masking};

mod drawing;
mod figures;
mod recording;
mod rectifying;
mod withdrawing;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    match arguments.subcommand() {
        Some(("draw", arguments)) => drawing::run(call, arguments),
        Some(("list", arguments)) => list(call, arguments),
        Some(("check", arguments)) => check(call, arguments),
        Some(("replace", arguments)) => replace(call, arguments),
        Some(("record", arguments)) => recording::run(call, arguments),
        Some(("withdraw", arguments)) => withdrawing::check(call, arguments),
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
