//! Which rows a form has for each kind of record, and what saving it records.

use serde_json::Map;

use super::app::Desk;
use super::form::{Entry, Form, Row};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, EntryRef, Kind};
use crate::domain::hit;
use crate::domain::pack::{Closing, Role, Step};
use crate::domain::record::{self, FOUND, Form as Shape, HOW, MET};
use crate::domain::roster::Doubt;
use crate::error::Error;
use crate::output::hit_words;
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::recording::{Record, Subject, record_all};
use crate::usecases::session::Session;

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
        case: case.map(|row| row.id),
        rows: Vec::new(),
        focus: 0,
        fixed: Map::new(),
        touched: false,
    }
}

/// 记联系: defaults to a visit that met the person in good health.
pub(super) fn contact(desk: &Desk<'_>, row: &CaseRow, case: &Case) -> Form {
    let mut form = blank(desk, Kind::Contact, Some(row));
    let dead = case.likely_class() == 5;
    form.rows.push(Row::choice(
        "how",
        label(desk, "how"),
        choices(desk, "how", HOW),
        Some(0),
    ));
    form.rows.push(Row::choice(
        "met",
        label(desk, "met"),
        choices(desk, "met", MET),
        Some(usize::from(dead)),
    ));
    form.rows.push(Row::choice(
        "found",
        label(desk, "found"),
        choices(desk, "found", FOUND),
        Some(usize::from(dead)),
    ));
    form.rows
        .push(Row::of("on", label(desk, "on"), Entry::Past, false));
    form.rows.push(Row::of(
        "informant",
        label(desk, "informant"),
        Entry::Text,
        false,
    ));
    form.rows
        .push(Row::of("phone", label(desk, "phone"), Entry::Text, false));
    let mut notes = phrases(desk, "tui-note");
    notes.push((String::new(), desk.say("tui-none")));
    let none = notes.len() - 1;
    let mut remark = Row::choice("note", label(desk, "note"), notes, Some(none));
    remark.required = false;
    form.rows.push(remark);
    form.rows.push(Row::of(
        "note_own",
        desk.say("tui-form-own-words"),
        Entry::Text,
        false,
    ));
    form.rows.push(Row::of(
        "again_on",
        label(desk, "again_on"),
        Entry::Ahead,
        false,
    ));
    let mates = mates(desk, row);
    if !mates.is_empty() {
        let names: Vec<&str> = mates.iter().map(|mate| mate.name.as_str()).collect();
        let ids: Vec<String> = mates.iter().map(|mate| mate.id.to_string()).collect();
        let mut also = Row::choice(
            "also",
            desk.say("tui-form-also"),
            vec![
                (
                    ids.join(","),
                    format!("{} {}", desk.say("tui-form-also-yes"), names.join("、")),
                ),
                (String::new(), desk.say("tui-form-also-no")),
            ],
            Some(1),
        );
        also.required = false;
        form.rows.push(also);
    }
    form
}

/// Others of the same house.
pub(super) fn mates(desk: &Desk<'_>, row: &CaseRow) -> Vec<CaseRow> {
    let Some(session) = &desk.session else {
        return Vec::new();
    };
    if row.house.is_empty() {
        return Vec::new();
    }
    let filter = CaseFilter {
        house: Some((row.unit, row.house.clone())),
        limit: Some(6),
        ..CaseFilter::default()
    };
    let found = session.store.list(&filter).unwrap_or_default();
    found
        .into_iter()
        .filter(|other| other.no != row.no && other.group == row.group)
        .collect()
}

/// 定原因: the seven classes, and which of the two when it is 3.
pub(super) fn classify(desk: &Desk<'_>, row: &CaseRow, case: &Case) -> Form {
    let mut form = blank(desk, Kind::Classify, Some(row));
    let Some(session) = &desk.session else {
        return form;
    };
    let options: Vec<(String, String)> = session
        .pack
        .classes
        .iter()
        .filter(|class| class.id.len() == 1)
        .map(|class| (class.id.clone(), class.title.clone()))
        .collect();
    let likely = case.likely_class();
    let chosen = usize::from(likely)
        .checked_sub(1)
        .filter(|at| *at < options.len());
    let mut class = Row::choice("class", label(desk, "class"), options, chosen);
    class.required = true;
    form.rows.push(class);
    let parts: Vec<(String, String)> = session
        .pack
        .classes
        .iter()
        .filter(|class| class.id.len() > 1)
        .map(|class| (class.id.clone(), class.title.clone()))
        .collect();
    let suggesting = hit::suggesting(case).filter(|_| case.class().is_none());
    let suggested = suggesting.and_then(|hit| hit.text("class"));
    let chosen = parts
        .iter()
        .position(|(id, _)| Some(id.as_str()) == suggested);
    let mut part = Row::choice("class_part", desk.say("tui-form-class-part"), parts, chosen);
    part.required = false;
    form.rows.push(part);
    let mut offered = phrases(desk, "tui-basis");
    if let Some(hit) = suggesting {
        let list = hit_words::basis(hit, desk.messages);
        offered.insert(0, (list.clone(), list));
    }
    let mut basis = Row::choice("basis", label(desk, "basis"), offered, Some(0));
    basis.required = false;
    form.rows.push(basis);
    let plans = session
        .pack
        .plans
        .get(&likely.to_string())
        .or_else(|| session.pack.plans.values().next())
        .cloned()
        .unwrap_or_default();
    let plans: Vec<(String, String)> = plans.into_iter().map(|plan| (plan.clone(), plan)).collect();
    if !plans.is_empty() {
        let mut plan = Row::choice("plan", label(desk, "plan"), plans, Some(0));
        plan.required = false;
        form.rows.push(plan);
    }
    form.rows.push(Row::of(
        "plan_own",
        desk.say("tui-form-own-words"),
        Entry::Text,
        false,
    ));
    form
}

/// The form that does a step: the record that closes it.
pub(super) fn step(desk: &Desk<'_>, row: &CaseRow, case: &Case, step: &Step) -> Form {
    let kind = step.closed_by.iter().find_map(|closing| match closing {
        Closing::Resolve => Some(Kind::Resolve),
        Closing::Review => Some(Kind::Review),
        Closing::SystemUpdate => Some(Kind::SystemUpdate),
        Closing::Contact { .. } => Some(Kind::Contact),
        Closing::Classify => Some(Kind::Classify),
        Closing::Served => Some(Kind::Served),
        Closing::Refer => Some(Kind::Refer),
        Closing::Recover => Some(Kind::Recover),
        Closing::Fact(_) | Closing::Evidence => None,
    });
    match kind {
        Some(Kind::Contact) => contact(desk, row, case),
        Some(Kind::Classify) => classify(desk, row, case),
        Some(Kind::Resolve) => resolve(desk, row, case),
        Some(kind) => general(desk, kind, Some(row)),
        None => {
            let mut form = blank(desk, Kind::Step, Some(row));
            form.title.clone_from(&step.title);
            form.fixed.insert("step".to_owned(), step.id.clone().into());
            form.rows.push(Row::choice(
                "way",
                label(desk, "way"),
                phrases(desk, "tui-way"),
                Some(0),
            ));
            form.rows
                .push(Row::of("on", label(desk, "on"), Entry::Past, false));
            form.rows.push(Row::of(
                "document",
                label(desk, "document"),
                Entry::Text,
                false,
            ));
            form.rows
                .push(Row::of("note", label(desk, "note"), Entry::Text, false));
            form
        }
    }
}

/// 提处理结果: the outcomes that the class allows; amounts are the offices' matter.
pub(super) fn resolve(desk: &Desk<'_>, row: &CaseRow, case: &Case) -> Form {
    let mut form = blank(desk, Kind::Resolve, Some(row));
    let Some(session) = &desk.session else {
        return form;
    };
    let outcomes = case
        .class()
        .and_then(|class| session.pack.class(class))
        .map(|class| class.outcomes.clone())
        .unwrap_or_default();
    let options = outcomes
        .iter()
        .map(|kind| {
            let name = kind.name();
            let key = format!("entry-outcome-{}", name.replace('_', "-"));
            (name.to_owned(), desk.say(&key))
        })
        .collect();
    let mut outcome = Row::choice("outcome", label(desk, "outcome"), options, Some(0));
    outcome.required = true;
    form.rows.push(outcome);
    if session.role != Role::Village {
        for field in [
            "back_pay",
            "heir_due",
            "recover_due",
            "sealed_amount",
            "refund_due",
        ] {
            form.rows
                .push(Row::of(field, label(desk, field), Entry::Money, false));
        }
    }
    form.rows.push(Row::of(
        "because",
        label(desk, "because"),
        Entry::Text,
        false,
    ));
    form
}

/// The form of any kind, made from the list of its fields.
pub(super) fn general(desk: &Desk<'_>, kind: Kind, row: Option<&CaseRow>) -> Form {
    let mut form = blank(desk, kind, row);
    for field in record::recordable(kind).map_or(&[][..], |record| record.fields) {
        let label = label(desk, field.name);
        let mut made = match field.form {
            Shape::Choice(words) => {
                let first = field.required.then_some(0);
                Row::choice(field.name, label, choices(desk, field.name, words), first)
            }
            Shape::Truth => Row::choice(
                field.name,
                label,
                choices(desk, "truth", &["no", "yes"]),
                Some(0),
            ),
            Shape::DoubtName => {
                let open = row.map(|row| row.doubts.clone()).unwrap_or_default();
                let options = open
                    .iter()
                    .map(|doubt| doubt_choice(desk, *doubt))
                    .collect();
                Row::choice(field.name, label, options, Some(0))
            }
            Shape::Moment if matches!(field.name, "due" | "again_on") => {
                Row::of(field.name, label, Entry::Ahead, field.required)
            }
            Shape::Moment => Row::of(field.name, label, Entry::Past, field.required),
            Shape::Money => Row::of(field.name, label, Entry::Money, field.required),
            _ => Row::of(field.name, label, Entry::Text, field.required),
        };
        made.required = field.required;
        form.rows.push(made);
    }
    form
}

fn doubt_choice(desk: &Desk<'_>, doubt: Doubt) -> (String, String) {
    let name = doubt.name();
    (name.to_owned(), desk.say(&format!("entry-doubt-{name}")))
}

/// 为什么撤回, and what then.
pub(super) fn withdraw(desk: &Desk<'_>, row: &CaseRow, entry: EntryRef) -> Form {
    let mut form = blank(desk, Kind::Withdraw, Some(row));
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

/// Records what a form says; the fields have been read already.
pub(super) fn save(
    session: &mut Session,
    form: &Form,
    mut fields: Map<String, serde_json::Value>,
) -> Result<CaseId, Error> {
    // The officer's own words win over the phrase beside them; a class told apart wins over its digit.
    for (own, field) in [
        ("note_own", "note"),
        ("plan_own", "plan"),
        ("class_part", "class"),
    ] {
        if let Some(value) = fields.remove(own) {
            let fits = own != "class_part"
                || fields.get("class").and_then(|class| class.as_str())
                    == value.as_str().map(|text| &text[..1]);
            if fits {
                fields.insert(field.to_owned(), value);
            }
        }
    }
    fields.remove("then");
    let record = Record {
        at: None,
        by: None,
        subject: form.case.map_or(Subject::Nobody, Subject::Case),
        kind: form.kind,
        fields,
    };
    let taken = record_all(session, &[record])?;
    match taken.into_iter().next() {
        Some(crate::usecases::recording::Taken::Applied(case, _)) => Ok(case),
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
        Kind::Contact => contact(desk, row, &case),
        Kind::Classify => classify(desk, row, &case),
        Kind::Resolve => resolve(desk, row, &case),
        Kind::Step => match crate::domain::procedure::next_step(&case, &session.pack) {
            Some(due) => step(desk, row, &case, due),
            None => general(desk, kind, Some(row)),
        },
        kind => general(desk, kind, Some(row)),
    })
}
