//! The table of workdays: the program's own, and the year files that an office lays into `workdays` of its folder
//! once the notice of a new year is out. How days are counted is `domain/workday`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::workday::{BadLine, Workdays};

/// A year file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WorkdaysError {
    /// It cannot be read.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line of it is wrong.
    #[error("{}: {bad}", path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line.
        bad: BadLine,
    },
}

/// Loads the table, the office's year files laid over it in the order of their names.
///
/// # Errors
/// When a year file cannot be read: a deadline reckoned without it would be wrong.
pub fn load(config: &Path) -> Result<Workdays, WorkdaysError> {
    let parse = |path: &Path, text: &str| {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Workdays::parse(text).map_err(|bad| WorkdaysError::Line {
            path: path.to_owned(),
            bad,
        })
    };
    let mut table = Workdays::of_program().map_err(|bad| WorkdaysError::Line {
        path: PathBuf::from("workdays.csv"),
        bad,
    })?;
    for path in year_files(&config.join("workdays")) {
        let text = fs::read_to_string(&path).map_err(|source| WorkdaysError::File {
            path: path.clone(),
            source,
        })?;
        table.extend(parse(&path, &text)?);
    }
    Ok(table)
}

fn year_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let extension = path.extension();
            extension.is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
        })
        .collect();
    paths.sort();
    paths
}
