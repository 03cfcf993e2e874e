//! `xunren inspection`: the checklist, on the screen and on paper; the people behind a line of it; and what the office
//! looks at itself.

use std::path::Path;

use clap::ArgMatches;
use serde_json::json;

use super::book::{date, text};
use super::reports::count;
use super::{Call, DONE, config_folder, print};
use crate::domain::inspection::Block;
use crate::domain::money::Money;
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::checklist_paper::{Paper, checklist_paper};
use crate::usecases::ticking::{self, Looked, Told};
use crate::usecases::{campaign, exporting, inspecting, masking};

/// So many people behind a line are shown to people; scripts get all.
const SHOWN: usize = 200;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    match arguments.subcommand() {
        Some(("tick", arguments)) => tick(call, arguments),
        Some(("untick", arguments)) => untick(call, arguments),
        _ => match text(arguments, "open") {
            Some(given) => people(call, arguments, given),
            None => checklist(call, arguments),
        },
    }
}

fn checklist(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let forms = Forms::with_config(&config_folder())?;
    let found = inspecting::checklist(&session, &forms)?;
    if let Some(path) = text(arguments, "output") {
        let paper = Paper::of(Path::new(path));
        let bytes = checklist_paper(&session, &forms, &found, paper, call.messages)?;
        exporting::write_file(Path::new(path), &bytes)?;
        exporting::note(&mut session, "inspection", path)?;
    }
    if call.json {
        print::json(&campaign::checklist_value(&found))?;
    } else {
        print::out(&campaign::checklist_lines(&found, call.messages).join("\n"))?;
    }
    Ok(DONE)
}

fn tick(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let item = text(arguments, "item").unwrap_or_default();
    let looked = Looked {
        on: text(arguments, "on").map(date).transpose()?,
        by: text(arguments, "by").map(str::to_owned),
        word: text(arguments, "word").unwrap_or_default().to_owned(),
    };
    let told = ticking::tick(&mut session, item, &looked)?;
    tell(call, &told, "tick-done")
}

fn untick(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let item = text(arguments, "item").unwrap_or_default();
    let because = call.text("because").unwrap_or_default();
    let told = ticking::take_back(&mut session, item, because)?;
    tell(call, &told, "tick-taken-back")
}

fn tell(call: &Call<'_>, told: &Told, key: &str) -> Result<u8, Error> {
    if call.json {
        let mut value = campaign::tick_value(&told.tick);
        value["title"] = told.title.as_str().into();
        value["unchanged"] = told.unchanged.into();
        print::json(&value)?;
    } else {
        let key = if told.unchanged { "tick-before" } else { key };
        let item = Value::Text(&told.title);
        print::out(&call.messages.with(key, &[("item", item)]))?;
    }
    Ok(DONE)
}

/// The people, units or items behind what blocks.
fn people(call: &Call<'_>, arguments: &ArgMatches, given: &str) -> Result<u8, Error> {
    let mut session = call.session()?;
    let forms = Forms::with_config(&config_folder())?;
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
