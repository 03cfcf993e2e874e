//! Photos and papers: copied beside the book under their hash, never twice, and durably before an entry speaks of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::entry::{CaseId, hex};
use crate::error::Error;
use crate::intake::picture::{self, FileSort, PictureLimits, Small};
use crate::photo_rules::PhotoRules;
use crate::store::{Problem, Store, StoreError, Writing};

/// The setting of a book that says how large a file may be, MB.
const LARGEST: &str = "evidence_largest_mb";

/// How large a file may be as evidence, bytes: what the office set, else what data/evidence.toml says.
///
/// # Errors
/// When the book cannot be read.
pub fn largest(store: &Store) -> Result<u64, StoreError> {
    Ok(bytes(store.setting(LARGEST)?))
}

/// The same inside a transaction.
///
/// # Errors
/// When the book cannot be read.
pub(super) fn largest_now(writing: &Writing<'_>) -> Result<u64, StoreError> {
    Ok(bytes(writing.setting(LARGEST)?))
}

fn bytes(set: Option<String>) -> u64 {
    let set = set.and_then(|text| text.parse().ok());
    set.unwrap_or_else(|| PhotoRules::load().largest_mb) << 20
}

/// Sets how large a file may be, MB.
///
/// # Errors
/// When the number is none that makes sense, or the book cannot be written.
pub fn set_largest(store: &Store, given: &str) -> Result<(), Error> {
    let sensible = given.parse().is_ok_and(|mb: u64| (1..=4096).contains(&mb));
    if !sensible {
        return Err(Error::said("error-filter", &[("given", given)]));
    }
    Ok(store.set_setting(LARGEST, given)?)
}

/// The folder beside a book in which its photos and papers lie.
#[must_use]
pub fn folder_of(book: &Path) -> PathBuf {
    let mut name = book
        .file_stem()
        .map_or_else(|| "book".into(), std::ffi::OsStr::to_os_string);
    name.push(".evidence");
    book.with_file_name(name)
}

/// Copies the record's file into the folder and puts its hash in the fields; gives the path back when it cannot.
///
/// # Errors
/// The path, with what the system says.
pub fn keep(fields: &mut Map<String, Value>, folder: &Path, largest: u64) -> Result<(), String> {
    let given = fields
        .get("file")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let kept = copy(Path::new(&given), folder, largest)
        .map_err(|error| format!("{}: {error}", file_name(&given)))?;
    fields.insert("given".to_owned(), Value::from(file_name(&given)));
    fields.insert("file".to_owned(), Value::from(kept.name));
    Ok(())
}

/// The name of a file without the folders of whatever machine it came from.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A file in the folder of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its hash with the ending of what it really is.
    pub name: String,
    /// Whether it was not there before.
    pub is_new: bool,
}

/// Copies a file durably.
///
/// # Errors
/// When it is too large, nothing that is taken as evidence, or cannot be read or written.
pub fn copy(from: &Path, folder: &Path, largest: u64) -> io::Result<Kept> {
    let mut source = File::open(from)?;
    let size = source.metadata()?;
    if !size.is_file() || size.len() > largest {
        return Err(io::Error::other(format!("> {} MB", largest >> 20)));
    }
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    let sort =
        FileSort::of_head(&bytes).ok_or_else(|| io::Error::other("JPEG, PNG, HEIC, PDF, MP4?"))?;
    fs::create_dir_all(folder)?;
    let name = format!("{}.{}", hex(&Sha256::digest(&bytes)), sort.ending());
    let is_new = put(folder, &name, &bytes)?;
    Ok(Kept { name, is_new })
}

/// A photo or screenshot made small for a room of so many columns and rows, decoded under the limits by `reader`; nothing
/// where it cannot be.
#[must_use]
pub fn small(path: &Path, reader: Option<PathBuf>, room: (usize, usize)) -> Option<Small> {
    let limits = PictureLimits {
        pixels: PhotoRules::load().largest_megapixels * 1_000_000,
        reader,
        ..PictureLimits::default()
    };
    let mut head = [0; 16];
    let read = File::open(path).ok()?.read(&mut head).ok()?;
    picture::small(path, FileSort::of_head(&head[..read])?, &limits, room)
}

/// Writes a file durably under its name, unless it is there already; says whether it did.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<bool> {
    let kept = folder.join(name);
    if kept.exists() {
        return Ok(false);
    }
    let unfinished = folder.join(format!("{name}.part"));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, &kept)?;
    // A file whose folder entry was not synced is lost in a power cut (trust.md 2.0).
    sync_folder(folder)?;
    Ok(true)
}

/// Makes what was created, renamed or removed in a folder survive a power cut.
///
/// # Errors
/// When the disk does not take it.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // Other systems cannot open a folder; their file systems order such changes themselves.
    #[cfg(unix)]
    File::open(if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    })?
    .sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Copies those of the named files that are there and still what their names say; gives the names of the others.
///
/// # Errors
/// The file that could not be written, with what the system says.
pub fn copy_folder(
    names: &[String],
    from: &Path,
    to: &Path,
    tick: &mut dyn FnMut(u64),
) -> Result<Vec<String>, (PathBuf, io::Error)> {
    let mut lost = Vec::new();
    for (name, done) in names.iter().zip(1..) {
        let whole = fs::read(from.join(name)).ok().filter(|bytes| {
            let hash = hex(&Sha256::digest(bytes));
            name.split('.').next() == Some(hash.as_str())
        });
        match whole {
            Some(bytes) => {
                let written = fs::create_dir_all(to).and_then(|()| put(to, name, &bytes));
                written.map_err(|error| (to.join(name), error))?;
            }
            None => lost.push(name.clone()),
        }
        tick(done);
    }
    Ok(lost)
}

/// What a proof of the kept files found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesProved {
    /// Files that were compared with their names.
    pub files: u64,
    /// Files that are missing, or no longer what was kept.
    pub problems: Vec<Problem>,
    /// Files that stand on several people: their names and how many.
    pub shared: Vec<(String, usize)>,
}

/// Compares every kept photo and paper with its hash.
///
/// # Errors
/// When the book cannot be read.
pub fn prove(
    store: &Store,
    folder: &Path,
    tick: &mut dyn FnMut(u64),
) -> Result<FilesProved, StoreError> {
    let mut owners: BTreeMap<String, BTreeSet<CaseId>> = BTreeMap::new();
    for (case, name) in store.evidence_owners()? {
        owners.entry(name).or_default().insert(case);
    }
    let mut found = FilesProved::default();
    for (name, cases) in owners {
        found.files += 1;
        let kind = match hash_of(&folder.join(&name)) {
            Ok(hash) if name.split('.').next() == Some(hash.as_str()) => None,
            Ok(_) => Some("evidence-changed"),
            Err(_) => Some("evidence-missing"),
        };
        found.problems.extend(kind.map(|kind| Problem {
            kind,
            place: name.clone(),
        }));
        if cases.len() > 1 {
            found.shared.push((name, cases.len()));
        }
        tick(found.files);
    }
    Ok(found)
}

/// The SHA-256 of a file's bytes, read a piece at a time.
///
/// # Errors
/// When the file cannot be read.
pub fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex(&digest.finalize()));
        }
        digest.update(&buffer[..read]);
    }
}
