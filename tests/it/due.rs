//! Deadlines: which entry makes them run, until when, by which clause, and what ends them; and the command that lists them.

use serde_json::Value;
use xunren::domain::deadline::{Matter, Term, last_day, terms};
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::pack::rules::{TimeUnit, Within};
use xunren::domain::pack::{Pack, Step};
use xunren::packs::Packs;
use xunren::store::CaseFilter;
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{Desk, PERSON, fields_of, packs, register_at};

/// 1 September 2021, 00:00 in China.
const SEPTEMBER: i64 = 1_630_425_600_000;
const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

struct Watched {
    session: Session,
    case: CaseId,
    at: i64,
}

impl Watched {
    fn under(pack: Pack, unit: &str) -> Self {
        let clock = Clock::Set(SEPTEMBER);
        let mut session = Session::in_memory(unit.parse().unwrap(), pack, "王敏", clock).unwrap();
        let fields = format!(r#"{{"name":"戴花妮","id_number":"{PERSON}"}}"#);
        let case = register_at(&mut session, SEPTEMBER, &fields);
        Self {
            session,
            case,
            at: SEPTEMBER,
        }
    }

    fn huiji() -> Self {
        Self::under(packs().load("huiji-2021").unwrap(), "410108")
    }

    fn urumqi() -> Self {
        Self::under(packs().load("urumqi-2022").unwrap(), "6501")
    }

    /// Records on a day of September 2021, each a minute after the one before.
    fn on(&mut self, day: i64, by: &str, kind: Kind, fields: &str) {
        let morning = SEPTEMBER + (day - 1) * DAY + 9 * HOUR;
        self.at = morning.max(self.at + 60_000);
        let said = Record {
            at: Some(self.at),
            by: Some(by.to_owned()),
            subject: Subject::Case(self.case),
            kind,
            fields: fields_of(fields),
        };
        record(&mut self.session, &said).unwrap();
    }

    fn terms(&self) -> Vec<Term> {
        let entries = self.session.store.entries_of(self.case).unwrap();
        let case = xunren::domain::case::Case::of(&entries, &self.session.pack);
        terms(&case, &self.session.pack)
    }

    fn only(&self) -> Term {
        let terms = self.terms();
        assert_eq!(terms.len(), 1, "{terms:?}");
        terms[0].clone()
    }
}

fn ends(term: &Term) -> (Matter, String, Option<&str>, bool) {
    let basis = term.basis.as_deref();
    (term.matter, term.until.to_string(), basis, term.estimated)
}

#[test]
fn a_stretch_of_time_ends_as_the_civil_code_counts_it() {
    let pack = packs().load("huiji-2021").unwrap();
    let until = |from: &str, n: u32, unit: TimeUnit| {
        let due = last_day(
            &pack,
            &pack.workdays,
            from.parse().unwrap(),
            Within { n, unit },
        );
        (due.date.to_string(), due.estimated)
    };
    let sure = |day: &str| (day.to_owned(), false);
    for (from, n, last) in [
        ("2021-09-06", 3, "2021-09-09"),
        ("2021-09-17", 3, "2021-09-23"),
        ("2021-09-28", 5, "2021-10-11"),
        ("2022-12-05", 5, "2022-12-12"),
        ("2022-12-30", 3, "2023-01-05"),
        ("2022-11-20", 20, "2022-12-16"),
        ("2023-09-28", 3, "2023-10-09"),
        ("2024-02-08", 5, "2024-02-21"),
        ("2024-02-09", 3, "2024-02-20"),
        ("2025-09-30", 20, "2025-11-04"),
        ("2026-09-30", 5, "2026-10-13"),
    ] {
        assert_eq!(until(from, n, TimeUnit::Workday), sure(last), "{from} +{n}");
    }
    // V15, and a last day that is a Saturday of a holiday.
    assert_eq!(until("2022-11-30", 3, TimeUnit::Month), sure("2023-02-28"));
    assert_eq!(until("2021-09-22", 10, TimeUnit::Day), sure("2021-10-08"));
    assert_eq!(
        until("2021-09-22", 0, TimeUnit::SameMonth),
        sure("2021-09-30")
    );
    let unknown = until("2027-03-05", 1, TimeUnit::Workday);
    assert_eq!(unknown, ("2027-03-08".to_owned(), true));
}

#[test]
fn an_appointment_is_due_until_the_next_contact() {
    let mut one = Watched::huiji();
    assert_eq!(one.terms(), []);
    let again = r#"{"how":"phone","met":"nobody","again_on":"2021-09-08T14:00"}"#;
    one.on(6, "王敏", Kind::Contact, again);
    let term = one.only();
    assert_eq!(
        ends(&term),
        (Matter::Appointment, "2021-09-08".to_owned(), None, false)
    );
    assert_eq!(term.since.to_string(), "2021-09-06");
    one.on(
        8,
        "王敏",
        Kind::Contact,
        r#"{"how":"visit","met":"self","found":"alive"}"#,
    );
    assert_eq!(one.terms(), []);
}

#[test]
fn a_referral_is_due_on_the_officers_own_day_until_it_is_answered() {
    let mut one = Watched::huiji();
    one.on(
        6,
        "王敏",
        Kind::Refer,
        r#"{"to":"广州市天河区","ask":"是否健在"}"#,
    );
    assert_eq!(one.terms(), [], "no day was set, none is invented");
    one.on(
        6,
        "王敏",
        Kind::Refer,
        r#"{"to":"广州市天河区","ask":"是否健在","due":"2021-09-16"}"#,
    );
    let term = one.only();
    assert_eq!(
        ends(&term),
        (Matter::Referral, "2021-09-16".to_owned(), None, false)
    );
    assert_eq!(term.about, "广州市天河区");
    one.on(
        9,
        "王敏",
        Kind::Refer,
        r#"{"to":"广州市天河区","answer":"健在"}"#,
    );
    assert_eq!(one.terms(), []);
}

#[test]
fn a_request_for_a_visit_runs_five_workdays_only_where_the_pack_says_so() {
    let request = r#"{"what":"上门认证"}"#;
    let mut one = Watched::urumqi();
    one.on(28, "王敏", Kind::Request, request);
    let clause = "乌人社规〔2022〕3号 七（三）";
    let term = one.only();
    assert_eq!(
        ends(&term),
        (
            Matter::Request,
            "2021-10-11".to_owned(),
            Some(clause),
            false
        )
    );
    one.on(
        29,
        "王敏",
        Kind::Contact,
        r#"{"how":"phone","met":"family"}"#,
    );
    assert_eq!(one.terms().len(), 1, "a call is not a visit");
    one.on(
        30,
        "王敏",
        Kind::Contact,
        r#"{"how":"visit","met":"self","found":"alive"}"#,
    );
    assert_eq!(one.terms(), []);
    let mut silent = Watched::huiji();
    silent.on(28, "王敏", Kind::Request, request);
    assert_eq!(silent.terms(), []);
}

#[test]
fn the_time_to_object_runs_from_the_day_of_the_suspension_until_somebody_objects() {
    let mut one = Watched::urumqi();
    one.on(
        6,
        "王敏",
        Kind::Fact,
        r#"{"name":"suspended_on","value":"2022-11-30"}"#,
    );
    let clause = "乌人社规〔2022〕3号 八（一）";
    let term = one.only();
    assert_eq!(
        ends(&term),
        (
            Matter::Objection,
            "2023-02-28".to_owned(),
            Some(clause),
            false
        )
    );
    one.on(7, "王敏", Kind::Objection, r#"{"against":"暂停待遇"}"#);
    assert_eq!(one.terms(), []);
}

#[test]
fn a_notice_with_a_day_runs_until_the_next_step_is_done() {
    let mut one = Watched::under(packs().load("songshan-2020").unwrap(), "150404");
    one.on(6, "王敏", Kind::Classify, r#"{"class":"5"}"#);
    one.on(
        7,
        "王敏",
        Kind::Served,
        r#"{"notice":"申请注销登记告知书","to":"李强","on":"2021-09-06","due":"2021-09-20"}"#,
    );
    let term = one.only();
    assert_eq!(
        ends(&term),
        (Matter::Notice, "2021-09-20".to_owned(), None, false)
    );
    assert_eq!(term.since.to_string(), "2021-09-06", "it runs from service");
    one.on(8, "李所", Kind::Step, r#"{"step":"form"}"#);
    assert_eq!(one.terms(), []);
}

#[test]
fn a_claim_runs_until_the_money_is_back_or_something_was_done_about_it() {
    let claim = r#"{"notice":"社会保险待遇返还通知书","to":"本人","due":"2021-09-20","servers":["王敏","李所"],"recording":"A-17"}"#;
    let mut one = Watched::under(packs().load("songshan-2020").unwrap(), "150404");
    one.on(6, "王敏", Kind::Classify, r#"{"class":"3a"}"#);
    one.on(7, "王敏", Kind::Served, claim);
    assert_eq!(one.only().matter, Matter::Claim);
    one.on(
        8,
        "王敏",
        Kind::Recover,
        r#"{"amount":"728.00","voucher":"17"}"#,
    );
    assert_eq!(one.terms(), []);
    one.on(9, "王敏", Kind::Withdraw, r#"{"what":"recover"}"#);
    assert_eq!(one.terms().len(), 1);
    one.on(22, "王敏", Kind::Step, r#"{"step":"hand_over"}"#);
    assert_eq!(one.terms(), []);
}

/// An office that knows how long its funeral subsidy may be claimed, and within what time a step is due.
fn office() -> Pack {
    let text = include_str!("../data/layers/huiji-office/pack.toml");
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("packs/huiji-office");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("pack.toml"), text).unwrap();
    Packs::with_config(config.path())
        .load("huiji-office")
        .unwrap()
}

#[test]
fn the_funeral_subsidy_may_be_claimed_for_the_time_that_the_office_cites() {
    let mut one = Watched::under(office(), "410108");
    one.on(
        6,
        "王敏",
        Kind::Fact,
        r#"{"name":"death_month","value":"2022-03"}"#,
    );
    let source = "豫人社规〔2021〕6号";
    let term = one.only();
    // The day is not known: the month's first counts, and it is an estimate.
    assert_eq!(
        ends(&term),
        (Matter::Funeral, "2022-09-01".to_owned(), Some(source), true)
    );
    one.on(
        7,
        "王敏",
        Kind::Fact,
        r#"{"name":"death_date","value":"2022-03-14"}"#,
    );
    let term = one.only();
    assert_eq!(
        ends(&term),
        (
            Matter::Funeral,
            "2022-09-14".to_owned(),
            Some(source),
            false
        )
    );
    one.on(
        8,
        "王敏",
        Kind::Fact,
        r#"{"name":"claimed_on","value":"2022-04-01"}"#,
    );
    assert_eq!(one.terms(), []);
}

#[test]
fn a_step_with_a_time_is_due_after_the_step_before_it() {
    let mut pack = packs().load("huiji-2021").unwrap();
    let class = pack
        .classes
        .iter_mut()
        .find(|class| class.id == "1")
        .unwrap();
    let certify: &mut Step = &mut class.steps[1];
    certify.within = Some(Within {
        n: 3,
        unit: TimeUnit::Workday,
    });
    let mut one = Watched::under(pack, "410108");
    one.on(16, "王敏", Kind::Classify, r#"{"class":"1"}"#);
    assert_eq!(one.terms(), [], "another step comes first");
    one.on(
        17,
        "王敏",
        Kind::Contact,
        r#"{"how":"visit","met":"self","found":"alive"}"#,
    );
    let term = one.only();
    let clause = "惠人社〔2021〕82号 三（二）1";
    assert_eq!(
        ends(&term),
        (Matter::Step, "2021-09-23".to_owned(), Some(clause), false)
    );
    assert_eq!(term.about, "办理资格认证");
    let filter = |day: &str| CaseFilter {
        due: day.parse().ok(),
        ..CaseFilter::default()
    };
    let due = |one: &Watched, day| one.session.store.list(&filter(day)).unwrap().len();
    assert_eq!((due(&one, "2021-09-22"), due(&one, "2021-09-23")), (0, 1));
    one.on(18, "王敏", Kind::Step, r#"{"step":"certify"}"#);
    assert_eq!(due(&one, "2021-09-30"), 0);
}

/// A book with one person met and one referred.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.init();
    desk.import("suspended-export.xlsx");
    let people = desk.json(
        0,
        &[
            "--book", "b.xunren", "--format", "json", "list", "--limit", "2",
        ],
    );
    let ids: Vec<&str> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["case"].as_str().unwrap())
        .collect();
    let clock = "2021-09-06T10:00:00+08:00";
    let base = ["--book", "b.xunren", "--clock", clock, "record"];
    let contact = [
        "contact",
        "--person",
        ids[0],
        "--how",
        "phone",
        "--again-on",
        "2021-09-07",
    ];
    desk.ends(0, &[&base[..], &contact[..]].concat());
    let refer = [
        "refer",
        "--person",
        ids[1],
        "--to",
        "广州市",
        "--due",
        "2021-09-10",
    ];
    desk.ends(0, &[&base[..], &refer[..]].concat());
    desk
}

#[test]
fn the_command_tells_who_is_overdue_due_today_and_due_next() {
    let desk = desk();
    let on = |day: &str| -> Value {
        desk.json(
            0,
            &["--book", "b.xunren", "--format", "json", "due", "--on", day],
        )
    };
    let counts = |value: &Value| {
        ["overdue", "today", "next", "office"].map(|part| value[part].as_array().unwrap().len())
    };
    assert_eq!(counts(&on("2021-08-29")), [0, 0, 0, 0]);
    assert_eq!(counts(&on("2021-09-07")), [0, 1, 1, 1]);
    let late = on("2021-09-10");
    assert_eq!(counts(&late), [1, 1, 0, 0]);
    let first = &late["overdue"][0];
    assert_eq!(first["what"], "appointment");
    assert_eq!(first["until"], "2021-09-07");
    assert_eq!(first["days_left"], -3);
    assert_eq!(first["clause"], Value::Null);
    assert_eq!(late["today"][0]["about"], "广州市");
    assert!(
        late["today"][0]["id_number"]
            .as_str()
            .unwrap()
            .contains("****")
    );
    let elsewhere = desk.json(
        0,
        &[
            "--book",
            "b.xunren",
            "--format",
            "json",
            "due",
            "--unit",
            "410108003",
            "--on",
            "2021-09-10",
        ],
    );
    assert!(elsewhere["overdue"].as_array().unwrap().len() < 2);
    let verified = desk.verify();
    assert_eq!(verified["ok"], true, "{verified}");
    let text = desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "--lang",
            "zh-CN",
            "due",
            "--on",
            "2021-09-08",
        ],
    );
    for words in [
        "过期的（1项）",
        "约好再去",
        "往后几天到期的（1项）",
        "协查回复：广州市",
        "五（一）",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let quiet = desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "--lang",
            "zh-CN",
            "due",
            "--on",
            "2021-08-20",
        ],
    );
    assert_eq!(quiet.trim(), "没有到期的。");
}
