//! The campaign: its phases, the inspection's checklist, and the papers of the leading group's office (`report
//! self-check`, `report final`, `report progress`).

use std::path::Path;

use clap::ArgMatches;
use serde_json::json;

use super::book::{date, text};
use super::reports::count;
use super::{Call, DONE, config_folder, print};
use crate::domain::inspection::Block;
use crate::domain::money::Money;
use crate::domain::pack::PhaseReport;
use crate::domain::report::{Report, Row};
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages};
use crate::output::docx;
use crate::output::grid::write_grids;
use crate::output::words;
use crate::store::CaseRow;
use crate::usecases::campaign_papers::{paper, phase_of, standing};
use crate::usecases::progress_notice;
use crate::usecases::session::Session;
use crate::usecases::{campaign, exporting, inspecting, masking};

/// So many people behind a line are shown to people; scripts get all.
const SHOWN: usize = 200;

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

/// `xunren inspection`: the checklist, or the people behind a line of it.
pub(super) fn inspection(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let forms = Forms::with_config(&config_folder())?;
    let Some(given) = text(arguments, "open") else {
        let found = inspecting::checklist(&session, &forms)?;
        if let Some(path) = text(arguments, "output") {
            let title = call.messages.get("campaign-choose-checklist");
            let head = [
                session.unit_name(session.store.unit()),
                words::date(session.today(), call.messages),
            ];
            let grid = campaign::checklist_grid(&found, call.messages);
            let bytes = write_grids(&title, &head, &[grid], session.today(), call.messages)
                .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))?;
            exporting::write_file(Path::new(path), &bytes)?;
            exporting::note(&mut session, "inspection", path)?;
        }
        if call.json {
            print::json(&campaign::checklist_value(&found))?;
        } else {
            print::out(&campaign::checklist_lines(&found, call.messages).join("\n"))?;
        }
        return Ok(DONE);
    };
    let block = Block::named(given).ok_or_else(|| {
        let known: Vec<&str> = Block::ALL.iter().map(|block| block.name()).collect();
        let values = [("given", given), ("known", &*known.join(", "))];
        Error::said("error-no-block", &values)
    })?;
    let because = call.unmasked()?;
    let limit = match text(arguments, "limit") {
        Some(given) => usize::try_from(count(given)?).unwrap_or(usize::MAX),
        None if call.json => usize::MAX,
        None => SHOWN,
    };
    let people = inspecting::people(&session, &forms, block, limit)?;
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, None, why)?;
    }
    let id = |row: &CaseRow| {
        let id = row.id_number.as_deref()?;
        Some(if because.is_some() {
            id.to_owned()
        } else {
            masking::id_number(id)
        })
    };
    if call.json {
        let people = people.iter().map(|(row, fen)| {
            json!({
                "case": row.id.to_string(),
                "name": row.name,
                "id_number": id(row),
                "unit": row.unit.to_string(),
                "amount": fen.map(|fen| Money::from_fen(fen).to_string()),
            })
        });
        let others = inspecting::others(&session, block)?;
        let people: Vec<_> = people.collect();
        print::json(&json!({ "block": block.name(), "people": people, "others": others }))?;
        return Ok(DONE);
    }
    let mut lines: Vec<Vec<String>> = people
        .iter()
        .map(|(row, fen)| {
            let mut line = vec![
                row.name.clone(),
                id(row).unwrap_or_default(),
                session.unit_name(row.unit),
            ];
            line.extend(fen.map(|fen| Money::from_fen(fen).to_string()));
            line
        })
        .collect();
    lines.extend(
        inspecting::others(&session, block)?
            .into_iter()
            .map(|one| vec![one]),
    );
    print::out(&print::aligned(&lines))?;
    print::say(&call.messages.get(&block.settle_key()));
    Ok(DONE)
}
