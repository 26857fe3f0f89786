//! XML bodies by a static description of each type, so that a type has one codec: its JSON is turned into XML and XML
//! into its JSON.
//!
//! What a stranger would get wrong: the description says how values are written, and reading forgives more. Prefixes
//! do not matter, namespaces only where two members share a name, the items of a wrapped list may have any name, and
//! a list that is declared without a wrapper may come with one.

mod document;
mod read;
mod write;

pub(crate) use document::find;
pub(crate) use read::read;
pub(crate) use write::{Refusal, write};

/// The member of [`Node::Any`] for text beside attributes and elements.
const TEXT: &str = "#text";

/// The body of a message: the root element and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Root<'n> {
    name: Name,
    node: &'n Node,
}

impl<'n> Root<'n> {
    /// A root element of this name.
    pub const fn new(name: Name, node: &'n Node) -> Self {
        Self { name, node }
    }
}

/// The name of an element or an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    local: &'static str,
    namespace: Option<&'static str>,
    prefix: Option<&'static str>,
}

impl Name {
    /// A name without a namespace of its own.
    pub const fn new(local: &'static str) -> Self {
        Self {
            local,
            namespace: None,
            prefix: None,
        }
    }

    /// The name in a namespace; without a prefix it is the default namespace of the element and what is in it.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// The name with the prefix of its namespace.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = Some(prefix);
        self
    }
}

/// What an element holds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Node {
    /// A string.
    Text,
    /// A number or a boolean.
    Literal,
    /// An object. Members that are not described are elements of their own name, those that start with `@` attributes.
    Object(&'static [Member]),
    /// An object whose members that are not described are elements that hold this.
    Open(&'static [Member], &'static Node),
    /// A map: a member is an element of its own name.
    Map(&'static Node),
    /// A list whose items are elements of this name.
    List(Name, &'static Node),
    /// One of several objects, told apart by the text of a member.
    Tagged(&'static str, &'static [(&'static str, &'static Node)]),
    /// Any JSON: objects as elements by member names, and every text a string.
    Any,
}

/// How a member of an object is written.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its name in JSON.
    key: &'static str,
    place: Place,
    node: &'static Node,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Element(Name),
    Attribute(Name),
    Text,
    /// Repeated elements.
    List(Name),
    /// An element with the list's items in it.
    Wrapped {
        wrapper: Name,
        item: Name,
    },
}

impl Member {
    /// A member that is an element.
    pub const fn element(key: &'static str, name: Name, node: &'static Node) -> Self {
        Self::new(key, Place::Element(name), node)
    }

    /// A member that is an attribute.
    pub const fn attribute(key: &'static str, name: Name, node: &'static Node) -> Self {
        Self::new(key, Place::Attribute(name), node)
    }

    /// A member that is the text of the object's own element.
    pub const fn text(key: &'static str, node: &'static Node) -> Self {
        Self::new(key, Place::Text, node)
    }

    /// A list whose items are elements of this name; the node is an item's.
    pub const fn list(key: &'static str, item: Name, node: &'static Node) -> Self {
        Self::new(key, Place::List(item), node)
    }

    /// A list whose items are elements of a name inside an element of another; the node is an item's.
    pub const fn wrapped(
        key: &'static str,
        wrapper: Name,
        item: Name,
        node: &'static Node,
    ) -> Self {
        Self::new(key, Place::Wrapped { wrapper, item }, node)
    }

    const fn new(key: &'static str, place: Place, node: &'static Node) -> Self {
        Self { key, place, node }
    }

    /// The name of its element or attribute.
    const fn name(&self) -> Option<Name> {
        match self.place {
            Place::Element(name) | Place::Attribute(name) | Place::List(name) => Some(name),
            Place::Wrapped { wrapper, .. } => Some(wrapper),
            Place::Text => None,
        }
    }
}

/// The object that a node is, for a value whose member of a name has this text: its members, and what others hold.
fn object_of(
    node: &Node,
    tag: &dyn Fn(&str) -> Option<String>,
) -> Option<(&'static [Member], &'static Node)> {
    match node {
        Node::Object(members) => Some((members, &Node::Any)),
        Node::Open(members, rest) => Some((members, rest)),
        Node::Tagged(property, arms) => {
            let tag = tag(property)?;
            let (_, arm) = arms.iter().find(|(known, _)| *known == tag)?;
            object_of(arm, &|_| None)
        }
        Node::Text | Node::Literal | Node::Map(_) | Node::List(..) | Node::Any => None,
    }
}
