//! The draft of the 通报 on progress (S1 六（四）): figures of a frozen report with its number, units and no persons, the
//! cause beside the figure, and no signature.

use std::collections::BTreeMap;

use super::boards;
use super::campaign_papers::unit_rows;
use super::drafts::{self, Told, columns};
use super::session::Session;
use crate::domain::board::Why;
use crate::domain::figures::Figure;
use crate::domain::pack::RankBy;
use crate::domain::report::{Rate, Report, Row, RowUnit};
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages, Value as Said};
use crate::output::board as board_words;
use crate::output::docx::Value;
use crate::output::words;

/// The id of the draft.
const DRAFT: &str = "progress-notice";

/// A unit that is told to be slow: the office says which; the program puts figure and cause beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlowUnit {
    /// Its name.
    pub name: String,
    /// Why it is on the list, a phrase each.
    pub reasons: Vec<String>,
    /// What its people wait for, a phrase each; what waits for the office above is told apart.
    pub causes: Vec<String>,
}

impl SlowUnit {
    /// A unit of the report with its rate against that of all, and what its people wait for.
    #[must_use]
    pub fn of_row(report: &Report, row: &Row, messages: &Messages) -> Self {
        Self {
            name: words::row_name(row.unit, &row.name, messages),
            reasons: vec![against_all(report, row, messages)],
            causes: causes(row, messages),
        }
    }
}

/// The units that meet the office's own rules for slow progress, then those that it names besides, in its order.
///
/// # Errors
/// When the book cannot be read.
pub fn slow_units(
    session: &Session,
    report: &Report,
    named: &[RowUnit],
) -> Result<Vec<SlowUnit>, Error> {
    let messages = Messages::load(Language::Chinese);
    let board = boards::board(session, report.date, None, Some(report.ranked_by))?;
    let mut units: Vec<RowUnit> = board.slow.iter().map(|slow| slow.standing.unit).collect();
    for unit in named {
        if !units.contains(unit) {
            units.push(*unit);
        }
    }
    let told = units.into_iter().filter_map(|unit| {
        let mut told = SlowUnit::of_row(report, report.row(unit)?, &messages);
        let slow = board.slow.iter().find(|slow| slow.standing.unit == unit);
        let rules = slow.map_or(&[][..], |slow| &slow.why);
        // How far it is behind stands there already.
        let rules = rules.iter().filter(|why| !matches!(why, Why::Behind(_)));
        told.reasons
            .extend(rules.map(|why| board_words::why(*why, &messages)));
        Some(told)
    });
    Ok(told.collect())
}

/// 处理率9.41%，低于平均2.46个百分点.
fn against_all(report: &Report, row: &Row, messages: &Messages) -> String {
    let (figure, id) = match report.ranked_by {
        RankBy::Resolved => (Figure::Resolved, "resolved"),
        RankBy::Verified => (Figure::Verified, "verified"),
    };
    let rate = |figures: &crate::domain::figures::Figures| {
        Rate::of(figures[figure], figures[Figure::Total])
    };
    let (mine, all) = (rate(&row.line.figures), rate(&report.total.figures));
    let difference = mine
        .zip(all)
        .map_or(0, |(mine, all)| all.hundredths() - mine.hundredths());
    let key = match difference {
        n if n > 0 => "campaign-below",
        0 => "campaign-level",
        _ => "campaign-above",
    };
    let points = difference.abs();
    let points = format!("{}.{:02}", points / 100, points % 100);
    let rate = mine.map_or(words::NO_VALUE.to_owned(), |rate| rate.to_string());
    let measure = messages.get(&format!("campaign-measure-{id}"));
    messages.with(
        key,
        &[
            ("measure", Said::Text(&measure)),
            ("rate", Said::Text(&rate)),
            ("points", Said::Text(&points)),
        ],
    )
}

/// What the people of a unit wait for: the office above first, which is not the unit's own fault.
#[must_use]
pub fn causes(row: &Row, messages: &Messages) -> Vec<String> {
    let told = [
        (Figure::Proposed, "campaign-cause-proposed"),
        (Figure::AtDistrict, "campaign-cause-at-district"),
        (Figure::Returned, "campaign-cause-returned"),
        (Figure::Conflict, "campaign-cause-conflict"),
        (Figure::Untouched, "campaign-cause-untouched"),
    ];
    let figures = &row.line.figures;
    told.into_iter()
        .map(|(figure, key)| match figure {
            // Who waits for the review is told once.
            Figure::AtDistrict => (figures[figure] - figures[Figure::Proposed], key),
            _ => (figures[figure], key),
        })
        .filter(|(n, _)| *n > 0)
        .map(|(n, key)| messages.with(key, &[("n", n.into())]))
        .collect()
}

/// The clause by which this book's unit gives notices.
///
/// # Errors
/// When another office gives them, or the policy asks for none.
pub fn may_give(session: &Session) -> Result<&str, Error> {
    let pack = &session.pack;
    let daily = pack
        .daily
        .as_ref()
        .ok_or_else(|| Error::said("error-paper-no-phase", &[("pack", &pack.label())]))?;
    let title = Messages::load(Language::Chinese).get("campaign-paper-notice");
    drafts::only_the_office(pack, session.store.unit(), &daily.clause, &title)?;
    Ok(&daily.clause)
}

/// The notice as a document.
///
/// # Errors
/// When the report is not frozen, another office has to give notices, the policy asks for none, the template cannot be
/// filled, or the book cannot be read.
pub fn notice(
    session: &Session,
    forms: &Forms,
    report: &Report,
    slow: &[SlowUnit],
) -> Result<Vec<u8>, Error> {
    let pack = &session.pack;
    let messages = Messages::load(Language::Chinese);
    let clause = may_give(session)?;
    if report.frozen.is_none() {
        let values = [
            ("date", report.date.to_string()),
            ("unit", report.unit_name.clone()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        return Err(Error::said("error-paper-not-frozen", &values));
    }
    let mut told = Told::default();
    told.tell_report(report, &messages);
    told.tell("basis", pack.cite(clause));
    told.tell("today", words::date(session.today(), &messages));
    let measure = match report.ranked_by {
        RankBy::Resolved => "campaign-measure-resolved",
        RankBy::Verified => "campaign-measure-verified",
    };
    told.tell("measure", messages.get(measure));
    told.lists.insert("units", by_place(report, &messages));
    told.lists.insert(
        "slow",
        slow.iter().map(|unit| slow_row(unit, &messages)).collect(),
    );
    let demands = pack.demands.iter().map(|demand| {
        let row = [
            ("text", demand.text.clone()),
            ("cite", pack.cite(&demand.clause)),
        ];
        row.map(|(name, value)| (name.to_owned(), Value::from(value.as_str())))
            .into()
    });
    told.lists.insert("demands", demands.collect());
    drafts::fill(forms, DRAFT, &told)
}

/// The ranked units from the first place to the last, then the others, then the sum.
fn by_place(report: &Report, messages: &Messages) -> Vec<BTreeMap<String, Value>> {
    let mut rows: Vec<&Row> = report.printed_rows().collect();
    let place = |unit: RowUnit| {
        let mut board = report.ranking().iter();
        board
            .find(|placed| placed.contender.unit == unit)
            .map_or(u32::MAX, |placed| placed.place)
    };
    rows.sort_by_key(|row| place(row.unit));
    let mut lines: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let mut line = columns(&row.line);
            let name = words::row_name(row.unit, &row.name, messages);
            line.insert("name".to_owned(), Value::from(name.as_str()));
            line
        })
        .collect();
    // The sum is the last line of the other papers' tables as well.
    lines.extend(unit_rows(report, messages).pop());
    lines
}

fn slow_row(unit: &SlowUnit, messages: &Messages) -> BTreeMap<String, Value> {
    let joined = |parts: &[String]| parts.join(&messages.get("report-semicolon"));
    let causes = if unit.causes.is_empty() {
        messages.get("campaign-no-cause")
    } else {
        joined(&unit.causes)
    };
    let row = [
        ("name", unit.name.clone()),
        ("reasons", joined(&unit.reasons)),
        ("causes", causes),
    ];
    row.map(|(name, value)| (name.to_owned(), Value::from(value.as_str())))
        .into()
}
