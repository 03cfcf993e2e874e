//! How fast: ours against a bare program that does the least of the same, and a million cases against two thousand.
//! All numbers are ratios of one run; a shared machine makes its own noise, so that nothing here passes or fails.
//!
//! `XUNREN_BENCH_ROWS` sets the rows of the import and the cases of the big book (1000000 when absent).
//! `XUNREN_BENCH_ONLY` takes one part: import, sheet, settle, book or papers.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod asking;
mod lists;
mod screen;

use anyhow::{Context as _, Result, anyhow};
use rusqlite::Connection;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use xunren::domain::entry::CaseId;
use xunren::domain::settlement;
use xunren::domain::workday::Workdays;
use xunren::forms::Forms;
use xunren::output::Form;
use xunren::packs::Packs;
use xunren::usecases::demo;
use xunren::usecases::papers as printing;
use xunren::usecases::session::{Clock, Session};

/// The child that opens a book and reads one row, and the one that looks at every screen's data.
const OPEN_BARE: &str = "--open-bare";
const LOOK_AROUND: &str = "--look-around";

const SMALL: u64 = 2_000;
const SHEET_ROWS: u64 = 200_000;
fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some(OPEN_BARE) => return open_bare(Path::new(&arguments[2])),
        Some(LOOK_AROUND) => return asking::look_around(Path::new(&arguments[2])),
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
        lists::imports(folder.path(), rows, &mut table)?;
    }
    if only.is_empty() || only == "sheet" {
        lists::dry_run(folder.path(), rows.min(SHEET_ROWS), &mut table)?;
    }
    if only.is_empty() || only == "settle" {
        settlements(&mut table)?;
    }
    if only.is_empty() || only == "book" {
        let small = book(folder.path(), SMALL)?;
        let big = book(folder.path(), rows)?;
        asking::screens(&small, &big, rows, &mut table)?;
        asking::lookups(&small, &big, rows, &mut table)?;
        asking::setting_down(&small, &big, rows, &mut table)?;
        asking::appending(folder.path(), &big, &mut table)?;
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

/// A connection with the durability and the cache of a book.
fn durable(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
    )?;
    Ok(connection)
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

/// A village's papers in one file against one paper, each numbered, written and recorded.
fn papers(folder: &Path, book: &Path, table: &mut Table) -> Result<()> {
    let people = asking::sampled(book)?.people;
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

fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
