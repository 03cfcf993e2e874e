//! The papers that are handed over: each form filled from a case and read back by another library, their numbers, what
//! the book says of them, and the check of an office's own templates.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use serde_json::Value as Json;
use xunren::domain::entry::{CaseId, Kind};
use xunren::error::Error;
use xunren::forms::Forms;
use xunren::messages::{Language, Messages};
use xunren::output::docx::{BLANK, fields_of};
use xunren::usecases::finding;
use xunren::usecases::papers::{self, Entered};

use crate::desk::Desk;
use crate::paper_case::{PaperCase, answer};

/// All text of a document as docx-rs reads it; this program writes with other hands.
fn read_back(document: &[u8]) -> String {
    let read = docx_rs::read_docx(document).unwrap();
    let json: Json = serde_json::from_str(&read.json()).unwrap();
    let mut text = String::new();
    gather(&json, &mut text);
    text
}

fn gather(value: &Json, text: &mut String) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| gather(item, text)),
        Json::Object(fields) => {
            if fields.get("type") == Some(&Json::from("text")) {
                text.push_str(fields["data"]["text"].as_str().unwrap_or_default());
                return;
            }
            fields.values().for_each(|field| gather(field, text));
        }
        _ => {}
    }
}

/// What the codes of a document say, read from the pictures inside.
fn codes(document: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| name.ok())
        .filter(|name| name.contains("word/media/xunren"))
        .map(|name| name.to_string())
        .collect();
    let mut said = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        archive
            .by_name(&name)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let (width, height) = (frame.width as usize, frame.height as usize);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            pixels[y * width + x]
        });
        for grid in image.detect_grids() {
            said.push(grid.decode().unwrap().1);
        }
    }
    said
}

#[test]
fn each_form_is_filled_from_a_case_and_read_back_by_another_library() {
    let forms = Forms::of_program().unwrap();
    assert_eq!(forms.forms.len(), 15);
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
    one.say(Kind::Fact, r#"{"name":"fraud","value":"是"}"#);
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
        .filter(|name| name.ends_with(".docx"))
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
            !text.contains("人社") && !text.contains('条'),
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

/// A desk with one verified death, and the office's own folder of forms.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.init();
    let list = "姓名,证件号码,乡镇（街道）,村（社区）,暂停年月,暂停原因\n陈福来,410198193901020078,古荥镇,曹村坡村,202106,死亡\n王凤英,410198195510040062,古荥镇,曹村坡村,202105,死亡\n";
    fs::write(desk.path("list.csv"), list).unwrap();
    desk.ends(0, &["--book", "b.xunren", "import", "list.csv"]);
    for id in ["410198193901020078", "410198195510040062"] {
        let person = [
            "--book", "b.xunren", "record", "classify", "--class", "5", "--person", id,
        ];
        desk.ends(0, &person);
    }
    fs::create_dir_all(desk.path("config/forms")).unwrap();
    desk
}

#[test]
fn an_office_prints_on_its_own_template_with_its_own_settings() {
    let desk = desk();
    let own = desk.path("config/forms");
    fs::write(own.join("office.toml"), "\"发文代字\" = \"惠居保\"\n\"出具单位\" = \"惠济区社会保险中心\"\n\"联系电话\" = \"0371-60000000\"\n").unwrap();
    let forms = Forms::of_program().unwrap();
    let file = "核查情况说明.docx";
    let form = forms.form("findings").unwrap();
    fs::write(own.join(file), forms.template(form).unwrap()).unwrap();
    let listed = desk.json(0, &["forms", "--format", "json"]);
    let findings = listed
        .as_array()
        .unwrap()
        .iter()
        .find(|form| form["id"] == "findings")
        .unwrap();
    assert!(findings["own"].as_str().unwrap().ends_with(file));
    let told = desk.json(
        0,
        &[
            "--book",
            "b.xunren",
            "--format",
            "json",
            "--clock",
            "2021-09-07T12:00:00+08:00",
            "notice",
            "410198193901020078",
            "申请注销登记告知书",
            "--set",
            "截止日期=2021-09-30",
            "--out",
            "n.docx",
        ],
    );
    assert_eq!(told["papers"][0]["document"], "惠居保〔2021〕1号");
    let text = read_back(&fs::read(desk.path("n.docx")).unwrap());
    for part in [
        "惠济区社会保险中心",
        "0371-60000000",
        "2021年9月30日",
        "2021年9月7日",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    fs::write(own.join("office.toml"), "\"姓名\" = \"张三\"\n").unwrap();
    desk.ends(1, &["forms"]);
}

#[test]
fn the_check_names_each_wrong_field_with_its_file_and_place() {
    let desk = desk();
    let forms = Forms::of_program().unwrap();
    let form = forms.form("findings").unwrap();
    let own = desk.path("mine");
    fs::create_dir_all(&own).unwrap();
    let template = forms.template(form).unwrap();
    // 参保地 becomes what nobody knows, in the same number of bytes, in the stored parts of the package.
    let changed = replaced(&template, "{{参保地}}", "{{参保第}}");
    fs::write(own.join(&form.file), changed).unwrap();
    fs::write(own.join("别的.docx"), "x").unwrap();
    fs::write(own.join("~$别的.docx"), "x").unwrap();
    let found = desk.json(1, &["forms", "check", "mine", "--format", "json"]);
    let messages = Messages::load(Language::English);
    let all = found.as_array().unwrap();
    assert_eq!(all.len(), 3, "{found}");
    let unknown = all.iter().find(|one| one["field"] == "参保第").unwrap();
    assert_eq!(unknown["file"], form.file);
    assert_eq!(unknown["nearest"], "参保地");
    assert!(
        unknown["place"].as_str().unwrap().contains('3'),
        "{unknown}"
    );
    assert!(unknown["around"].as_str().unwrap().contains("{{参保第}}"));
    assert!(all.iter().any(|one| one["field"] == "参保地"), "{found}");
    assert!(all.iter().any(|one| one["file"] == "别的.docx"), "{found}");
    assert_eq!(
        desk.ends(0, &["forms", "check"]).trim(),
        messages.get("paper-form-good")
    );
    // Printing on it is refused in a sentence, and nothing is recorded.
    fs::copy(
        own.join(&form.file),
        desk.path("config/forms").join(&form.file),
    )
    .unwrap();
    let before = desk.entries();
    desk.ends(
        1,
        &[
            "--book",
            "b.xunren",
            "notice",
            "410198193901020078",
            "findings",
            "--out",
            "n.docx",
        ],
    );
    assert_eq!(desk.entries(), before);
    assert!(!desk.path("n.docx").exists());
}

/// The package with a text of its document exchanged.
fn replaced(document: &[u8], from: &str, to: &str) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        written
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        written
            .write_all(text.replace(from, to).as_bytes())
            .unwrap();
    }
    written.finish().unwrap().into_inner()
}

#[test]
fn a_village_gets_all_its_papers_in_one_file() {
    let desk = desk();
    let village = "410108101205";
    let call = |more: &[&'static str]| -> Vec<&'static str> {
        let mut all = vec![
            "--book",
            "b.xunren",
            "--format",
            "json",
            "notice",
            "--unit",
            "410108101205",
            "deregistration-notice",
            "--out",
            "v.docx",
        ];
        all.extend(more);
        all
    };
    let told = desk.json(0, &call(&["--set", "截止日期=2021-09-30"]));
    let papers = told["papers"].as_array().unwrap();
    assert_eq!(papers.len(), 2, "{village}: {told}");
    assert_eq!(
        (&papers[0]["number"], &papers[1]["number"]),
        (&Json::from(1), &Json::from(2))
    );
    let bytes = fs::read(desk.path("v.docx")).unwrap();
    let text = read_back(&bytes);
    assert!(text.contains("陈福来") && text.contains("王凤英"));
    let mut said = codes(&bytes);
    let mut cases: Vec<String> = papers
        .iter()
        .map(|paper| paper["case"].as_str().unwrap().to_uppercase())
        .collect();
    said.sort();
    cases.sort();
    assert_eq!(said, cases);
    // One value for everybody is refused where each has an own one.
    desk.ends(1, &call(&["--set", "受送达人=李强"]));
    desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "record",
            "served",
            "--person",
            "410198193901020078",
            "--notice",
            "申请注销登记告知书",
        ],
    );
    let left = desk.json(0, &call(&[]));
    assert_eq!(
        left["papers"].as_array().unwrap().len(),
        1,
        "who was served is left out"
    );
}

#[test]
fn without_an_office_program_the_paper_is_there_and_a_sentence_says_what_helps() {
    let desk = desk();
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_xunren"))
        .current_dir(desk.folder.path())
        .env("PATH", desk.folder.path())
        .env("LANG", "zh_CN.UTF-8")
        .env("XUNREN_CONFIG", desk.path("config"))
        .env("XUNREN_DATA", desk.path("data"))
        .args([
            "--book",
            "b.xunren",
            "notice",
            "陈福来",
            "findings",
            "--out",
            "n.docx",
            "--pdf",
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(desk.path("n.docx").exists());
    assert!(String::from_utf8_lossy(&output.stderr).contains("没有找到 LibreOffice、WPS 或 Word"));
}

#[test]
fn what_an_officer_enters_is_checked_before_it_is_printed() {
    let forms = Forms::of_program().unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2021, 9, 7).unwrap();
    let one = |field: &str, text: &str| {
        papers::entered(&forms, &[(field.to_owned(), text.to_owned())], today)
            .map(|entered| entered[field].clone())
    };
    assert_eq!(one("截止日期", "9月30日").unwrap(), "2021-09-30");
    assert_eq!(one("多领起始年月", "202106").unwrap(), "2021-06");
    assert_eq!(one("应退还金额", "1,000.5").unwrap(), "1000.50");
    for (field, text, key) in [
        ("截止日期", "不知道", "paper-error-value"),
        ("应退还金额", "-1", "paper-error-value"),
        ("截至日期", "2021-09-30", "paper-error-field"),
        ("姓名", "张三", "paper-error-computed"),
        ("二维码", "张三", "paper-error-computed"),
    ] {
        match one(field, text) {
            Err(Error::Said { key: said, .. }) => assert_eq!(said, key, "{field}"),
            other => panic!("{field}: {other:?}"),
        }
    }
}
