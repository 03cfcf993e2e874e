//! Photos and papers of other people: what a file really is by its first bytes, when and where it was taken, and which
//! codes stand in it. Pictures are decoded in a process of their own, under limits; it knows no book.

mod codes;
mod small;
mod taken;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use small::Small;
pub use taken::Taken;

/// The hidden subcommand by which the program calls itself.
pub const LOOK: &str = "__look-at-picture";

/// What a file is by its first bytes; nothing else is taken as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileSort {
    /// A photo.
    Jpeg,
    /// A picture, most often a screenshot.
    Png,
    /// A photo of newer telephones; it cannot be looked into.
    Heic,
    /// A paper.
    Pdf,
    /// A film.
    Mp4,
}

impl FileSort {
    const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Heic, Self::Pdf, Self::Mp4];

    /// What the first bytes say; nothing when it is none of ours.
    #[must_use]
    pub fn of_head(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"\xff\xd8\xff") {
            return Some(Self::Jpeg);
        }
        if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if head.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        let brand = (head.get(4..8) == Some(b"ftyp")).then(|| head.get(8..12))??;
        match brand {
            b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1" => Some(Self::Heic),
            b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1"
            | b"M4V " | b"qt  " | b"3gp4" | b"3gp5" | b"3gp6" | b"MSNV" => Some(Self::Mp4),
            _ => None,
        }
    }

    /// The ending under which it is kept.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Heic => "heic",
            Self::Pdf => "pdf",
            Self::Mp4 => "mp4",
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.ending() == ending)
    }
}

/// What may be decoded at the most (trust.md 3.6).
#[derive(Clone, Debug)]
pub struct PictureLimits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Pixels of a picture, known from its head before anything is unpacked.
    pub pixels: u64,
    /// Memory of the process that looks, bytes.
    pub memory: u64,
    /// Processor seconds of that process.
    pub seconds: u64,
    /// The program that looks apart from us; absent = in this process.
    pub reader: Option<PathBuf>,
}

impl Default for PictureLimits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            pixels: 60_000_000,
            memory: 768 << 20,
            seconds: 20,
            reader: None,
        }
    }
}

/// What a look at a picture showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// When and where it was taken, as far as the file says.
    pub taken: Taken,
    /// Texts of the codes in it.
    pub codes: Vec<String>,
    /// Whether it could be decoded; a film or a paper is not.
    pub decoded: bool,
}

/// Looks at a file of that sort, apart where a reader is named. A file that cannot be looked into shows nothing.
#[must_use]
pub fn look(path: &Path, sort: FileSort, limits: &PictureLimits) -> Look {
    if matches!(sort, FileSort::Pdf | FileSort::Mp4) {
        return Look::default();
    }
    let Some(program) = &limits.reader else {
        return look_here(path, sort, limits);
    };
    from_wire(&ask(program, path, sort, limits, &[])).unwrap_or_default()
}

/// A photo or screenshot made small for a room of so many columns and rows; decoded apart where a reader is named.
#[must_use]
pub fn small(
    path: &Path,
    sort: FileSort,
    limits: &PictureLimits,
    room: (usize, usize),
) -> Option<Small> {
    if !matches!(sort, FileSort::Jpeg | FileSort::Png) {
        return None;
    }
    let Some(program) = &limits.reader else {
        let bytes = read(path, limits.file_bytes).ok()?;
        return small::of(&bytes, sort, limits.pixels, room);
    };
    let room = [room.0.to_string(), room.1.to_string()];
    small::from_wire(&ask(program, path, sort, limits, &room))
}

/// What the program says that looks apart; a child that dies has said nothing to its end, and then nothing of it counts.
fn ask(
    program: &Path,
    path: &Path,
    sort: FileSort,
    limits: &PictureLimits,
    more: &[String],
) -> String {
    let child = Command::new(program)
        .arg(LOOK)
        .arg(sort.ending())
        .arg(path)
        .args(
            [
                limits.file_bytes,
                limits.pixels,
                limits.memory,
                limits.seconds,
            ]
            .map(|n| n.to_string()),
        )
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        return String::new();
    };
    let mut told = String::new();
    if let Some(output) = child.stdout.take() {
        let _ = output.take(1 << 18).read_to_string(&mut told);
    }
    let _ = child.kill();
    let _ = child.wait();
    told
}

fn look_here(path: &Path, sort: FileSort, limits: &PictureLimits) -> Look {
    let Ok(bytes) = read(path, limits.file_bytes) else {
        return Look::default();
    };
    let taken = taken::of(&bytes);
    let found = match sort {
        FileSort::Jpeg | FileSort::Png => codes::find(&bytes, sort, limits.pixels),
        FileSort::Heic | FileSort::Pdf | FileSort::Mp4 => None,
    };
    Look {
        taken,
        decoded: found.is_some(),
        codes: found.unwrap_or_default(),
    }
}

fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(most)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The other side: looks at the file that the arguments name and says what it saw; the process ends behind it.
///
/// # Errors
/// When the output is closed.
pub fn serve(arguments: &[String]) -> io::Result<()> {
    let number = |at: usize| {
        arguments
            .get(at)
            .and_then(|text| text.parse().ok())
            .unwrap_or(0)
    };
    let sort = arguments.first().and_then(|word| FileSort::of_ending(word));
    let (Some(sort), Some(path)) = (sort, arguments.get(1)) else {
        return Ok(());
    };
    super::child::confine(number(4), number(5));
    let limits = PictureLimits {
        file_bytes: number(2),
        pixels: number(3),
        ..PictureLimits::default()
    };
    let side = |at: usize| arguments.get(at).and_then(|text| text.parse().ok());
    let told = match side(6).zip(side(7)) {
        Some(room) => small(Path::new(path), sort, &limits, room)
            .map(|small| small::to_wire(&small))
            .unwrap_or_default(),
        None => to_wire(&look_here(Path::new(path), sort, &limits)),
    };
    io::stdout().lock().write_all(told.as_bytes())
}

/// A line for each thing seen, and a last one that says that it is the last.
fn to_wire(look: &Look) -> String {
    let mut wire = String::new();
    let mut line = |word: &str, text: &str| {
        wire.push_str(word);
        wire.push(' ');
        wire.push_str(&text.replace(['\n', '\r'], " "));
        wire.push('\n');
    };
    if let Some(at) = &look.taken.at {
        line("at", at);
    }
    if let Some(place) = &look.taken.place {
        line("place", place);
    }
    for code in &look.codes {
        line("code", code);
    }
    line("end", if look.decoded { "decoded" } else { "closed" });
    wire
}

fn from_wire(wire: &str) -> Option<Look> {
    let mut look = Look::default();
    for line in wire.lines() {
        let (word, text) = line.split_once(' ')?;
        match word {
            "at" => look.taken.at = Some(text.to_owned()),
            "place" => look.taken.place = Some(text.to_owned()),
            "code" => look.codes.push(text.to_owned()),
            _ => {
                look.decoded = text == "decoded";
                return Some(look);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_say_what_a_file_is() {
        for (head, sort) in [
            (&b"\xff\xd8\xff\xe0...."[..], Some(FileSort::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Some(FileSort::Png)),
            (b"%PDF-1.7", Some(FileSort::Pdf)),
            (b"\0\0\0\x18ftypheic....", Some(FileSort::Heic)),
            (b"\0\0\0\x18ftypisom....", Some(FileSort::Mp4)),
            (b"\0\0\0\x18ftypzzzz....", None),
            (b"MZ\x90\0", None),
            (b"", None),
        ] {
            assert_eq!(FileSort::of_head(head), sort, "{head:?}");
        }
    }

    #[test]
    fn what_a_child_did_not_say_to_its_end_counts_for_nothing() {
        let look = Look {
            taken: Taken {
                at: Some("2021-09-07T10:12:00".to_owned()),
                place: Some("34.800000,113.600000".to_owned()),
            },
            codes: vec!["a b".to_owned()],
            decoded: true,
        };
        let wire = to_wire(&look);
        assert_eq!(from_wire(&wire), Some(look));
        assert_eq!(from_wire(&wire[..wire.len() - 12]), None);
        assert_eq!(from_wire(""), None);
    }
}
