//! Commands that keep a book safe: backup and restore.

use std::path::Path;

use clap::ArgMatches;

use super::stopping::Stopping;
use super::{Call, DONE, PARTLY, print, remember_book};
use crate::domain::Stop;
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::backup::backup as back_up;
use crate::usecases::restoring::{Wish, restore as bring_back};

/// So many names of lost files are told; scripts get all.
const NAMED: usize = 5;

fn count(number: u64) -> Value<'static> {
    Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

pub(super) fn backup(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let to = arguments.get_one::<String>("to").map(Path::new);
    let bar = print::progress(&call.messages.get("cli-backup-progress"));
    let stopping = Stopping::watch();
    let made = back_up(&mut session, to, &mut |done, _| {
        bar.set_position(done);
        if stopping.asked() { Err(Stop) } else { Ok(()) }
    });
    bar.finish_and_clear();
    let made = made?;
    if call.json {
        print::json(&made)?;
    } else {
        print::out(&call.messages.with(
            "cli-backup-done",
            &[
                ("path", Value::Text(&made.path)),
                ("entries", count(made.entries)),
                ("people", count(made.people)),
                ("files", Value::from(made.files)),
                ("heads", Value::Text(&made.heads.join(" "))),
            ],
        ))?;
    }
    say_missing(call, "cli-backup-missing", &made.missing);
    if !made.noted {
        print::say(&call.messages.get("cli-backup-unnoted"));
    }
    Ok(if made.noted && made.missing.is_empty() {
        DONE
    } else {
        PARTLY
    })
}

pub(super) fn restore(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let book = call.book()?;
    let from = arguments
        .get_one::<String>("from")
        .map_or("", String::as_str);
    let wish = Wish {
        from: Path::new(from),
        to: &book,
        replace: arguments.get_flag("replace"),
        officer: call.text("officer"),
    };
    let bar = print::progress(&call.messages.get("cli-restore-progress"));
    let stopping = Stopping::watch();
    let restored = bring_back(&wish, &call.packs, call.clock, &mut |done, _| {
        bar.set_position(done);
        if stopping.asked() { Err(Stop) } else { Ok(()) }
    });
    bar.finish_and_clear();
    let restored = restored?;
    remember_book(&book);
    if call.json {
        print::json(&restored)?;
    } else {
        print::out(&call.messages.with(
            "cli-restore-done",
            &[
                ("path", Value::Text(&restored.path)),
                ("entries", count(restored.entries)),
                ("people", count(restored.people)),
                ("files", Value::from(restored.files)),
            ],
        ))?;
    }
    if let Some(kept) = &restored.kept {
        print::say(
            &call
                .messages
                .with("cli-restore-kept", &[("path", Value::Text(kept))]),
        );
    }
    if let Some(newer) = restored.newer.filter(|newer| *newer > 0) {
        print::say(
            &call
                .messages
                .with("cli-restore-newer", &[("count", count(newer))]),
        );
    }
    say_missing(call, "cli-restore-missing", &restored.missing);
    Ok(if restored.missing.is_empty() {
        DONE
    } else {
        PARTLY
    })
}

fn say_missing(call: &Call<'_>, key: &str, missing: &[String]) {
    if missing.is_empty() {
        return;
    }
    let mut names = missing[..missing.len().min(NAMED)].join(" ");
    if missing.len() > NAMED {
        names.push_str(" ...");
    }
    print::say(&call.messages.with(
        key,
        &[
            ("count", Value::from(missing.len())),
            ("names", Value::Text(&names)),
        ],
    ));
}
