//! Edits of a description: every place where something may be added, taken away or changed, and the description with it.
//!
//! A stranger would get this wrong: an edit need not be sensible, only readable. One that the generator refuses is none
//! that a report is about, and is passed over by who applies it.

use serde_json::{Map, Value, json};

/// A name that no description has.
const ADDED: &str = "zzAdded";
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// An operation is taken away.
    RemoveOperation,
    /// An operation is added.
    AddOperation,
    /// An operation gets another identifier.
    RenameOperation,
    /// A credential is demanded, or none.
    ToggleSecurity,
    /// A parameter is added that may be left out.
    AddOption,
    /// A parameter is added that must be given.
    AddParameter,
    /// A parameter is taken away.
    RemoveParameter,
    /// A parameter is called otherwise.
    RenameParameter,
    /// A parameter has another name on the wire, and the same in Rust.
    RespellParameter,
    /// A parameter must be given, or may be left out.
    ToggleParameter,
    /// A status that is a success is added.
    AddSuccess,
    /// A status that is a failure is added.
    AddFailure,
    /// A status is taken away.
    RemoveStatus,
    /// A header of a response is added.
    AddHeader,
    /// A media type of a body or a response is added.
    AddMediaType,
    /// A media type is taken away.
    RemoveMediaType,
    /// A component is taken away, and what refers to it holds anything.
    RemoveSchema,
    /// A component gets another name, where it stands and where it is referred to.
    RenameSchema,
    /// A property is added that may be absent.
    AddProperty,
    /// A property is added that must be there.
    AddRequired,
    /// A property is taken away.
    RemoveProperty,
    /// A property is called otherwise.
    RenameProperty,
    /// A property has another name on the wire, and the same in Rust.
    RespellProperty,
    /// A property must be there, or may be absent.
    ToggleRequired,
    /// A value has another type.
    ChangeType,
    /// Null is a value too, or no longer.
    ToggleNull,
    /// A value of a set is added.
    AddValue,
    /// A value of a set is written in another way, and called the same in Rust.
    RespellValue,
    /// A value of a set is taken away.
    RemoveValue,
    /// Other members are forbidden, or allowed.
    ToggleOthers,
    /// An arm of a union is taken away.
    RemoveArm,
    /// An arm of a union is added.
    AddArm,
    /// Only the service sets it, or anybody.
    ToggleReadOnly,
    /// Other words, and another constraint.
    Reword,
}

/// An edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is done.
    pub act: Act,
    /// Where: a JSON Pointer.
    pub at: String,
    /// To which member or element.
    pub what: String,
}

/// All edits of a description.
pub fn edits(description: &Value) -> Vec<Edit> {
    let mut found = vec![edit(Act::AddOperation, "", "")];
    for (path, item) in members(&description["paths"]) {
        for (method, operation) in members(item) {
            if METHODS.contains(&method.as_str()) && operation["responses"].is_object() {
                let at = pointer(&pointer("/paths", path), method);
                of_operation(operation, &at, &mut found);
            }
        }
    }
    for at in ["/definitions", "/components/schemas"] {
        let schemas = description.pointer(at).unwrap_or(&Value::Null);
        for (name, schema) in members(schemas) {
            found.push(edit(Act::RemoveSchema, at, name));
            found.push(edit(Act::RenameSchema, at, name));
            of_schema(schema, &pointer(at, name), &mut found);
        }
    }
    found
}

fn edit(act: Act, at: &str, what: &str) -> Edit {
    Edit {
        act,
        at: at.to_owned(),
        what: what.to_owned(),
    }
}

fn of_operation(operation: &Value, at: &str, found: &mut Vec<Edit>) {
    for act in [
        Act::RemoveOperation,
        Act::RenameOperation,
        Act::ToggleSecurity,
        Act::AddOption,
        Act::AddParameter,
        Act::AddSuccess,
        Act::AddFailure,
        Act::Reword,
    ] {
        found.push(edit(act, at, ""));
    }
    let parameters = operation["parameters"].as_array();
    for (index, parameter) in parameters.into_iter().flatten().enumerate() {
        let is_loose = parameter["in"] == "query" || parameter["in"] == "header";
        let index = index.to_string();
        let list = pointer(at, "parameters");
        if is_loose {
            for act in [
                Act::RemoveParameter,
                Act::RenameParameter,
                Act::RespellParameter,
                Act::ToggleParameter,
            ] {
                found.push(edit(act, &list, &index));
            }
        }
        of_schema(
            &parameter["schema"],
            &pointer(&pointer(&list, &index), "schema"),
            found,
        );
    }
    of_content(
        &operation["requestBody"],
        &pointer(at, "requestBody"),
        found,
    );
    for (status, response) in members(&operation["responses"]) {
        let list = pointer(at, "responses");
        let here = pointer(&list, status);
        if members(&operation["responses"]).count() > 1 {
            found.push(edit(Act::RemoveStatus, &list, status));
        }
        if response.get("$ref").is_none() {
            found.push(edit(Act::AddHeader, &here, ""));
        }
        of_content(response, &here, found);
    }
}

fn of_content(holder: &Value, at: &str, found: &mut Vec<Edit>) {
    let list = pointer(at, "content");
    for (media_type, media) in members(&holder["content"]) {
        found.push(edit(Act::AddMediaType, &list, media_type));
        if members(&holder["content"]).count() > 1 {
            found.push(edit(Act::RemoveMediaType, &list, media_type));
        }
        let here = pointer(&pointer(&list, media_type), "schema");
        of_schema(&media["schema"], &here, found);
    }
}

fn of_schema(schema: &Value, at: &str, found: &mut Vec<Edit>) {
    if !schema.is_object() {
        return;
    }
    found.push(edit(Act::ChangeType, at, ""));
    found.push(edit(Act::ToggleNull, at, ""));
    found.push(edit(Act::Reword, at, ""));
    if members(&schema["properties"]).next().is_some() {
        found.push(edit(Act::AddProperty, at, ""));
        found.push(edit(Act::AddRequired, at, ""));
        found.push(edit(Act::ToggleOthers, at, ""));
    }
    for (name, property) in members(&schema["properties"]) {
        for act in [
            Act::RemoveProperty,
            Act::RenameProperty,
            Act::RespellProperty,
            Act::ToggleRequired,
            Act::ToggleReadOnly,
        ] {
            found.push(edit(act, at, name));
        }
        of_schema(property, &pointer(&pointer(at, "properties"), name), found);
    }
    if schema["enum"].is_array() {
        found.push(edit(Act::AddValue, at, ""));
        found.push(edit(Act::RemoveValue, at, ""));
        found.push(edit(Act::RespellValue, at, ""));
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(arms) = schema[keyword].as_array() {
            found.push(edit(Act::AddArm, &pointer(at, keyword), ""));
            if arms.len() > 2 {
                found.push(edit(Act::RemoveArm, &pointer(at, keyword), ""));
            }
        }
    }
    for keyword in ["items", "additionalProperties"] {
        of_schema(&schema[keyword], &pointer(at, keyword), found);
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        for (index, part) in schema[keyword].as_array().into_iter().flatten().enumerate() {
            of_schema(
                part,
                &pointer(&pointer(at, keyword), &index.to_string()),
                found,
            );
        }
    }
}

impl Edit {
    /// Makes it.
    #[expect(clippy::too_many_lines, reason = "an arm for each act")]
    pub fn apply(&self, description: &mut Value) {
        let is_swagger = description.get("swagger").is_some();
        if matches!(self.act, Act::RemoveSchema | Act::RenameSchema) {
            self.rename_schema(description);
        }
        let Some(place) = description.pointer_mut(&self.at) else {
            return;
        };
        let what = self.what.as_str();
        match self.act {
            Act::AddOperation => {
                place["paths"]["/zz-added"]["get"] =
                    json!({"operationId": ADDED, "responses": {"204": {"description": "Added."}}});
            }
            Act::RemoveOperation => place["x-removed"] = json!(true),
            Act::RenameOperation => place["operationId"] = json!("zzRenamed_zzRenamed"),
            Act::ToggleSecurity => {
                let demands = place["security"].as_array().is_some_and(Vec::is_empty);
                if demands {
                    remove(place, "security");
                } else {
                    place["security"] = json!([]);
                }
            }
            Act::AddOption => push(&mut place["parameters"], parameter(is_swagger, false)),
            Act::AddParameter => push(&mut place["parameters"], parameter(is_swagger, true)),
            Act::RemoveParameter => {
                if let (Some(list), Ok(index)) = (place.as_array_mut(), what.parse::<usize>()) {
                    list.remove(index);
                }
            }
            Act::RenameParameter => place[index(what)]["name"] = json!(ADDED),
            Act::RespellParameter => {
                let parameter = &mut place[index(what)];
                parameter["name"] = respelled(&parameter["name"]);
            }
            Act::ToggleParameter => {
                let parameter = &mut place[index(what)];
                let required = parameter["required"] == true;
                parameter["required"] = json!(!required);
            }
            Act::AddSuccess => place["responses"]["202"] = json!({"description": "Added."}),
            Act::AddFailure => place["responses"]["418"] = json!({"description": "Added."}),
            Act::RemoveStatus | Act::RemoveMediaType => remove(place, what),
            Act::AddHeader => {
                place["headers"][ADDED] = if is_swagger {
                    json!({"type": "string"})
                } else {
                    json!({"schema": {"type": "string"}})
                };
            }
            Act::AddMediaType => place["text/plain"] = json!({"schema": {"type": "string"}}),
            Act::RemoveSchema | Act::RenameSchema => {}
            Act::AddProperty => place["properties"][ADDED] = json!({"type": "string"}),
            Act::AddRequired => {
                place["properties"][ADDED] = json!({"type": "string"});
                push(&mut place["required"], json!(ADDED));
            }
            Act::RemoveProperty => {
                remove(&mut place["properties"], what);
                take(&mut place["required"], what);
            }
            Act::RenameProperty => rename_property(place, what, ADDED),
            Act::RespellProperty => rename_property(place, what, &format!("${what}")),
            Act::ToggleRequired => {
                if !take(&mut place["required"], what) {
                    push(&mut place["required"], json!(what));
                }
            }
            Act::ChangeType => {
                let other = if place["type"] == "string" {
                    json!({"type": "integer"})
                } else {
                    json!({"type": "string"})
                };
                *place = other;
            }
            Act::ToggleNull => {
                if place["type"].is_array() {
                    place["type"] = place["type"][0].clone();
                } else if place["nullable"] == true {
                    remove(place, "nullable");
                } else if place["type"].is_string() {
                    place["nullable"] = json!(true);
                    place["x-nullable"] = json!(true);
                }
            }
            Act::AddValue => {
                let added = match &place["enum"][0] {
                    Value::Number(_) => json!(4711),
                    _ => json!(ADDED),
                };
                push(&mut place["enum"], added);
            }
            Act::RespellValue => {
                if let Some(value) = place["enum"].as_array_mut().and_then(|it| it.last_mut()) {
                    *value = respelled(value);
                }
            }
            Act::RemoveValue => {
                if let Some(list) = place["enum"].as_array_mut()
                    && list.len() > 1
                {
                    list.pop();
                }
            }
            Act::ToggleOthers => {
                if place["additionalProperties"] == false {
                    remove(place, "additionalProperties");
                } else {
                    place["additionalProperties"] = json!(false);
                }
            }
            Act::AddArm => push(
                place,
                json!({"type": "array", "items": {"type": "boolean"}}),
            ),
            Act::RemoveArm => {
                if let Some(list) = place.as_array_mut() {
                    list.pop();
                }
            }
            Act::ToggleReadOnly => {
                let property = &mut place["properties"][what];
                if property.is_object() {
                    let is = property["readOnly"] == true;
                    property["readOnly"] = json!(!is);
                }
            }
            Act::Reword => {
                place["description"] = json!("In other words.");
                if place["type"] == "string" && place.get("enum").is_none() {
                    place["maxLength"] = json!(4711);
                }
            }
        }
        if self.act == Act::RemoveOperation {
            self.remove_operation(description);
        }
    }

    fn remove_operation(&self, description: &mut Value) {
        if let Some((item, method)) = self.at.rsplit_once('/')
            && let Some(item) = description.pointer_mut(item)
        {
            remove(item, method);
        }
    }

    fn rename_schema(&self, description: &mut Value) {
        let is_removed = self.act == Act::RemoveSchema;
        let reference = format!("#{}", pointer(&self.at, &self.what));
        let other = format!("#{}", pointer(&self.at, ADDED));
        if let Some(schemas) = description
            .pointer_mut(&self.at)
            .and_then(Value::as_object_mut)
            && let Some(schema) = schemas.remove(&self.what)
            && !is_removed
        {
            schemas.insert(ADDED.to_owned(), schema);
        }
        refer(description, &reference, (!is_removed).then_some(&other));
    }
}

/// Lets all references to a place refer to another, or be no references.
fn refer(value: &mut Value, from: &str, to: Option<&String>) {
    match value {
        Value::Object(members) => {
            if members.get("$ref").is_some_and(|it| it == from) {
                match to {
                    Some(to) => {
                        members.insert("$ref".to_owned(), json!(to));
                    }
                    None => {
                        members.remove("$ref");
                    }
                }
            }
            let is_mapping = members.values().all(Value::is_string);
            for member in members.values_mut() {
                match (member.as_str() == Some(from), to) {
                    (true, Some(to)) if is_mapping => *member = json!(to),
                    _ => refer(member, from, to),
                }
            }
        }
        Value::Array(elements) => {
            for element in elements {
                refer(element, from, to);
            }
        }
        _ => {}
    }
}

/// A name that Rust spells as it does the other; what is no name stays.
fn respelled(name: &Value) -> Value {
    name.as_str()
        .map_or_else(|| name.clone(), |name| json!(format!("${name}")))
}

fn rename_property(schema: &mut Value, name: &str, other: &str) {
    if let Some(property) = schema["properties"]
        .as_object_mut()
        .and_then(|it| it.remove(name))
    {
        schema["properties"][other] = property;
    }
    if take(&mut schema["required"], name) {
        push(&mut schema["required"], json!(other));
    }
}

fn parameter(is_swagger: bool, required: bool) -> Value {
    let mut parameter = if is_swagger {
        json!({"type": "string"})
    } else {
        json!({"schema": {"type": "string"}})
    };
    parameter["name"] = ADDED.into();
    parameter["in"] = "query".into();
    parameter["required"] = required.into();
    parameter
}

fn push(list: &mut Value, element: Value) {
    match list {
        Value::Array(elements) => elements.push(element),
        other => *other = Value::Array(vec![element]),
    }
}

/// Takes a text out of a list; whether it was there.
fn take(list: &mut Value, text: &str) -> bool {
    let Some(elements) = list.as_array_mut() else {
        return false;
    };
    let before = elements.len();
    elements.retain(|it| it != text);
    before != elements.len()
}

fn remove(value: &mut Value, name: &str) {
    if let Some(members) = value.as_object_mut() {
        members.remove(name);
    }
}

fn index(text: &str) -> usize {
    text.parse().unwrap_or_default()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn pointer(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}
