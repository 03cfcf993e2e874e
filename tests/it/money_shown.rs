//! Who is shown what money comes to: offices an amount that says it is not reviewed, a village months alone; and why it
//! is what it is, from the shell.

use std::fs;

use serde_json::{Map, Value};
use xunren::domain::entry::Kind;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::recording::{Record, Subject, record};

use crate::desk::Desk;

use crate::office::{
    DISTRICT, FIGURES, Office, SMALL, TOWNSHIP, VILLAGE, open_gates, press, shows,
};
use crate::paper_reading::read_back;

/// Records something about somebody of the office's book.
fn say(office: &Office, name: &str, kind: Kind, fields: &str) {
    let fields: Map<String, Value> = serde_json::from_str(fields).unwrap();
    let one = Record {
        at: None,
        by: None,
        subject: Subject::Case(office.case(name).id),
        kind,
        fields,
    };
    record(&mut office.session(), &one).unwrap();
}

fn fact(office: &Office, name: &str, fact: &str, value: &str) {
    let fields = format!(r#"{{"name":"{fact}","value":"{value}"}}"#);
    say(office, name, Kind::Fact, &fields);
}

/// 张雪芳 is alive and her account pension is known.
fn with_figures(unit: &str) -> Office {
    let office = Office::with_figures(unit);
    let class = r#"{"class":"1","basis":"见到本人"}"#;
    say(&office, "张雪芳", Kind::Classify, class);
    fact(&office, "张雪芳", "monthly_account", "20.94");
    office
}

#[test]
fn an_office_sees_an_amount_that_is_not_reviewed() {
    let office = with_figures(TOWNSHIP);
    let rows = office.play("default", "/张雪芳<enter>");
    assert!(
        shows(&rows, "试算 补发10个月 1,329.40元（未审核，按本月恢复）"),
        "{}",
        rows.join("\n")
    );
    fact(&office, "张雪芳", "resumes", "2021-09");
    let rows = office.play("default", "/张雪芳<enter>");
    insta::assert_snapshot!("money_township", rows.join("\n"));
    insta::assert_snapshot!(
        "money_page",
        office.play("default", "/张雪芳<enter>08").join("\n")
    );
}

#[test]
fn a_village_sees_months_and_never_an_amount() {
    let office = with_figures(VILLAGE);
    let rows = office.play("default", "/张雪芳<enter>");
    assert!(
        shows(&rows, "有10个月待补发，金额以审核为准"),
        "{}",
        rows.join("\n")
    );
    insta::assert_snapshot!("money_village", rows.join("\n"));
    for keys in ["/张雪芳<enter>", "/张雪芳<enter>08", "/张雪芳<enter>01"] {
        let rows = office.play("default", keys);
        assert!(!rows.iter().any(|row| row.contains("1,329")), "{rows:?}");
        assert!(!rows.iter().any(|row| row.contains("1329")), "{rows:?}");
    }
}

#[test]
fn what_is_missing_stands_in_one_line() {
    let office = Office::new(TOWNSHIP);
    say(&office, "张雪芳", Kind::Classify, r#"{"class":"1"}"#);
    let rows = office.play("default", "/张雪芳<enter>");
    assert!(
        shows(&rows, "试算还算不出，缺：基础养老金各时期标准等2项"),
        "{}",
        rows.join("\n")
    );
    say(&office, "陈福来", Kind::Classify, r#"{"class":"5"}"#);
    let rows = office.play("default", "/陈福来<enter>");
    assert!(shows(&rows, "缺：死亡月份"), "{}", rows.join("\n"));
}

#[test]
fn the_form_proposes_what_was_worked_out_and_asks_why_where_it_is_changed() {
    let office = with_figures(TOWNSHIP);
    fact(&office, "张雪芳", "resumes", "2021-09");
    open_gates(&mut office.session(), office.case("张雪芳").id);
    let mut app = office.app("default", Look::default());
    press(&mut app, "/张雪芳<enter>01");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(shows(&rows, "[1329.40]"), "{}", rows.join("\n"));
    assert!(shows(&rows, "试算 补发10个月 1,329.40元（未审核）"));
    // Kept suspended, nothing is paid later.
    press(&mut app, "2");
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(!shows(&rows, "1329.40]"), "{}", rows.join("\n"));
    press(&mut app, "<up>1<backspace><backspace>00");
    press(&mut app, &"<enter>".repeat(6));
    let rows = screen_of(&mut app, SMALL).unwrap();
    assert!(
        shows(&rows, "【补发金额】和试算的不一样，要写明为什么。"),
        "{}",
        rows.join("\n")
    );
    let before = office.case("张雪芳").standing(Kind::Resolve).count();
    assert_eq!(before, 0);
    press(&mut app, "抵扣<enter>");
    let case = office.case("张雪芳");
    let entry = case.standing(Kind::Resolve).next().unwrap();
    assert_eq!(entry.text("back_pay"), Some("1329.00"));
    assert_eq!(entry.body.fields["computed"]["back_pay"], "1329.40");
    assert_eq!(entry.text("because"), Some("抵扣"));
}

#[test]
fn an_office_records_the_facts_of_a_settlement_by_their_names() {
    let office = with_figures(TOWNSHIP);
    let rows = office.play("default", "/张雪芳<enter>02");
    assert!(shows(&rows, "1从哪个月起恢复"), "{}", rows.join("\n"));
    office.play("default", "/张雪芳<enter>0212021-09<enter><enter>0");
    assert_eq!(office.case("张雪芳").fact("resumes"), Some("2021-09"));
}

/// A book of this unit with figures, and one person who died in May 2020.
fn desk(unit: &str) -> Desk {
    let desk = Desk::new();
    let pack = desk.path("config/packs").join(FIGURES.0);
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("pack.toml"), FIGURES.1).unwrap();
    let people = "姓名,证件号码,乡镇（街道）,村（社区）,暂停年月,暂停原因,个人账户余额\n\
                  陈福来,410198193901020078,古荥镇,曹村坡村,202011,死亡,1050.00\n";
    fs::write(desk.path("list.csv"), people).unwrap();
    let clock = "2021-09-07T12:46:00+08:00";
    let mut calls: Vec<Vec<&str>> = vec![
        vec![
            "init",
            "b.xunren",
            "--unit",
            unit,
            "--pack",
            FIGURES.0,
            "--officer",
            "王敏",
        ],
        vec!["--book", "b.xunren", "import", "list.csv"],
    ];
    let id = "410198193901020078";
    let says: [&[&str]; 2] = [
        &["classify", "--class", "5", "--basis", "有材料"],
        &[
            "fact",
            "--name",
            "death_month",
            "--value",
            "2020-05",
            "--source",
            "死亡证明",
        ],
    ];
    for what in says {
        let mut call = vec!["--book", "b.xunren", "record", what[0], "--person", id];
        call.extend(&what[1..]);
        calls.push(call);
    }
    for call in calls {
        let mut all = vec!["--clock", clock];
        all.extend(call);
        desk.ends(0, &all);
    }
    desk
}

const EXPLAIN: [&str; 4] = ["--book", "b.xunren", "explain", "410198193901020078"];

#[test]
fn a_case_is_explained_clause_by_clause() {
    let desk = desk(DISTRICT);
    let mut call = EXPLAIN.to_vec();
    call.extend(["--lang", "zh-CN", "--clock", "2021-09-07T13:00:00+08:00"]);
    let text = desk.ends(0, &call);
    insta::assert_snapshot!("explain_death", text);
    call.extend(["--format", "json"]);
    let value = desk.json(0, &call);
    assert_eq!(value["class"]["class"], "5");
    assert_eq!(value["class"]["clause"], "惠人社〔2021〕82号 三（二）5");
    let steps = value["steps"].as_array().unwrap();
    let done = steps.iter().filter(|step| step["progress"] == "done");
    assert!(done.clone().count() > 0);
    assert!(done.into_iter().all(|step| step["closed_by"].is_string()));
    let settlement = &value["settlement"];
    assert_eq!(settlement["working"]["overpaid"]["amount"], "540.00");
    assert_eq!(settlement["facts"][0]["name"], "death_month");
    assert_eq!(settlement["working"]["missing"][0], "funeral");
    // As in `show`, numbers are masked until a reason is given.
    assert!(!text.contains("410198193901020078"));
    assert_eq!(value["id_number"], "4101**********0078");
    call.extend(["--unmasked", "--because", "核对"]);
    assert_eq!(desk.json(0, &call)["id_number"], "410198193901020078");
}

#[test]
fn a_notice_takes_the_cases_own_figures_and_the_recorded_ones_win() {
    let desk = desk(DISTRICT);
    let id = "410198193901020078";
    let notice = [
        "--book",
        "b.xunren",
        "notice",
        id,
        "recovery-notice",
        "--output",
        "n.docx",
    ];
    desk.ends(0, &notice);
    let text = read_back(&fs::read(desk.path("n.docx")).unwrap());
    for part in [
        "自2020年6月至2020年10月，多领待遇5个月，共计人民币540.00元",
        "2020年6月多领108.00",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for step in ["notice", "form", "reckon", "materials"] {
        let done = ["record", "step", "--person", id, "--step", step];
        desk.ends(0, &[&["--book", "b.xunren"], &done[..]].concat());
    }
    desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "record",
            "resolve",
            "--person",
            id,
            "--outcome",
            "terminated",
            "--recover-due",
            "432",
        ],
    );
    desk.ends(0, &notice);
    let text = read_back(&fs::read(desk.path("n.docx")).unwrap());
    assert!(
        text.contains("432.00") && !text.contains("540.00"),
        "{text}"
    );
}

#[test]
fn the_business_systems_figure_is_proposed_with_its_reason_and_the_computed_one_stays_beside() {
    let office = Office::with_figures(TOWNSHIP);
    say(&office, "陈福来", Kind::Classify, r#"{"class":"5"}"#);
    for (name, value) in [
        ("death_month", "2020-05"),
        ("account_balance", "1050.00"),
        ("aae422", "560.00"),
    ] {
        fact(&office, "陈福来", name, value);
    }
    let rows = office.play("default", "/陈福来<enter>08");
    assert!(
        shows(
            &rows,
            "多拨付款总额：560.00，试算 540.00，差 20.00，以业务系统为准"
        ),
        "{}",
        rows.join("\n")
    );
    let rows = office.play("default", "/陈福来<enter>01");
    assert!(shows(&rows, "[560.00]"), "{}", rows.join("\n"));
    assert!(shows(&rows, "按业务系统的数"), "{}", rows.join("\n"));
}

#[test]
fn sources_that_differ_are_chosen_on_the_screen_with_a_reason() {
    let office = with_figures(TOWNSHIP);
    for (value, source) in [("2021-08", "本人说的"), ("2021-09", "系统查的")] {
        let fields = format!(r#"{{"name":"resumes","value":"{value}","source":"{source}"}}"#);
        say(&office, "张雪芳", Kind::Fact, &fields);
    }
    let rows = office.play("default", "/张雪芳<enter>");
    assert!(
        shows(&rows, "说法不一，先选定：从哪个月起恢复"),
        "{}",
        rows.join("\n")
    );
    let keys = "/张雪芳<enter>0212021-09<enter><enter>按系统<enter>";
    office.play("default", keys);
    let rows = office.play("default", "/张雪芳<enter>");
    assert!(shows(&rows, "1,329.40元（未审核）"), "{}", rows.join("\n"));
    assert!(office.case("张雪芳").disputed("resumes").is_empty());
}

#[test]
fn a_village_is_explained_the_steps_and_no_amount() {
    let desk = desk(VILLAGE);
    let mut call = EXPLAIN.to_vec();
    call.extend(["--lang", "zh-CN"]);
    let text = desk.ends(0, &call);
    assert!(text.contains("有5个月要核对，金额以审核为准"), "{text}");
    assert!(!text.contains("540") && !text.contains("1050"), "{text}");
    call.extend(["--format", "json"]);
    let value = desk.json(0, &call);
    assert_eq!(value["settlement"]["working"], Value::Null);
    assert_eq!(value["settlement"]["not"], "village");
}

#[test]
fn words_that_say_nothing_are_answered_with_those_that_do() {
    let office = Office::with_figures(TOWNSHIP);
    say(&office, "王凤英", Kind::Classify, r#"{"class":"3b"}"#);
    fact(&office, "王凤英", "kept_place", "都留");
    let rows = office.play("default", "/王凤英<enter>08");
    assert!(
        shows(&rows, "【保留哪一地】没有【都留】，可以写的有：本地，外地"),
        "{}",
        rows.join("\n")
    );
}

#[test]
fn sides_of_a_fact_stand_beside_each_other_until_one_is_chosen_with_a_reason() {
    let office = Office::new(TOWNSHIP);
    let claim = |value: &str, source: &str| {
        let fields = format!(r#"{{"name":"death_month","value":"{value}","source":"{source}"}}"#);
        say(&office, "陈福来", Kind::Fact, &fields);
    };
    let keys = "/陈福来<enter>098";
    claim("2021-05", "火化证明");
    assert!(shows(&office.play("numpad", keys), "没有不一致的说法"));
    claim("2021-06", "家属说的");
    assert_eq!(office.case("陈福来").disputes(), ["death_month"]);
    let rows = office.play("numpad", "/陈福来<enter>");
    assert!(shows(&rows, "说法不一致：去世年月"), "{rows:?}");
    let before = office.entries();
    insta::assert_snapshot!("dispute_sides", office.play("numpad", keys).join("\n"));
    insta::assert_snapshot!(
        "dispute_why",
        office.play("numpad", &format!("{keys}1")).join("\n")
    );
    assert_eq!(office.entries(), before, "no digit alone writes");
    office.play("numpad", &format!("{keys}1"));
    let rows = office.play("numpad", &format!("{keys}110"));
    assert!(shows(&rows, "已保存：陈福来"), "{rows:?}");
    let case = office.case("陈福来");
    assert!(case.disputes().is_empty());
    assert_eq!(case.fact("death_month"), Some("2021-05"));
    let chosen = case.standing(Kind::Fact).next_back().unwrap();
    assert_eq!(chosen.text("because"), Some("看过原件"));
    assert_eq!(chosen.text("source"), Some("火化证明"));
    assert_eq!(case.standing(Kind::Fact).count(), 3, "what was said stays");
}

#[test]
fn the_command_fills_in_what_the_settlement_works_out_and_keeps_it_beside() {
    let desk = desk(TOWNSHIP);
    let id = "410198193901020078";
    let clock = ["--book", "b.xunren", "--clock", "2021-09-07T13:00:00+08:00"];
    let run = |more: &[&str]| desk.run(&[&clock[..], more].concat());
    for step in ["notice", "form", "reckon", "materials"] {
        let done = run(&["record", "step", "--person", id, "--step", step]);
        assert!(done.status.success(), "{done:?}");
    }
    let resolve = ["record", "resolve", "--person", id, "--outcome"];
    // Without the flag the command computes nothing, as before.
    assert!(
        run(&[&resolve[..], &["terminated"]].concat())
            .status
            .success()
    );
    let resolved = |desk: &Desk| {
        let shown = desk.json(0, &[&clock[..], &["--format", "json", "show", id]].concat());
        let entries = shown["entries"].as_array().unwrap();
        let last = entries.iter().rfind(|entry| entry["do"] == "resolve");
        last.unwrap()["fields"].clone()
    };
    assert!(resolved(&desk)["computed"].is_null(), "{}", resolved(&desk));
    let settled = run(&[&resolve[..], &["terminated", "--settled"]].concat());
    assert!(settled.status.success(), "{settled:?}");
    let last = resolved(&desk);
    assert_eq!(
        (&last["recover_due"], &last["refund_due"]),
        (&"540.00".into(), &"510.00".into())
    );
    assert_eq!(last["computed"]["recover_due"], "540.00", "{last}");
    assert!(last["computed"]["sealed_amount"].is_null(), "{last}");
    // An amount of one's own needs its reason; what was computed stays beside.
    let own = ["terminated", "--settled", "--recover-due", "432"];
    assert_eq!(run(&[&resolve[..], &own].concat()).status.code(), Some(1));
    let why = ["--because", "法院判决"];
    assert!(run(&[&resolve[..], &own, &why].concat()).status.success());
    let last = resolved(&desk);
    assert_eq!(last["recover_due"], "432.00", "{last}");
    assert_eq!(last["computed"]["recover_due"], "540.00", "{last}");
    let village = self::desk(VILLAGE);
    let refused = village.run(&[&clock[..], &resolve, &["terminated", "--settled"]].concat());
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
}
