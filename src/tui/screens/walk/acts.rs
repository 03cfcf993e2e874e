//! What can be done for the person of the walk: the forms behind the digits, and what is asked before them.

use super::super::super::app::{Desk, Next};
use super::super::super::form::Form;
use super::super::super::forms;
use super::super::record::Recording;
use super::super::{Screen, list, papers};
use super::after::Panel;
use super::{Queue, Walk, may_do};
use crate::action::Action;
use crate::domain::entry::Kind;
use crate::domain::procedure;
use crate::messages::Value;
use crate::usecases::household;

impl Walk {
    pub(super) fn act(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        let Some((row, case)) = &self.case else {
            return Next::Stay;
        };
        let form = match action {
            Action::Contact => return self.ask_contact(desk),
            Action::Classify => Some(forms::classify(desk, row, case)),
            Action::DoStep | Action::Open => return self.do_step(desk),
            Action::Evidence => forms::general_of(desk, Kind::Evidence, Some(row)),
            Action::Correct => forms::general_of(desk, Kind::Correct, Some(row)),
            Action::Refer => forms::general_of(desk, Kind::Refer, Some(row)),
            Action::Withdraw => return Next::Open(Box::new(Screen::List(list::List::undo(desk)))),
            Action::Print => return papers::open(desk, row, case),
            Action::Unmask => {
                let (id, why) = (row.id, desk.say("tui-unmasked"));
                self.shown_whole = true;
                desk.with(|session| {
                    crate::usecases::exporting::note_unmasked(session, Some(id), &why)
                });
                desk.notice = desk.say("tui-unmasked-noted");
                None
            }
            _ => None,
        };
        fill_in(desk, form)
    }

    /// What is due: a contact, then the reason, then step by step; a step of somebody else is not offered.
    fn do_step(&mut self, desk: &mut Desk<'_>) -> Next {
        let (Some((row, case)), Some(session)) = (&self.case, &desk.session) else {
            return Next::Stay;
        };
        if case.class().is_none() {
            if case.standing(Kind::Contact).next().is_none() {
                return self.ask_contact(desk);
            }
            let form = forms::classify(desk, row, case);
            return fill_in(desk, Some(form));
        }
        let mine = |role| may_do(session.role, role);
        let form = match procedure::next_of(case, &session.pack, mine) {
            Some(step) if may_do(session.role, step.role) => {
                Some(forms::step(desk, row, case, step))
            }
            Some(step) => {
                desk.notice = not_mine(desk, session.pack.role_title(step.role), &step.title);
                None
            }
            None => {
                desk.notice = desk.say("tui-nothing-due");
                None
            }
        };
        fill_in(desk, form)
    }

    /// Whether the list of calls is gone through: then a contact is a call, unless somebody was looked for.
    fn calls(&self) -> bool {
        self.queue == Queue::Phone && !self.sought
    }

    /// A second visit to the same household on one day is asked about first.
    fn ask_contact(&mut self, desk: &mut Desk<'_>) -> Next {
        if !self.calls()
            && let Some(question) = self.visited_today(desk)
        {
            self.panel = Panel::Visited(question);
            return Next::Stay;
        }
        self.contact(desk)
    }

    pub(super) fn contact(&self, desk: &mut Desk<'_>) -> Next {
        let Some((row, case)) = &self.case else {
            return Next::Stay;
        };
        let form = forms::contact(desk, row, case, self.calls());
        fill_in(desk, Some(form))
    }

    /// 今天10:12王敏去过这户，还要去吗
    fn visited_today(&self, desk: &mut Desk<'_>) -> Option<String> {
        let (_, case) = self.case.as_ref()?;
        let mates = &self.mates;
        let last = desk.with(|session| household::visited_today(session, case, mates))?;
        let when = household::when(desk.session.as_ref()?, &last);
        let time = if household::has_hour(&last) {
            when.format("%H:%M").to_string()
        } else {
            String::new()
        };
        Some(desk.tell(
            "tui-visited-today",
            &[
                ("time", Value::Text(&time)),
                ("who", Value::Text(&last.body.by)),
            ],
        ))
    }
}

/// Whose step it is, as a sentence.
pub(in crate::tui::screens) fn not_mine(desk: &Desk<'_>, who: &str, step: &str) -> String {
    desk.tell(
        "tui-not-your-step",
        &[("who", Value::Text(who)), ("step", Value::Text(step))],
    )
}

fn fill_in(desk: &mut Desk<'_>, form: Option<Form>) -> Next {
    match form {
        Some(form) => Next::Open(Box::new(Screen::Record(Box::new(Recording::open(
            desk, form,
        ))))),
        None => Next::Stay,
    }
}
