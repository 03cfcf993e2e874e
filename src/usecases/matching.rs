//! 系统核查比对: a match list is read, each hit becomes a proposal on its case, and an officer accepts or refuses it.
//! A list decides nothing by itself, creates nobody, and is read a second time without effect.

mod deciding;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use super::evidence::hash_of;
use super::importing::read_beside;
use super::session::{Clock, Session};
use crate::domain::case::{Case, OutcomeStatus};
use crate::domain::entry::{Body, CaseId, Entry, Kind, Source};
use crate::domain::hit::{self, How, ListSource, judge};
use crate::domain::roster::RosterRow;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::intake::{Context, Limits, Progress, Stop, Words};
use crate::match_sources;
use crate::store::{NewEntry, Sought, StoreError, Writing};

pub use deciding::{WaitingHit, accept, accept_together, case_of, history, refuse, waiting};

/// What a row of a list turned out to be. Every row is exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Somebody of the book, by a number.
    Hit,
    /// Perhaps somebody of the book: an officer has to look.
    Possible,
    /// Nobody of the book.
    Miss,
}

/// One row's result, as scripts read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatchedRow {
    /// Sheet; empty for CSV.
    pub sheet: String,
    /// Row as the spreadsheet counts it.
    pub row: u32,
    /// What it is.
    pub verdict: Verdict,
    /// Whom it means or might mean, and how they belong together.
    pub people: Vec<(CaseId, &'static str)>,
    /// Whether it told something that no list said before.
    pub new: bool,
}

/// What a comparison did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatchResult {
    /// Id of the source.
    pub source: String,
    /// Day of the list.
    pub list_date: String,
    /// Data rows.
    pub rows_read: u64,
    /// Rows that mean somebody of the book.
    pub hits: u64,
    /// Rows that might mean somebody.
    pub possible: u64,
    /// Rows that mean nobody of the book.
    pub misses: u64,
    /// Of these, rows that hold neither a name nor a number that can be read.
    pub unreadable: u64,
    /// Hits and possible ones that told something new.
    pub new: u64,
    /// Of the new ones, those without the day or text that the source is matched for.
    pub undated: u64,
    /// Every row.
    pub rows: Vec<MatchedRow>,
}

/// How a list is compared.
#[derive(Clone, Debug)]
pub struct MatchOptions {
    /// Id or title of the source.
    pub source: String,
    /// Day of the list; today where none is given.
    pub list_date: Option<NaiveDate>,
    /// Show all, write nothing.
    pub dry_run: bool,
    /// Limits of the reading.
    pub limits: Limits,
    /// Folder with an office's own dictionaries and sources.
    pub words: Option<PathBuf>,
}

/// The sources that lists can come from.
///
/// # Errors
/// When the office's own file is wrong.
pub fn sources(folder: Option<&Path>) -> Result<Vec<ListSource>, Error> {
    match_sources::load(folder).map_err(|what| Error::said("error-words", &[("what", &what)]))
}

fn source_named(sources: &[ListSource], given: &str) -> Result<ListSource, Error> {
    match_sources::named(sources, given).cloned().map_err(|_| {
        let known: Vec<&str> = sources.iter().map(|one| one.title.as_str()).collect();
        Error::said(
            "error-match-source",
            &[("given", given), ("known", &known.join("、"))],
        )
    })
}

/// Compares a list with the book. Whatever goes wrong, nothing of it is kept by halves.
///
/// # Errors
/// When the file cannot be read or the book cannot be written, or `tick` says stop.
pub fn match_list(
    session: &mut Session,
    path: &Path,
    options: &MatchOptions,
    tick: &mut dyn FnMut(Progress) -> Result<(), Stop>,
) -> Result<MatchResult, Error> {
    let words = Words::load(options.words.as_deref())
        .map_err(|what| Error::said("error-words", &[("what", &what)]))?;
    let source = source_named(&sources(options.words.as_deref())?, &options.source)?;
    let today = session.today();
    let list_date = options.list_date.unwrap_or(today);
    let book_unit = session.store.unit();
    let known_lists = session.store.entries_of(CaseId::BOOK)?;
    let context = Context {
        divisions: &session.divisions,
        aliases: &session.pack.aliases,
        book_unit,
        words: &words,
        today,
        benefit_age: 0,
    };
    let mut desk = MatchDesk {
        file: file_name(path),
        officer: session.officer.clone(),
        at: session.clock.now(),
        clock_set: session.clock.is_set(),
        pack: session.pack.label(),
        dry_run: options.dry_run,
        result: MatchResult {
            source: source.id.clone(),
            list_date: list_date.to_string(),
            ..MatchResult::default()
        },
        source,
        list_date,
        book_unit,
    };
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    let mut take = |rows: Vec<RosterRow>, progress| {
        if tick(progress).is_err() {
            return Err(Error::said("error-match-stopped", &[]));
        }
        for row in &rows {
            desk.take(&mut writing, row)?;
        }
        Ok(())
    };
    let listing = read_beside(path, &context, &options.limits, |row| row, &mut take)?;
    desk.result.rows_read = listing.rows_read;
    if !options.dry_run {
        let fields = desk.run_fields(&hash_of(path).map_err(|error| Error::file(path, error))?);
        // The same list that says nothing new was compared already: that stands in the book.
        let repeated = desk.result.new == 0
            && known_lists
                .iter()
                .any(|entry| entry.kind == Kind::MatchList && is_same_list(entry, &fields));
        if !repeated {
            let body = desk.body(None, fields);
            writing.append(NewEntry {
                case: CaseId::BOOK,
                unit: book_unit,
                kind: Kind::MatchList,
                at: desk.at,
                body,
            })?;
        }
        writing.commit()?;
    }
    Ok(desk.result)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn is_same_list(entry: &Entry, fields: &Map<String, Value>) -> bool {
    ["source", "list_date", "sha256"]
        .iter()
        .all(|field| entry.body.fields.get(*field) == fields.get(*field))
}

struct MatchDesk {
    source: ListSource,
    list_date: NaiveDate,
    book_unit: UnitCode,
    file: String,
    officer: String,
    at: i64,
    clock_set: bool,
    pack: String,
    dry_run: bool,
    result: MatchResult,
}

impl MatchDesk {
    fn take(&mut self, writing: &mut Writing<'_>, row: &RosterRow) -> Result<(), StoreError> {
        let facts = &row.facts;
        if facts.name.is_none() && facts.id_number.is_none() && facts.personal_number.is_none() {
            self.result.unreadable += 1;
        }
        let doubtful = row.doubts.iter().any(|doubt| doubt.is_about_the_id());
        let like = writing.people_like(&Sought {
            id_number: facts.id_number.as_deref(),
            personal_number: facts.personal_number.as_deref(),
            name: facts.name.as_deref(),
            birth: facts
                .birth
                .or_else(|| hit::birth_in(facts.id_number.as_deref())),
            unit: facts.unit,
        })?;
        let mut meant: Vec<(CaseId, How)> = like
            .iter()
            .filter_map(|(case, known)| Some((*case, judge(facts, doubtful, known)?)))
            .collect();
        // Who is known by a number is not looked for by anything less.
        if let Some(sure) = meant.iter().copied().find(|(_, how)| how.is_sure()) {
            meant = vec![sure];
        }
        let verdict = match meant.first() {
            None => Verdict::Miss,
            Some((_, how)) if how.is_sure() => Verdict::Hit,
            Some(_) => Verdict::Possible,
        };
        *match verdict {
            Verdict::Hit => &mut self.result.hits,
            Verdict::Possible => &mut self.result.possible,
            Verdict::Miss => &mut self.result.misses,
        } += 1;
        let mut new = false;
        for (case, how) in &meant {
            new |= self.propose(writing, *case, *how, row)?;
        }
        self.result.new += u64::from(new);
        let bare = !self.source.facts.is_empty() && self.source.facts_of(&row.told).is_empty();
        self.result.undated += u64::from(new && bare);
        self.result.rows.push(MatchedRow {
            sheet: row.sheet.to_string(),
            row: row.row,
            verdict,
            people: meant
                .iter()
                .map(|(case, how)| (*case, how.name()))
                .collect(),
            new,
        });
        Ok(())
    }

    /// Puts the proposal on the case, unless it holds the same already; says whether it is new.
    fn propose(
        &self,
        writing: &mut Writing<'_>,
        id: CaseId,
        how: How,
        row: &RosterRow,
    ) -> Result<bool, StoreError> {
        let Some(case) = writing.case(id, None)? else {
            return Err(StoreError::Damaged(format!("case {id}")));
        };
        let fields = hit::fields_of(&self.source, self.list_date, how, &row.facts, &row.told);
        let known = case
            .standing(Kind::Hit)
            .any(|old| hit::says_the_same(&old.body.fields, &fields));
        if known || is_settled(&case, &self.source) {
            return Ok(false);
        }
        if self.dry_run {
            return Ok(true);
        }
        let source = Source {
            file: self.file.clone(),
            sheet: row.sheet.to_string(),
            row: row.row,
        };
        let last = case.entries.iter().map(|entry| entry.at).max();
        let unit = case.unit.unwrap_or(self.book_unit);
        writing.append(NewEntry {
            case: id,
            unit,
            kind: Kind::Hit,
            at: last.map_or(self.at, |last| last.max(self.at)),
            body: self.body(Some(source), fields),
        })?;
        writing.project()?;
        Ok(true)
    }

    fn body(&self, source: Option<Source>, fields: Map<String, Value>) -> Body {
        Body {
            by: self.officer.clone(),
            pack: self.pack.clone(),
            clock_set: self.clock_set,
            source,
            fields,
            ..Body::default()
        }
    }

    fn run_fields(&self, sha256: &str) -> Map<String, Value> {
        let result = &self.result;
        let mut fields = Map::new();
        for (name, text) in [
            ("source", self.source.id.as_str()),
            ("title", self.source.title.as_str()),
            ("list_date", result.list_date.as_str()),
            ("file", self.file.as_str()),
            ("sha256", sha256),
        ] {
            fields.insert(name.to_owned(), text.into());
        }
        for (name, count) in [
            ("rows", result.rows_read),
            ("hits", result.hits),
            ("possible", result.possible),
            ("misses", result.misses),
            ("new", result.new),
        ] {
            fields.insert(name.to_owned(), count.into());
        }
        fields
    }
}

/// The case was ended for the very reason that the list suggests: another list that says so is no work.
fn is_settled(case: &Case, source: &ListSource) -> bool {
    let approved = case
        .outcome
        .as_ref()
        .is_some_and(|outcome| outcome.status == OutcomeStatus::Approved);
    approved && source.found == "dead" && case.class() == Some(source.class.as_str())
}
