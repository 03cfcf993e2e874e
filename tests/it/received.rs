//! 收数: codes of units in any order, twice, damaged, of other books and campaigns; what is taken is held against the book.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::figures::Figure;
use xunren::domain::frames::{Frame, Stamp, Sums, campaign_mark, frames};
use xunren::domain::report::RowUnit;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::handing;
use xunren::usecases::receiving;
use xunren::usecases::reporting::daily_report;

use crate::desk::Desk;
use crate::office::{DISTRICT, Office, SMALL, TOWNSHIP, press, shows};

const CLOCK: &str = "2021-09-07T12:46:00+08:00";

/// The digits of a township's codes, as its own book gives them.
fn handed_in() -> Vec<String> {
    let office = Office::new(TOWNSHIP);
    // What the district's book does not know.
    press(
        &mut office.app("default", Look::default()),
        "/张雪芳<enter>10<enter>0",
    );
    let session = office.session();
    let report = daily_report(&session, session.today(), None).unwrap();
    let frames = handing::frames_of(&session, &report).unwrap();
    frames.iter().map(Frame::digits).collect()
}

/// Codes of made-up figures.
fn made_up(unit: &str, campaign: &str, day: &str, total: i64) -> Vec<String> {
    let mut own = Sums::default();
    own.figures[Figure::Total] = total;
    own.figures[Figure::Untouched] = total;
    let stamp = Stamp {
        unit: unit.parse().unwrap(),
        day: day.parse().unwrap(),
        campaign: campaign_mark(campaign),
        book: [7, 8, 9],
        frozen_no: 3,
    };
    let rows = [(RowUnit::Unassigned, own.clone())];
    let frames = frames(&stamp, 10, &own, &rows).unwrap();
    frames.iter().map(Frame::digits).collect()
}

struct District {
    office: Office,
    desk: Desk,
}

impl District {
    fn new() -> Self {
        Self {
            office: Office::new(DISTRICT),
            desk: Desk::new(),
        }
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.desk.path(name), text).unwrap();
        name.to_owned()
    }

    fn json(&self, code: i32, arguments: &[&str]) -> Value {
        let book = self.office.book();
        let base = [
            "--book",
            book.to_str().unwrap(),
            "--clock",
            CLOCK,
            "--format",
            "json",
        ];
        self.desk.json(code, &[&base[..], arguments].concat())
    }

    fn submissions(&self) -> usize {
        let entries = self
            .office
            .session()
            .store
            .entries_of(CaseId::BOOK)
            .unwrap();
        entries
            .iter()
            .filter(|entry| entry.kind == Kind::Submit)
            .count()
    }
}

#[test]
fn one_scan_is_enough_and_the_book_says_where_it_differs() {
    let district = District::new();
    let codes = handed_in();
    let file = district.write("古荥镇.txt", &codes[0]);
    let done = district.json(0, &["receive", &file]);
    let set = &done["sets"][0];
    assert_eq!(
        (&set["unit"], &set["state"]),
        (&TOWNSHIP.into(), &"recorded".into())
    );
    assert_eq!(
        (&set["figures"]["total"], &set["figures"]["verified"]),
        (&7.into(), &1.into())
    );
    assert_eq!(set["figures"]["back_pay"], "0.00");
    assert_eq!(set["until"], "2021-09-07T12:46:00+08:00");
    assert_eq!(set["missing"].as_array().unwrap().len(), codes.len() - 1);
    assert_eq!(district.submissions(), 1);

    let all = district.json(0, &["report", "received", "--date", "2021-09-07"]);
    let unit = &all["units"][0];
    assert_eq!(
        (&unit["how"], &unit["by"]),
        (&"text".into(), &"王敏".into())
    );
    assert_eq!(unit["agrees"], false);
    let differs: Vec<(&str, i64, i64)> = unit["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            (
                found["column"].as_str().unwrap(),
                found["received"].as_i64().unwrap(),
                found["own"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        differs,
        [
            ("verified", 1, 0),
            ("class_1", 1, 0),
            ("verified_today", 1, 0),
            ("untouched", 6, 7)
        ]
    );

    // The rest comes later, last first; then the rows are compared as well.
    let rest: Vec<String> = codes[1..].iter().rev().cloned().collect();
    let file = district.write("其余.txt", &rest.join("\n"));
    let done = district.json(0, &["receive", &file]);
    assert_eq!(done["sets"][0]["missing"], Value::Array(Vec::new()));
    assert_eq!(done["sets"][0]["state"], "recorded");
    let all = district.json(0, &["report", "received", "--date", "2021-09-07"]);
    let differences = all["units"][0]["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 8);
    assert_eq!(differences[4]["unit"], "410108101205");
    assert_eq!(all["units"][0]["missing"], Value::Array(Vec::new()));

    // The same again changes nothing.
    let file = district.write("又来.txt", &codes.join("\n"));
    let done = district.json(0, &["receive", &file]);
    assert_eq!(done["sets"][0]["state"], "known");
    assert_eq!(district.submissions(), 2);

    // When the records come, nothing differs any more.
    press(
        &mut district.office.app("default", Look::default()),
        "/张雪芳<enter>10<enter>0",
    );
    let all = district.json(0, &["report", "received", "--date", "2021-09-07"]);
    assert_eq!(all["units"][0]["agrees"], true, "{all}");
    let verified = district.json(0, &["verify"]);
    assert_eq!(verified["ok"], true);
}

#[test]
fn rows_that_come_before_the_totals_wait_for_them() {
    let district = District::new();
    let codes = handed_in();
    let file = district.write("先.txt", &codes[1]);
    let done = district.json(0, &["receive", &file]);
    assert_eq!(done["sets"][0]["state"], "waits");
    assert_eq!(district.submissions(), 0);
    let file = district.write("后.txt", &codes[0]);
    let done = district.json(0, &["receive", &file]);
    assert_eq!(done["sets"][0]["state"], "recorded");
    assert_eq!(done["sets"][0]["frames"], serde_json::json!([1, 2]));
    // Nothing waits any more.
    let other = made_up("410108001", "huiji-2021", "2021-09-07", 5);
    let file = district.write("别的.txt", &other[0]);
    let done = district.json(0, &["receive", &file]);
    assert_eq!(done["sets"].as_array().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_taken_is_said_and_the_rest_is_taken() {
    let district = District::new();
    let codes = handed_in();
    let mut damaged = codes[0].clone();
    damaged.replace_range(40..41, if &damaged[40..41] == "0" { "1" } else { "0" });
    let text = [
        "【报数】古荥镇 9月7日 1/2".to_owned(),
        damaged,
        codes[0][1..].to_owned(),
        made_up("410108001", "songshan-2020", "2021-09-07", 5).remove(0),
        made_up("110101001", "huiji-2021", "2021-09-07", 5).remove(0),
        // A chat program broke this one into lines.
        format!("{}\n  {}", &codes[0][..76], &codes[0][76..]),
        made_up("410108002", "huiji-2021", "2021-09-06", 5).remove(0),
    ];
    let file = district.write("聊天.txt", &text.join("\n"));
    let done = district.json(3, &["receive", &file]);
    let reasons: Vec<&str> = done["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["reason"].as_str().unwrap())
        .collect();
    assert_eq!(reasons, ["damaged", "damaged", "other_campaign", "outside"]);
    let sets = done["sets"].as_array().unwrap();
    assert_eq!(sets.len(), 2);
    assert_eq!(
        (&sets[0]["unit"], &sets[0]["frozen_no"]),
        (&"410108002".into(), &3.into())
    );
    assert_eq!(sets[0]["remarks"], serde_json::json!(["other_day"]));
    assert_eq!(sets[1]["unit"], TOWNSHIP);
    assert_eq!(district.submissions(), 2);

    let file = district.write(
        "没有.txt",
        "今天没有数，电话13912342231，编号410198194903050021",
    );
    let done = district.json(1, &["receive", &file]);
    assert_eq!(done["refused"][0]["reason"], "nothing");
    let missing = district
        .desk
        .run(&["--book", "b.xunren", "receive", "none.png"]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn another_book_of_the_same_unit_and_newer_figures_are_told() {
    let district = District::new();
    let first = made_up("410108101", "huiji-2021", "2021-09-07", 5);
    let later = made_up("410108101", "huiji-2021", "2021-09-07", 6);
    let receive = |text: &str| {
        let file = district.write("x.txt", text);
        district.json(0, &["receive", &file])["sets"][0]["remarks"].clone()
    };
    assert_eq!(receive(&first[0]), serde_json::json!([]));
    assert_eq!(receive(&later[0]), serde_json::json!(["again"]));
    let other: Vec<String> = handed_in();
    assert_eq!(receive(&other[0]), serde_json::json!(["other_book"]));
    let all = district.json(0, &["report", "received", "--date", "2021-09-07"]);
    assert_eq!(
        (
            &all["units"][0]["times"],
            &all["units"].as_array().unwrap().len()
        ),
        (&3.into(), &1)
    );
}

#[test]
fn a_scanner_that_types_into_a_pipe_is_read_and_pictures_are() {
    let district = District::new();
    let codes = handed_in();
    let book = district.office.book();
    // Full width, as an input method makes them, and two codes without a break.
    let wide: String = codes[0]
        .chars()
        .map(|c| char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap())
        .collect();
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_xunren"))
        .args(["--book", book.to_str().unwrap(), "--clock", CLOCK])
        .args(["--lang", "zh-CN", "receive", "-"])
        .write_stdin(format!("{}{wide}\n", codes[1]))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("古荥镇 9月7日 截至12:46的数：总数7 已核1 已处理0，已收下"),
        "{said}"
    );

    let district = District::new();
    let frames: Vec<Frame> = codes
        .iter()
        .map(|digits| xunren::domain::frames::read(digits).unwrap())
        .collect();
    fs::write(
        district.desk.path("码.png"),
        handing::picture(&frames).unwrap(),
    )
    .unwrap();
    let done = district.json(0, &["receive", "码.png"]);
    assert_eq!(done["sets"][0]["missing"], Value::Array(Vec::new()));
    let all = district.json(0, &["report", "received", "--date", "2021-09-07"]);
    assert_eq!(all["units"][0]["how"], "qr");
}

/// A telephone's photo of a screen: askew, unevenly lit, compressed.
fn photo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/photos/code-on-a-screen.jpg")
}

#[test]
fn a_photo_of_the_screen_is_read() {
    let district = District::new();
    let photo = photo();
    let done = district.json(0, &["receive", photo.to_str().unwrap()]);
    let set = &done["sets"][0];
    assert_eq!(
        (&set["unit"], &set["state"]),
        (&TOWNSHIP.into(), &"recorded".into())
    );
    assert_eq!(set["figures"]["total"], 7);
}

#[test]
fn every_format_of_text_and_picture_in_a_file_is_told_by_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.png");
    fs::write(&path, b"\x89PNG\r\n\x1a\nnothing").unwrap();
    assert!(receiving::scans_of(&path, None).is_err());
    let codes = handed_in();
    fs::write(&path, codes.join(" ")).unwrap();
    let (scans, how) = receiving::scans_of(&path, None).unwrap();
    assert_eq!((scans, how), (codes, receiving::How::Text));
}

/// A scan as the terminal passes it on: all at once.
fn scan(app: &mut xunren::tui::App<'_>, digits: &str) {
    app.update(xunren::tui::input::Input::Paste(digits.to_owned()));
}

#[test]
fn a_scan_on_any_screen_opens_the_field_and_enter_takes_it() {
    let office = Office::new(DISTRICT);
    let codes = handed_in();
    let before = office.entries();
    let mut app = office.app("default", Look::default());
    scan(&mut app, &codes[1]);
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "总数那一码还没有扫到"), "{rows:?}");
    press(&mut app, "<enter>");
    assert!(shows(
        &screen_of(&mut app, SMALL).unwrap(),
        "还没有能收下的"
    ));
    // In two pieces, then once more.
    scan(&mut app, &codes[0][..100]);
    assert!(shows(
        &screen_of(&mut app, SMALL).unwrap(),
        "这一码没有读全"
    ));
    scan(&mut app, &codes[0][100..]);
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        shows(
            &rows,
            "古荥镇 9月7日 截至12:46的数：总数7 已核1 已处理0，按回车收下"
        ),
        "{rows:?}"
    );
    scan(&mut app, &codes[0]);
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "刚才已经扫过"));
    insta::assert_snapshot!("received_scanned", screen(&mut app));
    assert_eq!(
        office.entries(),
        before,
        "nothing is written by a scan alone"
    );
    press(&mut app, "<enter>");
    assert_eq!(office.entries(), before + 1);
    assert!(shows(
        &screen_of(&mut app, SMALL).unwrap(),
        "已收下：古荥镇"
    ));
    press(&mut app, "893");
    insta::assert_snapshot!("received_against_the_book", screen(&mut app));
}

fn screen(app: &mut xunren::tui::App<'_>) -> String {
    let rows = screen_of(app, SMALL).unwrap();
    let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    rows.join("\n")
}

#[test]
fn what_was_scanned_and_not_taken_is_there_the_next_time() {
    let office = Office::new(DISTRICT);
    let codes = handed_in();
    let mut app = office.app("default", Look::default());
    press(&mut app, "892");
    // Typed by a slow scanner, key by key, with its Enter.
    press(&mut app, &format!("{}<enter>", codes[0]));
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "按回车收下"));
    press(&mut app, "<esc>");
    app.leave();
    drop(app);
    let mut app = office.app("default", Look::default());
    press(&mut app, "892");
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "按回车收下"));
    let other = made_up("110101001", "huiji-2021", "2021-09-07", 5);
    scan(&mut app, &other[0]);
    assert!(shows(
        &screen_of(&mut app, SMALL).unwrap(),
        "不归这本台账管"
    ));
    press(&mut app, "<enter>");
    assert!(shows(
        &screen_of(&mut app, SMALL).unwrap(),
        "已收下：古荥镇"
    ));
}
