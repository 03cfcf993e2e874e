//! `xunren evidence`: photos and papers are looked at, brought to their people, and kept; what nobody knows stays where it is.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, PARTLY, people, print};
use crate::domain::record::EVIDENCE;
use crate::error::Error;
use crate::messages::{Messages, Value};
use crate::usecases::collecting::{self, By, Collected, Found, Picture};
use crate::usecases::evidence;
use crate::usecases::session::Session;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let mut session = call.session()?;
    if let Some(given) = text("largest-mb") {
        evidence::set_largest(&session.store, given)?;
        print::say(
            &call
                .messages
                .with("photo-largest", &[("mb", Value::Text(given))]),
        );
    }
    let places: Vec<PathBuf> = arguments
        .get_many::<String>("places")
        .into_iter()
        .flatten()
        .map(PathBuf::from)
        .collect();
    if places.is_empty() {
        return if text("largest-mb").is_some() {
            Ok(DONE)
        } else {
            Err(Error::said("error-evidence-what", &[]))
        };
    }
    let bar = print::progress(&call.messages.get("cli-import-progress"));
    let reader = std::env::current_exe().ok();
    let looked = collecting::look(&session, &places, reader.as_deref(), &mut |(done, _)| {
        bar.set_position(done);
        Ok(())
    });
    bar.finish_and_clear();
    let mut pictures = looked?;
    if let Some(given) = text("person") {
        give_all(&session, &mut pictures, given)?;
    }
    if let Some(given) = text("sort") {
        let known = EVIDENCE.iter().find(|word| **word == given);
        let word = known.ok_or_else(|| Error::said("error-filter", &[("given", given)]))?;
        for picture in &mut pictures {
            picture.what = word;
        }
    }
    let dry_run = arguments.get_flag("dry-run");
    if !dry_run {
        collecting::keep(&mut session, &pictures, &mut |_| Ok(()))?;
    }
    let sum = Collected::of(&pictures);
    if call.json {
        let files: Vec<Json> = pictures.iter().map(picture_json).collect();
        print::json(&json!({ "collected": sum, "files": files }))?;
    } else {
        print::out(&told(&session, &pictures, dry_run, call.messages)?)?;
    }
    let rest = sum.open + sum.too_large + sum.not_taken;
    Ok(if rest == 0 { DONE } else { PARTLY })
}

/// All files that nobody has collected go to one person.
fn give_all(session: &Session, pictures: &mut [Picture], given: &str) -> Result<(), Error> {
    let case = people::case_of(session, given)?;
    for picture in pictures {
        if matches!(picture.found, Found::Open | Found::Person(..)) {
            picture.found = Found::Person(case, By::Hand);
        }
    }
    Ok(())
}

fn picture_json(picture: &Picture) -> Json {
    let (found, case, by) = match picture.found {
        Found::Person(case, by) => ("person", Some(case), Some(by)),
        Found::Open => ("open", None, None),
        Found::Known => ("known", None, None),
        Found::TooLarge => ("too-large", None, None),
        Found::NotTaken => ("not-taken", None, None),
    };
    json!({
        "file": picture.name,
        "hash": (!picture.hash.is_empty()).then_some(&picture.hash),
        "sort": picture.sort.map(|_| picture.what),
        "taken_at": picture.taken_at,
        "taken_in": picture.place,
        "found": found,
        "case": case,
        "by": by,
    })
}

fn told(
    session: &Session,
    pictures: &[Picture],
    dry_run: bool,
    messages: &Messages,
) -> Result<String, Error> {
    let mut lines = Vec::new();
    for picture in pictures {
        let whose = match picture.found {
            Found::Person(case, by) => {
                let name = session.store.row(case)?.map(|row| row.name);
                let key = match by {
                    By::Code => "photo-by-code",
                    By::FileName => "photo-by-file-name",
                    By::Hand => "photo-by-hand",
                };
                messages.with(key, &[("person", Value::Text(&name.unwrap_or_default()))])
            }
            Found::Open => messages.get("photo-open"),
            Found::Known => messages.get("photo-known"),
            Found::TooLarge => messages.get("photo-too-large"),
            Found::NotTaken => messages.get("photo-not-taken"),
        };
        let mut line = vec![
            picture.name.clone(),
            messages.get(&format!("entry-value-sort-{}", picture.what)),
            picture.at.replace('T', " "),
            whose,
        ];
        if let Some(place) = &picture.place {
            line.push(messages.with("photo-place", &[("place", Value::Text(place))]));
        }
        lines.push(line);
    }
    Ok(format!(
        "{}{}",
        print::aligned(&lines),
        summary(&Collected::of(pictures), dry_run, messages)
    ))
}

/// What was collected, in an officer's words.
fn summary(sum: &Collected, dry_run: bool, messages: &Messages) -> String {
    let key = if dry_run { "photo-would" } else { "photo-done" };
    let mut text = messages.with(
        key,
        &[
            ("files", Value::from(sum.files)),
            ("code", Value::from(sum.by_code)),
            ("name", Value::from(sum.by_file_name)),
            ("hand", Value::from(sum.by_hand)),
            ("known", Value::from(sum.known)),
            ("refused", Value::from(sum.too_large + sum.not_taken)),
            ("open", Value::from(sum.open)),
        ],
    );
    if sum.screenshots > 0 {
        text.push('\n');
        text.push_str(&messages.with(
            "photo-screenshots",
            &[("count", Value::from(sum.screenshots))],
        ));
    }
    text
}
