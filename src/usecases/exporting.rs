//! What leaves the program: files written whole or not at all, and an entry that says so.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::Map;

use super::evidence;
use super::session::{Clock, Session};
use crate::domain::entry::{Body, CaseId, Kind};
use crate::domain::report::Report;
use crate::error::Error;
use crate::messages::Messages;
use crate::output::{self, Form, PrintError};
use crate::store::NewEntry;

/// Writes a file so that either the old one stands or the new one, whole.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = Path::new(&unfinished);
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(unfinished, path)?;
        evidence::sync_folder(path.parent().unwrap_or(Path::new("")))
    };
    write().map_err(|error| {
        let _ = fs::remove_file(unfinished);
        Error::file(path, error)
    })
}

/// A report in one of its forms.
///
/// # Errors
/// When it cannot be printed: nothing on this computer writes Chinese on a picture, or a writer refuses.
pub fn printed(report: &Report, form: Form, messages: &Messages) -> Result<Vec<u8>, Error> {
    output::print(report, form, messages).map_err(|error| match error {
        PrintError::Font(_) => Error::said("error-no-font", &[]),
        error => Error::said("error-paper", &[("what", &error.to_string())]),
    })
}

/// Notes in the book that something left it.
///
/// # Errors
/// When the book cannot be written.
pub fn note(session: &mut Session, what: &str, target: &str) -> Result<(), Error> {
    let mut fields = Map::new();
    fields.insert("what".to_owned(), what.into());
    fields.insert("to".to_owned(), target.into());
    append(session, CaseId::BOOK, Kind::Export, fields)
}

/// Notes in the book that a backup of it was made, and where its logs ended.
///
/// # Errors
/// When the book cannot be written.
pub fn note_backup(session: &mut Session, target: &str, heads: &[String]) -> Result<(), Error> {
    let mut fields = Map::new();
    fields.insert("what".to_owned(), "backup".into());
    fields.insert("to".to_owned(), target.into());
    fields.insert("heads".to_owned(), heads.to_vec().into());
    append(session, CaseId::BOOK, Kind::Export, fields)
}

/// Notes that personal numbers were shown whole, and why.
///
/// # Errors
/// When the book cannot be written.
pub fn note_unmasked(
    session: &mut Session,
    case: Option<CaseId>,
    because: &str,
) -> Result<(), Error> {
    let mut fields = Map::new();
    fields.insert("because".to_owned(), because.into());
    append(session, case.unwrap_or(CaseId::BOOK), Kind::Unmask, fields)
}

fn append(
    session: &mut Session,
    case: CaseId,
    kind: Kind,
    fields: Map<String, serde_json::Value>,
) -> Result<(), Error> {
    let body = Body {
        by: session.officer.clone(),
        pack: session.pack.label(),
        clock_set: session.clock.is_set(),
        fields,
        ..Body::default()
    };
    let at = session.clock.now();
    let unit = match session.store.row(case)? {
        Some(row) => row.unit,
        None => session.store.unit(),
    };
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    writing.append(NewEntry {
        case,
        unit,
        kind,
        at,
        body,
    })?;
    writing.commit()?;
    Ok(())
}
