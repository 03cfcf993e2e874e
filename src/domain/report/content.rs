//! All that a report says and that does not follow from it: the form in which a frozen report is kept. Cells, totals
//! and boards are made of it, for today's report and for a frozen one in the same way.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::frozen::Frozen;
use super::{Counts, Goal, Inflow, Line, Report, Row, RowUnit, Submitted, board, place};
use crate::domain::figures::Figures;
use crate::domain::pack::{RankBy, Reporter};
use crate::domain::unit::UnitCode;

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The day.
    pub date: NaiveDate,
    /// The cut-off of that day.
    pub cut_off: DateTime<FixedOffset>,
    /// Entries before this moment are counted.
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
    /// Who reports for the unit.
    pub reporter: Option<Reporter>,
    /// Number of the report (第n期).
    pub number: Option<i64>,
    /// The figure by which the pack ranks.
    pub ranked_by: RankBy,
    /// The board that leads the text.
    pub leads: RankBy,
    /// The end of the phase in which everybody must be verified.
    pub goal: Option<Goal>,
    /// A time of this day at which something is due.
    pub due_at: Option<NaiveTime>,
    /// Positions of the rows in the order of print.
    pub printed: Vec<usize>,
    /// Whether the cut-off has not come yet.
    pub provisional: bool,
    /// The people whom later lists added.
    #[serde(default)]
    pub inflow: Option<Inflow>,
    /// The rows in code order, `Unassigned` last.
    pub rows: Vec<RowContent>,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowContent {
    /// Whom it counts.
    pub unit: RowUnit,
    /// Their name.
    pub name: String,
    /// It did not report in time.
    pub missing: bool,
    /// What counts for it.
    pub counts: Counts,
    /// What it handed in.
    pub submitted: Option<Submitted>,
    /// The figures, those of 0 left out.
    pub figures: Figures,
    /// What the day added.
    pub gain: Figures,
}

impl Content {
    /// What a report says.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self {
            date: report.date,
            cut_off: report.cut_off,
            until: report.until,
            unit: report.unit,
            unit_name: report.unit_name.clone(),
            pack: report.pack.clone(),
            title: report.title.clone(),
            chat_title: report.chat_title.clone(),
            office: report.office.clone(),
            reporter: report.reporter.clone(),
            number: report.issue,
            ranked_by: report.ranked_by,
            leads: report.leads,
            goal: report.goal,
            due_at: report.due_at,
            printed: report.printed.clone(),
            provisional: report.provisional,
            inflow: report.inflow,
            rows: report
                .rows
                .iter()
                .map(|row| RowContent {
                    unit: row.unit,
                    name: row.name.clone(),
                    missing: row.silent,
                    counts: row.counts,
                    submitted: row.submitted.clone(),
                    figures: row.line.figures.clone(),
                    gain: row.line.gain.clone(),
                })
                .collect(),
        }
    }

    /// The report that says it; `frozen` tells how it was set down, where it was.
    #[must_use]
    pub fn report(self, frozen: Option<Frozen>) -> Report {
        // On the last day nothing is left to divide by.
        let days_left = self
            .goal
            .map(|goal| goal.days_left)
            .filter(|days| *days > 0);
        let (mut sum, mut gained) = (Figures::default(), Figures::default());
        for row in &self.rows {
            sum += &row.figures;
            gained += &row.gain;
        }
        let mut rows: Vec<Row> = self
            .rows
            .into_iter()
            .map(|row| Row {
                unit: row.unit,
                name: row.name,
                silent: row.missing,
                counts: row.counts,
                submitted: row.submitted,
                line: Line::with(row.figures, row.gain, days_left),
            })
            .collect();
        let by_resolved = board(&rows, RankBy::Resolved);
        let by_verified = board(&rows, RankBy::Verified);
        match self.ranked_by {
            RankBy::Resolved => place(&mut rows, &by_resolved),
            RankBy::Verified => place(&mut rows, &by_verified),
        }
        let printed =
            if self.printed.len() == rows.len() && self.printed.iter().all(|at| *at < rows.len()) {
                self.printed
            } else {
                (0..rows.len()).collect()
            };
        Report {
            date: self.date,
            cut_off: self.cut_off,
            until: self.until,
            unit: self.unit,
            unit_name: self.unit_name,
            pack: self.pack,
            title: self.title,
            chat_title: self.chat_title,
            office: self.office,
            reporter: self.reporter,
            issue: self.number,
            total: Line::with(sum, gained, days_left),
            rows,
            by_resolved,
            by_verified,
            ranked_by: self.ranked_by,
            leads: self.leads,
            goal: self.goal,
            due_at: self.due_at,
            printed,
            provisional: self.provisional,
            inflow: self.inflow,
            spot_checks: Vec::new(),
            internal: false,
            handed_in: None,
            frozen,
        }
    }
}
