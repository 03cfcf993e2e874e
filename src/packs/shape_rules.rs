//! Which keys the rules of money hold and what each takes: the part of `shape` that `check` walks for them.
//! Every rule says where it is written: a clause of the pack, or another document that the office cites.

use super::shape::{Field, Kind, OUTCOMES, may, must};
use crate::domain::pack::rules::{
    AfterRelease, BundlePaper, Chain, Choice, Denial, FirstMonth, FuneralBase, FuneralKind,
    InterestStart, LastMonth, ObjectionStart, OffsetSource, OverBasis, Receiver, Repay, Rounding,
    SentenceEffect, StopFrom, SuspendMonth, SuspendOrder, TimeUnit,
};

/// The keys of `rules`.
pub(super) const RULES: &[Field] = &[
    may("rates", Kind::List(&Kind::Table(RATE))),
    may("account", Kind::List(&Kind::Table(ACCOUNT))),
    may("interest", Kind::Table(INTEREST)),
    may("rounding", Kind::Table(ROUNDING)),
    may("first_payable", Kind::List(&Kind::Table(FIRST))),
    may("last_payable", Kind::List(&Kind::Table(LAST))),
    may("resume", Kind::List(&Kind::Table(RESUME))),
    may("suspend", Kind::Table(SUSPEND)),
    may("sentence", Kind::Table(SENTENCE)),
    may("missing", Kind::Table(MISSING)),
    may("over", Kind::List(&Kind::Table(OVER))),
    may("offset_order", Kind::List(&Kind::Table(OFFSET))),
    may("duplicate", Kind::Table(DUPLICATE)),
    may("funeral", Kind::List(&Kind::Table(FUNERAL))),
    may("seal", Kind::Table(SEAL)),
    may("advance", Kind::Table(ADVANCE)),
    may("report_duty", Kind::List(&Kind::Table(REPORT_DUTY))),
    may("request", Kind::Table(REQUEST)),
    may("objection", Kind::Table(OBJECTION)),
    may("recovery", Kind::Table(RECOVERY)),
    may("payout", Kind::Table(PAYOUT)),
    may("dishonesty", Kind::Table(DISHONESTY)),
    may("deadline", Kind::Table(DEADLINE)),
    may("drive", Kind::Table(DRIVE)),
    may("public_list", Kind::Table(PUBLIC_LIST)),
    may("open", Kind::Map(None, &Kind::Clause)),
];

const CLAUSE: Field = may("clause", Kind::Clause);
const SOURCE: Field = may("source", Kind::Text);
const FROM: Field = may("from", Kind::Month);
const TO: Field = may("to", Kind::Month);
const CHAIN: Field = must("chain", Kind::List(&Kind::Word(Chain::WORDS)));

/// The tables whose elements have to say where they are written.
pub(super) const WRITTEN: &[&str] = &[
    "rates",
    "account",
    "interest",
    "rounding",
    "first_payable",
    "last_payable",
    "resume",
    "suspend",
    "sentence",
    "missing",
    "over",
    "offset_order",
    "duplicate",
    "funeral",
    "seal",
    "advance",
    "report_duty",
    "request",
    "objection",
    "recovery",
    "payout",
    "dishonesty",
    "deadline",
    "drive",
    "public_list",
];

const RATE: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    must("basic", Kind::Amount),
    may("layer", Kind::Text),
];
const ACCOUNT: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    must("factor", Kind::Whole(1, 1200)),
    may("factors", Kind::Map(None, &Kind::Whole(1, 1200))),
];
const INTEREST: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("start", Kind::Word(InterestStart::WORDS)),
    may("rates", Kind::Map(None, &Kind::Rate)),
];
const ROUNDING: &[Field] = &[CLAUSE, SOURCE, must("benefit", Kind::Word(Rounding::WORDS))];
const FIRST: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    must("when", Kind::Word(FirstMonth::WORDS)),
];
const LAST: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    must("when", Kind::Word(LastMonth::WORDS)),
];
const RESUME: &[Field] = &[FROM, TO, CLAUSE, SOURCE, must("back_pay", Kind::Flag)];
const SUSPEND: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("month_semantics", Kind::Word(SuspendMonth::WORDS)),
    may("order", Kind::Word(SuspendOrder::WORDS)),
];
const SENTENCE: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("stop_from", Kind::Word(StopFrom::WORDS)),
    must("back_pay_served", Kind::Flag),
    must("back_pay_acquitted", Kind::Flag),
    must("after_release", Kind::Word(AfterRelease::WORDS)),
    must("kinds", Kind::List(&Kind::Table(SENTENCE_KIND))),
    may("personal_part_only", Kind::Word(Choice::WORDS)),
];
const SENTENCE_KIND: &[Field] = &[
    must("words", Kind::List(&Kind::Text)),
    must("effect", Kind::Word(SentenceEffect::WORDS)),
];
const MISSING: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("back_pay_if_declared_dead", Kind::Flag),
    must("back_pay_if_back", Kind::Flag),
];
const OVER: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    CHAIN,
    must("basis", Kind::Word(OverBasis::WORDS)),
];
const OFFSET: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    CHAIN,
    must("sources", Kind::List(&Kind::Word(OffsetSource::WORDS))),
];
const DUPLICATE: &[Field] = &[CLAUSE, SOURCE, must("subsidies_stay", Kind::Flag)];
const FUNERAL: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    may("rule", Kind::Word(FuneralKind::WORDS)),
    may("value", Kind::Amount),
    may("base", Kind::Word(FuneralBase::WORDS)),
    may("claim_within", Kind::Table(WITHIN)),
    may("require_in_pay", Kind::Flag),
    may("deny", Kind::List(&Kind::Word(Denial::WORDS))),
    may("deny_clause", Kind::Clause),
    may("suspended_counts_as_stopped", Kind::Word(Choice::WORDS)),
];
pub(super) const WITHIN: &[Field] = &[
    must("n", Kind::Whole(0, 9999)),
    must("unit", Kind::Word(TimeUnit::WORDS)),
];
const SEAL: &[Field] = &[
    CLAUSE,
    SOURCE,
    may("months", Kind::Whole(0, 1200)),
    may("attempts", Kind::Whole(1, 99)),
    may("committee", Kind::Flag),
];
const ADVANCE: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("max", Kind::Amount),
    may("until", Kind::Day),
    must("repay", Kind::Word(Repay::WORDS)),
    may("repay_clause", Kind::Clause),
];
const REPORT_DUTY: &[Field] = &[
    FROM,
    TO,
    CLAUSE,
    SOURCE,
    must("within", Kind::Table(WITHIN)),
];
const REQUEST: &[Field] = &[CLAUSE, SOURCE, must("within", Kind::Table(WITHIN))];
const OBJECTION: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("within", Kind::Table(WITHIN)),
    must("from", Kind::Word(ObjectionStart::WORDS)),
];
const RECOVERY: &[Field] = &[
    CLAUSE,
    SOURCE,
    may("officers", Kind::Whole(1, 9)),
    may("recording", Kind::Flag),
    may("instalments", Kind::Flag),
    may("approval", Kind::Flag),
    may("instalment_clause", Kind::Clause),
    may("notices", Kind::List(&Kind::Text)),
    may("within", Kind::Table(WITHIN)),
    may("write_off", Kind::Flag),
    may("write_off_clause", Kind::Clause),
    may("receipts", Kind::List(&Kind::Table(RECEIPT))),
    may("bundle", Kind::List(&Kind::Table(BUNDLE))),
    may("hand_over", Kind::Table(WITHIN)),
    may("hand_over_clause", Kind::Clause),
    may("list_clause", Kind::Clause),
];
const RECEIPT: &[Field] = &[
    CLAUSE,
    SOURCE,
    CHAIN,
    must("who", Kind::List(&Kind::Word(Receiver::WORDS))),
];
const BUNDLE: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("paper", Kind::Word(BundlePaper::WORDS)),
];
const PAYOUT: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("own_card", Kind::Flag),
    must("cash", Kind::Flag),
    may("cash_words", Kind::List(&Kind::Text)),
    may("double_clause", Kind::Clause),
];
const DISHONESTY: &[Field] = &[
    CLAUSE,
    SOURCE,
    may("months", Kind::Whole(0, 1200)),
    may("amount", Kind::Amount),
];
const DEADLINE: &[Field] = &[CLAUSE, SOURCE, must("roll", Kind::Flag)];
const DRIVE: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("year", Kind::Whole(1000, 9999)),
    may("milestones", Kind::List(&Kind::Table(MILESTONE))),
    may("tiers", Kind::List(&Kind::Amount)),
    may("average", Kind::Amount),
    may("tier", Kind::Whole(1, 99)),
    may("tier_share", Kind::Rate),
    may("groups", Kind::List(&Kind::Table(GROUP))),
    may("average_clause", Kind::Clause),
];
const PUBLIC_LIST: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("title", Kind::Text),
    must("outcomes", Kind::List(&Kind::Word(OUTCOMES))),
    may("never", Kind::List(&Kind::Class)),
    may("days", Kind::Whole(1, 366)),
];
const MILESTONE: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("on", Kind::Day),
    must("share", Kind::Rate),
];
const GROUP: &[Field] = &[
    CLAUSE,
    SOURCE,
    must("title", Kind::Text),
    may("pays", Kind::Amount),
    may("adds", Kind::Amount),
];

#[cfg(test)]
mod tests {
    use super::super::shape::agree;
    use super::*;
    use crate::domain::pack::rules;

    #[test]
    fn the_keys_are_those_of_the_types() {
        agree::<rules::Rules>(RULES);
        agree::<rules::Rate>(RATE);
        agree::<rules::AccountRule>(ACCOUNT);
        agree::<rules::InterestRule>(INTEREST);
        agree::<rules::RoundingRule>(ROUNDING);
        agree::<rules::FirstPayable>(FIRST);
        agree::<rules::LastPayable>(LAST);
        agree::<rules::ResumeRule>(RESUME);
        agree::<rules::SuspendRule>(SUSPEND);
        agree::<rules::SentenceRule>(SENTENCE);
        agree::<rules::SentenceKind>(SENTENCE_KIND);
        agree::<rules::MissingRule>(MISSING);
        agree::<rules::OverRule>(OVER);
        agree::<rules::OffsetRule>(OFFSET);
        agree::<rules::DuplicateRule>(DUPLICATE);
        agree::<rules::FuneralRule>(FUNERAL);
        agree::<rules::Within>(WITHIN);
        agree::<rules::SealRule>(SEAL);
        agree::<rules::AdvanceRule>(ADVANCE);
        agree::<rules::ReportDuty>(REPORT_DUTY);
        agree::<rules::RequestRule>(REQUEST);
        agree::<rules::ObjectionRule>(OBJECTION);
        agree::<rules::RecoveryRule>(RECOVERY);
        agree::<rules::ReceiptRule>(RECEIPT);
        agree::<rules::BundleRule>(BUNDLE);
        agree::<rules::PayoutRule>(PAYOUT);
        agree::<rules::DishonestyRule>(DISHONESTY);
        agree::<rules::DeadlineRule>(DEADLINE);
        agree::<rules::DriveRule>(DRIVE);
        agree::<rules::PublicListRule>(PUBLIC_LIST);
        agree::<rules::Milestone>(MILESTONE);
        agree::<rules::DriveGroup>(GROUP);
    }

    #[test]
    fn every_rule_of_the_schema_has_to_say_where_it_is_written() {
        let rules: Vec<&str> = RULES.iter().map(|field| field.key).collect();
        let written = [WRITTEN, &["open"]].concat();
        assert_eq!(rules, written);
    }
}
