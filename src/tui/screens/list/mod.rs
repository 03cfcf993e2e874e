//! Lines to choose from: who waits for a review, what is wrong in the list, what to take back, menus, officers.

mod menu;
mod people;
mod screening;
mod undo;

use tui_input::Input as Field;

use super::super::app::{Came, Desk, Next};
use super::super::form::{Form, edit};
use super::super::forms;
use super::super::paint::{Canvas, Tone, fit, width};
use super::record::Recording;
use super::{Screen, person_line, sex_and_age, short_class, walk};
use crate::action::{Action, Place};
use crate::domain::entry::Kind;
use crate::key::Key;
use crate::messages::Value;
use crate::store::CaseRow;
use menu::{Choice, Item, choose};
use people::unit_and_place;
use undo::Recorded;

/// People in one list; more are reached through the walk and the find box.
const MOST: usize = 500;

/// What a list is about.
enum What {
    Reviews(Vec<CaseRow>),
    Doubts(Vec<CaseRow>),
    Screening(Vec<CaseRow>, Option<usize>),
    Undo(Vec<Recorded>),
    Menu(Vec<Choice>),
    More(Option<Box<CaseRow>>, Vec<(Item, Option<String>)>),
    Officers(Vec<String>, Field),
    MoveTo(Box<Form>),
}

/// A list with a chosen line.
pub struct List {
    what: What,
    chosen: usize,
}

impl List {
    const fn of(what: What) -> Self {
        Self { what, chosen: 0 }
    }

    pub(super) fn place(&self) -> Place {
        match self.what {
            What::Reviews(_) => Place::Review,
            What::Doubts(_) => Place::Doubts,
            What::Screening(..) => Place::Screening,
            What::Undo(_) | What::MoveTo(_) => Place::Undo,
            What::Officers(..) => Place::Officers,
            What::Menu(_) | What::More(..) => Place::Menu,
        }
    }

    pub(super) fn takes_text(&self) -> bool {
        matches!(self.what, What::Officers(..))
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let What::Officers(_, field) = &mut self.what {
            *field = Field::new(format!("{}{text}", field.value()));
        }
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let fresh = match &self.what {
            What::Reviews(_) => Self::reviews(desk),
            What::Doubts(_) => Self::doubts(desk),
            What::Undo(_) => Self::undo(desk),
            _ => return,
        };
        let chosen = self.chosen;
        *self = fresh;
        self.chosen = chosen.min(self.len().saturating_sub(1));
    }

    fn len(&self) -> usize {
        match &self.what {
            What::Reviews(rows) | What::Doubts(rows) | What::Screening(rows, _) => rows.len(),
            What::Undo(items) => items.len(),
            What::Menu(choices) => choices.len(),
            What::More(_, items) => items.len(),
            What::Officers(names, _) => names.len(),
            What::MoveTo(_) => 1,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        let last = self.len().saturating_sub(1);
        match action {
            Some(Action::Back) => {
                if let What::Screening(_, digit @ Some(_)) = &mut self.what {
                    *digit = None;
                    return Next::Stay;
                }
                return Next::Back;
            }
            Some(Action::Up) if key.text().is_none() => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) if key.text().is_none() => self.chosen = (self.chosen + 1).min(last),
            Some(Action::PageUp) => self.chosen = self.chosen.saturating_sub(10),
            Some(Action::PageDown) => self.chosen = (self.chosen + 10).min(last),
            Some(Action::Open) => return self.open(desk),
            Some(Action::Approve) => return self.review(desk, "approve"),
            Some(Action::SendBack) => return self.review(desk, "return"),
            Some(action @ (Action::Correct | Action::AcceptDoubt)) => {
                let kind = if action == Action::Correct {
                    Kind::Correct
                } else {
                    Kind::AcceptDoubt
                };
                if let Some(row) = self.row().cloned() {
                    return form(desk, forms::general_of(desk, kind, Some(&row)));
                }
            }
            other => return self.other(desk, key, other),
        }
        Next::Stay
    }

    fn other(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        let digit = action.and_then(Action::digit).map(usize::from);
        let count = self.len();
        match (&mut self.what, digit) {
            (What::Officers(names, field), Some(digit))
                if field.value().is_empty() && digit >= 1 && digit <= names.len() =>
            {
                self.chosen = digit - 1;
                return self.open(desk);
            }
            (What::Officers(_, field), _) => edit(field, key),
            (What::Screening(_, waiting), Some(digit)) if (1..=6).contains(&digit) => {
                *waiting = Some(digit);
            }
            (What::Screening(..), _) => {}
            (_, Some(0)) => return Next::Back,
            (_, Some(digit)) if digit <= count => {
                self.chosen = digit - 1;
                return self.open(desk);
            }
            _ => {}
        }
        Next::Stay
    }

    fn row(&self) -> Option<&CaseRow> {
        match &self.what {
            What::Reviews(rows) | What::Doubts(rows) | What::Screening(rows, _) => {
                rows.get(self.chosen)
            }
            What::Undo(items) => items.get(self.chosen).map(|item| &item.row),
            _ => None,
        }
    }

    fn open(&mut self, desk: &mut Desk<'_>) -> Next {
        let chosen = self.chosen;
        match &mut self.what {
            What::Reviews(rows) | What::Doubts(rows) => match rows.get(chosen) {
                Some(row) => {
                    let case = row.id;
                    Next::Open(Box::new(Screen::Walk(Box::new(walk::Walk::at(desk, case)))))
                }
                None => Next::Stay,
            },
            What::Undo(_) => self.take_back(desk),
            What::Screening(..) => self.screen(desk),
            What::Menu(choices) => match choices.get(chosen).copied() {
                Some(choice) => choose(desk, choice),
                None => Next::Stay,
            },
            What::More(..) => self.choose_more(desk),
            What::Officers(names, field) => {
                let name = if field.value().trim().is_empty() {
                    names.get(chosen).cloned().unwrap_or_default()
                } else {
                    field.value().to_owned()
                };
                desk.with(|session| session.change_officer(&name));
                if let Some(session) = &desk.session
                    && desk.notice.is_empty()
                {
                    let who = session.officer.clone();
                    desk.notice = desk.tell("tui-officer-now", &[("name", Value::Text(&who))]);
                }
                Next::Done(Came::Changed)
            }
            What::MoveTo(_) => Next::Open(Box::new(Screen::Find(super::find::Find::open(
                desk,
                String::new(),
            )))),
        }
    }

    fn title(&self, desk: &Desk<'_>) -> String {
        let key = match &self.what {
            What::Reviews(_) => "tui-list-reviews",
            What::Doubts(_) => "tui-list-doubts",
            What::Screening(..) => "tui-list-screening",
            What::Undo(_) => "tui-list-undo",
            What::Menu(_) => "tui-list-menu",
            What::More(..) => "tui-list-more",
            What::Officers(..) => "tui-list-officers",
            What::MoveTo(_) => "tui-list-move",
        };
        desk.say(key)
    }

    fn lines(&self, desk: &Desk<'_>, columns: usize) -> Vec<String> {
        let people: &[CaseRow] = match &self.what {
            What::Reviews(rows) | What::Doubts(rows) | What::Screening(rows, _) => rows,
            _ => &[],
        };
        let ages = widest(people.iter().map(|row| sex_and_age(desk, row)));
        // Long names are read whole where there is room.
        let names = widest(people.iter().map(|row| row.name.clone()));
        let names = names.clamp(8, if columns > 80 { 24 } else { 8 });
        let person = |row: &CaseRow| {
            format!(
                "{}  {}  {}",
                fit(&row.name, names, false),
                fit(&sex_and_age(desk, row), ages, false),
                fit(&unit_and_place(desk, row), 24, false)
            )
        };
        match &self.what {
            What::Reviews(rows) => {
                let outcome = |row: &CaseRow| {
                    let outcome = row.outcome.as_deref().unwrap_or_default().replace('_', "-");
                    desk.say(&format!("entry-outcome-{outcome}"))
                };
                let classes = widest(rows.iter().map(|row| short_class(desk, row)));
                let outcomes = widest(rows.iter().map(outcome));
                rows.iter()
                    .map(|row| {
                        format!(
                            "{}  {}  {}  {}",
                            person(row),
                            fit(&short_class(desk, row), classes, false),
                            fit(&outcome(row), outcomes, false),
                            row.proposer.clone().unwrap_or_default()
                        )
                    })
                    .collect()
            }
            What::Doubts(rows) => rows
                .iter()
                .map(|row| {
                    let words: Vec<String> = row
                        .doubts
                        .iter()
                        .map(|doubt| desk.say(&format!("entry-doubt-{}", doubt.name())))
                        .collect();
                    format!("{}  {}", person(row), words.join("；"))
                })
                .collect(),
            What::Screening(rows, _) => rows
                .iter()
                .map(|row| {
                    let said = row
                        .screened
                        .clone()
                        .unwrap_or_else(|| desk.say("tui-screening-open"));
                    format!("{}  {said}", person(row))
                })
                .collect(),
            What::Undo(items) => items.iter().map(|item| item.line.clone()).collect(),
            What::Menu(choices) => choices
                .iter()
                .map(|choice| desk.say(choice.key()))
                .collect(),
            What::More(_, items) => items.iter().map(|item| item_line(desk, item)).collect(),
            What::Officers(names, _) => names.clone(),
            What::MoveTo(form) => {
                vec![desk.tell("tui-move-line", &[("person", Value::Text(&form.person))])]
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let whom = match &self.what {
            What::More(Some(row), _) => format!("{} ", person_line(desk, row)),
            _ => String::new(),
        };
        canvas.ends(0, &format!(" {}", self.title(desk)), &whom, Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 5;
        let lines = self.lines(desk, canvas.columns());
        if lines.is_empty() {
            canvas.row(3, &format!(" {}", desk.say("tui-list-empty")), Tone::Plain);
        }
        let room = bottom - 2;
        let first = (self.chosen + 1).saturating_sub(room);
        for (at, line) in lines.iter().enumerate().skip(first).take(room) {
            let mark = if at == self.chosen { ">" } else { " " };
            let digit = if at < 9
                && !matches!(
                    self.what,
                    What::Screening(..) | What::Reviews(_) | What::Doubts(_)
                ) {
                format!("{} ", at + 1)
            } else {
                String::new()
            };
            let tone = if at == self.chosen {
                Tone::Chosen
            } else {
                Tone::Plain
            };
            canvas.row(2 + at - first, &format!("{mark}{digit}{line}"), tone);
        }
        let below = lines.len().saturating_sub(first + room);
        if lines.len() >= MOST {
            let text = desk.tell("tui-list-most", &[("count", Value::from(MOST))]);
            canvas.row(bottom - 1, &format!(" {text}"), Tone::Faint);
        } else if below > 0 {
            let text = desk.tell("tui-lines-below", &[("count", Value::from(below + 1))]);
            canvas.row(bottom - 1, &format!(" {text}"), Tone::Faint);
        }
        canvas.rule(bottom);
        self.draw_foot(desk, canvas, bottom);
    }

    fn draw_foot(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, bottom: usize) {
        match (&self.what, self.row()) {
            (What::Screening(_, Some(digit)), Some(row)) => {
                let said = desk.say(&format!("tui-screening-{digit}"));
                let text = desk.tell(
                    "tui-screening-sure",
                    &[
                        ("person", Value::Text(&person_line(desk, row))),
                        ("what", Value::Text(&said)),
                    ],
                );
                canvas.row(bottom + 1, &format!(" {text}"), Tone::Strong);
            }
            (What::Officers(_, field), _) => {
                let label = desk.say("tui-officer-new");
                canvas.row(
                    bottom + 1,
                    &format!(" {label}[{}]", field.value()),
                    Tone::Strong,
                );
                canvas.set_cursor(
                    2 + width(&label, canvas.look().wide)
                        + width(field.value(), canvas.look().wide),
                    bottom + 1,
                );
            }
            _ => {}
        }
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        let key = match &self.what {
            What::Reviews(_) => "tui-reviews-keys",
            What::Doubts(_) => "tui-doubts-keys",
            What::Screening(..) => "tui-screening-keys",
            _ => "tui-list-keys",
        };
        canvas.row(bottom + 3, &format!(" {}", desk.say(key)), Tone::Plain);
        canvas.row(
            bottom + 4,
            &format!(" {}", desk.say("tui-list-keys-2")),
            Tone::Plain,
        );
    }
}

/// The columns of the longest of these texts.
fn widest(texts: impl Iterator<Item = String>) -> usize {
    let columns = texts.map(|text| width(&text, false));
    columns.max().unwrap_or(0)
}

/// A line of the menu for a person, with the office whose step it is.
fn item_line(desk: &Desk<'_>, (item, who): &(Item, Option<String>)) -> String {
    let name = item.name(desk);
    match who {
        Some(who) => {
            let by = desk.tell("tui-done-by", &[("who", Value::Text(who))]);
            format!("{name}  {by}")
        }
        None => name,
    }
}

fn form(desk: &mut Desk<'_>, form: Option<Form>) -> Next {
    match form {
        Some(form) => {
            let recording = Recording::open(desk, form);
            Next::Open(Box::new(Screen::Record(Box::new(recording))))
        }
        None => Next::Stay,
    }
}
