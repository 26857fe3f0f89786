//! XML into the JSON of a type, and from there into the type.

use super::document::{Attribute, Element, parse};
use super::{Member, Name, Node, Place, Root, object_of};
use crate::json::{self, Decode, Fault};
use crate::tree::write_string;
use serde_json::Value;

/// Reads the body of a message.
pub(crate) fn read<T: Decode>(root: &Root<'_>, body: &[u8]) -> Result<(T, Vec<Fault>), Fault> {
    let element = parse(body)?;
    if element.name != root.name.local {
        let message = format!(
            "expected the element {:?}, found {:?}",
            root.name.local, element.name
        );
        return Err(Fault::new(message).with_offset(element.offset));
    }
    let mut scribe = Scribe::default();
    scribe.value(root.node, &element);
    let of_xml = |fault: Fault| {
        let offset = scribe.place(fault.offset());
        fault.with_offset(offset)
    };
    let (value, odd) = json::from_slice_noting(scribe.json.as_bytes()).map_err(of_xml)?;
    Ok((value, odd.into_iter().map(of_xml).collect()))
}

/// Writes the JSON, and remembers which element each part of it comes from.
#[derive(Default)]
struct Scribe {
    json: String,
    /// Bytes of the JSON, and the bytes of the XML at which their elements start.
    places: Vec<(usize, usize)>,
}

impl Scribe {
    /// The byte of the XML for a byte of the JSON.
    fn place(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(start, _)| *start <= at);
        let last = self.places[..next].last();
        last.map_or(0, |(_, offset)| *offset)
    }

    fn value(&mut self, node: &Node, element: &Element) {
        self.places.push((self.json.len(), element.offset));
        if element.nil {
            self.json.push_str("null");
            return;
        }
        if let Some((members, rest)) = object_of(node, &|property| tag(element, property)) {
            self.object(members, rest, element);
            return;
        }
        match node {
            Node::Text | Node::Literal => self.scalar(node, &element.text),
            Node::Map(node) => self.map(node, element),
            Node::List(_, node) => self.list(node, element.children.iter()),
            Node::Object(_) | Node::Open(..) | Node::Tagged(..) | Node::Any => self.any(element),
        }
    }

    fn scalar(&mut self, node: &Node, text: &str) {
        match node {
            Node::Literal => match literal(text) {
                Some(literal) => self.json.push_str(literal),
                None if text.trim_ascii().is_empty() => self.json.push_str("null"),
                // The type says what is wrong with it.
                None => self.string(text),
            },
            _ => self.string(text),
        }
    }

    fn string(&mut self, text: &str) {
        write_string(text, &mut self.json);
    }

    fn list<'e>(&mut self, node: &Node, items: impl Iterator<Item = &'e Element>) {
        self.json.push('[');
        for (index, item) in items.enumerate() {
            self.separate(index);
            self.value(node, item);
        }
        self.json.push(']');
    }

    fn map(&mut self, node: &Node, element: &Element) {
        self.json.push('{');
        for (index, child) in element.children.iter().enumerate() {
            self.separate(index);
            self.name(&child.name);
            self.value(node, child);
        }
        self.json.push('}');
    }

    fn object(&mut self, members: &[Member], rest: &Node, element: &Element) {
        let mut parts = Parts::new(element);
        let start = self.json.len();
        self.json.push('{');
        for member in members {
            self.member(start, member, &mut parts);
        }
        self.others(start, rest, &parts);
        self.json.push('}');
    }

    fn member(&mut self, start: usize, member: &Member, parts: &mut Parts<'_>) {
        match member.place {
            Place::Attribute(name) => {
                if let Some(value) = parts.take_attribute(name) {
                    self.member_name(start, member.key);
                    self.scalar(member.node, value);
                }
            }
            Place::Text => {
                self.member_name(start, member.key);
                self.scalar(member.node, &parts.element.text);
            }
            Place::Element(name) => {
                if let Some(child) = parts.take(name).into_iter().next_back() {
                    self.member_name(start, member.key);
                    self.value(member.node, child);
                }
            }
            Place::Wrapped { wrapper, .. } => {
                if let Some(child) = parts.take(wrapper).into_iter().next_back() {
                    self.member_name(start, member.key);
                    self.list(member.node, child.children.iter());
                }
            }
            Place::List(name) => {
                let items = parts.take(name);
                self.member_name(start, member.key);
                match items.as_slice() {
                    [wrapper] if is_wrapper(member.node, wrapper) => {
                        self.list(member.node, wrapper.children.iter());
                    }
                    items => self.list(member.node, items.iter().copied()),
                }
            }
        }
    }

    /// What no member describes: for the members that a type keeps and does not know.
    fn others(&mut self, start: usize, node: &Node, parts: &Parts<'_>) {
        for attribute in &parts.attributes {
            // One with a prefix can't be written without its namespace, which has no place in JSON.
            if attribute.namespace.is_none() {
                self.member_name(start, &format!("@{}", attribute.name));
                self.string(&attribute.value);
            }
        }
        let mut rest = parts.children.clone();
        while let Some(first) = rest.first() {
            let (same, others): (Vec<&Element>, Vec<&Element>) =
                rest.iter().partition(|child| child.name == first.name);
            self.member_name(start, &first.name);
            match same.as_slice() {
                [one] => self.value(node, one),
                items => self.list(node, items.iter().copied()),
            }
            rest = others;
        }
    }

    fn any(&mut self, element: &Element) {
        let plain = element
            .attributes
            .iter()
            .all(|attribute| attribute.namespace.is_some());
        if element.children.is_empty() && plain {
            self.string(&element.text);
            return;
        }
        let start = self.json.len();
        self.json.push('{');
        self.others(start, &Node::Any, &Parts::new(element));
        if !element.text.is_empty() {
            self.member_name(start, super::TEXT);
            self.string(&element.text);
        }
        self.json.push('}');
    }

    /// The name of a member of the object that starts at a byte.
    fn member_name(&mut self, start: usize, name: &str) {
        self.separate(self.json.len() - start - 1);
        self.name(name);
    }

    fn name(&mut self, name: &str) {
        self.string(name);
        self.json.push(':');
    }

    fn separate(&mut self, before: usize) {
        if before > 0 {
            self.json.push(',');
        }
    }
}

/// The number or boolean that a text spells.
fn literal(text: &str) -> Option<&str> {
    let text = text.trim_ascii();
    let value: Value = json::from_slice(text.as_bytes()).ok()?;
    (value.is_number() || value.is_boolean()).then_some(text)
}

/// The text of an element or an attribute that tells unions apart.
fn tag(element: &Element, property: &str) -> Option<String> {
    let child = element.children.iter().find(|child| child.name == property);
    let attribute = || {
        element
            .attributes
            .iter()
            .find(|attribute| attribute.name == property)
    };
    child
        .map(|child| child.text.trim().to_owned())
        .or_else(|| attribute().map(|attribute| attribute.value.clone()))
}

/// What of an element no member has taken.
struct Parts<'e> {
    element: &'e Element,
    children: Vec<&'e Element>,
    attributes: Vec<&'e Attribute>,
}

impl<'e> Parts<'e> {
    fn new(element: &'e Element) -> Self {
        Self {
            element,
            children: element.children.iter().collect(),
            attributes: element.attributes.iter().collect(),
        }
    }

    /// The elements of a name: those of its namespace, or else all.
    fn take(&mut self, name: Name) -> Vec<&'e Element> {
        let exact = |child: &Element| {
            child.name == name.local && child.namespace.as_deref() == name.namespace
        };
        let strict = self.children.iter().any(|child| exact(child));
        let (taken, left) = std::mem::take(&mut self.children)
            .into_iter()
            .partition(|child| {
                if strict {
                    exact(child)
                } else {
                    child.name == name.local
                }
            });
        self.children = left;
        taken
    }

    fn take_attribute(&mut self, name: Name) -> Option<&'e str> {
        let exact = |attribute: &&Attribute| {
            attribute.name == name.local && attribute.namespace.as_deref() == name.namespace
        };
        let index = self.attributes.iter().position(exact).or_else(|| {
            self.attributes
                .iter()
                .position(|attribute| attribute.name == name.local)
        })?;
        Some(&self.attributes.remove(index).value)
    }
}

/// Whether the only element of a list that is declared without a wrapper is one: it is empty where an item has
/// members, or has nothing but elements of one name that an item does not know.
fn is_wrapper(node: &Node, element: &Element) -> bool {
    if !element.attributes.is_empty() || !element.text.trim_ascii().is_empty() {
        return false;
    }
    let known = |child: &Element| match node {
        Node::Text | Node::Literal => false,
        Node::Object(members) | Node::Open(members, _) => {
            let mut names = members.iter().filter_map(Member::name);
            names.any(|name| name.local == child.name)
        }
        Node::Map(_) | Node::List(..) | Node::Tagged(..) | Node::Any => true,
    };
    match element.children.as_slice() {
        [] => matches!(node, Node::Object(_) | Node::Open(..)),
        [first, ..] => element
            .children
            .iter()
            .all(|child| child.name == first.name && !known(child)),
    }
}
