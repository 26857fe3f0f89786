//! Every keyword of every dialect, at every place where it may stand, changes the emitted code, has an entry in the
//! coverage report, or is in the short list of those that only describe; and those in the list change nothing.
//!
//! The tables in `tests/keywords/` are written from the specifications. A stranger would derive them from the reader,
//! which then could not forget a keyword: that it does not is what is tested.

use restwright_codegen::complaint::{Complaint, Severity};
use restwright_codegen::coverage::{Entry, Treatment};
use restwright_codegen::read::{Kind, QUIET};
use restwright_codegen::select::Selection;
use restwright_codegen::{Input, generate, load};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const SWAGGER: &str = include_str!("../keywords/swagger-2.0.yaml");
const OPENAPI: &str = include_str!("../keywords/openapi-3.yaml");
const SCHEMAS: &str = include_str!("../keywords/schemas.yaml");
const DESCRIPTIVE: &str = include_str!("../keywords/descriptive.yaml");

/// The dialects, and how a description says which it is in.
const DIALECTS: [(&str, &str); 4] = [
    ("2.0", "2.0"),
    ("3.0", "3.0.4"),
    ("3.1", "3.1.1"),
    ("3.2", "3.2.0"),
];

#[test]
fn swagger_2_0() {
    check("2.0");
}

#[test]
fn openapi_3_0() {
    check("3.0");
}

#[test]
fn openapi_3_1() {
    check("3.1");
}

#[test]
fn openapi_3_2() {
    check("3.2");
}

/// An entry that no keyword of the tables needs would hide a keyword that is dropped later.
#[test]
fn the_descriptive_list_is_about_keywords_of_the_tables() {
    let probes: Vec<Probe> = DIALECTS
        .iter()
        .flat_map(|(dialect, _)| groups(dialect))
        .flat_map(|group| group.probes)
        .collect();
    let unneeded: Vec<String> = descriptive()
        .into_iter()
        .filter(|entry| !probes.iter().any(|probe| entry.is_about(probe)))
        .map(|entry| format!("{} {:?}", entry.object, entry.keyword))
        .collect();
    assert_eq!(unneeded, [""; 0]);
}

/// What the reader leaves out quietly is in the list, and so in the tables that show that nothing comes of it.
#[test]
fn what_the_reader_leaves_out_quietly_is_listed() {
    let listed = descriptive();
    let is_listed = |kind: Option<&Kind>, keyword: &str| {
        listed.iter().any(|entry| {
            let is_of = kind.is_none_or(|kind| objects(*kind).contains(&entry.object.as_str()));
            is_of
                && entry
                    .keyword
                    .as_ref()
                    .is_none_or(|listed| listed == keyword)
        })
    };
    let mut unlisted = Vec::new();
    for quiet in QUIET {
        let kinds: Vec<Option<&Kind>> = match quiet.kinds {
            [] => vec![None],
            kinds => kinds.iter().map(Some).collect(),
        };
        for keyword in quiet.keywords {
            let missing = kinds.iter().filter(|kind| !is_listed(**kind, keyword));
            unlisted.extend(missing.map(|kind| format!("{kind:?} {keyword}")));
        }
    }
    assert_eq!(unlisted, [""; 0]);
}

/// What the tables call a kind of object. One behind a reference may have the reference's own keywords.
fn objects(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Root => &["OpenAPI Object", "Swagger Object"],
        Kind::Info => &["Info Object"],
        Kind::Components => &["Components Object"],
        Kind::Server => &["Server Object"],
        Kind::ServerVariable => &["Server Variable Object"],
        Kind::ParameterizedHost => &["x-ms-parameterized-host"],
        Kind::HostParameter => &["Parameter Object of x-ms-parameterized-host"],
        Kind::Paths => &["Paths Object", "Callback Object"],
        Kind::PathItem => &["Path Item Object"],
        Kind::Operation => &["Operation Object"],
        Kind::Pageable => &["x-ms-pageable"],
        Kind::LongRunning => &["x-ms-long-running-operation-options"],
        Kind::Parameter => &["Parameter Object", "Reference Object"],
        Kind::RequestBody => &["Request Body Object", "Reference Object"],
        Kind::MediaType => &["Media Type Object"],
        Kind::Encoding => &["Encoding Object"],
        Kind::Response => &["Response Object", "Reference Object"],
        Kind::Header => &["Header Object", "Reference Object"],
        Kind::Schema => &["Schema Object", "Reference Object"],
        Kind::Discriminator => &["Discriminator Object"],
        Kind::Xml => &["XML Object"],
        Kind::Enum => &["x-ms-enum"],
        Kind::EnumValue => &["x-ms-enum value"],
        Kind::SecurityScheme => &["Security Scheme Object"],
    }
}

fn check(dialect: &str) {
    let descriptive = descriptive();
    let mut failures = BTreeSet::new();
    for group in groups(dialect) {
        let before = Outcome::of(&group.description);
        assert_eq!(before.error, None, "{}", group.description);
        for probe in &group.probes {
            let after = Outcome::of(&probe.description);
            let is_listed = descriptive.iter().any(|entry| entry.is_about(probe));
            if let Some(failure) = probe.failure(&before, &after, is_listed) {
                failures.insert(failure);
            }
        }
    }
    let failures: Vec<String> = failures.into_iter().collect();
    assert!(failures.is_empty(), "{dialect}:\n{}", failures.join("\n"));
}

/// A keyword at a place, and the description with it.
struct Probe {
    object: String,
    place: String,
    pointer: String,
    keyword: String,
    /// The keyword, with what is meant of it where the row says so.
    label: String,
    value: Value,
    /// The kind of a schema.
    of: String,
    /// A keyword around the place whose entry speaks for all that is in it.
    reported: Option<String>,
    description: Value,
}

impl Probe {
    fn failure(&self, before: &Outcome, after: &Outcome, is_listed: bool) -> Option<String> {
        let name = format!("{} `{}` at {}", self.object, self.label, self.place);
        if let Some(error) = &after.error {
            return Some(format!("{name} is refused: {error}"));
        }
        let is_expressed = before.files != after.files;
        match (is_expressed, is_listed) {
            (true, true) => Some(format!("{name} does more than describe: {}", self.value)),
            (true, false) | (false, true) => None,
            (false, false) => (!self.is_reported(before, after))
                .then(|| format!("{name} is dropped in silence: {}", self.value)),
        }
    }

    /// Whether an entry or a warning is about the keyword: it stands there, inside or around it, or at the object and
    /// names the keyword.
    fn is_reported(&self, before: &Outcome, after: &Outcome) -> bool {
        let own = format!("{}/{}", self.pointer, escape(&self.keyword));
        let is_new = |note: &Note| !before.notes.contains(note);
        let is_about = |note: &Note| {
            let is_around = note.is_whole && is_inside(&self.pointer, &note.pointer);
            let names_it = if note.pointer == self.pointer {
                note.words.contains(&self.keyword)
            } else {
                is_inside(&self.pointer, &note.pointer) && note.keyword == self.keyword
            };
            is_inside(&note.pointer, &own) || is_around || names_it && is_new(note)
        };
        let is_of_the_place = |note: &Note| self.reported.as_ref() == Some(&note.keyword);
        after
            .notes
            .iter()
            .any(|note| is_about(note) || is_of_the_place(note))
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn is_inside(pointer: &str, outer: &str) -> bool {
    let inside = pointer.strip_prefix(outer);
    inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An entry of the coverage report or a warning.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    pointer: String,
    keyword: String,
    words: String,
    /// Whether it is about a keyword with all that is in it, and stands there.
    is_whole: bool,
}

impl Note {
    fn of_entry(entry: &Entry) -> Self {
        let pointer = &entry.location.pointer;
        let stands_there = pointer.ends_with(&format!("/{}", entry.keyword));
        Self {
            pointer: pointer.to_string(),
            keyword: entry.keyword.clone(),
            words: format!("{} {}", entry.keyword, entry.note),
            is_whole: entry.treatment == Treatment::Ignored && stands_there,
        }
    }

    fn of_warning(complaint: &Complaint) -> Self {
        Self {
            pointer: complaint.location.pointer.to_string(),
            keyword: String::new(),
            words: complaint.message.clone(),
            is_whole: false,
        }
    }
}

/// What a description gives.
struct Outcome {
    files: BTreeMap<String, String>,
    notes: BTreeSet<Note>,
    error: Option<String>,
}

impl Outcome {
    fn of(description: &Value) -> Self {
        let text = description.to_string();
        let output = generate(&Input {
            root: "api.json",
            source: "api.json",
            overlay: None,
            module: &["api".to_owned()],
            selection: &Selection::default(),
            files: &|path: &str| match path {
                "api.json" => Ok(text.clone()),
                _ => Err("it does not exist".to_owned()),
            },
        });
        let mut complaints = output.complaints.iter();
        let entries = output.coverage.iter().map(Note::of_entry);
        Self {
            notes: entries
                .chain(complaints.clone().map(Note::of_warning))
                .collect(),
            error: complaints
                .find(|complaint| complaint.severity == Severity::Error)
                .map(|it| format!("{} ({})", it.message, it.location.pointer)),
            files: output.files,
        }
    }
}

/// A description, and the keywords that are written into an object of it.
struct Group {
    description: Value,
    probes: Vec<Probe>,
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

fn groups(dialect: &str) -> Vec<Group> {
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
struct Descriptive {
    object: String,
    /// The keyword; all of the object without one.
    keyword: Option<String>,
    places: Vec<String>,
    of: Vec<String>,
}

impl Descriptive {
    fn is_about(&self, probe: &Probe) -> bool {
        self.object == probe.object
            && self
                .keyword
                .as_ref()
                .is_none_or(|keyword| *keyword == probe.label)
            && (self.places.is_empty() || self.places.contains(&probe.place))
            && (self.of.is_empty() || self.of.contains(&probe.of))
    }
}

fn descriptive() -> Vec<Descriptive> {
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
        }));
    }
    entries
}

fn yaml(text: &str) -> Value {
    let mut documents = load::load("table.yaml", &|path: &str| match path {
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
