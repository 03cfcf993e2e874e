//! A later list of suspended people laid beside the one before of its kind: who is new, who is gone, of whom it tells
//! something new. Nobody is ever deleted: who is gone is only told.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::entry::{Body, CaseId, Kind, hex};
use crate::domain::unit::{Level, UnitCode};
use crate::intake::{Column, Listing, plain_title};
use crate::store::{NewEntry, Store, StoreError, Stretch, TakenList, Writing};

/// What a list says beside the one before of its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListChange {
    /// The file of the list before.
    pub file: String,
    /// When that was taken in, milliseconds since 1970 UTC.
    pub at: i64,
    /// People whom no list knew.
    pub new: u64,
    /// People of the list before who no longer stand on it.
    pub gone: u64,
    /// People of whom it tells something new.
    pub changed: u64,
    /// People of the list before who are not compared: their townships do not stand on it, or it is only a part.
    pub not_compared: u64,
}

impl From<&ListChange> for (u64, u64, u64, u64) {
    fn from(change: &ListChange) -> Self {
        (change.new, change.gone, change.changed, change.not_compared)
    }
}

/// What an import has noted for the comparison.
pub(super) struct Seen<'a> {
    /// Everybody on the list.
    pub cases: &'a HashSet<CaseId>,
    /// Townships that its rows name; nothing where a row names none.
    pub townships: &'a BTreeSet<Option<UnitCode>>,
    /// The place of its first entry.
    pub from: u64,
    pub created: u64,
    pub changed: u64,
    pub rows: u64,
    pub book_was_empty: bool,
    pub dry_run: bool,
}

/// What stands on the entry about a list.
pub(super) struct Heading {
    pub file: String,
    pub unit: UnitCode,
    pub at: i64,
    pub body: Body,
}

/// Which kind of list it is: the titles of its columns. Lists without a reason or month of suspension are of none.
fn signature(listing: &Listing) -> Option<String> {
    let mut kinds: Vec<String> = Vec::new();
    for sheet in &listing.sheets {
        let tells = |wanted| sheet.columns.contains(&Some(wanted));
        if !tells(Column::SuspendedFrom) && !tells(Column::Reason) {
            continue;
        }
        let pairs = sheet.columns.iter().zip(&sheet.titles);
        let mut titles: Vec<String> = pairs
            .filter_map(|(column, title)| {
                let column = column.filter(|column| *column != Column::Ignored)?;
                Some(format!("{}={}", column.name(), plain_title(title)))
            })
            .collect();
        titles.sort();
        kinds.push(titles.join("\n"));
    }
    kinds.sort();
    kinds.dedup();
    let kinds = kinds.join("\n\n");
    (!kinds.is_empty()).then(|| hex(&Sha256::digest(kinds.as_bytes())[..12]))
}

/// Everybody who stands on a list, as its own entries and those of the lists before it tell.
fn standing_on(
    writing: &Writing<'_>,
    lists: &[TakenList],
    list: &TakenList,
) -> Result<HashSet<CaseId>, StoreError> {
    // From the first of its kind on: each adds and takes away.
    let mut chain = vec![list];
    while let Some(base) = chain.last().and_then(|last| last.base)
        && let Some(before) = lists.iter().find(|one| one.entry == base)
    {
        chain.push(before);
    }
    let mut standing = HashSet::new();
    for one in chain.into_iter().rev() {
        standing.extend(writing.cases_in(one.stretch)?);
        standing.extend(&one.joined);
        for case in &one.gone {
            standing.remove(case);
        }
    }
    Ok(standing)
}

/// Lays the list beside the one before of its kind and notes it in the book; gives what is told of it, and who is gone.
/// A list that says nothing new is not noted: reading twice changes nothing.
pub(super) fn lay_beside(
    writing: &mut Writing<'_>,
    listing: &Listing,
    seen: &Seen<'_>,
    heading: Heading,
) -> Result<Option<(ListChange, Vec<CaseId>)>, StoreError> {
    let Some(signature) = signature(listing) else {
        return Ok(None);
    };
    let lists: Vec<TakenList> = writing.lists()?.iter().filter_map(TakenList::of).collect();
    let (stream, next) = writing.next_place();
    let stretch = Stretch {
        stream,
        from: seen.from,
        to: next.saturating_sub(1),
    };
    let base = lists.iter().rev().find(|list| list.signature == signature);
    let before = match base {
        Some(base) => standing_on(writing, &lists, base)?,
        None => HashSet::new(),
    };
    let missing: HashSet<CaseId> = before.difference(seen.cases).copied().collect();
    let mut gone = Vec::new();
    if !missing.is_empty() {
        let units = writing.units_of(&before)?;
        let is_compared = |case: &&CaseId| {
            let unit = units.get(*case);
            unit.is_some_and(|unit| seen.townships.contains(&unit.at(Level::Township)))
        };
        let compared = before.iter().filter(is_compared).count();
        gone = missing.iter().filter(is_compared).copied().collect();
        gone.sort();
        // A list that lacks most of the people is a part of one: rows that were filtered or corrected, or the newly
        // suspended alone. Nobody is gone for that.
        if gone.len() * 2 > compared {
            gone.clear();
        }
    }
    let change = base.map(|base| ListChange {
        file: base.file.clone(),
        at: base.at,
        new: seen.created,
        gone: count(gone.len()),
        changed: seen.changed,
        not_compared: count(missing.len() - gone.len()),
    });
    let told = change.map(|change| (change, gone.clone()));
    if seen.dry_run {
        return Ok(told);
    }
    let mut joined: Vec<CaseId> = Vec::new();
    if !seen.book_was_empty {
        let written: HashSet<CaseId> = writing.cases_in(stretch)?.into_iter().collect();
        let known = |case: &&CaseId| !before.contains(*case) && !written.contains(*case);
        joined = seen.cases.iter().filter(known).copied().collect();
        joined.sort();
    }
    let says_something = seen.created + seen.changed > 0 || !gone.is_empty() || !joined.is_empty();
    if !says_something {
        return Ok(told);
    }
    let cases = |cases: &[CaseId]| -> Value {
        let texts = cases.iter().map(|case| Value::from(case.to_string()));
        Value::Array(texts.collect())
    };
    let mut fields = Map::new();
    fields.insert("file".to_owned(), heading.file.into());
    fields.insert("signature".to_owned(), signature.into());
    fields.insert("rows".to_owned(), seen.rows.into());
    fields.insert("from".to_owned(), stretch.from.into());
    fields.insert("to".to_owned(), stretch.to.into());
    if let Some(base) = base {
        fields.insert("base".to_owned(), base.entry.to_string().into());
    }
    fields.insert("gone".to_owned(), cases(&gone));
    fields.insert("joined".to_owned(), cases(&joined));
    writing.append(NewEntry {
        case: CaseId::BOOK,
        unit: heading.unit,
        kind: Kind::Import,
        at: heading.at,
        body: Body {
            fields,
            ..heading.body
        },
    })?;
    Ok(told)
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// The lists of suspended people that were taken in, oldest first.
pub(in crate::usecases) fn taken(store: &Store) -> Result<Vec<TakenList>, StoreError> {
    Ok(store.lists()?.iter().filter_map(TakenList::of).collect())
}
