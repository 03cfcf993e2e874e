//! 人工核: the panel of an item that no figure tells. It says how the item stands, and its last line writes the tick, or
//! takes it back.

use serde_json::Value as Json;

use super::super::app::{Came, Desk, Next};
use super::super::form::{Form, Meant};
use super::super::forms::{self, OWN};
use super::super::paint::Canvas;
use crate::action::Action;
use crate::key::Key;
use crate::messages::Value;
use crate::usecases::campaign::tick_words;
use crate::usecases::inspecting::{ByHand, Item};
use crate::usecases::session::Session;
use crate::usecases::ticking::{self, Looked};

/// An item about to be ticked, or to be open again.
pub struct Ticking {
    key: String,
    back: bool,
    form: Form,
}

impl Ticking {
    /// The panel of an item, with what was typed before and not saved.
    pub(super) fn open(desk: &mut Desk<'_>, item: &Item) -> Self {
        let stands = item.by_hand.as_ref().and_then(ByHand::standing);
        let form = match stands {
            Some(tick) => forms::untick(desk, &item.title, tick_words(tick, desk.messages)),
            None => forms::tick(desk, &item.title),
        };
        let mut screen = Self {
            key: item.key.clone(),
            back: stands.is_some(),
            form,
        };
        let name = screen.draft_name();
        screen.form.find_draft(desk, &name);
        screen
    }

    fn draft_name(&self) -> String {
        format!("inspect {} {}", u8::from(self.back), self.key)
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.form.paste(text);
    }

    pub(super) fn keep_draft(&mut self, desk: &mut Desk<'_>) {
        self.form.keep_draft(desk, &self.draft_name());
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

    fn save(&mut self, desk: &mut Desk<'_>) -> Next {
        let Some(now) = desk.session.as_ref().map(Session::local_now) else {
            return Next::Back;
        };
        let Some(fields) = self.form.fields(now, desk) else {
            return Next::Stay;
        };
        let text = |name: &str| fields.get(name).and_then(Json::as_str).map(str::to_owned);
        let word = text("phrase").filter(|phrase| phrase != OWN);
        let word = word.or_else(|| text(OWN)).unwrap_or_default();
        let on = text("on").and_then(|on| on.get(..10)?.parse().ok());
        let (key, back) = (self.key.clone(), self.back);
        let told = desk.with(|session| {
            let told = if back {
                ticking::take_back(session, &key, &word)?
            } else {
                let by = text("by");
                ticking::tick(session, &key, &Looked { on, by, word })?
            };
            Ok(Some(told))
        });
        let Some(told) = told else {
            return Next::Stay;
        };
        let (name, at) = (self.draft_name(), desk.clock.now());
        desk.with(|session| Ok(session.store.save_draft(&name, "", at)?));
        let key = if back { "tick-taken-back" } else { "tick-done" };
        desk.notice = desk.tell(key, &[("item", Value::Text(&told.title))]);
        Next::Done(Came::Changed)
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        self.form.draw(desk, canvas);
    }
}
