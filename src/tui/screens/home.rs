//! Home: what is to be done today as numbered lines, the figures below, and for offices their units.

mod below;
mod words;

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit, width};
use super::people::{Behind, People};
use super::walk::{Queue, Walk};
use super::{Screen, find, list, page};
use crate::action::Action;
use crate::domain::figures::Figure;
use crate::domain::pack::Role;
use crate::domain::report::RowUnit;
use crate::messages::Value;
use crate::usecases::agenda::Agenda;
use crate::usecases::session::Session;

/// The home screen.
pub struct Home {
    agenda: Option<Box<Agenda>>,
    lines: &'static [Line],
    /// The line in hand; behind the last line come the units.
    chosen: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Walk,
    Today,
    Returned,
    Due,
    Owed,
    Find,
    Report,
    Screening,
    Conflict,
    Silent,
    Review,
    Unproved,
    Unclaimed,
    Fell,
    Totals,
    Office,
    More,
}

/// What a village has to do (officer.md 3.6).
const VILLAGE: &[Line] = &[
    Line::Walk,
    Line::Today,
    Line::Returned,
    Line::Due,
    Line::Owed,
    Line::Find,
    Line::Report,
    Line::Screening,
    Line::Conflict,
    Line::More,
];

/// What an office has to have passed before its figures leave.
const OFFICE: &[Line] = &[
    Line::Silent,
    Line::Review,
    Line::Returned,
    Line::Conflict,
    Line::Unproved,
    Line::Unclaimed,
    Line::Fell,
    Line::Totals,
    Line::Office,
    Line::More,
];

impl Line {
    const fn key(self) -> &'static str {
        match self {
            Self::Walk => "tui-home-walk",
            Self::Today => "tui-home-appointed",
            Self::Returned => "tui-home-returned",
            Self::Due => "tui-home-due",
            Self::Owed => "tui-home-owed",
            Self::Find => "tui-home-find",
            Self::Report => "tui-home-report",
            Self::Screening => "tui-home-screening",
            Self::Conflict => "tui-home-conflict",
            Self::Silent => "tui-home-silent",
            Self::Review => "tui-home-review",
            Self::Unproved => "tui-home-unproved",
            Self::Unclaimed => "tui-home-unclaimed",
            Self::Fell => "tui-home-fell",
            Self::Totals => "tui-home-totals",
            Self::Office => "tui-home-office",
            Self::More => "tui-home-more",
        }
    }
}

impl Home {
    pub(in crate::tui) fn open(desk: &mut Desk<'_>) -> Self {
        let agenda = desk.with(|session| Ok(Some(Box::new(Agenda::read(session)?))));
        let role = desk.session.as_ref().map(|session| session.role);
        Self {
            agenda,
            lines: if role == Some(Role::Village) {
                VILLAGE
            } else {
                OFFICE
            },
            chosen: 0,
        }
    }

    /// What is shown may have changed; the hand stays where it is.
    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let chosen = self.chosen;
        *self = Self::open(desk);
        self.chosen = chosen.min(self.last());
    }

    fn last(&self) -> usize {
        (self.lines.len() + self.units()).saturating_sub(1)
    }

    /// How many units stand below the lines.
    fn units(&self) -> usize {
        match &self.agenda {
            Some(agenda) if self.lines == OFFICE => agenda.heard.len(),
            _ => 0,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let Some(action) = action else {
            return Next::Stay;
        };
        match action {
            Action::Up => self.chosen = self.chosen.saturating_sub(1),
            Action::Down => self.chosen = (self.chosen + 1).min(self.last()),
            Action::PageUp => self.chosen = self.chosen.saturating_sub(10),
            Action::PageDown => self.chosen = (self.chosen + 10).min(self.last()),
            Action::First => self.chosen = 0,
            Action::Last => self.chosen = self.last(),
            Action::Open if self.chosen >= self.lines.len() => return self.go_to_unit(desk),
            Action::Open => return Self::go(desk, self.lines.get(self.chosen).copied()),
            Action::Choose0 | Action::More => return Self::go(desk, Some(Line::More)),
            Action::Back => return Next::Open(Box::new(Screen::List(list::List::leave(desk)))),
            other => {
                if let Some(digit) = other.digit() {
                    let line = self.lines.get(usize::from(digit) - 1).copied();
                    return Self::go(desk, line.filter(|line| *line != Line::More));
                }
            }
        }
        Next::Stay
    }

    fn go_to_unit(&self, desk: &mut Desk<'_>) -> Next {
        let heard = self
            .agenda
            .as_ref()
            .and_then(|agenda| agenda.heard.get(self.chosen - self.lines.len()));
        let behind = match heard.map(|heard| heard.unit) {
            Some(RowUnit::Unit(unit)) => Behind::Unit(unit),
            Some(RowUnit::Unassigned) => Behind::Unclaimed,
            _ => return Next::Stay,
        };
        Next::Open(Box::new(Screen::People(People::open(desk, behind))))
    }

    fn go(desk: &mut Desk<'_>, line: Option<Line>) -> Next {
        let walk = |desk: &mut Desk<'_>, queue| Screen::Walk(Box::new(Walk::open(desk, queue)));
        let people = |desk: &mut Desk<'_>, behind| Screen::People(People::open(desk, behind));
        let screen = match line {
            None => return Next::Stay,
            Some(Line::Walk | Line::Office) => walk(desk, Queue::Visit),
            Some(Line::Today) => people(desk, Behind::Today),
            Some(Line::Returned) => walk(desk, Queue::Returned),
            Some(Line::Due) => walk(desk, Queue::Appointed),
            Some(Line::Owed) => walk(desk, Queue::Owed),
            Some(Line::Find) => Screen::Find(find::Find::open(desk, String::new())),
            Some(Line::Report | Line::Totals) => Screen::Page(page::Page::report(desk)),
            Some(Line::Screening) => Screen::List(list::List::screening(desk)),
            Some(Line::Conflict) => people(desk, Behind::Conflict),
            Some(Line::Silent) => people(desk, Behind::Silent),
            Some(Line::Review) => Screen::List(list::List::reviews(desk)),
            Some(Line::Unproved) => people(desk, Behind::Unproved),
            Some(Line::Unclaimed) => people(desk, Behind::Unclaimed),
            Some(Line::Fell) => people(desk, Behind::Fell),
            Some(Line::More) => Screen::List(list::List::menu(desk)),
        };
        Next::Open(Box::new(screen))
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let Some(session) = &desk.session else { return };
        let left = format!(" {}  {}", desk.say("tui-name"), desk.say("tui-home-title"));
        let right = format!(
            "{}  {}  {} ",
            words::place(session),
            session.officer,
            words::moment(desk, session)
        );
        canvas.ends(0, &left, &right, Tone::Strong);
        canvas.rule(1);
        let what = if self.lines == OFFICE {
            "tui-home-before-reporting"
        } else {
            "tui-home-today"
        };
        let until = words::until(desk, session, self.agenda.as_deref());
        let mut what = desk.say(what);
        let note = desk.say("tui-home-blocks-nothing");
        let wide = canvas.look().wide;
        let taken: usize = [&what, &note, &until]
            .map(|text| width(text, wide))
            .iter()
            .sum();
        if self.lines == OFFICE && taken + 4 <= canvas.columns() {
            what.push_str(&note);
        }
        canvas.ends(2, &format!(" {what}"), &format!("{until} "), Tone::Plain);
        self.draw_lines(desk, canvas);
        let top = 3 + self.lines.len();
        canvas.rule(top);
        let bottom = canvas.rows() - 4;
        if let Some(agenda) = &self.agenda {
            let mut info = below::info(desk, session, agenda);
            if canvas.rows() >= 30 {
                info.extend(below::detail(desk, session, agenda));
            } else {
                info.truncate(if self.lines == OFFICE { 2 } else { 1 });
            }
            for (n, line) in info.iter().enumerate() {
                let row = bottom - info.len() + n;
                canvas.row(row, &format!(" {line}"), Tone::Plain);
            }
            let end = bottom - info.len();
            if self.lines == OFFICE {
                self.draw_units(desk, session, agenda, canvas, top + 1..end);
            } else {
                draw_bars(desk, session, agenda, canvas, top + 1..end);
            }
        }
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Good);
        for (n, key) in ["tui-home-keys", "tui-home-keys-2"].iter().enumerate() {
            canvas.row(bottom + 2 + n, &format!(" {}", desk.say(key)), Tone::Plain);
        }
    }

    fn draw_lines(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let wide = canvas.look().wide;
        for (at, line) in self.lines.iter().enumerate() {
            let digit = if *line == Line::More { 0 } else { at + 1 };
            let (mark, tone) = if at == self.chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            let detail = self
                .agenda
                .as_ref()
                .map(|agenda| words::line(desk, agenda, *line))
                .unwrap_or_default();
            let text = format!(
                "{mark}{digit} {}{detail}",
                fit(&desk.say(line.key()), 18, wide)
            );
            canvas.row(3 + at, &text, tone);
        }
    }

    fn draw_units(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        agenda: &Agenda,
        canvas: &mut Canvas<'_>,
        rows: std::ops::Range<usize>,
    ) {
        let wide = canvas.look().wide;
        let head = below::unit_head(desk, agenda, wide);
        canvas.row(rows.start, &format!(" {head}"), Tone::Strong);
        let mut room = rows.len() - 1;
        let all = agenda.heard.len();
        if all > room {
            room -= 1;
        }
        let chosen = self.chosen.checked_sub(self.lines.len());
        let first = chosen.map_or(0, |at| (at + 1).saturating_sub(room));
        for (n, heard) in agenda.heard.iter().enumerate().skip(first).take(room) {
            let (mark, tone) = if Some(n) == chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            let line = below::unit(desk, session, agenda, heard, wide);
            canvas.row(rows.start + 1 + n - first, &format!("{mark}{line}"), tone);
        }
        if all > room {
            let below = all.saturating_sub(first + room);
            let text = desk.tell("tui-more-units", &[("count", Value::from(below))]);
            canvas.row(rows.end - 1, &format!(" {text}"), Tone::Faint);
        }
    }
}

/// The village's figures, and on a large screen who comes next.
fn draw_bars(
    desk: &Desk<'_>,
    session: &Session,
    agenda: &Agenda,
    canvas: &mut Canvas<'_>,
    rows: std::ops::Range<usize>,
) {
    let figures = agenda.figures();
    let total = figures[Figure::Total];
    let people = desk.tell("tui-home-total", &[("count", Value::Number(total))]);
    let mut lines = vec![(people, Tone::Strong)];
    for (figure, key) in [
        (Figure::Verified, "tui-home-verified"),
        (Figure::Resolved, "tui-home-resolved"),
    ] {
        lines.push((
            words::bar(desk, key, figures[figure], total, agenda.gain(figure)),
            Tone::Plain,
        ));
    }
    lines.push((words::states(desk, figures), Tone::Plain));
    lines.push((words::likely(session, figures), Tone::Plain));
    if rows.len() > lines.len() + 2 && !agenda.next.is_empty() {
        lines.push((String::new(), Tone::Plain));
        lines.push((desk.say("tui-home-next"), Tone::Strong));
        lines.extend(
            agenda
                .next
                .iter()
                .take(5)
                .map(|row| (words::next(desk, row), Tone::Plain)),
        );
    }
    for (n, (line, tone)) in lines.iter().take(rows.len()).enumerate() {
        canvas.row(rows.start + n, &format!(" {line}"), *tone);
    }
}
