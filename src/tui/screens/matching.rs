//! 系统核查比对: a list is chosen and compared, what it proposes is accepted or refused one by one, and what was compared
//! stands on record. The same menu leads to collecting photos.

mod running;
mod words;

use std::path::PathBuf;

use chrono::NaiveDate;
use tui_input::Input as Field;

use super::super::app::{Desk, Next};
use super::super::form::edit;
use super::super::paint::Canvas;
use super::choosing::{Hand, Sheet, lists_in, places};
use super::places::Spot;
use super::{Screen, photos};
use crate::action::Action;
use crate::domain::hit::ListSource;
use crate::key::Key;
use crate::messages::Value;
use crate::usecases::matching::{self, MatchResult, WaitingHit};
use running::Running;
use words::{decide_content, history, menu_lines, reasons, waiting_line};

/// So many proposals are read at a time; the others follow as these are decided.
const MOST: usize = 200;

enum Stage {
    /// What can be done here.
    Menu,
    /// From whom the list comes.
    Source(Vec<ListSource>),
    /// Where it lies.
    Place(Vec<(String, Spot)>),
    /// Which file it is.
    File(Vec<(String, PathBuf)>),
    /// Of which day it is.
    Day(Field),
    /// What it would do.
    Result(Box<MatchResult>),
    /// What waits.
    Waiting(Vec<WaitingHit>),
    /// One proposal: taken over, or refused for this reason.
    Decide(Box<WaitingHit>, Option<bool>),
    /// All certified people in one go.
    Together(ListSource, usize),
    /// What was compared.
    History(Vec<String>),
    /// Something runs on a thread that has the book.
    Running(Running),
}

/// The screen.
pub struct Matching {
    stage: Stage,
    hand: Hand,
    wrong: String,
    source: Option<ListSource>,
    file: PathBuf,
    day: Option<NaiveDate>,
}

/// Lines of the menu, in order.
const MENU: [&str; 5] = [
    "match-menu-list",
    "match-menu-waiting",
    "match-menu-together",
    "match-menu-history",
    "match-menu-photos",
];

impl Matching {
    pub(super) const fn open() -> Self {
        Self {
            stage: Stage::Menu,
            hand: Hand(0),
            wrong: String::new(),
            source: None,
            file: PathBuf::new(),
            day: None,
        }
    }

    fn go(&mut self, stage: Stage) -> Next {
        self.stage = stage;
        self.hand = Hand(0);
        self.wrong.clear();
        Next::Stay
    }

    pub(super) const fn takes_text(&self) -> bool {
        matches!(self.stage, Stage::Day(_))
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Stage::Day(field) = &mut self.stage {
            *field = Field::new(format!("{}{text}", field.value()));
        }
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        if matches!(self.stage, Stage::Waiting(_)) {
            self.show_waiting(desk);
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        if let Stage::Running(running) = &self.stage {
            if action == Some(Action::Back) {
                running.stop();
            }
            return Next::Stay;
        }
        if action == Some(Action::Back) {
            return self.back(desk);
        }
        if let Stage::Day(field) = &mut self.stage {
            if action == Some(Action::Open) {
                return self.take_day(desk);
            }
            edit(field, key);
            return Next::Stay;
        }
        if let Stage::Decide(..) = self.stage {
            return self.decide(desk, action);
        }
        if action.and_then(Action::digit) == Some(0) {
            return self.back(desk);
        }
        let count = self.count();
        match self.hand.key(action, count) {
            Some(line) => self.choose(desk, line),
            None => Next::Stay,
        }
    }

    fn count(&self) -> usize {
        match &self.stage {
            Stage::Menu => MENU.len(),
            Stage::Source(sources) => sources.len(),
            Stage::Place(options) => options.len(),
            Stage::File(options) => options.len(),
            Stage::Result(_) | Stage::Together(..) => 2,
            Stage::Waiting(hits) => hits.len(),
            Stage::History(lines) => lines.len(),
            Stage::Day(_) | Stage::Decide(..) | Stage::Running(_) => 0,
        }
    }

    fn back(&mut self, desk: &mut Desk<'_>) -> Next {
        match self.stage {
            Stage::Menu => Next::Back,
            Stage::Decide(..) => {
                self.show_waiting(desk);
                Next::Stay
            }
            _ => self.go(Stage::Menu),
        }
    }

    fn choose(&mut self, desk: &mut Desk<'_>, line: usize) -> Next {
        match &mut self.stage {
            Stage::Menu => return self.choose_menu(desk, line),
            Stage::Source(sources) => {
                self.source = sources.get(line).cloned();
                let places = places(desk);
                return self.go(Stage::Place(places));
            }
            Stage::Place(options) => {
                let Some((_, spot)) = options.get(line) else {
                    return Next::Stay;
                };
                let files = lists_in(spot);
                if files.is_empty() {
                    self.wrong = desk.say("tui-start-no-lists");
                } else {
                    return self.go(Stage::File(files));
                }
            }
            Stage::File(options) => {
                if let Some((_, path)) = options.get(line) {
                    self.file.clone_from(path);
                    return self.go(Stage::Day(Field::default()));
                }
            }
            Stage::Result(_) => {
                if line == 0 {
                    return self.keep(desk);
                }
                return self.go(Stage::Menu);
            }
            Stage::Waiting(hits) => {
                if line < hits.len() {
                    let hit = hits.remove(line);
                    return self.go(Stage::Decide(Box::new(hit), None));
                }
            }
            Stage::Together(source, _) => {
                if line == 0 {
                    let source = source.clone();
                    return self.accept_together(desk, source);
                }
                return self.go(Stage::Menu);
            }
            Stage::Day(_) | Stage::Decide(..) | Stage::History(_) | Stage::Running(_) => {}
        }
        Next::Stay
    }

    fn choose_menu(&mut self, desk: &mut Desk<'_>, line: usize) -> Next {
        match line {
            0 => {
                let sources = desk.with(|_| matching::sources(None));
                self.go(Stage::Source(sources))
            }
            1 => {
                self.hand = Hand(0);
                self.show_waiting(desk);
                Next::Stay
            }
            2 => self.ask_together(desk),
            3 => {
                let lines = history(desk);
                if lines.is_empty() {
                    self.wrong = desk.say("match-never");
                    return Next::Stay;
                }
                self.go(Stage::History(lines))
            }
            _ => Next::Open(Box::new(Screen::Photos(Box::new(photos::Photos::open(
                desk,
            ))))),
        }
    }

    fn show_waiting(&mut self, desk: &mut Desk<'_>) {
        let hits = desk.with(|session| matching::waiting(session, None, Some(MOST)));
        if hits.is_empty() {
            self.go(Stage::Menu);
            self.wrong = desk.say("match-nobody-waits");
        } else {
            let hand = self.hand.0.min(hits.len() - 1);
            self.go(Stage::Waiting(hits));
            self.hand = Hand(hand);
        }
    }

    fn ask_together(&mut self, desk: &mut Desk<'_>) -> Next {
        let found = desk.with(|session| {
            let source = matching::sources(None)?
                .into_iter()
                .find(|source| source.together);
            let Some(source) = source else {
                return Ok(None);
            };
            let mut hits = matching::waiting(session, Some(&source.id), None)?;
            hits.retain(WaitingHit::is_sure);
            Ok((!hits.is_empty()).then_some((source, hits.len())))
        });
        if let Some((source, count)) = found {
            return self.go(Stage::Together(source, count));
        }
        self.wrong = desk.say("match-nobody-waits");
        Next::Stay
    }

    fn told(&self, desk: &Desk<'_>, result: &MatchResult, key: &str) -> String {
        let title = self
            .source
            .as_ref()
            .map_or("", |source| source.title.as_str());
        desk.tell(
            key,
            &[
                ("source", Value::Text(title)),
                ("day", Value::Text(&result.list_date)),
                ("rows", Value::from(result.rows_read)),
                ("hits", Value::from(result.hits)),
                ("possible", Value::from(result.possible)),
                ("misses", Value::from(result.misses)),
                ("new", Value::from(result.new)),
            ],
        )
    }

    /// 1 takes over, 2 refuses; then the reason where one is needed; Enter or 0 writes.
    fn decide(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let Stage::Decide(hit, accepts) = &mut self.stage else {
            return Next::Stay;
        };
        let reasons = reasons(desk, *accepts, hit.is_sure());
        match (*accepts, action.and_then(Action::digit)) {
            (None, Some(digit @ (1 | 2))) => {
                *accepts = Some(digit == 1);
                self.hand = Hand(0);
                return Next::Stay;
            }
            (Some(_), Some(digit)) if digit > 0 => {
                let line = usize::from(digit) - 1;
                if line < reasons.len() {
                    self.hand = Hand(line);
                }
                return Next::Stay;
            }
            _ => {}
        }
        match action {
            Some(Action::Up) => self.hand = Hand(self.hand.0.saturating_sub(1)),
            Some(Action::Down) if self.hand.0 + 1 < reasons.len() => self.hand.0 += 1,
            Some(Action::Open | Action::Choose0) if accepts.is_some() => {
                let (hit, accepts) = (hit.clone(), *accepts == Some(true));
                let because = reasons.get(self.hand.0).cloned();
                self.write(desk, &hit, accepts, because.as_deref());
            }
            _ => {}
        }
        Next::Stay
    }

    fn write(
        &mut self,
        desk: &mut Desk<'_>,
        hit: &WaitingHit,
        accepts: bool,
        because: Option<&str>,
    ) {
        let (case, entry) = (hit.row.id, hit.entry.id);
        let Some(session) = &mut desk.session else {
            return;
        };
        let done = if accepts {
            matching::accept(session, case, entry, because).map(|_| ())
        } else {
            matching::refuse(session, case, entry, because.unwrap_or_default())
        };
        if let Err(error) = done {
            self.wrong = error.sentence(desk.messages);
            return;
        }
        let key = if accepts {
            "match-took-over"
        } else {
            "match-turned-down"
        };
        let said = desk.tell(key, &[("person", Value::Text(&hit.row.name))]);
        self.show_waiting(desk);
        self.wrong.clear();
        desk.notice = said;
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        if let Stage::Running(running) = &self.stage {
            return running.draw(desk, canvas, &self.file);
        }
        let (head, lines) = self.content(desk);
        let keys = match &self.stage {
            Stage::Day(_) => "match-keys-day",
            Stage::Decide(_, None) => "match-keys-decide",
            Stage::Decide(_, Some(_)) => "match-keys-write",
            Stage::History(_) => "tui-page-keys",
            _ => "match-keys",
        };
        Sheet {
            title: desk.say("match-title"),
            head,
            lines: &lines,
            hand: self.hand,
            wrong: &self.wrong,
            keys: desk.say(keys),
        }
        .draw(desk, canvas);
        if let Stage::Day(field) = &self.stage {
            let shown = super::super::paint::width(field.value(), canvas.look().wide);
            canvas.set_cursor(2 + shown, 3);
        }
    }

    /// What stands above the lines, and the lines.
    fn content(&self, desk: &Desk<'_>) -> (Vec<String>, Vec<String>) {
        let say = |key: &str| vec![desk.say(key)];
        match &self.stage {
            Stage::Menu => (Vec::new(), menu_lines(desk)),
            Stage::Source(sources) => {
                let lines = sources
                    .iter()
                    .map(|source| format!("{}  {}", source.title, source.from));
                (say("match-ask-source"), lines.collect())
            }
            Stage::Place(options) => (say("tui-start-place"), names_of(options)),
            Stage::File(options) => (say("tui-start-file"), names_of(options)),
            Stage::Day(field) => (
                vec![desk.say("match-ask-day"), format!("[{}]", field.value())],
                Vec::new(),
            ),
            Stage::Result(result) => {
                let lines = ["match-result-1", "match-result-2"].map(|key| desk.say(key));
                (self.result_head(desk, result), lines.to_vec())
            }
            Stage::Waiting(hits) => {
                let lines = hits.iter().map(|hit| waiting_line(desk, hit));
                let mut head = say("match-waiting-head");
                if hits.len() >= MOST {
                    let count = [("count", Value::from(MOST))];
                    head.push(desk.tell("match-waiting-most", &count));
                }
                (head, lines.collect())
            }
            Stage::Decide(hit, accepts) => decide_content(desk, hit, *accepts),
            Stage::Together(source, count) => {
                let head = desk.tell(
                    "match-together-head",
                    &[
                        ("source", Value::Text(&source.title)),
                        ("count", Value::from(*count)),
                        ("basis", Value::Text(&source.basis)),
                    ],
                );
                let lines = ["match-together-1", "match-together-2"].map(|key| desk.say(key));
                (vec![head], lines.to_vec())
            }
            Stage::History(lines) => (say("match-history-head"), lines.clone()),
            Stage::Running(_) => (Vec::new(), Vec::new()),
        }
    }

    fn result_head(&self, desk: &Desk<'_>, result: &MatchResult) -> Vec<String> {
        let mut head = vec![self.told(desk, result, "match-result-head")];
        for (key, count) in [
            ("match-undated", result.undated),
            ("match-unreadable", result.unreadable),
        ] {
            if count > 0 {
                head.push(desk.tell(key, &[("count", Value::from(count))]));
            }
        }
        if let Some(source) = &self.source {
            let cite = Value::Text(&source.basis);
            head.push(desk.tell("tui-basis", &[("cite", cite)]));
        }
        head
    }
}

fn names_of<T>(options: &[(String, T)]) -> Vec<String> {
    options.iter().map(|(name, _)| name.clone()).collect()
}
