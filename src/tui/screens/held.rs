//! Long work on the open book: the book goes to a thread, tells how far it is, and comes back with what came of it.

use super::super::app::Desk;
use super::super::job::{Job, Reins};
use super::super::paint::{Canvas, Tone};
use super::draw_progress;
use crate::domain::Stop;
use crate::error::Error;
use crate::usecases::session::Session;

/// What the work calls at each of its steps; it hears then whether it is still wanted.
pub(super) type Tick<'t, P> = &'t mut dyn FnMut(P) -> Result<(), Stop>;

/// Work that has the book: `P` says how far it is, `T` comes of it.
pub(super) struct Held<P, T> {
    job: Job<P, (Session, Result<T, Error>)>,
    far: P,
}

impl<P: Copy + Default + Send + 'static, T: Send + 'static> Held<P, T> {
    /// Begins work with the book; nothing where none is open.
    pub(super) fn start(
        desk: &mut Desk<'_>,
        work: impl FnOnce(&mut Session, Tick<'_, P>) -> Result<T, Error> + Send + 'static,
    ) -> Option<Self> {
        let mut session = desk.session.take()?;
        Some(Self {
            far: P::default(),
            job: Job::start(move |reins: &Reins<P, _>| {
                let result = work(&mut session, &mut |far| reins.tell(far));
                (session, result)
            }),
        })
    }

    /// Takes what the thread has sent; waits for more when `patiently`. At the end the book is back.
    pub(super) fn tick(
        &mut self,
        desk: &mut Desk<'_>,
        patiently: bool,
    ) -> Option<Result<T, Error>> {
        let far = &mut self.far;
        let (session, result) = if patiently {
            self.job.wait(|now| *far = now)?
        } else {
            self.job.look(|now| *far = now)?
        };
        desk.session = Some(session);
        Some(result)
    }

    /// How far it is.
    pub(super) const fn far(&self) -> P {
        self.far
    }

    /// Asks it to stop; it does so at its next step.
    pub(super) fn stop(&self) {
        self.job.stop();
    }

    /// Whether it was asked to stop.
    pub(super) fn is_stopping(&self) -> bool {
        self.job.is_stopping()
    }
}

/// What is being done, how far it is, and what stopping it would mean.
pub(super) struct Underway {
    pub title: String,
    pub doing: String,
    pub whole: Option<(u64, u64)>,
    pub told: String,
    pub stop: String,
}

impl Underway {
    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.row(0, &format!(" {}", self.title), Tone::Strong);
        canvas.rule(1);
        canvas.row(3, &format!(" {}", self.doing), Tone::Strong);
        draw_progress(canvas, 5, self.whole, &self.told);
        canvas.row(7, &format!(" {}", self.stop), Tone::Plain);
        let bottom = canvas.rows() - 4;
        canvas.rule(bottom);
        let keys = desk.say("tui-import-reading-keys");
        canvas.row(bottom + 3, &format!(" {keys}"), Tone::Plain);
    }
}
