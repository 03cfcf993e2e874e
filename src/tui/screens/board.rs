//! 排名: the board with bars and moves, what holds each unit's people back, how the rates went, and who is slow.
//! Enter opens a unit's own board: villages inside a township.

use chrono::{Days, NaiveDate};

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Line, Tone, fit, fit_right, spread, width, wrap};
use super::{Screen, slow_rules};
use crate::action::Action;
use crate::domain::board::{Board, Standing};
use crate::domain::pack::RankBy;
use crate::domain::report::{Rate, RowUnit};
use crate::domain::unit::UnitCode;
use crate::messages::Value;
use crate::output::{board as told, words};
use crate::usecases::boards;

/// Columns for the name of a unit.
const NAMES: usize = 14;
/// Rows of the trend's picture on the smallest screen.
const LEAST: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Places,
    Held,
    Trend,
    Slow,
}

/// The ranking.
pub struct BoardScreen {
    day: NaiveDate,
    unit: Option<UnitCode>,
    by: Option<RankBy>,
    view: View,
    board: Option<Board>,
    chosen: usize,
}

impl BoardScreen {
    /// The board of a day, of the book's own unit or of one inside it.
    pub(super) fn open(desk: &mut Desk<'_>, day: NaiveDate, unit: Option<UnitCode>) -> Self {
        let mut screen = Self {
            day,
            unit,
            by: None,
            view: View::Places,
            board: None,
            chosen: 0,
        };
        screen.refresh(desk);
        screen
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let (day, unit, by) = (self.day, self.unit, self.by);
        self.board = desk.with(|session| boards::board(session, day, unit, by).map(Some));
        self.chosen = self.chosen.min(self.rows().saturating_sub(1));
    }

    fn rows(&self) -> usize {
        self.board.as_ref().map_or(0, |board| match self.view {
            View::Slow => board.slow.len(),
            _ => board.standings.len(),
        })
    }

    fn standing(&self) -> Option<&Standing> {
        let board = self.board.as_ref()?;
        match self.view {
            View::Slow => board.slow.get(self.chosen).map(|slow| &slow.standing),
            _ => board.standings.get(self.chosen),
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let last = self.rows().saturating_sub(1);
        match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::PageUp) => self.chosen = self.chosen.saturating_sub(10),
            Some(Action::PageDown) => self.chosen = (self.chosen + 10).min(last),
            Some(Action::First) => self.chosen = 0,
            Some(Action::Last) => self.chosen = last,
            Some(Action::Left) => self.go(desk, self.day.checked_sub_days(Days::new(1))),
            Some(Action::Right) => self.go(desk, self.day.checked_add_days(Days::new(1))),
            Some(Action::Choose1) => self.rank_by(desk, RankBy::Resolved),
            Some(Action::Choose2) => self.rank_by(desk, RankBy::Verified),
            Some(Action::Choose3) => self.look(View::Held),
            Some(Action::Choose4) => self.look(View::Trend),
            Some(Action::Choose5) => self.look(View::Slow),
            Some(Action::Choose6) => {
                let rules = slow_rules::RulesScreen::open(desk);
                return Next::Open(Box::new(Screen::SlowRules(Box::new(rules))));
            }
            Some(Action::Open) => return self.go_in(desk),
            _ => {}
        }
        Next::Stay
    }

    fn look(&mut self, view: View) {
        self.view = view;
        self.chosen = self.chosen.min(self.rows().saturating_sub(1));
    }

    fn rank_by(&mut self, desk: &mut Desk<'_>, by: RankBy) {
        self.by = Some(by);
        self.view = View::Places;
        self.refresh(desk);
    }

    fn go(&mut self, desk: &mut Desk<'_>, day: Option<NaiveDate>) {
        self.day = day.unwrap_or(self.day);
        self.refresh(desk);
    }

    /// The units below the chosen one.
    fn go_in(&self, desk: &mut Desk<'_>) -> Next {
        let Some(RowUnit::Unit(unit)) = self.standing().map(|standing| standing.unit) else {
            return Next::Stay;
        };
        let mut below = Self::open(desk, self.day, Some(unit));
        if below.rows() == 0 {
            desk.notice = desk.say("board-no-below");
            return Next::Stay;
        }
        below.by = self.by;
        below.view = self.view;
        below.refresh(desk);
        Next::Open(Box::new(Screen::Board(Box::new(below))))
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let bottom = canvas.rows() - 4;
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Alarm);
        canvas.row(
            bottom + 2,
            &format!(" {}", desk.say("board-views")),
            Tone::Plain,
        );
        canvas.row(
            bottom + 3,
            &format!(" {}", desk.say("board-keys")),
            Tone::Plain,
        );
        let Some(board) = &self.board else { return };
        self.draw_head(desk, canvas, board);
        if board.standings.is_empty() {
            canvas.row(4, &format!(" {}", desk.say("board-empty")), Tone::Plain);
            return;
        }
        match self.view {
            View::Places => self.draw_places(desk, canvas, board, bottom),
            View::Held => self.draw_held(desk, canvas, board, bottom),
            View::Trend => self.draw_trend(desk, canvas, board, bottom),
            View::Slow => self.draw_slow(desk, canvas, board, bottom),
        }
    }

    fn draw_head(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, board: &Board) {
        let report = &board.report;
        let title = desk.tell(
            "board-title",
            &[
                ("unit", Value::Text(&report.unit_name)),
                ("day", Value::Text(&words::until(report, desk.messages))),
            ],
        );
        let issue = if report.internal {
            desk.say("board-internal")
        } else {
            words::issue(report, desk.messages)
        };
        canvas.ends(
            0,
            &format!(" {title}"),
            &format!("  {issue} "),
            Tone::Strong,
        );
        canvas.rule(1);
        let by = told::by(board.by, desk.messages);
        let figures = &report.total.figures;
        let (done, of) = (
            figures[crate::domain::board::figure_of(board.by)],
            figures[crate::domain::figures::Figure::Total],
        );
        let whole = desk.tell(
            "board-whole",
            &[
                ("rate", Value::Text(&told::rate(done, of))),
                ("done", Value::Number(done)),
                ("of", Value::Number(of)),
                (
                    "gain",
                    Value::Number(report.total.gain[crate::domain::board::figure_of(board.by)]),
                ),
            ],
        );
        let left = match self.view {
            View::Places => desk.tell("board-by", &[("rate", Value::Text(&by))]),
            View::Held => desk.say("board-view-held"),
            View::Trend => desk.say("board-view-trend"),
            View::Slow if report.internal => desk.say("board-view-slow-internal"),
            View::Slow => desk.say("board-view-slow"),
        };
        let wide = canvas.look().wide;
        let both = width(&left, wide) + width(&whole, wide) + 4 <= canvas.columns();
        let right = if both { whole } else { by };
        canvas.ends(2, &format!(" {left}"), &format!("{right} "), Tone::Plain);
    }

    /// The rows that fit, with the chosen one among them.
    fn shown(&self, room: usize) -> std::ops::Range<usize> {
        let first = (self.chosen + 1).saturating_sub(room);
        first..(first + room).min(self.rows())
    }

    fn mark(&self, at: usize) -> (&'static str, Tone) {
        if at == self.chosen {
            (">", Tone::Chosen)
        } else {
            (" ", Tone::Plain)
        }
    }

    fn draw_places(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, board: &Board, bottom: usize) {
        let wide = canvas.look().wide;
        let bar = canvas.columns().saturating_sub(NAMES + 44).min(40);
        for (row, at) in (4..).zip(self.shown(bottom - 4)) {
            let standing = &board.standings[at];
            let (mark, tone) = self.mark(at);
            let line = format!(
                "{mark}{} {} {} {}% {} {} {}",
                fit_right(&standing.place.to_string(), 3, wide),
                fit(&told::moved(standing, desk.messages), 6, wide),
                fit(&name_of(desk, standing), NAMES, wide),
                fit_right(&told::rate(standing.done, standing.of), 6, wide),
                fit_right(&format!("{}/{}", standing.done, standing.of), 11, wide),
                bar_of(standing.done, standing.of, bar),
                fit_right(&format!("{:+}", standing.gain), 6, wide),
            );
            canvas.row(row, &line, tone);
        }
        // A long name of the rate reaches into the column of the units.
        let head = format!(
            "{} {} {} {} {} {}",
            fit_right(&desk.say("report-column-place"), 5, wide),
            fit(&desk.say("board-moved"), 5, wide),
            spread(
                &words::unit_title(&board.report, desk.messages),
                &told::by(board.by, desk.messages),
                NAMES + 8,
                wide
            ),
            fit_right(&desk.say("board-fraction"), 11, wide),
            " ".repeat(bar + 2),
            fit_right(&desk.say("board-gain"), 8, wide),
        );
        canvas.row(3, head.trim_end(), Tone::Faint);
    }

    fn draw_held(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, board: &Board, bottom: usize) {
        let wide = canvas.look().wide;
        let line = |first: &str, rate: &str, cells: &[String]| {
            let mut line = spread(first, rate, NAMES + 10, wide);
            for cell in cells {
                line.push_str(&fit_right(cell, 11, wide));
            }
            line
        };
        let head = line(
            &format!("    {}", words::unit_title(&board.report, desk.messages)),
            &told::by(board.by, desk.messages),
            &told::SHORT.map(|key| desk.say(key)),
        );
        canvas.row(3, &head, Tone::Faint);
        for (row, at) in (4..).zip(self.shown(bottom - 4)) {
            let standing = &board.standings[at];
            let (mark, tone) = self.mark(at);
            let rate = told::rate(standing.done, standing.of);
            let cells = told::held(standing.held).map(|count| count.to_string());
            let name = name_of(desk, standing);
            let first = format!(
                "{mark}{} {name}",
                fit_right(&standing.place.to_string(), 2, wide)
            );
            canvas.row(row, &line(&first, &rate, &cells), tone);
        }
    }

    fn draw_trend(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, board: &Board, bottom: usize) {
        const LABELS: usize = 7;
        // A day and its rate, with the blanks before it: `  09-15 100.00%`.
        const RECENT: usize = 15;
        let Some(standing) = self.standing() else {
            return;
        };
        let trend = &board.trend;
        let rows = bottom.saturating_sub(7).max(LEAST);
        let points = |rates: &[Option<Rate>]| -> Vec<(usize, i64)> {
            let known = rates.iter().enumerate();
            known
                .filter_map(|(day, rate)| Some((day, rate.as_ref()?.hundredths())))
                .collect()
        };
        let highest = trend
            .units
            .iter()
            .flat_map(|(_, rates)| rates.iter().flatten())
            .chain(trend.whole.iter().flatten())
            .map(|rate| rate.hundredths())
            .max()
            .unwrap_or(0);
        // Full tens of a percent, so that the labels are numbers that anybody reads at once.
        let top = (highest.div_euclid(1000) + 1).min(10) * 1000;
        let others = trend
            .units
            .iter()
            .filter(|(unit, _)| *unit != standing.unit)
            .map(|(_, rates)| Line {
                sign: '.',
                points: points(rates),
            });
        let own = trend
            .units
            .iter()
            .filter(|(unit, _)| *unit == standing.unit)
            .map(|(_, rates)| Line {
                sign: '#',
                points: points(rates),
            });
        let whole = Line {
            sign: '*',
            points: points(&trend.whole),
        };
        // What is drawn last stands on top.
        let lines: Vec<Line> = others.chain([whole]).chain(own).collect();
        let columns = canvas.columns() - LABELS - 2;
        canvas.chart((LABELS, 3), (columns, rows), trend.days.len(), top, &lines);
        let wide = canvas.look().wide;
        for (row, value) in [(3, top), (3 + rows / 2, top / 2), (2 + rows, 0)] {
            let label = format!("{}%", value / 100);
            canvas.text(
                0,
                row,
                LABELS - 1,
                &fit_right(&label, LABELS - 1, wide),
                Tone::Faint,
            );
        }
        if let (Some(first), Some(last)) = (trend.days.first(), trend.days.last()) {
            let day = |day: &NaiveDate| words::day(*day, desk.messages);
            let text = spread(&day(first), &day(last), columns, wide);
            canvas.text(LABELS, 3 + rows, columns, &text, Tone::Faint);
        }
        let name = name_of(desk, standing);
        let rates = trend.units.iter().find(|(unit, _)| *unit == standing.unit);
        let recent: Vec<String> = rates.map_or_else(Vec::new, |(_, rates)| {
            // As many of the last days as a line holds, and no more than five.
            let room = canvas.columns().saturating_sub(width(&name, wide) + 1);
            let skip = trend.days.len().saturating_sub((room / RECENT).min(5));
            trend
                .days
                .iter()
                .zip(rates)
                .skip(skip)
                .map(|(day, rate)| {
                    let rate = rate.map_or_else(|| "-".to_owned(), |rate| format!("{rate}%"));
                    format!("{} {rate}", day.format("%m-%d"))
                })
                .collect()
        });
        let line = format!(" {name}  {}", recent.join("  "));
        canvas.row(bottom - 1, &line, Tone::Strong);
    }

    fn draw_slow(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, board: &Board, bottom: usize) {
        let wide = canvas.look().wide;
        let columns = canvas.columns() - 2;
        let mut row = 3;
        for line in wrap(&told::rules(board.rules, desk.messages), columns, wide) {
            canvas.row(row, &format!(" {line}"), Tone::Faint);
            row += 1;
        }
        if board.slow.is_empty() {
            if !board.rules.is_empty() {
                let none = desk.say("board-nobody-slow");
                canvas.row(row + 1, &format!(" {none}"), Tone::Plain);
            }
            return;
        }
        let room = bottom.saturating_sub(row + 1) / 2;
        for at in self.shown(room.max(1)) {
            let slow = &board.slow[at];
            let (mark, tone) = self.mark(at);
            let standing = &slow.standing;
            let line = format!(
                "{mark}{} {} {}%  {}",
                fit_right(&standing.place.to_string(), 2, wide),
                fit(&name_of(desk, standing), NAMES, wide),
                fit_right(&told::rate(standing.done, standing.of), 6, wide),
                told::reasons(slow, desk.messages)
            );
            canvas.row(row + 1, &line, tone);
            let causes = told::causes(standing, desk.messages);
            canvas.row(row + 2, &format!("      {causes}"), Tone::Faint);
            row += 2;
        }
    }
}

/// A unit as people call it.
fn name_of(desk: &Desk<'_>, standing: &Standing) -> String {
    super::short_unit(&told::name(standing, desk.messages))
}

/// A bar of so many columns between brackets.
fn bar_of(done: i64, of: i64, columns: usize) -> String {
    let whole = i64::try_from(columns).unwrap_or(0);
    let filled = if of > 0 {
        done.clamp(0, of) * whole / of
    } else {
        0
    };
    let filled = usize::try_from(filled).unwrap_or(0);
    format!("[{}{}]", "#".repeat(filled), ".".repeat(columns - filled))
}
