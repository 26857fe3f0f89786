//! Additive changes to a description: every place where something may be added, and the description with it.
//!
//! A stranger would get this wrong: an addition is not always additive. A second value makes a constant a choice, the
//! first property makes a map an object, a success of another shape makes the output a choice, and a value of one of the
//! places that share a named enum makes two enums of it: these are left out.

use serde_json::{Map, Value, json};

/// A name that no description has.
const ADDED: &str = "zzAdded";

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An optional property of an object.
    Property,
    /// An optional query parameter of an operation.
    Parameter,
    /// A header of a response.
    Header,
    /// A value of an enum.
    Value,
    /// A failure of an operation.
    Failure,
    /// A schema.
    Schema,
    /// An operation.
    Operation,
}

/// An additive change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// What is added.
    pub kind: Kind,
    /// Where: a JSON Pointer.
    pub at: String,
}

/// All additive changes of a description.
pub fn additions(description: &Value) -> Vec<Addition> {
    let mut found = vec![
        Addition {
            kind: Kind::Schema,
            at: String::new(),
        },
        Addition {
            kind: Kind::Operation,
            at: String::new(),
        },
    ];
    for (section, value) in members(description) {
        match section.as_str() {
            "definitions" => schemas(value, &pointer("", section), &mut found),
            "components" => schemas(&value["schemas"], "/components/schemas", &mut found),
            "paths" => operations(value, &mut found),
            _ => {}
        }
    }
    found
}

impl Addition {
    /// Adds it.
    pub fn apply(&self, description: &mut Value) {
        let is_swagger = description.get("swagger").is_some();
        let text = || {
            if is_swagger {
                json!({"type": "string"})
            } else {
                json!({"schema": {"type": "string"}})
            }
        };
        let Some(place) = description.pointer_mut(&self.at) else {
            return;
        };
        match self.kind {
            Kind::Property => place["properties"][ADDED] = json!({"type": "string"}),
            Kind::Parameter => {
                let mut parameter = text();
                parameter["name"] = ADDED.into();
                parameter["in"] = "query".into();
                push(&mut place["parameters"], parameter);
            }
            Kind::Header => place["headers"][ADDED] = text(),
            Kind::Value => push(&mut place["enum"], ADDED.into()),
            Kind::Failure => place["responses"]["418"] = json!({"description": "Added."}),
            Kind::Schema if is_swagger => place["definitions"][ADDED] = an_object(),
            Kind::Schema => place["components"]["schemas"][ADDED] = an_object(),
            Kind::Operation => {
                place["paths"]["/zz-added"]["get"] =
                    json!({"operationId": ADDED, "responses": {"204": {"description": "Added."}}});
            }
        }
    }
}

fn an_object() -> Value {
    json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}})
}

fn push(list: &mut Value, element: Value) {
    match list {
        Value::Array(elements) => elements.push(element),
        other => *other = Value::Array(vec![element]),
    }
}

fn operations(paths: &Value, found: &mut Vec<Addition>) {
    for (path, item) in members(paths) {
        for (method, operation) in members(item) {
            let responses = &operation["responses"];
            if !METHODS.contains(&method.as_str()) || !responses.is_object() {
                continue;
            }
            let at = pointer(&pointer("/paths", path), method);
            let add = |kind, at: &str| Addition {
                kind,
                at: at.to_owned(),
            };
            found.push(add(Kind::Parameter, &at));
            if responses.get("418").is_none() && responses.get("4XX").is_none() {
                found.push(add(Kind::Failure, &at));
            }
            for (status, response) in members(responses) {
                if response.get("$ref").is_none() && response.is_object() {
                    found.push(add(
                        Kind::Header,
                        &pointer(&pointer(&at, "responses"), status),
                    ));
                }
            }
        }
    }
}

fn schemas(named: &Value, at: &str, found: &mut Vec<Addition>) {
    for (name, value) in members(named) {
        schema(value, &pointer(at, name), found);
    }
}

fn schema(value: &Value, at: &str, found: &mut Vec<Addition>) {
    let mut add = |kind| {
        found.push(Addition {
            kind,
            at: at.to_owned(),
        });
    };
    if members(&value["properties"]).next().is_some() {
        add(Kind::Property);
    }
    let values = value["enum"].as_array();
    let is_text =
        matches!(&value["type"], Value::Null | Value::Array(_)) || value["type"] == "string";
    let is_shared = !value["x-ms-enum"]["name"].is_null();
    if is_text
        && !is_shared
        && values.is_some_and(|values| values.len() > 1 && values.iter().all(Value::is_string))
    {
        add(Kind::Value);
    }
    for (keyword, inner) in members(value) {
        let at = pointer(at, keyword);
        match keyword.as_str() {
            "properties" => schemas(inner, &at, found),
            "items" | "additionalProperties" => schema(inner, &at, found),
            "allOf" | "oneOf" | "anyOf" => {
                for (index, inner) in inner.as_array().into_iter().flatten().enumerate() {
                    schema(inner, &format!("{at}/{index}"), found);
                }
            }
            _ => {}
        }
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn pointer(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}
