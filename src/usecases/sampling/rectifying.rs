//! 整改清单: what the spot check found, who puts it right until when, what was done, and who closed it.

use chrono::NaiveDate;

use super::{Pen, begin, oversees, texts};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, Entry, EntryRef, Kind};
use crate::domain::sample::{Rectification, SampleLevel, Status};
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::output::sample_words::RectifyLine;
use crate::store::CaseRow;
use crate::usecases::masking;
use crate::usecases::session::Session;

/// A rectification as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct RectifyRow {
    /// Whose case.
    pub row: CaseRow,
    /// It is called by this entry.
    pub id: EntryRef,
    /// Whose spot check found it.
    pub level: SampleLevel,
    /// What was found: fields of the form.
    pub items: Vec<String>,
    /// The unit that puts it right.
    pub owner: Option<UnitCode>,
    /// The day on which it was opened.
    pub opened: NaiveDate,
    /// The last day.
    pub due: Option<NaiveDate>,
    /// A day had to be supposed.
    pub estimated: bool,
    /// Where the time is written.
    pub basis: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// What was done, by whom, on which day.
    pub done: Option<Told>,
    /// Who closed it, with what words, on which day.
    pub closed: Option<Told>,
    /// What was done about it last: what can be taken back.
    pub last: Option<Entry>,
}

/// Words, officer and day of something done.
pub type Told = (String, String, NaiveDate);

/// What is done about a rectification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It was put right: how.
    Done(String),
    /// It is in order (销号), perhaps with words.
    Close(String),
    /// It is not in order: why.
    Reopen(String),
    /// It has until that day.
    Due(NaiveDate),
}

/// Rectifications of a level (all when absent), by unit, the first to end before the others.
///
/// # Errors
/// When the book cannot be read.
pub fn rectifications(
    session: &Session,
    level: Option<SampleLevel>,
    unit: Option<UnitCode>,
    status: Option<Status>,
) -> Result<Vec<RectifyRow>, Error> {
    let today = session.today();
    let mut found = Vec::new();
    for id in session.store.overseen(Kind::Rectify)? {
        let Some(row) = session.store.row(id)? else {
            continue;
        };
        if unit.is_some_and(|unit| !unit.contains(row.unit)) {
            continue;
        }
        let case = Case::of(&session.store.entries_of(id)?, &session.pack);
        for one in Rectification::of(&case) {
            let state = one.status(today);
            if level.is_none_or(|level| level == one.level)
                && status.is_none_or(|status| status == state)
            {
                found.push(row_of(session, &row, &one, state));
            }
        }
    }
    found.sort_by_key(|one| {
        let last = one.due.unwrap_or(NaiveDate::MAX);
        (one.status == Status::Closed, one.owner, last, one.row.no)
    });
    Ok(found)
}

/// How many rectifications there are by status, in the order of [`Status::ALL`]; closed ones are left out.
///
/// # Errors
/// When the book cannot be read.
pub fn open_rectifications(session: &Session) -> Result<[usize; 4], Error> {
    let today = session.today();
    let mut counts = [0; 4];
    for id in session.store.overseen(Kind::Rectify)? {
        let case = Case::of(&session.store.entries_of(id)?, &session.pack);
        for one in Rectification::of(&case) {
            let status = one.status(today);
            counts[status as usize] += usize::from(status != Status::Closed);
        }
    }
    Ok(counts)
}

fn row_of(session: &Session, row: &CaseRow, one: &Rectification<'_>, status: Status) -> RectifyRow {
    let day = |entry: &Entry| timeline::local_date(&session.pack, entry.at);
    let told = |entry: &Entry| {
        let what = entry.text("what").unwrap_or_default().to_owned();
        (what, entry.body.by.clone(), day(entry))
    };
    RectifyRow {
        row: row.clone(),
        id: one.opened.id,
        level: one.level,
        items: one.items.clone(),
        owner: one.owner,
        opened: day(one.opened),
        due: one.due,
        estimated: one.estimated,
        basis: one.basis.clone(),
        status,
        done: one.done.map(told),
        closed: one.closed.map(told),
        last: one.last.cloned(),
    }
}

/// Does something about a rectification of a person: the named one, or the only one that is not closed.
///
/// # Errors
/// When there is none or more than one, words are missing, somebody closes what nobody or the same officer put right, the
/// office may not close, or the book cannot be read or written.
pub fn act(
    session: &mut Session,
    case: CaseId,
    of: Option<EntryRef>,
    act: &Act,
) -> Result<(CaseRow, EntryRef), Error> {
    let row = session
        .store
        .row(case)?
        .ok_or_else(|| Error::said("error-nobody", &[("given", &case.to_string())]))?;
    let whole = Case::of(&session.store.entries_of(case)?, &session.pack);
    let all = Rectification::of(&whole);
    let mut meant = all.iter().filter(|one| match of {
        Some(of) => one.opened.id == of,
        None => one.closed.is_none(),
    });
    let one = match (meant.next(), meant.next()) {
        (Some(one), None) => one,
        (None, _) => return Err(Error::said("error-rectify-none", &[("person", &row.name)])),
        (Some(_), Some(_)) => {
            return Err(Error::said("error-rectify-many", &[("person", &row.name)]));
        }
    };
    admit(session, one, act, &row.name)?;
    let (name, words) = match act {
        Act::Done(what) => ("done", what.trim().to_owned()),
        Act::Close(what) => ("close", what.trim().to_owned()),
        Act::Reopen(what) => ("reopen", what.trim().to_owned()),
        Act::Due(_) => ("due", String::new()),
    };
    let mut fields = texts([
        ("act", name.to_owned()),
        ("level", one.level.name().to_owned()),
        ("of", one.opened.id.to_string()),
    ]);
    if !words.is_empty() {
        fields.insert("what".to_owned(), words.into());
    }
    if let Act::Due(day) = act {
        fields.insert("due".to_owned(), day.to_string().into());
    }
    let pen = Pen::of(session);
    let mut writing = begin(session)?;
    let entry = pen.write(&mut writing, (case, row.unit), Kind::Rectify, fields)?;
    writing.commit()?;
    Ok((row, entry))
}

fn admit(session: &Session, one: &Rectification<'_>, act: &Act, person: &str) -> Result<(), Error> {
    let says = |key| Err(Error::said(key, &[("person", person)]));
    let officer = session.officer.as_str();
    match act {
        _ if one.closed.is_some() && !matches!(act, Act::Reopen(_)) => says("error-rectify-closed"),
        Act::Done(what) if what.trim().is_empty() => says("error-rectify-what"),
        Act::Reopen(what) if what.trim().is_empty() => says("error-rectify-why"),
        Act::Close(_) | Act::Reopen(_) | Act::Due(_) if !oversees(session) => {
            says("error-rectify-office")
        }
        Act::Close(_) => match one.done {
            None => says("error-rectify-not-done"),
            Some(done) if done.body.by == officer => says("error-rectify-same-officer"),
            Some(_) => Ok(()),
        },
        Act::Reopen(_) if one.done.is_none() && one.closed.is_none() => {
            says("error-rectify-is-open")
        }
        Act::Done(_) | Act::Reopen(_) | Act::Due(_) => Ok(()),
    }
}

impl RectifyRow {
    /// The ID number as it may be shown.
    #[must_use]
    pub fn id_number(&self, whole: bool) -> Option<String> {
        let id = self.row.id_number.as_deref()?;
        Some(if whole {
            id.to_owned()
        } else {
            masking::id_number(id)
        })
    }

    /// Its line of the list.
    #[must_use]
    pub fn line(&self, session: &Session, whole: bool) -> RectifyLine {
        RectifyLine {
            name: self.row.name.clone(),
            id_number: self.id_number(whole).unwrap_or_default(),
            unit: session.short_name(self.row.unit),
            owner: self
                .owner
                .map(|unit| session.short_name(unit))
                .unwrap_or_default(),
            items: self.items.clone(),
            opened: self.opened,
            due: self.due.map(|due| (due, self.estimated)),
            basis: self.basis.clone(),
            status: self.status.name(),
            done: self.done.clone(),
            closed: self.closed.clone(),
        }
    }
}
