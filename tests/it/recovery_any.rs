//! What holds of a recovery for any entries at all: the account adds up on every day, in whatever order entries arrive.

use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;
use xunren::domain::case::Case;
use xunren::domain::entry::{Body, CaseId, Entry, EntryRef, Kind, StreamId};
use xunren::domain::money::Money;
use xunren::domain::pack::Pack;
use xunren::domain::recovery::{Ledger, instalments, recorded_working};

use crate::recovery_desk::{START, moment, with_rates};

/// Read once for all that properties ask of it.
static SONGSHAN: LazyLock<Pack> = LazyLock::new(|| with_rates("songshan-2020"));

/// Entries of one case, each a minute after the one before, as a log would hold them.
fn entries(said: &[(i64, Kind, Value)]) -> Vec<Entry> {
    let make = |(place, (day, kind, fields)): (usize, &(i64, Kind, Value))| {
        let seq = u64::try_from(place).unwrap() + 1;
        let at =
            moment(START.parse().unwrap(), 0) + day * 86_400_000 + i64::try_from(place).unwrap();
        let mut id = [0; 8];
        id.copy_from_slice(&seq.to_be_bytes());
        Entry {
            id: EntryRef(id),
            stream: StreamId([1; 16]),
            seq,
            unit: "150404".parse().unwrap(),
            case: CaseId([7; 16]),
            kind: *kind,
            at,
            written_at: at,
            hlc: seq,
            parents: Vec::new(),
            body: Body {
                by: "王敏".to_owned(),
                fields: fields.as_object().unwrap().clone(),
                ..Body::default()
            },
        }
    };
    said.iter().enumerate().map(make).collect()
}

fn any_entry() -> impl Strategy<Value = (i64, Kind, Value)> {
    use serde_json::json;
    let fen = |fen: i64| Money::from_fen(fen).to_string();
    prop_oneof![
        (0i64..400, 1i64..300_000).prop_map(move |(day, amount)| {
            (
                day,
                Kind::Recover,
                json!({ "amount": fen(amount), "voucher": "1" }),
            )
        }),
        (0i64..400, 1i64..60_000).prop_map(move |(day, amount)| {
            (
                day,
                Kind::Recover,
                json!({ "amount": fen(amount), "offset": true }),
            )
        }),
        (0i64..400, 1i64..600_000, 1u32..40, 1u32..4).prop_map(
            move |(day, amount, count, every)| {
                let plan = json!({
                    "step": "agreement", "amount": fen(amount), "instalments": count.to_string(),
                    "every": every.to_string(), "first_due": "2023-07-31",
                });
                (day, Kind::Step, plan)
            }
        ),
        (0i64..400, 0i64..600_000).prop_map(move |(day, amount)| {
            let resolve = json!({ "outcome": "terminated", "recover_due": fen(amount) });
            (day, Kind::Resolve, resolve)
        }),
        (0i64..400, 1u32..13).prop_map(|(day, month)| {
            let value = format!("2020-{month:02}");
            (
                day,
                Kind::Fact,
                json!({ "name": "death_month", "value": value }),
            )
        }),
        (0i64..400, 0i64..300_000).prop_map(move |(day, amount)| {
            (
                day,
                Kind::Fact,
                json!({ "name": "account_balance", "value": fen(amount) }),
            )
        }),
    ]
}

fn known() -> Vec<(i64, Kind, Value)> {
    use serde_json::json;
    vec![
        (0, Kind::Classify, json!({ "class": "5" })),
        (
            0,
            Kind::Correct,
            json!({ "field": "suspended_from", "value": "2023-06" }),
        ),
        (
            0,
            Kind::Fact,
            json!({ "name": "death_month", "value": "2020-05" }),
        ),
        (
            0,
            Kind::Fact,
            json!({ "name": "funeral", "value": "600.00" }),
        ),
        (
            0,
            Kind::Fact,
            json!({ "name": "account_balance", "value": "1050.00" }),
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_claimed_is_offset_received_or_still_owed_on_every_day(
        more in proptest::collection::vec(any_entry(), 0..14), seed in 0usize..1000,
    ) {
        let pack = &*SONGSHAN;
        let said: Vec<_> = known().into_iter().chain(more).collect();
        let all = entries(&said);
        let ledger = Ledger::of(&Case::of(&all, pack), pack);
        let start: NaiveDate = START.parse().unwrap();
        for day in start.iter_days().step_by(9).take(50) {
            let parts = ledger.offset_on(day) + ledger.received_on(day) + ledger.balance_on(day);
            prop_assert_eq!(ledger.claimed_on(day), parts);
            prop_assert_eq!(ledger.balance_on(day).max(Money::ZERO), ledger.owed_on(day));
            let paid: Money = ledger.paid_on(day).iter().map(|(_, paid)| *paid).sum();
            prop_assert!(paid <= ledger.received_on(day));
        }
        if let Some(agreement) = &ledger.agreement {
            let parts: Money = agreement.instalments.iter().map(|one| one.amount).sum();
            prop_assert_eq!(parts, agreement.amount);
            prop_assert!(agreement.instalments.windows(2).all(|two| two[0].due < two[1].due));
            prop_assert!(agreement.instalments.iter().all(|one| one.due <= one.until));
        }
        // The order in which entries arrive changes nothing.
        let mut shuffled = all.clone();
        shuffled.rotate_left(seed % all.len());
        shuffled.reverse();
        prop_assert_eq!(Ledger::of(&Case::of(&shuffled, pack), pack), ledger);
    }

    #[test]
    fn parts_of_a_sum_add_up_and_only_the_last_differs(fen in 0i64..100_000_000, count in 1u32..600) {
        let parts = instalments(Money::from_fen(fen), count);
        prop_assert_eq!(parts.len(), count as usize);
        prop_assert_eq!(parts.iter().copied().sum::<Money>(), Money::from_fen(fen));
        let (last, others) = parts.split_last().unwrap();
        prop_assert!(others.iter().all(|part| *part == others[0] && part <= last));
    }

    #[test]
    fn facts_after_an_outcome_leave_its_working_as_it_was(
        more in proptest::collection::vec(any_entry(), 0..10),
    ) {
        use serde_json::json;
        let pack = &*SONGSHAN;
        let resolve = json!({ "outcome": "terminated", "recover_due": "4428.00" });
        let mut said = known();
        said.push((1, Kind::Resolve, resolve));
        let before = entries(&said);
        let working = recorded_working(&Case::of(&before, pack), pack);
        let later = more.into_iter().filter(|(_, kind, _)| *kind != Kind::Resolve);
        said.extend(later.map(|(day, kind, fields)| (day + 2, kind, fields)));
        let after = entries(&said);
        prop_assert!(working.is_some());
        prop_assert_eq!(recorded_working(&Case::of(&after, pack), pack), working);
    }
}
