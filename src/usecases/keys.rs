//! The table of keys, made from the key files: what `xunren keys` and the README show.

use serde::Serialize;

use crate::action::Place;
use crate::keymap::Keymap;
use crate::messages::Messages;

/// The keys of one action in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyLine {
    /// The place, as key files name it.
    pub place: &'static str,
    /// The place in words.
    pub place_title: String,
    /// The action, as key files name it.
    pub action: &'static str,
    /// The action in words.
    pub title: String,
    /// Its keys in words.
    pub keys: Vec<String>,
}

/// A line for each place and action with its keys; what holds everywhere is said once.
#[must_use]
pub fn lines(keymap: &Keymap, messages: &Messages) -> Vec<KeyLine> {
    let mut lines = Vec::new();
    let everywhere = keymap.lines(Place::Anywhere);
    for place in Place::ALL {
        for line in keymap.lines(*place) {
            let general = everywhere
                .iter()
                .any(|other| other.action == line.action && other.keys == line.keys);
            if general && *place != Place::Anywhere {
                continue;
            }
            lines.push(KeyLine {
                place: place.name(),
                place_title: messages.get(&message("place", place.name())),
                action: line.action.name(),
                title: messages.get(&message("action", line.action.name())),
                keys: line
                    .keys
                    .iter()
                    .map(|key| crate::keymap::key_name(*key, messages))
                    .collect(),
            });
        }
    }
    lines
}

/// The same as a Markdown table.
#[must_use]
pub fn table(keymap: &Keymap, messages: &Messages) -> String {
    let mut text = format!(
        "| {} | {} | {} |\n|---|---|---|\n",
        messages.get("cli-keys-place"),
        messages.get("cli-keys-action"),
        messages.get("cli-keys-key"),
    );
    for line in lines(keymap, messages) {
        let keys = line.keys.join(" ");
        let row = format!("| {} | {} | {keys} |\n", line.place_title, line.title);
        text.push_str(&row);
    }
    text
}

fn message(what: &str, name: &str) -> String {
    format!("keys-{what}-{}", name.replace('_', "-"))
}
