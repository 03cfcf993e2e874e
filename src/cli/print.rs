//! Results to standard output, everything else to standard error; a closed pipe ends quietly.
#![allow(clippy::print_stderr)]

use std::io::Write;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::error::Error;
use crate::messages::{Messages, Value};
use crate::output::qr::Code;
use crate::packs::PackProblem;

/// Writes a result.
pub(super) fn out(text: &str) -> Result<(), Error> {
    bytes(text.as_bytes())?;
    if text.ends_with('\n') {
        Ok(())
    } else {
        bytes(b"\n")
    }
}

/// Writes a result's bytes.
pub(super) fn bytes(bytes: &[u8]) -> Result<(), Error> {
    let mut output = std::io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(Error::File {
            path: "-".to_owned(),
            source,
        }),
        Ok(()) => Ok(()),
    }
}

/// Writes a value as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_string(value)
        .map_err(|error| Error::said("error-json", &[("what", &error.to_string())]))?;
    out(&text)
}

/// Says something beside the result.
pub(super) fn say(text: &str) {
    eprintln!("{text}");
}

/// Says what went wrong.
pub(super) fn problem(text: &str) {
    eprintln!("{text}");
}

/// Says all problems of a pack, each with file, line and column.
pub(super) fn pack_problems(problems: &[PackProblem], messages: &Messages) {
    for problem in problems {
        say(&pack_problem(problem, messages));
    }
}

/// One problem of a pack as a line.
pub(super) fn pack_problem(problem: &PackProblem, messages: &Messages) -> String {
    let values: Vec<(&str, Value<'_>)> = problem
        .args
        .iter()
        .map(|(name, value)| (*name, Value::Text(value)))
        .collect();
    format!(
        "{}:{}:{}: {}",
        problem.file,
        problem.line,
        problem.column,
        messages.with(problem.key, &values)
    )
}

/// A bar on a terminal, nothing elsewhere.
pub(super) fn progress(label: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{msg} {human_pos} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(label.to_owned());
    bar
}

/// Lines of columns, each as wide as its widest cell.
pub(super) fn aligned(rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (i, cell) in row.iter().enumerate() {
            let width = cell.width();
            match widths.get_mut(i) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Draws codes on the terminal: black half blocks on white, whatever its own colours are.
pub(super) fn codes(codes: &[Code]) -> Result<(), Error> {
    let mut lines = Vec::new();
    for (code, nth) in codes.iter().zip(1..) {
        lines.push(format!("{nth}/{}", codes.len()));
        let rows = code.half_blocks();
        lines.extend(rows.map(|row| format!("\u{1b}[30;107m{row}\u{1b}[0m")));
    }
    out(&lines.join("\n"))
}
