//! What one row of somebody else's list says of a person, after its cells were cleaned and read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::money::Money;
use super::month::Month;
use super::unit::UnitCode;

/// A value that cannot be true or could not be read; it stays with the case until an officer settles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// 18 characters whose last does not fit the others (GB 11643).
    IdCheckDigit,
    /// 18 characters whose birth date does not exist or lies ahead.
    IdBirthDate,
    /// 15 digits, upgraded to 18.
    IdLegacy,
    /// 20 characters of a disability card; the first 18 are kept.
    IdSuffix,
    /// The cell was a number: a spreadsheet keeps 15 digits only.
    IdPrecisionLost,
    /// Any other length.
    IdLength,
    /// No ID at all.
    IdMissing,
    /// Too young for the benefit on the day of the import, by the ID.
    UnderAge,
    /// No name.
    NameMissing,
    /// Control characters stood in a cell and were removed.
    ControlCharacters,
    /// No township was recognised.
    UnitUnresolved,
    /// The township was recognised, the village was not.
    VillageUnresolved,
    /// The month of suspension cannot be read.
    SuspendedMonthUnreadable,
    /// An amount cannot be read.
    AmountUnreadable,
    /// Another file's birth date contradicts the ID's, which wins.
    BirthDiffers,
    /// The reason is blank or unknown: presumed class 0.
    ReasonUnmapped,
}

impl Doubt {
    /// All doubts, in the order of the contract.
    pub const ALL: [Self; 16] = [
        Self::IdCheckDigit,
        Self::IdBirthDate,
        Self::IdLegacy,
        Self::IdSuffix,
        Self::IdPrecisionLost,
        Self::IdLength,
        Self::IdMissing,
        Self::UnderAge,
        Self::NameMissing,
        Self::ControlCharacters,
        Self::UnitUnresolved,
        Self::VillageUnresolved,
        Self::SuspendedMonthUnreadable,
        Self::AmountUnreadable,
        Self::BirthDiffers,
        Self::ReasonUnmapped,
    ];

    /// The word used in files and filters, kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::IdCheckDigit => "id-check-digit",
            Self::IdBirthDate => "id-birth-date",
            Self::IdLegacy => "id-legacy",
            Self::IdSuffix => "id-suffix",
            Self::IdPrecisionLost => "id-precision-lost",
            Self::IdLength => "id-length",
            Self::IdMissing => "id-missing",
            Self::UnderAge => "under-age",
            Self::NameMissing => "name-missing",
            Self::ControlCharacters => "control-characters",
            Self::UnitUnresolved => "unit-unresolved",
            Self::VillageUnresolved => "village-unresolved",
            Self::SuspendedMonthUnreadable => "suspended-month-unreadable",
            Self::AmountUnreadable => "amount-unreadable",
            Self::BirthDiffers => "birth-differs",
            Self::ReasonUnmapped => "reason-unmapped",
        }
    }

    /// Whether it casts doubt on the ID number itself.
    #[must_use]
    pub const fn is_about_the_id(self) -> bool {
        matches!(
            self,
            Self::IdCheckDigit
                | Self::IdBirthDate
                | Self::IdLegacy
                | Self::IdSuffix
                | Self::IdPrecisionLost
                | Self::IdLength
        )
    }

    /// The doubt of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doubt| doubt.name() == name)
    }
}

macro_rules! roster_facts {
    ($($(#[$doc:meta])+ $field:ident: $type:ty,)+) => {
        /// What a list says of one person. Absent = the list does not say it; nothing here is ever guessed.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct RosterFacts {
            $($(#[$doc])+ #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)+
        }

        impl RosterFacts {
            /// What is said, as field names and plain texts.
            #[must_use]
            pub fn pairs(&self) -> Vec<(&'static str, String)> {
                let mut pairs = Vec::new();
                $(if let Some(value) = &self.$field { pairs.push((stringify!($field), value.to_string())); })+
                pairs
            }

            /// Takes what is not known yet; a value that stands already is not replaced.
            pub fn fill(&mut self, told: &Self) {
                $(if self.$field.is_none() { self.$field.clone_from(&told.$field); })+
            }

            /// Says no more of this field.
            pub fn forget(&mut self, field: &str) {
                match field { $(stringify!($field) => self.$field = None,)+ _ => {} }
            }
        }
    };
}

// The order is that of a payload's fields; what is added goes to the end.
roster_facts! {
    /// The name as people write it, cleaned.
    name: String,
    /// The ID number that the case takes (see the table of doubts); never one that lost digits.
    id_number: String,
    /// The system's personal number (个人编号).
    personal_number: String,
    /// 男 or 女, as written; the ID's own digit wins on screens.
    sex: String,
    /// Birth date as the list gives it (not derived from the ID).
    birth: NaiveDate,
    /// The lowest unit recognised; absent when not even a township was.
    unit: UnitCode,
    /// The villagers' group (3组 = 3).
    group: u16,
    /// Street and house number inside the village (古荥街18号), what is left of the address.
    house: String,
    /// The address as written.
    address: String,
    /// Telephone, digits only.
    phone: String,
    /// Name of the bank.
    bank: String,
    /// Bank account, digits only.
    account: String,
    /// 户籍性质, as written.
    household_type: String,
    /// First unpaid month.
    suspended_from: Month,
    /// The system's reason, as written.
    reason: String,
    /// 1 to 7 from the reason's text; 0 when blank or unknown; absent when the list has no such column.
    presumed_class: u8,
    /// The list's remark, as written.
    remark: String,
    /// Monthly pension.
    monthly_amount: Money,
    /// Balance of the personal account.
    account_balance: Money,
}

impl RosterFacts {
    /// Whether they can be a person's: a name or an ID that can be read.
    #[must_use]
    pub const fn is_somebody(&self) -> bool {
        self.name.is_some() || self.id_number.is_some()
    }
}

/// A data row of a list: facts, doubts, and the raw texts of the cells that raised doubts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRow {
    /// Name of the sheet; empty for CSV.
    pub sheet: std::sync::Arc<str>,
    /// Row as a spreadsheet counts it, from 1.
    pub row: u32,
    /// What the row says.
    pub facts: RosterFacts,
    /// What is wrong with it, in the order of [`Doubt::ALL`].
    pub doubts: Vec<Doubt>,
    /// Column title and raw text of every cell that raised a doubt.
    pub raw: Vec<(String, String)>,
    /// The whole row as texts, in the order of the columns: for the spreadsheet of what was rejected or doubtful.
    pub cells: Vec<String>,
    /// What only match lists tell: name of the column and its text, days as `YYYY-MM-DD` or `YYYY-MM`.
    pub told: Vec<(&'static str, String)>,
}
