//! How a form looks: its rows with the choice in brackets, the row that is asked, what is wrong.

use super::super::app::Desk;
use super::super::paint::{Canvas, Tone, spread, width, wrap};
use super::row::{PAGE, Row};
use super::{Entry, Form};

/// Columns of the labels.
const LABELS: usize = 14;

impl Form {
    /// Draws the form on the whole screen.
    pub(in crate::tui) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.ends(
            0,
            &format!(" {}", self.title),
            &format!("{} ", self.person),
            Tone::Strong,
        );
        canvas.rule(1);
        let bottom = canvas.rows() - 5;
        self.draw_rows(canvas, bottom);
        canvas.rule(bottom);
        let wrong = self
            .rows
            .get(self.focus)
            .map(|row| row.wrong.as_str())
            .unwrap_or_default();
        if wrong.is_empty() {
            let save = desk.say("tui-form-save");
            canvas.row(bottom + 1, &format!(" {save}"), Tone::Plain);
        } else {
            canvas.row(bottom + 1, &format!(" {wrong}"), Tone::Alarm);
        }
        let said = if desk.notice.is_empty() {
            &self.remark
        } else {
            &desk.notice
        };
        canvas.row(bottom + 2, &format!(" {said}"), Tone::Alarm);
        for (n, key) in ["tui-form-keys", "tui-form-keys-2"].iter().enumerate() {
            canvas.row(bottom + 3 + n, &format!(" {}", desk.say(key)), Tone::Plain);
        }
    }

    fn draw_rows(&self, canvas: &mut Canvas<'_>, bottom: usize) {
        let columns = canvas.columns();
        let wide = canvas.look().wide;
        let room = columns - LABELS - 2;
        let asked: Vec<usize> = (0..self.rows.len()).filter(|at| self.asks(*at)).collect();
        let used: usize = asked
            .iter()
            .map(|at| shown(&self.rows[*at], room, wide).len() + 1)
            .sum();
        let spaced = used < bottom - 2;
        let first = self.first_shown(&asked, bottom - 2, room, wide);
        let mut y = 2;
        for at in asked.into_iter().skip(first) {
            let row = &self.rows[at];
            let focused = at == self.focus;
            let tone = if focused { Tone::Strong } else { Tone::Plain };
            let mark = if focused { ">" } else { " " };
            if y < bottom {
                canvas.text(0, y, LABELS, &format!("{mark}{}", row.label), tone);
            }
            for (n, line) in shown(row, room, wide).iter().enumerate() {
                if y >= bottom {
                    break;
                }
                canvas.text(LABELS, y, columns - LABELS, line, tone);
                if focused && n == 0 && !row.is_choice() {
                    let typed = row.text.value().chars().take(row.text.cursor());
                    let cursor = width(&typed.collect::<String>(), wide);
                    canvas.set_cursor(LABELS + 1 + cursor, y);
                }
                y += 1;
            }
            y += usize::from(spaced);
        }
    }

    fn first_shown(&self, asked: &[usize], room: usize, columns: usize, wide: bool) -> usize {
        let focus = asked.iter().position(|at| *at == self.focus).unwrap_or(0);
        (0..focus)
            .find(|first| {
                let used: usize = asked[*first..=focus]
                    .iter()
                    .map(|at| shown(&self.rows[*at], columns, wide).len())
                    .sum();
                used <= room
            })
            .unwrap_or(focus)
    }
}

/// The choices that digits reach now, with their digits.
fn choices(row: &Row, options: &[(String, String)]) -> Vec<String> {
    let count = if options.len() > 9 { PAGE } else { 9 };
    let mut listed: Vec<String> = options
        .iter()
        .skip(row.first)
        .take(count)
        .enumerate()
        .map(|(at, (_, label))| format!("{}{label}", at + 1))
        .collect();
    if options.len() > 9 {
        listed.push(format!("9{}", row.hint));
    }
    listed
}

/// A row as lines: choices with their digits and the chosen one in brackets behind, or the typed text.
fn shown(row: &Row, columns: usize, wide: bool) -> Vec<String> {
    let Entry::Choice(options) = &row.entry else {
        let mut lines = wrap(row.text.value(), columns - 2, wide);
        if lines.is_empty() {
            lines.push(String::new());
        }
        lines[0] = format!("[{}]", lines[0]);
        if row.text.value().is_empty() && !row.hint.is_empty() {
            lines[0] = format!("[{}] {}", " ".repeat(12), row.hint);
        }
        return lines;
    };
    let chosen = row
        .chosen
        .and_then(|at| Some((at, options.get(at)?)))
        .map(|(at, (_, label))| match at.checked_sub(row.first) {
            Some(n) if n < PAGE || options.len() <= 9 => format!("[{}{label}]", n + 1),
            _ => format!("[{label}]"),
        })
        .unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for label in choices(row, options) {
        if !line.is_empty() && width(&line, wide) + 2 + width(&label, wide) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push_str("  ");
        }
        line.push_str(&label);
    }
    if width(&line, wide) + width(&chosen, wide) + 3 > columns {
        lines.push(std::mem::take(&mut line));
    }
    lines.push(spread(&line, &chosen, columns, wide));
    lines
}
