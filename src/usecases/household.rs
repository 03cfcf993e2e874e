//! Households: who lives at the same door or answers the same telephone, and how calls go household by household.

use chrono::NaiveDateTime;

use crate::domain::case::{Case, Turn};
use crate::domain::entry::{Entry, Kind};
use crate::domain::record::day_of;
use crate::domain::timeline;
use crate::error::Error;
use crate::store::CaseRow;

use super::session::Session;

/// More people than this at one number are no household: an office's telephone, or one typed to fill the column.
const MOST: usize = 8;

/// Others at the same door (street and house in the same group) or with the same telephone.
///
/// # Errors
/// When the book cannot be read.
pub fn mates(session: &Session, row: &CaseRow) -> Result<Vec<CaseRow>, Error> {
    let mut mates = Vec::new();
    let limit = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
    // A street or hamlet without a number is no door.
    if row.house.contains(|c: char| c.is_ascii_digit()) {
        let mut there = session.store.people_of_house(row, limit)?;
        if there.len() <= MOST {
            mates.append(&mut there);
        }
    }
    if let Some(phone) = row.phone.as_deref() {
        let there = session.store.people_of_phone(phone, limit)?;
        if there.len() <= MOST {
            let same = there
                .into_iter()
                .filter(|other| other.phone.as_deref() == Some(phone));
            for other in same {
                if !mates.iter().any(|mate| mate.no == other.no) {
                    mates.push(other);
                }
            }
        }
    }
    mates.retain(|mate| mate.no != row.no);
    Ok(mates)
}

/// All who are reached from a person by doors and telephones, that person too, in the order of the walk. When these are
/// too many they are no household, and each stands alone; everybody in it gets the same answer.
fn household(session: &Session, row: &CaseRow) -> Result<Vec<CaseRow>, Error> {
    let mut found = vec![row.clone()];
    let mut asked = 0;
    while asked < found.len() {
        for mate in mates(session, &found[asked].clone())? {
            if !found.iter().any(|known| known.no == mate.no) {
                found.push(mate);
            }
        }
        if found.len() > MOST {
            return Ok(vec![row.clone()]);
        }
        asked += 1;
    }
    found.sort_by_key(CaseRow::key);
    Ok(found)
}

/// A page of the list of calls with each household together: it stands where its first member stands, and its other
/// members behind that one, wherever the page is cut.
///
/// # Errors
/// When the book cannot be read.
pub fn together(session: &Session, page: Vec<CaseRow>) -> Result<Vec<CaseRow>, Error> {
    let unit = session.store.unit();
    let mut list = Vec::with_capacity(page.len());
    for row in page {
        let mut calls = household(session, &row)?;
        calls.retain(|mate| mate.turn == Turn::Phone && unit.contains(mate.unit));
        if calls.first().is_none_or(|first| first.no == row.no) {
            list.append(&mut calls);
        }
    }
    Ok(list)
}

/// When something was done: as stated in the record's `on`, else when it was recorded.
#[must_use]
pub fn when(session: &Session, entry: &Entry) -> NaiveDateTime {
    let recorded = timeline::local_time(&session.pack, entry.at);
    let Some(on) = entry.text("on") else {
        return recorded;
    };
    let moment = on.get(..16).and_then(|text| {
        NaiveDateTime::parse_from_str(&text.replace('T', " "), "%Y-%m-%d %H:%M").ok()
    });
    moment
        .or_else(|| day_of(on).and_then(|day| day.and_hms_opt(0, 0, 0)))
        .unwrap_or(recorded)
}

/// Whether a record says at what hour it was done.
#[must_use]
pub fn has_hour(entry: &Entry) -> bool {
    entry.text("on").is_none_or(|on| on.len() > 10)
}

/// The last visit to this household today: to the person, or to somebody of the household.
///
/// # Errors
/// When the book cannot be read.
pub fn visited_today(
    session: &Session,
    case: &Case,
    mates: &[CaseRow],
) -> Result<Option<Entry>, Error> {
    let today = session.today();
    let of_today = |entries: &Case| {
        entries
            .standing(Kind::Contact)
            .filter(|contact| {
                contact.text("how") == Some("visit") && when(session, contact).date() == today
            })
            .max_by_key(|contact| contact.order())
            .cloned()
    };
    let mut last = of_today(case);
    for mate in mates.iter().filter(|mate| mate.attempts > 0) {
        let entries = session.store.entries_of(mate.id)?;
        let mate = of_today(&Case::of(&entries, &session.pack));
        if mate.as_ref().map(Entry::order) > last.as_ref().map(Entry::order) {
            last = mate;
        }
    }
    Ok(last)
}
