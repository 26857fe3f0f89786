//! The tables of `tests/keywords/` as descriptions with one keyword more, and the list of those that only describe.
//!
//! A stranger would get this wrong: a row stands for as many descriptions as it has places and keywords.

use restwright_codegen::load;
use serde_json::{Map, Value, json};

const SWAGGER: &str = include_str!("../../keywords/swagger-2.0.yaml");
const OPENAPI: &str = include_str!("../../keywords/openapi-3.yaml");
const SCHEMAS: &str = include_str!("../../keywords/schemas.yaml");
const DESCRIPTIVE: &str = include_str!("../../keywords/descriptive.yaml");

/// The dialects, and how a description says which it is in.
pub(crate) const DIALECTS: [(&str, &str); 4] = [
    ("2.0", "2.0"),
    ("3.0", "3.0.4"),
    ("3.1", "3.1.1"),
    ("3.2", "3.2.0"),
];

/// A keyword at a place, and the description with it.
pub(crate) struct Probe {
    pub(crate) object: String,
    pub(crate) place: String,
    pub(crate) pointer: String,
    pub(crate) keyword: String,
    /// The keyword, with what is meant of it where the row says so.
    pub(crate) label: String,
    pub(crate) value: Value,
    /// The kind of a schema.
    pub(crate) of: String,
    /// A keyword around the place whose entry speaks for all that is in it.
    pub(crate) reported: Option<String>,
    pub(crate) description: Value,
}

pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A description, and the keywords that are written into an object of it.
pub(crate) struct Group {
    pub(crate) description: Value,
    pub(crate) probes: Vec<Probe>,
}

/// Where an object stands.
struct At<'a> {
    object: &'a str,
    place: &'a str,
    pointer: &'a str,
    reported: Option<&'a str>,
}

impl Group {
    fn new(row: &Value, at: &At<'_>, description: Value) -> Self {
        let mut probes = Vec::new();
        for (keyword, value) in row["keywords"].as_object().expect("a row has keywords") {
            let pointer = at.pointer;
            let mut with = description.clone();
            let target = with.pointer_mut(pointer).and_then(Value::as_object_mut);
            let target = target.unwrap_or_else(|| panic!("no object at {pointer}"));
            let earlier = target.insert(keyword.clone(), value.clone());
            assert_ne!(earlier.as_ref(), Some(value), "{keyword} at {pointer}");
            let label = row["label"]
                .as_str()
                .map(|label| format!("{keyword} {label}"));
            probes.push(Probe {
                object: at.object.to_owned(),
                place: at.place.to_owned(),
                pointer: pointer.to_owned(),
                keyword: keyword.clone(),
                label: label.unwrap_or_else(|| keyword.clone()),
                value: json!({keyword: value, "in": row["with"]}),
                of: row["of"].as_str().unwrap_or_default().to_owned(),
                reported: at.reported.map(str::to_owned),
                description: with,
            });
        }
        Self {
            description,
            probes,
        }
    }
}

pub(crate) fn groups(dialect: &str) -> Vec<Group> {
    let mut groups = object_groups(dialect);
    groups.extend(schema_groups(dialect));
    groups
}

/// The rows about other objects than schemas.
fn object_groups(dialect: &str) -> Vec<Group> {
    let table = yaml(if dialect == "2.0" { SWAGGER } else { OPENAPI });
    let mut groups = Vec::new();
    for row in list(&table["rows"])
        .iter()
        .filter(|row| is_of(row, dialect))
    {
        let mut base = versioned(table["description"].clone(), dialect);
        merge(&mut base, &row["root"]);
        for at in list(&row["at"]) {
            let pointer = text(at);
            let mut description = base.clone();
            let target = description.pointer_mut(pointer);
            merge(
                target.unwrap_or_else(|| panic!("no {pointer}")),
                &row["with"],
            );
            let at = At {
                object: text(&row["object"]),
                place: pointer,
                pointer,
                reported: None,
            };
            groups.push(Group::new(row, &at, description));
        }
    }
    groups
}

/// The rows about schemas, at each place.
fn schema_groups(dialect: &str) -> Vec<Group> {
    let components = if dialect == "2.0" {
        "#/definitions"
    } else {
        "#/components/schemas"
    };
    let table = yaml(SCHEMAS).to_string().replace("COMPONENTS", components);
    let table: Value = serde_json::from_str(&table).expect("it is JSON");
    let mut groups = Vec::new();
    for place in list(&table["places"])
        .iter()
        .filter(|place| is_of(place, dialect))
    {
        for row in list(&table["rows"])
            .iter()
            .filter(|row| is_of(row, dialect))
        {
            let mut description = versioned(minimal(dialect), dialect);
            merge(&mut description, &place["description"]);
            let pointer = hole(&description).expect("a place has a SCHEMA");
            *description.pointer_mut(&pointer).expect("it was found") = row["with"].clone();
            let at = At {
                object: "Schema Object",
                place: text(&place["place"]),
                pointer: &pointer,
                reported: place["reported"].as_str(),
            };
            groups.push(Group::new(row, &at, description));
        }
    }
    groups
}

/// A description with nothing but a component to refer to.
fn minimal(dialect: &str) -> Value {
    let other = json!({"Other": {"type": "object", "properties": {"o": {"type": "string"}}}});
    let info = json!({"title": "T", "version": "1"});
    if dialect == "2.0" {
        json!({"swagger": "2.0", "info": info, "paths": {}, "definitions": other})
    } else {
        json!({"openapi": "VERSION", "info": info, "paths": {}, "components": {"schemas": other}})
    }
}

fn versioned(mut description: Value, dialect: &str) -> Value {
    let version = DIALECTS.iter().find(|(name, _)| *name == dialect);
    let version = version.expect("a dialect").1;
    if dialect != "2.0" {
        description["openapi"] = version.into();
    }
    description
}

/// The pointer of the text `SCHEMA`.
fn hole(value: &Value) -> Option<String> {
    let inside =
        |key: &str, value: &Value| hole(value).map(|rest| format!("/{}{rest}", escape(key)));
    match value {
        Value::String(text) => (text == "SCHEMA").then(String::new),
        Value::Object(members) => members.iter().find_map(|(key, value)| inside(key, value)),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .find_map(|(index, value)| inside(&index.to_string(), value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// A JSON merge patch (RFC 7396) without its last word: null in place of a patch changes nothing.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else { return };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(members) = target else {
        return;
    };
    for (key, value) in patch {
        match value {
            Value::Null => drop(members.remove(key)),
            Value::Object(_) => merge(members.entry(key).or_insert(Value::Null), value),
            _ => drop(members.insert(key.clone(), value.clone())),
        }
    }
}

/// Whether a row or place is of a dialect.
fn is_of(row: &Value, dialect: &str) -> bool {
    let since = row["since"].as_str().unwrap_or("2.0");
    let until = row["until"].as_str().unwrap_or("3.2");
    (since..=until).contains(&dialect)
}

/// A keyword that only describes.
pub(crate) struct Descriptive {
    pub(crate) object: String,
    /// The keyword; all of the object without one.
    pub(crate) keyword: Option<String>,
    pub(crate) places: Vec<String>,
    pub(crate) of: Vec<String>,
    /// Whether documentation may show it.
    pub(crate) shown: bool,
}

impl Descriptive {
    pub(crate) fn is_about(&self, probe: &Probe) -> bool {
        self.object == probe.object
            && self
                .keyword
                .as_ref()
                .is_none_or(|keyword| *keyword == probe.label)
            && (self.places.is_empty() || self.places.contains(&probe.place))
            && (self.of.is_empty() || self.of.contains(&probe.of))
    }
}

pub(crate) fn descriptive() -> Vec<Descriptive> {
    let table = yaml(DESCRIPTIVE);
    let texts = |value: &Value| -> Vec<String> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| text(it).to_owned())
            .collect()
    };
    let mut entries = Vec::new();
    for entry in list(&table) {
        assert!(!text(&entry["reason"]).is_empty());
        let mut keywords: Vec<Option<String>> =
            texts(&entry["keywords"]).into_iter().map(Some).collect();
        if keywords.is_empty() {
            keywords.push(None);
        }
        entries.extend(keywords.into_iter().map(|keyword| Descriptive {
            object: text(&entry["object"]).to_owned(),
            keyword,
            places: texts(&entry["places"]),
            of: texts(&entry["of"]),
            shown: entry["shown"] == Value::Bool(true),
        }));
    }
    entries
}

fn yaml(text: &str) -> Value {
    let mut documents = load::load(&["table.yaml"], &|path: &str| match path {
        "table.yaml" => Ok(text.to_owned()),
        _ => Err("it does not exist".to_owned()),
    });
    match documents.files.remove("table.yaml") {
        Some(Ok(node)) => serde_json::from_str(&node.value.to_json()).expect("it is JSON"),
        other => panic!("no YAML: {other:?}"),
    }
}

fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .unwrap_or_else(|| panic!("no list: {value}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}
