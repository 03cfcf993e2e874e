//! Text to read: the daily report in its forms, help, and one person whole.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit, width, wrap};
use super::{Screen, draw_below, walk};
use crate::action::{Action, Place};
use crate::domain::case::Case;
use crate::domain::timeline;
use crate::keymap::key_name;
use crate::layouts::Layouts;
use crate::messages::Value;
use crate::output::{self, Form};
use crate::store::CaseRow;
use crate::usecases::exporting;
use crate::usecases::reporting::{Which, report_of, report_workbook};
use crate::usecases::{changing, daily_words, freezing, receiving};

/// Columns of text on the smallest screen.
const NARROWEST: usize = 79;

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Help(Place),
    Report(NaiveDate, Form),
    Person,
    Money,
    /// A day against what was set down of it, or against an earlier day.
    Compared(NaiveDate, Option<NaiveDate>),
    /// Text that is made once: somebody's records up to a moment.
    Told,
}

/// The ranking of a day.
pub(super) fn ranking(desk: &mut Desk<'_>, day: NaiveDate) -> Next {
    let board = super::board::BoardScreen::open(desk, day, None);
    Next::Open(Box::new(Screen::Board(Box::new(board))))
}

/// Columns for the keys that do one thing.
const HELP_KEYS: usize = 24;

/// A page of text.
pub struct Page {
    what: What,
    title: String,
    lines: Vec<String>,
    first: usize,
}

impl Page {
    pub(super) fn help(place: Place, desk: &Desk<'_>) -> Self {
        let mut lines = Vec::new();
        let about = format!("tui-help-{}", place.name());
        if desk.messages.has(&about) {
            lines.push(desk.say(&about));
            lines.push(String::new());
        }
        for line in desk.keymap.lines(place) {
            let keys: Vec<String> = line
                .keys
                .iter()
                .map(|key| key_name(*key, desk.messages))
                .collect();
            let keys = fit(&keys.join("  "), HELP_KEYS, false);
            let action = desk.say(&format!(
                "keys-action-{}",
                line.action.name().replace('_', "-")
            ));
            lines.push(format!("{keys}  {action}"));
        }
        lines.push(String::new());
        lines.extend(desk.say("tui-help-general").lines().map(str::to_owned));
        Self {
            what: What::Help(place),
            title: desk.say("tui-help-title"),
            lines,
            first: 0,
        }
    }

    /// One person whole: what the list said, and everything that was recorded.
    pub(super) fn person(desk: &mut Desk<'_>, row: &CaseRow) -> Self {
        let id = row.id;
        let case = desk.with(|session| {
            let entries = session.store.entries_of(id)?;
            Ok(Some(Case::of(&entries, &session.pack)))
        });
        let mut lines = Vec::new();
        if let (Some(case), Some(session)) = (case, &desk.session) {
            lines.push(format!(" {}", walk::said(desk, &case)));
            let notes = walk::notes(desk, session, &case);
            let count = desk.tell("tui-notes-count", &[("count", Value::from(notes.len()))]);
            lines.push(format!(" {count}"));
            lines.extend(notes.into_iter().map(|note| format!(" {note}")));
        }
        Self {
            what: What::Person,
            title: super::person_line(desk, row),
            lines,
            first: 0,
        }
    }

    /// How the money of one person is worked out: what was recorded, month by month, clause by clause.
    pub(super) fn money(desk: &mut Desk<'_>, row: &CaseRow) -> Self {
        let id = row.id;
        let case = desk.with(|session| {
            let entries = session.store.entries_of(id)?;
            Ok(Some(Case::of(&entries, &session.pack)))
        });
        let lines = case.map(|case| walk::money_lines(desk, &case));
        Self {
            what: What::Money,
            title: super::person_line(desk, row),
            lines: lines.unwrap_or_default(),
            first: 0,
        }
    }

    /// What was handed in for a day, against the book.
    pub(super) fn received(desk: &mut Desk<'_>, day: NaiveDate) -> Self {
        let messages = desk.messages;
        let lines = desk.with(|session| {
            let all = receiving::received(session, day)?;
            Ok(receiving::words::received(session, day, &all, messages))
        });
        let named = output::words::day(day, messages);
        let title = desk.tell("hand-received-title", &[("day", Value::Text(&named))]);
        Self::told(
            title,
            lines.into_iter().map(|line| format!(" {line}")).collect(),
        )
    }

    /// The records of one person before a moment, and how the case stood there.
    pub(super) fn person_before(
        desk: &mut Desk<'_>,
        row: &CaseRow,
        moment: DateTime<FixedOffset>,
    ) -> Self {
        let id = row.id;
        let case = desk.with(|session| {
            freezing::case_before(session, id, moment.timestamp_millis()).map(Some)
        });
        let mut lines = Vec::new();
        if let (Some(case), Some(session)) = (case, &desk.session) {
            let state = format!("entry-state-{}", case.state().name().replace('_', "-"));
            let class = case.class().unwrap_or("-").to_owned();
            lines.push(format!(" {} {class}", desk.say(&state)));
            lines.push(format!(" {}", walk::said(desk, &case)));
            let notes = walk::notes(desk, session, &case);
            lines.push(desk.tell("tui-notes-count", &[("count", Value::from(notes.len()))]));
            lines.extend(notes.into_iter().map(|note| format!(" {note}")));
        }
        let moment = moment.format("%Y-%m-%d %H:%M").to_string();
        let person = super::person_line(desk, row);
        let values = [
            ("person", Value::Text(&person)),
            ("moment", Value::Text(&moment)),
        ];
        Self::told(desk.tell("daily-at-moment", &values), lines)
    }

    /// Lays a day beside what was set down of it, or beside an earlier day.
    fn compare(&mut self, desk: &mut Desk<'_>, day: NaiveDate, before: Option<NaiveDate>) {
        let messages = desk.messages;
        let lines = desk.with(|session| {
            if let Some(before) = before {
                let found = changing::between(session, None, before, day)?;
                return Ok(Some(daily_words::changes(session, &found, messages)));
            }
            let unit = session.store.unit();
            let Some(frozen) = freezing::frozen(session, day, unit, None)? else {
                return Ok(None);
            };
            let found = freezing::compare(session, frozen)?;
            Ok(Some(daily_words::comparison(session, &found, messages)))
        });
        self.first = 0;
        if let Some(mut lines) = lines {
            self.title = lines.remove(0);
            self.lines = lines;
        }
    }

    /// Another earlier day is laid beside it; behind the day before stands what was set down.
    fn move_compared(
        &mut self,
        desk: &mut Desk<'_>,
        action: Action,
        day: NaiveDate,
        before: Option<NaiveDate>,
    ) {
        let before = match action {
            Action::EarlierDay | Action::Left => before.unwrap_or(day).pred_opt(),
            Action::LaterDay | Action::Right => {
                before.and_then(|before| before.succ_opt().filter(|next| *next < day))
            }
            _ => return,
        };
        let frozen = desk.with(|session| {
            Ok(freezing::frozen(session, day, session.store.unit(), None)?.is_some())
        });
        if before.is_none() && !frozen {
            return;
        }
        self.what = What::Compared(day, before);
        self.refresh(desk);
    }

    /// Text that is only read.
    fn told(title: String, lines: Vec<String>) -> Self {
        Self {
            what: What::Told,
            title,
            lines,
            first: 0,
        }
    }

    /// The report of a day in a form.
    pub(super) fn of_day(desk: &mut Desk<'_>, day: NaiveDate, form: Form) -> Self {
        let mut page = Self {
            what: What::Report(day, form),
            title: String::new(),
            lines: Vec::new(),
            first: 0,
        };
        page.refresh(desk);
        page
    }

    /// Today's report.
    pub(in crate::tui) fn report(desk: &mut Desk<'_>) -> Self {
        let day = desk
            .session
            .as_ref()
            .map(|session| timeline::report_day(&session.pack, session.clock.now()))
            .unwrap_or_default();
        let mut page = Self {
            what: What::Report(day, Form::Table),
            title: String::new(),
            lines: Vec::new(),
            first: 0,
        };
        page.refresh(desk);
        page
    }

    pub(super) fn place(&self) -> Place {
        match self.what {
            What::Help(_) | What::Person | What::Money | What::Told => Place::Help,
            _ => Place::Report,
        }
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let (day, form) = match self.what {
            What::Help(_) | What::Person | What::Money | What::Told => return,
            What::Compared(day, before) => {
                self.compare(desk, day, before);
                return;
            }
            What::Report(day, form) => (day, form),
        };
        let Some(session) = &desk.session else { return };
        self.first = 0;
        match report_of(session, day, None, Which::Standing) {
            Err(error) => {
                self.lines = vec![error.sentence(desk.messages)];
            }
            Ok(report) => {
                let text = output::print(&report, form, desk.messages)
                    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                    .unwrap_or_default();
                self.lines = text.lines().map(str::to_owned).collect();
                let attention = report.attention();
                if !attention.is_empty() {
                    self.lines.push(String::new());
                    self.lines.push(desk.say("tui-report-look"));
                    self.lines.extend(
                        attention
                            .iter()
                            .map(|found| output::words::attention(found, &report, desk.messages)),
                    );
                }
                self.title = desk.tell(
                    "tui-report-title",
                    &[("day", Value::Text(&day.to_string()))],
                );
            }
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let Some(action) = action else {
            return Next::Stay;
        };
        if let What::Report(day, _) = self.what {
            match action {
                Action::ReportRanking => return ranking(desk, day),
                Action::HandIn => {
                    let menu = super::handing::Handing::open(day);
                    return Next::Open(Box::new(Screen::Handing(menu)));
                }
                Action::Open => {
                    let grid = super::grid::Grid::open(desk, day);
                    return Next::Open(Box::new(Screen::Grid(Box::new(grid))));
                }
                Action::FreezeReport => return super::freezing::open(desk, day),
                Action::CompareReport => return compared(desk, day),
                _ => {}
            }
        }
        match action {
            Action::Back | Action::More => return Next::Back,
            Action::Up => self.first = self.first.saturating_sub(1),
            Action::Down => self.first = (self.first + 1).min(self.last()),
            Action::PageUp => self.first = self.first.saturating_sub(15),
            Action::PageDown | Action::Open => {
                self.first = (self.first + 15).min(self.last());
            }
            Action::First => self.first = 0,
            _ => self.report_key(desk, action),
        }
        Next::Stay
    }

    /// The last line on the narrowest screen, where the most lines are broken.
    fn last(&self) -> usize {
        let broken = |line: &String| wrap(line, NARROWEST, false).len().max(1);
        self.lines
            .iter()
            .map(broken)
            .sum::<usize>()
            .saturating_sub(1)
    }

    fn report_key(&mut self, desk: &mut Desk<'_>, action: Action) {
        let (day, form) = match self.what {
            What::Help(_) | What::Person | What::Money | What::Told => return,
            What::Compared(day, before) => {
                self.move_compared(desk, action, day, before);
                return;
            }
            What::Report(day, form) => (day, form),
        };
        match action {
            Action::ReportTable => self.what = What::Report(day, Form::Table),
            Action::ReportText => self.what = What::Report(day, Form::Text),
            Action::EarlierDay | Action::Left => {
                self.what = What::Report(day.checked_sub_days(Days::new(1)).unwrap_or(day), form);
            }
            Action::LaterDay | Action::Right => {
                self.what = What::Report(day.checked_add_days(Days::new(1)).unwrap_or(day), form);
            }
            Action::SaveReport => {
                Self::save(desk, day);
                return;
            }
            _ => return,
        }
        self.refresh(desk);
    }

    fn save(desk: &mut Desk<'_>, day: NaiveDate) {
        let Some(session) = &mut desk.session else {
            return;
        };
        let messages = desk.messages;
        let saved = report_of(session, day, None, Which::Standing).and_then(|report| {
            let name = format!(
                "{}{}.xlsx",
                messages.get("tui-report-file"),
                day.format("%Y%m%d")
            );
            let path = session.store.path().with_file_name(name);
            let layouts = Layouts::with_config(&desk.config);
            let bytes = report_workbook(&report, &layouts, None, None, messages)?;
            exporting::write_file(&path, &bytes)?;
            exporting::note(session, "report", &path.display().to_string())?;
            Ok(path)
        });
        match saved {
            Ok(path) => {
                desk.notice = desk.tell(
                    "tui-report-saved",
                    &[("path", Value::Text(&path.display().to_string()))],
                );
            }
            Err(error) => desk.fail(&error),
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let columns = canvas.columns();
        canvas.row(0, &format!(" {}", self.title), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 3;
        // A title that is cut above begins the text.
        let wide = canvas.look().wide;
        let is_cut = width(&self.title, wide) + 1 > columns;
        let title = is_cut.then_some(&self.title);
        let lines: Vec<String> = title
            .into_iter()
            .chain(&self.lines)
            .flat_map(|line| {
                let wrapped = wrap(line, columns - 1, wide);
                if wrapped.is_empty() {
                    vec![String::new()]
                } else {
                    wrapped
                }
            })
            .collect();
        for (at, line) in lines.iter().skip(self.first).take(bottom - 2).enumerate() {
            canvas.row(2 + at, line, Tone::Plain);
        }
        canvas.rule(bottom);
        draw_below(desk, canvas, bottom, lines.len(), self.first + bottom - 2);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Good);
        let keys = match self.what {
            What::Help(_) | What::Person | What::Money => desk.say("tui-page-keys"),
            What::Told => desk.say("daily-text-keys"),
            What::Compared(..) => desk.say("daily-compared-keys"),
            What::Report(..) => desk.say("tui-report-keys"),
        };
        canvas.row(bottom + 2, &format!(" {keys}"), Tone::Plain);
    }
}

/// A day's report against what was set down; where nothing was, against the day before.
pub(super) fn compared(desk: &mut Desk<'_>, day: NaiveDate) -> Next {
    let frozen = desk
        .with(|session| Ok(freezing::frozen(session, day, session.store.unit(), None)?.is_some()));
    let before = if frozen { None } else { day.pred_opt() };
    let mut page = Page::told(String::new(), Vec::new());
    page.what = What::Compared(day, before);
    page.refresh(desk);
    Next::Open(Box::new(Screen::Page(page)))
}
