//! What stands below the lines of the home screen: an office's units, what is due when, and on a large screen the rest.

use super::super::super::app::Desk;
use super::super::super::paint::{fit, fit_right};
use super::super::people::when;
use super::super::short_unit;
use super::words::{classes, day};
use crate::domain::figures::Figure;
use crate::domain::pack::Role;
use crate::domain::report::{CLASSES, Cell, Rate, RowUnit};
use crate::messages::Value;
use crate::output::words as papers;
use crate::usecases::agenda::{Agenda, Heard};
use crate::usecases::session::Session;

const NAME: usize = 14;
const RESOLVED_CLASSES: [Figure; 7] = [
    Figure::Class1Resolved,
    Figure::Class2Resolved,
    Figure::Class3Resolved,
    Figure::Class4Resolved,
    Figure::Class5Resolved,
    Figure::Class6Resolved,
    Figure::Class7Resolved,
];

/// The head of the table of units.
pub(super) fn unit_head(desk: &Desk<'_>, agenda: &Agenda, wide: bool) -> String {
    let mut head = fit(
        &papers::unit_title(&agenda.report, desk.messages),
        NAME,
        wide,
    );
    for (name, columns) in [
        ("total", 6),
        ("verified", 6),
        ("verified-rate", 7),
        ("resolved", 7),
        ("resolved-rate", 7),
        ("proposed", 7),
        ("gain-verified", 7),
        ("gain-resolved", 7),
        ("heard", 11),
    ] {
        head.push_str(&fit_right(
            &desk.say(&format!("tui-unit-{name}")),
            columns,
            wide,
        ));
    }
    head
}

/// A unit of the table.
pub(super) fn unit(
    desk: &Desk<'_>,
    session: &Session,
    agenda: &Agenda,
    heard: &Heard,
    wide: bool,
) -> String {
    let row = &agenda.report.rows[heard.row];
    let name = match row.unit {
        RowUnit::Unit(code) => short_unit(&session.unit_name(code)),
        other => papers::row_name(other, &row.name, desk.messages),
    };
    let (figures, gain) = (&row.line.figures, &row.line.gain);
    let total = figures[Figure::Total];
    let rate = |figure: Figure| {
        Rate::of(figures[figure], total).map_or_else(|| "-".to_owned(), |rate| rate.to_string())
    };
    let heard = match heard.unit {
        RowUnit::Unit(_) if total > 0 => when(desk, heard.at),
        _ => String::new(),
    };
    let cells = [
        (total.to_string(), 6),
        (figures[Figure::Verified].to_string(), 6),
        (rate(Figure::Verified), 7),
        (figures[Figure::Resolved].to_string(), 7),
        (rate(Figure::Resolved), 7),
        (figures[Figure::Proposed].to_string(), 7),
        (gain[Figure::Verified].to_string(), 7),
        (gain[Figure::Resolved].to_string(), 7),
        (heard, 11),
    ];
    let mut line = fit(&name, NAME, wide);
    for (cell, columns) in cells {
        line.push_str(&fit_right(&cell, columns, wide));
    }
    line
}

/// What is due when: the goal of the phase, single deadlines, the month's list; the nearest stand first.
pub(super) fn info(desk: &Desk<'_>, session: &Session, agenda: &Agenda) -> Vec<String> {
    let today = session.today();
    let mut lines = Vec::new();
    if let Some(goal) = agenda.report.goal {
        let left = agenda.figures()[Figure::Total] - agenda.figures()[Figure::Verified];
        let ends = day(desk, goal.ends);
        let gain = Value::Number(agenda.gain(Figure::Verified));
        let pace = agenda.report.total.cell("pace");
        lines.push(match pace {
            _ if left == 0 => desk.tell("tui-home-pace-done", &[("day", Value::Text(&ends))]),
            Some(Cell::Pace(Some(pace))) => desk.tell(
                "tui-home-pace",
                &[
                    ("day", Value::Text(&ends)),
                    ("pace", Value::Number(pace)),
                    ("gain", gain),
                ],
            ),
            _ => desk.tell(
                "tui-home-pace-last",
                &[("day", Value::Text(&ends)), ("left", Value::Number(left))],
            ),
        });
    }
    let [open, overdue, done, _] = agenda.rectifications;
    if open + overdue + done > 0 {
        lines.push(desk.tell(
            "tui-home-rectify",
            &[
                ("open", Value::from(open)),
                ("overdue", Value::from(overdue)),
                ("done", Value::from(done)),
            ],
        ));
    }
    if session.role != Role::Village {
        lines.extend(agenda.deadlines.iter().take(2).map(|deadline| {
            desk.tell(
                "tui-home-deadline",
                &[
                    ("day", Value::Text(&day(desk, deadline.on))),
                    (
                        "time",
                        Value::Text(&deadline.at.format("%H:%M").to_string()),
                    ),
                    ("what", Value::Text(&deadline.title)),
                    (
                        "left",
                        Value::Text(&days_left(desk, (deadline.on - today).num_days())),
                    ),
                ],
            )
        }));
        lines.extend(agenda.list.map(|list| {
            desk.tell(
                "tui-home-list",
                &[
                    ("day", Value::Text(&day(desk, list.ends))),
                    ("left", Value::Text(&days_left(desk, list.days_left))),
                    ("resumed", Value::Number(list.resumed)),
                    ("deregistered", Value::Number(list.deregistered)),
                ],
            )
        }));
    }
    lines
}

fn days_left(desk: &Desk<'_>, days: i64) -> String {
    if days == 0 {
        desk.say("tui-days-left-none")
    } else {
        desk.tell("tui-days-left", &[("days", Value::Number(days))])
    }
}

/// What a large screen adds: the phases that run, and each class with how many are done.
pub(super) fn detail(desk: &Desk<'_>, session: &Session, agenda: &Agenda) -> Vec<String> {
    let today = session.today();
    let figures = agenda.figures();
    let classes: Vec<String> = classes(session)
        .zip(CLASSES.into_iter().zip(RESOLVED_CLASSES))
        .map(|(short, (verified, resolved))| {
            format!("{short} {}/{}", figures[verified], figures[resolved])
        })
        .collect();
    let mut lines = vec![desk.tell(
        "tui-home-classes",
        &[("classes", Value::Text(&classes.join("   ")))],
    )];
    lines.extend(agenda.phases.iter().map(|phase| {
        desk.tell(
            "tui-home-phase",
            &[
                ("title", Value::Text(&phase.title)),
                ("from", Value::Text(&day(desk, phase.from))),
                ("to", Value::Text(&day(desk, phase.to))),
                (
                    "left",
                    Value::Text(&days_left(desk, (phase.to - today).num_days())),
                ),
            ],
        )
    }));
    lines
}
