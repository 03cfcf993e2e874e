//! A backup: the book in one file with everything recorded so far, its photos beside it, proved before it gets its name.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::session::{Clock, Session};
use super::{evidence, exporting};
use crate::domain::pack::Pack;
use crate::error::Error;
use crate::store::{Store, StoreError, Tick, Verification};

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The file.
    pub path: String,
    /// Entries in it.
    pub entries: u64,
    /// People in it.
    pub people: u64,
    /// Photos and papers beside it.
    pub files: usize,
    /// Photos and papers that the book speaks of and that are lost or spoiled.
    pub missing: Vec<String>,
    /// The hash at the end of each log.
    pub heads: Vec<String>,
    /// Whether the book could note that it was backed up; a book on a full disk cannot, and its backup is as good.
    pub noted: bool,
}

/// Makes a backup: `to` is a file that does not exist, or a folder; beside the book when absent.
///
/// # Errors
/// When there is a file of that name, no room, no permission, or the book itself is damaged.
pub fn backup(session: &mut Session, to: Option<&Path>, tick: Tick<'_>) -> Result<Backup, Error> {
    let path = named(session, to);
    let path = std::path::absolute(&path).unwrap_or(path);
    let mut unfinished = Unfinished::begin(&path)?;
    session
        .store
        .copy_to(&unfinished.book, tick)
        .map_err(|error| at_place(&path, error))?;
    let mut copy = Store::open(&unfinished.book).map_err(|error| at_place(&path, error))?;
    let proof = prove(&mut copy, &session.pack, tick).map_err(|error| at_place(&path, error))?;
    if let Some(problem) = proof.problems.first() {
        let what = format!("{} {}", problem.kind, problem.place);
        return Err(StoreError::Damaged(what).into());
    }
    copy.seal_copy().map_err(|error| at_place(&path, error))?;
    let names = session.store.evidence_files()?;
    let missing = copy_evidence(session.store.path(), &names, &unfinished.evidence, tick)?;
    unfinished.publish(&path)?;
    let heads = proof.heads;
    let shown = path.display().to_string();
    Ok(Backup {
        noted: exporting::note_backup(session, &shown, &heads).is_ok(),
        path: shown,
        entries: proof.entries,
        people: proof.cases,
        files: names.len() - missing.len(),
        missing,
        heads,
    })
}

/// The file of a backup: named after the book, the day and the time where only a folder is given.
fn named(session: &Session, to: Option<&Path>) -> PathBuf {
    let book = session.store.path();
    let folder = match to {
        Some(path) if !path.is_dir() => return path.to_owned(),
        Some(folder) => folder,
        None => book.parent().unwrap_or(Path::new("")),
    };
    folder.join(dated(book, "-", session))
}

/// The book's name with a mark and the moment: `惠济-20210909-143005.xunren`.
pub(super) fn dated(book: &Path, mark: &str, session: &Session) -> String {
    let stem = book.file_stem().unwrap_or_default().to_string_lossy();
    let ending = book.extension().map_or_else(
        || "xunren".to_owned(),
        |ending| ending.to_string_lossy().into_owned(),
    );
    let moment = session.local_now().format("%Y%m%d-%H%M%S");
    format!("{stem}{mark}{moment}.{ending}")
}

/// Proves a copy. What follows from the log is built again where it does not fit; what is wrong with the log stays told.
pub(super) fn prove(
    copy: &mut Store,
    pack: &Pack,
    tick: Tick<'_>,
) -> Result<Verification, StoreError> {
    let found = verified(copy, pack, tick)?;
    if found.ok || found.log_is_damaged() {
        return Ok(found);
    }
    watched(tick, |told| copy.rebuild(pack, Clock::device(), told))?;
    verified(copy, pack, tick)
}

/// Verifies a copy unless somebody says stop.
pub(super) fn verified(
    copy: &Store,
    pack: &Pack,
    tick: Tick<'_>,
) -> Result<Verification, StoreError> {
    watched(tick, |told| copy.verify(pack, told))
}

/// Work that tells how far it is and cannot be broken off: a stop counts once it is done.
fn watched<T>(
    tick: Tick<'_>,
    work: impl FnOnce(&mut dyn FnMut(u64)) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut stopped = false;
    let done = work(&mut |far| stopped |= tick(far, 0).is_err())?;
    if stopped {
        return Err(StoreError::Stopped);
    }
    Ok(done)
}

/// Copies a book's photos into a folder; gives the names of those that are lost or spoiled.
pub(super) fn copy_evidence(
    book: &Path,
    names: &[String],
    to: &Path,
    tick: Tick<'_>,
) -> Result<Vec<String>, Error> {
    let all = u64::try_from(names.len()).unwrap_or(0);
    let mut stopped = false;
    let lost = evidence::copy_folder(names, &evidence::folder_of(book), to, &mut |done| {
        stopped |= tick(done, all).is_err();
    })
    .map_err(|(file, error)| Error::file(&file, error))?;
    if stopped {
        return Err(StoreError::Stopped.into());
    }
    Ok(lost)
}

/// What a book says of a place to which it is copied: the sentence names that place, not the book.
pub(super) fn at_place(path: &Path, error: StoreError) -> Error {
    let shown = path.display().to_string();
    match error {
        StoreError::Full => Error::said("error-no-space", &[("path", &shown)]),
        StoreError::ReadOnly => Error::said("error-file-permission", &[("path", &shown)]),
        StoreError::Disk(what) => Error::said("error-place", &[("path", &shown), ("what", &what)]),
        other => other.into(),
    }
}

/// A book and its photos under names that end in `.part`; whatever is not published is removed again.
pub(super) struct Unfinished {
    pub book: PathBuf,
    pub evidence: PathBuf,
}

impl Unfinished {
    /// Takes the names, which must be free, and so must the ones that they become.
    pub(super) fn begin(path: &Path) -> Result<Self, Error> {
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()).into());
        }
        Self::beside(path)
    }

    /// The same where a book of that name may stand.
    pub(super) fn beside(path: &Path) -> Result<Self, Error> {
        let part = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(".part");
            PathBuf::from(name)
        };
        let unfinished = Self {
            book: part(path),
            evidence: part(&evidence::folder_of(path)),
        };
        // What an earlier attempt left behind when it was cut off is nothing that anybody misses.
        unfinished.remove();
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&unfinished.book)
            .map_err(|error| Error::file(path, error))?;
        Ok(unfinished)
    }

    /// Gives both their names: the photos first, so that a book that can be seen is whole.
    pub(super) fn publish(&mut self, path: &Path) -> Result<(), Error> {
        let failed = |error: io::Error| Error::file(path, error);
        let folder = path.parent().unwrap_or(Path::new(""));
        let photos = evidence::folder_of(path);
        if self.evidence.is_dir() {
            if photos.exists() {
                return Err(StoreError::Exists(photos).into());
            }
            fs::rename(&self.evidence, &photos).map_err(failed)?;
        }
        // A second name is given only where there is none yet; where a file system knows no second names, a look has to do.
        match fs::hard_link(&self.book, path) {
            Ok(()) => fs::remove_file(&self.book).map_err(failed)?,
            Err(_) if path.exists() => return Err(StoreError::Exists(path.to_owned()).into()),
            Err(_) => fs::rename(&self.book, path).map_err(failed)?,
        }
        evidence::sync_folder(folder).map_err(failed)
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.book.as_os_str().to_owned();
            name.push(ending);
            let _ = fs::remove_file(PathBuf::from(name));
        }
        let _ = fs::remove_dir_all(&self.evidence);
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.remove();
    }
}
