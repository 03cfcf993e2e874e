//! The settlement of a case in people's words: one line for the screen, and the whole sheet with what it rests on.

use super::working_text;
use crate::domain::case::Case;
use crate::domain::money::Money;
use crate::domain::pack::Pack;
use crate::domain::settlement::case_facts::{CaseFactRules, SystemFigure};
use crate::domain::settlement::of_case::{Settled, Unsettled, Used};
use crate::domain::settlement::{Problem, Span, Wrong};
use crate::domain::timeline;
use crate::messages::{Messages, Value};

/// What a fact is called; a name of the officer's own is its name.
#[must_use]
pub fn fact_name(name: &str, messages: &Messages) -> String {
    let end = name.replace('_', "-");
    let keys = ["entry-value-name", "settle-missing", "settle-question"];
    let known = keys
        .iter()
        .map(|stem| format!("{stem}-{end}"))
        .find(|key| messages.has(key));
    known.map_or_else(|| name.to_owned(), |key| messages.get(&key))
}

/// An amount as it is read on a screen: 1,289.40.
#[must_use]
pub fn grouped(amount: Money) -> String {
    let text = amount.to_string();
    let (yuan, fen) = text.split_once('.').unwrap_or((&text, "00"));
    let (sign, digits) = yuan
        .strip_prefix('-')
        .map_or(("", yuan), |rest| ("-", rest));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{fen}")
}

/// The spans of a settlement that hold a month or are not known yet.
fn spans(settled: &Settled) -> Vec<(&'static str, Span)> {
    let working = &settled.working;
    let all = [
        ("back-pay", working.back_pay),
        ("overpaid", Some(working.overpaid)),
        ("due", Some(working.due)),
    ];
    all.into_iter()
        .filter_map(|(kind, span)| Some((kind, span?)))
        .filter(|(_, span)| span.months != Some(0))
        .collect()
}

/// The line for an office, with amounts; nothing where there is nothing to tell.
#[must_use]
pub fn line(
    result: &Result<Settled, Unsettled>,
    rules: &CaseFactRules,
    messages: &Messages,
) -> Option<String> {
    let settled = match result {
        Ok(settled) => settled,
        Err(Unsettled::Wrong(problems)) => {
            let wrong = problem(problems.first()?, rules, messages);
            return Some(messages.with("settled-wrong", &[("what", Value::Text(&wrong))]));
        }
        Err(_) => return None,
    };
    let mut parts = Vec::new();
    for (kind, span) in spans(settled) {
        let field = match kind {
            "overpaid" => "recover_due",
            "due" => "heir_due",
            _ => "back_pay",
        };
        let system = settled.system_says(field);
        if let (Some(months), Some(amount)) = (span.months, system.or(span.amount)) {
            let amount = grouped(amount);
            let values = [
                ("months", Value::from(months as usize)),
                ("amount", Value::Text(&amount)),
            ];
            let part = messages.with(&format!("settled-{kind}"), &values);
            parts.push(if system.is_some_and(|said| span.amount != Some(said)) {
                messages.with("settled-by-system", &[("part", Value::Text(&part))])
            } else {
                part
            });
        }
    }
    if parts.is_empty() {
        let lacks = lacks(settled, messages);
        return Some(lacks.map_or_else(
            || messages.get("settled-none"),
            |lacks| messages.with("settled-unknown", &[("lacks", Value::Text(&lacks))]),
        ));
    }
    let comma = messages.get("settled-comma");
    let amounts = parts.join(&comma);
    let values = [("amounts", Value::Text(&amounts))];
    let text = match (settled.supposed, lacks(settled, messages)) {
        (Some(_), _) => messages.with("settled-line-supposed", &values),
        (None, Some(lacks)) => {
            let values = [values[0], ("lacks", Value::Text(&lacks))];
            messages.with("settled-line-lacks", &values)
        }
        (None, None) => messages.with("settled-line", &values),
    };
    Some(text)
}

/// What is missing, in a short line: the first of it by name, the others counted.
#[must_use]
pub fn lacks(settled: &Settled, messages: &Messages) -> Option<String> {
    if let Some(name) = settled.disputed.first() {
        let name = fact_name(name, messages);
        return Some(messages.with("settled-disputed", &[("what", Value::Text(&name))]));
    }
    let missing = &settled.working.missing;
    let first = missing.first()?;
    let first = missing_name(first, messages);
    let (key, count) = if missing.len() == 1 {
        ("settled-lacks", 1)
    } else {
        ("settled-lacks-more", missing.len())
    };
    Some(messages.with(
        key,
        &[("what", Value::Text(&first)), ("count", Value::from(count))],
    ))
}

fn missing_name(name: &str, messages: &Messages) -> String {
    let key = format!("settle-missing-{}", name.replace('_', "-"));
    if messages.has(&key) {
        messages.get(&key)
    } else {
        fact_name(name, messages)
    }
}

/// The line for a village: months, never an amount.
#[must_use]
pub fn line_without_amounts(
    result: &Result<Settled, Unsettled>,
    messages: &Messages,
) -> Option<String> {
    let settled = result.as_ref().ok()?;
    let (kind, months) = spans(settled)
        .into_iter()
        .find_map(|(kind, span)| Some((kind, span.months?)))?;
    let key = format!("settled-village-{kind}");
    Some(messages.with(&key, &[("months", Value::from(months as usize))]))
}

/// What is wrong with a recorded fact, by the name that officers know.
#[must_use]
pub fn problem(problem: &Problem, rules: &CaseFactRules, messages: &Messages) -> String {
    let plain = |field: &str| field.trim_start_matches("answers.").to_owned();
    let rule = |field: &str| rules.facts.iter().find(|rule| rule.field() == plain(field));
    let name = |field: &str| {
        let known = rule(field).map(|rule| rule.name.clone());
        fact_name(&known.unwrap_or_else(|| plain(field)), messages)
    };
    let field = name(&problem.field);
    // The words that officers say, not those of the engine.
    let words: Vec<&str> = rule(&problem.field)
        .into_iter()
        .flat_map(|rule| &rule.words)
        .filter_map(|word| word.said.first().map(String::as_str))
        .collect();
    let known = if problem.reason == Wrong::Word && !words.is_empty() {
        words.join(&messages.get("settled-comma"))
    } else {
        name(&problem.known)
    };
    messages.with(
        &format!("settle-wrong-{}", problem.reason.name()),
        &[
            ("field", Value::Text(&field)),
            ("given", Value::Text(&problem.given)),
            ("known", Value::Text(&known)),
        ],
    )
}

/// Why nothing is worked out.
#[must_use]
pub fn unsettled(why: &Unsettled, rules: &CaseFactRules, messages: &Messages) -> Vec<String> {
    match why {
        Unsettled::Wrong(problems) => problems
            .iter()
            .map(|one| problem(one, rules, messages))
            .collect(),
        _ => vec![messages.get(&format!("settled-not-{}", why.name()))],
    }
}

/// The whole settlement: the facts with their sources, what is supposed, the sheet line by line.
#[must_use]
pub fn whole(
    result: &Result<Settled, Unsettled>,
    case: &Case,
    pack: &Pack,
    rules: &CaseFactRules,
    messages: &Messages,
) -> Vec<String> {
    let settled = match result {
        Ok(settled) => settled,
        Err(why) => return unsettled(why, rules, messages),
    };
    let mut lines = Vec::new();
    for used in &settled.used {
        lines.push(used_line(used, case, pack, messages));
    }
    for name in &settled.disputed {
        let what = fact_name(name, messages);
        let said: Vec<String> = case
            .disputed(name)
            .iter()
            .map(|(value, source)| format!("{source} {value}"))
            .collect();
        let said = said.join(&messages.get("settled-comma"));
        let values = [("what", Value::Text(&what)), ("said", Value::Text(&said))];
        lines.push(messages.with("settled-disputed-whole", &values));
    }
    for figure in &settled.system {
        lines.push(system_line(figure, messages));
    }
    if let Some(month) = settled.supposed {
        let month = month.to_string();
        lines.push(messages.with("settled-supposed", &[("month", Value::Text(&month))]));
    }
    lines.push(String::new());
    let sheet = working_text::text(&settled.working, pack, messages);
    lines.extend(sheet.lines().map(str::to_owned));
    lines
}

/// 业务系统 多拨付款总额：540.00，和试算一样
fn system_line(figure: &SystemFigure, messages: &Messages) -> String {
    let name = fact_name(&figure.name, messages);
    let system = figure.system.to_string();
    let ours = figure
        .ours
        .map_or_else(|| messages.get("settle-unknown"), |ours| ours.to_string());
    let difference = figure.ours.map_or_else(
        || messages.get("settle-unknown"),
        |ours| (figure.system - ours).to_string(),
    );
    let key = match (figure.compared, figure.ours == Some(figure.system)) {
        (false, _) => "settled-system-alone",
        (true, true) => "settled-system-same",
        (true, false) => "settled-system",
    };
    let values = [
        ("name", name.as_str()),
        ("system", &system),
        ("ours", &ours),
        ("difference", &difference),
    ];
    let values = values.map(|(name, value)| (name, Value::Text(value)));
    messages.with(key, &values)
}

/// 职保首发月 2019-10（有材料，王敏 09-07）
fn used_line(used: &Used, case: &Case, pack: &Pack, messages: &Messages) -> String {
    let entry = used
        .entry
        .and_then(|id| case.entries.iter().find(|entry| entry.id == id));
    let from = entry.map_or_else(
        || messages.get("settled-from-roster"),
        |entry| {
            let day = timeline::local_time(pack, entry.at)
                .date()
                .format("%m-%d")
                .to_string();
            let parts = [
                entry.text("source"),
                entry.text("because"),
                Some(&entry.body.by),
                Some(&day),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        },
    );
    let name = fact_name(&used.name, messages);
    let truth = format!("entry-value-truth-{}", used.value);
    let value = if messages.has(&truth) {
        messages.get(&truth)
    } else {
        used.value.clone()
    };
    messages.with(
        "settled-used",
        &[
            ("name", Value::Text(&name)),
            ("value", Value::Text(&value)),
            ("from", Value::Text(&from)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_thousands() {
        for (fen, text) in [
            (0, "0.00"),
            (12_894, "128.94"),
            (128_940, "1,289.40"),
            (123_456_789, "1,234,567.89"),
            (-100_000, "-1,000.00"),
        ] {
            assert_eq!(grouped(Money::from_fen(fen)), text);
        }
    }
}
