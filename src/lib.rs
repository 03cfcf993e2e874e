#![cfg_attr(test, allow(clippy::unwrap_used))]
//! 寻人 (xunren)

pub mod action;
pub mod divisions;
pub mod domain;
pub mod store;
pub mod messages;
pub mod key;
pub mod keymap;
pub mod messages;
pub mod tui;
pub mod usecases;
