//! The daily report as the workbook that is printed, signed and sealed: 表一 and 表二. No formula is ever written.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::layout::{Content, Head, SHEETS, Sheet};
use super::sheet::{self, Styles};
use super::words::{self, NO_VALUE};
use crate::domain::money::Money;
use crate::domain::report::{Cell, Line, Rate, Report};
use crate::messages::Messages;

const TITLE: u32 = 0;
const SUBJECT: u32 = 1;
const STAMP: u32 = 2;
const HEADS: u32 = 3;
const FIRST: u32 = 5;

/// The workbook's bytes; the same report gives the same.
///
/// # Errors
/// When the writer refuses.
pub fn bytes(report: &Report, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(&report.title, report.date);
    for layout in &SHEETS {
        write_sheet(&mut workbook, report, layout, messages)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(
    workbook: &mut Workbook,
    report: &Report,
    layout: &Sheet,
    messages: &Messages,
) -> Result<(), XlsxError> {
    let paper = Paper {
        report,
        layout,
        messages,
        look: Styles::new(false),
        total_look: Styles::new(true),
    };
    let sheet = workbook.add_worksheet();
    sheet.set_name(messages.get(layout.name))?;
    for (at, head) in (0u16..).zip(layout.heads) {
        sheet.set_column_width(at, head.width)?;
    }
    sheet::set_up_print(sheet, TITLE..=HEADS + 1, messages)?;
    sheet.set_freeze_panes(FIRST, 2)?;
    paper.write_top(sheet)?;
    paper.write_heads(sheet)?;
    let foot = paper.write_rows(sheet)?;
    paper.write_foot(sheet, foot)
}

/// One sheet of one report.
struct Paper<'a> {
    report: &'a Report,
    layout: &'a Sheet,
    messages: &'a Messages,
    look: Styles,
    total_look: Styles,
}

impl Paper<'_> {
    fn last_column(&self) -> u16 {
        u16::try_from(self.layout.heads.len()).unwrap_or(u16::MAX) - 1
    }

    fn widths(&self) -> Vec<f64> {
        self.layout.heads.iter().map(|head| head.width).collect()
    }

    /// Title, name of the sheet, and the line over the table.
    fn write_top(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (report, messages, look) = (self.report, self.messages, &self.look);
        let last = self.last_column();
        sheet.set_row_height(TITLE, 30)?;
        sheet::write_over(sheet, (TITLE, 0), (TITLE, last), &report.title, &look.title)?;
        let (name, subject) = (
            messages.get(self.layout.name),
            messages.get(self.layout.subject),
        );
        let values = [("sheet", (&name).into()), ("subject", (&subject).into())];
        let subject = messages.with("report-sheet-subject", &values);
        sheet::write_over(sheet, (SUBJECT, 0), (SUBJECT, last), &subject, &look.centre)?;
        sheet.set_row_height(STAMP, 21)?;
        let unit = [("unit", (&report.unit_name).into())];
        let issue = words::issue(report, messages);
        sheet::write_side_by_side(
            sheet,
            STAMP,
            &self.widths(),
            &[
                (messages.with("report-head-filled-by", &unit), &look.left),
                (words::until(report, messages), &look.centre),
                (issue, &look.centre),
                (messages.get("report-head-measures"), &look.right),
            ],
        )
    }

    /// Heads of two lines: neighbours with the same upper title share it.
    fn write_heads(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_row_height(HEADS, 36)?;
        sheet.set_row_height(HEADS + 1, 48)?;
        let look = &self.look.head;
        let mut at = 0u16;
        for group in self.layout.heads.chunk_by(same_top) {
            let last = at + u16::try_from(group.len()).unwrap_or(1) - 1;
            let bottom = if group[0].sub.is_some() {
                HEADS
            } else {
                HEADS + 1
            };
            let top = self.top_title(group[0]);
            sheet::write_over(sheet, (HEADS, at), (bottom, last), &top, look)?;
            for (column, head) in (at..).zip(group) {
                if let Some(sub) = head.sub {
                    let text = self.messages.get(sub);
                    sheet.write_string_with_format(HEADS + 1, column, text, look)?;
                }
            }
            at = last + 1;
        }
        Ok(())
    }

    fn top_title(&self, head: Head) -> String {
        match head.content {
            Content::Unit => words::unit_title(self.report, self.messages),
            _ => self.messages.get(head.top),
        }
    }

    /// The units as printed and the total; gives the row below.
    fn write_rows(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let mut at = FIRST;
        for row in self.report.printed_rows() {
            let name = words::row_name(row.unit, &row.name, self.messages);
            let remark = words::remark(row, self.layout.tells_lateness, self.messages);
            sheet.set_row_height(at, 30)?;
            for (column, head) in (0u16..).zip(self.layout.heads) {
                match head.content {
                    Content::Number => {
                        let number = f64::from(at - FIRST + 1);
                        sheet.write_number_with_format(at, column, number, &self.look.count)?;
                    }
                    Content::Unit => write_text(sheet, at, column, &name, &self.look.sign)?,
                    Content::Remark => write_text(sheet, at, column, &remark, &self.look.text)?,
                    Content::Cell(id) => {
                        write_cell(sheet, (at, column), &row.line, id, &self.look)?;
                    }
                }
            }
            at += 1;
        }
        self.write_total(sheet, at)?;
        Ok(at + 1)
    }

    fn write_total(&self, sheet: &mut Worksheet, at: u32) -> Result<(), XlsxError> {
        let (total, look) = (&self.report.total, &self.total_look);
        sheet.set_row_height(at, 32)?;
        let name = self.messages.get("report-total");
        sheet::write_over(sheet, (at, 0), (at, 1), &name, &look.sign)?;
        for (column, head) in (0u16..).zip(self.layout.heads) {
            match head.content {
                Content::Number | Content::Unit => {}
                Content::Remark => {
                    let lateness = self.layout.tells_lateness;
                    let remark = words::total_remark(self.report, lateness, self.messages);
                    write_text(sheet, at, column, &remark, &look.text)?;
                }
                Content::Cell(id) => write_cell(sheet, (at, column), total, id, look)?,
            }
        }
        Ok(())
    }

    /// Who signs, and what the figures mean.
    fn write_foot(&self, sheet: &mut Worksheet, at: u32) -> Result<(), XlsxError> {
        let look = &self.look.left;
        let labels: Vec<(String, &Format)> = [
            "report-foot-head",
            "report-foot-reviewer",
            "report-foot-filler",
            "report-foot-phone",
            "report-foot-time",
        ]
        .iter()
        .map(|key| (self.messages.get(key), look))
        .collect();
        sheet.set_row_height(at, 36)?;
        sheet::write_side_by_side(sheet, at, &self.widths(), &labels)?;
        let note = self.messages.get("report-foot-note");
        sheet::write_over(
            sheet,
            (at + 1, 0),
            (at + 1, self.last_column()),
            &note,
            look,
        )
    }
}

fn same_top(a: &Head, b: &Head) -> bool {
    a.sub.is_some() && b.sub.is_some() && a.top == b.top
}

fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, sheet::safe(text), look)?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    line: &Line,
    id: &str,
    look: &Styles,
) -> Result<(), XlsxError> {
    let (number, look) = match line.cell(id) {
        Some(Cell::Count(n)) => (Some(whole(n)), &look.count),
        Some(Cell::Amount(amount)) => (Some(yuan(amount)), &look.amount),
        Some(Cell::Rate(rate)) => (rate.map(percent), &look.rate),
        Some(Cell::Place(place)) => (place.map(f64::from), &look.count),
        Some(Cell::Pace(pace)) => (pace.map(whole), &look.count),
        None => (None, &look.sign),
    };
    match number {
        Some(number) => sheet.write_number_with_format(row, column, number, look)?,
        None => sheet.write_string_with_format(row, column, NO_VALUE, look)?,
    };
    Ok(())
}

// A spreadsheet keeps every number as a float of 15 digits; that is far above any figure of ours.

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn whole(n: i64) -> f64 {
    n as f64
}

fn yuan(amount: Money) -> f64 {
    whole(amount.fen()) / 100.0
}

fn percent(rate: Rate) -> f64 {
    whole(rate.hundredths()) / 100.0
}
