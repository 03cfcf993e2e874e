//! What a unit handed in itself: its figures as it counted them, when, by whom and how.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Cell, Line};

/// The columns whose counts a unit hands in.
pub const HANDED_IN: [&str; 14] = [
    "total",
    "verified",
    "verified_today",
    "resolved",
    "resolved_today",
    "proposed",
    "returned",
    "class_1",
    "class_2",
    "class_3",
    "class_4",
    "class_5",
    "class_6",
    "class_7",
];

/// How figures were handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// From the unit's own entries in this book.
    Entries,
    /// As the text for the group.
    Text,
    /// As a file.
    File,
    /// As a picture code.
    Qr,
}

impl How {
    /// All ways.
    pub const ALL: [Self; 4] = [Self::Entries, Self::Text, Self::File, Self::Qr];

    /// The word in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Text => "text",
            Self::File => "file",
            Self::Qr => "qr",
        }
    }

    /// The way of that word.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }
}

/// A unit's figures of a day as it handed them in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// When they were received.
    pub at: DateTime<FixedOffset>,
    /// Who reports.
    pub by: String,
    /// How they came.
    pub how: How,
    /// They came after the cut-off (迟报).
    pub late: bool,
    /// Counts by the ids of columns.
    pub figures: BTreeMap<String, i64>,
}

impl Submitted {
    /// The counts that differ from those of the book: column, as handed in, as the book has it.
    #[must_use]
    pub fn differences(&self, line: &Line) -> Vec<(&str, i64, i64)> {
        self.figures
            .iter()
            .filter_map(|(id, told)| match line.cell(id) {
                Some(Cell::Count(known)) if known != *told => Some((id.as_str(), *told, known)),
                _ => None,
            })
            .collect()
    }
}
