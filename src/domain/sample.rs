//! 抽查: which people are looked at a second time, drawn from a published seed so that nobody could have chosen them and
//! anybody can reckon them again.
//!
//! For each person: SHA-256 over the UTF-8 bytes of the seed, `:` and the number of the case as it is printed, in
//! hexadecimal. In each unit they stand in ascending order of that text; the first ceil(share x people) are drawn. A
//! stratum of the unit (class, officer) from which nobody was drawn adds its first.

mod answers;
mod interval;
mod listing;
mod proof;
mod standing;
mod tally;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

use super::case::Case;
use super::entry::{CaseId, hex};
use super::report::RowUnit;
use super::unit::{Level, UnitCode};

pub use answers::{
    Compared, FIELDS, First, Item, NOTHING, REPLACED_BECAUSE, Verdict, WAYS, compare,
    first_finding, handled_by, verdicts,
};
pub use interval::wilson;
pub use listing::{COLUMNS, ListedRow};
pub use proof::{Proof, prove_list};
pub use standing::{Rectification, Sampled, Status, is_answered, standing_checks, verdicts_of};
pub use tally::{Coverage, Looked, SampleReport, Tally, UnitTally};

/// A share in hundredths of a percent, above 0 and at most 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u16);

/// The text is not a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a share such as 50%, with at most two decimals")]
pub struct NotAPercent;

impl Percent {
    const WHOLE: usize = 10_000;

    /// How many of `n` people that is, a part of a person counting as one: ceil(share x n), reckoned in whole numbers.
    #[must_use]
    pub fn quota(self, n: usize) -> usize {
        n.saturating_mul(usize::from(self.0)).div_ceil(Self::WHOLE)
    }

    /// Whether `part` of `n` is at least that share.
    #[must_use]
    pub fn is_reached(self, part: usize, n: usize) -> bool {
        part.saturating_mul(Self::WHOLE) >= n.saturating_mul(usize::from(self.0))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}"),
            _ if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl FromStr for Percent {
    type Err = NotAPercent;

    fn from_str(text: &str) -> Result<Self, NotAPercent> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || rest.len() > 2 || !digits(whole) || !digits(rest)
        {
            return Err(NotAPercent);
        }
        let hundredths: u32 = format!("{whole}{rest:0<2}")
            .parse()
            .map_err(|_| NotAPercent)?;
        match u16::try_from(hundredths) {
            Ok(share) if share > 0 && usize::from(share) <= Self::WHOLE => Ok(Self(share)),
            _ => Err(NotAPercent),
        }
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if !text.trim_end().ends_with('%') {
            return Err(serde::de::Error::custom(NotAPercent));
        }
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Whose spot check it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SampleLevel {
    /// 区级抽查.
    District,
    /// 市级抽查.
    City,
}

impl SampleLevel {
    /// Both, the nearer first.
    pub const ALL: [Self; 2] = [Self::District, Self::City];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::City => "city",
        }
    }

    /// The level of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// By what the people of a unit are told apart, so that each kind of them is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stratum {
    /// The class that stands.
    Class,
    /// The officer who set it.
    Officer,
}

impl Stratum {
    /// Both, in the order in which they are said.
    pub const ALL: [Self; 2] = [Self::Class, Self::Officer];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Officer => "officer",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Somebody who may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The case.
    pub case: CaseId,
    /// The unit in which it is counted.
    pub unit: RowUnit,
    /// The class that stands; empty where none does.
    pub class: String,
    /// Who set it, or else who looked for the person last; empty where nobody did.
    pub officer: String,
}

/// Why somebody is among the drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Among the first of the unit.
    Quota,
    /// The first of a stratum from which nobody was drawn.
    Stratum,
}

impl Because {
    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::Stratum => "stratum",
        }
    }
}

/// A person in the order of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Who.
    pub candidate: Candidate,
    /// The place in the unit, from 1.
    pub order: usize,
    /// The hash that gave the place, in hexadecimal.
    pub hash: String,
    /// Whether the person is drawn, and why.
    pub drawn: Option<Because>,
}

/// A unit's people in the order of the draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDraw {
    /// The unit.
    pub unit: RowUnit,
    /// So many are drawn by the share alone.
    pub quota: usize,
    /// Its people.
    pub placed: Vec<Placed>,
}

impl UnitDraw {
    /// Those who are drawn, in order.
    pub fn drawn(&self) -> impl Iterator<Item = &Placed> {
        self.placed.iter().filter(|one| one.drawn.is_some())
    }
}

/// The unit in whose line a case is counted: one level below the book's own.
#[must_use]
pub fn counted_in(book: UnitCode, case: &Case) -> RowUnit {
    if book.level() == Level::Village {
        return RowUnit::Group(book, case.facts.group.unwrap_or(0));
    }
    let below = book.level().below();
    let unit = case
        .unit
        .zip(below)
        .and_then(|(unit, below)| unit.at(below));
    unit.filter(|unit| book.contains(*unit))
        .map_or(RowUnit::Unassigned, RowUnit::Unit)
}

/// The case as somebody who may be drawn.
#[must_use]
pub fn candidate(book: UnitCode, case: &Case) -> Candidate {
    let first = first_finding(case);
    Candidate {
        case: case.id,
        unit: counted_in(book, case),
        class: first.class,
        officer: first.officer,
    }
}

/// The hash by which a case is placed: of the seed's bytes, a colon, and the case's number as it is printed.
#[must_use]
pub fn hash_of(seed: &str, case: CaseId) -> String {
    let mut digest = Sha256::new();
    digest.update(seed.as_bytes());
    digest.update(b":");
    digest.update(case.to_string().as_bytes());
    hex(&digest.finalize())
}

/// Draws the share of each unit, and the first of every stratum that it left out; units come in order of their codes.
#[must_use]
pub fn draw(
    seed: &str,
    share: Percent,
    strata: &[Stratum],
    candidates: impl IntoIterator<Item = Candidate>,
) -> Vec<UnitDraw> {
    let mut units: BTreeMap<RowUnit, Vec<(String, Candidate)>> = BTreeMap::new();
    for candidate in candidates {
        let hash = hash_of(seed, candidate.case);
        let unit = units.entry(candidate.unit).or_default();
        unit.push((hash, candidate));
    }
    units
        .into_iter()
        .map(|(unit, people)| draw_unit(unit, share, strata, people))
        .collect()
}

fn draw_unit(
    unit: RowUnit,
    share: Percent,
    strata: &[Stratum],
    mut people: Vec<(String, Candidate)>,
) -> UnitDraw {
    people.sort_by(|(a, one), (b, other)| match a.cmp(b) {
        Ordering::Equal => one.case.cmp(&other.case),
        unequal => unequal,
    });
    people.dedup_by(|(_, one), (_, other)| one.case == other.case);
    let quota = share.quota(people.len());
    let key = |one: &Candidate| -> Vec<String> {
        strata
            .iter()
            .map(|stratum| match stratum {
                Stratum::Class => one.class.clone(),
                Stratum::Officer => one.officer.clone(),
            })
            .collect()
    };
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    if !strata.is_empty() {
        seen.extend(people.iter().take(quota).map(|(_, one)| key(one)));
    }
    let placed = (0..)
        .zip(people)
        .map(|(at, (hash, candidate))| {
            let drawn = if at < quota {
                Some(Because::Quota)
            } else if !strata.is_empty() && seen.insert(key(&candidate)) {
                Some(Because::Stratum)
            } else {
                None
            };
            Placed {
                candidate,
                order: at + 1,
                hash,
                drawn,
            }
        })
        .collect();
    UnitDraw {
        unit,
        quota,
        placed,
    }
}

/// The fingerprint of a population: SHA-256 over a line for each person, `case,unit,class,officer` and a line break, in
/// order of the cases.
#[must_use]
pub fn fingerprint<'a>(candidates: impl IntoIterator<Item = &'a Candidate>) -> String {
    let mut lines: Vec<String> = candidates
        .into_iter()
        .map(|one| format!("{},{},{},{}\n", one.case, one.unit, one.class, one.officer))
        .collect();
    lines.sort();
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(line.as_bytes());
    }
    hex(&digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_and_written_to_two_decimals() {
        for (given, written) in [
            ("50", "50"),
            ("50%", "50"),
            (" 33.33 % ", "33.33"),
            ("12.5%", "12.5"),
            ("0.01", "0.01"),
            ("100", "100"),
        ] {
            assert_eq!(given.parse::<Percent>().unwrap().to_string(), written);
        }
        for given in ["", "0", "100.01", "-5", "1.234", "half", ".5", "1e1"] {
            assert!(given.parse::<Percent>().is_err(), "{given}");
        }
    }

    #[test]
    fn a_part_of_a_person_is_a_person() {
        let quota = |share: &str, n| share.parse::<Percent>().unwrap().quota(n);
        assert_eq!(quota("50", 343), 172);
        assert_eq!(quota("50", 4), 2);
        assert_eq!(quota("50", 1), 1);
        assert_eq!(quota("50", 0), 0);
        assert_eq!(quota("33.33", 3), 1);
        assert_eq!(quota("33.34", 3), 2);
        assert_eq!(quota("100", 255), 255);
    }

    #[test]
    fn the_hash_is_the_one_that_any_calculator_gives() {
        // printf 'seed:01010101010101010101010101010101' | sha256sum
        assert_eq!(
            hash_of("seed", CaseId([1; 16])),
            "73f20bcf802681db640510d9c4cf4cf74e61d7c9e4c4a4a2930835a21266101e"
        );
    }
}
