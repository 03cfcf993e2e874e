//! The reader of the forms: which papers there are, what each asks for, and their templates. Those of the program lie
//! in data/forms; an office's own, in the folder `forms` of its configuration, take their place by the same file name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::domain::notice::{ListSource, Source};
use crate::domain::pack::Role;
use crate::error::Error;

/// Templates with a letterhead full of pictures stay far below.
const LARGEST: u64 = 16 << 20;
/// What the office sets once for all its papers.
const OFFICE: &str = "office.toml";

/// A paper that can be printed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperForm {
    /// Its id for commands.
    pub id: String,
    /// Its title, and the name by which records of service call it.
    pub title: String,
    /// Its title while fraud is not proved.
    #[serde(default)]
    pub title_unproved: Option<String>,
    /// The template.
    pub file: String,
    /// Classes whose cases may need it; empty = all, also before the reason is known.
    #[serde(default)]
    pub classes: Vec<String>,
    /// Ids of the steps that use it; their clauses are its basis.
    #[serde(default)]
    pub steps: Vec<String>,
    /// Whose office issues it.
    pub issuer: Role,
    /// Whether it has to be handed over, and counts from that day.
    #[serde(default)]
    pub served: bool,
    /// Who signs a receipt each, by class; `all` for the classes that are not named.
    #[serde(default)]
    pub receipts: BTreeMap<String, Vec<String>>,
    /// Fields that its template must hold.
    pub fields: Vec<String>,
    /// Fields that the officer is asked for when nobody has said them yet.
    #[serde(default)]
    pub ask: Vec<String>,
}

impl PaperForm {
    /// Whether a case of that class may need it.
    #[must_use]
    pub fn is_for(&self, class: Option<&str>) -> bool {
        self.classes.is_empty()
            || class.is_some_and(|class| self.classes.iter().any(|one| one == class))
    }

    /// Whether it lists lines from that source.
    #[must_use]
    pub fn has_list(&self, forms: &Forms, source: ListSource) -> bool {
        let mut lists = self.fields.iter().filter_map(|field| field.split_once('.'));
        lists.any(|(list, _)| {
            forms
                .lists
                .get(list)
                .is_some_and(|list| list.from == source)
        })
    }

    /// Who signs a receipt each.
    #[must_use]
    pub fn receivers(&self, class: Option<&str>) -> &[String] {
        class
            .and_then(|class| self.receipts.get(class))
            .or_else(|| self.receipts.get("all"))
            .map_or(&[], Vec::as_slice)
    }
}

/// What an officer may enter into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Any text.
    Text,
    /// A day that comes.
    Day,
    /// The last day for what the paper asks; it runs from the paper's service.
    LastDay,
    /// A day that has been.
    PastDay,
    /// A month.
    Month,
    /// How many.
    Count,
    /// An amount in yuan.
    Money,
}

/// Where a field's value comes from; the first of these that knows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Field {
    /// The case and its settlement.
    pub from: Option<Source>,
    /// The newest fact of that name.
    pub fact: Option<String>,
    /// The office's own settings.
    pub office: bool,
    /// The officer.
    pub ask: Option<Asked>,
    /// An amount is written in capital characters.
    pub words: bool,
    /// One value may stand on the papers of many people.
    pub shared: bool,
}

/// A list, whose lines repeat a row of the template.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormList {
    /// Where its lines come from.
    pub from: ListSource,
    /// What its columns hold.
    pub columns: BTreeMap<String, String>,
    /// One list may stand on the papers of many people.
    #[serde(default)]
    pub shared: bool,
    /// Lines to be filled in by hand where none is known.
    #[serde(default)]
    pub blanks: u32,
}

/// How values are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Styles {
    /// A day, with {year}, {month}, {day}.
    pub day: String,
    /// A month.
    pub month: String,
    /// A paper's number, with {word}, {year}, {number}.
    pub number: String,
    /// The field that holds the word of the number.
    pub number_word: String,
    /// What separates the items that an officer enters into a list.
    pub separators: String,
    /// How money is called that was taken and not due.
    pub fraud: FraudWords,
}

/// Money that was taken and not due is 多领; 冒领 is what a step of its own finds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FraudWords {
    /// The fact that says what was found.
    pub fact: String,
    /// Its values that mean fraud.
    pub yes: Vec<String>,
    /// The word before it is found.
    pub unproved: String,
    /// The word after.
    pub proved: String,
}

/// A paper of the office itself, about no single person: the program fills in the figures, the office writes the rest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The template.
    pub file: String,
    /// The fields that its template may hold, and what each tells.
    pub fields: BTreeMap<String, String>,
    /// Its lists by what they tell.
    #[serde(default)]
    pub lists: BTreeMap<String, DraftList>,
}

/// A list of a draft.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftList {
    /// What templates call it.
    pub name: String,
    /// Its columns, and what each tells.
    pub columns: BTreeMap<String, String>,
}

impl Draft {
    /// Every name that its template may use.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        let lists = self.lists.values();
        let columns = lists.flat_map(|list| {
            let columns = list.columns.keys();
            columns.map(|column| format!("{}.{column}", list.name))
        });
        self.fields.keys().cloned().chain(columns)
    }
}

/// The file data/forms/forms.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormsFile {
    styles: Styles,
    fields: BTreeMap<String, Field>,
    lists: BTreeMap<String, FormList>,
    forms: Vec<PaperForm>,
    #[serde(default)]
    drafts: Vec<Draft>,
}

/// All forms, and what the office has set.
#[derive(Clone, Debug)]
pub struct Forms {
    /// How values are written.
    pub styles: Styles,
    /// Every field that a template may name.
    pub fields: BTreeMap<String, Field>,
    /// Every list.
    pub lists: BTreeMap<String, FormList>,
    /// The forms, in the order of lists.
    pub forms: Vec<PaperForm>,
    /// Papers of the office itself.
    pub drafts: Vec<Draft>,
    /// The office's settings, by field.
    pub office: BTreeMap<String, String>,
    folder: Option<PathBuf>,
}

macro_rules! templates {
    ($($file:literal),+ $(,)?) => {
        /// The templates inside the program; a test compares the list with the folder.
        static TEMPLATES: &[(&str, &[u8])] = &[$((
            $file,
            include_bytes!(concat!("../data/forms/", $file)),
        )),+];
    };
}

templates![
    "自查情况报告.docx",
    "迎检清单.docx",
    "专项清理情况报告.docx",
    "工作进展情况通报.docx",
    "申请注销登记告知书.docx",
    "待遇领取告知书.docx",
    "注销登记表.docx",
    "社会保险待遇返还通知书.docx",
    "冒领社会保险待遇追缴通知书.docx",
    "限期退还多领社会保险待遇通知书.docx",
    "分期还款协议.docx",
    "追缴移交清单.docx",
    "缴费资金垫付申请表.docx",
    "告知承诺书.docx",
    "待遇暂停恢复申请表.docx",
    "信息更正申请表.docx",
    "待遇核定表.docx",
    "封存登记表.docx",
    "缺件清单.docx",
    "核查情况说明.docx",
    "抽查情况通报.docx",
];

impl Forms {
    /// The forms of the program alone.
    ///
    /// # Errors
    /// When the list inside the program is broken, which a test excludes.
    pub fn of_program() -> Result<Self, Error> {
        let text = include_str!("../data/forms/forms.toml");
        let file: FormsFile = toml::from_str(text).map_err(|error| broken("forms.toml", &error))?;
        Ok(Self {
            styles: file.styles,
            fields: file.fields,
            lists: file.lists,
            forms: file.forms,
            drafts: file.drafts,
            office: BTreeMap::new(),
            folder: None,
        })
    }

    /// The forms of the program, with the office's templates and settings over them.
    ///
    /// # Errors
    /// When the office's settings cannot be read, or name what no form knows.
    pub fn with_config(config: &Path) -> Result<Self, Error> {
        let mut forms = Self::of_program()?;
        let folder = config.join("forms");
        let path = folder.join(OFFICE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let name = path.display().to_string();
                forms.office = toml::from_str(text.trim_start_matches('\u{FEFF}'))
                    .map_err(|error| broken(&name, &error))?;
                if let Some(strange) = forms.office.keys().find(|key| !forms.is_office(key)) {
                    return Err(Error::said(
                        "paper-error-office",
                        &[("path", &name), ("field", strange)],
                    ));
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::file(&path, error)),
        }
        forms.folder = Some(folder);
        Ok(forms)
    }

    /// Whether a value may be entered once for the papers of many people.
    #[must_use]
    pub fn is_shared(&self, name: &str) -> bool {
        let field = self.fields.get(name);
        field.is_some_and(|field| field.shared || field.office)
            || self.lists.get(name).is_some_and(|list| list.shared)
    }

    fn is_office(&self, field: &str) -> bool {
        self.fields.get(field).is_some_and(|field| field.office)
    }

    /// The form of that id or title.
    ///
    /// # Errors
    /// When there is none.
    pub fn form(&self, given: &str) -> Result<&PaperForm, Error> {
        let mut named = self.forms.iter();
        named
            .find(|form| {
                form.id == given
                    || form.title == given
                    || form.title_unproved.as_deref() == Some(given)
            })
            .ok_or_else(|| {
                let first = self.forms.first().map_or("", |form| form.title.as_str());
                let ids = self.forms.iter().map(|form| form.id.as_str());
                let titles = self.forms.iter().map(|form| form.title.as_str());
                let near = crate::domain::nearest::nearest(given, ids.chain(titles));
                Error::said(
                    "paper-error-unknown",
                    &[("given", given), ("nearest", near.unwrap_or(first))],
                )
            })
    }

    /// The draft of that id.
    ///
    /// # Errors
    /// When there is none.
    pub fn draft(&self, id: &str) -> Result<&Draft, Error> {
        let mut drafts = self.drafts.iter();
        drafts
            .find(|draft| draft.id == id)
            .ok_or_else(|| Error::said("paper-error-template", &[("file", id)]))
    }

    /// The file that takes the place of a template, where the office has one.
    #[must_use]
    pub fn own_template(&self, form: &PaperForm) -> Option<PathBuf> {
        self.own_file(&form.file)
    }

    fn own_file(&self, file: &str) -> Option<PathBuf> {
        let path = self.folder.as_ref()?.join(file);
        path.is_file().then_some(path)
    }

    /// The template of a form.
    ///
    /// # Errors
    /// When the office's own cannot be read.
    pub fn template(&self, form: &PaperForm) -> Result<Vec<u8>, Error> {
        self.template_of(&form.file)
    }

    /// The template of that file name: the office's own, else the program's.
    ///
    /// # Errors
    /// When the office's own cannot be read, or there is none.
    pub fn template_of(&self, file: &str) -> Result<Vec<u8>, Error> {
        if let Some(path) = self.own_file(file) {
            return read(&path);
        }
        TEMPLATES
            .iter()
            .find(|(name, _)| *name == file)
            .map(|(_, bytes)| bytes.to_vec())
            .ok_or_else(|| Error::said("paper-error-template", &[("file", file)]))
    }
}

/// The bytes of a template.
///
/// # Errors
/// When it cannot be read, or is far larger than a template.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |error| Error::file(path, error);
    if fs::metadata(path).map_err(failed)?.len() > LARGEST {
        let name = path.display().to_string();
        return Err(Error::said("paper-error-large", &[("path", &name)]));
    }
    fs::read(path).map_err(failed)
}

fn broken(name: &str, error: &toml::de::Error) -> Error {
    Error::said(
        "paper-error-broken",
        &[("path", name), ("what", error.message())],
    )
}
