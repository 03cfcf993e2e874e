//! `xunren publish`: the list for a village's board, and what hangs since when and until when.

use std::path::Path;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, print};
use crate::error::Error;
use crate::messages::Value;
use crate::output::public_list;
use crate::usecases::{evidence, exporting, publishing};

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
    let (list, rule) = publishing::public_list(&session, unit, from)?;
    let bytes = public_list::bytes(&list, call.messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    let path = Path::new(path);
    exporting::write_file(path, &bytes)?;
    let hash = evidence::hash_of(path).map_err(|error| Error::file(path, error))?;
    publishing::note_posting(&mut session, unit, &list, &rule, &hash)?;
    if call.json {
        print::json(&json!({
            "unit": unit,
            "from": list.from.to_string(),
            "until": list.until.to_string(),
            "people": list.rows.len(),
            "left_out": list.left_out,
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
                ("basis", Value::Text(&rule.basis)),
            ],
        ))?;
    }
    Ok(DONE)
}

fn posted(call: &Call<'_>) -> Result<u8, Error> {
    let session = call.session()?;
    let today = session.today().to_string();
    let entries = publishing::postings(&session)?;
    // Days written YYYY-MM-DD compare as they follow one another.
    let hangs = |until: &str| today.as_str() <= until;
    if call.json {
        let values: Vec<Json> = entries
            .iter()
            .map(|entry| {
                let mut value = entry.body.fields.clone();
                let until = entry.text("until").unwrap_or_default();
                value.insert("hangs".to_owned(), hangs(until).into());
                value.insert("by".to_owned(), entry.body.by.as_str().into());
                Json::Object(value)
            })
            .collect();
        print::json(&values)?;
        return Ok(DONE);
    }
    if entries.is_empty() {
        print::say(&call.messages.get("publish-never"));
    }
    for entry in &entries {
        let until = entry.text("until").unwrap_or_default();
        let key = if hangs(until) {
            "publish-hangs"
        } else {
            "publish-over"
        };
        let unit = book::unit(entry.text("unit").unwrap_or_default())?;
        print::out(&call.messages.with(
            key,
            &[
                ("unit", Value::Text(&session.unit_name(unit))),
                ("from", Value::Text(entry.text("from").unwrap_or_default())),
                ("until", Value::Text(until)),
            ],
        ))?;
    }
    Ok(DONE)
}
