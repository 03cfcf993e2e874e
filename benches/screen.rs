//! What a user waits for: from a key to the finished frame, on a small book and on a great one.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use xunren::keymap::Keymap;
use xunren::messages::{Language, Messages};
use xunren::packs::Packs;
use xunren::store::CaseRow;
use xunren::tui::input::Input;
use xunren::tui::paint::Look;
use xunren::tui::{App, Start, inputs};
use xunren::usecases::session::{Clock, Session};

/// The screen that officers have.
const SIZE: (u16, u16) = (80, 24);
/// People asked about: each is new to the program, as on a day of work.
const PEOPLE: usize = 400;

/// A running program before a screen of its own.
struct Seat<'a> {
    app: App<'a>,
    terminal: Terminal<TestBackend>,
}

impl Seat<'_> {
    fn press(&mut self, keys: &str) -> Result<Duration> {
        let mut spent = Duration::ZERO;
        for input in inputs(keys) {
            spent += self.answer(input)?;
        }
        Ok(spent)
    }

    /// The time from a key to the finished frame.
    fn answer(&mut self, input: Input) -> Result<Duration> {
        let start = Instant::now();
        self.app.update(input);
        self.terminal
            .draw(|frame| self.app.draw(frame))
            .map_err(|error| anyhow!("{error}"))?;
        Ok(start.elapsed())
    }

    /// The mean time of a key while a text is typed into the find box.
    fn typed(&mut self, text: &str) -> Result<Duration> {
        self.press("/")?;
        let mut spent = Duration::ZERO;
        for c in text.chars() {
            spent += self.press(&c.to_string())?;
        }
        self.press("<esc>")?;
        Ok(spent / u32::try_from(text.chars().count().max(1))?)
    }
}

type Question = fn(&mut Seat<'_>, &CaseRow, usize) -> Result<Duration>;

/// What is asked: the words, the keys that lead there from home, and what is timed.
const QUESTIONS: &[(&str, &str, Question)] = &[
    ("typing a surname", "", |seat, person, _| {
        seat.typed(&person.name.chars().take(1).collect::<String>())
    }),
    ("typing a name", "", |seat, person, _| {
        seat.typed(&person.name)
    }),
    ("typing initials", "", |seat, _, at| {
        seat.typed(["wjg", "lxf", "zgy", "cgl", "sxy"][at % 5])
    }),
    ("typing the last four", "", |seat, person, _| {
        let id = person.id_number.as_deref().unwrap_or_default();
        seat.typed(&id[id.len().saturating_sub(4)..].to_lowercase())
    }),
    ("opening a case", "", |seat, person, _| {
        seat.answer(Input::Paste(person.id_number.clone().unwrap_or_default()))?;
        let spent = seat.press("<enter>")?;
        seat.press("<esc>")?;
        Ok(spent)
    }),
    ("next person", "9", |seat, _, _| seat.press("<down>")),
    ("home", "", |seat, _, _| {
        seat.press("9")?;
        seat.press("<esc>")
    }),
    ("report of any day", "8", |seat, _, at| {
        seat.press(if at % 16 < 8 { "4" } else { "5" })
    }),
];

/// Words, and the middle time of each question.
pub type Times = Vec<(&'static str, Duration)>;

/// Asks a book everything that is asked of a screen.
///
/// # Errors
/// When the book cannot be read.
pub fn ask(path: &Path, people: &[CaseRow]) -> Result<Times> {
    let messages = Messages::load(Language::Chinese);
    let packs = Packs::of_program();
    let folder = tempfile::tempdir()?;
    let at = |name: &str| -> PathBuf { folder.path().join(name) };
    let (data, config, home) = (at("data"), at("config"), at("home"));
    let mut times = Vec::new();
    for (what, way, question) in QUESTIONS {
        let session = Session::open(path, &packs, Clock::Device)?;
        let start = Start {
            session: Some(session),
            messages: &messages,
            packs: &packs,
            clock: Clock::Device,
            data: &data,
            config: &config,
            home: &home,
            keymap: "default",
        };
        let keymap = Keymap::built_in("default").context("keymap")?;
        let mut seat = Seat {
            app: App::new(start, keymap, Look::default()),
            terminal: Terminal::new(TestBackend::new(SIZE.0, SIZE.1))
                .map_err(|error| anyhow!("{error}"))?,
        };
        seat.press(way)?;
        let mut spent: Vec<Duration> = people
            .iter()
            .cycle()
            .take(PEOPLE)
            .enumerate()
            .map(|(at, person)| question(&mut seat, person, at))
            .collect::<Result<_>>()?;
        spent.sort_unstable();
        times.push((*what, spent[spent.len() / 2]));
    }
    Ok(times)
}
