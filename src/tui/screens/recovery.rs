//! 追缴账: what a person still owes, the next instalment and the plan, and everything behind it; each digit opens the form
//! that names what it records.

mod people;

use std::path::PathBuf;

use super::super::app::{Desk, Next};
use super::super::form::Form;
use super::super::forms;
use super::super::paint::{Canvas, Tone, wrap};
use super::record::Recording;
use super::{Screen, draw_below, papers, person_line, walk};
use crate::action::Action;
use crate::domain::entry::Kind;
use crate::domain::pack::Role;
use crate::domain::procedure;
use crate::domain::recovery::{HAND_OVER, Ledger};
use crate::forms::Forms;
use crate::messages::Value;
use crate::output::recovery_text::Told;
use crate::store::CaseRow;
use crate::usecases::papers::Figures;
use crate::usecases::recovery::{self, Recovery};
use crate::usecases::settling::Settling;

pub(super) use people::Debtors;

/// Columns and rows of text on the smallest screen.
const NARROWEST: usize = 79;
const LOWEST: usize = 18;

/// The recovery of one person.
pub struct RecoveryScreen {
    one: Recovery,
    lines: Vec<String>,
    first: usize,
    /// Where the bundle would be laid, while it is asked about.
    asking: Option<PathBuf>,
}

impl RecoveryScreen {
    /// Opens the ledger of a person.
    pub(super) fn open(desk: &mut Desk<'_>, row: &CaseRow) -> Option<Self> {
        let one = desk.with(|session| recovery::of(session, row).map(Some))?;
        let lines = lines(desk, &one);
        Some(Self {
            one,
            lines,
            first: 0,
            asking: None,
        })
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let row = self.one.row.clone();
        if let Some(fresh) = Self::open(desk, &row) {
            let first = self.first;
            *self = fresh;
            self.first = first.min(self.last());
        }
    }

    /// The first line of the last page on the smallest screen, where the most lines are broken.
    fn last(&self) -> usize {
        let broken = |line: &String| wrap(line, NARROWEST, false).len().max(1);
        let count: usize = self.lines.iter().map(broken).sum();
        count.saturating_sub(LOWEST)
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let Some(action) = action else {
            return Next::Stay;
        };
        if let Some(folder) = self.asking.take() {
            if matches!(action, Action::Open) {
                self.make(desk, &folder);
            }
            return Next::Stay;
        }
        match action {
            Action::Back | Action::Choose0 => return Next::Back,
            Action::Up => self.first = self.first.saturating_sub(1),
            Action::Down => self.first = (self.first + 1).min(self.last()),
            Action::PageUp => self.first = self.first.saturating_sub(15),
            Action::PageDown | Action::Open => self.first = (self.first + 15).min(self.last()),
            Action::First => self.first = 0,
            _ => return self.act(desk, action),
        }
        Next::Stay
    }

    fn act(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        let one = &self.one;
        let form = match action {
            Action::Choose1 if self.is_mine(desk, Kind::Recover) => forms::receipt(desk, one),
            Action::Choose2 if self.is_mine(desk, Kind::Recover) => {
                let mut offsets = one.ledger.offsets.iter();
                match offsets.find(|offset| offset.booked.is_none()) {
                    Some(open) => forms::offset(desk, one, open),
                    None => return said(desk, "recovery-nothing-to-offset"),
                }
            }
            Action::Choose3 if self.is_mine(desk, Kind::Recover) => {
                if one.ledger.claim.is_none() {
                    return said(desk, "recovery-nothing-claimed");
                }
                forms::agreement(desk, one)
            }
            Action::Choose4 => return general(desk, Kind::Objection, &one.row),
            Action::Choose5 if one.ledger.objections.is_empty() => {
                return said(desk, "recovery-no-objection");
            }
            Action::Choose5 => forms::recheck(desk, one),
            Action::Choose6 if self.may_hand_over(desk) => {
                forms::hand_over(desk, one, self.missing(desk))
            }
            Action::Choose7 => return papers::open(desk, &one.row, &one.case),
            Action::Choose8 => {
                self.ask_bundle(desk);
                return Next::Stay;
            }
            Action::Choose9 => return general(desk, Kind::Served, &one.row),
            _ => return Next::Stay,
        };
        fill_in(desk, form)
    }

    /// Whether the step behind a record is one's own; else it is said whose it is.
    fn is_mine(&self, desk: &mut Desk<'_>, kind: Kind) -> bool {
        let Some(session) = &desk.session else {
            return false;
        };
        let role = procedure::role_of(&self.one.case, &session.pack, kind);
        let role = role.unwrap_or(Role::Village);
        allowed(desk, role)
    }

    fn may_hand_over(&self, desk: &mut Desk<'_>) -> bool {
        let Some(session) = &desk.session else {
            return false;
        };
        let class = self.one.case.class().and_then(|id| session.pack.class(id));
        let mut steps = class.into_iter().flat_map(|class| &class.steps);
        let step = steps.find(|step| step.id == HAND_OVER);
        let role = step.map_or(Role::District, |step| step.role);
        allowed(desk, role)
    }

    /// The papers of the bundle that are not there, in a line.
    fn missing(&self, desk: &Desk<'_>) -> String {
        let Some(session) = &desk.session else {
            return String::new();
        };
        let papers = self.one.ledger.bundle(&self.one.case, &session.pack);
        let missing: Vec<String> = papers
            .iter()
            .filter(|paper| paper.there == Some(false))
            .map(|paper| desk.say(&format!("recovery-paper-{}", paper.paper.name())))
            .collect();
        if missing.is_empty() {
            return Ledger::hand_over_clause(&self.one.case, &session.pack).unwrap_or_default();
        }
        let missing = missing.join("、");
        desk.tell(
            "recovery-form-missing",
            &[("papers", Value::Text(&missing))],
        )
    }

    fn ask_bundle(&mut self, desk: &mut Desk<'_>) {
        if self.one.ledger.claim.is_none() {
            desk.notice = desk.say("recovery-nothing-claimed");
            return;
        }
        let Some(session) = &desk.session else { return };
        if !recovery::sees_amounts(session) {
            desk.notice = desk.say("tui-money-office");
            return;
        }
        let name = format!("{} {}", desk.say("recovery-folder"), self.one.row.name);
        self.asking = Some(session.store.path().with_file_name(name));
    }

    fn make(&mut self, desk: &mut Desk<'_>, folder: &std::path::Path) {
        let read = Forms::with_config(&desk.config)
            .and_then(|forms| Ok((forms, Settling::with_config(&desk.config)?)));
        let (forms, settling) = match read {
            Ok(read) => read,
            Err(error) => {
                desk.fail(&error);
                return;
            }
        };
        let Some(session) = &mut desk.session else {
            return;
        };
        let figures = Figures::Own(&settling);
        match recovery::bundle(session, &forms, figures, &self.one.row, folder) {
            Err(error) => desk.fail(&error),
            Ok(made) => {
                let name = folder.file_name().unwrap_or_default();
                let values = [
                    ("path", Value::Text(&name.to_string_lossy())),
                    ("count", Value::from(made.files.len())),
                ];
                desk.notice = desk.tell("recovery-bundle-made", &values);
                self.refresh(desk);
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let columns = canvas.columns();
        let title = format!(" {}", desk.say("recovery-title"));
        let whom = format!("{} ", person_line(desk, &self.one.row));
        canvas.ends(0, &title, &whom, Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 4;
        let wide = canvas.look().wide;
        let mut lines = Vec::new();
        for line in &self.lines {
            let wrapped = wrap(line, columns - 1, wide);
            if wrapped.is_empty() {
                lines.push(String::new());
            }
            lines.extend(wrapped);
        }
        let room = bottom - 2;
        for (at, line) in lines.iter().skip(self.first).take(room).enumerate() {
            let tone = if line.starts_with('>') {
                Tone::Chosen
            } else {
                Tone::Plain
            };
            canvas.row(2 + at, line, tone);
        }
        canvas.rule(bottom);
        draw_below(desk, canvas, bottom, lines.len(), self.first + room);
        if let Some(folder) = &self.asking {
            let name = folder.file_name().unwrap_or_default();
            let values = [("path", Value::Text(&name.to_string_lossy()))];
            let sure = desk.tell("recovery-bundle-sure", &values);
            canvas.row(bottom + 1, &format!(" {sure}"), Tone::Strong);
        } else {
            canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Good);
        }
        let keys = desk.say("recovery-keys");
        canvas.row(bottom + 2, &format!(" {keys}"), Tone::Plain);
        let keys = desk.say("tui-page-keys");
        canvas.row(bottom + 3, &format!(" {keys}"), Tone::Plain);
    }
}

fn lines(desk: &mut Desk<'_>, one: &Recovery) -> Vec<String> {
    let forms = match Forms::with_config(&desk.config) {
        Ok(forms) => forms,
        Err(error) => {
            desk.fail(&error);
            return Vec::new();
        }
    };
    let Some(session) = &desk.session else {
        return Vec::new();
    };
    let told = Told {
        ledger: &one.ledger,
        case: &one.case,
        pack: &session.pack,
        day: session.today(),
        word: recovery::word(&forms, &one.case),
        amounts: recovery::sees_amounts(session),
        messages: desk.messages,
    };
    let lines = told.lines().into_iter();
    // The plan has a column of its own for the mark of the next instalment.
    let marked = |line: &str| line.is_empty() || line.starts_with(['>', ' ']);
    lines
        .map(|line| {
            if marked(&line) {
                line
            } else {
                format!(" {line}")
            }
        })
        .collect()
}

/// Whether a step of that role is one's own; else it is said whose it is.
fn allowed(desk: &mut Desk<'_>, role: Role) -> bool {
    let Some(session) = &desk.session else {
        return false;
    };
    if walk::may_do(session.role, role) {
        return true;
    }
    let who = session.pack.role_title(role).to_owned();
    desk.notice = walk::not_mine(desk, &who, &desk.say("recovery-title"));
    false
}

fn said(desk: &mut Desk<'_>, key: &str) -> Next {
    desk.notice = desk.say(key);
    Next::Stay
}

fn general(desk: &mut Desk<'_>, kind: Kind, row: &CaseRow) -> Next {
    match forms::general_of(desk, kind, Some(row)) {
        Some(form) => fill_in(desk, form),
        None => Next::Stay,
    }
}

fn fill_in(desk: &mut Desk<'_>, form: Form) -> Next {
    let recording = Recording::open(desk, form);
    Next::Open(Box::new(Screen::Record(Box::new(recording))))
}
