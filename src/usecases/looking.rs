//! A look at a file from outside, before anybody chooses it: is it a list, of what, and how long.

use std::path::Path;

use super::session::Session;
use crate::divisions::Divisions;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::intake::{self, Column, Context, IntakeError, Limits, Listing, Stop, Words};

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seems {
    /// A list of persons whose benefit is suspended: it has a reason or a month of suspension.
    Suspended,
    /// A list of persons that says more of them.
    Persons,
    /// Nothing whose header is known.
    Other,
    /// A file with a password.
    Locked,
    /// A file that cannot be read.
    Broken,
}

/// What a look at a file showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// What it seems to be.
    pub seems: Seems,
    /// Data rows seen.
    pub rows: u64,
    /// Whether all of them were seen.
    pub whole: bool,
}

/// What is needed to look at files, apart from the book: it may go on a thread of its own.
#[derive(Clone, Debug)]
pub struct Eye {
    divisions: Divisions,
    aliases: std::collections::BTreeMap<String, UnitCode>,
    unit: UnitCode,
    words: Words,
    today: chrono::NaiveDate,
    benefit_age: u32,
    limits: Limits,
}

impl Eye {
    /// An eye with the book's names of units and the office's dictionaries.
    ///
    /// # Errors
    /// When a dictionary is wrong.
    pub fn of(session: &Session, words: Option<&Path>, limits: Limits) -> Result<Self, Error> {
        Ok(Self {
            divisions: session.divisions.clone(),
            aliases: session.pack.aliases.clone(),
            unit: session.store.unit(),
            words: Words::load(words)
                .map_err(|what| Error::said("error-words", &[("what", &what)]))?,
            today: session.today(),
            benefit_age: session.pack.benefit_age,
            limits,
        })
    }

    /// Looks at a file for as long as `goes_on`, which is asked at every row.
    #[must_use]
    pub fn look(&self, path: &Path, goes_on: &dyn Fn() -> bool) -> Glance {
        let context = Context {
            divisions: &self.divisions,
            aliases: &self.aliases,
            book_unit: self.unit,
            words: &self.words,
            today: self.today,
            benefit_age: self.benefit_age,
        };
        let mut whole = true;
        let read = intake::read(path, &context, &self.limits, &mut |_, _| {
            whole = goes_on();
            if whole { Ok(()) } else { Err(Stop) }
        });
        match read {
            Ok(listing) => Glance {
                seems: kind(&listing),
                rows: listing.rows_read,
                whole,
            },
            Err(error) => Glance {
                seems: trouble(&error),
                rows: 0,
                whole: true,
            },
        }
    }
}

fn kind(listing: &Listing) -> Seems {
    let has = |wanted: Column| {
        listing
            .sheets
            .iter()
            .any(|sheet| sheet.columns.contains(&Some(wanted)))
    };
    if has(Column::SuspendedFrom) || has(Column::Reason) {
        Seems::Suspended
    } else {
        Seems::Persons
    }
}

fn trouble(error: &IntakeError) -> Seems {
    match error.message().0 {
        "intake-password" => Seems::Locked,
        "intake-no-header" | "intake-not-a-list" => Seems::Other,
        _ => Seems::Broken,
    }
}
