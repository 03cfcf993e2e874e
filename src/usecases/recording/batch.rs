//! Many records from a file, a line each: every line is taken or refused by itself, and read again it applies nothing.

use std::collections::HashMap;
use std::io::BufRead;

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{Desk, Record, Subject, Taken, Trouble};
use crate::domain::entry::{Kind, hex};
use crate::domain::record::{Reason, Refusal};
use crate::error::Error;
use crate::intake::Stop;
use crate::usecases::session::Session;

/// A line of a batch that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedLine {
    /// Line in the file, from 1.
    pub line: usize,
    /// Why.
    pub refusal: Refusal,
}

/// What a batch did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchResult {
    /// Lines that held something.
    pub lines: usize,
    /// Records appended.
    pub applied: usize,
    /// Records that were in the book already.
    pub unchanged: usize,
    /// Lines that were refused.
    pub refused: Vec<RefusedLine>,
    /// It was stopped before its end; what was counted is kept.
    pub stopped: bool,
}

/// A refused line as scripts read it.
#[derive(Debug, Serialize)]
pub struct RefusedLineJson {
    /// Line in the file, from 1.
    pub line: usize,
    /// The word.
    pub reason: &'static str,
    /// The sentence.
    pub message: String,
}

/// So many lines are kept in one transaction: a batch that is cut off keeps whole thousands and can be read again.
const LINES_A_TRANSACTION: usize = 1000;

/// Records the lines of a batch; a refused line stops nothing else. `tick` hears of every thousand lines that are kept
/// and may say stop.
///
/// # Errors
/// When the input or the book cannot be read or written.
pub fn record_batch(
    session: &mut Session,
    input: &mut dyn BufRead,
    tick: &mut dyn FnMut(usize) -> Result<(), Stop>,
) -> Result<BatchResult, Error> {
    let mut result = BatchResult::default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut line_number = 0;
    let folder = session.evidence_folder();
    let desk = Desk::of(session);
    loop {
        let mut writing = session.store.begin(&session.pack, desk.written_at)?;
        let mut read = 0;
        while read < LINES_A_TRANSACTION {
            let mut bytes = Vec::new();
            let count = input
                .read_until(b'\n', &mut bytes)
                .map_err(|source| Error::File {
                    path: String::new(),
                    source,
                })?;
            if count == 0 {
                break;
            }
            read += 1;
            line_number += 1;
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_start_matches('\u{feff}').trim();
            if text.is_empty() {
                continue;
            }
            result.lines += 1;
            let taken = parse_line(text).map_err(Trouble::from).and_then(|record| {
                let mark = line_mark(text, record.at, &mut seen);
                desk.take(&mut writing, &record, mark, &folder)
            });
            match taken {
                Ok(Taken::Applied(..)) => result.applied += 1,
                Ok(Taken::Unchanged) => result.unchanged += 1,
                Err(Trouble::Refused(refusal)) => result.refused.push(RefusedLine {
                    line: line_number,
                    refusal,
                }),
                Err(Trouble::Store(error)) => return Err(error),
            }
        }
        writing.commit()?;
        let stop = tick(line_number).is_err();
        if read < LINES_A_TRANSACTION {
            return Ok(result);
        }
        if stop {
            result.stopped = true;
            return Ok(result);
        }
    }
}

/// A line that gives no time is known again by its text and by how often that text stood before it.
fn line_mark(text: &str, at: Option<i64>, seen: &mut HashMap<String, usize>) -> Option<String> {
    if at.is_some() {
        return None;
    }
    let digest = line_digest(text);
    let count = seen.entry(digest.clone()).or_insert(0);
    *count += 1;
    Some(format!("{digest}:{count}"))
}

/// By what the text of a line is known again.
#[must_use]
pub fn line_digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..12])
}

/// Reads a line of a batch.
///
/// # Errors
/// `bad-value` for what is no record, `unknown-field` for an unknown kind.
pub fn parse_line(text: &str) -> Result<Record, Refusal> {
    let bad = |field: &str, given: &str| Refusal::of(Reason::BadValue, field, given);
    let mut object: Map<String, Value> =
        serde_json::from_str(text).map_err(|_| bad("", text.get(..40).unwrap_or(text)))?;
    let word = |object: &mut Map<String, Value>, name: &str| -> Result<Option<String>, Refusal> {
        match object.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.trim().to_owned())),
            Some(other) => Err(bad(name, &other.to_string())),
        }
    };
    let kind = word(&mut object, "do")?.unwrap_or_default();
    let kind = Kind::named(&kind).ok_or_else(|| Refusal::of(Reason::UnknownField, "do", &kind))?;
    let at = match word(&mut object, "at")? {
        Some(text) => Some(
            chrono::DateTime::parse_from_rfc3339(&text)
                .map_err(|_| bad("at", &text))?
                .timestamp_millis(),
        ),
        None => None,
    };
    // `objection` has a field of its own called `by`; the officer then stands in `officer`.
    let officer = word(&mut object, "officer")?;
    let by = if kind == Kind::Objection || kind == Kind::Unseal {
        officer
    } else {
        word(&mut object, "by")?.or(officer)
    };
    let case = word(&mut object, "case")?;
    let subject = match case {
        Some(text) => Subject::Case(
            text.parse()
                .map_err(|_| Refusal::of(Reason::UnknownPerson, "case", &text))?,
        ),
        None if kind == Kind::Register => Subject::Nobody,
        None => Subject::IdNumber(word(&mut object, "id_number")?.unwrap_or_default()),
    };
    Ok(Record {
        at,
        by,
        subject,
        kind,
        fields: object,
    })
}
