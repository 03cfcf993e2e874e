//! 报数、收数: what can be done with the figures of a day besides reading them.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::super::app::{Desk, Next};
use super::super::paint::Canvas;
use super::choosing::{Hand, Sheet};
use super::{Screen, codes, page, places, receiving, submitting};
use crate::action::Action;
use crate::messages::Value;
use crate::output::Form;
use crate::usecases::{exporting, reporting};

/// Lines of the menu, in order.
const MENU: [&str; 5] = [
    "hand-menu-1",
    "hand-menu-2",
    "hand-menu-3",
    "hand-menu-4",
    "hand-menu-5",
];

/// The screen.
pub struct Handing {
    day: NaiveDate,
    hand: Hand,
    /// Where the picture goes, once it was asked for.
    ask: Option<PathBuf>,
}

impl Handing {
    pub(super) const fn open(day: NaiveDate) -> Self {
        Self {
            day,
            hand: Hand(0),
            ask: None,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        if let Some(path) = self.ask.take() {
            if action == Some(Action::Open) {
                self.save(desk, &path);
            }
            return Next::Stay;
        }
        if matches!(action, Some(Action::Back | Action::Choose0)) {
            return Next::Back;
        }
        let open = |screen: Screen| Next::Open(Box::new(screen));
        match self.hand.key(action, MENU.len()) {
            Some(0) => codes::Codes::open(desk, self.day)
                .map_or(Next::Stay, |codes| open(Screen::Codes(Box::new(codes)))),
            Some(1) => open(Screen::Receiving(Box::new(receiving::Receiving::open(
                desk, None,
            )))),
            Some(2) => open(Screen::Page(page::Page::received(desk, self.day))),
            Some(3) => {
                let name = desk.say("hand-picture-file");
                self.ask = Some(path(desk, &name, self.day));
                Next::Stay
            }
            Some(_) => {
                let figures = submitting::Submitting::open(desk, self.day);
                open(Screen::Submitting(Box::new(figures)))
            }
            None => Next::Stay,
        }
    }

    fn save(&self, desk: &mut Desk<'_>, path: &std::path::Path) {
        let (day, messages) = (self.day, desk.messages);
        let saved = desk.with(|session| {
            let report = reporting::daily_report(session, day, None)?;
            exporting::write_file(path, &exporting::printed(&report, Form::Png, messages)?)?;
            exporting::note(session, "ranking", &path.display().to_string())?;
            Ok(true)
        });
        if saved {
            let path = path.display().to_string();
            desk.notice = desk.tell("hand-saved", &[("path", Value::Text(&path))]);
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let session = desk.session.as_ref();
        let public = session.is_none_or(|session| session.store.unit() == session.pack.unit);
        let lines = MENU.map(|key| match key {
            "hand-menu-4" if !public => desk.say("hand-menu-4-internal"),
            key => desk.say(key),
        });
        let mut head = Vec::new();
        let mut keys = "hand-keys";
        if let Some(path) = &self.ask {
            let path = path.display().to_string();
            head.push(desk.tell("hand-ask-picture", &[("path", Value::Text(&path))]));
            keys = "hand-ask-keys";
        }
        Sheet {
            title: desk.say("hand-title"),
            head,
            lines: &lines,
            hand: self.hand,
            wrong: "",
            keys: desk.say(keys),
        }
        .draw(desk, canvas);
    }
}

/// Where a picture of a day is laid: on the desktop, else beside the book.
pub(super) fn path(desk: &Desk<'_>, name: &str, day: NaiveDate) -> PathBuf {
    let name = format!("{name}{}.png", day.format("%Y%m%d"));
    let book = desk.session.as_ref().map(|session| session.store.path());
    match (places::desktop(&desk.home), book) {
        (Some(desktop), _) => desktop.join(name),
        (None, Some(book)) => book.with_file_name(name),
        (None, None) => PathBuf::from(name),
    }
}
