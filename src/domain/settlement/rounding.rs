//! Rounding of a monthly component, once, as the pack names it; sums of rounded components are exact.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::money::Money;
use crate::domain::pack::rules::Rounding;

/// An amount in yuan rounded by that rule; nothing when it is beyond all money.
#[must_use]
pub fn rounded(yuan: Decimal, rule: Rounding) -> Option<Money> {
    let (decimals, strategy) = match rule {
        Rounding::HalfUpFen => (2, RoundingStrategy::MidpointAwayFromZero),
        Rounding::CeilJiao => (1, RoundingStrategy::ToPositiveInfinity),
        Rounding::HalfUpJiao => (1, RoundingStrategy::MidpointAwayFromZero),
        Rounding::CeilYuan => (0, RoundingStrategy::ToPositiveInfinity),
    };
    let mut value = yuan.round_dp_with_strategy(decimals, strategy);
    value.rescale(2);
    i64::try_from(value.mantissa()).ok().map(Money::from_fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_rounds_as_its_region_does() {
        let shown = |total: &str, rule| {
            let total: Decimal = total.parse().unwrap();
            rounded(total / Decimal::from(139), rule)
                .unwrap()
                .to_string()
        };
        assert_eq!(shown("13900.00", Rounding::HalfUpFen), "100.00");
        assert_eq!(shown("5273.46", Rounding::HalfUpFen), "37.94");
        assert_eq!(shown("5273.46", Rounding::CeilJiao), "38.00");
        assert_eq!(shown("4018.27", Rounding::HalfUpFen), "28.91");
        assert_eq!(shown("4018.27", Rounding::CeilJiao), "29.00");
        assert_eq!(shown("4018.27", Rounding::HalfUpJiao), "28.90");
        assert_eq!(shown("4018.27", Rounding::CeilYuan), "29.00");
        assert_eq!(shown("139.00", Rounding::CeilJiao), "1.00");
    }
}
