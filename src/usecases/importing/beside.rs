//! Reading a list and taking its rows at the same time, on two threads.

use std::path::Path;

use crate::domain::roster::RosterRow;
use crate::error::Error;
use crate::intake::{self, Context, Limits, Listing, Progress, Stop};

/// Rows are handed over in batches of so many, and so many batches wait at the most.
const BATCH: usize = 256;
const WAITING: usize = 8;

/// Reads the list on a thread of its own, while the rows read before are taken on this one.
pub(in crate::usecases) fn read_beside(
    path: &Path,
    context: &Context<'_>,
    limits: &Limits,
    take: &mut dyn FnMut(RosterRow, Progress) -> Result<(), Error>,
) -> Result<Listing, Error> {
    let (sender, receiver) = std::sync::mpsc::sync_channel(WAITING);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut batch = Vec::with_capacity(BATCH);
            let listing = intake::read(path, context, limits, &mut |row, progress| {
                batch.push((row, progress));
                if batch.len() < BATCH {
                    return Ok(());
                }
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                sender.send(full).map_err(|_| Stop)
            });
            // Nobody who waits for them means that they are no longer wanted.
            let _ = sender.send(batch);
            listing
        });
        // When a row fails the receiver goes, and the reader stops at its next batch.
        receiver
            .into_iter()
            .flatten()
            .try_for_each(|(row, progress)| take(row, progress))?;
        match reading.join() {
            Ok(listing) => Ok(listing?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
