//! A recovery as people see it: the ledger and its forms on the screen, the papers and the bundle.

use std::fs;

use chrono::NaiveDate;
use serde_json::Value;
use xunren::domain::deadline::{Matter, terms};
use xunren::domain::entry::Kind;
use xunren::messages::{Language, Messages};
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::recording::{Record, Subject, record};

use crate::desk::fields_of;
use crate::office::{DISTRICT, Office, TOWNSHIP, VILLAGE, open_gates, press, shows};
use crate::paper_reading::read_back;

const LARGE: (u16, u16) = (120, 36);
/// From the walk: 0 更多, 9 the next page, 3 the ledger.
const LEDGER: &str = "/陈福来<enter>093";

/// Records something about 陈福来 on a day.
fn say_on(office: &Office, day: &str, by: &str, kind: Kind, fields: &str) {
    let day: NaiveDate = day.parse().unwrap();
    let at = day
        .and_hms_opt(3, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp_millis();
    let mut session = office.session();
    let id = office.case("陈福来").id;
    let last = session.store.entries_of(id).unwrap();
    let last = last.iter().map(|entry| entry.at).max().unwrap_or(0);
    let one = Record {
        at: Some(at.max(last + 1000)),
        by: Some(by.to_owned()),
        subject: Subject::Case(id),
        kind,
        fields: fields_of(fields),
    };
    record(&mut session, &one).unwrap();
}

/// He died in May 2020 and was paid until October: 540 yuan, of which the account covers 140.
fn claimed(unit: &str) -> Office {
    let office = Office::with_figures(unit);
    let day = "2021-09-07";
    say_on(
        &office,
        day,
        "王敏",
        Kind::Classify,
        r#"{"class":"5","basis":"有材料"}"#,
    );
    for (name, value) in [
        ("death_month", "2020-05"),
        ("account_balance", "140.00"),
        ("funeral", "0.00"),
    ] {
        let fields = format!(r#"{{"name":"{name}","value":"{value}","source":"死亡证明"}}"#);
        say_on(&office, day, "王敏", Kind::Fact, &fields);
    }
    open_gates(&mut office.session(), office.case("陈福来").id);
    let resolve = r#"{"outcome":"terminated","recover_due":"540.00"}"#;
    say_on(&office, day, "王敏", Kind::Resolve, resolve);
    office
}

/// The same with a notice served and four instalments, the first of them due tomorrow.
fn agreed(unit: &str) -> Office {
    let office = claimed(unit);
    let day = "2021-09-07";
    let served = r#"{"notice":"多领社会保险待遇追缴通知书","to":"陈小军","relation":"儿子","on":"2021-09-07","due":"2021-09-30","servers":["王敏","李所"],"recording":"A-17"}"#;
    say_on(&office, day, "王敏", Kind::Served, served);
    let plan = r#"{"step":"agreement","amount":"400.01","instalments":"4","every":"1","first_due":"2021-09-19","document":"惠社险〔2021〕5号"}"#;
    say_on(&office, day, "王敏", Kind::Step, plan);
    let paid = r#"{"amount":"100.00","voucher":"17","on":"2021-09-07"}"#;
    say_on(&office, day, "王敏", Kind::Recover, paid);
    office
}

#[test]
fn the_ledger_shows_what_is_owed_and_what_comes_next() {
    let mut office = agreed(DISTRICT);
    let rows = office.play("default", LEDGER);
    assert!(shows(&rows, "还欠"), "{}", rows.join("\n"));
    let walk = office.play("default", "/陈福来<enter>");
    let line = "追缴 按分期在还，还欠300.00元，2021-10-19";
    assert!(shows(&walk, line), "{}", walk.join("\n"));
    insta::assert_snapshot!("recovery_ledger", rows.join("\n"));
    let rest = office.play("default", &format!("{LEDGER}<pagedown>"));
    insta::assert_snapshot!("recovery_ledger_rest", rest.join("\n"));
    let mut app = office.app("default", Look::default());
    press(&mut app, LEDGER);
    let rows = screen_of(&mut app, LARGE).unwrap();
    insta::assert_snapshot!("recovery_ledger_large", rows.join("\n"));
    drop(app);
    office.messages = Messages::load(Language::English);
    insta::assert_snapshot!(
        "recovery_ledger_en",
        office.play("default", LEDGER).join("\n")
    );
}

#[test]
fn a_village_sees_days_and_never_an_amount() {
    let office = agreed(VILLAGE);
    let rows = office.play("default", LEDGER);
    assert!(
        shows(&rows, "下一期 第2期 到期 2021-10-19"),
        "{}",
        rows.join("\n")
    );
    let all = [rows, office.play("default", &format!("{LEDGER}<pagedown>"))].concat();
    for amount in ["540", "400", "100.00", "140", "300"] {
        assert!(!shows(&all, amount), "{amount}: {}", all.join("\n"));
    }
}

#[test]
fn who_owes_stands_in_a_list() {
    let office = agreed(DISTRICT);
    let rows = office.play("default", "083");
    insta::assert_snapshot!("recovery_list", rows.join("\n"));
    let mut app = office.app("default", Look::default());
    press(&mut app, "083");
    let rows = screen_of(&mut app, LARGE).unwrap();
    insta::assert_snapshot!("recovery_list_large", rows.join("\n"));
    drop(app);
    let rows = office.play("default", "083<enter>");
    assert!(shows(&rows, "追缴账  "), "{}", rows.join("\n"));
    assert!(shows(&rows, "陈福来"), "{}", rows.join("\n"));
    let nobody = Office::new(DISTRICT);
    let rows = nobody.play("default", "083");
    assert!(shows(&rows, "没有要追的钱。"), "{}", rows.join("\n"));
}

#[test]
fn a_receipt_an_offset_an_agreement_and_handing_over_are_recorded_by_digits() {
    let office = claimed(DISTRICT);
    let form = office.play("default", &format!("{LEDGER}3"));
    insta::assert_snapshot!("recovery_agreement_form", form.join("\n"));
    office.play(
        "default",
        &format!("{LEDGER}3<enter>4<enter>2021-10-15<enter>19号<enter><enter>"),
    );
    let case = office.case("陈福来");
    let step = case.standing(Kind::Step).next_back().unwrap();
    for (field, value) in [
        ("step", "agreement"),
        ("amount", "400.00"),
        ("instalments", "4"),
        ("every", "1"),
        ("first_due", "2021-10-15"),
        ("document", "9号"),
    ] {
        assert_eq!(step.text(field), Some(value), "{field}: {:?}", step.body);
    }
    let rows = office.play("default", LEDGER);
    assert!(
        shows(
            &rows,
            "下一期 第1期 到期 2021-10-15，还要还100.00元（还有38天）"
        ),
        "{}",
        rows.join("\n")
    );
    insta::assert_snapshot!(
        "recovery_receipt_form",
        office.play("default", &format!("{LEDGER}1")).join("\n")
    );
    office.play("default", &format!("{LEDGER}1250<enter>18<enter><enter>"));
    // The account's part is what was settled and is not booked yet.
    office.play("default", &format!("{LEDGER}2<enter>D-1<enter><enter>"));
    let case = office.case("陈福来");
    let back: Vec<_> = case.standing(Kind::Recover).collect();
    assert_eq!(
        (back[0].text("amount"), back[0].text("voucher")),
        (Some("250.00"), Some("18"))
    );
    assert_eq!(back[1].text("amount"), Some("140.00"));
    assert_eq!(back[1].body.fields["offset"], Value::Bool(true));
    let rows = office.play("default", &format!("{LEDGER}2"));
    assert!(shows(&rows, "没有还没记账的抵扣。"), "{}", rows.join("\n"));
    office.play(
        "default",
        &format!("{LEDGER}6区人社局<enter><enter>12号<enter><enter>"),
    );
    let case = office.case("陈福来");
    let step = case.standing(Kind::Step).next_back().unwrap();
    assert_eq!(
        (step.text("step"), step.text("way")),
        (Some("hand_over"), Some("区人社局"))
    );
    assert!(shows(&office.play("default", LEDGER), "现在：已移交"));
}

#[test]
fn an_objection_and_what_the_recheck_found_are_recorded() {
    let office = claimed(DISTRICT);
    let rows = office.play("default", &format!("{LEDGER}5"));
    assert!(shows(&rows, "没有记过异议。"), "{}", rows.join("\n"));
    office.play(
        "default",
        &format!("{LEDGER}4<enter>陈小军<enter>金额<enter>"),
    );
    assert_eq!(office.case("陈福来").standing(Kind::Objection).count(), 1);
    office.play("default", &format!("{LEDGER}54<enter><enter>已解释<enter>"));
    let case = office.case("陈福来");
    let step = case.standing(Kind::Step).next_back().unwrap();
    assert_eq!(
        (step.text("step"), step.text("result")),
        (Some("recheck"), Some("upheld"))
    );
    let rows = office.play("default", &format!("{LEDGER}<pagedown>"));
    assert!(shows(&rows, "金额无误"), "{}", rows.join("\n"));
}

#[test]
fn a_step_of_the_district_is_not_offered_to_the_township() {
    let office = claimed(TOWNSHIP);
    let before = office.entries();
    let rows = office.play("default", &format!("{LEDGER}6"));
    assert!(shows(&rows, "追缴账"), "{}", rows.join("\n"));
    assert!(shows(&rows, "区社保"), "{}", rows.join("\n"));
    assert_eq!(office.entries(), before);
}

#[test]
fn the_bundle_is_asked_about_and_then_lies_beside_the_book() {
    let office = agreed(DISTRICT);
    let rows = office.play("default", &format!("{LEDGER}8"));
    assert!(shows(&rows, "移交材料 陈福来"), "{}", rows.join("\n"));
    let folder = office.folder.path().join("移交材料 陈福来");
    assert!(!folder.exists());
    office.play("default", &format!("{LEDGER}8<esc>"));
    assert!(!folder.exists());
    let rows = office.play("default", &format!("{LEDGER}8<enter>"));
    assert!(shows(&rows, "移交材料已放在"), "{}", rows.join("\n"));
    let text = read_back(&fs::read(folder.join("追缴移交清单.docx")).unwrap());
    for part in [
        "多领人民币540.00元，已抵扣140.00元，已退还100.00元，仍欠300.00元（大写：叁佰元整）",
        "第1期：2021年9月19日前退还100.00元",
        "第4期：2021年12月19日前退还100.01元",
        "2021年9月7日",
        "陈小军 儿子",
        "17",
        "缴存凭证",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let details = fs::read_to_string(folder.join("个案情况和追缴明细.txt")).unwrap();
    assert!(
        details.contains("410198193901020078") && details.contains("还欠"),
        "{details}"
    );
}

#[test]
fn the_printed_day_runs_from_service_and_the_plan_stands_on_the_papers() {
    let office = claimed(DISTRICT);
    let folder = office.folder.path();
    let mut session = office.session();
    let forms = xunren::forms::Forms::of_program().unwrap();
    let settling = xunren::usecases::settling::Settling::with_config(folder).unwrap();
    let id = office.case("陈福来").id;
    let mut print = |form: &str, set: &[(&str, &str)], name: &str| {
        let form = forms.form(form).unwrap();
        let given: Vec<(String, String)> = set
            .iter()
            .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
            .collect();
        let entered = xunren::usecases::papers::entered(&forms, &given, session.today()).unwrap();
        let figures = xunren::usecases::papers::Figures::Own(&settling);
        let path = folder.join(name);
        xunren::usecases::papers::print(
            &mut session,
            &forms,
            form,
            &[id],
            &entered,
            figures,
            &path,
        )
        .unwrap();
        read_back(&fs::read(path).unwrap())
    };
    let text = print("recovery-notice", &[("截止日期", "2021-09-30")], "n.docx");
    for part in [
        "已从个人账户抵扣140.00元",
        "仍应退还人民币400.00元（大写：肆佰元整）",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // Nothing was agreed on: no line of a plan, and no blank for one.
    assert!(!text.contains("第") || !text.contains("期："), "{text}");
    let served = r#"{"notice":"多领社会保险待遇追缴通知书","to":"陈小军","on":"2021-09-07","servers":["王敏","李所"],"recording":"A-17"}"#;
    say_on(&office, "2021-09-07", "王敏", Kind::Served, served);
    let case = office.case("陈福来");
    let found = terms(&case, &office.session().pack);
    let claim = found
        .iter()
        .find(|term| term.matter == Matter::Claim)
        .unwrap();
    assert_eq!(claim.until.to_string(), "2021-09-30");
    let plan = r#"{"step":"agreement","amount":"400.00","instalments":"3","every":"1","first_due":"2021-10-15","document":"惠社险〔2021〕5号"}"#;
    say_on(&office, "2021-09-07", "王敏", Kind::Step, plan);
    let text = print("instalment-agreement", &[], "a.docx");
    for part in [
        "2021年10月15日",
        "133.33",
        "133.34",
        "惠社险〔2021〕5号",
        "肆佰元整",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let text = print("recovery-notice", &[("截止日期", "2021-10-30")], "n2.docx");
    assert!(
        text.contains("第3期：2021年12月15日前退还133.34元"),
        "{text}"
    );
}
