//! What came of setting a report down, opening a number or laying two days side by side, in words for people. Numbers
//! of persons are masked unless somebody gave a reason.

pub mod values;

use super::changing::{Change, Changes, Standing};
use super::freezing::Comparison;
use super::masking;
use super::opening::{Opened, Part, PartOf, Person};
use super::session::Session;
use super::submitting::{Submission, Taken};
use crate::domain::entry::Entry;
use crate::domain::money::Money;
use crate::domain::report::{COLUMNS, Cell, Report, RowUnit, position};
use crate::domain::timeline;
use crate::messages::{Messages, Value};
use crate::output::words;
use crate::store::CaseRow;

/// A report that was set down, in a line: 2021-09-09 第4期（定稿） 王敏 09-09 15:20 3f2a…
#[must_use]
pub fn set_down(report: &Report, messages: &Messages) -> String {
    let Some(frozen) = &report.frozen else {
        return String::new();
    };
    let at = frozen.at.format("%Y-%m-%d %H:%M").to_string();
    let mut line = messages.with(
        "daily-set-down",
        &[
            ("unit", (&report.unit_name).into()),
            ("date", (&report.date.to_string()).into()),
            ("issue", (&words::issue(report, messages)).into()),
            ("signer", (&frozen.signed_by).into()),
            ("at", (&at).into()),
            ("sha", (&frozen.sha256).into()),
        ],
    );
    if !frozen.because.is_empty() {
        line += &messages.with("daily-because", &[("why", (&frozen.because).into())]);
    }
    line
}

/// The figures of the whole unit in two lines, as the text for the group has them.
#[must_use]
pub fn totals(report: &Report, messages: &Messages) -> Vec<String> {
    [
        "total",
        "verified",
        "resolved",
        "verified_today",
        "resolved_today",
    ]
    .chunks(3)
    .map(|ids| {
        let cells = ids.iter().filter_map(|id| {
            let at = position(id)?;
            let title = messages.get(&COLUMNS[at].title_key());
            Some(format!("{title} {}", shown(report.total.cell(id))))
        });
        cells.collect::<Vec<_>>().join("  ")
    })
    .collect()
}

/// The name of a row, or 合计.
fn row_name(unit: Option<RowUnit>, name: &str, messages: &Messages) -> String {
    unit.map_or_else(
        || messages.get("report-total"),
        |unit| words::row_name(unit, name, messages),
    )
}

/// The word by which scripts name a row.
fn row_word(unit: Option<RowUnit>) -> String {
    unit.map_or_else(|| "total".to_owned(), |unit| unit.to_string())
}

fn shown(cell: Option<Cell>) -> String {
    cell.map_or_else(
        || words::NO_VALUE_ON_SCREEN.to_owned(),
        |cell| words::cell_text(cell, words::NO_VALUE_ON_SCREEN),
    )
}

/// Name and masked number of somebody.
fn person(row: Option<&CaseRow>, whole: bool) -> String {
    let Some(row) = row else {
        return String::new();
    };
    let number = row.id_number.as_deref().unwrap_or_default();
    let number = if whole {
        number.to_owned()
    } else {
        masking::id_number(number)
    };
    format!("{} {number}", row.name).trim().to_owned()
}

/// A frozen report against what is known by now: every cell that differs, with the records that made the difference.
#[must_use]
pub fn comparison(session: &Session, found: &Comparison, messages: &Messages) -> Vec<String> {
    let frozen = &found.frozen;
    let mut lines = vec![set_down(frozen, messages)];
    if found.cells.is_empty() {
        lines.push(messages.get("daily-no-difference"));
        return lines;
    }
    if frozen.pack != found.known.pack {
        let packs = [
            ("then", (&frozen.pack).into()),
            ("now", (&found.known.pack).into()),
        ];
        lines.push(messages.with("daily-other-pack", &packs));
    }
    for (difference, causes) in &found.cells {
        let causes: Vec<String> = causes.iter().map(|at| (at + 1).to_string()).collect();
        let mut line = messages.with(
            "daily-difference",
            &[
                (
                    "unit",
                    (&row_name(difference.unit, &difference.name, messages)).into(),
                ),
                (
                    "column",
                    (&messages.get(&difference.column.title_key())).into(),
                ),
                ("frozen", (&shown(difference.one)).into()),
                ("known", (&shown(difference.other)).into()),
            ],
        );
        if !causes.is_empty() {
            let causes = causes.join(" ");
            line += &messages.with("daily-causes", &[("entries", (&causes).into())]);
        }
        lines.push(line);
    }
    if !found.late.is_empty() {
        lines.push(messages.get("daily-late-entries"));
    }
    for (at, late) in found.late.iter().enumerate() {
        let when = |ms| {
            let local = timeline::local_time(&session.pack, ms);
            local.format("%m-%d %H:%M").to_string()
        };
        lines.push(messages.with(
            "daily-late-entry",
            &[
                ("n", Value::from(at + 1)),
                ("person", (&person(late.row.as_ref(), false)).into()),
                ("what", (&told(&late.entry, messages)).into()),
                ("by", (&late.entry.body.by).into()),
                ("at", (&when(late.entry.at)).into()),
                ("written", (&when(late.entry.written_at)).into()),
            ],
        ));
    }
    lines
}

/// A record in a few words: what was done, and what it said.
#[must_use]
pub fn told(entry: &Entry, messages: &Messages) -> String {
    let kind = entry.kind.name().replace('_', "-");
    let mut text = messages.get(&format!("entry-kind-{kind}"));
    if entry.takes_back() {
        text = messages.with("entry-takes-back", &[("what", (&text).into())]);
    }
    for field in ["class", "outcome", "decision", "how", "met", "found"] {
        let Some(value) = entry.text(field) else {
            continue;
        };
        let key = format!("entry-value-{field}-{}", value.replace('_', "-"));
        text.push(' ');
        if messages.has(&key) {
            text += &messages.get(&key);
        } else {
            let outcome = format!("entry-outcome-{}", value.replace('_', "-"));
            if field == "outcome" && messages.has(&outcome) {
                text += &messages.get(&outcome);
            } else {
                text += value;
            }
        }
    }
    for field in ["because", "basis", "note"] {
        if let Some(value) = entry.text(field) {
            text.push(' ');
            text += value;
        }
    }
    text
}

/// A cell that was opened: its value, by which rule, and who stands behind it.
#[must_use]
pub fn opened(
    session: &Session,
    report: &Report,
    found: &Opened,
    whole: bool,
    messages: &Messages,
) -> Vec<String> {
    let mut lines = vec![headline(report, found, messages)];
    lines.extend(rule(found, messages));
    for part in &found.parts {
        lines.push(part_line(part, messages));
        for person in &part.people {
            lines.push(format!(
                "  {}",
                person_line(session, part, person, whole, messages)
            ));
        }
        let shown = i64::try_from(part.people.len()).unwrap_or(i64::MAX);
        if !part.people.is_empty() && shown < part.count {
            let rest = [("n", Value::from(part.count - shown))];
            lines.push(messages.with("daily-more-people", &rest));
        }
    }
    lines
}

/// 古荥镇 死亡未终止 12  截至9月9日15:00
#[must_use]
pub fn headline(report: &Report, found: &Opened, messages: &Messages) -> String {
    let until = words::until(report, messages);
    messages.with(
        "daily-cell",
        &[
            (
                "unit",
                (&row_name(found.cell.row, &found.name, messages)).into(),
            ),
            (
                "column",
                (&messages.get(&found.cell.column.title_key())).into(),
            ),
            ("value", (&shown(Some(found.value))).into()),
            ("until", (&until).into()),
        ],
    )
}

/// Who is counted, and the clauses that say so.
#[must_use]
pub fn rule(found: &Opened, messages: &Messages) -> Vec<String> {
    let mut lines = vec![messages.get(&found.cell.column.rule_key())];
    lines.extend(found.clauses.iter().map(|(cite, text)| {
        let text: String = text.split_whitespace().collect();
        messages.with(
            "daily-clause",
            &[("cite", cite.into()), ("text", (&text).into())],
        )
    }));
    lines
}

/// What a part is, and how many or how much.
#[must_use]
pub fn part_line(part: &Part, messages: &Messages) -> String {
    let key = format!("daily-part-{}", part.of.name().replace('_', "-"));
    let line = messages.with(&key, &[("n", Value::from(part.count))]);
    match part.amount {
        Some(amount) => {
            let amount = amount.to_string();
            line + &messages.with("daily-amount", &[("amount", (&amount).into())])
        }
        None => line,
    }
}

/// 张雪芳 4101**********002X 曹村坡村 5 已核查, and the amount where the column holds money.
#[must_use]
pub fn person_line(
    session: &Session,
    part: &Part,
    one: &Person,
    whole: bool,
    messages: &Messages,
) -> String {
    let state = format!("entry-state-{}", one.state.name().replace('_', "-"));
    let mut line = format!(
        "{}  {}  {}  {}",
        person(Some(&one.row), whole),
        session.short_name(one.row.unit),
        one.class.as_deref().unwrap_or("-"),
        messages.get(&state),
    );
    if part.amount.is_some() && part.of == PartOf::Counted {
        line = format!("{line}  {}", Money::from_fen(one.amount));
    }
    line
}

/// Figures that were handed in.
#[must_use]
pub fn taken(unit: &str, wanted: &Submission, taken: &Taken, messages: &Messages) -> Vec<String> {
    let key = match (taken.unchanged, taken.submitted.late) {
        (true, _) => "daily-submitted-before",
        (false, true) => "daily-submitted-late",
        (false, false) => "daily-submitted",
    };
    let at = taken.submitted.at.format("%m-%d %H:%M").to_string();
    let mut lines = vec![messages.with(
        key,
        &[
            ("unit", unit.into()),
            ("date", (&wanted.date.to_string()).into()),
            ("by", (&taken.submitted.by).into()),
            ("at", (&at).into()),
        ],
    )];
    for (id, told, known) in &taken.differences {
        let title = messages.get(&format!("report-column-{}", id.replace('_', "-")));
        let values = [
            ("column", (&title).into()),
            ("told", Value::from(*told)),
            ("known", Value::from(*known)),
        ];
        lines.push(messages.with("daily-submitted-differs", &values));
    }
    lines
}

/// Two days against each other: the totals that differ, then person by person.
#[must_use]
pub fn changes(session: &Session, found: &Changes, messages: &Messages) -> Vec<String> {
    let mut lines = vec![messages.with(
        "daily-changes",
        &[
            ("unit", (&session.unit_name(found.unit)).into()),
            ("from", (&found.from.to_string()).into()),
            ("to", (&found.to.to_string()).into()),
            ("n", Value::from(found.people.len())),
        ],
    )];
    for difference in found.cells.iter().filter(|cell| cell.unit.is_none()) {
        let title = messages.get(&difference.column.title_key());
        let (one, other) = (shown(difference.one), shown(difference.other));
        let values = [
            ("column", (&title).into()),
            ("one", (&one).into()),
            ("other", (&other).into()),
        ];
        lines.push(messages.with("daily-changed-total", &values));
    }
    for change in &found.people {
        lines.extend(change_lines(session, change, messages));
    }
    lines
}

/// One person: from what to what, and by which records.
#[must_use]
pub fn change_lines(session: &Session, change: &Change, messages: &Messages) -> Vec<String> {
    let standing = |standing: Option<&Standing>| {
        standing.map_or_else(
            || messages.get("daily-not-registered"),
            |one| standing_text(one, messages),
        )
    };
    let place = session.short_name(change.row.unit);
    let mut lines = vec![messages.with(
        "daily-change",
        &[
            ("person", (&person(Some(&change.row), false)).into()),
            ("unit", (&place).into()),
            ("before", (&standing(change.before.as_ref())).into()),
            ("after", (&standing(change.after.as_ref())).into()),
        ],
    )];
    lines.extend(change.entries.iter().map(|entry| {
        let at = timeline::local_time(&session.pack, entry.at);
        let at = at.format("%m-%d %H:%M").to_string();
        format!("    {at} {} {}", entry.body.by, told(entry, messages))
    }));
    lines
}

fn standing_text(standing: &Standing, messages: &Messages) -> String {
    let state = standing.state.name().replace('_', "-");
    let mut text = messages.get(&format!("entry-state-{state}"));
    if let Some(class) = &standing.class {
        text.push(' ');
        text += class;
    }
    if let Some(outcome) = &standing.outcome {
        text.push(' ');
        text += &messages.get(&format!("entry-outcome-{}", outcome.replace('_', "-")));
    }
    text
}
