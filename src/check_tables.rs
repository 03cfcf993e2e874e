//! The reader of data/check-table.toml: the table that villages without a laptop fill in, column by column. An office's
//! own file of that name takes its place.

use std::path::Path;

use serde::Deserialize;

use crate::domain::entry::Kind;
use crate::domain::record::{CORRECTABLE, recordable};
use crate::error::Error;
use crate::intake::plain_title;
use crate::packs::PackProblem;
use crate::packs::check::{Check, check_text};
use crate::packs::shape::{Field, Kind as Shape, may, must};
use crate::packs::source::{SourceFile, open_file};

/// The file's name.
pub const FILE: &str = "check-table.toml";
const EMBEDDED: &str = include_str!("../data/check-table.toml");

/// What a locked column shows of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// Running number.
    Number,
    /// Village and group.
    Place,
    /// Name.
    Name,
    /// ID number.
    IdNumber,
    /// 男 or 女.
    Sex,
    /// Age on the day of the table.
    Age,
    /// First unpaid month.
    SuspendedFrom,
    /// The system's reason.
    Reason,
    /// Telephone.
    Phone,
}

const SHOWS: &[&str] = &[
    "number",
    "place",
    "name",
    "id_number",
    "sex",
    "age",
    "suspended_from",
    "reason",
    "phone",
];

/// What the village fills into a column becomes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Fills {
    /// A field of the contact.
    Contact(String),
    /// The class.
    Class,
    /// The fact of that name.
    Fact(String),
    /// A correction of that field.
    Correct(String),
    /// Who looked: the row's records are this officer's.
    By,
}

impl TryFrom<String> for Fills {
    type Error = String;
    fn try_from(word: String) -> Result<Self, String> {
        Self::named(&word).ok_or(word)
    }
}

impl Fills {
    fn named(word: &str) -> Option<Self> {
        match (word, word.split_once('.')) {
            ("class", _) => Some(Self::Class),
            ("by", _) => Some(Self::By),
            (_, Some(("contact", field))) => {
                let known = recordable(Kind::Contact)?.fields.iter();
                known
                    .into_iter()
                    .any(|one| one.name == field && field != "also")
                    .then(|| Self::Contact(field.to_owned()))
            }
            (_, Some(("fact", name))) => (!name.is_empty()).then(|| Self::Fact(name.to_owned())),
            (_, Some(("correct", field))) => CORRECTABLE
                .contains(&field)
                .then(|| Self::Correct(field.to_owned())),
            _ => None,
        }
    }
}

/// How a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// As it stands.
    #[default]
    Text,
    /// A day, however it is written.
    Day,
    /// A month, however it is written.
    Month,
}

/// A column of the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableColumn {
    /// Its title: by it the column is found again, wherever it was moved.
    pub title: String,
    /// What it shows, where it is locked.
    #[serde(default)]
    pub shows: Option<Shows>,
    /// What it becomes, where it is filled in.
    #[serde(default)]
    pub fills: Option<Fills>,
    /// Width in characters of a spreadsheet.
    pub width: f64,
    /// How a text is read.
    #[serde(default)]
    pub kind: TextKind,
    /// Texts and the words they mean.
    #[serde(default)]
    choices: Vec<(String, String)>,
    /// The word where nothing is filled in.
    #[serde(default)]
    pub usual: Option<String>,
}

impl TableColumn {
    /// The texts of the drop-down: the first of each word.
    #[must_use]
    pub fn offered(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        let mut texts = Vec::new();
        for (text, word) in &self.choices {
            if !words.contains(&word.as_str()) {
                words.push(word);
                texts.push(text.as_str());
            }
        }
        texts
    }

    /// Whether only texts of a list are known.
    #[must_use]
    pub fn has_choices(&self) -> bool {
        !self.choices.is_empty()
    }

    /// The word that a text means.
    #[must_use]
    pub fn word(&self, text: &str) -> Option<&str> {
        let mut choices = self.choices.iter();
        let found = choices.find(|(known, word)| known == text || word == text)?;
        Some(&found.1)
    }
}

/// The table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckTable {
    /// The title row, with {unit} and {township}.
    pub title: String,
    /// The row of the unit's name, with the same.
    pub unit_line: String,
    /// What to know when filling it in.
    #[serde(default)]
    pub note: String,
    /// The source that facts name.
    pub source: String,
    /// Title of the hidden column by which rows are known again.
    pub mark: String,
    /// Its columns in order.
    pub columns: Vec<TableColumn>,
}

impl CheckTable {
    /// The program's table, or the office's own.
    ///
    /// # Errors
    /// When the office's own is wrong.
    pub fn with_config(config: &Path) -> Result<Self, Error> {
        let path = config.join(FILE);
        if !path.is_file() {
            return Self::of_program();
        }
        let problems = check(&path);
        if let Some(first) = problems.first() {
            return Err(Error::said(
                "error-check-table-data",
                &[
                    ("path", &path.display().to_string()),
                    ("line", &first.line.to_string()),
                    ("count", &problems.len().to_string()),
                ],
            ));
        }
        let text = std::fs::read_to_string(&path).map_err(|error| Error::file(&path, error))?;
        read(&text)
    }

    /// The table of the program.
    ///
    /// # Errors
    /// When it is broken, which a test excludes.
    pub fn of_program() -> Result<Self, Error> {
        read(EMBEDDED)
    }

    /// Where the column of that title stands; marks and blanks in a title do not matter.
    #[must_use]
    pub fn column(&self, title: &str) -> Option<usize> {
        let plain = plain_title(title);
        let mut columns = self.columns.iter();
        columns.position(|column| plain_title(&column.title) == plain)
    }
}

fn read(text: &str) -> Result<CheckTable, Error> {
    toml::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Error::said("error-words", &[("what", error.message())]))
}

const TABLE: &[Field] = &[
    must("title", Shape::Text),
    must("unit_line", Shape::Text),
    may("note", Shape::Text),
    must("source", Shape::Text),
    must("mark", Shape::Text),
    must("columns", Shape::List(&Shape::Table(COLUMN))),
];
const COLUMN: &[Field] = &[
    must("title", Shape::Text),
    may("shows", Shape::Word(SHOWS)),
    may("fills", Shape::Text),
    must("width", Shape::Decimal(1, 255)),
    may("kind", Shape::Word(&["text", "day", "month"])),
    may("choices", Shape::List(&Shape::List(&Shape::Text))),
    may("usual", Shape::Text),
];

/// Every problem of a table in that file, with line and column.
#[must_use]
pub fn check(path: &Path) -> Vec<PackProblem> {
    match open_file(path) {
        Ok(file) => problems(&file),
        Err(problem) => vec![problem],
    }
}

fn problems(file: &SourceFile<'_>) -> Vec<PackProblem> {
    check_text(file, TABLE, |check| {
        let (mut name, mut id, mut by) = (false, false, false);
        for column in check.tables("columns") {
            if column.node("shows").is_some() == column.node("fills").is_some() {
                check.say(column.spot, "layout-problem-shows-or-fills", Vec::new());
            }
            let shows = column.text("shows").map(|(_, word)| word);
            name |= shows == Some("name");
            id |= shows == Some("id_number");
            if let Some((spot, word)) = column.text("fills") {
                by |= word == "by";
                if Fills::named(word).is_none() {
                    check.unknown_word(spot, word, FILLS.iter().copied());
                }
            }
        }
        for (is_there, word) in [
            (name, "shows = \"name\""),
            (id, "shows = \"id_number\""),
            (by, "fills = \"by\""),
        ] {
            if !is_there {
                lacks(check, word);
            }
        }
    })
}

/// What columns may fill, for hints.
const FILLS: &[&str] = &[
    "contact.how",
    "contact.met",
    "contact.found",
    "contact.informant",
    "contact.relation",
    "contact.phone",
    "contact.on",
    "contact.note",
    "contact.again_on",
    "class",
    "fact.death_month",
    "correct.phone",
    "by",
];

fn lacks(check: &mut Check<'_>, word: &str) {
    let args = vec![("word", word.to_owned())];
    check.say((0, 0), "pack-problem-missing-key", args);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_program_is_good_and_finds_its_columns() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("data")
            .join(FILE);
        assert_eq!(check(&path), Vec::new());
        let table = CheckTable::of_program().unwrap();
        let how = &table.columns[table.column(" 核查方式 *").unwrap()];
        assert_eq!(how.word("打电话"), Some("phone"));
        assert_eq!(how.word("phone"), Some("phone"));
        assert_eq!(how.word("飞鸽"), None);
        assert!(how.offered().contains(&"入户") && !how.offered().contains(&"上门"));
        // A spreadsheet's list holds 255 characters.
        for column in &table.columns {
            assert!(column.offered().join(",").chars().count() <= 255);
            assert!(
                column
                    .usual
                    .as_deref()
                    .is_none_or(|word| column.word(word).is_some())
            );
        }
    }

    #[test]
    fn a_wrong_table_is_told_with_line_and_column() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let text = "title = \"x\"\nunit_line = \"y\"\nsource = \"z\"\nmark = \"m\"\ncolumns = [\n  { title = \"甲\", fills = \"contact.hat\", width = 5 },\n  { title = \"乙\", width = 5 },\n]\n";
        std::fs::write(&path, text).unwrap();
        let keys: Vec<(usize, &str)> = check(&path)
            .iter()
            .map(|problem| (problem.line, problem.key))
            .collect();
        assert_eq!(
            keys,
            [
                (1, "pack-problem-missing-key"),
                (1, "pack-problem-missing-key"),
                (1, "pack-problem-missing-key"),
                (6, "pack-problem-unknown-word-near"),
                (7, "layout-problem-shows-or-fills"),
            ]
        );
        assert!(CheckTable::with_config(folder.path()).is_err());
    }
}
