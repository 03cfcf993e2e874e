//! Why a file cannot be read: a key of a message with what, where and what helps.

use std::io;
use std::path::Path;

/// A file that is no list we can read. Each has a sentence in data/messages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}")]
pub struct IntakeError {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl IntakeError {
    /// An error that a message says.
    #[must_use]
    pub fn new(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self {
            key,
            args: args
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        }
    }

    /// What the system says about a file.
    #[must_use]
    pub fn of_file(path: &Path, error: &io::Error) -> Self {
        let file = path.display().to_string();
        let key = match error.kind() {
            io::ErrorKind::NotFound => "intake-missing",
            io::ErrorKind::PermissionDenied => "intake-permission",
            io::ErrorKind::IsADirectory => "intake-folder",
            _ => "intake-unreadable",
        };
        Self::new(key, &[("file", &file), ("what", &error.to_string())])
    }

    /// Key of the message and values of its placeholders.
    #[must_use]
    pub fn message(&self) -> (&'static str, Vec<(&'static str, String)>) {
        (self.key, self.args.clone())
    }

    /// Whether the file itself is broken (exit code 4).
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self.key, "intake-damaged" | "intake-child-died")
    }

    /// The key alone, with its values as lines: how a child process tells its parent.
    pub(super) fn to_wire(&self) -> String {
        let mut wire = self.key.to_owned();
        for (name, value) in &self.args {
            wire.push('\n');
            wire.push_str(name);
            wire.push('\t');
            wire.push_str(&value.replace(['\n', '\t'], " "));
        }
        wire
    }

    /// Reads back what a child process told; keys and names come from this list alone.
    pub(super) fn from_wire(wire: &str) -> Self {
        const KEYS: &[&str] = &[
            "intake-password",
            "intake-damaged",
            "intake-unpacks-too-big",
            "intake-too-many-sheets",
            "intake-too-many-rows",
            "intake-too-wide",
            "intake-permission",
            "intake-missing",
            "intake-unreadable",
        ];
        const NAMES: &[&str] = &["file", "what", "most", "sheet"];
        let mut lines = wire.lines();
        let key = lines.next().unwrap_or_default();
        let key = KEYS
            .iter()
            .find(|known| **known == key)
            .copied()
            .unwrap_or("intake-damaged");
        let args = lines
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(name, value)| {
                let name = NAMES.iter().find(|known| **known == name)?;
                Some((*name, value.to_owned()))
            })
            .collect();
        Self { key, args }
    }
}
