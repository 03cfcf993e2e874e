//! Stock and inflow: how many were suspended when the campaign's list came, and how many a later list has added.

/// The people whom later lists added, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inflow {
    /// 新增: people whom a later list added.
    pub new: i64,
    /// How many of them are verified.
    pub verified: i64,
    /// How many of them are resolved.
    pub resolved: i64,
}

impl Inflow {
    /// 存量: everybody else.
    #[must_use]
    pub const fn stock(self, total: i64) -> i64 {
        total - self.new
    }
}
