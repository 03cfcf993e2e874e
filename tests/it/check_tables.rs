//! Tables for villages without a laptop: out as workbooks, filled in as people do in WPS, and in again; every row ends as
//! exactly one thing, and reading twice changes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use xunren::check_tables::CheckTable;
use xunren::domain::entry::Kind;
use xunren::messages::{Language, Messages};
use xunren::store::CaseFilter;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::check_tables::{RowEnd, TableOptions, TableResult, hand_out, read_tables};

use crate::desk::Desk;
use crate::office::{Office, SMALL, TOWNSHIP, VILLAGE, press};

const CLOCK: &str = "2021-09-07T12:46:00+08:00";

/// Every cell of the only sheet as text.
fn grid(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let (height, width) = range.end().unwrap();
    (0..=height)
        .map(|row| {
            let cells = (0..=width).map(|column| range.get_value((row, column)));
            cells
                .map(|cell| cell.map_or_else(String::new, Data::to_string))
                .collect()
        })
        .collect()
}

/// Writes cells as another program would: plain, without our looks.
fn write(path: &Path, rows: &[Vec<String>]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (y, row) in (0u32..).zip(rows) {
        for (x, cell) in (0u16..).zip(row) {
            if !cell.is_empty() {
                sheet.write_string(y, x, cell).unwrap();
            }
        }
    }
    workbook.save(path).unwrap();
}

/// The row of the titles.
const HEADS: usize = 3;

/// Fills cells of a person's row by their titles.
fn fill(rows: &mut [Vec<String>], person: usize, cells: &[(&str, &str)]) {
    for (title, text) in cells {
        let at = rows[HEADS].iter().position(|one| one == title).unwrap();
        (*text).clone_into(&mut rows[HEADS + 1 + person][at]);
    }
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap()
}

fn adds_up(told: &Value) {
    let sum: u64 = ["applied", "unchanged", "doubtful", "rejected"]
        .iter()
        .map(|end| number(told, end))
        .sum();
    assert_eq!(sum, number(told, "rows_read"));
    assert_eq!(told["rows"].as_array().unwrap().len() as u64, sum);
}

fn take(desk: &Desk, code: i32, more: &[&str]) -> Value {
    let mut words = vec!["--book", "b.xunren", "--clock", CLOCK, "--format", "json"];
    words.extend(["check-table", "in"]);
    words.extend(more);
    let told = desk.json(code, &words);
    adds_up(&told);
    told
}

fn handed(desk: &Desk, unit: &str) -> Value {
    let words = ["--book", "b.xunren", "--clock", CLOCK, "--format", "json"];
    let more = ["check-table", "out", "--unit", unit, "--out", "tables"];
    desk.json(0, &[&words[..], &more[..]].concat())
}

/// Everybody stands in exactly one workbook, inside the township's folder.
fn everybody_stands_in_one_workbook(desk: &Desk, out: &Value, everybody: usize) {
    let files = out["files"].as_array().unwrap();
    let mut marks = BTreeSet::new();
    let mut rows_out = 0;
    for file in files {
        let path = desk.path(file["path"].as_str().unwrap());
        assert_eq!(path.parent().unwrap(), desk.path("tables/古荥镇"));
        let rows = grid(&path);
        assert!(rows[0][0].ends_with("暂停领取待遇人员核查表"));
        assert!(rows[1][0].starts_with("单位名称：古荥镇"));
        for row in &rows[HEADS + 1..] {
            assert!(row[3].is_empty() || row[3].contains("****"), "{}", row[3]);
            marks.insert(row.last().unwrap().clone());
            rows_out += 1;
        }
    }
    assert_eq!((rows_out, marks.len()), (everybody, everybody));
}

/// Fills a table as a village does, and does to it what other spreadsheets and their users do; gives how many people
/// stand on it.
fn fill_in_elsewhere(path: &Path) -> usize {
    let mut rows = grid(path);
    let people = rows.len() - HEADS - 1;
    let who = [("核查日期", "9.6"), ("入户核查人姓名", "李村")];
    let alive = [
        ("核查方式", "入户"),
        ("见到谁", "本人"),
        ("是否健在", "健在"),
        ("原因分类", "1 未认证"),
    ];
    fill(&mut rows, 0, &[&alive[..], &who].concat());
    fill(
        &mut rows,
        1,
        &[
            ("是否健在", "已故"),
            ("死亡日期", "2021年7月3日"),
            ("原因分类", "5"),
            who[1],
        ],
    );
    fill(&mut rows, 2, &[("是否健在", "好像在"), who[1]]);
    fill(
        &mut rows,
        3,
        &[("姓名", "改过的"), ("是否健在", "健在"), who[1]],
    );
    fill(
        &mut rows,
        4,
        &[("是否健在", "健在"), ("参保人联系方式", "13912340009")],
    );
    fill(
        &mut rows,
        5,
        &[("是否健在", "健在"), ("死亡日期", "202107"), who[1]],
    );
    fill(
        &mut rows,
        6,
        &[("核查日期", "12月30日"), ("是否健在", "外出住"), who[1]],
    );
    // Moved columns, a row put in by hand, a blank one, the header once more on the second page, a footer.
    let mut added = vec![String::new(); rows[HEADS].len()];
    "新来的".clone_into(&mut added[2]);
    rows.insert(HEADS + 3, added);
    rows.insert(HEADS + 3, Vec::new());
    let again = rows[HEADS].clone();
    rows.insert(HEADS + 6, again);
    rows.push(vec![
        String::new(),
        "填表人：".into(),
        "李村".into(),
        "审核人：".into(),
    ]);
    for row in &mut rows[HEADS..] {
        row.reverse();
    }
    rows.insert(0, vec!["附件".to_owned()]);
    write(path, &rows);
    people
}

/// The wrong rows are corrected where they were saved, and read again.
fn wrong_rows_are_corrected(desk: &Desk) {
    let wrong = desk.path("wrong.xlsx");
    let mut rows = grid(&wrong);
    assert_eq!(rows.len(), 7);
    assert!(rows[2].iter().any(|cell| cell.contains("好像在")));
    let at = |title: &str| rows[0].iter().position(|one| one == title).unwrap();
    let (found, by) = (at("是否健在"), at("入户核查人姓名"));
    rows[2][found] = "健在".into();
    rows[4][by] = "李村".into();
    write(&wrong, &rows);
    let corrected = take(desk, 3, &["wrong.xlsx"]);
    assert_eq!(
        (
            number(&corrected, "applied"),
            number(&corrected, "doubtful")
        ),
        (2, 4)
    );
    assert_eq!(desk.verify()["ok"], true);
}

#[test]
fn the_tables_of_a_township_go_out_and_come_back_from_another_spreadsheet() {
    let desk = Desk::new();
    desk.init();
    desk.import("suspended-export.xlsx");
    let out = handed(&desk, TOWNSHIP);
    let listed = desk.json(
        0,
        &[
            "--book", "b.xunren", "--format", "json", "list", "--unit", TOWNSHIP,
        ],
    );
    let everybody = listed.as_array().unwrap().len();
    assert_eq!(number(&out, "people"), everybody as u64);
    everybody_stands_in_one_workbook(&desk, &out, everybody);
    // What may have been filled in is never overwritten.
    desk.ends(
        1,
        &[
            "--book",
            "b.xunren",
            "--clock",
            CLOCK,
            "check-table",
            "out",
            "--unit",
            TOWNSHIP,
            "--out",
            "tables",
        ],
    );

    let files = out["files"].as_array().unwrap();
    let path = files
        .iter()
        .map(|file| desk.path(file["path"].as_str().unwrap()))
        .find(|path| grid(path).len() > HEADS + 8)
        .unwrap();
    let people = fill_in_elsewhere(&path);

    let file = path.to_str().unwrap();
    let before = desk.verify()["entries"].clone();
    let dry = take(&desk, 3, &[file, "--dry-run"]);
    assert_eq!(desk.verify()["entries"], before);
    let told = take(&desk, 3, &[file, "--save-doubts", "wrong.xlsx"]);
    assert_eq!(told["rows"], dry["rows"]);
    assert_eq!(number(&told, "rows_read"), people as u64 + 1);
    assert_eq!(
        (number(&told, "applied"), number(&told, "doubtful")),
        (2, 6)
    );
    let reasons: Vec<&str> = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["problems"][0]["reason"].as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            "no-mark",
            "no-choice",
            "edited",
            "no-officer",
            "alive-and-dead",
            "ahead"
        ]
    );
    // Contact and class of the first; contact, class and month of death of the second.
    assert_eq!(number(&told, "entries"), 5);
    let shown = desk.json(
        0,
        &[
            "--book", "b.xunren", "--format", "json", "list", "--unit", TOWNSHIP, "--state",
            "verified",
        ],
    );
    let classes: BTreeSet<&str> = shown
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["class"].as_str().unwrap())
        .collect();
    assert_eq!(classes, BTreeSet::from(["1", "5"]));

    // Read twice, nothing changes.
    let again = take(&desk, 3, &[file]);
    assert_eq!(
        (number(&again, "applied"), number(&again, "entries")),
        (0, 0)
    );
    assert_eq!(number(&again, "unchanged"), people as u64 - 5);

    wrong_rows_are_corrected(&desk);
}

/// What the drop-downs, the lock and the hidden column are made of.
#[test]
fn the_workbook_locks_who_it_is_about_and_offers_lists() {
    let office = Office::new(VILLAGE);
    let paths = out(&office, office.folder.path());
    let file = fs::File::open(&paths[0]).unwrap();
    let mut zip = zip::ZipArchive::new(file).unwrap();
    let mut xml = String::new();
    let mut sheet = zip.by_name("xl/worksheets/sheet1.xml").unwrap();
    sheet.read_to_string(&mut xml).unwrap();
    assert!(xml.contains("<sheetProtection "));
    assert_eq!(xml.matches("<dataValidation type=\"list\"").count(), 6);
    assert!(xml.contains("1 未认证,2 未申请"), "{xml}");
    assert!(!xml.contains("3 重复"));
    assert!(xml.contains("hidden=\"1\""));
    let rows = grid(&paths[0]);
    assert_eq!(rows.len(), HEADS + 1 + 7);
    assert!(!rows.iter().flatten().any(|cell| cell.contains("41019819")));
}

fn table() -> CheckTable {
    CheckTable::of_program().unwrap()
}

fn out(office: &Office, folder: &Path) -> Vec<PathBuf> {
    let mut session = office.session();
    let unit = session.store.unit();
    let made = hand_out(&mut session, &table(), unit, folder, None, &office.messages).unwrap();
    made.into_iter().map(|one| one.path).collect()
}

fn read(office: &Office, paths: &[PathBuf]) -> TableResult {
    let options = TableOptions::default();
    read_tables(&mut office.session(), &table(), paths, &options).unwrap()
}

#[test]
fn a_table_of_another_book_is_refused_and_what_is_none_is_said() {
    let (mine, other) = (Office::new(VILLAGE), Office::new(VILLAGE));
    let folder = mine.folder.path().join("in");
    let mut rows = grid(&out(&other, &folder)[0]);
    fill(
        &mut rows,
        0,
        &[("是否健在", "健在"), ("入户核查人姓名", "王敏")],
    );
    let theirs = folder.join("theirs.xlsx");
    write(&theirs, &rows);
    let list = mine.folder.path().join("list.csv");
    let entries = mine.entries();
    let result = read(&mine, &[theirs, list]);
    let refused: Vec<String> = result
        .files
        .iter()
        .map(|file| file.refused.as_ref().unwrap().sentence(&mine.messages))
        .collect();
    assert!(refused[0].contains("别的台账"), "{refused:?}");
    assert!(refused[1].contains("不是本程序发出去的"), "{refused:?}");
    assert!(result.rows.is_empty() && result.is_partly());
    assert_eq!(mine.entries(), entries);
}

#[test]
fn what_the_book_says_otherwise_is_kept_beside_or_left_to_an_officer() {
    let office = Office::new(VILLAGE);
    let path = out(&office, office.folder.path()).remove(0);
    let blank = grid(&path);
    let name = |rows: &[Vec<String>], n: usize| rows[HEADS + 1 + n][2].clone();
    let by = ("入户核查人姓名", "李村");
    let mut rows = blank.clone();
    fill(
        &mut rows,
        0,
        &[
            ("是否健在", "健在"),
            ("原因分类", "1"),
            ("现住哪里", "本村"),
            by,
        ],
    );
    // Merged over two rows: the name of who looked counts for both.
    fill(
        &mut rows,
        1,
        &[("是否健在", "外出住"), ("核查方式", "打电话"), by],
    );
    write(&path, &rows);
    let first = read(&office, std::slice::from_ref(&path));
    assert_eq!(first.count(RowEnd::Applied), 2);
    let case = office.case(&name(&rows, 1));
    let contact = case.standing(Kind::Contact).next_back().unwrap();
    assert_eq!(
        (contact.text("how"), contact.body.by.as_str()),
        (Some("phone"), "李村")
    );

    let mut rows = blank.clone();
    fill(&mut rows, 0, &[("是否健在", "健在"), ("原因分类", "7"), by]);
    fill(
        &mut rows,
        1,
        &[("是否健在", "已去世"), ("死亡日期", "去年腊月二十"), by],
    );
    fill(&mut rows, 2, &[("参保人联系方式", "139 1234 0009"), by]);
    write(&path, &rows);
    let second = read(&office, std::slice::from_ref(&path));
    let ends: Vec<RowEnd> = second.rows.iter().map(|row| row.end).collect();
    assert_eq!(
        &ends[..3],
        [RowEnd::Doubtful, RowEnd::Applied, RowEnd::Applied]
    );
    let told = second.rows[0].problems[0].sentence(&office.messages);
    assert_eq!(told, "原因分类不一致：台账里是1类（李村定的），表上是7类");
    let beside = second.rows[1].beside[0].sentence(&office.messages);
    assert_eq!(
        beside,
        "和以前说法不一样：以前是外出住（李村），这次是已去世，两个都留着"
    );
    let case = office.case(&name(&rows, 1));
    assert_eq!(case.standing(Kind::Contact).count(), 2);
    assert_eq!(case.fact("death_month"), Some("2021-02"));
    let case = office.case(&name(&rows, 2));
    assert_eq!(case.facts.phone.as_deref(), Some("13912340009"));
    assert!(case.standing(Kind::Contact).next().is_none());
    // One person on two rows that differ: the first counts, the second is for an officer.
    let mut rows = blank;
    fill(&mut rows, 3, &[("是否健在", "健在"), by]);
    let mut twin = rows[HEADS + 4].clone();
    let at = rows[HEADS]
        .iter()
        .position(|one| one == "是否健在")
        .unwrap();
    twin[at] = "说不清".into();
    rows.push(twin);
    write(&path, &rows);
    let third = read(&office, std::slice::from_ref(&path));
    assert_eq!(third.count(RowEnd::Applied), 1);
    assert_eq!(
        third.rows.last().unwrap().problems[0].key,
        "report-fill-twice"
    );
}

/// A village with a filled table on its desk, and the screen after these keys.
fn drawn(language: Language, keys: &str, size: (u16, u16)) -> (Office, String) {
    let mut office = Office::new(VILLAGE);
    office.messages = Messages::load(language);
    let path = out(&office, &office.folder.path().join("made/below")).remove(0);
    let mut rows = grid(&path);
    let by = ("入户核查人姓名", "李村");
    fill(&mut rows, 0, &[("是否健在", "健在"), ("原因分类", "1"), by]);
    fill(&mut rows, 1, &[("是否健在", "好像在"), by]);
    fill(&mut rows, 2, &[("是否健在", "健在")]);
    write(&office.folder.path().join("填好的.xlsx"), &rows);
    let drawn = {
        let mut app = office.app("default", Look::default());
        press(&mut app, keys);
        let rows = screen_of(&mut app, size).unwrap();
        assert!(rows.iter().all(|row| !row.contains("【tables-")));
        let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
        trimmed.join("\n")
    };
    (office, drawn)
}

#[test]
fn the_screens_of_check_tables_look_as_they_were_agreed() {
    const LARGE: (u16, u16) = (120, 36);
    for (name, language, keys, size) in [
        ("tables_menu", Language::Chinese, "084", SMALL),
        ("tables_whole", Language::Chinese, "0841", SMALL),
        ("tables_result", Language::Chinese, "084211", SMALL),
        ("tables_result_en", Language::English, "084211", SMALL),
        ("tables_menu_large", Language::Chinese, "084", LARGE),
        ("tables_whole_large", Language::Chinese, "0841", LARGE),
        ("tables_result_large", Language::Chinese, "084211", LARGE),
    ] {
        insta::assert_snapshot!(name, drawn(language, keys, size).1);
    }
}

#[test]
fn a_table_is_taken_on_the_screen_and_its_wrong_rows_are_saved() {
    let (office, _) = drawn(Language::Chinese, "084211", SMALL);
    let before = office.recorded();
    let (office, rows) = drawn(Language::Chinese, "0842111", SMALL);
    assert!(rows.contains("收下了7行：记下1行"), "{rows}");
    assert_eq!(before, 0);
    let session = office.session();
    let people = session.store.list(&CaseFilter::default()).unwrap();
    let visited = people.iter().filter(|row| row.attempts > 0);
    let visited: Vec<&str> = visited.map(|row| row.name.as_str()).collect();
    assert_eq!(visited.len(), 1);
    let case = office.case(visited[0]);
    let contact = case.standing(Kind::Contact).next().unwrap();
    assert_eq!(contact.body.by, "李村");
    drop(session);
    let (office, _) = drawn(Language::Chinese, "0842113", SMALL);
    let saved = office.folder.path().join("有误的行-填好的.xlsx");
    assert_eq!(grid(&saved).len(), 3);
    assert_eq!(office.recorded(), 0);
    // Handing out on the screen: masked, beside the book.
    let (office, rows) = drawn(Language::Chinese, "084111", SMALL);
    assert!(rows.contains("做好1个表格，7人"), "{rows}");
    let folder = office.folder.path().join("核查表").join("古荥镇");
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1);
}
