//! `xunren sample record`: the answers are written first, and compared with the first finding only then.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use super::{level_given, text};
use crate::cli::{Call, DONE, PARTLY, book, lines, people, print};
use crate::domain::sample::FIELDS;
use crate::error::Error;
use crate::messages::Value;
use crate::output::sample_words;
use crate::usecases::lines::RefusedLineJson;
use crate::usecases::recording::Subject;
use crate::usecases::sampling::{self, Check, CheckBatch, Checked};
use crate::usecases::session::Session;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
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
    let at = book::at(arguments)?;
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
    let mut input = lines::open(path)?;
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
    let refused = result.refused.iter().map(|(line, refused)| {
        RefusedLineJson::of(*line, refused.reason, &refused.error, call.messages)
    });
    let refused: Vec<RefusedLineJson> = refused.collect();
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
    lines::tell_refused(call, &refused)
}
