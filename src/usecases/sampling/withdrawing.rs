//! Taking back what a spot check recorded by mistake: a check, or the last thing done about a rectification. Both stay
//! readable; what a check found no longer counts, and the person is open to be looked at again.

use serde_json::Map;

use super::{Pen, begin, oversees, texts};
use crate::domain::case::Case;
use crate::domain::entry::{Body, CaseId, Entry, EntryRef};
use crate::domain::sample::{Rectification, SampleLevel, handled_by, standing_checks};
use crate::error::Error;
use crate::store::{CaseRow, NewEntry};
use crate::usecases::session::Session;

/// Which check is meant: the newest that stands of those that fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// Its entry.
    pub entry: Option<EntryRef>,
    /// Its way of looking.
    pub way: Option<String>,
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenBack {
    /// Whose case.
    pub row: CaseRow,
    /// The entry that was taken back.
    pub was: Entry,
    /// The entry that takes it back.
    pub entry: EntryRef,
    /// So many rectifications went with it.
    pub dropped: usize,
}

/// The checks of a person that stand at a level, newest first.
///
/// # Errors
/// When the book cannot be read.
pub fn checks(session: &Session, case: CaseId, level: SampleLevel) -> Result<Vec<Entry>, Error> {
    let whole = Case::of(&session.store.entries_of(case)?, &session.pack);
    Ok(standing_checks(&whole, level).rev().cloned().collect())
}

/// Takes back a check of a person.
///
/// # Errors
/// When no reason is given, no such check stands, the officer had a hand in the case or is neither the checker nor of the
/// office that draws, or the book cannot be read or written.
pub fn withdraw_check(
    session: &mut Session,
    case: CaseId,
    level: SampleLevel,
    meant: &Meant,
    because: &str,
) -> Result<TakenBack, Error> {
    let (row, whole) = read(session, case)?;
    let person = ("person", row.name.as_str());
    let because = reason(because)?;
    let was = standing_checks(&whole, level)
        .rfind(|check| {
            meant.entry.is_none_or(|entry| entry == check.id)
                && (meant.way.is_none() || check.text("how") == meant.way.as_deref())
        })
        .ok_or_else(|| Error::said("error-sample-no-check", &[person]))?;
    let officer = session.officer.as_str();
    if handled_by(&whole, officer) {
        let values = [person, ("officer", officer)];
        return Err(Error::said("error-sample-own-withdraw", &values));
    }
    if was.body.by != officer && !oversees(session) {
        let values = [person, ("officer", was.body.by.as_str())];
        return Err(Error::said("error-sample-not-checker", &values));
    }
    let fields = texts([
        ("level", level.name().to_owned()),
        ("because", because.to_owned()),
    ]);
    take_back(session, row, &whole, was, fields)
}

/// Takes back the last thing done about a rectification: of the named one, or of the only one about which something was
/// done.
///
/// # Errors
/// When no reason is given, nothing was done, more than one could be meant, the officer may not, or the book cannot be
/// read or written.
pub fn withdraw_act(
    session: &mut Session,
    case: CaseId,
    of: Option<EntryRef>,
    because: &str,
) -> Result<TakenBack, Error> {
    let (row, whole) = read(session, case)?;
    let person = ("person", row.name.as_str());
    let because = reason(because)?;
    let all = Rectification::of(&whole);
    let mut meant = all
        .iter()
        .filter(|one| of.is_none_or(|of| one.opened.id == of))
        .filter_map(|one| Some((one, one.last?)));
    let (one, was) = match (meant.next(), meant.next()) {
        (Some(found), None) => found,
        (None, _) => return Err(Error::said("error-rectify-no-act", &[person])),
        (Some(_), Some(_)) => return Err(Error::said("error-rectify-acts", &[person])),
    };
    // Who puts right takes back what was put right; everything else is the office's that draws.
    if !oversees(session) {
        if was.text("act") != Some("done") {
            return Err(Error::said("error-rectify-office", &[person]));
        }
        if was.body.by != session.officer {
            let values = [person, ("officer", was.body.by.as_str())];
            return Err(Error::said("error-rectify-not-officer", &values));
        }
    }
    let fields = texts([
        ("level", one.level.name().to_owned()),
        ("of", one.opened.id.to_string()),
        ("because", because.to_owned()),
    ]);
    take_back(session, row, &whole, was, fields)
}

fn read(session: &Session, case: CaseId) -> Result<(CaseRow, Case), Error> {
    let row = session
        .store
        .row(case)?
        .ok_or_else(|| Error::said("error-nobody", &[("given", &case.to_string())]))?;
    let whole = Case::of(&session.store.entries_of(case)?, &session.pack);
    Ok((row, whole))
}

fn reason(given: &str) -> Result<&str, Error> {
    let given = given.trim();
    if given.is_empty() {
        return Err(Error::said("error-sample-withdraw-why", &[]));
    }
    Ok(given)
}

fn take_back(
    session: &mut Session,
    row: CaseRow,
    whole: &Case,
    was: &Entry,
    fields: Map<String, serde_json::Value>,
) -> Result<TakenBack, Error> {
    let pen = Pen::of(session);
    let before = Rectification::of(whole).len();
    // The device's clock may have been set back: nothing is taken back before it was written.
    let at = pen.at.max(was.at);
    let mut writing = begin(session)?;
    let entry = writing.append(NewEntry {
        case: row.id,
        unit: row.unit,
        kind: was.kind,
        at,
        body: Body {
            target: Some(was.id),
            fields,
            clock_set: pen.body.clock_set || at != pen.at,
            ..pen.body
        },
    })?;
    writing.commit()?;
    let now = Case::of(&session.store.entries_of(row.id)?, &session.pack);
    Ok(TakenBack {
        dropped: before.saturating_sub(Rectification::of(&now).len()),
        row,
        was: was.clone(),
        entry,
    })
}
