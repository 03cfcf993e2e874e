//! The printed list of a draw, which anybody can reckon again, and its reader; no names of people stand on it.

use super::{PrintError, csv};
use crate::domain::sample::{COLUMNS, ListedRow};
use crate::messages::Messages;

/// Keys of the heads, in the order of the columns.
const HEADS: [&str; COLUMNS] = [
    "sample-list-draw",
    "sample-list-level",
    "sample-list-seed",
    "sample-list-percent",
    "sample-list-strata",
    "sample-list-unit",
    "sample-list-unit-name",
    "sample-list-case",
    "sample-list-class",
    "sample-list-officer",
    "sample-list-hash",
    "sample-list-order",
    "sample-list-drawn",
];

/// The list with the name of each line's unit.
///
/// # Errors
/// When the writer refuses.
pub fn bytes<'a>(
    rows: impl IntoIterator<Item = (&'a ListedRow, String)>,
    messages: &Messages,
) -> Result<Vec<u8>, PrintError> {
    let heads = HEADS.iter().map(|key| messages.get(key)).collect();
    let lines = rows
        .into_iter()
        .map(|(row, name)| row.cells(&name).to_vec());
    csv::plain(std::iter::once(heads).chain(lines))
}

/// Why a list cannot be reckoned again.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// No table at all.
    #[error(transparent)]
    Table(#[from] PrintError),
    /// This line is no line of such a list.
    #[error("line {0}")]
    Line(usize),
}

/// Reads a printed list.
///
/// # Errors
/// The first line that is none of such a list.
pub fn read(bytes: &[u8]) -> Result<Vec<ListedRow>, ListError> {
    let mut rows = Vec::new();
    for (number, cells) in (1..).zip(csv::read_plain(bytes)?).skip(1) {
        rows.push(ListedRow::of_cells(&cells).ok_or(ListError::Line(number))?);
    }
    if rows.is_empty() {
        return Err(ListError::Line(1));
    }
    Ok(rows)
}
