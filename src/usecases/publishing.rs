//! 公示: the list for a village's board, without anything that nobody has to know, and how long it hangs.

use chrono::{Days, NaiveDate};
use serde_json::Map;

use super::masking;
use super::session::{Clock, Session};
use crate::domain::case::State;
use crate::domain::entry::{Body, CaseId, Entry, Kind};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::output::public_list::{PublicList, PublicRow};
use crate::publicity::{self, ListRule};
use crate::store::{CaseFilter, NewEntry};

/// The list of a unit's people who may be listed, hung on this day.
///
/// # Errors
/// When the book cannot be read, or nobody can be listed.
pub fn public_list(
    session: &Session,
    unit: UnitCode,
    from: NaiveDate,
) -> Result<(PublicList, ListRule), Error> {
    let rule = publicity::load()
        .map_err(|what| Error::said("error-words", &[("what", &what)]))?
        .into_iter()
        .next()
        .ok_or_else(|| Error::said("error-publish-nobody", &[]))?;
    let people = session.store.list(&CaseFilter {
        unit: Some(unit),
        state: Some(State::Resolved),
        ..CaseFilter::default()
    })?;
    let (listed, left_out): (Vec<_>, Vec<_>) = people
        .into_iter()
        .filter(|row| {
            row.outcome
                .as_ref()
                .is_some_and(|kind| rule.outcomes.contains(kind))
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
    let list = PublicList {
        title: rule.title.clone(),
        unit: session.unit_name(unit),
        from,
        until: from.checked_add_days(Days::new(rule.days)).unwrap_or(from),
        rows,
        left_out: left_out.len(),
    };
    Ok((list, rule))
}

fn format_group(group: u16) -> String {
    format!("{group}组")
}

/// Notes in the book that the list was made, by its file's hash, and until when it hangs.
///
/// # Errors
/// When the book cannot be written.
pub fn note_posting(
    session: &mut Session,
    unit: UnitCode,
    list: &PublicList,
    rule: &ListRule,
    sha256: &str,
) -> Result<(), Error> {
    let mut fields = Map::new();
    for (name, text) in [
        ("list", rule.id.as_str()),
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

/// The lists that were made so far, oldest first.
///
/// # Errors
/// When the book cannot be read.
pub fn postings(session: &Session) -> Result<Vec<Entry>, Error> {
    let mut entries = session.store.entries_of(CaseId::BOOK)?;
    entries.retain(|entry| entry.kind == Kind::Publish);
    Ok(entries)
}
