//! What clap says by itself, in the language of the program: headings of help, and what is wrong with a command.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::messages::{Messages, Value};

/// Where help and version stand: behind all that a command is about.
const LAST: usize = 999;

/// A command and those below it with headings, help and version in the language.
pub(super) fn spoken(command: Command, messages: &Messages) -> Command {
    let options = messages.get("cli-heading-options");
    let places = messages.get("cli-heading-arguments");
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(messages.get("cli-arg-help"))
        .display_order(LAST);
    let mut command = command.disable_help_flag(true).arg(help);
    if command.get_version().is_some() {
        let version = Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(messages.get("cli-arg-version"))
            .display_order(LAST);
        command = command.disable_version_flag(true).arg(version);
    }
    let usage = messages.get("cli-heading-usage");
    command
        .help_template(StyledStr::from(format!(
            "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
        )))
        .subcommand_help_heading(messages.get("cli-heading-commands"))
        .subcommand_value_name(messages.get("cli-heading-command"))
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                &places
            } else {
                &options
            };
            arg.help_heading(heading.clone())
        })
        .mut_subcommands(|below| spoken(below, messages))
}

/// What is wrong with a command, in a sentence, with the nearest right word where clap knows one.
pub(super) fn problem(error: &clap::Error, messages: &Messages) -> String {
    let told = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (
        told(ContextKind::InvalidArg),
        told(ContextKind::InvalidValue),
    );
    let say = |key: &str, what: &str| {
        messages.with(
            key,
            &[("what", Value::Text(what)), ("value", Value::Text(&value))],
        )
    };
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => say("cli-usage-unknown", &argument),
        ErrorKind::InvalidSubcommand => {
            say("cli-usage-command", &told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => say(
            "cli-usage-no-command",
            &told(ContextKind::InvalidSubcommand),
        ),
        ErrorKind::MissingRequiredArgument => say("cli-usage-missing", &argument),
        ErrorKind::InvalidValue if value.is_empty() => say("cli-usage-no-value", &argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => say("cli-usage-value", &argument),
        ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::ArgumentConflict => say("cli-usage-count", &argument),
        _ => say("cli-usage-other", &error.kind().to_string()),
    };
    for nearest in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
        ContextKind::ValidValue,
    ] {
        let nearest = told(nearest);
        if !nearest.is_empty() {
            text.push_str(&say("cli-usage-nearest", &nearest));
        }
    }
    text.push('\n');
    text.push_str(&messages.get("cli-usage-help"));
    text
}
