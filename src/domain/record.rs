//! What can be recorded: one list of kinds and fields, from which batches, commands and forms are checked and built.

mod check;

use super::entry::Kind;
use super::gate::Closed;
use super::recovery::RESULTS;

pub use check::{check_fields, day_of};

/// What a field of a record takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any text.
    Text,
    /// A day, `YYYY-MM-DD`, or a moment in RFC 3339.
    Moment,
    /// An amount in yuan.
    Money,
    /// A whole number from 1.
    Count,
    /// Amounts by the names of the record's own amounts.
    Amounts,
    /// An id of a class; which ones exist is the pack's matter.
    Class,
    /// Yes or no.
    Truth,
    /// A list of ID numbers or case ids.
    Cases,
    /// A list of texts, or one text.
    Texts,
    /// The path of a file.
    File,
    /// A division code.
    Unit,
    /// The name of a kind that can be withdrawn.
    KindName,
    /// The name of a doubt.
    DoubtName,
    /// Another entry, sixteen hexadecimal digits.
    EntryName,
}

/// One field of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name in files and commands.
    pub name: &'static str,
    /// What it takes.
    pub form: Form,
    /// Whether the record is refused without it.
    pub required: bool,
}

/// A kind of record with its fields.
#[derive(Clone, Copy, Debug)]
pub struct Recordable {
    /// The kind.
    pub kind: Kind,
    /// Its fields, in the order in which forms ask for them.
    pub fields: &'static [Field],
}

const fn must(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        required: true,
    }
}

const fn may(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        required: false,
    }
}

/// Ways of looking for a person.
pub const HOW: &[&str] = &[
    "visit",
    "phone",
    "video",
    "message",
    "committee",
    "counter",
    "match",
    "post",
];
/// Who was met.
pub const MET: &[&str] = &[
    "self",
    "family",
    "neighbour",
    "committee",
    "institution",
    "nobody",
];
/// What was found.
pub const FOUND: &[&str] = &["alive", "dead", "away", "custody", "unknown", "unclear"];
/// Sorts of evidence; a screenshot of a chat is weaker than a photo, and is counted apart.
pub const EVIDENCE: &[&str] = &["photo", "paper", "screenshot", "film"];
/// Sorts of risk that a note may mark (S1 六(二): 经办风险、基金风险).
pub const RISKS: &[&str] = &["operation", "fund"];
/// What `correct` can put right.
pub const CORRECTABLE: &[&str] = &[
    "id_number",
    "name",
    "unit",
    "suspended_from",
    "phone",
    "birth",
    "account",
    "address",
    "group",
    "house",
    "monthly_amount",
    "account_balance",
    "presumed_class",
];
const SERVED_HOW: &[&str] = &[
    "direct",
    "left",
    "mail",
    "notice",
    "electronic",
    "entrusted",
];

/// Every kind of record, in the order of the contract.
pub const RECORDS: &[Recordable] = &[
    Recordable {
        kind: Kind::Contact,
        fields: &[
            must("how", Form::Choice(HOW)),
            may("met", Form::Choice(MET)),
            may("found", Form::Choice(FOUND)),
            may("informant", Form::Text),
            may("relation", Form::Text),
            may("phone", Form::Text),
            may("on", Form::Moment),
            may("note", Form::Text),
            may("again_on", Form::Moment),
            may("also", Form::Cases),
        ],
    },
    Recordable {
        kind: Kind::Classify,
        fields: &[
            must("class", Form::Class),
            may("basis", Form::Text),
            may("plan", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Fact,
        fields: &[
            must("name", Form::Text),
            must("value", Form::Text),
            may("source", Form::Text),
            may("because", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Step,
        fields: &[
            must("step", Form::Text),
            may("on", Form::Moment),
            may("way", Form::Text),
            may("amount", Form::Money),
            may("document", Form::Text),
            may("note", Form::Text),
            may("instalments", Form::Count),
            may("every", Form::Count),
            may("first_due", Form::Moment),
            may("result", Form::Choice(RESULTS)),
        ],
    },
    Recordable {
        kind: Kind::Evidence,
        fields: &[
            must("file", Form::File),
            may("sort", Form::Choice(EVIDENCE)),
            may("caption", Form::Text),
            may("step", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Resolve,
        fields: &[
            must(
                "outcome",
                Form::Choice(&[
                    "resumed",
                    "awarded",
                    "terminated",
                    "sealed",
                    "kept_suspended",
                ]),
            ),
            may("back_pay", Form::Money),
            may("heir_due", Form::Money),
            may("recover_due", Form::Money),
            may("sealed_amount", Form::Money),
            may("refund_due", Form::Money),
            may("computed", Form::Amounts),
            may("because", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Review,
        fields: &[
            must("decision", Form::Choice(&["approve", "return"])),
            may("level", Form::Text),
            may("note", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Recover,
        fields: &[
            must("amount", Form::Money),
            may("voucher", Form::Text),
            may("on", Form::Moment),
            may("offset", Form::Truth),
        ],
    },
    Recordable {
        kind: Kind::SystemUpdate,
        fields: &[may("note", Form::Text)],
    },
    Recordable {
        kind: Kind::Withdraw,
        fields: &[
            may("what", Form::KindName),
            may("entry", Form::EntryName),
            may("because", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Refer,
        fields: &[
            must("to", Form::Text),
            may("ask", Form::Text),
            may("due", Form::Moment),
            may("answer", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Served,
        fields: &[
            must("notice", Form::Text),
            may("to", Form::Text),
            may("relation", Form::Text),
            may("how", Form::Choice(SERVED_HOW)),
            may("on", Form::Moment),
            may("due", Form::Moment),
            may("servers", Form::Texts),
            may("recording", Form::Text),
            may("refused", Form::Truth),
        ],
    },
    Recordable {
        kind: Kind::Request,
        fields: &[must("what", Form::Text), may("on", Form::Moment)],
    },
    Recordable {
        kind: Kind::Objection,
        fields: &[
            may("on", Form::Moment),
            may("by", Form::Text),
            must("against", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Unseal,
        fields: &[
            may("by", Form::Text),
            may("relation", Form::Text),
            may("proof", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Register,
        fields: &[
            must("name", Form::Text),
            may("id_number", Form::Text),
            may("unit", Form::Unit),
            may("reason", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Correct,
        fields: &[
            must("field", Form::Choice(CORRECTABLE)),
            must("value", Form::Text),
            may("because", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::AcceptDoubt,
        fields: &[must("doubt", Form::DoubtName), may("because", Form::Text)],
    },
    Recordable {
        kind: Kind::RefuseHit,
        fields: &[must("hit", Form::EntryName), must("because", Form::Text)],
    },
    Recordable {
        kind: Kind::Note,
        fields: &[must("text", Form::Text), may("risk", Form::Choice(RISKS))],
    },
];

/// Why a record is refused; the word that scripts read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody of that ID or case is in the book.
    UnknownPerson,
    /// The pack has no such class.
    UnknownClass,
    /// The kind has no such field, or there is no such kind.
    UnknownField,
    /// A value that cannot be.
    BadValue,
    /// No class stands.
    NoClass,
    /// The class does not allow the outcome.
    OutcomeNotAllowed,
    /// No outcome waits for a review.
    NothingToReview,
    /// Who proposed does not review.
    SameOfficer,
    /// No such entry stands.
    NothingToWithdraw,
    /// A gate of the pack is closed.
    Blocked,
}

impl Reason {
    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownPerson => "unknown-person",
            Self::UnknownClass => "unknown-class",
            Self::UnknownField => "unknown-field",
            Self::BadValue => "bad-value",
            Self::NoClass => "no-class",
            Self::OutcomeNotAllowed => "outcome-not-allowed",
            Self::NothingToReview => "nothing-to-review",
            Self::SameOfficer => "same-officer",
            Self::NothingToWithdraw => "nothing-to-withdraw",
            Self::Blocked => "blocked",
        }
    }
}

/// A record that cannot be taken, with the field and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// The field that is to blame; empty when none is.
    pub field: String,
    /// What was given, or the clause that blocks.
    pub given: String,
    /// What a closed gate lacks: the word of its sentence, and what that says.
    pub lack: Option<(&'static str, String)>,
}

impl Refusal {
    /// A refusal that blames a field.
    #[must_use]
    pub fn of(reason: Reason, field: &str, given: &str) -> Self {
        Self {
            reason,
            field: field.to_owned(),
            given: given.to_owned(),
            lack: None,
        }
    }

    /// A refusal by a gate.
    #[must_use]
    pub fn blocked(closed: &Closed) -> Self {
        Self {
            lack: Some((closed.lack.name(), closed.lack.detail())),
            ..Self::of(Reason::Blocked, &closed.step, &closed.basis)
        }
    }

    /// A refusal that follows from the state of the case.
    #[must_use]
    pub fn because(reason: Reason) -> Self {
        Self::of(reason, "", "")
    }
}

/// The kind's line in the list.
#[must_use]
pub fn recordable(kind: Kind) -> Option<&'static Recordable> {
    RECORDS.iter().find(|record| record.kind == kind)
}
