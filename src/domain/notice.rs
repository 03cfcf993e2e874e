//! What a paper says of a case: each value by the name under which forms ask for it. A value that nobody recorded is
//! absent, never guessed; how a value is written is not known here.

mod recovery;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::amounts::{Amounts, MonthLine};
use super::case::Case;
use super::entry::{Entry, Kind};
use super::money::Money;
use super::month::Month;
use super::pack::{OutcomeKind, Pack};
use super::record::day_of;
use super::recovery::Ledger;

/// A value before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Text as it stands.
    Text(String),
    /// A word that the messages have, by its key.
    Word(String),
    /// A day.
    Day(NaiveDate),
    /// A month.
    Month(Month),
    /// An amount.
    Money(Money),
    /// A count.
    Count(u32),
}

/// Where a field takes its value from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Name of the person.
    Name,
    /// Sex.
    Sex,
    /// Birth date.
    Birth,
    /// ID number, whole.
    IdNumber,
    /// 个人编号.
    PersonalNumber,
    /// Telephone.
    Phone,
    /// Address.
    Address,
    /// The insured place: township and village.
    Place,
    /// The village alone.
    Village,
    /// Bank of the benefit.
    Bank,
    /// Account of the benefit.
    Account,
    /// First unpaid month.
    SuspendedFrom,
    /// Last paid month.
    PaidTo,
    /// Monthly benefit.
    MonthlyAmount,
    /// Balance of the personal account.
    AccountBalance,
    /// What the list says of the suspension.
    Reason,
    /// The class that stands, in full.
    Class,
    /// What the class rests on.
    ClassBasis,
    /// The plan for this person.
    Plan,
    /// The proposed outcome.
    Outcome,
    /// Why.
    OutcomeBecause,
    /// Citations of the clauses that the paper rests on.
    Clauses,
    /// Today.
    Today,
    /// The officer.
    Officer,
    /// The office that issues the paper.
    Issuer,
    /// The township's office.
    TownshipOffice,
    /// The district's office.
    DistrictOffice,
    /// The paper's number.
    Number,
    /// The case's opaque number as a QR code.
    Qr,
    /// 多领, or 冒领 where it was found so.
    FraudWord,
    /// First overpaid month.
    OverpaidFrom,
    /// Last overpaid month.
    OverpaidTo,
    /// How many months.
    OverpaidMonths,
    /// Overpaid in all.
    Overpaid,
    /// Deducted from the personal account.
    OffsetAccount,
    /// Deducted from the funeral subsidy.
    OffsetFuneral,
    /// Deducted in all.
    OffsetTotal,
    /// Still to be returned.
    Residual,
    /// The funeral subsidy.
    Funeral,
    /// First month due to the heirs.
    DueFrom,
    /// Last.
    DueTo,
    /// How many.
    DueMonths,
    /// Due to the heirs.
    Due,
    /// Left of the account.
    Refund,
    /// Payable in all.
    Payable,
    /// First month paid later.
    BackPayFrom,
    /// Last.
    BackPayTo,
    /// How many.
    BackPayMonths,
    /// Paid later in all.
    BackPay,
    /// Sealed.
    Sealed,
    /// Came back so far.
    Received,
    /// The number of the agency's consent to instalments.
    Approval,
    /// Who claimed money is handed over to.
    HandedOverTo,
}

/// Where a list takes its lines from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListSource {
    /// The settlement, month by month.
    Months,
    /// Who has to sign a receipt.
    Receipts,
    /// The attempts to find the person.
    Contacts,
    /// Instalments.
    Instalments,
    /// Instalments that were agreed on; none before.
    Schedule,
    /// Money that came back.
    Payments,
    /// How the notices that claim money were served.
    Services,
    /// What goes along when a claim is handed over.
    Bundle,
    /// What the officer enters, one thing a line.
    Entered,
}

/// Everything that the values of a paper come from.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The case.
    pub case: &'a Case,
    /// The pack.
    pub pack: &'a Pack,
    /// The amounts.
    pub amounts: &'a Amounts,
    /// What was claimed and came back.
    pub ledger: &'a Ledger,
    /// Ids of the steps that use the paper; their clauses are its basis.
    pub steps: &'a [String],
    /// Who signs receipts, in the office's words.
    pub receipts: &'a [String],
    /// 男 or 女.
    pub sex: Option<&'a str>,
    /// Birth date.
    pub birth: Option<NaiveDate>,
    /// Township and village.
    pub place: &'a str,
    /// The village.
    pub village: &'a str,
    /// The office that issues the paper.
    pub issuer: &'a str,
    /// The township's office.
    pub township_office: &'a str,
    /// The district's office.
    pub district_office: &'a str,
    /// The officer.
    pub officer: &'a str,
    /// The paper's number.
    pub number: &'a str,
    /// 多领 or 冒领.
    pub fraud: &'a str,
    /// Today.
    pub today: NaiveDate,
}

impl Known<'_> {
    /// The value of a field; pictures are drawn elsewhere.
    #[must_use]
    pub fn told(&self, source: Source) -> Option<Told> {
        self.of_person(source)
            .or_else(|| self.of_case(source))
            .or_else(|| self.of_office(source))
            .or_else(|| self.of_amounts(source))
    }

    fn of_person(&self, source: Source) -> Option<Told> {
        let facts = &self.case.facts;
        let text = |text: &Option<String>| text.clone().map(Told::Text);
        match source {
            Source::Name => text(&facts.name),
            Source::Sex => self.sex.map(|sex| Told::Text(sex.to_owned())),
            Source::Birth => self.birth.map(Told::Day),
            Source::IdNumber => text(&facts.id_number),
            Source::PersonalNumber => text(&facts.personal_number),
            Source::Phone => text(&facts.phone),
            Source::Address => text(&facts.address),
            Source::Bank => text(&facts.bank),
            Source::Account => text(&facts.account),
            Source::SuspendedFrom => facts.suspended_from.map(Told::Month),
            Source::PaidTo => self.paid_to().map(Told::Month),
            Source::MonthlyAmount => facts.monthly_amount.map(Told::Money),
            Source::AccountBalance => facts.account_balance.map(Told::Money),
            Source::Reason => text(&facts.reason),
            _ => None,
        }
    }

    /// The month of suspension is the first unpaid one; a fact that names the last paid one wins.
    fn paid_to(&self) -> Option<Month> {
        let named = self
            .case
            .fact("paid_to")
            .and_then(|month| month.parse().ok());
        named.or_else(|| Some(self.case.facts.suspended_from?.plus(-1)))
    }

    fn of_case(&self, source: Source) -> Option<Told> {
        let class = self.case.class().and_then(|id| self.pack.class(id));
        let of_entry = |entry: Option<&Entry>, field: &str| {
            entry
                .and_then(|entry| entry.text(field))
                .map(|text| Told::Text(text.to_owned()))
        };
        match source {
            Source::Class => class.map(|class| Told::Text(class.title.clone())),
            Source::ClassBasis => of_entry(self.case.class_entry(), "basis"),
            Source::Plan => of_entry(self.case.class_entry(), "plan"),
            Source::Outcome => self
                .case
                .live_outcome()
                .map(|outcome| word_of(outcome.kind)),
            Source::OutcomeBecause => of_entry(
                self.case
                    .live_outcome()
                    .and_then(|live| self.case.entries.iter().find(|one| one.id == live.entry)),
                "because",
            ),
            Source::Clauses => self.clauses().map(Told::Text),
            _ => None,
        }
    }

    fn of_office(&self, source: Source) -> Option<Told> {
        let text = |text: &str| (!text.is_empty()).then(|| Told::Text(text.to_owned()));
        match source {
            Source::Place => text(self.place),
            Source::Village => text(self.village),
            Source::Issuer => text(self.issuer),
            Source::TownshipOffice => text(self.township_office),
            Source::DistrictOffice => text(self.district_office),
            Source::Officer => text(self.officer),
            Source::Number => text(self.number),
            Source::FraudWord => text(self.fraud),
            Source::Today => Some(Told::Day(self.today)),
            _ => None,
        }
    }

    fn of_amounts(&self, source: Source) -> Option<Told> {
        let amounts = self.amounts;
        let money = |amount: Option<Money>| amount.map(Told::Money);
        let month = |month: Option<Month>| month.map(Told::Month);
        let count = |count: Option<u32>| count.map(Told::Count);
        match source {
            Source::OverpaidFrom => month(amounts.overpaid.from),
            Source::OverpaidTo => month(amounts.overpaid.to),
            Source::OverpaidMonths => count(amounts.overpaid.months),
            Source::Overpaid => money(amounts.overpaid.amount),
            Source::OffsetAccount => money(amounts.offset_account),
            Source::OffsetFuneral => money(amounts.offset_funeral),
            Source::OffsetTotal => money(amounts.offset_total),
            Source::Residual => money(amounts.residual),
            Source::Funeral => money(amounts.funeral),
            Source::DueFrom => month(amounts.due.from),
            Source::DueTo => month(amounts.due.to),
            Source::DueMonths => count(amounts.due.months),
            Source::Due => money(amounts.due.amount),
            Source::Refund => money(amounts.refund),
            Source::Payable => money(amounts.payable),
            Source::BackPayFrom => month(amounts.back_pay.from),
            Source::BackPayTo => month(amounts.back_pay.to),
            Source::BackPayMonths => count(amounts.back_pay.months),
            Source::BackPay => money(amounts.back_pay.amount),
            Source::Sealed => money(amounts.sealed),
            _ => self.of_recovery(source),
        }
    }

    /// The clauses of the steps that use the paper, else the one of the class; practice carries none.
    fn clauses(&self) -> Option<String> {
        let class = self.case.class().and_then(|id| self.pack.class(id))?;
        let mut cited: Vec<String> = Vec::new();
        for step in class
            .steps
            .iter()
            .filter(|step| self.steps.contains(&step.id))
        {
            let clause = step.clause.as_deref().map(|clause| self.pack.cite(clause));
            cited.extend(clause.filter(|clause| !cited.contains(clause)));
        }
        if cited.is_empty() {
            cited.push(self.pack.cite(&class.clause));
        }
        Some(cited.join("、"))
    }

    /// The lines of a list, each value by the name of its column.
    #[must_use]
    pub fn lines(&self, source: ListSource) -> Vec<BTreeMap<&'static str, Told>> {
        match source {
            ListSource::Months => self.amounts.lines.iter().map(month_line).collect(),
            ListSource::Receipts => {
                numbered(self.receipts, |who| vec![("who", Told::Text(who.clone()))])
            }
            ListSource::Contacts => {
                let contacts: Vec<&Entry> = self.case.standing(Kind::Contact).collect();
                numbered(&contacts, |contact| self.contact(contact))
            }
            ListSource::Entered => Vec::new(),
            _ => self.recovery_lines(source),
        }
    }

    fn contact(&self, contact: &Entry) -> Vec<(&'static str, Told)> {
        // What nobody wrote down of an attempt that is over is no blank to be filled in.
        let mut line: Vec<(&'static str, Told)> = ["how", "met", "found", "informant", "note"]
            .map(|column| (column, Told::Text(nothing())))
            .into();
        let on = contact
            .text("on")
            .and_then(day_of)
            .unwrap_or_else(|| super::timeline::local_time(self.pack, contact.at).date());
        line.push(("on", Told::Day(on)));
        for field in ["how", "met", "found"] {
            if let Some(word) = contact.text(field) {
                let key = format!("entry-value-{field}-{}", word.replace('_', "-"));
                line.push((field, Told::Word(key)));
            }
        }
        for field in ["informant", "note"] {
            if let Some(text) = contact.text(field) {
                line.push((field, Told::Text(text.to_owned())));
            }
        }
        line.push(("by", Told::Text(contact.body.by.clone())));
        line
    }
}

/// What nobody wrote down of something that is over.
fn nothing() -> String {
    "—".to_owned()
}

/// The columns that lists can have.
pub const COLUMNS: &[&str] = &[
    "number",
    "month",
    "kind",
    "amount",
    "clause",
    "who",
    "on",
    "how",
    "met",
    "found",
    "informant",
    "note",
    "by",
    "text",
    "due",
];

fn word_of(outcome: OutcomeKind) -> Told {
    Told::Word(format!(
        "entry-outcome-{}",
        outcome.name().replace('_', "-")
    ))
}

fn month_line(line: &MonthLine) -> BTreeMap<&'static str, Told> {
    BTreeMap::from([
        ("month", Told::Month(line.month)),
        ("kind", Told::Word(line.kind.clone())),
        ("amount", Told::Money(line.amount)),
        ("clause", Told::Text(line.clause.clone())),
    ])
}

fn numbered<T>(
    items: &[T],
    line: impl Fn(&T) -> Vec<(&'static str, Told)>,
) -> Vec<BTreeMap<&'static str, Told>> {
    items
        .iter()
        .zip(1..)
        .map(|(item, number)| {
            let mut values = BTreeMap::from([("number", Told::Count(number))]);
            values.extend(line(item));
            values
        })
        .collect()
}
