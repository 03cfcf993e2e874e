//! What the office calls slow progress: a number a rule, a blank line unsets it. Nothing is presumed.

use super::super::app::{Came, Desk, Next};
use super::super::form::{Label, Lines, Meant};
use super::super::paint::Canvas;
use crate::action::Action;
use crate::domain::board::SlowRules;
use crate::domain::text::stored;
use crate::key::Key;
use crate::usecases::boards;

/// What the office calls slow.
pub struct RulesScreen(Lines<4>);

impl RulesScreen {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let rules = desk.with(|session| boards::slow_rules(session));
        let numbers = [
            rules.last_days,
            rules.behind,
            rules.still_days,
            rules.missed,
        ];
        Self(Lines::of(numbers.map(|n| n.map(|n| n.to_string()))))
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.0.paste(text);
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        match self.0.key(key, action) {
            Meant::Nothing => Next::Stay,
            Meant::Leave => Next::Back,
            Meant::Save => self.save(desk),
        }
    }

    fn save(&mut self, desk: &mut Desk<'_>) -> Next {
        let typed = self.0.typed().map(|text| stored(text).text);
        let numbers = typed.each_ref().map(|text| {
            let number = text.parse::<u32>().ok();
            number.filter(|n| (1..=100).contains(n))
        });
        let mut both = typed.iter().zip(numbers);
        if let Some(at) = both.position(|(text, number)| !text.is_empty() && number.is_none()) {
            self.0.refuse(at, desk.say("board-rules-wrong"));
            return Next::Stay;
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
        let labels = boards::RULES.map(|name| Label {
            name: desk.say(&format!("board-rules-{name}")),
            example: None,
        });
        let (title, keys) = (desk.say("board-rules-title"), desk.say("board-rules-keys"));
        self.0.draw(canvas, &title, labels, &keys);
    }
}
