//! Lists coming in: a long import against a bare loop, a dry run against reading the cells alone.

use anyhow::{Result, anyhow};
use calamine::Reader as _;
use std::path::{Path, PathBuf};
use xunren::domain::demo_people::{Chance, person};
use xunren::domain::id_number::check_character;
use xunren::domain::unit::{Level, UnitCode};
use xunren::intake::Limits;
use xunren::packs::Packs;
use xunren::usecases::demo;
use xunren::usecases::importing::{ImportOptions, ImportResult, import};
use xunren::usecases::session::{Clock, Session};

use super::{Table, durable, timed};

const HEAD: [&str; 6] = [
    "姓名",
    "身份证号码",
    "家庭住址",
    "暂停年月",
    "暂停原因",
    "联系电话",
];
const COUNTY: &str = "410108";

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

pub(super) fn empty_session(path: &Path) -> Result<Session> {
    let pack = Packs::of_program().load("huiji-2021")?;
    let unit = COUNTY.parse()?;
    Ok(Session::create(path, unit, pack, "王敏", Clock::Device)?)
}

pub(super) fn imports(folder: &Path, rows: u64, table: &mut Table) -> Result<()> {
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

pub(super) fn dry_run(folder: &Path, rows: u64, table: &mut Table) -> Result<()> {
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
    // In turn, three times each: one run of either swings by half on a machine that others use.
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        bare.push(timed(|| bare_cells(&file))?.0);
        let (time, result) = timed(|| run_import(&mut session, &file, true))?;
        if result.created != rows {
            return Err(anyhow!("{} of {rows} created", result.created));
        }
        ours.push(time);
    }
    bare.sort_unstable();
    ours.sort_unstable();
    table.add(
        format!("dry run of {rows} XLSX rows"),
        ours[1],
        bare[1],
        2.0,
    );
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
