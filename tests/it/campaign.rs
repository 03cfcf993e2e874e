//! The office's own papers: the two reports and the notice, from frozen figures, read back with other hands.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::Value;
use xunren::domain::causes::{Band, Causes};
use xunren::domain::entry::Kind;
use xunren::domain::figures::Figure;
use xunren::domain::pack::PhaseReport;
use xunren::domain::report::{CLASSES, Report};
use xunren::domain::timeline;
use xunren::error::Error;
use xunren::forms::Forms;
use xunren::messages::{Language, Messages};
use xunren::output::docx::BLANK;
use xunren::usecases::boards;
use xunren::usecases::campaign_papers::{paper, standing, tables};
use xunren::usecases::freezing::{self, Freezing};
use xunren::usecases::progress_notice::{SlowUnit, notice, slow_units};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::reporting::daily_report;
use xunren::usecases::session::{Clock, Session};

use crate::days::EXPECTED;
use crate::desk::{START, fields_of, packs, sample};
use crate::opening::{day, imported, work};
use crate::paper_reading::read_back;

fn said(error: &Error) -> String {
    error.sentence(&Messages::load(Language::Chinese))
}

fn truth() -> Value {
    serde_json::from_slice(&std::fs::read(sample("truth.json")).unwrap()).unwrap()
}

fn names() -> Vec<String> {
    let rows = truth()["rows"].clone();
    let names = rows.as_array().unwrap().iter();
    names
        .filter_map(|row| Some(row["name"].as_str()?.to_owned()))
        .filter(|name| name.chars().count() > 1)
        .collect()
}

/// Pictures of a document: width, and how many pixels of its first line are of each shade from dark to white.
fn bars(document: &[u8]) -> Vec<(u32, [usize; 4])> {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .filter(|name| name.contains("word/media/"))
        .map(|name| name.to_string())
        .collect();
    let mut found = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(&name).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let line = &pixels[..frame.width as usize];
        let count = |from: u8, to: u8| line.iter().filter(|p| (from..=to).contains(p)).count();
        found.push((
            frame.width,
            [
                count(0, 0x60),
                count(0x61, 0xb0),
                count(0xb1, 0xf0),
                count(0xf1, 0xff),
            ],
        ));
    }
    found
}

/// Four days worked; the fourth set down under its own number.
fn fourth_day() -> (Session, Report) {
    let mut session = imported();
    for nth in 0..4 {
        work(&mut session, day(nth));
    }
    let report = freezing::freeze(&mut session, day(3), &Freezing::default()).unwrap();
    (session, report)
}

fn sum(table: &BTreeMap<Band, Causes>) -> Causes {
    let mut sum = Causes::default();
    for causes in table.values() {
        sum.total += causes.total;
        for (all, n) in sum.classes.iter_mut().zip(causes.classes) {
            *all += n;
        }
    }
    sum
}

/// Every table adds up to the frozen figures, class by class.
fn tables_add_up(session: &Session, report: &Report) -> [BTreeMap<Band, Causes>; 3] {
    let found = tables(session, report).unwrap();
    let figures = &report.total.figures;
    for table in &found {
        let sum = sum(table);
        assert_eq!(sum.total, figures[Figure::Total]);
        assert_eq!(sum.classes, CLASSES.map(|class| figures[class]));
        assert_eq!(
            sum.unknown(),
            figures[Figure::Total] - figures[Figure::Verified]
        );
        assert!(table.values().all(|causes| causes.unknown() >= 0));
    }
    found
}

#[test]
fn the_self_check_report_tells_the_frozen_day_and_nothing_that_came_later() {
    let (mut session, report) = fourth_day();
    let forms = Forms::of_program().unwrap();
    let document = paper(&session, &forms, &report, PhaseReport::SelfCheck).unwrap();
    let text = read_back(&document);
    let expected = &EXPECTED[3];
    for id in [
        "total",
        "verified",
        "verified_rate",
        "resolved",
        "resolved_rate",
        "back_pay",
        "sealed_amount",
    ] {
        let figure = &expected["total"][id];
        let figure = figure.as_str().map_or(figure.to_string(), str::to_owned);
        assert!(text.contains(&figure), "{id} {figure}: {text}");
    }
    let sha = &report.frozen.as_ref().unwrap().sha256;
    for part in [
        "应核查1836人，已核查525人，核查率（自查率）28.59%",
        "取自2021年9月9日第4期定稿日报（截至2021年9月9日15:00",
        sha,
        "惠人社〔2021〕82号 五（一）",
        "未通过待遇领取资格认证",
        "刘寨街道",
        "2021年8月27日至2021年9月14日",
        "还没联系、没定原因的",
        BLANK,
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("{{"), "{text}");
    let told: Vec<String> = names()
        .into_iter()
        .filter(|name| text.contains(name))
        .collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(!text.contains("王敏"));

    // The bar of all together: resolved, verified, the rest, out of 300.
    let all = [218 * 300 / 1836, 525 * 300 / 1836];
    let whole = [all[0], all[1] - all[0], 300 - all[1], 0];
    assert!(
        bars(&document).contains(&(300, whole)),
        "{:?}",
        bars(&document)
    );

    let before = tables_add_up(&session, &report);
    // Months and villages of those whom nobody moved are those of the list.
    let rows = truth()["rows"].clone();
    let rows = rows.as_array().unwrap().iter();
    let mut months: BTreeMap<Band, i64> = BTreeMap::new();
    for row in rows.filter(|row| row["disposition"] == "created") {
        let month = row["suspended_from"]
            .as_str()
            .and_then(|month| month.parse().ok());
        *months.entry(Band::of_month(month, day(3))).or_default() += 1;
    }
    let counted: BTreeMap<Band, i64> = before[0]
        .iter()
        .map(|(band, causes)| (*band, causes.total))
        .collect();
    assert_eq!(counted, months);

    // A late record changes what is known, and neither the figures nor the tables of the paper.
    let untouched = xunren::store::CaseFilter {
        state: Some(xunren::domain::case::State::Untouched),
        limit: Some(1),
        ..Default::default()
    };
    let somebody = session.store.list(&untouched).unwrap()[0].id;
    let entry = Record {
        at: Some(timeline::cut_off(&session.pack, day(3)) - 60_000),
        by: Some("赵强".to_owned()),
        subject: Subject::Case(somebody),
        kind: Kind::Classify,
        fields: fields_of(r#"{"class":"7"}"#),
    };
    record(&mut session, &entry).unwrap();
    let known = daily_report(&session, day(3), None).unwrap();
    assert_eq!(
        known.total.figures[Figure::Class7],
        report.total.figures[Figure::Class7] + 1
    );
    assert_eq!(tables_add_up(&session, &report), before);
    let again = standing(&session, Some(day(3)), None).unwrap();
    let again = paper(&session, &forms, &again, PhaseReport::SelfCheck).unwrap();
    assert_eq!(read_back(&again), text);
}

#[test]
fn the_final_report_has_the_causes_inside_and_leaves_the_suggestions_open() {
    let mut session = imported();
    for nth in 0..9 {
        work(&mut session, day(nth));
    }
    let report = freezing::freeze(&mut session, day(8), &Freezing::default()).unwrap();
    tables_add_up(&session, &report);
    let forms = Forms::of_program().unwrap();
    let document = paper(&session, &forms, &report, PhaseReport::Final).unwrap();
    let text = read_back(&document);
    for part in [
        "专项清理情况报告",
        "第9期定稿日报",
        "惠人社〔2021〕82号 五（三）",
        "应核查1836人，已核查1252人，核查率（自查率）68.19%",
        "恢复发放336人，补发672066.86元",
        "应追回191904.03元，已追回68642.95元",
        "还没追回123261.08元",
        "按停发年月",
        "85-89岁",
        "深化源头治理）________",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for (nth, class) in (1..).zip(CLASSES) {
        let figure = report.total.figures[class];
        assert_eq!(
            figure,
            EXPECTED[8]["total"][format!("class_{nth}")]
                .as_i64()
                .unwrap()
        );
        assert!(text.contains(&figure.to_string()));
    }
}

#[test]
fn the_notice_names_slow_units_with_figure_and_cause_and_no_signature() {
    let (session, report) = fourth_day();
    let forms = Forms::of_program().unwrap();
    let messages = Messages::load(Language::Chinese);
    let row = report
        .rows
        .iter()
        .find(|row| row.name == "江山路街道")
        .unwrap();
    let slow = [SlowUnit::of_row(&report, row, &messages)];
    let document = notice(&session, &forms, &report, &slow).unwrap();
    let text = read_back(&document);
    for part in [
        "（第4期）",
        "惠人社〔2021〕82号 六（四）",
        "处理率8.95%，低于平均2.92个百分点",
        "（不是本单位的事）",
        "签发：________",
        "先易后难、一人一策、分类指导（惠人社〔2021〕82号 六（二））",
        "区专项清理领导小组办公室",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // The first place stands first, the sum last.
    let at = |name: &str| text.find(name).unwrap();
    assert!(at("刘寨街道") < at("古荥镇"));
    assert!(names().iter().all(|name| !text.contains(name)));

    // Nobody is slow until the office says what that is, or names somebody.
    assert_eq!(slow_units(&session, &report, &[]).unwrap(), []);
    assert_eq!(slow_units(&session, &report, &[row.unit]).unwrap(), slow);
    let rules = boards::read_slow_rules("last=1").unwrap();
    boards::keep_slow_rules(&session, rules).unwrap();
    let found = slow_units(&session, &report, &[]).unwrap();
    assert_eq!(found[0].name, "江山路街道");
    assert_eq!(found[0].reasons.len(), 2, "{found:?}");

    let known = daily_report(&session, day(2), None).unwrap();
    let refused = notice(&session, &forms, &known, &slow).unwrap_err();
    assert!(
        said(&refused).contains("只用定稿的数"),
        "{}",
        said(&refused)
    );
}

#[test]
fn only_the_office_of_the_leading_group_writes_them() {
    let pack = packs().load("huiji-2021").unwrap();
    let township = "410108101".parse().unwrap();
    let session = Session::in_memory(township, pack, "李所", Clock::Set(START)).unwrap();
    let forms = Forms::of_program().unwrap();
    let report = daily_report(&session, day(0), None).unwrap();
    let refused = [
        (
            paper(&session, &forms, &report, PhaseReport::SelfCheck),
            "五（一）",
        ),
        (
            paper(&session, &forms, &report, PhaseReport::Final),
            "五（三）",
        ),
        (notice(&session, &forms, &report, &[]), "六（四）"),
    ];
    for (refused, clause) in refused {
        let said = said(&refused.unwrap_err());
        assert!(said.contains("由区专项清理领导小组办公室出"), "{said}");
        assert!(said.contains(clause), "{said}");
    }
}
