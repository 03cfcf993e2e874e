//! What can be taken back: the last own entries with names, and whom an entry really was about.

use super::super::super::app::{Came, Desk, Next};
use super::super::super::form::Form;
use super::super::super::forms;
use super::super::{Screen, walk};
use super::{List, What};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, Entry, EntryRef, Kind};
use crate::domain::record::recordable;
use crate::domain::timeline;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::recording::{Record, Subject, record};

/// An entry that can be taken back.
#[derive(Clone)]
pub(super) struct Recorded {
    pub entry: EntryRef,
    pub row: CaseRow,
    /// When, whom, what.
    pub line: String,
    /// Who approved what followed from it: only they can send it back.
    pub approved_by: Option<String>,
}

impl List {
    pub(in crate::tui) fn undo(desk: &mut Desk<'_>) -> Self {
        let latest = desk.with(|session| {
            let officer = session.officer.clone();
            Ok(session.store.latest_entries_by(&officer, 60)?)
        });
        let mut items: Vec<Recorded> = Vec::new();
        for entry in latest {
            if items.len() == 9 {
                break;
            }
            if recordable(entry.kind).is_none()
                || matches!(entry.kind, Kind::Withdraw | Kind::Register)
            {
                continue;
            }
            let (case, row) = desk.with(|session| {
                let entries = session.store.entries_of(entry.case)?;
                let case = Case::of(&entries, &session.pack);
                Ok((Some(case), session.store.row(entry.case)?))
            });
            if let (Some(case), Some(row)) = (case, row)
                && !case.withdrawn.contains(&entry.id)
            {
                items.push(Recorded {
                    entry: entry.id,
                    line: line_of(desk, &entry, &row),
                    row,
                    approved_by: approved_by(&case, &entry),
                });
            }
        }
        Self::of(What::Undo(items))
    }

    /// The reasons for taking one back; what was approved is for its reviewer to send back.
    pub(super) fn take_back(&self, desk: &mut Desk<'_>) -> Next {
        let What::Undo(items) = &self.what else {
            return Next::Stay;
        };
        let Some(item) = items.get(self.chosen) else {
            return Next::Stay;
        };
        if let Some(who) = &item.approved_by {
            desk.notice = desk.tell(
                "tui-undo-approved",
                &[
                    ("person", Value::Text(&item.row.name)),
                    ("who", Value::Text(who)),
                ],
            );
            return Next::Stay;
        }
        let form = forms::withdraw(desk, &item.row, item.entry, &item.line);
        super::form(desk, Some(form))
    }

    /// Whom a withdrawn entry really was about.
    pub(in crate::tui) fn move_to(_desk: &Desk<'_>, form: &Form) -> Self {
        Self::of(What::MoveTo(Box::new(form.clone())))
    }

    /// The person whom a withdrawn entry was really about was found.
    pub(in crate::tui::screens) fn take_person(
        &mut self,
        desk: &mut Desk<'_>,
        case: CaseId,
    ) -> Next {
        let What::MoveTo(withdrawn) = &self.what else {
            return Next::Open(Box::new(Screen::Walk(Box::new(walk::Walk::at(desk, case)))));
        };
        let entry: Option<EntryRef> = withdrawn
            .fixed
            .get("entry")
            .and_then(|entry| entry.as_str())
            .and_then(|entry| entry.parse().ok());
        let from = withdrawn.case;
        let moved = desk.with(|session| {
            let Some(from) = from else { return Ok(None) };
            let entries = session.store.entries_of(from)?;
            let Some(entry) = entries.iter().find(|candidate| Some(candidate.id) == entry) else {
                return Ok(None);
            };
            record(
                session,
                &Record {
                    at: None,
                    by: None,
                    subject: Subject::Case(case),
                    kind: entry.kind,
                    fields: entry.body.fields.clone(),
                },
            )?;
            Ok(session.store.row(case)?.map(|row| row.name))
        });
        if let Some(name) = moved {
            desk.notice = desk.tell("tui-moved", &[("person", Value::Text(&name))]);
        }
        Next::Done(Came::Person(case))
    }
}

/// 09-07 12:31  张雪芳  入户 见到本人，健在
fn line_of(desk: &Desk<'_>, entry: &Entry, row: &CaseRow) -> String {
    let Some(session) = &desk.session else {
        return String::new();
    };
    let when = timeline::local_time(&session.pack, entry.at).format("%m-%d %H:%M");
    format!("{when}  {}  {}", row.name, walk::told(desk, entry))
}

/// The reviewer of the approved outcome, for what was recorded before the approval by somebody else.
fn approved_by(case: &Case, entry: &Entry) -> Option<String> {
    let review = case.approved()?.review?;
    let review = case.entries.iter().find(|found| found.id == review)?;
    let before = entry.order() < review.order();
    (before && entry.body.by != review.body.by).then(|| review.body.by.clone())
}
