//! Intake: other people's files become rows of facts and doubts. It knows files and cells, no book and no screen.
//! Everything that comes in passes the text boundary once, here.

mod child;
mod columns;
mod delimited;
mod error;
mod filled;
mod limits;
mod listing;
mod markup;
pub mod picture;
mod place;
mod row;
mod sheets;
mod told;
mod unpacked;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use crate::divisions::Divisions;
pub use crate::domain::Stop;
use crate::domain::roster::RosterRow;
use crate::domain::unit::UnitCode;

pub use child::{SUBCOMMAND, serve};
pub use columns::Column;
pub use columns::plain_title;
pub use error::IntakeError;
pub use filled::{FilledRow, FilledSheet, read_filled};
pub use limits::Limits;
pub use listing::{Listing, SheetSeen};
pub use place::{Place, Places};
pub use words::Words;

/// A cell as a file holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CellText {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number, written out; spreadsheets keep 15 digits of it.
    Number(String),
    /// A day.
    Date(NaiveDate),
}

impl CellText {
    /// What a person would read in the cell.
    #[must_use]
    pub fn shown(&self) -> String {
        self.seen().into_owned()
    }

    /// The same without a copy where the cell holds text.
    pub(crate) fn seen(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Number(text) => Cow::Borrowed(text),
            Self::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

/// A row of a file: sheet, number from 1, cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRow {
    /// Place of the sheet in the file, from 0.
    pub sheet: usize,
    /// Row as a spreadsheet counts it.
    pub row: u32,
    /// Its cells from column A on.
    pub cells: Vec<CellText>,
    /// Texts of rows before, whose memory serves again.
    spare: Vec<String>,
}

impl RawRow {
    /// Forgets the cells.
    fn clear(&mut self) {
        for cell in self.cells.drain(..) {
            if let CellText::Text(text) | CellText::Number(text) = cell {
                self.spare.push(text);
            }
        }
    }

    /// A copy of a text for one of the cells.
    fn text(&mut self, given: &str) -> String {
        let mut text = self.spare.pop().unwrap_or_default();
        text.clear();
        text.push_str(given);
        text
    }
}

/// What intake has to know to make sense of a list.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Units and their names.
    pub divisions: &'a Divisions,
    /// Other names of units, from the pack.
    pub aliases: &'a BTreeMap<String, UnitCode>,
    /// Whose book it is.
    pub book_unit: UnitCode,
    /// The dictionaries.
    pub words: &'a Words,
    /// The day of the import.
    pub today: NaiveDate,
    /// Who is younger is doubted, years.
    pub benefit_age: u32,
}

/// How far a reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Data rows delivered so far.
    pub rows: u64,
    /// Bytes of the file read and its size, where both are known.
    pub bytes: Option<(u64, u64)>,
}

/// Reads a list and delivers its data rows one by one, in order.
///
/// # Errors
/// When the file is no list that can be read; rows delivered before then must not be kept.
pub fn read(
    path: &Path,
    context: &Context<'_>,
    limits: &Limits,
    on_row: &mut dyn FnMut(RosterRow, Progress) -> Result<(), Stop>,
) -> Result<Listing, IntakeError> {
    let mut listing = listing::Reader::new(context, path, on_row);
    read_into(path, limits, &mut listing)?;
    listing.finish()
}

/// Delivers the rows of a file of whichever kind.
fn read_into(path: &Path, limits: &Limits, rows: &mut dyn sheets::Sink) -> Result<(), IntakeError> {
    let kind = limits::sniff(path, limits)?;
    match kind {
        limits::FileKind::Delimited => delimited::read(path, limits, rows),
        limits::FileKind::Xlsx
        | limits::FileKind::Xls
        | limits::FileKind::Ods
        | limits::FileKind::Markup => child::read(path, kind, limits, rows),
    }
}
