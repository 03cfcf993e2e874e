//! The rules of money of a pack: what is paid from when to when, what counts as overpaid, what is offset against what.
//! Each rule cites a clause of the pack, or, where the document is silent and another one speaks, names that source.
//! What no document gives stays empty, and `open` says which clause leaves it so.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::OutcomeKind;
use crate::domain::money::Money;
use crate::domain::month::Month;

pub use super::rule_words::{
    AfterRelease, BundlePaper, Chain, Choice, Denial, FirstMonth, FuneralBase, FuneralKind,
    InterestStart, LastMonth, NotARate, ObjectionStart, OffsetSource, OverBasis, Rated, Receiver,
    Repay, Rounding, SentenceEffect, StopFrom, SuspendMonth, SuspendOrder, TimeUnit,
};

/// All rules of money; each may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// The basic pension by month; layers (province, city, county) add up.
    pub rates: Vec<Rate>,
    /// How the account becomes a monthly pension.
    pub account: Vec<AccountRule>,
    /// Interest on the account.
    pub interest: Option<InterestRule>,
    /// How amounts are rounded.
    pub rounding: Option<RoundingRule>,
    /// The first month that is paid.
    pub first_payable: Vec<FirstPayable>,
    /// The last month that is paid.
    pub last_payable: Vec<LastPayable>,
    /// What a resumed benefit is paid for the time between.
    pub resume: Vec<ResumeRule>,
    /// What the month of suspension means.
    pub suspend: Option<SuspendRule>,
    /// Persons who were sentenced.
    pub sentence: Option<SentenceRule>,
    /// Persons who are missing.
    pub missing: Option<MissingRule>,
    /// What of a month's benefit counts as overpaid.
    pub over: Vec<OverRule>,
    /// What overpaid money is taken from, in order.
    pub offset_order: Vec<OffsetRule>,
    /// Benefits received twice.
    pub duplicate: Option<DuplicateRule>,
    /// The funeral subsidy.
    pub funeral: Vec<FuneralRule>,
    /// When a balance may be sealed.
    pub seal: Option<SealRule>,
    /// Contributions advanced by the office.
    pub advance: Option<AdvanceRule>,
    /// Within what time an event has to be reported.
    pub report_duty: Vec<ReportDuty>,
    /// Within what time somebody comes to whoever asked for it.
    pub request: Option<RequestRule>,
    /// Within what time one may object.
    pub objection: Option<ObjectionRule>,
    /// How overpaid money is claimed.
    pub recovery: Option<RecoveryRule>,
    /// How what is due to the heirs of a dead person is paid out.
    pub payout: Option<PayoutRule>,
    /// From what on somebody is listed as dishonest.
    pub dishonesty: Option<DishonestyRule>,
    /// What happens to a last day that is a rest day.
    pub deadline: Option<DeadlineRule>,
    /// Figures of a contribution drive.
    pub drive: Option<DriveRule>,
    /// Who may stand on a list for the board of a village, and for how long.
    pub public_list: Option<PublicListRule>,
    /// Figures that no document gives: name of the fact, and the clause that leaves it open.
    pub open: BTreeMap<String, String>,
}

impl Rules {
    /// These rules with others underneath: what these do not say, those say; of dated rules both stand, these on top.
    #[must_use]
    pub fn laid_on(self, below: Self) -> Self {
        fn both<T>(mut below: Vec<T>, above: Vec<T>) -> Vec<T> {
            below.extend(above);
            below
        }
        let mut open = below.open;
        open.extend(self.open);
        Self {
            rates: both(below.rates, self.rates),
            account: both(below.account, self.account),
            first_payable: both(below.first_payable, self.first_payable),
            last_payable: both(below.last_payable, self.last_payable),
            resume: both(below.resume, self.resume),
            over: both(below.over, self.over),
            offset_order: both(below.offset_order, self.offset_order),
            funeral: both(below.funeral, self.funeral),
            report_duty: both(below.report_duty, self.report_duty),
            interest: self.interest.or(below.interest),
            rounding: self.rounding.or(below.rounding),
            suspend: self.suspend.or(below.suspend),
            sentence: self.sentence.or(below.sentence),
            missing: self.missing.or(below.missing),
            duplicate: self.duplicate.or(below.duplicate),
            seal: self.seal.or(below.seal),
            advance: self.advance.or(below.advance),
            request: self.request.or(below.request),
            objection: self.objection.or(below.objection),
            recovery: self.recovery.or(below.recovery),
            payout: self.payout.or(below.payout),
            dishonesty: self.dishonesty.or(below.dishonesty),
            deadline: self.deadline.or(below.deadline),
            drive: self.drive.or(below.drive),
            public_list: self.public_list.or(below.public_list),
            open,
        }
    }
}

/// A rule that says where it is written.
pub trait Cited {
    /// The id of a clause of the pack.
    fn clause(&self) -> Option<&str>;
    /// Another document, as the office cites it.
    fn source(&self) -> Option<&str>;
}

/// A rule that holds for a time.
pub trait Dated {
    /// The first month; absent = always.
    fn from(&self) -> Option<Month>;
    /// The last month; absent = still.
    fn to(&self) -> Option<Month>;
}

/// The rule that holds in a month: of several the one that began last, and of those the one laid on top.
pub fn valid<T: Dated>(rules: &[T], month: Month) -> Option<&T> {
    rules
        .iter()
        .filter(|rule| rule.from().is_none_or(|from| from <= month))
        .filter(|rule| rule.to().is_none_or(|to| month <= to))
        .max_by_key(|rule| rule.from().map_or(i32::MIN, Month::ordinal))
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
            /// The clause of the pack that says so.
            #[serde(default)]
            pub clause: Option<String>,
            /// Another document that says so.
            #[serde(default)]
            pub source: Option<String>,
        }

        impl Cited for $name {
            fn clause(&self) -> Option<&str> {
                self.clause.as_deref()
            }
            fn source(&self) -> Option<&str> {
                self.source.as_deref()
            }
        }
    )+};
}

macro_rules! dated {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })+) => {
        rules! {$(
            $(#[$doc])* $name {
                /// The first month in which it holds; absent = always.
                #[serde(default)]
                from: Option<Month>,
                /// The last month in which it holds; absent = still.
                #[serde(default)]
                to: Option<Month>,
                $($(#[$field_doc])* $field: $kind,)*
            }
        )+}
        $(impl Dated for $name {
            fn from(&self) -> Option<Month> {
                self.from
            }
            fn to(&self) -> Option<Month> {
                self.to
            }
        })+
    };
}

dated! {
    /// The basic pension of a layer from a month on.
    Rate {
        /// Yuan a month.
        basic: Money,
        /// Which layer (province, city, county); layers add up, within one the latest counts.
        #[serde(default)]
        layer: String,
    }

    /// How the account becomes a monthly pension: the whole of it divided by a number of months.
    AccountRule {
        /// Months at the benefit age.
        factor: u32,
        /// Months by the age at which the benefit began, where a table gives them.
        #[serde(default)]
        factors: BTreeMap<String, u32>,
    }

    /// The first month that is paid.
    FirstPayable {
        /// Counted from the month in which the conditions are met.
        when: FirstMonth,
    }

    /// The last month that is paid.
    LastPayable {
        /// Counted from the month of the event.
        when: LastMonth,
    }

    /// What a resumed benefit is paid for the time between.
    ResumeRule {
        /// Whether the unpaid months are paid afterwards.
        back_pay: bool,
    }

    /// What of a month's benefit counts as overpaid.
    OverRule {
        /// For which situations.
        chain: Vec<Chain>,
        /// What counts.
        basis: OverBasis,
    }

    /// What overpaid money is taken from, in order.
    OffsetRule {
        /// For which situations.
        chain: Vec<Chain>,
        /// In this order; empty = nothing is offset, all of it is claimed.
        sources: Vec<OffsetSource>,
    }

    /// The funeral subsidy.
    FuneralRule {
        /// How it is reckoned; absent = the amount is open.
        #[serde(default)]
        rule: Option<FuneralKind>,
        /// Yuan for `flat`, else a number of months.
        #[serde(default)]
        value: Option<Money>,
        /// Whose basic pension the months are reckoned by.
        #[serde(default)]
        base: FuneralBase,
        /// Within what time it has to be claimed, from the day of death.
        #[serde(default)]
        claim_within: Option<Within>,
        /// Only for those who were receiving the benefit.
        #[serde(default)]
        require_in_pay: bool,
        /// When it is not paid.
        #[serde(default)]
        deny: Vec<Denial>,
        /// The clause of the denials, where it is another one.
        #[serde(default)]
        deny_clause: Option<String>,
        /// Whether who died while merely suspended counts as one whose benefit had stopped.
        #[serde(default)]
        suspended_counts_as_stopped: Choice,
    }

    /// Within what time an event has to be reported.
    ReportDuty {
        /// From the day of the event.
        within: Within,
    }
}

rules! {
    /// Interest on the account.
    InterestRule {
        /// From when a booking bears interest.
        start: InterestStart,
        /// The rate of each year, `1.5%`.
        #[serde(default)]
        rates: BTreeMap<String, Rated>,
    }

    /// How amounts are rounded, once for each monthly component.
    RoundingRule {
        /// The rule.
        benefit: Rounding,
    }

    /// What the month of suspension in lists and facts means.
    SuspendRule {
        /// The month itself.
        month_semantics: SuspendMonth,
        /// Whether the benefit stops before or after the check; shown only.
        #[serde(default)]
        order: Option<SuspendOrder>,
    }

    /// Persons who were sentenced.
    SentenceRule {
        /// The first month that is no longer paid.
        stop_from: StopFrom,
        /// Whether the months served are paid afterwards.
        back_pay_served: bool,
        /// Whether the unpaid months are paid to who was acquitted.
        back_pay_acquitted: bool,
        /// What is paid after release.
        after_release: AfterRelease,
        /// What follows from each kind of sentence.
        kinds: Vec<SentenceKind>,
        /// Whether heirs of who died serving get only the personal part of the account.
        #[serde(default)]
        personal_part_only: Choice,
    }

    /// Persons who are missing.
    MissingRule {
        /// Whether the unpaid months are paid when a court declares the person dead.
        back_pay_if_declared_dead: bool,
        /// Whether they are paid when the person is back.
        back_pay_if_back: bool,
    }

    /// Benefits received twice.
    DuplicateRule {
        /// Whether the government's subsidies stay in the fund when the account is paid out.
        subsidies_stay: bool,
    }

    /// When a balance may be sealed.
    SealRule {
        /// Months since the last paid one.
        #[serde(default)]
        months: Option<u32>,
        /// Attempts to find the family; the office sets it where the document does not.
        #[serde(default)]
        attempts: Option<u32>,
        /// Whether the village committee has to write what it found.
        #[serde(default)]
        committee: bool,
    }

    /// Contributions advanced by the office.
    AdvanceRule {
        /// At most.
        max: Money,
        /// Last day on which it may be asked for.
        #[serde(default)]
        until: Option<NaiveDate>,
        /// How much of each month's pension repays it.
        repay: Repay,
        /// The clause of the repayment, where it is another one.
        #[serde(default)]
        repay_clause: Option<String>,
    }

    /// What happens to a last day that is a rest day.
    DeadlineRule {
        /// It moves on to the next workday.
        roll: bool,
    }

    /// Figures of a contribution drive.
    DriveRule {
        /// The year it is for.
        year: i32,
        /// By what day which share of the task.
        #[serde(default)]
        milestones: Vec<Milestone>,
        /// The tiers of contribution in yuan a year, from the lowest.
        #[serde(default)]
        tiers: Vec<Money>,
        /// The average contribution aimed at.
        #[serde(default)]
        average: Option<Money>,
        /// From which tier on payers are counted, from 1.
        #[serde(default)]
        tier: Option<u32>,
        /// The share of them aimed at.
        #[serde(default)]
        tier_share: Option<Rated>,
        /// Groups for whom the government pays or adds.
        #[serde(default)]
        groups: Vec<DriveGroup>,
        /// The clause of average and share, where it is another one.
        #[serde(default)]
        average_clause: Option<String>,
    }

    /// The list of people for the board of a village (公示).
    PublicListRule {
        /// What stands above it.
        title: String,
        /// People with one of these approved outcomes.
        outcomes: Vec<OutcomeKind>,
        /// Classes that it leaves out besides those that no list may name.
        #[serde(default)]
        never: Vec<String>,
        /// Calendar days that it hangs at least; absent = the document does not say, the office sets it.
        #[serde(default)]
        days: Option<u32>,
    }

    /// By what day which share of the task.
    Milestone {
        /// The day.
        on: NaiveDate,
        /// The share.
        share: Rated,
    }

    /// A group for whom the government pays or adds.
    DriveGroup {
        /// Who they are.
        title: String,
        /// What the government pays in their place.
        #[serde(default)]
        pays: Option<Money>,
        /// What it adds to the subsidy.
        #[serde(default)]
        adds: Option<Money>,
    }
}

/// Classes that stand on no public list whatever a pack says: a sentence and a death are nobody else's business
/// (《个人信息保护法》第二十八条).
const PRIVATE: [&str; 2] = ["4", "5"];

impl PublicListRule {
    /// Whether a person of this class may be listed; one without a class may not.
    #[must_use]
    pub fn allows(&self, class: Option<&str>) -> bool {
        let never = |class: &str| {
            let own = self.never.iter().map(String::as_str);
            PRIVATE
                .into_iter()
                .chain(own)
                .any(|no| class.starts_with(no))
        };
        class.is_some_and(|class| !never(class))
    }
}
mod recovering;

pub use recovering::{
    BundleRule, DishonestyRule, ObjectionRule, PayoutRule, ReceiptRule, RecoveryRule, RequestRule,
};

/// A kind of sentence and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceKind {
    /// The words under which it is known.
    pub words: Vec<String>,
    /// What follows.
    pub effect: SentenceEffect,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: TimeUnit,
}
