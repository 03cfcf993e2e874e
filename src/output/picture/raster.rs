//! A picture as pixels: boxes filled, texts drawn from the outlines of their fonts.

use ab_glyph::{Font, FontVec, Glyph, GlyphId, PxScale, ScaleFont, point};

use super::{Anchor, Fonts, Ink, Picture, Shape, visible};

struct Paper {
    width: usize,
    height: usize,
    /// Red, green, blue of each pixel.
    pixels: Vec<u8>,
}

pub(super) fn png(picture: &Picture, fonts: &Fonts) -> Result<Vec<u8>, png::EncodingError> {
    let (width, height) = (usize::from(picture.width), usize::from(picture.height));
    let mut paper = Paper {
        width,
        height,
        pixels: vec![u8::MAX; width * height * 3],
    };
    for shape in &picture.shapes {
        match shape {
            Shape::Filled {
                x,
                y,
                width,
                height,
                ink,
            } => paper.fill([*x, *y, *width, *height].map(usize::from), *ink),
            Shape::Text {
                x,
                y,
                size,
                bold,
                anchor,
                ink,
                text,
            } => {
                let line = Line::of(&visible(text), f32::from(*size), fonts);
                let left = match anchor {
                    Anchor::Start => f32::from(*x),
                    Anchor::End => f32::from(*x) - line.width,
                };
                line.draw(&mut paper, left, f32::from(*y), *ink);
                if *bold {
                    // No second font is looked for: a stroke is made wider by drawing it twice.
                    line.draw(
                        &mut paper,
                        left + f32::from(*size) / 40.0,
                        f32::from(*y),
                        *ink,
                    );
                }
            }
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(
        &mut bytes,
        u32::from(picture.width),
        u32::from(picture.height),
    );
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Half as large again as the smallest, and a hundred times as quick.
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    encoder.add_itxt_chunk("Title".to_owned(), visible(&picture.title))?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&paper.pixels)?;
    writer.finish()?;
    Ok(bytes)
}

impl Paper {
    fn fill(&mut self, [x, y, width, height]: [usize; 4], ink: Ink) {
        for row in y..(y + height).min(self.height) {
            for column in x..(x + width).min(self.width) {
                self.paint(column, row, ink, u8::MAX);
            }
        }
    }

    /// Lays ink over a pixel, so much of 255.
    fn paint(&mut self, column: usize, row: usize, Ink(red, green, blue): Ink, much: u8) {
        let at = (row * self.width + column) * 3;
        let Some(pixel) = self.pixels.get_mut(at..at + 3) else {
            return;
        };
        for (below, above) in pixel.iter_mut().zip([red, green, blue]) {
            let (much, rest) = (u16::from(much), u16::from(u8::MAX - much));
            let mixed = (u16::from(above) * much + u16::from(*below) * rest + 127) / 255;
            *below = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
}

/// One character of a line: its font and glyph, nothing where no font has it, and where it begins.
struct Placed<'f> {
    glyph: Option<(&'f FontVec, GlyphId)>,
    x: f32,
}

struct Line<'f> {
    placed: Vec<Placed<'f>>,
    size: f32,
    width: f32,
}

impl<'f> Line<'f> {
    fn of(text: &str, size: f32, fonts: &'f Fonts) -> Self {
        let mut width = 0.0;
        let mut placed = Vec::new();
        for c in text.chars() {
            let glyph = fonts.glyph(c);
            placed.push(Placed { glyph, x: width });
            width += match glyph {
                Some((font, glyph)) => font.as_scaled(scale(font, size)).h_advance(glyph),
                None => size,
            };
        }
        Self {
            placed,
            size,
            width,
        }
    }

    fn draw(&self, paper: &mut Paper, left: f32, base: f32, ink: Ink) {
        for placed in &self.placed {
            let Some((font, id)) = placed.glyph else {
                self.draw_unknown(paper, left + placed.x, base, ink);
                continue;
            };
            let glyph = Glyph {
                id,
                scale: scale(font, self.size),
                position: point(left + placed.x, base),
            };
            let Some(outlined) = font.outline_glyph(glyph) else {
                continue;
            };
            let bounds = outlined.px_bounds();
            outlined.draw(|x, y, cover| {
                if let (Some(column), Some(row)) = (pixel(bounds.min.x, x), pixel(bounds.min.y, y))
                    && column < paper.width
                    && row < paper.height
                {
                    paper.paint(column, row, ink, part(cover));
                }
            });
        }
    }

    /// A character that no font has is an empty box: a rare name stays as long as it is.
    fn draw_unknown(&self, paper: &mut Paper, left: f32, base: f32, ink: Ink) {
        let (Some(x), Some(y)) = (
            pixel(left + self.size * 0.1, 0),
            pixel(base - self.size * 0.8, 0),
        ) else {
            return;
        };
        let Some(side) = pixel(self.size * 0.8, 0) else {
            return;
        };
        for edge in [
            [x, y, side, 2],
            [x, y + side, side, 2],
            [x, y, 2, side],
            [x + side, y, 2, side + 2],
        ] {
            paper.fill(edge, ink);
        }
    }
}

/// The scale at which a character of the font is so high: fonts count their own height, pictures the em.
fn scale(font: &FontVec, size: f32) -> PxScale {
    let em = font.units_per_em().unwrap_or(1000.0);
    PxScale::from(size * font.height_unscaled() / em)
}

/// A pixel so many behind a place; nothing left of the paper or above it.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pictures are some thousand pixels large"
)]
fn pixel(place: f32, behind: u32) -> Option<usize> {
    let start = place.floor() as i64;
    usize::try_from(start + i64::from(behind)).ok()
}

/// A part of 1 as one of 255.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between 0 and 255"
)]
fn part(cover: f32) -> u8 {
    (cover * 255.0).round().clamp(0.0, 255.0) as u8
}
