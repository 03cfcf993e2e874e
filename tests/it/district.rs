//! What the district keeps for itself: its notes on steps and classes, and the risks that were found on the way.

use std::fs;
use std::path::Path;

use serde_json::Value;
use xunren::domain::entry::Kind;
use xunren::keymap::Keymap;
use xunren::tui::paint::Look;
use xunren::tui::{App, Start, screen_of};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::risks::risks;
use xunren::usecases::session::Clock;

use crate::desk::{Desk, packs};
use crate::office::{DISTRICT, NOON, Office, SMALL, TOWNSHIP, VILLAGE, press, shows};

const NOTES: &str = r#"
[[notes]]
class = "1"
text = "先刷脸，刷不过再上门"
source = "区社保中心例会"
date = "2021-09-03"
"#;

#[test]
fn the_districts_word_stands_on_the_walk_and_in_explain_with_its_source_and_date() {
    let office = Office::new(VILLAGE);
    let config = office.folder.path().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("district-notes.toml"), NOTES).unwrap();
    let look = |config: &Path| {
        let known = packs();
        let start = Start {
            session: Some(office.session()),
            messages: &office.messages,
            packs: &known,
            clock: Clock::Set(NOON),
            data: office.folder.path(),
            config,
            home: office.folder.path(),
            keymap: "default",
        };
        let keymap = Keymap::built_in("default").unwrap();
        let mut app = App::new(start, keymap, Look::default());
        press(&mut app, "/张雪芳<enter>");
        screen_of(&mut app, SMALL).unwrap()
    };
    let rows = look(&config);
    assert!(shows(&rows, "区里口径：先刷脸，刷不过再上门"), "{rows:?}");
    assert!(!shows(&look(Path::new("no such folder")), "区里口径"));
    let desk = Desk::new();
    fs::create_dir_all(desk.path("config")).unwrap();
    fs::write(desk.path("config/district-notes.toml"), NOTES).unwrap();
    let book = office.book();
    let book = book.to_str().unwrap();
    let id = "410198194903050021";
    let words = [
        "--book", book, "record", "classify", "--person", id, "--class", "1",
    ];
    desk.ends(0, &words);
    let told = desk.json(0, &["--book", book, "--format", "json", "explain", id]);
    assert_eq!(told["district_notes"][0]["source"], "区社保中心例会");
    let said = desk.ends(0, &["--book", book, "--lang", "zh-CN", "explain", id]);
    assert!(said.contains("（区社保中心例会，2021-09-03）"), "{said}");
    fs::write(
        desk.path("config/district-notes.toml"),
        "[[notes]]\ntext = 1\n",
    )
    .unwrap();
    desk.ends(1, &["--book", book, "explain", id]);
}

fn note(office: &Office, name: &str, risk: Option<&str>) {
    let id = office.case(name).id;
    let mut fields = serde_json::Map::new();
    fields.insert("text".to_owned(), format!("{name}的卡在别人手里").into());
    if let Some(risk) = risk {
        fields.insert("risk".to_owned(), risk.into());
    }
    let one = Record {
        at: None,
        by: None,
        subject: Subject::Case(id),
        kind: Kind::Note,
        fields,
    };
    record(&mut office.session(), &one).unwrap();
}

#[test]
fn risks_are_listed_for_the_district_alone() {
    let office = Office::new(DISTRICT);
    note(&office, "张雪芳", Some("fund"));
    note(&office, "李大山", None);
    let found = risks(&office.session(), None).unwrap();
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|risk| (risk.row.name.as_str(), risk.sort()))
        .collect();
    assert_eq!(told, [("张雪芳", "fund")]);
    let rows = office.play("default", "088");
    assert!(
        shows(
            &rows,
            "基金风险   张雪芳     09-07 曹村坡村     张雪芳的卡在别人手里"
        ),
        "{rows:?}"
    );
    // A line that is cut is read whole below.
    let mut session = office.session();
    let long = "卡由一人保管，".repeat(9);
    let said = Record {
        at: None,
        by: None,
        subject: Subject::Case(found[0].row.id),
        kind: Kind::Note,
        fields: [
            ("text".to_owned(), long.clone().into()),
            ("risk".to_owned(), "fund".into()),
        ]
        .into_iter()
        .collect(),
    };
    record(&mut session, &said).unwrap();
    drop(session);
    let rows = office.play("default", "088");
    let whole: String = rows.iter().map(|row| row.trim()).collect();
    assert!(!shows(&rows, &long) && whole.contains(&long), "{rows:?}");
    let desk = Desk::new();
    let book = office.book();
    let words = [
        "--book",
        book.to_str().unwrap(),
        "--format",
        "json",
        "risks",
    ];
    let json: Value = desk.json(0, &words);
    assert_eq!(json[0]["risk"], "fund");
    // Taken back, there is none.
    let take_back = Record {
        at: None,
        by: None,
        subject: Subject::Case(found[0].row.id),
        kind: Kind::Withdraw,
        fields: [("what".to_owned(), "note".into())].into_iter().collect(),
    };
    for _ in 0..2 {
        record(&mut office.session(), &take_back).unwrap();
    }
    assert!(risks(&office.session(), None).unwrap().is_empty());
    for unit in [VILLAGE, TOWNSHIP] {
        let office = Office::new(unit);
        note(&office, "张雪芳", Some("operation"));
        assert!(risks(&office.session(), None).is_err());
        assert!(!shows(&office.play("default", "08"), "风险"));
    }
}

#[test]
fn a_digit_in_the_note_form_marks_a_risk() {
    let office = Office::new(VILLAGE);
    office.play("default", "/张雪芳<enter>06卡在别人手里<enter>2<enter>");
    let case = office.case("张雪芳");
    let note = case.standing(Kind::Note).next_back().unwrap();
    assert_eq!(note.text("risk"), Some("fund"));
}
