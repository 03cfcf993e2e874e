//! Very many new cases at once: indexes are built at the end, and search terms are sorted before they go in, with
//! little memory however many they are. It knows terms and numbers of cases, not what a term means.

use std::collections::VecDeque;
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Statement};

use super::log::Writing;
use super::{CACHE, Result, Store, StoreError, WAIT, schema};
use crate::domain::pack::Pack;

/// Kibibytes of the book in memory while it is filled: all of it grows at its end, and sorting needs the memory.
const FILLING_CACHE: i64 = 16_000;
/// So many terms go in with one statement.
const AT_ONCE: usize = 32;
/// So many terms are sorted in memory; what is sorted lies in the book itself until all are merged.
const CHUNK_TERMS: usize = 300_000;
/// Bytes of a part of a sorted run.
const PART: usize = 64 << 10;

/// Where sorted runs wait: in the book, for nothing of it may lie anywhere else, and gone before it is kept.
const RUNS: &str = "CREATE TABLE filling(no INTEGER PRIMARY KEY, part BLOB NOT NULL) STRICT;";

/// Search terms on their way into the index.
#[derive(Debug)]
pub(super) struct BulkTerms {
    at_most: usize,
    chunk: Chunk,
    sorting: Option<JoinHandle<VecDeque<Vec<u8>>>>,
    runs: i64,
}

/// Terms in the order in which they came, as close together as they can lie.
#[derive(Debug, Default)]
struct Chunk {
    places: Vec<TermPlace>,
    /// What the heads are too short for: each such term behind the two bytes of its length.
    long: Vec<u8>,
}

/// A term and its case.
#[derive(Clone, Copy, Debug)]
struct TermPlace {
    /// The first sixteen bytes, which nearly always are the whole term and order it.
    head: [u64; 2],
    /// Where a longer term stands, counted from 1.
    long: u32,
    case_no: u32,
}

impl Chunk {
    fn add(&mut self, term: &str, case_no: i64) -> Result<()> {
        let too_many = |_| StoreError::Damaged("too many terms at once".to_owned());
        let mut head = [0; 16];
        let known = term.len().min(16);
        head[..known].copy_from_slice(&term.as_bytes()[..known]);
        let (first, second) = head.split_at(8);
        let mut long = 0;
        if term.len() > 16 || term.contains('\0') {
            let length = u16::try_from(term.len()).map_err(too_many)?;
            self.long.extend_from_slice(&length.to_le_bytes());
            long = u32::try_from(self.long.len()).map_err(too_many)?;
            self.long.extend_from_slice(term.as_bytes());
        }
        self.places.push(TermPlace {
            head: [number_of(first), number_of(second)],
            long,
            case_no: u32::try_from(case_no).map_err(too_many)?,
        });
        Ok(())
    }

    /// By term, then by case: the order of the table.
    fn sorted(mut self) -> VecDeque<Vec<u8>> {
        let long = &self.long;
        self.places.sort_unstable_by(|a, b| {
            a.head
                .cmp(&b.head)
                .then_with(|| long_term(long, *a).cmp(&long_term(long, *b)))
                .then(a.case_no.cmp(&b.case_no))
        });
        let mut parts = VecDeque::new();
        let mut part = Vec::with_capacity(PART + 4096);
        for place in &self.places {
            if let Some(term) = long_term(long, *place) {
                put(&mut part, term, place.case_no);
            } else {
                let mut head = [0; 16];
                head[..8].copy_from_slice(&place.head[0].to_be_bytes());
                head[8..].copy_from_slice(&place.head[1].to_be_bytes());
                let length = head.iter().position(|byte| *byte == 0).unwrap_or(16);
                put(&mut part, &head[..length], place.case_no);
            }
            if part.len() >= PART {
                parts.push_back(std::mem::replace(
                    &mut part,
                    Vec::with_capacity(PART + 4096),
                ));
            }
        }
        parts.push_back(part);
        parts
    }
}

fn number_of(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The text of a term that is longer than its head; a shorter one is ordered by the head alone, before all longer ones.
fn long_term(long: &[u8], place: TermPlace) -> Option<&[u8]> {
    let start = usize::try_from(place.long)
        .ok()
        .filter(|start| *start > 0)?;
    let length = usize::from(u16::from_le_bytes([long[start - 2], long[start - 1]]));
    Some(&long[start..start + length])
}

/// A term as a run holds it: length, text, case.
fn put(part: &mut Vec<u8>, term: &[u8], case_no: u32) {
    let length = u16::try_from(term.len()).unwrap_or(u16::MAX);
    part.extend_from_slice(&length.to_le_bytes());
    part.extend_from_slice(term);
    part.extend_from_slice(&case_no.to_le_bytes());
}

impl BulkTerms {
    /// Terms of which so many are sorted in memory.
    fn new(at_most: usize) -> Self {
        Self {
            at_most,
            chunk: Chunk::default(),
            sorting: None,
            runs: 0,
        }
    }

    pub(super) fn add(&mut self, book: &Connection, term: &str, case_no: i64) -> Result<()> {
        self.chunk.add(term, case_no)?;
        if self.chunk.places.len() < self.at_most {
            return Ok(());
        }
        let full = std::mem::take(&mut self.chunk);
        let sorting = std::thread::Builder::new().spawn(move || full.sorted())?;
        if let Some(sorted) = self.sorting.replace(sorting) {
            self.lay_down(book, wait_for(sorted)?)?;
        }
        Ok(())
    }

    fn lay_down(&mut self, book: &Connection, parts: VecDeque<Vec<u8>>) -> Result<()> {
        let mut insert = book.prepare_cached("INSERT INTO filling(no, part) VALUES(?1, ?2)")?;
        for (no, part) in (self.runs << 32..).zip(parts) {
            insert.execute((no, part))?;
        }
        self.runs += 1;
        Ok(())
    }

    /// All runs, in the order of their cases.
    fn runs(mut self) -> Result<Vec<Run>> {
        let mut runs: Vec<Run> = (0..self.runs)
            .map(|run| Run {
                next_no: Some(run << 32),
                ..Run::default()
            })
            .collect();
        if let Some(sorted) = self.sorting.take() {
            runs.push(Run::of(wait_for(sorted)?));
        }
        runs.push(Run::of(self.chunk.sorted()));
        Ok(runs)
    }
}

fn wait_for(sorting: JoinHandle<VecDeque<Vec<u8>>>) -> Result<VecDeque<Vec<u8>>> {
    sorting
        .join()
        .map_err(|_| StoreError::Damaged("terms could not be sorted".to_owned()))
}

/// A sorted run that is read from its beginning: its parts lie in the book, or still in memory.
#[derive(Default)]
struct Run {
    next_no: Option<i64>,
    parts: VecDeque<Vec<u8>>,
    part: Vec<u8>,
    at: usize,
}

impl Run {
    fn of(parts: VecDeque<Vec<u8>>) -> Self {
        Self {
            parts,
            ..Self::default()
        }
    }

    /// Makes the next term readable; false at the end.
    fn fill(&mut self, select: &mut Statement<'_>) -> Result<bool> {
        while self.at >= self.part.len() {
            let next = match self.next_no {
                Some(no) => {
                    self.next_no = Some(no + 1);
                    select.query_row([no], |row| row.get(0)).optional()?
                }
                None => self.parts.pop_front(),
            };
            let Some(part) = next else { return Ok(false) };
            self.part = part;
            self.at = 0;
        }
        Ok(true)
    }

    /// The term that comes next.
    fn term(&self) -> &[u8] {
        let at = self.at;
        let length = usize::from(u16::from_le_bytes([self.part[at], self.part[at + 1]]));
        &self.part[at + 2..at + 2 + length]
    }

    /// Passes over the next term and gives its case.
    fn take(&mut self) -> u32 {
        let end = self.at + 2 + self.term().len();
        let mut case_no = [0; 4];
        case_no.copy_from_slice(&self.part[end..end + 4]);
        self.at = end + 4;
        u32::from_le_bytes(case_no)
    }
}

/// Puts terms into the index, many with one statement.
struct Index<'c> {
    many: Statement<'c>,
    one: Statement<'c>,
    text: String,
    waiting: Vec<(usize, u32)>,
}

impl<'c> Index<'c> {
    fn new(book: &'c Connection) -> Result<Self> {
        let rows = vec!["(?, ?)"; AT_ONCE].join(", ");
        Ok(Self {
            many: book.prepare(&format!("INSERT INTO search(term, case_no) VALUES{rows}"))?,
            one: book.prepare("INSERT INTO search(term, case_no) VALUES(?1, ?2)")?,
            text: String::new(),
            waiting: Vec::with_capacity(AT_ONCE),
        })
    }

    fn put(&mut self, term: &str, case_no: u32) -> Result<()> {
        self.text.push_str(term);
        self.waiting.push((self.text.len(), case_no));
        if self.waiting.len() < AT_ONCE {
            return Ok(());
        }
        let mut start = 0;
        for (at, (end, case_no)) in self.waiting.iter().enumerate() {
            self.many
                .raw_bind_parameter(2 * at + 1, &self.text[start..*end])?;
            self.many.raw_bind_parameter(2 * at + 2, case_no)?;
            start = *end;
        }
        self.many.raw_execute()?;
        self.text.clear();
        self.waiting.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        let mut start = 0;
        for (end, case_no) in &self.waiting {
            self.one.execute((&self.text[start..*end], case_no))?;
            start = *end;
        }
        Ok(())
    }
}

impl Store {
    /// Writes very much at once, all or nothing. A book that holds nobody yet is filled in the quickest way.
    ///
    /// # Errors
    /// When the book cannot be written, or `work` fails; then nothing was kept.
    pub fn write_much<T, E: From<StoreError>>(
        &mut self,
        pack: &Pack,
        written_at: i64,
        work: impl FnOnce(&mut Writing<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let empty = self.begin(pack, written_at)?.is_empty()?;
        if empty {
            self.journal("DELETE", "EXTRA", FILLING_CACHE);
        }
        let result = self.write_inside(pack, written_at, work);
        if empty {
            self.journal("WAL", "FULL", CACHE);
        }
        result
    }

    fn write_inside<T, E: From<StoreError>>(
        &mut self,
        pack: &Pack,
        written_at: i64,
        work: impl FnOnce(&mut Writing<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut writing = self.begin(pack, written_at)?;
        if writing.is_empty()? {
            writing.begin_filling()?;
        }
        let value = work(&mut writing)?;
        writing.commit()?;
        Ok(value)
    }

    /// A nearly empty book needs no write-ahead log: its few old pages go to a rollback journal, all new ones straight
    /// to their place, and a crash leaves the old book. Where another program has the book open it stays as it is.
    /// A rollback journal is only gone for good when its folder is synced too: that is what EXTRA adds to FULL.
    fn journal(&self, mode: &str, synchronous: &str, cache: i64) {
        let _ = self.connection.busy_timeout(Duration::ZERO);
        let _ = self
            .connection
            .pragma_update_and_check(None, "journal_mode", mode, |_| Ok(()));
        let _ = self.connection.busy_timeout(WAIT);
        let _ = self
            .connection
            .pragma_update(None, "synchronous", synchronous);
        let _ = self.connection.pragma_update(None, "cache_size", -cache);
    }
}

impl Writing<'_> {
    /// Whether an empty book is being filled.
    #[must_use]
    pub const fn is_filling(&self) -> bool {
        self.bulk.is_some()
    }

    /// Makes ready for very many new cases: indexes are built at the end, in one go.
    pub(super) fn begin_filling(&mut self) -> Result<()> {
        for index in schema::BULK_INDEXES {
            self.tx.execute_batch(&format!("DROP INDEX {index};"))?;
        }
        self.tx.execute_batch(RUNS)?;
        self.bulk = Some(BulkTerms::new(CHUNK_TERMS));
        Ok(())
    }

    pub(super) fn end_filling(&mut self, terms: BulkTerms) -> Result<()> {
        merge(&self.tx, terms)?;
        self.tx.execute_batch("DROP TABLE filling;")?;
        self.tx.execute_batch(schema::bulk_indexes())?;
        Ok(())
    }
}

/// Puts all terms into the index in its own order: it grows at its end alone.
fn merge(book: &Connection, terms: BulkTerms) -> Result<()> {
    let mut select = book.prepare("SELECT part FROM filling WHERE no = ?1")?;
    let mut index = Index::new(book)?;
    let mut runs = terms.runs()?;
    let mut term = String::new();
    loop {
        let mut first: Option<usize> = None;
        for at in 0..runs.len() {
            if runs[at].fill(&mut select)?
                && first.is_none_or(|first| runs[at].term() < runs[first].term())
            {
                first = Some(at);
            }
        }
        let Some(first) = first else { break };
        let run = &mut runs[first];
        term.clear();
        term.push_str(
            std::str::from_utf8(run.term())
                .map_err(|error| StoreError::Damaged(error.to_string()))?,
        );
        // Runs are in the order of their cases: all of this term in the first run come before those in later ones.
        while run.fill(&mut select)? && run.term() == term.as_bytes() {
            let case_no = run.take();
            index.put(&term, case_no)?;
        }
    }
    index.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What lies in the index when so many terms at most are sorted in memory.
    fn indexed(terms: &[(&str, i64)], at_most: usize) -> Vec<(String, i64)> {
        let book = Connection::open_in_memory().unwrap();
        book.execute_batch(RUNS).unwrap();
        book.execute_batch(
            "CREATE TABLE search(term TEXT, case_no INTEGER, place INTEGER PRIMARY KEY)",
        )
        .unwrap();
        let mut bulk = BulkTerms::new(at_most);
        for (term, case_no) in terms {
            bulk.add(&book, term, *case_no).unwrap();
        }
        merge(&book, bulk).unwrap();
        let mut statement = book
            .prepare("SELECT term, case_no FROM search ORDER BY place")
            .unwrap();
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }

    #[test]
    fn terms_come_in_their_order_however_few_are_sorted_at_once() {
        let kinds = [
            "n王雪芳",
            "s",
            "swangxuefang",
            "swangxuefangwangxuefang",
            "swangxuefangwangxuefangs",
            "swangxuefangwang",
            "n买买提艾力买买提",
            "t0012",
            "a\0b",
            "a",
            "p13800001111",
        ];
        let terms: Vec<(&str, i64)> = (1..=40)
            .flat_map(|case| {
                kinds
                    .iter()
                    .enumerate()
                    .filter(move |(at, _)| case % 3 != i64::try_from(at % 3).unwrap())
                    .map(move |(_, term)| (*term, case))
            })
            .collect();
        let mut wanted: Vec<(String, i64)> = terms
            .iter()
            .map(|(term, case)| ((*term).to_owned(), *case))
            .collect();
        wanted.sort();
        for at_most in [7, 50, 1000] {
            assert_eq!(indexed(&terms, at_most), wanted, "{at_most}");
        }
    }
}
