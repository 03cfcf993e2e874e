//! The spot check's figures in files: for documents, for other spreadsheets, as a workbook.

use rust_xlsxwriter::XlsxError;

use super::{ERROR_HEADS, LOOKED_HEADS, RECTIFY_HEADS, SamplePaper, rate, tally_cells};
use crate::messages::Messages;
use crate::output::grid::write_grids;
use crate::output::words::NO_VALUE_ON_SCREEN;
use crate::output::{PrintError, csv};

/// The tables for documents.
#[must_use]
pub fn markdown(paper: &SamplePaper, messages: &Messages) -> String {
    let record = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = format!("# {}\n\n", paper.title(messages));
    for line in paper.head(messages) {
        out = out + &line + "\n\n";
    }
    out = out + &paper.ways(messages) + "\n";
    for grid in paper.grids(messages) {
        out = out + "\n## " + &grid.title + "\n\n" + &record(&grid.heads);
        let marks: Vec<String> = (0..grid.heads.len())
            .map(|at| if at == 0 { "---" } else { "---:" }.to_owned())
            .collect();
        out += &record(&marks);
        for row in &grid.rows {
            out += &record(row);
        }
    }
    out + "\n" + &messages.get("sample-formula") + "\n"
}

/// One table for other spreadsheets: what a line is about, its name, and all figures; what it has none of is blank.
///
/// # Errors
/// When the writer refuses.
pub fn comma_separated(paper: &SamplePaper, messages: &Messages) -> Result<Vec<u8>, PrintError> {
    let mut heads: Vec<&str> = vec!["sample-head-what", "sample-head-name"];
    heads.extend(&LOOKED_HEADS[1..]);
    heads.extend(&ERROR_HEADS[1..]);
    heads.extend(RECTIFY_HEADS);
    let mut rows = vec![
        heads
            .iter()
            .map(|key| messages.get(key))
            .collect::<Vec<_>>(),
    ];
    for (at, unit) in paper.units() {
        let mut row = vec![messages.get("sample-head-unit"), paper.name(at, messages)];
        row.extend([
            unit.population.to_string(),
            unit.drawn.to_string(),
            unit.replaced.to_string(),
            unit.checked.to_string(),
            rate(unit.coverage()),
        ]);
        row.extend(tally_cells(unit.tally));
        row.extend(unit.rectifications.iter().map(ToString::to_string));
        rows.push(row);
    }
    for (kind, lines) in paper.tallies(messages) {
        for (name, tally) in lines {
            let mut row = vec![messages.get(&format!("sample-head-{kind}")), name];
            row.extend(std::iter::repeat_n(String::new(), LOOKED_HEADS.len() - 1));
            row.extend(tally_cells(tally));
            row.extend(std::iter::repeat_n(String::new(), RECTIFY_HEADS.len()));
            rows.push(row);
        }
    }
    for cell in rows.iter_mut().flatten() {
        if cell == NO_VALUE_ON_SCREEN {
            cell.clear();
        }
    }
    csv::plain(rows)
}

/// The tables as a workbook.
///
/// # Errors
/// When the writer refuses.
pub fn workbook(paper: &SamplePaper, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let title = paper.title(messages);
    let mut head = paper.head(messages);
    head.push(paper.ways(messages));
    write_grids(&title, &head, &paper.grids(messages), paper.date, messages)
}
