//! How overpaid money comes back: notices, receipts, instalments, objections, handing over, and who is listed as dishonest.

use serde::Deserialize;

use super::{BundlePaper, Chain, Cited, ObjectionStart, Receiver, Within};
use crate::domain::money::Money;

rules! {
    /// Within what time somebody comes to a person who asked for it (上门申请).
    RequestRule {
        /// From the day of the request.
        within: Within,
    }

    /// Within what time one may object to a suspension before it becomes final.
    ObjectionRule {
        /// The time.
        within: Within,
        /// From what day it runs.
        from: ObjectionStart,
    }

    /// How overpaid money is claimed.
    RecoveryRule {
        /// How many officers have to be present.
        #[serde(default)]
        officers: Option<u32>,
        /// Whether a recording is kept.
        #[serde(default)]
        recording: bool,
        /// Whether instalments are allowed; absent = the document does not say.
        #[serde(default)]
        instalments: Option<bool>,
        /// Whether instalments need the agency's consent.
        #[serde(default)]
        approval: bool,
        /// The clause of the instalments, where it is another one.
        #[serde(default)]
        instalment_clause: Option<String>,
        /// Titles of the notices that claim money back, or words of them.
        #[serde(default)]
        notices: Vec<String>,
        /// Within what time the money has to come back; absent = the officer sets the day.
        #[serde(default)]
        within: Option<Within>,
        /// Whether only a voucher of the payment writes a claim off.
        #[serde(default)]
        write_off: Option<bool>,
        /// The clause of that, where it is another one.
        #[serde(default)]
        write_off_clause: Option<String>,
        /// Who signs a receipt each, by situation.
        #[serde(default)]
        receipts: Vec<ReceiptRule>,
        /// What goes along when the case is handed over to the authority.
        #[serde(default)]
        bundle: Vec<BundleRule>,
        /// Within what time it is handed over once the money was not returned; absent = the document does not say.
        #[serde(default)]
        hand_over: Option<Within>,
        /// The clause of handing over, where it is another one.
        #[serde(default)]
        hand_over_clause: Option<String>,
        /// The clause that lists who refuses, where the document has one of its own.
        #[serde(default)]
        list_clause: Option<String>,
    }

    /// From what on who refuses to repay is listed as dishonest.
    DishonestyRule {
        /// More months than these.
        #[serde(default)]
        months: Option<u32>,
        /// Or more than this.
        #[serde(default)]
        amount: Option<Money>,
    }

    /// Who signs the receipt of a notice that claims money.
    ReceiptRule {
        /// For which situations.
        chain: Vec<Chain>,
        /// Each of these on a receipt of its own.
        who: Vec<Receiver>,
    }

    /// A paper that goes along when a claim is handed over.
    BundleRule {
        /// Which.
        paper: BundlePaper,
    }

    /// How what is due to the heirs of a dead person is paid out.
    PayoutRule {
        /// Only to the dead person's own card.
        own_card: bool,
        /// Whether it may be paid in cash.
        cash: bool,
        /// The words by which an officer says that it was paid in cash.
        #[serde(default)]
        cash_words: Vec<String>,
        /// The clause that forbids another funeral subsidy beside it.
        #[serde(default)]
        double_clause: Option<String>,
    }
}
