//! A text as the picture of a QR code, black on white with its quiet zone, as a printer wants it.

use qrcode::{Color, EcLevel, QrCode};

/// Pixels along one side of a module.
const SCALE: usize = 8;
/// Modules of white around the code; readers want four.
const QUIET: usize = 4;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text does not fit a QR code")]
pub struct NoCode;

/// The PNG of a text's code; equal texts give equal bytes.
///
/// # Errors
/// When the text is longer than any code holds.
pub fn png(text: &str) -> Result<Vec<u8>, NoCode> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| NoCode)?;
    let modules = code.width();
    let colors = code.to_colors();
    let side = (modules + 2 * QUIET) * SCALE;
    // One bit a pixel, white is 1.
    let mut row_bytes = Vec::with_capacity(side * side.div_ceil(8));
    for y in 0..side {
        let mut row = vec![0_u8; side.div_ceil(8)];
        for x in 0..side {
            let (column, line) = (x / SCALE, y / SCALE);
            let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < modules);
            let dark = match (inside(column), inside(line)) {
                (Some(column), Some(line)) => colors[line * modules + column] == Color::Dark,
                _ => false,
            };
            if !dark {
                row[x / 8] |= 0x80 >> (x % 8);
            }
        }
        row_bytes.append(&mut row);
    }
    let mut bytes = Vec::new();
    let pixels = u32::try_from(side).map_err(|_| NoCode)?;
    let mut encoder = png::Encoder::new(&mut bytes, pixels, pixels);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    // Filters help photographs, not black and white.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().map_err(|_| NoCode)?;
    writer.write_image_data(&row_bytes).map_err(|_| NoCode)?;
    writer.finish().map_err(|_| NoCode)?;
    Ok(bytes)
}
