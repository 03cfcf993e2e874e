//! The lists that are walked through: who is in them, how many, and how they stand on the left of the screen.

use chrono::NaiveDate;

use super::super::super::app::Desk;
use super::super::super::paint::{Canvas, Tone, fit};
use super::super::{place_of, short_class};
use super::{LEFT, Walk};
use crate::domain::case::{State, Turn};
use crate::domain::figures::{Figure, Figures};
use crate::domain::pack::Role;
use crate::messages::Value;
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::session::Session;

/// A list that is walked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui::screens) enum Queue {
    Visit,
    Phone,
    Returned,
    Mine,
    Waiting,
    Owed,
    Appointed,
    Done,
}

impl Queue {
    pub(super) const ALL: [Self; 8] = [
        Self::Visit,
        Self::Phone,
        Self::Returned,
        Self::Mine,
        Self::Waiting,
        Self::Owed,
        Self::Appointed,
        Self::Done,
    ];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Visit => "tui-queue-visit",
            Self::Phone => "tui-queue-phone",
            Self::Returned => "tui-queue-returned",
            Self::Mine => "tui-queue-mine",
            Self::Waiting => "tui-queue-waiting",
            Self::Owed => "tui-queue-owed",
            Self::Appointed => "tui-queue-appointed",
            Self::Done => "tui-queue-done",
        }
    }

    /// The filters whose people, one behind the other, make the list.
    pub(super) fn filters(self, session: &Session) -> Vec<CaseFilter> {
        let unit = Some(session.store.unit());
        let turn = |turn| CaseFilter {
            unit,
            turn: Some(turn),
            ..CaseFilter::default()
        };
        let mine = match session.role {
            Role::Village => Turn::Visit,
            Role::Township => Turn::Township,
            Role::District => Turn::District,
        };
        match self {
            Self::Visit => vec![turn(Turn::Visit)],
            Self::Phone => vec![turn(Turn::Phone)],
            Self::Returned => vec![CaseFilter {
                unit,
                state: Some(State::Returned),
                ..CaseFilter::default()
            }],
            Self::Mine => vec![turn(mine)],
            Self::Waiting => Turn::ALL
                .into_iter()
                .filter(|other| {
                    !matches!(other, Turn::Visit | Turn::Phone | Turn::Done) && *other != mine
                })
                .map(turn)
                .collect(),
            Self::Owed => vec![CaseFilter {
                unit,
                owed: true,
                ..CaseFilter::default()
            }],
            Self::Appointed => vec![CaseFilter {
                unit,
                due: Some(session.today()),
                ..CaseFilter::default()
            }],
            Self::Done => vec![turn(Turn::Done)],
        }
    }

    pub(super) fn size(self, figures: &Figures, session: &Session) -> i64 {
        let waiting = [
            Figure::AtSelf,
            Figure::AtFamily,
            Figure::AtOthers,
            Figure::AtTownship,
            Figure::AtDistrict,
        ];
        let mine = match session.role {
            Role::Village => Figure::ToVisit,
            Role::Township => Figure::AtTownship,
            Role::District => Figure::AtDistrict,
        };
        match self {
            Self::Visit => figures[Figure::ToVisit],
            Self::Phone => figures[Figure::ToPhone],
            Self::Returned => figures[Figure::Returned],
            Self::Mine => figures[mine],
            Self::Waiting => waiting
                .iter()
                .filter(|at| **at != mine)
                .map(|at| figures[*at])
                .sum(),
            Self::Owed => figures[Figure::EvidenceOwed],
            Self::Appointed => i64::try_from(appointed(session)).unwrap_or(0),
            Self::Done => figures[Figure::Resolved],
        }
    }
}

fn appointed(session: &Session) -> usize {
    let filter = CaseFilter {
        unit: Some(session.store.unit()),
        due: Some(session.today()),
        ..CaseFilter::default()
    };
    session.store.count(&filter, 1000).unwrap_or(0)
}

impl Walk {
    pub(super) fn draw_list(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        canvas: &mut Canvas<'_>,
        bottom: usize,
    ) {
        let others: Vec<&(Queue, i64)> = self
            .sizes
            .iter()
            .filter(|(queue, size)| *queue != self.queue && *size > 0 && *queue != Queue::Mine)
            .collect();
        let foot = others.len().div_ceil(2) + 2;
        let list_end = bottom.saturating_sub(foot);
        let size = self
            .sizes
            .iter()
            .find(|(queue, _)| *queue == self.queue)
            .map_or(0, |(_, size)| *size);
        let head = format!(
            " {} {}",
            desk.say(self.queue.key()),
            desk.tell("tui-people", &[("count", Value::Number(size))])
        );
        canvas.text(0, 2, LEFT, &head, Tone::Strong);
        let lines = self.lines(desk, session);
        let at = lines
            .iter()
            .position(|(chosen, _)| *chosen == Some(self.chosen))
            .unwrap_or(0);
        let room = list_end.saturating_sub(4);
        let first = (at + 2)
            .saturating_sub(room)
            .min(lines.len().saturating_sub(room));
        for (n, (who, text)) in lines.iter().skip(first).take(room).enumerate() {
            let tone = match who {
                Some(at) if *at == self.chosen => Tone::Chosen,
                Some(_) => Tone::Plain,
                None => Tone::Faint,
            };
            canvas.text(0, 3 + n, LEFT, text, tone);
        }
        let shown = lines
            .iter()
            .take(first + room)
            .filter(|(who, _)| who.is_some())
            .count();
        let left = usize::try_from(size)
            .unwrap_or(0)
            .saturating_sub(self.passed + shown);
        if left > 0 {
            let text = desk.tell("tui-more-below", &[("count", Value::from(left))]);
            canvas.text(0, list_end - 1, LEFT, &format!(" {text}"), Tone::Faint);
        }
        canvas.rule_part(0, list_end, LEFT);
        canvas.text(
            0,
            list_end + 1,
            LEFT,
            &format!(" {}", desk.say("tui-change-list")),
            Tone::Faint,
        );
        for (n, pair) in others.chunks(2).enumerate() {
            let cells: Vec<String> = pair
                .iter()
                .map(|(queue, size)| {
                    format!(
                        "{} {}",
                        desk.say(queue.key()),
                        desk.tell("tui-people", &[("count", Value::Number(*size))])
                    )
                })
                .collect();
            let text = format!(" {}", cells.join("  "));
            canvas.text(0, list_end + 2 + n, LEFT, &text, Tone::Plain);
        }
    }

    /// The list's lines: a heading for each house, a line for each person.
    fn lines(&self, desk: &Desk<'_>, session: &Session) -> Vec<(Option<usize>, String)> {
        let mut lines = Vec::new();
        let mut last = None;
        for (at, row) in self.people.iter().enumerate() {
            let here = (row.unit, row.group, row.house.clone());
            if last.as_ref() != Some(&here) {
                let mut heading = place_of(desk, row);
                if session.store.unit() != row.unit {
                    heading = format!("{} {heading}", session.unit_name(row.unit));
                }
                if heading.trim().is_empty() {
                    heading = desk.say("tui-no-group");
                }
                lines.push((None, format!(" {heading}")));
                last = Some(here);
            }
            let mark = if at == self.chosen { ">" } else { " " };
            let name = fit(&row.name, 8, false);
            let text = format!(
                "{mark}{name}{}  {}",
                short_class(desk, row),
                hint(desk, session, row)
            );
            lines.push((Some(at), text));
        }
        lines
    }
}

/// What to know of a person before one goes there.
fn hint(desk: &Desk<'_>, session: &Session, row: &CaseRow) -> String {
    let today: NaiveDate = session.today();
    if row.state == State::Returned {
        return desk.say("tui-hint-returned");
    }
    if let Some(day) = row.again_on {
        return match day.cmp(&today) {
            std::cmp::Ordering::Less => desk.say("tui-hint-overdue"),
            std::cmp::Ordering::Equal => desk.say("tui-hint-today"),
            std::cmp::Ordering::Greater => desk.tell(
                "tui-hint-on",
                &[("day", Value::Text(&day.format("%m-%d").to_string()))],
            ),
        };
    }
    if let Some(word) = row
        .waiting_on
        .as_deref()
        .filter(|_| !matches!(row.turn, Turn::Visit | Turn::Phone))
    {
        return desk.say(&format!("tui-waits-{}", word.replace('_', "-")));
    }
    match row.attempts {
        _ if row.turn == Turn::Done => desk.say("tui-hint-done"),
        0 => desk.say("tui-hint-never"),
        n => desk.tell("tui-hint-tried", &[("count", Value::from(n))]),
    }
}
