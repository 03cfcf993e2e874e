//! A recipient died: months overpaid and months due, funeral subsidy, offsets, what the heirs get, what remains.
//! Sealing is the same settlement with guards, for whom no heir can be found.

use super::claim::{self, left};
use super::funeral;
use super::sheet::{AccountPart, Sheet};
use super::working::{Guard, Payable, Span};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::rules::{Chain, Choice, OffsetSource, OverBasis};

/// Settles a death; `pay_due` says whether the unpaid months until death are paid at all.
pub(super) fn settle(sheet: &mut Sheet<'_>, pay_due: bool) {
    let facts = sheet.facts;
    let death = facts
        .death_month
        .or_else(|| facts.death_date.map(Month::of));
    let death = sheet.need("death_month", death);
    let unpaid = sheet.first_unpaid();
    let unpaid = sheet.need("suspended_from", unpaid);
    let last = death.and_then(|death| sheet.last_payable(death));
    let (Some(death), Some(unpaid), Some((last, clause))) = (death, unpaid, last) else {
        sheet.working.overpaid = Span::UNKNOWN;
        sheet.working.due = Span::UNKNOWN;
        sheet.working.payable = Payable::UNKNOWN;
        sheet.working.residual = None;
        return;
    };
    sheet.working.last_payable = Some(last);
    let over = (last.plus(1), unpaid.plus(-1));
    let basis = claim::overpaid(sheet, (Chain::Death, death), over, &clause);
    if pay_due && unpaid <= last {
        sheet.working.due = sheet.months("due", (unpaid, last), AccountPart::Whole, &clause);
    }
    let account = account(sheet, basis);
    let funeral = funeral::amount(sheet, death, unpaid);
    let mut sources = [
        (OffsetSource::Account, account),
        (OffsetSource::Funeral, funeral),
        // The dead have no later benefits.
        (OffsetSource::LaterBenefits, Some(Money::ZERO)),
    ];
    let amount = sheet.working.overpaid.amount;
    let residual = claim::offset(sheet, Chain::Death, death, amount, &mut sources);
    sheet.working.residual = residual;
    sheet.working.payable = Payable::of(
        sheet.working.due.amount,
        left(&sources, OffsetSource::Account),
        left(&sources, OffsetSource::Funeral),
    );
    sheet.instalments();
    sheet.dishonesty();
}

/// What the account holds for the heirs and for offsetting.
fn account(sheet: &mut Sheet<'_>, basis: Option<OverBasis>) -> Option<Money> {
    let facts = sheet.facts;
    let balance = match basis {
        // Under the whole benefit the account part of the overpaid months is claimed back: the balance has to be the
        // one before those months took it, else the heirs would pay it twice (domain.md 3.7, worked A).
        Some(OverBasis::Full) => facts.account_at_death.or_else(|| balance_of_death(sheet)),
        _ => facts.account_balance,
    };
    let balance = sheet.need("account_balance", balance)?;
    let rule = sheet.pack.rules.sentence.as_ref();
    if facts.died_serving != Some(true) || rule.is_none() {
        return Some(balance);
    }
    let rule = rule?;
    let clause = sheet.cite(rule);
    let personal_only = match rule.personal_part_only {
        Choice::Yes => Some(true),
        Choice::No => Some(false),
        Choice::Ask => sheet.ask("personal_part_only", clause.clone()),
    };
    let personal_only = sheet.need("personal_part_only", personal_only)?;
    if !personal_only {
        return Some(balance);
    }
    let subsidies = sheet.need("subsidies", facts.subsidies)?;
    sheet.working.retained = Some(subsidies);
    sheet.note("personal-part-only", clause);
    Some(balance - subsidies)
}

/// The balance as of death where only one is given: asked whether it is that one; taken as it is until somebody says no.
fn balance_of_death(sheet: &mut Sheet<'_>) -> Option<Money> {
    let balance = sheet.facts.account_balance?;
    let clause = sheet.pack.document.clone();
    if sheet.ask("balance_is_of_death", clause) != Some(false) {
        return Some(balance);
    }
    if balance == Money::ZERO {
        // It may have run out at any time: what it held at death cannot be reckoned back.
        return sheet.need("account_at_death", None);
    }
    let lines = sheet.working.lines.iter();
    let taken: Option<Money> = lines
        .filter(|line| line.kind == "overpaid")
        .map(|line| line.account)
        .sum();
    taken.map(|taken| balance + taken)
}

/// Whether the balance may be sealed, and how much: what is due and what is left of the account. A funeral subsidy is
/// paid to who claims it; unclaimed it may cover what was overpaid, but is not sealed.
pub(super) fn seal(sheet: &mut Sheet<'_>) {
    settle(sheet, true);
    let facts = sheet.facts;
    let rule = sheet.pack.rules.seal.as_ref();
    let Some(rule) = sheet.need("seal", rule) else {
        return;
    };
    let clause = sheet.cite(rule);
    let stopped = sheet.first_unpaid().zip(facts.as_of).zip(rule.months);
    let mut guards = vec![
        (
            "unreachable",
            facts
                .attempts
                .zip(rule.attempts)
                .map(|(done, least)| done >= least),
        ),
        (
            "nothing_to_claim",
            sheet.working.residual.map(|left| left == Money::ZERO),
        ),
    ];
    if rule.months.is_some() {
        let long = stopped.map(|((unpaid, now), least)| unpaid.months_until(now) >= least);
        guards.push(("stopped_long", long));
    }
    if rule.committee {
        guards.push(("committee_statement", facts.committee_statement));
    }
    // The number of attempts is the office's own: no document gives one.
    if rule.attempts.is_none() {
        sheet.lacks("attempts_required");
    }
    let forbidden = guards.iter().any(|(_, holds)| *holds == Some(false));
    sheet.working.guards = guards
        .into_iter()
        .map(|(guard, holds)| Guard {
            guard,
            holds,
            clause: clause.clone(),
        })
        .collect();
    let payable = sheet.working.payable;
    let sum = payable
        .due
        .zip(payable.account)
        .map(|(due, account)| due + account);
    sheet.working.sealed_amount = sum.filter(|_| !forbidden);
}
