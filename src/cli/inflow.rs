//! `xunren inflow`: what each later list said beside the one before: new, gone, changed.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, book, print};
use crate::domain::timeline;
use crate::error::Error;
use crate::messages::Value;
use crate::output::inflow_text;
use crate::usecases::inflow::{self, Change, ListNews};
use crate::usecases::masking;
use crate::usecases::session::Session;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let since = match arguments.get_one::<String>("since") {
        Some(given) => Some(book::date(given)?),
        None => None,
    };
    let session = call.session()?;
    let news = inflow::lists(&session, since)?;
    let unit = session.store.unit();
    let total = session.store.figures_of(unit, None)?[crate::domain::figures::Figure::Total];
    let counted = inflow::counted(&session, unit, i64::MAX)?.unwrap_or_default();
    if call.json {
        let lists: Vec<Json> = news.iter().map(|one| value(&session, one)).collect();
        print::json(&json!({
            "lists": lists,
            "stock": counted.stock(total),
            "new": counted.new,
            "new_verified": counted.verified,
            "new_resolved": counted.resolved,
        }))?;
        return Ok(DONE);
    }
    if news.is_empty() {
        print::say(&call.messages.get("report-inflow-none"));
        return Ok(DONE);
    }
    print::out(&inflow_text::line(counted, total, call.messages))?;
    for one in &news {
        print::out(&head(call, &session, one))?;
        for (change, row) in &one.people {
            let state = format!("entry-state-{}", row.state.name().replace('_', "-"));
            let month = row.suspended_from.map(|month| month.to_string());
            print::out(&call.messages.with(
                &format!("report-inflow-person-{}", change.name()),
                &[
                    ("person", Value::Text(&row.name)),
                    ("unit", Value::Text(&session.short_name(row.unit))),
                    ("month", Value::Text(month.as_deref().unwrap_or("-"))),
                    ("state", Value::Text(&call.messages.get(&state))),
                ],
            ))?;
        }
    }
    Ok(DONE)
}

fn head(call: &Call<'_>, session: &Session, news: &ListNews) -> String {
    let day = |at| timeline::local_time(&session.pack, at).date().to_string();
    let Some(before) = &news.before else {
        return call.messages.with(
            "report-inflow-first",
            &[
                ("file", Value::Text(&news.list.file)),
                ("day", Value::Text(&day(news.list.at))),
                ("rows", Value::from(news.list.rows)),
            ],
        );
    };
    call.messages.with(
        "report-inflow-list",
        &[
            ("file", Value::Text(&news.list.file)),
            ("day", Value::Text(&day(news.list.at))),
            ("before", Value::Text(&before.file)),
            ("before-day", Value::Text(&day(before.at))),
            ("new", Value::from(news.count(Change::New))),
            ("gone", Value::from(news.count(Change::Gone))),
            ("changed", Value::from(news.count(Change::Changed))),
        ],
    )
}

fn value(session: &Session, news: &ListNews) -> Json {
    let moment = |at| timeline::local_time(&session.pack, at).to_string();
    let people: Vec<Json> = news
        .people
        .iter()
        .map(|(change, row)| {
            json!({
                "change": change.name(),
                "case": row.id,
                "name": row.name,
                "id_number": row.id_number.as_deref().map(masking::id_number),
                "unit": row.unit,
                "suspended_from": row.suspended_from.map(|month| month.to_string()),
                "state": row.state.name(),
            })
        })
        .collect();
    json!({
        "file": news.list.file,
        "at": moment(news.list.at),
        "by": news.list.by,
        "rows": news.list.rows,
        "compared_with": news.before.as_ref().map(|before| json!({
            "file": before.file,
            "at": moment(before.at),
        })),
        "new": news.count(Change::New),
        "gone": news.count(Change::Gone),
        "changed": news.count(Change::Changed),
        "people": people,
    })
}
