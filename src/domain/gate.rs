//! Gates: what a procedure pack wants done before a record may be taken. Each answer names the step, the clause and what
//! is missing, so that one sentence can say it. Practice (实务) carries no clause and is no gate; an owed photo is none.

use serde_json::{Map, Value};

use super::case::Case;
use super::entry::{Entry, Kind};
use super::hit;
use super::pack::rules::Cited;
use super::pack::{Closing, OutcomeKind, Pack, Step};
use super::procedure;
use super::recovery;

/// What is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The step is not done.
    Step,
    /// Nobody named a proof, one of these.
    Proof(Vec<String>),
    /// So few attempts, of so many that the office has set.
    Attempts {
        /// Made.
        made: usize,
        /// Wanted.
        least: usize,
    },
    /// The record of the committee's own check (村（居）委会核查情况说明).
    Statement,
    /// So many officers have to be present.
    Officers(u32),
    /// The number of the recording.
    Recording,
    /// The agency's consent to instalments.
    Approval,
    /// Instalments are not allowed.
    Instalments,
    /// Nothing is offset for this case.
    Offset,
    /// Nothing is paid in cash.
    Cash,
}

impl Lack {
    /// The word behind `entry-blocked-` in messages.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Proof(_) => "proof",
            Self::Attempts { .. } => "attempts",
            Self::Statement => "statement",
            Self::Officers(_) => "officers",
            Self::Recording => "recording",
            Self::Approval => "approval",
            Self::Instalments => "instalments",
            Self::Offset => "offset",
            Self::Cash => "cash",
        }
    }

    /// What the sentence says of it: proofs, numbers.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Proof(words) => words.join("、"),
            Self::Attempts { made, least } => format!("{made}/{least}"),
            Self::Officers(count) => count.to_string(),
            Self::Step
            | Self::Statement
            | Self::Recording
            | Self::Approval
            | Self::Instalments
            | Self::Offset
            | Self::Cash => String::new(),
        }
    }
}

/// A closed gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The step that is to be done; empty where the rule itself asks.
    pub step: String,
    /// Where it is written, cited in full.
    pub basis: String,
    /// What is missing.
    pub lack: Lack,
}

/// The first gate on the way to that outcome that is still closed for the case; `claims` says whether it claims money back.
#[must_use]
pub fn to_outcome(case: &Case, pack: &Pack, outcome: OutcomeKind, claims: bool) -> Option<Closed> {
    let class = case.class().and_then(|id| pack.class(id))?;
    let mut steps = class
        .steps
        .iter()
        .filter(|step| step.only_for.is_empty() || step.only_for.contains(&outcome))
        .filter(|step| claims || !step.if_claimed);
    steps
        .find_map(|step| of_step(case, pack, step))
        .or_else(|| {
            (outcome == OutcomeKind::Sealed)
                .then(|| to_sealing(case, pack))
                .flatten()
        })
}

/// Whether a step's gate is closed, and why.
#[must_use]
pub fn of_step(case: &Case, pack: &Pack, step: &Step) -> Option<Closed> {
    // Without a clause it is practice, whatever else is written there.
    let clause = step.clause.as_deref().filter(|_| step.gate)?;
    let lack = if procedure::closing_entry(case, step).is_none() {
        Lack::Step
    } else if step.proofs.is_empty() || proved(case, step) {
        return None;
    } else {
        Lack::Proof(step.proofs.clone())
    };
    Some(Closed {
        step: step.title.clone(),
        basis: pack.cite(clause),
        lack,
    })
}

/// Whether somebody named one of the step's proofs: as the source of its fact, on the step, on a photo of it; or a match
/// list that proves it was accepted.
fn proved(case: &Case, step: &Step) -> bool {
    let names = |entry: &Entry, field: &str| {
        entry
            .text(field)
            .is_some_and(|text| step.proofs.iter().any(|proof| text.contains(proof)))
    };
    let facts: Vec<&str> = step
        .closed_by
        .iter()
        .filter_map(|closing| match closing {
            Closing::Fact(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let by_fact = case.standing(Kind::Fact).any(|fact| {
        fact.text("name").is_some_and(|name| facts.contains(&name))
            && (names(fact, "source") || hit::is_proved(case, fact))
    });
    let by_step = case
        .standing(Kind::Step)
        .filter(|done| done.text("step") == Some(step.id.as_str()))
        .any(|done| names(done, "document") || names(done, "note"));
    by_fact
        || by_step
        || case
            .standing(Kind::Evidence)
            .any(|paper| names(paper, "caption"))
}

/// A balance is sealed only after the attempts that the office has set and the committee's record, where the pack asks.
fn to_sealing(case: &Case, pack: &Pack) -> Option<Closed> {
    let rule = pack.rules.seal.as_ref()?;
    let least = rule
        .attempts
        .map_or(0, |least| usize::try_from(least).unwrap_or(usize::MAX));
    let made = attempts(case);
    let asking = asking_committee(case, pack);
    let lack = if made < least {
        Lack::Attempts { made, least }
    } else if rule.committee && !stated(case, &asking) {
        Lack::Statement
    } else {
        return None;
    };
    // The class says it in its own clause; the rule's is that of the office's number.
    let own = asking.iter().find_map(|step| step.clause.as_deref());
    Some(Closed {
        step: String::new(),
        basis: own.map_or_else(|| basis(pack, rule), |clause| pack.cite(clause)),
        lack,
    })
}

/// Where a rule is written.
fn basis(pack: &Pack, rule: &impl Cited) -> String {
    let clause = rule.clause().map(|clause| pack.cite(clause));
    clause
        .or_else(|| rule.source().map(str::to_owned))
        .unwrap_or_default()
}

/// Attempts to find the person: a look into a list is none, and neither is a meeting with the person.
#[must_use]
pub fn attempts(case: &Case) -> usize {
    case.standing(Kind::Contact)
        .filter(|contact| {
            contact.text("how") != Some("match") && contact.text("met") != Some("self")
        })
        .count()
}

/// The steps of the class that ask the committee.
fn asking_committee<'p>(case: &Case, pack: &'p Pack) -> Vec<&'p Step> {
    let asks = |closing: &Closing| match closing {
        Closing::Contact { met, .. } => met.iter().any(|met| met == "committee"),
        _ => false,
    };
    let class = case.class().and_then(|id| pack.class(id));
    class
        .into_iter()
        .flat_map(|class| &class.steps)
        .filter(|step| step.closed_by.iter().any(asks))
        .collect()
}

/// Whether the committee's record is there: as a fact, or as a paper or note of the step that asks the committee.
fn stated(case: &Case, asking: &[&Step]) -> bool {
    case.fact("committee_statement").is_some()
        || [Kind::Step, Kind::Evidence].into_iter().any(|kind| {
            case.standing(kind).any(|entry| {
                let of = entry.text("step");
                asking.iter().any(|step| of == Some(step.id.as_str()))
            })
        })
}

/// Money is claimed in the presence of so many officers and with a recording, where the pack asks (served by hand; a
/// letter has no witnesses).
#[must_use]
pub fn to_serving(fields: &Map<String, Value>, pack: &Pack) -> Option<Closed> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let notice = text("notice").unwrap_or_default();
    let rule = pack.rules.recovery.as_ref()?;
    let by_hand = matches!(text("how"), None | Some("direct" | "left"));
    if !pack.claims_money(notice) || !by_hand {
        return None;
    }
    let servers = fields
        .get("servers")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let least = rule.officers.unwrap_or(0);
    let lack = if servers < usize::try_from(least).unwrap_or(usize::MAX) {
        Lack::Officers(least)
    } else if rule.recording && text("recording").is_none() {
        Lack::Recording
    } else {
        return None;
    };
    Some(Closed {
        step: notice.to_owned(),
        basis: basis(pack, rule),
        lack,
    })
}

/// An agreement on instalments wants the agency's consent, where the pack does.
#[must_use]
pub fn to_agreement(fields: &Map<String, Value>, pack: &Pack) -> Option<Closed> {
    let rule = pack.rules.recovery.as_ref()?;
    let lack = if rule.instalments == Some(false) {
        Lack::Instalments
    } else if rule.approval && !fields.contains_key("document") {
        Lack::Approval
    } else {
        return None;
    };
    let own = rule.instalment_clause.as_deref();
    Some(Closed {
        step: String::new(),
        basis: own.map_or_else(|| basis(pack, rule), |clause| pack.cite(clause)),
        lack,
    })
}

/// Money is offset only where the pack has an order for it that is not empty: a convict's account is not (S2 29).
#[must_use]
pub fn to_offset(case: &Case, fields: &Map<String, Value>, pack: &Pack) -> Option<Closed> {
    if fields.get("offset") != Some(&Value::Bool(true)) {
        return None;
    }
    Some(Closed {
        step: String::new(),
        basis: recovery::forbidden(case, pack)?,
        lack: Lack::Offset,
    })
}

/// What is due to the heirs is not paid in cash, where the pack says so: neither a step nor a fact may say that it was.
#[must_use]
pub fn to_paying(fields: &Map<String, Value>, pack: &Pack) -> Option<Closed> {
    let rule = pack.rules.payout.as_ref().filter(|rule| !rule.cash)?;
    let says = |field: &str| {
        fields
            .get(field)
            .and_then(Value::as_str)
            .is_some_and(|text| rule.cash_words.iter().any(|word| text.contains(word)))
    };
    let fact = fields.get("name").and_then(Value::as_str);
    let pays = fact.is_some_and(|name| name.starts_with("paid_")) && says("value");
    (pays || says("way")).then(|| Closed {
        step: String::new(),
        basis: basis(pack, rule),
        lack: Lack::Cash,
    })
}
