//! A description on disk with what corrects and narrows it, and what the generator makes of it.
//!
//! A stranger would get this wrong: the generator names files relative to the folder of the root documents. People are
//! shown paths from where they stand, which is what [`Generated::display`] is for.

use crate::files::{FolderFiles, read_text};
use crate::selection_file;
use miette::{Result, miette};
use restwright_codegen::complaint::{Complaint, Severity};
use restwright_codegen::select::Selection;
use restwright_codegen::{Input, Output, generate, shapes};
use std::path::{Component, Path, PathBuf};

/// A description on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The folder of the root documents.
    pub folder: PathBuf,
    /// The file names of the root documents: one, or several that describe one API together.
    pub roots: Vec<String>,
    /// The folder that references must not leave.
    pub boundary: PathBuf,
    /// The folder as people know it, with `/`; empty for the one that they stand in.
    pub shown: String,
    /// What is generated, as people know it and as the heads of emitted files name it, with `/`: the root document, or the
    /// folder of several.
    pub source: String,
    /// The name of the emitted crate.
    pub crate_name: String,
    /// The module of the emitted crate.
    pub module: Vec<String>,
    /// An overlay that corrects it.
    pub overlay: Option<PathBuf>,
    /// The file that says which operations are kept.
    pub selection: Option<PathBuf>,
}

/// What the generator made of a description.
#[derive(Debug)]
pub struct Generated {
    /// As in [`Description`].
    pub shown: String,
    /// As in [`Description`].
    pub source: String,
    /// As in [`Description`].
    pub module: Vec<String>,
    /// What the generator gave, with the complaints about the files beside the description.
    pub output: Output,
}

impl Description {
    /// A document alone, under the last part of its path.
    pub fn new(
        document: impl Into<PathBuf>,
        boundary: impl Into<PathBuf>,
        module: Vec<String>,
    ) -> Self {
        let document = document.into();
        let root = file_name(&document);
        Self {
            folder: document.parent().unwrap_or(Path::new("")).to_owned(),
            source: root.clone(),
            roots: vec![root],
            boundary: boundary.into(),
            shown: String::new(),
            crate_name: "generated".to_owned(),
            module,
            overlay: None,
            selection: None,
        }
    }

    /// The description with the path of its root document as people know it, with `/`.
    #[must_use]
    pub fn shown_as(mut self, source: &str) -> Self {
        source.clone_into(&mut self.source);
        let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
        folder.clone_into(&mut self.shown);
        self
    }

    /// Reads all its files and generates its module.
    ///
    /// # Errors
    /// If the overlay or the selection file cannot be read. All else that is wrong is a complaint.
    pub fn generate(&self) -> Result<Generated> {
        self.run(generate)
    }

    /// The same without the emitted files, for who compares APIs.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub fn shapes(&self) -> Result<Generated> {
        self.run(shapes)
    }

    fn run(&self, pass: fn(&Input<'_>) -> Output) -> Result<Generated> {
        let beside = |file: &Option<PathBuf>| {
            file.as_deref()
                .map(|file| read_beside(&self.folder, file))
                .transpose()
        };
        let overlay = beside(&self.overlay)?;
        let selection_file = beside(&self.selection)?;
        let parsed = selection_file
            .as_ref()
            .map(|(path, text)| selection_file::parse(path, text));
        let (selection, complaint) = match parsed {
            None => (Selection::default(), None),
            Some(Ok(selection)) => (selection, None),
            Some(Err(complaint)) => (Selection::default(), Some(*complaint)),
        };
        let roots: Vec<&str> = self.roots.iter().map(String::as_str).collect();
        let mut output = pass(&Input {
            roots: &roots,
            source: &self.source,
            overlay: overlay
                .as_ref()
                .map(|(path, text)| (path.as_str(), text.as_str())),
            crate_name: &self.crate_name,
            module: &self.module,
            selection: &selection,
            files: &FolderFiles::new(&self.folder, &self.boundary),
        });
        if let Some(complaint) = complaint {
            output.complaints.push(complaint);
            output.files.clear();
        }
        for (path, text) in overlay.into_iter().chain(selection_file) {
            output
                .texts
                .entry(path.into())
                .or_insert_with(|| text.into());
        }
        Ok(Generated {
            shown: self.shown.clone(),
            source: self.source.clone(),
            module: self.module.clone(),
            output,
        })
    }
}

impl Generated {
    /// A file of the description as people know it.
    pub fn display(&self, file: &str) -> String {
        let mut parts: Vec<&str> = Vec::new();
        let joined = Path::new(&self.shown).join(file);
        for component in joined.components() {
            match (component, parts.last()) {
                (Component::ParentDir, Some(&last)) if last != ".." => {
                    parts.pop();
                }
                (Component::CurDir, _) => {}
                // The first `/` comes with what follows it.
                (Component::RootDir, _) => parts.push(""),
                (component, _) => parts.extend(component.as_os_str().to_str()),
            }
        }
        parts.join("/")
    }

    /// The complaints that keep the description from being generated.
    pub fn errors(&self) -> impl Iterator<Item = &Complaint> {
        self.output
            .complaints
            .iter()
            .filter(|complaint| complaint.severity == Severity::Error)
    }
}

/// The text of a file that goes with a description, and its path relative to the description's folder.
fn read_beside(folder: &Path, file: &Path) -> Result<(String, String)> {
    let text =
        read_text(file).map_err(|reason| miette!("cannot read {}: {reason}", file.display()))?;
    let name = file_name(file);
    let path = if file.parent() == Some(folder) {
        name
    } else {
        format!("../{name}")
    };
    Ok((path, text))
}

/// The last part of a path, as text.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
