//! Filling a template: paragraph by paragraph, row by row, copy by copy.

use super::marks::{self, in_list, marks, names_in_line, pieces};
use super::package::Package;
use super::picture::{Pictures, children_of, put_tree};
use super::sections::{Margins, end_section, number_from_one};
use super::tree::{self, Element, Fate, Node};
use super::{BLANK, BLOCK, DocxError, Fields, List, Value, Values};
use crate::domain::text;

pub(super) const DOCUMENT: &str = "word/document.xml";

/// Fills a template once.
///
/// # Errors
/// When the template cannot be read, or names a field that `values` does not know.
pub fn fill(template: &[u8], values: &Values) -> Result<Vec<u8>, DocxError> {
    fill_all(template, std::slice::from_ref(values))
}

/// Fills a template once for each of `all`: one document, each paper on pages of its own that count from 1.
///
/// # Errors
/// When the template cannot be read, or names a field that `all` do not know.
pub fn fill_all(template: &[u8], all: &[Values]) -> Result<Vec<u8>, DocxError> {
    let mut package = Package::read(template)?;
    let mut pictures = Pictures::default();
    let mut document = tree::read(package.text(DOCUMENT)?)?;
    let margins = Margins::with_fields(&package)?;
    let body = body_of(&mut document)?;
    let mut template_body = std::mem::take(body);
    if all.len() > 1 {
        fix_static(&mut template_body);
    }
    let mut pointers = margins.pointers(&package)?;
    for (at, values) in all.iter().enumerate() {
        let mut paper = fill_nodes(template_body.clone(), &Scope::of(values), &mut pictures)?;
        if all.len() > 1 {
            pointers.turn(&mut paper, at);
            if at + 1 < all.len() {
                end_section(&mut paper);
            }
            number_from_one(&mut paper);
        }
        body.append(&mut paper);
    }
    pointers.end(&mut package)?;
    pictures.end_part(&mut package, DOCUMENT)?;
    put_tree(&mut package, DOCUMENT, &document);
    if let [values] = all {
        for part in &margins.parts {
            fill_part(&mut package, (part, part), values, &mut pictures)?;
        }
    } else {
        margins.fill_copies(&mut package, all, &mut pictures)?;
    }
    pictures.end(&mut package)?;
    package.write()
}

/// Turns into text what no paper of many changes: paragraphs, rows and tables that hold no field and end no section, and the
/// looks of the runs of the others.
fn fix_static(nodes: &mut [Node]) {
    // The last paragraph may have to end the section of its paper.
    let last = nodes.iter().rposition(|node| node.named("w:p").is_some());
    let (before, _) = nodes.split_at_mut(last.unwrap_or(nodes.len()));
    tree::fix(before, &|element| match element.name.as_str() {
        "w:p" | "w:tr" | "w:tbl" if !marks::has_marks(element) && !ends_section(element) => {
            Fate::Fixed
        }
        "w:rPr" | "w:tblPr" | "w:tblGrid" | "w:trPr" | "w:tcPr" => Fate::Fixed,
        // A picture may want another look of its paragraph.
        "w:pPr" | "w:sectPr" => Fate::Kept,
        _ => Fate::Entered,
    });
}

fn ends_section(element: &Element) -> bool {
    element.name == "w:sectPr"
        || element.children.iter().any(|node| match node {
            Node::Element(child) => ends_section(child),
            _ => false,
        })
}

pub(super) fn fill_part(
    package: &mut Package,
    (from, to): (&str, &str),
    values: &Values,
    pictures: &mut Pictures,
) -> Result<(), DocxError> {
    let nodes = tree::read(package.text(from)?)?;
    let filled = fill_nodes(nodes, &Scope::of(values), pictures)?;
    put_tree(package, to, &filled);
    pictures.end_part(package, to)
}

fn body_of(document: &mut [Node]) -> Result<&mut Vec<Node>, DocxError> {
    children_of(document, "w:document")?
        .iter_mut()
        .find_map(|node| match node {
            Node::Element(element) if element.name == "w:body" => Some(&mut element.children),
            _ => None,
        })
        .ok_or(DocxError::Damaged)
}

/// The values, and which line of which list is being written.
struct Scope<'a> {
    values: &'a Values,
    bound: Vec<(&'a str, Option<&'a Fields>)>,
}

impl<'a> Scope<'a> {
    const fn of(values: &'a Values) -> Self {
        Self {
            values,
            bound: Vec::new(),
        }
    }

    fn bind(&self, list: &'a str, row: Option<&'a Fields>) -> Self {
        let mut bound = self.bound.clone();
        bound.push((list, row));
        Self {
            values: self.values,
            bound,
        }
    }

    fn list(&self, name: &str) -> Option<(&'a str, &'a List)> {
        let (name, list) = self.values.lists.get_key_value(name)?;
        Some((name, list))
    }

    /// The first list named in an element whose lines are not being written already.
    fn unbound(&self, element: &Element) -> Option<(&'a str, &'a List)> {
        names_in_line(element)
            .iter()
            .filter_map(|name| in_list(name))
            .filter(|(list, _)| !self.bound.iter().any(|(bound, _)| bound == list))
            .find_map(|(list, _)| self.list(list))
    }

    fn value(&self, name: &str) -> Result<&'a Value, DocxError> {
        const MISSING: &Value = &Value::Missing;
        let unknown = || DocxError::Unknown(name.to_owned());
        let Some((list, column)) = in_list(name) else {
            return self.values.fields.get(name).ok_or_else(unknown);
        };
        let (_, known) = self.list(list).ok_or_else(unknown)?;
        if !known.columns.contains(column) {
            return Err(unknown());
        }
        let row = self.bound.iter().rfind(|(bound, _)| *bound == list);
        Ok(row
            .and_then(|(_, row)| row.as_ref()?.get(column))
            .unwrap_or(MISSING))
    }
}

fn fill_nodes(
    nodes: Vec<Node>,
    scope: &Scope<'_>,
    pictures: &mut Pictures,
) -> Result<Vec<Node>, DocxError> {
    let mut filled = Vec::with_capacity(nodes.len());
    let mut rest = nodes.into_iter();
    while let Some(node) = rest.next() {
        let Node::Element(element) = node else {
            filled.push(node);
            continue;
        };
        if let Some((name, list)) = begins_block(&element, scope) {
            let end = format!("{name}{}", BLOCK[1]);
            let mut block = Vec::new();
            loop {
                let node = rest
                    .next()
                    .ok_or_else(|| DocxError::Open(name.to_owned()))?;
                if only_mark(&node).is_some_and(|mark| mark == end) {
                    break;
                }
                block.push(node);
            }
            for row in &list.rows {
                let scope = scope.bind(name, Some(row));
                filled.extend(fill_nodes(block.clone(), &scope, pictures)?);
            }
            continue;
        }
        let repeats = matches!(element.name.as_str(), "w:tr" | "w:p");
        match scope.unbound(&element).filter(|_| repeats) {
            Some((name, list)) if list.rows.is_empty() => {
                let scope = scope.bind(name, None);
                filled.push(Node::Element(fill_element(element, &scope, pictures)?));
            }
            Some((name, list)) => {
                for row in &list.rows {
                    let scope = scope.bind(name, Some(row));
                    let copy = fill_element(element.clone(), &scope, pictures)?;
                    filled.push(Node::Element(copy));
                }
            }
            None => filled.push(Node::Element(fill_element(element, scope, pictures)?)),
        }
    }
    Ok(filled)
}

fn begins_block<'a>(element: &Element, scope: &Scope<'a>) -> Option<(&'a str, &'a List)> {
    let mark = only_mark_of(element)?;
    scope.list(mark.strip_suffix(BLOCK[0])?)
}

fn only_mark(node: &Node) -> Option<String> {
    node.named("w:p").and_then(only_mark_of)
}

/// The one field that a paragraph consists of.
fn only_mark_of(element: &Element) -> Option<String> {
    if element.name != "w:p" {
        return None;
    }
    let text: Vec<char> = pieces(element).concat().trim().chars().collect();
    let (mut found, _) = marks(&text);
    let whole = found.len() == 1 && found[0].start == 0 && found[0].end == text.len();
    whole.then(|| found.remove(0).name)
}

fn fill_element(
    mut element: Element,
    scope: &Scope<'_>,
    pictures: &mut Pictures,
) -> Result<Element, DocxError> {
    if element.name == "w:p" {
        fill_paragraph(&mut element, scope, pictures)?;
    }
    element.children = fill_nodes(element.children, scope, pictures)?;
    Ok(element)
}

/// What takes the place of a piece of text.
enum Part {
    Text(String),
    Break,
    Picture(Node),
}

fn fill_paragraph(
    paragraph: &mut Element,
    scope: &Scope<'_>,
    pictures: &mut Pictures,
) -> Result<(), DocxError> {
    let pieces = pieces(paragraph);
    let text: Vec<char> = pieces.concat().chars().collect();
    let (found, _) = marks(&text);
    if found.is_empty() {
        return Ok(());
    }
    let mut found = found.into_iter().peekable();
    let mut parts: Vec<Option<Vec<Part>>> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    for piece in &pieces {
        let length = piece.chars().count();
        if marks::is_gap(piece) {
            at += length;
            parts.push(None);
            continue;
        }
        let mut new = Vec::new();
        let mut plain = String::new();
        for (here, c) in text.iter().enumerate().skip(at).take(length) {
            while found.next_if(|mark| mark.end <= here).is_some() {}
            match found.peek() {
                Some(mark) if mark.start == here => {
                    let value = scope.value(&mark.name)?;
                    put_value(value, &mut plain, &mut new, pictures);
                }
                Some(mark) if mark.start < here => {}
                _ => plain.push(*c),
            }
        }
        new.push(Part::Text(plain));
        at += length;
        parts.push(Some(new));
    }
    let shows_picture = parts
        .iter()
        .flatten()
        .flatten()
        .any(|part| matches!(part, Part::Picture(_)));
    replace(paragraph, &mut parts.into_iter());
    if shows_picture {
        give_room(paragraph);
    }
    Ok(())
}

/// Lines of a fixed height, which official papers have, would cut a picture off.
fn give_room(paragraph: &mut Element) {
    let spacing = || {
        let attributes = " w:line=\"240\" w:lineRule=\"auto\"";
        Node::Element(Element::of("w:spacing", attributes, Vec::new()))
    };
    let look = match paragraph.children.first_mut() {
        Some(Node::Element(first)) if first.name == "w:pPr" => first,
        _ => {
            let look = Element::of("w:pPr", "", vec![spacing()]);
            paragraph.children.insert(0, Node::Element(look));
            return;
        }
    };
    look.children
        .retain(|node| node.named("w:spacing").is_none());
    // The order of these elements is fixed: spacing stands before what follows here.
    let behind = [
        "w:ind",
        "w:contextualSpacing",
        "w:mirrorIndents",
        "w:suppressOverlap",
        "w:jc",
        "w:textDirection",
        "w:textAlignment",
        "w:textboxTightWrap",
        "w:outlineLvl",
        "w:divId",
        "w:cnfStyle",
        "w:rPr",
        "w:sectPr",
        "w:pPrChange",
    ];
    let at = first_of(&look.children, &behind);
    look.children.insert(at, spacing());
}

/// Where the first child of one of these names stands, or the end.
pub(super) fn first_of(children: &[Node], names: &[&str]) -> usize {
    children
        .iter()
        .position(|node| matches!(node, Node::Element(one) if names.contains(&one.name.as_str())))
        .unwrap_or(children.len())
}

fn put_value(value: &Value, plain: &mut String, parts: &mut Vec<Part>, pictures: &mut Pictures) {
    match value {
        Value::Missing => plain.push_str(BLANK),
        Value::Picture { png, side } => {
            parts.push(Part::Text(std::mem::take(plain)));
            parts.push(Part::Picture(pictures.place(png, (*side, *side))));
        }
        Value::Chart { png, size } => {
            parts.push(Part::Text(std::mem::take(plain)));
            parts.push(Part::Picture(pictures.place(png, *size)));
        }
        Value::Text(text) => {
            for (at, line) in text.lines().enumerate() {
                if at > 0 {
                    parts.push(Part::Text(std::mem::take(plain)));
                    parts.push(Part::Break);
                }
                plain.push_str(&text::clean(line).text);
            }
        }
    }
}

/// Walks the paragraph's own texts in the order of [`pieces`] and puts the new ones in their place.
fn replace(element: &mut Element, parts: &mut dyn Iterator<Item = Option<Vec<Part>>>) {
    let in_run = element.name == "w:r";
    let old = std::mem::take(&mut element.children);
    for node in old {
        let Node::Element(mut child) = node else {
            element.children.push(node);
            continue;
        };
        match child.name.as_str() {
            "w:t" => {
                if let Some(Some(new)) = parts.next() {
                    element.children.extend(nodes_of(new));
                } else {
                    element.children.push(Node::Element(child));
                }
                continue;
            }
            "w:tab" | "w:br" | "w:cr" | "w:drawing" | "w:pict" | "w:object" if in_run => {
                parts.next();
            }
            "w:p" | "mc:AlternateContent" | "w:txbxContent" | "w:del" | "w:pPr" | "w:rPr" => {}
            _ => replace(&mut child, parts),
        }
        element.children.push(Node::Element(child));
    }
}

fn nodes_of(parts: Vec<Part>) -> impl Iterator<Item = Node> {
    parts.into_iter().filter_map(|part| match part {
        Part::Text(text) if text.is_empty() => None,
        Part::Text(text) => Some(Node::Element(Element::of(
            "w:t",
            " xml:space=\"preserve\"",
            vec![Node::Text(text)],
        ))),
        Part::Break => Some(Node::Element(Element::of("w:br", "", Vec::new()))),
        Part::Picture(node) => Some(node),
    })
}
