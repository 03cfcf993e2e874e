//! The reader of key files, and the one source of what a key does and of every line that says so.
//! It knows no terminal and no screen.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::action::{Action, Place};
use crate::key::Key;
use crate::messages::Messages;

const DEFAULT: &str = include_str!("../keymaps/default.toml");
const NUMPAD: &str = include_str!("../keymaps/numpad.toml");
const VIM: &str = include_str!("../keymaps/vim.toml");

/// The key files inside the program, by name.
pub const BUILT_IN: [&str; 3] = ["default", "numpad", "vim"];

/// What every key does in every place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    tables: BTreeMap<Place, BTreeMap<Action, Vec<Key>>>,
}

/// An action and its keys in one place, the first to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The action.
    pub action: Action,
    /// Its keys; never empty.
    pub keys: Vec<Key>,
}

/// What is wrong with a line of a key file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no TOML; the parser's words.
    Syntax(String),
    /// No such place; the nearest one.
    Place(String, Option<String>),
    /// No such action; the nearest one.
    Action(String, Option<String>),
    /// The place does not know this action.
    NotHere(Action, Place),
    /// Not a list of keys.
    NotKeys(Action),
    /// No such key; the nearest one.
    Key(String, Option<String>),
    /// The key is bound to both in the same table.
    Twice(Key, Action, Action),
}

/// A problem and where it stands, from line 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFileProblem {
    /// Line in the file.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl KeyFileProblem {
    /// The sentence for people: `file`, line, what is wrong, and the nearest right word.
    #[must_use]
    pub fn message(&self, file: &str, messages: &Messages) -> String {
        let key = match &self.problem {
            Problem::Syntax(_) => "keys-problem-syntax",
            Problem::Place(..) => "keys-problem-place",
            Problem::Action(..) => "keys-problem-action",
            Problem::NotHere(..) => "keys-problem-not-here",
            Problem::NotKeys(_) => "keys-problem-not-keys",
            Problem::Key(..) => "keys-problem-key",
            Problem::Twice(..) => "keys-problem-twice",
        };
        let (first, second, third) = match &self.problem {
            Problem::Syntax(words) => (words.clone(), None, String::new()),
            Problem::Place(word, near) | Problem::Action(word, near) | Problem::Key(word, near) => {
                (word.clone(), near.clone(), String::new())
            }
            Problem::NotHere(action, place) => (
                action.name().to_owned(),
                Some(place.name().to_owned()),
                String::new(),
            ),
            Problem::NotKeys(action) => (action.name().to_owned(), None, String::new()),
            Problem::Twice(key, one, other) => (
                key.to_string(),
                Some(one.name().to_owned()),
                other.name().to_owned(),
            ),
        };
        let second = second.unwrap_or_else(|| messages.get("keys-problem-no-word"));
        messages.with(
            key,
            &[
                ("file", file.into()),
                ("line", self.line.into()),
                ("first", (&first).into()),
                ("second", (&second).into()),
                ("third", (&third).into()),
            ],
        )
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(DEFAULT).unwrap_or_else(|_| Self {
            tables: BTreeMap::new(),
        })
    }
}

impl Keymap {
    /// A key file inside the program: `default`, `numpad` (by itself), `vim` (on top of default).
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        match name {
            "default" => Some(Self::default()),
            "numpad" => Self::of(NUMPAD).ok(),
            "vim" => Self::default().with(VIM).ok(),
            _ => None,
        }
    }

    /// The keys of that text alone.
    ///
    /// # Errors
    /// All problems of the text.
    pub fn of(text: &str) -> Result<Self, Vec<KeyFileProblem>> {
        Self {
            tables: BTreeMap::new(),
        }
        .with(text)
    }

    /// These keys with the lines of a user's file in place of their own.
    ///
    /// # Errors
    /// All problems of the text, in order; then nothing of it is taken.
    pub fn with(mut self, text: &str) -> Result<Self, Vec<KeyFileProblem>> {
        let mut reading = Reading {
            text,
            problems: Vec::new(),
        };
        let read = reading.tables();
        for (place, lines) in read {
            let table = self.tables.entry(place).or_default();
            // A key that the file gives to an action is taken from whatever had it before.
            for taken in lines.values().flatten() {
                for keys in table.values_mut() {
                    keys.retain(|key| key != taken);
                }
            }
            table.extend(lines);
        }
        if reading.problems.is_empty() {
            Ok(self)
        } else {
            reading.problems.sort_by_key(|problem| problem.line);
            Err(reading.problems)
        }
    }

    /// What a key does in a place: its own table first, then `anywhere`.
    #[must_use]
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        self.lines(place)
            .into_iter()
            .find_map(|line| line.keys.contains(&key).then_some(line.action))
    }

    /// All actions of a place with their keys, in the order of help; keys that the place gives to something else are left out.
    #[must_use]
    pub fn lines(&self, place: Place) -> Vec<Line> {
        let empty = BTreeMap::new();
        let own = self.tables.get(&place).unwrap_or(&empty);
        let general = self.tables.get(&Place::Anywhere).unwrap_or(&empty);
        let taken: Vec<Key> = own.values().flatten().copied().collect();
        let mut lines = Vec::new();
        for action in Action::ALL {
            let keys = own.get(action).cloned().or_else(|| {
                let choice = action.digit().is_some() && !place.has_choices();
                let keys = general.get(action).filter(|_| !choice)?;
                Some(
                    keys.iter()
                        .copied()
                        .filter(|k| !taken.contains(k))
                        .collect(),
                )
            });
            if let Some(keys) = keys.filter(|keys: &Vec<Key>| !keys.is_empty()) {
                lines.push(Line {
                    action: *action,
                    keys,
                });
            }
        }
        lines
    }

    /// The name on the first key of an action, as hints write it; nothing when it is unbound here.
    #[must_use]
    pub fn shown(&self, place: Place, action: Action, messages: &Messages) -> Option<String> {
        let lines = self.lines(place);
        let line = lines.iter().find(|line| line.action == action)?;
        Some(key_name(line.keys[0], messages))
    }
}

/// A key's name for people: 回车, 上键, Esc, F1, 1.
#[must_use]
pub fn key_name(key: Key, messages: &Messages) -> String {
    let text = key.to_string();
    let named = format!("keys-name-{text}");
    // What an input method sends for a blank cannot be seen by itself.
    if text == "\u{3000}" {
        messages.get("keys-name-wide-space")
    } else if text.len() > 1 && text.is_ascii() && messages.has(&named) {
        messages.get(&named)
    } else if text.is_ascii() && text.len() > 1 {
        text.to_ascii_uppercase()
    } else {
        text
    }
}

/// Reads one text, gathering all that is wrong with it.
struct Reading<'a> {
    text: &'a str,
    problems: Vec<KeyFileProblem>,
}

type Tables = BTreeMap<Place, BTreeMap<Action, Vec<Key>>>;

impl Reading<'_> {
    fn report(&mut self, span: &Range<usize>, problem: Problem) {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        self.problems.push(KeyFileProblem { line, problem });
    }

    fn tables(&mut self) -> Tables {
        let mut tables = Tables::new();
        let (root, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            self.report(&span, Problem::Syntax(error.message().to_owned()));
        }
        for (name, table) in root.get_ref() {
            let Some(place) = Place::named(name.get_ref()) else {
                let near = nearest(name.get_ref(), Place::ALL.iter().map(|place| place.name()));
                self.report(
                    &name.span(),
                    Problem::Place(name.get_ref().to_string(), near),
                );
                continue;
            };
            if let DeValue::Table(lines) = table.get_ref() {
                tables.insert(place, self.table(place, lines));
            } else {
                self.report(&name.span(), Problem::Syntax(format!("[{place:?}]")));
            }
        }
        tables
    }

    fn table(&mut self, place: Place, lines: &DeTable<'_>) -> BTreeMap<Action, Vec<Key>> {
        let mut table: BTreeMap<Action, Vec<Key>> = BTreeMap::new();
        for (name, keys) in lines {
            let Some(action) = Action::named(name.get_ref()) else {
                let allowed = Action::ALL.iter().filter(|action| place.allows(**action));
                let near = nearest(name.get_ref(), allowed.map(|action| action.name()));
                self.report(
                    &name.span(),
                    Problem::Action(name.get_ref().to_string(), near),
                );
                continue;
            };
            if !place.allows(action) {
                self.report(&name.span(), Problem::NotHere(action, place));
                continue;
            }
            let Some(keys) = self.keys(action, keys.get_ref(), &keys.span()) else {
                continue;
            };
            for key in &keys {
                let other = table.iter().find(|(_, bound)| bound.contains(key));
                if let Some((other, _)) = other {
                    self.report(&name.span(), Problem::Twice(*key, *other, action));
                }
            }
            table.insert(action, keys);
        }
        table
    }

    fn keys(
        &mut self,
        action: Action,
        value: &DeValue<'_>,
        span: &Range<usize>,
    ) -> Option<Vec<Key>> {
        let DeValue::Array(items) = value else {
            self.report(span, Problem::NotKeys(action));
            return None;
        };
        let mut keys: Vec<Key> = Vec::new();
        for item in items {
            let DeValue::String(text) = item.get_ref() else {
                self.report(&item.span(), Problem::NotKeys(action));
                continue;
            };
            match text.parse::<Key>() {
                Ok(key) if keys.contains(&key) => {
                    self.report(&item.span(), Problem::Twice(key, action, action));
                }
                Ok(key) => keys.push(key),
                Err(_) => {
                    let near = nearest(text, Key::names());
                    self.report(&item.span(), Problem::Key(text.to_string(), near));
                }
            }
        }
        Some(keys)
    }
}

/// The word of the list that is nearest to `word`, when it is near at all.
fn nearest<'a>(word: &str, list: impl Iterator<Item = &'a str>) -> Option<String> {
    list.map(|candidate| (distance(word, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 3)
        .map(|(_, candidate)| candidate.to_owned())
}

/// How many letters must be put in, left out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Code;

    #[test]
    fn the_files_of_the_program_have_no_problem() {
        assert_eq!(Keymap::of(DEFAULT).err(), None);
        assert_eq!(Keymap::of(NUMPAD).err(), None);
        assert_eq!(Keymap::of(VIM).err(), None);
        for name in BUILT_IN {
            assert!(Keymap::built_in(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_action_is_bound_by_default() {
        let keymap = Keymap::default();
        for action in Action::ALL {
            let bound = Place::ALL.iter().any(|place| {
                keymap
                    .lines(*place)
                    .iter()
                    .any(|line| line.action == *action)
            });
            assert!(bound, "{}", action.name());
        }
    }

    #[test]
    fn numpad_needs_neither_letter_nor_function_key() {
        let keymap = Keymap::built_in("numpad").unwrap();
        for place in Place::ALL {
            for line in keymap.lines(*place) {
                let key = line.keys[0];
                assert!(!matches!(key.code, Code::F(_)), "{place:?} {key}");
                let letter = key.text().is_some_and(|c| c.is_ascii_alphabetic());
                assert!(!letter, "{place:?} {key}");
            }
        }
    }

    #[test]
    fn digits_have_their_full_width_twins() {
        let keymap = Keymap::default();
        for place in Place::ALL {
            for (digit, twin) in "0123456789".chars().zip("０１２３４５６７８９".chars())
            {
                assert_eq!(
                    keymap.action(*place, Key::char(digit)),
                    keymap.action(*place, Key::char(twin)),
                    "{place:?} {digit}"
                );
            }
            for (sign, twin) in [('/', '、'), ('/', '／'), ('?', '？'), (' ', '　')] {
                assert_eq!(
                    keymap.action(*place, Key::char(sign)),
                    keymap.action(*place, Key::char(twin))
                );
            }
        }
    }

    #[test]
    fn a_place_goes_before_anywhere() {
        let keymap = Keymap::default();
        let one = Key::char('1');
        assert_eq!(keymap.action(Place::Walk, one), Some(Action::Contact));
        assert_eq!(keymap.action(Place::Home, one), Some(Action::Choose1));
        assert_eq!(keymap.action(Place::Help, one), None);
    }

    #[test]
    fn all_problems_come_at_once_with_line_and_nearest_word() {
        let text = "[wlak]\nup = [\"up\"]\n[walk]\ncontct = [\"1\"]\nup = [\"upp\"]\ndown = \"x\"\nclassify = [\"2\"]\nrefer = [\"2\"]\nreport_text = [\"3\"]\n";
        let problems = Keymap::of(text).unwrap_err();
        let lines: Vec<usize> = problems.iter().map(|p| p.line).collect();
        assert_eq!(lines, [1, 4, 5, 6, 8, 9]);
        assert_eq!(
            problems[0].problem,
            Problem::Place("wlak".into(), Some("walk".into()))
        );
        assert_eq!(
            problems[1].problem,
            Problem::Action("contct".into(), Some("contact".into()))
        );
        assert_eq!(
            problems[2].problem,
            Problem::Key("upp".into(), Some("up".into()))
        );
    }

    #[test]
    fn a_users_file_replaces_its_lines_and_nothing_unbinds() {
        let keymap = Keymap::default()
            .with("[walk]\nrefer = []\ncontact = [\"2\"]\n")
            .unwrap();
        assert_eq!(
            keymap.action(Place::Walk, Key::char('2')),
            Some(Action::Contact)
        );
        let lines = keymap.lines(Place::Walk);
        assert!(lines.iter().all(|line| line.action != Action::Refer));
    }
}
