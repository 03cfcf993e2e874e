//! Commands about the book as a whole: making, filling, proving it, and its reports.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ArgMatches;

use super::stopping::Stopping;
use super::{Call, DONE, PARTLY, clock_of, print, remember_book};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::intake::{Limits, Stop};
use crate::messages::{Messages, Value};
use crate::output;
use crate::usecases::importing::{ImportOptions, ImportResult, import as import_list};
use crate::usecases::session::{Clock, Session};
use crate::usecases::{checking, correcting, evidence, exporting};

pub(super) fn text<'a>(arguments: &'a ArgMatches, name: &str) -> Option<&'a str> {
    arguments.get_one::<String>(name).map(String::as_str)
}

/// A division code, or the sentence that says what one is.
pub(super) fn unit(given: &str) -> Result<UnitCode, Error> {
    given
        .parse()
        .map_err(|_| Error::said("error-unit", &[("given", given)]))
}

/// A day written `YYYY-MM-DD`.
pub(super) fn date(given: &str) -> Result<NaiveDate, Error> {
    given
        .parse()
        .map_err(|_| Error::said("error-date", &[("given", given)]))
}

/// When something was recorded, as `--at` says it, milliseconds.
pub(super) fn at(arguments: &ArgMatches) -> Result<Option<i64>, Error> {
    let given = text(arguments, "at");
    given
        .map(|given| clock_of(given).ok_or_else(|| Error::said("error-date", &[("given", given)])))
        .transpose()
}

pub(super) fn init(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let path = PathBuf::from(text(arguments, "path").unwrap_or_default());
    let unit = unit(text(arguments, "unit").unwrap_or_default())?;
    let pack = match text(arguments, "pack") {
        Some(id) => call.packs.load(id)?,
        None => call
            .packs
            .for_unit(unit)
            .ok_or_else(|| Error::said("error-no-pack", &[("unit", &unit.to_string())]))?,
    };
    if !pack.unit.contains(unit) {
        return Err(Error::said(
            "error-unit-outside",
            &[
                ("unit", &unit.to_string()),
                ("book", &pack.unit.to_string()),
            ],
        ));
    }
    let officer = call.text("officer").unwrap_or_default();
    if officer.trim().is_empty() {
        return Err(Error::said("error-officer-blank", &[]));
    }
    let session = Session::create(&path, unit, pack, officer, call.clock)?;
    remember_book(&path);
    print::say(&call.messages.with(
        "cli-init-done",
        &[
            ("path", Value::Text(&path.display().to_string())),
            ("unit", Value::Text(&session.unit_name(unit))),
            ("pack", Value::Text(&session.pack.document)),
        ],
    ));
    Ok(DONE)
}

pub(super) fn import(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let options = ImportOptions {
        dry_run: arguments.get_flag("dry-run"),
        limits: Limits {
            reader: std::env::current_exe().ok(),
            ..Limits::default()
        },
        words: Some(super::config_folder()),
        without_rows: false,
    };
    let files: Vec<&String> = arguments.get_many("files").into_iter().flatten().collect();
    let stopping = Stopping::watch();
    let mut results = Vec::new();
    for file in &files {
        let bar = print::progress(&call.messages.get("cli-import-progress"));
        let result = import_list(&mut session, Path::new(file), &options, &mut |progress| {
            bar.set_position(progress.rows);
            if stopping.asked() { Err(Stop) } else { Ok(()) }
        });
        bar.finish_and_clear();
        // A signal from the keyboard ends the reading process too: then that is no fault of the file.
        let result = result.map_err(|error| match error {
            Error::Intake(_) if stopping.asked() => Error::said("error-import-stopped", &[]),
            other => other,
        })?;
        if let Some(save) = text(arguments, "save-doubts") {
            correcting::save_unsettled(&session, &result, Path::new(save), call.messages)?;
        }
        if call.json {
            results.push(result);
        } else {
            print::out(&summary(file, &result, options.dry_run, call.messages))?;
        }
    }
    if call.json {
        match results.as_slice() {
            [one] => print::json(one)?,
            many => print::json(&many)?,
        }
    }
    Ok(DONE)
}

/// An import in an officer's words.
fn summary(file: &str, result: &ImportResult, dry_run: bool, messages: &Messages) -> String {
    let number = |n: u64| Value::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let key = if dry_run {
        "cli-import-would"
    } else {
        "cli-import-done"
    };
    let mut text = messages.with(
        key,
        &[
            ("file", Value::Text(file)),
            ("rows", number(result.rows_read)),
            ("created", number(result.created)),
            ("matched", number(result.matched)),
            ("duplicate", number(result.duplicate)),
            ("rejected", number(result.rejected)),
        ],
    );
    if let Some(change) = &result.since_last {
        text.push('\n');
        text.push_str(&output::inflow_text::since_last(change.into(), messages));
    }
    for (doubt, count) in &result.doubts {
        text.push('\n');
        text.push_str(&messages.with(
            "cli-import-doubt",
            &[
                (
                    "what",
                    Value::Text(&messages.get(&format!("entry-doubt-{doubt}"))),
                ),
                ("count", number(*count)),
            ],
        ));
    }
    text
}

pub(super) fn verify(call: &Call<'_>) -> Result<u8, Error> {
    let session = call.session()?;
    let bar = print::progress(&call.messages.get("cli-verify-progress"));
    let mut found = session
        .store
        .verify(&session.pack, &mut |count| bar.set_position(count))?;
    let files = evidence::prove(&session.store, &session.evidence_folder(), &mut |count| {
        bar.set_position(count);
    })?;
    found.ok &= files.problems.is_empty();
    found.problems.extend(files.problems);
    bar.finish_and_clear();
    if call.json {
        let mut value = serde_json::to_value(&found)
            .map_err(|error| Error::said("error-json", &[("what", &error.to_string())]))?;
        value["evidence"] = serde_json::json!({ "files": files.files, "shared": files.shared });
        print::json(&value)?;
        return Ok(if found.ok { DONE } else { 4 });
    }
    for (name, people) in &files.shared {
        print::say(&call.messages.with(
            "cli-verify-shared",
            &[
                ("place", Value::Text(name)),
                ("count", Value::from(*people)),
            ],
        ));
    }
    if found.ok {
        print::out(&call.messages.with(
            "cli-verify-ok",
            &[
                (
                    "entries",
                    Value::Number(i64::try_from(found.entries).unwrap_or(0)),
                ),
                (
                    "cases",
                    Value::Number(i64::try_from(found.cases).unwrap_or(0)),
                ),
                ("heads", Value::Text(&found.heads.join(" "))),
            ],
        ))?;
    } else {
        for problem in &found.problems {
            let key = format!("cli-verify-{}", problem.kind);
            print::out(
                &call
                    .messages
                    .with(&key, &[("place", Value::Text(&problem.place))]),
            )?;
        }
        print::say(&call.messages.get("cli-verify-helps"));
    }
    Ok(if found.ok { DONE } else { 4 })
}

pub(super) fn rebuild(call: &Call<'_>) -> Result<u8, Error> {
    let mut session = call.session()?;
    let bar = print::progress(&call.messages.get("cli-rebuild-progress"));
    let cases = session
        .store
        .rebuild(&session.pack, Clock::device(), &mut |count| {
            bar.set_position(count);
        })?;
    bar.finish_and_clear();
    if call.json {
        print::json(&serde_json::json!({ "cases": cases }))?;
    } else {
        let cases = Value::Number(i64::try_from(cases).unwrap_or(0));
        print::out(&call.messages.with("cli-rebuild-done", &[("cases", cases)]))?;
    }
    Ok(DONE)
}

pub(super) fn sheet(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let unit = unit(text(arguments, "unit").unwrap_or_default())?;
    let people = checking::check_sheet(&session, unit)?;
    let bytes = output::check_sheet::bytes(&people, call.messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    let path = text(arguments, "output").unwrap_or_default();
    exporting::write_file(Path::new(path), &bytes)?;
    exporting::note(&mut session, "check_sheet", path)?;
    if call.json {
        let villages = checking::villages(&session, unit)?;
        print::json(&serde_json::json!({
            "path": path,
            "people": people.rows.len(),
            "villages": villages,
        }))?;
    } else if !people.rows.is_empty() {
        print::say(&call.messages.with(
            "cli-sheet-done",
            &[
                ("path", Value::Text(path)),
                ("people", Value::from(people.rows.len())),
            ],
        ));
    }
    if people.rows.is_empty() {
        print::say(&call.messages.get("cli-sheet-empty"));
        return Ok(PARTLY);
    }
    Ok(DONE)
}
