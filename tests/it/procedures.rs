//! The procedures of the classes: row by row those of the table, and how each class looks on the walk.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;
use xunren::domain::entry::Kind;
use xunren::domain::pack::{Closing, Pack, Step};
use xunren::messages::Language;

use crate::desk::packs;
use crate::gates::{layered, panel_under};
use crate::office::SMALL;

const TABLE: &str = include_str!("../data/procedures.txt");

fn closing(closing: &Closing) -> String {
    let words = |name: &str, list: &[String]| {
        (!list.is_empty()).then(|| format!("{name}={}", list.join(",")))
    };
    match closing {
        Closing::Contact { how, met, found } => {
            let parts = [words("how", how), words("met", met), words("found", found)];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            format!("contact({})", parts.join(" "))
        }
        Closing::Fact(name) => format!("fact({name})"),
        Closing::ReviewAt(level) => format!("review_at({level})"),
        Closing::ServedBoth { .. } => "served_both".to_owned(),
        Closing::Classify => "classify".to_owned(),
        Closing::Evidence => "evidence".to_owned(),
        Closing::Served => "served".to_owned(),
        Closing::Refer => "refer".to_owned(),
        Closing::Recover => "recover".to_owned(),
        Closing::Resolve => "resolve".to_owned(),
        Closing::Review => "review".to_owned(),
        Closing::SystemUpdate => "system_update".to_owned(),
    }
}

fn or_none(parts: &[String], between: &str) -> String {
    if parts.is_empty() {
        "-".to_owned()
    } else {
        parts.join(between)
    }
}

/// A step as the table writes it, without the row of the table.
fn row(class: &str, step: &Step) -> String {
    let only: Vec<String> = step
        .only_for
        .iter()
        .map(|kind| kind.name().to_owned())
        .collect();
    let closings: Vec<String> = step.closed_by.iter().map(closing).collect();
    [
        class,
        if step.gate { "●" } else { "-" },
        &step.id,
        step.role.name(),
        &or_none(&only, ","),
        step.clause.as_deref().unwrap_or("-"),
        &or_none(&closings, " "),
    ]
    .join(" | ")
}

#[test]
fn the_campaign_on_the_procedure_has_every_row_of_the_table_and_its_gates() {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let wanted: Vec<String> = rows
        .map(|line| {
            let mut parts: Vec<&str> = line.split(" | ").collect();
            // The row of the table is for who reads it.
            parts.remove(1);
            parts.join(" | ")
        })
        .collect();
    let pack = layered();
    let steps = pack
        .classes
        .iter()
        .flat_map(|class| class.steps.iter().map(|step| row(&class.id, step)));
    let found: Vec<String> = steps.collect();
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted);
    }
    assert_eq!(found.len(), wanted.len());
}

#[test]
fn practice_never_holds_back_and_the_campaign_alone_holds_nothing_back() {
    for step in layered().classes.iter().flat_map(|class| &class.steps) {
        assert!(!step.gate || step.clause.is_some(), "{}", step.title);
        assert!(!step.gate_if_cited, "{}", step.title);
    }
    let alone = packs().load("huiji-2021").unwrap();
    assert!(
        alone
            .classes
            .iter()
            .flat_map(|class| &class.steps)
            .all(|step| !step.gate)
    );
    // What only a campaign asks for holds nothing back where none is laid on the procedure.
    let procedure = packs().load("songshan-2020").unwrap();
    for (class, id) in [("3b", "keep_place"), ("6", "seek"), ("5", "unreachable")] {
        let steps = &procedure.class(class).unwrap().steps;
        let step = steps.iter().find(|step| step.id == id).unwrap();
        assert!(step.gate_if_cited && !step.gate, "{id}");
    }
}

/// The walk on a person of each class, one screen below the other.
fn screens(pack: &Pack, language: Language) -> String {
    let mut all = String::new();
    for class in &pack.classes {
        let said = format!(r#"{{"class":"{}","basis":"见到本人"}}"#, class.id);
        let said = [
            (
                Kind::Contact,
                r#"{"how":"visit","met":"family","found":"away"}"#,
            ),
            (Kind::Classify, said.as_str()),
        ];
        let screen = panel_under(pack.clone(), language, &said, 0, SMALL);
        for row in screen.lines() {
            assert!(row.width() <= 80, "{row}");
        }
        let _ = write!(all, "== {}\n{screen}\n", class.id);
    }
    all
}

#[test]
fn the_procedure_of_each_class_looks_as_agreed_in_both_languages() {
    let campaign = packs().load("huiji-2021").unwrap();
    for (name, pack) in [("campaign", &campaign), ("layered", &layered())] {
        for (language, ending) in [(Language::Chinese, "zh"), (Language::English, "en")] {
            let screens = screens(pack, language);
            assert!(!screens.contains('【'), "a message is missing: {screens}");
            insta::assert_snapshot!(format!("procedures_{name}_{ending}"), screens);
        }
    }
}

#[test]
fn a_step_of_another_ending_depends_on_the_outcome_until_one_is_proposed() {
    const LARGE: (u16, u16) = (120, 36);
    let campaign = packs().load("huiji-2021").unwrap();
    let shown =
        |said: &[(Kind, &str)]| panel_under(campaign.clone(), Language::Chinese, said, 0, LARGE);
    let seen = (
        Kind::Contact,
        r#"{"how":"visit","met":"family","found":"custody"}"#,
    );
    let prison = (Kind::Classify, r#"{"class":"4"}"#);
    let panel = shown(&[seen, prison]);
    assert!(panel.contains("待定  核对社保卡账户"), "{panel}");
    assert!(panel.contains("恢复发放才办"), "{panel}");
    let kept = (Kind::Resolve, r#"{"outcome":"kept_suspended"}"#);
    assert!(!shown(&[seen, prison, kept]).contains("核对社保卡账户"));
    let resumed = (Kind::Resolve, r#"{"outcome":"resumed"}"#);
    let panel = shown(&[seen, prison, resumed]);
    assert!(
        panel.contains("核对社保卡账户") && !panel.contains("待定"),
        "{panel}"
    );
    // The ending that the class names first is the way until a step of the other one is done.
    let dead = (Kind::Classify, r#"{"class":"5"}"#);
    let panel = shown(&[seen, dead]);
    assert!(panel.contains("待定  联系村（居）委会"), "{panel}");
    assert!(panel.contains("还有  收齐注销材料"), "{panel}");
    let asked = (
        Kind::Contact,
        r#"{"how":"committee","met":"committee","found":"dead"}"#,
    );
    let panel = shown(&[seen, dead, asked]);
    assert!(panel.contains("待定  收齐注销材料"), "{panel}");
    assert!(panel.contains("注销终止才办"), "{panel}");
}
