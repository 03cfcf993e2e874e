//! The arguments of `xunren report`: the day's report, and what is done with it.

use clap::{Arg, ArgAction, Command, ValueHint};

use super::{flag, named, option, output, place};
use crate::messages::Messages;

/// The day's report, and what is done with it.
pub(super) fn command(messages: &Messages) -> Command {
    let day = || {
        [
            option("date", "DATE", messages),
            option("unit", "CODE", messages),
        ]
    };
    named("report", messages)
        .subcommand(named("daily", messages).args(day()).args([
            output(messages),
            flag("as-frozen", messages),
            flag("as-known", messages),
            flag("compare", messages),
            option("number", "N", messages),
            option("explain", "COLUMN:UNIT", messages),
            option("limit", "N", messages),
            option("layout", "NAME", messages),
            option("for", "group|office", messages),
        ]))
        .subcommand(named("freeze", messages).args(day()).arg(option(
            "signed-by",
            "NAME",
            messages,
        )))
        .subcommand(named("frozen", messages).arg(option("unit", "CODE", messages)))
        .subcommand(
            named("submit", messages).args(day()).args([
                option("from", "FILE", messages)
                    .help(messages.get("cli-arg-from-report"))
                    .value_hint(ValueHint::FilePath),
                option("reporter", "NAME", messages),
            ]),
        )
        .subcommand(named("changes", messages).args([
            option("from", "DATE", messages).help(messages.get("cli-arg-from-day")),
            option("to", "DATE", messages).help(messages.get("cli-arg-to-day")),
            option("unit", "CODE", messages),
        ]))
        .subcommand(
            named("report-layouts", messages)
                .name("layouts")
                .subcommand(
                    named("report-layouts-check", messages)
                        .name("check")
                        .arg(place("layout-file", messages).value_hint(ValueHint::FilePath)),
                ),
        )
        .subcommand(
            named("report-received", messages)
                .name("received")
                .arg(option("date", "DATE", messages)),
        )
        .subcommand(named("self-check", messages).args(paper(messages)))
        .subcommand(named("final", messages).args(paper(messages)))
        .subcommand(
            named("progress", messages).args(paper(messages)).arg(
                option("slow", "UNIT", messages)
                    .help(messages.get("cli-arg-slow-unit"))
                    .action(ArgAction::Append),
            ),
        )
}

/// Which frozen report a paper rests on, and where it goes.
fn paper(messages: &Messages) -> [Arg; 3] {
    [
        option("date", "DATE", messages),
        option("number", "N", messages),
        output(messages),
    ]
}
