//! 迎检清单: what an inspection looks for, what still blocks, and the people behind it.

use chrono::NaiveDate;

use super::reporting::{daily_report, report_of_figures};
use super::session::Session;
use super::{sampling, ticking};
use crate::domain::case::{Case, State};
use crate::domain::entry::Kind;
use crate::domain::figures::Figure;
use crate::domain::inspection::{self, Block, Tick};
use crate::domain::sample::SampleLevel;
use crate::domain::timeline;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::forms::Forms;
use crate::store::{CaseFilter, CaseRow, Scope};

/// Something that blocks, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// What.
    pub block: Block,
    /// How many people, units or days; fen for [`Block::NotRecovered`].
    pub extent: i64,
}

/// An item that no figure tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// Whether this book's unit is the one to look: some items are the leading group's office's own.
    pub ours: bool,
    /// All that was said of it, the last word at the end.
    pub ticks: Vec<Tick>,
}

impl ByHand {
    /// The tick that stands.
    #[must_use]
    pub fn standing(&self) -> Option<&Tick> {
        inspection::standing(&self.ticks)
    }
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// By what commands and entries name it.
    pub key: String,
    /// What is looked for.
    pub title: String,
    /// The clause, cited in full.
    pub cite: String,
    /// What may stand in its way, done or not; empty where only the office can tell.
    pub blocks: Vec<Open>,
    /// What the office itself said, where only it can tell.
    pub by_hand: Option<ByHand>,
}

impl Item {
    /// Whether it is done: nothing stands in its way, or the office has said so; nothing where another office tells.
    #[must_use]
    pub fn is_done(&self) -> Option<bool> {
        match &self.by_hand {
            Some(hand) => hand.ours.then(|| hand.standing().is_some()),
            None => Some(self.blocks.iter().all(|open| open.extent == 0)),
        }
    }
}

/// The checklist as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// The day whose report counts what is recorded now.
    pub day: NaiveDate,
    /// What the policy asks for.
    pub items: Vec<Item>,
    /// Everything that blocks, in the order in which it is to be done; what blocks nobody is not told.
    pub open: Vec<Open>,
}

impl Checklist {
    /// How many items are done, of how many that are this unit's to do.
    #[must_use]
    pub fn done(&self) -> (usize, usize) {
        let counted = self.items.iter().filter_map(Item::is_done);
        let (done, open): (Vec<bool>, Vec<bool>) = counted.partition(|done| *done);
        (done.len(), done.len() + open.len())
    }
}

/// Reads what stands in the way now.
///
/// # Errors
/// When the book cannot be read.
pub fn checklist(session: &Session, forms: &Forms) -> Result<Checklist, Error> {
    let hands = by_hand(session)?;
    let all = extents(session, forms, unticked_of(session, &hands).count())?;
    let of = |block: Block| {
        let mut all = all.iter();
        all.find(|open| open.block == block).copied()
    };
    let items = session.pack.inspection.iter().zip(hands);
    let items = items.map(|(item, by_hand)| Item {
        key: item.key().to_owned(),
        title: item.title.clone(),
        cite: session.pack.cite(&item.clause),
        blocks: item.blocks.iter().filter_map(|block| of(*block)).collect(),
        by_hand,
    });
    Ok(Checklist {
        day: today(session),
        items: items.collect(),
        open: all.iter().filter(|open| open.extent > 0).copied().collect(),
    })
}

/// What the office itself said of each item of the pack; nothing for those that figures tell.
fn by_hand(session: &Session) -> Result<Vec<Option<ByHand>>, Error> {
    let ticks = ticking::ticks(session)?;
    let items = session.pack.inspection.iter().map(|item| {
        item.by_hand().then(|| ByHand {
            ours: ticking::is_ours(session, item),
            ticks: ticks
                .iter()
                .filter(|tick| tick.item == item.key())
                .cloned()
                .collect(),
        })
    });
    Ok(items.collect())
}

/// The titles of those that are this unit's to look at and that nobody has ticked.
fn unticked_of<'s>(
    session: &'s Session,
    hands: &'s [Option<ByHand>],
) -> impl Iterator<Item = &'s str> {
    let items = session.pack.inspection.iter().zip(hands);
    let open = items.filter(|(_, hand)| {
        let hand = hand.as_ref().filter(|hand| hand.ours);
        hand.is_some_and(|hand| hand.standing().is_none())
    });
    open.map(|(item, _)| item.title.as_str())
}

fn today(session: &Session) -> NaiveDate {
    timeline::report_day(&session.pack, session.clock.now())
}

fn extents(session: &Session, forms: &Forms, unticked: usize) -> Result<Vec<Open>, Error> {
    let unit = session.store.unit();
    let day = today(session);
    let figures = session.store.figures_of(unit, Some(day))?;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let count = |filter: &CaseFilter| -> Result<i64, Error> {
        let found = session
            .store
            .count(filter, usize::try_from(i64::MAX).unwrap_or(usize::MAX))?;
        Ok(number(found))
    };
    let mut all = Vec::new();
    for block in Block::ALL {
        let extent = match block {
            Block::Unclaimed if unit.level() == Level::Village => 0,
            Block::Unclaimed | Block::Hits => match filter_of(block, unit) {
                Some(filter) => count(&filter)?,
                None => 0,
            },
            Block::NotUpdated => session.store.left_over(Scope::of(unit), UPDATED, day)?.0,
            Block::NotRecovered => session.store.left_over(Scope::of(unit), RECOVERED, day)?.1,
            Block::Unserved => number(unserved(session, forms, usize::MAX)?.len()),
            Block::Unsampled => unsampled(session)?,
            Block::Silent => number(silent(session)?.len()),
            Block::Unfrozen => number(unfrozen(session)?.len()),
            Block::Unticked => number(unticked),
            _ => block.extent(&figures, 0),
        };
        all.push(Open { block, extent });
    }
    Ok(all)
}

/// Resolved, and not in the business system.
const UPDATED: (Figure, Figure) = (Figure::Resolved, Figure::SystemUpdated);
/// To be recovered, and not recovered.
const RECOVERED: (Figure, Figure) = (Figure::RecoverDue, Figure::Recovered);

/// The filter that finds the people behind what blocks, where one does.
#[must_use]
pub fn filter_of(block: Block, unit: UnitCode) -> Option<CaseFilter> {
    let mut filter = CaseFilter::default();
    let state = |state| CaseFilter {
        state: Some(state),
        ..CaseFilter::default()
    };
    match block {
        Block::Unclaimed => filter.directly_under = Some(unit),
        Block::Doubtful => filter.doubtful = true,
        Block::Unproved => filter.unproved = true,
        Block::EvidenceOwed => filter.owed = true,
        Block::Hits => filter.hits = true,
        Block::Untouched => filter = state(State::Untouched),
        Block::InProgress => filter = state(State::InProgress),
        Block::Conflict => filter = state(State::Conflict),
        Block::Unproposed => filter = state(State::Verified),
        Block::Proposed => filter = state(State::Proposed),
        Block::Returned => filter = state(State::Returned),
        _ => return None,
    }
    Some(filter)
}

/// The people behind what blocks, at most so many; each with the fen that are left where it is about money.
///
/// # Errors
/// When the book cannot be read.
pub fn people(
    session: &Session,
    forms: &Forms,
    block: Block,
    limit: usize,
) -> Result<Vec<(CaseRow, Option<i64>)>, Error> {
    let scope = Scope::of(session.store.unit());
    let day = today(session);
    let plain = |rows: Vec<CaseRow>| rows.into_iter().map(|row| (row, None)).collect();
    if let Some(mut filter) = filter_of(block, session.store.unit()) {
        filter.limit = (limit < usize::MAX).then_some(limit);
        return Ok(plain(session.store.list(&filter)?));
    }
    Ok(match block {
        Block::NotUpdated => {
            let found = session.store.people_left_over(scope, UPDATED, day, limit)?;
            plain(found.into_iter().map(|(row, _)| row).collect())
        }
        Block::NotRecovered => {
            let found = session
                .store
                .people_left_over(scope, RECOVERED, day, limit)?;
            found
                .into_iter()
                .map(|(row, fen)| (row, Some(fen)))
                .collect()
        }
        Block::Unresolved => {
            let cut_off = timeline::cut_off(&session.pack, day);
            let open = (Figure::Total, Some(Figure::Resolved));
            let found = session.store.behind(scope, open, (day, cut_off), limit)?;
            plain(found.into_iter().map(|one| one.row).collect())
        }
        Block::Unreasoned => plain(unreasoned(session, day, limit)?),
        Block::Unserved => plain(unserved(session, forms, limit)?),
        _ => Vec::new(),
    })
}

fn case_of(session: &Session, row: &CaseRow) -> Result<Case, Error> {
    Ok(Case::of(&session.store.entries_of(row.id)?, &session.pack))
}

/// Kept suspended without a reason.
fn unreasoned(session: &Session, day: NaiveDate, limit: usize) -> Result<Vec<CaseRow>, Error> {
    let scope = Scope::of(session.store.unit());
    let cut_off = timeline::cut_off(&session.pack, day);
    let kept = (Figure::KeptSuspended, None);
    let kept = session
        .store
        .behind(scope, kept, (day, cut_off), usize::MAX)?;
    let mut found = Vec::new();
    for one in kept {
        let case = case_of(session, &one.row)?;
        let without = case.approved().is_some_and(|outcome| !outcome.reasoned);
        if without && found.len() < limit {
            found.push(one.row);
        }
    }
    Ok(found)
}

/// Who was printed a paper that has to be handed over, and was not handed one of that form since.
fn unserved(session: &Session, forms: &Forms, limit: usize) -> Result<Vec<CaseRow>, Error> {
    let mut found = Vec::new();
    for row in session.store.people_with(Kind::Print)? {
        if found.len() >= limit {
            break;
        }
        let case = case_of(session, &row)?;
        let served: Vec<&str> = case
            .standing(Kind::Served)
            .filter_map(|entry| entry.text("notice"))
            .collect();
        let waits = case.standing(Kind::Print).any(|print| {
            let form = print.text("form").unwrap_or_default();
            let to_serve = forms.forms.iter().any(|one| one.id == form && one.served);
            let title = print.text("title");
            to_serve
                && !served
                    .iter()
                    .any(|name| *name == form || Some(*name) == title)
        });
        if waits {
            found.push(row);
        }
    }
    Ok(found)
}

/// How many people the district's spot check still has to look at. Other units' books do not know who was drawn.
fn unsampled(session: &Session) -> Result<i64, Error> {
    let level = SampleLevel::District;
    let Some(rule) = session.pack.spot_check(level) else {
        return Ok(0);
    };
    if session.store.unit() != session.pack.unit {
        return Ok(0);
    }
    let report = report_of_figures(session, today(session), None)?;
    let total = usize::try_from(report.total.figures[Figure::Total]).unwrap_or(0);
    let coverage = sampling::coverage(session, &report)?;
    let checked = coverage.iter().find(|found| found.level == level);
    let checked = checked.map_or(0, |found| found.checked);
    let left = rule.share.quota(total).saturating_sub(checked);
    Ok(i64::try_from(left).unwrap_or(i64::MAX))
}

/// Units that have not reported on the last day that has ended.
///
/// # Errors
/// When the book cannot be read.
pub fn silent(session: &Session) -> Result<Vec<String>, Error> {
    let Some(day) = last_reported(session) else {
        return Ok(Vec::new());
    };
    let report = daily_report(session, day, None)?;
    Ok(report.missing().map(|row| row.name.clone()).collect())
}

/// Days of the campaign that have ended and were not set down.
///
/// # Errors
/// When the book cannot be read.
pub fn unfrozen(session: &Session) -> Result<Vec<NaiveDate>, Error> {
    let (Some(daily), Some(last)) = (&session.pack.daily, last_reported(session)) else {
        return Ok(Vec::new());
    };
    let filed = session
        .store
        .filed_days(Kind::Freeze, session.store.unit())?;
    let days = daily.first_day.iter_days().take_while(|day| *day <= last);
    Ok(days
        .filter(|day| !filed.iter().any(|one| one.day == *day))
        .collect())
}

/// The last day of the campaign whose cut-off has come.
fn last_reported(session: &Session) -> Option<NaiveDate> {
    let daily = session.pack.daily.as_ref()?;
    let ended = today(session).pred_opt()?.min(daily.last_day);
    (ended >= daily.first_day).then_some(ended)
}

/// Items of the checklist that are this unit's to look at and that nobody has ticked.
///
/// # Errors
/// When the book cannot be read.
pub fn unticked(session: &Session) -> Result<Vec<String>, Error> {
    let hands = by_hand(session)?;
    Ok(unticked_of(session, &hands).map(str::to_owned).collect())
}

/// The units, days or items behind what blocks, where no people are.
///
/// # Errors
/// When the book cannot be read.
pub fn others(session: &Session, block: Block) -> Result<Vec<String>, Error> {
    Ok(match block {
        Block::Silent => silent(session)?,
        Block::Unfrozen => unfrozen(session)?
            .iter()
            .map(NaiveDate::to_string)
            .collect(),
        Block::Unticked => unticked(session)?,
        _ => Vec::new(),
    })
}
