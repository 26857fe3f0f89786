//! The descendants of a base with a discriminator that stand in other files.
//!
//! A stranger would read only what is referred to. Nothing refers to a child: it refers to its base, in a file that
//! was loaded for the base's sake, and a value of the base may be any of its children.

use super::cursor::Cursor;
use super::reader::Reader;
use crate::value::Node;
use std::collections::{HashMap, HashSet};

/// The component schemas of files other than the roots, by the bases that their `allOf` names.
type Children<'d> = HashMap<*const Node, Vec<(&'d str, Cursor<'d>)>>;

impl<'d> Reader<'d, '_> {
    /// Reads what waits, and the descendants of every base that was reached, until nothing new comes.
    pub(super) fn read_schemas(&mut self) {
        self.read_pending();
        if self.documents.files.len() < 2 || self.bases.is_empty() {
            return;
        }
        let children = self.children();
        let mut visited = HashSet::new();
        while !self.bases.is_empty() {
            while let Some(base) = self.bases.pop() {
                if !visited.insert(base) {
                    continue;
                }
                for (name, child) in children.get(&base).into_iter().flatten() {
                    self.component(child, name);
                    self.bases.push(child.node_address());
                }
            }
            self.read_pending();
        }
    }

    fn children(&self) -> Children<'d> {
        let mut children: Children<'d> = HashMap::new();
        let documents = self.documents;
        for file in documents
            .files
            .keys()
            .filter(|file| !documents.roots.contains(file))
        {
            for folder in ["/definitions", "/components/schemas"] {
                let Some((node, location)) = documents.get(file, folder) else {
                    continue;
                };
                for (name, component) in Cursor::new(node, location).members() {
                    for base in self.bases_of(&component) {
                        children
                            .entry(base)
                            .or_default()
                            .push((name, component.clone()));
                    }
                }
            }
        }
        children
    }

    /// What the references of a schema's `allOf` name.
    fn bases_of(&self, component: &Cursor<'d>) -> Vec<*const Node> {
        let elements = component.member("allOf").into_iter();
        let references = elements
            .flat_map(|all_of| all_of.elements())
            .filter_map(|it| it.reference());
        references
            .filter_map(|it| Some(self.find(&it, it.value().as_str()?)?.node_address()))
            .collect()
    }
}
