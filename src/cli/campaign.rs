//! The campaign: its phases, and the papers of the leading group's office (`report
//! self-check`, `report final`, `report progress`).

use std::path::Path;

use clap::ArgMatches;
use serde_json::json;

use super::book::{date, text};
use super::reports::count;
use super::{Call, DONE, config_folder, print};
use crate::domain::pack::PhaseReport;
use crate::domain::report::{Report, Row};
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages};
use crate::output::docx;
use crate::output::words;
use crate::usecases::campaign_papers::{paper, phase_of, standing};
use crate::usecases::progress_notice;
use crate::usecases::session::Session;
use crate::usecases::{campaign, exporting, inspecting};

pub(super) fn report(
    call: &Call<'_>,
    arguments: &ArgMatches,
    which: PhaseReport,
) -> Result<u8, Error> {
    let mut session = call.session()?;
    let forms = Forms::with_config(&config_folder())?;
    // Whose paper it is comes before whether there is a report to rest it on.
    phase_of(&session, which)?;
    let report = asked(&session, arguments)?;
    let bytes = paper(&session, &forms, &report, which)?;
    hand_over(call, arguments, &mut session, &report, &bytes)
}

pub(super) fn progress(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let forms = Forms::with_config(&config_folder())?;
    progress_notice::may_give(&session)?;
    let report = asked(&session, arguments)?;
    let chinese = Messages::load(Language::Chinese);
    let named = arguments.get_many::<String>("slow").unwrap_or_default();
    let named = named
        .map(|given| {
            let row = row_of(&report, given, &chinese);
            row.map(|row| row.unit)
                .ok_or_else(|| Error::said("error-slow-unit", &[("given", given)]))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let slow = progress_notice::slow_units(&session, &report, &named)?;
    let bytes = progress_notice::notice(&session, &forms, &report, &slow)?;
    hand_over(call, arguments, &mut session, &report, &bytes)
}

/// The row of a unit by its code or its name.
fn row_of<'a>(report: &'a Report, given: &str, messages: &Messages) -> Option<&'a Row> {
    report.rows.iter().find(|row| {
        row.unit.to_string() == given || words::row_name(row.unit, &row.name, messages) == given
    })
}

fn asked(session: &Session, arguments: &ArgMatches) -> Result<Report, Error> {
    let day = text(arguments, "date").map(date).transpose()?;
    let number = text(arguments, "number").map(count).transpose()?;
    standing(session, day, number)
}

/// Writes the document, or tells its words where no file is named.
fn hand_over(
    call: &Call<'_>,
    arguments: &ArgMatches,
    session: &mut Session,
    report: &Report,
    bytes: &[u8],
) -> Result<u8, Error> {
    let said = docx::text_of(bytes)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
    let path = text(arguments, "output");
    if let Some(path) = path {
        exporting::write_file(Path::new(path), bytes)?;
        exporting::note(session, "report", path)?;
    }
    if call.json {
        let frozen = report.frozen.as_ref();
        print::json(&json!({
            "date": report.date.to_string(),
            "number": frozen.map(|frozen| frozen.number),
            "sha256": frozen.map(|frozen| &frozen.sha256),
            "output": path,
            "text": said,
        }))?;
    } else if path.is_none() {
        print::out(&said)?;
    }
    Ok(DONE)
}

/// `xunren campaign`: the phases, and what is due.
pub(super) fn campaign(call: &Call<'_>) -> Result<u8, Error> {
    let session = call.session()?;
    let forms = Forms::with_config(&config_folder())?;
    let checklist = inspecting::checklist(&session, &forms)?;
    let found = campaign::campaign(&session, &checklist)?;
    if call.json {
        print::json(&campaign::value(&session, &found))?;
        return Ok(DONE);
    }
    let mut lines = Vec::new();
    for phase in &found.phases {
        let [first, second] = campaign::phase_lines(&session, phase, call.messages);
        lines.extend([first, format!("  {second}")]);
    }
    lines.extend(
        found
            .due
            .iter()
            .map(|due| campaign::due_line(&session, due, call.messages)),
    );
    print::out(&lines.join("\n"))?;
    Ok(DONE)
}
