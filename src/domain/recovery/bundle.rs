//! What is shown beside the account: the papers that go along when a claim is handed over, the threshold of the list of
//! dishonest persons, questions with their dated answers, and what the documents leave open.

use chrono::NaiveDate;

use super::{Book, Ledger};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::money::Money;
use crate::domain::pack::Pack;
use crate::domain::pack::rules::{BundlePaper, Denial};

/// A paper of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Which.
    pub paper: BundlePaper,
    /// Whether it is there; nothing where this case needs none.
    pub there: Option<bool>,
    /// The clause that asks for it; empty where no document does.
    pub clause: String,
}

/// Whether a claim reaches the threshold of the list of dishonest persons; an officer decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dishonesty {
    /// Whether the threshold of months or of the amount is passed; nothing while nobody can know.
    pub reached: Option<bool>,
    /// More months than these.
    pub months: Option<u32>,
    /// Or more than this.
    pub amount: Option<Money>,
    /// Where the threshold is written.
    pub clause: String,
    /// Where the pack's own document says who is listed.
    pub own_clause: Option<String>,
    /// Whether somebody refused, the last day of return passed, or an instalment is overdue.
    pub unpaid: bool,
    /// What an officer decided, when, and who.
    pub decided: Option<Answer>,
}

/// A question and its dated answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The fact under which it is answered.
    pub question: String,
    /// The answer.
    pub answer: Option<String>,
    /// The day of the answer.
    pub on: Option<NaiveDate>,
    /// Who answered.
    pub by: Option<String>,
    /// The clause that asks.
    pub clause: String,
}

/// Something that no document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What: the end of a message's key.
    pub what: &'static str,
    /// The clause that leaves it open.
    pub clause: String,
}

/// The fact by which an officer decides about the list of dishonest persons.
pub const LISTED: &str = "dishonesty_decided";

fn answer(book: &Book<'_>, question: &str, clause: String) -> Answer {
    let standing = book.case.fact(question);
    let entry = book
        .case
        .standing(Kind::Fact)
        .rfind(|fact| fact.text("name") == Some(question) && fact.text("value") == standing);
    Answer {
        question: question.to_owned(),
        answer: standing.map(str::to_owned),
        on: entry.map(|entry| book.day(entry)),
        by: entry.map(|entry| entry.body.by.clone()),
        clause,
    }
}

impl Ledger {
    /// The papers of the bundle, and which of them are there.
    #[must_use]
    pub fn bundle(&self, case: &Case, pack: &Pack) -> Vec<Paper> {
        let book = Book { case, pack };
        let Some(rule) = pack.rules.recovery.as_ref() else {
            return vec![self.paper(&book, BundlePaper::Details, String::new())];
        };
        if rule.bundle.is_empty() {
            return vec![self.paper(&book, BundlePaper::Details, String::new())];
        }
        let papers = rule.bundle.iter();
        papers
            .map(|one| {
                let clause = book.cite_or(one.clause.as_deref(), rule);
                self.paper(&book, one.paper, clause)
            })
            .collect()
    }

    fn paper(&self, book: &Book<'_>, paper: BundlePaper, clause: String) -> Paper {
        let services = || self.notices.iter().flat_map(|notice| &notice.services);
        let there = match paper {
            // The program writes them itself.
            BundlePaper::Details => Some(true),
            BundlePaper::Notice => Some(self.notices.iter().any(|one| one.printed_on.is_some())),
            BundlePaper::Receipts => {
                let signed = self.notices.iter().all(|notice| notice.unsigned.is_empty());
                Some(services().next().is_some() && signed)
            }
            BundlePaper::Records => Some(
                services().next().is_some() || book.case.standing(Kind::Contact).next().is_some(),
            ),
            BundlePaper::Vouchers if self.receipts.is_empty() => None,
            BundlePaper::Vouchers => Some(self.receipts.iter().all(|one| one.voucher.is_some())),
            BundlePaper::Agreement => self.agreement.as_ref().map(|_| true),
            BundlePaper::Recordings => {
                let mut all = services().peekable();
                Some(all.peek().is_some() && all.all(|service| service.recording.is_some()))
            }
        };
        Paper {
            paper,
            there,
            clause,
        }
    }

    /// The clause by which the case is handed over: that of the step of its class, else that of the pack's rule.
    #[must_use]
    pub fn hand_over_clause(case: &Case, pack: &Pack) -> Option<String> {
        let class = case.class().and_then(|id| pack.class(id));
        let step = class.and_then(|class| {
            let mut steps = class.steps.iter();
            steps.find(|step| step.id == super::HAND_OVER)
        });
        let by_step = step.and_then(|step| step.clause.as_deref());
        let rule = pack.rules.recovery.as_ref();
        let by_rule = || rule.and_then(|rule| rule.hand_over_clause.as_deref());
        by_step.or_else(by_rule).map(|clause| pack.cite(clause))
    }

    /// Whether the claim may be handed over on a day: the last day of return is past, an instalment is overdue, or the
    /// notice was refused, and something is owed.
    #[must_use]
    pub fn unpaid_on(&self, day: NaiveDate) -> bool {
        let refused = self
            .notices
            .iter()
            .flat_map(|notice| &notice.services)
            .any(|service| service.refused && service.on <= day);
        let late = self.due.as_ref().is_some_and(|due| due.until < day);
        let broken = !self.overdue_on(day).is_empty();
        let unpaid = if self.agreement.is_some() {
            broken
        } else {
            late || refused
        };
        unpaid && self.owed_on(day) > Money::ZERO
    }

    /// Whether the threshold of the list of dishonest persons is reached on a day.
    #[must_use]
    pub fn dishonesty(&self, case: &Case, pack: &Pack, day: NaiveDate) -> Option<Dishonesty> {
        let rule = pack.rules.dishonesty.as_ref()?;
        self.claim.as_ref()?;
        let book = Book { case, pack };
        let owed = self.owed_on(day);
        let claim = self.claim.as_ref();
        let months = claim
            .and_then(|claim| claim.overpaid)
            .and_then(|span| span.months);
        let by_months = rule.months.zip(months).map(|(most, months)| months > most);
        let by_amount = rule.amount.map(|most| owed > most);
        let reached = match (by_months, by_amount) {
            _ if owed == Money::ZERO => Some(false),
            (Some(true), _) | (_, Some(true)) => Some(true),
            (None, _) if rule.months.is_some() => None,
            _ => Some(false),
        };
        let own = pack.rules.recovery.as_ref();
        let own = own.and_then(|rule| rule.list_clause.as_deref());
        Some(Dishonesty {
            reached,
            months: rule.months,
            amount: rule.amount,
            clause: book.cite_or(None, rule),
            own_clause: own.map(|clause| pack.cite(clause)),
            unpaid: self.unpaid_on(day),
            decided: case
                .fact(LISTED)
                .is_some()
                .then(|| answer(&book, LISTED, book.cite_or(None, rule))),
        })
    }

    /// Questions that the pack puts about a double subsidy, with their dated answers.
    #[must_use]
    pub fn questions(&self, case: &Case, pack: &Pack) -> Vec<Answer> {
        let book = Book { case, pack };
        let mut asked = Vec::new();
        let dead = case.fact("death_month").or_else(|| case.fact("death_date"));
        let Some(rule) = pack.rules.payout.as_ref().filter(|_| dead.is_some()) else {
            return asked;
        };
        let denies = |denial: Denial| {
            let mut rules = pack.rules.funeral.iter();
            rules.any(|funeral| funeral.deny.contains(&denial))
        };
        if denies(Denial::OtherFuneral) {
            let clause = book.cite_or(rule.double_clause.as_deref(), rule);
            asked.push(answer(&book, "other_funeral", clause));
        }
        asked
    }

    /// What no document says of this recovery, each with the clause that leaves it open.
    #[must_use]
    pub fn open(&self, case: &Case, pack: &Pack) -> Vec<Open> {
        let book = Book { case, pack };
        let class = case.class().and_then(|id| pack.class(id));
        let class_clause = || class.map_or_else(String::new, |class| pack.cite(&class.clause));
        let mut open = Vec::new();
        if self.claim.is_some() && self.order_clause.is_none() {
            let clause = pack.rules.open.get("offset_order");
            let clause = clause.map_or_else(class_clause, |id| pack.cite(id));
            open.push(Open {
                what: "order",
                clause,
            });
        }
        let Some(rule) = pack.rules.recovery.as_ref() else {
            open.push(Open {
                what: "recovery",
                clause: class_clause(),
            });
            return open;
        };
        let own = book.cite_or(None, rule);
        if rule.within.is_none() {
            let clause = rule.write_off_clause.as_deref();
            open.push(Open {
                what: "due",
                clause: book.cite_or(clause, rule),
            });
        }
        if rule.instalments.is_none() {
            open.push(Open {
                what: "instalments",
                clause: own.clone(),
            });
        }
        if pack.rules.objection.is_none() {
            open.push(Open {
                what: "objection",
                clause: own.clone(),
            });
        }
        if rule.hand_over.is_none() {
            open.push(Open {
                what: "hand-over",
                clause: Self::hand_over_clause(case, pack).unwrap_or(own),
            });
        }
        open
    }
}
