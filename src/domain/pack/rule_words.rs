//! The words of the rules of money, each list closed: a word of a file and the value it stands for are one line.

use rust_decimal::Decimal;
use serde::Deserialize;

/// A share or a rate of interest, written `1.5%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated(pub Decimal);

impl std::str::FromStr for Rated {
    type Err = NotARate;

    fn from_str(text: &str) -> Result<Self, NotARate> {
        let text = text.trim();
        let (number, percent) = match text.strip_suffix('%') {
            Some(number) => (number.trim(), true),
            None => (text, false),
        };
        let plain = number.chars().all(|c| c.is_ascii_digit() || c == '.');
        let value: Decimal = number.parse().map_err(|_| NotARate)?;
        if !plain || value > Decimal::ONE_HUNDRED || value.scale() > 8 {
            return Err(NotARate);
        }
        Ok(Self(if percent {
            value / Decimal::ONE_HUNDRED
        } else {
            value
        }))
    }
}

/// The text is not a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a rate such as 1.5%")]
pub struct NotARate;

impl<'de> Deserialize<'de> for Rated {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        pub enum $name {
            $($(#[$word_doc])* #[serde(rename = $text)] $word,)+
        }

        impl $name {
            /// The words used in files, in this order.
            pub const WORDS: &[&str] = &[$($text),+];

            /// The word used in files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }

            /// The value of a word.
            #[must_use]
            pub fn named(word: &str) -> Option<Self> {
                match word {
                    $($text => Some(Self::$word),)+
                    _ => None,
                }
            }
        }
    )+};
}

words! {
    /// A situation for which the order of offsets or the overpaid basis is set by itself.
    Chain {
        /// 死亡.
        Death = "death",
        /// 判刑.
        Sentence = "sentence",
        /// 已享受其他社会养老保障待遇, 丧失国籍.
        OtherBenefit = "other_benefit",
        /// 两地居保.
        ResidentDuplicate = "resident_duplicate",
        /// Whose employer manages the person and did not report in time.
        Employer = "employer",
    }

    /// What of a month's benefit counts as overpaid.
    OverBasis {
        /// The basic pension.
        Basic = "basic",
        /// And what was paid for the account out of public money once its balance was used up.
        BasicPlusPublicAccount = "basic_plus_public_account",
        /// The whole monthly benefit.
        Full = "full",
    }

    /// What overpaid money is taken from.
    OffsetSource {
        /// The balance of the account.
        Account = "account",
        /// The funeral subsidy.
        Funeral = "funeral",
        /// Benefits of later months; only of a living person.
        LaterBenefits = "later_benefits",
        /// What survivors are paid (抚恤金).
        Survivor = "survivor",
    }

    /// Who signs the receipt of a notice.
    Receiver {
        /// The person.
        Own = "self",
        /// The family.
        Family = "family",
        /// The designated beneficiary or legal heir.
        Heir = "heir",
        /// Who received the benefit, or a relative.
        Either = "either",
    }

    /// A paper of the bundle that is handed over.
    BundlePaper {
        /// The facts and figures of the case, put together.
        Details = "details",
        /// The notice.
        Notice = "notice",
        /// The signed receipts.
        Receipts = "receipts",
        /// The records of notifying and claiming.
        Records = "records",
        /// The vouchers of what was paid.
        Vouchers = "vouchers",
        /// The agreement on instalments, where there is one.
        Agreement = "agreement",
        /// The recordings of the visits.
        Recordings = "recordings",
    }

    /// The first month that is paid, counted from the month in which the conditions are met.
    FirstMonth {
        /// The next month.
        MonthAfter = "month_after",
        /// That month.
        SameMonth = "same_month",
    }

    /// The last month that is paid, counted from the month of the event.
    LastMonth {
        /// That month: payment stops from the next month on.
        SameMonth = "same_month",
        /// The month before.
        MonthBefore = "month_before",
    }

    /// How the funeral subsidy is reckoned.
    FuneralKind {
        /// One amount.
        Flat = "flat",
        /// Months of the basic pension.
        MonthsOfBasic = "months_of_basic",
        /// Months of the whole benefit.
        MonthsOfBenefit = "months_of_benefit",
    }

    /// Whose basic pension a funeral subsidy is reckoned by.
    #[derive(Default)]
    FuneralBase {
        /// What the person got.
        #[default]
        Actual = "actual",
        /// The minimum: the layer of that name.
        Minimum = "minimum",
    }

    /// Why the funeral subsidy is not paid.
    Denial {
        /// The benefit had stopped before death.
        StoppedBeforeDeath = "stopped_before_death",
        /// Died while serving a sentence.
        DiedServing = "died_serving",
        /// Another insurance paid one.
        OtherFuneral = "other_funeral",
    }

    /// A yes or no that a document may leave to a human.
    #[derive(Default)]
    Choice {
        /// Ask.
        #[default]
        Ask = "ask",
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }

    /// What the month of suspension means.
    SuspendMonth {
        /// The first month that was not paid.
        FirstUnpaid = "first_unpaid",
        /// The last month that was paid.
        LastPaid = "last_paid",
    }

    /// Whether the benefit stops before or after the check.
    SuspendOrder {
        /// 先停、再查、后追.
        StopCheckRecover = "stop_check_recover",
        /// First check, then stop.
        CheckFirst = "check_first",
    }

    /// The first month that a sentence stops.
    StopFrom {
        /// The month of the sentence.
        SameMonth = "same_month",
        /// The month after it.
        NextMonth = "next_month",
    }

    /// What is paid after release.
    AfterRelease {
        /// The rate before the sentence and the rises after release (劳社厅函〔2001〕44号).
        BeforeSentence = "before_sentence",
        /// The rate valid in each month.
        Current = "current",
    }

    /// What follows from a kind of sentence.
    SentenceEffect {
        /// Wanted or held, not convicted: suspended, paid afterwards when acquitted.
        Held = "held",
        /// Serving: stopped, not paid afterwards.
        Stop = "stop",
        /// Paid on at the rate before the sentence, without rises.
        Frozen = "frozen",
        /// Serving until the release on parole, then as frozen.
        Parole = "parole",
        /// Stopped again from the month of revocation on.
        Revoked = "revoked",
    }

    /// From when a booking bears interest.
    InterestStart {
        /// From the next month.
        NextMonth = "next_month",
        /// From the month itself.
        SameMonth = "same_month",
    }

    /// How an amount is rounded.
    Rounding {
        /// To the fen, half up.
        HalfUpFen = "half_up_fen",
        /// Up to the next jiao (见分进角).
        CeilJiao = "ceil_jiao",
        /// To the jiao, half up.
        HalfUpJiao = "half_up_jiao",
        /// Up to the next yuan.
        CeilYuan = "ceil_yuan",
    }

    /// How much of each month's pension repays an advance.
    Repay {
        /// All of it.
        WholePension = "whole_pension",
    }

    /// What a stretch of time is made of.
    TimeUnit {
        /// Workdays.
        Workday = "workday",
        /// Calendar days.
        Day = "day",
        /// Months.
        Month = "month",
        /// The month of the event itself, to its end (当月).
        SameMonth = "same_month",
    }

    /// From what day the time for objections runs.
    ObjectionStart {
        /// The day of the suspension.
        Suspension = "suspension",
        /// The day the notice was served.
        Notice = "notice",
    }
}
