//! Texts to ordered values with positions; every file that a reference names is loaded here.
//!
//! A stranger would think that a missing file is an error at once. It is one only when a pass follows
//! the reference: descriptions are full of references to examples that nobody reads.

mod json;
pub mod reference;
mod scalar;
pub(crate) mod size;
#[cfg(test)]
mod tests;
mod tree;
mod yaml;

use crate::complaint::Complaint;
use crate::value::{Location, Node, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use tree::MAX_DEPTH;

/// Where texts come from: the caller does the I/O.
pub trait Files {
    /// The text of a file; `path` is relative to the root document's folder, with `/`, and may start with `../`.
    ///
    /// # Errors
    /// A sentence that says why there is no text.
    fn read(&self, path: &str) -> Result<String, String>;
}

impl<F: Fn(&str) -> Result<String, String>> Files for F {
    fn read(&self, path: &str) -> Result<String, String> {
        self(path)
    }
}

/// How many files a description may have: a folder that links to itself has no end.
const FILE_LIMIT: usize = 20_000;

/// The root documents and every file that they reach through `$ref`.
#[derive(Debug)]
pub struct Documents {
    /// The paths of the root documents.
    pub roots: Vec<Arc<str>>,
    /// The documents by path, or the complaint that explains why there is none.
    pub files: BTreeMap<Arc<str>, Result<Node, Complaint>>,
    /// The texts by path, of overlays and of files that could not be parsed too, without a byte order mark: positions count in them.
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
    /// What is doubtful but not wrong, such as duplicate keys.
    pub warnings: Vec<Complaint>,
}

/// Reads the root documents and, transitively, every file that a reference names.
pub fn load(roots: &[&str], files: &dyn Files) -> Documents {
    let roots: Vec<Arc<str>> = roots.iter().map(|root| Arc::from(*root)).collect();
    let mut documents = Documents {
        roots: roots.clone(),
        files: BTreeMap::new(),
        texts: BTreeMap::new(),
        warnings: Vec::new(),
    };
    for root in roots {
        let location = Location::of_file(&root);
        documents.add(root, &location, files);
    }
    documents.load_references(files);
    documents
}

impl Documents {
    /// Reads the files that references name and that are not here yet: after an overlay has brought new ones.
    pub fn load_references(&mut self, files: &dyn Files) {
        let mut queue: Vec<Arc<str>> = self.files.keys().cloned().collect();
        while let Some(file) = queue.pop() {
            for (path, referrer) in self.references_of(&file) {
                if !self.files.contains_key(path.as_str()) {
                    let path: Arc<str> = path.into();
                    self.add(Arc::clone(&path), &referrer, files);
                    queue.push(path);
                }
            }
        }
    }

    fn references_of(&self, file: &Arc<str>) -> Vec<(String, Location)> {
        match self.files.get(file) {
            Some(Ok(document)) => reference::files(
                document,
                &Location::of_file(file),
                self.roots.contains(file),
            ),
            Some(Err(_)) | None => Vec::new(),
        }
    }

    fn add(&mut self, path: Arc<str>, referrer: &Location, files: &dyn Files) {
        let document = if self.files.len() < FILE_LIMIT {
            self.read(&path, referrer, files)
        } else {
            let message = format!("The description has more than {FILE_LIMIT} files.");
            let help = "Check for a folder that contains itself.";
            Err(Complaint::error(referrer, "too-large", message, help))
        };
        self.files.insert(path, document);
    }

    fn read(
        &mut self,
        path: &Arc<str>,
        referrer: &Location,
        files: &dyn Files,
    ) -> Result<Node, Complaint> {
        let text = files.read(path).map_err(|reason| {
            let reason = reason.trim_end_matches('.');
            let message = format!("The file `{path}` cannot be read: {reason}.");
            let help = "Correct the path, or put the file there.";
            Complaint::error(referrer, "unreadable-file", message, help)
        })?;
        self.parse(path, &text)
    }

    /// Parses a text and keeps it for those who show a complaint.
    pub(crate) fn parse(&mut self, path: &Arc<str>, text: &str) -> Result<Node, Complaint> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        self.texts.insert(Arc::clone(path), text.into());
        parse(path, text, &mut self.warnings)
    }

    /// The node that a JSON Pointer names in a file, with its location; `None` if there is none.
    ///
    /// The pointer is unescaped (`~0`, `~1`) here and, as it came out of a URI fragment, percent-decoded by the caller.
    pub fn get(&self, file: &str, pointer: &str) -> Option<(&Node, Location)> {
        let (file, document) = self.files.get_key_value(file)?;
        let mut node = document.as_ref().ok()?;
        let mut position = node.at;
        for token in segments(pointer)? {
            (node, position) = match &node.value {
                Value::Object(members) => members
                    .get(&*token)
                    .map(|member| (&member.node, member.key_at))?,
                Value::Array(elements) => elements
                    .get(array_index(&token)?)
                    .map(|element| (element, element.at))?,
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
            };
        }
        Some((
            node,
            Location {
                file: Arc::clone(file),
                pointer: pointer.into(),
                position,
            },
        ))
    }
}

/// The unescaped reference tokens of a JSON Pointer.
fn segments(pointer: &str) -> Option<impl Iterator<Item = String>> {
    let tokens = match pointer.strip_prefix('/') {
        Some(tokens) => Some(tokens.split('/')),
        None if pointer.is_empty() => None,
        None => return None,
    };
    Some(
        tokens
            .into_iter()
            .flatten()
            .map(|token| token.replace("~1", "/").replace("~0", "~")),
    )
}

/// An index as RFC 6901 writes it: digits without a needless zero.
fn array_index(token: &str) -> Option<usize> {
    let canonical = token == "0"
        || (!token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()));
    canonical.then(|| token.parse().ok())?
}

/// A file that says it is JSON is JSON; another that looks like JSON is tried as that first.
fn parse(file: &Arc<str>, text: &str, warnings: &mut Vec<Complaint>) -> Result<Node, Complaint> {
    let extension = file
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default();
    if extension == "json" {
        return json::parse(file, text, warnings);
    }
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::parse(file, text, warnings);
    }
    let mut json_warnings = Vec::new();
    let json_error = match json::parse(file, text, &mut json_warnings) {
        Ok(document) => {
            warnings.append(&mut json_warnings);
            return Ok(document);
        }
        Err(complaint) => complaint,
    };
    let is_yaml = matches!(extension.as_str(), "yaml" | "yml");
    yaml::parse(file, text, warnings)
        .map_err(|yaml_error| if is_yaml { yaml_error } else { json_error })
}
