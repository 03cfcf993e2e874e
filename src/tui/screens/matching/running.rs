//! Comparing a list, and taking over many proposals: on a thread that has the book; stopped, nothing of it is kept.

use std::path::Path;

use super::super::super::app::{Desk, Next};
use super::super::super::paint::Canvas;
use super::super::choosing::reader;
use super::super::held::{Held, Underway};
use super::{Matching, Stage};
use crate::domain::day_text::read_day;
use crate::domain::hit::ListSource;
use crate::error::Error;
use crate::intake::{Limits, Progress};
use crate::messages::Value;
use crate::usecases::matching::{self, MatchOptions, MatchResult, match_list};
use tui_input::Input as Field;

/// What runs.
pub(super) enum Running {
    /// The list is compared: without writing at first, then again to keep what it proposes.
    Compare {
        job: Held<Progress, MatchResult>,
        /// What the comparison without writing showed; then it is being kept.
        keeping: Option<Box<MatchResult>>,
        /// The day as it was typed.
        typed: String,
    },
    /// All sure proposals of a source are taken over.
    Together(Held<(u64, u64), usize>),
}

impl Running {
    pub(super) fn stop(&self) {
        match self {
            Self::Compare { job, .. } => job.stop(),
            Self::Together(job) => job.stop(),
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, file: &Path) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let (doing, whole, told, stop) = match self {
            Self::Compare { job, keeping, .. } => {
                let far = job.far();
                let (key, stop) = match (keeping, job.is_stopping()) {
                    (_, true) => ("match-stopping", "match-running-stop"),
                    (None, false) => ("match-comparing", "match-comparing-stop"),
                    (Some(_), false) => ("match-keeping", "match-running-stop"),
                };
                let whole = keeping.as_ref().map(|told| (far.rows, told.rows_read));
                let rows = desk.tell("tui-import-rows", &[("count", Value::from(far.rows))]);
                (key, whole.or(far.bytes), rows, stop)
            }
            Self::Together(job) => {
                let key = if job.is_stopping() {
                    "match-stopping"
                } else {
                    "match-accepting"
                };
                let (done, of) = job.far();
                let people = desk.tell("tui-people", &[("count", Value::from(done))]);
                (key, Some((done, of)), people, "match-running-stop")
            }
        };
        Underway {
            title: desk.say("match-title"),
            doing: desk.tell(doing, &[("file", Value::Text(&name))]),
            whole,
            told,
            stop: desk.say(stop),
        }
        .draw(desk, canvas);
    }
}

impl Matching {
    pub(in crate::tui::screens) const fn is_busy(&self) -> bool {
        matches!(self.stage, Stage::Running(_))
    }

    /// Asks what runs to stop: the program is leaving.
    pub(in crate::tui::screens) fn stop(&self) {
        if let Stage::Running(running) = &self.stage {
            running.stop();
        }
    }

    /// Reads the day of the list, and compares the list without writing.
    pub(super) fn take_day(&mut self, desk: &mut Desk<'_>) -> Next {
        let (Stage::Day(field), Some(session)) = (&self.stage, &desk.session) else {
            return Next::Stay;
        };
        let today = session.today();
        let typed = field.value().trim().to_owned();
        self.day = if typed.is_empty() {
            Some(today)
        } else {
            read_day(&typed, today).ok()
        };
        if self.day.is_none() {
            self.wrong = desk.say("tui-form-not-a-day");
            return Next::Stay;
        }
        self.compare(desk, None, typed)
    }

    /// Compares the list once more, and keeps what it proposes.
    pub(super) fn keep(&mut self, desk: &mut Desk<'_>) -> Next {
        let Stage::Result(result) = &self.stage else {
            return Next::Stay;
        };
        let told = result.clone();
        self.compare(desk, Some(told), String::new())
    }

    fn compare(
        &mut self,
        desk: &mut Desk<'_>,
        keeping: Option<Box<MatchResult>>,
        typed: String,
    ) -> Next {
        let Some(source) = &self.source else {
            return Next::Stay;
        };
        let options = MatchOptions {
            source: source.id.clone(),
            list_date: self.day,
            dry_run: keeping.is_none(),
            limits: Limits {
                reader: reader(),
                ..Limits::default()
            },
            words: None,
        };
        let file = self.file.clone();
        let job = Held::start(desk, move |session, tick| {
            match_list(session, &file, &options, tick)
        });
        match job {
            Some(job) => self.go(Stage::Running(Running::Compare {
                job,
                keeping,
                typed,
            })),
            None => Next::Stay,
        }
    }

    pub(super) fn accept_together(&mut self, desk: &mut Desk<'_>, source: ListSource) -> Next {
        let because = desk.say("match-together-because");
        let job = Held::start(desk, move |session, tick| {
            matching::accept_together(session, &source.id, None, &because, tick)
        });
        match job {
            Some(job) => self.go(Stage::Running(Running::Together(job))),
            None => Next::Stay,
        }
    }

    /// Takes what the thread has sent; waits for more when `patiently`.
    pub(in crate::tui::screens) fn tick(&mut self, desk: &mut Desk<'_>, patiently: bool) -> Next {
        match &mut self.stage {
            Stage::Running(Running::Compare { job, .. }) => {
                if let Some(result) = job.tick(desk, patiently) {
                    return self.compared(desk, result);
                }
            }
            Stage::Running(Running::Together(job)) => {
                if let Some(result) = job.tick(desk, patiently) {
                    self.go(Stage::Menu);
                    match result {
                        Ok(count) => {
                            let count = Value::from(count);
                            desk.notice = desk.tell("match-accepted-all", &[("count", count)]);
                        }
                        Err(error) => self.wrong = error.sentence(desk.messages),
                    }
                }
            }
            _ => {}
        }
        Next::Stay
    }

    fn compared(&mut self, desk: &mut Desk<'_>, result: Result<MatchResult, Error>) -> Next {
        let Stage::Running(Running::Compare {
            job,
            keeping,
            typed,
        }) = std::mem::replace(&mut self.stage, Stage::Menu)
        else {
            return Next::Stay;
        };
        let was_stopped = job.is_stopping();
        match (result, keeping) {
            (Ok(result), Some(_)) => {
                let said = self.told(desk, &result, "match-saved");
                self.show_waiting(desk);
                self.wrong.clear();
                desk.notice = said;
            }
            (Ok(result), None) if !was_stopped => {
                self.go(Stage::Result(Box::new(result)));
            }
            // It was read to its end before it heard of the stop; nothing was written either way.
            (Ok(_), None) => {
                self.go(Stage::Day(Field::new(typed)));
                self.wrong = desk.say("error-match-stopped");
            }
            (Err(error), Some(told)) => {
                self.go(Stage::Result(told));
                self.wrong = error.sentence(desk.messages);
            }
            (Err(error), None) => {
                self.go(Stage::Day(Field::new(typed)));
                self.wrong = error.sentence(desk.messages);
            }
        }
        Next::Stay
    }
}
