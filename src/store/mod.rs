//! The book: the only place that says SQL. The log comes first; all else in it can be thrown away and rebuilt.

mod as_of;
mod backup;
mod bulk;
mod chain;
mod drafts;
mod evidence;
mod figures;
mod filed;
mod first;
mod grouping;
mod lists;
mod log;
mod matching;
mod oversight;
mod projections;
mod reading;
mod schema;
mod search;
mod spells;
mod verify;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::domain::entry::StreamId;
use crate::domain::pack::Pack;
use crate::domain::unit::UnitCode;

pub use backup::{Restoring, StreamEnd, Tick};
pub use figures::ScopeFigures;
pub use filed::Filed;
pub use first::{FirstEntries, FirstEntry};
pub use grouping::{GroupBy, Grouped};
pub use lists::{Stretch, TakenList};
pub use log::{NewEntry, Writing};
pub use matching::Sought;
pub use projections::ROUTE_UNKNOWN;
pub use reading::{CaseFilter, CaseRow, QueueKey};
pub use schema::SCHEMA;
pub use search::Answer;
pub use spells::{Behind, Scope};
pub use verify::{Problem, Verification};

/// Something the book cannot do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("no book at {0}")]
    Missing(PathBuf),
    /// A file of that name is there already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The file is no book.
    #[error("{0} is not a book of this program")]
    NotABook(PathBuf),
    /// A folder was named where a book was wanted.
    #[error("{0} is a folder")]
    Folder(PathBuf),
    /// The book is a backup: it can be read, and nothing is recorded in it.
    #[error("{0} is a backup")]
    Copy(PathBuf),
    /// A newer program wrote the book.
    #[error("the book has version {found}, this program knows {known}")]
    Newer {
        /// Version in the file.
        found: i32,
        /// Version that this program writes.
        known: i32,
    },
    /// Another program holds the book for longer than we wait.
    #[error("another program is writing to the book")]
    Busy,
    /// Whoever asked for the work wants it no longer.
    #[error("stopped")]
    Stopped,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The book or its folder cannot be written.
    #[error("the book cannot be written")]
    ReadOnly,
    /// The disk does not read or write any more.
    #[error("the disk fails: {0}")]
    Disk(String),
    /// What was read is not what was written.
    #[error("the book is damaged: {0}")]
    Damaged(String),
    /// A file of the book cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// Anything else that `SQLite` says.
    #[error("{0}")]
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            Some(ErrorCode::SystemIoFailure) => Self::Disk(error.to_string()),
            _ => Self::Sql(error),
        }
    }
}

/// The outcome of a store call.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What a new book is for.
#[derive(Clone, Debug)]
pub struct NewBook<'a> {
    /// Whose people it holds.
    pub unit: UnitCode,
    /// The pack it follows.
    pub pack: &'a Pack,
    /// Who opens it.
    pub officer: &'a str,
    /// The stated time, milliseconds.
    pub at: i64,
    /// The device's clock, milliseconds.
    pub written_at: i64,
    /// The stated time was set by hand.
    pub clock_set: bool,
}

/// An open book.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    unit: UnitCode,
    stream_no: i64,
    stream: StreamId,
    is_older: bool,
    copied: bool,
}

impl Store {
    /// Makes a new book; nothing that exists is touched.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn create(path: &Path, book: &NewBook<'_>) -> Result<Self> {
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        let connection = Connection::open(path)?;
        Self::fill(connection, path, book)
    }

    /// A book that lives as long as the program, for tests and trials.
    ///
    /// # Errors
    /// When memory runs out.
    pub fn in_memory(book: &NewBook<'_>) -> Result<Self> {
        Self::fill(Connection::open_in_memory()?, Path::new(""), book)
    }

    fn fill(mut connection: Connection, path: &Path, book: &NewBook<'_>) -> Result<Self> {
        connection.execute_batch("PRAGMA page_size=4096; PRAGMA journal_mode=WAL;")?;
        settle(&connection)?;
        let stream = StreamId(random()?);
        let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        tx.execute_batch(&format!(
            "PRAGMA application_id={}; PRAGMA user_version={};",
            schema::APPLICATION_ID,
            schema::SCHEMA
        ))?;
        tx.execute_batch(&schema::new_book())?;
        tx.execute(
            "INSERT INTO streams(no, stream, device, unit, incarnation) VALUES(1, ?1, ?2, ?3, 1)",
            (
                stream.0,
                crate::domain::entry::hex(&random::<8>()?),
                number(book.unit),
            ),
        )?;
        for (key, value) in [
            ("unit", book.unit.to_string()),
            ("pack", book.pack.id.clone()),
            ("officer", book.officer.to_owned()),
        ] {
            tx.execute("INSERT INTO meta(key, value) VALUES(?1, ?2)", (key, value))?;
        }
        tx.commit()?;
        let mut store = Self {
            connection,
            path: path.to_owned(),
            unit: book.unit,
            stream_no: 1,
            stream,
            is_older: false,
            copied: false,
        };
        store.write_opening(book)?;
        Ok(store)
    }

    /// Opens a book.
    ///
    /// # Errors
    /// When there is none, the file is something else, or a newer program wrote it; the file is then left as it is.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a book to read it alone; nothing of its file is touched.
    ///
    /// # Errors
    /// As with [`Store::open`].
    pub fn open_to_read(path: &Path) -> Result<Self> {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    fn open_with(path: &Path, how: OpenFlags) -> Result<Self> {
        match path.metadata() {
            Ok(found) if found.is_dir() => return Err(StoreError::Folder(path.to_owned())),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(StoreError::ReadOnly);
            }
            Err(_) => return Err(StoreError::Missing(path.to_owned())),
        }
        let connection = Connection::open_with_flags(path, how | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(WAIT)?;
        let pragma = |name: &str| -> Result<i32> {
            connection
                .pragma_query_value(None, name, |row| row.get(0))
                .map_err(|error| match StoreError::from(error) {
                    StoreError::Damaged(_) if !has_our_mark(path) => {
                        StoreError::NotABook(path.to_owned())
                    }
                    other => other,
                })
        };
        if pragma("application_id")? != schema::APPLICATION_ID {
            return Err(StoreError::NotABook(path.to_owned()));
        }
        let found = pragma("user_version")?;
        if found > schema::SCHEMA {
            return Err(StoreError::Newer {
                found,
                known: schema::SCHEMA,
            });
        }
        settle(&connection)?;
        let (stream_no, stream): (i64, [u8; 16]) = connection.query_row(
            "SELECT no, stream FROM streams ORDER BY no DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let unit: String =
            connection.query_row("SELECT value FROM meta WHERE key = 'unit'", [], |row| {
                row.get(0)
            })?;
        let unit = unit
            .parse()
            .map_err(|_| StoreError::Damaged(format!("unit {unit}")))?;
        let mut store = Self {
            connection,
            path: path.to_owned(),
            unit,
            stream_no,
            stream: StreamId(stream),
            is_older: found < schema::SCHEMA,
            copied: false,
        };
        store.copied = store.setting(backup::COPIED)?.is_some();
        if how.contains(OpenFlags::SQLITE_OPEN_READ_WRITE) && !store.copied {
            // A book whose first filling was cut off has kept the journal of that time.
            backup::set_journal(&store.connection, "WAL")?;
        }
        Ok(store)
    }

    /// Whether an older program wrote the book: its log is whole, but what follows from it has to be built again.
    #[must_use]
    pub const fn is_older(&self) -> bool {
        self.is_older
    }

    /// Where the book lies; empty for a book in memory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whose people it holds.
    #[must_use]
    pub const fn unit(&self) -> UnitCode {
        self.unit
    }

    /// A setting of the book, like `pack` or `officer`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        setting(&self.connection, key)
    }

    /// Keeps a setting of the book.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<()> {
        if self.copied {
            return Err(StoreError::Copy(self.path.clone()));
        }
        self.connection.execute(
            "INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
            (key, value),
        )?;
        Ok(())
    }
}

/// Whether a file that cannot be opened begins like a book: then it is a damaged one (the mark stands at byte 68).
fn has_our_mark(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 72];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok()
        && head.starts_with(b"SQLite format 3\0")
        && head[68..] == schema::APPLICATION_ID.to_be_bytes()
}

/// So long another program that writes is waited for.
const WAIT: Duration = Duration::from_secs(10);

/// Kibibytes of the book that stay in memory: what typing in the find box touches again and again.
const CACHE: i64 = 40_000;

/// Settings of every connection, set at each open (trust.md 3.1).
fn settle(connection: &Connection) -> Result<()> {
    connection.busy_timeout(WAIT)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Without this SQLite plans a statement anew for each value that is bound, because of the partial indexes.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;
         PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;",
    )?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    Ok(())
}

fn setting(connection: &Connection, key: &str) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// Random bytes of the system.
fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(bytes)
}

fn fill_random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// A unit as the book stores it.
fn number(unit: UnitCode) -> i64 {
    i64::try_from(unit.number()).unwrap_or(i64::MAX)
}

/// A unit read back.
fn unit_of(stored: i64) -> Result<UnitCode> {
    u64::try_from(stored)
        .ok()
        .and_then(|number| UnitCode::from_number(number).ok())
        .ok_or_else(|| StoreError::Damaged(format!("unit {stored}")))
}
