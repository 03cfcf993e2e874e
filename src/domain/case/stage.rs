//! How far a case has come, whose move it is, and what became of a proposed result: the words for it.

use crate::domain::entry::EntryRef;
use crate::domain::money::Money;
use crate::domain::pack::{OutcomeKind, Role};

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 待核查.
    Untouched,
    /// 核查中: contacted.
    InProgress,
    /// 已核查: a class stands.
    Verified,
    /// 待复核: an outcome waits.
    Proposed,
    /// 退回补正: sent back, not proposed again.
    Returned,
    /// 已处理: an approved outcome stands.
    Resolved,
    /// 说法不一致: classes contradict each other.
    Conflict,
}

impl State {
    /// All states in the order of the contract.
    pub const ALL: [Self; 7] = [
        Self::Untouched,
        Self::InProgress,
        Self::Verified,
        Self::Proposed,
        Self::Returned,
        Self::Resolved,
        Self::Conflict,
    ];

    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::InProgress => "in_progress",
            Self::Verified => "verified",
            Self::Proposed => "proposed",
            Self::Returned => "returned",
            Self::Resolved => "resolved",
            Self::Conflict => "conflict",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Whose move it is: every case is in exactly one of these lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Turn {
    /// Somebody has to go there (入户).
    Visit = 0,
    /// A call comes first (电话).
    Phone = 1,
    /// The township office (等劳保所).
    Township = 2,
    /// The district office (等区社保中心).
    District = 3,
    /// The person (等本人).
    Person = 4,
    /// The family (等家属).
    Family = 5,
    /// Another place (等外地协查).
    OtherPlace = 6,
    /// Court or police (等法院公安).
    Court = 7,
    /// The bank (等银行).
    Bank = 8,
    /// Nobody: 办完了.
    Done = 9,
}

impl Turn {
    /// All turns in order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::Visit,
        Self::Phone,
        Self::Township,
        Self::District,
        Self::Person,
        Self::Family,
        Self::OtherPlace,
        Self::Court,
        Self::Bank,
        Self::Done,
    ];

    /// The number in the book.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The turn of that number.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|turn| turn.code() == code)
    }

    /// The list of those who wait for that office.
    #[must_use]
    pub const fn of_role(role: Role) -> Self {
        match role {
            Role::Village => Self::Visit,
            Role::Township => Self::Township,
            Role::District => Self::District,
        }
    }

    pub(super) fn of_waiting(word: &str) -> Option<Self> {
        Some(match word {
            "self" => Self::Person,
            "family" => Self::Family,
            "committee" => Self::Visit,
            "township" => Self::Township,
            "district" => Self::District,
            "other_place" => Self::OtherPlace,
            "court" => Self::Court,
            "bank" => Self::Bank,
            _ => return None,
        })
    }
}

/// Where an outcome stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeStatus {
    /// Waits for its review.
    Proposed,
    /// Approved, and stands.
    Approved,
    /// Sent back; the last thing that happened to it.
    Returned,
    /// Ended by a new classification or proposal, or taken back.
    Ended,
}

/// An approval by one of several levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The level's id.
    pub level: String,
    /// The entry of the approval.
    pub entry: EntryRef,
}

/// A proposed result and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The entry that proposed it.
    pub entry: EntryRef,
    /// The result.
    pub kind: OutcomeKind,
    /// Who proposed it.
    pub by: String,
    /// When, milliseconds.
    pub at: i64,
    /// Where it stands.
    pub status: OutcomeStatus,
    /// The entry of the standing decision.
    pub review: Option<EntryRef>,
    /// The levels that approved it so far, in order; where a pack names none it stays empty.
    pub passed: Vec<Pass>,
    /// Who decided on it at which level, returns included: nobody decides at two levels.
    pub deciders: Vec<(usize, String)>,
    /// The reviewer's words.
    pub review_note: String,
    /// Whether a reason was given.
    pub reasoned: bool,
    /// Back-pay.
    pub back_pay: Money,
    /// Due to heirs.
    pub heir_due: Money,
    /// To be recovered.
    pub recover_due: Money,
    /// Sealed.
    pub sealed_amount: Money,
    /// Account to be returned to a living person.
    pub refund_due: Money,
}
