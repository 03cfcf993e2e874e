//! The README tells what is true now.

use xunren::domain::settlement;
use xunren::domain::workday::Workdays;
use xunren::keymap::Keymap;
use xunren::messages::{Language, Messages};
use xunren::packs::Packs;
use xunren::usecases::keys;

const README: &str = include_str!("../../README.md");

#[test]
fn the_table_of_keys_is_that_of_the_key_files() {
    let table = keys::table(
        &Keymap::built_in("default").unwrap(),
        &Messages::load(Language::Chinese),
    );
    assert!(README.contains(table.trim_end()), "{table}");
}

#[test]
fn every_row_of_the_screenshot_is_eighty_columns_wide() {
    use unicode_width::UnicodeWidthStr;
    let shot = README.split("```text\n").nth(1).unwrap();
    let shot = shot.split("\n```").next().unwrap();
    assert_eq!(shot.lines().count(), 24);
    for line in shot.lines() {
        assert!(line.width() <= 80, "{line}");
    }
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
