//! Objections: whether they came within the pack's time, and what the recheck found.

use chrono::NaiveDate;

use super::{Book, RECHECK, text};
use crate::domain::deadline;
use crate::domain::entry::{Entry, EntryRef, Kind};

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The entry.
    pub entry: EntryRef,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: Option<String>,
    /// Against what.
    pub against: String,
    /// The last day of the pack's time; nothing where the pack gives none, or where the day it runs from is not known.
    pub until: Option<NaiveDate>,
    /// Where that time is written.
    pub clause: Option<String>,
    /// What came of it.
    pub recheck: Option<Recheck>,
}

impl Objection {
    /// Whether it came in time; nothing when nobody can know.
    #[must_use]
    pub fn in_time(&self) -> Option<bool> {
        self.until.map(|until| self.on <= until)
    }
}

/// The result of a recheck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recheck {
    /// The entry.
    pub entry: EntryRef,
    /// The day.
    pub on: NaiveDate,
    /// One of [`super::RESULTS`].
    pub result: String,
    /// What was written down.
    pub note: Option<String>,
}

pub(super) fn all(book: &Book<'_>) -> Vec<Objection> {
    let objections: Vec<&Entry> = book.case.standing(Kind::Objection).collect();
    objections
        .iter()
        .enumerate()
        .map(|(place, entry)| {
            let next = objections.get(place + 1).map(|next| next.order());
            let mut checks = book.steps(RECHECK);
            let check = checks.rfind(|check| {
                check.order() > entry.order() && next.is_none_or(|next| check.order() < next)
            });
            let against = entry.text("against").unwrap_or_default();
            let (until, clause) = time(book, against);
            Objection {
                entry: entry.id,
                on: book.day(entry),
                by: text(entry, "by"),
                against: against.to_owned(),
                until,
                clause,
                recheck: check.and_then(|check| {
                    Some(Recheck {
                        entry: check.id,
                        on: book.day(check),
                        result: text(check, "result")?,
                        note: text(check, "note"),
                    })
                }),
            }
        })
        .collect()
}

/// The pack's time is that of an objection to the suspension; a notice prints a time of its own.
fn time(book: &Book<'_>, against: &str) -> (Option<NaiveDate>, Option<String>) {
    let Some(rule) = book.pack.rules.objection.as_ref() else {
        return (None, None);
    };
    if book.pack.claims_money(against) {
        return (None, None);
    }
    let clause = Some(book.cite_or(None, rule));
    let since = deadline::objection_since(book.case, book.pack, rule.from);
    let until = since.map(|since| {
        let due = deadline::last_day(book.pack, &book.pack.workdays, since, rule.within);
        due.date
    });
    (until, clause)
}
