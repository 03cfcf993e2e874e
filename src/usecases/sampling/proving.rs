//! Reckoning a draw again from the book's own logs, and the list that is printed so that anybody can.

use std::collections::BTreeSet;

use super::drawing::population;
use super::{DrawRecord, draws};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, EntryRef, Kind};
use crate::domain::sample::{self, ListedRow, Proof, SampleLevel, Sampled, UnitDraw};
use crate::error::Error;
use crate::usecases::session::Session;

fn again(session: &Session, record: &DrawRecord) -> Result<(Vec<UnitDraw>, usize), Error> {
    let (candidates, before) = population(session, &record.heads, record.level)?;
    let units = sample::draw(&record.seed, record.share, &record.strata, candidates);
    Ok((units, before))
}

/// Reckons every draw of a level again from the logs as they ended then.
///
/// # Errors
/// When the book cannot be read.
pub fn prove_book(session: &Session, level: Option<SampleLevel>) -> Result<Vec<Proof>, Error> {
    let mut proofs = Vec::new();
    for record in draws(session)? {
        if level.is_none_or(|level| level == record.level) {
            proofs.push(prove(session, &record)?);
        }
    }
    Ok(proofs)
}

fn prove(session: &Session, record: &DrawRecord) -> Result<Proof, Error> {
    let mut problems = Vec::new();
    for head in &record.heads {
        if session.store.hash_at(head)? != Some(head.hash) {
            let place = format!("{}/{}", head.stream, head.seq);
            problems.push(("sample-proof-head", place));
        }
    }
    let (units, before) = again(session, record)?;
    let placed = units.iter().flat_map(|unit| &unit.placed);
    let list = sample::fingerprint(placed.clone().map(|one| &one.candidate));
    let population = placed.count();
    if (population as u64, before as u64) != (record.population, record.before) {
        let count = format!("{population} / {}", record.population);
        problems.push(("sample-proof-population", count));
    }
    if list != record.list {
        problems.push(("sample-proof-list", list.clone()));
    }
    let reckoned: BTreeSet<CaseId> = units
        .iter()
        .flat_map(UnitDraw::drawn)
        .map(|one| one.candidate.case)
        .collect();
    let recorded = recorded(session, record)?;
    let missing = reckoned.difference(&recorded);
    problems.extend(missing.map(|case| ("sample-proof-missing", case.to_string())));
    let strange = recorded.difference(&reckoned);
    problems.extend(strange.map(|case| ("sample-proof-strange", case.to_string())));
    Ok(Proof {
        draw: Some(record.id),
        level: record.level,
        seed: record.seed.clone(),
        share: record.share,
        population,
        drawn: reckoned.len(),
        list,
        problems,
    })
}

/// The people whom the book says were drawn by a draw, without those who replaced somebody.
fn recorded(session: &Session, record: &DrawRecord) -> Result<BTreeSet<CaseId>, Error> {
    let mut found = BTreeSet::new();
    for id in session.store.overseen(Kind::SampleDraw)? {
        let case = Case::of(&session.store.entries_of(id)?, &session.pack);
        let sampled = Sampled::of(&case, record.level);
        if sampled.is_some_and(|one| one.draw == record.id && one.replaces.is_none()) {
            found.insert(id);
        }
    }
    Ok(found)
}

/// The whole list of a draw, drawn people and others, by unit in the order of their hashes: what is printed, so that
/// anybody can reckon it again.
///
/// # Errors
/// When there is no such draw, or the book cannot be read.
pub fn listed(session: &Session, draw: EntryRef) -> Result<Vec<ListedRow>, Error> {
    let records = draws(session)?;
    let record = records
        .iter()
        .find(|record| record.id == draw)
        .ok_or_else(|| Error::said("error-sample-no-draw", &[]))?;
    let (units, _) = again(session, record)?;
    let placed = units.into_iter().flat_map(|unit| unit.placed);
    Ok(placed
        .map(|one| ListedRow {
            draw: record.id.to_string(),
            level: record.level,
            seed: record.seed.clone(),
            share: record.share,
            strata: record.strata.clone(),
            unit: one.candidate.unit,
            case: one.candidate.case,
            class: one.candidate.class,
            officer: one.candidate.officer,
            order: one.order,
            hash: one.hash,
            drawn: one.drawn.map_or("", |because| because.name()).to_owned(),
        })
        .collect())
}
