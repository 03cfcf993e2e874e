//! Stock and inflow in a line, for chats, tables and commands.

use crate::domain::report::Inflow;
use crate::messages::Messages;

/// 存量1836人，新增12人（已核查3人，已处理0人）。
#[must_use]
pub fn line(inflow: Inflow, total: i64, messages: &Messages) -> String {
    messages.with(
        "report-inflow-line",
        &[
            ("stock", inflow.stock(total).into()),
            ("new", inflow.new.into()),
            ("verified", inflow.verified.into()),
            ("resolved", inflow.resolved.into()),
        ],
    )
}

/// How many changed between two lists: new, gone, changed, not compared.
pub type Changes = (u64, u64, u64, u64);

/// 和上次名单比：新增12人，没有了5人，有变化3人。
#[must_use]
pub fn since_last((new, gone, changed, not_compared): Changes, messages: &Messages) -> String {
    let mut text = messages.with(
        "report-inflow-since-last",
        &[
            ("new", new.into()),
            ("gone", gone.into()),
            ("changed", changed.into()),
        ],
    );
    if not_compared > 0 {
        text.push_str(&messages.with("report-inflow-not-compared", &[("n", not_compared.into())]));
    }
    text
}
