//! A short form: one typed value a line. Enter goes to the next line and saves on the last; what is wrong is told below.

use tui_input::Input as Field;

use super::super::paint::{Canvas, Tone, width};
use super::{Meant, edit};
use crate::action::Action;
use crate::key::Key;

/// A line of the form as it is drawn.
pub(in crate::tui) struct Label {
    /// What is asked.
    pub name: String,
    /// An example, below it; nothing where none is needed.
    pub example: Option<String>,
}

/// So many values, typed line by line.
pub(in crate::tui) struct Lines<const N: usize> {
    fields: [Field; N],
    chosen: usize,
    wrong: String,
}

impl<const N: usize> Lines<N> {
    /// The form with what stands in it so far.
    pub(in crate::tui) fn of(texts: [Option<String>; N]) -> Self {
        Self {
            fields: texts.map(|text| Field::new(text.unwrap_or_default())),
            chosen: 0,
            wrong: String::new(),
        }
    }

    /// What was typed, without blanks at the ends.
    pub(in crate::tui) fn typed(&self) -> [&str; N] {
        self.fields.each_ref().map(|field| field.value().trim())
    }

    /// Says what is wrong with a line, and goes there.
    pub(in crate::tui) fn refuse(&mut self, line: usize, why: String) {
        self.chosen = line;
        self.wrong = why;
    }

    pub(in crate::tui) fn paste(&mut self, text: &str) {
        let field = &mut self.fields[self.chosen];
        *field = Field::new(format!("{}{}", field.value(), text.trim()));
    }

    pub(in crate::tui) fn key(&mut self, key: Key, action: Option<Action>) -> Meant {
        self.wrong.clear();
        let last = N.saturating_sub(1);
        match action {
            Some(Action::Back) => return Meant::Leave,
            Some(Action::Up) if key.text().is_none() => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) if key.text().is_none() => self.chosen = (self.chosen + 1).min(last),
            Some(Action::Open) if self.chosen < last => self.chosen += 1,
            Some(Action::Open) => return Meant::Save,
            _ => edit(&mut self.fields[self.chosen], key),
        }
        Meant::Nothing
    }

    pub(in crate::tui) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        title: &str,
        labels: [Label; N],
        keys: &str,
    ) {
        canvas.row(0, &format!(" {title}"), Tone::Strong);
        canvas.rule(1);
        let wide = canvas.look().wide;
        let mut row = 3;
        for (at, (label, field)) in labels.into_iter().zip(&self.fields).enumerate() {
            let (mark, tone) = if at == self.chosen {
                (">", Tone::Strong)
            } else {
                (" ", Tone::Plain)
            };
            let line = format!("{mark}{} [", label.name);
            canvas.row(row, &format!("{line}{}]", field.value()), tone);
            if at == self.chosen {
                let column = width(&line, wide) + width(field.value(), wide);
                canvas.set_cursor(column, row);
            }
            if let Some(example) = label.example {
                row += 1;
                canvas.row(row, &format!("   {example}"), Tone::Faint);
            }
            row += 2;
        }
        let bottom = canvas.rows() - 3;
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", self.wrong), Tone::Alarm);
        canvas.row(bottom + 2, &format!(" {keys}"), Tone::Plain);
    }
}
