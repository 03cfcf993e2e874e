//! What the office calls slow progress: a number a rule, a blank line unsets it. Nothing is presumed.

use tui_input::Input as Field;

use super::super::app::{Came, Desk, Next};
use super::super::form::edit;
use super::super::paint::{Canvas, Tone, width};
use crate::action::Action;
use crate::domain::board::SlowRules;
use crate::key::Key;
use crate::usecases::boards;

/// What the office calls slow.
pub struct RulesScreen {
    fields: [Field; 4],
    chosen: usize,
    wrong: bool,
}

impl RulesScreen {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let rules = desk.with(|session| boards::slow_rules(session));
        let numbers = [
            rules.last_days,
            rules.behind,
            rules.still_days,
            rules.missed,
        ];
        Self {
            fields: numbers.map(|n| Field::new(n.map(|n| n.to_string()).unwrap_or_default())),
            chosen: 0,
            wrong: false,
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        let field = &mut self.fields[self.chosen];
        *field = Field::new(format!("{}{}", field.value(), text.trim()));
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        self.wrong = false;
        let last = self.fields.len() - 1;
        match action {
            Some(Action::Back) => return Next::Back,
            Some(Action::Up) if key.text().is_none() => {
                self.chosen = self.chosen.saturating_sub(1);
            }
            Some(Action::Down) if key.text().is_none() => {
                self.chosen = (self.chosen + 1).min(last);
            }
            Some(Action::Open) if self.chosen < last => self.chosen += 1,
            Some(Action::Open) => return self.save(desk),
            _ => edit(&mut self.fields[self.chosen], key),
        }
        Next::Stay
    }

    fn save(&mut self, desk: &mut Desk<'_>) -> Next {
        let mut numbers = [None; 4];
        for (at, field) in self.fields.iter().enumerate() {
            let typed = crate::domain::text::stored(field.value()).text;
            if typed.is_empty() {
                continue;
            }
            match typed.parse::<u32>() {
                Ok(n) if (1..=100).contains(&n) => numbers[at] = Some(n),
                _ => {
                    self.chosen = at;
                    self.wrong = true;
                    return Next::Stay;
                }
            }
        }
        let [last_days, behind, still_days, missed] = numbers;
        let rules = SlowRules {
            last_days,
            behind,
            still_days,
            missed,
        };
        let kept = desk.with(|session| boards::keep_slow_rules(session, rules).map(|()| true));
        if !kept {
            return Next::Stay;
        }
        desk.notice = desk.say("board-rules-saved");
        Next::Done(Came::Changed)
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let wide = canvas.look().wide;
        canvas.row(
            0,
            &format!(" {}", desk.say("board-rules-title")),
            Tone::Strong,
        );
        canvas.rule(1);
        for (at, name) in boards::RULES.iter().enumerate() {
            let (mark, tone) = if at == self.chosen {
                (">", Tone::Strong)
            } else {
                (" ", Tone::Plain)
            };
            let line = format!("{mark}{} [", desk.say(&format!("board-rules-{name}")));
            let row = 3 + 2 * at;
            canvas.row(row, &format!("{line}{}]", self.fields[at].value()), tone);
            if at == self.chosen {
                let column = width(&line, wide) + width(self.fields[at].value(), wide);
                canvas.set_cursor(column, row);
            }
        }
        let bottom = canvas.rows() - 3;
        canvas.rule(bottom);
        if self.wrong {
            canvas.row(
                bottom + 1,
                &format!(" {}", desk.say("board-rules-wrong")),
                Tone::Alarm,
            );
        }
        canvas.row(
            bottom + 2,
            &format!(" {}", desk.say("board-rules-keys")),
            Tone::Plain,
        );
    }
}
