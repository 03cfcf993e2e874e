//! The ranking as it is looked at: the place of each unit and how it moved, what holds its people back, how its rate
//! went day by day, and who meets a rule that the office has set for slow progress. It knows no screen and no words.

use chrono::NaiveDate;

use super::figures::Figure;
use super::pack::RankBy;
use super::report::{Rate, Report, Row, RowUnit};

/// What holds people of a unit back, in persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// 没核查.
    pub untouched: i64,
    /// 待复核: they wait for the office above.
    pub proposed: i64,
    /// 退回补正.
    pub returned: i64,
    /// 说法不一致.
    pub conflict: i64,
    /// 继续暂停: handled, but nobody is paid.
    pub kept_suspended: i64,
}

impl Held {
    fn of(row: &Row) -> Self {
        let figure = |figure: Figure| row.line.figures[figure];
        Self {
            untouched: figure(Figure::Untouched),
            proposed: figure(Figure::Proposed),
            returned: figure(Figure::Returned),
            conflict: figure(Figure::Conflict),
            kept_suspended: figure(Figure::KeptSuspended),
        }
    }
}

/// A unit on a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub unit: RowUnit,
    /// Its name, as the register of units has it.
    pub name: String,
    /// 1 is the best.
    pub place: u32,
    /// Whether somebody else has the same place.
    pub tied: bool,
    /// Places won since the day before (3 to 1 is 2), lost below 0; nothing for who was not ranked then.
    pub moved: Option<i64>,
    /// How many are done.
    pub done: i64,
    /// Out of how many.
    pub of: i64,
    /// What the day added to `done`.
    pub gain: i64,
    /// What holds the others back.
    pub held: Held,
}

/// The figure by which that board ranks.
#[must_use]
pub const fn figure_of(by: RankBy) -> Figure {
    match by {
        RankBy::Verified => Figure::Verified,
        RankBy::Resolved => Figure::Resolved,
    }
}

/// The board of a day beside that of the day before.
#[must_use]
pub fn standings(today: &Report, before: Option<&Report>, by: RankBy) -> Vec<Standing> {
    let place_before = |unit: RowUnit| {
        let board = before.map(|report| report.board(by))?;
        let placed = board.iter().find(|placed| placed.contender.unit == unit)?;
        Some(i64::from(placed.place))
    };
    today
        .board(by)
        .iter()
        .filter_map(|placed| {
            let row = today.row(placed.contender.unit)?;
            Some(Standing {
                unit: row.unit,
                name: row.name.clone(),
                place: placed.place,
                tied: placed.tied,
                moved: place_before(row.unit).map(|place| place - i64::from(placed.place)),
                done: placed.contender.done,
                of: placed.contender.of,
                gain: row.line.gain[figure_of(by)],
                held: Held::of(row),
            })
        })
        .collect()
}

/// The rate of one unit, and of all together, on the days of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// The days, in order.
    pub days: Vec<NaiveDate>,
    /// All units together, one rate a day; nothing while there was nobody.
    pub whole: Vec<Option<Rate>>,
    /// Each unit of the last day.
    pub units: Vec<(RowUnit, Vec<Option<Rate>>)>,
}

/// The trend over reports of days in order.
#[must_use]
pub fn trend(reports: &[Report], by: RankBy) -> Trend {
    let figure = figure_of(by);
    let rate =
        |figures: &super::figures::Figures| Rate::of(figures[figure], figures[Figure::Total]);
    let ranked = reports.last().map_or(&[][..], |last| last.board(by));
    Trend {
        days: reports.iter().map(|report| report.date).collect(),
        whole: reports
            .iter()
            .map(|report| rate(&report.total.figures))
            .collect(),
        units: ranked
            .iter()
            .map(|placed| {
                let unit = placed.contender.unit;
                let rates = reports
                    .iter()
                    .map(|report| rate(&report.row(unit)?.line.figures))
                    .collect();
                (unit, rates)
            })
            .collect(),
    }
}

/// When progress is slow: rules that an office sets for itself. No document gives one, so none stands unset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlowRules {
    /// At the last place on so many days running.
    pub last_days: Option<u32>,
    /// So many percentage points or more below all together.
    pub behind: Option<u32>,
    /// Nothing added on so many days running, though somebody is open.
    pub still_days: Option<u32>,
    /// Figures not handed in in time, so many times in the campaign.
    pub missed: Option<u32>,
}

impl SlowRules {
    /// Whether the office has set any.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// Why a unit is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// At the last place, days running.
    Last(u32),
    /// Below all together, in hundredths of a percentage point.
    Behind(i64),
    /// Nothing added, days running.
    Still(u32),
    /// Figures not handed in in time, times.
    Missed(u32),
}

/// A unit that meets a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slow {
    /// Who, with the figures and what holds its people back.
    pub standing: Standing,
    /// The rules that it meets.
    pub why: Vec<Why>,
}

/// Units that meet a rule on the last of these days (in order, one report a day).
#[must_use]
pub fn slow(rules: SlowRules, reports: &[Report], by: RankBy) -> Vec<Slow> {
    let Some((today, earlier)) = reports.split_last() else {
        return Vec::new();
    };
    standings(today, earlier.last(), by)
        .into_iter()
        .filter_map(|standing| {
            let why: Vec<Why> = [
                rules
                    .last_days
                    .filter(|days| lasts(reports, *days, |report| is_last(report, &standing, by)))
                    .map(Why::Last),
                rules
                    .behind
                    .and_then(|points| behind(today, &standing, by, points))
                    .map(Why::Behind),
                rules
                    .still_days
                    .filter(|days| {
                        standing.done < standing.of
                            && lasts(reports, *days, |report| is_still(report, &standing, by))
                    })
                    .map(Why::Still),
                rules
                    .missed
                    .filter(|times| missed(reports, &standing) >= *times)
                    .map(|_| Why::Missed(missed(reports, &standing))),
            ]
            .into_iter()
            .flatten()
            .collect();
            (!why.is_empty()).then_some(Slow { standing, why })
        })
        .collect()
}

/// Whether something held on each of the last `days` of the reports; too few reports prove nothing.
fn lasts(reports: &[Report], days: u32, holds: impl Fn(&Report) -> bool) -> bool {
    let days = usize::try_from(days).unwrap_or(usize::MAX);
    days > 0 && reports.len() >= days && reports.iter().rev().take(days).all(holds)
}

/// At the last place of a board on which somebody stands above.
fn is_last(report: &Report, standing: &Standing, by: RankBy) -> bool {
    let board = report.board(by);
    let last = board.last().map(|placed| placed.place);
    let own = board
        .iter()
        .find(|placed| placed.contender.unit == standing.unit)
        .map(|placed| placed.place);
    own.is_some() && own == last && last > Some(1)
}

fn is_still(report: &Report, standing: &Standing, by: RankBy) -> bool {
    report
        .row(standing.unit)
        .is_some_and(|row| row.line.gain[figure_of(by)] <= 0)
}

/// How far the unit lies below all together, where that is so many points or more: compared as exact fractions, told
/// as the difference of the two rates as printed, so that anybody can subtract them.
fn behind(report: &Report, standing: &Standing, by: RankBy, points: u32) -> Option<i64> {
    let figures = &report.total.figures;
    let (done, of) = (figures[figure_of(by)], figures[Figure::Total]);
    let (own, whole) = (Rate::of(standing.done, standing.of)?, Rate::of(done, of)?);
    let (a, b) = (i128::from(done), i128::from(of));
    let (c, d) = (i128::from(standing.done), i128::from(standing.of));
    // a/b - c/d >= points/100
    let below = 100 * (a * d - c * b) >= i128::from(points) * b * d;
    (below && own < whole).then(|| whole.hundredths() - own.hundredths())
}

fn missed(reports: &[Report], standing: &Standing) -> u32 {
    let times = reports
        .iter()
        .filter(|report| report.missing().any(|row| row.unit == standing.unit))
        .count();
    u32::try_from(times).unwrap_or(u32::MAX)
}

/// A board with all that stands beside it.
#[derive(Clone, Debug)]
pub struct Board {
    /// The report of the day.
    pub report: Report,
    /// The figure that ranks.
    pub by: RankBy,
    /// The units, best first.
    pub standings: Vec<Standing>,
    /// The days before.
    pub trend: Trend,
    /// The office's own rules.
    pub rules: SlowRules,
    /// Who meets one of them.
    pub slow: Vec<Slow>,
}

impl Board {
    /// The board of the last of these days (in order, one report a day), by the figure that is wanted or by that of the
    /// day's phase; nothing without a day.
    #[must_use]
    pub fn of(mut reports: Vec<Report>, rules: SlowRules, by: Option<RankBy>) -> Option<Self> {
        let (today, earlier) = reports.split_last()?;
        let by = by.unwrap_or(today.leads);
        let standings = standings(today, earlier.last(), by);
        Some(Self {
            by,
            standings,
            trend: trend(&reports, by),
            rules,
            slow: slow(rules, &reports, by),
            report: reports.pop()?,
        })
    }
}
