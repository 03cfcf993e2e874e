//! The demo: a synthetic district in the shape of the real one, with some days of work done.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDate};

use super::recording::record_batch;
use super::session::{Clock, Session};
use crate::domain::demo_people::{Chance, DemoPerson, person};
use crate::domain::entry::{Body, Kind, Source};
use crate::domain::timeline;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::packs::Packs;
use crate::store::{FirstEntries, NewEntry};

/// As many as the real district has.
pub const CASES: u64 = 1836;
/// Work is shown on so many people at most, however many there are: a great book differs from a small one in its
/// people alone.
const WORKED: u64 = 2000;
/// People are written so many at a time.
const AT_ONCE: usize = 256;
const OFFICER: &str = "王敏";
const REVIEWER: &str = "李所";

/// What the demo consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demo {
    /// How many people.
    pub cases: u64,
    /// The same seed gives the same people and the same work.
    pub seed: u64,
    /// Days of work.
    pub days: u64,
}

/// Where the demo's book lies when nobody names a place.
#[must_use]
pub fn temporary_path(demo: &Demo) -> PathBuf {
    std::env::temp_dir().join(format!(
        "xunren-demo-{}-{}-{}.xunren",
        std::process::id(),
        demo.cases,
        demo.seed
    ))
}

/// Removes a demo's book with what `SQLite` lays beside it.
pub fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

/// Makes the demo's book.
///
/// # Errors
/// When the book exists or cannot be written.
pub fn make(
    path: &Path,
    demo: &Demo,
    packs: &Packs,
    tick: &mut dyn FnMut(u64),
) -> Result<Session, Error> {
    let pack = packs.load("huiji-2021")?;
    let unit = pack.unit;
    let opened = moment(&pack, pack.valid_from, 9);
    let mut session = Session::create(path, unit, pack, OFFICER, Clock::Set(opened))?;
    let villages: Vec<(UnitCode, String)> = session
        .divisions
        .within(unit)
        .filter(|(unit, _)| unit.level() == Level::Village)
        .map(|(unit, name)| (unit, name.to_owned()))
        .collect();
    let mut chance = Chance::new(demo.seed);
    let mut ids = Vec::new();
    let label = session.pack.label();
    let written_at = Clock::device();
    let mut firsts = FirstEntries::new(&session.pack, written_at);
    session
        .store
        .write_much(&session.pack, written_at, |writing| {
            let mut waiting = Vec::with_capacity(AT_ONCE);
            for number in 0..demo.cases {
                let sample = person(number, &villages, &mut chance);
                if number < WORKED
                    && let Some(id) = &sample.facts.id_number
                {
                    ids.push((id.clone(), sample.facts.presumed_class.unwrap_or(0)));
                }
                let case = firsts.new_case()?;
                waiting.push(firsts.prepare(NewEntry {
                    case,
                    unit: sample.facts.unit.unwrap_or(unit),
                    kind: Kind::Import,
                    at: opened + 3_600_000,
                    body: body_of(sample, number, &label),
                })?);
                if waiting.len() == AT_ONCE {
                    writing.append_firsts(&waiting)?;
                    waiting.clear();
                    tick(number);
                }
            }
            writing.append_firsts(&waiting)
        })?;
    let lines = work(&session, demo, &ids, &mut chance);
    record_batch(&mut session, &mut Cursor::new(lines), &mut |_| Ok(()))?;
    Ok(session)
}

/// What the demo's list says of a person.
fn body_of(sample: DemoPerson, number: u64, label: &str) -> Body {
    Body {
        by: OFFICER.to_owned(),
        pack: label.to_owned(),
        clock_set: false,
        source: Some(Source {
            file: "demo".to_owned(),
            sheet: String::new(),
            row: u32::try_from(number + 1).unwrap_or(u32::MAX),
        }),
        roster: Some(sample.facts),
        doubts: sample.doubts,
        ..Body::default()
    }
}

/// The last day on which the demo's people worked.
#[must_use]
pub fn last_day(session: &Session, demo: &Demo) -> NaiveDate {
    session.pack.first_day() + Duration::days(i64::try_from(demo.days.max(1)).unwrap_or(1) - 1)
}

/// The demo's present: the last report day, a little before its cut-off.
#[must_use]
pub fn now(session: &Session) -> i64 {
    let last = session
        .store
        .last_entry_in(session.store.unit())
        .ok()
        .flatten()
        .unwrap_or(0);
    let day = timeline::report_day(&session.pack, last);
    timeline::cut_off(&session.pack, day) - 134 * 60_000
}

fn moment(pack: &crate::domain::pack::Pack, day: NaiveDate, hour: u32) -> i64 {
    let time = chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let end = timeline::cut_off(pack, day);
    end + (day.and_time(time) - pack.day_ends(day)).num_milliseconds()
}

/// Some days of work as a batch: contacts, classes, outcomes and reviews, the way they really follow each other.
fn work(session: &Session, demo: &Demo, ids: &[(String, u8)], chance: &mut Chance) -> Vec<u8> {
    let mut lines: Vec<(i64, String)> = Vec::new();
    let share = 30;
    for (id, presumed) in ids {
        if demo.days == 0 || chance.below(100) >= share {
            continue;
        }
        let day = session.pack.first_day()
            + Duration::days(i64::try_from(chance.below(demo.days)).unwrap_or(0));
        let start = moment(&session.pack, day, 8)
            + i64::try_from(chance.below(4 * 3600)).unwrap_or(0) * 1000;
        let mut say = |minutes: i64, by: &str, what: String| {
            let at = start + minutes * 60_000;
            let stated = timeline::local_time(&session.pack, at).format("%Y-%m-%dT%H:%M:%S");
            lines.push((
                at,
                format!(
                    "{{\"at\":\"{stated}+08:00\",\"by\":\"{by}\",\"id_number\":\"{id}\",{what}}}\n"
                ),
            ));
        };
        let how = *chance.one_of(&["visit", "visit", "phone", "committee"]);
        let dead = *presumed == 5;
        let (met, found) = if dead {
            ("family", "dead")
        } else {
            ("self", "alive")
        };
        say(
            0,
            OFFICER,
            format!("\"do\":\"contact\",\"how\":\"{how}\",\"met\":\"{met}\",\"found\":\"{found}\""),
        );
        if chance.below(100) < 20 {
            continue;
        }
        let class = match presumed {
            0 => "1".to_owned(),
            3 => chance.one_of(&["3a", "3b"]).to_string(),
            other => other.to_string(),
        };
        say(
            6,
            OFFICER,
            format!("\"do\":\"classify\",\"class\":\"{class}\""),
        );
        if chance.below(100) < 55 {
            continue;
        }
        let yuan = format!("{}.{:02}", 200 + chance.below(3000), chance.below(100));
        let outcome = match class.as_str() {
            "1" | "7" => format!("\"outcome\":\"resumed\",\"back_pay\":\"{yuan}\""),
            "2" => format!("\"outcome\":\"awarded\",\"back_pay\":\"{yuan}\""),
            "4" => "\"outcome\":\"kept_suspended\",\"because\":\"服刑中\"".to_owned(),
            "6" => format!("\"outcome\":\"sealed\",\"sealed_amount\":\"{yuan}\""),
            "5" => format!("\"outcome\":\"terminated\",\"heir_due\":\"{yuan}\""),
            _ => format!("\"outcome\":\"terminated\",\"recover_due\":\"{yuan}\""),
        };
        say(40, OFFICER, format!("\"do\":\"resolve\",{outcome}"));
        match chance.below(10) {
            0..=6 => say(
                90,
                REVIEWER,
                "\"do\":\"review\",\"decision\":\"approve\"".to_owned(),
            ),
            7 => say(
                90,
                REVIEWER,
                "\"do\":\"review\",\"decision\":\"return\",\"note\":\"缺佐证，请补照片\""
                    .to_owned(),
            ),
            _ => {}
        }
    }
    lines.sort();
    lines
        .into_iter()
        .flat_map(|(_, line)| line.into_bytes())
        .collect()
}
