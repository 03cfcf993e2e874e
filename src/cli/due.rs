//! `xunren due`: what is overdue, due on the day, and due in the days behind it.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, print};
use crate::error::Error;
use crate::messages::{Messages, Value};
use crate::usecases::due::{AHEAD, DueList, DueTerm, due};
use crate::usecases::session::Session;
use crate::usecases::{exporting, masking};

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let mut session = call.session()?;
    let unit = text("unit").map(book::unit).transpose()?;
    let on = match text("on") {
        Some(given) => book::date(given)?,
        None => session.today(),
    };
    let ahead = match text("ahead") {
        Some(given) => given
            .parse()
            .map_err(|_| Error::said("error-filter", &[("given", given)]))?,
        None => AHEAD,
    };
    let because = call.unmasked()?;
    let whole = because.is_some();
    // First the entry, then the numbers: a book that cannot be written shows none of them whole.
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, None, why)?;
    }
    let list = due(&session, unit, on, ahead)?;
    if call.json {
        print::json(&list_json(&list, &session, whole))?;
    } else {
        print::out(&list_text(&list, &session, whole, call.messages))?;
    }
    Ok(DONE)
}

fn list_json(list: &DueList, session: &Session, whole: bool) -> Json {
    let of = |terms: &[DueTerm]| -> Vec<Json> {
        let terms = terms.iter();
        terms
            .map(|one| term_json(one, session, whole, list.on))
            .collect()
    };
    let office = list.office.iter().map(|deadline| {
        json!({
            "title": deadline.title,
            "until": deadline.on.to_string(),
            "at": deadline.at.format("%H:%M").to_string(),
            "clause": session.pack.cite(&deadline.clause),
        })
    });
    json!({
        "on": list.on.to_string(),
        "overdue": of(&list.overdue),
        "today": of(&list.today),
        "next": of(&list.next),
        "office": office.collect::<Vec<_>>(),
    })
}

fn list_text(list: &DueList, session: &Session, whole: bool, messages: &Messages) -> String {
    let mut page = String::new();
    for (name, terms) in [
        ("overdue", &list.overdue),
        ("today", &list.today),
        ("next", &list.next),
    ] {
        if terms.is_empty() {
            continue;
        }
        let count = Value::from(terms.len());
        page.push_str(&messages.with(&format!("cli-due-{name}"), &[("count", count)]));
        page.push('\n');
        let lines = terms.iter();
        let lines: Vec<Vec<String>> = lines
            .map(|one| term_line(one, session, whole, messages))
            .collect();
        page.push_str(&print::aligned(&lines));
    }
    for deadline in &list.office {
        let cite = session.pack.cite(&deadline.clause);
        page.push_str(&messages.with(
            "cli-due-office",
            &[
                ("day", Value::Text(&deadline.on.to_string())),
                (
                    "time",
                    Value::Text(&deadline.at.format("%H:%M").to_string()),
                ),
                ("what", Value::Text(&deadline.title)),
                ("cite", Value::Text(&cite)),
            ],
        ));
        page.push('\n');
    }
    if page.is_empty() {
        page = messages.get("cli-due-nothing");
    }
    page
}

fn id_of(one: &DueTerm, whole: bool) -> Option<String> {
    let id = one.row.id_number.as_deref()?;
    Some(if whole {
        id.to_owned()
    } else {
        masking::id_number(id)
    })
}

fn term_json(one: &DueTerm, session: &Session, whole: bool, on: chrono::NaiveDate) -> Json {
    let term = &one.term;
    json!({
        "case": one.row.id,
        "id_number": id_of(one, whole),
        "name": one.row.name,
        "unit": one.row.unit,
        "unit_name": session.unit_name(one.row.unit),
        "what": term.matter.name(),
        "about": (!term.about.is_empty()).then_some(&term.about),
        "since": term.since.to_string(),
        "until": term.until.to_string(),
        "days_left": (term.until - on).num_days(),
        "clause": term.basis,
        "estimated": term.estimated,
        "step": one.step,
    })
}

fn term_line(one: &DueTerm, session: &Session, whole: bool, messages: &Messages) -> Vec<String> {
    let term = &one.term;
    let word = messages.get(&format!("entry-due-{}", term.matter.name()));
    let what = if term.about.is_empty() {
        word
    } else {
        messages.with(
            "entry-due-about",
            &[
                ("what", Value::Text(&word)),
                ("about", Value::Text(&term.about)),
            ],
        )
    };
    let until = term.until.to_string();
    let until = if term.estimated {
        messages.with("entry-due-estimated", &[("day", Value::Text(&until))])
    } else {
        until
    };
    vec![
        until,
        one.row.name.clone(),
        id_of(one, whole).unwrap_or_else(|| "-".to_owned()),
        session.short_name(one.row.unit),
        what,
        one.step.clone().unwrap_or_else(|| "-".to_owned()),
        term.basis
            .clone()
            .unwrap_or_else(|| messages.get("entry-due-own")),
    ]
}
