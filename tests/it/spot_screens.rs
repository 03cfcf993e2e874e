//! The screens of the spot check: how they look, that no single key draws or closes, and that the first finding comes last.

use unicode_width::UnicodeWidthStr;
use xunren::domain::case::Case;
use xunren::domain::entry::Kind;
use xunren::domain::sample::SampleLevel;
use xunren::messages::Language;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::sampling;

use crate::office::{DISTRICT, Office, SMALL, TOWNSHIP, press, shows};
use crate::spot::{office, office_drawn, order};

const LARGE: (u16, u16) = (120, 36);

/// The screen after these keys, once for each kind of console.
fn screen(office: &dyn Fn() -> Office, size: (u16, u16), keys: &str) -> String {
    let mut text = String::new();
    for wide in [true, false] {
        let office = office();
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
            assert!(!row.contains('【') || !row.contains("sample-"), "{row}");
        }
        let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
        text = by_chance(&trimmed.join("\n"));
    }
    text
}

/// The screen on the smallest console and on a usual one.
fn in_both_sizes(name: &str, office: &dyn Fn() -> Office, keys: &str) {
    insta::assert_snapshot!(name, screen(office, SMALL, keys));
    insta::assert_snapshot!(format!("{name}_large"), screen(office, LARGE, keys));
}

/// Numbers of cases are partly chance, and with them places and fingerprints: what they give is covered.
fn by_chance(text: &str) -> String {
    let mut covered = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_hexdigit() {
            run.push(c);
            continue;
        }
        let is_place = run.len() == 1 && covered.ends_with('第') && c == '位';
        let is_place = is_place || (run.len() == 1 && covered.ends_with("place ") && c == ',');
        if run.len() >= 16 || is_place {
            covered.push_str(&"x".repeat(run.len()));
        } else {
            covered.push_str(&run);
        }
        run.clear();
        covered.push(c);
    }
    covered.trim_end().to_owned()
}

#[test]
fn the_screens_of_the_spot_check_look_as_they_were_agreed() {
    use Language::{Chinese, English};
    // Nobody was classified: all are of one stratum, and how many are drawn is certain.
    let before = || Office::new(DISTRICT);
    for (name, keys) in [
        ("spot_menu", "086"),
        ("spot_seed", "086120210910"),
        ("spot_ask", "086120210910<enter>"),
        ("spot_city", "0867120210910<enter>"),
    ] {
        in_both_sizes(name, &before, keys);
    }
    let after = || office_drawn(Chinese);
    for (name, keys) in [
        ("spot_menu_drawn", "086"),
        ("spot_people", "0862"),
        ("spot_person", "08621"),
        ("spot_form", "086212"),
        ("spot_compared", "086212112<enter><enter><enter>"),
        ("spot_replace", "086215"),
        ("spot_withdraw", "086276"),
        ("spot_withdraw_own", "0862765<enter>打错了"),
        ("spot_figures", "0863"),
        ("spot_rectify", "0864"),
        ("spot_rectify_one", "08641"),
        ("spot_rectify_words", "086411已改为第5类"),
        ("spot_rectify_close", "086412"),
        ("spot_proof", "0865"),
        ("spot_save", "0866"),
        ("spot_not_frozen", "08661"),
        ("spot_home", ""),
    ] {
        in_both_sizes(name, &after, keys);
    }
    let english = || office_drawn(English);
    for (name, keys) in [
        ("spot_menu_en", "086"),
        ("spot_person_en", "08621"),
        ("spot_form_en", "086212"),
        ("spot_figures_en", "0863"),
        ("spot_rectify_en", "08641"),
        ("spot_withdraw_en", "086276"),
    ] {
        insta::assert_snapshot!(name, screen(&english, SMALL, keys));
    }
}

#[test]
fn no_single_key_draws_and_enter_in_the_panel_does() {
    let office = office(DISTRICT, Language::Chinese);
    let before = office.entries();
    for keys in [
        "086",
        "0861",
        "0861x<enter>",
        "0861x<enter>1",
        "0861x<enter><esc>",
        "0861<enter>",
    ] {
        office.play("default", keys);
        assert_eq!(office.entries(), before, "{keys}");
    }
    let rows = office.play("numpad", "08611<enter><enter>");
    assert!(shows(&rows, "抽中"), "{rows:?}");
    // One entry of the book and one for each person: four of seven, and who stands for a stratum.
    let session = office.session();
    let drawn = sampling::drawn(&session, SampleLevel::District, None).unwrap();
    assert!((4..=6).contains(&drawn.len()));
    assert_eq!(office.entries(), before + 1 + drawn.len() as u64);
}

#[test]
fn the_checker_answers_blind_and_reads_the_comparison_afterwards() {
    let office = office_drawn(Language::Chinese);
    let mut app = office.app("default", Look::default());
    press(&mut app, "086212");
    let form = screen_of(&mut app, SMALL).unwrap();
    assert!(!shows(&form, "首次是"), "{form:?}");
    // Spoke with the person, alive, class 2, nothing else was asked.
    press(&mut app, "112<enter><enter><enter>");
    let told = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&told, "健在还是去世：健在，一致"), "{told:?}");
    assert!(
        shows(&told, "不一致") && shows(&told, "已列入整改清单"),
        "{told:?}"
    );
    let case = office.case("张雪芳");
    assert_eq!(case.standing(Kind::SampleCheck).count(), 1);
    assert_eq!(case.standing(Kind::Rectify).count(), 1);
    // Enter leads to the next person; a form that is left keeps a draft.
    press(&mut app, "<enter>121<esc>");
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "给你留着"));
    // Whoever handled the case is refused; what was answered stays in the form.
    office.session().change_officer("王敏").unwrap();
    let mut app = office.app("default", Look::default());
    press(&mut app, "0862");
    let rows = screen_of(&mut app, SMALL).unwrap();
    let at = rows.iter().find(|row| row.contains("张雪芳")).unwrap();
    let digit = at.trim_start_matches(['>', ' ']).chars().next().unwrap();
    press(
        &mut app,
        &format!("{digit}311<down><down><down><down><enter>"),
    );
    let refused = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&refused, "不能自己复查自己办的"), "{refused:?}");
}

#[test]
fn a_township_sees_its_drawn_people_and_puts_right_but_neither_draws_nor_closes() {
    let office = office(TOWNSHIP, Language::Chinese);
    let before = office.entries();
    let rows = office.play("default", "086");
    assert!(
        !shows(&rows, "抽人") && shows(&rows, "整改清单"),
        "{rows:?}"
    );
    let mut session = office.session();
    let refused = sampling::draw(&mut session, &order()).unwrap_err();
    assert_eq!(refused.to_string(), "error-sample-office");
    assert_eq!(office.entries(), before);
    let entries = session.store.entries_of(office.case("张雪芳").id).unwrap();
    assert!(
        Case::of(&entries, &session.pack)
            .standing(Kind::SampleDraw)
            .next()
            .is_none()
    );
}

#[test]
fn putting_right_is_written_by_words_and_closed_by_somebody_else() {
    let office = office_drawn(Language::Chinese);
    let before = office.entries();
    for keys in [
        "0864",
        "08641",
        "086411",
        "086411改好了",
        "086412",
        "086411<enter>",
    ] {
        office.play("default", keys);
        assert_eq!(office.entries(), before, "{keys}");
    }
    let rows = office.play("default", "086411改好了<enter>");
    assert!(shows(&rows, "已整改，等区里销号"), "{rows:?}");
    // Who put it right does not close it.
    let rows = office.play("default", "086412<enter>");
    assert!(shows(&rows, "整改的人不能自己销号"), "{rows:?}");
    office.session().change_officer("张处").unwrap();
    let rows = office.play("default", "086412<enter>");
    assert!(shows(&rows, "已销号：李大山"), "{rows:?}");
    let rows = office.play("default", "0866123");
    assert!(shows(&rows, "已存到"), "{rows:?}");
}
