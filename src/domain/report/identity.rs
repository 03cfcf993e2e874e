//! The identities that hold in every report, checked before anything is printed.

use super::RowUnit;
use crate::domain::figures::{Figure, Figures};

/// A rule between figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// `class_1` + … + `class_7` = verified.
    ClassesAddUp,
    /// `class_3a` + `class_3b` ≤ `class_3`.
    PartsOfClass3,
    /// verified ≤ total.
    VerifiedWithinTotal,
    /// resolved ≤ verified.
    ResolvedWithinVerified,
    /// The five outcomes add up to resolved.
    OutcomesAddUp,
    /// `class_1_resolved` + … + `class_7_resolved` = resolved.
    ResolvedClassesAddUp,
    /// The rows add up to what the unit itself sums up to.
    RowsAddUp(Figure),
}

impl Identity {
    /// Key of the sentence that says what does not fit.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ClassesAddUp => "report-broken-classes",
            Self::PartsOfClass3 => "report-broken-class-3",
            Self::VerifiedWithinTotal => "report-broken-verified",
            Self::ResolvedWithinVerified => "report-broken-resolved",
            Self::OutcomesAddUp => "report-broken-outcomes",
            Self::ResolvedClassesAddUp => "report-broken-resolved-classes",
            Self::RowsAddUp(_) => "report-broken-rows",
        }
    }
}

/// An identity that does not hold: the report must not leave the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenIdentity {
    /// Which rule.
    pub identity: Identity,
    /// The row where it fails; nothing for the total.
    pub unit: Option<RowUnit>,
    /// The row's name; empty for the total.
    pub name: String,
    /// The sum, or the part.
    pub left: i64,
    /// What it should be, or may not pass.
    pub right: i64,
}

/// The seven classes, in order.
pub const CLASSES: [Figure; 7] = [
    Figure::Class1,
    Figure::Class2,
    Figure::Class3,
    Figure::Class4,
    Figure::Class5,
    Figure::Class6,
    Figure::Class7,
];
/// What is resolved of each of them, in order.
pub const RESOLVED_CLASSES: [Figure; 7] = [
    Figure::Class1Resolved,
    Figure::Class2Resolved,
    Figure::Class3Resolved,
    Figure::Class4Resolved,
    Figure::Class5Resolved,
    Figure::Class6Resolved,
    Figure::Class7Resolved,
];
/// The five outcomes, in the order of the contract.
pub const OUTCOMES: [Figure; 5] = [
    Figure::Resumed,
    Figure::Awarded,
    Figure::Terminated,
    Figure::Sealed,
    Figure::KeptSuspended,
];

/// What is broken inside one row. Where it holds in all rows it holds in their sum.
pub(super) fn broken(
    figures: &Figures,
    unit: RowUnit,
    name: &str,
) -> impl Iterator<Item = BrokenIdentity> {
    let sum = |parts: &[Figure]| parts.iter().map(|part| figures[*part]).sum::<i64>();
    let verified = figures[Figure::Verified];
    let resolved = figures[Figure::Resolved];
    let equal = |identity, left, right| (identity, left, right, left == right);
    let within = |identity, left, right| (identity, left, right, left <= right);
    let parts_of_3 = sum(&[Figure::Class3a, Figure::Class3b]);
    let checks = [
        equal(Identity::ClassesAddUp, sum(&CLASSES), verified),
        within(Identity::PartsOfClass3, parts_of_3, figures[Figure::Class3]),
        within(
            Identity::VerifiedWithinTotal,
            verified,
            figures[Figure::Total],
        ),
        within(Identity::ResolvedWithinVerified, resolved, verified),
        equal(Identity::OutcomesAddUp, sum(&OUTCOMES), resolved),
        equal(
            Identity::ResolvedClassesAddUp,
            sum(&RESOLVED_CLASSES),
            resolved,
        ),
    ];
    checks
        .into_iter()
        .filter(|(.., holds)| !holds)
        .map(move |(identity, left, right, _)| BrokenIdentity {
            identity,
            unit: Some(unit),
            name: name.to_owned(),
            left,
            right,
        })
}

/// Where the rows do not add up to the figures that the unit itself has.
pub(super) fn rows_against_whole<'a>(
    rows: &'a Figures,
    whole: &'a Figures,
) -> impl Iterator<Item = BrokenIdentity> + 'a {
    Figure::ALL
        .iter()
        .filter(|figure| rows[**figure] != whole[**figure])
        .map(|figure| BrokenIdentity {
            identity: Identity::RowsAddUp(*figure),
            unit: None,
            name: String::new(),
            left: rows[*figure],
            right: whole[*figure],
        })
}
