//! A value in, a paper out: the printed forms of reports, and the sheets that are carried from door to door.
//! Nothing here reads a book or decides anything.

pub mod bars;
pub mod board;
pub mod chat;
pub mod check_sheet;
pub mod check_table;
pub mod csv;
pub mod docx;
pub mod doubt_sheet;
pub mod explain_text;
pub mod grid;
pub mod hit_words;
pub mod inflow_text;
pub mod json;
pub mod markdown;
pub mod pack_text;
pub mod picture;
pub mod public_list;
pub mod qr;
pub mod ranking_picture;
pub mod recovery_text;
pub mod sample_json;
pub mod sample_list;
pub mod sample_report;
pub mod sample_words;
pub mod settled_text;
pub mod table;
pub mod words;

pub mod workbook;
pub mod working_text;

mod sheet;

use crate::domain::report::Report;
use crate::messages::Messages;

/// A form in which a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Text for the group chat.
    Text,
    /// Tables for the terminal.
    Table,
    /// For machines.
    Json,
    /// For other people's spreadsheets.
    Csv,
    /// The workbook that is signed and sealed.
    Xlsx,
    /// For documents.
    Markdown,
    /// The ranking as a picture whose lines stay sharp.
    Svg,
    /// The ranking as a picture for the group.
    Png,
}

impl Form {
    /// All forms, in the order of help.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Table,
        Self::Json,
        Self::Csv,
        Self::Xlsx,
        Self::Markdown,
        Self::Svg,
        Self::Png,
    ];

    /// The word of `--format`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The form of that word.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// How a file of this form ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text | Self::Table => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// Whether the bytes are for a file and not for a terminal.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Png)
    }
}

/// A paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The workbook's writer refused.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The writer of comma-separated values refused.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    /// The bytes could not be written.
    #[error(transparent)]
    Write(#[from] std::io::Error),
    /// Nothing on this computer writes Chinese on a picture.
    #[error(transparent)]
    Font(#[from] picture::NoFont),
    /// The writer of pictures refused.
    #[error(transparent)]
    Picture(#[from] ::png::EncodingError),
}

/// The report in that form; the same report gives the same bytes.
///
/// # Errors
/// When a writer refuses.
pub fn print(report: &Report, form: Form, messages: &Messages) -> Result<Vec<u8>, PrintError> {
    Ok(match form {
        Form::Text => chat::text(report, messages).into_bytes(),
        Form::Table => table::text(report, messages, table::WIDTH).into_bytes(),
        Form::Json => json::text(report, messages).into_bytes(),
        Form::Csv => csv::bytes(report, messages)?,
        Form::Xlsx => workbook::bytes(report, messages)?,
        Form::Markdown => markdown::text(report, messages).into_bytes(),
        Form::Svg => ranking_picture::picture(report, messages)
            .svg()
            .into_bytes(),
        Form::Png => {
            let fonts = picture::Fonts::of_system()?;
            ranking_picture::picture(report, messages).png(&fonts)?
        }
    })
}
