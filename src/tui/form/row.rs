//! A row of a form: what it takes, when it is asked for, and what it says.

use chrono::NaiveDateTime;
use tui_input::Input as Field;

use super::super::app::Desk;
use crate::domain::day_text::{self, DayError};
use crate::domain::money::Money;

/// What a row takes.
#[derive(Clone, Debug)]
pub(in crate::tui) enum Entry {
    /// One of these: stored value and what is read on the screen.
    Choice(Vec<(String, String)>),
    /// Text.
    Text,
    /// A day that has been; the time when today.
    Past,
    /// A day that comes.
    Ahead,
    /// A month that has been.
    Month,
    /// An amount in yuan.
    Money,
}

/// A row of a form.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Row {
    pub field: String,
    pub label: String,
    pub entry: Entry,
    pub required: bool,
    pub chosen: Option<usize>,
    pub text: Field,
    pub wrong: String,
    /// What stands beside an empty row.
    pub hint: String,
    /// The row is asked for only while one of these other rows holds that value; always when there are none.
    pub only: Vec<(String, String)>,
    /// The first of the choices that digits reach now, where there are more than nine.
    pub first: usize,
}

/// So many choices have a digit when there are more than nine; 9 then shows the others.
pub(super) const PAGE: usize = 8;

/// Why a row cannot be read.
pub(super) enum Wrong {
    Money,
    Day(DayError),
}

impl Wrong {
    pub(super) fn sentence(&self, desk: &Desk<'_>) -> String {
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

impl Row {
    pub(in crate::tui) fn choice(
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
            hint: String::new(),
            only: Vec::new(),
            first: 0,
        }
    }

    pub(in crate::tui) fn of(field: &str, label: String, entry: Entry, required: bool) -> Self {
        Self {
            field: field.to_owned(),
            label,
            entry,
            required,
            chosen: None,
            text: Field::default(),
            wrong: String::new(),
            hint: String::new(),
            only: Vec::new(),
            first: 0,
        }
    }

    /// The same row with a hint beside it.
    pub(in crate::tui) fn hinted(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    /// The same row, asked for only while another holds one of these values.
    pub(in crate::tui) fn only(mut self, field: &str, values: &[&str]) -> Self {
        let values = values.iter().map(|value| (*value).to_owned());
        self.only
            .extend(values.map(|value| (field.to_owned(), value)));
        self
    }

    /// The same row, which may be left blank.
    pub(in crate::tui) fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The stored value of the choice that is made.
    pub(super) fn chosen_value(&self) -> Option<&str> {
        match &self.entry {
            Entry::Choice(options) => self
                .chosen
                .and_then(|at| options.get(at))
                .map(|(value, _)| value.as_str()),
            _ => None,
        }
    }

    pub(in crate::tui) fn choose_value(&mut self, value: &str) {
        if let Entry::Choice(options) = &self.entry
            && let Some(at) = options.iter().position(|(word, _)| word == value)
        {
            self.chosen = Some(at);
        }
    }

    /// Takes a digit of a row of choices; true when something was chosen.
    pub(super) fn take_digit(&mut self, digit: usize) -> bool {
        let Entry::Choice(options) = &self.entry else {
            return false;
        };
        let count = options.len();
        if count > 9 && digit == 9 {
            self.first = if self.first + PAGE < count {
                self.first + PAGE
            } else {
                0
            };
            return false;
        }
        let at = self.first + digit - 1;
        if at < count {
            self.chosen = Some(at);
        }
        at < count
    }

    /// Whether the row has to be chosen from nothing.
    pub(in crate::tui) fn is_empty_choice(&self) -> bool {
        matches!(&self.entry, Entry::Choice(options) if options.is_empty() && self.required)
    }

    pub(super) fn is_choice(&self) -> bool {
        matches!(self.entry, Entry::Choice(_))
    }

    /// The value of the row as it is stored; nothing when it is left blank.
    pub(super) fn value(&self, now: NaiveDateTime) -> Result<Option<String>, Wrong> {
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
            Entry::Month => day_text::read_month(typed, now.date())
                .map(|month| Some(month.to_string()))
                .map_err(Wrong::Day),
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
