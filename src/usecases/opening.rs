//! Every number opens: who stands behind a cell of a report, what each of them adds to it, and by which rule.

use chrono::NaiveDate;

use super::freezing::{self, Comparison, LatePerson, Rowed};
use super::session::Session;
use crate::domain::case::State;
use crate::domain::figures::Figure;
use crate::domain::money::Money;
use crate::domain::pack::{OutcomeKind, Pack, RankBy};
use crate::domain::report::{
    COLUMNS, Cell, Column, Counts, Line, Report, RowUnit, Source, position,
};
use crate::domain::timeline;
use crate::error::Error;
use crate::store::{Behind, CaseRow, Scope};

/// A cell of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellName {
    /// Its column.
    pub column: Column,
    /// Its row; nothing for the total.
    pub row: Option<RowUnit>,
}

impl CellName {
    /// Reads `class_5:410108001`, `class_5:total`, `class_5:unassigned`; a column alone is the total's.
    ///
    /// # Errors
    /// When there is no such column, or the row is no unit.
    pub fn read(text: &str) -> Result<Self, Error> {
        let (column, row) = text.split_once(':').unwrap_or((text, "total"));
        let wrong = |key| Error::said(key, &[("given", text)]);
        let at = position(column).ok_or_else(|| wrong("error-cell-column"))?;
        let row = match row {
            "total" | "" => None,
            row => Some(row.parse().map_err(|_| wrong("error-cell-row"))?),
        };
        Ok(Self {
            column: COLUMNS[at],
            row,
        })
    }
}

/// What a part of a cell's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// The people who are counted, or whose amounts are added.
    Counted,
    /// The people above the line of a fraction.
    Done,
    /// How many there are below it.
    Of,
    /// Who came with this day.
    Came,
    /// Who is counted no more since this day.
    Left,
    /// Who is still to be done until a phase ends.
    ToDo,
    /// The days left for them.
    Days,
}

impl PartOf {
    /// The word in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Done => "done",
            Self::Of => "of",
            Self::Came => "came",
            Self::Left => "left",
            Self::ToDo => "to_do",
            Self::Days => "days",
        }
    }
}

/// Somebody behind a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The person, as the book has them now.
    pub row: CaseRow,
    /// 1, or fen; below 0 for who is counted no more.
    pub amount: i64,
    /// How far the case had come at the cut-off.
    pub state: State,
    /// The class that stood there.
    pub class: Option<String>,
}

/// A part of a cell's value with its people.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub of: PartOf,
    /// How many people, or days.
    pub count: i64,
    /// Their amounts together, where the column holds money.
    pub amount: Option<Money>,
    /// The people, as many as were asked for.
    pub people: Vec<Person>,
}

/// A cell that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Which.
    pub cell: CellName,
    /// The row's name; empty for the total.
    pub name: String,
    /// Its value.
    pub value: Cell,
    /// What it is made of.
    pub parts: Vec<Part>,
    /// The clauses that it follows: number and wording.
    pub clauses: Vec<(String, String)>,
}

/// Opens a cell; of each part at most `limit` people are listed, all when absent.
///
/// # Errors
/// When the report has no such row, or the book cannot be read.
pub fn open(
    session: &Session,
    report: &Report,
    cell: CellName,
    limit: Option<usize>,
) -> Result<Opened, Error> {
    let (name, line) = row_of(report, cell.row)?;
    let late = match &report.frozen {
        Some(_) => Some(freezing::compare(session, report.clone())?),
        None => None,
    };
    let asked = Asked {
        session,
        report,
        late: late.as_ref().filter(|found| !found.late.is_empty()),
        row: cell.row,
        limit,
    };
    let mut parts = asked.parts(cell.column, line)?;
    let moment = report.cut_off.timestamp_millis();
    for person in parts.iter_mut().flat_map(|part| &mut part.people) {
        person.look_back(session, moment)?;
    }
    Ok(Opened {
        cell,
        name,
        value: line.cell(cell.column.id()).unwrap_or(Cell::Count(0)),
        parts,
        clauses: clauses(&session.pack, cell.column),
    })
}

fn row_of(report: &Report, row: Option<RowUnit>) -> Result<(String, &Line), Error> {
    let Some(unit) = row else {
        return Ok((String::new(), &report.total));
    };
    report
        .row(unit)
        .map(|row| (row.name.clone(), &row.line))
        .ok_or_else(|| Error::said("error-cell-row", &[("given", &unit.to_string())]))
}

struct Asked<'a> {
    session: &'a Session,
    report: &'a Report,
    late: Option<&'a Comparison>,
    row: Option<RowUnit>,
    limit: Option<usize>,
}

impl Asked<'_> {
    fn parts(&self, column: Column, line: &Line) -> Result<Vec<Part>, Error> {
        let figures = &line.figures;
        let total = figures[Figure::Total];
        let fraction = |figure: Figure| -> Result<Vec<Part>, Error> {
            let done = self.people(Source::Count(figure), figures[figure])?;
            Ok(vec![
                part(PartOf::Done, figures[figure], done),
                part(PartOf::Of, total, Vec::new()),
            ])
        };
        Ok(match column.source() {
            Source::Count(figure) => {
                let people = self.people(column.source(), figures[figure])?;
                vec![part(PartOf::Counted, figures[figure], people)]
            }
            Source::Amount(figure) => {
                // Nobody knows how many share an amount: all of them are read to count them.
                let mut people = if figures[figure] == 0 {
                    Vec::new()
                } else {
                    self.people(column.source(), i64::MAX)?
                };
                let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
                people.truncate(self.limit.unwrap_or(usize::MAX));
                let mut one = part(PartOf::Counted, count, people);
                one.amount = Some(Money::from_fen(figures[figure]));
                vec![one]
            }
            Source::Rate(figure) => fraction(figure)?,
            Source::Place => fraction(match self.report.ranked_by {
                RankBy::Resolved => Figure::Resolved,
                RankBy::Verified => Figure::Verified,
            })?,
            Source::Gain(_) => self.gain(column)?,
            Source::Open => {
                let left = total - figures[Figure::Resolved];
                vec![part(
                    PartOf::Counted,
                    left,
                    self.people(Source::Open, left)?,
                )]
            }
            Source::Pace => {
                let left = total - figures[Figure::Verified];
                let days = self.report.goal.map_or(0, |goal| goal.days_left);
                vec![
                    part(PartOf::ToDo, left, self.people(Source::Pace, left)?),
                    part(PartOf::Days, days, Vec::new()),
                ]
            }
        })
    }

    fn gain(&self, column: Column) -> Result<Vec<Part>, Error> {
        let (came, left): (Vec<Person>, Vec<Person>) = self
            .people(column.source(), i64::MAX)?
            .into_iter()
            .partition(|person| person.amount > 0);
        Ok([(PartOf::Came, came), (PartOf::Left, left)]
            .into_iter()
            .map(|(of, mut people)| {
                let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
                people.truncate(self.limit.unwrap_or(usize::MAX));
                part(of, count, people)
            })
            .collect())
    }

    /// The people behind a value of the row, of whom there are so many; the total's row by row where one of them does
    /// not count its own entries.
    fn people(&self, source: Source, expected: i64) -> Result<Vec<Person>, Error> {
        let rows = &self.report.rows;
        let odd = rows.iter().any(|row| row.counts != Counts::Entries);
        if self.row.is_some() || !odd {
            return self.of_row(self.row, source, expected);
        }
        let mut found = Vec::new();
        for row in rows {
            found.extend(self.of_row(Some(row.unit), source, i64::MAX)?);
        }
        found.truncate(usize::try_from(expected).unwrap_or(usize::MAX));
        found.truncate(self.most(source));
        Ok(found)
    }

    /// Amounts and gains are counted by reading them all.
    fn most(&self, source: Source) -> usize {
        match source {
            Source::Amount(_) | Source::Gain(_) => usize::MAX,
            _ => self.limit.unwrap_or(usize::MAX),
        }
    }

    fn of_row(
        &self,
        row: Option<RowUnit>,
        source: Source,
        expected: i64,
    ) -> Result<Vec<Person>, Error> {
        let counts = row
            .and_then(|unit| self.report.row(unit))
            .map_or(Counts::Entries, |row| row.counts);
        let date = self.report.date;
        let day = match counts {
            Counts::Entries => date,
            Counts::Yesterday => date.pred_opt().unwrap_or(date),
            Counts::Zero if source == Source::Count(Figure::Total) => date,
            Counts::Zero if matches!(source, Source::Open | Source::Pace) => {
                return self.known(row, Source::Count(Figure::Total), date, self.most(source));
            }
            Counts::Zero => return Ok(Vec::new()),
        };
        if counts != Counts::Entries && matches!(source, Source::Gain(_)) {
            return Ok(Vec::new());
        }
        let expected = usize::try_from(expected.max(0)).unwrap_or(usize::MAX);
        let Some(late) = self.late.filter(|_| counts == Counts::Entries) else {
            return self.known(row, source, day, expected.min(self.most(source)));
        };
        // What came later is taken out again: those people stand as they did when the report was frozen.
        let mut people = self.known(row, source, day, usize::MAX)?;
        people.retain(|person| !late.people.iter().any(|one| one.case == person.row.id));
        let rowed = Rowed {
            of: self.report.unit,
            row,
        };
        for one in &late.people {
            let amount = LatePerson::adds(&one.then, &rowed, source);
            if amount != 0
                && let Some(row) = self.session.store.row(one.case)?
            {
                people.push(Person::now(row, amount));
            }
        }
        people.truncate(self.most(source));
        Ok(people)
    }

    /// The people whom the entries of by now put behind a value: at most so many.
    fn known(
        &self,
        row: Option<RowUnit>,
        source: Source,
        day: NaiveDate,
        limit: usize,
    ) -> Result<Vec<Person>, Error> {
        let store = &self.session.store;
        let scope = scope(self.report, row);
        let (figure, without) = match source {
            Source::Count(figure) | Source::Amount(figure) | Source::Rate(figure) => (figure, None),
            Source::Open => (Figure::Total, Some(Figure::Resolved)),
            Source::Pace => (Figure::Total, Some(Figure::Verified)),
            Source::Place => (Figure::Resolved, None),
            Source::Gain(figure) => {
                let people = store.came_and_left(scope, figure, day)?;
                return Ok(people.into_iter().map(Person::of).collect());
            }
        };
        if limit == 0 {
            return Ok(Vec::new());
        }
        let moment = (day, timeline::cut_off(&self.session.pack, day));
        let people = store.behind(scope, (figure, without), moment, limit)?;
        Ok(people.into_iter().map(Person::of).collect())
    }
}

impl Person {
    fn of(behind: Behind) -> Self {
        Self::now(behind.row, behind.amount)
    }

    fn now(row: CaseRow, amount: i64) -> Self {
        Self {
            state: row.state,
            class: row.class.clone(),
            row,
            amount,
        }
    }

    /// Who has changed since the cut-off is shown as they stood there.
    fn look_back(&mut self, session: &Session, moment: i64) -> Result<(), Error> {
        if self.row.changed_at >= moment {
            let case = freezing::case_before(session, self.row.id, moment)?;
            self.state = case.state();
            self.class = case.class().map(str::to_owned);
        }
        Ok(())
    }
}

fn part(of: PartOf, count: i64, people: Vec<Person>) -> Part {
    Part {
        of,
        count,
        amount: None,
        people,
    }
}

/// The people of a row as the store knows them.
fn scope(report: &Report, row: Option<RowUnit>) -> Scope {
    match row {
        None => Scope::of(report.unit),
        Some(RowUnit::Unit(unit)) => Scope::of(unit),
        Some(RowUnit::Group(village, group)) => Scope {
            unit: village,
            directly: true,
            group: Some(group),
        },
        Some(RowUnit::Unassigned) => Scope {
            unit: report.unit,
            directly: true,
            group: None,
        },
    }
}

/// The clauses that a column follows: citation and wording, each once.
#[must_use]
pub fn clauses(pack: &Pack, column: Column) -> Vec<(String, String)> {
    let id = column.id();
    let mut ids: Vec<&str> = Vec::new();
    let phase = pack.phases.iter().find(|phase| phase.verify_all);
    let phase = phase.map(|phase| phase.clause.as_str());
    let daily = pack.daily.as_ref().map(|daily| daily.clause.as_str());
    if let Some(class) = id.strip_prefix("class_") {
        let class = class.trim_end_matches("_resolved");
        let of_class = pack.classes.iter().filter(|one| one.id.starts_with(class));
        ids.extend(of_class.map(|one| one.clause.as_str()));
    }
    if let Some(kind) = outcome_of(id) {
        let classes = pack.classes.iter();
        let allowing = classes.filter(|class| class.outcomes.contains(&kind));
        ids.extend(allowing.map(|class| class.clause.as_str()));
    }
    match id {
        "verified" | "verified_rate" | "untouched" | "pace" | "total" => ids.extend(phase),
        "resolved" | "resolved_rate" | "open" | "proposed" | "returned" => {
            ids.push(&pack.review.clause);
        }
        "place" => ids.extend(pack.ranking.as_ref().map(|ranking| ranking.clause.as_str())),
        "verified_today" | "resolved_today" | "conflict" | "system_updated" => ids.extend(daily),
        _ if id.ends_with("_resolved") => ids.push(&pack.review.clause),
        _ => {}
    }
    let mut found: Vec<(String, String)> = Vec::new();
    for clause in ids {
        let cite = pack.cite(clause);
        if !found.iter().any(|(known, _)| *known == cite) {
            let text = pack.clauses.get(clause);
            let text = text.map_or_else(String::new, |clause| clause.text.trim().to_owned());
            found.push((cite, text));
        }
    }
    found
}

/// The outcome whose people or amounts a column holds.
fn outcome_of(id: &str) -> Option<OutcomeKind> {
    Some(match id {
        "resumed" | "back_pay" => OutcomeKind::Resumed,
        "awarded" => OutcomeKind::Awarded,
        "terminated" | "deregistered" | "heir_due" | "recover_due" | "recovered" | "offset"
        | "refund_due" => OutcomeKind::Terminated,
        "sealed" | "sealed_amount" => OutcomeKind::Sealed,
        "kept_suspended" => OutcomeKind::KeptSuspended,
        _ => return None,
    })
}
