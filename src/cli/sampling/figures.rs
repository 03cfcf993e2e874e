//! `xunren sample report` and `xunren sample notice`: the figures of a spot check, and the draft of the 通报.

use std::path::Path;

use clap::ArgMatches;
use serde_json::json;

use super::{level, text};
use crate::cli::reports::count;
use crate::cli::{Call, DONE, book, config_folder, on_terminal, print};
use crate::domain::timeline;
use crate::error::Error;
use crate::forms::Forms;
use crate::output::docx;
use crate::output::sample_json;
use crate::output::sample_report::{self, SamplePaper};
use crate::output::{Form, PrintError};
use crate::usecases::reporting::daily_report;
use crate::usecases::session::Session;
use crate::usecases::{exporting, sampling};

fn paper(call: &Call<'_>, arguments: &ArgMatches) -> Result<(Session, SamplePaper), Error> {
    let session = call.session()?;
    let level = level(arguments, &session)?;
    let day = match text(arguments, "date") {
        Some(given) => book::date(given)?,
        None => timeline::report_day(&session.pack, session.clock.now()),
    };
    let report = daily_report(&session, day, None)?;
    let paper = sampling::paper(&session, &report, level)?
        .ok_or_else(|| Error::said("error-sample-no-draw", &[]))?;
    Ok((session, paper))
}

pub(super) fn report(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let form = match call.text("format") {
        // A ranking's picture is no form of a spot check.
        Some(word) => Form::named(word)
            .filter(|form| !matches!(form, Form::Svg | Form::Png))
            .ok_or_else(|| {
                let known = "text, table, json, csv, md, xlsx";
                Error::said("error-format", &[("given", word), ("known", known)])
            })?,
        None => Form::Text,
    };
    let (mut session, paper) = paper(call, arguments)?;
    let bytes = printed(call, &paper, form)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    match text(arguments, "output") {
        Some(path) => {
            exporting::write_file(Path::new(path), &bytes)?;
            exporting::note(&mut session, "sample_report", path)?;
        }
        None if form.is_binary() && on_terminal() => {
            return Err(Error::said("error-binary-to-terminal", &[]));
        }
        None => print::bytes(&bytes)?,
    }
    Ok(DONE)
}

fn printed(call: &Call<'_>, paper: &SamplePaper, form: Form) -> Result<Vec<u8>, PrintError> {
    let messages = call.messages;
    Ok(match form {
        Form::Text | Form::Svg | Form::Png => sample_report::text(paper, messages).into_bytes(),
        Form::Table => sample_report::tables(paper, messages).into_bytes(),
        Form::Markdown => sample_report::markdown(paper, messages).into_bytes(),
        Form::Csv => sample_report::comma_separated(paper, messages)?,
        Form::Xlsx => sample_report::workbook(paper, messages)?,
        Form::Json => format!("{:#}\n", sample_json::value(paper, messages)).into_bytes(),
    })
}

pub(super) fn notice(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let level = level(arguments, &session)?;
    let day = text(arguments, "date").map(book::date).transpose()?;
    let number = text(arguments, "number").map(count).transpose()?;
    let forms = Forms::with_config(&config_folder())?;
    sampling::may_give_notice(&session, &forms, level)?;
    let paper = sampling::resting(&session, level, day, number)?;
    let bytes = sampling::notice(&session, &forms, &paper)?;
    let said = docx::text_of(&bytes)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    let path = text(arguments, "output");
    if let Some(path) = path {
        exporting::write_file(Path::new(path), &bytes)?;
        exporting::note(&mut session, "sample_notice", path)?;
    }
    if call.json {
        let frozen = paper.frozen.as_ref();
        print::json(&json!({
            "path": path,
            "date": paper.date.to_string(),
            "number": frozen.map(|(number, _)| number),
            "sha256": frozen.map(|(_, sha256)| sha256),
            "text": said,
        }))?;
    } else if let Some(path) = path {
        let path = crate::messages::Value::Text(path);
        print::say(&call.messages.with("sample-notice-done", &[("path", path)]));
    } else {
        print::out(&said)?;
    }
    Ok(DONE)
}
