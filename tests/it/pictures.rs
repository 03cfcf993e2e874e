//! The ranking as a picture: SVG that any reader takes, PNG that another library opens, whatever a unit is called.

use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::Event;
use xunren::domain::pack::RankBy;
use xunren::domain::report::{Report, RowUnit, daily};
use xunren::messages::{Language, Messages};
use xunren::output::{Form, print, ranking_picture};
use zune_png::PngDecoder;

use crate::days;
use crate::desk::Desk;
use crate::office::{DISTRICT, Office, VILLAGE};

/// The texts of an SVG, in order, as an XML reader gives them.
fn texts(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let mut texts = Vec::new();
    let mut open = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == "text" => texts.push(String::new()),
            Event::Start(_) => open += 1,
            Event::Text(text) => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(entity) => {
                let c = quick_xml::escape::resolve_xml_entity(&entity).unwrap();
                texts.last_mut().unwrap().push_str(c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open > 0);
    texts
        .iter()
        .map(|text| text.trim_end().to_owned())
        .collect()
}

fn svg(report: &Report) -> String {
    let messages = Messages::load(Language::Chinese);
    String::from_utf8(print(report, Form::Svg, &messages).unwrap()).unwrap()
}

/// Width, height and pixels (red, green, blue) of a PNG.
fn opened(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut decoder = PngDecoder::new(Cursor::new(bytes));
    let pixels = decoder.decode_raw().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    assert_eq!(pixels.len(), width * height * 3);
    (width, height, pixels)
}

#[test]
fn the_svg_tells_title_cut_off_places_fractions_and_the_second_board() {
    let mut report = days::ninth();
    let all = texts(&svg(&report));
    let at = |text: &str| {
        let found = all.iter().position(|one| one == text);
        found.unwrap_or_else(|| panic!("no {text} in {all:#?}"))
    };
    at("【暂停待遇人员专项清理日报】第4期");
    assert!(
        all.iter()
            .any(|text| text.contains("惠济区") && text.contains("截至9月9日15:00"))
    );
    let first = at("刘寨街道");
    assert_eq!(all[first - 1], "1");
    assert_eq!(all[first + 1..first + 3], ["34/248", "13.71%"]);
    assert!(at("处理率排名") < at("核查率排名"));
    at("满格20%");
    at("满格50%");
    at("另有4人未认领村镇，请各所对照名单认领。");
    at("未按时报送：无");
    at("区专项清理领导小组办公室");
    report.leads = RankBy::Verified;
    let other = texts(&svg(&report));
    let board = |title: &str| other.iter().position(|text| text == title).unwrap();
    assert!(board("核查率排名") < board("处理率排名"));
    for secret in ["王敏", "元"] {
        assert!(!other.iter().any(|text| text.contains(secret)), "{secret}");
    }
}

#[test]
fn ties_share_their_place_and_odd_names_break_nothing() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    days::fit_resolved_classes(&mut inputs);
    inputs.whole = None;
    let figures = inputs.rows[0].today.clone();
    let names = [
        "𬎆㛃<&>\"镇",
        "很长很长的名字很长很长的名字很长很长的名字街道办事处",
        "\u{7}\u{1f3d8}",
    ];
    for (row, name) in inputs.rows.iter_mut().zip(names) {
        row.today = figures.clone();
        row.name = name.to_owned();
    }
    let report = daily(inputs).unwrap();
    let all = texts(&svg(&report));
    assert!(all.contains(&"𬎆㛃<&>\"镇".to_owned()), "{all:#?}");
    assert!(
        all.contains(&"很长很长的名字很长很长..".to_owned()),
        "{all:#?}"
    );
    assert!(all.iter().filter(|text| *text == "并列").count() >= 3);
    let messages = Messages::load(Language::Chinese);
    let png = print(&report, Form::Png, &messages).unwrap();
    let (width, height, _) = opened(&png);
    let picture = ranking_picture::picture(&report, &messages);
    assert_eq!((width, height), (1080, usize::from(picture.height)));
}

#[test]
fn the_png_is_white_as_wide_as_a_telephone_and_has_ink_where_the_svg_has_text() {
    let messages = Messages::load(Language::Chinese);
    let report = days::ninth();
    let png = print(&report, Form::Png, &messages).unwrap();
    assert_eq!(png, print(&report, Form::Png, &messages).unwrap());
    let (width, height, pixels) = opened(&png);
    assert_eq!(width, 1080);
    let pixel = |x: usize, y: usize| &pixels[(y * width + x) * 3..][..3];
    for (x, y) in [
        (0, 0),
        (width - 1, 0),
        (0, height - 1),
        (width - 1, height - 1),
    ] {
        assert_eq!(pixel(x, y), [255; 3]);
    }
    let inked = |rows: std::ops::Range<usize>| {
        let dark = rows.map(|y| (0..width).filter(|x| pixel(*x, y)[0] < 128).count());
        dark.sum::<usize>()
    };
    // The title: fifteen characters of fifty pixels that are no empty boxes.
    assert!(inked(40..120) > 4_000, "{}", inked(40..120));
    // A character without a font would be a box: a bar of the first board's colour is longer than any.
    let blue = (0..height).filter(|y| (160..700).all(|x| pixel(x, *y) == [0x2F, 0x6F, 0xDE]));
    assert!(blue.count() >= 20);
}

#[test]
fn a_village_has_no_board_and_its_picture_says_the_rest() {
    let office = Office::new(VILLAGE);
    let session = office.session();
    let day = session.today();
    let report = xunren::usecases::reporting::daily_report(&session, day, None).unwrap();
    assert!(report.by_resolved.is_empty());
    let all = texts(&svg(&report));
    assert!(
        all.iter().any(|text| text.contains("应核查7人")),
        "{all:#?}"
    );
}

#[test]
fn rows_of_units_alone_are_ranked_in_the_picture() {
    let report = days::ninth();
    let ranked = report.by_resolved.iter();
    assert!(ranked.clone().count() > 0);
    assert!(
        ranked
            .clone()
            .all(|placed| matches!(placed.contender.unit, RowUnit::Unit(_)))
    );
    let all = texts(&svg(&report));
    assert!(!all.contains(&"未认领".to_owned()));
}

#[test]
fn the_commands_write_pictures_and_say_where_no_font_is() {
    let office = Office::new(DISTRICT);
    let desk = Desk::new();
    let book = office.book();
    let base = |words: &[&'static str]| {
        let mut all = vec!["--book", book.to_str().unwrap(), "--lang", "zh-CN"];
        all.extend(["--clock", "2021-09-07T12:46:00+08:00"]);
        all.extend(words);
        all.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let run = |words: &[&'static str]| {
        let words = base(words);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        desk.ends(0, &words)
    };
    run(&["rank", "--format", "png", "--output", "r.png"]);
    opened(&std::fs::read(desk.path("r.png")).unwrap());
    let same = run(&["rank", "--format", "svg"]);
    assert_eq!(same, run(&["report", "daily", "--format", "svg"]));
    assert!(texts(&same).iter().any(|text| text.contains("未到15:00")));
    run(&["report", "daily", "--format", "png", "--out", "d.png"]);
    assert_eq!(
        std::fs::read(desk.path("r.png")).unwrap(),
        std::fs::read(desk.path("d.png")).unwrap()
    );
    let empty = tempfile::tempdir().unwrap();
    let without = |form: &'static str| {
        assert_cmd::Command::new(env!("CARGO_BIN_EXE_xunren"))
            .current_dir(desk.folder.path())
            .env("XUNREN_FONTS", empty.path())
            .args(base(&["rank", "--output", "n.out", "--format", form]))
            .output()
            .unwrap()
    };
    let failed = without("png");
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8(failed.stderr).unwrap();
    assert!(said.contains("没有能写中文的字体"), "{said}");
    assert!(!desk.path("n.out").exists());
    assert_eq!(without("svg").status.code(), Some(0));
}
