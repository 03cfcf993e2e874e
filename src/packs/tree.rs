//! Looking into the tree of a pack file without forgetting where things stand.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A place in a pack: file and byte.
pub(crate) type Spot = (usize, usize);

/// A value of the tree with the file in which it stands.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    pub file: usize,
    pub value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Node<'a> {
    pub(crate) fn spot(self) -> Spot {
        (self.file, self.value.span().start)
    }

    /// The value as a table.
    pub(crate) fn table(self) -> Option<TableNode<'a>> {
        Some(TableNode {
            spot: self.spot(),
            table: self.value.get_ref().as_table()?,
        })
    }
}

/// A table with the place of its head.
#[derive(Clone, Copy)]
pub(crate) struct TableNode<'a> {
    pub spot: Spot,
    table: &'a DeTable<'a>,
}

impl<'a> TableNode<'a> {
    /// The value of a key.
    pub(crate) fn node(self, key: &str) -> Option<Node<'a>> {
        let value = self.table.get(key)?;
        Some(Node {
            file: self.spot.0,
            value,
        })
    }

    /// The text of a key and its place.
    pub(crate) fn text(self, key: &str) -> Option<(Spot, &'a str)> {
        let node = self.node(key)?;
        Some((node.spot(), node.value.get_ref().as_str()?))
    }

    /// The texts of a list; elements of other types are left out.
    pub(crate) fn texts(self, key: &str) -> Vec<(Spot, &'a str)> {
        let elements = self.elements(key);
        elements
            .filter_map(|node| Some((node.spot(), node.value.get_ref().as_str()?)))
            .collect()
    }

    /// The tables of a list.
    pub(crate) fn tables(self, key: &str) -> Vec<TableNode<'a>> {
        self.elements(key).filter_map(Node::table).collect()
    }

    /// Whether a key says yes.
    pub(crate) fn says_yes(self, key: &str) -> bool {
        self.node(key)
            .is_some_and(|node| node.value.get_ref().as_bool() == Some(true))
    }

    /// The tables under a key: the elements of a list, or the table itself.
    pub(crate) fn one_or_many(self, key: &str) -> Vec<TableNode<'a>> {
        match self.node(key).and_then(Node::table) {
            Some(table) => vec![table],
            None => self.tables(key),
        }
    }

    fn elements(self, key: &str) -> impl Iterator<Item = Node<'a>> {
        let list = self
            .table
            .get(key)
            .and_then(|value| value.get_ref().as_array());
        let file = self.spot.0;
        list.into_iter()
            .flatten()
            .map(move |value| Node { file, value })
    }
}
