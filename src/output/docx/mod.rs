//! Papers from templates that an office edits in WPS or Word: template and values in, a document out.
//! Values are data: nothing in them is ever read as a field, as markup or as an instruction.
//!
//! A field is `{{姓名}}`, in the text, in tables, headers, footers and text boxes. `{{明细.月份}}` repeats its table row
//! (or its paragraph) for each line of the list; what stands between the paragraphs `{{回执开始}}` and `{{回执结束}}`
//! is there once for each of its lines. A value that is missing leaves a visible blank to be filled in by hand.

mod check;
mod fill;
mod marks;
mod package;
mod picture;
mod plain;
mod sections;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

pub use check::{Found, Place, fields_of};
pub use fill::{fill, fill_all};
pub use plain::text_of;

/// What is printed where a value is missing.
pub const BLANK: &str = "________";

/// How the paragraphs around a block are named, behind the name of its list.
pub const BLOCK: [&str; 2] = ["开始", "结束"];

/// A value of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nobody knows it: a blank.
    #[default]
    Missing,
    /// Text; its line breaks are kept.
    Text(String),
    /// A picture, square.
    Picture {
        /// Its bytes.
        png: Vec<u8>,
        /// Its side in tenths of a millimetre.
        side: u32,
    },
    /// A picture of any shape.
    Chart {
        /// Its bytes.
        png: Vec<u8>,
        /// Its width and height in tenths of a millimetre.
        size: (u32, u32),
    },
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.trim().is_empty() {
            Self::Missing
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.as_deref().map_or(Self::Missing, Self::from)
    }
}

/// A line of a list, or the values of a whole form.
pub type Fields = BTreeMap<String, Value>;

/// A list: its columns, and its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The names of its columns.
    pub columns: BTreeSet<String>,
    /// Its lines.
    pub rows: Vec<Fields>,
}

/// All that one paper is filled with; a field that is not here is not known at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Single values.
    pub fields: Fields,
    /// Lists.
    pub lists: BTreeMap<String, List>,
}

/// Why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// No document of that kind.
    #[error("not a .docx document")]
    NotADocument,
    /// A document whose inside cannot be read.
    #[error("the document is damaged")]
    Damaged,
    /// Far larger than a form.
    #[error("the document is too large for a form")]
    TooLarge,
    /// A field that nobody knows.
    #[error("unknown field {0}")]
    Unknown(String),
    /// A block that is opened and not closed.
    #[error("the block {0} is not closed")]
    Open(String),
}
