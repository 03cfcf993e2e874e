//! The forms of the work itself: the reason, a step of the procedure, the outcome, its review.

use serde_json::Map;

use super::super::app::Desk;
use super::super::form::{Entry, Form, Row};
use super::{blank, choices, contact, facts, general, label, phrases};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::hit;
use crate::domain::money::Money;
use crate::domain::pack::{Closing, OutcomeKind, Role, Step};
use crate::domain::procedure::{self, Progress};
use crate::domain::settlement::of_case::Settled;
use crate::messages::Value;
use crate::output::{hit_words, settled_text};
use crate::store::CaseRow;
use crate::usecases::session::Session;
use crate::usecases::settling::Settling;

/// 定原因: the seven classes, and which of the two when it is 3.
pub(in crate::tui) fn classify(desk: &Desk<'_>, row: &CaseRow, case: &Case) -> Form {
    let mut form = blank(desk, Kind::Classify, Some(row));
    let Some(session) = &desk.session else {
        return form;
    };
    let options: Vec<(String, String)> = session
        .pack
        .classes
        .iter()
        .filter(|class| class.id.len() == 1)
        .map(|class| (class.id.clone(), class.title.clone()))
        .collect();
    if let Some(reason) = case.facts.reason.as_deref() {
        form.remark = desk.tell("tui-form-classify-said", &[("reason", Value::Text(reason))]);
    }
    if let Some(outcome) = case.live_outcome() {
        let kind = format!("entry-outcome-{}", outcome.kind.name().replace('_', "-"));
        let outcome = desk.say(&kind);
        form.remark = desk.tell(
            "tui-form-ends-outcome",
            &[("outcome", Value::Text(&outcome))],
        );
    }
    let likely = case.likely_class();
    let chosen = usize::from(likely)
        .checked_sub(1)
        .filter(|at| *at < options.len());
    let mut class = Row::choice("class", label(desk, "class"), options, chosen);
    class.required = true;
    form.rows.push(class);
    let parts = session
        .pack
        .classes
        .iter()
        .filter(|class| class.id.len() > 1)
        .map(|class| (class.id.clone(), class.title.clone()))
        .collect();
    let mut part = Row::choice("class_part", desk.say("tui-form-class-part"), parts, None);
    let suggesting = hit::suggesting(case).filter(|_| case.class().is_none());
    let suggested = suggesting.and_then(|hit| hit.text("class"));
    part.choose_value(case.class().or(suggested).unwrap_or_default());
    form.rows.push(part.only("class", &["3"]));
    let mut basis = phrases(desk, "tui-basis");
    let mut likely_basis = basis_of(case);
    if let Some(hit) = suggesting {
        let list = hit_words::basis(hit, desk.messages);
        basis.insert(0, (list.clone(), list));
        likely_basis = 0;
    }
    form.rows
        .push(Row::choice("basis", label(desk, "basis"), basis, Some(likely_basis)).optional());
    plans(desk, session, &mut form);
    form
}

/// What the reason most likely rests on: whom the last contact met.
fn basis_of(case: &Case) -> usize {
    let last = case.standing(Kind::Contact).next_back();
    match last.map(|contact| (contact.text("how"), contact.text("met"))) {
        Some((Some("match"), _)) => 4,
        Some((_, Some("family"))) => 1,
        Some((_, Some("neighbour" | "committee" | "nobody"))) => 2,
        _ => 0,
    }
}

/// 怎么办: the phrases of the class that is chosen, or own words.
fn plans(desk: &Desk<'_>, session: &Session, form: &mut Form) {
    let own = desk.say("tui-form-own-words");
    let mut words = Row::of("plan_own", own.clone(), Entry::Text, true);
    for (class, plans) in &session.pack.plans {
        let mut options: Vec<(String, String)> = plans
            .iter()
            .take(8)
            .map(|plan| (plan.clone(), plan.clone()))
            .collect();
        options.push((own.clone(), own.clone()));
        let field = format!("plan_{class}");
        let row = Row::choice(&field, label(desk, "plan"), options, Some(0)).optional();
        let decided_by = if class.len() > 1 {
            "class_part"
        } else {
            "class"
        };
        form.rows.push(row.only(decided_by, &[class]));
        words = words.only(&field, &[&own]);
    }
    form.rows.push(words);
}

/// The form that does a step: the record that closes it.
pub(in crate::tui) fn step(desk: &Desk<'_>, row: &CaseRow, case: &Case, step: &Step) -> Form {
    let kind = step.closed_by.iter().find_map(|closing| match closing {
        Closing::Resolve => Some(Kind::Resolve),
        Closing::Review | Closing::ReviewAt(_) => Some(Kind::Review),
        Closing::SystemUpdate => Some(Kind::SystemUpdate),
        Closing::Contact { .. } => Some(Kind::Contact),
        Closing::Classify => Some(Kind::Classify),
        Closing::Served | Closing::ServedBoth { .. } => Some(Kind::Served),
        Closing::Refer => Some(Kind::Refer),
        Closing::Recover => Some(Kind::Recover),
        Closing::Fact(_) | Closing::Evidence => None,
    });
    let fact = step.closed_by.iter().find_map(|closing| match closing {
        Closing::Fact(name) if name != CERTIFIED => Some(name.as_str()),
        _ => None,
    });
    match (kind, fact) {
        (Some(Kind::Contact), _) => contact_for(desk, row, case, step),
        (Some(Kind::Classify), _) => classify(desk, row, case),
        (Some(Kind::Resolve), _) => resolve(desk, row, case),
        (Some(Kind::Review), _) => review(desk, row),
        (Some(kind), _) => general(desk, kind, Some(row)),
        (None, Some(name)) if step.closed_by.len() == 1 => facts::one(desk, row, name, step),
        (None, _) => {
            let mut form = blank(desk, Kind::Step, Some(row));
            form.title.clone_from(&step.title);
            form.fixed.insert("step".to_owned(), step.id.clone().into());
            how_it_was_done(desk, &mut form, certifies(step));
            form
        }
    }
}

/// A contact of the kind that closes the step: with the committee, where the committee is to be asked.
fn contact_for(desk: &Desk<'_>, row: &CaseRow, case: &Case, step: &Step) -> Form {
    let mut form = contact(desk, row, case, false);
    let closing = step.closed_by.iter().find_map(|closing| match closing {
        Closing::Contact { how, met, found } => Some((how.first(), met.first(), found.first())),
        _ => None,
    });
    let (how, met, found) = closing.unwrap_or_default();
    let asks_committee = met.is_some_and(|met| met == "committee");
    let committee = asks_committee.then(|| "committee".to_owned());
    let how = how.or(committee.as_ref());
    for (field, value) in [("how", how), ("met", met), ("found", found)] {
        let wanted = form.rows.iter_mut().find(|row| row.field == field);
        if let (Some(row), Some(value)) = (wanted, value) {
            row.choose_value(value);
        }
    }
    form.title.clone_from(&step.title);
    form
}

/// The fact that closes a step of certification besides the step itself.
const CERTIFIED: &str = "certified_on";

fn certifies(step: &Step) -> bool {
    let fact = Closing::Fact(CERTIFIED.to_owned());
    step.closed_by.contains(&fact)
}

fn how_it_was_done(desk: &Desk<'_>, form: &mut Form, certifies: bool) {
    let ways = phrases(desk, if certifies { "tui-way" } else { "tui-done" });
    form.rows
        .push(Row::choice("way", label(desk, "way"), ways, Some(0)));
    let past = desk.say("tui-form-past");
    form.rows
        .push(Row::of("on", label(desk, "on"), Entry::Past, false).hinted(past));
    for field in ["document", "note"] {
        form.rows
            .push(Row::of(field, label(desk, field), Entry::Text, false));
    }
}

/// 办别的步: any open step of one's own, not only the one that is due.
pub(super) fn any_step(desk: &Desk<'_>, row: &CaseRow, case: &Case) -> Form {
    let mut form = blank(desk, Kind::Step, Some(row));
    let Some(session) = &desk.session else {
        return form;
    };
    let open = procedure::steps(case, &session.pack)
        .into_iter()
        .filter(|(step, progress)| {
            !matches!(progress, Progress::Done(_)) && session.role >= step.role
        })
        .map(|(step, _)| (step.id.clone(), step.title.clone()))
        .collect();
    let mut step = Row::choice("step", label(desk, "step"), open, None);
    step.required = true;
    form.rows.push(step);
    how_it_was_done(desk, &mut form, false);
    form
}

/// 照片材料: the file, what it shows, and the step it belongs to.
pub(super) fn evidence(desk: &Desk<'_>, row: &CaseRow, case: &Case) -> Form {
    let mut form = general(desk, Kind::Evidence, Some(row));
    let steps: Vec<(String, String)> = desk
        .session
        .iter()
        .flat_map(|session| procedure::steps(case, &session.pack))
        .filter(|(step, _)| step.evidence > 0)
        .map(|(step, _)| (step.id.clone(), step.title.clone()))
        .collect();
    form.rows.retain(|row| row.field != "step");
    if !steps.is_empty() {
        form.rows
            .push(Row::choice("step", label(desk, "step"), steps, Some(0)).optional());
    }
    form
}

/// 复核: approved, or sent back with what is missing.
pub(super) fn review(desk: &Desk<'_>, row: &CaseRow) -> Form {
    let mut form = blank(desk, Kind::Review, Some(row));
    let options = choices(desk, "decision", &["approve", "return"]);
    form.rows.push(Row::choice(
        "decision",
        label(desk, "decision"),
        options,
        Some(0),
    ));
    let why = desk.say("tui-form-returned-why");
    form.rows
        .push(Row::of("note", why, Entry::Text, true).only("decision", &["return"]));
    levels(desk, row, &mut form);
    form
}

/// Which level decides, and, for a return, to which of those before it; unsaid it goes to who proposed.
fn levels(desk: &Desk<'_>, row: &CaseRow, form: &mut Form) {
    let Some(session) = &desk.session else {
        return;
    };
    if session.pack.review.levels.is_empty() {
        return;
    }
    let entries = session.store.entries_of(row.id).unwrap_or_default();
    let case = Case::of(&entries, &session.pack);
    let Some(awaited) = case.awaited(&session.pack) else {
        return;
    };
    form.remark.clone_from(&awaited.title);
    let before = session.pack.review.levels.iter();
    let before = before.take_while(|level| level.id != awaited.id);
    let options: Vec<(String, String)> = before
        .map(|level| (level.id.clone(), level.title.clone()))
        .collect();
    if !options.is_empty() {
        let back = Row::choice("level", label(desk, "level"), options, None);
        form.rows.push(back.only("decision", &["return"]));
    }
}

/// 提处理结果: the outcomes that the class allows; amounts are the offices' matter.
pub(in crate::tui) fn resolve(desk: &Desk<'_>, row: &CaseRow, case: &Case) -> Form {
    let mut form = blank(desk, Kind::Resolve, Some(row));
    let Some(session) = &desk.session else {
        return form;
    };
    let outcomes = case
        .class()
        .and_then(|class| session.pack.class(class))
        .map(|class| class.outcomes.clone())
        .unwrap_or_default();
    let options = outcomes
        .iter()
        .map(|kind| {
            let name = kind.name();
            let key = format!("entry-outcome-{}", name.replace('_', "-"));
            (name.to_owned(), desk.say(&key))
        })
        .collect();
    let mut outcome = Row::choice("outcome", label(desk, "outcome"), options, Some(0));
    outcome.required = true;
    form.rows.push(outcome);
    let by_system = session.role != Role::Village && amounts(desk, session, case, &mut form);
    let kept = OutcomeKind::KeptSuspended.name();
    let reasons: Vec<(String, String)> = session
        .pack
        .keep_reasons
        .iter()
        .map(|reason| (reason.clone(), reason.clone()))
        .collect();
    let others: Vec<&str> = outcomes
        .iter()
        .map(|kind| kind.name())
        .filter(|name| *name != kept || reasons.is_empty())
        .collect();
    let why = label(desk, "because");
    if !reasons.is_empty() {
        form.rows.push(
            Row::choice("because_kept", why.clone(), reasons, Some(0)).only("outcome", &[kept]),
        );
    }
    let mut because = Row::of("because", why, Entry::Text, false).only("outcome", &others);
    if by_system {
        because.text = tui_input::Input::new(desk.say("settled-because-system"));
    }
    form.rows.push(because);
    form
}

/// The amounts of an outcome. What the settlement works out stands in them already, and stays beside what is recorded;
/// what the business system says wins. True where it says something else.
fn amounts(desk: &Desk<'_>, session: &Session, case: &Case, form: &mut Form) -> bool {
    let settling = Settling::with_config(&desk.config).ok();
    let result = settling
        .as_ref()
        .map(|settling| settling.settle(session, case));
    if let (Some(result), Some(settling)) = (&result, &settling) {
        let line = settled_text::line(result, settling.rules, desk.messages);
        form.remark = line.unwrap_or_default();
    }
    let settled = result.and_then(Result::ok);
    let known = settled.as_ref().map(Settled::amounts).unwrap_or_default();
    let mut by_system = false;
    let mut computed = Map::new();
    for field in [
        "back_pay",
        "heir_due",
        "recover_due",
        "sealed_amount",
        "refund_due",
    ] {
        let mut row = Row::of(field, label(desk, field), Entry::Money, false);
        let system = settled
            .as_ref()
            .and_then(|settled| settled.system_says(field));
        let ours = known.iter().find(|(name, ..)| *name == field);
        let proposed = system.or(ours.map(|(_, amount, _)| *amount));
        if let Some(amount) = proposed.filter(|amount| *amount > Money::ZERO) {
            row.text = tui_input::Input::new(amount.to_string());
        }
        if let Some((_, amount, outcomes)) = ours {
            computed.insert(field.to_owned(), amount.to_string().into());
            by_system |= system.is_some_and(|system| system != *amount);
            let names: Vec<&str> = outcomes.iter().map(|kind| kind.name()).collect();
            row = row.only("outcome", &names);
        }
        form.rows.push(row);
    }
    if !computed.is_empty() {
        form.fixed.insert("computed".to_owned(), computed.into());
    }
    by_system
}
