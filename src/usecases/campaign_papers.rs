//! The reports of a campaign as documents that the office goes on writing in: 自查情况报告 and 专项清理情况报告. Figures
//! are those of a frozen report; no person and no officer is named.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::drafts::{self, Told, columns};
use super::freezing::{self, Rowed};
use super::sampling;
use super::session::Session;
use crate::domain::causes::{self, Band, Causes, Table, age_on};
use crate::domain::entry::Kind;
use crate::domain::figures::{Figure, Figures};
use crate::domain::inspection::Block;
use crate::domain::money::Money;
use crate::domain::pack::{Phase, PhaseReport};
use crate::domain::report::{CLASSES, Rate, Report, RowUnit};
use crate::domain::timeline::Place;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages, Value as Said};
use crate::output::bars::bar;
use crate::output::docx::Value;
use crate::output::words::{self, NO_VALUE};
use crate::store::{CaseRow, GroupBy, Scope};

/// Width and height of a bar on paper, tenths of a millimetre.
const BAR: (u32, u32) = (260, 30);
/// A table of units is cut behind so many lines: what follows is told as one.
const MOST_LINES: usize = 200;

/// The frozen report that a paper rests on: of a day, of a number, or the newest.
///
/// # Errors
/// When there is none, or the book cannot be read.
pub fn standing(
    session: &Session,
    date: Option<NaiveDate>,
    number: Option<i64>,
) -> Result<Report, Error> {
    let unit = session.store.unit();
    let filed = session.store.filed_days(Kind::Freeze, unit)?;
    let found = filed
        .iter()
        .filter(|one| date.is_none_or(|date| one.day == date))
        .filter(|one| number.is_none_or(|number| one.number == number))
        .max_by_key(|one| one.number);
    let report = match found {
        Some(one) => freezing::frozen(session, one.day, unit, Some(one.number))?,
        None => None,
    };
    report.ok_or_else(|| {
        let day = date.map_or_else(String::new, |date| date.to_string());
        let values = [("date", day.as_str()), ("unit", &session.unit_name(unit))];
        Error::said("error-paper-not-frozen", &values)
    })
}

/// The phase that asks for a report.
///
/// # Errors
/// When the policy knows no such report, or it is another office's to write.
pub fn phase_of(session: &Session, which: PhaseReport) -> Result<&Phase, Error> {
    let mut phases = session.pack.phases.iter();
    let phase = phases
        .find(|phase| phase.report == Some(which))
        .ok_or_else(|| Error::said("error-paper-no-phase", &[("pack", &session.pack.label())]))?;
    let title = Messages::load(Language::Chinese).get(title_key(which));
    drafts::only_the_office(&session.pack, session.store.unit(), &phase.clause, &title)?;
    Ok(phase)
}

/// Key of a report's title.
#[must_use]
pub const fn title_key(which: PhaseReport) -> &'static str {
    match which {
        PhaseReport::SelfCheck => "campaign-paper-self-check",
        PhaseReport::Final => "campaign-paper-final",
    }
}

/// The id of its draft.
const fn draft(which: PhaseReport) -> &'static str {
    match which {
        PhaseReport::SelfCheck => "self-check-report",
        PhaseReport::Final => "final-report",
    }
}

/// The report as a document.
///
/// # Errors
/// When it is another office's to write, the policy knows none, its template cannot be filled, or the book cannot be
/// read.
pub fn paper(
    session: &Session,
    forms: &Forms,
    report: &Report,
    which: PhaseReport,
) -> Result<Vec<u8>, Error> {
    let phase = phase_of(session, which)?;
    let messages = Messages::load(Language::Chinese);
    let mut told = Told::default();
    told.tell_report(report, &messages);
    tell_rest(&mut told, session, report, &messages)?;
    told.tell("basis", session.pack.cite(&phase.clause));
    told.tell("phase", &phase.title);
    told.tell("from", words::date(phase.from, &messages));
    told.tell("to", words::date(phase.to, &messages));
    told.lists.insert("units", unit_rows(report, &messages));
    told.lists.insert("classes", class_rows(session, report));
    told.lists
        .insert("problems", problem_rows(report, &messages));
    let tables = tables(session, report)?;
    let lists = ["months", "villages", "ages"];
    for (list, table) in lists.into_iter().zip(&tables) {
        let rows = cause_rows(session, table, &messages);
        told.lists.insert(list, rows);
    }
    drafts::fill(forms, draft(which), &told)
}

/// What does not stand in the columns: differences that follow from them.
fn tell_rest(
    told: &mut Told,
    session: &Session,
    report: &Report,
    messages: &Messages,
) -> Result<(), Error> {
    let figures = &report.total.figures;
    let total = figures[Figure::Total];
    told.tell(
        "unverified",
        (total - figures[Figure::Verified]).to_string(),
    );
    told.tell("unclaimed", unclaimed(report).to_string());
    let left = figures[Figure::RecoverDue] - figures[Figure::Recovered];
    told.tell("recover_left", Money::from_fen(left.max(0)).to_string());
    let today = words::date(session.today(), messages);
    let spot_checks: Vec<String> = sampling::coverage(session, report)?
        .iter()
        .map(|coverage| words::spot_check(coverage, messages))
        .collect();
    // A frozen report does not know of the spot check: its day is told beside it.
    if !spot_checks.is_empty() {
        let said = spot_checks.join(&messages.get("report-semicolon"));
        let values = [("day", Said::Text(&today)), ("said", Said::Text(&said))];
        told.tell("spot_check", messages.with("campaign-spot-check", &values));
    }
    told.tell("today", today);
    if let Some(goal) = &report.goal {
        told.tell("goal", words::date(goal.ends, messages));
        told.tell("days_left", goal.days_left.to_string());
    }
    Ok(())
}

/// People whom no unit has claimed.
#[must_use]
pub fn unclaimed(report: &Report) -> i64 {
    report
        .row(RowUnit::Unassigned)
        .map_or(0, |row| row.line.figures[Figure::Total])
}

/// A line of a paper's list.
type Row = BTreeMap<String, Value>;

fn text(row: &mut Row, name: &str, value: impl AsRef<str>) {
    row.insert(name.to_owned(), Value::from(value.as_ref()));
}

fn draw(row: &mut Row, parts: [i64; 3], whole: i64) {
    if let Some(png) = bar(parts, whole) {
        row.insert("bar".to_owned(), Value::Chart { png, size: BAR });
    }
}

/// The units in the order in which they are printed, and their sum.
pub(super) fn unit_rows(report: &Report, messages: &Messages) -> Vec<Row> {
    let units = report
        .printed_rows()
        .map(|row| (words::row_name(row.unit, &row.name, messages), &row.line));
    let total = (messages.get("report-total"), &report.total);
    units
        .chain([total])
        .map(|(name, line)| {
            let mut row = columns(line);
            text(&mut row, "name", name);
            let figures = &line.figures;
            let parts = [Figure::Resolved, Figure::Verified, Figure::Total];
            draw(
                &mut row,
                parts.map(|part| figures[part]),
                figures[Figure::Total],
            );
            row
        })
        .collect()
}

/// The seven classes with their share of all who were verified.
fn class_rows(session: &Session, report: &Report) -> Vec<Row> {
    let figures = &report.total.figures;
    let largest = CLASSES
        .iter()
        .map(|class| figures[*class])
        .max()
        .unwrap_or(0);
    let resolved = [
        Figure::Class1Resolved,
        Figure::Class2Resolved,
        Figure::Class3Resolved,
        Figure::Class4Resolved,
        Figure::Class5Resolved,
        Figure::Class6Resolved,
        Figure::Class7Resolved,
    ];
    (1..)
        .zip(CLASSES.iter().zip(resolved))
        .map(|(nth, (class, resolved))| {
            let mut row = Row::new();
            let id = format!("{nth}");
            let title = session.pack.class(&id).map_or("", |class| &class.title);
            let share = Rate::of(figures[*class], figures[Figure::Verified]);
            text(&mut row, "number", &id);
            text(&mut row, "name", title);
            text(&mut row, "count", figures[*class].to_string());
            text(
                &mut row,
                "share",
                share.map_or(NO_VALUE.to_owned(), |rate| rate.to_string()),
            );
            text(&mut row, "resolved", figures[resolved].to_string());
            draw(&mut row, [figures[resolved], figures[*class], 0], largest);
            row
        })
        .collect()
}

/// What still blocks, one line each; what blocks nobody is not told.
fn problem_rows(report: &Report, messages: &Messages) -> Vec<Row> {
    let unclaimed = unclaimed(report);
    let blocks = Block::ALL.iter().filter_map(|block| {
        let extent = block.extent(&report.total.figures, unclaimed);
        (extent > 0).then(|| block_words(*block, extent, messages))
    });
    (1..)
        .zip(blocks)
        .map(|(nth, said)| {
            let mut row = Row::new();
            text(&mut row, "number", format!("{nth}"));
            text(&mut row, "text", said);
            row
        })
        .collect()
}

/// A sentence about what blocks: 还没联系、没定原因1311人.
#[must_use]
pub fn block_words(block: Block, extent: i64, messages: &Messages) -> String {
    let amount = Money::from_fen(extent).to_string();
    let n = if block.is_money() {
        Said::Text(&amount)
    } else {
        Said::from(extent)
    };
    messages.with(&block.key(), &[("n", n)])
}

/// The causes by month of suspension, by village and by age, as the frozen report counts them.
///
/// # Errors
/// When the book cannot be read.
pub fn tables(session: &Session, report: &Report) -> Result<[Table; 3], Error> {
    let (day, from) = (report.date, session.pack.benefit_age);
    let cut_off = report.cut_off.timestamp_millis();
    let grouped = |by| {
        let scope = Scope::of(report.unit);
        let figures = causes::figures();
        session.store.grouped(scope, &figures, by, (day, cut_off))
    };
    let mut tables = [Table::new(), Table::new(), Table::new()];
    for one in grouped(GroupBy::Month)? {
        let band = Band::of_month(one.key.parse().ok(), day);
        tables[0]
            .entry(band)
            .or_default()
            .add(one.figure, one.amount);
    }
    for one in grouped(GroupBy::Unit)? {
        let unit = one
            .key
            .parse()
            .ok()
            .and_then(|n| UnitCode::from_number(n).ok());
        let band = unit.map_or(Band::Unknown, Band::Unit);
        tables[1]
            .entry(band)
            .or_default()
            .add(one.figure, one.amount);
    }
    for one in grouped(GroupBy::Age)? {
        let band = Band::of_age(one.key.parse().ok(), from);
        tables[2]
            .entry(band)
            .or_default()
            .add(one.figure, one.amount);
    }
    take_back_late(session, report, &mut tables)?;
    for table in &mut tables {
        table.retain(|_, causes| *causes != Causes::default());
    }
    Ok(tables)
}

/// What came after the freezing is taken out again, person by person: the tables are those of the frozen figures.
fn take_back_late(
    session: &Session,
    report: &Report,
    tables: &mut [Table; 3],
) -> Result<(), Error> {
    let found = freezing::compare(session, report.clone())?;
    let whole = Rowed {
        of: report.unit,
        row: None,
    };
    for person in &found.people {
        let Some(row) = session.store.row(person.case)? else {
            continue;
        };
        for (counted, sign) in [(&person.now[0], -1), (&person.then[0], 1)] {
            if let Some((place, figures)) = counted.as_ref().filter(|(at, _)| whole.holds(*at)) {
                let bands = bands(session, report.date, &row, *place);
                for (table, band) in tables.iter_mut().zip(bands) {
                    add(table.entry(band).or_default(), figures, sign);
                }
            }
        }
    }
    Ok(())
}

fn add(causes: &mut Causes, figures: &Figures, sign: i64) {
    for figure in causes::figures() {
        causes.add(figure, sign * figures[figure]);
    }
}

fn bands(session: &Session, day: NaiveDate, row: &CaseRow, place: Place) -> [Band; 3] {
    let age = row.birth.and_then(|birth| age_on(birth, day));
    [
        Band::of_month(row.suspended_from, day),
        Band::Unit(place.unit),
        Band::of_age(age, session.pack.benefit_age),
    ]
}

/// The lines of a table of causes; very long ones end in a line for the rest.
fn cause_rows(session: &Session, table: &Table, messages: &Messages) -> Vec<Row> {
    let mut lines: Vec<(Option<Band>, Causes)> = table
        .iter()
        .map(|(band, causes)| (Some(*band), *causes))
        .collect();
    if lines.len() > MOST_LINES {
        lines.sort_by_key(|(band, causes)| (-causes.total, *band));
        let mut rest = Causes::default();
        for (_, causes) in lines.drain(MOST_LINES..) {
            rest.total += causes.total;
            for (sum, n) in rest.classes.iter_mut().zip(causes.classes) {
                *sum += n;
            }
        }
        lines.sort_by_key(|(band, _)| *band);
        lines.push((None, rest));
    }
    lines
        .iter()
        .map(|(band, causes)| {
            let mut row = Row::new();
            let name = match band {
                Some(band) => band_name(session, *band, messages),
                None => messages.get("campaign-rest"),
            };
            text(&mut row, "name", name);
            text(&mut row, "total", causes.total.to_string());
            for (nth, n) in (1..).zip(causes.classes) {
                text(&mut row, &format!("class_{nth}"), n.to_string());
            }
            text(&mut row, "unknown", causes.unknown().to_string());
            row
        })
        .collect()
}

fn band_name(session: &Session, band: Band, messages: &Messages) -> String {
    let with = |key, values: &[(&str, i64)]| {
        let values: Vec<(&str, Said<'_>)> = values
            .iter()
            .map(|(name, n)| (*name, Said::from(*n)))
            .collect();
        messages.with(key, &values)
    };
    match band {
        Band::Year(year) => with("campaign-year", &[("year", i64::from(year))]),
        Band::Month(month) => with(
            "campaign-month",
            &[
                ("year", i64::from(month.year())),
                ("month", i64::from(month.month())),
            ],
        ),
        Band::Unit(unit) => unit_words(session, unit, messages),
        Band::Under(age) => with("campaign-under", &[("age", i64::from(age))]),
        Band::Ages(from, to) => with(
            "campaign-ages",
            &[("from", i64::from(from)), ("to", i64::from(to))],
        ),
        Band::From(age) => with("campaign-from-age", &[("age", i64::from(age))]),
        Band::Unknown => messages.get("campaign-unknown"),
    }
}

/// 古荥镇古荥村; who lies in no village is told as such.
fn unit_words(session: &Session, unit: UnitCode, messages: &Messages) -> String {
    let name = session.unit_name(unit);
    if unit.level() != Level::Village {
        let values = [("unit", Said::Text(&name))];
        return messages.with("campaign-no-village", &values);
    }
    unit.parent()
        .map_or_else(String::new, |parent| session.short_name(parent))
        + &session.short_name(unit)
}
