//! 寻人 (xunren)

pub mod domain;
