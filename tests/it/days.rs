//! The nine days of the sample district as inputs of reports, and a pack that reports them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde_json::Value;
use xunren::domain::figures::{Figure, Figures};
use xunren::domain::money::Money;
use xunren::domain::pack::Pack;
use xunren::domain::report::{self, CLASSES, Inputs, Report, RowInput, RowUnit};

/// The figures that must follow from the sample's records.
pub static EXPECTED: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/huiji/reports.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
});

const NAMES: [(&str, &str); 8] = [
    ("410108001", "新城街道"),
    ("410108002", "刘寨街道"),
    ("410108003", "江山路街道"),
    ("410108004", "长兴路街道"),
    ("410108005", "迎宾路街道"),
    ("410108006", "大河路街道"),
    ("410108100", "花园口镇"),
    ("410108101", "古荥镇"),
];

/// The pack of the tests: no phase names a board, so the pack's own ranking leads.
pub fn pack() -> Pack {
    toml::from_str(
        r#"
        id = "huiji-2021"
        version = 1
        title = "专项清理"
        document = "惠人社〔2021〕82号"
        issued = "2021-09-01"
        valid_from = "2021-08-27"
        unit = "410108"
        benefit_age = 60
        utc_offset_hours = 8
        report_title = "城乡居民养老保险暂停领取待遇人员专项清理工作进展情况表"
        office = "区专项清理领导小组办公室"
        chat_title = "暂停待遇人员专项清理日报"
        classes = []
        easy_first = [1]
        unit_order = ["410108002", "410108004", "410108003", "410108001", "410108005", "410108006", "410108100", "410108101"]
        [daily]
        cut_off = "15:00:00"
        first_day = "2021-09-06"
        last_day = "2021-09-30"
        clause = "6.4"
        [review]
        required = true
        clause = "3.2.1"
        [ranking]
        by = "resolved"
        clause = "6.4"
        [[phases]]
        id = "self_check"
        title = "自查自纠阶段"
        from = "2021-08-27"
        to = "2021-09-14"
        verify_all = true
        clause = "5.1"
        [[phases]]
        id = "spot_check"
        title = "区级抽查阶段"
        from = "2021-09-10"
        to = "2021-09-20"
        clause = "5.2"
        [[deadlines]]
        title = "报市里"
        on = "2021-09-09"
        at = "17:00:00"
        clause = "5.1"
        [[reporters]]
        unit = "410108101"
        name = "王敏"
        post = "所长"
        [clauses]
        "#,
    )
    .unwrap()
}

/// The figures of one row of the sample. It does not tell which classes were resolved: the first that have room take
/// them, so that the figures fit each other.
pub fn figures(row: &Value) -> Figures {
    let mut figures = Figures::default();
    for figure in Figure::ALL {
        figures[*figure] = match &row[figure.name()] {
            Value::Number(n) => n.as_i64().unwrap(),
            Value::String(amount) => amount.parse::<Money>().unwrap().fen(),
            _ => 0,
        };
    }
    let mut left = figures[Figure::Resolved];
    for (class, resolved) in CLASSES.into_iter().zip(resolved_classes()) {
        let taken = left.min(figures[class]);
        figures[resolved] = taken;
        left -= taken;
    }
    figures[Figure::Deregistered] = figures[Figure::Terminated];
    figures
}

fn resolved_classes() -> impl Iterator<Item = Figure> {
    let names = |figure: &Figure| figure.name().ends_with("_resolved");
    Figure::ALL.iter().copied().filter(names)
}

/// Figures by day and row.
pub fn rows(day: &Value) -> BTreeMap<String, Figures> {
    let rows = day["rows"].as_object().unwrap();
    rows.iter()
        .map(|(unit, row)| (unit.clone(), figures(row)))
        .collect()
}

/// The inputs of the nth day, 0 to 8. Every unit was heard of that day.
pub fn inputs(pack: &Pack, nth: usize) -> Inputs<'_> {
    let date = NaiveDate::from_ymd_opt(2021, 9, 6).unwrap() + Days::new(nth as u64);
    let cut_off = report::cut_off(pack, date).timestamp_millis();
    let today = rows(&EXPECTED[nth]);
    let before = nth.checked_sub(1).map(|n| rows(&EXPECTED[n]));
    let rows = today.into_iter().map(|(unit, today)| RowInput {
        name: NAMES
            .iter()
            .find(|(code, _)| *code == unit)
            .map_or("", |(_, name)| name)
            .to_owned(),
        yesterday: before
            .as_ref()
            .map_or_else(Figures::default, |rows| rows[&unit].clone()),
        unit: match unit.as_str() {
            "unassigned" => RowUnit::Unassigned,
            code => RowUnit::Unit(code.parse().unwrap()),
        },
        today,
        heard: true,
        submitted: None,
    });
    Inputs {
        pack,
        date,
        unit: "410108".parse().unwrap(),
        unit_name: "惠济区".into(),
        until: cut_off,
        provisional: false,
        rows: rows.collect(),
        whole: Some(figures(&EXPECTED[nth]["total"])),
    }
}

/// The report of 9 September.
pub fn ninth() -> Report {
    let pack = pack();
    let mut inputs = inputs(&pack, 3);
    fit_resolved_classes(&mut inputs);
    report::daily(inputs).unwrap()
}

/// The sample's total does not tell the resolved classes either: they follow from the rows.
pub fn fit_resolved_classes(inputs: &mut Inputs<'_>) {
    let Some(whole) = &mut inputs.whole else {
        return;
    };
    for figure in resolved_classes() {
        whole[figure] = inputs.rows.iter().map(|row| row.today[figure]).sum();
    }
}
