//! Handing the tables out: one workbook a village, inside a folder a township; everybody who is open stands in one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use super::{Mark, book_of};
use crate::check_tables::{CheckTable, Fills, Shows, TableColumn};
use crate::domain::case::Turn;
use crate::domain::id_number::years_between;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::messages::Messages;
use crate::output::check_table::{self, FillColumn, FillRow, FillTable};
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::session::Session;
use crate::usecases::{checking, exporting, masking};

/// A workbook that was handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// The village, or the unit directly under which its people lie.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
    /// Where the workbook lies.
    pub path: PathBuf,
    /// How many people stand in it.
    pub people: usize,
}

/// Makes the workbooks of a unit's villages below a folder; with `whole` the numbers are not masked.
///
/// # Errors
/// When the book cannot be read, nobody is open, or a workbook of that name lies there already: what somebody may have
/// filled in is never overwritten.
pub fn hand_out(
    session: &mut Session,
    table: &CheckTable,
    unit: UnitCode,
    folder: &Path,
    whole: Option<&str>,
    messages: &Messages,
) -> Result<Vec<Handed>, Error> {
    if !session.store.unit().contains(unit) {
        return Err(Error::said(
            "error-unit-outside",
            &[
                ("unit", &unit.to_string()),
                ("book", &session.store.unit().to_string()),
            ],
        ));
    }
    let people = session.store.list(&CaseFilter {
        unit: Some(unit),
        ..CaseFilter::default()
    })?;
    let mut villages: BTreeMap<UnitCode, Vec<CaseRow>> = BTreeMap::new();
    for row in people.into_iter().filter(|row| row.turn != Turn::Done) {
        villages.entry(row.unit).or_default().push(row);
    }
    if villages.is_empty() {
        return Err(Error::said("error-check-table-nobody", &[]));
    }
    let mut handed: Vec<Handed> = Vec::new();
    for (village, people) in &villages {
        let path = place(session, *village, folder, &handed, messages);
        if path.exists() {
            let shown = path.display().to_string();
            return Err(Error::said("error-check-table-exists", &[("path", &shown)]));
        }
        handed.push(Handed {
            unit: *village,
            name: session.short_name(*village),
            path,
            people: people.len(),
        });
    }
    if let Some(because) = whole {
        exporting::note_unmasked(session, None, because)?;
    }
    let maker = Maker {
        table,
        today: session.today(),
        whole: whole.is_some(),
        messages,
    };
    for (one, people) in handed.iter().zip(villages.values()) {
        let bytes = maker.workbook(session, one.unit, people)?;
        if let Some(parent) = one.path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| Error::file(parent, error))?;
        }
        exporting::write_file(&one.path, &bytes)?;
    }
    exporting::note(session, "check_table", &folder.display().to_string())?;
    Ok(handed)
}

/// `<township>/<village>核查表20210907.xlsx`; people of no village lie with their township or beside the folders.
fn place(
    session: &Session,
    unit: UnitCode,
    folder: &Path,
    before: &[Handed],
    messages: &Messages,
) -> PathBuf {
    let name = match unit.level() {
        Level::Village => session.short_name(unit),
        _ => messages.get("report-unassigned"),
    };
    let folder = match unit.at(Level::Township) {
        Some(township) => folder.join(plain(&session.short_name(township))),
        None => folder.to_owned(),
    };
    let day = session.today().format("%Y%m%d");
    let file = messages.get("report-fill-file");
    let path = folder.join(format!("{}{file}{day}.xlsx", plain(&name)));
    // Two villages of one township may be called the same.
    if before.iter().any(|one| one.path == path) {
        return folder.join(format!("{}{file}{day}-{unit}.xlsx", plain(&name)));
    }
    path
}

/// A name that every disk takes.
fn plain(name: &str) -> String {
    name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_")
}

/// What all workbooks share.
struct Maker<'a> {
    table: &'a CheckTable,
    today: NaiveDate,
    whole: bool,
    messages: &'a Messages,
}

impl Maker<'_> {
    fn workbook(
        &self,
        session: &Session,
        unit: UnitCode,
        people: &[CaseRow],
    ) -> Result<Vec<u8>, Error> {
        let book = book_of(session)?;
        let mut rows = Vec::new();
        for (n, row) in (1usize..).zip(people) {
            let told = |shows| self.shown(session, row, n, shows);
            let mark = Mark::of(row.id, book, &told(Shows::Name)?, &told(Shows::IdNumber)?);
            let mut cells = Vec::new();
            for column in &self.table.columns {
                cells.push(match column.shows {
                    Some(shows) => told(shows)?,
                    None => String::new(),
                });
            }
            rows.push(FillRow {
                cells,
                mark: mark.to_string(),
            });
        }
        let filled = |text: &str| {
            let township = unit.at(Level::Township).filter(|one| *one != unit);
            let township = township.map_or_else(String::new, |one| session.short_name(one));
            text.replace("{unit}", &session.short_name(unit))
                .replace("{township}", &township)
        };
        let table = FillTable {
            title: filled(&self.table.title),
            unit_line: filled(&self.table.unit_line),
            note: self.table.note.clone(),
            sheet: self.messages.get("report-fill-file"),
            date: self.today,
            columns: self
                .table
                .columns
                .iter()
                .map(|column| FillColumn {
                    title: column.title.clone(),
                    width: column.width,
                    locked: column.shows.is_some(),
                    choices: choices(session, column),
                })
                .collect(),
            mark: self.table.mark.clone(),
            rows,
        };
        check_table::bytes(&table, self.messages)
            .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))
    }

    fn shown(
        &self,
        session: &Session,
        row: &CaseRow,
        number: usize,
        shows: Shows,
    ) -> Result<String, Error> {
        let masked = |given: &Option<String>, mask: fn(&str) -> String| {
            let given = given.as_deref().unwrap_or_default();
            if self.whole {
                given.to_owned()
            } else {
                mask(given)
            }
        };
        Ok(match shows {
            Shows::Number => number.to_string(),
            Shows::Place => {
                let mut place = session.short_name(row.unit);
                if row.group > 0 {
                    let group = [("n", row.group.into())];
                    place.push_str(&self.messages.with("report-group", &group));
                }
                place
            }
            Shows::Name => row.name.clone(),
            Shows::IdNumber => masked(&row.id_number, masking::id_number),
            Shows::Phone => masked(&row.phone, masking::phone),
            Shows::Sex => row.sex.clone().unwrap_or_default(),
            Shows::Age => row.birth.map_or_else(String::new, |birth| {
                years_between(birth, self.today).to_string()
            }),
            Shows::SuspendedFrom => row
                .suspended_from
                .map_or_else(String::new, |month| month.to_string()),
            Shows::Reason => {
                let entries = session.store.entries_of(row.id)?;
                checking::reason_of(&entries).unwrap_or_default()
            }
        })
    }
}

/// What can be chosen in a column; the classes are the pack's.
fn choices(session: &Session, column: &TableColumn) -> Vec<String> {
    if column.fills == Some(Fills::Class) {
        return super::answers::class_texts(&session.pack);
    }
    let offered = column.offered();
    offered.into_iter().map(str::to_owned).collect()
}
