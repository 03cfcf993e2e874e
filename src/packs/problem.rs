//! A problem of a pack: where it stands, and which message says it. Words for people are in data/messages.

use std::fmt;

/// One thing that is wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackProblem {
    /// Name of the file inside the pack's folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Key of the message.
    pub key: &'static str,
    /// Values for the message's placeholders.
    pub args: Vec<(&'static str, String)>,
}

impl fmt::Display for PackProblem {
    /// For logs; people read the message of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{} {}",
            self.file, self.line, self.column, self.key
        )?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

/// A problem of which only the byte is known yet.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Which file.
    pub file: usize,
    /// Where in its text.
    pub at: usize,
    /// Key of the message.
    pub key: &'static str,
    /// Values for the message's placeholders.
    pub args: Vec<(&'static str, String)>,
}

/// Line and column, in characters from 1, of a byte of a text.
pub(super) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "# 惠济\ntitle = \"惠济\" 多\n";
        let at = text.find('多').unwrap();
        assert_eq!(line_and_column(text, at), (2, 14));
        assert_eq!(line_and_column(text, 10_000), (3, 1));
        assert_eq!(line_and_column("", 3), (1, 1));
    }
}
