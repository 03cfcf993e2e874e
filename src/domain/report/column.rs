//! The columns of the daily report and the typed cells that stand in them. It knows no titles: those are messages.

use std::fmt;

use crate::domain::figures::{Figure, Figures};
use crate::domain::money::Money;

/// A percentage in hundredths of a percent, rounded half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(i64);

impl Rate {
    /// `done` of `of` in percent; nothing where there is nothing to divide by.
    #[must_use]
    pub fn of(done: i64, of: i64) -> Option<Self> {
        (of > 0).then(|| Self((2 * 10_000 * done + of).div_euclid(2 * of)))
    }

    /// Hundredths of a percent: 837 for 8.37 %.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// One value of the report, with its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number of persons; below 0 only where a day is compared with the one before.
    Count(i64),
    /// An amount of money.
    Amount(Money),
    /// A percentage; nothing where the denominator is 0.
    Rate(Option<Rate>),
    /// The place on the board; nothing for who is not ranked.
    Place(Option<u32>),
    /// Persons a day until the phase ends; nothing where no phase asks for it.
    Pace(Option<i64>),
}

/// Where a column takes its value from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The figure itself, a count.
    Count(Figure),
    /// The figure itself, an amount.
    Amount(Figure),
    /// The figure in percent of the total.
    Rate(Figure),
    /// What the day added to the figure.
    Gain(Figure),
    /// Total less resolved.
    Open,
    /// The board decides.
    Place,
    /// The phase decides.
    Pace,
}

/// A column of the daily report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    id: &'static str,
    source: Source,
}

impl Column {
    /// The id, as scripts know it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// Key of the title's message.
    #[must_use]
    pub fn title_key(self) -> String {
        format!("report-column-{}", self.id.replace('_', "-"))
    }

    /// Where the value comes from.
    #[must_use]
    pub const fn source(self) -> Source {
        self.source
    }

    /// Key of the sentence that says who is counted.
    #[must_use]
    pub fn rule_key(self) -> String {
        format!("daily-rule-{}", self.id.replace('_', "-"))
    }

    /// Whether the column holds amounts of money.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(self.source, Source::Amount(_))
    }

    /// The figure that the column shows as it is; nothing where the value is worked out.
    #[must_use]
    pub const fn figure(self) -> Option<Figure> {
        match self.source {
            Source::Count(figure) | Source::Amount(figure) => Some(figure),
            Source::Rate(_) | Source::Gain(_) | Source::Open | Source::Place | Source::Pace => None,
        }
    }

    /// The value; a place is filled in when the board stands.
    pub(super) fn cell(self, now: &Figures, gain: &Figures, days_left: Option<i64>) -> Cell {
        let total = now[Figure::Total];
        match self.source {
            Source::Count(figure) => Cell::Count(now[figure]),
            Source::Amount(figure) => Cell::Amount(Money::from_fen(now[figure])),
            Source::Rate(figure) => Cell::Rate(Rate::of(now[figure], total)),
            Source::Gain(figure) => Cell::Count(gain[figure]),
            Source::Open => Cell::Count(total - now[Figure::Resolved]),
            Source::Place => Cell::Place(None),
            Source::Pace => Cell::Pace(days_left.map(|days| {
                let left = total - now[Figure::Verified];
                (left + days - 1).div_euclid(days)
            })),
        }
    }
}

const fn column(id: &'static str, source: Source) -> Column {
    Column { id, source }
}

const fn count(figure: Figure) -> Column {
    column(figure.name(), Source::Count(figure))
}

const fn amount(figure: Figure) -> Column {
    column(figure.name(), Source::Amount(figure))
}

/// All columns, in the order of the Chinese table; what was added later stands behind.
pub const COLUMNS: &[Column] = &[
    count(Figure::Total),
    count(Figure::Verified),
    column("verified_rate", Source::Rate(Figure::Verified)),
    count(Figure::Class1),
    count(Figure::Class2),
    count(Figure::Class3),
    count(Figure::Class3a),
    count(Figure::Class3b),
    count(Figure::Class4),
    count(Figure::Class5),
    count(Figure::Class6),
    count(Figure::Class7),
    count(Figure::Resolved),
    column("resolved_rate", Source::Rate(Figure::Resolved)),
    count(Figure::Resumed),
    amount(Figure::BackPay),
    count(Figure::Awarded),
    count(Figure::Terminated),
    amount(Figure::HeirDue),
    amount(Figure::RecoverDue),
    amount(Figure::Recovered),
    count(Figure::Sealed),
    amount(Figure::SealedAmount),
    count(Figure::KeptSuspended),
    count(Figure::SystemUpdated),
    column("open", Source::Open),
    column("verified_today", Source::Gain(Figure::Verified)),
    column("resolved_today", Source::Gain(Figure::Resolved)),
    column("place", Source::Place),
    count(Figure::Class1Resolved),
    count(Figure::Class2Resolved),
    count(Figure::Class3Resolved),
    count(Figure::Class4Resolved),
    count(Figure::Class5Resolved),
    count(Figure::Class6Resolved),
    count(Figure::Class7Resolved),
    count(Figure::Deregistered),
    amount(Figure::RefundDue),
    amount(Figure::Offset),
    count(Figure::Proposed),
    count(Figure::Returned),
    count(Figure::Conflict),
    count(Figure::Untouched),
    column("pace", Source::Pace),
];

/// Where the column of that id stands in [`COLUMNS`].
#[must_use]
pub fn position(id: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rounded_half_up() {
        let rate = |done, of| Rate::of(done, of).map(|rate| rate.to_string());
        assert_eq!(rate(218, 1836).as_deref(), Some("11.87"));
        assert_eq!(rate(1, 800).as_deref(), Some("0.13"));
        assert_eq!(rate(1, 801).as_deref(), Some("0.12"));
        assert_eq!(rate(3, 3).as_deref(), Some("100.00"));
        assert_eq!(rate(0, 0), None);
    }

    #[test]
    fn no_column_stands_twice() {
        for (n, column) in COLUMNS.iter().enumerate() {
            assert_eq!(position(column.id), Some(n), "{}", column.id);
        }
    }
}
