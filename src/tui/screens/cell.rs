//! Who stands behind a number of the report, and by which rule they are counted; Enter shows somebody's records up to the
//! cut-off.

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, wrap};
use super::{Screen, page};
use crate::action::Action;
use crate::domain::report::Report;
use crate::usecases::daily_words;
use crate::usecases::opening::{self, CellName, Opened, Part, Person};

/// So many people of each part are read at first.
const FIRST: usize = 60;
/// Lines that the rule may take on the smallest screen.
const RULE: usize = 4;

/// The people behind a number.
pub struct CellPeople {
    report: Report,
    cell: CellName,
    opened: Option<Opened>,
    limit: usize,
    chosen: usize,
}

/// Opens a number.
pub(super) fn open(desk: &mut Desk<'_>, report: &Report, cell: CellName) -> Next {
    let mut people = CellPeople {
        report: report.clone(),
        cell,
        opened: None,
        limit: FIRST,
        chosen: 0,
    };
    people.refresh(desk);
    Next::Open(Box::new(Screen::Cell(Box::new(people))))
}

/// A line: what a part is, or somebody in it.
enum Row<'a> {
    Part(&'a Part),
    Person(&'a Part, &'a Person),
}

impl CellPeople {
    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let (report, cell, limit) = (&self.report, self.cell, self.limit);
        self.opened =
            desk.with(|session| opening::open(session, report, cell, Some(limit)).map(Some));
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        for part in self.opened.iter().flat_map(|opened| &opened.parts) {
            rows.push(Row::Part(part));
            rows.extend(part.people.iter().map(|person| Row::Person(part, person)));
        }
        rows
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let by = match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Open) => return self.go(desk),
            Some(Action::Up) => -1,
            Some(Action::Down) => 1,
            Some(Action::PageUp | Action::Left) => -10,
            Some(Action::PageDown | Action::Right) => 10,
            Some(Action::First) => isize::MIN,
            _ => return Next::Stay,
        };
        let wanted = self.chosen.saturating_add_signed(by);
        if wanted >= self.rows().len() && self.is_cut() {
            self.limit *= 4;
            self.refresh(desk);
        }
        self.chosen = wanted.min(self.rows().len().saturating_sub(1));
        Next::Stay
    }

    /// Whether more people stand behind the number than were read.
    fn is_cut(&self) -> bool {
        let mut parts = self.opened.iter().flat_map(|opened| &opened.parts);
        parts.any(|part| part.people.len() >= self.limit)
    }

    fn go(&self, desk: &mut Desk<'_>) -> Next {
        let rows = self.rows();
        let Some(Row::Person(_, person)) = rows.get(self.chosen) else {
            return Next::Stay;
        };
        let page = page::Page::person_before(desk, &person.row, self.report.cut_off);
        Next::Open(Box::new(Screen::Page(page)))
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let (Some(opened), Some(session)) = (&self.opened, &desk.session) else {
            canvas.row(0, &format!(" {}", desk.notice), Tone::Alarm);
            return;
        };
        let head = daily_words::headline(&self.report, opened, desk.messages);
        canvas.row(0, &format!(" {head}"), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 3 - RULE;
        let room = bottom - 2;
        let rows = self.rows();
        let first = (self.chosen + 1).saturating_sub(room);
        for (n, row) in rows.iter().skip(first).take(room).enumerate() {
            let (mark, tone) = if first + n == self.chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            let text = match row {
                Row::Part(part) => daily_words::part_line(part, desk.messages),
                Row::Person(part, person) => {
                    let line =
                        daily_words::person_line(session, part, person, false, desk.messages);
                    format!("  {line}")
                }
            };
            canvas.row(2 + n, &format!("{mark}{text}"), tone);
        }
        canvas.rule(bottom);
        let columns = canvas.columns() - 2;
        let lines = daily_words::rule(opened, desk.messages)
            .iter()
            .flat_map(|line| wrap(line, columns, canvas.look().wide))
            .collect::<Vec<_>>();
        for (n, line) in lines.iter().take(RULE).enumerate() {
            canvas.row(bottom + 1 + n, &format!(" {line}"), Tone::Faint);
        }
        canvas.row(canvas.rows() - 2, &format!(" {}", desk.notice), Tone::Good);
        let keys = desk.say("daily-people-keys");
        canvas.row(canvas.rows() - 1, &format!(" {keys}"), Tone::Plain);
    }
}
