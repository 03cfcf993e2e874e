//! `xunren match`: a list is compared, what waits is shown, accepted or refused, and what was compared stays on record.

use std::path::Path;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, config_folder, print};
use crate::domain::entry::{Entry, EntryRef};
use crate::domain::timeline;
use crate::error::Error;
use crate::intake::Limits;
use crate::messages::{Messages, Value};
use crate::usecases::masking;
use crate::usecases::matching::{self, MatchOptions, MatchResult, WaitingHit};

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    if arguments.get_flag("history") {
        return history(call);
    }
    if arguments.get_flag("waiting") {
        return waiting(call, text("source"));
    }
    if let Some(hit) = text("accept") {
        return decide(call, hit, true);
    }
    if let Some(hit) = text("refuse") {
        return decide(call, hit, false);
    }
    let Some(source) = text("source") else {
        return Err(Error::said("error-match-what", &[]));
    };
    if arguments.get_flag("accept-all") {
        return accept_all(call, source);
    }
    let Some(file) = text("file") else {
        return Err(Error::said("error-match-what", &[]));
    };
    let options = MatchOptions {
        source: source.to_owned(),
        list_date: text("list-date").map(book::date).transpose()?,
        dry_run: arguments.get_flag("dry-run"),
        limits: Limits {
            reader: std::env::current_exe().ok(),
            ..Limits::default()
        },
        words: Some(config_folder()),
    };
    let mut session = call.session()?;
    let bar = print::progress(&call.messages.get("cli-import-progress"));
    let result = matching::match_list(&mut session, Path::new(file), &options, &mut |progress| {
        bar.set_position(progress.rows);
        Ok(())
    });
    bar.finish_and_clear();
    let result = result?;
    if call.json {
        print::json(&result)?;
    } else {
        let title = matching::sources(Some(&config_folder()))?
            .into_iter()
            .find(|one| one.id == result.source)
            .map_or_else(|| result.source.clone(), |one| one.title);
        print::out(&summary(
            file,
            &title,
            &result,
            options.dry_run,
            call.messages,
        ))?;
    }
    Ok(DONE)
}

/// A comparison in an officer's words.
pub(super) fn summary(
    file: &str,
    title: &str,
    result: &MatchResult,
    dry_run: bool,
    messages: &Messages,
) -> String {
    let key = if dry_run { "match-would" } else { "match-done" };
    let mut text = messages.with(
        key,
        &[
            ("file", Value::Text(file)),
            ("source", Value::Text(title)),
            ("day", Value::Text(&result.list_date)),
            ("rows", Value::from(result.rows_read)),
            ("hits", Value::from(result.hits)),
            ("possible", Value::from(result.possible)),
            ("misses", Value::from(result.misses)),
            ("new", Value::from(result.new)),
        ],
    );
    for (key, count) in [
        ("match-undated", result.undated),
        ("match-unreadable", result.unreadable),
    ] {
        if count > 0 {
            text.push('\n');
            text.push_str(&messages.with(key, &[("count", Value::from(count))]));
        }
    }
    text
}

fn history(call: &Call<'_>) -> Result<u8, Error> {
    let session = call.session()?;
    let entries = matching::history(&session)?;
    let at = |entry: &Entry| timeline::local_time(&session.pack, entry.at).to_string();
    if call.json {
        let values: Vec<Json> = entries
            .iter()
            .map(|entry| {
                let mut value = entry.body.fields.clone();
                value.insert("at".to_owned(), at(entry).into());
                value.insert("by".to_owned(), entry.body.by.as_str().into());
                Json::Object(value)
            })
            .collect();
        print::json(&values)?;
    } else if entries.is_empty() {
        print::say(&call.messages.get("match-never"));
    } else {
        for entry in &entries {
            print::out(&format!(
                "{}  {}  {}",
                at(entry),
                entry.body.by,
                run_line(entry, call.messages)
            ))?;
        }
    }
    Ok(DONE)
}

/// A comparison of the record in a line.
fn run_line(entry: &Entry, messages: &Messages) -> String {
    let count = |name: &str| {
        Value::from(
            entry
                .body
                .fields
                .get(name)
                .and_then(Json::as_u64)
                .unwrap_or(0),
        )
    };
    messages.with(
        "match-done",
        &[
            ("file", Value::Text(entry.text("file").unwrap_or_default())),
            (
                "source",
                Value::Text(entry.text("title").unwrap_or_default()),
            ),
            (
                "day",
                Value::Text(entry.text("list_date").unwrap_or_default()),
            ),
            ("rows", count("rows")),
            ("hits", count("hits")),
            ("possible", count("possible")),
            ("misses", count("misses")),
            ("new", count("new")),
        ],
    )
}

fn waiting(call: &Call<'_>, source: Option<&str>) -> Result<u8, Error> {
    let session = call.session()?;
    let sources = matching::sources(Some(&config_folder()))?;
    let id = source.map(|given| {
        let known = sources.iter().find(|one| one.title == given);
        known.map_or(given, |one| one.id.as_str())
    });
    let found = matching::waiting(&session, id, None)?;
    if call.json {
        let values: Vec<Json> = found.iter().map(hit_json).collect();
        print::json(&values)?;
    } else if found.is_empty() {
        print::say(&call.messages.get("match-nobody-waits"));
    } else {
        let lines: Vec<Vec<String>> = found
            .iter()
            .map(|one| {
                vec![
                    one.entry.id.to_string(),
                    one.row.name.clone(),
                    one.row
                        .id_number
                        .as_deref()
                        .map_or_else(|| "-".to_owned(), masking::id_number),
                    session.unit_name(one.row.unit),
                    crate::output::hit_words::hit(&one.entry, call.messages),
                ]
            })
            .collect();
        print::out(&print::aligned(&lines))?;
    }
    Ok(DONE)
}

fn hit_json(one: &WaitingHit) -> Json {
    let field = |name: &str| one.entry.body.fields.get(name).cloned();
    json!({
        "hit": one.entry.id,
        "case": one.row.id,
        "name": one.row.name,
        "id_number": one.row.id_number.as_deref().map(masking::id_number),
        "unit": one.row.unit,
        "source": field("source"),
        "list_date": field("list_date"),
        "how": field("how"),
        "sure": one.is_sure(),
        "class": field("class"),
        "found": field("found"),
        "facts": field("facts"),
        "told": field("told"),
        "named": field("named"),
        "basis": field("basis"),
        "from": one.entry.body.source,
    })
}

fn decide(call: &Call<'_>, given: &str, accepts: bool) -> Result<u8, Error> {
    let mut session = call.session()?;
    let hit: EntryRef = given
        .parse()
        .map_err(|_| Error::said("error-match-not-waiting", &[("hit", given)]))?;
    let case = matching::case_of(&session, hit)?;
    let because = call.text("because");
    if accepts {
        let entries = matching::accept(&mut session, case, hit, because)?;
        if call.json {
            print::json(&json!({ "case": case, "entries": entries }))?;
        } else {
            print::say(&call.messages.get("match-accepted"));
        }
        return Ok(DONE);
    }
    let Some(because) = because.filter(|why| !why.trim().is_empty()) else {
        return Err(Error::said("error-match-because", &[]));
    };
    matching::refuse(&mut session, case, hit, because)?;
    if call.json {
        print::json(&json!({ "case": case }))?;
    } else {
        print::say(&call.messages.get("match-refused"));
    }
    Ok(DONE)
}

fn accept_all(call: &Call<'_>, source: &str) -> Result<u8, Error> {
    let mut session = call.session()?;
    let because = call.text("because").unwrap_or_default();
    let count = matching::accept_together(
        &mut session,
        source,
        Some(&config_folder()),
        because,
        &mut |_| Ok(()),
    )?;
    if call.json {
        print::json(&json!({ "accepted": count }))?;
    } else {
        print::out(
            &call
                .messages
                .with("match-accepted-all", &[("count", Value::from(count))]),
        )?;
    }
    Ok(DONE)
}
