//! Looking at a drawn person again: the answers are written first, and compared with the first finding only then.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::{Pen, begin, own_level, texts};
use crate::domain::case::Case;
use crate::domain::deadline;
use crate::domain::entry::{Body, CaseId, EntryRef, Kind};
use crate::domain::record::{Reason, Refusal, check_form};
use crate::domain::sample::{
    Compared, FIELDS, Item, Rectification, SampleLevel, Sampled, Verdict, compare, first_finding,
    handled_by, is_answered,
};
use crate::domain::timeline;
use crate::domain::unit::Level;
use crate::domain::workday::Due;
use crate::error::Error;
use crate::store::{NewEntry, Writing};
use crate::usecases::lines::{Lines, Object, bad};
use crate::usecases::recording::Subject;
use crate::usecases::session::Session;
use crate::usecases::settings::OwnTimes;

/// A check before it is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// When it was recorded, milliseconds; the session's clock when absent.
    pub at: Option<i64>,
    /// The checker; the session's officer when absent.
    pub by: Option<String>,
    /// Who was looked at.
    pub subject: Subject,
    /// Whose spot check; the book's own when absent.
    pub level: Option<SampleLevel>,
    /// The answers.
    pub fields: Map<String, Value>,
}

/// What became of a check.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Who was looked at.
    pub case: CaseId,
    /// The entry; nothing where the very same check is in the book already.
    pub entry: Option<EntryRef>,
    /// The comparison, item by item.
    pub compared: Vec<Compared>,
    /// The rectification that it opened, and its last day.
    pub opened: Option<(EntryRef, Option<Due>)>,
}

/// Why a check is not taken: the word that scripts read, and the error.
#[derive(Debug)]
pub struct RefusedCheck {
    /// The word.
    pub reason: &'static str,
    /// The error.
    pub error: Error,
}

impl From<Refusal> for RefusedCheck {
    fn from(refusal: Refusal) -> Self {
        Self {
            reason: refusal.reason.name(),
            error: refusal.into(),
        }
    }
}

impl From<RefusedCheck> for Error {
    fn from(refused: RefusedCheck) -> Self {
        refused.error
    }
}

fn said(reason: &'static str, key: &'static str, person: &str) -> RefusedCheck {
    RefusedCheck {
        reason,
        error: Error::said(key, &[("person", person)]),
    }
}

/// Records a check, and what it found wrong.
///
/// # Errors
/// When the person is not drawn or was replaced, the checker had a hand in the case, an answer cannot be, or the book
/// cannot be read or written.
pub fn check(session: &mut Session, given: &Check) -> Result<Checked, Error> {
    let desk = Desk::of(session)?;
    let mut writing = begin(session)?;
    let checked = desk.take(&mut writing, given, None)??;
    writing.commit()?;
    Ok(checked)
}

/// What all checks of a call share.
struct Desk {
    pen: Pen,
    level: SampleLevel,
    days: Option<u32>,
}

impl Desk {
    fn of(session: &Session) -> Result<Self, Error> {
        Ok(Self {
            pen: Pen::of(session),
            level: own_level(session),
            days: OwnTimes::of(session)?.rectify_days,
        })
    }

    /// The outer error is the book's, the inner one refuses this check alone. With a `mark` a line of a file is known
    /// again, even where its check was taken back.
    fn take(
        &self,
        writing: &mut Writing<'_>,
        given: &Check,
        mark: Option<String>,
    ) -> Result<Result<Checked, RefusedCheck>, Error> {
        let case = match find(writing, &given.subject)? {
            Ok(case) => case,
            Err(refusal) => return Ok(Err(refusal.into())),
        };
        let level = given.level.unwrap_or(self.level);
        let by = given.by.as_deref().unwrap_or(&self.pen.body.by);
        let answers = match admit(&case, given, (level, by), writing) {
            Ok(answers) => answers,
            Err(refused) => return Ok(Err(refused)),
        };
        if let Some(known) = known(&case, given, (level, by), &answers, mark.as_deref()) {
            return Ok(Ok(Checked {
                case: case.id,
                entry: None,
                compared: known,
                opened: None,
            }));
        }
        let at = given.at.unwrap_or(self.pen.at);
        let before = match given.at {
            Some(at) => writing.case(case.id, Some(at))?.unwrap_or_default(),
            None => case.clone(),
        };
        let against = first_finding(&before).fields();
        let compared = compare(&answers, &against);
        let mut fields = answers;
        fields.insert("level".to_owned(), level.name().into());
        if let Some(sampled) = Sampled::of(&case, level) {
            fields.insert("draw".to_owned(), sampled.draw.to_string().into());
            let way = fields
                .get("how")
                .and_then(Value::as_str)
                .unwrap_or_default();
            // Who took a check back has seen its comparison all the same.
            let mut before = case.entries.iter();
            if before.any(|entry| {
                entry.kind == Kind::SampleCheck
                    && entry.text("level") == Some(level.name())
                    && entry.text("how") == Some(way)
                    && is_answered(entry)
            }) {
                fields.insert("again".to_owned(), true.into());
            }
        }
        fields.insert("against".to_owned(), against.into());
        let body = Body {
            by: by.to_owned(),
            line: mark,
            fields,
            ..self.pen.body.clone()
        };
        let unit = case
            .unit
            .ok_or_else(|| Error::said("error-nobody", &[("given", "")]))?;
        let entry = writing.append(NewEntry {
            case: case.id,
            unit,
            kind: Kind::SampleCheck,
            at,
            body: body.clone(),
        })?;
        let opened = self.open(writing, &case, (level, entry), &compared, &body, at)?;
        Ok(Ok(Checked {
            case: case.id,
            entry: Some(entry),
            compared,
            opened,
        }))
    }

    /// Opens a rectification for what differs and is not being put right already.
    fn open(
        &self,
        writing: &mut Writing<'_>,
        case: &Case,
        (level, finding): (SampleLevel, EntryRef),
        compared: &[Compared],
        body: &Body,
        at: i64,
    ) -> Result<Option<(EntryRef, Option<Due>)>, Error> {
        let running: Vec<String> = Rectification::of(case)
            .into_iter()
            .filter(|one| one.level == level && one.closed.is_none())
            .flat_map(|one| one.items)
            .collect();
        let items: Vec<&str> = compared
            .iter()
            .filter(|one| one.verdict == Verdict::Differs)
            .map(|one| one.item.name())
            .filter(|item| !running.iter().any(|known| known == item))
            .collect();
        let Some(unit) = case.unit.filter(|_| !items.is_empty()) else {
            return Ok(None);
        };
        let pack = writing.policy();
        let owner = unit.at(Level::Township).unwrap_or(unit);
        let mut fields = texts([
            ("act", "open".to_owned()),
            ("level", level.name().to_owned()),
            ("finding", finding.to_string()),
            ("owner", owner.to_string()),
        ]);
        fields.insert("items".to_owned(), items.into());
        let today = timeline::local_date(pack, at);
        let rule = pack.spot_check(level);
        let by_rule = rule.and_then(|rule| Some((rule.rectify_within?, &rule.clause)));
        // The office's own days go before the document's, which most do not give.
        let due = match (self.days, by_rule) {
            (Some(days), _) => Some(pack.workdays.plus_workdays(today, days)),
            (None, Some((within, clause))) => {
                fields.insert("basis".to_owned(), pack.cite(clause).into());
                Some(deadline::last_day(pack, &pack.workdays, today, within))
            }
            (None, None) => None,
        };
        if let Some(due) = due {
            fields.insert("due".to_owned(), due.date.to_string().into());
            if due.estimated {
                fields.insert("estimated".to_owned(), true.into());
            }
        }
        let opened = writing.append(NewEntry {
            case: case.id,
            unit,
            kind: Kind::Rectify,
            at,
            body: Body {
                line: None,
                fields,
                ..body.clone()
            },
        })?;
        Ok(Some((opened, due)))
    }
}

/// The answers in the form that is stored, where the check may be taken.
fn admit(
    case: &Case,
    given: &Check,
    (level, by): (SampleLevel, &str),
    writing: &Writing<'_>,
) -> Result<Map<String, Value>, RefusedCheck> {
    let answers = check_form(FIELDS, &given.fields)?;
    let text = |name: &str| {
        answers
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    if !text("class").is_empty() && writing.policy().class(text("class")).is_none() {
        return Err(Refusal::of(Reason::UnknownClass, "class", text("class")).into());
    }
    let answered = Item::ALL
        .iter()
        .any(|item| answers.contains_key(item.name()));
    if !answered && text("met") != "nobody" {
        return Err(Refusal::of(Reason::BadValue, "found", "").into());
    }
    let name = case.facts.name.as_deref().unwrap_or_default();
    let Some(sampled) = Sampled::of(case, level) else {
        return Err(said("not-drawn", "error-sample-not-drawn", name));
    };
    if sampled.replaced.is_some() {
        return Err(said("replaced", "error-sample-replaced", name));
    }
    if handled_by(case, by) {
        return Err(RefusedCheck {
            reason: Reason::SameOfficer.name(),
            error: Error::said(
                "error-sample-own-case",
                &[("person", name), ("officer", by)],
            ),
        });
    }
    Ok(answers)
}

fn find(writing: &mut Writing<'_>, subject: &Subject) -> Result<Result<Case, Refusal>, Error> {
    let (id, field, shown) = match subject {
        Subject::Case(case) => (Some(*case), "case", case.to_string()),
        Subject::IdNumber(given) => {
            let plain = crate::domain::text::stored(given).text.to_uppercase();
            let shown = crate::usecases::masking::id_number(&plain);
            (writing.case_by_id_number(&plain)?, "id_number", shown)
        }
        Subject::Nobody => (None, "", String::new()),
    };
    let found = match id {
        Some(id) => writing.case(id, None)?,
        None => None,
    };
    Ok(found.ok_or_else(|| Refusal::of(Reason::UnknownPerson, field, &shown)))
}

/// The comparison of the very same check, where the case holds it. Whoever says when it was, or reads a file again, means
/// the check that the case knows, though it was taken back; without either the same may be said once more then.
fn known(
    case: &Case,
    given: &Check,
    (level, by): (SampleLevel, &str),
    answers: &Map<String, Value>,
    mark: Option<&str>,
) -> Option<Vec<Compared>> {
    let same = case.entries.iter().find(|entry| {
        let fields = &entry.body.fields;
        let stands = !case.withdrawn.contains(&entry.id);
        let is_line = mark.is_some() && entry.body.line.as_deref() == mark;
        entry.kind == Kind::SampleCheck
            && entry.body.by == by
            && entry.text("level") == Some(level.name())
            && given.at.map_or(stands || is_line, |at| at == entry.at)
            && FIELDS
                .iter()
                .all(|field| fields.get(field.name) == answers.get(field.name))
    })?;
    let nothing = Map::new();
    let against = same.body.fields.get("against").and_then(Value::as_object);
    Some(compare(answers, against.unwrap_or(&nothing)))
}

/// What a batch of checks did.
#[derive(Debug, Default)]
pub struct CheckBatch {
    /// Lines that held something.
    pub lines: usize,
    /// Checks appended.
    pub applied: usize,
    /// Checks that were in the book already.
    pub unchanged: usize,
    /// Checks with an item that differs.
    pub differ: usize,
    /// Lines that were refused, with their number.
    pub refused: Vec<(usize, RefusedCheck)>,
}

/// Records checks from a file, a JSON object a line: `at`, `by`, `case` or `id_number`, `level`, and the answers. A
/// refused line stops nothing else; read again it applies nothing.
///
/// # Errors
/// When the input or the book cannot be read or written.
pub fn check_batch(session: &mut Session, input: &mut dyn BufRead) -> Result<CheckBatch, Error> {
    let mut result = CheckBatch::default();
    let desk = Desk::of(session)?;
    let mut lines = Lines::of(input);
    while !lines.ended() {
        let together = lines.next_together()?;
        let mut writing = begin(session)?;
        for line in together {
            result.lines += 1;
            let taken = match parse_line(&line.text) {
                Ok(given) => {
                    let mark = given.at.is_none().then(|| line.digest());
                    desk.take(&mut writing, &given, mark)?
                }
                Err(refusal) => Err(refusal.into()),
            };
            match taken {
                Ok(checked) => result.count(&checked),
                Err(refused) => result.refused.push((line.number, refused)),
            }
        }
        writing.commit()?;
    }
    Ok(result)
}

impl CheckBatch {
    fn count(&mut self, checked: &Checked) {
        if checked.entry.is_none() {
            self.unchanged += 1;
            return;
        }
        self.applied += 1;
        let mut compared = checked.compared.iter();
        self.differ += usize::from(compared.any(|one| one.verdict == Verdict::Differs));
    }
}

fn parse_line(text: &str) -> Result<Check, Refusal> {
    let mut object = Object::read(text)?;
    let at = object.at()?;
    let by = object.word("by")?;
    let level = match object.word("level")? {
        Some(text) => Some(SampleLevel::named(&text).ok_or_else(|| bad("level", &text))?),
        None => None,
    };
    Ok(Check {
        at,
        by,
        subject: object.subject(false)?,
        level,
        fields: object.0,
    })
}
