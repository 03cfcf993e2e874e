//! Every key of a message that the program names exists, in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use xunren::messages::{Language, Messages};

fn sources(folder: &Path, found: &mut Vec<String>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
}

/// The keys that stand as literals; what ends in `-` or holds `{` is put together, and its beginning is kept.
fn literals() -> BTreeSet<String> {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&root.join("tui"), &mut files);
    sources(&root.join("cli"), &mut files);
    sources(&root.join("usecases/papers"), &mut files);
    let mut keys = BTreeSet::new();
    for text in files {
        for literal in text.split('"') {
            let begins = ["tui-", "entry-", "keys-", "cli-", "paper-"]
                .iter()
                .any(|prefix| literal.starts_with(prefix));
            let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let stem = literal.split('{').next().unwrap_or_default();
            if begins && stem.chars().all(is_key) {
                keys.insert(literal.to_owned());
            }
        }
    }
    keys
}

#[test]
fn every_key_that_the_screens_name_exists_in_both_languages() {
    let keys = literals();
    assert!(keys.len() > 100, "{}", keys.len());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/messages");
    for language in Language::ALL {
        let messages = Messages::load(language);
        let mut all = String::new();
        for item in fs::read_dir(root.join(language.tag())).unwrap() {
            all.push_str(&fs::read_to_string(item.unwrap().path()).unwrap());
        }
        for key in &keys {
            let stem = key.split('{').next().unwrap_or_default();
            let exists = if stem == key && !key.ends_with('-') {
                // A stem of keys that count up has its first one.
                messages.has(key) || messages.has(&format!("{key}-1"))
            } else {
                all.lines().any(|line| line.starts_with(stem))
            };
            assert!(exists, "{}: {key}", language.tag());
        }
    }
}
