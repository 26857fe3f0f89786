//! Where a workspace keeps what: the folder of the emitted crate, and of the programs that leave out what is required.
//!
//! The root manifest may say otherwise, for a workspace whose crate has another name:
//!
//! ```toml
//! [workspace.metadata.restwright]
//! generated = "clients"
//! requirements = "clients/tests/ui/fail/emitted"
//! ```
//!
//! A stranger would get this wrong: descriptions are always below `spec/`, because modules are named after their paths.

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Deserialize;
use std::path::{Component, Path, PathBuf};

const GENERATED: &str = "generated";
const REQUIREMENTS: &str = "tests/ui/fail/emitted";

/// The folders of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The root of the workspace.
    pub root: PathBuf,
    /// The folder of the emitted crate, relative to the root, with `/`.
    pub generated: String,
    /// The folder of the programs that leave out what is required, relative to the root, with `/`. Programs are written only
    /// where the folder above it exists.
    pub requirements: String,
}

#[derive(Default, Deserialize)]
struct Manifest {
    workspace: Option<Workspace>,
}

#[derive(Default, Deserialize)]
struct Workspace {
    metadata: Option<Metadata>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    restwright: Option<Settings>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    generated: Option<String>,
    requirements: Option<String>,
}

impl Layout {
    /// The layout of the workspace at this root; without a manifest it is the usual one.
    ///
    /// # Errors
    /// If the manifest cannot be read, or names a folder outside of the workspace.
    pub fn of(root: &Path) -> Result<Self> {
        let path = root.join("Cargo.toml");
        let failed = || format!("cannot read {}", path.display());
        let settings = match std::fs::read_to_string(&path) {
            Ok(text) => settings(&text).wrap_err_with(failed)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Settings::default(),
            Err(error) => return Err(error).into_diagnostic().wrap_err_with(failed),
        };
        Ok(Self {
            root: root.to_owned(),
            generated: inside(settings.generated, GENERATED)?,
            requirements: inside(settings.requirements, REQUIREMENTS)?,
        })
    }

    /// The folder of the emitted crate.
    pub fn generated(&self) -> PathBuf {
        self.root.join(&self.generated)
    }

    /// The name of the emitted crate in programs: its folder's, as Cargo spells it.
    pub fn crate_name(&self) -> String {
        let folder = &self.generated;
        folder
            .rsplit('/')
            .next()
            .unwrap_or(folder)
            .replace('-', "_")
    }

    /// The folder of the programs that leave out what is required, if the workspace has a place for them.
    pub fn requirements(&self) -> Option<PathBuf> {
        let folder = self.root.join(&self.requirements);
        folder.parent().is_some_and(Path::is_dir).then_some(folder)
    }
}

fn settings(text: &str) -> Result<Settings> {
    let manifest: Manifest = toml::from_str(text).into_diagnostic()?;
    let metadata = manifest.workspace.and_then(|workspace| workspace.metadata);
    Ok(metadata
        .and_then(|metadata| metadata.restwright)
        .unwrap_or_default())
}

/// A folder below the root.
fn inside(folder: Option<String>, usual: &str) -> Result<String> {
    let folder = folder.unwrap_or_else(|| usual.to_owned());
    let is_inside = Path::new(&folder)
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    if is_inside && !folder.is_empty() {
        Ok(folder.trim_end_matches('/').to_owned())
    } else {
        Err(miette!(
            "[workspace.metadata.restwright] names the folder {folder:?}: write a path below the root of the workspace"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(manifest: Option<&str>) -> Result<Layout> {
        let root = tempfile::tempdir().unwrap();
        if let Some(text) = manifest {
            std::fs::write(root.path().join("Cargo.toml"), text).unwrap();
        }
        Layout::of(root.path())
    }

    #[test]
    fn a_workspace_says_nothing_and_has_the_usual_folders() {
        for manifest in [None, Some(""), Some("[workspace.metadata.docs]\nx = 1\n")] {
            let layout = layout(manifest).unwrap();
            assert_eq!(layout.generated, "generated");
            assert_eq!(layout.requirements, "tests/ui/fail/emitted");
            assert_eq!(layout.requirements(), None);
        }
    }

    #[test]
    fn a_workspace_names_its_folders() {
        let layout = layout(Some(
            "[workspace.metadata.restwright]\ngenerated = \"crates/clients\"\n",
        ))
        .unwrap();
        assert!(layout.generated().ends_with("crates/clients"));
    }

    #[test]
    fn folders_outside_and_unknown_settings_are_refused() {
        for folder in ["", "..", "/clients", "a/../../b"] {
            let manifest = format!("[workspace.metadata.restwright]\ngenerated = {folder:?}\n");
            assert!(layout(Some(&manifest)).is_err(), "{folder:?}");
        }
        assert!(layout(Some("[workspace.metadata.restwright]\nspec = \"x\"\n")).is_err());
    }
}
