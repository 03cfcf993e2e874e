//! `xunren recovery`: what a person still owes and why, everybody who does, and the bundle for the authority.

use std::path::Path;

use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, PARTLY, book, config_folder, print};
use crate::domain::money::Money;
use crate::domain::pack::rules::OffsetSource;
use crate::domain::recovery::{Answer, Ledger};
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::Value;
use crate::output::recovery_text::{Told, stage};
use crate::output::settled_text::grouped;
use crate::usecases::papers::Figures;
use crate::usecases::recovery::{self, Bundle, Recovery};
use crate::usecases::session::Session;
use crate::usecases::settling::Settling;
use crate::usecases::{exporting, finding, masking};

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let forms = Forms::with_config(&config_folder())?;
    let mut session = call.session()?;
    let day = match text("on") {
        Some(given) => book::date(given)?,
        None => session.today(),
    };
    let Some(given) = text("case") else {
        if text("bundle").is_some() {
            return Err(Error::said("recovery-error-usage", &[]));
        }
        return list(call, session, &forms, text("unit"), day);
    };
    let row = finding::person(&session, given)?;
    if let Some(folder) = text("bundle") {
        let settling = Settling::with_config(&config_folder())?;
        let figures = Figures::Own(&settling);
        let made = recovery::bundle(&mut session, &forms, figures, &row, Path::new(folder))?;
        return tell_bundle(call, &made);
    }
    let because = call.unmasked()?;
    // First the entry, then the number: a book that cannot be written does not show it whole.
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, Some(row.id), why)?;
    }
    let one = recovery::of(&session, &row)?;
    let shown = Shown {
        session: &session,
        forms: &forms,
        day,
        whole: because.is_some(),
    };
    if call.json {
        print::json(&shown.value(&one))?;
        return Ok(DONE);
    }
    let told = shown.told(&one, call);
    let place = session.unit_name(row.unit);
    let id = shown.id(&one).unwrap_or_else(|| "-".to_owned());
    let mut lines = vec![format!("{}  {id}  {place}", row.name)];
    lines.extend(told.lines());
    print::out(&lines.join("\n"))?;
    Ok(DONE)
}

/// How recoveries are shown.
struct Shown<'a> {
    session: &'a Session,
    forms: &'a Forms,
    day: NaiveDate,
    whole: bool,
}

impl Shown<'_> {
    fn id(&self, one: &Recovery) -> Option<String> {
        let id = one.row.id_number.as_deref()?;
        Some(if self.whole {
            id.to_owned()
        } else {
            masking::id_number(id)
        })
    }

    fn told<'t>(&'t self, one: &'t Recovery, call: &'t Call<'_>) -> Told<'t> {
        Told {
            ledger: &one.ledger,
            case: &one.case,
            pack: &self.session.pack,
            day: self.day,
            word: recovery::word(self.forms, &one.case),
            amounts: recovery::sees_amounts(self.session),
            messages: call.messages,
        }
    }

    /// An amount, where this office sees amounts.
    fn money(&self, amount: Money) -> Json {
        if recovery::sees_amounts(self.session) {
            json!(amount)
        } else {
            Json::Null
        }
    }

    fn brief(&self, one: &Recovery) -> Json {
        let (ledger, day) = (&one.ledger, self.day);
        let overdue = ledger.overdue_on(day);
        let open: Money = overdue.iter().map(|(one, paid)| one.amount - *paid).sum();
        json!({
            "case": one.row.id,
            "id_number": self.id(one),
            "name": one.row.name,
            "unit": one.row.unit,
            "unit_name": self.session.unit_name(one.row.unit),
            "on": day,
            "stage": ledger.stage_on(day).name(),
            "word": recovery::word(self.forms, &one.case),
            "claimed": self.money(ledger.claimed_on(day)),
            "offset": self.money(ledger.offset_on(day)),
            "received": self.money(ledger.received_on(day)),
            "balance": self.money(ledger.balance_on(day)),
            "owed": self.money(ledger.owed_on(day)),
            "excess": self.money(ledger.excess_on(day)),
            "overdue": ledger.stage_on(day).is_late(),
            "overdue_instalments": overdue.len(),
            "overdue_amount": self.money(open),
            "until": one.until(day),
        })
    }

    fn value(&self, one: &Recovery) -> Json {
        let (ledger, case, pack) = (&one.ledger, &one.case, &self.session.pack);
        let mut value = self.brief(one);
        let mut put = |name: &str, part: Json| {
            if let Some(fields) = value.as_object_mut() {
                fields.insert(name.to_owned(), part);
            }
        };
        put("claim", self.claim(ledger));
        put(
            "trial",
            ledger.trial.map_or(Json::Null, |trial| self.money(trial)),
        );
        put("offsets", self.offsets(ledger));
        put("order_clause", json!(ledger.order_clause));
        put("receipts", self.receipts(ledger));
        put("notices", notices(ledger));
        put(
            "due",
            json!(ledger.due.as_ref().map(|due| json!({
                "until": due.until, "clause": due.basis, "estimated": due.estimated,
            }))),
        );
        put("agreement", self.agreement(ledger));
        put("objections", objections(ledger));
        put(
            "handed_over",
            json!(ledger.handed_over.as_ref().map(|done| json!({
                "on": done.on, "to": done.to, "document": done.document, "entry": done.entry,
            }))),
        );
        put(
            "hand_over_clause",
            json!(Ledger::hand_over_clause(case, pack)),
        );
        put("may_hand_over", json!(ledger.unpaid_on(self.day)));
        let bundle: Vec<Json> = ledger
            .bundle(case, pack)
            .into_iter()
            .map(|paper| {
                json!({ "paper": paper.paper.name(), "there": paper.there, "clause": paper.clause })
            })
            .collect();
        put("bundle", json!(bundle));
        let dishonesty = ledger.dishonesty(case, pack, self.day).map(|found| {
            json!({
                "reached": found.reached,
                "unpaid": found.unpaid,
                "flag": found.reached == Some(true) && found.unpaid,
                "months": found.months,
                "amount": found.amount,
                "clause": found.clause,
                "own_clause": found.own_clause,
                "decided": found.decided.as_ref().map(answer),
            })
        });
        put("dishonesty", json!(dishonesty));
        let employer = ledger.employer.as_ref();
        let employer = employer.map(|one| json!({ "name": one.name, "clause": one.clause }));
        put("employer", json!(employer));
        let payout = pack.rules.payout.as_ref().map(|rule| {
            let clause = rule.clause.as_deref().map(|id| pack.cite(id));
            json!({ "own_card": rule.own_card, "cash": rule.cash, "clause": clause })
        });
        put("payout", json!(payout));
        let asked = ledger.questions(case, pack);
        put("questions", asked.iter().map(answer).collect());
        let open = ledger.open(case, pack).into_iter();
        let open = open.map(|one| json!({ "what": one.what, "clause": one.clause }));
        put("open", open.collect());
        value
    }

    fn claim(&self, ledger: &Ledger) -> Json {
        let Some(claim) = &ledger.claim else {
            return Json::Null;
        };
        json!({
            "amount": self.money(claim.amount),
            "since": claim.since,
            "approved": claim.approved,
            "entry": claim.entry,
            "from": claim.overpaid.and_then(|span| span.from),
            "to": claim.overpaid.and_then(|span| span.to),
            "months": claim.overpaid.and_then(|span| span.months),
            "differs": claim.differs,
        })
    }

    fn offsets(&self, ledger: &Ledger) -> Json {
        let offsets = ledger.offsets.iter();
        offsets
            .map(|offset| {
                json!({
                    "source": offset.source.map(OffsetSource::name),
                    "amount": self.money(offset.amount),
                    "on": offset.on,
                    "booked": offset.booked.is_some(),
                    "booked_on": offset.booked_on,
                    "voucher": offset.voucher,
                    "entry": offset.booked,
                })
            })
            .collect()
    }

    fn receipts(&self, ledger: &Ledger) -> Json {
        let receipts = ledger.receipts.iter();
        receipts
            .map(|receipt| {
                json!({
                    "on": receipt.on,
                    "amount": self.money(receipt.amount),
                    "voucher": receipt.voucher,
                    "by": receipt.by,
                    "excess": receipt.excess,
                    "entry": receipt.entry,
                })
            })
            .collect()
    }

    fn agreement(&self, ledger: &Ledger) -> Json {
        let Some(agreement) = &ledger.agreement else {
            return Json::Null;
        };
        let paid = ledger.paid_on(self.day).into_iter();
        let instalments: Vec<Json> = paid
            .map(|(instalment, paid)| {
                json!({
                    "number": instalment.number,
                    "due": instalment.due,
                    "until": instalment.until,
                    "estimated": instalment.estimated,
                    "amount": self.money(instalment.amount),
                    "paid": self.money(paid),
                    "overdue": instalment.until < self.day && paid < instalment.amount,
                })
            })
            .collect();
        json!({
            "on": agreement.on,
            "amount": self.money(agreement.amount),
            "approval": agreement.approval,
            "entry": agreement.entry,
            "instalments": instalments,
        })
    }
}

fn notices(ledger: &Ledger) -> Json {
    let notices = ledger.notices.iter();
    notices
        .map(|notice| {
            let services = notice.services.iter().map(|service| {
                json!({
                    "on": service.on,
                    "to": service.to,
                    "relation": service.relation,
                    "refused": service.refused,
                    "servers": service.servers,
                    "recording": service.recording,
                    "entry": service.entry,
                })
            });
            let unsigned = notice.unsigned.iter();
            let unsigned =
                unsigned.map(|(who, clause)| json!({ "who": who.name(), "clause": clause }));
            json!({
                "title": notice.title,
                "number": notice.number,
                "printed_on": notice.printed_on,
                "served": services.collect::<Vec<_>>(),
                "unsigned": unsigned.collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn objections(ledger: &Ledger) -> Json {
    let objections = ledger.objections.iter();
    objections
        .map(|one| {
            let recheck = one.recheck.as_ref();
            let recheck = recheck.map(|found| {
                json!({ "on": found.on, "result": found.result, "note": found.note, "entry": found.entry })
            });
            json!({
                "on": one.on,
                "by": one.by,
                "against": one.against,
                "until": one.until,
                "in_time": one.in_time(),
                "clause": one.clause,
                "recheck": recheck,
                "entry": one.entry,
            })
        })
        .collect()
}

fn answer(answer: &Answer) -> Json {
    json!({
        "question": answer.question,
        "answer": answer.answer,
        "on": answer.on,
        "by": answer.by,
        "clause": answer.clause,
    })
}

fn list(
    call: &Call<'_>,
    mut session: Session,
    forms: &Forms,
    unit: Option<&str>,
    day: NaiveDate,
) -> Result<u8, Error> {
    let unit = unit.map(book::unit).transpose()?;
    let because = call.unmasked()?;
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, None, why)?;
    }
    let found = recovery::open(&session, unit, day)?;
    let shown = Shown {
        session: &session,
        forms,
        day,
        whole: because.is_some(),
    };
    if call.json {
        let values: Vec<Json> = found.iter().map(|one| shown.brief(one)).collect();
        print::json(&values)?;
        return Ok(DONE);
    }
    if found.is_empty() {
        print::out(&call.messages.get("recovery-list-empty"))?;
        return Ok(DONE);
    }
    print::out(&list_text(call, &shown, &found))?;
    Ok(DONE)
}

fn list_text(call: &Call<'_>, shown: &Shown<'_>, found: &[Recovery]) -> String {
    let amounts = recovery::sees_amounts(shown.session);
    let owed: Money = found.iter().map(|one| one.ledger.owed_on(shown.day)).sum();
    let (owed, day) = (grouped(owed), shown.day.to_string());
    let mut values = vec![
        ("count", Value::from(found.len())),
        ("day", Value::Text(&day)),
    ];
    let key = if amounts {
        values.push(("amount", Value::Text(&owed)));
        "recovery-list-title"
    } else {
        "recovery-list-title-village"
    };
    let mut text = call.messages.with(key, &values);
    text.push('\n');
    let lines: Vec<Vec<String>> = found
        .iter()
        .map(|one| {
            let mut line = vec![
                one.row.name.clone(),
                shown.id(one).unwrap_or_else(|| "-".to_owned()),
                shown.session.short_name(one.row.unit),
            ];
            if amounts {
                line.push(format!("{:>12}", grouped(one.ledger.owed_on(shown.day))));
            }
            let until = one.until(shown.day);
            line.push(until.map_or_else(|| "-".to_owned(), |until| until.to_string()));
            line.push(stage(one.ledger.stage_on(shown.day), call.messages));
            line
        })
        .collect();
    text.push_str(&print::aligned(&lines));
    text
}

fn tell_bundle(call: &Call<'_>, made: &Bundle) -> Result<u8, Error> {
    let path = made.folder.display().to_string();
    let missing = made.missing.iter();
    if call.json {
        print::json(&json!({
            "folder": path,
            "files": made.files,
            "missing": missing.map(|paper| paper.name()).collect::<Vec<_>>(),
        }))?;
    } else {
        let values = [
            ("path", Value::Text(&path)),
            ("count", Value::from(made.files.len())),
        ];
        print::out(&call.messages.with("recovery-bundle-made", &values))?;
        if !made.missing.is_empty() {
            let names: Vec<String> = missing
                .map(|paper| {
                    call.messages
                        .get(&format!("recovery-paper-{}", paper.name()))
                })
                .collect();
            let names = names.join("、");
            let values = [("papers", Value::Text(&names))];
            print::say(&call.messages.with("recovery-bundle-missing", &values));
        }
    }
    // What is missing is listed, and the bundle is there.
    Ok(if made.missing.is_empty() {
        DONE
    } else {
        PARTLY
    })
}
