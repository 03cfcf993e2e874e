//! The recovery of overpaid money in people's words, the figures first: what is claimed, offset, paid back and still owed,
//! then the next instalment and the plan, then everything behind it with its clause.

mod behind;
mod plan;

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use super::settled_text::grouped;
use crate::domain::case::Case;
use crate::domain::money::Money;
use crate::domain::pack::Pack;
use crate::domain::recovery::{Ledger, Stage};
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
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
