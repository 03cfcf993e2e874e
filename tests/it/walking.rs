//! The walk: who stands behind whom, what is asked before it is recorded, whose step is offered, who is found.

use xunren::domain::entry::Kind;
use xunren::key::{Code, Key};
use xunren::keymap::Keymap;
use xunren::tui::input::Input;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;

use crate::office::{DISTRICT, Office, SMALL, TOWNSHIP, VILLAGE, press, shows};

/// Where on the screen the first row with this text stands.
fn row_of(rows: &[String], text: &str) -> usize {
    rows.iter()
        .position(|row| row.contains(text))
        .unwrap_or_else(|| panic!("{text} is not shown\n{}", rows.join("\n")))
}

#[test]
fn one_call_reaches_all_who_share_a_telephone_or_a_door() {
    let office = Office::new(VILLAGE);
    let rows = office.play("numpad", "1<right>");
    let first = row_of(&rows, ">张雪芳");
    // 失联 is the hardest of all, yet 李大山 is told of in the same call.
    assert_eq!(row_of(&rows, " 李大山"), first + 1);
    assert!(row_of(&rows, " 买买提·艾力") > first + 1);
}

#[test]
fn nobody_is_lost_or_doubled_when_calls_go_by_household() {
    let office = Office::new(VILLAGE);
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "1<right>");
    let mut seen = Vec::new();
    for _ in 0..7 {
        let rows = screen_of(&mut app, SMALL).unwrap();
        let name = rows[2]
            .split("| ")
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        if seen.last() != Some(&name.to_owned()) {
            seen.push(name.to_owned());
        }
        press(&mut app, "<down>");
    }
    let mut names = seen.clone();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), seen.len(), "{seen:?}");
    assert_eq!(seen.len(), 5, "{seen:?}");
}

/// So many people that the list is read in pages, with doors and telephones shared across them.
fn crowd() -> String {
    let mut list =
        String::from("姓名,性别,乡镇（街道）,村（社区）,组,家庭住址,联系电话,暂停年月,暂停原因\n");
    let reasons = ["未认证", "失联", "死亡", "重复领取", "其他", "判刑收监"];
    for n in 0..170_usize {
        // Every ninth has an office's number, every fifth shares one, every seventh a door.
        let phone = match n {
            n if n % 9 == 0 => 13_800_000_000,
            n if n % 5 == 0 => 13_700_000_000 + n % 60,
            n => 13_900_000_000 + n,
        };
        let door = if n % 7 == 0 { n % 42 } else { 100 + n };
        let name = format!("人{}", char::from(b'A' + u8::try_from(n / 26).unwrap()))
            + &char::from(b'A' + u8::try_from(n % 26).unwrap()).to_string();
        let reason = reasons[n % reasons.len()];
        let group = n % 4 + 1;
        let line =
            format!("{name},女,古荥镇,曹村坡村,{group},中街{door}号,{phone},202011,{reason}\n");
        list.push_str(&line);
    }
    list
}

#[test]
fn whoever_is_in_the_list_of_calls_is_come_to_exactly_once() {
    let people = crowd();
    let office = Office::with(VILLAGE, &people);
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "1<right>");
    let mut seen = Vec::new();
    for _ in 0..people.lines().count() + 5 {
        let rows = screen_of(&mut app, SMALL).unwrap();
        let name = rows[2]
            .split("| ")
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        if seen.last() != Some(&name.to_owned()) {
            seen.push(name.to_owned());
        }
        press(&mut app, "<down>");
    }
    let mut names = seen.clone();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), people.lines().count() - 1, "somebody is lost");
    assert_eq!(names.len(), seen.len(), "somebody comes twice");
    // And back to the first one.
    press(&mut app, &"<up>".repeat(seen.len()));
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, &format!("| {}", seen[0])), "{rows:?}");
}

#[test]
fn a_second_visit_to_the_household_is_asked_about_first() {
    let office = Office::new(VILLAGE);
    office.play("default", "/张雪芳<enter>10");
    let before = office.recorded();
    // The neighbour at the same door was not met yet: the household was.
    let rows = office.play("default", "/李大山<enter>1");
    assert!(shows(&rows, "今天12:46王敏去过这户，还要去吗"), "{rows:?}");
    let rows = office.play("default", "/李大山<enter>12");
    assert!(shows(&rows, "1记联系"), "{rows:?}");
    assert_eq!(office.recorded(), before);
    let rows = office.play("default", "/李大山<enter>11");
    assert!(shows(&rows, "怎么联系的"), "{rows:?}");
    office.play("default", "/李大山<enter>110");
    assert_eq!(office.recorded(), before + 1);
    // Elsewhere nobody is asked.
    let rows = office.play("default", "/买买提<enter>1");
    assert!(shows(&rows, "怎么联系的"), "{rows:?}");
}

#[test]
fn whoever_was_not_reached_is_not_given_a_reason_by_enter_and_the_household_comes_next() {
    let office = Office::new(VILLAGE);
    let mut app = office.app("numpad", Look::default());
    let mut go = |keys: &str, sees: &str| {
        press(&mut app, keys);
        let rows = screen_of(&mut app, SMALL).unwrap();
        assert!(shows(&rows, sees), "{keys} {sees}\n{}", rows.join("\n"));
    };
    go("1<right>126<down><down>20", ">3 先不办");
    go("<enter>", "| 李大山");
    go("10", ">1 定原因");
    go("3", "| 买买提·艾力");
    assert_eq!(office.case("张雪芳").class(), None);
}

#[test]
fn the_contact_that_a_step_asks_for_closes_it() {
    let office = Office::new(VILLAGE);
    let rows = office.play("numpad", "/李大山<enter>10<enter>02");
    assert!(
        shows(&rows, "[5问村组干部]") && shows(&rows, "[4村组干部]"),
        "{rows:?}"
    );
    office.play("numpad", "/李大山<enter>30");
    let rows = office.play("numpad", "/李大山<enter>");
    assert!(shows(&rows, "已办  联系村（居）委会"), "{rows:?}");
}

#[test]
fn a_new_reason_says_first_that_it_ends_what_was_proposed() {
    let office = Office::new(DISTRICT);
    office.play("numpad", "/张雪芳<enter>10<enter>02020<esc>010");
    let rows = office.play("numpad", "/张雪芳<enter>2");
    assert!(shows(&rows, "已报的【恢复发放】就作废"), "{rows:?}");
}

#[test]
fn contacts_are_counted_and_told_with_the_time_of_the_visit() {
    let office = Office::new(VILLAGE);
    office.play("default", "/张雪芳<enter>126<enter>9.5<enter>2<enter>");
    let rows = office.play("default", "/张雪芳<enter>");
    assert!(shows(&rows, "（空号）"), "{rows:?}");
    assert!(
        shows(&rows, "09-05 王敏 电话 没联系上，说不清，空号停机（09-07"),
        "{rows:?}"
    );
    let rows = office.play("default", "/张雪芳<enter>1");
    assert!(shows(&rows, "记联系（第2次）"), "{rows:?}");
}

#[test]
fn own_words_and_the_day_of_an_appointment_are_asked_for_only_when_chosen() {
    let office = Office::new(VILLAGE);
    let open = "/张雪芳<enter>1<down><down><down><down>";
    let rows = office.play("default", open);
    assert!(
        !shows(&rows, "下次约") && !shows(&rows, "谁说的"),
        "{rows:?}"
    );
    let office = Office::new(VILLAGE);
    office.play("default", &format!("{open}4明天14点<enter>2<enter>"));
    let case = office.case("张雪芳");
    let contact = case.standing(Kind::Contact).next_back().unwrap();
    assert_eq!(contact.text("again_on"), Some("2021-09-08T14:00"));
    assert_eq!(contact.text("note"), Some("另约时间"));
    let office = Office::new(VILLAGE);
    office.play(
        "default",
        &format!("{open}5腿不好，出不了门<enter>2<enter>"),
    );
    let case = office.case("张雪芳");
    let contact = case.standing(Kind::Contact).next_back().unwrap();
    assert_eq!(contact.text("note"), Some("腿不好，出不了门"));
}

#[test]
fn whoever_spoke_for_the_person_is_kept_with_relation_and_telephone_and_found_by_it() {
    let office = Office::new(VILLAGE);
    office.play(
        "default",
        "/陈福来<enter>122<down><down>陈小军<enter>213700001234<enter>0",
    );
    let rows = office.play("default", "/陈福来<enter>");
    assert!(shows(&rows, "家属 陈小军（儿子）"), "{rows:?}");
    for typed in ["陈小军", "小军", "1370000", "cxj"] {
        let rows = office.play("default", &format!("/{typed}"));
        assert!(shows(&rows, "陈福来"), "{typed} {rows:?}");
    }
}

#[test]
fn a_step_of_another_office_is_not_offered_and_says_who_does_it() {
    let office = Office::new(VILLAGE);
    let to_the_office = "/张雪芳<enter>10<enter>02020<esc>";
    let rows = office.play("numpad", to_the_office);
    assert!(shows(&rows, "等办  提出恢复申请"), "{rows:?}");
    let before = office.recorded();
    for keys in ["3", "<enter>", "01"] {
        let rows = office.play("numpad", &format!("/张雪芳<enter>{keys}"));
        assert!(shows(&rows, "归劳保所办"), "{keys} {rows:?}");
    }
    assert_eq!(office.recorded(), before);
}

#[test]
fn what_was_approved_is_for_the_reviewer_to_send_back() {
    let office = Office::new(DISTRICT);
    office.play("numpad", "/张雪芳<enter>10<enter>02020<esc>010");
    assert!(office.case("张雪芳").live_outcome().is_some());
    let mut app = office.app("numpad", Look::default());
    let open = "07";
    press(&mut app, open);
    let names = screen_of(&mut app, SMALL).unwrap();
    let row = &names[row_of(&names, "李所")];
    let digit = row.trim_start_matches(['>', ' ']).chars().next().unwrap();
    press(&mut app, &format!("{digit}<esc>210<esc>"));
    assert!(office.case("张雪芳").approved().is_some());
    press(&mut app, "07");
    let names = screen_of(&mut app, SMALL).unwrap();
    let row = &names[row_of(&names, "王敏")];
    let digit = row.trim_start_matches(['>', ' ']).chars().next().unwrap();
    press(&mut app, &format!("{digit}<esc>99"));
    let before = office.entries();
    press(&mut app, "1");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "请李所退回"), "{rows:?}");
    press(&mut app, "0");
    assert_eq!(office.entries(), before);
}

#[test]
fn everything_behind_more_has_a_digit() {
    let office = Office::new(TOWNSHIP);
    for keys in ["0", "09"] {
        let rows = office.play("numpad", &format!("/张雪芳<enter>{keys}"));
        let items: Vec<&String> = rows[2..19]
            .iter()
            .filter(|row| !row.trim().is_empty())
            .collect();
        assert!(items.len() >= 8, "{rows:?}");
        for (at, item) in items.iter().enumerate() {
            let digit = item.trim_start_matches(['>', ' ']).chars().next().unwrap();
            assert_eq!(digit.to_digit(10), u32::try_from(at + 1).ok(), "{item}");
        }
    }
    // What has more than nine choices turns to the others by 9.
    let rows = office.play("numpad", "/张雪芳<enter>691");
    assert!(shows(&rows, "组"), "{rows:?}");
}

#[test]
fn parts_of_names_houses_and_last_digits_find_the_person() {
    let office = Office::new(VILLAGE);
    let answers = [
        ("艾力", "买买提·艾力"),
        ("买买提", "买买提·艾力"),
        ("买买提艾力", "买买提·艾力"),
        ("ail", "买买提·艾力"),
        ("雪芳", "张雪芳"),
        ("学芳", "张雪芳"),
        ("zxf", "张雪芳"),
        ("021", "张雪芳"),
        ("003", "李大山"),
        ("03X", "李大山"),
        ("中街18号", "李大山"),
        ("曹村坡", "赵长顺"),
    ];
    for (typed, name) in answers {
        let rows = office.play("default", &format!("<paste:{typed}>"));
        assert!(shows(&rows[5..19], name), "{typed} {rows:?}");
    }
}

#[test]
fn whole_numbers_are_shown_until_the_next_key_and_leave_an_entry() {
    let office = Office::new(VILLAGE);
    let before = office.entries();
    let mut app = office.app("default", Look::default());
    press(&mut app, "/张雪芳<enter>8");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "410198194903050021") && shows(&rows, "13912342231"));
    app.update(Input::Tick);
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "13912342231"));
    press(&mut app, "<down>");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(!shows(&rows, "13912342231"), "{rows:?}");
    assert_eq!(office.entries(), before + 1);
    for keys in ["/1391234", "/0021", "5", "6"] {
        let rows = office.play("default", keys);
        assert!(!shows(&rows, "410198194903050021"), "{keys} {rows:?}");
        assert!(!shows(&rows[3..], "13912342231"), "{keys} {rows:?}");
    }
}

#[test]
fn a_number_pad_without_its_lamp_is_told_of_kindly() {
    let office = Office::new(VILLAGE);
    let mut app = office.app("default", Look::default());
    for n in 1..=5 {
        app.update(Input::Key(Key::of(Code::Home)));
        let rows = screen_of(&mut app, SMALL).unwrap();
        assert_eq!(shows(&rows, "数字键灯没亮"), n == 5, "{n} {rows:?}");
    }
}

#[test]
fn hints_name_digits_once_an_input_method_is_on() {
    let office = Office::new(VILLAGE);
    let own = "[walk]\ncontact = [\"v\", \"1\"]\n";
    let keymap = Keymap::built_in("default").unwrap().with(own).unwrap();
    let mut app = office.start_on(Some(office.session()), keymap, Look::default());
    press(&mut app, "1");
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "v记联系"));
    press(&mut app, "王<esc>");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        shows(&rows, "1记联系") && !shows(&rows, "v记联系"),
        "{rows:?}"
    );
}
