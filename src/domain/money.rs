//! Amounts of money: integer fen outside, never a float.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in fen (1/100 yuan); written in yuan with two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// The text is not an amount in yuan with at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an amount in yuan with at most two decimals")]
pub struct NotAnAmount;

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount given in fen.
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The amount in yuan, exactly.
    #[must_use]
    pub fn yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl FromStr for Money {
    type Err = NotAnAmount;

    /// Reads `1289.4`, `1,289.40`, `-3`; thousands separators are allowed, a third decimal is not.
    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let plain: String = text.trim().chars().filter(|c| *c != ',').collect();
        let digits = plain.strip_prefix('-').unwrap_or(&plain);
        if digits.is_empty()
            || !digits.starts_with(|c: char| c.is_ascii_digit())
            || digits.ends_with('.')
            || !digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        {
            return Err(NotAnAmount);
        }
        let mut value: Decimal = plain.parse().map_err(|_| NotAnAmount)?;
        if value.normalize().scale() > 2 {
            return Err(NotAnAmount);
        }
        value.rescale(2);
        i64::try_from(value.mantissa())
            .map(Self)
            .map_err(|_| NotAnAmount)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_two_decimals_and_no_more() {
        assert_eq!("1,289.4".parse::<Money>().unwrap().to_string(), "1289.40");
        assert_eq!("-0.05".parse::<Money>().unwrap().to_string(), "-0.05");
        assert_eq!("12.300".parse::<Money>().unwrap().fen(), 1230);
        for wrong in ["", ".5", "5.", "1.005", "abc", "1e3", "--1"] {
            assert!(wrong.parse::<Money>().is_err(), "{wrong}");
        }
    }
}
