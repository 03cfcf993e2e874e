//! What stands between a campaign and its end: not one person, not one item missed (不漏一人、不漏一项, R-032).

mod tick;

use serde::Deserialize;

use super::figures::{Figure, Figures};
pub use tick::{Tick, standing};

/// Something that still has to be done to somebody, or about the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// No approved outcome stands.
    Unresolved,
    /// No unit has claimed them.
    Unclaimed,
    /// Nobody has contacted them, no class stands.
    Untouched,
    /// Contacted, no class yet.
    InProgress,
    /// Statements contradict each other.
    Conflict,
    /// Something in the list's row is wrong and not settled.
    Doubtful,
    /// A class stands without any contact or match.
    Unproved,
    /// Named by a match list, and nobody has looked.
    Hits,
    /// A photo or paper is owed.
    EvidenceOwed,
    /// A paper was printed that has to be handed over, and was not.
    Unserved,
    /// A class stands, and nobody has proposed an outcome.
    Unproposed,
    /// An outcome waits for its review.
    Proposed,
    /// Sent back and not proposed again.
    Returned,
    /// Kept suspended without a reason.
    Unreasoned,
    /// Resolved, and the business system does not say so yet.
    NotUpdated,
    /// Who has to be looked at again for the spot check to reach its share.
    Unsampled,
    /// Fen that were to be recovered and have not been.
    NotRecovered,
    /// Units that have not reported on the day.
    Silent,
    /// Days that have ended and were not set down.
    Unfrozen,
    /// Items of the checklist that no figure tells and that nobody has looked at.
    Unticked,
}

impl Block {
    /// All, in the order of lists: from the first thing to be done to the last.
    pub const ALL: [Self; 20] = [
        Self::Unresolved,
        Self::Unclaimed,
        Self::Untouched,
        Self::InProgress,
        Self::Conflict,
        Self::Doubtful,
        Self::Unproved,
        Self::Hits,
        Self::EvidenceOwed,
        Self::Unserved,
        Self::Unproposed,
        Self::Returned,
        Self::Proposed,
        Self::Unreasoned,
        Self::NotUpdated,
        Self::Unsampled,
        Self::NotRecovered,
        Self::Silent,
        Self::Unfrozen,
        Self::Unticked,
    ];

    /// The word in files and packs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unresolved => "unresolved",
            Self::Unclaimed => "unclaimed",
            Self::Untouched => "untouched",
            Self::InProgress => "in_progress",
            Self::Conflict => "conflict",
            Self::Doubtful => "doubtful",
            Self::Unproved => "unproved",
            Self::Hits => "hits",
            Self::EvidenceOwed => "evidence_owed",
            Self::Unserved => "unserved",
            Self::Unproposed => "unproposed",
            Self::Proposed => "proposed",
            Self::Returned => "returned",
            Self::Unreasoned => "unreasoned",
            Self::NotUpdated => "not_updated",
            Self::Unsampled => "unsampled",
            Self::NotRecovered => "not_recovered",
            Self::Silent => "silent",
            Self::Unfrozen => "unfrozen",
            Self::Unticked => "unticked",
        }
    }

    /// The one of that word.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|block| block.name() == name)
    }

    /// Key of the sentence that says what settles it.
    #[must_use]
    pub fn settle_key(self) -> String {
        format!("campaign-settle-{}", self.name().replace('_', "-"))
    }

    /// Whether people stand behind it, and not units, days or items.
    #[must_use]
    pub const fn has_people(self) -> bool {
        !matches!(
            self,
            Self::Silent | Self::Unfrozen | Self::Unsampled | Self::Unticked
        )
    }

    /// Key of its sentence.
    #[must_use]
    pub fn key(self) -> String {
        format!("campaign-block-{}", self.name().replace('_', "-"))
    }

    /// Whether it is told in fen and not in people.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(self, Self::NotRecovered)
    }

    /// How many people, or fen, by the figures of a unit. Who was claimed by nobody follows from the rows of a report
    /// and is told apart: `unclaimed`. What no figure counts is 0 here: it is read from the book itself.
    #[must_use]
    pub fn extent(self, now: &Figures, unclaimed: i64) -> i64 {
        let extent = match self {
            Self::Unresolved => now[Figure::Total] - now[Figure::Resolved],
            Self::Unclaimed => unclaimed,
            Self::Untouched => now[Figure::Untouched],
            Self::InProgress => now[Figure::InProgress],
            Self::Conflict => now[Figure::Conflict],
            Self::Doubtful => now[Figure::Doubtful],
            Self::Unproved => now[Figure::Unproved],
            Self::EvidenceOwed => now[Figure::EvidenceOwed],
            Self::Unproposed => {
                now[Figure::Verified]
                    - now[Figure::Resolved]
                    - now[Figure::Proposed]
                    - now[Figure::Returned]
            }
            Self::Proposed => now[Figure::Proposed],
            Self::Returned => now[Figure::Returned],
            Self::Unreasoned => now[Figure::Unreasoned],
            Self::NotUpdated => now[Figure::Resolved] - now[Figure::SystemUpdated],
            Self::NotRecovered => now[Figure::RecoverDue] - now[Figure::Recovered],
            Self::Hits
            | Self::Unserved
            | Self::Unsampled
            | Self::Silent
            | Self::Unfrozen
            | Self::Unticked => 0,
        };
        extent.max(0)
    }
}
