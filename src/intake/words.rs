//! The dictionaries of intake: titles of columns, reasons, footers, names of places; an office can add to each.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;

use super::columns::{Column, plain_title};

/// All dictionaries, loaded once.
#[derive(Clone, Debug)]
pub struct Words {
    pub(super) columns: HashMap<String, Column>,
    pub(super) expected: Vec<(Column, String)>,
    pub(super) reasons: HashMap<String, u8>,
    pub(super) labels: HashSet<String>,
    pub(super) totals: HashSet<String>,
    pub(super) endings: Endings,
    simplified: HashMap<char, char>,
    traditional: Vec<bool>,
}

/// Endings of the names of units; those of one line mean the same.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Endings {
    #[serde(default)]
    pub township: Vec<Vec<String>>,
    #[serde(default)]
    pub village: Vec<String>,
    #[serde(default)]
    pub community: Vec<String>,
    #[serde(default)]
    pub group: Vec<String>,
}

#[derive(Deserialize)]
struct Footers {
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    totals: Vec<String>,
}

#[derive(Deserialize)]
struct Reasons {
    #[serde(default)]
    reasons: HashMap<String, u8>,
}

const COLUMNS: &str = include_str!("../../data/columns.toml");
const REASONS: &str = include_str!("../../data/reasons.toml");
const FOOTERS: &str = include_str!("../../data/footers.toml");
const PLACES: &str = include_str!("../../data/places.toml");
const TRADITIONAL: &str = include_str!("../../data/traditional.txt");

impl Words {
    /// The program's dictionaries, with what an office adds in files of the same names in its folder.
    ///
    /// # Errors
    /// The file and what is wrong with it.
    pub fn load(folder: Option<&Path>) -> Result<Self, String> {
        let mut words = Self {
            columns: HashMap::new(),
            expected: Vec::new(),
            reasons: HashMap::new(),
            labels: HashSet::new(),
            totals: HashSet::new(),
            endings: Endings::default(),
            simplified: HashMap::new(),
            traditional: vec![false; 1 << 16],
        };
        words.add("columns.toml", COLUMNS)?;
        words.add("reasons.toml", REASONS)?;
        words.add("footers.toml", FOOTERS)?;
        words.add("places.toml", PLACES)?;
        for group in TRADITIONAL.lines().filter(|line| !line.starts_with('#')) {
            for word in group.split_whitespace() {
                let mut characters = word.chars();
                if let Some(simple) = characters.next() {
                    words
                        .simplified
                        .extend(characters.map(|other| (other, simple)));
                }
            }
        }
        for c in words.simplified.keys() {
            let at = usize::try_from(u32::from(*c)).unwrap_or(usize::MAX);
            if let Some(known) = words.traditional.get_mut(at) {
                *known = true;
            }
        }
        if let Some(folder) = folder {
            for name in [
                "columns.toml",
                "reasons.toml",
                "footers.toml",
                "places.toml",
            ] {
                let path = folder.join(name);
                if let Ok(text) = std::fs::read_to_string(&path) {
                    words.add(name, &text)?;
                }
            }
        }
        Ok(words)
    }

    fn add(&mut self, name: &str, text: &str) -> Result<(), String> {
        let wrong = |error: toml::de::Error| format!("{name}: {}", error.message());
        match name {
            "columns.toml" => {
                let added: HashMap<String, Vec<String>> = toml::from_str(text).map_err(wrong)?;
                for (field, titles) in added {
                    let column = Column::named(&field).ok_or_else(|| format!("{name}: {field}"))?;
                    if let Some(first) = titles.first() {
                        self.expected.push((column, first.clone()));
                    }
                    for synonym in titles {
                        self.columns.insert(plain_title(&synonym), column);
                    }
                }
                self.expected.sort();
            }
            "reasons.toml" => {
                let added: Reasons = toml::from_str(text).map_err(wrong)?;
                for (reason, class) in added.reasons {
                    self.reasons
                        .insert(super::row::plain_reason(&reason), class);
                }
            }
            "footers.toml" => {
                let added: Footers = toml::from_str(text).map_err(wrong)?;
                self.labels.extend(added.labels);
                self.totals.extend(added.totals);
            }
            _ => {
                let added: Endings = toml::from_str(text).map_err(wrong)?;
                self.endings.township.extend(added.township);
                self.endings.village.extend(added.village);
                self.endings.community.extend(added.community);
                self.endings.group.extend(added.group);
                let longest_first =
                    |a: &String, b: &String| b.chars().count().cmp(&a.chars().count());
                self.endings.village.sort_by(longest_first);
                self.endings.community.sort_by(longest_first);
                self.endings.group.sort_by(longest_first);
            }
        }
        Ok(())
    }

    /// A text with traditional characters made simplified, for names of units only.
    pub(super) fn simplified<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.chars().any(|c| self.is_traditional(c)) {
            return Cow::Borrowed(text);
        }
        text.chars()
            .map(|c| self.simplified.get(&c).copied().unwrap_or(c))
            .collect()
    }

    fn is_traditional(&self, c: char) -> bool {
        // A place for each character below U+10000; what lies above is looked up.
        match self
            .traditional
            .get(usize::try_from(u32::from(c)).unwrap_or(usize::MAX))
        {
            Some(known) => *known,
            None => self.simplified.contains_key(&c),
        }
    }
}
