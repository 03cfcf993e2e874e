//! 系统核查比对: a match list is read, each hit becomes a proposal on its case, and an officer accepts or refuses it.
//! A list decides nothing by itself, creates nobody, and is read a second time without effect.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use super::evidence::hash_of;
use super::importing::read_beside;
use super::recording::{Record, Subject, record};
use super::session::{Clock, Session};
use crate::domain::case::{Case, OutcomeStatus};
use crate::domain::entry::{Body, CaseId, Entry, EntryRef, Kind, Source};
use crate::domain::hit::{self, How, ListSource, judge};
use crate::domain::roster::RosterRow;
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::intake::{Context, Limits, Progress, Stop, Words};
use crate::match_sources;
use crate::store::{CaseFilter, CaseRow, NewEntry, Sought, StoreError, Writing};

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
    let listing = read_beside(path, &context, &options.limits, &mut |row, progress| {
        if progress.rows.is_multiple_of(500) && tick(progress).is_err() {
            return Err(Error::said("error-import-stopped", &[]));
        }
        desk.take(&mut writing, &row).map_err(Error::from)
    })?;
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

/// A proposal that waits, with its person.
#[derive(Clone, Debug)]
pub struct WaitingHit {
    /// The person.
    pub row: CaseRow,
    /// The proposal.
    pub entry: Entry,
}

impl WaitingHit {
    /// Whether it can only be this person.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.entry.text("how").is_some_and(|how| {
            [How::IdNumber, How::PersonalNumber]
                .iter()
                .any(|sure| sure.name() == how)
        })
    }
}

/// The proposals that nobody has looked at, in the order of the walk; of one source where it is named by its id.
///
/// # Errors
/// When the book cannot be read.
pub fn waiting(
    session: &Session,
    source: Option<&str>,
    limit: Option<usize>,
) -> Result<Vec<WaitingHit>, Error> {
    let rows = session.store.list(&CaseFilter {
        hits: true,
        limit,
        ..CaseFilter::default()
    })?;
    let mut found = Vec::new();
    for row in rows {
        let entries = session.store.entries_of(row.id)?;
        let (case, _) = timeline::fold(&entries, &session.pack);
        for entry in hit::waiting(&case) {
            if source.is_none_or(|source| entry.text("source") == Some(source)) {
                found.push(WaitingHit {
                    row: row.clone(),
                    entry: entry.clone(),
                });
            }
        }
    }
    Ok(found)
}

/// The comparisons made so far, oldest first.
///
/// # Errors
/// When the book cannot be read.
pub fn history(session: &Session) -> Result<Vec<Entry>, Error> {
    let mut entries = session.store.entries_of(CaseId::BOOK)?;
    entries.retain(|entry| entry.kind == Kind::MatchList);
    Ok(entries)
}

/// Takes over what a list proposes: a contact by matching, and its facts with the source. The class is still to be confirmed.
///
/// A proposal that might mean another person needs the reason why it is this one.
///
/// # Errors
/// When the proposal does not wait, the reason is missing, or the book cannot be written.
pub fn accept(
    session: &mut Session,
    case: CaseId,
    hit: EntryRef,
    because: Option<&str>,
) -> Result<Vec<EntryRef>, Error> {
    let found = waiting_of(session, case, hit)?;
    let because = because.map(str::trim).filter(|why| !why.is_empty());
    if !found.is_sure() && because.is_none() {
        return Err(Error::said("error-match-because", &[]));
    }
    take_over(session, std::slice::from_ref(&found), because)
}

/// Takes over all sure proposals of a source that allows it: certified people alone, never a death.
///
/// # Errors
/// When the source does not allow it, or the book cannot be written.
pub fn accept_together(
    session: &mut Session,
    source: &str,
    folder: Option<&Path>,
    because: &str,
) -> Result<usize, Error> {
    let source = source_named(&sources(folder)?, source)?;
    if !source.together {
        return Err(Error::said(
            "error-match-together",
            &[("source", &source.title)],
        ));
    }
    if because.trim().is_empty() {
        return Err(Error::said("error-match-because", &[]));
    }
    let mut found = waiting(session, Some(&source.id), None)?;
    found.retain(WaitingHit::is_sure);
    take_over(session, &found, Some(because.trim()))?;
    Ok(found.len())
}

/// Refuses what a list proposes, with the reason.
///
/// # Errors
/// When the proposal does not wait, the reason is missing, or the book cannot be written.
pub fn refuse(
    session: &mut Session,
    case: CaseId,
    hit: EntryRef,
    because: &str,
) -> Result<(), Error> {
    let mut fields = Map::new();
    fields.insert("hit".to_owned(), hit.to_string().into());
    fields.insert("because".to_owned(), because.into());
    record(
        session,
        &Record {
            at: None,
            by: None,
            subject: Subject::Case(case),
            kind: Kind::RefuseHit,
            fields,
        },
    )?;
    Ok(())
}

fn waiting_of(session: &Session, case: CaseId, hit: EntryRef) -> Result<WaitingHit, Error> {
    let not_waiting = || Error::said("error-match-not-waiting", &[("hit", &hit.to_string())]);
    let row = session.store.row(case)?.ok_or_else(not_waiting)?;
    let entries = session.store.entries_of(case)?;
    let (case, _) = timeline::fold(&entries, &session.pack);
    hit::waiting(&case)
        .into_iter()
        .find(|entry| entry.id == hit)
        .map(|entry| WaitingHit {
            row,
            entry: entry.clone(),
        })
        .ok_or_else(not_waiting)
}

/// The person of a proposal.
///
/// # Errors
/// When no proposal of that name waits.
pub fn case_of(session: &Session, hit: EntryRef) -> Result<CaseId, Error> {
    waiting(session, None, None)?
        .into_iter()
        .find(|one| one.entry.id == hit)
        .map(|one| one.row.id)
        .ok_or_else(|| Error::said("error-match-not-waiting", &[("hit", &hit.to_string())]))
}

fn take_over(
    session: &mut Session,
    hits: &[WaitingHit],
    because: Option<&str>,
) -> Result<Vec<EntryRef>, Error> {
    let (officer, now) = (session.officer.clone(), session.clock.now());
    let (clock_set, pack) = (session.clock.is_set(), session.pack.label());
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    let mut made = Vec::new();
    for WaitingHit { row, entry } in hits {
        // Another program may have been here since the list was read.
        let Some(case) = writing.case(row.id, None)? else {
            continue;
        };
        if !hit::waiting(&case).iter().any(|one| one.id == entry.id) {
            continue;
        }
        let last = case.entries.iter().map(|one| one.at).max();
        let at = last.map_or(now, |last| last.max(now));
        let unit = case.unit.unwrap_or(row.unit);
        for (kind, fields) in acts_of(entry, because) {
            let body = Body {
                by: officer.clone(),
                pack: pack.clone(),
                clock_set,
                hit: Some(entry.id),
                source: entry.body.source.clone(),
                fields,
                ..Body::default()
            };
            made.push(writing.append(NewEntry {
                case: row.id,
                unit,
                kind,
                at,
                body,
            })?);
        }
        writing.project()?;
    }
    writing.commit()?;
    Ok(made)
}

/// The contact and the facts that an accepted proposal becomes.
fn acts_of(hit: &Entry, because: Option<&str>) -> Vec<(Kind, Map<String, Value>)> {
    let title = hit.text("title").unwrap_or_default();
    let day = hit.text("list_date").unwrap_or_default();
    let note = match because {
        Some(why) => format!("{title} {day} {why}"),
        None => format!("{title} {day}"),
    };
    let fields = |pairs: &[(&str, &str)]| -> Map<String, Value> {
        pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Value::from(*text)))
            .collect()
    };
    let found = hit.text("found").unwrap_or("unclear");
    let contact = [("how", "match"), ("found", found), ("note", &note)];
    let mut acts = vec![(Kind::Contact, fields(&contact))];
    let facts = hit.body.fields.get("facts").and_then(Value::as_object);
    for (name, value) in facts.into_iter().flatten() {
        let value = value.as_str().unwrap_or_default();
        let fact = [("name", name.as_str()), ("value", value), ("source", title)];
        acts.push((Kind::Fact, fields(&fact)));
    }
    acts
}
