//! Many papers in one document: each a section of its own, with headers and footers of its own, counting pages from 1.

use super::fill::{DOCUMENT, fill_part, first_of};
use super::marks;
use super::package::Package;
use super::picture::{Pictures, TYPES, add_relations, children_of, put_tree, relations_of};
use super::tree::{self, Element, Node};
use super::{DocxError, Values};

/// Headers and footers that hold fields: each paper of one document needs its own.
pub(super) struct Margins {
    /// Names of their parts.
    pub parts: Vec<String>,
}

impl Margins {
    pub(super) fn with_fields(package: &Package) -> Result<Self, DocxError> {
        let mut parts = Vec::new();
        for name in package.names().filter(|name| is_margin(name)) {
            let nodes = tree::read(package.text(name)?)?;
            let has = nodes.iter().any(|node| match node {
                Node::Element(element) => !marks::names_in(element).is_empty(),
                _ => false,
            });
            if has {
                parts.push(name.to_owned());
            }
        }
        Ok(Self { parts })
    }

    fn copy_name(part: &str, at: usize) -> String {
        part.replacen("word/", &format!("word/paper{}-", at + 1), 1)
    }

    /// What points at these parts, read once for all papers.
    pub(super) fn pointers(&self, package: &Package) -> Result<Pointers, DocxError> {
        let mut found = Vec::new();
        if !self.parts.is_empty() {
            let relations = tree::read(package.text(&relations_of(DOCUMENT))?)?;
            for part in &self.parts {
                found.extend(pointers_at(&relations, part));
            }
        }
        Ok(Pointers {
            found,
            new: Vec::new(),
        })
    }

    /// Fills the headers and footers of all papers.
    pub(super) fn fill_copies(
        &self,
        package: &mut Package,
        all: &[Values],
        pictures: &mut Pictures,
    ) -> Result<(), DocxError> {
        for part in &self.parts {
            for (at, values) in all.iter().enumerate() {
                let own = Self::copy_name(part, at);
                if let Ok(relations) = package.text(&relations_of(part)) {
                    let relations = relations.to_owned().into_bytes();
                    package.put(&relations_of(&own), relations);
                }
                fill_part(package, (part, &own), values, pictures)?;
            }
            Self::declare_copies(package, part, all.len())?;
        }
        Ok(())
    }

    fn declare_copies(package: &mut Package, part: &str, count: usize) -> Result<(), DocxError> {
        let mut types = tree::read(package.text(TYPES)?)?;
        let known = children_of(&mut types, "Types")?;
        let kind = known
            .iter()
            .filter_map(|node| node.named("Override"))
            .find(|one| one.attribute("PartName") == Some(&format!("/{part}")))
            .and_then(|one| one.attribute("ContentType"))
            .unwrap_or("application/xml")
            .to_owned();
        known.extend((0..count).map(|at| {
            let own = Self::copy_name(part, at);
            let attributes = format!(" PartName=\"/{own}\" ContentType=\"{kind}\"");
            Node::Element(Element::of("Override", &attributes, Vec::new()))
        }));
        put_tree(package, TYPES, &types);
        Ok(())
    }
}

/// What points at the headers and footers that each paper has for itself.
pub(super) struct Pointers {
    found: Vec<Pointer>,
    /// The references of the papers so far.
    new: Vec<Node>,
}

struct Pointer {
    part: String,
    /// Its place among those that point at the same part.
    place: usize,
    id: String,
    kind: String,
}

/// The references to a part, in their order.
fn pointers_at(relations: &[Node], part: &str) -> Vec<Pointer> {
    let target = part.trim_start_matches("word/");
    let roots = relations
        .iter()
        .filter_map(|node| node.named("Relationships"));
    let ones = roots.flat_map(|root| &root.children);
    ones.filter_map(|node| node.named("Relationship"))
        .filter(|one| {
            let points = one.attribute("Target").unwrap_or_default();
            points == target || points.trim_start_matches('/') == part
        })
        .enumerate()
        .map(|(place, one)| Pointer {
            part: part.to_owned(),
            place,
            id: one.attribute("Id").unwrap_or_default().to_owned(),
            kind: one.attribute("Type").unwrap_or_default().to_owned(),
        })
        .collect()
}

impl Pointers {
    /// Points the sections of a paper at headers and footers of its own.
    pub(super) fn turn(&mut self, paper: &mut [Node], at: usize) {
        if self.found.is_empty() {
            return;
        }
        let mut renamed = Vec::with_capacity(self.found.len());
        for Pointer {
            part,
            place,
            id: old,
            kind,
        } in &self.found
        {
            let target = part.trim_start_matches("word/").replace(['.', '/'], "x");
            let id = format!("rIdXunrenPaper{}n{place}{target}", at + 1);
            let own = Margins::copy_name(part, at);
            let own = own.trim_start_matches("word/");
            let attributes = format!(" Id=\"{id}\" Type=\"{kind}\" Target=\"{own}\"");
            let one = Element::of("Relationship", &attributes, Vec::new());
            self.new.push(Node::Element(one));
            renamed.push((old.clone(), id));
        }
        for node in paper.iter_mut() {
            if let Node::Element(element) = node {
                element.each(&mut |inner| point_elsewhere(inner, &renamed));
            }
        }
    }

    /// Writes what the papers refer to.
    pub(super) fn end(self, package: &mut Package) -> Result<(), DocxError> {
        if self.new.is_empty() {
            return Ok(());
        }
        add_relations(package, DOCUMENT, self.new)
    }
}

/// The name of a part of the document's own folder, without the folder and the ending.
pub(super) fn in_folder(part: &str) -> Option<&str> {
    let name = part.strip_prefix("word/")?.strip_suffix(".xml")?;
    (!name.contains('/')).then_some(name)
}

/// Whether a part is a header or a footer.
pub(super) fn is_margin(part: &str) -> bool {
    in_folder(part).is_some_and(|name| name.starts_with("header") || name.starts_with("footer"))
}

fn point_elsewhere(element: &mut Element, renamed: &[(String, String)]) {
    if !matches!(
        element.name.as_str(),
        "w:headerReference" | "w:footerReference"
    ) {
        return;
    }
    for (old, new) in renamed {
        if element.attribute("r:id") == Some(old) {
            element.attributes = element
                .attributes
                .replace(&format!("r:id=\"{old}\""), &format!("r:id=\"{new}\""));
            return;
        }
    }
}

/// The section of the whole document becomes that of the paper's last paragraph, so that the next begins a page.
pub(super) fn end_section(paper: &mut Vec<Node>) {
    let Some(at) = paper
        .iter()
        .rposition(|node| node.named("w:sectPr").is_some())
    else {
        return;
    };
    let section = paper.remove(at);
    let last = paper.iter_mut().rev().find_map(|node| match node {
        Node::Element(element) => Some(element),
        _ => None,
    });
    match last {
        Some(paragraph) if paragraph.name == "w:p" => match paragraph.children.first_mut() {
            Some(Node::Element(first)) if first.name == "w:pPr" => first.children.push(section),
            _ => paragraph
                .children
                .insert(0, Node::Element(Element::of("w:pPr", "", vec![section]))),
        },
        // A table stands last: the line behind it must not need a page.
        _ => {
            let thin = Element::of(
                "w:spacing",
                " w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"",
                Vec::new(),
            );
            let look = Element::of("w:pPr", "", vec![Node::Element(thin), section]);
            paper.push(Node::Element(Element::of(
                "w:p",
                "",
                vec![Node::Element(look)],
            )));
        }
    }
}

/// The pages of each paper are counted from 1 by its first section, and go on through the others.
pub(super) fn number_from_one(paper: &mut [Node]) {
    let mut first = true;
    for node in paper.iter_mut() {
        let Node::Element(element) = node else {
            continue;
        };
        element.each(&mut |inner| {
            if inner.name != "w:sectPr" {
                return;
            }
            if std::mem::take(&mut first) {
                start_at_one(inner);
            }
        });
    }
}

fn start_at_one(section: &mut Element) {
    let numbering = section.children.iter_mut().find_map(|node| match node {
        Node::Element(element) if element.name == "w:pgNumType" => Some(element),
        _ => None,
    });
    if let Some(numbering) = numbering {
        if numbering.attribute("w:start").is_none() {
            numbering.attributes.push_str(" w:start=\"1\"");
        }
        return;
    }
    // The order of these elements is fixed: numbering stands before what follows here.
    let behind = ["w:cols", "w:titlePg", "w:docGrid", "w:bidi", "w:rtlGutter"];
    let at = first_of(&section.children, &behind);
    let numbering = Element::of("w:pgNumType", " w:start=\"1\"", Vec::new());
    section.children.insert(at, Node::Element(numbering));
}
