//! The domain: pure decisions. Facts go in, decisions come out; it knows no clock, file, SQL or terminal.

pub mod figures;
pub mod money;
pub mod month;
pub mod nearest;
pub mod pack;
pub mod roster;
pub mod unit;
