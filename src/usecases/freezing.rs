//! 定稿: setting a day's report down for good, reading it back, and what came later for that day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::reporting::daily_report;
use super::session::{Clock, Session};
use crate::domain::case::Case;
use crate::domain::entry::{Body, CaseId, Entry, Kind, hex};
use crate::domain::figures::{Figure, Figures};
use crate::domain::report::{
    self, Delta, Difference, Frozen, Head, Report, RowUnit, Source, differences, frozen as kept,
};
use crate::domain::spell::counted_on;
use crate::domain::timeline::{self, Place};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::store::{CaseRow, NewEntry, StreamEnd};

/// What is to be frozen, and who answers for it.
#[derive(Clone, Debug, Default)]
pub struct Freezing {
    /// The unit; the book's own when absent.
    pub unit: Option<UnitCode>,
    /// Who signs it off; the reporter whom the pack names, else the officer, when absent.
    pub signed_by: Option<String>,
    /// Why it is frozen again, or why somebody else than the named reporter signs.
    pub because: Option<String>,
}

/// What a freezing will do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The report as it will stand, its number included.
    pub report: Report,
    /// The number of the frozen report that this one corrects.
    pub corrects: Option<i64>,
    /// The reporter whom the pack names for the unit.
    pub named: Option<String>,
    /// Who signs.
    pub signed_by: String,
    /// The day is over already.
    pub late: bool,
}

/// Says what a freezing will do; nothing is written.
///
/// # Errors
/// When the day's cut-off has not come, the unit lies outside the book, or the book cannot be read.
pub fn plan(session: &Session, date: NaiveDate, wanted: &Freezing) -> Result<Plan, Error> {
    let mut report = daily_report(session, date, wanted.unit)?;
    if report.provisional {
        return Err(Error::said(
            "error-freeze-early",
            &[
                ("date", &date.to_string()),
                ("time", &report.cut_off.format("%H:%M").to_string()),
            ],
        ));
    }
    let before = session.store.filed_days(Kind::Freeze, report.unit)?;
    let last = before.iter().map(|filed| filed.number).max();
    let corrects = before
        .iter()
        .filter(|filed| filed.day == date)
        .map(|filed| filed.number)
        .max();
    // Numbers go on from the last one; the first is the day's own.
    let own = report::issue(&session.pack, date).unwrap_or(1);
    report.issue = Some(last.map_or(own, |last| last + 1));
    let named = session.pack.reporter(report.unit);
    let named = named.map(|reporter| reporter.name.clone());
    let signed_by = wanted.signed_by.clone().or_else(|| named.clone());
    Ok(Plan {
        corrects,
        signed_by: signed_by.unwrap_or_else(|| session.officer.clone()),
        named,
        late: session.today() > date,
        report,
    })
}

/// Sets a day's report down for good and gives it back.
///
/// # Errors
/// As with [`plan`]; and when a correction or another signer is not given a reason, when nothing has changed since the
/// report that would be corrected, or when the book cannot be written.
pub fn freeze(session: &mut Session, date: NaiveDate, wanted: &Freezing) -> Result<Report, Error> {
    let plan = plan(session, date, wanted)?;
    let because = wanted.because.as_deref().map(str::trim).unwrap_or_default();
    check(session, &plan, because)?;
    let unit = plan.report.unit;
    let value = kept::value(&plan.report);
    let heads: Vec<Head> = session.store.stream_ends()?.iter().map(head).collect();
    let mut fields = Map::new();
    fields.insert("date".to_owned(), date.to_string().into());
    fields.insert("unit".to_owned(), unit.to_string().into());
    fields.insert("number".to_owned(), plan.report.issue.into());
    if let Some(corrects) = plan.corrects {
        fields.insert("corrects".to_owned(), corrects.into());
    }
    fields.insert("signed_by".to_owned(), plan.signed_by.as_str().into());
    if !because.is_empty() {
        fields.insert("because".to_owned(), because.into());
    }
    fields.insert("late".to_owned(), plan.late.into());
    fields.insert("heads".to_owned(), json!(heads));
    fields.insert("sha256".to_owned(), kept::hash(&value).into());
    fields.insert("report".to_owned(), value);
    write(session, unit, Kind::Freeze, fields)?;
    frozen(session, date, unit, plan.report.issue)?
        .ok_or_else(|| Error::said("error-not-frozen", &[("date", &date.to_string())]))
}

/// Appends an entry about the book to its log.
pub(super) fn write(
    session: &mut Session,
    unit: UnitCode,
    kind: Kind,
    fields: Map<String, Value>,
) -> Result<(), Error> {
    let body = Body {
        by: session.officer.clone(),
        pack: session.pack.label(),
        clock_set: session.clock.is_set(),
        fields,
        ..Body::default()
    };
    let at = session.clock.now();
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    writing.append(NewEntry {
        case: CaseId::BOOK,
        unit,
        kind,
        at,
        body,
    })?;
    writing.commit()?;
    Ok(())
}

fn check(session: &Session, plan: &Plan, because: &str) -> Result<(), Error> {
    let date = plan.report.date;
    if let Some(named) = plan.named.as_deref().filter(|name| *name != plan.signed_by)
        && because.is_empty()
    {
        return Err(Error::said(
            "error-freeze-signer",
            &[("named", named), ("signer", &plan.signed_by)],
        ));
    }
    let Some(corrects) = plan.corrects else {
        return Ok(());
    };
    let number = corrects.to_string();
    let said = |key| {
        let values = [("date", date.to_string()), ("number", number.clone())];
        Error::said(key, &[("date", &values[0].1), ("number", &values[1].1)])
    };
    if because.is_empty() {
        return Err(said("error-freeze-again"));
    }
    let standing = frozen(session, date, plan.report.unit, Some(corrects))?;
    if standing.is_some_and(|standing| differences(&standing, &plan.report).is_empty()) {
        return Err(said("error-freeze-same"));
    }
    Ok(())
}

fn head(end: &StreamEnd) -> Head {
    Head {
        stream: end.stream.to_string(),
        seq: end.seq,
        hash: hex(&end.hash),
    }
}

/// The frozen report of a day: the newest, or that of a number.
///
/// # Errors
/// When the book cannot be read.
pub fn frozen(
    session: &Session,
    date: NaiveDate,
    unit: UnitCode,
    number: Option<i64>,
) -> Result<Option<Report>, Error> {
    let entries = session.store.filed(Kind::Freeze, unit, date)?;
    let reports = entries.iter().filter_map(|entry| read(session, entry));
    Ok(reports
        .filter(|report| number.is_none_or(|number| report.issue == Some(number)))
        .last())
}

/// All frozen reports of a unit, in the order of their numbers.
///
/// # Errors
/// When the book cannot be read.
pub fn all(session: &Session, unit: UnitCode) -> Result<Vec<Report>, Error> {
    let mut found = Vec::new();
    let mut days: Vec<NaiveDate> = session
        .store
        .filed_days(Kind::Freeze, unit)?
        .iter()
        .map(|filed| filed.day)
        .collect();
    days.dedup();
    for day in days {
        let entries = session.store.filed(Kind::Freeze, unit, day)?;
        found.extend(entries.iter().filter_map(|entry| read(session, entry)));
    }
    found.sort_by_key(|report| report.issue);
    Ok(found)
}

fn read(session: &Session, entry: &Entry) -> Option<Report> {
    let at = timeline::stated(&session.pack, entry.at);
    let mut report = kept::read(&entry.body.fields, &entry.body.by, at)?;
    report.internal = report.unit != session.pack.unit;
    Some(report)
}

/// A frozen report against what is known by now.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// As it was signed.
    pub frozen: Report,
    /// What the entries say by now.
    pub known: Report,
    /// The cells that differ, each with the places of its entries among [`Comparison::late`].
    pub cells: Vec<(Difference, Vec<usize>)>,
    /// What came into the book after the freezing and is stated to be older than the cut-off.
    pub late: Vec<Late>,
    /// The people whom it is about.
    pub people: Vec<LatePerson>,
}

/// An entry that came later.
#[derive(Clone, Debug)]
pub struct Late {
    /// The entry.
    pub entry: Entry,
    /// The person, as the book has them now.
    pub row: Option<CaseRow>,
}

/// What somebody counted for when the report was frozen, and what they count for by now.
#[derive(Clone, Debug)]
pub struct LatePerson {
    /// The person.
    pub case: CaseId,
    /// At the cut-off and at that of the day before, without what came later.
    pub then: [Option<(Place, Figures)>; 2],
    /// The same with all entries.
    pub now: [Option<(Place, Figures)>; 2],
}

impl LatePerson {
    /// What the person adds to a figure of a row; a gain is what the day added.
    #[must_use]
    pub fn adds(counted: &[Option<(Place, Figures)>; 2], row: &Rowed, source: Source) -> i64 {
        let one = |which: usize, figure| {
            counted[which]
                .as_ref()
                .filter(|(place, _)| row.holds(*place))
                .map_or(0, |(_, figures)| figures[figure])
        };
        match source {
            Source::Count(figure) | Source::Amount(figure) | Source::Rate(figure) => one(0, figure),
            Source::Gain(figure) => one(0, figure) - one(1, figure),
            Source::Open => one(0, Figure::Total) - one(0, Figure::Resolved),
            Source::Place => one(0, Figure::Resolved),
            Source::Pace => one(0, Figure::Total) - one(0, Figure::Verified),
        }
    }
}

/// A row of a report as a part of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rowed {
    /// The report's unit.
    pub of: UnitCode,
    /// The row; nothing for the total.
    pub row: Option<RowUnit>,
}

impl Rowed {
    /// Whether people of that place are counted in the row.
    #[must_use]
    pub fn holds(&self, place: Place) -> bool {
        match self.row {
            None => self.of.contains(place.unit),
            Some(RowUnit::Unit(unit)) => unit.contains(place.unit),
            Some(RowUnit::Group(village, group)) => place.unit == village && place.group == group,
            Some(RowUnit::Unassigned) => place.unit == self.of,
        }
    }
}

/// A frozen report against what is known by now, with the entries that made the difference.
///
/// # Errors
/// When the book cannot be read.
pub fn compare(session: &Session, frozen: Report) -> Result<Comparison, Error> {
    let known = daily_report(session, frozen.date, Some(frozen.unit))?;
    let late = late_entries(session, &frozen)?;
    let mut people = Vec::new();
    let mut by_case: BTreeMap<CaseId, Vec<usize>> = BTreeMap::new();
    for (at, late) in late.iter().enumerate() {
        by_case.entry(late.entry.case).or_default().push(at);
    }
    for (case, places) in &by_case {
        let new: Vec<_> = places.iter().map(|at| late[*at].entry.id).collect();
        people.push(person(session, *case, frozen.date, |entry| {
            !new.contains(&entry.id)
        })?);
    }
    let cells = differences(&frozen, &known)
        .into_iter()
        .map(|found| {
            let row = Rowed {
                of: frozen.unit,
                row: found.unit,
            };
            let source = found.column.source();
            let moved = people.iter().filter(|person| {
                LatePerson::adds(&person.then, &row, source)
                    != LatePerson::adds(&person.now, &row, source)
            });
            let mut causes: Vec<usize> = moved
                .flat_map(|person| by_case[&person.case].iter().copied())
                .collect();
            causes.sort_unstable();
            (found, causes)
        })
        .collect();
    Ok(Comparison {
        frozen,
        known,
        cells,
        late,
        people,
    })
}

fn late_entries(session: &Session, report: &Report) -> Result<Vec<Late>, Error> {
    let Some(frozen) = &report.frozen else {
        return Ok(Vec::new());
    };
    let ends = ends(frozen);
    let cut_off = report.cut_off.timestamp_millis();
    let mut late = Vec::new();
    for entry in session.store.entries_beyond(&ends, cut_off)? {
        let row = session.store.row(entry.case)?;
        let inside = |unit: UnitCode| report.unit.contains(unit);
        if inside(entry.unit) || row.as_ref().is_some_and(|row| inside(row.unit)) {
            late.push(Late { entry, row });
        }
    }
    late.sort_by_key(|late| late.entry.order());
    Ok(late)
}

/// Where the logs ended when the report was frozen.
pub(super) fn ends(frozen: &Frozen) -> Vec<StreamEnd> {
    let heads = frozen.heads.iter();
    heads
        .filter_map(|head| {
            Some(StreamEnd {
                stream: head.stream.parse().ok()?,
                seq: head.seq,
                hash: [0; 32],
            })
        })
        .collect()
}

/// What somebody counts for with all entries and with those that were known.
fn person(
    session: &Session,
    case: CaseId,
    date: NaiveDate,
    known: impl Fn(&Entry) -> bool,
) -> Result<LatePerson, Error> {
    let entries = session.store.entries_of(case)?;
    let yesterday = date.pred_opt().unwrap_or(date);
    let counted = |entries: &[&Entry]| {
        let (_, changes) = timeline::fold(entries.iter().copied(), &session.pack);
        [date, yesterday].map(|day| counted_on(&changes, day))
    };
    let all: Vec<&Entry> = entries.iter().collect();
    let then: Vec<&Entry> = entries.iter().filter(|entry| known(entry)).collect();
    Ok(LatePerson {
        case,
        then: counted(&then),
        now: counted(&all),
    })
}

/// Puts a word on the frozen report of how much came later.
///
/// # Errors
/// When the book cannot be read.
pub fn note_delta(session: &Session, report: &mut Report) -> Result<(), Error> {
    let known = daily_report(session, report.date, Some(report.unit))?;
    let cells = differences(report, &known).len();
    let entries = late_entries(session, report)?.len();
    if let Some(frozen) = &mut report.frozen {
        frozen.delta = (cells > 0).then_some(Delta { cells, entries });
    }
    Ok(())
}

/// The case as its entries before a moment make it, with those entries.
///
/// # Errors
/// When the book cannot be read.
pub fn case_before(session: &Session, case: CaseId, moment: i64) -> Result<Case, Error> {
    let entries = session.store.entries_of(case)?;
    let before = entries.iter().filter(|entry| entry.at < moment);
    Ok(Case::of(before, &session.pack))
}
