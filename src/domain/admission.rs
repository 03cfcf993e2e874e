//! Whether a record may be taken as a case stands; every screen, command and batch asks here.

use serde_json::{Map, Value};

use super::case::{Case, OutcomeStatus};
use super::entry::{EntryRef, Kind};
use super::gate;
use super::money::Money;
use super::pack::{OutcomeKind, Pack};
use super::record::{Reason, Refusal};
use super::recovery;
use super::roster::Doubt;

/// Checks a record of checked fields against the case as it stands; gives the entry that a withdrawal takes back.
///
/// # Errors
/// The refusal, with the word that scripts read.
pub fn admit(
    case: &Case,
    kind: Kind,
    by: &str,
    fields: &Map<String, Value>,
    pack: &Pack,
) -> Result<Option<EntryRef>, Refusal> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    match kind {
        Kind::Classify if pack.class(text("class")).is_none() => {
            Err(Refusal::of(Reason::UnknownClass, "class", text("class")))
        }
        Kind::Resolve => {
            resolve(case, fields, pack)?;
            match unreasoned(fields) {
                Some(field) => Err(Refusal::of(Reason::BadValue, "because", field)),
                None => Ok(None),
            }
        }
        Kind::Review => {
            let told = (text("decision"), text("level"));
            review(case, by, told, pack).map(|()| None)
        }
        Kind::Served => serve(fields, pack).map(|()| None),
        Kind::Withdraw => withdraw(case, text("what"), text("entry")).map(Some),
        Kind::Step => {
            step(case, text("step"), pack)?;
            recovery_step(fields)?;
            let agreed = text("step") == recovery::AGREEMENT;
            let held = agreed.then(|| gate::to_agreement(fields, pack)).flatten();
            open(held.or_else(|| gate::to_paying(fields, pack)))
        }
        Kind::Recover => open(gate::to_offset(case, fields, pack)),
        Kind::Fact => open(gate::to_paying(fields, pack)),
        Kind::RefuseHit => {
            let waits = text("hit").parse().is_ok_and(|hit: EntryRef| {
                super::hit::waiting(case).iter().any(|one| one.id == hit)
            });
            if waits {
                Ok(None)
            } else {
                Err(Refusal::of(Reason::BadValue, "hit", text("hit")))
            }
        }
        Kind::AcceptDoubt => {
            let open =
                Doubt::named(text("doubt")).is_some_and(|doubt| case.doubts.contains(&doubt));
            if open {
                Ok(None)
            } else {
                Err(Refusal::of(Reason::BadValue, "doubt", text("doubt")))
            }
        }
        _ => Ok(None),
    }
}

/// Nothing is in the way, or a gate is.
fn open(closed: Option<gate::Closed>) -> Result<Option<EntryRef>, Refusal> {
    closed.map_or(Ok(None), |closed| Err(Refusal::blocked(&closed)))
}

/// What an agreement and a recheck have to say.
fn recovery_step(fields: &Map<String, Value>) -> Result<(), Refusal> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let wanted: &[&str] = match text("step") {
        Some(recovery::AGREEMENT) => &["amount", "instalments", "every", "first_due"],
        Some(recovery::RECHECK) => &["result"],
        _ => &[],
    };
    let nothing = text("amount").is_some_and(|amount| amount.parse() == Ok(Money::ZERO));
    match wanted.iter().find(|field| text(field).is_none()) {
        Some(field) => Err(Refusal::of(Reason::BadValue, field, "")),
        None if wanted.contains(&"amount") && nothing => {
            Err(Refusal::of(Reason::BadValue, "amount", "0.00"))
        }
        None => Ok(()),
    }
}

fn resolve(case: &Case, fields: &Map<String, Value>, pack: &Pack) -> Result<(), Refusal> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let outcome = text("outcome");
    let claims = text("recover_due")
        .parse()
        .is_ok_and(|amount: Money| amount > Money::ZERO);
    let class = case.class().ok_or(Refusal::because(Reason::NoClass))?;
    let allowed = OutcomeKind::named(outcome).filter(|kind| {
        pack.class(class)
            .is_some_and(|class| class.outcomes.contains(kind))
    });
    let Some(kind) = allowed else {
        return Err(Refusal::of(Reason::OutcomeNotAllowed, "outcome", outcome));
    };
    match gate::to_outcome(case, pack, kind, claims) {
        Some(closed) => Err(Refusal::blocked(&closed)),
        None => Ok(()),
    }
}

/// The first amount that differs from what was computed, where nobody says why. An amount left out is none.
#[must_use]
pub fn unreasoned(fields: &Map<String, Value>) -> Option<&str> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    if text("because").is_some_and(|why| !why.trim().is_empty()) {
        return None;
    }
    let amount = |given: Option<&str>| -> Money {
        given
            .and_then(|given| given.parse().ok())
            .unwrap_or(Money::ZERO)
    };
    let computed = fields.get("computed").and_then(Value::as_object)?;
    computed
        .iter()
        .find(|(field, value)| amount(text(field)) != amount(value.as_str()))
        .map(|(field, _)| field.as_str())
}

fn serve(fields: &Map<String, Value>, pack: &Pack) -> Result<(), Refusal> {
    match gate::to_serving(fields, pack) {
        Some(closed) => Err(Refusal::blocked(&closed)),
        None => Ok(()),
    }
}

fn review(
    case: &Case,
    by: &str,
    (decision, level): (&str, &str),
    pack: &Pack,
) -> Result<(), Refusal> {
    let waiting = case
        .outcome
        .as_ref()
        .filter(|outcome| outcome.status == OutcomeStatus::Proposed)
        .ok_or(Refusal::because(Reason::NothingToReview))?;
    if !case.may_review(by, pack) {
        return Err(Refusal::of(Reason::SameOfficer, "by", by));
    }
    // An approval is of the level that is awaited; a return names the level to which it goes back.
    let awaited = waiting.passed.len();
    let named = pack
        .review
        .levels
        .iter()
        .position(|known| known.id == level);
    let fits = level.is_empty()
        || named.is_some_and(|named| match decision {
            "approve" => named == awaited,
            _ => named < awaited,
        });
    if fits {
        Ok(())
    } else {
        Err(Refusal::of(Reason::BadValue, "level", level))
    }
}

fn withdraw(case: &Case, what: &str, entry: &str) -> Result<EntryRef, Refusal> {
    let nothing = || Refusal::of(Reason::NothingToWithdraw, "what", what);
    if let Ok(named) = entry.parse::<EntryRef>() {
        let found = case
            .entries
            .iter()
            .find(|candidate| candidate.id == named && !case.withdrawn.contains(&named))
            .ok_or_else(nothing)?;
        let of_kind = what.is_empty() || found.kind.name() == what;
        let can_be = super::record::recordable(found.kind).is_some()
            && !matches!(found.kind, Kind::Withdraw | Kind::Register);
        return if of_kind && can_be {
            Ok(named)
        } else {
            Err(nothing())
        };
    }
    Kind::named(what)
        .filter(|kind| *kind != Kind::Register)
        .and_then(|kind| case.withdrawable(kind))
        .map(|found| found.id)
        .ok_or_else(nothing)
}

fn step(case: &Case, id: &str, pack: &Pack) -> Result<(), Refusal> {
    let class = case.class().ok_or(Refusal::because(Reason::NoClass))?;
    let known = pack
        .class(class)
        .is_some_and(|class| class.steps.iter().any(|step| step.id == id));
    if known || recovery::STEPS.contains(&id) {
        Ok(())
    } else {
        Err(Refusal::of(Reason::BadValue, "step", id))
    }
}
