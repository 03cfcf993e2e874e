//! What is claimed, what it is taken from in the pack's order, and what came back: the three sides of the account.

use chrono::NaiveDate;

use super::{Book, money, text};
use crate::domain::case::{Case, OutcomeStatus};
use crate::domain::entry::{EntryRef, Kind};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::Pack;
use crate::domain::pack::rules::{Chain, OffsetRule, OffsetSource, valid};
use crate::domain::settlement::{Span, Working};
use crate::domain::timeline;

/// What an officer claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// How much.
    pub amount: Money,
    /// Since when.
    pub since: NaiveDate,
    /// Whether the outcome is approved.
    pub approved: bool,
    /// The outcome.
    pub entry: EntryRef,
    /// The months that were overpaid, as far as the settlement of that day knows them.
    pub overpaid: Option<Span>,
    /// Whether the settlement of that day says another amount: the business system's, or the officer's with a reason.
    pub differs: bool,
}

/// What a claim is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offset {
    /// From what, where that can be known.
    pub source: Option<OffsetSource>,
    /// How much.
    pub amount: Money,
    /// Since when it counts: what was settled with the claim counts from the claim on, whenever it is booked.
    pub on: NaiveDate,
    /// The entry that booked it; nothing while it is only settled.
    pub booked: Option<EntryRef>,
    /// The day on which it was booked.
    pub booked_on: Option<NaiveDate>,
    /// Its voucher.
    pub voucher: Option<String>,
}

/// Money that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The entry.
    pub entry: EntryRef,
    /// The day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Its voucher; without one nothing is written off.
    pub voucher: Option<String>,
    /// Who recorded it.
    pub by: String,
    /// Whether it goes beyond what was owed then.
    pub excess: bool,
}

/// What of a claim its sources cover, in order; a source that nobody knows covers nothing yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub parts: Vec<(OffsetSource, Option<Money>)>,
    pub clause: Option<String>,
}

pub(super) fn claim(book: &Book<'_>, working: Option<&Working>) -> Option<Claim> {
    let outcome = book.case.live_outcome()?;
    if outcome.recover_due == Money::ZERO {
        return None;
    }
    let overpaid = working.map(|working| working.overpaid);
    let settled = overpaid.and_then(|span| span.amount);
    Some(Claim {
        amount: outcome.recover_due,
        since: timeline::local_date(book.pack, outcome.at),
        approved: outcome.status == OutcomeStatus::Approved,
        entry: outcome.entry,
        overpaid: overpaid.filter(|span| span.from.is_some()),
        differs: settled.is_some_and(|settled| settled != outcome.recover_due),
    })
}

/// The rule of the pack that orders the offsets of a chain in a month.
fn order(pack: &Pack, chain: Chain, month: Month) -> Option<OffsetRule> {
    let rules = pack.rules.offset_order.iter();
    let mine: Vec<OffsetRule> = rules
        .filter(|rule| rule.chain.contains(&chain))
        .cloned()
        .collect();
    valid(&mine, month).cloned()
}

/// The clause that forbids to offset for this case: its chain has an order of nothing.
#[must_use]
pub fn forbidden(case: &Case, pack: &Pack) -> Option<String> {
    let chain = super::chain(case, pack)?;
    let month = case
        .entries
        .last()
        .map(|entry| timeline::local_date(pack, entry.at));
    let rule = order(pack, chain, Month::of(month?))?;
    let book = Book { case, pack };
    rule.sources.is_empty().then(|| book.cite_or(None, &rule))
}

pub(super) fn plan(
    book: &Book<'_>,
    claim: Option<&Claim>,
    chain: Option<Chain>,
    working: Option<&Working>,
) -> Plan {
    let (Some(claim), Some(chain)) = (claim, chain) else {
        return Plan::default();
    };
    let month = claim.overpaid.and_then(|span| span.from);
    let month = month.unwrap_or_else(|| Month::of(claim.since));
    let Some(rule) = order(book.pack, chain, month) else {
        return Plan::default();
    };
    let clause = Some(book.cite_or(None, &rule));
    let settled = |source: OffsetSource| {
        let mut offsets = working?.offsets.iter();
        offsets
            .find(|offset| offset.source == source.name())?
            .amount
    };
    // The settlement's own offsets are those of this claim; another amount is taken from the same sources anew.
    if !claim.differs && chain != Chain::Employer {
        let parts = rule
            .sources
            .iter()
            .map(|source| (*source, settled(*source)));
        return Plan {
            parts: parts.collect(),
            clause,
        };
    }
    let mut open = Some(claim.amount);
    let mut parts = Vec::new();
    for source in rule.sources {
        let whole = whole(book, working, source);
        let used = match (open, whole) {
            (Some(Money::ZERO), _) => Some(Money::ZERO),
            (open, whole) => open.zip(whole).map(|(open, whole)| open.min(whole)),
        };
        open = open.zip(used).map(|(open, used)| open - used);
        parts.push((source, used));
    }
    Plan { parts, clause }
}

/// What a source holds before anything is taken from it.
fn whole(book: &Book<'_>, working: Option<&Working>, source: OffsetSource) -> Option<Money> {
    let taken = |working: &Working| -> Option<Money> {
        let offsets = working.offsets.iter();
        let mine = offsets.filter(|offset| offset.source == source.name());
        mine.map(|offset| offset.amount).sum()
    };
    let fact = |name: &str| book.case.fact(name)?.parse::<Money>().ok();
    match source {
        OffsetSource::Account => {
            let working = working?;
            Some(working.payable.account? + taken(working)?)
        }
        OffsetSource::Funeral => {
            let of_working =
                working.and_then(|working| Some(working.payable.funeral? + taken(working)?));
            of_working.or_else(|| fact("funeral"))
        }
        OffsetSource::Survivor => fact("survivor_benefit"),
        OffsetSource::LaterBenefits => fact("later_benefits"),
    }
}

/// Offsets that were booked, and what of the plan is not booked yet.
pub(super) fn offsets(book: &Book<'_>, claim: Option<&Claim>, plan: &Plan) -> Vec<Offset> {
    let mut left: Vec<(OffsetSource, Money)> = plan
        .parts
        .iter()
        .filter_map(|(source, amount)| Some((*source, (*amount)?)))
        .collect();
    let mut found: Vec<Offset> = book
        .case
        .standing(Kind::Recover)
        .filter(|entry| is_offset(entry))
        .map(|entry| {
            let (amount, day) = (money(entry, "amount"), book.day(entry));
            let source = take(&mut left, amount);
            let settled = claim.filter(|_| source.is_some());
            Offset {
                source,
                amount,
                on: settled.map_or(day, |claim| claim.since.min(day)),
                booked: Some(entry.id),
                booked_on: Some(day),
                voucher: text(entry, "voucher"),
            }
        })
        .collect();
    let since = claim.map(|claim| claim.since);
    let open = left.into_iter().filter(|(_, amount)| *amount > Money::ZERO);
    found.extend(open.filter_map(|(source, amount)| {
        Some(Offset {
            source: Some(source),
            amount,
            on: since?,
            booked: None,
            booked_on: None,
            voucher: None,
        })
    }));
    found
}

/// Takes a booked amount from the plan: from the source that was planned so, else from all in order.
fn take(left: &mut [(OffsetSource, Money)], amount: Money) -> Option<OffsetSource> {
    if let Some(same) = left.iter_mut().find(|(_, planned)| *planned == amount) {
        same.1 = Money::ZERO;
        return Some(same.0);
    }
    let mut first = None;
    let mut open = amount;
    for (source, planned) in left {
        let used = open.min(*planned);
        if used > Money::ZERO {
            *planned = *planned - used;
            open = open - used;
            first = first.or(Some(*source));
        }
    }
    first
}

fn is_offset(entry: &crate::domain::entry::Entry) -> bool {
    entry.body.fields.get("offset") == Some(&serde_json::Value::Bool(true))
}

pub(super) fn receipts(book: &Book<'_>, claim: Option<&Claim>, offsets: &[Offset]) -> Vec<Receipt> {
    let mut found: Vec<Receipt> = book
        .case
        .standing(Kind::Recover)
        .filter(|entry| !is_offset(entry))
        .map(|entry| Receipt {
            entry: entry.id,
            on: book.day(entry),
            amount: money(entry, "amount"),
            voucher: text(entry, "voucher"),
            by: entry.body.by.clone(),
            excess: false,
        })
        .collect();
    found.sort_by_key(|receipt| receipt.on);
    let Some(claim) = claim else { return found };
    let mut back = Money::ZERO;
    for receipt in &mut found {
        back += receipt.amount;
        let day = receipt.on.max(claim.since);
        let offset: Money = offsets
            .iter()
            .filter(|offset| offset.on <= day)
            .map(|offset| offset.amount)
            .sum();
        receipt.excess = back + offset > claim.amount;
    }
    found
}
