//! How the home screen puts the day into words: who works where, each line's detail, a village's figures.

use chrono::{Datelike, NaiveDate};

use super::super::super::app::Desk;
use super::super::super::paint::fit;
use super::super::people::when;
use super::super::walk::until_cut_off;
use super::super::{place_of, sex_and_age, short_class, short_unit};
use super::Line;
use crate::domain::figures::{Figure, Figures};
use crate::domain::pack::Role;
use crate::domain::report::{Rate, Reason, RowUnit};
use crate::domain::unit::Level;
use crate::messages::Value;
use crate::output::words as papers;
use crate::store::CaseRow;
use crate::usecases::agenda::Agenda;
use crate::usecases::session::Session;

/// A count that stands for "so many and more".
const MANY: usize = 1000;
const BAR: i64 = 42;

/// 古荥镇 古荥村
pub(super) fn place(session: &Session) -> String {
    let unit = session.store.unit();
    let own = short_unit(&session.unit_name(unit));
    match unit.parent().filter(|_| unit.level() == Level::Village) {
        Some(above) => format!("{} {own}", session.unit_name(above)),
        None => own,
    }
}

/// 9月7日 星期二 12:46
pub(super) fn moment(desk: &Desk<'_>, session: &Session) -> String {
    let now = session.local_now();
    let weekday = desk.say(&format!(
        "tui-weekday-{}",
        now.weekday().number_from_monday()
    ));
    format!(
        "{} {weekday} {}",
        day(desk, now.date()),
        now.format("%H:%M")
    )
}

/// 9月7日
pub(super) fn day(desk: &Desk<'_>, date: NaiveDate) -> String {
    desk.tell(
        "tui-day",
        &[
            ("month", Value::from(date.month())),
            ("day", Value::from(date.day())),
        ],
    )
}

/// 镇里14:00收数，还有1小时14分；离15:00还有2小时14分
pub(super) fn until(desk: &Desk<'_>, session: &Session, agenda: Option<&Agenda>) -> String {
    let cut_off = until_cut_off(desk, session);
    let now = session.local_now();
    let own = agenda
        .and_then(|agenda| agenda.own.collects_at)
        .filter(|at| *at > now.time());
    let Some(at) = own else { return cut_off };
    let minutes = (at - now.time()).num_minutes();
    let key = if session.role == Role::Village {
        "tui-until-above"
    } else {
        "tui-until-own"
    };
    desk.tell(
        key,
        &[
            ("time", Value::Text(&at.format("%H:%M").to_string())),
            ("hours", Value::Number(minutes / 60)),
            ("minutes", Value::Number(minutes % 60)),
            ("then", Value::Text(&cut_off)),
        ],
    )
}

fn people(desk: &Desk<'_>, count: i64) -> String {
    desk.tell("tui-people", &[("count", Value::Number(count))])
}

/// A count that was cut off where nobody counts on.
fn counted(desk: &Desk<'_>, count: usize) -> String {
    let key = if count >= MANY {
        "tui-people-many"
    } else {
        "tui-people"
    };
    desk.tell(key, &[("count", Value::from(count))])
}

/// What stands behind the name of a line.
pub(super) fn line(desk: &Desk<'_>, agenda: &Agenda, line: Line) -> String {
    let figures = agenda.figures();
    let with = |figure: Figure, key: &str| {
        let count = people(desk, figures[figure]);
        if figures[figure] == 0 {
            count
        } else {
            format!("{count}   {}", desk.say(key))
        }
    };
    match line {
        Line::Walk => walk(desk, agenda),
        Line::Office => desk.tell("tui-home-office-detail", &[("open", open(agenda))]),
        Line::Today => today(desk, agenda),
        Line::Returned => returned(desk, agenda),
        Line::Due if agenda.overdue > 0 => format!(
            "{}   {}",
            counted(desk, agenda.due),
            desk.tell(
                "tui-home-overdue",
                &[("people", Value::Text(&counted(desk, agenda.overdue)))]
            )
        ),
        Line::Due => counted(desk, agenda.due),
        Line::Owed => with(Figure::EvidenceOwed, "tui-home-owed-detail"),
        Line::Find => desk.say("tui-home-find-detail"),
        Line::Report => desk.tell(
            "tui-home-report-detail",
            &[
                ("verified", Value::Number(agenda.gain(Figure::Verified))),
                ("resolved", Value::Number(agenda.gain(Figure::Resolved))),
            ],
        ),
        Line::Screening => desk.say("tui-home-screening-detail"),
        Line::Conflict => with(Figure::Conflict, "tui-home-conflict-detail"),
        Line::Silent => silent(desk, agenda),
        Line::Review => review(desk, agenda),
        Line::Unproved => with(Figure::Unproved, "tui-home-unproved-detail"),
        Line::Unclaimed => {
            let found = agenda.looks(&[Reason::Unclaimed]);
            people(desk, found.iter().map(|found| found.extent).sum())
        }
        Line::Fell => fell(desk, agenda),
        Line::Totals => totals(desk, agenda),
        Line::More => desk.say("tui-home-more-detail"),
    }
}

fn open(agenda: &Agenda) -> Value<'static> {
    let figures = agenda.figures();
    Value::Number(figures[Figure::Total] - figures[Figure::Verified])
}

fn walk(desk: &Desk<'_>, agenda: &Agenda) -> String {
    let Some(next) = agenda.next.first() else {
        return desk.tell("tui-home-walk-detail", &[("open", open(agenda))]);
    };
    let place = place_of(desk, next).replace(' ', "");
    let key = if place.is_empty() {
        "tui-home-walk-next"
    } else {
        "tui-home-walk-next-at"
    };
    desk.tell(
        key,
        &[
            ("open", open(agenda)),
            ("person", Value::Text(&next.name)),
            ("place", Value::Text(&place)),
        ],
    )
}

fn today(desk: &Desk<'_>, agenda: &Agenda) -> String {
    let count = counted(desk, agenda.today);
    match &agenda.first_today {
        None => count,
        Some((row, time)) => {
            let time = time.map(|time| format!("{} ", time.format("%H:%M")));
            format!("{count}   {}{}", time.unwrap_or_default(), row.name)
        }
    }
}

fn returned(desk: &Desk<'_>, agenda: &Agenda) -> String {
    let count = people(desk, agenda.figures()[Figure::Returned]);
    match &agenda.returned {
        None => count,
        Some((row, note)) if note.is_empty() => format!("{count}   {}", row.name),
        Some((row, note)) => {
            let said = desk.tell(
                "tui-home-returned-why",
                &[
                    ("person", Value::Text(&row.name)),
                    ("note", Value::Text(note)),
                ],
            );
            format!("{count}   {said}")
        }
    }
}

fn units(desk: &Desk<'_>, count: usize) -> String {
    desk.tell("tui-home-units", &[("count", Value::from(count))])
}

fn silent(desk: &Desk<'_>, agenda: &Agenda) -> String {
    let found = agenda.looks(&[Reason::Silent]);
    let count = units(desk, found.len());
    if found.is_empty() {
        return count;
    }
    let named: Vec<String> = found
        .iter()
        .take(6)
        .map(|found| {
            let name = papers::unit_name(&agenda.report, found.unit, desk.messages);
            let heard = when(desk, agenda.heard_at(found.unit));
            desk.tell(
                "tui-home-silent-unit",
                &[
                    ("unit", Value::Text(&short_unit(&name))),
                    ("when", Value::Text(&heard)),
                ],
            )
        })
        .collect();
    format!("{count}   {}", named.join(&desk.say("tui-and")))
}

fn review(desk: &Desk<'_>, agenda: &Agenda) -> String {
    let count = people(desk, agenda.figures()[Figure::Proposed]);
    let (Some(since), Some(session)) = (agenda.waiting_since, &desk.session) else {
        return count;
    };
    let days = (session.clock.now() - since) / 86_400_000;
    let key = if days > 0 {
        "tui-home-waits"
    } else {
        "tui-home-waits-today"
    };
    format!(
        "{count}   {}",
        desk.tell(key, &[("days", Value::Number(days))])
    )
}

fn fell(desk: &Desk<'_>, agenda: &Agenda) -> String {
    let mut found: Vec<RowUnit> = agenda
        .looks(&[Reason::VerifiedFell, Reason::ResolvedFell])
        .iter()
        .map(|found| found.unit)
        .collect();
    found.sort();
    found.dedup();
    let count = desk.tell("tui-home-places", &[("count", Value::from(found.len()))]);
    let named: Vec<String> = found
        .iter()
        .take(6)
        .map(|unit| short_unit(&papers::unit_name(&agenda.report, *unit, desk.messages)))
        .collect();
    if named.is_empty() {
        return count;
    }
    format!("{count}   {}", named.join(&desk.say("tui-and")))
}

fn totals(desk: &Desk<'_>, agenda: &Agenda) -> String {
    let figures = agenda.figures();
    desk.tell(
        "tui-home-totals-detail",
        &[
            ("total", Value::Number(figures[Figure::Total])),
            ("verified", Value::Number(figures[Figure::Verified])),
            ("resolved", Value::Number(figures[Figure::Resolved])),
            ("proposed", Value::Number(figures[Figure::Proposed])),
            ("gained", Value::Number(agenda.gain(Figure::Verified))),
            ("done", Value::Number(agenda.gain(Figure::Resolved))),
        ],
    )
}

/// 已核查 31  [####....]  73.81%   今天 9
pub(super) fn bar(desk: &Desk<'_>, key: &str, count: i64, total: i64, gain: i64) -> String {
    let filled = if total > 0 { count * BAR / total } else { 0 };
    let filled = usize::try_from(filled.clamp(0, BAR)).unwrap_or(0);
    let whole = usize::try_from(BAR).unwrap_or(0);
    let rate = Rate::of(count, total).map_or_else(|| "-".to_owned(), |rate| rate.to_string());
    format!(
        "{} {count} [{}{}] {rate}%  {}",
        desk.say(key),
        "#".repeat(filled),
        ".".repeat(whole - filled),
        desk.tell("tui-home-gain", &[("count", Value::Number(gain))])
    )
}

/// 待复核 5   退回 1   等本人 4   等家属 2   等区里 1   没动 11
pub(super) fn states(desk: &Desk<'_>, figures: &Figures) -> String {
    let numbers = [
        ("proposed", Figure::Proposed),
        ("returned", Figure::Returned),
        ("self", Figure::AtSelf),
        ("family", Figure::AtFamily),
        ("district", Figure::AtDistrict),
        ("untouched", Figure::Untouched),
    ];
    let values: Vec<(&str, Value<'_>)> = numbers
        .iter()
        .map(|(name, figure)| (*name, Value::Number(figures[*figure])))
        .collect();
    desk.tell("tui-home-states", &values)
}

/// 未认证19  未申请1  重复2  服刑0  死亡6  失联2  其他1
pub(super) fn likely(session: &Session, figures: &Figures) -> String {
    let likely = [
        Figure::Likely1,
        Figure::Likely2,
        Figure::Likely3,
        Figure::Likely4,
        Figure::Likely5,
        Figure::Likely6,
        Figure::Likely7,
    ];
    let classes: Vec<String> = classes(session)
        .zip(likely)
        .map(|(short, figure)| format!("{short}{}", figures[figure]))
        .collect();
    classes.join("  ")
}

pub(super) fn classes(session: &Session) -> impl Iterator<Item = &str> {
    let classes = session.pack.classes.iter();
    classes
        .filter(|class| class.id.len() == 1)
        .map(|class| class.short.as_str())
}

/// 张雪芳  女 72岁  3组 中街18号  未认证  去过2次
pub(super) fn next(desk: &Desk<'_>, row: &CaseRow) -> String {
    let tried = if row.attempts == 0 {
        desk.say("tui-hint-never")
    } else {
        desk.tell("tui-hint-tried", &[("count", Value::from(row.attempts))])
    };
    format!(
        "{} {} {} {} {tried}",
        fit(&row.name, 10, false),
        fit(&sex_and_age(desk, row), 10, false),
        fit(&place_of(desk, row), 28, false),
        fit(&short_class(desk, row), 8, false),
    )
}
