//! Words that several papers share: names of rows, dates, values of cells, and the sentences of the checks.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::domain::figures::Figure;
use crate::domain::money::Money;
use crate::domain::report::{
    Attention, BrokenIdentity, Cell, Counts, Identity, Line, Reason, Report, Row, RowUnit,
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

/// Number of the report and how it was set down: 第4期, 第5期（定稿，更正第4期）; empty where it has neither.
#[must_use]
pub fn issue(report: &Report, messages: &Messages) -> String {
    let number = report.issue.map_or_else(String::new, |n| {
        messages.with("report-head-issue", &[("n", n.into())])
    });
    number + &frozen_mark(report, messages)
}

/// （定稿）, （定稿，更正第4期）, （定稿，迟报）; empty where the report was not set down.
#[must_use]
pub fn frozen_mark(report: &Report, messages: &Messages) -> String {
    let Some(frozen) = &report.frozen else {
        return String::new();
    };
    let mut marks = vec![messages.get("daily-frozen")];
    marks.extend(
        frozen
            .corrects
            .map(|n| messages.with("daily-corrects", &[("n", n.into())])),
    );
    marks.extend(frozen.late.then(|| messages.get("daily-late")));
    let marks = marks.join(&messages.get("daily-comma"));
    messages.with("daily-mark", &[("marks", (&marks).into())])
}

/// What came after a report was set down; nothing where nothing differs.
#[must_use]
pub fn delta(report: &Report, messages: &Messages) -> Option<String> {
    let delta = report.frozen.as_ref()?.delta?;
    let values = [
        ("entries", delta.entries.into()),
        ("cells", delta.cells.into()),
    ];
    Some(messages.with("daily-delta", &values))
}

/// 古荥镇15:20: a unit that handed in too late, and when.
#[must_use]
pub fn late(row: &Row, messages: &Messages) -> Option<String> {
    let submitted = row.submitted.as_ref().filter(|told| told.late)?;
    let unit = row_name(row.unit, &row.name, messages);
    let time = submitted.at.format("%m-%d %H:%M").to_string();
    let values = [("unit", (&unit).into()), ("time", (&time).into())];
    Some(messages.with("daily-late-unit", &values))
}

/// Whose places these are and who alone publishes rankings, where the paper is a unit's own and has places.
#[must_use]
pub fn internal(report: &Report, messages: &Messages) -> Option<String> {
    let has_places = !report.ranking().is_empty();
    (report.internal && has_places).then(|| {
        let values = [
            ("unit", (&report.unit_name).into()),
            ("office", (&report.office).into()),
        ];
        messages.with("report-internal-foot", &values)
    })
}

/// 已报送：王敏 09-07 12:46: that the unit itself has handed in its figures, and whether in time.
#[must_use]
pub fn handed_in(report: &Report, messages: &Messages) -> Option<String> {
    let told = report.handed_in.as_ref()?;
    let key = if told.late {
        "daily-handed-in-late"
    } else {
        "daily-handed-in"
    };
    let at = told.at.format("%m-%d %H:%M").to_string();
    let values = [
        ("unit", (&report.unit_name).into()),
        ("by", (&told.by).into()),
        ("at", (&at).into()),
    ];
    Some(messages.with(key, &values))
}

/// The units below that have handed in their figures, with when; nothing where none has.
#[must_use]
pub fn units_handed_in(report: &Report, messages: &Messages) -> Option<String> {
    let came: Vec<String> = report
        .printed_rows()
        .filter_map(|row| {
            let told = row.submitted.as_ref().filter(|told| !told.late)?;
            let unit = row_name(row.unit, &row.name, messages);
            let time = told.at.format("%m-%d %H:%M").to_string();
            let values = [("unit", (&unit).into()), ("time", (&time).into())];
            Some(messages.with("daily-late-unit", &values))
        })
        .collect();
    let units = came.join(&messages.get("report-comma"));
    (!units.is_empty()).then(|| messages.with("daily-came-units", &[("units", (&units).into())]))
}

/// The remark of a row: 未按时报送 and 含撤回n人 where the sheet tells of lateness, else 含注销后封存n人.
#[must_use]
pub fn remark(row: &Row, tells_lateness: bool, messages: &Messages) -> String {
    if !tells_lateness {
        return sealed_remark(&row.line, messages);
    }
    let late = row.silent.then(|| messages.get("report-remark-silent"));
    let counts = match row.counts {
        Counts::Entries => None,
        Counts::Yesterday => Some(messages.get("daily-counts-yesterday")),
        Counts::Zero => Some(messages.get("daily-counts-zero")),
    };
    let came = row.submitted.as_ref().filter(|told| told.late).map(|told| {
        let time = told.at.format("%m-%d %H:%M").to_string();
        messages.with("daily-late-at", &[("time", (&time).into())])
    });
    let withdrawn = row
        .line
        .withdrawn()
        .map(|n| messages.with("report-remark-withdrawn", &[("n", n.into())]));
    let remarks: Vec<String> = late
        .into_iter()
        .chain(counts)
        .chain(came)
        .chain(withdrawn)
        .collect();
    remarks.join(&messages.get("report-semicolon"))
}

/// The remark of the total: on 表一 what came after the report was set down, on 表二 how many of the deregistered were sealed afterwards.
#[must_use]
pub fn total_remark(report: &Report, tells_lateness: bool, messages: &Messages) -> String {
    if tells_lateness {
        delta(report, messages).unwrap_or_default()
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
