//! Lists of people: who waits for a review, and whose information is wrong.

use super::super::super::app::{Desk, Next};
use super::super::super::forms;
use super::super::{place_of, walk};
use super::{List, MOST, What, form};
use crate::domain::case::{Case, State};
use crate::domain::entry::Kind;
use crate::domain::procedure;
use crate::store::{CaseFilter, CaseRow};

impl List {
    pub(in crate::tui) fn reviews(desk: &mut Desk<'_>) -> Self {
        let rows = people(desk, State::Proposed);
        Self::of(What::Reviews(rows))
    }

    pub(in crate::tui) fn doubts(desk: &mut Desk<'_>) -> Self {
        let rows = desk.with(|session| {
            Ok(session.store.list(&CaseFilter {
                unit: Some(session.store.unit()),
                doubtful: true,
                limit: Some(MOST),
                ..CaseFilter::default()
            })?)
        });
        Self::of(What::Doubts(rows))
    }

    pub(super) fn review(&mut self, desk: &mut Desk<'_>, decision: &str) -> Next {
        let What::Reviews(_) = &self.what else {
            return Next::Stay;
        };
        let Some(row) = self.row().cloned() else {
            return Next::Stay;
        };
        if let Some(who) = reviewer(desk, &row) {
            let review = desk.say("tui-form-review");
            desk.notice = walk::not_mine(desk, &who, &review);
            return Next::Stay;
        }
        let Some(mut review) = forms::general_of(desk, Kind::Review, Some(&row)) else {
            return Next::Stay;
        };
        if let Some(first) = review.rows.first_mut() {
            first.chosen = Some(usize::from(decision == "return"));
        }
        form(desk, Some(review))
    }
}

/// The office that reviews, where it is one above one's own.
fn reviewer(desk: &mut Desk<'_>, row: &CaseRow) -> Option<String> {
    desk.with(|session| {
        let entries = session.store.entries_of(row.id)?;
        let case = Case::of(&entries, &session.pack);
        let role = procedure::role_of(&case, &session.pack, Kind::Review);
        Ok(role
            .filter(|role| !walk::may_do(session.role, *role))
            .map(|role| session.pack.role_title(role).to_owned()))
    })
}

fn people(desk: &mut Desk<'_>, state: State) -> Vec<CaseRow> {
    desk.with(|session| {
        Ok(session.store.list(&CaseFilter {
            unit: Some(session.store.unit()),
            state: Some(state),
            limit: Some(MOST),
            ..CaseFilter::default()
        })?)
    })
}

pub(super) fn unit_and_place(desk: &Desk<'_>, row: &CaseRow) -> String {
    let unit = desk
        .session
        .as_ref()
        .map(|session| session.short_name(row.unit))
        .unwrap_or_default();
    format!("{unit} {}", place_of(desk, row))
}
