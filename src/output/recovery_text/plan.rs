//! The instalments of an agreement: the next one first, then the whole plan, day by day.

use unicode_width::UnicodeWidthStr;

use super::{Told, padded};
use crate::domain::money::Money;
use crate::domain::recovery::Instalment;
use crate::output::settled_text::grouped;

impl Told<'_> {
    /// The next instalment, and the whole plan.
    pub(super) fn plan(&self) -> Vec<String> {
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
}
