//! 说法不一致: what each source says of a fact stands side by side until an officer chooses one with a reason.

use super::super::app::{Desk, Next};
use super::super::forms;
use super::super::paint::Canvas;
use super::choosing::{Hand, Sheet};
use super::record::Recording;
use super::walk::moment;
use super::{Screen, person_line};
use crate::action::Action;
use crate::domain::case::Case;
use crate::domain::entry::Entry;
use crate::messages::Value;
use crate::store::CaseRow;

/// The screen of one person.
pub struct Disputes {
    row: CaseRow,
    /// The disputed facts with their sides, oldest first.
    facts: Vec<(String, Vec<Entry>)>,
    /// Which of them is looked at.
    open: Option<usize>,
    hand: Hand,
}

impl Disputes {
    /// The disputes of a person; nothing where there are none.
    pub(super) fn open(desk: &mut Desk<'_>, row: &CaseRow) -> Option<Self> {
        let mut screen = Self {
            row: row.clone(),
            facts: Vec::new(),
            open: None,
            hand: Hand(0),
        };
        screen.refresh(desk);
        (!screen.facts.is_empty()).then_some(screen)
    }

    /// Reads what is disputed still.
    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let id = self.row.id;
        self.facts = desk.with(|session| {
            let case = Case::of(&session.store.entries_of(id)?, &session.pack);
            let names = case.disputes().into_iter();
            let sides = |name: &str| case.sides(name).into_iter().cloned().collect();
            Ok(names.map(|name| (name.to_owned(), sides(name))).collect())
        });
        // One fact alone is not chosen from a list.
        self.open = (self.facts.len() == 1).then_some(0);
        self.hand = Hand(0);
    }

    pub(super) fn is_settled(&self) -> bool {
        self.facts.is_empty()
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let leaves = action == Some(Action::Back) || action.and_then(Action::digit) == Some(0);
        if leaves {
            if self.open.is_none() || self.facts.len() == 1 {
                return Next::Back;
            }
            self.open = None;
            self.hand = Hand(0);
            return Next::Stay;
        }
        let count = self.sides().map_or(self.facts.len(), <[Entry]>::len);
        let Some(line) = self.hand.key(action, count) else {
            return Next::Stay;
        };
        if let Some(sides) = self.sides() {
            let Some(side) = sides.get(line) else {
                return Next::Stay;
            };
            let form = forms::decide_fact(desk, &self.row, side);
            let recording = Recording::open(desk, form);
            return Next::Open(Box::new(Screen::Record(Box::new(recording))));
        }
        self.open = Some(line);
        self.hand = Hand(0);
        Next::Stay
    }

    /// The sides of the fact that is looked at.
    fn sides(&self) -> Option<&[Entry]> {
        let (_, sides) = self.facts.get(self.open?)?;
        Some(sides)
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let mut head = vec![person_line(desk, &self.row)];
        let looked_at = self.open.and_then(|at| self.facts.get(at));
        let lines: Vec<String> = if let Some((name, sides)) = looked_at {
            let fact = forms::fact_name(desk, name);
            head.push(desk.tell("tui-dispute-ask", &[("fact", Value::Text(&fact))]));
            sides.iter().map(|side| side_line(desk, side)).collect()
        } else {
            head.push(desk.say("tui-dispute-which"));
            let line = |(name, sides): &(String, Vec<Entry>)| {
                let values: Vec<&str> =
                    sides.iter().filter_map(|side| side.text("value")).collect();
                format!("{}  {}", forms::fact_name(desk, name), values.join(" / "))
            };
            self.facts.iter().map(line).collect()
        };
        Sheet {
            title: desk.say("tui-dispute-title"),
            head,
            lines: &lines,
            hand: self.hand,
            wrong: "",
            keys: desk.say("tui-dispute-keys"),
        }
        .draw(desk, canvas);
    }
}

/// 2021-05  火化证明  王敏 09-07 12:31
fn side_line(desk: &Desk<'_>, side: &Entry) -> String {
    let when = desk
        .session
        .as_ref()
        .map(|session| moment(session, side))
        .unwrap_or_default();
    desk.tell(
        "tui-dispute-side",
        &[
            ("value", Value::Text(side.text("value").unwrap_or_default())),
            (
                "source",
                Value::Text(side.text("source").unwrap_or_default()),
            ),
            ("by", Value::Text(&side.body.by)),
            ("when", Value::Text(&when)),
        ],
    )
}
