//! The real program when the disk is full, another program writes, a signal comes, or nobody reads what it prints: the
//! exit code, a sentence with cause and next step, and a book in which everything kept before is whole.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;
use xunren::store::Store;

use crate::desk::{Desk, PERSON, sample};

const PROGRAM: &str = env!("CARGO_BIN_EXE_xunren");

fn command(desk: &Desk, program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(desk.folder.path())
        .env_remove("XUNREN_BOOK")
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("XUNREN_CONFIG", desk.path("config"))
        .env("XUNREN_DATA", desk.path("data"));
    command
}

/// Runs the program where no file can grow beyond so many blocks of 512 bytes, as on a disk without room.
fn without_room(desk: &Desk, blocks: u32, words: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {PROGRAM} \"$@\"");
    command(desk, "sh")
        .args(["-c", &script, "sh"])
        .args(words)
        .output()
        .unwrap()
}

fn told(output: &Output, code: i32) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

fn one_person() -> Desk {
    let desk = Desk::new();
    desk.init();
    let register = [
        "--book",
        "b.xunren",
        "record",
        "register",
        "--name",
        "戴花妮",
        "--id-number",
        PERSON,
        "--unit",
        "410108004200",
    ];
    desk.ends(0, &register);
    desk
}

#[test]
fn an_import_on_a_full_disk_keeps_nothing_of_the_list_and_all_from_before() {
    let desk = one_person();
    let file = sample("suspended-export.xlsx");
    let words = ["--book", "b.xunren", "import", file.to_str().unwrap()];
    let said = told(&without_room(&desk, 600, &words), 1);
    assert!(
        said.contains("没有保存") && said.contains('满') && said.contains("再做一次"),
        "{said}"
    );
    assert_eq!(desk.entries(), 2);
    desk.ends(0, &words);
    assert_eq!(desk.verify()["ok"], true);
}

#[test]
fn a_record_on_a_full_disk_is_not_saved_and_says_so() {
    let desk = one_person();
    let words = [
        "--book", "b.xunren", "record", "note", "--person", PERSON, "--text", "x",
    ];
    let output = without_room(&desk, 8, &words);
    let said = told(&output, 1);
    assert!(
        said.contains("没有保存") && !said.contains("已保存"),
        "{said}"
    );
    assert_eq!(desk.entries(), 2);
}

#[test]
fn a_batch_on_a_full_disk_keeps_whole_thousands_and_goes_on_later() {
    let desk = Desk::new();
    desk.init();
    desk.import("suspended-export.xlsx");
    let before = desk.entries();
    let lines = fs::read_to_string(sample("fieldwork.jsonl")).unwrap();
    let lines: Vec<&str> = lines.lines().take(2500).collect();
    let file = desk.path("lines.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    let words = [
        "--book",
        "b.xunren",
        "--format",
        "json",
        "record",
        "--batch",
        file.to_str().unwrap(),
    ];
    let book = fs::metadata(desk.book()).unwrap().len();
    let blocks = u32::try_from(book / 512).unwrap() + 1500;
    told(&without_room(&desk, blocks, &words), 1);
    let kept = desk.entries();
    assert!(kept > before, "{kept}");
    let again = desk.json(3, &words);
    assert_eq!(again["lines"], 2500);
    let [applied, unchanged, refused] = [
        again["applied"].as_u64().unwrap(),
        again["unchanged"].as_u64().unwrap(),
        again["refused"].as_array().unwrap().len() as u64,
    ];
    assert!(unchanged > 0);
    assert_eq!(applied + unchanged + refused, 2500);
    assert_eq!(desk.verify()["ok"], true);
}

#[test]
fn a_backup_to_a_full_disk_leaves_nothing_that_looks_like_one() {
    let desk = one_person();
    fs::create_dir(desk.path("stick")).unwrap();
    let words = ["--book", "b.xunren", "backup", "stick"];
    let said = told(&without_room(&desk, 100, &words), 1);
    assert!(
        said.contains("stick") && said.contains("换一个位置"),
        "{said}"
    );
    assert_eq!(fs::read_dir(desk.path("stick")).unwrap().count(), 0);
    assert_eq!(desk.entries(), 2);
    // A restore neither.
    desk.ends(0, &["--book", "b.xunren", "backup", "own.xunren"]);
    let words = ["--book", "b.xunren", "restore", "own.xunren", "--replace"];
    told(&without_room(&desk, 100, &words), 1);
    assert_eq!(desk.entries(), 3);
    assert!(!desk.path("b.xunren.part").exists());
}

#[test]
fn what_is_no_book_is_told_apart_and_left_alone() {
    let desk = one_person();
    fs::create_dir(desk.path("folder")).unwrap();
    fs::write(desk.path("text"), "not a book").unwrap();
    fs::write(desk.path("empty"), "").unwrap();
    let whole = fs::read(desk.book()).unwrap();
    fs::write(desk.path("cut"), &whole[..whole.len() / 2]).unwrap();
    for (book, code, word) in [
        ("folder", 1, "是文件夹"),
        ("text", 1, "不是寻人的台账"),
        ("empty", 1, "不是寻人的台账"),
        ("none", 1, "没有找到"),
        ("cut", 4, "restore"),
    ] {
        let before = fs::read(desk.path(book)).ok();
        let output = command(&desk, PROGRAM)
            .args(["--book", book, "list"])
            .output()
            .unwrap();
        let said = told(&output, code);
        assert!(
            said.contains(word) && said.contains('请') || code == 4,
            "{said}"
        );
        assert_eq!(fs::read(desk.path(book)).ok(), before, "{book}");
    }
}

fn start(desk: &Desk, words: &[&str]) -> Child {
    command(desk, PROGRAM)
        .args(words)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn two_imports_at_once_make_every_person_once() {
    let desk = Desk::new();
    desk.init();
    let file = sample("suspended-export.xlsx");
    let words = [
        "--book",
        "b.xunren",
        "--format",
        "json",
        "import",
        file.to_str().unwrap(),
    ];
    let both = [start(&desk, &words), start(&desk, &words)];
    let mut created = Vec::new();
    for one in both {
        let output = one.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        created.push(result["created"].as_u64().unwrap());
    }
    created.sort_unstable();
    assert_eq!(created, [0, 1836]);
    assert_eq!(desk.verify()["ok"], true);
}

/// Waits until something holds, and no longer than a test may take.
fn wait_until(mut holds: impl FnMut() -> bool) {
    for _ in 0..6000 {
        if holds() {
            return;
        }
        sleep(Duration::from_millis(5));
    }
    panic!("it never came");
}

fn is_being_written(book: &Path) -> bool {
    let connection = Connection::open(book).unwrap();
    connection.busy_timeout(Duration::ZERO).unwrap();
    connection
        .execute_batch("BEGIN IMMEDIATE; ROLLBACK")
        .is_err()
}

fn send(signal: &str, to: &Child) {
    let sent = Command::new("kill")
        .args([format!("-{signal}"), to.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

#[test]
fn a_signal_ends_an_import_with_nothing_of_it_kept() {
    let desk = one_person();
    let mut list = vec!["姓名,证件号码,村（社区）\n".to_owned()];
    list.extend((0..60_000).map(|number| format!("王{number},,古荥镇古荥村\n")));
    let list = list.concat();
    fs::write(desk.path("list.csv"), list).unwrap();
    for signal in ["INT", "TERM"] {
        let import = start(&desk, &["--book", "b.xunren", "import", "list.csv"]);
        wait_until(|| is_being_written(&desk.book()));
        send(signal, &import);
        let output = import.wait_with_output().unwrap();
        assert!(told(&output, 1).contains("什么也没有写进台账"), "{signal}");
        assert_eq!(desk.entries(), 2);
    }
}

#[test]
fn a_signal_ends_a_batch_at_a_whole_thousand_and_it_goes_on_from_there() {
    let desk = Desk::new();
    desk.init();
    desk.import("suspended-export.xlsx");
    let before = Store::open(&desk.book()).unwrap().count_entries().unwrap();
    let file = sample("fieldwork.jsonl");
    let words = [
        "--book",
        "b.xunren",
        "--format",
        "json",
        "record",
        "--batch",
        file.to_str().unwrap(),
    ];
    let batch = start(&desk, &words);
    wait_until(|| Store::open(&desk.book()).unwrap().count_entries().unwrap() > before);
    send("TERM", &batch);
    let output = batch.wait_with_output().unwrap();
    assert!(told(&output, 3).contains("已中途停下"));
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["stopped"], true);
    let lines = result["lines"].as_u64().unwrap();
    assert!(lines < 5296 && lines.is_multiple_of(1000), "{lines}");
    let again = desk.json(3, &words);
    assert_eq!(again["unchanged"], result["applied"]);
    assert_eq!(again["stopped"], false);
    assert_eq!(desk.verify()["ok"], true);
}

#[test]
fn nobody_who_reads_on_is_no_error() {
    let desk = Desk::new();
    desk.init();
    desk.import("suspended-export.xlsx");
    let words = ["--book", "b.xunren", "--format", "json", "list"];
    let mut list = start(&desk, &words);
    // As `| head` does: a little is read, then the pipe is closed.
    let mut some = [0; 20];
    let mut output = list.stdout.take().unwrap();
    output.read_exact(&mut some).unwrap();
    drop(output);
    let output = list.wait_with_output().unwrap();
    assert_eq!(told(&output, 0), "");
}
