//! 收照片: files of a telephone, a chat or a stick are looked at, each is brought to its person by the code on the paper
//! or by the name of the file, else by hand, and is kept once under its hash.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use chrono::{Days, NaiveDate};
use serde::Serialize;
use serde_json::{Map, Value};

use super::evidence::{self, hash_of};
use super::session::{Clock, Session};
use crate::domain::entry::{Body, CaseId, EntryRef, Kind};
use crate::domain::timeline;
use crate::error::Error;
use crate::intake::Stop;
use crate::intake::picture::{self, FileSort, PictureLimits};
use crate::photo_rules::PhotoRules;
use crate::store::{CaseRow, NewEntry};

/// So deep and so far a folder is looked into.
const DEPTH: usize = 4;
const MOST: usize = 2_000;

/// By what a file came to its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The code on the photographed paper.
    Code,
    /// Name and last four digits in the file's name.
    FileName,
    /// An officer said so.
    Hand,
}

impl By {
    const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::FileName => "file-name",
            Self::Hand => "hand",
        }
    }
}

/// What became of a file. Every file is exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// It belongs to this person.
    Person(CaseId, By),
    /// Nothing says whose it is.
    Open,
    /// It was collected before, or stands twice in the folder.
    Known,
    /// Too large.
    TooLarge,
    /// Not a photo, a paper or a film, or it cannot be read.
    NotTaken,
}

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where it lies now.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Its hash; empty when it was not read.
    pub hash: String,
    /// What it is by its bytes.
    pub sort: Option<FileSort>,
    /// photo, paper, screenshot or film.
    pub what: &'static str,
    /// When it was taken, `YYYY-MM-DDThh:mm:ss`: by its camera, else by the file's own time.
    pub at: String,
    /// The camera's own time, where it says one.
    pub taken_at: Option<String>,
    /// Where it was taken.
    pub place: Option<String>,
    /// Whose it is.
    pub found: Found,
}

/// Looks at files and folders; nothing is written. `tick` hears how many of how many files were looked at.
///
/// # Errors
/// When the book or a folder cannot be read, or `tick` says stop.
pub fn look(
    session: &Session,
    given: &[PathBuf],
    reader: Option<&Path>,
    tick: &mut dyn FnMut((u64, u64)) -> Result<(), Stop>,
) -> Result<Vec<Picture>, Error> {
    let rules = PhotoRules::load();
    let limits = PictureLimits {
        file_bytes: evidence::largest(&session.store)?,
        pixels: rules.largest_megapixels * 1_000_000,
        reader: reader.map(Path::to_owned),
        ..PictureLimits::default()
    };
    let mut files = Vec::new();
    for path in given {
        gather(path, DEPTH, &mut files)?;
    }
    let whole = files.len() as u64;
    let mut pictures = Vec::new();
    for (path, done) in files.into_iter().zip(1..) {
        pictures.push(examine(session, &path, &rules, &limits)?);
        if tick((done, whole)).is_err() {
            return Err(Error::said("error-photo-stopped", &[]));
        }
    }
    let mut kept: BTreeSet<String> = session
        .store
        .evidence_owners()?
        .into_iter()
        .filter_map(|(_, name)| Some(name.split('.').next()?.to_owned()))
        .collect();
    // Of a picture that lies there twice, the one that says whose it is counts.
    pictures.sort_by_key(|picture| !matches!(picture.found, Found::Person(..)));
    for picture in pictures
        .iter_mut()
        .filter(|picture| !picture.hash.is_empty())
    {
        if !kept.insert(picture.hash.clone()) {
            picture.found = Found::Known;
        }
    }
    pictures.sort_by(|a, b| (&a.at, &a.name).cmp(&(&b.at, &b.name)));
    Ok(pictures)
}

/// The files of a folder and of those in it; hidden ones are passed over.
fn gather(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let meta = std::fs::metadata(path).map_err(|error| Error::file(path, error))?;
    if meta.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(|error| Error::file(path, error))?;
    let mut inside: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .collect();
    inside.sort();
    for path in inside {
        if files.len() >= MOST {
            break;
        }
        if path.is_file() {
            files.push(path);
        } else if depth > 0 && path.is_dir() {
            gather(&path, depth - 1, files)?;
        }
    }
    Ok(())
}

fn examine(
    session: &Session,
    path: &Path,
    rules: &PhotoRules,
    limits: &PictureLimits,
) -> Result<Picture, Error> {
    let name = path
        .file_name()
        .map(|name| {
            crate::domain::text::noted(&name.to_string_lossy())
                .text
                .into_owned()
        })
        .unwrap_or_default();
    let meta = std::fs::metadata(path).ok();
    let changed = meta
        .as_ref()
        .and_then(|meta| meta.modified().ok())
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or(0);
    let mut picture = Picture {
        path: path.to_owned(),
        name,
        hash: String::new(),
        sort: None,
        what: "photo",
        at: timeline::local_time(&session.pack, changed)
            .format("%Y-%m-%dT%H:%M:%S")
            .to_string(),
        taken_at: None,
        place: None,
        found: Found::NotTaken,
    };
    let (Some(sort), Some(meta)) = (sort_of(path), meta) else {
        return Ok(picture);
    };
    picture.sort = Some(sort);
    if meta.len() > limits.file_bytes {
        picture.found = Found::TooLarge;
        return Ok(picture);
    }
    let Ok(hash) = hash_of(path) else {
        return Ok(picture);
    };
    picture.hash = hash;
    let seen = picture::look(path, sort, limits);
    let on_paper = cases_of_codes(session, &seen.codes)?;
    picture.what = match sort {
        FileSort::Pdf => "paper",
        FileSort::Mp4 => "film",
        _ if rules.is_screenshot(&picture.name) => "screenshot",
        _ if !on_paper.is_empty() => "paper",
        _ => "photo",
    };
    if let Some(at) = &seen.taken.at {
        picture.at.clone_from(at);
    }
    picture.taken_at = seen.taken.at;
    picture.place = seen.taken.place;
    // Two codes of two people on one picture are nobody's until somebody has looked.
    picture.found = match on_paper.as_slice() {
        [case] => Found::Person(*case, By::Code),
        [] => named_in(session, &picture.name)?
            .map_or(Found::Open, |case| Found::Person(case, By::FileName)),
        _ => Found::Open,
    };
    Ok(picture)
}

fn sort_of(path: &Path) -> Option<FileSort> {
    use std::io::Read;
    let mut head = [0; 16];
    let read = std::fs::File::open(path).ok()?.read(&mut head).ok()?;
    FileSort::of_head(&head[..read])
}

/// The people of this book whose numbers stand in the codes.
fn cases_of_codes(session: &Session, codes: &[String]) -> Result<Vec<CaseId>, Error> {
    let mut cases = Vec::new();
    for code in codes {
        if let Ok(case) = code.trim().parse::<CaseId>()
            && session.store.row(case)?.is_some()
            && !cases.contains(&case)
        {
            cases.push(case);
        }
    }
    Ok(cases)
}

/// The one person whose name and last four digits stand in a file's name: 古荥村张雪芳002X.jpg.
fn named_in(session: &Session, name: &str) -> Result<Option<CaseId>, Error> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(crate::domain::text::ascii_digit)
        .filter(|c| !c.is_whitespace() && *c != '·')
        .collect::<String>()
        .to_uppercase();
    let mut meant = BTreeSet::new();
    for tail in tails(&plain) {
        for (_, row) in session.store.find(&tail, 200)? {
            let person: String = row
                .name
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '·')
                .collect::<String>()
                .to_uppercase();
            let ends_so = row
                .id_number
                .as_deref()
                .is_some_and(|id| id.ends_with(&tail));
            if ends_so && !person.is_empty() && plain.contains(&person) {
                meant.insert(row.id);
            }
        }
    }
    let mut meant = meant.into_iter();
    Ok(meant.next().filter(|_| meant.next().is_none()))
}

/// Runs of digits whose last four could be those of an ID; an X may close them.
fn tails(plain: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || c == 'X';
    plain
        .split(|c: char| !is_part(c))
        .filter(|run| matches!(run.len(), 4 | 18))
        .map(|run| run[run.len() - 4..].to_owned())
        .filter(|tail| tail[..3].bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

/// What collecting did with the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Collected {
    /// Files looked at.
    pub files: usize,
    /// Brought to their people by the code on the paper.
    pub by_code: usize,
    /// By the name of the file.
    pub by_file_name: usize,
    /// By hand.
    pub by_hand: usize,
    /// Nothing says whose they are.
    pub open: usize,
    /// Collected before.
    pub known: usize,
    /// Too large.
    pub too_large: usize,
    /// Not a photo, a paper or a film.
    pub not_taken: usize,
    /// Of those brought to people, screenshots.
    pub screenshots: usize,
}

impl Collected {
    /// The files counted by what became of them.
    #[must_use]
    pub fn of(pictures: &[Picture]) -> Self {
        let mut sum = Self {
            files: pictures.len(),
            ..Self::default()
        };
        for picture in pictures {
            let is_taken = matches!(picture.found, Found::Person(..));
            sum.screenshots += usize::from(is_taken && picture.what == "screenshot");
            *match picture.found {
                Found::Person(_, By::Code) => &mut sum.by_code,
                Found::Person(_, By::FileName) => &mut sum.by_file_name,
                Found::Person(_, By::Hand) => &mut sum.by_hand,
                Found::Open => &mut sum.open,
                Found::Known => &mut sum.known,
                Found::TooLarge => &mut sum.too_large,
                Found::NotTaken => &mut sum.not_taken,
            } += 1;
        }
        sum
    }
}

/// Keeps the files that belong to somebody and puts them on their cases; the others stay where they are. `tick` hears how
/// many of how many files are kept.
///
/// # Errors
/// When a file cannot be copied, the book cannot be written, or `tick` says stop; then nothing is kept of all of them.
pub fn keep(
    session: &mut Session,
    pictures: &[Picture],
    tick: &mut dyn FnMut((u64, u64)) -> Result<(), Stop>,
) -> Result<Vec<EntryRef>, Error> {
    let folder = session.evidence_folder();
    let mut new = Vec::new();
    let made = keep_all(session, pictures, &folder, tick, &mut new);
    if made.is_err() {
        // What no entry speaks of must not lie in the folder.
        for name in new {
            let _ = std::fs::remove_file(folder.join(name));
        }
        let _ = evidence::sync_folder(&folder);
    }
    made
}

fn keep_all(
    session: &mut Session,
    pictures: &[Picture],
    folder: &Path,
    tick: &mut dyn FnMut((u64, u64)) -> Result<(), Stop>,
    new: &mut Vec<String>,
) -> Result<Vec<EntryRef>, Error> {
    let largest = evidence::largest(&session.store)?;
    let owned: Vec<(&Picture, CaseId, By)> = pictures
        .iter()
        .filter_map(|picture| match picture.found {
            Found::Person(case, by) => Some((picture, case, by)),
            _ => None,
        })
        .collect();
    let whole = owned.len() as u64;
    let mut copies = BTreeMap::new();
    for ((picture, case, by), done) in owned.into_iter().zip(1..) {
        let kept = evidence::copy(&picture.path, folder, largest)
            .map_err(|error| Error::file(&picture.path, error))?;
        if kept.is_new {
            new.push(kept.name.clone());
        }
        copies.insert((case, kept.name), (picture, by));
        if tick((done, whole)).is_err() {
            return Err(Error::said("error-photo-stopped", &[]));
        }
    }
    let (officer, now) = (session.officer.clone(), session.clock.now());
    let (clock_set, pack) = (session.clock.is_set(), session.pack.label());
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    let mut made = Vec::new();
    for ((id, name), (picture, by)) in copies {
        let Some(case) = writing.case(id, None)? else {
            continue;
        };
        let there = case
            .standing(Kind::Evidence)
            .any(|entry| entry.text("file") == Some(name.as_str()));
        let Some(unit) = case.unit.filter(|_| !there) else {
            continue;
        };
        let last = case.entries.iter().map(|entry| entry.at).max();
        let body = Body {
            by: officer.clone(),
            pack: pack.clone(),
            clock_set,
            fields: fields_of(picture, by, &name),
            ..Body::default()
        };
        made.push(writing.append(NewEntry {
            case: id,
            unit,
            kind: Kind::Evidence,
            at: last.map_or(now, |last| last.max(now)),
            body,
        })?);
        writing.project()?;
    }
    writing.commit()?;
    Ok(made)
}

fn fields_of(picture: &Picture, by: By, name: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut put = |field: &str, text: &str| {
        fields.insert(field.to_owned(), Value::from(text));
    };
    put("file", name);
    put("sort", picture.what);
    put("given", &without_numbers(&picture.name));
    put("by", by.name());
    if let Some(at) = &picture.taken_at {
        put("taken_at", at);
    }
    if let Some(place) = &picture.place {
        put("taken_in", place);
    }
    fields
}

/// A file's name with the middle of whole ID numbers in it hidden.
fn without_numbers(name: &str) -> String {
    let mut shown = String::new();
    let mut run = String::new();
    for c in name.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() || (c == 'X' && run.len() == 17) {
            run.push(c);
            continue;
        }
        if run.len() >= 15 {
            shown.push_str(&super::masking::id_number(&run));
        } else {
            shown.push_str(&run);
        }
        run.clear();
        if c != '\0' {
            shown.push(c);
        }
    }
    shown
}

/// The day of a picture.
#[must_use]
pub fn day_of(picture: &Picture) -> Option<NaiveDate> {
    picture.at.get(..10)?.parse().ok()
}

/// People who were contacted on that day, in the order of the day.
///
/// # Errors
/// When the book cannot be read.
pub fn visited_on(session: &Session, day: NaiveDate) -> Result<Vec<CaseRow>, Error> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let begin = |day: NaiveDate| {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
        midnight.timestamp_millis() - i64::from(session.pack.utc_offset_hours) * 3_600_000
    };
    let (from, until) = (begin(day), begin(next));
    Ok(session.store.contacted_between(from, until, 99)?)
}
