//! Tables for the terminal: frames of ASCII, columns aligned by the width that characters take on the screen.

use unicode_width::UnicodeWidthStr;

use super::inflow_text;
use super::words::{self, NO_VALUE_ON_SCREEN};
use crate::domain::figures::Figure;
use crate::domain::report::{Line, Report};
use crate::messages::Messages;

/// The width of the smallest terminal.
pub const WIDTH: usize = 80;

/// Blocks of groups: a block that is too wide goes on in further tables, a group is never torn.
const BLOCKS: [&[&[&str]]; 4] = [
    &[
        &["total"],
        &["verified", "verified_rate"],
        &["resolved", "resolved_rate", "place"],
        &["open"],
        &["untouched"],
        &["verified_today", "resolved_today"],
        &["pace"],
    ],
    &[
        &["class_1", "class_1_resolved"],
        &["class_2", "class_2_resolved"],
        &["class_3", "class_3a", "class_3b", "class_3_resolved"],
        &["class_4", "class_4_resolved"],
        &["class_5", "class_5_resolved"],
        &["class_6", "class_6_resolved"],
        &["class_7", "class_7_resolved"],
    ],
    &[
        &["resumed"],
        &["awarded"],
        &["terminated"],
        &["sealed"],
        &["kept_suspended"],
        &["deregistered"],
        &["system_updated"],
        &["proposed", "returned"],
        &["conflict"],
    ],
    &[
        &["back_pay"],
        &["heir_due"],
        &["recover_due", "recovered", "offset"],
        &["sealed_amount"],
        &["refund_due"],
    ],
];

/// The report as tables of at most `width` columns of the screen (one group of figures always stands), and what to
/// look at first.
#[must_use]
pub fn text(report: &Report, messages: &Messages, width: usize) -> String {
    let mut out = format!("{}\n{}\n", report.title, head(report, messages, width));
    let came = words::internal(report, messages)
        .into_iter()
        .chain(words::handed_in(report, messages))
        .chain(words::units_handed_in(report, messages));
    for line in came.chain(words::spot_checks(report, messages)) {
        out = out + &line + "\n";
    }
    for block in BLOCKS {
        for table in tables(report, messages, block, width) {
            out.push('\n');
            out.push_str(&table);
        }
    }
    if let Some(line) = words::delta(report, messages) {
        out = out + "\n" + &line + "\n";
    }
    if let Some(inflow) = report.inflow {
        let total = report.total.figures[Figure::Total];
        out = out + "\n" + &inflow_text::line(inflow, total, messages) + "\n";
    }
    let attention = report.attention();
    if !attention.is_empty() {
        out = out + "\n" + &messages.get("report-attention") + "\n";
        for found in &attention {
            out.push_str(&words::attention(found, report, messages));
            out.push('\n');
        }
    }
    out
}

/// Unit, cut-off, number and measures of the report, in as many lines as the width asks for.
fn head(report: &Report, messages: &Messages, width: usize) -> String {
    let parts = [
        report.unit_name.clone(),
        words::until(report, messages),
        words::issue(report, messages),
        messages.get("report-head-measures"),
    ];
    let mut head = String::new();
    let mut used = 0;
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if used > 0 && used + 2 + part.width() > width {
            head.push('\n');
            used = 0;
        } else if used > 0 {
            head.push_str("  ");
            used += 2;
        }
        head.push_str(part);
        used += part.width();
    }
    head
}

/// Cuts a block into as many tables as the width asks for, of about equal width; each begins with the units' names.
fn tables(report: &Report, messages: &Messages, block: &[&[&str]], width: usize) -> Vec<String> {
    let mut names = vec![words::unit_title(report, messages)];
    names.extend(
        report
            .printed_rows()
            .map(|row| words::row_name(row.unit, &row.name, messages)),
    );
    names.push(messages.get("report-total"));
    let room = width.saturating_sub(widest(&names) + 4);
    let groups: Vec<Vec<Vec<String>>> = block
        .iter()
        .map(|ids| ids.iter().map(|id| column(report, messages, id)).collect())
        .collect();
    let widths: Vec<usize> = groups
        .iter()
        .map(|group| group.iter().map(|column| widest(column) + 3).sum())
        .collect();
    let fewest = pages(&widths, room).len();
    let narrowest = (0..=room).find(|narrower| pages(&widths, *narrower).len() == fewest);
    let mut groups = groups.into_iter();
    pages(&widths, narrowest.unwrap_or(room))
        .into_iter()
        .map(|count| {
            joined(
                &names,
                &groups.by_ref().take(count).flatten().collect::<Vec<_>>(),
            )
        })
        .collect()
}

/// How many groups go on each page of that much room; at least one does.
fn pages(widths: &[usize], room: usize) -> Vec<usize> {
    let mut pages: Vec<usize> = Vec::new();
    let mut used = 0;
    for width in widths {
        match pages.last_mut() {
            Some(page) if used + width <= room => {
                *page += 1;
                used += width;
            }
            _ => {
                pages.push(1);
                used = *width;
            }
        }
    }
    pages
}

/// Title and values of a column, the total last.
fn column(report: &Report, messages: &Messages, id: &str) -> Vec<String> {
    let dashed = id.replace('_', "-");
    let short = format!("report-table-{dashed}");
    let title = if messages.has(&short) {
        messages.get(&short)
    } else {
        messages.get(&format!("report-column-{dashed}"))
    };
    let value = |line: &Line| {
        line.cell(id).map_or_else(String::new, |cell| {
            words::cell_text(cell, NO_VALUE_ON_SCREEN)
        })
    };
    let rows = report.printed_rows().map(|row| value(&row.line));
    [title]
        .into_iter()
        .chain(rows)
        .chain([value(&report.total)])
        .collect()
}

fn joined(names: &[String], columns: &[Vec<String>]) -> String {
    let mut lines = (0..names.len()).map(|at| {
        let mut line = vec![names[at].clone()];
        line.extend(columns.iter().map(|column| column[at].clone()));
        line
    });
    let heads = lines.next().unwrap_or_default();
    frame(&heads, &lines.collect::<Vec<_>>(), true)
}

/// Draws a table; the first column is text, the others are figures; the last row may stand apart as a total.
pub(super) fn frame(heads: &[String], rows: &[Vec<String>], total: bool) -> String {
    let widths: Vec<usize> = (0..heads.len())
        .map(|at| {
            let cells = rows.iter().map(|row| row[at].width());
            cells.chain([heads[at].width()]).max().unwrap_or(0)
        })
        .collect();
    let rule = widths.iter().fold(String::new(), |rule, width| {
        rule + "+" + &"-".repeat(width + 2)
    }) + "+\n";
    let last = rows.len().saturating_sub(1);
    let mut out = rule.clone() + &line(heads, &widths) + &rule;
    for (at, row) in rows.iter().enumerate() {
        if total && at == last && at > 0 {
            out.push_str(&rule);
        }
        out.push_str(&line(row, &widths));
    }
    out + &rule
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let blanks = " ".repeat(width.saturating_sub(cell.width()));
        out.push_str("| ");
        if at == 0 {
            out.push_str(cell);
            out.push_str(&blanks);
        } else {
            out.push_str(&blanks);
            out.push_str(cell);
        }
        out.push(' ');
    }
    out + "|\n"
}

fn widest(texts: &[String]) -> usize {
    texts.iter().map(|text| text.width()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::COLUMNS;

    #[test]
    fn every_column_stands_in_one_block() {
        for column in COLUMNS {
            let shown = BLOCKS.iter().flat_map(|block| block.concat());
            let times = shown.filter(|id| *id == column.id()).count();
            assert_eq!(times, 1, "{}", column.id());
        }
    }

    #[test]
    fn groups_are_never_torn_and_none_is_lost() {
        assert_eq!(pages(&[18, 18, 30, 16], 66), [3, 1]);
        assert_eq!(pages(&[90, 10], 66), [1, 1]);
        assert_eq!(pages(&[], 66), Vec::<usize>::new());
    }

    #[test]
    fn chinese_and_figures_are_aligned() {
        let drawn = frame(
            &["镇（办）".into(), "人".into()],
            &[vec!["古荥镇".into(), "255".into()]],
            false,
        );
        assert!(drawn.lines().all(|line| line.width() == 18), "{drawn}");
    }
}
