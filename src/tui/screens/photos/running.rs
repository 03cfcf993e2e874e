//! Looking at photos and keeping them: on a thread that has the book; stopped, nothing of it is kept.

use super::super::super::app::{Desk, Next};
use super::super::super::paint::Canvas;
use super::super::choosing::{Hand, reader};
use super::super::held::{Held, Underway};
use super::{Photos, Stage};
use crate::domain::record::EVIDENCE;
use crate::messages::Value;
use crate::usecases::collecting::{self, By, Found, Picture};

/// Files done, and of how many.
type Far = (u64, u64);

/// What runs.
pub(super) enum Running {
    /// Files are looked at.
    Look(Held<Far, Vec<Picture>>),
    /// Those that are known are kept: how many entries came of it.
    Keep(Held<Far, usize>),
    /// One that was brought to its person by hand is kept: its name and the person's.
    Join(Held<Far, usize>, String, String),
}

impl Running {
    const fn job(&self) -> Result<&Held<Far, usize>, &Held<Far, Vec<Picture>>> {
        match self {
            Self::Look(job) => Err(job),
            Self::Keep(job) | Self::Join(job, _, _) => Ok(job),
        }
    }

    pub(super) fn stop(&self) {
        match self.job() {
            Ok(job) => job.stop(),
            Err(job) => job.stop(),
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let ((done, of), is_stopping, doing, stop) = match self.job() {
            Ok(job) => (
                job.far(),
                job.is_stopping(),
                "photo-keeping",
                "photo-keeping-stop",
            ),
            Err(job) => (
                job.far(),
                job.is_stopping(),
                "photo-looking",
                "photo-looking-stop",
            ),
        };
        let doing = if is_stopping { "photo-stopping" } else { doing };
        Underway {
            title: desk.say("photo-title"),
            doing: desk.say(doing),
            whole: Some((done, of)),
            told: desk.tell("photo-files", &[("count", Value::from(done))]),
            stop: desk.say(stop),
        }
        .draw(desk, canvas);
    }
}

impl Photos {
    pub(in crate::tui::screens) const fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Asks what runs to stop: the program is leaving.
    pub(in crate::tui::screens) fn stop(&self) {
        if let Some(running) = &self.running {
            running.stop();
        }
    }

    /// Looks at the files of a place.
    pub(super) fn look(&mut self, desk: &mut Desk<'_>, line: usize) {
        let Some((_, spot)) = self.places.get(line) else {
            return;
        };
        let (folders, reader) = (spot.roots(), reader());
        let job = Held::start(desk, move |session, tick| {
            collecting::look(session, &folders, reader.as_deref(), tick)
        });
        self.running = job.map(Running::Look);
    }

    /// Keeps those that are known, and goes on with the others.
    pub(super) fn keep(&mut self, desk: &mut Desk<'_>) {
        if let Stage::Looked(pictures) = &self.stage {
            let pictures = pictures.clone();
            self.running = keeping(desk, pictures).map(Running::Keep);
        }
    }

    /// Gives the photo to the person.
    pub(super) fn join(&mut self, desk: &mut Desk<'_>) {
        let Stage::Hand {
            open,
            people,
            who,
            joining,
            ..
        } = &mut self.stage
        else {
            return;
        };
        let (picture, row) = (open.get(self.hand.0), people.get(who.0));
        let (Some(picture), Some(row), Some(what)) = (picture, row, joining.take()) else {
            return;
        };
        let mut given = picture.clone();
        given.found = Found::Person(row.id, By::Hand);
        given.what = EVIDENCE[what];
        let (file, person) = (given.name.clone(), row.name.clone());
        let job = keeping(desk, vec![given]);
        self.running = job.map(|job| Running::Join(job, file, person));
    }

    /// Takes what the thread has sent; waits for more when `patiently`.
    pub(in crate::tui::screens) fn tick(&mut self, desk: &mut Desk<'_>, patiently: bool) -> Next {
        match self.running.take() {
            Some(Running::Look(mut job)) => match job.tick(desk, patiently) {
                None => self.running = Some(Running::Look(job)),
                Some(Ok(pictures)) => self.looked(desk, pictures, job.is_stopping()),
                Some(Err(error)) => self.wrong = error.sentence(desk.messages),
            },
            Some(Running::Keep(mut job)) => match job.tick(desk, patiently) {
                None => self.running = Some(Running::Keep(job)),
                Some(Ok(count)) => {
                    let count = Value::from(count);
                    desk.notice = desk.tell("photo-kept", &[("count", count)]);
                    if let Stage::Looked(pictures) = &mut self.stage {
                        let pictures = std::mem::take(pictures);
                        self.open_hand(desk, pictures);
                    }
                }
                Some(Err(error)) => self.wrong = error.sentence(desk.messages),
            },
            Some(Running::Join(mut job, file, person)) => match job.tick(desk, patiently) {
                None => self.running = Some(Running::Join(job, file, person)),
                Some(Ok(_)) => self.joined(desk, &file, &person),
                Some(Err(error)) => self.wrong = error.sentence(desk.messages),
            },
            None => {}
        }
        Next::Stay
    }

    fn looked(&mut self, desk: &Desk<'_>, pictures: Vec<Picture>, was_stopped: bool) {
        if was_stopped {
            // It was looked at to its end before it heard of the stop.
            self.wrong = desk.say("error-photo-stopped");
        } else if pictures.iter().all(|picture| picture.sort.is_none()) {
            self.wrong = desk.say("photo-none-there");
        } else {
            self.stage = Stage::Looked(pictures);
            self.hand = Hand(0);
            self.wrong.clear();
        }
    }

    fn joined(&mut self, desk: &mut Desk<'_>, file: &str, person: &str) {
        let at = self.hand.0;
        let Stage::Hand { open, .. } = &mut self.stage else {
            return;
        };
        if at < open.len() {
            open.remove(at);
        }
        let rest = std::mem::take(open);
        desk.notice = desk.tell(
            "photo-joined",
            &[("file", Value::Text(file)), ("person", Value::Text(person))],
        );
        self.open_hand(desk, rest);
        self.hand = Hand(at.min(self.count_open().saturating_sub(1)));
    }
}

fn keeping(desk: &mut Desk<'_>, pictures: Vec<Picture>) -> Option<Held<Far, usize>> {
    Held::start(desk, move |session, tick| {
        Ok(collecting::keep(session, &pictures, tick)?.len())
    })
}
