//! The public list for the board of a village: number, place, covered name, sex, year and month of birth, and nothing else.

use chrono::NaiveDate;
use rust_xlsxwriter::XlsxError;

use super::sheet::{self, Styles};
use crate::messages::{Messages, Value};

/// Columns with their widths.
const COLUMNS: [(&str, f64); 5] = [
    ("publish-number", 8.0),
    ("publish-place", 34.0),
    ("publish-name", 16.0),
    ("publish-sex", 8.0),
    ("publish-birth", 16.0),
];

/// What the list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicList {
    /// Its title.
    pub title: String,
    /// Where it is written that it hangs.
    pub basis: String,
    /// Whose people.
    pub unit: String,
    /// The day on which it is hung.
    pub from: NaiveDate,
    /// The last day on which it hangs.
    pub until: NaiveDate,
    /// The people in the order of the walk.
    pub rows: Vec<PublicRow>,
    /// People whom the rule keeps off the list.
    pub left_out: usize,
}

/// A person on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicRow {
    /// Village and group.
    pub place: String,
    /// The name with its middle covered.
    pub name: String,
    /// 男 or 女.
    pub sex: String,
    /// Year and month.
    pub birth: String,
}

/// The workbook's bytes; the same list gives the same.
///
/// # Errors
/// When the writer refuses.
pub fn bytes(list: &PublicList, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(&list.title, list.from);
    let sheet = workbook.add_worksheet();
    let looks = Styles::new(false);
    for (column, (_, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.merge_range(0, 0, 0, 4, &sheet::safe(&list.title), &looks.title)?;
    let period = messages.with(
        "publish-period",
        &[
            ("unit", Value::Text(&list.unit)),
            ("from", Value::Text(&list.from.to_string())),
            ("until", Value::Text(&list.until.to_string())),
        ],
    );
    sheet.merge_range(1, 0, 1, 4, &period, &looks.left)?;
    for (column, (key, _)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(2, column, messages.get(key), &looks.head)?;
    }
    let mut at = 3;
    for (number, row) in (1_usize..).zip(&list.rows) {
        let cells = [
            &number.to_string(),
            &row.place,
            &row.name,
            &row.sex,
            &row.birth,
        ];
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(at, column, sheet::safe(cell), &looks.sign)?;
        }
        at += 1;
    }
    sheet.merge_range(at, 0, at, 4, &messages.get("publish-foot"), &looks.left)?;
    workbook.save_to_buffer()
}
