//! Settlements: every row and branch of the rules as a file of facts and expected figures that anybody can add, the
//! command that scripts use, and what holds for any facts at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use xunren::domain::settlement::{self, Working};
use xunren::domain::workday::Workdays;
use xunren::messages::{Language, Messages};
use xunren::output::working_text;
use xunren::packs::Packs;

use super::settle_any::{adds_up, pack};

/// One file of tests/scenarios.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// What it shows, as a sentence.
    title: String,
    /// Which rows of the rules it covers.
    rows: Vec<String>,
    /// Rules of an office, laid on the pack.
    layer: Option<String>,
    /// The facts, as `xunren settle` takes them.
    facts: Value,
    /// What must come out; a list of the same length, a table of at least these keys, "none" for nothing.
    expect: Value,
}

/// The rows and branches that the scenarios have to cover between them.
const ROWS: &[&str] = &[
    "3.2 rounding",
    "3.3 award",
    "3.3 died, still paid",
    "3.3 died, suspended",
    "3.3 due months",
    "3.3 duplicate",
    "3.3 month semantics",
    "3.3 resumes",
    "3.3 sentence",
    "3.3 terminated",
    "3.4 interest",
    "3.5 acquitted",
    "3.5 detained",
    "3.5 dies while serving",
    "3.5 frozen",
    "3.5 parole",
    "3.5 parole revoked",
    "3.5 reaches age while serving",
    "3.5 serving",
    "3.5 stop month",
    "3.6 3a not refunded",
    "3.6 3a refunded",
    "3.6 3b asks",
    "3.6 3b kept elsewhere",
    "3.6 3b kept here",
    "3.6 window",
    "3.7 basis missing",
    "3.7 claim deadline",
    "3.7 full basis",
    "3.7 funeral asks",
    "3.7 funeral denied",
    "3.7 funeral flat",
    "3.7 funeral missing",
    "3.7 funeral months of basic",
    "3.7 funeral months of benefit",
    "3.7 instalments",
    "3.7 missing back",
    "3.7 missing declared dead",
    "3.7 offset order account first",
    "3.7 offset order funeral first",
    "3.7 order missing",
    "3.7 public account basis",
    "3.7 sealing allowed",
    "3.7 sealing open",
    "3.7 sealing refused",
    "3.7 shortage",
    "3.9 advance",
    "3.9 advance ended",
    "3.9 drive",
    "V1",
    "V10",
    "V11",
    "V12",
    "V13",
    "V14",
    "V2",
    "V3",
    "V4",
    "V5",
    "V6",
    "V7",
    "V8",
    "V9",
];

fn scenarios() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // A file that nothing reads would prove nothing.
        let is_read = path.extension().is_some_and(|ending| ending == "toml");
        assert!(is_read, "{name} is read by no test");
        let text = fs::read_to_string(&path).unwrap();
        let scenario = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        found.push((name, scenario));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Settles facts by their pack, or by an office's layer on it.
fn settled(facts: &Value, layer: Option<&str>) -> Working {
    let mut facts = facts.clone();
    let config = tempfile::tempdir().unwrap();
    if let Some(layer) = layer {
        let folder = config.path().join("packs/office");
        fs::create_dir_all(&folder).unwrap();
        let below = facts["pack"].clone();
        let text = format!("id = \"office\"\nversion = 1\nextends = [{below}]\n{layer}");
        fs::write(folder.join("pack.toml"), text).unwrap();
        facts["pack"] = json!("office");
    }
    let facts = settlement::read(&facts).unwrap_or_else(|problems| panic!("{problems:?}"));
    let pack = Packs::with_config(config.path()).load(&facts.pack).unwrap();
    assert_eq!(settlement::problems(&facts, &pack), []);
    settlement::settle(&facts, &pack, &Workdays::of_program().unwrap())
}

/// What of `expected` `found` does not hold.
fn differences(at: &str, expected: &Value, found: &Value) -> Vec<String> {
    let differs = || vec![format!("{at}: {found} instead of {expected}")];
    match (expected, found) {
        (Value::String(none), Value::Null) if none == "none" => Vec::new(),
        (Value::Object(expected), Value::Object(found)) => expected
            .iter()
            .flat_map(|(key, value)| {
                let inner = found.get(key).unwrap_or(&Value::Null);
                differences(&format!("{at}.{key}"), value, inner)
            })
            .collect(),
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => expected
            .iter()
            .zip(found)
            .enumerate()
            .flat_map(|(i, (expected, found))| differences(&format!("{at}[{i}]"), expected, found))
            .collect(),
        _ if expected == found => Vec::new(),
        _ => differs(),
    }
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for (name, scenario) in scenarios() {
        assert!(scenario.title.chars().count() > 5, "{name} says nothing");
        let expected = scenario.expect.as_object();
        assert!(
            expected.is_some_and(|expected| !expected.is_empty()),
            "{name}"
        );
        let working = settled(&scenario.facts, scenario.layer.as_deref());
        let found = serde_json::to_value(&working).unwrap();
        for difference in differences("", &scenario.expect, &found) {
            wrong.push(format!("{name} {difference}"));
        }
        adds_up(&working).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_scenarios_cover_every_row_and_branch() {
    let mut covered = BTreeSet::new();
    for (name, scenario) in scenarios() {
        assert!(!scenario.rows.is_empty(), "{name} covers nothing");
        for row in scenario.rows {
            assert!(ROWS.contains(&row.as_str()), "{name}: no row {row}");
            covered.insert(row);
        }
    }
    let rows: BTreeSet<String> = ROWS.iter().map(|row| (*row).to_owned()).collect();
    assert_eq!(covered, rows);
}

#[test]
fn every_sheet_is_said_in_both_languages() {
    for (name, scenario) in scenarios() {
        let working = settled(&scenario.facts, scenario.layer.as_deref());
        let pack = pack(scenario.facts["pack"].as_str().unwrap());
        for language in Language::ALL {
            let text = working_text::text(&working, pack, &Messages::load(language));
            // A key without a message stands in these brackets.
            assert!(!text.contains("【settle-"), "{name}: {text}");
            assert!(text.lines().count() > 2, "{name}");
        }
    }
}

#[test]
fn the_sheet_can_be_checked_by_hand() {
    let facts = json!({
        "pack": "songshan-2020", "situation": "death", "death_month": "2022-11", "suspended_from": "2023-06",
        "account_balance": "300.00", "monthly_account": "37.94", "over_basis": "full", "instalments": 3,
        "rates": [{"from": "2012-01", "basic": "113.00"}, {"from": "2023-01", "basic": "123.00"}],
    });
    let working = settled(&facts, None);
    let pack = Packs::of_program().load("songshan-2020").unwrap();
    for language in Language::ALL {
        let text = working_text::text(&working, &pack, &Messages::load(language));
        insta::assert_snapshot!(format!("sheet_{}", language.tag()), text);
    }
}

#[test]
fn everything_that_can_be_missing_or_asked_has_words_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut keys = BTreeSet::new();
    for item in fs::read_dir(root.join("src/domain/settlement")).unwrap() {
        let text = fs::read_to_string(item.unwrap().path()).unwrap();
        let text: String = text.split_whitespace().collect();
        for (call, stem) in [
            ("lacks(\"", "missing"),
            ("need(\"", "missing"),
            ("ask(\"", "question"),
            ("note(\"", "note"),
        ] {
            for rest in text.split(call).skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                keys.insert(format!("settle-{stem}-{}", name.replace('_', "-")));
            }
        }
    }
    assert!(keys.len() > 50, "{}", keys.len());
    for language in Language::ALL {
        let messages = Messages::load(language);
        let silent: Vec<&String> = keys.iter().filter(|key| !messages.has(key)).collect();
        assert_eq!(silent, Vec::<&String>::new(), "{}", language.tag());
    }
}

fn xunren(config: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let output = assert_cmd::Command::cargo_bin("xunren")
        .unwrap()
        .env("XUNREN_CONFIG", config)
        .args(arguments)
        .write_stdin(input)
        .output()
        .unwrap();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The example of the contract, to the letter.
const CONTRACT: &str = r#"{"pack":"songshan-2020","situation":"death","death_month":"2022-11","suspended_from":"2023-06",
 "account_balance":"2000.00","monthly_account":"37.94","rates":[{"from":"2012-01","basic":"113.00"},
 {"from":"2023-01","basic":"123.00"}],"funeral":"1356.00","over_basis":"basic","offset_order":["account","funeral"],
 "instalments":12}"#;

#[test]
fn the_command_gives_the_json_of_the_contract() {
    let config = tempfile::tempdir().unwrap();
    let (code, out, _) = xunren(config.path(), &["settle", "-"], CONTRACT);
    assert_eq!(code, 0);
    let start = r#"{"overpaid":{"from":"2022-12","to":"2023-05","months":6,"amount":"728.00"},"due":{"from":null,"to":null,"months":0,"amount":"0.00"},"offsets":[{"source":"account","amount":"728.00"},{"source":"funeral","amount":"0.00"}],"payable":{"due":"0.00","account":"1272.00","funeral":"1356.00","total":"2628.00"},"residual":"0.00","back_pay":null,"instalments":[],"lines":[{"month":"2022-12","kind":"overpaid","basic":"113.00","account":"0.00","amount":"113.00","clause":"#;
    assert!(out.starts_with(start), "{out}");
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["missing"], json!([]));
    assert_eq!(
        value["lines"][0]["clause"],
        "赤松政办发〔2020〕56号 第十八条"
    );
}

#[test]
fn an_array_gives_an_array_and_names_each_problem_with_its_field() {
    let config = tempfile::tempdir().unwrap();
    let bad = r#"{"pack":"songshan-2002","situation":"deaths","death_moth":"2022-11","suspended_from":"2023-13","rates":[{"from":"2012-01","basic":"abc"}]}"#;
    let (code, out, err) = xunren(
        config.path(),
        &["settle", "-", "--lang", "en"],
        &format!("[{CONTRACT},{bad}]"),
    );
    assert_eq!(code, 3);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value[0]["overpaid"]["amount"], "728.00");
    let fields: Vec<&str> = value[1]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        fields,
        [
            "death_moth",
            "situation",
            "suspended_from",
            "rates[0].basic"
        ]
    );
    assert!(
        err.contains("[1] There is no fact [death_moth]; did you mean [death_month]?"),
        "{err}"
    );

    let unknown_pack = CONTRACT.replace("songshan-2020", "songshan-2002");
    let (code, _, err) = xunren(
        config.path(),
        &["settle", "-", "--lang", "en"],
        &unknown_pack,
    );
    assert_eq!((code, err.contains("songshan-2020")), (1, true), "{err}");
    let (code, _, err) = xunren(config.path(), &["settle", "-"], "{");
    assert_eq!((code, err.contains("JSON")), (2, true));
    let (code, out, _) = xunren(config.path(), &["settle", "-"], "[]");
    assert_eq!((code, out.as_str()), (0, "[]\n"));
}

#[test]
fn facts_that_contradict_each_other_are_asked_about() {
    let problems = |facts: Value| -> Vec<(String, &str)> {
        let problems = settlement::read(&facts).unwrap_err();
        problems
            .into_iter()
            .map(|problem| (problem.field, problem.reason.name()))
            .collect()
    };
    let contradiction = |field: &str| vec![(field.to_owned(), "contradiction")];
    let facts = json!({"pack": "songshan-2020", "situation": "death", "suspended_from": "2023-06", "paid_to": "2023-06"});
    assert_eq!(problems(facts), contradiction("paid_to"));
    let facts = json!({"pack": "songshan-2020", "situation": "death", "death_month": "2022-11", "death_date": "2022-12-01"});
    assert_eq!(problems(facts), contradiction("death_date"));
    let facts = json!({"pack": "songshan-2020", "situation": "duplicate", "account_balance": "1.00", "subsidies": "2.00"});
    assert_eq!(problems(facts), contradiction("subsidies"));
    let facts = json!({"pack": "songshan-2020", "situation": "resume", "suspended_from": "2023-06", "resumes": "2023-05"});
    assert_eq!(problems(facts), contradiction("resumes"));
    let kind = json!({"pack": "songshan-2020", "situation": "sentence", "kind": "罚款"});
    let pack = Packs::of_program().load("songshan-2020").unwrap();
    let found = settlement::problems(&settlement::read(&kind).unwrap(), &pack);
    assert_eq!(found[0].field, "kind");
    assert!(found[0].known.contains("有期徒刑"));
    assert_eq!(problems(json!([1]))[0].1, "not-an-object");
}

#[test]
fn the_last_day_of_a_time_is_reckoned_from_the_command_line() {
    let config = tempfile::tempdir().unwrap();
    let day = |arguments: &[&str]| {
        let arguments = [&["workday"], arguments].concat();
        let (code, out, _) = xunren(config.path(), &arguments, "");
        (code, out.trim_end().to_owned())
    };
    let sure = |date: &str| (0, format!(r#"{{"date":"{date}","estimated":false}}"#));
    assert_eq!(day(&["2021-09-17", "--plus", "3"]), sure("2021-09-23"));
    // V15: three months from the last day of November end with February, a Tuesday.
    assert_eq!(day(&["2022-11-30", "--months", "3"]), sure("2023-02-28"));
    assert_eq!(day(&["2022-11-20", "--months", "6"]), sure("2023-05-22"));
    assert_eq!(
        day(&["2022-11-20", "--months", "6", "--no-roll"]),
        sure("2023-05-20")
    );
    assert_eq!(day(&["2021-09-13", "--days", "5"]), sure("2021-09-18"));
    assert_eq!(day(&["2021-09-17"]).0, 2);
    assert_eq!(day(&["2021-09-17", "--days", "1", "--plus", "1"]).0, 2);
    assert_eq!(day(&["tomorrow", "--days", "1"]).0, 1);
    assert_eq!(day(&["2021-09-17", "--plus", "x"]).0, 1);

    let estimated = (0, r#"{"date":"2027-01-01","estimated":true}"#.to_owned());
    assert_eq!(day(&["2026-12-30", "--plus", "2"]), estimated);
    // The office lays the file of the new year beside the program.
    let folder = config.path().join("workdays");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("2027.csv"),
        "\u{feff}date,kind,name\r\n2027-01-01,off,元旦\r\n",
    )
    .unwrap();
    assert_eq!(day(&["2026-12-30", "--plus", "2"]), sure("2027-01-04"));
    fs::write(
        folder.join("2027.csv"),
        "date,kind,name\n2027-01-01,rest,元旦\n",
    )
    .unwrap();
    let (code, out, err) = xunren(config.path(), &["workday", "2026-12-30", "--plus", "2"], "");
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("2027.csv") && err.contains('2'), "{err}");
}
