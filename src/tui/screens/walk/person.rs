//! The person on the right of the walk: who, where, since when, and what the list says.

use super::super::super::app::Desk;
use super::super::super::paint::{Canvas, Tone, spread};
use super::super::{place_of, sex_and_age};
use super::{LEFT, Walk, notes, steps};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::masking;
use crate::usecases::session::Session;

impl Walk {
    pub(super) fn draw_person(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        canvas: &mut Canvas<'_>,
        person: (&CaseRow, &Case),
        bottom: usize,
    ) {
        let (row, case) = person;
        let left = LEFT + 2;
        let columns = canvas.columns() - left;
        let wide = canvas.look().wide;
        let mut y = 2;
        for (line, tone) in self.facts(desk, session, row, case, columns, wide) {
            canvas.text(left, y, columns, &line, tone);
            y += 1;
        }
        canvas.rule_part(LEFT + 1, y, columns + 1);
        y += 1;
        let notes = notes::notes(desk, session, case);
        let room_for_notes = notes
            .len()
            .clamp(1, if canvas.rows() > 30 { 12 } else { 3 });
        let steps_end = bottom.saturating_sub(room_for_notes + 1);
        for (line, tone) in steps::steps(desk, session, case) {
            if y >= steps_end {
                break;
            }
            canvas.text(left - 1, y, columns + 1, &line, tone);
            y += 1;
        }
        let y = y.max(if canvas.rows() > 30 { y } else { steps_end });
        canvas.rule_part(LEFT + 1, y, columns + 1);
        for (n, note) in notes.iter().take(bottom.saturating_sub(y + 1)).enumerate() {
            canvas.text(left, y + 1 + n, columns, note, Tone::Plain);
        }
    }

    /// Five lines about the person.
    fn facts(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        row: &CaseRow,
        case: &Case,
        columns: usize,
        wide: bool,
    ) -> Vec<(String, Tone)> {
        let mut head = format!(
            "{}  {}  {}",
            row.name,
            sex_and_age(desk, row),
            place_of(desk, row)
        );
        if self.namesakes > 0 {
            let same = desk.tell("tui-namesakes", &[("count", Value::from(self.namesakes))]);
            head = spread(&head, &same, columns, wide);
        }
        let whole = self.shown_whole;
        let id = row.id_number.as_deref().map_or_else(
            || desk.say("tui-no-id"),
            |id| {
                if whole {
                    id.to_owned()
                } else {
                    masking::id_number(id)
                }
            },
        );
        let phone = row.phone.as_deref().map_or_else(
            || desk.say("tui-no-phone"),
            |phone| {
                if whole {
                    phone.to_owned()
                } else {
                    masking::phone(phone)
                }
            },
        );
        let family = case
            .standing(Kind::Contact)
            .rfind(|contact| contact.text("informant").is_some())
            .and_then(|contact| contact.text("informant"))
            .map(|name| format!("{} {name}", desk.say("tui-family")))
            .unwrap_or_default();
        let mates: Vec<&str> = self.mates.iter().map(|mate| mate.name.as_str()).collect();
        let mates = if mates.is_empty() {
            String::new()
        } else {
            format!("{} {}", desk.say("tui-mates"), mates.join("、"))
        };
        let home = case
            .fact("lives_at")
            .map(|place| format!("{} {place}", desk.say("tui-lives")))
            .unwrap_or_default();
        let months = unpaid_months(desk, session, row);
        let reason = case.facts.reason.clone().unwrap_or_default();
        let remark = case.facts.remark.clone().unwrap_or_default();
        let mut lines = vec![
            (head, Tone::Strong),
            (
                format!(
                    "{} {id}  {} {phone}",
                    desk.say("tui-id"),
                    desk.say("tui-phone")
                ),
                Tone::Plain,
            ),
            (
                format!(
                    "{} {}  {home}  {family}",
                    desk.say("tui-insured"),
                    session.unit_name(row.unit)
                ),
                Tone::Plain,
            ),
            (format!("{months}  {mates}"), Tone::Plain),
            (
                desk.tell(
                    if remark.is_empty() {
                        "tui-reason-only"
                    } else {
                        "tui-reason"
                    },
                    &[
                        ("reason", Value::Text(&reason)),
                        ("remark", Value::Text(&remark)),
                    ],
                ),
                Tone::Plain,
            ),
        ];
        if !row.doubts.is_empty() {
            let words: Vec<String> = row
                .doubts
                .iter()
                .map(|doubt| desk.say(&format!("entry-doubt-{}", doubt.name())))
                .collect();
            lines.push((
                format!("{} {}", desk.say("tui-doubts"), words.join("；")),
                Tone::Alarm,
            ));
        }
        lines
    }
}

/// 2020-11起停发，已10个月
fn unpaid_months(desk: &Desk<'_>, session: &Session, row: &CaseRow) -> String {
    row.suspended_from.map_or_else(
        || desk.say("tui-no-month"),
        |month| {
            let now = crate::domain::month::Month::of(session.today());
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
