//! The person lives: payment resumes or begins, or somebody missing is back; else a court declared the person dead.

use super::death;
use super::sheet::{AccountPart, Sheet};
use super::working::Span;
use crate::domain::month::Month;
use crate::domain::pack::rules::valid;

/// Payment resumes: the months between are paid at the rate valid in each.
pub(super) fn resume(sheet: &mut Sheet<'_>) {
    let Some((unpaid, resumes)) = between(sheet) else {
        return;
    };
    let Some(rule) = valid(&sheet.pack.rules.resume, unpaid) else {
        sheet.lacks("resume");
        sheet.working.back_pay = Some(Span::UNKNOWN);
        return;
    };
    let clause = sheet.cite(rule);
    sheet.working.back_pay = Some(if rule.back_pay {
        back_pay(sheet, (unpaid, resumes), &clause)
    } else {
        sheet.note("no-back-pay", clause);
        Span::NONE
    });
}

/// The first unpaid month and the first one of the regular run.
fn between(sheet: &mut Sheet<'_>) -> Option<(Month, Month)> {
    let unpaid = sheet.first_unpaid();
    let unpaid = sheet.need("suspended_from", unpaid);
    let resumes = sheet.need("resumes", sheet.facts.resumes);
    let both = unpaid.zip(resumes);
    if both.is_none() {
        sheet.working.back_pay = Some(Span::UNKNOWN);
    }
    both
}

/// The months from the first on, the one in which the regular run pays again not counted.
fn back_pay(sheet: &mut Sheet<'_>, (first, run): (Month, Month), clause: &str) -> Span {
    let months = (first, run.plus(-1));
    sheet.months("back_pay", months, AccountPart::Whole, clause)
}

/// Payment begins: from the first payable month on.
pub(super) fn award(sheet: &mut Sheet<'_>) {
    let facts = sheet.facts;
    let of_age = facts.birth.map(|birth| {
        let years = i32::try_from(sheet.pack.benefit_age).unwrap_or(0);
        birth.plus(years * 12)
    });
    // The conditions may be met later than the age: contributions that were lacking (S5 三（一）).
    let met = match (facts.eligible_month, of_age) {
        (Some(met), Some(of_age)) => Some(met.max(of_age)),
        (met, of_age) => met.or(of_age),
    };
    let met = sheet.need("birth", met);
    if facts.serving == Some(true) && facts.released.is_none() {
        // Who reaches the age in prison applies after release (domain.md 3.5).
        let clause = sheet
            .pack
            .rules
            .sentence
            .as_ref()
            .map(|rule| sheet.cite(rule));
        sheet.note("postponed-until-release", clause.unwrap_or_default());
        sheet.working.back_pay = Some(Span::NONE);
        return;
    }
    let met = met.map(|met| facts.released.map_or(met, |released| met.max(released)));
    let first = met.and_then(|met| sheet.first_payable(met));
    let run = sheet.need("first_run", facts.first_run);
    sheet.working.first_payable = first.as_ref().map(|(first, _)| *first);
    sheet.working.back_pay = Some(match (first, run) {
        (Some((first, clause)), Some(run)) => back_pay(sheet, (first, run), &clause),
        _ => Span::UNKNOWN,
    });
}

/// Somebody missing: back again, or declared dead.
pub(super) fn missing(sheet: &mut Sheet<'_>) {
    let facts = sheet.facts;
    let Some(rule) = sheet.need("missing", sheet.pack.rules.missing.as_ref()) else {
        return;
    };
    let clause = sheet.cite(rule);
    let dead = facts.declared_dead == Some(true)
        || facts.death_month.is_some()
        || facts.death_date.is_some();
    if dead {
        if !rule.back_pay_if_declared_dead {
            sheet.note("missing-not-paid", clause);
        }
        death::settle(sheet, rule.back_pay_if_declared_dead);
        return;
    }
    if let Some((unpaid, resumes)) = between(sheet) {
        sheet.working.back_pay = Some(if rule.back_pay_if_back {
            back_pay(sheet, (unpaid, resumes), &clause)
        } else {
            sheet.note("no-back-pay", clause);
            Span::NONE
        });
    }
}
