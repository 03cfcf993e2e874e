//! Recovery: the ledger of a person, everybody who still owes, and the bundle that is handed over to the authority.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::evidence;
use super::exporting::{self, write_file};
use super::papers::{self, Entered, Figures};
use super::session::Session;
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::money::Money;
use crate::domain::pack::Role;
use crate::domain::pack::rules::BundlePaper;
use crate::domain::recovery::Ledger;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages};
use crate::output::recovery_text::Told;
use crate::store::{CaseFilter, CaseRow};

/// The form of the list that lies on top of the bundle.
const LIST: &str = "hand-over-list";

/// The recovery of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// Whose.
    pub row: CaseRow,
    /// The case.
    pub case: Case,
    /// The ledger.
    pub ledger: Ledger,
}

/// Reads the recovery of a person.
///
/// # Errors
/// When the book cannot be read.
pub fn of(session: &Session, row: &CaseRow) -> Result<Recovery, Error> {
    let entries = session.store.entries_of(row.id)?;
    let case = Case::of(&entries, &session.pack);
    let ledger = Ledger::of(&case, &session.pack);
    Ok(Recovery {
        row: row.clone(),
        case,
        ledger,
    })
}

/// Everybody of a unit who still owes something on a day, the late ones first, then by the next day that counts.
///
/// # Errors
/// When the book cannot be read.
pub fn open(
    session: &Session,
    unit: Option<UnitCode>,
    on: NaiveDate,
) -> Result<Vec<Recovery>, Error> {
    let rows = session.store.list(&CaseFilter {
        unit,
        ..CaseFilter::default()
    })?;
    let mut found = Vec::new();
    // Only an outcome claims anything.
    for row in rows.iter().filter(|row| row.outcome.is_some()) {
        let one = of(session, row)?;
        if one.ledger.owed_on(on) > Money::ZERO || one.ledger.excess_on(on) > Money::ZERO {
            found.push(one);
        }
    }
    found.sort_by_key(|one| {
        let late = one.ledger.stage_on(on).is_late();
        (!late, one.until(on).unwrap_or(NaiveDate::MAX))
    });
    Ok(found)
}

impl Recovery {
    /// The next day on which money is due: of the instalments, else of the notice.
    #[must_use]
    pub fn until(&self, on: NaiveDate) -> Option<NaiveDate> {
        match self.ledger.next_on(on) {
            Some((instalment, _)) => Some(instalment.until),
            None => self.ledger.due.as_ref().map(|due| due.until),
        }
    }
}

/// 多领, or 冒领 where it was found so.
#[must_use]
pub fn word<'f>(forms: &'f Forms, case: &Case) -> &'f str {
    papers::fraud_word(forms, case)
}

/// Amounts are the offices' matter.
#[must_use]
pub fn sees_amounts(session: &Session) -> bool {
    session.role != Role::Village
}

/// A bundle that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The folder.
    pub folder: PathBuf,
    /// Its files, by their names in it.
    pub files: Vec<String>,
    /// Papers that are wanted and were not there.
    pub missing: Vec<BundlePaper>,
}

/// Makes the bundle of a claim: the list on top, facts and figures, the notices and photos that lie in the book's folder.
///
/// # Errors
/// When nothing was claimed, or the folder or the book cannot be written.
pub fn bundle(
    session: &mut Session,
    forms: &Forms,
    figures: Figures<'_>,
    row: &CaseRow,
    folder: &Path,
) -> Result<Bundle, Error> {
    let one = of(session, row)?;
    if one.ledger.claim.is_none() {
        let values = [("person", row.name.as_str())];
        return Err(Error::said("recovery-error-nothing", &values));
    }
    fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
    // Papers are Chinese whatever language the screen speaks.
    let messages = Messages::load(Language::Chinese);
    let mut files = Vec::new();
    let form = forms.form(LIST)?;
    let name = form.file.clone();
    let path = folder.join(&name);
    papers::print(
        session,
        forms,
        form,
        &[row.id],
        &Entered::new(),
        figures,
        &path,
    )?;
    files.push(name);
    let details = messages.get("recovery-bundle-details");
    let text = details_text(session, forms, &one, &messages);
    write_file(&folder.join(&details), text.as_bytes())?;
    files.push(details);
    files.extend(notices(session, &one, folder)?);
    files.extend(photos(session, &one, folder, &messages)?);
    let missing = one.ledger.bundle(&one.case, &session.pack).into_iter();
    let missing = missing.filter(|paper| paper.there == Some(false));
    let missing = missing.map(|paper| paper.paper).collect();
    exporting::note(session, "hand-over", &folder.display().to_string())?;
    Ok(Bundle {
        folder: folder.to_owned(),
        files,
        missing,
    })
}

/// Facts and figures of the case: who, the account line by line, and what was recorded of it. It names the person in
/// full: that is its purpose.
fn details_text(session: &Session, forms: &Forms, one: &Recovery, messages: &Messages) -> String {
    let told = Told {
        ledger: &one.ledger,
        case: &one.case,
        pack: &session.pack,
        day: session.today(),
        word: word(forms, &one.case),
        amounts: true,
        messages,
    };
    let id = one.row.id_number.as_deref().unwrap_or_default();
    let place = session.unit_name(one.row.unit);
    let mut lines = vec![format!("{}  {id}  {place}", one.row.name)];
    lines.extend(told.lines());
    // Windows' own editor wants both signs at the end of a line, and the mark in front.
    format!("\u{FEFF}{}\r\n", lines.join("\r\n"))
}

/// The printed notices whose files still lie beside the book as they were printed.
fn notices(session: &Session, one: &Recovery, folder: &Path) -> Result<Vec<String>, Error> {
    let mut copied = Vec::new();
    let printed = one.ledger.notices.iter();
    for (file, hash) in printed.filter_map(|notice| notice.file.as_ref()) {
        let from = session.store.path().with_file_name(file);
        if from.is_file() && evidence::hash_of(&from).is_ok_and(|found| found == *hash) {
            copy(&from, &folder.join(file))?;
            copied.push(file.clone());
        }
    }
    Ok(copied)
}

/// The photos and papers of the case, named by their captions and days.
fn photos(
    session: &Session,
    one: &Recovery,
    folder: &Path,
    messages: &Messages,
) -> Result<Vec<String>, Error> {
    let below = messages.get("recovery-bundle-photos");
    let mut copied = Vec::new();
    for (entry, number) in one.case.standing(Kind::Evidence).zip(1..) {
        let Some(stored) = entry.text("file") else {
            continue;
        };
        let from = session.evidence_folder().join(stored);
        if !from.is_file() {
            continue;
        }
        let ending = Path::new(stored).extension();
        let ending = ending.map_or_else(String::new, |end| format!(".{}", end.to_string_lossy()));
        let caption: String = entry
            .text("caption")
            .unwrap_or_default()
            .chars()
            .filter(|c| !"/\\:*?\"<>|".contains(*c) && !c.is_control())
            .take(40)
            .collect();
        let name = format!("{number:02} {caption}").trim_end().to_owned() + &ending;
        let into = folder.join(&below);
        fs::create_dir_all(&into).map_err(|error| Error::file(&into, error))?;
        copy(&from, &into.join(&name))?;
        copied.push(format!("{below}/{name}"));
    }
    Ok(copied)
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let bytes = fs::read(from).map_err(|error| Error::file(from, error))?;
    write_file(to, &bytes)
}
