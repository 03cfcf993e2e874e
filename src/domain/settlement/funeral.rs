//! The funeral subsidy: how much, to whom not, and until when it can be claimed. The month of death selects the rule.

use chrono::{Datelike, NaiveDate};

use super::sheet::Sheet;
use super::working::Claim;
use crate::domain::deadline;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::rules::{
    Choice, Denial, FuneralBase, FuneralKind, FuneralRule, Within, valid,
};
use crate::domain::workday::Due;

/// The subsidy for a death in that month of somebody not paid from `unpaid` on; nothing when nobody can know yet.
pub(super) fn amount(sheet: &mut Sheet<'_>, death: Month, unpaid: Month) -> Option<Money> {
    let Some(rule) = valid(&sheet.pack.rules.funeral, death) else {
        return sheet.need("funeral", sheet.facts.funeral);
    };
    let rule = rule.clone();
    if denied(sheet, &rule, death, unpaid)? || late(sheet, &rule, death)? {
        return Some(Money::ZERO);
    }
    let amount = sheet.facts.funeral.or_else(|| by_rule(sheet, &rule, death));
    if amount.is_some() && sheet.facts.funeral.is_none() {
        let clause = sheet.cite(&rule);
        sheet.note("funeral", clause);
    }
    sheet.need("funeral", amount)
}

/// Whether it is not paid; nothing when that has to be asked first.
fn denied(sheet: &mut Sheet<'_>, rule: &FuneralRule, death: Month, unpaid: Month) -> Option<bool> {
    let facts = sheet.facts;
    let clause = sheet.cite_or(rule.deny_clause.as_deref(), rule);
    if rule.require_in_pay && facts.in_pay == Some(false) {
        sheet.note("funeral-not-in-pay", clause);
        return Some(true);
    }
    for denial in &rule.deny {
        let (applies, note) = match denial {
            Denial::DiedServing => (facts.died_serving == Some(true), "funeral-died-serving"),
            Denial::OtherFuneral => (facts.other_funeral == Some(true), "funeral-other"),
            Denial::StoppedBeforeDeath => {
                let stopped = stopped(sheet, rule, &clause, unpaid <= death)?;
                (stopped, "funeral-stopped")
            }
        };
        if applies {
            sheet.note(note, clause);
            return Some(true);
        }
    }
    Some(false)
}

/// Whether the benefit had stopped before death. Who died while merely suspended is asked about unless the pack
/// answers: the very people this program looks for.
fn stopped(
    sheet: &mut Sheet<'_>,
    rule: &FuneralRule,
    clause: &str,
    suspended: bool,
) -> Option<bool> {
    if let Some(stopped) = sheet.facts.stopped_before_death {
        return Some(stopped);
    }
    if !suspended {
        return Some(false);
    }
    let answer = match rule.suspended_counts_as_stopped {
        Choice::Yes => Some(true),
        Choice::No => Some(false),
        Choice::Ask => sheet.ask("suspended_counts_as_stopped", clause.to_owned()),
    };
    sheet.need("suspended_counts_as_stopped", answer)
}

fn by_rule(sheet: &mut Sheet<'_>, rule: &FuneralRule, death: Month) -> Option<Money> {
    let value = rule.value?;
    let monthly = match rule.rule? {
        FuneralKind::Flat => return Some(value),
        FuneralKind::MonthsOfBasic => base(sheet, rule, death),
        FuneralKind::MonthsOfBenefit => {
            let account = sheet.monthly_account(death);
            let account = sheet.need("monthly_account", account);
            base(sheet, rule, death)
                .zip(account)
                .map(|(basic, account)| basic + account)
        }
    };
    let amount = monthly?.yuan().checked_mul(value.yuan())?;
    super::rounding::rounded(amount, sheet.rounding())
}

fn base(sheet: &mut Sheet<'_>, rule: &FuneralRule, death: Month) -> Option<Money> {
    let basic = match rule.base {
        FuneralBase::Actual => sheet.basic(death),
        FuneralBase::Minimum => sheet.minimum(death),
    };
    sheet.need("rates", basic)
}

/// Whether it was claimed too late; nothing when the day of death would be needed to say.
fn late(sheet: &mut Sheet<'_>, rule: &FuneralRule, death: Month) -> Option<bool> {
    let Some(within) = rule.claim_within else {
        return Some(false);
    };
    let clause = sheet.cite(rule);
    let (first, last) = match sheet.facts.death_date {
        Some(day) => (day, day),
        None => (first_day(death)?, last_day(death)?),
    };
    let (earliest, latest) = (due(sheet, first, within), due(sheet, last, within));
    let in_time = match sheet.facts.claimed_on {
        // Not claimed yet: the amount stands while the last day is still to come, which only a human can see.
        None => sheet.ask("claimed_in_time", clause.clone()),
        Some(day) if day <= earliest.date => Some(true),
        Some(day) if day > latest.date => Some(false),
        Some(_) => {
            sheet.lacks("death_date");
            sheet.working.funeral_claim = Some(Claim {
                last_day: latest.date,
                estimated: latest.estimated,
                in_time: None,
            });
            return None;
        }
    };
    sheet.working.funeral_claim = Some(Claim {
        last_day: latest.date,
        estimated: latest.estimated,
        in_time,
    });
    if in_time == Some(false) {
        sheet.note("funeral-late", clause);
    }
    Some(in_time == Some(false))
}

/// The last day of a stretch of time from a day on.
pub(super) fn due(sheet: &Sheet<'_>, from: NaiveDate, within: Within) -> Due {
    deadline::last_day(sheet.pack, sheet.workdays, from, within)
}

fn first_day(month: Month) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(month.year(), month.month(), 1)
}

fn last_day(month: Month) -> Option<NaiveDate> {
    let next = month.plus(1);
    NaiveDate::from_ymd_opt(next.year(), next.month(), 1)?
        .pred_opt()
        .filter(|day| day.month() == month.month())
}
