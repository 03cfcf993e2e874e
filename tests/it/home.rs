//! What the home screen says of the day, and the people behind each of its lines.

use xunren::domain::entry::Kind;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::session::Clock;

use crate::desk::fields_of;
use crate::office::{DISTRICT, NOON, Office, SMALL, TOWNSHIP, VILLAGE, press, shows};

const HOUR: i64 = 3_600_000;

/// Records something about somebody by name, so many hours before noon.
fn say(office: &Office, name: &str, hours: i64, by: &str, kind: Kind, fields: &str) {
    let mut session = office.session();
    session.clock = Clock::Set(NOON - hours * HOUR);
    let found = session.store.find(name, 9).unwrap();
    let (_, row) = found.iter().find(|(_, row)| row.name == name).unwrap();
    let one = Record {
        at: None,
        by: Some(by.to_owned()),
        subject: Subject::Case(row.id),
        kind,
        fields: fields_of(fields),
    };
    record(&mut session, &one).unwrap();
}

fn home(office: &Office, keys: &str) -> Vec<String> {
    office.play("numpad", keys)
}

fn row<'a>(rows: &'a [String], text: &str) -> &'a str {
    rows.iter()
        .find(|row| row.contains(text))
        .unwrap_or_else(|| panic!("no {text} in\n{}", rows.join("\n")))
}

/// A village in the middle of its work.
fn at_work(unit: &str) -> Office {
    let office = Office::new(unit);
    let met = r#"{"how":"visit","met":"self","found":"alive"}"#;
    say(&office, "陈福来", 3, "王敏", Kind::Contact, met);
    say(
        &office,
        "陈福来",
        3,
        "王敏",
        Kind::Classify,
        r#"{"class":"5"}"#,
    );
    let outcome = r#"{"outcome":"terminated"}"#;
    say(&office, "陈福来", 2, "王敏", Kind::Resolve, outcome);
    let back = r#"{"decision":"return","note":"缺死亡日期的依据"}"#;
    say(&office, "陈福来", 1, "李所", Kind::Review, back);
    let later = r#"{"how":"phone","met":"family","again_on":"2021-09-07T16:00"}"#;
    say(&office, "王凤英", 2, "王敏", Kind::Contact, later);
    let earlier = r#"{"how":"phone","met":"family","again_on":"2021-09-07T14:00"}"#;
    say(&office, "赵长顺", 2, "王敏", Kind::Contact, earlier);
    let past = r#"{"how":"phone","met":"nobody","again_on":"2021-09-06"}"#;
    say(&office, "李大山", 2, "王敏", Kind::Contact, past);
    say(
        &office,
        "王凤英",
        1,
        "王敏",
        Kind::Classify,
        r#"{"class":"1"}"#,
    );
    let resumed = r#"{"outcome":"resumed","back_pay":"12.00"}"#;
    say(&office, "王凤英", 1, "王敏", Kind::Resolve, resumed);
    office
}

#[test]
fn a_village_reads_who_is_next_who_is_due_and_who_came_back() {
    let office = at_work(VILLAGE);
    let rows = home(&office, "");
    assert!(row(&rows, "接着走访").contains("下一个："), "{rows:?}");
    assert!(row(&rows, "今天约好的").contains("2人   14:00 赵长顺"));
    assert!(row(&rows, "退回补正").contains("1人   陈福来：缺死亡日期的依据"));
    assert!(row(&rows, "到期的").contains("3人   其中过期1人"));
    insta::assert_snapshot!("home_village_at_work", rows.join("\n"));
}

#[test]
fn an_office_reads_what_has_to_be_passed_before_it_reports() {
    let office = at_work(TOWNSHIP);
    say(
        &office,
        "张雪芳",
        1,
        "王敏",
        Kind::Classify,
        r#"{"class":"1"}"#,
    );
    let rows = home(&office, "");
    assert!(row(&rows, "等我复核的").contains("1人   最早的等了不到1天"));
    assert!(row(&rows, "没佐证先算已核").contains("1人"));
    assert!(row(&rows, "看表、报数").contains("总7 已核3 已处理0 待复核1 今日核3"));
    assert!(
        row(&rows, "9月14日前自查率100%").contains("今天3人"),
        "{rows:?}"
    );
    assert!(row(&rows, "9月9日17:00前").contains("还有2天"));
    let people = home(&office, "5");
    assert!(
        shows(&people, "张雪芳") && !shows(&people, "陈福来"),
        "{people:?}"
    );
    let one = home(&office, "5<enter>");
    assert!(shows(&one, "| 张雪芳"), "{one:?}");
}

#[test]
fn each_line_opens_the_people_behind_it() {
    let office = at_work(VILLAGE);
    let today = home(&office, "2");
    assert!(shows(&today, "赵长顺") && shows(&today, "王凤英") && !shows(&today, "李大山"));
    assert!(shows(&home(&office, "3"), "| 陈福来"));
    assert!(shows(&home(&office, "4"), "李大山"));
    assert!(shows(&home(&office, "6"), " 查人"));
    let office = at_work(TOWNSHIP);
    let unit = home(&office, "<end><enter>");
    assert!(
        shows(&unit, "曹村坡村的人") && shows(&unit, "张雪芳"),
        "{unit:?}"
    );
}

#[test]
fn units_that_sent_nothing_for_a_day_are_named_with_when() {
    let office = Office::new(DISTRICT);
    let mut session = office.session();
    session.clock = Clock::Set(NOON + 2 * 24 * HOUR);
    let mut app = office.start(Some(session), "numpad", Look::default());
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        row(&rows, "没交数的").contains("1个   古荥镇（前天"),
        "{rows:?}"
    );
    press(&mut app, "1");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        shows(&rows, "古荥镇") && shows(&rows, "前天08:46"),
        "{rows:?}"
    );
    press(&mut app, "<enter>");
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "古荥镇的人"));
}

#[test]
fn an_offices_own_times_are_shown_only_when_it_has_set_them() {
    let office = Office::new(TOWNSHIP);
    let rows = home(&office, "");
    assert!(
        !shows(&rows, "收数，还有") && !shows(&rows, "本月恢复"),
        "{rows:?}"
    );
    let wrong = home(&office, "08812500<enter><enter><enter>");
    assert!(shows(&wrong, "时间看不懂"), "{wrong:?}");
    home(&office, "08811400<enter>17<enter><enter>");
    let rows = home(&office, "");
    assert!(
        shows(&rows, "本单位14:00收数，还有1小时14分；离15:00"),
        "{rows:?}"
    );
    assert!(
        row(&rows, "本单位14:00").starts_with(" 报数前要过的  "),
        "{rows:?}"
    );
    let large = office.app("numpad", Look::default());
    let mut large = large;
    let rows = screen_of(&mut large, (120, 36)).unwrap();
    assert!(
        row(&rows, "本月恢复、注销名单").contains("9月17日止（还有10天）"),
        "{rows:?}"
    );
}

#[test]
fn the_hand_stays_where_it_is_when_the_clock_moves() {
    let office = Office::new(TOWNSHIP);
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "<down><down>");
    app.update(xunren::tui::input::Input::Tick);
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(row(&rows, "退回补正").starts_with(">3"), "{rows:?}");
}

#[test]
fn the_check_of_the_book_says_what_it_found() {
    let office = Office::new(TOWNSHIP);
    let rows = home(&office, "0882");
    assert!(shows(&rows, "台账完好，"), "{rows:?}");
    let mut app = office.app("numpad", Look::default());
    for input in xunren::tui::inputs("0882") {
        app.update(input);
    }
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "正在检查台账"));
    press(&mut app, "<esc>");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        shows(&rows, "台账没有检查完") && shows(&rows, "本单位设置"),
        "{rows:?}"
    );
}

#[test]
fn a_backup_is_made_where_the_officer_points() {
    let office = Office::new(TOWNSHIP);
    let desk = office.folder.path().join("桌面");
    std::fs::create_dir(&desk).unwrap();
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "06");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "备份到哪里"), "{rows:?}");
    let place = row(&rows, "桌面");
    let digit = place.trim_start_matches(['>', ' ']).chars().next().unwrap();
    press(&mut app, &digit.to_string());
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "备份好了，已检查"), "{rows:?}");
    let copies: Vec<_> = std::fs::read_dir(&desk)
        .unwrap()
        .map(|item| item.unwrap().path())
        .collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    let copy = xunren::store::Store::open_to_read(&copies[0]).unwrap();
    // The note of the backup itself stands in the book alone.
    assert_eq!(copy.count_entries().unwrap() + 1, office.entries());
    let rows = home(&office, "06");
    assert!(shows(&rows, "就放在台账旁边"), "{rows:?}");
}

#[test]
fn a_backup_that_cannot_be_made_says_why_and_asks_again() {
    let office = Office::new(TOWNSHIP);
    let desk = office.folder.path().join("桌面");
    std::fs::create_dir(&desk).unwrap();
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "06");
    // The stick was pulled out while the officer chose.
    std::fs::remove_dir(&desk).unwrap();
    let rows = screen_of(&mut app, SMALL).unwrap();
    let place = row(&rows, "桌面");
    let digit = place.trim_start_matches(['>', ' ']).chars().next().unwrap();
    std::fs::write(&desk, "no folder").unwrap();
    press(&mut app, &digit.to_string());
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "备份到哪里"), "{rows:?}");
    assert!(!row(&rows, "桌面").is_empty());
    assert_eq!(std::fs::read_to_string(&desk).unwrap(), "no folder");
    assert!(rows[21].trim().chars().count() > 5, "{rows:?}");
}
