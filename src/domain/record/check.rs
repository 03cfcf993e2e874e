//! Whether the fields of a record can be, and the form in which they are stored.

use serde_json::{Map, Value};

use super::{Form, Reason, Refusal, recordable};
use crate::domain::entry::Kind;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::recovery::MOST;
use crate::domain::roster::Doubt;
use crate::domain::unit::UnitCode;

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
        Form::Count => {
            let count: u32 = match value {
                Value::Number(number) => number.to_string().parse().ok()?,
                _ => text?.parse().ok()?,
            };
            (1..=MOST)
                .contains(&count)
                .then(|| Value::from(count.to_string()))
        }
        Form::Amounts => amounts(value),
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
        Form::EntryName => word(text?.parse::<crate::domain::entry::EntryRef>().is_ok()),
    }
}

/// What was computed, by the record's own amounts: an object, or `back_pay=1289.40,heir_due=0.00` from a command.
fn amounts(value: &Value) -> Option<Value> {
    let given: Map<String, Value> = match value {
        Value::Object(given) => given.clone(),
        _ => value
            .as_str()?
            .split([',', '，', '、'])
            .filter(|part| !part.trim().is_empty())
            .map(|part| {
                let (name, amount) = part.split_once(['=', '＝'])?;
                Some((name.trim().to_owned(), Value::from(amount.trim())))
            })
            .collect::<Option<_>>()?,
    };
    let fields = recordable(Kind::Resolve).map_or(&[][..], |record| record.fields);
    given
        .iter()
        .map(|(name, amount)| {
            let known = fields
                .iter()
                .any(|field| field.form == Form::Money && field.name == name);
            let amount = stored_form(Form::Money, amount).filter(|_| known)?;
            Some((name.clone(), amount))
        })
        .collect::<Option<Map<_, _>>>()
        .map(Value::Object)
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
    fn what_was_computed_is_kept_by_the_names_of_the_amounts() {
        let object = r#"{"outcome":"resumed","computed":{"back_pay":"1,289.4"}}"#;
        let kept = check_fields(Kind::Resolve, &fields(object)).unwrap();
        assert_eq!(kept["computed"]["back_pay"], "1289.40");
        let typed = r#"{"outcome":"resumed","computed":"back_pay=1289.4, heir_due=0"}"#;
        let kept = check_fields(Kind::Resolve, &fields(typed)).unwrap();
        assert_eq!(kept["computed"]["heir_due"], "0.00");
        for wrong in [
            r#"{"hat":"1"}"#,
            r#"{"back_pay":"x"}"#,
            "3",
            r#""back_pay""#,
        ] {
            let text = format!(r#"{{"outcome":"resumed","computed":{wrong}}}"#);
            let refused = check_fields(Kind::Resolve, &fields(&text)).unwrap_err();
            assert_eq!(
                (refused.reason, refused.field.as_str()),
                (Reason::BadValue, "computed")
            );
        }
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
