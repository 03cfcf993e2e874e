//! What the screen of the spot check says: heads and lines of each stage, and the form of a check.

use super::super::super::app::Desk;
use super::super::super::form::{Entry, Form, Row};
use super::super::{person_line, place_of, short_unit};
use super::{Choice, Doing, Sampling, Stage, Step, withdrawing};
use crate::domain::entry::Kind;
use crate::domain::report::RowUnit;
use crate::domain::sample::{NOTHING, REPLACED_BECAUSE, WAYS};
use crate::domain::unit::UnitCode;
use crate::messages::{Messages, Value};
use crate::output::sample_words;
use crate::usecases::masking;
use crate::usecases::sampling::{self, Drawing, DrawnRow, RectifyRow};
use crate::usecases::session::Session;

/// Files that can be saved.
pub(super) const SAVED: usize = 4;

/// What stands above the lines of a stage, and the lines; a wide screen is told more of each.
pub(super) fn of(screen: &Sampling, desk: &Desk<'_>, wide: bool) -> (Vec<String>, Vec<String>) {
    let say = |key: &str| vec![desk.say(key)];
    let typed = |key: &str, value: &str| (vec![desk.say(key), format!("[{value}]")], Vec::new());
    match &screen.stage {
        Stage::Menu => (Vec::new(), menu(screen, desk)),
        Stage::Seed(field) => typed("sample-ask-seed", field.value()),
        Stage::Share(field) => typed("sample-ask-share", field.value()),
        Stage::Ask(drawing) => (asked(desk, drawing), Vec::new()),
        Stage::People(rows) => {
            let level = desk.say(&format!("sample-level-{}", screen.level.name()));
            let open = rows
                .iter()
                .filter(|one| !one.checked && one.replaced.is_none());
            let head = desk.tell(
                "sample-people-head",
                &[
                    ("level", Value::Text(&level)),
                    ("open", Value::from(open.count())),
                ],
            );
            let lines = rows.iter().map(|row| drawn_line(desk, row, wide));
            (vec![head], lines.collect())
        }
        Stage::Person(row, shown) => {
            let steps = steps(desk, row).into_iter();
            let lines = steps.map(|step| desk.say(step_key(step)));
            let mut head = person(desk, row, *shown);
            head.push(desk.say("sample-person-blind"));
            (head, lines.collect())
        }
        Stage::Checks(row, checks) => {
            let mut head = person(desk, row, false);
            head.push(desk.say("sample-which-check"));
            (head, checks.iter().map(|one| recorded(desk, one)).collect())
        }
        Stage::Withdraw(mistake) => withdrawing::asked(desk, mistake),
        Stage::Why(mistake, field) => {
            let (mut head, _) = withdrawing::asked(desk, mistake);
            head.push(desk.say("sample-ask-withdraw-own"));
            head.push(format!("[{}]", field.value()));
            (head, Vec::new())
        }
        Stage::Replace(row) => {
            let mut head = person(desk, row, false);
            head.push(desk.say("sample-ask-replace"));
            let reasons = REPLACED_BECAUSE.iter();
            let lines = reasons.map(|why| desk.say(&format!("sample-because-{why}")));
            (head, lines.collect())
        }
        Stage::Rectify(rows) => (
            say("sample-rectify-head"),
            rows.iter()
                .map(|row| rectify_line(desk, row, wide))
                .collect(),
        ),
        Stage::One(row) => {
            let what = row.last.as_ref().map(|last| recorded(desk, last));
            let what = what.unwrap_or_default();
            let lines = doings(desk, row).into_iter().map(|doing| {
                let key = format!("sample-rectify-item-{}", doing as usize + 1);
                desk.tell(&key, &[("what", Value::Text(&what))])
            });
            (rectification(desk, row), lines.collect())
        }
        Stage::Words(row, doing, field) => {
            let mut head = rectification(desk, row);
            head.push(desk.say(match doing {
                Doing::Reopen => "sample-ask-reopen",
                Doing::Due => "sample-ask-due",
                Doing::Done | Doing::Close | Doing::Withdraw => "sample-ask-done",
            }));
            head.push(format!("[{}]", field.value()));
            (head, Vec::new())
        }
        Stage::Close(row) => {
            let mut head = rectification(desk, row);
            let name = Value::Text(&row.row.name);
            head.push(desk.tell("sample-ask-close", &[("person", name)]));
            (head, Vec::new())
        }
        Stage::Save => (
            say("sample-save-head"),
            (1..=SAVED)
                .map(|n| desk.say(&format!("sample-save-{n}")))
                .collect(),
        ),
        Stage::Form(..) | Stage::Page(..) => (Vec::new(), Vec::new()),
    }
}

fn menu(screen: &Sampling, desk: &Desk<'_>) -> Vec<String> {
    let (open, [waiting, overdue, done, _]) = screen.counts;
    Sampling::choices(desk)
        .iter()
        .map(|choice| match choice {
            Choice::Draw => desk.say("sample-menu-draw"),
            Choice::People => {
                let line = desk.say("sample-menu-people");
                let line = ("line", Value::Text(&line));
                match open {
                    Some(open) => desk.tell("sample-menu-open", &[line, ("open", open.into())]),
                    None => desk.tell("sample-menu-none", &[line]),
                }
            }
            Choice::Figures => desk.say("sample-menu-figures"),
            Choice::Rectify => desk.tell(
                "sample-menu-rectify-open",
                &[
                    ("line", Value::Text(&desk.say("sample-menu-rectify"))),
                    ("open", Value::from(waiting)),
                    ("overdue", Value::from(overdue)),
                    ("done", Value::from(done)),
                ],
            ),
            Choice::Check => desk.say("sample-menu-check"),
            Choice::Save => desk.say("sample-menu-save"),
            Choice::Level => {
                let level = desk.say(&format!("sample-level-{}", screen.level.name()));
                desk.tell("sample-menu-level", &[("level", Value::Text(&level))])
            }
        })
        .collect()
}

/// A draw in one sentence.
pub(super) fn drawn(desk: &Desk<'_>, drawing: &Drawing, key: &str) -> String {
    let level = desk.say(&format!("sample-level-{}", drawing.order.level.name()));
    desk.tell(
        key,
        &[
            ("level", Value::Text(&level)),
            ("population", Value::from(drawing.population())),
            ("drawn", Value::from(drawing.count())),
            ("share", Value::Text(&drawing.share.to_string())),
            ("seed", Value::Text(&drawing.order.seed)),
        ],
    )
}

/// What the draw would do: numbers, and nobody.
fn asked(desk: &Desk<'_>, drawing: &Drawing) -> Vec<String> {
    let mut head = vec![drawn(desk, drawing, "sample-ask-draw")];
    head.push(match &drawing.basis {
        Some(basis) => desk.tell("sample-basis", &[("basis", Value::Text(basis))]),
        None => desk.say("sample-basis-none"),
    });
    if drawing.before > 0 {
        let count = Value::from(drawing.before);
        head.push(desk.tell("sample-before", &[("count", count)]));
    }
    if let Some(session) = &desk.session {
        head.push(String::new());
        head.extend(drawing.units.iter().map(|unit| {
            let line = desk.tell(
                "sample-unit-line",
                &[
                    ("population", Value::from(unit.placed.len())),
                    ("quota", Value::from(unit.quota)),
                    ("drawn", Value::from(unit.drawn().count())),
                ],
            );
            let name = unit_name(session, unit.unit, desk.messages);
            format!(
                "{} {line}",
                super::super::super::paint::fit(&short_unit(&name), 16, false)
            )
        }));
    }
    head
}

/// The name of a unit's line.
pub(super) fn unit_name(session: &Session, unit: RowUnit, messages: &Messages) -> String {
    let name = match unit {
        RowUnit::Unit(code) => session.unit_name(code),
        RowUnit::Group(..) | RowUnit::Unassigned => String::new(),
    };
    crate::output::words::row_name(unit, &name, messages)
}

fn ways(desk: &Desk<'_>, row: &DrawnRow) -> String {
    let ways = row.ways.iter();
    let ways: Vec<String> = ways
        .map(|way| desk.say(&format!("sample-way-{way}")))
        .collect();
    ways.join(&desk.say("report-comma"))
}

/// 张雪芳 古荥村 还没查: who and where, on a wide screen the house and the covered telephone; never what was found first.
fn drawn_line(desk: &Desk<'_>, row: &DrawnRow, wide: bool) -> String {
    let state = if let Some(why) = &row.replaced {
        let why = desk.say(&format!("sample-because-{why}"));
        desk.tell("sample-state-replaced", &[("why", Value::Text(&why))])
    } else if row.ways.is_empty() {
        desk.say("sample-state-open")
    } else {
        ways(desk, row)
    };
    let unit = desk
        .session
        .as_ref()
        .map(|session| session.short_name(row.row.unit));
    let fit = super::super::super::paint::fit;
    let who = format!(
        "{} {}",
        fit(&row.row.name, 12, false),
        fit(&unit.unwrap_or_default(), 20, false)
    );
    if !wide {
        return format!("{who} {state}");
    }
    let phone = row.row.phone.as_deref().map(masking::phone);
    format!(
        "{who} {} {} {state}",
        fit(&place_of(desk, &row.row), 24, false),
        fit(phone.as_deref().unwrap_or("-"), 13, false)
    )
}

/// Name, numbers and place of a drawn person.
pub(super) fn person(desk: &Desk<'_>, row: &DrawnRow, shown: bool) -> Vec<String> {
    let mut head = vec![person_line(desk, &row.row)];
    if let Some(session) = &desk.session {
        let unit = session.unit_name(row.row.unit);
        head.push(desk.tell(
            "sample-person-place",
            &[
                ("unit", Value::Text(&unit)),
                ("place", Value::Text(&place_of(desk, &row.row))),
            ],
        ));
    }
    let covered = |number: &Option<String>, cover: fn(&str) -> String| match number {
        Some(number) if shown => number.clone(),
        Some(number) => cover(number),
        None => "-".to_owned(),
    };
    let id = covered(&row.row.id_number, masking::id_number);
    let phone = covered(&row.row.phone, masking::phone);
    head.push(format!(
        "{}   {}",
        desk.tell("sample-person-phone", &[("phone", Value::Text(&phone))]),
        desk.tell("sample-person-id", &[("id", Value::Text(&id))]),
    ));
    let order = row
        .order
        .map_or_else(|| "-".to_owned(), |order| order.to_string());
    let because = desk.say(&format!("sample-drawn-{}", row.because));
    head.push(desk.tell(
        "sample-person-order",
        &[
            ("order", Value::Text(&order)),
            ("because", Value::Text(&because)),
        ],
    ));
    if !row.ways.is_empty() {
        let ways = ways(desk, row);
        head.push(desk.tell("sample-person-has", &[("ways", Value::Text(&ways))]));
    }
    head
}

/// What can be done with a drawn person; who draws may replace, and what was recorded can be taken back.
pub(super) fn steps(desk: &Desk<'_>, row: &DrawnRow) -> Vec<Step> {
    let mut steps: Vec<Step> = WAYS.iter().map(|way| Step::Look(way)).collect();
    steps.push(Step::Whole);
    if desk.session.as_ref().is_some_and(sampling::oversees) {
        steps.push(Step::Replace);
    }
    if row.recorded > 0 {
        steps.push(Step::Withdraw);
    }
    steps
}

fn step_key(step: Step) -> &'static str {
    match step {
        Step::Look("files") => "sample-person-1",
        Step::Look("phone") => "sample-person-2",
        Step::Look(_) => "sample-person-3",
        Step::Replace => "sample-person-4",
        Step::Whole => "sample-person-5",
        Step::Withdraw => "sample-person-6",
    }
}

/// What can be done about a rectification; who is looked at puts right, and neither closes nor takes back what the office
/// that draws has done.
pub(super) fn doings(desk: &Desk<'_>, row: &RectifyRow) -> Vec<Doing> {
    let oversees = desk.session.as_ref().is_some_and(sampling::oversees);
    let mut doings = vec![Doing::Done];
    if oversees {
        doings.extend([Doing::Close, Doing::Reopen, Doing::Due]);
    }
    let last = row.last.as_ref();
    if last.is_some_and(|last| oversees || last.text("act") == Some("done")) {
        doings.push(Doing::Withdraw);
    }
    doings
}

/// What was recorded, by whom, on which day.
pub(super) fn recorded(desk: &Desk<'_>, entry: &crate::domain::entry::Entry) -> String {
    desk.session.as_ref().map_or_else(String::new, |session| {
        sample_words::recorded(entry, &session.pack, desk.messages)
    })
}

fn items(desk: &Desk<'_>, row: &RectifyRow) -> String {
    let items = row.items.iter();
    let items: Vec<String> = items
        .map(|one| sample_words::item(one, desk.messages))
        .collect();
    items.join(&desk.say("report-comma"))
}

fn due(desk: &Desk<'_>, row: &RectifyRow) -> String {
    row.due.map_or_else(
        || desk.say("sample-rectify-no-day"),
        |day| sample_words::last_day(day, row.estimated, desk.messages),
    )
}

fn rectify_line(desk: &Desk<'_>, row: &RectifyRow, wide: bool) -> String {
    let fit = super::super::super::paint::fit;
    let named = |unit: UnitCode| {
        let session = desk.session.as_ref();
        session.map_or_else(String::new, |session| session.short_name(unit))
    };
    let owner = row.owner.map(named).unwrap_or_default();
    let mut cells = vec![fit(&row.row.name, 10, false), fit(&owner, 12, false)];
    if wide {
        cells.push(fit(&named(row.row.unit), 14, false));
    }
    let status = desk.say(&format!("sample-status-{}", row.status.name()));
    cells.push(fit(&status, 6, false));
    if wide {
        let day = row.opened.to_string();
        let since = desk.tell("sample-rectify-since", &[("day", Value::Text(&day))]);
        cells.push(fit(&since, 16, false));
    }
    cells.push(fit(&due(desk, row), 11, false));
    cells.push(items(desk, row));
    cells.join(" ")
}

pub(super) fn rectification(desk: &Desk<'_>, row: &RectifyRow) -> Vec<String> {
    let labelled = |key: &str, value: &str| format!("{}  {value}", desk.say(key));
    let status = desk.say(&format!("sample-status-{}", row.status.name()));
    let mut head = vec![
        person_line(desk, &row.row),
        labelled("sample-rectify-items", &items(desk, row)),
        labelled("sample-rectify-opened", &row.opened.to_string()),
        labelled("sample-rectify-due", &due(desk, row)),
        labelled("sample-rectify-status", &status),
    ];
    for (key, told) in [
        ("sample-rectify-done", &row.done),
        ("sample-rectify-closed", &row.closed),
    ] {
        if let Some((what, by, on)) = told {
            let on = on.to_string();
            let told = desk.tell(
                "sample-rectify-told",
                &[
                    ("what", Value::Text(what)),
                    ("by", Value::Text(by)),
                    ("on", Value::Text(&on)),
                ],
            );
            head.push(labelled(key, &told));
        }
    }
    head
}

/// The form of a check: every row may be left blank, for not everything can be asked in every way.
pub(super) fn form(desk: &Desk<'_>, row: &DrawnRow, way: &str) -> Form {
    let title = desk.say(&format!("sample-way-{way}"));
    let words = |prefix: &str, words: &[&str]| -> Vec<(String, String)> {
        words
            .iter()
            .map(|word| {
                let key = format!("{prefix}{}", word.replace('_', "-"));
                ((*word).to_owned(), desk.say(&key))
            })
            .collect()
    };
    let mut outcomes = words(
        "entry-outcome-",
        &[
            "resumed",
            "awarded",
            "terminated",
            "sealed",
            "kept_suspended",
        ],
    );
    outcomes.push((NOTHING.to_owned(), desk.say("sample-outcome-none")));
    let classes: Vec<(String, String)> = desk
        .session
        .iter()
        .flat_map(|session| &session.pack.classes)
        .filter(|class| !class.outcomes.is_empty())
        .map(|class| {
            // Sub-classes share their short word.
            let apart = if class.id.len() > 1 {
                class.id.as_str()
            } else {
                ""
            };
            (class.id.clone(), format!("{}{apart}", class.short))
        })
        .collect();
    let choice = |field: &str, key: &str, options: Vec<(String, String)>| {
        Row::choice(field, desk.say(key), options, None)
    };
    let mut rows = Vec::new();
    if way != "files" {
        let met = words(
            "entry-value-met-",
            &[
                "self",
                "family",
                "neighbour",
                "committee",
                "institution",
                "nobody",
            ],
        );
        rows.push(choice("met", "sample-field-met", met));
    }
    rows.push(choice(
        "found",
        "sample-item-found",
        words("entry-value-found-", &["alive", "dead"]),
    ));
    rows.push(choice("class", "sample-item-class", classes));
    rows.push(choice("outcome", "sample-item-outcome", outcomes));
    let amount = desk.say("sample-item-amount");
    rows.push(Row::of("amount", amount, Entry::Money, false));
    let note = desk.say("sample-field-note");
    rows.push(Row::of("note", note, Entry::Text, false));
    Form {
        kind: Kind::SampleCheck,
        title: desk.tell("sample-form-title", &[("way", Value::Text(&title))]),
        person: row.row.name.clone(),
        remark: desk.say("sample-person-blind"),
        case: Some(row.row.id),
        rows,
        focus: 0,
        fixed: [("how".to_owned(), way.into())].into_iter().collect(),
        touched: false,
    }
}
