//! The ranking as an office looks at it: today's board beside yesterday's, the campaign day by day, and the units that
//! meet the office's own rules for slow progress.

use chrono::{Days, NaiveDate};

use super::reporting::{Which, report_of};
use super::session::Session;
use crate::domain::board::{Board, SlowRules};
use crate::domain::pack::RankBy;
use crate::domain::report::Report;
use crate::domain::unit::UnitCode;
use crate::error::Error;

/// A trend goes back so many days at most: more do not fit on any screen.
const LONGEST: u64 = 60;

/// The board of a day by the figure that is wanted; by that of the day's phase when none is named.
///
/// # Errors
/// As with [`report_of`].
pub fn board(
    session: &Session,
    date: NaiveDate,
    unit: Option<UnitCode>,
    by: Option<RankBy>,
) -> Result<Board, Error> {
    let rules = slow_rules(session)?;
    let reports = days(session, date)
        .into_iter()
        .map(|day| report_of(session, day, unit, Which::Standing))
        .collect::<Result<Vec<Report>, Error>>()?;
    Board::of(reports, rules, by).ok_or_else(|| Error::said("error-nothing-recorded", &[]))
}

/// The days of the campaign up to this one, in order, the day before the first one at least.
fn days(session: &Session, date: NaiveDate) -> Vec<NaiveDate> {
    let before = |days: u64| date.checked_sub_days(Days::new(days)).unwrap_or(date);
    let first = session.pack.first_day().min(before(1)).max(before(LONGEST));
    first.iter_days().take_while(|day| *day <= date).collect()
}

const LAST: &str = "slow_last_days";
const BEHIND: &str = "slow_behind";
const STILL: &str = "slow_still_days";
const MISSED: &str = "slow_missed";

/// The names of the rules, as commands and settings call them.
pub const RULES: [&str; 4] = ["last", "behind", "still", "missed"];

/// The office's own rules for slow progress; none until it sets one.
///
/// # Errors
/// When the book cannot be read.
pub fn slow_rules(session: &Session) -> Result<SlowRules, Error> {
    let number = |key: &str| -> Result<Option<u32>, Error> {
        let kept = session.store.setting(key)?;
        Ok(kept.and_then(|text| text.parse().ok()).filter(|n| *n > 0))
    };
    Ok(SlowRules {
        last_days: number(LAST)?,
        behind: number(BEHIND)?,
        still_days: number(STILL)?,
        missed: number(MISSED)?,
    })
}

/// Keeps the office's rules in the book.
///
/// # Errors
/// When the book cannot be written.
pub fn keep_slow_rules(session: &Session, rules: SlowRules) -> Result<(), Error> {
    for (key, number) in [
        (LAST, rules.last_days),
        (BEHIND, rules.behind),
        (STILL, rules.still_days),
        (MISSED, rules.missed),
    ] {
        let text = number.map(|n| n.to_string()).unwrap_or_default();
        session.store.set_setting(key, &text)?;
    }
    Ok(())
}

/// Rules as a command gives them: `last=2,behind=10`; `none` takes all away.
///
/// # Errors
/// When a rule is unknown, or its number is none.
pub fn read_slow_rules(text: &str) -> Result<SlowRules, Error> {
    let mut rules = SlowRules::default();
    if text.trim() == "none" {
        return Ok(rules);
    }
    let wrong = |given: &str| {
        Error::said(
            "error-slow-rule",
            &[("given", given), ("known", &RULES.join(", "))],
        )
    };
    for rule in text.split([',', '，']).map(str::trim) {
        let (name, number) = rule.split_once('=').ok_or_else(|| wrong(rule))?;
        let number: u32 = number.trim().parse().map_err(|_| wrong(rule))?;
        if number == 0 || number > 100 {
            return Err(wrong(rule));
        }
        match name.trim() {
            "last" => rules.last_days = Some(number),
            "behind" => rules.behind = Some(number),
            "still" => rules.still_days = Some(number),
            "missed" => rules.missed = Some(number),
            _ => return Err(wrong(rule)),
        }
    }
    Ok(rules)
}
