//! Names of places to codes: aliases, traditional characters, every ending that offices use; groups and house numbers.

use std::collections::{BTreeMap, HashMap};

use super::words::{Endings, Words};
use crate::divisions::Divisions;
use crate::domain::text;
use crate::domain::unit::{Level, UnitCode};

/// What a place text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The township.
    pub township: Option<UnitCode>,
    /// The village.
    pub village: Option<UnitCode>,
    /// The villagers' group.
    pub group: Option<u16>,
    /// Street and house, what is left of the text.
    pub house: Option<String>,
}

/// The units of a book by every name they go under.
#[derive(Debug)]
pub struct Places {
    townships: Vec<(String, UnitCode)>,
    /// The characters with which names of townships begin.
    beginnings: Vec<char>,
    villages: HashMap<UnitCode, Villages>,
    groups: Vec<String>,
    only_township: Option<UnitCode>,
    only_village: Option<UnitCode>,
    known: HashMap<String, Place>,
}

/// The villages of a township by every name, and how long those names are in bytes, the longest first.
#[derive(Debug, Default)]
struct Villages {
    names: HashMap<String, UnitCode>,
    lengths: Vec<usize>,
}

/// Which of a village's endings its name carries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Village,
    Community,
}

impl Places {
    /// All names of the units in and around a book's unit: its whole county, so that a township's book knows its neighbours.
    #[must_use]
    pub fn of(
        divisions: &Divisions,
        aliases: &BTreeMap<String, UnitCode>,
        book_unit: UnitCode,
        words: &Words,
    ) -> Self {
        let around = book_unit.at(Level::County).unwrap_or(book_unit);
        let endings = &words.endings;
        let mut places = Self {
            townships: Vec::new(),
            beginnings: Vec::new(),
            villages: HashMap::new(),
            groups: endings.group.clone(),
            only_township: book_unit.at(Level::Township),
            only_village: book_unit.at(Level::Village),
            known: HashMap::new(),
        };
        for (unit, name) in divisions.within(around) {
            match unit.level() {
                Level::Township => places.add_township(name, unit, endings),
                Level::Village => places.add_village(name, unit, endings),
                _ => {}
            }
        }
        for (name, unit) in aliases {
            match unit.level() {
                Level::Township => places.add_township(name, *unit, endings),
                Level::Village => places.add_village(name, *unit, endings),
                _ => {}
            }
        }
        places
            .townships
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        for first in places
            .townships
            .iter()
            .filter_map(|(name, _)| name.chars().next())
        {
            if !places.beginnings.contains(&first) {
                places.beginnings.push(first);
            }
        }
        for villages in places.villages.values_mut() {
            villages.lengths = villages.names.keys().map(String::len).collect();
            villages.lengths.sort_unstable_by(|a, b| b.cmp(a));
            villages.lengths.dedup();
        }
        places
    }

    fn add_township(&mut self, name: &str, unit: UnitCode, endings: &Endings) {
        self.townships.push((name.to_owned(), unit));
        for same in &endings.township {
            let Some(base) = same
                .iter()
                .filter_map(|ending| name.strip_suffix(ending.as_str()))
                .min_by_key(|base| base.len())
                .filter(|base| base.chars().count() >= 2)
            else {
                continue;
            };
            for ending in same {
                self.townships.push((format!("{base}{ending}"), unit));
            }
            return;
        }
    }

    fn add_village(&mut self, name: &str, unit: UnitCode, endings: &Endings) {
        let Some(township) = unit.parent() else {
            return;
        };
        self.insert_village(township, name, unit);
        let (base, sort) = base_of(name, endings);
        let same = match sort {
            Sort::Village => &endings.village,
            Sort::Community => &endings.community,
        };
        for ending in same {
            self.insert_village(township, &format!("{base}{ending}"), unit);
        }
        if base.chars().count() >= 2 {
            self.insert_village(township, base, unit);
        }
    }

    fn insert_village(&mut self, township: UnitCode, name: &str, unit: UnitCode) {
        self.villages
            .entry(township)
            .or_default()
            .names
            .entry(name.to_owned())
            .or_insert(unit);
    }

    /// The township that a text names anywhere, such as a sheet's title.
    #[must_use]
    pub fn township_in(&self, words: &Words, raw: &str) -> Option<UnitCode> {
        let stored = text::stored(raw);
        let plain = words.simplified(&stored.text);
        self.township_of(&plain).map(|(unit, _)| unit)
    }

    /// The first township named, and the text behind its name.
    fn township_of<'t>(&self, plain: &'t str) -> Option<(UnitCode, &'t str)> {
        let begins = plain
            .char_indices()
            .filter(|(_, c)| self.beginnings.contains(c));
        begins.map(|(at, _)| at).find_map(|at| {
            let rest = &plain[at..];
            let (name, unit) = self
                .townships
                .iter()
                .filter(|(name, _)| rest.starts_with(name.as_str()))
                .min_by_key(|(name, _)| std::cmp::Reverse(name.len()))?;
            Some((*unit, &rest[name.len()..]))
        })
    }

    /// Reads a place text; `title` is the township that the sheet's title names.
    pub fn resolve(&mut self, words: &Words, raw: &str, title: Option<UnitCode>) -> Place {
        if let Some(known) = self.known.get(raw)
            && title.is_none()
        {
            return known.clone();
        }
        let stored = text::stored(raw);
        let plain = words.simplified(&stored.text);
        let place = self.read(&plain, title);
        if title.is_none() && self.known.len() < 20_000 {
            self.known.insert(raw.to_owned(), place.clone());
        }
        place
    }

    fn read(&self, plain: &str, title: Option<UnitCode>) -> Place {
        let mut place = Place::default();
        let rest = if let Some((township, rest)) = self.township_of(plain) {
            place.township = Some(township);
            rest
        } else {
            place.township = title.or(self.only_township);
            plain
        };
        let mut left = rest;
        if let Some(township) = place.township
            && let Some((village, behind)) = self.village_at(township, rest)
        {
            place.village = Some(village);
            left = behind;
        }
        if place.village.is_none() {
            place.village = self
                .only_village
                .filter(|village| place.township == village.parent());
        }
        let (group, house) = self.group_and_house(left);
        place.group = group;
        // What is left of an unknown village's name is no street.
        place.house = house.filter(|_| place.village.is_some());
        place
    }

    /// The village whose name begins the text; the longest name wins.
    fn village_at<'t>(&self, township: UnitCode, text: &'t str) -> Option<(UnitCode, &'t str)> {
        let villages = self.villages.get(&township)?;
        villages.lengths.iter().find_map(|end| {
            let village = villages.names.get(text.get(..*end)?)?;
            Some((*village, &text[*end..]))
        })
    }

    /// The group (3组, 第三组, 三队) and what stands behind it.
    fn group_and_house(&self, text: &str) -> (Option<u16>, Option<String>) {
        let trimmed = text.strip_prefix('第').unwrap_or(text);
        let digits: String = trimmed
            .chars()
            .take_while(|c| c.is_ascii_digit() || chinese_digit(*c).is_some())
            .collect();
        let behind = &trimmed[digits.len()..];
        let group = number_of(&digits);
        if let (Some(group), Some(rest)) = (
            group,
            self.groups
                .iter()
                .find_map(|ending| behind.strip_prefix(ending.as_str())),
        ) {
            return (Some(group), house_of(rest));
        }
        (None, house_of(text))
    }
}

fn house_of(rest: &str) -> Option<String> {
    let rest =
        rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '-'));
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// A village's name without its ending, and which list the ending is of.
fn base_of<'n>(name: &'n str, endings: &Endings) -> (&'n str, Sort) {
    let stripped = |list: &[String]| {
        list.iter()
            .filter_map(|ending| name.strip_suffix(ending.as_str()))
            .filter(|base| !base.is_empty())
            .min_by_key(|base| base.len())
    };
    let community = stripped(&endings.community);
    let village = stripped(&endings.village);
    if name.contains("社区") || name.contains("居民委员会") || name.contains("居委会") {
        (community.unwrap_or(name), Sort::Community)
    } else {
        (village.unwrap_or(name), Sort::Village)
    }
}

fn chinese_digit(c: char) -> Option<u16> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// A number below 1000 in digits or Chinese: 3, 三, 十二, 二十一.
pub(super) fn number_of(text: &str) -> Option<u16> {
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|n| (1..1000).contains(n));
    }
    let mut total = 0;
    let mut unit = 0;
    for c in text.chars() {
        match chinese_digit(c)? {
            10 => {
                total += if unit == 0 { 10 } else { unit * 10 };
                unit = 0;
            }
            digit => unit = digit,
        }
    }
    Some(total + unit).filter(|n| (1..1000).contains(n))
}
