//! A case: what the entries about one person add up to. The only place that says which entry stands.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::entry::{CaseId, Entry, EntryRef, Kind};
use super::money::Money;
use super::pack::{OutcomeKind, Pack, Role};
use super::procedure;
use super::record::day_of;
use super::roster::{Doubt, RosterFacts};
use super::unit::UnitCode;

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 待核查.
    Untouched,
    /// 核查中: contacted.
    InProgress,
    /// 已核查: a class stands.
    Verified,
    /// 待复核: an outcome waits.
    Proposed,
    /// 退回补正: sent back, not proposed again.
    Returned,
    /// 已处理: an approved outcome stands.
    Resolved,
    /// 说法不一致: classes contradict each other.
    Conflict,
}

impl State {
    /// All states in the order of the contract.
    pub const ALL: [Self; 7] = [
        Self::Untouched,
        Self::InProgress,
        Self::Verified,
        Self::Proposed,
        Self::Returned,
        Self::Resolved,
        Self::Conflict,
    ];

    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::InProgress => "in_progress",
            Self::Verified => "verified",
            Self::Proposed => "proposed",
            Self::Returned => "returned",
            Self::Resolved => "resolved",
            Self::Conflict => "conflict",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Whose move it is: every case is in exactly one of these lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Turn {
    /// Somebody has to go there (入户).
    Visit = 0,
    /// A call comes first (电话).
    Phone = 1,
    /// The township office (等劳保所).
    Township = 2,
    /// The district office (等区社保中心).
    District = 3,
    /// The person (等本人).
    Person = 4,
    /// The family (等家属).
    Family = 5,
    /// Another place (等外地协查).
    OtherPlace = 6,
    /// Court or police (等法院公安).
    Court = 7,
    /// The bank (等银行).
    Bank = 8,
    /// Nobody: 办完了.
    Done = 9,
}

impl Turn {
    /// All turns in order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::Visit,
        Self::Phone,
        Self::Township,
        Self::District,
        Self::Person,
        Self::Family,
        Self::OtherPlace,
        Self::Court,
        Self::Bank,
        Self::Done,
    ];

    /// The number in the book.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The turn of that number.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|turn| turn.code() == code)
    }

    fn of_role(role: Role) -> Self {
        match role {
            Role::Village => Self::Visit,
            Role::Township => Self::Township,
            Role::District => Self::District,
        }
    }

    fn of_waiting(word: &str) -> Option<Self> {
        Some(match word {
            "self" => Self::Person,
            "family" => Self::Family,
            "committee" => Self::Visit,
            "township" => Self::Township,
            "district" => Self::District,
            "other_place" => Self::OtherPlace,
            "court" => Self::Court,
            "bank" => Self::Bank,
            _ => return None,
        })
    }
}

/// Where an outcome stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeStatus {
    /// Waits for its review.
    Proposed,
    /// Approved, and stands.
    Approved,
    /// Sent back; the last thing that happened to it.
    Returned,
    /// Ended by a new classification or proposal, or taken back.
    Ended,
}

/// A proposed result and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The entry that proposed it.
    pub entry: EntryRef,
    /// The result.
    pub kind: OutcomeKind,
    /// Who proposed it.
    pub by: String,
    /// When, milliseconds.
    pub at: i64,
    /// Where it stands.
    pub status: OutcomeStatus,
    /// The entry of the standing decision.
    pub review: Option<EntryRef>,
    /// The reviewer's words.
    pub review_note: String,
    /// Whether a reason was given.
    pub reasoned: bool,
    /// Back-pay.
    pub back_pay: Money,
    /// Due to heirs.
    pub heir_due: Money,
    /// To be recovered.
    pub recover_due: Money,
    /// Sealed.
    pub sealed_amount: Money,
    /// Account to be returned to a living person.
    pub refund_due: Money,
}

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
        if self.entries.is_empty() {
            self.id = entry.case;
            self.registered_at = entry.at;
            self.unit = Some(entry.unit);
        }
        self.entries.push(entry.clone());
        self.clock_set += i64::from(entry.body.clock_set);
        if self.withdrawn.contains(&entry.id) {
            return;
        }
        match entry.kind {
            Kind::Classify => self.end_outcome(),
            Kind::Resolve => self.propose(entry, pack),
            Kind::Review => self.review(entry),
            Kind::Withdraw => self.withdraw(entry),
            _ => self.take_fact(entry),
        }
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
        macro_rules! fill {
            ($($field:ident),+) => {
                $(if mine.$field.is_none() { mine.$field.clone_from(&told.$field); })+
            };
        }
        fill!(
            name,
            id_number,
            personal_number,
            sex,
            birth,
            unit,
            house,
            address,
            bank,
            account,
            household_type,
            suspended_from,
            reason,
            remark,
            monthly_amount,
            account_balance
        );
        if mine.group.is_none() {
            mine.group = told.group;
        }
        if mine.presumed_class.unwrap_or(0) == 0 && told.presumed_class.is_some() {
            mine.presumed_class = told.presumed_class;
        }
        if let Some(phone) = &told.phone {
            if mine.phone.is_none() {
                mine.phone = Some(phone.clone());
            } else if mine.phone.as_ref() != Some(phone) && !self.phones.contains(phone) {
                self.phones.push(phone.clone());
            }
        }
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
            review_note: String::new(),
            reasoned: entry.text("because").is_some(),
            back_pay: amount("back_pay"),
            heir_due: amount("heir_due"),
            recover_due: amount("recover_due"),
            sealed_amount: amount("sealed_amount"),
            refund_due: amount("refund_due"),
        });
    }

    fn review(&mut self, entry: &Entry) {
        let Some(outcome) = &mut self.outcome else {
            return;
        };
        if outcome.status != OutcomeStatus::Proposed || outcome.by == entry.body.by {
            return;
        }
        outcome.status = if entry.text("decision") == Some("approve") {
            OutcomeStatus::Approved
        } else {
            OutcomeStatus::Returned
        };
        outcome.review = Some(entry.id);
        entry
            .text("note")
            .unwrap_or_default()
            .clone_into(&mut outcome.review_note);
    }

    fn withdraw(&mut self, entry: &Entry) {
        let Some(target) = entry.body.target else {
            return;
        };
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
        let taken = self.entries.iter().find(|e| e.id == target).map(|e| e.kind);
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

    /// A withdrawn approval leaves the proposal waiting; a withdrawn return leaves it ended, for what has ended stays so.
    fn unreview(&mut self, review: EntryRef) {
        let Some(outcome) = &mut self.outcome else {
            return;
        };
        if outcome.review != Some(review) {
            return;
        }
        match outcome.status {
            OutcomeStatus::Approved => {
                outcome.status = OutcomeStatus::Proposed;
                outcome.review = None;
                self.unresolved += 1;
            }
            OutcomeStatus::Returned => outcome.status = OutcomeStatus::Ended,
            OutcomeStatus::Proposed | OutcomeStatus::Ended => {}
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

    /// Standing entries of a kind, oldest first.
    #[must_use]
    pub fn standing(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.kind == kind && !self.withdrawn.contains(&entry.id))
    }

    /// The entry whose class stands.
    #[must_use]
    pub fn class_entry(&self) -> Option<&Entry> {
        self.standing(Kind::Classify).next_back()
    }

    /// The class that stands: `1` to `7`, `3a`, `3b`.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        self.class_entry().and_then(|entry| entry.text("class"))
    }

    /// Standing classes that contradict the last one and were written without having seen it, or it them.
    #[must_use]
    pub fn contested(&self) -> bool {
        let Some(last) = self.class_entry() else {
            return false;
        };
        if self.entries.iter().all(|entry| entry.stream == last.stream) {
            return false;
        }
        let ancestors: BTreeMap<EntryRef, &[EntryRef]> = self
            .entries
            .iter()
            .map(|entry| (entry.id, entry.parents.as_slice()))
            .collect();
        let seen = |from: EntryRef, wanted: EntryRef| {
            let (mut todo, mut done) = (vec![from], BTreeSet::new());
            while let Some(next) = todo.pop() {
                if next == wanted {
                    return true;
                }
                if done.insert(next) {
                    todo.extend(ancestors.get(&next).copied().unwrap_or_default());
                }
            }
            false
        };
        self.standing(Kind::Classify).any(|other| {
            other.text("class") != last.text("class")
                && !seen(last.id, other.id)
                && !seen(other.id, last.id)
        })
    }

    /// The outcome that waits or stands approved.
    #[must_use]
    pub fn live_outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref().filter(|outcome| {
            matches!(
                outcome.status,
                OutcomeStatus::Proposed | OutcomeStatus::Approved
            )
        })
    }

    /// The approved outcome.
    #[must_use]
    pub fn approved(&self) -> Option<&Outcome> {
        self.live_outcome()
            .filter(|outcome| outcome.status == OutcomeStatus::Approved)
    }

    /// How far the case has come.
    #[must_use]
    pub fn state(&self) -> State {
        if self.class().is_some() {
            if self.contested() {
                return State::Conflict;
            }
            return match self.outcome.as_ref().map(|outcome| outcome.status) {
                Some(OutcomeStatus::Proposed) => State::Proposed,
                Some(OutcomeStatus::Approved) => State::Resolved,
                Some(OutcomeStatus::Returned) => State::Returned,
                Some(OutcomeStatus::Ended) | None => State::Verified,
            };
        }
        if self.standing(Kind::Contact).next().is_some() {
            State::InProgress
        } else {
            State::Untouched
        }
    }

    /// Whose move it is.
    #[must_use]
    pub fn turn(&self, pack: &Pack) -> Turn {
        match self.state() {
            State::Resolved => return Turn::Done,
            State::Proposed => return Turn::District,
            State::Returned => return Turn::Visit,
            State::Untouched | State::InProgress | State::Verified | State::Conflict => {}
        }
        if let Some(turn) = self.fact("waiting_on").and_then(Turn::of_waiting) {
            return turn;
        }
        if self.open_referral().is_some() {
            return Turn::OtherPlace;
        }
        match self.state() {
            State::Untouched | State::InProgress => {
                if self.callable() {
                    Turn::Phone
                } else {
                    Turn::Visit
                }
            }
            _ => procedure::next_step(self, pack)
                .map_or(Turn::Township, |step| Turn::of_role(step.role)),
        }
    }

    /// A number is known, and nobody tried in vain or went there yet.
    fn callable(&self) -> bool {
        (self.facts.phone.is_some()
            || self
                .standing(Kind::Contact)
                .any(|c| c.text("phone").is_some()))
            && self
                .standing(Kind::Contact)
                .all(|contact| contact.text("how") == Some("match"))
    }

    /// The word for whom the case waits for, as scripts read it.
    #[must_use]
    pub fn waiting_on(&self, pack: &Pack) -> Option<&'static str> {
        match self.turn(pack) {
            Turn::Visit | Turn::Phone if self.class().is_some() => Some("committee"),
            Turn::Visit | Turn::Phone | Turn::Done => None,
            Turn::Township => Some("township"),
            Turn::District => Some("district"),
            Turn::Person => Some("self"),
            Turn::Family => Some("family"),
            Turn::OtherPlace => Some("other_place"),
            Turn::Court => Some("court"),
            Turn::Bank => Some("bank"),
        }
    }

    /// The last referral that nobody answered.
    #[must_use]
    pub fn open_referral(&self) -> Option<&Entry> {
        let asked = self.standing(Kind::Refer).next_back()?;
        asked.text("answer").is_none().then_some(asked)
    }

    /// The standing value of a fact: the newest, but what one more source says does not push aside the value that an
    /// officer chose among the sources with a reason.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        let mut told = self
            .standing(Kind::Fact)
            .filter(|fact| fact.text("name") == Some(name));
        let newest = told.next_back()?;
        let is_chosen = |fact: &&Entry| fact.text("because").is_some();
        let is_claim = newest.text("source").is_some() && !is_chosen(&newest);
        let standing = is_claim.then(|| told.rfind(is_chosen)).flatten();
        standing.unwrap_or(newest).text("value")
    }

    /// What each source says of a fact, oldest first, while they differ and nobody has chosen: value and source.
    #[must_use]
    pub fn disputed(&self, name: &str) -> Vec<(&str, &str)> {
        let told = self
            .standing(Kind::Fact)
            .filter(|fact| fact.text("name") == Some(name));
        let mut values: Vec<(&str, &str)> = Vec::new();
        for fact in told {
            if fact.text("because").is_some() {
                values.clear();
                continue;
            }
            if let (Some(value), Some(source)) = (fact.text("value"), fact.text("source")) {
                values.retain(|(_, other)| *other != source);
                values.push((value, source));
            }
        }
        let differ = values.iter().any(|(value, _)| *value != values[0].0);
        if differ { values } else { Vec::new() }
    }

    /// The day on which the last contact promised to come again.
    #[must_use]
    pub fn again_on(&self) -> Option<chrono::NaiveDate> {
        if self.approved().is_some() {
            return None;
        }
        self.standing(Kind::Contact)
            .next_back()
            .and_then(|contact| contact.text("again_on"))
            .and_then(day_of)
    }

    /// Class digit on which lists sort and count: the standing class, else the presumed one, else 0.
    #[must_use]
    pub fn likely_class(&self) -> u8 {
        let digit = |class: Option<&str>| {
            class
                .and_then(|class| class.bytes().next())
                .filter(u8::is_ascii_digit)
                .map(|digit| digit - b'0')
        };
        let confirmed = digit(self.class());
        // A hit that an officer accepted says more than the reason that the roster gave.
        let suggested = || digit(super::hit::suggesting(self).and_then(|hit| hit.text("class")));
        confirmed
            .or_else(suggested)
            .unwrap_or_else(|| self.facts.presumed_class.unwrap_or(0))
    }

    /// Entries that nobody has seen yet: the parents of the next one.
    #[must_use]
    pub fn heads(&self) -> Vec<EntryRef> {
        let seen: BTreeSet<EntryRef> = self
            .entries
            .iter()
            .flat_map(|entry| entry.parents.iter().copied())
            .collect();
        self.entries
            .iter()
            .map(|entry| entry.id)
            .filter(|id| !seen.contains(id))
            .collect()
    }

    /// Every value that a list ever gave, by field: reading a list again adds nothing to it.
    #[must_use]
    pub fn told(&self) -> BTreeSet<(&'static str, String)> {
        self.entries
            .iter()
            .filter_map(|entry| entry.body.roster.as_ref())
            .flat_map(facts_as_pairs)
            .collect()
    }

    /// Money that came back, and the part of it by offset.
    #[must_use]
    pub fn recovered(&self) -> (Money, Money) {
        let amount = |entry: &Entry| {
            entry
                .text("amount")
                .and_then(|text| text.parse().ok())
                .unwrap_or(Money::ZERO)
        };
        let all = self.standing(Kind::Recover).map(amount).sum();
        let offset = self
            .standing(Kind::Recover)
            .filter(|entry| entry.body.fields.get("offset") == Some(&Value::Bool(true)))
            .map(amount)
            .sum();
        (all, offset)
    }

    /// The entry that a withdrawal of this kind takes back.
    #[must_use]
    pub fn withdrawable(&self, kind: Kind) -> Option<&Entry> {
        if kind == Kind::Resolve {
            let outcome = self.live_outcome()?;
            return self.entries.iter().find(|entry| entry.id == outcome.entry);
        }
        self.standing(kind).next_back()
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

/// The facts of a list as field names and plain texts.
#[must_use]
pub fn facts_as_pairs(facts: &RosterFacts) -> Vec<(&'static str, String)> {
    let mut pairs = Vec::new();
    macro_rules! pair {
        ($($field:ident),+) => {
            $(if let Some(value) = &facts.$field { pairs.push((stringify!($field), value.to_string())); })+
        };
    }
    pair!(
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
    pairs
}
