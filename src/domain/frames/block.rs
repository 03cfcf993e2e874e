//! A block: the figures of one unit in as few bits as their own limits allow. What the identities of the report give is
//! not written, and what breaks them cannot be read.
//!
//! | bits | what |
//! |---|---|
//! | 1 | 1: a block follows; 0, or the end: none |
//! | 2 | 0 whole, 1 counts alone, 2 amounts alone |
//! | 16 | only of rows: the last digits of the unit's code, the number of the group, 0 = directly under the unit |
//! | … | counts, then amounts, in the order of [`counts`] and [`AMOUNTS`] |
//!
//! A free number is six bits for its width and the number in that many bits; a limited one takes the bits that its limit
//! needs.

use std::collections::BTreeMap;

use super::bits::{Bits, Taken, width};
use crate::domain::figures::{Figure, Figures};
use crate::domain::report::{CLASSES, Cell, Line, OUTCOMES, RESOLVED_CLASSES};

/// The figures of a unit that a report shows, and what the day added to two of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Counts and amounts; only those that a report shows.
    pub figures: Figures,
    /// What the day added to the verified.
    pub verified_today: i64,
    /// What the day added to the resolved.
    pub resolved_today: i64,
}

/// Which part of the figures a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Counts and amounts.
    Whole,
    /// Counts alone.
    Counts,
    /// Amounts alone.
    Amounts,
}

/// The figures of one unit as far as one frame holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which of them.
    pub part: Part,
    /// The figures; what the part leaves out is 0.
    pub sums: Sums,
}

/// The figures do not hold together, or are more than frames can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the figures cannot be told by frames")]
pub struct NoFit;

/// Amounts in fen, each a free number.
const AMOUNTS: [Figure; 7] = [
    Figure::BackPay,
    Figure::HeirDue,
    Figure::RecoverDue,
    Figure::Recovered,
    Figure::SealedAmount,
    Figure::RefundDue,
    Figure::Offset,
];

impl Sums {
    /// The figures of a line of the report.
    #[must_use]
    pub fn of(line: &Line) -> Self {
        let mut figures = Figures::default();
        for column in crate::domain::report::COLUMNS {
            if let Some(figure) = column.figure() {
                figures[figure] = line.figures[figure];
            }
        }
        Self {
            figures,
            verified_today: line.gain[Figure::Verified],
            resolved_today: line.gain[Figure::Resolved],
        }
    }
}

/// The columns of the report that figures tell by themselves: column id to count, or to amount in fen. Rates, places and
/// the pace follow from them and from the pack.
#[must_use]
pub fn told_columns(sums: &Sums) -> BTreeMap<&'static str, i64> {
    let mut gain = Figures::default();
    gain[Figure::Verified] = sums.verified_today;
    gain[Figure::Resolved] = sums.resolved_today;
    let line = Line::of_figures(&sums.figures, gain, None);
    crate::domain::report::COLUMNS
        .iter()
        .zip(&line.cells)
        .filter_map(|(column, cell)| match cell {
            Cell::Count(n) => Some((column.id(), *n)),
            Cell::Amount(amount) => Some((column.id(), amount.fen())),
            Cell::Rate(_) | Cell::Place(_) | Cell::Pace(_) => None,
        })
        .collect()
}

/// One way through the layout, writing or reading.
trait Way {
    /// A number that the number `most` limits.
    fn limited(&mut self, number: &mut i64, most: i64) -> Result<(), NoFit>;
    /// A number without a limit, not below 0.
    fn free(&mut self, number: &mut i64) -> Result<(), NoFit>;
    /// A number without a limit: a bit for its sign, then a free one.
    fn signed(&mut self, number: &mut i64) -> Result<(), NoFit>;
    /// A number that follows from others and is not written.
    fn follows(&mut self, number: &mut i64, from: i64) -> Result<(), NoFit>;
}

struct Writes<'b>(&'b mut Bits);

impl Way for Writes<'_> {
    fn limited(&mut self, number: &mut i64, most: i64) -> Result<(), NoFit> {
        let (n, most) = (positive(*number)?, positive(most)?);
        if n > most {
            return Err(NoFit);
        }
        self.0.push(n, width(most));
        Ok(())
    }

    fn free(&mut self, number: &mut i64) -> Result<(), NoFit> {
        let n = positive(*number)?;
        self.0.push(u64::from(width(n)), 6);
        self.0.push(n, width(n));
        Ok(())
    }

    fn signed(&mut self, number: &mut i64) -> Result<(), NoFit> {
        self.0.push(u64::from(*number < 0), 1);
        let mut size = number.checked_abs().ok_or(NoFit)?;
        self.free(&mut size)
    }

    fn follows(&mut self, number: &mut i64, from: i64) -> Result<(), NoFit> {
        if *number == from { Ok(()) } else { Err(NoFit) }
    }
}

struct Reads<'b, 'a>(&'b mut Taken<'a>);

impl Way for Reads<'_, '_> {
    fn limited(&mut self, number: &mut i64, most: i64) -> Result<(), NoFit> {
        let n = self.0.take(width(positive(most)?)).ok_or(NoFit)?;
        *number = i64::try_from(n).map_err(|_| NoFit)?;
        if *number > most { Err(NoFit) } else { Ok(()) }
    }

    fn free(&mut self, number: &mut i64) -> Result<(), NoFit> {
        let wide = self.0.take(6).ok_or(NoFit)?;
        let n = self.0.take(u32::try_from(wide).map_err(|_| NoFit)?);
        *number = i64::try_from(n.ok_or(NoFit)?).map_err(|_| NoFit)?;
        Ok(())
    }

    fn signed(&mut self, number: &mut i64) -> Result<(), NoFit> {
        let negative = self.0.take(1).ok_or(NoFit)? == 1;
        self.free(number)?;
        if negative {
            *number = -*number;
        }
        Ok(())
    }

    fn follows(&mut self, number: &mut i64, from: i64) -> Result<(), NoFit> {
        *number = from;
        if from < 0 { Err(NoFit) } else { Ok(()) }
    }
}

fn positive(number: i64) -> Result<u64, NoFit> {
    u64::try_from(number).map_err(|_| NoFit)
}

/// Counts, each limited by one before it: total; untouched, proposed, returned, conflict, `system_updated` and verified
/// (by total); classes 1 to 6 (by verified; 7 follows), 3a and 3b (by class 3); resolved (by verified); the resolved of
/// classes 1 to 6 (by resolved; 7 follows), deregistered and the outcomes but the last, which follows; then, signed, what
/// the day added to verified and resolved.
fn counts(way: &mut impl Way, sums: &mut Sums) -> Result<(), NoFit> {
    let figures = &mut sums.figures;
    way.free(&mut figures[Figure::Total])?;
    let total = figures[Figure::Total];
    for figure in [
        Figure::Untouched,
        Figure::Proposed,
        Figure::Returned,
        Figure::Conflict,
        Figure::SystemUpdated,
        Figure::Verified,
    ] {
        way.limited(&mut figures[figure], total)?;
    }
    let verified = figures[Figure::Verified];
    split(way, figures, &CLASSES, verified)?;
    let class_3 = figures[Figure::Class3];
    way.limited(&mut figures[Figure::Class3a], class_3)?;
    way.limited(&mut figures[Figure::Class3b], class_3)?;
    way.limited(&mut figures[Figure::Resolved], verified)?;
    let resolved = figures[Figure::Resolved];
    split(way, figures, &RESOLVED_CLASSES, resolved)?;
    way.limited(&mut figures[Figure::Deregistered], resolved)?;
    split(way, figures, &OUTCOMES, resolved)?;
    way.signed(&mut sums.verified_today)?;
    way.signed(&mut sums.resolved_today)
}

/// Parts that add up to a whole: the last follows.
fn split(
    way: &mut impl Way,
    figures: &mut Figures,
    parts: &[Figure],
    whole: i64,
) -> Result<(), NoFit> {
    let Some((last, others)) = parts.split_last() else {
        return Ok(());
    };
    let mut rest = whole;
    for part in others {
        way.limited(&mut figures[*part], whole)?;
        rest -= figures[*part];
    }
    way.follows(&mut figures[*last], rest)
}

fn amounts(way: &mut impl Way, sums: &mut Sums) -> Result<(), NoFit> {
    for figure in AMOUNTS {
        way.free(&mut sums.figures[figure])?;
    }
    Ok(())
}

fn walk(way: &mut impl Way, part: Part, sums: &mut Sums) -> Result<(), NoFit> {
    if part != Part::Amounts {
        counts(way, sums)?;
    }
    if part != Part::Counts {
        amounts(way, sums)?;
    }
    Ok(())
}

/// The bits of a block; of a row with its place below the unit.
pub(super) fn bits(sums: &Sums, place: Option<u16>, part: Part) -> Result<Bits, NoFit> {
    let mut bits = Bits::default();
    bits.push(1, 1);
    bits.push(part as u64, 2);
    if let Some(place) = place {
        bits.push(u64::from(place), 16);
    }
    // Writing changes nothing; the way through the layout is the same as in reading.
    walk(&mut Writes(&mut bits), part, &mut sums.clone())?;
    Ok(bits)
}

/// The blocks of a frame, each with its place; 0 where blocks have none.
pub(super) fn read(bytes: &[u8], of_rows: bool) -> Result<Vec<(u16, Block)>, NoFit> {
    let mut taken = Taken::of(bytes);
    let mut blocks = Vec::new();
    while taken.take(1) == Some(1) {
        let part = match taken.take(2) {
            Some(0) => Part::Whole,
            Some(1) => Part::Counts,
            Some(2) => Part::Amounts,
            _ => return Err(NoFit),
        };
        let place = if of_rows {
            let place = taken.take(16).ok_or(NoFit)?;
            u16::try_from(place).map_err(|_| NoFit)?
        } else {
            0
        };
        let mut sums = Sums::default();
        walk(&mut Reads(&mut taken), part, &mut sums)?;
        blocks.push((place, Block { part, sums }));
    }
    Ok(blocks)
}

impl Block {
    /// Puts two parts of one unit's figures together; the same part twice stays as it was.
    pub fn join(&mut self, other: &Self) {
        if self.part == Part::Whole || self.part == other.part {
            return;
        }
        if other.part == Part::Whole {
            self.clone_from(other);
            return;
        }
        let (counted, paid) = if self.part == Part::Counts {
            (&*self, other)
        } else {
            (other, &*self)
        };
        let mut sums = counted.sums.clone();
        for figure in AMOUNTS {
            sums.figures[figure] = paid.sums.figures[figure];
        }
        *self = Self {
            part: Part::Whole,
            sums,
        };
    }
}
