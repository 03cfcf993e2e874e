//! Commands about people: lists, finding, one person whole, and who waits for a review.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, print};
use crate::domain::case::{Case, State};
use crate::domain::deadline;
use crate::domain::entry::{CaseId, Entry, Kind};
use crate::domain::procedure::{self, Progress};
use crate::domain::roster::Doubt;
use crate::domain::timeline;
use crate::error::Error;
use crate::messages::Messages;
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::session::Session;
use crate::usecases::{exporting, finding, masking};

/// Without `--limit` a list for people ends here; scripts get all.
const SHOWN: usize = 200;

pub(super) fn list(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let wrong = |given: &str| Error::said("error-filter", &[("given", given)]);
    let mut filter = CaseFilter {
        class: text("class").map(str::to_owned),
        ..CaseFilter::default()
    };
    if let Some(given) = text("unit") {
        filter.unit = Some(book::unit(given)?);
    }
    if let Some(given) = text("presumed") {
        filter.presumed_class = Some(given.parse().map_err(|_| wrong(given))?);
    }
    if let Some(given) = text("state") {
        filter.state = Some(State::named(given).ok_or_else(|| wrong(given))?);
    }
    if let Some(given) = text("doubt") {
        if given == "any" {
            filter.doubtful = true;
        } else {
            filter.doubt = Some(Doubt::named(given).ok_or_else(|| wrong(given))?);
        }
    }
    if let Some(given) = text("due") {
        filter.due = Some(book::date(given)?);
    }
    filter.limit = match text("limit") {
        Some(given) => Some(given.parse().map_err(|_| wrong(given))?),
        None if call.json => None,
        None => Some(SHOWN),
    };
    let rows = match text("as-of") {
        Some(given) => {
            let moment = moment(&session, given)?;
            session.store.list_as_of(&filter, moment, &session.pack)?
        }
        None => session.store.list(&filter)?,
    };
    show_rows(call, &mut session, &rows)
}

/// A moment as people write it: a day stands for its cut-off.
fn moment(session: &Session, given: &str) -> Result<i64, Error> {
    if let Ok(day) = given.parse() {
        return Ok(timeline::cut_off(&session.pack, day));
    }
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(given) {
        return Ok(moment.timestamp_millis());
    }
    ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| chrono::NaiveDateTime::parse_from_str(given, form).ok())
        .map(|local| timeline::moment(&session.pack, local))
        .ok_or_else(|| Error::said("error-moment", &[("given", given)]))
}

pub(super) fn find(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let typed = arguments
        .get_one::<String>("text")
        .map_or("", String::as_str);
    let rows: Vec<CaseRow> = finding::find(&session, typed, 50)?
        .into_iter()
        .map(|(_, row)| row)
        .collect();
    if rows.is_empty() && !call.json {
        print::say(&call.messages.get("cli-find-nobody"));
        return Ok(1);
    }
    show_rows(call, &mut session, &rows)
}

pub(super) fn waiting_for_review(call: &Call<'_>) -> Result<u8, Error> {
    let mut session = call.session()?;
    let rows = session.store.list(&CaseFilter {
        state: Some(State::Proposed),
        ..CaseFilter::default()
    })?;
    show_rows(call, &mut session, &rows)
}

fn show_rows(call: &Call<'_>, session: &mut Session, rows: &[CaseRow]) -> Result<u8, Error> {
    let because = call.unmasked()?;
    let whole = because.is_some();
    // First the entry, then the numbers: a book that cannot be written shows none of them whole.
    if let Some(why) = because {
        exporting::note_unmasked(session, None, why)?;
    }
    if call.json {
        let values: Vec<Json> = rows
            .iter()
            .map(|row| row_json(row, session, whole))
            .collect();
        print::json(&values)?;
    } else {
        let lines: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row_line(row, session, whole, call.messages))
            .collect();
        print::out(&print::aligned(&lines))?;
    }
    Ok(DONE)
}

fn row_json(row: &CaseRow, session: &Session, whole: bool) -> Json {
    let id = |id: &str| {
        if whole {
            id.to_owned()
        } else {
            masking::id_number(id)
        }
    };
    let phone = |phone: &str| {
        if whole {
            phone.to_owned()
        } else {
            masking::phone(phone)
        }
    };
    json!({
        "case": row.id,
        "id_number": row.id_number.as_deref().map(id),
        "name": row.name,
        "unit": row.unit,
        "unit_name": session.unit_name(row.unit),
        "group": (row.group > 0).then_some(row.group),
        "house": (!row.house.is_empty()).then_some(&row.house),
        "sex": row.sex,
        "birth": if whole { row.birth.map(|day| day.to_string()) } else { row.birth.map(|day| day.format("%Y").to_string()) },
        "phone": row.phone.as_deref().map(phone),
        "suspended_from": row.suspended_from,
        "presumed_class": row.presumed_class,
        "class": row.class,
        "state": row.state.name(),
        "waiting_on": row.waiting_on,
        "doubts": row.doubts,
        "outcome": row.outcome,
        "contacts": row.attempts,
        "again_on": row.again_on.map(|day| day.to_string()),
        "due_on": row.due_on.map(|day| day.to_string()),
        "evidence_owed": row.owed,
        "match_waits": row.hits,
    })
}

fn row_line(row: &CaseRow, session: &Session, whole: bool, messages: &Messages) -> Vec<String> {
    let id = row.id_number.as_deref().unwrap_or("-");
    vec![
        row.name.clone(),
        if whole {
            id.to_owned()
        } else {
            masking::id_number(id)
        },
        session.unit_name(row.unit),
        if row.group > 0 {
            row.group.to_string()
        } else {
            "-".to_owned()
        },
        row.suspended_from
            .map_or_else(|| "-".to_owned(), |month| month.to_string()),
        row.class
            .clone()
            .unwrap_or_else(|| format!("({})", row.presumed_class)),
        messages.get(&format!(
            "entry-state-{}",
            row.state.name().replace('_', "-")
        )),
    ]
}

pub(super) fn show(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let given = arguments
        .get_one::<String>("case")
        .map_or("", String::as_str);
    let row = finding::person(&session, given)?;
    let because = call.unmasked()?;
    let entries = session.store.entries_of(row.id)?;
    let (case, _) = timeline::fold(&entries, &session.pack);
    let value = case_json(&row, &case, &session, because.is_some());
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, Some(row.id), why)?;
    }
    if call.json {
        print::json(&value)?;
    } else {
        let text = serde_json::to_string_pretty(&value)
            .map_err(|error| Error::said("error-json", &[("what", &error.to_string())]))?;
        print::out(&text)?;
    }
    Ok(DONE)
}

fn case_json(row: &CaseRow, case: &Case, session: &Session, whole: bool) -> Json {
    let mut value = row_json(row, session, whole);
    let mask = |text: Option<&str>, masked: fn(&str) -> String| {
        text.map(|text| if whole { text.to_owned() } else { masked(text) })
    };
    let facts = &case.facts;
    let entries: Vec<Json> = case
        .entries
        .iter()
        .map(|entry| entry_json(entry, case, session, whole))
        .collect();
    let steps: Vec<Json> = procedure::steps(case, &session.pack)
        .into_iter()
        .map(|(step, progress)| {
            json!({
                "step": step.id,
                "title": step.title,
                "clause": step.clause.as_deref().map(|id| session.pack.cite(id)),
                "role": session.pack.role_title(step.role),
                "needs": step.needs,
                "progress": match &progress {
                    Progress::Done(_) => "done",
                    Progress::Due => "due",
                    Progress::Blocked(_) => "blocked",
                    Progress::Later => "later",
                },
                "depends_on": procedure::depends_on(case, &session.pack, step)
                    .map(|endings| endings.iter().map(|kind| kind.name()).collect::<Vec<_>>()),
                "lacks": match &progress {
                    Progress::Blocked(closed) => Some(json!({
                        "step": closed.step, "clause": closed.basis, "lack": closed.lack.name(),
                    })),
                    _ => None,
                },
                "closed_by": match progress { Progress::Done(entry) => Some(entry.id), _ => None },
            })
        })
        .collect();
    let more = json!({
        "facts": {
            "reason": facts.reason,
            "remark": facts.remark,
            "address": facts.address,
            "bank": facts.bank,
            "account": mask(facts.account.as_deref(), masking::account),
            "monthly_amount": facts.monthly_amount,
            "account_balance": facts.account_balance,
            "personal_number": mask(facts.personal_number.as_deref(), masking::account),
            "other_phones": case.phones.iter().map(|phone| mask(Some(phone), masking::phone)).collect::<Vec<_>>(),
        },
        "raw": case.raw.iter().map(|(title, text)| json!({
            "column": title,
            "text": if whole || text.chars().filter(char::is_ascii_digit).count() < 7 { text.clone() } else { masking::id_number(text) },
        })).collect::<Vec<_>>(),
        "document": session.pack.document,
        "due": deadline::terms(case, &session.pack).iter().map(|term| json!({
            "what": term.matter.name(),
            "about": term.about,
            "since": term.since.to_string(),
            "until": term.until.to_string(),
            "clause": term.basis,
            "estimated": term.estimated,
        })).collect::<Vec<_>>(),
        "evidence": {
            "files": case.standing(Kind::Evidence).count(),
            "screenshots": case
                .standing(Kind::Evidence)
                .filter(|entry| entry.text("sort") == Some("screenshot"))
                .count(),
        },
        "procedure": steps,
        "entries": entries,
    });
    if let (Json::Object(value), Json::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

/// How a number is covered.
type Mask = fn(&str) -> String;

/// Fields that hold personal numbers, with the mask of each.
const NUMBERS: &[(&str, Mask)] = &[
    ("phone", masking::phone),
    ("id_number", masking::id_number),
    ("account", masking::account),
];

fn entry_json(entry: &Entry, case: &Case, session: &Session, whole: bool) -> Json {
    let mut fields = entry.body.fields.clone();
    let corrected = entry.text("field").unwrap_or_default().to_owned();
    if !whole {
        for (name, mask) in NUMBERS {
            if let Some(text) = fields.get(*name).and_then(Json::as_str) {
                let masked = mask(text);
                fields.insert((*name).to_owned(), masked.into());
            }
            if corrected == *name
                && let Some(text) = fields.get("value").and_then(Json::as_str)
            {
                let masked = mask(text);
                fields.insert("value".to_owned(), masked.into());
            }
        }
        // Notes of imports quote what a list said.
        if entry.body.source.is_some() {
            fields.remove("text");
        }
        fields.remove("also");
    }
    json!({
        "entry": entry.id,
        "do": entry.kind.name(),
        "at": timeline::stated(&session.pack, entry.at).to_rfc3339(),
        "by": entry.body.by,
        "pack": entry.body.pack,
        "clock_set": entry.body.clock_set,
        "withdrawn": case.withdrawn.contains(&entry.id),
        "source": entry.body.source,
        "fields": fields,
    })
}

/// The case of a `--person`, or of the argument of `show`.
pub(super) fn case_of(session: &Session, given: &str) -> Result<CaseId, Error> {
    Ok(finding::person(session, given)?.id)
}
