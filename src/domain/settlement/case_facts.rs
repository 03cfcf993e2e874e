//! What the facts of a case are called in a settlement: which class is which situation, what officers' words mean, and
//! what the business system's own settlement says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Situation, Working};
use crate::domain::case::Case;
use crate::domain::money::Money;

/// What a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactShape {
    /// A month.
    Month,
    /// A day.
    Day,
    /// An amount.
    Money,
    /// Yes or no.
    Truth,
    /// One of the words.
    Choice,
    /// A whole number.
    Number,
    /// Whether money came back: one of the words, or how much.
    Refund,
}

/// What an officer says, and what it is in a settlement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWord {
    /// The words, the one that screens offer first.
    pub said: Vec<String>,
    /// The engine's facts.
    pub gives: BTreeMap<String, String>,
    /// The engine's fact without which the words say too little.
    #[serde(default)]
    pub needs: Option<String>,
}

/// A fact that a settlement of some classes takes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFactRule {
    /// Its name in records.
    pub name: String,
    /// Its name in the engine, where that is another one.
    #[serde(default)]
    field: Option<String>,
    /// What it takes.
    pub shape: FactShape,
    /// The classes whose settlement takes it.
    pub classes: Vec<String>,
    /// What officers' words mean.
    #[serde(default)]
    pub words: Vec<FactWord>,
}

impl CaseFactRule {
    /// Its name in the engine.
    #[must_use]
    pub fn field(&self) -> &str {
        self.field.as_deref().unwrap_or(&self.name)
    }
}

/// A figure of a settlement that the business system shows as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Due to the heirs.
    Due,
    /// Overpaid.
    Overpaid,
    /// The account before anything is taken from it.
    Account,
    /// The funeral subsidy before anything is taken from it.
    Funeral,
    /// Taken from both.
    Offset,
    /// Paid out in all.
    Payable,
    /// Still to be claimed.
    Residual,
}

impl Figure {
    fn of(self, working: &Working) -> Option<Money> {
        let taken = |source: &str| -> Option<Money> {
            let offsets = working.offsets.iter();
            let mine = offsets.filter(|offset| offset.source == source);
            mine.map(|offset| offset.amount).sum()
        };
        let whole = |left: Option<Money>, source: &str| Some(left? + taken(source)?);
        match self {
            Self::Due => working.due.amount,
            Self::Overpaid => working.overpaid.amount,
            Self::Account => whole(working.payable.account, "account"),
            Self::Funeral => whole(working.payable.funeral, "funeral"),
            Self::Offset => Some(taken("account")? + taken("funeral")?),
            Self::Payable => working.payable.total,
            Self::Residual => working.residual,
        }
    }
}

/// A field of the business system's own settlement, recorded as a fact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemRule {
    /// Its name in records: the system's own.
    pub name: String,
    /// The figure that it is here.
    #[serde(default)]
    pub figure: Option<Figure>,
    /// The amount of an outcome that it decides.
    #[serde(default)]
    outcome: Option<String>,
    /// The classes that have it.
    classes: Vec<String>,
}

/// What the business system says beside what was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemFigure {
    /// The system's field.
    pub name: String,
    /// What it says, which wins.
    pub system: Money,
    /// What was worked out, where it could be.
    pub ours: Option<Money>,
    /// Whether the settlement has such a figure at all.
    pub compared: bool,
    /// The amount of an outcome that it decides.
    pub(super) outcome: Option<String>,
}

/// Which class is which situation, and which facts it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFactRules {
    situations: BTreeMap<String, String>,
    /// The fields of the business system's own settlement.
    #[serde(default)]
    pub system: Vec<SystemRule>,
    /// Words by which a record of service says that the person was served.
    #[serde(default)]
    pub own: Vec<String>,
    /// All facts, in the order in which forms offer them.
    pub facts: Vec<CaseFactRule>,
}

impl CaseFactRules {
    /// The situation of a class; nothing where there is nothing to compute.
    #[must_use]
    pub fn situation(&self, class: &str) -> Option<Situation> {
        let name = self.situations.get(class)?;
        let found = Situation::ALL.iter().find(|(word, _)| word == name);
        found.map(|(_, situation)| *situation)
    }

    /// The facts that a settlement of the class takes.
    pub fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a CaseFactRule> {
        self.facts
            .iter()
            .filter(move |rule| rule.classes.iter().any(|one| one == class))
    }

    /// The names of the business system's fields that a class has.
    pub fn system_of<'a>(&'a self, class: &'a str) -> impl Iterator<Item = String> + 'a {
        let mine = move |rule: &&SystemRule| rule.classes.iter().any(|one| one == class);
        self.system
            .iter()
            .filter(mine)
            .map(|rule| rule.name.clone())
    }

    /// What the business system's own settlement says; a text that is no amount, or on which sources differ, says nothing.
    pub(super) fn system_figures(
        &self,
        case: &Case,
        class: &str,
        working: &Working,
    ) -> Vec<SystemFigure> {
        let mine = |rule: &&SystemRule| rule.classes.iter().any(|one| one == class);
        self.system
            .iter()
            .filter(mine)
            .filter(|rule| case.disputed(&rule.name).is_empty())
            .filter_map(|rule| {
                Some(SystemFigure {
                    name: rule.name.clone(),
                    system: case.fact(&rule.name)?.parse().ok()?,
                    ours: rule.figure.and_then(|figure| figure.of(working)),
                    compared: rule.figure.is_some(),
                    outcome: rule.outcome.clone(),
                })
            })
            .collect()
    }

    /// The fact's rule.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&CaseFactRule> {
        self.facts.iter().find(|rule| rule.name == name)
    }
}
