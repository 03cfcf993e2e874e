//! Administrative units by division code: province 2, city 4, county 6, township 9, village 12 digits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How far down a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省, two digits.
    Province,
    /// 市, four digits.
    City,
    /// 区县, six digits.
    County,
    /// 镇办, nine digits.
    Township,
    /// 村（社区）, twelve digits.
    Village,
}

/// A division code, kept as twelve digits (units above a village end in zeros) and written without those zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCode(u64);

/// The text is not a division code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a division code of 2, 4, 6, 9 or 12 digits")]
pub struct NotAUnitCode;

impl Level {
    /// How many of the code's units lie between two neighbours of this level.
    const fn span(self) -> u64 {
        match self {
            Self::Province => 10_000_000_000,
            Self::City => 100_000_000,
            Self::County => 1_000_000,
            Self::Township => 1_000,
            Self::Village => 1,
        }
    }

    /// The next level down, or nothing below a village.
    #[must_use]
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Province => Some(Self::City),
            Self::City => Some(Self::County),
            Self::County => Some(Self::Township),
            Self::Township => Some(Self::Village),
            Self::Village => None,
        }
    }
}

impl UnitCode {
    /// The unit of a twelve-digit number as the log's header keeps it.
    ///
    /// # Errors
    /// When the number has more than twelve digits or no province.
    pub fn from_number(number: u64) -> Result<Self, NotAUnitCode> {
        if (Level::Province.span()..1_000_000_000_000).contains(&number) {
            Ok(Self(number))
        } else {
            Err(NotAUnitCode)
        }
    }

    /// The twelve-digit number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The level, read from the zeros at the end.
    #[must_use]
    pub const fn level(self) -> Level {
        if !self.0.is_multiple_of(Level::Township.span()) {
            Level::Village
        } else if !self.0.is_multiple_of(Level::County.span()) {
            Level::Township
        } else if !self.0.is_multiple_of(Level::City.span()) {
            Level::County
        } else if !self.0.is_multiple_of(Level::Province.span()) {
            Level::City
        } else {
            Level::Province
        }
    }

    /// The unit one level up, or nothing above a province.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        let above = match self.level() {
            Level::Province => return None,
            Level::City => Level::Province,
            Level::County => Level::City,
            Level::Township => Level::County,
            Level::Village => Level::Township,
        };
        Some(Self(self.0 - self.0 % above.span()))
    }

    /// The unit of the given level in which this one lies, or nothing when this one stands higher.
    #[must_use]
    pub fn at(self, level: Level) -> Option<Self> {
        (self.level() >= level).then(|| Self(self.0 - self.0 % level.span()))
    }

    /// Whether `other` is this unit or lies in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        other.0 >= self.0 && other.0 <= self.last()
    }

    /// The number of a unit among those one level below this one: 101 of 410108101 in 410108.
    #[must_use]
    pub fn place_of(self, below: Self) -> Option<u16> {
        let level = self.level().below()?;
        let place = below.0.checked_sub(self.0)? / level.span();
        let place = u16::try_from(place).ok().filter(|place| *place > 0)?;
        (self.below_at(place) == Some(below)).then_some(place)
    }

    /// The unit of that number one level below this one.
    #[must_use]
    pub fn below_at(self, place: u16) -> Option<Self> {
        let level = self.level().below()?;
        let below = Self::from_number(self.0 + u64::from(place) * level.span()).ok()?;
        (self.contains(below) && below.level() == level).then_some(below)
    }

    /// The highest twelve-digit number inside this unit: `number()..=last()` is the unit as an interval.
    #[must_use]
    pub const fn last(self) -> u64 {
        self.0 + self.level().span() - 1
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = self.level();
        let width = match level {
            Level::Province => 2,
            Level::City => 4,
            Level::County => 6,
            Level::Township => 9,
            Level::Village => 12,
        };
        write!(f, "{:0width$}", self.0 / level.span())
    }
}

impl FromStr for UnitCode {
    type Err = NotAUnitCode;

    fn from_str(text: &str) -> Result<Self, NotAUnitCode> {
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAUnitCode);
        }
        let span = match text.len() {
            2 => Level::Province.span(),
            4 => Level::City.span(),
            6 => Level::County.span(),
            9 => Level::Township.span(),
            12 => 1,
            _ => return Err(NotAUnitCode),
        };
        Self::from_number(text.parse::<u64>().map_err(|_| NotAUnitCode)? * span)
    }
}

impl Serialize for UnitCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UnitCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_knows_its_level_and_its_parents() {
        let village: UnitCode = "410108101004".parse().unwrap();
        assert_eq!(village.level(), Level::Village);
        let township = village.parent().unwrap();
        assert_eq!(township.to_string(), "410108101");
        let county: UnitCode = "410108".parse().unwrap();
        assert_eq!(township.parent(), Some(county));
        assert!(county.contains(village) && !township.contains(county));
        assert_eq!(county.place_of(township), Some(101));
        assert_eq!(county.below_at(101), Some(township));
        assert_eq!(county.place_of(village), None);
        assert_eq!(county.place_of(county), None);
        assert_eq!(village.below_at(1), None);
        assert_eq!(township.below_at(1000), None);
        assert_eq!(village.at(Level::County), Some(county));
        assert_eq!(county.parent().unwrap().to_string(), "4101");
        assert!("41010".parse::<UnitCode>().is_err());
        assert!("000000".parse::<UnitCode>().is_err());
    }
}
