//! The reason and the procedure of the person: what is done, what is due, whose step it is.

use super::super::super::app::Desk;
use super::super::super::paint::{Tone, fit};
use super::notes::entry_line;
use crate::domain::case::{Case, OutcomeStatus};
use crate::domain::pack::Role;
use crate::domain::procedure::{self, Progress};
use crate::domain::timeline;
use crate::messages::Value;
use crate::usecases::session::Session;

/// Only one's own steps are offered; the office above may do those below.
pub(super) fn may_do(mine: Role, step: Role) -> bool {
    mine >= step
}

/// The reason, the steps with how far they are, the clause.
pub(super) fn steps(desk: &Desk<'_>, session: &Session, case: &Case) -> Vec<(String, Tone)> {
    let mut lines = Vec::new();
    let pack = &session.pack;
    let Some(entry) = case.class_entry() else {
        lines.push((format!(" {}", desk.say("tui-class-none")), Tone::Plain));
        return lines;
    };
    let class = entry.text("class").and_then(|id| pack.class(id));
    let title = class
        .map(|class| format!("{} {}", class.id, class.title))
        .unwrap_or_default();
    let when = timeline::local_time(pack, entry.at)
        .format("%m-%d")
        .to_string();
    lines.push((
        format!(
            " {}",
            desk.tell(
                "tui-class",
                &[
                    ("class", Value::Text(&title)),
                    ("who", Value::Text(&entry.body.by)),
                    ("day", Value::Text(&when))
                ],
            )
        ),
        Tone::Strong,
    ));
    if let Some(outcome) = &case.outcome
        && outcome.status == OutcomeStatus::Returned
    {
        let text = desk.tell(
            "tui-returned-why",
            &[("note", Value::Text(&outcome.review_note))],
        );
        lines.push((format!(" {text}"), Tone::Alarm));
    }
    for (step, progress) in procedure::steps(case, pack) {
        let title = fit(&step.title, 18, false);
        let (word, detail, tone) = match progress {
            Progress::Done(entry) => (
                "tui-step-done",
                entry_line(desk, session, entry),
                Tone::Plain,
            ),
            Progress::Due => {
                let needs = step.needs.as_deref().map_or_else(
                    || pack.role_title(step.role).to_owned(),
                    |needs| desk.tell("tui-needs", &[("needs", Value::Text(needs))]),
                );
                ("tui-step-due", needs, Tone::Strong)
            }
            Progress::Later => (
                "tui-step-later",
                pack.role_title(step.role).to_owned(),
                Tone::Faint,
            ),
        };
        let mark = if word == "tui-step-due" { ">" } else { " " };
        lines.push((format!("{mark}{}  {title}{detail}", desk.say(word)), tone));
    }
    if let Some(class) = class {
        let cite = pack.cite(&class.clause);
        lines.push((
            format!(
                " {}",
                desk.tell("tui-basis", &[("cite", Value::Text(&cite))])
            ),
            Tone::Faint,
        ));
    }
    lines
}
