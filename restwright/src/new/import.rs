//! A description that somebody has, copied below `spec/` with the files that it refers to.
//!
//! A stranger would get this wrong: nothing is edited. Documents whose references leave their folder keep the folders
//! that the references want, below `spec/<api>/_upstream-<version>/`, and `<version>.toml` says which is the root.

use crate::files::{FolderFiles, read_text};
use heck::ToKebabCase;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use restwright_codegen::load::{self, Files};
use restwright_codegen::value::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The longest name of an API that a title gives, in words.
const WORDS: usize = 5;

/// A description, and where its files go.
#[derive(Debug)]
pub(super) struct Import {
    /// The folder below `spec/`.
    api: String,
    /// The stem of the files in it.
    version: String,
    /// The texts by path below `spec/<api>/`, with `/`.
    files: Vec<(String, String)>,
}

/// Reads descriptions.
pub(super) fn all(descriptions: &[PathBuf]) -> Result<Vec<Import>> {
    let mut taken = BTreeSet::new();
    let mut imports = Vec::new();
    for path in descriptions {
        let import = Import::read(path)?;
        if !taken.insert((import.api.clone(), import.version.clone())) {
            return Err(miette!(
                "{} is another description of version {} of {}: put it below spec/ by hand, under a name of its own",
                path.display(),
                import.version,
                import.api
            ));
        }
        imports.push(import);
    }
    Ok(imports)
}

/// Documents anywhere on the machine, as long as they look like parts of a description.
struct Anywhere(FolderFiles);

impl Files for Anywhere {
    fn read(&self, path: &str) -> std::result::Result<String, String> {
        match extension(path) {
            Some(_) => self.0.read(path),
            None => Err("it is neither JSON nor YAML".to_owned()),
        }
    }
}

fn extension(path: &str) -> Option<&str> {
    let (_, extension) = path.rsplit_once('.')?;
    ["json", "yaml", "yml"]
        .contains(&extension)
        .then_some(extension)
}

impl Import {
    fn read(path: &Path) -> Result<Self> {
        let failed = || format!("cannot read {}", path.display());
        let path = path
            .canonicalize()
            .into_diagnostic()
            .wrap_err_with(failed)?;
        let root = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = path.parent().unwrap_or(Path::new("/"));
        let Some(ending) = extension(&root) else {
            return Err(miette!("{} is neither .json nor .yaml", path.display()));
        };
        let boundary = folder.ancestors().last().unwrap_or(folder);
        let files = Anywhere(FolderFiles::new(folder, boundary));
        let documents = load::load(&[&root], &files);
        let info = match documents.files.get(root.as_str()) {
            Some(Ok(document)) => document.value.get("info"),
            _ => None,
        };
        let text = |name: &str| {
            info.and_then(|info| info.value.get(name))
                .and_then(|node| scalar(&node.value))
        };
        let api = api_name(&text("title").unwrap_or_default());
        let version = version_name(&text("version").unwrap_or_default());
        // The text of the root is read even where it is no document: then the generator says what is wrong with it.
        let mut texts: Vec<(PathBuf, String)> = documents
            .texts
            .iter()
            .map(|(path, text)| (lexical(&folder.join(&**path)), text.to_string()))
            .collect();
        if texts.is_empty() {
            let text = read_text(&path)
                .map_err(|reason| miette!("{reason}"))
                .wrap_err_with(failed)?;
            texts.push((path.clone(), text));
        }
        let files = if texts.len() == 1 {
            let named = format!("{version}.{ending}");
            texts
                .into_iter()
                .map(|(_, text)| (named.clone(), text))
                .collect()
        } else {
            upstream(&path, &version, &texts)
        };
        Ok(Self {
            api,
            version,
            files,
        })
    }

    /// Writes the files below `spec/` of a workspace; files that are there stay.
    pub(super) fn write(&self, workspace: &Path) -> Result<()> {
        let folder = workspace.join("spec").join(&self.api);
        for (path, text) in &self.files {
            let path = folder.join(path);
            if path.exists() {
                return Err(miette!(
                    "{} is there already: this version of the API has a description",
                    path.display()
                ));
            }
            let parent = path.parent().unwrap_or(&folder);
            fs::create_dir_all(parent)
                .and_then(|()| fs::write(&path, text))
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

/// Documents in the folders that their references want, and the file that says which is the root.
fn upstream(root: &Path, version: &str, texts: &[(PathBuf, String)]) -> Vec<(String, String)> {
    let above = texts
        .iter()
        .filter_map(|(path, _)| path.parent())
        .fold(root.parent().unwrap_or(root), common);
    let folder = format!("_upstream-{version}");
    let place = |path: &Path| {
        let below = path.strip_prefix(above).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        format!("{folder}/{}", parts.join("/"))
    };
    let list = format!(
        "# The root document; the others are where its references want them.\ndocuments = [{:?}]\n",
        place(root)
    );
    let mut files: Vec<(String, String)> = texts
        .iter()
        .map(|(path, text)| (place(path), text.clone()))
        .collect();
    files.push((format!("{version}.toml"), list));
    files
}

/// The folder above both.
fn common<'a>(one: &'a Path, other: &Path) -> &'a Path {
    one.ancestors()
        .find(|folder| other.starts_with(folder))
        .unwrap_or(one)
}

/// A path without `..`, which does not look at the disk.
fn lexical(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) | Value::Number(text) => Some(text.to_string()),
        _ => None,
    }
}

/// A folder name from a title: a few words in `kebab-case`, of ASCII letters and digits, that name a module.
fn api_name(title: &str) -> String {
    let title: String = title
        .chars()
        .map(|character| if character.is_ascii() { character } else { ' ' })
        .collect();
    let kebab = title.to_kebab_case();
    let words: Vec<&str> = kebab.split('-').take(WORDS).collect();
    let name = words.join("-");
    let ident = words.join("_");
    let is_module = syn::parse_str::<syn::Ident>(&ident).is_ok();
    match (is_module, name.is_empty()) {
        (true, _) => name,
        (false, true) => "api".to_owned(),
        (false, false) => format!("api-{name}"),
    }
}

/// A file stem from a version.
fn version_name(version: &str) -> String {
    let kept = |character: char| {
        if character.is_ascii_alphanumeric() || "._-".contains(character) {
            character
        } else {
            '-'
        }
    };
    let name: String = version.trim().chars().map(kept).collect();
    let name = name.trim_matches(['.', '-', '_']);
    let begins_well =
        name.starts_with(|first: char| first.is_ascii_digit() || first.eq_ignore_ascii_case(&'v'));
    match (name.is_empty(), begins_well) {
        (true, _) => "1".to_owned(),
        (false, true) => name.to_owned(),
        (false, false) => format!("v-{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_folders() {
        assert_eq!(api_name("Customer Insights"), "customer-insights");
        assert_eq!(
            api_name("ComputeManagementClient"),
            "compute-management-client"
        );
        assert_eq!(
            api_name("GitHub v3 REST API for all of us"),
            "git-hub-v3-rest-api"
        );
        assert_eq!(api_name("3scale"), "api-3scale");
        assert_eq!(api_name("match"), "api-match");
        assert_eq!(api_name("天気"), "api");
        assert_eq!(api_name(""), "api");
    }

    #[test]
    fn versions_name_files() {
        assert_eq!(version_name("2017-04-26"), "2017-04-26");
        assert_eq!(version_name("v1 (beta)"), "v1--beta");
        assert_eq!(version_name("../etc"), "v-etc");
        assert_eq!(version_name(""), "1");
    }

    #[test]
    fn documents_stay_where_their_references_want_them() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(
            "a/b/shop.json",
            r#"{"swagger": "2.0", "info": {"title": "Shop", "version": "1"}, "x": {"$ref": "../../c/types.json"}}"#,
        );
        write("c/types.json", "{}");
        write("c/other.json", "{}");
        let import = Import::read(&folder.path().join("a/b/shop.json")).unwrap();
        assert_eq!(
            (import.api.as_str(), import.version.as_str()),
            ("shop", "1")
        );
        let mut files = import.files;
        files.sort();
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "1.toml",
                "_upstream-1/a/b/shop.json",
                "_upstream-1/c/types.json"
            ]
        );
        assert!(
            files[0]
                .1
                .ends_with("documents = [\"_upstream-1/a/b/shop.json\"]\n")
        );
    }
}
