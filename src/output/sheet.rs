//! What all our workbooks share: fonts, borders, print set-up, safe text, and bytes that depend on nothing but the content.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::messages::Messages;

/// Paper size A4 of the spreadsheet format.
const A4: u8 = 9;
/// The longest text that a cell may hold, in characters.
const LONGEST_TEXT: usize = 32_767;

/// The fonts of an office: 宋体 for heads, 仿宋 for what is filled in.
const HEAD_FONT: &str = "宋体";
const BODY_FONT: &str = "仿宋";

/// How a cell looks.
#[derive(Clone, Debug)]
pub struct Styles {
    /// The title over the whole table.
    pub title: Format,
    /// A line above or below the table, left.
    pub left: Format,
    /// The same, centred.
    pub centre: Format,
    /// The same, right.
    pub right: Format,
    /// Head of a column.
    pub head: Format,
    /// Text inside the table, left.
    pub text: Format,
    /// Text or a sign inside the table, centred.
    pub sign: Format,
    /// A whole number.
    pub count: Format,
    /// A percentage with two decimals.
    pub rate: Format,
    /// An amount of money.
    pub amount: Format,
}

impl Styles {
    /// The looks of our papers; `bold` for a total.
    pub fn new(bold: bool) -> Self {
        let plain = Format::new()
            .set_font_name(BODY_FONT)
            .set_font_size(11)
            .set_align(FormatAlign::VerticalCenter);
        let plain = if bold { plain.set_bold() } else { plain };
        let framed = plain.clone().set_border(FormatBorder::Thin);
        let wrapped = framed.clone().set_text_wrap();
        let head = Format::new()
            .set_font_name(HEAD_FONT)
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: head.clone().set_font_size(18),
            left: plain.clone().set_align(FormatAlign::Left),
            centre: plain.clone().set_align(FormatAlign::Center),
            right: plain.set_align(FormatAlign::Right),
            head: head
                .set_font_size(10)
                .set_text_wrap()
                .set_border(FormatBorder::Thin),
            text: wrapped.clone().set_align(FormatAlign::Left),
            sign: wrapped.set_align(FormatAlign::Center),
            count: framed
                .clone()
                .set_num_format("0")
                .set_align(FormatAlign::Center),
            rate: framed
                .clone()
                .set_num_format("0.00")
                .set_align(FormatAlign::Center),
            amount: framed
                .set_num_format("#,##0.00")
                .set_align(FormatAlign::Right),
        }
    }
}

/// A workbook whose properties tell the day of its content, not the moment of its making.
pub fn workbook(title: &str, day: NaiveDate) -> Workbook {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(safe(title))
            .set_creation_datetime(&day),
    );
    workbook
}

/// A4 landscape, one page wide, head lines repeated on every page, pages numbered.
pub fn set_up_print(
    sheet: &mut Worksheet,
    heads: std::ops::RangeInclusive<u32>,
    messages: &Messages,
) -> Result<(), XlsxError> {
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_footer(format!("&C{}", messages.get("report-page")));
    sheet.set_repeat_rows(*heads.start(), *heads.end())?;
    Ok(())
}

/// Writes text over a stretch of cells: merged where there is more than one.
pub fn write_over(
    sheet: &mut Worksheet,
    (top, left): (u32, u16),
    (bottom, right): (u32, u16),
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    if (top, left) == (bottom, right) {
        sheet.write_string_with_format(top, left, safe(text), look)?;
    } else {
        sheet.merge_range(top, left, bottom, right, &safe(text), look)?;
    }
    Ok(())
}

/// Text that every spreadsheet program can hold: no control characters, which XML forbids, and not too long.
pub fn safe(text: &str) -> String {
    text.chars()
        .filter(|c| {
            matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        })
        .take(LONGEST_TEXT)
        .collect()
}

/// Writes texts side by side over the whole width of a table with columns of these widths.
pub fn write_side_by_side(
    sheet: &mut Worksheet,
    row: u32,
    widths: &[f64],
    texts: &[(String, &Format)],
) -> Result<(), XlsxError> {
    let parts = u16::try_from(texts.len()).unwrap_or(u16::MAX);
    for ((left, right), (text, look)) in stretches(widths, parts).iter().zip(texts) {
        write_over(sheet, (row, *left), (row, *right), text, look)?;
    }
    Ok(())
}

/// Divides columns of these widths into `parts` stretches of about equal width: first and last column of each.
fn stretches(widths: &[f64], parts: u16) -> Vec<(u16, u16)> {
    let whole: f64 = widths.iter().sum();
    let mut stretches = Vec::new();
    let (mut first, mut used, mut done) = (0, 0.0, 1);
    for (at, width) in (0u16..).zip(widths) {
        used += width;
        if done < parts && used >= whole * f64::from(done) / f64::from(parts) {
            stretches.push((first, at));
            first = at + 1;
            done += 1;
        }
    }
    let last = u16::try_from(widths.len()).unwrap_or(u16::MAX).max(1) - 1;
    if first <= last {
        stretches.push((first, last));
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_all_columns_once() {
        assert_eq!(stretches(&[1.0; 8], 4), [(0, 1), (2, 3), (4, 5), (6, 7)]);
        assert_eq!(stretches(&[9.0, 1.0, 1.0, 9.0], 2), [(0, 1), (2, 3)]);
        assert_eq!(stretches(&[5.0], 3), [(0, 0)]);
    }

    #[test]
    fn control_characters_never_reach_a_cell() {
        assert_eq!(safe("张\u{0}雪\u{1b}[2J芳"), "张雪[2J芳");
    }
}
