//! What a person can do, one function each; the command line and the screens call the same.

pub mod evidence;
pub mod importing;
pub mod masking;
pub mod recording;
pub mod reporting;
pub mod session;
pub mod views;
