//! The texts of packs and how they become one: all files of a folder, joined key by key.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Found, PackProblem, line_and_column};
use crate::domain::pack::{Pack, Rules};

/// The file that makes a folder a pack.
pub(super) const HEAD: &str = "pack.toml";
/// Far beyond any pack: what is larger is something else that lies there by mistake.
const LARGEST: u64 = 1 << 20;

/// A pack inside the program.
pub(super) struct ProgramPack {
    /// Its id.
    pub id: &'static str,
    files: &'static [(&'static str, &'static str)],
}

macro_rules! program_pack {
    ($id:literal: $($file:literal),+ $(,)?) => {
        ProgramPack {
            id: $id,
            files: &[$((
                $file,
                include_str!(concat!("../../data/packs/", $id, "/", $file)),
            )),+],
        }
    };
}

/// All packs inside the program; a test compares the list with the folder.
pub(super) static PROGRAM: &[ProgramPack] = &[
    program_pack!(
        "huiji-2021":
        "class-1.toml", "class-2.toml", "class-3.toml", "class-4.toml", "class-5.toml", "class-6.toml",
        "class-7.toml", "clauses.toml", "inspection.toml", "pack.toml", "units.toml",
    ),
    program_pack!(
        "longjing-2021":
        "class-1.toml", "class-2.toml", "class-3.toml", "class-4.toml", "class-5.toml", "class-6.toml",
        "class-7.toml", "clauses.toml", "pack.toml", "rules.toml",
    ),
    program_pack!(
        "shucheng-2018":
        "class-1.toml", "class-2.toml", "class-3.toml", "class-4.toml", "class-5.toml", "class-6.toml",
        "class-7.toml", "clauses.toml", "pack.toml", "rules.toml",
    ),
    program_pack!(
        "songshan-2020":
        "class-1.toml", "class-2.toml", "class-3.toml", "class-4.toml", "class-5.toml", "class-6.toml",
        "class-7.toml", "clauses.toml", "pack.toml", "rules.toml",
    ),
    program_pack!(
        "urumqi-2022":
        "class-1.toml", "class-2.toml", "class-3.toml", "class-4.toml", "class-5.toml", "class-6.toml",
        "class-7.toml", "clauses.toml", "pack.toml", "rules.toml",
    ),
];

/// The rules that hold everywhere, underneath those of every pack.
const EVERYWHERE: &str = include_str!("../../data/rules.toml");

/// Reads them; a test proves that they are good.
pub(super) fn rules_of_everywhere() -> Result<Rules, PackProblem> {
    toml::from_str(EVERYWHERE).map_err(|error| {
        let (line, column) = line_and_column(EVERYWHERE, error.span().map_or(0, |span| span.start));
        PackProblem {
            file: "rules.toml".to_owned(),
            line,
            column,
            key: "pack-problem-other",
            args: vec![("detail", error.message().to_owned())],
        }
    })
}

/// The files of one pack, sorted by name.
pub(crate) struct Source<'a> {
    pub files: Vec<SourceFile<'a>>,
}

/// One file of a pack.
pub(crate) struct SourceFile<'a> {
    pub name: String,
    pub text: Cow<'a, str>,
}

impl From<&'static ProgramPack> for Source<'static> {
    fn from(pack: &'static ProgramPack) -> Self {
        let files = pack
            .files
            .iter()
            .map(|(name, text)| SourceFile {
                name: (*name).to_owned(),
                text: Cow::Borrowed(*text),
            })
            .collect();
        Self { files }
    }
}

impl Source<'_> {
    /// The problem with its line and column.
    pub(super) fn place(&self, found: Found) -> PackProblem {
        self.files[found.file].place(found)
    }
}

impl SourceFile<'_> {
    /// The problem of this file with its line and column.
    pub(super) fn place(&self, found: Found) -> PackProblem {
        let (line, column) = line_and_column(&self.text, found.at);
        PackProblem {
            file: self.name.clone(),
            line,
            column,
            key: found.key,
            args: found.args,
        }
    }
}

/// The names of the folders in `folder` that hold a pack.
pub(super) fn folders(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.path().join(HEAD).is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

/// Opens a pack: all TOML files of a folder; or of the folder around a file that belongs to a pack; or that file alone.
pub(super) fn open(path: &Path) -> Result<Source<'static>, Vec<PackProblem>> {
    let around = path.parent().filter(|parent| parent.join(HEAD).is_file());
    let names = if path.is_dir() {
        toml_files(path)
    } else if let Some(parent) = around {
        toml_files(parent)
    } else {
        Ok(vec![path.to_path_buf()])
    };
    let names = names.map_err(|error| vec![unreadable(path, &error)])?;
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for path in names {
        match open_file(&path) {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    if files.is_empty() && problems.is_empty() {
        problems.push(problem_of_file(path, "pack-problem-no-files", Vec::new()));
    }
    if problems.is_empty() {
        Ok(Source { files })
    } else {
        Err(problems)
    }
}

fn toml_files(folder: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("toml"))
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

pub(crate) fn open_file(path: &Path) -> Result<SourceFile<'static>, PackProblem> {
    let large = fs::metadata(path).is_ok_and(|data| data.len() > LARGEST);
    if large {
        return Err(problem_of_file(path, "pack-problem-too-large", Vec::new()));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile {
            name: file_name(path),
            // Notepad writes a mark of byte order that TOML does not know.
            text: Cow::Owned(match text.strip_prefix('\u{feff}') {
                Some(rest) => rest.to_owned(),
                None => text,
            }),
        }),
        Err(error) => {
            let readable = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.as_bytes()[..readable]).into_owned();
            let (line, column) = line_and_column(&text, readable);
            Err(PackProblem {
                line,
                column,
                ..problem_of_file(path, "pack-problem-not-utf8", Vec::new())
            })
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn unreadable(path: &Path, error: &std::io::Error) -> PackProblem {
    let key = if error.kind() == std::io::ErrorKind::NotFound {
        "pack-problem-not-found"
    } else {
        "pack-problem-unreadable"
    };
    problem_of_file(path, key, vec![("detail", error.to_string())])
}

fn problem_of_file(
    path: &Path,
    key: &'static str,
    args: Vec<(&'static str, String)>,
) -> PackProblem {
    PackProblem {
        file: file_name(path),
        line: 1,
        column: 1,
        key,
        args,
    }
}

/// Reads a pack; the first problem ends it.
pub(super) fn read(source: &Source<'_>) -> Result<Pack, PackProblem> {
    let mut whole = DeTable::new();
    for (number, file) in source.files.iter().enumerate() {
        let table = DeTable::parse(&file.text)
            .map_err(|error| source.place(unread(number, &error)))?
            .into_inner();
        join(&mut whole, table, number).map_err(|found| source.place(found))?;
    }
    let whole = toml::Deserializer::from(Spanned::new(0..0, whole));
    // The place of such a slip is unknown once the files are one; `check` finds it with its line.
    Pack::deserialize(whole).map_err(|error| {
        source.place(Found {
            file: 0,
            at: 0,
            key: "pack-problem-other",
            args: vec![("detail", error.message().to_owned())],
        })
    })
}

fn unread(file: usize, error: &toml::de::Error) -> Found {
    Found {
        file,
        at: error.span().map_or(0, |span| span.start),
        key: "pack-problem-syntax",
        args: vec![("detail", error.message().to_owned())],
    }
}

/// Lays the keys of one file beside those of the others: lists and tables grow, a single value may be said once.
pub(super) fn join<'a>(
    whole: &mut DeTable<'a>,
    table: DeTable<'a>,
    file: usize,
) -> Result<(), Found> {
    for (key, value) in table {
        let Some(standing) = whole.get_mut(key.get_ref().as_ref()) else {
            whole.insert(key, value);
            continue;
        };
        match (standing.get_mut(), value.into_inner()) {
            (DeValue::Array(standing), DeValue::Array(more)) => {
                for element in more {
                    standing.push(element);
                }
            }
            (DeValue::Table(standing), DeValue::Table(more)) => join(standing, more, file)?,
            _ => {
                return Err(Found {
                    file,
                    at: key.span().start,
                    key: "pack-problem-said-twice",
                    args: vec![("word", key.get_ref().to_string())],
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn every_rule_of_everywhere_names_its_source_and_no_clause() {
        let rules = rules_of_everywhere().unwrap();
        assert!(rules.rates.is_empty() && rules.funeral.is_empty() && rules.open.is_empty());
        let tree: toml::Table = EVERYWHERE.parse().unwrap();
        for (name, rule) in &tree {
            let one = std::slice::from_ref(rule);
            for rule in rule.as_array().map_or(one, Vec::as_slice) {
                assert!(rule.get("source").is_some(), "{name} names no source");
                assert!(
                    rule.get("clause").is_none(),
                    "{name} cites a clause of no pack"
                );
            }
        }
    }

    #[test]
    fn the_list_of_files_is_the_folder() {
        let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/packs");
        let mut ids = folders(&data);
        ids.sort();
        assert_eq!(ids, PROGRAM.iter().map(|p| p.id).collect::<Vec<_>>());
        for pack in PROGRAM {
            let names: Vec<String> = toml_files(&data.join(pack.id))
                .unwrap()
                .iter()
                .map(|path| file_name(path))
                .collect();
            let listed: Vec<&str> = pack.files.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, listed);
        }
    }
}
