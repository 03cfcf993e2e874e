//! Long work: it runs on a thread of its own, sends how far it is into the loop, and can be stopped. It knows no screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::intake::Stop;

/// So long a job that was stopped is waited for when nobody wants its end any more.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a job sends.
enum News<P, T> {
    Far(P),
    Ended(T),
}

/// Work on a thread: `P` says how far it is, `T` comes at the end.
pub(super) struct Job<P, T> {
    news: Receiver<News<P, T>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    patience: Duration,
}

/// The job's own side.
pub(super) struct Reins<P, T> {
    sender: Sender<News<P, T>>,
    stop: Arc<AtomicBool>,
}

impl<P, T> Reins<P, T> {
    /// Says how far the work is; [`Stop`] when it is no longer wanted.
    pub(super) fn tell(&self, far: P) -> Result<(), Stop> {
        if self.is_stopped() || self.sender.send(News::Far(far)).is_err() {
            return Err(Stop);
        }
        Ok(())
    }

    /// Whether the work is no longer wanted.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl<P: Send + 'static, T: Send + 'static> Job<P, T> {
    /// Begins work that writes: whoever lets go of it waits a little until it has stopped.
    pub(super) fn start(work: impl FnOnce(&Reins<P, T>) -> T + Send + 'static) -> Self {
        Self::begin(PATIENCE, work)
    }

    /// Begins work that only reads: whoever lets go of it goes on at once.
    pub(super) fn start_reading(work: impl FnOnce(&Reins<P, T>) -> T + Send + 'static) -> Self {
        Self::begin(Duration::ZERO, work)
    }

    fn begin(patience: Duration, work: impl FnOnce(&Reins<P, T>) -> T + Send + 'static) -> Self {
        let (sender, news) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let reins = Reins {
            sender,
            stop: Arc::clone(&stop),
        };
        let thread = std::thread::spawn(move || {
            let end = work(&reins);
            // Nobody who waits for the end means that the program is leaving.
            let _ = reins.sender.send(News::Ended(end));
        });
        Self {
            news,
            stop,
            thread: Some(thread),
            patience,
        }
    }

    /// Asks the work to stop; it does so at its next step.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub(super) fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Takes what was sent since the last look; the end, when it came.
    pub(super) fn look(&mut self, mut far: impl FnMut(P)) -> Option<T> {
        loop {
            match self.news.try_recv() {
                Ok(News::Far(step)) => far(step),
                Ok(News::Ended(end)) => return Some(end),
                Err(TryRecvError::Empty) => return None,
                Err(TryRecvError::Disconnected) => return self.panicked(),
            }
        }
    }

    /// Waits for the next news; the end, when it came.
    pub(super) fn wait(&mut self, mut far: impl FnMut(P)) -> Option<T> {
        match self.news.recv() {
            Ok(News::Far(step)) => {
                far(step);
                None
            }
            Ok(News::Ended(end)) => Some(end),
            Err(_) => self.panicked(),
        }
    }

    /// A job that ends without its end met a defect: it goes on where the program can say so.
    fn panicked(&mut self) -> Option<T> {
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            std::panic::resume_unwind(panic);
        }
        None
    }
}

impl<P, T> Drop for Job<P, T> {
    /// A job that nobody waits for stops; the book it writes to is left as it was or whole.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let until = Instant::now() + self.patience;
        while Instant::now() < until {
            match self
                .news
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(News::Far(_)) => {}
                Ok(News::Ended(_))
                | Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout) => {
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_tells_how_far_it_is_and_then_its_end() {
        let mut job: Job<u32, &str> = Job::start(|reins| {
            for step in 0..3 {
                if reins.tell(step).is_err() {
                    return "stopped";
                }
            }
            "done"
        });
        let mut steps = Vec::new();
        let end = loop {
            if let Some(end) = job.wait(|step| steps.push(step)) {
                break end;
            }
        };
        assert_eq!((steps, end), (vec![0, 1, 2], "done"));
    }

    #[test]
    fn a_job_that_is_stopped_ends_at_its_next_step() {
        let mut job: Job<u64, u64> = Job::start(|reins| {
            let mut step = 0;
            while reins.tell(step).is_ok() {
                step += 1;
            }
            step
        });
        let mut last = 0;
        while last < 5 {
            assert_eq!(job.wait(|step| last = step), None);
        }
        job.stop();
        let end = loop {
            if let Some(end) = job.wait(|step| last = step) {
                break end;
            }
        };
        assert_eq!(end, last + 1);
    }
}
