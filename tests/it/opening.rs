//! Every number opens: on each of the nine days, for every cell of every row, as many people stand behind it as it says;
//! lists as they stood at an earlier moment; two days against each other.

use std::io::Cursor;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde_json::Value;
use xunren::domain::figures::{Figure, LISTED};
use xunren::domain::report::{COLUMNS, Cell, Report, RowUnit, Source};
use xunren::domain::spell::BY_ROW;
use xunren::domain::timeline;
use xunren::domain::unit::UnitCode;
use xunren::store::{CaseFilter, Scope};
use xunren::usecases::changing;
use xunren::usecases::importing::{ImportOptions, import};
use xunren::usecases::opening::{self, CellName, Opened, PartOf};
use xunren::usecases::recording::record_batch;
use xunren::usecases::reporting::daily_report;
use xunren::usecases::session::{Clock, Session};

use crate::desk::{START, sample, session};
use crate::main_job::{WORKED, copy};

/// The nth of the nine days.
pub fn day(nth: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 9, 6).unwrap() + Days::new(nth)
}

/// The sample's records, each with the day in whose report it is counted first.
pub static FIELDWORK: LazyLock<Vec<(NaiveDate, String)>> = LazyLock::new(|| {
    let text = std::fs::read_to_string(sample("fieldwork.jsonl")).unwrap();
    let pack = crate::desk::packs().load("huiji-2021").unwrap();
    let day_of = |line: &str| {
        let value: Value = serde_json::from_str(line).ok()?;
        let at = chrono::DateTime::parse_from_rfc3339(value["at"].as_str()?).ok()?;
        Some(timeline::report_day(&pack, at.timestamp_millis()))
    };
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| (day_of(line).unwrap_or(NaiveDate::MIN), line.to_owned()))
        .collect()
});

/// A book in memory with the sample's list.
pub fn imported() -> Session {
    let mut session = session();
    session.clock = Clock::Set(START + 3_600_000);
    let options = ImportOptions {
        without_rows: true,
        ..ImportOptions::default()
    };
    import(
        &mut session,
        &sample("suspended-export.xlsx"),
        &options,
        &mut |_| Ok(()),
    )
    .unwrap();
    session
}

/// Records what is counted first on this day; the clock then stands five minutes behind its cut-off.
pub fn work(session: &mut Session, date: NaiveDate) {
    let lines: Vec<&str> = FIELDWORK
        .iter()
        .filter(|(of, _)| *of == date)
        .map(|(_, line)| line.as_str())
        .collect();
    session.clock = Clock::Set(timeline::cut_off(&session.pack, date) + 300_000);
    record_batch(session, &mut Cursor::new(lines.join("\n")), &mut |_| Ok(())).unwrap();
}

fn scope(report: &Report, row: Option<RowUnit>) -> Scope {
    match row {
        None => Scope::of(report.unit),
        Some(RowUnit::Unit(unit)) => Scope::of(unit),
        Some(RowUnit::Unassigned) => Scope {
            directly: true,
            ..Scope::of(report.unit)
        },
        Some(RowUnit::Group(unit, group)) => Scope {
            unit,
            directly: true,
            group: Some(group),
        },
    }
}

/// All rows of a report with their figures, the total last.
fn lines(report: &Report) -> Vec<(Option<RowUnit>, &xunren::domain::report::Line)> {
    let rows = report.rows.iter().map(|row| (Some(row.unit), &row.line));
    rows.chain([(None, &report.total)]).collect()
}

/// For every figure of every row: the people of the store, counted and added up, against the figure.
fn every_figure_has_its_people(session: &Session, report: &Report) {
    let moment = (report.date, report.cut_off.timestamp_millis());
    for (row, line) in lines(report) {
        let scope = scope(report, row);
        for figure in LISTED {
            let people = session
                .store
                .behind(scope, (*figure, None), moment, 10_000)
                .unwrap();
            let sum: i64 = people.iter().map(|person| person.amount).sum();
            let context = format!("{} {row:?} {}", report.date, figure.name());
            assert_eq!(sum, line.figures[*figure], "{context}");
            // No column asks who came to these two; rows tell them, not spells.
            if BY_ROW.contains(figure) {
                continue;
            }
            let came = session.store.came_and_left(scope, *figure, report.date);
            let came: i64 = came.unwrap().iter().map(|person| person.amount).sum();
            assert_eq!(came, line.gain[*figure], "{context}");
        }
    }
}

#[test]
fn the_people_behind_every_figure_of_the_nine_days_add_up_to_it() {
    let desk = copy(&WORKED.0);
    let packs = crate::desk::packs();
    let session = Session::open(&desk.book(), &packs, Clock::Device).unwrap();
    for nth in 0..9 {
        let report = daily_report(&session, day(nth), None).unwrap();
        every_figure_has_its_people(&session, &report);
    }
    // A township's villages and a village's groups in the same way.
    for unit in ["410108101", "410108101205", "410108004"] {
        let unit: UnitCode = unit.parse().unwrap();
        let report = daily_report(&session, day(4), Some(unit)).unwrap();
        assert!(report.rows.len() > 1);
        every_figure_has_its_people(&session, &report);
    }
    // Before anybody was registered nobody stands anywhere.
    let early = daily_report(&session, NaiveDate::from_ymd_opt(2021, 8, 1).unwrap(), None);
    every_figure_has_its_people(&session, &early.unwrap());
}

fn count(opened: &Opened, of: PartOf) -> (i64, i64) {
    let part = opened.parts.iter().find(|part| part.of == of).unwrap();
    (part.count, i64::try_from(part.people.len()).unwrap())
}

#[test]
fn every_column_opens_to_as_many_people_as_its_cell_says() {
    let desk = copy(&WORKED.0);
    let packs = crate::desk::packs();
    let session = Session::open(&desk.book(), &packs, Clock::Device).unwrap();
    let report = daily_report(&session, day(3), None).unwrap();
    for row in [Some(report.rows[5].unit), Some(RowUnit::Unassigned), None] {
        for column in COLUMNS {
            let cell = CellName {
                column: *column,
                row,
            };
            let opened = opening::open(&session, &report, cell, None).unwrap();
            let id = column.id();
            let listed = |of| {
                let (told, listed) = count(&opened, of);
                assert_eq!(told, listed, "{id} {row:?}");
                listed
            };
            match (column.source(), opened.value) {
                (Source::Count(_) | Source::Open, Cell::Count(n)) => {
                    assert_eq!(listed(PartOf::Counted), n, "{id}");
                }
                (Source::Amount(_), Cell::Amount(amount)) => {
                    listed(PartOf::Counted);
                    let sum: i64 = opened.parts[0].people.iter().map(|one| one.amount).sum();
                    assert_eq!(sum, amount.fen(), "{id}");
                }
                (Source::Gain(_), Cell::Count(n)) => {
                    assert_eq!(listed(PartOf::Came) - listed(PartOf::Left), n, "{id}");
                }
                (Source::Rate(_) | Source::Place, _) => {
                    listed(PartOf::Done);
                }
                (Source::Pace, _) => {
                    listed(PartOf::ToDo);
                }
                (source, value) => panic!("{id}: {source:?} {value:?}"),
            }
            assert!(!opened.clauses.is_empty() || id == "deregistered", "{id}");
        }
    }
}

#[test]
fn a_number_opens_from_the_command_line_with_masked_people_and_its_clause() {
    let desk = copy(&WORKED.0);
    let explain = |cell: &str| {
        desk.json(
            0,
            &[
                "--book",
                "b.xunren",
                "--format",
                "json",
                "report",
                "daily",
                "--date",
                "2021-09-09",
                "--explain",
                cell,
            ],
        )
    };
    let found = explain("class_5:410108001");
    let people = found["parts"][0]["people"].as_array().unwrap();
    assert_eq!(found["value"], people.len());
    for person in people {
        assert_eq!(person["class"], "5");
        assert!(person["unit"].as_str().unwrap().starts_with("410108001"));
        assert!(
            person["id_number"]
                .as_str()
                .is_none_or(|id| id.contains("****"))
        );
    }
    assert!(
        found["clauses"][0]["cite"]
            .as_str()
            .unwrap()
            .contains("惠人社")
    );
    let rate = explain("resolved_rate:total");
    assert_eq!(
        (&rate["parts"][0]["count"], &rate["parts"][1]["count"]),
        (&218.into(), &1836.into())
    );
    let amount = explain("back_pay:410108002");
    assert_eq!(amount["parts"][0]["amount"], amount["value"]);
    assert_eq!(explain("total:unassigned")["value"], 4);
    for wrong in ["class_9:410108001", "class_5:410108999", "class_5:x"] {
        let arguments = ["--book", "b.xunren", "report", "daily", "--explain", wrong];
        desk.ends(1, &arguments);
    }
}

#[test]
fn a_list_as_of_a_moment_is_the_list_that_stood_there() {
    let mut session = imported();
    let filters = [
        CaseFilter::default(),
        CaseFilter {
            state: Some(xunren::domain::case::State::Resolved),
            ..CaseFilter::default()
        },
        CaseFilter {
            class: Some("5".to_owned()),
            unit: Some("410108001".parse().unwrap()),
            ..CaseFilter::default()
        },
        CaseFilter {
            limit: Some(7),
            ..CaseFilter::default()
        },
    ];
    let mut stood = Vec::new();
    for nth in 0..3 {
        work(&mut session, day(nth));
        let moment = timeline::cut_off(&session.pack, day(nth));
        let lists: Vec<_> = filters
            .iter()
            .map(|filter| session.store.list(filter).unwrap())
            .collect();
        assert!(lists.iter().all(|list| !list.is_empty()));
        stood.push((moment, lists));
    }
    for (moment, lists) in stood {
        for (filter, list) in filters.iter().zip(lists) {
            let now = session
                .store
                .list_as_of(filter, moment, &session.pack)
                .unwrap();
            assert_eq!(now, list);
        }
    }
}

#[test]
fn two_days_differ_by_the_people_who_changed() {
    let desk = copy(&WORKED.0);
    let packs = crate::desk::packs();
    let session = Session::open(&desk.book(), &packs, Clock::Device).unwrap();
    let found = changing::between(&session, None, day(2), day(3)).unwrap();
    let (one, other) = (
        daily_report(&session, day(2), None).unwrap(),
        daily_report(&session, day(3), None).unwrap(),
    );
    let resolved = |report: &Report| report.total.figures[Figure::Resolved];
    let now = |change: &changing::Change, before: bool| {
        let standing = if before {
            &change.before
        } else {
            &change.after
        };
        let state = standing.as_ref().map(|standing| standing.state);
        i64::from(state == Some(xunren::domain::case::State::Resolved))
    };
    let gained: i64 = found
        .people
        .iter()
        .map(|change| now(change, false) - now(change, true))
        .sum();
    assert_eq!(gained, resolved(&other) - resolved(&one));
    for change in &found.people {
        assert!(!change.entries.is_empty(), "{}", change.row.name);
        assert!(change.entries.iter().all(|entry| !entry.body.by.is_empty()));
    }
    assert!(changing::between(&session, None, day(3), day(3)).is_err());
    let arguments = [
        "--book",
        "b.xunren",
        "--format",
        "json",
        "report",
        "changes",
        "--from",
        "2021-09-08",
        "--to",
        "2021-09-09",
    ];
    let told = desk.json(0, &arguments);
    assert_eq!(told["people"].as_array().unwrap().len(), found.people.len());
    let as_of = [
        "--book", "b.xunren", "--format", "json", "list", "--state", "resolved", "--as-of",
    ];
    let list = desk.json(0, &[&as_of[..], &["2021-09-09T15:00"]].concat());
    assert_eq!(list.as_array().unwrap().len(), 218);
    desk.ends(1, &[&as_of[..], &["gestern"]].concat());
}
