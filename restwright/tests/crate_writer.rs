//! A crate of any description in any folder: that it has all that it needs to compile outside of the workspace.
//!
//! A stranger would get this wrong: the crate is not compiled here. Its sources are those of `generated/`, which the
//! workspace compiles; what differs is the manifest.

use restwright::crate_writer::{CrateOptions, generate_crate};
use restwright::description::Description;
use std::fs;
use std::path::Path;
use std::process::Command;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn description(document: &Path) -> Description {
    let module = vec!["links".to_owned(), "v1".to_owned()];
    Description::new(document, document.parent().unwrap(), module)
}

#[test]
fn has_the_manifest_that_its_sources_need() {
    let folder = tempfile::tempdir().unwrap();
    let document = workspace().join("spec/customer-insights/2017-04-26.json");
    let options = CrateOptions {
        name: "links",
        workspace: workspace(),
        standalone: true,
    };
    let generated = generate_crate(&description(&document), folder.path(), &options).unwrap();
    assert!(generated.output.complaints.is_empty());
    assert!(
        folder
            .path()
            .join("src/links/v1/models/relationship_link.rs")
            .is_file()
    );

    // Cargo refuses a manifest whose dependencies, features or keys are wrong.
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version=1",
            "--manifest-path",
        ])
        .arg(folder.path().join("Cargo.toml"))
        .output()
        .unwrap();
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let manifest = fs::read_to_string(folder.path().join("Cargo.toml")).unwrap();
    let runtime = workspace().join("runtime");
    assert!(
        manifest.contains(&format!("path = {:?}", runtime.to_str().unwrap())),
        "{manifest}"
    );
    assert!(!manifest.contains("workspace = true"), "{manifest}");
}

#[test]
fn is_not_written_for_a_refused_description() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("broken.json");
    fs::write(&document, "{").unwrap();
    let target = folder.path().join("crate");
    let options = CrateOptions {
        name: "broken",
        workspace: workspace(),
        standalone: true,
    };
    let generated = generate_crate(&description(&document), &target, &options).unwrap();
    assert_eq!(generated.errors().count(), 1);
    assert!(!target.exists());
}

#[test]
fn does_not_read_files_outside_of_the_boundary() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("api")).unwrap();
    fs::write(folder.path().join("secret.json"), r#"{ "type": "string" }"#).unwrap();
    let document = folder.path().join("api/v1.json");
    let text = r#"{
        "openapi": "3.1.0", "info": { "title": "Pets", "version": "1" },
        "paths": { "/": { "get": { "responses": { "200": { "description": "", "content": {
            "application/json": { "schema": { "$ref": "../secret.json" } } } } } } } }
    }"#;
    fs::write(&document, text).unwrap();
    let outside = description(&document).generate().unwrap();
    assert!(
        outside
            .errors()
            .any(|error| error.message.contains("outside"))
    );
    let inside = Description {
        boundary: folder.path().to_owned(),
        ..description(&document)
    };
    assert_eq!(inside.generate().unwrap().errors().count(), 0);
}
