//! How far a recovery has come on a day: what the list and the screen say in a word.

use chrono::NaiveDate;

use super::Ledger;
use crate::domain::money::Money;

/// How far a recovery has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Nothing is claimed.
    Nothing,
    /// The settlement says something is overpaid; nobody has proposed an outcome.
    Trial,
    /// No notice was printed or served.
    Unprinted,
    /// A notice was printed and not served.
    Unserved,
    /// Served: the money may still come in time.
    Running,
    /// The agreed instalments are paid in time.
    Instalments,
    /// The last day of return is past.
    Late,
    /// An instalment is overdue.
    Broken,
    /// Handed over to the authority.
    HandedOver,
    /// All of it is back.
    Settled,
    /// More came back than was claimed.
    Excess,
}

impl Stage {
    /// All stages.
    pub const ALL: [Self; 11] = [
        Self::Nothing,
        Self::Trial,
        Self::Unprinted,
        Self::Unserved,
        Self::Running,
        Self::Instalments,
        Self::Late,
        Self::Broken,
        Self::HandedOver,
        Self::Settled,
        Self::Excess,
    ];

    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Trial => "trial",
            Self::Unprinted => "unprinted",
            Self::Unserved => "unserved",
            Self::Running => "running",
            Self::Instalments => "instalments",
            Self::Late => "late",
            Self::Broken => "broken",
            Self::HandedOver => "handed_over",
            Self::Settled => "settled",
            Self::Excess => "excess",
        }
    }

    /// Whether money is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Nothing | Self::Settled)
    }

    /// Whether a day that was set is past.
    #[must_use]
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Late | Self::Broken)
    }
}

impl Ledger {
    /// How far the recovery has come at the end of a day.
    #[must_use]
    pub fn stage_on(&self, day: NaiveDate) -> Stage {
        if self.claimed_on(day) == Money::ZERO {
            return if self.trial.is_some() {
                Stage::Trial
            } else {
                Stage::Nothing
            };
        }
        let balance = self.balance_on(day);
        if balance <= Money::ZERO {
            return if balance < Money::ZERO {
                Stage::Excess
            } else {
                Stage::Settled
            };
        }
        if self.handed_over.as_ref().is_some_and(|one| one.on <= day) {
            return Stage::HandedOver;
        }
        if self.agreement.as_ref().is_some_and(|one| one.on <= day) {
            return if self.overdue_on(day).is_empty() {
                Stage::Instalments
            } else {
                Stage::Broken
            };
        }
        if self.due.as_ref().is_some_and(|due| due.until < day) {
            return Stage::Late;
        }
        let mut services = self.notices.iter().flat_map(|notice| &notice.services);
        if services.any(|service| service.on <= day) {
            return Stage::Running;
        }
        let mut notices = self.notices.iter();
        if notices.any(|notice| notice.printed_on.is_some_and(|on| on <= day)) {
            Stage::Unserved
        } else {
            Stage::Unprinted
        }
    }
}
