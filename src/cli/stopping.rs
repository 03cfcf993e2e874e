//! Ctrl-C and an end that the system asks for: long work stops where nothing is half done. A second time ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether the work in hand shall stop.
pub(super) struct Stopping(Arc<AtomicBool>);

impl Stopping {
    /// From here on a signal no longer ends the program by itself.
    pub(super) fn watch() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first signal is only noted, the next finds the note and ends the program. Where a
            // system lets nobody listen, the program ends as it always did.
            let _ = flag::register_conditional_default(signal, Arc::clone(&asked));
            let _ = flag::register(signal, Arc::clone(&asked));
        }
        Self(asked)
    }

    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
