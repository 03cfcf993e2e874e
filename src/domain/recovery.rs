//! The recovery of overpaid money: what is claimed, what it was taken from, what came back, in which instalments it was
//! agreed on, who objected, and what goes along when it is handed over. Folded from a case's entries and its pack; the
//! balance is that of any day. Who pays less or more than was claimed is taken as it is and shown.

mod account;
mod agreement;
mod bundle;
mod notices;
mod objections;
mod stage;

use chrono::NaiveDate;

use super::case::Case;
use super::entry::{Entry, EntryRef, Kind};
use super::money::Money;
use super::pack::Pack;
use super::pack::rules::{Chain, Cited};
use super::record::day_of;
use super::settlement::of_case::settle_case;
use super::settlement::{Situation, Working};
use super::timeline;

pub use account::{Claim, Offset, Receipt, forbidden};
pub use agreement::{Agreement, Instalment, MOST, instalments};
pub use bundle::{Answer, Dishonesty, Open, Paper};
pub use notices::{Notice, Service, is_of};
pub use objections::{Objection, Recheck};
pub use stage::Stage;

/// An agreement on instalments, as a step is named that every class has.
pub const AGREEMENT: &str = "agreement";
/// The result of a recheck after an objection.
pub const RECHECK: &str = "recheck";
/// The case was handed over to the authority.
pub const HAND_OVER: &str = "hand_over";
/// Steps of the recovery: they belong to every class, for anybody may have been overpaid.
pub const STEPS: [&str; 3] = [AGREEMENT, RECHECK, HAND_OVER];

/// What a recheck found, in the words of records.
pub const RESULTS: &[&str] = &["eligible", "lost", "changed", "upheld"];

/// A claim was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// The entry.
    pub entry: EntryRef,
    /// The day.
    pub on: NaiveDate,
    /// To whom, where it was written down.
    pub to: Option<String>,
    /// The number of the letter.
    pub document: Option<String>,
}

/// Who has to pay in place of the family: the unit that manages the person and did not report in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    /// Its name.
    pub name: String,
    /// The clause.
    pub clause: String,
}

/// All that is known of the recovery of a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// What an officer claims; nothing before an outcome says so.
    pub claim: Option<Claim>,
    /// What the settlement comes to while nobody has proposed an outcome.
    pub trial: Option<Money>,
    /// The situation, where there is one.
    pub chain: Option<Chain>,
    /// The clause of the order in which it is offset.
    pub order_clause: Option<String>,
    /// What it is taken from, booked or settled, in order.
    pub offsets: Vec<Offset>,
    /// What came back, in order of days.
    pub receipts: Vec<Receipt>,
    /// The notices that claim it.
    pub notices: Vec<Notice>,
    /// The last day of return, by the notice served last.
    pub due: Option<super::deadline::Term>,
    /// The agreement that holds.
    pub agreement: Option<Agreement>,
    /// Objections and what came of them.
    pub objections: Vec<Objection>,
    /// Handing over.
    pub handed_over: Option<HandedOver>,
    /// Who pays in place of the family.
    pub employer: Option<Employer>,
}

impl Ledger {
    /// Reads the recovery out of a case.
    #[must_use]
    pub fn of(case: &Case, pack: &Pack) -> Self {
        let book = Book { case, pack };
        let working = recorded_working(case, pack);
        let chain = chain(case, pack);
        let claim = account::claim(&book, working.as_ref());
        let trial = match claim {
            Some(_) => None,
            None => trial(case, pack),
        };
        let plan = account::plan(&book, claim.as_ref(), chain, working.as_ref());
        let offsets = account::offsets(&book, claim.as_ref(), &plan);
        let receipts = account::receipts(&book, claim.as_ref(), &offsets);
        Self {
            trial,
            chain,
            order_clause: plan.clause,
            offsets,
            receipts,
            notices: notices::all(&book, chain),
            due: super::deadline::return_term(case, pack),
            agreement: agreement::agreement(&book),
            objections: objections::all(&book),
            handed_over: handed_over(&book),
            employer: employer(case, pack),
            claim,
        }
    }

    /// Whether anything of a recovery is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claim.is_none() && self.receipts.is_empty() && self.notices.is_empty()
    }

    /// Claimed by the end of a day.
    #[must_use]
    pub fn claimed_on(&self, day: NaiveDate) -> Money {
        let claim = self.claim.as_ref().filter(|claim| claim.since <= day);
        claim.map_or(Money::ZERO, |claim| claim.amount)
    }

    /// Offset by the end of a day.
    #[must_use]
    pub fn offset_on(&self, day: NaiveDate) -> Money {
        let until = self.offsets.iter().filter(|offset| offset.on <= day);
        until.map(|offset| offset.amount).sum()
    }

    /// Come back by the end of a day, offsets not counted.
    #[must_use]
    pub fn received_on(&self, day: NaiveDate) -> Money {
        let until = self.receipts.iter().filter(|receipt| receipt.on <= day);
        until.map(|receipt| receipt.amount).sum()
    }

    /// Still owed at the end of a day; below zero when more came back than was claimed.
    #[must_use]
    pub fn balance_on(&self, day: NaiveDate) -> Money {
        self.claimed_on(day) - self.offset_on(day) - self.received_on(day)
    }

    /// Still owed at the end of a day.
    #[must_use]
    pub fn owed_on(&self, day: NaiveDate) -> Money {
        self.balance_on(day).max(Money::ZERO)
    }

    /// Come back beyond what was claimed, by the end of a day; nothing where nobody has claimed anything yet.
    #[must_use]
    pub fn excess_on(&self, day: NaiveDate) -> Money {
        if self.claimed_on(day) == Money::ZERO {
            return Money::ZERO;
        }
        (-self.balance_on(day)).max(Money::ZERO)
    }

    /// The instalments with what of each is paid by the end of a day: money pays the earliest first.
    #[must_use]
    pub fn paid_on(&self, day: NaiveDate) -> Vec<(&Instalment, Money)> {
        let Some(agreement) = &self.agreement else {
            return Vec::new();
        };
        let mine = self
            .receipts
            .iter()
            .filter(|receipt| agreement.on <= receipt.on && receipt.on <= day);
        agreement.allot(mine.map(|receipt| receipt.amount).sum())
    }

    /// The instalments that are overdue on a day.
    #[must_use]
    pub fn overdue_on(&self, day: NaiveDate) -> Vec<(&Instalment, Money)> {
        let open = |(instalment, paid): &(&Instalment, Money)| {
            instalment.until < day && *paid < instalment.amount
        };
        self.paid_on(day).into_iter().filter(open).collect()
    }

    /// The first instalment that is not paid on a day.
    #[must_use]
    pub fn next_on(&self, day: NaiveDate) -> Option<(&Instalment, Money)> {
        let mut paid = self.paid_on(day).into_iter();
        paid.find(|(instalment, paid)| *paid < instalment.amount)
    }
}

/// What every part of the ledger is read from.
#[derive(Clone, Copy)]
struct Book<'a> {
    case: &'a Case,
    pack: &'a Pack,
}

impl Book<'_> {
    /// When it happened: as stated, else when it was recorded.
    fn day(&self, entry: &Entry) -> NaiveDate {
        entry
            .text("on")
            .and_then(day_of)
            .unwrap_or_else(|| timeline::local_date(self.pack, entry.at))
    }

    /// The standing entries of a step of the recovery, in order.
    fn steps<'b>(&'b self, step: &'b str) -> impl DoubleEndedIterator<Item = &'b Entry> + 'b {
        self.case
            .standing(Kind::Step)
            .filter(move |entry| entry.text("step") == Some(step))
    }

    /// Where a rule is written, or another clause of it.
    fn cite_or(&self, clause: Option<&str>, rule: &impl Cited) -> String {
        let clause = clause.or(rule.clause()).map(|id| self.pack.cite(id));
        clause
            .or_else(|| rule.source().map(str::to_owned))
            .unwrap_or_default()
    }
}

fn text(entry: &Entry, field: &str) -> Option<String> {
    entry.text(field).map(str::to_owned)
}

fn money(entry: &Entry, field: &str) -> Money {
    let amount = entry.text(field).and_then(|text| text.parse().ok());
    amount.unwrap_or(Money::ZERO)
}

/// The settlement as it was when the outcome was proposed: facts that came later change nothing of it.
#[must_use]
pub fn recorded_working(case: &Case, pack: &Pack) -> Option<Working> {
    let outcome = case.live_outcome()?;
    if outcome.recover_due == Money::ZERO {
        return None;
    }
    let place = case
        .entries
        .iter()
        .position(|one| one.id == outcome.entry)?;
    let then = Case::of(&case.entries[..=place], pack);
    let settled = settle_case(&then, pack, &pack.case_facts, &pack.workdays, None).ok()?;
    Some(settled.working)
}

/// What the settlement says is overpaid, where nobody has proposed an outcome.
fn trial(case: &Case, pack: &Pack) -> Option<Money> {
    if case.live_outcome().is_some() {
        return None;
    }
    let settled = settle_case(case, pack, &pack.case_facts, &pack.workdays, None).ok()?;
    let over = settled.working.overpaid.amount;
    over.filter(|amount| *amount > Money::ZERO)
}

/// Which chain of recovery a case belongs to.
#[must_use]
pub fn chain(case: &Case, pack: &Pack) -> Option<Chain> {
    let class = case.class()?;
    let by_class = match pack.case_facts.situation(class)? {
        Situation::Death => Chain::Death,
        Situation::Sentence => Chain::Sentence,
        Situation::Duplicate if class == "3b" => Chain::ResidentDuplicate,
        Situation::Duplicate => Chain::OtherBenefit,
        _ => return None,
    };
    let managed = matches!(by_class, Chain::Death | Chain::Sentence);
    if managed && employer(case, pack).is_some() {
        return Some(Chain::Employer);
    }
    Some(by_class)
}

/// The employer that manages the person, where the pack makes it pay.
fn employer(case: &Case, pack: &Pack) -> Option<Employer> {
    let name = case.fact("employer")?.to_owned();
    let mut rules = pack.rules.offset_order.iter();
    let rule = rules.find(|rule| rule.chain.contains(&Chain::Employer))?;
    let clause = Book { case, pack }.cite_or(None, rule);
    Some(Employer { name, clause })
}

fn handed_over(book: &Book<'_>) -> Option<HandedOver> {
    let entry = book.steps(HAND_OVER).next_back()?;
    Some(HandedOver {
        entry: entry.id,
        on: book.day(entry),
        to: text(entry, "way"),
        document: text(entry, "document"),
    })
}
