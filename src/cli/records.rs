//! Recording from the command line: one record with its fields as options, or a batch.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use super::stopping::Stopping;
use super::{Call, DONE, PARTLY, book, config_folder, lines, people, print};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, Kind};
use crate::domain::pack::{OutcomeKind, Role};
use crate::domain::record::recordable;
use crate::error::Error;
use crate::intake::Stop;
use crate::messages::Value;
use crate::output::settled_text;
use crate::usecases::lines::RefusedLineJson;
use crate::usecases::recording::{
    BatchResult, Record, Subject, Taken, record as record_one, record_batch,
};
use crate::usecases::session::Session;
use crate::usecases::settling::{self, Settling};

pub(super) fn record(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    if let Some((name, fields)) = arguments.subcommand() {
        return one(call, name, fields);
    }
    match arguments.get_one::<String>("batch") {
        Some(path) => batch(call, path),
        None => Err(Error::said("error-record-what", &[])),
    }
}

fn one(call: &Call<'_>, name: &str, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let kind = Kind::named(name).ok_or_else(|| Error::said("error-record-what", &[]))?;
    let mut fields = Map::new();
    for field in recordable(kind).map_or(&[][..], |record| record.fields) {
        let given = if field.name == "because" {
            call.text("because").map(str::to_owned)
        } else {
            arguments
                .get_one::<String>(&format!("field-{}", field.name))
                .cloned()
        };
        if let Some(given) = given {
            fields.insert(field.name.to_owned(), Json::from(given));
        }
    }
    let subject = match arguments.get_one::<String>("person") {
        _ if kind == Kind::Register => Subject::Nobody,
        Some(given) => Subject::Case(people::case_of(&session, given)?),
        None => return Err(Error::said("error-record-whom", &[])),
    };
    let at = book::at(arguments)?;
    if kind == Kind::Resolve
        && arguments.get_flag("settled")
        && let Subject::Case(case) = subject
    {
        settle(call, &session, case, &mut fields)?;
    }
    let taken = record_one(
        &mut session,
        &Record {
            at,
            by: None,
            subject,
            kind,
            fields,
        },
    )?;
    match taken {
        Taken::Applied(case, entries) if call.json => {
            print::json(&json!({ "case": case, "entries": entries }))?;
        }
        Taken::Applied(..) => print::say(&call.messages.get("cli-record-done")),
        Taken::Unchanged if call.json => print::json(&json!({ "entries": [] }))?,
        Taken::Unchanged => print::say(&call.messages.get("cli-record-unchanged")),
    }
    Ok(DONE)
}

/// Fills in the amounts that the case's own settlement works out, as the screen proposes them.
fn settle(
    call: &Call<'_>,
    session: &Session,
    case: CaseId,
    fields: &mut Map<String, Json>,
) -> Result<(), Error> {
    if session.role == Role::Village {
        return Err(Error::said("error-settled-village", &[]));
    }
    let given = fields.get("outcome").and_then(Json::as_str);
    let Some(outcome) = given.and_then(OutcomeKind::named) else {
        // The record itself says what is wrong with it.
        return Ok(());
    };
    let case = Case::of(&session.store.entries_of(case)?, &session.pack);
    let settling = Settling::with_config(&config_folder())?;
    let result = settling.settle(session, &case);
    let settled = match &result {
        Ok(settled) if !settled.amounts().is_empty() => settled,
        other => {
            let why = settled_text::line(other, settling.rules, call.messages);
            let why = why.unwrap_or_else(|| call.messages.get("settled-none"));
            return Err(Error::said("error-settled-nothing", &[("why", &why)]));
        }
    };
    let by_system = settling::propose(settled, outcome, fields);
    if by_system && !fields.contains_key("because") {
        let why = call.messages.get("settled-because-system");
        fields.insert("because".to_owned(), why.into());
    }
    Ok(())
}

fn batch(call: &Call<'_>, path: &str) -> Result<u8, Error> {
    let mut input = lines::open(path)?;
    let mut session = call.session()?;
    let bar = print::progress(&call.messages.get("cli-record-progress"));
    // Who types the lines waits for the next one: there a signal ends the program at once, and whole thousands are kept.
    let stopping = (path != "-").then(Stopping::watch);
    let result = record_batch(&mut session, input.as_mut(), &mut |line| {
        bar.set_position(line as u64);
        if stopping.as_ref().is_some_and(Stopping::asked) {
            Err(Stop)
        } else {
            Ok(())
        }
    });
    bar.finish_and_clear();
    let result = result?;
    tell_batch(call, &result)?;
    if result.stopped {
        print::say(&call.messages.get("cli-batch-stopped"));
    }
    Ok(if result.refused.is_empty() && !result.stopped {
        DONE
    } else {
        PARTLY
    })
}

/// What a batch did, and every line that was refused.
fn tell_batch(call: &Call<'_>, result: &BatchResult) -> Result<(), Error> {
    let refused: Vec<RefusedLineJson> = result
        .refused
        .iter()
        .map(|line| {
            let reason = line.refusal.reason.name();
            let error = line.refusal.clone().into();
            RefusedLineJson::of(line.line, reason, &error, call.messages)
        })
        .collect();
    if call.json {
        print::json(&json!({
            "lines": result.lines,
            "applied": result.applied,
            "unchanged": result.unchanged,
            "refused": refused,
            "stopped": result.stopped,
        }))?;
    } else {
        print::out(&call.messages.with(
            "cli-batch-done",
            &[
                ("lines", Value::from(result.lines)),
                ("applied", Value::from(result.applied)),
                ("unchanged", Value::from(result.unchanged)),
                ("refused", Value::from(refused.len())),
            ],
        ))?;
        lines::tell_refused(call, &refused)?;
    }
    Ok(())
}
