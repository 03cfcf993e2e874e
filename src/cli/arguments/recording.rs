//! The arguments of `xunren record`: a subcommand for each kind of record, with its fields.

use clap::{Arg, Command, ValueHint};

use super::{flag, named, option};
use crate::domain::entry::Kind;
use crate::domain::record::{Form, RECORDS, Recordable};
use crate::domain::roster::Doubt;
use crate::messages::{Messages, Value};

/// `record --batch FILE`, and a subcommand for each kind of record with its fields.
pub(super) fn command(messages: &Messages) -> Command {
    let mut command = named("record", messages)
        .arg(option("batch", "FILE", messages).value_hint(ValueHint::FilePath));
    for recordable in RECORDS {
        let name = recordable.kind.name();
        let mut one = Command::new(name)
            .about(messages.get(&format!("entry-kind-{}", name.replace('_', "-"))))
            .after_help(example(recordable, messages))
            .args([
                option("person", "ID", messages),
                option("at", "RFC3339", messages),
            ]);
        for field in recordable.fields {
            let mut arg = Arg::new(format!("field-{}", field.name))
                .long(field.name.replace('_', "-"))
                .value_name(field.name.to_uppercase())
                .required(field.required);
            if let Form::Choice(words) = field.form {
                arg = arg.help(words.join(", "));
            }
            // `--because` is global already: the record takes it from there.
            if field.name != "because" {
                one = one.arg(arg);
            }
        }
        if recordable.kind == Kind::Resolve {
            one = one.arg(flag("settled", messages));
        }
        command = command.subcommand(one);
    }
    command
}

/// A record with the fields that it must have, or with its first one.
fn example(recordable: &Recordable, messages: &Messages) -> String {
    let mut text = format!("xunren record {}", recordable.kind.name());
    if recordable.kind != Kind::Register {
        text.push_str(" --person ");
        text.push_str(&messages.get("cli-example-id"));
    }
    let needed = recordable.fields.iter().filter(|field| field.required);
    let first = recordable.fields.first().filter(|field| !field.required);
    for field in first.into_iter().chain(needed) {
        let value = match field.form {
            Form::Choice(words) => words.first().copied().unwrap_or_default().to_owned(),
            Form::Class => "1".to_owned(),
            Form::Money => "113.00".to_owned(),
            Form::Count => "12".to_owned(),
            Form::Amounts => "back_pay=113.00".to_owned(),
            Form::Moment => "2021-09-07".to_owned(),
            Form::File => messages.get("cli-example-photo"),
            Form::KindName => Kind::Contact.name().to_owned(),
            Form::DoubtName => Doubt::IdLegacy.name().to_owned(),
            Form::Unit => "410108101205".to_owned(),
            Form::Truth => "true".to_owned(),
            Form::Text | Form::Texts | Form::Cases | Form::EntryName => {
                messages.get("cli-example-text")
            }
        };
        text.push_str(" --");
        text.push_str(&field.name.replace('_', "-"));
        text.push(' ');
        text.push_str(&value);
    }
    messages.with("cli-example", &[("command", Value::Text(&text))])
}
