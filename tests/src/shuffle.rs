//! The same description with the keys of objects that have no order of their own in another order.
//!
//! A stranger would get this wrong: not every object of a description is without order. Properties and media types have
//! one, which the emitted code keeps. Paths, methods, components, statuses, headers and the keywords of an object have
//! none. Of objects that are not known here nothing is moved.

use fastrand::Rng;
use restwright_codegen::value::{Node, Object, Value};

/// The description as JSON, with the keys that have no order in reverse.
pub fn reversed(document: &Node) -> String {
    reordered(document, &mut Object::reverse)
}

/// The description as JSON, with the keys that have no order in an order that follows from the seed.
pub fn shuffled(document: &Node, seed: u64) -> String {
    let mut rng = Rng::with_seed(seed);
    reordered(document, &mut |object| {
        let mut members: Vec<_> = object.drain(..).collect();
        rng.shuffle(&mut members);
        object.extend(members);
    })
}

/// The description as JSON, with the parts of every `allOf` in an order that follows from the seed, and how many lists
/// that moved.
pub fn parts_of_all_of(document: &Node, seed: u64) -> (String, usize) {
    let mut rng = Rng::with_seed(seed);
    let mut document = document.value.clone();
    let mut moved = 0;
    let mut open = vec![&mut document];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    if let ("allOf", Value::Array(parts)) = (&**name, &mut member.node.value) {
                        rng.shuffle(parts);
                        moved += usize::from(parts.len() > 1);
                    }
                    open.push(&mut member.node.value);
                }
            }
            Value::Array(elements) => {
                open.extend(elements.iter_mut().map(|element| &mut element.value));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    (document.to_json(), moved)
}

/// The description as JSON, in its order.
pub fn unchanged(document: &Node) -> String {
    document.value.to_json()
}

fn reordered(document: &Node, reorder: &mut dyn FnMut(&mut Object)) -> String {
    let mut document = document.value.clone();
    let is_known = ["swagger", "openapi", "definitions", "components"]
        .iter()
        .any(|keyword| document.get(keyword).is_some());
    if is_known {
        visit(Kind::Document, &mut document, reorder);
    }
    document.to_json()
}

/// What an object of a description is.
#[derive(Clone, Copy)]
enum Kind {
    Document,
    Components,
    PathItem,
    Callback,
    Operation,
    /// A header too.
    Parameter,
    Body,
    Response,
    MediaType,
    Schema,
    Plain,
}

/// What a member of an object holds.
enum Holds {
    One(Kind),
    List(Kind),
    /// By name, in the order of the description.
    Ordered(Kind),
    /// By name, in no order.
    Unordered(Kind),
}

/// What a member holds, where that is known.
fn holds(kind: Kind, name: &str) -> Option<Holds> {
    use Holds::{List, One, Ordered, Unordered};
    Some(match (kind, name) {
        (Kind::Document, "paths" | "webhooks" | "x-ms-paths") | (Kind::Components, "pathItems") => {
            Unordered(Kind::PathItem)
        }
        (Kind::Document, "components") => One(Kind::Components),
        (Kind::Document, "definitions")
        | (Kind::Components, "schemas")
        | (Kind::Schema, "patternProperties" | "$defs" | "definitions" | "dependentSchemas") => {
            Unordered(Kind::Schema)
        }
        (Kind::Document | Kind::Components, "parameters")
        | (Kind::Components | Kind::Response, "headers") => Unordered(Kind::Parameter),
        (Kind::Document | Kind::Components | Kind::Operation, "responses") => {
            Unordered(Kind::Response)
        }
        (Kind::Components, "requestBodies") => Unordered(Kind::Body),
        (Kind::Components | Kind::Operation, "callbacks") => Unordered(Kind::Callback),
        (Kind::Components, "mediaTypes") => Unordered(Kind::MediaType),
        (Kind::Document, "securityDefinitions")
        | (Kind::Components, "securitySchemes" | "examples" | "links") => Unordered(Kind::Plain),
        (Kind::PathItem | Kind::Operation, "parameters") => List(Kind::Parameter),
        (Kind::PathItem, "additionalOperations") => Unordered(Kind::Operation),
        (
            Kind::PathItem,
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query",
        ) => One(Kind::Operation),
        (Kind::Callback, _) => One(Kind::PathItem),
        (Kind::Operation, "requestBody") => One(Kind::Body),
        (Kind::Parameter | Kind::Body | Kind::Response, "content") => Ordered(Kind::MediaType),
        (Kind::Parameter | Kind::Response | Kind::MediaType, "schema")
        | (Kind::Parameter, "items")
        | (Kind::MediaType, "itemSchema")
        | (
            Kind::Schema,
            "items"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames",
        ) => One(Kind::Schema),
        (Kind::Schema, "properties") => Ordered(Kind::Schema),
        (Kind::Schema, "allOf" | "oneOf" | "anyOf" | "prefixItems") => List(Kind::Schema),
        _ => return None,
    })
}

/// Reorders an object and those inside of it.
fn visit(kind: Kind, value: &mut Value, reorder: &mut dyn FnMut(&mut Object)) {
    let Value::Object(object) = value else {
        return;
    };
    reorder(object);
    for (name, member) in object {
        let value = &mut member.node.value;
        match holds(kind, name) {
            Some(Holds::One(kind)) => visit(kind, value, reorder),
            Some(Holds::List(kind)) => {
                if let Value::Array(elements) = value {
                    for element in elements {
                        visit(kind, &mut element.value, reorder);
                    }
                }
            }
            Some(Holds::Unordered(kind)) => {
                if let Value::Object(members) = value {
                    reorder(members);
                }
                visit_members(kind, value, reorder);
            }
            Some(Holds::Ordered(kind)) => visit_members(kind, value, reorder),
            None => {}
        }
    }
}

fn visit_members(kind: Kind, value: &mut Value, reorder: &mut dyn FnMut(&mut Object)) {
    if let Value::Object(members) = value {
        for member in members.values_mut() {
            visit(kind, &mut member.node.value, reorder);
        }
    }
}
