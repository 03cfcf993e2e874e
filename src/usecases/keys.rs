//! The table of keys, made from the key files: what `xunren keys` and the README show.

use crate::action::Place;
use crate::keymap::Keymap;
use crate::messages::Messages;

/// A line for each place and action with its keys, as a Markdown table.
#[must_use]
pub fn table(keymap: &Keymap, messages: &Messages) -> String {
    let mut text = format!(
        "| {} | {} | {} |\n|---|---|---|\n",
        messages.get("cli-keys-place"),
        messages.get("cli-keys-action"),
        messages.get("cli-keys-key"),
    );
    let everywhere = keymap.lines(Place::Anywhere);
    for place in Place::ALL {
        for line in keymap.lines(*place) {
            // What holds everywhere is said once.
            let general = everywhere
                .iter()
                .any(|other| other.action == line.action && other.keys == line.keys);
            if general && *place != Place::Anywhere {
                continue;
            }
            let keys: Vec<String> = line
                .keys
                .iter()
                .map(|key| crate::keymap::key_name(*key, messages))
                .collect();
            let row = format!(
                "| {} | {} | {} |\n",
                messages.get(&message("place", place.name())),
                messages.get(&message("action", line.action.name())),
                keys.join(" "),
            );
            text.push_str(&row);
        }
    }
    text
}

fn message(what: &str, name: &str) -> String {
    format!("keys-{what}-{}", name.replace('_', "-"))
}
