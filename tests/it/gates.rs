//! Procedures that gate: a campaign laid on a procedure pack, each class walked to each of its outcomes, what blocks on
//! the way and in what words.

use std::fmt::Write as _;

use xunren::domain::case::{Case, State, Turn};
use xunren::domain::deadline;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::gate;
use xunren::domain::pack::{Closing, OutcomeKind, Pack, Role, Step};
use xunren::domain::procedure::{self, Progress};
use xunren::domain::record::Reason;
use xunren::error::Error;
use xunren::messages::{Language, Messages};
use xunren::packs::Packs;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::recording::{Record, Subject, Taken, record};
use xunren::usecases::session::{Clock, Session};

use crate::desk::{MINUTE, PERSON, START, fields_of, packs, register_at};
use crate::office::{Office, SMALL, press};

pub const WANG: &str = "王敏";
pub const LI: &str = "李所";
pub const ZHAO: &str = "赵科";
const OFFICE: &str = include_str!("../data/layers/huiji-office/pack.toml");

/// The campaign of Huiji on the procedure of Songshan, with an office's own figures.
pub fn layered() -> Pack {
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("packs/huiji-office");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("pack.toml"), OFFICE).unwrap();
    let packs = Packs::with_config(config.path());
    packs.load("huiji-office").unwrap()
}

/// One person under a pack.
pub struct Walked {
    pub session: Session,
    case: CaseId,
    at: i64,
}

impl Walked {
    pub fn under(pack: Pack) -> Self {
        let unit = pack.unit;
        let mut session = Session::in_memory(unit, pack, WANG, Clock::Set(START)).unwrap();
        let fields = format!(r#"{{"name":"戴花妮","id_number":"{PERSON}"}}"#);
        let case = register_at(&mut session, START, &fields);
        Self {
            session,
            case,
            at: START,
        }
    }

    pub fn classed(class: &str) -> Self {
        let mut one = Self::under(layered());
        one.say(WANG, Kind::Classify, &format!(r#"{{"class":"{class}"}}"#));
        one
    }

    fn try_say(&mut self, by: &str, kind: Kind, fields: &str) -> Result<Taken, Error> {
        self.at += MINUTE;
        let said = Record {
            at: Some(self.at),
            by: Some(by.to_owned()),
            subject: Subject::Case(self.case),
            kind,
            fields: fields_of(fields),
        };
        record(&mut self.session, &said)
    }

    pub fn say(&mut self, by: &str, kind: Kind, fields: &str) {
        self.try_say(by, kind, fields).unwrap();
    }

    /// The sentence of a refusal by a gate.
    fn blocked(&mut self, kind: Kind, fields: &str) -> String {
        let error = self.try_say(WANG, kind, fields).unwrap_err();
        let Error::Refused(refusal) = &error else {
            panic!("{error}");
        };
        assert_eq!(refusal.reason, Reason::Blocked);
        error.sentence(&Messages::load(Language::Chinese))
    }

    pub fn refused(&mut self, by: &str, kind: Kind, fields: &str) -> Reason {
        match self.try_say(by, kind, fields) {
            Err(Error::Refused(refusal)) => refusal.reason,
            other => panic!("not refused: {other:?}"),
        }
    }

    pub fn now(&self) -> Case {
        let entries = self.session.store.entries_of(self.case).unwrap();
        Case::of(&entries, &self.session.pack)
    }

    /// Does a step the way its first closing asks.
    fn does(&mut self, step: &Step) {
        let own = format!(r#"{{"step":"{}"}}"#, step.id);
        let (kind, fields) = match step.closed_by.first() {
            Some(Closing::Fact(name)) => (
                Kind::Fact,
                format!(r#"{{"name":"{name}","value":"2021-05"}}"#),
            ),
            Some(Closing::Served) => (
                Kind::Served,
                r#"{"notice":"申请注销登记告知书","to":"李强"}"#.to_owned(),
            ),
            _ => (Kind::Step, own),
        };
        self.say(WANG, kind, &fields);
    }

    fn approve(&mut self) {
        self.say(
            LI,
            Kind::Review,
            r#"{"decision":"approve","level":"first"}"#,
        );
        self.say(ZHAO, Kind::Review, r#"{"decision":"approve"}"#);
    }
}

/// Closes gate after gate; gives the sentence of each.
pub fn sentences(one: &mut Walked, outcome: OutcomeKind) -> Vec<String> {
    let fields = format!(r#"{{"outcome":"{}"}}"#, outcome.name());
    let mut said = Vec::new();
    while let Some(closed) = gate::to_outcome(&one.now(), &one.session.pack, outcome, false) {
        said.push(one.blocked(Kind::Resolve, &fields));
        assert!(said.len() < 30, "{said:?}");
        match closed.lack {
            gate::Lack::Step => {
                let class = one.now().class().unwrap().to_owned();
                let class = one.session.pack.class(&class).unwrap();
                let step = class.steps.iter().find(|step| step.title == closed.step);
                let step = step.unwrap().clone();
                one.does(&step);
            }
            gate::Lack::Proof(_) => one.say(
                WANG,
                Kind::Fact,
                r#"{"name":"death_month","value":"2021-05","source":"火化证明"}"#,
            ),
            gate::Lack::Attempts { .. } => {
                one.say(WANG, Kind::Contact, r#"{"how":"visit","met":"nobody"}"#);
            }
            gate::Lack::Statement => one.say(
                WANG,
                Kind::Step,
                r#"{"step":"committee","document":"核查情况说明"}"#,
            ),
            gate::Lack::Officers(_)
            | gate::Lack::Recording
            | gate::Lack::Approval
            | gate::Lack::Instalments
            | gate::Lack::Offset
            | gate::Lack::Cash => panic!("nothing is served or paid here"),
        }
    }
    one.say(WANG, Kind::Resolve, &fields);
    said
}

#[test]
fn every_class_is_walked_to_every_outcome_and_each_gate_says_what_is_missing() {
    let pack = layered();
    let mut told = String::new();
    for class in pack
        .classes
        .iter()
        .filter(|class| !class.outcomes.is_empty())
    {
        for outcome in &class.outcomes {
            let mut one = Walked::classed(&class.id);
            let said = sentences(&mut one, *outcome);
            let _ = writeln!(told, "{} {}", class.id, outcome.name());
            for sentence in &said {
                let _ = writeln!(told, "  {sentence}");
            }
            one.approve();
            assert_eq!(
                one.now().state(),
                State::Resolved,
                "{} {outcome:?}",
                class.id
            );
            one.say(ZHAO, Kind::SystemUpdate, "{}");
        }
    }
    insta::assert_snapshot!("gates", told);
}

#[test]
fn only_clauses_gate_and_an_owed_photo_never_does() {
    let pack = layered();
    for step in pack.classes.iter().flat_map(|class| &class.steps) {
        assert!(!step.gate || step.clause.is_some(), "{}", step.title);
    }
    let mut one = Walked::classed("1");
    sentences(&mut one, OutcomeKind::Resumed);
    let case = one.now();
    let owed = xunren::domain::procedure::evidence_owed(&case, &one.session.pack);
    assert!(owed > 0, "photos are owed, and the outcome was taken");
}

#[test]
fn a_layer_keeps_the_gates_below_and_the_words_above() {
    let pack = layered();
    let step = |class: &str, id: &str| {
        let class = pack.class(class).unwrap();
        let place = class.steps.iter().position(|step| step.id == id);
        (place.unwrap(), &class.steps[place.unwrap()])
    };
    let (_, certify) = step("1", "certify");
    assert!(certify.gate);
    assert_eq!(certify.title, "办理资格认证");
    let cite = |step: &Step| pack.cite(step.clause.as_deref().unwrap());
    assert_eq!(cite(certify), "赤松政办发〔2020〕56号 第二十六条");
    let (contact, first) = step("1", "contact");
    assert_eq!(cite(first), "惠人社〔2021〕82号 三（二）1");
    assert!(contact < step("1", "certify").0 && step("1", "certify").0 < step("1", "apply").0);
    assert!(step("6", "seek").0 < step("6", "claim").0);
    for class in &pack.classes {
        let mut ids: Vec<&str> = class.steps.iter().map(|step| step.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), class.steps.len(), "{}", class.id);
        if !class.outcomes.is_empty() {
            let place = |closing: &Closing| {
                let closes = |step: &Step| step.closed_by.contains(closing);
                class.steps.iter().position(closes)
            };
            // What comes behind (the money that arrived, the file) is no condition of it.
            assert!(
                place(&Closing::SystemUpdate) > place(&Closing::Review),
                "{}",
                class.id
            );
        }
    }
}

#[test]
fn nobody_is_resolved_as_dead_without_a_date_and_a_proof_or_a_promise() {
    for proof in [
        r#"{"name":"death_month","value":"2021-05","source":"户籍注销证明"}"#,
        r#"{"name":"death_month","value":"2021-05","source":"家属告知承诺书"}"#,
    ] {
        let mut one = Walked::classed("5");
        let outcome = r#"{"outcome":"terminated"}"#;
        assert!(one.blocked(Kind::Resolve, outcome).contains("核实死亡月份"));
        one.say(
            WANG,
            Kind::Fact,
            r#"{"name":"death_month","value":"2021-05","source":"邻居说的"}"#,
        );
        let said = one.blocked(Kind::Resolve, outcome);
        assert!(
            said.contains("还缺一样证明") && said.contains("第二十七条"),
            "{said}"
        );
        one.say(WANG, Kind::Fact, proof);
        assert!(!one.blocked(Kind::Resolve, outcome).contains("还缺一样证明"));
    }
}

#[test]
fn money_is_claimed_by_two_officers_with_a_recording() {
    let claim =
        |more: &str| format!(r#"{{"notice":"冒领社会保险待遇追缴通知书","to":"李强"{more}}}"#);
    let mut one = Walked::classed("5");
    let alone = one.blocked(Kind::Served, &claim(r#","servers":["王敏"]"#));
    assert!(
        alone.contains("2名工作人员") && alone.contains("第三十条"),
        "{alone}"
    );
    let unseen = one.blocked(Kind::Served, &claim(r#","servers":["王敏","李所"]"#));
    assert!(unseen.contains("记录仪编号"), "{unseen}");
    one.say(
        WANG,
        Kind::Served,
        &claim(r#","servers":["王敏","李所"],"recording":"A-17""#),
    );
    one.say(WANG, Kind::Served, &claim(r#","how":"mail""#));
    let mut campaign = Walked::under(packs().load("huiji-2021").unwrap());
    campaign.say(WANG, Kind::Served, &claim(""));
}

#[test]
fn a_balance_is_sealed_after_the_offices_attempts_and_never_more_than_it_set() {
    let mut unset = layered();
    unset.rules.seal.as_mut().unwrap().attempts = None;
    let mut one = Walked::under(unset);
    one.say(WANG, Kind::Classify, r#"{"class":"6"}"#);
    let said = sentences(&mut one, OutcomeKind::Sealed);
    assert!(
        said.iter().all(|sentence| !sentence.contains("次数")),
        "{said:?}"
    );
    let mut looked = Walked::classed("6");
    for _ in 0..5 {
        looked.say(WANG, Kind::Contact, r#"{"how":"match","met":"nobody"}"#);
    }
    assert_eq!(
        gate::attempts(&looked.now()),
        0,
        "a look into a list is no attempt"
    );
}

/// The walk on a person under the layered pack after these records, so many days later; the office above sees it.
fn panel(language: Language, said: &[(Kind, &str)], days: i64, size: (u16, u16)) -> String {
    panel_under(layered(), language, said, days, size)
}

/// The same under any pack.
pub fn panel_under(
    pack: Pack,
    language: Language,
    said: &[(Kind, &str)],
    days: i64,
    size: (u16, u16),
) -> String {
    let mut office = Office::empty();
    office.messages = Messages::load(language);
    let mut one = Walked::under(pack);
    for (kind, fields) in said {
        one.say(WANG, *kind, fields);
    }
    one.session.clock = Clock::Set(START + days * 24 * 60 * MINUTE);
    let mut app = office.start(Some(one.session), "default", Look::default());
    press(&mut app, "/戴花妮<enter>");
    let rows = screen_of(&mut app, size).unwrap();
    let trimmed: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    trimmed.join("\n")
}

/// Money is claimed from who was sentenced only after a notice to that person and one to the family.
#[test]
fn who_was_sentenced_and_the_family_each_get_the_notice_before_money_is_claimed() {
    let mut one = Walked::classed("4");
    for step in ["stage", "reckon", "materials"] {
        let class = one.session.pack.class("4").unwrap();
        let step = class.steps.iter().find(|known| known.id == step).unwrap();
        let step = step.clone();
        one.does(&step);
    }
    let claims = r#"{"outcome":"kept_suspended","recover_due":"728.00"}"#;
    let said = one.blocked(Kind::Resolve, claims);
    assert!(
        said.contains("追缴通知书") && said.contains("第二十九条"),
        "{said}"
    );
    let serve = |to: &str, relation: &str, notice: &str| {
        format!(
            r#"{{"notice":"{notice}","to":"{to}","relation":"{relation}","servers":["王敏","李所"],"recording":"A-17"}}"#
        )
    };
    let notice = "多领社会保险待遇追缴通知书";
    one.say(WANG, Kind::Served, &serve("戴花妮", "本人", notice));
    one.blocked(Kind::Resolve, claims);
    // Another paper to the family is no notice of the claim.
    one.say(WANG, Kind::Served, &serve("戴强", "儿子", "待遇领取告知书"));
    one.blocked(Kind::Resolve, claims);
    one.say(WANG, Kind::Served, &serve("戴强", "儿子", notice));
    one.say(WANG, Kind::Resolve, claims);
    // Where nothing is claimed nobody needs a notice.
    let mut nothing = Walked::classed("4");
    for step in ["stage", "reckon", "materials"] {
        let class = nothing.session.pack.class("4").unwrap();
        let step = class.steps.iter().find(|known| known.id == step).unwrap();
        let step = step.clone();
        nothing.does(&step);
    }
    nothing.say(WANG, Kind::Resolve, r#"{"outcome":"kept_suspended"}"#);
}

/// A look into the lists is the offices' own step: it takes nobody off the village's list.
#[test]
fn a_classified_person_stays_with_the_village_while_it_can_do_its_own_step() {
    let mut one = Walked::classed("1");
    let turn = |one: &Walked| one.now().turn(&one.session.pack);
    let next = |one: &Walked, role: Role| {
        let case = one.now();
        let step = procedure::next_of(&case, &one.session.pack, |step| step <= role);
        step.map(|step| step.id.clone()).unwrap_or_default()
    };
    assert_eq!(
        procedure::next_step(&one.now(), &one.session.pack)
            .unwrap()
            .id,
        "match"
    );
    assert_eq!(
        (turn(&one), next(&one, Role::Village)),
        (Turn::Visit, "contact".to_owned())
    );
    assert_eq!(next(&one, Role::District), "match");
    one.say(
        WANG,
        Kind::Contact,
        r#"{"how":"visit","met":"self","found":"alive"}"#,
    );
    one.say(
        WANG,
        Kind::Fact,
        r#"{"name":"certified_on","value":"2021-08-27"}"#,
    );
    // The office has to confirm first: that holds back.
    assert_eq!(turn(&one), Turn::Township);
    one.say(WANG, Kind::Fact, r#"{"name":"eligible","value":"yes"}"#);
    assert_eq!(
        (turn(&one), next(&one, Role::Village)),
        (Turn::Visit, "account".to_owned())
    );
    // The campaign alone, which holds nothing back, goes on step by step.
    let mut alone = Walked::under(packs().load("huiji-2021").unwrap());
    alone.say(WANG, Kind::Classify, r#"{"class":"3b"}"#);
    alone.say(
        WANG,
        Kind::Contact,
        r#"{"how":"visit","met":"self","found":"alive"}"#,
    );
    assert_eq!(turn(&alone), Turn::District);
    let case = alone.now();
    let first = procedure::next_step(&case, &alone.session.pack);
    assert_eq!(
        procedure::next_of(&case, &alone.session.pack, |role| role == Role::Village),
        first
    );
}

#[test]
fn the_panel_tells_by_words_what_is_done_next_held_and_due() {
    let dead = [
        (
            Kind::Contact,
            r#"{"how":"visit","met":"family","found":"dead"}"#,
        ),
        (Kind::Classify, r#"{"class":"5"}"#),
        (Kind::Step, r#"{"step":"match"}"#),
        (
            Kind::Fact,
            r#"{"name":"death_month","value":"2021-05","source":"邻居说的"}"#,
        ),
        (
            Kind::Served,
            r#"{"notice":"申请注销登记告知书","to":"李强","on":"2021-08-27","due":"2021-09-01"}"#,
        ),
    ];
    insta::assert_snapshot!("panel_before", panel(Language::Chinese, &dead, 1, SMALL));
    insta::assert_snapshot!("panel_overdue", panel(Language::Chinese, &dead, 9, SMALL));
    insta::assert_snapshot!(
        "panel_overdue_en",
        panel(Language::English, &dead, 9, SMALL)
    );
    let large = panel(Language::Chinese, &dead, 9, (120, 36));
    insta::assert_snapshot!("panel_large", large);
}

#[test]
fn a_campaign_alone_holds_nobody_back() {
    let mut one = Walked::under(packs().load("huiji-2021").unwrap());
    one.say(WANG, Kind::Classify, r#"{"class":"5"}"#);
    let case = one.now();
    let steps = procedure::steps(&case, &one.session.pack);
    assert!(
        !steps
            .iter()
            .any(|(_, progress)| matches!(progress, Progress::Blocked(_)))
    );
    one.say(WANG, Kind::Resolve, r#"{"outcome":"sealed"}"#);
}

#[test]
fn somebody_who_serves_a_sentence_is_due_again_on_the_day_of_release() {
    let mut one = Walked::classed("4");
    one.say(
        WANG,
        Kind::Fact,
        r#"{"name":"released","value":"2021-09-03"}"#,
    );
    sentences(&mut one, OutcomeKind::KeptSuspended);
    one.approve();
    let terms = deadline::terms(&one.now(), &one.session.pack);
    assert_eq!(terms.len(), 1);
    assert_eq!(terms[0].matter, deadline::Matter::Release);
    assert_eq!(terms[0].until.to_string(), "2021-09-03");
}
