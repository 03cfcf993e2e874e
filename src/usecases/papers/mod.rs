//! Papers that are handed over: which a case may need, and what each is filled with.

mod checking;
mod paper;
mod pdf;
mod printing;
mod values;

use std::path::PathBuf;

use serde_json::Value as Json;

use super::session::Session;
use super::settling::Settling;
use crate::domain::amounts::Amounts;
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, Kind};
use crate::domain::money::Money;
use crate::domain::pack::rules::OffsetSource;
use crate::domain::pack::{Pack, Role};
use crate::domain::procedure;
use crate::domain::recovery::Ledger;
use crate::domain::settlement::Working;
use crate::domain::unit::UnitCode;
use crate::error::Error;
use crate::forms::{Forms, PaperForm};
use crate::messages::{Language, Messages};
use crate::store::{CaseFilter, CaseRow};

pub use checking::{FormProblem, check};
use paper::Paper;
pub use pdf::to_pdf;
pub use printing::{Printed, Printing, print};
pub use values::{Entered, entered};

/// Where the amounts of a paper come from.
#[derive(Clone, Copy, Debug)]
pub enum Figures<'a> {
    /// What officers recorded.
    Recorded,
    /// A settlement that somebody worked out for this one person.
    Given(&'a Working),
    /// The settlement of each case, from its own entries.
    Own(&'a Settling),
}

impl Figures<'_> {
    /// The amounts of a case. A village has no figures of its own: only what the offices recorded.
    fn amounts(self, session: &Session, case: &Case, ledger: &Ledger) -> Amounts {
        let mut amounts = self.own(session, case);
        // What was claimed is one account: a paper says of it what the ledger says.
        if ledger.claim.is_some() && !matches!(self, Self::Given(_)) {
            let today = session.today();
            amounts.offset_total = Some(ledger.offset_on(today));
            amounts.residual = Some(ledger.owed_on(today));
            let of = |source: OffsetSource| -> Option<Money> {
                let mine = ledger.offsets.iter();
                let mut mine = mine.filter(|one| one.source == Some(source)).peekable();
                mine.peek()?;
                Some(mine.map(|offset| offset.amount).sum())
            };
            amounts.offset_account = amounts.offset_account.or(of(OffsetSource::Account));
            amounts.offset_funeral = amounts.offset_funeral.or(of(OffsetSource::Funeral));
        }
        amounts
    }

    fn own(self, session: &Session, case: &Case) -> Amounts {
        match self {
            Self::Given(working) => Amounts::of_working(working),
            Self::Own(settling) if session.role != Role::Village => {
                match settling.settle(session, case) {
                    Ok(settled) if settled.system_agrees() => {
                        Amounts::of_case(case, &settled.working)
                    }
                    _ => Amounts::recorded(case),
                }
            }
            Self::Recorded | Self::Own(_) => Amounts::recorded(case),
        }
    }
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

/// 多领, or 冒领 where it was found so.
#[must_use]
pub fn fraud_word<'f>(forms: &'f Forms, case: &Case) -> &'f str {
    let rule = &forms.styles.fraud;
    if proved(forms, case) {
        &rule.proved
    } else {
        &rule.unproved
    }
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
    (row, case): (&CaseRow, &Case),
    figures: Figures<'_>,
) -> Result<Vec<String>, Error> {
    let nothing = Entered::new();
    let paper = Paper::of(session, forms, form, (row, case), figures);
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
    own.peek().is_none()
        || own.any(|(_, progress)| !matches!(progress, procedure::Progress::Done(_)))
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
