//! 收码: a field for a scanner that types. What was scanned is shown with its figures, and Enter takes it.

use tui_input::Input as Field;

use super::super::app::{Came, Desk, Next};
use super::super::form::edit;
use super::super::paint::{Canvas, Tone, cut, width, wrap};
use crate::action::Action;
use crate::domain::frames;
use crate::key::Key;
use crate::messages::Value;
use crate::usecases::receiving::{self, How, Seen, State, Told, Tray, words};

/// The screen.
pub struct Receiving {
    tray: Tray,
    field: Field,
    /// What became of the last scans.
    seen: Vec<String>,
    /// Whether the last of them cannot be taken.
    wrong: bool,
    told: Vec<Told>,
}

impl Receiving {
    /// The field, with what waited in the book, and with a scan that arrived where no field was open.
    pub(in crate::tui) fn open(desk: &mut Desk<'_>, scanned: Option<&str>) -> Self {
        let tray = desk.with(|session| Tray::open(session).map(Some));
        let mut screen = Self {
            tray: tray.unwrap_or_default(),
            field: Field::default(),
            seen: Vec::new(),
            wrong: false,
            told: Vec::new(),
        };
        screen.look(desk);
        if let Some(text) = scanned {
            screen.paste(desk, text);
        }
        screen
    }

    fn look(&mut self, desk: &mut Desk<'_>) {
        let tray = &self.tray;
        self.told = desk.with(|session| tray.told(session));
    }

    /// A scan comes in one piece, in two where the machine was busy; one that lacks something is told at once.
    pub(super) fn paste(&mut self, desk: &mut Desk<'_>, text: &str) {
        let whole = format!("{}{text}", self.field.value());
        for tried in [whole.as_str(), text] {
            let scans = receiving::scans_in(tried);
            if !scans.is_empty() && scans.iter().all(|scan| frames::read(scan).is_ok()) {
                self.field = Field::default();
                self.take(desk, &scans);
                return;
            }
        }
        if whole.chars().count() > frames::MOST_DIGITS {
            self.field = Field::default();
            self.take(desk, &receiving::scans_in(text));
            return;
        }
        if frames::looks_like(&whole) {
            self.seen = vec![desk.say("hand-not-damaged")];
            self.wrong = true;
        }
        self.field = Field::new(whole);
    }

    fn take(&mut self, desk: &mut Desk<'_>, scans: &[String]) {
        let (tray, messages) = (&mut self.tray, desk.messages);
        let seen = desk.with(|session| {
            let take = |scan: &String| {
                let seen = tray.take(session, scan);
                let sentence = words::seen(session, &seen, messages);
                (matches!(seen, Seen::Not(_)), sentence)
            };
            Ok(scans.iter().map(take).collect::<Vec<_>>())
        });
        self.wrong = seen.iter().any(|(wrong, _)| *wrong);
        self.seen = seen.into_iter().map(|(_, sentence)| sentence).collect();
        if scans.is_empty() {
            self.wrong = true;
            self.seen = vec![desk.say("hand-not-foreign")];
        }
        self.look(desk);
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        match action {
            Some(Action::Back) => return self.leave(desk),
            Some(Action::Open) if self.field.value().trim().is_empty() => return self.keep(desk),
            Some(Action::Open) => {
                let typed = self.field.value().to_owned();
                self.field = Field::default();
                let mut scans = receiving::scans_in(&typed);
                if scans.is_empty() && frames::looks_like(&typed) {
                    scans.push(typed);
                }
                self.take(desk, &scans);
            }
            _ => edit(&mut self.field, key),
        }
        Next::Stay
    }

    fn leave(&mut self, desk: &mut Desk<'_>) -> Next {
        self.put_by(desk);
        if !self.tray.is_empty() && desk.notice.is_empty() {
            desk.notice = desk.say("hand-scan-left");
        }
        Next::Back
    }

    /// Keeps what was scanned and not taken.
    pub(super) fn put_by(&self, desk: &mut Desk<'_>) {
        let tray = &self.tray;
        desk.with(|session| tray.put_by(session));
    }

    fn keep(&mut self, desk: &mut Desk<'_>) -> Next {
        let ready = self.told.iter().any(|told| told.state == State::Ready);
        if !ready {
            self.wrong = true;
            self.seen = vec![desk.say(if self.told.is_empty() {
                "hand-scan-nothing"
            } else {
                "hand-scan-none-ready"
            })];
            return Next::Stay;
        }
        let tray = &mut self.tray;
        let kept = desk.with(|session| tray.keep(session, How::Qr).map(Some));
        let Some(told) = kept else {
            return Next::Stay;
        };
        let names = desk.with(|session| {
            let taken = told.iter().filter(|told| told.state == State::Recorded);
            Ok(taken
                .map(|told| session.unit_name(told.set.key.stamp.unit))
                .collect::<Vec<_>>())
        });
        let units = names.join(&desk.say("report-comma"));
        desk.notice = desk.tell("hand-scan-taken", &[("units", Value::Text(&units))]);
        Next::Done(Came::Changed)
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.row(
            0,
            &format!(" {}", desk.say("hand-scan-title")),
            Tone::Strong,
        );
        canvas.rule(1);
        let wide = canvas.look().wide;
        let columns = canvas.columns() - 2;
        let mut row = 2;
        let field = format!(" {} [", desk.say("hand-scan-field"));
        let shown = tail(self.field.value(), columns - width(&field, wide) - 2);
        canvas.row(row, &format!("{field}{shown}]"), Tone::Strong);
        canvas.set_cursor(width(&field, wide) + width(&shown, wide), row);
        row += 1;
        for line in wrap(&desk.say("hand-scan-how"), columns, wide) {
            canvas.row(row, &format!(" {line}"), Tone::Faint);
            row += 1;
        }
        row += 1;
        let bottom = canvas.rows() - 4;
        let mut lines: Vec<(String, Tone)> = Vec::new();
        if let Some(session) = &desk.session {
            for told in &self.told {
                let tone = if told.state == State::Ready {
                    Tone::Strong
                } else {
                    Tone::Plain
                };
                let sentences = words::told(session, told, desk.messages);
                for (nth, sentence) in sentences.iter().enumerate() {
                    let tone = if nth == 0 { tone } else { Tone::Plain };
                    let indent = if nth == 0 { 1 } else { 3 };
                    for line in wrap(sentence, columns - indent, wide) {
                        lines.push((format!("{}{line}", " ".repeat(indent)), tone));
                    }
                }
            }
        }
        if lines.is_empty() {
            lines.push((format!(" {}", desk.say("hand-scan-nothing")), Tone::Plain));
        }
        // The latest stand at the end.
        let hidden = lines.len().saturating_sub(bottom - row);
        for (line, tone) in lines.iter().skip(hidden) {
            canvas.row(row, line, *tone);
            row += 1;
        }
        canvas.rule(bottom);
        let tone = if self.wrong { Tone::Alarm } else { Tone::Good };
        let seen = self.seen.last().cloned().unwrap_or_default();
        canvas.row(bottom + 1, &format!(" {}", cut(&seen, columns, wide)), tone);
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        let keys = desk.say("hand-scan-keys");
        canvas.row(bottom + 3, &format!(" {keys}"), Tone::Plain);
    }
}

/// The end of a text that fits into so many columns: of a long number the last digits are seen.
fn tail(text: &str, columns: usize) -> String {
    let count = text.chars().count();
    text.chars()
        .skip(count.saturating_sub(columns / 2))
        .collect()
}
