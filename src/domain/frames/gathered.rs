//! Frames as they come in: any order, twice, a part of them; sets of other figures stay apart.

use std::collections::BTreeMap;

use super::{Block, Content, Frame, Part, SetKey, Sums};
use crate::domain::figures::{Figure, Figures};
use crate::domain::report::RowUnit;

/// The frames of one set that have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Which figures.
    pub key: SetKey,
    frames: BTreeMap<u8, Frame>,
}

/// All that has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    sets: BTreeMap<SetKey, Set>,
}

impl Gathered {
    /// Takes a frame; no when it has come before.
    pub fn add(&mut self, frame: Frame) -> bool {
        let key = frame.set;
        let set = self.sets.entry(key).or_insert_with(|| Set {
            key,
            frames: BTreeMap::new(),
        });
        // The same figures shown a little later differ in nothing but the moment.
        if set.frames.contains_key(&frame.number) {
            return false;
        }
        set.frames.insert(frame.number, frame);
        true
    }

    /// The sets, in the order of their units and days.
    pub fn sets(&self) -> impl Iterator<Item = &Set> {
        self.sets.values()
    }

    /// The set of that key.
    #[must_use]
    pub fn set(&self, key: &SetKey) -> Option<&Set> {
        self.sets.get(key)
    }

    /// Whether nothing has come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }
}

impl Set {
    /// The frames, in order.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.frames.values()
    }

    /// Numbers of the frames that have come.
    #[must_use]
    pub fn numbers(&self) -> Vec<u8> {
        self.frames.keys().copied().collect()
    }

    /// Numbers of the frames that have not come.
    #[must_use]
    pub fn missing(&self) -> Vec<u8> {
        (1..=self.key.of)
            .filter(|number| !self.frames.contains_key(number))
            .collect()
    }

    /// Minutes from the moment of the figures to the cut-off, as the latest frame says.
    #[must_use]
    pub fn minutes_left(&self) -> u16 {
        let minutes = self.frames.values().map(|frame| frame.minutes_left);
        minutes.min().unwrap_or(0)
    }

    /// The unit's own figures, once they are whole.
    #[must_use]
    pub fn own(&self) -> Option<Sums> {
        let mut own: Option<Block> = None;
        for frame in self.frames.values() {
            if let Content::Own(block) = &frame.content {
                match &mut own {
                    Some(before) => before.join(block),
                    None => own = Some((**block).clone()),
                }
            }
        }
        own.filter(|block| block.part == Part::Whole)
            .map(|block| block.sums)
    }

    /// The figures of the rows that are whole.
    #[must_use]
    pub fn rows(&self) -> BTreeMap<RowUnit, Sums> {
        let mut rows: BTreeMap<RowUnit, Block> = BTreeMap::new();
        for frame in self.frames.values() {
            if let Content::Rows(blocks) = &frame.content {
                for (unit, block) in blocks {
                    rows.entry(*unit)
                        .and_modify(|before| before.join(block))
                        .or_insert_with(|| block.clone());
                }
            }
        }
        rows.into_iter()
            .filter(|(_, block)| block.part == Part::Whole)
            .map(|(unit, block)| (unit, block.sums))
            .collect()
    }

    /// Figures in which the rows do not add up to the whole; nothing while frames are missing.
    #[must_use]
    pub fn broken(&self) -> Vec<Figure> {
        let (Some(own), true) = (self.own(), self.missing().is_empty()) else {
            return Vec::new();
        };
        let rows = self.rows();
        if rows.is_empty() {
            return Vec::new();
        }
        let mut sum = Figures::default();
        for row in rows.values() {
            sum += &row.figures;
        }
        Figure::ALL
            .iter()
            .copied()
            .filter(|figure| sum[*figure] != own.figures[*figure])
            .collect()
    }
}
