//! The reader of the layouts of the daily report's workbook (附件1): which columns stand under which heads, on which
//! sheets, with which lines above and below. Those of the program lie in data/layouts; an office lays its own into the
//! folder `layouts` of its configuration, where one of the same name takes the program's place.

mod check;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};

use crate::domain::nearest::nearest;
use crate::domain::report::{COLUMNS, position};
use crate::error::Error;
use crate::messages::{Language, Messages};
use crate::packs::PackProblem;

pub use check::check;

/// The layout that is used where none is asked for.
pub const USUAL: &str = "attachment-1";

/// What stands in a column of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// 序号.
    Number,
    /// The unit's name.
    Unit,
    /// The unit's division code.
    Code,
    /// 备注.
    Remark,
    /// Nothing: to be filled in by hand.
    Blank,
    /// The report's column of that id.
    Cell(&'static str),
}

/// The words of columns that are none of the report's.
const OWN_COLUMNS: &[(&str, Show)] = &[
    ("number", Show::Number),
    ("unit", Show::Unit),
    ("code", Show::Code),
    ("remark", Show::Remark),
    ("blank", Show::Blank),
];

impl Show {
    /// What that word means in a layout.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let own = OWN_COLUMNS.iter().find(|(name, _)| *name == word);
        own.map(|(_, show)| *show)
            .or_else(|| Some(Self::Cell(COLUMNS.get(position(word)?)?.id())))
    }

    /// Every word that a layout may use.
    pub fn words() -> impl Iterator<Item = &'static str> + Clone {
        let own = OWN_COLUMNS.iter().map(|(name, _)| *name);
        own.chain(COLUMNS.iter().map(|column| column.id()))
    }
}

impl<'de> Deserialize<'de> for Show {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::named(&word).ok_or_else(|| serde::de::Error::custom(word))
    }
}

/// Who gets a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The work group: no amounts of money.
    Group,
    /// The office keeps it.
    Office,
}

impl Audience {
    /// Both, in the order of help.
    pub const ALL: [Self; 2] = [Self::Group, Self::Office];

    /// The word of `--for`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Office => "office",
        }
    }

    /// The audience of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == word)
    }
}

/// What the remarks of a sheet tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remarks {
    /// 未按时报送, 含撤回n人.
    Lateness,
    /// 含注销后封存n人.
    Sealed,
}

/// Where a text stands in its cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// Right.
    Right,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// As what is filled in.
    #[default]
    Plain,
    /// As the title over the table.
    Title,
}

/// A column of the paper.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What stands below the head.
    pub show: Show,
    head: Vec<String>,
    #[serde(default)]
    head_en: Option<Vec<String>>,
    /// Width in characters of a spreadsheet.
    pub width: f64,
    /// The number's format, where it is not the usual one of its kind.
    #[serde(default)]
    pub format: Option<String>,
}

impl Column {
    /// Its heads from top to bottom; neighbours with the same one of an upper line share a merged cell.
    #[must_use]
    pub fn head(&self, messages: &Messages) -> &[String] {
        match &self.head_en {
            Some(english) if messages.language() == Language::English => english,
            _ => &self.head,
        }
    }
}

/// A cell of a line above or below the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineCell {
    text: String,
    #[serde(default)]
    text_en: Option<String>,
    /// Where it stands in its cell.
    #[serde(default)]
    pub align: Align,
    /// How it looks.
    #[serde(default)]
    pub look: Look,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    /// How many lines it reaches down over.
    #[serde(default = "one")]
    pub lines: u32,
}

const fn one() -> u32 {
    1
}

impl LineCell {
    /// Its text, with places for values.
    #[must_use]
    pub fn text(&self, messages: &Messages) -> &str {
        said(&self.text, self.text_en.as_ref(), messages)
    }

    /// The columns it was put into, from 0; nothing where it shares the width with its neighbours.
    #[must_use]
    pub fn columns(&self) -> Option<(u16, u16)> {
        let first = column_number(self.from.as_deref()?)?;
        let last = self.to.as_deref().map_or(Some(first), column_number)?;
        Some((first, last))
    }
}

/// A line above or below the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its height in points, where it is not the usual one.
    #[serde(default)]
    pub height: Option<f64>,
    /// Its cells.
    pub cells: Vec<LineCell>,
}

/// One sheet of the paper.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    name: String,
    #[serde(default)]
    name_en: Option<String>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    subject_en: Option<String>,
    /// Who gets it.
    pub audience: Audience,
    /// What its remarks tell.
    #[serde(default = "lateness")]
    pub remarks: Remarks,
    /// So many columns stay where they are when the rest is moved.
    #[serde(default)]
    pub freeze: u16,
    /// Heights of the lines of heads, points.
    #[serde(default)]
    pub head_heights: Vec<f64>,
    /// Height of a row, points.
    #[serde(default)]
    pub row_height: Option<f64>,
    /// Height of the total, points.
    #[serde(default)]
    pub total_height: Option<f64>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Lines above the table: title, who reports, until when.
    #[serde(default)]
    pub above: Vec<Line>,
    /// Lines below the table: who signs.
    #[serde(default)]
    pub below: Vec<Line>,
}

const fn lateness() -> Remarks {
    Remarks::Lateness
}

impl Sheet {
    /// Its name: 表一.
    #[must_use]
    pub fn name(&self, messages: &Messages) -> &str {
        said(&self.name, self.name_en.as_ref(), messages)
    }

    /// What it shows: 进度和分类.
    #[must_use]
    pub fn subject(&self, messages: &Messages) -> &str {
        said(&self.subject, self.subject_en.as_ref(), messages)
    }

    /// Whether its remarks tell of lateness.
    #[must_use]
    pub fn tells_lateness(&self) -> bool {
        self.remarks == Remarks::Lateness
    }
}

/// A layout of the daily report's workbook.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    name: String,
    #[serde(default)]
    name_en: Option<String>,
    /// Its sheets in order.
    pub sheets: Vec<Sheet>,
}

impl Layout {
    /// What it is called in lists.
    #[must_use]
    pub fn name(&self, messages: &Messages) -> &str {
        said(&self.name, self.name_en.as_ref(), messages)
    }

    /// The layout of the program that is used where none is asked for.
    #[must_use]
    pub fn usual() -> &'static Self {
        static LAYOUT: OnceLock<Layout> = OnceLock::new();
        // A test proves that the program's own can be read.
        LAYOUT.get_or_init(|| {
            let text = PROGRAM.iter().find(|(id, _)| *id == USUAL);
            text.and_then(|(_, text)| toml::from_str(text).ok())
                .unwrap_or(Self {
                    name: String::new(),
                    name_en: None,
                    sheets: Vec::new(),
                })
        })
    }
}

fn said<'a>(chinese: &'a str, english: Option<&'a String>, messages: &Messages) -> &'a str {
    match english {
        Some(english) if messages.language() == Language::English => english,
        _ => chinese,
    }
}

/// The number of a spreadsheet's column from 0: `A`, `AB`.
fn column_number(letters: &str) -> Option<u16> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let number = letters.bytes().try_fold(0u16, |number, letter| {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A')?;
        (digit < 26).then_some(())?;
        number.checked_mul(26)?.checked_add(u16::from(digit) + 1)
    })?;
    Some(number - 1)
}

macro_rules! layouts {
    ($($id:literal),+ $(,)?) => {
        /// The layouts inside the program; a test compares the list with the folder.
        static PROGRAM: &[(&str, &str)] = &[$((
            $id,
            include_str!(concat!("../data/layouts/", $id, ".toml")),
        )),+];
    };
}

layouts!["attachment-1", "city-narrow"];

/// A layout that can be asked for.
#[derive(Debug)]
pub struct Listed {
    /// The word of `--layout`.
    pub id: String,
    /// The office's file, where it has one of that name.
    pub own: Option<PathBuf>,
    /// The layout, or what is wrong with it.
    pub layout: Result<Layout, Vec<PackProblem>>,
}

/// Where the program finds its layouts.
#[derive(Clone, Debug, Default)]
pub struct Layouts {
    folder: Option<PathBuf>,
}

impl Layouts {
    /// The layouts of the program, and over them those in `<config folder>/layouts`.
    #[must_use]
    pub fn with_config(config: &Path) -> Self {
        Self {
            folder: Some(config.join("layouts")),
        }
    }

    /// The words of all layouts, sorted.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = PROGRAM.iter().map(|(id, _)| (*id).to_owned()).collect();
        let own = self.folder.as_ref().and_then(|it| it.read_dir().ok());
        for entry in own.into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == "toml")
                && let Some(stem) = path.file_stem()
            {
                ids.push(stem.to_string_lossy().into_owned());
            }
        }
        ids.sort();
        ids.dedup();
        ids
    }

    /// All layouts; a broken one is listed too, with what is wrong.
    #[must_use]
    pub fn list(&self) -> Vec<Listed> {
        let ids = self.ids().into_iter();
        ids.map(|id| {
            let own = self.own(&id);
            let layout = match &own {
                Some(path) => check::read_file(path),
                None => built_in(&id),
            };
            Listed { id, own, layout }
        })
        .collect()
    }

    /// The layout of that word; without a word the usual one.
    ///
    /// # Errors
    /// When there is none, or the office's own is wrong.
    pub fn load(&self, id: Option<&str>) -> Result<Layout, Error> {
        let id = id.unwrap_or(USUAL);
        let layout = match self.own(id) {
            Some(path) => check::read_file(&path),
            None if PROGRAM.iter().any(|(one, _)| *one == id) => built_in(id),
            None => {
                let ids = self.ids();
                let near = nearest(id, ids.iter().map(String::as_str)).unwrap_or(USUAL);
                return Err(Error::said(
                    "error-layout-unknown",
                    &[("given", id), ("nearest", near)],
                ));
            }
        };
        layout.map_err(|problems| {
            let count = problems.len().to_string();
            Error::said("error-layout-wrong", &[("id", id), ("count", &count)])
        })
    }

    fn own(&self, id: &str) -> Option<PathBuf> {
        // A word is the name of a file in that folder and leads nowhere else.
        if id.contains(['/', '\\']) {
            return None;
        }
        let path = self.folder.as_ref()?.join(format!("{id}.toml"));
        path.is_file().then_some(path)
    }
}

fn built_in(id: &str) -> Result<Layout, Vec<PackProblem>> {
    let text = PROGRAM.iter().find(|(one, _)| *one == id);
    check::read_text(id, text.map_or("", |(_, text)| text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_layouts_is_the_folder_and_all_are_good() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/layouts");
        let mut names: Vec<String> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let listed: Vec<String> = PROGRAM.iter().map(|(id, _)| format!("{id}.toml")).collect();
        assert_eq!(names, listed);
        for name in names {
            assert_eq!(check(&folder.join(name)), Vec::new());
        }
    }

    #[test]
    fn every_column_of_the_report_stands_once_on_the_usual_layout() {
        let shown: Vec<&str> = Layout::usual()
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.columns)
            .filter_map(|column| match column.show {
                Show::Cell(id) => Some(id),
                _ => None,
            })
            .collect();
        for column in COLUMNS {
            let times = shown.iter().filter(|id| **id == column.id()).count();
            assert_eq!(times, 1, "{}", column.id());
        }
    }

    #[test]
    fn columns_are_counted_as_spreadsheets_do() {
        assert_eq!(column_number("A"), Some(0));
        assert_eq!(column_number("z"), Some(25));
        assert_eq!(column_number("AA"), Some(26));
        assert_eq!(column_number("1"), None);
        assert_eq!(column_number(""), None);
        assert_eq!(column_number("ABCDE"), None);
    }
}
