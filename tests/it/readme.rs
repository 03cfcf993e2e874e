//! The README tells what is true now.

use xunren::domain::settlement;
use xunren::domain::workday::Workdays;
use xunren::keymap::Keymap;
use xunren::messages::{Language, Messages};
use xunren::packs::Packs;
use xunren::tui::paint::Look;
use xunren::tui::screen_of;
use xunren::usecases::demo::{self, Demo};
use xunren::usecases::keys;
use xunren::usecases::session::Clock;

use crate::office::{Office, SMALL, press};

const README: &str = include_str!("../../README.md");

#[test]
fn the_table_of_keys_is_that_of_the_key_files() {
    let table = keys::table(
        &Keymap::built_in("default").unwrap(),
        &Messages::load(Language::Chinese),
    );
    assert!(README.contains(table.trim_end()), "{table}");
}

/// The demo's walk, third person: what whoever starts the program sees after two keys.
#[test]
fn the_screenshot_is_the_screen_of_the_demo() {
    let office = Office::empty();
    let wanted = Demo {
        cases: demo::CASES,
        seed: 1,
        days: 4,
    };
    let packs = Packs::of_program();
    let mut session = demo::make(&office.book(), &wanted, &packs, &mut |_| {}).unwrap();
    session.clock = Clock::Set(demo::now(&session));
    let mut app = office.start(Some(session), "default", Look::default());
    press(&mut app, "9<down><down>");
    let rows = screen_of(&mut app, SMALL).unwrap();
    let drawn: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    let shot = README.split("```text\n").nth(1).unwrap();
    let shot = shot.split("\n```").next().unwrap();
    assert_eq!(shot, drawn.join("\n"));
}

#[test]
fn the_facts_it_shows_can_be_settled() {
    let start = README.find("    {\"pack\":").unwrap();
    let end = start + README[start..].find("\n\n").unwrap();
    let facts = settlement::read(&serde_json::from_str(&README[start..end]).unwrap()).unwrap();
    let pack = Packs::of_program().load(&facts.pack).unwrap();
    let working = settlement::settle(&facts, &pack, &Workdays::of_program().unwrap());
    assert_eq!(working.missing, Vec::<String>::new());
    assert_eq!(working.payable.total.unwrap().to_string(), "2628.00");
}
