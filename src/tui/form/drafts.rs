//! What was typed into a form and not saved: kept in the book under a name, and found again.

use super::super::app::Desk;
use super::Form;

impl Form {
    /// Fills in what was typed before under that name and not saved.
    pub(in crate::tui) fn find_draft(&mut self, desk: &mut Desk<'_>, name: &str) {
        let draft = desk.with(|session| Ok(session.store.draft(name)?));
        if let Some(draft) = draft.filter(|draft| !draft.is_empty()) {
            self.fill(&draft);
            desk.notice = desk.say("tui-draft-found");
        }
    }

    /// Keeps what was typed, where something was.
    pub(in crate::tui) fn keep_draft(&self, desk: &mut Desk<'_>, name: &str) {
        if !self.touched {
            return;
        }
        let (draft, at) = (self.draft(), desk.clock.now());
        desk.with(|session| Ok(session.store.save_draft(name, &draft, at)?));
        if desk.notice.is_empty() {
            desk.notice = desk.say("tui-draft-kept");
        }
    }
}
