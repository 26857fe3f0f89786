//! `regenerate` and `regenerate --check` on a workspace in a temporary folder.
//!
//! A stranger would get this wrong: nothing here looks at emitted code. What is tested is what happens to files.

use restwright::Outcome;
use restwright::regenerate::{Options, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const DESCRIPTION: &str = r##"{
  "openapi": "3.1.0",
  "info": { "title": "Pets", "version": "1" },
  "paths": { "/pets": { "get": { "operationId": "Pets_List", "responses": { "200": { "description": "The pets.",
    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } } } } } } },
  "components": { "schemas": { "Pet": { "type": "object", "properties": { "name": { "type": "string" } } } } }
}"##;

struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        workspace.write("generated/Cargo.toml", "");
        workspace.write("spec/pets/v1.json", DESCRIPTION);
        workspace
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, check: bool) -> (Outcome, String) {
        let mut out = Vec::new();
        let options = Options {
            workspace: self.0.path(),
            check,
            color: false,
        };
        let outcome = run(&options, &mut out).unwrap();
        (outcome, String::from_utf8(out).unwrap())
    }

    /// All files under `generated/`, with their texts.
    fn files(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        collect(&self.path("generated"), &mut files);
        files.sort();
        files
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            files.push((path, text));
        }
    }
}

#[test]
fn a_second_run_changes_nothing() {
    let workspace = Workspace::new();
    let (outcome, said) = workspace.run(false);
    assert_eq!(outcome, Outcome::Success, "{said}");
    assert!(said.contains("added   generated/src/lib.rs\n"), "{said}");
    let files = workspace.files();
    let (outcome, said) = workspace.run(false);
    assert_eq!(outcome, Outcome::Success);
    assert!(said.contains(" 0 changed, 0 added, 0 removed, "), "{said}");
    assert_eq!(workspace.files(), files);
    assert_eq!(workspace.run(true).0, Outcome::Success);
}

#[test]
fn check_names_what_drifted_and_the_repair() {
    let workspace = Workspace::new();
    workspace.run(false);
    let lib = workspace.path("generated/src/lib.rs");
    let generated = fs::read_to_string(&lib).unwrap();

    let drifts: [(&str, &dyn Fn()); 4] = [
        ("src/lib.rs differs", &|| {
            fs::write(&lib, format!("{generated}// mine\n")).unwrap();
        }),
        ("src/lib.rs is missing", &|| fs::remove_file(&lib).unwrap()),
        ("src/mine/x.rs is given by no description", &|| {
            workspace.write("generated/src/mine/x.rs", "fn mine() {}\n");
        }),
        ("COVERAGE.md differs", &|| {
            workspace.write("generated/COVERAGE.md", "");
        }),
    ];
    for (name, drift) in drifts {
        drift();
        let before = workspace.files();
        let (outcome, said) = workspace.run(true);
        assert_eq!(outcome, Outcome::Failure);
        assert!(said.contains(&format!("generated/{name}")), "{said}");
        assert!(said.contains("`cargo xtask regenerate`"), "{said}");
        assert!(said.contains("@@"), "{said}");
        assert_eq!(workspace.files(), before, "a check writes nothing");
        assert_eq!(workspace.run(false).0, Outcome::Success);
        assert_eq!(
            workspace.run(true).0,
            Outcome::Success,
            "{name} is repaired"
        );
    }
    assert!(!workspace.path("generated/src/mine").exists());
}

#[test]
fn a_refused_description_leaves_all_as_it_was() {
    let workspace = Workspace::new();
    workspace.run(false);
    let files = workspace.files();
    workspace.write("spec/pets/v2.json", "{");
    workspace.write("spec/pets/v3.json", DESCRIPTION);
    workspace.write("spec/pets/v3.toml", "skip = []\n");
    for check in [false, true] {
        let (outcome, said) = workspace.run(check);
        assert_eq!(outcome, Outcome::Failure);
        assert!(said.contains("spec/pets/v2.json:1:"), "{said}");
        assert!(said.contains("spec/pets/v3.toml:1:1"), "{said}");
        assert!(said.contains("nothing was written"), "{said}");
        assert_eq!(workspace.files(), files);
    }
}

#[test]
fn a_removed_description_takes_its_files_along() {
    let workspace = Workspace::new();
    workspace.run(false);
    workspace.write("spec/cats/v1.json", DESCRIPTION);
    workspace.run(false);
    assert!(workspace.path("generated/src/cats").exists());
    fs::remove_file(workspace.path("spec/cats/v1.json")).unwrap();
    let (outcome, said) = workspace.run(false);
    assert_eq!(outcome, Outcome::Success);
    assert!(said.contains("removed generated/src/cats"), "{said}");
    assert!(!workspace.path("generated/src/cats").exists());
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let workspace = Workspace::new();
    workspace.write("spec/README.json", "{}");
    let options = Options {
        workspace: workspace.0.path(),
        check: false,
        color: false,
    };
    assert!(run(&options, &mut Vec::new()).is_err());
}
