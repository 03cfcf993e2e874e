//! The arguments of every command, with help and an example each, in the language that was asked for.

mod recording;
mod reports;
mod sampling;

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgGroup, Command, ValueHint};

use super::speech;
use crate::messages::Messages;
use crate::output::Form as Paper;

/// The whole command line.
pub(super) fn command(messages: &Messages) -> Command {
    with_commands(messages, |_| true)
}

/// The command line as far as these words need it: a start does not wait for commands that nobody called.
pub(super) fn command_for(words: &[OsString], messages: &Messages) -> Command {
    with_commands(messages, |name| words.iter().any(|word| word == name))
}

fn with_commands(messages: &Messages, wanted: impl Fn(&str) -> bool) -> Command {
    let command = Command::new("xunren")
        .version(env!("CARGO_PKG_VERSION"))
        .about(messages.get("cli-about"))
        .after_help(messages.get("cli-examples"))
        .disable_help_subcommand(true)
        .args(global(messages))
        .args([
            option("keys", "KEYS", messages),
            flag("print", messages),
            option("keymap", "NAME", messages),
            option("size", "80x24", messages),
        ]);
    let commands = COMMANDS.iter().chain(GATHERING);
    let below = commands
        .filter(|(name, _)| wanted(name))
        .map(|(_, build)| build(messages));
    speech::spoken(command.subcommands(below), messages)
}

fn global(messages: &Messages) -> Vec<Arg> {
    vec![
        option("book", "PATH", messages)
            .env("XUNREN_BOOK")
            .value_hint(ValueHint::FilePath)
            .global(true),
        option("format", "FORM", messages).global(true),
        option("lang", "LANG", messages).global(true),
        option("clock", "RFC3339", messages).global(true),
        option("officer", "NAME", messages).global(true),
        flag("unmasked", messages).global(true),
        option("because", "WHY", messages).global(true),
    ]
}

/// A help text is named after its argument: `cli-arg-book`.
fn option(name: &'static str, value: &'static str, messages: &Messages) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(messages.get(&format!("cli-arg-{name}")))
}

fn flag(name: &'static str, messages: &Messages) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(messages.get(&format!("cli-arg-{name}")))
}

fn place(name: &'static str, messages: &Messages) -> Arg {
    Arg::new(name)
        .value_name(name.to_uppercase())
        .help(messages.get(&format!("cli-arg-{name}")))
}

fn named(name: &'static str, messages: &Messages) -> Command {
    Command::new(name)
        .about(messages.get(&format!("cli-{name}")))
        .after_help(messages.get(&format!("cli-{name}-example")))
}

/// Builds a command with its arguments.
type Build = fn(&Messages) -> Command;

/// The commands by name, in the order of the help.
const COMMANDS: &[(&str, Build)] = &[
    ("init", |messages| {
        named("init", messages).args([
            place("path", messages)
                .required(true)
                .value_hint(ValueHint::FilePath),
            option("unit", "CODE", messages).required(true),
            option("pack", "ID", messages),
        ])
    }),
    ("import", |messages| {
        named("import", messages).args([
            place("files", messages)
                .num_args(1..)
                .required(true)
                .value_hint(ValueHint::FilePath),
            flag("dry-run", messages),
            option("save-doubts", "FILE", messages).value_hint(ValueHint::FilePath),
        ])
    }),
    ("list", list),
    ("due", due),
    ("recovery", recovery),
    ("find", |messages| {
        named("find", messages).arg(place("text", messages).required(true))
    }),
    ("show", |messages| {
        named("show", messages).arg(place("case", messages).required(true))
    }),
    ("explain", |messages| {
        named("explain", messages).arg(place("case", messages).required(true))
    }),
    ("record", recording::command),
    ("review", |messages| named("review", messages)),
    ("report", reports::command),
    ("campaign", |messages| named("campaign", messages)),
    ("inspection", inspection),
    ("rank", |messages| {
        named("rank", messages).args([
            option("date", "DATE", messages),
            option("unit", "CODE", messages),
            option("ranked-by", "RATE", messages).value_parser(["resolved", "verified"]),
            flag("trend", messages),
            flag("slow", messages),
            option("slow-rules", "RULES", messages),
            output(messages),
        ])
    }),
    ("sheet", |messages| {
        named("sheet", messages).args([
            option("unit", "CODE", messages).required(true),
            option("output", "FILE", messages)
                .required(true)
                .value_hint(ValueHint::FilePath),
        ])
    }),
    ("pack", |messages| {
        named("pack", messages)
            .subcommand_required(true)
            .subcommand(named("pack-list", messages).name("list"))
            .subcommand(
                named("pack-show", messages)
                    .name("show")
                    .arg(place("id", messages).required(true)),
            )
            .subcommand(
                named("pack-check", messages)
                    .name("check")
                    .arg(place("path", messages).required(true)),
            )
    }),
    ("forms", |messages| {
        named("forms", messages).subcommand(
            named("forms-check", messages)
                .name("check")
                .arg(place("folder", messages).value_hint(ValueHint::DirPath)),
        )
    }),
    ("notice", |messages| {
        named("notice", messages).args([
            place("paper", messages).num_args(1..=2).required(true),
            option("unit", "CODE", messages),
            option("set", "FIELD=VALUE", messages).action(ArgAction::Append),
            option("output", "FILE", messages).value_hint(ValueHint::FilePath),
            option("settle", "FACTS.json", messages).value_hint(ValueHint::FilePath),
            flag("pdf", messages),
        ])
    }),
    ("keys", |messages| {
        named("keys", messages).arg(option("map", "NAME", messages))
    }),
    ("verify", |messages| named("verify", messages)),
    ("rebuild", |messages| named("rebuild", messages)),
    ("backup", |messages| {
        named("backup", messages).arg(place("to", messages).value_hint(ValueHint::AnyPath))
    }),
    ("restore", |messages| {
        named("restore", messages).args([
            place("from", messages)
                .required(true)
                .value_hint(ValueHint::FilePath),
            flag("replace", messages),
        ])
    }),
    ("id", |messages| {
        named("id", messages).arg(place("numbers", messages).num_args(1..).required(true))
    }),
    ("settle", |messages| {
        named("settle", messages).arg(
            place("facts", messages)
                .required(true)
                .value_hint(ValueHint::FilePath),
        )
    }),
    ("workday", workday),
    ("demo", |messages| {
        named("demo", messages).args([
            option("cases", "N", messages),
            option("seed", "N", messages),
            option("days", "N", messages),
            option("output", "FILE", messages).value_hint(ValueHint::FilePath),
        ])
    }),
    ("completions", |messages| {
        named("completions", messages).arg(place("shell", messages).required(true))
    }),
    ("man", |messages| {
        named("man", messages).arg(option("out", "DIR", messages).value_hint(ValueHint::DirPath))
    }),
];

fn list(messages: &Messages) -> Command {
    named("list", messages).args([
        option("unit", "CODE", messages),
        option("class", "CLASS", messages),
        option("presumed", "0-7", messages),
        option("state", "STATE", messages),
        option("doubt", "DOUBT", messages),
        option("due", "DATE", messages),
        option("as-of", "MOMENT", messages),
        option("limit", "N", messages),
    ])
}

fn inspection(messages: &Messages) -> Command {
    let item = || place("item", messages).required(true);
    named("inspection", messages)
        .args([
            option("open", "BLOCK", messages).help(messages.get("cli-arg-open-block")),
            option("limit", "N", messages),
            output(messages),
        ])
        .subcommand(named("inspection-tick", messages).name("tick").args([
            item(),
            option("word", "TEXT", messages).required(true),
            option("by", "NAME", messages).help(messages.get("cli-arg-looked-by")),
            option("on", "DATE", messages),
        ]))
        .subcommand(
            named("inspection-untick", messages)
                .name("untick")
                .arg(item()),
        )
}

/// Where a paper goes; `--out` is understood as well.
fn output(messages: &Messages) -> Arg {
    option("output", "FILE", messages)
        .alias("out")
        .value_hint(ValueHint::FilePath)
}

fn due(messages: &Messages) -> Command {
    named("due", messages).args([
        option("unit", "CODE", messages),
        option("on", "DATE", messages),
        option("ahead", "N", messages),
    ])
}

fn recovery(messages: &Messages) -> Command {
    named("recovery", messages).args([
        place("case", messages),
        option("unit", "CODE", messages),
        option("on", "DATE", messages),
        option("bundle", "FOLDER", messages).value_hint(ValueHint::DirPath),
    ])
}

/// `workday DATE` with one of three ways of counting.
fn workday(messages: &Messages) -> Command {
    let days = option("calendar-days", "N", messages).long("days");
    named("workday", messages)
        .arg(place("start", messages).value_name("DATE").required(true))
        .args([
            option("plus", "N", messages),
            days,
            option("months", "N", messages),
        ])
        .group(
            ArgGroup::new("count")
                .args(["plus", "calendar-days", "months"])
                .required(true),
        )
        .arg(flag("no-roll", messages))
}

/// What comes in and goes out besides rosters and reports: codes, match lists, photos, public lists, spot checks.
const GATHERING: &[(&str, Build)] = &[
    ("receive", |messages| {
        named("receive", messages).arg(
            place("scans", messages)
                .value_name("FILE")
                .num_args(1..)
                .required(true)
                .value_hint(ValueHint::FilePath),
        )
    }),
    ("check-table", check_table),
    ("risks", |messages| {
        named("risks", messages).arg(option("unit", "CODE", messages))
    }),
    ("inflow", |messages| {
        named("inflow", messages).arg(option("since", "DATE", messages))
    }),
    ("match", |messages| {
        named("match", messages).args([
            place("file", messages).value_hint(ValueHint::FilePath),
            option("source", "SOURCE", messages),
            option("list-date", "DATE", messages),
            flag("dry-run", messages),
            flag("waiting", messages),
            flag("history", messages),
            option("accept", "HIT", messages),
            option("refuse", "HIT", messages),
            flag("accept-all", messages),
        ])
    }),
    ("publish", |messages| {
        named("publish", messages).args([
            option("unit", "CODE", messages),
            option("output", "FILE", messages).value_hint(ValueHint::FilePath),
            option("hung-on", "DATE", messages),
            option("hangs-for", "DAYS", messages),
            flag("posted", messages),
        ])
    }),
    ("evidence", |messages| {
        named("evidence", messages).args([
            place("places", messages)
                .num_args(1..)
                .value_hint(ValueHint::AnyPath),
            flag("dry-run", messages),
            option("person", "ID", messages),
            option("sort", "SORT", messages),
            option("largest-mb", "MB", messages),
        ])
    }),
    ("sample", sampling::command),
];

/// `check-table out` and `in`: tables for villages without a laptop.
fn check_table(messages: &Messages) -> Command {
    let out = named("check-table-out", messages).name("out").args([
        option("unit", "CODE", messages),
        option("table-folder", "DIR", messages)
            .long("out")
            .required(true)
            .value_hint(ValueHint::DirPath),
    ]);
    let take = named("check-table-in", messages).name("in").args([
        place("files", messages)
            .num_args(1..)
            .required(true)
            .value_hint(ValueHint::AnyPath),
        flag("dry-run", messages),
        option("by", "NAME", messages),
        option("save-doubts", "FILE", messages).value_hint(ValueHint::FilePath),
    ]);
    let check = named("check-table-check", messages)
        .name("check")
        .arg(place("table-file", messages).value_hint(ValueHint::FilePath));
    named("check-table", messages)
        .subcommand_required(true)
        .subcommands([out, take, check])
}

/// The forms of `--format` for reports, in one word list.
pub(super) fn report_forms() -> String {
    let mut names: Vec<&str> = Paper::ALL.iter().map(|form| form.name()).collect();
    names.push(super::reports::CODES);
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    /// Every command that can be called, with its words.
    fn each(command: &Command, words: &str, found: &mut Vec<(String, Command)>) {
        found.push((words.to_owned(), command.clone()));
        for below in command.get_subcommands() {
            each(below, &format!("{words} {}", below.get_name()), found);
        }
    }

    #[test]
    fn the_help_of_every_command_has_an_example_of_it_in_both_languages() {
        for language in Language::ALL {
            let messages = Messages::load(language);
            let mut commands = Vec::new();
            each(&command(&messages), "xunren", &mut commands);
            assert!(commands.len() > 40);
            for (words, command) in commands {
                let help = command
                    .get_after_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let name = command.get_name();
                assert!(
                    help.contains("xunren") && (name == "xunren" || help.contains(name)),
                    "{words}: {help}"
                );
                assert!(!help.contains('【'), "{words}: {help}");
            }
        }
    }

    #[test]
    fn every_command_is_found_under_its_name() {
        let messages = Messages::load(Language::English);
        for (name, build) in COMMANDS.iter().chain(GATHERING) {
            assert_eq!(build(&messages).get_name(), *name);
        }
    }

    #[test]
    fn what_the_arguments_say_of_themselves_holds_together() {
        for language in Language::ALL {
            command(&Messages::load(language)).debug_assert();
        }
    }
}
