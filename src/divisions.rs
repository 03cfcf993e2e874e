//! The reader of data/divisions.csv: names and children of administrative units. It lies on the path of every start
//! of the program, so it borrows from the embedded text and splits by hand.

use std::borrow::Cow;

use crate::domain::unit::{Level, UnitCode};

/// `level,code,name,parent_code`; see the file.
const EMBEDDED: &str = include_str!("../data/divisions.csv");

/// All units that are known, in code order.
#[derive(Clone, Debug)]
pub struct Divisions {
    units: Vec<(UnitCode, Cow<'static, str>)>,
}

impl Divisions {
    /// The units that come with the program.
    #[must_use]
    pub fn load() -> Self {
        let mut units: Vec<_> = lines(EMBEDDED)
            .map(|(code, name)| (code, Cow::Borrowed(name)))
            .collect();
        units.sort_by_key(|(code, _)| *code);
        Self { units }
    }

    /// These units with those of an office's own file (same columns): its names win, its new units are added.
    #[must_use]
    pub fn with_file(mut self, csv: &str) -> Self {
        for (code, name) in lines(csv) {
            let name = Cow::Owned(name.to_owned());
            match self.position(code) {
                Ok(at) => self.units[at].1 = name,
                Err(at) => self.units.insert(at, (code, name)),
            }
        }
        self
    }

    /// The official name of a unit.
    #[must_use]
    pub fn name(&self, unit: UnitCode) -> Option<&str> {
        self.position(unit).ok().map(|at| self.units[at].1.as_ref())
    }

    /// The name as people say it: 古荥村 for 古荥村村民委员会.
    #[must_use]
    pub fn short_name(&self, unit: UnitCode) -> Option<String> {
        self.name(unit).map(short)
    }

    /// The units one level below, in code order.
    #[must_use]
    pub fn children(&self, unit: UnitCode) -> Vec<UnitCode> {
        let Some(below) = unit.level().below() else {
            return Vec::new();
        };
        self.within(unit)
            .map(|(code, _)| code)
            .filter(|code| code.level() == below)
            .collect()
    }

    /// The unit and all known units inside it, in code order.
    pub fn within(&self, unit: UnitCode) -> impl Iterator<Item = (UnitCode, &str)> {
        let from = self.units.partition_point(|(code, _)| *code < unit);
        self.units[from..]
            .iter()
            .take_while(move |(code, _)| unit.contains(*code))
            .map(|(code, name)| (*code, name.as_ref()))
    }

    /// The names from the county down to the unit in one word: 惠济区古荥镇古荥村村民委员会. Nothing when the unit is unknown.
    #[must_use]
    pub fn full_name(&self, unit: UnitCode) -> Option<String> {
        self.name(unit)?;
        let above = [
            Level::Province,
            Level::City,
            Level::County,
            Level::Township,
            Level::Village,
        ];
        let mut full = String::new();
        for name in above
            .into_iter()
            .filter_map(|level| unit.at(level))
            .filter_map(|unit| self.name(unit))
        {
            full.push_str(name);
        }
        Some(full)
    }

    fn position(&self, unit: UnitCode) -> Result<usize, usize> {
        self.units.binary_search_by_key(&unit, |(code, _)| *code)
    }
}

/// An official name as people say it: 曹村坡村 for 曹村坡村村民委员会, 纪公庙村 for 纪公庙村民委员会.
#[must_use]
pub fn short(name: &str) -> String {
    if let Some(village) = name.strip_suffix("村民委员会") {
        return match village.strip_suffix('村') {
            Some(_) => village.to_owned(),
            None => format!("{village}村"),
        };
    }
    name.strip_suffix("居民委员会").unwrap_or(name).to_owned()
}

/// Code and name of every line that holds both; the header holds no code.
///
/// Every start of the program waits for this: commas and ends of lines are found byte by byte, in one pass, and what
/// stands between them needs no second check of its characters.
fn lines(csv: &str) -> impl Iterator<Item = (UnitCode, &str)> {
    let mut rest = csv.trim_start_matches('\u{FEFF}');
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let bytes = rest.as_bytes();
            let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
            let line = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            if let Some(unit) = code_and_name(line) {
                return Some(unit);
            }
        }
        None
    })
}

fn code_and_name(line: &str) -> Option<(UnitCode, &str)> {
    let mut commas = line.as_bytes().iter();
    let first = commas.position(|byte| *byte == b',')?;
    let second = first + 1 + commas.position(|byte| *byte == b',')?;
    let third = commas
        .position(|byte| *byte == b',')
        .map_or(line.len(), |at| second + 1 + at);
    let name = line[second + 1..third].trim();
    let code = line[first + 1..second].parse().ok()?;
    (!name.is_empty()).then_some((code, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str) -> UnitCode {
        code.parse().unwrap()
    }

    #[test]
    fn the_embedded_units_have_names_and_children() {
        let divisions = Divisions::load();
        assert_eq!(divisions.name(unit("410108101")), Some("古荥镇"));
        assert_eq!(divisions.name(unit("999999")), None);
        let townships = divisions.children(unit("410108"));
        assert_eq!(townships.len(), 8);
        assert!(townships.is_sorted());
        let villages: usize = townships.iter().map(|t| divisions.children(*t).len()).sum();
        assert_eq!(villages, 92);
        assert_eq!(divisions.children(unit("4101")), [unit("410108")]);
        assert_eq!(divisions.children(unit("410108101200")), []);
        assert_eq!(
            divisions.full_name(unit("410108101200")).as_deref(),
            Some("惠济区古荥镇古荥村村民委员会")
        );
    }

    #[test]
    fn a_village_has_the_name_that_people_say() {
        let divisions = Divisions::load();
        let short = |code| divisions.short_name(unit(code)).unwrap();
        assert_eq!(short("410108101200"), "古荥村");
        assert_eq!(short("410108101"), "古荥镇");
        let communities = divisions
            .units
            .iter()
            .filter(|(_, name)| name.ends_with("社区居民委员会"));
        for (code, _) in communities {
            assert!(divisions.short_name(*code).unwrap().ends_with("社区"));
        }
    }

    #[test]
    fn every_line_of_the_file_is_read() {
        let divisions = Divisions::load();
        assert_eq!(divisions.units.len(), EMBEDDED.lines().count() - 1);
        assert!(divisions.units.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn an_office_renames_and_adds_units() {
        let own = "level,code,name,parent_code\ntownship,410108101,古荥街道,410108\nvillage,410108101999,新村,410108101\n";
        let divisions = Divisions::load().with_file(own);
        assert_eq!(divisions.name(unit("410108101")), Some("古荥街道"));
        assert!(
            divisions
                .children(unit("410108101"))
                .contains(&unit("410108101999"))
        );
    }
}
