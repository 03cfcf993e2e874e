//! The facts of a settlement as scripts and officers give them, by the names of product.md section 8, and how a fact
//! can be wrong. Reading them is `reading`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::rules::{
    OffsetSource, OverBasis, Rated, Rounding, StopFrom, SuspendMonth,
};

/// What happened, and so which months and amounts are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Situation {
    /// A recipient died.
    #[default]
    Death,
    /// Payment resumes.
    Resume,
    /// Payment begins.
    Award,
    /// Two benefits at once.
    Duplicate,
    /// A sentence.
    Sentence,
    /// Missing, and back again or declared dead.
    Missing,
    /// Nobody can be found: the balance is sealed.
    Seal,
    /// Contributions are advanced.
    Advance,
    /// Interest on the account.
    Interest,
    /// The figures of a contribution drive.
    Drive,
}

impl Situation {
    /// All situations with their words.
    pub const ALL: [(&'static str, Self); 10] = [
        ("death", Self::Death),
        ("resume", Self::Resume),
        ("award", Self::Award),
        ("duplicate", Self::Duplicate),
        ("sentence", Self::Sentence),
        ("missing", Self::Missing),
        ("seal", Self::Seal),
        ("advance", Self::Advance),
        ("interest", Self::Interest),
        ("drive", Self::Drive),
    ];

    /// The word used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, situation)| *situation == self);
        found.map_or("", |(name, _)| name)
    }
}

/// What is wrong with a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field; inside a list as `rates[2].from`.
    pub field: String,
    /// What is wrong: the end of a message's key.
    pub reason: Wrong,
    /// What was given.
    pub given: String,
    /// The right words, or the one that was probably meant.
    pub known: String,
}

/// How a fact can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No object.
    NotAnObject,
    /// No such fact.
    UnknownField,
    /// It has to be there.
    Required,
    /// Not a month, a day, an amount, a number, yes or no, a rate, a list.
    Month,
    /// Not a day.
    Day,
    /// Not an amount.
    Amount,
    /// Not a whole number in the range.
    Number,
    /// Not yes or no.
    Truth,
    /// Not a rate.
    Rate,
    /// Not a list of such things.
    List,
    /// Not text.
    Text,
    /// Not one of the words.
    Word,
    /// Two facts that cannot both be true.
    Contradiction,
    /// No such pack.
    Pack,
}

impl Wrong {
    /// The word scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAnObject => "not-an-object",
            Self::UnknownField => "unknown-field",
            Self::Required => "required",
            Self::Month => "not-a-month",
            Self::Day => "not-a-day",
            Self::Amount => "not-an-amount",
            Self::Number => "not-a-number",
            Self::Truth => "not-yes-or-no",
            Self::Rate => "not-a-rate",
            Self::List => "not-a-list",
            Self::Text => "not-text",
            Self::Word => "unknown-word",
            Self::Contradiction => "contradiction",
            Self::Pack => "unknown-pack",
        }
    }
}

/// A rate of the basic pension as the facts give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenRate {
    /// The first month.
    pub from: Month,
    /// Yuan a month.
    pub basic: Money,
    /// Which layer; layers add up.
    pub layer: String,
}

/// A booking on the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The month.
    pub month: Month,
    /// Yuan.
    pub amount: Money,
}

/// Interest that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterestFacts {
    /// The year.
    pub year: i32,
    /// The balance at its beginning.
    pub previous: Money,
    /// The year's rate; the pack's where absent.
    pub rate: Option<Rated>,
    /// What was booked in it.
    pub booked: Vec<Booking>,
    /// The last month that bears interest; the year's last where absent.
    pub to: Option<Month>,
}

/// The facts of one settlement; each may be absent but the first two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are the facts of product.md section 8, by their names"
)]
pub struct Facts {
    pub pack: String,
    pub situation: Situation,
    pub death_month: Option<Month>,
    pub death_date: Option<NaiveDate>,
    pub suspended_from: Option<Month>,
    pub suspend_month_semantics: Option<SuspendMonth>,
    pub paid_to: Option<Month>,
    pub resumes: Option<Month>,
    pub birth: Option<Month>,
    pub eligible_month: Option<Month>,
    pub first_run: Option<Month>,
    pub account_balance: Option<Money>,
    pub account_at_death: Option<Money>,
    pub account_total: Option<Money>,
    pub age_at_start: Option<u32>,
    pub monthly_account: Option<Money>,
    pub subsidies: Option<Money>,
    pub later_benefits: Option<Money>,
    pub funeral: Option<Money>,
    pub claimed_on: Option<NaiveDate>,
    pub in_pay: Option<bool>,
    pub died_serving: Option<bool>,
    pub stopped_before_death: Option<bool>,
    pub other_funeral: Option<bool>,
    pub declared_dead: Option<bool>,
    pub resident_from: Option<Month>,
    pub employee_from: Option<Month>,
    pub employee_to: Option<Month>,
    pub other_from: Option<Month>,
    pub other_to: Option<Month>,
    pub kept: Option<bool>,
    pub refunded: Option<Refund>,
    pub kind: Option<String>,
    pub sentence_month: Option<Month>,
    pub stop_from: Option<StopFrom>,
    pub released: Option<Month>,
    pub revoked: Option<Month>,
    pub acquitted: Option<bool>,
    pub serving: Option<bool>,
    pub attempts: Option<u32>,
    pub committee_statement: Option<bool>,
    pub as_of: Option<Month>,
    pub needed: Option<Money>,
    pub applied_on: Option<NaiveDate>,
    pub starts: Option<Month>,
    pub target: Option<u32>,
    pub paid_people: Option<u32>,
    pub contributions: Option<Money>,
    pub payers: Option<u32>,
    pub tier_payers: Option<u32>,
    pub on: Option<NaiveDate>,
    pub rates: Option<Vec<GivenRate>>,
    pub over_basis: Option<OverBasis>,
    pub offset_order: Option<Vec<OffsetSource>>,
    pub rounding: Option<Rounding>,
    pub instalments: Option<u32>,
    pub interest: Option<InterestFacts>,
    pub answers: BTreeMap<String, bool>,
    /// Residents' benefit in two places, known before anything of the other place is; no file says it.
    pub two_places: bool,
}

/// What came back of a benefit received twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refund {
    /// All of it.
    All,
    /// Nothing.
    None,
    /// A part.
    Part(Money),
}

/// Every fact that can be given.
pub const FIELDS: &[&str] = &[
    "pack",
    "situation",
    "death_month",
    "death_date",
    "suspended_from",
    "suspend_month_semantics",
    "paid_to",
    "resumes",
    "birth",
    "eligible_month",
    "first_run",
    "account_balance",
    "account_at_death",
    "account_total",
    "age_at_start",
    "monthly_account",
    "subsidies",
    "later_benefits",
    "funeral",
    "claimed_on",
    "in_pay",
    "died_serving",
    "stopped_before_death",
    "other_funeral",
    "declared_dead",
    "resident_from",
    "employee_from",
    "employee_to",
    "other_from",
    "other_to",
    "kept",
    "refunded",
    "kind",
    "sentence_month",
    "stop_from",
    "released",
    "revoked",
    "acquitted",
    "serving",
    "attempts",
    "committee_statement",
    "as_of",
    "needed",
    "applied_on",
    "starts",
    "target",
    "paid_people",
    "contributions",
    "payers",
    "tier_payers",
    "on",
    "rates",
    "over_basis",
    "offset_order",
    "rounding",
    "instalments",
    "interest",
    "answers",
];

/// The questions that can be answered.
pub const QUESTIONS: &[&str] = &[
    "suspended_counts_as_stopped",
    "personal_part_only",
    "balance_is_of_death",
    "stop_from_same_month",
    "paid_rises",
    "claimed_in_time",
    "instalment_approval",
    "whole_pension_agreed",
];
