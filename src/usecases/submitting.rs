//! 报送: a unit hands in its figures of a day: from its own entries, as the text for the group, as a file or a code.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde_json::{Map, Value, json};

use super::freezing::write;
use super::reporting::{daily_report, report_of_figures};
use super::session::Session;
use crate::domain::entry::{Entry, Kind};
use crate::domain::report::{Cell, HANDED_IN, How, RowUnit, Submitted};
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

/// Figures as they would be taken in now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What is handed in.
    pub wanted: Submission,
    /// Who reports.
    pub by: String,
    /// Whom the pack names for the unit.
    pub named: Option<String>,
    /// Until when it is in time.
    pub cut_off: DateTime<FixedOffset>,
    /// The cut-off has passed: it will be marked late.
    pub late: bool,
    /// What stands for that day by now.
    pub known: Option<Submitted>,
    /// Counts that differ from the book's own: column, as handed in, as the book has it.
    pub differences: Vec<(String, i64, i64)>,
}

impl Prepared {
    /// Whether the same person has handed in the same figures before.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let known = self.known.as_ref();
        known.is_some_and(|known| known.figures == self.wanted.figures && known.by == self.by)
    }

    /// Whether somebody else reports than the pack names, for which a reason is wanted.
    #[must_use]
    pub fn needs_reason(&self) -> bool {
        self.named.as_ref().is_some_and(|named| *named != self.by)
    }
}

/// A unit that hands in to this book, or that this book is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Which.
    pub unit: UnitCode,
    /// What it handed in for the day.
    pub submitted: Option<Submitted>,
}

/// The units whose figures of a day this book can take in: its own, where another office receives them, then those
/// below, in the order in which reports print them.
///
/// # Errors
/// When the book cannot be read.
pub fn units(session: &Session, date: NaiveDate) -> Result<Vec<Unit>, Error> {
    let own = session.store.unit();
    let report = report_of_figures(session, date, None)?;
    let below = report.printed_rows().filter_map(|row| match row.unit {
        RowUnit::Unit(unit) => Some(Unit {
            unit,
            submitted: row.submitted.clone(),
        }),
        RowUnit::Group(..) | RowUnit::Unassigned => None,
    });
    let mut units = Vec::new();
    if own != session.pack.unit {
        units.push(Unit {
            unit: own,
            submitted: of_day(session, own, date)?,
        });
    }
    units.extend(below);
    Ok(units)
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

/// Whether a text that arrives is a unit's report.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    handed_in::looks_like(text)
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

/// What taking figures in would do: who reports, whether in time, and what they are laid beside.
///
/// # Errors
/// When the unit lies outside the book, the day is still to come, the figures contradict each other, or the book cannot
/// be read.
pub fn prepare(session: &Session, wanted: Submission) -> Result<Prepared, Error> {
    let report = daily_report(session, wanted.date, Some(wanted.unit))?;
    let now = session.clock.now();
    let begins = report.cut_off.timestamp_millis() - 86_400_000;
    if now < begins {
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
    let named = named.map(|reporter| reporter.name.clone());
    let by = wanted.by.as_ref().or(named.as_ref());
    let by = by.unwrap_or(&session.officer).clone();
    let told = Submitted {
        at: timeline::stated(&session.pack, now),
        by: by.clone(),
        how: wanted.how,
        late: now >= report.cut_off.timestamp_millis(),
        figures: wanted.figures.clone(),
    };
    Ok(Prepared {
        differences: owned(told.differences(&report.total)),
        late: told.late,
        cut_off: report.cut_off,
        known: report.handed_in,
        by,
        named,
        wanted,
    })
}

/// Takes figures in: an entry on the book, with who reports and whether they came in time.
///
/// # Errors
/// As with [`prepare`]; when somebody else than the named reporter hands them in without a reason, or the book cannot
/// be written.
pub fn submit(
    session: &mut Session,
    wanted: &Submission,
    because: Option<&str>,
) -> Result<Taken, Error> {
    let made = prepare(session, wanted.clone())?;
    let because = because.map(str::trim).filter(|why| !why.is_empty());
    if let Some(named) = made.named.as_deref().filter(|_| made.needs_reason())
        && because.is_none()
    {
        let values = [("named", named), ("by", made.by.as_str())];
        return Err(Error::said("error-submit-reporter", &values));
    }
    if made.is_known()
        && let Some(submitted) = made.known
    {
        return Ok(Taken {
            submitted,
            unchanged: true,
            differences: made.differences,
        });
    }
    let mut fields = Map::new();
    fields.insert("date".to_owned(), wanted.date.to_string().into());
    fields.insert("unit".to_owned(), wanted.unit.to_string().into());
    fields.insert("by".to_owned(), made.by.as_str().into());
    fields.insert("how".to_owned(), wanted.how.name().into());
    fields.insert("late".to_owned(), made.late.into());
    if let Some(why) = because {
        fields.insert("because".to_owned(), why.into());
    }
    fields.insert("figures".to_owned(), json!(wanted.figures));
    write(session, wanted.unit, Kind::Submit, fields)?;
    Ok(Taken {
        submitted: Submitted {
            at: timeline::stated(&session.pack, session.clock.now()),
            by: made.by,
            how: wanted.how,
            late: made.late,
            figures: wanted.figures.clone(),
        },
        unchanged: false,
        differences: made.differences,
    })
}

fn owned(differences: Vec<(&str, i64, i64)>) -> Vec<(String, i64, i64)> {
    let differences = differences.into_iter();
    differences
        .map(|(id, told, known)| (id.to_owned(), told, known))
        .collect()
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
