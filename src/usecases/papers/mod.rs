//! Papers that are handed over: which a case may need, printing them with a number of their own, and the entry that
//! says so. Printed is not served: service is a record of its own.

mod checking;
mod pdf;
mod values;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use super::exporting::write_file;
use super::session::{Clock, Session};
use crate::domain::case::Case;
use crate::domain::entry::{Body, CaseId, Entry, Kind, hex};
use crate::domain::notice::{Amounts, Known};
use crate::domain::pack::{Pack, Role};
use crate::domain::procedure;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::forms::{Forms, PaperForm};
use crate::messages::{Language, Messages};
use crate::output::docx::{self, BLANK, DocxError, Values};
use crate::store::{CaseFilter, CaseRow, NewEntry};

pub use checking::{FormProblem, check};
pub use pdf::to_pdf;
pub use values::{Entered, entered};
use values::Writer;

/// A paper that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Whose.
    pub case: CaseId,
    /// Its number in full; nothing where the office's word for it is missing.
    pub number: String,
    /// Running number of the form in the year.
    pub running: u64,
    /// Whether the very same paper was printed before, and keeps its number.
    pub again: bool,
    /// Fields that are blank on it.
    pub blanks: Vec<String>,
}

/// What came of a printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    /// The file.
    pub path: PathBuf,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// The papers in it, in order.
    pub papers: Vec<Printed>,
}

/// The forms that a case may need now: those of the step that is due first, then those of its class, then the others.
#[must_use]
pub fn usable<'f>(forms: &'f Forms, case: &Case, pack: &Pack) -> Vec<&'f PaperForm> {
    let due = procedure::next_step(case, pack).map(|step| step.id.as_str());
    let rank = |form: &PaperForm| {
        let due_now = due.is_some_and(|due| form.steps.iter().any(|step| step == due));
        (!due_now, form.classes.is_empty())
    };
    let mut found: Vec<&PaperForm> = forms
        .forms
        .iter()
        .filter(|form| form.is_for(case.class()))
        .collect();
    found.sort_by_key(|form| rank(form));
    found
}

/// Whether it was found that the money was taken by fraud; until then the word is 多领.
fn proved(forms: &Forms, case: &Case) -> bool {
    let rule = &forms.styles.fraud;
    case.fact(&rule.fact)
        .is_some_and(|said| rule.yes.iter().any(|yes| yes == said))
}

/// What the form is called for this case.
#[must_use]
pub fn title<'f>(forms: &Forms, form: &'f PaperForm, case: &Case) -> &'f str {
    match &form.title_unproved {
        Some(unproved) if !proved(forms, case) => unproved,
        _ => &form.title,
    }
}

/// What an officer entered for earlier papers of the case, to be offered again.
#[must_use]
pub fn remembered(case: &Case) -> Entered {
    let mut all = Entered::new();
    for print in case.standing(Kind::Print) {
        let set = print.body.fields.get("set").and_then(Json::as_object);
        for (field, value) in set.into_iter().flatten() {
            if let Some(text) = value.as_str() {
                all.insert(field.clone(), text.to_owned());
            }
        }
    }
    all
}

/// Fields of a form that somebody has to say: asked for, and nobody has said them yet.
///
/// # Errors
/// When the book cannot be read.
pub fn unsaid(
    session: &Session,
    forms: &Forms,
    form: &PaperForm,
    row: &CaseRow,
    case: &Case,
) -> Result<Vec<String>, Error> {
    let nothing = Entered::new();
    let paper = Paper::of(session, forms, form, row, case);
    let messages = Messages::load(Language::Chinese);
    let (_, blanks) = paper.values("", &nothing, &messages)?;
    let ask = form.ask.iter().filter(|field| blanks.contains(field));
    Ok(ask.cloned().collect())
}

/// The people of a unit to whom the form can be handed now: their class needs it, and they are not done yet.
///
/// # Errors
/// When the book cannot be read.
pub fn people_of(
    session: &Session,
    forms: &Forms,
    form: &PaperForm,
    unit: UnitCode,
) -> Result<Vec<CaseId>, Error> {
    let rows = session.store.list(&CaseFilter {
        unit: Some(unit),
        ..CaseFilter::default()
    })?;
    let mut due = Vec::new();
    for row in rows {
        if row.turn == crate::domain::case::Turn::Done || !form.is_for(row.class.as_deref()) {
            continue;
        }
        let case = case_of(session, row.id)?;
        let served = case
            .standing(Kind::Served)
            .filter_map(|served| served.text("notice"))
            .any(|notice| {
                notice == form.title || notice == form.id || notice == title(forms, form, &case)
            });
        let step = form.steps.is_empty() || is_due(&case, &session.pack, form);
        if step && !served {
            due.push(row.id);
        }
    }
    Ok(due)
}

/// A form is due while one of its steps is open; where the pack has none of them, while the case is.
fn is_due(case: &Case, pack: &Pack, form: &PaperForm) -> bool {
    let steps = procedure::steps(case, pack);
    let mut own = steps
        .iter()
        .filter(|(step, _)| form.steps.contains(&step.id))
        .peekable();
    own.peek().is_none() || own.any(|(_, progress)| !matches!(progress, procedure::Progress::Done(_)))
}

/// Where a paper is laid when nobody says where: beside the book, named after the form and the person or village.
#[must_use]
pub fn place_for(session: &Session, form: &PaperForm, whose: &str) -> PathBuf {
    let now = session.local_now().format("%Y%m%d-%H%M%S");
    let stem = form.file.trim_end_matches(".docx");
    let name: String = format!("{stem} {whose} {now}.docx")
        .chars()
        .map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c })
        .collect();
    session.store.path().with_file_name(name)
}

fn case_of(session: &Session, id: CaseId) -> Result<Case, Error> {
    Ok(Case::of(&session.store.entries_of(id)?, &session.pack))
}

/// One paper of one case.
struct Paper<'a> {
    forms: &'a Forms,
    form: &'a PaperForm,
    row: &'a CaseRow,
    case: &'a Case,
    pack: &'a Pack,
    amounts: Amounts,
    place: String,
    village: String,
    issuer: String,
    township_office: String,
    district_office: String,
    officer: &'a str,
    today: chrono::NaiveDate,
}

impl<'a> Paper<'a> {
    fn of(
        session: &'a Session,
        forms: &'a Forms,
        form: &'a PaperForm,
        row: &'a CaseRow,
        case: &'a Case,
    ) -> Self {
        let name = |level: Level| {
            row.unit
                .at(level)
                .map(|unit| session.unit_name(unit))
                .unwrap_or_default()
        };
        let (county, township, village) = (
            name(Level::County),
            name(Level::Township),
            name(Level::Village),
        );
        let title = |role: Role| session.pack.role_title(role);
        let township_office = format!("{township}{}", title(Role::Township));
        let district_office = title(Role::District).to_owned();
        Self {
            forms,
            form,
            row,
            case,
            pack: &session.pack,
            amounts: Amounts::recorded(case),
            place: format!("{county}{township}{village}"),
            issuer: match form.issuer {
                Role::District => district_office.clone(),
                Role::Township | Role::Village => township_office.clone(),
            },
            village,
            township_office,
            district_office,
            officer: &session.officer,
            today: session.today(),
        }
    }

    /// What the paper is filled with, and which of its fields stay blank.
    fn values(
        &self,
        number: &str,
        entered: &Entered,
        messages: &Messages,
    ) -> Result<(Values, Vec<String>), Error> {
        let known = Known {
            case: self.case,
            pack: self.pack,
            amounts: &self.amounts,
            steps: &self.form.steps,
            receipts: self.form.receivers(self.case.class()),
            sex: self.row.sex.as_deref(),
            birth: self.row.birth,
            place: &self.place,
            village: &self.village,
            issuer: &self.issuer,
            township_office: &self.township_office,
            district_office: &self.district_office,
            officer: self.officer,
            number,
            fraud: self.fraud_word(),
            today: self.today,
        };
        let writer = Writer {
            forms: self.forms,
            form: self.form,
            known,
            entered,
            messages,
        };
        if let Some(field) = writer.contradicted() {
            return Err(Error::said("paper-error-computed", &[("field", field)]));
        }
        let values = writer.values(self.row.id)?;
        let blanks = writer.blanks(&values);
        Ok((values, blanks))
    }

    fn fraud_word(&self) -> &str {
        let rule = &self.forms.styles.fraud;
        if proved(self.forms, self.case) {
            &rule.proved
        } else {
            &rule.unproved
        }
    }
}

/// Prints a form for these people into one file, each paper with its number, and records it.
///
/// # Errors
/// When nobody is named, a person or the template is wrong, or the file or the book cannot be written; then neither
/// the file nor an entry is there.
pub fn print(
    session: &mut Session,
    forms: &Forms,
    form: &PaperForm,
    cases: &[CaseId],
    entered: &Entered,
    path: &Path,
) -> Result<Printing, Error> {
    let template = forms.template(form)?;
    let messages = Messages::load(Language::Chinese);
    let mut people = Vec::with_capacity(cases.len());
    for id in cases {
        let row = session
            .store
            .row(*id)?
            .ok_or_else(|| Error::said("error-nobody", &[("given", &id.to_string())]))?;
        people.push((row, case_of(session, *id)?));
    }
    if people.is_empty() {
        return Err(Error::said("paper-error-nobody", &[("form", &form.title)]));
    }
    let year = session.today().year();
    let numbers = Numbers::of(session, forms, form, entered, year)?;
    let fill = |starts: &dyn Fn(usize) -> u64| -> Result<(Vec<u8>, Vec<Printed>), Error> {
        let mut all = Vec::with_capacity(people.len());
        let mut printed = Vec::with_capacity(people.len());
        for (at, (row, case)) in people.iter().enumerate() {
            let running = starts(at);
            let number = numbers.text(running);
            let paper = Paper::of(session, forms, form, row, case);
            let (values, blanks) = paper.values(&number, entered, &messages)?;
            all.push(values);
            printed.push(Printed {
                case: row.id,
                number,
                running,
                again: false,
                blanks,
            });
        }
        let bytes = docx::fill_all(&template, &all).map_err(|error| fault(form, &error))?;
        Ok((bytes, printed))
    };
    // The very same paper once more (the printer jammed) keeps its number.
    let before = match people.as_slice() {
        [(_, case)] => last_print(case, form, year),
        _ => None,
    };
    let same = match before {
        Some((running, hash)) => {
            let (bytes, papers) = fill(&|_| running)?;
            (hex(&Sha256::digest(&bytes)) == hash).then_some((bytes, papers))
        }
        None => None,
    };
    let again = same.is_some();
    let (bytes, mut papers) = match same {
        Some(same) => same,
        None => fill(&|at| numbers.next + u64::try_from(at).unwrap_or(0))?,
    };
    for paper in &mut papers {
        paper.again = again;
    }
    let printing = Printing {
        path: path.to_owned(),
        hash: hex(&Sha256::digest(&bytes)),
        papers,
    };
    let titles: Vec<&str> = people
        .iter()
        .map(|(_, case)| title(forms, form, case))
        .collect();
    write_file(path, &bytes)?;
    // A paper that the book does not know must not be handed over.
    note(session, form, &titles, &printing, entered).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })?;
    Ok(printing)
}

fn fault(form: &PaperForm, error: &DocxError) -> Error {
    let name = form.file.as_str();
    match error {
        DocxError::Unknown(field) => Error::said(
            "paper-error-unknown-field",
            &[("file", name), ("field", field)],
        ),
        DocxError::Open(block) => {
            Error::said("paper-error-open", &[("file", name), ("field", block)])
        }
        DocxError::NotADocument | DocxError::Damaged | DocxError::TooLarge => Error::said(
            "paper-error-template",
            &[("file", name), ("what", &error.to_string())],
        ),
    }
}

/// The running numbers of a form in a year.
struct Numbers<'a> {
    style: &'a str,
    word: String,
    year: i32,
    next: u64,
}

impl<'a> Numbers<'a> {
    fn of(
        session: &Session,
        forms: &'a Forms,
        form: &PaperForm,
        entered: &Entered,
        year: i32,
    ) -> Result<Self, Error> {
        let styles = &forms.styles;
        let word = entered
            .get(&styles.number_word)
            .or_else(|| forms.office.get(&styles.number_word));
        let runs = session.store.entries_of(CaseId::BOOK)?;
        let last = runs
            .iter()
            .filter(|entry| is_of(entry, form, year))
            .filter_map(|entry| entry.body.fields.get("last").and_then(Json::as_u64))
            .max();
        Ok(Self {
            style: &styles.number,
            word: word.cloned().unwrap_or_else(|| BLANK.to_owned()),
            year,
            next: last.unwrap_or(0) + 1,
        })
    }

    fn text(&self, running: u64) -> String {
        self.style
            .replace("{word}", &self.word)
            .replace("{year}", &self.year.to_string())
            .replace("{number}", &running.to_string())
    }
}

fn is_of(entry: &Entry, form: &PaperForm, year: i32) -> bool {
    entry.kind == Kind::Print
        && entry.text("form") == Some(form.id.as_str())
        && entry.body.fields.get("year").and_then(Json::as_i64) == Some(i64::from(year))
}

/// Number and hash of the last paper of that form, where it lay alone in its file.
fn last_print(case: &Case, form: &PaperForm, year: i32) -> Option<(u64, String)> {
    let entry = case
        .standing(Kind::Print)
        .rfind(|entry| is_of(entry, form, year))?;
    let running = entry.body.fields.get("number")?.as_u64()?;
    Some((running, entry.text("hash")?.to_owned()))
}

/// An entry for each person, and one for the book, from which numbers go on.
fn note(
    session: &mut Session,
    form: &PaperForm,
    titles: &[&str],
    printing: &Printing,
    entered: &Entered,
) -> Result<(), Error> {
    let body = |fields: Map<String, Json>| Body {
        by: session.officer.clone(),
        pack: session.pack.label(),
        clock_set: session.clock.is_set(),
        fields,
        ..Body::default()
    };
    let at = session.clock.now();
    let year = session.today().year();
    let common = |title: &str| {
        let mut fields = Map::new();
        fields.insert("form".to_owned(), form.id.as_str().into());
        fields.insert("title".to_owned(), title.into());
        fields.insert("year".to_owned(), year.into());
        fields.insert("hash".to_owned(), printing.hash.as_str().into());
        let file = printing.path.file_name();
        let file = file.map(|name| name.to_string_lossy().into_owned());
        fields.insert("file".to_owned(), file.into());
        // A legal paper names the person in full: that is its purpose, and the book says that it did.
        fields.insert("whole".to_owned(), true.into());
        fields
    };
    let mut entries = Vec::with_capacity(printing.papers.len() + 1);
    for (paper, title) in printing.papers.iter().zip(titles) {
        let mut fields = common(title);
        fields.insert("number".to_owned(), paper.running.into());
        fields.insert("document".to_owned(), paper.number.as_str().into());
        if paper.again {
            fields.insert("again".to_owned(), true.into());
        }
        if !entered.is_empty() {
            let set: Map<String, Json> = entered
                .iter()
                .map(|(field, value)| (field.clone(), value.as_str().into()))
                .collect();
            fields.insert("set".to_owned(), set.into());
        }
        let row = session.store.row(paper.case)?;
        let unit = row.map_or_else(|| session.store.unit(), |row| row.unit);
        entries.push(NewEntry {
            case: paper.case,
            unit,
            kind: Kind::Print,
            at,
            body: body(fields),
        });
    }
    if let Some(last) = printing.papers.iter().filter(|paper| !paper.again).next_back() {
        let mut fields = common(&form.title);
        fields.insert("papers".to_owned(), printing.papers.len().into());
        fields.insert("last".to_owned(), last.running.into());
        entries.push(NewEntry {
            case: CaseId::BOOK,
            unit: session.store.unit(),
            kind: Kind::Print,
            at,
            body: body(fields),
        });
    }
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    for entry in entries {
        writing.append(entry)?;
    }
    writing.commit()?;
    Ok(())
}
