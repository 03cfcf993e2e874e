//! The five documents and their packs: the words are the document's, and what it leaves open stays open.

use std::collections::BTreeSet;

use xunren::domain::pack::rules::valid;
use xunren::packs::Packs;

/// Each pack and the document it comes from.
const SEEDS: [(&str, &str); 5] = [
    ("huiji-2021", include_str!("../data/seeds/1-huiji.txt")),
    (
        "songshan-2020",
        include_str!("../data/seeds/2-songshan.txt"),
    ),
    ("urumqi-2022", include_str!("../data/seeds/3-urumqi.txt")),
    (
        "longjing-2021",
        include_str!("../data/seeds/4-longjing.txt"),
    ),
    (
        "shucheng-2018",
        include_str!("../data/seeds/5-shucheng.txt"),
    ),
];

fn without_breaks(text: &str) -> String {
    text.replace(['\n', '\r'], "")
}

#[test]
fn every_clause_is_worded_as_in_the_document() {
    let packs = Packs::of_program();
    let ids: BTreeSet<String> = packs.ids().into_iter().collect();
    assert_eq!(ids, SEEDS.iter().map(|(id, _)| (*id).to_owned()).collect());
    for (id, seed) in SEEDS {
        let (pack, seed) = (packs.load(id).expect("it loads"), without_breaks(seed));
        assert!(pack.clauses.len() > 15, "{id}");
        for (clause_id, clause) in &pack.clauses {
            assert!(
                seed.contains(&without_breaks(&clause.text)),
                "{id} {clause_id} is not in the document"
            );
        }
    }
    assert_eq!(
        packs.load("huiji-2021").expect("it loads").cite("3.2.1"),
        "惠人社〔2021〕82号 三（二）1"
    );
    let songshan = packs.load("songshan-2020").expect("it loads");
    assert_eq!(songshan.cite("29.2"), "赤松政办发〔2020〕56号 第二十九条2");
}

#[test]
fn every_clause_stands_under_its_own_number() {
    let packs = Packs::of_program();
    let begins = |pack: &str, clause: &str, words: &str| {
        let pack = packs.load(pack).expect("it loads");
        assert!(pack.clauses[clause].text.starts_with(words), "{clause}");
    };
    begins(
        "songshan-2020",
        "18",
        "参保人员死亡、丧失国籍或已享受其他社会养老保障待遇的",
    );
    begins("songshan-2020", "22", "區社保局對參保人員待遇領取資格");
    begins("songshan-2020", "24", "領取待遇人員被判刑的");
    begins("songshan-2020", "29.2", "清算抵扣。");
    begins("songshan-2020", "3.2.4", "组织领取待遇人员进行资格认证");
    begins(
        "urumqi-2022",
        "8.1",
        "市级退管机构应将区（县）退管机构反馈的核实结果",
    );
    begins(
        "urumqi-2022",
        "8.2.3",
        "违规领取社会保险待遇的人员原则上应一次性退还",
    );
    begins("longjing-2021", "a2.2.2", "补助标准。");
    begins("longjing-2021", "a2.2.3.2", "死亡时处于服刑期间的");
    begins("longjing-2021", "a3.4", "垫付资金偿还办法");
    begins(
        "shucheng-2018",
        "2.3",
        "加快做好系统暂停封存状态人员的清理工作",
    );
    begins("shucheng-2018", "1.3.1", "政府代缴对象和代缴标准");
}

#[test]
fn a_procedure_has_no_campaign_and_its_days_end_at_midnight() {
    let packs = Packs::of_program();
    let day = "2023-05-01".parse().expect("a day");
    for (id, _) in &SEEDS[1..] {
        let pack = packs.load(id).expect("it loads");
        assert_eq!((pack.daily.as_ref(), pack.phases.len()), (None, 0), "{id}");
        assert!(pack.leading_group.is_empty() && pack.ranking.is_none());
        assert_eq!(pack.day_ends(day).to_string(), "2023-05-02 00:00:00");
    }
    assert_eq!(
        packs
            .load("huiji-2021")
            .expect("it loads")
            .day_ends(day)
            .to_string(),
        "2023-05-01 15:00:00"
    );
}

#[test]
fn what_no_document_gives_is_empty_and_names_the_clause_that_leaves_it_open() {
    let packs = Packs::of_program();
    for (id, figures) in [
        (
            "songshan-2020",
            &["funeral", "interest_rate", "over_basis", "rates"][..],
        ),
        (
            "urumqi-2022",
            &["funeral", "offset_order", "over_basis", "rates"],
        ),
        ("longjing-2021", &["over_basis", "rates"]),
        (
            "shucheng-2018",
            &["funeral", "offset_order", "over_basis", "rates"],
        ),
    ] {
        let rules = packs.load(id).expect("it loads").rules;
        let open: Vec<&str> = rules.open.keys().map(String::as_str).collect();
        assert_eq!(open, figures, "{id}");
        assert!(rules.rates.is_empty(), "{id}: nobody gave a rate");
        let amounts = rules.funeral.iter().filter_map(|rule| rule.value);
        let amounts: Vec<String> = amounts.map(|amount| amount.to_string()).collect();
        let expected: &[&str] = if id == "longjing-2021" {
            &["600.00"]
        } else {
            &[]
        };
        assert_eq!(amounts, expected, "{id}");
    }
}

#[test]
fn the_gates_of_songshan_are_those_that_block() {
    let pack = Packs::of_program().load("songshan-2020").expect("it loads");
    let gates: Vec<String> = pack
        .classes
        .iter()
        .map(|class| {
            let steps = class.steps.iter().filter(|step| step.gate);
            let steps: Vec<&str> = steps.map(|step| step.id.as_str()).collect();
            format!("{} {}", class.id, steps.join(" "))
        })
        .collect();
    assert_eq!(
        gates,
        [
            "1 certify eligible application materials",
            "2 notice award_form",
            "3 ",
            "3a notice form offset",
            "3b materials",
            "4 stage reckon claim materials",
            "5 death notice form reckon materials",
            "6 ",
            "7 materials",
        ]
    );
}

#[test]
fn what_holds_everywhere_lies_under_every_pack_and_the_packs_own_rule_wins() {
    let packs = Packs::of_program();
    let month = "2022-11".parse().expect("a month");
    let last = |id: &str| {
        let rules = packs.load(id).expect("it loads").rules;
        let rule = valid(&rules.last_payable, month).expect("a rule").clone();
        rule.clause
            .or(rule.source)
            .expect("it is written somewhere")
    };
    assert_eq!(last("songshan-2020"), "18");
    assert_eq!(last("longjing-2021"), "国发〔2014〕8号");
    // The released pack of the campaign stays as it is, and settles all the same.
    assert_eq!(last("huiji-2021"), "国发〔2014〕8号");
}
