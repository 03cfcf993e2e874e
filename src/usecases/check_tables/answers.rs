//! What a village filled into a row, as records: texts become words, days and months, and what cannot be read is said.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::taking::Problem;
use crate::check_tables::{CheckTable, Fills, TableColumn, TextKind};
use crate::domain::case::Case;
use crate::domain::day_text::{DayError, read_day, read_month};
use crate::domain::entry::{Entry, Kind};
use crate::domain::month::Month;
use crate::domain::pack::{Class, Pack};
use crate::domain::text;
use crate::intake::FilledRow;

/// What a row answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Answers {
    /// Who looked.
    pub by: Option<String>,
    /// The contact's fields; the way of looking stands among them only where something else does.
    pub contact: Map<String, Value>,
    /// The class.
    pub class: Option<String>,
    /// Facts by name.
    pub facts: Vec<(String, String)>,
    /// Corrections by field.
    pub corrections: Vec<(String, String)>,
}

/// The classes that can be chosen, as they stand in the list: `1 未认证`. One that must be told apart further is none.
pub(super) fn class_texts(pack: &Pack) -> Vec<String> {
    let classes = pack.classes.iter();
    classes
        .filter(|class| !class.outcomes.is_empty())
        .map(|class| class_text(pack, class))
        .collect()
}

/// Id and short name; classes that share a short name are told apart by their whole one.
fn class_text(pack: &Pack, class: &Class) -> String {
    let same = |other: &&Class| other.short == class.short && !other.outcomes.is_empty();
    let name = if pack.classes.iter().filter(same).count() > 1 {
        &class.title
    } else {
        &class.short
    };
    format!("{} {name}", class.id)
}

/// The id of the class that a text names: its id, its list's text, its short or its whole name.
fn class_of<'p>(pack: &'p Pack, given: &str) -> Option<&'p str> {
    let given = text::stored(given).text;
    let mut classes = pack.classes.iter();
    let found = classes.find(|class| {
        let texts = [
            &class.id,
            &class.short,
            &class.title,
            &class_text(pack, class),
        ];
        texts.iter().any(|known| text::stored(known).text == given)
    })?;
    Some(&found.id)
}

/// Reads a row; `places` says where each column of the table stands in it.
pub(super) fn read(
    table: &CheckTable,
    places: &[Option<usize>],
    row: &FilledRow,
    pack: &Pack,
    today: NaiveDate,
) -> (Answers, Vec<Problem>) {
    let mut answers = Answers::default();
    let mut problems = Vec::new();
    for (column, place) in table.columns.iter().zip(places) {
        let (Some(fills), Some(place)) = (&column.fills, place) else {
            continue;
        };
        let shown = row.shown(*place);
        if shown.is_empty() {
            continue;
        }
        match value(column, row, *place, &shown, pack, today) {
            Ok(value) => take(&mut answers, fills, value),
            Err(key) => problems.push(Problem::of(
                key,
                &[("column", &column.title), ("text", &shown)],
            )),
        }
    }
    complete(table, &mut answers);
    (answers, problems)
}

fn take(answers: &mut Answers, fills: &Fills, value: String) {
    match fills {
        Fills::By => answers.by = Some(value),
        Fills::Class => answers.class = Some(value),
        Fills::Contact(field) => {
            answers.contact.insert(field.clone(), value.into());
        }
        Fills::Fact(name) => answers.facts.push((name.clone(), value)),
        Fills::Correct(field) => answers.corrections.push((field.clone(), value)),
    }
}

/// A day alone is no contact; a contact without a way of looking has the usual one.
fn complete(table: &CheckTable, answers: &mut Answers) {
    if answers.contact.keys().all(|field| field == "on") {
        let is_answered =
            answers.class.is_some() || !answers.facts.is_empty() || !answers.corrections.is_empty();
        if !is_answered || answers.contact.is_empty() {
            answers.contact.clear();
            return;
        }
    }
    for column in &table.columns {
        if let (Some(Fills::Contact(field)), Some(usual)) = (&column.fills, &column.usual)
            && !answers.contact.contains_key(field)
        {
            answers.contact.insert(field.clone(), usual.clone().into());
        }
    }
}

/// The value that a text means; the error is the key of what is wrong.
fn value(
    column: &TableColumn,
    row: &FilledRow,
    place: usize,
    shown: &str,
    pack: &Pack,
    today: NaiveDate,
) -> Result<String, &'static str> {
    if column.fills == Some(Fills::Class) {
        let class = class_of(pack, shown).ok_or("report-fill-no-choice")?;
        return Ok(class.to_owned());
    }
    if column.has_choices() {
        let word = column.word(shown).ok_or("report-fill-no-choice")?;
        return Ok(word.to_owned());
    }
    let wrong = |error: DayError| match error {
        DayError::Ahead(_) | DayError::TimeAhead => "report-fill-ahead",
        _ => "report-fill-no-day",
    };
    let ahead = |day: &NaiveDate| *day > today;
    let held = row.day(place).filter(|_| column.kind != TextKind::Text);
    if held.as_ref().is_some_and(ahead) {
        return Err("report-fill-ahead");
    }
    match (column.kind, held) {
        (TextKind::Text, _) => Ok(shown.to_owned()),
        (TextKind::Day, Some(day)) => Ok(day.to_string()),
        (TextKind::Month, Some(day)) => Ok(Month::of(day).to_string()),
        (TextKind::Day, None) => read_day(shown, today)
            .map(|day| day.to_string())
            .map_err(wrong),
        (TextKind::Month, None) => read_month(shown, today)
            .map(|month| month.to_string())
            .map_err(wrong),
    }
}

impl Answers {
    /// Whether anything is answered besides who looked and when.
    pub(super) fn is_blank(&self) -> bool {
        self.contact.is_empty()
            && self.class.is_none()
            && self.facts.is_empty()
            && self.corrections.is_empty()
    }

    /// What the row says against itself: alive, and a month of death.
    pub(super) fn contradiction(&self) -> Option<Problem> {
        let lives = self.contact.get("found").and_then(Value::as_str) == Some("alive");
        let died = self.facts.iter().any(|(name, _)| name.starts_with("death"));
        (lives && died).then(|| Problem::of("report-fill-alive-and-dead", &[]))
    }

    /// The records that the case does not hold yet, each with its fields.
    pub(super) fn records(&self, case: &Case, source: &str) -> Vec<(Kind, Map<String, Value>)> {
        let by = self.by.as_deref().unwrap_or_default();
        let mut records = Vec::new();
        let is_told = |entry: &Entry| {
            entry.body.by == by
                && self
                    .contact
                    .iter()
                    .all(|(field, value)| entry.body.fields.get(field) == Some(value))
        };
        if !self.contact.is_empty() && !case.standing(Kind::Contact).any(is_told) {
            records.push((Kind::Contact, self.contact.clone()));
        }
        if let Some(class) = &self.class
            && case.class() != Some(class)
        {
            records.push((Kind::Classify, fields(&[("class", class)])));
        }
        for (name, value) in &self.facts {
            let is_told = |entry: &Entry| {
                entry.text("name") == Some(name) && entry.text("value") == Some(value)
            };
            if !case.standing(Kind::Fact).any(is_told) {
                let told = [
                    ("name", name.as_str()),
                    ("value", value),
                    ("source", source),
                ];
                records.push((Kind::Fact, fields(&told)));
            }
        }
        for (field, value) in &self.corrections {
            let stands = case.facts.pairs().into_iter();
            let stored = text::stored(value).text;
            let mut stands = stands.filter(|(name, _)| name == field);
            if !stands.any(|(_, known)| text::stored(&known).text == stored) {
                let told = [
                    ("field", field.as_str()),
                    ("value", &stored),
                    ("because", source),
                ];
                records.push((Kind::Correct, fields(&told)));
            }
        }
        records
    }

    /// What the book says otherwise and keeps beside what is recorded now.
    pub(super) fn beside(&self, case: &Case) -> Vec<Problem> {
        let mut beside = Vec::new();
        let last = case.standing(Kind::Contact).next_back();
        if let (Some(told), Some(contact)) = (self.contact.get("found"), last)
            && let (Some(told), Some(known)) = (told.as_str(), contact.text("found"))
            && told != known
        {
            beside.push(Problem::of(
                "report-fill-found-differs",
                &[
                    ("told", told),
                    ("known", known),
                    ("by", contact.body.by.as_str()),
                ],
            ));
        }
        for (name, value) in &self.facts {
            if let Some(known) = case.fact(name).filter(|known| known != value) {
                beside.push(Problem::of(
                    "report-fill-fact-differs",
                    &[("name", name), ("told", value), ("known", known)],
                ));
            }
        }
        beside
    }
}

fn fields(pairs: &[(&str, &str)]) -> Map<String, Value> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect()
}
