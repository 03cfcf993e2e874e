//! The desk that decides what becomes of a row: whose case it is, what is new in it, what is only noted.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use super::super::session::Session;
use super::{Disposition, ImportOptions, ImportResult, RowResult, lists};
use crate::domain::entry::{Body, CaseId, Kind, Source};
use crate::domain::roster::{Doubt, RosterFacts, RosterRow};
use crate::domain::unit::{Level, UnitCode};
use crate::intake::Listing;
use crate::store::{FirstEntries, FirstEntry, NewEntry, StoreError, Writing};

/// What stands on every entry of one import.
pub(super) struct Letterhead {
    file: String,
    officer: String,
    pack: String,
    at: i64,
    clock_set: bool,
    book_unit: UnitCode,
}

impl Letterhead {
    /// For a file that is taken in now.
    pub(super) fn of(session: &Session, path: &Path) -> Self {
        Self {
            file: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            officer: session.officer.clone(),
            pack: session.pack.label(),
            at: session.clock.now(),
            clock_set: session.clock.is_set(),
            book_unit: session.store.unit(),
        }
    }

    fn body(&self, row: &RosterRow, roster: Option<RosterFacts>) -> Body {
        Body {
            by: self.officer.clone(),
            pack: self.pack.clone(),
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

    /// What stands on the entry about the list as a whole.
    fn about_the_list(&self) -> lists::Heading {
        lists::Heading {
            file: self.file.clone(),
            unit: self.book_unit,
            at: self.at,
            body: Body {
                by: self.officer.clone(),
                pack: self.pack.clone(),
                clock_set: self.clock_set,
                ..Body::default()
            },
        }
    }

    /// The entry that opens the case of a row's person, made ready; of the row's facts the ID alone stays behind.
    pub(super) fn first_entry(
        &self,
        firsts: &mut FirstEntries<'_>,
        row: &mut RosterRow,
    ) -> Result<FirstEntry, StoreError> {
        let unit = row.facts.unit.unwrap_or(self.book_unit);
        let id_number = row.facts.id_number.clone();
        let facts = std::mem::take(&mut row.facts);
        row.facts.id_number = id_number;
        let mut body = self.body(row, Some(facts));
        body.doubts.clone_from(&row.doubts);
        body.raw.clone_from(&row.raw);
        let case = firsts.new_case()?;
        firsts.prepare(NewEntry {
            case,
            unit,
            kind: Kind::Import,
            at: self.at,
            body,
        })
    }
}

/// The ID numbers of a file's earlier rows; a million of them have to fit beside everything else.
#[derive(Default)]
struct Ids {
    plain: HashMap<u64, CaseId>,
    others: HashMap<Box<str>, CaseId>,
}

impl Ids {
    /// Eighteen digits, the last perhaps an X, as one number to the base of eleven.
    fn packed(id: &str) -> Option<u64> {
        if id.len() != 18 {
            return None;
        }
        id.bytes().try_fold(0, |number: u64, byte| {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'X' => 10,
                _ => return None,
            };
            Some(number * 11 + u64::from(digit))
        })
    }

    fn case_of(&self, id: &str) -> Option<CaseId> {
        match Self::packed(id) {
            Some(number) => self.plain.get(&number).copied(),
            None => self.others.get(id).copied(),
        }
    }

    fn insert(&mut self, id: &str, case: CaseId) {
        match Self::packed(id) {
            Some(number) => self.plain.insert(number, case),
            None => self.others.insert(id.into(), case),
        };
    }
}

/// New cases are written so many at a time.
const AT_ONCE: usize = 256;

pub(super) struct ImportDesk<'a> {
    letterhead: &'a Letterhead,
    /// The book held nobody before: nobody can be matched.
    empty_book: bool,
    dry_run: bool,
    keep_rows: bool,
    firsts: FirstEntries<'a>,
    first_new: i64,
    waiting: Vec<FirstEntry>,
    ids: Ids,
    used: HashSet<CaseId>,
    /// Townships that the rows name, for the comparison with the list before.
    townships: BTreeSet<Option<UnitCode>>,
    /// The place of the first entry that this list writes.
    from: u64,
    /// How many lists were noted before: where there is one, what this one changes is counted, also when nothing is
    /// written.
    lists_before: usize,
    changed: u64,
    result: ImportResult,
}

impl<'a> ImportDesk<'a> {
    pub(super) fn new(
        letterhead: &'a Letterhead,
        options: &ImportOptions,
        writing: &Writing<'_>,
        firsts: FirstEntries<'a>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            letterhead,
            empty_book: writing.is_empty()?,
            dry_run: options.dry_run,
            keep_rows: !options.without_rows,
            firsts,
            first_new: writing.next_case_number(),
            waiting: Vec::with_capacity(AT_ONCE),
            ids: Ids::default(),
            used: HashSet::new(),
            townships: BTreeSet::new(),
            from: writing.next_place().1,
            lists_before: writing.lists()?.len(),
            changed: 0,
            result: ImportResult::default(),
        })
    }

    /// Takes the next row; `first` is the entry that opens its person's case, where it was made ready.
    pub(super) fn take(
        &mut self,
        writing: &mut Writing<'_>,
        mut row: RosterRow,
        first: Option<FirstEntry>,
    ) -> Result<(), StoreError> {
        if first.is_none() && !row.facts.is_somebody() {
            self.close(row, Disposition::Rejected, None);
            return Ok(());
        }
        if let Some(id) = row.facts.id_number.as_deref()
            && let Some(case) = self.ids.case_of(id)
        {
            if let Some(first) = first {
                row.facts = first.into_facts();
            }
            self.write_waiting(writing)?;
            self.note_duplicate(writing, case, &row)?;
            self.close(row, Disposition::Duplicate, Some(case));
            return Ok(());
        }
        let found = if self.empty_book {
            None
        } else {
            let township = row.facts.unit.and_then(|unit| unit.at(Level::Township));
            self.townships.insert(township);
            self.find(writing, &row.facts)?
        };
        let (case, disposition) = if let Some(case) = found {
            self.write_waiting(writing)?;
            self.changed += u64::from(self.learn(writing, case, &row)?);
            (case, Disposition::Matched)
        } else {
            (self.create(writing, &mut row, first)?, Disposition::Created)
        };
        if !self.empty_book {
            self.used.insert(case);
        }
        if let Some(id) = row.facts.id_number.as_deref() {
            self.ids.insert(id, case);
        }
        self.close(row, disposition, Some(case));
        Ok(())
    }

    /// Writes what still waits, and says what was done.
    pub(super) fn finish(
        mut self,
        writing: &mut Writing<'_>,
        listing: Listing,
    ) -> Result<ImportResult, StoreError> {
        self.write_waiting(writing)?;
        self.result.rows_read = listing.rows_read;
        self.result.listing = listing;
        let seen = lists::Seen {
            cases: &self.used,
            townships: &self.townships,
            from: self.from,
            created: self.result.created,
            changed: self.changed,
            rows: self.result.rows_read,
            book_was_empty: self.empty_book,
            dry_run: self.dry_run,
        };
        let heading = self.letterhead.about_the_list();
        let beside = lists::lay_beside(writing, &self.result.listing, &seen, heading)?;
        if let Some((change, gone)) = beside {
            self.result.since_last = Some(change);
            self.result.gone = gone;
        }
        Ok(self.result)
    }

    fn write_waiting(&mut self, writing: &mut Writing<'_>) -> Result<(), StoreError> {
        if !self.waiting.is_empty() {
            writing.append_firsts(&self.waiting)?;
            self.waiting.clear();
        }
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
        let unit = facts.unit.unwrap_or(self.letterhead.book_unit);
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

    fn create(
        &mut self,
        writing: &mut Writing<'_>,
        row: &mut RosterRow,
        first: Option<FirstEntry>,
    ) -> Result<CaseId, StoreError> {
        if self.dry_run {
            return self.firsts.new_case();
        }
        let first = match first {
            Some(first) => first,
            None => self.letterhead.first_entry(&mut self.firsts, row)?,
        };
        let case = first.case();
        self.waiting.push(first);
        if self.waiting.len() >= AT_ONCE {
            self.write_waiting(writing)?;
        }
        Ok(case)
    }

    /// Records what the row says and no list said before; moves a case whose place was not known. Gives whether it said
    /// something new.
    fn learn(
        &self,
        writing: &mut Writing<'_>,
        id: CaseId,
        row: &RosterRow,
    ) -> Result<bool, StoreError> {
        if self.dry_run && self.lists_before == 0 {
            return Ok(false);
        }
        let Some(case) = writing.case(id, None)? else {
            return Err(StoreError::Damaged(format!("case {id}")));
        };
        let told = case.told();
        let mut new = row.facts.clone();
        let known = |field: &'static str, value: &str| told.contains(&(field, value.to_owned()));
        for (field, value) in row.facts.pairs() {
            if known(field, &value) {
                new.forget(field);
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
        let is_new = lower || new != RosterFacts::default();
        if self.dry_run || !is_new {
            return Ok(is_new);
        }
        let at = self.letterhead.at.max(
            case.entries
                .iter()
                .map(|entry| entry.at)
                .max()
                .unwrap_or(self.letterhead.at),
        );
        if new != RosterFacts::default() {
            let mut body = self.letterhead.body(row, Some(new));
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
            let unit = case.unit.unwrap_or(self.letterhead.book_unit);
            writing.append(NewEntry {
                case: id,
                unit,
                kind: Kind::Import,
                at,
                body,
            })?;
        }
        if lower && let Some(unit) = row.facts.unit {
            let body = self.letterhead.body(row, None);
            writing.append(NewEntry {
                case: id,
                unit,
                kind: Kind::Move,
                at,
                body,
            })?;
        }
        writing.project()?;
        Ok(true)
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
        let known: HashSet<(&str, String)> =
            case.told().into_iter().chain(case.facts.pairs()).collect();
        let noted: Vec<String> = case
            .standing(Kind::Note)
            .filter_map(|note| note.text("text"))
            .map(|text| format!("; {text}; "))
            .collect();
        // Each value is noted once: what is new of a row may shrink as other lists tell the rest.
        let differing: Vec<String> = row
            .facts
            .pairs()
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
        let mut body = self.letterhead.body(row, None);
        body.fields.insert("text".to_owned(), text.into());
        let at = self.letterhead.at.max(
            case.entries
                .iter()
                .map(|entry| entry.at)
                .max()
                .unwrap_or(self.letterhead.at),
        );
        writing.append(NewEntry {
            case: id,
            unit: case.unit.unwrap_or(self.letterhead.book_unit),
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
