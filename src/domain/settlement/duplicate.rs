//! Two benefits at once: employee and resident (3a), or resident in two places (3b). The months in which both were
//! paid are overpaid here; the account goes back to the person without the government's subsidies.

use super::claim::{self, left};
use super::facts::Refund;
use super::sheet::Sheet;
use super::working::{Payable, Span};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::rules::{Chain, OffsetSource};

/// Settles a duplicate.
pub(super) fn settle(sheet: &mut Sheet<'_>) {
    let facts = sheet.facts;
    let two_places = facts.two_places || facts.other_from.is_some() || facts.kept.is_some();
    let chain = if two_places {
        Chain::ResidentDuplicate
    } else {
        Chain::OtherBenefit
    };
    if two_places {
        // Which place is kept is decided by people: the program asks and decides nothing (officer.md 5, 3b).
        let Some(here) = sheet.need("kept", facts.kept) else {
            unknown(sheet);
            return;
        };
        if here {
            sheet.note("kept-here", sheet.pack.document.clone());
            return;
        }
    }
    let Some((from, to)) = window(sheet, two_places) else {
        unknown(sheet);
        return;
    };
    let Some((_, clause)) = sheet.last_payable(from) else {
        unknown(sheet);
        return;
    };
    sheet.working.last_payable = Some(from.plus(-1));
    claim::overpaid(sheet, (chain, from), (from, to), &clause);
    let account = account(sheet);
    let open = still_open(sheet);
    let mut sources = [
        (OffsetSource::Account, account),
        (OffsetSource::Funeral, Some(Money::ZERO)),
        (OffsetSource::LaterBenefits, facts.later_benefits),
    ];
    let residual = claim::offset(sheet, chain, from, open, &mut sources);
    if sheet
        .working
        .offsets
        .iter()
        .any(|offset| offset.source == "later_benefits" && offset.amount.is_none())
    {
        sheet.need("later_benefits", facts.later_benefits);
    }
    sheet.working.residual = residual;
    let account = left(&sources, OffsetSource::Account);
    let zero = Some(Money::ZERO);
    sheet.working.payable = Payable::of(zero, account, zero);
    sheet.instalments();
    sheet.dishonesty();
}

fn unknown(sheet: &mut Sheet<'_>) {
    sheet.working.overpaid = Span::UNKNOWN;
    sheet.working.payable = Payable::UNKNOWN;
    sheet.working.residual = None;
}

/// The months in which both were paid: from the later beginning to the earlier end (domain.md 3.6).
fn window(sheet: &mut Sheet<'_>, two_places: bool) -> Option<(Month, Month)> {
    let facts = sheet.facts;
    let resident = sheet.need("resident_from", facts.resident_from);
    let (name, other, other_end) = if two_places {
        ("other_from", facts.other_from, facts.other_to)
    } else {
        ("employee_from", facts.employee_from, facts.employee_to)
    };
    let other = sheet.need(name, other);
    let paid = sheet.first_unpaid().map(|unpaid| unpaid.plus(-1));
    let paid = sheet.need("paid_to", paid);
    let (resident, other, paid) = (resident?, other?, paid?);
    Some((
        resident.max(other),
        other_end.map_or(paid, |end| end.min(paid)),
    ))
}

/// What the person gets of the account: all of it but the subsidies, which stay in the fund.
fn account(sheet: &mut Sheet<'_>) -> Option<Money> {
    let facts = sheet.facts;
    let balance = sheet.need("account_balance", facts.account_balance);
    let rule = sheet.need("duplicate", sheet.pack.rules.duplicate.as_ref())?;
    if !rule.subsidies_stay {
        return balance;
    }
    let clause = sheet.cite(rule);
    let subsidies = sheet.need("subsidies", facts.subsidies)?;
    sheet.working.retained = Some(subsidies);
    sheet.note("subsidies-stay", clause);
    Some(balance? - subsidies)
}

/// What of the overpaid sum the person has not paid back.
fn still_open(sheet: &mut Sheet<'_>) -> Option<Money> {
    let over = sheet.working.overpaid;
    if over.months == Some(0) {
        return Some(Money::ZERO);
    }
    let refunded = sheet.need("refunded", sheet.facts.refunded)?;
    match refunded {
        Refund::All => Some(Money::ZERO),
        Refund::None => over.amount,
        Refund::Part(part) => over.amount.map(|over| over - part.min(over)),
    }
}
