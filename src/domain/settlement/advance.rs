//! Contributions advanced by the office, and how the monthly pension repays them.

use super::sheet::Sheet;
use super::working::{Advance, Repayment};
use crate::domain::money::Money;
use crate::domain::pack::rules::Repay;

/// A pension that repays nothing would go on for ever: beyond these months nobody lives.
const MOST_MONTHS: i32 = 1200;

/// How much is advanced, and month by month how it is repaid.
pub(super) fn settle(sheet: &mut Sheet<'_>) {
    let facts = sheet.facts;
    let Some(rule) = sheet.need("advance", sheet.pack.rules.advance.as_ref()) else {
        return;
    };
    let rule = rule.clone();
    let clause = sheet.cite(&rule);
    let needed = sheet.need("needed", facts.needed);
    let applied = sheet.need("applied_on", facts.applied_on);
    if rule
        .until
        .zip(applied)
        .is_some_and(|(until, applied)| applied > until)
    {
        sheet.note("advance-ended", clause);
        sheet.lacks("advance");
        return;
    }
    let (Some(needed), Some(_)) = (needed, applied) else {
        return;
    };
    let amount = needed.min(rule.max);
    let repay_clause = sheet.cite_or(rule.repay_clause.as_deref(), &rule);
    // The legal basis for withholding a whole pension is not stated: the person's consent is asked for.
    sheet.ask("whole_pension_agreed", repay_clause.clone());
    sheet.note("advance-repaid", repay_clause);
    let Repay::WholePension = rule.repay;
    let repayments = repayments(sheet, amount);
    sheet.working.advance = Some(Advance {
        amount,
        own: needed - amount,
        months: repayments
            .as_ref()
            .and_then(|all| u32::try_from(all.len()).ok()),
        repayments: repayments.unwrap_or_default(),
        clause,
    });
}

fn repayments(sheet: &mut Sheet<'_>, amount: Money) -> Option<Vec<Repayment>> {
    let starts = sheet.need("starts", sheet.facts.starts)?;
    let account = sheet.monthly_account(starts);
    let account = sheet.need("monthly_account", account)?;
    let mut left = amount;
    let mut repayments = Vec::new();
    for i in 0..MOST_MONTHS {
        if left == Money::ZERO {
            return Some(repayments);
        }
        let month = starts.plus(i);
        let basic = sheet.basic(month);
        let pension = sheet.need("rates", basic)? + account;
        let repays = pension.min(left);
        left = left - repays;
        repayments.push(Repayment {
            month,
            pension,
            repays,
            receives: pension - repays,
            left,
        });
    }
    None
}
