//! Text to read on the screen of the spot check: figures, a proof, a comparison.

use std::cell::Cell;

use super::super::super::app::Desk;
use super::super::super::paint::{Canvas, Tone, wrap};
use crate::action::Action;

/// So many lines of a page are seen on the smallest screen.
const PAGE: usize = 18;
/// From so many columns on the page is drawn as it was laid out for a large screen.
pub(super) const WIDE: usize = 110;

/// A page and where it is.
pub(super) struct Page {
    lines: Vec<String>,
    /// The same for a large screen.
    wide: Vec<String>,
    first: usize,
    /// The last line that can be the first one; the canvas knows it.
    last: Cell<usize>,
    /// It leads back to the drawn people.
    pub after: bool,
}

impl Page {
    /// A page from its first line.
    pub(super) fn of(lines: Vec<String>, after: bool) -> Self {
        Self {
            last: Cell::new(lines.len().saturating_sub(PAGE)),
            wide: Vec::new(),
            lines,
            first: 0,
            after,
        }
    }

    /// The same, laid out in another way for a large screen.
    pub(super) fn and_wide(self, wide: Vec<String>) -> Self {
        Self { wide, ..self }
    }

    /// Moves it; false for a key that means nothing here.
    pub(super) fn key(&mut self, action: Option<Action>) -> bool {
        let last = self.last.get();
        self.first = match action {
            Some(Action::Up) => self.first.saturating_sub(1),
            Some(Action::Down) => self.first + 1,
            Some(Action::PageUp) => self.first.saturating_sub(PAGE),
            Some(Action::PageDown | Action::Open) => self.first + PAGE,
            _ => return false,
        }
        .min(last);
        true
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, title: &str) {
        canvas.row(0, title, Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 4;
        let (columns, wide) = (canvas.columns() - 1, canvas.look().wide);
        let lines = match canvas.columns() {
            WIDE.. if !self.wide.is_empty() => &self.wide,
            _ => &self.lines,
        };
        let wrapped: Vec<String> = lines
            .iter()
            .flat_map(|line| wrap(line, columns, wide))
            .collect();
        let seen = bottom - 2;
        self.last.set(wrapped.len().saturating_sub(seen));
        let first = self.first.min(self.last.get());
        for (at, line) in wrapped.iter().skip(first).take(seen).enumerate() {
            canvas.row(2 + at, line, Tone::Plain);
        }
        canvas.rule(bottom);
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        let keys = if self.after {
            "sample-keys-compared"
        } else {
            "sample-keys-page"
        };
        canvas.row(bottom + 3, &format!(" {}", desk.say(keys)), Tone::Plain);
    }
}
