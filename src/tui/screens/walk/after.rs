//! What is asked at the bottom of the walk: after a save, what comes next; before a second visit, whether it is meant.

use super::super::super::app::{Desk, Next};
use super::super::super::paint::{Canvas, Tone};
use super::super::{place_of, state_word};
use super::{Walk, may_do};
use crate::action::Action;
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::procedure;
use crate::messages::Value;
use crate::store::CaseRow;

/// What stands at the bottom instead of the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Panel {
    /// The keys.
    #[default]
    None,
    /// What can be done after a save, and what was saved.
    After(String),
    /// Somebody visited the household today.
    Visited(String),
}

/// Rows that the panel takes above the keys.
const ROWS: usize = 6;

impl Walk {
    pub(super) fn key_panel(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        if matches!(self.panel, Panel::After(_)) {
            return self.key_after(desk, action);
        }
        match action {
            Action::Choose1 | Action::Open => {
                self.panel = Panel::None;
                self.contact(desk)
            }
            Action::Choose2 | Action::Back => {
                self.panel = Panel::None;
                Next::Stay
            }
            _ => Next::Stay,
        }
    }

    /// After a save: 1 the reason, 2 what is due, 3 the next person; Enter is the first that makes sense.
    fn key_after(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        let reason_first = self
            .case
            .as_ref()
            .is_some_and(|(_, case)| asks_for_reason(case));
        let meant = match action {
            Action::Open if reason_first => Action::Choose1,
            Action::Open => Action::Choose3,
            other => other,
        };
        let next = match meant {
            Action::Choose1 => Some(Action::Classify),
            Action::Choose2 => Some(Action::DoStep),
            Action::Choose9 => Some(Action::Withdraw),
            Action::Choose3 | Action::Down => {
                self.panel = Panel::None;
                self.leave_person(desk);
                None
            }
            Action::Back => {
                self.panel = Panel::None;
                None
            }
            _ => None,
        };
        match next {
            Some(action) => {
                self.panel = Panel::None;
                self.act(desk, action)
            }
            None => Next::Stay,
        }
    }

    /// To the next person. The list around the hand stays as it stood, whoever leaves it or sinks in it.
    fn leave_person(&mut self, desk: &mut Desk<'_>) {
        let current = self.chosen_row().map(|row| row.id);
        let Some(next) = self.next_person().map(|row| row.id) else {
            if !self.step_to(desk, 1) {
                desk.notice = desk.say("tui-list-end");
            }
            return;
        };
        let mut place = self.chosen;
        self.sought = false;
        self.read(desk, Some(next));
        if current.is_some_and(|current| self.hold(current, place)) {
            place += 1;
        }
        self.hold(next, place);
        self.read_case(desk);
    }

    pub(super) fn draw_panel(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, bottom: usize) {
        let top = bottom - ROWS;
        canvas.blank(top..canvas.rows());
        canvas.rule(top);
        let Some((row, case)) = &self.case else {
            return;
        };
        let mut lines = match &self.panel {
            Panel::None => return,
            Panel::After(saved) => self.after_lines(desk, row, case, saved),
            Panel::Visited(text) => vec![
                (String::new(), Tone::Plain),
                (format!(" {text}"), Tone::Alarm),
                (format!(">{}", desk.say("tui-visited-1")), Tone::Plain),
                (format!(" {}", desk.say("tui-visited-2")), Tone::Plain),
            ],
        };
        lines.truncate(ROWS + 1);
        for (n, (text, tone)) in lines.into_iter().enumerate() {
            canvas.row(top + 1 + n, &text, tone);
        }
        canvas.rule(top + 8);
        let keys = match self.panel {
            Panel::After(_) => "tui-after-keys",
            _ => "tui-visited-keys",
        };
        canvas.row(top + 9, &format!(" {}", desk.say(keys)), Tone::Plain);
    }

    fn after_lines(
        &self,
        desk: &Desk<'_>,
        row: &CaseRow,
        case: &Case,
        saved: &str,
    ) -> Vec<(String, Tone)> {
        let asked = desk.tell("tui-after", &[("person", Value::Text(&row.name))]);
        let (mark_1, mark_3) = if asks_for_reason(case) {
            (">", " ")
        } else {
            (" ", ">")
        };
        let (second, tone) = self.second(desk, case);
        let third = desk.say("tui-after-3");
        vec![
            (format!(" {saved}"), Tone::Good),
            (format!(" {asked}"), Tone::Strong),
            (format!("{mark_1}{}", first(desk, case)), Tone::Plain),
            (format!(" {second}"), tone),
            (format!("{mark_3}{third}"), Tone::Plain),
            (String::new(), Tone::Plain),
            (format!(" {}", self.who_is_next(desk)), Tone::Plain),
        ]
    }

    /// 2: what is due, or whose turn it is.
    fn second(&self, desk: &Desk<'_>, case: &Case) -> (String, Tone) {
        let Some(session) = &desk.session else {
            return (String::new(), Tone::Plain);
        };
        if case.class().is_none() {
            return (desk.say("tui-after-2-unclassed"), Tone::Faint);
        }
        let mine = |role| may_do(session.role, role);
        let Some(due) = procedure::next_of(case, &session.pack, mine) else {
            return (String::new(), Tone::Plain);
        };
        let step = ("step", Value::Text(&due.title));
        if !self.next_is_mine(desk) {
            let who = session.pack.role_title(due.role);
            let text = desk.tell("tui-after-waits", &[step, ("who", Value::Text(who))]);
            return (text, Tone::Faint);
        }
        let key = if due.evidence > 0 {
            "tui-after-2-owed"
        } else {
            "tui-after-2"
        };
        (desk.tell(key, &[step]), Tone::Plain)
    }

    /// 下一个：李大山（同户，失联）
    fn who_is_next(&self, desk: &Desk<'_>) -> String {
        let Some(next) = self.next_person() else {
            return desk.say("tui-list-end");
        };
        let together = self.mates.iter().any(|mate| mate.no == next.no);
        let near = if together {
            desk.say("tui-mates")
        } else {
            place_of(desk, next)
        };
        let near = if near.is_empty() {
            desk.session
                .as_ref()
                .map(|session| session.short_name(next.unit))
                .unwrap_or_default()
        } else {
            near
        };
        desk.tell(
            "tui-after-next",
            &[
                ("person", Value::Text(&next.name)),
                ("near", Value::Text(&near)),
                ("class", Value::Text(&state_word(desk, next))),
            ],
        )
    }
}

/// The reason is what comes next when somebody was found; who was not found is looked for again.
fn asks_for_reason(case: &Case) -> bool {
    let last = case.standing(Kind::Contact).next_back();
    let found = last.is_some_and(|contact| {
        contact.text("met") != Some("nobody")
            && !matches!(contact.text("found"), Some("unclear" | "unknown"))
    });
    case.class().is_none() && found
}

/// 1: the reason, with what the list says of it.
fn first(desk: &Desk<'_>, case: &Case) -> String {
    let classed = case.class().is_some();
    let likely = case.likely_class().to_string();
    let class = desk.session.as_ref().and_then(|session| {
        let class = session.pack.class(case.class().unwrap_or(&likely))?;
        Some(format!("{} {}", class.id, class.title))
    });
    let Some(class) = class else {
        return format!("1 {}", desk.say("tui-form-classify"));
    };
    let reason = case.facts.reason.clone().unwrap_or_default();
    let key = match (classed, reason.is_empty()) {
        (true, _) => "tui-after-1-again",
        (false, true) => "tui-after-1-unsaid",
        (false, false) => "tui-after-1",
    };
    desk.tell(
        key,
        &[
            ("reason", Value::Text(&reason)),
            ("class", Value::Text(&class)),
        ],
    )
}
