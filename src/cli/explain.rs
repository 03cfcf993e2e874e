//! `explain CASE`: why class, steps and amounts are what they are, clause by clause.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Call, DONE, config_folder, print};
use crate::district_notes::{DistrictNote, DistrictNotes};
use crate::domain::case::Case;
use crate::domain::pack::Role;
use crate::domain::procedure::{self, Progress};
use crate::domain::recovery::Ledger;
use crate::domain::settlement::of_case::{Settled, Unsettled};
use crate::domain::timeline;
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::Messages;
use crate::output::recovery_text::Told;
use crate::output::{explain_text, settled_text};
use crate::store::CaseRow;
use crate::usecases::session::Session;
use crate::usecases::settling::Settling;
use crate::usecases::{exporting, finding, masking, recovery};

pub(super) fn explain(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut session = call.session()?;
    let given = arguments
        .get_one::<String>("case")
        .map_or("", String::as_str);
    let row = finding::person(&session, given)?;
    let because = call.unmasked()?;
    let settling = Settling::with_config(&config_folder())?;
    let forms = Forms::with_config(&config_folder())?;
    let entries = session.store.entries_of(row.id)?;
    let case = Case::of(&entries, &session.pack);
    // First the entry, then the number: a book that cannot be written does not show it whole.
    if let Some(why) = because {
        exporting::note_unmasked(&mut session, Some(row.id), why)?;
    }
    let district = DistrictNotes::with_config(&config_folder()).map_err(|problems| {
        let line = problems
            .first()
            .map_or(0, |problem| problem.line)
            .to_string();
        let path = DistrictNotes::path(&config_folder()).display().to_string();
        Error::said("error-district-notes", &[("path", &path), ("line", &line)])
    })?;
    let result = settling.preview(&session, &case);
    let explained = Explained {
        row: &row,
        case: &case,
        session: &session,
        settling: &settling,
        result: &result,
        messages: call.messages,
        district: &district,
        whole: because.is_some(),
        word: recovery::word(&forms, &case),
    };
    if call.json {
        print::json(&explained.value())?;
    } else {
        print::out(&explained.text())?;
    }
    Ok(DONE)
}

/// All that is told of a case.
struct Explained<'a> {
    row: &'a CaseRow,
    case: &'a Case,
    session: &'a Session,
    settling: &'a Settling,
    result: &'a Result<Settled, Unsettled>,
    messages: &'a Messages,
    district: &'a DistrictNotes,
    whole: bool,
    /// 多领, or 冒领 where it was found so.
    word: &'a str,
}

impl Explained<'_> {
    fn id(&self) -> String {
        let id = self.row.id_number.as_deref().unwrap_or("-");
        if self.whole {
            id.to_owned()
        } else {
            masking::id_number(id)
        }
    }

    /// Amounts are the offices' matter: a village is told how many months.
    fn sees_amounts(&self) -> bool {
        self.session.role != Role::Village
    }

    fn money(&self) -> Vec<String> {
        let (pack, rules) = (&self.session.pack, self.settling.rules);
        if self.sees_amounts() {
            return settled_text::whole(self.result, self.case, pack, rules, self.messages);
        }
        match self.result {
            Err(why) => settled_text::unsettled(why, rules, self.messages),
            Ok(_) => settled_text::line_without_amounts(self.result, self.messages)
                .into_iter()
                .collect(),
        }
    }

    fn text(&self) -> String {
        let place = self.session.unit_name(self.row.unit);
        let mut lines = vec![format!("{}  {}  {place}", self.row.name, self.id())];
        let pack = &self.session.pack;
        lines.extend(explain_text::lines(self.case, pack, self.messages));
        let notes = self.notes().into_iter();
        lines.extend(notes.map(|note| explain_text::district_note(note, self.messages)));
        lines.push(String::new());
        lines.extend(self.money());
        lines.extend(self.recovery());
        lines.join("\n")
    }

    /// What was claimed and what became of it, where anything was.
    fn recovery(&self) -> Vec<String> {
        let ledger = Ledger::of(self.case, &self.session.pack);
        if ledger.claim.is_none() {
            return Vec::new();
        }
        let told = Told {
            ledger: &ledger,
            case: self.case,
            pack: &self.session.pack,
            day: self.session.today(),
            word: self.word,
            amounts: self.sees_amounts(),
            messages: self.messages,
        };
        let mut lines = vec![String::new()];
        lines.extend(told.lines());
        lines
    }

    /// What the district says of the class and of the step that is due.
    fn notes(&self) -> Vec<&DistrictNote> {
        let step = procedure::next_step(self.case, &self.session.pack);
        let step = step.map(|step| step.id.as_str());
        self.district.about(self.case.class(), step)
    }

    fn value(&self) -> Json {
        let pack = &self.session.pack;
        let class = self.case.class_entry().map(|entry| {
            let id = entry.text("class").unwrap_or_default();
            let known = pack.class(id);
            json!({
                "class": id,
                "title": known.map(|class| &class.title),
                "clause": known.map(|class| pack.cite(&class.clause)),
                "basis": entry.text("basis"),
                "by": entry.body.by,
                "at": timeline::stated(pack, entry.at).to_rfc3339(),
                "entry": entry.id,
            })
        });
        let steps: Vec<Json> = procedure::steps(self.case, pack)
            .into_iter()
            .map(|(step, progress)| {
                let (word, closed, held) = match progress {
                    Progress::Done(entry) => ("done", Some(entry), None),
                    Progress::Due => ("due", None, None),
                    Progress::Blocked(held) => ("blocked", None, Some(held)),
                    Progress::Later => ("later", None, None),
                };
                let why = match (closed, &held) {
                    (Some(entry), _) => explain_text::closed(entry, pack, self.messages),
                    (None, Some(held)) => explain_text::lacking(held, self.messages),
                    (None, None) => explain_text::wanted(step, pack, self.messages),
                };
                json!({
                    "step": step.id,
                    "title": step.title,
                    "role": pack.role_title(step.role),
                    "clause": step.clause.as_deref().map(|clause| pack.cite(clause)),
                    "progress": word,
                    "depends_on": procedure::depends_on(self.case, pack, step)
                        .map(|endings| endings.iter().map(|kind| kind.name()).collect::<Vec<_>>()),
                    "closed_by": closed.map(|entry| entry.id),
                    "why": why,
                })
            })
            .collect();
        json!({
            "case": self.row.id,
            "id_number": self.row.id_number.as_ref().map(|_| self.id()),
            "name": self.row.name,
            "unit": self.row.unit,
            "pack": pack.label(),
            "class": class,
            "steps": steps,
            "district_notes": self.notes().iter().map(|note| json!({
                "class": note.class,
                "step": note.step,
                "text": note.text,
                "source": note.source,
                "date": note.date.to_string(),
            })).collect::<Vec<_>>(),
            "settlement": self.settlement(),
        })
    }

    fn settlement(&self) -> Json {
        let settled = match self.result {
            Ok(settled) => settled,
            Err(why) => {
                let said = settled_text::unsettled(why, self.settling.rules, self.messages);
                return json!({ "working": null, "not": why.name(), "why": said });
            }
        };
        if !self.sees_amounts() {
            let told = settled_text::line_without_amounts(self.result, self.messages);
            return json!({ "working": null, "not": "village", "why": told.into_iter().collect::<Vec<_>>() });
        }
        let used: Vec<Json> = settled
            .used
            .iter()
            .map(|used| json!({ "name": used.name, "value": used.value, "entry": used.entry }))
            .collect();
        let system: Vec<Json> = settled
            .system
            .iter()
            .map(|figure| {
                json!({
                    "name": figure.name,
                    "system": figure.system,
                    "computed": figure.ours,
                    "difference": figure.ours.map(|ours| figure.system - ours),
                })
            })
            .collect();
        json!({
            "working": settled.working,
            "system": system,
            "facts": used,
            "disputed": settled.disputed,
            "supposed": { "resumes": settled.supposed },
        })
    }
}
