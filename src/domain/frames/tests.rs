//! Frames there and back: sizes, the layout byte for byte, rows, what is refused, and any figures at all.

use proptest::prelude::*;

use super::*;
use crate::domain::figures::{Figure, Figures};
use crate::domain::report::{CLASSES, OUTCOMES, RESOLVED_CLASSES};

fn stamp(unit: &str) -> Stamp {
    Stamp {
        unit: unit.parse().unwrap(),
        day: NaiveDate::from_ymd_opt(2021, 9, 9).unwrap(),
        campaign: campaign_mark("huiji-2021"),
        book: [1, 2, 3],
        frozen_no: 0,
    }
}

/// Figures of so many persons, all of them verified and resolved, with so much money in each amount.
fn full(persons: i64, fen: i64) -> Sums {
    let mut figures = Figures::default();
    for figure in [Figure::Total, Figure::Verified, Figure::Resolved] {
        figures[figure] = persons;
    }
    for parts in [&CLASSES[..], &RESOLVED_CLASSES, &OUTCOMES] {
        let each = persons / i64::try_from(parts.len()).unwrap();
        let mut left = persons;
        for part in &parts[1..] {
            figures[*part] = each;
            left -= each;
        }
        figures[parts[0]] = left;
    }
    figures[Figure::SystemUpdated] = persons;
    figures[Figure::Deregistered] = figures[Figure::Terminated];
    for amount in [
        Figure::BackPay,
        Figure::HeirDue,
        Figure::RecoverDue,
        Figure::Recovered,
        Figure::SealedAmount,
        Figure::RefundDue,
        Figure::Offset,
    ] {
        figures[amount] = fen;
    }
    Sums {
        figures,
        verified_today: -3,
        resolved_today: persons,
    }
}

fn own(frames: &[Frame]) -> Sums {
    let mut gathered = Gathered::default();
    for frame in frames {
        assert!(gathered.add(read(&frame.digits()).unwrap()));
    }
    let set = gathered.sets().next().unwrap();
    assert_eq!(set.missing(), Vec::<u8>::new());
    set.own().unwrap()
}

#[test]
fn one_scan_holds_the_figures_of_a_district_of_two_thousand() {
    // 20 million yuan in every amount: more than any district of that size can owe.
    let sums = full(2_000, 2_000_000_000);
    let frames = frames(&stamp("410108"), 10, &sums, &[]).unwrap();
    assert_eq!(frames.len(), 1);
    assert!(frames[0].bytes().len() <= MOST_BYTES);
    assert!(frames[0].digits().len() <= MOST_DIGITS);
    assert_eq!(MOST_DIGITS, 255);
    assert_eq!(own(&frames), sums);
}

#[test]
fn ten_thousand_persons_still_fit_and_a_province_takes_two() {
    let sums = full(10_000, 50_000_000);
    assert_eq!(frames(&stamp("4101"), 0, &sums, &[]).unwrap().len(), 1);
    let province = full(3_000_000, 2_000_000_000_000);
    let two = frames(&stamp("41"), 0, &province, &[]).unwrap();
    assert_eq!(two.len(), 2);
    assert_eq!(own(&two), province);
    let mut one = Gathered::default();
    one.add(two[1].clone());
    assert_eq!(one.sets().next().unwrap().own(), None);
}

#[test]
fn the_layout_of_the_first_version_stays_as_it_is() {
    let frames = frames(&stamp("410108101"), 10, &full(7, 100), &[]).unwrap();
    assert_eq!(crate::domain::entry::hex(frames[0].bytes()), FIRST);
    assert_eq!(frames[0].digits(), FIRST_DIGITS);
}

const FIRST: &str = "c11a454340100a01010102035f7c5901881ef2b116000090f381f000fc924939\
     24925926160f8f907c83e41f20f907c83e40000000000000";
const FIRST_DIGITS: &str = "54353555288494090002825788170812122505295707364994200000622560669696\
     71092537320051289107203052039363876421052116748089418014398509481984";

#[test]
fn rows_follow_in_frames_of_their_own_and_add_up() {
    let rows: Vec<(RowUnit, Sums)> = (1..=12)
        .map(|n| {
            let village = format!("410108101{n:03}").parse().unwrap();
            let mut sums = full(7 * n, 1_000 * n);
            sums.verified_today = 0;
            (RowUnit::Unit(village), sums)
        })
        .chain([(RowUnit::Unassigned, full(7, 0))])
        .collect();
    let mut whole = Sums::default();
    for (_, row) in &rows {
        whole.figures += &row.figures;
    }
    let told = frames(&stamp("410108101"), 0, &whole, &rows).unwrap();
    assert!(told.len() > 2 && told.len() < 12, "{}", told.len());
    let mut gathered = Gathered::default();
    for frame in told.iter().rev() {
        assert!(gathered.add(frame.clone()));
        assert!(!gathered.add(frame.clone()), "twice is once");
    }
    let set = gathered.sets().next().unwrap();
    assert_eq!(set.own().unwrap(), whole);
    assert_eq!(set.rows(), rows.iter().cloned().collect());
    assert_eq!(set.broken(), []);

    // A row that does not belong to the whole is noticed.
    let mut wrong = whole.clone();
    wrong.figures[Figure::Untouched] += 1;
    let told = frames(&stamp("410108101"), 0, &wrong, &rows).unwrap();
    let mut gathered = Gathered::default();
    for frame in told {
        gathered.add(frame);
    }
    let set = gathered.sets().next().unwrap();
    assert_eq!(set.broken(), [Figure::Untouched]);
}

#[test]
fn groups_of_a_village_are_rows_too() {
    let village: UnitCode = "410108101205".parse().unwrap();
    let rows = [0, 3].map(|group| (RowUnit::Group(village, group), full(7, 0)));
    let sent = frames(&stamp("410108101205"), 0, &full(14, 0), &rows).unwrap();
    let mut gathered = Gathered::default();
    for frame in sent {
        gathered.add(frame);
    }
    assert_eq!(
        gathered.sets().next().unwrap().rows(),
        rows.into_iter().collect()
    );
}

#[test]
fn frames_of_other_figures_never_join() {
    let rows = [(RowUnit::Unassigned, full(7, 0))];
    let one = frames(&stamp("410108101"), 30, &full(7, 0), &rows).unwrap();
    let later = frames(&stamp("410108101"), 20, &full(7, 1), &rows).unwrap();
    let same = frames(&stamp("410108101"), 10, &full(7, 0), &rows).unwrap();
    let mut gathered = Gathered::default();
    gathered.add(one[0].clone());
    gathered.add(later[1].clone());
    assert_eq!(gathered.sets().count(), 2);
    // The same figures a little later complete what came before.
    gathered.add(same[1].clone());
    let set = gathered.set(&one[0].set).unwrap();
    assert_eq!((set.missing(), set.minutes_left()), (vec![], 10));
}

#[test]
fn what_is_no_frame_says_why() {
    let digits = frames(&stamp("410108101"), 0, &full(7, 0), &[]).unwrap()[0].digits();
    assert_eq!(read("410198195001010029"), Err(Unread::Foreign));
    assert_eq!(read("http://example.org"), Err(Unread::Foreign));
    assert_eq!(read(""), Err(Unread::Foreign));
    assert_eq!(read(&digits[1..]), Err(Unread::Damaged));
    assert!(looks_like(&digits[5..]) && !looks_like("410198195001010029"));
    let full_width: String = digits
        .chars()
        .map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap())
        .collect();
    assert!(read(&full_width).is_ok());
    assert!(read(&format!(" {}\n{}", &digits[..40], &digits[40..])).is_ok());

    let mut newer = super::digits::bytes(&digits).unwrap();
    newer[0] = MAGIC | 2;
    let sum = checksum(&newer);
    newer[1..5].copy_from_slice(&sum);
    assert_eq!(
        read(&super::digits::text(&newer)),
        Err(Unread::Newer(2)),
        "a newer program's frame is told from a damaged one"
    );
}

#[test]
fn figures_that_break_their_identities_are_not_told() {
    let mut sums = full(7, 0);
    sums.figures[Figure::Class7] += 1;
    assert_eq!(frames(&stamp("410108"), 0, &sums, &[]), Err(NoFit));
    let mut sums = full(7, 0);
    sums.figures[Figure::Recovered] = -1;
    assert_eq!(frames(&stamp("410108"), 0, &sums, &[]), Err(NoFit));
}

#[test]
fn columns_are_told_as_the_report_names_them() {
    let columns = told_columns(&full(14, 150));
    assert_eq!(columns["total"], 14);
    assert_eq!(columns["open"], 0);
    assert_eq!(columns["back_pay"], 150);
    assert_eq!(columns["verified_today"], -3);
    assert!(!columns.contains_key("resolved_rate"));
}

fn sums() -> impl Strategy<Value = Sums> {
    let parts = prop::collection::vec(0_i64..400, 7);
    let amounts = prop::collection::vec(0_i64..1_000_000_000_000, 7);
    let gains = (-500_i64..500, -500_i64..500);
    (parts, amounts, gains, 0_i64..900).prop_map(|(parts, amounts, gains, rest)| {
        let mut figures = Figures::default();
        let verified: i64 = parts.iter().sum();
        figures[Figure::Total] = verified + rest;
        figures[Figure::Untouched] = rest;
        figures[Figure::Verified] = verified;
        for (class, n) in CLASSES.into_iter().zip(&parts) {
            figures[class] = *n;
        }
        figures[Figure::Class3a] = parts[2] / 2;
        figures[Figure::Class3b] = parts[2] - parts[2] / 2;
        for (class, n) in RESOLVED_CLASSES.into_iter().zip(&parts) {
            figures[class] = n / 3;
            figures[Figure::Resolved] += n / 3;
        }
        let mut left = figures[Figure::Resolved];
        for (outcome, n) in OUTCOMES.into_iter().zip(&parts) {
            figures[outcome] = left.min(*n);
            left -= left.min(*n);
        }
        figures[Figure::KeptSuspended] += left;
        for (amount, n) in [
            Figure::BackPay,
            Figure::HeirDue,
            Figure::RecoverDue,
            Figure::Recovered,
            Figure::SealedAmount,
            Figure::RefundDue,
            Figure::Offset,
        ]
        .into_iter()
        .zip(amounts)
        {
            figures[amount] = n;
        }
        Sums {
            figures,
            verified_today: gains.0,
            resolved_today: gains.1,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_told_is_read_again(sums in sums(), minutes in 0_u16..1_441, frozen_no: u16) {
        let stamp = Stamp { frozen_no, ..stamp("410108101") };
        let sent = frames(&stamp, minutes, &sums, &[(RowUnit::Unassigned, sums.clone())]).unwrap();
        prop_assert_eq!(own(&sent), sums);
        for frame in &sent {
            let read = read(&frame.digits()).unwrap();
            prop_assert_eq!(&read, frame);
            prop_assert_eq!(read.set.stamp, stamp);
            prop_assert_eq!(read.minutes_left, minutes);
        }
    }

    #[test]
    fn a_wrong_digit_is_never_taken_for_another_figure(sums in sums(), at: prop::sample::Index, by in 1_u8..10) {
        let sent = frames(&stamp("410108101"), 0, &sums, &[]).unwrap();
        let mut digits = sent[0].digits().into_bytes();
        let at = at.index(digits.len());
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        prop_assert_eq!(read(std::str::from_utf8(&digits).unwrap()), Err(Unread::Damaged));
    }

    #[test]
    fn nothing_that_is_scanned_breaks_it(text in "[0-9 ０-９a-z]{0,600}") {
        let _ = read(&text);
    }
}
