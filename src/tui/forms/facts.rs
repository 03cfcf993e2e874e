//! 记情况 and 改信息: facts and corrections by their names, each with the choices or the kind of text that it takes.

use super::super::app::Desk;
use super::super::form::{Entry, Form, Row};
use super::{blank, choices, label, phrases, units};
use crate::domain::entry::Kind;
use crate::domain::pack::Step;
use crate::domain::record::CORRECTABLE;
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
        _ => Row::of("value", label, Entry::Text, true),
    }
}

/// What a fact is called on the screen; a name of the officer's own is its name.
pub(in crate::tui) fn name_of(desk: &Desk<'_>, name: &str) -> String {
    let key = format!("entry-value-name-{}", name.replace('_', "-"));
    if desk.messages.has(&key) {
        desk.say(&key)
    } else {
        name.to_owned()
    }
}

fn source(desk: &Desk<'_>) -> Row {
    let options = phrases(desk, "tui-source");
    Row::choice("source", label(desk, "source"), options, None)
}

/// Any fact: its name by a digit, then its value.
pub(super) fn any(desk: &Desk<'_>, row: &CaseRow) -> Form {
    let mut form = blank(desk, Kind::Fact, Some(row));
    let own = "own";
    let mut options: Vec<(String, String)> = NAMES
        .iter()
        .map(|name| ((*name).to_owned(), name_of(desk, name)))
        .collect();
    options.push((own.to_owned(), desk.say("tui-form-own-words")));
    let asked = desk.say("tui-form-which-fact");
    form.rows.push(Row::choice("name", asked, options, Some(0)));
    for name in NAMES {
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
    form
}
