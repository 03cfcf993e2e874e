//! Words that several papers share: names of rows, dates, values of cells, and the sentences of the checks.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::domain::figures::Figure;
use crate::domain::money::Money;
use crate::domain::report::{
    Attention, BrokenIdentity, Cell, Identity, Line, Reason, Report, Row, RowUnit,
};
use crate::domain::sample::Coverage;
use crate::domain::unit::Level;
use crate::messages::Messages;

/// Stands on paper where there is no value.
pub const NO_VALUE: &str = "—";
/// Stands on the terminal where there is no value: a dash of certain width.
pub const NO_VALUE_ON_SCREEN: &str = "-";

/// The name of a row as people read it.
#[must_use]
pub fn row_name(unit: RowUnit, name: &str, messages: &Messages) -> String {
    match unit {
        RowUnit::Unassigned => messages.get("report-unassigned"),
        RowUnit::Group(_, 0) if name.is_empty() => messages.get("report-no-group"),
        RowUnit::Group(_, group) if name.is_empty() => {
            messages.with("report-group", &[("n", group.into())])
        }
        RowUnit::Unit(_) | RowUnit::Group(..) => name.to_owned(),
    }
}

/// The name of the unit of a board or of a list, as people read it.
#[must_use]
pub fn unit_name(report: &Report, unit: RowUnit, messages: &Messages) -> String {
    let name = report.row(unit).map_or("", |row| row.name.as_str());
    row_name(unit, name, messages)
}

/// The title over the names of the rows.
#[must_use]
pub fn unit_title(report: &Report, messages: &Messages) -> String {
    messages.get(match report.unit.level() {
        Level::Province | Level::City => "report-head-county",
        Level::County => "report-head-township",
        Level::Township => "report-head-village",
        Level::Village => "report-head-group",
    })
}

/// A value as text: `525`, `25.00`, `28.59`; `nothing` where there is none.
#[must_use]
pub fn cell_text(cell: Cell, nothing: &str) -> String {
    match cell {
        Cell::Count(n) => Some(n.to_string()),
        Cell::Amount(amount) => Some(amount.to_string()),
        Cell::Rate(rate) => rate.map(|rate| rate.to_string()),
        Cell::Place(place) => place.map(|n| n.to_string()),
        Cell::Pace(pace) => pace.map(|n| n.to_string()),
    }
    .unwrap_or_else(|| nothing.to_owned())
}

/// 2021年9月9日.
#[must_use]
pub fn date(date: NaiveDate, messages: &Messages) -> String {
    messages.with(
        "report-date",
        &[
            ("year", date.year().into()),
            ("month", date.month().into()),
            ("day", date.day().into()),
        ],
    )
}

/// 9月9日.
#[must_use]
pub fn day(date: NaiveDate, messages: &Messages) -> String {
    messages.with(
        "report-day",
        &[("month", date.month().into()), ("day", date.day().into())],
    )
}

/// 15:00.
#[must_use]
pub fn time(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

/// Until when entries are counted: 统计截止：2021年9月9日15:00.
#[must_use]
pub fn until(report: &Report, messages: &Messages) -> String {
    let key = if report.provisional {
        "report-head-until-provisional"
    } else {
        "report-head-until"
    };
    let (date, time) = (
        date(report.until.date_naive(), messages),
        time(report.until),
    );
    messages.with(key, &[("date", (&date).into()), ("time", (&time).into())])
}

/// How far the spot checks have come, a line each: 区级抽查：应抽50%，已抽922人，已查310人，抽查面16.88%，还没到50%.
#[must_use]
pub fn spot_checks(report: &Report, messages: &Messages) -> Vec<String> {
    let lines = report.spot_checks.iter();
    lines
        .map(|coverage| spot_check(coverage, messages))
        .collect()
}

/// How far a spot check has come.
#[must_use]
pub fn spot_check(coverage: &Coverage, messages: &Messages) -> String {
    let level = messages.get(&format!("sample-level-{}", coverage.level.name()));
    let rate = coverage.rate().map(|rate| rate.to_string());
    let required = coverage.required.map(|share| share.to_string());
    let key = match coverage.is_reached() {
        None => "sample-coverage",
        Some(true) => "sample-coverage-reached",
        Some(false) => "sample-coverage-short",
    };
    messages.with(
        key,
        &[
            ("level", (&level).into()),
            ("drawn", coverage.drawn.into()),
            ("checked", coverage.checked.into()),
            ("population", coverage.population.into()),
            ("rate", rate.as_deref().unwrap_or(NO_VALUE_ON_SCREEN).into()),
            ("share", required.as_deref().unwrap_or_default().into()),
        ],
    )
}

/// The remark of a row: 未按时报送 and 含撤回n人 where the sheet tells of lateness, else 含注销后封存n人.
#[must_use]
pub fn remark(row: &Row, tells_lateness: bool, messages: &Messages) -> String {
    if !tells_lateness {
        return sealed_remark(&row.line, messages);
    }
    let late = row.silent.then(|| messages.get("report-remark-silent"));
    let withdrawn = row
        .line
        .withdrawn()
        .map(|n| messages.with("report-remark-withdrawn", &[("n", n.into())]));
    let remarks: Vec<String> = late.into_iter().chain(withdrawn).collect();
    remarks.join(&messages.get("report-semicolon"))
}

/// The remark of the total: on 表二 how many of the deregistered were sealed afterwards.
#[must_use]
pub fn total_remark(report: &Report, tells_lateness: bool, messages: &Messages) -> String {
    if tells_lateness {
        String::new()
    } else {
        sealed_remark(&report.total, messages)
    }
}

fn sealed_remark(line: &Line, messages: &Messages) -> String {
    let sealed = line.figures[Figure::Deregistered] - line.figures[Figure::Terminated];
    if sealed > 0 {
        messages.with("report-remark-sealed", &[("n", sealed.into())])
    } else {
        String::new()
    }
}

/// What should be looked at, as a sentence.
#[must_use]
pub fn attention(found: &Attention, report: &Report, messages: &Messages) -> String {
    let name = unit_name(report, found.unit, messages);
    let amount = Money::from_fen(found.extent).to_string();
    let mut values = vec![("unit", (&name).into())];
    match found.reason {
        Reason::Silent => {}
        Reason::OverRecovered => values.push(("amount", (&amount).into())),
        _ => values.push(("n", found.extent.into())),
    }
    messages.with(&found.reason.key(), &values)
}

/// What does not add up, as a sentence.
#[must_use]
pub fn broken(found: &BrokenIdentity, messages: &Messages) -> String {
    let name = found.unit.map_or_else(
        || messages.get("report-total"),
        |unit| row_name(unit, &found.name, messages),
    );
    let mut values = vec![
        ("unit", (&name).into()),
        ("left", found.left.into()),
        ("right", found.right.into()),
    ];
    if let Identity::RowsAddUp(figure) = found.identity {
        values.push(("figure", figure.name().into()));
    }
    messages.with(found.identity.key(), &values)
}
