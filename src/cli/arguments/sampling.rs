//! The arguments of `xunren sample` and of what stands below it.

use clap::{Arg, ArgAction, ArgGroup, Command, ValueHint};

use super::{flag, named, option, place};
use crate::domain::record::Form;
use crate::domain::sample::{FIELDS, Status, WAYS};
use crate::messages::Messages;

pub(super) fn command(messages: &Messages) -> Command {
    named("sample", messages)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            draw(messages),
            list(messages),
            below("check", messages).args([
                place("list", messages).value_hint(ValueHint::FilePath),
                option("level", "LEVEL", messages),
            ]),
            below("replace", messages).args([
                option("person", "ID", messages).required(true),
                option("level", "LEVEL", messages),
                option("note", "TEXT", messages),
            ]),
            record(messages),
            withdraw(messages),
            below("report", messages).args([
                option("level", "LEVEL", messages),
                option("date", "DATE", messages),
                output(messages),
            ]),
            below("notice", messages).args([
                option("level", "LEVEL", messages),
                option("date", "DATE", messages),
                option("number", "N", messages),
                output(messages),
            ]),
            rectify(messages),
        ])
}

/// A subcommand, whose texts are named after it: `cli-sample-draw`.
fn below(name: &'static str, messages: &Messages) -> Command {
    Command::new(name)
        .about(messages.get(&format!("cli-sample-{name}")))
        .after_help(messages.get(&format!("cli-sample-{name}-example")))
}

fn output(messages: &Messages) -> Arg {
    option("output", "FILE", messages).value_hint(ValueHint::FilePath)
}

fn draw(messages: &Messages) -> Command {
    below("draw", messages).args([
        option("sample-seed", "TEXT", messages)
            .long("seed")
            .required(true),
        option("percent", "N", messages),
        option("sample-by", "unit", messages)
            .long("by")
            .default_value("unit"),
        option("strata", "class,officer", messages).default_value("class,officer"),
        option("level", "LEVEL", messages),
        flag("dry-run", messages),
    ])
}

fn list(messages: &Messages) -> Command {
    below("list", messages).args([
        option("level", "LEVEL", messages),
        option("unit", "CODE", messages),
        flag("open", messages),
        flag("whole", messages),
        option("draw", "DRAW", messages),
        output(messages),
    ])
}

/// The fields of the form, each an option.
fn record(messages: &Messages) -> Command {
    let mut command = below("record", messages).args([
        option("batch", "FILE", messages).value_hint(ValueHint::FilePath),
        option("person", "ID", messages),
        option("at", "RFC3339", messages),
        option("level", "LEVEL", messages),
    ]);
    for field in FIELDS {
        let mut arg = Arg::new(format!("field-{}", field.name))
            .long(field.name)
            .value_name(field.name.to_uppercase());
        if let Form::Choice(words) = field.form {
            arg = arg.help(words.join(", "));
        }
        command = command.arg(arg);
    }
    command
}

fn withdraw(messages: &Messages) -> Command {
    below("withdraw", messages).args([
        option("person", "ID", messages).required(true),
        Arg::new("how")
            .long("how")
            .value_name("HOW")
            .value_parser(WAYS.to_vec())
            .help(messages.get("cli-arg-sample-way")),
        option("entry", "ENTRY", messages),
        option("level", "LEVEL", messages),
    ])
}

fn rectify(messages: &Messages) -> Command {
    let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
    below("rectify", messages)
        .args([
            option("person", "ID", messages),
            option("of", "RECTIFY", messages),
            option("done", "TEXT", messages),
            flag("close", messages),
            flag("reopen", messages),
            flag("withdraw", messages),
            option("rectify-due", "DATE", messages).long("due"),
            option("rectify-days", "N", messages).long("days"),
            option("unit", "CODE", messages),
            option("level", "LEVEL", messages),
            Arg::new("status")
                .long("status")
                .value_name("STATUS")
                .action(ArgAction::Set)
                .help(statuses.join(", ")),
            output(messages),
        ])
        .group(
            ArgGroup::new("act")
                .args([
                    "done",
                    "close",
                    "reopen",
                    "withdraw",
                    "rectify-due",
                    "rectify-days",
                ])
                .multiple(false),
        )
}
