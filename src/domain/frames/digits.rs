//! Bytes as digits: seven bytes are a number of seventeen digits.

use super::Unread;

/// Bytes of a group.
pub(super) const BYTES: usize = 7;
/// Digits of a group.
pub(super) const DIGITS: usize = 17;

/// No other code of an office is as long: a frame of which digits were lost is still known for one.
const FEWEST: usize = 2 * DIGITS;

/// The digits of whole groups of bytes.
pub(super) fn text(bytes: &[u8]) -> String {
    let groups: Vec<String> = bytes
        .chunks(BYTES)
        .map(|group| {
            let number = group
                .iter()
                .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
            format!("{number:0DIGITS$}")
        })
        .collect();
    groups.concat()
}

/// The digits of a text, those of full width as well; blanks between them do not count.
fn plain(text: &str) -> Option<String> {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => None,
        })
        .collect()
}

/// Whether a text is a frame, or was one before something was lost of it.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    plain(text).is_some_and(|digits| digits.len() >= FEWEST)
}

/// The bytes of a text.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, Unread> {
    let digits = plain(text).ok_or(Unread::Foreign)?;
    if digits.len() < FEWEST {
        return Err(Unread::Foreign);
    }
    if !digits.len().is_multiple_of(DIGITS) {
        return Err(Unread::Damaged);
    }
    let mut bytes = Vec::with_capacity(digits.len() / DIGITS * BYTES);
    for group in digits.as_bytes().chunks(DIGITS) {
        let number = group
            .iter()
            .fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        if number >> (8 * BYTES) != 0 {
            return Err(Unread::Damaged);
        }
        bytes.extend(&number.to_be_bytes()[1..]);
    }
    Ok(bytes)
}
