//! Finds every problem of a layout at once, each with line and column: first what each value has to be, then what does
//! not fit together.

use std::path::Path;

use super::{Layout, Show, column_number};
use crate::domain::report::{COLUMNS, position};
use crate::packs::PackProblem;
use crate::packs::check::{Check, check_text};
use crate::packs::shape::{Field, Kind, may, must};
use crate::packs::source::{SourceFile, open_file};
use crate::packs::tree::{Spot, TableNode};

/// The places for values that a text may hold.
pub const PLACES: &[&str] = &[
    "title",
    "unit",
    "unit_title",
    "sheet",
    "subject",
    "until",
    "date",
    "issue",
    "office",
    "reporter",
    "phone",
];

const LAYOUT: &[Field] = &[
    must("name", Kind::Text),
    may("name_en", Kind::Text),
    must("sheets", Kind::List(&Kind::Table(SHEET))),
];
const SHEET: &[Field] = &[
    must("name", Kind::Text),
    may("name_en", Kind::Text),
    may("subject", Kind::Text),
    may("subject_en", Kind::Text),
    must("audience", Kind::Word(&["group", "office"])),
    may("remarks", Kind::Word(&["lateness", "sealed"])),
    may("freeze", Kind::Whole(0, 100)),
    may("head_heights", Kind::List(&HEIGHT)),
    may("row_height", HEIGHT),
    may("total_height", HEIGHT),
    must("columns", Kind::List(&Kind::Table(COLUMN))),
    may("above", Kind::List(&Kind::Table(LINE))),
    may("below", Kind::List(&Kind::Table(LINE))),
];
const COLUMN: &[Field] = &[
    must("show", Kind::Text),
    must("head", Kind::List(&Kind::Text)),
    may("head_en", Kind::List(&Kind::Text)),
    must("width", Kind::Decimal(1, 255)),
    may("format", Kind::Text),
];
const LINE: &[Field] = &[
    may("height", HEIGHT),
    must("cells", Kind::List(&Kind::Table(CELL))),
];
const CELL: &[Field] = &[
    must("text", Kind::Text),
    may("text_en", Kind::Text),
    may("align", Kind::Word(&["left", "center", "right"])),
    may("look", Kind::Word(&["plain", "title"])),
    may("from", Kind::Text),
    may("to", Kind::Text),
    may("lines", Kind::Whole(1, 50)),
];
/// A spreadsheet's row is no higher.
const HEIGHT: Kind = Kind::Decimal(1, 409);

/// Every problem of the layout in that file, in order of line. Nothing wrong = an empty list.
#[must_use]
pub fn check(path: &Path) -> Vec<PackProblem> {
    match open_file(path) {
        Ok(file) => problems(&file),
        Err(problem) => vec![problem],
    }
}

/// The layout of that text, or all that is wrong with it.
pub(super) fn read_text(name: &str, text: &str) -> Result<Layout, Vec<PackProblem>> {
    let file = SourceFile {
        name: name.to_owned(),
        text: text.into(),
    };
    read(&file)
}

/// The layout of that file, or all that is wrong with it.
pub(super) fn read_file(path: &Path) -> Result<Layout, Vec<PackProblem>> {
    read(&open_file(path).map_err(|problem| vec![problem])?)
}

fn read(file: &SourceFile<'_>) -> Result<Layout, Vec<PackProblem>> {
    let problems = problems(file);
    if !problems.is_empty() {
        return Err(problems);
    }
    toml::from_str(&file.text).map_err(|error| {
        vec![PackProblem {
            file: file.name.clone(),
            line: 1,
            column: 1,
            key: "pack-problem-other",
            args: vec![("detail", error.message().to_owned())],
        }]
    })
}

fn problems(file: &SourceFile<'_>) -> Vec<PackProblem> {
    check_text(file, LAYOUT, |check| {
        for sheet in check.tables("sheets") {
            Paper { check, sheet }.check();
        }
        names(check);
    })
}

/// A workbook has no two sheets of one name, and a name has its limits.
fn names(check: &mut Check<'_>) {
    let mut seen: Vec<&str> = Vec::new();
    for sheet in check.tables("sheets") {
        for key in ["name", "name_en"] {
            let Some((spot, name)) = sheet.text(key) else {
                continue;
            };
            let word = || vec![("word", name.to_owned())];
            if key == "name" {
                if seen.contains(&name) {
                    check.say(spot, "layout-problem-sheet-twice", word());
                }
                seen.push(name);
            }
            // The spreadsheet format allows no longer name, and not these signs.
            if name.chars().count() > 31 || name.contains(['[', ']', ':', '*', '?', '/', '\\']) {
                check.say(spot, "layout-problem-sheet-name", word());
            }
        }
    }
}

/// One sheet that is looked over.
struct Paper<'c, 'a> {
    check: &'c mut Check<'a>,
    sheet: TableNode<'a>,
}

impl<'a> Paper<'_, 'a> {
    fn check(&mut self) {
        let columns = self.sheet.tables("columns");
        let audience = self.sheet.text("audience").map(|(_, word)| word);
        let mut named = false;
        for column in &columns {
            if let Some((spot, word)) = column.text("show") {
                named |= word == "unit" || word == "code";
                self.column(spot, word, audience == Some("group"));
            }
            for key in ["head", "head_en"] {
                let heads = column.texts(key);
                if let Some(node) = column.node(key).filter(|_| heads.is_empty()) {
                    let args = vec![("word", key.to_owned())];
                    self.check.say(node.spot(), "pack-problem-empty", args);
                }
                for (spot, text) in heads {
                    self.places(spot, text);
                }
            }
        }
        if !named {
            self.check
                .say(self.sheet.spot, "layout-problem-no-unit", Vec::new());
        }
        let above = self.lines("above", columns.len());
        let below = self.lines("below", columns.len());
        if !(above || below) {
            self.check
                .say(self.sheet.spot, "layout-problem-no-title", Vec::new());
        }
    }

    fn column(&mut self, spot: Spot, word: &'a str, group: bool) {
        if Show::named(word).is_none() {
            self.check.unknown_word(spot, word, Show::words());
            return;
        }
        // No amount stands in what goes to the group (officer.md 4.3).
        if group && position(word).is_some_and(|at| COLUMNS[at].is_money()) {
            let args = vec![("word", word.to_owned())];
            self.check.say(spot, "layout-problem-money", args);
        }
    }

    /// The places for values in a text; gives whether the title is among them.
    fn places(&mut self, spot: Spot, text: &str) -> bool {
        let mut titled = false;
        for part in text.split('{').skip(1) {
            match part.split_once('}') {
                Some((word, _)) if PLACES.contains(&word) => titled |= word == "title",
                Some((word, _)) => self.check.unknown_word(spot, word, PLACES.iter().copied()),
                None => {
                    let args = vec![("word", text.to_owned())];
                    self.check.say(spot, "layout-problem-unclosed", args);
                }
            }
        }
        titled
    }

    /// The lines above or below: texts, columns, and what lies on top of each other. Gives whether a title is there.
    fn lines(&mut self, block: &str, columns: usize) -> bool {
        let mut titled = false;
        let mut taken: Vec<Area> = Vec::new();
        let lines = self.sheet.tables(block);
        for (at, line) in lines.iter().enumerate() {
            let cells = line.tables("cells");
            let placed = cells.iter().filter(|cell| cell.node("from").is_some());
            let placed = placed.count();
            if placed != 0 && placed != cells.len() {
                self.check
                    .say(line.spot, "layout-problem-half-placed", Vec::new());
            } else if cells.len() > columns {
                self.check
                    .say(line.spot, "layout-problem-too-many", Vec::new());
            }
            for cell in cells {
                if let Some((spot, text)) = cell.text("text") {
                    titled |= self.places(spot, text);
                    titled |= cell.text("look").is_some_and(|(_, look)| look == "title");
                }
                if let Some((spot, text)) = cell.text("text_en") {
                    self.places(spot, text);
                }
                if let Some(area) = self.area(cell, at, columns) {
                    if taken.iter().any(|other| other.meets(&area)) {
                        self.check
                            .say(cell.spot, "layout-problem-overlap", Vec::new());
                    } else if area.bottom >= lines.len() {
                        self.check
                            .say(cell.spot, "layout-problem-too-deep", Vec::new());
                    }
                    taken.push(area);
                }
            }
        }
        titled
    }

    /// The cells that one text covers; what shares the width with its neighbours meets only what reaches down to it,
    /// and counts as the line's first column.
    fn area(&mut self, cell: TableNode<'a>, line: usize, columns: usize) -> Option<Area> {
        let down = cell
            .node("lines")
            .and_then(|node| node.value.get_ref().as_integer()?.as_str().parse().ok())
            .unwrap_or(1usize);
        if cell.node("from").is_none() {
            if down > 1 || cell.node("to").is_some() {
                self.check
                    .say(cell.spot, "layout-problem-half-placed", Vec::new());
            }
            return None;
        }
        let left = self.column_of(cell, "from", columns)?;
        let right = match cell.node("to") {
            Some(_) => self.column_of(cell, "to", columns)?,
            None => left,
        };
        if right < left {
            let shown = |key: &str| cell.text(key).map_or("", |(_, word)| word).to_owned();
            let args = vec![("from", shown("from")), ("to", shown("to"))];
            self.check.say(cell.spot, "layout-problem-backwards", args);
            return None;
        }
        Some(Area {
            top: line,
            bottom: line + down.max(1) - 1,
            left,
            right,
        })
    }

    fn column_of(&mut self, cell: TableNode<'a>, key: &str, columns: usize) -> Option<usize> {
        let (spot, word) = cell.text(key)?;
        let number = column_number(word).map(usize::from);
        let found = number.filter(|number| *number < columns);
        if found.is_none() {
            let args = vec![("word", word.to_owned())];
            self.check.say(spot, "layout-problem-no-column", args);
        }
        found
    }
}

/// Cells that are merged into one.
struct Area {
    top: usize,
    bottom: usize,
    left: usize,
    right: usize,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.top <= other.bottom
            && other.top <= self.bottom
            && self.left <= other.right
            && other.left <= self.right
    }
}
