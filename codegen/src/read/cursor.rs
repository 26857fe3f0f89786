//! Places in the documents: a node, and how it is reached.
//!
//! A stranger would read a keyword of an object here. That is done through `fields`, which notes what was read.

use crate::value::{Location, Member, Node, Position, Value};
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

    /// A member of the object at `container`, whose pointer the caller has at hand.
    pub(super) fn child(&self, container: &Arc<str>, key: &'d str, member: &'d Member) -> Self {
        Self {
            node: &member.node,
            file: Arc::clone(&self.file),
            container: Arc::clone(container),
            step: Step::Key(key),
            position: member.key_at,
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
