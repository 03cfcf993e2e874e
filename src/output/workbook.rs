//! The daily report as the workbook that is printed, signed and sealed, in the layout that data gives. No formula is
//! ever written.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::sheet::{self, Styles};
use super::words::{self, NO_VALUE};
use crate::domain::money::Money;
use crate::domain::report::{Cell, Rate, Report, Row};
use crate::layouts::{Align, Audience, Column, Layout, Line, LineCell, Look, Sheet, Show};
use crate::messages::Messages;

/// The height of a line of heads where the layout gives none, points.
const HEAD_HEIGHT: f64 = 36.0;

/// The workbook's bytes in the usual layout; the same report gives the same.
///
/// # Errors
/// When the writer refuses.
pub fn bytes(report: &Report, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    bytes_in(report, Layout::usual(), None, messages)
}

/// The workbook's bytes in a layout; with an audience only the sheets that it gets.
///
/// # Errors
/// When the writer refuses, as it does where no sheet is left.
pub fn bytes_in(
    report: &Report,
    layout: &Layout,
    audience: Option<Audience>,
    messages: &Messages,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(&report.title, report.date);
    let wanted = |sheet: &&Sheet| audience.is_none_or(|audience| sheet.audience == audience);
    for layout in layout.sheets.iter().filter(wanted) {
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
    let levels = layout
        .columns
        .iter()
        .map(|column| column.head(messages).len())
        .max();
    let above = rows_of(&layout.above);
    let paper = Paper {
        report,
        layout,
        messages,
        look: Styles::new(false),
        total_look: Styles::new(true),
        heads: above,
        first: above + u32::try_from(levels.unwrap_or(1)).unwrap_or(1),
    };
    let sheet = workbook.add_worksheet();
    sheet.set_name(layout.name(messages))?;
    for (at, column) in (0u16..).zip(&layout.columns) {
        sheet.set_column_width(at, column.width)?;
    }
    sheet::set_up_print(sheet, 0..=paper.first - 1, messages)?;
    sheet.set_freeze_panes(paper.first, layout.freeze)?;
    paper.write_lines(sheet, 0, &layout.above)?;
    paper.write_heads(sheet)?;
    let foot = paper.write_rows(sheet)?;
    paper.write_lines(sheet, foot, &layout.below)?;
    let places = layout.columns.iter();
    let mut places = places.filter(|column| column.show == Show::Cell("place"));
    let internal = words::internal(report, messages).filter(|_| places.next().is_some());
    let Some(line) = internal else {
        return Ok(());
    };
    let at = foot + rows_of(&layout.below);
    let (begin, end) = ((at, 0), (at, paper.last_column()));
    sheet::write_over(sheet, begin, end, &line, &paper.look.left)
}

fn rows_of(lines: &[Line]) -> u32 {
    u32::try_from(lines.len()).unwrap_or(u32::MAX)
}

/// One sheet of one report.
struct Paper<'a> {
    report: &'a Report,
    layout: &'a Sheet,
    messages: &'a Messages,
    look: Styles,
    total_look: Styles,
    /// The first row of heads.
    heads: u32,
    /// The first row of units.
    first: u32,
}

impl Paper<'_> {
    fn last_column(&self) -> u16 {
        u16::try_from(self.layout.columns.len())
            .unwrap_or(u16::MAX)
            .max(1)
            - 1
    }

    /// A text of the layout with its values.
    fn filled(&self, text: &str) -> String {
        let (report, messages) = (self.report, self.messages);
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((place, after)) = after.split_once('}') else {
                rest = after;
                continue;
            };
            rest = after;
            let reporter = report.reporter.as_ref();
            out.push_str(&match place {
                "title" => report.title.clone(),
                "unit" => report.unit_name.clone(),
                "unit_title" => words::unit_title(report, messages),
                "sheet" => self.layout.name(messages).to_owned(),
                "subject" => self.layout.subject(messages).to_owned(),
                "until" => words::until(report, messages),
                "date" => words::date(report.date, messages),
                "issue" => words::issue(report, messages),
                "office" => report.office.clone(),
                "reporter" => reporter.map_or_else(String::new, |one| one.name.clone()),
                "phone" => reporter
                    .and_then(|one| one.phone.clone())
                    .unwrap_or_default(),
                _ => String::new(),
            });
        }
        out + rest
    }

    fn look_of(&self, cell: &LineCell) -> &Format {
        match (cell.look, cell.align) {
            (Look::Title, _) => &self.look.title,
            (Look::Plain, Align::Left) => &self.look.left,
            (Look::Plain, Align::Center) => &self.look.centre,
            (Look::Plain, Align::Right) => &self.look.right,
        }
    }

    /// Lines above or below the table, from this row on.
    fn write_lines(
        &self,
        sheet: &mut Worksheet,
        from: u32,
        lines: &[Line],
    ) -> Result<(), XlsxError> {
        let widths: Vec<f64> = self.layout.columns.iter().map(|one| one.width).collect();
        for (at, line) in (from..).zip(lines) {
            if let Some(height) = line.height {
                sheet.set_row_height(at, height)?;
            }
            let said = |cell: &LineCell| self.filled(cell.text(self.messages));
            if let [only] = line.cells.as_slice()
                && only.columns().is_none()
            {
                let (begin, end) = ((at, 0), (at, self.last_column()));
                sheet::write_over(sheet, begin, end, &said(only), self.look_of(only))?;
                continue;
            }
            let mut shared = Vec::new();
            for cell in &line.cells {
                let (text, look) = (said(cell), self.look_of(cell));
                match cell.columns() {
                    Some((left, right)) => {
                        let bottom = at + cell.lines.max(1) - 1;
                        sheet::write_over(sheet, (at, left), (bottom, right), &text, look)?;
                    }
                    None => shared.push((text, look)),
                }
            }
            sheet::write_side_by_side(sheet, at, &widths, &shared)?;
        }
        Ok(())
    }

    /// Heads of as many lines as the layout has: neighbours below the same upper head share it, and the last head of a
    /// column reaches down to the table.
    fn write_heads(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heights = &self.layout.head_heights;
        for (line, at) in (self.heads..self.first).enumerate() {
            let height = heights.get(line).copied().unwrap_or(HEAD_HEIGHT);
            sheet.set_row_height(at, height)?;
        }
        for (level, row) in (self.heads..self.first).enumerate() {
            let mut at = 0u16;
            let shared = |a: &Column, b: &Column| {
                let (a, b) = (a.head(self.messages), b.head(self.messages));
                a.len() > level + 1 && b.len() > level + 1 && a[..=level] == b[..=level]
            };
            for group in self.layout.columns.chunk_by(shared) {
                let end = at + u16::try_from(group.len()).unwrap_or(1);
                let head = group[0].head(self.messages);
                if let Some(text) = head.get(level) {
                    let is_last = head.len() == level + 1;
                    let bottom = if is_last { self.first - 1 } else { row };
                    let text = self.filled(text);
                    let look = &self.look.head;
                    sheet::write_over(sheet, (row, at), (bottom, end - 1), &text, look)?;
                }
                at = end;
            }
        }
        Ok(())
    }

    /// The units as printed and the total; gives the row below.
    fn write_rows(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let mut at = self.first;
        for row in self.report.printed_rows() {
            if let Some(height) = self.layout.row_height {
                sheet.set_row_height(at, height)?;
            }
            for (column, what) in (0u16..).zip(&self.layout.columns) {
                self.write_of_row(sheet, (at, column), row, what)?;
            }
            at += 1;
        }
        self.write_total(sheet, at)?;
        Ok(at + 1)
    }

    fn write_of_row(
        &self,
        sheet: &mut Worksheet,
        (at, column): (u32, u16),
        row: &Row,
        what: &Column,
    ) -> Result<(), XlsxError> {
        let look = &self.look;
        match what.show {
            Show::Number => {
                let number = f64::from(at - self.first + 1);
                sheet.write_number_with_format(at, column, number, &look.count)?;
                Ok(())
            }
            Show::Unit => {
                let name = words::row_name(row.unit, &row.name, self.messages);
                write_text(sheet, at, column, &name, &look.sign)
            }
            Show::Code => write_text(sheet, at, column, &row.unit.to_string(), &look.sign),
            Show::Blank => write_text(sheet, at, column, "", &look.text),
            Show::Remark => {
                let lateness = self.layout.tells_lateness();
                let remark = words::remark(row, lateness, self.messages);
                write_text(sheet, at, column, &remark, &look.text)
            }
            Show::Cell(id) => write_cell(sheet, (at, column), row.line.cell(id), what, look),
        }
    }

    fn write_total(&self, sheet: &mut Worksheet, at: u32) -> Result<(), XlsxError> {
        let (total, look) = (&self.report.total, &self.total_look);
        if let Some(height) = self.layout.total_height {
            sheet.set_row_height(at, height)?;
        }
        let name = self.messages.get("report-total");
        // 合计 stands over the first columns up to the unit's, where nothing is summed up.
        let names = |column: &&Column| !matches!(column.show, Show::Cell(_) | Show::Remark);
        let leading = self.layout.columns.iter().take_while(names).count();
        let leading = u16::try_from(leading).unwrap_or(u16::MAX);
        if leading > 0 {
            sheet::write_over(sheet, (at, 0), (at, leading - 1), &name, &look.sign)?;
        }
        for (column, what) in (0u16..).zip(&self.layout.columns) {
            match what.show {
                _ if column < leading => {}
                Show::Unit if leading == 0 => write_text(sheet, at, column, &name, &look.sign)?,
                Show::Number | Show::Unit | Show::Code | Show::Blank => {
                    write_text(sheet, at, column, "", &look.sign)?;
                }
                Show::Remark => {
                    let lateness = self.layout.tells_lateness();
                    let remark = words::total_remark(self.report, lateness, self.messages);
                    write_text(sheet, at, column, &remark, &look.text)?;
                }
                Show::Cell(id) => write_cell(sheet, (at, column), total.cell(id), what, look)?,
            }
        }
        Ok(())
    }
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
    cell: Option<Cell>,
    what: &Column,
    look: &Styles,
) -> Result<(), XlsxError> {
    let (number, look) = match cell {
        Some(Cell::Count(n)) => (Some(whole(n)), &look.count),
        Some(Cell::Amount(amount)) => (Some(yuan(amount)), &look.amount),
        Some(Cell::Rate(rate)) => (rate.map(percent), &look.rate),
        Some(Cell::Place(place)) => (place.map(f64::from), &look.count),
        Some(Cell::Pace(pace)) => (pace.map(whole), &look.count),
        None => (None, &look.sign),
    };
    match (number, &what.format) {
        (Some(number), Some(own)) => {
            let look = look.clone().set_num_format(own);
            sheet.write_number_with_format(row, column, number, &look)?
        }
        (Some(number), None) => sheet.write_number_with_format(row, column, number, look)?,
        (None, _) => sheet.write_string_with_format(row, column, NO_VALUE, look)?,
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
