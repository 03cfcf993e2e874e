//! The deadlines of money that is claimed back: its return, each instalment, handing over; and the duty to report.

use chrono::NaiveDate;

use super::{Clerk, Matter, Term};
use crate::domain::entry::Kind;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::rules::{TimeUnit, valid};
use crate::domain::record::day_of;
use crate::domain::recovery::{AGREEMENT, Ledger};

/// The ids of steps that report an event.
const REPORTS: [&str; 2] = ["report", "list"];

/// The last day of return, by the notice that was served last.
pub(super) fn return_term(clerk: &Clerk<'_>) -> Option<Term> {
    let served = clerk
        .case
        .standing(Kind::Served)
        .rfind(|served| clerk.is_claim(served))?;
    let notice = served.text("notice").unwrap_or_default();
    if let Some(until) = clerk.printed_or_own_day(served) {
        return Some(clerk.own(Matter::Claim, notice, served, until));
    }
    let rule = clerk.pack.rules.recovery.as_ref()?;
    let since = clerk.day(served);
    Some(clerk.by_rule((Matter::Claim, notice), since, rule.within?, rule))
}

/// What runs for a claim: it runs until the money is back or it is handed over, whatever became of the rest of the case.
/// An agreement puts its instalments in the place of the one day.
pub(super) fn terms(clerk: &Clerk<'_>) -> Vec<Term> {
    let term = return_term(clerk);
    let mut steps = clerk.case.standing(Kind::Step);
    let agreed = steps.any(|step| step.text("step") == Some(AGREEMENT));
    if term.is_none() && !agreed {
        return Vec::new();
    }
    let ledger = Ledger::of(clerk.case, clerk.pack);
    let back = ledger.balance_on(NaiveDate::MAX) <= Money::ZERO;
    let paid = match ledger.claim {
        Some(_) => back,
        None => !ledger.receipts.is_empty(),
    };
    if ledger.handed_over.is_some() || paid {
        return Vec::new();
    }
    let mut found = if agreed {
        instalments(clerk, &ledger)
    } else {
        term.into_iter().collect()
    };
    found.extend(hand_over(clerk, found.first()));
    found
}

/// Every instalment that is not paid whole.
fn instalments(clerk: &Clerk<'_>, ledger: &Ledger) -> Vec<Term> {
    let Some(agreement) = &ledger.agreement else {
        return Vec::new();
    };
    let count = agreement.instalments.len();
    let rule = clerk.pack.rules.recovery.as_ref();
    let clause = rule.and_then(|rule| rule.instalment_clause.as_deref());
    let basis = clause.map(|clause| clerk.pack.cite(clause));
    let open = ledger.paid_on(NaiveDate::MAX).into_iter();
    let open = open.filter(|(instalment, paid)| *paid < instalment.amount);
    open.map(|(instalment, _)| Term {
        matter: Matter::Instalment,
        about: format!("{}/{count}", instalment.number),
        since: agreement.on,
        until: instalment.until,
        basis: basis.clone(),
        estimated: instalment.estimated,
    })
    .collect()
}

/// Handing over, where the pack gives it a time from the day on which the money should have come.
fn hand_over(clerk: &Clerk<'_>, first: Option<&Term>) -> Option<Term> {
    let rule = clerk.pack.rules.recovery.as_ref()?;
    let (within, since) = (rule.hand_over?, first?.until);
    let mut term = clerk.by_rule((Matter::HandOver, ""), since, within, rule);
    let step = Ledger::hand_over_clause(clerk.case, clerk.pack);
    term.basis = step.or(term.basis);
    Some(term)
}

/// Within what time a death or a sentence has to be reported. An event known by its month alone counts from the month's
/// first day; it ends with the report, or when the business system knows.
pub(super) fn report(clerk: &Clerk<'_>) -> Option<Term> {
    let case = clerk.case;
    let fact = |name: &str| case.fact(name);
    let day = fact("death_date").and_then(day_of);
    let told = fact("death_month").or_else(|| fact("sentence_month"));
    let day = day.or_else(|| told.and_then(day_of));
    let month: Month = match day {
        Some(day) => Month::of(day),
        None => told?.parse().ok()?,
    };
    let mut steps = case.standing(Kind::Step);
    let told = steps.any(|step| step.text("step").is_some_and(|id| REPORTS.contains(&id)));
    let known = case.standing(Kind::SystemUpdate).next().is_some();
    if told || known || fact("reported_on").is_some() {
        return None;
    }
    let rule = valid(&clerk.pack.rules.report_duty, month)?;
    let since = match day {
        Some(day) => day,
        None => NaiveDate::from_ymd_opt(month.year(), month.month(), 1)?,
    };
    let mut term = clerk.by_rule((Matter::Report, ""), since, rule.within, rule);
    term.estimated |= day.is_none() && rule.within.unit != TimeUnit::SameMonth;
    Some(term)
}
