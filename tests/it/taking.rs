//! The first start and the import of a list on the screen: few questions, the likely file, plain words, nothing by halves.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use xunren::tui::App;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;

use crate::office::{DISTRICT, NOON, Office, PEOPLE, SMALL, press, shows};

/// Lays a file on the office's desktop, so many minutes old.
fn lay(office: &Office, name: &str, bytes: &[u8], minutes: u64) -> PathBuf {
    let desk = office.folder.path().join("桌面");
    fs::create_dir_all(&desk).unwrap();
    let path = desk.join(name);
    fs::write(&path, bytes).unwrap();
    let now = Duration::from_millis(u64::try_from(NOON).unwrap());
    let at = UNIX_EPOCH + now - Duration::from_secs(60 * minutes);
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(at).unwrap();
    path
}

fn rows(app: &mut App<'_>) -> Vec<String> {
    screen_of(app, SMALL).unwrap()
}

/// Presses keys and does not wait for what they begin.
fn press_on(app: &mut App<'_>, keys: &str) {
    for input in xunren::tui::inputs(keys) {
        app.update(input);
    }
}

fn go(app: &mut App<'_>, keys: &str, sees: &str) -> Vec<String> {
    press(app, keys);
    app.settle();
    let rows = rows(app);
    assert!(shows(&rows, sees), "{keys} {sees}\n{}", rows.join("\n"));
    rows
}

fn text(rows: &[String]) -> String {
    let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    trimmed.join("\n")
}

/// An office that has a book and opens the import, with these files on its desktop.
fn at_the_files<'a>(office: &'a Office, files: &[(&str, &[u8])]) -> App<'a> {
    for (n, (name, bytes)) in (0..).zip(files) {
        lay(office, name, bytes, n);
    }
    let mut app = office.app("numpad", Look::default());
    go(&mut app, "01", "名单在哪里");
    go(&mut app, "1", "哪一个文件");
    app
}

#[test]
fn whoever_starts_answers_at_most_four_questions_before_the_list() {
    for answers in [
        &["1", "8", "<down><enter>", "王敏<enter>"][..],
        &["2", "8", "王敏<enter>"],
        &["3", "王敏<enter>"],
    ] {
        let office = Office::empty();
        lay(&office, "名单.csv", PEOPLE.as_bytes(), 1);
        let mut app = office.start(None, "numpad", Look::default());
        let (last, before) = answers.split_last().unwrap();
        for answer in before {
            press(&mut app, answer);
        }
        let name = rows(&mut app);
        assert!(shows(&name, "惠济区按惠人社〔2021〕82号办"), "{name:?}");
        go(&mut app, last, "名单在哪里");
        assert!(answers.len() <= 4);
    }
}

#[test]
fn the_likely_list_is_marked_looked_at_and_taken() {
    let office = Office::empty();
    lay(&office, "名单.csv", PEOPLE.as_bytes(), 2);
    lay(&office, "记账.csv", "日期,金额\n0901,12\n".as_bytes(), 1);
    let mut app = office.start(None, "numpad", Look::default());
    let spots = go(&mut app, "3王敏<enter>", "2个表格，最新的 09-07 12:45");
    insta::assert_snapshot!("import_places", text(&spots));
    let files = go(&mut app, "<enter>", ">2 名单.csv");
    assert!(shows(&files, "像是暂停人员名单，7行") && shows(&files, "不像名单"));
    insta::assert_snapshot!("import_files", text(&files));
    press_on(&mut app, "<enter>");
    insta::assert_snapshot!("import_looking", text(&rows(&mut app)));
    let result = go(&mut app, "", "表里7行：新增7人，重复0行，退回0行。");
    insta::assert_snapshot!("import_result", text(&result));
    let doubts = go(&mut app, "2", "先看看：1行信息有误");
    assert!(shows(&doubts, "赵长顺"), "{doubts:?}");
    assert!(!shows(&doubts, "410198195601010033"), "masked");
    insta::assert_snapshot!("import_doubts", text(&doubts));
    press_on(&mut app, "<esc>1");
    insta::assert_snapshot!("import_taking", text(&rows(&mut app)));
    let home = go(&mut app, "", "已收下7人。");
    assert!(shows(&home, "总7 已核0"), "{home:?}");
}

#[test]
fn looking_and_refusing_write_nothing() {
    let office = Office::new(DISTRICT);
    let before = office.entries();
    let more = PEOPLE.replace("张雪芳,410198194903050021", "周秀英,410198194903060044");
    let mut app = at_the_files(&office, &[("名单.csv", more.as_bytes())]);
    go(&mut app, "1", "新增1人，对上6人");
    go(&mut app, "3", "哪一个文件");
    assert_eq!(office.entries(), before);
    go(&mut app, "1", "新增1人，对上6人");
    go(&mut app, "<enter>", "新增1人，6人本来就有。");
    assert!(office.entries() > before);
}

#[test]
fn rows_with_something_wrong_are_saved_corrected_and_read_again() {
    let office = Office::new(DISTRICT);
    let list = "姓名,证件号码,暂停年月\n张雪芳,41019819490305,202011\n,,\n周秀英,,2020";
    let mut app = at_the_files(&office, &[("名单.csv", list.as_bytes())]);
    go(&mut app, "1", "2 先看看（2行信息有误）");
    let saved = go(&mut app, "4", "待更正-名单.xlsx");
    assert!(shows(&saved, "桌面"), "{saved:?}");
    assert!(office.folder.path().join("桌面/待更正-名单.xlsx").exists());
    let again = go(&mut app, "4<esc>", "待更正-名单-2.xlsx");
    assert!(shows(&again, "待更正-名单.xlsx"), "nothing is overwritten");
    go(&mut app, "1", "表里2行");
}

#[test]
fn a_list_that_cannot_be_read_says_why_and_one_stays_at_the_files() {
    let office = Office::new(DISTRICT);
    let before = office.entries();
    let broken = fs::read(crate::desk::sample("suspended-export.xlsx")).unwrap();
    let mut app = at_the_files(
        &office,
        &[
            ("空的.csv", b""),
            ("记账.csv", "日期,金额\n0901,12\n".as_bytes()),
            ("坏的.xlsx", &broken[..4000]),
            ("图.xls", b"\x89PNG\r\n\x1a\n0000"),
        ],
    );
    for (digit, says) in [
        ("1", "这个文件是空的：空的.csv。"),
        ("2", "记账.csv 里没有认出表头。"),
        ("3", "坏的.xlsx 不完整或者坏了"),
        ("4", "图.xls 不是名单表格（看起来是PNG）。"),
    ] {
        let rows = go(&mut app, digit, says);
        assert!(shows(&rows, "哪一个文件"), "{rows:?}");
        assert!(shows(&rows, &format!(">{digit}")), "{rows:?}");
    }
    assert_eq!(office.entries(), before);
}

#[test]
fn a_list_of_other_places_is_not_taken_by_a_hand_that_only_goes_on() {
    let office = Office::new(crate::office::VILLAGE);
    let before = office.entries();
    let other = "姓名,镇办,村（社区）,暂停年月\n甲某某,花园口镇,八堡村,202011\n乙某某,花园口镇,八堡村,202011\n";
    let mut app = at_the_files(&office, &[("名单.csv", other.as_bytes())]);
    let result = go(&mut app, "1", "多半不是本单位的名单");
    assert!(shows(&result, ">3 不收"), "{result:?}");
    go(&mut app, "<enter>", "哪一个文件");
    assert_eq!(office.entries(), before);
    go(&mut app, "11", "已收下2人。");
}

#[test]
fn a_place_without_lists_says_so() {
    let office = Office::new(DISTRICT);
    fs::create_dir_all(office.folder.path().join("下载")).unwrap();
    let mut app = office.app("numpad", Look::default());
    let spots = go(&mut app, "01", "下载");
    let row = spots.iter().find(|row| row.contains("下载")).unwrap();
    assert!(row.contains("没有表格"), "{row}");
    go(&mut app, "1", "那里没有表格文件，换一个地方。");
    go(&mut app, "<esc>", "报数前要过的");
}

#[test]
fn the_demo_is_made_while_the_screen_answers() {
    let office = Office::empty();
    let mut app = office.start(None, "numpad", Look::default());
    press_on(&mut app, "4");
    assert!(shows(&rows(&mut app), "正在做样子"));
    press_on(&mut app, "<esc>");
    assert!(shows(&rows(&mut app), "正在停下来"));
    app.settle();
    assert!(shows(&rows(&mut app), "不做样子了。"));
}

#[test]
fn the_screens_of_an_import_are_as_wide_as_every_console_needs() {
    use unicode_width::UnicodeWidthStr;
    for wide in [false, true] {
        for size in [SMALL, (120, 36)] {
            let office = Office::empty();
            let look = Look {
                wide,
                ..Look::default()
            };
            lay(
                &office,
                "村·名单—很长很长的名字，一行写不下，要截掉的.csv",
                PEOPLE.as_bytes(),
                2,
            );
            let mut app = office.start(None, "numpad", look);
            for keys in [
                "",
                "1",
                "8",
                "<down><enter>",
                "王·敏<enter>",
                "1",
                "1",
                "2",
                "<esc>4",
            ] {
                press(&mut app, keys);
                for row in screen_of(&mut app, size).unwrap() {
                    let columns = if wide { row.width_cjk() } else { row.width() };
                    assert_eq!(columns, usize::from(size.0), "{keys} {row:?}");
                }
            }
        }
    }
}
