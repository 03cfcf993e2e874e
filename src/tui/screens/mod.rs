//! The screens. Each takes keys and says what comes next; drawing changes nothing.

pub(super) mod find;
pub(super) mod home;
pub(super) mod list;
pub(super) mod page;
pub(super) mod papers;
pub(super) mod record;
pub(super) mod start;
pub(super) mod walk;

use super::app::{Came, Desk, Next};
use super::paint::Canvas;
use crate::action::{Action, Place};
use crate::domain::id_number::years_between;
use crate::key::Key;
use crate::messages::Value;
use crate::store::CaseRow;

/// What stands on the screen.
pub enum Screen {
    /// The first questions.
    Start(start::Start),
    /// What is to be done today.
    Home(Box<home::Home>),
    /// From person to person.
    Walk(Box<walk::Walk>),
    /// A form.
    Record(Box<record::Recording>),
    /// The find box.
    Find(find::Find),
    /// Lines to choose from: reviews, doubts, what to take back, menus, officers.
    List(list::List),
    /// Text to read: report, help, one person whole.
    Page(page::Page),
    /// Papers to print.
    Papers(Box<papers::Papers>),
}

impl Screen {
    /// The table of the key file that is read here.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Start(_) => Place::Start,
            Self::Home(_) => Place::Home,
            Self::Walk(walk) => walk.place(),
            Self::Record(_) => Place::Form,
            Self::Find(_) => Place::Find,
            Self::List(list) => list.place(),
            Self::Page(page) => page.place(),
            Self::Papers(papers) => papers.place(),
        }
    }

    /// Whether typed text belongs to the screen.
    pub(super) fn takes_text(&self) -> bool {
        match self {
            Self::Start(start) => start.takes_text(),
            Self::Record(_) | Self::Find(_) => true,
            Self::List(list) => list.takes_text(),
            Self::Papers(papers) => papers.takes_text(),
            _ => false,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        match self {
            Self::Start(start) => start.key(desk, key, action),
            Self::Home(home) => home.key(desk, action),
            Self::Walk(walk) => walk.key(desk, action),
            Self::Record(form) => form.key(desk, key, action),
            Self::Find(find) => find.key(desk, key, action),
            Self::List(list) => list.key(desk, key, action),
            Self::Page(page) => page.key(desk, action),
            Self::Papers(papers) => papers.key(desk, key, action),
        }
    }

    pub(super) fn paste(&mut self, desk: &mut Desk<'_>, text: &str) -> Next {
        match self {
            Self::Record(form) => form.paste(text),
            Self::Find(find) => find.paste(desk, text),
            Self::Start(start) => start.paste(text),
            Self::List(list) => list.paste(text),
            Self::Papers(papers) => papers.paste(text),
            _ => {}
        }
        Next::Stay
    }

    /// The screen stands on top again: what it shows may have changed.
    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        match self {
            Self::Home(home) => **home = home::Home::open(desk),
            Self::Walk(walk) => walk.refresh(desk),
            Self::List(list) => list.refresh(desk),
            Self::Page(page) => page.refresh(desk),
            Self::Papers(papers) => papers.refresh(desk),
            _ => {}
        }
    }

    /// The clock moved.
    pub(super) fn tick(&mut self, desk: &mut Desk<'_>) {
        if let Self::Home(home) = self {
            **home = home::Home::open(desk);
        }
    }

    pub(super) fn take(&mut self, desk: &mut Desk<'_>, what: Came) -> Next {
        match (self, what) {
            (Self::Walk(walk), what) => walk.take(desk, what),
            (Self::List(list), Came::Person(case)) => list.take_person(desk, case),
            (Self::Record(_) | Self::Page(_), Came::Saved(kind)) => Next::Done(Came::Saved(kind)),
            (_, Came::Person(case)) => {
                Next::Open(Box::new(Self::Walk(Box::new(walk::Walk::at(desk, case)))))
            }
            (screen, _) => {
                screen.refresh(desk);
                Next::Stay
            }
        }
    }

    pub(super) fn keep_draft(&mut self, desk: &mut Desk<'_>) {
        match self {
            Self::Record(form) => form.keep_draft(desk),
            Self::Papers(papers) => papers.keep_draft(desk),
            _ => {}
        }
    }

    pub(super) fn help(place: Place, desk: &Desk<'_>) -> Self {
        Self::Page(page::Page::help(place, desk))
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        match self {
            Self::Start(start) => start.draw(desk, canvas),
            Self::Home(home) => home.draw(desk, canvas),
            Self::Walk(walk) => walk.draw(desk, canvas),
            Self::Record(form) => form.draw(desk, canvas),
            Self::Find(find) => find.draw(desk, canvas),
            Self::List(list) => list.draw(desk, canvas),
            Self::Page(page) => page.draw(desk, canvas),
            Self::Papers(papers) => papers.draw(desk, canvas),
        }
    }
}

/// 张雪芳  女 72岁  3组 古荥街18号  身份证末四位 002X
pub(super) fn person_line(desk: &Desk<'_>, row: &CaseRow) -> String {
    let mut line = format!("{}  {}", row.name, sex_and_age(desk, row));
    let place = place_of(desk, row);
    if !place.is_empty() {
        line.push_str("  ");
        line.push_str(&place);
    }
    if let Some(tail) = row
        .id_number
        .as_deref()
        .and_then(|id| id.get(id.len().saturating_sub(4)..))
    {
        line.push_str("  ");
        line.push_str(&desk.tell("tui-id-tail", &[("tail", Value::Text(tail))]));
    }
    line
}

/// 女 72岁
pub(super) fn sex_and_age(desk: &Desk<'_>, row: &CaseRow) -> String {
    let mut text = row.sex.clone().unwrap_or_default();
    if let (Some(birth), Some(session)) = (row.birth, &desk.session) {
        let age = years_between(birth, session.today());
        text.push(' ');
        text.push_str(&desk.tell("tui-age", &[("age", Value::Number(age))]));
    }
    text
}

/// 3组 古荥街18号
pub(super) fn place_of(desk: &Desk<'_>, row: &CaseRow) -> String {
    let mut parts = Vec::new();
    if row.group > 0 {
        parts.push(desk.tell("tui-group", &[("group", Value::from(row.group))]));
    }
    if !row.house.is_empty() {
        parts.push(row.house.clone());
    }
    parts.join(" ")
}

/// The short word for what a person's case is about: the class that stands, or 未定.
pub(super) fn short_class(desk: &Desk<'_>, row: &CaseRow) -> String {
    let Some(session) = &desk.session else {
        return String::new();
    };
    // Until somebody has confirmed the reason, the one that the list presumes says what to expect.
    let presumed = row.presumed_class.to_string();
    session
        .pack
        .class(row.class.as_deref().unwrap_or(&presumed))
        .map_or_else(|| desk.say("tui-unclassed"), |class| class.short.clone())
}
