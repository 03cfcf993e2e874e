//! The fields that an office types into a template: `{{姓名}}`, however its editor cut the text into runs.
//! It finds them in paragraphs and says where; what they stand for is not known here.

use super::tree::{Element, Node};

/// The longest name of a field, in characters; what is longer is text in braces.
const LONGEST: usize = 40;

/// A field in the text of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The first character of its braces, counted in the paragraph's text.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
    /// Its name, without blanks.
    pub name: String,
}

/// A field inside a list: `{{明细.月份}}` names the list and the column.
pub(super) fn in_list(name: &str) -> Option<(&str, &str)> {
    name.split_once(['.', '．', '。', '·'])
}

/// A paragraph's text as its own runs hold it; a tab, a break or a picture is a character that no field contains.
pub(super) fn pieces(paragraph: &Element) -> Vec<String> {
    let mut pieces = Vec::new();
    gather(paragraph, &mut pieces);
    pieces
}

/// What stands between two pieces of text and belongs to none.
const GAP: char = '\u{0}';

fn gather(element: &Element, pieces: &mut Vec<String>) {
    for node in &element.children {
        let Node::Element(child) = node else { continue };
        match child.name.as_str() {
            "w:t" => pieces.push(own_text(child)),
            "w:tab" | "w:br" | "w:cr" | "w:drawing" | "w:pict" | "w:object"
                if element.name == "w:r" =>
            {
                pieces.push(GAP.to_string());
            }
            // Paragraphs inside (text boxes) are paragraphs of their own; what was struck out is not there.
            "w:p" | "mc:AlternateContent" | "w:txbxContent" | "w:del" | "w:pPr" | "w:rPr" => {}
            _ => gather(child, pieces),
        }
    }
}

/// Whether a piece of [`pieces`] stands for something that is no text.
pub(super) fn is_gap(piece: &str) -> bool {
    piece.starts_with(GAP)
}

fn own_text(element: &Element) -> String {
    element
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// The fields of a text, and where braces were opened and not closed.
pub(super) fn marks(text: &[char]) -> (Vec<Mark>, Vec<usize>) {
    let mut found = Vec::new();
    let mut broken = Vec::new();
    let mut at = 0;
    while at + 1 < text.len() {
        if !is_pair(text, at, &['{', '｛']) {
            at += 1;
            continue;
        }
        let inside = at + 2;
        let close = (inside..text.len().min(inside + LONGEST + 2))
            .find(|end| is_pair(text, *end, &['}', '｝']));
        match close {
            Some(end) if !text[inside..end].iter().any(|c| is_brace(*c)) => {
                let name = text[inside..end].iter().filter(|c| !c.is_whitespace());
                found.push(Mark {
                    start: at,
                    end: end + 2,
                    name: name.collect(),
                });
                at = end + 2;
            }
            _ => {
                broken.push(at);
                at += 2;
            }
        }
    }
    (found, broken)
}

fn is_pair(text: &[char], at: usize, either: &[char]) -> bool {
    text.get(at).is_some_and(|c| either.contains(c))
        && text.get(at + 1).is_some_and(|c| either.contains(c))
}

fn is_brace(c: char) -> bool {
    matches!(c, '{' | '}' | '｛' | '｝' | GAP)
}

/// The names of all fields in an element, paragraphs in text boxes included.
pub(super) fn names_in(element: &Element) -> Vec<String> {
    let mut names = Vec::new();
    collect(element, true, &mut names);
    names
}

/// Whether an element holds a field, or braces that might be meant as one.
pub(super) fn has_marks(element: &Element) -> bool {
    element.children.iter().any(|node| match node {
        Node::Element(child) => has_marks(child),
        Node::Text(text) => text.contains(['{', '｛']),
        Node::Raw(_) => false,
    })
}

/// The names of the fields in a row or paragraph; a table inside has rows of its own.
pub(super) fn names_in_line(element: &Element) -> Vec<String> {
    let mut names = Vec::new();
    collect(element, false, &mut names);
    names
}

fn collect(element: &Element, tables: bool, names: &mut Vec<String>) {
    if element.name == "w:tbl" && !tables {
        return;
    }
    if element.name == "w:p" {
        let text: Vec<char> = pieces(element).concat().chars().collect();
        names.extend(marks(&text).0.into_iter().map(|mark| mark.name));
    }
    for node in &element.children {
        if let Node::Element(child) = node {
            collect(child, tables, names);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> (Vec<String>, usize) {
        let text: Vec<char> = text.chars().collect();
        let (found, broken) = marks(&text);
        (
            found.into_iter().map(|mark| mark.name).collect(),
            broken.len(),
        )
    }

    #[test]
    fn braces_of_either_width_and_blanks_inside_are_one_field() {
        let owned = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        assert_eq!(names("请{{姓名}}于"), (owned(&["姓名"]), 0));
        assert_eq!(names("｛｛ 姓 名 ｝｝{{a}}"), (owned(&["姓名", "a"]), 0));
        assert_eq!(names("{{姓名于{{日期}}"), (owned(&["日期"]), 1));
        assert_eq!(names("{{"), (vec![], 1));
        assert_eq!(names("{一} }}"), (vec![], 0));
        assert_eq!(in_list("明细。月份"), Some(("明细", "月份")));
        assert_eq!(in_list("姓名"), None);
    }
}
