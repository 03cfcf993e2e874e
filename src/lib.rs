//! 寻人 (xunren)

pub mod domain;
pub mod messages;
pub mod output;
