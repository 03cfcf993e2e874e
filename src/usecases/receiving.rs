//! 收数: figures that units hand in as codes, scanned, photographed or sent as text. What comes is looked at first and
//! recorded then; what cannot be recorded yet is kept until the rest of it comes.

mod comparing;
mod submission;
pub mod words;

use std::io::Read;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

pub use crate::domain::report::How;
pub use comparing::{Comparison, Difference, received};
pub use submission::{Submission, submissions};

use super::session::{Clock, Session};
use crate::domain::entry::{Body, CaseId, Kind};
use crate::domain::figures::Figure;
use crate::domain::frames::{self, Content, Frame, Gathered, Set, SetKey, Unread, campaign_mark};
use crate::domain::report;
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::intake::picture::{self, FileSort, PictureLimits};
use crate::store::NewEntry;

/// Where frames wait in the book whose first one has not come.
const WAITING: &str = "received frames";
/// A text longer than this holds no scans.
const LONGEST_TEXT: u64 = 4 << 20;

/// What became of one scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A frame, and whether it had come before in this sitting.
    Frame {
        /// Its set.
        set: SetKey,
        /// Its number.
        number: u8,
        /// It had come before.
        twice: bool,
    },
    /// It cannot be taken.
    Not(Trouble),
}

/// Why a scan cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing in it is one of our codes.
    Foreign,
    /// Something of the code was lost.
    Damaged,
    /// A newer program made it, of this version of the layout.
    Newer(u8),
    /// Another campaign's figures.
    OtherCampaign(UnitCode),
    /// A unit that does not belong to this book.
    Outside(UnitCode),
    /// A signature, which this program does not prove yet.
    Signature(UnitCode),
}

impl Trouble {
    /// The word in files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Foreign => "foreign",
            Self::Damaged => "damaged",
            Self::Newer(_) => "newer",
            Self::OtherCampaign(_) => "other_campaign",
            Self::Outside(_) => "outside",
            Self::Signature(_) => "signature",
        }
    }

    /// The unit that the code names, where it can be read.
    #[must_use]
    pub const fn unit(&self) -> Option<UnitCode> {
        match self {
            Self::OtherCampaign(unit) | Self::Outside(unit) | Self::Signature(unit) => Some(*unit),
            _ => None,
        }
    }
}

/// What became of a set of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is in the book now.
    Recorded,
    /// It was in the book before.
    Known,
    /// It can be recorded.
    Ready,
    /// The unit's own figures have not come: its frames wait.
    Waits,
}

impl State {
    /// The word in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Known => "known",
            Self::Ready => "ready",
            Self::Waits => "waits",
        }
    }
}

/// What an officer should know of figures that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// They are not of the day that is reported now.
    OtherDay,
    /// The unit handed in figures of this day from another book before.
    OtherBook,
    /// The unit handed in other figures of this day before.
    Again,
    /// The rows do not add up to the whole, first in this figure.
    Broken(Figure),
}

impl Remark {
    /// The word in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OtherDay => "other_day",
            Self::OtherBook => "other_book",
            Self::Again => "again",
            Self::Broken(_) => "broken",
        }
    }
}

/// A set of frames as it stands after it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Frames that have come, those in the book included.
    pub set: Set,
    /// What became of it.
    pub state: State,
    /// When the figures were counted.
    pub until: DateTime<FixedOffset>,
    /// What to know of it.
    pub remarks: Vec<Remark>,
}

/// Scans of one sitting.
#[derive(Clone, Debug, Default)]
pub struct Tray {
    gathered: Gathered,
}

impl Tray {
    /// An empty tray, with what waited in the book.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn open(session: &Session) -> Result<Self, Error> {
        let mut gathered = Gathered::default();
        let waiting = session.store.draft(WAITING)?.unwrap_or_default();
        for frame in waiting.lines().filter_map(|line| frames::read(line).ok()) {
            gathered.add(frame);
        }
        Ok(Self { gathered })
    }

    /// Whether there is anything in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gathered.is_empty()
    }

    /// Takes one scan.
    pub fn take(&mut self, session: &Session, digits: &str) -> Seen {
        let frame = match frames::read(digits) {
            Ok(frame) => frame,
            Err(Unread::Foreign) => return Seen::Not(Trouble::Foreign),
            Err(Unread::Damaged) => return Seen::Not(Trouble::Damaged),
            Err(Unread::Newer(version)) => return Seen::Not(Trouble::Newer(version)),
        };
        let stamp = frame.set.stamp;
        if stamp.campaign != campaign_mark(&session.pack.id) {
            return Seen::Not(Trouble::OtherCampaign(stamp.unit));
        }
        if !session.store.unit().contains(stamp.unit) {
            return Seen::Not(Trouble::Outside(stamp.unit));
        }
        if matches!(frame.content, Content::Signature(_)) {
            return Seen::Not(Trouble::Signature(stamp.unit));
        }
        let (set, number) = (frame.set, frame.number);
        let twice = !self.gathered.add(frame);
        Seen::Frame { set, number, twice }
    }

    /// What has come, each set with its frames that are in the book already.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn told(&self, session: &Session) -> Result<Vec<Told>, Error> {
        let known = submissions(session)?;
        Ok(self
            .gathered
            .sets()
            .map(|set| told(session, set, &known))
            .collect())
    }

    /// Records every set whose own figures have come, and keeps the others waiting; the tray is empty then.
    ///
    /// # Errors
    /// When the book cannot be read or written.
    pub fn keep(&mut self, session: &mut Session, how: How) -> Result<Vec<Told>, Error> {
        let mut all = self.told(session)?;
        let at = session.clock.now();
        let mut new = Vec::new();
        for told in &all {
            if told.state == State::Ready
                && let Some(own) = told.set.own()
            {
                let fields = submission::fields(&told.set, &own, how, told.until);
                let body = Body {
                    by: session.officer.clone(),
                    pack: session.pack.label(),
                    clock_set: session.clock.is_set(),
                    fields,
                    ..Body::default()
                };
                new.push(NewEntry {
                    case: CaseId::BOOK,
                    unit: told.set.key.stamp.unit,
                    kind: Kind::Submit,
                    at,
                    body,
                });
            }
        }
        if !new.is_empty() {
            let mut writing = session.store.begin(&session.pack, Clock::device())?;
            for entry in new {
                writing.append(entry)?;
            }
            writing.commit()?;
        }
        for told in &mut all {
            if told.state == State::Ready {
                told.state = State::Recorded;
            }
        }
        let waits = all.iter().filter(|told| told.state == State::Waits);
        keep_waiting(session, waits.flat_map(|told| told.set.frames()))?;
        self.gathered = Gathered::default();
        Ok(all)
    }

    /// Keeps what was scanned and not recorded for the next sitting.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn put_by(&self, session: &Session) -> Result<(), Error> {
        keep_waiting(session, self.gathered.sets().flat_map(Set::frames))
    }
}

fn keep_waiting<'f>(
    session: &Session,
    frames: impl Iterator<Item = &'f Frame>,
) -> Result<(), Error> {
    let lines: Vec<String> = frames.map(Frame::digits).collect();
    let at = session.clock.now();
    session.store.save_draft(WAITING, &lines.join("\n"), at)?;
    Ok(())
}

fn told(session: &Session, set: &Set, known: &[Submission]) -> Told {
    let stamp = set.key.stamp;
    let mut whole = Gathered::default();
    let same = known.iter().filter(|one| one.key == Some(set.key));
    for frame in same.flat_map(|one| one.frames.iter()) {
        whole.add(frame.clone());
    }
    let before = whole.set(&set.key).map_or_else(Vec::new, Set::numbers);
    for frame in set.frames() {
        whole.add(frame.clone());
    }
    let whole = whole.set(&set.key).unwrap_or(set).clone();
    let state = if whole.numbers() == before {
        State::Known
    } else if whole.own().is_some() {
        State::Ready
    } else {
        State::Waits
    };
    let others = known
        .iter()
        .filter(|one| (one.unit, one.day) == (stamp.unit, stamp.day) && one.key != Some(set.key));
    let mut remarks = Vec::new();
    if stamp.day != timeline::report_day(&session.pack, session.clock.now()) {
        remarks.push(Remark::OtherDay);
    }
    let (mut again, mut other_book) = (false, false);
    for other in others {
        again = true;
        other_book |= other.key.is_some_and(|key| key.stamp.book != stamp.book);
    }
    if other_book {
        remarks.push(Remark::OtherBook);
    } else if again {
        remarks.push(Remark::Again);
    }
    remarks.extend(whole.broken().first().map(|figure| Remark::Broken(*figure)));
    Told {
        until: until(session, stamp.day, whole.minutes_left()),
        set: whole,
        state,
        remarks,
    }
}

/// When figures were counted so many minutes before the cut-off of their day.
fn until(session: &Session, day: NaiveDate, minutes_left: u16) -> DateTime<FixedOffset> {
    report::cut_off(&session.pack, day) - TimeDelta::minutes(i64::from(minutes_left))
}

/// The scans in a text: runs of digits long enough to be one of our codes. A chat program may have broken a code into
/// lines, and a scanner may have typed two without a break: what gives a code together, or in part, is one.
#[must_use]
pub fn scans_in(text: &str) -> Vec<String> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let runs: Vec<&str> = text
        .split(|c| !digit(c))
        .filter(|run| !run.is_empty())
        .collect();
    let mut scans = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        if let Some(count) = lines_of_a_code(&runs[at..]) {
            scans.push(runs[at..at + count].concat());
            at += count;
            continue;
        }
        let run: Vec<char> = runs[at].chars().collect();
        if run.len() > frames::MOST_DIGITS {
            scans.extend(codes_of_a_run(&run));
        } else if frames::looks_like(runs[at]) {
            scans.push(runs[at].to_owned());
        }
        at += 1;
    }
    scans
}

/// How many lines from the first on give a code together.
fn lines_of_a_code(runs: &[&str]) -> Option<usize> {
    let mut joined = String::new();
    for (run, count) in runs.iter().zip(1..) {
        joined.push_str(run);
        if joined.chars().count() > frames::MOST_DIGITS {
            return None;
        }
        if frames::read(&joined).is_ok() {
            return Some(count);
        }
    }
    None
}

/// The codes of a run that is longer than any; what gives none stays one damaged piece.
fn codes_of_a_run(run: &[char]) -> Vec<String> {
    let mut codes = Vec::new();
    let mut lost = String::new();
    let mut at = 0;
    while at < run.len() {
        let longest = frames::MOST_DIGITS.min(run.len() - at);
        let found = (1..=longest).rev().find_map(|length| {
            let piece: String = run[at..at + length].iter().collect();
            frames::read(&piece).is_ok().then_some(piece)
        });
        if let Some(piece) = found {
            at += piece.chars().count();
            codes.push(piece);
        } else {
            lost.push(run[at]);
            at += 1;
        }
        if lost.len() > frames::MOST_DIGITS {
            break;
        }
    }
    if frames::looks_like(&lost) {
        codes.push(lost);
    }
    codes
}

/// The scans in a file, and how they came: the codes in a picture, or the digits in a text.
///
/// # Errors
/// When the file cannot be read, or a picture cannot be looked into.
pub fn scans_of(path: &Path, reader: Option<&Path>) -> Result<(Vec<String>, How), Error> {
    let mut bytes = Vec::new();
    let mut file = std::fs::File::open(path).map_err(|error| Error::file(path, error))?;
    (&mut file)
        .take(LONGEST_TEXT)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::file(path, error))?;
    let Some(sort) = FileSort::of_head(&bytes) else {
        return Ok((scans_in(&String::from_utf8_lossy(&bytes)), How::Text));
    };
    let limits = PictureLimits {
        reader: reader.map(Path::to_owned),
        ..PictureLimits::default()
    };
    let look = picture::look(path, sort, &limits);
    if !look.decoded {
        return Err(Error::said(
            "error-receive-picture",
            &[("path", &path.display().to_string())],
        ));
    }
    let codes = look.codes.iter().filter(|code| frames::looks_like(code));
    Ok((codes.cloned().collect(), How::Qr))
}
