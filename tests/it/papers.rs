//! The printed forms of a report: texts for the group, tables, CSV, Markdown, workbooks.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use unicode_width::UnicodeWidthStr;
use xunren::domain::figures::Figure;
use xunren::domain::pack::RankBy;
use xunren::domain::report::{self, Report, RowUnit};
use xunren::messages::{Language, Messages};
use xunren::output::check_sheet::{self, CheckRow, CheckSheet};
use xunren::output::doubt_sheet::{self, DoubtRow, DoubtSheet};
use xunren::output::{Form, chat, csv, markdown, print, table, workbook};

use crate::days;

fn chinese() -> Messages {
    Messages::load(Language::Chinese)
}

/// 9 September with one tie, one late unit, and a day that took more away than it added.
fn rough_day() -> Report {
    let mut pack = days::pack();
    pack.phases[0].leads = Some(RankBy::Verified);
    pack.deadlines.clear();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    let copy = inputs.rows[1].today.clone();
    inputs.rows[3].today = copy;
    inputs.rows[2].heard = false;
    inputs.rows[0].yesterday[Figure::Resolved] += 200;
    inputs.rows[0].today[Figure::Unresolved] = 203;
    inputs.rows[0].today[Figure::Deregistered] += 2;
    report::daily(inputs).unwrap()
}

#[test]
fn the_text_of_9_september_reads_as_the_office_writes_it() {
    let text = chat::text(&days::ninth(), &chinese());
    insta::assert_snapshot!(text);
    assert!(text.lines().count() <= 20);
}

#[test]
fn the_text_tells_of_ties_lateness_and_withdrawals() {
    insta::assert_snapshot!(chat::text(&rough_day(), &chinese()));
    insta::assert_snapshot!(chat::text(&rough_day(), &Messages::load(Language::English)));
}

#[test]
fn before_the_cut_off_every_paper_says_that_figures_will_change() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.until -= 600_000;
    inputs.provisional = true;
    let report = report::daily(inputs).unwrap();
    let line = "截至9月9日14:50（未到15:00，数字还会变）";
    assert_eq!(chat::text(&report, &chinese()).lines().nth(1), Some(line));
    let head = "统计截止：2021年9月9日14:50（未到截止时间，数字还会变）";
    assert!(table::text(&report, &chinese(), table::WIDTH).contains(head));
    assert!(markdown::text(&report, &chinese()).contains(head));
    let bytes = workbook::bytes(&report, &chinese()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("表一").unwrap();
    assert!(sheet.used_cells().any(|(.., cell)| *cell == head));
}

#[test]
fn the_last_days_of_the_phase_are_told_in_words() {
    let last_line = |nth, verify: bool, empty: bool| {
        let pack = days::pack();
        let mut inputs = days::inputs(&pack, nth);
        inputs.whole = None;
        if empty {
            inputs.rows.clear();
        }
        for row in &mut inputs.rows {
            if verify {
                let left = row.today[Figure::Total] - row.today[Figure::Verified];
                row.today[Figure::Verified] += left;
                row.today[Figure::Class7] += left;
            }
        }
        let text = chat::text(&report::daily(inputs).unwrap(), &chinese());
        text.lines().rev().nth(2).unwrap().to_owned()
    };
    assert_eq!(last_line(8, true, false), "自查率已到100%。");
    assert_eq!(
        last_line(8, false, false),
        "自查率100%今天（9月14日）到期，还有584人没核查。"
    );
    assert_eq!(last_line(3, false, true), "未按时报送：无");
}

#[test]
fn a_township_reports_to_the_district_in_four_lines() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.unit = "410108101".parse().unwrap();
    inputs.unit_name = "古荥镇".into();
    inputs.rows.retain(|row| row.name == "古荥镇");
    inputs.rows[0].unit = RowUnit::Unit("410108101200".parse().unwrap());
    inputs.rows[0].today[Figure::Proposed] = 6;
    inputs.until -= 600_000;
    inputs.provisional = true;
    let report = report::daily(inputs).unwrap();
    insta::assert_snapshot!(chat::text(&report, &chinese()));
}

#[test]
fn a_village_reports_to_the_township_in_two_lines() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    let village = "410108101200".parse().unwrap();
    inputs.unit = village;
    inputs.unit_name = "古荥村".into();
    inputs.rows.retain(|row| row.name == "古荥镇");
    inputs.rows[0].unit = RowUnit::Group(village, 3);
    inputs.rows[0].today[Figure::EvidenceOwed] = 4;
    inputs.rows[0].today[Figure::Returned] = 1;
    inputs.until -= 4_200_000;
    let report = report::daily(inputs).unwrap();
    insta::assert_snapshot!(chat::text(&report, &chinese()));
}

#[test]
fn tables_fit_the_smallest_terminal_and_stay_aligned() {
    for messages in [chinese(), Messages::load(Language::English)] {
        let text = table::text(&rough_day(), &messages, table::WIDTH);
        for line in text.lines().filter(|line| line.starts_with(['+', '|'])) {
            assert!(line.width() <= table::WIDTH, "{line}");
        }
        for drawn in text.split("\n\n").filter(|part| part.starts_with('+')) {
            let widths: Vec<usize> = drawn.lines().map(UnicodeWidthStr::width).collect();
            assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{drawn}");
        }
    }
    insta::assert_snapshot!(table::text(&rough_day(), &chinese(), table::WIDTH));
}

#[test]
fn the_document_shows_both_sheets_and_both_boards() {
    insta::assert_snapshot!(markdown::text(&rough_day(), &chinese()));
}

#[test]
fn comma_separated_values_open_in_other_spreadsheets() {
    let bytes = csv::bytes(&rough_day(), &chinese()).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.starts_with('\u{FEFF}'));
    insta::assert_snapshot!(text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n"));
}

#[test]
fn a_name_that_looks_like_a_formula_stays_text() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.rows[0].name = "=HYPERLINK(\"http://x\",\"y\")|a".into();
    let report = report::daily(inputs).unwrap();
    let text = String::from_utf8(csv::bytes(&report, &chinese()).unwrap()).unwrap();
    assert!(text.contains("'=HYPERLINK"));
    assert!(markdown::text(&report, &chinese()).contains("\\|a"));
    let book = workbook::bytes(&report, &chinese()).unwrap();
    let mut opened: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let formulas = opened.worksheet_formula("表一").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
    let cells = opened.worksheet_range("表一").unwrap();
    assert!(
        cells
            .used_cells()
            .any(|(.., cell)| cell.to_string().starts_with("=HYPER"))
    );
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for form in Form::ALL {
        let once = print(&rough_day(), form, &chinese()).unwrap();
        let again = print(&rough_day(), form, &chinese()).unwrap();
        assert!(once == again, "{}", form.name());
    }
}

/// A sheet as lines of its filled cells.
fn drawn(range: &Range<Data>) -> String {
    let lines = range.rows().map(|row| {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        cells.join("|")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_workbook_opens_again_with_both_sheets() {
    let bytes = workbook::bytes(&rough_day(), &chinese()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["表一", "表二"]);
    let progress = book.worksheet_range("表一").unwrap();
    let cell = |row, column| progress.get_value((row, column)).cloned().unwrap();
    assert_eq!(
        cell(0, 0),
        Data::String("城乡居民养老保险暂停领取待遇人员专项清理工作进展情况表".into())
    );
    assert_eq!(cell(5, 1), Data::String("刘寨街道".into()));
    assert_eq!(cell(5, 4), Data::Float(27.82));
    insta::assert_snapshot!(drawn(&progress));
    let results = book.worksheet_range("表二").unwrap();
    insta::assert_snapshot!(drawn(&results));
    let merged = book.merge_cells_by_sheet_name("表一").unwrap();
    assert!(
        merged
            .iter()
            .any(|area| area.start == (3, 12) && area.end == (3, 15))
    );
}

fn village_people() -> CheckSheet {
    let person = |group, house: &str, name: &str, class| CheckRow {
        group,
        house: (!house.is_empty()).then(|| house.to_owned()),
        name: name.into(),
        sex: Some("女".into()),
        age: Some(72),
        id_masked: Some("4101**********002X".into()),
        phone_masked: Some("139****2231".into()),
        suspended_from: xunren::domain::month::Month::new(2020, 11),
        reason: Some("未提供生存证明".into()),
        presumed_class: class,
        household_mates: Vec::new(),
    };
    let mut rows = vec![
        person(Some(3), "古荥街18号", "张雪芳", Some(1)),
        person(Some(3), "古荥街18号", "李大山", Some(6)),
        person(Some(3), "古荥街25号", "陈福来", Some(5)),
        person(Some(5), "东街2号", "王凤英", Some(0)),
        person(None, "", "买买提·艾力", None),
        person(None, "", "𬎆㛃", None),
    ];
    rows[0].household_mates.push("李大山".into());
    rows[1].household_mates.push("张雪芳".into());
    CheckSheet {
        village: "古荥村".into(),
        officer: "王敏".into(),
        date: chrono::NaiveDate::from_ymd_opt(2021, 9, 7).unwrap(),
        rows,
    }
}

#[test]
fn the_sheet_for_the_visits_goes_by_group_and_household() {
    let bytes = check_sheet::bytes(&village_people(), &chinese()).unwrap();
    assert_eq!(
        bytes,
        check_sheet::bytes(&village_people(), &chinese()).unwrap()
    );
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("入户核查表").unwrap();
    insta::assert_snapshot!(drawn(&sheet));
    let mut empty = village_people();
    empty.rows.clear();
    assert!(check_sheet::bytes(&empty, &chinese()).is_ok());
}

#[test]
fn rows_with_something_wrong_keep_their_columns_and_their_text() {
    let sheet = DoubtSheet {
        date: chrono::NaiveDate::from_ymd_opt(2021, 8, 27).unwrap(),
        titles: vec!["证件号码".into(), "姓名".into()],
        rows: vec![
            DoubtRow {
                sheet: "暂停人员".into(),
                row: 17,
                cells: vec!["41019819500405678X".into(), "=1+1\u{0}".into()],
                lost: None,
                problem: "身份证号校验位不对".into(),
            },
            DoubtRow {
                row: 18,
                cells: vec!["410198500405678".into(), "张三".into(), "多出来的".into()],
                problem: "没有姓名".into(),
                ..DoubtRow::default()
            },
        ],
    };
    let bytes = doubt_sheet::bytes(&sheet, &chinese()).unwrap();
    assert_eq!(bytes, doubt_sheet::bytes(&sheet, &chinese()).unwrap());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let read = book.worksheet_range("有误的行1").unwrap();
    assert!(
        read.used_cells()
            .all(|(.., cell)| matches!(cell, Data::String(_)))
    );
    insta::assert_snapshot!(drawn(&read));
    assert!(
        doubt_sheet::bytes(
            &DoubtSheet {
                rows: Vec::new(),
                ..sheet
            },
            &chinese()
        )
        .is_ok()
    );
}
