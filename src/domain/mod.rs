//! The domain: pure decisions. Facts go in, decisions come out; it knows no clock, file, SQL or terminal.

pub mod figures;
pub mod id_number;
pub mod money;
pub mod month;
pub mod pack;
pub mod roster;
pub mod text;
pub mod unit;
