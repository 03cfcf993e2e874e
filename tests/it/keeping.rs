//! Backup and restore: one whole file while others write, never over another, and what came back begins a new log.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::pack::Pack;
use xunren::store::Store;

use crate::desk::{Desk, PERSON, packs};

const CLOCK: &str = "2021-09-09T14:30:05+08:00";

fn pack() -> Pack {
    packs().load("huiji-2021").unwrap()
}

/// A desk whose book holds one person with a photo.
fn desk() -> Desk {
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
    fs::write(desk.path("photo.jpg"), b"\xff\xd8\xff photo").unwrap();
    let photo = [
        "--book",
        "b.xunren",
        "record",
        "evidence",
        "--person",
        PERSON,
        "--file",
        "photo.jpg",
    ];
    desk.ends(0, &photo);
    desk
}

fn note(desk: &Desk, book: &str, text: &str) {
    let words = [
        "--book", book, "record", "note", "--person", PERSON, "--text", text,
    ];
    desk.ends(0, &words);
}

fn backup(desk: &Desk, code: i32, to: &[&str]) -> Value {
    let mut words = vec![
        "--book", "b.xunren", "--clock", CLOCK, "--format", "json", "backup",
    ];
    words.extend(to);
    desk.json(code, &words)
}

fn restore(desk: &Desk, to: &str, more: &[&str]) -> Value {
    let mut words = vec!["--book", to, "--format", "json", "restore"];
    words.extend(more);
    desk.json(0, &words)
}

fn says(desk: &Desk, code: i32, words: &[&str]) -> String {
    let mut all = vec!["--lang", "zh-CN"];
    all.extend(words);
    let output = desk.run(&all);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{words:?}: {said}");
    said
}

fn names(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn photos(folder: &Path) -> Vec<Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|item| fs::read(item.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn a_backup_holds_everything_and_is_named_after_day_and_time() {
    let desk = desk();
    let made = backup(&desk, 0, &[]);
    assert_eq!(made["entries"], 3);
    assert_eq!(made["people"], 1);
    assert_eq!(made["files"], 1);
    assert_eq!(made["noted"], true);
    let name = "b-20210909-143005.xunren";
    assert!(made["path"].as_str().unwrap().ends_with(name), "{made}");
    // One file, and the photos: nothing half done lies beside them.
    let own: Vec<String> = names(&desk)
        .into_iter()
        .filter(|name| name.starts_with("b-"))
        .collect();
    assert_eq!(own, ["b-20210909-143005.evidence", name]);
    assert_eq!(
        photos(&desk.path("b-20210909-143005.evidence")),
        [b"\xff\xd8\xff photo".to_vec()]
    );
    let proof = desk.json(0, &["--book", name, "--format", "json", "verify"]);
    assert_eq!((&proof["ok"], &proof["entries"]), (&true.into(), &3.into()));
    // The book knows of it.
    assert_eq!(desk.entries(), 4);
}

#[test]
fn a_backup_goes_to_a_folder_or_a_name_and_never_over_another() {
    let desk = desk();
    fs::create_dir(desk.path("stick")).unwrap();
    backup(&desk, 0, &["stick"]);
    assert!(desk.path("stick/b-20210909-143005.xunren").is_file());
    backup(&desk, 0, &["own.xunren"]);
    let before = fs::read(desk.path("own.xunren")).unwrap();
    let said = says(&desk, 1, &["--book", "b.xunren", "backup", "own.xunren"]);
    assert!(
        said.contains("own.xunren") && said.contains("换一个文件名"),
        "{said}"
    );
    assert_eq!(fs::read(desk.path("own.xunren")).unwrap(), before);
    let said = says(
        &desk,
        1,
        &["--book", "b.xunren", "backup", "none/own.xunren"],
    );
    assert!(said.contains("none/own.xunren"), "{said}");
}

#[test]
fn a_backup_takes_what_another_program_kept_a_moment_ago() {
    let desk = desk();
    let (pack, book) = (pack(), desk.book());
    // Open all the while: its last entries stand in the `-wal` alone.
    let mut other = Store::open(&book).unwrap();
    let unit = other.unit();
    for _ in 0..20 {
        let mut writing = other.begin(&pack, 1).unwrap();
        writing
            .append(xunren::store::NewEntry {
                case: CaseId::BOOK,
                unit,
                kind: Kind::Export,
                at: 1,
                body: xunren::domain::entry::Body::default(),
            })
            .unwrap();
        writing.commit().unwrap();
    }
    let made = backup(&desk, 0, &["own.xunren"]);
    assert_eq!(made["entries"], 23);
    // The main file alone would not have had them.
    fs::copy(&book, desk.path("naive.xunren")).unwrap();
    let naive = Store::open(&desk.path("naive.xunren")).unwrap();
    assert!(naive.count_entries().unwrap() < 23);
}

#[test]
fn nothing_is_recorded_in_a_backup() {
    let desk = desk();
    backup(&desk, 0, &["own.xunren"]);
    let bytes = fs::read(desk.path("own.xunren")).unwrap();
    let words = [
        "--book",
        "own.xunren",
        "record",
        "note",
        "--person",
        PERSON,
        "--text",
        "x",
    ];
    let said = says(&desk, 1, &words);
    assert!(
        said.contains("是备份") && said.contains("restore"),
        "{said}"
    );
    desk.ends(0, &["--book", "own.xunren", "list"]);
    assert_eq!(fs::read(desk.path("own.xunren")).unwrap(), bytes);
}

#[test]
fn a_restored_book_begins_a_new_log_and_names_the_end_of_the_old_one() {
    let desk = desk();
    backup(&desk, 0, &["own.xunren"]);
    let back = restore(&desk, "new.xunren", &["own.xunren"]);
    assert_eq!((&back["entries"], &back["files"]), (&3.into(), &1.into()));
    assert_eq!(back["kept"], Value::Null);
    // The old book goes on in its own log, the new one in another: no place of a log is ever written twice.
    note(&desk, "b.xunren", "old");
    note(&desk, "new.xunren", "new");
    let ends = |name: &str| {
        Store::open(&desk.path(name))
            .unwrap()
            .stream_ends()
            .unwrap()
    };
    let (old, new) = (ends("b.xunren"), ends("new.xunren"));
    assert_eq!((old.len(), new.len()), (1, 2));
    assert_eq!(new[0].stream, old[0].stream);
    assert_eq!((old[0].seq, new[0].seq, new[1].seq), (5, 3, 2));
    let store = Store::open(&desk.path("new.xunren")).unwrap();
    let first = store
        .entries_of(CaseId::BOOK)
        .unwrap()
        .into_iter()
        .find(|entry| entry.kind == Kind::Restore)
        .unwrap();
    assert_eq!((first.stream, first.seq), (new[1].stream, 1));
    assert_eq!(
        first.parents,
        [xunren::domain::entry::entry_ref(&new[0].hash)]
    );
    assert_eq!(first.body.fields["incarnation"], 2);
    drop(store);
    let proof = desk.json(0, &["--book", "new.xunren", "--format", "json", "verify"]);
    assert_eq!(proof["ok"], true, "{proof}");
    assert_eq!(photos(&desk.path("new.evidence")).len(), 1);
    // Restored once more, it is the third.
    let words = [
        "--book",
        "new.xunren",
        "--format",
        "json",
        "backup",
        "second.xunren",
    ];
    desk.json(0, &words);
    restore(&desk, "third.xunren", &["second.xunren"]);
    assert_eq!(ends("third.xunren").len(), 3);
}

#[test]
fn after_a_restore_the_last_records_can_still_be_taken_back() {
    let desk = desk();
    note(&desk, "b.xunren", "x");
    backup(&desk, 0, &["own.xunren"]);
    restore(&desk, "new.xunren", &["own.xunren"]);
    let store = Store::open(&desk.path("new.xunren")).unwrap();
    let last = store.latest_entries_by("王敏", 1).unwrap();
    assert_eq!(last[0].text("text"), Some("x"));
}

#[test]
fn a_book_is_replaced_on_demand_alone_and_kept() {
    let desk = desk();
    backup(&desk, 0, &["own.xunren"]);
    note(&desk, "b.xunren", "later");
    let words = ["--book", "b.xunren", "restore", "own.xunren"];
    let said = says(&desk, 1, &words);
    assert!(said.contains("--replace"), "{said}");
    assert_eq!(desk.entries(), 5);
    let back = restore(&desk, "b.xunren", &["own.xunren", "--replace"]);
    assert_eq!(back["newer"], 1);
    assert_eq!(desk.entries(), 4);
    let kept = PathBuf::from(back["kept"].as_str().unwrap());
    let kept = desk.path(kept.to_str().unwrap());
    assert_eq!(Store::open(&kept).unwrap().count_entries().unwrap(), 5);
    let photos_kept = kept.with_extension("evidence");
    assert_eq!(photos(&photos_kept).len(), 1);
    assert_eq!(photos(&desk.path("b.evidence")).len(), 1);
}

#[test]
fn a_stale_wal_never_wins_over_what_was_restored() {
    let desk = desk();
    backup(&desk, 0, &["own.xunren"]);
    // As after a crash: the book with its `-wal`, which holds entries of its own.
    let book = desk.book();
    let (wal, shm) = (desk.path("b.xunren-wal"), desk.path("b.xunren-shm"));
    let other = Store::open(&book).unwrap();
    note(&desk, "b.xunren", "in the wal");
    let crashed = [
        (book.clone(), fs::read(&book).unwrap()),
        (wal.clone(), fs::read(&wal).unwrap()),
        (shm.clone(), fs::read(&shm).unwrap()),
    ];
    drop(other);
    for with_book in [true, false] {
        for (path, bytes) in &crashed {
            fs::write(path, bytes).unwrap();
        }
        if !with_book {
            fs::remove_file(&book).unwrap();
        }
        let words = [
            "--clock",
            if with_book {
                "2021-09-10T09:00:00+08:00"
            } else {
                "2021-09-10T09:00:01+08:00"
            },
        ];
        let mut all = words.to_vec();
        all.extend(["--book", "b.xunren", "restore", "own.xunren", "--replace"]);
        desk.ends(0, &all);
        assert!(!wal.exists(), "{with_book}");
        assert_eq!(desk.entries(), 4, "{with_book}");
        if with_book {
            let kept = Store::open(&desk.path("b-old-20210910-090000.xunren")).unwrap();
            assert_eq!(kept.count_entries().unwrap(), 5);
        }
    }
}

#[test]
fn a_book_that_is_open_elsewhere_is_not_replaced() {
    let desk = desk();
    backup(&desk, 0, &["own.xunren"]);
    let other = Store::open(&desk.book()).unwrap();
    assert!(other.count_entries().unwrap() > 0);
    let before = names(&desk);
    let words = ["--book", "b.xunren", "restore", "own.xunren", "--replace"];
    let said = says(&desk, 1, &words);
    assert!(said.contains("还开着"), "{said}");
    let after: Vec<String> = names(&desk);
    assert_eq!(before, after);
    drop(other);
    assert_eq!(desk.entries(), 4);
}

#[test]
fn what_is_no_good_backup_restores_nothing() {
    let desk = desk();
    backup(&desk, 0, &["own.xunren"]);
    let whole = fs::read(desk.path("own.xunren")).unwrap();
    // A byte of a payload, and one page in the middle.
    let mut changed = whole.clone();
    let at = changed
        .windows(b"photo.jpg".len())
        .position(|part| part == b"photo.jpg")
        .unwrap();
    changed[at] = b'q';
    fs::write(desk.path("changed.xunren"), &changed).unwrap();
    let mut page = whole.clone();
    let middle = page.len() / 2 / 4096 * 4096;
    page[middle..middle + 4096].fill(0xa5);
    fs::write(desk.path("page.xunren"), &page).unwrap();
    fs::write(desk.path("cut.xunren"), &whole[..whole.len() / 3]).unwrap();
    fs::write(desk.path("text.xunren"), "姓名,证件号码").unwrap();
    fs::write(desk.path("empty.xunren"), "").unwrap();
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(desk.path("newer.xunren"), &newer).unwrap();
    fs::create_dir(desk.path("folder")).unwrap();
    let before = names(&desk);
    for (from, code, word) in [
        ("changed.xunren", 4, "有损坏"),
        ("page.xunren", 4, "有损坏"),
        ("cut.xunren", 4, "有损坏"),
        ("text.xunren", 1, "不是寻人的台账"),
        ("empty.xunren", 1, "不是寻人的台账"),
        ("newer.xunren", 1, "新版程序"),
        ("none.xunren", 1, "没有找到"),
        ("folder", 1, "是文件夹"),
        ("b.xunren", 1, "就是要恢复的那个文件"),
    ] {
        let said = says(
            &desk,
            code,
            &["--book", "b.xunren", "restore", from, "--replace"],
        );
        assert!(said.contains(word), "{from}: {said}");
        assert!(!said.contains("xunren-"), "{said}");
        assert_eq!(names(&desk), before, "{from}");
    }
    assert_eq!(desk.entries(), 4);
}

#[test]
fn lost_photos_are_named_and_the_rest_is_kept() {
    let desk = desk();
    for photo in fs::read_dir(desk.path("b.evidence")).unwrap() {
        fs::write(photo.unwrap().path(), b"spoiled").unwrap();
    }
    let made = backup(&desk, 3, &["own.xunren"]);
    assert_eq!(made["files"], 0);
    assert_eq!(made["missing"].as_array().unwrap().len(), 1);
    // The proof of the backup says what the backup said: its photo is lost.
    let proof = desk.json(4, &["--book", "own.xunren", "--format", "json", "verify"]);
    assert_eq!(proof["problems"][0]["kind"], "evidence-missing");
}

#[test]
fn a_damaged_book_is_told_and_not_passed_off_as_a_backup() {
    let desk = desk();
    let mut bytes = fs::read(desk.book()).unwrap();
    let at = bytes
        .windows(b"photo.jpg".len())
        .position(|part| part == b"photo.jpg")
        .unwrap();
    bytes[at] = b'q';
    fs::write(desk.book(), &bytes).unwrap();
    let said = says(&desk, 4, &["--book", "b.xunren", "backup", "own.xunren"]);
    assert!(said.contains("损坏"), "{said}");
    assert!(!desk.path("own.xunren").exists());
    assert!(!desk.path("own.xunren.part").exists());
}

#[test]
fn every_command_that_reads_speaks_json() {
    let desk = desk();
    let sheet = ["sheet", "--unit", "410108004200", "--output", "sheet.xlsx"];
    let reading: &[&[&str]] = &[
        &["list"],
        &["find", "戴花妮"],
        &["show", PERSON],
        &["review"],
        &["report", "daily", "--date", "2021-09-09"],
        &["rank", "--date", "2021-09-09"],
        &sheet,
        &["pack", "list"],
        &["pack", "show", "huiji-2021"],
        &["keys"],
        &["verify"],
        &["rebuild"],
        &["id", PERSON],
        &["backup", "json.xunren"],
    ];
    for words in reading {
        let mut all = vec!["--book", "b.xunren", "--format", "json"];
        all.extend(*words);
        let value = desk.json(0, &all);
        assert!(value.is_object() || value.is_array(), "{words:?}");
    }
    let made = desk.json(
        0,
        &[&["--book", "b.xunren", "--format", "json"], &sheet[..]].concat(),
    );
    assert_eq!((&made["people"], &made["villages"]), (&1.into(), &1.into()));
    let keys = desk.json(0, &["--format", "json", "keys", "--map", "numpad"]);
    assert!(keys.as_array().unwrap().len() > 20);
    assert!(keys[0]["keys"].is_array());
    let wrong = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let wrong = ["--format", "json", "pack", "check", wrong.to_str().unwrap()];
    assert!(desk.json(1, &wrong).is_array());
}

#[test]
fn every_command_has_a_man_page_and_every_shell_its_completions() {
    let desk = Desk::new();
    desk.ends(0, &["man", "--out", "pages"]);
    let pages: Vec<String> = fs::read_dir(desk.path("pages"))
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in [
        "xunren.1",
        "xunren-import.1",
        "xunren-backup.1",
        "xunren-restore.1",
        "xunren-record-contact.1",
        "xunren-pack-check.1",
        "xunren-report-daily.1",
    ] {
        assert!(pages.iter().any(|page| page == name), "{name}: {pages:?}");
        let page = fs::read_to_string(desk.path("pages").join(name)).unwrap();
        assert!(page.contains(".TH ") && page.contains("Example"), "{name}");
    }
    let all = desk.ends(0, &["man"]);
    assert_eq!(all.matches(".TH ").count(), pages.len());
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let text = desk.ends(0, &["completions", shell]);
        assert!(
            text.contains("restore") && text.contains("replace"),
            "{shell}"
        );
    }
}
