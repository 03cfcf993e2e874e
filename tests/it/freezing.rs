//! 定稿: the nine days set down one by one, then late records; figures handed in by units; and what a proof says of it.

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;
use xunren::domain::entry::{Body, CaseId, Kind};
use xunren::domain::pack::Reporter;
use xunren::domain::report::{Cell, How, Report, frozen};
use xunren::domain::timeline;
use xunren::messages::{Language, Messages};
use xunren::output::{Form, print};
use xunren::store::{NewEntry, Store};
use xunren::usecases::freezing::{self, Freezing, LatePerson, Rowed};
use xunren::usecases::recording::{Record, Subject, Taken, record};
use xunren::usecases::reporting::{Which, daily_report, report_of};
use xunren::usecases::session::{Clock, Session};
use xunren::usecases::submitting;

use crate::days::EXPECTED;
use crate::desk::{START, fields_of, packs, register, session};
use crate::opening::{day, imported, work};

/// All but the pictures, which are drawn from the same report with the fonts of the machine.
const FORMS: [Form; 6] = [
    Form::Text,
    Form::Table,
    Form::Json,
    Form::Csv,
    Form::Xlsx,
    Form::Markdown,
];

fn bytes(report: &Report) -> Vec<Vec<u8>> {
    let messages = Messages::load(Language::Chinese);
    FORMS
        .iter()
        .map(|form| print(report, *form, &messages).unwrap())
        .collect()
}

fn because(why: &str) -> Freezing {
    Freezing {
        because: Some(why.to_owned()),
        ..Freezing::default()
    }
}

/// Records as the office does later, with the stated time of the day in question.
fn late(session: &mut Session, case: CaseId, date: NaiveDate, kind: Kind, fields: &str) {
    let at = timeline::cut_off(&session.pack, date) - 60_000;
    let entry = Record {
        at: Some(at),
        by: Some("赵强".to_owned()),
        subject: Subject::Case(case),
        kind,
        fields: fields_of(fields),
    };
    record(session, &entry).unwrap();
}

/// Every cell of counts and amounts that differs is told by the people whom late records moved, to the last one.
fn the_delta_is_exact(session: &Session, frozen: Report) -> usize {
    let found = freezing::compare(session, frozen).unwrap();
    for (difference, causes) in &found.cells {
        let row = Rowed {
            of: found.frozen.unit,
            row: difference.unit,
        };
        let number = |cell: Option<Cell>| match cell {
            Some(Cell::Count(n)) => Some(n),
            Some(Cell::Amount(amount)) => Some(amount.fen()),
            _ => None,
        };
        let (Some(one), Some(other)) = (number(difference.one), number(difference.other)) else {
            continue;
        };
        let source = difference.column.source();
        let moved: i64 = found
            .people
            .iter()
            .map(|person| {
                LatePerson::adds(&person.now, &row, source)
                    - LatePerson::adds(&person.then, &row, source)
            })
            .sum();
        assert_eq!(other - one, moved, "{} {:?}", difference.column.id(), row);
        assert!(!causes.is_empty());
    }
    found.cells.len()
}

#[test]
fn nine_days_set_down_one_by_one_stay_as_they_were_signed() {
    let mut session = imported();
    let mut signed = Vec::new();
    for nth in 0..9 {
        work(&mut session, day(nth));
        let report = freezing::freeze(&mut session, day(nth), &Freezing::default()).unwrap();
        let number = i64::try_from(nth).unwrap() + 1;
        assert_eq!(report.issue, Some(number));
        let expected = &EXPECTED[usize::try_from(nth).unwrap()];
        let value = xunren::output::json::value(&report, &Messages::load(Language::Chinese));
        assert_eq!(value["frozen"], true);
        assert_eq!(value["set_down"]["late"], false);
        for (id, figure) in expected["total"].as_object().unwrap() {
            assert_eq!(&value["total"][id], figure, "{id}");
        }
        signed.push(bytes(&report));
    }
    assert_eq!(
        freezing::all(&session, session.store.unit()).unwrap().len(),
        9
    );
    // Nothing came later: the standing report is the signed one.
    let standing = report_of(&session, day(3), None, Which::Standing).unwrap();
    assert_eq!(bytes(&standing), signed[3]);

    let filter = xunren::store::CaseFilter {
        state: Some(xunren::domain::case::State::Resolved),
        limit: Some(2),
        ..Default::default()
    };
    let people = session
        .store
        .list_as_of(
            &filter,
            timeline::cut_off(&session.pack, day(3)),
            &session.pack,
        )
        .unwrap();
    late(
        &mut session,
        people[0].id,
        day(3),
        Kind::Withdraw,
        r#"{"what":"classify","because":"记错了"}"#,
    );
    let untouched = xunren::store::CaseFilter {
        state: Some(xunren::domain::case::State::Untouched),
        limit: Some(1),
        ..Default::default()
    };
    let somebody = session.store.list(&untouched).unwrap()[0].id;
    late(
        &mut session,
        somebody,
        day(3),
        Kind::Classify,
        r#"{"class":"7"}"#,
    );
    for nth in 0..9 {
        let frozen = report_of(&session, day(nth), None, Which::AsFrozen(None)).unwrap();
        assert_eq!(
            bytes(&frozen),
            signed[usize::try_from(nth).unwrap()],
            "{nth}"
        );
        let differs = the_delta_is_exact(&session, frozen);
        assert_eq!(differs > 0, nth >= 3, "{nth}");
    }
    let standing = report_of(&session, day(3), None, Which::Standing).unwrap();
    let delta = standing.frozen.as_ref().unwrap().delta.unwrap();
    assert_eq!(delta.entries, 2);
    let text = String::from_utf8(bytes(&standing)[0].clone()).unwrap();
    assert!(text.contains("第4期（定稿）"), "{text}");
    assert!(text.contains("定稿以后又到2条当天的记录"), "{text}");

    // The frozen cell opens to the people of that time, not of now.
    let cell = xunren::usecases::opening::CellName::read("resolved:total").unwrap();
    let frozen = report_of(&session, day(3), None, Which::AsFrozen(None)).unwrap();
    let opened = xunren::usecases::opening::open(&session, &frozen, cell, None).unwrap();
    assert_eq!(opened.parts[0].people.len(), 218);
    assert!(
        opened.parts[0]
            .people
            .iter()
            .any(|one| one.row.id == people[0].id)
    );

    // A correction gets a number of its own; both stay.
    let again = freezing::freeze(&mut session, day(3), &Freezing::default());
    assert!(again.is_err(), "a correction without a reason");
    let corrected = freezing::freeze(&mut session, day(3), &because("有记录后到")).unwrap();
    let told = corrected.frozen.as_ref().unwrap();
    assert_eq!((told.number, told.corrects), (10, Some(4)));
    assert!(freezing::freeze(&mut session, day(3), &because("再来一次")).is_err());
    let first = report_of(&session, day(3), None, Which::AsFrozen(Some(4))).unwrap();
    assert_eq!(bytes(&first), signed[3]);
    let second = report_of(&session, day(3), None, Which::AsFrozen(None)).unwrap();
    assert_eq!(bytes(&second), bytes(&corrected));
    let known = daily_report(&session, day(3), None).unwrap();
    assert_eq!(known.total.cells, corrected.total.cells);
    let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
    assert!(found.ok, "{:?}", found.problems);
}

fn one_person() -> (Session, CaseId) {
    let mut session = session();
    let case = register(&mut session, "戴花妮", "410198195004056782");
    (session, case)
}

fn at(session: &mut Session, date: NaiveDate, minutes: i64) {
    let cut_off = timeline::cut_off(&session.pack, date);
    session.clock = Clock::Set(cut_off + minutes * 60_000);
}

#[test]
fn a_day_that_runs_is_not_set_down_and_a_late_one_is_marked() {
    let (mut session, _) = one_person();
    at(&mut session, day(0), -1);
    let early = freezing::freeze(&mut session, day(0), &Freezing::default());
    let said = early
        .unwrap_err()
        .sentence(&Messages::load(Language::Chinese));
    assert!(said.contains("2021-09-06还没到15:00"), "{said}");
    at(&mut session, day(0), 0);
    let report = freezing::freeze(&mut session, day(0), &Freezing::default()).unwrap();
    assert!(!report.frozen.unwrap().late);
    at(&mut session, day(2), 0);
    let report = freezing::freeze(&mut session, day(1), &Freezing::default()).unwrap();
    assert!(report.frozen.as_ref().unwrap().late);
    let text = String::from_utf8(bytes(&report)[0].clone()).unwrap();
    assert!(text.contains("第2期（定稿，迟报）"), "{text}");
    assert!(report_of(&session, day(2), None, Which::AsFrozen(None)).is_err());
}

#[test]
fn the_named_reporter_signs_and_another_only_with_a_reason() {
    let (mut session, _) = one_person();
    session.pack.reporters.push(Reporter {
        unit: "410108".parse().unwrap(),
        name: "李娜".to_owned(),
        post: "科长".to_owned(),
        phone: None,
    });
    at(&mut session, day(0), 5);
    let other = Freezing {
        signed_by: Some("王敏".to_owned()),
        ..Freezing::default()
    };
    assert!(freezing::freeze(&mut session, day(0), &other).is_err());
    let reason = Freezing {
        because: Some("李娜出差".to_owned()),
        ..other
    };
    let report = freezing::freeze(&mut session, day(0), &reason).unwrap();
    let told = report.frozen.unwrap();
    assert_eq!(
        (told.signed_by.as_str(), told.because.as_str()),
        ("王敏", "李娜出差")
    );
    at(&mut session, day(1), 5);
    let report = freezing::freeze(&mut session, day(1), &Freezing::default()).unwrap();
    assert_eq!(report.frozen.unwrap().signed_by, "李娜");
}

#[test]
fn a_report_that_is_not_what_its_hash_says_is_a_problem() {
    let (mut session, _) = one_person();
    at(&mut session, day(0), 5);
    freezing::freeze(&mut session, day(0), &Freezing::default()).unwrap();
    let kinds = |session: &Session| -> Vec<&'static str> {
        let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
        found.problems.iter().map(|problem| problem.kind).collect()
    };
    assert_eq!(kinds(&session), [""; 0]);
    let unit = session.store.unit();
    let entry = session
        .store
        .filed(Kind::Freeze, unit, day(0))
        .unwrap()
        .remove(0);
    assert!(frozen::is_sound(&entry.body.fields));
    // Somebody writes a report whose figures are others, with the hash of the true one.
    let mut fields = entry.body.fields.clone();
    fields["report"]["rows"][0]["figures"]["verified"] = 99.into();
    assert!(!frozen::is_sound(&fields));
    let mut writing = session.store.begin(&session.pack, START).unwrap();
    writing
        .append(NewEntry {
            case: CaseId::BOOK,
            unit,
            kind: Kind::Freeze,
            at: START,
            body: Body {
                by: "王敏".to_owned(),
                fields,
                ..Body::default()
            },
        })
        .unwrap();
    writing.commit().unwrap();
    assert_eq!(kinds(&session), ["frozen"]);
}

#[test]
fn the_hash_is_that_of_sorted_json_without_blanks() {
    let value = serde_json::json!({"b": [1, {"d": "古荥", "c": null}], "a": true});
    let canonical = String::from_utf8(frozen::canonical(&value)).unwrap();
    assert_eq!(canonical, r#"{"a":true,"b":[1,{"c":null,"d":"古荥"}]}"#);
    let (mut session, _) = one_person();
    at(&mut session, day(0), 5);
    let report = freezing::freeze(&mut session, day(0), &Freezing::default()).unwrap();
    let told = report.frozen.clone().unwrap();
    assert_eq!(told.sha256, frozen::hash(&frozen::value(&report)));
    for (head, end) in told.heads.iter().zip(session.store.stream_ends().unwrap()) {
        let mut there = end.clone();
        there.seq = head.seq;
        let hash = session.store.hash_at(&there).unwrap().unwrap();
        assert_eq!(head.hash, xunren::domain::entry::hex(&hash));
        assert_eq!(head.seq + 1, end.seq, "the freezing is the entry behind");
    }
}

/// A township's text as its own book prints it at this minute.
fn township_text(date: NaiveDate, minutes: i64, verified: bool) -> String {
    let pack = packs().load("huiji-2021").unwrap();
    let unit = "410108101".parse().unwrap();
    let mut own = Session::in_memory(unit, pack, "王敏", Clock::Set(START)).unwrap();
    let mut fields = fields_of(
        r#"{"name":"张雪芳","id_number":"410198195004056782","unit":"410108101205","reason":"1"}"#,
    );
    fields.insert("reason".to_owned(), "名单没有".into());
    let registered = Record {
        at: None,
        by: None,
        subject: Subject::Nobody,
        kind: Kind::Register,
        fields,
    };
    let Taken::Applied(case, _) = record(&mut own, &registered).unwrap() else {
        panic!("registered before");
    };
    if verified {
        late(&mut own, case, date, Kind::Classify, r#"{"class":"1"}"#);
    }
    at(&mut own, date, minutes);
    let report = daily_report(&own, date, None).unwrap();
    String::from_utf8(bytes(&report)[0].clone()).unwrap()
}

#[test]
fn a_township_hands_in_the_text_that_it_prints() {
    let mut session = imported();
    work(&mut session, day(0));
    at(&mut session, day(0), -10);
    let text = township_text(day(0), -10, true);
    let wanted = submitting::of_text(&session, &text).unwrap();
    assert_eq!(wanted.unit, "410108101".parse().unwrap());
    assert_eq!((wanted.date, wanted.how), (day(0), How::Text));
    assert_eq!((wanted.figures["total"], wanted.figures["class_1"]), (1, 1));
    let taken = submitting::submit(&mut session, &wanted, None).unwrap();
    assert!(!taken.submitted.late && !taken.unchanged);
    // The book knows 255 people of that township: the differences are listed.
    let total = taken
        .differences
        .iter()
        .find(|(id, ..)| id == "total")
        .unwrap();
    assert_eq!((total.1, total.2), (1, 255));
    assert!(
        submitting::submit(&mut session, &wanted, None)
            .unwrap()
            .unchanged
    );
    let report = daily_report(&session, day(0), None).unwrap();
    let row = report.rows.iter().find(|row| row.name == "古荥镇").unwrap();
    assert_eq!(row.submitted.as_ref().unwrap().how, How::Text);

    // Another one hands in its own entries, too late.
    at(&mut session, day(0), 20);
    let unit = "410108003".parse().unwrap();
    let own = submitting::of_entries(&session, day(0), Some(unit)).unwrap();
    let taken = submitting::submit(&mut session, &own, None).unwrap();
    assert!(taken.submitted.late && taken.differences.is_empty());
    let report = daily_report(&session, day(0), None).unwrap();
    let text = String::from_utf8(bytes(&report)[0].clone()).unwrap();
    assert!(text.contains("迟报：江山路街道（09-06 15:20）"), "{text}");
    // JSON is read as well; nonsense is refused in a sentence.
    let json = print(&report, Form::Json, &Messages::load(Language::Chinese)).unwrap();
    let json = submitting::of_text(&session, &String::from_utf8(json).unwrap()).unwrap();
    assert_eq!((json.how, json.figures["total"]), (How::File, 1836));
    for wrong in [
        "",
        "今天不报",
        "月亮镇 9月6日 截至14:50\n总数1，累计核查1（今日1），累计处理0（今日0），待复核0",
    ] {
        assert!(submitting::of_text(&session, wrong).is_err(), "{wrong}");
    }
    let mut sums = wanted;
    sums.figures.insert("verified".to_owned(), 9);
    assert!(submitting::submit(&mut session, &sums, None).is_err());
    let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
    assert!(found.ok, "{:?}", found.problems);
}

#[test]
fn setting_down_handing_in_and_comparing_work_from_the_command_line() {
    let desk = crate::main_job::copy(&crate::main_job::WORKED.0);
    let clock = "2021-09-09T15:10:00+08:00";
    let run = |code, more: &[&str]| -> Value {
        let start = [
            "--book", "b.xunren", "--clock", clock, "--format", "json", "report",
        ];
        desk.json(code, &[&start[..], more].concat())
    };
    let done = run(0, &["freeze", "--date", "2021-09-09"]);
    assert_eq!(
        (&done["frozen"], &done["number"]),
        (&true.into(), &4.into())
    );
    let before = run(0, &["daily", "--date", "2021-09-09", "--as-frozen"]);
    let path = desk.path("township.txt");
    std::fs::write(&path, township_text(day(3), -10, true)).unwrap();
    let taken = run(0, &["submit", "--from", path.to_str().unwrap()]);
    assert_eq!(
        (&taken["unit"], &taken["late"]),
        (&"410108101".into(), &true.into())
    );
    let person = desk.json(
        0,
        &[
            "--book",
            "b.xunren",
            "--format",
            "json",
            "list",
            "--state",
            "untouched",
            "--limit",
            "1",
        ],
    );
    let case = person[0]["case"].as_str().unwrap();
    desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "record",
            "classify",
            "--person",
            case,
            "--class",
            "7",
            "--at",
            "2021-09-09T14:00:00+08:00",
        ],
    );
    assert_eq!(
        run(0, &["daily", "--date", "2021-09-09", "--as-frozen"]),
        before
    );
    let known = run(0, &["daily", "--date", "2021-09-09", "--as-known"]);
    assert_eq!(
        (&known["frozen"], &known["total"]["verified"]),
        (&false.into(), &526.into())
    );
    let standing = run(0, &["daily", "--date", "2021-09-09"]);
    assert_eq!(standing["total"]["verified"], 525);
    assert_eq!(standing["set_down"]["delta"]["entries"], 1);
    let both = run(
        0,
        &["daily", "--date", "2021-09-09", "--as-frozen", "--as-known"],
    );
    let cells = both["cells"].as_array().unwrap();
    let verified = cells
        .iter()
        .find(|cell| cell["unit"] == "total" && cell["column"] == "verified")
        .unwrap();
    assert_eq!(
        (&verified["frozen"], &verified["known"]),
        (&525.into(), &526.into())
    );
    assert_eq!(verified["entries"][0], both["entries"][0]["entry"]);
    assert_eq!(both["entries"][0]["case"], case);
    assert!(both["entries"][0]["written_at"].is_string());
    desk.ends(
        1,
        &[
            "--book",
            "b.xunren",
            "report",
            "freeze",
            "--date",
            "2021-09-09",
        ],
    );
    let frozen = run(0, &["frozen"]);
    assert_eq!(frozen.as_array().unwrap().len(), 1);
    assert_eq!(desk.verify()["ok"], true);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_comes_later_a_signed_report_stays_and_the_difference_is_told_to_the_last_person(
        early in prop::collection::vec((0_usize..4, 0_usize..5, 0_u64..3), 0..8),
        after in prop::collection::vec((0_usize..4, 0_usize..5, 0_u64..3), 0..8),
        rebuilt in any::<bool>(),
    ) {
        let mut session = session();
        let ids = ["410198195004056782", "410198194903050021", "410198193901020078", "410198194103030048"];
        let people: Vec<CaseId> = ids.iter().map(|id| register(&mut session, "某人", id)).collect();
        let deeds = [
            (Kind::Contact, r#"{"how":"visit","met":"self"}"#),
            (Kind::Classify, r#"{"class":"1"}"#),
            (Kind::Classify, r#"{"class":"5"}"#),
            (Kind::Withdraw, r#"{"what":"classify","because":"错"}"#),
            (Kind::Correct, r#"{"field":"unit","value":"410108101205","because":"搬了"}"#),
        ];
        let act = |session: &mut Session, of: &[(usize, usize, u64)]| {
            for (who, what, nth) in of {
                let (kind, fields) = deeds[*what];
                let entry = Record {
                    at: Some(timeline::cut_off(&session.pack, day(*nth)) - 60_000),
                    by: None,
                    subject: Subject::Case(people[*who]),
                    kind,
                    fields: fields_of(fields),
                };
                // What makes no sense is refused, and that is no matter here.
                let _ = record(session, &entry);
            }
        };
        act(&mut session, &early);
        at(&mut session, day(2), 5);
        let signed: Vec<Vec<Vec<u8>>> = (0..3)
            .map(|nth| bytes(&freezing::freeze(&mut session, day(nth), &Freezing::default()).unwrap()))
            .collect();
        act(&mut session, &after);
        if rebuilt {
            let pack = session.pack.clone();
            session.store.rebuild(&pack, START, &mut |_| {}).unwrap();
        }
        for nth in 0..3 {
            let frozen = report_of(&session, day(nth), None, Which::AsFrozen(None)).unwrap();
            prop_assert_eq!(&bytes(&frozen), &signed[usize::try_from(nth).unwrap()]);
            the_delta_is_exact(&session, frozen);
        }
        let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
        prop_assert!(found.ok, "{:?}", found.problems);
    }
}

#[test]
fn what_was_spoiled_of_the_lists_is_found_and_built_again() {
    let desk = crate::main_job::copy(&crate::main_job::WORKED.0);
    for sql in [
        "UPDATE spells SET amount = amount + 1 WHERE case_no = (SELECT min(case_no) FROM spells)",
        "DELETE FROM spells WHERE since = (SELECT max(since) FROM spells)",
        "INSERT INTO filed VALUES(43, 1, 1, 1, 1, 1)",
    ] {
        let connection = rusqlite::Connection::open(desk.book()).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        assert_eq!(
            desk.json(4, &["--book", "b.xunren", "--format", "json", "verify"])["ok"],
            false
        );
        desk.ends(0, &["--book", "b.xunren", "rebuild"]);
        assert_eq!(desk.verify()["ok"], true, "{sql}");
    }
    Store::open(&desk.book()).unwrap();
}
