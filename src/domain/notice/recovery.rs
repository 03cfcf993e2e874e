//! What papers say of a recovery: the agreed instalments, what came back, how notices were served, what is handed over.

use std::collections::BTreeMap;

use super::{Known, ListSource, Source, Told, nothing, numbered};

impl Known<'_> {
    /// The value of a field about a recovery.
    pub(super) fn of_recovery(&self, source: Source) -> Option<Told> {
        let agreement = self.ledger.agreement.as_ref();
        let handed_over = self.ledger.handed_over.as_ref();
        let text = |text: Option<&String>| text.cloned().map(Told::Text);
        match source {
            Source::Received => {
                let claimed = self.ledger.claim.is_some();
                claimed.then(|| Told::Money(self.ledger.received_on(self.today)))
            }
            Source::Approval => text(agreement.and_then(|one| one.approval.as_ref())),
            Source::HandedOverTo => text(handed_over.and_then(|one| one.to.as_ref())),
            _ => None,
        }
    }

    /// The lines of a list about a recovery, each value by the name of its column.
    pub(super) fn recovery_lines(&self, source: ListSource) -> Vec<BTreeMap<&'static str, Told>> {
        match source {
            ListSource::Instalments => {
                let agreed = self.schedule();
                if agreed.is_empty() {
                    numbered(&self.amounts.instalments, |amount| {
                        vec![("amount", Told::Money(*amount))]
                    })
                } else {
                    agreed
                }
            }
            ListSource::Schedule => self.schedule(),
            ListSource::Payments => self.payments(),
            ListSource::Services => self.services(),
            ListSource::Bundle => self.bundle(),
            _ => Vec::new(),
        }
    }

    fn payments(&self) -> Vec<BTreeMap<&'static str, Told>> {
        numbered(&self.ledger.receipts, |receipt| {
            let voucher = receipt.voucher.clone();
            vec![
                ("on", Told::Day(receipt.on)),
                ("amount", Told::Money(receipt.amount)),
                ("text", Told::Text(voucher.unwrap_or_else(nothing))),
            ]
        })
    }

    fn bundle(&self) -> Vec<BTreeMap<&'static str, Told>> {
        let papers = self.ledger.bundle(self.case, self.pack);
        numbered(&papers, |paper| {
            let there = match paper.there {
                Some(true) => "yes",
                Some(false) => "no",
                None => "none",
            };
            let word = |stem: &str, end: &str| Told::Word(format!("recovery-{stem}-{end}"));
            vec![
                ("text", word("paper", paper.paper.name())),
                ("kind", word("has", there)),
                ("clause", Told::Text(paper.clause.clone())),
            ]
        })
    }

    /// The instalments that were agreed on, each with its day.
    fn schedule(&self) -> Vec<BTreeMap<&'static str, Told>> {
        let agreement = self.ledger.agreement.as_ref();
        let instalments = agreement.map_or(&[][..], |one| &one.instalments);
        numbered(instalments, |instalment| {
            vec![
                ("due", Told::Day(instalment.due)),
                ("amount", Told::Money(instalment.amount)),
            ]
        })
    }

    /// Each service of a notice that claims money; one that was only printed has a line too.
    fn services(&self) -> Vec<BTreeMap<&'static str, Told>> {
        let mut lines = Vec::new();
        for notice in &self.ledger.notices {
            let title = || ("text", Told::Text(notice.title.clone()));
            for service in &notice.services {
                let who = [&service.to, &service.relation];
                let who: Vec<&str> = who.into_iter().flatten().map(String::as_str).collect();
                let how = if service.refused { "refused" } else { "served" };
                lines.push(vec![
                    title(),
                    ("on", Told::Day(service.on)),
                    ("who", Told::Text(who.join(" "))),
                    ("how", Told::Word(format!("recovery-has-{how}"))),
                ]);
            }
            if let Some(on) = notice.printed_on.filter(|_| notice.services.is_empty()) {
                lines.push(vec![
                    title(),
                    ("on", Told::Day(on)),
                    ("how", Told::Word("recovery-has-printed".to_owned())),
                ]);
            }
        }
        numbered(&lines, Clone::clone)
    }
}
