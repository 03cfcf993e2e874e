//! A book for recoveries: one person under a pack with an office's rates, to whom things are recorded day by day.

use std::fs;

use chrono::NaiveDate;
use serde_json::{Map, Value};
use xunren::domain::case::Case;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::pack::Pack;
use xunren::domain::record::Reason;
use xunren::domain::recovery::Ledger;
use xunren::domain::unit::UnitCode;
use xunren::error::Error;
use xunren::packs::Packs;
use xunren::usecases::recording::{Record, Subject, Taken, record};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{PERSON, fields_of, reason, register_at};

pub const START: &str = "2023-06-01";
/// The day on which most is recorded.
pub const SECOND: &str = "2023-06-02";

/// A pack with an office's rates on top: 123 yuan a month from 2018 on, the basic pension counts as overpaid.
pub fn with_rates(pack: &str) -> Pack {
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("packs/office-rates");
    fs::create_dir_all(&folder).unwrap();
    let text = format!(
        r#"
id = "office-rates"
version = 1
extends = ["{pack}"]
title = "本单位标准"

[[rules.rates]]
from = "2018-01"
basic = "123.00"
layer = "minimum"
source = "本单位规定"

[[rules.over]]
chain = ["death", "sentence", "other_benefit"]
basis = "basic"
source = "本单位规定"
"#
    );
    fs::write(folder.join("pack.toml"), text).unwrap();
    Packs::with_config(config.path())
        .load("office-rates")
        .unwrap()
}

/// A book with one person, to which things are recorded day by day.
pub struct Kept {
    pub session: Session,
    pub case: CaseId,
    minutes: i64,
}

impl Kept {
    /// Nothing is recorded but the person; the book is that of the pack's own unit.
    pub fn new(pack: &str) -> Self {
        let pack = with_rates(pack);
        let unit = pack.unit;
        Self::at(pack, unit)
    }

    /// The same in the book of a unit.
    pub fn at(pack: Pack, unit: UnitCode) -> Self {
        let at = moment(START.parse().unwrap(), 0);
        let mut session = Session::in_memory(unit, pack, "王敏", Clock::Set(at)).unwrap();
        let fields = format!(r#"{{"name":"戴花妮","id_number":"{PERSON}"}}"#);
        let case = register_at(&mut session, at, &fields);
        Self {
            session,
            case,
            minutes: 0,
        }
    }

    /// The same with a class, said on the second day.
    pub fn classed(pack: &str, class: &str) -> Self {
        let mut kept = Self::new(pack);
        kept.classify(SECOND, class);
        kept
    }

    /// Died in May 2020 and paid on until June 2023: an account of 1,050 and a funeral subsidy of 600 leave 2,778 yuan.
    pub fn claimed(pack: &str) -> Self {
        let mut kept = Self::new(pack);
        let month = r#"{"field":"suspended_from","value":"2023-06"}"#;
        kept.say(SECOND, Kind::Correct, month);
        kept.classify(SECOND, "5");
        let death = r#"{"name":"death_month","value":"2020-05","source":"死亡证明"}"#;
        kept.say(SECOND, Kind::Fact, death);
        kept.knows(SECOND, "account_balance", "1050");
        kept.knows(SECOND, "funeral", "600");
        kept.gates(SECOND.parse().unwrap());
        let resolve = r#"{"outcome":"terminated","recover_due":"4428.00"}"#;
        kept.say("2023-06-05", Kind::Resolve, resolve);
        kept
    }

    pub fn try_say(
        &mut self,
        day: NaiveDate,
        by: &str,
        kind: Kind,
        fields: Map<String, Value>,
    ) -> Result<Taken, Error> {
        self.minutes += 1;
        let said = Record {
            at: Some(moment(day, self.minutes)),
            by: Some(by.to_owned()),
            subject: Subject::Case(self.case),
            kind,
            fields,
        };
        record(&mut self.session, &said)
    }

    pub fn say(&mut self, day: &str, kind: Kind, fields: &str) {
        let day = day.parse().unwrap();
        self.try_say(day, "王敏", kind, fields_of(fields)).unwrap();
    }

    pub fn classify(&mut self, day: &str, class: &str) {
        let fields = format!(r#"{{"class":"{class}","basis":"有材料"}}"#);
        self.say(day, Kind::Classify, &fields);
    }

    pub fn knows(&mut self, day: &str, name: &str, value: &str) {
        let fields = format!(r#"{{"name":"{name}","value":"{value}"}}"#);
        self.say(day, Kind::Fact, &fields);
    }

    /// The refusal of a record, with what is missing where a gate is closed.
    pub fn refused(
        &mut self,
        day: &str,
        kind: Kind,
        fields: &str,
    ) -> (Reason, Option<&'static str>) {
        let taken = self.try_say(day.parse().unwrap(), "王敏", kind, fields_of(fields));
        let lack = match &taken {
            Err(Error::Refused(refusal)) => refusal.lack.as_ref().map(|lack| lack.0),
            _ => None,
        };
        (reason(taken), lack)
    }

    /// Does the steps that hold back.
    pub fn gates(&mut self, day: NaiveDate) {
        let case = self.now();
        let class = self.session.pack.class(case.class().unwrap()).unwrap();
        let gates = class.steps.iter().filter(|step| step.gate);
        let gates: Vec<String> = gates.map(|step| step.id.clone()).collect();
        for gate in gates {
            let fields = fields_of(&format!(r#"{{"step":"{gate}","document":"死亡证明"}}"#));
            self.try_say(day, "王敏", Kind::Step, fields).unwrap();
        }
    }

    pub fn now(&self) -> Case {
        let entries = self.session.store.entries_of(self.case).unwrap();
        Case::of(&entries, &self.session.pack)
    }

    pub fn ledger(&self) -> Ledger {
        Ledger::of(&self.now(), &self.session.pack)
    }
}

pub fn moment(day: NaiveDate, minutes: i64) -> i64 {
    let morning = day.and_hms_opt(1, 0, 0).unwrap().and_utc();
    morning.timestamp_millis() + minutes * 1000
}
