//! A spot check in figures, now or before a cut-off.

use super::{counts, draws_among, ends};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, Entry, Kind};
use crate::domain::figures::Figure;
use crate::domain::pack::SpotCheck;
use crate::domain::report::{Report, RowUnit};
use crate::domain::sample::{
    Coverage, Looked, Rectification, SampleLevel, SampleReport, Sampled, WAYS, counted_in,
};
use crate::domain::timeline;
use crate::error::Error;
use crate::output::sample_report::{DrawTold, SamplePaper};
use crate::usecases::freezing;
use crate::usecases::session::Session;

/// Whether a report counts an entry: stated for its day or one before, and in the book already where it was frozen.
fn counted(session: &Session, report: &Report) -> impl Fn(&Entry) -> bool {
    let (pack, date) = (session.pack.clone(), report.date);
    let frozen = report.frozen.as_ref();
    let ends = frozen.map(|frozen| ends(&freezing::ends(frozen)));
    move |entry| {
        timeline::report_day(&pack, entry.at) <= date
            && ends.as_ref().is_none_or(|ends| {
                let end = ends.get(&entry.stream);
                end.is_some_and(|end| entry.seq <= *end)
            })
    }
}

/// The drawn cases of the report's unit as it counts them.
fn drawn_cases(session: &Session, report: &Report) -> Result<Vec<Case>, Error> {
    let mut cases = Vec::new();
    let counted = counted(session, report);
    for id in session.store.overseen(Kind::SampleDraw)? {
        let mut entries = session.store.entries_of(id)?;
        entries.retain(&counted);
        let case = Case::of(&entries, &session.pack);
        if case.unit.is_some_and(|unit| report.unit.contains(unit)) {
            cases.push(case);
        }
    }
    Ok(cases)
}

/// Adds up a spot check for the units of a report, as far as the report goes; nothing where nobody is drawn.
fn of_cases(
    session: &Session,
    report: &Report,
    level: SampleLevel,
    cases: &[Case],
) -> Option<SampleReport> {
    let ways = counts(session, level);
    let today = timeline::local_date(&session.pack, report.until.timestamp_millis());
    let mut people: Vec<(RowUnit, Looked)> = Vec::new();
    for case in cases {
        let Some(sampled) = Sampled::of(case, level) else {
            continue;
        };
        let first = sampled.counted(&ways).next();
        let against = first.and_then(|check| check.body.fields.get("against"));
        let told = |name: &str| {
            let text = against.and_then(|fields| fields.get(name)?.as_str());
            text.unwrap_or_default().to_owned()
        };
        let answered = |way: &str| {
            let check = sampled.checks.get(way);
            check.is_some_and(|check| crate::domain::sample::is_answered(check))
        };
        let looked = Looked {
            class: told("class"),
            officer: told("officer"),
            replaced: sampled.replaced.is_some(),
            checked: sampled.is_checked(&ways),
            ways: std::array::from_fn(|at| answered(WAYS[at])),
            verdicts: sampled.verdicts(&ways),
            again: sampled.again,
            rectifications: Rectification::of(case)
                .iter()
                .filter(|one| one.level == level)
                .map(|one| one.status(today))
                .collect(),
        };
        people.push((counted_in(report.unit, case), looked));
    }
    if people.is_empty() {
        return None;
    }
    let populations = report.printed_rows().map(|row| {
        let total = row.line.figures[Figure::Total];
        (row.unit, usize::try_from(total).unwrap_or(0))
    });
    let share = session
        .pack
        .spot_check(level)
        .map(|rule: &SpotCheck| rule.share);
    Some(SampleReport::of(level, share, populations, people))
}

/// A spot check in figures, as far as a daily report goes; nothing where nobody is drawn. Of a frozen report they never
/// change: what came into the book later is not counted.
///
/// # Errors
/// When the book cannot be read.
pub fn tally(
    session: &Session,
    report: &Report,
    level: SampleLevel,
) -> Result<Option<SampleReport>, Error> {
    let cases = drawn_cases(session, report)?;
    Ok(of_cases(session, report, level, &cases))
}

/// How far the spot checks have come that were drawn before a daily report ends: the lines that it shows.
///
/// # Errors
/// When the book cannot be read.
pub fn coverage(session: &Session, report: &Report) -> Result<Vec<Coverage>, Error> {
    let cases = drawn_cases(session, report)?;
    let levels = SampleLevel::ALL.into_iter();
    Ok(levels
        .filter_map(|level| of_cases(session, report, level, &cases))
        .map(|found| found.coverage())
        .collect())
}

/// The spot check with the names that its paper needs; nothing where nobody is drawn.
///
/// # Errors
/// When the book cannot be read.
pub fn paper(
    session: &Session,
    report: &Report,
    level: SampleLevel,
) -> Result<Option<SamplePaper>, Error> {
    let Some(found) = tally(session, report, level)? else {
        return Ok(None);
    };
    let named = |unit: Option<RowUnit>| {
        let row = unit.and_then(|unit| report.row(unit));
        row.map_or_else(String::new, |row| row.name.clone())
    };
    let rule = session.pack.spot_check(level);
    let mut entries = session.store.entries_of(CaseId::BOOK)?;
    entries.retain(counted(session, report));
    let frozen = report.frozen.as_ref();
    Ok(Some(SamplePaper {
        names: found.units.iter().map(|row| named(row.unit)).collect(),
        date: report.date,
        provisional: report.provisional,
        frozen: frozen.map(|frozen| (frozen.number, frozen.sha256.clone())),
        unit: report.unit_name.clone(),
        office: report.office.clone(),
        basis: rule.map(|rule| session.pack.cite(&rule.clause)),
        classes: session
            .pack
            .classes
            .iter()
            .map(|class| (class.id.clone(), class.title.clone()))
            .collect(),
        draws: draws_among(&entries)
            .filter(|draw| draw.level == level)
            .map(|draw| DrawTold {
                on: timeline::local_date(&session.pack, draw.at),
                seed: draw.seed,
                share: draw.share.to_string(),
                population: draw.population,
                drawn: draw.drawn,
                list: draw.list,
                strata: draw.strata,
            })
            .collect(),
        report: found,
    }))
}
