//! The domain: pure decisions. Facts go in, decisions come out; it knows no clock, file, SQL or terminal.

pub mod admission;
pub mod amounts;
pub mod board;
pub mod case;
pub mod causes;
pub mod day_text;
pub mod deadline;
pub mod demo_people;
pub mod entry;
pub mod figures;
pub mod frames;
pub mod gate;
pub mod hit;
pub mod id_number;
pub mod inspection;
pub mod money;
pub mod money_in_words;
pub mod month;
pub mod nearest;
pub mod notice;
pub mod pack;
pub mod procedure;
pub mod ranking;
pub mod record;
pub mod recovery;
pub mod report;
pub mod roster;
pub mod sample;
pub mod settlement;
pub mod sound;
pub mod spell;
pub mod text;
pub mod timeline;
pub mod unit;
pub mod workday;

/// The work in hand is no longer wanted: what whoever is told of its progress answers to end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;
