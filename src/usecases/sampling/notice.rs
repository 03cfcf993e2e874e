//! The draft of the 通报 of a spot check: no person, no officer; what is the office's to write stays blank.

use std::collections::BTreeMap;

use crate::domain::sample::{SampleLevel, Stratum, Tally};
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::{Language, Messages, Value as Said};
use crate::output::docx::{self, Value};
use crate::output::sample_report::{SamplePaper, interval, rectify_line, wrong_line};
use crate::output::words::{self, NO_VALUE};
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

/// The draft as a document that the office goes on writing in.
///
/// # Errors
/// When the template asks for what nobody knows, or cannot be read.
pub fn notice(forms: &Forms, paper: &SamplePaper) -> Result<Vec<u8>, Error> {
    let said = Teller {
        paper,
        messages: Messages::load(Language::Chinese),
    };
    drafts::fill(forms, DRAFT, &said.told())
}

/// The words of the draft without its look.
///
/// # Errors
/// As with [`notice`].
pub fn notice_text(forms: &Forms, paper: &SamplePaper) -> Result<String, Error> {
    let bytes = notice(forms, paper)?;
    docx::text_of(&bytes)
        .map_err(|error| Error::said("error-paper", &[("what", &error.to_string())]))
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
        let share = report.required.map(|share| share.to_string());
        let share = share.or_else(|| paper.draws.last().map(|draw| draw.share.clone()));
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
            ("date", words::date(paper.date, messages)),
        ]);
        fields.extend(paper.basis.clone().map(|basis| ("basis", basis)));
        fields.extend(share.map(|share| ("share", share)));
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
