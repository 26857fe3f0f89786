//! A law on the wire: where the report says that responses stay compatible, what the edited description allows as an answer
//! is read by the crate from before the edit; where it says that requests do, what that crate sends is what the edited
//! description allows.
//!
//! `EDITS=3000 cargo test -p tests --test wire_law` tries more than CI does, and `SEED=7` others.
//!
//! A stranger would get this wrong: what a description allows is said by `jsonschema`, which shares nothing with the
//! generator. It knows no keyword of OpenAPI, so only descriptions whose schemas are JSON Schema (3.1 and later) are
//! edited here, and which way a read-only member does not go is told to it.

use fastrand::Rng;
use jsonschema::{Draft, Validator};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use restwright::description::Generated;
use restwright::program::{Programs, compile};
use restwright_codegen::load::{self, Documents};
use restwright_codegen::shape::{Api, TypeId};
use restwright_roundtrip::{Oracle, PROGRAM, values_at, values_of_type};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tests::edited::{Base, Try, bases, generated, report};
use tests::edits::Act;
use tests::{number, workspace};

/// The edits that CI tries.
const EDITS: usize = 300;
/// The values of each type.
const VALUES: usize = 24;
/// The bodies that their schemas do not describe as JSON.
const OTHER_FORMATS: [&str; 2] = ["application/merge-patch+json", "text/event-stream"];
/// What stands in a pointer and not in a fragment.
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Request,
    Response,
}

impl Way {
    /// What keeps a member from going this way.
    fn excluded_by(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }

    fn holders(self) -> &'static [&'static str] {
        match self {
            Self::Request => &["parameters", "requestBody"],
            Self::Response => &["responses"],
        }
    }
}

/// A description as `jsonschema` is to see it.
struct Schemas {
    root: Value,
    /// The places that values of this way are described at.
    reached: BTreeSet<String>,
}

impl Schemas {
    fn new(root: &Value, way: Way) -> Self {
        let mut root = root.clone();
        forget_other_formats(&mut root);
        exclude(&mut root, way.excluded_by());
        let mut reached = BTreeSet::new();
        for (at, operation) in operations(&root) {
            for holder in way.holders() {
                reach(
                    &root,
                    &format!("{at}/{holder}"),
                    &operation[*holder],
                    &mut reached,
                );
            }
        }
        Self { root, reached }
    }

    /// The same for values that are written as text: a number is a value of two arms then, and of `oneOf` all the same.
    fn of_texts(mut self) -> Self {
        any_of_for_one_of(&mut self.root);
        self
    }

    /// Whether values of this way are described at a place.
    fn reaches(&self, pointer: &str) -> bool {
        self.reached.iter().any(|at| {
            let rest = pointer.strip_prefix(at.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// What judges values of the schema at a place.
    fn validator(&self, pointer: &str) -> Option<Validator> {
        self.root.pointer(pointer)?;
        let mut schema = self.root.clone();
        let fragment = utf8_percent_encode(pointer, FRAGMENT);
        schema["$ref"] = format!("#{fragment}").into();
        let options = jsonschema::options().with_draft(Draft::Draft202012);
        options.build(&schema).ok()
    }
}

fn any_of_for_one_of(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(arms) = members.remove("oneOf") {
                members.entry("anyOf").or_insert(arms);
            }
            members.values_mut().for_each(any_of_for_one_of);
        }
        Value::Array(elements) => elements.iter_mut().for_each(any_of_for_one_of),
        _ => {}
    }
}

/// Takes the bodies out whose schema is not what their JSON is: null in a merge patch (RFC 7396) removes a member that
/// its schema may require, and the schema of an event is not JSON on the wire.
fn forget_other_formats(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !OTHER_FORMATS.contains(&name.as_str()));
            members.values_mut().for_each(forget_other_formats);
        }
        Value::Array(elements) => elements.iter_mut().for_each(forget_other_formats),
        _ => {}
    }
}

/// Takes the members that do not go this way out of the required ones.
fn exclude(value: &mut Value, keyword: &str) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(|it| exclude(it, keyword));
            let excluded: Vec<Value> = members
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .filter(|(_, property)| property[keyword] == true)
                .map(|(name, _)| name.as_str().into())
                .collect();
            if let Some(Value::Array(required)) = members.get_mut("required") {
                required.retain(|name| !excluded.contains(name));
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|it| exclude(it, keyword)),
        _ => {}
    }
}

/// Adds a place, and all places that it refers to.
fn reach(root: &Value, at: &str, value: &Value, reached: &mut BTreeSet<String>) {
    if reached.insert(at.to_owned()) {
        references(value, &mut |reference| {
            if let Some(place) = root.pointer(reference) {
                reach(root, reference, place, reached);
            }
        });
    }
}

fn references(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(members) => {
            for member in members.values() {
                match member.as_str().and_then(|it| it.strip_prefix('#')) {
                    Some(pointer) => found(pointer),
                    None => references(member, found),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|it| references(it, found)),
        _ => {}
    }
}

/// The operations, by pointer.
fn operations(root: &Value) -> impl Iterator<Item = (String, &Value)> {
    let paths = root["paths"].as_object().into_iter().flat_map(Map::iter);
    paths.flat_map(|(path, item)| {
        let escaped = path.replace('~', "~0").replace('/', "~1");
        let item = item.as_object().into_iter().flat_map(Map::iter);
        item.filter(|(_, operation)| operation["responses"].is_object())
            .map(move |(method, operation)| (format!("/paths/{escaped}/{method}"), operation))
    })
}

/// A description before an edit, and the program that has its types.
struct Old {
    api: Api,
    documents: Documents,
    executable: std::path::PathBuf,
    module: usize,
}

/// The same after it.
struct New {
    api: Api,
    documents: Documents,
}

fn documents(root: &Value) -> Documents {
    let text = root.to_string();
    load::load(&["api.json"], &|path: &str| {
        (path == "api.json")
            .then(|| text.clone())
            .ok_or_else(|| "it does not exist".to_owned())
    })
}

/// Whether the schemas of a description are JSON Schema.
fn is_json_schema(base: &Base) -> bool {
    let version = base.root["openapi"].as_str().unwrap_or_default();
    version.starts_with("3.1") || version.starts_with("3.2")
}

/// The programs of descriptions, in their order.
fn old(bases: &[Base]) -> Vec<Old> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wire_law");
    let mut programs = Programs::new(&folder, workspace(), &PROGRAM).unwrap();
    let mut made = BTreeMap::new();
    for (index, base) in bases.iter().enumerate() {
        let before = generated(&base.root, &format!("d{index}")).expect("it was generated");
        programs.add(&index.to_string(), &before).unwrap();
        made.insert(index.to_string(), before.output.api.expect("it has shapes"));
    }
    let compiled = compile::compile(&folder, programs.finish().unwrap()).unwrap();
    assert!(compiled.broken.is_empty(), "{:#?}", compiled.broken);
    let mut old: BTreeMap<usize, Old> = BTreeMap::new();
    for program in &compiled.programs {
        for (module, of) in program.program.modules.iter().enumerate() {
            let index: usize = of.description.parse().expect("an index");
            let entry = Old {
                api: made.remove(&of.description).expect("it was added"),
                documents: documents(&bases[index].root),
                executable: program.executable.clone(),
                module,
            };
            old.insert(index, entry);
        }
    }
    old.into_values().collect()
}

/// The types of two APIs that have the same path.
fn same_types<'a>(old: &'a Api, new: &'a Api) -> impl Iterator<Item = (TypeId, TypeId)> + 'a {
    let named = |api: &'a Api| {
        let types = (0..api.types.len()).map(TypeId::of);
        types.map(move |id| {
            let definition = api.type_def(id);
            let home = api.type_def(definition.home);
            ((home.file.clone(), definition.name.ident.clone()), id)
        })
    };
    let old: BTreeMap<_, _> = named(old).collect();
    named(new).filter_map(move |(path, id)| Some((*old.get(&path)?, id)))
}

/// What was tried, and what is wrong.
#[derive(Default)]
struct Tally {
    values: usize,
    responses: usize,
    requests: usize,
    wrong: Vec<String>,
}

/// Answers of the new description are read by the old crate.
fn hold_responses(attempt: &Try<'_>, old: &Old, new: &New, seed: u64, tally: &mut Tally) {
    let schemas = Schemas::new(&attempt.after, Way::Response);
    let mut oracle = Oracle::new(&old.executable);
    for (before, after) in same_types(&old.api, &new.api) {
        let definition = new.api.type_def(after);
        let pointer = &definition.location.pointer;
        let Some(validator) = reached_validator(&schemas, pointer) else {
            continue;
        };
        let values = values_of_type(&new.documents, &new.api, after, VALUES, seed);
        for text in values.unwrap_or_default() {
            if !is_valid(&validator, &text) {
                continue;
            }
            tally.values += 1;
            let read = oracle.ask(old.module, before.0 as usize, &text).unwrap();
            if let Err(fault) = read {
                let name = &definition.name.ident;
                tally.wrong.push(format!(
                    "{} {:?}: {name} is not read: {fault}: {text}",
                    attempt.base.name, attempt.edits
                ));
                break;
            }
        }
    }
    for (at, operation) in operations(&attempt.before) {
        let Some(answers) = attempt.after.pointer(&at).map(|it| &it["responses"]) else {
            continue;
        };
        let unknown = answers.as_object().into_iter().flat_map(Map::keys);
        // A failure that is not documented is one all the same.
        let unknown = unknown.filter(|status| status.starts_with('2'));
        let unknown = unknown.filter(|status| {
            let class = format!("{}XX", &status[..1]);
            let responses = &operation["responses"];
            responses.get(status.as_str()).is_none()
                && responses.get(&class).is_none()
                && responses.get("default").is_none()
        });
        let unknown: Vec<&String> = unknown.collect();
        if !unknown.is_empty() {
            tally.wrong.push(format!(
                "{} {:?}: {at} answers {unknown:?}",
                attempt.base.name, attempt.edits
            ));
        }
    }
}

/// Requests of the old crate are allowed by the new description.
fn hold_requests(attempt: &Try<'_>, old: &Old, new: &New, seed: u64, tally: &mut Tally) {
    let (before, after) = (
        Schemas::new(&attempt.before, Way::Request),
        Schemas::new(&attempt.after, Way::Request),
    );
    let mut oracle = Oracle::new(&old.executable);
    for (id, next) in same_types(&old.api, &new.api) {
        let definition = old.api.type_def(id);
        let next = &new.api.type_def(next).location.pointer;
        let validators = reached_validator(&before, &definition.location.pointer)
            .zip(reached_validator(&after, next));
        let Some((was, is)) = validators else {
            continue;
        };
        let values = values_of_type(&old.documents, &old.api, id, VALUES, seed);
        for text in values.unwrap_or_default() {
            if !is_valid(&was, &text) {
                continue;
            }
            tally.values += 1;
            let written = oracle.ask(old.module, id.0 as usize, &text).unwrap();
            let is_allowed = written.as_ref().is_ok_and(|it| is_valid(&is, it));
            if !is_allowed {
                let name = &definition.name.ident;
                tally.wrong.push(format!(
                    "{} {:?}: {name} is not allowed any more: {written:?} of {text}",
                    attempt.base.name, attempt.edits
                ));
                break;
            }
        }
    }
    for (at, operation) in operations(&attempt.before) {
        let now = attempt.after.pointer(&at).unwrap_or(&Value::Null);
        if let Err(reason) = hold_operation(attempt, old, (&at, operation, now), seed, tally) {
            tally.wrong.push(format!(
                "{} {:?}: {at}: {reason}",
                attempt.base.name, attempt.edits
            ));
        }
    }
}

/// The operation is still there, takes the same parameters and the same bodies, and demands no more.
fn hold_operation(
    attempt: &Try<'_>,
    old: &Old,
    (at, operation, now): (&str, &Value, &Value),
    seed: u64,
    tally: &mut Tally,
) -> Result<(), String> {
    if now.is_null() {
        return Err("it is gone".to_owned());
    }
    let was = parameters(&attempt.before, operation, at);
    let is = parameters(&attempt.after, now, at);
    for (key, (pointer, parameter)) in &is {
        if !was.contains_key(key) && parameter["required"] == true {
            return Err(format!("{pointer} must be given"));
        }
    }
    for (key, (pointer, parameter)) in &was {
        // A parameter of the path that the path does not have is never sent.
        let is_sent = key.0 != "path" || at.contains(&format!("{{{}}}", key.1));
        let Some((next, now)) = is.get(key).filter(|_| is_sent) else {
            continue;
        };
        if now["required"] == true && parameter["required"] != true {
            return Err(format!("{pointer} must be given"));
        }
        let (before, after) = (
            Schemas::new(&attempt.before, Way::Request).of_texts(),
            Schemas::new(&attempt.after, Way::Request).of_texts(),
        );
        let schema = format!("{pointer}/schema");
        let validators = before
            .validator(&schema)
            .zip(after.validator(&format!("{next}/schema")));
        let Some((was, is)) = validators else {
            continue;
        };
        let values = values_at(&old.documents, "api.json", &schema, VALUES, seed);
        for text in values.unwrap_or_default() {
            if is_valid(&was, &text) {
                tally.values += 1;
                // On the wire it is a text.
                let as_text = in_text(&text);
                if !is_valid(&is, &text) && !is_valid(&is, &as_text) {
                    return Err(format!("{pointer} does not take {text}"));
                }
            }
        }
    }
    let content = |root: &Value, operation: &Value| {
        let body = deref(root, &operation["requestBody"]);
        let content = body["content"].as_object();
        let types = content.into_iter().flat_map(Map::keys).cloned();
        types.collect::<BTreeSet<String>>()
    };
    let (was, is) = (
        content(&attempt.before, operation),
        content(&attempt.after, now),
    );
    match was.difference(&is).next() {
        Some(gone) => Err(format!("it does not take {gone}")),
        None => Ok(()),
    }
}

/// The parameters, by name and place: where each stands, and what it is.
fn parameters<'v>(
    root: &'v Value,
    operation: &'v Value,
    at: &str,
) -> BTreeMap<(String, String), (String, &'v Value)> {
    let list = operation["parameters"].as_array();
    let here = list.into_iter().flatten().enumerate();
    let all = here.map(|(index, parameter)| {
        let reference = parameter["$ref"].as_str();
        let pointer = match reference.and_then(|it| it.strip_prefix('#')) {
            Some(pointer) => pointer.to_owned(),
            None => format!("{at}/parameters/{index}"),
        };
        let parameter = deref(root, parameter);
        let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
        ((text("in"), text("name")), (pointer, parameter))
    });
    // `OpenAPI` 3.1.1, 4.8.12.1: these are ignored as parameters.
    let is_ignored = |(place, name): &(String, String)| {
        place == "header"
            && ["accept", "authorization", "content-type"]
                .contains(&name.to_ascii_lowercase().as_str())
    };
    all.filter(|(key, _)| !is_ignored(key)).collect()
}

/// A value with its scalars as texts.
fn in_text(json: &str) -> String {
    fn texts(value: &mut Value) {
        match value {
            Value::Array(elements) => elements.iter_mut().for_each(texts),
            Value::Object(members) => members.values_mut().for_each(texts),
            Value::Bool(_) | Value::Number(_) => *value = value.to_string().into(),
            Value::Null | Value::String(_) => {}
        }
    }
    let mut value = serde_json::from_str(json).unwrap_or_default();
    texts(&mut value);
    value.to_string()
}

fn deref<'v>(root: &'v Value, value: &'v Value) -> &'v Value {
    let reference = value["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
    reference.and_then(|it| root.pointer(it)).unwrap_or(value)
}

fn reached_validator(schemas: &Schemas, pointer: &str) -> Option<Validator> {
    if schemas.reaches(pointer) {
        schemas.validator(pointer)
    } else {
        None
    }
}

fn is_valid(validator: &Validator, text: &str) -> bool {
    let value = serde_json::from_str(text);
    value.is_ok_and(|value: Value| validator.is_valid(&value))
}

#[test]
fn what_is_called_compatible_is_compatible_on_the_wire() {
    let bases: Vec<Base> = bases().into_iter().filter(is_json_schema).collect();
    assert!(bases.len() > 20, "only {} descriptions", bases.len());
    let old = old(&bases);
    let seed = number("SEED", 20_170_426) as u64;
    let mut rng = Rng::with_seed(seed);
    let mut left = number("EDITS", EDITS);
    let mut tally = Tally::default();
    while left > 0 {
        let index = rng.usize(..bases.len());
        let base = &bases[index];
        // Each act is as likely as the others, however many places it has.
        let acts: BTreeSet<Act> = base.edits.iter().map(|edit| edit.act).collect();
        let Some(act) = rng.choice(acts) else {
            continue;
        };
        let edits: Vec<_> = base.edits.iter().filter(|edit| edit.act == act).collect();
        let edit = rng.choice(edits).expect("the act is one of an edit");
        let attempt = Try::new(base, vec![edit]);
        let (Some(before), Some(after)) = (
            generated(&attempt.before, "api"),
            generated(&attempt.after, "api"),
        ) else {
            continue;
        };
        left -= 1;
        judge(
            &attempt,
            &old[index],
            (&before, &after),
            rng.u64(..),
            &mut tally,
        );
    }
    let Tally {
        values,
        responses,
        requests,
        wrong,
    } = tally;
    println!("{values} values; {responses} edits leave responses alone, {requests} requests");
    assert!(values > 1000, "only {values} values were tried");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

fn judge(
    attempt: &Try<'_>,
    old: &Old,
    (before, after): (&Generated, &Generated),
    seed: u64,
    tally: &mut Tally,
) {
    let changes = report(before, after).changes;
    let new = New {
        api: after.output.api.clone().expect("it has shapes"),
        documents: documents(&attempt.after),
    };
    if !changes.iter().any(|it| it.wire.breaks_responses()) {
        tally.responses += 1;
        hold_responses(attempt, old, &new, seed, tally);
    }
    if !changes.iter().any(|it| it.wire.breaks_requests()) {
        tally.requests += 1;
        hold_requests(attempt, old, &new, seed, tally);
    }
}
