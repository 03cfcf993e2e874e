//! Work that takes long and only reads: it runs on a thread with the book opened a second time, and can be left.

use super::super::app::{Desk, Next};
use super::super::job::{Job, Reins};
use super::super::paint::{Canvas, Tone};
use super::draw_progress;
use crate::action::Action;
use crate::error::Error;
use crate::messages::Value;
use crate::store::Verification;
use crate::usecases::evidence;
use crate::usecases::session::Session;

/// The proof of the book, while it runs.
pub struct Working {
    job: Option<Job<u64, Result<Verification, Error>>>,
    far: u64,
}

impl Working {
    /// Begins to prove the book.
    pub(super) fn verify(desk: &Desk<'_>) -> Self {
        let path = desk
            .session
            .as_ref()
            .map(|session| session.store.path().to_owned())
            .unwrap_or_default();
        let (packs, clock) = (desk.packs.clone(), desk.clock);
        Self {
            far: 0,
            job: Some(Job::start_reading(move |reins: &Reins<u64, _>| {
                let session = Session::open(&path, &packs, clock)?;
                // A proof that nobody waits for any more ends by itself; it only reads.
                let mut found = session.store.verify(&session.pack, &mut |count| {
                    let _ = reins.tell(count);
                })?;
                let folder = session.evidence_folder();
                let files = evidence::prove(&session.store, &folder, &mut |count| {
                    let _ = reins.tell(count);
                })?;
                found.ok &= files.problems.is_empty();
                Ok(found)
            })),
        }
    }

    pub(super) const fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        if action != Some(Action::Back) {
            return Next::Stay;
        }
        self.job = None;
        desk.notice = desk.say("tui-verify-left");
        Next::Back
    }

    /// Takes what the thread has sent; waits for more when `patiently`.
    pub(super) fn tick(&mut self, desk: &mut Desk<'_>, patiently: bool) -> Next {
        let Some(job) = &mut self.job else {
            return Next::Stay;
        };
        let far = &mut self.far;
        let end = if patiently {
            job.wait(|count| *far = count)
        } else {
            job.look(|count| *far = count)
        };
        match end {
            None => return Next::Stay,
            Some(Ok(found)) if found.ok => {
                let count = Value::from(found.entries);
                desk.notice = desk.tell("tui-verify-ok", &[("count", count)]);
            }
            Some(Ok(_)) => desk.notice = desk.say("tui-verify-bad"),
            Some(Err(error)) => desk.fail(&error),
        }
        self.job = None;
        Next::Back
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let title = desk.say("tui-menu-verify");
        canvas.row(0, &format!(" {title}"), Tone::Strong);
        canvas.rule(1);
        canvas.row(
            3,
            &format!(" {}", desk.say("tui-verify-running")),
            Tone::Plain,
        );
        let told = desk.tell("tui-verify-read", &[("count", Value::from(self.far))]);
        draw_progress(canvas, 5, None, &told);
        let bottom = canvas.rows() - 3;
        canvas.rule(bottom);
        let keys = desk.say("tui-import-reading-keys");
        canvas.row(bottom + 2, &format!(" {keys}"), Tone::Plain);
    }
}
