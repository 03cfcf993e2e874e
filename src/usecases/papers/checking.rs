//! `forms check`: every field of every template that nobody knows, that was mistyped, or that a form may not lack.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::domain::nearest::nearest;
use crate::error::Error;
use crate::forms::{self, Draft, Forms, PaperForm};
use crate::messages::{Messages, Value};
use crate::output::docx::{BLOCK, DocxError, Found, Place, fields_of};

/// Something wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// The file's name.
    pub file: String,
    /// Where in it, where it stands somewhere.
    pub place: Option<Place>,
    /// The text around.
    pub around: String,
    /// The field.
    pub field: String,
    /// The message that says what is wrong.
    pub key: &'static str,
    /// What was probably meant.
    pub nearest: String,
}

impl FormProblem {
    fn of(file: &str, key: &'static str, field: &str) -> Self {
        Self {
            file: file.to_owned(),
            place: None,
            around: String::new(),
            field: field.to_owned(),
            key,
            nearest: String::new(),
        }
    }

    /// Where it stands, in words.
    #[must_use]
    pub fn where_it_is(&self, messages: &Messages) -> String {
        let (key, number) = match self.place {
            None => return String::new(),
            Some(Place::Text(number)) => ("paper-form-place-text", number),
            Some(Place::Margin(number)) => ("paper-form-place-margin", number),
            Some(Place::Elsewhere(number)) => ("paper-form-place-elsewhere", number),
        };
        messages.with(key, &[("number", Value::from(number))])
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        messages.with(
            self.key,
            &[
                ("file", Value::Text(&self.file)),
                ("place", Value::Text(&self.where_it_is(messages))),
                ("around", Value::Text(&self.around)),
                ("field", Value::Text(&self.field)),
                ("nearest", Value::Text(&self.nearest)),
            ],
        )
    }
}

/// Checks the templates that are used now, or those of a folder.
///
/// # Errors
/// When the folder cannot be read, or holds no template at all.
pub fn check(forms: &Forms, folder: Option<&Path>) -> Result<Vec<FormProblem>, Error> {
    let mut problems = Vec::new();
    let Some(folder) = folder else {
        for form in &forms.forms {
            check_one(forms, form, &forms.template(form)?, &mut problems);
        }
        for draft in &forms.drafts {
            check_draft(draft, &forms.template_of(&draft.file)?, &mut problems);
        }
        return Ok(problems);
    };
    let mut names: Vec<String> = fs::read_dir(folder)
        .map_err(|error| Error::file(folder, error))?
        .filter_map(|item| item.ok()?.file_name().into_string().ok())
        // An editor's own file of an open document begins with a tilde.
        .filter(|name| name.to_lowercase().ends_with(".docx") && !name.starts_with('~'))
        .collect();
    names.sort();
    if names.is_empty() {
        let name = folder.display().to_string();
        return Err(Error::said("paper-error-folder", &[("path", &name)]));
    }
    for name in names {
        if let Some(form) = forms.forms.iter().find(|form| form.file == name) {
            let bytes = forms::read(&folder.join(&name))?;
            check_one(forms, form, &bytes, &mut problems);
        } else if let Some(draft) = forms.drafts.iter().find(|draft| draft.file == name) {
            let bytes = forms::read(&folder.join(&name))?;
            check_draft(draft, &bytes, &mut problems);
        } else {
            let known = forms.forms.iter().map(|form| form.file.as_str());
            let known = known.chain(forms.drafts.iter().map(|draft| draft.file.as_str()));
            let mut problem = FormProblem::of(&name, "paper-form-no-such-file", "");
            nearest(&name, known)
                .unwrap_or("-")
                .clone_into(&mut problem.nearest);
            problems.push(problem);
        }
    }
    Ok(problems)
}

/// The fields of a template; a file that is none is a problem of its own.
fn fields_in(file: &str, bytes: &[u8], problems: &mut Vec<FormProblem>) -> Option<Vec<Found>> {
    match fields_of(bytes) {
        Ok(found) => Some(found),
        Err(error) => {
            let key = match error {
                DocxError::NotADocument => "paper-form-not-a-document",
                DocxError::TooLarge => "paper-form-too-large",
                _ => "paper-form-damaged",
            };
            problems.push(FormProblem::of(file, key, ""));
            None
        }
    }
}

/// A draft has fields of its own, and lacks none: what its template leaves out is the office's own matter.
fn check_draft(draft: &Draft, bytes: &[u8], problems: &mut Vec<FormProblem>) {
    let known: BTreeSet<String> = draft.names().collect();
    for one in fields_in(&draft.file, bytes, problems).unwrap_or_default() {
        let name = one.name.as_deref().unwrap_or_default();
        let key = match &one.name {
            None => "paper-form-broken",
            Some(_) if matches!(one.place, Place::Elsewhere(_)) => "paper-form-misplaced",
            Some(name) if !known.contains(&plain(name)) => "paper-form-unknown-field",
            Some(_) => continue,
        };
        let mut problem = FormProblem::of(&draft.file, key, name);
        problem.place = Some(one.place);
        problem.around.clone_from(&one.around);
        nearest(name, known.iter().map(String::as_str))
            .unwrap_or("-")
            .clone_into(&mut problem.nearest);
        problems.push(problem);
    }
}

fn check_one(forms: &Forms, form: &PaperForm, bytes: &[u8], problems: &mut Vec<FormProblem>) {
    let Some(found) = fields_in(&form.file, bytes, problems) else {
        return;
    };
    let known = names(forms);
    let mut there: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<&str> = Vec::new();
    for one in &found {
        let name = one.name.as_deref().unwrap_or_default();
        let wrong = match kind_of(forms, &known, one) {
            Mark::Wrong(key) => Some(key),
            Mark::Begins(list) => {
                open.push(list);
                None
            }
            Mark::Ends(list) => (open.pop() != Some(list)).then_some("paper-form-block"),
            Mark::Field(field) => {
                there.insert(field);
                None
            }
        };
        if let Some(key) = wrong {
            let mut problem = FormProblem::of(&form.file, key, name);
            problem.place = Some(one.place);
            problem.around.clone_from(&one.around);
            nearest(name, known.iter().map(String::as_str))
                .unwrap_or("-")
                .clone_into(&mut problem.nearest);
            problems.push(problem);
        }
    }
    for left in open {
        problems.push(FormProblem::of(&form.file, "paper-form-block", left));
    }
    for wanted in form.fields.iter().filter(|wanted| !there.contains(*wanted)) {
        let problem = FormProblem::of(&form.file, "paper-form-missing-field", wanted);
        problems.push(problem);
    }
}

/// What a mark in a template is.
enum Mark<'a> {
    Wrong(&'static str),
    Begins(&'a str),
    Ends(&'a str),
    Field(String),
}

fn kind_of<'a>(forms: &Forms, known: &BTreeSet<String>, found: &'a Found) -> Mark<'a> {
    let Some(name) = &found.name else {
        return Mark::Wrong("paper-form-broken");
    };
    if matches!(found.place, Place::Elsewhere(_)) {
        return Mark::Wrong("paper-form-misplaced");
    }
    let block = |ending: &str| {
        name.strip_suffix(ending)
            .filter(|list| forms.lists.contains_key(*list))
    };
    if let Some(list) = block(BLOCK[0]) {
        return Mark::Begins(list);
    }
    if let Some(list) = block(BLOCK[1]) {
        return Mark::Ends(list);
    }
    let plain = plain(name);
    if known.contains(&plain) {
        Mark::Field(plain)
    } else {
        Mark::Wrong("paper-form-unknown-field")
    }
}

/// Every name that a template may use.
fn names(forms: &Forms) -> BTreeSet<String> {
    let columns = forms.lists.iter().flat_map(|(list, shape)| {
        shape
            .columns
            .keys()
            .map(move |column| format!("{list}.{column}"))
    });
    forms.fields.keys().cloned().chain(columns).collect()
}

/// The dot between list and column, however it was typed.
fn plain(name: &str) -> String {
    name.replace(['．', '。', '·'], ".")
}
