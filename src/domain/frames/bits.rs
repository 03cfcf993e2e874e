//! Numbers of so many bits, one behind the other, the highest bit first.

/// Bits that grow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    len: usize,
}

impl Bits {
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The bits, filled up with zeros to a whole byte.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Adds the lowest `width` bits of a number.
    pub(super) fn push(&mut self, number: u64, width: u32) {
        for at in (0..width).rev() {
            if self.len.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if number >> at & 1 == 1
                && let Some(last) = self.bytes.last_mut()
            {
                *last |= 0x80 >> (self.len % 8);
            }
            self.len += 1;
        }
    }

    pub(super) fn extend(&mut self, other: &Self) {
        let mut taken = Taken::of(&other.bytes);
        for _ in 0..other.len {
            self.push(taken.take(1).unwrap_or(0), 1);
        }
    }
}

/// Bits that are taken off.
#[derive(Clone, Debug)]
pub(super) struct Taken<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Taken<'a> {
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next number of so many bits; nothing behind the end.
    pub(super) fn take(&mut self, width: u32) -> Option<u64> {
        let mut number = 0;
        for _ in 0..width {
            let byte = self.bytes.get(self.at / 8)?;
            number = number << 1 | u64::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(number)
    }
}

/// The bits that numbers up to this one need.
pub(super) const fn width(most: u64) -> u32 {
    u64::BITS - most.leading_zeros()
}
