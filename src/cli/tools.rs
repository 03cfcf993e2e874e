//! Commands that need no book: packs, keys, ID numbers, the demo, and the screen itself.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, on_terminal, print};
use crate::domain::id_number;
use crate::error::Error;
use crate::keymap::Keymap;
use crate::messages::Value;
use crate::output::{self, Form};
use crate::packs;
use crate::usecases::demo::{self, Demo};
use crate::usecases::reporting::daily_report;
use crate::usecases::session::Clock;

pub(super) fn pack(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    match arguments.subcommand() {
        Some(("show", arguments)) => {
            let id = arguments.get_one::<String>("id").map_or("", String::as_str);
            pack_show(call, id)
        }
        Some(("check", arguments)) => {
            let path = arguments
                .get_one::<String>("path")
                .map_or("", String::as_str);
            pack_check(call, Path::new(path))
        }
        _ => pack_list(call),
    }
}

fn pack_list(call: &Call<'_>) -> Result<u8, Error> {
    let listed = call.packs.list();
    if call.json {
        let values: Vec<Json> = listed
            .iter()
            .map(|one| {
                json!({
                    "id": one.id,
                    "version": one.pack.as_ref().ok().map(|pack| pack.version),
                    "title": one.pack.as_ref().ok().map(|pack| pack.title.clone()),
                    "document": one.pack.as_ref().ok().map(|pack| pack.document.clone()),
                    "folder": one.folder.as_ref().map(|folder| folder.display().to_string()),
                    "good": one.pack.is_ok(),
                })
            })
            .collect();
        print::json(&values)?;
    } else {
        let lines: Vec<Vec<String>> = listed
            .iter()
            .map(|one| match &one.pack {
                Ok(pack) => vec![pack.label(), pack.document.clone(), pack.title.clone()],
                Err(_) => vec![one.id.clone(), call.messages.get("cli-pack-wrong")],
            })
            .collect();
        print::out(&print::aligned(&lines))?;
    }
    Ok(DONE)
}

fn pack_show(call: &Call<'_>, id: &str) -> Result<u8, Error> {
    let pack = call.packs.load(id)?;
    if call.json {
        return print::json(&output::pack_text::value(&pack)).map(|()| DONE);
    }
    print::out(&output::pack_text::text(&pack, call.messages))?;
    Ok(DONE)
}

fn pack_check(call: &Call<'_>, path: &Path) -> Result<u8, Error> {
    super::layouts::print_problems(call, &packs::check(path), "cli-pack-good")
}

pub(super) fn keys(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let name = arguments
        .get_one::<String>("map")
        .map_or("default", String::as_str);
    let keymap =
        Keymap::built_in(name).ok_or_else(|| Error::said("error-keymap", &[("given", name)]))?;
    if call.json {
        print::json(&crate::usecases::keys::lines(&keymap, call.messages))?;
    } else {
        print::out(&crate::usecases::keys::table(&keymap, call.messages))?;
    }
    Ok(DONE)
}

pub(super) fn id(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let today = call.packs.local_time(call.clock.now())?.date();
    let readings: Vec<id_number::IdReading> = arguments
        .get_many::<String>("numbers")
        .into_iter()
        .flatten()
        .map(|given| id_number::read(given, false, today))
        .collect();
    if call.text("format").is_none_or(|form| form == "json") {
        print::json(&readings)?;
    } else {
        let lines: Vec<Vec<String>> = readings
            .iter()
            .map(|reading| {
                let mut wrong: Vec<String> = reading
                    .doubts
                    .iter()
                    .map(|doubt| call.messages.get(&format!("entry-doubt-{}", doubt.name())))
                    .collect();
                if wrong.is_empty() {
                    wrong.push(call.messages.get("cli-id-good"));
                }
                vec![
                    reading
                        .id_number
                        .clone()
                        .unwrap_or_else(|| reading.given.clone()),
                    reading
                        .birth
                        .map_or_else(|| "-".to_owned(), |day| day.to_string()),
                    wrong.join("；"),
                ]
            })
            .collect();
        print::out(&print::aligned(&lines))?;
    }
    Ok(DONE)
}

pub(super) fn demo(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let number = |name: &str, default: u64| -> Result<u64, Error> {
        match arguments.get_one::<String>(name) {
            Some(given) => given
                .replace('_', "")
                .parse()
                .map_err(|_| Error::said("error-number", &[("given", given)])),
            None => Ok(default),
        }
    };
    let wanted = Demo {
        cases: number("cases", demo::CASES)?,
        seed: number("seed", 1)?,
        days: number("days", 4)?,
    };
    let path = match arguments.get_one::<String>("output") {
        Some(path) => PathBuf::from(path),
        None => demo::temporary_path(&wanted),
    };
    let bar = print::progress(&call.messages.get("cli-demo-progress"));
    let made = demo::make(&path, &wanted, &call.packs, &mut |count| {
        bar.set_position(count);
    });
    bar.finish_and_clear();
    let mut session = made?;
    if on_terminal() {
        session.clock = if call.clock.is_set() {
            call.clock
        } else {
            Clock::Set(demo::now(&session))
        };
        let result = show_screen(call, Some(session));
        if arguments.get_one::<String>("output").is_none() {
            demo::remove(&path);
        }
        return result;
    }
    let day = demo::last_day(&session, &wanted);
    session.clock = Clock::Set(demo::now(&session));
    let report = daily_report(&session, day, None)?;
    let form = call
        .text("format")
        .and_then(Form::named)
        .unwrap_or(Form::Text);
    let bytes = output::print(&report, form, call.messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    print::bytes(&bytes)?;
    if arguments.get_one::<String>("output").is_none() {
        drop(session);
        demo::remove(&path);
    } else {
        print::say(&call.messages.with(
            "cli-demo-kept",
            &[("path", Value::Text(&path.display().to_string()))],
        ));
    }
    Ok(DONE)
}

/// The screen, on the book opened last; the first questions where there is none.
pub(super) fn screen(call: &Call<'_>) -> Result<u8, Error> {
    if !on_terminal() && call.text("keys").is_none() {
        return Err(Error::said("error-no-terminal", &[]));
    }
    let session = match call.session() {
        Ok(session) => Some(session),
        Err(Error::Said {
            key: "error-no-book",
            ..
        }) => None,
        Err(error) => return Err(error),
    };
    if let Some(session) = &session {
        super::remember_book(session.store.path());
    }
    show_screen(call, session)
}

fn show_screen(
    call: &Call<'_>,
    session: Option<crate::usecases::session::Session>,
) -> Result<u8, Error> {
    let (data, config) = (super::data_folder(), super::config_folder());
    let home = super::home_folder();
    let clock = session.as_ref().map_or(call.clock, |session| session.clock);
    let start = crate::tui::Start {
        session,
        messages: call.messages,
        packs: &call.packs,
        clock,
        data: &data,
        config: &config,
        home: &home,
        keymap: call.text("keymap").unwrap_or("default"),
    };
    let Some(keys) = call.text("keys") else {
        crate::tui::run(start)?;
        return Ok(DONE);
    };
    let size = call.text("size").unwrap_or("80x24");
    let size = size
        .split_once('x')
        .and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)))
        .ok_or_else(|| Error::said("error-number", &[("given", size)]))?;
    let rows = crate::tui::play(start, keys, size)?;
    if call.arguments.get_flag("print") {
        print::out(&rows.join("\n"))?;
    }
    Ok(DONE)
}
