//! 抽查: what the seed draws anybody can reckon again, nobody is drawn twice, the checker sees the first finding last, and
//! what differs is put right until it is closed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufReader, Cursor};

use calamine::{Reader, Xlsx};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use xunren::domain::case::Case;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::sample::{SampleLevel, Stratum, UnitDraw, prove_list};
use xunren::domain::unit::Level;
use xunren::output::sample_list;
use xunren::usecases::importing::{ImportOptions, import};
use xunren::usecases::recording::record_batch;
use xunren::usecases::sampling::{self, Order};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{START, packs, sample};
use crate::spot::{BOOK, LINES, MORNING, checked, desk, drawn, json_of, said};

const DAY: i64 = 86_400_000;

fn drawn_of(units: &[UnitDraw]) -> Vec<CaseId> {
    let drawn = units.iter().flat_map(UnitDraw::drawn);
    drawn.map(|one| one.candidate.case).collect()
}

/// The district of 1,836 people with nine days of work.
fn district() -> Session {
    let pack = packs().load("huiji-2021").unwrap();
    let unit = "410108".parse().unwrap();
    let mut session = Session::in_memory(unit, pack, "王敏", Clock::Set(START)).unwrap();
    let options = ImportOptions::default();
    let list = sample("suspended-export.xlsx");
    import(&mut session, &list, &options, &mut |_| Ok(())).unwrap();
    let work = File::open(sample("fieldwork.jsonl")).unwrap();
    record_batch(&mut session, &mut BufReader::new(work), &mut |_| Ok(())).unwrap();
    session.clock = Clock::Set(START + 20 * DAY);
    "李处".clone_into(&mut session.officer);
    session
}

/// Who is drawn, reckoned in a plain loop that shares nothing with the program but the book's entries.
fn reckoned(session: &Session, seed: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut units: BTreeMap<String, Vec<(String, String, String)>> = BTreeMap::new();
    for row in session
        .store
        .list(&xunren::store::CaseFilter::default())
        .unwrap()
    {
        let entries = session.store.entries_of(row.id).unwrap();
        let gone: Vec<_> = entries
            .iter()
            .filter_map(|entry| entry.body.target)
            .collect();
        let last = |kind: Kind| {
            let mut of_kind = entries.iter().filter(|entry| entry.kind == kind);
            of_kind.rfind(|entry| !gone.contains(&entry.id))
        };
        let class = last(Kind::Classify).and_then(|entry| entry.text("class"));
        let by = last(Kind::Classify).or(last(Kind::Contact));
        let by = by.map(|entry| entry.body.by.clone()).unwrap_or_default();
        let text = format!("{seed}:{}", row.id);
        let hash = xunren::domain::entry::hex(&Sha256::digest(text.as_bytes()));
        let township = row.unit.at(Level::Township);
        let unit = township.map_or("unassigned".to_owned(), |unit| unit.to_string());
        let stratum = format!("{}/{by}", class.unwrap_or_default());
        units
            .entry(unit)
            .or_default()
            .push((hash, row.id.to_string(), stratum));
    }
    units
        .into_iter()
        .map(|(unit, mut people)| {
            people.sort();
            let half = people.len() / 2 + people.len() % 2;
            let mut taken: BTreeSet<String> = BTreeSet::new();
            let mut strata: BTreeSet<String> = BTreeSet::new();
            for (_, case, stratum) in &people[..half] {
                taken.insert(case.clone());
                strata.insert(stratum.clone());
            }
            for (_, case, stratum) in &people[half..] {
                if strata.insert(stratum.clone()) {
                    taken.insert(case.clone());
                }
            }
            (unit, taken)
        })
        .collect()
}

#[test]
fn the_district_of_the_sample_is_drawn_as_a_plain_loop_reckons_it() {
    let mut session = district();
    let seed = "体彩21245期 031822";
    let expected = reckoned(&session, seed);
    let order = Order {
        level: SampleLevel::District,
        seed: seed.to_owned(),
        share: None,
        strata: Stratum::ALL.to_vec(),
    };
    let before = session.store.count_entries().unwrap();
    assert_eq!(
        sampling::plan(&session, &order).unwrap().population(),
        1_836
    );
    assert_eq!(session.store.count_entries().unwrap(), before);
    let heard = session.store.last_entry_in("410108101".parse().unwrap());
    let (id, drawing) = sampling::draw(&mut session, &order).unwrap();
    assert_eq!(
        drawing.basis.as_deref(),
        Some("惠人社〔2021〕82号 五（二）")
    );
    let found: BTreeMap<String, BTreeSet<String>> = drawing
        .units
        .iter()
        .map(|unit| {
            let drawn = unit.drawn().map(|one| one.candidate.case.to_string());
            (unit.unit.to_string(), drawn.collect())
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(drawing.population(), 1_836);
    // Drawing is no work of the township: nobody was heard of by it.
    let heard_now = session.store.last_entry_in("410108101".parse().unwrap());
    assert_eq!(heard.unwrap(), heard_now.unwrap());

    // What is printed can be reckoned again, and any change of it is seen.
    let proofs = sampling::prove_book(&session, None).unwrap();
    assert!(
        proofs.len() == 1 && proofs[0].holds(),
        "{:?}",
        proofs[0].problems
    );
    let rows = sampling::listed(&session, id).unwrap();
    assert_eq!(rows.len(), 1_836);
    let messages = xunren::messages::Messages::load(xunren::messages::Language::Chinese);
    let bytes = sample_list::bytes(rows.iter().map(|row| (row, String::new())), &messages).unwrap();
    let mut read = sample_list::read(&bytes).unwrap();
    assert_eq!(read, rows);
    assert!(prove_list(&read)[0].holds());
    let other = read.iter().position(|row| row.drawn.is_empty()).unwrap();
    "quota".clone_into(&mut read[other].drawn);
    let proof = &prove_list(&read)[0];
    assert_eq!(
        proof.problems,
        [("sample-proof-strange", read[other].case.to_string())]
    );
    read.remove(0);
    assert!(!prove_list(&read)[0].holds());

    // Entries that come later change nothing of what was drawn, and nobody is drawn twice.
    session.clock = Clock::Set(START + 21 * DAY);
    let again = sampling::plan(&session, &order).unwrap();
    let once: BTreeSet<CaseId> = drawn_of(&drawing.units).into_iter().collect();
    assert_eq!(
        (again.before, again.population()),
        (once.len(), 1_836 - once.len())
    );
    assert!(
        drawn_of(&again.units)
            .iter()
            .all(|case| !once.contains(case))
    );
    let city = Order {
        level: SampleLevel::City,
        share: "10".parse().ok(),
        ..order
    };
    let city = sampling::plan(&session, &city).unwrap();
    assert_eq!(
        (city.before, city.population(), city.basis),
        (0, 1_836, None)
    );

    replacements(&mut session, &once);
    let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
    assert!(found.ok, "{:?}", found.problems);
}

/// Replacing takes the next of the unit, never somebody who is drawn, until the unit has nobody left.
fn replacements(session: &mut Session, once: &BTreeSet<CaseId>) {
    let level = SampleLevel::District;
    let mut taken = once.clone();
    // The people of no township are four, of whom at least two are drawn.
    let mut nobodys: Vec<CaseId> = sampling::drawn(session, level, None)
        .unwrap()
        .into_iter()
        .filter(|one| one.row.unit.to_string() == "410108")
        .map(|one| one.row.id)
        .collect();
    let mut replaced = 0;
    while let Some(case) = nobodys.pop() {
        match sampling::replace(session, case, level, "moved", None) {
            Ok(done) => {
                assert!(taken.insert(done.next.id), "drawn twice");
                assert_eq!(done.next.unit, done.gone.unit);
                nobodys.push(done.next.id);
                replaced += 1;
            }
            Err(error) => {
                let sentence = format!("{error}");
                assert_eq!(sentence, "error-sample-nobody-next");
            }
        }
    }
    assert!(replaced > 0 && taken.len() == once.len() + replaced);
    assert!(sampling::prove_book(session, None).unwrap()[0].holds());
}

#[test]
fn a_draw_is_told_in_numbers_before_and_refused_where_it_cannot_be() {
    let desk = desk();
    let order = ["sample", "draw", "--seed", "20210910"];
    let told = json_of(&desk, 0, MORNING, &[&order[..], &["--dry-run"]].concat());
    assert_eq!(
        (&told["population"], &told["percent"]),
        (&json!(7), &json!("50"))
    );
    assert!(told["draw"].is_null() && told["units"][0].get("drawn").is_none());
    let run = |code: i32, more: &[&str]| {
        desk.ends(code, &[&BOOK[..], &["--clock", MORNING], more].concat())
    };
    run(1, &["sample", "report"]);
    run(1, &["sample", "draw", "--seed", " "]);
    run(1, &["sample", "draw", "--seed", "x", "--percent", "101"]);
    run(1, &["sample", "draw", "--seed", "x", "--strata", "age"]);
    run(1, &["sample", "draw", "--seed", "x", "--level", "city"]);
    run(2, &["sample", "draw"]);
    let all = [&order[..], &["--percent", "100"]].concat();
    let drawn = json_of(&desk, 0, MORNING, &all);
    assert_eq!(
        (&drawn["drawn"], &drawn["basis"]),
        (&json!(7), &Value::Null)
    );
    run(1, &all);
    let proof = json_of(&desk, 0, MORNING, &["sample", "check"]);
    assert_eq!(proof["ok"], true);
    run(0, &["sample", "list", "--whole", "--output", "draw.csv"]);
    let list = fs::read_to_string(desk.path("draw.csv")).unwrap();
    assert!(
        !list.contains("张雪芳") && !list.contains("4101981949"),
        "{list}"
    );
    assert_eq!(
        json_of(&desk, 0, MORNING, &["sample", "check", "draw.csv"])["ok"],
        true
    );
    fs::write(desk.path("bent.csv"), list.replace(",quota", ",")).unwrap();
    assert_eq!(
        json_of(&desk, 1, MORNING, &["sample", "check", "bent.csv"])["ok"],
        false
    );
    fs::write(desk.path("none.csv"), "a,b\n1,2\n").unwrap();
    run(1, &["sample", "check", "none.csv"]);
    desk.verify();
}

#[test]
fn the_first_finding_is_shown_only_after_the_answers_were_written() {
    let desk = drawn();
    let list = json_of(&desk, 0, MORNING, &["sample", "list", "--open"]);
    assert_eq!(list.as_array().unwrap().len(), 7);
    for one in list.as_array().unwrap() {
        let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
        assert!(
            !keys
                .iter()
                .any(|key| matches!(key.as_str(), "class" | "found" | "outcome"))
        );
        assert!(one["id_number"].as_str().unwrap().contains('*'));
    }
    let person = "410198194903050021";
    let check = ["sample", "record", "--person", person, "--how", "phone"];
    let answers = [
        "--found",
        "alive",
        "--class",
        "1",
        "--outcome",
        "resumed",
        "--amount",
        "113",
    ];
    let by = ["--officer", "李处"];
    // 王敏 handled the case, and somebody must have said something.
    desk.ends(1, &[&BOOK[..], &check, &answers].concat());
    desk.ends(1, &[&BOOK[..], &by, &check].concat());
    let told = json_of(&desk, 0, MORNING, &[&by[..], &check, &answers].concat());
    let verdicts: Vec<&str> = told["compared"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts, ["agrees"; 4]);
    assert!(told["rectify"].is_null());
    let same = json_of(&desk, 0, MORNING, &[&by[..], &check, &answers].concat());
    assert!(same["entry"].is_null());
    // A call that nobody answers is a check without an answer.
    let called = ["--how", "phone", "--met", "nobody"];
    let nobody = ["sample", "record", "--person", "41019819471112003X"];
    json_of(&desk, 0, MORNING, &[&by[..], &nobody, &called].concat());
    let report = json_of(&desk, 0, MORNING, &["sample", "report"]);
    assert_eq!(report["coverage"]["checked"], 1);
    desk.verify();
}

#[test]
fn a_batch_takes_or_refuses_each_line_and_what_differs_is_put_right_until_it_is_closed() {
    let desk = drawn();
    fs::write(desk.path("checks.jsonl"), LINES).unwrap();
    json_of(&desk, 0, MORNING, &["sample", "rectify", "--days", "3"]);
    let batch = ["sample", "record", "--batch", "checks.jsonl"];
    let done = json_of(&desk, 3, MORNING, &batch);
    assert_eq!((&done["applied"], &done["differ"]), (&json!(3), &json!(1)));
    let reasons: Vec<(u64, &str)> = done["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["line"].as_u64().unwrap(),
                one["reason"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        reasons,
        [
            (5, "unknown-person"),
            (6, "same-officer"),
            (7, "unknown-field"),
            (8, "unknown-class"),
            (9, "bad-value"),
        ]
    );
    let again = json_of(&desk, 3, MORNING, &batch);
    assert_eq!(
        (&again["applied"], &again["unchanged"]),
        (&json!(0), &json!(3))
    );

    let open = json_of(&desk, 0, MORNING, &["sample", "rectify"]);
    assert_eq!(open.as_array().unwrap().len(), 1);
    assert_eq!(open[0]["items"], json!(["found", "class"]));
    // Three workdays from Monday the 13th; the township owns it.
    assert_eq!(
        (&open[0]["due"], &open[0]["owner"]),
        (&json!("2021-09-16"), &json!("410108101"))
    );
    assert_eq!(open[0]["status"], "open");
    let due = json_of(&desk, 0, MORNING, &["due", "--ahead", "7"]);
    assert_eq!(due["next"][0]["what"], "rectify");
    let late = "2021-09-17T09:00:00+08:00";
    let overdue = json_of(
        &desk,
        0,
        late,
        &["sample", "rectify", "--status", "overdue"],
    );
    assert_eq!(overdue.as_array().unwrap().len(), 1);

    let person = ["sample", "rectify", "--person", "41019819471112003X"];
    let act = |code: i32, officer: &str, more: &[&str]| {
        let first = ["--clock", late, "--officer", officer];
        desk.ends(code, &[&BOOK[..], &first, &person, more].concat());
    };
    act(1, "李处", &["--close"]);
    act(1, "王敏", &["--done", " "]);
    act(0, "王敏", &["--done", "重新核实，本人已去世，改为第5类"]);
    act(1, "王敏", &["--close"]);
    act(0, "李处", &["--reopen", "--because", "没有附证明"]);
    act(0, "王敏", &["--done", "补了火化证明"]);
    act(0, "李处", &["--close"]);
    act(1, "王敏", &["--done", "还要改"]);
    let closed = json_of(&desk, 0, late, &["sample", "rectify"]);
    assert_eq!(
        (&closed[0]["status"], &closed[0]["done"]["by"]),
        (&json!("closed"), &json!("王敏"))
    );
    let due = json_of(&desk, 0, late, &["due"]);
    assert!(due["overdue"].as_array().unwrap().is_empty());
    desk.ends(
        0,
        &[&BOOK[..], &["sample", "rectify", "--output", "list.xlsx"]].concat(),
    );
    let bytes = fs::read(desk.path("list.xlsx")).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let cells: Vec<String> = sheet
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect();
    assert!(
        cells.iter().any(|cell| cell == "4101**********003X"),
        "{cells:?}"
    );
    assert!(
        cells.iter().any(|cell| cell.contains("补了火化证明")),
        "{cells:?}"
    );
    desk.verify();
}

#[test]
fn the_figures_show_small_numbers_honestly() {
    let desk = checked();
    let report = json_of(&desk, 0, MORNING, &["sample", "report"]);
    // Three were looked at; of one nothing had been found before.
    assert_eq!(report["total"]["checked"], 3);
    assert_eq!(
        (&report["total"]["compared"], &report["total"]["wrong"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        (&report["total"]["rate"], &report["total"]["low"]),
        (&json!("50.00"), &json!("9.45"))
    );
    assert_eq!(report["coverage"]["reached"], false);
    assert_eq!(report["officers"][0]["name"], "王敏");
    assert_eq!(report["ways"], json!({"files": 1, "phone": 1, "visit": 1}));
    let classes: Vec<&str> = report["classes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(classes, ["5", "6"]);

    let run = |more: &[&str]| said(&desk, 0, MORNING, more).0;
    let text = run(&["sample", "report", "--format", "text"]);
    assert!(
        text.contains("区级抽查：已抽7人，已查3人，抽查面42.86%（3/7），应不少于50%"),
        "{text}"
    );
    let table = run(&["sample", "report", "--format", "table"]);
    assert!(
        table.contains("王敏") && table.contains("9.45-90.55"),
        "{table}"
    );
    let markdown = run(&["sample", "report", "--format", "md"]);
    assert!(
        markdown.contains("| 古荥镇 | 7 | 7 | 0 | 3 | 42.86 |"),
        "{markdown}"
    );
    let csv = run(&["sample", "report", "--format", "csv"]);
    assert!(
        csv.contains("古荥镇,7,7,0,3,42.86,2,1,50.00,9.45-90.55,1,0,0,0"),
        "{csv}"
    );
    run(&[
        "sample",
        "report",
        "--format",
        "xlsx",
        "--output",
        "figures.xlsx",
    ]);
    let bytes = fs::read(desk.path("figures.xlsx")).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert!(workbook.worksheet_range_at(0).unwrap().is_ok());
}

#[test]
fn a_case_remembers_that_it_was_drawn_and_by_which_seed() {
    let desk = desk();
    let draw = json_of(
        &desk,
        0,
        MORNING,
        &["sample", "draw", "--seed", "s", "--percent", "1"],
    );
    // Nobody was classified but by 王敏: the strata add their first.
    let because: Vec<&str> = draw["units"][0]["drawn"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["because"].as_str().unwrap())
        .collect();
    assert!(
        because.contains(&"quota") && because.contains(&"stratum"),
        "{draw}"
    );
    let session = Session::open(&desk.book(), &packs(), Clock::Set(START + 20 * DAY)).unwrap();
    let draws = sampling::draws(&session).unwrap();
    assert_eq!((draws.len(), draws[0].seed.as_str()), (1, "s"));
    assert_eq!(draws[0].heads.len(), 1);
    for case in session.store.overseen(Kind::SampleDraw).unwrap() {
        let entries = session.store.entries_of(case).unwrap();
        let case = Case::of(&entries, &session.pack);
        let entry = case.standing(Kind::SampleDraw).next().unwrap();
        assert_eq!(entry.text("draw"), Some(draws[0].id.to_string().as_str()));
    }
}
