//! `xunren publish`: the list for a village's board, and what hangs since when and until when.

use std::path::Path;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, print};
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::publishing::{self, Hanging};

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    if arguments.get_flag("posted") {
        return posted(call);
    }
    let (Some(unit), Some(path)) = (text("unit"), text("output")) else {
        return Err(Error::said("error-publish-what", &[]));
    };
    let mut session = call.session()?;
    let unit = book::unit(unit)?;
    let from = match text("hung-on") {
        Some(given) => book::date(given)?,
        None => session.today(),
    };
    let days = publishing::days(&session, text("hangs-for"))?;
    let list = publishing::list(&session, unit, from, days)?;
    publishing::publish(&mut session, unit, &list, Path::new(path), call.messages)?;
    if call.json {
        print::json(&json!({
            "unit": unit,
            "from": list.from.to_string(),
            "until": list.until.to_string(),
            "people": list.rows.len(),
            "left_out": list.left_out,
            "basis": list.basis,
        }))?;
    } else {
        print::out(&call.messages.with(
            "publish-done",
            &[
                ("unit", Value::Text(&list.unit)),
                ("people", Value::from(list.rows.len())),
                ("left", Value::from(list.left_out)),
                ("from", Value::Text(&list.from.to_string())),
                ("until", Value::Text(&list.until.to_string())),
                ("basis", Value::Text(&list.basis)),
            ],
        ))?;
    }
    Ok(DONE)
}

fn posted(call: &Call<'_>) -> Result<u8, Error> {
    let session = call.session()?;
    let postings = publishing::postings(&session)?;
    if call.json {
        let values: Vec<Json> = postings
            .iter()
            .map(|posting| {
                let mut value = posting.entry.body.fields.clone();
                let hangs = posting.state != Hanging::Over;
                value.insert("hangs".to_owned(), hangs.into());
                let last_day = posting.state == Hanging::LastDay;
                value.insert("last_day".to_owned(), last_day.into());
                value.insert("by".to_owned(), posting.entry.body.by.as_str().into());
                Json::Object(value)
            })
            .collect();
        print::json(&values)?;
        return Ok(DONE);
    }
    if postings.is_empty() {
        print::say(&call.messages.get("publish-never"));
    }
    for posting in &postings {
        let unit = posting.unit.map(|unit| session.unit_name(unit));
        print::out(&call.messages.with(
            &format!("publish-{}", posting.state.name()),
            &[
                ("unit", Value::Text(&unit.unwrap_or_default())),
                ("from", Value::Text(&posting.from)),
                ("until", Value::Text(&posting.until)),
                ("people", Value::from(posting.people)),
            ],
        ))?;
    }
    Ok(DONE)
}
