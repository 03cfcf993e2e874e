//! The spot check of one person in words: answers, first findings, how they compare, and what has to be put right.

use chrono::NaiveDate;

use super::grid::Grid;
use crate::domain::entry::{Entry, Kind};
use crate::domain::pack::Pack;
use crate::domain::sample::{Compared, Item, NOTHING, Proof, Verdict, is_answered};
use crate::domain::timeline;
use crate::domain::workday::Due;
use crate::messages::{Messages, Value};

/// A value of an item as people read it.
#[must_use]
pub fn value(item: Item, value: &str, pack: &Pack, messages: &Messages) -> String {
    match item {
        Item::Found => messages.get(&format!("entry-value-found-{value}")),
        Item::Class => pack.class(value).map_or_else(
            || value.to_owned(),
            |class| format!("{value} {}", class.title),
        ),
        Item::Outcome if value == NOTHING => messages.get("sample-outcome-none"),
        Item::Outcome => messages.get(&format!("entry-outcome-{}", value.replace('_', "-"))),
        Item::Amount => value.to_owned(),
    }
}

/// An item as people read it.
#[must_use]
pub fn item(item: &str, messages: &Messages) -> String {
    messages.get(&format!("sample-item-{item}"))
}

/// A line for each item: what the checker says, what was found first, and whether they agree.
#[must_use]
pub fn compared(compared: &[Compared], pack: &Pack, messages: &Messages) -> Vec<String> {
    compared
        .iter()
        .map(|one| {
            let key = match one.verdict {
                Verdict::Agrees => "sample-agrees",
                Verdict::Differs => "sample-differs",
                Verdict::NotFound => "sample-not-found",
            };
            let first = one.first.as_deref();
            let first = first.map(|first| value(one.item, first, pack, messages));
            messages.with(
                key,
                &[
                    ("item", Value::Text(&item(one.item.name(), messages))),
                    (
                        "answer",
                        Value::Text(&value(one.item, &one.answer, pack, messages)),
                    ),
                    ("first", Value::Text(first.as_deref().unwrap_or_default())),
                ],
            )
        })
        .collect()
}

/// Whether a draw is what its seed gives, and each thing that is not as it should be.
#[must_use]
pub fn proof(proof: &Proof, messages: &Messages) -> Vec<String> {
    let key = if proof.holds() {
        "sample-proof-holds"
    } else {
        "sample-proof-fails"
    };
    let mut lines = vec![messages.with(
        key,
        &[
            ("seed", Value::Text(&proof.seed)),
            ("share", Value::Text(&proof.share.to_string())),
            ("population", Value::from(proof.population)),
            ("drawn", Value::from(proof.drawn)),
            ("list", Value::Text(&proof.list)),
        ],
    )];
    let problems = proof.problems.iter();
    lines.extend(problems.map(|(key, about)| messages.with(key, &[("about", Value::Text(about))])));
    lines
}

/// That a rectification was opened, and until when it runs.
#[must_use]
pub fn opened(due: Option<Due>, messages: &Messages) -> String {
    match due {
        None => messages.get("sample-opened-no-day"),
        Some(due) => {
            let day = last_day(due.date, due.estimated, messages);
            messages.with("sample-opened", &[("day", Value::Text(&day))])
        }
    }
}

/// What was recorded, by whom, on which day: of a check its way, of a rectification what was done; never what a check
/// found.
#[must_use]
pub fn recorded(entry: &Entry, pack: &Pack, messages: &Messages) -> String {
    let mut what = match entry.kind {
        Kind::SampleCheck => messages.get(&format!(
            "sample-way-{}",
            entry.text("how").unwrap_or("files")
        )),
        _ => messages.get(&format!(
            "entry-value-act-{}",
            entry.text("act").unwrap_or("done")
        )),
    };
    if entry.kind == Kind::SampleCheck && !is_answered(entry) {
        what = messages.with("sample-told-nobody", &[("what", Value::Text(&what))]);
    }
    let on = timeline::local_date(pack, entry.at).to_string();
    messages.with(
        "sample-rectify-told",
        &[
            ("what", Value::Text(&what)),
            ("by", Value::Text(&entry.body.by)),
            ("on", Value::Text(&on)),
        ],
    )
}

/// That something was taken back, whose it was, and how many rectifications went with it.
#[must_use]
pub fn taken_back(
    (person, was, dropped): (&str, &Entry, usize),
    pack: &Pack,
    messages: &Messages,
) -> String {
    let key = match (was.kind, dropped) {
        (Kind::SampleCheck, 0) => "sample-withdrawn",
        (Kind::SampleCheck, _) => "sample-withdrawn-dropped",
        _ => "sample-rectify-withdrawn",
    };
    let what = recorded(was, pack, messages);
    messages.with(
        key,
        &[
            ("person", Value::Text(person)),
            ("what", Value::Text(&what)),
            ("dropped", Value::from(dropped)),
        ],
    )
}

/// A last day, marked where it is estimated.
#[must_use]
pub fn last_day(day: NaiveDate, estimated: bool, messages: &Messages) -> String {
    let day = day.to_string();
    if estimated {
        messages.with("entry-due-estimated", &[("day", Value::Text(&day))])
    } else {
        day
    }
}

/// A line of the rectification list, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RectifyLine {
    /// Name of the person.
    pub name: String,
    /// ID number as it may be shown.
    pub id_number: String,
    /// The unit of the case.
    pub unit: String,
    /// Who puts it right.
    pub owner: String,
    /// What was found: names of items.
    pub items: Vec<String>,
    /// The day on which it was opened.
    pub opened: NaiveDate,
    /// The last day.
    pub due: Option<(NaiveDate, bool)>,
    /// Where the time is written.
    pub basis: Option<String>,
    /// The word of its status.
    pub status: &'static str,
    /// What was done, by whom, when.
    pub done: Option<(String, String, NaiveDate)>,
    /// With what words it was closed, by whom, when.
    pub closed: Option<(String, String, NaiveDate)>,
}

const HEADS: [&str; 11] = [
    "sample-rectify-number",
    "sample-rectify-name",
    "sample-rectify-id",
    "sample-rectify-unit",
    "sample-rectify-owner",
    "sample-rectify-items",
    "sample-rectify-opened",
    "sample-rectify-due",
    "sample-rectify-status",
    "sample-rectify-done",
    "sample-rectify-closed",
];

/// The rectification list as a table.
#[must_use]
pub fn rectify_grid(lines: &[RectifyLine], messages: &Messages) -> Grid {
    let rows = (1_usize..)
        .zip(lines)
        .map(|(number, line)| {
            vec![
                number.to_string(),
                line.name.clone(),
                line.id_number.clone(),
                line.unit.clone(),
                line.owner.clone(),
                items(line, messages),
                line.opened.to_string(),
                line.due.map_or_else(
                    || messages.get("sample-rectify-no-day"),
                    |(day, estimated)| last_day(day, estimated, messages),
                ),
                messages.get(&format!("sample-status-{}", line.status)),
                done(line.done.as_ref(), messages),
                done(line.closed.as_ref(), messages),
            ]
        })
        .collect();
    Grid {
        title: String::new(),
        heads: HEADS.iter().map(|key| messages.get(key)).collect(),
        rows,
        total: false,
    }
}

/// What was found, in words.
#[must_use]
pub fn items(line: &RectifyLine, messages: &Messages) -> String {
    let items: Vec<String> = line.items.iter().map(|one| item(one, messages)).collect();
    items.join(&messages.get("report-comma"))
}

fn done(told: Option<&(String, String, NaiveDate)>, messages: &Messages) -> String {
    told.map_or_else(String::new, |(what, by, on)| {
        messages.with(
            "sample-rectify-told",
            &[
                ("what", Value::Text(what)),
                ("by", Value::Text(by)),
                ("on", Value::Text(&on.to_string())),
            ],
        )
    })
}
