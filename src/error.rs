//! Errors for people: a kind that decides the exit code, one sentence, and what helps. The sentences are messages.

use crate::domain::record::{Reason, Refusal};
use crate::domain::report::BrokenIdentity;
use crate::intake::IntakeError;
use crate::messages::{Messages, Value};
use crate::packs::PackErrors;
use crate::store::StoreError;

/// Why something that a person asked for did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The book cannot do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The record cannot be taken.
    #[error("refused: {}", .0.reason.name())]
    Refused(Refusal),
    /// Somebody's file cannot be read.
    #[error("the file cannot be read")]
    Intake(#[from] IntakeError),
    /// The pack is missing or wrong.
    #[error(transparent)]
    Pack(#[from] PackErrors),
    /// The report contradicts itself and stays inside.
    #[error("the report contradicts itself in {} places", .0.len())]
    Report(Vec<BrokenIdentity>),
    /// A file of ours cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Anything else that has a sentence: key of the message and its values.
    #[error("{key}")]
    Said {
        /// Key of the message.
        key: &'static str,
        /// Values of its placeholders.
        values: Vec<(&'static str, String)>,
    },
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Error {
    /// An error that a message says.
    #[must_use]
    pub fn said(key: &'static str, values: &[(&'static str, &str)]) -> Self {
        Self::Said {
            key,
            values: values
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        }
    }

    /// An error about a file.
    #[must_use]
    pub fn file(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::File {
            path: path.display().to_string(),
            source,
        }
    }

    /// What the program ends with: 1 cannot be done, 4 damaged (product.md section 7).
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Store(StoreError::Damaged(_))
            | Self::Report(_)
            | Self::Said {
                key: "error-backup-damaged",
                ..
            } => 4,
            Self::Intake(error) if error.is_damage() => 4,
            _ => 1,
        }
    }

    /// The sentence: what is wrong, where, and what helps.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, &str)]| {
            let values: Vec<(&str, Value<'_>)> = values
                .iter()
                .map(|(name, value)| (*name, Value::Text(value)))
                .collect();
            messages.with(key, &values)
        };
        match self {
            Self::Store(error) => store_sentence(error, &say),
            Self::Refused(refusal) => refusal_sentence(refusal, messages),
            Self::Intake(error) => {
                let (key, args) = error.message();
                let args: Vec<(&str, &str)> = args
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                say(key, &args)
            }
            Self::Pack(PackErrors::Unknown { id, nearest }) => say(
                "error-pack-unknown",
                &[("id", id), ("nearest", nearest.as_deref().unwrap_or(id))],
            ),
            Self::Pack(PackErrors::Wrong { id, problems }) => say(
                "error-pack-wrong",
                &[("id", id), ("count", &problems.len().to_string())],
            ),
            Self::Report(broken) => say(
                "error-report-broken",
                &[("what", &format!("{:?}", broken.first()))],
            ),
            Self::File { path, source } => {
                let what = source.to_string();
                let key = match source.kind() {
                    std::io::ErrorKind::NotFound => "error-file-missing",
                    std::io::ErrorKind::PermissionDenied
                    | std::io::ErrorKind::ReadOnlyFilesystem => "error-file-permission",
                    std::io::ErrorKind::AlreadyExists => "error-file-exists",
                    std::io::ErrorKind::StorageFull
                    | std::io::ErrorKind::QuotaExceeded
                    | std::io::ErrorKind::FileTooLarge => "error-no-space",
                    std::io::ErrorKind::IsADirectory => "error-file-folder",
                    _ => "error-file",
                };
                say(key, &[("path", path), ("what", &what)])
            }
            Self::Said { key, values } => {
                let values: Vec<(&str, &str)> = values
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                say(key, &values)
            }
        }
    }
}

/// The sentence of a refused record.
#[must_use]
pub fn refusal_sentence(refusal: &Refusal, messages: &Messages) -> String {
    // An amount that differs from what was computed wants its reason.
    if (refusal.reason, refusal.field.as_str()) == (Reason::BadValue, "because") {
        let field = format!("entry-field-{}", refusal.given.replace('_', "-"));
        let field = messages.get(&field);
        return messages.with(
            "entry-refused-unreasoned",
            &[("field", Value::Text(&field))],
        );
    }
    let (key, lack) = match &refusal.lack {
        Some((lack, detail)) => (format!("entry-blocked-{lack}"), detail.as_str()),
        None => (format!("entry-refused-{}", refusal.reason.name()), ""),
    };
    messages.with(
        &key,
        &[
            ("field", Value::Text(&refusal.field)),
            ("given", Value::Text(&refusal.given)),
            ("lack", Value::Text(lack)),
        ],
    )
}

/// Says a message with its values.
type Say<'a> = &'a dyn Fn(&str, &[(&str, &str)]) -> String;

fn store_sentence(error: &StoreError, say: Say<'_>) -> String {
    let path_of = |path: &std::path::Path| path.display().to_string();
    match error {
        StoreError::Missing(path) => say("error-book-missing", &[("path", &path_of(path))]),
        StoreError::Exists(path) => say("error-book-exists", &[("path", &path_of(path))]),
        StoreError::NotABook(path) => say("error-not-a-book", &[("path", &path_of(path))]),
        StoreError::Folder(path) => say("error-book-folder", &[("path", &path_of(path))]),
        StoreError::Copy(path) => say("error-book-is-backup", &[("path", &path_of(path))]),
        StoreError::Disk(what) => say("error-disk", &[("what", what)]),
        StoreError::Newer { found, known } => say(
            "error-book-newer",
            &[("found", &found.to_string()), ("known", &known.to_string())],
        ),
        StoreError::Busy => say("error-book-busy", &[]),
        StoreError::Stopped => say("error-stopped", &[]),
        StoreError::Full => say("error-disk-full", &[]),
        StoreError::ReadOnly => say("error-book-read-only", &[]),
        StoreError::Damaged(what) => say("error-book-damaged", &[("what", what)]),
        StoreError::File(source) => {
            say("error-file", &[("path", ""), ("what", &source.to_string())])
        }
        StoreError::Sql(source) => say("error-book", &[("what", &source.to_string())]),
    }
}
