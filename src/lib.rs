#![cfg_attr(test, allow(clippy::unwrap_used))]
//! 寻人 (xunren): finds every suspended recipient of the resident pension and walks each case to its end.
//!
//! ```text
//!             cli        tui            speak with a person
//!               └───┬─────┘
//!               usecases                what a person can do
//!         ┌────┬────┼───────┬───────┐
//!      intake store          output packs messages keymap
//!         └────┴────┼───────┴───────┘
//!                domain                 pure
//! ```
//!
//! What always holds:
//! - Whoever stands farther down never knows who stands farther up.
//! - The log is never edited: correction and undo append. All else in a book can be built again from it.
//! - A report is a value; printing it is another function.
//! - An amount, order, cycle or deadline comes from a pack, never from code.
//! - Text for people comes from data/messages by key; text of other people's files is cleaned once, at the boundary.

pub mod action;
pub mod case_facts;
pub mod check_tables;
pub mod cli;
pub mod district_notes;
pub mod divisions;
pub mod domain;
pub mod error;
pub mod forms;
pub mod intake;
pub mod key;
pub mod keymap;
pub mod layouts;
pub mod match_sources;
pub mod messages;
pub mod output;
pub mod packs;
pub mod photo_rules;
pub mod store;
pub mod tui;
pub mod usecases;
pub mod workdays;
