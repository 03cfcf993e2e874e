//! Lists as text: UTF-8 with or without a mark, UTF-16 with one, else GB18030; comma, semicolon or tab.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::sheets::Sink;
use super::{CellText, IntakeError, Limits, RawRow};

/// How much is decoded at a time.
const CHUNK: usize = 64 << 10;

/// Reads a text file row by row; memory stays bounded by the longest line.
pub(super) fn read(path: &Path, limits: &Limits, rows: &mut dyn Sink) -> Result<(), IntakeError> {
    let file = File::open(path).map_err(|error| IntakeError::of_file(path, &error))?;
    let size = file.metadata().map_or(0, |meta| meta.len());
    let decoded = Decoded::of_file(path, file)?;
    // A last line without its end would be counted short.
    let mut buffered = BufReader::with_capacity(CHUNK, decoded.chain(&b"\n"[..]));
    let delimiter = delimiter_of(&mut buffered);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(buffered);
    rows.sheets(vec![String::new()])?;
    let mut record = csv::StringRecord::new();
    let mut raw = RawRow::default();
    let mut count = 0;
    while reader
        .read_record(&mut record)
        .map_err(|error| damaged(path, &error.to_string()))?
    {
        count += 1;
        if count > limits.rows {
            return Err(IntakeError::new(
                "intake-too-many-rows",
                &[
                    ("file", &path.display().to_string()),
                    ("most", &limits.rows.to_string()),
                ],
            ));
        }
        let read = record.position().map_or(0, csv::Position::line);
        let lines = reader.position().line().saturating_sub(read);
        raw.row = row_after(raw.row, lines, &record);
        if let Some(position) = record.position() {
            rows.far(position.byte(), size);
        }
        // A quotation mark that is never closed swallows the people behind it: better no list than half of one.
        if record.iter().any(|cell| swallows_rows(cell, delimiter)) {
            return Err(IntakeError::new(
                "intake-open-quote",
                &[
                    ("file", &path.display().to_string()),
                    ("what", &raw.row.to_string()),
                ],
            ));
        }
        raw.clear();
        for cell in record.iter().take(limits.columns) {
            let cell = if cell.is_empty() {
                CellText::Empty
            } else {
                let cell = unwrapped(cell);
                CellText::Text(raw.text(cut(&cell, limits.cell_bytes)))
            };
            raw.cells.push(cell);
        }
        if !rows.row(&raw)? {
            return Ok(());
        }
    }
    Ok(())
}

/// The row in which a spreadsheet shows a record: blank lines before it are rows, and the lines of its cells are none.
fn row_after(before: u32, lines: u64, record: &csv::StringRecord) -> u32 {
    let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    let inside = u64::try_from(inside).unwrap_or(u64::MAX);
    let blank = lines.saturating_sub(inside).saturating_sub(1);
    let blank = u32::try_from(blank).unwrap_or(u32::MAX);
    before.saturating_add(blank).saturating_add(1)
}

/// `="4101…"`: how systems keep a spreadsheet from rounding a long number.
fn unwrapped(cell: &str) -> Cow<'_, str> {
    let inside = cell
        .trim()
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    match inside {
        Some(inside) if !inside.replace("\"\"", "").contains('"') => {
            Cow::Owned(inside.replace("\"\"", "\""))
        }
        _ => Cow::Borrowed(cell),
    }
}

/// Whether a cell of several lines holds what looks like the rows behind it.
fn swallows_rows(cell: &str, delimiter: u8) -> bool {
    let delimiter = char::from(delimiter);
    cell.lines()
        .skip(1)
        .any(|line| line.matches(delimiter).count() >= 2)
}

/// The start of a text that fits into so many bytes.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn damaged(path: &Path, what: &str) -> IntakeError {
    IntakeError::new(
        "intake-damaged",
        &[("file", &path.display().to_string()), ("what", what)],
    )
}

/// A mark decides; else the whole file is UTF-8 or it is GB18030.
fn encoding_of(path: &Path) -> Result<&'static Encoding, IntakeError> {
    let fail = |error: std::io::Error| IntakeError::of_file(path, &error);
    let mut file = File::open(path).map_err(fail)?;
    let mut buffer = vec![0; CHUNK];
    let mut kept = 0;
    let mut first = true;
    loop {
        let read = file.read(&mut buffer[kept..]).map_err(fail)?;
        let filled = kept + read;
        if first {
            if let Some((marked, _)) = Encoding::for_bom(&buffer[..filled]) {
                return Ok(match marked {
                    e if e == UTF_16LE => UTF_16LE,
                    e if e == UTF_16BE => UTF_16BE,
                    _ => UTF_8,
                });
            }
            first = false;
        }
        match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => kept = 0,
            Err(error) if error.error_len().is_none() && read > 0 => {
                let valid = error.valid_up_to();
                buffer.copy_within(valid..filled, 0);
                kept = filled - valid;
            }
            Err(_) => return Ok(GB18030),
        }
        if read == 0 {
            return Ok(UTF_8);
        }
    }
}

/// The separator that stands most often in the first lines.
fn delimiter_of<R: Read>(reader: &mut BufReader<R>) -> u8 {
    use std::io::BufRead;
    let head = reader.fill_buf().unwrap_or_default();
    let head = &head[..head.len().min(8192)];
    let count = |byte: u8| head.split(|other| *other == byte).count();
    [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|byte| (count(*byte), *byte == b','))
        .unwrap_or(b',')
}

/// A reader that turns a file's bytes into UTF-8 as they come.
pub(super) struct Decoded {
    file: File,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    filled: usize,
    start: usize,
    ended: bool,
    finished: bool,
    after_return: bool,
}

impl Decoded {
    /// The text of a file, whatever its encoding.
    pub(super) fn of_file(path: &Path, file: File) -> Result<Self, IntakeError> {
        Ok(Self::new(file, encoding_of(path)?))
    }

    fn new(file: File, encoding: &'static Encoding) -> Self {
        Self {
            file,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            filled: 0,
            start: 0,
            ended: false,
            finished: false,
            after_return: false,
        }
    }
}

impl Decoded {
    /// Makes every line end one character, in place: only so can lines be counted. Gives how many bytes are left.
    fn with_one_line_end(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_return && memchr::memchr(b'\r', bytes).is_none() {
            return bytes.len();
        }
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            if !(byte == b'\n' && self.after_return) {
                bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
            self.after_return = byte == b'\r';
        }
        kept
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        // A decoder that has finished must not be asked again.
        while !self.finished {
            if self.start == self.filled && !self.ended {
                self.filled = self.file.read(&mut self.raw)?;
                self.start = 0;
                self.ended = self.filled == 0;
            }
            let (result, read, written, _) =
                self.decoder
                    .decode_to_utf8(&self.raw[self.start..self.filled], out, self.ended);
            self.start += read;
            self.finished = self.ended && result == encoding_rs::CoderResult::InputEmpty;
            let kept = self.with_one_line_end(&mut out[..written]);
            if kept > 0 {
                return Ok(kept);
            }
            if out.len() < 4 && !self.finished {
                return Err(std::io::Error::other("buffer too small"));
            }
        }
        Ok(0)
    }
}
