//! Plain tables with a title: their value, and a sheet of a workbook that holds them one below the other.

use chrono::NaiveDate;
use rust_xlsxwriter::XlsxError;

use super::sheet::{self, Styles};
use crate::messages::Messages;

/// A table with its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What it shows.
    pub title: String,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Its lines; the first cell is a name, the others are figures.
    pub rows: Vec<Vec<String>>,
    /// Whether the last line is the sum.
    pub total: bool,
}

/// Tables one below the other on a sheet.
///
/// # Errors
/// When the writer refuses.
pub fn write_grids(
    title: &str,
    head: &[String],
    grids: &[Grid],
    day: NaiveDate,
    messages: &Messages,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(title, day);
    let page = workbook.add_worksheet();
    let (look, total_look) = (Styles::new(false), Styles::new(true));
    let columns = grids.iter().map(|grid| grid.heads.len()).max().unwrap_or(1);
    let last = u16::try_from(columns.max(2) - 1).unwrap_or(u16::MAX);
    for column in 0..=last {
        let widest = grids
            .iter()
            .flat_map(|grid| grid.rows.iter().chain([&grid.heads]))
            .filter_map(|row| row.get(usize::from(column)))
            .map(|cell| unicode_width::UnicodeWidthStr::width(cell.as_str()))
            .max()
            .unwrap_or(0);
        let width = u16::try_from(widest.clamp(8, 46) + 2).unwrap_or(20);
        page.set_column_width(column, f64::from(width))?;
    }
    sheet::set_up_print(page, 0..=0, messages)?;
    sheet::write_over(page, (0, 0), (0, last), title, &look.title)?;
    let mut at = 1;
    for line in head {
        sheet::write_over(page, (at, 0), (at, last), line, &look.left)?;
        at += 1;
    }
    for grid in grids {
        if !grid.title.is_empty() {
            at += 1;
            sheet::write_over(page, (at, 0), (at, last), &grid.title, &look.left)?;
            at += 1;
        }
        for (column, head) in (0..).zip(&grid.heads) {
            page.write_string_with_format(at, column, sheet::safe(head), &look.head)?;
        }
        at += 1;
        for (n, row) in grid.rows.iter().enumerate() {
            let is_sum = grid.total && n + 1 == grid.rows.len();
            let look = if is_sum { &total_look } else { &look };
            for (column, cell) in (0..).zip(row) {
                let format = if column == 0 { &look.text } else { &look.sign };
                page.write_string_with_format(at, column, sheet::safe(cell), format)?;
            }
            at += 1;
        }
    }
    workbook.save_to_buffer()
}
