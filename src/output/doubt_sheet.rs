//! The spreadsheet of rows that were rejected or are doubtful: every original column, and behind them what is wrong.
//! An office corrects it where it stands and reads it in again.

use chrono::NaiveDate;
use rust_xlsxwriter::{Color, Format, Worksheet, XlsxError};

use super::sheet::{self, Styles};
use crate::messages::Messages;

/// As many rows as a sheet can hold below its head.
const ROWS_OF_A_SHEET: usize = 1_048_575;
const CELL_WIDTH: f64 = 20.0;
const PLACE_WIDTH: f64 = 12.0;
const PROBLEM_WIDTH: f64 = 60.0;

/// The rows of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtSheet {
    /// The day on which the file was read.
    pub date: NaiveDate,
    /// Titles of the original columns.
    pub titles: Vec<String>,
    /// The rows in the file's order.
    pub rows: Vec<DoubtRow>,
}

/// One row of the original with what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoubtRow {
    /// Name of the sheet it stood on; empty for CSV.
    pub sheet: String,
    /// Row as a spreadsheet counts it.
    pub row: u32,
    /// Its cells as texts, in the order of the titles.
    pub cells: Vec<String>,
    /// Which of them was a number that had lost digits: it stays one, or it would be taken for a whole ID.
    pub lost: Option<usize>,
    /// What is wrong, in words.
    pub problem: String,
}

/// The workbook's bytes; the same rows give the same.
///
/// # Errors
/// When the writer refuses.
pub fn bytes(doubts: &DoubtSheet, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(&messages.get("report-doubt-title"), doubts.date);
    // A row may be longer than its head: nothing of it may be lost.
    let longest = doubts.rows.iter().map(|row| row.cells.len()).max();
    let width = longest.unwrap_or(0).max(doubts.titles.len());
    let width = u16::try_from(width).unwrap_or(u16::MAX);
    let mut chunks: Vec<&[DoubtRow]> = doubts.rows.chunks(ROWS_OF_A_SHEET).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    for (n, rows) in (1usize..).zip(chunks) {
        // Constant memory: rows must be written in order, and titles come first.
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        let values = [("n", n.into())];
        sheet.set_name(messages.with("report-doubt-sheet", &values))?;
        write_titles(sheet, &doubts.titles, width, messages)?;
        write_rows(sheet, rows, width)?;
    }
    workbook.save_to_buffer()
}

fn write_titles(
    sheet: &mut Worksheet,
    titles: &[String],
    width: u16,
    messages: &Messages,
) -> Result<(), XlsxError> {
    let look = Styles::new(false).head;
    sheet.set_freeze_panes(1, 0)?;
    for column in 0..width {
        let title = titles.get(usize::from(column)).map_or("", String::as_str);
        sheet.set_column_width(column, CELL_WIDTH)?;
        sheet.write_string_with_format(0, column, sheet::safe(title), &look)?;
    }
    let own = [
        ("report-doubt-from", PLACE_WIDTH),
        ("report-doubt-row", PLACE_WIDTH),
        ("report-doubt-problem", PROBLEM_WIDTH),
    ];
    for (column, (key, wide)) in (width..).zip(own) {
        sheet.set_column_width(column, wide)?;
        sheet.write_string_with_format(0, column, messages.get(key), &look)?;
    }
    Ok(())
}

fn write_rows(sheet: &mut Worksheet, rows: &[DoubtRow], width: u16) -> Result<(), XlsxError> {
    // Cells are text: a corrected ID must not turn into a number of 15 digits.
    let text = Format::new().set_num_format("@");
    let wrong = Format::new()
        .set_num_format("@")
        .set_font_color(Color::RGB(0x00C0_0000));
    for (at, row) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(&row.cells) {
            if row.lost == Some(usize::from(column))
                && let Ok(number) = cell.parse::<f64>()
            {
                sheet.write_number_with_format(at, column, number, &text)?;
                continue;
            }
            sheet.write_string_with_format(at, column, sheet::safe(cell), &text)?;
        }
        for column in u16::try_from(row.cells.len()).unwrap_or(width)..width {
            sheet.write_blank(at, column, &text)?;
        }
        sheet.write_string_with_format(at, width, sheet::safe(&row.sheet), &text)?;
        sheet.write_string_with_format(at, width + 1, row.row.to_string(), &text)?;
        sheet.write_string_with_format(at, width + 2, sheet::safe(&row.problem), &wrong)?;
    }
    Ok(())
}
