//! Settlements: facts and a pack in, a working out that an officer can check by hand. It knows no book, file or clock.
//!
//! Conventions (domain.md 3.3): a death's last payable month is the month of death; `suspended_from` is the first
//! unpaid month; every month counts at the rate valid in it; what nobody can know yet stays empty and is named.

mod advance;
pub mod case_facts;
mod claim;
mod death;
mod drive;
mod duplicate;
mod facts;
mod funeral;
mod interest;
mod living;
pub mod of_case;
mod reading;
mod rounding;
mod sentence;
mod sheet;
mod working;

pub use facts::{
    Booking, FIELDS, Facts, GivenRate, InterestFacts, Problem, QUESTIONS, Refund, Situation, Wrong,
};
pub use interest::interest;
pub use reading::read;
pub use rounding::rounded;
pub use sentence::effect_of;
pub use working::{
    Advance, Claim, Guard, Indicator, Interest, Line, Note, Offset, Payable, Question, Repayment,
    Span, Working,
};

use super::pack::Pack;
use super::workday::Workdays;
use sheet::Sheet;

/// What of the facts only the pack can judge.
#[must_use]
pub fn problems(facts: &Facts, pack: &Pack) -> Vec<Problem> {
    let mut problems = Vec::new();
    let label = pack.label();
    if facts.pack != pack.id && facts.pack != label {
        problems.push(Problem {
            field: "pack".to_owned(),
            reason: Wrong::Pack,
            given: facts.pack.clone(),
            known: label,
        });
    }
    if let (Situation::Sentence, Some(kind), Some(rule)) =
        (facts.situation, &facts.kind, &pack.rules.sentence)
        && effect_of(pack, kind).is_none()
    {
        let words = rule.kinds.iter().flat_map(|kind| &kind.words);
        problems.push(Problem {
            field: "kind".to_owned(),
            reason: Wrong::Word,
            given: kind.clone(),
            known: words.map(String::as_str).collect::<Vec<_>>().join(" "),
        });
    }
    problems
}

/// Works out a settlement.
#[must_use]
pub fn settle(facts: &Facts, pack: &Pack, workdays: &Workdays) -> Working {
    let mut sheet = Sheet::new(facts, pack, workdays);
    match facts.situation {
        Situation::Death => death::settle(&mut sheet, true),
        Situation::Seal => death::seal(&mut sheet),
        Situation::Resume => living::resume(&mut sheet),
        Situation::Award => living::award(&mut sheet),
        Situation::Missing => living::missing(&mut sheet),
        Situation::Duplicate => duplicate::settle(&mut sheet),
        Situation::Sentence => sentence::settle(&mut sheet),
        Situation::Advance => advance::settle(&mut sheet),
        Situation::Drive => drive::settle(&mut sheet),
        Situation::Interest => {
            sheet.need("interest", facts.interest.as_ref());
        }
    }
    if let Some(asked) = &facts.interest {
        interest::settle(&mut sheet, asked);
    }
    sheet.working
}
