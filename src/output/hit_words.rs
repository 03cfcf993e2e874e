//! What a match list says of a person, in a line: source, day of the list, facts, and by what they belong together.

use crate::domain::entry::Entry;
use crate::domain::hit::How;
use crate::messages::{Messages, Value};

/// A proposal in a few words: 火化名单：已去世 死亡月份 2021-05.
#[must_use]
pub fn told(entry: &Entry, messages: &Messages) -> String {
    messages.with(
        "match-told",
        &[
            (
                "source",
                Value::Text(entry.text("title").unwrap_or_default()),
            ),
            ("facts", Value::Text(&facts(entry, messages))),
        ],
    )
}

/// A proposal in a line, with its day and by what row and person belong together.
#[must_use]
pub fn hit(entry: &Entry, messages: &Messages) -> String {
    let mut how = how(entry, messages);
    if entry.text("how") == Some(How::OtherName.name())
        && let Some(named) = entry.text("named")
    {
        how = format!("{how} {named}");
    }
    messages.with(
        "match-line",
        &[
            (
                "source",
                Value::Text(entry.text("title").unwrap_or_default()),
            ),
            (
                "day",
                Value::Text(entry.text("list_date").unwrap_or_default()),
            ),
            ("facts", Value::Text(&facts(entry, messages))),
            ("how", Value::Text(&how)),
        ],
    )
}

/// By what row and person belong together.
#[must_use]
pub fn how(entry: &Entry, messages: &Messages) -> String {
    messages.get(&format!(
        "entry-match-{}",
        entry.text("how").unwrap_or_default()
    ))
}

/// What follows: 已去世 死亡月份 2021-05.
#[must_use]
pub fn facts(entry: &Entry, messages: &Messages) -> String {
    let found = entry.text("found").unwrap_or("unclear");
    let mut parts = vec![messages.get(&format!("entry-value-found-{found}"))];
    let facts = entry
        .body
        .fields
        .get("facts")
        .and_then(serde_json::Value::as_object);
    for (name, value) in facts.into_iter().flatten() {
        let key = format!("entry-fact-{}", name.replace('_', "-"));
        let title = if messages.has(&key) {
            messages.get(&key)
        } else {
            name.clone()
        };
        parts.push(format!("{title} {}", value.as_str().unwrap_or_default()));
    }
    parts.join(" ")
}

/// The list as the basis of a confirmed reason: 火化名单（2021-09-01）.
#[must_use]
pub fn basis(entry: &Entry, messages: &Messages) -> String {
    messages.with(
        "match-basis",
        &[
            (
                "source",
                Value::Text(entry.text("title").unwrap_or_default()),
            ),
            (
                "day",
                Value::Text(entry.text("list_date").unwrap_or_default()),
            ),
        ],
    )
}
