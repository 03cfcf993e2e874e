//! Workbooks are read in a process of their own with little memory: a crafted file ends that process, not ours.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use chrono::NaiveDate;

use super::limits::FileKind;
use super::sheets::{self, Merge, Sink};
use super::{CellText, IntakeError, Limits, RawRow};

/// The hidden subcommand by which the program calls itself.
pub const SUBCOMMAND: &str = "__read-sheets";

/// A frame is never longer than this, bytes.
const LONGEST: usize = 8 << 20;

/// Reads a workbook, apart where a reader is named.
pub(super) fn read(
    path: &Path,
    kind: FileKind,
    limits: &Limits,
    rows: &mut dyn Sink,
) -> Result<(), IntakeError> {
    let Some(program) = &limits.reader else {
        return sheets::read(path, kind, limits, rows);
    };
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .arg(kind.word())
        .arg(path)
        .args([
            limits.unpacked_bytes.to_string(),
            limits.sheets.to_string(),
            limits.rows.to_string(),
            limits.columns.to_string(),
            limits.cell_bytes.to_string(),
            limits.memory.to_string(),
            limits.time.as_secs().to_string(),
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| IntakeError::of_file(program, &error))?;
    let result = match child.stdout.take() {
        Some(output) => {
            let mut pieces = Pieces::of(output, limits.time);
            let taken = take_frames(&mut BufReader::new(&mut pieces), path, rows);
            if pieces.silent {
                Err(too_slow(path, limits))
            } else {
                taken
            }
        }
        None => Ok(()),
    };
    // Whatever happened, no process stays behind.
    let _ = child.kill();
    let _ = child.wait();
    result
}

fn too_slow(path: &Path, limits: &Limits) -> IntakeError {
    IntakeError::new(
        "intake-too-slow",
        &[
            ("file", &path.display().to_string()),
            ("most", &limits.time.as_secs().to_string()),
        ],
    )
}

/// What the process writes, piece by piece, and never waited for longer than the limit: a disk that hangs or a file
/// that keeps it busy for ever must not keep the officer. Time that we ourselves need for the rows does not count.
struct Pieces {
    coming: Receiver<Vec<u8>>,
    current: Vec<u8>,
    taken: usize,
    patience: Duration,
    silent: bool,
}

impl Pieces {
    /// Starts reading on a thread of its own, which ends with the process.
    fn of(output: ChildStdout, patience: Duration) -> Self {
        let (sender, coming) = sync_channel(4);
        std::thread::spawn(move || hand_over(output, &sender));
        Self {
            coming,
            current: Vec::new(),
            taken: 0,
            patience,
            silent: false,
        }
    }
}

fn hand_over(mut output: ChildStdout, to: &SyncSender<Vec<u8>>) {
    let mut piece = vec![0; 1 << 18];
    while let Ok(read @ 1..) = output.read(&mut piece) {
        if to.send(piece[..read].to_vec()).is_err() {
            return;
        }
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.current.len() {
            self.current = match self.coming.recv_timeout(self.patience) {
                Ok(piece) => piece,
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
                Err(RecvTimeoutError::Timeout) => {
                    self.silent = true;
                    return Err(io::ErrorKind::TimedOut.into());
                }
            };
            self.taken = 0;
        }
        let rest = &self.current[self.taken..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.taken += count;
        Ok(count)
    }
}

fn take_frames(input: &mut impl Read, path: &Path, rows: &mut dyn Sink) -> Result<(), IntakeError> {
    let died = || {
        IntakeError::new(
            "intake-child-died",
            &[("file", &path.display().to_string())],
        )
    };
    let mut frame = Vec::new();
    let mut row = RawRow::default();
    loop {
        let mut head = [0; 5];
        input.read_exact(&mut head).map_err(|_| died())?;
        let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > LONGEST {
            return Err(died());
        }
        frame.resize(length, 0);
        input.read_exact(&mut frame).map_err(|_| died())?;
        match head[0] {
            b'n' => {
                let names = String::from_utf8_lossy(&frame);
                rows.sheets(names.split('\n').map(str::to_owned).collect())?;
            }
            b'r' => {
                unpack(&frame, &mut row).ok_or_else(died)?;
                if !rows.row(&row)? {
                    return Ok(());
                }
            }
            b'm' => rows.merges(&unpack_merges(&frame).ok_or_else(died)?)?,
            b'e' => return Err(IntakeError::from_wire(&String::from_utf8_lossy(&frame))),
            _ => return Ok(()),
        }
    }
}

fn unpack(frame: &[u8], row: &mut RawRow) -> Option<()> {
    let number = |at: usize| -> Option<u32> {
        Some(u32::from_le_bytes(frame.get(at..at + 4)?.try_into().ok()?))
    };
    row.sheet = usize::try_from(number(0)?).ok()?;
    row.row = number(4)?;
    row.clear();
    let mut at = 8;
    while at < frame.len() {
        let kind = frame[at];
        let length = usize::try_from(number(at + 1)?).ok()?;
        let bytes = frame.get(at + 5..at + 5 + length)?;
        let text = std::str::from_utf8(bytes).ok()?;
        let cell = match kind {
            b't' => CellText::Text(row.text(text)),
            b'n' => CellText::Number(row.text(text)),
            b'd' => CellText::Date(text.parse::<NaiveDate>().ok()?),
            _ => CellText::Empty,
        };
        row.cells.push(cell);
        at += 5 + length;
    }
    Some(())
}

/// A merged cell on the wire: sheet, column, first row, last row.
const MERGE_BYTES: usize = 16;

fn unpack_merges(frame: &[u8]) -> Option<Vec<Merge>> {
    frame
        .chunks(MERGE_BYTES)
        .map(|chunk| {
            let number = |at: usize| -> Option<u32> {
                Some(u32::from_le_bytes(chunk.get(at..at + 4)?.try_into().ok()?))
            };
            Some(Merge {
                sheet: usize::try_from(number(0)?).ok()?,
                column: number(4)?,
                first: number(8)?,
                last: number(12)?,
            })
        })
        .collect()
}

/// The other side: reads the workbook that the arguments name and writes frames; the process ends behind it.
///
/// # Errors
/// When the output is closed.
pub fn serve(arguments: &[String]) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok());
    let size = |at: usize| usize::try_from(number(at).unwrap_or(0)).unwrap_or(usize::MAX);
    let (Some(kind), Some(path)) = (
        arguments.first().and_then(|word| FileKind::of_word(word)),
        arguments.get(1),
    ) else {
        return Ok(());
    };
    let limits = Limits {
        unpacked_bytes: number(2).unwrap_or(0),
        sheets: size(3),
        rows: number(4).unwrap_or(0),
        columns: size(5),
        cell_bytes: size(6),
        ..Limits::default()
    };
    confine(number(7).unwrap_or(0), number(8).unwrap_or(0));
    let mut frames = Frames {
        output: &mut output,
        frame: Vec::new(),
    };
    let end = match sheets::read(Path::new(path), kind, &limits, &mut frames) {
        Ok(()) => (b'.', String::new()),
        Err(error) => (b'e', error.to_wire()),
    };
    frames.write(end.0, end.1.as_bytes())?;
    output.flush()
}

#[cfg(unix)]
pub(super) fn confine(memory: u64, seconds: u64) {
    use rlimit::Resource;
    // Without a limit the parent's own time limit still holds; a system that refuses one is no reason to read nothing.
    for (resource, value) in [
        (Resource::AS, memory),
        (Resource::CPU, seconds),
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
    ] {
        if (resource == Resource::AS || resource == Resource::CPU) && value == 0 {
            continue;
        }
        let _ = resource.set(value, value);
    }
}

#[cfg(not(unix))]
pub(super) fn confine(_memory: u64, _seconds: u64) {}

struct Frames<'a, W: Write> {
    output: &'a mut W,
    frame: Vec<u8>,
}

impl<W: Write> Frames<'_, W> {
    fn write(&mut self, kind: u8, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.output.write_all(&[kind])?;
        self.output.write_all(&length.to_le_bytes())?;
        self.output.write_all(bytes)
    }
}

impl<W: Write> Sink for Frames<'_, W> {
    fn sheets(&mut self, names: Vec<String>) -> Result<(), IntakeError> {
        let names: Vec<String> = names.iter().map(|name| name.replace('\n', " ")).collect();
        self.write(b'n', names.join("\n").as_bytes())
            .map_err(|error| IntakeError::of_file(Path::new(""), &error))
    }

    fn merges(&mut self, merges: &[Merge]) -> Result<(), IntakeError> {
        for some in merges.chunks(LONGEST / MERGE_BYTES) {
            let mut frame = Vec::with_capacity(some.len() * MERGE_BYTES);
            for merge in some {
                let sheet = u32::try_from(merge.sheet).unwrap_or(u32::MAX);
                for number in [sheet, merge.column, merge.first, merge.last] {
                    frame.extend(number.to_le_bytes());
                }
            }
            self.write(b'm', &frame)
                .map_err(|error| IntakeError::of_file(Path::new(""), &error))?;
        }
        Ok(())
    }

    fn row(&mut self, row: &RawRow) -> Result<bool, IntakeError> {
        let mut frame = std::mem::take(&mut self.frame);
        frame.clear();
        frame.extend_from_slice(&u32::try_from(row.sheet).unwrap_or(u32::MAX).to_le_bytes());
        frame.extend_from_slice(&row.row.to_le_bytes());
        for cell in &row.cells {
            let kind = match cell {
                CellText::Empty => b'-',
                CellText::Text(_) => b't',
                CellText::Number(_) => b'n',
                CellText::Date(_) => b'd',
            };
            let text = cell.seen();
            frame.push(kind);
            frame.extend_from_slice(&u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
            frame.extend_from_slice(text.as_bytes());
        }
        let written = self.write(b'r', &frame);
        self.frame = frame;
        written
            .map(|()| true)
            .map_err(|error| IntakeError::of_file(Path::new(""), &error))
    }
}
