//! Layouts of the report's workbook are data: the program's open again, an office's own take their place, and a wrong
//! one is told with line and column.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use xunren::layouts::{self, Audience, Layouts};
use xunren::messages::{Language, Messages};
use xunren::output::workbook;

use crate::days;
use crate::desk::Desk;

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn the_narrow_form_of_the_city_opens_with_its_merged_heads_and_formats() {
    let layouts = Layouts::with_config(Path::new("no such folder"));
    let narrow = layouts.load(Some("city-narrow")).unwrap();
    for (language, sheet, head) in [
        (Language::Chinese, "汇总表", "核查出的原因"),
        (Language::English, "Summary", "Reasons found"),
    ] {
        let messages = Messages::load(language);
        let bytes = workbook::bytes_in(&days::ninth(), &narrow, None, &messages).unwrap();
        let mut book = opened(bytes);
        assert_eq!(book.sheet_names(), [sheet]);
        let cells = book.worksheet_range(sheet).unwrap();
        assert_eq!(
            cells.get_value((3, 5)),
            Some(&Data::String(head.to_owned()))
        );
        // 刘寨街道 comes first in the order of print: 34 of 248 resolved.
        let row: Vec<String> = (2..14)
            .map(|column| cells.get_value((5, column)).unwrap().to_string())
            .collect();
        assert_eq!(&row[..3], ["248", "69", "27.82"]);
        assert_eq!(&row[10..], ["34", "13.71"]);
        let merged = book.merge_cells_by_sheet_name(sheet).unwrap();
        let areas: Vec<_> = merged.iter().map(|area| (area.start, area.end)).collect();
        for area in [
            ((1, 0), (1, 17)),
            ((2, 6), (2, 13)),
            ((3, 5), (3, 11)),
            ((3, 0), (4, 0)),
            ((14, 0), (14, 1)),
        ] {
            assert!(areas.contains(&area), "{area:?} of {areas:?}");
        }
    }
}

#[test]
fn the_group_gets_no_sheet_with_amounts() {
    let usual = Layouts::default().load(None).unwrap();
    let messages = Messages::load(Language::Chinese);
    let sheets = |audience| {
        let bytes = workbook::bytes_in(&days::ninth(), &usual, audience, &messages).unwrap();
        opened(bytes).sheet_names()
    };
    assert_eq!(sheets(Some(Audience::Group)), ["表一"]);
    assert_eq!(sheets(Some(Audience::Office)), ["表二"]);
    assert_eq!(sheets(None), ["表一", "表二"]);
}

const OWN: &str = r#"name = "市局样表"

[[sheets]]
name = "样表"
audience = "group"
columns = [
  { show = "code", head = ["代码"], width = 12 },
  { show = "unit", head = ["单位", "名称"], width = 14 },
  { show = "total", head = ["单位", "甲", "人数"], width = 8 },
  { show = "blank", head = ["签字"], width = 8 },
]
[[sheets.above]]
cells = [
  { text = "{title}", look = "title", from = "A", to = "C", lines = 2 },
  { text = "第3号表", from = "D" },
]
[[sheets.above]]
cells = [{ text = "{date}", from = "D" }]
"#;

#[test]
fn an_office_lays_its_own_form_into_a_folder() {
    let desk = Desk::new();
    desk.init();
    let folder = desk.path("config").join("layouts");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("mine.toml"), OWN).unwrap();
    let clock = "2021-09-09T14:10:00+08:00";
    let report = |more: &[&str]| {
        let mut words = vec!["--book", "b.xunren", "--clock", clock, "--format", "xlsx"];
        words.extend(["report", "daily", "--output", "r.xlsx"]);
        words.extend(more);
        desk.run(&words)
    };
    assert_eq!(report(&["--layout", "mine"]).status.code(), Some(0));
    let mut book = opened(fs::read(desk.path("r.xlsx")).unwrap());
    let cells = book.worksheet_range("样表").unwrap();
    let at = |row, column| cells.get_value((row, column)).unwrap().to_string();
    assert_eq!(at(0, 3), "第3号表");
    assert_eq!(at(1, 3), "9/9/2021");
    assert_eq!((at(3, 1), at(4, 2)), ("名称".into(), "人数".into()));
    assert_eq!(at(5, 0), "410108002");
    let merged = book.merge_cells_by_sheet_name("样表").unwrap();
    let areas: Vec<_> = merged.iter().map(|area| (area.start, area.end)).collect();
    assert!(areas.contains(&((0, 0), (1, 2))), "{areas:?}");
    assert!(areas.contains(&((2, 1), (2, 2))), "{areas:?}");
    assert!(areas.contains(&((3, 1), (4, 1))), "{areas:?}");
    // The same name takes the place of the program's own, also where none is asked for.
    fs::copy(folder.join("mine.toml"), folder.join("attachment-1.toml")).unwrap();
    assert_eq!(report(&[]).status.code(), Some(0));
    let book = opened(fs::read(desk.path("r.xlsx")).unwrap());
    assert_eq!(book.sheet_names(), ["样表"]);
    let listed = desk.json(0, &["--format", "json", "report", "layouts"]);
    let ids: Vec<_> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["id"])
        .collect();
    assert_eq!(ids, ["attachment-1", "city-narrow", "mine"]);
    assert!(listed[0]["own"].is_string() && listed[1]["own"].is_null());
    for (words, told) in [
        (["--layout", "mien"], "Did you mean mine"),
        (["--for", "office"], "no sheet for the office"),
        (["--for", "city"], "group or office"),
    ] {
        let output = report(&words);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(told), "{said}");
    }
    desk.ends(
        1,
        &["--book", "b.xunren", "report", "daily", "--layout", "mine"],
    );
}

const BROKEN: &str = r#"name = "错的"
colour = "red"
[[sheets]]
name = "表[1]"
audience = "group"
columns = [
  { show = "totel", head = ["人数"], width = 8 },
  { show = "back_pay", head = [], width = 900 },
  { show = "remark", head = ["备注{untill}"], width = 8 },
]
[[sheets.above]]
cells = [
  { text = "一", from = "A", to = "B", lines = 2 },
  { text = "二", from = "B", to = "C" },
  { text = "三", from = "D" },
]
[[sheets.above]]
cells = [{ text = "四", from = "A" }, { text = "五{" }]
[[sheets.below]]
cells = [{ text = "六", from = "C", to = "A" }]
"#;

#[test]
fn a_wrong_layout_gets_all_its_errors_at_once_with_line_and_column() {
    let desk = Desk::new();
    let path = desk.path("wrong.toml");
    fs::write(&path, BROKEN).unwrap();
    let problems = layouts::check(&path);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(told.join("\n"));
    let output = desk.run(&[
        "--lang",
        "zh-CN",
        "report",
        "layouts",
        "check",
        "wrong.toml",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.lines().count(), problems.len());
    assert!(
        said.contains("wrong.toml:7:12: 没有【totel】，是不是【total】"),
        "{said}"
    );
    assert!(!said.contains("layout-problem"), "{said}");
    // What is wrong is never used.
    let folder = desk.path("config").join("layouts");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(&path, folder.join("wrong.toml")).unwrap();
    desk.ends(1, &["report", "layouts", "check"]);
    assert!(
        Layouts::with_config(&desk.path("config"))
            .load(Some("wrong"))
            .is_err()
    );
    let listed = desk.json(0, &["--format", "json", "report", "layouts"]);
    assert_eq!(listed[2]["good"], false);
}
