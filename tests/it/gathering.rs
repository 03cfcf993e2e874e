//! The screens of match lists and photos: how they look, and that nothing is written before somebody said so.

use std::fs;
use std::path::Path;
use std::process::Command;

use unicode_width::UnicodeWidthStr;
use xunren::domain::entry::Kind;
use xunren::domain::hit;
use xunren::intake::Limits;
use xunren::messages::{Language, Messages};
use xunren::tui::paint::{Colours, Look};
use xunren::tui::{App, inputs, screen_of};
use xunren::usecases::matching::{MatchOptions, match_list};

use crate::desk::Desk;
use crate::office::{Office, SMALL, VILLAGE, press, shows};

fn data(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

/// An office that has compared cremations and certifications.
fn office(language: Language) -> Office {
    let mut office = Office::new(VILLAGE);
    office.messages = Messages::load(language);
    let mut session = office.session();
    for (file, source) in [
        ("cremated.csv", "cremation"),
        ("certified.csv", "certified"),
    ] {
        let options = MatchOptions {
            source: source.to_owned(),
            list_date: "2021-09-01".parse().ok(),
            dry_run: false,
            limits: Limits::default(),
            words: None,
        };
        let path = data("match").join(file);
        match_list(&mut session, &path, &options, &mut |_| Ok(())).unwrap();
    }
    office
}

/// The screen after these keys, once for each kind of console.
fn drawn(language: Language, keys: &str, size: (u16, u16)) -> String {
    let mut text = String::new();
    for wide in [true, false] {
        let office = office(language);
        let look = Look {
            wide,
            ..Look::default()
        };
        let mut app = office.app("default", look);
        press(&mut app, keys);
        let rows = screen_of(&mut app, size).unwrap();
        for row in &rows {
            let columns = if wide { row.width_cjk() } else { row.width() };
            assert_eq!(columns, usize::from(size.0), "{keys} {row:?}");
            assert!(
                !row.contains("【match-") && !row.contains("【photo-"),
                "{row}"
            );
        }
        let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
        text = trimmed.join("\n");
    }
    text
}

#[test]
fn the_screens_of_match_lists_look_as_they_were_agreed() {
    for (name, keys) in [
        ("match_menu", "081"),
        ("match_sources", "0811"),
        ("match_waiting", "0812"),
        ("match_decide", "08121"),
        ("match_refuse", "081212"),
        ("match_unsure", "081231"),
        ("match_together", "0813"),
        ("match_history", "0814"),
        (
            "match_reason",
            "081261<enter><esc><esc><esc>/陈福来<enter>2",
        ),
        ("match_walk", "/陈福来<enter>"),
    ] {
        insta::assert_snapshot!(name, drawn(Language::Chinese, keys, SMALL));
    }
    for (name, keys) in [
        ("match_menu_large", "081"),
        ("match_sources_large", "0811"),
        ("match_waiting_large", "0812"),
        ("match_decide_large", "08121"),
        ("match_together_large", "0813"),
        ("match_history_large", "0814"),
    ] {
        insta::assert_snapshot!(name, drawn(Language::Chinese, keys, (120, 36)));
    }
    for (name, keys) in [
        ("match_menu_en", "081"),
        ("match_waiting_en", "0812"),
        ("match_refuse_en", "081212"),
        ("match_together_en", "0813"),
    ] {
        insta::assert_snapshot!(name, drawn(Language::English, keys, SMALL));
    }
}

#[test]
fn a_proposal_is_accepted_with_digits_and_enter_and_no_single_key_writes() {
    let office = office(Language::Chinese);
    let before = office.entries();
    for keys in ["0812", "08121", "081211", "081212", "0812123", "0813"] {
        office.play("default", keys);
        assert_eq!(office.entries(), before, "{keys}");
    }
    let first = {
        let session = office.session();
        let waiting = xunren::usecases::matching::waiting(&session, None, None).unwrap();
        waiting[0].row.name.clone()
    };
    let rows = office.play("numpad", "081211<enter>");
    assert!(shows(&rows, "已采纳"), "{rows:?}");
    let case = office.case(&first);
    assert_eq!(case.standing(Kind::Contact).count(), 1);
    assert_eq!(case.class(), None);
    assert!(hit::waiting(&case).is_empty());
    let rows = office.play("default", "08121220");
    assert!(shows(&rows, "不采纳："), "{rows:?}");
    let rows = office.play("default", "08131");
    assert!(rows.iter().any(|row| row.contains("人。")), "{rows:?}");
}

#[test]
fn the_walk_tells_the_proposal_and_the_reason_begins_with_what_was_accepted() {
    let office = office(Language::Chinese);
    let rows = office.play("default", "/陈福来<enter>");
    assert!(
        shows(&rows, "火化名单：已去世 死亡月份 2021-05"),
        "{rows:?}"
    );
    let mut session = office.session();
    let case = office.case("陈福来");
    let waiting = hit::waiting(&case);
    xunren::usecases::matching::accept(&mut session, case.id, waiting[0].id, None).unwrap();
    drop(session);
    let rows = office.play("default", "/陈福来<enter>2");
    assert!(shows(&rows, "火化名单（2021-09-01）"), "{rows:?}");
}

/// The screen of the real program after these keys, with a home folder of its own.
fn printed(desk: &Desk, keys: &str, size: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_xunren"))
        .current_dir(desk.folder.path())
        .env_remove("XUNREN_BOOK")
        .env_remove("LC_ALL")
        .env_remove("XDG_RUNTIME_DIR")
        .env("HOME", desk.path("home"))
        .env("XUNREN_CONFIG", desk.path("config"))
        .env("XUNREN_DATA", desk.path("data"))
        .args(["--lang", "zh-CN", "--clock", "2021-09-07T20:00:00+08:00"])
        .args([
            "--book", "b.xunren", "--size", size, "--print", "--keys", keys,
        ])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn photos_are_collected_and_the_unknown_ones_joined_with_people_of_that_day() {
    let desk = Desk::new();
    desk.init();
    fs::write(desk.path("list.csv"), crate::office::PEOPLE).unwrap();
    let morning = ["--book", "b.xunren", "--clock", "2021-09-07T08:00:00+08:00"];
    desk.ends(0, &[&morning[..], &["import", "list.csv"]].concat());
    desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "--clock",
            "2021-09-07T10:12:00+08:00",
            "record",
            "contact",
            "--person",
            "410198194903050021",
            "--how",
            "visit",
            "--met",
            "self",
            "--found",
            "alive",
        ],
    );
    let phone = desk.path("home/Desktop");
    fs::create_dir_all(&phone).unwrap();
    fs::copy(data("photos/paper.jpg"), phone.join("IMG_1.jpg")).unwrap();
    fs::copy(data("photos/progressive.jpg"), phone.join("李大山003X.jpg")).unwrap();
    insta::assert_snapshot!("photos_looked", printed(&desk, "08151", "80x24"));
    assert!(!desk.path("b.evidence").exists());
    insta::assert_snapshot!("photos_by_hand", printed(&desk, "081512", "80x24"));
    insta::assert_snapshot!("photos_join", printed(&desk, "0815121", "80x24"));
    for (name, keys) in [
        ("photos_looked_large", "08151"),
        ("photos_by_hand_large", "081512"),
    ] {
        insta::assert_snapshot!(name, printed(&desk, keys, "120x36"));
    }
    assert!(!desk.path("b.evidence").exists());
    let done = printed(&desk, "0815111<enter>", "80x24");
    assert!(
        done.contains("都认完了") || done.contains("已记：IMG_1.jpg 给 张雪芳"),
        "{done}"
    );
    let shown = desk.json(
        0,
        &[
            "--book",
            "b.xunren",
            "--format",
            "json",
            "show",
            "410198194903050021",
        ],
    );
    let kinds: Vec<_> = shown["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["do"])
        .collect();
    assert!(kinds.contains(&&"evidence".into()), "{kinds:?}");
    assert_eq!(desk.verify()["evidence"]["files"], 2);
}

/// Presses keys and does not wait for what they begin.
fn press_on(app: &mut App<'_>, keys: &str) {
    for input in inputs(keys) {
        app.update(input);
    }
}

#[test]
fn a_list_is_compared_while_the_screen_answers_and_esc_stops_it() {
    let office = Office::new(VILLAGE);
    let folder = office.folder.path().join("桌面");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(data("match/cremated.csv"), folder.join("火化.csv")).unwrap();
    let before = office.entries();
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "0811111");
    press_on(&mut app, "<enter>");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "正在比对 火化.csv，先不写进台账"), "{rows:?}");
    assert!(shows(&rows, "Esc 停下"), "{rows:?}");
    press_on(&mut app, "1<esc>");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "正在停下来"), "{rows:?}");
    app.settle();
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "已中途停止，什么也没有写进台账"), "{rows:?}");
    assert!(shows(&rows, "名单是哪一天的"), "{rows:?}");
    assert_eq!(office.entries(), before);
    press(&mut app, "<enter>");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "对上2人"), "{rows:?}");
    assert_eq!(office.entries(), before);
    press(&mut app, "1");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "已记："), "{rows:?}");
    assert!(office.entries() > before);
}

#[test]
fn photos_are_looked_at_while_the_screen_answers_and_esc_stops_it() {
    let office = Office::new(VILLAGE);
    let folder = office.folder.path().join("桌面");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(
        data("photos/progressive.jpg"),
        folder.join("李大山003X.jpg"),
    )
    .unwrap();
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "0815");
    press_on(&mut app, "1");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "正在看照片和材料，先不收"), "{rows:?}");
    press_on(&mut app, "<esc>");
    app.settle();
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "一张照片也没有收"), "{rows:?}");
    press(&mut app, "11");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "已收下1个文件"), "{rows:?}");
}

#[test]
fn a_photo_is_shown_where_the_terminal_can_and_told_by_name_elsewhere() {
    let office = Office::new(VILLAGE);
    let folder = office.folder.path().join("桌面");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(data("photos/paper.jpg"), folder.join("IMG_1.jpg")).unwrap();
    let can = Look {
        boxes: true,
        wide: false,
        colours: Colours::Some,
    };
    for look in [
        can,
        Look {
            colours: Colours::Millions,
            ..can
        },
    ] {
        let mut app = office.app("numpad", look);
        press(&mut app, "0815120");
        for size in [SMALL, (120, 36)] {
            let rows = screen_of(&mut app, size).unwrap();
            let painted = rows.iter().filter(|row| row.contains('\u{2580}')).count();
            assert!(painted > 10, "{rows:?}");
            for row in &rows {
                assert_eq!(row.width(), usize::from(size.0), "{row:?}");
            }
            assert!(shows(&rows, "IMG_1.jpg"), "{rows:?}");
        }
        press(&mut app, "<esc>");
        let rows = screen_of(&mut app, SMALL).unwrap();
        assert!(shows(&rows, "左边是照片"), "{rows:?}");
    }
    for look in [
        Look {
            colours: Colours::None,
            ..can
        },
        Look {
            boxes: false,
            wide: true,
            ..can
        },
    ] {
        let mut app = office.app("numpad", look);
        press(&mut app, "0815120");
        let rows = screen_of(&mut app, SMALL).unwrap();
        assert!(!rows.iter().any(|row| row.contains('\u{2580}')), "{rows:?}");
        assert!(shows(&rows, "IMG_1.jpg") && shows(&rows, "KB"), "{rows:?}");
        assert!(shows(&rows, "这个窗口画不出照片"), "{rows:?}");
    }
}

#[test]
fn what_a_case_holds_is_looked_at_from_its_menu() {
    let office = Office::new(VILLAGE);
    let keys = "/李大山<enter>0991";
    assert!(shows(&office.play("numpad", keys), "此人还没有照片材料"));
    let folder = office.folder.path().join("桌面");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(
        data("photos/progressive.jpg"),
        folder.join("李大山003X.jpg"),
    )
    .unwrap();
    office.play("numpad", "081511");
    let rows = office.play("numpad", keys);
    assert!(
        shows(&rows, "看哪一张") && shows(&rows, "李大山003X.jpg"),
        "{rows:?}"
    );
    let rows = office.play("numpad", &format!("{keys}1"));
    assert!(
        shows(&rows, "KB") && shows(&rows, "这个窗口画不出照片"),
        "{rows:?}"
    );
}
