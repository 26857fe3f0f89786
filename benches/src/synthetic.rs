//! A description of any size, the same types under `serde_derive`, and a document that both read.
//!
//! The build script includes this file too, so that the emitted and the derived types that are compared always come
//! from the same text.

use restwright_codegen::load::Files;
use restwright_codegen::select::Selection;
use restwright_codegen::{Input, Output, generate};
use std::fmt::Write;

/// The properties of each schema: wire name, schema, Rust type of the peer, whether it is required.
const PROPERTIES: &[(&str, &str, &str, bool)] = &[
    ("id", r#"{"type":"string"}"#, "String", true),
    ("displayName", r#"{"type":"string"}"#, "String", true),
    (
        "description",
        r#"{"type":"string"}"#,
        "Option<String>",
        false,
    ),
    (
        "itemCount",
        r#"{"type":"integer","format":"int64"}"#,
        "i64",
        true,
    ),
    (
        "revision",
        r#"{"type":"integer","format":"int32"}"#,
        "Option<i32>",
        false,
    ),
    ("ratio", r#"{"type":"number"}"#, "Option<f64>", false),
    ("isEnabled", r#"{"type":"boolean"}"#, "Option<bool>", false),
    (
        "tags",
        r#"{"type":"array","items":{"type":"string"}}"#,
        "Option<Vec<String>>",
        false,
    ),
    (
        "labels",
        r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
        "Option<BTreeMap<String, String>>",
        false,
    ),
];

/// How many operations a group has, each of which becomes a file.
const GROUP: usize = 20;

/// The description of an API with this many object schemas of ten properties and this many operations.
pub fn description(schemas: usize, operations: usize) -> String {
    let mut text =
        String::from(r#"{"openapi":"3.1.0","info":{"title":"Synthetic","version":"1"},"paths":{"#);
    for index in 0..operations {
        let comma = if index > 0 { "," } else { "" };
        let schema = index % schemas.max(1);
        let group = index / GROUP;
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            r##"{comma}"/groups/{{groupName}}/resources{index}/{{resourceName}}":{{"put":{{"operationId":"Resources{group}_Update{index}","parameters":[{{"name":"groupName","in":"path","required":true,"schema":{{"type":"string"}}}},{{"name":"resourceName","in":"path","required":true,"schema":{{"type":"string"}}}},{{"name":"filter","in":"query","schema":{{"type":"string"}}}}],"requestBody":{{"required":true,"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Model{schema}"}}}}}}}},"responses":{{"200":{{"description":"Done","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Model{schema}"}}}}}}}},"404":{{"description":"Missing"}}}}}}}}"##
        );
    }
    text.push_str(r#"},"components":{"schemas":{"#);
    for index in 0..schemas {
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(
            text,
            r#"{comma}"Model{index}":{{"type":"object","description":"Model {index}.","properties":{{"#
        );
        for (name, schema, _, _) in PROPERTIES {
            let _ = write!(text, r#""{name}":{schema},"#);
        }
        let _ = write!(
            text,
            r##""children":{{"type":"array","items":{{"$ref":"#/components/schemas/Model{}"}}}}"##,
            child(index)
        );
        let required: Vec<String> = PROPERTIES
            .iter()
            .filter(|property| property.3)
            .map(|property| format!("\"{}\"", property.0))
            .collect();
        let _ = write!(text, r#"}},"required":[{}]}}"#, required.join(","));
    }
    text.push_str("}}}");
    text
}

/// The schema that the children of a schema have: the graph is a cycle-free tree but for the first.
fn child(index: usize) -> usize {
    index / 2
}

/// The same types, as a careful user of `serde_derive` writes them: they drop the members that the schema does not know.
pub fn peer(schemas: usize) -> String {
    let mut text =
        String::from("use serde::{Deserialize, Serialize};\nuse std::collections::BTreeMap;\n");
    for index in 0..schemas {
        let _ = write!(
            text,
            "\n/// Model {index}.\n#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n#[serde(rename_all = \"camelCase\")]\npub struct Model{index} {{\n"
        );
        for (name, _, ty, required) in PROPERTIES {
            if !required {
                text.push_str("    #[serde(skip_serializing_if = \"Option::is_none\")]\n");
            }
            let _ = writeln!(text, "    /// `{name}`.\n    pub {}: {ty},", snake(name));
        }
        let _ = writeln!(
            text,
            "    #[serde(skip_serializing_if = \"Option::is_none\")]\n    /// `children`.\n    pub children: Option<Vec<Model{}>>,",
            child(index)
        );
        text.push_str("}\n");
    }
    text
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

/// A document of `Model<index>` of about this many bytes.
pub fn document(index: usize, bytes: usize) -> String {
    let mut children = Vec::new();
    let mut size = 0;
    while size < bytes {
        let one = object(children.len(), "");
        size += one.len() + 1;
        children.push(one);
    }
    object(index, &format!(r#","children":[{}]"#, children.join(",")))
}

fn object(index: usize, children: &str) -> String {
    format!(
        r#"{{"id":"/subscriptions/0b1f6471/resources/{index}","displayName":"Resource number {index}","description":"Says what it is for, with a \"quote\" and an é.","itemCount":{},"revision":{index},"ratio":{}.25,"isEnabled":true,"tags":["blue","green","production"],"labels":{{"owner":"team-{index}","region":"westeurope"}}{children}}}"#,
        index * 7919,
        index
    )
}

struct One(String);

impl Files for One {
    fn read(&self, _: &str) -> Result<String, String> {
        Ok(self.0.clone())
    }
}

/// Generates from a description text.
pub fn emit(description: String) -> Output {
    let module = ["synthetic".to_owned()];
    let input = Input {
        roots: &["synthetic.json"],
        source: "synthetic.json",
        overlay: None,
        crate_name: "generated",
        module: &module,
        selection: &Selection::every_component("synthetic.json"),
        files: &One(description),
    };
    generate(&input)
}
