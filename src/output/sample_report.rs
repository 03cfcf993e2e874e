//! The spot check on paper: figures by unit, class, officer and item with their intervals.

mod files;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use super::grid::Grid;
use super::table;
use super::words::{self, NO_VALUE_ON_SCREEN};
use crate::domain::sample::{SampleReport, Status, Stratum, Tally, UnitTally, WAYS};
use crate::messages::Messages;

pub use files::{comma_separated, markdown, workbook};

/// A draw, as papers tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawTold {
    /// Day of the draw.
    pub on: NaiveDate,
    /// The seed.
    pub seed: String,
    /// The share in percent.
    pub share: String,
    /// From so many people.
    pub population: u64,
    /// So many were drawn.
    pub drawn: u64,
    /// Fingerprint of the population.
    pub list: String,
    /// What was told apart.
    pub strata: Vec<Stratum>,
}

/// The spot check with the names that its paper needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePaper {
    /// The figures.
    pub report: SampleReport,
    /// The day as far as which they go.
    pub date: NaiveDate,
    /// Whether that day has not ended: its figures still change.
    pub provisional: bool,
    /// Number and SHA-256 of the frozen report on which they rest, where they do.
    pub frozen: Option<(i64, String)>,
    /// The book's unit.
    pub unit: String,
    /// The office that makes the spot check.
    pub office: String,
    /// Where the share is written, where it is.
    pub basis: Option<String>,
    /// Names of the units, in the order of the report.
    pub names: Vec<String>,
    /// Titles of the classes.
    pub classes: BTreeMap<String, String>,
    /// The draws.
    pub draws: Vec<DrawTold>,
}

impl SamplePaper {
    /// The name of a unit's line.
    #[must_use]
    pub fn name(&self, at: usize, messages: &Messages) -> String {
        let unit = self.report.units.get(at).and_then(|row| row.unit);
        let name = self.names.get(at).map_or("", String::as_str);
        unit.map_or_else(
            || messages.get("report-total"),
            |unit| words::row_name(unit, name, messages),
        )
    }

    /// A class with its title.
    #[must_use]
    pub fn class(&self, id: &str, messages: &Messages) -> String {
        match self.classes.get(id) {
            Some(title) => format!("{id} {title}"),
            None if id.is_empty() => messages.get("sample-no-class"),
            None => id.to_owned(),
        }
    }

    /// Its title: 区级抽查情况.
    #[must_use]
    pub fn title(&self, messages: &Messages) -> String {
        let level = messages.get(&format!("sample-level-{}", self.report.level.name()));
        messages.with("sample-report-title", &[("level", (&level).into())])
    }

    /// The lines above the tables: until when, the draws, how far it has come.
    #[must_use]
    pub fn head(&self, messages: &Messages) -> Vec<String> {
        let day = self.until(messages);
        let mut lines = vec![messages.with(
            "sample-report-until",
            &[("unit", (&self.unit).into()), ("day", (&day).into())],
        )];
        lines.extend(self.draws.iter().map(|draw| draw_line(draw, messages)));
        lines.push(words::spot_check(&self.report.coverage(), messages));
        lines.extend(
            self.basis
                .as_ref()
                .map(|basis| messages.with("sample-report-basis", &[("basis", basis.into())])),
        );
        lines
    }

    /// The day as far as which the figures go, marked where they still change.
    #[must_use]
    pub fn until(&self, messages: &Messages) -> String {
        let day = words::date(self.date, messages);
        if self.provisional {
            messages.with("sample-report-provisional", &[("day", (&day).into())])
        } else {
            day
        }
    }

    fn units(&self) -> impl Iterator<Item = (usize, &UnitTally)> {
        let sum = (self.report.units.len(), &self.report.total);
        self.report.units.iter().enumerate().chain([sum])
    }

    /// All its tables.
    #[must_use]
    pub fn grids(&self, messages: &Messages) -> Vec<Grid> {
        let heads = |keys: &[&str]| keys.iter().map(|key| messages.get(key)).collect();
        let mut looked = Vec::new();
        let mut wrong = Vec::new();
        let mut rectify = Vec::new();
        for (at, unit) in self.units() {
            let name = self.name(at, messages);
            looked.push(vec![
                name.clone(),
                unit.population.to_string(),
                unit.drawn.to_string(),
                unit.replaced.to_string(),
                unit.checked.to_string(),
                rate(unit.coverage()),
            ]);
            let mut cells = vec![name.clone()];
            cells.extend(tally_cells(unit.tally));
            wrong.push(cells);
            let mut cells = vec![name];
            cells.extend(unit.rectifications.iter().map(ToString::to_string));
            rectify.push(cells);
        }
        let mut wrong_heads = ERROR_HEADS.to_vec();
        wrong_heads[0] = "sample-head-unit";
        let mut rectify_heads = vec!["sample-head-unit"];
        rectify_heads.extend(RECTIFY_HEADS);
        let mut grids = vec![
            Grid {
                title: messages.get("sample-grid-looked"),
                heads: heads(&LOOKED_HEADS),
                rows: looked,
                total: true,
            },
            Grid {
                title: messages.get("sample-grid-wrong"),
                heads: heads(&wrong_heads),
                rows: wrong,
                total: true,
            },
            Grid {
                title: messages.get("sample-grid-rectify"),
                heads: heads(&rectify_heads),
                rows: rectify,
                total: true,
            },
        ];
        for (kind, lines) in self.tallies(messages) {
            if lines.is_empty() {
                continue;
            }
            let mut keys = ERROR_HEADS.to_vec();
            let own = format!("sample-head-{kind}");
            keys[0] = &own;
            grids.push(Grid {
                title: messages.get(&format!("sample-grid-{kind}")),
                heads: heads(&keys),
                rows: lines
                    .into_iter()
                    .map(|(name, tally)| {
                        let mut cells = vec![name];
                        cells.extend(tally_cells(tally));
                        cells
                    })
                    .collect(),
                total: false,
            });
        }
        grids
    }

    /// Errors by class, officer and item, with their names.
    fn tallies(&self, messages: &Messages) -> [(&'static str, Vec<(String, Tally)>); 3] {
        let report = &self.report;
        let classes = report.classes.iter();
        let officers = report.officers.iter();
        let items = report.items.iter();
        [
            (
                "class",
                classes
                    .map(|(id, tally)| (self.class(id, messages), *tally))
                    .collect(),
            ),
            (
                "officer",
                officers
                    .map(|(name, tally)| {
                        let name = Some(name.clone()).filter(|name| !name.is_empty());
                        (
                            name.unwrap_or_else(|| messages.get("sample-no-officer")),
                            *tally,
                        )
                    })
                    .collect(),
            ),
            (
                "item",
                items
                    .map(|(item, tally)| {
                        let name = messages.get(&format!("sample-item-{}", item.name()));
                        (name, *tally)
                    })
                    .collect(),
            ),
        ]
    }

    /// How often which way was gone: 查卷3人、电话回访2人.
    #[must_use]
    pub fn ways(&self, messages: &Messages) -> String {
        let told: Vec<String> = WAYS
            .iter()
            .zip(self.report.ways)
            .map(|(way, count)| {
                let way = messages.get(&format!("sample-way-{way}"));
                messages.with(
                    "sample-ways",
                    &[("way", (&way).into()), ("n", count.into())],
                )
            })
            .collect();
        told.join(&messages.get("report-comma"))
    }
}

const LOOKED_HEADS: [&str; 6] = [
    "sample-head-unit",
    "sample-head-population",
    "sample-head-drawn",
    "sample-head-replaced",
    "sample-head-checked",
    "sample-head-coverage",
];
const ERROR_HEADS: [&str; 5] = [
    "",
    "sample-head-compared",
    "sample-head-wrong",
    "sample-head-rate",
    "sample-head-interval",
];
const RECTIFY_HEADS: [&str; 4] = [
    "sample-status-open",
    "sample-status-overdue",
    "sample-status-done",
    "sample-status-closed",
];

fn draw_line(draw: &DrawTold, messages: &Messages) -> String {
    messages.with(
        "sample-draw-line",
        &[
            ("on", (&draw.on.to_string()).into()),
            ("seed", (&draw.seed).into()),
            ("share", (&draw.share).into()),
            ("population", draw.population.into()),
            ("drawn", draw.drawn.into()),
            ("list", draw.list.get(..16).unwrap_or_default().into()),
        ],
    )
}

fn rate(rate: Option<crate::domain::report::Rate>) -> String {
    rate.map_or_else(|| NO_VALUE_ON_SCREEN.to_owned(), |rate| rate.to_string())
}

/// Hundredths of a percent with two decimals.
pub(super) fn percent(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The interval as it is printed: 4.13-19.20.
#[must_use]
pub fn interval(tally: Tally) -> String {
    tally.interval().map_or_else(
        || NO_VALUE_ON_SCREEN.to_owned(),
        |(low, high)| format!("{}-{}", percent(low), percent(high)),
    )
}

fn tally_cells(tally: Tally) -> [String; 4] {
    [
        tally.compared.to_string(),
        tally.wrong.to_string(),
        rate(tally.rate()),
        interval(tally),
    ]
}

/// The text for the office's group: no person, no officer.
#[must_use]
pub fn text(paper: &SamplePaper, messages: &Messages) -> String {
    let report = &paper.report;
    let mut lines = vec![format!("【{}】", paper.title(messages))];
    lines.extend(paper.head(messages));
    lines.push(paper.ways(messages));
    lines.push(wrong_line(report.total.tally, messages));
    for (at, unit) in report.units.iter().enumerate() {
        if unit.drawn + unit.replaced == 0 {
            continue;
        }
        let name = paper.name(at, messages);
        lines.push(messages.with(
            "sample-text-unit",
            &[
                ("unit", (&name).into()),
                ("checked", unit.checked.into()),
                ("drawn", unit.drawn.into()),
                ("wrong", unit.tally.wrong.into()),
                ("compared", unit.tally.compared.into()),
            ],
        ));
    }
    lines.push(rectify_line(&report.total, messages));
    lines.push(paper.office.clone());
    lines.into_iter().map(|line| line + "\n").collect()
}

/// 比对30人，不一致3人，差错率10.00%（95%区间3.46-25.62）.
#[must_use]
pub fn wrong_line(tally: Tally, messages: &Messages) -> String {
    if tally.compared == 0 {
        return messages.get("sample-text-nothing");
    }
    messages.with(
        "sample-text-wrong",
        &[
            ("compared", tally.compared.into()),
            ("wrong", tally.wrong.into()),
            ("rate", (&rate(tally.rate())).into()),
            ("interval", (&interval(tally)).into()),
        ],
    )
}

/// 整改清单：待整改1项，逾期0项，已整改待销号1项，已销号2项.
#[must_use]
pub fn rectify_line(unit: &UnitTally, messages: &Messages) -> String {
    let count = |status: Status| unit.rectifications[status as usize].into();
    messages.with(
        "sample-text-rectify",
        &[
            ("open", count(Status::Open)),
            ("overdue", count(Status::Overdue)),
            ("done", count(Status::Done)),
            ("closed", count(Status::Closed)),
        ],
    )
}

/// Tables for the terminal.
#[must_use]
pub fn tables(paper: &SamplePaper, messages: &Messages) -> String {
    beside(paper, messages, 0)
}

/// The same with two tables beside each other where both fit into so many columns.
#[must_use]
pub fn beside(paper: &SamplePaper, messages: &Messages, columns: usize) -> String {
    let mut out = paper.title(messages) + "\n";
    for line in paper.head(messages) {
        out = out + &line + "\n";
    }
    out = out + &paper.ways(messages) + "\n";
    let tables = paper.grids(messages).into_iter().map(|grid| {
        let frame = table::frame(&grid.heads, &grid.rows, grid.total);
        let mut lines = vec![grid.title];
        lines.extend(frame.lines().map(str::to_owned));
        lines
    });
    let mut waiting: Option<Vec<String>> = None;
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let wide = |table: &[String]| table.iter().map(|line| line.width()).max().unwrap_or(0);
    for table in tables {
        waiting = match waiting.take() {
            Some(left) if wide(&left) + GAP + wide(&table) <= columns => {
                blocks.push(joined(&left, &table, wide(&left) + GAP));
                None
            }
            Some(left) => {
                blocks.push(left);
                Some(table)
            }
            None => Some(table),
        };
    }
    blocks.extend(waiting);
    for block in blocks {
        out = out + "\n" + &block.join("\n") + "\n";
    }
    out + "\n" + &messages.get("sample-formula") + "\n"
}

/// Blanks between two tables.
const GAP: usize = 3;

/// The lines of two tables, the second from that column on.
fn joined(left: &[String], right: &[String], column: usize) -> Vec<String> {
    (0..left.len().max(right.len()))
        .map(|at| {
            let line = left.get(at).map_or("", String::as_str);
            let blanks = " ".repeat(column - line.width());
            let more = right.get(at).map_or("", String::as_str);
            format!("{line}{blanks}{more}").trim_end().to_owned()
        })
        .collect()
}
