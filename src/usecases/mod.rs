//! What a person can do, one function each; the command line and the screens call the same.

pub mod checking;
pub mod demo;
pub mod evidence;
pub mod exporting;
pub mod finding;
pub mod importing;
pub mod keys;
pub mod masking;
pub mod papers;
pub mod recording;
pub mod reporting;
pub mod session;
