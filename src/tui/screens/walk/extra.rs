//! What a large screen adds on the right: family with telephones, who went there how often, papers, the clause's own words.

use super::super::super::app::Desk;
use super::super::super::paint::{Canvas, Tone, wrap};
use super::super::{place_of, sex_and_age, state_word};
use super::steps::Line;
use super::{LEFT, MIDDLE, Walk};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::record::HOW;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::masking;
use crate::usecases::session::Session;

/// The first column of the third part.
const AT: usize = LEFT + 2 + MIDDLE + 1;

/// Whether there is room for it.
pub(super) fn fits(canvas: &Canvas<'_>) -> bool {
    canvas.columns() >= AT + 30 && canvas.rows() > 30
}

/// Draws it.
pub(super) fn draw(
    desk: &Desk<'_>,
    session: &Session,
    canvas: &mut Canvas<'_>,
    walk: &Walk,
    (row, case): (&CaseRow, &Case),
    bottom: usize,
) {
    let columns = canvas.columns() - AT - 2;
    let wide = canvas.look().wide;
    for y in 2..bottom {
        canvas.bar(AT, y);
    }
    let parts = [
        people(desk, walk, row, case),
        attempts(desk, case),
        papers(desk, case),
        clause(desk, session, case),
    ];
    let mut y = 2;
    for (n, part) in parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .enumerate()
    {
        if n > 0 && y < bottom {
            canvas.rule_part(AT + 1, y, columns + 1);
            y += 1;
        }
        for (text, tone) in part {
            for line in wrap(&text, columns, wide) {
                if y < bottom {
                    canvas.text(AT + 2, y, columns, &line, tone);
                }
                y += 1;
            }
        }
    }
}

/// The household with their states, and everybody who can be called about the person.
fn people(desk: &Desk<'_>, walk: &Walk, row: &CaseRow, case: &Case) -> Vec<Line> {
    let mask = |phone: &str| {
        if walk.shown_whole {
            phone.to_owned()
        } else {
            masking::phone(phone)
        }
    };
    let mut lines = vec![(desk.say("tui-extra-people"), Tone::Strong)];
    for phone in row.phone.iter().chain(&case.phones) {
        lines.push((format!("{}  {}", row.name, mask(phone)), Tone::Plain));
    }
    let mut known = Vec::new();
    for contact in case.standing(Kind::Contact).rev() {
        let name = contact.text("informant").unwrap_or_default();
        let phone = contact.text("phone").unwrap_or_default();
        if (name.is_empty() && phone.is_empty()) || known.contains(&(name, phone)) {
            continue;
        }
        known.push((name, phone));
        let relation = contact.text("relation").map_or_else(String::new, |text| {
            desk.tell("tui-in-brackets", &[("text", Value::Text(text))])
        });
        lines.push((format!("{name}{relation}  {}", mask(phone)), Tone::Plain));
    }
    if let Some(phone) = case.fact("child_phone") {
        let child = forms_name(desk, "child_phone");
        lines.push((format!("{child}  {}", mask(phone)), Tone::Plain));
    }
    for name in ["alias", "householder", "heir"] {
        if let Some(value) = case.fact(name) {
            lines.push((format!("{}  {value}", forms_name(desk, name)), Tone::Plain));
        }
    }
    for mate in &walk.mates {
        let text = format!(
            "{} {} {} {} {}",
            desk.say("tui-mates"),
            mate.name,
            sex_and_age(desk, mate),
            place_of(desk, mate),
            state_word(desk, mate)
        );
        lines.push((text, Tone::Plain));
    }
    if lines.len() == 1 {
        lines.push((desk.say("tui-extra-nobody"), Tone::Plain));
    }
    lines
}

fn forms_name(desk: &Desk<'_>, name: &str) -> String {
    super::super::super::forms::fact_name(desk, name)
}

/// 找过3次：入户2 电话1.
fn attempts(desk: &Desk<'_>, case: &Case) -> Vec<Line> {
    let count = |how: &str| {
        case.standing(Kind::Contact)
            .filter(|contact| contact.text("how") == Some(how))
            .count()
    };
    let ways: Vec<String> = HOW
        .iter()
        .map(|how| (how, count(how)))
        .filter(|(_, times)| *times > 0)
        .map(|(how, times)| {
            let word = desk.say(&format!("entry-value-how-{how}"));
            format!("{word}{times}")
        })
        .collect();
    let all = case.standing(Kind::Contact).count();
    let text = if all == 0 {
        desk.say("tui-extra-never")
    } else {
        desk.tell(
            "tui-extra-tried",
            &[
                ("count", Value::from(all)),
                ("ways", Value::Text(&ways.join(" "))),
            ],
        )
    };
    vec![(text, Tone::Plain)]
}

/// The photos and papers that are there.
fn papers(desk: &Desk<'_>, case: &Case) -> Vec<Line> {
    let count = case.standing(Kind::Evidence).count();
    if count == 0 {
        return Vec::new();
    }
    let head = desk.tell("tui-extra-papers", &[("count", Value::from(count))]);
    let mut lines = vec![(head, Tone::Strong)];
    let captions = case
        .standing(Kind::Evidence)
        .filter_map(|paper| paper.text("caption").or_else(|| paper.text("given")));
    lines.extend(captions.map(|caption| (caption.to_owned(), Tone::Plain)));
    lines
}

/// The words of the clause that the reason rests on.
fn clause(desk: &Desk<'_>, session: &Session, case: &Case) -> Vec<Line> {
    let likely = case.likely_class().to_string();
    let Some(class) = session.pack.class(case.class().unwrap_or(&likely)) else {
        return Vec::new();
    };
    let Some(clause) = session.pack.clauses.get(&class.clause) else {
        return Vec::new();
    };
    let cite = session.pack.cite(&class.clause);
    vec![
        (
            desk.tell("tui-basis", &[("cite", Value::Text(&cite))]),
            Tone::Strong,
        ),
        (clause.text.clone(), Tone::Plain),
    ]
}
