//! Reckoning printed lists again, as anybody can with a calculator.

use std::collections::{BTreeMap, BTreeSet};

use super::{Candidate, ListedRow, Percent, SampleLevel, draw, fingerprint};
use crate::domain::entry::{CaseId, EntryRef};

/// What reckoning again found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The draw; nothing where a list told of none that is known.
    pub draw: Option<EntryRef>,
    /// Whose spot check.
    pub level: SampleLevel,
    /// The seed.
    pub seed: String,
    /// The share.
    pub share: Percent,
    /// From so many people.
    pub population: usize,
    /// So many are drawn by the reckoning.
    pub drawn: usize,
    /// The fingerprint of the population.
    pub list: String,
    /// What is not as it should be: a message, and what it is about.
    pub problems: Vec<(&'static str, String)>,
}

impl Proof {
    /// Whether the draw is what the seed gives.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Reckons printed lists again, draw by draw; no book is needed.
#[must_use]
pub fn prove_list(rows: &[ListedRow]) -> Vec<Proof> {
    let mut draws: BTreeMap<&str, Vec<&ListedRow>> = BTreeMap::new();
    for row in rows {
        draws.entry(&row.draw).or_default().push(row);
    }
    draws
        .into_values()
        .filter_map(|rows| prove_rows(&rows))
        .collect()
}

fn prove_rows(rows: &[&ListedRow]) -> Option<Proof> {
    let first = *rows.first()?;
    let mut problems = Vec::new();
    let mut cases: BTreeSet<CaseId> = BTreeSet::new();
    for row in rows {
        let same = (row.level, &row.seed, row.share, &row.strata);
        if same != (first.level, &first.seed, first.share, &first.strata) {
            problems.push(("sample-proof-differs", row.case.to_string()));
        }
        if !cases.insert(row.case) {
            problems.push(("sample-proof-twice", row.case.to_string()));
        }
    }
    let candidates = rows.iter().map(|row| Candidate {
        case: row.case,
        unit: row.unit,
        class: row.class.clone(),
        officer: row.officer.clone(),
    });
    let units = draw(&first.seed, first.share, &first.strata, candidates);
    let reckoned: BTreeMap<CaseId, (usize, &str, &str)> = units
        .iter()
        .flat_map(|unit| &unit.placed)
        .map(|one| {
            let drawn = one.drawn.map_or("", |because| because.name());
            (one.candidate.case, (one.order, one.hash.as_str(), drawn))
        })
        .collect();
    for row in rows {
        let Some((order, hash, drawn)) = reckoned.get(&row.case) else {
            continue;
        };
        let key = if *hash != row.hash {
            "sample-proof-hash"
        } else if *order != row.order {
            "sample-proof-order"
        } else if *drawn != row.drawn && drawn.is_empty() {
            "sample-proof-strange"
        } else if *drawn != row.drawn {
            "sample-proof-missing"
        } else {
            continue;
        };
        problems.push((key, row.case.to_string()));
    }
    let placed = units.iter().flat_map(|unit| &unit.placed);
    Some(Proof {
        draw: first.draw.parse().ok(),
        level: first.level,
        seed: first.seed.clone(),
        share: first.share,
        population: reckoned.len(),
        drawn: units.iter().map(|unit| unit.drawn().count()).sum(),
        list: fingerprint(placed.map(|one| &one.candidate)),
        problems,
    })
}
