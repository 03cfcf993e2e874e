//! What a template asks for: its fields and where each stands, for those who look after templates.

use super::DocxError;

use super::marks::{marks, pieces};
use super::package::Package;
use super::sections::{in_folder, is_margin};
use super::tree::{self, Element, Node};

/// So many characters of the text around are shown with a place.
const SHOWN: usize = 12;

/// Where in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The text itself, in the paragraph of that number, from 1, tables included.
    Text(usize),
    /// A header or footer.
    Margin(usize),
    /// Notes and comments: nothing is filled in there.
    Elsewhere(usize),
}

/// A field as it stands in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name; nothing where braces were opened and not closed.
    pub name: Option<String>,
    /// Where.
    pub place: Place,
    /// The text around it.
    pub around: String,
}

/// All fields of a template, in order.
///
/// # Errors
/// When the template cannot be read.
pub fn fields_of(template: &[u8]) -> Result<Vec<Found>, DocxError> {
    let package = Package::read(template)?;
    let mut found = Vec::new();
    let names: Vec<String> = package
        .names()
        .filter(|name| in_folder(name).is_some())
        .map(str::to_owned)
        .collect();
    for name in names {
        let place = match name.as_str() {
            "word/document.xml" => Place::Text,
            name if is_margin(name) => Place::Margin,
            _ => Place::Elsewhere,
        };
        let nodes = tree::read(package.text(&name)?)?;
        let mut number = 0;
        for node in &nodes {
            if let Node::Element(element) = node {
                look(element, place, &mut number, &mut found);
            }
        }
    }
    Ok(found)
}

fn look(element: &Element, place: fn(usize) -> Place, number: &mut usize, found: &mut Vec<Found>) {
    if element.name == "w:p" {
        *number += 1;
        let text: Vec<char> = pieces(element).concat().chars().collect();
        let (fields, broken) = marks(&text);
        let around = |start: usize, end: usize| -> String {
            let until = text.len().min(end + SHOWN);
            text[start.saturating_sub(SHOWN)..until].iter().collect()
        };
        for mark in fields {
            found.push(Found {
                around: around(mark.start, mark.end),
                name: Some(mark.name),
                place: place(*number),
            });
        }
        for at in broken {
            found.push(Found {
                name: None,
                place: place(*number),
                around: around(at, at),
            });
        }
    }
    for node in &element.children {
        // The older copy of a text box holds the same fields once more.
        if let Node::Element(child) = node
            && child.name != "mc:Fallback"
        {
            look(child, place, number, found);
        }
    }
}
