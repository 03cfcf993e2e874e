//! Many records from a file, a line each: every line is taken or refused by itself, and read again it applies nothing.

use std::collections::HashMap;
use std::io::BufRead;

use super::{Desk, Record, Taken, Trouble};
use crate::domain::entry::Kind;
use crate::domain::record::{Reason, Refusal};
use crate::error::Error;
use crate::intake::Stop;
use crate::usecases::lines::{Line, Lines, Object};
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
    let mut lines = Lines::of(input);
    let folder = session.evidence_folder();
    let desk = Desk::of(session);
    loop {
        let together = lines.next_together()?;
        let mut writing = session.store.begin(&session.pack, desk.written_at)?;
        for line in together {
            result.lines += 1;
            let taken = parse_line(&line.text)
                .map_err(Trouble::from)
                .and_then(|record| {
                    let mark = line_mark(&line, record.at, &mut seen);
                    desk.take(&mut writing, &record, mark, &folder)
                });
            match taken {
                Ok(Taken::Applied(..)) => result.applied += 1,
                Ok(Taken::Unchanged) => result.unchanged += 1,
                Err(Trouble::Refused(refusal)) => result.refused.push(RefusedLine {
                    line: line.number,
                    refusal,
                }),
                Err(Trouble::Store(error)) => return Err(error),
            }
        }
        writing.commit()?;
        let stop = tick(lines.read()).is_err();
        if lines.ended() {
            return Ok(result);
        }
        if stop {
            result.stopped = true;
            return Ok(result);
        }
    }
}

/// A line that gives no time is known again by its text and by how often that text stood before it.
fn line_mark(line: &Line, at: Option<i64>, seen: &mut HashMap<String, usize>) -> Option<String> {
    if at.is_some() {
        return None;
    }
    let digest = line.digest();
    let count = seen.entry(digest.clone()).or_insert(0);
    *count += 1;
    Some(format!("{digest}:{count}"))
}

/// Reads a line of a batch.
///
/// # Errors
/// `bad-value` for what is no record, `unknown-field` for an unknown kind.
pub fn parse_line(text: &str) -> Result<Record, Refusal> {
    let mut object = Object::read(text)?;
    let kind = object.word("do")?.unwrap_or_default();
    let kind = Kind::named(&kind).ok_or_else(|| Refusal::of(Reason::UnknownField, "do", &kind))?;
    let at = object.at()?;
    // `objection` has a field of its own called `by`; the officer then stands in `officer`.
    let officer = object.word("officer")?;
    let by = if kind == Kind::Objection || kind == Kind::Unseal {
        officer
    } else {
        object.word("by")?.or(officer)
    };
    Ok(Record {
        at,
        by,
        subject: object.subject(kind == Kind::Register)?,
        kind,
        fields: object.0,
    })
}
