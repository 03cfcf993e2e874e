//! What a zipped workbook really unpacks to: counted while it comes out, for the sizes that a zip claims may lie.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::{IntakeError, Limits};

/// What was seen while the parts of a workbook were unpacked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// Some sheet has merged cells.
    pub merges: bool,
}

/// How a merged region is written in a sheet of Excel 2007 and later.
const MERGE: &[u8] = b"<mergeCell ";

/// Unpacks every part once and keeps nothing of it. What cannot be unpacked is left to the reader, who says it better.
///
/// # Errors
/// When more comes out than the limits allow.
pub(super) fn look(path: &Path, limits: &Limits) -> Result<Unpacked, IntakeError> {
    let mut seen = Unpacked::default();
    let file = File::open(path).map_err(|error| IntakeError::of_file(path, &error))?;
    let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else {
        return Ok(seen);
    };
    let mut left = limits.unpacked_bytes;
    let mut buffer = vec![0; 64 << 10];
    for part in 0..archive.len() {
        let Ok(mut part) = archive.by_index(part) else {
            continue;
        };
        let is_sheet = part
            .name()
            .is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let mut kept = 0;
        while let Ok(read @ 1..) = part.read(&mut buffer[kept..]) {
            let Some(rest) = left.checked_sub(u64::try_from(read).unwrap_or(u64::MAX)) else {
                return Err(IntakeError::new(
                    "intake-unpacks-too-big",
                    &[
                        ("file", &path.display().to_string()),
                        ("most", &format!("{} MB", limits.unpacked_bytes >> 20)),
                    ],
                ));
            };
            left = rest;
            let filled = kept + read;
            if is_sheet && !seen.merges {
                seen.merges = memchr::memmem::find(&buffer[..filled], MERGE).is_some();
            }
            // The word may lie across two pieces.
            kept = filled.min(MERGE.len() - 1);
            buffer.copy_within(filled - kept..filled, 0);
        }
    }
    Ok(seen)
}
