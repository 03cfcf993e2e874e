//! `xunren report layouts`: the layouts of the daily report's workbook, and what is wrong with one.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, config_folder, print};
use crate::error::Error;
use crate::layouts::{self, Layouts};
use crate::packs::PackProblem;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let layouts = Layouts::with_config(&config_folder());
    match arguments.subcommand() {
        Some((_, arguments)) => {
            let file = arguments.get_one::<String>("layout-file");
            check(call, &layouts, file.map(Path::new))
        }
        None => list(call, &layouts),
    }
}

fn list(call: &Call<'_>, layouts: &Layouts) -> Result<u8, Error> {
    let listed = layouts.list();
    let mut values: Vec<Json> = Vec::new();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for one in &listed {
        let sheets = one.layout.iter().flat_map(|layout| &layout.sheets);
        let sheets = sheets.map(|sheet| (sheet.name(call.messages), sheet.audience.name()));
        if call.json {
            let sheets = sheets.map(|(name, audience)| json!({ "name": name, "for": audience }));
            values.push(json!({
                "id": one.id,
                "name": one.layout.as_ref().ok().map(|layout| layout.name(call.messages)),
                "sheets": sheets.collect::<Vec<_>>(),
                "own": one.own.as_ref().map(|path| path.display().to_string()),
                "good": one.layout.is_ok(),
            }));
        } else {
            let sheets = sheets.map(|(name, audience)| {
                let audience = call.messages.get(&format!("layout-for-{audience}"));
                format!("{name}: {audience}")
            });
            let name = match &one.layout {
                Ok(layout) => layout.name(call.messages).to_owned(),
                Err(_) => call.messages.get("cli-pack-wrong"),
            };
            let own = one.own.as_ref().map(|_| call.messages.get("layout-own"));
            lines.push(vec![
                one.id.clone(),
                name,
                sheets.collect::<Vec<_>>().join("  "),
                own.unwrap_or_default(),
            ]);
        }
    }
    if call.json {
        print::json(&values)?;
    } else {
        print::out(&print::aligned(&lines))?;
    }
    Ok(DONE)
}

/// Checks one file, or every layout of the office.
fn check(call: &Call<'_>, layouts: &Layouts, file: Option<&Path>) -> Result<u8, Error> {
    let files: Vec<PathBuf> = match file {
        Some(file) => vec![file.to_owned()],
        None => layouts
            .list()
            .into_iter()
            .filter_map(|one| one.own)
            .collect(),
    };
    let problems: Vec<PackProblem> = files.iter().flat_map(|file| layouts::check(file)).collect();
    print_problems(call, &problems, "layout-good")
}

/// Every problem of data files with line and column; `good` says that there is none.
pub(super) fn print_problems(
    call: &Call<'_>,
    problems: &[PackProblem],
    good: &str,
) -> Result<u8, Error> {
    if call.json {
        let values: Vec<Json> = problems
            .iter()
            .map(|problem| {
                json!({
                    "file": problem.file,
                    "line": problem.line,
                    "column": problem.column,
                    "message": print::pack_problem(problem, call.messages),
                })
            })
            .collect();
        print::json(&values)?;
    } else if problems.is_empty() {
        print::out(&call.messages.get(good))?;
    } else {
        for problem in problems {
            print::out(&print::pack_problem(problem, call.messages))?;
        }
    }
    Ok(u8::from(!problems.is_empty()))
}
