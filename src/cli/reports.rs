//! `xunren report` and `xunren rank`: the day's report, setting it down, handing it in, opening its numbers, and two of
//! them against each other.

use std::io::Read as _;
use std::path::Path;

use chrono::NaiveDate;
use clap::ArgMatches;

use super::book::{date, text, unit};
use super::{Call, DONE, campaign, layouts, print};
use crate::domain::pack::{PhaseReport, RankBy};
use crate::domain::report::Report;
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::layouts::{Audience, Layouts};
use crate::messages::Value;
use crate::output::{self, Form};
use crate::usecases::daily_words::values;
use crate::usecases::freezing::{self, Freezing};
use crate::usecases::opening::{self, CellName};
use crate::usecases::reporting::{Which, report_of, report_workbook};
use crate::usecases::session::Session;
use crate::usecases::{boards, changing, daily_words, exporting, handing, submitting};

/// So many people behind a number are shown to people; scripts get all.
const SHOWN: usize = 200;

pub(super) fn run(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    match arguments.subcommand() {
        Some(("freeze", arguments)) => freeze(call, arguments),
        Some(("frozen", arguments)) => frozen(call, arguments),
        Some(("submit", arguments)) => submit(call, arguments),
        Some(("received", arguments)) => super::receiving::received(call, arguments),
        Some(("changes", arguments)) => changes(call, arguments),
        Some(("self-check", arguments)) => {
            campaign::report(call, arguments, PhaseReport::SelfCheck)
        }
        Some(("final", arguments)) => campaign::report(call, arguments, PhaseReport::Final),
        Some(("progress", arguments)) => campaign::progress(call, arguments),
        Some(("layouts", arguments)) => layouts::run(call, arguments),
        Some((_, arguments)) => daily(call, arguments),
        None => daily(call, arguments),
    }
}

fn given<'a>(arguments: &'a ArgMatches, name: &str) -> Option<&'a str> {
    let found = arguments.try_get_one::<String>(name).ok().flatten();
    found.map(String::as_str)
}

fn flag(arguments: &ArgMatches, name: &str) -> bool {
    arguments
        .try_get_one::<bool>(name)
        .ok()
        .flatten()
        .is_some_and(|set| *set)
}

/// The day and the unit that are asked for; today's report where no day is named.
pub(super) fn asked(
    session: &Session,
    arguments: &ArgMatches,
) -> Result<(NaiveDate, Option<UnitCode>), Error> {
    let day = match given(arguments, "date") {
        Some(text) => date(text)?,
        None => timeline::report_day(&session.pack, session.clock.now()),
    };
    Ok((day, given(arguments, "unit").map(unit).transpose()?))
}

pub(super) fn count(given: &str) -> Result<i64, Error> {
    given
        .parse()
        .map_err(|_| Error::said("error-filter", &[("given", given)]))
}

/// Which report of the day the flags ask for.
fn which(arguments: &ArgMatches) -> Result<Which, Error> {
    let number = given(arguments, "number").map(count).transpose()?;
    Ok(if flag(arguments, "as-known") {
        Which::AsKnown
    } else if flag(arguments, "as-frozen") || number.is_some() {
        Which::AsFrozen(number)
    } else {
        Which::Standing
    })
}

fn daily(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let both = flag(arguments, "as-known") && flag(arguments, "as-frozen");
    if both || flag(arguments, "compare") {
        return compare(call, arguments);
    }
    if let Some(cell) = given(arguments, "explain") {
        return explain(call, arguments, cell);
    }
    if call.text("format") == Some(CODES) {
        return codes(call, arguments);
    }
    let form = match call.text("format") {
        Some(word) => Form::named(word).ok_or_else(|| {
            Error::said(
                "error-format",
                &[
                    ("given", word),
                    ("known", &super::arguments::report_forms()),
                ],
            )
        })?,
        None => Form::Text,
    };
    let mut session = call.session()?;
    let (day, unit) = asked(&session, arguments)?;
    let report = report_of(&session, day, unit, which(arguments)?)?;
    let bytes = printed(call, arguments, &report, form)?;
    hand_over(&mut session, arguments, &bytes, form.is_binary(), "report")?;
    for found in report.attention() {
        print::say(&output::words::attention(&found, &report, call.messages));
    }
    Ok(DONE)
}

/// Writes a paper into the file that was named, and notes it in the book; else to standard output.
fn hand_over(
    session: &mut Session,
    arguments: &ArgMatches,
    bytes: &[u8],
    is_binary: bool,
    what: &str,
) -> Result<(), Error> {
    match given(arguments, "output") {
        Some(path) => {
            exporting::write_file(Path::new(path), bytes)?;
            exporting::note(session, what, path)
        }
        None if is_binary && super::on_terminal() => {
            Err(Error::said("error-binary-to-terminal", &[]))
        }
        None => print::bytes(bytes),
    }
}

/// The word of `--format` for codes, whose frames tell of the book what a report does not know.
pub(super) const CODES: &str = "qr";

/// The figures as codes: drawn on a terminal, else a picture; as digits where the file ends in .txt.
fn codes(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let (day, unit) = asked(&session, arguments)?;
    let report = report_of(&session, day, unit, which(arguments)?)?;
    let frames = handing::frames_of(&session, &report)?;
    let output = given(arguments, "output").map(Path::new);
    if output.is_none() && super::on_terminal() {
        print::codes(&handing::codes(&frames)?)?;
        return Ok(DONE);
    }
    let as_text = output
        .and_then(Path::extension)
        .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    let bytes = if as_text {
        let lines = frames.iter().map(|frame| frame.digits() + "\n");
        lines.collect::<String>().into_bytes()
    } else {
        handing::picture(&frames)?
    };
    hand_over(&mut session, arguments, &bytes, !as_text, "codes")?;
    Ok(DONE)
}

/// The report in its form; a workbook in the layout and for the audience that were asked for.
fn printed(
    call: &Call<'_>,
    arguments: &ArgMatches,
    report: &Report,
    form: Form,
) -> Result<Vec<u8>, Error> {
    let (layout, audience) = (given(arguments, "layout"), given(arguments, "for"));
    if form != Form::Xlsx {
        if layout.is_some() || audience.is_some() {
            return Err(Error::said("error-layout-not-xlsx", &[]));
        }
        return exporting::printed(report, form, call.messages);
    }
    let audience = match audience {
        Some(given) => Some(
            Audience::named(given)
                .ok_or_else(|| Error::said("error-layout-audience", &[("given", given)]))?,
        ),
        None => None,
    };
    let layouts = Layouts::with_config(&super::config_folder());
    report_workbook(report, &layouts, layout, audience, call.messages)
}

pub(super) fn rank(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    if let Some(rules) = given(arguments, "slow-rules") {
        boards::keep_slow_rules(&session, boards::read_slow_rules(rules)?)?;
    }
    let (day, unit) = asked(&session, arguments)?;
    if let Some(form @ (Form::Svg | Form::Png)) = call.text("format").and_then(Form::named) {
        let report = report_of(&session, day, unit, Which::Standing)?;
        let bytes = exporting::printed(&report, form, call.messages)?;
        hand_over(&mut session, arguments, &bytes, form.is_binary(), "ranking")?;
        return Ok(DONE);
    }
    // What scripts read is ranked as the pack says; that of the day's phase leads texts and screens.
    let by = match given(arguments, "ranked-by") {
        Some("verified") => RankBy::Verified,
        Some(_) => RankBy::Resolved,
        None => session.pack.ranked_by(),
    };
    let board = boards::board(&session, day, unit, Some(by))?;
    let messages = call.messages;
    if call.json {
        print::json(&output::board::json(&board, messages))?;
    } else if flag(arguments, "trend") {
        print::out(&print::aligned(&output::board::trend(&board, messages)))?;
    } else if flag(arguments, "slow") {
        for slow in &board.slow {
            print::out(&format!(
                "{}  {}  {}",
                output::board::name(&slow.standing, messages),
                output::board::reasons(slow, messages),
                output::board::causes(&slow.standing, messages)
            ))?;
        }
        print::say(&output::board::rules(board.rules, messages));
    } else {
        print::out(&print::aligned(&output::board::text(&board, messages)))?;
    }
    if let Some(line) = output::words::internal(&board.report, messages).filter(|_| !call.json) {
        print::out(&line)?;
    }
    Ok(DONE)
}

fn freeze(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let (day, unit) = asked_to_freeze(&session, arguments)?;
    let wanted = Freezing {
        unit,
        signed_by: given(arguments, "signed-by").map(str::to_owned),
        because: call.text("because").map(str::to_owned),
    };
    let report = freezing::freeze(&mut session, day, &wanted)?;
    if call.json {
        print::json(&output::json::value(&report, call.messages))?;
    } else {
        print::out(&daily_words::set_down(&report, call.messages))?;
    }
    Ok(DONE)
}

/// The day to be set down: the last one whose cut-off has come, where none is named.
fn asked_to_freeze(
    session: &Session,
    arguments: &ArgMatches,
) -> Result<(NaiveDate, Option<UnitCode>), Error> {
    let (day, unit) = asked(session, arguments)?;
    if given(arguments, "date").is_some() {
        return Ok((day, unit));
    }
    Ok((day.pred_opt().unwrap_or(day), unit))
}

fn frozen(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let session = call.session()?;
    let unit = given(arguments, "unit").map(unit).transpose()?;
    let reports = freezing::all(&session, unit.unwrap_or(session.store.unit()))?;
    if call.json {
        print::json(&values::frozen_value(&reports))?;
    } else if reports.is_empty() {
        print::say(&call.messages.get("daily-none-frozen"));
    } else {
        let lines: Vec<String> = reports
            .iter()
            .map(|report| daily_words::set_down(report, call.messages))
            .collect();
        print::out(&lines.join("\n"))?;
    }
    Ok(DONE)
}

fn compare(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let session = call.session()?;
    let (day, unit) = asked(&session, arguments)?;
    let number = given(arguments, "number").map(count).transpose()?;
    let frozen = report_of(&session, day, unit, Which::AsFrozen(number))?;
    let found = freezing::compare(&session, frozen)?;
    if call.json {
        print::json(&values::comparison_value(&session, &found, call.messages))?;
    } else {
        print::out(&daily_words::comparison(&session, &found, call.messages).join("\n"))?;
    }
    Ok(DONE)
}

fn explain(call: &Call<'_>, arguments: &ArgMatches, name: &str) -> Result<u8, Error> {
    let mut session = call.session()?;
    let number = CellName::read(name)?;
    let (day, unit) = asked(&session, arguments)?;
    let because = call.unmasked()?;
    let report: Report = report_of(&session, day, unit, which(arguments)?)?;
    let limit = match given(arguments, "limit") {
        Some(text) => usize::try_from(count(text)?).ok(),
        None if call.json => None,
        None => Some(SHOWN),
    };
    let opened = opening::open(&session, &report, number, limit)?;
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, None, why)?;
    }
    let whole = because.is_some();
    if call.json {
        print::json(&values::opened_value(
            &session,
            &report,
            &opened,
            whole,
            call.messages,
        ))?;
    } else {
        let lines = daily_words::opened(&session, &report, &opened, whole, call.messages);
        print::out(&lines.join("\n"))?;
    }
    Ok(DONE)
}

fn submit(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let mut wanted = if let Some(path) = given(arguments, "from") {
        submitting::of_text(&session, &read(path)?)?
    } else {
        let (day, unit) = asked(&session, arguments)?;
        submitting::of_entries(&session, day, unit)?
    };
    if let Some(day) = given(arguments, "date") {
        wanted.date = date(day)?;
    }
    if let Some(code) = given(arguments, "unit") {
        let code = unit(code)?;
        if code != wanted.unit {
            let said = session.unit_name(wanted.unit);
            return Err(Error::said(
                "error-submit-other",
                &[("told", &said), ("wanted", &session.unit_name(code))],
            ));
        }
    }
    if let Some(name) = given(arguments, "reporter") {
        wanted.by = Some(name.to_owned());
    }
    let taken = submitting::submit(&mut session, &wanted, call.text("because"))?;
    if call.json {
        print::json(&values::taken_value(&wanted, &taken))?;
    } else {
        let unit = session.unit_name(wanted.unit);
        let lines = daily_words::taken(&unit, &wanted, &taken, call.messages);
        print::out(&lines.join("\n"))?;
    }
    Ok(DONE)
}

/// The text of a file, or of standard input for `-`.
fn read(path: &str) -> Result<String, Error> {
    /// Far more than any report.
    const MOST: u64 = 1 << 20;
    let mut bytes = Vec::new();
    let done = if path == "-" {
        std::io::stdin().lock().take(MOST).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes))
    };
    done.map_err(|error| Error::file(Path::new(path), error))?;
    // Chat programs on old systems save in the system's own encoding.
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| encoding_rs::GB18030.decode(error.as_bytes()).0.into_owned()))
}

fn changes(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let session = call.session()?;
    let today = timeline::report_day(&session.pack, session.clock.now());
    let to = text(arguments, "to").map_or(Ok(today), date)?;
    let from = match text(arguments, "from") {
        Some(given) => date(given)?,
        None => to.pred_opt().unwrap_or(to),
    };
    let unit = given(arguments, "unit").map(unit).transpose()?;
    let found = changing::between(&session, unit, from, to)?;
    if call.json {
        print::json(&values::changes_value(&session, &found, call.messages))?;
    } else {
        print::out(&daily_words::changes(&session, &found, call.messages).join("\n"))?;
    }
    for difference in &found.cells {
        if difference.unit.is_none() && difference.column.id() == "total" {
            let values = [("n", Value::from(found.registered))];
            print::say(&call.messages.with("daily-registered", &values));
        }
    }
    Ok(DONE)
}
