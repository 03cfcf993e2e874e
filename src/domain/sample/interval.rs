//! How sure a rate is that was seen on a few: the interval of Wilson at 95 %, in whole numbers.

/// Adds this many digits to the square root, so that its rounding is never seen.
const FINE: u128 = 100;

/// The interval in which the true rate lies with 95 % when `wrong` of `n` were wrong, in hundredths of a percent, half
/// up; nothing where nobody was looked at.
///
/// With z = 1.96 = 49/25 and p = wrong/n: (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n).
#[must_use]
pub fn wilson(wrong: u32, n: u32) -> Option<(u32, u32)> {
    if n == 0 || wrong > n {
        return None;
    }
    let (k, n) = (u128::from(wrong), u128::from(n));
    // Both ends times 2(625n + 2401), which makes them whole but for the root: 1250k + 2401 ± 49·sqrt(2401 + 2500k(n-k)/n).
    let middle = (1250 * k + 2401) * 10_000 * FINE;
    let under_root = (2401 * n + 2500 * k * (n - k)) * (490_000 * FINE).pow(2) / n;
    let reach = under_root.isqrt();
    let whole = (1250 * n + 4802) * FINE;
    let round = |end: u128| u32::try_from((end + whole / 2) / whole).unwrap_or(u32::MAX);
    Some((
        round(middle.saturating_sub(reach)),
        round(middle + reach).min(10_000),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_books() {
        // Newcombe 1998: 81 of 263 = 0.2553 to 0.3662; 15 of 148 = 0.0624 to 0.1605; 0 of 20 = 0 to 0.1611;
        // 1 of 29 = 0.0061 to 0.1718.
        assert_eq!(wilson(81, 263), Some((2553, 3662)));
        assert_eq!(wilson(15, 148), Some((624, 1605)));
        assert_eq!(wilson(0, 20), Some((0, 1611)));
        assert_eq!(wilson(1, 29), Some((61, 1718)));
        assert_eq!(wilson(20, 20), Some((8389, 10_000)));
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(500_000, 1_000_000), Some((4990, 5010)));
        assert!(wilson(1, u32::MAX).is_some());
    }
}
