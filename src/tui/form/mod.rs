//! A form on the whole screen: rows of choices taken by digits, dates, amounts and texts; it names the person.

mod drafts;
mod draw;
mod lines;
mod row;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};
use tui_input::{Input as Field, InputRequest};

use super::app::Desk;
use crate::action::Action;
use crate::domain::entry::{CaseId, Kind};
use crate::key::{Code, Key};

pub(super) use lines::{Label, Lines};
pub(super) use row::{Entry, Row};

/// A form with what is filled in so far.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub kind: Kind,
    pub title: String,
    pub person: String,
    /// What to know while filling in.
    pub remark: String,
    pub case: Option<CaseId>,
    pub rows: Vec<Row>,
    pub focus: usize,
    pub fixed: Map<String, Value>,
    pub touched: bool,
}

/// What a key meant to a form.
pub(super) enum Meant {
    Nothing,
    Save,
    Leave,
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
        // Steps have forms of their own, and so have money that came back and money that was offset.
        let step = self.fixed.get("step").and_then(Value::as_str);
        let offset = self.fixed.contains_key("offset").then_some("offset");
        match step.or(offset) {
            Some(own) => format!("form {} {own} {case}", self.kind.name()),
            None => format!("form {} {case}", self.kind.name()),
        }
    }

    /// The record's fields, or the first row that is wrong gets the focus.
    pub(super) fn fields(
        &mut self,
        now: NaiveDateTime,
        desk: &Desk<'_>,
    ) -> Option<Map<String, Value>> {
        let mut fields = self.fixed.clone();
        let mut first_wrong = None;
        let asked: Vec<bool> = (0..self.rows.len()).map(|at| self.asks(at)).collect();
        for (at, row) in self.rows.iter_mut().enumerate() {
            row.wrong.clear();
            if !asked[at] {
                continue;
            }
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

    /// Whether a row is asked for as the others stand.
    fn asks(&self, at: usize) -> bool {
        let only = &self.rows[at].only;
        only.is_empty()
            || self.rows.iter().enumerate().any(|(other, row)| {
                let holds = |(field, value): &(String, String)| {
                    row.field == *field && row.chosen_value() == Some(value.as_str())
                };
                other != at && only.iter().any(holds) && self.asks(other)
            })
    }

    /// Whether a field is asked for as the others stand.
    pub(super) fn asks_field(&self, field: &str) -> bool {
        (0..self.rows.len()).any(|at| self.rows[at].field == field && self.asks(at))
    }

    /// Puts the hand on a field and says what is wrong with it; false when it is not asked for.
    pub(super) fn point_at(&mut self, field: &str, wrong: String) -> bool {
        let found = (0..self.rows.len()).find(|at| self.rows[*at].field == field && self.asks(*at));
        if let Some(at) = found {
            self.focus = at;
            self.rows[at].wrong = wrong;
        }
        found.is_some()
    }

    /// The next row that is asked for, in either direction; the same one at the end.
    fn next_row(&self, forward: bool) -> usize {
        let asked = |at: &usize| self.asks(*at);
        let found = if forward {
            (self.focus + 1..self.rows.len()).find(asked)
        } else {
            (0..self.focus).rev().find(asked)
        };
        found.unwrap_or(self.focus)
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: Key, action: Option<Action>) -> Meant {
        if self.rows.is_empty() {
            return Meant::Leave;
        }
        match action {
            Some(Action::Back) => return Meant::Leave,
            Some(Action::Open) => {
                let next = self.next_row(true);
                if next == self.focus {
                    return Meant::Save;
                }
                self.focus = next;
                return Meant::Nothing;
            }
            Some(Action::Up) if key.text().is_none() => {
                self.focus = self.next_row(false);
                return Meant::Nothing;
            }
            Some(Action::Down) if key.text().is_none() => {
                self.focus = self.next_row(true);
                return Meant::Nothing;
            }
            _ => {}
        }
        let row = &mut self.rows[self.focus];
        let Entry::Choice(options) = &row.entry else {
            edit(&mut row.text, key);
            self.touched = true;
            return Meant::Nothing;
        };
        let last = options.len().saturating_sub(1);
        match action {
            Some(Action::Choose0) => return Meant::Save,
            Some(Action::Left) => self.choose(|at| at.saturating_sub(1)),
            Some(Action::Right) => self.choose(|at| (at + 1).min(last)),
            Some(action) => {
                let digit = action.digit().map_or(0, usize::from);
                if digit >= 1 && row.take_digit(digit) {
                    self.touched = true;
                    self.follow();
                    self.focus = self.next_row(true);
                }
            }
            None => {}
        }
        Meant::Nothing
    }

    fn choose(&mut self, next: impl Fn(usize) -> usize) {
        let row = &mut self.rows[self.focus];
        row.chosen = Some(row.chosen.map_or(0, next));
        self.touched = true;
        self.follow();
    }

    /// Defaults that follow from what was just chosen: whoever asked the committee met the committee, and whoever met
    /// nobody has not seen the person in good health.
    fn follow(&mut self) {
        let row = &self.rows[self.focus];
        let chosen = row.chosen_value().unwrap_or_default().to_owned();
        let follows: &[(&str, &str)] = match (row.field.as_str(), chosen.as_str()) {
            ("how", "committee") => &[("met", "committee")],
            ("how", "match" | "post") => &[("met", "nobody"), ("found", "unclear")],
            ("met", "nobody") => &[("found", "unclear")],
            _ => &[],
        };
        for (field, value) in follows {
            if let Some(row) = self.rows.iter_mut().find(|row| row.field == *field) {
                row.choose_value(value);
            }
        }
    }

    /// Takes a paste; on a row of choices it goes to the next row that takes text.
    pub(super) fn paste(&mut self, text: &str) {
        let from = self.focus;
        let row = (from..self.rows.len()).find(|at| self.asks(*at) && !self.rows[*at].is_choice());
        if let Some(at) = row {
            self.focus = at;
            for c in crate::domain::text::noted(text).text.chars() {
                self.rows[at].text.handle(InputRequest::InsertChar(c));
            }
            self.touched = true;
        }
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
