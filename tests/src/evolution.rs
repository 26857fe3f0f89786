//! Evolution: a description before and after an additive change, one caller, and what a reviewer sees of the change.
//!
//! A folder of `tests/evolution/` holds `before.yaml`, `after.yaml`, `caller.rs` (compiled against both) and, written by
//! the run that blesses, `expected.diff`.
//!
//! A stranger would get this wrong: both descriptions are generated under one name, as two states of one file; only the
//! modules that the caller uses are two.

use crate::case::is_codec;
use crate::{folders, generate_one, root};
use restwright::description::Generated;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// A change to a description.
#[derive(Clone, Debug)]
pub struct Evolution {
    /// The name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// A state of the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Before the change.
    Before,
    /// After it.
    After,
}

impl State {
    /// The stem of its file and the name of its module.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// How an emitted file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// The path of the file.
    pub path: String,
    /// The lines that were added or removed.
    pub lines: usize,
    /// The unified diff.
    pub diff: String,
}

impl FileChange {
    /// Whether the file is of the half that people read.
    pub fn is_readable(&self) -> bool {
        !is_codec(&self.path)
    }
}

/// All changes, sorted by name.
///
/// # Panics
/// If the folder of the changes cannot be read.
pub fn evolutions() -> Vec<Evolution> {
    let evolution = |folder: PathBuf| {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Evolution { name, folder }
    };
    folders(&root().join("evolution"))
        .into_iter()
        .map(evolution)
        .collect()
}

impl Evolution {
    /// The identifier of its module.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Generates a state as a module of its own.
    ///
    /// # Panics
    /// If the description cannot be read or is refused.
    pub fn generate(&self, state: State) -> Generated {
        self.generate_as(state, vec![self.module(), state.name().to_owned()])
    }

    fn generate_as(&self, state: State, module: Vec<String>) -> Generated {
        let path = self.folder.join(state.name()).with_extension("yaml");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let source = format!("{}.yaml", self.name);
        let output = generate_one(&source, &module, &text);
        let generated = Generated {
            shown: String::new(),
            source,
            module,
            output,
        };
        let complaints: Vec<_> = generated.errors().collect();
        assert!(complaints.is_empty(), "{}: {complaints:#?}", path.display());
        generated
    }

    /// The files that the change changed.
    ///
    /// # Panics
    /// If a description cannot be read or is refused.
    pub fn changes(&self) -> Vec<FileChange> {
        let files = |state| self.generate_as(state, vec![self.module()]).output.files;
        changes(&files(State::Before), &files(State::After))
    }
}

/// The files that differ.
pub fn changes(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Vec<FileChange> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths
        .into_iter()
        .filter_map(|path| change(path, before, after))
        .collect()
}

fn change(
    path: &str,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Option<FileChange> {
    let text = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
    let (old, new) = (text(before), text(after));
    if old == new {
        return None;
    }
    let diff = TextDiff::from_lines(&old, &new);
    let lines = diff
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .count();
    let diff = diff
        .unified_diff()
        .context_radius(2)
        .header(path, path)
        .to_string();
    Some(FileChange {
        path: path.to_owned(),
        lines,
        diff,
    })
}
