//! The forms of a recovery: money that came back, an offset that is booked, the agreement on instalments, the result of a
//! recheck, and handing over. What the document leaves open is asked, never presumed.

use super::super::app::Desk;
use super::super::form::{Entry, Form, Row};
use super::{blank, choices, label};
use crate::domain::entry::Kind;
use crate::domain::money::Money;
use crate::domain::recovery::{AGREEMENT, HAND_OVER, Offset, RECHECK, RESULTS};
use crate::messages::Value;
use crate::output::settled_text::grouped;
use crate::usecases::recovery::Recovery;

/// Months between instalments that a digit chooses.
const EVERY: &[&str] = &["1", "2", "3", "6", "12"];

fn of_step(desk: &Desk<'_>, one: &Recovery, step: &str) -> Form {
    let mut form = blank(desk, Kind::Step, Some(&one.row));
    form.title = desk.say(&format!("recovery-form-{}", step.replace('_', "-")));
    form.fixed.insert("step".to_owned(), step.into());
    form
}

fn text(desk: &Desk<'_>, field: &str) -> Row {
    Row::of(field, label(desk, field), Entry::Text, false)
}

fn day(desk: &Desk<'_>) -> Row {
    Row::of("on", label(desk, "on"), Entry::Past, false).hinted(desk.say("tui-form-past"))
}

fn prefilled(mut row: Row, amount: Money) -> Row {
    if amount > Money::ZERO {
        row.text = tui_input::Input::new(amount.to_string());
    }
    row
}

/// 记到账: how much, by which voucher, when. What is still owed stands above.
pub(in crate::tui) fn receipt(desk: &Desk<'_>, one: &Recovery) -> Form {
    let mut form = blank(desk, Kind::Recover, Some(&one.row));
    form.title = desk.say("recovery-form-receipt");
    if let Some(session) = &desk.session {
        let owed = grouped(one.ledger.owed_on(session.today()));
        form.remark = desk.tell("recovery-form-owed", &[("amount", Value::Text(&owed))]);
    }
    form.rows
        .push(Row::of("amount", label(desk, "amount"), Entry::Money, true));
    form.rows
        .push(text(desk, "voucher").hinted(desk.say("recovery-form-voucher")));
    form.rows.push(day(desk));
    form
}

/// 记抵扣: what was settled and is not booked yet.
pub(in crate::tui) fn offset(desk: &Desk<'_>, one: &Recovery, open: &Offset) -> Form {
    let mut form = blank(desk, Kind::Recover, Some(&one.row));
    form.title = desk.say("recovery-form-offset");
    if let Some(source) = open.source {
        let name = source.name().replace('_', "-");
        form.remark = desk.say(&format!("recovery-source-{name}"));
    }
    form.fixed.insert("offset".to_owned(), true.into());
    let amount = Row::of("amount", label(desk, "amount"), Entry::Money, true);
    form.rows.push(prefilled(amount, open.amount));
    form.rows.push(text(desk, "voucher"));
    form.rows.push(day(desk));
    form
}

/// 签分期: the sum, how many, when the first is due, how far apart, and the agency's consent where the pack wants one.
pub(in crate::tui) fn agreement(desk: &Desk<'_>, one: &Recovery) -> Form {
    let mut form = of_step(desk, one, AGREEMENT);
    let Some(session) = &desk.session else {
        return form;
    };
    let rule = session.pack.rules.recovery.as_ref();
    let approval = rule.is_some_and(|rule| rule.approval);
    let clause = rule.and_then(|rule| rule.instalment_clause.as_deref());
    form.remark = clause.map_or_else(
        || desk.say("recovery-form-no-rule"),
        |clause| session.pack.cite(clause),
    );
    let amount = Row::of("amount", desk.say("recovery-form-sum"), Entry::Money, true);
    form.rows
        .push(prefilled(amount, one.ledger.owed_on(session.today())));
    let count = Row::of("instalments", label(desk, "instalments"), Entry::Text, true);
    form.rows
        .push(count.hinted(desk.say("recovery-form-count")));
    let first = Row::of("first_due", label(desk, "first_due"), Entry::Ahead, true);
    form.rows.push(first.hinted(desk.say("tui-form-ahead")));
    let mut every = Row::choice(
        "every",
        label(desk, "every"),
        choices(desk, "every", EVERY),
        None,
    );
    every.required = true;
    form.rows.push(every);
    let consent = desk.say("recovery-form-approval");
    form.rows
        .push(Row::of("document", consent, Entry::Text, approval));
    form.rows.push(day(desk));
    form
}

/// 再次核实的结果.
pub(in crate::tui) fn recheck(desk: &Desk<'_>, one: &Recovery) -> Form {
    let mut form = of_step(desk, one, RECHECK);
    let mut result = Row::choice(
        "result",
        label(desk, "result"),
        choices(desk, "result", RESULTS),
        None,
    );
    result.required = true;
    form.rows.push(result);
    form.rows.push(day(desk));
    for field in ["document", "note"] {
        form.rows.push(text(desk, field));
    }
    form
}

/// 移交: to whom, when, by which letter.
pub(in crate::tui) fn hand_over(desk: &Desk<'_>, one: &Recovery, remark: String) -> Form {
    let mut form = of_step(desk, one, HAND_OVER);
    form.remark = remark;
    let to = desk.say("recovery-form-to");
    form.rows.push(Row::of("way", to, Entry::Text, true));
    form.rows.push(day(desk));
    for field in ["document", "note"] {
        form.rows.push(text(desk, field));
    }
    form
}
