//! What was recorded of a person, in a few words a line.

use super::super::super::app::Desk;
use crate::domain::case::Case;
use crate::domain::entry::{Entry, Kind};
use crate::domain::hit;
use crate::domain::procedure;
use crate::domain::timeline;
use crate::messages::Value;
use crate::output::hit_words;
use crate::usecases::session::Session;

/// The last entries, newest first.
pub(super) fn notes(desk: &Desk<'_>, session: &Session, case: &Case) -> Vec<String> {
    let mut notes: Vec<String> = case
        .entries
        .iter()
        .rev()
        .filter(|entry| !matches!(entry.kind, Kind::Import | Kind::Unmask))
        .map(|entry| {
            let mut line = format!(
                "{} {}",
                timeline::local_time(&session.pack, entry.at).format("%m-%d %H:%M"),
                entry.body.by
            );
            line.push(' ');
            line.push_str(&told(desk, entry));
            if case.withdrawn.contains(&entry.id) {
                line.push_str(&desk.say("tui-withdrawn"));
            }
            line
        })
        .collect();
    let owed = procedure::evidence_owed(case, &session.pack);
    if owed > 0 {
        notes.insert(0, desk.tell("tui-owed", &[("count", Value::from(owed))]));
    }
    let hits = hit::waiting(case).len();
    if hits > 0 {
        notes.insert(0, desk.tell("match-waits", &[("count", Value::from(hits))]));
    }
    notes
}

pub(super) fn entry_line(desk: &Desk<'_>, session: &Session, entry: &Entry) -> String {
    format!(
        "{} {}",
        timeline::local_time(&session.pack, entry.at).format("%m-%d %H:%M"),
        told(desk, entry)
    )
}

/// An entry in a few words: 入户 本人 健在.
pub(in crate::tui::screens) fn told(desk: &Desk<'_>, entry: &Entry) -> String {
    let value = |field: &str| {
        entry.text(field).map(|value| {
            let key = format!("entry-value-{field}-{}", value.replace('_', "-"));
            if desk.messages.has(&key) {
                desk.say(&key)
            } else {
                value.to_owned()
            }
        })
    };
    let parts: Vec<String> = match entry.kind {
        Kind::Contact => ["how", "met", "found", "note"]
            .iter()
            .filter_map(|field| value(field))
            .collect(),
        Kind::Classify => vec![
            desk.say("tui-told-classify"),
            value("class").unwrap_or_default(),
        ],
        Kind::Resolve => vec![
            desk.say("tui-told-resolve"),
            entry
                .text("outcome")
                .map(|kind| desk.say(&format!("entry-outcome-{}", kind.replace('_', "-"))))
                .unwrap_or_default(),
        ],
        Kind::Review => ["decision", "note"]
            .iter()
            .filter_map(|field| value(field))
            .collect(),
        Kind::Hit => vec![hit_words::told(entry, desk.messages)],
        kind => {
            let mut parts = vec![desk.say(&format!("tui-form-{}", kind.name().replace('_', "-")))];
            parts.extend(
                [
                    "text", "value", "amount", "caption", "way", "note", "because",
                ]
                .iter()
                .filter_map(|field| value(field)),
            );
            parts
        }
    };
    parts.join(" ")
}
