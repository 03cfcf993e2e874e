//! Finds every problem of a pack at once, each with file, line and column: first each value by itself, then what
//! belongs together. Runs when somebody asks for it, or when a pack comes from a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use chrono::{NaiveDate, NaiveTime};
use toml::de::{DeString, DeTable, DeValue};

use super::classes;
use super::problem::{Found, PackProblem};
use super::shape::{CLOSING_TABLE, CLOSING_WORDS, Field, Kind, PACK};
use super::source::{self, Source};
use super::tree::{Node, Spot, TableNode};
use crate::domain::nearest::nearest;
use crate::domain::unit::{Level, UnitCode};

/// Every problem of the pack at that path, in order of file and line: a folder, a file of a pack's folder, or one file
/// that holds a whole pack. Nothing wrong = an empty list.
#[must_use]
pub fn check(path: &Path) -> Vec<PackProblem> {
    match source::open(path) {
        Ok(source) => {
            let folder = if path.is_dir() { Some(path) } else { None };
            let id = folder
                .and_then(Path::file_name)
                .map(|name| name.to_string_lossy().into_owned());
            check_source(&source, id.as_deref())
        }
        Err(problems) => problems,
    }
}

/// Walks the trees and gathers what is wrong and what is spoken of.
#[derive(Default)]
pub(super) struct Check<'a> {
    pub found: Vec<Found>,
    /// Every node of a top-level key, in the order of the files.
    top: BTreeMap<&'a str, Vec<Node<'a>>>,
    clauses: Vec<(Spot, &'a str)>,
    classes: Vec<(Spot, &'a str)>,
    units: Vec<(Spot, UnitCode)>,
}

/// All problems of a pack's texts; with `id`, the name of its folder has to be its id.
pub(super) fn check_source(source: &Source<'_>, id: Option<&str>) -> Vec<PackProblem> {
    let mut problems: Vec<Found> = Vec::new();
    let mut trees = Vec::new();
    for (number, file) in source.files.iter().enumerate() {
        let (tree, errors) = DeTable::parse_recoverable(&file.text);
        problems.extend(errors.iter().map(|error| syntax(number, error)));
        trees.push(tree.into_inner());
    }
    // A slip of the pen drags missing keys behind it that are not missing: say the slip alone.
    if problems.is_empty() {
        let mut check = Check::default();
        for (number, tree) in trees.iter().enumerate() {
            check.file(number, tree);
        }
        check.whole(source, id);
        problems = check.found;
        if problems.is_empty() {
            // What the walk does not know, the types may still refuse.
            problems.extend(source::read(source).err().map(|problem| Found {
                file: 0,
                at: 0,
                key: problem.key,
                args: problem.args,
            }));
        }
    }
    let mut problems: Vec<PackProblem> = problems
        .into_iter()
        .map(|found| source.place(found))
        .collect();
    problems.sort();
    problems.dedup();
    problems
}

/// The parser speaks English: what officers really mistype has messages of ours.
fn syntax(file: usize, error: &toml::de::Error) -> Found {
    let message = error.message();
    let key = if message.starts_with("duplicate key") {
        "pack-problem-duplicate-key"
    } else if message.contains("must be quoted") || message.contains("invalid unquoted") {
        "pack-problem-unquoted"
    } else if ["unclosed", "quote", "invalid basic string"]
        .iter()
        .any(|slip| message.contains(slip))
    {
        "pack-problem-unclosed"
    } else if message.contains("comma") {
        "pack-problem-comma"
    } else if message.contains("value") || message.contains("assignment") {
        "pack-problem-no-value"
    } else {
        "pack-problem-syntax"
    };
    Found {
        file,
        at: error.span().map_or(0, |span| span.start),
        key,
        args: vec![("detail", message.to_owned())],
    }
}

impl<'a> Check<'a> {
    pub(super) fn say(
        &mut self,
        (file, at): Spot,
        key: &'static str,
        args: Vec<(&'static str, String)>,
    ) {
        self.found.push(Found {
            file,
            at,
            key,
            args,
        });
    }

    /// All nodes of a top-level key.
    pub(super) fn nodes(&self, key: &str) -> Vec<Node<'a>> {
        self.top.get(key).cloned().unwrap_or_default()
    }

    fn file(&mut self, file: usize, tree: &'a DeTable<'a>) {
        for (key, value) in tree {
            let name = key.get_ref().as_ref();
            let Some(field) = PACK.iter().find(|field| field.key == name) else {
                self.unknown_key((file, key.span().start), name, PACK);
                continue;
            };
            let single = !matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_));
            if single && self.top.contains_key(field.key) {
                let spot = (file, key.span().start);
                self.say(
                    spot,
                    "pack-problem-said-twice",
                    vec![("word", name.to_owned())],
                );
            }
            let node = Node { file, value };
            self.top.entry(field.key).or_default().push(node);
            self.value(field.key, node, &field.kind);
        }
    }

    fn unknown_key(&mut self, spot: Spot, word: &str, fields: &[Field]) {
        let known = fields.iter().map(|field| field.key);
        let (key, hint) = match nearest(word, known.clone()) {
            Some(near) => ("pack-problem-unknown-key-near", near.to_owned()),
            None => ("pack-problem-unknown-key", list(known)),
        };
        self.say(spot, key, vec![("word", word.to_owned()), ("known", hint)]);
    }

    fn unknown_word<'w>(
        &mut self,
        spot: Spot,
        word: &str,
        known: impl Iterator<Item = &'w str> + Clone,
    ) {
        let (key, hint) = match nearest(word, known.clone()) {
            Some(near) => ("pack-problem-unknown-word-near", near.to_owned()),
            None => ("pack-problem-unknown-word", list(known)),
        };
        self.say(spot, key, vec![("word", word.to_owned()), ("known", hint)]);
    }

    fn wrong_type(&mut self, key: &str, node: Node<'_>, wanted: &str) {
        let found = match node.value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "whole",
            DeValue::Float(_) => "float",
            DeValue::Boolean(_) => "flag",
            DeValue::Datetime(_) => "datetime",
            DeValue::Array(_) => "list",
            DeValue::Table(_) => "table",
        };
        self.say(
            node.spot(),
            "pack-problem-type",
            vec![
                ("word", key.to_owned()),
                ("wanted", wanted.to_owned()),
                ("found", found.to_owned()),
            ],
        );
    }

    fn value(&mut self, key: &str, node: Node<'a>, kind: &Kind) {
        match (kind, node.value.get_ref()) {
            (Kind::Flag, DeValue::Boolean(_)) => {}
            (Kind::Whole(least, most), DeValue::Integer(number)) => {
                let read = i64::from_str_radix(number.as_str(), number.radix());
                if !read.is_ok_and(|number| (*least..=*most).contains(&number)) {
                    let args = vec![
                        ("word", key.to_owned()),
                        ("least", least.to_string()),
                        ("most", most.to_string()),
                    ];
                    self.say(node.spot(), "pack-problem-range", args);
                }
            }
            (Kind::Closing, DeValue::String(_) | DeValue::Table(_)) => self.closing(node),
            (Kind::Table(fields), DeValue::Table(table)) => self.table(node, table, fields),
            (Kind::Map(keys, kind), DeValue::Table(table)) => {
                for (name, value) in table {
                    if let Some(keys) = keys {
                        self.word((node.file, name.span().start), key, name.get_ref(), keys);
                    }
                    let node = Node {
                        file: node.file,
                        value,
                    };
                    self.value(name.get_ref(), node, kind);
                }
            }
            (Kind::List(kind), DeValue::Array(list)) => {
                for value in list {
                    let node = Node {
                        file: node.file,
                        value,
                    };
                    self.value(key, node, kind);
                }
            }
            (
                Kind::Text
                | Kind::Day
                | Kind::Clock
                | Kind::Unit
                | Kind::Word(_)
                | Kind::Clause
                | Kind::Class,
                DeValue::String(text),
            ) => self.word(node.spot(), key, text, kind),
            _ => self.wrong_type(key, node, kind.name()),
        }
    }

    fn word(&mut self, spot: Spot, key: &str, text: &'a DeString<'a>, kind: &Kind) {
        let word = text.as_ref();
        let wrong = match kind {
            Kind::Clause => {
                self.clauses.push((spot, word));
                false
            }
            Kind::Class => {
                self.classes.push((spot, word));
                false
            }
            Kind::Word(words) => {
                if !words.contains(&word) {
                    self.unknown_word(spot, word, words.iter().copied());
                }
                false
            }
            Kind::Unit => match word.parse::<UnitCode>() {
                Ok(unit) => {
                    self.units.push((spot, unit));
                    false
                }
                Err(_) => true,
            },
            Kind::Day => word.parse::<NaiveDate>().is_err(),
            Kind::Clock => word.parse::<NaiveTime>().is_err(),
            _ => word.trim().is_empty(),
        };
        if wrong {
            let message = match kind {
                Kind::Unit => "pack-problem-unit",
                Kind::Day => "pack-problem-day",
                Kind::Clock => "pack-problem-clock",
                _ => "pack-problem-empty",
            };
            let args = vec![("word", key.to_owned()), ("text", word.to_owned())];
            self.say(spot, message, args);
        }
    }

    fn table(&mut self, node: Node<'a>, table: &'a DeTable<'a>, fields: &[Field]) {
        for (name, value) in table {
            let node = Node {
                file: node.file,
                value,
            };
            match fields
                .iter()
                .find(|field| field.key == name.get_ref().as_ref())
            {
                Some(field) => self.value(field.key, node, &field.kind),
                None => self.unknown_key((node.file, name.span().start), name.get_ref(), fields),
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if !table.contains_key(field.key) {
                self.say(
                    node.spot(),
                    "pack-problem-missing-key",
                    vec![("word", field.key.to_owned())],
                );
            }
        }
    }

    fn closing(&mut self, node: Node<'a>) {
        match node.value.get_ref() {
            DeValue::String(word) if CLOSING_WORDS.contains(&word.as_ref()) => {}
            DeValue::Table(table) if table.len() == 1 => self.table(node, table, CLOSING_TABLE),
            DeValue::String(word) => {
                let known = CLOSING_WORDS.iter().copied();
                self.unknown_word(node.spot(), word, known);
            }
            _ => self.wrong_type("closed_by", node, Kind::Closing.name()),
        }
    }

    /// What can only be seen once all files are read.
    fn whole(&mut self, source: &Source<'_>, id: Option<&str>) {
        let head = source
            .files
            .iter()
            .position(|file| file.name == source::HEAD)
            .unwrap_or(0);
        for field in PACK.iter().filter(|field| field.required) {
            if !self.top.contains_key(field.key) {
                self.say(
                    (head, 0),
                    "pack-problem-missing-key",
                    vec![("word", field.key.to_owned())],
                );
            }
        }
        if let (Some(id), Some(node)) = (id, self.nodes("id").first())
            && let Some(given) = node.value.get_ref().as_str()
            && given != id
        {
            let args = vec![("word", given.to_owned()), ("folder", id.to_owned())];
            self.say(node.spot(), "pack-problem-id", args);
        }
        self.clauses_exist();
        self.units_exist();
        self.days_in_order();
        self.easy_first();
        classes::check(self);
        let ids = classes::ids(self);
        for (spot, word) in std::mem::take(&mut self.classes) {
            if !ids.contains(word) {
                self.unknown_word(spot, word, ids.iter().copied());
            }
        }
    }

    fn clauses_exist(&mut self) {
        let mut known = BTreeSet::new();
        for node in self.nodes("clauses") {
            for (id, _) in node.value.get_ref().as_table().into_iter().flatten() {
                if !known.insert(id.get_ref().as_ref()) {
                    let args = vec![("word", id.get_ref().to_string())];
                    self.say(
                        (node.file, id.span().start),
                        "pack-problem-said-twice",
                        args,
                    );
                }
            }
        }
        for (spot, word) in std::mem::take(&mut self.clauses) {
            if !known.contains(word) {
                self.unknown_word(spot, word, known.iter().copied());
            }
        }
    }

    fn units_exist(&mut self) {
        let own = self
            .nodes("unit")
            .first()
            .and_then(|node| node.value.get_ref().as_str()?.parse::<UnitCode>().ok());
        for (spot, unit) in std::mem::take(&mut self.units) {
            let args = vec![("word", unit.to_string())];
            if !divisions().contains(&unit) {
                self.say(spot, "pack-problem-unknown-unit", args);
            } else if own.is_some_and(|own| !own.contains(unit)) {
                self.say(spot, "pack-problem-unit-outside", args);
            }
        }
        let (Some(own), Some(order)) = (own, self.nodes("unit_order").first().copied()) else {
            return;
        };
        let mut printed = BTreeSet::new();
        for node in self.nodes("unit_order") {
            for value in node.value.get_ref().as_array().into_iter().flatten() {
                let unit = value
                    .get_ref()
                    .as_str()
                    .and_then(|text| text.parse::<UnitCode>().ok());
                if unit.is_some_and(|unit| !printed.insert(unit)) {
                    let args = vec![("word", unit.map_or_else(String::new, |u| u.to_string()))];
                    let spot = (node.file, value.span().start);
                    self.say(spot, "pack-problem-said-twice", args);
                }
            }
        }
        let below = own.level().below();
        for unit in divisions() {
            if Some(unit.level()) == below && own.contains(*unit) && !printed.contains(unit) {
                let args = vec![("word", unit.to_string())];
                self.say(order.spot(), "pack-problem-order-lacks", args);
            }
        }
    }

    fn days_in_order(&mut self) {
        let pairs = [("phases", "from", "to"), ("daily", "first_day", "last_day")];
        for (key, from, to) in pairs {
            for table in self.tables(key) {
                let (Some(first), Some(last)) = (table.text(from), table.text(to)) else {
                    continue;
                };
                let days = (
                    first.1.parse::<NaiveDate>().ok(),
                    last.1.parse::<NaiveDate>().ok(),
                );
                if let (Some(a), Some(b)) = days
                    && a > b
                {
                    let args = vec![("from", a.to_string()), ("to", b.to_string())];
                    self.say(last.0, "pack-problem-backwards", args);
                }
            }
        }
        let mut ids = BTreeSet::new();
        for phase in self.tables("phases") {
            if let Some((spot, id)) = phase.text("id")
                && !ids.insert(id)
            {
                self.say(
                    spot,
                    "pack-problem-said-twice",
                    vec![("word", id.to_owned())],
                );
            }
        }
    }

    /// Every class digit and the unknown one stand once in `easy_first`.
    fn easy_first(&mut self) {
        let Some(first) = self.nodes("easy_first").first().copied() else {
            return;
        };
        let mut given: Vec<&str> = Vec::new();
        for node in self.nodes("easy_first") {
            for value in node.value.get_ref().as_array().into_iter().flatten() {
                given.extend(
                    value
                        .get_ref()
                        .as_integer()
                        .map(toml::de::DeInteger::as_str),
                );
            }
        }
        given.sort_unstable();
        if given != ["0", "1", "2", "3", "4", "5", "6", "7"] {
            self.say(first.spot(), "pack-problem-easy-first", Vec::new());
        }
    }

    /// The tables under a top-level key: the elements of a list, or the table itself.
    pub(super) fn tables(&self, key: &str) -> Vec<TableNode<'a>> {
        let mut tables = Vec::new();
        for node in self.nodes(key) {
            match node.value.get_ref() {
                DeValue::Array(list) => tables.extend(list.iter().filter_map(|value| {
                    let node = Node {
                        file: node.file,
                        value,
                    };
                    node.table()
                })),
                _ => tables.extend(node.table()),
            }
        }
        tables
    }
}

fn list<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// The units of the program's own list.
fn divisions() -> &'static BTreeSet<UnitCode> {
    static UNITS: OnceLock<BTreeSet<UnitCode>> = OnceLock::new();
    UNITS.get_or_init(|| {
        include_str!("../../data/divisions.csv")
            .lines()
            .filter_map(|line| line.split(',').nth(1)?.parse().ok())
            .filter(|unit: &UnitCode| unit.level() >= Level::County)
            .collect()
    })
}
