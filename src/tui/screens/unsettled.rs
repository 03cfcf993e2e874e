//! The rows of a list that want an officer's eye, before anything of it is written: who, where it stands, what is wrong.

use std::path::PathBuf;
use std::rc::Rc;

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit, wrap};
use super::import;
use crate::action::Action;
use crate::messages::Value;
use crate::usecases::correcting;
use crate::usecases::importing::ImportResult;
use crate::usecases::masking;

/// A page of rows.
const PAGE: usize = 15;

/// The list of such rows.
pub struct Unsettled {
    path: PathBuf,
    result: Rc<ImportResult>,
    chosen: usize,
}

impl Unsettled {
    pub(super) const fn open(path: PathBuf, result: Rc<ImportResult>) -> Self {
        Self {
            path,
            result,
            chosen: 0,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let last = self.result.unsettled.len().saturating_sub(1);
        match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::PageUp | Action::Left) => self.chosen = self.chosen.saturating_sub(PAGE),
            Some(Action::PageDown | Action::Right | Action::Open) => {
                self.chosen = (self.chosen + PAGE).min(last);
            }
            Some(Action::First) => self.chosen = 0,
            Some(Action::Last) => self.chosen = last,
            Some(Action::Choose4) => match import::save(desk, &self.path, &self.result) {
                Ok(saved) => desk.notice = saved,
                Err(error) => desk.fail(&error),
            },
            _ => {}
        }
        Next::Stay
    }

    /// 第8行  赵长顺  4101**********0033  身份证号最后一位对不上
    fn line(&self, desk: &Desk<'_>, at: usize) -> (String, String) {
        let Some((row, disposition)) = self.result.unsettled.get(at) else {
            return (String::new(), String::new());
        };
        // The sheet is named where there are several.
        let has_sheets = self.result.listing.sheets.len() > 1;
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
        let who = format!(
            "{} {} {}",
            fit(place.trim(), if has_sheets { 18 } else { 10 }, false),
            fit(row.facts.name.as_deref().unwrap_or("-"), 10, false),
            fit(id.as_deref().unwrap_or("-"), 18, false),
        );
        let wrong = correcting::problems(row, *disposition, desk.messages);
        (who, wrong.join(&desk.say("tui-semicolon")))
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let count = self.result.unsettled.len();
        let title = desk.tell("tui-unsettled-title", &[("count", Value::from(count))]);
        canvas.row(0, &format!(" {title}"), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 4;
        let room = bottom - 2;
        let first = (self.chosen + 1).saturating_sub(room);
        for at in first..count.min(first + room) {
            let (who, wrong) = self.line(desk, at);
            let (mark, tone) = if at == self.chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            canvas.row(2 + at - first, &format!("{mark}{who} {wrong}"), tone);
        }
        canvas.rule(bottom);
        // What the line may cut off stands below whole, until something was saved.
        let (said, tone) = if desk.notice.is_empty() {
            (self.line(desk, self.chosen).1, Tone::Plain)
        } else {
            (desk.notice.clone(), Tone::Good)
        };
        let lines = wrap(&said, canvas.columns() - 2, canvas.look().wide);
        for (n, line) in lines.iter().take(2).enumerate() {
            canvas.row(bottom + 1 + n, &format!(" {line}"), tone);
        }
        let keys = desk.say("tui-unsettled-keys");
        canvas.row(bottom + 3, &format!(" {keys}"), Tone::Plain);
    }
}
