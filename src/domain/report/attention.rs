//! What an office should look at before it sends a report. It blocks nothing.

use super::{Report, Row, RowUnit};
use crate::domain::figures::Figure;

/// Why somebody should look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Persons verified without any contact or match.
    Unproved,
    /// Fewer verified than the day before.
    VerifiedFell,
    /// Fewer resolved than the day before.
    ResolvedFell,
    /// Persons kept suspended without a reason.
    Unreasoned,
    /// Persons whom no unit has claimed.
    Unclaimed,
    /// No entry since the cut-off of the day before.
    Silent,
    /// More recovered than was due, in fen.
    OverRecovered,
    /// Entries made with a clock set by hand.
    ClockSet,
}

impl Reason {
    /// All reasons, in the order of the list.
    pub const ALL: [Self; 8] = [
        Self::Unclaimed,
        Self::Silent,
        Self::Unproved,
        Self::Unreasoned,
        Self::VerifiedFell,
        Self::ResolvedFell,
        Self::OverRecovered,
        Self::ClockSet,
    ];

    /// The word in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unproved => "unproved",
            Self::VerifiedFell => "verified_fell",
            Self::ResolvedFell => "resolved_fell",
            Self::Unreasoned => "unreasoned",
            Self::Unclaimed => "unclaimed",
            Self::Silent => "silent",
            Self::OverRecovered => "over_recovered",
            Self::ClockSet => "clock_set",
        }
    }

    /// Key of its sentence.
    #[must_use]
    pub fn key(self) -> String {
        format!("report-attention-{}", self.name().replace('_', "-"))
    }

    /// How many of it a row has; 0 = nothing to look at.
    fn extent(self, row: &Row) -> i64 {
        let (now, gain) = (&row.line.figures, &row.line.gain);
        let extent = match self {
            Self::Unproved => now[Figure::Unproved],
            Self::VerifiedFell => -gain[Figure::Verified],
            Self::ResolvedFell => -gain[Figure::Resolved],
            Self::Unreasoned => now[Figure::Unreasoned],
            Self::Unclaimed if row.unit == RowUnit::Unassigned => now[Figure::Total],
            Self::Silent if row.silent => 1,
            Self::Unclaimed | Self::Silent => 0,
            Self::OverRecovered => now[Figure::Recovered] - now[Figure::RecoverDue],
            Self::ClockSet => now[Figure::ClockSet],
        };
        extent.max(0)
    }
}

/// One thing to look at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Why.
    pub reason: Reason,
    /// Which row.
    pub unit: RowUnit,
    /// How many persons or entries; fen for [`Reason::OverRecovered`].
    pub extent: i64,
}

impl Report {
    /// What should be looked at first: by reason, then in the order of the rows.
    #[must_use]
    pub fn attention(&self) -> Vec<Attention> {
        Reason::ALL
            .into_iter()
            .flat_map(|reason| {
                self.rows.iter().map(move |row| Attention {
                    reason,
                    unit: row.unit,
                    extent: reason.extent(row),
                })
            })
            .filter(|found| found.extent > 0)
            .collect()
    }
}
