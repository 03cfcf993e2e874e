//! Printing: papers with their numbers into one file, and the entries that say so. Printed is not served: service is a
//! record of its own.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use super::paper::Paper;
use super::values::Entered;
use super::{Figures, case_of, title};
use crate::domain::case::Case;
use crate::domain::entry::{Body, CaseId, Entry, Kind, hex};
use crate::domain::money::Money;
use crate::domain::settlement::Working;
use crate::error::Error;
use crate::forms::{Asked, Forms, PaperForm};
use crate::messages::{Language, Messages};
use crate::output::docx::{self, BLANK, DocxError};
use crate::store::{CaseRow, NewEntry};
use crate::usecases::exporting::write_file;
use crate::usecases::session::{Clock, Session};

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

/// The people of a printing, each with the case as it stands.
type People = Vec<(CaseRow, Case)>;

/// Prints a form for these people into one file, each paper with its number, and records it.
///
/// # Errors
/// When nobody is named, a person does not need the form, the template is wrong, or the file or the book cannot be
/// written; then neither the file nor an entry is there.
pub fn print(
    session: &mut Session,
    forms: &Forms,
    form: &PaperForm,
    cases: &[CaseId],
    entered: &Entered,
    figures: Figures<'_>,
    path: &Path,
) -> Result<Printing, Error> {
    let people = people(session, forms, form, cases, entered)?;
    if let Figures::Given(working) = figures {
        agree(&people, working)?;
    }
    let press = Press {
        session,
        forms,
        form,
        people: &people,
        entered,
        figures,
        template: forms.template(form)?,
        messages: Messages::load(Language::Chinese),
        numbers: Numbers::of(session, forms, form, entered)?,
    };
    let (bytes, papers) = press.run()?;
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
    let due = entered.iter().find_map(|(field, value)| {
        let asked = forms.fields.get(field).and_then(|field| field.ask);
        (asked == Some(Asked::LastDay)).then(|| value.clone())
    });
    note(session, form, (&people, &titles), &printing, (entered, due)).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })?;
    Ok(printing)
}

/// Reads the people, and refuses what no paper of theirs may say.
fn people(
    session: &Session,
    forms: &Forms,
    form: &PaperForm,
    cases: &[CaseId],
    entered: &Entered,
) -> Result<People, Error> {
    let mut people = People::with_capacity(cases.len());
    for id in cases {
        let row = session
            .store
            .row(*id)?
            .ok_or_else(|| Error::said("error-nobody", &[("given", &id.to_string())]))?;
        let case = case_of(session, *id)?;
        if !form.is_for(case.class()) {
            let class = case.class().and_then(|id| session.pack.class(id));
            return Err(Error::said(
                "paper-error-class",
                &[
                    ("person", &row.name),
                    ("class", class.map_or("-", |class| class.title.as_str())),
                    ("form", title(forms, form, &case)),
                ],
            ));
        }
        people.push((row, case));
    }
    if people.is_empty() {
        return Err(Error::said("paper-error-nobody", &[("form", &form.title)]));
    }
    // What is true of one person must not stand on everybody's paper.
    if people.len() > 1
        && let Some(field) = entered.keys().find(|field| !forms.is_shared(field))
    {
        return Err(Error::said("paper-error-shared", &[("field", field)]));
    }
    Ok(people)
}

/// A settlement is of one person, and a paper must not demand what the book does not.
fn agree(people: &People, working: &Working) -> Result<(), Error> {
    let [(_, case)] = people.as_slice() else {
        return Err(Error::said("paper-error-settle-many", &[]));
    };
    let recorded = case.live_outcome().map(|outcome| outcome.recover_due);
    let recorded = recorded.filter(|amount| *amount > Money::ZERO);
    match (recorded, working.overpaid.amount) {
        (Some(recorded), Some(settled)) if recorded != settled => Err(Error::said(
            "paper-error-settle",
            &[
                ("recorded", &recorded.to_string()),
                ("settled", &settled.to_string()),
            ],
        )),
        _ => Ok(()),
    }
}

/// All that one run of printing works with.
struct Press<'a> {
    session: &'a Session,
    forms: &'a Forms,
    form: &'a PaperForm,
    people: &'a People,
    entered: &'a Entered,
    figures: Figures<'a>,
    template: Vec<u8>,
    messages: Messages,
    numbers: Numbers<'a>,
}

impl Press<'_> {
    /// The document; the very same paper once more (the printer jammed) keeps its number.
    fn run(&self) -> Result<(Vec<u8>, Vec<Printed>), Error> {
        let before = match self.people.as_slice() {
            [(_, case)] => last_print(case, self.form, self.numbers.year),
            _ => None,
        };
        if let Some((running, hash)) = before {
            let (bytes, mut papers) = self.fill(running)?;
            if hex(&Sha256::digest(&bytes)) == hash {
                for paper in &mut papers {
                    paper.again = true;
                }
                return Ok((bytes, papers));
            }
        }
        self.fill(self.numbers.next)
    }

    /// The papers, numbered from `first`.
    fn fill(&self, first: u64) -> Result<(Vec<u8>, Vec<Printed>), Error> {
        let mut all = Vec::with_capacity(self.people.len());
        let mut printed = Vec::with_capacity(self.people.len());
        for ((row, case), running) in self.people.iter().zip(first..) {
            let number = self.numbers.text(running);
            let paper = Paper::of(
                self.session,
                self.forms,
                self.form,
                (row, case),
                self.figures,
            );
            let (values, blanks) = paper.values(&number, self.entered, &self.messages)?;
            all.push(values);
            printed.push(Printed {
                case: row.id,
                number,
                running,
                again: false,
                blanks,
            });
        }
        let bytes =
            docx::fill_all(&self.template, &all).map_err(|error| fault(self.form, &error))?;
        Ok((bytes, printed))
    }
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
    ) -> Result<Self, Error> {
        let year = session.today().year();
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
    (people, titles): (&People, &[&str]),
    printing: &Printing,
    (entered, due): (&Entered, Option<String>),
) -> Result<(), Error> {
    let year = session.today().year();
    let mut entries = Vec::with_capacity(printing.papers.len() + 1);
    for ((paper, title), (row, _)) in printing.papers.iter().zip(titles).zip(people) {
        let mut fields = common(form, title, year, printing);
        fields.insert("number".to_owned(), paper.running.into());
        fields.insert("document".to_owned(), paper.number.as_str().into());
        if paper.again {
            fields.insert("again".to_owned(), true.into());
        }
        if let Some(due) = &due {
            fields.insert("due".to_owned(), due.as_str().into());
        }
        if !entered.is_empty() {
            let set: Map<String, Json> = entered
                .iter()
                .map(|(field, value)| (field.clone(), value.as_str().into()))
                .collect();
            fields.insert("set".to_owned(), set.into());
        }
        entries.push((paper.case, row.unit, fields));
    }
    if let Some(last) = printing.papers.iter().rfind(|paper| !paper.again) {
        let mut fields = common(form, &form.title, year, printing);
        fields.insert("papers".to_owned(), printing.papers.len().into());
        fields.insert("last".to_owned(), last.running.into());
        entries.push((CaseId::BOOK, session.store.unit(), fields));
    }
    let at = session.clock.now();
    let body = Body {
        by: session.officer.clone(),
        pack: session.pack.label(),
        clock_set: session.clock.is_set(),
        ..Body::default()
    };
    let mut writing = session.store.begin(&session.pack, Clock::device())?;
    for (case, unit, fields) in entries {
        writing.append(NewEntry {
            case,
            unit,
            kind: Kind::Print,
            at,
            body: Body {
                fields,
                ..body.clone()
            },
        })?;
    }
    writing.commit()?;
    Ok(())
}

/// What every entry of a printing says.
fn common(form: &PaperForm, title: &str, year: i32, printing: &Printing) -> Map<String, Json> {
    let file = printing.path.file_name();
    let file = file.map(|name| name.to_string_lossy().into_owned());
    let mut fields = Map::new();
    fields.insert("form".to_owned(), form.id.as_str().into());
    fields.insert("title".to_owned(), title.into());
    fields.insert("year".to_owned(), year.into());
    fields.insert("hash".to_owned(), printing.hash.as_str().into());
    fields.insert("file".to_owned(), file.into());
    // A legal paper names the person in full: that is its purpose, and the book says that it did.
    fields.insert("whole".to_owned(), true.into());
    fields
}
