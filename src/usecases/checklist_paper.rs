//! The inspection's checklist on paper: as a table to calculate with, or as a document that the office goes on writing in.

use std::collections::BTreeMap;
use std::path::Path;

use super::campaign::{checklist_grid, standing_of};
use super::drafts::{self, Told};
use super::inspecting::Checklist;
use super::session::Session;
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages};
use crate::output::docx::Value;
use crate::output::grid::write_grids;
use crate::output::words;

/// The id of the draft.
const DRAFT: &str = "inspection-list";

/// The forms that the checklist takes on paper, by the endings of their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A document.
    Docx,
    /// A workbook.
    Xlsx,
}

impl Paper {
    /// All forms, in the order of the screen.
    pub const ALL: [Self; 2] = [Self::Docx, Self::Xlsx];

    /// The ending of its file.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// The form that a file's name asks for; a workbook where its ending says nothing.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let asked = ending.unwrap_or_default();
        let known = Self::ALL.into_iter();
        let mut known = known.filter(|paper| asked.eq_ignore_ascii_case(paper.ending()));
        known.next().unwrap_or(Self::Xlsx)
    }
}

/// The checklist on paper.
///
/// # Errors
/// When the template cannot be filled, or a writer refuses.
pub fn checklist_paper(
    session: &Session,
    forms: &Forms,
    found: &Checklist,
    paper: Paper,
    messages: &Messages,
) -> Result<Vec<u8>, Error> {
    match paper {
        Paper::Docx => document(session, forms, found),
        Paper::Xlsx => {
            let title = messages.get("campaign-choose-checklist");
            let head = [
                session.unit_name(session.store.unit()),
                words::date(session.today(), messages),
            ];
            let grid = checklist_grid(found, messages);
            write_grids(&title, &head, &[grid], session.today(), messages)
                .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))
        }
    }
}

/// Papers of the office are in the office's language, whatever the screen speaks.
fn document(session: &Session, forms: &Forms, found: &Checklist) -> Result<Vec<u8>, Error> {
    let messages = Messages::load(Language::Chinese);
    let (done, of) = found.done();
    let mut told = Told::default();
    told.tell("unit", session.unit_name(session.store.unit()));
    told.tell("today", words::date(session.today(), &messages));
    told.tell("done", done.to_string());
    told.tell("of", of.to_string());
    told.tell("left", (of - done).to_string());
    let rows = (1..).zip(&found.items).map(|(nth, item)| {
        let (state, mut rest) = standing_of(item, &messages);
        // A blank is for what the office has still to write.
        if rest.is_empty() && item.is_done() == Some(true) {
            rest = messages.get("campaign-none");
        }
        let row = [
            ("number", nth.to_string()),
            ("item", item.title.clone()),
            ("clause", item.cite.clone()),
            ("state", state),
            ("rest", rest),
        ];
        row.map(|(name, value): (&str, String)| (name.to_owned(), Value::from(value.as_str())))
            .into()
    });
    let rows: Vec<BTreeMap<String, Value>> = rows.collect();
    told.lists.insert("items", rows);
    drafts::fill(forms, DRAFT, &told)
}
