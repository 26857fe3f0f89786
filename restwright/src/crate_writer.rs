//! A crate in a folder from any descriptions: its manifest and its sources.
//!
//! A stranger would get this wrong: a crate may hold many descriptions, a module each, because a crate costs more to
//! compile than a module does.

use crate::description::{Description, Generated};
use crate::manifest;
use crate::tree::{self, Tree};
use miette::Result;
use restwright_codegen::shape::Codec;
use std::path::Path;
use std::slice;

/// How a crate is written.
#[derive(Clone, Copy, Debug)]
pub struct CrateOptions<'a> {
    /// The name of the package.
    pub name: &'a str,
    /// The workspace whose runtime the crate uses and whose versions it follows.
    pub workspace: &'a Path,
    /// Whether the crate is a workspace of its own; one that is a member of another is not.
    pub standalone: bool,
}

/// The sources of a crate with these modules, below `src/`.
///
/// # Errors
/// If a path could leave the folder, or two modules give one file.
pub fn source_tree(descriptions: &[Generated]) -> Result<Tree> {
    let modules: Vec<Vec<String>> = descriptions
        .iter()
        .map(|generated| generated.module.clone())
        .collect();
    let mut tree = Tree::default();
    for (path, text) in restwright_codegen::emit::crate_files(&modules) {
        tree.insert(Path::new("src").join(path), text)?;
    }
    for (path, text) in descriptions
        .iter()
        .flat_map(|generated| &generated.output.files)
    {
        tree.insert(Path::new("src").join(path), text.clone())?;
    }
    Ok(tree)
}

/// Generates the crate of a description into `folder`; if the description is refused, nothing is written.
///
/// # Errors
/// If a file cannot be read or written. All that is wrong with the description is in what is returned.
pub fn generate_crate(
    description: &Description,
    folder: &Path,
    options: &CrateOptions<'_>,
) -> Result<Generated> {
    let generated = description.generate()?;
    if generated.errors().next().is_none() {
        write_crate(folder, slice::from_ref(&generated), options)?;
    }
    Ok(generated)
}

/// Writes a crate with these modules into `folder`: files that did not change are not touched, stale ones go.
///
/// # Errors
/// If the folder cannot be written, or the manifests of the workspace cannot be read.
pub fn write_crate(
    folder: &Path,
    descriptions: &[Generated],
    options: &CrateOptions<'_>,
) -> Result<()> {
    let mut tree = source_tree(descriptions)?;
    let features: &[&str] = if descriptions.iter().any(uses_xml) {
        &["xml"]
    } else {
        &[]
    };
    tree.insert("Cargo.toml", manifest::render(options, features)?)?;
    let changes = tree.changes(folder, &["src", "Cargo.toml"])?;
    tree::apply(folder, &changes)
}

/// Whether a description has bodies of XML, which the runtime reads and writes behind a feature.
pub(crate) fn uses_xml(generated: &Generated) -> bool {
    let Some(api) = &generated.output.api else {
        return false;
    };
    let mut operations = api.groups.iter().flat_map(|group| &group.operations);
    api.types.iter().any(|definition| definition.xml.is_some())
        || operations.any(|operation| {
            let written = operation
                .body
                .iter()
                .flat_map(|body| &body.forms)
                .map(|form| &form.codec);
            let read = operation
                .answers
                .iter()
                .flat_map(|answer| &answer.bodies)
                .filter_map(|body| body.codec.as_ref());
            written.chain(read).any(|codec| *codec == Codec::Xml)
        })
}
