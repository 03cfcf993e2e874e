//! What can be recorded: one list of kinds and fields, from which batches, commands and forms are checked and built.

use serde_json::{Map, Value};

use super::entry::Kind;
use super::money::Money;
use super::month::Month;
use super::roster::Doubt;
use super::unit::UnitCode;

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
        ],
    },
    Recordable {
        kind: Kind::Evidence,
        fields: &[
            must("file", Form::File),
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
            may("because", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Review,
        fields: &[
            must("decision", Form::Choice(&["approve", "return"])),
            may("note", Form::Text),
        ],
    },
    Recordable {
        kind: Kind::Recover,
        fields: &[
            must("amount", Form::Money),
            may("voucher", Form::Text),
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
            may("servers", Form::Texts),
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
        fields: &[must("text", Form::Text)],
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
}

impl Refusal {
    /// A refusal that blames a field.
    #[must_use]
    pub fn of(reason: Reason, field: &str, given: &str) -> Self {
        Self {
            reason,
            field: field.to_owned(),
            given: given.to_owned(),
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

/// Checks names and values of a record's fields and brings them into the form that is stored.
///
/// Texts are trimmed, amounts get two decimals, empty optional fields are left out.
///
/// # Errors
/// `unknown-field` or `bad-value`, with the field.
pub fn check_fields(
    kind: Kind,
    fields: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    let record =
        recordable(kind).ok_or_else(|| Refusal::of(Reason::UnknownField, "do", kind.name()))?;
    if let Some(unknown) = fields.keys().find(|name| {
        !record
            .fields
            .iter()
            .any(|field| field.name == name.as_str())
    }) {
        return Err(Refusal::of(Reason::UnknownField, unknown, ""));
    }
    let mut kept = Map::new();
    for field in record.fields {
        let given = fields.get(field.name).filter(|value| !is_blank(value));
        match given {
            Some(value) => {
                let value = stored_form(field.form, value)
                    .ok_or_else(|| Refusal::of(Reason::BadValue, field.name, &plain(value)))?;
                kept.insert(field.name.to_owned(), value);
            }
            None if field.required => {
                return Err(Refusal::of(Reason::BadValue, field.name, ""));
            }
            None => {}
        }
    }
    if kind == Kind::Withdraw && kept.get("what").is_none() && kept.get("entry").is_none() {
        return Err(Refusal::of(Reason::BadValue, "what", ""));
    }
    if kind == Kind::Correct {
        check_correction(&kept)?;
    }
    Ok(kept)
}

fn check_correction(fields: &Map<String, Value>) -> Result<(), Refusal> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let value = text("value");
    let good = match text("field") {
        "unit" => value.parse::<UnitCode>().is_ok(),
        "suspended_from" => value.parse::<Month>().is_ok(),
        "birth" => value.parse::<chrono::NaiveDate>().is_ok(),
        "group" => value.parse::<u16>().is_ok(),
        "presumed_class" => value.parse::<u8>().is_ok_and(|class| class <= 7),
        "monthly_amount" | "account_balance" => value.parse::<Money>().is_ok(),
        _ => true,
    };
    if good {
        Ok(())
    } else {
        Err(Refusal::of(Reason::BadValue, "value", value))
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn stored_form(form: Form, value: &Value) -> Option<Value> {
    let text = value.as_str().map(str::trim);
    let word = |ok: bool| ok.then(|| Value::from(text.unwrap_or_default()));
    match form {
        Form::Choice(words) => word(words.contains(&text?)),
        Form::Text | Form::File | Form::Class => word(text?.chars().count() <= 2000),
        Form::Moment => word(is_moment(text?)),
        Form::Money => {
            let amount: Money = match value {
                Value::Number(number) => number.to_string().parse().ok()?,
                _ => text?.parse().ok()?,
            };
            (amount >= Money::ZERO).then(|| Value::from(amount.to_string()))
        }
        Form::Truth => match (value.as_bool(), text) {
            (Some(truth), _) => Some(Value::from(truth)),
            (None, Some("true" | "yes")) => Some(Value::from(true)),
            (None, Some("false" | "no")) => Some(Value::from(false)),
            _ => None,
        },
        Form::Cases | Form::Texts => match value {
            Value::Array(items) => items
                .iter()
                .all(Value::is_string)
                .then(|| Value::Array(items.clone())),
            _ => Some(Value::Array(
                text?
                    .split([',', '，', '、'])
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .map(Value::from)
                    .collect(),
            )),
        },
        Form::Unit => word(text?.parse::<UnitCode>().is_ok()),
        Form::KindName => word(
            Kind::named(text?)
                .is_some_and(|kind| kind != Kind::Withdraw && recordable(kind).is_some()),
        ),
        Form::DoubtName => word(Doubt::named(text?).is_some()),
        Form::EntryName => word(text?.parse::<super::entry::EntryRef>().is_ok()),
    }
}

fn is_moment(text: &str) -> bool {
    text.parse::<chrono::NaiveDate>().is_ok()
        || chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").is_ok()
        || chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").is_ok()
        || chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

/// The calendar day of a [`Form::Moment`] value.
#[must_use]
pub fn day_of(text: &str) -> Option<chrono::NaiveDate> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Map<String, Value> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn unknown_fields_and_bad_values_are_told_apart() {
        let refused = |kind, text| check_fields(kind, &fields(text)).unwrap_err();
        assert_eq!(
            refused(Kind::Contact, r#"{"how":"visit","hat":"red"}"#).reason,
            Reason::UnknownField
        );
        assert_eq!(
            refused(Kind::Contact, r#"{"how":"fly"}"#).reason,
            Reason::BadValue
        );
        assert_eq!(refused(Kind::Contact, "{}").field, "how");
        assert_eq!(
            refused(Kind::Resolve, r#"{"outcome":"resumed","back_pay":"1.005"}"#).field,
            "back_pay"
        );
        assert_eq!(refused(Kind::Withdraw, "{}").field, "what");
        assert_eq!(
            refused(
                Kind::Correct,
                r#"{"field":"suspended_from","value":"2021-13"}"#
            )
            .field,
            "value"
        );
    }

    #[test]
    fn amounts_are_stored_with_two_decimals() {
        let kept = check_fields(
            Kind::Resolve,
            &fields(r#"{"outcome":"resumed","back_pay":"1,289.4","because":" "}"#),
        )
        .unwrap();
        assert_eq!(kept["back_pay"], "1289.40");
        assert!(!kept.contains_key("because"));
    }
}
