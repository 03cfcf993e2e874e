//! The person on the right of the walk: who, where, since when, who belongs to them, and what the list says.

use super::super::super::app::Desk;
use super::super::super::paint::{Canvas, Tone, fit, spread, width, wrap};
use super::super::{place_of, sex_and_age, state_word};
use super::notes::{disputed, notes, owed, waits};
use super::steps::{Line, steps};
use super::{LEFT, MIDDLE, Walk, extra};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::month::Month;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::masking;
use crate::usecases::session::Session;

/// So many of the last notes stand on the smallest screen.
const NOTES: usize = 3;

impl Walk {
    pub(super) fn draw_person(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        canvas: &mut Canvas<'_>,
        (row, case): (&CaseRow, &Case),
        bottom: usize,
    ) {
        let left = LEFT + 2;
        let large = extra::fits(canvas);
        let columns = if large {
            MIDDLE
        } else {
            canvas.columns() - left
        };
        let wide = canvas.look().wide;
        let across = (columns + 2).min(canvas.columns() - LEFT - 1);
        let mut y = 2;
        for (line, tone) in self.facts(desk, session, (row, case), columns, large, wide) {
            canvas.text(left, y, columns, &line, tone);
            y += 1;
        }
        canvas.rule_part(LEFT + 1, y, across);
        y += 1;
        // On a screen with more rows the procedure stands whole, and the notes get what is left.
        let room = if canvas.rows() > 30 {
            bottom - y - NOTES - 1
        } else {
            bottom.saturating_sub(y + NOTES + 1)
        };
        let money = self.money.as_deref();
        let procedure = steps(desk, session, (case, money), columns + 1, room);
        let used = procedure.len();
        for (n, (line, tone)) in procedure.into_iter().enumerate() {
            canvas.text(left - 1, y + n, columns + 1, &line, tone);
        }
        y += if canvas.rows() > 30 { used } else { room };
        canvas.rule_part(LEFT + 1, y, across);
        draw_notes(desk, session, case, canvas, (left, y, columns, bottom));
        if large {
            extra::draw(desk, session, canvas, self, (row, case), bottom);
        }
    }

    /// What is known of the person; on a large screen nothing of it is cut.
    fn facts(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        (row, case): (&CaseRow, &Case),
        columns: usize,
        large: bool,
        wide: bool,
    ) -> Vec<Line> {
        let mut head = format!(
            "{}  {}  {}",
            row.name,
            sex_and_age(desk, row),
            place_of(desk, row)
        );
        if self.namesakes > 0 {
            let same = desk.tell("tui-namesakes", &[("count", Value::from(self.namesakes))]);
            head = spread(&head, &format!(" {same}"), columns, wide);
        }
        let numbers = self.numbers(desk, row, case);
        let home = case
            .fact("lives_at")
            .map_or_else(|| desk.say("tui-not-noted"), str::to_owned);
        let family = family(desk, case).unwrap_or_else(|| desk.say("tui-not-noted"));
        let places = [
            format!(
                "{} {}",
                desk.say("tui-insured"),
                session.short_name(row.unit)
            ),
            format!("{} {home}", desk.say("tui-lives")),
            format!("{} {family}", desk.say("tui-family")),
        ];
        let months = unpaid_months(desk, session, row);
        let since = [months, self.household(desk, columns - THIRD, wide)];
        let mut lines = vec![
            (head, Tone::Strong),
            (numbers, Tone::Plain),
            (in_columns(&places, &[SECOND, THIRD], wide), Tone::Plain),
            (in_columns(&since, &[THIRD], wide), Tone::Plain),
        ];
        let most = if large { 6 } else { 2 };
        for line in few(&said(desk, case), columns, most, wide) {
            lines.push((line, Tone::Plain));
        }
        if !row.doubts.is_empty() {
            let words: Vec<String> = row
                .doubts
                .iter()
                .map(|doubt| desk.say(&format!("entry-doubt-{}", doubt.name())))
                .collect();
            let text = format!("{}{}", desk.say("tui-doubts"), words.join("；"));
            for line in few(&text, columns, most / 2, wide) {
                lines.push((line, Tone::Alarm));
            }
        }
        lines
    }

    /// ID and telephone, masked until they are asked for, with what came of the last call.
    fn numbers(&self, desk: &Desk<'_>, row: &CaseRow, case: &Case) -> String {
        let shown = |number: &str, mask: fn(&str) -> String| {
            if self.shown_whole {
                number.to_owned()
            } else {
                mask(number)
            }
        };
        let id = row
            .id_number
            .as_deref()
            .map_or_else(|| desk.say("tui-no-id"), |id| shown(id, masking::id_number));
        let mut phone = row.phone.as_deref().map_or_else(
            || desk.say("tui-no-phone"),
            |phone| shown(phone, masking::phone),
        );
        // Without a number a call says nothing of one: it was the family's.
        if let Some(last) = last_call(desk, case).filter(|_| row.phone.is_some()) {
            phone.push_str(&desk.tell("tui-in-brackets", &[("text", Value::Text(&last))]));
        }
        let (id_word, phone_word) = (desk.say("tui-id"), desk.say("tui-phone"));
        format!("{id_word} {id}  {phone_word} {phone}")
    }

    /// 同户 李大山（失联）; those who do not fit are counted.
    fn household(&self, desk: &Desk<'_>, columns: usize, wide: bool) -> String {
        let Some(first) = self.mates.first() else {
            return String::new();
        };
        let name = |mate: &CaseRow| format!("{}（{}）", mate.name, state_word(desk, mate));
        let label = desk.say("tui-mates");
        let all: Vec<String> = self.mates.iter().map(name).collect();
        let whole = format!("{label} {}", all.join("、"));
        if self.mates.len() == 1 || width(&whole, wide) <= columns {
            return whole;
        }
        let more = desk.tell("tui-and-more", &[("count", Value::from(self.mates.len()))]);
        format!("{label} {}{more}", name(first))
    }
}

/// Where the second and the third fact of a line begin.
const SECOND: usize = 16;
const THIRD: usize = 30;

/// Texts that begin at these columns; one that is too long pushes the next.
fn in_columns(texts: &[String], begins: &[usize], wide: bool) -> String {
    let mut line = texts[0].clone();
    for (text, begin) in texts[1..].iter().zip(begins) {
        if width(&line, wide) < *begin {
            line = fit(&line, *begin, wide);
        } else {
            line.push_str("  ");
        }
        line.push_str(text);
    }
    line
}

/// A text in at most so many lines; dots stand for what is left out.
fn few(text: &str, columns: usize, most: usize, wide: bool) -> Vec<String> {
    let mut lines = wrap(text, columns, wide);
    let most = most.max(1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            // Two columns for the dots, and one that a double-width character may leave.
            let kept: String = fit(last, columns - 3, wide);
            *last = format!("{}..", kept.trim_end_matches(['.', ' ']));
        }
    }
    lines
}

/// What the list says of the reason.
pub(in crate::tui::screens) fn said(desk: &Desk<'_>, case: &Case) -> String {
    let reason = case.facts.reason.clone().unwrap_or_default();
    let remark = case.facts.remark.clone().unwrap_or_default();
    let key = match (reason.is_empty(), remark.is_empty()) {
        (true, true) => "tui-reason-none",
        (_, true) => "tui-reason-only",
        (_, false) => "tui-reason",
    };
    desk.tell(
        key,
        &[
            ("reason", Value::Text(&reason)),
            ("remark", Value::Text(&remark)),
        ],
    )
}

/// The last notes, newest first, what is owed at the end; what does not fit is counted.
fn draw_notes(
    desk: &Desk<'_>,
    session: &Session,
    case: &Case,
    canvas: &mut Canvas<'_>,
    (left, y, columns, bottom): (usize, usize, usize, usize),
) {
    let wide = canvas.look().wide;
    let large = canvas.rows() > 30;
    let owed = waits(desk, case)
        .or_else(|| disputed(desk, case))
        .or_else(|| owed(desk, session, case));
    let owed = match owed {
        Some(owed) if large => wrap(&owed, columns, wide),
        owed => owed.into_iter().collect(),
    };
    let room = bottom.saturating_sub(y + 1 + owed.len());
    let all = notes(desk, session, case);
    let count = all.len();
    let mut lines = Vec::new();
    let mut shown = 0;
    for note in all {
        let mut wrapped = if large {
            wrap(&note, columns, wide)
        } else {
            vec![note]
        };
        if lines.len() + wrapped.len() > room {
            break;
        }
        lines.append(&mut wrapped);
        shown += 1;
    }
    if shown < count {
        let text = desk.tell("tui-notes-all", &[("count", Value::from(count))]);
        let at = columns.saturating_sub(width(&text, wide) + 2);
        canvas.text(left + at, y, width(&text, wide), &text, Tone::Plain);
    }
    for (n, line) in lines.iter().enumerate() {
        canvas.text(left, y + 1 + n, columns, line, Tone::Plain);
    }
    let below = y + 1 + if large { lines.len() } else { room };
    for (n, line) in owed.iter().enumerate() {
        let row = (below + n).min(bottom - 1);
        canvas.text(left, row, columns, line, Tone::Alarm);
    }
}

/// 李强（儿子）: whoever spoke for the person last, else the heir.
fn family(desk: &Desk<'_>, case: &Case) -> Option<String> {
    let told = case.standing(Kind::Contact).rfind(|contact| {
        contact.text("informant").is_some() && contact.text("met").is_none_or(|met| met == "family")
    });
    let Some(told) = told else {
        return case.fact("heir").map(str::to_owned);
    };
    let name = told.text("informant")?;
    Some(match told.text("relation") {
        Some(relation) => {
            let relation = desk.tell("tui-in-brackets", &[("text", Value::Text(relation))]);
            format!("{name}{relation}")
        }
        None => name.to_owned(),
    })
}

/// What came of the last call: 没人接, 空号.
fn last_call(desk: &Desk<'_>, case: &Case) -> Option<String> {
    let last = case
        .standing(Kind::Contact)
        .rfind(|contact| contact.text("how") == Some("phone"))?;
    let note = last.text("note").unwrap_or_default();
    if let Some(n) = (1..=3).find(|n| desk.say(&format!("tui-call-{n}")) == note) {
        return Some(desk.say(&format!("tui-call-short-{n}")));
    }
    Some(desk.say(if last.text("met") == Some("nobody") {
        "tui-call-missed"
    } else {
        "tui-call-reached"
    }))
}

/// 2020-11起停发，已10个月
fn unpaid_months(desk: &Desk<'_>, session: &Session, row: &CaseRow) -> String {
    row.suspended_from.map_or_else(
        || desk.say("tui-no-month"),
        |month| {
            let now = Month::of(session.today());
            desk.tell(
                "tui-months",
                &[
                    ("from", Value::Text(&month.to_string())),
                    ("count", Value::from(month.months_until(now))),
                ],
            )
        },
    )
}
