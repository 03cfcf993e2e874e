//! The program on the screen: a pile of screens, what happens to the top one, and the notice of the last save.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::Frame;

use super::Start;
use super::hands::Hands;
use super::input::Input;
use super::paint::{Canvas, Look, Tone};
use super::screens::{self, Screen, find, home, receiving, start};
use crate::action::{Action, Place};
use crate::district_notes::DistrictNotes;
use crate::domain::frames;
use crate::error::Error;
use crate::key::Key;
use crate::keymap::{Keymap, key_name};
use crate::messages::{Messages, Value};
use crate::packs::Packs;
use crate::usecases::session::{Clock, Session};
use crate::usecases::submitting;

/// The smallest screen that is drawn on.
const SMALLEST: (usize, usize) = (80, 24);

/// The clock on the screen moves when nothing happens for so long.
const QUIET: Duration = Duration::from_secs(20);
/// Progress moves so often.
const BUSY: Duration = Duration::from_millis(100);

/// What every screen works with.
pub struct Desk<'a> {
    pub(super) session: Option<Session>,
    pub(super) messages: &'a Messages,
    pub(super) packs: &'a Packs,
    pub(super) clock: Clock,
    pub(super) data: PathBuf,
    /// Folder of the office's own dictionaries.
    pub(super) config: PathBuf,
    /// The district's notes on steps and classes.
    pub(super) district: DistrictNotes,
    /// The officer's own folder, in which the desktop lies.
    pub(super) home: PathBuf,
    pub(super) keymap: Keymap,
    pub(super) look: Look,
    /// What was saved, or what went wrong; it stays until the next key.
    pub(super) notice: String,
    /// What the keys so far tell of the keyboard.
    pub(super) hands: Hands,
}

/// What a screen wants to happen.
pub enum Next {
    /// Nothing.
    Stay,
    /// Another screen on top.
    Open(Box<Screen>),
    /// Another screen instead.
    Instead(Box<Screen>),
    /// Back to the one below.
    Back,
    /// Back, and the one below takes what came of it.
    Done(Came),
    /// Home, whatever stands below.
    Home,
    /// The end.
    Quit,
}

/// What came of a screen, for the one below.
#[derive(Clone, Copy, Debug)]
pub enum Came {
    /// Something was saved for the case of the walk.
    Saved(crate::domain::entry::Kind),
    /// A person was chosen.
    Person(crate::domain::entry::CaseId),
    /// The book changed, or another officer sits there.
    Changed,
}

/// The running program.
pub struct App<'a> {
    desk: Desk<'a>,
    screens: Vec<Screen>,
    over: bool,
}

impl<'a> App<'a> {
    /// The program with its first screen.
    #[must_use]
    pub fn new(start: Start<'a>, keymap: Keymap, look: Look) -> Self {
        let data: &Path = start.data;
        let (district, wrong) = match DistrictNotes::with_config(start.config) {
            Ok(notes) => (notes, None),
            Err(problems) => (DistrictNotes::default(), problems.into_iter().next()),
        };
        let notice = wrong.map_or_else(String::new, |problem| {
            let line = [("line", Value::from(problem.line))];
            start.messages.with("tui-district-wrong", &line)
        });
        let mut desk = Desk {
            session: start.session,
            messages: start.messages,
            packs: start.packs,
            clock: start.clock,
            data: data.to_owned(),
            config: start.config.to_owned(),
            home: start.home.to_owned(),
            keymap,
            look,
            notice,
            district,
            hands: Hands::default(),
        };
        let first = if desk.session.is_some() {
            Screen::Home(Box::new(home::Home::open(&mut desk)))
        } else {
            Screen::Start(start::Start::default())
        };
        Self {
            desk,
            screens: vec![first],
            over: false,
        }
    }

    /// Whether somebody left.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.over
    }

    /// Keeps what was typed and not saved.
    pub fn leave(&mut self) {
        for screen in &mut self.screens {
            screen.keep_draft(&mut self.desk);
        }
    }

    /// Takes what happened.
    pub fn update(&mut self, input: Input) {
        match input {
            Input::Hangup => {
                self.leave();
                self.over = true;
                return;
            }
            Input::Resize => return,
            Input::Tick => {
                self.tick(false);
                return;
            }
            Input::Key(_) | Input::Paste(_) => self.desk.notice.clear(),
        }
        let Some(mut screen) = self.screens.pop() else {
            self.over = true;
            return;
        };
        let lost = self.desk.hands.see(&input);
        let next = self.handle(&mut screen, input);
        if lost && self.desk.notice.is_empty() {
            self.desk.notice = self.desk.say("tui-numlock");
        }
        self.screens.push(screen);
        self.turn(next);
    }

    fn tick(&mut self, patiently: bool) {
        if let Some(screen) = self.screens.last_mut() {
            let next = screen.tick(&mut self.desk, patiently);
            self.turn(next);
        }
    }

    /// How soon a tick is wanted: often while work runs on a thread.
    #[must_use]
    pub fn pulse(&self) -> Duration {
        if self.is_busy() { BUSY } else { QUIET }
    }

    fn is_busy(&self) -> bool {
        self.screens.last().is_some_and(Screen::is_busy)
    }

    /// Waits until no work runs on a thread: scripts press their next key then.
    pub fn settle(&mut self) {
        while self.is_busy() {
            self.tick(true);
        }
    }

    fn handle(&mut self, screen: &mut Screen, input: Input) -> Next {
        let place = screen.place();
        match input {
            Input::Key(key) => {
                let action = self.desk.keymap.action(place, key);
                if action == Some(Action::Quit) {
                    return Next::Quit;
                }
                if screen.takes_text() || screen.is_held() {
                    return screen.key(&mut self.desk, key, action);
                }
                match (action, key.text()) {
                    (Some(Action::Help), _) => {
                        Next::Open(Box::new(Screen::help(place, &self.desk)))
                    }
                    (Some(Action::Find), _) => self.find(String::new()),
                    (Some(action), _) => screen.key(&mut self.desk, key, Some(action)),
                    // Text where no field is open looks for a person; it is never dropped.
                    (None, Some(c)) if !c.is_whitespace() => self.find(c.to_string()),
                    _ => Next::Stay,
                }
            }
            Input::Paste(_) if screen.is_held() => Next::Stay,
            // A code of figures that was scanned where no field waits for one is no person to be found.
            Input::Paste(text) if frames::looks_like(&text) && !screen.keeps_text() => {
                self.receive(&text)
            }
            // So is the text by which a unit reports its day.
            Input::Paste(text) if submitting::looks_like(&text) && !screen.keeps_text() => {
                self.hand_in(&text)
            }
            Input::Paste(text) if screen.takes_text() => screen.paste(&mut self.desk, &text),
            Input::Paste(text) => self.find(text),
            _ => Next::Stay,
        }
    }

    fn find(&mut self, typed: String) -> Next {
        if self.desk.session.is_none() {
            return Next::Stay;
        }
        Next::Open(Box::new(Screen::Find(find::Find::open(
            &mut self.desk,
            typed,
        ))))
    }

    fn receive(&mut self, scanned: &str) -> Next {
        if self.desk.session.is_none() {
            return Next::Stay;
        }
        let screen = receiving::Receiving::open(&mut self.desk, Some(scanned));
        Next::Open(Box::new(Screen::Receiving(Box::new(screen))))
    }

    fn hand_in(&mut self, text: &str) -> Next {
        let screen = screens::submitting::Submitting::of_text(&mut self.desk, text);
        screen.map_or(Next::Stay, |screen| {
            Next::Open(Box::new(Screen::Submitting(Box::new(screen))))
        })
    }

    fn turn(&mut self, next: Next) {
        match next {
            Next::Stay => {}
            Next::Open(screen) => self.screens.push(*screen),
            Next::Instead(screen) => {
                self.screens.pop();
                self.screens.push(*screen);
            }
            Next::Back => {
                if self.screens.len() > 1 {
                    self.screens.pop();
                    if let Some(screen) = self.screens.last_mut() {
                        screen.refresh(&mut self.desk);
                    }
                }
            }
            Next::Done(came) => {
                self.screens.pop();
                if self.screens.is_empty() {
                    let home = home::Home::open(&mut self.desk);
                    self.screens.push(Screen::Home(Box::new(home)));
                }
                let next = match self.screens.last_mut() {
                    Some(screen) => screen.take(&mut self.desk, came),
                    None => Next::Stay,
                };
                self.turn(next);
            }
            Next::Home => {
                let home = home::Home::open(&mut self.desk);
                self.screens = vec![Screen::Home(Box::new(home))];
            }
            Next::Quit => {
                self.leave();
                self.over = true;
            }
        }
    }

    /// Draws the top screen; changes nothing.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let look = self.desk.look;
        let mut canvas = Canvas::of(frame.buffer_mut(), look);
        if canvas.columns() < SMALLEST.0 || canvas.rows() < SMALLEST.1 {
            canvas.row(0, &self.desk.say("tui-too-small"), Tone::Alarm);
            return;
        }
        if let Some(screen) = self.screens.last() {
            screen.draw(&self.desk, &mut canvas);
        }
        let cursor = canvas.cursor();
        if let Some(position) = cursor {
            frame.set_cursor_position(position);
        }
    }
}

impl Desk<'_> {
    /// A message.
    pub(super) fn say(&self, key: &str) -> String {
        self.messages.get(key)
    }

    /// A message with values.
    pub(super) fn tell(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.messages.with(key, values)
    }

    /// Puts an error where the last save is told.
    pub(super) fn fail(&mut self, error: &Error) {
        self.notice = error.sentence(self.messages);
    }

    /// The book; screens that need one are not opened without.
    pub(super) fn with<T: Default>(
        &mut self,
        act: impl FnOnce(&mut Session) -> Result<T, Error>,
    ) -> T {
        let Some(session) = &mut self.session else {
            return T::default();
        };
        match act(session) {
            Ok(value) => value,
            Err(error) => {
                self.fail(&error);
                T::default()
            }
        }
    }

    /// The key that a hint shows: a letter only while letters arrive.
    fn desk_key(&self, keys: &[Key]) -> Key {
        let types =
            |key: &&Key| !self.hands.composes() || !key.text().is_some_and(char::is_alphabetic);
        keys.iter().find(types).copied().unwrap_or(keys[0])
    }

    /// The hint of an action: its key and its name; empty when it is unbound.
    pub(super) fn hint(&self, place: Place, action: Action) -> String {
        self.keymap
            .lines(place)
            .iter()
            .find(|line| line.action == action)
            .map_or_else(String::new, |line| {
                let key: Key = self.desk_key(&line.keys);
                format!(
                    "{}{}",
                    key_name(key, self.messages),
                    self.say(&format!("keys-action-{}", action.name().replace('_', "-")))
                )
            })
    }
}
