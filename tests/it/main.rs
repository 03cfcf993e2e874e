//! Tests of the whole from outside: one binary, one file per concern.

mod days;
mod papers;
mod report;
