//! Menus: everything else that the program can do, and every kind of record.

use tui_input::Input as Field;

use super::super::super::app::{Desk, Next};
use super::super::super::form::Row;
use super::super::super::forms;
use super::super::{
    Screen, campaign, disputes, import, inflow, keeping, matching, own_times, page, preview,
    publishing, recovery, sampling, tables, walk, working,
};
use super::{List, What, form};
use crate::action::Place;
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::pack::Role;
use crate::domain::procedure;
use crate::store::CaseRow;

#[derive(Clone, Copy)]
pub(super) enum Choice {
    Import,
    Sheet,
    Review,
    Doubts,
    Screening,
    Register,
    OwnTimes,
    Officer,
    Gather,
    Campaign,
    Publish,
    Recovery,
    Tables,
    Inflow,
    Risks,
    Sampling,
    Backup,
    Verify,
    Help,
    Leave,
    /// Another page of the menu.
    Turn(usize),
}

impl List {
    pub(in crate::tui) fn menu(desk: &Desk<'_>) -> Self {
        Self::menu_page(desk, 0)
    }

    fn menu_page(desk: &Desk<'_>, page: usize) -> Self {
        let role = desk.session.as_ref().map(|session| session.role);
        if page == 1 {
            let mut choices = vec![
                Choice::Gather,
                Choice::Publish,
                Choice::Recovery,
                Choice::Tables,
                Choice::Inflow,
            ];
            // A village is looked at by others; the people it shows are told to it by its township.
            if role != Some(Role::Village) {
                choices.push(Choice::Sampling);
                choices.push(Choice::Campaign);
            }
            // Risks found on the way are the district's matter alone.
            if role == Some(Role::District) {
                choices.push(Choice::Risks);
            }
            choices.push(Choice::Turn(2));
            return Self::of(What::Menu(choices));
        }
        if page > 1 {
            return Self::of(What::Menu(vec![
                Choice::OwnTimes,
                Choice::Verify,
                Choice::Turn(0),
            ]));
        }
        // What stands on the home screen of a village or an office is not repeated here.
        let fourth = if role == Some(Role::Village) {
            Choice::Review
        } else {
            Choice::Screening
        };
        Self::of(What::Menu(vec![
            Choice::Import,
            Choice::Sheet,
            Choice::Doubts,
            fourth,
            Choice::Register,
            Choice::Backup,
            Choice::Officer,
            Choice::Turn(1),
            // Help hangs on a digit as well: F1 is another key on many laptops.
            Choice::Help,
        ]))
    }

    pub(in crate::tui) fn leave(_desk: &Desk<'_>) -> Self {
        Self::of(What::Menu(vec![Choice::Leave, Choice::Help]))
    }

    /// Everything else that can be done for the person of the walk.
    pub(in crate::tui) fn more(desk: &mut Desk<'_>, row: Option<&CaseRow>) -> Self {
        Self::more_page(desk, row, 0)
    }

    fn more_page(desk: &mut Desk<'_>, row: Option<&CaseRow>, page: usize) -> Self {
        let case = row.and_then(|row| {
            desk.with(|session| {
                let entries = session.store.entries_of(row.id)?;
                Ok(Some(Case::of(&entries, &session.pack)))
            })
        });
        let items = PAGES[page]
            .iter()
            .map(|item| (*item, awaited(desk, case.as_ref(), *item)))
            .collect();
        Self::of(What::More(row.cloned().map(Box::new), items))
    }

    /// Does what was chosen; the step of an office above is not offered.
    pub(super) fn choose_more(&mut self, desk: &mut Desk<'_>) -> Next {
        let What::More(row, items) = &self.what else {
            return Next::Stay;
        };
        let Some((item, who)) = items.get(self.chosen) else {
            return Next::Stay;
        };
        let row = row.as_deref();
        match (item, row) {
            (Item::Turn(page), row) => {
                *self = Self::more_page(desk, row.cloned().as_ref(), *page);
                Next::Stay
            }
            (Item::Help, _) => Next::Open(Box::new(Screen::help(Place::Walk, desk))),
            (Item::Record(Kind::Register), _) => {
                form(desk, forms::general_of(desk, Kind::Register, None))
            }
            (_, None) => Next::Stay,
            (Item::Disputes, Some(row)) => {
                let screen = disputes::Disputes::open(desk, row);
                let screen = screen.map(|screen| Screen::Disputes(Box::new(screen)));
                open_or(desk, screen, "tui-dispute-none")
            }
            (Item::Photos, Some(row)) => {
                let screen = preview::Preview::of_case(desk, row);
                let screen = screen.map(|screen| Screen::Preview(Box::new(screen)));
                open_or(desk, screen, "photo-preview-none")
            }
            (Item::Whole, Some(row)) => {
                Next::Open(Box::new(Screen::Page(page::Page::person(desk, row))))
            }
            (Item::Money, Some(row)) => {
                Next::Open(Box::new(Screen::Page(page::Page::money(desk, row))))
            }
            (Item::Recovery, Some(row)) => match recovery::RecoveryScreen::open(desk, row) {
                Some(screen) => Next::Open(Box::new(Screen::Recovery(Box::new(screen)))),
                None => Next::Stay,
            },
            (Item::Record(kind), Some(row)) => {
                if let Some(who) = who {
                    desk.notice = walk::not_mine(desk, who, &item.name(desk));
                    return Next::Stay;
                }
                let made = forms::general_of(desk, *kind, Some(row));
                let made = made.filter(|made| !made.rows.iter().any(Row::is_empty_choice));
                if made.is_none() {
                    desk.notice = desk.say("tui-nothing-to-choose");
                }
                form(desk, made)
            }
        }
    }
}

/// Opens a screen, or says why there is none.
fn open_or(desk: &mut Desk<'_>, screen: Option<Screen>, none: &str) -> Next {
    if let Some(screen) = screen {
        return Next::Open(Box::new(screen));
    }
    desk.notice = desk.say(none);
    Next::Stay
}

/// A line of the menu for a person.
#[derive(Clone, Copy)]
pub(super) enum Item {
    /// A kind of record.
    Record(Kind),
    /// Facts on which sources differ.
    Disputes,
    /// Photos and papers of the case.
    Photos,
    /// Everything that was recorded.
    Whole,
    /// How the money is worked out.
    Money,
    /// What came back and what is still owed.
    Recovery,
    /// Help.
    Help,
    /// Another page of this menu.
    Turn(usize),
}

/// No page has more lines than there are digits.
const PAGES: [&[Item]; 3] = [
    &[
        Item::Record(Kind::Resolve),
        Item::Record(Kind::Fact),
        Item::Record(Kind::Served),
        Item::Record(Kind::Request),
        Item::Record(Kind::Objection),
        Item::Record(Kind::Note),
        Item::Whole,
        Item::Money,
        Item::Turn(1),
    ],
    &[
        Item::Record(Kind::Review),
        Item::Record(Kind::SystemUpdate),
        Item::Recovery,
        Item::Record(Kind::Unseal),
        Item::Record(Kind::AcceptDoubt),
        Item::Record(Kind::Step),
        Item::Record(Kind::Register),
        Item::Disputes,
        Item::Turn(2),
    ],
    &[Item::Photos, Item::Help, Item::Turn(0)],
];

impl Item {
    pub(super) fn name(self, desk: &Desk<'_>) -> String {
        match self {
            Self::Record(Kind::Step) => desk.say("tui-more-step"),
            Self::Record(kind) => desk.say(&format!("tui-form-{}", kind.name().replace('_', "-"))),
            Self::Disputes => desk.say("tui-dispute-title"),
            Self::Photos => desk.say("photo-preview-title"),
            Self::Whole => desk.say("tui-more-whole"),
            Self::Money => desk.say("tui-more-money"),
            Self::Recovery => desk.say("recovery-menu-one"),
            Self::Help => desk.say("tui-menu-help"),
            Self::Turn(0) => desk.say("tui-more-back"),
            Self::Turn(1) => desk.say("tui-more-next"),
            Self::Turn(_) => desk.say("tui-more-last"),
        }
    }
}

/// The office whose step this is, where it is not one's own.
fn awaited(desk: &Desk<'_>, case: Option<&Case>, item: Item) -> Option<String> {
    let (Item::Record(kind), Some(session)) = (item, &desk.session) else {
        return None;
    };
    let role = procedure::role_of(case?, &session.pack, kind)?;
    (!walk::may_do(session.role, role)).then(|| session.pack.role_title(role).to_owned())
}

impl Choice {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Import => "tui-menu-import",
            Self::Sheet => "tui-menu-sheet",
            Self::Review => "tui-menu-review",
            Self::Doubts => "tui-menu-doubts",
            Self::Screening => "tui-menu-screening",
            Self::Register => "tui-menu-register",
            Self::OwnTimes => "tui-menu-own",
            Self::Officer => "tui-menu-officer",
            Self::Gather => "tui-menu-gather",
            Self::Campaign => "tui-menu-campaign",
            Self::Publish => "tui-menu-publish",
            Self::Recovery => "recovery-menu-all",
            Self::Tables => "tui-menu-tables",
            Self::Inflow => "tui-menu-inflow",
            Self::Risks => "tui-menu-risks",
            Self::Sampling => "tui-menu-sampling",
            Self::Backup => "tui-menu-backup",
            Self::Verify => "tui-menu-verify",
            Self::Help => "tui-menu-help",
            Self::Leave => "tui-menu-leave",
            Self::Turn(0) => "tui-menu-turn-back",
            Self::Turn(1) => "tui-menu-turn",
            Self::Turn(_) => "tui-menu-turn-last",
        }
    }
}

pub(super) fn choose(desk: &mut Desk<'_>, choice: Choice) -> Next {
    let screen = match choice {
        Choice::Leave => return Next::Quit,
        Choice::Turn(page) => {
            let page = Screen::List(List::menu_page(desk, page));
            return Next::Instead(Box::new(page));
        }
        Choice::Backup => Screen::Keeping(Box::new(keeping::Keeping::open(desk))),
        Choice::Import => Screen::Import(Box::new(import::Import::open(desk))),
        Choice::Screening => Screen::List(List::screening(desk)),
        Choice::OwnTimes => Screen::OwnTimes(own_times::OwnTimesScreen::open(desk)),
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
        Choice::Campaign => Screen::Campaign(Box::new(campaign::CampaignScreen::open(desk))),
        Choice::Recovery => Screen::Debtors(Box::new(recovery::Debtors::open(desk))),
        Choice::Gather => Screen::Matching(Box::new(matching::Matching::open())),
        Choice::Publish => Screen::Publishing(Box::new(publishing::Publishing::open(desk))),
        Choice::Tables => Screen::Tables(Box::new(tables::Tables::open())),
        Choice::Inflow => Screen::Inflow(Box::new(inflow::Listed::open(desk))),
        Choice::Risks => Screen::Inflow(Box::new(inflow::Listed::risks(desk))),
        Choice::Sampling => Screen::Sampling(Box::new(sampling::Sampling::open(desk))),
        Choice::Verify => Screen::Working(working::Working::verify(desk)),
    };
    Next::Open(Box::new(screen))
}
