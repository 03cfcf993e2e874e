//! 存量和新增: who came, who is gone and of whom something changed since the list before; Enter goes to the person.

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, fit};
use super::choosing::{Hand, Sheet};
use super::{Screen, walk};
use crate::action::Action;
use crate::domain::entry::CaseId;
use crate::domain::figures::Figure;
use crate::domain::timeline;
use crate::messages::Value;
use crate::output::inflow_text;
use crate::usecases::inflow::{self, Change, ListNews};
use crate::usecases::risks::risks;

/// The screen.
pub struct Listed {
    title: &'static str,
    head: Vec<String>,
    lines: Vec<String>,
    cases: Vec<CaseId>,
    hand: Hand,
}

impl Listed {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let found = desk.with(|session| {
            let unit = session.store.unit();
            let total = session.store.figures_of(unit, None)?[Figure::Total];
            let counted = inflow::counted(session, unit, i64::MAX)?;
            Ok(Some((inflow::lists(session, None)?, counted, total)))
        });
        let mut listed = Self {
            title: "tui-menu-inflow",
            head: Vec::new(),
            lines: Vec::new(),
            cases: Vec::new(),
            hand: Hand(0),
        };
        let Some((news, counted, total)) = found else {
            return listed;
        };
        match counted {
            Some(counted) => listed
                .head
                .push(inflow_text::line(counted, total, desk.messages)),
            None => listed.head.push(desk.say("report-inflow-none")),
        }
        // The newest list first: it is what somebody has to act on.
        for one in news.iter().rev().filter(|one| one.before.is_some()) {
            if listed.head.len() < 2 {
                listed.head.push(head(desk, one));
                if one.count(Change::Gone) > 0 {
                    listed.head.push(desk.say("report-inflow-hint"));
                }
            }
            for (change, row) in &one.people {
                let unit = desk
                    .session
                    .as_ref()
                    .map(|session| session.short_name(row.unit))
                    .unwrap_or_default();
                let month = row.suspended_from.map(|month| month.to_string());
                let state = format!("entry-state-{}", row.state.name().replace('_', "-"));
                listed.lines.push(format!(
                    "{} {} {} {} {}",
                    fit(
                        &desk.say(&format!("report-inflow-{}", change.name())),
                        12,
                        false
                    ),
                    fit(&row.name, 10, false),
                    fit(&unit, 20, false),
                    fit(month.as_deref().unwrap_or("-"), 8, false),
                    desk.say(&state),
                ));
                listed.cases.push(row.id);
            }
        }
        listed
    }

    /// 风险隐患: what was noted on the way, for the district.
    pub(super) fn risks(desk: &mut Desk<'_>) -> Self {
        let found = desk.with(|session| risks(session, None));
        let mut listed = Self {
            title: "tui-menu-risks",
            head: Vec::new(),
            lines: Vec::new(),
            cases: Vec::new(),
            hand: Hand(0),
        };
        if found.is_empty() {
            listed.head.push(desk.say("report-risks-none"));
        }
        for risk in &found {
            let sort = desk.say(&format!("entry-value-risk-{}", risk.sort()));
            let text = risk.note.text("text").unwrap_or_default();
            let (sort, name) = (fit(&sort, 10, false), fit(&risk.row.name, 10, false));
            let place = desk.session.as_ref().map_or_else(String::new, |session| {
                let day = timeline::local_time(&session.pack, risk.note.at).format("%m-%d");
                let unit = session.short_name(risk.row.unit);
                format!("{day} {}", fit(&unit, 12, false))
            });
            listed.lines.push(format!("{sort} {name} {place} {text}"));
            listed.cases.push(risk.row.id);
        }
        listed
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        if action == Some(Action::Back) || action.and_then(Action::digit) == Some(0) {
            return Next::Back;
        }
        let chosen = self.hand.key(action, self.lines.len());
        match chosen.and_then(|line| self.cases.get(line)) {
            Some(case) => Next::Open(Box::new(Screen::Walk(Box::new(walk::Walk::at(
                desk, *case,
            ))))),
            None => Next::Stay,
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        Sheet {
            title: desk.say(self.title),
            head: self.head.clone(),
            lines: &self.lines,
            hand: self.hand,
            wrong: "",
            keys: desk.say("match-keys"),
        }
        .draw(desk, canvas);
    }
}

fn head(desk: &Desk<'_>, news: &ListNews) -> String {
    let day = |at: i64| {
        let session = desk.session.as_ref();
        session.map_or_else(String::new, |session| {
            timeline::local_time(&session.pack, at).date().to_string()
        })
    };
    let before = news.before.as_ref();
    desk.tell(
        "report-inflow-list",
        &[
            ("file", Value::Text(&news.list.file)),
            ("day", Value::Text(&day(news.list.at))),
            ("before", Value::Text(before.map_or("", |one| &one.file))),
            (
                "before-day",
                Value::Text(&day(before.map_or(0, |one| one.at))),
            ),
            ("new", Value::from(news.count(Change::New))),
            ("gone", Value::from(news.count(Change::Gone))),
            ("changed", Value::from(news.count(Change::Changed))),
        ],
    )
}
