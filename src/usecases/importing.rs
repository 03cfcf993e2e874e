//! Importing a list: every data row ends as rejected, duplicate, matched or created, in one transaction.

mod beside;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde::Serialize;

use super::session::{Clock, Session};
use crate::domain::case::facts_as_pairs;
use crate::domain::entry::{Body, CaseId, Kind, Source};
use crate::domain::roster::{Doubt, RosterFacts, RosterRow};
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::intake::{Context, Limits, Listing, Progress, Stop, Words};
use crate::store::{NewEntry, StoreError, Writing};

pub(super) use beside::read_beside;

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
    /// Every row.
    pub rows: Vec<RowResult>,
    /// The rows that want an officer's eye, whole: for the spreadsheet of what to correct.
    #[serde(skip)]
    pub unsettled: Vec<(RosterRow, Disposition)>,
    /// What the file turned out to be.
    #[serde(skip)]
    pub listing: Listing,
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
    let (at, clock_set) = (session.clock.now(), session.clock.is_set());
    let officer = session.officer.clone();
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
    let mut writing = session.store.begin(pack, Clock::device())?;
    let empty_book = writing.is_empty()?;
    if empty_book && !options.dry_run {
        writing.begin_bulk()?;
    }
    let first_new = writing.next_case_number();
    let mut desk = ImportDesk {
        file: path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        officer,
        at,
        clock_set,
        book_unit,
        empty_book,
        dry_run: options.dry_run,
        first_new,
        keep_rows: !options.without_rows,
        ids: HashMap::new(),
        used: HashSet::new(),
        result: ImportResult::default(),
    };
    let listing = read_beside(path, &context, &options.limits, &mut |row, progress| {
        if progress.rows.is_multiple_of(500) && tick(progress).is_err() {
            return Err(Error::said("error-import-stopped", &[]));
        }
        desk.take(&mut writing, row).map_err(Error::from)
    })?;
    let mut result = desk.result;
    result.rows_read = listing.rows_read;
    result.listing = listing;
    if !options.dry_run {
        writing.commit()?;
    }
    Ok(result)
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "four independent facts about one import"
)]
struct ImportDesk {
    file: String,
    officer: String,
    at: i64,
    clock_set: bool,
    book_unit: UnitCode,
    empty_book: bool,
    dry_run: bool,
    first_new: i64,
    keep_rows: bool,
    ids: HashMap<Box<str>, CaseId>,
    used: HashSet<CaseId>,
    result: ImportResult,
}

impl ImportDesk {
    fn take(&mut self, writing: &mut Writing<'_>, row: RosterRow) -> Result<(), StoreError> {
        let facts = &row.facts;
        if facts.name.is_none() && facts.id_number.is_none() {
            self.close(row, Disposition::Rejected, None);
            return Ok(());
        }
        if let Some(id) = facts.id_number.as_deref()
            && let Some(case) = self.ids.get(id).copied()
        {
            self.note_duplicate(writing, case, &row)?;
            self.close(row, Disposition::Duplicate, Some(case));
            return Ok(());
        }
        let found = if self.empty_book {
            None
        } else {
            self.find(writing, facts)?
        };
        let (case, disposition) = if let Some(case) = found {
            self.learn(writing, case, &row)?;
            (case, Disposition::Matched)
        } else {
            (self.create(writing, &row)?, Disposition::Created)
        };
        if !self.empty_book {
            self.used.insert(case);
        }
        if let Some(id) = row.facts.id_number.as_deref() {
            self.ids.insert(id.into(), case);
        }
        self.close(row, disposition, Some(case));
        Ok(())
    }

    /// The person's case: same ID, else same personal number, else, where one of the two has no ID, same name, unit
    /// and month. A case of this very file is never one: two rows without an ID are two people.
    fn find(
        &self,
        writing: &Writing<'_>,
        facts: &RosterFacts,
    ) -> Result<Option<CaseId>, StoreError> {
        if let Some(id) = &facts.id_number
            && let Some(case) = writing.case_by_id_number(id)?
        {
            return Ok(Some(case));
        }
        if let Some(number) = &facts.personal_number
            && let Some(case) = writing.case_by_personal_number(number)?
            && !self.used.contains(&case)
        {
            return Ok(Some(case));
        }
        let (Some(name), Some(month)) = (&facts.name, facts.suspended_from) else {
            return Ok(None);
        };
        let unit = facts.unit.unwrap_or(self.book_unit);
        let candidates = writing.cases_by_name(name, unit, month, self.first_new)?;
        let free: Vec<_> = candidates
            .iter()
            .filter(|candidate| !self.used.contains(&candidate.case))
            .collect();
        let without: Vec<_> = free.iter().filter(|candidate| !candidate.has_id).collect();
        if let Some(first) = without.first() {
            // A row with an ID goes to the one without only when it is the only one of that name.
            let certain = facts.id_number.is_none() || free.len() == 1;
            return Ok(certain.then_some(first.case));
        }
        let only = (free.len() == 1 && facts.id_number.is_none()).then(|| free[0].case);
        Ok(only)
    }

    fn body(&self, row: &RosterRow, roster: Option<RosterFacts>, pack: String) -> Body {
        Body {
            by: self.officer.clone(),
            pack,
            clock_set: self.clock_set,
            source: Some(Source {
                file: self.file.clone(),
                sheet: row.sheet.to_string(),
                row: row.row,
            }),
            roster,
            ..Body::default()
        }
    }

    fn create(&self, writing: &mut Writing<'_>, row: &RosterRow) -> Result<CaseId, StoreError> {
        let case = writing.new_case()?;
        if self.dry_run {
            return Ok(case);
        }
        let mut body = self.body(row, Some(row.facts.clone()), writing.policy().label());
        body.doubts.clone_from(&row.doubts);
        body.raw.clone_from(&row.raw);
        writing.append_first(NewEntry {
            case,
            unit: row.facts.unit.unwrap_or(self.book_unit),
            kind: Kind::Import,
            at: self.at,
            body,
        })
    }

    /// Records what the row says and no list said before; moves a case whose place was not known.
    fn learn(
        &self,
        writing: &mut Writing<'_>,
        id: CaseId,
        row: &RosterRow,
    ) -> Result<(), StoreError> {
        if self.dry_run {
            return Ok(());
        }
        let Some(case) = writing.case(id, None)? else {
            return Err(StoreError::Damaged(format!("case {id}")));
        };
        let told = case.told();
        let mut new = row.facts.clone();
        let known = |field: &'static str, value: &str| told.contains(&(field, value.to_owned()));
        for (field, value) in facts_as_pairs(&row.facts) {
            if known(field, &value) {
                forget(&mut new, field);
            }
        }
        // What a list leaves open is no news: a place is only told where it is lower than the one known.
        let lower = match (case.unit, row.facts.unit) {
            (Some(old), Some(unit)) => {
                unit.level() > old.level() && old.contains(unit) && old.level() < Level::Village
            }
            _ => false,
        };
        if !lower {
            new.unit = None;
        }
        if new.presumed_class == Some(0) {
            new.presumed_class = None;
        }
        // Another spelling of the same place, name or reason adds nothing.
        if case.facts.house.is_some() && new.house.is_some() && new.address.is_none() {
            new.house = None;
        }
        let at = self.at.max(
            case.entries
                .iter()
                .map(|entry| entry.at)
                .max()
                .unwrap_or(self.at),
        );
        if new != RosterFacts::default() {
            let mut body = self.body(row, Some(new), writing.policy().label());
            body.doubts = row
                .doubts
                .iter()
                .copied()
                .filter(|doubt| *doubt == Doubt::BirthDiffers || *doubt == Doubt::AmountUnreadable)
                .collect();
            body.raw.clone_from(&row.raw);
            if let (Some(birth), Some(by_id)) =
                (row.facts.birth, birth_of(case.facts.id_number.as_deref()))
                && birth != by_id
                && !body.doubts.contains(&Doubt::BirthDiffers)
            {
                body.doubts.push(Doubt::BirthDiffers);
            }
            let unit = case.unit.unwrap_or(self.book_unit);
            writing.append(NewEntry {
                case: id,
                unit,
                kind: Kind::Import,
                at,
                body,
            })?;
        }
        if lower && let Some(unit) = row.facts.unit {
            let body = self.body(row, None, writing.policy().label());
            writing.append(NewEntry {
                case: id,
                unit,
                kind: Kind::Move,
                at,
                body,
            })?;
        }
        writing.project()
    }

    /// What differs on a duplicate's row is kept as a note on the case, once.
    fn note_duplicate(
        &self,
        writing: &mut Writing<'_>,
        id: CaseId,
        row: &RosterRow,
    ) -> Result<(), StoreError> {
        if self.dry_run {
            return Ok(());
        }
        let Some(case) = writing.case(id, None)? else {
            return Err(StoreError::Damaged(format!("case {id}")));
        };
        let known: HashSet<(&str, String)> = case
            .told()
            .into_iter()
            .chain(facts_as_pairs(&case.facts))
            .collect();
        let noted: Vec<String> = case
            .standing(Kind::Note)
            .filter_map(|note| note.text("text"))
            .map(|text| format!("; {text}; "))
            .collect();
        // Each value is noted once: what is new of a row may shrink as other lists tell the rest.
        let differing: Vec<String> = facts_as_pairs(&row.facts)
            .into_iter()
            .filter(|pair| !known.contains(pair))
            .map(|(field, value)| format!("{field}={value}"))
            .filter(|told| {
                !noted
                    .iter()
                    .any(|note| note.contains(&format!("; {told}; ")))
            })
            .collect();
        if differing.is_empty() {
            return Ok(());
        }
        let text = differing.join("; ");
        let mut body = self.body(row, None, writing.policy().label());
        body.fields.insert("text".to_owned(), text.into());
        let at = self.at.max(
            case.entries
                .iter()
                .map(|entry| entry.at)
                .max()
                .unwrap_or(self.at),
        );
        writing.append(NewEntry {
            case: id,
            unit: case.unit.unwrap_or(self.book_unit),
            kind: Kind::Note,
            at,
            body,
        })?;
        writing.project()
    }

    fn close(&mut self, row: RosterRow, disposition: Disposition, case: Option<CaseId>) {
        let result = &mut self.result;
        *match disposition {
            Disposition::Rejected => &mut result.rejected,
            Disposition::Duplicate => &mut result.duplicate,
            Disposition::Matched => &mut result.matched,
            Disposition::Created => &mut result.created,
        } += 1;
        if disposition != Disposition::Duplicate {
            for doubt in &row.doubts {
                *result.doubts.entry(doubt.name()).or_insert(0) += 1;
            }
        }
        if self.keep_rows {
            result.rows.push(RowResult {
                sheet: row.sheet.to_string(),
                row: row.row,
                disposition,
                case,
                doubts: row.doubts.clone(),
            });
            if !row.doubts.is_empty() || disposition == Disposition::Rejected {
                result.unsettled.push((row, disposition));
            }
        }
    }
}

/// The birth date inside an ID number of 18 characters.
fn birth_of(id_number: Option<&str>) -> Option<chrono::NaiveDate> {
    let text = id_number?.get(6..14)?;
    chrono::NaiveDate::parse_from_str(text, "%Y%m%d").ok()
}

fn forget(facts: &mut RosterFacts, field: &str) {
    macro_rules! clear {
        ($($name:ident),+) => {
            match field { $(stringify!($name) => facts.$name = None,)+ _ => {} }
        };
    }
    clear!(
        name,
        id_number,
        personal_number,
        sex,
        birth,
        unit,
        group,
        house,
        address,
        phone,
        bank,
        account,
        household_type,
        suspended_from,
        reason,
        presumed_class,
        remark,
        monthly_amount,
        account_balance
    );
}
