//! Cells of workbooks, sheet by sheet: streaming where the format allows it. It runs in a process of its own.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, DataRef, DataType, Dimensions, Ods, Reader, Xls, Xlsx, open_workbook};

use super::delimited::cut;
use super::limits::FileKind;
use super::{CellText, IntakeError, Limits, RawRow, markup, unpacked};

/// What is delivered: names of the sheets first, then rows.
pub(super) trait Sink {
    /// The names of all sheets, in order.
    fn sheets(&mut self, names: Vec<String>) -> Result<(), IntakeError>;
    /// Cells that were merged downwards, before or with the first row that they cover.
    fn merges(&mut self, merges: &[Merge]) -> Result<(), IntakeError>;
    /// A row that holds something; `false` = no more are wanted.
    fn row(&mut self, row: &RawRow) -> Result<bool, IntakeError>;
    /// So many bytes of the file were read, of so many.
    fn far(&mut self, _read: u64, _of: u64) {}
}

/// A cell that reaches over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merge {
    /// Its sheet.
    pub sheet: usize,
    /// Its column, from 0.
    pub column: u32,
    /// Its first row, from 1.
    pub first: u32,
    /// Its last row.
    pub last: u32,
}

/// The regions of a sheet that reach over several rows; those of one row alone carry nothing down.
fn downwards(sheet: usize, regions: &[Dimensions]) -> Vec<Merge> {
    regions
        .iter()
        .filter(|region| region.end.0 > region.start.0)
        .map(|region| Merge {
            sheet,
            column: region.start.1,
            first: region.start.0.saturating_add(1),
            last: region.end.0.saturating_add(1),
        })
        .collect()
}

/// Reads all sheets of a workbook.
pub(super) fn read(
    path: &Path,
    kind: FileKind,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), IntakeError> {
    let file = path.display().to_string();
    match kind {
        FileKind::Xlsx => xlsx(path, limits, &file, sink),
        FileKind::Xls => {
            let mut book: Xls<BufReader<File>> =
                open_workbook(path).map_err(|error: calamine::XlsError| {
                    if is_locked(path) {
                        IntakeError::new("intake-password", &[("file", &file)])
                    } else {
                        said(&file, &error)
                    }
                })?;
            whole(
                &mut book,
                |book, name| book.merge_cells_by_sheet_name(name).unwrap_or_default(),
                limits,
                &file,
                sink,
            )
        }
        FileKind::Ods => {
            unpacked::look(path, limits)?;
            let mut book: Ods<BufReader<File>> =
                open_workbook(path).map_err(|error: calamine::OdsError| said(&file, &error))?;
            sink.merges(&markup::merges_of_ods(path, limits))?;
            whole(&mut book, |_, _| Vec::new(), limits, &file, sink)
        }
        FileKind::Markup => markup::read(path, limits, sink),
        FileKind::Delimited => Ok(()),
    }
}

fn xlsx(path: &Path, limits: &Limits, file: &str, sink: &mut dyn Sink) -> Result<(), IntakeError> {
    let seen = unpacked::look(path, limits)?;
    let mut book: Xlsx<BufReader<File>> =
        open_workbook(path).map_err(|error: calamine::XlsxError| said(file, &error))?;
    let names = named(book.sheet_names(), limits, file)?;
    sink.sheets(names.clone())?;
    let mut rows = Rows::new(limits, file);
    for (sheet, name) in names.iter().enumerate() {
        // They stand behind the cells: a sheet is read twice for them, and only where there are any.
        let regions = if seen.merges {
            book.merge_cells_by_sheet_name(name).unwrap_or_default()
        } else {
            Vec::new()
        };
        let mut cells = match book.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            // A chart sheet has no cells.
            Err(
                calamine::XlsxError::WorksheetNotFound(_) | calamine::XlsxError::NotAWorksheet(_),
            ) => continue,
            Err(error) => return Err(said(file, &error)),
        };
        rows.begin(sheet);
        sink.merges(&downwards(sheet, &regions))?;
        while let Some(cell) = cells.next_cell().map_err(|error| said(file, &error))? {
            let (row, column) = cell.get_position();
            if !rows.put(row, column, of_ref(cell.get_value(), limits), sink)? {
                return Ok(());
            }
        }
        if !rows.end(sink)? {
            return Ok(());
        }
    }
    Ok(())
}

/// Formats that cannot be streamed are read under the memory limit of this process.
fn whole<R>(
    book: &mut R,
    merged: impl Fn(&R, &str) -> Vec<Dimensions>,
    limits: &Limits,
    file: &str,
    sink: &mut dyn Sink,
) -> Result<(), IntakeError>
where
    R: Reader<BufReader<File>>,
    R::Error: std::fmt::Display,
{
    let names = named(book.sheet_names(), limits, file)?;
    sink.sheets(names.clone())?;
    let mut rows = Rows::new(limits, file);
    for (sheet, name) in names.iter().enumerate() {
        let range = book
            .worksheet_range(name)
            .map_err(|error| said(file, &error))?;
        let (top, left) = range.start().unwrap_or((0, 0));
        rows.begin(sheet);
        sink.merges(&downwards(sheet, &merged(book, name)))?;
        for (row, column, value) in range.used_cells() {
            let row = top + u32::try_from(row).unwrap_or(u32::MAX);
            let column = left + u32::try_from(column).unwrap_or(u32::MAX);
            if !rows.put(row, column, of_data(value, limits), sink)? {
                return Ok(());
            }
        }
        if !rows.end(sink)? {
            return Ok(());
        }
    }
    Ok(())
}

fn named(names: Vec<String>, limits: &Limits, file: &str) -> Result<Vec<String>, IntakeError> {
    if names.len() > limits.sheets {
        return Err(Rows::new(limits, file).too_many_sheets());
    }
    Ok(names)
}

/// What a library says of a file, as one of our sentences.
fn said(file: &str, error: &impl std::fmt::Display) -> IntakeError {
    let what = error.to_string();
    let key = if what.to_lowercase().contains("password") {
        "intake-password"
    } else {
        "intake-damaged"
    };
    IntakeError::new(key, &[("file", file), ("what", cut(&what, 200))])
}

/// A workbook with a password is no zip but an old container around an encrypted one.
fn is_locked(path: &Path) -> bool {
    let mark: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::read(path).is_ok_and(|bytes| bytes.windows(mark.len()).any(|part| part == mark))
}

/// Gathers cells into rows; an empty row costs nothing.
pub(super) struct Rows<'a> {
    limits: &'a Limits,
    file: &'a str,
    current: RawRow,
    any: bool,
    seen: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn new(limits: &'a Limits, file: &'a str) -> Self {
        Self {
            limits,
            file,
            current: RawRow::default(),
            any: false,
            seen: 0,
        }
    }

    pub(super) fn too_many_sheets(&self) -> IntakeError {
        IntakeError::new(
            "intake-too-many-sheets",
            &[
                ("file", self.file),
                ("most", &self.limits.sheets.to_string()),
            ],
        )
    }

    pub(super) fn begin(&mut self, sheet: usize) {
        self.current.clear();
        self.current.sheet = sheet;
        self.current.row = 0;
        self.any = false;
    }

    pub(super) fn put(
        &mut self,
        row: u32,
        column: u32,
        value: CellText,
        sink: &mut dyn Sink,
    ) -> Result<bool, IntakeError> {
        let row = row.saturating_add(1);
        if row != self.current.row {
            if !self.end(sink)? {
                return Ok(false);
            }
            self.current.row = row;
            self.seen += 1;
            if self.seen > self.limits.rows {
                return Err(IntakeError::new(
                    "intake-too-many-rows",
                    &[("file", self.file), ("most", &self.limits.rows.to_string())],
                ));
            }
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if value == CellText::Empty || column >= self.limits.columns {
            return Ok(true);
        }
        if self.current.cells.len() <= column {
            self.current.cells.resize(column + 1, CellText::Empty);
        }
        self.current.cells[column] = value;
        self.any = true;
        Ok(true)
    }

    pub(super) fn end(&mut self, sink: &mut dyn Sink) -> Result<bool, IntakeError> {
        let go_on = !self.any || sink.row(&self.current)?;
        self.current.cells.clear();
        self.any = false;
        Ok(go_on)
    }
}

fn text(given: &str, limits: &Limits) -> CellText {
    if given.is_empty() {
        CellText::Empty
    } else {
        CellText::Text(cut(given, limits.cell_bytes).to_owned())
    }
}

fn of_ref(value: &DataRef<'_>, limits: &Limits) -> CellText {
    match value {
        DataRef::Empty | DataRef::Error(_) => CellText::Empty,
        DataRef::String(given) | DataRef::DateTimeIso(given) | DataRef::DurationIso(given) => {
            text(given, limits)
        }
        DataRef::SharedString(given) => text(given, limits),
        DataRef::Int(number) => CellText::Number(number.to_string()),
        DataRef::Float(number) => CellText::Number(number.to_string()),
        DataRef::Bool(truth) => CellText::Text(truth.to_string()),
        DataRef::DateTime(_) => value
            .as_datetime()
            .map_or(CellText::Empty, |moment| CellText::Date(moment.date())),
    }
}

fn of_data(value: &Data, limits: &Limits) -> CellText {
    match value {
        Data::Empty | Data::Error(_) => CellText::Empty,
        Data::String(given) | Data::DateTimeIso(given) | Data::DurationIso(given) => {
            text(given, limits)
        }
        Data::Int(number) => CellText::Number(number.to_string()),
        Data::Float(number) => CellText::Number(number.to_string()),
        Data::Bool(truth) => CellText::Text(truth.to_string()),
        Data::DateTime(_) => value
            .as_datetime()
            .map_or(CellText::Empty, |moment| CellText::Date(moment.date())),
    }
}
