//! The day's figures of a unit as frames, each the content of one QR code: counts and amounts, never a person. Bytes and
//! digits in and out; it draws nothing.
//!
//! A frame is at most [`MOST_BYTES`] long, padded with zeros to whole groups of seven bytes:
//!
//! | bytes | what |
//! |---|---|
//! | 0 | `0xC0` + version of the layout; this and the checksum stand here in every version |
//! | 1–4 | checksum: the first four bytes of SHA-256 over byte 0 and all bytes from 5 on |
//! | 5–6 | sort of the frame (4 bits: 1 the unit's own figures, 2 rows below it, 3 signature), minutes from the moment of the figures to the cut-off, rounded up (12 bits; 0 = the day was over) |
//! | 7, 8 | number of the frame from 1, and how many there are |
//! | 9–11 | book: the first three bytes of the stream with which it began |
//! | 12–16 | unit: its code as a number of twelve digits |
//! | 17–18 | day, counted from 2000-01-01 |
//! | 19–20 | campaign: the first two bytes of SHA-256 over the pack's id |
//! | 21–22 | number of the frozen report, 0 = not frozen |
//! | 23–24 | set: the first two bytes of SHA-256 over the blocks of all its frames: frames of other figures never join |
//! | 25… | blocks of figures, as `block.rs` writes them; of a signature its bytes |
//!
//! Numbers of several bytes begin with the highest. Frame 1 holds the unit's own figures whole: one scan is enough. Only
//! where they do not fit (from about 10,000 persons on) their amounts stand in a second one.
//!
//! As text a frame is digits alone, seventeen for every seven bytes. A scanner that types is a keyboard: with a Chinese
//! input method on, letters would be taken for pinyin and some signs would become others, digits pass every input method,
//! keyboard layout and Caps Lock. In a code they take no more room than bytes (numeric mode, 10 bits for three): 255 digits
//! are what version 5 holds, the largest code that a screen of 80x24 has room for; so 105 bytes instead of the 106 of byte
//! mode, where base45 in alphanumeric mode would hold 102.

mod bits;
mod block;
mod digits;
mod gathered;

use chrono::{NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};

pub use block::{Block, NoFit, Part, Sums, told_columns};
pub use digits::looks_like;
pub use gathered::{Gathered, Set};

use super::report::RowUnit;
use super::unit::UnitCode;
use bits::Bits;

/// Version of the layout that is written.
pub const VERSION: u8 = 1;
/// The longest frame.
pub const MOST_BYTES: usize = 105;
/// The longest frame as text.
pub const MOST_DIGITS: usize = MOST_BYTES / digits::BYTES * digits::DIGITS;

const MAGIC: u8 = 0xC0;
const HEAD: usize = 25;
const MOST_BITS: usize = (MOST_BYTES - HEAD) * 8;

/// What all frames of one set tell of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Whose figures.
    pub unit: UnitCode,
    /// The day of the report.
    pub day: NaiveDate,
    /// The campaign, by [`campaign_mark`].
    pub campaign: [u8; 2],
    /// The book, by the first bytes of the stream with which it began.
    pub book: [u8; 3],
    /// Number of the frozen report; 0 where it was not frozen.
    pub frozen_no: u16,
}

/// Which figures a set of frames holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetKey {
    /// Unit, day, campaign, book, number.
    pub stamp: Stamp,
    /// The mark of all its blocks.
    pub mark: [u8; 2],
    /// How many frames it has.
    pub of: u8,
}

/// One frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The set to which it belongs.
    pub set: SetKey,
    /// Its number, from 1.
    pub number: u8,
    /// Minutes from the moment of the figures to the cut-off of the day; 0 = the day was over.
    pub minutes_left: u16,
    /// What it holds.
    pub content: Content,
    bytes: Vec<u8>,
}

/// What a frame holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The unit's own figures, or a part of them.
    Own(Box<Block>),
    /// Figures of rows below the unit.
    Rows(Vec<(RowUnit, Block)>),
    /// A signature over the set; this version keeps it and does not prove it.
    Signature(Vec<u8>),
}

/// Why a text is no frame that can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing says that it is one of ours.
    Foreign,
    /// A digit is wrong or missing.
    Damaged,
    /// A newer program wrote it.
    Newer(u8),
}

/// The mark of a campaign: its pack's id without the version, which offices change at different hours.
#[must_use]
pub fn campaign_mark(pack_id: &str) -> [u8; 2] {
    first(&Sha256::digest(pack_id.as_bytes()))
}

fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut some = [0; N];
    for (to, from) in some.iter_mut().zip(bytes) {
        *to = *from;
    }
    some
}

fn epoch() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

#[derive(Clone, Copy)]
enum Sort {
    Own = 1,
    Rows = 2,
    Signature = 3,
}

/// The frames of a unit's figures: its own first, then those of its rows, each row whole in one frame.
///
/// # Errors
/// When the figures do not hold together, the day lies outside 2000 to 2179, or there are more than 255 frames.
pub fn frames(
    stamp: &Stamp,
    minutes_left: u16,
    own: &Sums,
    rows: &[(RowUnit, Sums)],
) -> Result<Vec<Frame>, NoFit> {
    let mut filled: Vec<(Sort, Bits)> = Vec::new();
    for bits in parts(own, None)? {
        filled.push((Sort::Own, bits));
    }
    for (unit, sums) in rows {
        let place = place_of(stamp.unit, *unit)?;
        for bits in parts(sums, Some(place))? {
            match filled.last_mut() {
                Some((Sort::Rows, last)) if last.len() + bits.len() <= MOST_BITS => {
                    last.extend(&bits);
                }
                _ => filled.push((Sort::Rows, bits)),
            }
        }
    }
    let of = u8::try_from(filled.len()).map_err(|_| NoFit)?;
    let mut digest = Sha256::new();
    for (_, bits) in &filled {
        digest.update(bits.bytes());
    }
    let set = SetKey {
        stamp: *stamp,
        mark: first(&digest.finalize()),
        of,
    };
    (1..=of)
        .zip(filled)
        .map(|(number, (sort, bits))| {
            let bytes = written(&set, number, minutes_left, sort, bits.bytes())?;
            read_bytes(bytes).map_err(|_| NoFit)
        })
        .collect()
}

/// Where a row stands below its unit: the number of a unit among its neighbours, the number of a group, 0 for 未认领.
fn place_of(above: UnitCode, row: RowUnit) -> Result<u16, NoFit> {
    match row {
        RowUnit::Unassigned => Ok(0),
        RowUnit::Group(_, group) => Ok(group),
        RowUnit::Unit(code) => above.place_of(code).ok_or(NoFit),
    }
}

fn row_at(above: UnitCode, place: u16) -> Option<RowUnit> {
    if above.level().below().is_none() {
        return Some(RowUnit::Group(above, place));
    }
    if place == 0 {
        return Some(RowUnit::Unassigned);
    }
    above.below_at(place).map(RowUnit::Unit)
}

/// Figures in one part, or in two where one is too long for a frame.
fn parts(sums: &Sums, place: Option<u16>) -> Result<Vec<Bits>, NoFit> {
    let one = block::bits(sums, place, Part::Whole)?;
    if one.len() <= MOST_BITS {
        return Ok(vec![one]);
    }
    let two = [Part::Counts, Part::Amounts];
    let two = two.map(|part| block::bits(sums, place, part));
    let two = two.into_iter().collect::<Result<Vec<_>, _>>()?;
    if two.iter().all(|bits| bits.len() <= MOST_BITS) {
        Ok(two)
    } else {
        Err(NoFit)
    }
}

fn written(
    set: &SetKey,
    number: u8,
    minutes_left: u16,
    sort: Sort,
    blocks: &[u8],
) -> Result<Vec<u8>, NoFit> {
    let days = (set.stamp.day - epoch()).num_days();
    let days = u16::try_from(days).map_err(|_| NoFit)?;
    if minutes_left >= 1 << 12 {
        return Err(NoFit);
    }
    let mut bytes = vec![MAGIC | VERSION, 0, 0, 0, 0];
    let sorted = (sort as u16) << 12 | minutes_left;
    bytes.extend(sorted.to_be_bytes());
    bytes.extend([number, set.of]);
    bytes.extend(set.stamp.book);
    bytes.extend(&set.stamp.unit.number().to_be_bytes()[3..]);
    bytes.extend(days.to_be_bytes());
    bytes.extend(set.stamp.campaign);
    bytes.extend(set.stamp.frozen_no.to_be_bytes());
    bytes.extend(set.mark);
    bytes.extend(blocks);
    bytes.resize(bytes.len().next_multiple_of(digits::BYTES), 0);
    let sum = checksum(&bytes);
    bytes[1..5].copy_from_slice(&sum);
    Ok(bytes)
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    let mut digest = Sha256::new();
    digest.update(&bytes[..1]);
    digest.update(&bytes[5..]);
    first(&digest.finalize())
}

/// Reads the digits of a code; blanks and digits of full width are as good.
///
/// # Errors
/// What is wrong with them.
pub fn read(text: &str) -> Result<Frame, Unread> {
    read_bytes(digits::bytes(text)?)
}

fn read_bytes(bytes: Vec<u8>) -> Result<Frame, Unread> {
    if bytes.len() < digits::BYTES || bytes[0] & 0xF0 != MAGIC {
        return Err(Unread::Damaged);
    }
    if bytes[1..5] != checksum(&bytes) {
        return Err(Unread::Damaged);
    }
    let version = bytes[0] & 0x0F;
    if version != VERSION {
        return Err(Unread::Newer(version));
    }
    parsed(bytes).ok_or(Unread::Damaged)
}

fn parsed(bytes: Vec<u8>) -> Option<Frame> {
    let head = bytes.get(..HEAD)?;
    let pair = |at: usize| u16::from_be_bytes([head[at], head[at + 1]]);
    let (sorted, number, of) = (pair(5), head[7], head[8]);
    if number == 0 || number > of {
        return None;
    }
    let unit = head[12..17].iter();
    let unit = unit.fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let unit = UnitCode::from_number(unit).ok()?;
    let stamp = Stamp {
        unit,
        day: epoch().checked_add_signed(TimeDelta::days(i64::from(pair(17))))?,
        campaign: first(&head[19..]),
        book: first(&head[9..]),
        frozen_no: pair(21),
    };
    let blocks = &bytes[HEAD..];
    let content = match sorted >> 12 {
        1 => {
            let mut read = block::read(blocks, false).ok()?.into_iter();
            let (_, own) = read.next()?;
            Content::Own(Box::new(own))
        }
        2 => {
            let rows = block::read(blocks, true).ok()?.into_iter();
            let rows = rows.map(|(place, block)| Some((row_at(unit, place)?, block)));
            Content::Rows(rows.collect::<Option<_>>()?)
        }
        n if n == Sort::Signature as u16 => Content::Signature(blocks.to_vec()),
        _ => return None,
    };
    Some(Frame {
        set: SetKey {
            stamp,
            mark: first(&head[23..]),
            of,
        },
        number,
        minutes_left: sorted & 0x0FFF,
        content,
        bytes,
    })
}

impl Frame {
    /// The frame as its code holds it.
    #[must_use]
    pub fn digits(&self) -> String {
        digits::text(&self.bytes)
    }

    /// The frame's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests;
