//! What screens share on which one chooses by digits: the places of a computer, their files, lines of which nine are seen.

use std::path::PathBuf;

use super::super::app::Desk;
use super::super::paint::{Canvas, Tone, width, wrap};
use super::places::{self as spots, Spot};
use crate::action::Action;

/// Digits choose among so many lines.
const LINES: usize = 9;
/// A screen of more rows than these has room for more.
const TALL: usize = 30;

/// The places where files lie, by the names that people give them; a telephone on the cable is one of them.
pub(super) fn places(desk: &Desk<'_>) -> Vec<(String, Spot)> {
    spots::phones()
        .into_iter()
        .chain(spots::spots(&desk.home))
        .map(|spot| {
            let mut name = desk.say(spot.key);
            if !spot.note.is_empty() {
                name = format!("{name}  {}", spot.note);
            }
            (name, spot)
        })
        .collect()
}

/// Files of a place that may be lists, newest first.
pub(super) fn lists_in(spot: &Spot) -> Vec<(String, PathBuf)> {
    spot.files()
        .into_iter()
        .map(|file| (file.name, file.path))
        .collect()
}

/// The program itself, where it reads other people's files in a process of its own.
pub(super) fn reader() -> Option<PathBuf> {
    std::env::current_exe()
        .ok()
        .filter(|program| program.file_stem().is_some_and(|name| name == "xunren"))
}

/// Where the hand is among lines.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hand(pub usize);

impl Hand {
    /// Moves, or gives the line that was chosen by its digit or by Enter.
    pub(super) fn key(&mut self, action: Option<Action>, count: usize) -> Option<usize> {
        let last = count.saturating_sub(1);
        match action {
            Some(Action::Up) => self.0 = self.0.saturating_sub(1),
            Some(Action::Down) => self.0 = (self.0 + 1).min(last),
            Some(Action::PageUp) => self.0 = self.0.saturating_sub(LINES),
            Some(Action::PageDown) => self.0 = (self.0 + LINES).min(last),
            Some(Action::First) => self.0 = 0,
            Some(Action::Last) => self.0 = last,
            Some(Action::Open) => return (count > 0).then_some(self.0.min(last)),
            other => {
                let digit = other.and_then(Action::digit).map(usize::from)?;
                let line = self.first() + digit.checked_sub(1)?;
                if line < count {
                    self.0 = line;
                    return Some(line);
                }
            }
        }
        None
    }

    /// The first of the nine lines that are seen.
    pub(super) const fn first(self) -> usize {
        self.0 / LINES * LINES
    }
}

/// A page of lines with its title, what went wrong, and the keys.
pub(super) struct Sheet<'s> {
    pub title: String,
    pub head: Vec<String>,
    pub lines: &'s [String],
    pub hand: Hand,
    pub wrong: &'s str,
    pub keys: String,
}

impl Sheet<'_> {
    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.row(0, &format!(" {}", self.title), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 4;
        let wide = canvas.look().wide;
        let columns = canvas.columns() - 2;
        let mut y = 2;
        for line in self.head.iter().flat_map(|line| wrap(line, columns, wide)) {
            canvas.row(y, &format!(" {line}"), Tone::Plain);
            y += 1;
        }
        y += usize::from(!self.head.is_empty());
        let first = self.hand.first();
        // A tall screen shows what comes behind the nine as well.
        let room = if canvas.rows() > TALL {
            bottom.saturating_sub(y + 2)
        } else {
            LINES
        };
        for (n, line) in self.lines.iter().skip(first).take(room).enumerate() {
            let chosen = first + n == self.hand.0;
            let (mark, tone) = if chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            if n < LINES {
                canvas.row(y, &format!("{mark}{} {line}", n + 1), tone);
            } else {
                canvas.row(y, &format!("   {line}"), Tone::Faint);
            }
            y += 1;
        }
        if self.lines.len() > LINES {
            let count = self.lines.len();
            let more = desk.tell("tui-start-more", &[("count", count.into())]);
            canvas.row(y + 1, &format!(" {more}"), Tone::Faint);
            y += 2;
        }
        // A chosen line that is cut above is read whole below.
        let chosen = self.lines.get(self.hand.0);
        let cut = chosen.filter(|line| width(line, wide) + 3 > canvas.columns());
        for line in cut.into_iter().flat_map(|line| wrap(line, columns, wide)) {
            if y + 1 >= bottom {
                break;
            }
            y += 1;
            canvas.row(y, &format!(" {line}"), Tone::Plain);
        }
        canvas.rule(bottom);
        // A long sentence takes the place of the last save's.
        let wrong = wrap(self.wrong, columns, wide);
        for (n, line) in wrong.iter().take(2).enumerate() {
            canvas.row(bottom + 1 + n, &format!(" {line}"), Tone::Alarm);
        }
        if wrong.len() < 2 {
            canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        }
        canvas.row(bottom + 3, &format!(" {}", self.keys), Tone::Plain);
    }
}

/// Reasons in a panel that says what will be written: one is chosen, by its digit or by arrows.
pub(super) struct Reasons<const N: usize> {
    keys: [&'static str; N],
    chosen: usize,
}

impl<const N: usize> Reasons<N> {
    /// The messages of the reasons; the first is chosen.
    pub(super) const fn of(keys: [&'static str; N]) -> Self {
        Self { keys, chosen: 0 }
    }

    /// The message of the chosen one.
    pub(super) const fn key(&self) -> &'static str {
        self.keys[self.chosen]
    }

    pub(super) fn turn(&mut self, action: Option<Action>) {
        match action {
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(N - 1),
            other => {
                let digit = other.and_then(Action::digit).map_or(0, usize::from);
                if (1..=N).contains(&digit) {
                    self.chosen = digit - 1;
                }
            }
        }
    }

    /// The question in a row, the reasons below it.
    pub(super) fn draw(&self, ask: &str, row: usize, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.row(row, &format!(" {ask}"), Tone::Strong);
        for (n, key) in self.keys.iter().enumerate() {
            let (mark, tone) = if n == self.chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            let line = format!("{mark}{} {}", n + 1, desk.say(key));
            canvas.row(row + 1 + n, &line, tone);
        }
    }
}
