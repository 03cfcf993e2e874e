//! The form of a spot check: what the checker says, what the book said before, and whether the two agree.

use serde_json::{Map, Value};

use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::money::Money;
use crate::domain::pack::OutcomeKind;
use crate::domain::record::{Field, Form, MET, may, must, recordable};

/// The ways of checking: 查卷, 电话回访, 入户.
pub const WAYS: &[&str] = &["files", "phone", "visit"];
/// Why somebody who was drawn is replaced.
pub const REPLACED_BECAUSE: &[&str] = &["moved", "dead", "unreachable", "refused", "other"];
/// What stands for an outcome that the checker found not to be there.
pub const NOTHING: &str = "none";

/// The fields of a check, in the order in which forms ask for them.
pub const FIELDS: &[Field] = &[
    must("how", Form::Choice(WAYS)),
    may("met", Form::Choice(MET)),
    may("found", Form::Choice(&["alive", "dead"])),
    may("class", Form::Class),
    may(
        "outcome",
        Form::Choice(&[
            "resumed",
            "awarded",
            "terminated",
            "sealed",
            "kept_suspended",
            NOTHING,
        ]),
    ),
    may("amount", Form::Money),
    may("note", Form::Text),
    may("on", Form::Moment),
];

/// Something that is looked at twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// Whether the person lives.
    Found,
    /// The class.
    Class,
    /// The outcome.
    Outcome,
    /// What it comes to.
    Amount,
}

impl Item {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Found, Self::Class, Self::Outcome, Self::Amount];

    /// Its field.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Class => "class",
            Self::Outcome => "outcome",
            Self::Amount => "amount",
        }
    }
}

/// Whether two findings agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They do.
    Agrees,
    /// They do not.
    Differs,
    /// The book said nothing of it then.
    NotFound,
}

impl Verdict {
    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::NotFound => "no_first_finding",
        }
    }
}

/// What the book says before a check: the first finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct First {
    /// The value of each item that it says.
    pub said: Vec<(Item, String)>,
    /// The class that stands; empty where none does.
    pub class: String,
    /// Who set it, or else who looked for the person last; empty where nobody did.
    pub officer: String,
}

impl First {
    /// The fields under which an entry keeps it.
    #[must_use]
    pub fn fields(&self) -> Map<String, Value> {
        let mut fields: Map<String, Value> = self
            .said
            .iter()
            .map(|(item, value)| (item.name().to_owned(), value.as_str().into()))
            .collect();
        if !self.officer.is_empty() {
            fields.insert("officer".to_owned(), self.officer.as_str().into());
        }
        fields
    }
}

/// The first finding of a case as it stands.
#[must_use]
pub fn first_finding(case: &Case) -> First {
    let contacts = || case.standing(Kind::Contact).rev();
    let found = contacts().find_map(|contact| match contact.text("found") {
        Some(found @ ("alive" | "dead")) => Some(found.to_owned()),
        _ => None,
    });
    let class = case.class().unwrap_or_default().to_owned();
    // Whoever is to be deregistered as dead is dead for the book, whatever an earlier visit heard.
    let is_dead = class.starts_with('5') || case.fact("death_month").is_some();
    let found = if is_dead {
        Some("dead".to_owned())
    } else {
        found
    };
    let officer = case
        .class_entry()
        .or_else(|| contacts().next())
        .map(|entry| entry.body.by.clone());
    let mut said = Vec::new();
    said.extend(found.map(|found| (Item::Found, found)));
    if !class.is_empty() {
        said.push((Item::Class, class.clone()));
    }
    if let Some(outcome) = case.live_outcome() {
        said.push((Item::Outcome, outcome.kind.name().to_owned()));
        let amount = match outcome.kind {
            OutcomeKind::Resumed | OutcomeKind::Awarded => outcome.back_pay,
            OutcomeKind::Terminated => outcome.heir_due,
            OutcomeKind::Sealed => outcome.sealed_amount,
            OutcomeKind::KeptSuspended => Money::ZERO,
        };
        said.push((Item::Amount, amount.to_string()));
    } else if !class.is_empty() {
        said.push((Item::Outcome, NOTHING.to_owned()));
    }
    First {
        said,
        class,
        officer: officer.unwrap_or_default(),
    }
}

/// What an item came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The item.
    pub item: Item,
    /// The checker's answer.
    pub answer: String,
    /// The first finding; nothing where the book said nothing.
    pub first: Option<String>,
    /// Whether they agree.
    pub verdict: Verdict,
}

/// The comparison of a check, item by item.
#[must_use]
pub fn compare(answers: &Map<String, Value>, against: &Map<String, Value>) -> Vec<Compared> {
    let text = |fields: &Map<String, Value>, item: Item| {
        let value = fields.get(item.name()).and_then(Value::as_str);
        value.map(str::to_owned)
    };
    verdicts(answers, against)
        .into_iter()
        .map(|(item, verdict)| Compared {
            item,
            answer: text(answers, item).unwrap_or_default(),
            first: text(against, item),
            verdict,
        })
        .collect()
}

/// Compares the checker's answers with what the book said before, item by item; what was not answered is left out.
#[must_use]
pub fn verdicts(
    answers: &Map<String, Value>,
    against: &Map<String, Value>,
) -> Vec<(Item, Verdict)> {
    let text = |fields: &Map<String, Value>, item: Item| {
        let value = fields.get(item.name()).and_then(Value::as_str);
        value.map(str::to_owned)
    };
    Item::ALL
        .into_iter()
        .filter_map(|item| {
            let answer = text(answers, item)?;
            let Some(first) = text(against, item) else {
                return Some((item, Verdict::NotFound));
            };
            let same = match item {
                Item::Amount => first.parse::<Money>().ok() == answer.parse::<Money>().ok(),
                // Whoever says 3 has not told 3a from 3b, and does not contradict either.
                Item::Class => first == answer || first.strip_suffix(['a', 'b']) == Some(&answer),
                Item::Found | Item::Outcome => first == answer,
            };
            let verdict = if same {
                Verdict::Agrees
            } else {
                Verdict::Differs
            };
            Some((item, verdict))
        })
        .collect()
}

/// Whether an officer had a hand in the case: then somebody else looks at it again.
#[must_use]
pub fn handled_by(case: &Case, officer: &str) -> bool {
    case.entries.iter().any(|entry| {
        entry.body.by == officer
            && entry.kind != Kind::Note
            && recordable(entry.kind).is_some()
            && !case.withdrawn.contains(&entry.id)
    })
}
