//! Pictures that a filled part shows: the bytes as a part of the package, the reference to them, and their place in a run.

use super::DocxError;
use super::package::Package;
use super::tree::{self, Element, Node};

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// English Metric Units in a tenth of a millimetre.
const EMU: u32 = 3600;

/// All pictures of one document; equal ones are kept once.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    kept: Vec<Vec<u8>>,
    shown: usize,
    /// Those that the part being filled shows.
    used: Vec<usize>,
}

impl Pictures {
    /// A drawing that shows the picture, to be put into a run.
    /// Its size is told in tenths of a millimetre.
    pub(super) fn place(&mut self, png: &[u8], size: (u32, u32)) -> Node {
        let at = self
            .kept
            .iter()
            .position(|known| known == png)
            .unwrap_or_else(|| {
                self.kept.push(png.to_owned());
                self.kept.len() - 1
            });
        if !self.used.contains(&at) {
            self.used.push(at);
        }
        self.shown += 1;
        Node::Element(drawing(at, 90_000 + self.shown, size))
    }

    /// Ends a part: writes what it refers to.
    pub(super) fn end_part(&mut self, package: &mut Package, part: &str) -> Result<(), DocxError> {
        if self.used.is_empty() {
            return Ok(());
        }
        let relations: Vec<Node> = self
            .used
            .drain(..)
            .map(|at| {
                let attributes = format!(
                    " Id=\"{}\" Type=\"{RELATION}\" Target=\"media/{}\"",
                    relation(at),
                    file(at)
                );
                Node::Element(Element::of("Relationship", &attributes, Vec::new()))
            })
            .collect();
        add_relations(package, part, relations)
    }

    /// Writes the pictures themselves.
    pub(super) fn end(self, package: &mut Package) -> Result<(), DocxError> {
        if self.kept.is_empty() {
            return Ok(());
        }
        for (at, png) in self.kept.into_iter().enumerate() {
            package.put(&format!("word/media/{}", file(at)), png);
        }
        let mut types = tree::read(package.text(TYPES)?)?;
        let known = children_of(&mut types, "Types")?;
        let has = known.iter().any(|node| {
            node.named("Default")
                .and_then(|one| one.attribute("Extension"))
                .is_some_and(|ending| ending.eq_ignore_ascii_case("png"))
        });
        if !has {
            let attributes = " Extension=\"png\" ContentType=\"image/png\"";
            let one = Element::of("Default", attributes, Vec::new());
            known.insert(0, Node::Element(one));
        }
        put_tree(package, TYPES, &types);
        Ok(())
    }
}

/// The part that says what kind each part is of.
pub(super) const TYPES: &str = "[Content_Types].xml";

fn file(at: usize) -> String {
    format!("xunren{}.png", at + 1)
}

fn relation(at: usize) -> String {
    format!("rIdXunrenPicture{}", at + 1)
}

/// The part that holds the references of a part.
pub(super) fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Adds references to those of a part.
pub(super) fn add_relations(
    package: &mut Package,
    part: &str,
    relations: Vec<Node>,
) -> Result<(), DocxError> {
    let name = relations_of(part);
    let mut known = if package.part(&name).is_some() {
        tree::read(package.text(&name)?)?
    } else {
        let attributes = format!(" xmlns=\"{RELATIONS}\"");
        vec![
            Node::Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>".to_owned()),
            Node::Element(Element::of("Relationships", &attributes, Vec::new())),
        ]
    };
    children_of(&mut known, "Relationships")?.extend(relations);
    put_tree(package, &name, &known);
    Ok(())
}

/// The children of the root, which bears that name.
pub(super) fn children_of<'a>(
    nodes: &'a mut [Node],
    root: &str,
) -> Result<&'a mut Vec<Node>, DocxError> {
    nodes
        .iter_mut()
        .find_map(|node| match node {
            Node::Element(element) if element.name == root => Some(&mut element.children),
            _ => None,
        })
        .ok_or(DocxError::Damaged)
}

pub(super) fn put_tree(package: &mut Package, part: &str, nodes: &[Node]) {
    let mut text = String::new();
    tree::write(nodes, &mut text);
    package.put(part, text.into_bytes());
}

fn drawing(at: usize, id: usize, (width, height): (u32, u32)) -> Element {
    let leaf =
        |name: &str, attributes: &str| Node::Element(Element::of(name, attributes, Vec::new()));
    let node = |name: &str, attributes: &str, children: Vec<Node>| {
        Node::Element(Element::of(name, attributes, children))
    };
    let main = " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";
    let extent = format!(" cx=\"{}\" cy=\"{}\"", width * EMU, height * EMU);
    let blip = format!(
        " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:embed=\"{}\"",
        relation(at)
    );
    let named = format!(" id=\"{id}\" name=\"{}\"", file(at));
    let shape = vec![
        node(
            "a:xfrm",
            "",
            vec![leaf("a:off", " x=\"0\" y=\"0\""), leaf("a:ext", &extent)],
        ),
        node("a:prstGeom", " prst=\"rect\"", vec![leaf("a:avLst", "")]),
    ];
    let picture = node(
        "pic:pic",
        " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"",
        vec![
            node(
                "pic:nvPicPr",
                "",
                vec![leaf("pic:cNvPr", &named), leaf("pic:cNvPicPr", "")],
            ),
            node(
                "pic:blipFill",
                "",
                vec![
                    leaf("a:blip", &blip),
                    node("a:stretch", "", vec![leaf("a:fillRect", "")]),
                ],
            ),
            node("pic:spPr", "", shape),
        ],
    );
    let data = node(
        "a:graphicData",
        " uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"",
        vec![picture],
    );
    let inline = node(
        "wp:inline",
        " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"",
        vec![
            leaf("wp:extent", &extent),
            leaf("wp:docPr", &named),
            node("a:graphic", main, vec![data]),
        ],
    );
    Element::of("w:drawing", "", vec![inline])
}
