//! The rows of a list that want an officer's eye, as a spreadsheet: corrected there, it is read in again.

use std::path::Path;

use super::exporting;
use super::importing::{Disposition, ImportResult};
use super::session::Session;
use crate::domain::roster::{Doubt, RosterRow};
use crate::error::Error;
use crate::intake::Column;
use crate::messages::Messages;
use crate::output::doubt_sheet::{self, DoubtRow, DoubtSheet};

/// What is wrong with a row, one sentence for each.
#[must_use]
pub fn problems(row: &RosterRow, disposition: Disposition, messages: &Messages) -> Vec<String> {
    let mut wrong: Vec<String> = row
        .doubts
        .iter()
        .map(|doubt| messages.get(&format!("entry-doubt-{}", doubt.name())))
        .collect();
    if disposition == Disposition::Rejected {
        wrong.insert(0, messages.get("entry-rejected"));
    }
    wrong
}

/// Saves the rows that were rejected or are doubtful, each with what is wrong.
///
/// # Errors
/// When the file cannot be written.
pub fn save_unsettled(
    session: &Session,
    result: &ImportResult,
    path: &Path,
    messages: &Messages,
) -> Result<(), Error> {
    let rows = result
        .unsettled
        .iter()
        .map(|(row, disposition)| DoubtRow {
            lost: row
                .doubts
                .contains(&Doubt::IdPrecisionLost)
                .then(|| result.listing.column_of(&row.sheet, Column::IdNumber))
                .flatten(),
            sheet: row.sheet.to_string(),
            row: row.row,
            cells: row.cells.clone(),
            problem: problems(row, *disposition, messages).join("；"),
        })
        .collect();
    let sheet = DoubtSheet {
        date: session.today(),
        titles: result
            .listing
            .sheets
            .first()
            .map(|sheet| sheet.titles.clone())
            .unwrap_or_default(),
        rows,
    };
    let bytes = doubt_sheet::bytes(&sheet, messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    exporting::write_file(path, &bytes)
}
