//! The screen: keys to use cases to what is drawn. Terminal and inputs are parameters, so tests drive the same loop.

mod app;
mod form;
mod forms;
mod hands;
pub mod input;
mod job;
pub mod paint;
mod screens;
pub mod script;
mod terminal;

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

pub use app::{App, Next};
use input::Input;
use paint::Look;

use crate::error::Error;
use crate::keymap::Keymap;
use crate::messages::Messages;
use crate::packs::Packs;
use crate::usecases::session::{Clock, Session};

/// What the screen starts with.
#[derive(Debug)]
pub struct Start<'a> {
    /// The book, where one is known; else the first questions are asked.
    pub session: Option<Session>,
    /// The language.
    pub messages: &'a Messages,
    /// The packs.
    pub packs: &'a Packs,
    /// The clock.
    pub clock: Clock,
    /// Folder for new books and what the program remembers.
    pub data: &'a Path,
    /// Folder of the office's own files.
    pub config: &'a Path,
    /// The officer's own folder: desktop and downloads lie in it.
    pub home: &'a Path,
    /// `default`, `numpad`, `vim`.
    pub keymap: &'a str,
}

fn keymap(start: &Start<'_>) -> Result<Keymap, Error> {
    let map = Keymap::built_in(start.keymap)
        .ok_or_else(|| Error::said("error-keymap", &[("given", start.keymap)]))?;
    let own = start.config.join("keys.toml");
    let Ok(text) = std::fs::read_to_string(&own) else {
        return Ok(map);
    };
    let file = own.display().to_string();
    map.with(&text).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| problem.message(&file, start.messages))
            .collect();
        Error::said("error-keys", &[("what", &lines.join("\n"))])
    })
}

/// Shows the screen until somebody leaves it.
///
/// # Errors
/// When the terminal or the book fails; the terminal is whole again then.
pub fn run(start: Start<'_>) -> Result<(), Error> {
    let keymap = keymap(&start)?;
    let failed = |source| Error::File {
        path: "tty".to_owned(),
        source,
    };
    let mut terminal = terminal::open().map_err(failed)?;
    let look = terminal::look(&mut terminal);
    let events = terminal::listen();
    let mut app = App::new(start, keymap, look);
    let mut result = Ok(());
    while !app.is_over() {
        if let Err(error) = terminal.draw(|frame| app.draw(frame)) {
            result = Err(failed(error));
            break;
        }
        match events.next(app.pulse()) {
            Ok(inputs) => {
                for input in inputs {
                    app.update(input);
                }
            }
            Err(error) => {
                result = Err(failed(error));
                break;
            }
        }
    }
    app.leave();
    terminal::close();
    result
}

/// Plays keys on a screen of that size and gives its rows: for bug reports, scripts and tests.
///
/// # Errors
/// When the keys cannot be read.
pub fn play(start: Start<'_>, keys: &str, size: (u16, u16)) -> Result<Vec<String>, Error> {
    let inputs =
        script::read(keys).map_err(|what| Error::said("error-keys", &[("what", &what)]))?;
    let keymap = keymap(&start)?;
    let mut app = App::new(start, keymap, Look::default());
    let mut rows = screen_of(&mut app, size)?;
    for input in inputs {
        app.update(input);
        app.settle();
        rows = screen_of(&mut app, size)?;
        if app.is_over() {
            break;
        }
    }
    app.leave();
    Ok(rows)
}

/// Draws an app on a screen of that size, afresh.
///
/// # Errors
/// When the size is none.
pub fn screen_of(app: &mut App<'_>, size: (u16, u16)) -> Result<Vec<String>, Error> {
    let failed = |what: &str| Error::said("error-keys", &[("what", what)]);
    let mut terminal =
        Terminal::new(TestBackend::new(size.0, size.1)).map_err(|_| failed("size"))?;
    let frame = terminal
        .draw(|frame| app.draw(frame))
        .map_err(|_| failed("size"))?;
    Ok(paint::rows(frame.buffer))
}

/// An input of a key by its name, for tests.
#[must_use]
pub fn inputs(keys: &str) -> Vec<Input> {
    script::read(keys).unwrap_or_default()
}
