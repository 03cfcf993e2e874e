//! The values that a paper is filled with: from the case, the office's settings, and what the officer entered.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::day_text;
use crate::domain::entry::CaseId;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::nearest::nearest;
use crate::domain::notice::{Known, ListSource, Source, Told};
use crate::domain::record::day_of;
use crate::error::Error;
use crate::forms::{Asked, Field, FormList, Forms, PaperForm};
use crate::messages::Messages;
use crate::output::docx::{Fields, List, Value, Values};
use crate::output::qr;

/// The side of the printed code, in tenths of a millimetre: a telephone reads it from a hand's distance.
const QR_SIDE: u32 = 220;

/// What an officer entered, checked: each value as it is kept in the book.
pub type Entered = BTreeMap<String, String>;

/// Checks what an officer entered for a paper; days and amounts come back in the form in which the book keeps them.
///
/// # Errors
/// When a field does not exist, is none of those that are entered, or its value cannot be.
pub fn entered(
    forms: &Forms,
    given: &[(String, String)],
    today: NaiveDate,
) -> Result<Entered, Error> {
    let mut checked = Entered::new();
    for (name, text) in given {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let list = forms.lists.get(name);
        if list.is_some_and(|list| list.from == ListSource::Entered) {
            checked.insert(name.clone(), text.to_owned());
            continue;
        }
        let field = forms.fields.get(name).ok_or_else(|| {
            let near = nearest(name, forms.fields.keys().map(String::as_str));
            Error::said(
                "paper-error-field",
                &[("field", name), ("nearest", near.unwrap_or("-"))],
            )
        })?;
        let asked = field
            .ask
            .or(field.office.then_some(Asked::Text))
            .ok_or_else(|| Error::said("paper-error-computed", &[("field", name)]))?;
        let wrong = || Error::said("paper-error-value", &[("field", name), ("given", text)]);
        let value = match asked {
            Asked::Text => text.to_owned(),
            Asked::Money => {
                let amount: Money = text.parse().map_err(|_| wrong())?;
                amount.in_words().map_err(|_| wrong())?;
                amount.to_string()
            }
            Asked::Count => text.parse::<u32>().map_err(|_| wrong())?.to_string(),
            Asked::Month => {
                let month = text.parse().ok();
                let month = month.or_else(|| day_text::read_month(text, today).ok());
                month.ok_or_else(wrong)?.to_string()
            }
            Asked::Day | Asked::LastDay => {
                let day = day_of(text).or_else(|| day_text::read_coming_day(text, today).ok());
                day.ok_or_else(wrong)?.to_string()
            }
            Asked::PastDay => {
                let day = day_of(text).or_else(|| day_text::read_day(text, today).ok());
                day.ok_or_else(wrong)?.to_string()
            }
        };
        checked.insert(name.clone(), value);
    }
    Ok(checked)
}

/// Writes values as the forms want them.
pub(super) struct Writer<'a> {
    pub forms: &'a Forms,
    pub form: &'a PaperForm,
    pub known: Known<'a>,
    pub entered: &'a Entered,
    /// Papers are Chinese whatever language the screen speaks.
    pub messages: &'a Messages,
}

impl Writer<'_> {
    /// All values of the paper.
    ///
    /// # Errors
    /// When the code of the case cannot be drawn.
    pub(super) fn values(&self, case: CaseId) -> Result<Values, Error> {
        let mut values = Values::default();
        for (name, field) in &self.forms.fields {
            let value = if field.from == Some(Source::Qr) {
                code_of(case)?
            } else {
                Value::from(self.text(name, field))
            };
            values.fields.insert(name.clone(), value);
        }
        for (name, list) in &self.forms.lists {
            values.lists.insert(name.clone(), self.list(name, list));
        }
        Ok(values)
    }

    /// The fields and lists of the form that have no value and are printed as blanks.
    pub(super) fn blanks(&self, values: &Values) -> Vec<String> {
        let is_blank = |name: &String| match values.lists.get(name) {
            Some(list) => list.rows.iter().all(Fields::is_empty),
            None => values.fields.get(name) == Some(&Value::Missing),
        };
        let mut blanks: Vec<String> = Vec::new();
        for name in self.form.fields.iter().chain(&self.form.ask) {
            let name = name.split('.').next().unwrap_or(name).to_owned();
            if is_blank(&name) && !blanks.contains(&name) {
                blanks.push(name);
            }
        }
        blanks
    }

    /// What the case and its settlement say stands; the officer fills what they leave open, and wins over a fact or over
    /// what the office set once for all its papers.
    fn text(&self, name: &str, field: &Field) -> Option<String> {
        let entered = || {
            let text = self.entered.get(name)?;
            Some(self.entered_text(field, text))
        };
        let fact = || {
            let fact = self.known.case.fact(field.fact.as_deref()?)?;
            Some(self.fact_text(fact))
        };
        let office = || {
            self.forms
                .office
                .get(name)
                .filter(|_| field.office)
                .cloned()
        };
        if field.office {
            return entered().or_else(office).or_else(|| self.computed(field));
        }
        self.computed(field)
            .or_else(entered)
            .or_else(fact)
            .or_else(|| self.word_of_entered(name, field))
    }

    /// An entered value that the case contradicts: the paper must not say what the book does not.
    pub(super) fn contradicted(&self) -> Option<&str> {
        self.entered.iter().find_map(|(name, text)| {
            let field = self.forms.fields.get(name).filter(|field| !field.office)?;
            let computed = self.computed(field)?;
            (computed != self.entered_text(field, text)).then_some(name.as_str())
        })
    }

    fn computed(&self, field: &Field) -> Option<String> {
        let told = self.known.told(field.from?)?;
        if field.words {
            let Told::Money(amount) = told else {
                return None;
            };
            return amount.in_words().ok();
        }
        Some(self.told_text(&told))
    }

    /// An amount that was entered under another name is written in words beside it: 垫付金额, 垫付金额大写.
    fn word_of_entered(&self, name: &str, field: &Field) -> Option<String> {
        if !field.words {
            return None;
        }
        let (_, text) = self
            .entered
            .iter()
            .filter(|(other, _)| name.starts_with(other.as_str()))
            .max_by_key(|(other, _)| other.len())?;
        text.parse::<Money>().ok()?.in_words().ok()
    }

    fn entered_text(&self, field: &Field, text: &str) -> String {
        match field.ask {
            Some(Asked::Day | Asked::LastDay | Asked::PastDay | Asked::Month) => {
                self.fact_text(text)
            }
            _ => text.to_owned(),
        }
    }

    /// A fact that is a day or a month is written as papers write them.
    fn fact_text(&self, text: &str) -> String {
        if let Ok(day) = text.parse::<NaiveDate>() {
            return self.day(day);
        }
        text.parse::<Month>()
            .map_or_else(|_| text.to_owned(), |month| self.month(month))
    }

    fn told_text(&self, told: &Told) -> String {
        match told {
            Told::Text(text) => text.clone(),
            Told::Word(key) => self.messages.get(key),
            Told::Day(day) => self.day(*day),
            Told::Month(month) => self.month(*month),
            Told::Money(amount) => amount.to_string(),
            Told::Count(count) => count.to_string(),
        }
    }

    fn day(&self, day: NaiveDate) -> String {
        let style = &self.forms.styles.day;
        style
            .replace("{year}", &day.year().to_string())
            .replace("{month}", &day.month().to_string())
            .replace("{day}", &day.day().to_string())
    }

    fn month(&self, month: Month) -> String {
        let text = month.to_string();
        let (year, month) = text.split_once('-').unwrap_or((&text, ""));
        let style = &self.forms.styles.month;
        style
            .replace("{year}", year)
            .replace("{month}", month.trim_start_matches('0'))
    }

    fn list(&self, name: &str, list: &FormList) -> List {
        let mut rows: Vec<Fields> = if list.from == ListSource::Entered {
            self.entered_lines(name, list)
        } else {
            let lines = self.known.lines(list.from);
            let line_of = |line: BTreeMap<&'static str, Told>| -> Fields {
                list.columns
                    .iter()
                    .filter_map(|(column, holds)| {
                        let told = line.get(holds.as_str())?;
                        Some((column.clone(), Value::from(self.told_text(told).as_str())))
                    })
                    .collect()
            };
            lines.into_iter().map(line_of).collect()
        };
        if rows.is_empty() {
            rows = (0..list.blanks).map(|_| Fields::new()).collect();
        }
        List {
            columns: list.columns.keys().cloned().collect(),
            rows,
        }
    }

    fn entered_lines(&self, name: &str, list: &FormList) -> Vec<Fields> {
        let entered = self.entered.get(name).map_or("", String::as_str);
        entered
            .split(|c| self.forms.styles.separators.contains(c))
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .zip(1..)
            .map(|(item, number)| {
                let told = |holds: &str| match holds {
                    "number" => number.to_string(),
                    "text" => item.to_owned(),
                    _ => String::new(),
                };
                list.columns
                    .iter()
                    .map(|(column, holds)| (column.clone(), Value::from(told(holds).as_str())))
                    .collect()
            })
            .collect()
    }
}

/// The case's opaque number as a code; nothing of the person is in it.
fn code_of(case: CaseId) -> Result<Value, Error> {
    // Capital letters take half the room in a code.
    let png = qr::png(&case.to_string().to_uppercase())
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    Ok(Value::Picture { png, side: QR_SIDE })
}
