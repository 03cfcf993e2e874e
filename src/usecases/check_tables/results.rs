//! What reading tables did: how every row ended and why, in sentences, and its wrong rows as a spreadsheet.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::entry::CaseId;
use crate::domain::record::Refusal;
use crate::error::{Error, refusal_sentence};
use crate::messages::{Messages, Value};
use crate::output::doubt_sheet::{self, DoubtRow, DoubtSheet};
use crate::usecases::exporting;
use crate::usecases::session::Session;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowEnd {
    /// What it answers was recorded.
    Applied,
    /// It answers nothing, or nothing new.
    Unchanged,
    /// An officer has to look at it; nothing of it was recorded.
    Doubtful,
    /// It cannot be recorded.
    Rejected,
}

/// What is wrong with a row, or what the book says otherwise: key of the sentence and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Key of the message.
    pub key: String,
    args: Vec<(String, String)>,
    refusal: Option<Refusal>,
}

impl Problem {
    pub(super) fn of(key: &str, args: &[(&str, &str)]) -> Self {
        Self {
            key: key.to_owned(),
            args: args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            refusal: None,
        }
    }

    pub(super) fn refused(refusal: Refusal) -> Self {
        Self {
            key: refusal.reason.name().to_owned(),
            args: Vec::new(),
            refusal: Some(refusal),
        }
    }

    /// The sentence.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        if let Some(refusal) = &self.refusal {
            return refusal_sentence(refusal, messages);
        }
        // Words of records are said as people say them.
        let said: Vec<(&str, String)> = self
            .args
            .iter()
            .map(|(name, value)| {
                let key = match name.as_str() {
                    "told" | "known" => format!("entry-value-found-{value}"),
                    "name" => format!("entry-value-name-{}", value.replace('_', "-")),
                    _ => String::new(),
                };
                let said = if !key.is_empty() && messages.has(&key) {
                    messages.get(&key)
                } else {
                    value.clone()
                };
                (name.as_str(), said)
            })
            .collect();
        let values: Vec<(&str, Value<'_>)> = said
            .iter()
            .map(|(name, value)| (*name, Value::Text(value)))
            .collect();
        messages.with(&self.key, &values)
    }
}

/// A data row and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenRow {
    /// Which of the files.
    pub file: usize,
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The row, as a spreadsheet counts it.
    pub row: u32,
    /// What became of it.
    pub end: RowEnd,
    /// Whose row it is.
    pub case: Option<CaseId>,
    /// The name that stands on it.
    pub name: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What the book says otherwise and keeps beside it.
    pub beside: Vec<Problem>,
    /// How many entries it made.
    pub entries: usize,
    pub(super) titles: Vec<String>,
    pub(super) cells: Vec<String>,
}

/// A file that was read.
#[derive(Debug)]
pub struct TakenFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its data rows.
    pub rows_read: usize,
    /// Why nothing of it was taken.
    pub refused: Option<Error>,
}

/// What reading tables did, or would do.
#[derive(Debug, Default)]
pub struct TableResult {
    /// The files.
    pub files: Vec<TakenFile>,
    /// Every data row, in order.
    pub rows: Vec<TakenRow>,
}

impl TableResult {
    /// How many rows ended so.
    #[must_use]
    pub fn count(&self, end: RowEnd) -> usize {
        self.rows.iter().filter(|row| row.end == end).count()
    }

    /// How many entries were made.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.rows.iter().map(|row| row.entries).sum()
    }

    /// Whether somebody has to look at some of it.
    #[must_use]
    pub fn is_partly(&self) -> bool {
        self.files.iter().any(|file| file.refused.is_some())
            || self.count(RowEnd::Doubtful) + self.count(RowEnd::Rejected) > 0
    }
}

/// Saves the rows that are doubtful or were rejected, each with what is wrong: corrected there, they are read again.
///
/// # Errors
/// When the file cannot be written.
pub fn save_unsettled(
    session: &Session,
    result: &TableResult,
    path: &Path,
    messages: &Messages,
) -> Result<usize, Error> {
    let wrong = |row: &&TakenRow| matches!(row.end, RowEnd::Doubtful | RowEnd::Rejected);
    let mut titles: Vec<String> = Vec::new();
    for title in result.rows.iter().filter(wrong).flat_map(|row| &row.titles) {
        if !title.is_empty() && !titles.contains(title) {
            titles.push(title.clone());
        }
    }
    let rows: Vec<DoubtRow> = result
        .rows
        .iter()
        .filter(wrong)
        .map(|row| {
            let mut cells = vec![String::new(); titles.len()];
            for (at, cell) in row.cells.iter().enumerate() {
                let title = row.titles.get(at);
                let place = title.and_then(|title| titles.iter().position(|one| one == title));
                match place {
                    Some(place) if cells[place].is_empty() => cells[place].clone_from(cell),
                    _ if cell.is_empty() => {}
                    // A row may be longer than its head: nothing of it may be lost.
                    _ => cells.push(cell.clone()),
                }
            }
            let problems = row
                .problems
                .iter()
                .map(|problem| problem.sentence(messages));
            let file = &result.files[row.file].path;
            let file = file.file_name().unwrap_or_default().to_string_lossy();
            DoubtRow {
                sheet: format!("{file} {}", row.sheet).trim_end().to_owned(),
                row: row.row,
                cells,
                lost: None,
                problem: problems.collect::<Vec<_>>().join("；"),
            }
        })
        .collect();
    let count = rows.len();
    let sheet = DoubtSheet {
        date: session.today(),
        titles,
        rows,
    };
    let bytes = doubt_sheet::bytes(&sheet, messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    exporting::write_file(path, &bytes)?;
    Ok(count)
}
