//! 寻人 (xunren)

pub mod domain;
pub mod packs;
