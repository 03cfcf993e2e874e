//! The draft of the 通报 of a spot check: figures of a frozen report with its day and number, no person, no officer; what
//! is the office's to write stays blank.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{draws, paper};
use crate::domain::sample::{SampleLevel, Stratum, Tally};
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages, Value as Said};
use crate::output::docx::Value;
use crate::output::sample_report::{SamplePaper, interval, rectify_line, wrong_line};
use crate::output::words::{self, NO_VALUE};
use crate::usecases::campaign_papers::standing;
use crate::usecases::drafts::{self, Told};
use crate::usecases::session::Session;

/// The draft's id.
const DRAFT: &str = "sample-notice";

/// Only the leading group's office gives notices.
///
/// # Errors
/// When this book is another unit's.
pub fn may_give(session: &Session, forms: &Forms, level: SampleLevel) -> Result<(), Error> {
    let pack = &session.pack;
    let rule = pack.spot_check(level).map(|rule| &rule.clause);
    let clause = rule.or(pack.daily.as_ref().map(|daily| &daily.clause));
    match clause {
        Some(clause) => {
            let title = &forms.draft(DRAFT)?.title;
            drafts::only_the_office(pack, session.store.unit(), clause, title)
        }
        None => Ok(()),
    }
}

/// The spot check as a frozen report counts it: that of a day, of a number, or the newest.
///
/// # Errors
/// When nobody was drawn, no such report is frozen, it was frozen before anybody was drawn, or the book cannot be read.
pub fn resting(
    session: &Session,
    level: SampleLevel,
    date: Option<NaiveDate>,
    number: Option<i64>,
) -> Result<SamplePaper, Error> {
    if draws(session)?.iter().all(|draw| draw.level != level) {
        return Err(Error::said("error-sample-no-draw", &[]));
    }
    let report = standing(session, date, number)?;
    paper(session, &report, level)?.ok_or_else(|| {
        let number = report.frozen.map_or(0, |frozen| frozen.number);
        let values = [
            ("date", report.date.to_string()),
            ("number", number.to_string()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Error::said("error-sample-frozen-before", &values)
    })
}

/// The draft as a document that the office goes on writing in.
///
/// # Errors
/// When the figures rest on no frozen report, the template asks for what nobody knows, or cannot be read.
pub fn notice(session: &Session, forms: &Forms, paper: &SamplePaper) -> Result<Vec<u8>, Error> {
    let Some((number, sha256)) = &paper.frozen else {
        let day = paper.date.to_string();
        let values = [("date", day.as_str()), ("unit", &paper.unit)];
        return Err(Error::said("error-paper-not-frozen", &values));
    };
    let said = Teller {
        paper,
        messages: Messages::load(Language::Chinese),
    };
    let mut told = said.told();
    told.tell("day", words::date(paper.date, &said.messages));
    told.tell("number", number.to_string());
    told.tell("sha256", sha256);
    told.tell("date", words::date(session.today(), &said.messages));
    drafts::fill(forms, DRAFT, &told)
}

/// What the draft tells, by the names of data/forms.
struct Teller<'a> {
    paper: &'a SamplePaper,
    messages: Messages,
}

impl Teller<'_> {
    fn told(&self) -> Told {
        let mut told = Told::default();
        for (name, value) in self.fields() {
            told.tell(name, value);
        }
        for list in ["units", "items", "classes"] {
            let rows = self.rows(list).into_iter().map(|row| {
                let values = row.into_iter();
                values
                    .map(|(name, text)| (name.to_owned(), Value::from(text.as_str())))
                    .collect()
            });
            told.lists.insert(list, rows.collect());
        }
        told
    }

    fn fields(&self) -> BTreeMap<&'static str, String> {
        let (paper, messages) = (self.paper, &self.messages);
        let report = &paper.report;
        let total = &report.total;
        let level = messages.get(&format!("sample-level-{}", report.level.name()));
        let draws: Vec<String> = paper
            .draws
            .iter()
            .map(|draw| {
                messages.with(
                    "sample-notice-draw",
                    &[
                        ("on", Said::Text(&words::date(draw.on, messages))),
                        ("seed", Said::Text(&draw.seed)),
                        ("population", Said::from(draw.population)),
                        ("drawn", Said::from(draw.drawn)),
                    ],
                )
            })
            .collect();
        // What was drawn is told, be it more or less than the document asks for.
        let mut shares: Vec<&str> = Vec::new();
        for draw in &paper.draws {
            if !shares.contains(&draw.share.as_str()) {
                shares.push(&draw.share);
            }
        }
        let share = shares.join(&format!("%{}", messages.get("report-comma")));
        let mut fields = BTreeMap::from([
            ("level", level),
            ("until", paper.until(messages)),
            ("population", total.population.to_string()),
            ("draws", draws.join(&messages.get("report-semicolon"))),
            ("drawn", total.drawn.to_string()),
            ("replaced", total.replaced.to_string()),
            ("checked", total.checked.to_string()),
            ("coverage", rate(total.coverage())),
            ("ways", paper.ways(messages)),
            ("wrong_line", wrong_line(total.tally, messages)),
            ("rectify_line", rectify_line(total, messages)),
            ("office", paper.office.clone()),
        ]);
        fields.extend(paper.basis.clone().map(|basis| ("basis", basis)));
        fields.insert("share", share);
        // What is said of all draws is true of each.
        let apart = |one: Stratum| {
            let mut draws = paper.draws.iter();
            draws.all(|draw| draw.strata.contains(&one))
        };
        let key = match (apart(Stratum::Class), apart(Stratum::Officer)) {
            (true, true) => "sample-notice-strata",
            (true, false) => "sample-notice-strata-class",
            (false, true) => "sample-notice-strata-officer",
            (false, false) => "sample-notice-strata-none",
        };
        fields.insert("strata", messages.get(key));
        fields
    }

    fn rows(&self, list: &str) -> Vec<BTreeMap<&'static str, String>> {
        let (paper, messages) = (self.paper, &self.messages);
        let report = &paper.report;
        match list {
            "units" => {
                let units = report.units.iter().enumerate();
                let units = units.filter(|(_, unit)| unit.population > 0);
                units
                    .chain([(report.units.len(), &report.total)])
                    .map(|(at, unit)| {
                        let mut row = tally_row(paper.name(at, messages), unit.tally);
                        row.insert("population", unit.population.to_string());
                        row.insert("drawn", unit.drawn.to_string());
                        row.insert("replaced", unit.replaced.to_string());
                        row.insert("checked", unit.checked.to_string());
                        row.insert("coverage", rate(unit.coverage()));
                        row
                    })
                    .collect()
            }
            "items" => report
                .items
                .iter()
                .map(|(item, tally)| {
                    let name = messages.get(&format!("sample-item-{}", item.name()));
                    tally_row(name, *tally)
                })
                .collect(),
            "classes" => report
                .classes
                .iter()
                .map(|(class, tally)| tally_row(paper.class(class, messages), *tally))
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn rate(rate: Option<crate::domain::report::Rate>) -> String {
    rate.map_or_else(|| NO_VALUE.to_owned(), |rate| rate.to_string())
}

fn tally_row(name: String, tally: Tally) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("name", name),
        ("compared", tally.compared.to_string()),
        ("wrong", tally.wrong.to_string()),
        ("rate", rate(tally.rate())),
        ("interval", interval(tally)),
    ])
}
