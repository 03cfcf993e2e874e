//! The screens. Each takes keys and says what comes next; drawing changes nothing.

pub(super) mod board;
pub(super) mod campaign;
pub(super) mod cell;
pub(super) mod choosing;
pub(super) mod codes;
pub(super) mod disputes;
pub(super) mod find;
pub(super) mod freezing;
pub(super) mod grid;
pub(super) mod handing;
mod held;
pub(super) mod home;
pub(super) mod import;
pub(super) mod inflow;
pub(super) mod keeping;
pub(super) mod list;
pub(super) mod matching;
pub(super) mod own_times;
pub(super) mod page;
pub(super) mod papers;
pub(super) mod people;
pub(super) mod photos;
mod places;
pub(super) mod preview;
pub(super) mod publishing;
pub(super) mod receiving;
pub(super) mod record;
pub(super) mod recovery;
pub(super) mod sampling;
pub(super) mod slow_rules;
pub(super) mod start;
pub(super) mod submitting;
pub(super) mod tables;
pub(super) mod ticking;
pub(super) mod unsettled;
pub(super) mod walk;
pub(super) mod working;

pub(super) use crate::divisions::short as short_unit;

use super::app::{Came, Desk, Next};
use super::paint::{Canvas, Tone, width};
use crate::action::{Action, Place};
use crate::domain::case::State;
use crate::domain::id_number::years_between;
use crate::key::Key;
use crate::messages::Value;
use crate::store::CaseRow;

/// What stands on the screen.
pub enum Screen {
    /// The first questions.
    Start(start::Start),
    /// Taking a list in.
    Import(Box<import::Import>),
    /// Rows of a list that want an eye.
    Unsettled(unsettled::Unsettled),
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
    /// People or units behind a number.
    People(people::People),
    /// The office's own times.
    OwnTimes(own_times::OwnTimesScreen),
    /// A backup.
    Keeping(Box<keeping::Keeping>),
    /// The proof of the book, while it runs.
    Working(working::Working),
    /// Text to read: report, help, one person whole.
    Page(page::Page),
    /// Match lists.
    Matching(Box<matching::Matching>),
    /// Stock and inflow.
    Inflow(Box<inflow::Listed>),
    /// Tables that villages fill in.
    Tables(Box<tables::Tables>),
    /// Photos that are collected.
    Photos(Box<photos::Photos>),
    /// Papers to print.
    Papers(Box<papers::Papers>),
    /// The daily report, number by number.
    Grid(Box<grid::Grid>),
    /// Who stands behind a number.
    Cell(Box<cell::CellPeople>),
    /// The campaign: phases, checklist, papers.
    Campaign(Box<campaign::CampaignScreen>),
    /// An item of the checklist that the office looks at itself.
    Ticking(Box<ticking::Ticking>),
    /// A report about to be set down.
    Freezing(Box<freezing::FreezingPanel>),
    /// The ranking.
    Board(Box<board::BoardScreen>),
    /// What the office calls slow.
    SlowRules(Box<slow_rules::RulesScreen>),
    /// What goes out and comes in with a report.
    Handing(handing::Handing),
    /// The figures as codes.
    Codes(Box<codes::Codes>),
    /// Figures about to be handed in.
    Submitting(Box<submitting::Submitting>),
    /// The field for a scanner.
    Receiving(Box<receiving::Receiving>),
    /// Facts on which sources differ.
    Disputes(Box<disputes::Disputes>),
    /// A photo.
    Preview(Box<preview::Preview>),
    /// Lists for a board.
    Publishing(Box<publishing::Publishing>),
    /// What one person still owes.
    Recovery(Box<recovery::RecoveryScreen>),
    /// Everybody who owes.
    Debtors(Box<recovery::Debtors>),
    /// Spot checks.
    Sampling(Box<sampling::Sampling>),
}

impl Screen {
    /// The table of the key file that is read here.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Start(_) => Place::Start,
            Self::Import(_)
            | Self::Unsettled(_)
            | Self::Matching(_)
            | Self::Tables(_)
            | Self::Inflow(_)
            | Self::Photos(_)
            | Self::Publishing(_) => Place::Import,
            Self::People(_)
            | Self::Working(_)
            | Self::Keeping(_)
            | Self::Campaign(_)
            | Self::Disputes(_)
            | Self::Preview(_)
            | Self::Handing(_)
            | Self::Codes(_)
            | Self::Submitting(_)
            | Self::Recovery(_)
            | Self::Debtors(_)
            | Self::Cell(_)
            | Self::Freezing(_)
            | Self::Board(_) => Place::Menu,
            Self::Grid(_) => Place::Report,
            Self::Home(_) => Place::Home,
            Self::Walk(walk) => walk.place(),
            Self::Record(_)
            | Self::OwnTimes(_)
            | Self::SlowRules(_)
            | Self::Ticking(_)
            | Self::Receiving(_) => Place::Form,
            Self::Find(_) => Place::Find,
            Self::List(list) => list.place(),
            Self::Page(page) => page.place(),
            Self::Papers(papers) => papers.place(),
            Self::Sampling(sampling) => sampling.place(),
        }
    }

    /// Whether typed text belongs to the screen.
    pub(super) fn takes_text(&self) -> bool {
        match self {
            Self::Start(start) => start.takes_text(),
            Self::Record(_)
            | Self::Find(_)
            | Self::OwnTimes(_)
            | Self::SlowRules(_)
            | Self::Ticking(_)
            | Self::Receiving(_) => true,
            Self::List(list) => list.takes_text(),
            Self::Matching(matching) => matching.takes_text(),
            Self::Papers(papers) => papers.takes_text(),
            Self::Publishing(lists) => lists.takes_text(),
            Self::Sampling(sampling) => sampling.takes_text(),
            _ => false,
        }
    }

    /// Whether a text that arrives belongs to the screen whatever it is.
    pub(super) fn keeps_text(&self) -> bool {
        self.takes_text() && !matches!(self, Self::Find(_))
    }

    /// Whether something runs on a thread whose end the screen waits for.
    pub(super) fn is_busy(&self) -> bool {
        match self {
            Self::Start(start) => start.is_busy(),
            Self::Import(import) => import.is_busy(),
            Self::Working(working) => working.is_busy(),
            Self::Keeping(keeping) => keeping.is_busy(),
            Self::Matching(matching) => matching.is_busy(),
            Self::Photos(photos) => photos.is_busy(),
            Self::Preview(preview) => preview.is_busy(),
            _ => false,
        }
    }

    /// Whether keys go nowhere but to the screen until that has ended: the book is with the thread.
    pub(super) const fn is_held(&self) -> bool {
        match self {
            Self::Start(start) => start.is_busy(),
            Self::Import(import) => import.is_reading(),
            Self::Working(working) => working.is_busy(),
            Self::Keeping(keeping) => keeping.is_busy(),
            Self::Matching(matching) => matching.is_busy(),
            Self::Photos(photos) => photos.is_busy(),
            _ => false,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        match self {
            Self::Start(start) => start.key(desk, key, action),
            Self::Import(import) => import.key(desk, action),
            Self::Unsettled(rows) => rows.key(desk, action),
            Self::People(people) => people.key(desk, action),
            Self::Working(working) => working.key(desk, action),
            Self::Keeping(keeping) => keeping.key(desk, action),
            Self::OwnTimes(times) => times.key(desk, key, action),
            Self::Home(home) => home.key(desk, action),
            Self::Walk(walk) => walk.key(desk, action),
            Self::Record(form) => form.key(desk, key, action),
            Self::Find(find) => find.key(desk, key, action),
            Self::List(list) => list.key(desk, key, action),
            Self::Page(page) => page.key(desk, action),
            Self::Matching(matching) => matching.key(desk, key, action),
            Self::Tables(tables) => tables.key(desk, action),
            Self::Inflow(listed) => listed.key(desk, action),
            Self::Photos(photos) => photos.key(desk, action),
            Self::Papers(papers) => papers.key(desk, key, action),
            Self::Grid(grid) => grid.key(desk, action),
            Self::Cell(cell) => cell.key(desk, action),
            Self::Campaign(campaign) => campaign.key(desk, action),
            Self::Freezing(panel) => panel.key(desk, action),
            Self::Board(board) => board.key(desk, action),
            Self::SlowRules(rules) => rules.key(desk, key, action),
            Self::Ticking(item) => item.key(desk, key, action),
            Self::Handing(handing) => handing.key(desk, action),
            Self::Codes(codes) => codes.key(desk, action),
            Self::Submitting(figures) => figures.key(desk, action),
            Self::Receiving(receiving) => receiving.key(desk, key, action),
            Self::Publishing(lists) => lists.key(desk, key, action),
            Self::Disputes(disputes) => disputes.key(desk, action),
            Self::Preview(preview) => preview.key(desk, action),
            Self::Recovery(recovery) => recovery.key(desk, action),
            Self::Debtors(people) => people.key(desk, action),
            Self::Sampling(sampling) => sampling.key(desk, key, action),
        }
    }

    pub(super) fn paste(&mut self, desk: &mut Desk<'_>, text: &str) -> Next {
        match self {
            Self::Record(form) => form.paste(text),
            Self::Find(find) => find.paste(desk, text),
            Self::Start(start) => start.paste(text),
            Self::List(list) => list.paste(text),
            Self::Matching(matching) => matching.paste(text),
            Self::OwnTimes(times) => times.paste(text),
            Self::SlowRules(rules) => rules.paste(text),
            Self::Ticking(item) => item.paste(text),
            Self::Papers(papers) => papers.paste(text),
            Self::Receiving(receiving) => receiving.paste(desk, text),
            Self::Publishing(lists) => lists.paste(text),
            Self::Sampling(sampling) => sampling.paste(text),
            _ => {}
        }
        Next::Stay
    }

    /// The screen stands on top again: what it shows may have changed.
    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        match self {
            Self::Home(home) => home.refresh(desk),
            Self::People(people) => people.refresh(desk),
            Self::Walk(walk) => walk.refresh(desk),
            Self::List(list) => list.refresh(desk),
            Self::Page(page) => page.refresh(desk),
            Self::Matching(matching) => matching.refresh(desk),
            Self::Papers(papers) => papers.refresh(desk),
            Self::Grid(grid) => grid.refresh(desk),
            Self::Cell(cell) => cell.refresh(desk),
            Self::Campaign(campaign) => campaign.refresh(desk),
            Self::Board(board) => board.refresh(desk),
            Self::Submitting(figures) => figures.refresh(desk),
            Self::Disputes(disputes) => disputes.refresh(desk),
            Self::Recovery(recovery) => recovery.refresh(desk),
            Self::Debtors(people) => people.refresh(desk),
            Self::Sampling(sampling) => sampling.refresh(desk),
            _ => {}
        }
    }

    /// The clock moved, or work on a thread went on; a script waits for it `patiently`.
    pub(super) fn tick(&mut self, desk: &mut Desk<'_>, patiently: bool) -> Next {
        match self {
            Self::Home(home) => home.refresh(desk),
            Self::Start(start) => return start.tick(desk, patiently),
            Self::Import(import) => return import.tick(desk, patiently),
            Self::Working(working) => return working.tick(desk, patiently),
            Self::Keeping(keeping) => return keeping.tick(desk, patiently),
            Self::Matching(matching) => return matching.tick(desk, patiently),
            Self::Photos(photos) => return photos.tick(desk, patiently),
            Self::Preview(preview) => return preview.tick(patiently),
            _ => {}
        }
        Next::Stay
    }

    pub(super) fn take(&mut self, desk: &mut Desk<'_>, what: Came) -> Next {
        match (self, what) {
            (Self::Walk(walk), what) => walk.take(desk, what),
            (Self::List(list), Came::Person(case)) => list.take_person(desk, case),
            (Self::Record(_) | Self::Page(_), Came::Saved(kind)) => Next::Done(Came::Saved(kind)),
            (Self::Disputes(disputes), Came::Saved(kind)) => {
                disputes.refresh(desk);
                if disputes.is_settled() {
                    return Next::Done(Came::Saved(kind));
                }
                Next::Stay
            }
            (Self::Photos(photos), Came::Person(case)) => photos.take_person(desk, case),
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
            Self::Ticking(item) => item.keep_draft(desk),
            Self::Import(import) => import.stop(),
            Self::Matching(matching) => matching.stop(),
            Self::Photos(photos) => photos.stop(),
            Self::Papers(papers) => papers.keep_draft(desk),
            Self::Sampling(sampling) => sampling.keep_draft(desk),
            Self::Receiving(receiving) => receiving.put_by(desk),
            _ => {}
        }
    }

    pub(super) fn help(place: Place, desk: &Desk<'_>) -> Self {
        Self::Page(page::Page::help(place, desk))
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        match self {
            Self::Start(start) => start.draw(desk, canvas),
            Self::Import(import) => import.draw(desk, canvas),
            Self::Unsettled(rows) => rows.draw(desk, canvas),
            Self::People(people) => people.draw(desk, canvas),
            Self::Working(working) => working.draw(desk, canvas),
            Self::Keeping(keeping) => keeping.draw(desk, canvas),
            Self::OwnTimes(times) => times.draw(desk, canvas),
            Self::Home(home) => home.draw(desk, canvas),
            Self::Walk(walk) => walk.draw(desk, canvas),
            Self::Record(form) => form.draw(desk, canvas),
            Self::Find(find) => find.draw(desk, canvas),
            Self::List(list) => list.draw(desk, canvas),
            Self::Page(page) => page.draw(desk, canvas),
            Self::Matching(matching) => matching.draw(desk, canvas),
            Self::Tables(tables) => tables.draw(desk, canvas),
            Self::Inflow(listed) => listed.draw(desk, canvas),
            Self::Photos(photos) => photos.draw(desk, canvas),
            Self::Papers(papers) => papers.draw(desk, canvas),
            Self::Grid(grid) => grid.draw(desk, canvas),
            Self::Cell(cell) => cell.draw(desk, canvas),
            Self::Campaign(campaign) => campaign.draw(desk, canvas),
            Self::Freezing(panel) => panel.draw(desk, canvas),
            Self::Board(board) => board.draw(desk, canvas),
            Self::SlowRules(rules) => rules.draw(desk, canvas),
            Self::Ticking(item) => item.draw(desk, canvas),
            Self::Handing(handing) => handing.draw(desk, canvas),
            Self::Codes(codes) => codes.draw(desk, canvas),
            Self::Submitting(figures) => figures.draw(desk, canvas),
            Self::Receiving(receiving) => receiving.draw(desk, canvas),
            Self::Publishing(lists) => lists.draw(desk, canvas),
            Self::Disputes(disputes) => disputes.draw(desk, canvas),
            Self::Preview(preview) => preview.draw(desk, canvas),
            Self::Recovery(recovery) => recovery.draw(desk, canvas),
            Self::Debtors(people) => people.draw(desk, canvas),
            Self::Sampling(sampling) => sampling.draw(desk, canvas),
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

/// On the line under a list: how many of its lines stand below the last one that is seen.
pub(super) fn draw_below(
    desk: &Desk<'_>,
    canvas: &mut Canvas<'_>,
    row: usize,
    count: usize,
    seen: usize,
) {
    let below = count.saturating_sub(seen);
    if below > 0 {
        let text = desk.tell("tui-lines-below", &[("count", Value::from(below))]);
        let columns = width(&text, canvas.look().wide);
        canvas.text(2, row, columns, &text, Tone::Plain);
    }
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

/// What to know of somebody in a word: done, sent back, or what the case is about.
pub(super) fn state_word(desk: &Desk<'_>, row: &CaseRow) -> String {
    match row.state {
        State::Resolved => desk.say("tui-hint-done"),
        State::Returned => desk.say("tui-hint-returned"),
        _ => short_class(desk, row),
    }
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

/// How far work is: a bar where the whole is known, and what is told beside it.
pub(super) fn draw_progress(
    canvas: &mut Canvas<'_>,
    row: usize,
    whole: Option<(u64, u64)>,
    told: &str,
) {
    const WIDE: u64 = 42;
    let bar = whole.filter(|(_, of)| *of > 0).map(|(done, of)| {
        // A file may be longer when it is decoded than on the disk: it is never said to be done too early.
        let percent = (done.saturating_mul(100) / of).min(99);
        let filled = usize::try_from(percent * WIDE / 100).unwrap_or(0);
        let rest = usize::try_from(WIDE).unwrap_or(0) - filled;
        format!("[{}{}] {percent}%  ", "#".repeat(filled), ".".repeat(rest))
    });
    let text = format!(" {}{told}", bar.unwrap_or_default());
    canvas.row(row, &text, Tone::Plain);
}
