//! The recovery of overpaid money in people's words, the figures first: what is claimed, offset, paid back and still owed,
//! then the next instalment and the plan, then everything behind it with its clause.

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use super::settled_text::{fact_name, grouped};
use crate::domain::case::Case;
use crate::domain::money::Money;
use crate::domain::pack::{OutcomeKind, Pack};
use crate::domain::recovery::{Answer, Instalment, Ledger, Notice, Objection, Stage};
use crate::messages::{Messages, Value};

/// All that is told of a recovery.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// Its case.
    pub case: &'a Case,
    /// The pack.
    pub pack: &'a Pack,
    /// The day that is asked about.
    pub day: NaiveDate,
    /// 多领, or 冒领 where it was found so.
    pub word: &'a str,
    /// Whether amounts are shown: they are the offices' matter.
    pub amounts: bool,
    /// The language.
    pub messages: &'a Messages,
}

/// Where a recovery stands, in a word.
#[must_use]
pub fn stage(stage: Stage, messages: &Messages) -> String {
    let name = stage.name().replace('_', "-");
    messages.get(&format!("recovery-stage-{name}"))
}

impl Told<'_> {
    /// The account in a line, for the walk; nothing where nothing is claimed or it is all back.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let owed = self.ledger.owed_on(self.day);
        if owed == Money::ZERO {
            return None;
        }
        let next = self.ledger.next_on(self.day);
        let until = next.map(|(instalment, _)| instalment.until);
        let until = until.or_else(|| self.ledger.due.as_ref().map(|due| due.until));
        let until = until.map(|until| {
            let (day, left) = (until.to_string(), self.left(until));
            self.say("recovery-walk-until", &[("until", &day), ("left", &left)])
        });
        let stage = stage(self.ledger.stage_on(self.day), self.messages);
        let (owed, until) = (grouped(owed), until.unwrap_or_default());
        let mut values = vec![("stage", stage.as_str()), ("until", &until)];
        let key = if self.amounts {
            values.push(("amount", &owed));
            "recovery-walk"
        } else {
            "recovery-walk-village"
        };
        Some(self.say(key, &values))
    }

    /// Everything, line by line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.head()];
        lines.extend(self.claim());
        lines.extend(self.figures());
        lines.extend(self.plan());
        lines.extend(self.return_day());
        for part in [
            self.offsets(),
            self.receipts(),
            self.notices(),
            self.objections(),
            self.hand_over(),
            self.beside(),
            self.left_open(),
        ] {
            if !part.is_empty() {
                lines.push(String::new());
                lines.extend(part);
            }
        }
        lines
    }

    fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> = values
            .iter()
            .map(|(name, value)| (*name, Value::Text(value)))
            .collect();
        self.messages.with(key, &values)
    }

    fn head(&self) -> String {
        let stage = stage(self.ledger.stage_on(self.day), self.messages);
        let day = self.day.to_string();
        self.say("recovery-head", &[("stage", &stage), ("day", &day)])
    }

    fn claim(&self) -> Option<String> {
        let Some(claim) = &self.ledger.claim else {
            let trial = self.ledger.trial?;
            let amount = if self.amounts {
                grouped(trial)
            } else {
                return Some(self.say("recovery-trial-village", &[("word", self.word)]));
            };
            let values = [("word", self.word), ("amount", amount.as_str())];
            return Some(self.say("recovery-trial", &values));
        };
        let state = if claim.approved {
            "recovery-approved"
        } else {
            "recovery-proposed"
        };
        let (state, since) = (self.messages.get(state), claim.since.to_string());
        let span = claim.overpaid.and_then(|span| {
            let (from, to) = (span.from?.to_string(), span.to?.to_string());
            let months = span.months?.to_string();
            let values = [("from", from.as_str()), ("to", &to), ("months", &months)];
            Some(self.say("recovery-span", &values))
        });
        let differs = if claim.differs {
            self.messages.get("recovery-differs")
        } else {
            String::new()
        };
        let values = [
            ("word", self.word),
            ("span", span.as_deref().unwrap_or_default()),
            ("state", &state),
            ("since", &since),
            ("differs", &differs),
        ];
        Some(self.say("recovery-claim", &values))
    }

    /// 应追回、已抵扣、已还、还欠: each on its line, the amounts under each other.
    fn figures(&self) -> Vec<String> {
        let (ledger, day) = (self.ledger, self.day);
        if !self.amounts || ledger.claimed_on(day) == Money::ZERO && ledger.receipts.is_empty() {
            return Vec::new();
        }
        let count = ledger.receipts.iter().filter(|one| one.on <= day).count();
        let times = count.to_string();
        let owed = ledger.owed_on(day);
        let words = owed.in_words().unwrap_or_default();
        let mut rows = vec![
            ("claimed", ledger.claimed_on(day), String::new()),
            ("offset", ledger.offset_on(day), String::new()),
            (
                "received",
                ledger.received_on(day),
                self.say("recovery-times", &[("count", &times)]),
            ),
            (
                "owed",
                owed,
                self.say("recovery-in-words", &[("words", &words)]),
            ),
        ];
        let excess = ledger.excess_on(day);
        if excess > Money::ZERO {
            let note = self.messages.get("recovery-excess-note");
            rows.push(("excess", excess, note));
        }
        let labels: Vec<String> = rows
            .iter()
            .map(|(name, ..)| self.messages.get(&format!("recovery-figure-{name}")))
            .collect();
        let widest = labels.iter().map(|label| label.width()).max().unwrap_or(0);
        let rows = rows.iter().zip(&labels);
        rows.map(|((_, amount, note), label)| {
            let label = padded(label, widest + 2);
            let amount = format!("{:>12}", grouped(*amount));
            let line = self.say("recovery-figure", &[("label", &label), ("amount", &amount)]);
            format!("{line}   {note}").trim_end().to_owned()
        })
        .collect()
    }

    /// 还有5天, 今天到期, 已过3天.
    fn left(&self, until: NaiveDate) -> String {
        let days = (until - self.day).num_days();
        let key = match days {
            0 => "recovery-left-today",
            days if days < 0 => "recovery-left-past",
            _ => "recovery-left",
        };
        self.say(key, &[("days", &days.abs().to_string())])
    }

    /// The next instalment, and the whole plan.
    fn plan(&self) -> Vec<String> {
        let Some(agreement) = &self.ledger.agreement else {
            return Vec::new();
        };
        let paid = self.ledger.paid_on(self.day);
        let next = self.ledger.next_on(self.day);
        let mut lines = Vec::new();
        if let Some((instalment, paid)) = next {
            lines.push(self.next(instalment, paid));
        }
        let (count, on) = (
            agreement.instalments.len().to_string(),
            agreement.on.to_string(),
        );
        let nothing = self.messages.get("recovery-no-approval");
        let approval = agreement.approval.as_deref().unwrap_or(&nothing);
        let total = grouped(agreement.amount);
        let mut values = vec![
            ("count", count.as_str()),
            ("on", &on),
            ("approval", approval),
        ];
        let key = if self.amounts {
            values.push(("amount", &total));
            "recovery-agreement"
        } else {
            "recovery-agreement-village"
        };
        lines.push(self.say(key, &values));
        let dues: Vec<String> = paid.iter().map(|(one, _)| self.due(one)).collect();
        let widest = dues.iter().map(|due| due.width()).max().unwrap_or(0);
        for ((instalment, paid), due) in paid.into_iter().zip(dues) {
            let mark = if next.is_some_and(|(next, _)| next.number == instalment.number) {
                ">"
            } else {
                " "
            };
            let number = format!("{:>3}", instalment.number);
            let due = padded(&due, widest);
            let state = self.state(instalment, paid);
            let amount = if self.amounts {
                format!("{:>12}", grouped(instalment.amount))
            } else {
                String::new()
            };
            let values = [
                ("number", number.as_str()),
                ("due", &due),
                ("amount", &amount),
                ("state", &state),
            ];
            lines.push(format!(
                "{mark}{}",
                self.say("recovery-instalment", &values)
            ));
        }
        lines
    }

    fn next(&self, instalment: &Instalment, paid: Money) -> String {
        let number = instalment.number.to_string();
        let due = self.due(instalment);
        let left = self.left(instalment.until);
        let open = grouped(instalment.amount - paid);
        let mut values = vec![("number", number.as_str()), ("due", &due), ("left", &left)];
        let key = if self.amounts {
            values.push(("amount", &open));
            "recovery-next"
        } else {
            "recovery-next-village"
        };
        self.say(key, &values)
    }

    /// The agreed day, and the one to which it moves.
    fn due(&self, instalment: &Instalment) -> String {
        let due = instalment.due.to_string();
        let due = if instalment.until == instalment.due {
            due
        } else {
            let until = instalment.until.format("%m-%d").to_string();
            self.say("recovery-rolled", &[("due", &due), ("until", &until)])
        };
        if instalment.estimated {
            self.say("recovery-estimated", &[("due", &due)])
        } else {
            due
        }
    }

    fn state(&self, instalment: &Instalment, paid: Money) -> String {
        let late = instalment.until < self.day;
        if paid >= instalment.amount {
            self.messages.get("recovery-paid")
        } else if paid > Money::ZERO && self.amounts {
            let open = grouped(instalment.amount - paid);
            let key = if late {
                "recovery-part-late"
            } else {
                "recovery-part"
            };
            self.say(key, &[("open", &open)])
        } else if late {
            self.messages.get("recovery-unpaid-late")
        } else {
            self.messages.get("recovery-unpaid")
        }
    }

    fn return_day(&self) -> Option<String> {
        let due = self.ledger.due.as_ref()?;
        if self.ledger.agreement.is_some() {
            return None;
        }
        let (until, left) = (due.until.to_string(), self.left(due.until));
        let own = self.messages.get("entry-due-own");
        let basis = due.basis.as_deref().unwrap_or(&own);
        let values = [("until", until.as_str()), ("left", &left), ("basis", basis)];
        Some(self.say("recovery-return", &values))
    }

    fn offsets(&self) -> Vec<String> {
        if !self.amounts {
            return Vec::new();
        }
        let mut lines = Vec::new();
        for offset in &self.ledger.offsets {
            let source = offset.source.map_or_else(
                || self.messages.get("recovery-source-unknown"),
                |source| {
                    let name = source.name().replace('_', "-");
                    self.messages.get(&format!("recovery-source-{name}"))
                },
            );
            let amount = grouped(offset.amount);
            let on = offset.booked_on.unwrap_or(offset.on).to_string();
            let voucher = offset.voucher.clone().unwrap_or_default();
            let key = match (offset.booked, voucher.is_empty()) {
                (None, _) => "recovery-offset-open",
                (Some(_), true) => "recovery-offset-plain",
                (Some(_), false) => "recovery-offset",
            };
            let values = [
                ("source", source.as_str()),
                ("amount", &amount),
                ("on", &on),
                ("voucher", &voucher),
            ];
            lines.push(self.say(key, &values));
        }
        if let Some(clause) = &self.ledger.order_clause {
            let key = if lines.is_empty() {
                "recovery-offset-none"
            } else {
                "recovery-order"
            };
            lines.push(self.say(key, &[("clause", clause)]));
        }
        lines
    }

    fn receipts(&self) -> Vec<String> {
        let receipts = self.ledger.receipts.iter();
        receipts
            .map(|receipt| {
                let on = receipt.on.to_string();
                let amount = if self.amounts {
                    let amount = grouped(receipt.amount);
                    self.say("recovery-amount", &[("amount", &amount)])
                } else {
                    String::new()
                };
                let voucher = match &receipt.voucher {
                    Some(voucher) => self.say("recovery-voucher", &[("voucher", voucher)]),
                    None => self.messages.get("recovery-no-voucher"),
                };
                let excess = if receipt.excess {
                    self.messages.get("recovery-beyond")
                } else {
                    String::new()
                };
                let values = [
                    ("on", on.as_str()),
                    ("amount", &amount),
                    ("voucher", &voucher),
                    ("by", &receipt.by),
                    ("excess", &excess),
                ];
                self.say("recovery-receipt", &values)
            })
            .collect()
    }

    fn notices(&self) -> Vec<String> {
        let notices = self.ledger.notices.iter();
        notices.flat_map(|notice| self.notice(notice)).collect()
    }

    fn notice(&self, notice: &Notice) -> Vec<String> {
        let number = notice.number.clone().unwrap_or_default();
        let printed = match notice.printed_on {
            Some(on) => self.say("recovery-printed", &[("on", &on.to_string())]),
            None => self.messages.get("recovery-not-printed"),
        };
        let values = [
            ("title", notice.title.as_str()),
            ("number", &number),
            ("printed", &printed),
        ];
        let mut lines = vec![self.say("recovery-notice", &values)];
        for service in &notice.services {
            let on = service.on.to_string();
            let to = service.to.clone().unwrap_or_default();
            let relation = service.relation.clone().unwrap_or_default();
            let servers = service.servers.to_string();
            let recording = service.recording.clone();
            let recording = recording.unwrap_or_else(|| self.messages.get("recovery-none"));
            let key = if service.refused {
                "recovery-service-refused"
            } else {
                "recovery-service"
            };
            let values = [
                ("on", on.as_str()),
                ("to", &to),
                ("relation", &relation),
                ("servers", &servers),
                ("recording", &recording),
            ];
            lines.push(self.say(key, &values));
        }
        if notice.services.is_empty() {
            lines.push(self.messages.get("recovery-not-served"));
        }
        for (who, clause) in &notice.unsigned {
            let who = self.messages.get(&format!("recovery-who-{}", who.name()));
            lines.push(self.say("recovery-unsigned", &[("who", &who), ("clause", clause)]));
        }
        lines
    }

    fn objections(&self) -> Vec<String> {
        let objections = self.ledger.objections.iter();
        objections.flat_map(|one| self.objection(one)).collect()
    }

    fn objection(&self, objection: &Objection) -> Vec<String> {
        let on = objection.on.to_string();
        let by = objection.by.clone().unwrap_or_default();
        let until = objection.until.map(|until| until.to_string());
        let clause = objection.clause.clone().unwrap_or_default();
        let time = match (objection.in_time(), &until) {
            (Some(true), Some(until)) => {
                self.say("recovery-in-time", &[("until", until), ("clause", &clause)])
            }
            (Some(false), Some(until)) => self.say(
                "recovery-too-late",
                &[("until", until), ("clause", &clause)],
            ),
            _ => self.messages.get("recovery-time-unknown"),
        };
        let values = [
            ("on", on.as_str()),
            ("by", &by),
            ("against", &objection.against),
            ("time", &time),
        ];
        let mut lines = vec![self.say("recovery-objection", &values)];
        lines.push(match &objection.recheck {
            Some(recheck) => {
                let next = self.resumed(&recheck.result);
                let result = self
                    .messages
                    .get(&format!("recovery-result-{}", recheck.result));
                let (on, note) = (recheck.on.to_string(), recheck.note.clone());
                let values = [
                    ("on", on.as_str()),
                    ("result", &result),
                    ("note", note.as_deref().unwrap_or_default()),
                    ("next", &next),
                ];
                self.say("recovery-recheck", &values)
            }
            None => self.messages.get("recovery-no-recheck"),
        });
        lines
    }

    /// Whether what the recheck asks for was proposed: to resume with back-pay.
    fn resumed(&self, result: &str) -> String {
        if result != "eligible" {
            return String::new();
        }
        let outcome = self.case.live_outcome();
        match outcome.filter(|outcome| outcome.kind == OutcomeKind::Resumed) {
            None => self.messages.get("recovery-resume-wanted"),
            Some(outcome) if self.amounts => {
                let amount = grouped(outcome.back_pay);
                self.say("recovery-resumed", &[("amount", &amount)])
            }
            Some(_) => self.messages.get("recovery-resumed-village"),
        }
    }

    fn hand_over(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let clause = Ledger::hand_over_clause(self.case, self.pack).unwrap_or_default();
        if let Some(done) = &self.ledger.handed_over {
            let on = done.on.to_string();
            let values = [
                ("on", on.as_str()),
                ("to", done.to.as_deref().unwrap_or_default()),
                ("document", done.document.as_deref().unwrap_or_default()),
                ("clause", &clause),
            ];
            lines.push(self.say("recovery-handed-over", &values));
        } else if self.ledger.unpaid_on(self.day) {
            lines.push(self.say("recovery-may-hand-over", &[("clause", &clause)]));
        } else {
            return lines;
        }
        for paper in self.ledger.bundle(self.case, self.pack) {
            let name = self
                .messages
                .get(&format!("recovery-paper-{}", paper.paper.name()));
            let key = match paper.there {
                Some(true) => "recovery-paper-there",
                Some(false) => "recovery-paper-missing",
                None => "recovery-paper-none",
            };
            lines.push(self.say(key, &[("paper", &name), ("clause", &paper.clause)]));
        }
        lines
    }

    /// Who pays in place of the family, how the heirs are paid, the questions, and the list of dishonest persons.
    fn beside(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(employer) = &self.ledger.employer {
            let values = [
                ("name", employer.name.as_str()),
                ("clause", &employer.clause),
            ];
            lines.push(self.say("recovery-employer", &values));
        }
        let dead = self.case.fact("death_month").is_some();
        if let Some(rule) = self.pack.rules.payout.as_ref().filter(|_| dead) {
            let clause = rule.clause.as_deref().map(|id| self.pack.cite(id));
            let clause = clause.or_else(|| rule.source.clone()).unwrap_or_default();
            lines.push(self.say("recovery-payout", &[("clause", &clause)]));
        }
        for question in self.ledger.questions(self.case, self.pack) {
            lines.push(self.answer(&question));
        }
        if let Some(found) = self.ledger.dishonesty(self.case, self.pack, self.day) {
            let key = match (found.reached, found.unpaid) {
                (Some(true), true) => "recovery-list-reached",
                (Some(true), false) => "recovery-list-not-yet",
                (Some(false), _) => "recovery-list-below",
                (None, _) => "recovery-list-unknown",
            };
            let months = found
                .months
                .map_or_else(String::new, |months| months.to_string());
            let amount = found.amount.map_or_else(String::new, grouped);
            let mut clause = found.clause;
            if let Some(own) = found.own_clause {
                clause = self.say("recovery-both", &[("one", &clause), ("other", &own)]);
            }
            let values = [
                ("months", months.as_str()),
                ("amount", &amount),
                ("clause", &clause),
            ];
            lines.push(self.say(key, &values));
            if let Some(decided) = &found.decided {
                lines.push(self.answer(decided));
            }
        }
        lines
    }

    fn answer(&self, answer: &Answer) -> String {
        let what = fact_name(&answer.question, self.messages);
        let Some(said) = &answer.answer else {
            let values = [("what", what.as_str()), ("clause", &answer.clause)];
            return self.say("recovery-unanswered", &values);
        };
        let truth = format!("entry-value-truth-{said}");
        let said = if self.messages.has(&truth) {
            self.messages.get(&truth)
        } else {
            said.clone()
        };
        let on = answer.on.map_or_else(String::new, |on| on.to_string());
        let by = answer.by.clone().unwrap_or_default();
        let values = [
            ("what", what.as_str()),
            ("answer", &said),
            ("on", &on),
            ("by", &by),
            ("clause", &answer.clause),
        ];
        self.say("recovery-answer", &values)
    }

    fn left_open(&self) -> Vec<String> {
        let open = self.ledger.open(self.case, self.pack);
        open.iter()
            .map(|open| {
                let what = self.messages.get(&format!("recovery-open-{}", open.what));
                self.say(
                    "recovery-open",
                    &[("what", &what), ("clause", &open.clause)],
                )
            })
            .collect()
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
