//! The campaign on the screen and on the command line: phases, checklist, what blocks, and who may write papers.

use calamine::{Reader, Xlsx, open_workbook};
use unicode_width::UnicodeWidthStr;
use xunren::domain::inspection::Block;
use xunren::forms::Forms;
use xunren::messages::{Language, Messages};
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::freezing::{self, Freezing};
use xunren::usecases::inspecting::{self, checklist};
use xunren::usecases::session::Clock;

use crate::desk::Desk;
use crate::office::{DISTRICT, NOON, Office, SMALL, TOWNSHIP, press};
use crate::opening::{day, imported, work};
use crate::paper_reading::read_back;

fn drawn(unit: &str, keys: &str, language: Language, size: (u16, u16)) -> String {
    let mut text = String::new();
    for wide in [false, true] {
        let look = Look {
            wide,
            ..Look::default()
        };
        let mut office = Office::new(unit);
        office.messages = Messages::load(language);
        let mut app = office.app("default", look);
        press(&mut app, keys);
        let rows = screen_of(&mut app, size).unwrap();
        for row in &rows {
            let columns = if wide { row.width_cjk() } else { row.width() };
            assert_eq!(columns, usize::from(size.0), "{row:?}");
        }
        if !wide {
            let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
            text = trimmed.join("\n");
        }
    }
    text
}

#[test]
fn the_campaign_is_reached_by_digits_and_shows_phases_checklist_and_blocks() {
    let chinese = Language::Chinese;
    for (name, unit, keys) in [
        ("campaign", DISTRICT, "087"),
        ("campaign_checklist", DISTRICT, "0871"),
        ("campaign_blocks", DISTRICT, "0872"),
        ("campaign_people", DISTRICT, "08723"),
        ("campaign_refused", TOWNSHIP, "0874"),
        ("campaign_not_frozen", DISTRICT, "0875"),
    ] {
        insta::assert_snapshot!(name, drawn(unit, keys, chinese, SMALL));
    }
    insta::assert_snapshot!("campaign_large", drawn(DISTRICT, "087", chinese, (120, 36)));
    insta::assert_snapshot!(
        "campaign_en",
        drawn(DISTRICT, "087", Language::English, SMALL)
    );
}

#[test]
fn a_digit_names_the_paper_and_enter_writes_it() {
    let office = Office::new(DISTRICT);
    let mut session = office.session();
    let date = day(1);
    session.clock = Clock::Set(NOON + 24 * 3_600_000);
    freezing::freeze(&mut session, date, &Freezing::default()).unwrap();
    drop(session);
    let mut app = office.app("default", Look::default());
    press(&mut app, "0873");
    let asked = screen_of(&mut app, SMALL).unwrap().join("\n");
    assert!(
        asked.contains("用9月7日第2期定稿日报写自查情况报告"),
        "{asked}"
    );
    let papers = || {
        let files = std::fs::read_dir(office.folder.path()).unwrap();
        files
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "docx"))
            .collect::<Vec<_>>()
    };
    assert!(papers().is_empty());
    press(&mut app, "<enter>");
    app.leave();
    let written = papers();
    assert_eq!(written.len(), 1);
    let text = read_back(&std::fs::read(&written[0]).unwrap());
    assert!(text.contains("应核查7人"), "{text}");
}

#[test]
fn every_line_opens_to_as_many_people_as_it_says() {
    let mut session = imported();
    for nth in 0..9 {
        work(&mut session, day(nth));
    }
    let forms = Forms::of_program().unwrap();
    let found = checklist(&session, &forms).unwrap();
    assert!(found.open.len() > 6, "{:?}", found.open);
    for open in &found.open {
        if open.block == Block::Unsampled {
            // Half of 1836, and nobody was drawn yet.
            assert_eq!(open.extent, 918);
            continue;
        }
        let people = inspecting::people(&session, &forms, open.block, usize::MAX).unwrap();
        let counted = if open.block.is_money() {
            people.iter().filter_map(|(_, fen)| *fen).sum()
        } else if open.block.has_people() {
            i64::try_from(people.len()).unwrap()
        } else {
            let others = inspecting::others(&session, open.block).unwrap();
            i64::try_from(others.len()).unwrap()
        };
        assert_eq!(counted, open.extent, "{:?}", open.block);
    }
    let of = |block: Block| {
        let mut open = found.open.iter();
        open.find(|open| open.block == block)
            .map_or(0, |open| open.extent)
    };
    // 1836 people, 1252 verified, 4 whom nobody has claimed.
    assert_eq!(
        of(Block::Untouched) + of(Block::InProgress) + of(Block::Conflict),
        1836 - 1252
    );
    assert_eq!(of(Block::Unclaimed), 4);
    assert_eq!(of(Block::Unfrozen), 9);
    let (done, all) = found.done();
    assert!(done < all);
    // Items that only people can tell of are open until the office has looked.
    assert_eq!(of(Block::Unticked), 5);
}

#[test]
fn scripts_read_phases_and_checklist() {
    let desk = Desk::new();
    desk.init();
    let list = "姓名,证件号码,乡镇（街道）,村（社区）,暂停年月,暂停原因\n陈福来,410198193901020078,古荥镇,曹村坡村,202106,死亡\n";
    std::fs::write(desk.path("list.csv"), list).unwrap();
    let morning = "2021-08-27T10:00:00+08:00";
    desk.ends(
        0,
        &[
            "--book", "b.xunren", "--clock", morning, "import", "list.csv",
        ],
    );
    let at = |clock: &'static str, command: &[&'static str]| {
        let mut all = vec!["--book", "b.xunren", "--format", "json", "--clock", clock];
        all.extend(command);
        desk.json(0, &all)
    };
    let told = at("2021-09-12T10:00:00+08:00", &["campaign"]);
    let states: Vec<&str> = told["phases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|phase| phase["state"].as_str().unwrap())
        .collect();
    // The phases overlap: on 12 September two of them run.
    assert_eq!(states, ["runs", "runs", "before", "before"]);
    assert_eq!(told["phases"][0]["days"], 2);
    assert_eq!(told["phases"][0]["measure"], "verified");
    assert_eq!(told["phases"][3]["measure"], "checklist");
    assert_eq!(told["due"][0]["at"], "2021-09-12T15:00");
    assert_eq!(told["due"][1]["over"], true);
    let told = at("2021-09-12T10:00:00+08:00", &["inspection"]);
    assert_eq!(told["items"].as_array().unwrap().len(), 15);
    at(
        "2021-09-12T10:00:00+08:00",
        &["inspection", "--output", "list.xlsx"],
    );
    let mut book: Xlsx<_> = open_workbook(desk.path("list.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let cells: Vec<String> = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(
        cells.iter().any(|cell| cell.contains("not contacted")),
        "{cells:?}"
    );
    assert!(cells.iter().any(|cell| cell.ends_with("五（一）")));
    let people = at(
        "2021-09-12T10:00:00+08:00",
        &["inspection", "--open", "untouched"],
    );
    assert_eq!(people["people"][0]["name"], "陈福来");
    assert_eq!(people["people"][0]["id_number"], "4101**********0078");
    let refused = desk.run(&["--book", "b.xunren", "inspection", "--open", "nonsense"]);
    assert_eq!(refused.status.code(), Some(1));
}
