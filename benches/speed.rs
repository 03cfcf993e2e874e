//! How fast: ours against a bare program that does the least of the same, and a million cases against two thousand.
//! All numbers are ratios of one run; a shared machine makes its own noise, so that nothing here passes or fails.
//!
//! `XUNREN_BENCH_ROWS` sets the rows of the import and the cases of the big book (1000000 when absent).

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod screen;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use calamine::Reader as _;
use rusqlite::Connection;
use xunren::domain::case::Turn;
use xunren::domain::demo_people::{Chance, person};
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::id_number::check_character;
use xunren::domain::settlement;
use xunren::domain::timeline;
use xunren::domain::unit::{Level, UnitCode};
use xunren::domain::workday::Workdays;
use xunren::forms::Forms;
use xunren::intake::Limits;
use xunren::output::Form;
use xunren::packs::Packs;
use xunren::store::{CaseFilter, CaseRow, QueueKey};
use xunren::usecases::freezing::{self, Freezing};
use xunren::usecases::importing::{ImportOptions, ImportResult, import};
use xunren::usecases::opening::{self, CellName};
use xunren::usecases::papers as printing;
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::reporting::{Which, daily_report, report_of};
use xunren::usecases::session::{Clock, Session};
use xunren::usecases::{demo, finding};

/// The child that opens a book and reads one row, and the one that looks at every screen's data.
const OPEN_BARE: &str = "--open-bare";
const LOOK_AROUND: &str = "--look-around";

const SMALL: u64 = 2_000;
const SHEET_ROWS: u64 = 200_000;
const HEAD: [&str; 6] = [
    "姓名",
    "身份证号码",
    "家庭住址",
    "暂停年月",
    "暂停原因",
    "联系电话",
];
const COUNTY: &str = "410108";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some(OPEN_BARE) => return open_bare(Path::new(&arguments[2])),
        Some(LOOK_AROUND) => return look_around(Path::new(&arguments[2])),
        _ => {}
    }
    let rows: u64 = std::env::var("XUNREN_BENCH_ROWS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let only = std::env::var("XUNREN_BENCH_ONLY").unwrap_or_default();
    let folder = tempfile::tempdir()?;
    let mut table = Table::default();
    if only.is_empty() || only == "import" {
        imports(folder.path(), rows, &mut table)?;
    }
    if only.is_empty() || only == "sheet" {
        dry_run(folder.path(), rows.min(SHEET_ROWS), &mut table)?;
    }
    if only.is_empty() || only == "settle" {
        settlements(&mut table)?;
    }
    if only.is_empty() || only == "book" {
        let small = book(folder.path(), SMALL)?;
        let big = book(folder.path(), rows)?;
        screens(&small, &big, rows, &mut table)?;
        lookups(&small, &big, rows, &mut table)?;
        setting_down(&small, &big, rows, &mut table)?;
        appending(folder.path(), &big, &mut table)?;
        starts(&small, &big, rows, &mut table)?;
        memory(&big, rows, &mut table)?;
    }
    if only.is_empty() || only == "papers" {
        let folder = tempfile::tempdir()?;
        let small = book(folder.path(), SMALL)?;
        papers(folder.path(), &small, &mut table)?;
        outputs(&small, &mut table)?;
    }
    println!("\n{}", table.text());
    Ok(())
}

/// What was measured, line by line.
#[derive(Default)]
struct Table {
    lines: Vec<[String; 5]>,
}

impl Table {
    fn add(&mut self, what: impl Into<String>, ours: Duration, bare: Duration, limit: f64) {
        let ratio = ours.as_secs_f64() / bare.as_secs_f64().max(f64::MIN_POSITIVE);
        self.put([
            what.into(),
            shown(ours),
            shown(bare),
            format!("{ratio:.2}"),
            format!("{limit:.1}"),
        ]);
    }

    fn put(&mut self, line: [String; 5]) {
        eprintln!("{}", line.join("  "));
        self.lines.push(line);
    }

    fn text(&self) -> String {
        let head = ["what", "ours", "bare", "ratio", "limit"].map(str::to_owned);
        let all: Vec<&[String; 5]> = std::iter::once(&head).chain(&self.lines).collect();
        let width = |at: usize| all.iter().map(|line| line[at].len()).max().unwrap_or(0);
        let widths = [width(0), width(1), width(2), width(3), width(4)];
        let mut text = String::new();
        for line in all {
            let _ = write!(text, "{:<1$}", line[0], widths[0]);
            for at in 1..5 {
                let _ = write!(text, "  {:>1$}", line[at], widths[at]);
            }
            text.push('\n');
        }
        text
    }
}

fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros >= 1e6 {
        format!("{:.2} s", micros / 1e6)
    } else if micros >= 1e3 {
        format!("{:.2} ms", micros / 1e3)
    } else {
        format!("{micros:.1} us")
    }
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let start = Instant::now();
    let value = work()?;
    Ok((start.elapsed(), value))
}

/// A settlement over 40 years of months against one over 2 years: twenty times the months.
fn settlements(table: &mut Table) -> Result<()> {
    let pack = Packs::of_program().load("songshan-2020")?;
    let workdays = Workdays::of_program()?;
    let rates: Vec<_> = (0..20)
        .map(|i| serde_json::json!({"from": format!("{}-01", 1985 + 2 * i), "basic": format!("{}.00", 60 + 5 * i)}))
        .collect();
    let over = |suspended_from: &str| -> Result<Duration> {
        let facts = settlement::read(&serde_json::json!({
            "pack": "songshan-2020", "situation": "death", "death_month": "1985-01",
            "suspended_from": suspended_from, "account_balance": "2000.00", "monthly_account": "37.94",
            "rates": rates, "funeral": "600.00", "over_basis": "full", "instalments": 12,
        }))
        .map_err(|problems| anyhow!("{problems:?}"))?;
        middle(200, 20, |_| {
            std::hint::black_box(settlement::settle(&facts, &pack, &workdays));
            Ok(())
        })
    };
    let (many, few) = (over("2025-02")?, over("1987-02")?);
    table.add("settlement over 40 years / 2 years", many, few, 20.0);
    Ok(())
}

/// The middle of many runs, each of `batch` calls with a running number, as the time of one call.
fn middle(
    runs: usize,
    batch: usize,
    mut work: impl FnMut(usize) -> Result<()>,
) -> Result<Duration> {
    let mut times = Vec::with_capacity(runs);
    for run in 0..=runs {
        let start = Instant::now();
        for i in 0..batch {
            work(run * batch + i)?;
        }
        // The first run warms up.
        if run > 0 {
            times.push(start.elapsed() / u32::try_from(batch)?);
        }
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn villages(session: &Session) -> Vec<(UnitCode, String)> {
    session
        .divisions
        .within(session.store.unit())
        .filter(|(unit, _)| unit.level() == Level::Village)
        .filter_map(|(unit, _)| Some((unit, session.divisions.full_name(unit)?)))
        .collect()
}

/// The rows of a list as a system would export them.
fn list(session: &Session, rows: u64) -> impl Iterator<Item = [String; 6]> {
    let villages = villages(session);
    let mut chance = Chance::new(7);
    (0..rows).map(move |number| {
        let facts = person(number, &villages, &mut chance).facts;
        [
            facts.name.unwrap_or_default(),
            id_number(number).unwrap_or_default(),
            facts.address.unwrap_or_default(),
            facts
                .suspended_from
                .map(|month| month.to_string())
                .unwrap_or_default(),
            facts.reason.unwrap_or_default(),
            facts.phone.unwrap_or_default(),
        ]
    })
}

/// A number of nobody that no other row has, in no order that an index could profit from.
fn id_number(number: u64) -> Option<String> {
    const DAYS: u64 = 35 * 365;
    let day =
        chrono::NaiveDate::from_ymd_opt(1926, 1, 1)? + chrono::Days::new(number * 7919 % DAYS);
    let mut text = format!("410198{}{:03}", day.format("%Y%m%d"), number / DAYS);
    text.push(char::from(check_character(text.as_bytes())?));
    Some(text)
}

fn empty_session(path: &Path) -> Result<Session> {
    let pack = Packs::of_program().load("huiji-2021")?;
    let unit = COUNTY.parse()?;
    Ok(Session::create(path, unit, pack, "王敏", Clock::Device)?)
}

fn imports(folder: &Path, rows: u64, table: &mut Table) -> Result<()> {
    let file = folder.join("list.csv");
    let mut session = empty_session(&folder.join("import.xunren"))?;
    let mut writer = csv::Writer::from_path(&file)?;
    writer.write_record(HEAD)?;
    for row in list(&session, rows) {
        writer.write_record(&row)?;
    }
    writer.flush()?;
    let (bare, ()) = timed(|| bare_import(&file, &folder.join("bare.sqlite")))?;
    let (ours, result) = timed(|| run_import(&mut session, &file, false))?;
    if result.created != rows {
        return Err(anyhow!("{} of {rows} created", result.created));
    }
    table.add(format!("import of {rows} CSV rows"), ours, bare, 8.0);
    drop(session);
    for name in ["import.xunren", "bare.sqlite"] {
        demo::remove(&folder.join(name));
    }
    Ok(())
}

fn run_import(session: &mut Session, file: &Path, dry_run: bool) -> Result<ImportResult> {
    let options = ImportOptions {
        dry_run,
        // Workbooks are read as the program reads them: in a process of their own.
        limits: Limits {
            reader: Some(PathBuf::from(env!("CARGO_BIN_EXE_xunren"))),
            ..Limits::default()
        },
        without_rows: true,
        ..ImportOptions::default()
    };
    Ok(import(session, file, &options, &mut |_| Ok(()))?)
}

fn bare_import(file: &Path, path: &Path) -> Result<()> {
    let mut connection = durable(path)?;
    connection.execute_batch(
        "CREATE TABLE people(name TEXT, id_number TEXT, place TEXT, month TEXT, reason TEXT, phone TEXT);
         CREATE INDEX people_id_number ON people(id_number);",
    )?;
    let tx = connection.transaction()?;
    {
        let mut insert = tx.prepare("INSERT INTO people VALUES(?1, ?2, ?3, ?4, ?5, ?6)")?;
        let mut reader = csv::Reader::from_path(file)?;
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            insert.execute((
                &record[0], &record[1], &record[2], &record[3], &record[4], &record[5],
            ))?;
        }
    }
    tx.commit()?;
    Ok(())
}

/// A connection with the durability and the cache of a book.
fn durable(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
    )?;
    Ok(connection)
}

fn dry_run(folder: &Path, rows: u64, table: &mut Table) -> Result<()> {
    let file = folder.join("list.xlsx");
    let mut session = empty_session(&folder.join("dry.xunren"))?;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    for (column, title) in HEAD.iter().enumerate() {
        sheet.write(0, u16::try_from(column)?, *title)?;
    }
    for (at, row) in list(&session, rows).enumerate() {
        for (column, text) in row.iter().enumerate() {
            sheet.write(u32::try_from(at + 1)?, u16::try_from(column)?, text)?;
        }
    }
    book.save(&file)?;
    let (bare, ()) = timed(|| bare_cells(&file))?;
    let (ours, result) = timed(|| run_import(&mut session, &file, true))?;
    if result.created != rows {
        return Err(anyhow!("{} of {rows} created", result.created));
    }
    table.add(format!("dry run of {rows} XLSX rows"), ours, bare, 2.0);
    Ok(())
}

fn bare_cells(file: &Path) -> Result<()> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file)?;
    let names = book.sheet_names();
    let mut count = 0_u64;
    for name in names {
        let mut cells = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            std::hint::black_box(cell.get_value());
            count += 1;
        }
    }
    std::hint::black_box(count);
    Ok(())
}

/// A book of so many cases with some days of work on the first of them; made once.
fn book(folder: &Path, cases: u64) -> Result<PathBuf> {
    let path = folder.join(format!("{cases}.xunren"));
    let wanted = demo::Demo {
        cases,
        seed: 1,
        days: 9,
    };
    let (time, _) = timed(|| {
        Ok(demo::make(
            &path,
            &wanted,
            &Packs::of_program(),
            &mut |_| {},
        )?)
    })?;
    eprintln!("a book of {cases} cases made in {}", shown(time));
    Ok(path)
}

fn open(path: &Path) -> Result<Session> {
    Ok(Session::open(path, &Packs::of_program(), Clock::Device)?)
}

/// People spread over a book, and what else the questions need.
struct Sampled {
    session: Session,
    people: Vec<CaseRow>,
    keys: Vec<(Turn, QueueKey)>,
    units: [UnitCode; 3],
}

fn sampled(path: &Path) -> Result<Sampled> {
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

fn questions() -> Vec<(&'static str, Question)> {
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
fn screens(small: &Path, big: &Path, rows: u64, table: &mut Table) -> Result<()> {
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

fn lookups(small: &Path, big: &Path, rows: u64, table: &mut Table) -> Result<()> {
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
fn setting_down(small: &Path, big: &Path, rows: u64, table: &mut Table) -> Result<()> {
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
fn appending(folder: &Path, book: &Path, table: &mut Table) -> Result<()> {
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

/// A village's papers in one file against one paper, each numbered, written and recorded.
fn papers(folder: &Path, book: &Path, table: &mut Table) -> Result<()> {
    let people = sampled(book)?.people;
    let forms = Forms::of_program()?;
    let form = forms.form("promise")?;
    let mut session = open(book)?;
    let path = folder.join("paper.docx");
    let mut print = |at: usize, count: usize| -> Result<()> {
        let cases: Vec<CaseId> = (0..count)
            .map(|n| people[(at * count + n) % people.len()].id)
            .collect();
        let nothing = printing::Entered::new();
        printing::print(
            &mut session,
            &forms,
            form,
            &cases,
            &nothing,
            printing::Figures::Recorded,
            &path,
        )?;
        Ok(())
    };
    let one = middle(11, 1, |at| print(at, 1))?;
    let many = middle(11, 1, |at| print(at, 40))?;
    table.add("40 papers in one file / one paper", many, one, 10.0);
    Ok(())
}

/// Everything that leaves the program of one day, each by its command, against the text for the group chat by its own.
fn outputs(book: &Path, table: &mut Table) -> Result<()> {
    let session = open(book)?;
    let day = session.pack.first_day() + chrono::Days::new(4);
    drop(session);
    let made = |words: &[&str]| -> Result<()> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xunren"));
        command.arg("--book").arg(book).args(words);
        command.args(["--date", &day.to_string()]);
        let output = command.stdin(Stdio::null()).output()?;
        if !output.status.success() {
            return Err(anyhow!("{words:?} ended with {}", output.status));
        }
        Ok(())
    };
    let text = middle(21, 1, |_| made(&["report", "daily"]))?;
    let all = middle(11, 1, |_| {
        for form in Form::ALL {
            made(&["report", "daily", "--format", form.name()])?;
        }
        made(&["report", "daily", "--format", "qr"])?;
        made(&["rank"])
    })?;
    table.add("all outputs of a day / its text", all, text, 20.0);
    Ok(())
}

fn starts(small: &Path, big: &Path, rows: u64, table: &mut Table) -> Result<()> {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_xunren"));
    let own = std::env::current_exe()?;
    for (path, cases) in [(small, SMALL), (big, rows)] {
        let bare = middle(21, 1, |_| {
            run(Command::new(&own).arg(OPEN_BARE).arg(path)).map(|_| ())
        })?;
        let ours = middle(21, 1, |_| {
            let mut command = Command::new(&program);
            command
                .arg("--book")
                .arg(path)
                .args(["list", "--limit", "1"]);
            run(&mut command).map(|_| ())
        })?;
        table.add(
            format!("start to first output, {cases} cases"),
            ours,
            bare,
            3.0,
        );
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(anyhow!("{command:?} ended with {}", output.status));
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn open_bare(path: &Path) -> Result<()> {
    let connection = Connection::open(path)?;
    let name: String =
        connection.query_row("SELECT name FROM cases LIMIT 1", [], |row| row.get(0))?;
    println!("{name}");
    Ok(())
}

fn memory(big: &Path, rows: u64, table: &mut Table) -> Result<()> {
    let said = run(Command::new(std::env::current_exe()?)
        .arg(LOOK_AROUND)
        .arg(big))?;
    let kilobytes: u64 = said.trim().parse().context("peak memory")?;
    table.put([
        format!("peak memory of every screen's data, {rows} cases"),
        format!("{} MB", kilobytes / 1024),
        String::new(),
        String::new(),
        "100 MB".to_owned(),
    ]);
    Ok(())
}

/// What a long day at the keyboard reads, then the most memory that it took.
fn look_around(path: &Path) -> Result<()> {
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

fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
