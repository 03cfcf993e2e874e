//! The session: the open book, the pack it follows, who sits at the keyboard, and the only clock of the program.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use crate::divisions::Divisions;
use crate::domain::pack::{Pack, Role};
use crate::domain::timeline;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::packs::Packs;
use crate::store::{NewBook, Store};

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The device.
    Device,
    /// Set by hand for one command, milliseconds since 1970 UTC; entries made so are marked.
    Set(i64),
}

impl Clock {
    /// The device's own time, milliseconds.
    #[must_use]
    pub fn device() -> i64 {
        chrono::Utc::now().timestamp_millis()
    }

    /// The time that is stated, milliseconds.
    #[must_use]
    pub fn now(self) -> i64 {
        match self {
            Self::Device => Self::device(),
            Self::Set(at) => at,
        }
    }

    /// Whether it was set by hand.
    #[must_use]
    pub const fn is_set(self) -> bool {
        matches!(self, Self::Set(_))
    }
}

/// Everything that a use case works with.
#[derive(Debug)]
pub struct Session {
    /// The book.
    pub store: Store,
    /// The pack that the book follows.
    pub pack: Pack,
    /// Names of units.
    pub divisions: Divisions,
    /// Who sits at the keyboard.
    pub officer: String,
    /// What that officer may do.
    pub role: Role,
    /// The clock.
    pub clock: Clock,
}

impl Session {
    /// Makes a book and opens it.
    ///
    /// # Errors
    /// When the book exists, cannot be written, or the pack is wrong.
    pub fn create(
        path: &Path,
        unit: UnitCode,
        pack: Pack,
        officer: &str,
        clock: Clock,
    ) -> Result<Self, Error> {
        let store = Store::create(path, &new_book(unit, &pack, officer, clock))?;
        Ok(Self::with(store, pack, officer.to_owned(), clock))
    }

    /// A book that lives as long as the program.
    ///
    /// # Errors
    /// When memory runs out.
    pub fn in_memory(
        unit: UnitCode,
        pack: Pack,
        officer: &str,
        clock: Clock,
    ) -> Result<Self, Error> {
        let store = Store::in_memory(&new_book(unit, &pack, officer, clock))?;
        Ok(Self::with(store, pack, officer.to_owned(), clock))
    }

    /// Opens a book and the pack it follows.
    ///
    /// # Errors
    /// When the book or its pack cannot be read.
    pub fn open(path: &Path, packs: &Packs, clock: Clock) -> Result<Self, Error> {
        let mut store = Store::open(path)?;
        let id = store.setting("pack")?.unwrap_or_default();
        let pack = packs.load(&id)?;
        if store.is_older() {
            store.rebuild(&pack, Clock::device(), &mut |_| {})?;
        }
        let officer = store.setting("officer")?.unwrap_or_default();
        Ok(Self::with(store, pack, officer, clock))
    }

    fn with(store: Store, pack: Pack, officer: String, clock: Clock) -> Self {
        let role = role_of(store.unit());
        Self {
            store,
            pack,
            divisions: Divisions::load(),
            officer,
            role,
            clock,
        }
    }

    /// The stated time where the pack is in force.
    #[must_use]
    pub fn local_now(&self) -> NaiveDateTime {
        timeline::local_time(&self.pack, self.clock.now())
    }

    /// The stated day where the pack is in force.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.local_now().date()
    }

    /// A unit's name; its code where the name is not known.
    #[must_use]
    pub fn unit_name(&self, unit: UnitCode) -> String {
        self.divisions
            .name(unit)
            .map_or_else(|| unit.to_string(), str::to_owned)
    }

    /// A unit's name as people say it (古荥村); its code where the name is not known.
    #[must_use]
    pub fn short_name(&self, unit: UnitCode) -> String {
        self.divisions
            .short_name(unit)
            .unwrap_or_else(|| unit.to_string())
    }

    /// Another officer takes the keyboard; the book remembers it.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn change_officer(&mut self, name: &str) -> Result<(), Error> {
        let name = crate::domain::text::stored(name).text.into_owned();
        if name.is_empty() {
            return Err(Error::said("error-officer-blank", &[]));
        }
        let mut known = self.officers()?;
        if !known.contains(&name) {
            known.push(name.clone());
            self.store.set_setting("officers", &known.join("\n"))?;
        }
        self.store.set_setting("officer", &name)?;
        self.officer = name;
        Ok(())
    }

    /// Officers who sat at this keyboard.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn officers(&self) -> Result<Vec<String>, Error> {
        let stored = self.store.setting("officers")?.unwrap_or_default();
        let mut names: Vec<String> = stored.lines().map(str::to_owned).collect();
        if !self.officer.is_empty() && !names.contains(&self.officer) {
            names.insert(0, self.officer.clone());
        }
        Ok(names)
    }

    /// The folder beside the book in which photos and papers lie by their hash.
    #[must_use]
    pub fn evidence_folder(&self) -> PathBuf {
        super::evidence::folder_of(self.store.path())
    }
}

fn new_book<'a>(unit: UnitCode, pack: &'a Pack, officer: &'a str, clock: Clock) -> NewBook<'a> {
    NewBook {
        unit,
        pack,
        officer,
        at: clock.now(),
        written_at: Clock::device(),
        clock_set: clock.is_set(),
    }
}

/// Whose work a book of that unit is.
#[must_use]
pub fn role_of(unit: UnitCode) -> Role {
    match unit.level() {
        Level::Village => Role::Village,
        Level::Township => Role::Township,
        Level::Province | Level::City | Level::County => Role::District,
    }
}
