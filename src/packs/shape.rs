//! Which keys the files of a pack hold and what each takes: the list that `check` walks.
//! Tests hold it beside the types in `domain/pack`; it knows no file and no problem.

use crate::domain::record::{FOUND, HOW, MET};
use crate::domain::sample::WAYS;

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Words, not empty.
    Text,
    /// A whole number between these.
    Whole(i64, i64),
    /// A number between these, with or without decimals.
    Decimal(i32, i32),
    /// Yes or no.
    Flag,
    /// A day, `2021-09-06`.
    Day,
    /// A month, `2021-09`.
    Month,
    /// An amount in yuan, `"600.00"`.
    Amount,
    /// A share or a rate, `"1.5%"`.
    Rate,
    /// A time of day, `15:00`.
    Clock,
    /// A division code that the program knows.
    Unit,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The id of a clause of this pack.
    Clause,
    /// The id of a class of this pack.
    Class,
    /// What closes a step.
    Closing,
    /// A list of such values.
    List(&'static Kind),
    /// A table with these keys.
    Table(&'static [Field]),
    /// A table whose keys are free, or are such values themselves.
    Map(Option<&'static Kind>, &'static Kind),
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// The key.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it has to be there.
    pub required: bool,
}

impl Kind {
    /// The name by which a message speaks of this kind.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Text | Self::Clause | Self::Class | Self::Word(_) => "text",
            Self::Whole(..) => "whole",
            Self::Decimal(..) => "decimal",
            Self::Flag => "flag",
            Self::Day => "day",
            Self::Month => "month",
            Self::Amount => "amount",
            Self::Rate => "rate",
            Self::Clock => "clock",
            Self::Unit => "unit",
            Self::Closing => "closing",
            Self::List(_) => "list",
            Self::Table(_) | Self::Map(..) => "table",
        }
    }
}

pub(crate) const fn must(key: &'static str, kind: Kind) -> Field {
    Field {
        key,
        kind,
        required: true,
    }
}

pub(crate) const fn may(key: &'static str, kind: Kind) -> Field {
    Field {
        key,
        kind,
        required: false,
    }
}

/// How a case can end.
pub(super) const OUTCOMES: &[&str] = &[
    "resumed",
    "awarded",
    "terminated",
    "sealed",
    "kept_suspended",
];
const ROLES: &[&str] = &["village", "township", "district"];
const SAMPLE_LEVELS: &[&str] = &["district", "city"];
const RANK_BY: &[&str] = &["resolved", "verified"];
const BLOCKS: &[&str] = &[
    "unresolved",
    "unclaimed",
    "untouched",
    "in_progress",
    "conflict",
    "doubtful",
    "unproved",
    "hits",
    "evidence_owed",
    "unserved",
    "unproposed",
    "returned",
    "proposed",
    "unreasoned",
    "not_updated",
    "unsampled",
    "not_recovered",
    "silent",
    "unfrozen",
    "unticked",
];
const MEASURES: &[&str] = &["verified", "resolved", "checklist", "spot_check"];
const PHASE_REPORTS: &[&str] = &["self_check", "final"];
const SUBMISSION: &[&str] = &["entries", "required"];
const MISSING_COUNTS: &[&str] = &["entries", "yesterday", "zero"];
/// What closes a step without saying more.
pub(super) const CLOSING_WORDS: &[&str] = &[
    "classify",
    "evidence",
    "served",
    "refer",
    "recover",
    "resolve",
    "review",
    "system_update",
];
/// What closes a step and says more: `{ contact = { met = [...] } }`, `{ fact = "..." }`.
pub(super) const CLOSING_TABLE: &[Field] = &[
    may("contact", Kind::Table(CONTACT)),
    may("fact", Kind::Text),
    may("served_both", Kind::Table(SERVED_BOTH)),
    may("review_at", Kind::Text),
];
const SERVED_BOTH: &[Field] = &[
    must("notices", Kind::List(&Kind::Text)),
    must("own", Kind::List(&Kind::Text)),
];
const CONTACT: &[Field] = &[
    may("how", Kind::List(&Kind::Word(HOW))),
    may("met", Kind::List(&Kind::Word(MET))),
    may("found", Kind::List(&Kind::Word(FOUND))),
];
/// A pack, all its files together.
pub(super) const PACK: &[Field] = &[
    must("id", Kind::Text),
    must("version", Kind::Whole(1, 9999)),
    may("extends", Kind::List(&Kind::Text)),
    must("title", Kind::Text),
    must("document", Kind::Text),
    may("basis", Kind::List(&Kind::Text)),
    may("issued", Kind::Day),
    must("valid_from", Kind::Day),
    may("valid_to", Kind::Day),
    may("superseded_by", Kind::Text),
    must("unit", Kind::Unit),
    must("benefit_age", Kind::Whole(1, 150)),
    must("utc_offset_hours", Kind::Whole(-12, 14)),
    may("roles", Kind::Map(Some(&Kind::Word(ROLES)), &Kind::Text)),
    may("report_title", Kind::Text),
    must("office", Kind::Text),
    may("chat_title", Kind::Text),
    may("daily", Kind::Table(DAILY)),
    must("review", Kind::Table(REVIEW)),
    may("ranking", Kind::Table(RANKING)),
    may("phases", Kind::List(&Kind::Table(PHASE))),
    may("deadlines", Kind::List(&Kind::Table(DEADLINE))),
    may("inspection", Kind::List(&Kind::Table(INSPECTION_ITEM))),
    may("demands", Kind::List(&Kind::Table(DEMAND))),
    may("spot_checks", Kind::List(&Kind::Table(SPOT_CHECK))),
    must("clauses", Kind::Map(None, &Kind::Table(CLAUSE))),
    must("classes", Kind::List(&Kind::Table(CLASS))),
    must("easy_first", Kind::List(&Kind::Whole(0, 7))),
    may("unit_order", Kind::List(&Kind::Unit)),
    may("aliases", Kind::Map(None, &Kind::Unit)),
    may("leading_group", Kind::List(&Kind::Table(MEMBER))),
    may("reporters", Kind::List(&Kind::Table(REPORTER))),
    may(
        "plans",
        Kind::Map(Some(&Kind::Class), &Kind::List(&Kind::Text)),
    ),
    may("keep_reasons", Kind::List(&Kind::Text)),
    may("class_map", Kind::Map(None, &Kind::Class)),
    may("rules", Kind::Table(super::shape_rules::RULES)),
];

/// What even a pack that is laid on others says itself.
pub(super) const LAYER: &[&str] = &["id", "version"];

const DAILY: &[Field] = &[
    must("cut_off", Kind::Clock),
    must("first_day", Kind::Day),
    must("last_day", Kind::Day),
    may("submission", Kind::Word(SUBMISSION)),
    may("missing_counts", Kind::Word(MISSING_COUNTS)),
    must("clause", Kind::Clause),
];
const REVIEW: &[Field] = &[
    must("required", Kind::Flag),
    may("apart", Kind::Flag),
    may("levels", Kind::List(&Kind::Table(LEVEL))),
    must("clause", Kind::Clause),
];
const LEVEL: &[Field] = &[
    must("id", Kind::Text),
    must("title", Kind::Text),
    must("role", Kind::Word(ROLES)),
    must("clause", Kind::Clause),
];
const RANKING: &[Field] = &[
    must("by", Kind::Word(RANK_BY)),
    must("clause", Kind::Clause),
];
const PHASE: &[Field] = &[
    must("id", Kind::Text),
    must("title", Kind::Text),
    must("from", Kind::Day),
    must("to", Kind::Day),
    may("leads", Kind::Word(RANK_BY)),
    may("verify_all", Kind::Flag),
    may("measure", Kind::Word(MEASURES)),
    may("report", Kind::Word(PHASE_REPORTS)),
    must("clause", Kind::Clause),
];
const INSPECTION_ITEM: &[Field] = &[
    may("id", Kind::Text),
    must("title", Kind::Text),
    may("blocks", Kind::List(&Kind::Word(BLOCKS))),
    may("office", Kind::Flag),
    must("clause", Kind::Clause),
];
const DEMAND: &[Field] = &[must("text", Kind::Text), must("clause", Kind::Clause)];
const DEADLINE: &[Field] = &[
    must("title", Kind::Text),
    must("on", Kind::Day),
    must("at", Kind::Clock),
    must("clause", Kind::Clause),
];
const SPOT_CHECK: &[Field] = &[
    must("level", Kind::Word(SAMPLE_LEVELS)),
    must("share", Kind::Rate),
    must("counts", Kind::List(&Kind::Word(WAYS))),
    may("rectify_within", Kind::Table(super::shape_rules::WITHIN)),
    must("clause", Kind::Clause),
];
const CLAUSE: &[Field] = &[
    may("document", Kind::Text),
    must("cite", Kind::Text),
    must("text", Kind::Text),
];
const CLASS: &[Field] = &[
    must("id", Kind::Text),
    must("title", Kind::Text),
    must("short", Kind::Text),
    must("clause", Kind::Clause),
    may("outcomes", Kind::List(&Kind::Word(OUTCOMES))),
    may("steps", Kind::List(&Kind::Table(STEP))),
];
const STEP: &[Field] = &[
    must("id", Kind::Text),
    must("title", Kind::Text),
    may("clause", Kind::Clause),
    must("role", Kind::Word(ROLES)),
    may("closed_by", Kind::List(&Kind::Closing)),
    may("needs", Kind::Text),
    may("evidence", Kind::Whole(0, 99)),
    may("within", Kind::Table(super::shape_rules::WITHIN)),
    may("only_for", Kind::List(&Kind::Word(OUTCOMES))),
    may("gate", Kind::Flag),
    may("gate_if_cited", Kind::Flag),
    may("if_claimed", Kind::Flag),
    may("proofs", Kind::List(&Kind::Text)),
];
const MEMBER: &[Field] = &[
    must("duty", Kind::Text),
    must("name", Kind::Text),
    must("post", Kind::Text),
];
const REPORTER: &[Field] = &[
    must("unit", Kind::Unit),
    must("name", Kind::Text),
    must("post", Kind::Text),
    may("phone", Kind::Text),
];

/// The words that serde knows for a type, read from its refusal of an unknown one, sorted.
#[cfg(test)]
fn words_of<T: serde::de::DeserializeOwned + std::fmt::Debug>(wrong: &str) -> Vec<String> {
    let error = toml::from_str::<Keyed<T>>(&format!("value = {wrong}")).unwrap_err();
    let (_, expected) = error.message().split_once("expected ").expect("a list");
    let mut words: Vec<String> = expected
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    words.sort();
    words
}

#[cfg(test)]
#[derive(Debug, serde::Deserialize)]
struct Keyed<T> {
    #[allow(dead_code)]
    value: T,
}

/// The keys of a table are those of its type.
#[cfg(test)]
pub(super) fn agree<T: serde::de::DeserializeOwned + std::fmt::Debug>(fields: &[Field]) {
    let mut keys: Vec<String> = fields.iter().map(|f| f.key.to_owned()).collect();
    keys.sort();
    assert_eq!(keys, words_of::<T>("{ zzz = 1 }"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pack;

    #[test]
    fn the_keys_are_those_of_the_types() {
        agree::<pack::Pack>(PACK);
        agree::<pack::Daily>(DAILY);
        agree::<pack::Review>(REVIEW);
        agree::<pack::ReviewLevel>(LEVEL);
        agree::<pack::Ranking>(RANKING);
        agree::<pack::Phase>(PHASE);
        agree::<pack::Demand>(DEMAND);
        agree::<pack::InspectionItem>(INSPECTION_ITEM);
        agree::<pack::Deadline>(DEADLINE);
        agree::<pack::SpotCheck>(SPOT_CHECK);
        agree::<pack::Clause>(CLAUSE);
        agree::<pack::Class>(CLASS);
        agree::<pack::Step>(STEP);
        agree::<pack::Member>(MEMBER);
        agree::<pack::Reporter>(REPORTER);
    }

    #[test]
    fn the_words_are_those_of_the_types() {
        let sorted = |words: &[&str]| {
            let mut words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
            words.sort();
            words
        };
        assert_eq!(sorted(OUTCOMES), words_of::<pack::OutcomeKind>("\"zzz\""));
        assert_eq!(sorted(ROLES), words_of::<pack::Role>("\"zzz\""));
        assert_eq!(
            sorted(SAMPLE_LEVELS),
            words_of::<crate::domain::sample::SampleLevel>("\"zzz\"")
        );
        assert_eq!(sorted(RANK_BY), words_of::<pack::RankBy>("\"zzz\""));
        assert_eq!(
            sorted(BLOCKS),
            words_of::<crate::domain::inspection::Block>("\"zzz\"")
        );
        assert_eq!(sorted(MEASURES), words_of::<pack::Measure>("\"zzz\""));
        assert_eq!(
            sorted(PHASE_REPORTS),
            words_of::<pack::PhaseReport>("\"zzz\"")
        );
        let submission = words_of::<pack::Submission>("\"zzz\"");
        assert_eq!(sorted(SUBMISSION), submission);
        let missing = words_of::<pack::MissingCounts>("\"zzz\"");
        assert_eq!(sorted(MISSING_COUNTS), missing);
        let closing = [
            CLOSING_WORDS,
            &["contact", "fact", "served_both", "review_at"],
        ]
        .concat();
        assert_eq!(sorted(&closing), words_of::<pack::Closing>("\"zzz\""));
    }
}
