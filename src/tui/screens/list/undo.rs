//! What can be taken back: the last own entries with names, and whom an entry really was about.

use super::super::super::app::{Came, Desk, Next};
use super::super::super::form::Form;
use super::super::{Screen, walk};
use super::{List, What};
use crate::domain::entry::{CaseId, EntryRef, Kind};
use crate::domain::timeline;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::recording::{Record, Subject, record};

impl List {
    pub(in crate::tui) fn undo(desk: &mut Desk<'_>) -> Self {
        let items = desk.with(|session| {
            let officer = session.officer.clone();
            let mut items = Vec::new();
            for entry in session.store.latest_entries_by(&officer, 40)? {
                if crate::domain::record::recordable(entry.kind).is_none()
                    || matches!(entry.kind, Kind::Withdraw | Kind::Register)
                {
                    continue;
                }
                let entries = session.store.entries_of(entry.case)?;
                let (case, _) = timeline::fold(&entries, &session.pack);
                if case.withdrawn.contains(&entry.id) {
                    continue;
                }
                if let Some(row) = session.store.row(entry.case)? {
                    items.push((entry.id, row));
                }
                if items.len() == 9 {
                    break;
                }
            }
            Ok(items)
        });
        Self::of(What::Undo(items))
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

pub(super) fn undo_line(desk: &Desk<'_>, entry: EntryRef, row: &CaseRow) -> String {
    let Some(session) = &desk.session else {
        return String::new();
    };
    let entries = session.store.entries_of(row.id).unwrap_or_default();
    entries
        .iter()
        .find(|candidate| candidate.id == entry)
        .map_or_else(String::new, |entry| {
            format!(
                "{}  {}  {}",
                timeline::local_time(&session.pack, entry.at).format("%m-%d %H:%M"),
                row.name,
                walk::told(desk, entry)
            )
        })
}
