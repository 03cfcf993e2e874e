//! 备份: where the copy goes, by the names that people give to places, then the work on a thread with its progress.

use std::path::PathBuf;

use super::super::app::{Desk, Next};
use super::super::job::{Job, Reins};
use super::super::paint::{Canvas, Tone};
use super::{draw_progress, places};
use crate::action::Action;
use crate::domain::Stop;
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::backup::{Backup, backup};
use crate::usecases::session::Session;

/// Pages copied or entries proved, and of how many; 0 where the whole is not known.
type Far = (u64, u64);

/// A backup before and while it is made.
pub struct Keeping {
    /// Places by their names; the last one is beside the book.
    places: Vec<(String, Option<PathBuf>)>,
    chosen: usize,
    job: Option<Job<Far, Result<Backup, Error>>>,
    far: Far,
}

impl Keeping {
    pub(super) fn open(desk: &Desk<'_>) -> Self {
        let mut found: Vec<(String, Option<PathBuf>)> = places::folders(&desk.home)
            .into_iter()
            .map(|(key, note, folder)| {
                let name = format!("{} {note}", desk.say(key));
                (name.trim_end().to_owned(), Some(folder))
            })
            .collect();
        found.push((desk.say("tui-backup-beside"), None));
        // No line without a digit.
        found.truncate(9);
        Self {
            places: found,
            chosen: 0,
            job: None,
            far: (0, 0),
        }
    }

    pub(super) const fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        if let Some(job) = &self.job {
            if action == Some(Action::Back) {
                job.stop();
            }
            return Next::Stay;
        }
        let last = self.places.len() - 1;
        match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::Open) => self.begin(desk),
            other => {
                let digit = other.and_then(Action::digit).map_or(0, usize::from);
                if (1..=self.places.len()).contains(&digit) {
                    self.chosen = digit - 1;
                    self.begin(desk);
                }
            }
        }
        Next::Stay
    }

    fn begin(&mut self, desk: &Desk<'_>) {
        let Some(session) = &desk.session else { return };
        let book = session.store.path().to_owned();
        let officer = session.officer.clone();
        let (packs, clock) = (desk.packs.clone(), desk.clock);
        let to = self.places[self.chosen].1.clone();
        self.far = (0, 0);
        self.job = Some(Job::start(move |reins: &Reins<Far, _>| {
            let mut session = Session::open(&book, &packs, clock)?;
            session.officer = officer;
            backup(&mut session, to.as_deref(), &mut |done, of| {
                reins.tell((done, of)).map_err(|_| Stop)
            })
        }));
    }

    /// Takes what the thread has sent; waits for more when `patiently`.
    pub(super) fn tick(&mut self, desk: &mut Desk<'_>, patiently: bool) -> Next {
        let Some(job) = &mut self.job else {
            return Next::Stay;
        };
        let far = &mut self.far;
        let end = if patiently {
            job.wait(|told| *far = told)
        } else {
            job.look(|told| *far = told)
        };
        match end {
            None => return Next::Stay,
            Some(Ok(made)) => {
                self.job = None;
                desk.notice = desk.tell(
                    if made.missing.is_empty() {
                        "tui-backup-done"
                    } else {
                        "tui-backup-missing"
                    },
                    &[
                        ("path", Value::Text(&made.path)),
                        ("people", Value::from(made.people)),
                        ("missing", Value::from(made.missing.len())),
                    ],
                );
                return Next::Back;
            }
            Some(Err(error)) => desk.fail(&error),
        }
        // What failed in one place may do in another: the places are shown again.
        self.job = None;
        Next::Stay
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let title = desk.say("tui-menu-backup");
        canvas.row(0, &format!(" {title}"), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 4;
        canvas.rule(bottom);
        let keys = if self.job.is_some() {
            let (done, of) = self.far;
            canvas.row(
                3,
                &format!(" {}", desk.say("tui-backup-running")),
                Tone::Plain,
            );
            draw_progress(canvas, 5, Some((done, of)), "");
            "tui-import-reading-keys"
        } else {
            canvas.row(
                3,
                &format!(" {}", desk.say("tui-backup-where")),
                Tone::Plain,
            );
            for (at, (name, _)) in self.places.iter().enumerate() {
                let (mark, tone) = if at == self.chosen {
                    (">", Tone::Chosen)
                } else {
                    (" ", Tone::Plain)
                };
                canvas.row(5 + at, &format!("{mark}{} {name}", at + 1), tone);
            }
            let room = 6 + self.places.len();
            for (n, key) in ["tui-backup-hint", "tui-backup-hint-2"].iter().enumerate() {
                canvas.row(room + n, &format!(" {}", desk.say(key)), Tone::Faint);
            }
            "tui-list-keys"
        };
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Alarm);
        canvas.row(bottom + 3, &format!(" {}", desk.say(keys)), Tone::Plain);
    }
}
