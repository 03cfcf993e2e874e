//! The workbook that a village without a laptop fills in: who they are is locked, what was found is chosen from lists,
//! and a hidden column tells each row again when it comes back.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, ProtectionOptions, Worksheet,
    XlsxError,
};

use super::sheet::{self, Styles};
use crate::messages::Messages;

const TITLE: u32 = 0;
const UNIT: u32 = 1;
const NOTE: u32 = 2;
const HEADS: u32 = 3;
const FIRST: u32 = 4;
/// Rows below the last person that take lists too: somebody may be added by hand.
const SPARE: u32 = 10;
const LOCKED_GROUND: Color = Color::RGB(0x00E7_E6E6);

/// One village's table.
#[derive(Clone, Debug, PartialEq)]
pub struct FillTable {
    /// The title row.
    pub title: String,
    /// The row of the unit's name.
    pub unit_line: String,
    /// What to know when filling it in.
    pub note: String,
    /// The sheet's name.
    pub sheet: String,
    /// The day on which it was made.
    pub date: NaiveDate,
    /// Its columns.
    pub columns: Vec<FillColumn>,
    /// Title of the hidden column.
    pub mark: String,
    /// Its people.
    pub rows: Vec<FillRow>,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct FillColumn {
    /// Its title.
    pub title: String,
    /// Its width in characters of a spreadsheet.
    pub width: f64,
    /// Whether it shows the book and cannot be changed.
    pub locked: bool,
    /// What can be chosen; empty where text is typed.
    pub choices: Vec<String>,
}

/// One person's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillRow {
    /// Its cells in the order of the columns; empty where the village fills in.
    pub cells: Vec<String>,
    /// What tells it again.
    pub mark: String,
}

/// The workbook's bytes; the same people give the same.
///
/// # Errors
/// When the writer refuses.
pub fn bytes(table: &FillTable, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(&table.title, table.date);
    let sheet = workbook.add_worksheet();
    sheet.set_name(&table.sheet)?;
    sheet::set_up_print(sheet, TITLE..=HEADS, messages)?;
    let looks = Looks::new();
    let last = u16::try_from(table.columns.len())
        .unwrap_or(u16::MAX)
        .max(1)
        - 1;
    sheet.set_row_height(TITLE, 28)?;
    let top = [
        (TITLE, &table.title, &looks.plain.title),
        (UNIT, &table.unit_line, &looks.plain.left),
        (NOTE, &table.note, &looks.plain.left),
    ];
    for (row, text, look) in top {
        sheet::write_over(sheet, (row, 0), (row, last), text, look)?;
    }
    write_heads(sheet, table, &looks)?;
    for (at, row) in (FIRST..).zip(&table.rows) {
        write_row(sheet, at, table, row, &looks)?;
    }
    let end = FIRST + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - FIRST - SPARE);
    for (at, column) in (0u16..).zip(&table.columns) {
        if !column.choices.is_empty() {
            let choosing = DataValidation::new()
                .allow_list_strings(&column.choices)?
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title(&column.title)?
                .set_error_message(messages.get("report-fill-choose"))?;
            sheet.add_data_validation(FIRST, at, end + SPARE - 1, at, &choosing)?;
        }
    }
    let frozen = table.columns.iter().take_while(|column| column.locked);
    let frozen = u16::try_from(frozen.count().min(3)).unwrap_or(0);
    sheet.set_freeze_panes(FIRST, frozen)?;
    // No password: it keeps a hand from slipping, and whoever has to can take it off.
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    workbook.save_to_buffer()
}

/// How cells look.
struct Looks {
    plain: Styles,
    locked: Format,
    open: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Styles::new(false);
        // Cells are text: a number of 18 digits must not turn into one of 15, and 9.7 not into a number.
        let locked = plain.text.clone().set_num_format("@");
        Self {
            open: locked.clone().set_unlocked(),
            locked: locked.set_background_color(LOCKED_GROUND),
            plain,
        }
    }
}

fn write_heads(sheet: &mut Worksheet, table: &FillTable, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_row_height(HEADS, 36)?;
    for (at, column) in (0u16..).zip(&table.columns) {
        sheet.set_column_width(at, column.width)?;
        let title = sheet::safe(&column.title);
        sheet.write_string_with_format(HEADS, at, title, &looks.plain.head)?;
    }
    let mark = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    sheet.write_string_with_format(HEADS, mark, sheet::safe(&table.mark), &looks.plain.head)?;
    sheet.set_column_hidden(mark)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    table: &FillTable,
    row: &FillRow,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_row_height(at, 30)?;
    for ((n, column), cell) in (0u16..).zip(&table.columns).zip(&row.cells) {
        let look = if column.locked {
            &looks.locked
        } else {
            &looks.open
        };
        if cell.is_empty() {
            sheet.write_blank(at, n, look)?;
        } else {
            sheet.write_string_with_format(at, n, sheet::safe(cell), look)?;
        }
    }
    let mark = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    sheet.write_string_with_format(at, mark, &row.mark, &looks.locked)?;
    Ok(())
}
