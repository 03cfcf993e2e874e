//! The procedure of a case: which steps of its class are done, which is due, what papers are owed.

use super::case::{Case, OutcomeStatus};
use super::entry::{Entry, Kind};
use super::gate::{self, Closed};
use super::pack::{Class, Closing, OutcomeKind, Pack, Role, Step};

/// Where a step stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress<'a> {
    /// 已办, by this entry.
    Done(&'a Entry),
    /// 该办: the first open step.
    Due,
    /// 卡住: no outcome before this gate is open.
    Blocked(Box<Closed>),
    /// 还有.
    Later,
}

/// The steps that the class of a case asks for, with their progress.
#[must_use]
pub fn steps<'a>(case: &'a Case, pack: &'a Pack) -> Vec<(&'a Step, Progress<'a>)> {
    let Some(class) = case.class().and_then(|id| pack.class(id)) else {
        return Vec::new();
    };
    let mut due_found = false;
    applicable(case, class)
        .map(|step| {
            let progress = match closing_entry(case, step) {
                Some(entry) => Progress::Done(entry),
                None => match blocking(case, pack, class, step) {
                    Some(closed) => Progress::Blocked(Box::new(closed)),
                    None if due_found => Progress::Later,
                    None => {
                        due_found = true;
                        Progress::Due
                    }
                },
            };
            (step, progress)
        })
        .collect()
}

/// The gate that keeps the step from being done: only proposing an outcome waits, and only for gates of every outcome.
fn blocking(case: &Case, pack: &Pack, class: &Class, step: &Step) -> Option<Closed> {
    if !step.closed_by.contains(&Closing::Resolve) {
        return None;
    }
    // Whether money is claimed is known only once the outcome is proposed.
    let mut gates = class
        .steps
        .iter()
        .filter(|gate| gate.only_for.is_empty() && !gate.if_claimed);
    gates.find_map(|gate| gate::of_step(case, pack, gate))
}

/// The first open step of the case's class.
#[must_use]
pub fn next_step<'a>(case: &Case, pack: &'a Pack) -> Option<&'a Step> {
    let class = case.class().and_then(|id| pack.class(id))?;
    applicable(case, class).find(|step| closing_entry(case, step).is_none())
}

/// The first open step that an office can do now: in a procedure that holds back, one's own step behind another office's
/// that is no gate (a look into the lists) can be done beside it; else the first open step, whosever it is.
#[must_use]
pub fn next_of<'a>(case: &Case, pack: &'a Pack, is_own: impl Fn(Role) -> bool) -> Option<&'a Step> {
    let class = case.class().and_then(|id| pack.class(id))?;
    let mut open = applicable(case, class)
        .filter(|step| closing_entry(case, step).is_none())
        .peekable();
    let first = *open.peek()?;
    if !class.steps.iter().any(|step| step.gate) {
        return Some(first);
    }
    // What only money claimed asks for keeps nobody from the next step.
    let holds_back =
        |step: &Step| (step.gate && !step.if_claimed) || step.closed_by.contains(&Closing::Resolve);
    let own = open
        .take_while(|step| is_own(step.role) || !holds_back(step))
        .find(|step| is_own(step.role));
    Some(own.unwrap_or(first))
}

/// The endings for which alone a step is done, where it depends on them whether it is done at all: as long as nobody has
/// proposed an outcome, a step of another ending than the one that the class names first; once a step of another ending
/// is done, every step of one ending alone.
#[must_use]
pub fn depends_on<'a>(case: &Case, pack: &Pack, step: &'a Step) -> Option<&'a [OutcomeKind]> {
    let class = case.class().and_then(|id| pack.class(id))?;
    let expected = class.outcomes.first()?;
    let is_apart = |step: &Step| !step.only_for.is_empty() && !step.only_for.contains(expected);
    let of_every = class
        .outcomes
        .iter()
        .all(|kind| step.only_for.contains(kind));
    if case.live_outcome().is_some() || step.only_for.is_empty() || of_every {
        return None;
    }
    let has_turned = || {
        let mut others = class.steps.iter().filter(|other| is_apart(other));
        others.any(|other| closing_entry(case, other).is_some())
    };
    (is_apart(step) || has_turned()).then_some(step.only_for.as_slice())
}

fn applicable<'a>(case: &Case, class: &'a Class) -> impl Iterator<Item = &'a Step> {
    let outcome = case.live_outcome().map(|outcome| outcome.kind);
    class.steps.iter().filter(move |step| {
        step.only_for.is_empty() || outcome.is_none_or(|kind| step.only_for.contains(&kind))
    })
}

/// Whose step it is that a record of this kind closes, where the class of the case has one.
#[must_use]
pub fn role_of(case: &Case, pack: &Pack, kind: Kind) -> Option<Role> {
    if kind == Kind::Review
        && let Some(level) = case.awaited(pack)
    {
        return Some(level.role);
    }
    let class = case.class().and_then(|id| pack.class(id))?;
    let closes = |closing: &Closing| match closing {
        Closing::Resolve => kind == Kind::Resolve,
        Closing::Review | Closing::ReviewAt(_) => kind == Kind::Review,
        Closing::SystemUpdate => kind == Kind::SystemUpdate,
        Closing::Recover => kind == Kind::Recover,
        _ => false,
    };
    class
        .steps
        .iter()
        .find(|step| step.closed_by.iter().any(closes))
        .map(|step| step.role)
}

/// The steps done whose photos or papers are owed, the newest of them.
#[must_use]
pub fn steps_in_debt<'a>(case: &'a Case, pack: &'a Pack) -> Vec<&'a Step> {
    let mut owed = evidence_owed(case, pack);
    let mut found = Vec::new();
    for (step, progress) in steps(case, pack).into_iter().rev() {
        let in_debt =
            matches!(progress, Progress::Done(entry) if !super::hit::is_proved(case, entry));
        if owed > 0 && step.evidence > 0 && in_debt {
            owed = owed.saturating_sub(step.evidence);
            found.push(step);
        }
    }
    found
}

/// How many photos or papers the steps done still owe.
#[must_use]
pub fn evidence_owed(case: &Case, pack: &Pack) -> u32 {
    let owed: u32 = steps(case, pack)
        .iter()
        .filter(|(_, progress)| match progress {
            Progress::Done(entry) => !super::hit::is_proved(case, entry),
            Progress::Due | Progress::Blocked(_) | Progress::Later => false,
        })
        .map(|(step, _)| step.evidence)
        .sum();
    let there = u32::try_from(case.standing(Kind::Evidence).count()).unwrap_or(u32::MAX);
    owed.saturating_sub(there)
}

/// The standing entry that closes a step, the newest of them.
#[must_use]
pub fn closing_entry<'a>(case: &'a Case, step: &Step) -> Option<&'a Entry> {
    let own = case
        .standing(Kind::Step)
        .rfind(|entry| entry.text("step") == Some(step.id.as_str()));
    own.or_else(|| {
        step.closed_by
            .iter()
            .find_map(|closing| closes(case, closing))
    })
}

fn closes<'a>(case: &'a Case, closing: &Closing) -> Option<&'a Entry> {
    let listed = |entry: &Entry, field: &str, words: &[String]| {
        words.is_empty()
            || entry
                .text(field)
                .is_some_and(|given| words.iter().any(|word| word == given))
    };
    let last = |kind| case.standing(kind).next_back();
    match closing {
        Closing::Contact { how, met, found } => case.standing(Kind::Contact).rfind(|entry| {
            listed(entry, "how", how) && listed(entry, "met", met) && listed(entry, "found", found)
        }),
        Closing::Classify => case.class_entry(),
        Closing::Fact(name) => case
            .standing(Kind::Fact)
            .rfind(|entry| entry.text("name") == Some(name.as_str())),
        Closing::Evidence => last(Kind::Evidence),
        Closing::Served => last(Kind::Served),
        Closing::ServedBoth { notices, own } => served_both(case, notices, own),
        Closing::Refer => case
            .standing(Kind::Refer)
            .rfind(|entry| entry.text("answer").is_some()),
        Closing::Recover => last(Kind::Recover),
        Closing::Resolve => case
            .live_outcome()
            .and_then(|outcome| case.entries.iter().find(|entry| entry.id == outcome.entry)),
        Closing::Review => case
            .outcome
            .as_ref()
            .filter(|outcome| outcome.status == OutcomeStatus::Approved)
            .and_then(|outcome| outcome.review)
            .and_then(|review| case.entries.iter().find(|entry| entry.id == review)),
        Closing::ReviewAt(level) => case
            .live_outcome()
            .and_then(|outcome| outcome.passed.iter().find(|pass| pass.level == *level))
            .and_then(|pass| case.entries.iter().find(|entry| entry.id == pass.entry)),
        Closing::SystemUpdate => last(Kind::SystemUpdate),
    }
}

/// The later of two services of such a notice: one on the person, one on somebody of the family.
fn served_both<'a>(case: &'a Case, notices: &[String], own: &[String]) -> Option<&'a Entry> {
    let is_on_the_person = |entry: &Entry| {
        let related = entry
            .text("relation")
            .is_some_and(|relation| own.iter().any(|word| word == relation));
        let named = entry
            .text("to")
            .is_some_and(|to| Some(to) == case.facts.name.as_deref());
        related || (named && entry.text("relation").is_none())
    };
    let mut served: Vec<(usize, &Entry)> = Vec::new();
    for one in case.standing(Kind::Served).enumerate() {
        let title = one.1.text("notice").unwrap_or_default();
        if notices.iter().any(|word| title.contains(word)) {
            served.push(one);
        }
    }
    let person = served.iter().rfind(|(_, entry)| is_on_the_person(entry))?;
    let family = served.iter().rfind(|(_, entry)| !is_on_the_person(entry))?;
    Some(if person.0 > family.0 {
        person.1
    } else {
        family.1
    })
}
