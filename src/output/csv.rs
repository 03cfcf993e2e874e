//! A report for other people's spreadsheets: UTF-8 with a byte order mark, and no text that a spreadsheet would run.

use super::{PrintError, words};
use crate::domain::report::{COLUMNS, Line, Report};
use crate::messages::Messages;

/// Without it Excel takes UTF-8 for the system's own encoding.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The report's table: units as printed, the total last, remarks behind.
///
/// # Errors
/// When the writer refuses.
pub fn bytes(report: &Report, messages: &Messages) -> Result<Vec<u8>, PrintError> {
    let mut out = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let heads = [
        messages.get("report-head-code"),
        words::unit_title(report, messages),
    ];
    let titles = COLUMNS.iter().map(|c| messages.get(&c.title_key()));
    let remark_title = messages.get("report-head-remark");
    out.write_record(heads.into_iter().chain(titles).chain([remark_title]))?;
    for row in report.printed_rows() {
        let name = words::row_name(row.unit, &row.name, messages);
        let remark = words::remark(row, true, messages);
        let start = [row.unit.to_string(), safe(&name)];
        out.write_record(
            start
                .into_iter()
                .chain(values(&row.line))
                .chain([safe(&remark)]),
        )?;
    }
    let start = [report.unit.to_string(), messages.get("report-total")];
    out.write_record(
        start
            .into_iter()
            .chain(values(&report.total))
            .chain([words::total_remark(report, true, messages)]),
    )?;
    out.into_inner().map_err(|full| full.into_error().into())
}

/// Any table; its first row holds the heads.
///
/// # Errors
/// When the writer refuses.
pub fn plain(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, PrintError> {
    let mut out = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    for row in rows {
        out.write_record(row.iter().map(|cell| safe(cell)))?;
    }
    out.into_inner().map_err(|full| full.into_error().into())
}

fn values(line: &Line) -> impl Iterator<Item = String> + '_ {
    line.cells
        .iter()
        .map(|cell| words::cell_text(*cell, words::NO_VALUE))
}

/// With one of these a formula would begin.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The rows of a table that [`plain`] wrote, its heads first.
///
/// # Errors
/// When it is none, or not in UTF-8.
pub fn read_plain(bytes: &[u8]) -> Result<Vec<Vec<String>>, PrintError> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut rows = Vec::new();
    for record in reader.records() {
        let cells = record?;
        let cells = cells.iter().map(|cell| match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(RUN) => rest.to_owned(),
            _ => cell.to_owned(),
        });
        rows.push(cells.collect());
    }
    Ok(rows)
}

/// Text that a spreadsheet would take for a formula gets an apostrophe before it.
fn safe(text: &str) -> String {
    if text.starts_with(RUN) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_run_as_a_formula() {
        assert_eq!(safe("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(safe("@x"), "'@x");
        assert_eq!(safe("古荥镇"), "古荥镇");
    }
}
