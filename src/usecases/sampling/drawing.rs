//! Drawing, and drawing the next where somebody cannot be looked at.

use serde_json::{Map, Value, json};

use super::{DrawRecord, Pen, begin, draws, ends, oversees, texts};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, Entry, EntryRef, Kind, hex};
use crate::domain::sample::{
    self, Candidate, Percent, Placed, REPLACED_BECAUSE, SampleLevel, Sampled, Stratum, UnitDraw,
};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::{CaseRow, StreamEnd};
use crate::usecases::session::Session;

/// After so many people what was written is folded and let go of.
const FOLDED: usize = 500;

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Whose spot check.
    pub level: SampleLevel,
    /// The seed, as it is published.
    pub seed: String,
    /// The share; the pack's where none is said.
    pub share: Option<Percent>,
    /// What is told apart.
    pub strata: Vec<Stratum>,
}

/// A draw before it is written, or as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its order.
    pub order: Order,
    /// The share of each unit.
    pub share: Percent,
    /// Where the share is written; nothing where the office ordered it.
    pub basis: Option<String>,
    /// Where each log ended.
    pub heads: Vec<StreamEnd>,
    /// People left out because they had been drawn before.
    pub before: usize,
    /// The units with their people.
    pub units: Vec<UnitDraw>,
}

impl Drawing {
    /// From so many people.
    #[must_use]
    pub fn population(&self) -> usize {
        self.units.iter().map(|unit| unit.placed.len()).sum()
    }

    /// So many are drawn.
    #[must_use]
    pub fn count(&self) -> usize {
        self.units.iter().map(|unit| unit.drawn().count()).sum()
    }

    /// Fingerprint of the population.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let placed = self.units.iter().flat_map(|unit| &unit.placed);
        sample::fingerprint(placed.map(|one| &one.candidate))
    }

    fn fields(&self) -> Map<String, Value> {
        let mut fields = texts([
            ("level", self.order.level.name().to_owned()),
            ("seed", self.order.seed.clone()),
            ("share", self.share.to_string()),
            ("by", "unit".to_owned()),
            ("list", self.fingerprint()),
        ]);
        if let Some(basis) = &self.basis {
            fields.insert("basis".to_owned(), basis.as_str().into());
        }
        let strata: Vec<&str> = self.order.strata.iter().map(|one| one.name()).collect();
        fields.insert("strata".to_owned(), strata.into());
        let heads: Vec<Value> = self
            .heads
            .iter()
            .map(|head| json!({"stream": head.stream, "seq": head.seq, "hash": hex(&head.hash)}))
            .collect();
        fields.insert("heads".to_owned(), heads.into());
        for (name, count) in [
            ("population", self.population()),
            ("before", self.before),
            ("drawn", self.count()),
        ] {
            fields.insert(name.to_owned(), count.into());
        }
        fields
    }
}

/// Reckons a draw without writing it.
///
/// # Errors
/// When the office does not draw, the seed is blank, nobody says how many, nobody is left to be drawn, or the book
/// cannot be read.
pub fn plan(session: &Session, order: &Order) -> Result<Drawing, Error> {
    if !oversees(session) {
        return Err(Error::said("error-sample-office", &[]));
    }
    if order.seed.trim().is_empty() || order.seed.chars().any(char::is_control) {
        return Err(Error::said("error-sample-seed", &[]));
    }
    let rule = session.pack.spot_check(order.level);
    let (share, basis) = match (order.share, rule) {
        (Some(share), Some(rule)) if share == rule.share => {
            (share, Some(session.pack.cite(&rule.clause)))
        }
        (Some(share), _) => (share, None),
        (None, Some(rule)) => (rule.share, Some(session.pack.cite(&rule.clause))),
        (None, None) => return Err(Error::said("error-sample-share", &[])),
    };
    let heads = session.store.stream_ends()?;
    let (candidates, before) = population(session, &heads, order.level)?;
    if candidates.is_empty() {
        return Err(Error::said("error-sample-nobody-left", &[]));
    }
    Ok(Drawing {
        units: sample::draw(&order.seed, share, &order.strata, candidates),
        order: order.clone(),
        share,
        basis,
        heads,
        before,
    })
}

/// The people who were registered and not yet drawn at a level when the logs ended there, and how many had been drawn.
pub(super) fn population(
    session: &Session,
    heads: &[StreamEnd],
    level: SampleLevel,
) -> Result<(Vec<Candidate>, usize), Error> {
    let ends = ends(heads);
    let known = |entry: &Entry| {
        let end = ends.get(&entry.stream);
        end.is_some_and(|end| entry.seq <= *end)
    };
    let book = session.store.unit();
    let (mut candidates, mut before) = (Vec::new(), 0);
    session
        .store
        .each_case(&mut |_, mut entries: Vec<Entry>| -> Result<(), Error> {
            entries.retain(known);
            if entries.is_empty() {
                return Ok(());
            }
            let case = Case::of(&entries, &session.pack);
            if Sampled::of(&case, level).is_some() {
                before += 1;
            } else {
                candidates.push(sample::candidate(book, &case));
            }
            Ok(())
        })?;
    Ok((candidates, before))
}

/// Draws, and writes it: an entry of the book, and one for each person.
///
/// # Errors
/// As with [`plan`], or when the book cannot be written; then nobody is drawn.
pub fn draw(session: &mut Session, order: &Order) -> Result<(EntryRef, Drawing), Error> {
    let drawing = plan(session, order)?;
    let units: Vec<(CaseId, UnitCode)> = drawn_units(session, &drawing)?;
    let pen = Pen::of(session);
    let book = session.store.unit();
    let mut writing = begin(session)?;
    let place = (CaseId::BOOK, book);
    let id = pen.write(&mut writing, place, Kind::SampleDraw, drawing.fields())?;
    let placed = drawing.units.iter().flat_map(UnitDraw::drawn);
    for (written, (one, place)) in placed.zip(units).enumerate() {
        let because = one.drawn.map_or("", |because| because.name());
        let mut fields = drawn_fields(id, order.level, one);
        fields.insert("because".to_owned(), because.into());
        pen.write(&mut writing, place, Kind::SampleDraw, fields)?;
        if written % FOLDED == FOLDED - 1 {
            writing.project()?;
        }
    }
    writing.commit()?;
    Ok((id, drawing))
}

/// Where each drawn person lies, in the order of the draw.
fn drawn_units(session: &Session, drawing: &Drawing) -> Result<Vec<(CaseId, UnitCode)>, Error> {
    let placed = drawing.units.iter().flat_map(UnitDraw::drawn);
    placed
        .map(|one| {
            let case = one.candidate.case;
            let row = session.store.row(case)?;
            Ok((case, row.map_or(session.store.unit(), |row| row.unit)))
        })
        .collect()
}

fn drawn_fields(draw: EntryRef, level: SampleLevel, one: &Placed) -> Map<String, Value> {
    let mut fields = texts([
        ("draw", draw.to_string()),
        ("level", level.name().to_owned()),
    ]);
    fields.insert("order".to_owned(), one.order.into());
    fields
}

/// Who took whose place.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// Whose place.
    pub gone: CaseRow,
    /// Who took it.
    pub next: CaseRow,
    /// The place in the order of the unit.
    pub order: usize,
}

/// Replaces a drawn person by the next of the same unit in the order of the draw who was not drawn.
///
/// # Errors
/// When the office does not draw, the person is not drawn, was replaced or looked at already, the unit has nobody left,
/// the reason is none of [`REPLACED_BECAUSE`], or the book cannot be read or written.
pub fn replace(
    session: &mut Session,
    case: CaseId,
    level: SampleLevel,
    because: &str,
    note: Option<&str>,
) -> Result<Replacement, Error> {
    if !oversees(session) {
        return Err(Error::said("error-sample-office", &[]));
    }
    if !REPLACED_BECAUSE.contains(&because) {
        let known = REPLACED_BECAUSE.join(", ");
        return Err(Error::said(
            "error-sample-because",
            &[("given", because), ("known", &known)],
        ));
    }
    let gone = person(session, case)?;
    let entries = session.store.entries_of(case)?;
    let whole = Case::of(&entries, &session.pack);
    let not_drawn = || Error::said("error-sample-not-drawn", &[("person", &gone.name)]);
    let sampled = Sampled::of(&whole, level).ok_or_else(not_drawn)?;
    if sampled.replaced.is_some() {
        return Err(Error::said(
            "error-sample-replaced",
            &[("person", &gone.name)],
        ));
    }
    if sampled.is_checked(&super::counts(session, level)) {
        return Err(Error::said(
            "error-sample-checked",
            &[("person", &gone.name)],
        ));
    }
    let records = draws(session)?;
    let record = records.iter().find(|record| record.id == sampled.draw);
    let record = record.ok_or_else(not_drawn)?;
    let next = next_of(session, record, case)?
        .ok_or_else(|| Error::said("error-sample-nobody-next", &[("person", &gone.name)]))?;
    let taken = person(session, next.candidate.case)?;
    let pen = Pen::of(session);
    let mut writing = begin(session)?;
    let mut fields = texts([
        ("draw", record.id.to_string()),
        ("level", level.name().to_owned()),
        ("because", because.to_owned()),
        ("next", taken.id.to_string()),
    ]);
    if let Some(note) = note.map(str::trim).filter(|note| !note.is_empty()) {
        fields.insert("note".to_owned(), note.into());
    }
    pen.write(&mut writing, (case, gone.unit), Kind::SampleReplace, fields)?;
    let mut fields = drawn_fields(record.id, level, &next);
    fields.insert("because".to_owned(), "replaces".into());
    fields.insert("replaces".to_owned(), case.to_string().into());
    pen.write(
        &mut writing,
        (taken.id, taken.unit),
        Kind::SampleDraw,
        fields,
    )?;
    writing.commit()?;
    Ok(Replacement {
        gone,
        next: taken,
        order: next.order,
    })
}

fn person(session: &Session, case: CaseId) -> Result<CaseRow, Error> {
    session
        .store
        .row(case)?
        .ok_or_else(|| Error::said("error-nobody", &[("given", &case.to_string())]))
}

/// The first in the order of a draw, in the unit in which somebody was drawn, who is drawn at that level by nothing yet.
fn next_of(session: &Session, record: &DrawRecord, gone: CaseId) -> Result<Option<Placed>, Error> {
    let (candidates, _) = population(session, &record.heads, record.level)?;
    let units = sample::draw(&record.seed, record.share, &record.strata, candidates);
    let unit = units.into_iter().find(|unit| {
        let mut placed = unit.placed.iter();
        placed.any(|one| one.candidate.case == gone)
    });
    for one in unit.into_iter().flat_map(|unit| unit.placed) {
        let entries = session.store.entries_of(one.candidate.case)?;
        let case = Case::of(&entries, &session.pack);
        if Sampled::of(&case, record.level).is_none() {
            return Ok(Some(one));
        }
    }
    Ok(None)
}
