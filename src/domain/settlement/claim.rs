//! What is overpaid against what can be taken for it: basis, offsets in the pack's order, what is paid out, what is left.

use super::sheet::{AccountPart, Sheet};
use super::working::{Offset, Span};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::rules::{Chain, OffsetSource, OverBasis, valid};

/// Writes the overpaid months at the basis that facts or pack name, and what they would come to under each.
/// Gives the basis that counted.
pub(super) fn overpaid(
    sheet: &mut Sheet<'_>,
    (chain, event): (Chain, Month),
    months: (Month, Month),
    clause: &str,
) -> Option<OverBasis> {
    if months.0 > months.1 {
        sheet.working.overpaid = Span::NONE;
        return None;
    }
    for basis in [
        OverBasis::Basic,
        OverBasis::BasicPlusPublicAccount,
        OverBasis::Full,
    ] {
        let worth = part(sheet, basis).and_then(|part| sheet.worth(months, part));
        sheet.working.over_by_basis.insert(basis.name(), worth);
    }
    let basis = sheet.over_basis(chain, event);
    let counted = basis.and_then(|basis| {
        let part = part(sheet, basis);
        sheet.need("account_at_death", part)
    });
    sheet.working.overpaid = match counted {
        Some(part) => sheet.months("overpaid", months, part, clause),
        None => Span::unpriced(months.0, months.1),
    };
    basis
}

/// What of the account pension counts under that basis; nothing when nobody can know.
/// Public money paid it only once the balance was used up: while some of it is left, none did.
fn part(sheet: &Sheet<'_>, basis: OverBasis) -> Option<AccountPart> {
    let facts = sheet.facts;
    match basis {
        OverBasis::Basic => Some(AccountPart::None),
        OverBasis::Full => Some(AccountPart::Whole),
        OverBasis::BasicPlusPublicAccount => {
            match (facts.account_at_death, facts.account_balance) {
                (Some(balance), _) => Some(AccountPart::Public(Some(balance))),
                (None, Some(left)) if left > Money::ZERO => Some(AccountPart::None),
                _ => None,
            }
        }
    }
}

/// A source and what it holds; nothing when nobody knows.
pub(super) type Source = (OffsetSource, Option<Money>);

/// Takes `over` from the sources in the pack's order; what is left of each stands in `sources` afterwards.
/// Gives what remains to be claimed.
pub(super) fn offset(
    sheet: &mut Sheet<'_>,
    chain: Chain,
    event: Month,
    over: Option<Money>,
    sources: &mut [Source],
) -> Option<Money> {
    let Some(order) = order(sheet, chain, event) else {
        // Nothing to offset needs no order.
        if over == Some(Money::ZERO) {
            return over;
        }
        sheet.lacks("offset_order");
        for (_, left) in sources.iter_mut() {
            *left = None;
        }
        return None;
    };
    let mut open = over;
    for name in order {
        let mut used = Some(Money::ZERO);
        if let Some((_, left)) = sources.iter_mut().find(|(source, _)| *source == name) {
            used = match (open, *left) {
                (Some(Money::ZERO), _) => Some(Money::ZERO),
                (Some(open), Some(left)) => Some(open.min(left)),
                _ => None,
            };
            if used != Some(Money::ZERO) {
                *left = left.zip(used).map(|(left, used)| left - used);
                open = open.zip(used).map(|(open, used)| open - used);
            }
        }
        sheet.working.offsets.push(Offset {
            source: name.name(),
            amount: used,
        });
    }
    open
}

fn order(sheet: &mut Sheet<'_>, chain: Chain, event: Month) -> Option<Vec<OffsetSource>> {
    if let Some(order) = &sheet.facts.offset_order {
        return Some(order.clone());
    }
    let rules = sheet.pack.rules.offset_order.iter();
    let mine: Vec<_> = rules
        .filter(|rule| rule.chain.contains(&chain))
        .cloned()
        .collect();
    let rule = valid(&mine, event)?;
    let clause = sheet.cite(rule);
    sheet.note("offset-order", clause);
    Some(rule.sources.clone())
}

/// What is left of a source.
pub(super) fn left(sources: &[Source], name: OffsetSource) -> Option<Money> {
    sources
        .iter()
        .find(|(source, _)| *source == name)
        .and_then(|(_, left)| *left)
}
