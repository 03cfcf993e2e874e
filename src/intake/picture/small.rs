//! A photo made so small that a terminal can show it: decoded in colour within the limits, turned as its camera was held.

use std::fmt::Write as _;
use std::io::Cursor;

use exif::{In, Reader, Tag};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::FileSort;
use super::codes::fits;

/// Neither side is asked to be longer.
pub const LONGEST: usize = 160;

/// A small picture, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Small {
    /// Pixels of a row.
    pub width: usize,
    /// Red, green and blue of each pixel.
    pub pixels: Vec<[u8; 3]>,
}

impl Small {
    /// How many rows it has.
    #[must_use]
    pub const fn height(&self) -> usize {
        match self.pixels.len().checked_div(self.width) {
            Some(rows) => rows,
            None => 0,
        }
    }
}

/// The picture in a room of so many pixels; nothing when it cannot be decoded within the limits.
pub(super) fn of(
    bytes: &[u8],
    sort: FileSort,
    most_pixels: u64,
    (columns, rows): (usize, usize),
) -> Option<Small> {
    let whole = match sort {
        FileSort::Jpeg => jpeg(bytes, most_pixels),
        FileSort::Png => png(bytes, most_pixels),
        FileSort::Heic | FileSort::Pdf | FileSort::Mp4 => None,
    }?;
    let turned = orientation(bytes);
    // A picture that lies on its side is fitted as it will stand.
    let lies = (5..=8).contains(&turned);
    let room = if lies {
        (rows, columns)
    } else {
        (columns, rows)
    };
    Some(turn(whole.fitted(room)?, turned))
}

/// A decoded picture.
pub(super) struct Whole {
    pub width: usize,
    pub height: usize,
    pub samples: usize,
    pub bytes: Vec<u8>,
}

fn jpeg(bytes: &[u8], most_pixels: u64) -> Option<Whole> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    if !fits(width, height, most_pixels) {
        return None;
    }
    Whole::of(width, height, 3, decoder.decode().ok()?)
}

/// A PNG, eight bits a sample; nothing when it cannot be decoded within the limit.
pub(super) fn png(bytes: &[u8], most_pixels: u64) -> Option<Whole> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    if !fits(width, height, most_pixels) {
        return None;
    }
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    Whole::of(width, height, frame.color_type.samples(), pixels)
}

impl Whole {
    fn of(width: usize, height: usize, samples: usize, bytes: Vec<u8>) -> Option<Self> {
        let enough = samples > 0 && bytes.len() >= width * height * samples;
        enough.then_some(Self {
            width,
            height,
            samples,
            bytes,
        })
    }

    /// The picture in a room of so many pixels, its sides as they stand to each other: each new pixel is the middle of
    /// those it stands for. It is never made larger.
    fn fitted(&self, (columns, rows): (usize, usize)) -> Option<Small> {
        let (columns, rows) = (columns.min(LONGEST), rows.min(LONGEST));
        if columns == 0 || rows == 0 {
            return None;
        }
        // Whole numbers: columns/width against rows/height.
        let (width, height) = if self.width <= columns && self.height <= rows {
            (self.width, self.height)
        } else if self.width * rows >= self.height * columns {
            (columns, (self.height * columns / self.width).max(1))
        } else {
            ((self.width * rows / self.height).max(1), rows)
        };
        let span = |at: usize, of: usize, whole: usize| {
            let first = at * whole / of;
            first..((at + 1) * whole / of).max(first + 1).min(whole)
        };
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                pixels.push(self.middle(span(x, width, self.width), span(y, height, self.height)));
            }
        }
        Some(Small { width, pixels })
    }

    fn middle(&self, columns: std::ops::Range<usize>, lines: std::ops::Range<usize>) -> [u8; 3] {
        let mut sums = [0_u64; 3];
        let mut count = 0_u64;
        for line in lines {
            let begin = (line * self.width + columns.start) * self.samples;
            let end = (line * self.width + columns.end) * self.samples;
            for pixel in self.bytes[begin..end].chunks_exact(self.samples) {
                let colours = match *pixel {
                    [red, green, blue, ..] => [red, green, blue],
                    [grey, ..] => [grey; 3],
                    [] => [0; 3],
                };
                for (sum, colour) in sums.iter_mut().zip(colours) {
                    *sum += u64::from(colour);
                }
                count += 1;
            }
        }
        sums.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX))
    }
}

/// How the camera was held, 1 to 8 as cameras count.
fn orientation(bytes: &[u8]) -> u32 {
    let read = Reader::new().read_from_container(&mut Cursor::new(bytes));
    let turned = read.ok().and_then(|exif| {
        let field = exif.get_field(Tag::Orientation, In::PRIMARY)?;
        field.value.get_uint(0)
    });
    turned.unwrap_or(1)
}

fn turn(small: Small, orientation: u32) -> Small {
    let (width, height) = (small.width, small.height());
    let at = |x: usize, y: usize| small.pixels[y * width + x];
    let turned = |columns: usize, rows: usize, from: &dyn Fn(usize, usize) -> (usize, usize)| {
        let mut pixels = Vec::with_capacity(columns * rows);
        for y in 0..rows {
            for x in 0..columns {
                let (x, y) = from(x, y);
                pixels.push(at(x, y));
            }
        }
        Small {
            width: columns,
            pixels,
        }
    };
    match orientation {
        3 => turned(width, height, &|x, y| (width - 1 - x, height - 1 - y)),
        6 => turned(height, width, &|x, y| (y, height - 1 - x)),
        8 => turned(height, width, &|x, y| (width - 1 - y, x)),
        // Mirrored pictures come from no camera of ours.
        _ => small,
    }
}

/// A line for the process that asked.
pub(super) fn to_wire(small: &Small) -> String {
    let mut wire = format!("{} ", small.width);
    for [red, green, blue] in &small.pixels {
        let _ = write!(wire, "{red:02x}{green:02x}{blue:02x}");
    }
    wire.push('\n');
    wire
}

pub(super) fn from_wire(wire: &str) -> Option<Small> {
    let (width, hex) = wire.strip_suffix('\n')?.split_once(' ')?;
    let width: usize = width.parse().ok()?;
    let byte = |pair: &str| u8::from_str_radix(pair, 16).ok();
    let pixels: Option<Vec<[u8; 3]>> = (0..hex.len())
        .step_by(6)
        .map(|at| {
            let six = hex.get(at..at + 6)?;
            Some([byte(&six[..2])?, byte(&six[2..4])?, byte(&six[4..])?])
        })
        .collect();
    let small = Small {
        width,
        pixels: pixels?,
    };
    let whole = width > 0 && small.width * small.height() == small.pixels.len();
    whole.then_some(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Small {
        Small {
            width: 2,
            pixels: vec![[1; 3], [2; 3], [3; 3], [4; 3], [5; 3], [6; 3]],
        }
    }

    #[test]
    fn a_picture_is_turned_as_the_camera_was_held() {
        let first = |orientation| turn(two(), orientation).pixels[0][0];
        assert_eq!([1, 3, 6, 8].map(first), [1, 6, 5, 2]);
        assert_eq!(turn(two(), 6).width, 3);
        assert_eq!(turn(turn(two(), 6), 8), two());
    }

    #[test]
    fn what_is_written_for_the_asker_is_read_again_and_a_torn_line_is_nothing() {
        let wire = to_wire(&two());
        assert_eq!(from_wire(&wire), Some(two()));
        for torn in [
            &wire[..wire.len() - 1],
            &wire[..5],
            "",
            "0 \n",
            "2 zz\n",
            "5 010101\n",
        ] {
            assert_eq!(from_wire(torn), None, "{torn:?}");
        }
    }

    #[test]
    fn a_picture_keeps_the_relation_of_its_sides() {
        let whole = Whole::of(400, 100, 1, vec![7; 40_000]).unwrap();
        let small = whole.fitted((80, 40)).unwrap();
        assert_eq!((small.width, small.height()), (80, 20));
        assert_eq!(small.pixels[0], [7; 3]);
        let small = whole.fitted((500, 8)).unwrap();
        assert_eq!((small.width, small.height()), (32, 8));
        let tiny = Whole::of(4, 2, 3, vec![9; 24]).unwrap();
        assert_eq!(tiny.fitted((80, 40)).unwrap().width, 4);
        assert_eq!(whole.fitted((0, 40)), None);
    }
}
