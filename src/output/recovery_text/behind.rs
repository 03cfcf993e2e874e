//! What stands behind the figures of a recovery: notices, objections, handing over, what is asked and what is left open.

use super::Told;
use crate::domain::pack::OutcomeKind;
use crate::domain::recovery::{Answer, Ledger, Notice, Objection};
use crate::output::settled_text::{fact_name, grouped};

impl Told<'_> {
    pub(super) fn notices(&self) -> Vec<String> {
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

    pub(super) fn objections(&self) -> Vec<String> {
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

    pub(super) fn hand_over(&self) -> Vec<String> {
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
    pub(super) fn beside(&self) -> Vec<String> {
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

    pub(super) fn left_open(&self) -> Vec<String> {
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
