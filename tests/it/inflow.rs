//! A later list of suspended people beside the one before: new, gone, changed; nobody is deleted, and reading twice says
//! nothing new.

use std::fs;

use serde_json::Value;
use xunren::messages::{Language, Messages};
use xunren::output::{Form, chat, print};
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::importing::{ImportOptions, ImportResult, import};
use xunren::usecases::inflow::{self, Change};
use xunren::usecases::reporting::daily_report;

use crate::office::{DISTRICT, Office, PEOPLE, SMALL, VILLAGE, press};

/// 张雪芳 stands no longer on it, 李大山 has another telephone, 周小妹 is new.
fn later() -> String {
    let lines = PEOPLE.lines().filter(|line| !line.starts_with("张雪芳"));
    let mut text = lines.collect::<Vec<_>>().join("\n") + "\n";
    text = text.replace("中街18号,13912342231,202103", "中街18号,13700001111,202103");
    text.push_str("周小妹,410198195802030029,女,古荥镇,曹村坡村,6,老庄,,202109,未提供生存证明,\n");
    text
}

fn taken(office: &Office, list: &str, dry_run: bool) -> ImportResult {
    let path = office.folder.path().join("later.csv");
    fs::write(&path, list).unwrap();
    let options = ImportOptions {
        dry_run,
        ..ImportOptions::default()
    };
    import(&mut office.session(), &path, &options, &mut |_| Ok(())).unwrap()
}

fn told(result: &ImportResult) -> (u64, u64, u64, u64) {
    result.since_last.as_ref().unwrap().into()
}

fn names(office: &Office, change: Change) -> Vec<String> {
    let news = inflow::lists(&office.session(), None).unwrap();
    let last = news.last().unwrap();
    let people = last.people.iter().filter(|(one, _)| *one == change);
    people.map(|(_, row)| row.name.clone()).collect()
}

#[test]
fn a_later_list_tells_who_is_new_gone_and_changed_and_deletes_nobody() {
    let office = Office::new(VILLAGE);
    let before = office.entries();
    let dry = taken(&office, &later(), true);
    assert_eq!(told(&dry), (1, 1, 1, 0));
    assert_eq!(office.entries(), before);
    let result = taken(&office, &later(), false);
    assert_eq!(told(&result), (1, 1, 1, 0));
    assert_eq!(names(&office, Change::New), ["周小妹"]);
    assert_eq!(names(&office, Change::Gone), ["张雪芳"]);
    assert_eq!(names(&office, Change::Changed), ["李大山"]);
    // The one who is gone stays as untouched as before.
    assert_eq!(office.case("张雪芳").entries.len(), 1);
    // Twice says nothing new.
    let entries = office.entries();
    let again = taken(&office, &later(), false);
    assert_eq!(told(&again), (0, 0, 0, 0));
    assert_eq!(office.entries(), entries);
    assert_eq!(inflow::lists(&office.session(), None).unwrap().len(), 2);
    // Back on a third list, and gone again on a fourth.
    let back = taken(
        &office,
        &format!("{}{}\n", later(), PEOPLE.lines().nth(1).unwrap()),
        false,
    );
    assert_eq!(told(&back), (0, 0, 0, 0));
    assert_eq!(told(&taken(&office, &later(), false)), (0, 1, 0, 0));
    assert_eq!(names(&office, Change::Gone), ["张雪芳"]);
    let session = office.session();
    assert!(session.store.verify(&session.pack, &mut |_| {}).unwrap().ok);
}

#[test]
fn only_lists_of_the_same_kind_and_of_the_same_townships_are_compared() {
    let office = Office::new(DISTRICT);
    let ledger = PEOPLE.replace("暂停年月", "停发年月");
    assert_eq!(taken(&office, &ledger, false).since_last, None);
    let persons = "姓名,证件号码,联系电话\n张雪芳,410198194903050021,13900000000\n";
    assert_eq!(taken(&office, persons, false).since_last, None);
    let head = PEOPLE.lines().next().unwrap();
    // A part of the list, as after a filter or a correction: nobody is gone for that, and nothing is noted.
    let part: Vec<&str> = PEOPLE.lines().take(3).collect();
    let entries = office.entries();
    assert_eq!(told(&taken(&office, &part.join("\n"), false)), (0, 0, 0, 5));
    assert_eq!(office.entries(), entries);
    let other = format!("{head}\n周小妹,410198195802030029,女,花园口镇,,,,,202109,未认证,\n");
    assert_eq!(told(&taken(&office, &other, false)), (1, 0, 0, 7));
}

#[test]
fn a_report_tells_stock_and_inflow_apart_once_a_later_list_has_come() {
    let office = Office::new(VILLAGE);
    let session = office.session();
    let day = session.today();
    let before = daily_report(&session, day, None).unwrap();
    assert_eq!(before.inflow, None);
    let bytes = print(&before, Form::Json, &office.messages).unwrap();
    let json: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json.get("inflow"), None);
    drop(session);
    taken(&office, &later(), false);
    let session = office.session();
    for day in [day, day.succ_opt().unwrap()] {
        let after = daily_report(&session, day, None).unwrap();
        let bytes = print(&after, Form::Json, &office.messages).unwrap();
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(json["inflow"]["stock"], 7);
        assert_eq!(json["inflow"]["new"], 1);
        assert_eq!(json["inflow"]["new_verified"], 0);
        assert_eq!(json["total"]["total"], 8);
    }
    let past = daily_report(&session, day.pred_opt().unwrap(), None).unwrap();
    assert_eq!(past.inflow, None);
    drop(session);
    let office = Office::new(DISTRICT);
    taken(&office, &later(), false);
    let session = office.session();
    let report = daily_report(&session, day, None).unwrap();
    let text = chat::text(&report, &office.messages);
    let line = "存量7人，新增1人（其中已核查0人，已处理0人）。";
    assert!(text.lines().any(|one| one == line), "{text}");
}

#[test]
fn the_screen_of_stock_and_inflow_looks_as_it_was_agreed() {
    const LARGE: (u16, u16) = (120, 36);
    for (name, language, size) in [
        ("inflow", Language::Chinese, SMALL),
        ("inflow_en", Language::English, SMALL),
        ("inflow_large", Language::Chinese, LARGE),
    ] {
        let mut office = Office::new(VILLAGE);
        office.messages = Messages::load(language);
        taken(&office, &later(), false);
        let mut app = office.app("default", Look::default());
        press(&mut app, "087");
        let rows = screen_of(&mut app, size).unwrap();
        let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
        insta::assert_snapshot!(name, trimmed.join("\n"));
        press(&mut app, "2");
        let rows = screen_of(&mut app, SMALL).unwrap();
        assert!(rows.iter().any(|row| row.contains("张雪芳")), "{rows:?}");
    }
}
