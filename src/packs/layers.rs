//! Packs laid on other packs: what a layer does not say, those below it say, the one named first winning over the next.
//! Rules of money add up, so that an office's own dated figures stand beside the document's; classes and their steps are
//! laid on those of the same id, so that a campaign lies on a procedure; every other list is replaced whole. A clause of a pack below is cited as `songshan-2020:29`, with its own document.

use serde::Deserialize as _;
use toml::{Table, Value};

use super::problem::PackProblem;
use super::source::{self, Source};
use super::{PackErrors, Packs};
use crate::domain::pack::{Closing, Pack};

/// How deep packs may be laid on each other.
const DEEPEST: usize = 8;

/// Whether a pack is laid on others.
pub(super) fn is_layer(source: &Source<'_>) -> bool {
    let mut lines = source.files.iter().flat_map(|file| file.text.lines());
    lines.any(|line| line.trim_start().starts_with("extends"))
}

/// Puts a layer and all below it together.
pub(super) fn read(packs: &Packs, id: &str) -> Result<Pack, PackErrors> {
    let whole = assemble(packs, id, &mut Vec::new())?;
    let wrong = |key, args| PackErrors::Wrong {
        id: id.to_owned(),
        problems: vec![problem(key, args)],
    };
    if let Some(clause) = unknown_clause(&whole) {
        return Err(wrong("pack-problem-no-clause", vec![("word", clause)]));
    }
    let pack = Pack::deserialize(Value::Table(whole)).map_err(|error| {
        let detail = error.message().to_owned();
        wrong("pack-problem-other", vec![("detail", detail)])
    })?;
    match unknown_level(&pack) {
        Some(level) => Err(wrong("pack-problem-no-levels", vec![("word", level)])),
        None => Ok(pack),
    }
}

/// A level of review that a step waits for and no layer has.
fn unknown_level(pack: &Pack) -> Option<String> {
    let levels = &pack.review.levels;
    let steps = pack.classes.iter().flat_map(|class| &class.steps);
    steps
        .flat_map(|step| &step.closed_by)
        .find_map(|closing| match closing {
            Closing::ReviewAt(wanted) => levels
                .iter()
                .all(|level| level.id != *wanted)
                .then(|| wanted.clone()),
            _ => None,
        })
}

fn problem(key: &'static str, args: Vec<(&'static str, String)>) -> PackProblem {
    PackProblem {
        file: source::HEAD.to_owned(),
        line: 1,
        column: 1,
        key,
        args,
    }
}

/// The tree of a pack with those below it laid underneath.
fn assemble(packs: &Packs, id: &str, above: &mut Vec<String>) -> Result<Table, PackErrors> {
    if above.len() > DEEPEST || above.iter().any(|known| known == id) {
        let args = vec![("word", id.to_owned())];
        return Err(PackErrors::Wrong {
            id: above.first().map_or(id, String::as_str).to_owned(),
            problems: vec![problem("pack-problem-extends-itself", args)],
        });
    }
    let (source, _) = packs.source(id)?;
    let own = tree(&source).map_err(|detail| PackErrors::Wrong {
        id: id.to_owned(),
        problems: vec![problem("pack-problem-syntax", vec![("detail", detail)])],
    })?;
    let below: Vec<String> = own
        .get("extends")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect();
    let mut whole = Table::new();
    above.push(id.to_owned());
    for base in below.iter().rev() {
        let mut table = assemble(packs, base, above)?;
        let document = table.get("document").and_then(Value::as_str);
        let document = document.unwrap_or_default().to_owned();
        name_clauses(&mut table, base, &document);
        lay(&mut whole, table, false);
    }
    above.pop();
    lay(&mut whole, own, false);
    Ok(whole)
}

fn tree(source: &Source<'_>) -> Result<Table, String> {
    let mut whole = Table::new();
    for file in &source.files {
        let table: Table = file
            .text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        lay(&mut whole, table, true);
    }
    Ok(whole)
}

/// Lays one tree on another; where `lists_grow`, and among the rules always, lists are put behind each other.
fn lay(below: &mut Table, above: Table, lists_grow: bool) {
    for (key, value) in above {
        let grow = lists_grow || key == "rules";
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay(below, above, grow),
            (Some(Value::Array(below)), Value::Array(mut above)) if lists_grow => {
                below.append(&mut above);
            }
            (Some(Value::Array(below)), Value::Array(above)) if key == "classes" => {
                lay_by_id(below, above, &lay_class);
            }
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

/// Lays tables with an id on those of the same id; one that is new stands behind the one that it stood behind above.
fn lay_by_id(below: &mut Vec<Value>, above: Vec<Value>, lay_one: &dyn Fn(&mut Table, Table)) {
    let mut place = 0;
    for value in above {
        let id = value.get("id").cloned();
        let same = below.iter().position(|old| old.get("id") == id.as_ref());
        match (same, value) {
            (Some(same), Value::Table(table)) => {
                if let Some(old) = below[same].as_table_mut() {
                    lay_one(old, table);
                }
                place = place.max(same + 1);
            }
            (_, value) => {
                below.insert(place, value);
                place += 1;
            }
        }
    }
}

fn lay_class(below: &mut Table, mut above: Table) {
    let steps = above.remove("steps");
    match (below.get_mut("steps"), steps) {
        (Some(Value::Array(below)), Some(Value::Array(above))) => {
            lay_by_id(below, above, &lay_step);
        }
        (_, Some(steps)) => {
            below.insert("steps".to_owned(), steps);
        }
        (_, None) => {}
    }
    if let Some(clause) = above.get("clause").cloned() {
        for step in below
            .get_mut("steps")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(step) = step.as_table_mut() {
                cite(step, &clause);
            }
        }
    }
    below.extend(above);
}

/// A step that holds back only what a campaign asks for does so now: by the campaign's own clause of the step, else by
/// that of the class.
fn cite(step: &mut Table, clause: &Value) {
    if step.remove("gate_if_cited").and_then(|flag| flag.as_bool()) == Some(true) {
        step.insert("gate".to_owned(), Value::Boolean(true));
        step.entry("clause").or_insert_with(|| clause.clone());
    }
}

/// A gate stays one until the layer says otherwise, and cites the document that asks for it.
fn lay_step(below: &mut Table, mut above: Table) {
    let gate = below.get("gate").and_then(Value::as_bool) == Some(true);
    if gate && !above.contains_key("gate") {
        above.remove("clause");
    }
    below.extend(above);
}

/// Gives every clause of a pack below its pack's name, where it is written and where it is cited.
fn name_clauses(table: &mut Table, pack: &str, document: &str) {
    let named = |id: &str| {
        if id.contains(':') {
            id.to_owned()
        } else {
            format!("{pack}:{id}")
        }
    };
    if let Some(Value::Table(clauses)) = table.remove("clauses") {
        let mut renamed = Table::new();
        for (id, mut clause) in clauses {
            if let Some(clause) = clause.as_table_mut() {
                clause
                    .entry("document")
                    .or_insert_with(|| Value::String(document.to_owned()));
            }
            renamed.insert(named(&id), clause);
        }
        table.insert("clauses".to_owned(), Value::Table(renamed));
    }
    for (key, value) in table.iter_mut() {
        if key != "clauses" {
            each_citation(key, value, &mut |id| *id = named(id));
        }
    }
}

/// Goes through everything that cites a clause.
fn each_citation(key: &str, value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(id) if key == "clause" || key.ends_with("_clause") => change(id),
        Value::Table(table) => {
            for (inner, value) in table.iter_mut() {
                // Under `open` every value is a clause.
                let inner = if key == "open" {
                    "clause"
                } else {
                    inner.as_str()
                };
                each_citation(inner, value, change);
            }
        }
        Value::Array(list) => {
            for value in list {
                each_citation(key, value, change);
            }
        }
        _ => {}
    }
}

/// A clause that is cited and does not stand anywhere.
fn unknown_clause(whole: &Table) -> Option<String> {
    let clauses = whole.get("clauses").and_then(Value::as_table);
    let mut unknown = None;
    for (key, value) in whole.iter().filter(|(key, _)| *key != "clauses") {
        each_citation(key, &mut value.clone(), &mut |id| {
            if !clauses.is_some_and(|clauses| clauses.contains_key(id.as_str())) {
                unknown = Some(id.clone());
            }
        });
    }
    unknown
}
