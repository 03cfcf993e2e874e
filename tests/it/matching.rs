//! 系统核查: match lists propose, officers decide, nobody is created or classified by a list, and nothing is read twice.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use xunren::domain::case::{Case, State};
use xunren::domain::entry::{CaseId, EntryRef, Kind};
use xunren::domain::figures::Figure;
use xunren::domain::{Stop, hit, procedure};
use xunren::error::Error;
use xunren::intake::Limits;
use xunren::packs::Packs;
use xunren::usecases::matching::{self, MatchOptions, MatchResult, Verdict, match_list};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{Desk, fields_of, packs};
use crate::office::{NOON, Office, VILLAGE};

fn list(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/match")
        .join(name)
}

fn options(source: &str) -> MatchOptions {
    MatchOptions {
        source: source.to_owned(),
        list_date: "2021-09-01".parse().ok(),
        dry_run: false,
        limits: Limits::default(),
        words: None,
    }
}

fn compare(session: &mut Session, name: &str, source: &str) -> MatchResult {
    match_list(session, &list(name), &options(source), &mut |_| Ok(())).unwrap()
}

fn case(session: &Session, name: &str) -> Case {
    let found = session.store.find(name, 9).unwrap();
    let (_, row) = found.iter().find(|(_, row)| row.name == name).unwrap();
    let entries = session.store.entries_of(row.id).unwrap();
    Case::of(&entries, &session.pack)
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Hit => "hit",
        Verdict::Possible => "possible",
        Verdict::Miss => "miss",
    }
}

/// The proposal that waits for a person.
fn waits(session: &Session, name: &str) -> (CaseId, EntryRef) {
    let case = case(session, name);
    let waiting = hit::waiting(&case);
    (case.id, waiting.first().unwrap().id)
}

fn sound(session: &Session) {
    let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
    assert!(found.ok, "{:?}", found.problems);
}

#[test]
fn each_row_of_a_list_is_a_hit_a_possible_one_or_nobody_of_the_book() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    let result = compare(&mut session, "cremated.csv", "火化");
    let verdicts: Vec<&str> = result.rows.iter().map(|row| word(row.verdict)).collect();
    // Another name under the same number asks; a name and a place ask; two good numbers are two people.
    assert_eq!(
        verdicts,
        ["hit", "hit", "possible", "possible", "possible", "miss"]
    );
    assert_eq!(
        result.hits + result.possible + result.misses,
        result.rows_read
    );
    assert_eq!((result.rows_read, result.new, result.undated), (6, 5, 1));
    assert_eq!(result.rows[2].people[0].1, "other-name");
    assert_eq!(result.rows[3].people[0].1, "name-and-unit");
    sound(&session);
}

#[test]
fn a_hit_is_a_proposal_and_changes_no_figure() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    let before = session
        .store
        .figures_of(session.store.unit(), None)
        .unwrap();
    compare(&mut session, "cremated.csv", "火化");
    let dead = case(&session, "陈福来");
    assert_eq!((dead.class(), dead.state()), (None, State::Untouched));
    assert_eq!(dead.fact("death_month"), None);
    let after = session
        .store
        .figures_of(session.store.unit(), None)
        .unwrap();
    for figure in Figure::ALL
        .iter()
        .filter(|figure| !matches!(figure, Figure::Entries | Figure::ClockSet))
    {
        assert_eq!(before[*figure], after[*figure], "{}", figure.name());
    }
    let listed = matching::waiting(&session, Some("cremation"), None).unwrap();
    assert_eq!(listed.len(), 5);
    assert_eq!(
        session
            .store
            .list(&xunren::store::CaseFilter::default())
            .unwrap()
            .len(),
        7
    );
}

#[test]
fn an_accepted_hit_is_a_contact_with_its_facts_and_the_reason_is_still_to_be_confirmed() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "cremated.csv", "火化");
    let (id, entry) = waits(&session, "陈福来");
    matching::accept(&mut session, id, entry, None).unwrap();
    let dead = case(&session, "陈福来");
    let contact = dead.standing(Kind::Contact).next().unwrap();
    assert_eq!(
        (contact.text("how"), contact.text("found")),
        (Some("match"), Some("dead"))
    );
    let fact = dead.standing(Kind::Fact).next().unwrap();
    assert_eq!(
        (fact.text("value"), fact.text("source")),
        (Some("2021-05"), Some("火化"))
    );
    assert_eq!((dead.class(), dead.likely_class()), (None, 5));
    assert_eq!(fact.body.source.as_ref().unwrap().row, 3);
    let again = matching::accept(&mut session, id, entry, None);
    assert!(matches!(
        again,
        Err(Error::Said {
            key: "error-match-not-waiting",
            ..
        })
    ));
    sound(&session);
}

#[test]
fn taking_back_the_contact_takes_its_facts_back_and_the_hit_waits_again() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "cremated.csv", "火化");
    let (id, entry) = waits(&session, "陈福来");
    let made = matching::accept(&mut session, id, entry, None).unwrap();
    let fields = fields_of(&format!(
        r#"{{"entry":"{}","because":"点错了人"}}"#,
        made[0]
    ));
    let undo = Record {
        at: None,
        by: None,
        subject: Subject::Case(id),
        kind: Kind::Withdraw,
        fields,
    };
    record(&mut session, &undo).unwrap();
    let dead = case(&session, "陈福来");
    assert_eq!(dead.fact("death_month"), None);
    assert_eq!(hit::waiting(&dead).len(), 1);
    matching::refuse(&mut session, id, entry, "名字写错了").unwrap();
    assert_eq!(hit::waiting(&case(&session, "陈福来")).len(), 0);
    sound(&session);
}

#[test]
fn a_name_or_a_place_is_accepted_only_with_the_reason_why_it_is_this_person() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "cremated.csv", "火化");
    let (id, entry) = waits(&session, "李大山");
    let bare = matching::accept(&mut session, id, entry, None);
    assert!(matches!(
        bare,
        Err(Error::Said {
            key: "error-match-because",
            ..
        })
    ));
    assert!(matching::refuse(&mut session, id, entry, " ").is_err());
    matching::accept(&mut session, id, entry, Some("户口本上曾用名")).unwrap();
    assert_eq!(
        case(&session, "李大山").fact("death_month"),
        Some("2021-06")
    );
}

#[test]
fn reading_a_list_twice_changes_nothing_and_what_was_refused_is_not_asked_again() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "cremated.csv", "火化");
    let (id, entry) = waits(&session, "陈福来");
    matching::refuse(&mut session, id, entry, "不是一个人").unwrap();
    let before = session.store.count_entries().unwrap();
    let again = compare(&mut session, "cremated.csv", "火化");
    assert_eq!(again.new, 0);
    assert_eq!(session.store.count_entries().unwrap(), before);
    // The list of another day is another list: that it was compared stands in the book, and nothing else is new.
    let mut later = options("火化");
    later.list_date = "2021-10-01".parse().ok();
    match_list(&mut session, &list("cremated.csv"), &later, &mut |_| Ok(())).unwrap();
    assert_eq!(session.store.count_entries().unwrap(), before + 1);
    let history = matching::history(&session).unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].body.fields["misses"], 1);
    assert_eq!(history[0].text("file"), Some("cremated.csv"));
    assert_eq!(history[0].body.by, "王敏");
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    let before = session.store.count_entries().unwrap();
    let mut dry = options("火化");
    dry.dry_run = true;
    let told = match_list(&mut session, &list("cremated.csv"), &dry, &mut |_| Ok(())).unwrap();
    assert_eq!(session.store.count_entries().unwrap(), before);
    assert_eq!(told, compare(&mut session, "cremated.csv", "火化"));
}

#[test]
fn a_household_that_moved_away_says_nothing_of_a_death() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "household.csv", "户籍注销");
    let moved = case(&session, "张雪芳");
    let told = hit::waiting(&moved)[0].clone();
    assert_eq!(
        (told.text("class"), told.text("found")),
        (None, Some("unclear"))
    );
    let (id, entry) = waits(&session, "陈福来");
    matching::accept(&mut session, id, entry, None).unwrap();
    assert_eq!(
        case(&session, "陈福来").fact("death_month"),
        Some("2021-06")
    );
}

#[test]
fn two_sources_stay_side_by_side_until_one_is_chosen_with_a_reason() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "cremated.csv", "火化");
    compare(&mut session, "household.csv", "户籍注销");
    for _ in 0..2 {
        let (id, entry) = waits(&session, "陈福来");
        matching::accept(&mut session, id, entry, None).unwrap();
    }
    let dead = case(&session, "陈福来");
    assert_eq!(
        dead.disputed("death_month"),
        [("2021-05", "火化"), ("2021-06", "户籍注销")]
    );
    let say = |session: &mut Session, fields: &str| {
        let subject = Subject::Case(dead.id);
        let fields = fields_of(fields);
        record(
            session,
            &Record {
                at: None,
                by: None,
                subject,
                kind: Kind::Fact,
                fields,
            },
        )
        .unwrap();
    };
    say(
        &mut session,
        r#"{"name":"death_month","value":"2021-05","because":"火化证明为准"}"#,
    );
    say(
        &mut session,
        r#"{"name":"death_month","value":"2021-07","source":"邻居"}"#,
    );
    let dead = case(&session, "陈福来");
    assert_eq!(dead.fact("death_month"), Some("2021-05"));
    assert!(dead.disputed("death_month").is_empty());
}

#[test]
fn a_court_list_tells_the_sentence() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "court.csv", "法院");
    let (id, entry) = waits(&session, "李大山");
    matching::accept(&mut session, id, entry, None).unwrap();
    let held = case(&session, "李大山");
    assert_eq!(held.likely_class(), 4);
    for (name, value) in [
        ("sentence", "有期徒刑"),
        ("sentence_month", "2021-03"),
        ("sentence_until", "2023-03-03"),
    ] {
        assert_eq!(held.fact(name), Some(value), "{name}");
    }
}

#[test]
fn certified_people_are_accepted_together_their_step_is_closed_and_no_photo_is_owed() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    let result = compare(&mut session, "certified.csv", "已认证");
    assert_eq!((result.hits, result.misses), (2, 1));
    let count = matching::accept_together(
        &mut session,
        "已认证",
        None,
        "视同认证合格",
        &mut |_| Ok(()),
    )
    .unwrap();
    assert_eq!(count, 2);
    let (id, fields) = (case(&session, "张雪芳").id, fields_of(r#"{"class":"1"}"#));
    let subject = Subject::Case(id);
    let classify = Record {
        at: None,
        by: None,
        subject,
        kind: Kind::Classify,
        fields,
    };
    record(&mut session, &classify).unwrap();
    let living = case(&session, "张雪芳");
    assert_eq!(living.fact("certified_on"), Some("2021-09-05"));
    let next = procedure::next_step(&living, &session.pack).unwrap();
    assert_eq!(next.id, "account");
    assert_eq!(procedure::evidence_owed(&living, &session.pack), 0);
    compare(&mut session, "cremated.csv", "火化");
    let deaths = matching::accept_together(&mut session, "火化", None, "都对", &mut |_| Ok(()));
    assert!(matches!(
        deaths,
        Err(Error::Said {
            key: "error-match-together",
            ..
        })
    ));
    sound(&session);
}

#[test]
fn the_command_compares_shows_decides_and_remembers() {
    let desk = Desk::new();
    desk.init();
    desk.import("suspended-export.xlsx");
    let id = desk.json(
        0,
        &[
            "--book",
            "b.xunren",
            "--format",
            "json",
            "--unmasked",
            "--because",
            "核对",
            "list",
            "--presumed",
            "5",
            "--limit",
            "1",
        ],
    );
    let (id, name) = (
        id[0]["id_number"].as_str().unwrap(),
        id[0]["name"].as_str().unwrap(),
    );
    let text = format!(
        "姓名,身份证号,死亡日期\n{name},{id},2019-09-02\n某某,410198194001010020,2020-01-01\n"
    );
    fs::write(desk.path("cdc.csv"), text).unwrap();
    let book = ["--book", "b.xunren", "--format", "json", "match"];
    let with = |more: &[&'static str]| -> Vec<&str> { [&book[..], more].concat() };
    let done = desk.json(
        0,
        &with(&[
            "cdc.csv",
            "--source",
            "疾控死亡",
            "--list-date",
            "2021-09-01",
        ]),
    );
    assert_eq!(
        (&done["hits"], &done["misses"], &done["new"]),
        (&1.into(), &1.into(), &1.into())
    );
    let waiting = desk.json(0, &with(&["--waiting"]));
    assert_eq!(waiting[0]["facts"]["death_month"], "2019-09");
    assert!(waiting[0]["id_number"].as_str().unwrap().contains('*'));
    let entry = waiting[0]["hit"].as_str().unwrap().to_owned();
    desk.ends(1, &with(&["--accept-all", "--source", "疾控死亡"]));
    desk.ends(1, &with(&["cdc.csv", "--source", "火葬"]));
    desk.ends(1, &with(&["cdc.csv"]));
    let refuse = ["--book", "b.xunren", "match", "--refuse", &entry];
    desk.ends(1, &refuse);
    desk.ends(0, &[&["--because", "不是此人"][..], &refuse].concat());
    assert_eq!(desk.json(0, &with(&["--waiting"])), serde_json::json!([]));
    let history = desk.json(0, &with(&["--history"]));
    assert_eq!(history[0]["by"], "王敏");
    assert_eq!(history[0]["rows"], 2);
    desk.verify();
}

#[test]
fn a_book_of_an_older_program_opens_and_reports_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.xunren");
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
    fs::copy(books.join("schema-1.xunren"), &path).unwrap();
    let packs: Packs = packs();
    let mut session = Session::open(&path, &packs, Clock::Set(NOON)).unwrap();
    sound(&session);
    let day = "2021-09-07".parse().unwrap();
    let report = xunren::usecases::reporting::daily_report(&session, day, None).unwrap();
    let messages = xunren::messages::Messages::load(xunren::messages::Language::Chinese);
    let bytes = xunren::output::print(&report, xunren::output::Form::Json, &messages).unwrap();
    let now: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let then: serde_json::Value =
        serde_json::from_slice(&fs::read(books.join("schema-1.json")).unwrap()).unwrap();
    assert_eq!(now["total"], then["total"]);
    assert_eq!(compare(&mut session, "cremated.csv", "火化").hits, 2);
    drop(session);
    sound(&Session::open(&path, &packs, Clock::Set(NOON)).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_row_is_counted_once_and_a_second_reading_tells_nothing_new(
        rows in prop::collection::vec((0_usize..9, 0_usize..4, 0_u32..3), 0..30)
    ) {
        let names = ["张雪芳", "李大山", "陈福来", "赵长顺", "王凤英", "某人", "", "买买提艾力", "王𬎆㛃"];
        let ids = ["410198194903050021", "410198193901020078", "", "4101981939010200"];
        let mut text = "姓名,身份证号,户籍地址,死亡日期\n".to_owned();
        for (name, id, day) in &rows {
            let (name, id) = (names[*name], ids[*id]);
            writeln!(text, "{name},{id},古荥镇曹村坡村,2021-0{}-05", day + 1).unwrap();
        }
        let office = Office::new(VILLAGE);
        let path = office.folder.path().join("random.csv");
        fs::write(&path, text).unwrap();
        let mut session = office.session();
        let first = match_list(&mut session, &path, &options("火化"), &mut |_| Ok(())).unwrap();
        prop_assert_eq!(first.hits + first.possible + first.misses, first.rows_read);
        prop_assert_eq!(first.rows.len() as u64, first.rows_read);
        let people = session.store.list(&xunren::store::CaseFilter::default()).unwrap();
        prop_assert_eq!(people.len(), 7);
        let entries = session.store.count_entries().unwrap();
        let second = match_list(&mut session, &path, &options("火化"), &mut |_| Ok(())).unwrap();
        prop_assert_eq!(second.new, 0);
        prop_assert_eq!(session.store.count_entries().unwrap(), entries);
    }
}

#[test]
fn taking_over_together_that_is_stopped_takes_over_nobody() {
    let office = Office::new(VILLAGE);
    let mut session = office.session();
    compare(&mut session, "certified.csv", "已认证");
    let before = session.store.count_entries().unwrap();
    let mut told = Vec::new();
    let stopped = matching::accept_together(
        &mut session,
        "已认证",
        None,
        "视同认证合格",
        &mut |far| {
            told.push(far);
            if far.0 == far.1 { Err(Stop) } else { Ok(()) }
        },
    );
    assert!(stopped.is_err());
    assert!(told.len() > 1, "{told:?}");
    assert_eq!(session.store.count_entries().unwrap(), before);
}
