//! A description of the corpus in memory, to be generated again with changes.
//!
//! A stranger would get this wrong: what is compared is always made from the values that were loaded, written as JSON.
//! So nothing differs but what a test changed; all positions do.

use restwright::files::FolderFiles;
use restwright_codegen::load::{self, Documents};
use restwright_codegen::select::Selection;
use restwright_codegen::value::{Location, Node};
use restwright_codegen::{Input, Output, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The path of the list of modules of what [`Loaded::generate`] gives.
pub const MODULE: &str = "api.rs";
/// The path of the list of its models.
pub const MODELS: &str = "api/models.rs";

/// A description with all its files.
#[derive(Debug)]
pub struct Loaded {
    /// The files.
    pub documents: Documents,
}

impl Loaded {
    /// Loads a document of the corpus.
    ///
    /// # Panics
    /// If the path has no file name.
    pub fn new(corpus: &Path, document: &str) -> Self {
        let path = corpus.join(document);
        let folder = path.parent().unwrap_or(corpus);
        let root = path.file_name().expect("a document is a file");
        let files = FolderFiles::new(folder, corpus);
        Self {
            documents: load::load(&[&root.to_string_lossy()], &files),
        }
    }

    /// The path of the root document.
    pub fn root(&self) -> &Arc<str> {
        &self.documents.roots[0]
    }

    /// What the generator makes of it, after each file is written by `write`.
    pub fn generate(&self, mut write: impl FnMut(&str, &Node) -> String) -> Output {
        let files = self.documents.files.iter();
        let texts: BTreeMap<&str, String> = files
            .filter_map(|(path, node)| Some((&**path, write(path, node.as_ref().ok()?))))
            .collect();
        let texts = |path: &str| {
            let text = texts.get(path).cloned();
            text.ok_or_else(|| "there is none".to_owned())
        };
        let root: &str = self.root();
        generate(&Input {
            roots: &[root],
            source: root,
            overlay: None,
            crate_name: "generated",
            module: &["api".to_owned()],
            selection: &Selection::default(),
            files: &texts,
        })
    }
}

/// What was said of a description, without positions.
pub fn said(output: &Output) -> BTreeSet<String> {
    let place = |location: &Location| format!("{}#{}", location.file, location.pointer);
    let complaints = output.complaints.iter().map(|complaint| {
        let place = place(&complaint.location);
        let (severity, code) = (complaint.severity, complaint.code);
        format!(
            "{severity:?} {code} at {place}: {} {:?}",
            complaint.message, complaint.help
        )
    });
    let coverage = output.coverage.iter().map(|entry| {
        let place = place(&entry.location);
        format!(
            "{:?} {} at {place}: {}",
            entry.treatment, entry.keyword, entry.note
        )
    });
    complaints.chain(coverage).collect()
}
