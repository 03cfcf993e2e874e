//! The reader of the district's own notes on how a step or class is to be handled (政策口径): the file
//! `district-notes.toml` of an office's configuration folder. Each note says whose word it is and since when.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::packs::PackProblem;
use crate::packs::check::check_text;
use crate::packs::shape::{Field, Kind, may, must};
use crate::packs::source::open_file;

/// The file's name.
pub const FILE: &str = "district-notes.toml";

/// One note.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictNote {
    /// The class that it is about; nothing for all.
    #[serde(default)]
    pub class: Option<String>,
    /// The step that it is about; nothing for the class as a whole.
    #[serde(default)]
    pub step: Option<String>,
    /// What it says.
    pub text: String,
    /// Whose word it is: a document, a meeting, a call.
    pub source: String,
    /// Since when.
    #[serde(deserialize_with = "day")]
    pub date: NaiveDate,
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

/// All notes, newest first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictNotes {
    notes: Vec<DistrictNote>,
}

const NOTES: &[Field] = &[must("notes", Kind::List(&Kind::Table(NOTE)))];
const NOTE: &[Field] = &[
    may("class", Kind::Text),
    may("step", Kind::Text),
    must("text", Kind::Text),
    must("source", Kind::Text),
    must("date", Kind::Day),
];

/// Every problem of the notes in that file, with line and column.
#[must_use]
pub fn check(path: &Path) -> Vec<PackProblem> {
    match open_file(path) {
        Ok(file) => check_text(&file, NOTES, |check| {
            for note in check.tables("notes") {
                // A note about nothing would stand everywhere.
                if note.node("class").is_none() && note.node("step").is_none() {
                    check.say(note.spot, "layout-problem-note-of-nothing", Vec::new());
                }
            }
        }),
        Err(problem) => vec![problem],
    }
}

impl DistrictNotes {
    /// Where an office's notes lie.
    #[must_use]
    pub fn path(config: &Path) -> PathBuf {
        config.join(FILE)
    }

    /// The office's notes, none where it has none; or all that is wrong with them.
    ///
    /// # Errors
    /// The problems, each with line and column.
    pub fn with_config(config: &Path) -> Result<Self, Vec<PackProblem>> {
        let path = Self::path(config);
        if !path.is_file() {
            return Ok(Self::default());
        }
        let problems = check(&path);
        if !problems.is_empty() {
            return Err(problems);
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let mut notes: Self =
            toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
                vec![PackProblem {
                    file: FILE.to_owned(),
                    line: 1,
                    column: 1,
                    key: "pack-problem-other",
                    args: vec![("detail", error.message().to_owned())],
                }]
            })?;
        notes.notes.sort_by_key(|note| std::cmp::Reverse(note.date));
        Ok(notes)
    }

    /// The notes about a step of a class, and about the class as a whole; newest first, those of the step before.
    #[must_use]
    pub fn about(&self, class: Option<&str>, step: Option<&str>) -> Vec<&DistrictNote> {
        // A class without its letter speaks for its sub-classes too.
        let fits = |note: &&DistrictNote| match (note.class.as_deref(), class) {
            (None, _) => true,
            (Some(wanted), Some(class)) => class == wanted || class.starts_with(wanted),
            (Some(_), None) => false,
        };
        let of_step = self
            .notes
            .iter()
            .filter(fits)
            .filter(|note| note.step.is_some() && note.step.as_deref() == step);
        let of_class = self.notes.iter().filter(fits);
        of_step
            .chain(of_class.filter(|note| note.step.is_none()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[[notes]]
class = "5"
text = "甲"
source = "例会"
date = "2021-09-03"

[[notes]]
class = "5"
step = "terminate"
text = "乙"
source = "电话通知"
date = "2021-09-08"

[[notes]]
class = "3"
text = "丙"
source = "例会"
date = "2021-09-08"
"#;

    #[test]
    fn notes_are_found_by_step_and_class() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            DistrictNotes::with_config(folder.path())
                .unwrap()
                .notes
                .is_empty()
        );
        std::fs::write(folder.path().join(FILE), TEXT).unwrap();
        let notes = DistrictNotes::with_config(folder.path()).unwrap();
        let texts = |class, step| -> Vec<&str> {
            let found = notes.about(class, step).into_iter();
            found.map(|note| note.text.as_str()).collect()
        };
        assert_eq!(texts(Some("5"), Some("terminate")), ["乙", "甲"]);
        assert_eq!(texts(Some("5"), Some("other")), ["甲"]);
        assert_eq!(texts(Some("3a"), None), ["丙"]);
        assert_eq!(texts(None, None), Vec::<&str>::new());
    }

    #[test]
    fn wrong_notes_are_told_with_line_and_column() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join(FILE),
            "[[notes]]\ntext = \"甲\"\nsource = \"例会\"\ndate = \"九月\"\n",
        )
        .unwrap();
        let problems = DistrictNotes::with_config(folder.path()).unwrap_err();
        let told: Vec<(usize, &str)> = problems.iter().map(|one| (one.line, one.key)).collect();
        assert_eq!(
            told,
            [
                (1, "layout-problem-note-of-nothing"),
                (4, "pack-problem-day")
            ]
        );
    }
}
