//! What became of proposals: which wait, which an officer takes over or refuses, and what was compared so far.

use std::path::Path;

use serde_json::{Map, Value};

use super::super::recording::{Record, Subject, record};
use super::super::session::{Clock, Session};
use super::{source_named, sources};
use crate::domain::entry::{Body, CaseId, Entry, EntryRef, Kind};
use crate::domain::hit::{self, How};
use crate::domain::{Stop, timeline};
use crate::error::Error;
use crate::store::{CaseFilter, CaseRow, NewEntry};

/// A proposal that waits, with its person.
#[derive(Clone, Debug)]
pub struct WaitingHit {
    /// The person.
    pub row: CaseRow,
    /// The proposal.
    pub entry: Entry,
}

impl WaitingHit {
    /// Whether it can only be this person.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.entry.text("how").is_some_and(|how| {
            [How::IdNumber, How::PersonalNumber]
                .iter()
                .any(|sure| sure.name() == how)
        })
    }
}

/// The proposals that nobody has looked at, in the order of the walk; of one source where it is named by its id.
///
/// # Errors
/// When the book cannot be read.
pub fn waiting(
    session: &Session,
    source: Option<&str>,
    limit: Option<usize>,
) -> Result<Vec<WaitingHit>, Error> {
    let rows = session.store.list(&CaseFilter {
        hits: true,
        limit,
        ..CaseFilter::default()
    })?;
    let mut found = Vec::new();
    for row in rows {
        let entries = session.store.entries_of(row.id)?;
        let (case, _) = timeline::fold(&entries, &session.pack);
        for entry in hit::waiting(&case) {
            if source.is_none_or(|source| entry.text("source") == Some(source)) {
                found.push(WaitingHit {
                    row: row.clone(),
                    entry: entry.clone(),
                });
            }
        }
    }
    Ok(found)
}

/// The comparisons made so far, oldest first.
///
/// # Errors
/// When the book cannot be read.
pub fn history(session: &Session) -> Result<Vec<Entry>, Error> {
    let mut entries = session.store.entries_of(CaseId::BOOK)?;
    entries.retain(|entry| entry.kind == Kind::MatchList);
    Ok(entries)
}

/// Takes over what a list proposes: a contact by matching, and its facts with the source. The class is still to be confirmed.
///
/// A proposal that might mean another person needs the reason why it is this one.
///
/// # Errors
/// When the proposal does not wait, the reason is missing, or the book cannot be written.
pub fn accept(
    session: &mut Session,
    case: CaseId,
    hit: EntryRef,
    because: Option<&str>,
) -> Result<Vec<EntryRef>, Error> {
    let found = waiting_of(session, case, hit)?;
    let because = because.map(str::trim).filter(|why| !why.is_empty());
    if !found.is_sure() && because.is_none() {
        return Err(Error::said("error-match-because", &[]));
    }
    take_over(session, std::slice::from_ref(&found), because, &mut |_| {
        Ok(())
    })
}

/// Takes over all sure proposals of a source that allows it: certified people alone, never a death. `tick` hears how many
/// of how many are taken.
///
/// # Errors
/// When the source does not allow it, the book cannot be written, or `tick` says stop; then nothing is taken over.
pub fn accept_together(
    session: &mut Session,
    source: &str,
    folder: Option<&Path>,
    because: &str,
    tick: &mut dyn FnMut((u64, u64)) -> Result<(), Stop>,
) -> Result<usize, Error> {
    let source = source_named(&sources(folder)?, source)?;
    if !source.together {
        return Err(Error::said(
            "error-match-together",
            &[("source", &source.title)],
        ));
    }
    if because.trim().is_empty() {
        return Err(Error::said("error-match-because", &[]));
    }
    let mut found = waiting(session, Some(&source.id), None)?;
    found.retain(WaitingHit::is_sure);
    take_over(session, &found, Some(because.trim()), tick)?;
    Ok(found.len())
}

/// Refuses what a list proposes, with the reason.
///
/// # Errors
/// When the proposal does not wait, the reason is missing, or the book cannot be written.
pub fn refuse(
    session: &mut Session,
    case: CaseId,
    hit: EntryRef,
    because: &str,
) -> Result<(), Error> {
    let mut fields = Map::new();
    fields.insert("hit".to_owned(), hit.to_string().into());
    fields.insert("because".to_owned(), because.into());
    record(
        session,
        &Record {
            at: None,
            by: None,
            subject: Subject::Case(case),
            kind: Kind::RefuseHit,
            fields,
        },
    )?;
    Ok(())
}

fn waiting_of(session: &Session, case: CaseId, hit: EntryRef) -> Result<WaitingHit, Error> {
    let not_waiting = || Error::said("error-match-not-waiting", &[("hit", &hit.to_string())]);
    let row = session.store.row(case)?.ok_or_else(not_waiting)?;
    let entries = session.store.entries_of(case)?;
    let (case, _) = timeline::fold(&entries, &session.pack);
    hit::waiting(&case)
        .into_iter()
        .find(|entry| entry.id == hit)
        .map(|entry| WaitingHit {
            row,
            entry: entry.clone(),
        })
        .ok_or_else(not_waiting)
}

/// The person of a proposal.
///
/// # Errors
/// When no proposal of that name waits.
pub fn case_of(session: &Session, hit: EntryRef) -> Result<CaseId, Error> {
    waiting(session, None, None)?
        .into_iter()
        .find(|one| one.entry.id == hit)
        .map(|one| one.row.id)
        .ok_or_else(|| Error::said("error-match-not-waiting", &[("hit", &hit.to_string())]))
}

fn take_over(
    session: &mut Session,
    hits: &[WaitingHit],
    because: Option<&str>,
    tick: &mut dyn FnMut((u64, u64)) -> Result<(), Stop>,
) -> Result<Vec<EntryRef>, Error> {
    let (officer, now) = (session.officer.clone(), session.clock.now());
    let (clock_set, pack) = (session.clock.is_set(), session.pack.label());
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    let mut made = Vec::new();
    let whole = hits.len() as u64;
    for (WaitingHit { row, entry }, done) in hits.iter().zip(1..) {
        if tick((done, whole)).is_err() {
            return Err(Error::said("error-match-stopped", &[]));
        }
        // Another program may have been here since the list was read.
        let Some(case) = writing.case(row.id, None)? else {
            continue;
        };
        if !hit::waiting(&case).iter().any(|one| one.id == entry.id) {
            continue;
        }
        let last = case.entries.iter().map(|one| one.at).max();
        let at = last.map_or(now, |last| last.max(now));
        let unit = case.unit.unwrap_or(row.unit);
        for (kind, fields) in acts_of(entry, because) {
            let body = Body {
                by: officer.clone(),
                pack: pack.clone(),
                clock_set,
                hit: Some(entry.id),
                source: entry.body.source.clone(),
                fields,
                ..Body::default()
            };
            made.push(writing.append(NewEntry {
                case: row.id,
                unit,
                kind,
                at,
                body,
            })?);
        }
        writing.project()?;
    }
    writing.commit()?;
    Ok(made)
}

/// The contact and the facts that an accepted proposal becomes.
fn acts_of(hit: &Entry, because: Option<&str>) -> Vec<(Kind, Map<String, Value>)> {
    let title = hit.text("title").unwrap_or_default();
    let day = hit.text("list_date").unwrap_or_default();
    let note = match because {
        Some(why) => format!("{title} {day} {why}"),
        None => format!("{title} {day}"),
    };
    let fields = |pairs: &[(&str, &str)]| -> Map<String, Value> {
        pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Value::from(*text)))
            .collect()
    };
    let found = hit.text("found").unwrap_or("unclear");
    let contact = [("how", "match"), ("found", found), ("note", &note)];
    let mut acts = vec![(Kind::Contact, fields(&contact))];
    let facts = hit.body.fields.get("facts").and_then(Value::as_object);
    for (name, value) in facts.into_iter().flatten() {
        let value = value.as_str().unwrap_or_default();
        let fact = [("name", name.as_str()), ("value", value), ("source", title)];
        acts.push((Kind::Fact, fields(&fact)));
    }
    acts
}
