//! What a case contributes to its units, day by day: the bridge from entries to reports.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::case::{Case, State, Turn};
use super::entry::{Entry, Kind};
use super::figures::{Figure, Figures};
use super::pack::{OutcomeKind, Pack};
use super::procedure;
use super::unit::UnitCode;

/// Where a case is counted: its unit, and inside a village its group (0 = none known).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The lowest unit known.
    pub unit: UnitCode,
    /// The villagers' group.
    pub group: u16,
}

/// Changes by place and report day, in order, each once.
pub type Changes = Vec<((Place, NaiveDate), Figures)>;

/// Milliseconds of a local moment where the pack is in force.
#[must_use]
pub fn moment(pack: &Pack, local: NaiveDateTime) -> i64 {
    (local - Duration::hours(i64::from(pack.utc_offset_hours)))
        .and_utc()
        .timestamp_millis()
}

/// The moment from which entries belong to the day after `date`, milliseconds since 1970 UTC.
#[must_use]
pub fn cut_off(pack: &Pack, date: NaiveDate) -> i64 {
    moment(pack, pack.day_ends(date))
}

/// The day in whose report an entry recorded at `at` is counted first; the cut-off itself belongs to the next day.
#[must_use]
pub fn report_day(pack: &Pack, at: i64) -> NaiveDate {
    let date = local_date(pack, at);
    if at >= cut_off(pack, date) {
        date + Duration::days(1)
    } else {
        date
    }
}

/// The calendar day of a moment where the pack is in force.
#[must_use]
pub fn local_date(pack: &Pack, at: i64) -> NaiveDate {
    local_time(pack, at).date()
}

/// Day and time of a moment where the pack is in force.
#[must_use]
pub fn local_time(pack: &Pack, at: i64) -> NaiveDateTime {
    chrono::DateTime::from_timestamp_millis(at).map_or(NaiveDateTime::MIN, |utc| {
        utc.naive_utc() + Duration::hours(i64::from(pack.utc_offset_hours))
    })
}

/// A moment as records state it: with the offset that is in force where the pack is.
#[must_use]
pub fn stated(pack: &Pack, at: i64) -> chrono::DateTime<chrono::FixedOffset> {
    let offset = chrono::FixedOffset::east_opt(pack.utc_offset_hours * 3600)
        .unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc));
    chrono::DateTime::from_timestamp_millis(at)
        .unwrap_or_default()
        .with_timezone(&offset)
}

/// Folds entries and says what the case adds to which place on which day.
#[must_use]
pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>, pack: &Pack) -> (Case, Changes) {
    let mut ordered: Vec<&Entry> = entries.into_iter().collect();
    ordered.sort_by_key(|entry| entry.order());
    let mut case = Case::default();
    let mut changes: BTreeMap<(Place, NaiveDate), Figures> = BTreeMap::new();
    let mut counted: Option<(Place, Figures)> = None;
    let mut rest = ordered.as_slice();
    while let Some(first) = rest.first() {
        let day = report_day(pack, first.at);
        let same_day = rest
            .iter()
            .take_while(|entry| report_day(pack, entry.at) == day)
            .count();
        for entry in &rest[..same_day] {
            case.apply(entry, pack);
        }
        rest = &rest[same_day..];
        let Some(place) = place(&case) else { continue };
        let now = contribution(&case, pack);
        if let Some((old_place, old)) = counted.take() {
            *changes.entry((old_place, day)).or_default() -= &old;
        }
        *changes.entry((place, day)).or_default() += &now;
        counted = Some((place, now));
    }
    changes.retain(|_, figures| !figures.is_zero());
    (case, changes.into_iter().collect())
}

/// The same for the only entry of a new case, as a long import does it: nothing is copied.
#[must_use]
pub fn fold_first(entry: Entry, pack: &Pack) -> (Case, Changes) {
    let mut case = Case::default();
    let day = report_day(pack, entry.at);
    case.take(entry, pack);
    let now = contribution(&case, pack);
    let changes = place(&case).map(|place| ((place, day), now));
    (case, changes.into_iter().collect())
}

/// Where a case is counted.
#[must_use]
pub fn place(case: &Case) -> Option<Place> {
    let unit = case.unit?;
    let group = if unit.level() == super::unit::Level::Village {
        case.facts.group.unwrap_or(0)
    } else {
        0
    };
    Some(Place { unit, group })
}

/// What a case counts for as it stands.
#[must_use]
pub fn contribution(case: &Case, pack: &Pack) -> Figures {
    let mut figures = Figures::default();
    let state = case.state();
    figures[Figure::Total] = 1;
    // Who looks at others' work does not work for their unit.
    let own = case
        .entries
        .iter()
        .filter(|entry| !entry.kind.is_oversight());
    figures[Figure::Entries] = i64::try_from(own.count()).unwrap_or(i64::MAX);
    figures[Figure::ClockSet] = case.clock_set;
    figures[Figure::Unresolved] = case.unresolved;
    figures[Figure::Doubtful] = i64::from(!case.doubts.is_empty());
    let by_state = match state {
        State::Untouched => Some(Figure::Untouched),
        State::InProgress => Some(Figure::InProgress),
        State::Proposed => Some(Figure::Proposed),
        State::Returned => Some(Figure::Returned),
        State::Conflict => Some(Figure::Conflict),
        State::Verified | State::Resolved => None,
    };
    if let Some(figure) = by_state {
        figures[figure] = 1;
    }
    let by_turn = match case.turn(pack) {
        Turn::Visit => Some(Figure::ToVisit),
        Turn::Phone => Some(Figure::ToPhone),
        Turn::Township => Some(Figure::AtTownship),
        Turn::District => Some(Figure::AtDistrict),
        Turn::Person => Some(Figure::AtSelf),
        Turn::Family => Some(Figure::AtFamily),
        Turn::OtherPlace | Turn::Court | Turn::Bank => Some(Figure::AtOthers),
        Turn::Done => None,
    };
    if let Some(figure) = by_turn {
        figures[figure] = 1;
    }
    if let Some(figure) = likely(case.likely_class()) {
        figures[figure] = 1;
    }
    figures[Figure::EvidenceOwed] = i64::from(procedure::evidence_owed(case, pack) > 0);
    if state != State::Conflict
        && let Some(class) = case.class()
    {
        count_class(case, class, &mut figures);
    }
    figures
}

fn count_class(case: &Case, class: &str, figures: &mut Figures) {
    let Some((whole, resolved)) = class_figures(class) else {
        return;
    };
    figures[Figure::Verified] = 1;
    figures[whole] = 1;
    match class {
        "3a" => figures[Figure::Class3a] = 1,
        "3b" => figures[Figure::Class3b] = 1,
        _ => {}
    }
    figures[Figure::Unproved] = i64::from(case.standing(Kind::Contact).next().is_none());
    figures[Figure::SystemUpdated] = i64::from(case.standing(Kind::SystemUpdate).next().is_some());
    let (recovered, offset) = case.recovered();
    figures[Figure::Recovered] = recovered.fen();
    figures[Figure::Offset] = offset.fen();
    let Some(outcome) = case.approved() else {
        return;
    };
    figures[Figure::Resolved] = 1;
    figures[resolved] = 1;
    let by_kind = match outcome.kind {
        OutcomeKind::Resumed => Figure::Resumed,
        OutcomeKind::Awarded => Figure::Awarded,
        OutcomeKind::Terminated => Figure::Terminated,
        OutcomeKind::Sealed => Figure::Sealed,
        OutcomeKind::KeptSuspended => Figure::KeptSuspended,
    };
    figures[by_kind] = 1;
    figures[Figure::Deregistered] = i64::from(
        outcome.kind == OutcomeKind::Terminated
            || (outcome.kind == OutcomeKind::Sealed && whole == Figure::Class5),
    );
    figures[Figure::Unreasoned] =
        i64::from(outcome.kind == OutcomeKind::KeptSuspended && !outcome.reasoned);
    figures[Figure::BackPay] = outcome.back_pay.fen();
    figures[Figure::HeirDue] = outcome.heir_due.fen();
    figures[Figure::RecoverDue] = outcome.recover_due.fen();
    figures[Figure::SealedAmount] = outcome.sealed_amount.fen();
    figures[Figure::RefundDue] = outcome.refund_due.fen();
}

fn class_figures(class: &str) -> Option<(Figure, Figure)> {
    Some(match class {
        "1" => (Figure::Class1, Figure::Class1Resolved),
        "2" => (Figure::Class2, Figure::Class2Resolved),
        "3" | "3a" | "3b" => (Figure::Class3, Figure::Class3Resolved),
        "4" => (Figure::Class4, Figure::Class4Resolved),
        "5" => (Figure::Class5, Figure::Class5Resolved),
        "6" => (Figure::Class6, Figure::Class6Resolved),
        "7" => (Figure::Class7, Figure::Class7Resolved),
        _ => return None,
    })
}

fn likely(digit: u8) -> Option<Figure> {
    Some(match digit {
        1 => Figure::Likely1,
        2 => Figure::Likely2,
        3 => Figure::Likely3,
        4 => Figure::Likely4,
        5 => Figure::Likely5,
        6 => Figure::Likely6,
        7 => Figure::Likely7,
        _ => return None,
    })
}
