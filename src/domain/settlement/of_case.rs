//! What a case says of a settlement: its class tells the situation, the roster and the recorded facts the rest.
//! A fact on which sources differ is none until an officer has chosen; nothing is guessed, and what is supposed only to
//! show a first figure is named.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::case_facts::{CaseFactRules, SystemFigure};
use super::{Facts, Problem, QUESTIONS, Situation, Working, problems, read, settle};
use crate::domain::case::Case;
use crate::domain::entry::{EntryRef, Kind};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::{OutcomeKind, Pack};
use crate::domain::workday::Workdays;

/// A fact that was taken, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Its name in records.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The entry that says it; the roster where there is none.
    pub entry: Option<EntryRef>,
}

/// Why no settlement is worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// No class stands.
    NoClass,
    /// Class 3 has not been told apart.
    NotToldApart,
    /// The class has nothing to compute.
    Nothing,
    /// Recorded facts that cannot be, or contradict each other.
    Wrong(Vec<Problem>),
}

impl Unsettled {
    /// The end of a message's key.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoClass => "no-class",
            Self::NotToldApart => "not-told-apart",
            Self::Nothing => "nothing",
            Self::Wrong(_) => "wrong",
        }
    }
}

/// A settlement of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What was worked out.
    pub working: Working,
    /// The facts that it rests on.
    pub used: Vec<Used>,
    /// Facts on which sources differ: none of them was taken.
    pub disputed: Vec<String>,
    /// What the business system says: it wins.
    pub system: Vec<SystemFigure>,
    /// The month from which payment is supposed to resume, where nobody has recorded it: only to show a first figure.
    pub supposed: Option<Month>,
}

impl Settled {
    /// Whether the business system says nothing else than what was worked out.
    #[must_use]
    pub fn system_agrees(&self) -> bool {
        self.system
            .iter()
            .filter(|figure| figure.compared)
            .all(|figure| figure.ours == Some(figure.system))
    }

    /// What the business system says of an amount of an outcome.
    #[must_use]
    pub fn system_says(&self, field: &str) -> Option<Money> {
        let found = self
            .system
            .iter()
            .find(|figure| figure.outcome.as_deref() == Some(field));
        found.map(|figure| figure.system)
    }

    /// The amounts that are known for certain, by the names of `resolve`, each with the outcomes that it belongs to.
    #[must_use]
    pub fn amounts(&self) -> Vec<(&'static str, Money, &'static [OutcomeKind])> {
        use OutcomeKind::{Awarded, KeptSuspended, Resumed, Sealed, Terminated};
        if self.supposed.is_some() {
            return Vec::new();
        }
        let working = &self.working;
        let back_pay = working.back_pay.and_then(|span| span.amount);
        let (over, account) = (working.overpaid.amount, working.payable.account);
        // What is due and what is left of the account stays in the fund when nobody can be found.
        let sealed = working
            .due
            .amount
            .zip(account)
            .map(|(due, account)| due + account);
        let known: Vec<(&str, Option<Money>, &'static [OutcomeKind])> = match working.situation {
            "death" => vec![
                ("heir_due", working.due.amount, &[Terminated]),
                ("recover_due", over, &[Terminated, Sealed]),
                ("refund_due", account, &[Terminated]),
                ("sealed_amount", sealed, &[Sealed]),
            ],
            "duplicate" => vec![
                ("recover_due", over, &[Terminated]),
                ("refund_due", account, &[Terminated]),
            ],
            "sentence" => vec![
                ("back_pay", back_pay, &[Resumed]),
                ("recover_due", over, &[Resumed, KeptSuspended]),
            ],
            // Who is paid again or begins to be paid was never overpaid.
            _ => vec![("back_pay", back_pay, &[Resumed, Awarded])],
        };
        let known = known.into_iter();
        known
            .filter_map(|(field, amount, outcomes)| Some((field, amount?, outcomes)))
            .collect()
    }
}

/// Works out the settlement of a case. With a month, payment is supposed to resume in it where nobody has said when.
///
/// # Errors
/// Why there is none.
pub fn settle_case(
    case: &Case,
    pack: &Pack,
    rules: &CaseFactRules,
    workdays: &Workdays,
    now: Option<Month>,
) -> Result<Settled, Unsettled> {
    let class = case.class().ok_or(Unsettled::NoClass)?;
    let Some(situation) = rules.situation(class) else {
        let has_parts = pack
            .classes
            .iter()
            .any(|other| other.id.len() > 1 && other.id.starts_with(class));
        return Err(if has_parts {
            Unsettled::NotToldApart
        } else {
            Unsettled::Nothing
        });
    };
    let mut taken = Taken::of(case, rules, class);
    taken.put("pack", pack.label());
    taken.put("situation", situation.name().to_owned());
    taken.roster(case, rules, class);
    let supposed = taken.suppose(situation, now);
    let mut facts = read(&Value::Object(taken.facts)).map_err(Unsettled::Wrong)?;
    facts.two_places = class == "3b";
    let wrong = problems(&facts, pack);
    if !wrong.is_empty() {
        return Err(Unsettled::Wrong(wrong));
    }
    let mut working = settle(&facts, pack, workdays);
    for name in taken.needs {
        lacks(&mut working, &facts, &name);
    }
    let system = rules.system_figures(case, class, &working);
    Ok(Settled {
        system,
        working,
        used: taken.used,
        disputed: taken.disputed,
        supposed,
    })
}

/// An officer's words that say too little alone leave no figure standing: whoever is released was paid until when?
fn lacks(working: &mut Working, facts: &Facts, name: &str) {
    if name == "released" && facts.released.is_none() {
        if !working.missing.iter().any(|known| known == name) {
            working.missing.push(name.to_owned());
        }
        working.overpaid = super::Span::UNKNOWN;
        working.residual = None;
        working.lines.clear();
    }
}

/// The facts so far, by the engine's names.
#[derive(Default)]
struct Taken {
    facts: Map<String, Value>,
    used: Vec<Used>,
    disputed: Vec<String>,
    needs: Vec<String>,
}

impl Taken {
    /// What was recorded.
    fn of(case: &Case, rules: &CaseFactRules, class: &str) -> Self {
        let mut taken = Self::default();
        let mut answers = Map::new();
        for rule in rules.of_class(class) {
            if !case.disputed(&rule.name).is_empty() {
                taken.disputed.push(rule.name.clone());
                continue;
            }
            let Some(value) = case.fact(&rule.name) else {
                continue;
            };
            let entry = case.standing(Kind::Fact).rfind(|fact| {
                fact.text("name") == Some(&rule.name) && fact.text("value") == Some(value)
            });
            taken.used.push(Used {
                name: rule.name.clone(),
                value: value.to_owned(),
                entry: entry.map(|entry| entry.id),
            });
            let word = rule
                .words
                .iter()
                .find(|word| word.said.iter().any(|said| said == value));
            if let Some(word) = word {
                for (field, text) in &word.gives {
                    taken.put(field, text.clone());
                }
                taken.needs.extend(word.needs.clone());
            } else if QUESTIONS.contains(&rule.field()) {
                answers.insert(rule.field().to_owned(), json!(value));
            } else {
                taken.put(rule.field(), value.to_owned());
            }
        }
        if !answers.is_empty() {
            taken.facts.insert("answers".to_owned(), answers.into());
        }
        taken
    }

    fn put(&mut self, field: &str, value: String) {
        self.facts.insert(field.to_owned(), value.into());
    }

    /// What lists and corrections say; a recorded fact wins.
    fn roster(&mut self, case: &Case, rules: &CaseFactRules, class: &str) {
        let facts = &case.facts;
        let takes = |field: &str| rules.of_class(class).any(|rule| rule.field() == field);
        let birth = (class == "2").then(|| birth_of(case)).flatten();
        let balance = facts
            .account_balance
            .filter(|_| takes("account_balance") && !self.is_disputed("account_balance"));
        let told = [
            (
                "suspended_from",
                (class != "2").then(|| facts.suspended_from.map(|month| month.to_string())),
            ),
            ("birth", Some(birth.map(|day| day.to_string()))),
            (
                "account_balance",
                Some(balance.map(|amount| amount.to_string())),
            ),
        ];
        for (field, value) in told {
            let Some(value) = value.flatten().filter(|_| !self.facts.contains_key(field)) else {
                continue;
            };
            self.used.push(Used {
                name: field.to_owned(),
                value: value.clone(),
                entry: None,
            });
            self.put(field, value);
        }
    }

    fn is_disputed(&self, name: &str) -> bool {
        self.disputed.iter().any(|known| known == name)
    }

    /// Supposes that payment resumes in this month, where nobody has said when it does.
    fn suppose(&mut self, situation: Situation, now: Option<Month>) -> Option<Month> {
        let now = now.filter(|_| situation == Situation::Resume)?;
        if self.facts.contains_key("resumes") || self.is_disputed("resumes") {
            return None;
        }
        let unpaid: Month = self.facts.get("suspended_from")?.as_str()?.parse().ok()?;
        if unpaid > now {
            return None;
        }
        self.put("resumes", now.to_string());
        Some(now)
    }
}

/// The ID's own digits win over what a list says.
fn birth_of(case: &Case) -> Option<NaiveDate> {
    let by_id = case
        .facts
        .id_number
        .as_deref()
        .filter(|id| id.len() == 18 && id.is_ascii())
        .and_then(|id| NaiveDate::parse_from_str(&id[6..14], "%Y%m%d").ok());
    by_id.or(case.facts.birth)
}
