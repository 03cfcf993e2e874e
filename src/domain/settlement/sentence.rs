//! A sentence: which months were paid though they should not have been, and what is paid after acquittal or release.
//! Nothing is offset: S2 29(2) speaks of the dead only.

use super::claim;
use super::sheet::{AccountPart, Sheet};
use super::working::Span;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::Pack;
use crate::domain::pack::rules::{AfterRelease, Chain, SentenceEffect, SentenceRule, StopFrom};

/// What follows from the kind of sentence of that word.
#[must_use]
pub fn effect_of(pack: &Pack, word: &str) -> Option<SentenceEffect> {
    let rule = pack.rules.sentence.as_ref()?;
    // Of two lists the one laid on top counts.
    let kind = rule
        .kinds
        .iter()
        .rfind(|kind| kind.words.iter().any(|known| known == word))?;
    Some(kind.effect)
}

/// Settles a sentence.
pub(super) fn settle(sheet: &mut Sheet<'_>) {
    let facts = sheet.facts;
    let rule = sheet.need("sentence", sheet.pack.rules.sentence.as_ref());
    let effect = facts
        .kind
        .as_deref()
        .and_then(|word| effect_of(sheet.pack, word));
    let effect = sheet.need("kind", effect);
    let unpaid = sheet.first_unpaid();
    let unpaid = sheet.need("suspended_from", unpaid);
    let (Some(rule), Some(effect), Some(unpaid)) = (rule, effect, unpaid) else {
        sheet.working.overpaid = Span::UNKNOWN;
        sheet.working.residual = None;
        return;
    };
    let rule = rule.clone();
    let clause = sheet.cite(&rule);
    if facts.acquitted == Some(true) {
        // Every month was rightly paid or is owed, rises included.
        sheet.note("acquitted", clause.clone());
        let current = |sheet: &Sheet<'_>, month| sheet.basic(month);
        sheet.working.back_pay = Some(if rule.back_pay_acquitted {
            back_pay(sheet, unpaid, &clause, &current)
        } else {
            Span::NONE
        });
        return;
    }
    if effect == SentenceEffect::Held {
        // Not convicted: suspended, nothing overpaid yet.
        sheet.note("held", clause);
        return;
    }
    let frozen = effect == SentenceEffect::Frozen
        || effect == SentenceEffect::Parole && facts.released.is_none();
    if frozen {
        paid_on(sheet, &rule, unpaid, &clause);
    } else {
        stopped(sheet, &rule, effect, unpaid, &clause);
    }
    sheet.working.residual = sheet.working.overpaid.amount;
    sheet.instalments();
    sheet.dishonesty();
}

/// The first month that the sentence stops, and the last one before it at whose rate payment stood.
fn stop(sheet: &mut Sheet<'_>, rule: &SentenceRule, effect: SentenceEffect) -> Option<Month> {
    let facts = sheet.facts;
    if effect == SentenceEffect::Revoked {
        // 44号: from the month of revocation on.
        return sheet.need("revoked", facts.revoked);
    }
    let month = sheet.need("sentence_month", facts.sentence_month)?;
    let from = if let Some(from) = facts.stop_from {
        from
    } else {
        // No document found says it: the pack's default stands until somebody answers.
        let clause = sheet.cite(rule);
        match sheet.ask("stop_from_same_month", clause) {
            Some(true) => StopFrom::SameMonth,
            Some(false) => StopFrom::NextMonth,
            None => rule.stop_from,
        }
    };
    Some(Sheet::stop_month(from, month))
}

/// The time served is not paid: what was is overpaid, and after release payment goes on.
fn stopped(
    sheet: &mut Sheet<'_>,
    rule: &SentenceRule,
    effect: SentenceEffect,
    unpaid: Month,
    clause: &str,
) {
    let released = sheet.facts.released;
    let Some(stop) = stop(sheet, rule, effect) else {
        sheet.working.overpaid = Span::UNKNOWN;
        return;
    };
    let paid = unpaid.plus(-1);
    let last = released.map_or(paid, |released| released.min(paid));
    if !rule.back_pay_served {
        claim::overpaid(sheet, (Chain::Sentence, stop), (stop, last), clause);
    }
    let Some(released) = released else {
        return;
    };
    let before = stop.plus(-1);
    let first = if rule.back_pay_served {
        unpaid
    } else {
        unpaid.max(released.plus(1))
    };
    let rate = |sheet: &Sheet<'_>, month: Month| match (effect, rule.after_release) {
        (SentenceEffect::Parole, _) => sheet.basic(before),
        (_, AfterRelease::Current) => sheet.basic(month),
        (_, AfterRelease::BeforeSentence) => {
            let (old, then, now) = (
                sheet.basic(before)?,
                sheet.basic(released)?,
                sheet.basic(month)?,
            );
            // Rises are joined; a table that falls takes nothing away.
            Some(old + (now - then).max(Money::ZERO))
        }
    };
    if effect != SentenceEffect::Parole && rule.after_release == AfterRelease::BeforeSentence {
        sheet.note("rate-before-sentence", clause.to_owned());
    }
    sheet.working.back_pay = Some(back_pay(sheet, first, clause, &rate));
}

/// Paid on at the rate before the sentence, without rises: who was suspended is paid what was withheld, and rises
/// that were paid are overpaid.
fn paid_on(sheet: &mut Sheet<'_>, rule: &SentenceRule, unpaid: Month, clause: &str) {
    sheet.note("frozen", clause.to_owned());
    let Some(stop) = stop(sheet, rule, SentenceEffect::Frozen) else {
        sheet.working.overpaid = Span::UNKNOWN;
        return;
    };
    let before = stop.plus(-1);
    let paid = unpaid.plus(-1);
    let risen = stop <= paid && sheet.basic(paid) != sheet.basic(before);
    if risen && sheet.ask("paid_rises", clause.to_owned()) == Some(true) {
        let difference = |sheet: &Sheet<'_>, month| {
            let rise = sheet.basic(month)? - sheet.basic(before)?;
            Some(rise.max(Money::ZERO))
        };
        let months = (stop, paid);
        sheet.working.overpaid =
            sheet.months_at("overpaid", months, AccountPart::None, clause, &difference);
    }
    if sheet.facts.resumes.is_some() {
        let rate = |sheet: &Sheet<'_>, _| sheet.basic(before);
        sheet.working.back_pay = Some(back_pay(sheet, unpaid, clause, &rate));
    }
}

fn back_pay(
    sheet: &mut Sheet<'_>,
    first: Month,
    clause: &str,
    rate: &dyn Fn(&Sheet<'_>, Month) -> Option<Money>,
) -> Span {
    let Some(run) = sheet.need("resumes", sheet.facts.resumes) else {
        return Span::UNKNOWN;
    };
    let months = (first, run.plus(-1));
    sheet.months_at("back_pay", months, AccountPart::Whole, clause, rate)
}
