//! The classes of a pack and their procedures: steps with who does them, what closes them, and what they hold back.

use serde::Deserialize;

use super::rules::Within;

/// A reason why somebody is not paid, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// `1` to `7`, `3a`, `3b`.
    pub id: String,
    /// Full name.
    pub title: String,
    /// Two or three characters for lists (未认证).
    pub short: String,
    /// Clause that names it.
    pub clause: String,
    /// Outcomes that it allows; empty for a class that must be told apart further (3).
    #[serde(default)]
    pub outcomes: Vec<OutcomeKind>,
    /// The procedure, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// How a case ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// 恢复发放.
    Resumed,
    /// 申领核发.
    Awarded,
    /// 注销终止.
    Terminated,
    /// 封存.
    Sealed,
    /// 继续暂停.
    KeptSuspended,
}

impl OutcomeKind {
    /// All outcomes, in the order of the contract.
    pub const ALL: [Self; 5] = [
        Self::Resumed,
        Self::Awarded,
        Self::Terminated,
        Self::Sealed,
        Self::KeptSuspended,
    ];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resumed => "resumed",
            Self::Awarded => "awarded",
            Self::Terminated => "terminated",
            Self::Sealed => "sealed",
            Self::KeptSuspended => "kept_suspended",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who does a step, or who is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 村居协办员.
    Village,
    /// 镇办劳保所.
    Township,
    /// 区社保中心、领导小组办公室.
    District,
}

impl Role {
    /// All roles, from the door to the district.
    pub const ALL: [Self; 3] = [Self::Village, Self::Township, Self::District];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Village => "village",
            Self::Township => "township",
            Self::District => "district",
        }
    }
}

/// One step of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Id inside its class.
    pub id: String,
    /// What is done.
    pub title: String,
    /// Clause that asks for it; absent for practice (实务), which never blocks and is never printed as a basis.
    #[serde(default)]
    pub clause: Option<String>,
    /// Who does it; shown only, it refuses nobody.
    pub role: Role,
    /// What closes it besides an entry `step` with its id; any one of these suffices.
    #[serde(default)]
    pub closed_by: Vec<Closing>,
    /// What has to be there, in the officer's words (刷脸截图或现场照片1张).
    #[serde(default)]
    pub needs: Option<String>,
    /// How many photos or papers it owes.
    #[serde(default)]
    pub evidence: u32,
    /// The time within which it is due after the step before it, where the text gives one.
    #[serde(default)]
    pub within: Option<Within>,
    /// Outcomes for which alone it belongs to the procedure; empty = always.
    #[serde(default)]
    pub only_for: Vec<OutcomeKind>,
    /// No outcome before it is closed (`blocked`).
    #[serde(default)]
    pub gate: bool,
    /// A gate only where a campaign is laid on this pack whose own clause asks for it; alone it is shown and holds
    /// nothing back.
    #[serde(default)]
    pub gate_if_cited: bool,
    /// A gate only for an outcome that claims money back.
    #[serde(default)]
    pub if_claimed: bool,
    /// Words of the proofs of which a gate wants one named (死亡证明, 火化); the photo of it may be owed.
    #[serde(default)]
    pub proofs: Vec<String>,
}

/// What closes a step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Closing {
    /// A contact; with `how`, `met` or `found` only one whose value is listed.
    Contact {
        /// Accepted values of `how`; empty = any.
        #[serde(default)]
        how: Vec<String>,
        /// Accepted values of `met`; empty = any.
        #[serde(default)]
        met: Vec<String>,
        /// Accepted values of `found`; empty = any.
        #[serde(default)]
        found: Vec<String>,
    },
    /// A standing class.
    Classify,
    /// A fact of that name.
    Fact(String),
    /// At least one piece of evidence.
    Evidence,
    /// An entry `served`.
    Served,
    /// A notice served on the person and, with a receipt of its own, on somebody of the family.
    ServedBoth {
        /// Words of the notice's title.
        notices: Vec<String>,
        /// Words of the relation that mean the person.
        own: Vec<String>,
    },
    /// An entry `refer` with an answer.
    Refer,
    /// Money that came back.
    Recover,
    /// An outcome was proposed.
    Resolve,
    /// The outcome was approved, by the last level where there are several.
    Review,
    /// The outcome was approved by the level of that id.
    ReviewAt(String),
    /// An entry `system_update`.
    SystemUpdate,
}
