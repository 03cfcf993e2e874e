//! What a person can do, one function each; the command line and the screens call the same.

pub mod agenda;
pub mod backup;
pub mod checking;
pub mod collecting;
pub mod correcting;
pub mod demo;
pub mod due;
pub mod evidence;
pub mod exporting;
pub mod finding;
pub mod handing;
pub mod household;
pub mod importing;
pub mod keys;
pub mod looking;
pub mod masking;
pub mod matching;
pub mod papers;
pub mod publishing;
pub mod receiving;
pub mod recording;
pub mod reporting;
pub mod restoring;
pub mod session;
pub mod settings;
pub mod settling;
