//! How a campaign is reported: its daily rhythm, who reports, and what counts for a unit that has not.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::Pack;
use crate::domain::unit::UnitCode;

/// The daily report's rhythm.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Daily {
    /// Entries recorded at this time or later belong to the next day.
    pub cut_off: NaiveTime,
    /// The first day that is reported.
    pub first_day: NaiveDate,
    /// The last day that is reported.
    pub last_day: NaiveDate,
    /// Whether a unit has reported when entries about its people came, or only when it handed in its figures.
    #[serde(default)]
    pub submission: Submission,
    /// What counts for a unit that has not reported in time.
    #[serde(default)]
    pub missing_counts: MissingCounts,
    /// Clause that asks for it.
    pub clause: String,
}

/// When a unit has reported a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Submission {
    /// When entries about its people came since the cut-off before, or its figures were handed in.
    #[default]
    Entries,
    /// When its figures were handed in, and not before.
    Required,
}

/// What counts for a unit that has not reported in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingCounts {
    /// The entries that are there.
    #[default]
    Entries,
    /// Its figures of the day before.
    Yesterday,
    /// Nothing but its total.
    Zero,
}

impl Submission {
    /// The word in packs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Required => "required",
        }
    }
}

impl MissingCounts {
    /// The word in packs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Yesterday => "yesterday",
            Self::Zero => "zero",
        }
    }
}

/// Who reports for a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporter {
    /// The unit.
    pub unit: UnitCode,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone, once the office has filled it in.
    #[serde(default)]
    pub phone: Option<String>,
}

impl Pack {
    /// Who reports for a unit, where the pack names somebody.
    #[must_use]
    pub fn reporter(&self, unit: UnitCode) -> Option<&Reporter> {
        self.reporters.iter().find(|reporter| reporter.unit == unit)
    }

    /// Whether a unit has reported only when it handed in its figures.
    #[must_use]
    pub fn submission_required(&self) -> bool {
        let daily = self.daily.as_ref();
        daily.is_some_and(|daily| daily.submission == Submission::Required)
    }

    /// What counts for a unit that has not reported in time.
    #[must_use]
    pub fn missing_counts(&self) -> MissingCounts {
        let daily = self.daily.as_ref();
        daily.map_or(MissingCounts::Entries, |daily| daily.missing_counts)
    }
}
