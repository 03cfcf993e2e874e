//! QR codes in a picture: decoded to grey, made smaller, and searched, within hard limits.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{FileSort, small};

/// Longest sides at which codes are looked for: a photographed sheet first as small as it can be read.
const SIDES: [usize; 3] = [1400, 2800, 6000];
/// A code is no longer than a frame of figures; the rest is none of ours.
const LONGEST: usize = crate::domain::frames::MOST_DIGITS;
/// More codes than this are no paper of ours; a sheet of frames has the most.
const MOST: usize = 64;

struct Grey {
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

/// The texts of the codes in a picture; nothing when it cannot be decoded within the limits.
pub(super) fn find(bytes: &[u8], sort: FileSort, most_pixels: u64) -> Option<Vec<String>> {
    let grey = match sort {
        FileSort::Jpeg => jpeg(bytes, most_pixels),
        FileSort::Png => png(bytes, most_pixels),
        _ => None,
    }?;
    let mut last = 0;
    let mut found = Vec::new();
    for side in SIDES {
        let smaller = grey.smaller(side);
        if smaller.width == last || smaller.width == 0 || smaller.height == 0 {
            break;
        }
        last = smaller.width;
        let (codes, all_read) = smaller.codes();
        found.extend(codes);
        // Of a sheet of many codes some may be read where others want to be seen larger.
        if all_read {
            break;
        }
    }
    found.sort();
    found.dedup();
    Some(found)
}

/// Whether a picture of these sides may be decoded.
pub(super) fn fits(width: usize, height: usize, most_pixels: u64) -> bool {
    let pixels = u64::try_from(width)
        .ok()
        .zip(u64::try_from(height).ok())
        .and_then(|(width, height)| width.checked_mul(height));
    pixels.is_some_and(|pixels| pixels > 0 && pixels <= most_pixels)
}

fn jpeg(bytes: &[u8], most_pixels: u64) -> Option<Grey> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    if !fits(width, height, most_pixels) {
        return None;
    }
    let bytes = decoder.decode().ok()?;
    (bytes.len() >= width * height).then_some(Grey {
        width,
        height,
        bytes,
    })
}

fn png(bytes: &[u8], most_pixels: u64) -> Option<Grey> {
    let whole = small::png(bytes, most_pixels)?;
    // Grey is near enough the middle of three colours; transparent ink does not occur on paper.
    let bytes = whole
        .bytes
        .chunks_exact(whole.samples)
        .map(|pixel| match *pixel {
            [red, green, blue, ..] => {
                let sum = u16::from(red) + u16::from(green) + u16::from(blue);
                u8::try_from(sum / 3).unwrap_or(u8::MAX)
            }
            [grey, ..] => grey,
            [] => 0,
        })
        .collect();
    Some(Grey {
        width: whole.width,
        height: whole.height,
        bytes,
    })
}

impl Grey {
    /// The picture with neither side longer than this: each new pixel is the middle of those it stands for.
    fn smaller(&self, side: usize) -> Self {
        let by = self.width.max(self.height).div_ceil(side).max(1);
        // A line thinner than the pixels that stand for it holds no code.
        let (width, height) = (self.width / by, self.height / by);
        let mut bytes = Vec::with_capacity(width * height);
        let stands_for = u32::try_from(by * by).unwrap_or(u32::MAX);
        let mut lines = self.bytes.chunks_exact(self.width);
        for _ in 0..height {
            let mut sums = vec![0_u32; width];
            for line in lines.by_ref().take(by) {
                for (sum, cells) in sums.iter_mut().zip(line.chunks_exact(by)) {
                    *sum += cells.iter().map(|grey| u32::from(*grey)).sum::<u32>();
                }
            }
            let middle = sums.iter().map(|sum| sum / stands_for);
            bytes.extend(middle.map(|grey| u8::try_from(grey).unwrap_or(u8::MAX)));
        }
        Self {
            width,
            height,
            bytes,
        }
    }

    /// The texts of the codes, and whether some were seen and all of them read.
    fn codes(&self) -> (Vec<String>, bool) {
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, |x, y| {
                self.bytes[y * self.width + x]
            });
        let grids = image.detect_grids();
        let read: Vec<String> = grids
            .iter()
            .take(MOST)
            .filter_map(|grid| grid.decode().ok())
            .map(|(_, text)| text)
            .collect();
        let all_read = !read.is_empty() && read.len() == grids.len().min(MOST);
        let ours = read.into_iter().filter(|text| text.len() <= LONGEST);
        (ours.collect(), all_read)
    }
}
