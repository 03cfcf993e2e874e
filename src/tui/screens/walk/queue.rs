//! The lists that are walked through: who is in them, how many, and how they are read a page at a time.

use crate::domain::case::{State, Turn};
use crate::domain::figures::{Figure, Figures};
use crate::domain::pack::Role;
use crate::error::Error;
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::household;
use crate::usecases::session::Session;

/// So many people are read at a time: two screens of the largest terminal.
const PAGE: usize = 60;

/// A list that is walked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui::screens) enum Queue {
    Visit,
    Phone,
    Returned,
    Mine,
    Waiting,
    Owed,
    Appointed,
    Done,
}

impl Queue {
    pub(super) const ALL: [Self; 8] = [
        Self::Returned,
        Self::Appointed,
        Self::Visit,
        Self::Phone,
        Self::Mine,
        Self::Waiting,
        Self::Owed,
        Self::Done,
    ];

    /// Whether the list is shown beside the others: a village's own work is its visits.
    pub(super) fn is_offered(self, role: Role) -> bool {
        self != Self::Mine || role != Role::Village
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Visit => "tui-queue-visit",
            Self::Phone => "tui-queue-phone",
            Self::Returned => "tui-queue-returned",
            Self::Mine => "tui-queue-mine",
            Self::Waiting => "tui-queue-waiting",
            Self::Owed => "tui-queue-owed",
            Self::Appointed => "tui-queue-appointed",
            Self::Done => "tui-queue-done",
        }
    }

    /// The filters whose people, one behind the other, make the list.
    pub(super) fn filters(self, session: &Session) -> Vec<CaseFilter> {
        let unit = Some(session.store.unit());
        let turn = |turn| CaseFilter {
            unit,
            turn: Some(turn),
            ..CaseFilter::default()
        };
        let mine = match session.role {
            Role::Village => Turn::Visit,
            Role::Township => Turn::Township,
            Role::District => Turn::District,
        };
        match self {
            Self::Visit => vec![turn(Turn::Visit)],
            Self::Phone => vec![turn(Turn::Phone)],
            Self::Returned => vec![CaseFilter {
                unit,
                state: Some(State::Returned),
                ..CaseFilter::default()
            }],
            Self::Mine => vec![turn(mine)],
            Self::Waiting => Turn::ALL
                .into_iter()
                .filter(|other| {
                    !matches!(other, Turn::Visit | Turn::Phone | Turn::Done) && *other != mine
                })
                .map(turn)
                .collect(),
            Self::Owed => vec![CaseFilter {
                unit,
                owed: true,
                ..CaseFilter::default()
            }],
            Self::Appointed => vec![CaseFilter {
                unit,
                due: Some(session.today()),
                ..CaseFilter::default()
            }],
            Self::Done => vec![turn(Turn::Done)],
        }
    }

    pub(super) fn size(self, figures: &Figures, session: &Session) -> i64 {
        let waiting = [
            Figure::AtSelf,
            Figure::AtFamily,
            Figure::AtOthers,
            Figure::AtTownship,
            Figure::AtDistrict,
        ];
        let mine = match session.role {
            Role::Village => Figure::ToVisit,
            Role::Township => Figure::AtTownship,
            Role::District => Figure::AtDistrict,
        };
        match self {
            Self::Visit => figures[Figure::ToVisit],
            Self::Phone => figures[Figure::ToPhone],
            Self::Returned => figures[Figure::Returned],
            Self::Mine => figures[mine],
            Self::Waiting => waiting
                .iter()
                .filter(|at| **at != mine)
                .map(|at| figures[*at])
                .sum(),
            Self::Owed => figures[Figure::EvidenceOwed],
            Self::Appointed => i64::try_from(appointed(session)).unwrap_or(0),
            Self::Done => figures[Figure::Resolved],
        }
    }
}

fn appointed(session: &Session) -> usize {
    let filter = CaseFilter {
        unit: Some(session.store.unit()),
        due: Some(session.today()),
        ..CaseFilter::default()
    };
    session.store.count(&filter, 1000).unwrap_or(0)
}

/// People that are read at once, and the last one that was read.
#[derive(Default)]
pub(super) struct Page {
    /// As they stand in the list.
    pub people: Vec<CaseRow>,
    /// Behind whom the list goes on.
    pub last: Option<CaseRow>,
}

impl Queue {
    /// The people behind somebody; the first ones when nobody is named.
    pub(super) fn page(self, session: &Session, from: Option<&CaseRow>) -> Result<Page, Error> {
        let mut from = from.cloned();
        loop {
            let rows = self.rows(session, from.as_ref())?;
            let Some(last) = rows.last().cloned() else {
                return Ok(Page::default());
            };
            from = Some(last.clone());
            let people = if self == Self::Phone {
                household::together(session, rows)?
            } else {
                rows
            };
            if !people.is_empty() {
                let last = Some(last);
                return Ok(Page { people, last });
            }
        }
    }

    /// The same as the book holds them: one filter behind the other.
    fn rows(self, session: &Session, from: Option<&CaseRow>) -> Result<Vec<CaseRow>, Error> {
        let filters = self.filters(session);
        let at = from.map_or(0, |row| {
            let holds = |filter: &CaseFilter| filter.turn.is_none_or(|turn| turn == row.turn);
            filters.iter().position(holds).unwrap_or(0)
        });
        let mut key = from.map(CaseRow::key);
        let mut rows: Vec<CaseRow> = Vec::new();
        for filter in &filters[at..] {
            let room = PAGE - rows.len();
            rows.append(&mut session.store.page(filter, key.as_ref(), false, room)?);
            key = None;
            if rows.len() >= PAGE {
                break;
            }
        }
        Ok(rows)
    }
}
