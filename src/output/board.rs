//! The ranking in words: how a place moved, what holds a unit back, why it is slow. For the terminal and for scripts.

use serde_json::{Value as Json, json};

use super::words::{self, NO_VALUE_ON_SCREEN};
use crate::domain::board::{Board, Held, Slow, SlowRules, Standing, Why};
use crate::domain::pack::RankBy;
use crate::domain::report::{Rate, RowUnit};
use crate::messages::{Messages, Value};

/// 升2, 降1, 平; a dash for who was not ranked before.
#[must_use]
pub fn moved(standing: &Standing, messages: &Messages) -> String {
    match standing.moved {
        None => NO_VALUE_ON_SCREEN.to_owned(),
        Some(0) => messages.get("board-level"),
        Some(n) if n > 0 => messages.with("board-up", &[("n", Value::Number(n))]),
        Some(n) => messages.with("board-down", &[("n", Value::Number(-n))]),
    }
}

/// 13.71, or a dash.
#[must_use]
pub fn rate(done: i64, of: i64) -> String {
    Rate::of(done, of).map_or_else(|| NO_VALUE_ON_SCREEN.to_owned(), |rate| rate.to_string())
}

/// The name of a unit as the screen shows it.
#[must_use]
pub fn name(standing: &Standing, messages: &Messages) -> String {
    words::row_name(standing.unit, &standing.name, messages)
}

/// Titles of what holds people back, in the order of [`held`].
pub const HELD: [&str; 5] = [
    "report-column-untouched",
    "report-column-proposed",
    "report-column-returned",
    "report-column-conflict",
    "report-column-kept-suspended",
];

/// The same as heads of narrow columns.
pub const SHORT: [&str; 5] = [
    "board-short-untouched",
    "board-short-proposed",
    "board-short-returned",
    "board-short-conflict",
    "board-short-kept-suspended",
];

/// The numbers of what holds people back.
#[must_use]
pub const fn held(held: Held) -> [i64; 5] {
    [
        held.untouched,
        held.proposed,
        held.returned,
        held.conflict,
        held.kept_suspended,
    ]
}

/// The cause beside the figure: only what there is.
#[must_use]
pub fn causes(standing: &Standing, messages: &Messages) -> String {
    let parts: Vec<String> = HELD
        .iter()
        .zip(held(standing.held))
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| {
            messages.with(
                "board-held",
                &[
                    ("what", Value::Text(&messages.get(key))),
                    ("n", Value::Number(n)),
                ],
            )
        })
        .collect();
    parts.join(&messages.get("board-between"))
}

/// Why a unit is on the list of slow progress.
#[must_use]
pub fn why(why: Why, messages: &Messages) -> String {
    match why {
        Why::Last(days) => messages.with("board-why-last", &[("n", days.into())]),
        Why::Behind(hundredths) => {
            let points = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            messages.with("board-why-behind", &[("points", Value::Text(&points))])
        }
        Why::Still(days) => messages.with("board-why-still", &[("n", days.into())]),
        Why::Missed(times) => messages.with("board-why-missed", &[("n", times.into())]),
    }
}

/// All reasons of a unit.
#[must_use]
pub fn reasons(slow: &Slow, messages: &Messages) -> String {
    let said: Vec<String> = slow.why.iter().map(|one| why(*one, messages)).collect();
    said.join(&messages.get("board-between"))
}

/// The rules that the office has set, in a line; what to do where there is none.
#[must_use]
pub fn rules(rules: SlowRules, messages: &Messages) -> String {
    if rules.is_empty() {
        return messages.get("board-no-rules");
    }
    let said: Vec<String> = [
        rules.last_days.map(|n| ("board-rule-last", n)),
        rules.behind.map(|n| ("board-rule-behind", n)),
        rules.still_days.map(|n| ("board-rule-still", n)),
        rules.missed.map(|n| ("board-rule-missed", n)),
    ]
    .into_iter()
    .flatten()
    .map(|(key, n)| messages.with(key, &[("n", n.into())]))
    .collect();
    messages.with(
        "board-rules",
        &[(
            "rules",
            Value::Text(&said.join(&messages.get("board-between"))),
        )],
    )
}

/// What the board ranks by: 处理率 or 核查率.
#[must_use]
pub fn by(by: RankBy, messages: &Messages) -> String {
    messages.get(match by {
        RankBy::Resolved => "report-column-resolved-rate",
        RankBy::Verified => "report-column-verified-rate",
    })
}

/// The board as text: one line a unit, then who is slow.
#[must_use]
pub fn text(board: &Board, messages: &Messages) -> Vec<Vec<String>> {
    let mut head = vec![
        messages.get("report-column-place"),
        messages.get("board-moved"),
        words::unit_title(&board.report, messages),
        by(board.by, messages),
        messages.get("board-fraction"),
        messages.get("board-gain"),
    ];
    head.extend(HELD.iter().map(|key| messages.get(key)));
    let mut lines = vec![head];
    for standing in &board.standings {
        let mut line = vec![
            standing.place.to_string(),
            moved(standing, messages),
            name(standing, messages),
            rate(standing.done, standing.of),
            format!("{}/{}", standing.done, standing.of),
            standing.gain.to_string(),
        ];
        line.extend(held(standing.held).iter().map(ToString::to_string));
        lines.push(line);
    }
    lines
}

/// The trend as text: one line a unit, one column a day.
#[must_use]
pub fn trend(board: &Board, messages: &Messages) -> Vec<Vec<String>> {
    let shown = |rates: &[Option<Rate>]| -> Vec<String> {
        rates
            .iter()
            .map(|rate| rate.map_or_else(|| NO_VALUE_ON_SCREEN.to_owned(), |rate| rate.to_string()))
            .collect()
    };
    let mut head = vec![words::unit_title(&board.report, messages)];
    head.extend(
        board
            .trend
            .days
            .iter()
            .map(|day| day.format("%m-%d").to_string()),
    );
    let mut lines = vec![head];
    for (unit, rates) in &board.trend.units {
        let mut line = vec![words::unit_name(&board.report, *unit, messages)];
        line.extend(shown(rates));
        lines.push(line);
    }
    let mut whole = vec![messages.get("report-total")];
    whole.extend(shown(&board.trend.whole));
    lines.push(whole);
    lines
}

/// The board for scripts: an array, best first.
#[must_use]
pub fn json(board: &Board, messages: &Messages) -> Json {
    board
        .standings
        .iter()
        .map(|standing| {
            let slow = board
                .slow
                .iter()
                .find(|slow| slow.standing.unit == standing.unit);
            let why: Vec<String> = slow.map_or_else(Vec::new, |slow| {
                slow.why
                    .iter()
                    .map(|one| self::why(*one, messages))
                    .collect()
            });
            json!({
                "place": standing.place,
                "unit": standing.unit.to_string(),
                "name": name(standing, messages),
                "rate": Rate::of(standing.done, standing.of).map(|rate| rate.to_string()),
                "done": standing.done,
                "of": standing.of,
                "tied": standing.tied,
                "moved": standing.moved,
                "gain_today": standing.gain,
                "untouched": standing.held.untouched,
                "proposed": standing.held.proposed,
                "returned": standing.held.returned,
                "conflict": standing.held.conflict,
                "kept_suspended": standing.held.kept_suspended,
                "slow": why,
                "trend": trend_of(board, standing.unit),
            })
        })
        .collect()
}

fn trend_of(board: &Board, unit: RowUnit) -> Vec<Json> {
    let rates = board.trend.units.iter().find(|(one, _)| *one == unit);
    rates.map_or_else(Vec::new, |(_, rates)| {
        board
            .trend
            .days
            .iter()
            .zip(rates)
            .map(|(day, rate)| {
                json!({"date": day.to_string(), "rate": rate.map(|rate| rate.to_string())})
            })
            .collect()
    })
}
