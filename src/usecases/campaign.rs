//! The phases of a campaign as they stand on a day: they overlap, each has its own measure and clause; what is due
//! when; and the checklist in words.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value as Json, json};

use super::campaign_papers::block_words;
use super::inspecting::{Checklist, Item, Open};
use super::reporting::daily_report;
use super::session::Session;
use crate::domain::figures::Figure;
use crate::domain::inspection::Tick;
use crate::domain::money::Money;
use crate::domain::pack::{Measure, Phase};
use crate::domain::report::{Rate, Report};
use crate::domain::sample::SampleLevel;
use crate::domain::timeline;
use crate::error::Error;
use crate::messages::{Messages, Value};
use crate::output::grid::Grid;
use crate::output::words::{self, NO_VALUE_ON_SCREEN};

/// Where a day stands in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// So many days before it begins.
    Before(i64),
    /// It runs; so many days are left behind this one.
    Runs(i64),
    /// It has ended.
    Over,
}

/// A phase on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseNow {
    /// The phase.
    pub phase: Phase,
    /// Where the day stands in it.
    pub when: When,
    /// How many are done of how many, by its own measure.
    pub done: (i64, i64),
}

/// Something that is due once, or each day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What; empty for the daily report.
    pub title: String,
    /// The next time, or the last where it is over.
    pub at: NaiveDateTime,
    /// Each day until this one.
    pub daily_until: Option<NaiveDate>,
    /// Whether it is over.
    pub over: bool,
    /// The clause, by its id.
    pub clause: String,
}

/// The campaign on a day.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The day.
    pub day: NaiveDate,
    /// The report of what is known now.
    pub report: Report,
    /// The phases in the order of the document.
    pub phases: Vec<PhaseNow>,
    /// What is due.
    pub due: Vec<Due>,
}

/// Reads where the campaign stands now.
///
/// # Errors
/// When the policy has no phases, or the book cannot be read.
pub fn campaign(session: &Session, checklist: &Checklist) -> Result<Campaign, Error> {
    let pack = &session.pack;
    if pack.phases.is_empty() {
        return Err(Error::said("error-no-phases", &[("pack", &pack.label())]));
    }
    let day = session.today();
    let reported = timeline::report_day(pack, session.clock.now());
    let report = daily_report(session, reported, None)?;
    let phases = pack.phases.iter().map(|phase| PhaseNow {
        phase: phase.clone(),
        when: when(phase, day),
        done: done(session, phase, &report, checklist),
    });
    Ok(Campaign {
        day,
        phases: phases.collect(),
        due: due(session),
        report,
    })
}

fn when(phase: &Phase, day: NaiveDate) -> When {
    if day < phase.from {
        When::Before((phase.from - day).num_days())
    } else if day <= phase.to {
        When::Runs((phase.to - day).num_days())
    } else {
        When::Over
    }
}

/// The measure of a phase: its own, else that of everybody verified, else the figure by which units are ranked.
#[must_use]
pub fn measure(session: &Session, phase: &Phase) -> Measure {
    let all = phase.verify_all.then_some(Measure::Verified);
    phase.measure.or(all).unwrap_or_else(|| {
        phase
            .leads
            .unwrap_or_else(|| session.pack.ranked_by())
            .into()
    })
}

fn done(session: &Session, phase: &Phase, report: &Report, checklist: &Checklist) -> (i64, i64) {
    let figures = &report.total.figures;
    let of = |figure| (figures[figure], figures[Figure::Total]);
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match measure(session, phase) {
        Measure::Verified => of(Figure::Verified),
        Measure::Resolved => of(Figure::Resolved),
        Measure::SpotCheck => {
            let mut checks = report.spot_checks.iter();
            let checked = checks.find(|check| check.level == SampleLevel::District);
            let checked = checked.map_or(0, |check| check.checked);
            (number(checked), figures[Figure::Total])
        }
        Measure::Checklist => {
            let (done, all) = checklist.done();
            (number(done), number(all))
        }
    }
}

fn due(session: &Session) -> Vec<Due> {
    let now = session.local_now();
    let mut all = Vec::new();
    if let Some(daily) = &session.pack.daily {
        let next = timeline::report_day(&session.pack, session.clock.now());
        let next = next.clamp(daily.first_day, daily.last_day);
        let at = next.and_time(daily.cut_off);
        all.push(Due {
            title: String::new(),
            at,
            daily_until: Some(daily.last_day),
            over: at < now,
            clause: daily.clause.clone(),
        });
    }
    all.extend(session.pack.deadlines.iter().map(|deadline| {
        let at = deadline.on.and_time(deadline.at);
        Due {
            title: deadline.title.clone(),
            at,
            daily_until: None,
            over: at < now,
            clause: deadline.clause.clone(),
        }
    }));
    all
}

/// A phase in two lines: 自查自纠阶段 8月27日至9月14日 还有5天 / 核查率28.59%（525/1836），要到100%（惠人社〔2021〕82号 五（一））.
#[must_use]
pub fn phase_lines(session: &Session, now: &PhaseNow, messages: &Messages) -> [String; 2] {
    let phase = &now.phase;
    let when = match now.when {
        When::Before(days) => messages.with("campaign-when-before", &[("days", days.into())]),
        When::Runs(0) => messages.get("campaign-when-last"),
        When::Runs(days) => messages.with("campaign-when-runs", &[("days", days.into())]),
        When::Over => messages.get("campaign-when-over"),
    };
    let first = messages.with(
        "campaign-phase",
        &[
            ("title", Value::Text(&phase.title)),
            ("from", Value::Text(&words::day(phase.from, messages))),
            ("to", Value::Text(&words::day(phase.to, messages))),
            ("when", Value::Text(&when)),
        ],
    );
    let rate = Rate::of(now.done.0, now.done.1);
    let rate = rate.map_or_else(|| NO_VALUE_ON_SCREEN.to_owned(), |rate| rate.to_string());
    let measure = measure(session, phase);
    let share = match measure {
        Measure::SpotCheck => session.pack.spot_check(SampleLevel::District),
        _ => None,
    };
    let goal = match share {
        Some(rule) => {
            let share = rule.share.to_string();
            messages.with("campaign-goal-share", &[("share", Value::Text(&share))])
        }
        None if phase.verify_all => messages.get("campaign-goal-all"),
        None => String::new(),
    };
    let measure = measure.name().replace('_', "-");
    let second = messages.with(
        "campaign-measured",
        &[
            (
                "measure",
                Value::Text(&messages.get(&format!("campaign-measure-{measure}"))),
            ),
            ("rate", Value::Text(&rate)),
            ("done", now.done.0.into()),
            ("of", now.done.1.into()),
            ("goal", Value::Text(&goal)),
            ("cite", Value::Text(&session.pack.cite(&phase.clause))),
        ],
    );
    [first, second]
}

/// 每天15:00前报送，到9月30日止；下一次9月9日15:00，还有42分（惠人社〔2021〕82号 六（四））.
#[must_use]
pub fn due_line(session: &Session, due: &Due, messages: &Messages) -> String {
    let left = due.at - session.local_now();
    let left = if due.over {
        messages.get("campaign-due-over")
    } else if left.num_days() > 0 {
        messages.with("campaign-left-days", &[("n", left.num_days().into())])
    } else {
        let minutes = left.num_minutes();
        messages.with(
            "campaign-left-hours",
            &[
                ("hours", (minutes / 60).into()),
                ("minutes", (minutes % 60).into()),
            ],
        )
    };
    let until = due.daily_until.map(|day| words::day(day, messages));
    let key = if until.is_some() {
        "campaign-due-daily"
    } else {
        "campaign-due-once"
    };
    messages.with(
        key,
        &[
            ("what", Value::Text(&due.title)),
            ("day", Value::Text(&words::day(due.at.date(), messages))),
            ("time", Value::Text(&due.at.format("%H:%M").to_string())),
            ("until", Value::Text(until.as_deref().unwrap_or_default())),
            ("left", Value::Text(&left)),
            ("cite", Value::Text(&session.pack.cite(&due.clause))),
        ],
    )
}

/// The campaign for scripts.
#[must_use]
pub fn value(session: &Session, campaign: &Campaign) -> Json {
    let phases = campaign.phases.iter().map(|now| {
        let (state, days) = match now.when {
            When::Before(days) => ("before", Some(days)),
            When::Runs(days) => ("runs", Some(days)),
            When::Over => ("over", None),
        };
        json!({
            "id": now.phase.id,
            "title": now.phase.title,
            "from": now.phase.from.to_string(),
            "to": now.phase.to.to_string(),
            "state": state,
            "days": days,
            "measure": measure(session, &now.phase).name(),
            "done": now.done.0,
            "of": now.done.1,
            "rate": Rate::of(now.done.0, now.done.1).map(|rate| rate.to_string()),
            "clause": session.pack.cite(&now.phase.clause),
        })
    });
    let due = campaign.due.iter().map(|due| {
        json!({
            "title": due.title,
            "at": due.at.format("%Y-%m-%dT%H:%M").to_string(),
            "daily_until": due.daily_until.map(|day| day.to_string()),
            "over": due.over,
            "clause": session.pack.cite(&due.clause),
        })
    });
    json!({
        "day": campaign.day.to_string(),
        "phases": phases.collect::<Vec<_>>(),
        "due": due.collect::<Vec<_>>(),
    })
}

/// What blocks, for scripts.
#[must_use]
pub fn open_value(open: &Open) -> Json {
    if open.block.is_money() {
        json!({ "id": open.block.name(), "amount": Money::from_fen(open.extent).to_string() })
    } else {
        json!({ "id": open.block.name(), "count": open.extent })
    }
}

/// What the office said of an item, in the order in which it was said.
fn ticks(item: &Item) -> &[Tick] {
    item.by_hand.as_ref().map_or(&[], |hand| &hand.ticks)
}

/// A tick for scripts.
#[must_use]
pub fn tick_value(tick: &Tick) -> Json {
    json!({
        "entry": tick.entry.to_string(),
        "item": tick.item,
        "done": tick.done,
        "on": tick.on.to_string(),
        "by": tick.by,
        "word": tick.word,
    })
}

/// 09-16 宋丽君核过：三盒，在档案室. Or why the item is open again.
#[must_use]
pub fn tick_words(tick: &Tick, messages: &Messages) -> String {
    let key = if tick.done {
        "tick-line"
    } else {
        "tick-line-back"
    };
    messages.with(
        key,
        &[
            ("day", Value::Text(&words::day(tick.on, messages))),
            ("by", Value::Text(&tick.by)),
            ("word", Value::Text(&tick.word)),
        ],
    )
}

/// The checklist for scripts.
#[must_use]
pub fn checklist_value(checklist: &Checklist) -> Json {
    let (done, of) = checklist.done();
    let items = checklist.items.iter().map(|item| {
        json!({
            "id": item.key,
            "title": item.title,
            "clause": item.cite,
            "done": item.is_done(),
            "blocks": item.blocks.iter().map(open_value).collect::<Vec<_>>(),
            "by_hand": item.by_hand.is_some(),
            "ours": item.by_hand.as_ref().is_none_or(|hand| hand.ours),
            "ticks": ticks(item).iter().map(tick_value).collect::<Vec<_>>(),
        })
    });
    json!({
        "day": checklist.day.to_string(),
        "done": done,
        "of": of,
        "items": items.collect::<Vec<_>>(),
        "open": checklist.open.iter().map(open_value).collect::<Vec<_>>(),
    })
}

/// The checklist in lines.
#[must_use]
pub fn checklist_lines(checklist: &Checklist, messages: &Messages) -> Vec<String> {
    let rows = checklist_rows(checklist, messages).into_iter();
    rows.map(|(_, line)| line).collect()
}

/// The checklist in lines, each with the place of its item: the item with its mark, and below it what still blocks, or
/// what the office last said of it.
#[must_use]
pub fn checklist_rows(checklist: &Checklist, messages: &Messages) -> Vec<(Option<usize>, String)> {
    let (done, of) = checklist.done();
    let head = messages.with(
        "campaign-checklist",
        &[("done", done.into()), ("of", of.into())],
    );
    let mut lines = vec![(None, head)];
    for (at, item) in checklist.items.iter().enumerate() {
        let mark = mark_key(item);
        let nth = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let line = messages.with(
            "campaign-item",
            &[
                ("n", Value::Number(nth)),
                ("mark", Value::Text(&messages.get(mark))),
                ("title", Value::Text(&item.title)),
                ("cite", Value::Text(&item.cite)),
            ],
        );
        lines.push((Some(at), line));
        for open in item.blocks.iter().filter(|open| open.extent > 0) {
            let what = block_words(open.block, open.extent, messages);
            let how = messages.get(&open.block.settle_key());
            let values = [("what", Value::Text(&what)), ("how", Value::Text(&how))];
            let line = format!("   {}", messages.with("campaign-open", &values));
            lines.push((Some(at), line));
        }
        if let Some(tick) = ticks(item).last() {
            lines.push((Some(at), format!("   {}", tick_words(tick, messages))));
        }
    }
    lines
}

/// The checklist as a table: number, item, how it stands, what still blocks, and the clause.
#[must_use]
pub fn checklist_grid(checklist: &Checklist, messages: &Messages) -> Grid {
    let heads = ["number", "item", "state", "blocks", "clause"];
    let rows = (1..).zip(&checklist.items).map(|(nth, item)| {
        let (state, rest) = standing_of(item, messages);
        vec![
            format!("{nth}"),
            item.title.clone(),
            state,
            rest,
            item.cite.clone(),
        ]
    });
    Grid {
        title: String::new(),
        heads: heads
            .iter()
            .map(|head| messages.get(&format!("campaign-head-{head}")))
            .collect(),
        rows: rows.collect(),
        total: false,
    }
}

/// How an item stands in a word, and what still blocks it or what the office last said of it.
#[must_use]
pub fn standing_of(item: &Item, messages: &Messages) -> (String, String) {
    let open = item.blocks.iter().filter(|open| open.extent > 0);
    let said = ticks(item).last();
    let rest: Vec<String> = open
        .map(|open| block_words(open.block, open.extent, messages))
        .chain(said.map(|tick| tick_words(tick, messages)))
        .collect();
    (
        messages.get(mark_key(item)),
        rest.join(&messages.get("report-semicolon")),
    )
}

/// Key of the word for how an item stands.
fn mark_key(item: &Item) -> &'static str {
    match item.is_done() {
        Some(true) => "campaign-mark-done",
        Some(false) if item.by_hand.is_some() => "campaign-mark-by-hand",
        Some(false) => "campaign-mark-open",
        None => "campaign-mark-office",
    }
}
