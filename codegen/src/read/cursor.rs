//! Places in the documents, and objects whose keywords are taken out one by one.
//!
//! A stranger would read a keyword with `get`. Here every read goes through [`Fields::take`], because what was not
//! taken when an object is finished is reported: that is how no keyword is dropped in silence.

use super::kind::Kind;
use super::quiet::is_quiet;
use super::report::Report;
use crate::value::{Location, Node, Object, Position, Value};
use std::sync::Arc;

/// A node and how it is reached. Its pointer is only written out when someone asks for it.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'d> {
    node: &'d Node,
    file: Arc<str>,
    container: Arc<str>,
    step: Step<'d>,
    position: Position,
}

/// The last step of a pointer.
#[derive(Clone, Copy, Debug)]
enum Step<'d> {
    /// The container's pointer is the node's own.
    Here,
    Key(&'d str),
    Index(usize),
}

impl<'d> Cursor<'d> {
    /// A node at a location that is known already.
    pub(super) fn new(node: &'d Node, location: Location) -> Self {
        Self {
            node,
            file: location.file,
            container: location.pointer,
            step: Step::Here,
            position: location.position,
        }
    }

    pub(super) fn value(&self) -> &'d Value {
        &self.node.value
    }

    pub(super) fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The keyword or name under which the node stands; empty at the root of a reference's target.
    pub(super) fn key(&self) -> &'d str {
        match self.step {
            Step::Key(key) => key,
            Step::Here | Step::Index(_) => "",
        }
    }

    pub(super) fn pointer(&self) -> Arc<str> {
        match self.step {
            Step::Here => Arc::clone(&self.container),
            Step::Key(key) => format!("{}/{}", self.container, escape(key)).into(),
            Step::Index(index) => format!("{}/{index}", self.container).into(),
        }
    }

    pub(super) fn location(&self) -> Location {
        Location {
            file: Arc::clone(&self.file),
            pointer: self.pointer(),
            position: self.position,
        }
    }

    /// What tells the node from every other one of the documents.
    pub(super) fn node_address(&self) -> *const Node {
        std::ptr::from_ref(self.node)
    }

    /// Whether both are the same node of the same document.
    pub(super) fn is_same_node(&self, other: &Self) -> bool {
        std::ptr::eq(self.node, other.node)
    }

    /// The text of `$ref`, if this is an object with one.
    pub(super) fn reference(&self) -> Option<Cursor<'d>> {
        self.member("$ref")
            .filter(|reference| reference.value().as_str().is_some())
    }

    /// A member of an object.
    pub(super) fn member(&self, key: &str) -> Option<Cursor<'d>> {
        let (_, key, member) = self.value().as_object()?.get_full(key)?;
        Some(Self {
            node: &member.node,
            file: Arc::clone(&self.file),
            container: self.pointer(),
            step: Step::Key(key),
            position: member.key_at,
        })
    }

    /// An element of an array.
    pub(super) fn element(&self, index: usize) -> Option<Cursor<'d>> {
        let node = self.value().as_array()?.get(index)?;
        Some(Self {
            node,
            file: Arc::clone(&self.file),
            container: self.pointer(),
            step: Step::Index(index),
            position: node.at,
        })
    }

    /// The members of an object; none for another value.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'d str, Cursor<'d>)> + use<'d> {
        let container = self.pointer();
        let file = Arc::clone(&self.file);
        let object = self.value().as_object();
        object.into_iter().flatten().map(move |(key, member)| {
            let cursor = Cursor {
                node: &member.node,
                file: Arc::clone(&file),
                container: Arc::clone(&container),
                step: Step::Key(key),
                position: member.key_at,
            };
            (&**key, cursor)
        })
    }

    /// The elements of an array; none for another value.
    pub(super) fn elements(&self) -> impl Iterator<Item = Cursor<'d>> + use<'d> {
        let container = self.pointer();
        let file = Arc::clone(&self.file);
        let elements = self.value().as_array().unwrap_or_default();
        elements
            .iter()
            .enumerate()
            .map(move |(index, node)| Cursor {
                node,
                file: Arc::clone(&file),
                container: Arc::clone(&container),
                step: Step::Index(index),
                position: node.at,
            })
    }
}

/// A part of a JSON Pointer, escaped.
pub(super) fn escape(part: &str) -> std::borrow::Cow<'_, str> {
    if part.contains(['~', '/']) {
        part.replace('~', "~0").replace('/', "~1").into()
    } else {
        part.into()
    }
}

/// What an escaped part of a JSON Pointer stands for.
pub(super) fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// An object whose keywords are taken out.
///
/// Behind a `$ref` that has siblings there are layers: the siblings first, the target last. The first layer that has
/// a keyword gives its value.
#[derive(Debug)]
pub(super) struct Fields<'d> {
    kind: Kind,
    layers: Vec<Layer<'d>>,
}

#[derive(Debug)]
struct Layer<'d> {
    cursor: Cursor<'d>,
    pointer: Arc<str>,
    members: &'d Object,
    taken: Vec<bool>,
}

impl<'d> Fields<'d> {
    /// The keywords of an object; another kind of value is an error.
    pub(super) fn open(cursor: &Cursor<'d>, kind: Kind, report: &mut Report<'_>) -> Option<Self> {
        Self::open_layers(std::slice::from_ref(cursor), kind, report)
    }

    /// The keywords of an object behind references: `layers` are the reference objects and, last, the target.
    pub(super) fn open_layers(
        layers: &[Cursor<'d>],
        kind: Kind,
        report: &mut Report<'_>,
    ) -> Option<Self> {
        let mut fields = Self {
            kind,
            layers: Vec::with_capacity(layers.len()),
        };
        for (index, cursor) in layers.iter().enumerate() {
            let Some(members) = cursor.value().as_object() else {
                report.wrong_kind(cursor, kind.noun());
                return None;
            };
            let mut taken = vec![false; members.len()];
            if index + 1 < layers.len()
                && let Some(reference) = members.get_index_of("$ref")
            {
                taken[reference] = true;
            }
            fields.layers.push(Layer {
                cursor: cursor.clone(),
                pointer: cursor.pointer(),
                members,
                taken,
            });
        }
        (!fields.layers.is_empty()).then_some(fields)
    }

    /// Where the object itself stands: the target, if it is behind a reference.
    pub(super) fn cursor(&self) -> &Cursor<'d> {
        &self.layers[self.layers.len() - 1].cursor
    }

    /// Where the object stands for the one who uses it: the first reference that has siblings, else the target.
    pub(super) fn outermost(&self) -> &Cursor<'d> {
        let layer = self
            .layers
            .iter()
            .find(|layer| layer.taken.iter().any(|taken| !taken));
        layer.map_or_else(|| self.cursor(), |layer| &layer.cursor)
    }

    pub(super) fn location(&self) -> Location {
        self.cursor().location()
    }

    /// Takes a keyword out, once: the first layer's value, and the same keyword is done with in the other layers.
    pub(super) fn take(&mut self, keyword: &str) -> Option<Cursor<'d>> {
        let mut found = None;
        for layer in &mut self.layers {
            if let Some((index, key, member)) = layer.members.get_full(keyword)
                && !std::mem::replace(&mut layer.taken[index], true)
            {
                found.get_or_insert_with(|| layer.child(key, member));
            }
        }
        found
    }

    /// As [`Self::take`], and `null` counts as absent.
    pub(super) fn take_present(
        &mut self,
        keyword: &str,
        report: &mut Report<'_>,
    ) -> Option<Cursor<'d>> {
        let cursor = self.take(keyword)?;
        report.present(cursor)
    }

    /// Whether a keyword is there, taken or not.
    pub(super) fn has(&self, keyword: &str) -> bool {
        self.layers
            .iter()
            .any(|layer| layer.members.contains_key(keyword))
    }

    /// A text that matters.
    pub(super) fn text(&mut self, keyword: &str, report: &mut Report<'_>) -> Option<String> {
        let cursor = self.take_present(keyword, report)?;
        report.text(&cursor)
    }

    /// A text that only documents: a wrong kind costs a warning.
    pub(super) fn prose(&mut self, keyword: &str, report: &mut Report<'_>) -> Option<String> {
        let cursor = self.take_present(keyword, report)?;
        report.prose(&cursor)
    }

    /// A boolean.
    pub(super) fn flag(&mut self, keyword: &str, report: &mut Report<'_>) -> Option<bool> {
        let cursor = self.take_present(keyword, report)?;
        report.flag(&cursor)
    }

    /// The elements of an array.
    pub(super) fn list(&mut self, keyword: &str, report: &mut Report<'_>) -> Vec<Cursor<'d>> {
        self.take_present(keyword, report)
            .map_or_else(Vec::new, |cursor| report.list(&cursor))
    }

    /// The members that were not taken yet, now taken: for objects whose keys are names.
    pub(super) fn rest(&mut self) -> Vec<(&'d str, Cursor<'d>)> {
        let mut seen = std::collections::HashSet::new();
        let mut rest = Vec::new();
        for layer in &mut self.layers {
            for (index, (key, member)) in layer.members.iter().enumerate() {
                if !std::mem::replace(&mut layer.taken[index], true) && seen.insert(&**key) {
                    rest.push((&**key, layer.child(key, member)));
                }
            }
        }
        rest
    }

    /// Every keyword, taken or not, of all layers.
    pub(super) fn keywords(&self) -> impl Iterator<Item = Cursor<'d>> + '_ {
        self.layers.iter().flat_map(|layer| {
            layer
                .members
                .iter()
                .map(|(key, member)| layer.child(key, member))
        })
    }

    /// Reports what was not taken, unless it only describes, and what another dialect has.
    pub(super) fn finish(self, report: &mut Report<'_>) {
        for layer in &self.layers {
            for (index, (key, member)) in layer.members.iter().enumerate() {
                if layer.taken[index] {
                    report.taken(self.kind, key, || layer.child(key, member));
                } else if !is_quiet(self.kind, key) {
                    report.left_over(self.kind, &layer.child(key, member));
                }
            }
        }
    }
}

impl<'d> Layer<'d> {
    fn child(&self, key: &'d str, member: &'d crate::value::Member) -> Cursor<'d> {
        Cursor {
            node: &member.node,
            file: Arc::clone(&self.cursor.file),
            container: Arc::clone(&self.pointer),
            step: Step::Key(key),
            position: member.key_at,
        }
    }
}
