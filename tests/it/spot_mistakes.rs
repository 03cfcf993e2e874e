//! What a spot check recorded by mistake is taken back with a reason: it stays readable and counts nowhere.

use serde_json::{Value, json};
use xunren::domain::pack::Role;
use xunren::domain::sample::{Rectification, SampleLevel, handled_by};
use xunren::messages::Language;
use xunren::usecases::recording::Subject;
use xunren::usecases::sampling::{self, Act, Check, Meant, withdraw_act, withdraw_check};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{Desk, fields_of};
use crate::office::{NOON, TOWNSHIP, shows};
use crate::spot::{BOOK, MORNING, checked, json_of, office_drawn};

const NEXT_DAY: &str = "2021-09-14T09:00:00+08:00";
/// 李大山, whose check by 李处 found two things wrong.
const WRONG: [&str; 2] = ["--person", "41019819471112003X"];
const LI: [&str; 2] = ["--officer", "李处"];

fn withdraw<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&LI[..], &["sample", "withdraw"], &WRONG, more].concat()
}

fn total(desk: &Desk, clock: &str, more: &[&str]) -> [u64; 3] {
    let report = json_of(desk, 0, clock, &[&["sample", "report"], more].concat());
    ["checked", "compared", "wrong"].map(|name| report["total"][name].as_u64().unwrap())
}

fn count(desk: &Desk, clock: &str, more: &[&str]) -> usize {
    let found = json_of(desk, 0, clock, &[&["sample"], more].concat());
    found.as_array().unwrap().len()
}

#[test]
fn a_check_that_was_taken_back_counts_nowhere_and_the_person_is_looked_at_again() {
    let desk = checked();
    assert_eq!(total(&desk, MORNING, &[]), [3, 2, 1]);
    assert_eq!(count(&desk, MORNING, &["rectify"]), 1);
    let run = |code: i32, more: &[&str]| {
        desk.ends(code, &[&BOOK[..], &["--clock", NEXT_DAY], more].concat())
    };
    // A reason is wanted, a check of that way, and an officer without a hand in the case.
    let because = ["--because", "记错了人"];
    run(1, &withdraw(&[]));
    run(1, &withdraw(&["--because", " "]));
    run(1, &withdraw(&["--how", "phone", "--because", "记错了人"]));
    run(2, &withdraw(&["--how", "letter", "--because", "记错了人"]));
    run(1, &[&["sample", "withdraw"], &WRONG[..], &because].concat());
    // The general withdrawal is for the work, not for what looks at it.
    let work = ["record", "withdraw", "--what", "sample_check"];
    run(1, &[&work[..], &WRONG, &because].concat());
    let before = desk.entries();

    let told = json_of(&desk, 0, NEXT_DAY, &withdraw(&because));
    assert_eq!(told["rectifications_dropped"], 1);
    assert_eq!(desk.entries(), before + 1);
    assert_eq!(total(&desk, NEXT_DAY, &[]), [2, 1, 0]);
    assert_eq!(count(&desk, NEXT_DAY, &["rectify"]), 0);
    assert_eq!(count(&desk, NEXT_DAY, &["list", "--open"]), 5);
    let due = json_of(&desk, 0, NEXT_DAY, &["due", "--ahead", "99"]);
    assert!(!due.to_string().contains("rectify"), "{due}");
    // The day before still says what it knew.
    assert_eq!(total(&desk, NEXT_DAY, &["--date", "2021-09-13"]), [3, 2, 1]);
    run(1, &withdraw(&because));

    // Both stay in the log: what was taken back, and by whom and why.
    let person = json_of(&desk, 0, NEXT_DAY, &["show", WRONG[1]]);
    let entries = person["entries"].as_array().unwrap();
    let checks: Vec<&Value> = entries
        .iter()
        .filter(|entry| entry["do"] == "sample_check")
        .collect();
    let told_of: Vec<_> = checks
        .iter()
        .map(|entry| {
            (
                &entry["withdrawn"],
                &entry["fields"]["because"],
                &entry["by"],
            )
        })
        .collect();
    assert_eq!(
        told_of,
        [
            (&json!(true), &Value::Null, &json!("李处")),
            (&json!(false), &json!("记错了人"), &json!("李处")),
        ]
    );

    // The file read again brings nothing back; who looks again may find the same.
    let batch = ["sample", "record", "--batch", "checks.jsonl"];
    let again = json_of(&desk, 3, NEXT_DAY, &batch);
    assert_eq!(
        (&again["applied"], &again["unchanged"]),
        (&json!(0), &json!(3))
    );
    let look = ["sample", "record", "--how", "visit", "--class", "5"];
    let looked = json_of(&desk, 0, NEXT_DAY, &[&LI[..], &look, &WRONG].concat());
    assert!(looked["rectify"]["entry"].is_string(), "{looked}");
    assert_eq!(total(&desk, NEXT_DAY, &[]), [3, 2, 1]);
    let report = json_of(&desk, 0, NEXT_DAY, &["sample", "report"]);
    // Its comparison had been seen before.
    assert_eq!(report["again"], 1);
    desk.verify();
}

#[test]
fn what_another_check_found_as_well_is_still_to_be_put_right() {
    let desk = checked();
    let look = ["sample", "record", "--how", "phone", "--class", "5"];
    let second = json_of(&desk, 0, MORNING, &[&LI[..], &look, &WRONG].concat());
    // It is being put right already.
    assert!(second["rectify"].is_null());
    let because = ["--because", "记错了人"];
    let first = withdraw(&[&["--how", "visit"], &because[..]].concat());
    let told = json_of(&desk, 0, NEXT_DAY, &first);
    assert_eq!(told["rectifications_dropped"], 0);
    let open = json_of(&desk, 0, NEXT_DAY, &["sample", "rectify"]);
    assert_eq!(open.as_array().unwrap().len(), 1);
    assert_eq!(open[0]["items"], json!(["class"]));
    assert_eq!(total(&desk, NEXT_DAY, &[]), [3, 2, 1]);

    let told = json_of(&desk, 0, NEXT_DAY, &withdraw(&because));
    assert_eq!(told["rectifications_dropped"], 1);
    assert_eq!(count(&desk, NEXT_DAY, &["rectify"]), 0);
    // What is found anew opens one of its own, and brings the old one not back.
    let anew = json_of(&desk, 0, NEXT_DAY, &[&LI[..], &look, &WRONG].concat());
    let open = json_of(&desk, 0, NEXT_DAY, &["sample", "rectify"]);
    assert_eq!(open.as_array().unwrap().len(), 1);
    assert_eq!(open[0]["rectify"], anew["rectify"]["entry"]);
    desk.verify();
}

#[test]
fn what_was_done_about_a_rectification_is_taken_back_step_by_step() {
    let desk = checked();
    let person = [&["sample", "rectify"], &WRONG[..]].concat();
    let act = |code: i32, officer: &str, more: &[&str]| {
        let first = ["--clock", NEXT_DAY, "--officer", officer];
        desk.ends(code, &[&BOOK[..], &first, &person, more].concat());
    };
    let status = || {
        let found = json_of(&desk, 0, NEXT_DAY, &["sample", "rectify"]);
        found[0]["status"].as_str().unwrap().to_owned()
    };
    let back = ["--withdraw", "--because", "还没办就记了"];
    act(1, "李处", &back);
    act(0, "王敏", &["--done", "改为第5类"]);
    act(0, "李处", &["--close"]);
    act(1, "李处", &["--withdraw"]);
    act(2, "李处", &["--withdraw", "--close"]);
    for (before, after) in [("closed", "done"), ("done", "open")] {
        assert_eq!(status(), before);
        act(0, "李处", &back);
        assert_eq!(status(), after);
    }
    act(1, "李处", &back);
    act(0, "王敏", &["--done", "改为第5类"]);
    act(0, "李处", &["--reopen", "--because", "没有附证明"]);
    assert_eq!(status(), "open");
    act(0, "李处", &back);
    assert_eq!(status(), "done");
    desk.verify();
}

#[test]
fn taking_back_is_no_work_of_the_unit() {
    let office = office_drawn(Language::Chinese);
    let mut session = office.session();
    let township = TOWNSHIP.parse().unwrap();
    let heard = session.store.last_entry_in(township).unwrap();
    let case = office.case("李大山").id;
    let (level, meant) = (SampleLevel::District, Meant::default());
    session.clock = Clock::Set(NOON + 60_000);
    withdraw_check(&mut session, case, level, &meant, "记错了人").unwrap();
    assert_eq!(session.store.last_entry_in(township).unwrap(), heard);
    // Who took it back has no hand in the case by that.
    assert!(!handled_by(&office.case("李大山"), "李处"));
    let row = session.store.latest_entries_by("李处", 9).unwrap();
    assert!(row.is_empty(), "{row:?}");
}

#[test]
fn a_township_takes_back_its_own_and_nothing_of_the_district() {
    let office = office_drawn(Language::Chinese);
    let mut session = office.session();
    let case = office.case("李大山").id;
    session.role = Role::Township;
    let level = SampleLevel::District;
    let check = |session: &mut Session| {
        let done = withdraw_check(session, case, level, &Meant::default(), "记错了人");
        done.map_err(|error| error.to_string())
    };
    let act = |session: &mut Session, by: &str| {
        session.change_officer(by).unwrap();
        let done = withdraw_act(session, case, None, "还没办就记了");
        done.map_err(|error| error.to_string())
    };
    let done = Act::Done("已改".to_owned());
    session.change_officer("赵所").unwrap();
    assert_eq!(check(&mut session).unwrap_err(), "error-sample-not-checker");
    sampling::act(&mut session, case, None, &done).unwrap();
    let other = act(&mut session, "钱所").unwrap_err();
    assert_eq!(other, "error-rectify-not-officer");
    act(&mut session, "赵所").unwrap();
    assert_eq!(
        act(&mut session, "赵所").unwrap_err(),
        "error-rectify-no-act"
    );
    let tomorrow = session.today().succ_opt().unwrap();
    session.role = Role::District;
    sampling::act(&mut session, case, None, &Act::Due(tomorrow)).unwrap();
    session.role = Role::Township;
    assert_eq!(
        act(&mut session, "赵所").unwrap_err(),
        "error-rectify-office"
    );
    session.change_officer("李处").unwrap();
    check(&mut session).unwrap();
    assert!(session.store.verify(&session.pack, &mut |_| {}).unwrap().ok);
}

#[test]
fn no_single_key_takes_back_and_a_reason_does() {
    let office = office_drawn(Language::Chinese);
    let before = office.entries();
    // 李大山 is looked at and so the last of the list.
    for keys in [
        "0862",
        "08627",
        "086276",
        "0862763",
        "0862765<enter>",
        "0862765<enter><enter>",
    ] {
        office.play("default", keys);
        assert_eq!(office.entries(), before, "{keys}");
    }
    let rows = office.play("default", "0862763<enter>");
    assert!(shows(&rows, "这个人可以重新查"), "{rows:?}");
    assert_eq!(office.entries(), before + 1);
    assert!(shows(&office.play("default", "0864"), "没有要整改的"));
    let case = office.case("李大山");
    assert!(Rectification::of(&case).is_empty());
    // Looked at once more, in two ways: then it is asked which of them was wrong.
    let mut session = office.session();
    for how in ["files", "visit"] {
        let fields = format!(r#"{{"how":"{how}","found":"dead"}}"#);
        let given = Check {
            at: None,
            by: None,
            subject: Subject::Case(case.id),
            level: None,
            fields: fields_of(&fields),
        };
        sampling::check(&mut session, &given).unwrap();
    }
    let rows = office.play("default", "086276");
    assert!(
        shows(&rows, "撤回哪一条复查") && shows(&rows, "2 查卷（李处"),
        "{rows:?}"
    );
    office.play("default", "08627622<enter>");
    let left = sampling::checks(&session, case.id, SampleLevel::District).unwrap();
    let left: Vec<_> = left.iter().map(|check| check.text("how")).collect();
    assert_eq!(left, [Some("visit")]);
}

#[test]
fn what_was_done_about_a_rectification_is_taken_back_on_the_screen() {
    let office = office_drawn(Language::Chinese);
    office.play("numpad", "086411改好了<enter>");
    let before = office.entries();
    for keys in ["086415", "0864152"] {
        office.play("default", keys);
        assert_eq!(office.entries(), before, "{keys}");
    }
    let rows = office.play("default", "0864155<enter>说错了<enter>");
    assert!(shows(&rows, "李大山 整改里的已整改"), "{rows:?}");
    let case = office.case("李大山");
    let why = case
        .entries
        .iter()
        .rev()
        .find_map(|entry| entry.text("because"));
    assert_eq!(why, Some("说错了"));
    assert!(Rectification::of(&case)[0].done.is_none());
}
