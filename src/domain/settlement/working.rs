//! A settlement that explains itself: every month with its rate and clause, the totals, what is asked, what is missing.
//! A figure that nobody can know yet is absent, never zero. The names are those that scripts read (product.md 8).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::money::Money;
use crate::domain::month::Month;

/// The result of a settlement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Working {
    /// Months that were paid and should not have been.
    pub overpaid: Span,
    /// Months that should have been paid to the dead person and were not.
    pub due: Span,
    /// What the overpaid money is taken from, in order.
    pub offsets: Vec<Offset>,
    /// What is paid out.
    pub payable: Payable,
    /// What remains to be claimed.
    pub residual: Option<Money>,
    /// What is paid afterwards for the months between; absent where the situation knows none.
    pub back_pay: Option<Span>,
    /// The residual in instalments, the remainder on the last.
    pub instalments: Vec<Money>,
    /// Month by month.
    pub lines: Vec<Line>,
    /// Facts and rules that neither the facts nor the pack give: no figure that needs one is shown.
    pub missing: Vec<String>,
    /// `id@version` of the pack.
    pub pack: String,
    /// The situation.
    pub situation: &'static str,
    /// The clause that leaves a missing figure open, by its name.
    pub open: BTreeMap<String, String>,
    /// What has to be asked.
    pub questions: Vec<Question>,
    /// Sums under each basis, where months were overpaid.
    pub over_by_basis: BTreeMap<&'static str, Option<Money>>,
    /// Why a figure is as it is: a rule and its clause.
    pub notes: Vec<Note>,
    /// The first month that is paid, where it was asked.
    pub first_payable: Option<Month>,
    /// The last month that is paid, where it was asked.
    pub last_payable: Option<Month>,
    /// What stays in the fund of an account that is paid out.
    pub retained: Option<Money>,
    /// Until when the funeral subsidy can be claimed.
    pub funeral_claim: Option<Claim>,
    /// Whether a balance may be sealed, guard by guard.
    pub guards: Vec<Guard>,
    /// What is sealed.
    pub sealed_amount: Option<Money>,
    /// An advance and its repayment.
    pub advance: Option<Advance>,
    /// Interest on the account.
    pub interest: Option<Interest>,
    /// Indicators of a drive.
    pub indicators: Vec<Indicator>,
    /// Whether who refuses to repay is listed as dishonest, by the pack's thresholds.
    pub dishonesty: Option<bool>,
}

/// A run of months with its sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The first month; absent when there is none.
    pub from: Option<Month>,
    /// The last month.
    pub to: Option<Month>,
    /// How many; absent when nobody can know yet.
    pub months: Option<u32>,
    /// Their sum.
    pub amount: Option<Money>,
}

impl Span {
    /// No month.
    pub const NONE: Self = Self {
        from: None,
        to: None,
        months: Some(0),
        amount: Some(Money::ZERO),
    };

    /// Nobody can know yet.
    pub const UNKNOWN: Self = Self {
        from: None,
        to: None,
        months: None,
        amount: None,
    };

    /// The months from `from` to `to`, both counted, their sum unknown.
    #[must_use]
    pub fn unpriced(from: Month, to: Month) -> Self {
        if from > to {
            return Self::NONE;
        }
        Self {
            from: Some(from),
            to: Some(to),
            months: Some(from.months_until(to.plus(1))),
            amount: None,
        }
    }
}

impl Default for Span {
    fn default() -> Self {
        Self::NONE
    }
}

/// What overpaid money is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Offset {
    /// The source.
    pub source: &'static str,
    /// How much of it.
    pub amount: Option<Money>,
}

/// What is paid out, and from what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Payable {
    /// For months that were not paid.
    pub due: Option<Money>,
    /// Of the account.
    pub account: Option<Money>,
    /// Of the funeral subsidy.
    pub funeral: Option<Money>,
    /// All of it.
    pub total: Option<Money>,
}

impl Payable {
    /// Nobody can know yet.
    pub const UNKNOWN: Self = Self {
        due: None,
        account: None,
        funeral: None,
        total: None,
    };

    /// These parts and their sum.
    #[must_use]
    pub fn of(due: Option<Money>, account: Option<Money>, funeral: Option<Money>) -> Self {
        let total = due
            .zip(account)
            .zip(funeral)
            .map(|((due, account), funeral)| due + account + funeral);
        Self {
            due,
            account,
            funeral,
            total,
        }
    }
}

impl Default for Payable {
    fn default() -> Self {
        let zero = Some(Money::ZERO);
        Self {
            due: zero,
            account: zero,
            funeral: zero,
            total: zero,
        }
    }
}

/// One month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The month.
    pub month: Month,
    /// `overpaid`, `due` or `back_pay`.
    pub kind: &'static str,
    /// The basic pension that counts.
    pub basic: Option<Money>,
    /// The account pension that counts.
    pub account: Option<Money>,
    /// Both.
    pub amount: Option<Money>,
    /// The clause.
    pub clause: String,
}

/// Something only a human can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Its name; the answer is given under it.
    pub question: &'static str,
    /// The answer that was given.
    pub answer: Option<&'static str>,
    /// The clause that leaves it open.
    pub clause: String,
}

/// Why a figure is as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The rule, a stem of a message's key.
    pub rule: &'static str,
    /// The clause.
    pub clause: String,
}

/// Until when the funeral subsidy can be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// The last day; the latest possible one when only the month of death is known.
    pub last_day: NaiveDate,
    /// A year was touched whose holidays nobody published.
    pub estimated: bool,
    /// Whether it was claimed in time; absent when nobody can know yet.
    pub in_time: Option<bool>,
}

/// A condition for sealing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guard {
    /// Its name.
    pub guard: &'static str,
    /// Whether it holds; absent when nobody can know yet.
    pub holds: Option<bool>,
    /// The clause.
    pub clause: String,
}

/// An advance and its repayment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advance {
    /// What is advanced.
    pub amount: Money,
    /// What the person pays at once.
    pub own: Money,
    /// How many months repay it; absent when nobody can know yet.
    pub months: Option<u32>,
    /// What each month repays.
    pub repayments: Vec<Repayment>,
    /// The clause.
    pub clause: String,
}

/// One month of a repayment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Repayment {
    /// The month.
    pub month: Month,
    /// The month's pension.
    pub pension: Money,
    /// What of it repays.
    pub repays: Money,
    /// What is left to the person.
    pub receives: Money,
    /// What is still owed.
    pub left: Money,
}

/// Interest on the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Interest {
    /// The year.
    pub year: i32,
    /// The interest.
    pub interest: Option<Money>,
    /// The balance with it.
    pub balance: Option<Money>,
    /// The clause.
    pub clause: String,
}

/// An indicator of a drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Indicator {
    /// `task_rate`, `average`, `tier_share`.
    pub indicator: &'static str,
    /// Percent with two decimals, or yuan; absent when there is nothing to divide by.
    pub value: Option<String>,
    /// What is aimed at.
    pub target: Option<String>,
    /// Whether it is reached.
    pub reached: Option<bool>,
    /// The clause.
    pub clause: String,
}
