//! The README tells what is true now.

use xunren::keymap::Keymap;
use xunren::messages::{Language, Messages};
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
