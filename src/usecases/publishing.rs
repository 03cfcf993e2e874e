//! 公示: the list for a village's board, without anything that nobody has to know, and how long it hangs.
//! Who may be listed and for how long is a rule of the pack.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value as Json};

use super::session::{Clock, Session};
use super::{evidence, exporting, masking};
use crate::domain::case::State;
use crate::domain::entry::{Body, CaseId, Entry, Kind};
use crate::domain::pack::rules::{Cited, PublicListRule};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::messages::Messages;
use crate::output::public_list::{self, PublicList, PublicRow};
use crate::store::{CaseFilter, NewEntry};

/// Nothing hangs longer than a year.
const LONGEST: u32 = 366;

/// The rule of the pack that the book follows, and where it is written.
///
/// # Errors
/// When the pack has none.
pub fn rule(session: &Session) -> Result<(&PublicListRule, String), Error> {
    let rule = session.pack.rules.public_list.as_ref();
    let rule = rule.ok_or_else(|| Error::said("error-publish-rule", &[]))?;
    let basis = rule.clause().map(|clause| session.pack.cite(clause));
    let basis = basis.or_else(|| rule.source().map(str::to_owned));
    Ok((rule, basis.unwrap_or_default()))
}

/// How many days a list hangs: what the office says, never less than the document wants.
///
/// # Errors
/// When neither of them says it, or the office says less or something that makes no sense.
pub fn days(session: &Session, given: Option<&str>) -> Result<u32, Error> {
    let (rule, basis) = rule(session)?;
    let Some(given) = given.map(str::trim).filter(|text| !text.is_empty()) else {
        return rule
            .days
            .ok_or_else(|| Error::said("error-publish-days", &[]));
    };
    let days = given
        .parse()
        .ok()
        .filter(|days| (1..=LONGEST).contains(days));
    let days = days.ok_or_else(|| Error::said("error-publish-days-number", &[("given", given)]))?;
    match rule.days {
        Some(least) if days < least => Err(Error::said(
            "error-publish-days-few",
            &[("least", &least.to_string()), ("basis", &basis)],
        )),
        _ => Ok(days),
    }
}

/// The list of a unit's people who may be listed, hung on this day for so many days.
///
/// # Errors
/// When the book cannot be read, the pack has no rule, or nobody can be listed.
pub fn list(
    session: &Session,
    unit: UnitCode,
    from: NaiveDate,
    days: u32,
) -> Result<PublicList, Error> {
    let (rule, basis) = rule(session)?;
    let people = session.store.list(&CaseFilter {
        unit: Some(unit),
        state: Some(State::Resolved),
        ..CaseFilter::default()
    })?;
    let names: Vec<&str> = rule.outcomes.iter().map(|kind| kind.name()).collect();
    let (listed, left_out): (Vec<_>, Vec<_>) = people
        .into_iter()
        .filter(|row| {
            row.outcome
                .as_deref()
                .is_some_and(|kind| names.contains(&kind))
        })
        .partition(|row| rule.allows(row.class.as_deref()));
    if listed.is_empty() {
        return Err(Error::said("error-publish-nobody", &[]));
    }
    let rows = listed
        .iter()
        .map(|row| {
            let mut place = session.unit_name(row.unit);
            if row.group > 0 {
                place.push_str(&format_group(row.group));
            }
            PublicRow {
                place,
                name: masking::public_name(&row.name),
                sex: row.sex.clone().unwrap_or_default(),
                birth: row
                    .birth
                    .map(|day| day.format("%Y-%m").to_string())
                    .unwrap_or_default(),
            }
        })
        .collect();
    Ok(PublicList {
        title: rule.title.clone(),
        basis,
        unit: session.unit_name(unit),
        from,
        until: from
            .checked_add_days(Days::new(u64::from(days)))
            .unwrap_or(from),
        rows,
        left_out: left_out.len(),
    })
}

fn format_group(group: u16) -> String {
    format!("{group}组")
}

/// Writes the list as a spreadsheet, and notes in the book that it was made, by its hash, and until when it hangs.
///
/// # Errors
/// When the file or the book cannot be written.
pub fn publish(
    session: &mut Session,
    unit: UnitCode,
    list: &PublicList,
    path: &Path,
    messages: &Messages,
) -> Result<(), Error> {
    let bytes = public_list::bytes(list, messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    exporting::write_file(path, &bytes)?;
    let hash = evidence::hash_of(path).map_err(|error| Error::file(path, error))?;
    note(session, unit, list, &hash)
}

/// Where a list is laid when nobody says where: beside the book, named after the unit and the day.
#[must_use]
pub fn place_for(session: &Session, list: &PublicList) -> PathBuf {
    let name = format!("{} {} {}.xlsx", list.title, list.unit, list.from);
    session.store.path().with_file_name(name)
}

fn note(
    session: &mut Session,
    unit: UnitCode,
    list: &PublicList,
    sha256: &str,
) -> Result<(), Error> {
    let mut fields = Map::new();
    for (name, text) in [
        ("list", "receiving"),
        ("basis", list.basis.as_str()),
        ("unit", &unit.to_string()),
        ("from", &list.from.to_string()),
        ("until", &list.until.to_string()),
        ("sha256", sha256),
    ] {
        fields.insert(name.to_owned(), text.into());
    }
    fields.insert("people".to_owned(), list.rows.len().into());
    let body = Body {
        by: session.officer.clone(),
        pack: session.pack.label(),
        clock_set: session.clock.is_set(),
        fields,
        ..Body::default()
    };
    let at = session.clock.now();
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    writing.append(NewEntry {
        case: CaseId::BOOK,
        unit,
        kind: Kind::Publish,
        at,
        body,
    })?;
    writing.commit()?;
    Ok(())
}

/// A list that was made and hung.
#[derive(Clone, Debug, PartialEq)]
pub struct Posting {
    /// Whose people; nothing where the entry is of a newer shape.
    pub unit: Option<UnitCode>,
    /// The day on which it was hung.
    pub from: String,
    /// The last day on which it hangs.
    pub until: String,
    /// How many people stand on it.
    pub people: u64,
    /// What is to be known of it today.
    pub state: Hanging,
    /// What the entry says.
    pub entry: Entry,
}

/// Where a list is in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hanging {
    /// 正在公示.
    Hangs,
    /// 今天到期.
    LastDay,
    /// 公示期已满.
    Over,
}

impl Hanging {
    /// The word behind `publish-` in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hangs => "hangs",
            Self::LastDay => "last-day",
            Self::Over => "over",
        }
    }
}

/// The lists that were made so far, the newest first.
///
/// # Errors
/// When the book cannot be read.
pub fn postings(session: &Session) -> Result<Vec<Posting>, Error> {
    let today = session.today().to_string();
    let entries = session.store.entries_of(CaseId::BOOK)?;
    let made = entries
        .into_iter()
        .rev()
        .filter(|entry| entry.kind == Kind::Publish)
        .map(|entry| {
            let text = |name: &str| entry.text(name).unwrap_or_default().to_owned();
            let (from, until) = (text("from"), text("until"));
            // Days written YYYY-MM-DD compare as they follow one another.
            let state = match today.cmp(&until) {
                Ordering::Less => Hanging::Hangs,
                Ordering::Equal => Hanging::LastDay,
                Ordering::Greater => Hanging::Over,
            };
            let people = entry.body.fields.get("people").and_then(Json::as_u64);
            Posting {
                unit: text("unit").parse().ok(),
                from,
                until,
                people: people.unwrap_or(0),
                state,
                entry,
            }
        });
    Ok(made.collect())
}
