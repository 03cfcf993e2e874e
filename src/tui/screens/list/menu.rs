//! Menus: everything else that the program can do, and every kind of record.

use tui_input::Input as Field;

use super::super::super::app::{Desk, Next};
use super::super::super::forms;
use super::super::{Screen, page, start, walk};
use super::{List, What, form};
use crate::action::Place;
use crate::domain::entry::Kind;
use crate::messages::Value;
use crate::store::CaseRow;

#[derive(Clone, Copy)]
pub(super) enum Choice {
    Import,
    Report,
    Sheet,
    Review,
    Doubts,
    Register,
    Officer,
    Verify,
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
            Choice::Verify,
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
            Self::Verify => "tui-menu-verify",
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
        Choice::Verify => {
            let found =
                desk.with(|session| Ok(session.store.verify(&session.pack, &mut |_| {})?));
            desk.notice = if found.ok {
                desk.tell("tui-verify-ok", &[("count", Value::from(found.entries))])
            } else {
                desk.say("tui-verify-bad")
            };
            return Next::Stay;
        }
    };
    Next::Open(Box::new(screen))
}
