//! The package of a document: its parts by name, read within limits and written so that equal parts give equal bytes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::DocxError;

/// More parts than any form of an office has.
const MOST_PARTS: usize = 600;
/// Letterheads with photographs stay far below; what unfolds beyond was made to fill the memory.
const LARGEST: u64 = 48 << 20;

/// Parts longer than this, which are many papers behind each other, are packed fast: they repeat themselves.
const LONG: usize = 100_000;
const FAST: i64 = 1;

/// Whether a part's own form is packed already.
fn is_packed(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ["png", "jpg", "jpeg"]
        .iter()
        .any(|packed| ending.eq_ignore_ascii_case(packed))
}

/// All parts in their order.
#[derive(Clone, Debug)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, DocxError> {
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::NotADocument)?;
        if archive.len() > MOST_PARTS {
            return Err(DocxError::TooLarge);
        }
        let mut left = LARGEST;
        let mut parts = Vec::with_capacity(archive.len());
        for at in 0..archive.len() {
            let file = archive.by_index(at).map_err(|_| DocxError::NotADocument)?;
            if file.is_dir() {
                continue;
            }
            let name = file
                .name()
                .map_err(|_| DocxError::Damaged)?
                .replace('\\', "/");
            let mut content = Vec::new();
            file.take(left + 1)
                .read_to_end(&mut content)
                .map_err(|_| DocxError::Damaged)?;
            left = left
                .checked_sub(u64::try_from(content.len()).unwrap_or(u64::MAX))
                .ok_or(DocxError::TooLarge)?;
            parts.push((name, content));
        }
        let package = Self { parts };
        if package.part("word/document.xml").is_none() {
            return Err(DocxError::NotADocument);
        }
        Ok(package)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, content)| content.as_slice())
    }

    pub(super) fn text(&self, name: &str) -> Result<&str, DocxError> {
        let content = self.part(name).ok_or(DocxError::Damaged)?;
        std::str::from_utf8(content).map_err(|_| DocxError::Damaged)
    }

    /// Puts a part in the place of one of the same name, or behind all others.
    pub(super) fn put(&mut self, name: &str, content: Vec<u8>) {
        match self.parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = content,
            None => self.parts.push((name.to_owned(), content)),
        }
    }

    pub(super) fn write(&self) -> Result<Vec<u8>, DocxError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().last_modified_time(DateTime::default());
        for (name, content) in &self.parts {
            let options = if is_packed(name) {
                plain.compression_method(CompressionMethod::Stored)
            } else {
                let level = (content.len() > LONG).then_some(FAST);
                plain
                    .compression_method(CompressionMethod::Deflated)
                    .compression_level(level)
            };
            archive
                .start_file(name.as_str(), options)
                .map_err(|_| DocxError::Damaged)?;
            archive.write_all(content).map_err(|_| DocxError::Damaged)?;
        }
        let written = archive.finish().map_err(|_| DocxError::Damaged)?;
        Ok(written.into_inner())
    }
}
