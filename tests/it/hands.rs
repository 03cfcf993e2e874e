//! What hands do on the screen: few keys, digits alone, nothing lost, nothing written unseen.

use xunren::domain::case::OutcomeStatus;
use xunren::domain::entry::Kind;
use xunren::domain::procedure::{self, Progress};
use xunren::key::{Code, Key};
use xunren::tui::input::{Input, gather};
use xunren::tui::paint::Look;
use xunren::tui::{screen_of, script};

use crate::office::{DISTRICT, Office, SMALL, VILLAGE, press, shows};

/// Only keys of a number pad: digits, arrows, Enter, Esc.
fn is_on_the_pad(input: &Input) -> bool {
    matches!(
        input,
        Input::Key(Key {
            code: Code::Char('0'..='9')
                | Code::Enter
                | Code::Esc
                | Code::Up
                | Code::Down
                | Code::Left
                | Code::Right,
            ctrl: false,
            alt: false,
        })
    )
}

#[test]
fn recording_a_visit_confirming_class_1_and_its_first_step_takes_at_most_ten_keys() {
    let office = Office::new(VILLAGE);
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "1<right>");
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "| 张雪芳"));
    let keys = "10<enter>020<enter>";
    let inputs = script::read(keys).unwrap();
    assert!(inputs.len() <= 10, "{}", inputs.len());
    assert!(inputs.iter().all(is_on_the_pad));
    press(&mut app, keys);
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(!shows(&rows, "| 张雪芳"), "{rows:?}");
    let case = office.case("张雪芳");
    assert_eq!(case.class(), Some("1"));
    let session = office.session();
    let done = procedure::steps(&case, &session.pack)
        .iter()
        .filter(|(_, progress)| matches!(progress, Progress::Done(_)))
        .count();
    assert_eq!(done, 2, "contact and the step after it");
}

#[test]
fn a_number_pad_alone_walks_a_case_to_an_approved_outcome() {
    let office = Office::new(DISTRICT);
    let mut app = office.app("numpad", Look::default());
    let mut all = String::new();
    let mut go = |app: &mut xunren::tui::App<'_>, keys: &str, sees: &str| {
        press(app, keys);
        all.push_str(keys);
        let rows = screen_of(app, SMALL).unwrap();
        assert!(shows(&rows, sees), "{keys} {sees}\n{}", rows.join("\n"));
    };
    go(&mut app, "9<right>", "| 张雪芳");
    go(&mut app, "1", "记联系");
    go(&mut app, "0", "下面三件事");
    go(&mut app, "<enter>0", "办理资格认证");
    go(&mut app, "20", "核对社保卡账户");
    go(&mut app, "20", "提出恢复申请");
    go(&mut app, "2", "提处理结果");
    go(&mut app, "0", "已保存：张雪芳");
    go(&mut app, "<esc>", "报数前要过的");
    go(&mut app, "07", "李所");
    let names = screen_of(&mut app, SMALL).unwrap();
    let row = names.iter().find(|row| row.contains("李所")).unwrap();
    let digit = row.trim_start_matches(['>', ' ']).chars().next().unwrap();
    go(&mut app, &digit.to_string(), "现在是李所在用");
    go(&mut app, "<esc>2", "张雪芳");
    go(&mut app, "10", "已保存：张雪芳");
    assert!(script::read(&all).unwrap().iter().all(is_on_the_pad));
    let outcome = office.case("张雪芳").outcome.unwrap();
    assert_eq!(outcome.status, OutcomeStatus::Approved);
}

#[test]
fn no_single_key_writes_anything() {
    let office = Office::new(VILLAGE);
    let before = office.recorded();
    let letters = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    for (keymap, c) in ["default", "numpad", "vim"]
        .into_iter()
        .flat_map(|keymap| letters.clone().map(move |c| (keymap, c)))
    {
        for place in ["", "1", "8"] {
            let mut app = office.app(keymap, Look::default());
            press(&mut app, &format!("{place}{c}"));
            assert_eq!(office.recorded(), before, "{keymap} {place} {c}");
        }
    }
}

#[test]
fn a_scanners_burst_and_a_paste_open_the_find_box() {
    let office = Office::new(VILLAGE);
    let mut burst: Vec<Key> = "410198194903050021".chars().map(Key::char).collect();
    burst.push(Key::of(Code::Enter));
    for place in ["", "1", "7", "0"] {
        let mut app = office.app("default", Look::default());
        press(&mut app, place);
        for input in gather(burst.clone()) {
            app.update(input);
        }
        let rows = screen_of(&mut app, SMALL).unwrap();
        assert!(shows(&rows, "410198194903050021"), "{place} {rows:?}");
        assert!(shows(&rows, "张雪芳"), "{place} {rows:?}");
        let rows = office.play("default", &format!("{place}<paste:张学芳>"));
        assert!(shows(&rows, " 查人") && shows(&rows, "张雪芳"), "{rows:?}");
    }
    let rows = office.play("numpad", "王");
    assert!(shows(&rows, "王凤英"), "typed Chinese looks for a person");
}

#[test]
fn a_draft_outlives_the_program() {
    let office = Office::new(VILLAGE);
    let before = office.entries();
    let typed = "/张雪芳<enter>122<down>昨天<enter>李强";
    let rows = office.play("default", &format!("{typed}<esc>"));
    assert!(shows(&rows, "草稿") || shows(&rows, "留着"), "{rows:?}");
    assert_eq!(office.entries(), before);
    let rows = office.play("default", "/张雪芳<enter>1");
    assert!(shows(&rows, "[李强]"), "{rows:?}");
    assert!(
        shows(&rows, "[昨天]") && shows(&rows, "[2电话]"),
        "{rows:?}"
    );
    // A terminal that is closed on the form loses nothing either.
    office.play("default", "/李大山<enter>1<down>3<down><down>邻居老王");
    let rows = office.play("default", "/李大山<enter>1");
    assert!(shows(&rows, "[邻居老王]"), "{rows:?}");
}

#[test]
fn what_was_recorded_is_taken_back_by_name_after_a_restart() {
    let office = Office::new(VILLAGE);
    office.play("numpad", "1<right>10");
    let rows = office.play("numpad", "19");
    assert!(shows(&rows, "张雪芳  电话 找到本人，健在"), "{rows:?}");
    office.play("numpad", "1910");
    assert!(
        office
            .case("张雪芳")
            .standing(xunren::domain::entry::Kind::Contact)
            .next()
            .is_none()
    );
}

#[test]
fn a_withdrawn_record_moves_to_the_right_person() {
    let office = Office::new(VILLAGE);
    office.play("default", "/张雪芳<enter>10");
    office.play("default", "19112<up>0<enter>李大山<enter>");
    let contacts = |name: &str| {
        let case = office.case(name);
        case.standing(xunren::domain::entry::Kind::Contact).count()
    };
    assert_eq!((contacts("张雪芳"), contacts("李大山")), (0, 1));
}

#[test]
fn digits_and_enter_print_a_paper_and_its_code_opens_the_person() {
    let office = Office::new(VILLAGE);
    let mut app = office.app("numpad", Look::default());
    press(&mut app, "/张雪芳<enter>5");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "告知承诺书"), "{rows:?}");
    // A digit only chooses.
    press(&mut app, "21");
    let printed = |office: &Office| office.case("张雪芳").standing(Kind::Print).count();
    assert_eq!(printed(&office), 0);
    press(&mut app, "<enter>");
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "申请人"));
    press(
        &mut app,
        "李强<enter>儿子<enter><enter><enter><enter><enter>",
    );
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        shows(&rows, "已存在台账旁边：告知承诺书 张雪芳"),
        "{rows:?}"
    );
    assert!(shows(&rows, "已印1号"), "{rows:?}");
    let case = office.case("张雪芳");
    let print = case.standing(Kind::Print).next().unwrap();
    assert_eq!(print.body.fields["set"]["申请人"], "李强");
    let file = print.text("file").unwrap();
    assert!(office.book().with_file_name(file).is_file());
    press(&mut app, "<esc><esc>");
    app.update(Input::Paste(case.id.to_string().to_uppercase()));
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "张雪芳"), "{rows:?}");
    press(&mut app, "<enter>");
    assert!(shows(&screen_of(&mut app, SMALL).unwrap(), "| 张雪芳"));
}
