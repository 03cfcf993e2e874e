//! Indicators of a contribution drive: how far the task, the average and the share of higher tiers are reached.

use rust_decimal::{Decimal, RoundingStrategy};

use super::sheet::Sheet;
use super::working::Indicator;
use crate::domain::pack::rules::{Milestone, Rated};

/// Writes the indicators that the pack knows.
pub(super) fn settle(sheet: &mut Sheet<'_>) {
    let facts = sheet.facts;
    let Some(rule) = sheet.need("drive", sheet.pack.rules.drive.as_ref()) else {
        return;
    };
    let rule = rule.clone();
    let clause = sheet.cite(&rule);
    let average_clause = sheet.cite_or(rule.average_clause.as_deref(), &rule);
    let paid = sheet.need("paid_people", facts.paid_people);
    let target = sheet.need("target", facts.target);
    let on = sheet.need("on", facts.on);
    if let (Some(paid), Some(target), Some(on)) = (paid, target, on) {
        // The milestone that counts is the last one that has come; before the first, the first.
        let reached = rule
            .milestones
            .iter()
            .filter(|milestone| milestone.on <= on);
        let milestone: Option<&Milestone> = reached
            .max_by_key(|milestone| milestone.on)
            .or_else(|| rule.milestones.iter().min_by_key(|milestone| milestone.on));
        let aim = milestone.map(|milestone| milestone.share);
        let clause = milestone.map_or_else(|| clause.clone(), |milestone| sheet.cite(milestone));
        sheet
            .working
            .indicators
            .push(share("task_rate", paid, target, aim, clause));
    }
    let payers = sheet.need("payers", facts.payers);
    let contributions = sheet.need("contributions", facts.contributions);
    if let (Some(payers), Some(sum)) = (payers, contributions) {
        let value = (payers > 0).then(|| sum.yuan() / Decimal::from(payers));
        sheet.working.indicators.push(Indicator {
            indicator: "average",
            value: value.map(two_decimals),
            target: rule.average.map(|average| average.to_string()),
            reached: value
                .zip(rule.average)
                .map(|(value, aim)| value >= aim.yuan()),
            clause: average_clause.clone(),
        });
    }
    let tier_payers = sheet.need("tier_payers", facts.tier_payers);
    if let (Some(payers), Some(part)) = (payers, tier_payers) {
        let indicator = share("tier_share", part, payers, rule.tier_share, average_clause);
        sheet.working.indicators.push(indicator);
    }
}

fn share(
    indicator: &'static str,
    part: u32,
    whole: u32,
    aim: Option<Rated>,
    clause: String,
) -> Indicator {
    let value = (whole > 0).then(|| Decimal::from(part) / Decimal::from(whole));
    let percent = |share: Decimal| two_decimals(share * Decimal::ONE_HUNDRED);
    Indicator {
        indicator,
        value: value.map(percent),
        target: aim.map(|aim| percent(aim.0)),
        // The exact fractions are compared, not the rounded ones.
        reached: value.zip(aim).map(|(value, aim)| value >= aim.0),
        clause,
    }
}

fn two_decimals(value: Decimal) -> String {
    let mut value = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(2);
    value.to_string()
}
