//! Columns by their titles: which field a header's cell names, and which row is a header at all.

use super::words::Words;
use super::{CellText, RawRow};
use crate::domain::text;

macro_rules! columns {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// What a column of a list holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $(#[doc = concat!("`", $name, "`.")] $variant,)+ }

        impl Column {
            /// The column of that name in data/columns.toml.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// Its name in data/columns.toml.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

columns!(
    Name = "name",
    IdNumber = "id_number",
    PersonalNumber = "personal_number",
    Sex = "sex",
    Birth = "birth",
    Place = "place",
    Township = "township",
    Village = "village",
    Group = "group",
    Address = "address",
    Phone = "phone",
    Bank = "bank",
    Account = "account",
    HouseholdType = "household_type",
    SuspendedFrom = "suspended_from",
    Reason = "reason",
    Remark = "remark",
    MonthlyAmount = "monthly_amount",
    AccountBalance = "account_balance",
    DeathDay = "death_day",
    CrematedOn = "cremated_on",
    CancelledOn = "cancelled_on",
    CancelReason = "cancel_reason",
    SentenceKind = "sentence_kind",
    SentenceFrom = "sentence_from",
    SentenceTo = "sentence_to",
    EmployeeFrom = "employee_from",
    CertifiedOn = "certified_on",
    CertifiedHow = "certified_how",
    Ignored = "ignored",
);

impl Column {
    /// Whether match lists alone carry it: a roster's import passes it over.
    #[must_use]
    pub const fn is_of_match_lists(self) -> bool {
        matches!(
            self,
            Self::DeathDay
                | Self::CrematedOn
                | Self::CancelledOn
                | Self::CancelReason
                | Self::SentenceKind
                | Self::SentenceFrom
                | Self::SentenceTo
                | Self::EmployeeFrom
                | Self::CertifiedOn
                | Self::CertifiedHow
        )
    }

    /// Whether its cells hold a day or a month.
    pub(super) const fn is_day(self) -> bool {
        matches!(
            self,
            Self::DeathDay
                | Self::CrematedOn
                | Self::CancelledOn
                | Self::SentenceFrom
                | Self::SentenceTo
                | Self::EmployeeFrom
                | Self::CertifiedOn
        )
    }
}

/// A title without what does not matter: blanks, asterisks, colons, remarks in brackets behind it.
#[must_use]
pub fn plain_title(raw: &str) -> String {
    let plain: String = text::stored(raw)
        .text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | ':' | '：' | '、'))
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            other => other,
        })
        .collect();
    plain.to_lowercase()
}

/// A header: which column stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub row: u32,
    pub titles: Vec<String>,
    pub columns: Vec<Option<Column>>,
    /// Columns of match lists and where they stand; none in a roster.
    pub told: Vec<(usize, Column)>,
}

impl Header {
    /// The row as a header, when enough of its cells are titles we know.
    pub(super) fn of(row: &RawRow, words: &Words) -> Option<Self> {
        let mut columns: Vec<Option<Column>> = row
            .cells
            .iter()
            .map(|cell| match cell {
                CellText::Text(text) => column_of(text, words),
                _ => None,
            })
            .collect();
        let mut seen = Vec::new();
        for column in &mut columns {
            // The first column of a kind counts; a second 备注 is not a second remark.
            if let Some(kind) = *column
                && kind != Column::Ignored
            {
                if seen.contains(&kind) {
                    *column = None;
                } else {
                    seen.push(kind);
                }
            }
        }
        let names_people = seen.contains(&Column::Name) || seen.contains(&Column::IdNumber);
        let told = columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((at, (*column)?)))
            .filter(|(_, column)| column.is_of_match_lists())
            .collect();
        (names_people && seen.len() >= 2).then(|| Self {
            told,
            row: row.row,
            titles: row
                .cells
                .iter()
                .map(|cell| text::noted(&cell.shown()).text.into_owned())
                .collect(),
            columns,
        })
    }

    /// Where a column stands.
    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|found| *found == Some(column))
    }
}

fn column_of(raw: &str, words: &Words) -> Option<Column> {
    let whole = plain_title(raw);
    words.columns.get(&whole).copied().or_else(|| {
        let (before, _) = whole.split_once('（')?;
        words.columns.get(before).copied()
    })
}
