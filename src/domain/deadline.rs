//! The deadlines of a case: what is due, since when, until when, and by which clause. Each arises from an entry and ends
//! with one. Where the document gives no time, the day that an officer wrote down counts, or there is none.

mod recovering;

use chrono::{Datelike, NaiveDate};

use super::case::Case;
use super::entry::{Entry, Kind};
use super::month::Month;
use super::pack::rules::{Cited, ObjectionStart, TimeUnit, Within, valid};
use super::pack::{OutcomeKind, Pack};
use super::procedure::{self, Progress};
use super::record::day_of;
use super::recovery;
use super::timeline;
use super::workday::{Due, Roll, Workdays};

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// 约好再去.
    Appointment,
    /// 协查回复.
    Referral,
    /// What a notice asks for (限期申请).
    Notice,
    /// Money that a notice claims back (限期退还).
    Claim,
    /// A visit that the person asked for (上门申请).
    Request,
    /// An objection to the suspension (异议期).
    Objection,
    /// The funeral subsidy (丧葬补助金申领).
    Funeral,
    /// The end of a sentence (刑满).
    Release,
    /// A step of the procedure.
    Step,
    /// An instalment that was agreed on (分期还款).
    Instalment,
    /// Handing over to the authority (移交).
    HandOver,
    /// Reporting an event that ends the right (报告).
    Report,
}

impl Matter {
    /// All matters.
    pub const ALL: [Self; 12] = [
        Self::Appointment,
        Self::Referral,
        Self::Notice,
        Self::Claim,
        Self::Request,
        Self::Objection,
        Self::Funeral,
        Self::Release,
        Self::Step,
        Self::Instalment,
        Self::HandOver,
        Self::Report,
    ];

    /// The word that scripts read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Appointment => "appointment",
            Self::Referral => "referral",
            Self::Notice => "notice",
            Self::Claim => "claim",
            Self::Request => "request",
            Self::Objection => "objection",
            Self::Funeral => "funeral",
            Self::Release => "release",
            Self::Step => "step",
            Self::Instalment => "instalment",
            Self::HandOver => "hand_over",
            Self::Report => "report",
        }
    }
}

/// A stretch of time that runs for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is due.
    pub matter: Matter,
    /// The notice, request, place or step that it is about; empty where the matter says all.
    pub about: String,
    /// The day from which it runs; that day itself is not counted.
    pub since: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Where the time is written, cited in full; absent when an officer set the day.
    pub basis: Option<String>,
    /// A day had to be supposed: a year without a table of holidays, or a month whose day nobody recorded (估算).
    pub estimated: bool,
}

/// The terms that run for a case, the first to end before the others.
#[must_use]
pub fn terms(case: &Case, pack: &Pack) -> Vec<Term> {
    let clerk = Clerk { case, pack };
    let mut found = Vec::new();
    found.extend(recovering::terms(&clerk));
    found.extend(clerk.release());
    if case.approved().is_none() {
        found.extend(clerk.appointment());
        found.extend(clerk.referral());
        found.extend(clerk.notices());
        found.extend(clerk.requests());
        found.extend(clerk.objection());
        found.extend(recovering::report(&clerk));
        found.extend(clerk.funeral());
        found.extend(clerk.step());
    }
    found.sort_by(|a, b| (a.until, a.matter, &a.about).cmp(&(b.until, b.matter, &b.about)));
    found
}

/// The first day on which something is due for a case.
#[must_use]
pub fn first_due(case: &Case, pack: &Pack) -> Option<NaiveDate> {
    terms(case, pack).first().map(|term| term.until)
}

/// The last day of a stretch of time from a day on; a rest day moves on unless the pack says no (民法典 203).
#[must_use]
pub fn last_day(pack: &Pack, workdays: &Workdays, from: NaiveDate, within: Within) -> Due {
    let rule = pack.rules.deadline.as_ref();
    let roll = if rule.is_none_or(|rule| rule.roll) {
        Roll::Next
    } else {
        Roll::Stay
    };
    match within.unit {
        TimeUnit::Workday => workdays.plus_workdays(from, within.n),
        TimeUnit::Day => workdays.plus_days(from, within.n, roll),
        TimeUnit::Month => workdays.plus_months(from, within.n, roll),
        TimeUnit::SameMonth => {
            let next = Month::of(from).plus(1);
            let last = NaiveDate::from_ymd_opt(next.year(), next.month(), 1)
                .and_then(|first| first.pred_opt())
                .filter(|day| day.month() == from.month())
                .unwrap_or(from);
            workdays.plus_days(last, 0, Roll::Stay)
        }
    }
}

/// The day from which the time to object runs; a list gives only the month of the suspension, its day is a fact of its own.
#[must_use]
pub fn objection_since(case: &Case, pack: &Pack, from: ObjectionStart) -> Option<NaiveDate> {
    let clerk = Clerk { case, pack };
    match from {
        ObjectionStart::Suspension => case.fact("suspended_on").and_then(day_of),
        ObjectionStart::Notice => Some(clerk.day(case.standing(Kind::Served).next_back()?)),
    }
}

/// The time in which the money that the last notice claims has to come back, whatever became of it since.
#[must_use]
pub fn return_term(case: &Case, pack: &Pack) -> Option<Term> {
    recovering::return_term(&Clerk { case, pack })
}

/// Who reads the terms out of a case.
struct Clerk<'a> {
    case: &'a Case,
    pack: &'a Pack,
}

impl Clerk<'_> {
    /// When it happened: as stated, else when it was recorded.
    fn day(&self, entry: &Entry) -> NaiveDate {
        entry
            .text("on")
            .and_then(day_of)
            .unwrap_or_else(|| timeline::local_date(self.pack, entry.at))
    }

    fn cite(&self, rule: &impl Cited) -> Option<String> {
        let clause = rule.clause().map(|clause| self.pack.cite(clause));
        clause.or_else(|| rule.source().map(str::to_owned))
    }

    /// A term whose last day an officer wrote down.
    fn own(&self, matter: Matter, about: &str, entry: &Entry, until: NaiveDate) -> Term {
        Term {
            matter,
            about: about.to_owned(),
            since: self.day(entry),
            until,
            basis: None,
            estimated: false,
        }
    }

    fn by_rule(
        &self,
        (matter, about): (Matter, &str),
        since: NaiveDate,
        within: Within,
        rule: &impl Cited,
    ) -> Term {
        let due = last_day(self.pack, &self.pack.workdays, since, within);
        Term {
            matter,
            about: about.to_owned(),
            since,
            until: due.date,
            basis: self.cite(rule),
            estimated: due.estimated,
        }
    }

    /// The last day that an officer wrote down for a notice: with the service, else on the paper itself.
    fn printed_or_own_day(&self, served: &Entry) -> Option<NaiveDate> {
        let own = served.text("due").and_then(day_of);
        own.or_else(|| {
            let notice = served.text("notice").unwrap_or_default();
            let last = self
                .case
                .standing(Kind::Print)
                .rfind(|print| print.order() <= served.order() && recovery::is_of(print, notice))?;
            last.text("due").and_then(day_of)
        })
    }

    fn appointment(&self) -> Option<Term> {
        let until = self.case.again_on()?;
        let contact = self.case.standing(Kind::Contact).next_back()?;
        Some(self.own(Matter::Appointment, "", contact, until))
    }

    fn referral(&self) -> Option<Term> {
        let asked = self.case.open_referral()?;
        let until = asked.text("due").and_then(day_of)?;
        let to = asked.text("to").unwrap_or_default();
        Some(self.own(Matter::Referral, to, asked, until))
    }

    /// Whether a notice claims money back.
    fn is_claim(&self, served: &Entry) -> bool {
        let notice = served.text("notice").unwrap_or_default();
        self.pack.claims_money(notice)
    }

    /// Other notices run until the step behind the one that service closes is done, or an outcome is proposed.
    fn notices(&self) -> Option<Term> {
        let served = self
            .case
            .standing(Kind::Served)
            .rfind(|served| !self.is_claim(served))?;
        let until = self.printed_or_own_day(served)?;
        let steps = procedure::steps(self.case, self.pack);
        let closed = steps.iter().position(
            |(_, progress)| matches!(progress, Progress::Done(entry) if entry.id == served.id),
        );
        let followed = closed
            .and_then(|place| steps.get(place + 1))
            .is_some_and(|(_, progress)| matches!(progress, Progress::Done(_)));
        let proposed = self.case.live_outcome().is_some();
        let notice = served.text("notice").unwrap_or_default();
        (!followed && !proposed).then(|| self.own(Matter::Notice, notice, served, until))
    }

    /// A request runs until somebody came, or the person did.
    fn requests(&self) -> Option<Term> {
        let rule = self.pack.rules.request.as_ref()?;
        let asked = self.case.standing(Kind::Request).next_back()?;
        let came = self.case.standing(Kind::Contact).any(|contact| {
            contact.order() > asked.order()
                && (contact.text("how") == Some("visit") || contact.text("met") == Some("self"))
        });
        let what = asked.text("what").unwrap_or_default();
        (!came).then(|| self.by_rule((Matter::Request, what), self.day(asked), rule.within, rule))
    }

    /// Who serves a sentence stays suspended until the day of release, and is looked at again then: an approved 继续暂停
    /// ends nothing.
    fn release(&self) -> Option<Term> {
        let kept = self
            .case
            .approved()
            .filter(|outcome| outcome.kind == OutcomeKind::KeptSuspended)?;
        let fact = self
            .case
            .standing(Kind::Fact)
            .rfind(|fact| fact.text("name") == Some("released"))?;
        let until = fact.text("value").and_then(day_of)?;
        let met_since = self
            .case
            .standing(Kind::Contact)
            .any(|contact| contact.at > kept.at && self.day(contact) >= until);
        (!met_since).then(|| self.own(Matter::Release, "", fact, until))
    }

    /// Until when one may object.
    fn objection(&self) -> Option<Term> {
        let rule = self.pack.rules.objection.as_ref()?;
        if self.case.standing(Kind::Objection).next().is_some() {
            return None;
        }
        let since = objection_since(self.case, self.pack, rule.from)?;
        Some(self.by_rule((Matter::Objection, ""), since, rule.within, rule))
    }

    /// How long the heirs may claim the funeral subsidy. A death known by its month alone counts from the month's first
    /// day: nobody is told too late.
    fn funeral(&self) -> Option<Term> {
        let day = self.case.fact("death_date").and_then(day_of);
        let told = self.case.fact("death_month");
        let day = day.or_else(|| told.and_then(day_of));
        let month: Month = match day {
            Some(day) => Month::of(day),
            None => told?.parse().ok()?,
        };
        if self.case.fact("claimed_on").is_some() {
            return None;
        }
        let rule = valid(&self.pack.rules.funeral, month)?;
        let since = match day {
            Some(day) => day,
            None => NaiveDate::from_ymd_opt(month.year(), month.month(), 1)?,
        };
        let mut term = self.by_rule((Matter::Funeral, ""), since, rule.claim_within?, rule);
        term.estimated |= day.is_none();
        Some(term)
    }

    /// The step that is next, where the document gives it a time after the one before it.
    fn step(&self) -> Option<Term> {
        let steps = procedure::steps(self.case, self.pack);
        let place = steps
            .iter()
            .position(|(_, progress)| matches!(progress, Progress::Due))?;
        let (step, _) = steps.get(place)?;
        let within = step.within?;
        let before = steps[..place].iter().rev().find_map(|(_, progress)| {
            let Progress::Done(entry) = progress else {
                return None;
            };
            Some(*entry)
        });
        let since = self.day(before.or_else(|| self.case.class_entry())?);
        let due = last_day(self.pack, &self.pack.workdays, since, within);
        Some(Term {
            matter: Matter::Step,
            about: step.title.clone(),
            since,
            until: due.date,
            basis: step.clause.as_deref().map(|clause| self.pack.cite(clause)),
            estimated: due.estimated,
        })
    }
}
