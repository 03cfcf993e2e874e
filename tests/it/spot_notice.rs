//! What a report tells of a spot check: how far it has come; its 通报 rests on a frozen one, names its day and number, and
//! names nobody.

use std::fs;

use serde_json::json;
use xunren::messages::Language;

use crate::desk::Desk;
use crate::office::shows;
use crate::spot::{MORNING, checked, desk, json_of, office_drawn, said};

const EVENING: &str = "2021-09-13T17:00:00+08:00";

fn freeze(desk: &Desk, clock: &str, day: &str) {
    let because = ["--because", "李处代签"];
    let freeze = ["report", "freeze", "--date", day];
    json_of(desk, 0, clock, &[&freeze[..], &because].concat());
}

#[test]
fn without_a_frozen_report_there_is_no_notice_and_it_is_said_what_helps() {
    let plain = desk();
    let (_, error) = said(&plain, 1, MORNING, &["sample", "notice"]);
    assert!(error.contains("还没有抽过人"), "{error}");
    let desk = checked();
    let (_, error) = said(&desk, 1, EVENING, &["sample", "notice"]);
    assert!(
        error.contains("没有定稿的日报") && error.contains("xunren report freeze"),
        "{error}"
    );
    // A report of the day before knows nobody who is drawn.
    freeze(&desk, MORNING, "2021-09-12");
    let (_, error) = said(&desk, 1, EVENING, &["sample", "notice"]);
    assert!(
        error.contains("2021-09-12第7期") && error.contains("定稿以后抽的"),
        "{error}"
    );
    let office = office_drawn(Language::Chinese);
    let rows = office.play("default", "08661");
    assert!(shows(&rows, "先用 xunren report freeze 定稿"), "{rows:?}");
}

#[test]
fn the_notice_names_day_and_number_of_the_report_and_nobody_and_later_checks_change_nothing() {
    let desk = checked();
    freeze(&desk, EVENING, "2021-09-13");
    let (draft, _) = said(&desk, 0, EVENING, &["sample", "notice"]);
    for (wanted, text) in [
        (true, "区级抽查情况的通报"),
        (true, "（第________期）"),
        (true, "签发：________"),
        (true, "惠人社〔2021〕82号 五（二）"),
        (true, "数字取自2021年9月13日第8期定稿日报（校验"),
        (true, "登记在册7人，按单位各抽100%"),
        (true, "可比对2人，前后不一致1人，差错率50.00%"),
        (true, "古荥镇\t7\t7\t3\t42.86\t2\t1\t50.00"),
        (true, "每类原因、每名经办人的每一种组合至少抽到1人"),
        (false, "还没截止"),
        (false, "王敏"),
        (false, "李处"),
        (false, "李大山"),
        (false, "{{"),
    ] {
        assert_eq!(draft.contains(text), wanted, "{text}: {draft}");
    }
    // A check of that day which comes later, and one that is taken back, are of no report yet.
    let person = ["--person", "410198194903050021", "--officer", "李处"];
    let look = ["sample", "record", "--how", "visit", "--found", "dead"];
    let at = ["--at", "2021-09-13T10:00:00+08:00"];
    json_of(&desk, 0, EVENING, &[&look[..], &person, &at].concat());
    let wrong = ["--person", "41019819471112003X", "--officer", "李处"];
    let back = ["sample", "withdraw", "--because", "记错了人"];
    json_of(&desk, 0, EVENING, &[&back[..], &wrong].concat());
    let (again, _) = said(&desk, 0, EVENING, &["sample", "notice"]);
    assert_eq!(again, draft);
    let daily = ["report", "daily", "--date", "2021-09-13"];
    let frozen = json_of(&desk, 0, EVENING, &daily);
    assert_eq!(frozen["spot_checks"][0]["checked"], 3);
    let known = json_of(&desk, 0, EVENING, &[&daily[..], &["--as-known"]].concat());
    assert_eq!(known["spot_checks"][0]["checked"], 4);

    let file = ["sample", "notice", "--output", "notice.docx"];
    let told = json_of(&desk, 0, EVENING, &file);
    assert_eq!(
        (&told["date"], &told["number"], &told["path"]),
        (&json!("2021-09-13"), &json!(8), &json!("notice.docx"))
    );
    assert_eq!(told["sha256"], frozen["set_down"]["sha256"]);
    let bytes = fs::read(desk.path("notice.docx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
    said(&desk, 0, EVENING, &["forms", "check"]);
}

#[test]
fn the_daily_report_tells_how_far_the_check_has_come() {
    let desk = checked();
    let run = |more: &[&str]| said(&desk, 0, MORNING, more).0;
    // The daily report says how far the check has come; before the draw it says nothing of it.
    let daily = run(&[
        "report",
        "daily",
        "--date",
        "2021-09-13",
        "--format",
        "text",
    ]);
    assert!(daily.contains("区级抽查：已抽7人"), "{daily}");
    let before = run(&[
        "report",
        "daily",
        "--date",
        "2021-09-12",
        "--format",
        "text",
    ]);
    assert!(!before.contains("抽查"), "{before}");
    let json = json_of(
        &desk,
        0,
        MORNING,
        &["report", "daily", "--date", "2021-09-12"],
    );
    assert!(json.get("spot_checks").is_none());
}
