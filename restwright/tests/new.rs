//! `new` and `init`: what they make is built and tested as its owner would.
//!
//! A stranger would get this wrong: the new workspace has a lock file of its own and builds in a folder of its own. It is
//! given the lock file of this workspace, so that nothing is downloaded that is not here.

use restwright::Outcome;
use restwright::new::{Options, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SHOP: &str = r#"{
  "openapi": "3.1.0",
  "info": { "title": "Corner Shop", "version": "v2" },
  "servers": [{ "url": "https://shop.example" }],
  "paths": {
    "/goods/{id}": { "put": {
      "operationId": "putGood", "tags": ["goods"],
      "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
      "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "parts/good.json" } } } },
      "responses": { "204": { "description": "It is there." } }
    } }
  }
}"#;

const GOOD: &str = r#"{ "type": "object", "required": ["name", "price"],
  "properties": { "name": { "type": "string" }, "price": { "type": "number" } } }"#;

/// Two calls of the shop, of which the second was recorded wrongly.
const EXCHANGES: &str = r#"{"id":"tea","description":"corner-shop/_upstream-v2/shop.json","operation":"putGood","method":"PUT","template":"/goods/{id}","parameters":{"id":"t/ea"},"body":{"name":"Tea","price":2.5},"request":{"method":"PUT","segments":["goods","t/ea"],"contentType":"application/json","body":{"name":"Tea","price":2.5}},"responses":[{"status":204}]}
{"id":"tea again","description":"corner-shop/_upstream-v2/shop.json","operation":"putGood","method":"PUT","template":"/goods/{id}","parameters":{"id":"tea"},"body":{"name":"Tea","price":2.5},"request":{"method":"PUT","segments":["goods","coffee"],"contentType":"application/json","body":{"name":"Tea","price":2.5}},"responses":[{"status":204}]}
"#;

fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The description of a shop in two files.
fn shop(folder: &Path) -> PathBuf {
    let path = folder.join("shop.json");
    fs::create_dir_all(folder.join("parts")).unwrap();
    fs::write(&path, SHOP).unwrap();
    fs::write(folder.join("parts/good.json"), GOOD).unwrap();
    path
}

fn make(
    folder: &Path,
    exists: bool,
    descriptions: &[PathBuf],
) -> (miette::Result<Outcome>, String) {
    let mut out = Vec::new();
    let options = Options {
        folder,
        exists,
        descriptions,
        checkout: Some(checkout()),
        color: false,
    };
    let outcome = run(&options, &mut out);
    (outcome, String::from_utf8(out).unwrap())
}

fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(checkout().join("Cargo.lock"), lock).unwrap();
    }
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("new"),
        )
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_new_workspace_regenerates_and_passes_its_tests() {
    let folder = tempfile::tempdir().unwrap();
    let description = shop(folder.path());
    let demo = folder.path().join("demo");
    let (outcome, text) = make(&demo, false, &[description]);
    assert_eq!(outcome.unwrap(), Outcome::Success, "{text}");
    assert!(text.contains("is ready"), "{text}");
    let read = |path: &str| fs::read_to_string(demo.join(path)).unwrap();
    assert!(
        demo.join("spec/corner-shop/_upstream-v2/parts/good.json")
            .is_file()
    );
    assert!(
        read("README.md").contains("generated::corner_shop::v2"),
        "{}",
        read("README.md")
    );
    assert!(read("README.md").contains("PutGood") || read("README.md").contains("goods::"));

    for (arguments, expected) in [
        (&["xtask", "regenerate", "--check"][..], ""),
        (
            &["test", "--workspace"],
            "what_is_required_cannot_be_left_out ... ok",
        ),
    ] {
        let output = cargo(&demo, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
    let errors = read("tests/ui/fail/emitted/corner_shop_v2_models.stderr");
    assert!(errors.contains("missing field `price`"), "{errors}");

    fs::write(demo.join("exchanges.jsonl"), EXCHANGES).unwrap();
    let output = cargo(
        &demo,
        &[
            "xtask",
            "verify",
            "exchanges.jsonl",
            "--descriptions",
            "spec",
        ],
    );
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let report = said(&output);
    assert!(report.contains("1/2") && report.contains("2/2"), "{report}");
    assert!(
        report.contains("expected [\"goods\", \"coffee\"]"),
        "{report}"
    );

    let lib = demo.join("generated/src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, format!("{text}// edited\n")).unwrap();
    let output = cargo(&demo, &["xtask", "regenerate", "--check"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("repair with `cargo xtask regenerate`"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_refused_description_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let description = folder.path().join("broken.json");
    fs::write(&description, "{").unwrap();
    let demo = folder.path().join("demo");
    let (outcome, text) = make(&demo, false, &[description]);
    assert_eq!(outcome.unwrap(), Outcome::Failure);
    assert!(text.contains("error["), "{text}");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine"), "").unwrap();
    let (outcome, _) = make(folder.path(), false, &[]);
    assert!(outcome.unwrap_err().to_string().contains("restwright init"));
}

#[test]
fn a_workspace_that_exists_keeps_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    let description = shop(folder.path());
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "Cargo.toml",
        "# Ours.\n[workspace]\nresolver = \"3\"\nmembers = [\"app\"] # one\n\n[workspace.dependencies]\ntrybuild = \"1.0\"\n",
    );
    write(
        "app/Cargo.toml",
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    write("app/src/lib.rs", "");
    write(".gitignore", "/mine\n");
    let (outcome, text) = make(&root, true, &[description]);
    assert_eq!(outcome.unwrap(), Outcome::Success, "{text}");
    assert!(text.contains("kept    .gitignore"), "{text}");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for kept in [
        "# Ours.",
        "\"app\"",
        "# one",
        "trybuild = \"1.0\"",
        "\"generated\"",
        "\"xtask\"",
    ] {
        assert!(manifest.contains(kept), "{manifest}");
    }
    let output = cargo(&root, &["metadata", "--format-version=1", "--no-deps"]);
    assert!(output.status.success(), "{}", said(&output));
}
