//! Places by exact fractions: 1, 2, 2, 4. It knows nothing of what is counted.

use std::cmp::Ordering;

/// Who takes part: a fraction of things done and things to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contender<U> {
    /// Who it is; decides the order inside a tie.
    pub unit: U,
    /// How many are done.
    pub done: i64,
    /// Out of how many.
    pub of: i64,
}

/// A place on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<U> {
    /// 1 is the best; equal fractions share a place, and the places after it stay empty.
    pub place: u32,
    /// Whether somebody else has the same place.
    pub tied: bool,
    /// Who stands there, and why.
    pub contender: Contender<U>,
}

/// Ranks by done/of, descending. Who has nothing to do is not ranked.
#[must_use]
pub fn rank<U: Ord + Copy>(contenders: impl IntoIterator<Item = Contender<U>>) -> Vec<Placed<U>> {
    let mut board: Vec<_> = contenders.into_iter().filter(|c| c.of > 0).collect();
    board.sort_by(|a, b| fraction(b, a).then_with(|| a.unit.cmp(&b.unit)));
    let mut placed: Vec<Placed<U>> = Vec::with_capacity(board.len());
    for (before, contender) in (0..).zip(board) {
        let place = match placed.last_mut() {
            Some(last) if fraction(&last.contender, &contender) == Ordering::Equal => {
                last.tied = true;
                last.place
            }
            _ => before + 1,
        };
        let tied = place != before + 1;
        placed.push(Placed {
            place,
            tied,
            contender,
        });
    }
    placed
}

/// Compares two fractions by their cross products: no division, no rounding.
fn fraction<U>(a: &Contender<U>, b: &Contender<U>) -> Ordering {
    (i128::from(a.done) * i128::from(b.of)).cmp(&(i128::from(b.done) * i128::from(a.of)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(fractions: &[(i64, i64)]) -> Vec<(u32, usize, bool)> {
        let contenders = fractions
            .iter()
            .enumerate()
            .map(|(unit, &(done, of))| Contender { unit, done, of });
        rank(contenders)
            .iter()
            .map(|p| (p.place, p.contender.unit, p.tied))
            .collect()
    }

    #[test]
    fn equal_fractions_share_a_place_and_the_next_stays_empty() {
        // V18: 92.31, 88, 88, 71.43.
        let board = places(&[(5, 7), (44, 50), (22, 25), (12, 13)]);
        assert_eq!(
            board,
            [(1, 3, false), (2, 1, true), (2, 2, true), (4, 0, false)]
        );
    }

    #[test]
    fn fractions_that_round_to_the_same_percent_are_told_apart() {
        let board = places(&[(333_333, 1_000_000), (1, 3)]);
        assert_eq!(board, [(1, 1, false), (2, 0, false)]);
    }

    #[test]
    fn who_has_nothing_to_do_is_not_ranked() {
        assert_eq!(places(&[(0, 0), (0, 9)]), [(1, 1, false)]);
        assert_eq!(places(&[]), []);
    }

    #[test]
    fn three_may_share_the_first_place() {
        let board = places(&[(0, 5), (0, 6), (0, 7)]);
        assert_eq!(board, [(1, 0, true), (1, 1, true), (1, 2, true)]);
    }
}
