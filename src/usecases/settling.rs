//! The settlement of a case: what the engine works out from the class, the roster and the recorded facts.

use std::path::Path;

use serde_json::{Map, Value};

use super::session::Session;
use crate::case_facts;
use crate::domain::case::Case;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::OutcomeKind;
use crate::domain::settlement::case_facts::CaseFactRules;
use crate::domain::settlement::of_case::{Settled, Unsettled, settle_case};
use crate::domain::workday::Workdays;
use crate::error::Error;
use crate::workdays::{self, WorkdaysError};

/// What settling needs besides the book.
#[derive(Clone, Debug)]
pub struct Settling {
    /// What the facts of a case are called in a settlement.
    pub rules: &'static CaseFactRules,
    workdays: Workdays,
}

impl Settling {
    /// The program's rules, with the office's own year files of workdays.
    ///
    /// # Errors
    /// When a year file cannot be used.
    pub fn with_config(config: &Path) -> Result<Self, Error> {
        Ok(Self {
            rules: case_facts::load(),
            workdays: table(config)?,
        })
    }

    /// What is certain: fit for an outcome and for a paper.
    ///
    /// # Errors
    /// Why there is nothing to work out.
    pub fn settle(&self, session: &Session, case: &Case) -> Result<Settled, Unsettled> {
        settle_case(case, &session.pack, self.rules, &self.workdays, None)
    }

    /// The same to look at: where nobody has recorded when payment resumes, it is supposed to resume this month.
    ///
    /// # Errors
    /// Why there is nothing to work out.
    pub fn preview(&self, session: &Session, case: &Case) -> Result<Settled, Unsettled> {
        let now = Month::of(session.today());
        settle_case(case, &session.pack, self.rules, &self.workdays, Some(now))
    }
}

/// Puts into the fields of an outcome what the settlement works out for it, and keeps that beside. An amount that somebody
/// gave stands; of the others the business system's own figure wins. True where the system says something else than
/// the settlement.
pub fn propose(settled: &Settled, outcome: OutcomeKind, fields: &mut Map<String, Value>) -> bool {
    let mut by_system = false;
    let mut computed = Map::new();
    for (field, amount, outcomes) in settled.amounts() {
        if !outcomes.contains(&outcome) {
            continue;
        }
        computed.insert(field.to_owned(), amount.to_string().into());
        if fields.contains_key(field) {
            continue;
        }
        let system = settled.system_says(field);
        by_system |= system.is_some_and(|system| system != amount);
        let proposed = system.unwrap_or(amount);
        if proposed > Money::ZERO {
            fields.insert(field.to_owned(), proposed.to_string().into());
        }
    }
    if !computed.is_empty() {
        fields.insert("computed".to_owned(), computed.into());
    }
    by_system
}

/// The table of workdays with the office's year files, or which of them is wrong.
///
/// # Errors
/// When a year file cannot be used.
pub fn table(config: &Path) -> Result<Workdays, Error> {
    workdays::load(config).map_err(|error| match error {
        WorkdaysError::File { path, source } => Error::file(&path, source),
        WorkdaysError::Line { path, bad } => Error::said(
            "error-workdays",
            &[
                ("path", &path.display().to_string()),
                ("line", &bad.line.to_string()),
            ],
        ),
    })
}
