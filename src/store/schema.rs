//! The shape of a book: tables, indexes, triggers, and the version that says which shape it is.

use crate::domain::figures::Figure;

/// Marks a file as a book.
pub(super) const APPLICATION_ID: i32 = 0x5855_4e52;

/// Version of the shape that this program writes. It rises with every new table, column or kind of entry: a program
/// that does not know them refuses the book in a sentence instead of passing over what it cannot read.
pub const SCHEMA: i32 = 4;

/// The log and what goes with it: never rebuilt.
const LOG: &str = "
CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE streams(
  no INTEGER PRIMARY KEY,
  stream BLOB NOT NULL UNIQUE CHECK(length(stream) = 16),
  device TEXT NOT NULL,
  unit INTEGER NOT NULL,
  incarnation INTEGER NOT NULL
) STRICT;
CREATE TABLE entries(
  stream INTEGER NOT NULL REFERENCES streams(no),
  seq INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  case_id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  shape INTEGER NOT NULL,
  at INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  parents BLOB NOT NULL,
  commitment BLOB NOT NULL CHECK(length(commitment) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  PRIMARY KEY(stream, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_case ON entries(case_id);
CREATE TABLE payloads(
  stream INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL CHECK(length(salt) = 16),
  body BLOB NOT NULL,
  PRIMARY KEY(stream, seq),
  FOREIGN KEY(stream, seq) REFERENCES entries(stream, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entries_stay_as_written BEFORE UPDATE ON entries
  BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
  BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER payloads_stay_as_written BEFORE UPDATE ON payloads
  BEGIN SELECT RAISE(ABORT, 'payloads are never changed'); END;
CREATE TABLE drafts(
  place TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// What follows from the log: dropped and built again by a rebuild.
const PROJECTIONS: &str = "
CREATE TABLE cases(
  no INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  unit INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  house TEXT NOT NULL,
  name TEXT NOT NULL,
  id_number TEXT,
  personal_number TEXT,
  sex TEXT,
  birth TEXT,
  phone TEXT,
  suspended_from TEXT,
  presumed_class INTEGER NOT NULL,
  class TEXT,
  state INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  waiting_on TEXT,
  route TEXT NOT NULL,
  returned INTEGER NOT NULL,
  owed INTEGER NOT NULL,
  again_on TEXT,
  due_on TEXT,
  doubts INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  outcome TEXT,
  proposer TEXT,
  attempts INTEGER NOT NULL,
  last_contact INTEGER,
  screened TEXT,
  changed_at INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  touched_on INTEGER
) STRICT;
CREATE TABLE spells(
  figure INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  case_no INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY(figure, unit, grp, case_no, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX spells_since ON spells(figure, since, unit);
CREATE INDEX spells_until ON spells(figure, until, unit) WHERE until < 2147483647;
CREATE TABLE filed(
  kind INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  day INTEGER NOT NULL,
  number INTEGER NOT NULL,
  stream INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(kind, unit, day, number, stream, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE search(
  term TEXT NOT NULL,
  case_no INTEGER NOT NULL,
  PRIMARY KEY(term, case_no)
) STRICT, WITHOUT ROWID;
";

/// States in which somebody waits, as their indexes say it: a query that wants them says the same words.
pub(super) const WAITING: &str = "state IN (3, 4, 6)";

/// Indexes over all cases or nearly all: a bulk import drops them and builds them again.
const BULK: &str = "
CREATE INDEX cases_id_number ON cases(id_number) WHERE id_number IS NOT NULL;
CREATE INDEX cases_personal_number ON cases(personal_number) WHERE personal_number IS NOT NULL;
CREATE INDEX cases_turn ON cases(turn, unit, route);
CREATE INDEX cases_unit ON cases(unit, route);
CREATE INDEX cases_name ON cases(name, unit);
CREATE INDEX cases_house ON cases(unit, house) WHERE house <> '';
";

/// Indexes over the few cases that wait for something: they cost nothing where a list is new.
const SMALL_INDEXES: &str = "
CREATE INDEX cases_state ON cases(state, unit) WHERE state IN (3, 4, 6);
CREATE INDEX cases_waiting ON cases(state, changed_at) WHERE state IN (3, 4, 6);
CREATE INDEX cases_unproved ON cases(unit, route) WHERE class IS NOT NULL AND attempts = 0;
CREATE INDEX cases_owed ON cases(unit, route) WHERE owed > 0;
CREATE INDEX cases_again ON cases(again_on, unit) WHERE again_on IS NOT NULL;
CREATE INDEX cases_due ON cases(due_on, unit) WHERE due_on IS NOT NULL;
CREATE INDEX cases_doubts ON cases(unit, route) WHERE doubts <> 0;
CREATE INDEX cases_changed ON cases(changed_at) WHERE changed_at > registered_at;
CREATE INDEX cases_hits ON cases(unit, route) WHERE hits > 0;
";

/// The entries of spot checks, which are few: draws, checks, replacements, rectifications.
const OVERSIGHT: &str = "
CREATE INDEX entries_oversight ON entries(kind, case_id) WHERE kind >= 50;
";

/// Names of the indexes of [`bulk_indexes`].
pub(super) const BULK_INDEXES: &[&str] = &[
    "cases_id_number",
    "cases_personal_number",
    "cases_turn",
    "cases_unit",
    "cases_name",
    "cases_house",
];

/// Everything a new book consists of.
pub(super) fn new_book() -> String {
    format!("{LOG}{}", projections())
}

/// The tables that follow from the log, with their indexes.
pub(super) fn projections() -> String {
    format!(
        "{PROJECTIONS}{}{BULK}{SMALL_INDEXES}{OVERSIGHT}",
        figures_table()
    )
}

/// The indexes that a bulk import builds at its end.
pub(super) const fn bulk_indexes() -> &'static str {
    BULK
}

/// Removes the tables that follow from the log.
pub(super) const DROP_PROJECTIONS: &str =
    "DROP TABLE cases; DROP TABLE search; DROP TABLE IF EXISTS activity; DROP TABLE figures;
     DROP INDEX IF EXISTS entries_oversight; DROP TABLE IF EXISTS spells; DROP TABLE IF EXISTS filed;";

/// Sums by day and unit, and when something was last recorded there (`last_at`, 0 for groups).
///
/// The day comes first: what is recorded today changes rows that lie beside each other, whatever unit it is about.
fn figures_table() -> String {
    use std::fmt::Write;
    let mut columns = String::new();
    for figure in Figure::ALL {
        let _ = write!(columns, " {} INTEGER NOT NULL DEFAULT 0,", figure.name());
    }
    format!(
        "CREATE TABLE figures(parent INTEGER NOT NULL, unit INTEGER NOT NULL, grp INTEGER NOT NULL, \
         day INTEGER NOT NULL, last_at INTEGER NOT NULL DEFAULT 0,{columns} PRIMARY KEY(day, parent, unit, grp)) STRICT, WITHOUT ROWID;"
    )
}
