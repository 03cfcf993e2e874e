//! What a list holds that was read and is not taken yet: whether it can be this office's, and its wrong rows as a spreadsheet.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::super::app::Desk;
use super::super::places;
use crate::domain::pack::Role;
use crate::domain::roster::Doubt;
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::correcting;
use crate::usecases::exporting;
use crate::usecases::importing::ImportResult;

/// A file that was read and is not taken yet.
pub(super) struct Read {
    pub path: PathBuf,
    pub result: Rc<ImportResult>,
    /// Most of its people are new and of no unit of this book: it is hardly this office's list.
    pub is_strange: bool,
}

impl Read {
    pub(super) fn of(desk: &Desk<'_>, path: PathBuf, result: Rc<ImportResult>) -> Self {
        let role = desk.session.as_ref().map(|session| session.role);
        let nowhere = result.doubts.get(Doubt::UnitUnresolved.name());
        let most = |count: u64| 2 * count > result.rows_read;
        Self {
            is_strange: role != Some(Role::District)
                && most(result.created)
                && most(nowhere.copied().unwrap_or(0)),
            path,
            result,
        }
    }

    /// What Enter does: a strange list is not taken by a hand that only goes on.
    pub(super) const fn default(&self) -> u8 {
        if self.is_strange { 3 } else { 1 }
    }
}

/// Saves the rows that want an eye as a spreadsheet, on the desktop or beside the book; says where.
pub(in crate::tui::screens) fn save(
    desk: &mut Desk<'_>,
    list: &Path,
    result: &ImportResult,
) -> Result<String, Error> {
    let messages = desk.messages;
    let beside = desk.data.clone();
    let home = desk.home.clone();
    let Some(session) = &mut desk.session else {
        return Ok(String::new());
    };
    let folder = places::desktop(&home)
        .or_else(|| session.store.path().parent().map(PathBuf::from))
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(beside);
    let stem = list.file_stem().unwrap_or_default().to_string_lossy();
    let named = |n: usize| {
        let more = if n > 1 {
            format!("-{n}")
        } else {
            String::new()
        };
        folder.join(format!(
            "{}{stem}{more}.xlsx",
            messages.get("tui-import-doubts-file")
        ))
    };
    let path = (1..1000)
        .map(named)
        .find(|path| !path.exists())
        .unwrap_or_else(|| named(1));
    correcting::save_unsettled(session, result, &path, messages)?;
    exporting::note(session, "doubts", &path.display().to_string())?;
    Ok(desk.tell(
        "tui-import-doubts-saved",
        &[
            ("count", Value::from(result.unsettled.len())),
            ("path", Value::Text(&path.display().to_string())),
        ],
    ))
}
