//! 抽查、整改: people are drawn from a published seed, looked at again without a sight of the first finding, and what differs
//! is put right until it is closed. A township sees its own drawn people and rectifications here.

mod acting;
mod content;
mod page;
mod withdrawing;

use tui_input::Input as Field;

use super::super::app::{Desk, Next};
use super::super::form::{Form, Meant, edit};
use super::super::paint::{Canvas, wrap};
use super::choosing::{Hand, Sheet};
use crate::action::{Action, Place};
use crate::domain::entry::Entry;
use crate::domain::sample::{REPLACED_BECAUSE, SampleLevel};
use crate::key::Key;
use crate::usecases::sampling::{self, Drawing, DrawnRow, Order, RectifyRow};
use page::Page;
use withdrawing::Mistake;

/// What can be chosen first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Draw,
    People,
    Figures,
    Rectify,
    Check,
    Save,
    Level,
}

/// What is done about a rectification, in the order of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Done,
    Close,
    Reopen,
    Due,
    Withdraw,
}

/// What is done with a drawn person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Looked at, in that way.
    Look(&'static str),
    /// The numbers are shown whole.
    Whole,
    Replace,
    Withdraw,
}

enum Stage {
    /// What can be done here.
    Menu,
    /// The seed.
    Seed(Field),
    /// The share, where no document gives one.
    Share(Field),
    /// What the draw would do.
    Ask(Box<Drawing>),
    /// Who is drawn.
    People(Vec<DrawnRow>),
    /// One of them; whether the numbers are shown whole.
    Person(Box<DrawnRow>, bool),
    /// The answers.
    Form(Box<DrawnRow>, Box<Form>),
    /// Why somebody is replaced; the reason that the hand is on is written.
    Replace(Box<DrawnRow>),
    /// Which check of somebody is taken back.
    Checks(Box<DrawnRow>, Vec<Entry>),
    /// Why something is taken back; the reason that the hand is on is written.
    Withdraw(Mistake),
    /// The same in own words.
    Why(Mistake, Field),
    /// Text to read: figures, a proof, a comparison, which leads back to the drawn people.
    Page(Page),
    /// What has to be put right.
    Rectify(Vec<RectifyRow>),
    /// One of it.
    One(Box<RectifyRow>),
    /// Words or a day about it.
    Words(Box<RectifyRow>, Doing, Field),
    /// It is closed.
    Close(Box<RectifyRow>),
    /// What is saved.
    Save,
}

/// The screen.
pub struct Sampling {
    stage: Stage,
    level: SampleLevel,
    order: Option<Order>,
    hand: Hand,
    wrong: String,
    /// What has to be told on the menu: people not looked at, where anybody is drawn, and rectifications by status.
    counts: (Option<usize>, [usize; 4]),
}

impl Sampling {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let level = desk.session.as_ref().map(sampling::own_level);
        let mut screen = Self {
            stage: Stage::Menu,
            level: level.unwrap_or(SampleLevel::District),
            order: None,
            hand: Hand(0),
            wrong: String::new(),
            counts: (None, [0; 4]),
        };
        screen.count(desk);
        screen
    }

    /// The lines of the menu: who is looked at neither draws nor saves the district's papers.
    fn choices(desk: &Desk<'_>) -> &'static [Choice] {
        let oversees = desk.session.as_ref().is_some_and(sampling::oversees);
        if oversees {
            &[
                Choice::Draw,
                Choice::People,
                Choice::Figures,
                Choice::Rectify,
                Choice::Check,
                Choice::Save,
                Choice::Level,
            ]
        } else {
            &[Choice::People, Choice::Rectify, Choice::Level]
        }
    }

    fn go(&mut self, stage: Stage) -> Next {
        self.stage = stage;
        self.hand = Hand(0);
        self.wrong.clear();
        Next::Stay
    }

    pub(super) const fn place(&self) -> Place {
        match self.stage {
            Stage::Form(..) => Place::Form,
            _ => Place::Import,
        }
    }

    pub(super) const fn takes_text(&self) -> bool {
        matches!(
            self.stage,
            Stage::Seed(_) | Stage::Share(_) | Stage::Words(..) | Stage::Why(..) | Stage::Form(..)
        )
    }

    const fn field(&mut self) -> Option<&mut Field> {
        match &mut self.stage {
            Stage::Seed(field)
            | Stage::Share(field)
            | Stage::Words(_, _, field)
            | Stage::Why(_, field) => Some(field),
            _ => None,
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Stage::Form(_, form) = &mut self.stage {
            form.paste(text);
        } else if let Some(field) = self.field() {
            *field = Field::new(format!("{}{}", field.value(), text.trim()));
        }
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        match self.stage {
            Stage::Menu => self.count(desk),
            Stage::People(_) => self.show_people(desk),
            Stage::Rectify(_) => self.show_rectify(desk),
            _ => {}
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        if let Stage::Form(_, form) = &mut self.stage {
            return match form.key(key, action) {
                Meant::Nothing => Next::Stay,
                Meant::Leave => {
                    self.keep_draft(desk);
                    self.back(desk)
                }
                Meant::Save => self.save_check(desk),
            };
        }
        if action == Some(Action::Back) {
            return self.back(desk);
        }
        if let Some(field) = self.field() {
            if action == Some(Action::Open) {
                return self.take_text(desk);
            }
            edit(field, key);
            return Next::Stay;
        }
        let digit = action.and_then(Action::digit);
        match &mut self.stage {
            Stage::Ask(_) | Stage::Close(_) if digit == Some(0) || action == Some(Action::Open) => {
                return self.write(desk);
            }
            Stage::Replace(_) => return self.reason_key(desk, action, REPLACED_BECAUSE.len()),
            Stage::Withdraw(_) => return self.reason_key(desk, action, withdrawing::REASONS),
            // After a comparison the next person is one Enter away.
            Stage::Page(page) if page.after && action == Some(Action::Open) => {
                return self.back(desk);
            }
            Stage::Page(page) => {
                if !page.key(action) && digit == Some(0) {
                    return self.back(desk);
                }
                return Next::Stay;
            }
            _ if digit == Some(0) => return self.back(desk),
            _ => {}
        }
        let count = self.count_lines(desk);
        match self.hand.key(action, count) {
            Some(line) => self.choose(desk, line),
            None => Next::Stay,
        }
    }

    /// A digit moves to a reason; Enter or 0 writes.
    fn reason_key(&mut self, desk: &mut Desk<'_>, action: Option<Action>, count: usize) -> Next {
        let digit = action.and_then(Action::digit).map(usize::from);
        match (action, digit) {
            (Some(Action::Open), _) | (_, Some(0)) => {
                return match &self.stage {
                    Stage::Replace(_) => self.replace(desk),
                    _ => self.withdraw(desk),
                };
            }
            (_, Some(digit)) if digit <= count => self.hand = Hand(digit - 1),
            (Some(Action::Up), _) => self.hand = Hand(self.hand.0.saturating_sub(1)),
            (Some(Action::Down), _) => self.hand = Hand((self.hand.0 + 1).min(count - 1)),
            _ => {}
        }
        Next::Stay
    }

    fn count_lines(&self, desk: &Desk<'_>) -> usize {
        match &self.stage {
            Stage::Menu => Self::choices(desk).len(),
            Stage::People(rows) => rows.len(),
            Stage::Person(row, _) => content::steps(desk, row).len(),
            Stage::Checks(_, checks) => checks.len(),
            Stage::Rectify(rows) => rows.len(),
            Stage::One(row) => content::doings(desk, row).len(),
            Stage::Save => content::SAVED,
            _ => 0,
        }
    }

    fn back(&mut self, desk: &mut Desk<'_>) -> Next {
        match &mut self.stage {
            Stage::Menu => return Next::Back,
            Stage::Person(..) => self.show_people(desk),
            Stage::Page(page) if page.after => self.show_people(desk),
            Stage::Form(row, _) | Stage::Replace(row) | Stage::Checks(row, _) => {
                let row = row.clone();
                return self.go(Stage::Person(row, false));
            }
            Stage::One(_) => self.show_rectify(desk),
            Stage::Words(row, ..) | Stage::Close(row) => {
                let row = row.clone();
                return self.go(Stage::One(row));
            }
            Stage::Withdraw(mistake) | Stage::Why(mistake, _) => {
                let before = mistake.before();
                return self.go(before);
            }
            _ => {
                self.go(Stage::Menu);
                self.count(desk);
            }
        }
        Next::Stay
    }

    fn choose(&mut self, desk: &mut Desk<'_>, line: usize) -> Next {
        match &mut self.stage {
            Stage::Menu => {
                let choice = Self::choices(desk).get(line).copied();
                return choice.map_or(Next::Stay, |choice| self.choose_menu(desk, choice));
            }
            Stage::People(rows) => {
                if let Some(row) = rows.get(line).cloned() {
                    return self.go(Stage::Person(Box::new(row), false));
                }
            }
            Stage::Person(row, shown) => match content::steps(desk, row).get(line).copied() {
                Some(Step::Look(way)) => {
                    let row = row.clone();
                    return self.open_form(desk, row, way);
                }
                Some(Step::Whole) => *shown = acting::show_whole(desk, row),
                Some(Step::Replace) => {
                    let row = row.clone();
                    return self.go(Stage::Replace(row));
                }
                Some(Step::Withdraw) => {
                    let row = row.clone();
                    return self.ask_check(desk, row);
                }
                None => {}
            },
            Stage::Checks(row, checks) => {
                if let Some(check) = checks.get(line) {
                    let mistake = Mistake::Check(row.clone(), Box::new(check.clone()));
                    return self.go(Stage::Withdraw(mistake));
                }
            }
            Stage::Rectify(rows) => {
                if let Some(row) = rows.get(line).cloned() {
                    return self.go(Stage::One(Box::new(row)));
                }
            }
            Stage::One(row) => {
                let row = row.clone();
                let doing = content::doings(desk, &row).get(line).copied();
                return match doing {
                    Some(Doing::Close) => self.go(Stage::Close(row)),
                    Some(Doing::Withdraw) => self.go(Stage::Withdraw(Mistake::Act(row))),
                    Some(doing) => self.go(Stage::Words(row, doing, Field::default())),
                    None => Next::Stay,
                };
            }
            Stage::Save => self.save_file(desk, line),
            _ => {}
        }
        Next::Stay
    }

    fn choose_menu(&mut self, desk: &mut Desk<'_>, choice: Choice) -> Next {
        self.order = None;
        match choice {
            Choice::Draw => return self.go(Stage::Seed(Field::default())),
            Choice::People => {
                self.hand = Hand(0);
                self.show_people(desk);
            }
            Choice::Figures => self.show_figures(desk),
            Choice::Rectify => {
                self.hand = Hand(0);
                self.show_rectify(desk);
            }
            Choice::Check => self.show_proof(desk),
            Choice::Save => return self.go(Stage::Save),
            Choice::Level => {
                self.level = match self.level {
                    SampleLevel::District => SampleLevel::City,
                    SampleLevel::City => SampleLevel::District,
                };
                self.count(desk);
            }
        }
        Next::Stay
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        match &self.stage {
            Stage::Form(_, form) => return form.draw(desk, canvas),
            Stage::Page(page) => {
                let level = desk.say(&format!("sample-level-{}", self.level.name()));
                let title = format!(" {}  {level}", desk.say("sample-title"));
                return page.draw(desk, canvas, &title);
            }
            _ => {}
        }
        let (head, lines) = content::of(self, desk, canvas.columns() >= page::WIDE);
        let keys = match &self.stage {
            Stage::Seed(_) | Stage::Share(_) | Stage::Words(..) | Stage::Why(..) => {
                "sample-keys-text"
            }
            Stage::Ask(_) | Stage::Close(_) | Stage::Replace(_) | Stage::Withdraw(_) => {
                "sample-keys-write"
            }
            _ => "sample-keys",
        };
        let level = desk.say(&format!("sample-level-{}", self.level.name()));
        Sheet {
            title: format!("{}  {level}", desk.say("sample-title")),
            head: head.clone(),
            lines: &lines,
            hand: self.hand,
            wrong: &self.wrong,
            keys: desk.say(keys),
        }
        .draw(desk, canvas);
        if let Stage::Seed(field)
        | Stage::Share(field)
        | Stage::Words(_, _, field)
        | Stage::Why(_, field) = &self.stage
        {
            let (columns, wide) = (canvas.columns() - 2, canvas.look().wide);
            let above = head.iter().take(head.len().saturating_sub(1));
            let rows: usize = above.map(|line| wrap(line, columns, wide).len()).sum();
            let shown = super::super::paint::width(field.value(), wide);
            canvas.set_cursor(2 + shown, 2 + rows);
        }
    }
}
