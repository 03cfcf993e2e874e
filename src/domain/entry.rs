//! An entry of the log: its header, whose order of bytes is fixed, its erasable payload, and what it is about.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::roster::{Doubt, RosterFacts};
use super::unit::UnitCode;

/// Version of the header's order of bytes.
pub const FORMAT: u8 = 1;

/// The text is not hexadecimal of the right length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not hexadecimal of the right length")]
pub struct NotHex;

/// Bytes as lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn unhex<const N: usize>(text: &str) -> Result<[u8; N], NotHex> {
    if text.len() != N * 2 || !text.is_ascii() {
        return Err(NotHex);
    }
    let mut bytes = [0; N];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[i * 2..i * 2 + 2], 16).map_err(|_| NotHex)?;
    }
    Ok(bytes)
}

macro_rules! bytes_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = NotHex;
            fn from_str(text: &str) -> Result<Self, NotHex> {
                unhex(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}

bytes_id!(
    /// A case; all zeros for entries about the book itself.
    CaseId,
    16
);
bytes_id!(
    /// One device's log for one unit since its last restore.
    StreamId,
    16
);
bytes_id!(
    /// The first eight bytes of an entry's hash: how entries name each other.
    EntryRef,
    8
);

impl CaseId {
    /// The book itself.
    pub const BOOK: Self = Self([0; 16]);
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal;)+) => {
        /// What an entry records; its code stands in the header and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $variant = $code,)+ }

        impl Kind {
            /// All kinds in order of their codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word used in files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The number in the header.
            #[must_use]
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// Whether it looks at work that others did: the unit of the case has done nothing by it.
            #[must_use]
            pub const fn is_oversight(self) -> bool {
                matches!(
                    self,
                    Self::SampleDraw | Self::SampleCheck | Self::SampleReplace | Self::Rectify
                )
            }

            /// The kind of that number.
            #[must_use]
            pub fn of_code(code: u8) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }

            /// The kind of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }
    };
}

kinds! {
    /// The book was opened for a unit.
    Open = 1, "open";
    /// A roster's row: a new person, or new facts of a known one.
    Import = 2, "import";
    /// A later file placed the case in another unit.
    Move = 3, "move";
    /// The book came back from a backup: the first entry of its new log.
    Restore = 4, "restore";
    /// A person whom no roster knows.
    Register = 10, "register";
    /// An attempt to find the person.
    Contact = 11, "contact";
    /// The confirmed reason.
    Classify = 12, "classify";
    /// A fact that the procedure needs.
    Fact = 13, "fact";
    /// A step done.
    Step = 14, "step";
    /// A photo or paper.
    Evidence = 15, "evidence";
    /// The proposed result.
    Resolve = 16, "resolve";
    /// Another officer's decision on it.
    Review = 17, "review";
    /// Money that came back.
    Recover = 18, "recover";
    /// The business system now says the same.
    SystemUpdate = 19, "system_update";
    /// Takes back an entry.
    Withdraw = 20, "withdraw";
    /// Somebody elsewhere is asked to look.
    Refer = 21, "refer";
    /// A notice reached its addressee.
    Served = 22, "served";
    /// The person asked for a visit or a service.
    Request = 23, "request";
    /// Somebody objected.
    Objection = 24, "objection";
    /// The person or heirs came after a sealing.
    Unseal = 25, "unseal";
    /// A wrong ID, name, unit, month or phone was corrected.
    Correct = 26, "correct";
    /// A doubt was looked into, and the value stands.
    AcceptDoubt = 27, "accept_doubt";
    /// Free text.
    Note = 28, "note";
    /// Masked fields were shown whole on paper or in a file.
    Unmask = 40, "unmask";
    /// Something left the program.
    Export = 41, "export";
    /// A notice or sheet was printed.
    Print = 42, "print";
    /// A report was frozen.
    Freeze = 43, "freeze";
    /// A match list named the person: a proposal that waits for an officer.
    Hit = 44, "hit";
    /// A match list was compared with the book.
    MatchList = 45, "match_list";
    /// An officer refused what a match list proposed.
    RefuseHit = 46, "refuse_hit";
    /// A public list was made (公示).
    Publish = 47, "publish";
    /// A unit handed in its figures of a day.
    Submit = 48, "submit";
    /// People were drawn for a spot check: of the book, and of each person drawn (抽查).
    SampleDraw = 50, "sample_draw";
    /// A drawn person was looked at again.
    SampleCheck = 51, "sample_check";
    /// A drawn person was replaced by the next of the unit.
    SampleReplace = 52, "sample_replace";
    /// What a spot check found has to be put right, was put right, or is closed (整改).
    Rectify = 53, "rectify";
    /// An item of the inspection's checklist was looked at, or is open again (迎检).
    Inspect = 54, "inspect";
}

/// The hashed part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Whose log.
    pub stream: StreamId,
    /// Place in that log, dense from 1.
    pub seq: u64,
    /// Hash of `seq - 1`; zeros at 1.
    pub prev: [u8; 32],
    /// The unit of the case when written.
    pub unit: UnitCode,
    /// The case, or the book.
    pub case: CaseId,
    /// What is recorded.
    pub kind: Kind,
    /// Version of the payload's shape for this kind.
    pub shape: u8,
    /// When it was recorded, as stated: milliseconds since 1970 UTC.
    pub at: i64,
    /// The device's own clock at writing, milliseconds.
    pub written_at: i64,
    /// Hybrid logical clock: 48 bits of milliseconds, 16 of a counter.
    pub hlc: u64,
    /// Heads of this case that the writer had seen.
    pub parents: Vec<EntryRef>,
    /// SHA-256 of salt and payload.
    pub commitment: [u8; 32],
}

impl Header {
    /// The bytes that are hashed, in their fixed order.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(148 + 8 * self.parents.len());
        bytes.push(FORMAT);
        bytes.extend_from_slice(&self.stream.0);
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        bytes.extend_from_slice(&self.prev);
        bytes.extend_from_slice(&self.unit.number().to_be_bytes());
        bytes.extend_from_slice(&self.case.0);
        bytes.push(self.kind.code());
        bytes.push(self.shape);
        bytes.extend_from_slice(&self.at.to_be_bytes());
        bytes.extend_from_slice(&self.written_at.to_be_bytes());
        bytes.extend_from_slice(&self.hlc.to_be_bytes());
        bytes.push(u8::try_from(self.parents.len()).unwrap_or(u8::MAX));
        for parent in self.parents.iter().take(usize::from(u8::MAX)) {
            bytes.extend_from_slice(&parent.0);
        }
        bytes.extend_from_slice(&self.commitment);
        bytes
    }

    /// SHA-256 of [`Header::bytes`].
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.bytes()).into()
    }
}

/// SHA-256 of the salt followed by the payload's exact bytes.
#[must_use]
pub fn commitment(salt: &[u8; 16], payload: &[u8]) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(salt);
    digest.update(payload);
    digest.finalize().into()
}

/// How other entries call an entry of that hash.
#[must_use]
pub fn entry_ref(hash: &[u8; 32]) -> EntryRef {
    let mut short = [0; 8];
    short.copy_from_slice(&hash[..8]);
    EntryRef(short)
}

/// The payload: the only part that can be erased.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// The officer.
    pub by: String,
    /// `pack@version` that was followed.
    pub pack: String,
    /// The clock was set by hand, or stood before the case's last entry.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub clock_set: bool,
    /// The entry that a withdrawal takes back, or another entry of its own kind where that looks at others' work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<EntryRef>,
    /// The match list's proposal that an officer accepted with this entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hit: Option<EntryRef>,
    /// Marks a line of a batch that gave no time of its own, so that reading it again applies nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// File, sheet and row that the facts come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What a list said of the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roster: Option<RosterFacts>,
    /// What was wrong with the list's row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
    /// Raw texts of the cells that raised doubts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub raw: Vec<(String, String)>,
    /// The record's own fields.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub fields: Map<String, Value>,
}

/// Where in somebody's file a row stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's name without its folder.
    pub file: String,
    /// The sheet; empty for CSV.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
}

/// An entry as read back: who, when, what.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name among entries.
    pub id: EntryRef,
    /// Whose log.
    pub stream: StreamId,
    /// Place in that log.
    pub seq: u64,
    /// The unit of the case when written.
    pub unit: UnitCode,
    /// The case, or the book.
    pub case: CaseId,
    /// What is recorded.
    pub kind: Kind,
    /// When it was recorded, as stated, milliseconds.
    pub at: i64,
    /// The device's own clock, milliseconds.
    pub written_at: i64,
    /// Display order.
    pub hlc: u64,
    /// Heads that the writer had seen.
    pub parents: Vec<EntryRef>,
    /// The payload.
    pub body: Body,
}

impl Entry {
    /// A text field of the record.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.body.fields.get(field).and_then(Value::as_str)
    }

    /// Whether it takes back an entry of its own kind: what looks at others' work is no work of theirs when it goes either.
    #[must_use]
    pub const fn takes_back(&self) -> bool {
        self.kind.is_oversight() && self.body.target.is_some()
    }

    /// The order in which a fold takes entries: as stated, then as the logs tell.
    #[must_use]
    pub fn order(&self) -> (i64, u64, StreamId, u64) {
        (self.at, self.hlc, self.stream, self.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_hashed_in_its_fixed_order() {
        let header = Header {
            stream: StreamId([1; 16]),
            seq: 2,
            prev: [3; 32],
            unit: "410108".parse().unwrap(),
            case: CaseId([4; 16]),
            kind: Kind::Contact,
            shape: 1,
            at: 5,
            written_at: 6,
            hlc: 7,
            parents: vec![EntryRef([8; 8])],
            commitment: [9; 32],
        };
        let bytes = header.bytes();
        assert_eq!(
            bytes.len(),
            1 + 16 + 8 + 32 + 8 + 16 + 1 + 1 + 8 + 8 + 8 + 1 + 8 + 32
        );
        assert_eq!(hex(&bytes[57..65]), format!("{:016x}", 410_108_000_000_u64));
        assert_eq!(bytes[81], 11);
        assert_eq!("0101010101010101".parse(), Ok(EntryRef([1; 8])));
        assert!("01".parse::<EntryRef>().is_err());
    }
}
