//! The manifest of a crate outside of the workspace, which follows that of `generated/`.
//!
//! `generated/` itself has a manifest that people write; all other crates (of a corpus, of vectors, of tests) get the
//! same dependencies at the same versions, the same features and the same lints of `rustc`.
//!
//! A stranger would get this wrong: the versions are those of the workspace on disk when the command runs, not those
//! that `xtask` was compiled with.

use crate::crate_writer::CrateOptions;
use miette::{IntoDiagnostic, Report, Result, WrapErr, miette};
use std::path::Path;
use toml::{Table, Value};

const RUNTIME: &str = "restwright-runtime";

/// The manifest, with these features of the runtime.
///
/// # Errors
/// If the manifests that it follows cannot be read.
pub(crate) fn render(options: &CrateOptions<'_>, runtime_features: &[&str]) -> Result<String> {
    let workspace = read(&options.workspace.join("Cargo.toml"))?;
    let generated = read(&options.workspace.join("generated/Cargo.toml"))?;
    let mut manifest = Table::from_iter([
        (
            "package".to_owned(),
            package(&workspace, options.name)?.into(),
        ),
        (
            "dependencies".to_owned(),
            dependencies(&workspace, &generated, options, runtime_features)?.into(),
        ),
    ]);
    if let Some(features) = generated.get("features") {
        manifest.insert("features".to_owned(), features.clone());
    }
    if let Some(lints) = lookup(&workspace, &["workspace", "lints", "rust"]) {
        manifest.insert(
            "lints".to_owned(),
            Table::from_iter([("rust".to_owned(), lints.clone().into())]).into(),
        );
    }
    if options.standalone {
        manifest.insert("workspace".to_owned(), Table::new().into());
    }
    toml::to_string(&manifest).into_diagnostic()
}

fn package(workspace: &Table, name: &str) -> Result<Table> {
    let shared = lookup(workspace, &["workspace", "package"]).ok_or_else(|| missing("package"))?;
    let mut package = Table::from_iter([("name".to_owned(), name.into())]);
    for key in ["version", "edition", "rust-version", "publish"] {
        package.insert(
            key.to_owned(),
            shared.get(key).ok_or_else(|| missing(key))?.clone(),
        );
    }
    Ok(package)
}

fn dependencies(
    workspace: &Table,
    generated: &Table,
    options: &CrateOptions<'_>,
    runtime_features: &[&str],
) -> Result<Table> {
    let pinned =
        lookup(workspace, &["workspace", "dependencies"]).ok_or_else(|| missing("dependencies"))?;
    let mut dependencies = Table::new();
    for (name, requirement) in
        lookup(generated, &["dependencies"]).ok_or_else(|| missing("dependencies"))?
    {
        let pinned = pinned.get(name).ok_or_else(|| missing(name))?;
        let features = if name == RUNTIME {
            runtime_features
        } else {
            &[]
        };
        dependencies.insert(
            name.clone(),
            dependency(requirement, pinned, options.workspace, features).into(),
        );
    }
    Ok(dependencies)
}

/// A dependency of `generated/` outside of the workspace: what the workspace pins, with the crate's own settings.
fn dependency(requirement: &Value, pinned: &Value, workspace: &Path, features: &[&str]) -> Table {
    let mut merged = match pinned {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    let own = requirement.as_table().cloned().unwrap_or_default();
    merged.extend(own.into_iter().filter(|(key, _)| key != "workspace"));
    if let Some(Value::String(path)) = merged.get_mut("path") {
        *path = workspace.join(&*path).to_string_lossy().into_owned();
    }
    if !features.is_empty() {
        let all = merged
            .entry("features")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = all {
            all.extend(features.iter().map(|&feature| feature.into()));
        }
    }
    merged
}

fn read(path: &Path) -> Result<Table> {
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

fn missing(key: &str) -> Report {
    miette!("the manifest of the workspace or of generated/ has no {key}")
}
