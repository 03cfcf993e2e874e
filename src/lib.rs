//! 寻人 (xunren)

pub mod action;
pub mod domain;
pub mod key;
pub mod keymap;
pub mod messages;
pub mod tui;
pub mod usecases;
