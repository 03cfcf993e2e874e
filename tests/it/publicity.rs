//! 公示: what hangs on a village's board tells no more than it must, and the book knows until when it hangs.

use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use xunren::domain::entry::Kind;

use xunren::domain::pack::rules::PublicListRule;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::publishing;
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{Desk, fields_of, packs};
use crate::office::{Office, TOWNSHIP, press};

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
            &["--hangs-for", "10"],
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
    // The plan of the campaign says nothing of days: the office has to.
    let refused = desk.run(&[&book[..], &["publish"], &publish].concat());
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("--hangs-for"), "{said}");
    assert!(!desk.path("p.xlsx").exists());
    let hangs = ["--hangs-for", "10"];
    let done = desk.json(0, &[&book[..], &json, &publish, &hangs].concat());
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
    let posted = ["--book", "b.xunren", "--clock", "2021-09-17T09:00:00+08:00"];
    let told = desk.ends(0, &[&posted[..], &["publish", "--posted"]].concat());
    assert!(told.contains("comes down today"), "{told}");
    assert_eq!(Kind::named("publish"), Some(Kind::Publish));
    desk.verify();
}

/// The list of the pack that knows how long one hangs.
fn rule(pack: &str) -> PublicListRule {
    let pack = packs().load(pack).unwrap();
    pack.rules.public_list.unwrap()
}

#[test]
fn the_pack_says_who_may_be_listed_and_for_how_long_and_nobody_in_prison_or_dead_ever_is() {
    let shucheng = rule("shucheng-2018");
    assert_eq!(
        (shucheng.days, shucheng.clause.as_deref()),
        (Some(10), Some("3.2"))
    );
    assert_eq!(rule("songshan-2020").days, None);
    for id in packs().ids() {
        let mut rule = rule(&id);
        for class in ["4", "5"] {
            assert!(!rule.allows(Some(class)), "{id}");
        }
        assert!(!rule.allows(None) && rule.allows(Some("1")) && rule.allows(Some("3b")));
        rule.never = vec!["3".to_owned()];
        assert!(!rule.allows(Some("3b")) && !rule.allows(Some("5")));
    }
}

#[test]
fn a_list_never_hangs_for_less_than_the_document_wants() {
    let pack = packs().load("shucheng-2018").unwrap();
    let clock = Clock::Set(crate::office::NOON);
    let session = Session::in_memory(pack.unit, pack, "王敏", clock).unwrap();
    assert_eq!(publishing::days(&session, None).unwrap(), 10);
    assert_eq!(publishing::days(&session, Some("15")).unwrap(), 15);
    for given in ["9", "0", "-1", "十", "367"] {
        assert!(publishing::days(&session, Some(given)).is_err(), "{given}");
    }
}

#[test]
fn a_list_is_made_with_digits_and_shown_before_it_is_printed() {
    let office = Office::new(TOWNSHIP);
    let mut session = office.session();
    let found = session.store.find("张雪芳", 9).unwrap();
    let id = found[0].1.id;
    session.change_officer("李所").unwrap();
    for (by, kind, fields) in [
        ("王敏", Kind::Classify, r#"{"class":"1"}"#),
        ("王敏", Kind::Resolve, r#"{"outcome":"resumed"}"#),
        ("李所", Kind::Review, r#"{"decision":"approve"}"#),
    ] {
        let one = Record {
            at: None,
            by: Some(by.to_owned()),
            subject: Subject::Case(id),
            kind,
            fields: fields_of(fields),
        };
        record(&mut session, &one).unwrap();
    }
    drop(session);
    let before = office.entries();
    let shown = |keys: &str| office.play("numpad", keys).join("\n");
    insta::assert_snapshot!("publish_menu", trimmed(&shown("082")));
    insta::assert_snapshot!("publish_units", trimmed(&shown("0821")));
    insta::assert_snapshot!("publish_days", trimmed(&shown("08211")));
    assert!(shown("08211<enter>").contains("没有写公示多少天"));
    insta::assert_snapshot!("publish_show", trimmed(&shown("0821110<enter>")));
    let large = |keys: &str| {
        let mut app = office.app("numpad", Look::default());
        press(&mut app, keys);
        screen_of(&mut app, (120, 36)).unwrap().join("\n")
    };
    for (name, keys) in [
        ("publish_menu_large", "082"),
        ("publish_days_large", "08211"),
        ("publish_show_large", "0821110<enter>"),
    ] {
        insta::assert_snapshot!(name, trimmed(&large(keys)));
    }
    assert_eq!(office.entries(), before);
    let done = shown("0821110<enter>1");
    assert!(done.contains("公示到2021-09-17为止"), "{done}");
    assert_eq!(office.entries(), before + 1);
    insta::assert_snapshot!("publish_posted", trimmed(&shown("0822")));
    insta::assert_snapshot!("publish_posted_large", trimmed(&large("0822")));
}

fn trimmed(text: &str) -> String {
    let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
    rows.join("\n")
}
