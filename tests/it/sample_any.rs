//! Any people, any seed, any share: the order of the list changes nothing, the share is exact, nobody is left out or twice.

use std::collections::BTreeSet;

use proptest::prelude::*;
use xunren::domain::entry::CaseId;
use xunren::domain::report::RowUnit;
use xunren::domain::sample::{Candidate, Percent, Stratum, UnitDraw, draw};

fn unit(n: u8) -> RowUnit {
    match n {
        0 => RowUnit::Unassigned,
        n => RowUnit::Unit(format!("41010800{n}").parse().unwrap()),
    }
}

fn people() -> impl Strategy<Value = Vec<Candidate>> {
    let one = (any::<[u8; 16]>(), 0..4_u8, 0..4_u8, 0..3_u8);
    prop::collection::vec(one, 0..60).prop_map(|people| {
        let mut known = BTreeSet::new();
        people
            .into_iter()
            .filter(|(id, ..)| known.insert(*id))
            .map(|(id, at, class, officer)| Candidate {
                case: CaseId(id),
                unit: unit(at),
                class: class.to_string(),
                officer: format!("officer {officer}"),
            })
            .collect()
    })
}

fn drawn(units: &[UnitDraw]) -> Vec<CaseId> {
    let drawn = units.iter().flat_map(UnitDraw::drawn);
    drawn.map(|one| one.candidate.case).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_order_of_the_cases_gives_the_same_draw(
        people in people(), seed in "[a-z0-9]{1,12}", share in 1..=100_u32, turn in 0..60_usize
    ) {
        let share: Percent = share.to_string().parse().unwrap();
        let once = draw(&seed, share, &Stratum::ALL, people.clone());
        let mut turned = people;
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
            turned.reverse();
        }
        prop_assert_eq!(once, draw(&seed, share, &Stratum::ALL, turned));
    }

    #[test]
    fn each_unit_draws_its_share_and_every_stratum_and_nobody_twice(
        people in people(), seed in "[a-z0-9]{1,12}", hundredths in 1..=10_000_u64
    ) {
        let share: Percent = format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap();
        let units = draw(&seed, share, &Stratum::ALL, people.clone());
        let all: Vec<CaseId> = drawn(&units);
        prop_assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        for unit in &units {
            let n = unit.placed.len() as u64;
            // The least whole number that is not below n x share.
            let quota = unit.quota as u64;
            prop_assert!(quota * 10_000 >= n * hundredths);
            prop_assert!(quota == 0 || (quota - 1) * 10_000 < n * hundredths);
            prop_assert!(unit.drawn().count() >= unit.quota);
            let key = |one: &Candidate| (one.class.clone(), one.officer.clone());
            let strata: BTreeSet<_> = unit.placed.iter().map(|one| key(&one.candidate)).collect();
            let seen: BTreeSet<_> = unit.drawn().map(|one| key(&one.candidate)).collect();
            prop_assert_eq!(strata, seen);
        }
        let plain = draw(&seed, share, &[], people);
        for unit in &plain {
            prop_assert_eq!(unit.drawn().count(), unit.quota);
        }
    }
}
