//! Photos and papers: copied beside the book under their hash, never twice, and durably before an entry speaks of them.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::entry::hex;

/// The largest file that is taken as evidence, bytes.
const LARGEST: u64 = 64 << 20;

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
pub fn keep(fields: &mut Map<String, Value>, folder: &Path) -> Result<(), String> {
    let given = fields
        .get("file")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let name = copy(Path::new(&given), folder).map_err(|error| format!("{given}: {error}"))?;
    fields.insert("given".to_owned(), Value::from(given));
    fields.insert("file".to_owned(), Value::from(name));
    Ok(())
}

/// Copies a file durably; gives the name under which it is kept: its hash, and its own ending where that is plain.
fn copy(from: &Path, folder: &Path) -> io::Result<String> {
    let mut source = File::open(from)?;
    let size = source.metadata()?;
    if !size.is_file() || size.len() > LARGEST {
        return Err(io::Error::other(format!("> {} MB", LARGEST >> 20)));
    }
    fs::create_dir_all(folder)?;
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    let hash = hex(&Sha256::digest(&bytes));
    let extension = from
        .extension()
        .and_then(|extension| extension.to_str())
        .map(str::to_lowercase)
        .filter(|extension| {
            extension.len() <= 5 && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    let name = match extension {
        Some(extension) => format!("{hash}.{extension}"),
        None => hash,
    };
    put(folder, &name, &bytes)?;
    Ok(name)
}

/// Writes a file durably under its name, unless it is there already.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let kept = folder.join(name);
    if kept.exists() {
        return Ok(());
    }
    let unfinished = folder.join(format!("{name}.part"));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, &kept)?;
    // A file whose folder entry was not synced is lost in a power cut (trust.md 2.0).
    sync_folder(folder)
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
