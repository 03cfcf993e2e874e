//! The main job through the real program: a district's list comes in, nine days of records, and the reports that follow.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use crate::desk::{Desk, sample};

fn data(name: &str) -> Value {
    serde_json::from_slice(&fs::read(sample(name)).unwrap()).unwrap()
}

/// A book with the list read, made once; each test works on a copy.
pub static IMPORTED: LazyLock<(Desk, Value)> = LazyLock::new(|| {
    let desk = Desk::new();
    desk.init();
    let result = desk.import("suspended-export.xlsx");
    (desk, result)
});

/// The same after nine days of records.
pub static WORKED: LazyLock<(Desk, Value)> = LazyLock::new(|| {
    let desk = copy(&IMPORTED.0);
    let result = batch(&desk);
    (desk, result)
});

pub fn copy(from: &Desk) -> Desk {
    let desk = Desk::new();
    for item in fs::read_dir(from.folder.path()).unwrap() {
        let item = item.unwrap();
        if item.file_name().to_string_lossy().starts_with("b.xunren") {
            fs::copy(item.path(), desk.folder.path().join(item.file_name())).unwrap();
        }
    }
    desk
}

fn batch(desk: &Desk) -> Value {
    let file = sample("fieldwork.jsonl");
    let file = file.to_str().unwrap();
    desk.json(
        3,
        &[
            "--book", "b.xunren", "--format", "json", "record", "--batch", file,
        ],
    )
}

fn list(desk: &Desk, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["--book", "b.xunren", "--format", "json", "list"];
    arguments.extend(more);
    desk.json(0, &arguments).as_array().unwrap().clone()
}

#[test]
fn every_row_becomes_what_the_truth_says() {
    let (desk, result) = &*IMPORTED;
    let desk = copy(desk);
    let truth = data("truth.json");
    let summary = &truth["summary"];
    assert_eq!(result["rows_read"], summary["data_rows"]);
    for count in ["created", "duplicate", "rejected", "doubts"] {
        assert_eq!(result[count], summary[count], "{count}");
    }
    assert_eq!(result["matched"], 0);
    let people: BTreeMap<String, Value> = list(&desk, &["--unmasked", "--because", "test"])
        .into_iter()
        .map(|row| (row["case"].as_str().unwrap().to_owned(), row))
        .collect();
    assert_eq!(people.len(), 1836);
    let rows = result["rows"].as_array().unwrap();
    let wanted = truth["rows"].as_array().unwrap();
    assert_eq!((rows.len(), wanted.len()), (1840, 1840));
    let sorted = |value: &Value| -> BTreeSet<String> {
        let items = value.as_array().unwrap().iter();
        items
            .map(|item| item.as_str().unwrap().to_owned())
            .collect()
    };
    for (row, wanted) in rows.iter().zip(wanted) {
        assert_eq!(row["row"], wanted["row"]);
        assert_eq!(row["disposition"], wanted["disposition"], "{wanted}");
        assert_eq!(
            sorted(&row["doubts"]),
            sorted(&wanted["doubts"]),
            "{wanted}"
        );
        let person = &people[row["case"].as_str().unwrap()];
        for field in [
            "id_number",
            "name",
            "unit",
            "suspended_from",
            "presumed_class",
        ] {
            assert_eq!(person[field], wanted[field], "{field} of {wanted}");
        }
    }
    let mut townships: BTreeMap<String, u64> = BTreeMap::new();
    for person in people.values() {
        let unit = person["unit"].as_str().unwrap();
        if unit.len() >= 9 {
            *townships.entry(unit[..9].to_owned()).or_default() += 1;
        }
    }
    assert_eq!(
        serde_json::to_value(townships).unwrap(),
        summary["by_township"]
    );
}

#[test]
fn reading_the_list_again_changes_nothing() {
    let desk = copy(&IMPORTED.0);
    let before = desk.entries();
    let again = desk.import("suspended-export.xlsx");
    assert_eq!(again["created"], 0);
    assert_eq!(again["matched"], 1836);
    assert_eq!(again["duplicate"], 4);
    assert_eq!(desk.entries(), before);
}

#[test]
fn the_sample_is_refused_where_it_must_be_and_nowhere_else() {
    let (_, result) = &*WORKED;
    let refused: Vec<Value> = result["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| serde_json::json!({"line": line["line"], "reason": line["reason"]}))
        .collect();
    assert_eq!(Value::Array(refused), data("refused.json"));
    assert_eq!(result["unchanged"], 0);
    let lines = result["lines"].as_u64().unwrap();
    let applied = result["applied"].as_u64().unwrap();
    let all = result["refused"].as_array().unwrap().len() as u64;
    assert_eq!(lines, applied + all);
}

#[test]
fn nine_days_of_reports_follow_figure_for_figure() {
    let (desk, _) = &*WORKED;
    let desk = copy(desk);
    for day in data("reports.json").as_array().unwrap() {
        let date = day["date"].as_str().unwrap();
        let report = desk.json(
            0,
            &[
                "--book", "b.xunren", "report", "daily", "--date", date, "--format", "json",
            ],
        );
        same_figures(&report["total"], &day["total"], date);
        let rows: BTreeMap<&str, &Value> = report["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["unit"].as_str().unwrap(), &row["cells"]))
            .collect();
        let wanted = day["rows"].as_object().unwrap();
        assert_eq!(rows.len(), wanted.len(), "{date}");
        for (unit, figures) in wanted {
            same_figures(rows[unit.as_str()], figures, &format!("{date} {unit}"));
        }
        let ranking: Vec<Value> = report["ranking"]
            .as_array()
            .unwrap()
            .iter()
            .map(|place| serde_json::json!([place["place"], place["unit"], place["rate"]]))
            .collect();
        assert_eq!(Value::Array(ranking), day["ranking"], "{date}");
    }
}

fn same_figures(found: &Value, wanted: &Value, place: &str) {
    for (figure, value) in wanted.as_object().unwrap() {
        assert_eq!(&found[figure], value, "{figure} of {place}");
    }
}

#[test]
fn a_batch_read_twice_applies_nothing_twice() {
    let (desk, first) = &*WORKED;
    let desk = copy(desk);
    let before = desk.entries();
    let again = batch(&desk);
    assert_eq!(again["applied"], 0);
    assert_eq!(again["unchanged"], first["applied"]);
    assert_eq!(again["refused"], first["refused"]);
    assert_eq!(desk.entries(), before);
}

#[test]
fn a_book_proves_itself_and_can_be_built_again() {
    let (desk, _) = &*WORKED;
    let desk = copy(desk);
    let before = desk.verify();
    assert_eq!(before["ok"], true);
    let rows = list(&desk, &[]);
    let rebuilt = desk.json(0, &["--book", "b.xunren", "--format", "json", "rebuild"]);
    assert_eq!(rebuilt["cases"], 1836);
    assert_eq!(desk.verify(), before);
    assert_eq!(list(&desk, &[]), rows);
}

#[test]
fn later_files_add_and_place_and_create_nobody() {
    let desk = copy(&IMPORTED.0);
    assert_eq!(list(&desk, &["--doubt", "unit-unresolved"]).len(), 4);
    let info = desk.import("person-info.csv");
    assert_eq!(info["created"], 0, "{}", info["doubts"]);
    assert_eq!(info["rejected"], 0);
    assert_eq!(info["matched"], info["rows_read"]);
    assert_eq!(list(&desk, &["--doubt", "unit-unresolved"]).len(), 0);
    let ledger = desk.import("township-ledger.xls");
    assert_eq!(ledger["created"], 0, "{}", ledger["doubts"]);
    assert_eq!(
        ledger["matched"],
        data("truth.json")["summary"]["ledger_rows"]
    );
    let placed = list(&desk, &["--unit", "410108"]);
    assert!(
        placed
            .iter()
            .all(|row| row["unit"].as_str().unwrap().len() >= 9)
    );
    let before = desk.entries();
    desk.import("person-info.csv");
    desk.import("township-ledger.xls");
    desk.import("suspended-export.xlsx");
    assert_eq!(desk.entries(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::new();
    desk.init();
    let bytes = |desk: &Desk| fs::read(desk.book()).unwrap();
    let before = (bytes(&desk), desk.entries());
    let file = sample("suspended-export.xlsx");
    let would = desk.json(
        0,
        &[
            "--book",
            "b.xunren",
            "--format",
            "json",
            "import",
            "--dry-run",
            file.to_str().unwrap(),
        ],
    );
    assert_eq!(would["created"], 1836);
    assert_eq!(desk.entries(), before.1);
    assert_eq!(bytes(&desk), before.0);
}

#[test]
fn numbers_are_masked_unless_a_reason_is_given_and_kept() {
    let desk = copy(&IMPORTED.0);
    let masked = desk.ends(0, &["--book", "b.xunren", "list", "--limit", "2000"]);
    let whole = "410198195004056782";
    assert!(!masked.contains(whole));
    assert!(masked.contains('*'));
    let json = serde_json::to_string(&list(&desk, &[])).unwrap();
    assert!(!json.contains(whole));
    let before = desk.entries();
    let output = desk.run(&["--book", "b.xunren", "--unmasked", "list"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&output.stdout).contains(whole));
    assert_eq!(desk.entries(), before);
    let unmasked = list(&desk, &["--unmasked", "--because", "核对银行账号"]);
    assert!(unmasked.iter().any(|row| row["id_number"] == whole));
    assert_eq!(desk.entries(), before + 1);
}

#[test]
fn rows_with_something_wrong_go_out_as_a_spreadsheet_and_come_back() {
    let desk = Desk::new();
    desk.init();
    let file = sample("suspended-export.xlsx");
    desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "--clock",
            "2021-08-27T10:00:00+08:00",
            "import",
            "--save-doubts",
            "doubts.xlsx",
            file.to_str().unwrap(),
        ],
    );
    let before = desk.entries();
    let again = desk.json(
        0,
        &[
            "--book",
            "b.xunren",
            "--clock",
            "2021-08-27T11:00:00+08:00",
            "--format",
            "json",
            "import",
            "doubts.xlsx",
        ],
    );
    assert_eq!(again["created"], 0, "{again}");
    assert!(again["rows_read"].as_u64().unwrap() > 80);
    assert_eq!(desk.entries(), before, "{again}");
}

#[test]
fn exit_codes_tell_what_kind_of_end_it_was() {
    let desk = Desk::new();
    desk.ends(2, &["no-such-command"]);
    desk.ends(2, &["--clock", "yesterday", "list"]);
    desk.ends(0, &["--version"]);
    desk.ends(0, &["import", "--help"]);
    desk.ends(1, &["--book", "missing.xunren", "list"]);
    desk.ends(1, &["list"]);
    desk.init();
    desk.ends(
        1,
        &["init", "b.xunren", "--unit", "410108", "--officer", "王敏"],
    );
    desk.ends(1, &["--book", "b.xunren", "show", "410198195004056782"]);
    fs::write(desk.path("lines.jsonl"), "{\"do\":\"fly\"}\n").unwrap();
    desk.ends(
        3,
        &["--book", "b.xunren", "record", "--batch", "lines.jsonl"],
    );
    let list = fs::read(sample("suspended-export.xlsx")).unwrap();
    fs::write(desk.path("half.xlsx"), &list[..list.len() / 2]).unwrap();
    desk.ends(4, &["--book", "b.xunren", "import", "half.xlsx"]);
    let before = desk.entries();
    assert_eq!(before, 1);
    assert!(!Path::new(&desk.path("b.evidence")).exists());
}

#[test]
fn a_damaged_book_ends_with_four() {
    let desk = copy(&IMPORTED.0);
    let mut bytes = fs::read(desk.book()).unwrap();
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 20_000] {
        *byte ^= 0x5a;
    }
    fs::write(desk.book(), bytes).unwrap();
    desk.ends(4, &["--book", "b.xunren", "verify"]);
}
