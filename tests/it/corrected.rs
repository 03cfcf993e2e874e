//! Who no roster knew, and what a list said wrongly: registered, corrected, or looked into and left as it stands.

use xunren::domain::entry::Kind;
use xunren::domain::record::Reason;
use xunren::domain::roster::Doubt;
use xunren::usecases::recording::{Record, Subject, Taken, record};

use crate::desk::{One, PERSON, START, fields_of, reason, register, session};

const WANG: &str = "王敏";

#[test]
fn a_person_whom_no_roster_knows_is_registered_once() {
    let mut session = session();
    let case = register(&mut session, "戴花妮", PERSON);
    let row = session.store.row(case).unwrap().unwrap();
    assert_eq!(row.name, "戴花妮");
    assert_eq!(row.unit.to_string(), "410108004200");
    let other = Record {
        at: Some(START),
        by: None,
        subject: Subject::Nobody,
        kind: Kind::Register,
        fields: fields_of(&format!(r#"{{"name":"别人","id_number":"{PERSON}"}}"#)),
    };
    assert_eq!(reason(record(&mut session, &other)), Reason::BadValue);
    let nobody = Record {
        fields: fields_of(r#"{"name":"石雪芳"}"#),
        ..other.clone()
    };
    let Taken::Applied(case, _) = record(&mut session, &nobody).unwrap() else {
        panic!("not applied");
    };
    let row = session.store.row(case).unwrap().unwrap();
    assert!(row.doubts.contains(&Doubt::IdMissing));
    let outside = Record {
        fields: fields_of(r#"{"name":"石雪芳","unit":"410102"}"#),
        ..other
    };
    assert_eq!(reason(record(&mut session, &outside)), Reason::BadValue);
}

/// A person whose ID has a wrong check digit.
fn doubtful() -> One {
    let mut one = One::new();
    one.case = register(&mut one.session, "石雪芳", "410198194701270481");
    assert!(one.now().doubts.contains(&Doubt::IdCheckDigit));
    one
}

#[test]
fn a_correction_settles_the_doubt_it_answers_and_old_and_new_stay_readable() {
    let mut one = doubtful();
    one.say(
        WANG,
        Kind::Correct,
        r#"{"field":"id_number","value":"410198194701270480","because":"户口本"}"#,
    );
    let case = one.now();
    assert!(!case.doubts.contains(&Doubt::IdCheckDigit));
    assert_eq!(case.facts.id_number.as_deref(), Some("410198194701270480"));
    assert_eq!(
        case.entries[0]
            .body
            .roster
            .as_ref()
            .unwrap()
            .id_number
            .as_deref(),
        Some("410198194701270481")
    );
    let found = one
        .session
        .store
        .row_by_id_number("410198194701270480")
        .unwrap();
    assert_eq!(found.unwrap().id, one.case);
    one.say(WANG, Kind::Withdraw, r#"{"what":"correct"}"#);
    let case = one.now();
    assert!(case.doubts.contains(&Doubt::IdCheckDigit));
    assert_eq!(case.facts.id_number.as_deref(), Some("410198194701270481"));
}

#[test]
fn an_accepted_doubt_is_settled_and_the_value_stands() {
    let mut one = doubtful();
    one.say(
        WANG,
        Kind::AcceptDoubt,
        r#"{"doubt":"id-check-digit","because":"身份证原件"}"#,
    );
    let case = one.now();
    assert!(!case.doubts.contains(&Doubt::IdCheckDigit));
    assert_eq!(case.facts.id_number.as_deref(), Some("410198194701270481"));
    assert_eq!(
        one.refused(WANG, Kind::AcceptDoubt, r#"{"doubt":"id-check-digit"}"#),
        Reason::BadValue
    );
    one.say(WANG, Kind::Withdraw, r#"{"what":"accept_doubt"}"#);
    assert!(one.now().doubts.contains(&Doubt::IdCheckDigit));
}
