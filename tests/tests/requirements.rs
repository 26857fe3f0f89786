//! Every requirement of the project's own API has a program that leaves it out and does not compile.
//!
//! A stranger would get this wrong: that the programs fail is the package `ui`'s test. This one holds that none is
//! missing: the programs follow from the generator's shapes, and are counted against the description itself.

use restwright::discover::discover;
use restwright::tree::Tree;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tests::requirement::{Requirement, requirements};
use tests::{golden, root, workspace};

fn programs() -> PathBuf {
    root().join("ui/fail/emitted")
}

/// The requirements of all APIs of the workspace.
fn all() -> Vec<Requirement> {
    let descriptions = discover(workspace()).expect("the descriptions are found");
    let of = |description: &restwright::description::Description| {
        let generated = description.generate().expect("the description can be read");
        let module = format!("generated::{}", generated.module.join("::"));
        requirements(
            generated
                .output
                .api
                .as_ref()
                .expect("the description is emitted"),
            &module,
        )
    };
    descriptions.iter().flat_map(of).collect()
}

#[test]
fn every_requirement_has_its_program() {
    let mut wanted = Tree::default();
    for Requirement { file, program, .. } in all() {
        let stderr = Path::new(&file).with_extension("stderr");
        // What the compiler says is trybuild's to write; without a program it is stale.
        if let Ok(text) = fs::read_to_string(programs().join(&stderr)) {
            wanted.insert(stderr, text).expect("a file name");
        }
        wanted.insert(file, program).expect("a file name");
    }
    let names = std::fs::read_dir(programs()).expect("the folder of the programs");
    let names: Vec<String> = names
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let managed: Vec<&str> = names.iter().map(String::as_str).collect();
    let failures: Vec<String> = golden::check(&programs(), &wanted, &managed)
        .err()
        .into_iter()
        .collect();
    golden::report(&failures);
}

#[test]
fn the_compiler_names_what_is_missing() {
    if golden::blesses() {
        return;
    }
    for Requirement { file, ident, .. } in all() {
        let path = programs().join(file).with_extension("stderr");
        let Ok(stderr) = fs::read_to_string(&path) else {
            panic!("{} is missing: {}", path.display(), golden::BLESS)
        };
        let ident = ident.trim_start_matches("r#");
        let is_field = stderr.contains(&format!("missing field `{ident}`"));
        let is_argument =
            stderr.contains("argument #1 is missing") && stderr.contains(&format!("/* {ident} */"));
        assert!(is_field || is_argument, "{stderr}");
    }
}

#[test]
fn nothing_that_the_description_requires_is_left_out() {
    let emitted: BTreeSet<(String, String)> =
        all().into_iter().map(|it| (it.owner, it.member)).collect();
    let text = fs::read_to_string(workspace().join("spec/customer-insights/2017-04-26.json"))
        .expect("the description");
    let description = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(emitted, required(&description));
}

/// The requirements as the description spells them, read without the generator.
fn required(description: &Value) -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    let resolve = |value: &'_ Value| -> Value {
        let target = value["$ref"]
            .as_str()
            .and_then(|reference| description.pointer(reference.strip_prefix('#')?));
        target.unwrap_or(value).clone()
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for path in description["paths"]
        .as_object()
        .into_iter()
        .flat_map(|paths| paths.values())
    {
        for operation in path
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, value)| value.get("operationId").and(Some(value)))
        {
            let id = text(&operation["operationId"]);
            let parameters = list(&path["parameters"])
                .into_iter()
                .chain(list(&operation["parameters"]));
            for parameter in parameters.map(|parameter| resolve(&parameter)) {
                if parameter["required"] == true && parameter["schema"].get("const").is_none() {
                    all.insert((id.clone(), text(&parameter["name"])));
                }
            }
            if operation["requestBody"]["required"] == true {
                all.insert((id.clone(), "body".to_owned()));
            }
        }
    }
    for (name, schema) in description["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten()
    {
        for member in list(&schema["required"]) {
            let property = &schema["properties"][text(&member)];
            if property["readOnly"] != true && property.get("const").is_none() {
                all.insert((name.clone(), text(&member)));
            }
        }
    }
    all
}
