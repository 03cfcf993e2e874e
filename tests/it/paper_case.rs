//! A person for each form, and what an officer enters: from these every paper is filled in the tests.

use std::path::Path;

use serde_json::{Map, Value};
use tempfile::TempDir;
use xunren::domain::case::Case;
use xunren::domain::entry::{CaseId, Kind};
use xunren::forms::{Forms, PaperForm};
use xunren::packs::Packs;
use xunren::usecases::importing::{ImportOptions, import};
use xunren::usecases::papers::{self, Entered, Figures, Printing};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::session::{Clock, Session};

/// 7 September 2021, 12:46 in Zhengzhou.
const NOON: i64 = 1_630_989_960_000;

const PEOPLE: &str = "\
姓名,证件号码,性别,乡镇（街道）,村（社区）,组,家庭住址,联系电话,暂停年月,暂停原因,开户银行,银行账号,个人账户余额,月待遇
陈福来,410198193901020078,男,古荥镇,曹村坡村,6,老庄,13812340004,202106,死亡,某银行,6217000000000000001,1050.00,123.00
";

/// A book with one person, and the forms of the program.
pub struct PaperCase {
    pub folder: TempDir,
    pub session: Session,
    pub forms: Forms,
    pub case: CaseId,
}

impl PaperCase {
    pub fn new() -> Self {
        Self::of(PEOPLE)
    }

    /// A book with these people; the first is the one whom the papers are about.
    pub fn of(people: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pack = Packs::of_program().load("huiji-2021").unwrap();
        let path = folder.path().join("b.xunren");
        let unit = "410108".parse().unwrap();
        let mut session = Session::create(&path, unit, pack, "王敏", Clock::Set(NOON)).unwrap();
        let list = folder.path().join("list.csv");
        std::fs::write(&list, people).unwrap();
        import(&mut session, &list, &ImportOptions::default(), &mut |_| {
            Ok(())
        })
        .unwrap();
        let found = session.store.find("陈福来", 1).unwrap();
        let case = found[0].1.id;
        Self {
            folder,
            session,
            forms: Forms::of_program().unwrap(),
            case,
        }
    }

    pub fn say(&mut self, kind: Kind, fields: &str) {
        let fields: Map<String, Value> = serde_json::from_str(fields).unwrap();
        let one = Record {
            at: None,
            by: None,
            subject: Subject::Case(self.case),
            kind,
            fields,
        };
        record(&mut self.session, &one).unwrap();
    }

    pub fn classify(&mut self, class: &str) {
        self.say(
            Kind::Classify,
            &format!(r#"{{"class":"{class}","basis":"有材料"}}"#),
        );
    }

    pub fn now(&self) -> Case {
        let entries = self.session.store.entries_of(self.case).unwrap();
        Case::of(&entries, &self.session.pack)
    }

    /// Everything that the form asks for.
    pub fn answers(&self, form: &PaperForm) -> Entered {
        let given: Vec<(String, String)> = form
            .ask
            .iter()
            .map(|field| (field.clone(), answer(field).to_owned()))
            .collect();
        papers::entered(&self.forms, &given, self.session.today()).unwrap()
    }

    pub fn print(&mut self, form: &str, entered: &Entered, path: &Path) -> Printing {
        self.try_print(form, entered, path).unwrap()
    }

    pub fn try_print(
        &mut self,
        form: &str,
        entered: &Entered,
        path: &Path,
    ) -> Result<Printing, xunren::error::Error> {
        let form = self.forms.form(form).unwrap().clone();
        let (forms, cases) = (self.forms.clone(), [self.case]);
        papers::print(
            &mut self.session,
            &forms,
            &form,
            &cases,
            entered,
            Figures::Recorded,
            path,
        )
    }

    /// Prints the form, with all that it asks for, for a case of the first class that may need it.
    pub fn print_whole(form: &PaperForm, path: &Path) -> (Self, Printing) {
        let mut one = Self::new();
        one.say(
            Kind::Contact,
            r#"{"how":"committee","met":"committee","found":"dead"}"#,
        );
        one.classify(form.classes.first().map_or("5", String::as_str));
        let entered = one.answers(form);
        let printing = one.print(&form.id, &entered, path);
        (one, printing)
    }
}

/// What the officer enters into a field.
pub fn answer(field: &str) -> &'static str {
    match field {
        "截止日期" => "2021-09-30",
        "首次联系日期" => "2021-09-01",
        "多领起始年月" | "符合条件年月" | "首次参保年月" | "补发起始年月" => {
            "2021-06"
        }
        "多领截止年月" | "补发截止年月" => "2021-08",
        "多领月数" | "补发月数" => "3",
        "多领金额" => "728",
        "应退还金额" | "垫付金额" => "300.05",
        "个人账户抵扣" | "封存金额" => "300",
        "丧葬金抵扣" => "127.95",
        "预计月待遇" | "基础养老金" => "123",
        "账户养老金" | "所需金额" => "37.94",
        "缺件" | "材料" => "身份证复印件；户口簿复印件",
        "收款账号" => "4101980000000001",
        "受送达人" | "申请人" => "陈小军",
        "申请人证件号" => "410198197001010010",
        "发文代字" => "惠居保",
        "与参保人关系" => "儿子",
        _ => "按实际情况填写",
    }
}
