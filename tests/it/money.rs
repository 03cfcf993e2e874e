//! From a case's entries to its settlement: what is taken, what is missing, who sees amounts, and what stays beside an
//! outcome.

use serde_json::{Map, Value};
use tempfile::TempDir;
use xunren::domain::case::Case;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::money::Money;
use xunren::domain::pack::OutcomeKind;
use xunren::domain::record::Reason;
use xunren::domain::settlement::of_case::{Settled, Unsettled};
use xunren::error::Error;
use xunren::packs::Packs;
use xunren::usecases::importing::{ImportOptions, import};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::session::{Clock, Session};
use xunren::usecases::settling::Settling;

use crate::office::{FIGURES, NOON, TOWNSHIP, open_gates};

const PEOPLE: &str = "\
姓名,证件号码,性别,乡镇（街道）,村（社区）,组,家庭住址,暂停年月,暂停原因,个人账户余额
陈福来,410198193901020078,男,古荥镇,曹村坡村,6,老庄,202011,死亡,1050.00
";

/// A township's book with one person.
struct One {
    folder: TempDir,
    session: Session,
    settling: Settling,
    case: CaseId,
}

impl One {
    fn of_class(class: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pack = folder.path().join("packs").join(FIGURES.0);
        std::fs::create_dir_all(&pack).unwrap();
        std::fs::write(pack.join("pack.toml"), FIGURES.1).unwrap();
        let pack = Packs::with_config(folder.path()).load(FIGURES.0).unwrap();
        Self::under(pack, folder, class)
    }

    /// The campaign alone: no document gives its figures.
    fn without_figures(class: &str) -> Self {
        let pack = Packs::of_program().load("huiji-2021").unwrap();
        Self::under(pack, tempfile::tempdir().unwrap(), class)
    }

    fn under(pack: xunren::domain::pack::Pack, folder: TempDir, class: &str) -> Self {
        let path = folder.path().join("b.xunren");
        let unit = TOWNSHIP.parse().unwrap();
        let mut session = Session::create(&path, unit, pack, "王敏", Clock::Set(NOON)).unwrap();
        let list = folder.path().join("list.csv");
        std::fs::write(&list, PEOPLE).unwrap();
        import(&mut session, &list, &ImportOptions::default(), &mut |_| {
            Ok(())
        })
        .unwrap();
        let case = session.store.find("陈福来", 1).unwrap()[0].1.id;
        let settling = Settling::with_config(folder.path()).unwrap();
        let mut one = Self {
            folder,
            session,
            settling,
            case,
        };
        if !class.is_empty() {
            one.say(Kind::Classify, &format!(r#"{{"class":"{class}"}}"#));
        }
        one
    }

    fn try_say(&mut self, kind: Kind, fields: &str) -> Result<(), Error> {
        let fields: Map<String, Value> = serde_json::from_str(fields).unwrap();
        let one = Record {
            at: None,
            by: None,
            subject: Subject::Case(self.case),
            kind,
            fields,
        };
        record(&mut self.session, &one).map(|_| ())
    }

    fn say(&mut self, kind: Kind, fields: &str) {
        self.try_say(kind, fields).unwrap();
    }

    fn facts(&mut self, facts: &[(&str, &str)]) {
        for (name, value) in facts {
            self.say(
                Kind::Fact,
                &format!(r#"{{"name":"{name}","value":"{value}"}}"#),
            );
        }
    }

    fn case(&self) -> Case {
        let entries = self.session.store.entries_of(self.case).unwrap();
        Case::of(&entries, &self.session.pack)
    }

    fn settled(&self) -> Result<Settled, Unsettled> {
        self.settling.settle(&self.session, &self.case())
    }
}

fn yuan(text: &str) -> Money {
    text.parse().unwrap()
}

#[test]
fn a_resumed_benefit_is_paid_back_at_the_rate_of_each_month() {
    let mut one = One::of_class("1");
    let first = one.settled().unwrap().working;
    assert_eq!(first.missing, ["resumes"]);
    assert_eq!(first.back_pay.unwrap().amount, None);
    one.facts(&[("resumes", "2021-09"), ("monthly_account", "20.94")]);
    let settled = one.settled().unwrap();
    let span = settled.working.back_pay.unwrap();
    // 2 x 128.94 + 8 x 133.94
    assert_eq!(
        (span.months, span.amount),
        (Some(10), Some(yuan("1329.40")))
    );
    assert_eq!(settled.working.lines.len(), 10);
    assert_eq!(
        settled.amounts(),
        [(
            "back_pay",
            yuan("1329.40"),
            &[OutcomeKind::Resumed, OutcomeKind::Awarded][..]
        )]
    );
    let used: Vec<(&str, bool)> = settled
        .used
        .iter()
        .map(|used| (used.name.as_str(), used.entry.is_some()))
        .collect();
    assert_eq!(
        used,
        [
            ("resumes", true),
            ("monthly_account", true),
            ("suspended_from", false)
        ]
    );
}

#[test]
fn a_month_of_resuming_that_is_only_supposed_proposes_no_amount() {
    let mut one = One::of_class("1");
    one.facts(&[("monthly_account", "20.94")]);
    let shown = one.settling.preview(&one.session, &one.case()).unwrap();
    assert_eq!(shown.supposed.unwrap().to_string(), "2021-09");
    assert_eq!(
        shown.working.back_pay.unwrap().amount,
        Some(yuan("1329.40"))
    );
    assert_eq!(shown.amounts(), []);
    one.facts(&[("resumes", "2021-08")]);
    let shown = one.settling.preview(&one.session, &one.case()).unwrap();
    assert_eq!(shown.supposed, None);
    assert_eq!(shown.working.back_pay.unwrap().months, Some(9));
}

#[test]
fn a_figure_that_no_document_gives_is_missing_and_never_nothing() {
    let mut one = One::without_figures("1");
    one.facts(&[("resumes", "2021-09"), ("monthly_account", "20.94")]);
    let settled = one.settled().unwrap();
    assert_eq!(settled.working.missing, ["rates"]);
    assert_eq!(settled.working.back_pay.unwrap().months, Some(10));
    assert_eq!(settled.amounts(), []);
}

#[test]
fn an_award_counts_from_the_month_after_the_age() {
    let mut one = One::of_class("2");
    one.facts(&[
        ("first_run", "2021-09"),
        ("monthly_account", "20.94"),
        ("eligible_from", "2021-05"),
    ]);
    let working = one.settled().unwrap().working;
    assert_eq!(working.first_payable.unwrap().to_string(), "2021-06");
    // 3 x 133.94
    assert_eq!(working.back_pay.unwrap().amount, Some(yuan("401.82")));
}

#[test]
fn months_with_two_benefits_are_claimed_and_the_account_goes_back() {
    let mut one = One::of_class("3a");
    one.facts(&[("employee_pension_from", "2019-03")]);
    let missing = one.settled().unwrap().working.missing;
    assert_eq!(missing, ["resident_from"]);
    one.facts(&[
        ("resident_from", "2015-01"),
        ("subsidies", "50.00"),
        ("refunded", "没退"),
    ]);
    let working = one.settled().unwrap().working;
    assert_eq!(working.overpaid.months, Some(20));
    assert_eq!(working.overpaid.amount, Some(yuan("2160.00")));
    assert_eq!(working.residual, Some(yuan("1160.00")));
    one.facts(&[("refunded", "全退了")]);
    let settled = one.settled().unwrap();
    assert_eq!(settled.working.residual, Some(yuan("0.00")));
    assert_eq!(settled.working.payable.account, Some(yuan("1000.00")));
}

#[test]
fn the_place_that_is_kept_is_asked_for_before_anything_is_claimed() {
    let mut one = One::of_class("3b");
    assert_eq!(one.settled().unwrap().working.missing, ["kept"]);
    one.facts(&[("kept_place", "本地")]);
    let working = one.settled().unwrap().working;
    assert_eq!(working.overpaid.amount, Some(yuan("0.00")));
    one.facts(&[("kept_place", "两边都想留")]);
    let Err(Unsettled::Wrong(problems)) = one.settled() else {
        panic!("words that say nothing settle nothing");
    };
    assert_eq!(problems[0].field, "kept");
}

#[test]
fn a_sentence_takes_what_was_paid_and_pays_after_release() {
    let mut one = One::of_class("4");
    assert_eq!(one.settled().unwrap().working.missing, ["kind"]);
    one.facts(&[("sentence", "在服刑"), ("sentence_month", "2020-06")]);
    let working = one.settled().unwrap().working;
    // From July to October; the month from which it stops is asked.
    assert_eq!(working.overpaid.months, Some(4));
    assert_eq!(working.overpaid.amount, Some(yuan("432.00")));
    assert_eq!(working.questions[0].question, "stop_from_same_month");
    one.facts(&[("stop_from_same_month", "yes")]);
    assert_eq!(
        one.settled().unwrap().working.overpaid.amount,
        Some(yuan("540.00"))
    );
    one.facts(&[("sentence", "已刑满")]);
    let working = one.settled().unwrap().working;
    assert!(working.missing.contains(&"released".to_owned()));
    assert_eq!(working.overpaid.amount, None);
    one.facts(&[
        ("released", "2021-03"),
        ("resumes", "2021-09"),
        ("monthly_account", "20.94"),
    ]);
    let working = one.settled().unwrap().working;
    // Five months at 108.00, the rate before the sentence, with the account.
    assert_eq!(working.back_pay.unwrap().amount, Some(yuan("644.70")));
    one.facts(&[("sentence", "无罪或不起诉")]);
    let working = one.settled().unwrap().working;
    assert_eq!(working.overpaid.amount, Some(yuan("0.00")));
    assert_eq!(working.back_pay.unwrap().amount, Some(yuan("1329.40")));
}

#[test]
fn a_death_on_which_sources_differ_is_none_until_an_officer_has_chosen() {
    let mut one = One::of_class("5");
    one.say(
        Kind::Fact,
        r#"{"name":"death_month","value":"2020-05","source":"火化"}"#,
    );
    one.say(
        Kind::Fact,
        r#"{"name":"death_month","value":"2020-08","source":"家属说的"}"#,
    );
    let settled = one.settled().unwrap();
    assert_eq!(settled.disputed, ["death_month"]);
    assert_eq!(settled.working.missing, ["death_month"]);
    assert_eq!(settled.amounts(), []);
    one.say(
        Kind::Fact,
        r#"{"name":"death_month","value":"2020-05","because":"火化证明为准"}"#,
    );
    let settled = one.settled().unwrap();
    assert!(settled.disputed.is_empty());
    let working = &settled.working;
    assert_eq!(working.overpaid.months, Some(5));
    assert_eq!(working.overpaid.amount, Some(yuan("540.00")));
    assert_eq!(working.offsets[0].amount, Some(yuan("540.00")));
    assert_eq!(working.payable.account, Some(yuan("510.00")));
    // What the heirs get in all waits for a figure, and the clause that leaves it open is named.
    assert_eq!(working.missing, ["funeral"]);
    assert_eq!(working.payable.total, None);
    assert_eq!(working.open["funeral"], "赤松政办发〔2020〕56号 第二十条");
    let amounts: Vec<(&str, Money)> = settled
        .amounts()
        .into_iter()
        .map(|(field, amount, _)| (field, amount))
        .collect();
    assert_eq!(
        amounts,
        [
            ("heir_due", Money::ZERO),
            ("recover_due", yuan("540.00")),
            ("refund_due", yuan("510.00")),
            // Where nobody can be found, what is due and what is left of the account is sealed.
            ("sealed_amount", yuan("510.00"))
        ]
    );
}

#[test]
fn classes_without_money_say_why() {
    for (class, why) in [
        ("", Unsettled::NoClass),
        ("3", Unsettled::NotToldApart),
        ("6", Unsettled::Nothing),
        ("7", Unsettled::Nothing),
    ] {
        assert_eq!(One::of_class(class).settled(), Err(why), "{class}");
    }
}

#[test]
fn facts_that_contradict_each_other_are_named_and_nothing_is_worked_out() {
    let mut one = One::of_class("5");
    one.facts(&[("death_month", "2020-05"), ("paid_to", "2020-12")]);
    let Err(Unsettled::Wrong(problems)) = one.settled() else {
        panic!("the months contradict");
    };
    assert_eq!(
        (problems[0].field.as_str(), problems[0].known.as_str()),
        ("paid_to", "suspended_from")
    );
}

#[test]
fn another_amount_than_the_computed_one_wants_a_reason() {
    let mut one = One::of_class("1");
    open_gates(&mut one.session, one.case);
    let other = r#"{"outcome":"resumed","back_pay":"1200","computed":{"back_pay":"1329.40"}}"#;
    let Err(Error::Refused(refusal)) = one.try_say(Kind::Resolve, other) else {
        panic!("nobody said why");
    };
    assert_eq!(
        (refusal.reason, refusal.field.as_str()),
        (Reason::BadValue, "because")
    );
    let reasoned = other.replace('}', "") + r#"},"because":"扣除已退的"}"#;
    one.say(Kind::Resolve, &reasoned);
    let entry = one.case().standing(Kind::Resolve).next().unwrap().clone();
    assert_eq!(entry.body.fields["computed"]["back_pay"], "1329.40");
    assert_eq!(entry.text("back_pay"), Some("1200.00"));
    // Nothing computed, nothing to explain: batches stay as they are.
    one.say(Kind::Resolve, r#"{"outcome":"resumed","back_pay":"1200"}"#);
    assert!(one.folder.path().exists());
}

#[test]
fn what_the_business_system_says_wins_and_the_difference_is_known() {
    let mut one = One::of_class("5");
    one.facts(&[
        ("death_month", "2020-05"),
        ("aae422", "540"),
        ("aae417", "128.94"),
    ]);
    let settled = one.settled().unwrap();
    assert!(settled.system_agrees());
    assert_eq!(settled.system_says("recover_due"), Some(yuan("540.00")));
    one.facts(&[("aae422", "560.00"), ("aae418", "1050.00")]);
    let settled = one.settled().unwrap();
    assert!(!settled.system_agrees());
    assert_eq!(settled.system_says("recover_due"), Some(yuan("560.00")));
    // The working stands as it was worked out, beside it.
    assert_eq!(settled.working.overpaid.amount, Some(yuan("540.00")));
    let told: Vec<(&str, Option<Money>)> = settled
        .system
        .iter()
        .map(|figure| (figure.name.as_str(), figure.ours))
        .collect();
    assert_eq!(
        told,
        [
            ("aae422", Some(yuan("540.00"))),
            ("aae418", Some(yuan("1050.00"))),
            ("aae417", None)
        ]
    );
}
