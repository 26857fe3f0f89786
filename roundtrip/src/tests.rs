//! The law against codecs that lose something, and what the values are made of.
//!
//! A stranger would get this wrong: no emitted code is here. The compiled law is in `tests/tests/round_trips.rs`.

use super::schema::Schemas;
use super::subject::Subject;
use super::{Failure, Verdict, hold, seed};
use restwright_codegen::load;
use serde_json::Value;

const DESCRIPTION: &str = r##"{
    "openapi": "3.0.0",
    "components": {"schemas": {"Pet": {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "mate": {"$ref": "#/components/schemas/Pet"},
            "born": {"type": "string", "format": "date-time", "nullable": true}
        }
    }}}
}"##;

/// Tries a schema on a codec, with 300 values.
fn hold_schema(description: &str, name: &str, codec: &mut dyn FnMut(Value) -> Value) -> Verdict {
    let files = |_: &str| Ok(description.to_owned());
    let documents = load::load(&["a.json"], &files);
    let schemas = Schemas::new(&documents);
    let pointer = format!("/components/schemas/{name}");
    let subject = Subject::of_schema(name, schemas.at("a.json", &pointer).unwrap());
    hold(&schemas, &subject, 300, &seed(0, &[name]), &mut |text| {
        let value = serde_json::from_str(text).unwrap();
        Ok(Ok(codec(value).to_string()))
    })
}

/// Holds a codec to the law that is no emitted one.
fn judge(mut codec: fn(Value) -> Value) -> Verdict {
    hold_schema(DESCRIPTION, "Pet", &mut codec)
}

/// Values of a schema among these.
fn values(schemas: &str, name: &str) -> Vec<Value> {
    let description = format!(r#"{{"openapi": "3.0.0", "components": {{"schemas": {schemas}}}}}"#);
    let mut values = Vec::new();
    let verdict = hold_schema(&description, name, &mut |value| {
        values.push(value.clone());
        value
    });
    assert!(matches!(verdict, Verdict::Right));
    values
}

fn at_any_depth(value: Value, lose: &dyn Fn(&str, &Value) -> bool) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(name, value)| !lose(name, value))
            .map(|(name, value)| (name, at_any_depth(value, lose)))
            .collect(),
        other => other,
    }
}

#[test]
fn a_codec_that_keeps_everything_is_right() {
    assert!(matches!(judge(|value| value), Verdict::Right));
}

#[test]
fn what_a_codec_loses_is_found_and_made_small() {
    let lost = |codec: fn(Value) -> Value| match judge(codec) {
        Verdict::Wrong(Failure { json, .. }) => json,
        Verdict::Right | Verdict::Unjudged(_) => panic!("nothing was found"),
    };
    let no_null =
        lost(|value| at_any_depth(value, &|name, value| name == "born" && value.is_null()));
    let value: Value = serde_json::from_str(&no_null).unwrap();
    assert_eq!(value, serde_json::json!({"name": "", "born": null}));
    let no_mate = lost(|value| at_any_depth(value, &|name, _| name == "mate"));
    let value: Value = serde_json::from_str(&no_mate).unwrap();
    assert_eq!(value, serde_json::json!({"name": "", "mate": {"name": ""}}));
    let known = ["name", "mate", "born"];
    let only_known =
        lost(|value| at_any_depth(value, &|name, _| !["name", "mate", "born"].contains(&name)));
    let value: Value = serde_json::from_str(&only_known).unwrap();
    let members = value.as_object().unwrap();
    assert_eq!(members.len(), 2, "{only_known}");
    assert!(members.keys().any(|name| !known.contains(&name.as_str())));
}

#[test]
fn what_services_add_is_mixed_in() {
    let schemas = r#"{"A": {
        "type": "object",
        "required": ["must"],
        "properties": {
            "must": {"type": "string", "enum": ["x", "y"]},
            "null": {"type": "integer", "format": "int32", "nullable": true},
            "day": {"type": "string", "format": "date"},
            "sent": {"type": "string", "writeOnly": true}
        }
    }}"#;
    let values = values(schemas, "A");
    let some = |test: &dyn Fn(&Value) -> bool| values.iter().any(test);
    let all = |test: &dyn Fn(&Value) -> bool| values.iter().all(test);
    assert!(all(&|value| value["must"].is_string()));
    assert!(some(&|value| value["must"] == "y"));
    assert!(some(&|value| value["must"] != "x" && value["must"] != "y"));
    assert!(some(&|value| value.get("null") == Some(&Value::Null)));
    assert!(some(&|value| value["null"] == i32::MIN));
    assert!(some(&|value| value["null"].is_f64()), "a whole float");
    assert!(some(&|value| value["day"] == "2017-04-26"));
    assert!(some(
        &|value| value["day"].is_string() && value["day"] != "2017-04-26"
    ));
    assert!(all(&|value| value.get("day") != Some(&Value::Null)));
    let known = ["must", "null", "day", "sent"];
    let has_unknown = |value: &Value| {
        let members = value.as_object().unwrap();
        members.keys().any(|name| !known.contains(&name.as_str()))
    };
    assert!(some(&has_unknown) && !all(&has_unknown));
}

#[test]
fn a_value_of_a_base_is_one_of_a_descendant_with_its_tag() {
    let schemas = r##"{
        "Base": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind", "mapping": {"b": "#/components/schemas/Below"}}
        },
        "Below": {
            "allOf": [{"$ref": "#/components/schemas/Base"}],
            "required": ["own"],
            "properties": {"own": {"type": "boolean"}}
        },
        "Closed": {"type": "object", "additionalProperties": false, "properties": {"a": {"type": "string"}}}
    }"##;
    let base = values(schemas, "Base");
    assert!(base.iter().all(|value| value["kind"].is_string()));
    assert!(
        base.iter()
            .all(|value| value["kind"] != "b" || value["own"].is_boolean())
    );
    assert!(base.iter().any(|value| value["kind"] == "b"));
    assert!(base.iter().any(|value| value["kind"] == "Base"));
    let below = values(schemas, "Below");
    assert!(below.iter().all(|value| value["own"].is_boolean()));
    let unknown = |value: &Value| !["b", "Below"].contains(&value["kind"].as_str().unwrap());
    assert!(below.iter().any(unknown), "a tag that nobody knows");
    let closed = values(schemas, "Closed");
    let is_known = |value: &Value| value.as_object().unwrap().keys().all(|name| name == "a");
    assert!(closed.iter().all(is_known));
}
