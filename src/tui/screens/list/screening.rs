//! 过筛: the village's people as lines, one digit and Enter each; it changes no figure.

use super::super::super::app::{Desk, Next};
use super::{List, MOST, What};
use crate::domain::entry::Kind;
use crate::messages::Value;
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::recording::{Record, Subject, record};

impl List {
    pub(in crate::tui) fn screening(desk: &mut Desk<'_>) -> Self {
        let rows = desk.with(|session| {
            let filter = CaseFilter {
                unit: Some(session.store.unit()),
                ..CaseFilter::default()
            };
            let mut rows: Vec<CaseRow> = Vec::new();
            let mut after = None;
            loop {
                let page = session.store.page(&filter, after.as_ref(), false, MOST)?;
                let Some(last) = page.last() else { break };
                after = Some(last.key());
                rows.extend(page.into_iter().filter(|row| row.class.is_none()));
                if rows.len() >= MOST {
                    rows.truncate(MOST);
                    break;
                }
            }
            Ok(rows)
        });
        Self::of(What::Screening(rows, None))
    }

    /// 过筛: what the village presumes; it changes no figure.
    pub(super) fn screen(&mut self, desk: &mut Desk<'_>) -> Next {
        let What::Screening(rows, waiting) = &mut self.what else {
            return Next::Stay;
        };
        let (Some(digit), Some(row)) = (waiting.take(), rows.get_mut(self.chosen)) else {
            return Next::Stay;
        };
        let said = desk.say(&format!("tui-screening-{digit}"));
        let mut fields = serde_json::Map::new();
        fields.insert("name".to_owned(), "presumed_by_village".into());
        fields.insert("value".to_owned(), said.clone().into());
        let one = Record {
            at: None,
            by: None,
            subject: Subject::Case(row.id),
            kind: Kind::Fact,
            fields,
        };
        let saved = match &mut desk.session {
            Some(session) => record(session, &one),
            None => return Next::Stay,
        };
        match saved {
            Ok(_) => {
                desk.notice = desk.tell(
                    "tui-screened",
                    &[
                        ("person", Value::Text(&row.name)),
                        ("what", Value::Text(&said)),
                    ],
                );
                row.screened = Some(said);
                self.chosen = (self.chosen + 1).min(rows.len().saturating_sub(1));
            }
            Err(error) => desk.fail(&error),
        }
        Next::Stay
    }
}
