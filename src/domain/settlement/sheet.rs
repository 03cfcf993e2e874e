//! The sheet on which a settlement is worked out: facts, rules and rates at hand, and the working that grows.
//! Every situation writes its months through it, so that sums and lines can never part.

use super::facts::Facts;
use super::working::{Line, Note, Question, Span, Working};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::Pack;
use crate::domain::pack::rules::{
    Chain, Cited, FirstMonth, LastMonth, OverBasis, StopFrom, SuspendMonth, valid,
};
use crate::domain::recovery;
use crate::domain::settlement::rounding::rounded;
use crate::domain::workday::Workdays;

/// Facts, pack and the working.
pub(super) struct Sheet<'a> {
    pub facts: &'a Facts,
    pub pack: &'a Pack,
    pub workdays: &'a Workdays,
    pub working: Working,
    rates: Rates,
}

/// What a month counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountPart {
    /// Nothing of the account.
    None,
    /// The whole monthly account pension.
    Whole,
    /// What was paid of it from public money, the balance of the account at the first of these months being this.
    Public(Option<Money>),
}

impl<'a> Sheet<'a> {
    pub(super) fn new(facts: &'a Facts, pack: &'a Pack, workdays: &'a Workdays) -> Self {
        Self {
            facts,
            pack,
            workdays,
            rates: Rates::of(facts, pack),
            working: Working {
                pack: pack.label(),
                situation: facts.situation.name(),
                residual: Some(Money::ZERO),
                ..Working::default()
            },
        }
    }

    /// Notes that something is missing, and which clause leaves it open.
    pub(super) fn lacks(&mut self, name: &str) {
        if !self.working.missing.iter().any(|known| known == name) {
            self.working.missing.push(name.to_owned());
            if let Some(clause) = self.pack.rules.open.get(name) {
                let cited = self.pack.cite(clause);
                self.working.open.insert(name.to_owned(), cited);
            }
        }
    }

    /// The fact, or a note that it is missing.
    pub(super) fn need<T>(&mut self, name: &str, fact: Option<T>) -> Option<T> {
        if fact.is_none() {
            self.lacks(name);
        }
        fact
    }

    /// Where a rule is written.
    pub(super) fn cite(&self, rule: &impl Cited) -> String {
        match (rule.clause(), rule.source()) {
            (Some(clause), _) => self.pack.cite(clause),
            (None, Some(source)) => source.to_owned(),
            (None, None) => self.pack.document.clone(),
        }
    }

    /// A clause of its own, else where the rule is written.
    pub(super) fn cite_or(&self, clause: Option<&str>, rule: &impl Cited) -> String {
        clause.map_or_else(|| self.cite(rule), |clause| self.pack.cite(clause))
    }

    /// Asks; the answer, once there is one.
    pub(super) fn ask(&mut self, question: &'static str, clause: String) -> Option<bool> {
        let answer = self.facts.answers.get(question).copied();
        if !self
            .working
            .questions
            .iter()
            .any(|known| known.question == question)
        {
            self.working.questions.push(Question {
                question,
                answer: answer.map(|yes| if yes { "yes" } else { "no" }),
                clause,
            });
        }
        answer
    }

    pub(super) fn note(&mut self, rule: &'static str, clause: String) {
        self.working.notes.push(Note { rule, clause });
    }

    /// The first month that was not paid, from the month of suspension as the facts or the pack mean it, else from the
    /// last paid month.
    pub(super) fn first_unpaid(&self) -> Option<Month> {
        let of_pack = self.pack.rules.suspend.as_ref();
        let semantics = self
            .facts
            .suspend_month_semantics
            .or_else(|| of_pack.map(|rule| rule.month_semantics))
            .unwrap_or(SuspendMonth::FirstUnpaid);
        match (self.facts.suspended_from, semantics) {
            (Some(month), SuspendMonth::FirstUnpaid) => Some(month),
            (Some(month), SuspendMonth::LastPaid) => Some(month.plus(1)),
            (None, _) => self.facts.paid_to.map(|month| month.plus(1)),
        }
    }

    /// The first month that is paid to who met the conditions in `month`.
    pub(super) fn first_payable(&mut self, month: Month) -> Option<(Month, String)> {
        let Some(rule) = valid(&self.pack.rules.first_payable, month) else {
            self.lacks("first_payable");
            return None;
        };
        let first = match rule.when {
            FirstMonth::MonthAfter => month.plus(1),
            FirstMonth::SameMonth => month,
        };
        Some((first, self.cite(rule)))
    }

    /// The last month that is paid when the right ends in `month`.
    pub(super) fn last_payable(&mut self, month: Month) -> Option<(Month, String)> {
        let Some(rule) = valid(&self.pack.rules.last_payable, month) else {
            self.lacks("last_payable");
            return None;
        };
        let last = match rule.when {
            LastMonth::SameMonth => month,
            LastMonth::MonthBefore => month.plus(-1),
        };
        Some((last, self.cite(rule)))
    }

    /// The first month that a sentence of `month` stops.
    pub(super) fn stop_month(stop: StopFrom, month: Month) -> Month {
        match stop {
            StopFrom::SameMonth => month,
            StopFrom::NextMonth => month.plus(1),
        }
    }

    /// What of a month's benefit counts as overpaid.
    pub(super) fn over_basis(&mut self, chain: Chain, event: Month) -> Option<OverBasis> {
        if let Some(basis) = self.facts.over_basis {
            return Some(basis);
        }
        let rules: Vec<_> = self.pack.rules.over.iter().collect();
        let mine: Vec<_> = rules
            .into_iter()
            .filter(|rule| rule.chain.contains(&chain))
            .cloned()
            .collect();
        let basis = valid(&mine, event).map(|rule| rule.basis);
        self.need("over_basis", basis)
    }

    /// The monthly account pension: as given, else the whole account by the pack's factor.
    pub(super) fn monthly_account(&self, month: Month) -> Option<Money> {
        if self.facts.monthly_account.is_some() {
            return self.facts.monthly_account;
        }
        let total = self.facts.account_total?;
        let rule = valid(&self.pack.rules.account, month)?;
        let factor = match self.facts.age_at_start {
            None => rule.factor,
            Some(age) if age == self.pack.benefit_age => rule.factor,
            // Who began at another age has a factor of the table or none: the one of the benefit age would be a guess.
            Some(age) => *rule.factors.get(&age.to_string())?,
        };
        let months = rust_decimal::Decimal::from(factor);
        let monthly = total.yuan().checked_div(months)?;
        rounded(monthly, self.rounding())
    }

    /// How amounts are rounded; to the fen where nobody says otherwise (domain.md 3.2).
    pub(super) fn rounding(&self) -> crate::domain::pack::rules::Rounding {
        let of_pack = self.pack.rules.rounding.as_ref();
        self.facts
            .rounding
            .or_else(|| of_pack.map(|rule| rule.benefit))
            .unwrap_or(crate::domain::pack::rules::Rounding::HalfUpFen)
    }

    /// The basic pension of a month.
    pub(super) fn basic(&self, month: Month) -> Option<Money> {
        self.rates.basic(month)
    }

    /// The minimum basic pension of a month: the layer of that name. The whole of a region with add-ons is no minimum.
    pub(super) fn minimum(&self, month: Month) -> Option<Money> {
        Rates::layer(&self.rates.all, "minimum", month)
            .or_else(|| Rates::of_pack(self.pack).layer_of("minimum", month))
    }

    /// Writes the months from `from` to `to`, both counted, at the rate valid in each, and adds them up.
    pub(super) fn months(
        &mut self,
        kind: &'static str,
        (from, to): (Month, Month),
        part: AccountPart,
        clause: &str,
    ) -> Span {
        self.months_at(kind, (from, to), part, clause, &|sheet, month| {
            sheet.basic(month)
        })
    }

    /// As `months`, the basic pension given by `basic`.
    pub(super) fn months_at(
        &mut self,
        kind: &'static str,
        (from, to): (Month, Month),
        part: AccountPart,
        clause: &str,
        basic: &dyn Fn(&Self, Month) -> Option<Money>,
    ) -> Span {
        let lines = self.lines(kind, (from, to), part, clause, basic);
        if lines.iter().any(|line| line.basic.is_none()) {
            self.lacks("rates");
        }
        if lines.iter().any(|line| line.account.is_none()) {
            self.lacks_account();
        }
        let span = Span {
            amount: sum(&lines),
            ..Span::unpriced(from, to)
        };
        self.working.lines.extend(lines);
        span
    }

    fn lacks_account(&mut self) {
        if self.facts.account_total.is_some() {
            self.lacks("factor");
        } else {
            self.lacks("monthly_account");
        }
    }

    /// The lines of those months, written nowhere yet.
    fn lines(
        &self,
        kind: &'static str,
        (from, to): (Month, Month),
        part: AccountPart,
        clause: &str,
        basic: &dyn Fn(&Self, Month) -> Option<Money>,
    ) -> Vec<Line> {
        let monthly = self.monthly_account(from);
        let mut left = match part {
            AccountPart::Public(balance) => balance,
            _ => None,
        };
        let count = from.months_until(to.plus(1));
        let months = (0..count).map(|i| from.plus(i32::try_from(i).unwrap_or(i32::MAX)));
        months
            .map(|month| {
                let basic = basic(self, month);
                let account = match part {
                    AccountPart::None => Some(Money::ZERO),
                    AccountPart::Whole => monthly,
                    AccountPart::Public(_) => monthly.zip(left).map(|(monthly, balance)| {
                        let own = monthly.min(balance);
                        left = Some(balance - own);
                        monthly - own
                    }),
                };
                Line {
                    month,
                    kind,
                    basic,
                    account,
                    amount: basic.zip(account).map(|(basic, account)| basic + account),
                    clause: clause.to_owned(),
                }
            })
            .collect()
    }

    /// What those months would come to, without a line and without asking for what is missing.
    pub(super) fn worth(&self, months: (Month, Month), part: AccountPart) -> Option<Money> {
        sum(&self.lines("", months, part, "", &|sheet, month| sheet.basic(month)))
    }

    /// The residual in instalments: each rounded down to the fen, the remainder on the last.
    pub(super) fn instalments(&mut self) {
        let (Some(n), Some(residual)) = (self.facts.instalments, self.working.residual) else {
            return;
        };
        if residual == Money::ZERO {
            return;
        }
        let rule = self.pack.rules.recovery.as_ref();
        if let Some(rule) = rule.filter(|rule| rule.approval) {
            let clause = self.cite_or(rule.instalment_clause.as_deref(), rule);
            self.ask("instalment_approval", clause);
        }
        self.working.instalments = recovery::instalments(residual, n);
    }

    /// Whether the overpaid sum reaches the threshold of dishonesty.
    pub(super) fn dishonesty(&mut self) {
        let Some(rule) = &self.pack.rules.dishonesty else {
            return;
        };
        let over = self.working.overpaid;
        let months = over
            .months
            .zip(rule.months)
            .map(|(months, most)| months > most);
        let amount = self
            .working
            .residual
            .zip(rule.amount)
            .map(|(left, most)| left > most);
        let left = self.working.residual;
        self.working.dishonesty = match (months, amount) {
            _ if left == Some(Money::ZERO) => Some(false),
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
    }
}

/// Their sum; nothing when one is unknown.
fn sum(lines: &[Line]) -> Option<Money> {
    lines.iter().map(|line| line.amount).sum()
}

/// The basic pension by month.
struct Rates {
    all: Vec<(Month, Option<Month>, Money, String)>,
    layers: Vec<String>,
}

impl Rates {
    /// Those of the facts, else those of the pack.
    fn of(facts: &Facts, pack: &Pack) -> Self {
        match &facts.rates {
            Some(given) => Self::sorted(
                given
                    .iter()
                    .map(|rate| (rate.from, None, rate.basic, rate.layer.clone()))
                    .collect(),
            ),
            None => Self::of_pack(pack),
        }
    }

    fn of_pack(pack: &Pack) -> Self {
        let first = Month::new(1000, 1);
        Self::sorted(
            pack.rules
                .rates
                .iter()
                .filter_map(|rate| {
                    Some((
                        rate.from.or(first)?,
                        rate.to,
                        rate.basic,
                        rate.layer.clone(),
                    ))
                })
                .collect(),
        )
    }

    fn sorted(mut all: Vec<(Month, Option<Month>, Money, String)>) -> Self {
        // Stable: of two from the same month the later one, laid on top, counts.
        all.sort_by_key(|(from, ..)| *from);
        let mut layers: Vec<String> = all.iter().map(|(.., layer)| layer.clone()).collect();
        layers.sort();
        layers.dedup();
        Self { all, layers }
    }

    fn layer(
        all: &[(Month, Option<Month>, Money, String)],
        name: &str,
        month: Month,
    ) -> Option<Money> {
        all.iter()
            .rev()
            .filter(|(.., layer)| layer == name)
            .find(|(from, ..)| *from <= month)
            .filter(|(_, to, ..)| to.is_none_or(|to| month <= to))
            .map(|(_, _, basic, _)| *basic)
    }

    fn layer_of(&self, name: &str, month: Month) -> Option<Money> {
        Self::layer(&self.all, name, month)
    }

    /// The layers valid in that month added up; nothing when there is none.
    fn basic(&self, month: Month) -> Option<Money> {
        self.layers
            .iter()
            .filter_map(|layer| self.layer_of(layer, month))
            .reduce(|one, other| one + other)
    }
}
