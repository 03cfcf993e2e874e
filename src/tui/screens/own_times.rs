//! 本单位设置: the times that an office sets for itself. Nothing is presumed; a blank line unsets.

use super::super::app::{Came, Desk, Next};
use super::super::form::{Label, Lines, Meant};
use super::super::paint::Canvas;
use crate::action::Action;
use crate::key::Key;
use crate::usecases::settings::{OwnTimes, read_day, read_days, read_hour};

const LINES: [&str; 3] = ["tui-own-collects", "tui-own-list", "tui-own-rectify"];

/// The office's own times.
pub struct OwnTimesScreen(Lines<{ LINES.len() }>);

impl OwnTimesScreen {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let own = desk.with(|session| OwnTimes::of(session));
        let hour = own.collects_at.map(|at| at.format("%H:%M").to_string());
        let day = own.list_day.map(|day| day.to_string());
        let days = own.rectify_days.map(|days| days.to_string());
        Self(Lines::of([hour, day, days]))
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
        let [hour, day, days] = self.0.typed();
        let own = OwnTimes {
            collects_at: read_hour(hour),
            list_day: read_day(day),
            rectify_days: read_days(days),
        };
        let wrong = [
            !hour.is_empty() && own.collects_at.is_none(),
            !day.is_empty() && own.list_day.is_none(),
            !days.is_empty() && own.rectify_days.is_none(),
        ];
        if let Some(at) = wrong.iter().position(|wrong| *wrong) {
            self.0.refuse(at, desk.say(&format!("{}-wrong", LINES[at])));
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
        let labels = LINES.map(|key| Label {
            name: desk.say(key),
            example: Some(desk.say(&format!("{key}-how"))),
        });
        let (title, keys) = (desk.say("tui-own-title"), desk.say("tui-own-keys"));
        self.0.draw(canvas, &title, labels, &keys);
    }
}
