//! The recovery of overpaid money: scenarios that anybody can add, and each rule by itself.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};
use xunren::domain::deadline::{Matter, terms};
use xunren::domain::entry::Kind;
use xunren::domain::money::Money;
use xunren::domain::record::Reason;
use xunren::domain::recovery::{Objection, Stage, recorded_working};

use crate::desk::fields_of;
use crate::recovery_desk::{Kept, SECOND, with_rates};

/// A file of tests/recoveries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// What it shows, as a sentence.
    title: String,
    /// The pack, with an office's rates laid on it.
    pack: String,
    /// The book's unit.
    unit: String,
    /// What is recorded, in order: `day`, `by` (王敏), `do`, and the fields; `do = "gates"` does the steps that block.
    says: Vec<Map<String, Value>>,
    /// What then stands on a day.
    then: Vec<Then>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    on: NaiveDate,
    stage: Option<String>,
    claimed: Option<String>,
    offset: Option<String>,
    received: Option<String>,
    balance: Option<String>,
    /// The agreed day of the next instalment.
    next: Option<NaiveDate>,
    /// How many instalments are overdue.
    overdue: Option<usize>,
    /// Who still has to sign a receipt.
    unsigned: Option<Vec<String>>,
    /// What the bundle lacks.
    missing: Option<Vec<String>>,
    may_hand_over: Option<bool>,
    /// Whether the threshold of the dishonesty list is reached.
    reached: Option<bool>,
    /// What the documents leave open.
    open: Option<Vec<String>>,
    /// The deadlines that run, each as `matter day`; this one whatever the day.
    terms: Option<Vec<String>>,
    /// The result of the last recheck.
    recheck: Option<String>,
    /// Whether the last objection came in time.
    in_time: Option<bool>,
    /// The order of offsets, by source and amount.
    sources: Option<Vec<String>>,
}

fn play(scenario: &Scenario) -> Kept {
    let mut kept = Kept::at(with_rates(&scenario.pack), scenario.unit.parse().unwrap());
    for said in &scenario.says {
        let mut fields = said.clone();
        let mut take = |name: &str| {
            let value = fields.remove(name)?;
            Some(value.as_str().unwrap_or_default().to_owned())
        };
        let day = take("day").expect("a day").parse().unwrap();
        let by = take("by").unwrap_or_else(|| "王敏".to_owned());
        let what = take("do").expect("what is done");
        if what == "gates" {
            kept.gates(day);
            continue;
        }
        let kind = Kind::named(&what).unwrap_or_else(|| panic!("{what}"));
        let taken = kept.try_say(day, &by, kind, fields);
        taken.unwrap_or_else(|error| panic!("{}: {what}: {error:?}", scenario.title));
    }
    kept
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn check(name: &str, kept: &Kept, then: &Then) {
    let (ledger, case, pack, day) = (kept.ledger(), kept.now(), &kept.session.pack, then.on);
    let place = format!("{name} {day}");
    if let Some(stage) = &then.stage {
        assert_eq!(ledger.stage_on(day).name(), stage, "{place}");
    }
    let figures = [
        (&then.claimed, ledger.claimed_on(day)),
        (&then.offset, ledger.offset_on(day)),
        (&then.received, ledger.received_on(day)),
        (&then.balance, ledger.balance_on(day)),
    ];
    for (wanted, found) in figures {
        if let Some(wanted) = wanted {
            assert_eq!(found, money(wanted), "{place}");
        }
    }
    if let Some(next) = then.next {
        let found = ledger.next_on(day).map(|(instalment, _)| instalment.due);
        assert_eq!(found, Some(next), "{place}");
    }
    if let Some(overdue) = then.overdue {
        assert_eq!(ledger.overdue_on(day).len(), overdue, "{place}");
    }
    if let Some(unsigned) = &then.unsigned {
        let found = ledger.notices.iter().flat_map(|notice| &notice.unsigned);
        let found: Vec<&str> = found.map(|(who, _)| who.name()).collect();
        assert_eq!(&found, unsigned, "{place}");
    }
    if let Some(missing) = &then.missing {
        let found = ledger.bundle(&case, pack).into_iter();
        let found = found.filter(|paper| paper.there == Some(false));
        let found: Vec<&str> = found.map(|paper| paper.paper.name()).collect();
        assert_eq!(&found, missing, "{place}");
    }
    if let Some(may) = then.may_hand_over {
        assert_eq!(ledger.unpaid_on(day), may, "{place}");
    }
    if let Some(reached) = then.reached {
        let found = ledger.dishonesty(&case, pack, day).unwrap();
        assert_eq!(found.reached, Some(reached), "{place}");
    }
    if let Some(open) = &then.open {
        let found = ledger.open(&case, pack);
        assert!(found.iter().all(|one| !one.clause.is_empty()), "{place}");
        let found: Vec<&str> = found.iter().map(|one| one.what).collect();
        assert_eq!(&found, open, "{place}");
    }
    if let Some(wanted) = &then.terms {
        let found = terms(&case, pack);
        let found: Vec<String> = found
            .iter()
            .map(|term| format!("{} {}", term.matter.name(), term.until))
            .collect();
        assert_eq!(&found, wanted, "{place}");
    }
    let last = ledger.objections.last();
    if let Some(result) = &then.recheck {
        let found = last.and_then(|one| one.recheck.as_ref());
        assert_eq!(found.map(|one| &one.result), Some(result), "{place}");
    }
    if let Some(in_time) = then.in_time {
        assert_eq!(last.and_then(Objection::in_time), Some(in_time), "{place}");
    }
    if let Some(sources) = &then.sources {
        let found = ledger.offsets.iter();
        let found: Vec<String> = found
            .map(|one| {
                let source = one.source.map_or("unknown", |source| source.name());
                format!("{source} {}", one.amount)
            })
            .collect();
        assert_eq!(&found, sources, "{place}");
    }
}

#[test]
fn each_recovery_comes_to_what_its_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recoveries");
    let mut count = 0;
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let scenario: Scenario =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let kept = play(&scenario);
        assert!(!scenario.then.is_empty(), "{name}: {}", scenario.title);
        for then in &scenario.then {
            check(&name, &kept, then);
        }
        count += 1;
    }
    assert!(count >= 8, "{count}");
}

#[test]
fn instalments_want_the_agencys_consent_where_the_pack_does() {
    let plan = r#"{"step":"agreement","amount":"2778","instalments":"12","every":"1","first_due":"2023-07-15"}"#;
    let mut kept = Kept::claimed("urumqi-2022");
    assert_eq!(
        kept.refused("2023-06-12", Kind::Step, plan),
        (Reason::Blocked, Some("approval"))
    );
    let agreed = plan.replace('}', r#","document":"乌社险〔2023〕5号"}"#);
    kept.say("2023-06-12", Kind::Step, &agreed);
    assert_eq!(kept.ledger().agreement.unwrap().instalments.len(), 12);
    // Where the document says nothing of instalments it is shown, and nobody is refused.
    let mut kept = Kept::claimed("songshan-2020");
    kept.say("2023-06-12", Kind::Step, plan);
    let open = kept.ledger().open(&kept.now(), &kept.session.pack);
    assert!(open.iter().any(|one| one.what == "instalments"), "{open:?}");
}

#[test]
fn an_agreement_says_everything_and_a_recheck_says_what_it_found() {
    let mut kept = Kept::claimed("songshan-2020");
    for (wrong, field) in [
        (
            r#"{"step":"agreement","instalments":"12","every":"1","first_due":"2023-07-15"}"#,
            "amount",
        ),
        (
            r#"{"step":"agreement","amount":"0","instalments":"12","every":"1","first_due":"2023-07-15"}"#,
            "amount",
        ),
        (
            r#"{"step":"agreement","amount":"9","every":"1","first_due":"2023-07-15"}"#,
            "instalments",
        ),
        (
            r#"{"step":"agreement","amount":"9","instalments":"0","every":"1","first_due":"2023-07-15"}"#,
            "instalments",
        ),
        (
            r#"{"step":"agreement","amount":"9","instalments":"601","every":"1","first_due":"2023-07-15"}"#,
            "instalments",
        ),
        (
            r#"{"step":"agreement","amount":"9","instalments":"3","first_due":"2023-07-15"}"#,
            "every",
        ),
        (
            r#"{"step":"agreement","amount":"9","instalments":"3","every":"1"}"#,
            "first_due",
        ),
        (r#"{"step":"recheck"}"#, "result"),
        (r#"{"step":"recheck","result":"好"}"#, "result"),
    ] {
        let day = "2023-06-12".parse().unwrap();
        match kept.try_say(day, "王敏", Kind::Step, fields_of(wrong)) {
            Err(xunren::error::Error::Refused(refusal)) => {
                assert_eq!(
                    (refusal.reason, refusal.field.as_str()),
                    (Reason::BadValue, field)
                );
            }
            other => panic!("{wrong}: {other:?}"),
        }
    }
}

#[test]
fn a_convicts_account_is_not_offset() {
    let mut kept = Kept::classed("songshan-2020", "4");
    let offset = r#"{"amount":"100","offset":true}"#;
    assert_eq!(
        kept.refused("2023-06-03", Kind::Recover, offset),
        (Reason::Blocked, Some("offset"))
    );
    kept.say(
        "2023-06-03",
        Kind::Recover,
        r#"{"amount":"100","voucher":"1"}"#,
    );
    let mut dead = Kept::claimed("songshan-2020");
    dead.say(
        "2023-06-06",
        Kind::Recover,
        r#"{"amount":"1050","offset":true}"#,
    );
}

#[test]
fn what_the_heirs_get_is_never_paid_in_cash_where_the_pack_says_so() {
    let mut kept = Kept::classed("longjing-2021", "5");
    for (kind, fields) in [
        (Kind::Step, r#"{"step":"archive","way":"发现金"}"#),
        (Kind::Fact, r#"{"name":"paid_by","value":"现金"}"#),
    ] {
        let found = kept.refused("2023-06-03", kind, fields);
        assert_eq!(found, (Reason::Blocked, Some("cash")));
    }
    kept.say(
        "2023-06-03",
        Kind::Step,
        r#"{"step":"archive","way":"发到社保卡"}"#,
    );
    let mut elsewhere = Kept::new("songshan-2020");
    elsewhere.knows("2023-06-03", "paid_by", "现金");
}

#[test]
fn a_question_of_a_double_subsidy_is_answered_and_dated() {
    let mut kept = Kept::classed("longjing-2021", "5");
    kept.knows(SECOND, "death_month", "2023-01");
    let asked = |kept: &Kept| kept.ledger().questions(&kept.now(), &kept.session.pack);
    let before = asked(&kept);
    assert_eq!((before.len(), before[0].answer.as_deref()), (1, None));
    assert!(before[0].clause.contains("附件2 五1"), "{before:?}");
    kept.knows("2023-06-08", "other_funeral", "no");
    let after = asked(&kept);
    assert_eq!(after[0].answer.as_deref(), Some("no"));
    assert_eq!(after[0].on, Some("2023-06-08".parse().unwrap()));
    assert_eq!(after[0].by.as_deref(), Some("王敏"));
}

#[test]
fn facts_that_come_later_change_nothing_of_what_was_claimed() {
    let mut kept = Kept::claimed("songshan-2020");
    let before = kept.ledger();
    let working = recorded_working(&kept.now(), &kept.session.pack).unwrap();
    assert_eq!(working.residual, Some(money("2778.00")));
    for (name, value) in [
        ("death_month", "2021-01"),
        ("account_balance", "9"),
        ("funeral", "0"),
        ("paid_to", "2020-12"),
    ] {
        kept.knows("2023-06-20", name, value);
    }
    kept.say("2023-06-21", Kind::Withdraw, r#"{"what":"fact"}"#);
    assert_eq!(
        recorded_working(&kept.now(), &kept.session.pack),
        Some(working)
    );
    let after = kept.ledger();
    assert_eq!(after.claim, before.claim);
    assert_eq!(after.offsets, before.offsets);
    // A new outcome is another claim, worked out from what was known then.
    let resolve = r#"{"outcome":"terminated","recover_due":"4428.00"}"#;
    kept.say("2023-06-22", Kind::Resolve, resolve);
    assert_ne!(kept.ledger().offsets, after.offsets);
}

#[test]
fn a_receipt_without_a_voucher_or_above_the_balance_is_taken_and_shown() {
    let mut kept = Kept::claimed("songshan-2020");
    kept.say("2023-06-10", Kind::Recover, r#"{"amount":"2000"}"#);
    kept.say(
        "2023-06-12",
        Kind::Recover,
        r#"{"amount":"1000","voucher":"17","on":"2023-06-11"}"#,
    );
    let ledger = kept.ledger();
    let shown: Vec<(bool, bool)> = ledger
        .receipts
        .iter()
        .map(|one| (one.voucher.is_some(), one.excess))
        .collect();
    assert_eq!(shown, [(false, false), (true, true)]);
    let day = "2023-06-11".parse().unwrap();
    assert_eq!(ledger.excess_on(day), money("222.00"));
    assert_eq!(ledger.stage_on(day), Stage::Excess);
    assert_eq!(
        ledger.owed_on("2023-06-10".parse().unwrap()),
        money("778.00")
    );
}

#[test]
fn an_event_is_reported_within_the_packs_time() {
    let mut kept = Kept::classed("urumqi-2022", "5");
    kept.knows(SECOND, "death_month", "2023-04");
    let report = |kept: &Kept| {
        let all = terms(&kept.now(), &kept.session.pack);
        all.into_iter().find(|term| term.matter == Matter::Report)
    };
    let term = report(&kept).unwrap();
    assert_eq!(term.until.to_string(), "2023-04-30");
    assert!(!term.estimated);
    assert_eq!(term.basis.as_deref(), Some("乌人社规〔2022〕3号 八（二）2"));
    kept.knows("2023-06-03", "reported_on", "2023-04-28");
    assert_eq!(report(&kept), None);
    // Elsewhere the regulation counts, from the month in which it is in force.
    let mut kept = Kept::new("songshan-2020");
    kept.classify("2024-02-01", "5");
    kept.knows("2024-02-01", "death_date", "2022-11-20");
    assert_eq!(report(&kept), None);
    kept.knows("2024-02-02", "death_date", "2024-01-10");
    let term = report(&kept).unwrap();
    assert_eq!(term.until.to_string(), "2024-02-06");
    assert_eq!(
        term.basis.as_deref(),
        Some("《社会保险经办条例》第二十五条")
    );
    kept.say("2024-02-03", Kind::SystemUpdate, "{}");
    assert_eq!(report(&kept), None);
}

#[test]
fn handing_over_is_due_where_an_office_gives_it_a_time() {
    let mut kept = Kept::claimed("songshan-2020");
    let within = xunren::domain::pack::rules::Within {
        n: 10,
        unit: xunren::domain::pack::rules::TimeUnit::Workday,
    };
    kept.session.pack.rules.recovery.as_mut().unwrap().hand_over = Some(within);
    kept.say(
        "2023-06-06",
        Kind::Served,
        r#"{"notice":"多领社会保险待遇追缴通知书","to":"陈小军","relation":"儿子","due":"2023-07-06","servers":["王敏","李所"],"recording":"A-17"}"#,
    );
    let found = terms(&kept.now(), &kept.session.pack);
    let found: Vec<(Matter, String)> = found
        .iter()
        .map(|term| (term.matter, term.until.to_string()))
        .collect();
    assert_eq!(
        found,
        [
            (Matter::Claim, "2023-07-06".to_owned()),
            (Matter::HandOver, "2023-07-20".to_owned()),
        ]
    );
    kept.say(
        "2023-07-10",
        Kind::Step,
        r#"{"step":"hand_over","way":"区人社局"}"#,
    );
    assert_eq!(terms(&kept.now(), &kept.session.pack), []);
}
