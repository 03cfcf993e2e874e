//! Papers of the office itself, filled from templates: figures by the program, the rest left to the writer.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::pack::Pack;
use crate::domain::report::{COLUMNS, Line, Report};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::Messages;
use crate::output::docx::{self, Fields, List, Value, Values};
use crate::output::words::{self, NO_VALUE};

/// What a draft is told: values by what they tell, and the lines of its lists.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Single values.
    pub fields: BTreeMap<String, Value>,
    /// Lines of lists.
    pub lists: BTreeMap<&'static str, Vec<BTreeMap<String, Value>>>,
}

impl Told {
    /// Tells a value; what is empty stays a blank.
    pub fn tell(&mut self, name: &str, value: impl AsRef<str>) {
        self.fields
            .insert(name.to_owned(), Value::from(value.as_ref()));
    }

    /// Tells what every such paper says of its report: all columns of the total, the unit, the day, the number.
    pub fn tell_report(&mut self, report: &Report, messages: &Messages) {
        self.fields.extend(columns(&report.total));
        self.tell("unit", &report.unit_name);
        self.tell("office", &report.office);
        self.tell("day", words::date(report.date, messages));
        let until = words::date(report.until.date_naive(), messages) + &words::time(report.until);
        self.tell("until", until);
        if let Some(frozen) = &report.frozen {
            self.tell("number", frozen.number.to_string());
            self.tell("sha256", &frozen.sha256);
        }
        let silent: Vec<String> = report
            .missing()
            .map(|row| words::row_name(row.unit, &row.name, messages))
            .collect();
        let none = messages.get("campaign-none");
        let listed = silent.join(&messages.get("campaign-and"));
        self.tell("silent", if silent.is_empty() { &none } else { &listed });
    }
}

/// The columns of a line, by their ids.
#[must_use]
pub fn columns(line: &Line) -> BTreeMap<String, Value> {
    let cells = COLUMNS.iter().zip(&line.cells);
    cells
        .map(|(column, cell)| {
            let text = words::cell_text(*cell, NO_VALUE);
            (column.id().to_owned(), Value::from(text.as_str()))
        })
        .collect()
}

/// Fills the draft of that id.
///
/// # Errors
/// When its template asks for what nobody knows, or cannot be read.
pub fn fill(forms: &Forms, id: &str, told: &Told) -> Result<Vec<u8>, Error> {
    let draft = forms.draft(id)?;
    let value = |known: &BTreeMap<String, Value>, name: &String| {
        known.get(name).cloned().unwrap_or_default()
    };
    let fields: Fields = draft
        .fields
        .iter()
        .map(|(field, name)| (field.clone(), value(&told.fields, name)))
        .collect();
    let lists = draft.lists.iter().map(|(id, list)| {
        let rows = told.lists.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        let rows = rows.iter().map(|row| -> Fields {
            let columns = list.columns.iter();
            columns
                .map(|(column, name)| (column.clone(), value(row, name)))
                .collect()
        });
        let values = List {
            columns: list.columns.keys().cloned().collect::<BTreeSet<_>>(),
            rows: rows.collect(),
        };
        (list.name.clone(), values)
    });
    let values = Values {
        fields,
        lists: lists.collect(),
    };
    docx::fill(&forms.template_of(&draft.file)?, &values).map_err(|error| {
        Error::said(
            "paper-error-template",
            &[("file", &draft.file), ("what", &error.to_string())],
        )
    })
}

/// Only the leading group's office publishes rankings and notices and writes the reports of the campaign: the
/// unit whose policy it is.
///
/// # Errors
/// When the unit is another.
pub fn only_the_office(
    pack: &Pack,
    unit: UnitCode,
    clause: &str,
    title: &str,
) -> Result<(), Error> {
    if unit == pack.unit {
        return Ok(());
    }
    Err(Error::said(
        "error-only-office",
        &[
            ("paper", title),
            ("office", &pack.office),
            ("cite", &pack.cite(clause)),
        ],
    ))
}
