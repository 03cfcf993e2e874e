//! 报送 on the screen: whose figures, the panel that says what will be written, and what the report tells afterwards.

use unicode_width::UnicodeWidthStr;
use xunren::domain::entry::Kind;
use xunren::domain::report::How;
use xunren::messages::{Language, Messages};
use xunren::output::{Form, print};
use xunren::tui::input::Input;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::reporting::daily_report;
use xunren::usecases::session::Clock;
use xunren::usecases::submitting;

use crate::desk::Desk;
use crate::office::{DISTRICT, NOON, Office, SMALL, TOWNSHIP, VILLAGE, press};
use crate::opening::day;

const LARGE: (u16, u16) = (120, 36);

fn shown(app: &mut xunren::tui::App<'_>, size: (u16, u16)) -> String {
    let rows = screen_of(app, size).unwrap();
    for row in &rows {
        assert_eq!(row.width(), usize::from(size.0), "{row:?}");
    }
    let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    rows.join("\n")
}

#[test]
fn a_township_hands_in_its_day_from_the_report_and_the_report_says_so() {
    let office = Office::new(TOWNSHIP);
    let mut app = office.app("default", Look::default());
    press(&mut app, "895");
    insta::assert_snapshot!("submit_units", shown(&mut app, SMALL));
    press(&mut app, "1");
    insta::assert_snapshot!("submit_panel", shown(&mut app, SMALL));
    insta::assert_snapshot!("submit_panel_large", shown(&mut app, LARGE));
    let before = office.entries();
    press(&mut app, "<enter>");
    assert_eq!(office.entries(), before + 1);
    insta::assert_snapshot!("submit_done", shown(&mut app, SMALL));
    // The same figures again write nothing, and the panel says so beforehand.
    press(&mut app, "1");
    let again = shown(&mut app, SMALL);
    assert!(
        again.contains("这一天报过同样的数：09-07 12:46按时报送（王月婵）"),
        "{again}"
    );
    press(&mut app, "<enter>");
    assert_eq!(office.entries(), before + 1);
    press(&mut app, "<esc><esc>");
    let report = shown(&mut app, SMALL);
    assert!(
        report.contains("古荥镇已报送：王月婵 09-07 12:46"),
        "{report}"
    );
    let session = office.session();
    let report = daily_report(&session, session.today(), None).unwrap();
    let json = print(&report, Form::Json, &office.messages).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    // The policy names who reports for a township, whoever sits at the keyboard.
    assert_eq!(json["handed_in"]["by"], "王月婵");
    assert_eq!(json["handed_in"]["figures"]["total"], 7);
    assert_eq!(json["handed_in"]["late"], false);
}

#[test]
fn what_comes_after_the_cut_off_is_told_to_be_late_before_and_after() {
    let office = Office::new(VILLAGE);
    let mut app = office.app("default", Look::default());
    // A village's book has only itself to report: the panel stands at once, for the day before.
    press(&mut app, "7495");
    let asked = shown(&mut app, SMALL);
    assert!(
        asked.contains("09-06 15:00已经截止，现在报记为迟报"),
        "{asked}"
    );
    press(&mut app, "<esc>");
    assert!(!shown(&mut app, SMALL).contains("记为迟报"));
    press(&mut app, "5<enter>");
    let done = shown(&mut app, SMALL);
    assert!(done.contains("已报送（迟报）：王敏 09-07 12:46"), "{done}");
    press(&mut app, "<esc>");
    let report = shown(&mut app, SMALL);
    assert!(
        report.contains("曹村坡村村民委员会已报送（迟报）：王敏 09-07 12:46"),
        "{report}"
    );
}

#[test]
fn a_district_takes_the_text_that_a_township_sent_to_the_group() {
    let township = Office::new(TOWNSHIP);
    let session = township.session();
    let sent = daily_report(&session, session.today(), None).unwrap();
    let sent = print(&sent, Form::Text, &township.messages).unwrap();
    let sent = String::from_utf8(sent).unwrap();
    // Terminals hand over what was pasted with the line ends of the key Enter.
    let sent = sent.replace("总数7", "总数9").replace('\n', "\r");

    let office = Office::new(DISTRICT);
    let mut app = office.app("default", Look::default());
    let before = office.entries();
    app.update(Input::Paste(sent));
    insta::assert_snapshot!("submit_pasted", shown(&mut app, SMALL));
    assert_eq!(office.entries(), before);
    press(&mut app, "<enter>");
    assert_eq!(office.entries(), before + 1);
    insta::assert_snapshot!("submit_district", shown(&mut app, SMALL));
    let session = office.session();
    let entry = &session
        .store
        .filed(Kind::Submit, TOWNSHIP.parse().unwrap(), session.today());
    assert_eq!(entry.as_ref().unwrap().len(), 1);
    let report = daily_report(&session, session.today(), None).unwrap();
    let row = report.rows.iter().find(|row| row.name == "古荥镇").unwrap();
    let told = row.submitted.as_ref().unwrap();
    assert_eq!((told.how, told.figures["total"]), (How::Text, 9));
    assert!(!report.missing().any(|row| row.name == "古荥镇"));
    // Words that are no report look for a person, as everywhere.
    app.update(Input::Paste("张雪芳".to_owned()));
    assert!(shown(&mut app, SMALL).contains("张雪芳"));
}

#[test]
fn somebody_else_than_the_named_reporter_gives_a_reason_by_a_digit() {
    let mut office = Office::new(TOWNSHIP);
    office.messages = Messages::load(Language::English);
    let mut session = office.session();
    session.clock = Clock::Set(NOON);
    let mut told = submitting::of_entries(&session, session.today(), None).unwrap();
    told.by = Some("李所".to_owned());
    let made = submitting::prepare(&session, told).unwrap();
    assert!(made.needs_reason() && !made.late && !made.is_known());
    // The text names who reports: another one than the pack does.
    let sent = daily_report(&session, session.today(), None).unwrap();
    let sent = String::from_utf8(print(&sent, Form::Text, &office.messages).unwrap()).unwrap();
    let sent = sent.replace("王月婵", "李所");
    let mut app = office.start(Some(session), "default", Look::default());
    app.update(Input::Paste(sent));
    press(&mut app, "2");
    insta::assert_snapshot!("submit_reason_en", shown(&mut app, SMALL));
    press(&mut app, "0");
    let session = office.session();
    let entries = session
        .store
        .filed(Kind::Submit, TOWNSHIP.parse().unwrap(), session.today());
    let entries = entries.unwrap();
    assert_eq!(entries[0].text("by"), Some("李所"));
    assert_eq!(entries[0].text("because"), Some("There is a new reporter"));
}

#[test]
fn the_command_line_tells_it_as_well() {
    let desk = Desk::new();
    desk.init();
    let start = [
        "--book",
        "b.xunren",
        "--clock",
        "2021-09-06T14:30:00+08:00",
        "report",
    ];
    let run = |more: &[&'static str]| {
        let done = desk.run(&[&start[..], more].concat());
        assert_eq!(done.status.code(), Some(0));
        String::from_utf8(done.stdout).unwrap()
    };
    run(&["submit", "--unit", "410108101"]);
    let table = run(&["daily", "--format", "table"]);
    assert!(table.contains("09-06 14:30"), "{table}");
    // The text for the group stays as it is agreed.
    assert_eq!(day(0).to_string(), "2021-09-06");
    let text = run(&["daily", "--format", "text"]);
    assert!(!text.contains("09-06 14:30"), "{text}");
}
