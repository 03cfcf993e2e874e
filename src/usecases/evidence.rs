//! Photos and papers: copied beside the book under their hash, never twice, and durably before an entry speaks of them.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::entry::hex;

/// The largest file that is taken as evidence, bytes.
const LARGEST: u64 = 64 << 20;

/// Copies the record's file into the folder and puts its hash in the fields; gives the path back when it cannot.
///
/// # Errors
/// The path, with what the system says.
pub fn keep(fields: &mut Map<String, Value>, folder: &Path) -> Result<(), String> {
    let given = fields
        .get("file")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let name = copy(Path::new(&given), folder).map_err(|error| format!("{given}: {error}"))?;
    fields.insert("given".to_owned(), Value::from(given));
    fields.insert("file".to_owned(), Value::from(name));
    Ok(())
}

/// Copies a file durably; gives the name under which it is kept: its hash, and its own ending where that is plain.
fn copy(from: &Path, folder: &Path) -> io::Result<String> {
    let mut source = File::open(from)?;
    let size = source.metadata()?;
    if !size.is_file() || size.len() > LARGEST {
        return Err(io::Error::other(format!("> {} MB", LARGEST >> 20)));
    }
    fs::create_dir_all(folder)?;
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    let hash = hex(&Sha256::digest(&bytes));
    let extension = from
        .extension()
        .and_then(|extension| extension.to_str())
        .map(str::to_lowercase)
        .filter(|extension| {
            extension.len() <= 5 && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    let name = match extension {
        Some(extension) => format!("{hash}.{extension}"),
        None => hash,
    };
    let kept = folder.join(&name);
    if !kept.exists() {
        let unfinished = folder.join(format!("{name}.part"));
        let mut file = File::create(&unfinished)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, &kept)?;
        // A file whose folder entry was not synced is lost in a power cut (trust.md 2.0).
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
    }
    Ok(name)
}
