//! The left of the walk: the people of the list by group and household, and the other lists with their counts.

use std::cmp::Ordering;

use super::super::super::app::Desk;
use super::super::super::paint::{Canvas, Tone, cut, fit, spread, width};
use super::super::{place_of, short_class};
use super::{LEFT, Queue, Walk};
use crate::domain::case::{State, Turn};
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::session::Session;

impl Walk {
    pub(super) fn draw_list(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        canvas: &mut Canvas<'_>,
        bottom: usize,
    ) {
        let others = self.others(session);
        let size = self.size();
        let wide = canvas.look().wide;
        let people = |count: i64| desk.tell("tui-people", &[("count", Value::Number(count))]);
        let cells: Vec<String> = others
            .iter()
            .map(|(queue, size)| format!("{} {}", desk.say(queue.key()), people(*size)))
            .collect();
        let others = in_two(&cells, wide);
        let list_end = bottom.saturating_sub(others.len() + 2);
        let order = match self.queue {
            Queue::Visit => desk.say("tui-order-visit"),
            Queue::Phone => desk.say("tui-order-phone"),
            _ => String::new(),
        };
        let head = format!(" {} {}", desk.say(self.queue.key()), people(size));
        let head = spread(&head, &format!("{order} "), LEFT, wide);
        canvas.text(0, 2, LEFT, &head, Tone::Strong);
        self.draw_people(desk, session, canvas, list_end);
        canvas.rule_part(0, list_end, LEFT);
        let change = desk.say("tui-change-list");
        canvas.text(0, list_end + 1, LEFT, &format!(" {change}"), Tone::Faint);
        for (n, text) in others.iter().enumerate() {
            canvas.text(0, list_end + 2 + n, LEFT, &format!(" {text}"), Tone::Plain);
        }
    }

    fn draw_people(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        canvas: &mut Canvas<'_>,
        list_end: usize,
    ) {
        let lines = self.lines(desk, session, canvas.look().wide);
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
        let left = usize::try_from(self.size())
            .unwrap_or(0)
            .saturating_sub((self.passed() + shown).saturating_sub(self.guests));
        if left > 0 {
            let text = desk.tell("tui-more-below", &[("count", Value::from(left))]);
            canvas.text(0, list_end - 1, LEFT, &format!(" {text}"), Tone::Faint);
        }
    }

    fn size(&self) -> i64 {
        self.sizes
            .iter()
            .find(|(queue, _)| *queue == self.queue)
            .map_or(0, |(_, size)| *size)
    }

    /// The other lists that somebody is in.
    fn others(&self, session: &Session) -> Vec<(Queue, i64)> {
        self.sizes
            .iter()
            .filter(|(queue, size)| {
                *queue != self.queue && *size > 0 && queue.is_offered(session.role)
            })
            .copied()
            .collect()
    }

    /// The list's lines: a heading for each house, a line for each person.
    fn lines(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        wide: bool,
    ) -> Vec<(Option<usize>, String)> {
        let mut lines = Vec::new();
        let mut last = None;
        for (at, row) in self.people.iter().enumerate() {
            let here = (row.unit, row.group, row.house.clone());
            if last.as_ref() != Some(&here) {
                let mut heading = place_of(desk, row);
                if session.store.unit() != row.unit {
                    heading = format!("{} {heading}", session.short_name(row.unit));
                }
                if heading.trim().is_empty() {
                    heading = desk.say("tui-no-group");
                }
                lines.push((None, format!(" {}", cut(&heading, LEFT - 2, wide))));
                last = Some(here);
            }
            let mark = if at == self.chosen { ">" } else { " " };
            let class = short_class(desk, row);
            let text = line(mark, &row.name, &class, &hint(desk, session, row), wide);
            lines.push((Some(at), text));
        }
        lines
    }
}

/// Texts two in a line where both fit, each in a line of its own where they do not.
fn in_two(cells: &[String], wide: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut alone = false;
    for cell in cells {
        match lines.last_mut() {
            Some(line) if alone && width(line, wide).max(13) + 1 + width(cell, wide) < LEFT => {
                *line = format!("{} {cell}", fit(line, width(line, wide).max(13), wide));
                alone = false;
            }
            _ => {
                lines.push(cell.clone());
                alone = true;
            }
        }
    }
    lines
}

/// Name, reason and hint in columns; a long name takes from the gaps first, and is cut last.
fn line(mark: &str, name: &str, class: &str, hint: &str, wide: bool) -> String {
    let rest = width(class, wide) + 1 + width(hint, wide);
    let room = (LEFT - 3).saturating_sub(rest).max(8);
    let name = fit(name, width(name, wide).clamp(8, room), wide);
    let gap = LEFT.saturating_sub(2 + width(&name, wide) + width(hint, wide));
    let class = fit(class, gap.clamp(width(class, wide), 8), wide);
    format!(
        "{mark}{name} {}{hint}",
        fit(&class, width(&class, wide).max(gap.min(8)), wide)
    )
}

/// What to know of a person before one goes there.
fn hint(desk: &Desk<'_>, session: &Session, row: &CaseRow) -> String {
    if row.state == State::Returned {
        return desk.say("tui-hint-returned");
    }
    if let Some(day) = row.again_on {
        return match (day.cmp(&session.today()), &row.again_time) {
            (Ordering::Less, _) => desk.say("tui-hint-overdue"),
            (Ordering::Equal, Some(time)) => {
                desk.tell("tui-hint-on", &[("day", Value::Text(time))])
            }
            (Ordering::Equal, None) => desk.say("tui-hint-today"),
            (Ordering::Greater, _) => desk.tell(
                "tui-hint-on",
                &[("day", Value::Text(&day.format("%m-%d").to_string()))],
            ),
        };
    }
    if let Some(day) = row.due_on {
        match day.cmp(&session.today()) {
            Ordering::Less => return desk.say("tui-hint-overdue"),
            Ordering::Equal => return desk.say("tui-hint-due"),
            Ordering::Greater => {}
        }
    }
    if let Some(word) = row
        .waiting_on
        .as_deref()
        .filter(|_| !matches!(row.turn, Turn::Visit | Turn::Phone))
    {
        if row.turn == Turn::of_role(session.role) {
            return desk.say("tui-queue-mine");
        }
        return desk.say(&format!("tui-waits-{}", word.replace('_', "-")));
    }
    match row.attempts {
        _ if row.turn == Turn::Done => desk.say("tui-hint-done"),
        0 if row.turn == Turn::Phone => desk.say("tui-hint-not-called"),
        0 => desk.say("tui-hint-never"),
        n => desk.tell("tui-hint-tried", &[("count", Value::from(n))]),
    }
}
