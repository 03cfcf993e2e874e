//! The notices that claim money: printed is not served, and a receipt is signed by each who has to.

use chrono::NaiveDate;
use serde_json::Value;

use super::{Book, text};
use crate::domain::case::Case;
use crate::domain::entry::{Entry, EntryRef, Kind};
use crate::domain::pack::rules::{Chain, Receiver};
use crate::domain::timeline;

/// A notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// Its title, as it was printed or served.
    pub title: String,
    /// Its number, where it was printed.
    pub number: Option<String>,
    /// The day of printing.
    pub printed_on: Option<NaiveDate>,
    /// The file in which it was printed, and the hash of that.
    pub file: Option<(String, String)>,
    /// How it was served, in order.
    pub services: Vec<Service>,
    /// Who still has to sign a receipt, and the clause.
    pub unsigned: Vec<(Receiver, String)>,
}

/// A service of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The entry.
    pub entry: EntryRef,
    /// To whom.
    pub to: Option<String>,
    /// What that is to the person.
    pub relation: Option<String>,
    /// The day.
    pub on: NaiveDate,
    /// Whether it was refused.
    pub refused: bool,
    /// The number of the recording.
    pub recording: Option<String>,
    /// How many served it.
    pub servers: usize,
    /// Whether the person was served, and not a relative.
    pub own: bool,
}

/// Whether a printed paper is the one that a record of service names: by its title, or by the id of its form.
#[must_use]
pub fn is_of(print: &Entry, notice: &str) -> bool {
    !notice.is_empty()
        && (print.text("form") == Some(notice)
            || print
                .text("title")
                .is_some_and(|title| title == notice || title.contains(notice)))
}

pub(super) fn all(book: &Book<'_>, chain: Option<Chain>) -> Vec<Notice> {
    let mut found: Vec<Notice> = Vec::new();
    for print in book.case.standing(Kind::Print) {
        let title = print.text("title").unwrap_or_default();
        if !book.pack.claims_money(title) {
            continue;
        }
        let printed = Notice {
            title: title.to_owned(),
            number: text(print, "document"),
            printed_on: Some(timeline::local_date(book.pack, print.at)),
            file: text(print, "file").zip(text(print, "hash")),
            ..Notice::default()
        };
        match found.iter_mut().find(|notice| notice.title == title) {
            Some(before) => *before = printed,
            None => found.push(printed),
        }
    }
    for served in book.case.standing(Kind::Served) {
        let named = served.text("notice").unwrap_or_default();
        let print = book
            .case
            .standing(Kind::Print)
            .rfind(|one| is_of(one, named));
        let title = print.and_then(|print| print.text("title")).unwrap_or(named);
        if !book.pack.claims_money(title) && !book.pack.claims_money(named) {
            continue;
        }
        let service = service(book, served);
        if let Some(notice) = found.iter_mut().find(|notice| notice.title == title) {
            notice.services.push(service);
        } else {
            found.push(Notice {
                title: title.to_owned(),
                services: vec![service],
                ..Notice::default()
            });
        }
    }
    for notice in &mut found {
        notice.unsigned = unsigned(book, chain, &notice.services);
    }
    found
}

fn service(book: &Book<'_>, served: &Entry) -> Service {
    let servers = served.body.fields.get("servers").and_then(Value::as_array);
    Service {
        entry: served.id,
        to: text(served, "to"),
        relation: text(served, "relation"),
        on: book.day(served),
        refused: served.body.fields.get("refused") == Some(&Value::Bool(true)),
        recording: text(served, "recording"),
        servers: servers.map_or(0, Vec::len),
        own: is_own(book.case, book, served),
    }
}

/// Whether the person was served: the relation says so, or the name is the person's.
fn is_own(case: &Case, book: &Book<'_>, served: &Entry) -> bool {
    let words = &book.pack.case_facts.own;
    let says = |field: &str| {
        served
            .text(field)
            .is_some_and(|said| words.iter().any(|word| said.contains(word.as_str())))
    };
    says("relation")
        || says("to")
        || case.facts.name.is_some() && served.text("to") == case.facts.name.as_deref()
}

/// Who has to sign and has not; a refusal that was recorded counts as a receipt.
fn unsigned(
    book: &Book<'_>,
    chain: Option<Chain>,
    services: &[Service],
) -> Vec<(Receiver, String)> {
    let (Some(rule), Some(chain)) = (book.pack.rules.recovery.as_ref(), chain) else {
        return Vec::new();
    };
    let wanted = rule.receipts.iter();
    let wanted = wanted.filter(|receipt| receipt.chain.contains(&chain));
    let signed = |who: Receiver| match who {
        Receiver::Own => services.iter().any(|service| service.own),
        Receiver::Family | Receiver::Heir => services.iter().any(|service| !service.own),
        Receiver::Either => !services.is_empty(),
    };
    wanted
        .flat_map(|receipt| {
            let clause = book.cite_or(receipt.clause.as_deref(), rule);
            let who = receipt.who.iter().filter(|who| !signed(**who));
            who.map(move |who| (*who, clause.clone()))
                .collect::<Vec<_>>()
        })
        .collect()
}
