//! The daily report as a value: the nine days of the sample, the identities, the boards, what to look at first.

use serde_json::Value;
use xunren::domain::figures::{Figure, Figures};
use xunren::domain::pack::{MissingCounts, Pack, RankBy, Submission};
use xunren::domain::report::{
    self, BrokenIdentity, Cell, How, Identity, Inputs, Reason, Report, RowUnit, Submitted,
};
use xunren::messages::{Language, Messages};
use xunren::output::{Form, json, print, words};

use crate::days::{self, EXPECTED};

fn day(nth: usize) -> Report {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, nth);
    days::fit_resolved_classes(&mut inputs);
    report::daily(inputs).unwrap()
}

fn unit(code: &str) -> RowUnit {
    RowUnit::Unit(code.parse().unwrap())
}

#[test]
fn the_nine_days_come_out_figure_for_figure() {
    let messages = Messages::load(Language::Chinese);
    for (nth, expected) in EXPECTED.iter().enumerate() {
        let value = json::value(&day(nth), &messages);
        assert_eq!(value["date"], expected["date"]);
        assert_figures(&value["total"], &expected["total"], &value["date"]);
        let rows = expected["rows"].as_object().unwrap();
        assert_eq!(value["rows"].as_array().unwrap().len(), rows.len());
        for row in value["rows"].as_array().unwrap() {
            let code = row["unit"].as_str().unwrap();
            assert_figures(&row["cells"], &rows[code], &row["unit"]);
        }
        let ranking: Vec<Value> = value["ranking"]
            .as_array()
            .unwrap()
            .iter()
            .map(|placed| {
                Value::from_iter(["place", "unit", "rate"].map(|key| placed[key].clone()))
            })
            .collect();
        assert_eq!(Value::from(ranking), expected["ranking"]);
    }
}

fn assert_figures(cells: &Value, expected: &Value, context: &Value) {
    for (id, figure) in expected.as_object().unwrap() {
        assert_eq!(&cells[id], figure, "{context}: {id}");
    }
}

#[test]
fn the_json_has_the_shape_of_the_contract() {
    let messages = Messages::load(Language::Chinese);
    let value = json::value(&days::ninth(), &messages);
    let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "report",
            "date",
            "cut_off",
            "unit",
            "pack",
            "columns",
            "rows",
            "total",
            "ranking",
            "ranking_verified",
            "missing",
            "provisional",
            "frozen",
            "attention",
            "number",
            "late",
            "submissions",
            "set_down"
        ]
    );
    assert_eq!(value["cut_off"], "2021-09-09T15:00:00+08:00");
    assert_eq!(value["pack"], "huiji-2021@1");
    assert_eq!(value["columns"][0]["title"], "暂停总人数");
    assert_eq!(value["rows"][0]["unit"], "410108001");
    assert_eq!(value["rows"][0]["cells"]["verified_rate"], "28.28");
    assert_eq!(value["rows"][0]["cells"]["place"], 4);
    assert_eq!(value["rows"][8]["unit"], "unassigned");
    assert_eq!(value["rows"][8]["name"], "未认领");
    assert_eq!(value["rows"][8]["cells"]["place"], Value::Null);
    assert_eq!(value["total"]["pace"], 263);
    assert_eq!(value["ranking_verified"][0]["name"], "迎宾路街道");
    assert_eq!(value["missing"], Value::Array(Vec::new()));
}

#[test]
fn every_title_and_sentence_has_its_message() {
    for language in Language::ALL {
        let messages = Messages::load(language);
        for form in Form::ALL.into_iter().filter(|form| !form.is_binary()) {
            let text = print(&days::ninth(), form, &messages).unwrap();
            let text = String::from_utf8(text).unwrap();
            assert!(!text.contains("【report"), "{}", form.name());
            assert!(!text.contains("{$"), "{}", form.name());
        }
        for reason in Reason::ALL {
            assert!(messages.has(&reason.key()));
        }
    }
}

#[test]
fn a_rate_without_denominator_is_null_and_such_a_unit_is_not_ranked() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.rows[0].today = Figures::default();
    inputs.rows[0].heard = false;
    let report = report::daily(inputs).unwrap();
    let row = &report.rows[0];
    assert_eq!(row.line.cell("verified_rate"), Some(Cell::Rate(None)));
    assert_eq!(row.line.cell("place"), Some(Cell::Place(None)));
    assert!(
        !row.silent,
        "a unit with nothing to do has nothing to report"
    );
    assert_eq!(report.by_resolved.len(), 7);
    let json = json::value(&report, &Messages::load(Language::Chinese));
    assert_eq!(json["rows"][0]["cells"]["verified_rate"], Value::Null);
}

#[test]
fn broken_identities_are_all_reported() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.rows[0].today[Figure::Class1] += 1;
    inputs.rows[1].today[Figure::Resumed] += 1;
    inputs.rows[2].today[Figure::Total] = 5;
    let resolved = inputs.rows[4].today[Figure::Verified] + 1;
    inputs.rows[4].today[Figure::Resolved] = resolved;
    inputs.rows[5].today[Figure::Class3a] = 100;
    let broken = report::daily(inputs).unwrap_err();
    let found = |nth: usize| -> Vec<Identity> {
        broken
            .iter()
            .filter(|b| b.unit == Some(days_unit(nth)))
            .map(|b| b.identity)
            .collect()
    };
    assert_eq!(found(0), [Identity::ClassesAddUp]);
    assert_eq!(found(1), [Identity::OutcomesAddUp]);
    assert_eq!(found(2), [Identity::VerifiedWithinTotal]);
    assert!(found(4).contains(&Identity::ResolvedWithinVerified));
    assert!(found(4).contains(&Identity::ResolvedClassesAddUp));
    assert_eq!(found(5), [Identity::PartsOfClass3]);
    let messages = Messages::load(Language::Chinese);
    assert_eq!(
        words::broken(&broken[0], &messages),
        "新城街道：七类相加是98人，已核查是97人，对不上"
    );
}

fn days_unit(nth: usize) -> RowUnit {
    let codes = ["001", "002", "003", "004", "005", "006", "100", "101"];
    unit(&format!("410108{}", codes[nth]))
}

#[test]
fn rows_that_do_not_add_up_to_the_unit_are_reported() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    days::fit_resolved_classes(&mut inputs);
    if let Some(whole) = &mut inputs.whole {
        whole[Figure::Total] += 1;
    }
    let broken = report::daily(inputs).unwrap_err();
    assert_eq!(
        broken,
        [BrokenIdentity {
            identity: Identity::RowsAddUp(Figure::Total),
            unit: None,
            name: String::new(),
            left: 1836,
            right: 1837,
        }]
    );
}

#[test]
fn more_recovered_than_due_is_only_a_warning() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.rows[0].today[Figure::Recovered] = inputs.rows[0].today[Figure::RecoverDue] + 150;
    let report = report::daily(inputs).unwrap();
    let found = report.attention();
    let over = found.iter().find(|a| a.reason == Reason::OverRecovered);
    assert_eq!(over.map(|a| a.extent), Some(150));
    let text = words::attention(over.unwrap(), &report, &Messages::load(Language::Chinese));
    assert_eq!(text, "新城街道：已追回比应追回多1.50元");
}

#[test]
fn what_should_be_looked_at_first_is_listed_and_blocks_nothing() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.rows[0].today[Figure::Unproved] = 2;
    inputs.rows[1].today[Figure::Unreasoned] = 1;
    inputs.rows[2].heard = false;
    inputs.rows[3].yesterday[Figure::Resolved] += 100;
    inputs.rows[3].yesterday[Figure::Verified] += 100;
    inputs.rows[4].today[Figure::ClockSet] = 7;
    let report = report::daily(inputs).unwrap();
    let reasons: Vec<(Reason, i64)> = report
        .attention()
        .iter()
        .map(|found| (found.reason, found.extent))
        .collect();
    assert_eq!(
        reasons,
        [
            (Reason::Unclaimed, 4),
            (Reason::Silent, 1),
            (Reason::Unproved, 2),
            (Reason::Unreasoned, 1),
            (Reason::VerifiedFell, 88),
            (Reason::ResolvedFell, 94),
            (Reason::ClockSet, 7),
        ]
    );
    let missing: Vec<&str> = report.missing().map(|row| row.name.as_str()).collect();
    assert_eq!(missing, ["江山路街道"]);
}

fn handed_in(late: bool) -> Submitted {
    Submitted {
        at: "2021-09-09T14:50:00+08:00".parse().unwrap(),
        by: "王敏".to_owned(),
        how: How::Text,
        late,
        figures: [("total".to_owned(), 343), ("verified".to_owned(), 1)].into(),
    }
}

#[test]
fn a_unit_has_reported_by_its_entries_or_by_its_figures_as_the_pack_wants() {
    let mut pack = days::pack();
    let missing = |pack: &_, change: fn(&mut Inputs<'_>)| -> Vec<String> {
        let mut inputs = days::inputs(pack, 3);
        inputs.whole = None;
        change(&mut inputs);
        let report = report::daily(inputs).unwrap();
        report.missing().map(|row| row.name.clone()).collect()
    };
    let silent = |inputs: &mut Inputs<'_>| inputs.rows[0].heard = false;
    let told = |inputs: &mut Inputs<'_>| {
        inputs.rows[0].heard = false;
        inputs.rows[0].submitted = Some(handed_in(false));
    };
    let told_late = |inputs: &mut Inputs<'_>| {
        inputs.rows[0].heard = false;
        inputs.rows[0].submitted = Some(handed_in(true));
    };
    assert_eq!(missing(&pack, silent), ["新城街道"]);
    assert_eq!(missing(&pack, told), [""; 0]);
    assert_eq!(missing(&pack, told_late), ["新城街道"]);
    pack.daily.as_mut().unwrap().submission = Submission::Required;
    assert_eq!(missing(&pack, told).len(), 7);
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    inputs.rows[0].submitted = Some(handed_in(true));
    let value = json::value(
        &report::daily(inputs).unwrap(),
        &Messages::load(Language::Chinese),
    );
    assert_eq!(value["missing"].as_array().unwrap().len(), 8);
    assert_eq!(value["late"][0]["unit"], "410108001");
    let differs = &value["submissions"][0]["differences"][0];
    assert_eq!(
        (&differs["column"], &differs["submitted"]),
        (&"verified".into(), &1.into())
    );
}

#[test]
fn what_counts_for_a_unit_that_did_not_report_is_the_packs_switch() {
    let mut pack = days::pack();
    let verified = |pack: &_| -> Vec<i64> {
        let mut inputs = days::inputs(pack, 3);
        inputs.rows[0].heard = false;
        days::fit_resolved_classes(&mut inputs);
        let report = report::daily(inputs).unwrap();
        let row = &report.rows[0].line;
        vec![
            row.figures[Figure::Total],
            row.figures[Figure::Verified],
            row.gain[Figure::Verified],
        ]
    };
    let daily = |pack: &mut Pack, counts| pack.daily.as_mut().unwrap().missing_counts = counts;
    assert_eq!(verified(&pack), [343, 97, 32]);
    daily(&mut pack, MissingCounts::Yesterday);
    assert_eq!(verified(&pack), [343, 65, 0]);
    daily(&mut pack, MissingCounts::Zero);
    assert_eq!(verified(&pack), [343, 0, 0]);
}

#[test]
fn the_pace_is_rounded_up_and_ends_with_its_phase() {
    let of_day = |nth: usize| day(nth).total.cell("pace");
    assert_eq!(of_day(3), Some(Cell::Pace(Some(263))));
    // On the last day of the phase no day is left to divide by.
    assert_eq!(of_day(8), Some(Cell::Pace(None)));
    let mut pack = days::pack();
    pack.phases.remove(0);
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    let report = report::daily(inputs).unwrap();
    assert_eq!(report.total.cell("pace"), Some(Cell::Pace(None)));
    assert_eq!(report.goal, None);
}

#[test]
fn units_are_printed_in_the_order_of_the_pack() {
    let report = days::ninth();
    let names: Vec<&str> = report.printed_rows().map(|row| row.name.as_str()).collect();
    assert_eq!(names[..3], ["刘寨街道", "长兴路街道", "江山路街道"]);
    assert_eq!(
        report.printed_rows().last().unwrap().unit,
        RowUnit::Unassigned
    );
    assert_eq!(report.rows[0].name, "新城街道");
}

#[test]
fn the_phase_chooses_the_board_that_leads() {
    let mut pack = days::pack();
    let lead = |pack: &_, nth| {
        let mut inputs = days::inputs(pack, nth);
        inputs.whole = None;
        report::daily(inputs).unwrap().leads
    };
    assert_eq!(lead(&pack, 3), RankBy::Resolved);
    pack.phases[0].leads = Some(RankBy::Verified);
    pack.phases[1].leads = Some(RankBy::Resolved);
    assert_eq!(lead(&pack, 3), RankBy::Verified);
    // Two phases contain 10 September: the first of the pack decides.
    assert_eq!(lead(&pack, 4), RankBy::Verified);
}

#[test]
fn groups_of_a_village_are_rows_that_compete_with_nobody() {
    let pack = days::pack();
    let mut inputs = days::inputs(&pack, 3);
    inputs.whole = None;
    let village: xunren::domain::unit::UnitCode = "410108101200".parse().unwrap();
    inputs.unit = village;
    inputs.rows.truncate(2);
    inputs.rows[0].unit = RowUnit::Group(village, 3);
    inputs.rows[0].name = String::new();
    inputs.rows[0].heard = false;
    inputs.rows[1].unit = RowUnit::Group(village, 0);
    inputs.rows[1].name = String::new();
    let report = report::daily(inputs).unwrap();
    assert!(report.by_resolved.is_empty() && report.missing().next().is_none());
    let json = json::value(&report, &Messages::load(Language::Chinese));
    assert_eq!(json["rows"][0]["unit"], "410108101200-3");
    assert_eq!(json["rows"][0]["name"], "3组");
    assert_eq!(json["rows"][1]["name"], "组不详");
}
