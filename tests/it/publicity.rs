//! 公示: what hangs on a village's board tells no more than it must, and the book knows until when it hangs.

use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use xunren::domain::entry::Kind;

use crate::desk::Desk;

const CLOCK: &str = "2021-09-07T10:00:00+08:00";
const PEOPLE: [(&str, &str, &str, &str); 4] = [
    ("410198194903050021", "1", "resumed", "张雪芳"),
    ("41019819471112003X", "4", "resumed", "李大山"),
    ("410198193901020078", "5", "terminated", "陈福来"),
    ("410198195006200055", "1", "kept_suspended", "买买提·艾力"),
];

#[test]
fn the_board_shows_covered_names_and_never_a_reason_a_prisoner_or_a_dead_person() {
    let desk = Desk::new();
    desk.init();
    fs::write(desk.path("list.csv"), crate::office::PEOPLE).unwrap();
    let book = ["--book", "b.xunren", "--clock", CLOCK];
    let run = |more: &[&str]| desk.ends(0, &[&book[..], more].concat());
    run(&["import", "list.csv"]);
    desk.ends(
        1,
        &[
            &book[..],
            &["publish", "--unit", "410108", "--output", "p.xlsx"],
        ]
        .concat(),
    );
    assert!(!desk.path("p.xlsx").exists());
    for (id, class, outcome, _) in PEOPLE {
        run(&["record", "classify", "--person", id, "--class", class]);
        run(&["record", "resolve", "--person", id, "--outcome", outcome]);
        let review = [
            "record",
            "review",
            "--person",
            id,
            "--decision",
            "approve",
            "--officer",
            "李所",
        ];
        run(&review);
    }
    let json = ["--format", "json", "publish"];
    let publish = ["--unit", "410108101", "--output", "p.xlsx"];
    let done = desk.json(0, &[&book[..], &json, &publish].concat());
    assert_eq!((&done["people"], &done["left_out"]), (&1.into(), &1.into()));
    assert_eq!(
        (&done["from"], &done["until"]),
        (&"2021-09-07".into(), &"2021-09-17".into())
    );
    let bytes = fs::read(desk.path("p.xlsx")).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let text: Vec<String> = sheet
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect();
    let all = text.join("|");
    assert!(all.contains("|张*芳|女|1949-03|"), "{all}");
    for secret in [
        "雪", "4101", "0021", "李", "陈", "未", "服刑", "死亡", "139",
    ] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    let hangs = |clock: &str| {
        let posted = [
            "--book", "b.xunren", "--clock", clock, "--format", "json", "publish", "--posted",
        ];
        desk.json(0, &posted)[0]["hangs"].as_bool().unwrap()
    };
    assert!(hangs("2021-09-17T23:00:00+08:00"));
    assert!(!hangs("2021-09-18T01:00:00+08:00"));
    assert_eq!(Kind::named("publish"), Some(Kind::Publish));
    desk.verify();
}
