//! `xunren receive` takes codes from a scanner, a text or pictures; `xunren report received` holds them against the book.

use std::io::Read;
use std::path::Path;

use clap::ArgMatches;
use serde_json::json;

use super::{Call, DONE, PARTLY, print, reports};
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::receiving::{self, How, Seen, Tray, words};

/// Scans of one source.
struct Source {
    name: String,
    scans: Vec<String>,
    how: How,
}

pub(super) fn receive(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let reader = std::env::current_exe().ok();
    let mut sources = Vec::new();
    for given in arguments.get_many::<String>("scans").into_iter().flatten() {
        sources.push(source(given, reader.as_deref())?);
    }
    let mut tray = Tray::open(&session)?;
    let mut troubles = Vec::new();
    let mut how = None;
    for source in &sources {
        if source.scans.is_empty() {
            troubles.push((source.name.clone(), "nothing", {
                let name = Value::Text(&source.name);
                call.messages.with("cli-receive-nothing", &[("file", name)])
            }));
        }
        for scan in &source.scans {
            let seen = tray.take(&session, scan);
            let sentence = words::seen(&session, &seen, call.messages);
            match &seen {
                Seen::Frame { .. } => {
                    // The first source that brought something says how it came.
                    how = how.or(Some(source.how));
                    if !call.json {
                        print::say(&sentence);
                    }
                }
                Seen::Not(trouble) => {
                    troubles.push((source.name.clone(), trouble.name(), sentence));
                }
            }
        }
    }
    let nothing_came = how.is_none();
    let told = tray.keep(&mut session, how.unwrap_or(How::Text))?;
    let told = if nothing_came { Vec::new() } else { told };
    if call.json {
        let sets: Vec<_> = told
            .iter()
            .map(|told| words::told_json(&session, told, call.messages))
            .collect();
        let troubles: Vec<_> = troubles
            .iter()
            .map(|(file, reason, message)| {
                json!({"file": file, "reason": reason, "message": message})
            })
            .collect();
        print::json(&json!({ "sets": sets, "refused": troubles }))?;
    } else {
        for told in &told {
            print::out(&words::told(&session, told, call.messages).join("\n"))?;
        }
        for (file, _, message) in &troubles {
            print::say(&call.messages.with(
                "cli-receive-refused",
                &[
                    ("file", Value::Text(file)),
                    ("message", Value::Text(message)),
                ],
            ));
        }
    }
    Ok(match (troubles.is_empty(), nothing_came) {
        (true, _) => DONE,
        (false, true) => 1,
        (false, false) => PARTLY,
    })
}

fn source(given: &str, reader: Option<&Path>) -> Result<Source, Error> {
    if given == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Error::file(Path::new("-"), error))?;
        let text = String::from_utf8_lossy(&bytes);
        // What a scanner types into a pipe is a scan as well.
        return Ok(Source {
            name: given.to_owned(),
            scans: receiving::scans_in(&text),
            how: How::Qr,
        });
    }
    let (scans, how) = receiving::scans_of(Path::new(given), reader)?;
    Ok(Source {
        name: given.to_owned(),
        scans,
        how,
    })
}

pub(super) fn received(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let session = call.session()?;
    let (day, _) = reports::asked(&session, arguments)?;
    let all = receiving::received(&session, day)?;
    if call.json {
        print::json(&words::received_json(&session, day, &all, call.messages))?;
    } else {
        print::out(&words::received(&session, day, &all, call.messages).join("\n"))?;
    }
    Ok(DONE)
}
