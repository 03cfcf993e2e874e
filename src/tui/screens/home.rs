//! Home: what is to be done today as numbered lines, the figures below, and for offices their units.

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit, fit_right};
use super::walk::{Queue, Walk, until_cut_off};
use super::{Screen, list, page};
use crate::action::Action;
use crate::domain::figures::{Figure, Figures};
use crate::domain::pack::Role;
use crate::domain::timeline;
use crate::messages::Value;
use crate::store::ScopeFigures;
use crate::usecases::session::Session;

/// The home screen.
pub struct Home {
    now: Figures,
    before: Figures,
    units: Vec<(ScopeFigures, Figures)>,
    lines: Vec<Line>,
    chosen: usize,
    appointed: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Walk,
    Appointed,
    Returned,
    Mine,
    Owed,
    Doubts,
    Screening,
    Review,
    Report,
    More,
}

impl Line {
    const fn key(self) -> &'static str {
        match self {
            Self::Walk => "tui-home-walk",
            Self::Appointed => "tui-home-appointed",
            Self::Returned => "tui-home-returned",
            Self::Mine => "tui-home-mine",
            Self::Owed => "tui-home-owed",
            Self::Doubts => "tui-home-doubts",
            Self::Screening => "tui-home-screening",
            Self::Review => "tui-home-review",
            Self::Report => "tui-home-report",
            Self::More => "tui-home-more",
        }
    }
}

impl Home {
    pub(in crate::tui) fn open(desk: &mut Desk<'_>) -> Self {
        let mut home = Self {
            now: Figures::default(),
            before: Figures::default(),
            units: Vec::new(),
            lines: Vec::new(),
            chosen: 0,
            appointed: 0,
        };
        let Some(session) = &desk.session else {
            return home;
        };
        home.lines = match session.role {
            Role::Village => vec![
                Line::Walk,
                Line::Appointed,
                Line::Returned,
                Line::Owed,
                Line::Doubts,
                Line::Screening,
                Line::Report,
                Line::More,
            ],
            Role::Township | Role::District => vec![
                Line::Mine,
                Line::Review,
                Line::Returned,
                Line::Doubts,
                Line::Appointed,
                Line::Owed,
                Line::Report,
                Line::Walk,
                Line::Screening,
                Line::More,
            ],
        };
        let read = |session: &mut Session| {
            let unit = session.store.unit();
            let today = timeline::report_day(&session.pack, session.clock.now());
            let yesterday = today.pred_opt().unwrap_or(today);
            let below = session.store.figures_below(unit, Some(today))?;
            let before = session.store.figures_below(unit, Some(yesterday))?;
            let units: Vec<(ScopeFigures, Figures)> = below
                .into_iter()
                .map(|scope| {
                    let old = before
                        .iter()
                        .find(|other| other.unit == scope.unit && other.group == scope.group)
                        .map(|other| other.figures.clone())
                        .unwrap_or_default();
                    (scope, old)
                })
                .collect();
            let appointed = session.store.count(
                &crate::store::CaseFilter {
                    unit: Some(unit),
                    due: Some(session.today()),
                    ..crate::store::CaseFilter::default()
                },
                1000,
            )?;
            Ok((
                session.store.figures_of(unit, Some(today))?,
                session.store.figures_of(unit, Some(yesterday))?,
                units,
                appointed,
            ))
        };
        let (now, before, units, appointed) = desk.with(read);
        home.now = now;
        home.before = before;
        home.units = units;
        home.appointed = appointed;
        home
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let Some(action) = action else {
            return Next::Stay;
        };
        match action {
            Action::Up => self.chosen = self.chosen.saturating_sub(1),
            Action::Down => self.chosen = (self.chosen + 1).min(self.lines.len().saturating_sub(1)),
            Action::Open => return self.go(desk, self.lines.get(self.chosen).copied()),
            Action::Choose0 | Action::More => return self.go(desk, Some(Line::More)),
            Action::Back => return Next::Open(Box::new(Screen::List(list::List::leave(desk)))),
            other => {
                if let Some(digit) = other.digit() {
                    let line = self.lines.get(usize::from(digit) - 1).copied();
                    return self.go(desk, line.filter(|line| *line != Line::More));
                }
            }
        }
        Next::Stay
    }

    fn go(&mut self, desk: &mut Desk<'_>, line: Option<Line>) -> Next {
        let walk = |desk: &mut Desk<'_>, queue| Screen::Walk(Box::new(Walk::open(desk, queue)));
        let screen = match line {
            None => return Next::Stay,
            Some(Line::Walk) => walk(desk, Queue::Visit),
            Some(Line::Appointed) => walk(desk, Queue::Appointed),
            Some(Line::Returned) => walk(desk, Queue::Returned),
            Some(Line::Mine) => walk(desk, Queue::Mine),
            Some(Line::Owed) => walk(desk, Queue::Owed),
            Some(Line::Doubts) => Screen::List(list::List::doubts(desk)),
            Some(Line::Screening) => Screen::List(list::List::screening(desk)),
            Some(Line::Review) => Screen::List(list::List::reviews(desk)),
            Some(Line::Report) => Screen::Page(page::Page::report(desk)),
            Some(Line::More) => Screen::List(list::List::menu(desk)),
        };
        Next::Open(Box::new(screen))
    }

    fn detail(&self, desk: &Desk<'_>, line: Line) -> String {
        let people = |n: i64| desk.tell("tui-people", &[("count", Value::Number(n))]);
        let gain = |figure: Figure| self.now[figure] - self.before[figure];
        match line {
            Line::Walk => desk.tell(
                "tui-home-walk-detail",
                &[(
                    "open",
                    Value::Number(self.now[Figure::Total] - self.now[Figure::Verified]),
                )],
            ),
            Line::Appointed => people(i64::try_from(self.appointed).unwrap_or(0)),
            Line::Returned => people(self.now[Figure::Returned]),
            Line::Mine => {
                let figure = match desk.session.as_ref().map(|session| session.role) {
                    Some(Role::District) => Figure::AtDistrict,
                    _ => Figure::AtTownship,
                };
                people(self.now[figure])
            }
            Line::Owed => people(self.now[Figure::EvidenceOwed]),
            Line::Doubts => people(self.now[Figure::Doubtful]),
            Line::Screening => desk.say("tui-home-screening-detail"),
            Line::Review => people(self.now[Figure::Proposed]),
            Line::Report => desk.tell(
                "tui-home-report-detail",
                &[
                    ("verified", Value::Number(gain(Figure::Verified))),
                    ("resolved", Value::Number(gain(Figure::Resolved))),
                ],
            ),
            Line::More => desk.say("tui-home-more-detail"),
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let Some(session) = &desk.session else { return };
        let now = session.local_now();
        let weekday = desk.say(&format!(
            "tui-weekday-{}",
            chrono::Datelike::weekday(&now).number_from_monday()
        ));
        let left = format!(" {}  {}", desk.say("tui-name"), desk.say("tui-home-title"));
        let right = format!(
            "{}  {}  {} {weekday} {} ",
            session.unit_name(session.store.unit()),
            session.officer,
            now.format("%m-%d"),
            now.format("%H:%M")
        );
        canvas.ends(0, &left, &right, Tone::Strong);
        canvas.rule(1);
        canvas.ends(
            2,
            &format!(" {}", desk.say("tui-home-today")),
            &format!("{} ", until_cut_off(desk, session)),
            Tone::Plain,
        );
        let wide = canvas.look().wide;
        for (at, line) in self.lines.iter().enumerate() {
            let digit = if *line == Line::More { 0 } else { at + 1 };
            let mark = if at == self.chosen { ">" } else { " " };
            let text = format!(
                "{mark}{digit} {}{}",
                fit(&desk.say(line.key()), 18, wide),
                self.detail(desk, *line)
            );
            let tone = if at == self.chosen {
                Tone::Chosen
            } else {
                Tone::Plain
            };
            canvas.row(3 + at, &text, tone);
        }
        let top = 3 + self.lines.len();
        canvas.rule(top);
        if session.role == Role::Village {
            self.draw_bars(desk, canvas, top + 1);
        } else {
            self.draw_units(desk, session, canvas, top + 1);
        }
        let bottom = canvas.rows() - 4;
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Good);
        canvas.row(
            bottom + 2,
            &format!(" {}", desk.say("tui-home-keys")),
            Tone::Plain,
        );
        canvas.row(
            bottom + 3,
            &format!(" {}", desk.say("tui-home-keys-2")),
            Tone::Plain,
        );
    }

    fn draw_bars(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, top: usize) {
        let total = self.now[Figure::Total];
        canvas.row(
            top,
            &format!(
                " {}",
                desk.tell("tui-home-total", &[("count", Value::Number(total))])
            ),
            Tone::Strong,
        );
        for (n, (figure, key)) in [
            (Figure::Verified, "tui-home-verified"),
            (Figure::Resolved, "tui-home-resolved"),
        ]
        .into_iter()
        .enumerate()
        {
            let count = self.now[figure];
            let filled = usize::try_from(if total > 0 { count * 42 / total } else { 0 })
                .unwrap_or(0)
                .min(42);
            let rate = crate::domain::report::Rate::of(count, total)
                .map_or_else(|| "-".to_owned(), |rate| rate.to_string());
            let text = format!(
                " {} {count} [{}{}] {rate}%  {}",
                desk.say(key),
                "#".repeat(filled),
                ".".repeat(42 - filled),
                desk.tell(
                    "tui-home-gain",
                    &[("count", Value::Number(count - self.before[figure]))]
                )
            );
            canvas.row(top + 1 + n, &text, Tone::Plain);
        }
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
            .map(|(name, figure)| (*name, Value::Number(self.now[*figure])))
            .collect();
        canvas.row(
            top + 3,
            &format!(" {}", desk.tell("tui-home-states", &values)),
            Tone::Plain,
        );
        let likely = [
            Figure::Likely1,
            Figure::Likely2,
            Figure::Likely3,
            Figure::Likely4,
            Figure::Likely5,
            Figure::Likely6,
            Figure::Likely7,
        ];
        let classes: Vec<String> = desk
            .session
            .iter()
            .flat_map(|session| {
                session
                    .pack
                    .classes
                    .iter()
                    .filter(|class| class.id.len() == 1)
            })
            .zip(likely)
            .map(|(class, figure)| format!("{}{}", class.short, self.now[figure]))
            .collect();
        canvas.row(top + 4, &format!(" {}", classes.join("  ")), Tone::Plain);
    }

    fn draw_units(&self, desk: &Desk<'_>, session: &Session, canvas: &mut Canvas<'_>, top: usize) {
        let wide = canvas.look().wide;
        let heads = [
            "unit",
            "total",
            "verified",
            "rate",
            "resolved",
            "rate",
            "proposed",
            "gain-verified",
            "gain-resolved",
        ];
        let mut head = String::new();
        for (n, name) in heads.iter().enumerate() {
            let text = desk.say(&format!("tui-unit-{name}"));
            head.push_str(&if n == 0 {
                fit(&text, 18, wide)
            } else {
                fit_right(&text, 7, wide)
            });
        }
        canvas.row(top, &format!(" {head}"), Tone::Strong);
        let bottom = canvas.rows() - 4;
        let room = bottom.saturating_sub(top + 2);
        for (n, (scope, before)) in self.units.iter().take(room).enumerate() {
            let figures = &scope.figures;
            let total = figures[Figure::Total];
            let rate = |figure: Figure| {
                crate::domain::report::Rate::of(figures[figure], total)
                    .map_or_else(|| "-".to_owned(), |rate| rate.to_string())
            };
            let cells = [
                total.to_string(),
                figures[Figure::Verified].to_string(),
                rate(Figure::Verified),
                figures[Figure::Resolved].to_string(),
                rate(Figure::Resolved),
                figures[Figure::Proposed].to_string(),
                (figures[Figure::Verified] - before[Figure::Verified]).to_string(),
                (figures[Figure::Resolved] - before[Figure::Resolved]).to_string(),
            ];
            let mut line = fit(&session.unit_name(scope.unit), 18, wide);
            for cell in cells {
                line.push_str(&fit_right(&cell, 7, wide));
            }
            canvas.row(top + 1 + n, &format!(" {line}"), Tone::Plain);
        }
        if self.units.len() > room {
            let text = desk.tell(
                "tui-more-units",
                &[("count", Value::from(self.units.len() - room))],
            );
            canvas.row(top + 1 + room, &format!(" {text}"), Tone::Faint);
        }
    }
}
