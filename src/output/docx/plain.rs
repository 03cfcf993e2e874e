//! The words of a document without its look: a line for each paragraph, and one for each row of a table.

use super::DocxError;
use super::fill::DOCUMENT;
use super::marks::{is_gap, pieces};
use super::package::Package;
use super::tree::{self, Element, Node};

/// The text of a document.
///
/// # Errors
/// When it cannot be read.
pub fn text_of(document: &[u8]) -> Result<String, DocxError> {
    let package = Package::read(document)?;
    let nodes = tree::read(package.text(DOCUMENT)?)?;
    let mut lines = Vec::new();
    for node in &nodes {
        if let Node::Element(element) = node {
            gather(element, &mut lines);
        }
    }
    Ok(lines.into_iter().map(|line| line + "\n").collect())
}

fn gather(element: &Element, lines: &mut Vec<String>) {
    match element.name.as_str() {
        "w:p" => lines.push(words(element)),
        "w:tr" => {
            let cells = element
                .children
                .iter()
                .filter_map(|node| node.named("w:tc"));
            let cells: Vec<String> = cells
                .map(|cell| {
                    let mut inside = Vec::new();
                    gather(cell, &mut inside);
                    inside.join(" ")
                })
                .collect();
            lines.push(cells.join("\t"));
        }
        _ => {
            for node in &element.children {
                if let Node::Element(child) = node {
                    gather(child, lines);
                }
            }
        }
    }
}

fn words(paragraph: &Element) -> String {
    let pieces = pieces(paragraph);
    let pieces = pieces
        .iter()
        .map(|piece| if is_gap(piece) { " " } else { piece.as_str() });
    pieces.collect()
}
