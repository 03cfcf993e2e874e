//! The end of the log: drafts of entries get their place, their header and their hash there, and go into the book.

use rusqlite::{CachedStatement, Connection};

use super::log::NewEntry;
use super::{Result, StoreError, number};
use crate::domain::entry::{CaseId, EntryRef, Header, Kind, StreamId, commitment};
use crate::domain::unit::UnitCode;

/// The shape of payloads written today.
const SHAPE: u8 = 1;

/// Salts of entries, fetched from the system few at first and then more at a time.
pub(super) struct Salts {
    bytes: Vec<u8>,
    used: usize,
}

impl Salts {
    pub(super) const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            used: 0,
        }
    }

    pub(super) fn next(&mut self) -> Result<[u8; 16]> {
        if self.used == self.bytes.len() {
            let wanted = (self.bytes.len() * 2).clamp(2 * 16, 256 * 16);
            self.bytes.resize(wanted, 0);
            super::fill_random(&mut self.bytes)?;
            self.used = 0;
        }
        let mut salt = [0; 16];
        salt.copy_from_slice(&self.bytes[self.used..self.used + 16]);
        self.used += 16;
        Ok(salt)
    }
}

/// Ids of new cases: time, then a counter, then chance, so that they sort as they were made.
pub(super) struct CaseIds {
    written_at: i64,
    counter: u32,
}

impl CaseIds {
    pub(super) const fn new(written_at: i64) -> Self {
        Self {
            written_at,
            counter: 0,
        }
    }

    pub(super) fn next(&mut self, salts: &mut Salts) -> Result<CaseId> {
        self.counter = self.counter.wrapping_add(1);
        let mut id = [0; 16];
        id[..6].copy_from_slice(&self.written_at.to_be_bytes()[2..]);
        id[6..10].copy_from_slice(&self.counter.to_be_bytes());
        id[10..].copy_from_slice(&salts.next()?[..6]);
        Ok(CaseId(id))
    }
}

/// An entry that has no place in the log yet.
#[derive(Debug)]
pub(super) struct Draft {
    pub case: CaseId,
    pub unit: UnitCode,
    kind: Kind,
    pub at: i64,
    salt: [u8; 16],
    payload: Vec<u8>,
    commitment: [u8; 32],
}

impl Draft {
    pub(super) fn of(new: &NewEntry, salt: [u8; 16]) -> Result<Self> {
        // Room for what a list's row becomes, so that the text is not moved while it grows.
        let mut payload = Vec::with_capacity(768);
        serde_json::to_writer(&mut payload, &new.body)
            .map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Self {
            case: new.case,
            unit: new.unit,
            kind: new.kind,
            at: new.at,
            commitment: commitment(&salt, &payload),
            salt,
            payload,
        })
    }
}

/// Where the log ends: all that the next header has to know.
pub(super) struct Chain {
    pub stream_no: i64,
    pub stream: StreamId,
    pub next_seq: u64,
    pub prev: [u8; 32],
    pub hlc: u64,
    pub written_at: i64,
}

impl Chain {
    /// Gives a draft its place at the end; the chain then ends behind it.
    pub(super) fn seal(&mut self, draft: &Draft, parents: Vec<EntryRef>) -> (Header, [u8; 32]) {
        let wall = u64::try_from(self.written_at).unwrap_or(0) << 16;
        self.hlc = wall.max(self.hlc + 1);
        let header = Header {
            stream: self.stream,
            seq: self.next_seq,
            prev: self.prev,
            unit: draft.unit,
            case: draft.case,
            kind: draft.kind,
            shape: SHAPE,
            at: draft.at,
            written_at: self.written_at,
            hlc: self.hlc,
            parents,
            commitment: draft.commitment,
        };
        let hash = header.hash();
        self.next_seq += 1;
        self.prev = hash;
        (header, hash)
    }
}

/// The statements by which entries go into the book.
pub(super) struct LogStatements<'c> {
    stream_no: i64,
    entries: CachedStatement<'c>,
    payloads: CachedStatement<'c>,
}

impl<'c> LogStatements<'c> {
    pub(super) fn new(connection: &'c Connection, stream_no: i64) -> Result<Self> {
        Ok(Self {
            stream_no,
            entries: connection.prepare_cached(
                "INSERT INTO entries(stream, seq, unit, case_id, kind, shape, at, written_at, hlc, parents, commitment, hash)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?,
            payloads: connection.prepare_cached(
                "INSERT INTO payloads(stream, seq, salt, body) VALUES(?1, ?2, ?3, ?4)",
            )?,
        })
    }

    pub(super) fn insert(&mut self, draft: &Draft, header: &Header, hash: &[u8; 32]) -> Result<()> {
        let seq = i64::try_from(header.seq).unwrap_or(i64::MAX);
        let parents: Vec<u8> = header.parents.iter().flat_map(|parent| parent.0).collect();
        self.entries.execute((
            self.stream_no,
            seq,
            number(header.unit),
            header.case.0,
            header.kind.code(),
            header.shape,
            header.at,
            header.written_at,
            i64::try_from(header.hlc).unwrap_or(i64::MAX),
            parents,
            header.commitment,
            hash,
        ))?;
        self.payloads
            .execute((self.stream_no, seq, draft.salt, &draft.payload))?;
        Ok(())
    }
}
