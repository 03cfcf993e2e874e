//! 查人: one box for everything; the answers stand below as one types.

use tui_input::{Input as Field, InputRequest};

use super::super::app::{Came, Desk, Next};
use super::super::form::edit;
use super::super::paint::{Canvas, Tone, spread, width};
use super::{place_of, sex_and_age, short_class};
use crate::action::Action;
use crate::key::Key;
use crate::messages::Value;
use crate::store::{Answer, CaseRow};
use crate::usecases::{finding, masking};

/// So many more are asked for whenever somebody walks past the last one that stands there.
const MORE: u32 = 30;

/// The find box.
pub struct Find {
    field: Field,
    hits: Vec<(Answer, CaseRow)>,
    /// So many were asked for.
    asked: u32,
    chosen: usize,
}

impl Find {
    pub(in crate::tui) fn open(desk: &mut Desk<'_>, typed: String) -> Self {
        let mut find = Self {
            field: Field::new(typed),
            hits: Vec::new(),
            asked: 0,
            chosen: 0,
        };
        find.ask(desk);
        find
    }

    fn ask(&mut self, desk: &mut Desk<'_>) {
        self.ask_for(desk, finding::AT_FIRST);
        self.chosen = 0;
    }

    fn ask_for(&mut self, desk: &mut Desk<'_>, most: u32) {
        let typed = self.field.value().to_owned();
        self.hits = desk.with(|session| finding::find(session, &typed, most));
        self.asked = most;
    }

    /// Whether more may answer than were asked for.
    fn is_cut(&self) -> bool {
        usize::try_from(self.asked).is_ok_and(|asked| self.hits.len() >= asked)
    }

    fn down(&mut self, desk: &mut Desk<'_>) {
        if self.chosen + 1 == self.hits.len() && self.is_cut() {
            self.ask_for(desk, self.asked + MORE);
        }
        self.chosen = (self.chosen + 1).min(self.hits.len().saturating_sub(1));
    }

    pub(super) fn paste(&mut self, desk: &mut Desk<'_>, text: &str) {
        for c in crate::domain::text::noted(text).text.chars() {
            self.field.handle(InputRequest::InsertChar(c));
        }
        self.ask(desk);
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        match action {
            Some(Action::Back) => return Next::Back,
            Some(Action::Open) => {
                return match self.hits.get(self.chosen) {
                    Some((_, row)) => Next::Done(Came::Person(row.id)),
                    None => Next::Stay,
                };
            }
            Some(Action::Up) if key.text().is_none() => {
                self.chosen = self.chosen.saturating_sub(1);
                return Next::Stay;
            }
            Some(Action::Down) if key.text().is_none() => {
                self.down(desk);
                return Next::Stay;
            }
            _ => {}
        }
        // While the box holds Chinese that somebody answers to, digits choose; else they are typed: 中街18号.
        let typed = self.field.value();
        let by_house = self
            .hits
            .iter()
            .all(|(_, row)| row.house.starts_with(typed));
        let chinese = !typed.is_ascii() && !by_house;
        if let Some(digit) = action
            .and_then(Action::digit)
            .filter(|digit| chinese && *digit > 0)
        {
            if let Some((_, row)) = self.hits.get(usize::from(digit) - 1) {
                return Next::Done(Came::Person(row.id));
            }
            return Next::Stay;
        }
        edit(&mut self.field, key);
        self.ask(desk);
        Next::Stay
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let wide = canvas.look().wide;
        canvas.ends(
            0,
            &format!(" {}", desk.say("tui-find-title")),
            &format!("{} ", desk.say("tui-find-how")),
            Tone::Strong,
        );
        canvas.rule(1);
        canvas.row(2, &format!(" {}", self.field.value()), Tone::Strong);
        let before: String = self
            .field
            .value()
            .chars()
            .take(self.field.cursor())
            .collect();
        canvas.set_cursor(1 + width(&before, wide), 2);
        canvas.rule(3);
        let bottom = canvas.rows() - 4;
        let typed = self.field.value();
        let head = match self.hits.first() {
            None if typed.is_empty() => String::new(),
            None => desk.tell("tui-find-nobody", &[("typed", Value::Text(typed))]),
            Some((Answer::Sound, _)) => desk.tell(
                "tui-find-sound",
                &[
                    ("typed", Value::Text(typed)),
                    ("count", Value::from(self.hits.len())),
                ],
            ),
            Some(_) if self.is_cut() => {
                desk.tell("tui-find-first", &[("count", Value::from(self.hits.len()))])
            }
            Some(_) => desk.tell("tui-find-count", &[("count", Value::from(self.hits.len()))]),
        };
        canvas.row(4, &format!(" {head}"), Tone::Plain);
        self.draw_hits(desk, canvas, bottom);
        canvas.rule(bottom);
        canvas.row(
            bottom + 1,
            &format!(" {}", desk.say("tui-find-tip")),
            Tone::Plain,
        );
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        canvas.row(
            bottom + 3,
            &format!(" {}", desk.say("tui-find-keys")),
            Tone::Plain,
        );
    }

    fn draw_hits(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, bottom: usize) {
        let wide = canvas.look().wide;
        let room = bottom - 5;
        let first = (self.chosen + 1).saturating_sub(room);
        for (at, (_, row)) in self.hits.iter().enumerate().skip(first).take(room) {
            let mark = if at == self.chosen { ">" } else { " " };
            let number = if at < 9 {
                (at + 1).to_string()
            } else {
                " ".to_owned()
            };
            let unit = desk
                .session
                .as_ref()
                .map(|session| session.short_name(row.unit))
                .unwrap_or_default();
            let id = row
                .id_number
                .as_deref()
                .map(masking::id_number)
                .unwrap_or_default();
            let left = format!(
                "{mark}{number} {}  {}  {unit}{}",
                row.name,
                sex_and_age(desk, row),
                place_of(desk, row)
            );
            let right = format!("{id}  {} ", short_class(desk, row));
            let text = spread(&left, &right, canvas.columns(), wide);
            let tone = if at == self.chosen {
                Tone::Chosen
            } else {
                Tone::Plain
            };
            canvas.row(5 + at - first, &text, tone);
        }
    }
}
