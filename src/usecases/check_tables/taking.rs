//! Reading the tables in again: every data row ends as exactly one of applied, unchanged, doubtful, rejected; what goes
//! into the book goes in together.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answers::{self, Answers};
use super::{Mark, book_of};
use crate::check_tables::{CheckTable, Shows};
use crate::domain::admission::admit;
use crate::domain::entry::{CaseId, EntryRef, Kind, hex};
use crate::domain::pack::Pack;
use crate::domain::record::{Refusal, check_fields};
use crate::domain::text;
use crate::error::{Error, refusal_sentence};
use crate::intake::{FilledRow, FilledSheet, Limits, Words, plain_title, read_filled};
use crate::messages::{Messages, Value};
use crate::output::doubt_sheet::{self, DoubtRow, DoubtSheet};
use crate::store::Writing;
use crate::usecases::exporting;
use crate::usecases::recording::{Desk, Record, Subject, Taken, Trouble};
use crate::usecases::session::Session;

/// Files of a folder are looked for so deep.
const DEEPEST: usize = 4;
/// Endings of files that may be tables.
const TABLES: &[&str] = &["xlsx", "xls", "ods", "csv"];

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowEnd {
    /// What it answers was recorded.
    Applied,
    /// It answers nothing, or nothing new.
    Unchanged,
    /// An officer has to look at it; nothing of it was recorded.
    Doubtful,
    /// It cannot be recorded.
    Rejected,
}

/// What is wrong with a row, or what the book says otherwise: key of the sentence and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Key of the message.
    pub key: String,
    args: Vec<(String, String)>,
    refusal: Option<Refusal>,
}

impl Problem {
    pub(super) fn of(key: &str, args: &[(&str, &str)]) -> Self {
        Self {
            key: key.to_owned(),
            args: args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            refusal: None,
        }
    }

    fn refused(refusal: Refusal) -> Self {
        Self {
            key: refusal.reason.name().to_owned(),
            args: Vec::new(),
            refusal: Some(refusal),
        }
    }

    /// The sentence.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        if let Some(refusal) = &self.refusal {
            return refusal_sentence(refusal, messages);
        }
        // Words of records are said as people say them.
        let said: Vec<(&str, String)> = self
            .args
            .iter()
            .map(|(name, value)| {
                let key = match name.as_str() {
                    "told" | "known" => format!("entry-value-found-{value}"),
                    "name" => format!("entry-value-name-{}", value.replace('_', "-")),
                    _ => String::new(),
                };
                let said = if !key.is_empty() && messages.has(&key) {
                    messages.get(&key)
                } else {
                    value.clone()
                };
                (name.as_str(), said)
            })
            .collect();
        let values: Vec<(&str, Value<'_>)> = said
            .iter()
            .map(|(name, value)| (*name, Value::Text(value)))
            .collect();
        messages.with(&self.key, &values)
    }
}

/// A data row and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenRow {
    /// Which of the files.
    pub file: usize,
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The row, as a spreadsheet counts it.
    pub row: u32,
    /// What became of it.
    pub end: RowEnd,
    /// Whose row it is.
    pub case: Option<CaseId>,
    /// The name that stands on it.
    pub name: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What the book says otherwise and keeps beside it.
    pub beside: Vec<Problem>,
    /// How many entries it made.
    pub entries: usize,
    titles: Vec<String>,
    cells: Vec<String>,
}

/// A file that was read.
#[derive(Debug)]
pub struct TakenFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its data rows.
    pub rows_read: usize,
    /// Why nothing of it was taken.
    pub refused: Option<Error>,
}

/// What reading tables did, or would do.
#[derive(Debug, Default)]
pub struct TableResult {
    /// The files.
    pub files: Vec<TakenFile>,
    /// Every data row, in order.
    pub rows: Vec<TakenRow>,
}

impl TableResult {
    /// How many rows ended so.
    #[must_use]
    pub fn count(&self, end: RowEnd) -> usize {
        self.rows.iter().filter(|row| row.end == end).count()
    }

    /// How many entries were made.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.rows.iter().map(|row| row.entries).sum()
    }

    /// Whether somebody has to look at some of it.
    #[must_use]
    pub fn is_partly(&self) -> bool {
        self.files.iter().any(|file| file.refused.is_some())
            || self.count(RowEnd::Doubtful) + self.count(RowEnd::Rejected) > 0
    }
}

/// How tables are read.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// Show all, write nothing.
    pub dry_run: bool,
    /// Limits of the reading.
    pub limits: Limits,
    /// Folder with an office's own dictionaries.
    pub words: Option<PathBuf>,
    /// Who looked where a row names nobody.
    pub by: Option<String>,
}

/// Reads files, and folders of files; all that can be taken is written in one transaction.
///
/// # Errors
/// When there is no file, or the book cannot be written. A file that cannot be taken is told in the result.
pub fn read_tables(
    session: &mut Session,
    table: &CheckTable,
    places: &[PathBuf],
    options: &TableOptions,
) -> Result<TableResult, Error> {
    let words = Words::load(options.words.as_deref())
        .map_err(|what| Error::said("error-words", &[("what", &what)]))?;
    let book = book_of(session)?;
    let today = session.today();
    let folder = session.evidence_folder();
    let is_header = |titles: &[String]| {
        let known = titles.iter().filter(|title| table.column(title).is_some());
        known.count() >= 3
    };
    let desk = Desk::of(session);
    let pack = &session.pack;
    let mut writing = session.store.begin(pack, desk.written_at())?;
    let mut taker = Taker {
        table,
        pack,
        book,
        today,
        options,
        desk: &desk,
        folder: &folder,
        answered: HashMap::new(),
        result: TableResult::default(),
    };
    for path in files_of(places)? {
        let sheets = read_filled(&path, &options.limits, &words, &is_header)
            .map_err(Error::from)
            .and_then(|sheets| taker.ours(sheets, &path));
        let (sheets, refused) = match sheets {
            Ok(sheets) => (sheets, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let before = taker.result.rows.len();
        let file = taker.result.files.len();
        for sheet in &sheets {
            taker.sheet(&mut writing, file, sheet)?;
        }
        taker.result.files.push(TakenFile {
            path,
            rows_read: taker.result.rows.len() - before,
            refused,
        });
    }
    let result = taker.result;
    if !options.dry_run {
        writing.commit()?;
    }
    Ok(result)
}

/// The files that were named, and those in folders that were.
fn files_of(places: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for place in places {
        if place.is_dir() {
            gather(place, DEEPEST, &mut files).map_err(|error| Error::file(place, error))?;
        } else {
            files.push(place.clone());
        }
    }
    if files.is_empty() {
        return Err(Error::said("error-check-table-no-files", &[]));
    }
    Ok(files)
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Hidden things, and the marks that an open spreadsheet leaves beside itself.
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() && depth > 0 {
            gather(&path, depth - 1, files)?;
        } else if TABLES.contains(&ending.to_lowercase().as_str()) {
            files.push(path);
        }
    }
    Ok(())
}

struct Taker<'a> {
    table: &'a CheckTable,
    pack: &'a Pack,
    book: EntryRef,
    today: chrono::NaiveDate,
    options: &'a TableOptions,
    desk: &'a Desk,
    folder: &'a Path,
    /// What rows before this one answered for a person.
    answered: HashMap<CaseId, Answers>,
    result: TableResult,
}

/// How a row ended, before it is put on the list.
struct Ended {
    end: RowEnd,
    problems: Vec<Problem>,
    beside: Vec<Problem>,
    entries: usize,
}

impl Ended {
    fn of(end: RowEnd, problems: Vec<Problem>) -> Self {
        Self {
            end,
            problems,
            beside: Vec::new(),
            entries: 0,
        }
    }

    fn doubtful(key: &str, args: &[(&str, &str)]) -> Self {
        Self::of(RowEnd::Doubtful, vec![Problem::of(key, args)])
    }
}

impl Taker<'_> {
    /// The sheets, where they are tables of this book: one row of another book, and nothing of the file is taken.
    fn ours(&self, sheets: Vec<FilledSheet>, path: &Path) -> Result<Vec<FilledSheet>, Error> {
        let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
        let mut marks = rows.filter_map(mark_of).peekable();
        let name = path.display().to_string();
        if marks.peek().is_none() {
            return Err(Error::said("error-check-table-none", &[("path", &name)]));
        }
        if marks.any(|mark| mark.book != self.book) {
            return Err(Error::said(
                "error-check-table-other-book",
                &[("path", &name)],
            ));
        }
        Ok(sheets)
    }

    fn sheet(
        &mut self,
        writing: &mut Writing<'_>,
        file: usize,
        sheet: &FilledSheet,
    ) -> Result<(), Error> {
        let titles: Vec<String> = sheet
            .titles
            .iter()
            .map(|title| plain_title(title))
            .collect();
        let place = |title: &str| titles.iter().position(|one| *one == plain_title(title));
        let columns = self.table.columns.iter();
        let places: Vec<Option<usize>> = columns.map(|column| place(&column.title)).collect();
        for row in &sheet.rows {
            let name = self.told(&places, row, Shows::Name);
            let id_number = self.told(&places, row, Shows::IdNumber);
            let mark = mark_of(row);
            if mark.is_none() && name.is_empty() && id_number.is_empty() {
                continue;
            }
            let (case, ended) = match Self::person(writing, mark, &name, &id_number)? {
                Ok(case) => (Some(case), self.answer(writing, case, &places, row)?),
                Err((case, ended)) => (case, ended),
            };
            self.result.rows.push(TakenRow {
                file,
                sheet: sheet.name.clone(),
                row: row.row,
                end: ended.end,
                case,
                name,
                problems: ended.problems,
                beside: ended.beside,
                entries: ended.entries,
                titles: sheet.titles.clone(),
                cells: (0..row.cells.len()).map(|at| row.shown(at)).collect(),
            });
        }
        Ok(())
    }

    /// What stands in the column that shows this.
    fn told(&self, places: &[Option<usize>], row: &FilledRow, shows: Shows) -> String {
        let mut columns = self.table.columns.iter().zip(places);
        let found = columns.find(|(column, _)| column.shows == Some(shows));
        found
            .and_then(|(_, place)| *place)
            .map_or_else(String::new, |place| row.shown(place))
    }

    /// Whose row it is: by its mark, where nobody changed the name and number beside it; a row that was put in by hand
    /// by the whole ID number and the name.
    fn person(
        writing: &mut Writing<'_>,
        mark: Option<Mark>,
        name: &str,
        id_number: &str,
    ) -> Result<Result<CaseId, (Option<CaseId>, Ended)>, Error> {
        let Some(mark) = mark else {
            let plain = text::stored(id_number).text.to_uppercase();
            let known = writing.case_by_id_number(&plain)?;
            if let Some(case) = known
                && let Some(whole) = writing.case(case, None)?
                && whole.facts.name.as_deref() == Some(&*text::stored(name).text)
            {
                return Ok(Ok(case));
            }
            let ended = Ended::doubtful("report-fill-no-mark", &[]);
            return Ok(Err((None, ended)));
        };
        let Some(whole) = writing.case(mark.case, None)? else {
            let problem = Problem::of("report-fill-unknown-person", &[]);
            let ended = Ended::of(RowEnd::Rejected, vec![problem]);
            return Ok(Err((None, ended)));
        };
        if mark.person != super::person(name, id_number) {
            let known = whole.facts.name.as_deref().unwrap_or_default();
            let ended = Ended::doubtful("report-fill-edited", &[("known", known), ("told", name)]);
            return Ok(Err((Some(mark.case), ended)));
        }
        Ok(Ok(mark.case))
    }

    fn answer(
        &mut self,
        writing: &mut Writing<'_>,
        case: CaseId,
        places: &[Option<usize>],
        row: &FilledRow,
    ) -> Result<Ended, Error> {
        let (mut answers, problems) = answers::read(self.table, places, row, self.pack, self.today);
        if !problems.is_empty() {
            return Ok(Ended::of(RowEnd::Doubtful, problems));
        }
        if answers.is_blank() {
            return Ok(Ended::of(RowEnd::Unchanged, Vec::new()));
        }
        if answers.by.is_none() {
            answers.by.clone_from(&self.options.by);
        }
        let Some(by) = answers.by.clone() else {
            return Ok(Ended::doubtful("report-fill-no-officer", &[]));
        };
        if let Some(problem) = answers.contradiction() {
            return Ok(Ended::of(RowEnd::Doubtful, vec![problem]));
        }
        match self.answered.get(&case) {
            Some(before) if *before == answers => {
                return Ok(Ended::of(RowEnd::Unchanged, Vec::new()));
            }
            Some(_) => return Ok(Ended::doubtful("report-fill-twice", &[])),
            None => self.answered.insert(case, answers.clone()),
        };
        let Some(whole) = writing.case(case, None)? else {
            let problem = Problem::of("report-fill-unknown-person", &[]);
            return Ok(Ended::of(RowEnd::Rejected, vec![problem]));
        };
        if let (Some(told), Some(known)) = (&answers.class, whole.class_entry())
            && known.text("class") != Some(told)
        {
            let stands = known.text("class").unwrap_or_default();
            return Ok(Ended::doubtful(
                "report-fill-class-differs",
                &[("class", told), ("stands", stands), ("by", &known.body.by)],
            ));
        }
        let beside = answers.beside(&whole);
        let records = answers.records(&whole, &self.table.source);
        for (kind, fields) in &records {
            let checked = check_fields(*kind, fields);
            let admitted = checked.and_then(|fields| admit(&whole, *kind, &by, &fields, self.pack));
            if let Err(refusal) = admitted {
                let problem = Problem::refused(refusal);
                return Ok(Ended::of(RowEnd::Rejected, vec![problem]));
            }
        }
        let entries = self.append(writing, case, &by, records)?;
        let end = match entries {
            0 => RowEnd::Unchanged,
            _ => RowEnd::Applied,
        };
        Ok(Ended {
            beside: if entries > 0 { beside } else { Vec::new() },
            entries,
            ..Ended::of(end, Vec::new())
        })
    }

    /// Writes a row's records; what the log holds from an earlier reading is not written again.
    fn append(
        &self,
        writing: &mut Writing<'_>,
        case: CaseId,
        by: &str,
        records: Vec<(Kind, serde_json::Map<String, serde_json::Value>)>,
    ) -> Result<usize, Error> {
        let mut entries = 0;
        for (kind, fields) in records {
            let mark = line_mark(case, kind, by, &fields);
            let record = Record {
                at: None,
                by: Some(by.to_owned()),
                subject: Subject::Case(case),
                kind,
                fields,
            };
            match self.desk.take(writing, &record, Some(mark), self.folder) {
                Ok(Taken::Applied(_, made)) => entries += made.len(),
                Ok(Taken::Unchanged) => {}
                Err(Trouble::Refused(refusal)) => return Err(refusal.into()),
                Err(Trouble::Store(error)) => return Err(error),
            }
        }
        Ok(entries)
    }
}

/// The mark on a row, wherever its column was moved.
fn mark_of(row: &FilledRow) -> Option<Mark> {
    (0..row.cells.len()).find_map(|at| Mark::read(&row.shown(at)))
}

/// By which a record is known again when the same table is read once more.
fn line_mark(
    case: CaseId,
    kind: Kind,
    by: &str,
    fields: &serde_json::Map<String, serde_json::Value>,
) -> String {
    let mut told: Vec<String> = fields
        .iter()
        .map(|(field, value)| format!("{field}={value}"))
        .collect();
    told.sort();
    let text = format!("{case}\n{}\n{by}\n{}", kind.name(), told.join("\n"));
    format!("table:{}", hex(&Sha256::digest(text.as_bytes())[..12]))
}

/// Saves the rows that are doubtful or were rejected, each with what is wrong: corrected there, they are read again.
///
/// # Errors
/// When the file cannot be written.
pub fn save_unsettled(
    session: &Session,
    result: &TableResult,
    path: &Path,
    messages: &Messages,
) -> Result<usize, Error> {
    let wrong = |row: &&TakenRow| matches!(row.end, RowEnd::Doubtful | RowEnd::Rejected);
    let mut titles: Vec<String> = Vec::new();
    for title in result.rows.iter().filter(wrong).flat_map(|row| &row.titles) {
        if !title.is_empty() && !titles.contains(title) {
            titles.push(title.clone());
        }
    }
    let rows: Vec<DoubtRow> = result
        .rows
        .iter()
        .filter(wrong)
        .map(|row| {
            let mut cells = vec![String::new(); titles.len()];
            for (at, cell) in row.cells.iter().enumerate() {
                let title = row.titles.get(at);
                let place = title.and_then(|title| titles.iter().position(|one| one == title));
                match place {
                    Some(place) if cells[place].is_empty() => cells[place].clone_from(cell),
                    _ if cell.is_empty() => {}
                    // A row may be longer than its head: nothing of it may be lost.
                    _ => cells.push(cell.clone()),
                }
            }
            let problems = row
                .problems
                .iter()
                .map(|problem| problem.sentence(messages));
            let file = &result.files[row.file].path;
            let file = file.file_name().unwrap_or_default().to_string_lossy();
            DoubtRow {
                sheet: format!("{file} {}", row.sheet).trim_end().to_owned(),
                row: row.row,
                cells,
                lost: None,
                problem: problems.collect::<Vec<_>>().join("；"),
            }
        })
        .collect();
    let count = rows.len();
    let sheet = DoubtSheet {
        date: session.today(),
        titles,
        rows,
    };
    let bytes = doubt_sheet::bytes(&sheet, messages)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    exporting::write_file(path, &bytes)?;
    Ok(count)
}
