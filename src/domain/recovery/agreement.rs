//! The agreement on instalments: equal amounts rounded down to the fen, the remainder on the last, each on its own day.

use chrono::NaiveDate;

use super::{AGREEMENT, Book, money, text};
use crate::domain::deadline;
use crate::domain::entry::{Entry, EntryRef};
use crate::domain::money::Money;
use crate::domain::pack::rules::{TimeUnit, Within};
use crate::domain::record::day_of;
use crate::domain::workday::Roll;

/// More instalments than these nobody agrees on.
pub const MOST: u32 = 600;

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The entry.
    pub entry: EntryRef,
    /// The day of signing.
    pub on: NaiveDate,
    /// The agreed sum.
    pub amount: Money,
    /// The agency's consent, by its number.
    pub approval: Option<String>,
    /// The instalments in order.
    pub instalments: Vec<Instalment>,
}

/// One instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// From 1.
    pub number: u32,
    /// The day that was agreed on.
    pub due: NaiveDate,
    /// The last day: the next workday where the agreed one is a rest day.
    pub until: NaiveDate,
    /// Nobody published that year's holidays yet.
    pub estimated: bool,
    /// How much.
    pub amount: Money,
}

/// An amount in so many parts: each rounded down to the fen, the remainder on the last.
#[must_use]
pub fn instalments(amount: Money, count: u32) -> Vec<Money> {
    let Some(others) = count.checked_sub(1) else {
        return Vec::new();
    };
    let each = Money::from_fen(amount.fen() / i64::from(count));
    let others = usize::try_from(others).unwrap_or_default();
    let mut parts = vec![each; others];
    let before: Money = parts.iter().copied().sum();
    parts.push(amount - before);
    parts
}

/// The agreement that holds: the one signed last.
pub(super) fn agreement(book: &Book<'_>) -> Option<Agreement> {
    let entry = book.steps(AGREEMENT).next_back()?;
    let (count, every) = (number(entry, "instalments")?, number(entry, "every")?);
    let first = entry.text("first_due").and_then(day_of)?;
    let amount = money(entry, "amount");
    let workdays = &book.pack.workdays;
    // The day itself, moved on where the pack's rule for rest days does so.
    let itself = Within {
        n: 0,
        unit: TimeUnit::Day,
    };
    let parts = instalments(amount, count.min(MOST));
    let instalments = parts.into_iter().zip(0..).map(|(amount, place)| {
        let due = workdays.plus_months(first, every * place, Roll::Stay).date;
        let until = deadline::last_day(book.pack, workdays, due, itself);
        Instalment {
            number: place + 1,
            due,
            until: until.date,
            estimated: until.estimated,
            amount,
        }
    });
    Some(Agreement {
        entry: entry.id,
        on: book.day(entry),
        amount,
        approval: text(entry, "document"),
        instalments: instalments.collect(),
    })
}

fn number(entry: &Entry, field: &str) -> Option<u32> {
    entry.text(field)?.parse().ok()
}

impl Agreement {
    /// What of each instalment so much money pays, the earliest first.
    pub(super) fn allot(&self, money: Money) -> Vec<(&Instalment, Money)> {
        let mut left = money;
        let allotted = self.instalments.iter().map(|instalment| {
            let paid = left.min(instalment.amount).max(Money::ZERO);
            left = left - paid;
            (instalment, paid)
        });
        allotted.collect()
    }
}
