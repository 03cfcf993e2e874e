//! What the screen of match lists says: its menu, its record, a proposal and the reasons that are offered for it.

use super::super::super::app::Desk;
use super::super::person_line;
use super::MENU;
use crate::domain::timeline;
use crate::messages::Value;
use crate::output::hit_words;
use crate::usecases::matching::{self, WaitingHit};

pub(super) fn menu_lines(desk: &Desk<'_>) -> Vec<String> {
    let waiting = desk.session.as_ref().map_or(0, |session| {
        let filter = crate::store::CaseFilter {
            hits: true,
            ..crate::store::CaseFilter::default()
        };
        session.store.count(&filter, 1_000_000).unwrap_or(0)
    });
    MENU.iter()
        .map(|key| {
            let line = desk.say(key);
            if *key == "match-menu-waiting" {
                let count = desk.tell("tui-people", &[("count", Value::from(waiting))]);
                format!("{line}  {count}")
            } else {
                line
            }
        })
        .collect()
}

pub(super) fn history(desk: &mut Desk<'_>) -> Vec<String> {
    let (entries, pack) = match &desk.session {
        Some(session) => (
            matching::history(session).unwrap_or_default(),
            session.pack.clone(),
        ),
        None => return Vec::new(),
    };
    entries
        .iter()
        .rev()
        .map(|entry| {
            let count = |name: &str| {
                let found = entry
                    .body
                    .fields
                    .get(name)
                    .and_then(serde_json::Value::as_u64);
                Value::from(found.unwrap_or(0))
            };
            let at = timeline::local_time(&pack, entry.at).format("%m-%d %H:%M");
            desk.tell(
                "match-history-line",
                &[
                    ("at", Value::Text(&at.to_string())),
                    ("by", Value::Text(&entry.body.by)),
                    (
                        "source",
                        Value::Text(entry.text("title").unwrap_or_default()),
                    ),
                    (
                        "day",
                        Value::Text(entry.text("list_date").unwrap_or_default()),
                    ),
                    ("rows", count("rows")),
                    ("hits", count("hits")),
                    ("possible", count("possible")),
                    ("misses", count("misses")),
                ],
            )
        })
        .collect()
}

/// 陈福来  火化（2021-09-01） 已去世 死亡月份 2021-05（身份证号一样）
pub(super) fn waiting_line(desk: &Desk<'_>, hit: &WaitingHit) -> String {
    format!(
        "{}  {}",
        hit.row.name,
        hit_words::hit(&hit.entry, desk.messages)
    )
}

/// The reasons that are offered: why it is not this person, or, where a number does not say so, why it is.
pub(super) fn reasons(desk: &Desk<'_>, accepts: Option<bool>, is_sure: bool) -> Vec<String> {
    let key = match (accepts, is_sure) {
        (Some(false), _) => "match-why-not",
        (Some(true), false) => "match-why",
        _ => return Vec::new(),
    };
    (1..=9)
        .map(|n| format!("{key}-{n}"))
        .take_while(|key| desk.messages.has(key))
        .map(|key| desk.say(&key))
        .collect()
}

pub(super) fn decide_content(
    desk: &Desk<'_>,
    hit: &WaitingHit,
    accepts: Option<bool>,
) -> (Vec<String>, Vec<String>) {
    let entry = &hit.entry;
    let mut head = vec![person_line(desk, &hit.row)];
    if let Some(session) = &desk.session {
        head.push(session.unit_name(hit.row.unit));
    }
    head.push(hit_words::hit(entry, desk.messages));
    let class = desk
        .session
        .as_ref()
        .zip(entry.text("class"))
        .and_then(|(session, id)| session.pack.class(id))
        .map(|class| format!("{} {}", class.id, class.title));
    head.push(match class {
        Some(class) => desk.tell("match-suggests", &[("class", Value::Text(&class))]),
        None => desk.say("match-suggests-nothing"),
    });
    let cite = Value::Text(entry.text("basis").unwrap_or_default());
    head.push(desk.tell("tui-basis", &[("cite", cite)]));
    if let Some(source) = &entry.body.source {
        head.push(desk.tell(
            "match-from",
            &[
                ("file", Value::Text(&source.file)),
                ("row", Value::from(source.row)),
            ],
        ));
    }
    let ask = match accepts {
        None => "match-ask-decide",
        Some(true) if hit.is_sure() => "match-ask-sure",
        Some(true) => "match-ask-why",
        Some(false) => "match-ask-why-not",
    };
    head.push(String::new());
    head.push(desk.say(ask));
    (head, reasons(desk, accepts, hit.is_sure()))
}
