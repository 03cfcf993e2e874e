//! Which rows a form has for each kind of record, and what saving it records.

mod contact;
mod facts;
mod recovery;
mod ticking;
mod work;

use serde_json::Map;

use super::app::Desk;
use super::form::{Entry, Form, Row};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, EntryRef, Kind};
use crate::domain::record::{self, Form as Shape};
use crate::domain::roster::Doubt;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::store::CaseRow;
use crate::usecases::recording::{Record, Subject, Taken, record_all};
use crate::usecases::session::Session;

pub(super) use contact::contact;
pub(super) use facts::{decide as decide_fact, name_of as fact_name};
pub(super) use recovery::{agreement, hand_over, offset, receipt, recheck};
pub(super) use ticking::{OWN, take_back as untick, tick};
pub(super) use work::{classify, resolve, step};

/// Words of a list of values, as choices with their labels.
fn choices(desk: &Desk<'_>, field: &str, words: &[&str]) -> Vec<(String, String)> {
    words
        .iter()
        .map(|word| {
            let key = format!("entry-value-{field}-{}", word.replace('_', "-"));
            ((*word).to_owned(), desk.say(&key))
        })
        .collect()
}

fn label(desk: &Desk<'_>, field: &str) -> String {
    desk.say(&format!("entry-field-{}", field.replace('_', "-")))
}

/// Phrases of messages whose keys count up: `tui-note-1`, `tui-note-2`, …
fn phrases(desk: &Desk<'_>, key: &str) -> Vec<(String, String)> {
    (1..=9)
        .map(|n| format!("{key}-{n}"))
        .take_while(|key| desk.messages.has(key))
        .map(|key| {
            let text = desk.say(&key);
            (text.clone(), text)
        })
        .collect()
}

fn blank(desk: &Desk<'_>, kind: Kind, case: Option<&CaseRow>) -> Form {
    Form {
        kind,
        title: desk.say(&format!("tui-form-{}", kind.name().replace('_', "-"))),
        person: case.map_or_else(String::new, |row| super::screens::person_line(desk, row)),
        remark: String::new(),
        case: case.map(|row| row.id),
        rows: Vec::new(),
        focus: 0,
        fixed: Map::new(),
        touched: false,
    }
}

/// The form of any kind, made from the list of its fields.
fn general(desk: &Desk<'_>, kind: Kind, row: Option<&CaseRow>) -> Form {
    let mut form = blank(desk, kind, row);
    for field in record::recordable(kind).map_or(&[][..], |record| record.fields) {
        let label = match (kind, field.name) {
            (Kind::Register, "name") => desk.say("entry-value-field-name"),
            (Kind::Register, "unit") => desk.say("entry-value-field-unit"),
            _ => label(desk, field.name),
        };
        let choice = |options| Row::choice(field.name, label.clone(), options, Some(0));
        let mut made = match field.form {
            Shape::Choice(words) => {
                let mut made = choice(choices(desk, field.name, words));
                made.chosen = field.required.then_some(0);
                made.hinted(desk.say("tui-form-other-choices"))
            }
            Shape::Truth => choice(choices(desk, "truth", &["no", "yes"])),
            Shape::DoubtName => {
                let open = row.map(|row| row.doubts.clone()).unwrap_or_default();
                choice(
                    open.iter()
                        .map(|doubt| doubt_choice(desk, *doubt))
                        .collect(),
                )
            }
            Shape::Unit => {
                let units = units(desk);
                if let [(only, _)] = units.as_slice() {
                    form.fixed
                        .insert(field.name.to_owned(), only.clone().into());
                    continue;
                }
                let mut made = choice(units);
                made.chosen = None;
                made.hinted(desk.say("tui-form-other-choices"))
            }
            Shape::Moment if matches!(field.name, "due" | "again_on" | "first_due") => {
                Row::of(field.name, label, Entry::Ahead, false).hinted(desk.say("tui-form-ahead"))
            }
            Shape::Moment => {
                Row::of(field.name, label, Entry::Past, false).hinted(desk.say("tui-form-past"))
            }
            Shape::File => {
                Row::of(field.name, label, Entry::Text, false).hinted(desk.say("tui-form-file"))
            }
            Shape::Money => Row::of(field.name, label, Entry::Money, false),
            _ => Row::of(field.name, label, Entry::Text, false),
        };
        made.required = field.required;
        form.rows.push(made);
    }
    form
}

/// The units in which somebody may be registered: the book's own village, or those below its unit.
fn units(desk: &Desk<'_>) -> Vec<(String, String)> {
    let Some(session) = &desk.session else {
        return Vec::new();
    };
    let own = session.store.unit();
    let below: Vec<UnitCode> = session
        .divisions
        .within(own)
        .map(|(unit, _)| unit)
        .filter(|unit| unit.level() == Level::Village)
        .collect();
    let units = if below.is_empty() { vec![own] } else { below };
    units
        .into_iter()
        .map(|unit| (unit.to_string(), session.short_name(unit)))
        .collect()
}

fn doubt_choice(desk: &Desk<'_>, doubt: Doubt) -> (String, String) {
    let name = doubt.name();
    (name.to_owned(), desk.say(&format!("entry-doubt-{name}")))
}

/// 为什么撤回, and what then.
pub(super) fn withdraw(desk: &Desk<'_>, row: &CaseRow, entry: EntryRef, line: &str) -> Form {
    let mut form = blank(desk, Kind::Withdraw, Some(row));
    form.title = format!("{}  {line}", form.title);
    form.person.clear();
    form.fixed
        .insert("entry".to_owned(), entry.to_string().into());
    form.rows.push(Row::choice(
        "because",
        label(desk, "because"),
        phrases(desk, "tui-why"),
        Some(0),
    ));
    form.rows.push(Row::choice(
        "then",
        desk.say("tui-form-then"),
        phrases(desk, "tui-then"),
        Some(0),
    ));
    form
}

/// Several rows of a form may stand for one field: the row that was asked for gives its value, the officer's own words
/// win over the phrase beside them, and a class told apart wins over its digit.
fn settle(fields: &mut Map<String, serde_json::Value>) {
    for (prefix, field) in [("value_", "value"), ("plan_", "plan")] {
        let found = fields
            .keys()
            .find(|key| key.starts_with(prefix) && !key.ends_with("_own"))
            .cloned();
        if let Some(value) = found.and_then(|key| fields.remove(&key)) {
            fields.insert(field.to_owned(), value);
        }
    }
    for (own, field) in [
        ("note_call", "note"),
        ("note_own", "note"),
        ("plan_own", "plan"),
        ("name_own", "name"),
        ("value_own", "value"),
        ("because_own", "because"),
        ("because_kept", "because"),
        ("class_part", "class"),
    ] {
        if let Some(value) = fields.remove(own) {
            fields.insert(field.to_owned(), value);
        }
    }
}

/// Records what a form says; the fields have been read already.
pub(super) fn save(
    session: &mut Session,
    form: &Form,
    mut fields: Map<String, serde_json::Value>,
) -> Result<CaseId, Error> {
    settle(&mut fields);
    fields.remove("then");
    // What was computed stands beside the amounts that this outcome has.
    if let Some(serde_json::Value::Object(computed)) = fields.get_mut("computed") {
        computed.retain(|field, _| form.asks_field(field));
        if computed.is_empty() {
            fields.remove("computed");
        }
    }
    let record = Record {
        at: None,
        by: None,
        subject: form.case.map_or(Subject::Nobody, Subject::Case),
        kind: form.kind,
        fields,
    };
    let taken = record_all(session, &[record])?;
    match taken.into_iter().next() {
        Some(Taken::Applied(case, _)) => Ok(case),
        _ => form
            .case
            .ok_or_else(|| Error::said("error-nothing-recorded", &[])),
    }
}

/// The form of a kind for a person: those of the heart have forms of their own, all others are made from the list.
pub(super) fn general_of(desk: &Desk<'_>, kind: Kind, row: Option<&CaseRow>) -> Option<Form> {
    let Some(row) = row else {
        return Some(general(desk, kind, None));
    };
    let session = desk.session.as_ref()?;
    let entries = session.store.entries_of(row.id).ok()?;
    let case = Case::of(&entries, &session.pack);
    Some(match kind {
        Kind::Contact => contact(desk, row, &case, false),
        Kind::Classify => classify(desk, row, &case),
        Kind::Resolve => resolve(desk, row, &case),
        Kind::Review => work::review(desk, row),
        Kind::Fact => facts::any(desk, row),
        Kind::Correct => facts::correct(desk, row),
        Kind::Step => work::any_step(desk, row, &case),
        Kind::Evidence => work::evidence(desk, row, &case),
        kind => general(desk, kind, Some(row)),
    })
}
