//! Reading beside writing: rows are read and made ready on a thread of their own while those before them are taken.

use std::path::Path;

use crate::domain::roster::RosterRow;
use crate::error::Error;
use crate::intake::{self, Context, Limits, Listing, Progress, Stop};

/// Rows are handed over in batches of so many, and so many batches wait at the most: few enough to stay in the caches.
const BATCH: usize = 64;
const WAITING: usize = 16;

/// Reads a list; `prepare` works on the reading thread, `take` gets what it made on this one, in order.
pub(in crate::usecases) fn read_beside<T: Send>(
    path: &Path,
    context: &Context<'_>,
    limits: &Limits,
    mut prepare: impl FnMut(RosterRow) -> T + Send,
    take: &mut dyn FnMut(Vec<T>, Progress) -> Result<(), Error>,
) -> Result<Listing, Error> {
    let (sender, receiver) = std::sync::mpsc::sync_channel(WAITING);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut batch = Vec::with_capacity(BATCH);
            let mut last = Progress::default();
            let listing = intake::read(path, context, limits, &mut |row, progress| {
                batch.push(prepare(row));
                last = progress;
                if batch.len() < BATCH {
                    return Ok(());
                }
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                sender.send((full, progress)).map_err(|_| Stop)
            });
            // Nobody who waits for them means that they are no longer wanted.
            let _ = sender.send((batch, last));
            listing
        });
        // When a row fails the receiver goes, and the reader stops at its next batch.
        receiver
            .into_iter()
            .try_for_each(|(batch, progress)| take(batch, progress))?;
        match reading.join() {
            Ok(listing) => Ok(listing?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
