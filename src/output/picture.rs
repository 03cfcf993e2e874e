//! A picture of boxes and texts, and its two prints: SVG, whose reader brings the fonts, and PNG with the fonts of this
//! computer. It knows no report.

mod fonts;
mod raster;

use std::fmt::Write;

use quick_xml::escape::escape;
use unicode_width::UnicodeWidthChar;

pub use fonts::{Fonts, NoFont};

/// Fonts that the reader of an SVG may have, the first that it has is taken.
const FAMILIES: &str = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',\
'WenQuanYi Micro Hei','WenQuanYi Zen Hei','SimHei','SimSun',sans-serif";

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its end.
    End,
}

/// A piece of a picture; all lengths are pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A filled box.
    Filled {
        /// Left edge.
        x: u16,
        /// Upper edge.
        y: u16,
        /// Width.
        width: u16,
        /// Height.
        height: u16,
        /// Its colour.
        ink: Ink,
    },
    /// A line of text.
    Text {
        /// Where its anchor stands.
        x: u16,
        /// Where its base line stands.
        y: u16,
        /// Height of a Chinese character.
        size: u16,
        /// Whether it is bold.
        bold: bool,
        /// Which end stands at `x`.
        anchor: Anchor,
        /// Its colour.
        ink: Ink,
        /// The text.
        text: String,
    },
}

/// A picture on white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, for those who cannot see it.
    pub title: String,
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
    /// Its pieces, from back to front.
    pub shapes: Vec<Shape>,
}

impl Picture {
    /// The picture as SVG.
    #[must_use]
    pub fn svg(&self) -> String {
        let (width, height) = (self.width, self.height);
        let mut svg = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FAMILIES}\">\n\
             <title>{}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
            escape(visible(&self.title))
        );
        for shape in &self.shapes {
            // Writing into a text cannot fail.
            let _ = match shape {
                Shape::Filled {
                    x,
                    y,
                    width,
                    height,
                    ink: Ink(red, green, blue),
                } => writeln!(
                    svg,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                     fill=\"#{red:02x}{green:02x}{blue:02x}\"/>"
                ),
                Shape::Text {
                    x,
                    y,
                    size,
                    bold,
                    anchor,
                    ink: Ink(red, green, blue),
                    text,
                } => writeln!(
                    svg,
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{}{} \
                     fill=\"#{red:02x}{green:02x}{blue:02x}\">{}</text>",
                    if *bold { " font-weight=\"bold\"" } else { "" },
                    match anchor {
                        Anchor::Start => "",
                        Anchor::End => " text-anchor=\"end\"",
                    },
                    escape(visible(text))
                ),
            };
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// The picture as PNG; the same fonts give the same bytes.
    ///
    /// # Errors
    /// When the picture's writer refuses.
    pub fn png(&self, fonts: &Fonts) -> Result<Vec<u8>, png::EncodingError> {
        raster::png(self, fonts)
    }
}

/// A text without what cannot be seen and may not stand in XML.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// The beginning of a text that fits into so many half characters; two dots stand for the rest.
#[must_use]
pub fn fitted(text: &str, halves: usize) -> String {
    let wide = |c: char| c.width().unwrap_or(0);
    let text = visible(text);
    if text.chars().map(wide).sum::<usize>() <= halves {
        return text;
    }
    let mut kept = String::new();
    let mut used = 2;
    for c in text.chars() {
        used += wide(c);
        if used > halves {
            break;
        }
        kept.push(c);
    }
    kept + ".."
}
