//! The printed list of a draw: a line for each person of the population, with all that is needed to reckon it again.

use super::{Percent, SampleLevel, Stratum};
use crate::domain::entry::CaseId;
use crate::domain::report::RowUnit;
use crate::domain::unit::UnitCode;

/// A person of the printed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRow {
    /// The draw.
    pub draw: String,
    /// Whose spot check.
    pub level: SampleLevel,
    /// The seed.
    pub seed: String,
    /// The share.
    pub share: Percent,
    /// What is told apart.
    pub strata: Vec<Stratum>,
    /// The unit in whose order the person stands.
    pub unit: RowUnit,
    /// The case.
    pub case: CaseId,
    /// The class that stood.
    pub class: String,
    /// The officer.
    pub officer: String,
    /// The place in the unit.
    pub order: usize,
    /// The hash.
    pub hash: String,
    /// `quota`, `stratum`, or blank.
    pub drawn: String,
}

/// Columns of the list.
pub const COLUMNS: usize = 13;
/// What separates the strata in their column.
const AND: char = '+';

impl ListedRow {
    /// The cells of its line; the unit's name stands beside its code.
    #[must_use]
    pub fn cells(&self, unit_name: &str) -> [String; COLUMNS] {
        let strata: Vec<&str> = self.strata.iter().map(|one| one.name()).collect();
        [
            self.draw.clone(),
            self.level.name().to_owned(),
            self.seed.clone(),
            self.share.to_string(),
            strata.join(&AND.to_string()),
            self.unit.to_string(),
            unit_name.to_owned(),
            self.case.to_string(),
            self.class.clone(),
            self.officer.clone(),
            self.hash.clone(),
            self.order.to_string(),
            self.drawn.clone(),
        ]
    }

    /// The person of a line of cells; nothing when it is none.
    #[must_use]
    pub fn of_cells(cells: &[String]) -> Option<Self> {
        let cell = |at: usize| cells.get(at).map(String::as_str);
        let strata = cell(4)?.split(AND).filter(|word| !word.is_empty());
        Some(Self {
            draw: cell(0)?.to_owned(),
            level: SampleLevel::named(cell(1)?)?,
            seed: cell(2)?.to_owned(),
            share: cell(3)?.parse().ok()?,
            strata: strata.map(Stratum::named).collect::<Option<_>>()?,
            unit: unit_of(cell(5)?)?,
            case: cell(7)?.parse().ok()?,
            class: cell(8)?.to_owned(),
            officer: cell(9)?.to_owned(),
            hash: cell(10)?.to_lowercase(),
            order: cell(11)?.parse().ok()?,
            drawn: cell(12)?.to_owned(),
        })
    }
}

/// A unit as the list prints it: a code, a village with its group, or nobody's.
fn unit_of(text: &str) -> Option<RowUnit> {
    if let Ok(unit) = text.parse::<UnitCode>() {
        return Some(RowUnit::Unit(unit));
    }
    if let Some((unit, group)) = text.split_once('-') {
        return Some(RowUnit::Group(unit.parse().ok()?, group.parse().ok()?));
    }
    (text == RowUnit::Unassigned.to_string()).then_some(RowUnit::Unassigned)
}
