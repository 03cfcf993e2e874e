//! First entries of new cases: made ready apart, on another thread if need be, then written many at a time.
//! What a first entry makes of its case is the same fold that a rebuild does.

use super::Result;
use super::chain::{CaseIds, Draft, LogStatements, Salts};
use super::log::{NewEntry, Writing};
use super::projections::{Projected, insert_row, insert_sql};
use crate::domain::entry::{CaseId, Entry, EntryRef, StreamId};
use crate::domain::pack::Pack;
use crate::domain::roster::RosterFacts;
use crate::domain::timeline::{self, Changes};

/// The first entry of a new case, not yet written, with all that follows from it.
#[derive(Debug)]
pub struct FirstEntry(Box<Ready>);

/// It lies apart, for it is handed on many times and is big.
#[derive(Debug)]
struct Ready {
    draft: Draft,
    projected: Projected,
    changes: Changes,
    facts: Option<RosterFacts>,
}

impl FirstEntry {
    /// What the list says of the person.
    #[must_use]
    pub fn into_facts(self) -> RosterFacts {
        self.0.facts.unwrap_or_default()
    }

    /// The new case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.0.draft.case
    }
}

/// Makes first entries ready; it needs no book, only the moment of writing.
pub struct FirstEntries<'p> {
    pack: &'p Pack,
    written_at: i64,
    salts: Salts,
    new_cases: CaseIds,
}

impl<'p> FirstEntries<'p> {
    /// For entries of one transaction that began at `written_at`.
    #[must_use]
    pub const fn new(pack: &'p Pack, written_at: i64) -> Self {
        Self {
            pack,
            written_at,
            salts: Salts::new(),
            new_cases: CaseIds::new(written_at),
        }
    }

    /// The id of a new case.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new_case(&mut self) -> Result<CaseId> {
        self.new_cases.next(&mut self.salts)
    }

    /// Makes the first entry of a new case ready.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn prepare(&mut self, new: NewEntry) -> Result<FirstEntry> {
        let draft = Draft::of(&new, self.salts.next()?)?;
        // No projection depends on where in the log an only entry stands.
        let entry = Entry {
            id: EntryRef::default(),
            stream: StreamId::default(),
            seq: 0,
            unit: new.unit,
            case: new.case,
            kind: new.kind,
            at: new.at,
            written_at: self.written_at,
            hlc: 0,
            parents: Vec::new(),
            body: new.body,
        };
        let (mut case, changes) = timeline::fold_first(entry, self.pack);
        let projected = Projected::of(&case, self.pack, &changes);
        Ok(FirstEntry(Box::new(Ready {
            draft,
            projected,
            changes,
            facts: case.entries.pop().and_then(|entry| entry.body.roster),
        })))
    }
}

impl Writing<'_> {
    /// Appends first entries in their order and projects them at once, so that a long import needs no memory.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn append_firsts(&mut self, firsts: &[FirstEntry]) -> Result<()> {
        let mut log = LogStatements::new(&self.tx, self.chain.stream_no)?;
        let mut cases = self.tx.prepare_cached(insert_sql())?;
        let first_no = self.next_no;
        for FirstEntry(first) in firsts {
            let (header, hash) = self.chain.seal(&first.draft, Vec::new());
            log.insert(&first.draft, &header, &hash)?;
            self.figures
                .hear(self.pack, first.draft.unit, first.draft.at);
            self.figures.count(&first.changes, 1);
            insert_row(&mut cases, self.next_no, &first.projected)?;
            self.next_no += 1;
        }
        drop((log, cases));
        for (no, FirstEntry(first)) in (first_no..).zip(firsts) {
            self.write_spells(no, &[], &first.projected.spells)?;
            self.insert_terms(no, &first.projected)?;
        }
        Ok(())
    }
}
