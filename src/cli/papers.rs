//! Forms and the papers printed from them: `forms`, `forms check`, `notice`.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, PARTLY, config_folder, print};
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::forms::{Forms, PaperForm};
use crate::messages::Value;
use crate::usecases::finding;
use crate::usecases::papers::{self, Figures, Printing};
use crate::usecases::session::Session;
use crate::usecases::settling::Settling;

pub(super) fn forms(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let forms = Forms::with_config(&config_folder())?;
    match arguments.subcommand() {
        Some((_, arguments)) => {
            let folder = arguments.get_one::<String>("folder").map(Path::new);
            check(call, &forms, folder)
        }
        None => list(call, &forms),
    }
}

fn list(call: &Call<'_>, forms: &Forms) -> Result<u8, Error> {
    if call.json {
        let values: Vec<Json> = forms
            .forms
            .iter()
            .map(|form| {
                json!({
                    "id": form.id,
                    "title": form.title,
                    "file": form.file,
                    "classes": form.classes,
                    "steps": form.steps,
                    "issuer": form.issuer.name(),
                    "served": form.served,
                    "receipts": form.receipts,
                    "fields": form.fields,
                    "ask": form.ask,
                    "own": forms.own_template(form).map(|path| path.display().to_string()),
                })
            })
            .collect();
        print::json(&values)?;
        return Ok(DONE);
    }
    let mut lines = Vec::with_capacity(forms.forms.len());
    for form in &forms.forms {
        let mut marks = Vec::new();
        if form.served {
            marks.push(call.messages.get("paper-form-served"));
        }
        if forms.own_template(form).is_some() {
            marks.push(call.messages.get("paper-form-own"));
        }
        let classes = if form.classes.is_empty() {
            "-".to_owned()
        } else {
            form.classes.join(" ")
        };
        lines.push(vec![
            form.id.clone(),
            classes,
            form.title.clone(),
            marks.join(" "),
        ]);
    }
    print::out(&print::aligned(&lines))?;
    Ok(DONE)
}

fn check(call: &Call<'_>, forms: &Forms, folder: Option<&Path>) -> Result<u8, Error> {
    let problems = papers::check(forms, folder)?;
    if call.json {
        let values: Vec<Json> = problems
            .iter()
            .map(|problem| {
                json!({
                    "file": problem.file,
                    "place": problem.where_it_is(call.messages),
                    "around": problem.around,
                    "field": problem.field,
                    "nearest": problem.nearest,
                    "message": problem.sentence(call.messages),
                })
            })
            .collect();
        print::json(&values)?;
    } else if problems.is_empty() {
        print::out(&call.messages.get("paper-form-good"))?;
    } else {
        for problem in &problems {
            print::out(&problem.sentence(call.messages))?;
        }
    }
    Ok(u8::from(!problems.is_empty()))
}

pub(super) fn notice(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let forms = Forms::with_config(&config_folder())?;
    let mut session = call.session()?;
    let names: Vec<&String> = arguments
        .get_many::<String>("paper")
        .into_iter()
        .flatten()
        .collect();
    let unit = arguments
        .get_one::<String>("unit")
        .map(|given| {
            given
                .parse::<UnitCode>()
                .map_err(|_| Error::said("error-unit", &[("given", given)]))
        })
        .transpose()?;
    let (form, cases, whose) = match (names.as_slice(), unit) {
        ([name], Some(unit)) => {
            let form = forms.form(name)?;
            let people = papers::people_of(&session, &forms, form, unit)?;
            (form, people, session.unit_name(unit))
        }
        ([case, name], None) => {
            let row = finding::person(&session, case)?;
            (forms.form(name)?, vec![row.id], row.name)
        }
        _ => return Err(Error::said("paper-error-usage", &[])),
    };
    let given = pairs(arguments)?;
    let entered = papers::entered(&forms, &given, session.today())?;
    let path = arguments
        .get_one::<String>("output")
        .map_or_else(|| papers::place_for(&session, form, &whose), PathBuf::from);
    let working = match arguments.get_one::<String>("settle") {
        Some(facts) => match super::settle::working(call, facts)? {
            Some(working) => Some(working),
            None => return Ok(super::USAGE),
        },
        None => None,
    };
    let settling = Settling::with_config(&config_folder())?;
    let figures = working
        .as_ref()
        .map_or(Figures::Own(&settling), Figures::Given);
    let printing = papers::print(&mut session, &forms, form, &cases, &entered, figures, &path)?;
    tell(call, &session, form, &printing, arguments.get_flag("pdf"))
}

/// `--set 字段=值`; the first sign of equality divides, of either width.
fn pairs(arguments: &ArgMatches) -> Result<Vec<(String, String)>, Error> {
    arguments
        .get_many::<String>("set")
        .into_iter()
        .flatten()
        .map(|given| {
            given
                .split_once(['=', '＝'])
                .map(|(field, value)| (field.trim().to_owned(), value.to_owned()))
                .ok_or_else(|| Error::said("paper-error-set", &[("given", given)]))
        })
        .collect()
}

fn tell(
    call: &Call<'_>,
    session: &Session,
    form: &PaperForm,
    printing: &Printing,
    wants_pdf: bool,
) -> Result<u8, Error> {
    let pdf = wants_pdf
        .then(|| papers::to_pdf(&printing.path))
        .transpose();
    let made = pdf.as_ref().ok().and_then(Option::as_deref);
    if call.json {
        print::json(&told(form, printing, made))?;
    } else {
        tell_people(call, session, printing, made)?;
    }
    let mut blanks: Vec<&str> = Vec::new();
    for name in printing.papers.iter().flat_map(|paper| &paper.blanks) {
        if !blanks.contains(&name.as_str()) {
            blanks.push(name);
        }
    }
    if !blanks.is_empty() {
        let fields = blanks.join("、");
        let values = [("fields", Value::Text(&fields))];
        print::say(&call.messages.with("paper-notice-blanks", &values));
    }
    match pdf {
        Ok(_) => Ok(DONE),
        // The paper itself is there and recorded.
        Err(error) => {
            print::say(&error.sentence(call.messages));
            Ok(PARTLY)
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn told(form: &PaperForm, printing: &Printing, pdf: Option<&Path>) -> Json {
    let papers: Vec<Json> = printing
        .papers
        .iter()
        .map(|paper| {
            json!({
                "case": paper.case,
                "number": paper.running,
                "document": paper.number,
                "again": paper.again,
                "blanks": paper.blanks,
            })
        })
        .collect();
    json!({
        "form": form.id,
        "title": form.title,
        "file": shown(&printing.path),
        "pdf": pdf.map(shown),
        "hash": printing.hash,
        "papers": papers,
    })
}

fn tell_people(
    call: &Call<'_>,
    session: &Session,
    printing: &Printing,
    pdf: Option<&Path>,
) -> Result<(), Error> {
    for paper in &printing.papers {
        let row = session.store.row(paper.case)?;
        let name = row.map(|row| row.name).unwrap_or_default();
        let values = [
            ("document", Value::Text(&paper.number)),
            ("person", Value::Text(&name)),
        ];
        let key = if paper.again {
            "paper-notice-again"
        } else {
            "paper-notice-paper"
        };
        print::out(&call.messages.with(key, &values))?;
    }
    let path = shown(&printing.path);
    let values = [("path", Value::Text(&path))];
    print::out(&call.messages.with("paper-notice-file", &values))?;
    if let Some(pdf) = pdf {
        print::out(&shown(pdf))?;
    }
    Ok(())
}
