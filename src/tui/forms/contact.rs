//! 记联系: how, whom, what was found; what does not matter here is not asked.

use super::super::app::Desk;
use super::super::form::{Entry, Form, Row};
use super::super::screens::state_word;
use super::{blank, choices, label, phrases};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::record::{FOUND, HOW, MET};
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::household;

/// Whoever tells something of the person.
const OTHERS: &[&str] = &["family", "neighbour", "committee", "institution"];

/// Defaults to a visit that met the person in good health; in the list of calls, to a call.
pub(in crate::tui) fn contact(desk: &Desk<'_>, row: &CaseRow, case: &Case, by_phone: bool) -> Form {
    let mut form = blank(desk, Kind::Contact, Some(row));
    let tried = case.standing(Kind::Contact).count();
    if tried > 0 {
        form.title = desk.tell("tui-form-contact-again", &[("nth", Value::from(tried + 1))]);
    }
    let dead = usize::from(case.likely_class() == 5);
    let how = usize::from(by_phone);
    for (field, words, chosen) in [
        ("how", HOW, how),
        ("met", MET, dead),
        ("found", FOUND, dead),
    ] {
        let options = choices(desk, field, words);
        form.rows.push(Row::choice(
            field,
            label(desk, field),
            options,
            Some(chosen),
        ));
    }
    let now = desk
        .session
        .as_ref()
        .map(|session| session.local_now().format("%H:%M").to_string())
        .unwrap_or_default();
    let hint = desk.tell("tui-form-now", &[("time", Value::Text(&now))]);
    form.rows
        .push(Row::of("on", label(desk, "on"), Entry::Past, false).hinted(hint));
    told_by(desk, &mut form);
    remarks(desk, &mut form);
    household(desk, row, &mut form);
    form
}

/// 谁说的、关系、电话: only when it was not the person.
fn told_by(desk: &Desk<'_>, form: &mut Form) {
    let text = |field: &str| Row::of(field, label(desk, field), Entry::Text, false);
    form.rows.push(text("informant").only("met", OTHERS));
    let relations = phrases(desk, "tui-relation");
    form.rows.push(
        Row::choice("relation", label(desk, "relation"), relations, None).only("met", &["family"]),
    );
    form.rows.push(text("phone").only("met", OTHERS));
}

/// 补充: by phrases, of a call by those of calls; own words and the day of an appointment only when they are chosen.
fn remarks(desk: &Desk<'_>, form: &mut Form) {
    let none = (String::new(), desk.say("tui-none"));
    let mut notes = phrases(desk, "tui-note");
    let mut calls = phrases(desk, "tui-call");
    let again = desk.say("tui-note-4");
    let own = desk.say("tui-note-5");
    notes.push(none.clone());
    calls.push(none);
    let without_calls: Vec<&str> = HOW.iter().copied().filter(|how| *how != "phone").collect();
    for (field, options, how) in [
        ("note", notes, without_calls.as_slice()),
        ("note_call", calls, &["phone"]),
    ] {
        let last = options.len() - 1;
        form.rows.push(
            Row::choice(field, label(desk, "note"), options, Some(last))
                .optional()
                .only("how", how),
        );
    }
    let either = |row: Row, value: &str| row.only("note", &[value]).only("note_call", &[value]);
    let own_words = desk.say("tui-form-own-words");
    form.rows.push(either(
        Row::of("note_own", own_words, Entry::Text, true),
        &own,
    ));
    let ahead = Row::of("again_on", label(desk, "again_on"), Entry::Ahead, true)
        .hinted(desk.say("tui-form-ahead"));
    form.rows.push(either(ahead, &again));
}

/// 同户一起记: the others of the household get the same record, each as its own entry.
fn household(desk: &Desk<'_>, row: &CaseRow, form: &mut Form) {
    let Some(session) = &desk.session else { return };
    let mates = household::mates(session, row).unwrap_or_default();
    if mates.is_empty() {
        return;
    }
    let names: Vec<String> = mates
        .iter()
        .map(|mate| format!("{}（{}）", mate.name, state_word(desk, mate)))
        .collect();
    let ids: Vec<String> = mates.iter().map(|mate| mate.id.to_string()).collect();
    let yes = format!("{} {}", desk.say("tui-form-also-yes"), names.join("、"));
    let options = vec![
        (ids.join(","), yes),
        (String::new(), desk.say("tui-form-also-no")),
    ];
    form.rows
        .push(Row::choice("also", desk.say("tui-form-also"), options, Some(1)).optional());
}
