//! Levels of review: each approves in its turn, nobody decides at two, and a return goes back to whom it names.

use xunren::domain::case::{OutcomeStatus, State, Turn};
use xunren::domain::entry::Kind;
use xunren::domain::pack::OutcomeKind;
use xunren::domain::record::Reason;

use crate::desk::packs;
use crate::gates::{LI, WANG, Walked, ZHAO, sentences};

#[test]
fn levels_approve_in_order_and_nobody_decides_at_two_of_them() {
    let mut one = Walked::classed("4");
    sentences(&mut one, OutcomeKind::KeptSuspended);
    let approve = r#"{"decision":"approve"}"#;
    let second = r#"{"decision":"approve","level":"second"}"#;
    assert_eq!(one.now().turn(&one.session.pack), Turn::Township);
    assert_eq!(
        one.refused(WANG, Kind::Review, approve),
        Reason::SameOfficer
    );
    assert_eq!(one.refused(LI, Kind::Review, second), Reason::BadValue);
    one.say(LI, Kind::Review, approve);
    let case = one.now();
    assert_eq!(case.state(), State::Proposed);
    assert_eq!(case.turn(&one.session.pack), Turn::District);
    assert_eq!(case.awaited(&one.session.pack).unwrap().title, "区复核");
    assert_eq!(one.refused(LI, Kind::Review, second), Reason::SameOfficer);
    one.say(ZHAO, Kind::Review, second);
    assert_eq!(one.now().state(), State::Resolved);
    // The last approval is taken back: the first one stands still.
    one.say(ZHAO, Kind::Withdraw, r#"{"what":"review"}"#);
    let case = one.now();
    assert_eq!((case.state(), case.unresolved), (State::Proposed, 1));
    assert_eq!(case.turn(&one.session.pack), Turn::District);
    one.say(ZHAO, Kind::Review, second);
    assert_eq!(one.now().state(), State::Resolved);
}

#[test]
fn a_return_goes_to_the_level_named_or_to_who_proposed() {
    let mut one = Walked::classed("4");
    sentences(&mut one, OutcomeKind::KeptSuspended);
    one.say(LI, Kind::Review, r#"{"decision":"approve"}"#);
    let back = r#"{"decision":"return","level":"first","note":"文书号不清"}"#;
    one.say(ZHAO, Kind::Review, back);
    let case = one.now();
    assert_eq!(case.state(), State::Proposed);
    assert_eq!(case.turn(&one.session.pack), Turn::Township);
    assert_eq!(case.outcome.as_ref().unwrap().review_note, "文书号不清");
    assert_eq!(
        one.refused(ZHAO, Kind::Review, r#"{"decision":"approve"}"#),
        Reason::SameOfficer,
        "who decided for the district does not decide for the township"
    );
    one.say(LI, Kind::Review, r#"{"decision":"approve"}"#);
    one.say(ZHAO, Kind::Review, r#"{"decision":"return","note":"重办"}"#);
    let case = one.now();
    assert_eq!(case.state(), State::Returned);
    assert_eq!(case.outcome.unwrap().status, OutcomeStatus::Returned);
}

#[test]
fn who_handled_a_case_does_not_review_it_where_the_pack_keeps_them_apart() {
    let mut one = Walked::classed("4");
    one.say(LI, Kind::Contact, r#"{"how":"phone","met":"family"}"#);
    sentences(&mut one, OutcomeKind::KeptSuspended);
    let approve = r#"{"decision":"approve"}"#;
    assert_eq!(one.refused(LI, Kind::Review, approve), Reason::SameOfficer);
    one.say("孙办", Kind::Review, approve);
}

#[test]
fn three_levels_of_longjing_come_one_after_the_other() {
    let pack = packs().load("longjing-2021").unwrap();
    let titles: Vec<&str> = pack
        .review
        .levels
        .iter()
        .map(|level| level.title.as_str())
        .collect();
    assert_eq!(titles, ["村初审", "所复审", "市终审"]);
    let mut one = Walked::under(pack);
    one.say(WANG, Kind::Classify, r#"{"class":"5"}"#);
    one.say(WANG, Kind::Resolve, r#"{"outcome":"terminated"}"#);
    for (by, turn) in [
        (LI, Turn::Visit),
        (ZHAO, Turn::Township),
        ("孙办", Turn::District),
    ] {
        assert_eq!(one.now().turn(&one.session.pack), turn);
        one.say(by, Kind::Review, r#"{"decision":"approve"}"#);
    }
    assert_eq!(one.now().state(), State::Resolved);
}
