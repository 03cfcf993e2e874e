#![cfg_attr(test, allow(clippy::unwrap_used))]
//! 寻人 (xunren)

pub mod domain;
pub mod store;
pub mod messages;
