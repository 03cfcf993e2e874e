//! What a campaign asks for besides its phases and deadlines: papers, demands, and what an inspection looks for.

use serde::Deserialize;

use super::RankBy;
use crate::domain::inspection::Block;

/// By what one sees how far a phase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 核查率.
    Verified,
    /// 处理率.
    Resolved,
    /// Items of the inspection's checklist.
    Checklist,
    /// 抽查面 of the district's own spot check.
    SpotCheck,
}

impl Measure {
    /// The word in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Resolved => "resolved",
            Self::Checklist => "checklist",
            Self::SpotCheck => "spot_check",
        }
    }
}

impl From<RankBy> for Measure {
    fn from(by: RankBy) -> Self {
        match by {
            RankBy::Verified => Self::Verified,
            RankBy::Resolved => Self::Resolved,
        }
    }
}

/// A report that a phase asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseReport {
    /// 自查情况报告.
    SelfCheck,
    /// 专项清理情况报告.
    Final,
}

/// Something that an inspection looks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionItem {
    /// Its name in entries; the title where it has none.
    #[serde(default)]
    pub id: String,
    /// What, in the document's words.
    pub title: String,
    /// What may stand in its way and can be counted; nothing where only the office itself can tell.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Only the leading group's office can tell, and not the units below.
    #[serde(default)]
    pub office: bool,
    /// Clause that asks for it.
    pub clause: String,
}

impl InspectionItem {
    /// By what entries name it.
    #[must_use]
    pub fn key(&self) -> &str {
        if self.id.is_empty() {
            &self.title
        } else {
            &self.id
        }
    }

    /// Whether no figure tells it: an office looks, and says so.
    #[must_use]
    pub const fn by_hand(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// Something that the office asks the units for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// What, in the document's words.
    pub text: String,
    /// Clause that says so.
    pub clause: String,
}
