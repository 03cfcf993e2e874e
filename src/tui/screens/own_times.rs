//! 本单位设置: the times that an office sets for itself. Nothing is presumed; a blank line unsets.

use tui_input::Input as Field;

use super::super::app::{Came, Desk, Next};
use super::super::form::edit;
use super::super::paint::{Canvas, Tone, width};
use crate::action::Action;
use crate::key::Key;
use crate::usecases::settings::{OwnTimes, read_day, read_days, read_hour};

const LINES: [&str; 3] = ["tui-own-collects", "tui-own-list", "tui-own-rectify"];

/// The office's own times.
pub struct OwnTimesScreen {
    fields: [Field; LINES.len()],
    chosen: usize,
    wrong: String,
}

impl OwnTimesScreen {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let own = desk.with(|session| OwnTimes::of(session));
        let hour = own.collects_at.map(|at| at.format("%H:%M").to_string());
        let day = own.list_day.map(|day| day.to_string());
        let days = own.rectify_days.map(|days| days.to_string());
        Self {
            fields: [hour, day, days].map(|text| Field::new(text.unwrap_or_default())),
            chosen: 0,
            wrong: String::new(),
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        let field = &mut self.fields[self.chosen];
        *field = Field::new(format!("{}{}", field.value(), text.trim()));
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        self.wrong.clear();
        match action {
            Some(Action::Back) => return Next::Back,
            Some(Action::Up) if key.text().is_none() => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) if key.text().is_none() => {
                self.chosen = (self.chosen + 1).min(LINES.len() - 1);
            }
            Some(Action::Open) if self.chosen + 1 < LINES.len() => self.chosen += 1,
            Some(Action::Open) => return self.save(desk),
            _ => edit(&mut self.fields[self.chosen], key),
        }
        Next::Stay
    }

    fn save(&mut self, desk: &mut Desk<'_>) -> Next {
        let typed = |at: usize| self.fields[at].value().trim().to_owned();
        let (hour, day, days) = (typed(0), typed(1), typed(2));
        let own = OwnTimes {
            collects_at: read_hour(&hour),
            list_day: read_day(&day),
            rectify_days: read_days(&days),
        };
        let wrong = [
            !hour.is_empty() && own.collects_at.is_none(),
            !day.is_empty() && own.list_day.is_none(),
            !days.is_empty() && own.rectify_days.is_none(),
        ];
        if let Some(at) = wrong.iter().position(|wrong| *wrong) {
            self.chosen = at;
            self.wrong = desk.say(&format!("{}-wrong", LINES[at]));
            return Next::Stay;
        }
        let kept = desk.with(|session| own.keep(session).map(|()| true));
        if !kept {
            return Next::Stay;
        }
        desk.notice = desk.say("tui-own-saved");
        Next::Done(Came::Changed)
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.row(0, &format!(" {}", desk.say("tui-own-title")), Tone::Strong);
        canvas.rule(1);
        let wide = canvas.look().wide;
        for (at, key) in LINES.iter().enumerate() {
            let (mark, tone) = if at == self.chosen {
                (">", Tone::Strong)
            } else {
                (" ", Tone::Plain)
            };
            let line = format!("{mark}{} [", desk.say(key));
            let row = 3 + 3 * at;
            canvas.row(row, &format!("{line}{}]", self.fields[at].value()), tone);
            canvas.row(
                row + 1,
                &format!("   {}", desk.say(&format!("{key}-how"))),
                Tone::Faint,
            );
            if at == self.chosen {
                let column = width(&line, wide) + width(self.fields[at].value(), wide);
                canvas.set_cursor(column, row);
            }
        }
        let bottom = canvas.rows() - 3;
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", self.wrong), Tone::Alarm);
        canvas.row(
            bottom + 2,
            &format!(" {}", desk.say("tui-own-keys")),
            Tone::Plain,
        );
    }
}
