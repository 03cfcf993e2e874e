//! The book against what happens to files: changed bytes, newer programs, two writers, unfinished work, any order.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;
use xunren::domain::case::Case;
use xunren::domain::entry::{Body, CaseId, Entry, EntryRef, Kind, StreamId};
use xunren::domain::pack::Pack;
use xunren::intake::Stop;
use xunren::store::{NewEntry, Store, StoreError, Verification};
use xunren::usecases::importing::{ImportOptions, import};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{MINUTE, START, fields_of, packs, register, sample};

static PACK: LazyLock<Pack> = LazyLock::new(|| packs().load("huiji-2021").unwrap());

/// A book on disk with two people; `count` notes on the first.
fn book(count: usize) -> (TempDir, PathBuf, CaseId) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.xunren");
    let unit = "410108".parse().unwrap();
    let mut session =
        Session::create(&path, unit, PACK.clone(), "王敏", Clock::Set(START)).unwrap();
    let case = register(&mut session, "戴花妮", "410198195004056782");
    register(&mut session, "蔡福来", "410198195006237114");
    for _ in 0..count {
        note(&mut session.store, case);
    }
    (folder, path, case)
}

fn note(store: &mut Store, case: CaseId) {
    let mut writing = store.begin(&PACK, START).unwrap();
    writing
        .append(NewEntry {
            case,
            unit: "410108004200".parse().unwrap(),
            kind: Kind::Note,
            at: START + MINUTE,
            body: Body {
                by: "王敏".to_owned(),
                pack: PACK.label(),
                fields: fields_of(r#"{"text":"x"}"#),
                ..Body::default()
            },
        })
        .unwrap();
    writing.commit().unwrap();
}

fn verify(path: &Path) -> Verification {
    let store = Store::open(path).unwrap();
    store.verify(&PACK, &mut |_| {}).unwrap()
}

#[test]
fn the_log_refuses_to_be_changed() {
    let (_folder, path, _) = book(1);
    let connection = Connection::open(&path).unwrap();
    for sql in [
        "UPDATE entries SET at = 0",
        "UPDATE entries SET hash = zeroblob(32) WHERE seq = 2",
        "DELETE FROM entries",
        "UPDATE payloads SET body = x'7b7d'",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 1",
    ] {
        connection
            .execute_batch("PRAGMA recursive_triggers=ON")
            .unwrap();
        assert!(connection.execute(sql, []).is_err(), "{sql}");
    }
    drop(connection);
    assert!(verify(&path).ok);
}

/// What a proof finds after somebody who knows SQL was at the book.
fn after_tampering(sql: &str) -> Vec<&'static str> {
    let (_folder, path, _) = book(3);
    assert!(verify(&path).ok);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(&format!(
            "DROP TRIGGER entries_stay_as_written; DROP TRIGGER entries_are_never_deleted;
             DROP TRIGGER payloads_stay_as_written; PRAGMA foreign_keys=OFF; {sql}"
        ))
        .unwrap();
    drop(connection);
    let found = verify(&path);
    assert!(!found.ok, "{sql}");
    found.problems.iter().map(|problem| problem.kind).collect()
}

#[test]
fn a_proof_finds_what_was_changed() {
    for (sql, kind) in [
        (
            "UPDATE payloads SET body = CAST(replace(CAST(body AS TEXT), '\"x\"', '\"y\"') AS BLOB) WHERE seq = 4",
            "payload",
        ),
        (
            "UPDATE entries SET hash = zeroblob(32) WHERE seq = 3",
            "chain",
        ),
        ("UPDATE entries SET at = at + 1 WHERE seq = 4", "chain"),
        (
            "UPDATE entries SET commitment = zeroblob(32) WHERE seq = 4",
            "chain",
        ),
        (
            "DELETE FROM payloads WHERE seq = 4; DELETE FROM entries WHERE seq = 4",
            "chain",
        ),
        ("UPDATE cases SET name = 'x' WHERE no = 1", "case"),
        ("UPDATE figures SET verified = verified + 1", "figures"),
        ("DELETE FROM search WHERE case_no = 1", "search"),
    ] {
        let kinds = after_tampering(sql);
        assert!(kinds.contains(&kind), "{sql}: {kinds:?}");
    }
}

#[test]
fn projections_that_were_spoiled_are_built_again() {
    let (_folder, path, _) = book(3);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("UPDATE cases SET name = 'x'; DELETE FROM figures; DELETE FROM search;")
        .unwrap();
    drop(connection);
    assert!(!verify(&path).ok);
    let mut store = Store::open(&path).unwrap();
    store.rebuild(&PACK, START, &mut |_| {}).unwrap();
    drop(store);
    assert!(verify(&path).ok);
}

#[test]
fn a_newer_book_is_refused_and_left_as_it_is() {
    let (_folder, path, _) = book(1);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA user_version = {}; PRAGMA wal_checkpoint(TRUNCATE);",
            xunren::store::SCHEMA + 1
        ))
        .unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    let refused = Store::open(&path).unwrap_err();
    assert!(
        matches!(refused, StoreError::Newer { found, known } if found == known + 1),
        "{refused:?}"
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_no_book_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    assert!(matches!(Store::open(&path), Err(StoreError::Missing(_))));
    assert!(!path.exists());
    for bytes in [&b""[..], b"hello", &[0; 5000]] {
        fs::write(&path, bytes).unwrap();
        let refused = Store::open(&path).unwrap_err();
        assert!(matches!(refused, StoreError::NotABook(_)), "{refused:?}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn two_programs_write_one_log_in_turn() {
    let (_folder, path, case) = book(0);
    let mut one = Store::open(&path).unwrap();
    let mut two = Store::open(&path).unwrap();
    let before = one.count_entries().unwrap();
    for _ in 0..5 {
        note(&mut one, case);
        note(&mut two, case);
    }
    assert_eq!(one.count_entries().unwrap(), before + 10);
    let found = verify(&path);
    assert!(found.ok, "{found:?}");
    assert_eq!(found.entries, before + 10);
}

#[test]
fn two_programs_write_one_log_at_once() {
    let (_folder, path, case) = book(0);
    let before = verify(&path).entries;
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut store = Store::open(&path).unwrap();
                for _ in 0..10 {
                    note(&mut store, case);
                }
            });
        }
    });
    let found = verify(&path);
    assert!(found.ok, "{found:?}");
    assert_eq!(found.entries, before + 30);
}

#[test]
fn an_import_that_is_cut_off_leaves_nothing() {
    let (_folder, path, _) = book(0);
    let before = verify(&path).entries;
    let mut session = Session::open(&path, &packs(), Clock::Set(START)).unwrap();
    let mut ticks = 0;
    let stopped = import(
        &mut session,
        &sample("suspended-export.xlsx"),
        &ImportOptions::default(),
        &mut |_| {
            ticks += 1;
            if ticks > 2 { Err(Stop) } else { Ok(()) }
        },
    );
    assert!(stopped.is_err());
    assert!(ticks > 2);
    drop(session);
    let found = verify(&path);
    assert!(found.ok, "{found:?}");
    assert_eq!((found.entries, found.cases), (before, 2));
}

/// A list of so many people with a remark in a folder, and an empty book beside it.
fn empty_book_and_list(people: usize, remark: &str) -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.xunren");
    let unit = "410108".parse().unwrap();
    Session::create(&path, unit, PACK.clone(), "王敏", Clock::Set(START)).unwrap();
    let mut text = "姓名,身份证号码,家庭住址,暂停年月,备注\n".to_owned();
    for person in 0..people {
        let group = person % 9 + 1;
        writeln!(
            text,
            "戴花妮,4101981950{person:08},古荥镇古荥村{group}组,202106,{remark}"
        )
        .unwrap();
    }
    let list = folder.path().join("list.csv");
    fs::write(&list, text).unwrap();
    (folder, path, list)
}

fn journal_mode(path: &Path) -> String {
    Connection::open(path)
        .unwrap()
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn a_filling_that_the_power_cuts_off_leaves_the_empty_book() {
    let (folder, path, list) = empty_book_and_list(7_000, &"查".repeat(1_200));
    let before = verify(&path).entries;
    let cut_off = folder.path().join("cut-off.xunren");
    let journal = |path: &Path| PathBuf::from(format!("{}-journal", path.display()));
    let mut session = Session::open(&path, &packs(), Clock::Set(START)).unwrap();
    let options = ImportOptions {
        without_rows: true,
        ..ImportOptions::default()
    };
    import(&mut session, &list, &options, &mut |progress| {
        // What lies on the disk now is what a power cut would leave.
        if progress.rows > 6_500 && !cut_off.exists() && journal(&path).exists() {
            fs::copy(&path, &cut_off).unwrap();
            fs::copy(journal(&path), journal(&cut_off)).unwrap();
        }
        Ok(())
    })
    .unwrap();
    drop(session);
    assert!(fs::metadata(&cut_off).unwrap().len() > 1 << 20);
    let found = verify(&cut_off);
    assert!(found.ok, "{found:?}");
    assert_eq!((found.entries, found.cases), (before, 0));
    let whole = verify(&path);
    assert!(whole.ok, "{whole:?}");
    assert_eq!(whole.cases, 7_000);
    assert_eq!(journal_mode(&path), "wal");
    assert_eq!(journal_mode(&cut_off), "wal");
}

#[test]
fn an_empty_book_is_filled_while_another_program_has_it_open() {
    let (_folder, path, list) = empty_book_and_list(50, "");
    let other = Store::open(&path).unwrap();
    let entries = other.count_entries().unwrap();
    let mut session = Session::open(&path, &packs(), Clock::Set(START)).unwrap();
    import(&mut session, &list, &ImportOptions::default(), &mut |_| {
        assert_eq!(other.count_entries().unwrap(), entries);
        Ok(())
    })
    .unwrap();
    // One for each of them, and one that says that the list was taken in.
    assert_eq!(other.count_entries().unwrap(), entries + 51);
    assert!(verify(&path).ok);
    assert_eq!(journal_mode(&path), "wal");
}

#[test]
fn work_that_is_not_committed_is_gone() {
    let (_folder, path, case) = book(0);
    let before = verify(&path).entries;
    let mut store = Store::open(&path).unwrap();
    let mut writing = store.begin(&PACK, START).unwrap();
    writing
        .append(NewEntry {
            case,
            unit: "410108004200".parse().unwrap(),
            kind: Kind::Note,
            at: START,
            body: Body::default(),
        })
        .unwrap();
    drop(writing);
    drop(store);
    assert_eq!(verify(&path).entries, before);
}

/// Records of a case as they might come together from two logs.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let what = prop_oneof![
        Just((Kind::Contact, r#"{"how":"visit"}"#, "王敏")),
        Just((Kind::Classify, r#"{"class":"1"}"#, "王敏")),
        Just((Kind::Classify, r#"{"class":"7"}"#, "李所")),
        Just((Kind::Resolve, r#"{"outcome":"resumed"}"#, "王敏")),
        Just((Kind::Review, r#"{"decision":"approve"}"#, "李所")),
        Just((Kind::Review, r#"{"decision":"return"}"#, "李所")),
        Just((Kind::Correct, r#"{"field":"name","value":"李四"}"#, "王敏")),
        Just((Kind::Withdraw, "{}", "王敏")),
    ];
    let one = (what, 0_i64..6, 1_u8..3, any::<prop::sample::Index>());
    prop::collection::vec(one, 1..25).prop_map(|records| {
        let mut made: Vec<Entry> = Vec::new();
        for (seq, ((kind, fields, by), minute, stream, target)) in (1_u64..).zip(records) {
            let target = (kind == Kind::Withdraw && !made.is_empty()).then(|| target.get(&made).id);
            made.push(Entry {
                id: EntryRef((seq * 7919).to_be_bytes()),
                stream: StreamId([stream; 16]),
                seq,
                unit: "410108004200".parse().unwrap(),
                case: CaseId([1; 16]),
                kind,
                at: START + minute * MINUTE,
                written_at: START,
                hlc: seq / 3,
                parents: Vec::new(),
                body: Body {
                    by: by.to_owned(),
                    target,
                    fields: fields_of(fields),
                    ..Body::default()
                },
            });
        }
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn entries_add_up_to_the_same_case_in_any_order(
        (told, shuffled) in entries().prop_flat_map(|told| {
            (Just(told.clone()), Just(told).prop_shuffle())
        })
    ) {
        let one = Case::of(&told, &PACK);
        let other = Case::of(&shuffled, &PACK);
        prop_assert_eq!(one.state(), other.state());
        prop_assert_eq!(one, other);
    }
}
