//! A case: what the entries about one person add up to. The only place that says which entry stands.

mod stage;
mod standing;

use std::collections::BTreeSet;

use super::entry::{CaseId, Entry, EntryRef, Kind};
use super::money::Money;
use super::pack::{OutcomeKind, Pack};
use super::roster::{Doubt, RosterFacts};
use super::unit::UnitCode;

pub use stage::{Outcome, OutcomeStatus, Pass, State, Turn};

/// A case, folded from its entries in [`Entry::order`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Where it lies.
    pub unit: Option<UnitCode>,
    /// What lists and corrections say of the person.
    pub facts: RosterFacts,
    /// Other telephone numbers, newest last.
    pub phones: Vec<String>,
    /// Doubts that nobody settled yet.
    pub doubts: BTreeSet<Doubt>,
    /// Raw texts of cells that raised doubts, by column title.
    pub raw: Vec<(String, String)>,
    /// When the case was registered, milliseconds.
    pub registered_at: i64,
    /// All entries so far, in order.
    pub entries: Vec<Entry>,
    /// Entries that were taken back.
    pub withdrawn: BTreeSet<EntryRef>,
    /// The last outcome and what became of it.
    pub outcome: Option<Outcome>,
    /// Approved outcomes that ended.
    pub unresolved: i64,
    /// Entries made with a clock set by hand.
    pub clock_set: i64,
}

impl Case {
    /// Folds entries into a case; their order of arrival does not matter.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>, pack: &Pack) -> Self {
        let mut ordered: Vec<&Entry> = entries.into_iter().collect();
        ordered.sort_by_key(|entry| entry.order());
        let mut case = Self::default();
        for entry in ordered {
            case.apply(entry, pack);
        }
        case
    }

    /// Takes the next entry. Entries that make no sense here (two logs met) are kept and change nothing else.
    pub fn apply(&mut self, entry: &Entry, pack: &Pack) {
        self.take(entry.clone(), pack);
    }

    /// The same with an entry that nobody else needs.
    pub fn take(&mut self, entry: Entry, pack: &Pack) {
        if self.entries.is_empty() {
            self.id = entry.case;
            self.registered_at = entry.at;
            self.unit = Some(entry.unit);
        }
        self.clock_set += i64::from(entry.body.clock_set);
        if !self.withdrawn.contains(&entry.id) {
            match entry.kind {
                Kind::Classify => self.end_outcome(),
                Kind::Resolve => self.propose(&entry, pack),
                Kind::Review => self.review(&entry, pack),
                Kind::Withdraw => self.withdraw(&entry),
                _ if entry.takes_back() => self.withdraw(&entry),
                _ => self.take_fact(&entry),
            }
        }
        self.entries.push(entry);
    }

    /// Takes what an entry says of the person: who, where, and which doubts are answered.
    fn take_fact(&mut self, entry: &Entry) {
        match entry.kind {
            Kind::Import | Kind::Register => self.take_roster(entry),
            Kind::Move => {
                self.unit = Some(entry.unit);
                self.settle_place();
            }
            Kind::Correct => self.correct(entry),
            Kind::AcceptDoubt => {
                if let Some(doubt) = entry.text("doubt").and_then(Doubt::named) {
                    self.doubts.remove(&doubt);
                }
            }
            _ => {}
        }
    }

    fn take_roster(&mut self, entry: &Entry) {
        if let Some(roster) = &entry.body.roster {
            self.learn(roster);
        }
        self.doubts.extend(&entry.body.doubts);
        self.raw.extend(entry.body.raw.iter().cloned());
        if self.facts.id_number.is_some() {
            for answered in [Doubt::IdMissing, Doubt::IdPrecisionLost, Doubt::IdLength] {
                self.doubts.remove(&answered);
            }
        }
        self.settle_place();
    }

    /// Takes what is new; a value that stands already is not replaced, a second telephone is kept beside the first.
    fn learn(&mut self, told: &RosterFacts) {
        let mine = &mut self.facts;
        if mine.presumed_class.unwrap_or(0) == 0 && told.presumed_class.is_some() {
            mine.presumed_class = told.presumed_class;
        }
        if let Some(phone) = &told.phone
            && mine.phone.as_ref().is_some_and(|first| first != phone)
            && !self.phones.contains(phone)
        {
            self.phones.push(phone.clone());
        }
        mine.fill(told);
    }

    /// A doubt about the place is answered by a place.
    fn settle_place(&mut self) {
        use super::unit::Level;
        if let Some(unit) = self.unit {
            if unit.level() >= Level::Township {
                self.doubts.remove(&Doubt::UnitUnresolved);
            }
            if unit.level() >= Level::Village {
                self.doubts.remove(&Doubt::VillageUnresolved);
            }
        }
    }

    fn end_outcome(&mut self) {
        if let Some(outcome) = &mut self.outcome {
            if outcome.status == OutcomeStatus::Approved {
                self.unresolved += 1;
            }
            outcome.status = OutcomeStatus::Ended;
        }
    }

    fn propose(&mut self, entry: &Entry, pack: &Pack) {
        let Some(kind) = entry.text("outcome").and_then(OutcomeKind::named) else {
            return;
        };
        if self.class().is_none() {
            return;
        }
        self.end_outcome();
        let amount = |field: &str| {
            entry
                .text(field)
                .and_then(|text| text.parse().ok())
                .unwrap_or(Money::ZERO)
        };
        self.outcome = Some(Outcome {
            entry: entry.id,
            kind,
            by: entry.body.by.clone(),
            at: entry.at,
            status: if pack.review.required {
                OutcomeStatus::Proposed
            } else {
                OutcomeStatus::Approved
            },
            review: None,
            passed: Vec::new(),
            deciders: Vec::new(),
            review_note: String::new(),
            reasoned: entry.text("because").is_some(),
            back_pay: amount("back_pay"),
            heir_due: amount("heir_due"),
            recover_due: amount("recover_due"),
            sealed_amount: amount("sealed_amount"),
            refund_due: amount("refund_due"),
        });
    }

    fn review(&mut self, entry: &Entry, pack: &Pack) {
        if !self.may_review(&entry.body.by, pack) {
            return;
        }
        let Some(outcome) = &mut self.outcome else {
            return;
        };
        if outcome.status != OutcomeStatus::Proposed {
            return;
        }
        let levels = &pack.review.levels;
        let awaited = outcome.passed.len();
        let named = entry.text("level");
        let named = named.and_then(|id| levels.iter().position(|level| level.id == id));
        let note = entry.text("note").unwrap_or_default();
        if entry.text("decision") == Some("approve") {
            if named.is_some_and(|named| named != awaited) {
                return;
            }
            if let Some(level) = levels.get(awaited) {
                outcome.passed.push(Pass {
                    level: level.id.clone(),
                    entry: entry.id,
                });
            }
            if outcome.passed.len() >= levels.len() {
                outcome.status = OutcomeStatus::Approved;
            }
        } else if let Some(back) = named.filter(|named| *named < awaited) {
            outcome.passed.truncate(back);
        } else {
            outcome.status = OutcomeStatus::Returned;
        }
        outcome.deciders.push((awaited, entry.body.by.clone()));
        outcome.review = Some(entry.id);
        note.clone_into(&mut outcome.review_note);
    }

    fn withdraw(&mut self, entry: &Entry) {
        let Some(target) = entry.body.target else {
            return;
        };
        let taken = self.entries.iter().find(|e| e.id == target).map(|e| e.kind);
        // Whoever looks at the work takes back a look, and none of the work itself.
        if entry.takes_back() && taken.is_some_and(|kind| kind != entry.kind) {
            return;
        }
        let standing_class = self.class_entry().map(|class| class.id);
        let was_standing = self.withdrawn.insert(target);
        if !was_standing {
            return;
        }
        // What an officer took over from a match list is one act: with the contact its facts go too.
        if let Some(hit) = self
            .entries
            .iter()
            .find(|e| e.id == target)
            .and_then(|e| e.body.hit)
        {
            let together = self.entries.iter().filter(|e| e.body.hit == Some(hit));
            self.withdrawn.extend(together.map(|e| e.id));
        }
        match taken {
            Some(Kind::Classify) if standing_class == Some(target) => self.end_outcome(),
            Some(Kind::Resolve) if self.outcome.as_ref().is_some_and(|o| o.entry == target) => {
                self.end_outcome();
            }
            Some(Kind::Review) => self.unreview(target),
            Some(Kind::Correct | Kind::AcceptDoubt) => self.replay_facts(),
            _ => {}
        }
    }

    /// A withdrawn approval leaves the proposal waiting, at its own level where there are several; a withdrawn return
    /// leaves it ended, for what has ended stays so.
    fn unreview(&mut self, review: EntryRef) {
        let Some(outcome) = &mut self.outcome else {
            return;
        };
        let level = outcome.passed.iter().position(|pass| pass.entry == review);
        if outcome.review != Some(review) && level.is_none() {
            return;
        }
        match outcome.status {
            OutcomeStatus::Approved => {
                outcome.status = OutcomeStatus::Proposed;
                outcome.passed.truncate(level.unwrap_or(0));
                outcome.review = outcome.passed.last().map(|pass| pass.entry);
                self.unresolved += 1;
            }
            OutcomeStatus::Proposed => {
                if let Some(level) = level {
                    outcome.passed.truncate(level);
                    outcome.review = outcome.passed.last().map(|pass| pass.entry);
                }
            }
            OutcomeStatus::Returned if outcome.review == Some(review) => {
                outcome.status = OutcomeStatus::Ended;
            }
            OutcomeStatus::Returned | OutcomeStatus::Ended => {}
        }
    }

    fn correct(&mut self, entry: &Entry) {
        let (Some(field), Some(value)) = (entry.text("field"), entry.text("value")) else {
            return;
        };
        let owned = Some(value.to_owned());
        let facts = &mut self.facts;
        match field {
            "id_number" => facts.id_number = owned,
            "name" => facts.name = owned,
            "unit" => {
                self.unit = value.parse().ok().or(self.unit);
                facts.unit = self.unit;
            }
            "suspended_from" => facts.suspended_from = value.parse().ok(),
            "phone" => facts.phone = owned,
            "birth" => facts.birth = value.parse().ok(),
            "account" => facts.account = owned,
            "address" => facts.address = owned,
            "group" => facts.group = value.parse().ok(),
            "house" => facts.house = owned,
            "monthly_amount" => facts.monthly_amount = value.parse().ok(),
            "account_balance" => facts.account_balance = value.parse().ok(),
            "presumed_class" => facts.presumed_class = value.parse().ok(),
            _ => {}
        }
        for doubt in answered_by(field) {
            self.doubts.remove(doubt);
        }
        self.settle_place();
    }

    /// Reads names, places and doubts again without what was taken back.
    fn replay_facts(&mut self) {
        let mut fresh = Self {
            id: self.id,
            unit: self.entries.first().map(|entry| entry.unit),
            withdrawn: self.withdrawn.clone(),
            ..Self::default()
        };
        for entry in &self.entries {
            if self.withdrawn.contains(&entry.id) {
                continue;
            }
            fresh.take_fact(entry);
        }
        self.unit = fresh.unit;
        self.facts = fresh.facts;
        self.phones = fresh.phones;
        self.doubts = fresh.doubts;
        self.raw = fresh.raw;
    }

    /// Every value that a list ever gave, by field: reading a list again adds nothing to it.
    #[must_use]
    pub fn told(&self) -> BTreeSet<(&'static str, String)> {
        self.entries
            .iter()
            .filter_map(|entry| entry.body.roster.as_ref())
            .flat_map(RosterFacts::pairs)
            .collect()
    }
}

/// Doubts that a correction of this field answers.
fn answered_by(field: &str) -> &'static [Doubt] {
    match field {
        "id_number" => &[
            Doubt::IdCheckDigit,
            Doubt::IdBirthDate,
            Doubt::IdLegacy,
            Doubt::IdSuffix,
            Doubt::IdPrecisionLost,
            Doubt::IdLength,
            Doubt::IdMissing,
            Doubt::UnderAge,
            Doubt::BirthDiffers,
        ],
        "name" => &[Doubt::NameMissing, Doubt::ControlCharacters],
        "suspended_from" => &[Doubt::SuspendedMonthUnreadable],
        "birth" => &[Doubt::BirthDiffers],
        "monthly_amount" | "account_balance" => &[Doubt::AmountUnreadable],
        "presumed_class" => &[Doubt::ReasonUnmapped],
        _ => &[],
    }
}
