//! What an office has looked at itself, because no figure tells it: an item of the checklist that is done, by whom, when,
//! and with which word. A later entry takes it back; both stay readable.

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::entry::{Entry, EntryRef, Kind};

/// An entry about an item of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The entry.
    pub entry: EntryRef,
    /// The item, by its id.
    pub item: String,
    /// Done, or taken back.
    pub done: bool,
    /// The day on which it was done, or taken back.
    pub on: NaiveDate,
    /// Who looked.
    pub by: String,
    /// What is there, or why it is taken back.
    pub word: String,
}

impl Tick {
    /// What an entry says; nothing where it says something else.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        if entry.kind != Kind::Inspect {
            return None;
        }
        let text = |name: &str| entry.text(name).unwrap_or_default().to_owned();
        Some(Self {
            entry: entry.id,
            item: entry.text("item")?.to_owned(),
            done: entry.body.fields.get("done").and_then(Value::as_bool)?,
            on: entry.text("date")?.parse().ok()?,
            by: entry.text("by").unwrap_or(&entry.body.by).to_owned(),
            word: text("word"),
        })
    }
}

/// The tick that stands: the last word on an item, where it says that the item is done.
#[must_use]
pub fn standing(ticks: &[Tick]) -> Option<&Tick> {
    ticks.last().filter(|tick| tick.done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{Body, CaseId, StreamId};

    fn entry(kind: Kind, fields: &str) -> Entry {
        Entry {
            id: EntryRef::default(),
            stream: StreamId::default(),
            seq: 1,
            unit: "410108".parse().unwrap(),
            case: CaseId::BOOK,
            kind,
            at: 0,
            written_at: 0,
            hlc: 0,
            parents: Vec::new(),
            body: Body {
                by: "王敏".to_owned(),
                fields: serde_json::from_str(fields).unwrap(),
                ..Body::default()
            },
        }
    }

    #[test]
    fn the_last_word_on_an_item_stands() {
        let done = r#"{"item":"archived","done":true,"date":"2021-09-16","word":"三盒"}"#;
        let back =
            r#"{"item":"archived","done":false,"date":"2021-09-17","by":"宋丽君","word":"少一盒"}"#;
        let done = Tick::of(&entry(Kind::Inspect, done)).unwrap();
        let back = Tick::of(&entry(Kind::Inspect, back)).unwrap();
        assert_eq!((done.by.as_str(), back.by.as_str()), ("王敏", "宋丽君"));
        assert_eq!(standing(&[]), None);
        assert_eq!(standing(&[back.clone(), done.clone()]), Some(&done));
        assert_eq!(standing(&[done, back]), None);
    }

    #[test]
    fn other_entries_say_nothing_of_items() {
        let fields = r#"{"item":"archived","done":true,"date":"2021-09-16"}"#;
        assert_eq!(Tick::of(&entry(Kind::Submit, fields)), None);
        assert_eq!(
            Tick::of(&entry(Kind::Inspect, r#"{"item":"archived"}"#)),
            None
        );
    }
}
