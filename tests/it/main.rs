//! All tests that look at the program from outside, in one binary.

mod packs;
//! Tests of the whole from outside: one binary, one file per concern.

#![allow(clippy::unwrap_used, reason = "a test says by failing what went wrong")]

mod days;
mod papers;
mod report;
