//! What was recorded of a person, in a few words a line: when it was done, by whom, what was said.

use super::super::super::app::Desk;
use super::super::super::forms;
use crate::domain::case::Case;
use crate::domain::entry::{Entry, Kind};
use crate::domain::hit;
use crate::domain::procedure;
use crate::domain::timeline;
use crate::messages::Value;
use crate::output::hit_words;
use crate::usecases::household;
use crate::usecases::session::Session;

/// The entries, newest first, each a line.
pub(in crate::tui::screens) fn notes(
    desk: &Desk<'_>,
    session: &Session,
    case: &Case,
) -> Vec<String> {
    case.entries
        .iter()
        .rev()
        .filter(|entry| !matches!(entry.kind, Kind::Import | Kind::Unmask))
        .map(|entry| {
            let mut line = format!(
                "{} {} {}",
                moment(session, entry),
                entry.body.by,
                told(desk, entry)
            );
            if let Some(plan) = entry.text("plan") {
                line.push(' ');
                line.push_str(plan);
            }
            let recorded = timeline::local_time(&session.pack, entry.at);
            let apart = household::when(session, entry).date() != recorded.date()
                || (recorded - household::when(session, entry)).num_minutes() > 30;
            if entry.text("on").is_some() && apart {
                let when = recorded.format("%m-%d %H:%M").to_string();
                line.push_str(&desk.tell("tui-told-later", &[("when", Value::Text(&when))]));
            }
            if case.withdrawn.contains(&entry.id) {
                line.push_str(&desk.say("tui-withdrawn"));
            }
            line
        })
        .collect()
}

/// Proposals of match lists that nobody has looked at.
pub(super) fn waits(desk: &Desk<'_>, case: &Case) -> Option<String> {
    let hits = hit::waiting(case).len();
    (hits > 0).then(|| desk.tell("match-waits", &[("count", Value::from(hits))]))
}

/// The fact on which sources differ: 说法不一致：死亡月份.
pub(super) fn disputed(desk: &Desk<'_>, case: &Case) -> Option<String> {
    let names: Vec<String> = case
        .disputes()
        .into_iter()
        .map(|name| forms::fact_name(desk, name))
        .collect();
    let facts = names.join("、");
    (!names.is_empty()).then(|| desk.tell("tui-dispute-waits", &[("facts", Value::Text(&facts))]))
}

/// What is owed: 欠：刷脸截图或现场照片1张.
pub(super) fn owed(desk: &Desk<'_>, session: &Session, case: &Case) -> Option<String> {
    let steps = procedure::steps_in_debt(case, &session.pack);
    let first = steps.first()?;
    let what = first.needs.as_deref().unwrap_or(&first.title);
    Some(if steps.len() == 1 {
        desk.tell("tui-owed", &[("what", Value::Text(what))])
    } else {
        let count = procedure::evidence_owed(case, &session.pack);
        desk.tell(
            "tui-owed-more",
            &[("what", Value::Text(what)), ("count", Value::from(count))],
        )
    })
}

/// When something was done; the day alone where nobody said the hour.
pub(in crate::tui::screens) fn moment(session: &Session, entry: &Entry) -> String {
    let form = if household::has_hour(entry) {
        "%m-%d %H:%M"
    } else {
        "%m-%d"
    };
    household::when(session, entry).format(form).to_string()
}

/// The word for a value of a record's field.
fn word(desk: &Desk<'_>, entry: &Entry, field: &str) -> Option<String> {
    entry.text(field).map(|value| {
        let key = format!("entry-value-{field}-{}", value.replace('_', "-"));
        if desk.messages.has(&key) {
            desk.say(&key)
        } else {
            value.to_owned()
        }
    })
}

/// Whom a contact met: 见到本人, 没见到人.
fn met(desk: &Desk<'_>, entry: &Entry) -> Option<String> {
    let who = entry.text("met")?;
    let by_phone = matches!(entry.text("how"), Some("phone" | "message" | "video"));
    Some(match (who, by_phone) {
        ("nobody", true) => desk.say("tui-told-no-answer"),
        ("nobody", false) => desk.say("tui-told-nobody"),
        (_, by_phone) => {
            let mut person = word(desk, entry, "met").unwrap_or_default();
            if let Some(name) = entry.text("informant") {
                person.push_str(name);
            }
            if let Some(relation) = entry.text("relation") {
                person.push_str(&desk.tell("tui-in-brackets", &[("text", Value::Text(relation))]));
            }
            let key = if by_phone {
                "tui-told-spoke"
            } else {
                "tui-told-met"
            };
            desk.tell(key, &[("who", Value::Text(&person))])
        }
    })
}

/// An entry in a few words beside its step: 入户 见到本人.
pub(super) fn brief(desk: &Desk<'_>, entry: &Entry) -> String {
    match entry.kind {
        Kind::Contact => [word(desk, entry, "how"), met(desk, entry)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        Kind::Step => word(desk, entry, "way").unwrap_or_default(),
        Kind::Fact => value_of_fact(desk, entry),
        _ => told(desk, entry),
    }
}

fn value_of_fact(desk: &Desk<'_>, entry: &Entry) -> String {
    let value = entry.text("value").unwrap_or_default();
    if entry.text("name") == Some("waiting_on") {
        let key = format!("tui-waits-{}", value.replace('_', "-"));
        if desk.messages.has(&key) {
            return desk.say(&key);
        }
    }
    value.to_owned()
}

/// An entry in a few words: 入户 见到本人，健在，不会刷脸.
pub(in crate::tui::screens) fn told(desk: &Desk<'_>, entry: &Entry) -> String {
    let value = |field: &str| word(desk, entry, field);
    let join = |parts: &[Option<String>], between: &str| {
        let parts: Vec<&str> = parts
            .iter()
            .flatten()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(between)
    };
    match entry.kind {
        Kind::Contact => {
            let comma = desk.say("tui-comma");
            let said = join(&[met(desk, entry), value("found"), value("note")], &comma);
            join(&[value("how"), Some(said)], " ")
        }
        Kind::Classify => {
            let class = value("class").unwrap_or_default();
            let session = desk.session.as_ref();
            let title = session
                .and_then(|session| session.pack.class(&class))
                .map(|class| class.title.clone());
            let said = [Some(desk.say("tui-told-classify")), Some(class), title];
            join(&said, " ")
        }
        Kind::Resolve => {
            let outcome = entry
                .text("outcome")
                .map(|kind| desk.say(&format!("entry-outcome-{}", kind.replace('_', "-"))));
            join(
                &[
                    Some(desk.say("tui-told-resolve")),
                    outcome,
                    value("because"),
                ],
                " ",
            )
        }
        Kind::Review => {
            let review = Some(desk.say("tui-form-review"));
            join(&[review, value("decision"), value("note")], " ")
        }
        Kind::Fact => {
            let name = forms::fact_name(desk, entry.text("name").unwrap_or_default());
            join(
                &[
                    Some(name),
                    Some(value_of_fact(desk, entry)),
                    value("source"),
                ],
                " ",
            )
        }
        Kind::Hit => hit_words::told(entry, desk.messages),
        kind => {
            let mut what = step_or_kind(desk, entry, kind);
            if entry.takes_back() {
                what = desk.tell("entry-takes-back", &[("what", Value::Text(&what))]);
            }
            let mut parts = vec![Some(what)];
            parts.extend(SAID.iter().map(|field| value(field)));
            join(&parts, " ")
        }
    }
}

/// Fields that are told of kinds without words of their own.
const SAID: &[&str] = &[
    "act", "field", "text", "what", "to", "ask", "answer", "value", "amount", "caption", "way",
    "note", "because",
];

/// A step by its own title, everything else by its kind.
fn step_or_kind(desk: &Desk<'_>, entry: &Entry, kind: Kind) -> String {
    let step = (kind == Kind::Step).then(|| entry.text("step")).flatten();
    let title = step.and_then(|id| {
        let pack = &desk.session.as_ref()?.pack;
        let steps = pack.classes.iter().flat_map(|class| &class.steps);
        steps
            .clone()
            .find(|step| step.id == id)
            .map(|step| step.title.clone())
    });
    title.unwrap_or_else(|| desk.say(&format!("tui-form-{}", kind.name().replace('_', "-"))))
}
