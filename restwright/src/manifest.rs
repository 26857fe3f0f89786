//! The manifest of a crate outside of the workspace, which follows that of `generated/`.
//!
//! `generated/` itself has a manifest that people write; all other crates (programs that call emitted code, crates of
//! tests) get the same dependencies at the same versions, the same features and the same lints of `rustc`.
//!
//! A stranger would get this wrong: the versions are those of the workspace on disk when the command runs, not those
//! that `xtask` was compiled with.

use crate::crate_writer::CrateOptions;
use crate::layout::Layout;
use miette::{IntoDiagnostic, Report, Result, WrapErr, miette};
use std::path::Path;
use toml::{Table, Value};
use toml_edit::{DocumentMut, Item};

const RUNTIME: &str = "restwright-runtime";
const XML: &str = "xml";

/// The manifest, with these features of the runtime.
///
/// # Errors
/// If the manifests that it follows cannot be read.
pub(crate) fn render(options: &CrateOptions<'_>, runtime_features: &[&str]) -> Result<String> {
    let workspace = read(&options.workspace.join("Cargo.toml"))?;
    let folder = Layout::of(options.workspace)?.generated();
    let generated = read(&folder.join("Cargo.toml"))?;
    let mut manifest = Table::from_iter([
        (
            "package".to_owned(),
            package(&workspace, &generated, options.name).into(),
        ),
        (
            "dependencies".to_owned(),
            dependencies(&workspace, &generated, &folder, options, runtime_features)?.into(),
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

/// A person's manifest with the runtime's feature `xml` where emitted code needs it, and without it where not; nothing
/// else of the text changes.
///
/// # Errors
/// If it is no manifest.
pub(crate) fn with_xml(text: &str, needs_xml: bool) -> Result<String> {
    let mut manifest: DocumentMut = text.parse().into_diagnostic()?;
    let Some(dependencies) = manifest
        .get_mut("dependencies")
        .and_then(Item::as_table_like_mut)
    else {
        return Ok(text.to_owned());
    };
    let is_runtime = |(name, item): &(toml_edit::KeyMut<'_>, &mut Item)| {
        let package = item.get("package").and_then(Item::as_str);
        package.unwrap_or(name.get()) == RUNTIME
    };
    let Some((_, runtime)) = dependencies.iter_mut().find(is_runtime) else {
        return Ok(text.to_owned());
    };
    if needs_xml && let Some(version) = runtime.as_str() {
        let mut table = toml_edit::InlineTable::new();
        table.insert("version", version.into());
        *runtime = Item::Value(table.into());
    }
    let Some(runtime) = runtime.as_table_like_mut() else {
        return Ok(text.to_owned());
    };
    let features = runtime.get("features").and_then(Item::as_array);
    let has_xml =
        features.is_some_and(|features| features.iter().any(|it| it.as_str() == Some(XML)));
    if has_xml == needs_xml {
        return Ok(text.to_owned());
    }
    let mut features = features.cloned().unwrap_or_default();
    if needs_xml {
        features.push(XML);
    } else {
        features.retain(|it| it.as_str() != Some(XML));
    }
    if features.is_empty() {
        runtime.remove("features");
    } else {
        runtime.insert("features", toml_edit::value(features));
    }
    Ok(manifest.to_string())
}

/// What a package says of itself: what the workspace says of all, or `generated/` of itself.
fn package(workspace: &Table, generated: &Table, name: &str) -> Table {
    let shared = lookup(workspace, &["workspace", "package"]);
    let own = lookup(generated, &["package"]);
    let said = |key: &str| {
        let of = |table: Option<&Table>| table?.get(key).filter(|it| !it.is_table()).cloned();
        of(own).or_else(|| of(shared))
    };
    let mut package = Table::from_iter([
        ("name".to_owned(), name.into()),
        ("version".to_owned(), "0.0.0".into()),
        ("edition".to_owned(), "2024".into()),
        ("publish".to_owned(), false.into()),
    ]);
    for key in ["version", "edition", "rust-version"] {
        if let Some(value) = said(key) {
            package.insert(key.to_owned(), value);
        }
    }
    package
}

fn dependencies(
    workspace: &Table,
    generated: &Table,
    folder: &Path,
    options: &CrateOptions<'_>,
    runtime_features: &[&str],
) -> Result<Table> {
    let pinned = lookup(workspace, &["workspace", "dependencies"]);
    let mut dependencies = Table::new();
    for (name, requirement) in
        lookup(generated, &["dependencies"]).ok_or_else(|| missing("dependencies"))?
    {
        let features = if name == RUNTIME {
            runtime_features
        } else {
            &[]
        };
        let made = if requirement.get("workspace").is_some() {
            let pinned = pinned
                .and_then(|pinned| pinned.get(name))
                .ok_or_else(|| missing(name))?;
            dependency(requirement, pinned, options.workspace, features)
        } else {
            dependency(&Table::new().into(), requirement, folder, features)
        };
        dependencies.insert(name.clone(), made.into());
    }
    Ok(dependencies)
}

/// A package that is released with the runtime, from where the workspace has the runtime.
///
/// # Errors
/// If the manifest of the workspace cannot be read, or has no runtime.
pub(crate) fn companion(workspace: &Path, package: &str, features: &[&str]) -> Result<Table> {
    let manifest = read(&workspace.join("Cargo.toml"))?;
    let pinned = lookup(&manifest, &["workspace", "dependencies"]);
    let runtime = pinned
        .and_then(|pinned| pinned.get(RUNTIME))
        .ok_or_else(|| missing(RUNTIME))?;
    let mut companion = dependency(&Table::new().into(), runtime, workspace, &[]);
    companion.retain(|key, _| key != "features" && key != "default-features");
    if let Some(Value::String(path)) = companion.get_mut("path") {
        let folder = package.strip_prefix("restwright-").unwrap_or(package);
        *path = Path::new(&*path)
            .with_file_name(folder)
            .to_string_lossy()
            .into_owned();
    }
    if !features.is_empty() {
        let features: Vec<Value> = features.iter().map(|&feature| feature.into()).collect();
        companion.insert("features".to_owned(), features.into());
    }
    Ok(companion)
}

/// A dependency of `generated/` outside of the workspace: what is pinned, its path relative to a folder, with the crate's
/// own settings.
fn dependency(requirement: &Value, pinned: &Value, base: &Path, features: &[&str]) -> Table {
    let mut merged = match pinned {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    let own = requirement.as_table().cloned().unwrap_or_default();
    merged.extend(own.into_iter().filter(|(key, _)| key != "workspace"));
    if let Some(Value::String(path)) = merged.get_mut("path") {
        *path = base.join(&*path).to_string_lossy().into_owned();
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
    miette!("the manifest of the workspace or of the emitted crate has no {key}")
}

#[cfg(test)]
mod tests {
    use super::with_xml;

    #[test]
    fn xml_is_a_feature_while_it_is_needed() {
        for (without, with) in [
            (
                "[dependencies]\nrestwright-runtime.workspace = true # why\n",
                "[dependencies]\nrestwright-runtime.workspace = true # why\nrestwright-runtime.features = [\"xml\"]\n",
            ),
            (
                "[dependencies]\nrestwright-runtime = { path = \"../runtime\", features = [\"jiff\"] }\n",
                "[dependencies]\nrestwright-runtime = { path = \"../runtime\", features = [\"jiff\", \"xml\"] }\n",
            ),
            (
                "[dependencies]\nrt = { version = \"1\", package = \"restwright-runtime\" }\n",
                "[dependencies]\nrt = { version = \"1\", package = \"restwright-runtime\" , features = [\"xml\"] }\n",
            ),
        ] {
            let made = with_xml(without, true).expect("it is a manifest");
            let parsed = |text: &str| text.parse::<toml::Table>().expect("it is TOML");
            assert_eq!(parsed(&made), parsed(with), "{made}");
            assert_eq!(with_xml(&made, true).expect("it is a manifest"), made);
            let back = with_xml(&made, false).expect("it is a manifest");
            assert_eq!(parsed(&back), parsed(without), "{back}");
            assert_eq!(with_xml(without, false).expect("it is a manifest"), without);
        }
        let made = with_xml("[dependencies]\nrestwright-runtime = \"1\"\n", true)
            .expect("it is a manifest");
        assert_eq!(
            made,
            "[dependencies]\nrestwright-runtime = { version = \"1\", features = [\"xml\"] }\n"
        );
        for other in [
            "[package]\nname = \"a\"\n",
            "[dependencies]\nserde = \"1\"\n",
        ] {
            assert_eq!(with_xml(other, true).expect("it is a manifest"), other);
        }
    }
}
