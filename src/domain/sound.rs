//! How names sound: pinyin without tones, for finding people whose names are written with another character.

use pinyin::ToPinyin;

/// The syllables of a name, in order.
#[must_use]
pub fn syllables(name: &str) -> Vec<String> {
    name.chars()
        .filter_map(|c| c.to_pinyin())
        .map(|p| p.plain().replace('ü', "v"))
        .collect()
}

/// How typed text may sound.
#[must_use]
pub fn readings(typed: &str) -> Vec<String> {
    vec![syllables(typed).concat()]
}
