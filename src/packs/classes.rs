//! Whether the classes of a pack hold together: seven of them, each with a way to an outcome.
//! It knows the tree that `check` walked and nothing of files.

use std::collections::BTreeSet;

use super::check::Check;
use super::tree::{Spot, TableNode};

/// The ids of all classes.
pub(super) fn ids<'a>(check: &Check<'a>) -> BTreeSet<&'a str> {
    let classes = check.tables("classes");
    classes
        .iter()
        .filter_map(|class| Some(class.text("id")?.1))
        .collect()
}

/// Says everything that is wrong with the classes.
pub(super) fn check(check: &mut Check<'_>) {
    let classes = check.tables("classes");
    let ids = ids(check);
    let mut seen = BTreeSet::new();
    for class in &classes {
        let Some((spot, id)) = class.text("id") else {
            continue;
        };
        if !is_class_id(id) {
            check.say(spot, "pack-problem-class-id", word(id));
        } else if !seen.insert(id) {
            check.say(spot, "pack-problem-said-twice", word(id));
        } else if id.len() == 2 && !ids.contains(&id[..1]) {
            check.say(spot, "pack-problem-class-missing", word(&id[..1]));
        }
        let told_apart = ids.iter().any(|other| other.len() > 1 && &other[..1] == id);
        steps(check, *class, id, told_apart);
    }
    if let Some(first) = classes.first() {
        for digit in ["1", "2", "3", "4", "5", "6", "7"] {
            if !ids.contains(digit) {
                check.say(first.spot, "pack-problem-class-missing", word(digit));
            }
        }
    }
}

/// `1` to `7`, or a digit with a letter.
fn is_class_id(id: &str) -> bool {
    let bytes = id.as_bytes();
    matches!(bytes.first(), Some(b'1'..=b'7'))
        && (bytes.len() == 1 || bytes.len() == 2 && bytes[1].is_ascii_lowercase())
}

fn word(word: &str) -> Vec<(&'static str, String)> {
    vec![("word", word.to_owned())]
}

fn of_class(class: &str, word: &str) -> Vec<(&'static str, String)> {
    vec![("class", class.to_owned()), ("word", word.to_owned())]
}

/// The steps of one class: their ids, their outcomes, and whether each outcome can be reached.
fn steps(check: &mut Check<'_>, class: TableNode<'_>, id: &str, told_apart: bool) {
    let steps = class.tables("steps");
    let outcomes = class.texts("outcomes");
    let mut seen = BTreeSet::new();
    for step in &steps {
        if let Some((spot, step_id)) = step.text("id")
            && !seen.insert(step_id)
        {
            check.say(spot, "pack-problem-step-twice", of_class(id, step_id));
        }
        for (spot, outcome) in step.texts("only_for") {
            if !outcomes.iter().any(|(_, allowed)| *allowed == outcome) {
                check.say(
                    spot,
                    "pack-problem-outcome-not-allowed",
                    of_class(id, outcome),
                );
            }
        }
        if step.says_yes("gate") && step.text("clause").is_none() {
            check.say(step.spot, "pack-problem-gate", word(id));
        }
    }
    if outcomes.is_empty() {
        if !told_apart {
            check.say(class.spot, "pack-problem-no-outcomes", word(id));
        }
        return;
    }
    for (spot, outcome) in outcomes {
        way(check, &steps, id, spot, outcome);
    }
}

/// Whether the steps lead to that outcome: one proposes it, a later one reviews it, a later one still updates the system.
fn way(check: &mut Check<'_>, steps: &[TableNode<'_>], class: &str, spot: Spot, outcome: &str) {
    let on_the_way: Vec<&TableNode<'_>> = steps
        .iter()
        .filter(|step| {
            let only_for = step.texts("only_for");
            only_for.is_empty() || only_for.iter().any(|(_, only)| *only == outcome)
        })
        .collect();
    let place = |closer: &str| {
        on_the_way.iter().position(|step| {
            let closers = step.texts("closed_by");
            closers.iter().any(|(_, word)| *word == closer)
        })
    };
    let (proposed, reviewed) = (place("resolve"), place("review"));
    if proposed.is_none() {
        check.say(
            spot,
            "pack-problem-no-resolve-step",
            of_class(class, outcome),
        );
    }
    match (proposed, reviewed) {
        (_, None) => check.say(
            spot,
            "pack-problem-no-review-step",
            of_class(class, outcome),
        ),
        (Some(proposed), Some(reviewed)) if reviewed < proposed => {
            let at = on_the_way[reviewed].spot;
            check.say(at, "pack-problem-review-first", of_class(class, outcome));
        }
        _ => {}
    }
    // What follows (money that arrived, the file) is nobody's condition for it.
    if place("system_update").is_none_or(|update| reviewed.is_some_and(|at| update < at)) {
        check.say(
            spot,
            "pack-problem-no-update-step",
            of_class(class, outcome),
        );
    }
}
