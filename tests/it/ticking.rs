//! 迎检清单: what no figure tells is looked at by the office, said with day, name and word, and taken back by another entry.

use unicode_width::UnicodeWidthStr;
use xunren::domain::entry::Kind;
use xunren::domain::inspection::Block;
use xunren::forms::Forms;
use xunren::messages::{Language, Messages};
use xunren::output::docx::BLANK;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::inspecting::{self, Checklist};
use xunren::usecases::session::Session;
use xunren::usecases::ticking::{self, Looked};

use crate::desk::Desk;
use crate::office::{DISTRICT, Office, SMALL, TOWNSHIP, press};
use crate::paper_reading::read_back;

const LARGE: (u16, u16) = (120, 36);

fn list(session: &Session) -> Checklist {
    inspecting::checklist(session, &Forms::of_program().unwrap()).unwrap()
}

fn open(session: &Session) -> i64 {
    let found = list(session);
    let mut open = found.open.iter();
    open.find(|open| open.block == Block::Unticked)
        .map_or(0, |open| open.extent)
}

fn looked(word: &str) -> Looked {
    Looked {
        word: word.to_owned(),
        ..Looked::default()
    }
}

#[test]
fn a_tick_counts_and_is_taken_back_by_another_entry() {
    let office = Office::new(DISTRICT);
    let mut session = office.session();
    let before = list(&session);
    let by_hand = before.items.iter().filter(|item| item.by_hand.is_some());
    assert_eq!(by_hand.count(), 5);
    assert_eq!(open(&session), 5);
    let (done, of) = before.done();
    assert_eq!(of, before.items.len());

    let said = ticking::tick(&mut session, "archived", &looked("三盒，在档案室")).unwrap();
    assert_eq!((said.tick.by.as_str(), said.tick.done), ("王敏", true));
    assert_eq!(list(&session).done(), (done + 1, of));
    assert_eq!(open(&session), 4);
    // The same again writes nothing; other words do.
    let again = ticking::tick(&mut session, "archived", &looked("三盒，在档案室")).unwrap();
    assert!(again.unchanged);
    ticking::tick(&mut session, "archived", &looked("四盒")).unwrap();

    let back = ticking::take_back(&mut session, "archived", "少一盒").unwrap();
    assert!(!back.tick.done);
    assert_eq!(list(&session).done(), (done, of));
    assert_eq!(open(&session), 5);
    // All of it stays readable.
    let item = list(&session)
        .items
        .into_iter()
        .find(|item| item.key == "archived")
        .unwrap();
    let words: Vec<String> = item
        .by_hand
        .unwrap()
        .ticks
        .into_iter()
        .map(|tick| tick.word)
        .collect();
    assert_eq!(words, ["三盒，在档案室", "四盒", "少一盒"]);
    let entries = session
        .store
        .filed_of(Kind::Inspect, DISTRICT.parse().unwrap())
        .unwrap();
    assert_eq!(entries.len(), 3);
    // The projection follows from the log alone.
    session
        .store
        .rebuild(&session.pack.clone(), 0, &mut |_| {})
        .unwrap();
    assert_eq!(open(&session), 5);
    let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
    assert!(found.ok, "{:?}", found.problems);
}

#[test]
fn what_cannot_be_ticked_is_refused_in_a_sentence() {
    let office = Office::new(DISTRICT);
    let mut session = office.session();
    let tomorrow = Looked {
        on: session.today().succ_opt(),
        ..looked("好")
    };
    let refused = [
        ticking::tick(&mut session, "nonsense", &looked("好")),
        // The second item is counted from the book.
        ticking::tick(&mut session, "2", &looked("好")),
        ticking::tick(&mut session, "archived", &looked(" ")),
        ticking::tick(&mut session, "archived", &tomorrow),
        ticking::take_back(&mut session, "archived", "错了"),
    ];
    let keys: Vec<String> = refused
        .into_iter()
        .map(|told| {
            told.unwrap_err()
                .sentence(&Messages::load(Language::Chinese))
        })
        .collect();
    for (sentence, part) in
        keys.iter()
            .zip(["nonsense", "台账里数出来", "写一句", "还没有到", "没有记过"])
    {
        assert!(sentence.contains(part), "{sentence}");
    }
    ticking::tick(&mut session, "1", &looked("有记录")).unwrap();
    assert!(ticking::take_back(&mut session, "briefed", "").is_err());
    assert_eq!(open(&session), 4);
    // A township keeps its own papers, but it does not report to the city.
    let office = Office::new(TOWNSHIP);
    let mut session = office.session();
    assert_eq!(open(&session), 2);
    assert!(ticking::tick(&mut session, "self-check-sent", &looked("已报出")).is_err());
    ticking::tick(&mut session, "archived", &looked("已归档")).unwrap();
    assert_eq!(open(&session), 1);
}

#[test]
fn the_office_ticks_on_the_screen_and_takes_back() {
    let office = Office::new(DISTRICT);
    let mut app = office.app("default", Look::default());
    let shown = |app: &mut xunren::tui::App<'_>, size: (u16, u16)| {
        let rows = screen_of(app, size).unwrap();
        for row in &rows {
            assert_eq!(row.width(), usize::from(size.0), "{row:?}");
        }
        let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
        rows.join("\n")
    };
    // What still blocks leads to the first item that waits for the office.
    press(&mut app, "0872");
    let blocks = shown(&mut app, SMALL);
    let line = blocks.lines().find(|line| line.contains("要人工核"));
    let digit = line.unwrap().trim_start().chars().next().unwrap();
    press(&mut app, &digit.to_string());
    insta::assert_snapshot!("tick_list", shown(&mut app, SMALL));
    press(&mut app, "<enter>");
    insta::assert_snapshot!("tick_panel", shown(&mut app, SMALL));
    insta::assert_snapshot!("tick_panel_large", shown(&mut app, LARGE));
    let before = office.entries();
    // The day is left blank: today; who looked stands there already; a digit chooses the words, and 0 saves.
    press(&mut app, "<enter><enter>3");
    assert_eq!(office.entries(), before);
    press(&mut app, "0");
    assert_eq!(office.entries(), before + 1);
    insta::assert_snapshot!("tick_done", shown(&mut app, SMALL));
    // What was typed and not saved waits as a draft.
    press(&mut app, "<enter>4少一页<esc>");
    assert_eq!(office.entries(), before + 1);
    press(&mut app, "<enter>");
    insta::assert_snapshot!("tick_back", shown(&mut app, SMALL));
    press(&mut app, "<enter><enter>");
    assert_eq!(office.entries(), before + 2);
    let after = shown(&mut app, SMALL);
    assert!(after.contains("9月7日 王敏撤回：少一页"), "{after}");
    assert_eq!(open(&office.session()), 5);
}

/// The cells of the first table of a document, row by row, as docx-rs reads them.
fn table(document: &[u8]) -> Vec<Vec<String>> {
    use docx_rs::{DocumentChild, TableCellContent, TableChild, TableRowChild};
    let read = docx_rs::read_docx(document).unwrap();
    let table = read
        .document
        .children
        .into_iter()
        .find_map(|child| match child {
            DocumentChild::Table(table) => Some(table),
            _ => None,
        });
    let rows = table.unwrap().rows.into_iter();
    rows.map(|row| {
        let TableChild::TableRow(row) = row;
        let cells = row.cells.into_iter().map(|cell| {
            let TableRowChild::TableCell(cell) = cell;
            let texts = cell.children.into_iter().map(|content| match content {
                TableCellContent::Paragraph(paragraph) => paragraph.raw_text(),
                _ => String::new(),
            });
            texts.collect::<String>()
        });
        cells.collect()
    })
    .collect()
}

#[test]
fn the_checklist_is_a_document_that_another_library_opens() {
    let office = Office::new(DISTRICT);
    let mut session = office.session();
    ticking::tick(&mut session, "archived", &looked("三盒，在档案室")).unwrap();
    let found = list(&session);
    drop(session);
    let mut app = office.app("default", Look::default());
    press(&mut app, "08711");
    let asked = screen_of(&mut app, SMALL).unwrap().concat();
    assert!(asked.contains("回车 写文件"), "{asked}");
    let path = office.folder.path().join("迎检清单 20210907.docx");
    assert!(!path.exists());
    let before = office.entries();
    press(&mut app, "<enter>");
    // That something left the program is in the book.
    assert_eq!(office.entries(), before + 1);
    let document = std::fs::read(&path).unwrap();
    let rows = table(&document);
    assert_eq!(
        rows[0],
        ["序号", "内容", "依据", "情况", "还差什么、核实情况"]
    );
    assert_eq!(rows.len(), found.items.len() + 1);
    for (item, row) in found.items.iter().zip(&rows[1..]) {
        assert_eq!((&row[1], &row[2]), (&item.title, &item.cite));
    }
    let archived = &rows[15];
    assert_eq!(archived[3], "完");
    assert_eq!(archived[4], "9月7日 王敏核过：三盒，在档案室");
    assert!(
        rows[3][4].contains("还没联系、没定原因的7人"),
        "{:?}",
        rows[3]
    );
    assert_eq!(
        (rows[1][3].as_str(), rows[1][4].as_str()),
        ("人工核", BLANK)
    );
    assert_eq!((rows[6][3].as_str(), rows[6][4].as_str()), ("完", "无"));
    let text = read_back(&document);
    let (done, of) = found.done();
    assert!(
        text.contains(&format!("共{of}条，已办完{done}条")),
        "{text}"
    );
    // Nobody's name or number is in it.
    assert!(!text.contains("张雪芳") && !text.contains("4101"), "{text}");
    // Esc leaves the list as it was; 2 asks for the workbook.
    press(&mut app, "2<esc>");
    assert!(
        screen_of(&mut app, SMALL)
            .unwrap()
            .concat()
            .contains("15条办完")
    );
    press(&mut app, "2<enter>");
    assert!(office.folder.path().join("迎检清单 20210907.xlsx").exists());
}

#[test]
fn the_command_line_ticks_as_well() {
    let desk = Desk::new();
    desk.init();
    let at = |code: i32, command: &[&'static str]| {
        let start = [
            "--book",
            "b.xunren",
            "--format",
            "json",
            "--clock",
            "2021-09-17T10:00:00+08:00",
            "inspection",
        ];
        desk.json(code, &[&start[..], command].concat())
    };
    let ticked = at(
        0,
        &[
            "tick",
            "archived",
            "--word",
            "三盒",
            "--by",
            "宋丽君",
            "--on",
            "2021-09-16",
        ],
    );
    assert_eq!(ticked["on"], "2021-09-16");
    assert_eq!(ticked["by"], "宋丽君");
    let told = at(0, &[]);
    let items = told["items"].as_array().unwrap();
    let archived = items.iter().find(|item| item["id"] == "archived").unwrap();
    assert_eq!(archived["done"], true);
    assert_eq!(archived["ticks"][0]["word"], "三盒");
    let open = at(0, &["--open", "unticked"]);
    assert_eq!(open["others"].as_array().unwrap().len(), 4);
    at(0, &["--output", "list.docx"]);
    let rows = table(&std::fs::read(desk.path("list.docx")).unwrap());
    assert_eq!(rows[15][4], "9月16日 宋丽君核过：三盒");
    let back = at(0, &["untick", "archived", "--because", "少一盒"]);
    assert_eq!(back["done"], false);
    let refused = desk.run(&[
        "--book",
        "b.xunren",
        "inspection",
        "untick",
        "archived",
        "--because",
        "再撤",
    ]);
    assert_eq!(refused.status.code(), Some(1));
}
