//! Every requirement of the project's own API has a program that leaves it out and does not compile.
//!
//! A stranger would get this wrong: that the programs fail is the package `ui`'s test, and that they are up to date is the
//! drift check's. This one counts what they leave out against the description itself.

use restwright::discover::discover;
use restwright::requirements;
use restwright_codegen::emit::requirement::{Program, Requirement};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use tests::{golden, root, workspace};

fn programs() -> PathBuf {
    root().join("ui/fail/emitted")
}

/// The programs of all APIs of the workspace.
fn all() -> Vec<Program> {
    let descriptions = discover(workspace()).expect("the descriptions are found");
    let of = |description: &restwright::description::Description| {
        let generated = description.generate().expect("the description can be read");
        requirements::programs(&[generated], "generated")
    };
    descriptions.iter().flat_map(of).collect()
}

#[test]
fn the_compiler_names_what_is_missing() {
    if golden::blesses() {
        return;
    }
    for Program {
        file, requirements, ..
    } in all()
    {
        let path = programs().join(file).with_extension("stderr");
        let Ok(stderr) = fs::read_to_string(&path) else {
            panic!("{} is missing: {}", path.display(), golden::BLESS)
        };
        let mut errors = stderr.split("error[").skip(1);
        for Requirement { ident, .. } in requirements {
            let ident = ident.trim_start_matches("r#");
            let error = errors.next().unwrap_or_default();
            let is_field = error.contains(&format!("missing field `{ident}`"));
            let is_argument = error.contains("argument #1 is missing")
                && error.contains(&format!("/* {ident} */"));
            assert!(is_field || is_argument, "{ident}: {error}");
        }
        assert_eq!(errors.next(), None);
    }
}

#[test]
fn nothing_that_the_description_requires_is_left_out() {
    let emitted: BTreeSet<(String, String)> = all()
        .into_iter()
        .flat_map(|program| program.requirements)
        .map(|it| (it.owner, it.member))
        .collect();
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
    let sent = sent(description);
    for (name, schema) in description["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten()
    {
        if !sent.contains(name) {
            continue;
        }
        for member in list(&schema["required"]) {
            let property = &schema["properties"][text(&member)];
            if property["readOnly"] != true && property.get("const").is_none() {
                all.insert((name.clone(), text(&member)));
            }
        }
    }
    all
}

/// The schemas that a body of a request refers to, and those that these refer to.
fn sent(description: &Value) -> BTreeSet<String> {
    let mut open = Vec::new();
    let operations = description["paths"].as_object().into_iter().flatten();
    for (_, operation) in operations.flat_map(|(_, path)| path.as_object().into_iter().flatten()) {
        references(&operation["requestBody"], &mut open);
    }
    let mut sent = BTreeSet::new();
    while let Some(name) = open.pop() {
        references(&description["components"]["schemas"][&name], &mut open);
        open.retain(|other| !sent.contains(other) && *other != name);
        sent.insert(name);
    }
    sent
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let target = member.as_str().filter(|_| name == "$ref");
                let schema = target.and_then(|it| it.strip_prefix("#/components/schemas/"));
                found.extend(schema.map(str::to_owned));
                references(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
