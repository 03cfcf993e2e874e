//! Limits of what is read, and what a file really is: its first bytes count, not its name.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::IntakeError;

/// What may be read at the most (trust.md 3.6).
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Bytes of one part of a workbook after unpacking, all parts together.
    pub unpacked_bytes: u64,
    /// Sheets.
    pub sheets: usize,
    /// Rows of all sheets, empty ones included.
    pub rows: u64,
    /// Columns.
    pub columns: usize,
    /// Bytes of a cell; the rest is cut off.
    pub cell_bytes: usize,
    /// Memory of the process that reads a workbook, bytes.
    pub memory: u64,
    /// How long that process may compute, and how long it may be silent.
    pub time: Duration,
    /// The program that reads workbooks apart from us; absent = in this process.
    pub reader: Option<PathBuf>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            unpacked_bytes: 1 << 30,
            sheets: 64,
            rows: 2_000_000,
            columns: 256,
            cell_bytes: 4096,
            memory: 2 << 30,
            time: Duration::from_mins(10),
            reader: None,
        }
    }
}

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// Text with separators.
    Delimited,
    /// A workbook of Excel 2007 and later.
    Xlsx,
    /// A workbook of older Excel.
    Xls,
    /// A workbook of `LibreOffice`.
    Ods,
    /// Tables of a web page, or the XML of Excel 2003.
    Markup,
}

impl FileKind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Delimited => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Markup => "html",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        [
            Self::Delimited,
            Self::Xlsx,
            Self::Xls,
            Self::Ods,
            Self::Markup,
        ]
        .into_iter()
        .find(|kind| kind.word() == word)
    }
}

/// How files begin that can be no list, and what they are.
const NO_LISTS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ", "EXE"),
    (b"MIME-Version:", "MHT"),
];

/// Tells what a file is, and refuses what can be no list.
pub(super) fn sniff(path: &Path, limits: &Limits) -> Result<FileKind, IntakeError> {
    let shown = path.display().to_string();
    let about =
        |key: &'static str, what: &str| IntakeError::new(key, &[("file", &shown), ("what", what)]);
    // Looked at before it is opened: opening a pipe or a device may wait for ever.
    let size = path
        .metadata()
        .map_err(|error| IntakeError::of_file(path, &error))?;
    if size.is_dir() {
        return Err(about("intake-folder", ""));
    }
    if !size.is_file() {
        return Err(about("intake-not-a-file", ""));
    }
    let mut file = File::open(path).map_err(|error| IntakeError::of_file(path, &error))?;
    if size.len() == 0 {
        return Err(about("intake-empty", ""));
    }
    if size.len() > limits.file_bytes {
        return Err(about(
            "intake-too-big",
            &format!("{} MB", limits.file_bytes >> 20),
        ));
    }
    let mut head = vec![0; 8192];
    let read = file
        .read(&mut head)
        .map_err(|error| IntakeError::of_file(path, &error))?;
    head.truncate(read);
    if head.starts_with(b"PK\x03\x04") {
        let ods = head
            .windows(19)
            .any(|window| window == b"opendocument.spread");
        return Ok(if ods { FileKind::Ods } else { FileKind::Xlsx });
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Ok(FileKind::Xls);
    }
    if let Some((_, what)) = NO_LISTS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(about("intake-not-a-list", what));
    }
    let text_in_two_bytes = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if !text_in_two_bytes && head.contains(&0) {
        return Err(about("intake-not-a-list", "?"));
    }
    let start = String::from_utf8_lossy(&head).to_lowercase();
    if start.contains("<html") || start.contains("<table") || start.contains("<workbook") {
        return Ok(FileKind::Markup);
    }
    Ok(FileKind::Delimited)
}
