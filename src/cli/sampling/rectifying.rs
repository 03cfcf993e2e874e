//! `xunren sample rectify`: what the spot check found, until it is closed (盘点销号).

use std::path::Path;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{bad, level_given, text, withdrawing};
use crate::cli::{Call, DONE, book, people, print};
use crate::domain::entry::EntryRef;
use crate::domain::sample::Status;
use crate::error::Error;
use crate::messages::Value;
use crate::output::grid::write_grids;
use crate::output::sample_words::{RectifyLine, rectify_grid};
use crate::usecases::exporting;
use crate::usecases::sampling::{self, Act, RectifyRow};
use crate::usecases::session::Session;
use crate::usecases::settings::{OwnTimes, read_days};

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    if let Some(days) = text(arguments, "rectify-days") {
        return set_days(call, days);
    }
    match text(arguments, "person") {
        Some(person) => act(call, arguments, person),
        None => list(call, arguments),
    }
}

fn set_days(call: &Call<'_>, given: &str) -> Result<u8, Error> {
    let session = call.session()?;
    let days = read_days(given).ok_or_else(|| bad("days", given))?;
    let own = OwnTimes {
        rectify_days: Some(days),
        ..OwnTimes::of(&session)?
    };
    own.keep(&session)?;
    if call.json {
        print::json(&json!({ "days": days }))?;
    } else {
        let days = Value::from(days);
        print::say(&call.messages.with("sample-rectify-days", &[("days", days)]));
    }
    Ok(DONE)
}

fn act(call: &Call<'_>, arguments: &ArgMatches, person: &str) -> Result<u8, Error> {
    let mut session = call.session()?;
    let case = people::case_of(&session, person)?;
    let of = text(arguments, "of")
        .map(|given| given.parse::<EntryRef>().map_err(|_| bad("of", given)))
        .transpose()?;
    if arguments.get_flag("withdraw") {
        return withdrawing::act(call, &mut session, case, of);
    }
    let because = || call.text("because").unwrap_or_default().to_owned();
    let act = if let Some(what) = text(arguments, "done") {
        Act::Done(what.to_owned())
    } else if arguments.get_flag("close") {
        Act::Close(because())
    } else if arguments.get_flag("reopen") {
        Act::Reopen(because())
    } else if let Some(day) = text(arguments, "rectify-due") {
        Act::Due(book::date(day)?)
    } else {
        return Err(Error::said("error-rectify-act", &[]));
    };
    let (row, entry) = sampling::act(&mut session, case, of, &act)?;
    if call.json {
        print::json(&json!({ "case": row.id, "entry": entry }))?;
    } else {
        let key = match act {
            Act::Done(_) => "sample-rectify-is-done",
            Act::Close(_) => "sample-rectify-is-closed",
            Act::Reopen(_) => "sample-rectify-is-open",
            Act::Due(_) => "sample-rectify-is-due",
        };
        let person = Value::Text(&row.name);
        print::out(&call.messages.with(key, &[("person", person)]))?;
    }
    Ok(DONE)
}

fn list(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let unit = text(arguments, "unit").map(book::unit).transpose()?;
    let status = text(arguments, "status")
        .map(|given| {
            let known = Status::ALL.into_iter();
            let mut known = known.filter(|status| status.name() == given);
            known.next().ok_or_else(|| bad("status", given))
        })
        .transpose()?;
    let because = call.unmasked()?;
    let shown = because.is_some();
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, None, why)?;
    }
    let rows = sampling::rectifications(&session, level_given(arguments)?, unit, status)?;
    if let Some(path) = text(arguments, "output") {
        let lines = lines(&session, &rows, shown);
        let grid = rectify_grid(&lines, call.messages);
        let title = call.messages.get("sample-rectify-title");
        let bytes = write_grids(&title, &[], &[grid], session.today(), call.messages)
            .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
        exporting::write_file(Path::new(path), &bytes)?;
        exporting::note(&mut session, "rectify_list", path)?;
    }
    if call.json {
        let values: Vec<Json> = rows.iter().map(|one| row_json(one, shown)).collect();
        print::json(&values)?;
    } else if rows.is_empty() {
        print::say(&call.messages.get("sample-rectify-nothing"));
    } else if text(arguments, "output").is_none() {
        let grid = rectify_grid(&lines(&session, &rows, shown), call.messages);
        print::out(&print::aligned(&grid.rows))?;
    }
    Ok(DONE)
}

fn lines(session: &Session, rows: &[RectifyRow], shown: bool) -> Vec<RectifyLine> {
    rows.iter().map(|one| one.line(session, shown)).collect()
}

fn row_json(one: &RectifyRow, shown: bool) -> Json {
    let told = |told: &Option<(String, String, chrono::NaiveDate)>| {
        told.as_ref()
            .map(|(what, by, on)| json!({ "what": what, "by": by, "on": on.to_string() }))
    };
    json!({
        "rectify": one.id,
        "case": one.row.id,
        "name": one.row.name,
        "id_number": one.id_number(shown),
        "unit": one.row.unit,
        "level": one.level.name(),
        "items": one.items,
        "owner": one.owner,
        "opened": one.opened.to_string(),
        "due": one.due.map(|day| day.to_string()),
        "estimated": one.estimated,
        "basis": one.basis,
        "status": one.status.name(),
        "done": told(&one.done),
        "closed": told(&one.closed),
    })
}
