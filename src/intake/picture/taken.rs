//! When and where a picture was taken, as its camera wrote it; chat programs take that out, and then it says nothing.

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag, Value};

/// What a picture says of its own taking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The camera's clock, `YYYY-MM-DDThh:mm:ss`, without a zone.
    pub at: Option<String>,
    /// Latitude and longitude in degrees, six decimals.
    pub place: Option<String>,
}

/// Reads it out of the file's bytes.
pub(super) fn of(bytes: &[u8]) -> Taken {
    let Ok(read) = Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return Taken::default();
    };
    Taken {
        at: [Tag::DateTimeOriginal, Tag::DateTimeDigitized, Tag::DateTime]
            .into_iter()
            .find_map(|tag| moment(&read, tag)),
        place: place(&read),
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => Some(String::from_utf8_lossy(lines.first()?).trim().to_owned()),
        _ => None,
    }
}

/// `2021:09:07 10:12:00` as a moment; a camera whose clock was never set says nothing.
fn moment(exif: &Exif, tag: Tag) -> Option<String> {
    let read =
        chrono::NaiveDateTime::parse_from_str(&text(exif, tag)?, "%Y:%m:%d %H:%M:%S").ok()?;
    Some(read.format("%Y-%m-%dT%H:%M:%S").to_string())
}

fn place(exif: &Exif) -> Option<String> {
    let latitude = angle(exif, Tag::GPSLatitude, 90)?;
    let longitude = angle(exif, Tag::GPSLongitude, 180)?;
    if latitude == 0 && longitude == 0 {
        return None;
    }
    let south = text(exif, Tag::GPSLatitudeRef).is_some_and(|way| way == "S");
    let west = text(exif, Tag::GPSLongitudeRef).is_some_and(|way| way == "W");
    Some(format!(
        "{},{}",
        degrees(latitude, south),
        degrees(longitude, west)
    ))
}

/// Degrees, minutes and seconds as millionths of a degree.
fn angle(exif: &Exif, tag: Tag, most: u64) -> Option<u64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let mut sum = 0_u64;
    for (part, parts_of_a_degree) in parts.iter().zip([1, 60, 3_600]) {
        if part.denom == 0 {
            return None;
        }
        sum += u64::from(part.num) * 1_000_000 / parts_of_a_degree / u64::from(part.denom);
    }
    (sum <= most * 1_000_000).then_some(sum)
}

fn degrees(millionths: u64, negative: bool) -> String {
    let sign = if negative { "-" } else { "" };
    format!(
        "{sign}{}.{:06}",
        millionths / 1_000_000,
        millionths % 1_000_000
    )
}
