//! What a note of COVERAGE.md claims holds for the emitted type: of all cases, and of descriptions of the corpus.
//!
//! A stranger would get this wrong: most notes say what is not done, and of that nothing can be seen. Those that say what
//! a value is instead are held to the type that stands there.

use restwright_codegen::coverage::Entry;
use restwright_codegen::shape::{Api, Codec, Definition, Field, Rest, Struct, Type, TypeDef};
use std::collections::BTreeMap;
use std::path::Path;
use tests::case::cases;
use tests::corpus::Loaded;
use tests::shared;

/// What an entry claims of an API; `None` where the place has no type of its own.
type Holds = fn(&Api, &Entry) -> Option<bool>;

/// The claims, each by the words of its notes. Each must be met in a case.
const CLAIMS: [(&str, Holds); 10] = [
    ("it is any value that the object may hold", holds_name),
    ("it can be given and is not asked for", holds_name),
    ("a schema that no value satisfies is any JSON value", is_any),
    ("the type accepts any JSON value", is_any),
    ("what is inside is not decoded", is_text),
    ("one variant is emitted", is_listed_once),
    ("the list counts", is_listed),
    ("are any JSON values: their number", is_list_of_any),
    ("Every other member has this schema", has_typed_rest),
    ("the body is bytes, its schema documents it", has_bytes),
];

fn holds_name(api: &Api, entry: &Entry) -> Option<bool> {
    let name = between_ticks(&entry.note)?;
    let object = object_at(api, &entry.location.pointer)?;
    let has_field = object.fields.iter().any(|field| field.name.wire == name);
    Some(has_field || !matches!(object.rest, Rest::Forbidden))
}

fn is_any(api: &Api, entry: &Entry) -> Option<bool> {
    let pointer = entry.location.pointer.trim_end_matches("/$ref");
    Some(*resolved(api, &field_at(api, pointer)?.ty) == Type::Any)
}

fn is_text(api: &Api, entry: &Entry) -> Option<bool> {
    let pointer = entry.location.pointer.trim_end_matches("/contentSchema");
    Some(*resolved(api, &field_at(api, pointer)?.ty) == Type::String)
}

fn is_listed_once(api: &Api, entry: &Entry) -> Option<bool> {
    let (value, _) = entry.note.split_once(" stands there twice")?;
    let values = listed(api, entry)?;
    let same = |listed: &&String| listed.trim_end_matches(".0") == value.trim_end_matches(".0");
    Some(values.iter().filter(same).count() == 1)
}

fn is_listed(api: &Api, entry: &Entry) -> Option<bool> {
    let (values, _) = entry.note.split_once(" not of the declared type")?;
    let values = values.trim_end_matches(" is").trim_end_matches(" are");
    let listed = listed(api, entry)?;
    let mut values = values.split(", ");
    Some(values.all(|value| listed.iter().any(|known| known == value)))
}

fn is_list_of_any(api: &Api, entry: &Entry) -> Option<bool> {
    let pointer = entry.location.pointer.trim_end_matches("/prefixItems");
    match resolved(api, &field_at(api, pointer)?.ty) {
        Type::List(item) => Some(**item == Type::Any),
        _ => Some(false),
    }
}

fn has_typed_rest(api: &Api, entry: &Entry) -> Option<bool> {
    let pointer = entry
        .location
        .pointer
        .trim_end_matches("/patternProperties");
    if let Some(object) = object_at(api, pointer) {
        return Some(matches!(object.rest, Rest::Typed(_)));
    }
    let ty = &field_at(api, pointer)?.ty;
    Some(matches!(
        resolved(api, ty),
        Type::Map(_) | Type::KeyedMap(..)
    ))
}

fn has_bytes(api: &Api, entry: &Entry) -> Option<bool> {
    let media_type = between_ticks(&entry.note)?;
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let answers = operations.flat_map(|operation| &operation.answers);
    let mut bodies = answers.flat_map(|answer| &answer.bodies);
    let body = bodies.find(|body| body.media_type == media_type)?;
    Some(matches!(body.codec, Some(Codec::Bytes)))
}

fn between_ticks(note: &str) -> Option<&str> {
    note.split('`').nth(1)
}

/// The type of a schema, if it is one of its own.
fn type_at<'a>(api: &'a Api, pointer: &str) -> Option<&'a TypeDef> {
    let mut types = api.types.iter();
    types.find(|definition| &*definition.location.pointer == pointer)
}

fn object_at<'a>(api: &'a Api, pointer: &str) -> Option<&'a Struct> {
    match &type_at(api, pointer)?.definition {
        Definition::Struct(object) => Some(object),
        _ => None,
    }
}

/// The field of a property, if its object is a type of its own.
fn field_at<'a>(api: &'a Api, pointer: &str) -> Option<&'a Field> {
    let (object, name) = pointer.rsplit_once("/properties/")?;
    let name = name.replace("~1", "/").replace("~0", "~");
    let mut fields = object_at(api, object)?.fields.iter();
    fields.find(|field| field.name.wire == name)
}

/// The values of the enumeration at an entry, as JSON.
fn listed(api: &Api, entry: &Entry) -> Option<Vec<String>> {
    let pointer = &*entry.location.pointer;
    let pointer = pointer.strip_suffix("/enum").unwrap_or(pointer);
    match &type_at(api, pointer)?.definition {
        Definition::Enum(set) => {
            let values = set.variants.iter();
            Some(values.map(|variant| variant.value.to_json()).collect())
        }
        _ => None,
    }
}

/// What a type is behind its names, and without null.
fn resolved<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    loop {
        match ty {
            Type::Nullable(inner) | Type::Boxed(inner) | Type::Secret(inner) => ty = inner,
            Type::Named(id) => match &api.type_def(*id).definition {
                Definition::Alias(target) => ty = target,
                _ => return ty,
            },
            _ => return ty,
        }
    }
}

/// How often each claim was held to, in a description's entries.
fn hold(name: &str, api: &Api, coverage: &[Entry], met: &mut BTreeMap<&str, usize>) {
    for entry in coverage {
        for (words, holds) in CLAIMS {
            if !entry.note.contains(words) {
                continue;
            }
            if let Some(is_true) = holds(api, entry) {
                let place = format!("{name}: {}: {}", entry.location.pointer, entry.note);
                assert!(is_true, "a note is not true: {place}");
                *met.entry(words).or_default() += 1;
            }
        }
    }
}

#[test]
fn what_a_note_claims_holds_for_the_type() {
    let mut met = BTreeMap::new();
    for case in cases() {
        let generated = case.generate();
        if let Some(api) = &generated.output.api {
            hold(&case.name, api, &generated.output.coverage, &mut met);
        }
    }
    for (words, _) in CLAIMS {
        assert!(
            met.contains_key(words),
            "no case has a note that says {words:?}"
        );
    }
}

#[test]
fn so_it_does_in_the_corpus() {
    let Some(corpus) = shared("notes of the corpus").map(|shared| shared.join("corpus")) else {
        return;
    };
    let mut met = BTreeMap::new();
    for set in ["azure", "openapi", "spector"] {
        let list = corpus.join(set).join("PRIMARY.txt");
        let list = std::fs::read_to_string(&list).expect("a corpus has a list");
        // A few of each: what all of them say would take minutes in a debug build.
        let lines: Vec<&str> = list
            .lines()
            .filter(|line| is_small(&corpus.join(set), line))
            .collect();
        for line in lines.iter().step_by(lines.len() / 20 + 1) {
            let output =
                Loaded::new(&corpus.join(set), line).generate(|_, node| node.value.to_json());
            if let Some(api) = &output.api {
                hold(line, api, &output.coverage, &mut met);
            }
        }
    }
    assert!(!met.is_empty(), "no note claims anything");
}

/// Whether a document is generated in a moment.
fn is_small(corpus: &Path, line: &str) -> bool {
    let length = std::fs::metadata(corpus.join(line)).map(|file| file.len());
    !line.is_empty() && length.is_ok_and(|length| length < 300_000)
}
