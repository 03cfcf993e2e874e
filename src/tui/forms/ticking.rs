//! The forms of an item that no figure tells: what was looked at, or why it is open again.

use tui_input::Input as Field;

use super::super::app::Desk;
use super::super::form::{Entry, Form, Row};
use super::{blank, phrases};
use crate::domain::entry::Kind;

/// Stands for words that are typed.
pub(in crate::tui) const OWN: &str = "own";

fn of_item(desk: &Desk<'_>, title: &str) -> Form {
    let mut form = blank(desk, Kind::Inspect, None);
    title.clone_into(&mut form.person);
    form
}

/// What is there: one of the phrases, or typed words.
fn word(desk: &Desk<'_>, key: &str, rows: &mut Vec<Row>) {
    let mut known = phrases(desk, key);
    known.push((OWN.to_owned(), desk.say("tick-own")));
    let mut choice = Row::choice("phrase", desk.say("tick-field-word"), known, None);
    choice.required = true;
    rows.push(choice);
    let typed = Row::of(OWN, desk.say("tick-field-own"), Entry::Text, true);
    rows.push(typed.only("phrase", &[OWN]));
}

/// 人工核: when, by whom, and what is there.
pub(in crate::tui) fn tick(desk: &Desk<'_>, title: &str) -> Form {
    let mut form = of_item(desk, title);
    let on = Row::of("on", desk.say("tick-field-on"), Entry::Past, false);
    form.rows.push(on.hinted(desk.say("tui-form-past")));
    let mut by = Row::of("by", desk.say("tick-field-by"), Entry::Text, true);
    if let Some(session) = &desk.session {
        by.text = Field::new(session.officer.clone());
    }
    form.rows.push(by);
    word(desk, "tick-word", &mut form.rows);
    form
}

/// 撤回: why the item is open again, below what stands.
pub(in crate::tui) fn take_back(desk: &Desk<'_>, title: &str, stands: String) -> Form {
    let mut form = of_item(desk, title);
    form.remark = stands;
    form.title = desk.say("tick-form-back");
    word(desk, "tick-because", &mut form.rows);
    form
}
