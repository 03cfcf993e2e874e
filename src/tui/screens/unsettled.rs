//! The rows of a list that want an officer's eye, before anything of it is written: who, where it stands, what is wrong.

use std::path::PathBuf;
use std::rc::Rc;

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit};
use super::import;
use crate::action::Action;
use crate::messages::Value;
use crate::usecases::correcting;
use crate::usecases::importing::ImportResult;
use crate::usecases::masking;

/// The list of such rows.
pub struct Unsettled {
    path: PathBuf,
    result: Rc<ImportResult>,
    /// A line a row, made once.
    lines: Vec<String>,
    first: usize,
}

impl Unsettled {
    pub(super) fn open(desk: &Desk<'_>, path: PathBuf, result: Rc<ImportResult>) -> Self {
        let has_sheets = result.listing.sheets.len() > 1;
        let columns = if has_sheets { 18 } else { 10 };
        let lines = result
            .unsettled
            .iter()
            .map(|(row, disposition)| {
                let place = desk.tell(
                    "tui-unsettled-row",
                    &[
                        (
                            "sheet",
                            Value::Text(if has_sheets { &row.sheet } else { "" }),
                        ),
                        ("row", Value::from(row.row)),
                    ],
                );
                let id = row.facts.id_number.as_deref().map(masking::id_number);
                format!(
                    "{} {} {} {}",
                    fit(place.trim(), columns, false),
                    fit(row.facts.name.as_deref().unwrap_or("-"), 10, false),
                    fit(id.as_deref().unwrap_or("-"), 18, false),
                    correcting::problems(row, *disposition, desk.messages).join("；")
                )
            })
            .collect();
        Self {
            path,
            result,
            lines,
            first: 0,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let last = self.lines.len().saturating_sub(1);
        match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Up) => self.first = self.first.saturating_sub(1),
            Some(Action::Down) => self.first = (self.first + 1).min(last),
            Some(Action::PageUp | Action::Left) => self.first = self.first.saturating_sub(15),
            Some(Action::PageDown | Action::Right | Action::Open) => {
                self.first = (self.first + 15).min(last);
            }
            Some(Action::First) => self.first = 0,
            Some(Action::Last) => self.first = last,
            Some(Action::Choose4) => match import::save(desk, &self.path, &self.result) {
                Ok(saved) => desk.notice = saved,
                Err(error) => desk.fail(&error),
            },
            _ => {}
        }
        Next::Stay
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let title = desk.tell(
            "tui-unsettled-title",
            &[("count", Value::from(self.lines.len()))],
        );
        canvas.row(0, &format!(" {title}"), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 4;
        let room = bottom - 2;
        for (n, line) in self.lines.iter().skip(self.first).take(room).enumerate() {
            canvas.row(2 + n, &format!(" {line}"), Tone::Plain);
        }
        canvas.rule(bottom);
        let notice =
            super::super::paint::wrap(&desk.notice, canvas.columns() - 2, canvas.look().wide);
        for (n, line) in notice.iter().take(2).enumerate() {
            canvas.row(bottom + 1 + n, &format!(" {line}"), Tone::Good);
        }
        let keys = desk.say("tui-unsettled-keys");
        canvas.row(bottom + 3, &format!(" {keys}"), Tone::Plain);
    }
}
