//! Importing a list: every data row ends as rejected, duplicate, matched or created, in one transaction.

mod beside;
mod desk;
mod lists;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

pub(super) use self::beside::read_beside;
use self::desk::{ImportDesk, Letterhead};
pub use self::lists::ListChange;
use super::session::{Clock, Session};
use crate::domain::entry::CaseId;
use crate::domain::pack::Pack;
use crate::domain::roster::{Doubt, RosterRow};
use crate::error::Error;
use crate::intake::{Context, Limits, Listing, Progress, Stop, Words};
use crate::store::{FirstEntries, FirstEntry, StoreError, TakenList, Writing};

/// What became of a data row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// Neither a name nor an ID that can be read.
    Rejected,
    /// The same ID stands on an earlier row.
    Duplicate,
    /// The person has a case already.
    Matched,
    /// A new case.
    Created,
}

/// One row's result, as scripts read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowResult {
    /// Sheet; empty for CSV.
    pub sheet: String,
    /// Row as the spreadsheet counts it.
    pub row: u32,
    /// What became of it.
    pub disposition: Disposition,
    /// Its case.
    pub case: Option<CaseId>,
    /// What is wrong with it.
    pub doubts: Vec<Doubt>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportResult {
    /// Data rows.
    pub rows_read: u64,
    /// New cases.
    pub created: u64,
    /// People who had a case.
    pub matched: u64,
    /// Rows whose ID stood on an earlier row.
    pub duplicate: u64,
    /// Rows that are nobody.
    pub rejected: u64,
    /// Rows by doubt, those of new cases and of matched ones.
    pub doubts: BTreeMap<&'static str, u64>,
    /// What the list says beside the one before of its kind, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_last: Option<ListChange>,
    /// Every row.
    pub rows: Vec<RowResult>,
    /// The rows that want an officer's eye, whole: for the spreadsheet of what to correct.
    #[serde(skip)]
    pub unsettled: Vec<(RosterRow, Disposition)>,
    /// What the file turned out to be.
    #[serde(skip)]
    pub listing: Listing,
    /// People of the list before who no longer stand on this one.
    #[serde(skip)]
    pub gone: Vec<CaseId>,
}

/// The lists of suspended people that were taken in, oldest first.
pub(super) fn taken_lists(session: &Session) -> Result<Vec<TakenList>, Error> {
    Ok(lists::taken(&session.store)?)
}

/// How an import is done.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Show all, write nothing.
    pub dry_run: bool,
    /// Limits of the reading.
    pub limits: Limits,
    /// Folder with an office's own dictionaries.
    pub words: Option<std::path::PathBuf>,
    /// Leave the list of rows out: a million of them are of no use to a screen.
    pub without_rows: bool,
}

/// Imports a list. Whatever goes wrong, nothing of it is kept by halves.
///
/// # Errors
/// When the file cannot be read or the book cannot be written, or `tick` says stop.
pub fn import(
    session: &mut Session,
    path: &Path,
    options: &ImportOptions,
    tick: &mut dyn FnMut(Progress) -> Result<(), Stop>,
) -> Result<ImportResult, Error> {
    let words = Words::load(options.words.as_deref())
        .map_err(|what| Error::said("error-words", &[("what", &what)]))?;
    let today = session.today();
    let book_unit = session.store.unit();
    let pack = &session.pack;
    let context = Context {
        divisions: &session.divisions,
        aliases: &pack.aliases,
        book_unit,
        words: &words,
        today,
        benefit_age: pack.benefit_age,
    };
    let letterhead = Letterhead::of(session, path);
    let reading = Reading {
        path,
        context,
        options,
        letterhead: &letterhead,
        pack,
        written_at: Clock::device(),
    };
    if options.dry_run {
        let mut writing = session.store.begin(pack, reading.written_at)?;
        return reading.take_all(&mut writing, tick);
    }
    let written_at = reading.written_at;
    session
        .store
        .write_much(pack, written_at, |writing| reading.take_all(writing, tick))
}

/// One import: what is read, and what is written on all of it.
struct Reading<'a> {
    path: &'a Path,
    context: Context<'a>,
    options: &'a ImportOptions,
    letterhead: &'a Letterhead,
    pack: &'a Pack,
    written_at: i64,
}

impl Reading<'_> {
    fn take_all(
        &self,
        writing: &mut Writing<'_>,
        tick: &mut dyn FnMut(Progress) -> Result<(), Stop>,
    ) -> Result<ImportResult, Error> {
        let (filling, letterhead) = (writing.is_filling(), self.letterhead);
        let new_firsts = || FirstEntries::new(self.pack, self.written_at);
        let mut firsts = new_firsts();
        let mut desk = ImportDesk::new(letterhead, self.options, writing, new_firsts())?;
        // Where the book is empty nearly every row opens a case: its entry is made ready on the reading thread.
        let prepare = move |mut row: RosterRow| {
            let first = (filling && row.facts.is_somebody())
                .then(|| letterhead.first_entry(&mut firsts, &mut row));
            (row, first.transpose())
        };
        let mut take = |rows: Vec<(RosterRow, Result<Option<FirstEntry>, StoreError>)>,
                        progress| {
            tick(progress).map_err(|Stop| Error::said("error-import-stopped", &[]))?;
            for (row, first) in rows {
                desk.take(writing, row, first?)?;
            }
            Ok(())
        };
        let limits = &self.options.limits;
        let listing = read_beside(self.path, &self.context, limits, prepare, &mut take)?;
        Ok(desk.finish(writing, listing)?)
    }
}
