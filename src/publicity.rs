//! The reader of data/publish.toml: who may stand on a public list, and for how long it hangs.

use serde::Deserialize;

const EMBEDDED: &str = include_str!("../data/publish.toml");

/// A kind of public list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRule {
    /// Name in files.
    pub id: String,
    /// What stands above it.
    pub title: String,
    /// By what it hangs.
    pub basis: String,
    /// People with one of these approved outcomes.
    pub outcomes: Vec<String>,
    /// People of these classes are never listed.
    pub never: Vec<String>,
    /// Calendar days that it hangs, the day of hanging not counted.
    pub days: u64,
}

impl ListRule {
    /// Whether a person of this class may be listed; one without a class may not.
    #[must_use]
    pub fn allows(&self, class: Option<&str>) -> bool {
        class.is_some_and(|class| {
            !self
                .never
                .iter()
                .any(|never| class.starts_with(never.as_str()))
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lists: Vec<ListRule>,
}

/// The lists that the program knows.
///
/// # Errors
/// What is wrong with the file.
pub fn load() -> Result<Vec<ListRule>, String> {
    let file: File =
        toml::from_str(EMBEDDED).map_err(|error| format!("publish.toml: {}", error.message()))?;
    Ok(file.lists)
}

#[cfg(test)]
mod tests {
    #[test]
    fn nobody_in_prison_and_nobody_dead_is_ever_listed() {
        for rule in super::load().unwrap() {
            for class in ["4", "5"] {
                assert!(!rule.allows(Some(class)), "{}", rule.id);
            }
            assert!(!rule.allows(None) && rule.allows(Some("1")) && rule.allows(Some("3b")));
            assert!(rule.days >= 10);
        }
    }
}
