//! the leading group's office alone publishes rankings and notices; what another unit prints says that it is its own.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use xunren::domain::report::Report;
use xunren::domain::sample::SampleLevel;
use xunren::forms::Forms;
use xunren::layouts::Layouts;
use xunren::messages::{Language, Messages};
use xunren::output::{Form, print};
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::freezing::{self, Freezing};
use xunren::usecases::reporting::{Which, daily_report, report_of, report_workbook};
use xunren::usecases::sampling;
use xunren::usecases::session::Clock;

use crate::desk::Desk;
use crate::office::{DISTRICT, NOON, Office, SMALL, TOWNSHIP, press};

const OFFICE: &str = "区专项清理领导小组办公室";

fn shown(report: &Report, form: Form) -> String {
    let messages = Messages::load(Language::Chinese);
    String::from_utf8(print(report, form, &messages).unwrap()).unwrap()
}

fn today(unit: &str) -> Report {
    let session = Office::new(unit).session();
    daily_report(&session, session.today(), None).unwrap()
}

#[test]
fn a_townships_ranking_is_its_own_on_every_paper() {
    let report = today(TOWNSHIP);
    assert!(report.internal && !report.ranking().is_empty());
    let note = format!("名次由古荥镇内部掌握，不作通报、不对外发布。排名和通报由{OFFICE}发布。");
    for form in [Form::Table, Form::Markdown] {
        let text = shown(&report, form);
        assert!(text.contains(&note), "{text}");
    }
    let picture = shown(&report, Form::Svg);
    assert!(
        picture.contains("【古荥镇内部掌握】暂停待遇人员专项清理日报"),
        "{picture}"
    );
    // Broken over lines, the note stands there; the office does not sign, and its number is not borrowed.
    assert!(picture.contains("名次由古荥镇内部掌握"), "{picture}");
    assert!(!picture.contains(&format!(">{OFFICE}<")), "{picture}");
    assert!(!picture.contains("第2期"), "{picture}");
    // The text that it hands to the district has no places, and is as it was agreed.
    assert!(!shown(&report, Form::Text).contains("内部掌握"));
    let json: serde_json::Value = serde_json::from_str(&shown(&report, Form::Json)).unwrap();
    assert_eq!(json["internal"], true);
    let layouts = Layouts::with_config(std::path::Path::new("no such folder"));
    let messages = Messages::load(Language::Chinese);
    let bytes = report_workbook(&report, &layouts, None, None, &messages).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let told: Vec<bool> = (0..2)
        .map(|nth| {
            let sheet = book.worksheet_range_at(nth).unwrap().unwrap();
            sheet.cells().any(|(_, _, cell)| cell.to_string() == note)
        })
        .collect();
    // Places stand on the first sheet alone.
    assert_eq!(told, [true, false]);
}

#[test]
fn the_offices_own_ranking_is_public_as_before() {
    let report = today(DISTRICT);
    assert!(!report.internal);
    for form in [
        Form::Table,
        Form::Markdown,
        Form::Text,
        Form::Svg,
        Form::Json,
    ] {
        let text = shown(&report, form);
        assert!(
            !text.contains("内部掌握") && !text.contains("internal"),
            "{text}"
        );
    }
    assert!(shown(&report, Form::Svg).contains(&format!(">{OFFICE}<")));
}

#[test]
fn a_report_that_was_set_down_is_told_apart_as_well() {
    let office = Office::new(TOWNSHIP);
    let mut session = office.session();
    let date = session.today();
    session.clock = Clock::Set(NOON + 24 * 3_600_000);
    freezing::freeze(&mut session, date, &Freezing::default()).unwrap();
    let report = report_of(&session, date, None, Which::Standing).unwrap();
    assert!(report.frozen.is_some() && report.internal);
    assert!(shown(&report, Form::Svg).contains("内部掌握"));
}

#[test]
fn the_screen_and_the_command_line_say_so() {
    let office = Office::new(TOWNSHIP);
    let mut app = office.app("default", Look::default());
    press(&mut app, "83");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        rows[0].contains("排名 古荥镇") && rows[0].contains("内部掌握"),
        "{}",
        rows[0]
    );
    press(&mut app, "5");
    let slow = screen_of(&mut app, SMALL).unwrap().concat();
    assert!(slow.contains("进度慢的（本单位内部掌握"), "{slow}");
    let desk = Desk::new();
    let book = office.book();
    let run = |more: &[&str]| {
        let start = [
            "--book",
            book.to_str().unwrap(),
            "--clock",
            "2021-09-07T12:46:00+08:00",
        ];
        desk.ends(0, &[&start[..], more].concat())
    };
    assert!(run(&["rank"]).contains("for 古荥镇's own use"));
    // What scripts read is as it was.
    let json: serde_json::Value =
        serde_json::from_str(&run(&["--format", "json", "rank"])).unwrap();
    assert!(json.is_array());
}

#[test]
fn only_the_office_gives_notice_of_a_spot_check() {
    let forms = Forms::of_program().unwrap();
    let said = |unit: &str| {
        let session = Office::new(unit).session();
        sampling::may_give_notice(&session, &forms, SampleLevel::District)
    };
    assert!(said(DISTRICT).is_ok());
    let refused = said(TOWNSHIP).unwrap_err();
    let refused = refused.sentence(&Messages::load(Language::Chinese));
    assert!(
        refused.contains(OFFICE) && refused.contains("五（二）"),
        "{refused}"
    );
}
