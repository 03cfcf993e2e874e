//! Reads the facts of one object, each value checked, every problem named with its field at once.
//! What is absent is no problem here: the settlement says what it lacks.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::facts::{
    Booking, FIELDS, Facts, GivenRate, InterestFacts, Problem, QUESTIONS, Refund, Situation, Wrong,
};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::nearest::nearest;
use crate::domain::pack::rules::{OffsetSource, OverBasis, Rounding, StopFrom, SuspendMonth};

/// Far beyond any pension: what is larger was mistyped.
const MOST: i64 = 1_000_000_000_000;
/// Fifty years of months.
const MOST_INSTALMENTS: u32 = 600;
/// The most that is ever counted: payers, attempts, tasks.
const MOST_COUNTED: u32 = 100_000_000;

/// Reads one object of facts.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(value: &Value) -> Result<Facts, Vec<Problem>> {
    let Some(object) = value.as_object() else {
        return Err(vec![Problem {
            field: String::new(),
            reason: Wrong::NotAnObject,
            given: shown(value),
            known: String::new(),
        }]);
    };
    let mut reader = Reader {
        object,
        within: String::new(),
        problems: Vec::new(),
    };
    reader.only(FIELDS);
    let facts = facts(&mut reader);
    match facts {
        Some(facts) if reader.problems.is_empty() => Ok(facts),
        _ => Err(reader.problems),
    }
}

fn facts(read: &mut Reader<'_>) -> Option<Facts> {
    let pack = read.required("pack", Reader::text);
    let situation = read.required("situation", |read, name| read.word(name, &SITUATIONS));
    let situation = situation.and_then(|word| {
        let found = Situation::ALL.iter().find(|(name, _)| *name == word);
        found.map(|(_, situation)| *situation)
    });
    let mut facts = Facts::default();
    person(read, &mut facts);
    money(read, &mut facts);
    others(read, &mut facts);
    office(read, &mut facts);
    agree(read, &facts);
    Some(Facts {
        pack: pack?,
        situation: situation?,
        ..facts
    })
}

/// Life, death, and the months that were paid.
fn person(read: &mut Reader<'_>, facts: &mut Facts) {
    facts.death_month = read.month("death_month");
    facts.death_date = read.day("death_date");
    facts.suspended_from = read.month("suspended_from");
    facts.suspend_month_semantics = read
        .word("suspend_month_semantics", SuspendMonth::WORDS)
        .and_then(|word| SuspendMonth::named(&word));
    facts.paid_to = read.month("paid_to");
    facts.resumes = read.month("resumes");
    facts.birth = read.month_or_day("birth");
    facts.eligible_month = read.month("eligible_month");
    facts.first_run = read.month("first_run");
    facts.in_pay = read.truth("in_pay");
    facts.died_serving = read.truth("died_serving");
    facts.stopped_before_death = read.truth("stopped_before_death");
    facts.other_funeral = read.truth("other_funeral");
    facts.declared_dead = read.truth("declared_dead");
    facts.claimed_on = read.day("claimed_on");
}

/// Amounts, and what overrides the pack.
fn money(read: &mut Reader<'_>, facts: &mut Facts) {
    facts.account_balance = read.amount("account_balance");
    facts.account_at_death = read.amount("account_at_death");
    facts.account_total = read.amount("account_total");
    facts.age_at_start = read.number("age_at_start", 0, 150);
    facts.monthly_account = read.amount("monthly_account");
    facts.subsidies = read.amount("subsidies");
    facts.later_benefits = read.amount("later_benefits");
    facts.funeral = read.amount("funeral");
    facts.rates = read.rates("rates");
    facts.over_basis = read
        .word("over_basis", OverBasis::WORDS)
        .and_then(|word| OverBasis::named(&word));
    facts.offset_order = read.sources("offset_order");
    facts.rounding = read
        .word("rounding", Rounding::WORDS)
        .and_then(|word| Rounding::named(&word));
    facts.instalments = read.number("instalments", 1, MOST_INSTALMENTS);
    facts.interest = read.interest("interest");
}

/// Another benefit, a sentence.
fn others(read: &mut Reader<'_>, facts: &mut Facts) {
    facts.resident_from = read.month("resident_from");
    facts.employee_from = read.month("employee_from");
    facts.employee_to = read.month("employee_to");
    facts.other_from = read.month("other_from");
    facts.other_to = read.month("other_to");
    facts.kept = read
        .word("kept", &["here", "other"])
        .map(|word| word == "here");
    facts.refunded = read.refund("refunded");
    facts.kind = read.text("kind");
    facts.sentence_month = read.month("sentence_month");
    facts.stop_from = read
        .word("stop_from", StopFrom::WORDS)
        .and_then(|word| StopFrom::named(&word));
    facts.released = read.month_or_day("released");
    facts.revoked = read.month("revoked");
    facts.acquitted = read.truth("acquitted");
    facts.serving = read.truth("serving");
}

/// What the office did, counted, was asked or answered.
fn office(read: &mut Reader<'_>, facts: &mut Facts) {
    facts.attempts = read.number("attempts", 0, MOST_COUNTED);
    facts.committee_statement = read.truth("committee_statement");
    facts.as_of = read.month("as_of");
    facts.needed = read.amount("needed");
    facts.applied_on = read.day("applied_on");
    facts.starts = read.month("starts");
    facts.target = read.number("target", 0, MOST_COUNTED);
    facts.paid_people = read.number("paid_people", 0, MOST_COUNTED);
    facts.contributions = read.amount("contributions");
    facts.payers = read.number("payers", 0, MOST_COUNTED);
    facts.tier_payers = read.number("tier_payers", 0, MOST_COUNTED);
    facts.on = read.day("on");
    facts.answers = read.answers("answers");
}

/// Facts that cannot both be true: better asked about than guessed at.
fn agree(read: &mut Reader<'_>, facts: &Facts) {
    if let (Some(stop), Some(paid)) = (facts.suspended_from, facts.paid_to)
        && facts.suspend_month_semantics != Some(SuspendMonth::LastPaid)
        && stop != paid.plus(1)
    {
        read.contradiction("paid_to", "suspended_from");
    }
    if let (Some(month), Some(day)) = (facts.death_month, facts.death_date)
        && month != Month::of(day)
    {
        read.contradiction("death_date", "death_month");
    }
    if let (Some(all), Some(part)) = (facts.account_balance, facts.subsidies)
        && part > all
    {
        read.contradiction("subsidies", "account_balance");
    }
    let backwards = [
        (
            "employee_to",
            facts.employee_to,
            "employee_from",
            facts.employee_from,
        ),
        ("other_to", facts.other_to, "other_from", facts.other_from),
        (
            "resumes",
            facts.resumes,
            "suspended_from",
            facts.suspended_from,
        ),
        (
            "released",
            facts.released,
            "sentence_month",
            facts.sentence_month,
        ),
    ];
    for (later, end, earlier, start) in backwards {
        if let (Some(end), Some(start)) = (end, start)
            && end < start
        {
            read.contradiction(later, earlier);
        }
    }
}

const SITUATIONS: [&str; 10] = {
    let mut names = [""; 10];
    let mut i = 0;
    while i < names.len() {
        names[i] = Situation::ALL[i].0;
        i += 1;
    }
    names
};

/// Takes one field after the other and keeps what is wrong.
struct Reader<'a> {
    object: &'a Map<String, Value>,
    /// Where it is: empty, or `rates[2].`.
    within: String,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn say(&mut self, name: &str, reason: Wrong, known: String) {
        let given = self.object.get(name).map_or_else(String::new, shown);
        self.problems.push(Problem {
            field: format!("{}{name}", self.within),
            reason,
            given,
            known,
        });
    }

    fn contradiction(&mut self, name: &str, other: &str) {
        self.say(name, Wrong::Contradiction, other.to_owned());
    }

    fn only(&mut self, known: &[&'static str]) {
        let unknown: Vec<&String> = self
            .object
            .keys()
            .filter(|name| !known.contains(&name.as_str()))
            .collect();
        for name in unknown {
            let near = nearest(name, known.iter().copied()).unwrap_or_default();
            self.say(name, Wrong::UnknownField, near.to_owned());
        }
    }

    /// The value, unless absent or null.
    fn value(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    fn required<T>(
        &mut self,
        name: &str,
        take: impl FnOnce(&mut Self, &str) -> Option<T>,
    ) -> Option<T> {
        if self.value(name).is_none() {
            self.say(name, Wrong::Required, String::new());
            return None;
        }
        take(self, name)
    }

    /// A value by its text; a number counts as the text it was written in.
    fn parsed<T>(
        &mut self,
        name: &str,
        reason: Wrong,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(name)?;
        let found = match value {
            Value::String(text) => parse(text.trim()),
            Value::Number(number) => parse(&number.to_string()),
            _ => None,
        };
        if found.is_none() {
            self.say(name, reason, String::new());
        }
        found
    }

    fn text(&mut self, name: &str) -> Option<String> {
        self.parsed(name, Wrong::Text, |text| {
            (!text.is_empty()).then(|| text.to_owned())
        })
    }

    fn month(&mut self, name: &str) -> Option<Month> {
        self.parsed(name, Wrong::Month, |text| text.parse().ok())
    }

    fn day(&mut self, name: &str) -> Option<NaiveDate> {
        self.parsed(name, Wrong::Day, day)
    }

    /// A month, or the day in it.
    fn month_or_day(&mut self, name: &str) -> Option<Month> {
        self.parsed(name, Wrong::Month, |text| {
            text.parse().ok().or_else(|| day(text).map(Month::of))
        })
    }

    fn amount(&mut self, name: &str) -> Option<Money> {
        self.parsed(name, Wrong::Amount, amount)
    }

    fn number(&mut self, name: &str, least: u32, most: u32) -> Option<u32> {
        self.parsed(name, Wrong::Number, |text| {
            text.parse().ok().filter(|n| (least..=most).contains(n))
        })
    }

    fn truth(&mut self, name: &str) -> Option<bool> {
        let found = truth(self.value(name)?);
        if found.is_none() {
            self.say(name, Wrong::Truth, String::new());
        }
        found
    }

    fn refund(&mut self, name: &str) -> Option<Refund> {
        let value = self.value(name)?;
        match truth(value) {
            Some(true) => Some(Refund::All),
            Some(false) => Some(Refund::None),
            None => self.amount(name).map(Refund::Part),
        }
    }

    fn word(&mut self, name: &str, known: &[&str]) -> Option<String> {
        let value = self.value(name)?;
        match value.as_str() {
            Some(word) if known.contains(&word) => Some(word.to_owned()),
            _ => {
                self.say(name, Wrong::Word, known.join(" "));
                None
            }
        }
    }

    fn list(&mut self, name: &str) -> Option<&'a Vec<Value>> {
        let list = self.value(name)?.as_array();
        if list.is_none() {
            self.say(name, Wrong::List, String::new());
        }
        list
    }

    /// Each element of a list of objects.
    fn objects<T>(
        &mut self,
        name: &str,
        known: &[&'static str],
        mut take: impl FnMut(&mut Reader<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut taken = Vec::new();
        for (number, value) in self.list(name)?.iter().enumerate() {
            let Some(object) = value.as_object() else {
                self.say(name, Wrong::List, String::new());
                continue;
            };
            let mut inner = Reader {
                object,
                within: format!("{}{name}[{number}].", self.within),
                problems: Vec::new(),
            };
            inner.only(known);
            taken.extend(take(&mut inner));
            self.problems.append(&mut inner.problems);
        }
        Some(taken)
    }

    fn rates(&mut self, name: &str) -> Option<Vec<GivenRate>> {
        self.objects(name, &["from", "basic", "layer"], |read| {
            let from = read.required("from", Reader::month);
            let basic = read.required("basic", Reader::amount);
            let layer = read.text("layer").unwrap_or_default();
            Some(GivenRate {
                from: from?,
                basic: basic?,
                layer,
            })
        })
    }

    fn sources(&mut self, name: &str) -> Option<Vec<OffsetSource>> {
        let mut taken = Vec::new();
        for value in self.list(name)? {
            match value.as_str().and_then(OffsetSource::named) {
                Some(source) if !taken.contains(&source) => taken.push(source),
                _ => self.say(name, Wrong::Word, OffsetSource::WORDS.join(" ")),
            }
        }
        Some(taken)
    }

    fn interest(&mut self, name: &str) -> Option<InterestFacts> {
        let value = self.value(name)?;
        let Some(object) = value.as_object() else {
            self.say(name, Wrong::List, String::new());
            return None;
        };
        let mut inner = Reader {
            object,
            within: format!("{name}."),
            problems: Vec::new(),
        };
        inner.only(&["year", "previous", "rate", "booked", "to"]);
        let year = inner.required("year", |read, name| read.number(name, 1000, 9999));
        let previous = inner.required("previous", Reader::amount);
        let rate = inner.parsed("rate", Wrong::Rate, |text| text.parse().ok());
        let to = inner.month("to");
        let year = year.and_then(|year| i32::try_from(year).ok());
        let booked = inner.objects("booked", &["month", "amount"], |read| {
            let month = read.required("month", Reader::month)?;
            let amount = read.required("amount", Reader::amount)?;
            if Some(month.year()) != year {
                read.say("month", Wrong::Month, String::new());
            }
            Some(Booking { month, amount })
        });
        if to.is_some_and(|to| Some(to.year()) != year) {
            inner.say("to", Wrong::Month, String::new());
        }
        self.problems.append(&mut inner.problems);
        Some(InterestFacts {
            year: year?,
            previous: previous?,
            rate,
            booked: booked.unwrap_or_default(),
            to,
        })
    }

    fn answers(&mut self, name: &str) -> BTreeMap<String, bool> {
        let Some(value) = self.value(name) else {
            return BTreeMap::new();
        };
        let Some(object) = value.as_object() else {
            self.say(name, Wrong::List, String::new());
            return BTreeMap::new();
        };
        let mut inner = Reader {
            object,
            within: format!("{name}."),
            problems: Vec::new(),
        };
        inner.only(QUESTIONS);
        let mut answers = BTreeMap::new();
        for question in QUESTIONS {
            if let Some(answer) = inner.truth(question) {
                answers.insert((*question).to_owned(), answer);
            }
        }
        self.problems.append(&mut inner.problems);
        answers
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let found: NaiveDate = text.parse().ok()?;
    // The deadline of a day outside four-digit years could not be written down.
    let year = chrono::Datelike::year(&found);
    (1000..=9000).contains(&year).then_some(found)
}

fn amount(text: &str) -> Option<Money> {
    let found: Money = text.parse().ok()?;
    (0..=MOST).contains(&found.fen()).then_some(found)
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(word) if word == "yes" => Some(true),
        Value::String(word) if word == "no" => Some(false),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string().chars().take(60).collect(),
    }
}
