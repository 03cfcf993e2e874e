//! A district's book whose people are drawn for a spot check: what its tests share.

use std::fs;

use serde_json::Value;
use xunren::domain::entry::Kind;
use xunren::domain::sample::SampleLevel;
use xunren::messages::{Language, Messages};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::sampling::{self, Check, Order};
use xunren::usecases::session::Session;

use crate::desk::{Desk, fields_of};
use crate::office::{DISTRICT, Office, PEOPLE};

pub const BOOK: [&str; 2] = ["--book", "b.xunren"];
pub const MORNING: &str = "2021-09-13T09:00:00+08:00";

/// A district's book with seven people, three of whom were classified by 王敏 and one was resolved.
pub fn desk() -> Desk {
    let desk = Desk::new();
    desk.init();
    fs::write(desk.path("list.csv"), PEOPLE).unwrap();
    let run =
        |clock: &str, more: &[&str]| desk.ends(0, &[&BOOK[..], &["--clock", clock], more].concat());
    run("2021-09-06T09:00:00+08:00", &["import", "list.csv"]);
    let work = "2021-09-07T09:00:00+08:00";
    for (id, class) in [
        ("410198194903050021", "1"),
        ("41019819471112003X", "6"),
        ("410198193901020078", "5"),
    ] {
        let contact = ["record", "contact", "--person", id, "--how", "visit"];
        let found = if class == "5" { "dead" } else { "alive" };
        run(
            work,
            &[&contact[..], &["--met", "family", "--found", found]].concat(),
        );
        run(
            work,
            &["record", "classify", "--person", id, "--class", class],
        );
    }
    let resolve = ["record", "resolve", "--person", "410198194903050021"];
    let outcome = ["--outcome", "resumed", "--back-pay", "113.00"];
    run(work, &[&resolve[..], &outcome].concat());
    desk
}

pub fn json_of(desk: &Desk, code: i32, clock: &str, more: &[&str]) -> Value {
    let first = ["--clock", clock, "--format", "json"];
    desk.json(code, &[&BOOK[..], &first, more].concat())
}

/// Standard output and error of a command in Chinese.
pub fn said(desk: &Desk, code: i32, clock: &str, more: &[&str]) -> (String, String) {
    let first = ["--clock", clock, "--lang", "zh-CN"];
    let output = desk.run(&[&BOOK[..], &first, more].concat());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{more:?}");
    (text(&output.stdout), text(&output.stderr))
}

/// The same with everybody drawn.
pub fn drawn() -> Desk {
    let desk = desk();
    let draw = ["sample", "draw", "--seed", "s", "--percent", "100"];
    json_of(&desk, 0, MORNING, &draw);
    desk
}

/// The same with the checks of [`LINES`].
pub fn checked() -> Desk {
    let desk = drawn();
    fs::write(desk.path("checks.jsonl"), LINES).unwrap();
    let batch = ["sample", "record", "--batch", "checks.jsonl"];
    json_of(&desk, 3, MORNING, &batch);
    desk
}

/// One line each: drawn and wrong twice, refused five times.
pub const LINES: &str = r#"{"id_number":"41019819471112003X","how":"visit","found":"dead","class":"5","by":"李处"}
{"id_number":"410198193901020078","how":"files","found":"dead","class":"5","by":"李处"}

{"id_number":"410198195006200055","how":"phone","found":"alive","by":"李处"}
{"id_number":"410198199901010000","how":"phone","found":"alive","by":"李处"}
{"id_number":"410198193901020078","how":"files","found":"alive","by":"王敏"}
{"id_number":"410198193901020078","how":"files","colour":"red","by":"李处"}
{"id_number":"410198193901020078","how":"files","class":"9","by":"李处"}
not json
"#;

fn tell(session: &mut Session, name: &str, kind: Kind, fields: &str) {
    let found = session.store.find(name, 9).unwrap();
    let case = found.iter().find(|(_, row)| row.name == name).unwrap().1.id;
    let one = Record {
        at: None,
        by: None,
        subject: Subject::Case(case),
        kind,
        fields: fields_of(fields),
    };
    record(session, &one).unwrap();
}

/// An office whose people were looked at by 王敏, with 李处 at the keyboard.
pub fn office(unit: &str, language: Language) -> Office {
    let mut office = Office::new(unit);
    office.messages = Messages::load(language);
    let mut session = office.session();
    tell(
        &mut session,
        "张雪芳",
        Kind::Contact,
        r#"{"how":"visit","met":"self","found":"alive"}"#,
    );
    tell(&mut session, "张雪芳", Kind::Classify, r#"{"class":"1"}"#);
    tell(&mut session, "李大山", Kind::Classify, r#"{"class":"6"}"#);
    session.change_officer("李处").unwrap();
    office
}

pub fn order() -> Order {
    Order {
        level: SampleLevel::District,
        seed: "20210910".to_owned(),
        share: "100".parse().ok(),
        strata: Vec::new(),
    }
}

/// The same, drawn, with one check that differs.
pub fn office_drawn(language: Language) -> Office {
    let office = office(DISTRICT, language);
    let mut session = office.session();
    sampling::draw(&mut session, &order()).unwrap();
    let found = session.store.find("李大山", 9).unwrap();
    let given = Check {
        at: None,
        by: None,
        subject: Subject::Case(found[0].1.id),
        level: None,
        fields: fields_of(r#"{"how":"visit","found":"dead","class":"5"}"#),
    };
    sampling::check(&mut session, &given).unwrap();
    office
}
