//! Cells of workbooks, sheet by sheet: streaming where the format allows it. It runs in a process of its own.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, DataRef, DataType, Ods, Reader, Xls, Xlsx, open_workbook};

use super::delimited::cut;
use super::limits::FileKind;
use super::{CellText, IntakeError, Limits, RawRow};

/// What is delivered: names of the sheets first, then rows.
pub(super) trait Sink {
    /// The names of all sheets, in order.
    fn sheets(&mut self, names: Vec<String>) -> Result<(), IntakeError>;
    /// A row that holds something; `false` = no more are wanted.
    fn row(&mut self, row: &RawRow) -> Result<bool, IntakeError>;
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
        FileKind::Xlsx => {
            check_unpacked(path, limits)?;
            let mut book: Xlsx<BufReader<File>> =
                open_workbook(path).map_err(|error: calamine::XlsxError| said(&file, &error))?;
            let names = named(book.sheet_names(), limits, &file)?;
            sink.sheets(names.clone())?;
            let mut rows = Rows::new(limits, &file);
            for (sheet, name) in names.iter().enumerate() {
                let mut cells = match book.worksheet_cells_reader(name) {
                    Ok(cells) => cells,
                    // A chart sheet has no cells.
                    Err(
                        calamine::XlsxError::WorksheetNotFound(_)
                        | calamine::XlsxError::NotAWorksheet(_),
                    ) => continue,
                    Err(error) => return Err(said(&file, &error)),
                };
                rows.begin(sheet);
                while let Some(cell) = cells.next_cell().map_err(|error| said(&file, &error))? {
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
        FileKind::Xls => {
            let mut book: Xls<BufReader<File>> =
                open_workbook(path).map_err(|error: calamine::XlsError| {
                    if is_locked(path) {
                        IntakeError::new("intake-password", &[("file", &file)])
                    } else {
                        said(&file, &error)
                    }
                })?;
            whole(&mut book, limits, &file, sink)
        }
        FileKind::Ods => {
            check_unpacked(path, limits)?;
            let mut book: Ods<BufReader<File>> =
                open_workbook(path).map_err(|error: calamine::OdsError| said(&file, &error))?;
            whole(&mut book, limits, &file, sink)
        }
        FileKind::Delimited => Ok(()),
    }
}

/// Formats that cannot be streamed are read under the memory limit of this process.
fn whole<R>(
    book: &mut R,
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
        return Err(IntakeError::new(
            "intake-too-many-sheets",
            &[("file", file), ("most", &limits.sheets.to_string())],
        ));
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

/// Adds up what the parts of a zip say they unpack to; the memory limit stands behind those that lie.
fn check_unpacked(path: &Path, limits: &Limits) -> Result<(), IntakeError> {
    let bytes = std::fs::read(path).map_err(|error| IntakeError::of_file(path, &error))?;
    let mut total = 0_u64;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], *b"PK\x01\x02") {
        let entry = at + found;
        let Some(size) = bytes.get(entry + 24..entry + 28) else {
            break;
        };
        total += u64::from(u32::from_le_bytes([size[0], size[1], size[2], size[3]]));
        at = entry + 4;
    }
    if total > limits.unpacked_bytes {
        return Err(IntakeError::new(
            "intake-unpacks-too-big",
            &[
                ("file", &path.display().to_string()),
                ("most", &format!("{} MB", limits.unpacked_bytes >> 20)),
            ],
        ));
    }
    Ok(())
}

fn find(bytes: &[u8], wanted: [u8; 4]) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == wanted[0]) {
        if bytes[at + next..].starts_with(&wanted) {
            return Some(at + next);
        }
        at += next + 1;
    }
    None
}

/// Gathers cells into rows; an empty row costs nothing.
struct Rows<'a> {
    limits: &'a Limits,
    file: &'a str,
    current: RawRow,
    any: bool,
    seen: u64,
}

impl<'a> Rows<'a> {
    fn new(limits: &'a Limits, file: &'a str) -> Self {
        Self {
            limits,
            file,
            current: RawRow::default(),
            any: false,
            seen: 0,
        }
    }

    fn begin(&mut self, sheet: usize) {
        self.current.clear();
        self.current.sheet = sheet;
        self.current.row = 0;
        self.any = false;
    }

    fn put(
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

    fn end(&mut self, sink: &mut dyn Sink) -> Result<bool, IntakeError> {
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
