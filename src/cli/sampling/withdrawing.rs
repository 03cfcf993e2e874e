//! `xunren sample withdraw` and `xunren sample rectify --withdraw`: taking back what was recorded by mistake.

use clap::ArgMatches;
use serde_json::json;

use super::{bad, level, text};
use crate::cli::{Call, DONE, people, print};
use crate::domain::entry::{CaseId, EntryRef};
use crate::error::Error;
use crate::output::sample_words;
use crate::usecases::sampling::{self, Meant, TakenBack};
use crate::usecases::session::Session;

/// Takes back a check.
pub(super) fn check(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let level = level(arguments, &session)?;
    let case = people::case_of(&session, text(arguments, "person").unwrap_or_default())?;
    let entry = text(arguments, "entry")
        .map(|given| given.parse().map_err(|_| bad("entry", given)))
        .transpose()?;
    let meant = Meant {
        entry,
        way: text(arguments, "how").map(str::to_owned),
    };
    let because = call.text("because").unwrap_or_default();
    let done = sampling::withdraw_check(&mut session, case, level, &meant, because)?;
    tell(call, &session, &done)
}

/// Takes back the last thing done about a rectification.
pub(super) fn act(
    call: &Call<'_>,
    session: &mut Session,
    case: CaseId,
    of: Option<EntryRef>,
) -> Result<u8, Error> {
    let because = call.text("because").unwrap_or_default();
    let done = sampling::withdraw_act(session, case, of, because)?;
    tell(call, session, &done)
}

fn tell(call: &Call<'_>, session: &Session, done: &TakenBack) -> Result<u8, Error> {
    if call.json {
        print::json(&json!({
            "case": done.row.id,
            "entry": done.entry,
            "withdrawn": done.was.id,
            "rectifications_dropped": done.dropped,
        }))?;
    } else {
        let told = sample_words::taken_back(
            (&done.row.name, &done.was, done.dropped),
            &session.pack,
            call.messages,
        );
        print::out(&told)?;
    }
    Ok(DONE)
}
