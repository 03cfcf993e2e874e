//! The reader of policy packs: those in the program, and those that an office lays beside it in a folder.
//! It knows files and TOML; what a pack means is `domain/pack`. A pack in the folder wins over one of the same id
//! in the program, and is checked whole before anything uses it.

pub(crate) mod check;
mod classes;
mod layers;
pub(crate) mod problem;
mod rules;
pub(crate) mod shape;
mod shape_rules;
pub(crate) mod source;
mod together;
pub(crate) mod tree;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::case_facts;
use crate::domain::nearest::nearest;
use crate::domain::pack::Pack;
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::domain::workday::Workdays;
use crate::workdays;

pub use check::check;
pub use problem::PackProblem;
use source::Source;

/// Where the program finds its packs.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    folder: Option<PathBuf>,
}

/// One pack of the list; a broken one is listed too, with what is wrong.
#[derive(Debug)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// The folder it was read from; nothing for a pack of the program.
    pub folder: Option<PathBuf>,
    /// The pack.
    pub pack: Result<Pack, PackErrors>,
}

/// Why there is no pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackErrors {
    /// No pack of that id.
    #[error("there is no pack {id}")]
    Unknown {
        /// The id that was asked for.
        id: String,
        /// The id that was probably meant.
        nearest: Option<String>,
    },
    /// The pack is there, but wrong: all problems together.
    #[error("pack {id} has {} problems, the first: {}", problems.len(), problems.first().map_or_else(String::new, ToString::to_string))]
    Wrong {
        /// Its id.
        id: String,
        /// What is wrong with it.
        problems: Vec<PackProblem>,
    },
}

impl Packs {
    /// The packs of the program alone.
    #[must_use]
    pub const fn of_program() -> Self {
        Self { folder: None }
    }

    /// The packs of the program, and over them those in `<config folder>/packs/<id>/`.
    #[must_use]
    pub fn with_config(config: &Path) -> Self {
        Self {
            folder: Some(config.join("packs")),
        }
    }

    /// The ids of all packs, sorted.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = source::PROGRAM
            .iter()
            .map(|pack| pack.id.to_owned())
            .collect();
        if let Some(folder) = &self.folder {
            ids.extend(source::folders(folder));
        }
        ids.sort();
        ids.dedup();
        ids
    }

    /// All packs, sorted by id.
    #[must_use]
    pub fn list(&self) -> Vec<Listed> {
        self.ids()
            .into_iter()
            .map(|id| Listed {
                folder: self.own_folder(&id),
                pack: self.load(&id),
                id,
            })
            .collect()
    }

    /// Reads the pack of that id.
    ///
    /// # Errors
    /// When there is none, or when it is wrong.
    pub fn load(&self, id: &str) -> Result<Pack, PackErrors> {
        let (source, from_folder) = self.source(id)?;
        // The program's own packs are proved by the tests; reading them again at each start would cost more than it finds.
        if from_folder {
            let problems = check::check_source(&source, Some(id));
            if !problems.is_empty() {
                return Err(PackErrors::Wrong {
                    id: id.to_owned(),
                    problems,
                });
            }
        }
        let wrong = |problem| PackErrors::Wrong {
            id: id.to_owned(),
            problems: vec![problem],
        };
        let mut pack = if layers::is_layer(&source) {
            layers::read(self, id)?
        } else {
            source::read(&source).map_err(wrong)?
        };
        let everywhere = source::rules_of_everywhere().map_err(wrong)?;
        pack.rules = pack.rules.laid_on(everywhere);
        pack.workdays = self.workdays().map_err(wrong)?;
        pack.case_facts = case_facts::load().clone();
        Ok(pack)
    }

    /// The table of workdays with the office's year files; a bad line of them would make a deadline wrong.
    fn workdays(&self) -> Result<Workdays, PackProblem> {
        let config = self.folder.as_deref().and_then(Path::parent);
        let loaded = match config {
            Some(config) => workdays::load(config),
            None => workdays::load(Path::new("")),
        };
        loaded.map_err(|error| PackProblem {
            file: "workdays".to_owned(),
            line: 1,
            column: 1,
            key: "pack-problem-other",
            args: vec![("detail", error.to_string())],
        })
    }

    /// The pack that is obeyed in a unit: that of the nearest unit above it; among several the latest.
    #[must_use]
    pub fn for_unit(&self, unit: UnitCode) -> Option<Pack> {
        self.ids()
            .iter()
            .filter_map(|id| self.load(id).ok())
            .filter(|pack| pack.unit.contains(unit))
            // An office's own layer lies on top of what it extends.
            .max_by_key(|pack| {
                let layer = !pack.extends.is_empty();
                (pack.unit.level(), layer, pack.valid_from, pack.version)
            })
    }

    /// Day and time of a moment for calculators that have no book: where the first of all packs is in force, or, when
    /// each is wrong, where the program's own first one is.
    ///
    /// # Errors
    /// When no pack can be read.
    pub fn local_time(&self, at: i64) -> Result<chrono::NaiveDateTime, PackErrors> {
        let ids = self.ids();
        let own = Self::of_program();
        let pack = ids.iter().find_map(|id| self.load(id).ok());
        let pack = match pack {
            Some(pack) => pack,
            None => own.load(ids.first().map_or("", String::as_str))?,
        };
        Ok(timeline::local_time(&pack, at))
    }

    /// The checksum of a pack's texts: SHA-256 in hexadecimal, the same on every system.
    ///
    /// # Errors
    /// When there is no such pack or its files cannot be read.
    pub fn digest(&self, id: &str) -> Result<String, PackErrors> {
        let (source, _) = self.source(id)?;
        let mut hasher = Sha256::new();
        for file in &source.files {
            hasher.update(file.name.as_bytes());
            hasher.update([0]);
            // An editor on Windows changes the line ends, not the pack.
            for line in file.text.lines() {
                hasher.update(line.as_bytes());
                hasher.update(b"\n");
            }
            hasher.update([0]);
        }
        let mut hex = String::with_capacity(64);
        for byte in hasher.finalize() {
            let _ = write!(hex, "{byte:02x}");
        }
        Ok(hex)
    }

    /// The folder that overrides the pack of that id.
    fn own_folder(&self, id: &str) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.join(id);
        folder.join(source::HEAD).is_file().then_some(folder)
    }

    fn source(&self, id: &str) -> Result<(Source<'static>, bool), PackErrors> {
        if let Some(folder) = self.own_folder(id) {
            return match source::open(&folder) {
                Ok(source) => Ok((source, true)),
                Err(problems) => Err(PackErrors::Wrong {
                    id: id.to_owned(),
                    problems,
                }),
            };
        }
        match source::PROGRAM.iter().find(|pack| pack.id == id) {
            Some(pack) => Ok((Source::from(pack), false)),
            None => Err(PackErrors::Unknown {
                id: id.to_owned(),
                nearest: nearest(id, self.ids().iter().map(String::as_str)).map(str::to_owned),
            }),
        }
    }
}
