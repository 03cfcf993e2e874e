//! What is offered after a save: the reason, the step that is due, the next person.

use super::super::super::app::{Desk, Next};
use super::super::super::paint::{Canvas, Tone};
use super::Walk;
use crate::action::Action;
use crate::domain::procedure;
use crate::messages::Value;

impl Walk {
    /// After a save: 1 the reason, 2 what is due, 3 the next person; Enter is the first that makes sense.
    pub(super) fn key_after(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        let classed = self
            .case
            .as_ref()
            .is_some_and(|(_, case)| case.class().is_some());
        let own_step = self.next_is_mine(desk);
        let meant = match action {
            Action::Open if !classed => Action::Choose1,
            Action::Open => Action::Choose3,
            other => other,
        };
        match meant {
            Action::Choose1 => {
                self.after = false;
                self.act(desk, Action::Classify)
            }
            Action::Choose2 if classed && own_step => {
                self.after = false;
                self.act(desk, Action::DoStep)
            }
            Action::Choose3 | Action::Down => {
                self.after = false;
                self.leave_person(desk);
                Next::Stay
            }
            Action::Choose9 => {
                self.after = false;
                self.act(desk, Action::Withdraw)
            }
            Action::Back => {
                self.after = false;
                Next::Stay
            }
            _ => Next::Stay,
        }
    }

    /// To the next person; who has left the list is not counted.
    fn leave_person(&mut self, desk: &mut Desk<'_>) {
        let current = self.chosen_row().map(|row| row.id);
        self.read(desk, current);
        if self.chosen_row().map(|row| row.id) == current {
            self.step_to(desk, 1);
        }
    }

    pub(super) fn draw_after(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, bottom: usize) {
        let top = bottom - 6;
        canvas.blank(top..canvas.rows());
        canvas.rule(top);
        canvas.row(top + 1, &format!(" {}", desk.notice), Tone::Good);
        let Some((row, case)) = &self.case else {
            return;
        };
        canvas.row(
            top + 2,
            &format!(
                " {}",
                desk.tell("tui-after", &[("person", Value::Text(&row.name))])
            ),
            Tone::Strong,
        );
        let classed = case.class().is_some();
        let likely = case.likely_class().to_string();
        let id = case.class().unwrap_or(&likely);
        let title = desk
            .session
            .as_ref()
            .and_then(|session| session.pack.class(id))
            .map(|class| format!("{} {}", class.id, class.short))
            .unwrap_or_default();
        let reason = case.facts.reason.clone().unwrap_or_default();
        let first = desk.tell(
            if classed {
                "tui-after-1-again"
            } else {
                "tui-after-1"
            },
            &[
                ("reason", Value::Text(&reason)),
                ("class", Value::Text(&title)),
            ],
        );
        let first = if title.is_empty() {
            format!("1 {}", desk.say("tui-form-classify"))
        } else {
            first
        };
        let due = desk
            .session
            .as_ref()
            .and_then(|session| procedure::next_step(case, &session.pack))
            .map(|step| step.title.clone())
            .unwrap_or_default();
        let second = if classed && self.next_is_mine(desk) {
            desk.tell("tui-after-2", &[("step", Value::Text(&due))])
        } else {
            String::new()
        };
        let (mark_1, mark_3) = if classed { (" ", ">") } else { (">", " ") };
        canvas.row(top + 3, &format!("{mark_1}{first}"), Tone::Plain);
        canvas.row(top + 4, &format!(" {second}"), Tone::Plain);
        canvas.row(
            top + 5,
            &format!("{mark_3}{}", desk.say("tui-after-3")),
            Tone::Plain,
        );
        let next = self
            .people
            .get(self.chosen + 1)
            .map(|next| next.name.clone())
            .unwrap_or_default();
        canvas.row(
            top + 7,
            &format!(
                " {}",
                desk.tell("tui-after-next", &[("person", Value::Text(&next))])
            ),
            Tone::Plain,
        );
        canvas.rule(top + 8);
        canvas.row(
            top + 9,
            &format!(" {}", desk.say("tui-after-keys")),
            Tone::Plain,
        );
    }
}
