//! Texts for the group chat: no Markdown, one fact a line, no person, no amount. Nothing is sent: an officer copies it.

use super::{inflow_text, words};
use crate::domain::figures::Figure;
use crate::domain::pack::RankBy;
use crate::domain::ranking::Placed;
use crate::domain::report::{CLASSES, Cell, Line, Rate, Report, RowUnit};
use crate::domain::unit::Level;
use crate::messages::{Messages, Value};

/// The text of that report; the level of its unit says which one, every line ends with a line break.
#[must_use]
pub fn text(report: &Report, messages: &Messages) -> String {
    let lines = match report.unit.level() {
        Level::Province | Level::City | Level::County => district(report, messages),
        Level::Township => township(report, messages),
        Level::Village => village(report, messages),
    };
    lines.into_iter().map(|line| line + "\n").collect()
}

/// From the district to the group: the figures, the board, who is missing, what is left.
fn district(report: &Report, messages: &Messages) -> Vec<String> {
    let mut lines = vec![heading(report, messages), until(report, messages)];
    lines.extend(words::delta(report, messages));
    lines.extend(totals(report, messages));
    lines.extend(inflow(report, messages));
    let board = report.board(report.leads);
    if !board.is_empty() {
        lines.push(messages.get(match report.leads {
            RankBy::Resolved => "report-chat-by-resolved",
            RankBy::Verified => "report-chat-by-verified",
        }));
        lines.extend(board.iter().map(|placed| place(report, placed, messages)));
    }
    lines.extend(unclaimed(report, messages, "report-chat-unclaimed"));
    lines.extend(words::spot_checks(report, messages));
    lines.push(missing(report, messages));
    lines.extend(late(report, messages));
    lines.extend(pace(report, messages));
    let due = report.due_at.map(|at| at.format("%H:%M").to_string());
    lines.push(match &due {
        Some(at) => messages.with("report-chat-check-before", &[("time", at.into())]),
        None => messages.get("report-chat-check"),
    });
    lines.push(words::internal(report, messages).unwrap_or_else(|| report.office.clone()));
    lines
}

pub(super) fn heading(report: &Report, messages: &Messages) -> String {
    let title = Value::from(&report.chat_title);
    // The number counts the office's own reports to the group.
    if report.internal {
        let values = [("title", title), ("unit", (&report.unit_name).into())];
        return messages.with("report-internal-heading", &values);
    }
    let heading = match report.issue {
        Some(n) => messages.with("report-chat-heading", &[("title", title), ("n", n.into())]),
        None => messages.with("report-chat-heading-early", &[("title", title)]),
    };
    heading + &words::frozen_mark(report, messages)
}

/// Who handed in after the cut-off, and when.
fn late(report: &Report, messages: &Messages) -> Option<String> {
    let units: Vec<String> = report
        .printed_rows()
        .filter_map(|row| words::late(row, messages))
        .collect();
    let units = units.join(&messages.get("report-comma"));
    (!units.is_empty()).then(|| messages.with("daily-late-units", &[("units", (&units).into())]))
}

/// Number and mark of a report that was set down, for texts that have no heading.
fn set_down(report: &Report, messages: &Messages) -> Vec<String> {
    if report.frozen.is_none() {
        return Vec::new();
    }
    let mut lines = vec![words::issue(report, messages)];
    lines.extend(words::delta(report, messages));
    lines
}

pub(super) fn until(report: &Report, messages: &Messages) -> String {
    let key = if report.provisional {
        "report-chat-until-provisional"
    } else {
        "report-chat-until"
    };
    messages.with(
        key,
        &[
            (
                "day",
                (&words::day(report.until.date_naive(), messages)).into(),
            ),
            ("time", (&words::time(report.until)).into()),
            ("cut-off", (&words::time(report.cut_off)).into()),
        ],
    )
}

pub(super) fn totals(report: &Report, messages: &Messages) -> [String; 2] {
    let line = &report.total;
    let (verified_rate, resolved_rate) = (rate(line, "verified_rate"), rate(line, "resolved_rate"));
    let verified = messages.with(
        "report-chat-verified",
        &[
            ("total", line.figures[Figure::Total].into()),
            ("n", line.figures[Figure::Verified].into()),
            ("rate", (&verified_rate).into()),
            ("today", line.gain[Figure::Verified].into()),
        ],
    );
    let withdrawn = line.withdrawn().map_or_else(String::new, |n| {
        messages.with("report-chat-withdrawn", &[("n", n.into())])
    });
    let resolved = messages.with(
        "report-chat-resolved",
        &[
            ("n", line.figures[Figure::Resolved].into()),
            ("rate", (&resolved_rate).into()),
            ("today", line.gain[Figure::Resolved].into()),
            ("withdrawn", (&withdrawn).into()),
            ("proposed", line.figures[Figure::Proposed].into()),
            ("returned", line.figures[Figure::Returned].into()),
        ],
    );
    [verified, resolved]
}

/// Stock and inflow, where a later list has added people.
fn inflow(report: &Report, messages: &Messages) -> Option<String> {
    let inflow = report.inflow.filter(|inflow| inflow.new > 0)?;
    let total = report.total.figures[Figure::Total];
    Some(inflow_text::line(inflow, total, messages))
}

/// A rate with its sign, or the dash where there is none.
fn rate(line: &Line, id: &str) -> String {
    match line.cell(id) {
        Some(Cell::Rate(Some(rate))) => format!("{rate}%"),
        _ => words::NO_VALUE.to_owned(),
    }
}

/// One line of the board: the fraction stands beside the rate because everybody checks it.
fn place(report: &Report, placed: &Placed<RowUnit>, messages: &Messages) -> String {
    let contender = placed.contender;
    let other = match report.leads {
        RankBy::Resolved => "verified_rate",
        RankBy::Verified => "resolved_rate",
    };
    let other = report
        .row(contender.unit)
        .map_or_else(String::new, |row| rate(&row.line, other));
    let leading = Rate::of(contender.done, contender.of)
        .map_or_else(|| words::NO_VALUE.to_owned(), |rate| format!("{rate}%"));
    let name = words::unit_name(report, contender.unit, messages);
    let key = match (report.leads, placed.tied) {
        (RankBy::Resolved, false) => "report-chat-place-resolved",
        (RankBy::Resolved, true) => "report-chat-place-resolved-tied",
        (RankBy::Verified, false) => "report-chat-place-verified",
        (RankBy::Verified, true) => "report-chat-place-verified-tied",
    };
    messages.with(
        key,
        &[
            ("place", placed.place.into()),
            ("unit", (&name).into()),
            ("rate", (&leading).into()),
            ("done", contender.done.into()),
            ("of", contender.of.into()),
            ("other", (&other).into()),
        ],
    )
}

/// Without this line the units would not add up to the total.
pub(super) fn unclaimed(report: &Report, messages: &Messages, key: &str) -> Option<String> {
    let n = report.row(RowUnit::Unassigned)?.line.figures[Figure::Total];
    (n > 0).then(|| messages.with(key, &[("n", n.into())]))
}

pub(super) fn missing(report: &Report, messages: &Messages) -> String {
    let late: Vec<String> = report
        .printed_rows()
        .filter(|row| row.silent)
        .map(|row| words::row_name(row.unit, &row.name, messages))
        .collect();
    if late.is_empty() {
        messages.get("report-chat-missing-none")
    } else {
        let units = late.join(&messages.get("report-comma"));
        messages.with("report-chat-missing", &[("units", (&units).into())])
    }
}

pub(super) fn pace(report: &Report, messages: &Messages) -> Option<String> {
    let goal = report.goal?;
    let total = report.total.figures[Figure::Total];
    let left = total - report.total.figures[Figure::Verified];
    let day = words::day(goal.ends, messages);
    if total == 0 {
        return None;
    }
    if left == 0 {
        return Some(messages.get("report-chat-goal-reached"));
    }
    let Some(Cell::Pace(Some(pace))) = report.total.cell("pace") else {
        let values = [("day", (&day).into()), ("left", left.into())];
        return Some(messages.with("report-chat-goal-today", &values));
    };
    let values = [
        ("day", (&day).into()),
        ("days", goal.days_left.into()),
        ("n", pace.into()),
    ];
    Some(messages.with("report-chat-pace", &values))
}

/// From the township to the district.
fn township(report: &Report, messages: &Messages) -> Vec<String> {
    let line = &report.total;
    let mut lines = vec![stamp(report, messages)];
    lines.push(messages.with(
        "report-chat-township",
        &[
            ("total", line.figures[Figure::Total].into()),
            ("verified", line.figures[Figure::Verified].into()),
            ("verified-today", line.gain[Figure::Verified].into()),
            ("resolved", line.figures[Figure::Resolved].into()),
            ("resolved-today", line.gain[Figure::Resolved].into()),
            ("proposed", line.figures[Figure::Proposed].into()),
        ],
    ));
    lines.extend(inflow(report, messages));
    lines.push(classes(report, messages));
    lines.extend(unclaimed(report, messages, "report-chat-no-village"));
    let blank = messages.get("report-chat-blank");
    let reporter = report.reporter.as_ref();
    let name = reporter.map_or(blank.as_str(), |reporter| reporter.name.as_str());
    let phone = reporter
        .and_then(|reporter| reporter.phone.as_deref())
        .unwrap_or(&blank);
    lines.push(messages.with(
        "report-chat-signed",
        &[("reporter", name.into()), ("phone", phone.into())],
    ));
    lines.extend(set_down(report, messages));
    lines
}

/// Unit, day and time in one line.
fn stamp(report: &Report, messages: &Messages) -> String {
    messages.with(
        "report-chat-stamp",
        &[
            ("unit", (&report.unit_name).into()),
            (
                "day",
                (&words::day(report.until.date_naive(), messages)).into(),
            ),
            ("time", (&words::time(report.until)).into()),
        ],
    )
}

fn classes(report: &Report, messages: &Messages) -> String {
    let counts: Vec<String> = (1..)
        .zip(CLASSES)
        .map(|(class, figure): (u8, _)| {
            let name = messages.get(&format!("report-short-{class}"));
            let n = report.total.figures[figure];
            let values = [("class", (&name).into()), ("n", n.into())];
            messages.with("report-chat-class", &values)
        })
        .collect();
    counts.join(" ")
}

/// From the village to the township.
fn village(report: &Report, messages: &Messages) -> Vec<String> {
    let line = &report.total;
    let figures = messages.with(
        "report-chat-village",
        &[
            ("total", line.figures[Figure::Total].into()),
            ("verified-today", line.gain[Figure::Verified].into()),
            ("resolved-today", line.gain[Figure::Resolved].into()),
            ("verified", line.figures[Figure::Verified].into()),
            ("resolved", line.figures[Figure::Resolved].into()),
            ("returned", line.figures[Figure::Returned].into()),
            ("owed", line.figures[Figure::EvidenceOwed].into()),
        ],
    );
    let mut lines = vec![stamp(report, messages), figures];
    lines.extend(set_down(report, messages));
    lines
}
