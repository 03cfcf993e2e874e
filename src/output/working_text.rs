//! A working as a sheet that an officer checks by hand: months of one rate in one row, sums below, then what is offset,
//! paid out and left, what has to be asked and what is missing, each with its clause.

use unicode_width::UnicodeWidthStr;

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::Pack;
use crate::domain::settlement::{Line, Repayment, Span, Working};
use crate::messages::{Messages, Value};

/// The sheet.
#[must_use]
pub fn text(working: &Working, pack: &Pack, messages: &Messages) -> String {
    let mut sheet = Sheet {
        lines: Vec::new(),
        messages,
    };
    let situation = messages.get(&format!("settle-situation-{}", working.situation));
    sheet.say("settle-title", &[("situation", &situation)]);
    sheet.say(
        "settle-pack",
        &[("title", &pack.title), ("document", &pack.document)],
    );
    sheet.months(&working.lines);
    sheet.spans(working);
    sheet.offsets(working);
    sheet.rest(working);
    sheet.guards(working);
    sheet.open(working);
    sheet.lines.join("\n")
}

/// Rows of months at one rate.
struct Run<'a> {
    first: &'a Line,
    last: Month,
    months: i64,
    sum: Option<Money>,
}

struct Sheet<'m> {
    lines: Vec<String>,
    messages: &'m Messages,
}

impl Sheet<'_> {
    fn say(&mut self, key: &str, values: &[(&str, &str)]) {
        let values: Vec<(&str, Value<'_>)> = values
            .iter()
            .map(|(name, value)| (*name, Value::Text(value)))
            .collect();
        self.lines.push(self.messages.with(key, &values));
    }

    fn word(&self, stem: &str, name: &str) -> String {
        self.messages
            .get(&format!("settle-{stem}-{}", name.replace('_', "-")))
    }

    fn amount(&self, amount: Option<Money>) -> String {
        amount.map_or_else(
            || self.messages.get("settle-unknown"),
            |amount| amount.to_string(),
        )
    }

    fn months(&mut self, lines: &[Line]) {
        let runs = runs(lines);
        let head = ["kind", "months", "count", "basic", "account", "each", "sum"];
        let mut rows: Vec<Vec<String>> = Vec::new();
        if !runs.is_empty() {
            rows.push(head.iter().map(|name| self.word("head", name)).collect());
        }
        for run in &runs {
            let months = if run.first.month == run.last {
                run.last.to_string()
            } else {
                format!("{} - {}", run.first.month, run.last)
            };
            rows.push(vec![
                self.word("kind", run.first.kind),
                months,
                run.months.to_string(),
                self.amount(run.first.basic),
                self.amount(run.first.account),
                self.amount(run.first.amount),
                self.amount(run.sum),
            ]);
        }
        self.lines.extend(aligned(&rows));
        let mut clauses: Vec<(&str, &str)> = Vec::new();
        for line in lines {
            if clauses.last() != Some(&(line.kind, line.clause.as_str())) {
                clauses.push((line.kind, &line.clause));
            }
        }
        for (kind, clause) in clauses {
            let kind = self.word("kind", kind);
            self.say("settle-by", &[("what", &kind), ("clause", clause)]);
        }
    }

    fn span(&mut self, kind: &str, span: Span) {
        if span.months == Some(0) {
            return;
        }
        let month = |month: Option<Month>| month.map(|month| month.to_string());
        let unknown = self.messages.get("settle-unknown");
        let from = month(span.from).unwrap_or_else(|| unknown.clone());
        let to = month(span.to).unwrap_or_else(|| unknown.clone());
        let months = span.months.map_or(unknown, |months| months.to_string());
        let (kind, amount) = (self.word("kind", kind), self.amount(span.amount));
        let key = if span.amount.is_some() {
            "settle-span"
        } else {
            "settle-span-open"
        };
        self.say(
            key,
            &[
                ("kind", &kind),
                ("from", &from),
                ("to", &to),
                ("months", &months),
                ("amount", &amount),
            ],
        );
    }

    fn spans(&mut self, working: &Working) {
        self.span("overpaid", working.overpaid);
        self.span("due", working.due);
        if let Some(back_pay) = working.back_pay {
            if back_pay.months == Some(0) {
                self.say("settle-no-back-pay", &[]);
            }
            self.span("back_pay", back_pay);
        }
        // Which basis counts is for people to choose: what each comes to helps them.
        if working.overpaid.amount.is_none() {
            for (basis, amount) in &working.over_by_basis {
                let (basis, amount) = (self.word("basis", basis), self.amount(*amount));
                self.say("settle-basis", &[("basis", &basis), ("amount", &amount)]);
            }
        }
    }

    fn offsets(&mut self, working: &Working) {
        for offset in &working.offsets {
            let (source, amount) = (
                self.word("source", offset.source),
                self.amount(offset.amount),
            );
            self.say("settle-offset", &[("source", &source), ("amount", &amount)]);
        }
        let payable = working.payable;
        if payable.total != Some(Money::ZERO) {
            let parts = [payable.due, payable.account, payable.funeral, payable.total];
            let [due, account, funeral, total] = parts.map(|part| self.amount(part));
            self.say(
                "settle-payable",
                &[
                    ("due", &due),
                    ("account", &account),
                    ("funeral", &funeral),
                    ("total", &total),
                ],
            );
        }
        if let Some(retained) = working.retained {
            self.say("settle-retained", &[("amount", &retained.to_string())]);
        }
        if working.overpaid.months != Some(0) {
            let residual = self.amount(working.residual);
            self.say("settle-residual", &[("amount", &residual)]);
        }
        let last = working.instalments.last();
        if let (Some(first), Some(last)) = (working.instalments.first(), last) {
            let count = working.instalments.len().to_string();
            let values = [
                ("count", count.as_str()),
                ("each", &first.to_string()),
                ("last", &last.to_string()),
            ];
            self.say("settle-instalments", &values);
        }
        if working.dishonesty == Some(true) {
            self.say("settle-dishonesty", &[]);
        }
    }

    fn rest(&mut self, working: &Working) {
        let unknown = self.messages.get("settle-unknown");
        let months = [
            ("settle-first-payable", working.first_payable),
            ("settle-last-payable", working.last_payable),
        ];
        for (key, month) in months {
            if let Some(month) = month {
                self.say(key, &[("month", &month.to_string())]);
            }
        }
        if let Some(claim) = working.funeral_claim {
            let key = if claim.estimated {
                "settle-claim-estimated"
            } else {
                "settle-claim"
            };
            self.say(key, &[("date", &claim.last_day.to_string())]);
        }
        if let Some(advance) = &working.advance {
            let months = advance.months.map_or(unknown, |months| months.to_string());
            let values = [
                ("amount", advance.amount.to_string()),
                ("own", advance.own.to_string()),
                ("months", months),
                ("clause", advance.clause.clone()),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            self.say("settle-advance", &values);
            self.repayments(&advance.repayments);
        }
        if let Some(interest) = &working.interest {
            let (amount, balance) = (
                self.amount(interest.interest),
                self.amount(interest.balance),
            );
            let year = interest.year.to_string();
            let values = [
                ("year", year.as_str()),
                ("interest", &amount),
                ("balance", &balance),
                ("clause", &interest.clause),
            ];
            self.say("settle-interest", &values);
        }
    }

    fn repayments(&mut self, repayments: &[Repayment]) {
        let mut rows = Vec::new();
        for repayment in repayments {
            rows.push(vec![
                repayment.month.to_string(),
                repayment.pension.to_string(),
                repayment.repays.to_string(),
                repayment.receives.to_string(),
                repayment.left.to_string(),
            ]);
        }
        if !rows.is_empty() {
            let head = ["months", "pension", "repays", "receives", "left"];
            rows.insert(0, head.iter().map(|name| self.word("head", name)).collect());
        }
        self.lines.extend(aligned(&rows));
    }

    fn guards(&mut self, working: &Working) {
        for guard in &working.guards {
            let name = self.word("guard", guard.guard);
            let holds = match guard.holds {
                Some(true) => "settle-yes",
                Some(false) => "settle-no",
                None => "settle-unknown",
            };
            let holds = self.messages.get(holds);
            self.say(
                "settle-guard",
                &[
                    ("guard", &name),
                    ("holds", &holds),
                    ("clause", &guard.clause),
                ],
            );
        }
        if let Some(sealed) = working.sealed_amount {
            self.say("settle-sealed", &[("amount", &sealed.to_string())]);
        }
        for indicator in &working.indicators {
            let name = self.word("indicator", indicator.indicator);
            let dash = "-".to_owned();
            let value = indicator.value.as_ref().unwrap_or(&dash);
            let target = indicator.target.as_ref().unwrap_or(&dash);
            let values = [
                ("indicator", name.as_str()),
                ("value", value),
                ("target", target),
                ("clause", &indicator.clause),
            ];
            self.say("settle-indicator", &values);
        }
    }

    /// Reasons, questions and what is missing.
    fn open(&mut self, working: &Working) {
        for note in &working.notes {
            let rule = self.word("note", note.rule);
            self.say("settle-by", &[("what", &rule), ("clause", &note.clause)]);
        }
        for question in &working.questions {
            let asked = self.word("question", question.question);
            let answer = match question.answer {
                Some("yes") => "settle-yes",
                Some(_) => "settle-no",
                None => "settle-unanswered",
            };
            let answer = self.messages.get(answer);
            self.say(
                "settle-question",
                &[
                    ("question", &asked),
                    ("answer", &answer),
                    ("clause", &question.clause),
                ],
            );
        }
        for name in &working.missing {
            let what = self.word("missing", name);
            match working.open.get(name) {
                Some(clause) => self.say(
                    "settle-missing-open",
                    &[("what", &what), ("name", name), ("clause", clause)],
                ),
                None => self.say("settle-missing", &[("what", &what), ("name", name)]),
            }
        }
    }
}

/// Months that follow each other at one rate, as one row each.
fn runs(lines: &[Line]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for line in lines {
        if let Some(run) = runs.last_mut()
            && run.last.plus(1) == line.month
            && run.first.kind == line.kind
            && (run.first.basic, run.first.account) == (line.basic, line.account)
        {
            run.last = line.month;
            run.months += 1;
            run.sum = run.sum.zip(line.amount).map(|(sum, amount)| sum + amount);
        } else {
            runs.push(Run {
                first: line,
                last: line.month,
                months: 1,
                sum: line.amount,
            });
        }
    }
    runs
}

/// Rows whose cells stand below each other.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width - cell.width() + 2));
        }
        text.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
