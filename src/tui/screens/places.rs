//! Where lists lie on an office's computer: folders by the names that people give them, and the files in them, newest first.
//! It looks at no file's content.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::usecases::looking::Glance;

/// Endings of files that may be lists.
const LISTS: &[&str] = &["xlsx", "xls", "ods", "csv", "txt"];
/// So many folders of a place are looked into, and so many files of a folder.
const FOLDERS: usize = 300;
const FILES: usize = 2000;
/// More files than anybody would page through.
const MOST: usize = 99;

/// A place by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Key of its name.
    pub key: &'static str,
    /// What tells it from another one of that name; empty where there is only one.
    pub note: String,
    /// Folders whose files count, with how deep.
    folders: Vec<(PathBuf, usize)>,
}

/// A file that may be a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub name: String,
    pub path: PathBuf,
    /// When it was changed last, milliseconds since 1970 UTC.
    pub changed: i64,
    pub bytes: u64,
    /// What a look at it showed, once it came.
    pub glance: Option<Glance>,
}

impl Spot {
    fn of(key: &'static str, folders: Vec<(PathBuf, usize)>) -> Option<Self> {
        (!folders.is_empty()).then(|| Self {
            key,
            note: String::new(),
            folders,
        })
    }

    /// The folders in which its files lie.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        self.folders.iter().map(|(root, _)| root.clone()).collect()
    }

    /// Its files that may be lists, newest first.
    pub(super) fn files(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut folders: std::collections::VecDeque<(PathBuf, usize)> =
            self.folders.iter().cloned().collect();
        let mut opened = 0;
        while let Some((folder, depth)) = folders.pop_front() {
            opened += 1;
            if opened > FOLDERS {
                break;
            }
            let Ok(entries) = std::fs::read_dir(&folder) else {
                continue;
            };
            for entry in entries.filter_map(Result::ok).take(FILES) {
                let Ok(meta) = entry.metadata() else { continue };
                let name = entry.file_name().to_string_lossy().into_owned();
                // Hidden things, and the marks that an open spreadsheet leaves beside itself.
                if name.starts_with('.') || name.starts_with("~$") {
                    continue;
                }
                if meta.is_dir() && depth > 0 {
                    folders.push_back((entry.path(), depth - 1));
                } else if meta.is_file() && is_list(&entry.path()) {
                    found.push(Candidate {
                        name: crate::domain::text::noted(&name).text.into_owned(),
                        path: entry.path(),
                        changed: meta
                            .modified()
                            .ok()
                            .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
                            .and_then(|since| i64::try_from(since.as_millis()).ok())
                            .unwrap_or(0),
                        bytes: meta.len(),
                        glance: None,
                    });
                }
            }
        }
        found.sort_by(|a, b| (b.changed, &a.name).cmp(&(a.changed, &b.name)));
        found.truncate(MOST);
        found
    }
}

fn is_list(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| LISTS.contains(&ending.to_lowercase().as_str()))
}

/// The places that this computer has; the officer's own folder where it has none of them.
pub(super) fn spots(home: &Path) -> Vec<Spot> {
    let there = |names: &[&str], depth: usize| -> Vec<(PathBuf, usize)> {
        names
            .iter()
            .map(|name| home.join(name))
            .filter(|path| path.is_dir())
            .map(|path| (path, depth))
            .collect()
    };
    // Chat programs keep what they received by account, then by month.
    let received = |roots: &[&str], inside: &[&str]| -> Vec<(PathBuf, usize)> {
        there(roots, 0)
            .iter()
            .flat_map(|(root, _)| folders_in(root))
            .flat_map(|account| inside.iter().map(move |inner| (account.join(inner), 1)))
            .filter(|(path, _)| path.is_dir())
            .collect()
    };
    let wechat = received(
        &[
            "Documents/WeChat Files",
            "Documents/xwechat_files",
            "文档/WeChat Files",
            "文档/xwechat_files",
            "xwechat_files",
        ],
        &["FileStorage/File", "msg/file"],
    );
    let qq = received(
        &["Documents/Tencent Files", "文档/Tencent Files"],
        &["FileRecv", "nt_qq/nt_data/File"],
    );
    let desktop = there(&["桌面", "Desktop", "OneDrive/桌面", "OneDrive/Desktop"], 1);
    let downloads = there(&["下载", "Downloads"], 1);
    let mut spots: Vec<Spot> = [
        Spot::of("tui-place-desktop", desktop),
        Spot::of("tui-place-downloads", downloads),
        Spot::of("tui-place-wechat", wechat),
        Spot::of("tui-place-qq", qq),
    ]
    .into_iter()
    .flatten()
    .collect();
    spots.extend(sticks());
    if spots.is_empty() {
        spots.extend(Spot::of("tui-place-home", vec![(home.to_owned(), 1)]));
    }
    spots
}

/// Folders where something can be kept: sticks first, for a copy on another medium is worth more; then the desktop.
pub(super) fn folders(home: &Path) -> Vec<(&'static str, String, PathBuf)> {
    let sticks = sticks().into_iter().filter_map(|spot| {
        let (folder, _) = spot.folders.into_iter().next()?;
        Some((spot.key, spot.note, folder))
    });
    let desktop = desktop(home).map(|folder| ("tui-place-desktop", String::new(), folder));
    sticks.chain(desktop).collect()
}

/// Telephones on the cable, as the desktop has mounted them.
pub(super) fn phones() -> Vec<Spot> {
    let mounts =
        std::env::var_os("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join("gvfs"));
    mounts
        .into_iter()
        .flat_map(|mounts| folders_in(&mounts))
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("mtp"))
        })
        .filter_map(|path| Spot::of("photo-place-phone", vec![(path, 4)]))
        .collect()
}

/// The desktop, where this computer has one: what is made for the officer's eyes is laid there.
pub(super) fn desktop(home: &Path) -> Option<PathBuf> {
    ["桌面", "Desktop", "OneDrive/桌面", "OneDrive/Desktop"]
        .iter()
        .map(|name| home.join(name))
        .find(|path| path.is_dir())
}

/// What is plugged in.
fn sticks() -> Vec<Spot> {
    let mut roots: Vec<PathBuf> = ["/media", "/run/media"]
        .iter()
        .flat_map(|mounts| folders_in(Path::new(mounts)))
        .flat_map(|user| folders_in(&user))
        .collect();
    roots.extend(folders_in(Path::new("/Volumes")));
    if cfg!(windows) {
        roots.extend(('D'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\"))));
    }
    roots
        .into_iter()
        .filter(|root| root.is_dir())
        .map(|root| Spot {
            key: "tui-place-usb",
            note: root.file_name().map_or_else(
                || root.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
            folders: vec![(root, 2)],
        })
        .collect()
}

fn folders_in(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .take(FILES)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_under_the_names_of_windows_and_of_linux() {
        let home = tempfile::tempdir().unwrap();
        let make = |path: &str| {
            let path = home.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        };
        let keys = || -> Vec<&str> {
            let named = spots(home.path());
            let named = named.iter().map(|spot| spot.key);
            named.filter(|key| *key != "tui-place-usb").collect()
        };
        make("Desktop/a.csv");
        assert_eq!(keys(), ["tui-place-desktop"]);
        make("下载/b.xlsx");
        make("Documents/WeChat Files/wxid_1/FileStorage/File/2021-09/c.xls");
        make("Documents/Tencent Files/12345/FileRecv/d.ods");
        assert_eq!(
            keys(),
            [
                "tui-place-desktop",
                "tui-place-downloads",
                "tui-place-wechat",
                "tui-place-qq"
            ]
        );
        let names: Vec<String> = spots(home.path())
            .iter()
            .filter(|spot| spot.key != "tui-place-usb")
            .flat_map(Spot::files)
            .map(|file| file.name)
            .collect();
        assert_eq!(names, ["a.csv", "b.xlsx", "c.xls", "d.ods"]);
    }

    #[test]
    fn pictures_hidden_files_and_open_spreadsheets_are_no_lists() {
        let home = tempfile::tempdir().unwrap();
        let desk = home.path().join("桌面");
        std::fs::create_dir_all(&desk).unwrap();
        for name in ["a.png", ".b.csv", "~$c.xlsx", "d.XLSX"] {
            std::fs::write(desk.join(name), "x").unwrap();
        }
        let files = spots(home.path())[0].files();
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["d.XLSX"]);
    }
}
