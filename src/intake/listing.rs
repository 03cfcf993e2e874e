//! From rows of cells to rows of people: finds the header of each sheet, passes over footers, counts what was read.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use super::columns::{Column, Header};
use super::place::Places;
use super::row::RowReader;
use super::sheets::{Merge, Sink};
use super::words::Words;
use super::{CellText, Context, IntakeError, Progress, RawRow, Stop};
use crate::domain::roster::RosterRow;
use crate::domain::text;
use crate::domain::unit::UnitCode;

/// A header is looked for in so many rows of a sheet that hold something.
const HEADER_WITHIN: u32 = 60;

/// A sheet that was looked into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetSeen {
    /// Its name.
    pub name: String,
    /// The header's titles; empty when none was recognised.
    pub titles: Vec<String>,
    /// The columns recognised.
    pub columns: Vec<Option<Column>>,
    /// Data rows.
    pub rows: u64,
}

/// What a file turned out to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its sheets.
    pub sheets: Vec<SheetSeen>,
    /// Data rows of all sheets.
    pub rows_read: u64,
}

impl Listing {
    /// Where a column stands on the sheet of that name, from 0.
    #[must_use]
    pub fn column_of(&self, sheet: &str, wanted: Column) -> Option<usize> {
        let seen = self.sheets.iter().find(|seen| seen.name == sheet)?;
        seen.columns
            .iter()
            .position(|column| *column == Some(wanted))
    }
}

/// Takes rows of cells as they come and delivers rows of people.
pub(super) struct Reader<'a> {
    context: &'a Context<'a>,
    file: String,
    on_row: &'a mut dyn FnMut(RosterRow, Progress) -> Result<(), Stop>,
    places: Places,
    names: Vec<Arc<str>>,
    seen: HashMap<usize, SheetSeen>,
    sheet: usize,
    header: Option<Header>,
    looked: u32,
    widest: Vec<String>,
    title_township: Option<UnitCode>,
    rows: u64,
    merges: BTreeMap<(usize, u32), Vec<Merge>>,
    carried: Vec<(Merge, CellText)>,
    bytes: Option<(u64, u64)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        path: &Path,
        on_row: &'a mut dyn FnMut(RosterRow, Progress) -> Result<(), Stop>,
    ) -> Self {
        Self {
            context,
            file: path.display().to_string(),
            on_row,
            places: Places::of(
                context.divisions,
                context.aliases,
                context.book_unit,
                context.words,
            ),
            names: Vec::new(),
            seen: HashMap::new(),
            sheet: usize::MAX,
            header: None,
            looked: 0,
            widest: Vec::new(),
            title_township: None,
            rows: 0,
            merges: BTreeMap::new(),
            carried: Vec::new(),
            bytes: None,
        }
    }

    pub(super) fn sheets(&mut self, names: Vec<String>) {
        self.names = names.into_iter().map(Arc::from).collect();
    }

    /// Takes note of cells that reach downwards from a row to come.
    pub(super) fn merges(&mut self, merges: &[Merge]) {
        for merge in merges {
            let begin = (merge.sheet, merge.first);
            self.merges.entry(begin).or_default().push(*merge);
        }
    }

    /// Takes a row; [`Stop`] = no more are wanted.
    pub(super) fn take(&mut self, row: &RawRow) -> Result<(), Stop> {
        if row.sheet != self.sheet {
            self.sheet = row.sheet;
            self.header = None;
            self.looked = 0;
            self.title_township = None;
            self.carried.clear();
        }
        if let Some(header) = self.header.take() {
            let whole = self.carry_down(row, &header);
            let taken = self.take_below(whole.as_ref().unwrap_or(row), &header);
            self.header = Some(header);
            return taken;
        }
        if self.looked < HEADER_WITHIN {
            self.look_for_header(row);
        }
        Ok(())
    }

    /// The row with what cells merged downwards hold for it; nothing where it holds all itself. Cells of the header
    /// and above are titles and say nothing of a row; a name or number is one person's, wherever its cell reaches.
    fn carry_down(&mut self, row: &RawRow, header: &Header) -> Option<RawRow> {
        if self.merges.is_empty() && self.carried.is_empty() {
            return None;
        }
        let cell = |column: u32| {
            let column = usize::try_from(column).ok()?;
            let cell = row.cells.get(column).unwrap_or(&CellText::Empty);
            Some((column, cell))
        };
        self.carried.retain(|(merge, _)| merge.last >= row.row);
        let mut whole: Option<RawRow> = None;
        for (merge, value) in &self.carried {
            if let Some((column, CellText::Empty)) = cell(merge.column) {
                let whole = whole.get_or_insert_with(|| row.clone());
                if whole.cells.len() <= column {
                    whole.cells.resize(column + 1, CellText::Empty);
                }
                whole.cells[column].clone_from(value);
            }
        }
        let here = (row.sheet, row.row);
        while let Some(begin) = self
            .merges
            .first_entry()
            .filter(|begin| *begin.key() <= here)
        {
            let begins_here = *begin.key() == here;
            for merge in begin.remove() {
                let Some((column, value)) = cell(merge.column) else {
                    continue;
                };
                let of_one = matches!(
                    header.columns.get(column).copied().flatten(),
                    None | Some(Column::Name | Column::IdNumber | Column::PersonalNumber)
                );
                if begins_here && *value != CellText::Empty && !of_one {
                    self.carried
                        .retain(|(other, _)| other.column != merge.column);
                    self.carried.push((merge, value.clone()));
                }
            }
        }
        whole
    }

    fn look_for_header(&mut self, row: &RawRow) {
        let texts: Vec<String> = row
            .cells
            .iter()
            .map(CellText::shown)
            .filter(|shown| !text::is_empty(shown))
            .collect();
        if texts.is_empty() {
            return;
        }
        self.looked += 1;
        if let Some(header) = Header::of(row, self.context.words) {
            let name = self
                .names
                .get(row.sheet)
                .map(ToString::to_string)
                .unwrap_or_default();
            if self.title_township.is_none() {
                self.title_township = self.places.township_in(self.context.words, &name);
            }
            let seen = self.seen.entry(row.sheet).or_default();
            seen.name = name;
            seen.titles.clone_from(&header.titles);
            seen.columns.clone_from(&header.columns);
            self.header = Some(header);
            return;
        }
        for shown in &texts {
            if self.title_township.is_none() {
                self.title_township = self.places.township_in(self.context.words, shown);
            }
        }
        if texts.len() > self.widest.len() {
            self.widest = texts;
        }
    }

    fn take_below(&mut self, row: &RawRow, header: &Header) -> Result<(), Stop> {
        if is_footer(row, self.context.words) || repeats(row, header) {
            return Ok(());
        }
        let name = self
            .names
            .get(row.sheet)
            .cloned()
            .unwrap_or_else(|| Arc::from(""));
        let read = RowReader::new(
            self.context,
            header,
            &mut self.places,
            self.title_township,
            row,
        )
        .read(&name);
        let Some(read) = read else { return Ok(()) };
        self.rows += 1;
        self.seen.entry(row.sheet).or_default().rows += 1;
        (self.on_row)(
            read,
            Progress {
                rows: self.rows,
                bytes: self.bytes,
            },
        )
    }

    pub(super) fn finish(self) -> Result<Listing, IntakeError> {
        if self.seen.is_empty() {
            let expected: Vec<&str> = self
                .context
                .words
                .expected
                .iter()
                .filter(|(column, _)| *column != Column::Ignored && !column.is_of_match_lists())
                .map(|(_, title)| title.as_str())
                .collect();
            // What stands in somebody's file goes to a terminal here: cleaned, and no longer than a title.
            let found: Vec<String> = self
                .widest
                .iter()
                .take(20)
                .map(|shown| text::noted(shown).text.chars().take(30).collect())
                .collect();
            return Err(IntakeError::new(
                "intake-no-header",
                &[
                    ("file", &self.file),
                    ("found", &found.join("、")),
                    ("expected", &expected.join("、")),
                ],
            ));
        }
        let mut sheets: Vec<(usize, SheetSeen)> = self.seen.into_iter().collect();
        sheets.sort_by_key(|(place, _)| *place);
        Ok(Listing {
            sheets: sheets.into_iter().map(|(_, seen)| seen).collect(),
            rows_read: self.rows,
        })
    }
}

impl Sink for Reader<'_> {
    fn sheets(&mut self, names: Vec<String>) -> Result<(), IntakeError> {
        Reader::sheets(self, names);
        Ok(())
    }

    fn merges(&mut self, merges: &[Merge]) -> Result<(), IntakeError> {
        Reader::merges(self, merges);
        Ok(())
    }

    fn row(&mut self, row: &RawRow) -> Result<bool, IntakeError> {
        Ok(self.take(row).is_ok())
    }

    fn far(&mut self, read: u64, of: u64) {
        self.bytes = Some((read, of));
    }
}

/// A row whose texts are footer labels: 制表人：, 审核人：…, 合计.
pub(super) fn is_footer(row: &RawRow, words: &Words) -> bool {
    let mut first = true;
    let mut labels = 0;
    let mut others = 0;
    for cell in &row.cells {
        let shown = cell.seen();
        if text::is_empty(&shown) {
            continue;
        }
        let plain = text::stored(&shown).text;
        let (head, colon) = plain
            .split_once(['：', ':'])
            .map_or((&*plain, false), |(head, _)| (head, true));
        if first && words.totals.contains(head) {
            return true;
        }
        first = false;
        if words.labels.contains(head) || (colon && plain.ends_with(['：', ':'])) {
            labels += 1;
        } else {
            others += 1;
        }
    }
    // A signature's name or a telephone may stand beside its label, a person's row has no label at all.
    labels > 0 && labels >= others
}

/// The header printed again on a later page.
fn repeats(row: &RawRow, header: &Header) -> bool {
    let mut same = 0;
    for (cell, title) in row.cells.iter().zip(&header.titles) {
        let seen = cell.seen();
        let shown = text::noted(&seen).text;
        if shown.is_empty() {
            continue;
        }
        if shown != *title {
            return false;
        }
        same += 1;
    }
    same > 1
}
