//! The command line: arguments to a use case, and what it gave to standard output. The only place that knows clap.

mod arguments;
mod book;
mod campaign;
mod check_tables;
mod due;
mod evidence;
mod explain;
mod inflow;
mod inspection;
mod keeping;
mod layouts;
mod lines;
mod manual;
mod matching;
mod papers;
mod people;
mod print;
mod publishing;
mod receiving;
mod records;
mod recovery;
mod reports;
mod risks;
mod sampling;
mod settle;
mod speech;
mod stopping;
mod tools;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;

use crate::error::Error;
use crate::intake;
use crate::messages::{Language, Messages, Value};
use crate::packs::Packs;
use crate::usecases::session::{Clock, Session};

/// Done.
pub const DONE: u8 = 0;
/// Wrong usage.
pub const USAGE: u8 = 2;
/// Done in part, the rest listed.
pub const PARTLY: u8 = 3;
/// A defect of the program.
pub const DEFECT: u8 = 70;

/// What every command works with.
pub(crate) struct Call<'m> {
    pub arguments: &'m ArgMatches,
    pub messages: &'m Messages,
    pub json: bool,
    pub clock: Clock,
    pub packs: Packs,
}

/// Runs the program; gives its exit code.
#[must_use]
pub fn run(arguments: &[OsString]) -> u8 {
    if let Some(code) = as_child(arguments) {
        return code;
    }
    note_defects();
    let language = language(arguments);
    let messages = Messages::load(language);
    // Help and what is wrong with a command are needed seldom, and every start would wait for their texts.
    let silently = arguments::command_for(arguments, &Messages::mute(language))
        .try_get_matches_from(arguments);
    let matches =
        match silently.or_else(|_| arguments::command(&messages).try_get_matches_from(arguments)) {
            Ok(matches) => matches,
            Err(error) => {
                return match error.kind() {
                    ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                        let _ = error.print();
                        DONE
                    }
                    // Nothing was asked for yet: the help says what can be.
                    ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                        let _ = error.print();
                        USAGE
                    }
                    _ => {
                        print::problem(&speech::problem(&error, &messages));
                        USAGE
                    }
                };
            }
        };
    let clock = match matches
        .get_one::<String>("clock")
        .map(|text| clock_of(text))
    {
        None => Clock::Device,
        Some(Some(at)) => Clock::Set(at),
        Some(None) => {
            print::problem(&messages.get("cli-bad-clock"));
            return USAGE;
        }
    };
    let call = Call {
        json: matches
            .get_one::<String>("format")
            .is_some_and(|form| form == "json"),
        arguments: &matches,
        messages: &messages,
        clock,
        packs: Packs::with_config(&config_folder()),
    };
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| dispatch(&call)));
    let Ok(done) = done else {
        print::problem(&messages.with(
            "cli-defect",
            &[("path", Value::Text(&defect_log().display().to_string()))],
        ));
        return DEFECT;
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            print::problem(&error.sentence(&messages));
            if let Error::Pack(crate::packs::PackErrors::Wrong { problems, .. }) = &error {
                print::pack_problems(problems, &messages);
            }
            error.exit_code()
        }
    }
}

/// Reads a workbook or looks at a picture for the program that called this one; nothing when it is called by a person.
fn as_child(arguments: &[OsString]) -> Option<u8> {
    let word = arguments.get(1)?;
    let rest = || -> Vec<String> {
        let rest = arguments[2..].iter();
        rest.map(|word| word.to_string_lossy().into_owned())
            .collect()
    };
    let served = if word == intake::SUBCOMMAND {
        intake::serve(&rest())
    } else if word == intake::picture::LOOK {
        intake::picture::serve(&rest())
    } else {
        return None;
    };
    Some(u8::from(served.is_err()))
}

fn dispatch(call: &Call<'_>) -> Result<u8, Error> {
    let Some((name, arguments)) = call.arguments.subcommand() else {
        return tools::screen(call);
    };
    match name {
        "init" => book::init(call, arguments),
        "import" => book::import(call, arguments),
        "verify" => book::verify(call),
        "rebuild" => book::rebuild(call),
        "backup" => keeping::backup(call, arguments),
        "restore" => keeping::restore(call, arguments),
        "report" => reports::run(call, arguments),
        "campaign" => campaign::campaign(call),
        "inspection" => inspection::run(call, arguments),
        "match" => matching::run(call, arguments),
        "evidence" => evidence::run(call, arguments),
        "publish" => publishing::run(call, arguments),
        "receive" => receiving::receive(call, arguments),
        "risks" => risks::run(call, arguments),
        "inflow" => inflow::run(call, arguments),
        "sample" => sampling::run(call, arguments),
        "rank" => reports::rank(call, arguments),
        "sheet" => book::sheet(call, arguments),
        "check-table" => check_tables::run(call, arguments),
        "list" => people::list(call, arguments),
        "due" => due::run(call, arguments),
        "recovery" => recovery::run(call, arguments),
        "find" => people::find(call, arguments),
        "show" => people::show(call, arguments),
        "explain" => explain::explain(call, arguments),
        "record" => records::record(call, arguments),
        "review" => people::waiting_for_review(call),
        "pack" => tools::pack(call, arguments),
        "forms" => papers::forms(call, arguments),
        "notice" => papers::notice(call, arguments),
        "keys" => tools::keys(call, arguments),
        "id" => tools::id(call, arguments),
        "settle" => settle::settle(call, arguments),
        "workday" => settle::workday(call, arguments),
        "demo" => tools::demo(call, arguments),
        "completions" => manual::completions(call, arguments),
        _ => manual::man(call, arguments),
    }
}

impl Call<'_> {
    /// Opens the book that was named, or the one opened last.
    pub(crate) fn session(&self) -> Result<Session, Error> {
        let path = self.book()?;
        let mut session = Session::open(&path, &self.packs, self.clock)?;
        if let Some(officer) = self.text("officer") {
            officer.clone_into(&mut session.officer);
        }
        Ok(session)
    }

    /// Where the book lies that was named, or the one opened last.
    pub(crate) fn book(&self) -> Result<PathBuf, Error> {
        self.text("book")
            .map(PathBuf::from)
            .or_else(last_book)
            .ok_or_else(|| Error::said("error-no-book", &[]))
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.arguments.get_one::<String>(name).map(String::as_str)
    }

    /// Whether personal numbers are to be shown whole; that wants a reason.
    pub(crate) fn unmasked(&self) -> Result<Option<&str>, Error> {
        if !self.arguments.get_flag("unmasked") {
            return Ok(None);
        }
        match self
            .text("because")
            .map(str::trim)
            .filter(|why| !why.is_empty())
        {
            Some(why) => Ok(Some(why)),
            None => Err(Error::said("error-unmasked-because", &[])),
        }
    }
}

/// The language: `--lang` first, then the environment, else Chinese.
fn language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let given = if word == "--lang" {
            words.next().map(std::borrow::Cow::into_owned)
        } else {
            word.strip_prefix("--lang=").map(str::to_owned)
        };
        if let Some(language) = given.and_then(|given| Language::named(&given)) {
            return language;
        }
    }
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find_map(|locale| Language::named(&locale))
        .unwrap_or_default()
}

fn clock_of(text: &str) -> Option<i64> {
    chrono::DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|moment| moment.timestamp_millis())
}

/// The folder of an office's own packs, dictionaries and keys.
pub(crate) fn config_folder() -> PathBuf {
    folder("XUNREN_CONFIG", "XDG_CONFIG_HOME", ".config")
}

/// The folder in which the program remembers the last book.
pub(crate) fn data_folder() -> PathBuf {
    folder("XUNREN_DATA", "XDG_DATA_HOME", ".local/share")
}

/// The officer's own folder, in which the desktop lies.
pub(crate) fn home_folder() -> PathBuf {
    std::env::var_os("HOME")
        .or_else(|| std::env::var_os("USERPROFILE"))
        .map(PathBuf::from)
        .unwrap_or_default()
}

fn folder(own: &str, general: &str, below_home: &str) -> PathBuf {
    if let Some(own) = std::env::var_os(own) {
        return PathBuf::from(own);
    }
    let base = std::env::var_os(general)
        .or_else(|| std::env::var_os("APPDATA"))
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(below_home)))
        .unwrap_or_default();
    base.join("xunren")
}

fn last_book() -> Option<PathBuf> {
    let text = std::fs::read_to_string(data_folder().join("last-book")).ok()?;
    let path = PathBuf::from(text.trim_end());
    path.exists().then_some(path)
}

/// Remembers a book as the one opened last; a folder that cannot be written is no reason to stop.
pub(crate) fn remember_book(path: &std::path::Path) {
    let folder = data_folder();
    if let (Ok(()), Ok(path)) = (std::fs::create_dir_all(&folder), path.canonicalize()) {
        let _ = std::fs::write(folder.join("last-book"), path.display().to_string());
    }
}

fn defect_log() -> PathBuf {
    data_folder().join("defects.log")
}

/// Writes where the program broke into a log; values, which may be personal, stay out of it.
fn note_defects() {
    std::panic::set_hook(Box::new(|info| {
        use std::io::Write;
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let opened = std::fs::create_dir_all(data_folder()).and_then(|()| {
            std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(defect_log())
        });
        if let Ok(mut file) = opened {
            let _ = writeln!(file, "{} {place}", env!("CARGO_PKG_VERSION"));
        }
    }));
}

/// Whether a person sits in front of it.
pub(crate) fn on_terminal() -> bool {
    std::io::stdout().is_terminal() && std::io::stdin().is_terminal()
}
