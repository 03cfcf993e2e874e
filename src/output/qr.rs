//! QR codes: a text as modules, as a picture black on white with its quiet zone, and as half blocks for a terminal.

use fast_qr::qr::QRCodeError;
use fast_qr::{ECL, QRBuilder, QRCode, Version};

/// Pixels along one side of a module of a single code.
const SCALE: usize = 8;
/// Modules of white around the code; readers want four.
pub const QUIET: usize = 4;
/// The version of every code of a frame: the largest that a screen of 80x24 has room for.
const FRAME_VERSION: Version = Version::V05;
/// Modules along one side of a frame's code, its quiet zone included.
pub const FRAME_SIDE: usize = 37 + 2 * QUIET;
/// Codes beside each other on a sheet, and pixels of a module there: a reader looks at 1,400 pixels first.
const ACROSS: usize = 4;
const SHEET_SCALE: usize = 6;

/// Why there is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text does not fit a QR code")]
pub struct NoCode;

impl From<QRCodeError> for NoCode {
    fn from(_: QRCodeError) -> Self {
        Self
    }
}

/// A code as modules, its quiet zone included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    side: usize,
    dark: Vec<bool>,
}

impl Code {
    fn of(code: &QRCode) -> Self {
        let side = code.size + 2 * QUIET;
        let mut dark = vec![false; side * side];
        for line in 0..code.size {
            for (column, module) in code[line].iter().enumerate() {
                dark[(line + QUIET) * side + column + QUIET] = module.value();
            }
        }
        Self { side, dark }
    }

    /// The code of a text, as small as it can be.
    ///
    /// # Errors
    /// When the text is longer than any code holds.
    pub fn of_text(text: &str) -> Result<Self, NoCode> {
        Ok(Self::of(&QRBuilder::new(text).ecl(ECL::M).build()?))
    }

    /// The code of a frame's digits: all are of one size, and what room is left serves to mend what a camera misses.
    ///
    /// # Errors
    /// When there are more digits than a frame has.
    pub fn of_frame(digits: &str) -> Result<Self, NoCode> {
        [ECL::H, ECL::Q, ECL::M, ECL::L]
            .into_iter()
            .find_map(|level| {
                let mut code = QRBuilder::new(digits);
                code.version(FRAME_VERSION).ecl(level).build().ok()
            })
            .map(|code| Self::of(&code))
            .ok_or(NoCode)
    }

    /// Modules along one side.
    #[must_use]
    pub const fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark; outside the code nothing is.
    #[must_use]
    pub fn is_dark(&self, column: usize, line: usize) -> bool {
        column < self.side && line < self.side && self.dark[line * self.side + column]
    }

    /// The code as rows of half blocks: black on white, two lines of modules a row.
    pub fn half_blocks(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.side).step_by(2).map(|line| {
            (0..self.side)
                .map(
                    |column| match (self.is_dark(column, line), self.is_dark(column, line + 1)) {
                        (false, false) => ' ',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        (true, true) => '█',
                    },
                )
                .collect()
        })
    }
}

/// The PNG of a text's code; equal texts give equal bytes.
///
/// # Errors
/// When the text is longer than any code holds.
pub fn png(text: &str) -> Result<Vec<u8>, NoCode> {
    painted(&[Code::of_text(text)?], SCALE)
}

/// The PNG of all codes of a set: one alone, or a sheet of four beside each other, in reading order.
///
/// # Errors
/// When there is no code.
pub fn sheet(codes: &[Code]) -> Result<Vec<u8>, NoCode> {
    painted(codes, if codes.len() > 1 { SHEET_SCALE } else { SCALE })
}

fn painted(codes: &[Code], scale: usize) -> Result<Vec<u8>, NoCode> {
    let side = codes.iter().map(Code::side).max().ok_or(NoCode)?;
    let across = codes.len().min(ACROSS);
    let (width, height) = (
        across * side * scale,
        codes.len().div_ceil(across) * side * scale,
    );
    // One bit a pixel, white is 1; the rows of pixels of a line of modules are all the same.
    let mut pixels = Vec::with_capacity(height * width.div_ceil(8));
    for line in 0..height / scale {
        let mut row = vec![0_u8; width.div_ceil(8)];
        for column in 0..across * side {
            let nth = line / side * across + column / side;
            let dark = codes
                .get(nth)
                .is_some_and(|code| code.is_dark(column % side, line % side));
            if !dark {
                for x in column * scale..(column + 1) * scale {
                    row[x / 8] |= 0x80 >> (x % 8);
                }
            }
        }
        for _ in 0..scale {
            pixels.extend_from_slice(&row);
        }
    }
    let mut bytes = Vec::new();
    let wide = u32::try_from(width).map_err(|_| NoCode)?;
    let high = u32::try_from(height).map_err(|_| NoCode)?;
    let mut encoder = png::Encoder::new(&mut bytes, wide, high);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::Fast);
    // Filters help photographs, not black and white.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().map_err(|_| NoCode)?;
    writer.write_image_data(&pixels).map_err(|_| NoCode)?;
    writer.finish().map_err(|_| NoCode)?;
    Ok(bytes)
}
