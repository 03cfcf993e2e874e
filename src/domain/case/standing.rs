//! What stands in a case: which class, fact, contact and outcome hold now, and who has to act on them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Case, Outcome, OutcomeStatus, State, Turn};
use crate::domain::entry::{Entry, EntryRef, Kind};
use crate::domain::money::Money;
use crate::domain::pack::{Pack, ReviewLevel, Role};
use crate::domain::procedure;
use crate::domain::record::day_of;

impl Case {
    /// Standing entries of a kind, oldest first.
    #[must_use]
    pub fn standing(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.kind == kind && !self.withdrawn.contains(&entry.id))
    }

    /// The entry whose class stands.
    #[must_use]
    pub fn class_entry(&self) -> Option<&Entry> {
        self.standing(Kind::Classify).next_back()
    }

    /// The class that stands: `1` to `7`, `3a`, `3b`.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        self.class_entry().and_then(|entry| entry.text("class"))
    }

    /// Standing classes that contradict the last one and were written without having seen it, or it them.
    #[must_use]
    pub fn contested(&self) -> bool {
        let Some(last) = self.class_entry() else {
            return false;
        };
        if self.entries.iter().all(|entry| entry.stream == last.stream) {
            return false;
        }
        let ancestors: BTreeMap<EntryRef, &[EntryRef]> = self
            .entries
            .iter()
            .map(|entry| (entry.id, entry.parents.as_slice()))
            .collect();
        let seen = |from: EntryRef, wanted: EntryRef| {
            let (mut todo, mut done) = (vec![from], BTreeSet::new());
            while let Some(next) = todo.pop() {
                if next == wanted {
                    return true;
                }
                if done.insert(next) {
                    todo.extend(ancestors.get(&next).copied().unwrap_or_default());
                }
            }
            false
        };
        self.standing(Kind::Classify).any(|other| {
            other.text("class") != last.text("class")
                && !seen(last.id, other.id)
                && !seen(other.id, last.id)
        })
    }

    /// The outcome that waits or stands approved.
    #[must_use]
    pub fn live_outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref().filter(|outcome| {
            matches!(
                outcome.status,
                OutcomeStatus::Proposed | OutcomeStatus::Approved
            )
        })
    }

    /// The approved outcome.
    #[must_use]
    pub fn approved(&self) -> Option<&Outcome> {
        self.live_outcome()
            .filter(|outcome| outcome.status == OutcomeStatus::Approved)
    }

    /// Whether an officer may decide on the outcome that waits: never who proposed it, nobody at two levels of it, and,
    /// where the pack keeps handling and reviewing apart, nobody who handled the case.
    #[must_use]
    pub fn may_review(&self, by: &str, pack: &Pack) -> bool {
        let Some(outcome) = &self.outcome else {
            return true;
        };
        let awaited = outcome.passed.len();
        let mut deciders = outcome.deciders.iter();
        if outcome.by == by || deciders.any(|(level, who)| who == by && *level != awaited) {
            return false;
        }
        let handles = |kind: Kind| {
            matches!(
                kind,
                Kind::Contact
                    | Kind::Classify
                    | Kind::Fact
                    | Kind::Step
                    | Kind::Evidence
                    | Kind::Served
                    | Kind::Recover
            )
        };
        !pack.review.apart
            || !self.entries.iter().any(|entry| {
                entry.body.by == by && handles(entry.kind) && !self.withdrawn.contains(&entry.id)
            })
    }

    /// The level whose decision is awaited, where the pack names levels.
    #[must_use]
    pub fn awaited<'p>(&self, pack: &'p Pack) -> Option<&'p ReviewLevel> {
        let outcome = self.outcome.as_ref()?;
        if outcome.status != OutcomeStatus::Proposed {
            return None;
        }
        pack.review.levels.get(outcome.passed.len())
    }

    /// How far the case has come.
    #[must_use]
    pub fn state(&self) -> State {
        if self.class().is_some() {
            if self.contested() {
                return State::Conflict;
            }
            return match self.outcome.as_ref().map(|outcome| outcome.status) {
                Some(OutcomeStatus::Proposed) => State::Proposed,
                Some(OutcomeStatus::Approved) => State::Resolved,
                Some(OutcomeStatus::Returned) => State::Returned,
                Some(OutcomeStatus::Ended) | None => State::Verified,
            };
        }
        if self.standing(Kind::Contact).next().is_some() {
            State::InProgress
        } else {
            State::Untouched
        }
    }

    /// Whose move it is.
    #[must_use]
    pub fn turn(&self, pack: &Pack) -> Turn {
        match self.state() {
            State::Resolved => return Turn::Done,
            State::Proposed => {
                return self
                    .awaited(pack)
                    .map_or(Turn::District, |level| Turn::of_role(level.role));
            }
            State::Returned => return Turn::Visit,
            State::Untouched | State::InProgress | State::Verified | State::Conflict => {}
        }
        if let Some(turn) = self.fact("waiting_on").and_then(Turn::of_waiting) {
            return turn;
        }
        if self.open_referral().is_some() {
            return Turn::OtherPlace;
        }
        match self.state() {
            State::Untouched | State::InProgress => {
                if self.callable() {
                    Turn::Phone
                } else {
                    Turn::Visit
                }
            }
            // Whom the village can still serve stays on its list, though another office has an open step before.
            _ => procedure::next_of(self, pack, |role| role == Role::Village)
                .map_or(Turn::Township, |step| Turn::of_role(step.role)),
        }
    }

    /// A number is known, and nobody tried in vain or went there yet.
    fn callable(&self) -> bool {
        (self.facts.phone.is_some()
            || self
                .standing(Kind::Contact)
                .any(|c| c.text("phone").is_some()))
            && self
                .standing(Kind::Contact)
                .all(|contact| contact.text("how") == Some("match"))
    }

    /// The word for whom the case waits for, as scripts read it.
    #[must_use]
    pub fn waiting_on(&self, pack: &Pack) -> Option<&'static str> {
        match self.turn(pack) {
            Turn::Visit | Turn::Phone if self.class().is_some() => Some("committee"),
            Turn::Visit | Turn::Phone | Turn::Done => None,
            Turn::Township => Some("township"),
            Turn::District => Some("district"),
            Turn::Person => Some("self"),
            Turn::Family => Some("family"),
            Turn::OtherPlace => Some("other_place"),
            Turn::Court => Some("court"),
            Turn::Bank => Some("bank"),
        }
    }

    /// The last referral that nobody answered.
    #[must_use]
    pub fn open_referral(&self) -> Option<&Entry> {
        let asked = self.standing(Kind::Refer).next_back()?;
        asked.text("answer").is_none().then_some(asked)
    }

    /// The standing value of a fact: the newest, but what one more source says does not push aside the value that an
    /// officer chose among the sources with a reason.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        let mut told = self
            .standing(Kind::Fact)
            .filter(|fact| fact.text("name") == Some(name));
        let newest = told.next_back()?;
        let is_chosen = |fact: &&Entry| fact.text("because").is_some();
        let is_claim = newest.text("source").is_some() && !is_chosen(&newest);
        let standing = is_claim.then(|| told.rfind(is_chosen)).flatten();
        standing.unwrap_or(newest).text("value")
    }

    /// What each source says of a fact, oldest first, while they differ and nobody has chosen: value and source.
    #[must_use]
    pub fn disputed(&self, name: &str) -> Vec<(&str, &str)> {
        let sides = self.sides(name).into_iter();
        sides
            .filter_map(|fact| Some((fact.text("value")?, fact.text("source")?)))
            .collect()
    }

    /// The entries by which the sources of a disputed fact say what they say, oldest first.
    #[must_use]
    pub fn sides(&self, name: &str) -> Vec<&Entry> {
        let told = self
            .standing(Kind::Fact)
            .filter(|fact| fact.text("name") == Some(name));
        let mut sides: Vec<&Entry> = Vec::new();
        for fact in told {
            if fact.text("because").is_some() {
                sides.clear();
            } else if fact.text("value").is_some() && fact.text("source").is_some() {
                sides.retain(|other| other.text("source") != fact.text("source"));
                sides.push(fact);
            }
        }
        let differ = sides
            .iter()
            .any(|side| side.text("value") != sides[0].text("value"));
        if differ { sides } else { Vec::new() }
    }

    /// The names of the facts on which sources differ and nobody has chosen, in the order in which they were first told.
    #[must_use]
    pub fn disputes(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self
            .standing(Kind::Fact)
            .filter_map(|fact| fact.text("name"))
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.retain(|name| !self.sides(name).is_empty());
        names
    }

    /// The day on which the last contact promised to come again.
    #[must_use]
    pub fn again_on(&self) -> Option<chrono::NaiveDate> {
        self.again_at().and_then(day_of)
    }

    /// That day as it was recorded, with the time where one was agreed on.
    #[must_use]
    pub fn again_at(&self) -> Option<&str> {
        if self.approved().is_some() {
            return None;
        }
        self.standing(Kind::Contact)
            .next_back()
            .and_then(|contact| contact.text("again_on"))
            .filter(|text| day_of(text).is_some())
    }

    /// Class digit on which lists sort and count: the standing class, else the presumed one, else 0.
    #[must_use]
    pub fn likely_class(&self) -> u8 {
        let digit = |class: Option<&str>| {
            class
                .and_then(|class| class.bytes().next())
                .filter(u8::is_ascii_digit)
                .map(|digit| digit - b'0')
        };
        let confirmed = digit(self.class());
        // A hit that an officer accepted says more than the reason that the roster gave.
        let suggested =
            || digit(crate::domain::hit::suggesting(self).and_then(|hit| hit.text("class")));
        confirmed
            .or_else(suggested)
            .unwrap_or_else(|| self.facts.presumed_class.unwrap_or(0))
    }

    /// Entries that nobody has seen yet: the parents of the next one.
    #[must_use]
    pub fn heads(&self) -> Vec<EntryRef> {
        let seen: BTreeSet<EntryRef> = self
            .entries
            .iter()
            .flat_map(|entry| entry.parents.iter().copied())
            .collect();
        self.entries
            .iter()
            .map(|entry| entry.id)
            .filter(|id| !seen.contains(id))
            .collect()
    }

    /// Money that came back, and the part of it by offset.
    #[must_use]
    pub fn recovered(&self) -> (Money, Money) {
        let amount = |entry: &Entry| {
            entry
                .text("amount")
                .and_then(|text| text.parse().ok())
                .unwrap_or(Money::ZERO)
        };
        let all = self.standing(Kind::Recover).map(amount).sum();
        let offset = self
            .standing(Kind::Recover)
            .filter(|entry| entry.body.fields.get("offset") == Some(&Value::Bool(true)))
            .map(amount)
            .sum();
        (all, offset)
    }

    /// The entry that a withdrawal of this kind takes back.
    #[must_use]
    pub fn withdrawable(&self, kind: Kind) -> Option<&Entry> {
        if kind == Kind::Resolve {
            let outcome = self.live_outcome()?;
            return self.entries.iter().find(|entry| entry.id == outcome.entry);
        }
        self.standing(kind).next_back()
    }
}
