//! Whether the parts of a pack fit each other: what is cited stands there, units lie where they should, days are in order.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::check::Check;
use super::classes;
use crate::divisions::Divisions;
use crate::domain::unit::UnitCode;

/// Says everything that does not fit.
pub(super) fn check(check: &mut Check<'_>) {
    clauses_exist(check);
    classes_exist(check);
    levels_exist(check);
    units_exist(check);
    order_is_whole(check);
    days_in_order(check);
    easy_first(check);
}

/// The packs that this one is laid upon.
fn extended<'a>(check: &Check<'a>) -> Vec<&'a str> {
    let nodes = check.nodes("extends");
    let lists = nodes
        .iter()
        .filter_map(|node| node.value.get_ref().as_array());
    lists
        .flat_map(|list| list.iter().filter_map(|value| value.get_ref().as_str()))
        .collect()
}

fn classes_exist(check: &mut Check<'_>) {
    let ids = classes::ids(check);
    if ids.is_empty() && !extended(check).is_empty() {
        // A layer may speak of the classes of the pack below.
        check.classes.clear();
    }
    for (spot, word) in std::mem::take(&mut check.classes) {
        if !ids.contains(word) {
            check.unknown_word(spot, word, ids.iter().copied());
        }
    }
}

/// Every step that waits for a level of review names one that the pack has; no level is named twice.
fn levels_exist(check: &mut Check<'_>) {
    let mut known: Vec<&str> = Vec::new();
    for review in check.tables("review") {
        for level in review.tables("levels") {
            let Some((spot, id)) = level.text("id") else {
                continue;
            };
            if known.contains(&id) {
                check.say(
                    spot,
                    "pack-problem-said-twice",
                    vec![("word", id.to_owned())],
                );
            }
            known.push(id);
        }
    }
    if known.is_empty() && !extended(check).is_empty() {
        // The levels of the packs below count; they are asked when the layers are put together.
        return;
    }
    for class in check.tables("classes") {
        let steps = class.tables("steps");
        let closings = steps.iter().flat_map(|step| step.tables("closed_by"));
        for (spot, level) in closings.filter_map(|closing| closing.text("review_at")) {
            if known.contains(&level) {
                continue;
            }
            let word = ("word", level.to_owned());
            if known.is_empty() {
                check.say(spot, "pack-problem-no-levels", vec![word]);
            } else {
                let args = vec![word, ("known", known.join(" "))];
                check.say(spot, "pack-problem-no-level", args);
            }
        }
    }
}

fn clauses_exist(check: &mut Check<'_>) {
    let mut known = BTreeSet::new();
    for node in check.nodes("clauses") {
        for (id, _) in node.value.get_ref().as_table().into_iter().flatten() {
            if !known.insert(id.get_ref().as_ref()) {
                let args = vec![("word", id.get_ref().to_string())];
                check.say(
                    (node.file, id.span().start),
                    "pack-problem-said-twice",
                    args,
                );
            }
        }
    }
    let below = extended(check);
    for (spot, word) in std::mem::take(&mut check.clauses) {
        // `songshan-2020:29` stands in a pack below; it is looked for when the layers are put together.
        let of_below = word
            .split_once(':')
            .is_some_and(|(pack, _)| below.contains(&pack));
        if !of_below && !known.contains(word) {
            check.unknown_word(spot, word, known.iter().copied());
        }
    }
}

fn units_exist(check: &mut Check<'_>) {
    let own = own_unit(check);
    for (spot, unit) in std::mem::take(&mut check.units) {
        let args = vec![("word", unit.to_string())];
        // A city is known by its districts.
        let known = divisions().name(unit).is_some() || !divisions().children(unit).is_empty();
        if !known {
            check.say(spot, "pack-problem-unknown-unit", args);
        } else if own.is_some_and(|own| !own.contains(unit)) {
            check.say(spot, "pack-problem-unit-outside", args);
        }
    }
}

fn own_unit(check: &Check<'_>) -> Option<UnitCode> {
    let node = *check.nodes("unit").first()?;
    node.value.get_ref().as_str()?.parse().ok()
}

/// Every unit one level below the pack's own is printed, once.
fn order_is_whole(check: &mut Check<'_>) {
    let (Some(own), Some(order)) = (own_unit(check), check.nodes("unit_order").first().copied())
    else {
        return;
    };
    let mut printed: BTreeSet<UnitCode> = BTreeSet::new();
    for node in check.nodes("unit_order") {
        for value in node.value.get_ref().as_array().into_iter().flatten() {
            let Some(unit) = value.get_ref().as_str().and_then(|text| text.parse().ok()) else {
                continue;
            };
            if !printed.insert(unit) {
                let spot = (node.file, value.span().start);
                let args = vec![("word", unit.to_string())];
                check.say(spot, "pack-problem-said-twice", args);
            }
        }
    }
    for unit in divisions().children(own) {
        if !printed.contains(&unit) {
            let args = vec![("word", unit.to_string())];
            check.say(order.spot(), "pack-problem-order-lacks", args);
        }
    }
}

fn days_in_order(check: &mut Check<'_>) {
    let pairs = [("phases", "from", "to"), ("daily", "first_day", "last_day")];
    for (key, from, to) in pairs {
        for table in check.tables(key) {
            let (Some(first), Some(last)) = (table.text(from), table.text(to)) else {
                continue;
            };
            let days = (
                first.1.parse::<NaiveDate>().ok(),
                last.1.parse::<NaiveDate>().ok(),
            );
            if let (Some(a), Some(b)) = days
                && a > b
            {
                let args = vec![("from", a.to_string()), ("to", b.to_string())];
                check.say(last.0, "pack-problem-backwards", args);
            }
        }
    }
    let mut ids = BTreeSet::new();
    for phase in check.tables("phases") {
        if let Some((spot, id)) = phase.text("id")
            && !ids.insert(id)
        {
            check.say(
                spot,
                "pack-problem-said-twice",
                vec![("word", id.to_owned())],
            );
        }
    }
}

/// Every class digit and the unknown one stand once in `easy_first`.
fn easy_first(check: &mut Check<'_>) {
    let Some(first) = check.nodes("easy_first").first().copied() else {
        return;
    };
    let mut given: Vec<&str> = Vec::new();
    for node in check.nodes("easy_first") {
        for value in node.value.get_ref().as_array().into_iter().flatten() {
            given.extend(
                value
                    .get_ref()
                    .as_integer()
                    .map(toml::de::DeInteger::as_str),
            );
        }
    }
    given.sort_unstable();
    if given != ["0", "1", "2", "3", "4", "5", "6", "7"] {
        check.say(first.spot(), "pack-problem-easy-first", Vec::new());
    }
}

/// The units of the program's own list.
fn divisions() -> &'static Divisions {
    static UNITS: OnceLock<Divisions> = OnceLock::new();
    UNITS.get_or_init(Divisions::load)
}
