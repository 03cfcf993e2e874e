//! Interest on the account by month products: a booking bears it from the month after it, the year runs from January to
//! December (S2 13, 14). The system's balance wins; this explains it.

use rust_decimal::Decimal;

use super::facts::{Booking, InterestFacts};
use super::rounding::rounded;
use super::sheet::Sheet;
use super::working::Interest;
use crate::domain::money::Money;
use crate::domain::pack::rules::{InterestStart, Rounding};

/// The interest on what stood at the beginning of a year and on what was booked in it, up to and with the month
/// `last` (1 to 12); nothing when it is beyond all money.
#[must_use]
pub fn interest(
    previous: Money,
    booked: &[Booking],
    rate: Decimal,
    last: u32,
    start: InterestStart,
    rounding: Rounding,
) -> Option<Money> {
    // fen times months: exact until the one division.
    let mut products = Decimal::from(previous.fen()).checked_mul(Decimal::from(last))?;
    for booking in booked {
        let first = match start {
            InterestStart::NextMonth => booking.month.month() + 1,
            InterestStart::SameMonth => booking.month.month(),
        };
        let months = (last + 1).saturating_sub(first);
        let product = Decimal::from(booking.amount.fen()).checked_mul(Decimal::from(months))?;
        products = products.checked_add(product)?;
    }
    let yuan = products
        .checked_mul(rate)?
        .checked_div(Decimal::from(12 * 100))?;
    rounded(yuan, rounding)
}

/// Answers the interest that the facts ask for.
pub(super) fn settle(sheet: &mut Sheet<'_>, facts: &InterestFacts) {
    let Some(rule) = sheet.need("interest_rule", sheet.pack.rules.interest.as_ref()) else {
        return;
    };
    let rate = facts
        .rate
        .or_else(|| rule.rates.get(&facts.year.to_string()).copied());
    let rate = sheet.need("interest_rate", rate);
    let last = facts.to.map_or(12, crate::domain::month::Month::month);
    let counted: Vec<Booking> = facts
        .booked
        .iter()
        .copied()
        .filter(|booking| booking.month.month() <= last)
        .collect();
    let found = rate.and_then(|rate| {
        interest(
            facts.previous,
            &counted,
            rate.0,
            last,
            rule.start,
            sheet.rounding(),
        )
    });
    let booked: Money = counted.iter().map(|booking| booking.amount).sum();
    sheet.working.interest = Some(Interest {
        year: facts.year,
        interest: found,
        balance: found.map(|interest| facts.previous + booked + interest),
        clause: sheet.cite(rule),
    });
}
