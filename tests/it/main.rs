//! Tests of the whole from outside: one binary, one file per concern.

#![allow(clippy::unwrap_used, reason = "a test says by failing what went wrong")]

mod dates;
mod days;
mod packs;
mod papers;
mod report;
