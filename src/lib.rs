//! 寻人 (xunren)

pub mod divisions;
pub mod domain;
