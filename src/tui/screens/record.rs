//! A form on the screen: what its keys do, its draft, and what was said after saving.

use chrono::NaiveDateTime;

use super::super::app::{Came, Desk, Next};
use super::super::form::{Form, Meant};
use super::super::forms;
use super::super::paint::{Canvas, cut};
use crate::action::Action;
use crate::domain::entry::CaseId;
use crate::error::Error;
use crate::key::Key;
use crate::messages::Value;

/// Columns of what was saved, so that the way to take it back stands beside it.
const SAID: usize = 38;

/// A form being filled in.
pub struct Recording {
    form: Form,
    /// The entry moves to another person after this withdrawal.
    moves: bool,
}

impl Recording {
    /// Opens a form, with what was typed before and not saved.
    pub(in crate::tui) fn open(desk: &mut Desk<'_>, mut form: Form) -> Self {
        let name = form.draft_name();
        form.find_draft(desk, &name);
        Self { form, moves: false }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        match self.form.key(key, action) {
            Meant::Nothing => Next::Stay,
            Meant::Leave => {
                self.keep_draft(desk);
                Next::Back
            }
            Meant::Save => self.save(desk),
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.form.paste(text);
    }

    pub(super) fn keep_draft(&mut self, desk: &mut Desk<'_>) {
        self.form.keep_draft(desk, &self.form.draft_name());
    }

    fn save(&mut self, desk: &mut Desk<'_>) -> Next {
        let Some(now) = desk
            .session
            .as_ref()
            .map(crate::usecases::session::Session::local_now)
        else {
            return Next::Back;
        };
        let Some(fields) = self.form.fields(now, desk) else {
            return Next::Stay;
        };
        self.moves = fields.get("then").and_then(|then| then.as_str())
            == Some(desk.say("tui-then-2").as_str());
        if fields.get("then").and_then(|then| then.as_str())
            == Some(desk.say("tui-then-3").as_str())
        {
            return Next::Back;
        }
        let form = &self.form;
        let result = match &mut desk.session {
            Some(session) => forms::save(session, form, fields),
            None => return Next::Back,
        };
        match result {
            Err(error) => {
                // The hand goes to the row that is to blame, where the form has it.
                let sentence = error.sentence(desk.messages);
                let pointed = matches!(&error, Error::Refused(refusal)
                    if refusal.field == "because" && self.form.point_at("because", sentence));
                if !pointed {
                    desk.fail(&error);
                }
                Next::Stay
            }
            Ok(case) => {
                let name = self.form.draft_name();
                let at = desk.clock.now();
                desk.with(|session| Ok(session.store.save_draft(&name, "", at)?));
                self.say_saved(desk, case, now);
                if self.moves {
                    return Next::Instead(Box::new(super::Screen::List(
                        super::list::List::move_to(desk, &self.form),
                    )));
                }
                Next::Done(Came::Saved(self.form.kind))
            }
        }
    }

    /// One line says what was saved, and how to take it back.
    fn say_saved(&self, desk: &mut Desk<'_>, case: CaseId, now: NaiveDateTime) {
        let (person, last) = desk.with(|session| {
            let name = session.store.row(case)?.map(|row| row.name);
            let mut entries = session.store.entries_of(case)?;
            entries.retain(|entry| entry.kind == self.form.kind);
            let last = entries
                .into_iter()
                .max_by_key(|entry| (entry.hlc, entry.seq));
            Ok((name.unwrap_or_default(), last))
        });
        let what = last.map_or_else(
            || self.form.title.clone(),
            |entry| super::walk::told(desk, &entry),
        );
        desk.notice = desk.tell(
            "tui-saved",
            &[
                ("time", Value::Text(&now.format("%H:%M").to_string())),
                ("person", Value::Text(&person)),
                ("what", Value::Text(&cut(&what, SAID, false))),
            ],
        );
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        self.form.draw(desk, canvas);
    }
}
