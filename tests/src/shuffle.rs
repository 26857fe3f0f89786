//! The same description with the keys of objects that have no order of their own in another order.
//!
//! A stranger would get this wrong: most objects of a description do have an order, which the emitted code keeps:
//! properties, responses, media types. Paths, methods, components and the keywords of a schema have none.

use restwright_codegen::value::{Node, Value};

/// The objects at the root whose members have no order, other than components.
const UNORDERED: [&str; 7] = [
    "definitions",
    "parameters",
    "paths",
    "responses",
    "securityDefinitions",
    "webhooks",
    "x-ms-paths",
];

/// The description as JSON, with the keys that have no order in reverse.
pub fn reversed(document: &Node) -> String {
    let mut document = document.value.clone();
    for (name, section) in members(&mut document) {
        match name {
            "components" => {
                reverse(section);
                members(section).for_each(|(name, section)| reverse_section(name, section));
            }
            name if UNORDERED.contains(&name) => reverse_section(name, section),
            _ => {}
        }
    }
    document.to_json()
}

/// The description as JSON, in its order.
pub fn unchanged(document: &Node) -> String {
    document.value.to_json()
}

fn reverse_section(name: &str, section: &mut Value) {
    reverse(section);
    for (_, member) in members(section) {
        match name {
            "schemas" | "definitions" => reverse_schema(member),
            "paths" | "webhooks" | "x-ms-paths" => reverse(member),
            _ => {}
        }
    }
}

/// Reverses the keywords of a schema and of those inside of it, but leaves their values in order.
fn reverse_schema(schema: &mut Value) {
    reverse(schema);
    for (keyword, value) in members(schema) {
        match (keyword, value) {
            ("properties" | "$defs" | "patternProperties", value) => {
                members(value).for_each(|(_, schema)| reverse_schema(schema));
            }
            ("allOf" | "oneOf" | "anyOf" | "prefixItems", Value::Array(schemas)) => {
                for schema in schemas {
                    reverse_schema(&mut schema.value);
                }
            }
            ("items" | "additionalProperties" | "not", schema) => reverse_schema(schema),
            _ => {}
        }
    }
}

fn reverse(value: &mut Value) {
    if let Value::Object(members) = value {
        members.reverse();
    }
}

fn members(value: &mut Value) -> impl Iterator<Item = (&str, &mut Value)> {
    let members = match value {
        Value::Object(members) => Some(members),
        _ => None,
    };
    members
        .into_iter()
        .flatten()
        .map(|(name, member)| (&**name, &mut member.node.value))
}
