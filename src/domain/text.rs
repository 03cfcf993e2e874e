//! The text boundary: every text of other people passes here once, and comes out safe to store and to draw.
//! It knows characters, not what a text means.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest text that is kept, in bytes of UTF-8; what lies behind is cut off.
pub const LONGEST: usize = 4096;

/// More combining marks than this on one character only serve to paint over the lines above.
const MARKS: u32 = 2;

/// A text that may be stored and drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The text, in NFC, of printable characters and blanks only.
    pub text: Cow<'a, str>,
    /// Whether control characters stood in it and were removed (line breaks and tabs do not count: they become blanks).
    pub had_controls: bool,
}

/// Removes what must never reach a store or a terminal: control characters, line separators, every invisible
/// format character (zero-width, direction, tags), noncharacters, piled up marks, and what is longer than [`LONGEST`].
///
/// Kept as they are: `·`, rare characters of the extensions, private-use characters of old character sets.
#[must_use]
pub fn clean(raw: &str) -> Cleaned<'_> {
    if raw.len() <= LONGEST && raw.chars().all(is_plain) {
        return Cleaned {
            text: Cow::Borrowed(raw),
            had_controls: false,
        };
    }
    let mut had_controls = false;
    let kept = raw.chars().filter_map(|c| {
        if is_break(c) {
            Some(' ')
        } else if c.is_control() {
            had_controls = true;
            None
        } else if is_format(c) || is_noncharacter(c) {
            None
        } else {
            Some(c)
        }
    });
    let mut text = String::with_capacity(raw.len().min(LONGEST));
    let mut marks = 0;
    for c in kept.nfc() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS {
            continue;
        }
        if text.len() + c.len_utf8() > LONGEST {
            break;
        }
        text.push(c);
    }
    Cleaned {
        text: Cow::Owned(text),
        had_controls,
    }
}

/// A name, place or number as it is stored: cleaned, without blanks at the ends, between Chinese characters and
/// inside numbers; single blanks inside Latin names stay; full-width digits become ASCII; a leading apostrophe goes.
#[must_use]
pub fn stored(raw: &str) -> Cleaned<'_> {
    let cleaned = clean(raw);
    if !cleaned.text.starts_with(is_apostrophe)
        && !cleaned
            .text
            .chars()
            .any(|c| is_blank(c) || is_wide_digit(c))
    {
        return cleaned;
    }
    let mut text = String::with_capacity(cleaned.text.len());
    let mut last: Option<char> = None;
    let mut gap = false;
    let body = cleaned
        .text
        .trim_start_matches(|c| is_blank(c) || is_apostrophe(c));
    for c in body.chars() {
        if is_blank(c) {
            gap = true;
            continue;
        }
        let c = ascii_digit(c);
        if gap && last.is_some_and(|before| keeps_gap(before, c)) {
            text.push(' ');
        }
        gap = false;
        text.push(c);
        last = Some(c);
    }
    Cleaned {
        text: Cow::Owned(text),
        had_controls: cleaned.had_controls,
    }
}

/// Free text as it is stored: cleaned, trimmed, every run of blanks made one.
#[must_use]
pub fn noted(raw: &str) -> Cleaned<'_> {
    let cleaned = clean(raw);
    let is_tidy = !cleaned.text.starts_with(is_blank)
        && !cleaned.text.ends_with(is_blank)
        && !cleaned.text.contains("  ")
        && !cleaned.text.contains(|c: char| c != ' ' && is_blank(c));
    if is_tidy {
        return cleaned;
    }
    let mut text = String::with_capacity(cleaned.text.len());
    for word in cleaned.text.split(is_blank).filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    Cleaned {
        text: Cow::Owned(text),
        had_controls: cleaned.had_controls,
    }
}

/// Whether the text holds nothing that could be seen.
#[must_use]
pub fn is_empty(raw: &str) -> bool {
    raw.chars()
        .all(|c| is_blank(c) || is_break(c) || is_format(c))
}

/// The text with every unsafe character written out as its code, for showing what stood in somebody's cell.
#[must_use]
pub fn spelled_out(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        if c.is_control()
            || is_format(c)
            || is_noncharacter(c)
            || matches!(c, '\u{2028}' | '\u{2029}')
        {
            text.extend(c.escape_unicode());
        } else {
            text.push(c);
        }
        if text.len() >= LONGEST {
            break;
        }
    }
    text
}

/// A full-width digit as ASCII, every other character as it is.
#[must_use]
pub fn ascii_digit(c: char) -> char {
    if is_wide_digit(c) {
        char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c)
    } else {
        c
    }
}

/// Blanks of every kind, those included that Unicode counts as letters.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{2800}' | '\u{3164}' | '\u{115F}' | '\u{1160}' | '\u{FFA0}'
        )
}

/// Chinese characters, their punctuation, and what stands for rare ones in old character sets.
#[must_use]
pub fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{B7}'
        | '\u{2E80}'..='\u{312F}'
        | '\u{31A0}'..='\u{4DBF}'
        | '\u{E000}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}'
        | '\u{F0000}'..='\u{10FFFF}')
}

fn keeps_gap(before: char, after: char) -> bool {
    let in_number = before.is_ascii_digit() && after.is_ascii_digit();
    !in_number && !is_chinese(before) && !is_chinese(after)
}

/// Characters that pass as they are, also under NFC: nearly every text consists of these alone.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3002}' | '\u{FF01}'..='\u{FF5E}' | '\u{B7}')
}

/// Line breaks and tabs inside a cell.
fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_wide_digit(c: char) -> bool {
    matches!(c, '\u{FF10}'..='\u{FF19}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{FF07}')
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || (u32::from(c) & 0xFFFE) == 0xFFFE
}

/// General category Cf of Unicode 17.
fn is_format(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}'
        | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
        && !is_variation_selector(c)
}

/// Selectors of a character's shape (葛 with either form): they belong to a name and count as marks.
fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_go_where_no_latin_name_needs_them() {
        for (raw, expected) in [
            ("孟\u{3000}凤英 ", "孟凤英"),
            ("周淑华\n", "周淑华"),
            ("\u{A0}张\u{200B} 三\u{FEFF}", "张三"),
            ("Mary  Ann Li", "Mary Ann Li"),
            ("买买提 · 艾力", "买买提·艾力"),
            ("410198 19290814", "41019819290814"),
            ("４１０", "410"),
            ("'410198", "410198"),
            (" ' 王敏", "王敏"),
            ("张 Li", "张Li"),
        ] {
            assert_eq!(stored(raw).text, expected, "{raw:?}");
            assert!(!stored(raw).had_controls, "{raw:?}");
        }
    }

    #[test]
    fn only_real_control_characters_are_reported() {
        let cleaned = clean("王\u{1b}[31m敏\u{7}");
        assert_eq!(cleaned.text, "王[31m敏");
        assert!(cleaned.had_controls);
        assert!(clean("a\u{9b}b").had_controls);
        let silent = clean("王\u{202E}敏\u{200D}\u{E0041}\u{FFFE}\r\n李");
        assert_eq!(silent.text, "王敏  李");
        assert!(!silent.had_controls);
    }

    #[test]
    fn rare_characters_stay_and_marks_are_capped() {
        for name in ["𬎆㛃䶮", "买买提·艾力", "\u{E863}", "葛\u{E0100}"] {
            assert_eq!(clean(name).text, name);
        }
        assert_eq!(
            clean("a\u{316}\u{317}\u{318}\u{319}").text.chars().count(),
            3
        );
        assert_eq!(clean("e\u{301}").text, "é");
        assert_eq!(clean(&"字".repeat(5000)).text.len(), 4095);
    }

    #[test]
    fn free_text_keeps_single_blanks() {
        assert_eq!(
            noted("  电话空号\u{3000}\n 2021-09-01 10:00 ").text,
            "电话空号 2021-09-01 10:00"
        );
        assert!(is_empty("\u{200B} \u{3000}\n"));
        assert!(!is_empty("\u{7}"));
        assert_eq!(spelled_out("a\u{7}"), "a\\u{7}");
    }
}
