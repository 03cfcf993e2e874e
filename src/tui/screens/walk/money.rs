//! What the money of a person comes to: a line on the walk, and the whole of it as a page. A village sees months, never
//! an amount: what is said at the door and differs after the review becomes a complaint.

use super::super::super::app::Desk;
use super::Walk;
use crate::domain::case::Case;
use crate::domain::pack::Role;
use crate::domain::recovery::Ledger;
use crate::output::recovery_text::Told;
use crate::output::settled_text;
use crate::usecases::recovery;
use crate::usecases::settling::Settling;

/// What settling needs; a year file that is wrong is said, and no figure is shown.
pub(super) fn settling(desk: &mut Desk<'_>) -> Option<Settling> {
    match Settling::with_config(&desk.config) {
        Ok(settling) => Some(settling),
        Err(error) => {
            desk.fail(&error);
            None
        }
    }
}

impl Walk {
    /// What a claim has come to, else what the settlement does: 追缴 按分期在还，还欠300.00元，2021-10-19 到期（还有42天）;
    /// 试算 补发10个月 1,289.40元（未审核）
    pub(super) fn money_line(&self, desk: &Desk<'_>) -> Option<String> {
        let (session, settling) = (desk.session.as_ref()?, self.settling.as_ref()?);
        let (_, case) = self.case.as_ref()?;
        let ledger = Ledger::of(case, &session.pack);
        let told = Told {
            ledger: &ledger,
            case,
            pack: &session.pack,
            day: session.today(),
            word: "",
            amounts: recovery::sees_amounts(session),
            messages: desk.messages,
        };
        if let Some(line) = told.line() {
            return Some(line);
        }
        let result = settling.preview(session, case);
        if session.role == Role::Village {
            settled_text::line_without_amounts(&result, desk.messages)
        } else {
            settled_text::line(&result, settling.rules, desk.messages)
        }
    }
}

/// The whole of it, line by line.
pub(in crate::tui::screens) fn lines(desk: &mut Desk<'_>, case: &Case) -> Vec<String> {
    let Some(settling) = settling(desk) else {
        return Vec::new();
    };
    let Some(session) = &desk.session else {
        return Vec::new();
    };
    let (rules, messages) = (settling.rules, desk.messages);
    let result = settling.preview(session, case);
    let lines = match &result {
        Err(why) => settled_text::unsettled(why, rules, messages),
        Ok(_) if session.role == Role::Village => {
            let line = settled_text::line_without_amounts(&result, messages);
            vec![line.unwrap_or_else(|| messages.get("tui-money-office"))]
        }
        Ok(_) => settled_text::whole(&result, case, &session.pack, rules, messages),
    };
    lines.into_iter().map(|line| format!(" {line}")).collect()
}
