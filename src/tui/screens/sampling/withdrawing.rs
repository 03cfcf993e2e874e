//! Taking back what was recorded by mistake: a check, or the last thing done about a rectification; with its reason.

use tui_input::Input as Field;

use super::super::super::app::{Desk, Next};
use super::{Sampling, Stage, content};
use crate::domain::entry::Entry;
use crate::messages::Value;
use crate::output::sample_words;
use crate::usecases::sampling::{self, DrawnRow, Meant, RectifyRow};

/// So many reasons can be chosen; the last asks for own words.
pub(super) const REASONS: usize = 5;

/// What was recorded by mistake.
#[derive(Clone)]
pub(super) enum Mistake {
    /// A check of somebody.
    Check(Box<DrawnRow>, Box<Entry>),
    /// What was done last about a rectification.
    Act(Box<RectifyRow>),
}

impl Mistake {
    /// Where it was chosen.
    pub(super) fn before(&self) -> Stage {
        match self {
            Self::Check(row, _) => Stage::Person(row.clone(), false),
            Self::Act(row) => Stage::One(row.clone()),
        }
    }
}

/// What is taken back, what that does, and the reasons.
pub(super) fn asked(desk: &Desk<'_>, mistake: &Mistake) -> (Vec<String>, Vec<String>) {
    let (mut head, was, key) = match mistake {
        Mistake::Check(row, check) => {
            let head = content::person(desk, row, false);
            (head, Some(check.as_ref()), "sample-withdraw-check")
        }
        Mistake::Act(row) => {
            let head = content::rectification(desk, row);
            (head, row.last.as_ref(), "sample-withdraw-act")
        }
    };
    let what = was.map_or_else(String::new, |was| content::recorded(desk, was));
    head.push(desk.say(key));
    head.push(String::new());
    head.push(desk.tell("sample-ask-withdraw", &[("what", Value::Text(&what))]));
    let reasons = (1..=REASONS).map(|n| desk.say(&format!("sample-why-{n}")));
    (head, reasons.collect())
}

impl Sampling {
    /// Which check of somebody is meant; one alone needs no question.
    pub(super) fn ask_check(&mut self, desk: &mut Desk<'_>, row: Box<DrawnRow>) -> Next {
        let (case, level) = (row.row.id, self.level);
        let mut checks = desk.with(|session| sampling::checks(session, case, level));
        if checks.len() > 1 {
            return self.go(Stage::Checks(row, checks));
        }
        match checks.pop() {
            Some(check) => self.go(Stage::Withdraw(Mistake::Check(row, Box::new(check)))),
            None => Next::Stay,
        }
    }

    /// The reason that the hand is on, or a field for own words.
    pub(super) fn withdraw(&mut self, desk: &mut Desk<'_>) -> Next {
        let Stage::Withdraw(mistake) = &self.stage else {
            return Next::Stay;
        };
        if self.hand.0 + 1 >= REASONS {
            let mistake = mistake.clone();
            return self.go(Stage::Why(mistake, Field::default()));
        }
        let because = desk.say(&format!("sample-why-{}", self.hand.0 + 1));
        self.take_back(desk, &because)
    }

    /// Writes it, and leads back to the list.
    pub(super) fn take_back(&mut self, desk: &mut Desk<'_>, because: &str) -> Next {
        let (Stage::Withdraw(mistake) | Stage::Why(mistake, _), Some(session)) =
            (&self.stage, &mut desk.session)
        else {
            return Next::Stay;
        };
        let is_check = matches!(mistake, Mistake::Check(..));
        let done = match mistake {
            Mistake::Check(row, check) => {
                let meant = Meant {
                    entry: Some(check.id),
                    way: None,
                };
                sampling::withdraw_check(session, row.row.id, self.level, &meant, because)
            }
            Mistake::Act(row) => sampling::withdraw_act(session, row.row.id, Some(row.id), because),
        };
        match done {
            Err(error) => self.wrong = error.sentence(desk.messages),
            Ok(done) => {
                let told = (done.row.name.as_str(), &done.was, done.dropped);
                let told = sample_words::taken_back(told, &session.pack, desk.messages);
                if is_check {
                    self.show_people(desk);
                } else {
                    self.show_rectify(desk);
                }
                desk.notice = told;
            }
        }
        Next::Stay
    }
}
