//! The amounts of a case that papers name, as far as they are known.

use super::case::Case;
use super::money::Money;
use super::month::Month;
use super::settlement::{self, Working};

/// A stretch of months with its amount.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First month.
    pub from: Option<Month>,
    /// Last month.
    pub to: Option<Month>,
    /// How many.
    pub months: Option<u32>,
    /// In all.
    pub amount: Option<Money>,
}

impl Span {
    fn of(span: &settlement::Span) -> Self {
        Self {
            from: span.from,
            to: span.to,
            months: span.months,
            amount: span.amount,
        }
    }
}

/// One month of a settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthLine {
    /// The month.
    pub month: Month,
    /// What it is, by the message's key.
    pub kind: String,
    /// The amount.
    pub amount: Money,
    /// The clause it rests on.
    pub clause: String,
}

/// The amounts of a case, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Overpaid.
    pub overpaid: Span,
    /// Due to the heirs.
    pub due: Span,
    /// Paid later.
    pub back_pay: Span,
    /// Deducted from the personal account.
    pub offset_account: Option<Money>,
    /// Deducted from the funeral subsidy.
    pub offset_funeral: Option<Money>,
    /// Deducted in all.
    pub offset_total: Option<Money>,
    /// Still to be returned.
    pub residual: Option<Money>,
    /// The funeral subsidy.
    pub funeral: Option<Money>,
    /// Left of the account.
    pub refund: Option<Money>,
    /// Payable in all.
    pub payable: Option<Money>,
    /// Sealed.
    pub sealed: Option<Money>,
    /// Month by month.
    pub lines: Vec<MonthLine>,
    /// Instalments, one after the other.
    pub instalments: Vec<Money>,
}

impl Amounts {
    /// What a settlement worked out; what it leaves open stays open.
    #[must_use]
    pub fn of_working(working: &Working) -> Self {
        let offset = |source: &str| {
            let found = working.offsets.iter().find(|one| one.source == source);
            found.and_then(|one| one.amount)
        };
        let total: Option<Money> = working.offsets.iter().map(|one| one.amount).sum();
        let line = |line: &settlement::Line| {
            Some(MonthLine {
                month: line.month,
                kind: format!("settle-kind-{}", line.kind.replace('_', "-")),
                amount: line.amount?,
                clause: line.clause.clone(),
            })
        };
        Self {
            overpaid: Span::of(&working.overpaid),
            due: Span::of(&working.due),
            back_pay: working.back_pay.as_ref().map(Span::of).unwrap_or_default(),
            offset_account: offset("account"),
            offset_funeral: offset("funeral"),
            offset_total: total,
            residual: working.residual,
            funeral: working.payable.funeral,
            refund: working.payable.account,
            payable: working.payable.total,
            sealed: working.sealed_amount,
            lines: working.lines.iter().filter_map(line).collect(),
            instalments: working.instalments.clone(),
        }
    }

    /// What is known of a case with a settlement of its own: what an officer recorded stands, and where the settlement says
    /// the same it gives months and clauses besides; without an outcome it stands alone, as far as it could be worked out.
    #[must_use]
    pub fn of_case(case: &Case, working: &Working) -> Self {
        let recorded = Self::recorded(case);
        let of_working = Self::of_working(working);
        let open = |span: &Span| span.amount.is_none();
        let unknown = open(&of_working.overpaid)
            || open(&of_working.due)
            || working.back_pay.is_some() && open(&of_working.back_pay);
        let some = |amount: Option<Money>| amount.filter(|amount| *amount > Money::ZERO);
        let pairs = [
            (recorded.overpaid.amount, of_working.overpaid.amount),
            (recorded.due.amount, of_working.due.amount),
            (recorded.back_pay.amount, of_working.back_pay.amount),
            (recorded.refund, of_working.refund),
            (recorded.sealed, of_working.sealed),
        ];
        let agree = pairs
            .into_iter()
            .all(|(said, settled)| said == some(settled));
        if unknown || case.live_outcome().is_some() && !agree {
            return recorded;
        }
        let (back, _) = case.recovered();
        let residual = if back > Money::ZERO {
            recorded.residual.or(of_working.residual)
        } else {
            of_working.residual
        };
        Self {
            residual,
            ..of_working
        }
    }

    /// What the officers recorded: the live outcome, and the money that came back since. An amount of nothing in an
    /// outcome is as good as none: the record does not tell a zero from a field left empty.
    #[must_use]
    pub fn recorded(case: &Case) -> Self {
        let Some(outcome) = case.live_outcome() else {
            return Self::default();
        };
        let some = |amount: Money| (amount > Money::ZERO).then_some(amount);
        let span = |amount| Span {
            amount: some(amount),
            ..Span::default()
        };
        let (recovered, offset) = case.recovered();
        let overpaid = some(outcome.recover_due);
        Self {
            overpaid: span(outcome.recover_due),
            due: span(outcome.heir_due),
            back_pay: span(outcome.back_pay),
            offset_total: overpaid.map(|_| offset),
            residual: overpaid.map(|due| (due - recovered).max(Money::ZERO)),
            refund: some(outcome.refund_due),
            sealed: some(outcome.sealed_amount),
            ..Self::default()
        }
    }
}
