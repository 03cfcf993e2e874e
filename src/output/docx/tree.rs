//! A part of a document as a tree that is written back as it was read, but for what was filled in.
//! It knows XML, not what a paragraph is.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::DocxError;

/// Deeper than any editor nests; a file made to break readers stops here.
const DEEPEST: usize = 200;

/// A piece of a part.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// An element with all inside it.
    Element(Element),
    /// Characters, not escaped.
    Text(String),
    /// What is passed through as it stands: the declaration, comments, instructions.
    Raw(String),
}

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Its name with the prefix that all editors use: `w:p`.
    pub name: String,
    /// Its attributes as written, with the blank before the first.
    pub attributes: String,
    /// What stands inside.
    pub children: Vec<Node>,
}

impl Element {
    pub(super) fn of(name: &str, attributes: &str, children: Vec<Node>) -> Self {
        Self {
            name: name.to_owned(),
            attributes: attributes.to_owned(),
            children,
        }
    }

    /// The value of an attribute, as written.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let start = self.attributes.find(&format!(" {name}=\""))? + name.len() + 3;
        let rest = &self.attributes[start..];
        rest.find('"').map(|end| &rest[..end])
    }

    /// Calls `act` for this element and every one inside it.
    pub(super) fn each(&mut self, act: &mut dyn FnMut(&mut Self)) {
        act(self);
        for node in &mut self.children {
            if let Node::Element(element) = node {
                element.each(act);
            }
        }
    }
}

impl Node {
    pub(super) fn named(&self, name: &str) -> Option<&Element> {
        match self {
            Self::Element(element) if element.name == name => Some(element),
            _ => None,
        }
    }
}

/// Reads a part.
pub(super) fn read(text: &str) -> Result<Vec<Node>, DocxError> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut open: Vec<Element> = Vec::new();
    let mut top: Vec<Node> = Vec::new();
    loop {
        let node = match reader.read_event().map_err(|_| DocxError::Damaged)? {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err(DocxError::Damaged);
                }
                open.push(element_of(&start));
                continue;
            }
            Event::End(_) => Node::Element(open.pop().ok_or(DocxError::Damaged)?),
            Event::Empty(empty) => Node::Element(element_of(&empty)),
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => Node::Text(
                match reference
                    .resolve_char_ref()
                    .map_err(|_| DocxError::Damaged)?
                {
                    Some(c) => c.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(&reference)
                        .ok_or(DocxError::Damaged)?
                        .to_owned(),
                },
            ),
            Event::Decl(declaration) => Node::Raw(format!("<?{}?>", &*declaration)),
            Event::PI(instruction) => Node::Raw(format!("<?{}?>", &*instruction)),
            Event::Comment(comment) => Node::Raw(format!("<!--{}-->", &*comment)),
            // No editor writes one, and one can name files of this machine.
            Event::DocType(_) => return Err(DocxError::Damaged),
            Event::Eof => break,
        };
        let siblings = open.last_mut().map_or(&mut top, |open| &mut open.children);
        match (node, siblings.last_mut()) {
            (Node::Text(text), Some(Node::Text(before))) => before.push_str(&text),
            (node, _) => siblings.push(node),
        }
    }
    if open.is_empty() {
        Ok(top)
    } else {
        Err(DocxError::Damaged)
    }
}

fn element_of(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes_raw().trim_end();
    let blank = if attributes.is_empty() || attributes.starts_with(char::is_whitespace) {
        ""
    } else {
        " "
    };
    Element {
        name: start.name().0.to_owned(),
        attributes: format!("{blank}{attributes}"),
        children: Vec::new(),
    }
}

/// What becomes of an element that many copies share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is the same on every copy: written once, and copied as one piece.
    Fixed,
    /// What is inside is looked at.
    Entered,
    /// It stays as it is.
    Kept,
}

/// Turns what is the same on every copy into the text that it is written as.
pub(super) fn fix(nodes: &mut [Node], fate: &dyn Fn(&Element) -> Fate) {
    for node in nodes {
        let Node::Element(element) = node else {
            continue;
        };
        match fate(element) {
            Fate::Fixed => {
                let mut text = String::new();
                write(std::slice::from_ref(node), &mut text);
                *node = Node::Raw(text);
            }
            Fate::Entered => fix(&mut element.children, fate),
            Fate::Kept => {}
        }
    }
}

/// Writes a part.
pub(super) fn write(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Raw(raw) => text.push_str(raw),
            Node::Text(plain) => text.push_str(&quick_xml::escape::escape(plain.as_str())),
            Node::Element(element) => {
                text.push('<');
                text.push_str(&element.name);
                text.push_str(&element.attributes);
                if element.children.is_empty() {
                    text.push_str("/>");
                } else {
                    text.push('>');
                    write(&element.children, text);
                    text.push_str("</");
                    text.push_str(&element.name);
                    text.push('>');
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(text: &str) -> String {
        let mut written = String::new();
        write(&read(text).unwrap(), &mut written);
        written
    }

    #[test]
    fn what_is_read_is_written_as_it_was() {
        let text = "<?xml version=\"1.0\"?><!--x--><w:p w:a=\"1 &amp; 2\"><w:t xml:space=\"preserve\"> 一 &lt;二&gt; </w:t><w:br/></w:p>";
        assert_eq!(again(text), text);
        assert_eq!(again("<a>&#x4E00;<![CDATA[<]]></a>"), "<a>一&lt;</a>");
    }

    #[test]
    fn a_file_made_to_break_readers_is_refused() {
        let deep = "<a>".repeat(5000);
        for broken in [
            "<a>",
            "<a></b>",
            "</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            "<a>&x;</a>",
            deep.as_str(),
        ] {
            assert!(read(broken).is_err(), "{broken:.40}");
        }
    }
}
