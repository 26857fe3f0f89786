//! The manifests keep what they promise: the Rust version, and what a published crate needs.
//!
//! A stranger would get this wrong: the Rust version is not that of the machine. What the crates are built with may be
//! newer; what they and their dependencies ask for may not.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use tests::workspace;

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(workspace())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The packages of the workspace that are published.
fn published(metadata: &Value) -> Vec<&Value> {
    let members: BTreeSet<&str> = list(&metadata["workspace_members"]).map(text).collect();
    list(&metadata["packages"])
        .filter(|package| members.contains(text(&package["id"])) && package["publish"].is_null())
        .collect()
}

fn version(text: &str) -> Vec<u64> {
    let parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut parts: Vec<u64> = parts.collect();
    parts.resize(3, 0);
    parts
}

#[test]
fn published_crates_say_what_a_registry_asks() {
    let metadata = metadata();
    let published = published(&metadata);
    let names: BTreeSet<&str> = published
        .iter()
        .map(|package| text(&package["name"]))
        .collect();
    for name in [
        "restwright",
        "restwright-azure",
        "restwright-client",
        "restwright-codegen",
        "restwright-replay",
        "restwright-runtime",
    ] {
        assert!(names.contains(name), "{name} is not published");
    }
    for package in published {
        let name = text(&package["name"]);
        for key in ["description", "license", "repository", "readme"] {
            assert!(!text(&package[key]).is_empty(), "{name} has no {key}");
        }
        for key in ["keywords", "categories"] {
            let count = list(&package[key]).count();
            assert!((1..=5).contains(&count), "{name} has {count} {key}");
        }
        for dependency in list(&package["dependencies"]) {
            let is_for_tests = dependency["kind"] == "dev";
            assert!(
                is_for_tests || dependency["req"] != "*",
                "{name} depends on any version of {}",
                dependency["name"]
            );
        }
    }
}

/// The packages that a published one is built from, without those for its tests.
#[test]
fn no_dependency_asks_for_a_newer_rust() {
    let metadata = metadata();
    let packages: BTreeMap<&str, &Value> = list(&metadata["packages"])
        .map(|package| (text(&package["id"]), package))
        .collect();
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"]["nodes"])
        .map(|node| (text(&node["id"]), node))
        .collect();
    let mut queue: Vec<&str> = published(&metadata)
        .into_iter()
        .map(|package| text(&package["id"]))
        .collect();
    let promised = version(text(&packages[queue[0]]["rust_version"]));
    assert!(promised > vec![1, 85, 0], "edition 2024 needs more");
    let mut seen = BTreeSet::new();
    while let Some(id) = queue.pop() {
        if !seen.insert(id) {
            continue;
        }
        let package = packages[id];
        let asked = version(text(&package["rust_version"]));
        assert!(
            asked <= promised,
            "{} asks for Rust {asked:?}, and the manifests promise {promised:?}",
            package["name"]
        );
        for dependency in list(&nodes[id]["deps"]) {
            let is_built = list(&dependency["dep_kinds"]).any(|kind| kind["kind"] != "dev");
            if is_built {
                queue.push(text(&dependency["pkg"]));
            }
        }
    }
    assert!(seen.len() > 20);
}
