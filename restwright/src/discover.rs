//! The descriptions under `spec/`: which files are one, and which module each becomes.
//!
//! `spec/<api>/<version>.json` (`.yaml`, `.yml`) is a description. One of many files is a folder
//! `spec/<api>/<version>/` whose root document is called `openapi` or `swagger`; without such a name all documents in it
//! are roots, which describe one API together, as Azure's packages do. Beside either stand `<version>.overlay.json` and
//! `<version>.toml`, which can also list the documents of a description that lie elsewhere below `spec/`, in the folders that
//! their references want. What starts with `_` holds parts that others refer to.
//!
//! A stranger would get this wrong: nothing is passed over in silence. A file that belongs to no description would
//! have no effect, so it is an error.

use crate::description::{Description, file_name};
use crate::layout::Layout;
use crate::selection_file;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const DOCUMENT_EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];
const ROOT_STEMS: [&str; 2] = ["openapi", "swagger"];

/// What was found for a version of an API.
#[derive(Default)]
struct Found {
    /// A document, or a folder of them.
    document: Option<PathBuf>,
    overlay: Option<PathBuf>,
    selection: Option<PathBuf>,
}

/// Finds the descriptions of a workspace, sorted by module.
///
/// # Errors
/// If a folder cannot be read, a file belongs to no description, or two descriptions have one module.
pub fn discover(workspace: &Path) -> Result<Vec<Description>> {
    let spec = workspace.join("spec");
    let layout = Layout::of(workspace)?;
    let mut descriptions: BTreeMap<Vec<String>, Description> = BTreeMap::new();
    for api in entries(&spec)? {
        if !api.is_dir() {
            if role(&api).is_some() {
                let api = shown(workspace, &api);
                return Err(miette!(
                    "{api} is not in the folder of an API: move it to spec/<api>/<version>.json"
                ));
            }
            continue;
        }
        for description in versions(workspace, &spec, &api)? {
            let description = Description {
                crate_name: layout.crate_name(),
                ..description
            };
            let source = description.source.clone();
            if let Some(other) = descriptions.insert(description.module.clone(), description) {
                let module = other.module.join("::");
                return Err(miette!(
                    "{} and {source} both become the module {module}: rename one",
                    other.source
                ));
            }
        }
    }
    Ok(descriptions.into_values().collect())
}

/// The descriptions of a workspace that may have none yet.
///
/// # Errors
/// As for [`discover`].
pub fn discover_if_any(workspace: &Path) -> Result<Vec<Description>> {
    if workspace.join("spec").is_dir() {
        discover(workspace)
    } else {
        Ok(Vec::new())
    }
}

/// The descriptions of an API.
fn versions(workspace: &Path, spec: &Path, api: &Path) -> Result<Vec<Description>> {
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    for path in entries(api)? {
        let Some((version, role)) = role(&path) else {
            continue;
        };
        let version = found.entry(version).or_default();
        let slot = match role {
            Role::Document => &mut version.document,
            Role::Overlay => &mut version.overlay,
            Role::Selection => &mut version.selection,
        };
        if let Some(other) = slot.replace(path) {
            let path = slot.as_deref().unwrap_or(&other);
            return Err(miette!(
                "{} and {} are one too many: a version has one",
                shown(workspace, &other),
                shown(workspace, path)
            ));
        }
    }
    let api_module = module(workspace, api, &file_name(api), "")?;
    found
        .into_iter()
        .map(
            |(
                version,
                Found {
                    document,
                    overlay,
                    selection,
                },
            )| {
                let listed = selection.as_deref().map(selection_file::documents);
                let listed = listed.transpose()?.flatten();
                let module = |path: &Path| -> Result<Vec<String>> {
                    Ok(vec![
                        api_module.clone(),
                        module(workspace, path, &version, "v")?,
                    ])
                };
                let found = match (&document, &selection, listed) {
                    (Some(document), _, None) => {
                        description(workspace, spec, document, module(document)?)?
                    }
                    (None, Some(selection), Some(roots)) => {
                        let module = module(selection)?;
                        listed_documents(workspace, spec, selection, roots, module)?
                    }
                    (Some(document), _, Some(_)) => {
                        return Err(miette!(
                            "{} lists documents, but {} stands beside it: a version has one or the other",
                            shown(workspace, &selection.unwrap_or_default()),
                            shown(workspace, document)
                        ));
                    }
                    (None, ..) => {
                        let lonely = overlay.or(selection).unwrap_or_default();
                        return Err(miette!(
                            "{} belongs to no description",
                            shown(workspace, &lonely)
                        ));
                    }
                };
                Ok(Description {
                    overlay,
                    selection,
                    ..found
                })
            },
        )
        .collect()
}

enum Role {
    /// A document, or a folder of them.
    Document,
    Overlay,
    Selection,
}

/// The version that a path in an API's folder is about, and what it is to it.
fn role(path: &Path) -> Option<(String, Role)> {
    let name = file_name(path);
    if name.starts_with(['_', '.']) {
        return None;
    }
    if path.is_dir() {
        return Some((name, Role::Document));
    }
    let (stem, extension) = name.rsplit_once('.')?;
    match stem.strip_suffix(".overlay") {
        Some(version) if DOCUMENT_EXTENSIONS.contains(&extension) => {
            Some((version.to_owned(), Role::Overlay))
        }
        None if DOCUMENT_EXTENSIONS.contains(&extension) => Some((stem.to_owned(), Role::Document)),
        _ if extension == "toml" => Some((stem.to_owned(), Role::Selection)),
        _ => None,
    }
}

/// The description of a document, or of a folder of documents; references stay below `boundary`.
///
/// # Errors
/// If the folder cannot be read, or which of its documents are roots is not clear.
pub fn description(
    workspace: &Path,
    boundary: &Path,
    document: &Path,
    module: Vec<String>,
) -> Result<Description> {
    if !document.is_dir() {
        let source = shown(workspace, document);
        return Ok(Description::new(document, boundary, module).shown_as(&source));
    }
    let roots = root_documents(workspace, document)?;
    let folder = shown(workspace, document);
    let source = match roots.as_slice() {
        [root] => format!("{folder}/{root}"),
        _ => folder.clone(),
    };
    Ok(Description {
        folder: document.to_owned(),
        roots,
        shown: folder,
        source,
        ..Description::new(document, boundary, module)
    })
}

/// The description of the documents that a selection file lists: paths relative to the file's folder.
fn listed_documents(
    workspace: &Path,
    spec: &Path,
    selection: &Path,
    roots: Vec<String>,
    module: Vec<String>,
) -> Result<Description> {
    let folder = selection.parent().unwrap_or(Path::new("")).to_owned();
    for root in &roots {
        let document = folder.join(root);
        if !document.is_file() {
            return Err(miette!(
                "{} lists {root}, but there is no file {}",
                shown(workspace, selection),
                shown(workspace, &document)
            ));
        }
    }
    let source = match roots.as_slice() {
        [root] => shown(workspace, &folder.join(root)),
        _ => shown(workspace, selection),
    };
    Ok(Description {
        shown: shown(workspace, &folder),
        source,
        roots,
        ..Description::new(selection, spec, module)
    })
}

/// The names of the root documents in a folder: the one that is called so, else all of them.
fn root_documents(workspace: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut documents = Vec::new();
    for path in entries(folder)? {
        if !path.is_dir() && matches!(role(&path), Some((_, Role::Document))) {
            documents.push(file_name(&path));
        }
    }
    let is_root = |name: &&String| {
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        ROOT_STEMS.contains(&stem)
    };
    let named: Vec<&String> = documents.iter().filter(is_root).collect();
    let folder = shown(workspace, folder);
    match named.as_slice() {
        [root] => Ok(vec![(*root).clone()]),
        [one, other, ..] => Err(miette!(
            "{folder}/{one} and {folder}/{other} are both root documents"
        )),
        [] if documents.is_empty() => Err(miette!(
            "{folder} has no document: put one there, or let the folder's name start with _ if it only holds parts of \
             other descriptions"
        )),
        [] => Ok(documents),
    }
}

/// A file or folder name as a module name; `prefix` goes before a digit.
fn module(workspace: &Path, path: &Path, name: &str, prefix: &str) -> Result<String> {
    let allowed = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    let words: Vec<String> = name
        .split(['-', '_', '.'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let ident = words.join("_");
    let ident = if ident.starts_with(|first: char| first.is_ascii_digit()) {
        format!("{prefix}{ident}")
    } else {
        ident
    };
    if !name.chars().all(allowed) || syn::parse_str::<syn::Ident>(&ident).is_err() {
        return Err(miette!(
            "{} names no module: take a name of letters, digits, `-`, `_` and `.` that is no keyword of Rust{}",
            shown(workspace, path),
            if prefix.is_empty() {
                " and starts with a letter"
            } else {
                ""
            }
        ));
    }
    Ok(ident)
}

/// What a folder holds, sorted by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = || format!("cannot read {}", folder.display());
    let mut paths = Vec::new();
    for entry in folder.read_dir().into_diagnostic().wrap_err_with(failed)? {
        paths.push(entry.into_diagnostic().wrap_err_with(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// A path as people know it: from the workspace's root, with `/`.
fn shown(workspace: &Path, path: &Path) -> String {
    let path = path.strip_prefix(workspace).unwrap_or(path);
    path.iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn discovered(files: &[&str]) -> Result<Vec<Description>> {
        let workspace = tempfile::tempdir().unwrap();
        for file in files {
            let path = workspace.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        discover(workspace.path())
    }

    fn refused(files: &[&str]) -> String {
        discovered(files).unwrap_err().to_string()
    }

    #[test]
    fn finds_files_and_folders_and_what_is_beside_them() {
        let found = discovered(&[
            "spec/README.md",
            "spec/customer-insights/2017-04-26.json",
            "spec/customer-insights/2017-04-26.overlay.yaml",
            "spec/customer-insights/2017-04-26.toml",
            "spec/customer-insights/_common/types.json",
            "spec/pets/1.0.0-beta.2/openapi.yaml",
            "spec/pets/1.0.0-beta.2/schemas/pet.yaml",
            "spec/pets/v1.yml",
        ])
        .unwrap();
        let modules: Vec<String> = found
            .iter()
            .map(|description| description.module.join("::"))
            .collect();
        assert_eq!(
            modules,
            [
                "customer_insights::v2017_04_26",
                "pets::v1",
                "pets::v1_0_0_beta_2"
            ]
        );
        assert_eq!(found[2].source, "spec/pets/1.0.0-beta.2/openapi.yaml");
        assert!(found[0].overlay.is_some() && found[0].selection.is_some());
        assert!(found[1].overlay.is_none() && found[1].selection.is_none());
    }

    #[test]
    fn a_folder_without_a_root_of_that_name_is_a_package() {
        let found = discovered(&[
            "spec/compute/2021/disk.json",
            "spec/compute/2021/compute.json",
            "spec/compute/2021/_common.json",
            "spec/compute/2021/examples/get.json",
        ])
        .unwrap();
        assert_eq!(found[0].source, "spec/compute/2021");
        assert_eq!(found[0].roots, ["compute.json", "disk.json"]);
    }

    #[test]
    fn passes_over_nothing() {
        assert!(
            refused(&["spec/v1.json"]).starts_with("spec/v1.json is not in the folder of an API")
        );
        assert_eq!(
            refused(&["spec/a/v1.overlay.json"]),
            "spec/a/v1.overlay.json belongs to no description"
        );
        assert_eq!(
            refused(&["spec/a/v1.toml"]),
            "spec/a/v1.toml belongs to no description"
        );
        assert!(refused(&["spec/a/v1/parts/a.json"]).starts_with("spec/a/v1 has no document"));
        assert!(
            refused(&["spec/a/v1/openapi.json", "spec/a/v1/swagger.json"])
                .contains("both root documents")
        );
        assert!(refused(&["spec/a/v1.json", "spec/a/v1.yaml"]).contains("one too many"));
        assert!(
            refused(&["spec/a/1.json", "spec/a/v1.json"]).contains("both become the module a::v1")
        );
        assert!(refused(&["spec/match/v1.json"]).contains("names no module"));
        assert!(refused(&["spec/3scale/v1.json"]).contains("names no module"));
        assert!(refused(&["spec/a/é.json"]).contains("names no module"));
    }
}
