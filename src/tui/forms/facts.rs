//! 记情况 and 改信息: facts and corrections by their names, each with the choices or the kind of text that it takes.

use super::super::app::Desk;
use super::super::form::{Entry, Form, Row};
use super::{blank, choices, label, phrases, units};
use crate::case_facts;
use crate::domain::case::Case;
use crate::domain::entry::{Entry as RecordedEntry, Kind};
use crate::domain::pack::{Role, Step};
use crate::domain::record::CORRECTABLE;
use crate::domain::settlement::case_facts::FactShape;
use crate::messages::Value::Text;
use crate::output::settled_text;
use crate::store::CaseRow;

/// Facts that a digit chooses; everything else has a name of the officer's own.
const NAMES: &[&str] = &[
    "lives_at",
    "waiting_on",
    "child_phone",
    "alias",
    "death_month",
    "account_ok",
    "sentence",
    "heir",
];

/// For whom a case may wait, as scripts read it.
const WAITING: &[&str] = &[
    "self",
    "family",
    "committee",
    "township",
    "district",
    "other_place",
    "court",
    "bank",
];

/// The row that takes a fact's value.
fn value(desk: &Desk<'_>, name: &str) -> Row {
    let label = name_of(desk, name);
    let choice = |options| Row::choice("value", label.clone(), options, Some(0));
    match name {
        "lives_at" => choice(phrases(desk, "tui-place-lives")),
        "account_ok" => choice(phrases(desk, "tui-account")),
        "sentence" => choice(phrases(desk, "tui-sentence")),
        "waiting_on" => {
            let word = |word: &&str| {
                let key = format!("tui-waits-{}", word.replace('_', "-"));
                ((*word).to_owned(), desk.say(&key))
            };
            choice(WAITING.iter().map(word).collect())
        }
        "death_month" => {
            Row::of("value", label, Entry::Month, true).hinted(desk.say("tui-form-month"))
        }
        "paid_on" | "sentence_until" => {
            Row::of("value", label, Entry::Past, true).hinted(desk.say("tui-form-past"))
        }
        _ => of_settlement(desk, name, &label),
    }
}

/// The row of a fact that a settlement takes, in the form in which it takes it; any other fact is text.
fn of_settlement(desk: &Desk<'_>, name: &str, label: &str) -> Row {
    let rules = case_facts::load();
    let row = |entry| Row::of("value", label.to_owned(), entry, true);
    let choice = |options| Row::choice("value", label.to_owned(), options, Some(0));
    if rules.system.iter().any(|rule| rule.name == name) {
        return row(Entry::Money);
    }
    match rules.fact(name).map(|rule| rule.shape) {
        Some(FactShape::Month) => row(Entry::Month).hinted(desk.say("tui-form-month")),
        Some(FactShape::Day) => row(Entry::Past).hinted(desk.say("tui-form-past")),
        Some(FactShape::Money) => row(Entry::Money),
        Some(FactShape::Truth) => choice(choices(desk, "truth", &["yes", "no"])),
        Some(FactShape::Choice) => {
            choice(phrases(desk, &format!("tui-{}", name.replace('_', "-"))))
        }
        Some(FactShape::Refund) => row(Entry::Text).hinted(desk.say("tui-form-refunded")),
        Some(FactShape::Number) | None => row(Entry::Text),
    }
}

/// What can be recorded besides: what the settlement of the person's class takes, for the offices that settle.
fn offered(desk: &Desk<'_>, row: &CaseRow) -> Vec<String> {
    let mut names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let settles = desk
        .session
        .as_ref()
        .is_some_and(|session| session.role != Role::Village);
    if let Some(class) = row.class.as_deref().filter(|_| settles) {
        let rules = case_facts::load();
        let more: Vec<String> = rules
            .of_class(class)
            .map(|rule| rule.name.clone())
            .chain(rules.system_of(class))
            .filter(|name| !NAMES.contains(&name.as_str()))
            .collect();
        // What the class asks for comes first: of many choices the first eight have a digit at once.
        names.splice(0..0, more);
    }
    names
}

/// What a fact is called on the screen; a name of the officer's own is its name.
pub(in crate::tui) fn name_of(desk: &Desk<'_>, name: &str) -> String {
    settled_text::fact_name(name, desk.messages)
}

/// Why this value and not what another source says; asked for only where sources differ.
fn chosen_because(desk: &Desk<'_>, row: &CaseRow, names: &[&str]) -> Option<Row> {
    let session = desk.session.as_ref()?;
    let entries = session.store.entries_of(row.id).ok()?;
    let case = Case::of(&entries, &session.pack);
    let differ = names.iter().any(|name| !case.disputed(name).is_empty());
    let label = desk.say("tui-form-chosen-because");
    let hint = desk.say("tui-form-chosen-hint");
    differ.then(|| Row::of("because", label, Entry::Text, false).hinted(hint))
}

fn source(desk: &Desk<'_>) -> Row {
    let options = phrases(desk, "tui-source");
    Row::choice("source", label(desk, "source"), options, None)
}

/// Any fact: its name by a digit, then its value.
pub(super) fn any(desk: &Desk<'_>, row: &CaseRow) -> Form {
    let mut form = blank(desk, Kind::Fact, Some(row));
    let own = "own";
    let names = offered(desk, row);
    let mut options: Vec<(String, String)> = names
        .iter()
        .map(|name| (name.clone(), name_of(desk, name)))
        .collect();
    options.push((own.to_owned(), desk.say("tui-form-own-words")));
    let asked = desk.say("tui-form-which-fact");
    form.rows.push(
        Row::choice("name", asked, options, Some(0)).hinted(desk.say("tui-form-other-choices")),
    );
    for name in &names {
        let mut made = value(desk, name).only("name", &[name]);
        made.field = format!("value_{name}");
        form.rows.push(made);
    }
    for (field, label) in [
        ("name_own", desk.say("tui-form-which-fact")),
        ("value_own", label(desk, "value")),
    ] {
        form.rows
            .push(Row::of(field, label, Entry::Text, true).only("name", &[own]));
    }
    form.rows.push(source(desk));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    form.rows.extend(chosen_because(desk, row, &names));
    form
}

/// 改信息: which value is wrong, and what it is; each is asked for in its own way.
pub(super) fn correct(desk: &Desk<'_>, row: &CaseRow) -> Form {
    let mut form = blank(desk, Kind::Correct, Some(row));
    let options = choices(desk, "field", CORRECTABLE);
    form.rows.push(
        Row::choice("field", label(desk, "field"), options, Some(0))
            .hinted(desk.say("tui-form-other-choices")),
    );
    let units = units(desk);
    for field in CORRECTABLE {
        let asked = desk.say(&format!("entry-value-field-{}", field.replace('_', "-")));
        let made = match *field {
            "unit" if units.len() > 1 => Row::choice("value", asked, units.clone(), None)
                .hinted(desk.say("tui-form-other-choices")),
            "suspended_from" => {
                Row::of("value", asked, Entry::Month, true).hinted(desk.say("tui-form-month"))
            }
            "birth" => Row::of("value", asked, Entry::Past, true),
            "monthly_amount" | "account_balance" => Row::of("value", asked, Entry::Money, true),
            _ => Row::of("value", asked, Entry::Text, true),
        };
        let mut made = made.only("field", &[field]);
        made.required = true;
        made.field = format!("value_{field}");
        form.rows.push(made);
    }
    let why = Row::of("because", label(desk, "because"), Entry::Text, false);
    form.rows.push(why);
    form
}

/// The one fact that a step asks for.
pub(super) fn one(desk: &Desk<'_>, row: &CaseRow, name: &str, step: &Step) -> Form {
    let mut form = blank(desk, Kind::Fact, Some(row));
    form.title.clone_from(&step.title);
    form.fixed.insert("name".to_owned(), name.into());
    form.rows.push(value(desk, name));
    // Where the step wants a proof named, its words come first.
    let proofs = step.proofs.iter().cloned();
    let mut options: Vec<(String, String)> = proofs.map(|proof| (proof.clone(), proof)).collect();
    options.extend(phrases(desk, "tui-source"));
    options.truncate(9);
    form.rows
        .push(Row::choice("source", label(desk, "source"), options, None));
    form.rows.extend(chosen_because(desk, row, &[name]));
    form
}

/// One side of a disputed fact holds: which, and why.
pub(in crate::tui) fn decide(desk: &Desk<'_>, row: &CaseRow, side: &RecordedEntry) -> Form {
    let text = |field: &str| side.text(field).unwrap_or_default();
    let name = text("name");
    let mut form = blank(desk, Kind::Fact, Some(row));
    form.title = desk.say("tui-dispute-title");
    form.remark = desk.tell(
        "tui-dispute-chosen",
        &[
            ("fact", Text(&name_of(desk, name))),
            ("value", Text(text("value"))),
            ("source", Text(text("source"))),
        ],
    );
    for field in ["name", "value", "source"] {
        form.fixed.insert(field.to_owned(), text(field).into());
    }
    let own = desk.say("tui-form-own-words");
    let mut why = phrases(desk, "tui-dispute-why");
    why.push((own.clone(), own.clone()));
    let asked = desk.say("tui-form-chosen-because");
    form.rows.push(Row::choice("because", asked, why, Some(0)));
    let words = Row::of("because_own", own.clone(), Entry::Text, true);
    form.rows.push(words.only("because", &[&own]));
    form
}
