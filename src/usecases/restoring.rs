//! A backup becomes a book again: proved first, beside what is there, and the old book is kept with all that belongs to it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::backup::{Unfinished, at_place, copy_evidence, prove, verified};
use super::evidence;
use super::session::Clock;
use crate::domain::pack::Pack;
use crate::error::Error;
use crate::packs::Packs;
use crate::store::{Restoring, Store, StoreError, StreamEnd, Tick, Verification};

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The book.
    pub path: String,
    /// Entries of the backup.
    pub entries: u64,
    /// People in it.
    pub people: u64,
    /// Photos and papers beside it.
    pub files: usize,
    /// Photos and papers that the book speaks of and that the backup lacks.
    pub missing: Vec<String>,
    /// Where the book that stood there is kept now.
    pub kept: Option<String>,
    /// Entries about people in that book which the backup lacks; nothing where it cannot be read.
    pub newer: Option<u64>,
}

/// What to restore, and where.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// The backup.
    pub from: &'a Path,
    /// The book.
    pub to: &'a Path,
    /// A book that stands there is kept under another name.
    pub replace: bool,
    /// Who restores it; the backup's own officer where nobody is named.
    pub officer: Option<&'a str>,
}

/// Restores a backup.
///
/// # Errors
/// When the backup is none, newer or damaged, when a book stands in its way, or when there is no room or permission.
pub fn restore(
    wish: &Wish<'_>,
    packs: &Packs,
    clock: Clock,
    tick: Tick<'_>,
) -> Result<Restored, Error> {
    let occupied = wish.to.exists();
    check_place(wish, occupied)?;
    let backup = open_backup(wish.from)?;
    let names = backup.evidence_files()?;
    let ends = backup.stream_ends()?;
    let pack = packs.load(&backup.setting("pack")?.unwrap_or_default())?;
    let mut unfinished = Unfinished::beside(wish.to)?;
    backup
        .copy_to(&unfinished.book, tick)
        .map_err(|error| of_copying(wish, error))?;
    drop(backup);
    let proof = make_book(wish, &unfinished.book, &pack, clock, tick)?;
    // Photos are named by their content: those that lie there already are not in the way of those of the backup.
    let photos = evidence::folder_of(wish.to);
    let beside = if photos.is_dir() && !occupied {
        &photos
    } else {
        &unfinished.evidence
    };
    let missing = copy_evidence(wish.from, &names, beside, tick)?;
    let newer = occupied.then(|| newer(wish.to, &ends)).flatten();
    let moment = crate::domain::timeline::local_time(&pack, clock.now());
    let kept = set_aside(wish.to, &moment.format("%Y%m%d-%H%M%S").to_string())?;
    if let Err(error) = unfinished.publish(wish.to) {
        if let Some(kept) = &kept {
            put_back(kept, wish.to);
        }
        return Err(error);
    }
    Ok(Restored {
        path: wish.to.display().to_string(),
        entries: proof.entries,
        people: proof.cases,
        files: names.len() - missing.len(),
        missing,
        kept: kept.map(|kept| kept.display().to_string()),
        newer,
    })
}

/// Proves the copy of a backup and makes it a book with a log of its own; gives what the backup held.
fn make_book(
    wish: &Wish<'_>,
    copy: &Path,
    pack: &Pack,
    clock: Clock,
    tick: Tick<'_>,
) -> Result<Verification, Error> {
    let failed = |error| of_copying(wish, error);
    let mut book = Store::open(copy).map_err(failed)?;
    let proof = verified(&book, pack, tick).map_err(failed)?;
    if proof.log_is_damaged() {
        return Err(damaged(wish.from));
    }
    let officer = match wish.officer {
        Some(officer) => officer.to_owned(),
        None => book.setting("officer")?.unwrap_or_default(),
    };
    let from = wish.from.file_name().unwrap_or_default().to_string_lossy();
    let restoring = Restoring {
        officer: &officer,
        at: clock.now(),
        written_at: Clock::device(),
        clock_set: clock.is_set(),
        from: &from,
    };
    book.begin_new_stream(pack, &restoring).map_err(failed)?;
    if !prove(&mut book, pack, tick).map_err(failed)?.ok {
        return Err(damaged(wish.from));
    }
    book.seal_book().map_err(failed)?;
    Ok(proof)
}

fn check_place(wish: &Wish<'_>, occupied: bool) -> Result<(), Error> {
    let shown = wish.to.display().to_string();
    if wish.to.is_dir() {
        return Err(StoreError::Folder(wish.to.to_owned()).into());
    }
    let same = wish.from.canonicalize().ok();
    if same.is_some() && same == wish.to.canonicalize().ok() {
        return Err(Error::said("error-restore-same", &[("path", &shown)]));
    }
    if occupied && !wish.replace {
        return Err(Error::said("error-restore-occupied", &[("path", &shown)]));
    }
    Ok(())
}

fn open_backup(path: &Path) -> Result<Store, Error> {
    Store::open_to_read(path).map_err(|error| match error {
        StoreError::ReadOnly => Error::said(
            "error-backup-unreadable",
            &[("path", &path.display().to_string())],
        ),
        StoreError::Damaged(_) | StoreError::Sql(_) => damaged(path),
        other => other.into(),
    })
}

fn damaged(backup: &Path) -> Error {
    Error::said(
        "error-backup-damaged",
        &[("path", &backup.display().to_string())],
    )
}

/// Reading and writing fail with the same words: a full disk is that of the book, a broken page that of the backup.
fn of_copying(wish: &Wish<'_>, error: StoreError) -> Error {
    match error {
        StoreError::Damaged(_) => damaged(wish.from),
        other => at_place(wish.to, other),
    }
}

/// How many entries about people the book that stands there holds and the backup does not.
fn newer(book: &Path, backup: &[StreamEnd]) -> Option<u64> {
    Store::open_to_read(book)
        .and_then(|book| book.people_entries_beyond(backup))
        .ok()
}

/// Moves a book out of the way, with its `-wal`, `-shm` and photos: whatever stayed behind would become part of the new
/// one, and a `-wal` would win over it (trust.md 2.0). Gives the book's new name, where there was one.
fn set_aside(book: &Path, moment: &str) -> Result<Option<PathBuf>, Error> {
    let occupied = book.exists();
    if occupied {
        // A book that can no longer be read is set aside as it is, file by file.
        if let Err(StoreError::Busy) = Store::open(book).and_then(Store::let_go) {
            return Err(Error::said(
                "error-restore-open",
                &[("path", &book.display().to_string())],
            ));
        }
    }
    let stem = book.file_stem().unwrap_or_default().to_string_lossy();
    let ending = book.extension().unwrap_or_default().to_string_lossy();
    let kept = book.with_file_name(format!("{stem}-old-{moment}.{ending}"));
    if kept.exists() {
        return Err(StoreError::Exists(kept).into());
    }
    for (from, to) in belongings(book, &kept, occupied) {
        if from.exists() {
            fs::rename(&from, &to).map_err(|error| Error::file(&from, error))?;
        }
    }
    let folder = book.parent().unwrap_or(Path::new(""));
    evidence::sync_folder(folder).map_err(|error| Error::file(folder, error))?;
    Ok(occupied.then_some(kept))
}

/// Moves a book back to where it stood.
fn put_back(kept: &Path, book: &Path) {
    for (from, to) in belongings(kept, book, true) {
        if from.exists() && !to.exists() {
            let _ = fs::rename(from, to);
        }
    }
}

/// What belongs to a book, and its name beside another one; the book itself comes last. Photos without a book stay.
fn belongings(book: &Path, other: &Path, with_book: bool) -> Vec<(PathBuf, PathBuf)> {
    let with = |path: &Path, ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let mut pairs: Vec<(PathBuf, PathBuf)> = ["-wal", "-shm", "-journal"]
        .iter()
        .map(|ending| (with(book, ending), with(other, ending)))
        .collect();
    if with_book {
        pairs.push((evidence::folder_of(book), evidence::folder_of(other)));
        pairs.push((book.to_owned(), other.to_owned()));
    }
    pairs
}
