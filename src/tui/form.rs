//! A form on the whole screen: rows of choices taken by digits, dates, amounts and texts; it names the person.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};
use tui_input::{Input as Field, InputRequest};

use super::app::Desk;
use super::paint::{Canvas, Tone, width, wrap};
use crate::action::Action;
use crate::domain::day_text::{self, DayError};
use crate::domain::entry::{CaseId, Kind};
use crate::domain::money::Money;
use crate::key::{Code, Key};

/// What a row takes.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    /// One of these: stored value and what is read on the screen.
    Choice(Vec<(String, String)>),
    /// Text.
    Text,
    /// A day that has been; the time when today.
    Past,
    /// A day that comes.
    Ahead,
    /// An amount in yuan.
    Money,
}

/// A row of a form.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub field: String,
    pub label: String,
    pub entry: Entry,
    pub required: bool,
    pub chosen: Option<usize>,
    pub text: Field,
    pub wrong: String,
}

/// A form with what is filled in so far.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub kind: Kind,
    pub title: String,
    pub person: String,
    pub case: Option<CaseId>,
    pub rows: Vec<Row>,
    pub focus: usize,
    pub fixed: Map<String, Value>,
    pub touched: bool,
}

/// Why a row cannot be read.
enum Wrong {
    Money,
    Day(DayError),
}

impl Wrong {
    fn sentence(&self, desk: &Desk<'_>) -> String {
        match self {
            Self::Money => desk.say("tui-form-not-money"),
            Self::Day(error) => {
                let args = error.args();
                let values: Vec<(&str, crate::messages::Value<'_>)> = args
                    .iter()
                    .map(|(name, value)| (*name, crate::messages::Value::Text(value)))
                    .collect();
                desk.tell(error.key(), &values)
            }
        }
    }
}

/// What a key meant to a form.
pub(super) enum Meant {
    Nothing,
    Save,
    Leave,
}

impl Row {
    pub(super) fn choice(
        field: &str,
        label: String,
        options: Vec<(String, String)>,
        chosen: Option<usize>,
    ) -> Self {
        Self {
            field: field.to_owned(),
            label,
            entry: Entry::Choice(options),
            required: chosen.is_some(),
            chosen,
            text: Field::default(),
            wrong: String::new(),
        }
    }

    pub(super) fn of(field: &str, label: String, entry: Entry, required: bool) -> Self {
        Self {
            field: field.to_owned(),
            label,
            entry,
            required,
            chosen: None,
            text: Field::default(),
            wrong: String::new(),
        }
    }

    fn is_choice(&self) -> bool {
        matches!(self.entry, Entry::Choice(_))
    }

    /// The value of the row as it is stored; nothing when it is left blank.
    fn value(&self, now: NaiveDateTime) -> Result<Option<String>, Wrong> {
        let typed = self.text.value().trim();
        match &self.entry {
            Entry::Choice(options) => Ok(self
                .chosen
                .and_then(|at| options.get(at))
                .map(|(value, _)| value.clone())
                .filter(|value| !value.is_empty())),
            _ if typed.is_empty() => Ok(None),
            Entry::Text => Ok(Some(typed.to_owned())),
            Entry::Money => typed
                .parse::<Money>()
                .map(|amount| Some(amount.to_string()))
                .map_err(|_| Wrong::Money),
            Entry::Past | Entry::Ahead => {
                let read = match self.entry {
                    Entry::Ahead => day_text::read_coming_moment,
                    _ => day_text::read_moment,
                };
                read(typed, now)
                    .map(|(day, time)| {
                        Some(match time {
                            Some(time) => format!("{day}T{}", time.format("%H:%M")),
                            None => day.to_string(),
                        })
                    })
                    .map_err(Wrong::Day)
            }
        }
    }
}

impl Form {
    /// What stands in the form, to be kept as a draft.
    pub(super) fn draft(&self) -> String {
        let values: BTreeMap<&str, String> = self
            .rows
            .iter()
            .filter_map(|row| {
                let value = match (&row.entry, row.chosen) {
                    (Entry::Choice(_), Some(at)) => at.to_string(),
                    (Entry::Choice(_), None) => return None,
                    _ => row.text.value().to_owned(),
                };
                (!value.is_empty()).then_some((row.field.as_str(), value))
            })
            .collect();
        serde_json::to_string(&values).unwrap_or_default()
    }

    /// Fills in what was kept.
    pub(super) fn fill(&mut self, draft: &str) {
        let Ok(values) = serde_json::from_str::<BTreeMap<String, String>>(draft) else {
            return;
        };
        for row in &mut self.rows {
            let Some(value) = values.get(&row.field) else {
                continue;
            };
            if let Entry::Choice(options) = &row.entry {
                row.chosen = value.parse().ok().filter(|at| *at < options.len());
            } else {
                row.text = Field::new(value.clone());
            }
        }
        self.touched = true;
    }

    /// The name under which the form's draft is kept.
    pub(super) fn draft_name(&self) -> String {
        let case = self.case.map(|case| case.to_string()).unwrap_or_default();
        format!("form {} {case}", self.kind.name())
    }

    /// The record's fields, or the first row that is wrong gets the focus.
    pub(super) fn fields(
        &mut self,
        now: NaiveDateTime,
        desk: &Desk<'_>,
    ) -> Option<Map<String, Value>> {
        let mut fields = self.fixed.clone();
        let mut first_wrong = None;
        for (at, row) in self.rows.iter_mut().enumerate() {
            row.wrong.clear();
            match row.value(now) {
                Ok(Some(value)) => {
                    fields.insert(row.field.clone(), Value::from(value));
                }
                Ok(None) if row.required => {
                    row.wrong = desk.say("tui-form-required");
                    first_wrong = first_wrong.or(Some(at));
                }
                Ok(None) => {}
                Err(wrong) => {
                    row.wrong = wrong.sentence(desk);
                    first_wrong = first_wrong.or(Some(at));
                }
            }
        }
        if let Some(at) = first_wrong {
            self.focus = at;
            return None;
        }
        Some(fields)
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: Key, action: Option<Action>) -> Meant {
        let last = self.rows.len().saturating_sub(1);
        let Some(row) = self.rows.get_mut(self.focus) else {
            return Meant::Leave;
        };
        match action {
            Some(Action::Back) => return Meant::Leave,
            Some(Action::Open) => {
                if self.focus == last {
                    return Meant::Save;
                }
                self.focus += 1;
                return Meant::Nothing;
            }
            Some(Action::Up) if key.text().is_none() => {
                self.focus = self.focus.saturating_sub(1);
                return Meant::Nothing;
            }
            Some(Action::Down) if key.text().is_none() => {
                self.focus = (self.focus + 1).min(last);
                return Meant::Nothing;
            }
            _ => {}
        }
        if let Entry::Choice(options) = &row.entry {
            match action {
                Some(Action::Choose0) => return Meant::Save,
                Some(Action::Left) => {
                    row.chosen = Some(row.chosen.map_or(0, |at| at.saturating_sub(1)));
                    self.touched = true;
                }
                Some(Action::Right) => {
                    row.chosen = Some(row.chosen.map_or(0, |at| (at + 1).min(options.len() - 1)));
                    self.touched = true;
                }
                Some(action) => {
                    let digit = action.digit().map_or(0, usize::from);
                    if digit >= 1 && digit <= options.len() {
                        row.chosen = Some(digit - 1);
                        let field = row.field.clone();
                        self.focus = (self.focus + 1).min(last);
                        self.touched = true;
                        self.follow(&field);
                    }
                }
                None => {}
            }
            return Meant::Nothing;
        }
        edit(&mut row.text, key);
        self.touched = true;
        Meant::Nothing
    }

    /// Whoever met nobody has not seen the person in good health: the default beside it goes.
    fn follow(&mut self, field: &str) {
        let value = |row: &Row| match &row.entry {
            Entry::Choice(options) => row.chosen.map(|at| options[at].0.clone()),
            _ => None,
        };
        let nobody = field == "met"
            && self
                .rows
                .iter()
                .any(|row| row.field == "met" && value(row).as_deref() == Some("nobody"));
        if let Some(found) = self
            .rows
            .iter_mut()
            .find(|row| row.field == "found" && nobody)
            && let Entry::Choice(options) = &found.entry
        {
            found.chosen = options.iter().position(|(word, _)| word == "unclear");
        }
    }

    /// Takes a paste; on a row of choices it goes to the next row that takes text.
    pub(super) fn paste(&mut self, text: &str) {
        let from = self.focus;
        let row = (from..self.rows.len()).find(|at| !self.rows[*at].is_choice());
        if let Some(at) = row {
            self.focus = at;
            for c in crate::domain::text::noted(text).text.chars() {
                self.rows[at].text.handle(InputRequest::InsertChar(c));
            }
            self.touched = true;
        }
    }

    /// Draws the form on the whole screen.
    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let columns = canvas.columns();
        canvas.ends(
            0,
            &format!(" {}", self.title),
            &format!("{} ", self.person),
            Tone::Strong,
        );
        canvas.rule(1);
        let bottom = canvas.rows() - 5;
        let wide = canvas.look().wide;
        let label_columns = 14;
        let mut y = 2;
        let spaced = self.rows.len() * 2 + 2 < bottom;
        let first = self.first_shown(bottom - 2, columns - label_columns - 2, wide);
        for (at, row) in self.rows.iter().enumerate().skip(first) {
            if y >= bottom {
                break;
            }
            let focused = at == self.focus;
            let tone = if focused { Tone::Strong } else { Tone::Plain };
            let mark = if focused { ">" } else { " " };
            canvas.text(0, y, label_columns, &format!("{mark}{}", row.label), tone);
            let lines = shown(row, columns - label_columns - 2, wide);
            for (n, line) in lines.iter().enumerate() {
                if y >= bottom {
                    break;
                }
                canvas.text(label_columns, y, columns - label_columns, line, tone);
                if focused && n == 0 && !row.is_choice() {
                    let cursor = width(
                        &row.text
                            .value()
                            .chars()
                            .take(row.text.cursor())
                            .collect::<String>(),
                        wide,
                    );
                    canvas.set_cursor(label_columns + 1 + cursor, y);
                }
                y += 1;
            }
            if spaced {
                y += 1;
            }
        }
        canvas.rule(bottom);
        let focus = self.rows.get(self.focus);
        let wrong = focus.map(|row| row.wrong.as_str()).unwrap_or_default();
        if wrong.is_empty() {
            canvas.row(
                bottom + 1,
                &format!(" {}", desk.say("tui-form-save")),
                Tone::Plain,
            );
        } else {
            canvas.row(bottom + 1, &format!(" {wrong}"), Tone::Alarm);
        }
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Alarm);
        canvas.row(
            bottom + 3,
            &format!(" {}", desk.say("tui-form-keys")),
            Tone::Plain,
        );
        canvas.row(
            bottom + 4,
            &format!(" {}", desk.say("tui-form-keys-2")),
            Tone::Plain,
        );
    }

    fn first_shown(&self, room: usize, columns: usize, wide: bool) -> usize {
        let mut first = 0;
        loop {
            let used: usize = self.rows[first..=self.focus.min(self.rows.len() - 1)]
                .iter()
                .map(|row| shown(row, columns, wide).len())
                .sum();
            if used <= room || first >= self.focus {
                return first;
            }
            first += 1;
        }
    }
}

/// A row as lines: choices with their digits and the chosen one in brackets behind, or the typed text.
fn shown(row: &Row, columns: usize, wide: bool) -> Vec<String> {
    if let Entry::Choice(options) = &row.entry {
        let listed: Vec<String> = options
            .iter()
            .enumerate()
            .map(|(at, (_, label))| format!("{}{label}", at + 1))
            .collect();
        let chosen = row
            .chosen
            .and_then(|at| listed.get(at))
            .map(|label| format!("[{label}]"))
            .unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for label in listed {
            if !line.is_empty() && width(&line, wide) + 2 + width(&label, wide) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(&label);
        }
        if width(&line, wide) + width(&chosen, wide) + 3 > columns {
            lines.push(std::mem::take(&mut line));
        }
        lines.push(super::paint::spread(&line, &chosen, columns, wide));
        lines
    } else {
        let mut lines = wrap(row.text.value(), columns - 2, wide);
        if lines.is_empty() {
            lines.push(String::new());
        }
        lines[0] = format!("[{}]", lines[0]);
        lines
    }
}

/// Takes a key into a line of text.
pub(super) fn edit(field: &mut Field, key: Key) {
    let request = match key.code {
        Code::Char(c) if !key.ctrl && !key.alt => InputRequest::InsertChar(c),
        Code::Backspace => InputRequest::DeletePrevChar,
        Code::Delete => InputRequest::DeleteNextChar,
        Code::Left => InputRequest::GoToPrevChar,
        Code::Right => InputRequest::GoToNextChar,
        Code::Home => InputRequest::GoToStart,
        Code::End => InputRequest::GoToEnd,
        _ => return,
    };
    field.handle(request);
}
