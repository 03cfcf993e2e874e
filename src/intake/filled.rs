//! Tables that were handed out, filled in elsewhere and come back: sheets with a header that the caller knows, and the
//! rows below it, whatever was inserted, moved or merged meanwhile.

use std::path::Path;

use chrono::NaiveDate;

use super::listing::is_footer;
use super::sheets::{Merge, Sink};
use super::told::day_of_serial;
use super::{CellText, IntakeError, Limits, RawRow, Words, read_into};
use crate::domain::text;

/// A header is looked for in so many rows of a sheet that hold something.
const HEADER_WITHIN: usize = 60;

/// A sheet with its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledSheet {
    /// Its name.
    pub name: String,
    /// The header's titles as they stand there.
    pub titles: Vec<String>,
    /// The rows below that hold something: no footers, and the header not once more.
    pub rows: Vec<FilledRow>,
}

/// A row below the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledRow {
    /// Row as the spreadsheet counts it.
    pub row: u32,
    /// Its cells, in the order of the titles.
    pub cells: Vec<CellText>,
}

impl FilledRow {
    /// What a person would read in a cell, without blanks around it.
    #[must_use]
    pub fn shown(&self, column: usize) -> String {
        let shown = self.cells.get(column).map(CellText::shown);
        text::noted(&shown.unwrap_or_default()).text.into_owned()
    }

    /// The day that the spreadsheet itself holds in a cell, where it does.
    #[must_use]
    pub fn day(&self, column: usize) -> Option<NaiveDate> {
        match self.cells.get(column)? {
            CellText::Date(day) => Some(*day),
            CellText::Number(number) => day_of_serial(number),
            CellText::Text(_) | CellText::Empty => None,
        }
    }
}

/// Reads the sheets whose header `is_header` knows, given its titles.
///
/// # Errors
/// When the file cannot be read.
pub fn read_filled(
    path: &Path,
    limits: &Limits,
    words: &Words,
    is_header: &dyn Fn(&[String]) -> bool,
) -> Result<Vec<FilledSheet>, IntakeError> {
    let mut reader = Reader {
        words,
        is_header,
        names: Vec::new(),
        sheet: usize::MAX,
        looked: 0,
        merges: Vec::new(),
        found: Vec::new(),
        is_below: false,
    };
    read_into(path, limits, &mut reader)?;
    Ok(reader.found)
}

struct Reader<'a> {
    words: &'a Words,
    is_header: &'a dyn Fn(&[String]) -> bool,
    names: Vec<String>,
    sheet: usize,
    looked: usize,
    /// Cells that reach downwards, with what the first of them holds.
    merges: Vec<(Merge, CellText)>,
    found: Vec<FilledSheet>,
    is_below: bool,
}

impl Reader<'_> {
    /// The row with what cells merged downwards hold for it.
    fn whole(&mut self, row: &RawRow) -> Vec<CellText> {
        let mut cells = row.cells.clone();
        for (merge, value) in &mut self.merges {
            let covers = merge.sheet == row.sheet && (merge.first..=merge.last).contains(&row.row);
            let Some(at) = usize::try_from(merge.column).ok().filter(|_| covers) else {
                continue;
            };
            if row.row == merge.first {
                *value = cells.get(at).cloned().unwrap_or_default();
            } else if cells.get(at).is_none_or(|cell| *cell == CellText::Empty) {
                if cells.len() <= at {
                    cells.resize(at + 1, CellText::Empty);
                }
                cells[at].clone_from(value);
            }
        }
        cells
    }

    fn take(&mut self, row: &RawRow) {
        if row.sheet != self.sheet {
            self.sheet = row.sheet;
            self.looked = 0;
            self.is_below = false;
        }
        let cells = self.whole(row);
        let shown = |cells: &[CellText]| -> Vec<String> {
            let shown = cells.iter();
            shown
                .map(|cell| text::noted(&cell.seen()).text.into_owned())
                .collect()
        };
        let blank = row.cells.iter().all(|cell| text::is_empty(&cell.seen()));
        if blank {
            return;
        }
        match self.found.last_mut().filter(|_| self.is_below) {
            Some(sheet) => {
                let again = shown(&cells);
                let mut pairs = again.iter().zip(&sheet.titles);
                let repeats = pairs.all(|(cell, title)| cell.is_empty() || cell == title);
                if !repeats && !is_footer(row, self.words) {
                    let row = row.row;
                    sheet.rows.push(FilledRow { row, cells });
                }
            }
            None if self.looked < HEADER_WITHIN => {
                self.looked += 1;
                let titles = shown(&cells);
                if (self.is_header)(&titles) {
                    let name = self.names.get(row.sheet).cloned().unwrap_or_default();
                    self.found.push(FilledSheet {
                        name,
                        titles,
                        rows: Vec::new(),
                    });
                    self.is_below = true;
                }
            }
            None => {}
        }
    }
}

impl Sink for Reader<'_> {
    fn sheets(&mut self, names: Vec<String>) -> Result<(), IntakeError> {
        self.names = names;
        Ok(())
    }

    fn merges(&mut self, merges: &[Merge]) -> Result<(), IntakeError> {
        let new = merges.iter().map(|merge| (*merge, CellText::Empty));
        self.merges.extend(new);
        Ok(())
    }

    fn row(&mut self, row: &RawRow) -> Result<bool, IntakeError> {
        self.take(row);
        Ok(true)
    }
}
