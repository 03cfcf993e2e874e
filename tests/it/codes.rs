//! 报数码: what is drawn, printed and photographed is read again by another decoder, figure for figure.

use std::io::Cursor;

use proptest::prelude::*;
use xunren::domain::figures::Figure;
use xunren::domain::frames::{Frame, Gathered, MOST_BYTES, Sums, read};
use xunren::domain::report::Report;
use xunren::output::qr::{self, Code, FRAME_SIDE, QUIET};
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::handing;
use xunren::usecases::reporting::daily_report;
use xunren::usecases::session::Session;
use zune_png::PngDecoder;

use crate::desk::Desk;
use crate::office::{DISTRICT, Office, SMALL, TOWNSHIP, VILLAGE, press};

/// The texts of the codes in grey pixels.
pub fn decoded(width: usize, height: usize, grey: impl FnMut(usize, usize) -> u8) -> Vec<String> {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = image.detect_grids();
    let read = grids.iter().filter_map(|grid| grid.decode().ok());
    read.map(|(_, text)| text).collect()
}

/// The texts of the codes in a PNG, opened by another library than the one that wrote it.
fn codes_of_png(bytes: &[u8]) -> Vec<String> {
    let mut decoder = PngDecoder::new(Cursor::new(bytes));
    let pixels = decoder.decode_raw().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    let samples = pixels.len() / (width * height);
    decoded(width, height, |x, y| pixels[(y * width + x) * samples])
}

fn report(session: &Session) -> Report {
    daily_report(session, session.today(), None).unwrap()
}

fn gathered(digits: impl IntoIterator<Item = String>) -> Gathered {
    let mut gathered = Gathered::default();
    for text in digits {
        gathered.add(read(&text).unwrap());
    }
    gathered
}

/// What was read is what the report says, row for row.
fn assert_is(gathered: &Gathered, report: &Report) {
    let mut sets = gathered.sets();
    let set = sets.next().unwrap();
    assert_eq!(sets.next(), None);
    assert_eq!(set.own().unwrap(), Sums::of(&report.total));
    let rows = set.rows();
    assert_eq!(rows.len(), report.rows.len());
    for row in &report.rows {
        assert_eq!(rows[&row.unit], Sums::of(&row.line), "{}", row.unit);
    }
    assert_eq!((set.missing(), set.broken()), (vec![], vec![]));
}

#[test]
fn a_code_of_a_frame_leaves_one_line_of_a_small_screen() {
    // Half blocks: two lines of modules a row, and a row for the keys.
    assert_eq!(FRAME_SIDE, 37 + 2 * QUIET);
    assert!(FRAME_SIDE.div_ceil(2) < usize::from(SMALL.1));
    assert!(FRAME_SIDE + 34 <= usize::from(SMALL.0));
    // As many digits as a frame can have, and not one more.
    assert!(Code::of_frame(&"9".repeat(255)).is_ok());
    assert!(Code::of_frame(&"9".repeat(256)).is_err());
    assert_eq!(MOST_BYTES, 105);
    // Letters and signs of base45 take more room: 102 bytes at the most.
    assert!(Code::of_frame(&"A".repeat(102 * 3 / 2)).is_ok());
    assert!(Code::of_frame(&"A".repeat(105 * 3 / 2 + 1)).is_err());
}

#[test]
fn the_picture_of_a_books_codes_is_read_by_another_decoder() {
    for unit in [VILLAGE, TOWNSHIP, DISTRICT] {
        let office = Office::new(unit);
        let session = office.session();
        let report = report(&session);
        let frames = handing::frames_of(&session, &report).unwrap();
        let texts = codes_of_png(&handing::picture(&frames).unwrap());
        assert_eq!(texts.len(), frames.len());
        assert_is(&gathered(texts), &report);
        // One code alone is a picture as well, and holds all of the unit's own figures.
        let code = Code::of_frame(&frames[0].digits()).unwrap();
        let alone = gathered(codes_of_png(&qr::sheet(&[code]).unwrap()));
        let own = alone.sets().next().unwrap().own().unwrap();
        assert_eq!(own, Sums::of(&report.total));
    }
}

/// Half blocks as a terminal shows them, four pixels a column and half row.
fn pixels_of_half_blocks(rows: &[Vec<(bool, bool)>]) -> Vec<String> {
    const SCALE: usize = 4;
    let columns = rows[0].len();
    decoded(columns * SCALE, rows.len() * 2 * SCALE, |x, y| {
        let (upper, lower) = rows[y / SCALE / 2][x / SCALE];
        let white = if (y / SCALE).is_multiple_of(2) {
            upper
        } else {
            lower
        };
        if white { 255 } else { 0 }
    })
}

#[test]
fn the_codes_on_the_screen_are_read_from_its_rows() {
    let office = Office::new(TOWNSHIP);
    let look = Look {
        boxes: true,
        ..Look::default()
    };
    let mut app = office.app("default", look);
    press(&mut app, "891");
    let expected = report(&office.session());
    let mut texts = Vec::new();
    for _ in 0..20 {
        let rows = screen_of(&mut app, SMALL).unwrap();
        let cells: Vec<Vec<(bool, bool)>> = rows[..23]
            .iter()
            .map(|row| {
                let left = row.chars().take(FRAME_SIDE);
                left.map(|c| match c {
                    ' ' => (true, true),
                    '▀' => (false, true),
                    '▄' => (true, false),
                    '█' => (false, false),
                    other => panic!("{other:?} in {row:?}"),
                })
                .collect()
            })
            .collect();
        texts.extend(pixels_of_half_blocks(&cells));
        press(&mut app, "<right>");
    }
    texts.dedup();
    assert!(texts.len() > 1);
    assert_is(&gathered(texts), &expected);
}

#[test]
fn the_screen_of_a_code_looks_as_it_was_agreed() {
    let office = Office::new(TOWNSHIP);
    let look = Look {
        boxes: true,
        ..Look::default()
    };
    let mut app = office.app("default", look);
    for (name, keys) in [
        ("codes_menu", "89"),
        ("codes_ask_picture", "4"),
        ("codes_received_nothing", "<esc>3"),
        ("codes_scan", "<esc>2"),
    ] {
        press(&mut app, keys);
        let folder = office.folder.path().display().to_string();
        let text = trimmed(&screen_of(&mut app, SMALL).unwrap());
        insta::assert_snapshot!(name, text.replace(&folder, "DIR"));
        if name == "codes_scan" {
            let text = trimmed(&screen_of(&mut app, (120, 36)).unwrap());
            insta::assert_snapshot!("codes_scan_large", text);
        }
    }
    // The code itself changes with each book: what stands beside it does not.
    press(&mut app, "<esc>1");
    for (name, keys) in [
        ("codes_first", ""),
        ("codes_second", "<right>"),
        ("codes_ask", "1"),
    ] {
        press(&mut app, keys);
        let rows = screen_of(&mut app, SMALL).unwrap();
        let words: Vec<String> = rows
            .iter()
            .enumerate()
            .map(|(n, row)| {
                let skipped = if n < 23 { FRAME_SIDE } else { 0 };
                row.chars().skip(skipped).collect::<String>()
            })
            .collect();
        let folder = office.folder.path().display().to_string();
        let text = trimmed(&words);
        if name == "codes_ask" {
            let joined: String = text.split_whitespace().collect();
            assert!(
                joined.contains(&format!("{folder}/报数码20210907.png")),
                "{joined}"
            );
            continue;
        }
        insta::assert_snapshot!(name, text);
    }
    // Enter writes the picture, and the book notes it.
    let before = office.entries();
    press(&mut app, "<enter>");
    assert_eq!(office.entries(), before + 1);
    let bytes = std::fs::read(office.folder.path().join("报数码20210907.png")).unwrap();
    assert!(codes_of_png(&bytes).len() > 1);
}

fn trimmed(rows: &[String]) -> String {
    let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    rows.join("\n")
}

#[test]
fn a_console_with_wide_blocks_shows_squares_where_it_has_room_and_says_so_where_not() {
    let office = Office::new(TOWNSHIP);
    let look = Look {
        wide: true,
        ..Look::default()
    };
    let mut app = office.app("default", look);
    press(&mut app, "891");
    let rows = screen_of(&mut app, SMALL).unwrap();
    let shown: String = rows.concat();
    assert!(shown.contains("这个窗口画不下码"), "{shown}");
    assert!(!shown.contains(['▀', '▄', '█']));
    insta::assert_snapshot!("codes_wide_console", trimmed(&rows));
    let rows = screen_of(&mut app, (124, 46)).unwrap();
    assert!(!rows.concat().contains("这个窗口画不下码"));
}

#[test]
fn the_command_line_gives_the_same_codes() {
    let office = Office::new(TOWNSHIP);
    let desk = Desk::new();
    let book = office.book();
    let base = [
        "--book",
        book.to_str().unwrap(),
        "--clock",
        "2021-09-07T12:46:00+08:00",
        "report",
        "daily",
        "--format",
        "qr",
    ];
    let run = |more: &[&str]| desk.ends(0, &[&base[..], more].concat());
    run(&["--out", "codes.png"]);
    run(&["--output", "codes.txt"]);
    let expected = report(&office.session());
    let texts = codes_of_png(&std::fs::read(desk.path("codes.png")).unwrap());
    assert_is(&gathered(texts), &expected);
    let lines = std::fs::read_to_string(desk.path("codes.txt")).unwrap();
    assert_is(&gathered(lines.lines().map(str::to_owned)), &expected);
    assert!(lines.lines().all(|line| line.len() <= 255));
    assert!(
        lines
            .lines()
            .all(|line| line.bytes().all(|b| b.is_ascii_digit()))
    );
    let piped = desk.run(&base);
    assert_is(&gathered(codes_of_png(&piped.stdout)), &expected);
}

#[test]
fn nobody_is_in_a_code() {
    let office = Office::new(VILLAGE);
    let session = office.session();
    let report = report(&session);
    let frames = handing::frames_of(&session, &report).unwrap();
    let all: Vec<u8> = frames.iter().flat_map(Frame::bytes).copied().collect();
    let numbers = ["410198194903050021", "13912342231"];
    let text: String = frames.iter().map(Frame::digits).collect();
    assert!(numbers.iter().all(|number| !text.contains(number)));
    let name = "张雪芳".as_bytes();
    assert!(!all.windows(name.len()).any(|window| window == name));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_text_of_digits_is_read_back_from_its_picture(digits in "[0-9]{34,255}") {
        let code = Code::of_frame(&digits).unwrap();
        prop_assert_eq!(codes_of_png(&qr::sheet(&[code]).unwrap()), [digits]);
    }
}

#[test]
fn figures_of_the_report_stand_in_the_code() {
    let office = Office::new(TOWNSHIP);
    press(
        &mut office.app("default", Look::default()),
        "/张雪芳<enter>10<enter>0",
    );
    let session = office.session();
    let report = report(&session);
    assert_eq!(report.total.figures[Figure::Verified], 1);
    let frames = handing::frames_of(&session, &report).unwrap();
    let digits = frames.iter().map(Frame::digits);
    assert_is(&gathered(digits), &report);
}
