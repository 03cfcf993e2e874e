//! 报送: a unit hands in its figures of a day: from its own entries, as the text for the group, as a file or a code.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};

use super::freezing::write;
use super::reporting::daily_report;
use super::session::Session;
use crate::domain::entry::{Entry, Kind};
use crate::domain::report::{Cell, HANDED_IN, How, Report, Submitted};
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::intake::handed_in::{self, Day};

/// Figures that are to be handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Whose.
    pub unit: UnitCode,
    /// Of which day.
    pub date: NaiveDate,
    /// Who reports; the reporter whom the pack names, else the officer, when absent.
    pub by: Option<String>,
    /// How they came.
    pub how: How,
    /// Counts by the ids of columns.
    pub figures: BTreeMap<String, i64>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// As it is on the book.
    pub submitted: Submitted,
    /// The same figures were handed in before: nothing was written.
    pub unchanged: bool,
    /// Counts that differ from the book's own: column, as handed in, as the book has it.
    pub differences: Vec<(String, i64, i64)>,
}

/// The figures that the book's entries give a unit.
///
/// # Errors
/// When the book cannot be read, or the unit lies outside it.
pub fn of_entries(
    session: &Session,
    date: NaiveDate,
    unit: Option<UnitCode>,
) -> Result<Submission, Error> {
    let report = daily_report(session, date, unit)?;
    Ok(Submission {
        unit: report.unit,
        date,
        by: None,
        how: How::Entries,
        figures: HANDED_IN
            .iter()
            .filter_map(|id| match report.total.cell(id) {
                Some(Cell::Count(n)) => Some(((*id).to_owned(), n)),
                _ => None,
            })
            .collect(),
    })
}

/// Reads figures from the text for the group or from a report as JSON.
///
/// # Errors
/// When a part is missing, or names no unit of the book and no day.
pub fn of_text(session: &Session, text: &str) -> Result<Submission, Error> {
    let told = handed_in::read(text).map_err(|missing| {
        let key = match missing {
            handed_in::NotHandedIn::Stamp => "error-submit-stamp",
            handed_in::NotHandedIn::Figures => "error-submit-figures",
            handed_in::NotHandedIn::Json => "error-submit-json",
        };
        Error::said(key, &[])
    })?;
    Ok(Submission {
        unit: unit_named(session, &told.unit)?,
        date: match told.day {
            Day::Date(date) => date,
            Day::Of(month, day) => nearest(session.today(), month, day)
                .ok_or_else(|| Error::said("error-submit-stamp", &[]))?,
        },
        by: told.by,
        how: told.how,
        figures: told.figures,
    })
}

/// The unit of the book with that code or name.
fn unit_named(session: &Session, name: &str) -> Result<UnitCode, Error> {
    let book = session.store.unit();
    if let Ok(code) = name.parse::<UnitCode>()
        && book.contains(code)
    {
        return Ok(code);
    }
    let called =
        |unit: UnitCode| session.unit_name(unit) == name || session.short_name(unit) == name;
    let children = session.divisions.children(book);
    let near = std::iter::once(book)
        .chain(children)
        .find(|unit| called(*unit));
    near.or_else(|| {
        let mut all = session.divisions.within(book).map(|(unit, _)| unit);
        all.find(|unit| called(*unit))
    })
    .ok_or_else(|| Error::said("error-submit-unit", &[("unit", name)]))
}

/// The day of that month and day that lies nearest to today.
fn nearest(today: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let year = today.year();
    [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|date| (*date - today).num_days().abs())
}

/// Takes figures in: an entry on the book, with who reports and whether they came in time.
///
/// # Errors
/// When the unit lies outside the book, the day is still to come, the figures contradict each other, somebody else than
/// the named reporter hands them in without a reason, or the book cannot be written.
pub fn submit(
    session: &mut Session,
    wanted: &Submission,
    because: Option<&str>,
) -> Result<Taken, Error> {
    let report = daily_report(session, wanted.date, Some(wanted.unit))?;
    let by = checked(session, wanted, &report, because)?;
    let known = of_day(session, wanted.unit, wanted.date)?;
    if let Some(known) = known.filter(|known| known.figures == wanted.figures && known.by == by) {
        let differences = owned(known.differences(&report.total));
        return Ok(Taken {
            submitted: known,
            unchanged: true,
            differences,
        });
    }
    let late = session.clock.now() >= report.cut_off.timestamp_millis();
    let mut fields = Map::new();
    fields.insert("date".to_owned(), wanted.date.to_string().into());
    fields.insert("unit".to_owned(), wanted.unit.to_string().into());
    fields.insert("by".to_owned(), by.as_str().into());
    fields.insert("how".to_owned(), wanted.how.name().into());
    fields.insert("late".to_owned(), late.into());
    if let Some(why) = because.map(str::trim).filter(|why| !why.is_empty()) {
        fields.insert("because".to_owned(), why.into());
    }
    fields.insert("figures".to_owned(), json!(wanted.figures));
    write(session, wanted.unit, Kind::Submit, fields)?;
    let submitted = Submitted {
        at: timeline::stated(&session.pack, session.clock.now()),
        by,
        how: wanted.how,
        late,
        figures: wanted.figures.clone(),
    };
    let differences = owned(submitted.differences(&report.total));
    Ok(Taken {
        submitted,
        unchanged: false,
        differences,
    })
}

fn owned(differences: Vec<(&str, i64, i64)>) -> Vec<(String, i64, i64)> {
    let differences = differences.into_iter();
    differences
        .map(|(id, told, known)| (id.to_owned(), told, known))
        .collect()
}

fn checked(
    session: &Session,
    wanted: &Submission,
    report: &Report,
    because: Option<&str>,
) -> Result<String, Error> {
    let begins = report.cut_off.timestamp_millis() - 86_400_000;
    if session.clock.now() < begins {
        let date = wanted.date.to_string();
        return Err(Error::said("error-submit-early", &[("date", &date)]));
    }
    let of = |id: &str| wanted.figures.get(id).copied().unwrap_or(0);
    if wanted.figures.contains_key("total")
        && (of("verified") > of("total") || of("resolved") > of("verified"))
    {
        return Err(Error::said("error-submit-sums", &[]));
    }
    let named = session.pack.reporter(wanted.unit);
    let named = named.map(|reporter| reporter.name.as_str());
    let by = wanted.by.as_deref().or(named).unwrap_or(&session.officer);
    if let Some(named) = named.filter(|named| *named != by)
        && because.is_none_or(|why| why.trim().is_empty())
    {
        return Err(Error::said(
            "error-submit-reporter",
            &[("named", named), ("by", by)],
        ));
    }
    Ok(by.to_owned())
}

/// What a unit handed in for a day: the last that came in time, else the first that came late.
///
/// # Errors
/// When the book cannot be read.
pub fn of_day(
    session: &Session,
    unit: UnitCode,
    date: NaiveDate,
) -> Result<Option<Submitted>, Error> {
    let mut entries = session.store.filed(Kind::Submit, unit, date)?;
    entries.sort_by_key(Entry::order);
    let cut_off = timeline::cut_off(&session.pack, date);
    let in_time = entries.iter().rev().find(|entry| entry.at < cut_off);
    let standing = in_time.or(entries.first());
    Ok(standing.map(|entry| read(session, entry, cut_off)))
}

fn read(session: &Session, entry: &Entry, cut_off: i64) -> Submitted {
    let figures = entry.body.fields.get("figures").and_then(Value::as_object);
    Submitted {
        at: timeline::stated(&session.pack, entry.at),
        by: entry.text("by").unwrap_or(&entry.body.by).to_owned(),
        how: entry
            .text("how")
            .and_then(How::named)
            .unwrap_or(How::Entries),
        late: entry.at >= cut_off,
        figures: figures
            .into_iter()
            .flatten()
            .filter_map(|(id, n)| Some((id.clone(), n.as_i64()?)))
            .collect(),
    }
}
