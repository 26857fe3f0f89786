//! Texts to ordered values with positions; every file that a reference names is loaded here.
//!
//! A stranger would think that a missing file is an error at once. It is one only when a pass follows
//! the reference: descriptions are full of references to examples that nobody reads.

use crate::complaint::Complaint;
use crate::value::{Location, Node};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where texts come from: the caller does the I/O.
pub trait Files {
    /// The text of a file; `path` is relative to the root document's folder, with `/`, and may start with `../`.
    ///
    /// # Errors
    /// A sentence that says why there is no text.
    fn read(&self, path: &str) -> Result<String, String>;
}

/// The root document and every file that it reaches through `$ref`.
#[derive(Debug)]
pub struct Documents {
    /// The path of the root document.
    pub root: Arc<str>,
    /// The documents by path, or the complaint that explains why there is none.
    pub files: BTreeMap<Arc<str>, Result<Node, Complaint>>,
    /// What was noticed while loading, such as duplicate keys.
    pub warnings: Vec<Complaint>,
    /// The texts, by path: also those that could not be parsed.
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Documents {
    /// The node that a JSON Pointer names in a file, with its location; `None` if there is none.
    ///
    /// The pointer is unescaped (`~0`, `~1`) and, as it came out of a URI fragment, percent-decoded by the caller.
    pub fn get(&self, file: &str, pointer: &str) -> Option<(&Node, Location)> {
        let _ = (file, pointer);
        None
    }
}
