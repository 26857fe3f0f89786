//! Ordered values with a position for every node: after this module JSON or YAML no longer matters.
//!
//! Object members keep the order and the place of their keys. Numbers keep their text, so that an
//! integer beyond 64 bits survives.

use indexmap::IndexMap;
use std::sync::Arc;

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// A value and where it starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value starts.
    pub at: Position,
    /// The value.
    pub value: Value,
}

/// A JSON value; what YAML adds is folded into it by the loader.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the text that stood in the document, normalised to JSON's grammar.
    Number(Box<str>),
    /// A string.
    String(Box<str>),
    /// An array.
    Array(Vec<Node>),
    /// An object, in the order of the document.
    Object(Object),
}

/// The members of an object, in the order of the document.
pub type Object = IndexMap<Box<str>, Member>;

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Where the key starts.
    pub key_at: Position,
    /// The value.
    pub node: Node,
}

/// A place in a document: what a complaint or a coverage entry points at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file, as a path relative to the root document's folder (with `/`).
    pub file: Arc<str>,
    /// The JSON Pointer (RFC 6901) of the node, empty for the whole document.
    pub pointer: Arc<str>,
    /// Where the node (or, for a member, its key) starts.
    pub position: Position,
}

impl Location {
    /// What orders places as a person who reads the files meets them.
    pub(crate) fn reading_order(&self) -> (&str, Position) {
        (&self.file, self.position)
    }

    /// The location of a whole file.
    pub fn of_file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            pointer: Arc::from(""),
            position: Position { line: 1, column: 1 },
        }
    }

    /// The location of a member of the object that stands here: its key.
    #[must_use]
    pub fn member(&self, name: &str, member: &Member) -> Self {
        self.child(name, member.key_at)
    }

    /// The location of an element of the array that stands here.
    #[must_use]
    pub fn element(&self, index: usize, element: &Node) -> Self {
        self.child(&index.to_string(), element.at)
    }

    fn child(&self, segment: &str, position: Position) -> Self {
        let mut pointer = String::with_capacity(self.pointer.len() + 1 + segment.len());
        pointer.push_str(&self.pointer);
        push_segment(&mut pointer, segment);
        Self {
            file: Arc::clone(&self.file),
            pointer: pointer.into(),
            position,
        }
    }
}

/// Appends a reference token to a JSON Pointer, escaped as RFC 6901 asks.
pub(crate) fn push_segment(pointer: &mut String, segment: &str) {
    pointer.push('/');
    for character in segment.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

impl Value {
    /// The word for the kind of value, as complaints use it: `an object`, `a string`, ….
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A boolean, or a string that people write for one: YAML 1.1's `yes`, `no`, `on`, `off`, and a quoted `true` or `false`.
    pub fn as_bool_lenient(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::String(text) => match &**text {
                "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
                "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
                    Some(false)
                }
                _ => None,
            },
            Self::Null | Self::Number(_) | Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// The text of a number.
    pub fn as_number(&self) -> Option<&str> {
        match self {
            Self::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a member, where this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        Some(&self.as_object()?.get(name)?.node)
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The value written as compact JSON.
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.write_json(&mut text);
        text
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Number(text) => out.push_str(text),
            Self::String(text) => write_string(text, out),
            Self::Array(elements) => {
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    element.value.write_json(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_string(name, out);
                    out.push(':');
                    member.node.value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_string(text: &str, out: &mut String) {
    use std::fmt::Write;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if u32::from(control) < 0x20 => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
