//! What is asked of a book and recorded in it: a million cases against two thousand, an entry against a bare insert.

use anyhow::Result;
use rusqlite::Connection;
use std::path::Path;
use std::time::{Duration, Instant};
use xunren::domain::case::Turn;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::timeline;
use xunren::domain::unit::{Level, UnitCode};
use xunren::store::{CaseFilter, CaseRow, QueueKey};
use xunren::usecases::finding;
use xunren::usecases::freezing::{self, Freezing};
use xunren::usecases::opening::{self, CellName};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::reporting::{Which, daily_report, report_of};
use xunren::usecases::session::Session;

use super::{SMALL, Table, durable, middle, open, peak_kilobytes, screen};

/// People spread over a book, and what else the questions need.
pub(super) struct Sampled {
    session: Session,
    pub(super) people: Vec<CaseRow>,
    keys: Vec<(Turn, QueueKey)>,
    units: [UnitCode; 3],
}

pub(super) fn sampled(path: &Path) -> Result<Sampled> {
    let session = open(path)?;
    let county = session.store.unit();
    let mut people = Vec::new();
    let mut keys = Vec::new();
    for village in session
        .divisions
        .within(county)
        .filter(|(unit, _)| unit.level() == Level::Village)
    {
        let filter = CaseFilter {
            unit: Some(village.0),
            limit: Some(3),
            ..CaseFilter::default()
        };
        for row in session.store.list(&filter)? {
            keys.push((row.turn, row.key()));
            people.push(row);
        }
    }
    let township = session.divisions.children(county)[1];
    let village = session.divisions.children(township)[1];
    Ok(Sampled {
        session,
        people,
        keys,
        units: [county, township, village],
    })
}

impl Sampled {
    fn person(&self, at: usize) -> &CaseRow {
        &self.people[at % self.people.len()]
    }

    fn find(&self, typed: &str) -> Result<()> {
        std::hint::black_box(finding::find(&self.session, typed, finding::AT_FIRST)?);
        Ok(())
    }

    fn open_case(&self, id: CaseId) -> Result<()> {
        let entries = self.session.store.entries_of(id)?;
        let folded = timeline::fold(&entries, &self.session.pack);
        std::hint::black_box((folded, self.session.store.row(id)?));
        Ok(())
    }

    fn next_person(&self, at: usize) -> Result<()> {
        let (turn, key) = &self.keys[at % self.keys.len()];
        let filter = CaseFilter {
            unit: Some(self.units[0]),
            turn: Some(*turn),
            ..CaseFilter::default()
        };
        std::hint::black_box(self.session.store.page(&filter, Some(key), false, 1)?);
        Ok(())
    }

    fn home(&self, unit: UnitCode) -> Result<()> {
        std::hint::black_box(self.session.store.figures_of(unit, None)?);
        std::hint::black_box(self.session.store.figures_below(unit, None)?);
        Ok(())
    }

    /// A number of a village down to its first people and its rule.
    fn open_number(&self, at: usize) -> Result<()> {
        let day = self.session.pack.first_day() + chrono::Days::new(at as u64 % 9);
        let report = daily_report(&self.session, day, Some(self.units[2]))?;
        let cell = CellName::read(["total", "open", "class_1", "verified_today"][at % 4])?;
        std::hint::black_box(opening::open(&self.session, &report, cell, Some(60))?);
        Ok(())
    }

    fn list_of_the_past(&self, at: usize) -> Result<()> {
        let day = self.session.pack.first_day() + chrono::Days::new(6 + at as u64 % 3);
        let filter = CaseFilter {
            unit: Some(self.units[2]),
            limit: Some(60),
            ..CaseFilter::default()
        };
        let (store, pack) = (&self.session.store, &self.session.pack);
        let moment = timeline::cut_off(pack, day);
        std::hint::black_box(store.list_as_of(&filter, moment, pack)?);
        Ok(())
    }

    fn report(&self, day: u64) -> Result<()> {
        let day = self.session.pack.first_day() + chrono::Days::new(day);
        std::hint::black_box(daily_report(&self.session, day, None)?);
        Ok(())
    }
}

type Question = Box<dyn Fn(&Sampled, usize) -> Result<()>>;

pub(super) fn questions() -> Vec<(&'static str, Question)> {
    let initials = |at: usize| ["wjg", "lxf", "zgy", "cgl", "sxy"][at % 5];
    vec![
        (
            "typing a surname",
            Box::new(|book, at| {
                book.find(&book.person(at).name.chars().take(1).collect::<String>())
            }),
        ),
        (
            "typing a name",
            Box::new(|book, at| book.find(&book.person(at).name.clone())),
        ),
        (
            "typing initials",
            Box::new(move |book, at| book.find(initials(at))),
        ),
        (
            "typing the last four",
            Box::new(|book, at| {
                let id = book.person(at).id_number.clone().unwrap_or_default();
                book.find(&id[id.len().saturating_sub(4)..])
            }),
        ),
        (
            "opening a case",
            Box::new(|book, at| book.open_case(book.person(at).id)),
        ),
        ("next person", Box::new(Sampled::next_person)),
        (
            "home of the county",
            Box::new(|book, _| book.home(book.units[0])),
        ),
        (
            "home of a township",
            Box::new(|book, _| book.home(book.units[1])),
        ),
        (
            "home of a village",
            Box::new(|book, _| book.home(book.units[2])),
        ),
        (
            "report of any day",
            Box::new(|book, at| book.report(at as u64 % 9)),
        ),
        ("opening a number", Box::new(Sampled::open_number)),
        ("list as of a day", Box::new(Sampled::list_of_the_past)),
    ]
}

/// From a key to the frame, on the great book against the small one.
pub(super) fn screens(small: &Path, big: &Path, rows: u64, table: &mut Table) -> Result<()> {
    let few = screen::ask(small, &sampled(small)?.people)?;
    let many = screen::ask(big, &sampled(big)?.people)?;
    for ((what, few), (_, many)) in few.into_iter().zip(many) {
        table.add(
            format!("{what}, key to frame: {rows} / {SMALL} cases"),
            many,
            few,
            1.5,
        );
    }
    Ok(())
}

pub(super) fn lookups(small: &Path, big: &Path, rows: u64, table: &mut Table) -> Result<()> {
    let (small, big) = (sampled(small)?, sampled(big)?);
    let connection = Connection::open(big.session.store.path())?;
    let mut statement = connection.prepare("SELECT * FROM cases WHERE id_number = ?1")?;
    let width = statement.column_count();
    let bare = middle(41, 50, |at| {
        let id = big.person(at).id_number.clone();
        let mut found = statement.query([id])?;
        while let Some(row) = found.next()? {
            for column in 0..width {
                std::hint::black_box(row.get::<_, rusqlite::types::Value>(column)?);
            }
        }
        Ok(())
    })?;
    let ours = middle(41, 50, |at| {
        let id = big.person(at).id_number.as_deref().unwrap_or_default();
        big.find(id)
    })?;
    table.add(format!("find by ID in {rows} cases"), ours, bare, 2.0);
    for (what, question) in questions() {
        let few = middle(21, 10, |at| question(&small, at))?;
        let many = middle(21, 10, |at| question(&big, at))?;
        table.add(format!("{what}: {rows} / {SMALL} cases"), many, few, 1.5);
    }
    Ok(())
}

/// Setting a day down, reading it back, and laying it beside what is known after late records.
pub(super) fn setting_down(small: &Path, big: &Path, rows: u64, table: &mut Table) -> Result<()> {
    let measured = |path: &Path| -> Result<[Duration; 3]> {
        let mut session = open(path)?;
        let first = session.pack.first_day();
        let day = |at: usize| first + chrono::Days::new(at as u64);
        let frozen = middle(11, 1, |at| {
            freezing::freeze(&mut session, day(at), &Freezing::default())?;
            Ok(())
        })?;
        let people = session.store.list(&CaseFilter {
            limit: Some(5),
            ..CaseFilter::default()
        })?;
        for person in &people {
            let note = Record {
                at: Some(timeline::cut_off(&session.pack, day(4)) - 60_000),
                by: None,
                subject: Subject::Case(person.id),
                kind: Kind::Contact,
                fields: serde_json::from_str(r#"{"how":"visit","met":"self"}"#)?,
            };
            record(&mut session, &note)?;
        }
        let read = middle(11, 5, |_| {
            std::hint::black_box(report_of(&session, day(4), None, Which::Standing)?);
            Ok(())
        })?;
        let compared = middle(11, 5, |_| {
            let report = report_of(&session, day(4), None, Which::AsFrozen(None))?;
            std::hint::black_box(freezing::compare(&session, report)?);
            Ok(())
        })?;
        Ok([frozen, read, compared])
    };
    let (few, many) = (measured(small)?, measured(big)?);
    let what = [
        "setting a day down",
        "a day that was set down, and what came later",
        "set down against known",
    ];
    for (at, what) in what.into_iter().enumerate() {
        let title = format!("{what}: {rows} / {SMALL} cases");
        table.add(title, many[at], few[at], 1.5);
    }
    Ok(())
}

/// Both in turn, so that a disk that is slower for a while is slower for both.
pub(super) fn appending(folder: &Path, book: &Path, table: &mut Table) -> Result<()> {
    let people = sampled(book)?.people;
    let path = folder.join("append.sqlite");
    let connection = durable(&path)?;
    connection.execute_batch(
        "CREATE TABLE contacts(no INTEGER PRIMARY KEY, case_id BLOB, at INTEGER, body TEXT);",
    )?;
    let mut insert =
        connection.prepare("INSERT INTO contacts(case_id, at, body) VALUES(?1, ?2, ?3)")?;
    let mut session = open(book)?;
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for person in people.iter().take(61) {
        let start = Instant::now();
        insert.execute((
            person.id.0,
            1_630_000_000_000_i64,
            "{\"by\":\"王敏\",\"how\":\"visit\",\"met\":\"self\"}",
        ))?;
        bare.push(start.elapsed());
        let contact = Record {
            at: None,
            by: None,
            subject: Subject::Case(person.id),
            kind: Kind::Contact,
            fields: serde_json::from_str(r#"{"how":"visit","met":"self"}"#)?,
        };
        let start = Instant::now();
        record(&mut session, &contact)?;
        ours.push(start.elapsed());
    }
    ours.sort_unstable();
    bare.sort_unstable();
    table.add(
        "appending a contact, durably",
        ours[ours.len() / 2],
        bare[bare.len() / 2],
        3.0,
    );
    Ok(())
}

/// What a long day at the keyboard reads, then the most memory that it took.
pub(super) fn look_around(path: &Path) -> Result<()> {
    let book = sampled(path)?;
    for at in 0..300 {
        for (_, question) in questions() {
            question(&book, at)?;
        }
        let (turn, key) = &book.keys[at % book.keys.len()];
        let filter = CaseFilter {
            turn: Some(*turn),
            ..CaseFilter::default()
        };
        book.session
            .store
            .page(&filter, Some(key), at % 2 == 0, 50)?;
    }
    println!("{}", peak_kilobytes().unwrap_or(0));
    Ok(())
}
