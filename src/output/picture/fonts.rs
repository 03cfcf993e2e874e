//! The fonts of this computer that pictures are written with: found by name in the folders of the systems (data/fonts.toml).
//! `XUNREN_FONTS` names a folder that is looked into instead.

use std::path::{Path, PathBuf};

use ab_glyph::{Font, FontVec, GlyphId};
use serde::Deserialize;

const EMBEDDED: &str = include_str!("../../../data/fonts.toml");
/// So deep folders are looked into, and so many files in all.
const DEPTH: usize = 5;
const MOST: usize = 20_000;
/// No font file is larger.
const LARGEST: u64 = 128 << 20;
/// A font that has these can write a ranking.
const NEEDED: [char; 4] = ['排', '名', '核', '街'];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    folders: Vec<String>,
    chinese: Vec<String>,
    others: Vec<String>,
}

/// This computer has no font with Chinese characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no font with Chinese characters")]
pub struct NoFont;

/// Fonts, the first for all that it has.
pub struct Fonts {
    fonts: Vec<FontVec>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts")
            .field("count", &self.fonts.len())
            .finish()
    }
}

impl Fonts {
    /// The fonts of this computer.
    ///
    /// # Errors
    /// When none of them has Chinese characters.
    pub fn of_system() -> Result<Self, NoFont> {
        let file: File = toml::from_str(EMBEDDED).map_err(|_| NoFont)?;
        let folders = match std::env::var_os("XUNREN_FONTS") {
            Some(folder) => vec![PathBuf::from(folder)],
            None => file
                .folders
                .iter()
                .filter_map(|name| folder(name))
                .collect(),
        };
        let mut files = Vec::new();
        for folder in &folders {
            gather(folder, DEPTH, &mut files);
        }
        let open = |wanted: &String| {
            let (name, nth) = wanted.split_once('#').unwrap_or((wanted, "0"));
            let path = files.iter().find(|path| path.ends_with(name))?;
            open(path, nth.parse().unwrap_or(0))
        };
        let writes = |font: &FontVec| NEEDED.iter().all(|c| font.glyph_id(*c).0 != 0);
        // An office's own folder holds what it wants to be used, whatever it is called.
        let any = || files.iter().filter_map(|path| open_any(path)).find(writes);
        let first = file.chinese.iter().filter_map(open).find(writes);
        let first = first.or_else(any).ok_or(NoFont)?;
        let mut fonts = vec![first];
        fonts.extend(file.others.iter().filter_map(open));
        Ok(Self { fonts })
    }

    /// The first font that has a character, and its glyph; nothing where none has it.
    pub(super) fn glyph(&self, c: char) -> Option<(&FontVec, GlyphId)> {
        self.fonts
            .iter()
            .map(|font| (font, font.glyph_id(c)))
            .find(|(_, glyph)| glyph.0 != 0)
    }
}

/// A folder by its name in the list; nothing where the system does not know its beginning.
fn folder(name: &str) -> Option<PathBuf> {
    let (variable, rest) = if let Some(rest) = name.strip_prefix("~/") {
        ("HOME", rest)
    } else if let Some(rest) = name.strip_prefix('$') {
        rest.split_once('/')?
    } else {
        return Some(PathBuf::from(name));
    };
    Some(PathBuf::from(std::env::var_os(variable)?).join(rest))
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    // Which of two files of one name is taken does not hang on the disk.
    paths.sort();
    for path in paths {
        if files.len() >= MOST {
            return;
        }
        if path.is_dir() {
            if depth > 0 {
                gather(&path, depth - 1, files);
            }
        } else if path.extension().is_some_and(|ending| {
            ["ttf", "otf", "ttc"]
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        }) {
            files.push(path);
        }
    }
}

fn open(path: &Path, nth: u32) -> Option<FontVec> {
    let size = std::fs::metadata(path).ok()?.len();
    if size > LARGEST {
        return None;
    }
    FontVec::try_from_vec_and_index(std::fs::read(path).ok()?, nth).ok()
}

fn open_any(path: &Path) -> Option<FontVec> {
    open(path, 0)
}
