//! Taking a list in: where it lies, which file, reading it without writing, what came of it, and taking it or not.

mod result;
mod words;

use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use result::Read;
pub(super) use result::save;

use super::super::app::{Desk, Next};
use super::super::job::{Job, Reins};
use super::Screen;
use super::held::Held;
use super::places::{self, Candidate, Spot};
use super::unsettled::Unsettled;
use crate::action::Action;
use crate::error::Error;
use crate::intake::{Limits, Progress};
use crate::messages::Value;
use crate::usecases::importing::{ImportOptions, ImportResult, import};
use crate::usecases::looking::{Eye, Glance, Seems};

/// So many files are looked into, the newest ones, each for so long and none that is larger.
const LOOKED_INTO: usize = 6;
const LONGEST_LOOK: Duration = Duration::from_millis(1500);
const LARGEST_LOOK: u64 = 32 << 20;
/// So many lines stand on a page: one digit each.
const PAGE: usize = 9;

type Finding = Job<(usize, Vec<Candidate>), ()>;
type Looking = Job<(usize, Glance), ()>;
type Importing = Held<Progress, ImportResult>;

/// Where one is.
enum Stage {
    Spot,
    File,
    Reading(Reading),
    Result(Read),
}

/// A file that is being read on a thread: without writing at first, then again to take it.
struct Reading {
    path: PathBuf,
    job: Importing,
    /// What the reading without writing showed; then it is being taken.
    taking: Option<Rc<ImportResult>>,
}

/// The import of a list.
pub struct Import {
    stage: Stage,
    spots: Vec<(Spot, Option<Vec<Candidate>>)>,
    finding: Option<Finding>,
    looking: Option<Looking>,
    /// The place whose files are listed, or wanted.
    spot: usize,
    /// A place was chosen before its files were found.
    is_wanted: bool,
    chosen: usize,
    /// The hand has moved: the mark no longer goes to the likely one by itself.
    has_moved: bool,
    title: &'static str,
    wrong: String,
}

impl Import {
    /// The import of one more list.
    pub(super) fn open(desk: &Desk<'_>) -> Self {
        Self::titled(desk, "tui-import-title")
    }

    /// The import that follows the first questions.
    pub(super) fn first(desk: &Desk<'_>) -> Self {
        Self::titled(desk, "tui-start-title")
    }

    fn titled(desk: &Desk<'_>, title: &'static str) -> Self {
        let mut import = Self {
            stage: Stage::Spot,
            spots: Vec::new(),
            finding: None,
            looking: None,
            spot: 0,
            is_wanted: false,
            chosen: 0,
            has_moved: false,
            title,
            wrong: String::new(),
        };
        import.ask_spot(desk);
        import
    }

    fn ask_spot(&mut self, desk: &Desk<'_>) {
        let spots = places::spots(&desk.home);
        let looked: Vec<Spot> = spots.clone();
        self.stage = Stage::Spot;
        self.spots = spots.into_iter().map(|spot| (spot, None)).collect();
        self.looking = None;
        self.is_wanted = false;
        self.has_moved = false;
        self.chosen = 0;
        self.finding = Some(Job::start_reading(move |reins: &Reins<_, ()>| {
            for (at, spot) in looked.iter().enumerate() {
                if reins.tell((at, spot.files())).is_err() {
                    return;
                }
            }
        }));
    }

    /// Whether something runs that the next keys have to wait for when they are a script's.
    pub(super) const fn is_busy(&self) -> bool {
        self.finding.is_some() || self.looking.is_some() || self.is_reading()
    }

    /// Whether a list is being read: keys go nowhere else then.
    pub(super) const fn is_reading(&self) -> bool {
        matches!(self.stage, Stage::Reading(_))
    }

    /// Takes what the work on threads has sent; waits for more when `patiently`.
    pub(super) fn tick(&mut self, desk: &mut Desk<'_>, patiently: bool) -> Next {
        self.tick_finding(desk, patiently);
        self.tick_looking(patiently);
        let Stage::Reading(reading) = &mut self.stage else {
            return Next::Stay;
        };
        match reading.job.tick(desk, patiently) {
            Some(result) => self.read_ended(desk, result),
            None => Next::Stay,
        }
    }

    fn tick_finding(&mut self, desk: &Desk<'_>, patiently: bool) {
        let Some(mut finding) = self.finding.take() else {
            return;
        };
        let spots = &mut self.spots;
        let found = |(at, files): (usize, Vec<Candidate>)| {
            if let Some((_, place)) = spots.get_mut(at) {
                *place = Some(files);
            }
        };
        let ended = if patiently {
            finding.wait(found)
        } else {
            finding.look(found)
        };
        if ended.is_none() {
            self.finding = Some(finding);
        }
        if matches!(self.stage, Stage::Spot) && !self.has_moved {
            self.chosen = self.newest_spot();
        }
        if self.is_wanted {
            self.ask_file(desk);
        }
    }

    /// The place that holds the newest file.
    fn newest_spot(&self) -> usize {
        let newest = |at: usize| {
            let files = self.spots[at].1.as_ref()?;
            files.first().map(|file| file.changed)
        };
        let newer = |best: usize, at: usize| if newest(at) > newest(best) { at } else { best };
        (0..self.spots.len()).reduce(newer).unwrap_or(0)
    }

    fn tick_looking(&mut self, patiently: bool) {
        let Some(mut looking) = self.looking.take() else {
            return;
        };
        let Some((_, Some(files))) = self.spots.get_mut(self.spot) else {
            return;
        };
        let looked = |(at, glance): (usize, Glance)| {
            if let Some(file) = files.get_mut(at) {
                file.glance = Some(glance);
            }
        };
        let ended = if patiently {
            looking.wait(looked)
        } else {
            looking.look(looked)
        };
        if ended.is_none() {
            self.looking = Some(looking);
        }
        if matches!(self.stage, Stage::File) && !self.has_moved {
            self.chosen = self.likely().unwrap_or(0);
        }
    }

    fn files(&self) -> &[Candidate] {
        self.spots
            .get(self.spot)
            .and_then(|(_, files)| files.as_deref())
            .unwrap_or_default()
    }

    /// The newest file that looks like what is wanted.
    fn likely(&self) -> Option<usize> {
        let seems = |wanted: Seems| {
            let is = |file: &Candidate| file.glance.is_some_and(|glance| glance.seems == wanted);
            self.files().iter().position(is)
        };
        seems(Seems::Suspended).or_else(|| seems(Seems::Persons))
    }

    /// Lists the files of the chosen place, and looks into the newest of them.
    fn ask_file(&mut self, desk: &Desk<'_>) {
        let Some((_, Some(files))) = self.spots.get(self.spot) else {
            self.is_wanted = true;
            return;
        };
        self.is_wanted = false;
        if files.is_empty() {
            self.wrong = desk.say("tui-start-no-lists");
            return;
        }
        let newest: Vec<(usize, PathBuf)> = files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.bytes <= LARGEST_LOOK)
            .take(LOOKED_INTO)
            .map(|(at, file)| (at, file.path.clone()))
            .collect();
        self.stage = Stage::File;
        self.chosen = 0;
        self.has_moved = false;
        let limits = Limits {
            time: Duration::from_secs(5),
            ..limits()
        };
        let Some(session) = &desk.session else { return };
        match Eye::of(session, Some(&desk.config), limits) {
            Ok(eye) => {
                self.looking = Some(Job::start_reading(move |reins: &Reins<_, ()>| {
                    for (at, path) in newest {
                        let until = Instant::now() + LONGEST_LOOK;
                        let goes_on = || !reins.is_stopped() && Instant::now() < until;
                        if reins.tell((at, eye.look(&path, &goes_on))).is_err() {
                            return;
                        }
                    }
                }));
            }
            Err(error) => self.wrong = error.sentence(desk.messages),
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        self.wrong.clear();
        let Some(action) = action else {
            return Next::Stay;
        };
        if action == Action::Back {
            return self.back(desk);
        }
        match &self.stage {
            Stage::Reading(_) => Next::Stay,
            Stage::Result(read) => match action.digit() {
                Some(digit) => self.decide(desk, digit),
                None if action == Action::Open => {
                    let digit = read.default();
                    self.decide(desk, digit)
                }
                None => Next::Stay,
            },
            Stage::Spot | Stage::File => self.choose(desk, action),
        }
    }

    fn count(&self) -> usize {
        match self.stage {
            Stage::Spot => self.spots.len(),
            Stage::File => self.files().len(),
            Stage::Reading(_) | Stage::Result(_) => 0,
        }
    }

    fn choose(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        let last = self.count().saturating_sub(1);
        let page = self.chosen / PAGE * PAGE;
        let at = match action {
            Action::Up => self.chosen.saturating_sub(1),
            Action::Down => (self.chosen + 1).min(last),
            Action::PageUp | Action::Left => page.saturating_sub(PAGE),
            Action::PageDown | Action::Right => (page + PAGE).min(last),
            Action::Open => return self.take(desk, self.chosen),
            other => match other.digit() {
                Some(digit @ 1..) if page + usize::from(digit) <= last + 1 => {
                    return self.take(desk, page + usize::from(digit) - 1);
                }
                _ => return Next::Stay,
            },
        };
        self.has_moved = true;
        self.chosen = at;
        Next::Stay
    }

    fn take(&mut self, desk: &mut Desk<'_>, at: usize) -> Next {
        if matches!(self.stage, Stage::Spot) {
            self.spot = at;
            self.chosen = at;
            self.has_moved = true;
            self.ask_file(desk);
        } else if let Some(path) = self.files().get(at).map(|file| file.path.clone()) {
            self.chosen = at;
            self.has_moved = true;
            self.looking = None;
            self.read(desk, path, None);
        }
        Next::Stay
    }

    /// Reads the list on a thread that has the book meanwhile; it writes only when it was looked at before.
    fn read(&mut self, desk: &mut Desk<'_>, path: PathBuf, taking: Option<Rc<ImportResult>>) {
        let options = ImportOptions {
            dry_run: taking.is_none(),
            limits: limits(),
            words: Some(desk.config.clone()),
            without_rows: taking.is_some(),
        };
        let file = path.clone();
        let job = Held::start(desk, move |session, tick| {
            import(session, &file, &options, tick)
        });
        if let Some(job) = job {
            self.stage = Stage::Reading(Reading { path, job, taking });
        }
    }

    fn read_ended(&mut self, desk: &mut Desk<'_>, result: Result<ImportResult, Error>) -> Next {
        let Stage::Reading(reading) = std::mem::replace(&mut self.stage, Stage::File) else {
            return Next::Stay;
        };
        let (path, taking) = (reading.path, reading.taking);
        match (result, taking) {
            (Ok(result), Some(_)) => {
                let key = if result.matched == 0 {
                    "tui-start-taken"
                } else {
                    "tui-start-taken-known"
                };
                desk.notice = desk.tell(
                    key,
                    &[
                        ("count", Value::from(result.created)),
                        ("known", Value::from(result.matched)),
                    ],
                );
                Next::Home
            }
            (Ok(result), None) if reading.job.is_stopping() => {
                // It was read to its end before it heard of the stop; nothing was written either way.
                drop(result);
                self.wrong = desk.say("error-import-stopped");
                Next::Stay
            }
            (Ok(result), None) => {
                self.stage = Stage::Result(Read::of(desk, path, Rc::new(result)));
                Next::Stay
            }
            (Err(error), taking) => {
                // The whole path says less than the name that stands in the list.
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                self.wrong = error
                    .sentence(desk.messages)
                    .replace(&path.display().to_string(), &name);
                if let Some(result) = taking {
                    self.stage = Stage::Result(Read::of(desk, path, result));
                }
                Next::Stay
            }
        }
    }

    fn back(&mut self, desk: &Desk<'_>) -> Next {
        match &self.stage {
            Stage::Spot => return Next::Home,
            Stage::File => self.ask_spot(desk),
            Stage::Reading(reading) => reading.job.stop(),
            Stage::Result(_) => self.list_again(),
        }
        Next::Stay
    }

    fn decide(&mut self, desk: &mut Desk<'_>, digit: u8) -> Next {
        let Stage::Result(read) = &self.stage else {
            return Next::Stay;
        };
        let (path, result) = (read.path.clone(), Rc::clone(&read.result));
        let is_clear = result.unsettled.is_empty();
        match digit {
            1 => self.read(desk, path, Some(result)),
            2 if !is_clear => {
                return Next::Open(Box::new(Screen::Unsettled(Unsettled::open(path, result))));
            }
            3 => self.list_again(),
            4 if !is_clear => match save(desk, &path, &result) {
                Ok(saved) => desk.notice = saved,
                Err(error) => self.wrong = error.sentence(desk.messages),
            },
            _ => {}
        }
        Next::Stay
    }

    /// Back to the files, with what was laid there meanwhile; what is known of the others stays.
    fn list_again(&mut self) {
        self.stage = Stage::File;
        let Some((spot, Some(files))) = self.spots.get_mut(self.spot) else {
            return;
        };
        let mut fresh = spot.files();
        for file in &mut fresh {
            file.glance = files
                .iter()
                .find(|old| old.path == file.path && old.changed == file.changed)
                .and_then(|old| old.glance);
        }
        *files = fresh;
        self.chosen = self.chosen.min(files.len().saturating_sub(1));
    }

    /// Asks what runs to stop: the program is leaving.
    pub(super) fn stop(&self) {
        if let Stage::Reading(reading) = &self.stage {
            reading.job.stop();
        }
    }
}

fn limits() -> Limits {
    Limits {
        reader: std::env::current_exe()
            .ok()
            .filter(|program| program.file_stem().is_some_and(|name| name == "xunren")),
        ..Limits::default()
    }
}
