//! `xunren check-table`: tables for villages without a laptop, out as workbooks and in again.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, PARTLY, book, config_folder, print};
use crate::check_tables::{self, CheckTable};
use crate::error::Error;
use crate::intake::Limits;
use crate::messages::{Messages, Value};
use crate::usecases::check_tables::{
    Problem, RowEnd, TableOptions, TableResult, TakenRow, hand_out, read_tables, save_unsettled,
};

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    match arguments.subcommand() {
        Some(("out", arguments)) => out(call, arguments),
        Some(("in", arguments)) => take(call, arguments),
        Some((_, arguments)) => {
            let path = arguments.get_one::<String>("table-file");
            let path = path.map_or_else(|| config_folder().join(check_tables::FILE), PathBuf::from);
            super::layouts::print_problems(call, &check_tables::check(&path), "layout-good")
        }
        None => Ok(super::USAGE),
    }
}

fn out(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let table = CheckTable::with_config(&config_folder())?;
    let mut session = call.session()?;
    let unit = match text("unit") {
        Some(given) => book::unit(given)?,
        None => session.store.unit(),
    };
    let folder = Path::new(text("table-folder").unwrap_or_default());
    let whole = call.unmasked()?;
    let handed = hand_out(&mut session, &table, unit, folder, whole, call.messages)?;
    if call.json {
        let people: usize = handed.iter().map(|one| one.people).sum();
        return print::json(&json!({ "files": handed, "people": people })).map(|()| DONE);
    }
    for one in &handed {
        print::out(&call.messages.with(
            "cli-check-table-file",
            &[
                ("path", Value::Text(&one.path.display().to_string())),
                ("people", Value::from(one.people)),
            ],
        ))?;
    }
    Ok(DONE)
}

fn take(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let table = CheckTable::with_config(&config_folder())?;
    let mut session = call.session()?;
    let options = TableOptions {
        dry_run: arguments.get_flag("dry-run"),
        limits: Limits {
            reader: std::env::current_exe().ok(),
            ..Limits::default()
        },
        words: Some(config_folder()),
        by: text("by").map(str::to_owned),
    };
    let places: Vec<PathBuf> = arguments
        .get_many::<String>("files")
        .into_iter()
        .flatten()
        .map(PathBuf::from)
        .collect();
    let mut result = read_tables(&mut session, &table, &places, &options)?;
    if let [only] = result.files.as_mut_slice()
        && let Some(error) = only.refused.take()
    {
        return Err(error);
    }
    if let Some(path) = text("save-doubts") {
        save_unsettled(&session, &result, Path::new(path), call.messages)?;
    }
    if call.json {
        print::json(&value(&result, call.messages))?;
    } else {
        tell(&result, options.dry_run, call.messages)?;
    }
    let all_refused = result.files.iter().all(|file| file.refused.is_some());
    Ok(match (all_refused, result.is_partly()) {
        (true, _) => 1,
        (false, true) => PARTLY,
        (false, false) => DONE,
    })
}

/// What scripts read.
fn value(result: &TableResult, messages: &Messages) -> Json {
    let files: Vec<Json> = result
        .files
        .iter()
        .map(|file| {
            json!({
                "file": file.path.display().to_string(),
                "rows_read": file.rows_read,
                "refused": file.refused.as_ref().map(|error| error.sentence(messages)),
            })
        })
        .collect();
    let told = |problems: &[Problem]| -> Vec<Json> {
        let problems = problems.iter();
        problems
            .map(|problem| {
                let reason = problem.key.trim_start_matches("report-fill-");
                json!({ "reason": reason, "message": problem.sentence(messages) })
            })
            .collect()
    };
    let rows: Vec<Json> = result
        .rows
        .iter()
        .map(|row| {
            json!({
                "file": row.file,
                "sheet": row.sheet,
                "row": row.row,
                "disposition": row.end,
                "case": row.case,
                "entries": row.entries,
                "problems": told(&row.problems),
                "beside": told(&row.beside),
            })
        })
        .collect();
    json!({
        "rows_read": result.rows.len(),
        "applied": result.count(RowEnd::Applied),
        "unchanged": result.count(RowEnd::Unchanged),
        "doubtful": result.count(RowEnd::Doubtful),
        "rejected": result.count(RowEnd::Rejected),
        "entries": result.entries(),
        "files": files,
        "rows": rows,
    })
}

fn tell(result: &TableResult, dry_run: bool, messages: &Messages) -> Result<(), Error> {
    let key = if dry_run {
        "cli-check-table-would"
    } else {
        "cli-check-table-done"
    };
    print::out(&messages.with(
        key,
        &[
            ("files", Value::from(result.files.len())),
            ("rows", Value::from(result.rows.len())),
            ("applied", Value::from(result.count(RowEnd::Applied))),
            ("unchanged", Value::from(result.count(RowEnd::Unchanged))),
            ("doubtful", Value::from(result.count(RowEnd::Doubtful))),
            ("rejected", Value::from(result.count(RowEnd::Rejected))),
            ("entries", Value::from(result.entries())),
        ],
    ))?;
    for file in &result.files {
        if let Some(error) = &file.refused {
            print::out(&error.sentence(messages))?;
        }
    }
    for row in &result.rows {
        for problem in row.problems.iter().chain(&row.beside) {
            print::out(&line(result, row, problem, messages))?;
        }
    }
    Ok(())
}

/// 古荥村核查表20210907.xlsx 第6行 张雪芳：…
fn line(result: &TableResult, row: &TakenRow, problem: &Problem, messages: &Messages) -> String {
    let file = result.files[row.file].path.file_name();
    let file = file.unwrap_or_default().to_string_lossy();
    messages.with(
        "cli-check-table-row",
        &[
            ("file", Value::Text(&file)),
            ("sheet", Value::Text(&row.sheet)),
            ("row", Value::from(row.row)),
            ("person", Value::Text(&row.name)),
            ("what", Value::Text(&problem.sentence(messages))),
        ],
    )
}
