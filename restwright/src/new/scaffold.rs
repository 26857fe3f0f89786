//! The files of a workspace: manifests, the xtask, tests, what git and CI need, and a page to read.
//!
//! A stranger would get this wrong: files that are there stay as they are, and are named, so that nothing of a person's is
//! lost and nothing is merged by guesswork.

use crate::layout::Layout;
use miette::{IntoDiagnostic, Result, WrapErr};
use std::fs;
use std::path::{Path, PathBuf};

/// What a workspace needs.
pub(super) struct Scaffold {
    /// The texts by path from the root, with `/`.
    files: Vec<(String, String)>,
    /// The folders of the packages.
    pub(super) members: Vec<String>,
    /// What the packages depend on, as the right side of a line of the manifest.
    pub(super) dependencies: Vec<(String, String)>,
}

impl Scaffold {
    /// The files of a workspace with this layout, which people know by `name`.
    pub(super) fn new(layout: &Layout, name: &str, checkout: Option<&Path>) -> Result<Self> {
        let folder = layout.generated.as_str();
        let generated = folder.rsplit('/').next().unwrap_or(folder);
        let tests = "tests";
        let fill = |template: &str| {
            template
                .replace("{{name}}", name)
                .replace("{{generated_folder}}", folder)
                .replace("{{generated}}", generated)
                .replace("{{tests}}", tests)
        };
        let files = [
            ("Cargo.toml", include_str!("templates/workspace.toml")),
            (".cargo/config.toml", include_str!("templates/config.toml")),
            (".gitignore", include_str!("templates/gitignore")),
            (".gitattributes", include_str!("templates/gitattributes")),
            (
                ".github/workflows/api.yml",
                include_str!("templates/workflow.yml"),
            ),
            ("xtask/Cargo.toml", include_str!("templates/xtask.toml")),
            ("xtask/src/main.rs", include_str!("templates/xtask.rs")),
            ("tests/Cargo.toml", include_str!("templates/tests.toml")),
            (
                "tests/tests/required.rs",
                include_str!("templates/tests.rs"),
            ),
            ("tests/src/lib.rs", include_str!("templates/tests_lib.rs")),
            ("tests/ui/fail/.gitkeep", ""),
        ];
        let mut files: Vec<(String, String)> = files
            .map(|(path, text)| (path.to_owned(), fill(text)))
            .into();
        files.push((
            format!("{folder}/Cargo.toml"),
            fill(include_str!("templates/generated.toml")),
        ));
        files.push((
            format!("{folder}/src/lib.rs"),
            fill(include_str!("templates/lib.rs")),
        ));
        files.push(("spec/.gitkeep".to_owned(), String::new()));
        Ok(Self {
            files,
            members: vec![folder.to_owned(), "tests".to_owned(), "xtask".to_owned()],
            dependencies: dependencies(generated, folder, checkout)?,
        })
    }

    /// Writes the files that are not there yet, and gives the paths of those that are and differ.
    pub(super) fn write(&self, root: &Path) -> Result<Vec<&str>> {
        let mut kept = Vec::new();
        for (path, text) in &self.files {
            let full = root.join(path);
            match fs::read_to_string(&full) {
                Ok(there) if there == *text => {}
                Ok(_) => kept.push(path.as_str()),
                Err(_) => write(&full, text)?,
            }
        }
        // What two files say together is merged, not kept.
        kept.retain(|path| {
            !["Cargo.toml", ".cargo/config.toml"].contains(path) && !path.ends_with("src/lib.rs")
        });
        Ok(kept)
    }
}

/// The dependencies on the emitted crate, on Restwright, and on what tests need.
fn dependencies(
    generated: &str,
    folder: &str,
    checkout: Option<&Path>,
) -> Result<Vec<(String, String)>> {
    let checkout = checkout
        .map(|path| {
            path.canonicalize()
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot find {}", path.display()))
        })
        .transpose()?;
    let version = env!("CARGO_PKG_VERSION");
    let published = |package: &str, folder: &str, more: &str| {
        let from = match &checkout {
            None => format!("{{ version = {version:?}{more} }}"),
            Some(checkout) => path(&checkout.join(folder), more),
        };
        (package.to_owned(), from)
    };
    Ok(vec![
        (generated.to_owned(), path(Path::new(folder), "")),
        published("restwright", "restwright", ""),
        // What the emitted crate has of the runtime is its own features' affair.
        published(
            "restwright-runtime",
            "runtime",
            ", default-features = false",
        ),
        ("trybuild".to_owned(), "\"1\"".to_owned()),
    ])
}

fn path(path: &Path, more: &str) -> String {
    let parts: PathBuf = path.iter().collect();
    format!(
        "{{ path = {:?}{more} }}",
        parts.to_string_lossy().replace('\\', "/")
    )
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}
