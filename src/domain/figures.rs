//! The figures that add up: one list of what is counted, and a vector of it that cases contribute and reports sum.

use std::collections::BTreeMap;
use std::ops::{AddAssign, Index, IndexMut, Neg, SubAssign};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! figures {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// Something a case contributes to its units: a count of 1, or an amount in fen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Figure { $($(#[$doc])* $variant,)+ }

        impl Figure {
            /// All figures, in the order of the stored columns.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The id of the figure: a column's name in reports and in the book.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

figures! {
    /// Cases registered.
    Total = "total",
    /// A class stands and no conflict is open.
    Verified = "verified",
    /// Class 1 stands.
    Class1 = "class_1",
    /// Class 2 stands.
    Class2 = "class_2",
    /// Class 3 (3, 3a or 3b) stands.
    Class3 = "class_3",
    /// Class 4 stands.
    Class4 = "class_4",
    /// Class 5 stands.
    Class5 = "class_5",
    /// Class 6 stands.
    Class6 = "class_6",
    /// Class 7 stands.
    Class7 = "class_7",
    /// Of class 3: employee and resident pension.
    Class3a = "class_3a",
    /// Of class 3: resident pension in two places.
    Class3b = "class_3b",
    /// An approved outcome stands.
    Resolved = "resolved",
    /// Resolved cases of class 1.
    Class1Resolved = "class_1_resolved",
    /// Resolved cases of class 2.
    Class2Resolved = "class_2_resolved",
    /// Resolved cases of class 3.
    Class3Resolved = "class_3_resolved",
    /// Resolved cases of class 4.
    Class4Resolved = "class_4_resolved",
    /// Resolved cases of class 5.
    Class5Resolved = "class_5_resolved",
    /// Resolved cases of class 6.
    Class6Resolved = "class_6_resolved",
    /// Resolved cases of class 7.
    Class7Resolved = "class_7_resolved",
    /// Outcome resumed.
    Resumed = "resumed",
    /// Outcome awarded.
    Awarded = "awarded",
    /// Outcome terminated.
    Terminated = "terminated",
    /// Outcome sealed.
    Sealed = "sealed",
    /// Outcome `kept_suspended`.
    KeptSuspended = "kept_suspended",
    /// Terminated, or sealed in class 5.
    Deregistered = "deregistered",
    /// Fen: back-pay of approved outcomes.
    BackPay = "back_pay",
    /// Fen: due to heirs by approved outcomes.
    HeirDue = "heir_due",
    /// Fen: to be recovered by approved outcomes.
    RecoverDue = "recover_due",
    /// Fen: recovered, in cases whose class stands.
    Recovered = "recovered",
    /// Fen: sealed by approved outcomes.
    SealedAmount = "sealed_amount",
    /// Fen: account to be returned to a living person.
    RefundDue = "refund_due",
    /// Fen: of the recovered, by offset.
    Offset = "offset",
    /// The business system says the same, in cases whose class stands.
    SystemUpdated = "system_updated",
    /// An outcome waits for its review.
    Proposed = "proposed",
    /// Sent back by the reviewer and not proposed again.
    Returned = "returned",
    /// Statements contradict each other.
    Conflict = "conflict",
    /// No contact and no class yet.
    Untouched = "untouched",
    /// Contacted, no class yet.
    InProgress = "in_progress",
    /// A class stands without any contact or match.
    Unproved = "unproved",
    /// Outcome `kept_suspended` without a reason.
    Unreasoned = "unreasoned",
    /// The file has something wrong that nobody settled.
    Doubtful = "doubtful",
    /// A step is done whose photo or paper is still owed.
    EvidenceOwed = "evidence_owed",
    /// Waits for a visit.
    ToVisit = "to_visit",
    /// Waits for a telephone call.
    ToPhone = "to_phone",
    /// Waits for the township office.
    AtTownship = "at_township",
    /// Waits for the district office.
    AtDistrict = "at_district",
    /// Waits for the person.
    AtSelf = "at_self",
    /// Waits for the family.
    AtFamily = "at_family",
    /// Waits for another place, a court or a bank.
    AtOthers = "at_others",
    /// Of presumed class 1 where no class stands, else of the standing class.
    Likely1 = "likely_1",
    /// The same of class 2.
    Likely2 = "likely_2",
    /// The same of class 3.
    Likely3 = "likely_3",
    /// The same of class 4.
    Likely4 = "likely_4",
    /// The same of class 5.
    Likely5 = "likely_5",
    /// The same of class 6.
    Likely6 = "likely_6",
    /// The same of class 7.
    Likely7 = "likely_7",
    /// Resolutions that ended (withdrawn, returned after approval, classified anew), counted up.
    Unresolved = "unresolved",
    /// Entries recorded, those of spot checks left out, counted up.
    Entries = "entries",
    /// Entries made with a clock set by hand, counted up.
    ClockSet = "clock_set",
}

/// Figures whose people can be listed: those that stand in reports, and the state that none of them names.
pub const LISTED: &[Figure] = &[
    Figure::Total,
    Figure::Verified,
    Figure::Class1,
    Figure::Class2,
    Figure::Class3,
    Figure::Class4,
    Figure::Class5,
    Figure::Class6,
    Figure::Class7,
    Figure::Class3a,
    Figure::Class3b,
    Figure::Resolved,
    Figure::Class1Resolved,
    Figure::Class2Resolved,
    Figure::Class3Resolved,
    Figure::Class4Resolved,
    Figure::Class5Resolved,
    Figure::Class6Resolved,
    Figure::Class7Resolved,
    Figure::Resumed,
    Figure::Awarded,
    Figure::Terminated,
    Figure::Sealed,
    Figure::KeptSuspended,
    Figure::Deregistered,
    Figure::BackPay,
    Figure::HeirDue,
    Figure::RecoverDue,
    Figure::Recovered,
    Figure::SealedAmount,
    Figure::RefundDue,
    Figure::Offset,
    Figure::SystemUpdated,
    Figure::Proposed,
    Figure::Returned,
    Figure::Conflict,
    Figure::Untouched,
    Figure::InProgress,
];

/// How many figures there are.
pub const WIDTH: usize = Figure::ALL.len();

/// One number for each [`Figure`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures([i64; WIDTH]);

impl Default for Figures {
    fn default() -> Self {
        Self([0; WIDTH])
    }
}

impl Figures {
    /// Whether every number is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|n| *n == 0)
    }

    /// The numbers in the order of [`Figure::ALL`].
    #[must_use]
    pub fn numbers(&self) -> &[i64; WIDTH] {
        &self.0
    }

    /// The vector of these numbers, in the order of [`Figure::ALL`].
    #[must_use]
    pub const fn from_numbers(numbers: [i64; WIDTH]) -> Self {
        Self(numbers)
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = Figure::ALL.iter().filter(|figure| self[**figure] != 0);
        serializer.collect_map(told.map(|figure| (figure.name(), self[*figure])))
    }
}

impl<'de> Deserialize<'de> for Figures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let told = BTreeMap::<String, i64>::deserialize(deserializer)?;
        let mut figures = Self::default();
        for (name, n) in told {
            let figure = Figure::ALL.iter().find(|figure| figure.name() == name);
            let figure = figure.ok_or_else(|| serde::de::Error::custom(&name))?;
            figures[*figure] = n;
        }
        Ok(figures)
    }
}

impl Index<Figure> for Figures {
    type Output = i64;
    fn index(&self, figure: Figure) -> &i64 {
        &self.0[figure as usize]
    }
}

impl IndexMut<Figure> for Figures {
    fn index_mut(&mut self, figure: Figure) -> &mut i64 {
        &mut self.0[figure as usize]
    }
}

impl AddAssign<&Self> for Figures {
    fn add_assign(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine += theirs;
        }
    }
}

impl SubAssign<&Self> for Figures {
    fn sub_assign(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine -= theirs;
        }
    }
}

impl Neg for Figures {
    type Output = Self;
    fn neg(mut self) -> Self {
        for n in &mut self.0 {
            *n = -*n;
        }
        self
    }
}
