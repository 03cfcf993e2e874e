//! Whether the rules of money of a pack hold together: each says where it is written, and what belongs together is there.

use super::check::Check;
use super::shape_rules::WRITTEN;
use super::tree::TableNode;

/// Says everything that is wrong with the rules.
pub(super) fn check(check: &mut Check<'_>) {
    for rules in check.tables("rules") {
        for name in WRITTEN {
            for rule in rules.one_or_many(name) {
                if rule.text("clause").is_none() && rule.text("source").is_none() {
                    let args = vec![("word", (*name).to_owned())];
                    check.say(rule.spot, "pack-problem-no-source", args);
                }
                dates(check, rule);
            }
        }
        for funeral in rules.tables("funeral") {
            // A way of reckoning without a figure, or a figure without a way, would be guessed at.
            if funeral.text("rule").is_some() != funeral.text("value").is_some() {
                let args = vec![("word", "value".to_owned())];
                check.say(funeral.spot, "pack-problem-missing-key", args);
            }
        }
    }
}

fn dates(check: &mut Check<'_>, rule: TableNode<'_>) {
    // Months of four and two digits sort as texts do.
    if let (Some((_, from)), Some((spot, to))) = (rule.text("from"), rule.text("to"))
        && from > to
    {
        let args = vec![("from", from.to_owned()), ("to", to.to_owned())];
        check.say(spot, "pack-problem-backwards", args);
    }
}
