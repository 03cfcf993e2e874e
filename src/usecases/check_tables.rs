//! Tables for villages that have no laptop: handed out as workbooks with lists to choose from, and read in again with
//! the rule of the roster: every row ends as exactly one of applied, unchanged, doubtful, rejected.

mod answers;
mod handing;
mod taking;

use sha2::{Digest, Sha256};

use super::session::Session;
use crate::domain::entry::{CaseId, EntryRef, Kind, hex};
use crate::domain::text;
use crate::error::Error;

pub use handing::{Handed, hand_out};
pub use taking::{
    Problem, RowEnd, TableOptions, TableResult, TakenFile, TakenRow, read_tables, save_unsettled,
};

/// How every mark begins, with the version of its shape.
const MARK: &str = "xr1-";

/// What tells a row again: whose case, of which book, and that nobody changed who it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    case: CaseId,
    book: EntryRef,
    person: [u8; 4],
}

impl Mark {
    fn of(case: CaseId, book: EntryRef, name: &str, id_number: &str) -> Self {
        Self {
            case,
            book,
            person: person(name, id_number),
        }
    }

    /// The mark in a cell; nothing where it holds something else.
    fn read(cell: &str) -> Option<Self> {
        let mut parts = cell.trim().strip_prefix(MARK)?.split('-');
        let mark = Self {
            case: parts.next()?.parse().ok()?,
            book: parts.next()?.parse().ok()?,
            person: u32::from_str_radix(parts.next()?, 16).ok()?.to_be_bytes(),
        };
        parts.next().is_none().then_some(mark)
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{MARK}{}-{}-{}", self.case, self.book, hex(&self.person))
    }
}

/// What a row says of who it is about, in four bytes: enough to see that a hand has slipped.
fn person(name: &str, id_number: &str) -> [u8; 4] {
    let told = format!(
        "{}\n{}",
        text::stored(name).text,
        text::stored(id_number).text
    );
    let digest = Sha256::digest(told.as_bytes());
    [digest[0], digest[1], digest[2], digest[3]]
}

/// By which a book is told from every other one: its first entry, which a backup keeps.
fn book_of(session: &Session) -> Result<EntryRef, Error> {
    let entries = session.store.entries_of(CaseId::BOOK)?;
    let opened = entries.iter().find(|entry| entry.kind == Kind::Open);
    Ok(opened.map(|entry| entry.id).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written_and_nothing_else_is() {
        let mark = Mark::of(
            CaseId([7; 16]),
            EntryRef([9; 8]),
            "张雪芳",
            "4101**********0021",
        );
        assert_eq!(Mark::read(&format!(" {mark} ")), Some(mark));
        let same = Mark::of(mark.case, mark.book, " 张 雪芳", "4101**********0021 ");
        assert_eq!(same, mark);
        assert_ne!(
            Mark::of(mark.case, mark.book, "张雪方", "4101**********0021"),
            mark
        );
        for other in ["", "xr1-", "xr1-00-11-22", "张雪芳", "xr2-07-09-00000000"] {
            assert_eq!(Mark::read(other), None, "{other}");
        }
    }
}
