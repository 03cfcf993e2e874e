//! Finds every problem of a pack at once, each with file, line and column: first each value by itself, then what
//! belongs together. Runs when somebody asks for it, or when a pack comes from a folder.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};
use toml::de::{DeString, DeTable, DeValue};

use super::problem::{Found, PackProblem};
use super::shape::{CLOSING_TABLE, CLOSING_WORDS, Field, Kind, LAYER, PACK};
use super::source::{self, Source, SourceFile};
use super::tree::{Node, Spot, TableNode};
use super::{classes, layers, rules, together};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::nearest::nearest;
use crate::domain::pack::rules::Rated;
use crate::domain::unit::UnitCode;

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
pub(crate) struct Check<'a> {
    pub found: Vec<Found>,
    /// Every node of a top-level key, in the order of the files.
    top: BTreeMap<&'a str, Vec<Node<'a>>>,
    pub clauses: Vec<(Spot, &'a str)>,
    pub classes: Vec<(Spot, &'a str)>,
    pub units: Vec<(Spot, UnitCode)>,
}

/// All problems of a pack's texts; with `id`, the name of its folder has to be its id.
pub(super) fn check_source(source: &Source<'_>, id: Option<&str>) -> Vec<PackProblem> {
    let mut slips: Vec<Found> = Vec::new();
    let mut trees = Vec::new();
    for (number, file) in source.files.iter().enumerate() {
        let (tree, errors) = DeTable::parse_recoverable(&file.text);
        slips.extend(errors.iter().map(|error| syntax(number, error)));
        // A slip of the pen drags missing keys behind it that are not missing: of such a file say the slip alone.
        trees.push(errors.is_empty().then(|| tree.into_inner()));
    }
    let mut check = Check::default();
    for (number, tree) in trees.iter().enumerate() {
        if let Some(tree) = tree {
            check.file(number, tree, PACK);
        }
    }
    if slips.is_empty() {
        check.whole(source, id);
    }
    let mut problems = slips;
    problems.extend(check.found);
    if problems.is_empty() && !layers::is_layer(source) {
        // What the walk does not know, the types may still refuse.
        problems.extend(source::read(source).err().map(|problem| Found {
            file: 0,
            at: 0,
            key: problem.key,
            args: problem.args,
        }));
    }
    let mut problems: Vec<PackProblem> = problems
        .into_iter()
        .map(|found| source.place(found))
        .collect();
    problems.sort();
    problems.dedup();
    problems
}

/// All problems of another data file of one text: what each value has to be, then what `more` finds in the tree.
pub(crate) fn check_text(
    file: &SourceFile<'_>,
    fields: &[Field],
    more: impl FnOnce(&mut Check<'_>),
) -> Vec<PackProblem> {
    let (tree, errors) = DeTable::parse_recoverable(&file.text);
    let found = if errors.is_empty() {
        let tree = tree.into_inner();
        let mut check = Check::default();
        check.file(0, &tree, fields);
        for field in fields.iter().filter(|field| field.required) {
            if !check.top.contains_key(field.key) {
                let args = vec![("word", field.key.to_owned())];
                check.say((0, 0), "pack-problem-missing-key", args);
            }
        }
        more(&mut check);
        check.found
    } else {
        errors.iter().map(|error| syntax(0, error)).collect()
    };
    let mut problems: Vec<PackProblem> = found.into_iter().map(|one| file.place(one)).collect();
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
    pub(crate) fn say(
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

    fn file(&mut self, file: usize, tree: &'a DeTable<'a>, fields: &[Field]) {
        for (key, value) in tree {
            let name = key.get_ref().as_ref();
            let Some(field) = fields.iter().find(|field| field.key == name) else {
                self.unknown_key((file, key.span().start), name, fields);
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

    pub(crate) fn unknown_word<'w>(
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
            (Kind::Decimal(least, most), DeValue::Integer(_) | DeValue::Float(_)) => {
                let number = match node.value.get_ref() {
                    DeValue::Integer(number) => number.as_str().parse::<f64>(),
                    DeValue::Float(number) => number.as_str().parse(),
                    _ => return,
                };
                let (least, most) = (f64::from(*least), f64::from(*most));
                if !number.is_ok_and(|number| (least..=most).contains(&number)) {
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
                | Kind::Month
                | Kind::Amount
                | Kind::Rate
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
            Kind::Month => word.parse::<Month>().is_err(),
            Kind::Amount => !word
                .parse()
                .is_ok_and(|amount: Money| amount >= Money::ZERO),
            Kind::Rate => word.parse::<Rated>().is_err(),
            Kind::Clock => word.parse::<NaiveTime>().is_err(),
            _ => word.trim().is_empty(),
        };
        if wrong {
            let message = match kind {
                Kind::Unit => "pack-problem-unit",
                Kind::Day => "pack-problem-day",
                Kind::Month => "pack-problem-month",
                Kind::Amount => "pack-problem-amount",
                Kind::Rate => "pack-problem-rate",
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
        // A layer may leave to the packs below it all but what makes it a pack.
        let layer = self.top.contains_key("extends");
        let needed = |field: &&Field| field.required && (!layer || LAYER.contains(&field.key));
        for field in PACK.iter().filter(needed) {
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
        together::check(self);
        classes::check(self);
        rules::check(self);
    }

    /// The tables under a top-level key: the elements of a list, or the table itself.
    pub(crate) fn tables(&self, key: &str) -> Vec<TableNode<'a>> {
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
