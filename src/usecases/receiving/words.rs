//! What came of scans, and what was handed in, in sentences for the screen and the command line, and as JSON.

use serde_json::{Value as Json, json};

use super::comparing::{Comparison, Difference};
use super::{Remark, Seen, State, Told, Trouble};
use crate::domain::figures::Figure;
use crate::domain::money::Money;
use crate::domain::report::How;
use crate::domain::report::{COLUMNS, RowUnit, position};
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::messages::{Messages, Value};
use crate::output::words::{day, row_name, time};
use crate::usecases::session::Session;

/// What became of one scan.
#[must_use]
pub fn seen(session: &Session, seen: &Seen, messages: &Messages) -> String {
    match seen {
        Seen::Not(trouble) => self::trouble(session, trouble, messages),
        Seen::Frame { set, number, twice } => messages.with(
            if *twice {
                "hand-seen-twice"
            } else {
                "hand-seen"
            },
            &[
                ("unit", (&session.unit_name(set.stamp.unit)).into()),
                ("n", (*number).into()),
            ],
        ),
    }
}

/// Why a scan was not taken.
#[must_use]
pub fn trouble(session: &Session, trouble: &Trouble, messages: &Messages) -> String {
    let key = format!("hand-not-{}", trouble.name().replace('_', "-"));
    let unit = |unit: UnitCode| session.unit_name(unit);
    match trouble {
        Trouble::Foreign | Trouble::Damaged => messages.get(&key),
        Trouble::Newer(version) => messages.with(&key, &[("version", (*version).into())]),
        Trouble::OtherCampaign(code) | Trouble::Outside(code) | Trouble::Signature(code) => {
            messages.with(&key, &[("unit", (&unit(*code)).into())])
        }
    }
}

/// A set of frames: its figures, what became of it, what is missing, what to know.
#[must_use]
pub fn told(session: &Session, told: &Told, messages: &Messages) -> Vec<String> {
    let stamp = told.set.key.stamp;
    let unit = session.unit_name(stamp.unit);
    let state = messages.get(&format!("hand-state-{}", told.state.name()));
    let day = day(stamp.day, messages);
    let mut lines = Vec::new();
    lines.push(match told.set.own() {
        Some(own) => messages.with(
            "hand-told",
            &[
                ("unit", (&unit).into()),
                ("day", (&day).into()),
                ("time", (&time(told.until)).into()),
                ("total", own.figures[Figure::Total].into()),
                ("verified", own.figures[Figure::Verified].into()),
                ("resolved", own.figures[Figure::Resolved].into()),
                ("state", (&state).into()),
            ],
        ),
        None => messages.with(
            "hand-told-no-figures",
            &[
                ("unit", (&unit).into()),
                ("day", (&day).into()),
                ("state", (&state).into()),
            ],
        ),
    });
    if told.state != State::Waits {
        lines.extend(missing(&told.set.missing(), told.set.key.of, messages));
    }
    for remark in &told.remarks {
        let key = format!("hand-remark-{}", remark.name().replace('_', "-"));
        lines.push(match remark {
            Remark::Broken(figure) => {
                let column = COLUMNS
                    .iter()
                    .find(|column| column.figure() == Some(*figure))
                    .map_or_else(String::new, |column| messages.get(&column.title_key()));
                messages.with(&key, &[("column", (&column).into())])
            }
            _ => messages.get(&key),
        });
    }
    lines
}

fn missing(numbers: &[u8], of: u8, messages: &Messages) -> Option<String> {
    if numbers.is_empty() {
        return None;
    }
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let numbers = numbers.join(&messages.get("report-comma"));
    Some(messages.with(
        "hand-missing",
        &[("numbers", (&numbers).into()), ("of", of.into())],
    ))
}

/// The same for scripts.
#[must_use]
pub fn told_json(session: &Session, told: &Told, messages: &Messages) -> Json {
    let stamp = told.set.key.stamp;
    let remarks: Vec<&str> = told.remarks.iter().map(|remark| remark.name()).collect();
    let columns = told.set.own().map(|own| {
        let columns = crate::domain::frames::told_columns(&own);
        let values = columns.into_iter();
        values
            .map(|(id, number)| (id.to_owned(), number_json(id, number)))
            .collect::<serde_json::Map<_, _>>()
    });
    json!({
        "unit": stamp.unit.to_string(),
        "name": session.unit_name(stamp.unit),
        "day": stamp.day.to_string(),
        "until": told.until.to_rfc3339(),
        "frozen_no": (stamp.frozen_no > 0).then_some(stamp.frozen_no),
        "state": told.state.name(),
        "frames": told.set.numbers(),
        "missing": told.set.missing(),
        "of": told.set.key.of,
        "remarks": remarks,
        "text": self::told(session, told, messages),
        "figures": columns,
    })
}

/// A count as a number, an amount as a string with two decimals.
fn number_json(column: &str, number: i64) -> Json {
    if is_money(column) {
        Money::from_fen(number).to_string().into()
    } else {
        number.into()
    }
}

fn number_text(column: &str, number: i64) -> String {
    if is_money(column) {
        Money::from_fen(number).to_string()
    } else {
        number.to_string()
    }
}

fn is_money(column: &str) -> bool {
    position(column).is_some_and(|at| COLUMNS[at].is_money())
}

/// What was handed in for a day, against the book.
#[must_use]
pub fn received(
    session: &Session,
    date: chrono::NaiveDate,
    all: &[Comparison],
    messages: &Messages,
) -> Vec<String> {
    if all.is_empty() {
        let day = day(date, messages);
        return vec![messages.with("hand-received-nobody", &[("day", (&day).into())])];
    }
    let mut lines = Vec::new();
    for one in all {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(compared(session, one, messages));
    }
    lines
}

fn compared(session: &Session, one: &Comparison, messages: &Messages) -> Vec<String> {
    let handed = &one.submission;
    let how = messages.get(match handed.how {
        Some(How::Qr) => "hand-how-qr",
        Some(How::Text) => "hand-how-text",
        Some(How::File) => "hand-how-file",
        Some(How::Entries) | None => "hand-how-other",
    });
    let at = timeline::local_time(&session.pack, handed.at).format("%m-%d %H:%M");
    let at = at.to_string();
    let until = handed.until.map(time);
    let mut values: Vec<(&str, Value<'_>)> = vec![
        ("unit", (&one.name).into()),
        ("at", (&at).into()),
        ("how", (&how).into()),
        ("by", (&handed.by).into()),
    ];
    let mut lines = vec![match &until {
        Some(until) => {
            values.push(("until", until.into()));
            messages.with("hand-received-unit", &values)
        }
        None => messages.with("hand-received-unit-plain", &values),
    }];
    let mut add = |text: String| lines.push(format!("  {text}"));
    if let Some(n) = handed.frozen_no {
        add(messages.with("hand-received-frozen", &[("n", n.into())]));
    }
    if one.times > 1 {
        add(messages.with("hand-received-times", &[("n", one.times.into())]));
    }
    if let Some(key) = handed.key
        && let Some(missing) = missing(&one.missing, key.of, messages)
    {
        add(missing);
    }
    if one.differences.is_empty() {
        add(messages.get("hand-received-same"));
        return lines;
    }
    let n = one.differences.len();
    add(messages.with("hand-received-differs", &[("n", n.into())]));
    if !one.heard {
        add(messages.get("hand-received-not-heard"));
    }
    for difference in &one.differences {
        add(format!("  {}", self::difference(difference, messages)));
    }
    lines
}

fn difference(found: &Difference, messages: &Messages) -> String {
    let title = position(found.column)
        .map_or_else(String::new, |at| messages.get(&COLUMNS[at].title_key()));
    let what = match found.row {
        None => title,
        Some(row) => format!("{} {title}", row_name(row, &found.name, messages)),
    };
    messages.with(
        "hand-received-difference",
        &[
            ("what", (&what).into()),
            (
                "received",
                (&number_text(found.column, found.received)).into(),
            ),
            ("own", (&number_text(found.column, found.own)).into()),
        ],
    )
}

/// The same for scripts.
#[must_use]
pub fn received_json(
    session: &Session,
    date: chrono::NaiveDate,
    all: &[Comparison],
    messages: &Messages,
) -> Json {
    let units: Vec<Json> = all
        .iter()
        .map(|one| {
            let handed = &one.submission;
            let differences: Vec<Json> = one
                .differences
                .iter()
                .map(|found| {
                    json!({
                        "unit": found.row.map_or_else(
                            || handed.unit.to_string(),
                            |row: RowUnit| row.to_string(),
                        ),
                        "name": match found.row {
                            Some(row) => row_name(row, &found.name, messages),
                            None => one.name.clone(),
                        },
                        "column": found.column,
                        "received": number_json(found.column, found.received),
                        "own": number_json(found.column, found.own),
                    })
                })
                .collect();
            json!({
                "unit": handed.unit.to_string(),
                "name": one.name,
                "how": handed.how.map(How::name),
                "received_at": timeline::stated(&session.pack, handed.at).to_rfc3339(),
                "by": handed.by,
                "until": handed.until.map(|until| until.to_rfc3339()),
                "frozen_no": handed.frozen_no,
                "times": one.times,
                "missing": one.missing,
                "agrees": one.differences.is_empty(),
                "heard": one.heard,
                "differences": differences,
            })
        })
        .collect();
    json!({
        "report": "received",
        "date": date.to_string(),
        "unit": session.store.unit().to_string(),
        "units": units,
    })
}
