//! Everybody who still owes something: the late ones first, then by the day on which the next money is due.

use super::super::super::app::{Desk, Next};
use super::super::super::paint::{Canvas, Tone, fit};
use super::super::{Screen, draw_below, short_class};
use super::RecoveryScreen;
use crate::action::Action;
use crate::domain::money::Money;
use crate::messages::Value;
use crate::output::recovery_text::stage;
use crate::output::settled_text::grouped;
use crate::usecases::recovery::{self, Recovery};

/// The list of those who owe.
pub struct Debtors {
    people: Vec<Recovery>,
    chosen: usize,
}

impl Debtors {
    pub(in crate::tui::screens) fn open(desk: &mut Desk<'_>) -> Self {
        let people = desk.with(|session| {
            let today = session.today();
            recovery::open(session, None, today)
        });
        Self { people, chosen: 0 }
    }

    pub(in crate::tui::screens) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let chosen = self.chosen;
        *self = Self::open(desk);
        self.chosen = chosen.min(self.people.len().saturating_sub(1));
    }

    pub(in crate::tui::screens) fn key(
        &mut self,
        desk: &mut Desk<'_>,
        action: Option<Action>,
    ) -> Next {
        let last = self.people.len().saturating_sub(1);
        match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::PageUp) => self.chosen = self.chosen.saturating_sub(15),
            Some(Action::PageDown) => self.chosen = (self.chosen + 15).min(last),
            Some(Action::First) => self.chosen = 0,
            Some(Action::Last) => self.chosen = last,
            Some(Action::Open) => {
                let row = self.people.get(self.chosen).map(|one| one.row.clone());
                if let Some(screen) = row.and_then(|row| RecoveryScreen::open(desk, &row)) {
                    return Next::Open(Box::new(Screen::Recovery(Box::new(screen))));
                }
            }
            _ => {}
        }
        Next::Stay
    }

    pub(in crate::tui::screens) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let Some(session) = &desk.session else { return };
        let (today, amounts) = (session.today(), recovery::sees_amounts(session));
        let owed: Money = self
            .people
            .iter()
            .map(|one| one.ledger.owed_on(today))
            .sum();
        let (owed, day) = (grouped(owed), today.to_string());
        let mut values = vec![
            ("count", Value::from(self.people.len())),
            ("day", Value::Text(&day)),
        ];
        let key = if amounts {
            values.push(("amount", Value::Text(&owed)));
            "recovery-list-title"
        } else {
            "recovery-list-title-village"
        };
        // What still waits for its review counts here, and in no report yet.
        let waiting = self.people.iter();
        let waiting = waiting.filter(|one| one.case.approved().is_none()).count();
        let waiting = if waiting > 0 {
            let count = [("count", Value::from(waiting))];
            desk.tell("recovery-list-waiting", &count)
        } else {
            String::new()
        };
        let title = format!(" {}", desk.tell(key, &values));
        canvas.ends(0, &title, &format!("  {waiting} "), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 3;
        let room = bottom - 2;
        let first = (self.chosen + 1).saturating_sub(room);
        if self.people.is_empty() {
            let nothing = desk.say("recovery-list-empty");
            canvas.row(3, &format!(" {nothing}"), Tone::Plain);
        }
        for (at, one) in self.people.iter().enumerate().skip(first).take(room) {
            let (mark, tone) = if at == self.chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            let amount = if amounts {
                format!("{:>12}  ", grouped(one.ledger.owed_on(today)))
            } else {
                String::new()
            };
            let until = one
                .until(today)
                .map_or_else(String::new, |day| day.to_string());
            let line = format!(
                "{mark}{}  {}  {}  {amount}{}  {}",
                fit(&one.row.name, 8, false),
                fit(&short_class(desk, &one.row), 6, false),
                fit(&session.short_name(one.row.unit), 12, false),
                fit(&until, 10, false),
                stage(one.ledger.stage_on(today), desk.messages),
            );
            canvas.row(2 + at - first, &line, tone);
        }
        canvas.rule(bottom);
        draw_below(desk, canvas, bottom, self.people.len(), first + room);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Good);
        let keys = desk.say("recovery-list-keys");
        canvas.row(bottom + 2, &format!(" {keys}"), Tone::Plain);
    }
}
