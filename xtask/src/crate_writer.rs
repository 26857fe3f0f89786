//! A crate in a folder from any descriptions: its manifest and its sources.
//!
//! `generated/` itself has a manifest that people write; all other crates (of the corpus, of vectors, of tests) get
//! one here that follows it: the same dependencies at the same versions, the same features.
//!
//! A stranger would get this wrong: a crate may hold many descriptions, a module each, because a crate costs more to
//! compile than a module does.

use crate::description::{Description, Generated};
use crate::tree::{self, Tree};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::path::Path;
use std::slice;
use toml::{Table, Value};

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
    tree.insert("Cargo.toml", manifest(options)?)?;
    let changes = tree.changes(folder, &["src", "Cargo.toml"])?;
    tree::apply(folder, &changes)
}

/// The manifest of a crate that depends on what `generated/` depends on.
fn manifest(options: &CrateOptions<'_>) -> Result<String> {
    let workspace = read_manifest(&options.workspace.join("Cargo.toml"))?;
    let generated = read_manifest(&options.workspace.join("generated/Cargo.toml"))?;
    let missing =
        |key: &str| miette!("the manifest of the workspace or of generated/ has no {key}");
    let pinned = lookup(&workspace, &["workspace", "dependencies"])
        .ok_or_else(|| missing("dependencies"))?;
    let mut package = Table::new();
    package.insert("name".to_owned(), options.name.into());
    for key in ["version", "edition", "rust-version", "publish"] {
        let value = lookup(&workspace, &["workspace", "package"]).and_then(|table| table.get(key));
        package.insert(key.to_owned(), value.ok_or_else(|| missing(key))?.clone());
    }
    let mut dependencies = Table::new();
    for (name, requirement) in
        lookup(&generated, &["dependencies"]).ok_or_else(|| missing("dependencies"))?
    {
        let pinned = pinned.get(name).ok_or_else(|| missing(name))?;
        dependencies.insert(
            name.clone(),
            dependency(requirement, pinned, options.workspace),
        );
    }
    let mut manifest = Table::new();
    manifest.insert("package".to_owned(), package.into());
    manifest.insert("dependencies".to_owned(), dependencies.into());
    if let Some(features) = generated.get("features") {
        manifest.insert("features".to_owned(), features.clone());
    }
    if options.standalone {
        manifest.insert("workspace".to_owned(), Table::new().into());
    }
    toml::to_string(&manifest).into_diagnostic()
}

/// A dependency of `generated/` outside of the workspace: what the workspace pins, with the crate's own settings.
fn dependency(requirement: &Value, pinned: &Value, workspace: &Path) -> Value {
    let mut merged = match pinned {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    let own = requirement.as_table().cloned().unwrap_or_default();
    merged.extend(own.into_iter().filter(|(key, _)| key != "workspace"));
    if let Some(Value::String(path)) = merged.get_mut("path") {
        *path = workspace.join(&*path).to_string_lossy().into_owned();
    }
    merged.into()
}

fn read_manifest(path: &Path) -> Result<Table> {
    let failed = || format!("cannot read {}", path.display());
    let text = std::fs::read_to_string(path)
        .into_diagnostic()
        .wrap_err_with(failed)?;
    text.parse().into_diagnostic().wrap_err_with(failed)
}

fn lookup<'a>(table: &'a Table, path: &[&str]) -> Option<&'a Table> {
    path.iter()
        .try_fold(table, |table, key| table.get(*key)?.as_table())
}
