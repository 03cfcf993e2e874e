//! Records in a file, a JSON object a line: how they are read, what every one of them says first, and how a line is told
//! that was refused. Each line is taken or refused by itself; read again it applies nothing.

use std::io::BufRead;

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::recording::Subject;
use crate::domain::entry::hex;
use crate::domain::record::{Reason, Refusal};
use crate::error::Error;
use crate::messages::Messages;

/// So many lines are kept in one transaction: a file that is cut off keeps whole thousands and can be read again.
const LINES_A_TRANSACTION: usize = 1000;

/// A line that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the file, from 1.
    pub number: usize,
    /// Its text without blanks around it.
    pub text: String,
}

impl Line {
    /// By what its text is known again.
    #[must_use]
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(self.text.as_bytes())[..12])
    }
}

/// The lines of a file, a transaction's worth at a time.
pub struct Lines<'i> {
    input: &'i mut dyn BufRead,
    read: usize,
    ended: bool,
}

impl<'i> Lines<'i> {
    /// The lines of an input.
    pub const fn of(input: &'i mut dyn BufRead) -> Self {
        Self {
            input,
            read: 0,
            ended: false,
        }
    }

    /// So many lines were read.
    #[must_use]
    pub const fn read(&self) -> usize {
        self.read
    }

    /// Whether the input has no more.
    #[must_use]
    pub const fn ended(&self) -> bool {
        self.ended
    }

    /// The next lines that are kept together; blank ones are left out.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub fn next_together(&mut self) -> Result<Vec<Line>, Error> {
        let mut lines = Vec::new();
        for _ in 0..LINES_A_TRANSACTION {
            let mut bytes = Vec::new();
            let count = self.input.read_until(b'\n', &mut bytes);
            let count = count.map_err(|source| Error::File {
                path: String::new(),
                source,
            })?;
            if count == 0 {
                self.ended = true;
                break;
            }
            self.read += 1;
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_start_matches('\u{feff}').trim();
            if !text.is_empty() {
                lines.push(Line {
                    number: self.read,
                    text: text.to_owned(),
                });
            }
        }
        Ok(lines)
    }
}

/// The object of a line; what every record says is taken out of it, and the record's own fields are left.
pub(super) struct Object(pub Map<String, Value>);

impl Object {
    /// Reads it.
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let start = || text.chars().take(40).collect::<String>();
        let object = serde_json::from_str(text);
        object.map(Self).map_err(|_| bad("", &start()))
    }

    /// Takes out a word.
    pub(super) fn word(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.trim().to_owned())),
            Some(other) => Err(bad(name, &other.to_string())),
        }
    }

    /// Takes out when it was recorded, milliseconds.
    pub(super) fn at(&mut self) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.word("at")? else {
            return Ok(None);
        };
        let at = chrono::DateTime::parse_from_rfc3339(&text).map_err(|_| bad("at", &text))?;
        Ok(Some(at.timestamp_millis()))
    }

    /// Takes out who it is about; of whom no list knows, the ID number is a field of the record.
    pub(super) fn subject(&mut self, registers: bool) -> Result<Subject, Refusal> {
        Ok(match self.word("case")? {
            Some(text) => Subject::Case(
                text.parse()
                    .map_err(|_| Refusal::of(Reason::UnknownPerson, "case", &text))?,
            ),
            None if registers => Subject::Nobody,
            None => Subject::IdNumber(self.word("id_number")?.unwrap_or_default()),
        })
    }
}

/// A value that cannot be.
pub(super) fn bad(field: &str, given: &str) -> Refusal {
    Refusal::of(Reason::BadValue, field, given)
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

impl RefusedLineJson {
    /// A refused line in words.
    #[must_use]
    pub fn of(line: usize, reason: &'static str, error: &Error, messages: &Messages) -> Self {
        Self {
            line,
            reason,
            message: error.sentence(messages),
        }
    }
}
