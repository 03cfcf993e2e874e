//! Why a case stands where it stands, clause by clause: its class, each step with what closed it or what it still needs.

use crate::district_notes::DistrictNote;
use crate::domain::case::Case;
use crate::domain::entry::{Entry, Kind};
use crate::domain::gate::Closed;
use crate::domain::pack::{Closing, OutcomeKind, Pack, Step};
use crate::domain::procedure::{self, Progress};
use crate::domain::record::Refusal;
use crate::domain::timeline;
use crate::messages::{Messages, Value};

/// Class and steps, line by line.
#[must_use]
pub fn lines(case: &Case, pack: &Pack, messages: &Messages) -> Vec<String> {
    let mut lines = vec![class(case, pack, messages)];
    for (step, progress) in procedure::steps(case, pack) {
        let clause = step.clause.as_deref().map_or_else(
            || messages.get("explain-practice"),
            |clause| pack.cite(clause),
        );
        let (key, why) = match progress {
            Progress::Done(entry) => ("explain-done", closed(entry, pack, messages)),
            Progress::Due => ("explain-due", wanted(step, pack, messages)),
            Progress::Blocked(held) => ("explain-blocked", lacking(&held, messages)),
            Progress::Later => match procedure::depends_on(case, pack, step) {
                Some(endings) => {
                    let why = wanted(step, pack, messages);
                    let only = only_for(endings, messages);
                    let values = [("only", Value::Text(&only)), ("why", Value::Text(&why))];
                    ("explain-either", messages.with("explain-only-why", &values))
                }
                None => ("explain-later", wanted(step, pack, messages)),
            },
        };
        let values = [
            ("step", Value::Text(&step.title)),
            ("clause", Value::Text(&clause)),
            ("why", Value::Text(&why)),
        ];
        lines.push(messages.with(key, &values));
    }
    lines
}

/// 口径 先核对户籍再注销（区社保中心例会，2021-09-08）
#[must_use]
pub fn district_note(note: &DistrictNote, messages: &Messages) -> String {
    let day = note.date.to_string();
    messages.with(
        "explain-district",
        &[
            ("text", Value::Text(&note.text)),
            ("source", Value::Text(&note.source)),
            ("day", Value::Text(&day)),
        ],
    )
}

/// 注销终止才办: the endings that a step belongs to, while it is not known which it will be.
#[must_use]
pub fn only_for(endings: &[OutcomeKind], messages: &Messages) -> String {
    let endings: Vec<String> = endings
        .iter()
        .map(|kind| messages.get(&format!("entry-outcome-{}", kind.name().replace('_', "-"))))
        .collect();
    let endings = endings.join(&messages.get("explain-or"));
    messages.with("explain-only-for", &[("outcomes", Value::Text(&endings))])
}

/// What holds a step back, in the sentence that refuses an outcome.
#[must_use]
pub fn lacking(held: &Closed, messages: &Messages) -> String {
    crate::error::refusal_sentence(&Refusal::blocked(held), messages)
}

/// 原因 1 未通过待遇领取资格认证（惠人社〔2021〕82号 三（二）1），王敏 09-07 定，依据：见到本人
fn class(case: &Case, pack: &Pack, messages: &Messages) -> String {
    let Some(entry) = case.class_entry() else {
        return messages.get("explain-no-class");
    };
    let id = entry.text("class").unwrap_or_default();
    let class = pack.class(id);
    let title = class.map_or_else(
        || id.to_owned(),
        |class| format!("{} {}", class.id, class.title),
    );
    let clause = class.map_or_else(|| pack.document.clone(), |class| pack.cite(&class.clause));
    let nothing = messages.get("explain-no-basis");
    let basis = entry.text("basis").unwrap_or(&nothing);
    let when = when(entry, pack);
    let values = [
        ("class", Value::Text(&title)),
        ("clause", Value::Text(&clause)),
        ("who", Value::Text(&entry.body.by)),
        ("when", Value::Text(&when)),
        ("basis", Value::Text(basis)),
    ];
    messages.with("explain-class", &values)
}

/// When it was done, else recorded.
fn when(entry: &Entry, pack: &Pack) -> String {
    let recorded = timeline::local_time(pack, entry.at).date().to_string();
    let done = entry.text("on").and_then(|on| on.get(..10));
    done.map_or(recorded, str::to_owned)
}

/// What closed a step: kind, day, officer; nothing of what was said, which may name people.
#[must_use]
pub fn closed(entry: &Entry, pack: &Pack, messages: &Messages) -> String {
    let kind = kind_name(entry.kind, messages);
    let when = when(entry, pack);
    let values = [
        ("kind", Value::Text(&kind)),
        ("when", Value::Text(&when)),
        ("who", Value::Text(&entry.body.by)),
    ];
    messages.with("explain-closed", &values)
}

fn kind_name(kind: Kind, messages: &Messages) -> String {
    messages.get(&format!("tui-form-{}", kind.name().replace('_', "-")))
}

/// What a step still needs, and whose it is.
#[must_use]
pub fn wanted(step: &Step, pack: &Pack, messages: &Messages) -> String {
    let needs = step.needs.clone().unwrap_or_else(|| {
        let ways: Vec<String> = step
            .closed_by
            .iter()
            .map(|closing| closing_name(closing, messages))
            .collect();
        if ways.is_empty() {
            kind_name(Kind::Step, messages)
        } else {
            ways.join(&messages.get("explain-or"))
        }
    });
    let values = [
        ("who", Value::Text(pack.role_title(step.role))),
        ("needs", Value::Text(&needs)),
    ];
    messages.with("explain-wanted", &values)
}

fn closing_name(closing: &Closing, messages: &Messages) -> String {
    let kind = match closing {
        Closing::Contact { .. } => Kind::Contact,
        Closing::Classify => Kind::Classify,
        Closing::Fact(name) => return super::settled_text::fact_name(name, messages),
        Closing::Evidence => Kind::Evidence,
        Closing::Served | Closing::ServedBoth { .. } => Kind::Served,
        Closing::Refer => Kind::Refer,
        Closing::Recover => Kind::Recover,
        Closing::Resolve => Kind::Resolve,
        Closing::Review | Closing::ReviewAt(_) => Kind::Review,
        Closing::SystemUpdate => Kind::SystemUpdate,
    };
    kind_name(kind, messages)
}
