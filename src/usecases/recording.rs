//! Recording: one record from a form or a command, or many from a file; each is taken or refused, and nothing is lost.

mod batch;

use serde_json::{Map, Value};

use super::evidence;
use super::session::{Clock, Session};
use crate::domain::admission::admit;
use crate::domain::case::Case;
use crate::domain::entry::{Body, CaseId, EntryRef, Kind};
use crate::domain::id_number;
use crate::domain::record::{Reason, Refusal, check_fields};
use crate::domain::roster::{Doubt, RosterFacts};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::{NewEntry, StoreError, Writing};

pub use batch::{BatchResult, RefusedLine, parse_line, record_batch};

/// Whom a record is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The person of that ID number.
    IdNumber(String),
    /// The case.
    Case(CaseId),
    /// Nobody yet: `register`.
    Nobody,
}

/// A record before it is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// When it was recorded, milliseconds; the session's clock when absent.
    pub at: Option<i64>,
    /// The officer; the session's when absent.
    pub by: Option<String>,
    /// Whom it is about.
    pub subject: Subject,
    /// What is recorded.
    pub kind: Kind,
    /// Its fields.
    pub fields: Map<String, Value>,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Appended: its case and every entry made, the first one for the named person.
    Applied(CaseId, Vec<EntryRef>),
    /// It is in the book already.
    Unchanged,
}

/// What stands in the way of one record: a refusal, or the book itself.
pub(super) enum Trouble {
    Refused(Refusal),
    Store(Error),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

/// Records one thing; photos are copied beside the book first.
///
/// # Errors
/// The refusal, or what the book says.
pub fn record(session: &mut Session, record: &Record) -> Result<Taken, Error> {
    let taken = record_all(session, std::slice::from_ref(record))?;
    taken
        .into_iter()
        .next()
        .ok_or_else(|| Error::said("error-nothing-recorded", &[]))
}

/// Records several things together, or none of them.
///
/// # Errors
/// The first refusal, or what the book says.
pub fn record_all(session: &mut Session, records: &[Record]) -> Result<Vec<Taken>, Error> {
    let folder = session.evidence_folder();
    let desk = Desk::of(session);
    let mut writing = session.store.begin(&session.pack, desk.written_at)?;
    let mut taken = Vec::new();
    for record in records {
        match desk.take(&mut writing, record, None, &folder) {
            Ok(one) => taken.push(one),
            Err(Trouble::Refused(refusal)) => return Err(refusal.into()),
            Err(Trouble::Store(error)) => return Err(error),
        }
    }
    writing.commit()?;
    Ok(taken)
}

/// What every record of a call shares.
pub(super) struct Desk {
    officer: String,
    now: i64,
    written_at: i64,
    clock_set: bool,
    book_unit: UnitCode,
    today: chrono::NaiveDate,
}

impl Desk {
    pub(super) fn of(session: &Session) -> Self {
        Self {
            officer: session.officer.clone(),
            now: session.clock.now(),
            written_at: Clock::device(),
            clock_set: session.clock.is_set(),
            book_unit: session.store.unit(),
            today: session.today(),
        }
    }

    /// The device's own clock when the call began.
    pub(super) const fn written_at(&self) -> i64 {
        self.written_at
    }

    /// Takes one record; with a `mark` it is known again when it comes once more.
    pub(super) fn take(
        &self,
        writing: &mut Writing<'_>,
        record: &Record,
        mark: Option<String>,
        evidence_folder: &std::path::Path,
    ) -> Result<Taken, Trouble> {
        let mut fields = check_fields(record.kind, &record.fields)?;
        let by = record.by.as_deref().unwrap_or(&self.officer).to_owned();
        if record.kind == Kind::Register {
            return self.register(writing, record, &by, fields, mark);
        }
        let id = subject(writing, &record.subject)?;
        let Some(whole) = writing.case(id, None)? else {
            return Err(unknown(&record.subject).into());
        };
        let (at, adjusted) = self.moment(record, &whole);
        if is_known(&whole, record, at, &by, &fields, mark.as_deref()) {
            return Ok(Taken::Unchanged);
        }
        let case = match record.at {
            Some(at) => writing.case(id, Some(at))?.unwrap_or_default(),
            None => whole,
        };
        let target = admit(&case, record.kind, &by, &fields, writing.policy())?;
        if record.kind == Kind::Evidence {
            let largest = evidence::largest_now(writing)?;
            evidence::keep(&mut fields, evidence_folder, largest)
                .map_err(|given| Refusal::of(Reason::BadValue, "file", &given))?;
        }
        let body = Body {
            by,
            pack: writing.policy().label(),
            clock_set: self.clock_set || adjusted,
            target,
            line: mark,
            fields,
            ..Body::default()
        };
        append_household(writing, record.kind, id, at, &body)
    }

    /// A record without a time of its own is never put before what its case holds already: the device's clock may
    /// have been set back.
    fn moment(&self, record: &Record, case: &Case) -> (i64, bool) {
        if let Some(at) = record.at {
            (at, false)
        } else {
            let last = case.entries.iter().map(|entry| entry.at).max();
            match last {
                Some(last) if last > self.now => (last, true),
                _ => (self.now, false),
            }
        }
    }

    fn register(
        &self,
        writing: &mut Writing<'_>,
        record: &Record,
        by: &str,
        fields: Map<String, Value>,
        mark: Option<String>,
    ) -> Result<Taken, Trouble> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let mut facts = RosterFacts {
            name: text("name").map(str::to_owned),
            reason: text("reason").map(str::to_owned),
            presumed_class: Some(0),
            ..RosterFacts::default()
        };
        let mut doubts = Vec::new();
        if let Some(given) = text("id_number") {
            let read = id_number::read(given, false, self.today);
            facts.id_number.clone_from(&read.id_number);
            doubts = read.doubts;
        } else {
            doubts.push(Doubt::IdMissing);
        }
        if let Some(id) = facts.id_number.as_deref()
            && let Some(known) = writing.case_by_id_number(id)?
        {
            let same = writing.entries(known)?.first().is_some_and(|entry| {
                entry.kind == Kind::Register && entry.body.fields == fields && entry.body.by == by
            });
            return if same {
                Ok(Taken::Unchanged)
            } else {
                Err(Refusal::of(Reason::BadValue, "id_number", id).into())
            };
        }
        let unit = match text("unit").and_then(|unit| unit.parse::<UnitCode>().ok()) {
            Some(unit) if self.book_unit.contains(unit) => unit,
            Some(unit) => {
                return Err(Refusal::of(Reason::BadValue, "unit", &unit.to_string()).into());
            }
            None => self.book_unit,
        };
        facts.unit = Some(unit);
        let case = writing.new_case()?;
        let body = Body {
            by: by.to_owned(),
            pack: writing.policy().label(),
            clock_set: self.clock_set,
            line: mark,
            roster: Some(facts),
            doubts,
            fields,
            ..Body::default()
        };
        let entry = writing.append(NewEntry {
            case,
            unit,
            kind: Kind::Register,
            at: record.at.unwrap_or(self.now),
            body,
        })?;
        writing.project()?;
        Ok(Taken::Applied(case, vec![entry]))
    }
}

/// Appends the record to its case and to those of the household that it names.
fn append_household(
    writing: &mut Writing<'_>,
    kind: Kind,
    id: CaseId,
    at: i64,
    body: &Body,
) -> Result<Taken, Trouble> {
    let mut others = Vec::new();
    for other in household(body) {
        let subject = other
            .parse()
            .map_or_else(|_| Subject::IdNumber(other.clone()), Subject::Case);
        let other = self::subject(writing, &subject)?;
        if writing.case(other, None)?.is_none() {
            return Err(unknown(&subject).into());
        }
        if other != id {
            others.push(other);
        }
    }
    let mut made = vec![append_to(writing, id, kind, at, body.clone())?];
    for other in others {
        let mut body = body.clone();
        body.fields.remove("also");
        made.push(append_to(writing, other, kind, at, body)?);
    }
    Ok(Taken::Applied(id, made))
}

fn append_to(
    writing: &mut Writing<'_>,
    case: CaseId,
    kind: Kind,
    at: i64,
    body: Body,
) -> Result<EntryRef, Trouble> {
    let unit = writing
        .case(case, None)?
        .and_then(|case| case.unit)
        .ok_or_else(|| Refusal::because(Reason::UnknownPerson))?;
    Ok(writing.append(NewEntry {
        case,
        unit,
        kind,
        at,
        body,
    })?)
}

/// The others of the household who get the same record.
fn household(body: &Body) -> Vec<String> {
    match body.fields.get("also") {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

fn subject(writing: &mut Writing<'_>, subject: &Subject) -> Result<CaseId, Trouble> {
    match subject {
        Subject::Case(case) => Ok(*case),
        Subject::Nobody => Err(unknown(subject).into()),
        Subject::IdNumber(given) => {
            let plain = crate::domain::text::stored(given).text.to_uppercase();
            writing
                .case_by_id_number(&plain)?
                .ok_or_else(|| unknown(subject).into())
        }
    }
}

fn unknown(subject: &Subject) -> Refusal {
    match subject {
        Subject::IdNumber(id) => Refusal::of(Reason::UnknownPerson, "id_number", &masked(id)),
        Subject::Case(case) => Refusal::of(Reason::UnknownPerson, "case", &case.to_string()),
        Subject::Nobody => Refusal::because(Reason::UnknownPerson),
    }
}

fn masked(id: &str) -> String {
    super::masking::id_number(id)
}

/// Whether the case holds this very record already.
fn is_known(
    case: &Case,
    record: &Record,
    at: i64,
    by: &str,
    fields: &Map<String, Value>,
    mark: Option<&str>,
) -> bool {
    if record.at.is_none() && mark.is_none() {
        return false;
    }
    case.entries.iter().any(|entry| {
        entry.kind == record.kind
            && match mark {
                Some(mark) => entry.body.line.as_deref() == Some(mark),
                None => {
                    entry.at == at
                        && entry.body.by == by
                        && same_fields(record.kind, &entry.body.fields, fields)
                }
            }
    })
}

/// Evidence is stored under its hash: its file's name is not what makes it the same.
fn same_fields(kind: Kind, stored: &Map<String, Value>, given: &Map<String, Value>) -> bool {
    if kind == Kind::Evidence {
        let given_name = given.get("file").and_then(Value::as_str);
        return stored.get("given").and_then(Value::as_str) == given_name.map(evidence::file_name)
            && stored.get("caption") == given.get("caption");
    }
    stored == given
}
