//! Tests of the whole from outside: one binary, one file per concern.

#![allow(clippy::unwrap_used, reason = "a test says by failing what went wrong")]

mod architecture;
mod dates;
mod days;
mod desk;
mod hostile;
mod main_job;
mod packs;
mod papers;
mod report;
mod standing;
mod store;
