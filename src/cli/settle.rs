//! Calculators that need no book: a settlement from its facts, and the last day of a stretch of time.

use std::io::Read as _;
use std::path::Path;
use std::rc::Rc;

use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, PARTLY, USAGE, print};
use crate::domain::pack::Pack;
use crate::domain::settlement::{self, Problem, Working, Wrong};
use crate::domain::workday::{Roll, Workdays};
use crate::error::Error;
use crate::messages::{Messages, Value};
use crate::output::working_text;
use crate::packs::PackErrors;
use crate::usecases::settling;

/// The exit code of facts that cannot be settled.
const CANNOT: u8 = 1;

/// `xunren settle FACTS.json`: one object gives one working, an array an array.
pub(super) fn settle(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let path = arguments
        .get_one::<String>("facts")
        .map_or("-", String::as_str);
    let text = read(path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let facts: Json = match serde_json::from_str(text) {
        Ok(facts) => facts,
        Err(error) => {
            let what = error.to_string();
            print::problem(
                &call
                    .messages
                    .with("settle-not-json", &[("what", Value::Text(&what))]),
            );
            return Ok(USAGE);
        }
    };
    let table = table()?;
    let mut packs = Known::default();
    let as_text = call.text("format") == Some("text");
    let Json::Array(list) = &facts else {
        let result = one(call, &facts, &table, &mut packs);
        let code = u8::from(result.is_err());
        say(call, None, &result);
        match result {
            Ok((working, pack)) if as_text => {
                print::out(&working_text::text(&working, &pack, call.messages))?;
            }
            result => print::json(&value(&result))?,
        }
        return Ok(code);
    };
    let mut values = Vec::new();
    let (mut good, mut bad) = (0_usize, 0_usize);
    for (number, facts) in list.iter().enumerate() {
        let result = one(call, facts, &table, &mut packs);
        say(call, Some(number), &result);
        match &result {
            Ok((working, pack)) if as_text => {
                print::out(&working_text::text(working, pack, call.messages))?;
                print::out("")?;
            }
            _ => values.push(value(&result)),
        }
        *(if result.is_ok() { &mut good } else { &mut bad }) += 1;
    }
    if !as_text {
        print::json(&values)?;
    }
    Ok(match (good, bad) {
        (_, 0) => DONE,
        (0, _) => CANNOT,
        _ => PARTLY,
    })
}

/// The working of one file of facts, for a paper; nothing where the facts are wrong, which is said.
pub(super) fn working(call: &Call<'_>, path: &str) -> Result<Option<Working>, Error> {
    let text = read(path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let facts: Json = serde_json::from_str(text)
        .map_err(|error| Error::said("settle-not-json", &[("what", &error.to_string())]))?;
    let result = one(call, &facts, &table()?, &mut Known::default());
    say(call, None, &result);
    Ok(result.ok().map(|(working, _)| working))
}

/// The packs that were read already: an array mostly names one.
#[derive(Default)]
struct Known(Vec<(String, Rc<Pack>)>);

type Settled = Result<(Working, Rc<Pack>), Vec<Problem>>;

fn one(call: &Call<'_>, facts: &Json, table: &Workdays, known: &mut Known) -> Settled {
    let facts = settlement::read(facts)?;
    let id = facts.pack.split('@').next().unwrap_or_default();
    let read = known.0.iter().find(|(name, _)| name == id);
    let pack = if let Some((_, pack)) = read {
        Rc::clone(pack)
    } else {
        let pack = call
            .packs
            .load(id)
            .map_err(|error| vec![no_pack(&facts.pack, error)])?;
        let pack = Rc::new(pack);
        known.0.push((id.to_owned(), Rc::clone(&pack)));
        pack
    };
    let problems = settlement::problems(&facts, &pack);
    if problems.is_empty() {
        Ok((settlement::settle(&facts, &pack, table), pack))
    } else {
        Err(problems)
    }
}

fn no_pack(given: &str, error: PackErrors) -> Problem {
    let known = match error {
        PackErrors::Unknown { nearest, .. } => nearest.unwrap_or_default(),
        PackErrors::Wrong { .. } => error.to_string(),
    };
    Problem {
        field: "pack".to_owned(),
        reason: Wrong::Pack,
        given: given.to_owned(),
        known,
    }
}

fn value(result: &Settled) -> Json {
    match result {
        Ok((working, _)) => json!(working),
        Err(problems) => {
            let problems: Vec<Json> = problems
                .iter()
                .map(|problem| {
                    json!({
                        "field": problem.field,
                        "reason": problem.reason.name(),
                        "given": problem.given,
                        "known": problem.known,
                    })
                })
                .collect();
            json!({ "problems": problems })
        }
    }
}

/// Says what is wrong with the facts, beside the result.
fn say(call: &Call<'_>, number: Option<usize>, result: &Settled) {
    for problem in result.as_ref().err().into_iter().flatten() {
        let sentence = sentence(problem, call.messages);
        match number {
            Some(number) => print::problem(&format!("[{number}] {sentence}")),
            None => print::problem(&sentence),
        }
    }
}

fn sentence(problem: &Problem, messages: &Messages) -> String {
    let key = match (problem.reason, problem.known.is_empty()) {
        (Wrong::UnknownField | Wrong::Pack, false) => {
            format!("settle-wrong-{}-near", problem.reason.name())
        }
        (reason, _) => format!("settle-wrong-{}", reason.name()),
    };
    messages.with(
        &key,
        &[
            ("field", Value::Text(&problem.field)),
            ("given", Value::Text(&problem.given)),
            ("known", Value::Text(&problem.known)),
        ],
    )
}

fn read(path: &str) -> Result<String, Error> {
    let result = if path == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    result.map_err(|source| Error::file(Path::new(path), source))
}

fn table() -> Result<Workdays, Error> {
    settling::table(&super::config_folder())
}

/// `xunren workday DATE --plus N`, `--days N`, `--months N`.
pub(super) fn workday(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let start = text("start").unwrap_or_default();
    let from: NaiveDate = start
        .parse()
        .map_err(|_| Error::said("error-date", &[("given", start)]))?;
    let count = |given: &str| -> Result<u32, Error> {
        // A thousand years of days: what is more was mistyped.
        given
            .parse()
            .ok()
            .filter(|n| *n <= 400_000)
            .ok_or_else(|| Error::said("error-number", &[("given", given)]))
    };
    let roll = if arguments.get_flag("no-roll") {
        Roll::Stay
    } else {
        Roll::Next
    };
    let table = table()?;
    let due = match (text("plus"), text("calendar-days"), text("months")) {
        (Some(n), ..) => table.plus_workdays(from, count(n)?),
        (_, Some(n), _) => table.plus_days(from, count(n)?, roll),
        (_, _, Some(n)) => table.plus_months(from, count(n)?, roll),
        _ => return Ok(USAGE),
    };
    if call.text("format") == Some("text") {
        let key = if due.estimated {
            "settle-day-estimated"
        } else {
            "settle-day"
        };
        let date = due.date.to_string();
        print::out(&call.messages.with(key, &[("date", Value::Text(&date))]))?;
    } else {
        print::json(&due)?;
    }
    Ok(DONE)
}
