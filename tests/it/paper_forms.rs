//! The papers that are handed over: each form filled from a case and read back by another library, their numbers, what
//! the book says of them, and the check of an office's own templates.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use xunren::domain::entry::{CaseId, Kind};
use xunren::error::Error;
use xunren::forms::Forms;
use xunren::output::docx::{BLANK, fields_of};
use xunren::usecases::finding;
use xunren::usecases::papers::{self, Entered};

use crate::paper_case::{PaperCase, answer};
use crate::paper_reading::{codes, read_back};

#[test]
fn each_form_is_filled_from_a_case_and_read_back_by_another_library() {
    let forms = Forms::of_program().unwrap();
    assert_eq!(forms.forms.len(), 16);
    for form in &forms.forms {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("paper.docx");
        let (one, printing) = PaperCase::print_whole(form, &path);
        let bytes = fs::read(&path).unwrap();
        let text = read_back(&bytes);
        for left in ["{{", "}}", "null", "None", "｛"] {
            assert!(!text.contains(left), "{}: {left} in {text}", form.id);
        }
        assert!(text.contains("陈福来"), "{}: {text}", form.id);
        assert!(text.contains("410198193901020078"), "{}: {text}", form.id);
        // Wherever a field stands that was asked for, its answer stands now.
        let template = fields_of(&forms.template(form).unwrap()).unwrap();
        let named: BTreeSet<&str> = template
            .iter()
            .filter_map(|one| one.name.as_deref())
            .collect();
        for field in form
            .ask
            .iter()
            .filter(|field| named.contains(field.as_str()))
        {
            if let Some(said) = answer(field).chars().next().filter(|c| !c.is_ascii_digit()) {
                assert!(text.contains(said), "{}: {field}", form.id);
            }
        }
        let case = one.case.to_string().to_uppercase();
        assert_eq!(codes(&bytes), [case], "{}", form.id);
        let receipts = form.receivers(one.now().class()).len();
        assert_eq!(text.matches("送达回执").count(), receipts, "{}", form.id);
        assert_eq!(form.served, receipts > 0, "{}", form.id);
        assert_eq!(printing.papers.len(), 1);
        assert!(
            one.session
                .store
                .verify(&one.session.pack, &mut |_| {})
                .unwrap()
                .problems
                .is_empty()
        );
    }
}

#[test]
fn the_convict_and_the_family_sign_a_receipt_each() {
    let mut one = PaperCase::new();
    one.classify("4");
    let path = one.folder.path().join("paper.docx");
    let form = one.forms.form("recovery-notice").unwrap().clone();
    let entered = one.answers(&form);
    one.print("recovery-notice", &entered, &path);
    let text = read_back(&fs::read(&path).unwrap());
    assert_eq!(text.matches("送达回执").count(), 2);
    assert!(
        text.contains("被判刑人员本人") && text.contains("被判刑人员家属"),
        "{text}"
    );
}

#[test]
fn money_is_called_fraud_only_after_it_was_found_to_be() {
    let mut one = PaperCase::new();
    one.classify("5");
    let path = one.folder.path().join("paper.docx");
    let form = one
        .forms
        .form("多领社会保险待遇追缴通知书")
        .unwrap()
        .clone();
    assert_eq!(
        papers::title(&one.forms, &form, &one.now()),
        "多领社会保险待遇追缴通知书"
    );
    one.print("recovery-notice", &Entered::new(), &path);
    assert!(!read_back(&fs::read(&path).unwrap()).contains("冒领"));
    one.say(Kind::Fact, r#"{"name":"fraud_decided","value":"是"}"#);
    one.print("recovery-notice", &Entered::new(), &path);
    let text = read_back(&fs::read(&path).unwrap());
    assert!(
        text.contains("冒领社会保险待遇追缴通知书") && !text.contains("多领"),
        "{text}"
    );
}

#[test]
fn amounts_stand_in_figures_and_in_words_and_what_is_missing_is_blank() {
    let mut one = PaperCase::new();
    one.classify("5");
    let path = one.folder.path().join("paper.docx");
    let form = one.forms.form("recovery-notice").unwrap().clone();
    let entered = one.answers(&form);
    one.print("recovery-notice", &entered, &path);
    let text = read_back(&fs::read(&path).unwrap());
    assert!(text.contains("728.00元（大写：柒佰贰拾捌元整）"), "{text}");
    assert!(text.contains("300.05元（大写：叁佰元零伍分）"), "{text}");
    assert!(
        text.contains("自2021年6月至2021年8月，多领待遇3个月"),
        "{text}"
    );
    assert!(text.contains("2021年9月30日前"), "{text}");
    assert!(text.contains("惠人社〔2021〕82号 三（二）5"), "{text}");
    let printing = one.print("recovery-notice", &Entered::new(), &path);
    let text = read_back(&fs::read(&path).unwrap());
    assert!(
        text.contains(&format!("共计人民币{BLANK}元（大写：{BLANK}）")),
        "{text}"
    );
    assert!(text.contains(&format!("请于{BLANK}前")), "{text}");
    for field in ["多领金额", "截止日期", "收款账号"] {
        assert!(
            printing.papers[0].blanks.iter().any(|blank| blank == field),
            "{field}"
        );
    }
}

#[test]
fn recorded_amounts_are_printed_and_cannot_be_changed_while_printing() {
    let mut one = PaperCase::new();
    one.classify("5");
    one.say(
        Kind::Resolve,
        r#"{"outcome":"terminated","recover_due":"728"}"#,
    );
    one.say(Kind::Recover, r#"{"amount":"427.95","offset":true}"#);
    let path = one.folder.path().join("paper.docx");
    one.print("recovery-notice", &Entered::new(), &path);
    let text = read_back(&fs::read(&path).unwrap());
    assert!(
        text.contains("728.00元") && text.contains("300.05元（大写：叁佰元零伍分）"),
        "{text}"
    );
    let other = Entered::from([("多领金额".to_owned(), "700.00".to_owned())]);
    let refused = one.try_print("recovery-notice", &other, &path).unwrap_err();
    assert!(
        matches!(
            refused,
            Error::Said {
                key: "paper-error-computed",
                ..
            }
        ),
        "{refused:?}"
    );
    let same = Entered::from([("多领金额".to_owned(), "728.00".to_owned())]);
    assert!(one.try_print("recovery-notice", &same, &path).is_ok());
}

#[test]
fn numbers_count_by_form_and_year_and_the_same_paper_keeps_its_own() {
    let mut one = PaperCase::new();
    one.classify("5");
    let path = one.folder.path().join("paper.docx");
    let entered = Entered::from([("发文代字".to_owned(), "惠居保".to_owned())]);
    let first = one.print("deregistration-notice", &entered, &path);
    assert_eq!(first.papers[0].number, "惠居保〔2021〕1号");
    let again = one.print("deregistration-notice", &entered, &path);
    assert!(again.papers[0].again);
    assert_eq!((again.papers[0].running, &again.hash), (1, &first.hash));
    let mut other = entered.clone();
    other.insert("截止日期".to_owned(), "2021-09-30".to_owned());
    assert_eq!(
        one.print("deregistration-notice", &other, &path).papers[0].running,
        2
    );
    assert_eq!(one.print("findings", &entered, &path).papers[0].running, 1);
    let case = one.now();
    let prints: Vec<_> = case.standing(Kind::Print).collect();
    assert_eq!(prints.len(), 4);
    let last = &prints[2].body.fields;
    assert_eq!(last["form"], "deregistration-notice");
    assert_eq!(last["number"], 2);
    assert_eq!(last["document"], "惠居保〔2021〕2号");
    assert_eq!(last["whole"], true);
    assert_eq!(last["set"]["截止日期"], "2021-09-30");
    assert_eq!(last["hash"].as_str().unwrap().len(), 64);
    assert!(
        case.standing(Kind::Served).next().is_none(),
        "printed is not served"
    );
    let book = one.session.store.entries_of(CaseId::BOOK).unwrap();
    assert_eq!(
        book.iter()
            .filter(|entry| entry.kind == Kind::Print)
            .count(),
        3
    );
}

#[test]
fn a_paper_that_cannot_be_written_leaves_no_entry() {
    let mut one = PaperCase::new();
    one.classify("5");
    let path = one.folder.path().join("no such folder/paper.docx");
    assert!(one.try_print("findings", &Entered::new(), &path).is_err());
    assert!(one.now().standing(Kind::Print).next().is_none());
}

#[test]
fn the_code_on_a_paper_opens_its_person() {
    let one = PaperCase::new();
    let said = one.case.to_string().to_uppercase();
    assert_eq!(said.len(), 32);
    for typed in [said.clone(), format!(" {said} "), said.to_lowercase()] {
        let found = finding::find(&one.session, &typed, 9).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1.id, one.case);
        assert_eq!(finding::person(&one.session, &typed).unwrap().id, one.case);
    }
    assert!(
        finding::find(&one.session, &"0".repeat(32), 9)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn the_templates_of_the_program_are_whole_and_all_of_the_folder() {
    let forms = Forms::of_program().unwrap();
    assert_eq!(papers::check(&forms, None).unwrap(), []);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/forms");
    assert_eq!(papers::check(&forms, Some(&folder)).unwrap(), []);
    let lying: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "forms.toml")
        .collect();
    let named: BTreeSet<String> = forms.forms.iter().map(|form| form.file.clone()).collect();
    assert_eq!(lying, named);
    for form in &forms.forms {
        for name in form.ask.iter().chain(&form.fields) {
            let plain = name.split('.').next().unwrap();
            assert!(
                forms.fields.contains_key(plain) || forms.lists.contains_key(plain),
                "{name}"
            );
        }
        for field in form.ask.iter().filter_map(|name| forms.fields.get(name)) {
            assert!(field.ask.is_some(), "{}", form.id);
        }
        // No clause stands in a template: the pack cites, or the paper would outlive its policy.
        let text = read_back(&forms.template(form).unwrap());
        assert!(
            !text.contains("人社") && !text.contains('〔'),
            "{}: {text}",
            form.id
        );
    }
    for list in forms.lists.values() {
        for column in list.columns.values() {
            assert!(
                xunren::domain::notice::COLUMNS.contains(&column.as_str()),
                "{column}"
            );
        }
    }
}
