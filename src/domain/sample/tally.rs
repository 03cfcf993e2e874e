//! What a spot check comes to: who was looked at, how often the two findings differ, and how sure that is.

use std::collections::BTreeMap;

use super::answers::{Item, Verdict, WAYS};
use super::interval::wilson;
use super::standing::Status;
use super::{Percent, SampleLevel};
use crate::domain::report::{Rate, RowUnit};

/// A drawn person as the tally takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// The class of the first finding; empty where there was none.
    pub class: String,
    /// The officer of the first finding; empty where there was none.
    pub officer: String,
    /// Somebody else took the person's place.
    pub replaced: bool,
    /// Looked at in a way that counts.
    pub checked: bool,
    /// The ways in which there is an answer, in the order of [`WAYS`].
    pub ways: [bool; WAYS.len()],
    /// The worst verdict on each item.
    pub verdicts: BTreeMap<Item, Verdict>,
    /// Checks that came again after their comparison was seen.
    pub again: usize,
    /// How far what was found has come.
    pub rectifications: Vec<Status>,
}

impl Looked {
    fn is_compared(&self) -> bool {
        self.verdicts
            .values()
            .any(|verdict| *verdict != Verdict::NotFound)
    }

    fn is_wrong(&self) -> bool {
        self.verdicts
            .values()
            .any(|verdict| *verdict == Verdict::Differs)
    }
}

/// How many were compared, and how many of them differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Looked at again, with a first finding to compare.
    pub compared: u32,
    /// Of these, with at least one item that differs.
    pub wrong: u32,
}

impl Tally {
    fn count(&mut self, wrong: bool) {
        self.compared += 1;
        self.wrong += u32::from(wrong);
    }

    /// 差错率; nothing where nobody was compared.
    #[must_use]
    pub fn rate(self) -> Option<Rate> {
        Rate::of(self.wrong.into(), self.compared.into())
    }

    /// The interval of that rate at 95 %, in hundredths of a percent.
    #[must_use]
    pub fn interval(self) -> Option<(u32, u32)> {
        wilson(self.wrong, self.compared)
    }
}

/// A unit's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitTally {
    /// The unit; nothing for the sum.
    pub unit: Option<RowUnit>,
    /// Cases that are registered in it.
    pub population: usize,
    /// People who are drawn and were not replaced.
    pub drawn: usize,
    /// People who were replaced.
    pub replaced: usize,
    /// Drawn people who were looked at.
    pub checked: usize,
    /// Their errors.
    pub tally: Tally,
    /// Rectifications by status, in the order of [`Status::ALL`].
    pub rectifications: [usize; Status::ALL.len()],
}

impl UnitTally {
    const fn of(unit: Option<RowUnit>, population: usize) -> Self {
        Self {
            unit,
            population,
            drawn: 0,
            replaced: 0,
            checked: 0,
            tally: Tally {
                compared: 0,
                wrong: 0,
            },
            rectifications: [0; Status::ALL.len()],
        }
    }

    fn take(&mut self, person: &Looked) {
        for status in &person.rectifications {
            self.rectifications[*status as usize] += 1;
        }
        if person.replaced {
            self.replaced += 1;
            return;
        }
        self.drawn += 1;
        self.checked += usize::from(person.checked);
        if person.is_compared() {
            self.tally.count(person.is_wrong());
        }
    }

    /// 抽查面: the looked at of the registered.
    #[must_use]
    pub fn coverage(&self) -> Option<Rate> {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Rate::of(count(self.checked), count(self.population))
    }
}

/// A spot check in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleReport {
    /// Whose it is.
    pub level: SampleLevel,
    /// The share that the pack asks for, where it does.
    pub required: Option<Percent>,
    /// Units in the order that was given.
    pub units: Vec<UnitTally>,
    /// Their sum.
    pub total: UnitTally,
    /// Errors by class of the first finding; empty for none.
    pub classes: BTreeMap<String, Tally>,
    /// Errors by officer of the first finding; empty for none.
    pub officers: BTreeMap<String, Tally>,
    /// Errors by item.
    pub items: BTreeMap<Item, Tally>,
    /// How many people were looked at in each way.
    pub ways: [usize; WAYS.len()],
    /// Checks that came again after their comparison was seen.
    pub again: usize,
}

impl SampleReport {
    /// Adds up drawn people in units of so many registered cases; a person of an unknown unit counts in the sum alone.
    #[must_use]
    pub fn of(
        level: SampleLevel,
        required: Option<Percent>,
        populations: impl IntoIterator<Item = (RowUnit, usize)>,
        people: impl IntoIterator<Item = (RowUnit, Looked)>,
    ) -> Self {
        let units: Vec<UnitTally> = populations
            .into_iter()
            .map(|(unit, population)| UnitTally::of(Some(unit), population))
            .collect();
        let whole = units.iter().map(|unit| unit.population).sum();
        let mut report = Self {
            level,
            required,
            units,
            total: UnitTally::of(None, whole),
            classes: BTreeMap::new(),
            officers: BTreeMap::new(),
            items: BTreeMap::new(),
            ways: [0; WAYS.len()],
            again: 0,
        };
        for (unit, person) in people {
            report.take(unit, &person);
        }
        report
    }

    fn take(&mut self, unit: RowUnit, person: &Looked) {
        self.total.take(person);
        if let Some(row) = self.units.iter_mut().find(|row| row.unit == Some(unit)) {
            row.take(person);
        }
        self.again += person.again;
        if person.replaced {
            return;
        }
        for (count, answered) in self.ways.iter_mut().zip(person.ways) {
            *count += usize::from(answered);
        }
        if person.is_compared() {
            let wrong = person.is_wrong();
            let class = self.classes.entry(person.class.clone()).or_default();
            class.count(wrong);
            let officer = self.officers.entry(person.officer.clone()).or_default();
            officer.count(wrong);
        }
        for (item, verdict) in &person.verdicts {
            if *verdict != Verdict::NotFound {
                let tally = self.items.entry(*item).or_default();
                tally.count(*verdict == Verdict::Differs);
            }
        }
    }

    /// The line that a daily report shows of it.
    #[must_use]
    pub const fn coverage(&self) -> Coverage {
        Coverage {
            level: self.level,
            population: self.total.population,
            drawn: self.total.drawn,
            checked: self.total.checked,
            required: self.required,
        }
    }
}

/// How far a spot check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Whose it is.
    pub level: SampleLevel,
    /// Registered cases.
    pub population: usize,
    /// Drawn people.
    pub drawn: usize,
    /// Of these, looked at.
    pub checked: usize,
    /// The share that the pack asks for, where it does.
    pub required: Option<Percent>,
}

impl Coverage {
    /// 抽查面.
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Rate::of(count(self.checked), count(self.population))
    }

    /// Whether the pack's share is reached, where it asks for one.
    #[must_use]
    pub fn is_reached(&self) -> Option<bool> {
        Some(self.required?.is_reached(self.checked, self.population))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(verdict: Option<Verdict>) -> Looked {
        Looked {
            class: "5".to_owned(),
            officer: "王敏".to_owned(),
            checked: verdict.is_some(),
            ways: [false, verdict.is_some(), false],
            verdicts: verdict.map(|one| (Item::Class, one)).into_iter().collect(),
            ..Looked::default()
        }
    }

    #[test]
    fn whoever_has_nothing_to_compare_is_covered_and_in_no_rate() {
        let unit = RowUnit::Unassigned;
        let people = [
            looked(None),
            looked(Some(Verdict::Agrees)),
            looked(Some(Verdict::Differs)),
            looked(Some(Verdict::NotFound)),
            Looked {
                replaced: true,
                ..looked(None)
            },
        ];
        let people = people.map(|person| (unit, person));
        let half = "50".parse().ok();
        let report = SampleReport::of(SampleLevel::District, half, [(unit, 6)], people);
        assert_eq!(report.total.drawn, 4);
        assert_eq!((report.total.replaced, report.total.checked), (1, 3));
        let tally = Tally {
            compared: 2,
            wrong: 1,
        };
        assert_eq!(report.total.tally, tally);
        assert_eq!(report.classes["5"], tally);
        assert_eq!(report.officers["王敏"], tally);
        assert_eq!(tally.rate().unwrap().to_string(), "50.00");
        assert_eq!(report.coverage().rate().unwrap().to_string(), "50.00");
        assert_eq!(report.coverage().is_reached(), Some(true));
    }
}
