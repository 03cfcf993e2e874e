//! What holds for any facts at all: parts add up to the whole, a later rate changes nothing earlier, nothing breaks.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use xunren::domain::money::Money;
use xunren::domain::pack::Pack;
use xunren::domain::settlement::{self, Facts, Span, Working};
use xunren::domain::workday::Workdays;
use xunren::messages::{Language, Messages};
use xunren::output::working_text;
use xunren::packs::Packs;

/// Lines, sums and parts of a working agree.
pub fn adds_up(working: &Working) -> Result<(), String> {
    let sums = [
        ("overpaid", working.overpaid),
        ("due", working.due),
        ("back_pay", working.back_pay.unwrap_or(Span::NONE)),
    ];
    for (kind, span) in sums {
        let lines: Vec<_> = working
            .lines
            .iter()
            .filter(|line| line.kind == kind)
            .collect();
        if let Some(amount) = span.amount {
            let sum: Option<Money> = lines.iter().map(|line| line.amount).sum();
            equal(kind, &sum, &Some(amount))?;
            equal(kind, &u32::try_from(lines.len()).ok(), &span.months)?;
        }
        for line in lines {
            let parts = line
                .basic
                .zip(line.account)
                .map(|(basic, account)| basic + account);
            equal(kind, &parts, &line.amount)?;
        }
    }
    let payable = working.payable;
    let parts = [payable.due, payable.account, payable.funeral];
    if let Some(total) = payable.total {
        equal("payable", &parts.into_iter().sum(), &Some(total))?;
    }
    let offsets: Option<Money> = working.offsets.iter().map(|offset| offset.amount).sum();
    if let (Some(over), Some(offsets), Some(residual)) =
        (working.overpaid.amount, offsets, working.residual)
    {
        // What the person has paid back is neither offset nor left.
        let covered = offsets + residual;
        if working.situation == "duplicate" {
            if covered > over {
                return Err(format!("more than was overpaid: {covered}"));
            }
        } else {
            equal("overpaid", &covered, &over)?;
        }
    }
    if !working.instalments.is_empty() {
        let sum: Money = working.instalments.iter().copied().sum();
        equal("instalments", &Some(sum), &working.residual)?;
        let first = working.instalments[0];
        let before = &working.instalments[..working.instalments.len() - 1];
        equal(
            "instalments",
            &before.iter().all(|each| *each == first),
            &true,
        )?;
    }
    if let Some(advance) = &working.advance
        && advance.months.is_some()
    {
        let repaid: Money = advance.repayments.iter().map(|month| month.repays).sum();
        equal("advance", &repaid, &advance.amount)?;
    }
    for amount in working.lines.iter().filter_map(|line| line.amount) {
        if amount < Money::ZERO {
            return Err(format!("below zero: {amount}"));
        }
    }
    Ok(())
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, one: &T, other: &T) -> Result<(), String> {
    if one == other {
        Ok(())
    } else {
        Err(format!("{what}: {one:?} is not {other:?}"))
    }
}

/// The program's packs, read once.
pub fn pack(id: &str) -> &'static Pack {
    static PACKS: OnceLock<BTreeMap<String, Pack>> = OnceLock::new();
    let packs = PACKS.get_or_init(|| {
        let packs = Packs::of_program();
        packs
            .ids()
            .into_iter()
            .map(|id| (id.clone(), packs.load(&id).unwrap()))
            .collect()
    });
    &packs[id]
}

/// The workdays, read once.
fn workdays() -> &'static Workdays {
    static TABLE: OnceLock<Workdays> = OnceLock::new();
    TABLE.get_or_init(|| Workdays::of_program().unwrap())
}

/// A value for a fact of that name, mostly a right one.
fn value_of(name: &'static str) -> BoxedStrategy<Value> {
    let month = (2015..2026_i32, 1..=12_u32).prop_map(|(y, m)| json!(format!("{y}-{m:02}")));
    let day = (2015..2026_i32, 1..=12_u32, 1..=28_u32)
        .prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}")));
    let amount =
        (0..2_000_000_u64).prop_map(|fen| json!(format!("{}.{:02}", fen / 100, fen % 100)));
    let truth = any::<bool>().prop_map(|yes| json!(yes));
    let count = (0..400_u32).prop_map(|n| json!(n));
    match name {
        "pack" => prop::sample::select(vec!["songshan-2020", "urumqi-2022", "longjing-2021", "shucheng-2018", "huiji-2021"])
            .prop_map(|pack| json!(pack))
            .boxed(),
        "situation" => prop::sample::select(settlement::Situation::ALL.map(|(name, _)| name).to_vec())
            .prop_map(|name| json!(name))
            .boxed(),
        "kind" => prop::sample::select(vec!["羁押", "有期徒刑", "缓刑", "假释", "撤销假释"]).prop_map(|kind| json!(kind)).boxed(),
        "kept" => prop::sample::select(vec!["here", "other"]).prop_map(|kept| json!(kept)).boxed(),
        "over_basis" => prop::sample::select(vec!["basic", "basic_plus_public_account", "full"]).prop_map(|basis| json!(basis)).boxed(),
        "offset_order" => prop::sample::select(vec![json!([]), json!(["account"]), json!(["funeral", "account"]), json!(["account", "later_benefits"])]).boxed(),
        "rounding" => prop::sample::select(vec!["half_up_fen", "ceil_jiao", "half_up_jiao", "ceil_yuan"]).prop_map(|rule| json!(rule)).boxed(),
        "suspend_month_semantics" => prop::sample::select(vec!["first_unpaid", "last_paid"]).prop_map(|rule| json!(rule)).boxed(),
        "stop_from" => prop::sample::select(vec!["same_month", "next_month"]).prop_map(|rule| json!(rule)).boxed(),
        "rates" => prop::collection::vec((2010..2026_i32, 1..=12_u32, 0..30_000_u32), 0..5)
            .prop_map(|rates| {
                let rates = rates.into_iter().map(|(y, m, fen)| {
                    json!({"from": format!("{y}-{m:02}"), "basic": format!("{}.{:02}", fen / 100, fen % 100)})
                });
                json!(rates.collect::<Vec<_>>())
            })
            .boxed(),
        "answers" => prop::collection::btree_map(prop::sample::select(settlement::QUESTIONS.to_vec()), any::<bool>(), 0..5)
            .prop_map(|answers: BTreeMap<&str, bool>| json!(answers))
            .boxed(),
        "interest" => (0..5_000_000_u64, 0..=1000_u32, 1..=12_u32)
            .prop_map(|(fen, rate, month)| {
                json!({"year": 2021, "previous": format!("{}.{:02}", fen / 100, fen % 100),
                    "rate": format!("{}.{:02}%", rate / 100, rate % 100), "to": format!("2021-{month:02}"),
                    "booked": [{"month": "2021-03", "amount": "200.00"}]})
            })
            .boxed(),
        "refunded" => prop_oneof![truth, amount].boxed(),
        "instalments" => (1..=60_u32).prop_map(|n| json!(n)).boxed(),
        "age_at_start" => (55..75_u32).prop_map(|n| json!(n)).boxed(),
        "death_date" | "claimed_on" | "applied_on" | "on" => day.boxed(),
        "attempts" | "target" | "paid_people" | "payers" | "tier_payers" => count.boxed(),
        "in_pay" | "died_serving" | "stopped_before_death" | "other_funeral" | "declared_dead" | "acquitted" | "serving"
        | "committee_statement" => truth.boxed(),
        _ if name.contains("month") && name != "monthly_account" || name.ends_with("_from") || name.ends_with("_to")
            || ["resumes", "birth", "first_run", "released", "revoked", "as_of", "starts"].contains(&name) => month.boxed(),
        _ => amount.boxed(),
    }
}

/// Facts of which most are missing or strange, but each can be read.
fn any_facts() -> impl Strategy<Value = Value> {
    let fields: Vec<_> = settlement::FIELDS
        .iter()
        .map(|name| {
            prop::option::weighted(0.6, value_of(name)).prop_map(move |value| (*name, value))
        })
        .collect();
    (fields, value_of("pack"), value_of("situation")).prop_map(|(fields, pack, situation)| {
        let mut facts = serde_json::Map::new();
        facts.insert("pack".to_owned(), pack);
        facts.insert("situation".to_owned(), situation);
        for (name, value) in fields {
            if let Some(value) = value {
                facts.entry(name).or_insert(value);
            }
        }
        Value::Object(facts)
    })
}

/// The facts without those that contradict others.
fn readable(mut facts: Value) -> Option<Facts> {
    for _ in 0..20 {
        match settlement::read(&facts) {
            Ok(facts) => return Some(facts),
            Err(problems) => {
                for problem in problems {
                    facts.as_object_mut()?.remove(&problem.field)?;
                }
            }
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn for_any_facts_the_parts_add_up_to_the_whole(facts in any_facts()) {
        let facts = readable(facts).expect("each fact can be read by itself");
        let pack = pack(&facts.pack);
        let working = settlement::settle(&facts, pack, workdays());
        prop_assert_eq!(adds_up(&working), Ok(()));
        let messages = Messages::load(Language::Chinese);
        // A figure is shown or something is said to be missing.
        let shown = working.overpaid.amount.is_some() && working.residual.is_some();
        prop_assert!(shown || !working.missing.is_empty(), "{:?}", working);
        let text = working_text::text(&working, pack, &messages);
        prop_assert!(!text.contains("【settle-"), "{}", text);
    }

    #[test]
    fn a_later_rate_never_changes_earlier_months(facts in any_facts(), fen in 0..30_000_i64) {
        let Some(mut facts) = readable(facts) else { return Ok(()) };
        let (pack, table) = (pack(&facts.pack), workdays());
        let before = settlement::settle(&facts, pack, table);
        let from: xunren::domain::month::Month = "2021-06".parse().unwrap();
        let mut rates = facts.rates.take().unwrap_or_default();
        // Later than every other, so that it is the one of the months from there on.
        rates.retain(|rate| rate.from < from);
        facts.rates = Some(rates.clone());
        let without = settlement::settle(&facts, pack, table);
        rates.push(settlement::GivenRate { from, basic: Money::from_fen(fen), layer: String::new() });
        facts.rates = Some(rates);
        let with = settlement::settle(&facts, pack, table);
        let frozen = before.notes.iter().any(|note| note.rule == "rate-before-sentence");
        for (one, other) in without.lines.iter().zip(&with.lines) {
            if one.month < from && one.month == other.month && one.kind == other.kind && !frozen {
                prop_assert_eq!(one, other);
            }
        }
    }

    #[test]
    fn nothing_that_is_no_fact_breaks_the_reading(text in "[ -~\u{4e00}-\u{4e20}]{0,60}", name in prop::sample::select(settlement::FIELDS.to_vec())) {
        let facts = json!({"pack": "songshan-2020", "situation": "death", name: text});
        let _ = settlement::read(&facts);
        let _ = settlement::read(&json!({"pack": "songshan-2020", "situation": "death", name: [{"from": text}]}));
    }
}
