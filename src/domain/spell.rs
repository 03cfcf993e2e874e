//! Spells: the stretches of report days during which a case counts for a figure in a place. They say who stands behind
//! a number on any day without folding anybody's entries again.

use chrono::NaiveDate;

use super::figures::{Figure, Figures, LISTED};
use super::timeline::{Changes, Place};

/// A stretch of days, with what the case counts for on each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// What is counted.
    pub figure: Figure,
    /// Where.
    pub place: Place,
    /// The first report that counts it.
    pub since: NaiveDate,
    /// The first report that does not any more; nothing while it lasts.
    pub until: Option<NaiveDate>,
    /// 1, or fen.
    pub amount: i64,
}

/// The spells of a case, by place, then by figure, then by day.
#[must_use]
pub fn spells(changes: &Changes) -> Vec<Spell> {
    let mut found = Vec::new();
    for of_place in changes.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
        let Some(((place, _), _)) = of_place.first() else {
            continue;
        };
        for figure in LISTED {
            of_figure(*place, *figure, of_place, &mut found);
        }
    }
    found
}

fn of_figure(
    place: Place,
    figure: Figure,
    changes: &[((Place, NaiveDate), Figures)],
    found: &mut Vec<Spell>,
) {
    let mut open: Option<Spell> = None;
    for ((_, day), change) in changes {
        if change[figure] == 0 {
            continue;
        }
        let before = open.map_or(0, |spell| spell.amount);
        if let Some(mut ended) = open.take() {
            ended.until = Some(*day);
            found.push(ended);
        }
        let amount = before + change[figure];
        open = (amount != 0).then_some(Spell {
            figure,
            place,
            since: *day,
            until: None,
            amount,
        });
    }
    found.extend(open);
}

/// Figures that the row of a case tells by itself as long as it was only ever counted in one place.
pub const BY_ROW: [Figure; 2] = [Figure::Total, Figure::Untouched];

/// The first report in which a case registered in the report of `registered` is not untouched any more, the last of all
/// days while nobody has touched it. Nothing where its spells of [`BY_ROW`] do not follow from these two days alone: it
/// moved, or what touched it was withdrawn.
#[must_use]
pub fn touched_on(spells: &[Spell], registered: NaiveDate) -> Option<NaiveDate> {
    let mut of_row = spells.iter().filter(|spell| BY_ROW.contains(&spell.figure));
    let total = of_row.next().filter(|spell| {
        spell.figure == Figure::Total && spell.since == registered && spell.until.is_none()
    })?;
    let touched_on = match of_row.next() {
        Some(untouched) => {
            if (untouched.since, untouched.place) != (registered, total.place) {
                return None;
            }
            untouched.until.unwrap_or(NaiveDate::MAX)
        }
        None => registered,
    };
    of_row.next().is_none().then_some(touched_on)
}

/// What a case counts for in the report of a day, and where; nothing where it is not registered yet.
#[must_use]
pub fn counted_on(changes: &Changes, day: NaiveDate) -> Option<(Place, Figures)> {
    changes
        .chunk_by(|((a, _), _), ((b, _), _)| a == b)
        .find_map(|of_place| {
            let ((place, _), _) = of_place.first()?;
            let mut sum = Figures::default();
            for ((_, changed), change) in of_place {
                if *changed <= day {
                    sum += change;
                }
            }
            (sum[Figure::Total] > 0).then_some((*place, sum))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 9, n).unwrap_or_default()
    }

    fn at(code: &str) -> Place {
        Place {
            unit: code.parse().unwrap(),
            group: 0,
        }
    }

    fn change(of: &[(Figure, i64)]) -> Figures {
        let mut figures = Figures::default();
        for (figure, n) in of {
            figures[*figure] = *n;
        }
        figures
    }

    #[test]
    fn a_move_ends_the_spells_of_one_place_and_begins_those_of_the_other() {
        let (one, other) = (at("410108001200"), at("410108001201"));
        let changes = vec![
            (
                (one, day(1)),
                change(&[(Figure::Total, 1), (Figure::Untouched, 1)]),
            ),
            (
                (one, day(5)),
                change(&[(Figure::Total, -1), (Figure::Untouched, -1)]),
            ),
            (
                (other, day(5)),
                change(&[(Figure::Total, 1), (Figure::Verified, 1)]),
            ),
        ];
        let told: Vec<_> = spells(&changes)
            .iter()
            .map(|s| (s.figure, s.place == one, s.since, s.until))
            .collect();
        assert_eq!(
            told,
            [
                (Figure::Total, true, day(1), Some(day(5))),
                (Figure::Untouched, true, day(1), Some(day(5))),
                (Figure::Total, false, day(5), None),
                (Figure::Verified, false, day(5), None),
            ]
        );
        assert_eq!(touched_on(&spells(&changes), day(1)), None);
        let alone = spells(&changes[..1].to_vec());
        assert_eq!(touched_on(&alone, day(1)), Some(NaiveDate::MAX));
        assert_eq!(touched_on(&alone, day(2)), None);
        assert_eq!(
            counted_on(&changes, day(4)).map(|(place, _)| place),
            Some(one)
        );
        assert_eq!(
            counted_on(&changes, day(5)).map(|(place, _)| place),
            Some(other)
        );
        assert_eq!(counted_on(&changes, NaiveDate::MIN), None);
    }

    #[test]
    fn two_days_tell_of_whom_nobody_touched_and_then_somebody_did() {
        let place = at("410108001200");
        let one = |figure| change(&[(figure, 1)]);
        let registered = change(&[(Figure::Total, 1), (Figure::Untouched, 1)]);
        let contacted = change(&[(Figure::Untouched, -1), (Figure::InProgress, 1)]);
        let withdrawn = change(&[(Figure::Untouched, 1), (Figure::InProgress, -1)]);
        let mut changes = vec![((place, day(1)), registered), ((place, day(3)), contacted)];
        assert_eq!(touched_on(&spells(&changes), day(1)), Some(day(3)));
        changes.push(((place, day(6)), withdrawn));
        assert_eq!(touched_on(&spells(&changes), day(1)), None);
        // Registered and visited before the same report.
        let mut both = one(Figure::Total);
        both += &one(Figure::InProgress);
        assert_eq!(
            touched_on(&spells(&vec![((place, day(2)), both)]), day(2)),
            Some(day(2))
        );
    }

    #[test]
    fn an_amount_that_grows_begins_a_new_spell() {
        let place = at("410108001200");
        let changes = vec![
            ((place, day(1)), change(&[(Figure::Recovered, 500)])),
            ((place, day(3)), change(&[(Figure::Recovered, 200)])),
        ];
        let told: Vec<_> = spells(&changes)
            .iter()
            .map(|s| (s.since, s.until, s.amount))
            .collect();
        assert_eq!(told, [(day(1), Some(day(3)), 500), (day(3), None, 700)]);
    }
}
