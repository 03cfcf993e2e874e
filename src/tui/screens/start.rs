//! The first questions, all answered by digits and one name; then the list: where it lies, what it holds, take it or not.

use std::path::{Path, PathBuf};

use tui_input::Input as Field;

use super::super::app::{Came, Desk, Next};
use super::super::form::edit;
use super::super::paint::{Canvas, Tone, width};
use super::{Screen, home};
use crate::action::Action;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::intake::Limits;
use crate::key::Key;
use crate::messages::Value;
use crate::usecases::demo::{self, Demo};
use crate::usecases::importing::{ImportOptions, ImportResult, import};
use crate::usecases::session::{Clock, Session};

/// Endings of files that may be lists.
const LISTS: &[&str] = &["xlsx", "xls", "ods", "csv", "txt"];

enum Stage {
    Role,
    Unit(Level),
    Name,
    Place,
    File,
    Result(Box<ImportResult>),
}

/// The first start, or the import of one more list.
pub struct Start {
    stage: Stage,
    wanted: Level,
    unit: Option<UnitCode>,
    name: Field,
    options: Vec<(String, PathBuf)>,
    units: Vec<UnitCode>,
    first: usize,
    file: PathBuf,
    wrong: String,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            stage: Stage::Role,
            wanted: Level::Village,
            unit: None,
            name: Field::default(),
            options: Vec::new(),
            units: Vec::new(),
            first: 0,
            file: PathBuf::new(),
            wrong: String::new(),
        }
    }
}

impl Start {
    /// Only the list is asked for: the book is there.
    pub(super) fn import() -> Self {
        let mut start = Self::default();
        start.ask_place();
        start
    }

    pub(super) const fn takes_text(&self) -> bool {
        matches!(self.stage, Stage::Name)
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.name = Field::new(format!(
            "{}{}",
            self.name.value(),
            crate::domain::text::stored(text).text
        ));
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        self.wrong.clear();
        match (&self.stage, action) {
            (_, Some(Action::Back)) => return self.back(desk),
            (Stage::Name, Some(Action::Open)) => return self.make_book(desk),
            (Stage::Name, _) => {
                edit(&mut self.name, key);
                return Next::Stay;
            }
            (_, Some(Action::Down | Action::PageDown)) if self.first + 9 < self.count() => {
                self.first += 9;
            }
            (_, Some(Action::Up | Action::PageUp)) => self.first = self.first.saturating_sub(9),
            _ => {}
        }
        let digit = match action {
            Some(Action::Open) => Some(1),
            other => other.and_then(Action::digit).map(usize::from),
        };
        match digit {
            Some(digit @ 1..=9) => self.choose(desk, digit),
            _ => Next::Stay,
        }
    }

    fn count(&self) -> usize {
        match self.stage {
            Stage::Unit(_) => self.units.len(),
            Stage::Place | Stage::File => self.options.len(),
            _ => 0,
        }
    }

    fn back(&mut self, desk: &Desk<'_>) -> Next {
        match self.stage {
            Stage::Role => Next::Quit,
            Stage::Unit(_) | Stage::Name => {
                *self = Self::default();
                Next::Stay
            }
            Stage::Place if desk.session.is_some() => Next::Done(Came::Changed),
            Stage::Place => Next::Stay,
            Stage::File | Stage::Result(_) => {
                self.ask_place();
                Next::Stay
            }
        }
    }

    fn choose(&mut self, desk: &mut Desk<'_>, digit: usize) -> Next {
        match &self.stage {
            Stage::Role => match digit {
                1 => self.ask_unit(desk, Level::Village),
                2 => self.ask_unit(desk, Level::Township),
                3 => self.ask_unit(desk, Level::County),
                4 => return self.demo(desk),
                _ => {}
            },
            Stage::Unit(level) => {
                let level = *level;
                if let Some(unit) = self.units.get(self.first + digit - 1).copied() {
                    self.unit = Some(unit);
                    self.first = 0;
                    match level.below().filter(|_| level < self.wanted) {
                        Some(below) => {
                            self.units = crate::divisions::Divisions::load().children(unit);
                            self.stage = Stage::Unit(below);
                        }
                        None => self.stage = Stage::Name,
                    }
                }
            }
            Stage::Place => {
                if let Some((_, path)) = self.options.get(self.first + digit - 1).cloned() {
                    self.options = files_in(&path);
                    self.first = 0;
                    if self.options.is_empty() {
                        self.ask_place();
                        self.wrong = desk.say("tui-start-no-lists");
                    } else {
                        self.stage = Stage::File;
                    }
                }
            }
            Stage::File => {
                if let Some((_, path)) = self.options.get(self.first + digit - 1).cloned() {
                    self.look(desk, path);
                }
            }
            Stage::Result(_) => match digit {
                1 => return self.accept(desk),
                2 => return Next::Open(Box::new(Screen::List(super::list::List::doubts(desk)))),
                3 => self.ask_place(),
                _ => {}
            },
            Stage::Name => {}
        }
        Next::Stay
    }

    fn ask_unit(&mut self, desk: &Desk<'_>, wanted: Level) {
        self.wanted = wanted;
        self.stage = Stage::Unit(Level::County);
        let divisions = crate::divisions::Divisions::load();
        let mut counties: Vec<UnitCode> = desk
            .packs
            .list()
            .into_iter()
            .filter_map(|listed| listed.pack.ok())
            .map(|pack| pack.unit)
            .filter(|unit| divisions.name(*unit).is_some())
            .collect();
        counties.sort_unstable();
        counties.dedup();
        self.units = counties;
        self.first = 0;
    }

    fn demo(&mut self, desk: &mut Desk<'_>) -> Next {
        let wanted = Demo {
            cases: demo::CASES,
            seed: 1,
            days: 4,
        };
        let path = demo::temporary_path(&wanted);
        demo::remove(&path);
        match demo::make(&path, &wanted, desk.packs, &mut |_| {}) {
            Ok(mut session) => {
                session.clock = Clock::Set(demo::now(&session));
                desk.clock = session.clock;
                desk.session = Some(session);
                Next::Instead(Box::new(Screen::Home(Box::new(home::Home::open(desk)))))
            }
            Err(error) => {
                self.wrong = error.sentence(desk.messages);
                Next::Stay
            }
        }
    }

    /// The policy follows from the unit; the book takes the unit's name.
    fn make_book(&mut self, desk: &mut Desk<'_>) -> Next {
        let name = crate::domain::text::stored(self.name.value())
            .text
            .into_owned();
        let Some(unit) = self.unit else {
            return Next::Stay;
        };
        if name.is_empty() {
            self.wrong = desk.say("tui-start-name-blank");
            return Next::Stay;
        }
        let made = desk
            .packs
            .for_unit(unit)
            .ok_or_else(|| Error::said("error-no-pack", &[("unit", &unit.to_string())]))
            .and_then(|pack| {
                std::fs::create_dir_all(&desk.data)
                    .map_err(|error| Error::file(&desk.data, error))?;
                let divisions = crate::divisions::Divisions::load();
                let title = divisions.name(unit).unwrap_or("xunren").to_owned();
                let mut path = desk.data.join(format!("{title}.xunren"));
                let mut n = 2;
                while path.exists() {
                    path = desk.data.join(format!("{title}-{n}.xunren"));
                    n += 1;
                }
                let session = Session::create(&path, unit, pack, &name, desk.clock)?;
                let _ = std::fs::write(desk.data.join("last-book"), path.display().to_string());
                Ok(session)
            });
        match made {
            Ok(session) => {
                desk.session = Some(session);
                self.ask_place();
            }
            Err(error) => self.wrong = error.sentence(desk.messages),
        }
        Next::Stay
    }

    fn ask_place(&mut self) {
        self.stage = Stage::Place;
        self.first = 0;
        self.options = places();
    }

    /// Reads the list without writing: the result is shown first.
    fn look(&mut self, desk: &mut Desk<'_>, path: PathBuf) {
        let options = ImportOptions {
            dry_run: true,
            limits: limits(),
            words: None,
            without_rows: false,
        };
        let Some(session) = &mut desk.session else {
            return;
        };
        match import(session, &path, &options, &mut |_| Ok(())) {
            Ok(result) => {
                self.file = path;
                self.stage = Stage::Result(Box::new(result));
            }
            Err(error) => self.wrong = error.sentence(desk.messages),
        }
    }

    fn accept(&mut self, desk: &mut Desk<'_>) -> Next {
        let options = ImportOptions {
            dry_run: false,
            limits: limits(),
            words: None,
            without_rows: true,
        };
        let file = self.file.clone();
        let Some(session) = &mut desk.session else {
            return Next::Stay;
        };
        match import(session, &file, &options, &mut |_| Ok(())) {
            Ok(result) => {
                desk.notice =
                    desk.tell("tui-start-taken", &[("count", Value::from(result.created))]);
                Next::Instead(Box::new(Screen::Home(Box::new(home::Home::open(desk)))))
            }
            Err(error) => {
                self.wrong = error.sentence(desk.messages);
                Next::Stay
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.row(
            0,
            &format!(" {}  {}", desk.say("tui-name"), desk.say("tui-start-title")),
            Tone::Strong,
        );
        canvas.rule(1);
        let mut lines: Vec<String> = Vec::new();
        match &self.stage {
            Stage::Role => {
                lines.push(desk.say("tui-start-role"));
                lines.push(String::new());
                lines.extend(
                    (1..=4).map(|n| format!("{n} {}", desk.say(&format!("tui-start-role-{n}")))),
                );
            }
            Stage::Unit(_) => {
                let divisions = crate::divisions::Divisions::load();
                lines.push(desk.say("tui-start-unit"));
                lines.push(String::new());
                for (n, unit) in self.units.iter().skip(self.first).take(9).enumerate() {
                    lines.push(format!(
                        "{} {}",
                        n + 1,
                        divisions.name(*unit).unwrap_or_default()
                    ));
                }
            }
            Stage::Name => {
                lines.push(desk.say("tui-start-name"));
                lines.push(String::new());
                lines.push(format!("[{}]", self.name.value()));
                canvas.set_cursor(2 + width(self.name.value(), canvas.look().wide), 5);
            }
            Stage::Place | Stage::File => {
                let key = if matches!(self.stage, Stage::Place) {
                    "tui-start-place"
                } else {
                    "tui-start-file"
                };
                lines.push(desk.say(key));
                lines.push(String::new());
                for (n, (name, _)) in self.options.iter().skip(self.first).take(9).enumerate() {
                    let shown = if desk.messages.has(name) {
                        desk.say(name)
                    } else {
                        name.clone()
                    };
                    lines.push(format!("{} {shown}", n + 1));
                }
            }
            Stage::Result(result) => lines.extend(result_lines(desk, result)),
        }
        if self.count() > 9 {
            lines.push(desk.tell("tui-start-more", &[("count", Value::from(self.count()))]));
        }
        for (n, line) in lines.iter().enumerate() {
            canvas.row(3 + n, &format!(" {line}"), Tone::Plain);
        }
        let bottom = canvas.rows() - 4;
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", self.wrong), Tone::Alarm);
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        canvas.row(
            bottom + 3,
            &format!(" {}", desk.say("tui-start-keys")),
            Tone::Plain,
        );
    }
}

/// An import in plain words, with the three things one can do.
fn result_lines(desk: &Desk<'_>, result: &ImportResult) -> Vec<String> {
    let mut lines = vec![desk.tell(
        "tui-start-result",
        &[
            ("rows", Value::from(result.rows_read)),
            ("created", Value::from(result.created)),
            ("matched", Value::from(result.matched)),
            ("duplicate", Value::from(result.duplicate)),
            ("rejected", Value::from(result.rejected)),
        ],
    )];
    for (doubt, count) in &result.doubts {
        lines.push(format!(
            "  {}  {}",
            desk.say(&format!("entry-doubt-{doubt}")),
            desk.tell("tui-people", &[("count", Value::from(*count))])
        ));
    }
    lines.push(String::new());
    lines.extend([1, 3].map(|n| format!("{n} {}", desk.say(&format!("tui-start-result-{n}")))));
    lines
}

fn limits() -> Limits {
    Limits {
        reader: std::env::current_exe()
            .ok()
            .filter(|program| program.file_stem().is_some_and(|name| name == "xunren")),
        ..Limits::default()
    }
}

/// Places where lists lie, by their names; only those that are there.
pub(super) fn places() -> Vec<(String, PathBuf)> {
    let home = std::env::var_os("HOME")
        .or_else(|| std::env::var_os("USERPROFILE"))
        .map(PathBuf::from)
        .unwrap_or_default();
    let mut places: Vec<(String, PathBuf)> = Vec::new();
    for (key, names) in [
        (
            "tui-place-wechat",
            &[
                "Documents/WeChat Files",
                "文档/WeChat Files",
                "Documents/xwechat_files",
            ][..],
        ),
        ("tui-place-qq", &["Documents/Tencent Files"][..]),
        ("tui-place-desktop", &["桌面", "Desktop"][..]),
        ("tui-place-downloads", &["下载", "Downloads"][..]),
    ] {
        if let Some(path) = names
            .iter()
            .map(|name| home.join(name))
            .find(|path| path.is_dir())
        {
            places.push((key.to_owned(), path));
        }
    }
    for mounts in ["/media", "/run/media"] {
        for path in folders_below(Path::new(mounts), 2) {
            places.push(("tui-place-usb".to_owned(), path));
        }
    }
    if let Ok(here) = std::env::current_dir() {
        places.push(("tui-place-here".to_owned(), here));
    }
    places
}

fn folders_below(path: &Path, depth: usize) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else {
        return Vec::new();
    };
    let folders: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    if depth <= 1 {
        return folders;
    }
    folders
        .iter()
        .flat_map(|folder| folders_below(folder, depth - 1))
        .collect()
}

/// Files that may be lists, newest first; two folders deep, for chat programs sort by month.
pub(super) fn files_in(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    folders.extend(folders_below(folder, 1));
    folders.extend(folders_below(folder, 2));
    for folder in folders.into_iter().take(200) {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.filter_map(Result::ok).take(2000) {
            let path = entry.path();
            let list = path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| LISTS.contains(&ending.to_lowercase().as_str()));
            let changed = entry.metadata().and_then(|meta| meta.modified()).ok();
            if list && let Some(changed) = changed {
                let name = entry.file_name().to_string_lossy().into_owned();
                found.push((
                    changed,
                    crate::domain::text::noted(&name).text.into_owned(),
                    path,
                ));
            }
        }
    }
    found.sort_by_key(|(changed, ..)| std::cmp::Reverse(*changed));
    found
        .into_iter()
        .map(|(_, name, path)| (name, path))
        .collect()
}
