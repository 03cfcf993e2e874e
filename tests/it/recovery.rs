//! The recovery of overpaid money: scenarios that anybody can add, and each rule by itself.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};
use xunren::domain::case::Case;
use xunren::domain::deadline::{Matter, terms};
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::money::Money;
use xunren::domain::pack::Pack;
use xunren::domain::record::Reason;
use xunren::domain::recovery::{Ledger, Objection, Stage, recorded_working};
use xunren::packs::Packs;
use xunren::usecases::recording::{Record, Subject, Taken, record};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{PERSON, fields_of, reason};

pub const START: &str = "2023-06-01";

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

/// A pack with an office's rates on top: 123 yuan a month from 2018 on, the basic pension counts as overpaid.
pub fn with_rates(pack: &str) -> Pack {
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("packs/office-rates");
    fs::create_dir_all(&folder).unwrap();
    let text = format!(
        r#"
id = "office-rates"
version = 1
extends = ["{pack}"]
title = "本单位标准"

[[rules.rates]]
from = "2018-01"
basic = "123.00"
layer = "minimum"
source = "本单位规定"

[[rules.over]]
chain = ["death", "sentence", "other_benefit"]
basis = "basic"
source = "本单位规定"
"#
    );
    fs::write(folder.join("pack.toml"), text).unwrap();
    Packs::with_config(config.path())
        .load("office-rates")
        .unwrap()
}

/// A book with one person, to which things are recorded day by day.
pub struct Kept {
    pub session: Session,
    pub case: CaseId,
    minutes: i64,
}

impl Kept {
    pub fn new(pack: Pack, unit: &str) -> Self {
        let at = moment(START.parse().unwrap(), 0);
        let unit = unit.parse().unwrap();
        let mut session = Session::in_memory(unit, pack, "王敏", Clock::Set(at)).unwrap();
        let fields = format!(r#"{{"name":"戴花妮","id_number":"{PERSON}"}}"#);
        let register = Record {
            at: Some(at),
            by: None,
            subject: Subject::Nobody,
            kind: Kind::Register,
            fields: fields_of(&fields),
        };
        let Taken::Applied(case, _) = record(&mut session, &register).unwrap() else {
            panic!("nobody was registered");
        };
        Self {
            session,
            case,
            minutes: 0,
        }
    }

    pub fn try_say(
        &mut self,
        day: NaiveDate,
        by: &str,
        kind: Kind,
        fields: Map<String, Value>,
    ) -> Result<Taken, xunren::error::Error> {
        self.minutes += 1;
        let said = Record {
            at: Some(moment(day, self.minutes)),
            by: Some(by.to_owned()),
            subject: Subject::Case(self.case),
            kind,
            fields,
        };
        record(&mut self.session, &said)
    }

    pub fn say(&mut self, day: &str, kind: Kind, fields: &str) {
        let day = day.parse().unwrap();
        self.try_say(day, "王敏", kind, fields_of(fields)).unwrap();
    }

    fn gates(&mut self, day: NaiveDate) {
        let case = self.now();
        let class = self.session.pack.class(case.class().unwrap()).unwrap();
        let gates = class.steps.iter().filter(|step| step.gate);
        let gates: Vec<String> = gates.map(|step| step.id.clone()).collect();
        for gate in gates {
            let fields = fields_of(&format!(r#"{{"step":"{gate}","document":"死亡证明"}}"#));
            self.try_say(day, "王敏", Kind::Step, fields).unwrap();
        }
    }

    pub fn now(&self) -> Case {
        let entries = self.session.store.entries_of(self.case).unwrap();
        Case::of(&entries, &self.session.pack)
    }

    pub fn ledger(&self) -> Ledger {
        Ledger::of(&self.now(), &self.session.pack)
    }
}

pub fn moment(day: NaiveDate, minutes: i64) -> i64 {
    let morning = day.and_hms_opt(1, 0, 0).unwrap().and_utc();
    morning.timestamp_millis() + minutes * 1000
}

fn play(scenario: &Scenario) -> Kept {
    let mut kept = Kept::new(with_rates(&scenario.pack), &scenario.unit);
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

fn claimed(pack: &str, unit: &str) -> Kept {
    let mut kept = Kept::new(with_rates(pack), unit);
    for (kind, fields) in [
        (
            Kind::Correct,
            r#"{"field":"suspended_from","value":"2023-06"}"#,
        ),
        (Kind::Classify, r#"{"class":"5","basis":"有材料"}"#),
        (
            Kind::Fact,
            r#"{"name":"death_month","value":"2020-05","source":"死亡证明"}"#,
        ),
        (Kind::Fact, r#"{"name":"account_balance","value":"1050"}"#),
        (Kind::Fact, r#"{"name":"funeral","value":"600"}"#),
    ] {
        kept.say("2023-06-02", kind, fields);
    }
    kept.gates("2023-06-02".parse().unwrap());
    let resolve = r#"{"outcome":"terminated","recover_due":"4428.00"}"#;
    kept.say("2023-06-05", Kind::Resolve, resolve);
    kept
}

fn refused(kept: &mut Kept, day: &str, kind: Kind, fields: &str) -> (Reason, Option<&'static str>) {
    let taken = kept.try_say(day.parse().unwrap(), "王敏", kind, fields_of(fields));
    let lack = match &taken {
        Err(xunren::error::Error::Refused(refusal)) => refusal.lack.as_ref().map(|lack| lack.0),
        _ => None,
    };
    (reason(taken), lack)
}

#[test]
fn instalments_want_the_agencys_consent_where_the_pack_does() {
    let plan = r#"{"step":"agreement","amount":"2778","instalments":"12","every":"1","first_due":"2023-07-15"}"#;
    let mut kept = claimed("urumqi-2022", "6501");
    assert_eq!(
        refused(&mut kept, "2023-06-12", Kind::Step, plan),
        (Reason::Blocked, Some("approval"))
    );
    let agreed = plan.replace('}', r#","document":"乌社险〔2023〕5号"}"#);
    kept.say("2023-06-12", Kind::Step, &agreed);
    assert_eq!(kept.ledger().agreement.unwrap().instalments.len(), 12);
    // Where the document says nothing of instalments it is shown, and nobody is refused.
    let mut kept = claimed("songshan-2020", "150404");
    kept.say("2023-06-12", Kind::Step, plan);
    let open = kept.ledger().open(&kept.now(), &kept.session.pack);
    assert!(open.iter().any(|one| one.what == "instalments"), "{open:?}");
}

#[test]
fn an_agreement_says_everything_and_a_recheck_says_what_it_found() {
    let mut kept = claimed("songshan-2020", "150404");
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
    let mut kept = Kept::new(with_rates("songshan-2020"), "150404");
    kept.say(
        "2023-06-02",
        Kind::Classify,
        r#"{"class":"4","basis":"有材料"}"#,
    );
    let offset = r#"{"amount":"100","offset":true}"#;
    assert_eq!(
        refused(&mut kept, "2023-06-03", Kind::Recover, offset),
        (Reason::Blocked, Some("offset"))
    );
    kept.say(
        "2023-06-03",
        Kind::Recover,
        r#"{"amount":"100","voucher":"1"}"#,
    );
    let mut dead = claimed("songshan-2020", "150404");
    dead.say(
        "2023-06-06",
        Kind::Recover,
        r#"{"amount":"1050","offset":true}"#,
    );
}

#[test]
fn what_the_heirs_get_is_never_paid_in_cash_where_the_pack_says_so() {
    let mut kept = Kept::new(with_rates("longjing-2021"), "222405");
    kept.say(
        "2023-06-02",
        Kind::Classify,
        r#"{"class":"5","basis":"有材料"}"#,
    );
    for (kind, fields) in [
        (Kind::Step, r#"{"step":"archive","way":"发现金"}"#),
        (Kind::Fact, r#"{"name":"paid_by","value":"现金"}"#),
    ] {
        let found = refused(&mut kept, "2023-06-03", kind, fields);
        assert_eq!(found, (Reason::Blocked, Some("cash")));
    }
    kept.say(
        "2023-06-03",
        Kind::Step,
        r#"{"step":"archive","way":"发到社保卡"}"#,
    );
    let mut elsewhere = Kept::new(with_rates("songshan-2020"), "150404");
    elsewhere.say(
        "2023-06-03",
        Kind::Fact,
        r#"{"name":"paid_by","value":"现金"}"#,
    );
}

#[test]
fn a_question_of_a_double_subsidy_is_answered_and_dated() {
    let mut kept = Kept::new(with_rates("longjing-2021"), "222405");
    kept.say(
        "2023-06-02",
        Kind::Classify,
        r#"{"class":"5","basis":"有材料"}"#,
    );
    kept.say(
        "2023-06-02",
        Kind::Fact,
        r#"{"name":"death_month","value":"2023-01"}"#,
    );
    let asked = |kept: &Kept| kept.ledger().questions(&kept.now(), &kept.session.pack);
    let before = asked(&kept);
    assert_eq!((before.len(), before[0].answer.as_deref()), (1, None));
    assert!(before[0].clause.contains("附件2 五1"), "{before:?}");
    kept.say(
        "2023-06-08",
        Kind::Fact,
        r#"{"name":"other_funeral","value":"no"}"#,
    );
    let after = asked(&kept);
    assert_eq!(after[0].answer.as_deref(), Some("no"));
    assert_eq!(after[0].on, Some("2023-06-08".parse().unwrap()));
    assert_eq!(after[0].by.as_deref(), Some("王敏"));
}

#[test]
fn facts_that_come_later_change_nothing_of_what_was_claimed() {
    let mut kept = claimed("songshan-2020", "150404");
    let before = kept.ledger();
    let working = recorded_working(&kept.now(), &kept.session.pack).unwrap();
    assert_eq!(working.residual, Some(money("2778.00")));
    for (name, value) in [
        ("death_month", "2021-01"),
        ("account_balance", "9"),
        ("funeral", "0"),
        ("paid_to", "2020-12"),
    ] {
        let fields = format!(r#"{{"name":"{name}","value":"{value}"}}"#);
        kept.say("2023-06-20", Kind::Fact, &fields);
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
    let mut kept = claimed("songshan-2020", "150404");
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
    let mut kept = Kept::new(with_rates("urumqi-2022"), "6501");
    kept.say(
        "2023-06-02",
        Kind::Classify,
        r#"{"class":"5","basis":"有材料"}"#,
    );
    kept.say(
        "2023-06-02",
        Kind::Fact,
        r#"{"name":"death_month","value":"2023-04"}"#,
    );
    let report = |kept: &Kept| {
        let all = terms(&kept.now(), &kept.session.pack);
        all.into_iter().find(|term| term.matter == Matter::Report)
    };
    let term = report(&kept).unwrap();
    assert_eq!(term.until.to_string(), "2023-04-30");
    assert!(!term.estimated);
    assert_eq!(term.basis.as_deref(), Some("乌人社规〔2022〕3号 八（二）2"));
    kept.say(
        "2023-06-03",
        Kind::Fact,
        r#"{"name":"reported_on","value":"2023-04-28"}"#,
    );
    assert_eq!(report(&kept), None);
    // Elsewhere the regulation counts, from the month in which it is in force.
    let mut kept = Kept::new(with_rates("songshan-2020"), "150404");
    kept.say(
        "2024-02-01",
        Kind::Classify,
        r#"{"class":"5","basis":"有材料"}"#,
    );
    kept.say(
        "2024-02-01",
        Kind::Fact,
        r#"{"name":"death_date","value":"2022-11-20"}"#,
    );
    assert_eq!(report(&kept), None);
    kept.say(
        "2024-02-02",
        Kind::Fact,
        r#"{"name":"death_date","value":"2024-01-10"}"#,
    );
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
    let mut kept = claimed("songshan-2020", "150404");
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
