//! Menus: everything else that the program can do, and every kind of record.

use tui_input::Input as Field;

use super::super::super::app::{Desk, Next};
use super::super::super::forms;
use super::super::{Screen, matching, page, start, walk};
use super::{List, What, form};
use crate::action::Place;
use crate::domain::entry::Kind;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::evidence;

#[derive(Clone, Copy)]
pub(super) enum Choice {
    Import,
    Report,
    Sheet,
    Review,
    Doubts,
    Register,
    Officer,
    Gather,
    Help,
    Leave,
}

impl List {
    pub(in crate::tui) fn menu(_desk: &Desk<'_>) -> Self {
        Self::of(What::Menu(vec![
            Choice::Import,
            Choice::Sheet,
            Choice::Report,
            Choice::Review,
            Choice::Doubts,
            Choice::Register,
            Choice::Officer,
            Choice::Gather,
            Choice::Help,
        ]))
    }

    pub(in crate::tui) fn leave(_desk: &Desk<'_>) -> Self {
        Self::of(What::Menu(vec![Choice::Leave, Choice::Help]))
    }

    /// Every kind of record, for the person of the walk.
    pub(in crate::tui) fn more(_desk: &Desk<'_>, row: Option<&CaseRow>) -> Self {
        Self::of(What::More(
            row.cloned().map(Box::new),
            vec![
                Kind::Resolve,
                Kind::Fact,
                Kind::SystemUpdate,
                Kind::Recover,
                Kind::Served,
                Kind::Request,
                Kind::Objection,
                Kind::Unseal,
                Kind::Note,
                Kind::AcceptDoubt,
                Kind::Step,
                Kind::Review,
                Kind::Register,
            ],
        ))
    }
}

impl Choice {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Import => "tui-menu-import",
            Self::Report => "tui-menu-report",
            Self::Sheet => "tui-menu-sheet",
            Self::Review => "tui-menu-review",
            Self::Doubts => "tui-menu-doubts",
            Self::Register => "tui-menu-register",
            Self::Officer => "tui-menu-officer",
            Self::Gather => "tui-menu-gather",
            Self::Help => "tui-menu-help",
            Self::Leave => "tui-menu-leave",
        }
    }
}

pub(super) fn choose(desk: &mut Desk<'_>, choice: Choice) -> Next {
    let screen = match choice {
        Choice::Leave => return Next::Quit,
        Choice::Import => Screen::Start(start::Start::import()),
        Choice::Report => Screen::Page(page::Page::report(desk)),
        Choice::Review => Screen::List(List::reviews(desk)),
        Choice::Doubts => Screen::List(List::doubts(desk)),
        Choice::Help => Screen::Page(page::Page::help(Place::Home, desk)),
        Choice::Register => return form(desk, forms::general_of(desk, Kind::Register, None)),
        Choice::Officer => {
            let names = desk.with(|session| session.officers());
            Screen::List(List::of(What::Officers(names, Field::default())))
        }
        Choice::Sheet => {
            let unit = desk.session.as_ref().map(|session| session.store.unit());
            return match unit {
                Some(unit) => walk::print_sheet(desk, unit),
                None => Next::Stay,
            };
        }
        Choice::Gather => Screen::Matching(Box::new(matching::Matching::open())),
    };
    Next::Open(Box::new(screen))
}

/// Proves the book, and says how it stands.
pub(in crate::tui::screens) fn verify(desk: &mut Desk<'_>) {
    let found = desk.with(|session| {
        let mut found = session.store.verify(&session.pack, &mut |_| {})?;
        let folder = session.evidence_folder();
        let files = evidence::prove(&session.store, &folder, &mut |_| {})?;
        found.ok &= files.problems.is_empty();
        Ok(found)
    });
    desk.notice = if found.ok {
        desk.tell("tui-verify-ok", &[("count", Value::from(found.entries))])
    } else {
        desk.say("tui-verify-bad")
    };
}
