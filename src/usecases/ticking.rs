//! 人工核: items of the inspection's checklist that no figure can tell are ticked by the office, and the tick is taken
//! back by another entry. The log keeps both.

use chrono::NaiveDate;
use serde_json::Map;

use super::freezing::write;
use super::session::Session;
use crate::domain::entry::{Entry, Kind};
use crate::domain::inspection::{self, Tick};
use crate::domain::pack::InspectionItem;
use crate::error::Error;

/// What an office says of an item that it has looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// The day; today when absent.
    pub on: Option<NaiveDate>,
    /// Who; the officer at the keyboard when absent.
    pub by: Option<String>,
    /// What is there: never empty.
    pub word: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The item's title.
    pub title: String,
    /// What stands in the book.
    pub tick: Tick,
    /// The same stood there before: nothing was written.
    pub unchanged: bool,
}

/// All that this book's unit has said of its items, in the order in which it was said.
///
/// # Errors
/// When the book cannot be read.
pub fn ticks(session: &Session) -> Result<Vec<Tick>, Error> {
    let unit = session.store.unit();
    let mut entries = session.store.filed_of(Kind::Inspect, unit)?;
    entries.sort_by_key(Entry::order);
    Ok(entries.iter().filter_map(Tick::of).collect())
}

/// Whether this book's unit is the one to look at an item: some are the leading group's office's own.
#[must_use]
pub fn is_ours(session: &Session, item: &InspectionItem) -> bool {
    !item.office || session.store.unit() == session.pack.unit
}

/// The item of that number in the list, or of that id, where it is looked at by hand and by this unit.
fn item_named(session: &Session, given: &str) -> Result<InspectionItem, Error> {
    let items = &session.pack.inspection;
    let nth = given.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let found = nth
        .and_then(|nth| items.get(nth))
        .or_else(|| items.iter().find(|item| item.key() == given));
    let item = found.ok_or_else(|| {
        let known = items.iter().filter(|item| item.by_hand());
        let known: Vec<&str> = known.map(InspectionItem::key).collect();
        let values = [("given", given), ("known", &*known.join(", "))];
        Error::said("error-inspection-item", &values)
    })?;
    let title = [("item", item.title.as_str())];
    if !item.by_hand() {
        return Err(Error::said("error-inspection-counted", &title));
    }
    if !is_ours(session, item) {
        let values = [title[0], ("office", session.pack.office.as_str())];
        return Err(Error::said("error-inspection-office", &values));
    }
    Ok(item.clone())
}

/// All that was said of one item.
fn ticks_of(session: &Session, item: &InspectionItem) -> Result<Vec<Tick>, Error> {
    let mut ticks = ticks(session)?;
    ticks.retain(|tick| tick.item == item.key());
    Ok(ticks)
}

fn standing(session: &Session, item: &InspectionItem) -> Result<Option<Tick>, Error> {
    Ok(inspection::standing(&ticks_of(session, item)?).cloned())
}

fn append(
    session: &mut Session,
    item: &InspectionItem,
    done: bool,
    looked: &Looked,
) -> Result<Tick, Error> {
    let on = looked.on.unwrap_or_else(|| session.today());
    let mut fields = Map::new();
    fields.insert("item".to_owned(), item.key().into());
    fields.insert("title".to_owned(), item.title.as_str().into());
    fields.insert("done".to_owned(), done.into());
    fields.insert("date".to_owned(), on.to_string().into());
    if let Some(by) = &looked.by {
        fields.insert("by".to_owned(), by.as_str().into());
    }
    fields.insert("word".to_owned(), looked.word.as_str().into());
    let unit = session.store.unit();
    write(session, unit, Kind::Inspect, fields)?;
    let last = ticks_of(session, item)?.pop();
    last.ok_or_else(|| Error::said("error-nothing-recorded", &[]))
}

/// Ticks an item: the office has looked at it, and says what is there.
///
/// # Errors
/// When there is no such item, the book's records count it, another office looks at it, the day is still to come, or
/// nothing is said of what is there.
pub fn tick(session: &mut Session, given: &str, looked: &Looked) -> Result<Told, Error> {
    let item = item_named(session, given)?;
    let word = looked.word.trim();
    if word.is_empty() {
        let values = [("item", item.title.as_str())];
        return Err(Error::said("error-inspection-word", &values));
    }
    let on = looked.on.unwrap_or_else(|| session.today());
    if on > session.today() {
        let day = on.to_string();
        return Err(Error::said("error-inspection-day", &[("day", &day)]));
    }
    let by = looked
        .by
        .as_deref()
        .map(str::trim)
        .filter(|by| !by.is_empty());
    let by = by.unwrap_or(&session.officer).to_owned();
    let before = standing(session, &item)?;
    if let Some(tick) = before.filter(|tick| tick.on == on && tick.by == by && tick.word == word) {
        return Ok(Told {
            title: item.title,
            tick,
            unchanged: true,
        });
    }
    let looked = Looked {
        on: Some(on),
        by: Some(by),
        word: word.to_owned(),
    };
    Ok(Told {
        tick: append(session, &item, true, &looked)?,
        title: item.title,
        unchanged: false,
    })
}

/// Takes a tick back, with the reason; the entry that ticked stays readable.
///
/// # Errors
/// When there is no such item, it is not ticked, or no reason is given.
pub fn take_back(session: &mut Session, given: &str, because: &str) -> Result<Told, Error> {
    let item = item_named(session, given)?;
    let values = [("item", item.title.as_str())];
    if standing(session, &item)?.is_none() {
        return Err(Error::said("error-inspection-not-ticked", &values));
    }
    let because = because.trim();
    if because.is_empty() {
        return Err(Error::said("error-inspection-because", &values));
    }
    let looked = Looked {
        on: None,
        by: Some(session.officer.clone()),
        word: because.to_owned(),
    };
    Ok(Told {
        tick: append(session, &item, false, &looked)?,
        title: item.title,
        unchanged: false,
    })
}
