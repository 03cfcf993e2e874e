//! 排名: the nine days' boards beside each other, the office's rules for slow progress, and the screen that shows them.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;
use xunren::domain::board::{SlowRules, Why};
use xunren::domain::pack::RankBy;
use xunren::domain::report::RowUnit;
use xunren::messages::{Language, Messages};
use xunren::tui::{Start, play};
use xunren::usecases::boards::{board, keep_slow_rules, read_slow_rules, slow_rules};
use xunren::usecases::session::Session;

use crate::days::EXPECTED;
use crate::desk::{Desk, packs};
use crate::opening::{day, imported, work};

/// The sample district after so many days of work.
fn worked(days: u64) -> Session {
    let mut session = imported();
    for nth in 0..days {
        work(&mut session, day(nth));
    }
    session
}

/// Place, unit and rate of a day as the sample's own truth has them.
fn expected(nth: usize) -> Vec<(u64, String, String)> {
    let board = EXPECTED[nth]["ranking"].as_array().unwrap().iter();
    board
        .map(|line| {
            let text = |at: usize| line[at].as_str().unwrap().to_owned();
            (line[0].as_u64().unwrap(), text(1), text(2))
        })
        .collect()
}

#[test]
fn the_board_of_each_day_tells_how_places_moved_since_the_day_before() {
    let session = worked(9);
    for nth in 1..9_usize {
        let found = board(&session, day(nth as u64), None, Some(RankBy::Resolved)).unwrap();
        let before = expected(nth - 1);
        let today = expected(nth);
        assert_eq!(found.standings.len(), today.len());
        for standing in &found.standings {
            let unit = standing.unit.to_string();
            let own = today.iter().find(|line| line.1 == unit).unwrap();
            let earlier = before.iter().find(|line| line.1 == unit).unwrap();
            assert_eq!(u64::from(standing.place), own.0, "{unit} on day {nth}");
            let moved = i64::try_from(earlier.0).unwrap() - i64::try_from(own.0).unwrap();
            assert_eq!(standing.moved, Some(moved), "{unit} on day {nth}");
            let shared = today.iter().filter(|line| line.0 == own.0).count() > 1;
            assert_eq!(standing.tied, shared, "{unit} on day {nth}");
        }
        // The trend ends on the day, and its last rates are the board's.
        assert_eq!(found.trend.days.last(), Some(&day(nth as u64)));
        for (unit, rates) in &found.trend.units {
            let own = today
                .iter()
                .find(|line| line.1 == unit.to_string())
                .unwrap();
            assert_eq!(rates.last().unwrap().unwrap().to_string(), own.2);
            assert_eq!(rates.len(), found.trend.days.len());
        }
    }
}

#[test]
fn nobody_is_slow_until_the_office_says_what_slow_is() {
    let session = worked(9);
    let last = day(8);
    let slow = |rules: SlowRules| {
        keep_slow_rules(&session, rules).unwrap();
        assert_eq!(slow_rules(&session).unwrap(), rules);
        board(&session, last, None, Some(RankBy::Resolved))
            .unwrap()
            .slow
    };
    assert!(slow(SlowRules::default()).is_empty());
    // Last on the last two days, by the sample's own ranking.
    let at_the_end = |nth: usize| -> Vec<String> {
        let board = expected(nth);
        let lowest = board.last().unwrap().0;
        let lowest = board.iter().filter(|line| line.0 == lowest);
        lowest.map(|line| line.1.clone()).collect()
    };
    let both: Vec<String> = at_the_end(8)
        .into_iter()
        .filter(|unit| at_the_end(7).contains(unit))
        .collect();
    let found = slow(SlowRules {
        last_days: Some(2),
        ..SlowRules::default()
    });
    let units: Vec<String> = found
        .iter()
        .map(|one| one.standing.unit.to_string())
        .collect();
    assert_eq!(units, both);
    assert!(found.iter().all(|one| one.why == [Why::Last(2)]));
    // Below all together: the rates as printed, subtracted by hand.
    let total = EXPECTED[8]["total"].clone();
    let number = |text: &Value| -> i64 { text.as_str().unwrap().replace('.', "").parse().unwrap() };
    let whole = number(&total["resolved_rate"]);
    let found = slow(SlowRules {
        behind: Some(2),
        ..SlowRules::default()
    });
    assert!(!found.is_empty());
    for one in &found {
        let unit = one.standing.unit.to_string();
        let own = expected(8)
            .into_iter()
            .find(|line| line.1 == unit)
            .unwrap()
            .2;
        let below = whole - own.replace('.', "").parse::<i64>().unwrap();
        assert_eq!(one.why, [Why::Behind(below)]);
        assert!(below >= 199, "{unit} {below}");
    }
    // Nothing is still while everybody adds something each day.
    let found = slow(SlowRules {
        still_days: Some(30),
        ..SlowRules::default()
    });
    assert!(found.is_empty());
}

#[test]
fn rules_are_read_as_they_are_typed_and_wrong_ones_are_told() {
    let rules = read_slow_rules("last=2，behind=10").unwrap();
    assert_eq!((rules.last_days, rules.behind), (Some(2), Some(10)));
    assert!(read_slow_rules("none").unwrap().is_empty());
    for wrong in ["last", "last=0", "behind=101", "tired=3", "last=two"] {
        assert!(read_slow_rules(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_township_ranks_its_villages() {
    let session = worked(9);
    let unit = "410108101".parse().unwrap();
    let found = board(&session, day(8), Some(unit), None).unwrap();
    assert!(found.standings.len() > 3);
    let all: i64 = found.standings.iter().map(|one| one.of).sum();
    let in_villages = found.report.rows.iter();
    let in_villages: i64 = in_villages
        .filter(|row| matches!(row.unit, RowUnit::Unit(_)))
        .map(|row| row.line.figures[xunren::domain::figures::Figure::Total])
        .sum();
    assert_eq!(all, in_villages);
}

#[test]
fn the_command_ranks_for_people_and_for_scripts() {
    let desk = Desk::new();
    desk.init();
    desk.import("suspended-export.xlsx");
    let clock = ["--clock", "2021-09-06T16:00:00+08:00"];
    let mut asked = vec!["--book", "b.xunren", "rank"];
    let json_too = ["--format", "json"];
    asked.extend(clock);
    let mut machine = asked.clone();
    machine.extend(json_too);
    let json = desk.json(0, &machine);
    assert_eq!(json.as_array().unwrap().len(), 8);
    for key in [
        "place",
        "unit",
        "name",
        "rate",
        "moved",
        "untouched",
        "slow",
        "trend",
    ] {
        assert!(json[0].get(key).is_some(), "{key}");
    }
    let mut wrong = asked.clone();
    wrong.extend(["--slow-rules", "tired=1"]);
    let told = desk.run(&wrong);
    assert_eq!(told.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&told.stderr).contains("tired=1"));
    let mut set = asked.clone();
    set.extend(["--slow-rules", "last=2", "--slow"]);
    desk.ends(0, &set);
    let mut trend = asked;
    trend.push("--trend");
    assert!(desk.ends(0, &trend).contains("09-06"));
}

/// The screen after these keys, on the sample district after nine days.
fn screen(language: Language, keys: &str, size: (u16, u16)) -> String {
    let session = worked(9);
    keep_slow_rules(
        &session,
        SlowRules {
            last_days: Some(2),
            behind: Some(2),
            ..SlowRules::default()
        },
    )
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (messages, packs, clock) = (Messages::load(language), packs(), session.clock);
    let start = Start {
        session: Some(session),
        messages: &messages,
        packs: &packs,
        clock,
        data: folder.path(),
        config: folder.path(),
        home: folder.path(),
        keymap: "default",
    };
    let rows = play(start, keys, size).unwrap();
    for row in &rows {
        assert_eq!(row.width(), usize::from(size.0), "{row:?}");
        assert!(!row.contains('【'), "{row}");
    }
    let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    rows.join("\n")
}

#[test]
fn the_boards_views_on_the_smallest_screen_and_on_a_larger_one() {
    for (name, keys) in [
        ("places", "83"),
        ("verified", "832"),
        ("held", "833"),
        ("trend", "834<down>"),
        ("slow", "835"),
        ("rules", "836"),
        ("villages", "83<end><enter>"),
    ] {
        insta::assert_snapshot!(
            format!("board_{name}"),
            screen(Language::Chinese, keys, (80, 24))
        );
    }
    insta::assert_snapshot!(
        "board_places_wide",
        screen(Language::Chinese, "83", (120, 36))
    );
    insta::assert_snapshot!(
        "board_trend_wide",
        screen(Language::Chinese, "834", (120, 36))
    );
    for (name, keys) in [("held", "833"), ("slow", "835"), ("rules", "836")] {
        insta::assert_snapshot!(
            format!("board_{name}_wide"),
            screen(Language::Chinese, keys, (120, 36))
        );
    }
    insta::assert_snapshot!("board_held_en", screen(Language::English, "833", (80, 24)));
    insta::assert_snapshot!("board_places_en", screen(Language::English, "83", (80, 24)));
    insta::assert_snapshot!("board_slow_en", screen(Language::English, "835", (80, 24)));
}
