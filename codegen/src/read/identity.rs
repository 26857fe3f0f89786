//! What `$id`, `$anchor`, `$dynamicAnchor` and `$self` name, in every document.
//!
//! A stranger would look identities up before files. Nearly no description has any, so the walk that collects them
//! writes no pointer but for those it finds, and a description without them is resolved by files alone.

use super::cursor::escape;
use crate::load::Documents;
use crate::load::reference::{Target, resolve};
use crate::value::{Node, Object, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// The identities of all documents.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// The place of each URI.
    by_uri: HashMap<String, Place>,
    /// The places with a URI of their own, by file.
    by_file: HashMap<Arc<str>, Vec<(String, String)>>,
    /// The pointer of each anchor, by the place of the resource that it is in.
    anchors: HashMap<(Place, Box<str>), String>,
}

/// A file and a pointer.
pub(super) type Place = (Arc<str>, String);

/// The resource that a node is in.
#[derive(Clone)]
struct Resource {
    place: Place,
    uri: String,
}

impl Identities {
    /// Walks all documents.
    pub(super) fn collect(documents: &Documents) -> Self {
        let mut identities = Self::default();
        for (file, document) in &documents.files {
            if let Ok(document) = document {
                let resource = Resource {
                    place: (Arc::clone(file), String::new()),
                    uri: file.to_string(),
                };
                identities.walk(document, &mut String::new(), &resource);
            }
        }
        identities
    }

    fn walk(&mut self, node: &Node, pointer: &mut String, resource: &Resource) {
        let length = pointer.len();
        match &node.value {
            Value::Object(object) => {
                let own = self.enter(object, pointer, resource);
                let resource = own.as_ref().unwrap_or(resource);
                for (key, member) in object {
                    if is_container(&member.node) && !is_data(key) {
                        pointer.push('/');
                        pointer.push_str(&escape(key));
                        self.walk(&member.node, pointer, resource);
                        pointer.truncate(length);
                    }
                }
            }
            Value::Array(elements) => {
                for (index, element) in elements
                    .iter()
                    .enumerate()
                    .filter(|(_, element)| is_container(element))
                {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                    self.walk(element, pointer, resource);
                    pointer.truncate(length);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Records what an object calls itself; gives the resource that it starts, if it does.
    fn enter(&mut self, object: &Object, pointer: &str, around: &Resource) -> Option<Resource> {
        let text = |keyword: &str| {
            object
                .get(keyword)
                .and_then(|member| member.node.value.as_str())
        };
        let own = text("$id").or_else(|| text("$self").filter(|_| pointer.is_empty()));
        let own = own
            .map(|own| own.trim_end_matches('#'))
            .filter(|own| !own.is_empty())
            .map(|own| Resource {
                place: (Arc::clone(&around.place.0), pointer.to_owned()),
                uri: join(&around.uri, own),
            });
        if let Some(Resource { place, uri }) = &own {
            self.by_uri.insert(uri.clone(), place.clone());
            self.by_file
                .entry(Arc::clone(&place.0))
                .or_default()
                .push((place.1.clone(), uri.clone()));
        }
        for name in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text) {
            let resource = own.as_ref().unwrap_or(around);
            self.anchors
                .insert((resource.place.clone(), name.into()), pointer.to_owned());
        }
        own
    }

    /// The places that a reference in a file may mean, the likeliest first.
    pub(super) fn candidates(&self, file: &str, pointer: &str, reference: &str) -> Vec<Place> {
        let (uri, _) = reference.split_once('#').unwrap_or((reference, ""));
        let mut candidates = Vec::with_capacity(1);
        let (path, fragment) = match resolve(file, reference) {
            Target::File { path, fragment } => (path, fragment),
            Target::Remote => (uri.to_owned(), remote_fragment(reference)),
        };
        if let Some(base) = self.enclosing(file, pointer) {
            let uri = if uri.is_empty() {
                base.to_owned()
            } else {
                join(base, uri)
            };
            candidates.extend(
                self.by_uri
                    .get(&uri)
                    .and_then(|place| self.inside(place, &fragment)),
            );
        }
        candidates.extend(
            self.by_uri
                .get(&path)
                .and_then(|place| self.inside(place, &fragment)),
        );
        candidates.extend(self.inside(&(path.into(), String::new()), &fragment));
        candidates
    }

    /// What a fragment names in a resource.
    fn inside(&self, resource: &Place, fragment: &str) -> Option<Place> {
        let (file, root) = resource;
        if fragment.is_empty() || fragment.starts_with('/') {
            return Some((Arc::clone(file), format!("{root}{fragment}")));
        }
        let pointer = self.anchors.get(&(resource.clone(), fragment.into()))?;
        Some((Arc::clone(file), pointer.clone()))
    }

    /// The URI of the innermost resource around a place.
    fn enclosing(&self, file: &str, pointer: &str) -> Option<&str> {
        let around = self.by_file.get(file)?.iter().filter(|(root, _)| {
            pointer
                .strip_prefix(root.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        around
            .max_by_key(|(root, _)| root.len())
            .map(|(_, uri)| uri.as_str())
    }
}

fn is_container(node: &Node) -> bool {
    matches!(node.value, Value::Object(_) | Value::Array(_))
}

/// Whether the value of a keyword is data.
fn is_data(keyword: &str) -> bool {
    matches!(
        keyword,
        "example" | "examples" | "default" | "enum" | "const" | "x-ms-examples"
    )
}

/// The fragment of a reference into the network: it may be a URI that a document calls its own.
fn remote_fragment(reference: &str) -> String {
    let fragment = reference
        .split_once('#')
        .map_or("", |(_, fragment)| fragment);
    percent_encoding::percent_decode_str(fragment)
        .decode_utf8_lossy()
        .into_owned()
}

/// A URI reference against its base (RFC 3986, section 5); both may be paths of files.
fn join(base: &str, reference: &str) -> String {
    let (scheme, path) = base.split_once("://").unwrap_or(("", base));
    if scheme.is_empty() {
        return match resolve(base, reference) {
            Target::File { path, .. } => path,
            Target::Remote => reference.to_owned(),
        };
    }
    let authority = path.split('/').next().unwrap_or_default();
    match resolve(&path[authority.len()..], reference) {
        Target::File { path, .. } => {
            format!("{scheme}://{authority}/{}", path.trim_start_matches('/'))
        }
        Target::Remote => reference.to_owned(),
    }
}
