//! The reason and the procedure of the person: what is done, what is due, whose step it is.

use std::cmp::Ordering;

use super::super::super::app::Desk;
use super::super::super::paint::{Tone, cut, fit, spread, width, wrap};
use super::notes::{brief, moment};
use crate::domain::case::{Case, OutcomeStatus};
use crate::domain::deadline::{self, Matter};
use crate::domain::entry::Kind;
use crate::domain::gate::{self, Closed};
use crate::domain::pack::{Class, Role};
use crate::domain::procedure::{self, Progress};
use crate::domain::timeline;
use crate::messages::Value;
use crate::output::explain_text::{district_note, only_for};
use crate::usecases::session::Session;

/// A line of the screen.
pub(super) type Line = (String, Tone);

/// What the panel says of a step.
struct Told {
    lines: Vec<Line>,
    /// Whether it is done at all depends on the outcome.
    depends: bool,
}

impl From<Line> for Told {
    fn from(line: Line) -> Self {
        Self {
            lines: vec![line],
            depends: false,
        }
    }
}

/// What is this short, an office's name or a day, is never cut.
const SHORT: usize = 12;

/// Only one's own steps are offered; the office above may do those below.
pub(in crate::tui::screens) fn may_do(mine: Role, step: Role) -> bool {
    mine >= step
}

/// The reason, the steps with how far they are, the clause, what the money comes to; in so many rows, with the step that
/// is due among them.
pub(super) fn steps(
    desk: &Desk<'_>,
    session: &Session,
    (case, money): (&Case, Option<&str>),
    columns: usize,
    room: usize,
) -> Vec<Line> {
    let mut head = reason(desk, session, case, columns);
    head.extend(term(desk, session, case));
    let class = case.class().and_then(|id| session.pack.class(id));
    let likely = case.likely_class().to_string();
    let class = class.or_else(|| session.pack.class(&likely));
    let (list, due) = match case.class() {
        Some(_) => with_progress(desk, session, case, columns),
        None => expected(desk, session, case, class, columns),
    };
    let basis = class.map(|class| {
        let cite = session.pack.cite(&class.clause);
        let text = desk.tell("tui-basis", &[("cite", Value::Text(&cite))]);
        (format!(" {text}"), Tone::Faint)
    });
    // The district's word on the step that is due, newest first: one note, two lines; `explain` tells them all.
    let step = procedure::next_step(case, &session.pack).map(|step| step.id.as_str());
    let told = desk
        .district
        .about(class.map(|class| class.id.as_str()), step);
    let told = told.first().map(|note| {
        let text = district_note(note, desk.messages);
        wrap(&text, columns - 1, false)
    });
    let told = told.into_iter().flatten().take(2);
    let told = told.map(|line| (format!(" {line}"), Tone::Strong));
    // Two lines at most: the whole of it is a page of its own.
    let money = money.map(|money| wrap(money, columns - 1, false));
    let money = money.into_iter().flatten().take(2);
    let money = money.map(|line| (format!(" {line}"), Tone::Plain));
    let below: Vec<Line> = basis.into_iter().chain(told).chain(money).collect();
    let left = room.saturating_sub(head.len() + below.len());
    head.append(&mut window(desk, list, due, left));
    head.extend(below);
    head
}

/// The reason with who set it and when, and why the proposal came back.
fn reason(desk: &Desk<'_>, session: &Session, case: &Case, columns: usize) -> Vec<Line> {
    let Some(entry) = case.class_entry() else {
        return vec![(format!(" {}", desk.say("tui-class-none")), Tone::Strong)];
    };
    let title = entry
        .text("class")
        .and_then(|id| session.pack.class(id))
        .map(|class| format!("{} {}", class.id, class.title))
        .unwrap_or_default();
    let when = timeline::local_time(&session.pack, entry.at).format("%m-%d");
    let left = desk.tell("tui-class", &[("class", Value::Text(&title))]);
    let right = desk.tell(
        "tui-class-by",
        &[
            ("who", Value::Text(&entry.body.by)),
            ("day", Value::Text(&when.to_string())),
        ],
    );
    // A long title is read whole: who set it stands behind its last line, or below it.
    let right = format!("  {right} ");
    let mut titles = wrap(&left, columns - 1, false);
    let last = titles.last().map_or(0, |line| width(line, false));
    if last + 1 + width(&right, false) > columns {
        titles.push(String::new());
    }
    let end = titles.pop().unwrap_or_default();
    let mut lines: Vec<Line> = titles
        .into_iter()
        .map(|line| (format!(" {line}"), Tone::Strong))
        .collect();
    let text = spread(&format!(" {end}"), &right, columns, false);
    lines.push((text, Tone::Strong));
    if let Some(outcome) = &case.outcome
        && outcome.status == OutcomeStatus::Returned
    {
        let note = Value::Text(&outcome.review_note);
        let text = desk.tell("tui-returned-why", &[("note", note)]);
        lines.push((format!(" {text}"), Tone::Alarm));
    }
    lines
}

/// The steps of the class that stands, and which of them is due.
fn with_progress(
    desk: &Desk<'_>,
    session: &Session,
    case: &Case,
    columns: usize,
) -> (Vec<Told>, usize) {
    let pack = &session.pack;
    let steps = procedure::steps(case, pack);
    let titles = title_columns(steps.iter().map(|(step, _)| step.title.as_str()));
    let late = late(session, case);
    let own = procedure::next_of(case, pack, |role| may_do(session.role, role));
    let own = own.filter(|step| may_do(session.role, step.role));
    let mut due = usize::MAX;
    let mut lines: Vec<Told> = Vec::new();
    for (step, progress) in steps {
        let is_open = matches!(progress, Progress::Due | Progress::Later);
        let depends = procedure::depends_on(case, pack, step).filter(|_| is_open);
        let only = depends.map(|endings| only_for(endings, desk.messages));
        let mine = may_do(session.role, step.role);
        let is_next = own.is_some_and(|own| own.id == step.id);
        let who = pack.role_title(step.role);
        let (mark, word, detail, tone) = match progress {
            Progress::Done(entry) => gate::of_step(case, pack, step).map_or_else(
                || {
                    let done = format!("{} {}", moment(session, entry), brief(desk, entry));
                    (" ", "tui-step-done", done, Tone::Plain)
                },
                |closed| held(desk, &closed),
            ),
            Progress::Due | Progress::Later if is_next => {
                due = lines.len();
                let word = late.unwrap_or("tui-step-due");
                let needs = step.needs.as_deref().map_or_else(
                    || who.to_owned(),
                    |needs| desk.tell("tui-needs", &[("needs", Value::Text(needs))]),
                );
                let needs = match &only {
                    Some(only) => {
                        let values = [("needs", Value::Text(&needs)), ("only", Value::Text(only))];
                        desk.tell("tui-needs-if", &values)
                    }
                    None => needs,
                };
                (">", word, needs, Tone::Strong)
            }
            Progress::Due => {
                if own.is_none() {
                    due = lines.len();
                }
                let waits = desk.tell("tui-waits-for", &[("who", Value::Text(who))]);
                (" ", "tui-step-wait", waits, Tone::Faint)
            }
            Progress::Blocked(closed) => held(desk, &closed),
            Progress::Later => match &only {
                // Nobody is awaited before it is known whether the step is done at all.
                Some(only) => (" ", "tui-step-either", only.clone(), Tone::Faint),
                None if mine => (" ", "tui-step-later", who.to_owned(), Tone::Plain),
                None => (" ", "tui-step-later", who.to_owned(), Tone::Faint),
            },
        };
        let begin = format!("{mark}{}  ", desk.say(word));
        // What the step that is due needs is read whole.
        let whole = due == lines.len();
        let text = beside(&begin, (&step.title, titles), &detail, whole, columns);
        lines.push(Told {
            lines: text.into_iter().map(|line| (line, tone)).collect(),
            depends: depends.is_some() && !is_next,
        });
    }
    (lines, due)
}

/// The columns that the titles of steps are padded to.
fn title_columns<'a>(titles: impl Iterator<Item = &'a str>) -> usize {
    let longest = titles.map(|title| width(title, false)).max();
    longest.unwrap_or(0).clamp(14, 20)
}

/// A step as lines: its title, which is never cut, and behind it how it stands. What has no room there is cut, or goes
/// below where it is short or wanted whole.
fn beside(
    begin: &str,
    (title, titles): (&str, usize),
    detail: &str,
    whole: bool,
    columns: usize,
) -> Vec<String> {
    let indent = " ".repeat(width(begin, false));
    let room = columns.saturating_sub(width(begin, false));
    let mut lines = wrap(title, room, false);
    let last = lines.pop().unwrap_or_default();
    let last = fit(&last, titles.max(width(&last, false)), false);
    let left = room.saturating_sub(width(&last, false));
    let wanted = width(detail, false);
    let mut below = Vec::new();
    if wanted + 2 <= left {
        lines.push(format!("{last}  {detail}"));
    } else if wanted < left && wanted <= SHORT {
        lines.push(format!("{last} {detail}"));
    } else if whole && left >= SHORT + 2 {
        let mut parts = wrap(detail, left - 2, false).into_iter();
        lines.push(format!("{last}  {}", parts.next().unwrap_or_default()));
        let under = " ".repeat(width(&last, false) + 2);
        below.extend(parts.map(|part| format!("{under}{part}")));
    } else if whole || wanted <= SHORT || left < SHORT {
        lines.push(last);
        let parts = if whole {
            wrap(detail, room, false)
        } else {
            vec![cut(detail, room, false)]
        };
        below.extend(parts);
    } else {
        lines.push(format!("{last}  {}", cut(detail, left - 2, false)));
    }
    lines.extend(below);
    let begins = std::iter::once(begin).chain(std::iter::repeat(indent.as_str()));
    begins
        .zip(lines)
        .map(|(begin, line)| format!("{begin}{line}"))
        .collect()
}

/// A step that keeps the outcome from being proposed, or is kept by another: what is missing.
fn held(desk: &Desk<'_>, closed: &Closed) -> (&'static str, &'static str, String, Tone) {
    let what = desk.tell(
        &format!("tui-lacks-{}", closed.lack.name()),
        &[("step", Value::Text(&closed.step))],
    );
    (" ", "tui-step-blocked", what, Tone::Alarm)
}

/// The word for a next step whose time is up today or was before.
fn late(session: &Session, case: &Case) -> Option<&'static str> {
    let terms = deadline::terms(case, &session.pack);
    let term = terms.iter().find(|term| term.matter == Matter::Step)?;
    match term.until.cmp(&session.today()) {
        Ordering::Less => Some("tui-step-overdue"),
        Ordering::Equal => Some("tui-step-today"),
        Ordering::Greater => None,
    }
}

/// What else runs for the case, the first to end: a notice, money, a request, a referral.
fn term(desk: &Desk<'_>, session: &Session, case: &Case) -> Option<Line> {
    let terms = deadline::terms(case, &session.pack);
    // Appointments stand in the list on the left.
    let first = terms
        .iter()
        .find(|term| term.matter != Matter::Appointment)?;
    let left = (first.until - session.today()).num_days();
    let (key, tone) = match left {
        0 => ("tui-term-today", Tone::Alarm),
        days if days < 0 => ("tui-term-overdue", Tone::Alarm),
        _ => ("tui-term", Tone::Plain),
    };
    let what = desk.say(&format!("entry-due-{}", first.matter.name()));
    let day = first.until.format("%m-%d").to_string();
    let text = desk.tell(
        key,
        &[
            ("what", Value::Text(&what)),
            ("day", Value::Text(&day)),
            ("days", Value::Number(left.abs())),
        ],
    );
    Some((format!(" {text}"), tone))
}

/// Before a reason stands: what comes first, and the steps of the class that the list presumes.
fn expected(
    desk: &Desk<'_>,
    session: &Session,
    case: &Case,
    class: Option<&Class>,
    columns: usize,
) -> (Vec<Told>, usize) {
    let met = case.standing(Kind::Contact).next().is_some();
    let first = if met {
        "tui-first-classify"
    } else {
        "tui-first-contact"
    };
    let due = desk.say("tui-step-due");
    let first = (format!(">{due}  {}", desk.say(first)), Tone::Strong);
    let mut lines = vec![Told::from(first)];
    if !met {
        let later = desk.say("tui-step-later");
        let then = desk.say("tui-first-classify");
        lines.push((format!(" {later}  {then}"), Tone::Plain).into());
    }
    let Some(class) = class else {
        return (lines, 0);
    };
    let likely = format!("{} {}", class.id, class.title);
    let text = desk.tell("tui-class-likely", &[("class", Value::Text(&likely))]);
    lines.push((format!(" {text}"), Tone::Plain).into());
    let steps = || class.steps.iter().filter(|step| step.only_for.is_empty());
    let titles = title_columns(steps().map(|step| step.title.as_str()));
    for step in steps() {
        let who = session.pack.role_title(step.role);
        let text = beside("       ", (&step.title, titles), who, false, columns);
        lines.push(Told {
            lines: text.into_iter().map(|line| (line, Tone::Faint)).collect(),
            depends: false,
        });
    }
    (lines, 0)
}

/// The steps around the one that is due, with a count of what is left out on either side.
fn window(desk: &Desk<'_>, steps: Vec<Told>, due: usize, room: usize) -> Vec<Line> {
    let count = steps.len();
    let due = due.min(count.saturating_sub(1));
    if room < 3 {
        let one = steps.into_iter().skip(due).take(1);
        return one.flat_map(|one| one.lines).take(room.max(1)).collect();
    }
    // One line goes to each count that is needed.
    let fits = |first: usize, last: usize| {
        let rows: usize = steps[first..last].iter().map(|one| one.lines.len()).sum();
        rows + usize::from(first > 0) + usize::from(last < count) <= room
    };
    let (mut first, mut last) = (due, (due + 1).min(count));
    let one_more = (due + 2).min(count);
    if fits(0, one_more) {
        (first, last) = (0, one_more);
    } else if due > 0 && fits(due - 1, last) {
        first = due - 1;
    }
    while last < count && fits(first, last + 1) {
        last += 1;
    }
    while first > 0 && fits(first - 1, last) {
        first -= 1;
    }
    let told = |key: &str, n: usize, either: usize| {
        let values = [("count", Value::from(n)), ("either", Value::from(either))];
        let text = desk.tell(key, &values);
        (format!("       {text}"), Tone::Faint)
    };
    let either = steps[last..].iter().filter(|one| one.depends).count();
    let mut shown = Vec::new();
    if first > 0 {
        shown.push(told("tui-steps-above", first, 0));
    }
    let below = usize::from(last < count);
    let seen = steps.into_iter().take(last).skip(first);
    shown.extend(seen.flat_map(|one| one.lines));
    shown.truncate(room - below);
    if last < count {
        let sure = count - last - either;
        let key = match (sure, either) {
            (_, 0) => "tui-steps-below",
            (0, _) => "tui-steps-below-only",
            _ => "tui-steps-below-either",
        };
        shown.push(told(key, sure, either));
    }
    shown
}
