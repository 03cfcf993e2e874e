//! A report for documents, in Markdown: the two sheets of the paper, the boards, and what to look at first.

use std::fmt::Write as _;

use super::words::{self, NO_VALUE};
use crate::domain::pack::RankBy;
use crate::domain::report::{Line, Rate, Report, Row};
use crate::layouts::{Column, Layout, Sheet, Show};
use crate::messages::Messages;

/// The report as a document.
#[must_use]
pub fn text(report: &Report, messages: &Messages) -> String {
    let mut out = format!(
        "# {}\n\n{}\n",
        escaped(&report.title),
        head(report, messages)
    );
    if let Some(line) = words::internal(report, messages) {
        let _ = write!(out, "\n{}\n", escaped(&line));
    }
    for sheet in &Layout::usual().sheets {
        let (name, subject) = (sheet.name(messages), sheet.subject(messages));
        let _ = write!(out, "\n## {name} {subject}\n\n");
        out += &table(report, sheet, messages);
    }
    for (by, key) in [
        (RankBy::Resolved, "report-board-resolved"),
        (RankBy::Verified, "report-board-verified"),
    ] {
        out += &board(report, by, key, messages);
    }
    let attention = report.attention();
    if !attention.is_empty() {
        let _ = write!(out, "\n## {}\n\n", messages.get("report-attention"));
        for found in &attention {
            let _ = writeln!(
                out,
                "- {}",
                escaped(&words::attention(found, report, messages))
            );
        }
    }
    out + "\n" + &messages.get("report-foot-note") + "\n"
}

fn head(report: &Report, messages: &Messages) -> String {
    let mut parts = vec![
        messages.with(
            "report-head-filled-by",
            &[("unit", (&report.unit_name).into())],
        ),
        words::until(report, messages),
    ];
    parts.push(words::issue(report, messages));
    parts.retain(|part| !part.is_empty());
    parts.push(messages.get("report-head-measures"));
    escaped(&parts.join("  "))
}

fn table(report: &Report, sheet: &Sheet, messages: &Messages) -> String {
    let titles = sheet.columns.iter();
    let titles = titles.map(|column| title(report, column, messages));
    let marks = sheet.columns.iter().map(|column| match column.show {
        Show::Unit | Show::Remark => "---".to_owned(),
        _ => "---:".to_owned(),
    });
    let mut out = record(titles) + &record(marks);
    for (n, row) in (1..).zip(report.printed_rows()) {
        let name = words::row_name(row.unit, &row.name, messages);
        let remark = words::remark(row, sheet.tells_lateness(), messages);
        out += &line(sheet, &row.line, &n.to_string(), &name, &remark);
    }
    let total = messages.get("report-total");
    let remark = words::total_remark(report, sheet.tells_lateness(), messages);
    out + &line(sheet, &report.total, "", &total, &remark)
}

fn title(report: &Report, column: &Column, messages: &Messages) -> String {
    match column.show {
        Show::Unit => words::unit_title(report, messages),
        _ => column.head(messages).join(" "),
    }
}

fn line(sheet: &Sheet, line: &Line, number: &str, name: &str, remark: &str) -> String {
    record(sheet.columns.iter().map(|column| {
        match column.show {
            Show::Number => number.to_owned(),
            Show::Unit => name.to_owned(),
            Show::Remark => remark.to_owned(),
            Show::Code | Show::Blank => String::new(),
            Show::Cell(id) => line
                .cell(id)
                .map_or_else(String::new, |cell| words::cell_text(cell, NO_VALUE)),
        }
    }))
}

fn board(report: &Report, by: RankBy, key: &str, messages: &Messages) -> String {
    let mut out = String::new();
    for placed in report.board(by) {
        let contender = placed.contender;
        let name = report
            .row(contender.unit)
            .map_or_else(String::new, |row: &Row| {
                words::row_name(row.unit, &row.name, messages)
            });
        let rate = Rate::of(contender.done, contender.of)
            .map_or_else(|| NO_VALUE.to_owned(), |rate| format!("{rate}%"));
        out += &record(
            [
                placed.place.to_string(),
                name,
                rate,
                format!("{}/{}", contender.done, contender.of),
            ]
            .into_iter(),
        );
    }
    if out.is_empty() {
        return out;
    }
    let heads = [
        messages.get("report-column-place"),
        words::unit_title(report, messages),
        messages.get("report-head-rate"),
        messages.get("report-head-fraction"),
    ];
    let marks = ["---:", "---", "---:", "---:"].map(String::from);
    format!("\n## {}\n\n", messages.get(key))
        + &record(heads.into_iter())
        + &record(marks.into_iter())
        + &out
}

fn record(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::from("|"), |line, cell| {
        line + " " + &escaped(&cell) + " |"
    }) + "\n"
}

/// A bar or a line break inside a name would tear the table; other signs could start a link or a tag.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
