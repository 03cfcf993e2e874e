//! Papers from the command line: an office's own templates and settings, the check, a village's in one file, PDF.

use std::fs;
use std::io::{Cursor, Read};

use serde_json::Value as Json;
use xunren::error::Error;
use xunren::forms::Forms;
use xunren::messages::{Language, Messages};
use xunren::usecases::papers;

use crate::desk::Desk;
use crate::paper_reading::{codes, read_back};

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
            "--output",
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
fn a_notice_shows_the_settlement_line_by_line() {
    let desk = desk();
    let facts = r#"{"pack":"songshan-2020","situation":"death","death_month":"2022-11","suspended_from":"2023-06","account_balance":"300.00","monthly_account":"37.94","rates":[{"from":"2012-01","basic":"113.00"},{"from":"2023-01","basic":"123.00"}],"funeral":"127.95","over_basis":"basic","offset_order":["account","funeral"],"instalments":2}"#;
    fs::write(desk.path("facts.json"), facts).unwrap();
    let call = |form: &'static str| {
        [
            "--book",
            "b.xunren",
            "--format",
            "json",
            "notice",
            "410198193901020078",
            form,
            "--settle",
            "facts.json",
            "--output",
            "n.docx",
        ]
    };
    desk.ends(0, &call("recovery-notice"));
    let text = read_back(&fs::read(desk.path("n.docx")).unwrap());
    for part in [
        "自2022年12月至2023年5月，多领待遇6个月，共计人民币728.00元（大写：柒佰贰拾捌元整）",
        "已从个人账户抵扣300.00元，从丧葬补助金抵扣127.95元，仍应退还人民币300.05元（大写：叁佰元零伍分）",
        "2022年12月多领113.00",
        "2023年5月多领123.00",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    desk.ends(0, &call("instalment-agreement"));
    let text = read_back(&fs::read(desk.path("n.docx")).unwrap());
    assert!(text.contains("150.02") && text.contains("150.03"), "{text}");
    // The outcome that was recorded says otherwise: no paper.
    desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "record",
            "resolve",
            "--person",
            "410198193901020078",
            "--outcome",
            "terminated",
            "--recover-due",
            "700",
        ],
    );
    desk.ends(1, &call("recovery-notice"));
}

#[test]
fn the_check_names_each_wrong_field_with_its_file_and_place() {
    let desk = desk();
    let forms = Forms::of_program().unwrap();
    let form = forms.form("findings").unwrap();
    let own = desk.path("mine");
    fs::create_dir_all(&own).unwrap();
    let template = forms.template(form).unwrap();
    // 参保地 becomes what nobody knows.
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
            "--output",
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
            "--output",
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
            "--output",
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
