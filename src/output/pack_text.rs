//! A policy pack as people read it, and as machines do.

use std::fmt::Write as _;

use serde_json::json;

use crate::domain::pack::Pack;
use crate::messages::{Messages, Value};

/// The pack in an office's words: document, phases, classes with their steps and clauses.
#[must_use]
pub fn text(pack: &Pack, messages: &Messages) -> String {
    let mut lines = vec![
        pack.title.clone(),
        pack.issued.map_or_else(
            || format!("{}  {}", pack.label(), pack.document),
            |issued| format!("{}  {}  {issued}", pack.label(), pack.document),
        ),
    ];
    lines.extend(pack.basis.iter().cloned());
    lines.push(String::new());
    for phase in &pack.phases {
        lines.push(format!("{} {} - {}", phase.title, phase.from, phase.to));
    }
    lines.extend(reporting(pack, messages));
    for class in &pack.classes {
        lines.push(String::new());
        let outcomes: Vec<String> = class
            .outcomes
            .iter()
            .map(|kind| messages.get(&format!("entry-outcome-{}", kind.name().replace('_', "-"))))
            .collect();
        let mut head = format!("{} {}", class.id, class.title);
        if !outcomes.is_empty() {
            let _ = write!(head, "  ({})", outcomes.join("、"));
        }
        lines.push(head);
        lines.push(format!("    {}", pack.cite(&class.clause)));
        for step in &class.steps {
            let clause = step
                .clause
                .as_deref()
                .map_or_else(String::new, |id| pack.cite(id));
            lines.push(format!(
                "  - {}  [{}]  {clause}",
                step.title,
                pack.role_title(step.role)
            ));
        }
    }
    if !pack.rules.open.is_empty() {
        lines.push(String::new());
    }
    // Figures that the document leaves open: shown, so that nobody takes silence for nothing.
    for (name, clause) in &pack.rules.open {
        let what = messages.get(&format!("settle-missing-{}", name.replace('_', "-")));
        let values = [
            ("what", what.as_str()),
            ("name", name),
            ("clause", &pack.cite(clause)),
        ];
        let values = values.map(|(name, value)| (name, Value::Text(value)));
        lines.push(messages.with("settle-missing-open", &values));
    }
    lines.push(String::new());
    for clause in pack.clauses.values() {
        lines.push(format!("{}  {}", clause.cite, clause.text.trim()));
    }
    lines.join("\n")
}

/// When a unit has reported, and what counts for one that has not: the switches of a campaign, with their values.
fn reporting(pack: &Pack, messages: &Messages) -> Vec<String> {
    let Some(daily) = &pack.daily else {
        return Vec::new();
    };
    [
        ("daily-pack-submission", daily.submission.name()),
        ("daily-pack-missing", daily.missing_counts.name()),
    ]
    .into_iter()
    .map(|(key, word)| {
        let how = messages.get(&format!("{key}-{word}"));
        messages.with(key, &[("how", Value::Text(&how))])
    })
    .collect()
}

/// The pack for machines.
#[must_use]
pub fn value(pack: &Pack) -> serde_json::Value {
    json!({
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "document": pack.document,
        "basis": pack.basis,
        "issued": pack.issued.map(|day| day.to_string()),
        "valid_from": pack.valid_from.to_string(),
        "valid_to": pack.valid_to.map(|day| day.to_string()),
        "extends": pack.extends,
        "unit": pack.unit,
        "cut_off": pack.daily.as_ref().map(|daily| daily.cut_off.to_string()),
        "submission": pack.daily.as_ref().map(|daily| daily.submission.name()),
        "missing_counts": pack.daily.as_ref().map(|daily| daily.missing_counts.name()),
        "phases": pack.phases.iter().map(|phase| json!({
            "id": phase.id, "title": phase.title, "from": phase.from.to_string(), "to": phase.to.to_string(),
        })).collect::<Vec<_>>(),
        "classes": pack.classes.iter().map(|class| json!({
            "id": class.id,
            "title": class.title,
            "short": class.short,
            "clause": pack.cite(&class.clause),
            "outcomes": class.outcomes.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
            "steps": class.steps.iter().map(|step| json!({
                "id": step.id,
                "title": step.title,
                "clause": step.clause.as_deref().map(|id| pack.cite(id)),
                "role": pack.role_title(step.role),
                "needs": step.needs,
                "evidence": step.evidence,
                "within": step.within.map(|within| json!({"n": within.n, "unit": within.unit.name()})),
                "gate": step.gate,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "clauses": pack.clauses.iter().map(|(id, clause)| json!({
            "id": id, "cite": clause.cite, "text": clause.text,
        })).collect::<Vec<_>>(),
        "open": pack.rules.open.iter().map(|(name, clause)| json!({
            "figure": name, "clause": pack.cite(clause),
        })).collect::<Vec<_>>(),
        "unit_order": pack.unit_order,
        "aliases": pack.aliases,
    })
}
