//! 定稿: the panel that says what will be written before Enter writes it. A correction asks for its reason by digit.

use chrono::NaiveDate;

use super::super::app::{Came, Desk, Next};
use super::super::paint::{Canvas, Tone, wrap};
use super::Screen;
use super::choosing::Reasons;
use crate::action::Action;
use crate::messages::Value;
use crate::output::words;
use crate::usecases::daily_words;
use crate::usecases::freezing::{Freezing, Plan, freeze, plan};

/// Reasons for a correction that a digit chooses.
const REASONS: [&str; 3] = [
    "daily-freeze-reason-1",
    "daily-freeze-reason-2",
    "daily-freeze-reason-3",
];

/// What is about to be set down.
pub struct FreezingPanel {
    day: NaiveDate,
    plan: Plan,
    reason: Reasons<3>,
}

/// Opens the panel, or says why the day cannot be set down.
pub(super) fn open(desk: &mut Desk<'_>, day: NaiveDate) -> Next {
    let made = desk.with(|session| plan(session, day, &Freezing::default()).map(Some));
    match made {
        Some(plan) => Next::Open(Box::new(Screen::Freezing(Box::new(FreezingPanel {
            day,
            plan,
            reason: Reasons::of(REASONS),
        })))),
        None => Next::Stay,
    }
}

impl FreezingPanel {
    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        match action {
            Some(Action::Back) => return Next::Back,
            Some(Action::Open | Action::Choose0) => return self.write(desk),
            other => self.reason.turn(other),
        }
        Next::Stay
    }

    fn write(&self, desk: &mut Desk<'_>) -> Next {
        let because = self.plan.corrects.map(|_| desk.say(self.reason.key()));
        let wanted = Freezing {
            because,
            ..Freezing::default()
        };
        let day = self.day;
        let done = desk.with(|session| freeze(session, day, &wanted).map(Some));
        let Some(report) = done else {
            return Next::Stay;
        };
        let line = words::issue(&report, desk.messages);
        desk.notice = desk.tell("daily-freeze-done", &[("line", Value::Text(&line))]);
        Next::Done(Came::Changed)
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let report = &self.plan.report;
        let title = desk.tell(
            "daily-freeze-title",
            &[
                ("unit", Value::Text(&report.unit_name)),
                ("date", Value::Text(&self.day.to_string())),
            ],
        );
        canvas.row(0, &format!(" {title}"), Tone::Strong);
        canvas.rule(1);
        let mut at = 3;
        for line in self.lines(desk, canvas.columns() - 2, canvas.look().wide) {
            canvas.row(at, &format!(" {line}"), Tone::Plain);
            at += 1;
        }
        if self.plan.corrects.is_some() {
            at += 1;
            let ask = desk.say("daily-freeze-reason");
            self.reason.draw(&ask, at, desk, canvas);
        }
        let bottom = canvas.rows() - 3;
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Alarm);
        let keys = if self.plan.corrects.is_some() {
            "daily-freeze-reasons"
        } else {
            "daily-freeze-sure"
        };
        canvas.row(bottom + 2, &format!(" {}", desk.say(keys)), Tone::Plain);
    }

    /// What will be written, and what to know before.
    fn lines(&self, desk: &Desk<'_>, columns: usize, wide: bool) -> Vec<String> {
        let plan = &self.plan;
        let text = |key: &str, name: &str, value: &str| desk.tell(key, &[(name, value.into())]);
        let issue = words::issue(&plan.report, desk.messages);
        let signer = if plan.named.is_some() {
            "daily-freeze-signer"
        } else {
            "daily-freeze-signer-officer"
        };
        let mut said = vec![
            text("daily-freeze-number", "issue", &issue),
            text(signer, "name", &plan.signed_by),
            words::until(&plan.report, desk.messages),
            desk.say("daily-freeze-what"),
        ];
        said.extend(plan.corrects.map(|n| {
            let number = n.to_string();
            text("daily-freeze-corrects", "n", &number)
        }));
        said.extend(plan.late.then(|| desk.say("daily-freeze-late")));
        said.extend(daily_words::totals(&plan.report, desk.messages));
        said.extend(
            plan.report
                .attention()
                .iter()
                .take(5)
                .map(|found| words::attention(found, &plan.report, desk.messages)),
        );
        said.iter()
            .flat_map(|line| wrap(line, columns, wide))
            .collect()
    }
}
