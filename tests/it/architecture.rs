//! The house is as its map says: who may know whom, who may print, who may ask for the time.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path below src, and its text without unit tests.
struct Source {
    path: String,
    whole: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut todo = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = todo.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path: PathBuf = item.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let whole = fs::read_to_string(&path).unwrap();
                let code = whole
                    .split("#[cfg(test)]\nmod ")
                    .next()
                    .unwrap_or_default()
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect::<Vec<_>>()
                    .join("\n");
                let path = path.strip_prefix(&root).unwrap().to_str().unwrap();
                found.push(Source {
                    path: path.replace('\\', "/"),
                    whole,
                    code,
                });
            }
        }
    }
    assert!(found.len() > 50);
    found
}

/// Files outside `allowed` (beginnings of paths) whose code holds one of the words.
fn strangers(words: &[&str], allowed: &[&str]) -> Vec<String> {
    sources()
        .iter()
        .filter(|source| !allowed.iter().any(|start| source.path.starts_with(start)))
        .flat_map(|source| {
            words
                .iter()
                .filter(|word| source.code.contains(**word))
                .map(|word| format!("{}: {word}", source.path))
        })
        .collect()
}

/// Files below `inside` whose code holds one of the words.
fn inside(inside: &[&str], words: &[String]) -> Vec<String> {
    sources()
        .iter()
        .filter(|source| inside.iter().any(|start| source.path.starts_with(start)))
        .flat_map(|source| {
            words
                .iter()
                .filter(|word| source.code.contains(word.as_str()))
                .map(|word| format!("{}: {word}", source.path))
        })
        .collect()
}

const NOTHING: [String; 0] = [];

#[test]
fn each_library_is_known_in_its_own_place_alone() {
    assert_eq!(strangers(&["rusqlite::"], &["store/"]), NOTHING);
    assert_eq!(strangers(&["crossterm::"], &["tui/terminal.rs"]), NOTHING);
    assert_eq!(strangers(&["ratatui::"], &["tui/"]), NOTHING);
    assert_eq!(
        strangers(&["clap::", "clap_complete::", "clap_mangen::"], &["cli/"]),
        NOTHING
    );
    assert_eq!(strangers(&["calamine::"], &["intake/"]), NOTHING);
}

#[test]
fn only_the_command_line_prints() {
    let words = ["println!", "eprintln!", "print!(", "eprint!(", "dbg!("];
    assert_eq!(strangers(&words, &["cli/", "error.rs"]), NOTHING);
}

#[test]
fn only_the_session_asks_for_the_time() {
    let words = ["Utc::now", "Local::now", "SystemTime::now"];
    assert_eq!(strangers(&words, &["usecases/session.rs"]), NOTHING);
    assert_eq!(strangers(&["Instant::now"], &["tui/"]), NOTHING);
}

#[test]
fn nothing_is_left_to_be_done_and_nothing_is_unsafe() {
    assert_eq!(
        strangers(&["todo!", "unimplemented!", "unsafe ", "FIXME"], &[]),
        NOTHING
    );
}

#[test]
fn money_and_rates_are_never_floating() {
    let floating: Vec<String> = sources()
        .iter()
        .filter(|source| source.path.starts_with("domain/"))
        .filter(|source| {
            source
                .code
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .any(|word| word == "f32" || word == "f64")
        })
        .map(|source| source.path.clone())
        .collect();
    assert_eq!(floating, NOTHING);
}

#[test]
fn every_file_says_first_what_it_owns() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|source| {
            !source
                .whole
                .lines()
                .find(|line| !line.starts_with("#!["))
                .is_some_and(|line| line.starts_with("//! "))
        })
        .map(|source| source.path.clone())
        .collect();
    assert_eq!(silent, NOTHING);
}

#[test]
fn whoever_stands_farther_down_never_knows_who_stands_farther_up() {
    let known = |parts: &[&str]| -> Vec<String> {
        parts.iter().map(|part| format!("crate::{part}")).collect()
    };
    let up_of_domain = known(&[
        "store", "intake", "usecases", "cli", "tui", "output", "packs", "messages", "keymap",
        "error",
    ]);
    assert_eq!(inside(&["domain/", "domain.rs"], &up_of_domain), NOTHING);
    let up = known(&["usecases", "cli", "tui"]);
    let middle = [
        "store/",
        "intake/",
        "output/",
        "output.rs",
        "packs/",
        "packs.rs",
    ];
    assert_eq!(inside(&middle, &up), NOTHING);
    assert_eq!(inside(&["usecases/"], &known(&["cli", "tui"])), NOTHING);
    let beside = |own: &str| -> Vec<String> {
        known(&["store", "intake", "output"])
            .into_iter()
            .filter(|word| !word.ends_with(own))
            .collect()
    };
    for own in ["store", "intake", "output"] {
        let folder = format!("{own}/");
        assert_eq!(inside(&[&folder], &beside(own)), NOTHING);
    }
}

/// Text literals with Chinese in them, outside attributes.
fn chinese_literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code.lines() {
        let mut parts = line.split('"');
        parts.next();
        while let Some(literal) = parts.next() {
            let chinese = literal
                .chars()
                .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
            if chinese.count() > 0 {
                found.push(literal.to_owned());
            }
            parts.next();
        }
    }
    found
}

/// Texts that are no speech: they stand in other people's files, or are stored as such.
const DATA: &[&str] = &[
    // The demo's people, made up: names, places, and what its officers typed.
    "domain/demo_people.rs",
    "usecases/demo.rs",
    // What lists and numbers look like.
    "intake/",
    "domain/text.rs",
    "domain/id_number.rs",
    "domain/month.rs",
    "domain/money.rs",
    "domain/day_text",
    "domain/sound.rs",
    "divisions.rs",
    // Names of files.
    "forms.rs",
];

/// Words that the law or the lists give and that are stored, not said.
const WORDS: &[&str] = &[
    "男",
    "女",
    "{group}组",
    "，",
    "、",
    "；",
    "宋体",
    "仿宋",
    "省",
    "市",
    "区",
    "县",
    "开始",
    "结束",
];

#[test]
fn text_for_people_comes_from_the_messages() {
    let mut said = Vec::new();
    for source in sources() {
        let exempt = DATA.iter().any(|start| source.path.starts_with(start));
        if exempt || source.path.starts_with("tui/") {
            continue;
        }
        for literal in chinese_literals(&source.code) {
            if !WORDS.contains(&literal.as_str()) {
                said.push(format!("{}: {literal}", source.path));
            }
        }
    }
    assert_eq!(said, NOTHING);
}
