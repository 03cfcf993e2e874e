//! What stands of the spot check in one case: drawn, replaced, looked at, found wrong, put right.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::SampleLevel;
use super::answers::{Item, Verdict, WAYS, verdicts};
use crate::domain::case::Case;
use crate::domain::entry::{CaseId, Entry, EntryRef, Kind};
use crate::domain::record::day_of;
use crate::domain::unit::UnitCode;

/// A person who was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled<'c> {
    /// Whose spot check.
    pub level: SampleLevel,
    /// The entry of the draw.
    pub draw: EntryRef,
    /// The entry by which the person was drawn.
    pub entry: &'c Entry,
    /// In whose place, where the person was drawn as a replacement.
    pub replaces: Option<CaseId>,
    /// The entry by which somebody else took the person's place.
    pub replaced: Option<&'c Entry>,
    /// The check that stands for each way: the newest with an answer, else the newest.
    pub checks: BTreeMap<&'static str, &'c Entry>,
    /// Checks that came again after their comparison was seen.
    pub again: usize,
}

impl<'c> Sampled<'c> {
    /// The draw of a level in which the case stands; nobody is drawn twice at one level.
    #[must_use]
    pub fn of(case: &'c Case, level: SampleLevel) -> Option<Self> {
        let of_level = |entry: &&'c Entry| entry.text("level") == Some(level.name());
        let entry = case.standing(Kind::SampleDraw).find(of_level)?;
        let mut checks: BTreeMap<&'static str, &'c Entry> = BTreeMap::new();
        let mut again = 0;
        for check in standing_checks(case, level) {
            let Some(way) = WAYS.iter().find(|way| check.text("how") == Some(**way)) else {
                continue;
            };
            // A call that reached nobody does not push an answer aside.
            let known = checks.get(way).is_some_and(|known| is_answered(known));
            if is_answered(check) || !known {
                checks.insert(way, check);
            }
            again += usize::from(check.body.fields.get("again") == Some(&Value::Bool(true)));
        }
        Some(Self {
            level,
            draw: entry.text("draw")?.parse().ok()?,
            entry,
            replaces: entry.text("replaces").and_then(|case| case.parse().ok()),
            replaced: case.standing(Kind::SampleReplace).find(of_level),
            checks,
            again,
        })
    }

    /// Whether the person was looked at in one of these ways.
    #[must_use]
    pub fn is_checked(&self, counts: &[String]) -> bool {
        self.counted(counts).next().is_some()
    }

    /// The checks with an answer, of these ways.
    pub fn counted(&self, counts: &[String]) -> impl Iterator<Item = &'c Entry> {
        self.checks
            .iter()
            .filter(|(way, check)| is_answered(check) && counts.iter().any(|one| one == **way))
            .map(|(_, check)| *check)
    }

    /// The worst verdict on each item, over the checks that count.
    #[must_use]
    pub fn verdicts(&self, counts: &[String]) -> BTreeMap<Item, Verdict> {
        let mut worst: BTreeMap<Item, Verdict> = BTreeMap::new();
        for (item, verdict) in self.counted(counts).flat_map(verdicts_of) {
            let standing = worst.entry(item).or_insert(verdict);
            if verdict == Verdict::Differs || *standing == Verdict::NotFound {
                *standing = verdict;
            }
        }
        worst
    }
}

/// The checks of a level that stand, oldest first.
#[must_use]
pub fn standing_checks(case: &Case, level: SampleLevel) -> impl DoubleEndedIterator<Item = &Entry> {
    case.standing(Kind::SampleCheck)
        .filter(|entry| !entry.takes_back())
        .filter(move |entry| entry.text("level") == Some(level.name()))
}

/// Whether a check holds an answer to any item.
#[must_use]
pub fn is_answered(check: &Entry) -> bool {
    let fields = &check.body.fields;
    Item::ALL
        .iter()
        .any(|item| fields.contains_key(item.name()))
}

/// The verdicts on one check's answers.
#[must_use]
pub fn verdicts_of(check: &Entry) -> Vec<(Item, Verdict)> {
    let nothing = Map::new();
    let against = check.body.fields.get("against").and_then(Value::as_object);
    verdicts(&check.body.fields, against.unwrap_or(&nothing))
}

/// How far a rectification has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 待整改.
    Open,
    /// 逾期.
    Overdue,
    /// 已整改，待销号.
    Done,
    /// 已销号.
    Closed,
}

impl Status {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Open, Self::Overdue, Self::Done, Self::Closed];

    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Done => "done",
            Self::Closed => "closed",
        }
    }
}

/// Something that a spot check found and that has to be put right (盘点销号).
#[derive(Clone, Debug, PartialEq)]
pub struct Rectification<'c> {
    /// The entry that opened it; it is called by this.
    pub opened: &'c Entry,
    /// Whose spot check found it.
    pub level: SampleLevel,
    /// What was found: fields of the form.
    pub items: Vec<String>,
    /// The unit that puts it right.
    pub owner: Option<UnitCode>,
    /// The last day, where one was set.
    pub due: Option<NaiveDate>,
    /// A day had to be supposed: a year without a table of holidays.
    pub estimated: bool,
    /// Where the time is written, where it is.
    pub basis: Option<String>,
    /// Who put it right and how, since it was opened or sent back last.
    pub done: Option<&'c Entry>,
    /// Who found it to be in order.
    pub closed: Option<&'c Entry>,
    /// What was done about it last and stands: what can be taken back.
    pub last: Option<&'c Entry>,
}

impl<'c> Rectification<'c> {
    /// All of a case, oldest first; what only checks found that were taken back is none.
    #[must_use]
    pub fn of(case: &'c Case) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for entry in case.standing(Kind::Rectify) {
            if entry.text("act") == Some("open") {
                all.extend(Self::opened(entry));
                continue;
            }
            let named = entry.text("of").and_then(|text| text.parse().ok());
            let Some(one) = all.iter_mut().find(|one| Some(one.opened.id) == named) else {
                continue;
            };
            match entry.text("act") {
                Some("done") => one.done = Some(entry),
                Some("close") => one.closed = Some(entry),
                Some("reopen") => (one.done, one.closed) = (None, None),
                Some("due") => {
                    one.due = entry.text("due").and_then(day_of);
                    (one.basis, one.estimated) = (None, false);
                }
                _ => continue,
            }
            one.last = Some(entry);
        }
        let found: Vec<Vec<String>> = all.iter().map(|one| one.found(case, &all)).collect();
        for (one, items) in all.iter_mut().zip(found) {
            one.items = items;
        }
        all.retain(|one| !one.items.is_empty());
        all
    }

    /// The check that opened it.
    fn finding(&self) -> Option<EntryRef> {
        self.opened.text("finding")?.parse().ok()
    }

    /// What stands of its items: where the check that opened it was taken back, those that another one found which came
    /// while it ran and so opened none of its own.
    fn found(&self, case: &Case, all: &[Self]) -> Vec<String> {
        let mut items = self.items.clone();
        let taken_back = self
            .finding()
            .is_some_and(|finding| case.withdrawn.contains(&finding));
        if !taken_back {
            return items;
        }
        let others: Vec<&Entry> = standing_checks(case, self.level)
            .filter(|check| check.order() > self.opened.order())
            .filter(|check| {
                let closed = self.closed.map(Entry::order);
                closed.is_none_or(|closed| check.order() < closed)
            })
            .collect();
        items.retain(|item| {
            let opened_own = |check: &Entry| {
                let mut own = all.iter().filter(|one| one.finding() == Some(check.id));
                own.any(|one| one.items.contains(item))
            };
            others.iter().any(|check| {
                let mut verdicts = verdicts_of(check).into_iter();
                verdicts.any(|(found, verdict)| verdict == Verdict::Differs && found.name() == item)
                    && !opened_own(check)
            })
        });
        items
    }

    fn opened(entry: &'c Entry) -> Option<Self> {
        let items = entry.body.fields.get("items").and_then(Value::as_array);
        Some(Self {
            opened: entry,
            level: SampleLevel::named(entry.text("level")?)?,
            items: items
                .into_iter()
                .flatten()
                .filter_map(|item| item.as_str().map(str::to_owned))
                .collect(),
            owner: entry.text("owner").and_then(|unit| unit.parse().ok()),
            due: entry.text("due").and_then(day_of),
            estimated: entry.body.fields.get("estimated") == Some(&Value::Bool(true)),
            basis: entry.text("basis").map(str::to_owned),
            done: None,
            closed: None,
            last: None,
        })
    }

    /// How far it has come on a day.
    #[must_use]
    pub fn status(&self, today: NaiveDate) -> Status {
        if self.closed.is_some() {
            Status::Closed
        } else if self.done.is_some() {
            Status::Done
        } else if self.due.is_some_and(|due| due < today) {
            Status::Overdue
        } else {
            Status::Open
        }
    }
}
