//! Which files a document names, and what a reference in it points to.
//!
//! The words of a description are also names in it: `default` is a keyword of a schema and a response of
//! `responses`. So the walk knows, for every object, whether its keys are keywords or names.

use crate::value::{Location, Node, Object, Value};
use percent_encoding::percent_decode_str;

/// What a reference points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file, its path in the form that [`Files`](super::Files) takes, and the fragment, percent-decoded and without `#`.
    File {
        /// The path; the referring file's own for a reference that is only a fragment.
        path: String,
        /// A JSON Pointer, the name of an anchor, or nothing for the whole file.
        fragment: String,
    },
    /// A place in the network: `https://…`, `//host/…`, and every other reference with a scheme. It is never loaded; nor
    /// is a path with backslashes, which would name a file on one system and none on others.
    Remote,
}

/// What the URI reference of a `$ref` in a file points to (RFC 3986, section 5).
pub fn resolve(from: &str, reference: &str) -> Target {
    let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let path = uri.split_once('?').map_or(uri, |(path, _)| path);
    if path.starts_with("//") || has_scheme(path) || path.contains('\\') {
        return Target::Remote;
    }
    let path = match decode(path) {
        path if path.is_empty() => from.to_owned(),
        path if path.starts_with('/') => normalize(&path),
        path => normalize(&format!("{}{path}", folder(from))),
    };
    Target::File {
        path,
        fragment: decode(fragment),
    }
}

/// Whether a reference has a path as Windows writes it.
pub fn has_backslash(reference: &str) -> bool {
    let uri = reference.split('#').next().unwrap_or_default();
    uri.contains('\\')
}

/// Percent-decodes; a text that would not be UTF-8 stays as it is.
fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), Into::into)
}

fn has_scheme(uri: &str) -> bool {
    uri.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| {
                character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.')
            })
    })
}

/// The folder of a file, with its final `/`.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// Takes `.` and `..` out; what is left of `..` stays in front, for a path may leave the root document's folder.
fn normalize(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            ".." if absolute => {}
            other => segments.push(other),
        }
    }
    let joined = segments.join("/");
    if absolute {
        format!("/{joined}")
    } else {
        joined
    }
}

/// The paths of all files that a document refers to, each with the place of its first reference.
pub(super) fn files(
    document: &Node,
    location: &Location,
    is_root: bool,
) -> Vec<(String, Location)> {
    let mut walk = Walk { found: Vec::new() };
    let keys = if is_root {
        Keys::Keywords
    } else {
        Keys::Unknown
    };
    walk.node(document, || location.clone(), keys);
    walk.found
}

/// What the keys of an object are.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    /// Words of the specification.
    Keywords,
    /// Names that the author chose, of properties or responses, say.
    Names,
    /// The root of a file that is part of another: a schema, or a collection of named ones.
    Unknown,
}

struct Walk {
    found: Vec<(String, Location)>,
}

impl Walk {
    fn node(&mut self, node: &Node, location: impl FnOnce() -> Location, keys: Keys) {
        match &node.value {
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            Value::Array(elements) => self.array(elements, &location()),
            Value::Object(members) => self.object(members, &location(), keys),
        }
    }

    fn array(&mut self, elements: &[Node], location: &Location) {
        for (index, element) in elements.iter().enumerate() {
            let place = || location.element(index, element);
            self.node(element, place, Keys::Keywords);
        }
    }

    fn object(&mut self, members: &Object, location: &Location, keys: Keys) {
        let in_discriminator = location.pointer.ends_with("/discriminator");
        for (name, member) in members {
            let value = &member.node.value;
            if is_data(keys, name, value) {
                continue;
            }
            let place = || location.member(name, member);
            match (&**name, value) {
                ("$ref" | "$dynamicRef" | "x-ms-odata", Value::String(reference)) => {
                    self.reference(reference, place());
                }
                ("mapping", Value::Object(tags)) if in_discriminator => {
                    self.mapping(tags, &place());
                }
                _ => self.node(&member.node, place, inner_keys(keys, name)),
            }
        }
    }

    fn mapping(&mut self, mapping: &Object, location: &Location) {
        for (tag, member) in mapping {
            if let Some(reference) = member
                .node
                .value
                .as_str()
                .filter(|target| !is_schema_name(target))
            {
                self.reference(reference, location.member(tag, member));
            }
        }
    }

    fn reference(&mut self, reference: &str, location: Location) {
        if reference.starts_with('#') {
            return;
        }
        match resolve(&location.file, reference) {
            Target::File { path, .. } if path != *location.file => {
                self.found.push((path, location));
            }
            Target::File { .. } | Target::Remote => {}
        }
    }
}

/// Whether a member holds no part of the description.
fn is_data(keys: Keys, name: &str, value: &Value) -> bool {
    match keys {
        Keys::Keywords => is_opaque(name),
        Keys::Names => false,
        // A list of code samples, say; an object may be a schema or header whose name starts with `x-`.
        Keys::Unknown => is_opaque(name) && matches!(value, Value::Array(_)),
    }
}

/// Whether the value of a keyword is data, or an extension that nobody reads.
fn is_opaque(keyword: &str) -> bool {
    match keyword {
        "example" | "examples" | "default" | "enum" | "const" => true,
        "x-ms-paths" | "x-ms-parameterized-host" | "x-ms-odata" | "x-webhooks" => false,
        other => other.starts_with("x-"),
    }
}

/// What the keys of a member's object are.
fn inner_keys(keys: Keys, name: &str) -> Keys {
    match (keys, holds_names(name)) {
        (Keys::Keywords, true) => Keys::Names,
        (Keys::Unknown, true) => Keys::Unknown,
        (Keys::Keywords | Keys::Unknown, false) | (Keys::Names, _) => Keys::Keywords,
    }
}

/// Whether the value of a keyword is an object whose keys the author chose.
fn holds_names(keyword: &str) -> bool {
    matches!(
        keyword,
        "$defs"
            | "additionalOperations"
            | "callbacks"
            | "content"
            | "definitions"
            | "dependentSchemas"
            | "encoding"
            | "headers"
            | "links"
            | "mediaTypes"
            | "parameters"
            | "pathItems"
            | "paths"
            | "patternProperties"
            | "properties"
            | "requestBodies"
            | "responses"
            | "schemas"
            | "securitySchemes"
            | "webhooks"
            | "x-ms-paths"
            | "x-webhooks"
    )
}

/// Whether a value of `discriminator.mapping` is the name of a schema and not a reference to a file.
pub(crate) fn is_schema_name(target: &str) -> bool {
    let is_name = target
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, '.' | '_' | '-'));
    let has_extension = [".json", ".yaml", ".yml"]
        .iter()
        .any(|extension| target.ends_with(extension));
    is_name && !has_extension
}
