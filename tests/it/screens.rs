//! Every screen as it looks, and as wide as it must be on every console.

use unicode_width::UnicodeWidthStr;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;

use crate::office::{DISTRICT, Office, SMALL, TOWNSHIP, VILLAGE, press};

const LARGE: (u16, u16) = (120, 36);

/// A screen by name: the book's unit, and the keys that lead there.
const SCREENS: &[(&str, &str, &str)] = &[
    ("home_village", VILLAGE, ""),
    ("home_township", TOWNSHIP, ""),
    ("home_district", DISTRICT, ""),
    ("walk_visit", VILLAGE, "1"),
    ("walk_phone", VILLAGE, "1<right>"),
    ("walk_same_house", VILLAGE, "/张雪芳<enter>"),
    ("walk_whole_numbers", VILLAGE, "/张雪芳<enter>8"),
    ("walk_classed", VILLAGE, "/张雪芳<enter>10<enter>0<esc>"),
    ("walk_long_remark", VILLAGE, "/买买提<enter>"),
    ("walk_rare_name", VILLAGE, "/王𬎆㛃<enter>"),
    ("contact", VILLAGE, "/张雪芳<enter>1"),
    ("contact_by_phone", VILLAGE, "/张雪芳<enter>126"),
    (
        "contact_family",
        VILLAGE,
        "/张雪芳<enter>112<down><down>李强<enter>2",
    ),
    (
        "contact_appointment",
        VILLAGE,
        "/张雪芳<enter>1<down><down><down><down>4",
    ),
    (
        "contact_own_words",
        VILLAGE,
        "/张雪芳<enter>1<down><down><down><down>5腿不好",
    ),
    ("visited_today", VILLAGE, "/张雪芳<enter>10<esc>1"),
    ("walk_untouched", VILLAGE, "1"),
    (
        "walk_waits_for_others",
        VILLAGE,
        "/张雪芳<enter>10<enter>02020<esc>",
    ),
    ("walk_many_steps", DISTRICT, "/王𬎆㛃<enter>10<enter>0<esc>"),
    ("person_whole", VILLAGE, "/张雪芳<enter>10<enter>0<esc>07"),
    ("fact", VILLAGE, "/张雪芳<enter>02"),
    ("correct", VILLAGE, "/张雪芳<enter>6"),
    ("register_township", TOWNSHIP, "05"),
    (
        "more_second_page",
        VILLAGE,
        "/张雪芳<enter>10<enter>0<esc>09",
    ),
    ("find_part_of_a_name", VILLAGE, "/艾力"),
    ("find_house", VILLAGE, "/中街18"),
    (
        "contact_wrong_day",
        VILLAGE,
        "/张雪芳<enter>1<down><down><down>大后年<up>0",
    ),
    ("reason", VILLAGE, "/张雪芳<enter>2"),
    ("step", VILLAGE, "/张雪芳<enter>10<enter>02"),
    ("resolve", TOWNSHIP, "/张雪芳<enter>10<enter>0<esc>01"),
    ("saved_contact", VILLAGE, "/张雪芳<enter>10"),
    ("saved_reason", VILLAGE, "/张雪芳<enter>10<enter>0"),
    ("undo", VILLAGE, "/张雪芳<enter>10<enter>09"),
    ("withdraw", VILLAGE, "/张雪芳<enter>10<enter>091"),
    ("find_nobody", VILLAGE, "/诸葛"),
    ("find_same_sound", VILLAGE, "/张学芳"),
    ("find_initials", VILLAGE, "/zxf"),
    ("find_last_digits", VILLAGE, "/002"),
    ("reviews_empty", TOWNSHIP, "2"),
    ("doubts", VILLAGE, "03"),
    ("screening", VILLAGE, "8"),
    ("screening_sure", VILLAGE, "81"),
    ("report_table", VILLAGE, "7"),
    ("report_text", VILLAGE, "72"),
    ("report_ranking", TOWNSHIP, "83"),
    ("report_grid", TOWNSHIP, "8<enter>"),
    ("report_grid_far", TOWNSHIP, "8<enter><down><end>"),
    ("report_cell", VILLAGE, "7<enter><end><left><enter>"),
    (
        "report_cell_person",
        VILLAGE,
        "7<enter><enter><down><enter>",
    ),
    ("report_freeze_early", TOWNSHIP, "87"),
    ("report_freeze", TOWNSHIP, "847"),
    ("report_frozen", TOWNSHIP, "847<enter>"),
    ("report_correct", TOWNSHIP, "847<enter>72"),
    ("report_compared", TOWNSHIP, "847<enter>8"),
    ("report_changes", VILLAGE, "78"),
    ("people_as_of", TOWNSHIP, "<end><enter>4"),
    ("help", VILLAGE, "1<f1>"),
    ("menu", VILLAGE, "0"),
    ("more", VILLAGE, "10"),
    ("officers", VILLAGE, "07"),
    ("papers", VILLAGE, "/张雪芳<enter>10<enter>0<esc>5"),
    ("papers_more", VILLAGE, "/张雪芳<enter>59"),
    (
        "papers_asked",
        VILLAGE,
        "/张雪芳<enter>10<enter>0<esc>51<enter>",
    ),
    ("leave", VILLAGE, "<esc>"),
    ("menu_office", TOWNSHIP, "0"),
    ("menu_second", TOWNSHIP, "08"),
    ("silent_units", DISTRICT, "1"),
    ("unit_people", TOWNSHIP, "<end><enter>"),
    ("own_times", TOWNSHIP, "0881"),
    ("menu_third", TOWNSHIP, "088"),
];

fn looks() -> [Look; 2] {
    let narrow = Look::default();
    let wide = Look {
        wide: true,
        ..narrow
    };
    [narrow, wide]
}

fn columns(row: &str, look: Look) -> usize {
    if look.wide {
        row.width_cjk()
    } else {
        row.width()
    }
}

/// The screen after these keys, once for each kind of console; every row is as wide as the screen.
fn drawn(name: &str, unit: &str, keys: &str, size: (u16, u16)) -> String {
    let mut text = String::new();
    for look in looks() {
        let office = Office::new(unit);
        let mut app = office.app("default", look);
        press(&mut app, keys);
        let rows = screen_of(&mut app, size).unwrap();
        assert_eq!(rows.len(), usize::from(size.1));
        for row in &rows {
            assert_eq!(
                columns(row, look),
                usize::from(size.0),
                "{name} {look:?} {row:?}"
            );
            assert!(
                !row.contains('【') || !row.contains("tui-"),
                "{name}: {row}"
            );
        }
        if !look.wide {
            let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
            text = trimmed.join("\n");
        }
    }
    text
}

#[test]
fn every_screen_looks_as_it_was_agreed() {
    for (name, unit, keys) in SCREENS {
        insta::assert_snapshot!(*name, drawn(name, unit, keys, SMALL));
    }
}

#[test]
fn a_large_screen_shows_more() {
    for (name, unit, keys) in [
        ("large_home", TOWNSHIP, ""),
        ("large_home_village", VILLAGE, ""),
        ("large_home_district", DISTRICT, ""),
        ("large_walk", VILLAGE, "/张雪芳<enter>10<enter>020<esc>"),
        ("large_contact", VILLAGE, "/张雪芳<enter>1"),
        ("large_untouched", VILLAGE, "/买买提<enter>"),
        (
            "large_family",
            VILLAGE,
            "/张雪芳<enter>112<down><down>李强<enter>213912345678<enter>0<esc>",
        ),
        ("large_menu", TOWNSHIP, "0"),
        ("large_menu_second", DISTRICT, "08"),
        ("large_menu_third", DISTRICT, "089"),
        ("large_own_times", DISTRICT, "0891"),
        ("large_verified", DISTRICT, "0892"),
        ("large_risks", DISTRICT, "088"),
        ("large_doubts", TOWNSHIP, "03"),
        ("large_screening", TOWNSHIP, "04"),
        ("large_backup", TOWNSHIP, "06"),
        ("large_officers", TOWNSHIP, "07"),
        ("large_help", TOWNSHIP, "09"),
        ("large_hand_in", DISTRICT, "89"),
        ("large_frozen", TOWNSHIP, "847<enter>"),
        ("large_more", DISTRICT, "/张雪芳<enter>0"),
        ("large_more_second", DISTRICT, "/张雪芳<enter>09"),
        ("large_more_third", DISTRICT, "/张雪芳<enter>099"),
    ] {
        insta::assert_snapshot!(name, drawn(name, unit, keys, LARGE));
    }
}

#[test]
fn the_first_start_asks_who_one_is() {
    let office = Office::empty();
    for (name, keys) in [("start", ""), ("start_township", "2"), ("start_unit", "1")] {
        for look in looks() {
            let mut app = office.start(None, "default", look);
            press(&mut app, keys);
            let rows = screen_of(&mut app, SMALL).unwrap();
            for row in &rows {
                assert_eq!(columns(row, look), 80, "{name} {row:?}");
            }
            if !look.wide {
                let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
                insta::assert_snapshot!(name, trimmed.join("\n"));
            }
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    let office = Office::new(VILLAGE);
    let mut app = office.app("default", Look::default());
    for size in [(79, 24), (80, 23), (40, 10)] {
        let rows = screen_of(&mut app, size).unwrap();
        assert!(rows[0].starts_with("屏幕太小了"), "{size:?} {rows:?}");
    }
    for size in [(80, 24), (200, 60)] {
        let rows = screen_of(&mut app, size).unwrap();
        assert!(rows[0].starts_with(" 寻人"), "{size:?} {rows:?}");
    }
}
