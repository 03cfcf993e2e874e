//! 风险隐患 found on the way (S1 六(二): R-040): notes that an officer marked as a risk. The list is the district's alone.

use super::session::Session;
use crate::domain::case::Case;
use crate::domain::entry::{Entry, Kind};
use crate::domain::pack::Role;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::CaseRow;

/// A risk that somebody noted.
#[derive(Clone, Debug)]
pub struct Risk {
    /// Whose case it stands on.
    pub row: CaseRow,
    /// The note.
    pub note: Entry,
}

impl Risk {
    /// The sort of risk: 经办 or 基金.
    #[must_use]
    pub fn sort(&self) -> &str {
        self.note.text("risk").unwrap_or_default()
    }
}

/// The risks that were noted in a unit and stand, newest first.
///
/// # Errors
/// When the book is not the district's, or cannot be read.
pub fn risks(session: &Session, unit: Option<UnitCode>) -> Result<Vec<Risk>, Error> {
    if session.role != Role::District {
        return Err(Error::said("error-risks-district", &[]));
    }
    let mut found = Vec::new();
    for note in session.store.entries_of_kind(Kind::Note)? {
        if note.text("risk").is_none() {
            continue;
        }
        let Some(row) = session.store.row(note.case)? else {
            continue;
        };
        if unit.is_some_and(|unit| !unit.contains(row.unit)) {
            continue;
        }
        let case = Case::of(&session.store.entries_of(note.case)?, &session.pack);
        if !case.withdrawn.contains(&note.id) {
            found.push(Risk { row, note });
        }
    }
    found.sort_by_key(|risk| std::cmp::Reverse(risk.note.order()));
    Ok(found)
}
