//! The daily report as a value: a pure function of the pack and of the figures before a cut-off.
//! It knows no titles and no paper; printing is another function.

mod attention;
mod column;
mod compare;
mod content;
pub mod frozen;
mod identity;
mod inflow;
mod submitted;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use attention::{Attention, Reason};
pub use column::{COLUMNS, Cell, Column, Rate, Source, position};
pub use compare::{Difference, differences};
pub use content::{Content, RowContent};
pub use frozen::{Delta, Frozen, Head};
pub use identity::{BrokenIdentity, CLASSES, Identity, OUTCOMES, RESOLVED_CLASSES};
pub use inflow::Inflow;

pub use submitted::{HANDED_IN, How, Submitted};

use super::figures::{Figure, Figures};
use super::pack::{MissingCounts, Pack, RankBy, Reporter};
use super::ranking::{self, Contender, Placed};
use super::sample::Coverage;
use super::timeline;
use super::unit::{Level, UnitCode};

/// Whom a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowUnit {
    /// A unit one level below the report's own.
    Unit(UnitCode),
    /// A group (组) of a village; 0 = persons of no known group.
    Group(UnitCode, u16),
    /// Persons who lie directly under the report's unit: 未认领.
    Unassigned,
}

impl fmt::Display for RowUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(code) => code.fmt(f),
            Self::Group(village, group) => write!(f, "{village}-{group}"),
            Self::Unassigned => f.write_str("unassigned"),
        }
    }
}

impl FromStr for RowUnit {
    type Err = super::unit::NotAUnitCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "unassigned" {
            return Ok(Self::Unassigned);
        }
        match text.split_once('-') {
            Some((village, group)) => {
                let group = group.parse().map_err(|_| super::unit::NotAUnitCode)?;
                Ok(Self::Group(village.parse()?, group))
            }
            None => text.parse().map(Self::Unit),
        }
    }
}

impl Serialize for RowUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RowUnit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// What counts for a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Its entries, as ever.
    #[default]
    Entries,
    /// It did not report in time: what it had the day before.
    Yesterday,
    /// It did not report in time: nothing but its total.
    Zero,
}

/// All that a report is made of.
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    /// The policy that was obeyed.
    pub pack: &'a Pack,
    /// The day.
    pub date: NaiveDate,
    /// The unit whose report it is.
    pub unit: UnitCode,
    /// Its name.
    pub unit_name: String,
    /// Entries before this moment are counted, ms since 1970: the cut-off, or an earlier moment while the day runs.
    pub until: i64,
    /// Whether the cut-off has not come yet.
    pub provisional: bool,
    /// The rows in code order, `Unassigned` last.
    pub rows: Vec<RowInput>,
    /// What the unit itself sums up to, where that is known apart from the rows.
    pub whole: Option<Figures>,
}

/// What one row is made of.
#[derive(Clone, Debug)]
pub struct RowInput {
    /// Whom it counts.
    pub unit: RowUnit,
    /// Their name.
    pub name: String,
    /// Figures of all entries before this cut-off.
    pub today: Figures,
    /// Figures of all entries before the cut-off of the calendar day before.
    pub yesterday: Figures,
    /// Whether anything was recorded about its people since the cut-off of the day before.
    pub heard: bool,
    /// What the unit handed in itself.
    pub submitted: Option<Submitted>,
}

/// The values of one row, or of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// One cell for each of [`COLUMNS`].
    pub cells: Vec<Cell>,
    /// The figures behind the cells.
    pub figures: Figures,
    /// What the day added to them.
    pub gain: Figures,
}

impl Line {
    /// The line of these figures and of what the day added to them; the pace is known where `days_left` is.
    #[must_use]
    pub fn of_figures(figures: &Figures, gain: Figures, days_left: Option<i64>) -> Self {
        Self::with(figures.clone(), gain, days_left)
    }

    fn with(figures: Figures, gain: Figures, days_left: Option<i64>) -> Self {
        Self {
            cells: COLUMNS
                .iter()
                .map(|column| column.cell(&figures, &gain, days_left))
                .collect(),
            figures,
            gain,
        }
    }

    /// The cell of the column of that id.
    #[must_use]
    pub fn cell(&self, id: &str) -> Option<Cell> {
        self.cells.get(position(id)?).copied()
    }

    /// How many were withdrawn, where the day took more away than it added (含撤回n人).
    #[must_use]
    pub fn withdrawn(&self) -> Option<i64> {
        (self.gain[Figure::Resolved] < 0).then(|| self.gain[Figure::Unresolved])
    }
}

/// One row of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whom it counts.
    pub unit: RowUnit,
    /// Their name, as the register of units has it.
    pub name: String,
    /// It did not report in time, though there are persons (未按时报送).
    pub silent: bool,
    /// What counts for it.
    pub counts: Counts,
    /// What it handed in itself.
    pub submitted: Option<Submitted>,
    /// The values.
    pub line: Line,
}

/// The end of a phase in which everybody must be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The phase's last day.
    pub ends: NaiveDate,
    /// Days from the report's day to it.
    pub days_left: i64,
}

/// A day of one unit, as the paper shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The day.
    pub date: NaiveDate,
    /// The cut-off of that day.
    pub cut_off: DateTime<FixedOffset>,
    /// Entries before this moment are counted: the cut-off, or an earlier moment while the day runs.
    pub until: DateTime<FixedOffset>,
    /// The unit.
    pub unit: UnitCode,
    /// Its name.
    pub unit_name: String,
    /// `id@version` of the pack.
    pub pack: String,
    /// Title of the paper.
    pub title: String,
    /// Heading of the text for the group.
    pub chat_title: String,
    /// The office that receives the reports.
    pub office: String,
    /// Who reports for the unit, where the pack names somebody.
    pub reporter: Option<Reporter>,
    /// Number of the report (第n期), counted from the first day that is reported.
    pub issue: Option<i64>,
    /// The rows in code order, `Unassigned` last.
    pub rows: Vec<Row>,
    /// The rows' sum.
    pub total: Line,
    /// The board by 处理率.
    pub by_resolved: Vec<Placed<RowUnit>>,
    /// The board by 核查率.
    pub by_verified: Vec<Placed<RowUnit>>,
    /// The figure by which the pack ranks: it decides the places in the table.
    pub ranked_by: RankBy,
    /// The board that leads the text, as the day's phase says.
    pub leads: RankBy,
    /// The end of the phase in which everybody must be verified.
    pub goal: Option<Goal>,
    /// A time of this day at which the pack has something due, such as the figures for the next office.
    pub due_at: Option<NaiveTime>,
    /// Positions of the rows in the order in which units are printed.
    pub printed: Vec<usize>,
    /// Whether the cut-off has not come yet.
    pub provisional: bool,
    /// How the report was set down for good (定稿), where it was.
    pub frozen: Option<Frozen>,
    /// The people whom later lists added, where any such list has come.
    pub inflow: Option<Inflow>,
    /// How far the spot checks have come whose people are drawn.
    pub spot_checks: Vec<Coverage>,
    /// The unit is not that of the leading group's office, which alone publishes rankings: places are for the
    /// unit's own use.
    pub internal: bool,
    /// What the unit itself handed in for the day, as its book has it.
    pub handed_in: Option<Submitted>,
}

impl Report {
    /// The row of that unit.
    #[must_use]
    pub fn row(&self, unit: RowUnit) -> Option<&Row> {
        self.rows.iter().find(|row| row.unit == unit)
    }

    /// The rows in the order in which units are printed, `Unassigned` last.
    pub fn printed_rows(&self) -> impl Iterator<Item = &Row> {
        self.printed.iter().map(|at| &self.rows[*at])
    }

    /// The units that did not report in time.
    pub fn missing(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.silent)
    }

    /// The board by that figure.
    #[must_use]
    pub fn board(&self, by: RankBy) -> &[Placed<RowUnit>] {
        match by {
            RankBy::Verified => &self.by_verified,
            RankBy::Resolved => &self.by_resolved,
        }
    }

    /// The board whose places stand in the table.
    #[must_use]
    pub fn ranking(&self) -> &[Placed<RowUnit>] {
        self.board(self.ranked_by)
    }
}

/// The moment at which a day of that pack ends.
#[must_use]
pub fn cut_off(pack: &Pack, date: NaiveDate) -> DateTime<FixedOffset> {
    timeline::stated(pack, timeline::cut_off(pack, date))
}

/// The report of one day.
///
/// # Errors
/// Every identity that does not hold; such a report must not leave the program.
pub fn daily(inputs: Inputs<'_>) -> Result<Report, Vec<BrokenIdentity>> {
    let pack = inputs.pack;
    let cut_off = cut_off(pack, inputs.date);
    let mut today = Figures::default();
    for row in &inputs.rows {
        today += &row.today;
    }
    let broken = broken(&inputs, &today);
    if !broken.is_empty() {
        return Err(broken);
    }

    let provisional = inputs.provisional;
    let rows: Vec<RowContent> = inputs
        .rows
        .into_iter()
        .map(|input| row(input, pack, provisional))
        .collect();
    let content = Content {
        date: inputs.date,
        cut_off,
        until: timeline::stated(pack, inputs.until),
        unit: inputs.unit,
        unit_name: inputs.unit_name,
        pack: pack.label(),
        title: pack.report_title.as_ref().unwrap_or(&pack.title).clone(),
        chat_title: pack.chat_title.as_ref().unwrap_or(&pack.title).clone(),
        office: pack.office.clone(),
        reporter: pack.reporter(inputs.unit).cloned(),
        number: issue(pack, inputs.date),
        ranked_by: pack.ranked_by(),
        leads: leads(pack, inputs.date),
        goal: goal(pack, inputs.date),
        due_at: pack
            .deadlines
            .iter()
            .find(|deadline| deadline.on == inputs.date)
            .map(|deadline| deadline.at),
        printed: printed(pack, &rows),
        provisional,
        inflow: None,
        rows,
    };
    let mut report = content.report(None);
    report.internal = inputs.unit != pack.unit;
    Ok(report)
}

/// The number of a day's report, counted from the first day that is reported; nothing before it.
#[must_use]
pub fn issue(pack: &Pack, date: NaiveDate) -> Option<i64> {
    pack.daily
        .as_ref()
        .map(|daily| (date - daily.first_day).num_days() + 1)
        .filter(|n| *n > 0)
}

fn broken(inputs: &Inputs<'_>, today: &Figures) -> Vec<BrokenIdentity> {
    let mut broken: Vec<_> = inputs
        .rows
        .iter()
        .flat_map(|row| identity::broken(&row.today, row.unit, &row.name))
        .collect();
    if let Some(whole) = &inputs.whole {
        broken.extend(identity::rows_against_whole(today, whole));
    }
    broken
}

fn row(input: RowInput, pack: &Pack, provisional: bool) -> RowContent {
    let reports = matches!(input.unit, RowUnit::Unit(_)) && input.today[Figure::Total] > 0;
    let in_time = input.submitted.as_ref().is_some_and(|told| !told.late);
    let heard = in_time || (input.heard && !pack.submission_required());
    let missing = reports && !heard;
    // Before the cut-off nobody is late yet: what is there counts.
    let counts = match pack.missing_counts() {
        _ if !missing || provisional => Counts::Entries,
        MissingCounts::Entries => Counts::Entries,
        MissingCounts::Yesterday => Counts::Yesterday,
        MissingCounts::Zero => Counts::Zero,
    };
    let mut gain = input.today.clone();
    gain -= &input.yesterday;
    let (figures, gain) = match counts {
        Counts::Entries => (input.today, gain),
        Counts::Yesterday => (input.yesterday, Figures::default()),
        Counts::Zero => {
            let mut nothing = Figures::default();
            nothing[Figure::Total] = input.today[Figure::Total];
            (nothing, Figures::default())
        }
    };
    RowContent {
        unit: input.unit,
        name: input.name,
        missing,
        counts,
        submitted: input.submitted,
        figures,
        gain,
    }
}

/// Ranks units; groups of a village and unclaimed persons compete with nobody.
fn board(rows: &[Row], by: RankBy) -> Vec<Placed<RowUnit>> {
    let done = match by {
        RankBy::Resolved => Figure::Resolved,
        RankBy::Verified => Figure::Verified,
    };
    ranking::rank(
        rows.iter()
            .filter(|row| matches!(row.unit, RowUnit::Unit(_)))
            .map(|row| Contender {
                unit: row.unit,
                done: row.line.figures[done],
                of: row.line.figures[Figure::Total],
            }),
    )
}

fn place(rows: &mut [Row], board: &[Placed<RowUnit>]) {
    for placed in board {
        for row in rows.iter_mut().filter(|r| r.unit == placed.contender.unit) {
            for cell in &mut row.line.cells {
                if let Cell::Place(place) = cell {
                    *place = Some(placed.place);
                }
            }
        }
    }
}

fn printed(pack: &Pack, rows: &[RowContent]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    // Units that the pack does not name keep their code order behind the named ones.
    order.sort_by_key(|at| {
        let named = match rows[*at].unit {
            RowUnit::Unit(code) => pack.unit_order.iter().position(|unit| *unit == code),
            RowUnit::Group(..) | RowUnit::Unassigned => None,
        };
        let unassigned = rows[*at].unit == RowUnit::Unassigned;
        (unassigned, named.unwrap_or(usize::MAX))
    });
    order
}

fn goal(pack: &Pack, date: NaiveDate) -> Option<Goal> {
    pack.phases
        .iter()
        .filter(|phase| phase.verify_all && phase.from <= date && date <= phase.to)
        .map(|phase| phase.to)
        .min()
        .map(|ends| Goal {
            ends,
            days_left: (ends - date).num_days(),
        })
}

/// Phases overlap: the first of the pack that contains the day and names a board decides.
fn leads(pack: &Pack, date: NaiveDate) -> RankBy {
    pack.phases
        .iter()
        .filter(|phase| phase.from <= date && date <= phase.to)
        .find_map(|phase| phase.leads)
        .unwrap_or_else(|| pack.ranked_by())
}

/// The level of the rows: whom the report compares.
#[must_use]
pub const fn level_of_rows(unit: UnitCode) -> Option<Level> {
    unit.level().below()
}
