//! A policy pack: every amount, order, cycle and deadline as data, each rule with its clause.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::sample::{Percent, SampleLevel};
use super::settlement::case_facts::CaseFactRules;
use super::unit::UnitCode;
use super::workday::Workdays;

mod campaign;
mod procedure;
mod reporting;
mod rule_words;
pub mod rules;

use rules::Within;

pub use campaign::{Demand, InspectionItem, Measure, PhaseReport};
pub use procedure::{Class, Closing, OutcomeKind, Role, Step};
pub use reporting::{Daily, MissingCounts, Reporter, Submission};
pub use rules::Rules;

/// A released set of rules: one region's document, as the program obeys it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Folder name, like `huiji-2021`.
    pub id: String,
    /// Counts up with each release of the same id.
    pub version: u32,
    /// Packs it is laid upon, the main one first: what this pack does not say, they say.
    #[serde(default)]
    pub extends: Vec<String>,
    /// What people call it.
    pub title: String,
    /// Number of the document (惠人社〔2021〕82号); its title where it bears no number.
    pub document: String,
    /// Documents it rests on.
    #[serde(default)]
    pub basis: Vec<String>,
    /// Day of issue, where the document bears one.
    #[serde(default)]
    pub issued: Option<NaiveDate>,
    /// First day it is obeyed; may lie before the day of issue.
    pub valid_from: NaiveDate,
    /// Last day it is obeyed, where the document sets one.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// What took its place, in the office's words.
    #[serde(default)]
    pub superseded_by: Option<String>,
    /// The unit whose officers follow it.
    pub unit: UnitCode,
    /// The age from which the benefit is paid, years.
    pub benefit_age: u32,
    /// Hours that local time is ahead of UTC.
    pub utc_offset_hours: i32,
    /// What the office calls those who do the steps (村里, 劳保所, 区社保中心).
    #[serde(default)]
    pub roles: BTreeMap<Role, String>,
    /// Title of the daily report, printed above the table; the pack's own title where a campaign names none.
    #[serde(default)]
    pub report_title: Option<String>,
    /// The office that receives the reports and publishes the ranking.
    pub office: String,
    /// Heading of the text for the group chat; the pack's own title where a campaign names none.
    #[serde(default)]
    pub chat_title: Option<String>,
    /// The daily report of a campaign; a procedure alone has none, and its days end at midnight.
    #[serde(default)]
    pub daily: Option<Daily>,
    /// Who reviews outcomes.
    pub review: Review,
    /// How a campaign ranks units.
    #[serde(default)]
    pub ranking: Option<Ranking>,
    /// Phases of a campaign; they may overlap.
    #[serde(default)]
    pub phases: Vec<Phase>,
    /// Single deadlines with a clock time.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// What an inspection looks for, each with its clause (迎检清单).
    #[serde(default)]
    pub inspection: Vec<InspectionItem>,
    /// What a notice on progress asks the units for, each with its clause.
    #[serde(default)]
    pub demands: Vec<Demand>,
    /// What share of the people is looked at a second time.
    #[serde(default)]
    pub spot_checks: Vec<SpotCheck>,
    /// Clause id to clause.
    pub clauses: BTreeMap<String, Clause>,
    /// The classes in order of their ids; sub-classes (3a, 3b) follow their class.
    pub classes: Vec<Class>,
    /// Class digits from easy to hard (先易后难); 0 = unknown.
    pub easy_first: Vec<u8>,
    /// Units in the order in which they are printed; code order where the document names none.
    #[serde(default)]
    pub unit_order: Vec<UnitCode>,
    /// Alias name to code, as the document or practice writes it.
    #[serde(default)]
    pub aliases: BTreeMap<String, UnitCode>,
    /// The leading group.
    #[serde(default)]
    pub leading_group: Vec<Member>,
    /// The reporter of each unit.
    #[serde(default)]
    pub reporters: Vec<Reporter>,
    /// Phrases for the plan of a person, by class id.
    #[serde(default)]
    pub plans: BTreeMap<String, Vec<String>>,
    /// Reasons for which a benefit may stay suspended.
    #[serde(default)]
    pub keep_reasons: Vec<String>,
    /// The document's own words for a reason of suspension, to the class id (疑似死亡 = 5).
    #[serde(default)]
    pub class_map: BTreeMap<String, String>,
    /// The rules of money.
    #[serde(default)]
    pub rules: Rules,
    /// Workdays and holidays by which its terms are counted: not part of its files, but laid beside them by their reader.
    #[serde(skip)]
    pub workdays: Workdays,
    /// What the facts of a case are called in a settlement: laid beside its files in the same way.
    #[serde(skip)]
    pub case_facts: CaseFactRules,
}

/// Whether outcomes need somebody else's approval.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Every outcome needs the approval of another officer.
    pub required: bool,
    /// Who handled the case in any way does not review it (经办、复核分离); else only who proposed does not.
    #[serde(default)]
    pub apart: bool,
    /// The levels of review in order; approved is approved by the last. Without any there is one.
    #[serde(default)]
    pub levels: Vec<ReviewLevel>,
    /// Clause that asks for it.
    pub clause: String,
}

/// A level of review.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewLevel {
    /// How records name it.
    pub id: String,
    /// What the office calls it (初审, 复核).
    pub title: String,
    /// Whose it is.
    pub role: Role,
    /// Clause that asks for it.
    pub clause: String,
}

/// What decides the places.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// The counted figure: `resolved` or `verified`.
    pub by: RankBy,
    /// Clause that asks for it.
    pub clause: String,
}

/// A figure by which units can be ranked, divided by the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankBy {
    /// 处理率.
    Resolved,
    /// 核查率（自查率）.
    Verified,
}

/// A stretch of days with a name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Short id.
    pub id: String,
    /// Name on screens.
    pub title: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day, included.
    pub to: NaiveDate,
    /// The board that leads the text while the phase runs.
    #[serde(default)]
    pub leads: Option<RankBy>,
    /// Whether all persons must be verified when it ends (自查率100%).
    #[serde(default)]
    pub verify_all: bool,
    /// By what one sees how far it is, where that is not the leading board.
    #[serde(default)]
    pub measure: Option<Measure>,
    /// The report that the leading group's office writes in it.
    #[serde(default)]
    pub report: Option<PhaseReport>,
    /// Clause that sets it.
    pub clause: String,
}

/// A day and time at which something is due once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// What is due.
    pub title: String,
    /// The day.
    pub on: NaiveDate,
    /// The time.
    pub at: NaiveTime,
    /// Clause that sets it.
    pub clause: String,
}

/// A spot check that the document asks for (抽查).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpotCheck {
    /// Whose it is.
    pub level: SampleLevel,
    /// The least share of the people of each unit.
    pub share: Percent,
    /// The ways of looking that count, each by itself: `files`, `phone`, `visit`.
    pub counts: Vec<String>,
    /// Within what time a finding is put right, where the document or the office says.
    #[serde(default)]
    pub rectify_within: Option<Within>,
    /// Clause that asks for it.
    pub clause: String,
}

/// One clause, as the document numbers and words it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The document it stands in, when that is not the pack's own: a layer cites those it is laid upon.
    #[serde(default)]
    pub document: Option<String>,
    /// How it is cited behind the document's number: 三（二）1.
    pub cite: String,
    /// Its words.
    pub text: String,
}

/// A member of the leading group.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// 组长, 副组长, 成员.
    pub duty: String,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
}

impl Pack {
    /// `id@version`, as entries and reports name it.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// What the office calls those who do a step of that role; the role's own word where the pack names nobody.
    #[must_use]
    pub fn role_title(&self, role: Role) -> &str {
        self.roles.get(&role).map_or(role.name(), String::as_str)
    }

    /// Whether a notice of that title claims money back.
    #[must_use]
    pub fn claims_money(&self, notice: &str) -> bool {
        let recovery = self.rules.recovery.as_ref();
        recovery.is_some_and(|rule| rule.notices.iter().any(|word| notice.contains(word)))
    }

    /// The class of that id.
    #[must_use]
    pub fn class(&self, id: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.id == id)
    }

    /// The spot check of that level, where the document asks for one.
    #[must_use]
    pub fn spot_check(&self, level: SampleLevel) -> Option<&SpotCheck> {
        self.spot_checks.iter().find(|check| check.level == level)
    }

    /// The clause of that id, cited in full: `惠人社〔2021〕82号 三（二）1`.
    #[must_use]
    pub fn cite(&self, clause: &str) -> String {
        match self.clauses.get(clause) {
            Some(found) => {
                let document = found.document.as_ref().unwrap_or(&self.document);
                format!("{document} {}", found.cite)
            }
            None => self.document.clone(),
        }
    }

    /// The local moment from which entries belong to the day after `date`: the campaign's cut-off, else midnight.
    #[must_use]
    pub fn day_ends(&self, date: NaiveDate) -> NaiveDateTime {
        match &self.daily {
            Some(daily) => date.and_time(daily.cut_off),
            None => date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN),
        }
    }

    /// The first day of the campaign's reports; the first day of the pack where there is no campaign.
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        self.daily
            .as_ref()
            .map_or(self.valid_from, |daily| daily.first_day)
    }

    /// The figure by which units are ranked; what is done where no campaign says otherwise.
    #[must_use]
    pub fn ranked_by(&self) -> RankBy {
        self.ranking
            .as_ref()
            .map_or(RankBy::Resolved, |ranking| ranking.by)
    }
}
