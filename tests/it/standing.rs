//! Which entry stands: each sentence of the contract about withdrawals, outcomes and reviews, one test each.

use xunren::domain::case::{OutcomeStatus, State};
use xunren::domain::entry::Kind;
use xunren::domain::record::Reason;
use xunren::usecases::recording::{Record, Subject, Taken, record};

use crate::desk::{MINUTE, One, START, fields_of, reason, register};

const WANG: &str = "王敏";
const LI: &str = "李所";

fn classify(one: &mut One, class: &str) {
    one.say(WANG, Kind::Classify, &format!(r#"{{"class":"{class}"}}"#));
}

fn contact(one: &mut One) {
    one.say(
        WANG,
        Kind::Contact,
        r#"{"how":"visit","met":"self","found":"alive"}"#,
    );
}

fn resume(one: &mut One) {
    one.say(
        WANG,
        Kind::Resolve,
        r#"{"outcome":"resumed","back_pay":"100"}"#,
    );
}

fn approve(one: &mut One) {
    one.say(LI, Kind::Review, r#"{"decision":"approve"}"#);
}

fn take_back(one: &mut One, what: &str) {
    one.say(WANG, Kind::Withdraw, &format!(r#"{{"what":"{what}"}}"#));
}

/// A person met, classed and proposed.
fn proposed() -> One {
    let mut one = One::new();
    contact(&mut one);
    classify(&mut one, "1");
    resume(&mut one);
    one
}

fn approved() -> One {
    let mut one = proposed();
    approve(&mut one);
    one
}

#[test]
fn a_case_goes_from_untouched_to_resolved() {
    let mut one = One::new();
    assert_eq!(one.now().state(), State::Untouched);
    contact(&mut one);
    assert_eq!(one.now().state(), State::InProgress);
    classify(&mut one, "1");
    assert_eq!(one.now().state(), State::Verified);
    resume(&mut one);
    assert_eq!(one.now().state(), State::Proposed);
    approve(&mut one);
    assert_eq!(one.now().state(), State::Resolved);
}

#[test]
fn when_a_class_is_withdrawn_the_one_before_stands_again() {
    let mut one = One::new();
    classify(&mut one, "1");
    classify(&mut one, "7");
    assert_eq!(one.now().class(), Some("7"));
    take_back(&mut one, "classify");
    assert_eq!(one.now().class(), Some("1"));
    take_back(&mut one, "classify");
    assert_eq!(one.now().class(), None);
    assert_eq!(
        one.refused(WANG, Kind::Withdraw, r#"{"what":"classify"}"#),
        Reason::NothingToWithdraw
    );
}

#[test]
fn what_was_withdrawn_stays_readable() {
    let mut one = One::new();
    contact(&mut one);
    take_back(&mut one, "contact");
    let case = one.now();
    assert_eq!(case.state(), State::Untouched);
    assert_eq!(case.entries.len(), 3);
    assert_eq!(case.withdrawn.len(), 1);
}

#[test]
fn an_entry_can_be_withdrawn_by_its_name() {
    let mut one = One::new();
    classify(&mut one, "1");
    classify(&mut one, "7");
    let first = one.now().standing(Kind::Classify).next().unwrap().id;
    one.say(WANG, Kind::Withdraw, &format!(r#"{{"entry":"{first}"}}"#));
    assert_eq!(one.now().class(), Some("7"));
    assert_eq!(
        one.refused(WANG, Kind::Withdraw, &format!(r#"{{"entry":"{first}"}}"#)),
        Reason::NothingToWithdraw
    );
}

#[test]
fn an_outcome_needs_a_standing_class() {
    let mut one = One::new();
    contact(&mut one);
    let outcome = r#"{"outcome":"resumed"}"#;
    assert_eq!(one.refused(WANG, Kind::Resolve, outcome), Reason::NoClass);
    classify(&mut one, "1");
    take_back(&mut one, "classify");
    assert_eq!(one.refused(WANG, Kind::Resolve, outcome), Reason::NoClass);
}

#[test]
fn an_outcome_ends_with_a_new_classification() {
    for mut one in [proposed(), approved()] {
        classify(&mut one, "7");
        assert!(one.now().live_outcome().is_none());
        assert_eq!(one.now().state(), State::Verified);
    }
}

#[test]
fn an_outcome_ends_even_when_the_same_class_is_said_again() {
    let mut one = approved();
    classify(&mut one, "1");
    assert_eq!(one.now().state(), State::Verified);
}

#[test]
fn an_outcome_ends_with_the_withdrawal_of_its_class() {
    for mut one in [proposed(), approved()] {
        take_back(&mut one, "classify");
        assert!(one.now().live_outcome().is_none());
        assert_eq!(one.now().state(), State::InProgress);
    }
}

#[test]
fn an_outcome_ends_with_a_new_proposal() {
    let mut one = approved();
    let first = one.now().outcome.unwrap().entry;
    one.say(
        WANG,
        Kind::Resolve,
        r#"{"outcome":"kept_suspended","because":"x"}"#,
    );
    let outcome = one.now().outcome.unwrap();
    assert_ne!(outcome.entry, first);
    assert_eq!(outcome.status, OutcomeStatus::Proposed);
    assert_eq!(one.now().unresolved, 1);
}

#[test]
fn an_outcome_ends_with_its_own_withdrawal() {
    for mut one in [proposed(), approved()] {
        take_back(&mut one, "resolve");
        assert_eq!(one.now().state(), State::Verified);
        assert_eq!(
            one.refused(LI, Kind::Review, r#"{"decision":"approve"}"#),
            Reason::NothingToReview
        );
    }
}

#[test]
fn an_outcome_ends_with_a_return() {
    let mut one = proposed();
    one.say(LI, Kind::Review, r#"{"decision":"return","note":"缺照片"}"#);
    assert_eq!(one.now().state(), State::Returned);
    assert!(one.now().live_outcome().is_none());
    assert_eq!(
        one.refused(LI, Kind::Review, r#"{"decision":"approve"}"#),
        Reason::NothingToReview
    );
    assert_eq!(
        one.refused(WANG, Kind::Withdraw, r#"{"what":"resolve"}"#),
        Reason::NothingToWithdraw
    );
}

#[test]
fn an_outcome_that_has_ended_never_comes_back_by_itself() {
    let mut one = approved();
    classify(&mut one, "7");
    take_back(&mut one, "classify");
    assert_eq!(one.now().class(), Some("1"));
    assert_eq!(one.now().state(), State::Verified);
    assert!(one.now().live_outcome().is_none());

    let mut one = approved();
    one.say(WANG, Kind::Resolve, r#"{"outcome":"kept_suspended"}"#);
    take_back(&mut one, "resolve");
    assert!(one.now().live_outcome().is_none());

    let mut one = proposed();
    one.say(LI, Kind::Review, r#"{"decision":"return"}"#);
    one.say(LI, Kind::Withdraw, r#"{"what":"review"}"#);
    assert!(one.now().live_outcome().is_none());
}

#[test]
fn a_withdrawn_class_that_stood_no_longer_leaves_the_outcome_alone() {
    let mut one = One::new();
    classify(&mut one, "7");
    let first = one.now().class_entry().unwrap().id;
    classify(&mut one, "1");
    resume(&mut one);
    approve(&mut one);
    one.say(WANG, Kind::Withdraw, &format!(r#"{{"entry":"{first}"}}"#));
    assert_eq!(one.now().state(), State::Resolved);
}

#[test]
fn a_withdrawn_approval_leaves_the_proposal_waiting() {
    let mut one = approved();
    one.say(LI, Kind::Withdraw, r#"{"what":"review"}"#);
    assert_eq!(one.now().state(), State::Proposed);
    approve(&mut one);
    assert_eq!(one.now().state(), State::Resolved);
}

#[test]
fn who_proposed_does_not_review() {
    let mut one = proposed();
    assert_eq!(
        one.refused(WANG, Kind::Review, r#"{"decision":"approve"}"#),
        Reason::SameOfficer
    );
    assert_eq!(
        one.refused(WANG, Kind::Review, r#"{"decision":"return"}"#),
        Reason::SameOfficer
    );
    assert_eq!(one.now().state(), State::Proposed);
}

#[test]
fn nothing_can_be_reviewed_before_it_is_proposed_or_twice() {
    let mut one = One::new();
    let review = r#"{"decision":"approve"}"#;
    assert_eq!(
        one.refused(LI, Kind::Review, review),
        Reason::NothingToReview
    );
    let mut one = approved();
    assert_eq!(
        one.refused(LI, Kind::Review, review),
        Reason::NothingToReview
    );
}

#[test]
fn a_class_allows_its_own_outcomes_alone() {
    const ALLOWED: [(&str, &[&str]); 8] = [
        ("1", &["resumed", "kept_suspended"]),
        ("2", &["awarded"]),
        ("3a", &["resumed", "terminated"]),
        ("3b", &["resumed", "terminated"]),
        ("4", &["kept_suspended", "resumed"]),
        ("5", &["terminated", "sealed"]),
        ("6", &["sealed"]),
        ("7", &["resumed", "terminated"]),
    ];
    for (class, allowed) in ALLOWED {
        for outcome in [
            "resumed",
            "awarded",
            "terminated",
            "sealed",
            "kept_suspended",
        ] {
            let mut one = One::new();
            contact(&mut one);
            classify(&mut one, class);
            let said = one.try_say(
                WANG,
                Kind::Resolve,
                &format!(r#"{{"outcome":"{outcome}"}}"#),
            );
            if allowed.contains(&outcome) {
                assert!(said.is_ok(), "{class} {outcome}: {said:?}");
            } else {
                assert_eq!(reason(said), Reason::OutcomeNotAllowed, "{class} {outcome}");
            }
        }
    }
}

#[test]
fn what_cannot_be_is_refused_with_its_word() {
    let mut one = One::new();
    assert_eq!(
        one.refused(WANG, Kind::Classify, r#"{"class":"8"}"#),
        Reason::UnknownClass
    );
    // The third class as such may stand, but it takes 3a or 3b to end the case.
    classify(&mut one, "3");
    assert_eq!(
        one.refused(WANG, Kind::Resolve, r#"{"outcome":"resumed"}"#),
        Reason::OutcomeNotAllowed
    );
    assert_eq!(
        one.refused(WANG, Kind::Contact, r#"{"how":"visit","hat":"red"}"#),
        Reason::UnknownField
    );
    assert_eq!(
        one.refused(WANG, Kind::Contact, r#"{"how":"fly"}"#),
        Reason::BadValue
    );
    let missing = record(
        &mut one.session,
        &Record {
            at: None,
            by: None,
            subject: Subject::IdNumber("410198194701270480".to_owned()),
            kind: Kind::Note,
            fields: fields_of(r#"{"text":"x"}"#),
        },
    );
    assert_eq!(reason(missing), Reason::UnknownPerson);
}

#[test]
fn a_refused_record_leaves_no_entry() {
    let mut one = One::new();
    let before = one.session.store.count_entries().unwrap();
    one.refused(WANG, Kind::Resolve, r#"{"outcome":"resumed"}"#);
    assert_eq!(one.session.store.count_entries().unwrap(), before);
}

#[test]
fn a_record_of_an_earlier_time_is_judged_by_what_stood_then() {
    let mut one = One::new();
    one.try_at(
        START + 60 * MINUTE,
        WANG,
        Kind::Classify,
        r#"{"class":"1"}"#,
    )
    .unwrap();
    let early = one.try_at(
        START + 30 * MINUTE,
        WANG,
        Kind::Resolve,
        r#"{"outcome":"resumed"}"#,
    );
    assert_eq!(reason(early), Reason::NoClass);
    one.try_at(
        START + 20 * MINUTE,
        WANG,
        Kind::Classify,
        r#"{"class":"7"}"#,
    )
    .unwrap();
    assert_eq!(one.now().class(), Some("1"));
}

#[test]
fn a_backdated_class_does_not_end_a_later_outcome() {
    let mut one = One::new();
    for (minutes, by, kind, fields) in [
        (60, WANG, Kind::Classify, r#"{"class":"1"}"#),
        (70, WANG, Kind::Resolve, r#"{"outcome":"resumed"}"#),
        (80, LI, Kind::Review, r#"{"decision":"approve"}"#),
        (30, WANG, Kind::Classify, r#"{"class":"7"}"#),
    ] {
        one.try_at(START + minutes * MINUTE, by, kind, fields)
            .unwrap();
    }
    assert_eq!(one.now().state(), State::Resolved);
    let found = one
        .session
        .store
        .verify(&one.session.pack, &mut |_| {})
        .unwrap();
    assert!(found.ok, "{found:?}");
}

#[test]
fn the_same_record_said_twice_is_one_record() {
    let mut one = One::new();
    let at = START + MINUTE;
    let fields = r#"{"how":"phone"}"#;
    one.try_at(at, WANG, Kind::Contact, fields).unwrap();
    let again = one.try_at(at, WANG, Kind::Contact, fields).unwrap();
    assert_eq!(again, Taken::Unchanged);
    assert_eq!(one.now().standing(Kind::Contact).count(), 1);
}

#[test]
fn a_contact_counts_for_others_of_the_household_as_well() {
    let mut one = One::new();
    let wife = register(&mut one.session, "蔡福来", "410198195006237114");
    one.say(
        WANG,
        Kind::Contact,
        r#"{"how":"visit","met":"family","also":["410198195006237114"]}"#,
    );
    let row = one.session.store.row(wife).unwrap().unwrap();
    assert_eq!(row.state, State::InProgress);
    let entries = one.session.store.entries_of(wife).unwrap();
    assert_eq!(entries.last().unwrap().kind, Kind::Contact);
    let before = one.session.store.count_entries().unwrap();
    let unknown = one.refused(
        WANG,
        Kind::Contact,
        r#"{"how":"visit","also":["410198194701270480"]}"#,
    );
    assert_eq!(unknown, Reason::UnknownPerson);
    assert_eq!(one.session.store.count_entries().unwrap(), before);
}

#[test]
fn the_book_proves_itself_after_all_of_it() {
    let mut one = approved();
    classify(&mut one, "7");
    take_back(&mut one, "classify");
    resume(&mut one);
    one.say(LI, Kind::Review, r#"{"decision":"return"}"#);
    one.say(LI, Kind::Withdraw, r#"{"what":"review"}"#);
    let found = one
        .session
        .store
        .verify(&one.session.pack, &mut |_| {})
        .unwrap();
    assert!(found.ok, "{found:?}");
}
