//! The daily report, number by number: a cursor on a cell; Enter opens the number down to its people and its rule.
//! The first column stands, the others go by in pages that fit the screen.

use chrono::{Days, NaiveDate};

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit, fit_right, width};
use super::{Screen, cell, freezing, page, short_unit};
use crate::action::Action;
use crate::domain::report::{COLUMNS, Line, Report};
use crate::messages::Value;
use crate::output::{Form, words};
use crate::usecases::opening::CellName;
use crate::usecases::reporting::{Which, report_of};

/// Columns of the screen that the names of the rows take.
const NAMES: usize = 14;

/// The report with a cursor.
pub struct Grid {
    day: NaiveDate,
    report: Option<Report>,
    row: usize,
    column: usize,
}

impl Grid {
    pub(super) fn open(desk: &mut Desk<'_>, day: NaiveDate) -> Self {
        let mut grid = Self {
            day,
            report: None,
            row: 0,
            column: 0,
        };
        grid.refresh(desk);
        grid
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let day = self.day;
        self.report = desk.with(|session| report_of(session, day, None, Which::Standing).map(Some));
        self.row = self.row.min(self.rows().saturating_sub(1));
    }

    /// The rows as printed, and the total.
    fn rows(&self) -> usize {
        self.report
            .as_ref()
            .map_or(0, |report| report.rows.len() + 1)
    }

    /// The cell under the cursor.
    fn cell(&self) -> Option<CellName> {
        let report = self.report.as_ref()?;
        let row = report.printed_rows().nth(self.row).map(|row| row.unit);
        Some(CellName {
            column: COLUMNS[self.column],
            row,
        })
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let last = COLUMNS.len() - 1;
        match action {
            Some(Action::Back | Action::More) => return Next::Back,
            Some(Action::Up) => self.row = self.row.saturating_sub(1),
            Some(Action::Down) => self.row = (self.row + 1).min(self.rows().saturating_sub(1)),
            Some(Action::Left) => self.column = self.column.saturating_sub(1),
            Some(Action::Right) => self.column = (self.column + 1).min(last),
            Some(Action::PageUp) => self.row = self.row.saturating_sub(10),
            Some(Action::PageDown) => {
                self.row = (self.row + 10).min(self.rows().saturating_sub(1));
            }
            Some(Action::First) => self.column = 0,
            Some(Action::Last) => self.column = last,
            Some(Action::Open) => return self.open_cell(desk),
            Some(Action::EarlierDay) => self.go(desk, self.day.checked_sub_days(Days::new(1))),
            Some(Action::LaterDay) => self.go(desk, self.day.checked_add_days(Days::new(1))),
            Some(Action::FreezeReport) => return freezing::open(desk, self.day),
            Some(Action::CompareReport) => return page::compared(desk, self.day),
            Some(Action::ReportTable) => return self.instead(desk, Form::Table),
            Some(Action::ReportText) => return self.instead(desk, Form::Text),
            Some(Action::ReportRanking) => return page::ranking(desk, self.day),
            Some(Action::HandIn) => {
                let menu = super::handing::Handing::open(self.day);
                return Next::Open(Box::new(Screen::Handing(menu)));
            }
            _ => {}
        }
        Next::Stay
    }

    fn go(&mut self, desk: &mut Desk<'_>, day: Option<NaiveDate>) {
        self.day = day.unwrap_or(self.day);
        self.refresh(desk);
    }

    fn instead(&self, desk: &mut Desk<'_>, form: Form) -> Next {
        let page = page::Page::of_day(desk, self.day, form);
        Next::Instead(Box::new(Screen::Page(page)))
    }

    fn open_cell(&self, desk: &mut Desk<'_>) -> Next {
        let (Some(cell), Some(report)) = (self.cell(), &self.report) else {
            return Next::Stay;
        };
        cell::open(desk, report, cell)
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let Some(report) = &self.report else {
            canvas.row(0, &format!(" {}", desk.notice), Tone::Alarm);
            return;
        };
        let title = desk.tell(
            "daily-grid-title",
            &[
                ("unit", Value::Text(&report.unit_name)),
                ("day", Value::Text(&self.day.to_string())),
            ],
        );
        let issue = words::issue(report, desk.messages);
        canvas.ends(0, &format!(" {title}"), &format!("{issue} "), Tone::Strong);
        canvas.rule(1);
        let wide = canvas.look().wide;
        let shown = self.shown(desk, report, canvas.columns() - NAMES - 1, wide);
        self.draw_heads(desk, report, &shown, canvas);
        let bottom = canvas.rows() - 5;
        let room = bottom - 3;
        let first = (self.row + 1).saturating_sub(room);
        let lines = report
            .printed_rows()
            .map(|row| {
                let name = words::row_name(row.unit, &row.name, desk.messages);
                (short_unit(&name), &row.line)
            })
            .chain([(desk.say("report-total"), &report.total)]);
        for (at, (name, line)) in lines.enumerate().skip(first).take(room) {
            self.draw_line((at, 3 + at - first), &name, line, &shown, canvas);
        }
        canvas.rule(bottom);
        self.draw_foot(desk, report, bottom, canvas);
    }

    /// The page of columns on which the cursor stands, each with its width.
    fn shown(
        &self,
        desk: &Desk<'_>,
        report: &Report,
        room: usize,
        wide: bool,
    ) -> Vec<(usize, usize)> {
        let mut page: Vec<(usize, usize)> = Vec::new();
        let mut used = 0;
        for at in 0..COLUMNS.len() {
            let values = report.rows.iter().map(|row| &row.line);
            let widest = values
                .chain([&report.total])
                .map(|line| width(&value(line, at), wide))
                .max()
                .unwrap_or(0);
            let needed = widest.max(width(&title(desk, at), wide)) + 2;
            if used + needed > room && !page.is_empty() {
                if page.iter().any(|(column, _)| *column == self.column) {
                    return page;
                }
                page.clear();
                used = 0;
            }
            page.push((at, needed));
            used += needed;
        }
        page
    }

    fn draw_heads(
        &self,
        desk: &Desk<'_>,
        report: &Report,
        shown: &[(usize, usize)],
        canvas: &mut Canvas<'_>,
    ) {
        let head = words::unit_title(report, desk.messages);
        canvas.text(1, 2, NAMES, &head, Tone::Plain);
        let mut left = NAMES + 1;
        for (column, wanted) in shown {
            let tone = if *column == self.column {
                Tone::Strong
            } else {
                Tone::Plain
            };
            let text = fit_right(&title(desk, *column), *wanted, canvas.look().wide);
            canvas.text(left, 2, *wanted, &text, tone);
            left += wanted;
        }
    }

    fn draw_line(
        &self,
        (at, y): (usize, usize),
        name: &str,
        line: &Line,
        shown: &[(usize, usize)],
        canvas: &mut Canvas<'_>,
    ) {
        let wide = canvas.look().wide;
        let here = at == self.row;
        let mark = if here { ">" } else { " " };
        canvas.text(0, y, 1, mark, Tone::Plain);
        canvas.text(1, y, NAMES, &fit(name, NAMES, wide), Tone::Plain);
        let mut left = NAMES + 1;
        for (column, wanted) in shown {
            let text = value(line, *column);
            let chosen = here && *column == self.column;
            if chosen {
                let blank = wanted - width(&text, wide) - 2;
                canvas.text(left, y, blank, "", Tone::Plain);
                // Colour alone would not be seen everywhere.
                canvas.text(
                    left + blank,
                    y,
                    wanted - blank,
                    &format!("[{text}]"),
                    Tone::Chosen,
                );
            } else {
                let text = fit_right(&text, *wanted - 1, wide);
                canvas.text(left, y, *wanted, &text, Tone::Plain);
            }
            left += wanted;
        }
    }

    /// The whole name of the cell, what came later, and what can be done.
    fn draw_foot(&self, desk: &Desk<'_>, report: &Report, bottom: usize, canvas: &mut Canvas<'_>) {
        let printed = report.printed_rows().nth(self.row);
        let (name, line) = printed.map_or_else(
            || (desk.say("report-total"), &report.total),
            |row| {
                (
                    words::row_name(row.unit, &row.name, desk.messages),
                    &row.line,
                )
            },
        );
        let column = desk.say(&COLUMNS[self.column].title_key());
        let text = format!(" {name} {column} {}", value(line, self.column));
        let delta = words::delta(report, desk.messages).unwrap_or_default();
        let notice = if desk.notice.is_empty() {
            delta
        } else {
            desk.notice.clone()
        };
        canvas.row(bottom + 1, &text, Tone::Strong);
        canvas.row(bottom + 2, &format!(" {notice}"), Tone::Good);
        for (n, key) in ["daily-grid-keys", "daily-grid-keys-2"].iter().enumerate() {
            canvas.row(bottom + 3 + n, &format!(" {}", desk.say(key)), Tone::Plain);
        }
    }
}

fn value(line: &Line, column: usize) -> String {
    words::cell_text(line.cells[column], words::NO_VALUE_ON_SCREEN)
}

/// The short title where there is one that stands by itself.
fn title(desk: &Desk<'_>, column: usize) -> String {
    let id = COLUMNS[column].id();
    let short = format!("report-table-{}", id.replace('_', "-"));
    if desk.messages.has(&short) && !(id.starts_with("class_") && id.ends_with("_resolved")) {
        desk.say(&short)
    } else {
        desk.say(&COLUMNS[column].title_key())
    }
}
